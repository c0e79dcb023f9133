/* store/put.c - a version into the record: placed, ordered, written, its predecessors marked.
 *
 * SPDX-License-Identifier: MIT */
#include "store/work.h"

enum { INDEX_PARAGRAPHS = 1500 };

const char *store_outcome_name(enum store_outcome outcome)
{
    static const char *const names[] = {"new", "version", "reprint", "known", "kill", "queued"};
    return (size_t)outcome < sizeof names / sizeof *names ? names[outcome] : "";
}

/* ---- is it there? -------------------------------------------------------------------------- */

static bede_status has_digest(struct store *store, uint64_t digest, bool *has, bede_error *err)
{
    int64_t found = 0;
    TRY(db_one(store->db, "SELECT version_id FROM versions WHERE digest = ? LIMIT 1",
               DB_ARGS(db_int((int64_t)digest)), 0, &found, err));
    *has = found != 0;
    return BEDE_OK;
}

bede_status store_has(struct store *store, const struct story *story, bool *has, bede_error *err)
{
    return has_digest(store, store_digest(story), has, err);
}

/* ---- rows of the version itself ------------------------------------------------------------ */

static struct db_value always(struct str s)
{
    return (struct db_value){.kind = DB_TEXT, .s = s.p ? s : STR_LIT("")};
}

static const char *format_name(bede_from format)
{
    static const char *const names[] = {
        [BEDE_FROM_PLAIN] = "plain",       [BEDE_FROM_TEXT] = "text",
        [BEDE_FROM_JSONL] = "jsonl",       [BEDE_FROM_CONLLU] = "conllu",
        [BEDE_FROM_NITF] = "nitf",         [BEDE_FROM_NEWSMLG2] = "newsml-g2",
        [BEDE_FROM_NEWSML1] = "newsml",    [BEDE_FROM_NINJS] = "ninjs",
        [BEDE_FROM_APJSON] = "ap-json",    [BEDE_FROM_IPTC7901] = "iptc7901",
        [BEDE_FROM_ANPA1312] = "anpa1312", [BEDE_FROM_TELEX] = "telex",
        [BEDE_FROM_RSS] = "rss",           [BEDE_FROM_ATOM] = "atom",
        [BEDE_FROM_PETRARCH] = "petrarch"};
    return (size_t)format < sizeof names / sizeof *names ? names[format] : NULL;
}

static bede_status write_story(struct store *store, const struct facts *facts, const char *state,
                               int64_t version, int64_t *key, bede_error *err)
{
    const struct story *s = facts->story;
    bool ahead = strcmp(state, "current") == 0 || strcmp(state, "embargoed") == 0;
    *key = store->next.story++;
    const struct db_value row[] = {
        db_int(*key),        always(s->id),    db_str(s->agency),
        db_str(s->provider), db_str(s->title), db_str(s->slug),
        db_c(facts->date),   db_c(state),      db_key(ahead ? version : 0),
        db_int(1),           db_null()};
    return db_insert(store->db, &schema_stories, row, err);
}

/* How many texts came under the same id and number before. */
static bede_status count_again(struct store *store, const struct story *s, int64_t *again,
                               bede_error *err)
{
    return db_one(store->db, "SELECT count(*) FROM versions WHERE id = ? AND version = ?",
                  DB_ARGS(always(s->id), db_int(s->version)), 0, again, err);
}

static int64_t marks_of(const struct family_sketch *s)
{
    return (s->revised ? MARK_REVISED : 0) | (s->gathers ? MARK_GATHERS : 0) |
           (s->day_only ? MARK_DAY_ONLY : 0) | (s->order_in_words ? MARK_ORDER : 0);
}

/* The latest day that the version or an event of it stands under: what bounds a look into the
 * past (query.c). */
static struct str last_date(const struct record *record, const struct facts *facts, char out[11])
{
    char day[11];
    memcpy(out, facts->date, sizeof day);
    for (uint32_t i = 0; record->events && i < record->events->n; i++)
        if (date_valid(record->events->items[i].date) &&
            strcmp(date_format(record->events->items[i].date, day), out) > 0)
            memcpy(out, day, sizeof day);
    return str_c(out);
}

static bede_status write_version(struct store *store, const struct record *record,
                                 const struct facts *facts, const struct placement *p,
                                 const struct span_of_time *span, int64_t story, int64_t key,
                                 bede_error *err)
{
    const struct story *s = facts->story;
    const struct family_sketch *sketch = &facts->sketch;
    int64_t again = 0;
    char last[11];
    TRY(count_again(store, s, &again, err));
    struct str dateline =
        s->dateline.present ? str_span(s->text, s->dateline.span) : (struct str){NULL, 0};
    const struct db_value row[] = {db_int(key),
                                   db_key(story),
                                   p->story || !story ? db_null() : db_int(1),
                                   always(s->id),
                                   db_int(s->version),
                                   db_int(again),
                                   db_int((int64_t)facts->digest),
                                   db_int((int64_t)sketch->whole),
                                   db_str(s->agency),
                                   db_str(s->provider),
                                   db_int(s->id_given),
                                   db_str(s->language),
                                   db_str(s->title),
                                   db_str(sketch->title),
                                   db_str(s->slug),
                                   db_str(sketch->slug),
                                   db_str(sketch->number),
                                   db_str(sketch->order),
                                   sketch->minute == FAMILY_NO_TIME ? db_null()
                                                                    : db_int(sketch->minute),
                                   db_int(sketch->sequence),
                                   db_int(marks_of(sketch)),
                                   db_str(s->genre),
                                   db_str(facts->tags),
                                   db_str(facts->signal),
                                   db_str(facts->note),
                                   db_str(facts->byline),
                                   db_str(dateline),
                                   db_str(facts->filed_from),
                                   db_c(facts->date),
                                   db_str(last_date(record, facts, last)),
                                   db_c(facts->created),
                                   db_c(facts->first_created),
                                   db_c(facts->stored),
                                   db_c(wire_status_name(s->status)),
                                   db_str(s->embargo),
                                   db_c(facts->embargo_until),
                                   db_str(s->url),
                                   db_c(format_name(s->format)),
                                   db_c(s->input),
                                   db_c(p->how),
                                   db_str(p->matched),
                                   db_real(p->confidence),
                                   db_c(span->from),
                                   db_c(span->until),
                                   db_null(),
                                   db_null(),
                                   db_c("bede " BEDE_VERSION),
                                   db_int(s->n_paragraphs),
                                   db_int(record->doc ? record->doc->n_sentences : 0),
                                   db_int(record->doc ? record->doc->n_tokens : 0),
                                   db_int(record->events ? record->events->n : 0),
                                   db_int(record->quotes ? record->quotes->n : 0),
                                   always(s->text)};
    return db_insert(store->db, &schema_versions, row, err);
}

static bede_status write_links(struct store *store, int64_t version,
                               const struct found_links *links, bede_error *err)
{
    for (uint32_t i = 0; i < links->n; i++) {
        const struct found_link *l = &links->items[i];
        const struct db_value row[] = {
            db_int(store->next.link++), db_int(version),        db_c(l->rel), db_str(l->target),
            db_key(l->story),           db_real(l->confidence), db_c(l->how)};
        TRY(db_insert(store->db, &schema_links, row, err));
    }
    return BEDE_OK;
}

static bede_status write_shingles(struct store *store, int64_t version, const struct facts *facts,
                                  bede_error *err)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < facts->sketch.n_shingles && n < SHINGLE_SAMPLES; i++) {
        if (!shingle_sampled(facts->sketch.shingles[i])) continue;
        const struct db_value row[] = {db_int((int64_t)facts->sketch.shingles[i]), db_int(version)};
        TRY(db_insert(store->db, &schema_shingles, row, err));
        n++;
    }
    return BEDE_OK;
}

/* ---- families ------------------------------------------------------------------------------ */

/* The versions of a second story that turns out to be the same move to the first. */
static bede_status merge(struct store *store, int64_t into, int64_t from, bede_error *err)
{
    TRY(db_exec(store->db, "UPDATE versions SET story_id = ? WHERE story_id = ?",
                DB_ARGS(db_int(into), db_int(from)), NULL, err));
    TRY(db_exec(store->db, "UPDATE links SET story_id = ? WHERE story_id = ?",
                DB_ARGS(db_int(into), db_int(from)), NULL, err));
    return db_exec(store->db,
                   "UPDATE stories SET state = 'merged', current_version = NULL, n_versions = 0 "
                   "WHERE story_id = ?",
                   DB_ARGS(db_int(from)), NULL, err);
}

static bede_status read_span(struct store *store, int64_t version, struct span_of_time *span,
                             bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db,
                  "SELECT v.known_from, v.known_until, v.superseded_by, v.reason, s.reprint_of "
                  "FROM versions v LEFT JOIN stories s ON s.story_id = v.story_id "
                  "WHERE v.version_id = ?",
                  DB_ARGS(db_int(version)), &rows, err));
    bede_status status = db_step(rows, err);
    if (status == BEDE_OK) {
        struct str from = db_text(rows, 0), until = db_text(rows, 1);
        memcpy(span->from, from.p, from.n < MOMENT_BYTES ? from.n : 0);
        memcpy(span->until, until.p, until.n < MOMENT_BYTES ? until.n : 0);
        span->by = db_integer(rows, 2);
        span->reason = arena_str(store->arena, db_text(rows, 3));
        span->copy = !db_is_null(rows, 4);
        if (!span->reason.p) status = err_nomem(err);
    } else if (status == BEDE_DONE) {
        status = err_set(err, BEDE_IO, "%s: a row was not kept", store->db->where);
    }
    db_finish(rows);
    return status;
}

/* A copy is linked; the later one of the two is the copy. */
static bede_status link_copy(struct store *store, const struct placement *p, int64_t version,
                             int64_t story, bede_error *err)
{
    const struct db_value row[] = {db_int(store->next.link++),
                                   db_int(version),
                                   db_c(p->earlier ? "original" : "reprint"),
                                   db_null(),
                                   db_int(p->reprint_of),
                                   db_real(p->confidence),
                                   db_c("shingles")};
    TRY(db_insert(store->db, &schema_links, row, err));
    if (!p->earlier) return family_copy(store, story, p->reprint_of, err);
    TRY(db_exec(store->db, "UPDATE stories SET reprint_of = ? WHERE reprint_of = ?",
                DB_ARGS(db_int(story), db_int(p->reprint_of)), NULL, err));
    return family_copy(store, p->reprint_of, story, err);
}

static bede_status write_pending(struct store *store, const struct facts *facts,
                                 const struct placement *p, int64_t version, bede_error *err)
{
    const struct db_value row[] = {db_int(store->next.pending++),
                                   db_int(version),
                                   db_c(facts->order ? facts->order : "kill"),
                                   db_str(facts->target),
                                   always(p->why),
                                   db_str(p->candidates),
                                   db_c("open"),
                                   db_null(),
                                   db_null()};
    return db_insert(store->db, &schema_pending, row, err);
}

/* ---- a put --------------------------------------------------------------------------------- */

static enum store_outcome outcome_of(const struct facts *facts, const struct placement *p)
{
    if (p->queued) return STORE_QUEUED;
    if (facts->order) return STORE_KILL;
    if (p->reprint_of && !p->earlier) return STORE_REPRINT;
    return p->story ? STORE_VERSION : STORE_NEW;
}

static bede_status name_family(struct store *store, int64_t story, struct str *out, bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db, "SELECT family FROM stories WHERE story_id = ?",
                  DB_ARGS(db_int(story)), &rows, err));
    bede_status status = db_step(rows, err);
    if (status == BEDE_OK && !(*out = arena_str(store->arena, db_text(rows, 0))).p)
        status = err_nomem(err);
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

/* Version, family and the rows that hang on both, in the order that keys ask for. */
static bede_status put_placed(struct store *store, const struct record *record,
                              const struct facts *facts, const struct placement *p,
                              const struct found_links *links, struct store_receipt *receipt,
                              bede_error *err)
{
    struct span_of_time span = {.from = SCHEMA_FOREVER, .until = SCHEMA_FOREVER};
    int64_t story = p->story, version = store->next.version++;
    bool alone = !story && !p->queued && !p->merge;
    if (!story && !p->queued)
        TRY(write_story(store, facts, family_alone(facts, &span), version, &story, err));
    TRY(write_version(store, record, facts, p, &span, story, version, err));
    if (p->merge) TRY(merge(store, story, p->merge, err));
    if (p->reprint_of) TRY(link_copy(store, p, version, story, err));
    span.copy = p->reprint_of && !p->earlier;
    receipt->family = alone ? record->story->id : (struct str){NULL, 0};
    if (story && !alone) {
        TRY(family_settle(store, story, version, &receipt->withdrawn, err));
        TRY(read_span(store, version, &span, err));
        TRY(name_family(store, story, &receipt->family, err));
    }
    TRY(rows_write(store, record, version, &span, err));
    TRY(write_links(store, version, links, err));
    if (!facts->order) TRY(write_shingles(store, version, facts, err));
    if (p->queued) TRY(write_pending(store, facts, p, version, err));
    near_keep(store, version, &facts->sketch);
    bool many = store->next.paragraph - store->indexed.paragraph >= INDEX_PARAGRAPHS;
    return many ? store_index_words(store, err) : BEDE_OK;
}

bede_status store_prepare(struct arena *arena, const struct record *record, struct facts **out,
                          bede_error *err)
{
    struct facts *facts = ARENA_NEW(arena, struct facts);
    if (!facts) return err_nomem(err);
    *out = facts;
    return facts_take(arena, record->engine->words, record->story, facts, err);
}

bede_status store_put(struct store *store, const struct record *record, const struct facts *facts,
                      struct store_receipt *receipt, bede_error *err)
{
    struct placement placement;
    struct found_links links = {0};
    struct facts *own = NULL;
    bool has;
    if (!store->writing)
        return err_set(err, BEDE_USAGE, "a story was put outside of a transaction");
    arena_reset(store->arena);
    *receipt = (struct store_receipt){.outcome = STORE_KNOWN, .confidence = 1};
    if (!facts) {
        TRY(store_prepare(store->arena, record, &own, err));
        facts = own;
    }
    TRY(has_digest(store, facts->digest, &has, err));
    if (has) return BEDE_OK;
    TRY(place_find(store, facts, &placement, &links, err));
    receipt->outcome = outcome_of(facts, &placement);
    receipt->confidence = placement.confidence;
    receipt->note = placement.queued ? placement.why : str_c(placement.how);
    return put_placed(store, record, facts, &placement, &links, receipt, err);
}
