/* output/unknown.c - actors that the tables do not know, most frequent first: what to add next.
 *
 * Each story writes one line a name (name, kind, mentions, events, story, TAB-separated) in its
 * turn; the tally reads them back in input order, so that the list does not depend on threads.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "output/daily.h"
#include "output/layout.h"
#include "output/views.h"

struct unknown {
    struct str name, kind, story; /* kind and story of the first that was met */
    uint32_t mentions, events, stories;
};

struct output_tally {
    struct daily *daily; /* for BEDE_VIEW_DAILY; the rest is then empty */
    struct map names;
    struct unknown *items;
    uint32_t n, cap;
    struct arena *arena;
};

/* ---- a story's share ----------------------------------------------------------------------- */

/* Events in which the entity acts or is acted on, for all entities. */
static uint32_t *events_of(const struct record *record)
{
    uint32_t *count = ARENA_ARRAY(record->arena, (size_t)record->entities->n + 1, uint32_t);
    for (uint32_t i = 0; count && i < record->events->n; i++) {
        const struct event *event = &record->events->items[i];
        for (uint32_t k = 0; k < event->n_actors; k++)
            count[event->actors[k].entity]++;
        for (uint32_t k = 0; k < event->n_recipients; k++)
            count[event->recipients[k].entity]++;
    }
    return count;
}

/* Who may act, is called by a name, and has no code. */
static bool is_unknown(const struct entity *entity)
{
    return !entity->code[0] && entity->name.n && entity->kind != ENTITY_PLACE &&
           entity->kind != ENTITY_COUNTRY && !entity->n_members;
}

uint32_t view_unknown(struct buf *buf, const struct record *record)
{
    const struct entities *all = record->entities;
    uint32_t *named = ARENA_ARRAY(record->arena, (size_t)all->n + 1, uint32_t);
    uint32_t *mentions = ARENA_ARRAY(record->arena, (size_t)all->n + 1, uint32_t);
    uint32_t *events = events_of(record), rows = 0;
    if (!named || !mentions || !events) {
        buf->failed = true;
        return 0;
    }
    for (uint32_t i = 0; i < all->n_mentions; i++) {
        const struct mention *m = &all->mentions[i];
        mentions[m->entity]++;
        named[m->entity] += m->kind == MENTION_NAME || m->kind == MENTION_TITLED;
    }
    for (uint32_t i = 0; i < all->n; i++) {
        if (!named[i] || !is_unknown(&all->items[i])) continue;
        row_fold(buf, all->items[i].name);
        buf_printf(buf, "\t%s\t%u\t%u\t", entity_kind_name(all->items[i].kind), mentions[i],
                   events[i]);
        row_fold(buf, record->story->id);
        buf_putc(buf, '\n');
        rows++;
    }
    return rows;
}

/* ---- the tally ----------------------------------------------------------------------------- */

struct output_tally *output_tally_new(bede_view view)
{
    struct output_tally *tally = calloc(1, sizeof *tally);
    if (!tally) return NULL;
    map_init(&tally->names);
    tally->arena = arena_new(0);
    if (view == BEDE_VIEW_DAILY) tally->daily = daily_new();
    if (!tally->arena || (view == BEDE_VIEW_DAILY && !tally->daily)) {
        arena_free(tally->arena);
        daily_free(tally->daily);
        free(tally);
        return NULL;
    }
    return tally;
}

void output_tally_free(struct output_tally *tally)
{
    if (!tally) return;
    map_fini(&tally->names);
    arena_free(tally->arena);
    daily_free(tally->daily);
    free(tally);
}

static bool add_line(struct output_tally *tally, struct str line)
{
    struct str name, kind, mentions, events, story;
    uint32_t n_mentions, n_events;
    if (!str_split(&line, '\t', &name) || !str_split(&line, '\t', &kind) ||
        !str_split(&line, '\t', &mentions) || !str_split(&line, '\t', &events) ||
        !str_split(&line, '\t', &story) || !str_u32(mentions, &n_mentions) ||
        !str_u32(events, &n_events))
        return true; /* a name of its own making with a TAB in it cannot come here: folded */
    uint32_t at = map_intern(&tally->names, name);
    if (at == MAP_NONE) return false;
    if (at == tally->n) {
        struct unknown item = {arena_str(tally->arena, name),
                               arena_str(tally->arena, kind),
                               arena_str(tally->arena, story),
                               0,
                               0,
                               0};
        if (!item.name.p || !item.kind.p || !item.story.p ||
            !ARRAY_PUSH(tally->arena, tally->items, tally->n, tally->cap, item))
            return false;
    }
    tally->items[at].mentions += n_mentions;
    tally->items[at].events += n_events;
    tally->items[at].stories++;
    return true;
}

bool output_tally_add(struct output_tally *tally, struct str rows)
{
    struct str line;
    while (str_split(&rows, '\n', &line))
        if (line.n && !(tally->daily ? daily_add(tally->daily, line) : add_line(tally, line)))
            return false;
    return true;
}

static int by_frequency(const void *a, const void *b)
{
    const struct unknown *x = a, *y = b;
    if (x->mentions != y->mentions) return x->mentions < y->mentions ? 1 : -1;
    if (x->events != y->events) return x->events < y->events ? 1 : -1;
    return str_cmp(x->name, y->name);
}

static void print_jsonl(struct buf *buf, const struct unknown *item)
{
    jw_object(buf);
    jw_key(buf, "name");
    jw_str(buf, item->name);
    jw_key(buf, "kind");
    jw_str(buf, item->kind);
    jw_key(buf, "mentions");
    jw_uint(buf, item->mentions);
    jw_key(buf, "events");
    jw_uint(buf, item->events);
    jw_key(buf, "stories");
    jw_uint(buf, item->stories);
    jw_key(buf, "example");
    jw_str(buf, item->story);
    jw_end_object(buf);
    buf->comma[0] = false;
    buf_putc(buf, '\n');
}

static void print_csv(struct buf *buf, const struct unknown *item)
{
    csv_field(buf, item->name, ',', true);
    buf_printf(buf, ",%.*s,%u,%u,%u,", STR_ARG(item->kind), item->mentions, item->events,
               item->stories);
    csv_field(buf, item->story, ',', true);
    buf_puts(buf, "\r\n");
}

static void number_cell(struct layout *layout, uint32_t n)
{
    struct str text = arena_printf(layout->arena, "%u", n);
    if (!text.p) layout->failed = true;
    layout_cell(layout, text);
}

static void print_table(struct buf *buf, const struct output_tally *tally,
                        const struct unknown *items, const struct output_options *options)
{
    struct layout layout;
    layout_init(&layout, tally->arena);
    layout_column(&layout, "mentions", NULL, 8);
    layout_column(&layout, "events", NULL, 6);
    layout_column(&layout, "stories", NULL, 7);
    layout_column(&layout, "kind", STYLE_DIM, 7);
    layout_column(&layout, "name", STYLE_GREEN, 16);
    layout_column(&layout, "first met in", STYLE_DIM, 12);
    for (uint32_t i = 0; i < tally->n; i++) {
        number_cell(&layout, items[i].mentions);
        number_cell(&layout, items[i].events);
        number_cell(&layout, items[i].stories);
        layout_cell(&layout, items[i].kind);
        layout_cell(&layout, items[i].name);
        layout_cell(&layout, items[i].story);
    }
    layout_print(&layout, buf, options->width, options->color);
}

void output_tally_print(struct buf *buf, const struct output_tally *tally,
                        const struct output_options *options, uint64_t *rows)
{
    if (tally->daily) {
        *rows = daily_print(buf, tally->daily);
        return;
    }
    struct unknown *items = ARENA_ARRAY(tally->arena, (size_t)tally->n + 1, struct unknown);
    *rows = tally->n;
    if (!items) {
        buf->failed = true;
        return;
    }
    if (tally->n) {
        memcpy(items, tally->items, tally->n * sizeof *items);
        qsort(items, tally->n, sizeof *items, by_frequency);
    }
    if (options->format == BEDE_FORMAT_TABLE) {
        print_table(buf, tally, items, options);
        return;
    }
    if (options->format == BEDE_FORMAT_CSV)
        buf_puts(buf, "name,kind,mentions,events,stories,example\r\n");
    for (uint32_t i = 0; i < tally->n; i++) {
        if (options->format == BEDE_FORMAT_CSV)
            print_csv(buf, &items[i]);
        else
            print_jsonl(buf, &items[i]);
    }
}
