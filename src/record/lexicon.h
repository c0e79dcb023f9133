/* record/lexicon.h - the words that telling versions apart asks for, from
 * knowledge/<lang>/record/words.tsv: tags of sequences and digests, numbers in words, what is
 * counted.
 *
 * Owns: its rows; immutable after loading, shared by threads
 *
 * SPDX-License-Identifier: MIT */
#ifndef RECORD_LEXICON_H
#define RECORD_LEXICON_H

#include "wire/wire.h"

struct record_word {
    struct str word, class, value;
};

struct record_lexicon;

/* Folders without the table are passed over. Errors: those of tables, with file and line. */
BEDE_NODISCARD bede_status record_lexicon_load(const char *const *folders, size_t n,
                                               struct record_lexicon **out, bede_error *err);
void record_lexicon_free(struct record_lexicon *lexicon);

/* The row of a word in a class ("number", "deaths"), case ignored; NULL when there is none. */
const struct record_word *record_lexicon_find(const struct record_lexicon *lexicon,
                                              const char *class, struct str word);

#endif
