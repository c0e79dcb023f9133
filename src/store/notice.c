/* store/notice.c - which story a kill or hold in words means.
 *
 * "Please kill the story Mali-Hostages, V0412." names a slug and a running number, others a
 * headline. The ladder of record/family.h looks for it among the agency's stories of the seven days
 * before; exactly one must be left. Otherwise, and when the notice names no agency, it waits for a
 * person: to withdraw the wrong story is worse than to withdraw one late.
 *
 * SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "store/work.h"

enum { MATCHES_MAX = 8 };

static bede_status of_agency(struct store *store, struct str owner, const char *created,
                             struct near *near, bede_error *err)
{
    char from[MOMENT_BYTES];
    moment_add_hours(created, -FAMILY_KILL_DAYS * 24, from);
    return near_add(
        store,
        NEAR_SELECT "WHERE v.created >= ? AND v.created <= ? AND v.status <> 'canceled' "
                    "AND v.story_id IS NOT NULL AND (v.provider = ? OR v.agency = ? "
                    "OR 1 = ?) ORDER BY v.version_id",
        DB_ARGS(db_c(from), db_c(created), db_str(owner), db_str(owner), db_int(!owner.n)), near,
        err);
}

/* The stories that the order names, joined by ";"; how many. */
static bede_status list_named(struct store *store, const struct family_sketch *order,
                              const struct near *near, struct placement *p, uint32_t *n,
                              bede_error *err)
{
    struct family_verdict alone;
    struct buf list;
    int64_t stories[MATCHES_MAX];
    bede_status status = BEDE_OK;
    buf_init(&list, 1 << 16);
    *n = 0;
    for (uint32_t i = 0; i < near->n && status == BEDE_OK; i++) {
        status = family_decide(near->arena, order, &near->sketches[i], 1, &alone, err);
        if (status != BEDE_OK || alone.relation != FAMILY_KILL) continue;
        bool again = false;
        for (uint32_t k = 0; k < *n && k < MATCHES_MAX; k++)
            again |= stories[k] == near->items[i].story;
        if (again) continue;
        if (*n < MATCHES_MAX) {
            stories[*n] = near->items[i].story;
            buf_printf(&list, "%s%.*s", *n ? ";" : "", STR_ARG(near->items[i].family));
        }
        ++*n;
    }
    p->candidates = arena_str(store->arena, (struct str){list.p ? list.p : "", list.n});
    buf_fini(&list);
    if (status == BEDE_OK && !p->candidates.p) status = err_nomem(err);
    return status;
}

static bede_status queue(struct store *store, const struct family_sketch *order,
                         const struct near *near, struct str owner, struct placement *p,
                         bede_error *err)
{
    uint32_t n;
    p->queued = true;
    TRY(list_named(store, order, near, p, &n, err));
    if (!n)
        p->why = STR_LIT("no stored story matches");
    else if (!owner.n && n == 1)
        p->why = STR_LIT("the notice names no agency; 1 story matches");
    else
        p->why = arena_printf(store->arena, "%u stories match", (unsigned)n);
    return p->why.p ? BEDE_OK : err_nomem(err);
}

static bede_status decide(struct store *store, const struct family_sketch *order, struct str owner,
                          const char *created, struct near *near, struct placement *p,
                          bede_error *err)
{
    struct family_verdict verdict;
    TRY(of_agency(store, owner, created, near, err));
    TRY(family_decide(near->arena, order, near->sketches, near->n, &verdict, err));
    if (verdict.candidate == FAMILY_NOBODY || !owner.n)
        return queue(store, order, near, owner, p, err);
    p->story = near->items[verdict.candidate].story;
    p->how = verdict.rung;
    p->confidence = verdict.confidence;
    p->matched = arena_str(store->arena, verdict.reason);
    return p->matched.p ? BEDE_OK : err_nomem(err);
}

/* A week of an agency is much: it does not stay in the store's memory. */
bede_status place_notice(struct store *store, const struct family_sketch *order, struct str owner,
                         const char *created, struct placement *p, bede_error *err)
{
    if (!order->order.n) {
        p->queued = true;
        p->why = STR_LIT("the notice does not say which story it means");
        return BEDE_OK;
    }
    struct near near = {.arena = arena_new(0)};
    if (!near.arena) return err_nomem(err);
    bede_status status = decide(store, order, owner, created, &near, p, err);
    arena_free(near.arena);
    return status;
}

bede_status place_waiting(struct store *store, int64_t version, struct str owner,
                          const char *created, struct placement *p, bede_error *err)
{
    struct near self = {.arena = store->arena};
    TRY(near_add(store, NEAR_SELECT "WHERE v.version_id = ?", DB_ARGS(db_int(version)), &self,
                 err));
    if (!self.n) return err_set(err, BEDE_DATA, "%s: a notice is not there", store->db->where);
    return place_notice(store, &self.sketches[0], owner, created, p, err);
}
