/* store/store.c - opening, transactions, kills that wait, figures.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/work.h"

/* ---- opening ------------------------------------------------------------------------------- */

static bool is_postgres(const char *where)
{
    return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

bede_status store_open(const char *where, enum store_mode mode, struct store **out, bede_error *err)
{
    static const enum db_mode modes[] = {
        [STORE_READ] = DB_READ, [STORE_WRITE] = DB_CREATE, [STORE_UPDATE] = DB_WRITE};
    *out = NULL;
    if (!where || !*where) return err_set(err, BEDE_USAGE, "no record was named: --db FILE");
    struct store *store = calloc(1, sizeof *store);
    if (!store || !(store->arena = arena_new(0))) {
        free(store);
        return err_nomem(err);
    }
    store->mode = mode;
    bede_status status = is_postgres(where) ? db_open_pg(where, modes[mode], &store->db, err)
                                            : db_open_sqlite(where, modes[mode], &store->db, err);
    if (status == BEDE_OK)
        status =
            schema_ready(store->db, mode == STORE_WRITE, mode != STORE_READ, &store->schema, err);
    if (status != BEDE_OK)
        store_close(store);
    else
        *out = store;
    return status;
}

void store_close(struct store *store)
{
    if (!store) return;
    if (store->db) store->db->backend->close(store->db);
    near_forget(store);
    arena_free(store->arena);
    free(store);
}

/* ---- transactions -------------------------------------------------------------------------- */

static bede_status next_keys(struct store *store, bede_error *err)
{
    const struct {
        const char *sql;
        int64_t *key;
    } keys[] = {
        {"SELECT max(story_id) + 1 FROM stories", &store->next.story},
        {"SELECT max(version_id) + 1 FROM versions", &store->next.version},
        {"SELECT max(paragraph_id) + 1 FROM paragraphs", &store->next.paragraph},
        {"SELECT max(quote_id) + 1 FROM quotes", &store->next.quote},
        {"SELECT max(event_id) + 1 FROM events", &store->next.event},
        {"SELECT max(link_id) + 1 FROM links", &store->next.link},
        {"SELECT max(pending_id) + 1 FROM pending", &store->next.pending},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        TRY(db_one(store->db, keys[i].sql, DB_NOTHING, 1, keys[i].key, err));
    return BEDE_OK;
}

bede_status store_begin(struct store *store, bede_error *err)
{
    if (store->mode == STORE_READ)
        return err_set(err, BEDE_USAGE, "%s: the record was opened for reading", store->db->where);
    TRY(db_begin(store->db, true, err));
    store->writing = true;
    bede_status status = next_keys(store, err);
    store->indexed = store->next;
    if (status != BEDE_OK) store_rollback(store);
    return status;
}

/* Not at each put: SQLite writes an index of words that has grown to its file before any statement
 * that changes several rows. */
bede_status store_index_words(struct store *store, bede_error *err)
{
    const char *paragraphs = store->db->backend->dialect("fts_add_paragraphs"),
               *quotes = store->db->backend->dialect("fts_add_quotes");
    if (paragraphs && store->next.paragraph > store->indexed.paragraph)
        TRY(db_exec(store->db, paragraphs, DB_ARGS(db_int(store->indexed.paragraph)), NULL, err));
    if (quotes && store->next.quote > store->indexed.quote)
        TRY(db_exec(store->db, quotes, DB_ARGS(db_int(store->indexed.quote)), NULL, err));
    store->indexed = store->next;
    return BEDE_OK;
}

bede_status store_commit(struct store *store, bede_error *err)
{
    bede_status status = store_index_words(store, err);
    if (status == BEDE_OK) status = db_commit(store->db, err);
    if (status != BEDE_OK) store_rollback(store);
    store->writing = false;
    return status;
}

void store_rollback(struct store *store)
{
    if (store->writing) db_rollback(store->db);
    near_forget(store);
    store->writing = false;
}

/* ---- kills that wait ----------------------------------------------------------------------- */

struct waiting {
    int64_t pending, version;
    struct str owner;
    char created[MOMENT_BYTES];
};
struct waiting_list {
    struct waiting *items;
    uint32_t n, cap;
};

static bede_status read_waiting(struct store *store, struct waiting_list *list, bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db,
                  "SELECT p.pending_id, p.version_id, COALESCE(v.provider, v.agency),"
                  "v.created FROM pending p JOIN versions v ON v.version_id = p.version_id "
                  "WHERE p.state = 'open' AND p.candidates IS NULL ORDER BY p.pending_id",
                  DB_NOTHING, &rows, err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK) {
        struct waiting w = {.pending = db_integer(rows, 0), .version = db_integer(rows, 1)};
        struct str created = db_text(rows, 3);
        w.owner = arena_str(store->arena, db_text(rows, 2));
        memcpy(w.created, created.p, created.n < MOMENT_BYTES ? created.n : 0);
        if (!w.owner.p || !ARRAY_PUSH(store->arena, list->items, list->n, list->cap, w)) {
            status = err_nomem(err);
            break;
        }
    }
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

/* The notice joins the family that it ends. */
static bede_status apply(struct store *store, int64_t pending, int64_t version, int64_t story,
                         const char *how, struct str matched, uint32_t *withdrawn, bede_error *err)
{
    char now[MOMENT_BYTES];
    moment_now(now);
    TRY(db_exec(store->db,
                "UPDATE versions SET story_id = ?, how = ?, matched = ? WHERE version_id = ?",
                DB_ARGS(db_int(story), db_c(how), db_str(matched), db_int(version)), NULL, err));
    TRY(db_exec(store->db,
                "UPDATE pending SET state = 'applied', story_id = ?, answered = ? "
                "WHERE pending_id = ?",
                DB_ARGS(db_int(story), db_c(now), db_int(pending)), NULL, err));
    return family_settle(store, story, 0, withdrawn, err);
}

bede_status store_settle(struct store *store, uint32_t *settled, bede_error *err)
{
    struct waiting_list list = {0};
    arena_reset(store->arena);
    *settled = 0;
    TRY(read_waiting(store, &list, err));
    for (uint32_t i = 0; i < list.n; i++) {
        struct placement p = {.confidence = 1};
        const struct waiting *w = &list.items[i];
        uint32_t withdrawn = 0;
        TRY(place_waiting(store, w->version, w->owner, w->created, &p, err));
        if (p.queued && !p.candidates.n) continue;
        if (p.queued) {
            TRY(db_exec(
                store->db, "UPDATE pending SET why = ?, candidates = ? WHERE pending_id = ?",
                DB_ARGS(db_str(p.why), db_str(p.candidates), db_int(w->pending)), NULL, err));
            continue;
        }
        TRY(apply(store, w->pending, w->version, p.story, p.how, p.matched, &withdrawn, err));
        ++*settled;
    }
    return BEDE_OK;
}

static bede_status find_story(struct store *store, struct str id, int64_t *story, bede_error *err)
{
    TRY(db_one(store->db,
               "SELECT story_id FROM stories WHERE family = ? AND state <> 'merged' "
               "ORDER BY story_id LIMIT 1",
               DB_ARGS(db_str(id)), 0, story, err));
    if (*story) return BEDE_OK;
    TRY(db_one(store->db,
               "SELECT story_id FROM versions WHERE id = ? AND story_id IS NOT NULL "
               "ORDER BY version_id LIMIT 1",
               DB_ARGS(db_str(id)), 0, story, err));
    if (*story) return BEDE_OK;
    return err_set(err, BEDE_USAGE, "there is no story \"%.*s\" in the record", STR_ARG(id));
}

static bede_status answer(struct store *store, int64_t pending, struct str id, uint32_t *withdrawn,
                          bede_error *err)
{
    int64_t version, story;
    char now[MOMENT_BYTES];
    TRY(db_one(store->db, "SELECT version_id FROM pending WHERE pending_id = ? AND state = 'open'",
               DB_ARGS(db_int(pending)), 0, &version, err));
    if (!version)
        return err_set(err, BEDE_USAGE, "no notice %lld is waiting; \"bede pending\" lists them",
                       (long long)pending);
    if (id.n) {
        TRY(find_story(store, id, &story, err));
        return apply(store, pending, version, story, "person", STR_LIT("a person said so"),
                     withdrawn, err);
    }
    moment_now(now);
    return db_exec(store->db,
                   "UPDATE pending SET state = 'dismissed', answered = ? WHERE pending_id = ?",
                   DB_ARGS(db_c(now), db_int(pending)), NULL, err);
}

bede_status store_answer(struct store *store, int64_t pending_id, struct str story,
                         uint32_t *withdrawn, bede_error *err)
{
    uint32_t unused = 0;
    if (!withdrawn) withdrawn = &unused;
    *withdrawn = 0;
    arena_reset(store->arena);
    TRY(store_begin(store, err));
    bede_status status = answer(store, pending_id, story, withdrawn, err);
    if (status == BEDE_OK) return store_commit(store, err);
    store_rollback(store);
    return status;
}

/* ---- figures ------------------------------------------------------------------------------- */

bede_status store_figures(struct store *store, struct store_figures *out, bede_error *err)
{
    const char *const sql[] = {"SELECT count(*) FROM stories WHERE state <> 'merged'",
                               "SELECT count(*) FROM versions", "SELECT count(*) FROM events",
                               "SELECT count(*) FROM quotes",
                               "SELECT count(*) FROM pending WHERE state = 'open'"};
    uint64_t *const into[] = {&out->stories, &out->versions, &out->events, &out->quotes,
                              &out->pending};
    int64_t n;
    out->schema = store->schema;
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        TRY(db_one(store->db, sql[i], DB_NOTHING, 0, &n, err));
        *into[i] = (uint64_t)n;
    }
    return BEDE_OK;
}
