/* store/cursor.c - results as rows: events in blocks with their participants, all else as it comes.
 *
 * The query of query.c gives keys of events only. They are taken a block at a time, and each block
 * is completed by three statements over its keys, whatever the number of participants; so that a
 * page costs four round trips to a server and an export of a million events two per cent of one
 * statement an event.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/query.h"

enum { BLOCK = 64 };
#define KEYS_64                                                                                    \
    "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?" \
    ","                                                                                            \
    "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"

enum row_kind { ROW_EVENT, ROW_QUOTE, ROW_VERSION, ROW_BLOCK, ROW_ENTITY, ROW_PENDING };

struct store_cursor {
    struct store *store;
    enum row_kind kind;
    struct db_rows *rows; /* of events: their keys */
    const char *sql;      /* must live as long as the rows */
    struct arena *arena;  /* values, and the rows of a block */
    bool reading;         /* a transaction was opened for this cursor */

    struct arena *block_arena;
    struct store_event *block;
    struct db_value keys[BLOCK];
    uint32_t n, at;
    uint64_t left, skip; /* of limit and offset */
    int64_t last;        /* key before: the same one is not taken twice */
    bool ended;
};

/* ---- opening and closing ------------------------------------------------------------------- */

static bede_status cursor_new(struct store *store, enum row_kind kind, struct store_cursor **out,
                              bede_error *err)
{
    struct store_cursor *c = calloc(1, sizeof *c);
    if (!c) return err_nomem(err);
    c->store = store;
    c->kind = kind;
    c->arena = arena_new(0);
    c->block_arena = arena_new(0);
    bede_status status = c->arena && c->block_arena ? BEDE_OK : err_nomem(err);
    if (status == BEDE_OK && !store->writing && !store->n_readers)
        status = db_begin(store->db, false, err);
    if (status == BEDE_OK && !store->writing) {
        c->reading = true;
        store->n_readers++;
    }
    if (status != BEDE_OK)
        store_cursor_close(c);
    else
        *out = c;
    return status;
}

void store_cursor_close(struct store_cursor *c)
{
    if (!c) return;
    db_finish(c->rows);
    if (c->reading && --c->store->n_readers == 0) db_rollback(c->store->db);
    arena_free(c->arena);
    arena_free(c->block_arena);
    free(c);
}

/* Opens a cursor over a fixed statement with one key, or none. */
static bede_status open_fixed(struct store *store, enum row_kind kind, const char *sql,
                              const struct db_value *values, size_t n, struct store_cursor **out,
                              bede_error *err)
{
    struct store_cursor *c = NULL;
    TRY(cursor_new(store, kind, &c, err));
    bede_status status = db_select_big(store->db, sql, values, n, &c->rows, err);
    if (status != BEDE_OK)
        store_cursor_close(c);
    else
        *out = c;
    return status;
}

/* ---- where a row comes from ---------------------------------------------------------------- */

/* Versions v, its story s, the version b that ended it, the story o that it is a copy of. */
#define ORIGIN_COLUMNS                                                                             \
    "v.version_id, v.id, v.version, s.family, v.rank, v.agency, v.provider, v.language,"           \
    "v.headline, v.slug, v.url, v.filed_from, v.date, v.created, v.status, v.stored,"              \
    "v.known_from, v.known_until, b.id || '-v' || b.version, v.reason, o.family"
#define ORIGIN_JOINS                                                                               \
    " LEFT JOIN stories s ON s.story_id = v.story_id"                                              \
    " LEFT JOIN versions b ON b.version_id = v.superseded_by"                                      \
    " LEFT JOIN stories o ON o.story_id = s.reprint_of"
enum { ORIGIN_N = 21 };

static void read_origin(const struct db_rows *rows, struct store_origin *o)
{
    struct str *const texts[] = {
        &o->agency,      &o->provider,      &o->language, &o->headline,  &o->slug,   &o->url,
        &o->filed_from,  &o->date,          &o->created,  &o->status,    &o->stored, &o->known_from,
        &o->known_until, &o->superseded_by, &o->reason,   &o->reprint_of};
    o->version_id = db_integer(rows, 0);
    o->story = db_text(rows, 1);
    o->version = (uint32_t)db_integer(rows, 2);
    o->family = db_text(rows, 3);
    o->rank = (uint32_t)db_integer(rows, 4);
    for (int i = 0; i < 16; i++)
        *texts[i] = db_text(rows, 5 + i);
    if (str_is(o->known_until, SCHEMA_FOREVER)) o->known_until.n = 0;
    if (str_is(o->known_from, SCHEMA_FOREVER)) o->known_from.n = 0;
}

/* Texts of a block outlive the statement that gave them. */
static bool keep(struct arena *arena, struct str *s)
{
    if (!s->n) {
        *s = STR_LIT("");
        return true;
    }
    *s = arena_str(arena, *s);
    return s->p != NULL;
}

static bool keep_origin(struct arena *arena, struct store_origin *o)
{
    struct str *const texts[] = {&o->story,      &o->family,     &o->agency,      &o->provider,
                                 &o->language,   &o->headline,   &o->slug,        &o->url,
                                 &o->filed_from, &o->date,       &o->created,     &o->status,
                                 &o->stored,     &o->known_from, &o->known_until, &o->superseded_by,
                                 &o->reason,     &o->reprint_of};
    bool good = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        good = good && keep(arena, texts[i]);
    return good;
}

static struct str paragraph_of(struct arena *arena, struct str kind, int64_t number)
{
    if (number > 0) return arena_printf(arena, "%lld", (long long)number);
    return kind;
}

/* ---- events -------------------------------------------------------------------------------- */

bede_status store_events(struct store *store, const struct store_filter *filter,
                         struct store_cursor **out, bede_error *err)
{
    struct store_cursor *c = NULL;
    struct query q;
    TRY(cursor_new(store, ROW_EVENT, &c, err));
    query_init(&q, store, c->arena);
    c->left = filter->limit ? filter->limit : UINT64_MAX;
    c->skip = filter->offset;
    bede_status status = query_events(store, filter, &q, err);
    if (status == BEDE_OK) {
        c->sql = arena_strdup(c->arena, (struct str){q.sql.p, q.sql.n});
        status = c->sql ? db_select_big(store->db, c->sql, q.values, q.n, &c->rows, err)
                        : err_nomem(err);
    }
    query_fini(&q);
    if (status != BEDE_OK)
        store_cursor_close(c);
    else
        *out = c;
    return status;
}

/* The next keys; fewer than a block at the end. */
static bede_status next_keys(struct store_cursor *c, bede_error *err)
{
    c->n = c->at = 0;
    while (c->n < BLOCK && c->left && !c->ended) {
        bede_status status = db_step(c->rows, err);
        if (status == BEDE_DONE) {
            c->ended = true;
            break;
        }
        if (status != BEDE_OK) return status;
        int64_t key = db_integer(c->rows, 0);
        if (key == c->last) continue;
        c->last = key;
        if (c->skip) {
            c->skip--;
            continue;
        }
        c->keys[c->n++] = db_int(key);
        c->left--;
    }
    for (uint32_t i = c->n; c->n && i < BLOCK; i++)
        c->keys[i] = c->keys[0];
    return c->n ? BEDE_OK : BEDE_DONE;
}

static struct store_event *event_of(struct store_cursor *c, int64_t key)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->block[i].event_id == key) return &c->block[i];
    return NULL;
}

static bool read_event(struct arena *arena, const struct db_rows *r, struct store_event *e)
{
    int k = ORIGIN_N + 1;
    read_origin(r, &e->origin);
    struct str *const first[] = {&e->date,     &e->enddate,   &e->type,         &e->mode,
                                 &e->contexts, &e->auxiliary, &e->cameo,        &e->words,
                                 &e->triggers, &e->place,     &e->place_name,   &e->place_country,
                                 &e->rule,     &e->template,  &e->operators,    &e->coder,
                                 &e->id,       &e->same_as,   &e->sentence_text};
    bool good = keep_origin(arena, &e->origin);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        *first[i] = db_text(r, k++);
        good = good && keep(arena, first[i]);
    }
    struct str kind = db_text(r, k++);
    good = good && keep(arena, &kind);
    e->paragraph = paragraph_of(arena, kind, db_integer(r, k++));
    uint32_t *const numbers[] = {&e->quad,     &e->place_start,    &e->place_end,
                                 &e->sentence, &e->sentence_start, &e->sentence_end,
                                 &e->quote,    &e->repeats,        &e->reprints};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = (uint32_t)db_integer(r, k++);
    e->score = db_number(r, k++);
    e->confidence = db_number(r, k++);
    uint32_t *const told[] = {&e->dead, &e->injured, &e->arrested, &e->size};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++, k++)
        *told[i] = db_is_null(r, k) ? EVENT_NONE : (uint32_t)db_integer(r, k);
    e->place_admin = db_text(r, k++);
    e->located = !db_is_null(r, k);
    e->place_lat = db_number(r, k++);
    e->place_lon = db_number(r, k++);
    e->place_geoname = (uint32_t)db_integer(r, k++);
    return good && keep(arena, &e->place_admin) && e->paragraph.p;
}

static const char events_sql[] =
    "SELECT " ORIGIN_COLUMNS ", e.event_id, e.date, e.enddate, e.type, e.mode, e.contexts,"
    "e.auxiliary, e.cameo, e.words, e.triggers, e.place, e.place_name, e.place_country, e.rule,"
    "e.template, e.operators, v.coder, v.id || '-v' || v.version || "
    "CASE WHEN v.again > 0 THEN '.' || v.again ELSE '' END || '-' || e.n,"
    "v.id || '-v' || v.version || CASE WHEN v.again > 0 THEN '.' || v.again ELSE '' END || '-' || "
    "(SELECT x.n FROM events x WHERE x.event_id = e.same_as),"
    "substr(v.text, CAST(e.sentence_start + 1 AS INTEGER),"
    "CAST(e.sentence_end - e.sentence_start AS INTEGER)),"
    "p.kind, p.number, e.quad, e.place_start, e.place_end, e.sentence, e.sentence_start,"
    "e.sentence_end, e.quote, (SELECT count(*) FROM events x WHERE x.same_as = e.event_id),"
    "(SELECT count(*) FROM stories x WHERE x.reprint_of = v.story_id), e.score, e.confidence,"
    "e.dead, e.injured, e.arrested, e.size, e.place_admin, e.place_lat, e.place_lon,"
    "e.place_geoname "
    "FROM events e JOIN versions v ON v.version_id = e.version_id" ORIGIN_JOINS
    " LEFT JOIN paragraphs p ON p.paragraph_id = e.paragraph_id WHERE e.event_id IN " KEYS_64;

static bede_status fill_events(struct store_cursor *c, bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(c->store->db, events_sql, c->keys, BLOCK, &rows, err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK) {
        struct store_event *e = event_of(c, db_integer(rows, ORIGIN_N));
        if (e && !read_event(c->block_arena, rows, e)) {
            status = err_nomem(err);
            break;
        }
    }
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

static bool read_part(struct arena *arena, const struct db_rows *r, int k, struct store_part *p)
{
    struct str *const texts[] = {&p->code, &p->sectors, &p->name, &p->office, &p->kind, &p->text};
    bool good = true;
    p->entity = (uint32_t)db_integer(r, k++);
    for (int i = 0; i < 6; i++) {
        *texts[i] = db_text(r, k + i);
        good = good && keep(arena, texts[i]);
    }
    size_t first = str_find_byte(p->sectors, ';', 0);
    p->sector = str_slice(p->sectors, 0, first < p->sectors.n ? first : p->sectors.n);
    p->start = (uint32_t)db_integer(r, k + 6);
    p->end = (uint32_t)db_integer(r, k + 7);
    p->inferred = db_integer(r, k + 8) != 0;
    return good;
}

static const char parts_sql[] =
    "SELECT event_id, role, entity, code, sectors, name, office, kind, text, start_at, end_at,"
    "inferred FROM participants WHERE event_id IN " KEYS_64 " ORDER BY event_id, role, n";
static const char sources_sql[] =
    "SELECT event_id, 'source', entity, code, sectors, name, office, kind, NULL, 0, 0, 0 "
    "FROM sources WHERE event_id IN " KEYS_64 " ORDER BY event_id, n";

static bede_status fill_parts(struct store_cursor *c, const char *sql, bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(c->store->db, sql, c->keys, BLOCK, &rows, err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK) {
        struct store_event *e = event_of(c, db_integer(rows, 0));
        if (!e) continue;
        char role = db_text(rows, 1).p[0];
        struct store_part *list = role == 'a'   ? e->actors
                                  : role == 'r' ? e->recipients
                                                : e->sources;
        uint32_t *n = role == 'a' ? &e->n_actors : role == 'r' ? &e->n_recipients : &e->n_sources;
        if (*n >= (role == 's' ? (uint32_t)STORE_SOURCES_MAX : (uint32_t)STORE_PARTS_MAX)) continue;
        if (!read_part(c->block_arena, rows, 2, &list[(*n)++])) {
            status = err_nomem(err);
            break;
        }
    }
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

static bede_status next_block(struct store_cursor *c, bede_error *err)
{
    TRY(next_keys(c, err));
    arena_reset(c->block_arena);
    c->block = ARENA_ARRAY(c->block_arena, c->n, struct store_event);
    if (!c->block) return err_nomem(err);
    for (uint32_t i = 0; i < c->n; i++)
        c->block[i].event_id = c->keys[i].i;
    TRY(fill_events(c, err));
    TRY(fill_parts(c, parts_sql, err));
    return fill_parts(c, sources_sql, err);
}

bede_status store_next_event(struct store_cursor *c, struct store_event *event, bede_error *err)
{
    if (c->kind != ROW_EVENT) return err_set(err, BEDE_USAGE, "these rows are no events");
    if (c->at == c->n) TRY(next_block(c, err));
    *event = c->block[c->at++];
    return BEDE_OK;
}

/* ---- quotes -------------------------------------------------------------------------------- */

/* Opens a cursor over `head`, what the filter adds, and its values. */
static bede_status open_query(struct store *store, enum row_kind kind, const char *head,
                              const struct store_filter *filter,
                              bede_status (*build)(struct store *, const struct store_filter *,
                                                   struct query *, bede_error *),
                              struct store_cursor **out, bede_error *err)
{
    struct store_cursor *c = NULL;
    struct query q;
    TRY(cursor_new(store, kind, &c, err));
    query_init(&q, store, c->arena);
    buf_puts(&q.sql, head);
    bede_status status = build(store, filter, &q, err);
    if (status == BEDE_OK) {
        c->sql = arena_strdup(c->arena, (struct str){q.sql.p, q.sql.n});
        status = c->sql ? db_select_big(store->db, c->sql, q.values, q.n, &c->rows, err)
                        : err_nomem(err);
    }
    query_fini(&q);
    if (status != BEDE_OK)
        store_cursor_close(c);
    else
        *out = c;
    return status;
}

bede_status store_quotes(struct store *store, const struct store_filter *filter,
                         struct store_cursor **out, bede_error *err)
{
    return open_query(
        store, ROW_QUOTE,
        "SELECT " ORIGIN_COLUMNS ", q.quote_id, q.n, q.kind, q.content, q.contents, q.cue,"
        "q.source, q.speaker_name, q.speaker_code, q.speaker_sector, q.speaker_office, q.via_name,"
        "q.via_code, q.rule, q.time, q.occasion, q.cue_start, q.cue_end, q.source_start, "
        "q.source_end, q.via_start,"
        "q.via_end, q.parent, q.time_start, q.time_end, q.occasion_start, q.occasion_end,"
        "q.continues, q.attitude, p.kind, p.number "
        "FROM quotes q JOIN versions v ON v.version_id = q.version_id" ORIGIN_JOINS
        " LEFT JOIN paragraphs p ON p.paragraph_id = q.paragraph_id",
        filter, query_quotes, out, err);
}

bede_status store_next_quote(struct store_cursor *c, struct store_quote *q, bede_error *err)
{
    if (c->kind != ROW_QUOTE) return err_set(err, BEDE_USAGE, "these rows are no quotes");
    TRY(db_step(c->rows, err));
    const struct db_rows *r = c->rows;
    int k = ORIGIN_N;
    *q = (struct store_quote){0};
    read_origin(r, &q->origin);
    q->quote_id = db_integer(r, k++);
    q->n = (uint32_t)db_integer(r, k++);
    struct str *const texts[] = {&q->kind,         &q->content,        &q->contents,
                                 &q->cue,          &q->source,         &q->speaker,
                                 &q->speaker_code, &q->speaker_sector, &q->speaker_office,
                                 &q->via,          &q->via_code,       &q->rule,
                                 &q->time,         &q->occasion};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = db_text(r, k++);
    uint32_t *const numbers[] = {&q->cue_start,      &q->cue_end,      &q->source_start,
                                 &q->source_end,     &q->via_start,    &q->via_end,
                                 &q->parent,         &q->time_start,   &q->time_end,
                                 &q->occasion_start, &q->occasion_end, &q->continues};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = (uint32_t)db_integer(r, k++);
    q->attitude = db_integer(r, k++) != 0;
    arena_reset(c->block_arena);
    q->paragraph = paragraph_of(c->block_arena, db_text(r, k), db_integer(r, k + 1));
    return q->paragraph.p ? BEDE_OK : err_nomem(err);
}

/* ---- versions ------------------------------------------------------------------------------ */

#define VERSION_SELECT                                                                             \
    "SELECT " ORIGIN_COLUMNS ", v.signal, v.tags, v.note, v.byline, v.dateline, v.embargo,"        \
    "v.genre, v.how, v.n_paragraphs, v.n_sentences, v.n_events, v.n_quotes,"                       \
    "(SELECT count(*) FROM stories x WHERE x.reprint_of = v.story_id), v.confidence,"              \
    "v.matched"
#define VERSION_FROM " FROM versions v" ORIGIN_JOINS
enum { VERSION_TEXT = ORIGIN_N + 15 };

static void read_version(const struct db_rows *r, struct store_version *v)
{
    int k = ORIGIN_N;
    *v = (struct store_version){0};
    read_origin(r, &v->origin);
    struct str *const texts[] = {&v->signal,   &v->tags,    &v->note,  &v->byline,
                                 &v->dateline, &v->embargo, &v->genre, &v->how};
    uint32_t *const numbers[] = {&v->n_paragraphs, &v->n_sentences, &v->n_events, &v->n_quotes,
                                 &v->copies};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = db_text(r, k++);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = (uint32_t)db_integer(r, k++);
    v->confidence = db_number(r, k);
    v->matched = db_text(r, k + 1);
}

bede_status store_versions(struct store *store, const struct store_filter *filter,
                           struct store_cursor **out, bede_error *err)
{
    return open_query(store, ROW_VERSION, VERSION_SELECT VERSION_FROM, filter, query_versions, out,
                      err);
}

bede_status store_next_version(struct store_cursor *c, struct store_version *version,
                               bede_error *err)
{
    if (c->kind != ROW_VERSION) return err_set(err, BEDE_USAGE, "these rows are no versions");
    TRY(db_step(c->rows, err));
    read_version(c->rows, version);
    return BEDE_OK;
}

bede_status store_version(struct store *store, int64_t version_id, struct arena *arena,
                          struct store_version *out, bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db,
                  VERSION_SELECT ", v.text, v.format" VERSION_FROM " WHERE v.version_id = ?",
                  DB_ARGS(db_int(version_id)), &rows, err));
    bede_status status = db_step(rows, err);
    if (status == BEDE_OK) {
        read_version(rows, out);
        out->text = db_text(rows, VERSION_TEXT);
        out->format = db_text(rows, VERSION_TEXT + 1);
        struct str *const texts[] = {&out->signal,   &out->tags,    &out->note,   &out->byline,
                                     &out->dateline, &out->embargo, &out->genre,  &out->how,
                                     &out->text,     &out->format,  &out->matched};
        bool good = keep_origin(arena, &out->origin);
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            good = good && keep(arena, texts[i]);
        if (!good) status = err_nomem(err);
    }
    db_finish(rows);
    return status;
}

/* ---- blocks, entities, notices ------------------------------------------------------------- */

bede_status store_blocks(struct store *store, int64_t version_id, struct store_cursor **out,
                         bede_error *err)
{
    return open_fixed(store, ROW_BLOCK,
                      "SELECT kind, number, start_at, end_at, body_start, body_end, text "
                      "FROM paragraphs WHERE version_id = ? ORDER BY n",
                      DB_ARGS(db_int(version_id)), out, err);
}

bede_status store_next_block(struct store_cursor *c, struct store_block *b, bede_error *err)
{
    if (c->kind != ROW_BLOCK) return err_set(err, BEDE_USAGE, "these rows are no blocks");
    TRY(db_step(c->rows, err));
    const struct db_rows *r = c->rows;
    *b = (struct store_block){.kind = db_text(r, 0),
                              .number = (uint32_t)db_integer(r, 1),
                              .start = (uint32_t)db_integer(r, 2),
                              .end = (uint32_t)db_integer(r, 3),
                              .body_start = (uint32_t)db_integer(r, 4),
                              .body_end = (uint32_t)db_integer(r, 5),
                              .text = db_text(r, 6)};
    return BEDE_OK;
}

bede_status store_entities(struct store *store, int64_t version_id, struct store_cursor **out,
                           bede_error *err)
{
    return open_fixed(store, ROW_ENTITY,
                      "SELECT n, code, sectors, name, office, kind, text, "
                      "start_at, end_at, 0, mentions FROM entities WHERE version_id = ? "
                      "ORDER BY n",
                      DB_ARGS(db_int(version_id)), out, err);
}

bede_status store_next_entity(struct store_cursor *c, struct store_entity *e, bede_error *err)
{
    if (c->kind != ROW_ENTITY) return err_set(err, BEDE_USAGE, "these rows are no entities");
    TRY(db_step(c->rows, err));
    *e = (struct store_entity){.n = (uint32_t)db_integer(c->rows, 0),
                               .mentions = (uint32_t)db_integer(c->rows, 10)};
    arena_reset(c->block_arena);
    return read_part(c->block_arena, c->rows, 0, &e->part) ? BEDE_OK : err_nomem(err);
}

bede_status store_pending(struct store *store, struct store_cursor **out, bede_error *err)
{
    return open_fixed(
        store, ROW_PENDING,
        "SELECT " ORIGIN_COLUMNS ", w.pending_id, w.kind, w.target, w.why,"
        "w.candidates FROM pending w JOIN versions v ON v.version_id = w.version_id" ORIGIN_JOINS
        " WHERE w.state = 'open' ORDER BY w.pending_id",
        DB_NOTHING, out, err);
}

bede_status store_next_pending(struct store_cursor *c, struct store_pending *p, bede_error *err)
{
    if (c->kind != ROW_PENDING) return err_set(err, BEDE_USAGE, "these rows are no notices");
    TRY(db_step(c->rows, err));
    const struct db_rows *r = c->rows;
    *p = (struct store_pending){.pending_id = db_integer(r, ORIGIN_N),
                                .order = db_text(r, ORIGIN_N + 1),
                                .target = db_text(r, ORIGIN_N + 2),
                                .why = db_text(r, ORIGIN_N + 3),
                                .candidates = db_text(r, ORIGIN_N + 4)};
    read_origin(r, &p->origin);
    return BEDE_OK;
}
