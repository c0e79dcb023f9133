/* wire/xmlformats.c - one XML document: parsed when its first story is asked for, its items listed,
 * then read one by one.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/xmlformats.h"

#include "wire/sniff.h"

#include <stdio.h>
#include <stdlib.h>

/* Who reads what. Roots are those of wire/sniff.c. */
static const struct {
    bede_from from;
    const char *name; /* of the format, for messages */
    void (*items)(struct xml_items *items, xmlNode *root);
    bede_status (*read)(struct xml *xml, xmlNode *node, struct wire_item *item, bede_error *err);
} formats[] = {
    {BEDE_FROM_NITF, "NITF", nitf_items, nitf_item},
    {BEDE_FROM_NEWSMLG2, "NewsML-G2", newsmlg2_items, newsmlg2_item},
    {BEDE_FROM_NEWSML1, "NewsML 1", newsml1_items, newsml1_item},
    {BEDE_FROM_RSS, "RSS", rss_items, rss_item},
    {BEDE_FROM_ATOM, "Atom", atom_items, atom_item},
    {BEDE_FROM_PETRARCH, "PETRARCH XML", petrarch_items, petrarch_item},
    {BEDE_FROM_RBNEWS, "RBNews", rbnews_items, rbnews_item},
};

struct xml_state {
    struct xml xml;
    struct xml_items items;
    size_t format;
    uint32_t at;
};

static void state_free(void *p)
{
    struct xml_state *state = p;
    xml_free(&state->xml);
    arena_free(state->items.arena);
    free(state);
}

void xml_items_add(struct xml_items *items, xmlNode *node)
{
    if (!ARRAY_PUSH(items->arena, items->node, items->n, items->cap, node)) items->failed = true;
}

/* ---- Opening ---- */

static bede_status list_items(struct wire_reader *reader, struct xml_state *state, bede_error *err)
{
    xmlNode *root = xmlDocGetRootElement(state->xml.doc);
    struct str name = xml_name(root);
    size_t i = 0, n = sizeof formats / sizeof *formats;
    while (i < n && formats[i].from != reader->from)
        i++;
    if (i == n || sniff_root_format(name) != reader->from)
        return err_set(err, BEDE_SYNTAX, "is no %s: its root element is <%.*s>",
                       i < n ? formats[i].name : "known XML", (int)(name.n < 60 ? name.n : 60),
                       name.p);
    state->format = i;
    formats[i].items(&state->items, root);
    if (state->items.failed) return err_nomem(err);
    if (!state->items.n)
        return err_set(err, BEDE_UNSUPPORTED, "holds no item that could be a story (%s)",
                       formats[i].name);
    return BEDE_OK;
}

static bede_status open_state(struct wire_reader *reader, bede_error *err)
{
    struct xml_state *state = calloc(1, sizeof *state);
    if (!state) return err_nomem(err);
    reader->state = state;
    reader->state_free = state_free;
    state->items.arena = arena_new(0);
    if (!state->items.arena) return err_nomem(err);
    TRY(xml_parse(&state->xml, reader->bytes, &reader->limits, err));
    return list_items(reader, state, err);
}

/* ---- Reading ---- */

static bede_status read_item(struct wire_reader *reader, struct xml_state *state, xmlNode *node,
                             struct arena *arena, struct story **out, bede_error *err)
{
    struct wire_item item;
    state->xml.arena = arena;
    state->xml.failed = false;
    reader->line = xml_line(node);
    wire_item_init(&item, arena, reader->from);
    TRY(formats[state->format].read(&state->xml, node, &item, err));
    if (state->xml.failed) return err_nomem(err);
    TRY(item_story(reader, &item, out, err));
    (*out)->repaired = state->xml.repaired;
    (*out)->transcoded = state->xml.transcoded;
    return BEDE_OK;
}

bede_status xml_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                     bede_error *err)
{
    if (!reader->state) {
        bede_status status = open_state(reader, err);
        if (status != BEDE_OK) {
            reader->done = true;
            return status;
        }
    }
    struct xml_state *state = reader->state;
    if (state->at == state->items.n) {
        reader->done = true;
        return BEDE_DONE;
    }
    bede_status status = read_item(reader, state, state->items.node[state->at++], arena, out, err);
    if (status != BEDE_OK && err) err->line = reader->line;
    return status;
}

/* ---- What the formats share ---- */

bede_status xml_skipped(bede_error *err, const char *format, ...)
{
    char why[256];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(why, sizeof why, format, args);
    va_end(args);
    return err_set(err, BEDE_PASSED, "skipped: %s", why);
}

static bool is_host(struct str s)
{
    bool dot = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') dot = true;
        if (!ascii_is_alnum(s.p[i]) && s.p[i] != '.' && s.p[i] != '-') return false;
    }
    return dot && s.n > 3 && s.n < 100 && s.p[0] != '.' && s.p[s.n - 1] != '.';
}

static struct str up_to(struct str s, size_t from, const char *stops)
{
    size_t end = from;
    while (end < s.n && !strchr(stops, s.p[end]))
        end++;
    return str_slice(s, from, end);
}

struct str xml_id_authority(struct str id)
{
    struct str host = {"", 0};
    size_t slashes;
    if (str_istarts(id, "tag:"))
        host = up_to(id, 4, ",:");
    else if (str_istarts(id, "urn:newsml:"))
        host = up_to(id, 11, ":");
    else if ((slashes = str_find(id, "://", 0)) != SIZE_MAX && slashes < 8)
        host = up_to(id, slashes + 3, "/:?#");
    if (str_istarts(host, "www.")) host = str_slice(host, 4, host.n);
    return is_host(host) ? host : (struct str){"", 0};
}

uint32_t xml_number(struct str s)
{
    uint32_t n;
    return str_u32(str_trim(s), &n) ? n : 0;
}

uint8_t xml_urgency(struct str s)
{
    s = str_trim(s);
    if (!s.n) return 0;
    char last = s.p[s.n - 1];
    bool alone = s.n == 1 || s.p[s.n - 2] == ':';
    return alone && last >= '1' && last <= '9' ? (uint8_t)(last - '0') : 0;
}

bool xml_holds(struct str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++)
        if (str_ieq(str_slice(s, i, i + n), (struct str){word, n})) return true;
    return false;
}
