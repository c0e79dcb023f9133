/* knowledge/words.h - word tables: closed lists that one mechanism of a later stage reads.
 *
 * In:   "<folder>/entity/words/<table>.tsv" with the columns word, class, value: pronouns, words of
 *       time, collective nouns, words that end names of organisations ...; later folders extend
 *       and replace
 * Out:  for a table and a word (any case) its row
 * Owns: rows and strings; immutable after loading, shared by threads
 * Not here: names, offices and agents (knowledge.h)
 *
 * SPDX-License-Identifier: MIT */
#ifndef KNOWLEDGE_WORDS_H
#define KNOWLEDGE_WORDS_H

#include "base/err.h"
#include "base/str.h"

struct kb_word {
    struct str word;  /* as in the table */
    struct str class; /* what it is: "personal", "weekday", "org" */
    struct str value; /* what follows: "m sg", "1", "PTY" */
    const char *file;
    uint32_t line;
};

struct kb_words;

/* Loads every table of the folders. Errors name file and line: DATA, SYNTAX, IO, NOMEM. */
BEDE_NODISCARD bede_status kb_words_load(const char *const *folders, size_t n,
                                         struct kb_words **out, bede_error *err);
void kb_words_free(struct kb_words *words);

/* The row of a word in the table of that name ("pronouns"), or NULL. */
const struct kb_word *kb_words_find(const struct kb_words *words, const char *table,
                                    struct str word);

#endif
