/* wire/petrarch.c - two formats of one user each: PETRARCH's sentences, Ritzau's RBNews.
 *
 *     <Sentences><Sentence date="20240502" id="AFP0001_4" source="AFP" sentence="True"><Text>...
 *
 * Each <Sentence> is a story of its own with its attributes, as PETRARCH takes them; parses that
 * come along are left alone. Records of its test files stand in the same element below
 * <Validation>. RBNews names facts in a mix of Danish and English.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/markup.h"
#include "wire/xmlformats.h"

void petrarch_items(struct xml_items *items, xmlNode *root)
{
    xmlNode *set = xml_is(root, "Sentences") ? root : xml_child(root, "Sentences");
    for (; set; set = xml_next_sibling(set, "Sentences"))
        for (xmlNode *n = xml_child(set, "Sentence"); n; n = xml_next_sibling(n, "Sentence"))
            xml_items_add(items, n);
}

bede_status petrarch_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err)
{
    item->id = xml_attr(xml, node, "id");
    item->created = item->date = xml_attr(xml, node, "date");
    item->url = xml_attr(xml, node, "url");
    wire_item_agency(item, xml_attr(xml, node, "source"));
    item->provider = xml_attr(xml, node, "source");
    wire_item_body(item, ITEM_PARAGRAPH, xml_text(xml, xml_child(node, "Text")));
    if (item->n_body) return BEDE_OK;
    return xml_skipped(err, "<Sentence> %.*s has no <Text>",
                       (int)(item->id.n < 160 ? item->id.n : 160), item->id.p);
}

void rbnews_items(struct xml_items *items, xmlNode *root)
{
    xml_items_add(items, root);
}

static bool is_true(struct xml *xml, const xmlNode *node, const char *name)
{
    return str_iis(xml_path_text(xml, node, name), "true");
}

/* "/ritzau/" -> "ritzau". */
static struct str without_slashes(struct str s)
{
    while (s.n && s.p[0] == '/')
        s = str_slice(s, 1, s.n);
    while (s.n && s.p[s.n - 1] == '/')
        s.n--;
    return s;
}

bede_status rbnews_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err)
{
    (void)err;
    item->id = xml_path_text(xml, node, "NewsID");
    item->provider = STR_LIT("ritzau.dk");
    item->version = xml_number(xml_path_text(xml, node, "version"));
    item->created = xml_path_text(xml, node, "PublishDate");
    item->headline = xml_path_text(xml, node, "headline");
    item->slug = xml_path_text(xml, node, "strapline");
    item->dateline = xml_path_text(xml, node, "town");
    item->language = STR_LIT("da");
    item->urgency = xml_urgency(xml_path_text(xml, node, "Priority"));
    wire_item_byline(item, xml_path_text(xml, node, "byLine"));
    wire_item_agency(item, without_slashes(xml_path_text(xml, node, "origin")));
    wire_item_note(item, NULL, xml_path_text(xml, node, "TilRedaktionen"));
    wire_item_link(item, WIRE_REPLACES, xml_path_text(xml, node, "replacedID"), 0);
    wire_item_link(item, WIRE_REPLACES, xml_path_text(xml, node, "Replaces"), 0);
    if (is_true(xml, node, "NyVersion")) item->signal = STR_LIT("update");
    if (is_true(xml, node, "Korrektion")) item->signal = STR_LIT("correction");
    if (is_true(xml, node, "Annuleret")) item->status = STR_LIT("canceled");
    markup_any(item, xml_raw(xml, xml_child(node, "content")));
    return BEDE_OK;
}
