/* train/data.h - a treebank in memory, as the trainer needs it.
 *
 * In:   CoNLL-U files
 * Out:  sentences of words with gold columns as strings, and docs to analyse
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_DATA_H
#define TRAIN_DATA_H

#include "base/arena.h"
#include "base/err.h"
#include "text/text.h"

struct gold_word {
    struct str form, lemma, upos, xpos, feats, rel;
    uint32_t head; /* 1-based, 0: root */
};

struct gold_sentence {
    uint32_t first, n;
    float weight; /* of its tags and its tree in the loss */
    bool joined;  /* of several, by treebank_join */
    bool parsed;  /* its tree was made by models */
};

struct treebank {
    struct arena *arena;
    struct gold_sentence *sentences;
    uint32_t n_sentences, cap_sentences;
    struct gold_word *words;
    uint32_t n_words, cap_words;
    bool joined;      /* some sentences are several, made by treebank_join */
    uint32_t skipped; /* sentences left out for their licence */
};

/* Appends the sentences of a file. With `free_only` those whose "# licence" says NC are left out.
 * Errors: IO, SYNTAX with the line, NOMEM. */
BEDE_NODISCARD bede_status treebank_read(struct treebank *bank, const char *path, bool free_only,
                                         float weight, bede_error *err);

/* Appends, for each sentence that has no stop at its end, itself and what follows it as one: the
 * root of the next hangs on the root of the one before, with the relation root. So the parser
 * learns to find bounds that the splitter cannot see (src/syntax/cut.c). Errors: NOMEM. */
BEDE_NODISCARD bede_status treebank_join(struct treebank *bank, float weight, bede_error *err);

/* The words of a treebank as a doc without tags, words set off by spaces; `change` (0, 'l', 'u')
 * lower-cases or upper-cases them (ASCII). NULL when memory ends. */
struct doc *treebank_doc(const struct treebank *bank, struct arena *arena, int change);

/* A form in another case, in the arena. */
struct str form_recase(struct arena *arena, struct str form, int change);

#endif
