/* store/near.c - stored versions as the ladder of record/family.h sees them: sketches out of
 * columns, runs of words out of paragraphs.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/buf.h"
#include "store/work.h"

enum { BODY_MAX = 1 << 26 };

static bede_status read_sketch(const struct db_rows *rows, struct near *near,
                               struct near_version *v, struct family_sketch *s, bede_error *err)
{
    struct str *const texts[] = {&s->provider, &s->id,     &s->agency, &s->title,
                                 &s->slug,     &s->number, &s->order};
    struct str created = db_text(rows, 4), status = db_text(rows, 12);
    int64_t marks = db_integer(rows, 17);
    *v = (struct near_version){.version = db_integer(rows, 0),
                               .story = db_integer(rows, 1),
                               .reprint_of = db_integer(rows, 2),
                               .family = arena_str(near->arena, db_text(rows, 3))};
    memcpy(v->created, created.p, created.n < MOMENT_BYTES ? created.n : 0);
    *s = (struct family_sketch){
        .id_given = db_integer(rows, 13) != 0,
        .version = (uint32_t)db_integer(rows, 14),
        .minute = db_is_null(rows, 15) ? FAMILY_NO_TIME : db_integer(rows, 15),
        .sequence = db_is_null(rows, 16) ? -1 : (int32_t)db_integer(rows, 16),
        .revised = marks & MARK_REVISED,
        .gathers = marks & MARK_GATHERS,
        .day_only = marks & MARK_DAY_ONLY,
        .order_in_words = marks & MARK_ORDER,
        .whole = (uint64_t)db_integer(rows, 18),
        .family = (uint32_t)v->story};
    for (enum wire_status k = WIRE_USABLE; k <= WIRE_CANCELED; k++)
        if (str_is(status, wire_status_name(k))) s->status = k;
    bool good = v->family.p != NULL;
    for (int i = 0; i < 7; i++)
        good = (*texts[i] = arena_str(near->arena, db_text(rows, 5 + i))).p && good;
    return good ? BEDE_OK : err_nomem(err);
}

static bool known(const struct near *near, int64_t version)
{
    for (uint32_t i = 0; i < near->n; i++)
        if (near->items[i].version == version) return true;
    return false;
}

/* Few lists are long: only that of a notice, whose one query tells no version twice. */
bede_status near_add(struct store *store, const char *sql, const struct db_value *values, size_t n,
                     struct near *near, bede_error *err)
{
    struct db_rows *rows;
    struct near before = *near;
    bede_status status;
    TRY(db_select(store->db, sql, values, n, &rows, err));
    while ((status = db_step(rows, err)) == BEDE_OK) {
        struct near_version version;
        struct family_sketch sketch;
        if (known(&before, db_integer(rows, 0))) continue;
        status = read_sketch(rows, near, &version, &sketch, err);
        if (status == BEDE_OK &&
            (!ARRAY_PUSH(near->arena, near->items, near->n, near->cap, version) ||
             !ARRAY_PUSH(near->arena, near->sketches, near->n_sketches, near->cap_sketches,
                         sketch)))
            status = err_nomem(err);
        if (status != BEDE_OK) break;
    }
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

/* The body of a stored text as it was read: its paragraphs without what was no copy. */
static bede_status stored_body(struct store *store, int64_t version, struct buf *body,
                               bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db,
                  "SELECT text, body_start - start_at, body_end - start_at FROM paragraphs "
                  "WHERE version_id = ? AND kind = 'paragraph' ORDER BY n",
                  DB_ARGS(db_int(version)), &rows, err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK) {
        struct str text = db_text(rows, 0);
        int64_t start = db_integer(rows, 1), end = db_integer(rows, 2), at = 0;
        for (size_t i = 0; i < text.n; i++) {
            if (((unsigned char)text.p[i] & 0xC0) != 0x80) at++;
            if (at > start && at <= end) buf_putc(body, text.p[i]);
        }
        buf_putc(body, '\n');
    }
    db_finish(rows);
    if (status == BEDE_DONE && body->failed) return err_nomem(err);
    return status == BEDE_DONE ? BEDE_OK : status;
}

/* ---- sketches at hand ---------------------------------------------------------------------- */

/* Versions and copies mostly come soon after what they repeat: the runs of the last thousand are
 * kept, so that their texts are not read and cut again. */
enum { KEPT = 1024, KEPT_RUNS_MAX = 4096 };

struct near_kept {
    int64_t version;
    uint64_t *shingles;
    uint32_t n, n_words;
};

void near_forget(struct store *store)
{
    for (uint32_t i = 0; store->kept && i < KEPT; i++)
        free(store->kept[i].shingles);
    free(store->kept);
    store->kept = NULL;
}

void near_keep(struct store *store, int64_t version, const struct family_sketch *sketch)
{
    if (!store->kept) store->kept = calloc(KEPT, sizeof *store->kept);
    if (!store->kept || sketch->n_shingles > KEPT_RUNS_MAX) return;
    struct near_kept *kept = &store->kept[version % KEPT];
    uint64_t *copy = malloc(((size_t)sketch->n_shingles + 1) * sizeof *copy);
    if (!copy) return; /* it will be read again */
    if (sketch->n_shingles) memcpy(copy, sketch->shingles, sketch->n_shingles * sizeof *copy);
    free(kept->shingles);
    *kept = (struct near_kept){version, copy, sketch->n_shingles, sketch->n_words};
}

static bool is_kept(const struct store *store, int64_t version, struct family_sketch *sketch)
{
    const struct near_kept *kept = store->kept ? &store->kept[version % KEPT] : NULL;
    if (!kept || !kept->shingles || kept->version != version) return false;
    sketch->shingles = kept->shingles;
    sketch->n_shingles = kept->n;
    sketch->n_words = kept->n_words;
    return true;
}

static bede_status measure(struct store *store, int64_t version, struct arena *arena,
                           struct family_sketch *sketch, bede_error *err)
{
    struct buf body;
    buf_init(&body, BODY_MAX);
    bede_status status = stored_body(store, version, &body, err);
    if (status == BEDE_OK)
        status = family_sketch_body(arena, (struct str){body.p ? body.p : "", body.n}, sketch, err);
    buf_fini(&body);
    return status;
}

bede_status near_measure(struct store *store, const struct family_sketch *fresh, struct near *near,
                         bede_error *err)
{
    for (uint32_t i = 0; i < near->n; i++) {
        struct family_sketch *s = &near->sketches[i];
        if (fresh->whole && s->whole == fresh->whole) {
            s->shingles = fresh->shingles;
            s->n_shingles = fresh->n_shingles;
            s->n_words = fresh->n_words;
            continue;
        }
        if (is_kept(store, near->items[i].version, s)) continue;
        TRY(measure(store, near->items[i].version, near->arena, s, err));
    }
    return BEDE_OK;
}
