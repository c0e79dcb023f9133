/* wire/xmlformats.h - the XML formats, each in its file, one interface.
 *
 * A format lists the items of a document, and reads one item into a wire_item. What is no story
 * (a package, a planning item, a picture) is UNSUPPORTED with the reason, and said, never lost.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_XMLFORMATS_H
#define WIRE_XMLFORMATS_H

#include "wire/item.h"
#include "wire/xml.h"

struct xml_items {
    xmlNode **node;
    uint32_t n, cap;
    struct arena *arena;
    bool failed;
};

void xml_items_add(struct xml_items *items, xmlNode *node);

/* Each lists the items below `root`, and reads one. Errors: UNSUPPORTED (skipped), NOMEM. */
void nitf_items(struct xml_items *items, xmlNode *root);
bede_status nitf_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);

void newsmlg2_items(struct xml_items *items, xmlNode *root);
bede_status newsmlg2_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);

void newsml1_items(struct xml_items *items, xmlNode *root);
bede_status newsml1_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);

void rss_items(struct xml_items *items, xmlNode *root);
bede_status rss_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);

void atom_items(struct xml_items *items, xmlNode *root);
bede_status atom_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);

void petrarch_items(struct xml_items *items, xmlNode *root);
bede_status petrarch_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);

void rbnews_items(struct xml_items *items, xmlNode *root);
bede_status rbnews_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);

/* ---- What they share ---- */

/* Headline, byline, dateline, notes and body of a <nitf>, where the item has none yet. */
void nitf_content(struct xml *xml, const xmlNode *nitf, struct wire_item *item);

/* UNSUPPORTED: "skipped: ...". */
bede_status xml_skipped(bede_error *err, const char *format, ...) BEDE_PRINTF(2, 3);

/* The host that gives ids out: of "tag:ap.org,2011:x", "urn:newsml:afp.com:...",
 * "https://www.example.com/x"; empty when the id names none. */
struct str xml_id_authority(struct str id);

/* "2" -> 2; 0 when it is no number, or too big a one. */
uint32_t xml_number(struct str s);

/* 1 to 9 from "4", "prio:4"; else 0. */
uint8_t xml_urgency(struct str s);

/* Does `s` hold `word`, ASCII case ignored? */
bool xml_holds(struct str s, const char *word);

#endif
