/* wire/newsml1.c - NewsML 1.x.
 *
 *     NewsItem/Identification/NewsIdentifier: ProviderId, DateId, NewsItemId, RevisionId
 *     NewsItem/NewsManagement: FirstCreated, ThisRevisionCreated, Status, Urgency
 *     NewsComponent (nested): NewsLines, DescriptiveMetadata, ContentItem/DataContent
 *
 * Source: NewsML 1.2 of the IPTC. Where in the nest of components a line stands differs by agency:
 * the first with text counts, from the outside in. The text is the content of the component whose
 * role is Main or Body, else of the first that is text and has no other role.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/markup.h"
#include "wire/xmlformats.h"

void newsml1_items(struct xml_items *items, xmlNode *root)
{
    for (xmlNode *n = xml_child(root, "NewsItem"); n; n = xml_next_sibling(n, "NewsItem"))
        xml_items_add(items, n);
}

static const xmlNode *envelope_of(const xmlNode *item)
{
    return xml_child_before(item->parent, "NewsEnvelope", "NewsItem");
}

/* The element behind `node` in the order of the document, inside `top`. */
static const xmlNode *following(const xmlNode *node, const xmlNode *top)
{
    const xmlNode *next = xml_child(node, NULL);
    while (!next && node != top) {
        next = xml_next_sibling(node, NULL);
        node = node->parent;
    }
    return next;
}

/* The first element of that name with text (or, with `attr`, that attribute) inside `top`. */
static struct str find_fact(struct xml *xml, const xmlNode *top, const char *name, const char *attr)
{
    for (const xmlNode *n = top; n; n = following(n, top)) {
        if (!xml_is(n, name)) continue;
        struct str s = attr ? xml_attr(xml, n, attr) : xml_text(xml, n);
        if (s.n) return s;
    }
    return (struct str){"", 0};
}

/* ---- Identity and management ---- */

/* "urn:newsml:provider:date:item", which is what stays through the revisions: PreviousRevision
 * tells no more than id and version do, and a story is no link to itself. */
static void read_identity(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    const xmlNode *id = xml_path(node, "Identification/NewsIdentifier");
    struct str provider = xml_path_text(xml, id, "ProviderId");
    struct str date = xml_path_text(xml, id, "DateId");
    struct str name = xml_path_text(xml, id, "NewsItemId");
    item->provider = provider;
    if (name.n) {
        item->id = arena_printf(xml->arena, "urn:newsml:%.*s:%.*s:%.*s", STR_ARG(provider),
                                STR_ARG(date), STR_ARG(name));
        if (!item->id.p) xml->failed = true;
    } else {
        item->id = xml_path_text(xml, id, "PublicIdentifier");
    }
    if (!item->id.p || !item->id.n) item->id = find_fact(xml, node, "NewsComponent", "Duid");
    item->version = xml_number(xml_path_text(xml, id, "RevisionId"));
    item->slug = xml_path_text(xml, node, "Identification/NameLabel");
}

/* A reference to a news item, its revision taken off. */
static void add_link(struct xml *xml, const xmlNode *node, enum wire_rel rel,
                     struct wire_item *item)
{
    struct str id = xml_attr(xml, node, "NewsItem");
    if (id.n > item->id.n && item->id.n && str_starts(id, item->id.p)) return;
    wire_item_link(item, rel, id, 0);
}

static void read_management(struct xml *xml, const xmlNode *management, struct wire_item *item)
{
    item->first_created = xml_path_text(xml, management, "FirstCreated");
    item->created = xml_path_text(xml, management, "ThisRevisionCreated");
    item->status = xml_path_attr(xml, management, "Status", "FormalName");
    item->urgency = xml_urgency(xml_path_attr(xml, management, "Urgency", "FormalName"));
    for (const xmlNode *n = xml_child(management, NULL); n; n = xml_next_sibling(n, NULL)) {
        if (xml_is(n, "DerivedFrom"))
            add_link(xml, n, WIRE_DERIVED, item);
        else if (xml_is(n, "AssociatedWith"))
            add_link(xml, n, WIRE_RELATED, item);
        else if (xml_is(n, "StatusWillChange"))
            item->embargo = find_fact(xml, n, "DateAndTime", NULL);
        else if (xml_is(n, "Instruction"))
            wire_item_note(item, NULL, xml_text(xml, n));
    }
}

/* ---- Lines and descriptions ---- */

/* NewsLine: what has no element of its own, told by its type: "EdNote", "Editor's note". */
static void read_typed_lines(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    for (const xmlNode *n = node; n; n = following(n, node)) {
        if (!xml_is(n, "NewsLine")) continue;
        struct str type = xml_path_attr(xml, n, "NewsLineType", "FormalName");
        if (!xml_holds(type, "note") && !xml_holds(type, "advisory")) continue;
        for (const xmlNode *t = xml_child(n, "NewsLineText"); t;
             t = xml_next_sibling(t, "NewsLineText"))
            wire_item_note(item, xml_holds(type, "correct") ? "correction" : NULL,
                           xml_text(xml, t));
    }
}

static void read_lines(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    struct str slug = find_fact(xml, node, "SlugLine", NULL);
    item->headline = find_fact(xml, node, "HeadLine", NULL);
    item->dateline = find_fact(xml, node, "DateLine", NULL);
    if (slug.n) item->slug = slug;
    wire_item_byline(item, find_fact(xml, node, "ByLine", NULL));
    wire_item_agency(item, find_fact(xml, node, "CreditLine", NULL));
    read_typed_lines(xml, node, item);
}

static void read_party(struct xml *xml, const xmlNode *node, const char *name,
                       struct wire_item *item)
{
    for (const xmlNode *n = node; n; n = following(n, node))
        if (xml_is(n, name) && xml_path(n, "Party")) {
            wire_item_agency(item, xml_path_attr(xml, n, "Party", "FormalName"));
            return;
        }
}

static void read_location(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    if (!str_iis(xml_attr(xml, node, "HowPresent"), "Origin")) return;
    for (const xmlNode *n = xml_child(node, "Property"); n; n = xml_next_sibling(n, "Property"))
        if (str_iis(xml_attr(xml, n, "FormalName"), "City"))
            item->located = xml_attr(xml, n, "Value");
}

static void read_descriptions(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    item->language = find_fact(xml, node, "Language", "FormalName");
    if (!item->language.n) item->language = xml_attr(xml, node, "lang");
    for (const xmlNode *n = node; n; n = following(n, node)) {
        if (xml_is(n, "Subject") || xml_is(n, "SubjectMatter") || xml_is(n, "SubjectDetail"))
            wire_item_subject(item, STR_LIT("subj"), xml_attr(xml, n, "FormalName"), STR_LIT(""));
        else if (xml_is(n, "Location"))
            read_location(xml, n, item);
        else if (xml_is(n, "Genre") && str_iis(xml_attr(xml, n, "FormalName"), "Release"))
            item->press_release = true;
    }
    read_party(xml, node, "Provider", item);
    wire_item_agency(item, xml_path_attr(xml, envelope_of(node), "SentFrom/Party", "FormalName"));
    read_party(xml, node, "Source", item);
    read_party(xml, node, "Creator", item);
    size_t dot = str_find_byte(item->provider, '.', 0);
    wire_item_agency(item, dot == SIZE_MAX ? item->provider : str_slice(item->provider, 0, dot));
}

/* ---- Content ---- */

/* How well a ContentItem would do as the text: 0 not at all. */
static int rank_content(struct xml *xml, const xmlNode *node)
{
    if (!xml_child(node, "DataContent")) return 0;
    struct str media = xml_path_attr(xml, node, "MediaType", "FormalName");
    struct str format = xml_path_attr(xml, node, "Format", "FormalName");
    if (media.n && !xml_holds(media, "text")) return 0;
    if (xml_holds(format, "css") || xml_holds(format, "binary") || xml_holds(format, "jpeg") ||
        xml_attr(xml, xml_child(node, "Encoding"), "Notation").n)
        return 0;
    const xmlNode *component = node->parent;
    struct str role = xml_path_attr(xml, component, "Role", "FormalName");
    if (!role.n) return 2;
    return str_iis(role, "Main") || str_iis(role, "Body") || str_iis(role, "MainText") ? 3
           : str_iis(role, "Text") || str_iis(role, "Story")                           ? 2
                                                                                       : 0;
}

static void read_data(struct xml *xml, const xmlNode *data, struct wire_item *item)
{
    const xmlNode *nitf = xml_child(data, "nitf");
    if (nitf)
        nitf_content(xml, nitf, item);
    else if (xml_child(data, NULL))
        markup_nodes(item, data);
    else
        markup_any(item, xml_raw(xml, data));
}

static void read_content(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    for (int wanted = 3; wanted && !item->n_body; wanted--)
        for (const xmlNode *n = node; n && !item->n_body; n = following(n, node))
            if (xml_is(n, "ContentItem") && rank_content(xml, n) == wanted)
                read_data(xml, xml_child(n, "DataContent"), item);
}

bede_status newsml1_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err)
{
    read_identity(xml, node, item);
    read_management(xml, xml_child(node, "NewsManagement"), item);
    if (!item->created.n) item->created = xml_path_text(xml, envelope_of(node), "DateAndTime");
    if (!item->urgency)
        item->urgency =
            xml_urgency(xml_path_attr(xml, envelope_of(node), "Priority", "FormalName"));
    read_lines(xml, node, item);
    read_descriptions(xml, node, item);
    read_content(xml, node, item);
    enum wire_status status = WIRE_USABLE;
    (void)wire_item_status(item->status, &status);
    if (item->n_body || status == WIRE_CANCELED) return BEDE_OK;
    return xml_skipped(err, "news item %.*s holds no text",
                       (int)(item->id.n < 160 ? item->id.n : 160), item->id.p);
}
