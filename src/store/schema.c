/* store/schema.c - one schema in two dialects.
 *
 * A word in braces is the backend's: {int} is INTEGER or BIGINT, {strict} STRICT or nothing,
 * {clustered} a table that lies in the order of its primary key where the backend has such.
 * Migration number n turns version n - 1 into n; the first one makes everything. A migration is
 * never changed once it was released: a new one is added.
 *
 * Moments and dates are ISO 8601 texts, which sort by time, compare in SQL, and need no driver to
 * be read; the date of an event in an undated story is the empty text, in both dialects the first. What is in force is told by known_from and known_until of each row, so that a state of
 * the past is a comparison and not a reconstruction.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "store/schema.h"
#include "store/store.h"

/* ---- version 1 ----------------------------------------------------------------------------- */

static const char tables_1[] =
    /* Stories: a family of versions. */
    "CREATE TABLE stories("
    "story_id {int} PRIMARY KEY, family TEXT NOT NULL, agency TEXT, provider TEXT, headline TEXT,"
    "slug TEXT, date TEXT, state TEXT NOT NULL, current_version {int}, n_versions {int} NOT NULL,"
    "reprint_of {int} REFERENCES stories(story_id)) {strict};"
    "CREATE INDEX stories_family ON stories(family);"
    "CREATE INDEX stories_reprint ON stories(reprint_of) WHERE reprint_of IS NOT NULL;"
    /* story_id is NULL for a kill that waits for a person. */
    "CREATE TABLE versions("
    "version_id {int} PRIMARY KEY, story_id {int} REFERENCES stories(story_id), rank {int},"
    "id TEXT NOT NULL, version {int} NOT NULL, again {int} NOT NULL, digest {int} NOT NULL,"
    "body_hash {int} NOT NULL, agency TEXT, provider TEXT, id_given {int} NOT NULL, language TEXT,"
    "headline TEXT, headline_key TEXT, slug TEXT, slug_key TEXT, number_key TEXT, order_key TEXT,"
    "minute {int}, sequence {int}, marks {int}, genre TEXT, tags TEXT,"
    "signal TEXT, note TEXT, byline TEXT, dateline TEXT, filed_from TEXT, date TEXT,"
    "last_date TEXT, created TEXT NOT NULL, first_created TEXT, stored TEXT NOT NULL, status TEXT "
    "NOT NULL,"
    "embargo TEXT, embargo_until TEXT, url TEXT, format TEXT, input TEXT, how TEXT NOT NULL,"
    "matched TEXT, confidence {real} NOT NULL, known_from TEXT NOT NULL, known_until TEXT NOT NULL,"
    "superseded_by {int}, reason TEXT, coder TEXT NOT NULL, n_paragraphs {int} NOT NULL,"
    "n_sentences {int} NOT NULL, n_words {int} NOT NULL, n_events {int} NOT NULL,"
    "n_quotes {int} NOT NULL, text TEXT NOT NULL) {strict};"
    "CREATE INDEX versions_digest ON versions(digest);"
    "CREATE INDEX versions_story ON versions(story_id, rank);"
    "CREATE INDEX versions_id ON versions(id);"
    "CREATE INDEX versions_body ON versions(body_hash);"
    "CREATE INDEX versions_headline ON versions(headline_key, created);"
    "CREATE INDEX versions_slug ON versions(slug_key, created);"
    "CREATE INDEX versions_created ON versions(created, last_date);"
    "CREATE TABLE paragraphs("
    "paragraph_id {int} PRIMARY KEY, version_id {int} NOT NULL REFERENCES versions(version_id),"
    "n {int} NOT NULL, kind TEXT NOT NULL, number {int} NOT NULL, start_at {int} NOT NULL,"
    "end_at {int} NOT NULL, body_start {int} NOT NULL, body_end {int} NOT NULL,"
    "text TEXT NOT NULL) {strict};"
    "CREATE INDEX paragraphs_version ON paragraphs(version_id, n);"
    /* With their mentions as JSON, [[n, kind, sentence, start, end], ...]: a row for each would be a
     * third of all rows. The view `mentions` shows them one by one. */
    "CREATE TABLE entities("
    "version_id {int} NOT NULL REFERENCES versions(version_id), n {int} NOT NULL,"
    "kind TEXT NOT NULL, name TEXT, code TEXT, sectors TEXT, office TEXT, gender TEXT,"
    "mentions {int} NOT NULL, text TEXT, start_at {int}, end_at {int}, spans TEXT NOT NULL,"
    "reason TEXT, PRIMARY KEY(version_id, n)) {clustered};";

static const char events_1[] =
    "CREATE TABLE quotes("
    "quote_id {int} PRIMARY KEY, version_id {int} NOT NULL REFERENCES versions(version_id),"
    "n {int} NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL,"
    "paragraph_id {int} REFERENCES paragraphs(paragraph_id), content TEXT NOT NULL,"
    "contents TEXT NOT NULL, cue TEXT, cue_start {int}, cue_end {int}, source TEXT,"
    "source_start {int}, source_end {int}, speaker {int}, speaker_name TEXT, speaker_code TEXT,"
    "speaker_sector TEXT, speaker_office TEXT, via TEXT, via_start {int}, via_end {int},"
    "via_name TEXT, via_code TEXT, time TEXT, time_start {int}, time_end {int},"
    "occasion TEXT, occasion_start {int}, occasion_end {int}, continues {int}, parent {int},"
    "attitude {int} NOT NULL, rule TEXT,"
    "known_from TEXT NOT NULL, known_until TEXT NOT NULL, superseded_by {int}, reason TEXT,"
    "copy {int} NOT NULL) {strict};"
    "CREATE INDEX quotes_version ON quotes(version_id, n);"
    "CREATE INDEX quotes_date ON quotes(date);"
    "CREATE INDEX quotes_speaker ON quotes(lower(speaker_name), date) "
    "WHERE speaker_name IS NOT NULL;"
    "CREATE INDEX quotes_code ON quotes(speaker_code, date) WHERE speaker_code IS NOT NULL;"
    "CREATE TABLE events("
    "event_id {int} PRIMARY KEY, version_id {int} NOT NULL REFERENCES versions(version_id),"
    "n {int} NOT NULL, date TEXT NOT NULL, enddate TEXT, type TEXT NOT NULL, mode TEXT, contexts "
    "TEXT,"
    "auxiliary TEXT, quad {int} NOT NULL, score {real} NOT NULL, cameo TEXT, words TEXT,"
    "triggers TEXT, place TEXT, place_name TEXT, place_country TEXT, place_start {int},"
    "place_end {int}, paragraph_id {int} REFERENCES paragraphs(paragraph_id),"
    "sentence {int} NOT NULL, sentence_start {int} NOT NULL, sentence_end {int} NOT NULL,"
    "rule TEXT, template TEXT, operators TEXT, confidence {real} NOT NULL, same_as {int},"
    "quote {int}, dead {int}, injured {int}, arrested {int}, size {int},"
    "known_from TEXT NOT NULL, known_until TEXT NOT NULL, superseded_by {int},"
    "reason TEXT, copy {int} NOT NULL) {strict};"
    "CREATE INDEX events_version ON events(version_id, n);"
    "CREATE INDEX events_date ON events(date);"
    "CREATE INDEX events_type ON events(type, date);"
    "CREATE INDEX events_paragraph ON events(paragraph_id);"
    "CREATE INDEX events_place ON events(lower(place_name), date) WHERE place_name IS NOT NULL;"
    "CREATE INDEX events_country ON events(place_country, date) WHERE place_country IS NOT NULL;"
    "CREATE INDEX events_repeat ON events(same_as) WHERE same_as IS NOT NULL;"
    /* Who takes part, in the order of the text; the date stands here once more for the index. */
    "CREATE TABLE participants("
    "event_id {int} NOT NULL REFERENCES events(event_id), role TEXT NOT NULL, n {int} NOT NULL,"
    "entity {int}, code TEXT, sectors TEXT, name TEXT, text TEXT, office TEXT, kind TEXT,"
    "start_at {int}, end_at {int}, date TEXT, inferred {int} NOT NULL,"
    "PRIMARY KEY(event_id, role, n)) {clustered};"
    "CREATE INDEX participants_code ON participants(code, date, event_id, role);"
    "CREATE INDEX participants_name ON participants(lower(name), date, event_id, role);"
    /* On whose word an event stands, nearest first. */
    "CREATE TABLE sources("
    "event_id {int} NOT NULL REFERENCES events(event_id), n {int} NOT NULL, entity {int},"
    "code TEXT, sectors TEXT, name TEXT, office TEXT, kind TEXT, date TEXT,"
    "PRIMARY KEY(event_id, n)) {clustered};"
    "CREATE INDEX sources_name ON sources(lower(name), date, event_id);"
    "CREATE INDEX sources_code ON sources(code, date, event_id);"
    "CREATE TABLE sectors("
    "sector TEXT NOT NULL, date TEXT NOT NULL, event_id {int} NOT NULL "
    "REFERENCES events(event_id), role TEXT NOT NULL,"
    "PRIMARY KEY(sector, date, event_id, role)) {clustered};"
    /* Each pair of codes of an event's actors and recipients, once. */
    "CREATE TABLE dyads("
    "actor TEXT NOT NULL, recipient TEXT NOT NULL, date TEXT NOT NULL,"
    "event_id {int} NOT NULL REFERENCES events(event_id),"
    "PRIMARY KEY(actor, recipient, date, event_id)) {clustered};";

static const char links_1[] =
    /* What one version says of another text, or was found to be to it. */
    "CREATE TABLE links("
    "link_id {int} PRIMARY KEY, version_id {int} NOT NULL REFERENCES versions(version_id),"
    "rel TEXT NOT NULL, target TEXT, story_id {int} REFERENCES stories(story_id),"
    "confidence {real} NOT NULL, how TEXT) {strict};"
    "CREATE INDEX links_version ON links(version_id);"
    "CREATE INDEX links_story ON links(story_id);"
    "CREATE INDEX links_target ON links(target);"
    "CREATE TABLE pending("
    "pending_id {int} PRIMARY KEY, version_id {int} NOT NULL REFERENCES versions(version_id),"
    "kind TEXT NOT NULL, target TEXT, why TEXT NOT NULL, candidates TEXT,"
    "state TEXT NOT NULL, story_id {int} REFERENCES stories(story_id), answered TEXT) {strict};"
    "CREATE INDEX pending_state ON pending(state);"
    /* A sample of each text's 5-word shingles, by which copies of it are found. */
    "CREATE TABLE shingles(hash {int} NOT NULL, version_id {int} NOT NULL "
    "REFERENCES versions(version_id), PRIMARY KEY(hash, version_id)) {clustered};";

/* What an analyst wants to see first. */
static const char views_1[] =
    "CREATE VIEW events_flat AS SELECT e.event_id, v.id || '-v' || v.version || "
    "CASE WHEN v.again > 0 THEN '.' || v.again ELSE '' END || '-' || e.n AS id, e.date, e.type,"
    "e.mode, e.contexts, e.auxiliary, e.quad, e.score, e.cameo,"
    "a.code AS actor_code, a.sectors AS actor_sectors, a.name AS actor_name,"
    "a.text AS actor_text, r.code AS recipient_code, r.sectors AS recipient_sectors,"
    "r.name AS recipient_name, r.text AS recipient_text, s.name AS source_name,"
    "s.code AS source_code, e.place_name, e.place_country, e.words, v.agency, v.headline,"
    "v.date AS story_date, v.id AS story, v.version, p.kind AS paragraph_kind,"
    "p.number AS paragraph, e.sentence, e.rule, e.confidence, e.same_as, e.copy "
    "FROM events e JOIN versions v ON v.version_id = e.version_id "
    "LEFT JOIN paragraphs p ON p.paragraph_id = e.paragraph_id "
    "LEFT JOIN participants a ON a.event_id = e.event_id AND a.role = 'actor' AND a.n = 1 "
    "LEFT JOIN participants r ON r.event_id = e.event_id AND r.role = 'recipient' AND r.n = 1 "
    "LEFT JOIN sources s ON s.event_id = e.event_id AND s.n = 1 "
    "WHERE e.known_from <= {now} AND e.known_until > {now} AND e.copy = 0;"
    "CREATE VIEW dyad_month AS SELECT substr(d.date, 1, 7) AS month, d.actor, d.recipient,"
    "count(*) AS events, sum(CASE WHEN e.quad = 1 THEN 1 ELSE 0 END) AS quad1,"
    "sum(CASE WHEN e.quad = 2 THEN 1 ELSE 0 END) AS quad2,"
    "sum(CASE WHEN e.quad = 3 THEN 1 ELSE 0 END) AS quad3,"
    "sum(CASE WHEN e.quad = 4 THEN 1 ELSE 0 END) AS quad4, avg(e.score) AS mean_score "
    "FROM dyads d JOIN events e ON e.event_id = d.event_id "
    "WHERE e.known_from <= {now} AND e.known_until > {now} AND e.copy = 0 AND e.same_as IS NULL "
    "GROUP BY d.actor, d.recipient, substr(d.date, 1, 7);"
    "CREATE VIEW speakers AS SELECT q.speaker_name AS name, max(q.speaker_code) AS code,"
    "max(q.speaker_sector) AS sector, max(q.speaker_office) AS office, count(*) AS quotes,"
    "sum(CASE WHEN q.kind = 'direct' THEN 1 ELSE 0 END) AS direct, min(q.date) AS first,"
    "max(q.date) AS last FROM quotes q "
    "WHERE q.known_from <= {now} AND q.known_until > {now} AND q.copy = 0 "
    "AND q.speaker_name IS NOT NULL GROUP BY q.speaker_name;";

static const char located_2[] = "ALTER TABLE events ADD COLUMN place_admin TEXT;"
                                "ALTER TABLE events ADD COLUMN place_lat {real};"
                                "ALTER TABLE events ADD COLUMN place_lon {real};"
                                "ALTER TABLE events ADD COLUMN place_geoname {int};";

/* Migrations, in pieces that a compiler takes as one string. */
static const char *const *const migrations[STORE_SCHEMA] = {
    (const char *const[]){tables_1, events_1, links_1, views_1, "{mentions}", "{full_text}", NULL},
    (const char *const[]){located_2, NULL},
};

/* ---- rows ---------------------------------------------------------------------------------- */

const struct db_table
    schema_stories = {"stories",
                      "story_id, family, agency, provider, headline, slug, date, state,"
                      "current_version, n_versions, reprint_of",
                      11, 1},
    schema_versions =
        {"versions",
         "version_id, story_id, rank, id, version, again, digest, body_hash, agency,"
         "provider, id_given, language, headline, headline_key, slug, slug_key,"
         "number_key, order_key, minute, sequence, marks, genre, tags, signal, note, byline, "
         "dateline, filed_from, date, last_date, created,"
         "first_created, stored, status, embargo, embargo_until, url, format, input,"
         "how, matched, confidence, known_from, known_until, superseded_by, reason, coder,"
         "n_paragraphs, n_sentences, n_words, n_events, n_quotes, text",
         53, 2},
    schema_paragraphs = {"paragraphs",
                         "paragraph_id, version_id, n, kind, number, start_at, end_at, body_start,"
                         "body_end, text",
                         10, 3},
    schema_entities = {"entities",
                       "version_id, n, kind, name, code, sectors, office, gender, mentions, text,"
                       "start_at, end_at, spans, reason",
                       14, 4},
    schema_quotes =
        {"quotes",
         "quote_id, version_id, n, date, kind, paragraph_id, content, contents, cue,"
         "cue_start, cue_end, source, source_start, source_end, speaker, speaker_name,"
         "speaker_code, speaker_sector, speaker_office, via, via_start, via_end,"
         "via_name, via_code, time, time_start, time_end, occasion,"
         "occasion_start, occasion_end, continues, parent, attitude, rule, known_from, known_until,"
         "superseded_by, reason, copy",
         39, 6},
    schema_events = {"events",
                     "event_id, version_id, n, date, enddate, type, mode, contexts, auxiliary,"
                     "quad, score, cameo, words, triggers, place, place_name, place_country,"
                     "place_start, place_end, paragraph_id, sentence, sentence_start, sentence_end,"
                     "rule, template, operators, confidence, same_as, quote, dead, injured,"
                     "arrested, size, known_from,"
                     "known_until, superseded_by, reason, copy, place_admin, place_lat, place_lon,"
                     "place_geoname",
                     42, 7},
    schema_participants = {"participants",
                           "event_id, role, n, entity, code, sectors, name, text, office, kind,"
                           "start_at, end_at, date, inferred",
                           14, 8},
    schema_sources = {"sources", "event_id, n, entity, code, sectors, name, office, kind, date", 9,
                      9},
    schema_sectors = {"sectors", "sector, date, event_id, role", 4, 10},
    schema_dyads = {"dyads", "actor, recipient, date, event_id", 4, 11},
    schema_links = {"links", "link_id, version_id, rel, target, story_id, confidence, how", 7, 12},
    schema_pending = {"pending",
                      "pending_id, version_id, kind, target, why, candidates, state, story_id,"
                      "answered",
                      9, 13},
    schema_shingles = {"shingles", "hash, version_id", 2, 14};

/* ---- migrations ---------------------------------------------------------------------------- */

/* Writes `text` with the backend's words for those in braces. */
static void expand(struct buf *out, const struct db *db, const char *text)
{
    const char *open, *close;
    while ((open = strchr(text, '{')) && (close = strchr(open, '}'))) {
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)(close - open - 1), open + 1);
        const char *word = db->backend->dialect(name);
        buf_add(out, text, (size_t)(open - text));
        buf_puts(out, word ? word : "");
        text = close + 1;
    }
    buf_puts(out, text);
}

static bede_status migrate_one(struct db *db, uint32_t version, bede_error *err)
{
    struct buf sql;
    buf_init(&sql, 0);
    for (const char *const *piece = migrations[version - 1]; *piece; piece++)
        expand(&sql, db, *piece);
    buf_putc(&sql, '\0');
    bede_status status = sql.failed ? err_nomem(err) : db_script(db, sql.p, err);
    buf_fini(&sql);
    if (status != BEDE_OK) return status;
    return db_exec(db, "INSERT INTO bede_schema(version, program) VALUES(?, ?)",
                   DB_ARGS(db_int(version), db_c("bede " BEDE_VERSION)), NULL, err);
}

/* All that is missing, in one transaction: a program that is killed meanwhile leaves the old
 * schema. Another program may have done it while this one waited. */
static bede_status migrate(struct db *db, bool make, uint32_t *version, bede_error *err)
{
    int64_t found = 0;
    TRY(db_begin(db, true, err));
    bede_status status = BEDE_OK;
    if (make) status = db_script(db, db->backend->dialect("schema_table"), err);
    if (status == BEDE_OK)
        status = db_one(db, "SELECT max(version) FROM bede_schema", DB_NOTHING, 0, &found, err);
    for (int64_t v = found + 1; status == BEDE_OK && v <= STORE_SCHEMA; v++)
        status = migrate_one(db, (uint32_t)v, err);
    if (status == BEDE_OK) status = db_commit(db, err);
    if (status != BEDE_OK) db_rollback(db);
    *version = STORE_SCHEMA;
    return status;
}

bede_status schema_ready(struct db *db, bool make, bool write, uint32_t *version, bede_error *err)
{
    int64_t tables, ours, found = 0;
    TRY(db_one(db, db->backend->dialect("count_tables"), DB_NOTHING, 0, &tables, err));
    TRY(db_one(db, db->backend->dialect("count_schema"), DB_NOTHING, 0, &ours, err));
    if (!ours && (tables || !make))
        return err_set(err, BEDE_DATA, "%s: this is no Bede record%s", db->where,
                       make ? "; name another file or an empty database"
                            : "; \"bede ingest\" makes one");
    if (!ours) return migrate(db, true, version, err);
    TRY(db_one(db, "SELECT max(version) FROM bede_schema", DB_NOTHING, 0, &found, err));
    *version = (uint32_t)found;
    if (found > STORE_SCHEMA)
        return err_set(err, BEDE_UNSUPPORTED,
                       "%s: a newer Bede wrote this record (schema %lld, this program knows %d); "
                       "use the newer program",
                       db->where, (long long)found, STORE_SCHEMA);
    if (found < STORE_SCHEMA && !write)
        return err_set(err, BEDE_IO,
                       "%s: the record has the older schema %lld; \"bede ingest --db ...\" brings "
                       "it up to date",
                       db->where, (long long)found);
    if (found < STORE_SCHEMA) return migrate(db, false, version, err);
    return BEDE_OK;
}
