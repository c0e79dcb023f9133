/* wire/nitf.c - NITF 3.x, with or without its namespace, alone or inside NewsML.
 *
 *     head/docdata: doc-id, du-key (version), management-status, date.issue, date.release, ed-msg
 *     body/body.head: hedline, byline, dateline, distributor;  body/body.content: the text
 *
 * Source: NITF 3.6 schema of the IPTC. Of agencies: NTB writes the version behind the id of the
 * document ("..._47") and its stable id into du-key; PA numbers versions in the last part but one.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/markup.h"
#include "wire/stamp.h"
#include "wire/xmlformats.h"

void nitf_items(struct xml_items *items, xmlNode *root)
{
    xml_items_add(items, root);
}

/* ---- Identity ---- */

/* "key_47" with the key that du-key tells: the id is the key. */
static bool is_key_and_version(struct str id, struct str key)
{
    if (!key.n || id.n < key.n + 2 || !str_starts(id, key.p) || id.p[key.n] != '_') return false;
    uint32_t n;
    return str_u32(str_slice(id, key.n + 1, id.n), &n);
}

/* "uuidSSS-3-1": family and part, the version between them. */
static bool cut_middle_number(struct xml *xml, struct wire_item *item)
{
    struct str id = item->id;
    size_t last = id.n, middle;
    while (last && id.p[last - 1] != '-')
        last--;
    if (last < 2) return false;
    middle = last - 1;
    while (middle && id.p[middle - 1] != '-')
        middle--;
    uint32_t version, part;
    if (middle < 2 || !str_u32(str_slice(id, middle, last - 1), &version) ||
        !str_u32(str_slice(id, last, id.n), &part))
        return false;
    struct str family = arena_printf(xml->arena, "%.*s-%u", (int)(middle - 1), id.p, part);
    if (!family.p) {
        xml->failed = true;
        return false;
    }
    item->id = family;
    if (!item->version) item->version = version;
    return true;
}

static void read_identity(struct xml *xml, const xmlNode *docdata, struct wire_item *item)
{
    const xmlNode *doc_id = xml_child(docdata, "doc-id"), *du_key = xml_child(docdata, "du-key");
    struct str key = xml_attr(xml, du_key, "key");
    struct str source = xml_path_attr(xml, docdata, "del-list/from-src", "src-name");
    item->id = xml_attr(xml, doc_id, "id-string");
    item->version = xml_number(xml_attr(xml, du_key, "version"));
    if (!item->version) item->version = xml_number(xml_attr(xml, du_key, "generation"));
    if (is_key_and_version(item->id, key))
        item->id = key;
    else if (str_is(source, "PA"))
        (void)cut_middle_number(xml, item);
    item->slug = key;
    item->provider = xml_attr(xml, doc_id, "regsrc");
    if (!item->provider.n) item->provider = source;
    if (!item->provider.n) item->provider = xml_path_attr(xml, docdata, "doc.copyright", "holder");
    wire_item_agency(item, xml_attr(xml, doc_id, "regsrc"));
    wire_item_agency(item, source);
    wire_item_agency(item, xml_path_attr(xml, docdata, "doc.copyright", "holder"));
}

/* ---- Status and notes ---- */

static void read_management(struct xml *xml, const xmlNode *docdata, struct wire_item *item)
{
    item->status = xml_attr(xml, docdata, "management-status");
    struct str release = xml_path_attr(xml, docdata, "date.release", "norm");
    enum wire_status status;
    if (wire_item_status(item->status, &status) &&
        (status == WIRE_EMBARGOED || status == WIRE_WITHHELD))
        item->embargo = release;
    struct str other = xml_attr(xml, docdata, "management-doc-idref");
    struct str its = xml_attr(xml, docdata, "management-idref-status");
    bool cancels = wire_item_status(its, &status) && status == WIRE_CANCELED;
    wire_item_link(item, cancels ? WIRE_CANCELS : WIRE_RELATED, other, 0);
    for (const xmlNode *n = xml_child(docdata, "correction"); n;
         n = xml_next_sibling(n, "correction")) {
        wire_item_link(item, WIRE_CORRECTS, xml_attr(xml, n, "id-string"), 0);
        wire_item_note(item, "correction", xml_attr(xml, n, "info"));
        item->signal = STR_LIT("correction");
    }
    for (const xmlNode *n = xml_child(docdata, "ed-msg"); n; n = xml_next_sibling(n, "ed-msg"))
        wire_item_note(item, NULL, xml_attr(xml, n, "info"));
}

static void read_dates(struct xml *xml, const xmlNode *head, struct wire_item *item)
{
    const xmlNode *docdata = xml_child(head, "docdata");
    item->created = xml_path_attr(xml, docdata, "date.issue", "norm");
    if (!item->created.n) item->created = xml_path_text(xml, docdata, "date.issue");
    if (!item->created.n) item->created = xml_path_attr(xml, head, "pubdata", "date.publication");
    if (!item->created.n)
        item->created =
            xml_path_attr(xml, head->parent, "body/body.head/dateline/story.date", "norm");
    const xmlNode *first = xml_child(head, "revision-history");
    item->first_created = xml_attr(xml, first, "norm");
}

/* ---- Subjects ---- */

static void read_subjects(struct xml *xml, const xmlNode *head, struct wire_item *item)
{
    for (const xmlNode *t = xml_child(head, "tobject"); t; t = xml_next_sibling(t, "tobject"))
        for (const xmlNode *n = xml_child(t, "tobject.subject"); n;
             n = xml_next_sibling(n, "tobject.subject")) {
            struct str scheme = xml_attr(xml, n, "tobject.subject.ipr");
            struct str name = xml_attr(xml, n, "tobject.subject.detail");
            if (!name.n) name = xml_attr(xml, n, "tobject.subject.matter");
            if (!name.n) name = xml_attr(xml, n, "tobject.subject.type");
            if (!scheme.n || str_iis(scheme, "IPTC")) scheme = STR_LIT("subj");
            wire_item_subject(item, scheme, xml_attr(xml, n, "tobject.subject.refnum"), name);
        }
    const xmlNode *docdata = xml_child(head, "docdata");
    for (const xmlNode *n = xml_child(docdata, "evloc"); n; n = xml_next_sibling(n, "evloc")) {
        struct str name = xml_attr(xml, n, "city");
        if (!name.n) name = xml_attr(xml, n, "state-prov");
        wire_item_subject(item, STR_LIT("evloc"), xml_attr(xml, n, "iso-cc"), name);
    }
}

/* AAP's and others' names of what ANPA copy has in its header. */
static void read_meta(struct xml *xml, const xmlNode *head, struct wire_item *item)
{
    struct str keyword = {"", 0}, take = {"", 0};
    for (const xmlNode *n = xml_child(head, "meta"); n; n = xml_next_sibling(n, "meta")) {
        struct str name = xml_attr(xml, n, "name");
        if (str_iis(name, "anpa-keyword")) keyword = xml_attr(xml, n, "content");
        if (str_iis(name, "anpa-takekey")) take = xml_attr(xml, n, "content");
    }
    if (!item->slug.n) item->slug = keyword;
    if (!item->slug.n) item->slug = xml_path_attr(xml, head, "docdata/key-list/keyword", "key");
    if (!take.n || !item->slug.n) return;
    struct str slug = arena_printf(xml->arena, "%.*s, %.*s", STR_ARG(item->slug), STR_ARG(take));
    if (slug.p)
        item->slug = slug;
    else
        xml->failed = true;
}

/* ---- Body ---- */

/* The names of a byline, and what stands in byttl apart from them. */
static void read_byline(struct xml *xml, const xmlNode *byline, struct wire_item *item)
{
    struct str title = xml_text(xml, xml_child(byline, "byttl"));
    struct str all = xml_text(xml, byline), name = all;
    if (title.n && str_ends(all, title.p)) name = str_trim(str_slice(all, 0, all.n - title.n));
    while (name.n && strchr(",;-", name.p[name.n - 1]))
        name = str_trim(str_slice(name, 0, name.n - 1));
    wire_item_byline(item, name);
    wire_item_byline_title(item, title);
}

static void read_dateline(struct xml *xml, const xmlNode *dateline, struct wire_item *item)
{
    struct str place = xml_text(xml, xml_child(dateline, "location"));
    struct str date = xml_text(xml, xml_child(dateline, "story.date"));
    struct stamp stamp;
    if (!place.n) {
        struct str all = xml_text(xml, dateline);
        if (!stamp_parse(all, &stamp)) item->dateline = all;
        return;
    }
    item->dateline = place;
    if (!date.n || stamp_parse(date, &stamp)) return;
    struct str full = arena_printf(xml->arena, "%.*s, %.*s", STR_ARG(place), STR_ARG(date));
    if (full.p)
        item->dateline = full;
    else
        xml->failed = true;
}

static void read_body_head(struct xml *xml, const xmlNode *head, struct wire_item *item)
{
    const xmlNode *hedline = xml_child(head, "hedline");
    if (!hedline) hedline = xml_child(head, "headline");
    if (!item->headline.n) item->headline = xml_path_text(xml, hedline, "hl1");
    if (!item->headline.n) item->headline = xml_path_text(xml, hedline, "hl2");
    if (!item->n_byline)
        for (const xmlNode *n = xml_child(head, "byline"); n; n = xml_next_sibling(n, "byline"))
            read_byline(xml, n, item);
    if (!item->dateline.n && xml_child(head, "dateline"))
        read_dateline(xml, xml_child(head, "dateline"), item);
    for (const xmlNode *n = xml_child(head, "note"); n; n = xml_next_sibling(n, "note"))
        wire_item_note(item, NULL, xml_text(xml, n));
    wire_item_agency(item, xml_path_text(xml, head, "distributor"));
}

void nitf_content(struct xml *xml, const xmlNode *nitf, struct wire_item *item)
{
    const xmlNode *body = xml_child(nitf, "body");
    if (!body) return;
    read_body_head(xml, xml_child(body, "body.head"), item);
    bool any = false;
    for (const xmlNode *n = xml_child(body, "body.content"); n;
         n = xml_next_sibling(n, "body.content")) {
        markup_nodes(item, n);
        any = true;
    }
    if (!any && !xml_child(body, "body.head")) markup_nodes(item, body);
    wire_item_body(item, ITEM_SIGNOFF, xml_path_text(xml, body, "body.end/tagline"));
}

bede_status nitf_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err)
{
    const xmlNode *head = xml_child(node, "head"), *docdata = xml_child(head, "docdata");
    if (!xml_child(node, "body")) return xml_skipped(err, "a <nitf> without a <body>");
    if (head) {
        read_identity(xml, docdata, item);
        read_management(xml, docdata, item);
        read_dates(xml, head, item);
        read_subjects(xml, head, item);
        read_meta(xml, head, item);
        item->urgency = xml_urgency(xml_path_attr(xml, docdata, "urgency", "ed-urg"));
    }
    item->language = xml_attr(xml, node, "baselang");
    if (!item->language.n) item->language = xml_attr(xml, node, "lang");
    nitf_content(xml, node, item);
    if (!item->headline.n) item->headline = xml_path_text(xml, head, "title");
    return BEDE_OK;
}
