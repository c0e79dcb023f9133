/* wire/xml.h - XML read safely, and what the readers of formats ask of it.
 *
 * In:   bytes
 * Out:  a tree of libxml2; its names, attributes and text, by local name and whatever prefix
 * Owns: the tree, until xml_free
 * Safe: nothing external is ever loaded, entities are not expanded into the tree, nesting and size
 *       are limited; nothing is printed, no global state of libxml2 is changed
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_XML_H
#define WIRE_XML_H

#include "base/buf.h"
#include "wire/wire.h"

#include <libxml/tree.h>

struct xml {
    xmlDoc *doc;
    bool repaired;   /* control bytes were taken out, stray & and HTML's names of signs made XML */
    bool transcoded; /* read as windows-1252 */
    /* Where text goes; set by the reader of each item. */
    struct arena *arena;
    struct buf buf;
    bool failed; /* memory ended */
};

/* Parses `bytes`. Errors: SYNTAX with line, LIMIT, NOMEM. */
BEDE_NODISCARD bede_status xml_parse(struct xml *xml, struct str bytes, const bede_limits *limits,
                                     bede_error *err);
void xml_free(struct xml *xml);

/* Is the node an element of this local name (ASCII case ignored)? */
bool xml_is(const xmlNode *node, const char *name);
struct str xml_name(const xmlNode *node);
uint32_t xml_line(const xmlNode *node);

/* The first child element of that name (NULL: any), and the next sibling; NULL when none. */
xmlNode *xml_child(const xmlNode *node, const char *name);
xmlNode *xml_next_sibling(const xmlNode *node, const char *name);

/* The first child of that name before the first one named `stop`: what stands in front of a list of
 * items, found without walking through them. */
xmlNode *xml_child_before(const xmlNode *node, const char *name, const char *stop);

/* Down a path of first children: "head/docdata/doc-id". `node` may be NULL. */
xmlNode *xml_path(const xmlNode *node, const char *path);

/* An attribute by local name, and the text below a node, white space folded and trimmed. In
 * xml->arena; empty when there is none, or the node is NULL. */
struct str xml_attr(struct xml *xml, const xmlNode *node, const char *name);
struct str xml_text(struct xml *xml, const xmlNode *node);
struct str xml_path_text(struct xml *xml, const xmlNode *node, const char *path);
struct str xml_path_attr(struct xml *xml, const xmlNode *node, const char *path, const char *name);

/* All text below a node as it is, line breaks and all. */
struct str xml_raw(struct xml *xml, const xmlNode *node);

/* The text of a text, CDATA or entity node; false when it is none or names no known sign. `sign`
 * has room for what an entity's name stands for. */
bool xml_node_text(const xmlNode *node, char sign[64], struct str *out);

/* The code point that HTML gives a name ("eacute"); 0: none. */
uint32_t xml_html_sign(struct str name);

/* Appends text with its white space folded: a run of blanks, no-break spaces or line breaks is one
 * blank, at a start none; soft hyphens and marks of zero width go; C1 codes are what windows-1252
 * has at their place. */
void xml_fold(struct buf *buf, struct str text);

#endif
