/* store/place.c - which story a version belongs to: candidates out of the record, which the ladder
 * of record/family.h decides among.
 *
 * First come those that are told: versions of the same id, those that the version names, those that
 * name it. When none of them settles it, an order in words looks at the agency's stories of a week
 * (notice.c), and all else at versions of the same headline or slug of the days around, and at those
 * that share sampled runs of words (one in sixteen is indexed). All runs of a candidate are read
 * from its paragraphs, since a sample would not tell a half from a third.
 *
 * SPDX-License-Identifier: MIT */
#include "store/work.h"

enum { NEAR_HOURS = FAMILY_HOURS + 24 }; /* a day without its hour may be a day off */

/* ---- candidates ---------------------------------------------------------------------------- */

static bede_status by_id(struct store *store, const struct facts *facts, struct near *near,
                         bede_error *err)
{
    if (!facts->sketch.id_given) return BEDE_OK;
    return near_add(store,
                    NEAR_SELECT "WHERE v.id = ? AND v.id_given = 1 AND v.story_id IS NOT NULL AND "
                                "COALESCE(v.provider, v.agency, '') = ? "
                                "ORDER BY v.version_id LIMIT 8",
                    DB_ARGS(db_str(facts->story->id),
                            (struct db_value){.kind = DB_TEXT,
                                              .s = facts->owner.p ? facts->owner : STR_LIT("")}),
                    near, err);
}

/* Versions that this one names; each link is kept, whether or not its target is there. */
static bede_status by_links(struct store *store, const struct facts *facts, struct near *near,
                            struct found_links *links, bede_error *err)
{
    for (uint32_t i = 0; i < facts->story->n_links; i++) {
        const struct wire_link *l = &facts->story->links[i];
        struct near named = {.arena = store->arena};
        bool version = l->rel != WIRE_RELATED;
        TRY(near_add(store,
                     NEAR_SELECT "WHERE v.id = ? AND v.story_id IS NOT NULL "
                                 "ORDER BY v.version_id LIMIT 1",
                     DB_ARGS(db_str(l->id)), version ? near : &named, err));
        struct found_link link = {wire_rel_name(l->rel), l->id, named.n ? named.items[0].story : 0,
                                  1, "told"};
        for (uint32_t k = 0; version && k < near->n; k++) {
            if (!str_eq(near->sketches[k].id, l->id)) continue;
            near->items[k].told = true;
            if (!link.story) link.story = near->items[k].story;
        }
        if (!ARRAY_PUSH(store->arena, links->items, links->n, links->cap, link))
            return err_nomem(err);
    }
    return BEDE_OK;
}

/* A version that names this one. */
static bede_status by_followers(struct store *store, const struct facts *facts, struct near *near,
                                bede_error *err)
{
    uint32_t before = near->n;
    int64_t any;
    TRY(db_one(store->db, "SELECT link_id FROM links WHERE target = ? LIMIT 1",
               DB_ARGS(db_str(facts->story->id)), 0, &any, err));
    if (!any) return BEDE_OK; /* nearly always, and cheaper to ask */
    TRY(near_add(store,
                 NEAR_SELECT "WHERE v.story_id IS NOT NULL AND v.version_id IN (SELECT version_id "
                             "FROM links WHERE target = ? AND how = 'told' AND rel <> 'related' "
                             "ORDER BY link_id LIMIT 8) ORDER BY v.version_id",
                 DB_ARGS(db_str(facts->story->id)), near, err));
    for (uint32_t i = before; i < near->n; i++) {
        struct wire_link *link = ARENA_NEW(near->arena, struct wire_link);
        if (!link) return err_nomem(err);
        *link = (struct wire_link){.rel = WIRE_REPLACES, .id = facts->story->id};
        near->sketches[i].links = link;
        near->sketches[i].n_links = 1;
        near->items[i].told = true;
    }
    return BEDE_OK;
}

static bede_status by_headline(struct store *store, const struct facts *facts, struct near *near,
                               bede_error *err)
{
    char from[MOMENT_BYTES], to[MOMENT_BYTES];
    moment_add_hours(facts->created, -NEAR_HOURS, from);
    moment_add_hours(facts->created, NEAR_HOURS, to);
    if (facts->sketch.title.n)
        TRY(near_add(store,
                     NEAR_SELECT "WHERE v.headline_key = ? AND v.created >= ? AND v.created <= ? "
                                 "AND v.story_id IS NOT NULL AND v.status <> 'canceled' "
                                 "ORDER BY v.created DESC LIMIT 8",
                     DB_ARGS(db_str(facts->sketch.title), db_c(from), db_c(to)), near, err));
    if (facts->sketch.slug.n)
        TRY(near_add(store,
                     NEAR_SELECT "WHERE v.slug_key = ? AND v.created >= ? AND v.created <= ? "
                                 "AND v.story_id IS NOT NULL AND v.status <> 'canceled' "
                                 "ORDER BY v.created DESC LIMIT 8",
                     DB_ARGS(db_str(facts->sketch.slug), db_c(from), db_c(to)), near, err));
    return BEDE_OK;
}

#define ASK_4  "?,?,?,?"
#define ASK_8  ASK_4 "," ASK_4
#define ASK_16 ASK_8 "," ASK_8
#define ASK_32 ASK_16 "," ASK_16
#define SHARING(hashes)                                                                            \
    NEAR_SELECT "JOIN (SELECT version_id, count(*) AS c FROM (SELECT version_id FROM shingles "    \
                "WHERE hash IN (" hashes ") LIMIT 4000) x GROUP BY version_id "                    \
                "ORDER BY c DESC, version_id LIMIT 8) m ON m.version_id = v.version_id "           \
                "WHERE v.story_id IS NOT NULL"

/* The texts that share most of the sampled runs. Short texts have few, and each that is asked for
 * costs: hence one query a size. */
static bede_status by_sampled(struct store *store, const struct family_sketch *fresh,
                              struct near *near, bede_error *err)
{
    static const struct {
        const char *sql;
        uint32_t n;
    } queries[] = {
        {SHARING(ASK_4), 4}, {SHARING(ASK_8), 8}, {SHARING(ASK_16), 16}, {SHARING(ASK_32), 32}};
    struct db_value hashes[SHINGLE_SAMPLES];
    uint32_t n = 0, q = 0;
    for (uint32_t i = 0; i < fresh->n_shingles && n < SHINGLE_SAMPLES; i++)
        if (shingle_sampled(fresh->shingles[i])) hashes[n++] = db_int((int64_t)fresh->shingles[i]);
    if (!n) return BEDE_OK;
    while (queries[q].n < n)
        q++;
    while (n < queries[q].n)
        hashes[n++] = hashes[0];
    return near_add(store, queries[q].sql, hashes, n, near, err);
}

static bede_status by_text(struct store *store, const struct family_sketch *fresh,
                           struct near *near, bede_error *err)
{
    if (fresh->whole)
        TRY(near_add(store, NEAR_SELECT "WHERE v.body_hash = ? AND v.story_id IS NOT NULL LIMIT 4",
                     DB_ARGS(db_int((int64_t)fresh->whole)), near, err));
    return by_sampled(store, fresh, near, err);
}

/* ---- what the ladder says ------------------------------------------------------------------ */

/* A second story among those told is the same one: the text between them came late. */
static int64_t other_story(const struct near *near, int64_t story)
{
    for (uint32_t i = 0; i < near->n; i++)
        if (near->items[i].told && near->items[i].story != story) return near->items[i].story;
    return 0;
}

static bool is_told(const struct family_verdict *verdict)
{
    return strcmp(verdict->rung, "id") == 0 || strcmp(verdict->rung, "link") == 0;
}

static bede_status take_verdict(struct store *store, const struct facts *facts,
                                const struct near *near, const struct family_verdict *verdict,
                                struct placement *p, struct found_links *links, bede_error *err)
{
    if (verdict->candidate == FAMILY_NOBODY) return BEDE_OK;
    const struct near_version *c = &near->items[verdict->candidate];
    if (verdict->relation == FAMILY_RELATED) {
        struct found_link link = {"related", near->sketches[verdict->candidate].id, c->story,
                                  verdict->confidence, "shingles"};
        if (!ARRAY_PUSH(store->arena, links->items, links->n, links->cap, link))
            return err_nomem(err);
        return BEDE_OK;
    }
    p->how = verdict->rung;
    p->matched = verdict->reason;
    p->confidence = verdict->confidence;
    if (verdict->relation == FAMILY_REPRINT) {
        p->reprint_of = c->reprint_of ? c->reprint_of : c->story;
        p->earlier = strcmp(facts->created, c->created) < 0 && !c->reprint_of;
        return BEDE_OK;
    }
    p->story = c->story;
    if (is_told(verdict)) p->merge = other_story(near, p->story);
    return BEDE_OK;
}

bede_status place_find(struct store *store, const struct facts *facts, struct placement *p,
                       struct found_links *links, bede_error *err)
{
    struct near near = {.arena = store->arena};
    const struct family_sketch *fresh = &facts->sketch;
    struct family_verdict verdict;
    *p = (struct placement){.how = "new", .confidence = 1};
    TRY(by_id(store, facts, &near, err));
    TRY(by_links(store, facts, &near, links, err));
    TRY(by_followers(store, facts, &near, err));
    TRY(family_decide(store->arena, fresh, near.sketches, near.n, &verdict, err));
    if (!is_told(&verdict)) {
        if (fresh->order_in_words)
            return place_notice(store, fresh, facts->owner, facts->created, p, err);
        if (facts->order) return BEDE_OK; /* by an id that has not come yet */
        TRY(by_headline(store, facts, &near, err));
        TRY(by_text(store, fresh, &near, err));
        TRY(near_measure(store, fresh, &near, err));
        TRY(family_decide(store->arena, fresh, near.sketches, near.n, &verdict, err));
    }
    return take_verdict(store, facts, &near, &verdict, p, links, err);
}
