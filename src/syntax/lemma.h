/* syntax/lemma.h - lemmas and features of tagged words.
 *
 * In:   a word, its class, and (for what depends on it) the tree
 * Out:  lemma and FEATS
 *
 * A lemma rule is a string: how many bytes to strip from the end ('0' + n, or '*' for all), how to
 * set the case of what stays ('l' lower, 'k' keep, 't' title), what to append.
 *
 *     towns -> town     "1l"         went -> go     "*lgo"        Obama -> Obama   "0k"
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_LEMMA_H
#define SYNTAX_LEMMA_H

#include "syntax/model.h"

enum { LEMMA_STRIP_MAX = 60, LEMMA_BYTES_MAX = 256 };

/* The form with ASCII for curly quotes and dashes, which is what rules work on; `out` holds it if
 * there was something to change. */
struct str lemma_plain(struct str form, char out[LEMMA_BYTES_MAX]);

/* Writes what the rule makes of the plain form, cut at cap bytes; returns its length. An empty result is
 * the form itself. Shared with the trainer. */
size_t lemma_apply(struct str form, struct str rule, char *out, size_t cap);

/* Features of some words hang on their place in the tree ("it" as object): lists of features are
 * for a class in one of two contexts. */
uint32_t lemma_context(uint32_t class_id, uint8_t rel);

/* Sets lemma and feats of a token of class `class_id` whose relation is set. False when memory
 * ends. */
bool lemma_token(const struct syntax_model *model, struct doc *doc, uint32_t token,
                 uint32_t class_id);

#endif
