/* text/text.h - paragraphs into sentences and tokens (UD English convention), by byte span.
 *
 * In:   a story (wire/wire.h)
 * Out:  a doc: sentences and tokens of all paragraphs and captions, in text order
 * Owns: nothing; the doc lives in the story's arena
 * Not here: tags and trees (syntax/), though the token has room for them
 *
 * SPDX-License-Identifier: MIT */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "wire/wire.h"

/* A word. A multiword token ("don't", "Seoul's") is several words: `mwt` holds on its first word
 * the number of words in it, on the others 1, and is 0 for a plain token. Every word is a slice of
 * the text. */
struct token {
    uint32_t start, end; /* bytes in the story's text */
    uint8_t mwt;         /* 0: no MWT; n >= 2: first of n; 1: inside one */
    bool space_after;
    uint8_t upos;      /* enum ud_upos (syntax/ud.h) */
    uint8_t xpos;      /* enum ud_xpos */
    uint8_t rel;       /* enum ud_rel */
    uint32_t head;     /* 1-based in the sentence; 0: root */
    struct str lemma;  /* of the model or the arena */
    const char *feats; /* "Number=Sing|..." or "_" */
};

struct sentence {
    struct span span;
    uint32_t first, n;   /* tokens [first, first + n) of the doc */
    uint32_t block;      /* of the story */
    bool cut;            /* ended by the limit of words, not by its own end */
    bool given_tree;     /* heads and relations came with the input: do not parse again */
    struct str comments; /* CoNLL-U comment lines that came with it, or empty */
};

struct doc {
    struct arena *arena;
    struct story *story;
    struct str text; /* story->text */
    struct sentence *sentences;
    uint32_t n_sentences, cap_sentences;
    struct token *tokens;
    uint32_t n_tokens, cap_tokens;
    bool found_sentences; /* by text_split: syntax may cut one that turns out to be several */
};

static inline struct str doc_form(const struct doc *doc, uint32_t token)
{
    return str_slice(doc->text, doc->tokens[token].start, doc->tokens[token].end);
}
/* Doc index of a token's head, or UINT32_MAX for the root. */
static inline uint32_t doc_head(const struct doc *doc, const struct sentence *s, uint32_t token)
{
    uint32_t head = doc->tokens[token].head;
    return head ? s->first + head - 1 : UINT32_MAX;
}

/* Tables of abbreviations and contractions (knowledge/<lang>/text/). Immutable. */
struct text_lexicon;
BEDE_NODISCARD bede_status text_lexicon_load(const char *const *folders, size_t n,
                                             struct text_lexicon **out, bede_error *err);
void text_lexicon_free(struct text_lexicon *lexicon);

/* Splits the story's paragraphs and captions. Errors: LIMIT (sentences), NOMEM. Sentences longer
 * than limits->sentence_words are cut. */
BEDE_NODISCARD bede_status text_split(const struct text_lexicon *lexicon, struct story *story,
                                      const bede_limits *limits, struct doc **out, bede_error *err);

/* Tokenises a bare phrase (a table's alias, a rule's template) by the same rules: one sentence. */
BEDE_NODISCARD bede_status text_phrase(const struct text_lexicon *lexicon, struct arena *arena,
                                       struct str phrase, struct doc **out, bede_error *err);

#endif
