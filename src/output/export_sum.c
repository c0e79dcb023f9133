/* output/export_sum.c - see export_sum.h: sums by key, and the aggregates that are a table of them.
 *
 * An event counts once for each different key: two ministers of one state that meet one of another
 * are one event of that dyad. Actors stand by their codes; one without a code is left empty, so
 * that the sums over a column are those of the events.
 *
 * SPDX-License-Identifier: MIT */
#include "output/export_sum.h"

#include <stdlib.h>

#include "output/row.h"

bool sums_init(struct sums *sums)
{
    *sums = (struct sums){.arena = arena_new(0)};
    map_init(&sums->index);
    return sums->arena != NULL;
}

void sums_fini(struct sums *sums)
{
    map_fini(&sums->index);
    arena_free(sums->arena);
    *sums = (struct sums){0};
}

void sum_key(struct buf *key, struct str part)
{
    size_t from = key->n;
    row_fold(key, part);
    for (size_t i = from; i < key->n; i++)
        if (key->p[i] == SUM_JOINT) key->p[i] = ' ';
    buf_putc(key, SUM_JOINT);
}

struct str sum_part(struct str key, uint32_t n)
{
    struct str piece = {NULL, 0};
    for (uint32_t i = 0; i <= n; i++)
        if (!key.n || !str_split(&key, SUM_JOINT, &piece)) return (struct str){"", 0};
    return piece;
}

static struct sum *sum_of(struct sums *sums, struct str key)
{
    uint32_t before = sums->n, at = map_intern(&sums->index, key);
    if (at == MAP_NONE) return NULL;
    if (at < before) return &sums->items[at];
    struct sum fresh = {.key = arena_str(sums->arena, key)};
    if (!fresh.key.p || !ARRAY_PUSH(sums->arena, sums->items, sums->n, sums->cap, fresh))
        return NULL;
    return &sums->items[at];
}

static void take_date(struct sums *sums, struct sum *sum, struct str date)
{
    if (!date.n) return;
    if (!sum->first.n || str_cmp(date, sum->first) < 0) sum->first = arena_str(sums->arena, date);
    if (!sum->last.n || str_cmp(date, sum->last) > 0) sum->last = arena_str(sums->arena, date);
    if (!sum->first.p || !sum->last.p) sums->failed = true;
}

struct sum *sums_add(struct sums *sums, const struct codes *codes, struct str key,
                     const struct store_event *event)
{
    uint32_t n;
    struct sum *sum = sum_of(sums, key);
    const struct str *types = codes_types(codes, &n);
    if (!sum) {
        sums->failed = true;
        return NULL;
    }
    sum->n++;
    sum->score += event->score;
    if (event->quad <= 4) sum->quad[event->quad]++;
    for (uint32_t i = 0; i < n && i < SUM_TYPES_MAX; i++)
        sum->type[i] += str_eq(types[i], event->type);
    take_date(sums, sum, event->date);
    return sum;
}

static int by_key(const void *a, const void *b)
{
    return str_cmp(((const struct sum *)a)->key, ((const struct sum *)b)->key);
}

void sums_sort(struct sums *sums)
{
    if (sums->n) qsort(sums->items, sums->n, sizeof *sums->items, by_key);
}

/* ---- aggregates ---------------------------------------------------------------------------- */

/* Which columns make the key, and how much of the date is the period. */
static const struct {
    const char *period;
    size_t digits;
    const char *keys[3];
} kinds[EXPORT_AGGREGATES] = {
    [EXPORT_DYAD_DAY] = {"date", 10, {"actor", "recipient", NULL}},
    [EXPORT_DYAD_MONTH] = {"month", 7, {"actor", "recipient", NULL}},
    [EXPORT_DYAD_YEAR] = {"year", 4, {"actor", "recipient", NULL}},
    [EXPORT_ACTOR_MONTH] = {"month", 7, {"actor", "role", NULL}},
    [EXPORT_TYPE_MONTH] = {"month", 7, {"event", NULL, NULL}},
};

static const char *const quads[] = {"", "verbal_cooperation", "material_cooperation",
                                    "verbal_conflict", "material_conflict"};

void aggregate_begin(enum export_aggregate kind, const struct codes *codes, struct buf *buf)
{
    uint32_t n;
    const struct str *types = codes_types(codes, &n);
    buf_puts(buf, kinds[kind].period);
    for (uint32_t i = 0; kinds[kind].keys[i]; i++)
        buf_printf(buf, ",%s", kinds[kind].keys[i]);
    buf_puts(buf, ",events");
    for (uint32_t q = 1; q <= 4; q++)
        buf_printf(buf, ",%s", quads[q]);
    buf_puts(buf, ",mean_score");
    for (uint32_t i = 0; kind != EXPORT_TYPE_MONTH && i < n && i < SUM_TYPES_MAX; i++)
        buf_printf(buf, ",%.*s", STR_ARG(types[i]));
    buf_puts(buf, "\r\n");
}

/* The keys of one event, each once. */
struct keys {
    struct sums *sums;
    const struct codes *codes;
    const struct store_event *event;
    struct str period;
    struct str done[EXPORT_PAIRS_MAX][2];
    uint32_t n;
    struct buf key;
};

static void count(struct keys *keys, struct str a, struct str b)
{
    for (uint32_t i = 0; i < keys->n; i++)
        if (str_eq(keys->done[i][0], a) && str_eq(keys->done[i][1], b)) return;
    if (keys->n < EXPORT_PAIRS_MAX) {
        keys->done[keys->n][0] = a;
        keys->done[keys->n++][1] = b;
    }
    buf_clear(&keys->key);
    sum_key(&keys->key, keys->period);
    sum_key(&keys->key, a);
    sum_key(&keys->key, b);
    if (keys->key.failed)
        keys->sums->failed = true;
    else
        sums_add(keys->sums, keys->codes, (struct str){keys->key.p, keys->key.n}, keys->event);
}

/* Those who meet without a recipient are a dyad each with each, in both directions of a pair. */
static void count_dyads(struct keys *keys)
{
    const struct store_event *e = keys->event;
    for (uint32_t a = 0; a < e->n_actors; a++) {
        for (uint32_t r = 0; r < e->n_recipients; r++)
            count(keys, e->actors[a].code, e->recipients[r].code);
        bool met = false;
        for (uint32_t r = 0; !e->n_recipients && r < e->n_actors; r++)
            if (!str_eq(e->actors[a].code, e->actors[r].code)) {
                count(keys, e->actors[a].code, e->actors[r].code);
                met = true;
            }
        if (!e->n_recipients && !met) count(keys, e->actors[a].code, STR_LIT(""));
    }
}

void aggregate_add(enum export_aggregate kind, struct sums *sums, const struct codes *codes,
                   const struct store_event *event)
{
    struct keys keys = {.sums = sums, .codes = codes, .event = event};
    size_t digits = kinds[kind].digits;
    keys.period = event->date;
    if (keys.period.n > digits) keys.period.n = digits;
    buf_init(&keys.key, 0);
    switch (kind) {
    case EXPORT_ACTOR_MONTH:
        for (uint32_t i = 0; i < event->n_actors; i++)
            count(&keys, event->actors[i].code, STR_LIT("actor"));
        for (uint32_t i = 0; i < event->n_recipients; i++)
            count(&keys, event->recipients[i].code, STR_LIT("recipient"));
        break;
    case EXPORT_TYPE_MONTH:
        count(&keys, event->type, STR_LIT(""));
        break;
    default:
        count_dyads(&keys);
    }
    buf_fini(&keys.key);
}

uint32_t aggregate_end(enum export_aggregate kind, struct sums *sums, const struct codes *codes,
                       struct buf *buf)
{
    uint32_t n;
    codes_types(codes, &n);
    sums_sort(sums);
    for (uint32_t r = 0; r < sums->n; r++) {
        const struct sum *sum = &sums->items[r];
        bool first = true;
        row_csv(buf, &first, sum_part(sum->key, 0), false);
        for (uint32_t i = 0; kinds[kind].keys[i]; i++)
            row_csv(buf, &first, sum_part(sum->key, i + 1), true);
        buf_printf(buf, ",%llu", (unsigned long long)sum->n);
        for (uint32_t q = 1; q <= 4; q++)
            buf_printf(buf, ",%llu", (unsigned long long)sum->quad[q]);
        buf_printf(buf, ",%.3f", sum->score / (double)sum->n);
        for (uint32_t i = 0; kind != EXPORT_TYPE_MONTH && i < n && i < SUM_TYPES_MAX; i++)
            buf_printf(buf, ",%llu", (unsigned long long)sum->type[i]);
        buf_puts(buf, "\r\n");
    }
    if (sums->failed) buf->failed = true;
    return sums->n;
}
