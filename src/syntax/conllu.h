/* syntax/conllu.h - CoNLL-U in and out (universaldependencies.org/format.html).
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_CONLLU_H
#define SYNTAX_CONLLU_H

#include "base/buf.h"
#include "text/text.h"

/* Reads one or more sentences of CoNLL-U as one doc with a story of its own, the text being made
 * of the forms and SpaceAfter. Tags and trees are read too; `keep_trees` sets given_tree where all
 * heads are present and make a tree. "# newdoc id = X" (or a new "# story = X") starts a new story:
 * reading stops before the next one and *rest holds what is left, after an error too; *line counts
 * the lines read (start with 0). DONE when no sentence is left. Words of a multiword token whose
 * forms do not make up its surface get a part of the surface each (see conllu.c). Errors: SYNTAX
 * with the line, LIMIT, NOMEM. */
BEDE_NODISCARD bede_status conllu_read(struct arena *arena, const char *name, struct str *rest,
                                       uint32_t *line, bool keep_trees, const bede_limits *limits,
                                       struct doc **out, bede_error *err);

/* Appends sentence `s` with its comments (sent_id, text) and a blank line. */
void conllu_write(struct buf *buf, const struct doc *doc, uint32_t s);

#endif
