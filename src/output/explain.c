/* output/explain.c - how the events of a sentence came about, step by step: the tree, who is
 * meant and why, what was said, what the matcher tried, and what came of it.
 *
 *     arrived  VERB VBD  root
 *     ├─ Park  PROPN NNP  nsubj
 *     └─ Lima  PROPN NNP  obl
 *        └─ in  ADP IN  case
 *
 * SPDX-License-Identifier: MIT */
#include "output/layout.h"
#include "output/views.h"
#include "syntax/ud.h"

static void title(struct buf *buf, const char *text, bool color)
{
    buf_printf(buf, "\n%s%s%s\n", color ? STYLE_BOLD : "", text, color ? STYLE_RESET : "");
}

/* ---- the tree ------------------------------------------------------------------------------ */

/* Children of every token, in word order, as linked lists: one pass instead of a search a token. */
struct tree {
    struct buf *buf;
    const struct doc *doc;
    uint32_t *child, *next; /* doc token, or UINT32_MAX */
    bool color;
    char indent[1024];
};
enum { TREE_DEPTH_MAX = 80 }; /* three bytes of bar and two blanks each fit `indent` */

static bool link_children(struct tree *tree, struct arena *arena)
{
    uint32_t n = tree->doc->n_tokens;
    tree->child = ARENA_ARRAY(arena, (size_t)n + 1, uint32_t);
    tree->next = ARENA_ARRAY(arena, (size_t)n + 1, uint32_t);
    if (!tree->child || !tree->next) return false;
    for (uint32_t i = 0; i <= n; i++)
        tree->child[i] = tree->next[i] = UINT32_MAX;
    for (uint32_t s = 0; s < tree->doc->n_sentences; s++) {
        const struct sentence *sentence = &tree->doc->sentences[s];
        for (uint32_t i = sentence->first + sentence->n; i-- > sentence->first;) {
            uint32_t head = doc_head(tree->doc, sentence, i);
            if (head == UINT32_MAX) continue;
            tree->next[i] = tree->child[head];
            tree->child[head] = i;
        }
    }
    return true;
}

static void print_token(struct tree *tree, uint32_t token)
{
    const struct token *t = &tree->doc->tokens[token];
    buf_printf(tree->buf, "%s%.*s%s", tree->color ? STYLE_BOLD : "",
               STR_ARG(doc_form(tree->doc, token)), tree->color ? STYLE_RESET : "");
    if (t->lemma.n && !str_eq(t->lemma, doc_form(tree->doc, token)))
        buf_printf(tree->buf, " (%.*s)", STR_ARG(t->lemma));
    buf_printf(tree->buf, "  %s%s %s  %s%s\n", tree->color ? STYLE_DIM : "", ud_upos_name(t->upos),
               ud_xpos_name(t->xpos), ud_rel_name(t->rel), tree->color ? STYLE_RESET : "");
}

static void print_children(struct tree *tree, uint32_t token, size_t indent, uint32_t depth)
{
    static const char bar[] = "│  ", gap[] = "   ";
    if (depth >= TREE_DEPTH_MAX) {
        buf_printf(tree->buf, "%.*s…\n", (int)indent, tree->indent);
        return;
    }
    for (uint32_t c = tree->child[token]; c != UINT32_MAX; c = tree->next[c]) {
        bool last = tree->next[c] == UINT32_MAX;
        const char *more = last ? gap : bar;
        buf_printf(tree->buf, "%.*s%s", (int)indent, tree->indent, last ? "└─ " : "├─ ");
        print_token(tree, c);
        memcpy(tree->indent + indent, more, strlen(more));
        print_children(tree, c, indent + strlen(more), depth + 1);
    }
}

static void print_trees(struct buf *buf, const struct record *record, bool color)
{
    struct tree *tree = ARENA_NEW(record->arena, struct tree);
    if (!tree) {
        buf->failed = true;
        return;
    }
    tree->buf = buf;
    tree->doc = record->doc;
    tree->color = color;
    if (!link_children(tree, record->arena)) {
        buf->failed = true;
        return;
    }
    for (uint32_t s = 0; s < record->doc->n_sentences; s++) {
        const struct sentence *sentence = &record->doc->sentences[s];
        if (s) buf_putc(buf, '\n');
        for (uint32_t i = sentence->first; i < sentence->first + sentence->n; i++)
            if (record->doc->tokens[i].head == 0) {
                print_token(tree, i);
                print_children(tree, i, 0, 0);
            }
    }
}

/* ---- who and what was said ----------------------------------------------------------------- */

static void cell_fold(struct layout *layout, struct buf *scratch, struct str text)
{
    buf_clear(scratch);
    row_fold(scratch, text);
    if (scratch->failed) layout->failed = true;
    layout_cell(layout, (struct str){scratch->p, scratch->n});
}

static void cell_code(struct layout *layout, struct buf *scratch, const struct entity *entity)
{
    buf_clear(scratch);
    if (entity) buf_puts(scratch, entity->code);
    for (uint32_t i = 0; entity && i < entity->n_sectors; i++)
        buf_printf(scratch, "%s%s", scratch->n ? " " : "", entity->sectors[i]);
    layout_cell(layout, (struct str){scratch->p, scratch->n});
}

static void print_mentions(struct buf *buf, const struct record *record,
                           const struct output_options *options, struct buf *scratch)
{
    struct layout layout;
    layout_init(&layout, record->arena);
    layout_column(&layout, "words", NULL, 12);
    layout_column(&layout, "kind", STYLE_DIM, 9);
    layout_column(&layout, "who", STYLE_GREEN, 12);
    layout_column(&layout, "code", STYLE_RED, 4);
    layout_column(&layout, "because", STYLE_DIM, 16);
    for (uint32_t i = 0; i < record->entities->n_mentions; i++) {
        const struct mention *mention = &record->entities->mentions[i];
        const struct entity *entity = row_entity(record, mention->entity);
        cell_fold(&layout, scratch, row_text(record, mention->span));
        layout_cell(&layout, str_c(mention_kind_name(mention->kind)));
        cell_fold(&layout, scratch, entity ? entity->name : (struct str){NULL, 0});
        cell_code(&layout, scratch, entity);
        struct str why = mention->reason;
        if (entity && entity->reason.n && !str_eq(why, entity->reason))
            why = why.n ? arena_printf(record->arena, "%.*s; %.*s", STR_ARG(why),
                                       STR_ARG(entity->reason))
                        : entity->reason;
        cell_fold(&layout, scratch, why);
    }
    if (!layout.n_cells) return;
    title(buf, "Who is meant", options->color);
    layout_print(&layout, buf, options->width, options->color);
}

static void print_times(struct buf *buf, const struct record *record,
                        const struct output_options *options, struct buf *scratch)
{
    static const char *const directions[] = {"before the story", "at the story", "ahead"};
    const struct doc *doc = record->entities->doc;
    struct layout layout;
    layout_init(&layout, record->arena);
    layout_column(&layout, "words", NULL, 12);
    layout_column(&layout, "from", STYLE_GREEN, 10);
    layout_column(&layout, "to", STYLE_GREEN, 10);
    layout_column(&layout, "exact to", NULL, 8);
    layout_column(&layout, "which is", STYLE_DIM, 8);
    for (uint32_t i = 0; i < record->entities->n_times; i++) {
        const struct timex *time = &record->entities->times[i];
        bool known = time->resolution != TIME_NONE;
        char from[11] = "", to[11] = "";
        if (known) date_format(time->from, from);
        if (known) date_format(time->to, to);
        cell_fold(&layout, scratch,
                  row_text(record, (struct span){doc->tokens[time->first].start,
                                                 doc->tokens[time->end - 1].end}));
        layout_cell(&layout, arena_str(record->arena, str_c(from)));
        layout_cell(&layout, arena_str(record->arena, str_c(to)));
        layout_cell(&layout, str_c(time_resolution_name(time->resolution)));
        layout_cell(&layout, str_c(known ? directions[time->direction + 1] : "not known"));
    }
    if (!layout.n_cells) return;
    title(buf, "When", options->color);
    layout_print(&layout, buf, options->width, options->color);
}

static void print_quotes(struct buf *buf, const struct record *record,
                         const struct output_options *options, struct buf *scratch)
{
    if (!record->quotes->n) return;
    struct layout layout;
    layout_init(&layout, record->arena);
    layout_column(&layout, "kind", STYLE_DIM, 8);
    layout_column(&layout, "speaker", STYLE_GREEN, 12);
    layout_column(&layout, "cue", STYLE_RED, 6);
    layout_column(&layout, "content", NULL, 16);
    layout_column(&layout, "by", STYLE_DIM, 6);
    for (uint32_t i = 0; i < record->quotes->n; i++) {
        const struct quote *quote = &record->quotes->items[i];
        const struct entity *speaker = row_entity(record, quote->speaker);
        layout_cell(&layout, str_c(quote_kind_name(quote->kind)));
        cell_fold(&layout, scratch,
                  speaker && speaker->name.n ? speaker->name : row_text(record, quote->source));
        cell_fold(&layout, scratch, row_text(record, quote->cue));
        cell_fold(&layout, scratch,
                  quote->n_content ? row_text(record, quote->content[0]) : (struct str){NULL, 0});
        cell_fold(&layout, scratch, str_c(quote->rule));
    }
    title(buf, "What was said", options->color);
    layout_print(&layout, buf, options->width, options->color);
}

/* ---- what was tried ------------------------------------------------------------------------ */

/* Templates may list dozens of verbs, {condemn|criticize|denounce|...}: three are shown. */
static struct str shorten_lists(struct arena *arena, struct str line)
{
    enum { SHOWN = 3 };
    char *out = arena_alloc(arena, line.n + 4 * line.n / SHOWN + 4);
    size_t n = 0;
    uint32_t bars = 0;
    bool inside = false;
    if (!out) return line;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == '{' || c == '}') inside = c == '{';
        if (c == '{') bars = 0;
        if (inside && c == '|' && ++bars == SHOWN) {
            memcpy(out + n, "|…", strlen("|…"));
            n += strlen("|…");
        }
        if (!inside || bars < SHOWN) out[n++] = c;
    }
    return (struct str){out, n};
}

/* A line of any length in lines of the width, all but the first set in by `indent`. */
static void print_wrapped(struct buf *buf, struct str line, uint32_t indent, uint32_t width)
{
    for (bool first = true; line.n; first = false) {
        struct str piece = layout_line(line, first ? width : width - indent, &line);
        buf_printf(buf, "%*s%.*s\n", first ? 0 : (int)indent, "", STR_ARG(piece));
    }
}

static void print_trace(struct buf *buf, struct arena *arena, struct str trace,
                        const struct output_options *options)
{
    struct str line;
    if (!trace.n) return;
    title(buf, "What was tried", options->color);
    while (str_split(&trace, '\n', &line))
        print_wrapped(buf, shorten_lists(arena, line), 11, options->width);
}

/* ---- events -------------------------------------------------------------------------------- */

static void print_side(struct buf *buf, const struct record *record, const char *name,
                       const struct event_part *parts, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = row_entity(record, parts[i].entity);
        buf_printf(buf, "  %-10s \"", name);
        row_fold(buf, row_text(record, parts[i].span));
        buf_puts(buf, "\" = ");
        row_fold(buf, entity && entity->name.n ? entity->name : STR_LIT("?"));
        if (entity && entity->office.n) buf_printf(buf, ", %.*s", STR_ARG(entity->office));
        buf_printf(buf, "  [%s", entity && entity->code[0] ? entity->code : "?");
        for (uint32_t k = 0; entity && k < entity->n_sectors; k++)
            buf_printf(buf, " %s", entity->sectors[k]);
        buf_puts(buf, "]\n");
    }
}

static void print_kind(struct buf *buf, const struct record *record, const struct event *event,
                       bool color)
{
    uint32_t n;
    const struct event_type *types = event_types(record->engine->book, &n);
    buf_puts(buf, color ? STYLE_RED : "");
    if (event->type < n) buf_str(buf, types[event->type].name);
    if (event->mode.n) buf_printf(buf, "/%.*s", STR_ARG(event->mode));
    buf_printf(buf, "%s  quad %u, scale ", color ? STYLE_RESET : "", event->quad);
    jw_num(buf, event->score, 1);
    buf->comma[buf->depth] = false;
    if (event->cameo.n) buf_printf(buf, ", CAMEO %.*s", STR_ARG(event->cameo));
    const struct str *contexts = event_contexts(record->engine->book, &n);
    for (uint32_t i = 0; i < n && i < 64; i++)
        if (event->contexts >> i & 1) buf_printf(buf, " +%.*s", STR_ARG(contexts[i]));
    for (uint32_t i = 0; row_aux_name(i); i++)
        if (event->aux >> i & 1) buf_printf(buf, " (%s)", row_aux_name(i));
    buf_putc(buf, '\n');
}

/* "place  Ostrava (CZE), 49.83 18.28: only place of that name". */
static void print_place(struct buf *buf, const struct record *record, const struct event *event)
{
    if (event->place == EVENT_NONE) return;
    const struct mention *place = &record->entities->mentions[event->place];
    struct str name = entity_place_name(record->entities, place);
    const char *code = entity_place_country(record->entities, place);
    buf_printf(buf, "  %-10s ", "place");
    row_fold(buf, name.n ? name : row_text(record, place->span));
    if (*code) buf_printf(buf, " (%s)", code);
    if (place->fix) {
        const struct place_fix *fix = &record->entities->fixes[place->fix - 1];
        buf_printf(buf, ", %.2f %.2f: %.*s", fix->lat, fix->lon, STR_ARG(fix->reason));
    }
    buf_putc(buf, '\n');
}

static void print_event(struct buf *buf, const struct record *record, const struct event *event,
                        bool color, uint32_t width)
{
    struct span spans[EVENT_TRIGGER_MAX];
    uint32_t n = row_triggers(record, event, spans);
    char date[11];
    print_kind(buf, record, event, color);
    print_side(buf, record, "actor", event->actors, event->n_actors);
    print_side(buf, record, "recipient", event->recipients, event->n_recipients);
    buf_printf(buf, "  %-10s ", "words");
    for (uint32_t i = 0; i < n; i++)
        buf_printf(buf, "%s%.*s", i ? " … " : "", STR_ARG(row_text(record, spans[i])));
    struct str rule = arena_printf(record->arena, "  %-10s %s  %.*s", "rule",
                                   event->rule ? event->rule : "?", STR_ARG(event->template));
    buf_putc(buf, '\n');
    print_wrapped(buf, shorten_lists(record->arena, rule), 13, width);
    if (event->operators.n)
        buf_printf(buf, "  %-10s %.*s\n", "operators", STR_ARG(event->operators));
    if (date_valid(event->date))
        buf_printf(buf, "  %-10s %s\n", "date", date_format(event->date, date));
    print_place(buf, record, event);
    for (uint32_t i = 0; i < event->n_sources; i++) {
        const struct entity *entity = row_entity(record, event->sources[i]);
        if (entity) buf_printf(buf, "  %-10s %.*s\n", i ? "via" : "said by", STR_ARG(entity->name));
    }
    buf_printf(buf, "  %-10s %.2f\n", "confidence", event->confidence);
}

void output_explain(struct buf *buf, const struct record *record, struct str trace,
                    const struct output_options *options)
{
    struct buf scratch;
    buf_init(&scratch, 0);
    buf_printf(buf, "%sSentence as read%s\n", options->color ? STYLE_BOLD : "",
               options->color ? STYLE_RESET : "");
    print_trees(buf, record, options->color);
    print_mentions(buf, record, options, &scratch);
    print_times(buf, record, options, &scratch);
    print_quotes(buf, record, options, &scratch);
    print_trace(buf, record->arena, trace, options);
    title(buf, record->events->n ? "Events" : "No events", options->color);
    for (uint32_t i = 0; i < record->events->n; i++)
        print_event(buf, record, &record->events->items[i], options->color, options->width);
    if (scratch.failed) buf->failed = true;
    buf_fini(&scratch);
}
