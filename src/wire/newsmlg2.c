/* wire/newsmlg2.c - NewsML-G2: a newsMessage of items, or an item alone.
 *
 *     newsMessage/header: sender, priority;  itemSet/newsItem@guid@version
 *     itemMeta: itemClass, provider, versionCreated, pubStatus, embargoed, signal, edNote, link
 *     contentMeta: headline, by, dateline, located, slugline, subject;  contentSet: the text
 *
 * Source: NewsML-G2 2.32 of the IPTC. A code may stand in @qcode, @uri or @literal. Only news items
 * of class text are stories; packages, concepts, plans and pictures are skipped with the reason. A
 * kill may come with an empty body and the old headline: it is a story of status canceled.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/markup.h"
#include "wire/xmlformats.h"

void newsmlg2_items(struct xml_items *items, xmlNode *root)
{
    if (!xml_is(root, "newsMessage")) {
        xml_items_add(items, root);
        return;
    }
    for (xmlNode *set = xml_child(root, "itemSet"); set; set = xml_next_sibling(set, "itemSet"))
        for (xmlNode *n = xml_child(set, NULL); n; n = xml_next_sibling(n, NULL))
            xml_items_add(items, n);
}

/* ---- Codes ---- */

static struct str code_of(struct xml *xml, const xmlNode *node)
{
    struct str code = xml_attr(xml, node, "qcode");
    if (!code.n) code = xml_attr(xml, node, "uri");
    if (!code.n) code = xml_attr(xml, node, "literal");
    return code;
}

/* "sig:update" -> "update"; ".../signal/update" -> "update". */
static struct str tail_of(struct str code)
{
    size_t i = code.n;
    while (i && code.p[i - 1] != ':' && code.p[i - 1] != '/' && code.p[i - 1] != '#')
        i--;
    return str_slice(code, i, code.n);
}

static struct str scheme_of(struct str code)
{
    struct str tail = tail_of(code);
    return tail.n < code.n ? str_slice(code, 0, code.n - tail.n - 1) : (struct str){"", 0};
}

/* The name of a thing, else its literal. */
static struct str name_of(struct xml *xml, const xmlNode *node)
{
    struct str name = xml_path_text(xml, node, "name");
    return name.n ? name : xml_attr(xml, node, "literal");
}

/* ---- Identity ---- */

static const xmlNode *message_header(const xmlNode *item)
{
    const xmlNode *set = item->parent;
    return xml_is(set, "itemSet") ? xml_child_before(set->parent, "header", "itemSet") : NULL;
}

/* Whose guids these are: named in the guid itself, else the sender, else the provider. */
static void read_provider(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    const xmlNode *provider = xml_path(node, "itemMeta/provider");
    item->provider = xml_id_authority(item->id);
    if (!item->provider.n) item->provider = xml_path_text(xml, message_header(node), "sender");
    if (!item->provider.n) item->provider = name_of(xml, provider);
    if (!item->provider.n) item->provider = tail_of(code_of(xml, provider));
}

/* ---- itemMeta ---- */

/* What signals say of a change; the agencies' own of Reuters among them. */
static void read_signal(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    static const struct {
        const char *code, *signal;
    } signals[] = {{"sig:update", "update"},    {"sig:correction", "correction"},
                   {"sig:retract", "delete"},   {"edStat:U", "update"},
                   {"edStat:C", "correction"},  {"edStat:D", "delete"},
                   {"signal/update", "update"}, {"signal/correction", "correction"}};
    struct str code = code_of(xml, node);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        size_t n = strlen(signals[i].code);
        if (code.n >= n && str_iis(str_slice(code, code.n - n, code.n), signals[i].code))
            item->signal = str_c(signals[i].signal);
    }
    if (str_is(item->signal, "delete") && !item->status.n) item->status = STR_LIT("canceled");
}

static void read_note(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    static const struct {
        const char *word, *kind;
    } roles[] = {{"correction", "correction"}, {"embargo", "embargo"},
                 {"update", "update"},         {"kill", "kill"},
                 {"closing", "advisory"},      {"contact", "advisory"},
                 {"picture", "advisory"},      {"notepad", "advisory"}};
    struct str role = xml_attr(xml, node, "role");
    const char *kind = NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles && !kind; i++)
        if (xml_holds(role, roles[i].word)) kind = roles[i].kind;
    wire_item_note(item, kind, xml_text(xml, node));
}

static void read_link(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    struct str id = xml_attr(xml, node, "residref");
    struct str rel = tail_of(xml_attr(xml, node, "rel"));
    uint32_t version = xml_number(xml_attr(xml, node, "version"));
    if (!id.n) id = xml_attr(xml, node, "guidref");
    enum wire_rel kind = WIRE_RELATED;
    if (str_iis(rel, "derivedFrom") || str_iis(rel, "evolvedFrom") ||
        str_iis(rel, "translatedFrom"))
        kind = WIRE_DERIVED;
    if (str_iis(rel, "previousVersion") || str_eq(id, item->id)) kind = WIRE_REPLACES;
    wire_item_link(item, kind, id, version);
}

static void read_meta(struct xml *xml, const xmlNode *meta, struct wire_item *item)
{
    item->created = xml_path_text(xml, meta, "versionCreated");
    item->first_created = xml_path_text(xml, meta, "firstCreated");
    item->status = code_of(xml, xml_child(meta, "pubStatus"));
    for (const xmlNode *n = xml_child(meta, NULL); n; n = xml_next_sibling(n, NULL)) {
        if (xml_is(n, "embargoed")) {
            item->embargoed = true;
            item->embargo = xml_text(xml, n);
        } else if (xml_is(n, "signal")) {
            read_signal(xml, n, item);
        } else if (xml_is(n, "edNote")) {
            read_note(xml, n, item);
        } else if (xml_is(n, "link")) {
            read_link(xml, n, item);
        }
    }
}

/* ---- contentMeta ---- */

/* The first headline that is not called a lesser one. */
static void read_headline(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    struct str role = xml_attr(xml, node, "role");
    if (!item->headline.n && !xml_holds(role, "sub")) item->headline = xml_text(xml, node);
}

static void read_subject(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    struct str code = code_of(xml, node);
    wire_item_subject(item, scheme_of(code), tail_of(code), xml_path_text(xml, node, "name"));
}

static void read_located(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    if (item->located.n) return;
    item->located = name_of(xml, node);
    if (!item->located.n) item->located = tail_of(code_of(xml, node));
}

static void read_content_meta(struct xml *xml, const xmlNode *meta, struct wire_item *item)
{
    for (const xmlNode *n = xml_child(meta, NULL); n; n = xml_next_sibling(n, NULL)) {
        if (xml_is(n, "headline"))
            read_headline(xml, n, item);
        else if (xml_is(n, "subject"))
            read_subject(xml, n, item);
        else if (xml_is(n, "located"))
            read_located(xml, n, item);
        else if (xml_is(n, "by"))
            wire_item_byline(item, xml_text(xml, n));
        else if (xml_is(n, "derivedFrom"))
            wire_item_link(item, WIRE_DERIVED, code_of(xml, n), 0);
    }
    for (const xmlNode *n = xml_child(meta, "creator"); n && !item->n_byline;
         n = xml_next_sibling(n, "creator"))
        if (xml_holds(xml_attr(xml, n, "type"), "person")) wire_item_byline(item, name_of(xml, n));
    item->urgency = xml_urgency(xml_path_text(xml, meta, "urgency"));
    item->slug = xml_path_text(xml, meta, "slugline");
    item->dateline = xml_path_text(xml, meta, "dateline");
    item->language = xml_path_attr(xml, meta, "language", "tag");
}

/* "reuters.com" -> "reuters": names by which the tables may know an agency. */
static struct str without_domain(struct str host)
{
    size_t dot = str_find_byte(host, '.', 0);
    return dot == SIZE_MAX ? host : str_slice(host, 0, dot);
}

static void read_agencies(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    const xmlNode *meta = xml_child(node, "contentMeta");
    wire_item_agency(item, xml_path_text(xml, meta, "creditline"));
    wire_item_agency(item, name_of(xml, xml_path(node, "itemMeta/provider")));
    wire_item_agency(item, without_domain(item->provider));
    wire_item_agency(item, name_of(xml, xml_child(meta, "infoSource")));
    wire_item_agency(item, tail_of(code_of(xml, xml_path(node, "itemMeta/provider"))));
    wire_item_agency(item, name_of(xml, xml_path(node, "rightsInfo/copyrightHolder")));
}

/* ---- contentSet ---- */

static void read_inline_xml(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    const xmlNode *nitf = xml_child(node, "nitf");
    if (nitf)
        nitf_content(xml, nitf, item);
    else
        markup_nodes(item, node);
}

/* Alternatives of one content stand side by side: the first that holds text is read. */
static void read_content(struct xml *xml, const xmlNode *set, struct wire_item *item)
{
    for (const xmlNode *n = xml_child(set, "inlineXML"); n && !item->n_body;
         n = xml_next_sibling(n, "inlineXML"))
        read_inline_xml(xml, n, item);
    for (const xmlNode *n = xml_child(set, "inlineData"); n && !item->n_body;
         n = xml_next_sibling(n, "inlineData")) {
        struct str type = xml_attr(xml, n, "contenttype");
        if ((!type.n || xml_holds(type, "text") || xml_holds(type, "html")) &&
            !xml_attr(xml, n, "encoding").n)
            markup_any(item, xml_raw(xml, n));
    }
}

/* ---- Items ---- */

static bede_status skip_other(struct xml *xml, const xmlNode *node, bede_error *err)
{
    struct str name = xml_name(node), guid = xml_attr(xml, node, "guid");
    uint32_t members = 0;
    for (const xmlNode *g = xml_path(node, "groupSet/group"); g; g = xml_next_sibling(g, "group"))
        for (const xmlNode *n = xml_child(g, "itemRef"); n; n = xml_next_sibling(n, "itemRef"))
            members++;
    if (xml_is(node, "packageItem"))
        return xml_skipped(err, "<packageItem> %.*s points to %u items and is no story itself",
                           (int)(guid.n < 120 ? guid.n : 120), guid.p, members);
    return xml_skipped(err, "<%.*s> %.*s is no news item", (int)(name.n < 40 ? name.n : 40), name.p,
                       (int)(guid.n < 120 ? guid.n : 120), guid.p);
}

static bede_status check_content(struct xml *xml, const xmlNode *node, const struct wire_item *item,
                                 bede_error *err)
{
    enum wire_status status = WIRE_USABLE;
    (void)wire_item_status(item->status, &status);
    if (item->n_body || status == WIRE_CANCELED) return BEDE_OK;
    struct str guid = item->id;
    const xmlNode *remote = xml_path(node, "contentSet/remoteContent");
    if (remote && !xml_path(node, "contentSet/inlineXML") &&
        !xml_path(node, "contentSet/inlineData")) {
        struct str href = xml_attr(xml, remote, "href");
        return xml_skipped(err, "the text of %.*s is elsewhere: %.*s",
                           (int)(guid.n < 90 ? guid.n : 90), guid.p,
                           (int)(href.n < 90 ? href.n : 90), href.p);
    }
    if (!item->headline.n)
        return xml_skipped(err, "%.*s has neither text nor headline",
                           (int)(guid.n < 120 ? guid.n : 120), guid.p);
    return BEDE_OK;
}

bede_status newsmlg2_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err)
{
    if (!xml_is(node, "newsItem")) return skip_other(xml, node, err);
    const xmlNode *meta = xml_child(node, "itemMeta");
    struct str class = code_of(xml, xml_child(meta, "itemClass"));
    item->id = xml_attr(xml, node, "guid");
    if (class.n && !str_iis(tail_of(class), "text"))
        return xml_skipped(err, "news item %.*s is of class %.*s, not text",
                           (int)(item->id.n < 120 ? item->id.n : 120), item->id.p,
                           (int)(class.n < 60 ? class.n : 60), class.p);
    item->version = xml_number(xml_attr(xml, node, "version"));
    if (!item->version) item->version = 1;
    read_provider(xml, node, item);
    read_meta(xml, meta, item);
    read_content_meta(xml, xml_child(node, "contentMeta"), item);
    if (!item->urgency)
        item->urgency = xml_urgency(xml_path_text(xml, message_header(node), "priority"));
    if (!item->language.n) item->language = xml_attr(xml, node, "lang");
    read_agencies(xml, node, item);
    read_content(xml, xml_child(node, "contentSet"), item);
    if (!item->headline.n) item->headline = xml_path_text(xml, meta, "title");
    return check_content(xml, node, item, err);
}
