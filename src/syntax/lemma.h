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

/* Writes what the rule makes of the form, cut at cap bytes; returns its length. An empty result is
 * the form itself. Shared with the trainer. */
size_t lemma_apply(struct str form, struct str rule, char *out, size_t cap);

/* Sets lemma and feats of a token of class `class_id`. False when memory ends. */
bool lemma_token(const struct syntax_model *model, struct doc *doc, uint32_t token,
                 uint32_t class_id);

#endif
