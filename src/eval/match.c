/* eval/match.c - coded events against gold ones, and the matching of many to many.
 *
 * The matching is Kuhn's: each gold event in turn looks for a partner, moving earlier ones aside
 * when they have another. It is largest, so that no order of coding costs a point.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "eval/work.h"

enum { SECTOR_BYTES = 3, WEIGHT_TYPE = 3, WEIGHT_PART = 2, WEIGHT_PARAGRAPH = 2 };

/* ---- a coded event ------------------------------------------------------------------------- */

void work_paragraph(const struct story *story, uint32_t block, char out[WORK_PARAGRAPH])
{
    const struct wire_block *b = &story->blocks[block];
    if (b->kind == WIRE_PARAGRAPH)
        snprintf(out, WORK_PARAGRAPH, "%u", b->number);
    else
        snprintf(out, WORK_PARAGRAPH, "%s", wire_kind_name(b->kind));
}

static bool same_pair(struct gold_pair a, struct gold_pair b)
{
    return str_eq(a.code, b.code) && str_eq(a.sector, b.sector);
}

static void add_pair(struct pair_set *set, struct gold_pair pair)
{
    for (uint32_t i = 0; i < set->n; i++)
        if (same_pair(set->items[i], pair)) return;
    if (set->n < EVAL_PAIRS_MAX) set->items[set->n++] = pair;
}

static void take_parts(const struct record *record, const struct event_part *parts, uint32_t n,
                       struct pair_set *set)
{
    for (uint32_t i = 0; i < n; i++) {
        struct gold_pair pair = {STR_LIT(""), STR_LIT("")};
        if (parts[i].entity != ENTITY_NONE) {
            const struct entity *entity = &record->entities->items[parts[i].entity];
            pair.code = str_c(entity->code);
            if (entity->n_sectors) pair.sector = str_c(entity->sectors[0]);
        }
        add_pair(set, pair);
    }
}

void coded_event(const struct record *record, uint32_t event, struct coded *out)
{
    const struct event *e = &record->events->items[event];
    uint32_t n;
    const struct event_type *types = event_types(record->engine->book, &n);
    *out = (struct coded){.type = e->type < n ? types[e->type].name : STR_LIT("")};
    work_paragraph(record->story, e->block, out->paragraph);
    take_parts(record, e->actors, e->n_actors, &out->actors);
    take_parts(record, e->recipients, e->n_recipients, &out->recipients);
}

/* ---- pairs --------------------------------------------------------------------------------- */

static struct str short_sector(struct str sector)
{
    return str_slice(sector, 0, sector.n < SECTOR_BYTES ? sector.n : SECTOR_BYTES);
}

/* The codes of one side are those of the other. */
static bool same_codes(const struct gold_pair *gold, uint32_t n, const struct pair_set *got)
{
    for (uint32_t i = 0; i < n; i++) {
        bool there = false;
        for (uint32_t k = 0; k < got->n; k++)
            there |= str_eq(gold[i].code, got->items[k].code);
        if (!there) return false;
    }
    for (uint32_t k = 0; k < got->n; k++) {
        bool there = false;
        for (uint32_t i = 0; i < n; i++)
            there |= str_eq(gold[i].code, got->items[k].code);
        if (!there) return false;
    }
    return true;
}

/* Every gold pair takes one coded pair and none is left; those without a sector choose last. */
static bool same_pairs(const struct gold_pair *gold, uint32_t n, const struct pair_set *got)
{
    bool taken[EVAL_PAIRS_MAX] = {false};
    uint32_t left = got->n;
    for (uint32_t i = 0; i < n * 2; i++) {
        const struct gold_pair *g = &gold[i % n];
        bool any = !g->sector.n;
        if (any != (i >= n)) continue;
        uint32_t k = 0;
        while (k < got->n && (taken[k] || !str_eq(g->code, got->items[k].code) ||
                              !(any || str_eq(g->sector, short_sector(got->items[k].sector)))))
            k++;
        if (k == got->n) return false;
        taken[k] = true;
        left--;
    }
    return left == 0;
}

static bool covers(const struct gold_pair *gold, uint32_t n, const struct pair_set *got, bool loose)
{
    return loose ? same_codes(gold, n, got) : same_pairs(gold, n, got);
}

static bool has_type(const struct gold_event *gold, struct str type)
{
    for (uint32_t i = 0; i < gold->n_types; i++)
        if (str_eq(gold->types[i], type)) return true;
    return false;
}

/* All participants of both sides together. */
static bool covers_together(const struct gold_event *gold, const struct coded *coded, bool loose)
{
    struct gold_pair all[2 * EVAL_PAIRS_MAX];
    struct pair_set both = coded->actors;
    uint32_t n = 0;
    for (uint32_t i = 0; i < gold->n_actors; i++)
        all[n++] = gold->actors[i];
    for (uint32_t i = 0; i < gold->n_recipients; i++)
        all[n++] = gold->recipients[i];
    for (uint32_t i = 0; i < coded->recipients.n; i++)
        add_pair(&both, coded->recipients.items[i]);
    return covers(all, n, &both, loose);
}

static bool right_parts(const struct gold_event *gold, const struct coded *coded, bool loose)
{
    const struct pair_set *a = &coded->actors, *r = &coded->recipients;
    if (covers(gold->actors, gold->n_actors, a, loose) &&
        covers(gold->recipients, gold->n_recipients, r, loose))
        return true;
    if (!gold->swap) return false;
    return (covers(gold->recipients, gold->n_recipients, a, loose) &&
            covers(gold->actors, gold->n_actors, r, loose)) ||
           covers_together(gold, coded, loose);
}

static bool right_place(const struct gold_event *gold, const struct coded *coded)
{
    return !gold->paragraph.n || str_is(gold->paragraph, coded->paragraph);
}

bool coded_matches(const struct gold_event *gold, const struct coded *coded, bool loose)
{
    return has_type(gold, coded->type) && (loose || right_place(gold, coded)) &&
           right_parts(gold, coded, loose);
}

/* One side: bits when codes differ, or only sectors. */
static uint32_t side_differs(const struct gold_pair *gold, uint32_t n, const struct pair_set *got,
                             uint32_t bit)
{
    if (same_pairs(gold, n, got)) return 0;
    return same_codes(gold, n, got) ? EVAL_BY_SECTOR : bit;
}

/* What it is worth that they do not differ in this. */
static uint32_t weigh(uint32_t differs, uint32_t bit, uint32_t weight)
{
    return differs & bit ? 0 : weight;
}

uint32_t coded_differs(const struct gold_event *gold, const struct coded *coded, uint32_t *likeness)
{
    uint32_t differs = 0;
    if (!has_type(gold, coded->type)) differs |= EVAL_BY_TYPE;
    if (!right_place(gold, coded)) differs |= EVAL_BY_PARAGRAPH;
    if (!right_parts(gold, coded, false) && right_parts(gold, coded, true)) {
        differs |= EVAL_BY_SECTOR;
    } else if (!right_parts(gold, coded, false)) {
        differs |= side_differs(gold->actors, gold->n_actors, &coded->actors, EVAL_BY_ACTOR);
        differs |= side_differs(gold->recipients, gold->n_recipients, &coded->recipients,
                                EVAL_BY_RECIPIENT);
    }
    uint32_t parts =
        weigh(differs, EVAL_BY_ACTOR, WEIGHT_PART) + weigh(differs, EVAL_BY_RECIPIENT, WEIGHT_PART);
    *likeness = parts + weigh(differs, EVAL_BY_TYPE, WEIGHT_TYPE) +
                weigh(differs, EVAL_BY_PARAGRAPH, WEIGHT_PARAGRAPH) +
                weigh(differs, EVAL_BY_SECTOR, 1);
    /* The same place alone, or the same pair alone, makes no likeness. */
    bool near = !(differs & EVAL_BY_TYPE) ? parts || !(differs & EVAL_BY_PARAGRAPH)
                                          : parts && !(differs & EVAL_BY_PARAGRAPH);
    if (!near) *likeness = 0;
    return differs;
}

/* ---- matching ------------------------------------------------------------------------------ */

struct matching {
    work_fits fits;
    const void *ctx;
    uint32_t n_got;
    uint32_t *owner; /* of each got: the gold that has it */
    uint32_t *seen;  /* in which turn it was asked last */
};

/* Can gold `g` get a partner, moving others? The depth is that of the golds, which are bounded. */
static bool seek(struct matching *m, uint32_t g, uint32_t turn)
{
    for (uint32_t k = 0; k < m->n_got; k++) {
        if (m->seen[k] == turn || !m->fits(m->ctx, g, k)) continue;
        m->seen[k] = turn;
        if (m->owner[k] != EVAL_NONE && !seek(m, m->owner[k], turn)) continue;
        m->owner[k] = g;
        return true;
    }
    return false;
}

bool work_match(struct arena *arena, uint32_t n_gold, uint32_t n_got, work_fits fits,
                const void *ctx, uint32_t *to)
{
    struct matching m = {fits, ctx, n_got, NULL, NULL};
    for (uint32_t i = 0; i < n_gold; i++)
        to[i] = EVAL_NONE;
    if (!n_got || !n_gold) return true;
    m.owner = ARENA_ARRAY(arena, n_got, uint32_t);
    m.seen = ARENA_ARRAY(arena, n_got, uint32_t);
    if (!m.owner || !m.seen) return false;
    for (uint32_t k = 0; k < n_got; k++)
        m.owner[k] = EVAL_NONE;
    for (uint32_t g = 0; g < n_gold; g++)
        seek(&m, g, g + 1);
    for (uint32_t k = 0; k < n_got; k++)
        if (m.owner[k] != EVAL_NONE) to[m.owner[k]] = k;
    return true;
}
