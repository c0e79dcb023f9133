/* output/tables.c - the views as tables for eyes: a heading a story, then its rows.
 *
 * SPDX-License-Identifier: MIT */
#include "output/layout.h"
#include "output/views.h"

/* A story's heading: its title (or its first words), then agency, date, places and id. */
static void heading(struct buf *buf, const struct record *record,
                    const struct output_options *options)
{
    const struct story *story = record->story;
    struct str title = story->title, rest;
    char date[11];
    for (uint32_t i = 0; i < story->n_blocks && !title.n; i++)
        if (story->blocks[i].kind == WIRE_PARAGRAPH)
            title = row_text(record, story->blocks[i].body);
    struct buf line;
    buf_init(&line, 0);
    row_fold(&line, title);
    if (options->color) buf_puts(buf, STYLE_BOLD);
    layout_put(buf, layout_line((struct str){line.p, line.n}, options->width - 2, &rest));
    if (rest.n) buf_puts(buf, " …");
    if (options->color) buf_puts(buf, STYLE_RESET STYLE_DIM);
    buf_putc(buf, '\n');
    size_t from = buf->n;
    if (story->agency.n) buf_printf(buf, "%.*s  ", STR_ARG(story->agency));
    if (date_valid(story->date)) buf_printf(buf, "%s  ", date_format(story->date, date));
    for (uint32_t i = 0; i < story->dateline.n_places; i++)
        buf_printf(buf, "%s%.*s", i ? "/" : "", STR_ARG(story->dateline.places[i]));
    buf_printf(buf, "%s%.*s v%u\n", story->dateline.n_places ? "  " : "", STR_ARG(story->id),
               story->version);
    if (!buf->failed) layout_clean(buf->p + from, buf->n - from);
    if (options->color) buf_puts(buf, STYLE_RESET);
    if (line.failed) buf->failed = true;
    buf_fini(&line);
}

/* Prints the rows, or one line that says there are none. */
static void finish(struct layout *layout, struct buf *buf, const char *none,
                   const struct output_options *options)
{
    if (layout->n_cells)
        layout_print(layout, buf, options->width, options->color);
    else
        buf_printf(buf, "(%s)\n", none);
    buf_putc(buf, '\n');
}

/* "cap" leaves the room to the names. */
static void put_paragraph(struct buf *cell, const struct record *record, uint32_t block)
{
    if (record->story->blocks[block].kind == WIRE_CAPTION)
        buf_puts(cell, "cap");
    else
        row_paragraph(cell, record, block);
}

static void take_cell(struct layout *layout, struct buf *cell)
{
    if (cell->failed) layout->failed = true;
    layout_cell(layout, (struct str){cell->p, cell->n});
    buf_clear(cell);
}

/* "KOR GOV Yoon Suk Yeol": what is known, then the name, or the words when there is none. */
static void put_entity(struct buf *cell, const struct entity *entity, struct str words)
{
    if (entity && entity->code[0]) buf_printf(cell, "%s ", entity->code);
    if (entity && entity->n_sectors) buf_printf(cell, "%s ", entity->sectors[0]);
    row_fold(cell, entity && entity->name.n ? entity->name : words);
}

static void put_parts(struct buf *cell, const struct record *record, const struct event_part *parts,
                      uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_putc(cell, '\n');
        put_entity(cell, row_entity(record, parts[i].entity), row_text(record, parts[i].span));
    }
}

/* ---- events -------------------------------------------------------------------------------- */

/* "CONSULT/visit", then auxiliaries each on its line. */
static void put_type(struct buf *cell, const struct record *record, const struct event *event)
{
    uint32_t n;
    const struct event_type *types = event_types(record->engine->book, &n);
    if (event->type < n) buf_str(cell, types[event->type].name);
    if (event->mode.n) buf_printf(cell, "/%.*s", STR_ARG(event->mode));
    for (uint32_t i = 0; row_aux_name(i); i++)
        if (event->aux >> i & 1) buf_printf(cell, "\n(%s)", row_aux_name(i));
}

static void put_words(struct buf *cell, const struct record *record, const struct event *event)
{
    struct span spans[EVENT_TRIGGER_MAX];
    uint32_t n = row_triggers(record, event, spans);
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_puts(cell, " … ");
        row_fold(cell, row_text(record, spans[i]));
    }
}

static void event_row(struct layout *layout, struct buf *cell, const struct record *record,
                      const struct event *event)
{
    char date[11];
    put_paragraph(cell, record, event->block);
    take_cell(layout, cell);
    buf_puts(cell, date_format(row_event_date(record, event), date));
    take_cell(layout, cell);
    put_type(cell, record, event);
    take_cell(layout, cell);
    put_parts(cell, record, event->actors, event->n_actors);
    take_cell(layout, cell);
    if (event->n_recipients) buf_puts(cell, "→");
    take_cell(layout, cell);
    put_parts(cell, record, event->recipients, event->n_recipients);
    take_cell(layout, cell);
    put_words(cell, record, event);
    take_cell(layout, cell);
    for (uint32_t i = 0; i < event->n_sources; i++) {
        const struct entity *entity = row_entity(record, event->sources[i]);
        if (i) buf_puts(cell, ",\n");
        if (entity) row_fold(cell, entity->name);
    }
    take_cell(layout, cell);
}

uint32_t view_events_table(struct buf *buf, const struct record *record,
                           const struct output_options *options)
{
    struct layout layout;
    struct buf cell;
    buf_init(&cell, 0);
    layout_init(&layout, record->arena);
    layout_column(&layout, "par", STYLE_DIM, 3);
    layout_column(&layout, "date", STYLE_DIM, 10);
    layout_column(&layout, "event", STYLE_RED, 10);
    layout_column(&layout, "actor", STYLE_GREEN, 12);
    layout_column(&layout, "", NULL, 1);
    layout_column(&layout, "recipient", STYLE_YELLOW, 12);
    layout_column(&layout, "words", NULL, 8);
    layout_column(&layout, "source", STYLE_DIM, 8);
    heading(buf, record, options);
    for (uint32_t i = 0; i < record->events->n; i++)
        event_row(&layout, &cell, record, &record->events->items[i]);
    finish(&layout, buf, "no events", options);
    buf_fini(&cell);
    return record->events->n;
}

/* ---- quotes -------------------------------------------------------------------------------- */

static void quote_row(struct layout *layout, struct buf *cell, const struct record *record,
                      const struct quote *quote)
{
    put_paragraph(cell, record, quote->block);
    take_cell(layout, cell);
    buf_puts(cell, quote_kind_name(quote->kind));
    take_cell(layout, cell);
    put_entity(cell, row_entity(record, quote->speaker), row_text(record, quote->source));
    take_cell(layout, cell);
    row_fold(cell, row_text(record, quote->cue));
    take_cell(layout, cell);
    for (uint32_t i = 0; i < quote->n_content; i++) {
        if (i) buf_puts(cell, " … ");
        row_fold(cell, row_text(record, quote->content[i]));
    }
    take_cell(layout, cell);
    if (quote->via_speaker != ENTITY_NONE || quote->via.end > quote->via.start)
        put_entity(cell, row_entity(record, quote->via_speaker), row_text(record, quote->via));
    take_cell(layout, cell);
}

uint32_t view_quotes_table(struct buf *buf, const struct record *record,
                           const struct output_options *options)
{
    struct layout layout;
    struct buf cell;
    buf_init(&cell, 0);
    layout_init(&layout, record->arena);
    layout_column(&layout, "par", STYLE_DIM, 3);
    layout_column(&layout, "kind", STYLE_DIM, 8);
    layout_column(&layout, "speaker", STYLE_GREEN, 12);
    layout_column(&layout, "cue", STYLE_RED, 6);
    layout_column(&layout, "content", NULL, 16);
    layout_column(&layout, "via", STYLE_YELLOW, 3);
    heading(buf, record, options);
    for (uint32_t i = 0; i < record->quotes->n; i++)
        quote_row(&layout, &cell, record, &record->quotes->items[i]);
    finish(&layout, buf, "no quotes", options);
    buf_fini(&cell);
    return record->quotes->n;
}

/* ---- entities ------------------------------------------------------------------------------ */

/* Different words only, in order of mention, up to the few that help to recognise it. */
static void put_mentions(struct buf *cell, const struct record *record, uint32_t entity,
                         const uint32_t *next, uint32_t first)
{
    enum { SHOWN = 6 };
    struct str seen[SHOWN];
    uint32_t n = 0;
    for (uint32_t m = first; m != UINT32_MAX && n < SHOWN; m = next[m]) {
        struct str words = row_text(record, record->entities->mentions[m].span);
        bool known = record->entities->mentions[m].entity != entity;
        for (uint32_t i = 0; i < n && !known; i++)
            known = str_eq(seen[i], words);
        if (known) continue;
        if (n) buf_puts(cell, ", ");
        row_fold(cell, words);
        seen[n++] = words;
    }
}

static void entity_row(struct layout *layout, struct buf *cell, const struct record *record,
                       uint32_t n, const uint32_t *next, uint32_t first, uint32_t count)
{
    const struct entity *entity = &record->entities->items[n];
    buf_printf(cell, "%u", count);
    take_cell(layout, cell);
    buf_puts(cell, entity_kind_name(entity->kind));
    take_cell(layout, cell);
    buf_puts(cell, entity->code);
    take_cell(layout, cell);
    for (uint32_t i = 0; i < entity->n_sectors; i++)
        buf_printf(cell, "%s%s", i ? " " : "", entity->sectors[i]);
    take_cell(layout, cell);
    row_fold(cell, entity->name);
    take_cell(layout, cell);
    row_fold(cell, entity->office);
    take_cell(layout, cell);
    put_mentions(cell, record, n, next, first);
    take_cell(layout, cell);
}

/* Links the mentions of each entity: first[e], next[m], count[e]. False when memory ends. */
static bool chain_mentions(const struct record *record, uint32_t **first, uint32_t **next,
                           uint32_t **count)
{
    const struct entities *all = record->entities;
    *first = ARENA_ARRAY(record->arena, (size_t)all->n + 1, uint32_t);
    *count = ARENA_ARRAY(record->arena, (size_t)all->n + 1, uint32_t);
    *next = ARENA_ARRAY(record->arena, (size_t)all->n_mentions + 1, uint32_t);
    if (!*first || !*count || !*next) return false;
    for (uint32_t i = 0; i < all->n; i++)
        (*first)[i] = UINT32_MAX;
    for (uint32_t m = all->n_mentions; m-- > 0;) {
        uint32_t entity = all->mentions[m].entity;
        (*next)[m] = (*first)[entity];
        (*first)[entity] = m;
        (*count)[entity]++;
    }
    return true;
}

uint32_t view_entities_table(struct buf *buf, const struct record *record,
                             const struct output_options *options)
{
    struct layout layout;
    struct buf cell;
    uint32_t *first, *next, *count, rows = 0;
    if (!chain_mentions(record, &first, &next, &count)) {
        buf->failed = true;
        return 0;
    }
    buf_init(&cell, 0);
    layout_init(&layout, record->arena);
    layout_column(&layout, "n", STYLE_DIM, 3);
    layout_column(&layout, "kind", STYLE_DIM, 7);
    layout_column(&layout, "code", STYLE_RED, 4);
    layout_column(&layout, "sectors", STYLE_YELLOW, 7);
    layout_column(&layout, "name", STYLE_GREEN, 12);
    layout_column(&layout, "office", NULL, 8);
    layout_column(&layout, "words", NULL, 12);
    heading(buf, record, options);
    for (uint32_t i = 0; i < record->entities->n; i++) {
        if (!count[i]) continue;
        entity_row(&layout, &cell, record, i, next, first[i], count[i]);
        rows++;
    }
    finish(&layout, buf, "nobody", options);
    buf_fini(&cell);
    return rows;
}

/* ---- stories ------------------------------------------------------------------------------- */

uint32_t view_stories_table(struct buf *buf, const struct record *record,
                            const struct output_options *options)
{
    const struct story *story = record->story;
    struct layout layout;
    struct buf cell;
    buf_init(&cell, 0);
    layout_init(&layout, record->arena);
    layout_column(&layout, "block", STYLE_GREEN, 9);
    layout_column(&layout, "text", NULL, 20);
    heading(buf, record, options);
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        row_paragraph(&cell, record, i);
        take_cell(&layout, &cell);
        row_fold(&cell, row_text(record, story->blocks[i].span));
        take_cell(&layout, &cell);
    }
    finish(&layout, buf, "no text", options);
    buf_fini(&cell);
    return 1;
}
