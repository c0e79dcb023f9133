/* output/daily.c - one event a day: those that agree in day, type, actors and recipients, across all
 * stories of a run, are one row with counts (the "one-a-day filter" of event data; Schrodt 2012).
 *
 * Each story writes a line an event: key, story and row, TAB-separated; the tally keeps the row
 * that came first in input order, so that the result does not depend on threads.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "output/daily.h"
#include "output/views.h"

struct day_row {
    struct str row, story; /* the first row; the story that was counted last */
    uint32_t events, stories;
};

struct daily {
    struct map keys;
    struct day_row *items;
    uint32_t n, cap;
    struct arena *arena;
};

/* ---- a story's share ----------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Who takes part, whatever the order: code and sector, or the name where no code is known. */
static void put_parts(struct buf *buf, const struct record *record, const struct event_part *parts,
                      uint32_t n)
{
    struct str names[EVENT_PARTS_MAX];
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = row_entity(record, parts[i].entity);
        struct str sector = str_c(row_sector(entity));
        names[i] = entity && entity->code[0]
                       ? arena_printf(record->arena, "%s %.*s", entity->code, STR_ARG(sector))
                       : arena_printf(record->arena, "? %.*s %.*s", STR_ARG(sector),
                                      STR_ARG(entity ? entity->name : sector));
        if (!names[i].p) buf->failed = true;
    }
    if (buf->failed) return;
    if (n) qsort(names, n, sizeof *names, by_text);
    for (uint32_t i = 0; i < n; i++) {
        row_fold(buf, names[i]);
        buf_putc(buf, ';');
    }
}

uint32_t view_daily(struct buf *buf, const struct record *record)
{
    uint32_t n_types;
    const struct event_type *types = event_types(record->engine->book, &n_types);
    for (uint32_t i = 0; i < record->events->n; i++) {
        const struct event *event = &record->events->items[i];
        struct date day = row_event_date(record, event);
        if (date_valid(day)) /* without a day there is no other story's same day */
            buf_printf(buf, "%d-%u-%u|", day.year, day.month, day.day);
        else
            row_fold(buf, record->story->id);
        if (event->type < n_types) buf_str(buf, types[event->type].name);
        buf_putc(buf, '|');
        put_parts(buf, record, event->actors, event->n_actors);
        buf_putc(buf, '|');
        put_parts(buf, record, event->recipients, event->n_recipients);
        buf_putc(buf, '\t');
        row_fold(buf, record->story->id);
        buf_putc(buf, '\t');
        view_event_row(buf, record, i);
    }
    return record->events->n;
}

/* ---- the tally ----------------------------------------------------------------------------- */

struct daily *daily_new(void)
{
    struct daily *daily = calloc(1, sizeof *daily);
    if (!daily) return NULL;
    map_init(&daily->keys);
    daily->arena = arena_new(0);
    if (daily->arena) return daily;
    free(daily);
    return NULL;
}

void daily_free(struct daily *daily)
{
    if (!daily) return;
    map_fini(&daily->keys);
    arena_free(daily->arena);
    free(daily);
}

bool daily_add(struct daily *daily, struct str line)
{
    struct str key, story;
    if (!str_split(&line, '\t', &key) || !str_split(&line, '\t', &story)) return true;
    uint32_t at = map_intern(&daily->keys, key);
    if (at == MAP_NONE) return false;
    if (at == daily->n) {
        struct day_row item = {.row = arena_str(daily->arena, line)};
        if (!item.row.p || !ARRAY_PUSH(daily->arena, daily->items, daily->n, daily->cap, item))
            return false;
    }
    struct day_row *item = &daily->items[at];
    item->events++;
    if (item->stories && str_eq(item->story, story)) return true;
    item->stories++;
    item->story = arena_str(daily->arena, story);
    return item->story.p != NULL;
}

uint32_t daily_print(struct buf *buf, const struct daily *daily)
{
    for (uint32_t i = 0; i < daily->n; i++) {
        const struct day_row *item = &daily->items[i];
        size_t end = item->row.n; /* before the "}}" that closes "bede" and the event */
        for (int braces = 0; end > 0 && braces < 2; end--)
            braces += item->row.p[end - 1] == '}';
        buf_str(buf, str_slice(item->row, 0, end));
        buf_printf(buf, ",\"daily\":{\"events\":%u,\"stories\":%u}}}\n", item->events,
                   item->stories);
    }
    return daily->n;
}
