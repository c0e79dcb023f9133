/* syntax/mend.h - trees without what no tree of English has.
 *
 * In:   a parsed sentence
 * Out:  the same, with prepositions below their nouns, compounds and finite verbs as such
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_MEND_H
#define SYNTAX_MEND_H

#include "text/text.h"

/* Puts right words [first, first + n), whose heads count from 1 in the sentence that begins at
 * `start`. Never makes a cycle. */
void mend_tree(struct doc *doc, uint32_t start, uint32_t first, uint32_t n);

#endif
