/* syntax/wordmap.h - what a word becomes, by its class: known words first, then suffixes.
 *
 * In:   a word's normal form and its class
 * Out:  a string of the map (a lemma rule, a FEATS string)
 *
 * A decision list: the whole word, else its longest listed suffix, else the class alone. Entries
 * that say what a shorter suffix would say anyway are left out when the map is made
 * (tools/train/wordmap_make.c).
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_WORDMAP_H
#define SYNTAX_WORDMAP_H

#include "base/err.h"
#include "base/str.h"

enum { WORDMAP_SUFFIX_MAX = 6, WORDMAP_VALUES_MAX = 65536 };

struct wordmap_slot {
    uint32_t print, value_plus_one; /* 0: free */
};

struct wordmap {
    uint32_t n_values, mask;
    const uint32_t *offsets; /* n_values + 1, into bytes */
    const char *bytes;       /* each value ends in NUL */
    const struct wordmap_slot *slots;
};

/* Hash of a key; length is the suffix's, or WORDMAP_WHOLE. */
enum { WORDMAP_WHOLE = 255 };
uint64_t wordmap_key(const char *p, size_t n, uint32_t class_id, uint32_t length);

/* Checks a section. Errors: DATA, naming `what`. */
BEDE_NODISCARD bede_status wordmap_open(struct wordmap *map, struct str section, const char *what,
                                        bede_error *err);

/* The value for a word, empty when the map knows nothing of the class. */
struct str wordmap_find(const struct wordmap *map, const char *word, size_t n, uint32_t class_id);

#endif
