/* api/diff.c - the stories of two inputs, paired and compared.
 *
 * One story on either side is a pair, whatever the ladder thinks. Of several, each new one looks
 * for its old one: those that share an id, a linked id, a headline, a slug or a few sampled runs of
 * words are candidates, and the ladder of record/family.h decides among them. An order that kills
 * in words looks at all.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "api/diff.h"
#include "api/feed.h"
#include "base/map.h"

enum {
    STORIES_MAX = 200000,
    CANDIDATES_MAX = 24,
    KEY_HOLDERS_MAX = 64, /* what more stories share is boilerplate */
    SAMPLE = 8,           /* one run in so many is a key */
    SAMPLE_ALL = 64       /* of a text with fewer runs all are */
};
enum { KEY_ID = 101, KEY_TITLE, KEY_SLUG, KEY_RUN };

struct side {
    struct feed feed; /* names of inputs live in it */
    bool open;
    struct arena *arena;
    struct story **stories;
    struct input **inputs;
    struct family_sketch *sketches;
    uint32_t n, cap, cap_inputs, cap_sketches, n_inputs, n_sketches;
    bool *paired;
};

struct key {
    uint64_t hash;
    uint32_t story;
};
struct keys {
    struct key *items;
    uint32_t n, cap;
    uint32_t *hits; /* per story, of the text at hand */
};

/* ---- reading ------------------------------------------------------------------------------- */

static bede_status add_story(struct differ *d, struct side *side, struct story *story,
                             struct input *input, bede_error *err)
{
    struct family_sketch sketch;
    bede_status status = family_sketch(d->engine->record.words, story, side->arena, &sketch, err);
    if (status == BEDE_OK &&
        (!ARRAY_PUSH(side->arena, side->inputs, side->n_inputs, side->cap_inputs, input) ||
         !ARRAY_PUSH(side->arena, side->sketches, side->n_sketches, side->cap_sketches, sketch) ||
         !ARRAY_PUSH(side->arena, side->stories, side->n, side->cap, story)))
        status = err_nomem(err);
    if (status != BEDE_OK) feed_release(input);
    return status;
}

static bede_status read_side(struct differ *d, const char *path, struct side *side, bede_error *err)
{
    bede_run_options run = {
        .from = d->options->from, .received = d->options->received, .limits = d->options->limits};
    side->arena = arena_new(0);
    if (!side->arena) return err_nomem(err);
    TRY(feed_init(&side->feed, d->engine->record.wire, &path, 1, &run, err));
    side->open = true;
    bede_status status;
    for (;;) {
        struct story *story;
        struct input *input;
        bede_error why;
        status = feed_next(&side->feed, side->arena, &story, &input, &why);
        if (status == BEDE_DONE) break;
        if (status == BEDE_OK) {
            status = side->n < STORIES_MAX ? add_story(d, side, story, input, err)
                                           : err_set(err, BEDE_LIMIT, "more than %d stories in %s",
                                                     STORIES_MAX, path);
            if (status != BEDE_OK) break;
            continue;
        }
        if (status == BEDE_NOMEM) {
            if (err) *err = why;
            break;
        }
        d->totals.skipped++;
        if (d->io->report) d->io->report(d->io->ctx, &why);
    }
    if (status != BEDE_DONE) return status;
    side->paired = ARENA_ARRAY(side->arena, (size_t)side->n + 1, bool);
    return side->paired ? BEDE_OK : err_nomem(err);
}

static void side_fini(struct side *side)
{
    for (uint32_t i = 0; i < side->n; i++)
        feed_release(side->inputs[i]);
    if (side->open) feed_fini(&side->feed);
    arena_free(side->arena);
}

/* ---- candidates ---------------------------------------------------------------------------- */

typedef bool (*key_use)(void *ctx, uint64_t hash);

static bool each_key(const struct family_sketch *s, key_use use, void *ctx)
{
    if (s->id.n && !use(ctx, hash_bytes(s->id.p, s->id.n, KEY_ID))) return false;
    for (uint32_t i = 0; i < s->n_links; i++)
        if (!use(ctx, hash_bytes(s->links[i].id.p, s->links[i].id.n, KEY_ID))) return false;
    if (s->title.n && !use(ctx, hash_bytes(s->title.p, s->title.n, KEY_TITLE))) return false;
    if (s->slug.n && !use(ctx, hash_bytes(s->slug.p, s->slug.n, KEY_SLUG))) return false;
    if (s->whole && !use(ctx, s->whole)) return false;
    for (uint32_t i = 0; i < s->n_shingles; i++)
        if ((s->shingles[i] % SAMPLE == 0 || s->n_shingles < SAMPLE_ALL) &&
            !use(ctx, s->shingles[i] ^ KEY_RUN))
            return false;
    return true;
}

struct key_adding {
    struct arena *arena;
    struct keys *keys;
    uint32_t story;
};

static bool add_key(void *ctx, uint64_t hash)
{
    struct key_adding *a = ctx;
    return ARRAY_PUSH(a->arena, a->keys->items, a->keys->n, a->keys->cap,
                      ((struct key){hash, a->story}));
}

static int by_hash(const void *x, const void *y)
{
    const struct key *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->story < b->story ? -1 : a->story > b->story;
}

static bool index_side(const struct side *side, struct keys *keys)
{
    for (uint32_t i = 0; i < side->n; i++) {
        struct key_adding adding = {side->arena, keys, i};
        if (!each_key(&side->sketches[i], add_key, &adding)) return false;
    }
    if (keys->n) qsort(keys->items, keys->n, sizeof *keys->items, by_hash);
    keys->hits = ARENA_ARRAY(side->arena, (size_t)side->n + 1, uint32_t);
    return keys->hits != NULL;
}

struct looking {
    struct keys *keys;
    uint32_t before; /* stories from here on are no candidates */
    uint32_t *touched, n, cap;
    struct arena *arena;
};

static bool look_up(void *ctx, uint64_t hash)
{
    struct looking *l = ctx;
    uint32_t low = 0, high = l->keys->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (l->keys->items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low, n = 0; i < l->keys->n && l->keys->items[i].hash == hash; i++) {
        uint32_t story = l->keys->items[i].story;
        if (story >= l->before || n++ == KEY_HOLDERS_MAX) break;
        if (!l->keys->hits[story]++ && !ARRAY_PUSH(l->arena, l->touched, l->n, l->cap, story))
            return false;
    }
    return true;
}

/* The stories with most keys in common, in their order; returns how many. SIZE: CANDIDATES_MAX. */
static bool find_candidates(struct arena *arena, struct keys *keys, uint32_t before,
                            const struct family_sketch *sketch, uint32_t *list, uint32_t *n)
{
    struct looking l = {.keys = keys, .before = before, .arena = arena};
    bool ok = each_key(sketch, look_up, &l);
    *n = 0;
    for (uint32_t i = 0; i < l.n; i++) {
        uint32_t at = *n;
        while (at && keys->hits[list[at - 1]] < keys->hits[l.touched[i]])
            at--;
        if (at == CANDIDATES_MAX) continue;
        uint32_t last = *n < CANDIDATES_MAX ? (*n)++ : CANDIDATES_MAX - 1;
        memmove(list + at + 1, list + at, (last - at) * sizeof *list);
        list[at] = l.touched[i];
    }
    for (uint32_t i = 0; i < l.n; i++)
        keys->hits[l.touched[i]] = 0;
    return ok;
}

static bede_status decide(struct arena *arena, const struct side *old, struct keys *keys,
                          uint32_t before, const struct family_sketch *sketch,
                          struct family_verdict *verdict, bede_error *err)
{
    uint32_t list[CANDIDATES_MAX], n;
    struct family_sketch near[CANDIDATES_MAX];
    if (sketch->order_in_words)
        return family_decide(arena, sketch, old->sketches, before, verdict, err);
    if (!find_candidates(arena, keys, before, sketch, list, &n)) return err_nomem(err);
    for (uint32_t i = 0; i < n; i++)
        near[i] = old->sketches[list[i]];
    TRY(family_decide(arena, sketch, near, n, verdict, err));
    if (verdict->candidate != FAMILY_NOBODY) verdict->candidate = list[verdict->candidate];
    return BEDE_OK;
}

/* Old versions of one story are one story, for orders that must name exactly one. */
static bede_status group(struct arena *arena, struct side *old, struct keys *keys, bede_error *err)
{
    for (uint32_t i = 0; i < old->n; i++) {
        struct family_verdict verdict;
        struct family_sketch *s = &old->sketches[i];
        s->family = i;
        if (s->order_in_words) continue;
        TRY(decide(arena, old, keys, i, s, &verdict, err));
        if (verdict.relation == FAMILY_VERSION) s->family = old->sketches[verdict.candidate].family;
    }
    return BEDE_OK;
}

/* ---- pairs --------------------------------------------------------------------------------- */

static bede_status take_new(struct differ *d, struct arena *scratch, struct side *old,
                            struct side *new, struct keys *keys, uint32_t i, bede_error *err)
{
    struct family_verdict verdict;
    bool alone = old->n == 1 && new->n == 1;
    TRY(decide(scratch, old, keys, old->n, &new->sketches[i], &verdict, err));
    uint32_t mate = alone ? 0 : verdict.candidate;
    bool pairs = alone || verdict.relation == FAMILY_VERSION ||
                 verdict.relation == FAMILY_REPRINT || verdict.relation == FAMILY_KILL;
    if (pairs) old->paired[mate] = true;
    if (pairs && !d->options->pairs_only)
        return differ_pair(d, old->stories[mate], new->stories[i], &verdict, err);
    bool named = pairs || (d->options->pairs_only && mate != FAMILY_NOBODY);
    if (named && !pairs) d->totals.pairs--; /* related: named together, no pair */
    return differ_name(d, named ? old->stories[mate] : NULL, new->stories[i], &verdict, err);
}

static bede_status pair_all(struct differ *d, struct side *old, struct side *new, bede_error *err)
{
    struct keys keys = {0};
    struct arena *scratch = arena_new(0);
    bede_status status = scratch ? BEDE_OK : err_nomem(err);
    if (status == BEDE_OK && !index_side(old, &keys)) status = err_nomem(err);
    if (status == BEDE_OK) status = group(scratch, old, &keys, err);
    for (uint32_t i = 0; i < new->n &&status == BEDE_OK; i++) {
        arena_reset(scratch);
        status = take_new(d, scratch, old, new, &keys, i, err);
    }
    for (uint32_t i = 0; i < old->n && status == BEDE_OK; i++)
        if (!old->paired[i]) status = differ_name(d, old->stories[i], NULL, NULL, err);
    arena_free(scratch);
    return status;
}

/* An input without a story is no version to compare with. */
static bede_status check_sides(const struct side *old, const struct side *new, const char *old_path,
                               const char *new_path, bede_error *err)
{
    if (old->n && new->n) return BEDE_OK;
    return err_at(err, BEDE_SYNTAX, old->n ? new_path : old_path, 0, 0,
                  "there is no story to compare");
}

bede_status bede_diff_files(const bede_engine *engine, const bede_diff_options *options,
                            const char *old_path, const char *new_path, const bede_run_io *io,
                            bede_diff_totals *totals, bede_error *err)
{
    struct differ d;
    struct side old = {0}, new = {0};
    bede_status status = differ_init(&d, engine, options, io, err);
    if (status == BEDE_OK) status = read_side(&d, old_path, &old, err);
    if (status == BEDE_OK) status = read_side(&d, new_path, &new, err);
    if (status == BEDE_OK) status = check_sides(&old, &new, old_path, new_path, err);
    if (status == BEDE_OK) status = pair_all(&d, &old, &new, err);
    if (totals) *totals = d.totals;
    side_fini(&old);
    side_fini(&new);
    differ_fini(&d);
    return status;
}
