/* record/diff_lcs.c - what two lists have in common, in order.
 *
 * Patience first (B. Cohen): what occurs once in both lists and keeps its order is an anchor; runs
 * of equals grow from anchors and from both ends; what is left between two anchors goes through the
 * table of the longest common subsequence, as long as the table has at most LCS_CELLS cells. So
 * the cost is n log n and at most LCS_CELLS for a gap, whatever comes in.
 *
 *     a b c d e      a, e grow from the ends; c is an anchor; b and d have no partner
 *     a x c y e
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "record/diff_work.h"

struct place {
    uint64_t hash;
    uint32_t at;
    bool second; /* of list b */
};

static int by_hash(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    if (a->second != b->second) return a->second ? 1 : -1;
    return a->at < b->at ? -1 : a->at > b->at;
}

struct lists {
    struct arena *arena;
    const uint64_t *a, *b;
    uint32_t *match;
    uint16_t *table; /* used again for every gap */
    size_t table_cap;
};
struct gap {
    uint32_t a, a_end, b, b_end;
};

/* The longest rising chain, by patience sorting from the end: piles keep the greatest tops. */
bool diff_chain(struct arena *arena, const uint32_t *values, uint32_t n, bool *keep)
{
    uint32_t *piles = ARENA_ARRAY(arena, (size_t)n + 1, uint32_t);
    uint32_t *behind = ARENA_ARRAY(arena, (size_t)n + 1, uint32_t), n_piles = 0;
    if (!piles || !behind) return false;
    for (uint32_t i = n; i-- > 0;) {
        if (values[i] == DIFF_NOTHING) continue;
        uint32_t low = 0, high = n_piles;
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            if (values[piles[middle]] > values[i])
                low = middle + 1;
            else
                high = middle;
        }
        behind[i] = low ? piles[low - 1] : DIFF_NOTHING;
        piles[low] = i;
        if (low == n_piles) n_piles++;
    }
    for (uint32_t i = 0; i < n; i++)
        keep[i] = false;
    for (uint32_t i = n_piles ? piles[n_piles - 1] : DIFF_NOTHING; i != DIFF_NOTHING; i = behind[i])
        keep[i] = true;
    return true;
}

/* Matches what occurs once on both sides of a gap and keeps its order. */
static bool find_anchors(struct lists *l, struct gap g)
{
    uint32_t n = g.a_end - g.a, m = g.b_end - g.b, all = n + m;
    struct place *places = ARENA_ARRAY(l->arena, all, struct place);
    uint32_t *partner = ARENA_ARRAY(l->arena, n, uint32_t);
    bool *keep = ARENA_ARRAY(l->arena, n, bool);
    if (!places || !partner || !keep) return false;
    for (uint32_t i = 0; i < n; i++) {
        places[i] = (struct place){l->a[g.a + i], i, false};
        partner[i] = DIFF_NOTHING;
    }
    for (uint32_t k = 0; k < m; k++)
        places[n + k] = (struct place){l->b[g.b + k], k, true};
    qsort(places, all, sizeof *places, by_hash);
    for (uint32_t i = 0; i < all;) {
        uint32_t end = i;
        while (end < all && places[end].hash == places[i].hash)
            end++;
        if (end - i == 2 && !places[i].second && places[i + 1].second)
            partner[places[i].at] = places[i + 1].at;
        i = end;
    }
    if (!diff_chain(l->arena, partner, n, keep)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (keep[i]) l->match[g.a + i] = g.b + partner[i];
    return true;
}

/* The table: best[i][k] for what is left from i and k on. */
static bool fill_gap(struct lists *l, struct gap g)
{
    uint32_t n = g.a_end - g.a, m = g.b_end - g.b, row = m + 1;
    if (!n || !m || (uint64_t)(n + 1) * row > LCS_CELLS) return true;
    size_t cells = (size_t)(n + 1) * row;
    if (cells > l->table_cap) {
        l->table_cap = cells * 2 < LCS_CELLS ? cells * 2 : LCS_CELLS;
        l->table = ARENA_ARRAY(l->arena, l->table_cap, uint16_t);
        if (!l->table) return false;
    }
    uint16_t *best = l->table;
    memset(best, 0, cells * sizeof *best);
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t k = m; k-- > 0;) {
            uint16_t down = best[(i + 1) * row + k], right = best[i * row + k + 1];
            uint16_t skip = down > right ? down : right;
            best[i * row + k] =
                l->a[g.a + i] == l->b[g.b + k] ? (uint16_t)(best[(i + 1) * row + k + 1] + 1) : skip;
        }
    for (uint32_t i = 0, k = 0; i < n && k < m;) {
        if (l->a[g.a + i] == l->b[g.b + k])
            l->match[g.a + i++] = g.b + k++;
        else if (best[(i + 1) * row + k] >= best[i * row + k + 1])
            i++;
        else
            k++;
    }
    return true;
}

/* Equals at both ends of a gap. */
static struct gap trim(struct lists *l, struct gap g)
{
    while (g.a < g.a_end && g.b < g.b_end && l->a[g.a] == l->b[g.b])
        l->match[g.a++] = g.b++;
    while (g.a < g.a_end && g.b < g.b_end && l->a[g.a_end - 1] == l->b[g.b_end - 1])
        l->match[--g.a_end] = --g.b_end;
    return g;
}

bool diff_lcs(struct arena *arena, const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m,
              uint32_t *match)
{
    struct lists l = {.arena = arena, .a = a, .b = b, .match = match};
    for (uint32_t i = 0; i < n; i++)
        match[i] = DIFF_NOTHING;
    struct gap all = trim(&l, (struct gap){0, n, 0, m});
    if (all.a == all.a_end || all.b == all.b_end) return true;
    if ((uint64_t)(all.a_end - all.a + 1) * (all.b_end - all.b + 1) <= LCS_CELLS)
        return fill_gap(&l, all);
    if (!find_anchors(&l, all)) return false;
    struct gap gap = all;
    for (uint32_t i = all.a; i <= all.a_end; i++) {
        if (i < all.a_end && match[i] == DIFF_NOTHING) continue;
        gap.a_end = i;
        gap.b_end = i < all.a_end ? match[i] : all.b_end;
        if (gap.a_end > gap.a && gap.b_end > gap.b && !fill_gap(&l, trim(&l, gap))) return false;
        gap.a = i + 1;
        gap.b = gap.b_end + 1;
    }
    return true;
}
