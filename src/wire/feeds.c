/* wire/feeds.c - RSS 2.0 (and 1.0) and Atom.
 *
 * Feeds have neither versions nor statuses: what comes again under its id with a later date is a
 * later version. The id is guid, else link, else title; "#3", which some append to it at each
 * change, is not part of it. Atom tells of deletions (RFC 6721): they are canceled stories.
 * The body is the fullest there is: content:encoded, then description; content, then summary.
 * Sources: RSS 2.0 specification; RFC 4287; RFC 6721.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/markup.h"
#include "wire/xmlformats.h"

/* ---- Shared ---- */

/* "https://example.com/a#3" -> without "#3". */
static struct str without_count(struct str id)
{
    size_t mark = id.n;
    while (mark && ascii_is_digit(id.p[mark - 1]))
        mark--;
    return mark && mark < id.n && id.p[mark - 1] == '#' ? str_slice(id, 0, mark - 1) : id;
}

static struct str first_text(struct xml *xml, const xmlNode *node, const char *const *names)
{
    for (; *names; names++) {
        struct str s = xml_path_text(xml, node, *names);
        if (s.n) return s;
    }
    return (struct str){"", 0};
}

static void set_title(struct xml *xml, struct wire_item *item, struct str title)
{
    item->headline = markup_line(xml->arena, title);
}

/* ---- RSS ---- */

void rss_items(struct xml_items *items, xmlNode *root)
{
    for (xmlNode *n = xml_child(root, "item"); n; n = xml_next_sibling(n, "item"))
        xml_items_add(items, n);
    for (xmlNode *c = xml_child(root, "channel"); c; c = xml_next_sibling(c, "channel"))
        for (xmlNode *n = xml_child(c, "item"); n; n = xml_next_sibling(n, "item"))
            xml_items_add(items, n);
}

static const xmlNode *channel_of(const xmlNode *item)
{
    const xmlNode *parent = item->parent;
    return xml_is(parent, "channel") ? parent : xml_child_before(parent, "channel", "item");
}

/* What a channel says of itself stands before its items. */
static struct str channel_text(struct xml *xml, const xmlNode *channel, const char *name)
{
    return xml_text(xml, xml_child_before(channel, name, "item"));
}

static void read_channel(struct xml *xml, const xmlNode *channel, struct wire_item *item)
{
    item->provider = xml_id_authority(item->id);
    if (!item->provider.n) item->provider = xml_id_authority(channel_text(xml, channel, "link"));
    item->language = channel_text(xml, channel, "language");
    wire_item_agency(item, channel_text(xml, channel, "copyright"));
    wire_item_agency(item, channel_text(xml, channel, "title"));
}

/* <encoded>, <description>: escaped HTML, or (against the letter) nodes. */
static void read_html(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    if (!node) return;
    if (xml_child(node, NULL))
        markup_nodes(item, node);
    else
        markup_any(item, xml_raw(xml, node));
}

bede_status rss_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err)
{
    static const char *const ids[] = {"guid", "link", "title", NULL};
    static const char *const changed[] = {"modified", "updated", "pubDate", "date", NULL};
    static const char *const born[] = {"pubDate", "date", "issued", NULL};
    static const char *const authors[] = {"creator", "author", NULL};
    item->id = without_count(first_text(xml, node, ids));
    item->url = xml_path_text(xml, node, "link");
    if (!item->url.n) item->url = xml_path_attr(xml, node, "link", "href");
    if (!item->url.n && !str_iis(xml_path_attr(xml, node, "guid", "isPermaLink"), "false") &&
        xml_id_authority(item->id).n)
        item->url = item->id;
    item->created = first_text(xml, node, changed);
    item->first_created = first_text(xml, node, born);
    set_title(xml, item, xml_path_text(xml, node, "title"));
    wire_item_byline(item, first_text(xml, node, authors));
    wire_item_agency(item, xml_path_text(xml, node, "source"));
    wire_item_agency(item, xml_path_text(xml, node, "credit"));
    read_channel(xml, channel_of(node), item);
    for (const xmlNode *n = xml_child(node, "category"); n; n = xml_next_sibling(n, "category"))
        wire_item_subject(item, xml_attr(xml, n, "domain"), STR_LIT(""), xml_text(xml, n));
    read_html(xml, xml_child(node, "encoded"), item);
    if (!item->n_body) read_html(xml, xml_child(node, "description"), item);
    if (!item->n_body && !item->headline.n)
        return xml_skipped(err, "an <item> with neither title nor text");
    return BEDE_OK;
}

/* ---- Atom ---- */

void atom_items(struct xml_items *items, xmlNode *root)
{
    if (xml_is(root, "entry")) {
        xml_items_add(items, root);
        return;
    }
    for (xmlNode *n = xml_child(root, NULL); n; n = xml_next_sibling(n, NULL))
        if (xml_is(n, "entry") || xml_is(n, "deleted-entry")) xml_items_add(items, n);
}

static void read_link(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    struct str rel = xml_attr(xml, node, "rel"), href = xml_attr(xml, node, "href");
    if (!rel.n || str_iis(rel, "alternate")) {
        if (!item->url.n) item->url = href;
    } else if (str_iis(rel, "related") || str_iis(rel, "via")) {
        wire_item_link(item, WIRE_RELATED, href, 0);
    } else if (str_iis(rel, "predecessor-version")) {
        wire_item_link(item, WIRE_REPLACES, href, 0);
    }
}

/* content and summary: type is text, html or xhtml. */
static void read_content(struct xml *xml, const xmlNode *node, struct wire_item *item)
{
    if (!node) return;
    if (xml_child(node, NULL))
        markup_nodes(item, node);
    else if (xml_holds(xml_attr(xml, node, "type"), "html"))
        markup_html(item, xml_raw(xml, node));
    else
        markup_any(item, xml_raw(xml, node));
}

static bede_status read_deleted(struct xml *xml, const xmlNode *node, struct wire_item *item,
                                bede_error *err)
{
    item->id = without_count(xml_attr(xml, node, "ref"));
    item->created = xml_attr(xml, node, "when");
    item->status = STR_LIT("canceled");
    item->signal = STR_LIT("delete");
    item->provider = xml_id_authority(item->id);
    wire_item_note(item, "kill", xml_path_text(xml, node, "comment"));
    return item->id.n ? BEDE_OK : xml_skipped(err, "a <deleted-entry> without ref");
}

bede_status atom_item(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err)
{
    static const char *const ids[] = {"id", "title", NULL};
    if (xml_is(node, "deleted-entry")) return read_deleted(xml, node, item, err);
    const xmlNode *feed = xml_is(node->parent, "feed") ? node->parent : NULL;
    item->id = without_count(first_text(xml, node, ids));
    item->created = xml_path_text(xml, node, "updated");
    item->first_created = xml_path_text(xml, node, "published");
    set_title(xml, item, xml_path_text(xml, node, "title"));
    for (const xmlNode *n = xml_child(node, NULL); n; n = xml_next_sibling(n, NULL)) {
        if (xml_is(n, "link"))
            read_link(xml, n, item);
        else if (xml_is(n, "author"))
            wire_item_byline(item, xml_path_text(xml, n, "name"));
        else if (xml_is(n, "category"))
            wire_item_subject(item, xml_attr(xml, n, "scheme"), xml_attr(xml, n, "term"),
                              xml_attr(xml, n, "label"));
    }
    item->provider = xml_id_authority(item->id);
    if (!item->provider.n) item->provider = xml_id_authority(item->url);
    if (!item->provider.n)
        item->provider = xml_id_authority(xml_text(xml, xml_child_before(feed, "id", "entry")));
    item->language = xml_attr(xml, node, "lang");
    if (!item->language.n) item->language = xml_attr(xml, feed, "lang");
    wire_item_agency(item, xml_path_text(xml, node, "source/title"));
    wire_item_agency(item, xml_path_text(xml, xml_child_before(feed, "author", "entry"), "name"));
    wire_item_agency(item, xml_text(xml, xml_child_before(feed, "title", "entry")));
    read_content(xml, xml_child(node, "content"), item);
    if (!item->n_body) read_content(xml, xml_child(node, "summary"), item);
    if (!item->n_body && !item->headline.n)
        return xml_skipped(err, "an <entry> with neither title nor text");
    return BEDE_OK;
}
