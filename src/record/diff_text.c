/* record/diff_text.c - paragraphs: same, edited, added, removed, moved; and the words that differ.
 *
 * First what is equal word for word, as a longest common subsequence; then the rest by likeness of
 * their words (Dice, from DIFF_ALIKE_AT on, best pairs first, each paragraph once); then who moved:
 * of the pairs that cross, the fewest that must go for the rest to stand in order (A. Spangher et
 * al., NewsEdits, 2022). What is left over is removed or added, unless most of its words stand in
 * one paragraph of the other side: then it was joined or split.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "record/diff_work.h"

struct para {
    uint32_t block;
    struct diff_words words;
    struct diff_bag bag;
    uint64_t exact; /* of all words in order */
    uint32_t mate;  /* on the other side */
    double likeness;
    bool same, moved;
};
struct side {
    const struct story *story;
    struct para *items;
    uint32_t n;
};

static bool read_side(struct arena *arena, const struct story *story, struct side *side)
{
    side->story = story;
    side->items = ARENA_ARRAY(arena, (size_t)story->n_blocks + 1, struct para);
    if (!side->items) return false;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        if (story->blocks[i].kind != WIRE_PARAGRAPH) continue;
        struct para *p = &side->items[side->n++];
        *p = (struct para){.block = i, .exact = 1469598103934665603u, .mate = DIFF_NOTHING};
        if (!diff_cut(arena, story->text, story->blocks[i].body, &p->words) ||
            !diff_bag(arena, p->words.items, p->words.n, &p->bag))
            return false;
        for (uint32_t k = 0; k < p->words.n; k++)
            p->exact = (p->exact ^ p->words.items[k].exact) * 1099511628211u;
    }
    return true;
}

/* ---- pairs --------------------------------------------------------------------------------- */

static void pair(struct side *old, uint32_t i, struct side *new, uint32_t k, double likeness)
{
    old->items[i].mate = k;
    new->items[k].mate = i;
    old->items[i].likeness = new->items[k].likeness = likeness;
    old->items[i].same = new->items[k].same = old->items[i].exact == new->items[k].exact;
}

static bool pair_equals(struct arena *arena, struct side *old, struct side *new)
{
    uint64_t *a = ARENA_ARRAY(arena, (size_t)old->n + 1, uint64_t);
    uint64_t *b = ARENA_ARRAY(arena, (size_t) new->n + 1, uint64_t);
    uint32_t *match = ARENA_ARRAY(arena, (size_t)old->n + 1, uint32_t);
    if (!a || !b || !match) return false;
    for (uint32_t i = 0; i < old->n; i++)
        a[i] = old->items[i].exact;
    for (uint32_t i = 0; i < new->n; i++)
        b[i] = new->items[i].exact;
    if (!diff_lcs(arena, a, old->n, b, new->n, match)) return false;
    for (uint32_t i = 0; i < old->n; i++)
        if (match[i] != DIFF_NOTHING) pair(old, i, new, match[i], 1);
    return true;
}

struct likely {
    double likeness;
    uint32_t i, k;
};

static uint32_t distance(const struct likely *l)
{
    return l->i > l->k ? l->i - l->k : l->k - l->i;
}

/* Most alike first; then those that moved least; then by place, the same seen from either side. */
static int by_likeness(const void *x, const void *y)
{
    const struct likely *a = x, *b = y;
    if (a->likeness > b->likeness) return -1;
    if (a->likeness < b->likeness) return 1;
    if (distance(a) != distance(b)) return distance(a) < distance(b) ? -1 : 1;
    if (a->i + a->k != b->i + b->k) return a->i + a->k < b->i + b->k ? -1 : 1;
    return a->i < b->i ? -1 : a->i > b->i;
}

/* The paragraphs of a side without a mate. */
static uint32_t *left_over(struct arena *arena, const struct side *side, uint32_t *n)
{
    uint32_t *list = ARENA_ARRAY(arena, (size_t)side->n + 1, uint32_t);
    *n = 0;
    for (uint32_t i = 0; list && i < side->n; i++)
        if (side->items[i].mate == DIFF_NOTHING) list[(*n)++] = i;
    return list;
}

static bool pair_alike(struct arena *arena, struct side *old, struct side *new)
{
    struct likely *list = NULL;
    uint32_t n = 0, cap = 0, n_a, n_b;
    uint32_t *a = left_over(arena, old, &n_a), *b = left_over(arena, new, &n_b);
    if (!a || !b) return false;
    bool all = (uint64_t)n_a * n_b <= PAIRS_MAX;
    for (uint32_t i = 0; i < n_a; i++) {
        uint32_t about = (uint32_t)((uint64_t)i * n_b / (n_a ? n_a : 1));
        uint32_t from = all || about < PAIRS_WINDOW ? 0 : about - PAIRS_WINDOW;
        uint32_t to = all || about + PAIRS_WINDOW > n_b ? n_b : about + PAIRS_WINDOW;
        for (uint32_t k = from; k < to; k++) {
            struct likely l = {.i = a[i], .k = b[k]};
            l.likeness = diff_dice(&old->items[l.i].bag, &new->items[l.k].bag);
            if (l.likeness < DIFF_ALIKE_AT) continue;
            if (!ARRAY_PUSH(arena, list, n, cap, l)) return false;
        }
    }
    if (n) qsort(list, n, sizeof *list, by_likeness);
    for (uint32_t i = 0; i < n; i++)
        if (old->items[list[i].i].mate == DIFF_NOTHING &&
            new->items[list[i].k].mate == DIFF_NOTHING)
            pair(old, list[i].i, new, list[i].k, list[i].likeness);
    return true;
}

static bool find_moves(struct arena *arena, struct side *old, struct side *new)
{
    uint32_t *values = ARENA_ARRAY(arena, (size_t)old->n + 1, uint32_t);
    bool *keep = ARENA_ARRAY(arena, (size_t)old->n + 1, bool);
    if (!values || !keep) return false;
    for (uint32_t i = 0; i < old->n; i++)
        values[i] = old->items[i].mate;
    if (!diff_chain(arena, values, old->n, keep)) return false;
    for (uint32_t i = 0; i < old->n; i++) {
        if (values[i] == DIFF_NOTHING || keep[i]) continue;
        old->items[i].moved = new->items[values[i]].moved = true;
    }
    return true;
}

/* ---- words --------------------------------------------------------------------------------- */

static bool add_piece(struct arena *arena, struct diff_paragraph *p, uint32_t *cap,
                      struct diff_piece piece)
{
    struct diff_piece *last = p->n_pieces ? &p->pieces[p->n_pieces - 1] : NULL;
    if (last && last->kind == piece.kind) {
        if (piece.kind != DIFF_ADDED) last->old_span.end = piece.old_span.end;
        if (piece.kind != DIFF_REMOVED) last->new_span.end = piece.new_span.end;
        return true;
    }
    return ARRAY_PUSH(arena, p->pieces, p->n_pieces, *cap, piece);
}

/* The whole of both, where they are too long to be compared word by word. */
static bool replace_all(struct arena *arena, const struct para *old, const struct para *new,
                        struct diff_paragraph *p, uint32_t *cap)
{
    struct span a = {old->words.items[0].start, old->words.items[old->words.n - 1].end};
    struct span b = {new->words.items[0].start, new->words.items[new->words.n - 1].end};
    return add_piece(arena, p, cap,
                     (struct diff_piece){DIFF_REMOVED, a, (struct span){b.start, b.start}}) &&
           add_piece(arena, p, cap,
                     (struct diff_piece){DIFF_ADDED, (struct span){a.end, a.end}, b});
}

static bool compare_words(struct arena *arena, const struct para *old, const struct para *new,
                          struct diff_paragraph *p)
{
    uint32_t n = old->words.n, m = new->words.n, cap = 0, k = 0;
    if (n > WORDS_MAX || m > WORDS_MAX) return replace_all(arena, old, new, p, &cap);
    uint64_t *a = ARENA_ARRAY(arena, (size_t)n + 1, uint64_t);
    uint64_t *b = ARENA_ARRAY(arena, (size_t)m + 1, uint64_t);
    uint32_t *match = ARENA_ARRAY(arena, (size_t)n + 1, uint32_t);
    if (!a || !b || !match) return false;
    for (uint32_t i = 0; i < n; i++)
        a[i] = old->words.items[i].exact;
    for (uint32_t i = 0; i < m; i++)
        b[i] = new->words.items[i].exact;
    if (!diff_lcs(arena, a, n, b, m, match)) return false;
    uint32_t old_at = n ? old->words.items[0].start : 0, new_at = m ? new->words.items[0].start : 0;
    for (uint32_t i = 0; i <= n; i++) {
        uint32_t to = i < n ? match[i] : m;
        if (to == DIFF_NOTHING) {
            const struct diff_word *w = &old->words.items[i];
            old_at = w->end;
            if (!add_piece(arena, p, &cap,
                           (struct diff_piece){DIFF_REMOVED, {w->start, w->end}, {new_at, new_at}}))
                return false;
            continue;
        }
        for (; k < to; k++) {
            const struct diff_word *w = &new->words.items[k];
            new_at = w->end;
            if (!add_piece(arena, p, &cap,
                           (struct diff_piece){DIFF_ADDED, {old_at, old_at}, {w->start, w->end}}))
                return false;
        }
        if (i == n) break;
        const struct diff_word *o = &old->words.items[i], *w = &new->words.items[k++];
        old_at = o->end;
        new_at = w->end;
        if (!add_piece(arena, p, &cap,
                       (struct diff_piece){DIFF_SAME, {o->start, o->end}, {w->start, w->end}}))
            return false;
    }
    return true;
}

/* ---- the table ----------------------------------------------------------------------------- */

static bool push(struct diff_work *w, struct diff_paragraph p)
{
    struct diff *d = w->diff;
    if (p.old_block != DIFF_NOTHING) w->to_new[p.old_block] = d->n_paragraphs;
    if (p.new_block != DIFF_NOTHING) w->to_old[p.new_block] = d->n_paragraphs;
    d->n_by_kind[p.kind]++;
    d->n_marks_only += p.marks_only;
    return ARRAY_PUSH(w->arena, d->paragraphs, d->n_paragraphs, d->cap_paragraphs, p);
}

static bool push_removed(struct diff_work *w, const struct para *old)
{
    return push(w, (struct diff_paragraph){.kind = DIFF_REMOVED,
                                           .old_block = old->block,
                                           .new_block = DIFF_NOTHING,
                                           .joined_into = DIFF_NOTHING,
                                           .split_from = DIFF_NOTHING});
}

static bool push_new(struct diff_work *w, const struct side *old, const struct para *new)
{
    struct diff_paragraph p = {.kind = DIFF_ADDED,
                               .old_block = DIFF_NOTHING,
                               .new_block = new->block,
                               .joined_into = DIFF_NOTHING,
                               .split_from = DIFF_NOTHING,
                               .likeness = new->likeness};
    if (new->mate == DIFF_NOTHING) return push(w, p);
    const struct para *mate = &old->items[new->mate];
    p.old_block = mate->block;
    p.edited = !new->same;
    p.kind = new->moved ? DIFF_MOVED : new->same ? DIFF_SAME : DIFF_EDITED;
    struct str a =
        str_span(w->old_record->story->text, w->old_record->story->blocks[mate->block].body);
    struct str b =
        str_span(w->new_record->story->text, w->new_record->story->blocks[new->block].body);
    p.marks_only = new->same && !str_eq(a, b);
    if (p.edited && !compare_words(w->arena, mate, new, &p)) return false;
    return push(w, p);
}

/* In the order of the new text; what was removed stands where its neighbours are now. */
static bool write_table(struct diff_work *w, struct side *old, struct side *new)
{
    uint32_t done = 0;
    for (uint32_t k = 0; k < new->n; k++) {
        const struct para *p = &new->items[k];
        if (p->mate != DIFF_NOTHING && !p->moved)
            for (; done < p->mate; done++)
                if (old->items[done].mate == DIFF_NOTHING && !push_removed(w, &old->items[done]))
                    return false;
        if (!push_new(w, old, p)) return false;
    }
    for (; done < old->n; done++)
        if (old->items[done].mate == DIFF_NOTHING && !push_removed(w, &old->items[done]))
            return false;
    return true;
}

/* The paragraph of `whole` that holds most of a left-over part, looked for near its place. */
static uint32_t holder(const struct side *whole, const struct para *part, uint32_t about)
{
    uint32_t from = about < PAIRS_WINDOW ? 0 : about - PAIRS_WINDOW, best = DIFF_NOTHING;
    double most = PART_AT;
    if (part->words.n < PART_WORDS_LEAST) return DIFF_NOTHING;
    for (uint32_t i = from; i < whole->n && i < about + PAIRS_WINDOW; i++) {
        const struct para *w = &whole->items[i];
        if (w->same || w->words.n <= part->words.n) continue;
        double share = diff_share(&part->bag, &w->bag);
        if (share < most) continue;
        most = share;
        best = i;
    }
    return best;
}

static void find_joins(struct diff_work *w, const struct side *old, const struct side *new)
{
    struct diff *d = w->diff;
    for (uint32_t i = 0; i < old->n; i++) {
        if (old->items[i].mate != DIFF_NOTHING) continue;
        uint32_t k = holder(new, &old->items[i], i);
        if (k == DIFF_NOTHING) continue;
        d->paragraphs[w->to_new[old->items[i].block]].joined_into = new->items[k].block;
        d->paragraphs[w->to_old[new->items[k].block]].joined++;
        d->n_joined++;
    }
    for (uint32_t k = 0; k < new->n; k++) {
        if (new->items[k].mate != DIFF_NOTHING) continue;
        uint32_t i = holder(old, &new->items[k], k);
        if (i == DIFF_NOTHING) continue;
        d->paragraphs[w->to_old[new->items[k].block]].split_from = old->items[i].block;
        d->n_split++;
    }
}

/* ---- furniture ----------------------------------------------------------------------------- */

/* What stands on one side only, as words; where and in which order does not matter. */
static bool compare_furniture(struct diff_work *w, const struct story *story,
                              const struct story *other, enum diff_kind kind)
{
    struct map seen;
    map_init(&seen);
    bool ok = true;
    struct story const *const both[] = {other, story};
    for (int s = 0; s < 2 && ok; s++)
        for (uint32_t i = 0; i < both[s]->n_blocks && ok; i++) {
            const struct wire_block *b = &both[s]->blocks[i];
            struct diff_words words = {0};
            uint64_t key[2] = {b->kind, 7};
            if (b->kind == WIRE_PARAGRAPH) continue;
            ok = diff_cut(w->arena, both[s]->text, b->span, &words);
            for (uint32_t k = 0; k < words.n; k++)
                key[1] = (key[1] ^ words.items[k].exact) * 1099511628211u;
            struct str name = {(const char *)key, sizeof key};
            if (s == 0)
                ok = ok && map_put(&seen, name, 1);
            else if (ok && map_get(&seen, name) == MAP_NONE)
                ok = ARRAY_PUSH(w->arena, w->diff->furniture, w->diff->n_furniture,
                                w->diff->cap_furniture, ((struct diff_furniture){kind, i}));
        }
    map_fini(&seen);
    return ok;
}

bool diff_paragraphs(struct diff_work *w)
{
    struct side old = {.n = 0}, new = {.n = 0};
    const struct story *a = w->old_record->story, *b = w->new_record->story;
    if (!read_side(w->arena, a, &old) || !read_side(w->arena, b, &new) ||
        !pair_equals(w->arena, &old, &new) || !pair_alike(w->arena, &old, &new) ||
        !find_moves(w->arena, &old, &new) || !write_table(w, &old, &new))
        return false;
    find_joins(w, &old, &new);
    return compare_furniture(w, a, b, DIFF_REMOVED) && compare_furniture(w, b, a, DIFF_ADDED);
}
