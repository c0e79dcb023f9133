/* output/export_graph.c - GraphML: who takes part as nodes, what passed between them as edges with
 * counts, for NetworkX, igraph, Gephi.
 *
 * A node is one code, sector and name; an edge goes from actor to recipient. Parties that met
 * without a recipient have an edge each to each. Written as text: the characters that XML does not
 * have are replaced.
 *
 * Source: "The GraphML File Format", graphml.graphdrawing.org (2000-2004).
 *
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "output/export_sum.h"

enum { NODE_CODE, NODE_SECTOR, NODE_NAME, NODE_KIND };

static void node_key(struct buf *key, const struct store_part *part)
{
    sum_key(key, part->code);
    sum_key(key, part->sector);
    sum_key(key, part->name.n ? part->name : part->text);
    sum_key(key, part->kind);
}

/* The number of the node; MAP_NONE when memory ends. */
static uint32_t node(struct graph *graph, const struct codes *codes, const struct store_part *part,
                     const struct store_event *event)
{
    struct buf key;
    buf_init(&key, 0);
    node_key(&key, part);
    struct sum *sum =
        key.failed ? NULL : sums_add(&graph->nodes, codes, (struct str){key.p, key.n}, event);
    buf_fini(&key);
    if (sum) return (uint32_t)(sum - graph->nodes.items);
    graph->nodes.failed = true;
    return MAP_NONE;
}

static void edge(struct graph *graph, const struct codes *codes, uint32_t from, uint32_t to,
                 const struct store_event *event)
{
    char key[32];
    struct buf text;
    if (from == MAP_NONE || to == MAP_NONE) return;
    buf_init(&text, sizeof key);
    buf_printf(&text, "%u%c%u", from, SUM_JOINT, to);
    if (text.failed)
        graph->edges.failed = true;
    else
        sums_add(&graph->edges, codes, (struct str){text.p, text.n}, event);
    buf_fini(&text);
}

/* Two participants may be one node ("they" of two people whose names are not told): an edge for
 * each pair of different nodes. */
void graph_add(struct graph *graph, const struct codes *codes, const struct store_event *event)
{
    uint32_t actors[STORE_PARTS_MAX], recipients[STORE_PARTS_MAX];
    for (uint32_t i = 0; i < event->n_actors; i++)
        actors[i] = node(graph, codes, &event->actors[i], event);
    for (uint32_t i = 0; i < event->n_recipients; i++)
        recipients[i] = node(graph, codes, &event->recipients[i], event);
    bool mutual = event->n_recipients == 0;
    const uint32_t *to = mutual ? actors : recipients;
    uint32_t n = mutual ? event->n_actors : event->n_recipients;
    for (uint32_t a = 0; a < event->n_actors; a++)
        for (uint32_t r = 0; r < n; r++)
            if (!mutual || actors[a] != to[r]) edge(graph, codes, actors[a], to[r], event);
}

/* ---- writing ------------------------------------------------------------------------------- */

/* XML 1.0 allows TAB, line ends and all from U+0020 but surrogates and U+FFFE, U+FFFF. */
static void escaped(struct buf *buf, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        size_t len = utf8_decode(s, i, &cp);
        bool legal = cp != UTF8_INVALID && cp != 0xFFFE && cp != 0xFFFF &&
                     (cp >= 0x20 || cp == '\t' || cp == '\n' || cp == '\r');
        if (!legal)
            buf_puts(buf, "\xef\xbf\xbd");
        else if (cp == '&')
            buf_puts(buf, "&amp;");
        else if (cp == '<')
            buf_puts(buf, "&lt;");
        else if (cp == '>')
            buf_puts(buf, "&gt;");
        else if (cp == '"')
            buf_puts(buf, "&quot;");
        else
            buf_add(buf, s.p + i, len);
        i += len;
    }
}

static void data(struct buf *buf, const char *key, struct str value)
{
    if (!value.n) return;
    buf_printf(buf, "<data key=\"%s\">", key);
    escaped(buf, value);
    buf_puts(buf, "</data>");
}

static void figures(struct buf *buf, const struct sum *sum)
{
    static const char *const keys[] = {"", "verbal_cooperation", "material_cooperation",
                                       "verbal_conflict", "material_conflict"};
    buf_printf(buf, "<data key=\"weight\">%llu</data>", (unsigned long long)sum->n);
    for (uint32_t q = 1; q <= 4; q++)
        buf_printf(buf, "<data key=\"%s\">%llu</data>", keys[q], (unsigned long long)sum->quad[q]);
    buf_printf(buf, "<data key=\"mean_score\">%.3f</data>", sum->score / (double)sum->n);
    data(buf, "first", sum->first);
    data(buf, "last", sum->last);
}

static void head(struct buf *buf)
{
    static const struct {
        const char *name, *of, *type;
    } keys[] = {
        {"label", "node", "string"},
        {"code", "node", "string"},
        {"sector", "node", "string"},
        {"kind", "node", "string"},
        {"events", "node", "int"},
        {"weight", "edge", "int"},
        {"verbal_cooperation", "edge", "int"},
        {"material_cooperation", "edge", "int"},
        {"verbal_conflict", "edge", "int"},
        {"material_conflict", "edge", "int"},
        {"mean_score", "edge", "double"},
        {"first", "edge", "string"},
        {"last", "edge", "string"},
    };
    buf_puts(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        buf_printf(buf, "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                   keys[i].name, keys[i].of, keys[i].name, keys[i].type);
    buf_puts(buf, "  <graph id=\"events\" edgedefault=\"directed\">\n");
}

static void write_node(struct buf *buf, uint32_t n, const struct sum *sum)
{
    buf_printf(buf, "    <node id=\"n%u\">", n);
    data(buf, "label", sum_part(sum->key, NODE_NAME));
    data(buf, "code", sum_part(sum->key, NODE_CODE));
    data(buf, "sector", sum_part(sum->key, NODE_SECTOR));
    data(buf, "kind", sum_part(sum->key, NODE_KIND));
    buf_printf(buf, "<data key=\"events\">%llu</data></node>\n", (unsigned long long)sum->n);
}

uint32_t graph_end(struct graph *graph, struct buf *buf)
{
    head(buf);
    for (uint32_t i = 0; i < graph->nodes.n; i++)
        write_node(buf, i, &graph->nodes.items[i]);
    for (uint32_t i = 0; i < graph->edges.n; i++) {
        const struct sum *sum = &graph->edges.items[i];
        struct str from = sum_part(sum->key, 0), to = sum_part(sum->key, 1);
        buf_printf(buf, "    <edge source=\"n%.*s\" target=\"n%.*s\">", STR_ARG(from), STR_ARG(to));
        figures(buf, sum);
        buf_puts(buf, "</edge>\n");
    }
    buf_puts(buf, "  </graph>\n</graphml>\n");
    if (graph->nodes.failed || graph->edges.failed) buf->failed = true;
    return graph->nodes.n + graph->edges.n;
}
