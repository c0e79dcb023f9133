/* wire/markup.h - the markup of a body, NITF's or HTML's, as blocks of an item.
 *
 * In:   nodes of a document, or HTML as text (what CDATA sections and JSON fields hold)
 * Out:  blocks added to a wire_item: paragraphs, subheadings, tables, captions, notes, ...
 * Cost: linear, whatever is left open; no nesting is kept
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_MARKUP_H
#define WIRE_MARKUP_H

#include "wire/item.h"

struct _xmlNode; /* libxml2's xmlNode */

/* The body in the children of `node`. */
void markup_nodes(struct wire_item *item, const struct _xmlNode *node);

/* The body in HTML text. */
void markup_html(struct wire_item *item, struct str html);

/* A body that is HTML or plain text: HTML when it has tags, else one preformatted block. */
void markup_any(struct wire_item *item, struct str text);

/* Does the text have tags of HTML? */
bool markup_is_html(struct str text);

/* HTML, or text with HTML's names of signs in it, as one line of text in the arena; empty when
 * memory ends. */
struct str markup_line(struct arena *arena, struct str text);

#endif
