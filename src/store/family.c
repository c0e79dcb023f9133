/* store/family.c - the versions of a story in order, and when each was in force.
 *
 * Order: by moment, then by number, then as they came in; so that a version that arrives late takes
 * its place (wire.md calls this right: numbers compare within one id only). A version is in force
 * from its moment, or from the end of its embargo, until the first later one takes effect; a kill
 * and a hold take effect and put nothing in force. What changes is marked in the rows of events and
 * quotes too, so that a query is a comparison of moments.
 *
 *     v1 09:00  usable     in force 09:00-11:00, ended by v2, "correction"
 *     v2 11:00  usable     in force 11:00-12:30, ended by v3, "kill"
 *     v3 12:30  canceled
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/work.h"

struct member {
    int64_t id, number, by, rank, old_by, old_rank;
    char created[MOMENT_BYTES], effect[MOMENT_BYTES];
    char from[MOMENT_BYTES], until[MOMENT_BYTES], old_from[MOMENT_BYTES], old_until[MOMENT_BYTES];
    struct str status, signal, reason, old_reason, headline, story;
    bool urgent, usable, stops;
};

struct family {
    struct member *items;
    uint32_t n, cap;
};

static void take_moment(char out[MOMENT_BYTES], struct str s)
{
    size_t n = s.n < MOMENT_BYTES - 1 ? s.n : MOMENT_BYTES - 1;
    memcpy(out, s.p, n);
    out[n] = '\0';
}

/* When it is in force from, by its own status, and when it ends what came before. */
static void find_start(struct member *m, struct str embargo)
{
    m->stops = str_is(m->status, "canceled") || str_is(m->status, "withheld");
    m->usable = str_is(m->status, "usable");
    if (m->usable || str_is(m->status, "canceled"))
        memcpy(m->from, m->created, sizeof m->from);
    else if (str_is(m->status, "embargoed") && embargo.n)
        take_moment(m->from, embargo);
    else
        memcpy(m->from, SCHEMA_FOREVER, sizeof m->from);
    if (strcmp(m->from, m->created) < 0) memcpy(m->from, m->created, sizeof m->from);
    memcpy(m->effect, m->stops ? m->created : m->from, sizeof m->effect);
}

static bede_status read_member(struct store *store, const struct db_rows *rows, struct member *m,
                               bede_error *err)
{
    m->id = db_integer(rows, 0);
    take_moment(m->created, db_text(rows, 1));
    m->number = db_integer(rows, 2);
    m->urgent = str_find(db_text(rows, 3), "URGENT", 0) != SIZE_MAX;
    m->status = arena_str(store->arena, db_text(rows, 4));
    take_moment(m->old_from, db_text(rows, 6));
    take_moment(m->old_until, db_text(rows, 7));
    m->old_by = db_integer(rows, 8);
    m->old_reason = arena_str(store->arena, db_text(rows, 9));
    m->old_rank = db_integer(rows, 10);
    m->signal = arena_str(store->arena, db_text(rows, 11));
    m->story = arena_str(store->arena, db_text(rows, 12));
    m->headline = arena_str(store->arena, db_text(rows, 13));
    if (!m->status.p || !m->old_reason.p || !m->signal.p || !m->story.p || !m->headline.p)
        return err_nomem(err);
    find_start(m, db_text(rows, 5));
    return BEDE_OK;
}

static bede_status read_family(struct store *store, int64_t story, struct family *family,
                               bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db,
                  "SELECT version_id, created, version, tags, status, embargo_until, known_from,"
                  "known_until, superseded_by, reason, rank, signal, id, headline FROM versions "
                  "WHERE story_id = ?",
                  DB_ARGS(db_int(story)), &rows, err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK) {
        struct member m = {0};
        status = read_member(store, rows, &m, err);
        if (status == BEDE_OK &&
            !ARRAY_PUSH(store->arena, family->items, family->n, family->cap, m))
            status = err_nomem(err);
        if (status != BEDE_OK) break;
    }
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

static int by_order(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int order = strcmp(x->created, y->created);
    if (order) return order;
    if (x->stops != y->stops) return x->stops ? 1 : -1;
    if (x->urgent != y->urgent) return x->urgent ? -1 : 1;
    if (x->number != y->number) return x->number < y->number ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* The end of each: the first moment at which a later one takes effect. */
static void find_ends(struct family *family)
{
    for (uint32_t i = 0; i < family->n; i++) {
        struct member *m = &family->items[i];
        m->rank = (int64_t)i + 1;
        m->by = 0;
        m->reason = (struct str){NULL, 0};
        memcpy(m->until, SCHEMA_FOREVER, sizeof m->until);
        for (uint32_t k = i + 1; k < family->n; k++) {
            const struct member *later = &family->items[k];
            if (strcmp(later->effect, m->until) >= 0) continue;
            memcpy(m->until, later->effect, sizeof m->until);
            m->by = later->id;
            m->reason = later->signal;
        }
        if (m->by && strcmp(m->until, m->from) < 0) memcpy(m->from, m->until, sizeof m->from);
    }
}

/* The rows of `unwritten` are still to come. */
static bede_status mark(struct store *store, const struct member *m, int64_t unwritten,
                        uint32_t *withdrawn, bede_error *err)
{
    bool same = strcmp(m->from, m->old_from) == 0 && strcmp(m->until, m->old_until) == 0 &&
                m->by == m->old_by && str_eq(m->reason, m->old_reason);
    if (same && m->rank == m->old_rank) return BEDE_OK;
    TRY(db_exec(store->db,
                "UPDATE versions SET rank = ?, known_from = ?, known_until = ?, superseded_by = ?,"
                "reason = ? WHERE version_id = ?",
                DB_ARGS(db_int(m->rank), db_c(m->from), db_c(m->until), db_key(m->by),
                        db_str(m->reason), db_int(m->id)),
                NULL, err));
    if (same || m->id == unwritten) return BEDE_OK;
    uint64_t events = 0;
    TRY(db_exec(
        store->db,
        "UPDATE events SET known_from = ?, known_until = ?, superseded_by = ?,"
        "reason = ? WHERE version_id = ?",
        DB_ARGS(db_c(m->from), db_c(m->until), db_key(m->by), db_str(m->reason), db_int(m->id)),
        &events, err));
    if (m->by && strcmp(m->old_until, SCHEMA_FOREVER) == 0) *withdrawn += (uint32_t)events;
    return db_exec(
        store->db,
        "UPDATE quotes SET known_from = ?, known_until = ?, superseded_by = ?,"
        "reason = ? WHERE version_id = ?",
        DB_ARGS(db_c(m->from), db_c(m->until), db_key(m->by), db_str(m->reason), db_int(m->id)),
        NULL, err);
}

/* Of a story whose last version, or the last that may be used, is this one. */
static const char *state_of(const struct member *m)
{
    if (m->usable) return "current";
    if (!m->stops) return "embargoed";
    return str_is(m->status, "canceled") ? "withdrawn" : "held";
}

/* The story as its versions leave it: named by the first, headed by the last that may be used. */
static bede_status sum_up(struct store *store, int64_t story, const struct family *family,
                          bede_error *err)
{
    const struct member *current = NULL, *last = &family->items[family->n - 1];
    for (uint32_t i = 0; i < family->n; i++)
        if (!family->items[i].by && !family->items[i].stops) current = &family->items[i];
    const char *state = state_of(current ? current : last);
    struct str headline = current ? current->headline : (struct str){NULL, 0};
    return db_exec(store->db,
                   "UPDATE stories SET family = ?, state = ?, current_version = ?, n_versions = ?,"
                   "headline = COALESCE(?, headline) WHERE story_id = ?",
                   DB_ARGS(db_str(family->items[0].story), db_c(state),
                           db_key(current ? current->id : 0), db_int(family->n), db_str(headline),
                           db_int(story)),
                   NULL, err);
}

const char *family_alone(const struct facts *facts, struct span_of_time *span)
{
    struct member m = {.status = str_c(wire_status_name(facts->story->status))};
    memcpy(m.created, facts->created, sizeof m.created);
    find_start(&m, str_c(facts->embargo_until));
    memcpy(span->from, m.from, sizeof span->from);
    memcpy(span->until, SCHEMA_FOREVER, sizeof span->until);
    return state_of(&m);
}

bede_status family_settle(struct store *store, int64_t story, int64_t unwritten,
                          uint32_t *withdrawn, bede_error *err)
{
    struct family family = {0};
    TRY(read_family(store, story, &family, err));
    if (!family.n) return BEDE_OK;
    qsort(family.items, family.n, sizeof *family.items, by_order);
    find_ends(&family);
    for (uint32_t i = 0; i < family.n; i++)
        TRY(mark(store, &family.items[i], unwritten, withdrawn, err));
    return sum_up(store, story, &family, err);
}

bede_status family_copy(struct store *store, int64_t story, int64_t of, bede_error *err)
{
    TRY(db_exec(store->db, "UPDATE stories SET reprint_of = ? WHERE story_id = ?",
                DB_ARGS(db_key(of), db_int(story)), NULL, err));
    TRY(db_exec(store->db,
                "UPDATE events SET copy = ? WHERE version_id IN "
                "(SELECT version_id FROM versions WHERE story_id = ?)",
                DB_ARGS(db_int(of != 0), db_int(story)), NULL, err));
    return db_exec(store->db,
                   "UPDATE quotes SET copy = ? WHERE version_id IN "
                   "(SELECT version_id FROM versions WHERE story_id = ?)",
                   DB_ARGS(db_int(of != 0), db_int(story)), NULL, err);
}
