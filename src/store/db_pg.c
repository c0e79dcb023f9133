/* store/db_pg.c - the seam on PostgreSQL through libpq.
 *
 * Rows to insert are held back, a buffer a table, and go out by COPY before the next statement that
 * could see them and before the commit: single inserts would cost a round trip each. Keys are given
 * out by the writer, so that nothing needs to come back. Writers take an advisory lock for the
 * length of their transaction. Large results are fetched through a cursor, a piece at a time.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/libpq.h"

enum { TABLES_MAX = 16, VALUES_MAX = 512, FETCH = 2000, FLUSH_BYTES = 8 << 20 };
#define LOCK_KEY "4775429501652295749" /* "BEDE" and a little more; any number of our own */

struct held {
    const struct db_table *table;
    struct buf rows; /* in COPY's text format */
};

struct pg {
    struct db db;
    PGconn *link;
    struct held held[TABLES_MAX];
    uint32_t n_held;
    uint32_t n_cursors;
    bool open; /* a transaction is */
    char where[];
};

struct pg_rows {
    struct db_rows rows;
    struct pg *pg;
    PGresult *result;
    int at, n;
    char cursor[24]; /* empty: all of the result is here */
    bool last;
};

static const struct db_backend pg_backend;

/* ---- errors -------------------------------------------------------------------------------- */

static bede_status fail_with(const struct pg *pg, const char *state, const char *why,
                             bede_error *err)
{
    char line[200];
    snprintf(line, sizeof line, "%.190s", why ? why : "");
    line[strcspn(line, "\n")] = '\0';
    if (state && strcmp(state, "53100") == 0)
        return err_set(err, BEDE_IO,
                       "%s: the server's disk is full; make room and run again: what was stored is "
                       "kept",
                       pg->db.where);
    if (state && (strcmp(state, "55P03") == 0 || strcmp(state, "40P01") == 0))
        return err_set(err, BEDE_IO,
                       "%s: another program is writing to it; run again when it has ended",
                       pg->db.where);
    if (state && (strcmp(state, "42501") == 0 || strcmp(state, "25006") == 0))
        return err_set(err, BEDE_IO, "%s: this user may not write there (%s)", pg->db.where, line);
    if (pq.status(pg->link) != CONNECTION_OK)
        return err_set(err, BEDE_IO,
                       "%s: the server cannot be reached (%s); what was stored is kept",
                       pg->db.where, line);
    return err_set(err, BEDE_IO, "%s: %s", pg->db.where, line);
}

static bede_status fail(const struct pg *pg, const PGresult *result, bede_error *err)
{
    const char *why = result ? pq.resultErrorMessage(result) : pq.errorMessage(pg->link);
    return fail_with(pg, result ? pq.resultErrorField(result, PG_DIAG_SQLSTATE) : NULL, why, err);
}

static bool went_well(const PGresult *result)
{
    ExecStatusType status = pq.resultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static bede_status command(struct pg *pg, const char *sql, bede_error *err)
{
    PGresult *result = pq.exec(pg->link, sql);
    bede_status status = went_well(result) ? BEDE_OK : fail(pg, result, err);
    pq.clear(result);
    return status;
}

/* ---- rows held back ------------------------------------------------------------------------ */

static bede_status flush_table(struct pg *pg, struct held *held, bede_error *err)
{
    char sql[1024];
    if (!held->rows.n) return BEDE_OK;
    if (held->rows.failed) return err_nomem(err);
    snprintf(sql, sizeof sql, "COPY %s(%s) FROM STDIN", held->table->name, held->table->columns);
    PGresult *result = pq.exec(pg->link, sql);
    bool good = pq.resultStatus(result) == PGRES_COPY_IN;
    bede_status status = good ? BEDE_OK : fail(pg, result, err);
    pq.clear(result);
    if (!good) return status;
    if (pq.putCopyData(pg->link, held->rows.p, (int)held->rows.n) != 1 ||
        pq.putCopyEnd(pg->link, NULL) != 1)
        status = fail(pg, NULL, err);
    while ((result = pq.getResult(pg->link))) {
        if (status == BEDE_OK && !went_well(result)) status = fail(pg, result, err);
        pq.clear(result);
    }
    buf_clear(&held->rows);
    return status;
}

/* In the order that keys between tables ask for. */
static bede_status flush(struct pg *pg, bede_error *err)
{
    for (uint32_t i = 0; i < pg->n_held; i++)
        TRY(flush_table(pg, &pg->held[i], err));
    return BEDE_OK;
}

/* Text as COPY wants it; what PostgreSQL would refuse (NUL, broken UTF-8) becomes U+FFFD. */
static void copy_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(s, i, &cp);
        if (!cp || cp == UTF8_INVALID)
            buf_puts(out, "\xEF\xBF\xBD");
        else if (cp == '\t')
            buf_puts(out, "\\t");
        else if (cp == '\n')
            buf_puts(out, "\\n");
        else if (cp == '\r')
            buf_puts(out, "\\r");
        else if (cp == '\\')
            buf_puts(out, "\\\\");
        else
            buf_add(out, s.p + i, n);
        i += n;
    }
}

static struct held *held_of(struct pg *pg, const struct db_table *table)
{
    for (uint32_t i = 0; i < pg->n_held; i++)
        if (pg->held[i].table == table) return &pg->held[i];
    if (pg->n_held == TABLES_MAX) return NULL;
    uint32_t at = pg->n_held++;
    for (; at && pg->held[at - 1].table->order > table->order; at--)
        pg->held[at] = pg->held[at - 1];
    pg->held[at].table = table;
    buf_init(&pg->held[at].rows, 1 << 30);
    return &pg->held[at];
}

static bede_status insert(struct db *db, const struct db_table *table,
                          const struct db_value *values, bede_error *err)
{
    struct pg *pg = (struct pg *)db;
    struct held *held = held_of(pg, table);
    if (!held) return err_set(err, BEDE_LIMIT, "too many tables");
    for (uint32_t i = 0; i < table->n_columns; i++) {
        if (i) buf_putc(&held->rows, '\t');
        switch (values[i].kind) {
        case DB_NULL:
            buf_puts(&held->rows, "\\N");
            break;
        case DB_INT:
            buf_printf(&held->rows, "%lld", (long long)values[i].i);
            break;
        case DB_REAL:
            buf_printf(&held->rows, "%.17g", values[i].r);
            break;
        default:
            copy_text(&held->rows, values[i].s);
        }
    }
    buf_putc(&held->rows, '\n');
    if (held->rows.failed) return err_nomem(err);
    return held->rows.n > FLUSH_BYTES ? flush(pg, err) : BEDE_OK;
}

/* ---- statements ---------------------------------------------------------------------------- */

/* "?" outside of quotes becomes "$1", "$2" ... */
static void number_values(struct buf *out, const char *sql)
{
    unsigned n = 0;
    bool quoted = false;
    for (; *sql; sql++) {
        if (*sql == '\'') quoted = !quoted;
        if (*sql == '?' && !quoted)
            buf_printf(out, "$%u", ++n);
        else
            buf_putc(out, *sql);
    }
    buf_putc(out, '\0');
}

/* Values as texts: numbers are written into `scratch`, texts get their NUL there. */
static bool value_texts(const struct db_value *values, size_t n, struct buf *scratch,
                        const char **texts)
{
    size_t at[VALUES_MAX];
    for (size_t i = 0; i < n; i++) {
        at[i] = scratch->n;
        if (values[i].kind == DB_INT)
            buf_printf(scratch, "%lld", (long long)values[i].i);
        else if (values[i].kind == DB_REAL)
            buf_printf(scratch, "%.17g", values[i].r);
        else if (values[i].kind == DB_TEXT)
            for (size_t k = 0; k < values[i].s.n;) {
                uint32_t cp;
                size_t step = utf8_decode(values[i].s, k, &cp);
                if (!cp || cp == UTF8_INVALID)
                    buf_puts(scratch, "\xEF\xBF\xBD");
                else
                    buf_add(scratch, values[i].s.p + k, step);
                k += step;
            }
        buf_putc(scratch, '\0');
    }
    if (scratch->failed) return false;
    for (size_t i = 0; i < n; i++)
        texts[i] = values[i].kind == DB_NULL ? NULL : scratch->p + at[i];
    return true;
}

static bede_status run(struct pg *pg, const char *prefix, const char *sql,
                       const struct db_value *values, size_t n, PGresult **out, bede_error *err)
{
    struct buf text, scratch;
    const char *texts[VALUES_MAX];
    bede_status status = BEDE_OK;
    if (n > VALUES_MAX) return err_set(err, BEDE_LIMIT, "too many values in a statement");
    TRY(flush(pg, err));
    buf_init(&text, 0);
    buf_init(&scratch, 0);
    buf_puts(&text, prefix);
    number_values(&text, sql);
    if (!value_texts(values, n, &scratch, texts) || text.failed) {
        status = err_nomem(err);
    } else {
        *out = pq.execParams(pg->link, text.p, (int)n, NULL, texts, NULL, NULL, 0);
        if (!went_well(*out)) {
            status = fail(pg, *out, err);
            pq.clear(*out);
        }
    }
    buf_fini(&text);
    buf_fini(&scratch);
    return status;
}

static bede_status exec(struct db *db, const char *sql, const struct db_value *values, size_t n,
                        uint64_t *changed, bede_error *err)
{
    PGresult *result;
    TRY(run((struct pg *)db, "", sql, values, n, &result, err));
    if (changed) *changed = strtoull(pq.cmdTuples(result), NULL, 10);
    pq.clear(result);
    return BEDE_OK;
}

static bede_status fetch(struct pg_rows *rows, bede_error *err)
{
    char sql[64];
    pq.clear(rows->result);
    rows->result = NULL;
    snprintf(sql, sizeof sql, "FETCH %d FROM %s", FETCH, rows->cursor);
    PGresult *result = pq.exec(rows->pg->link, sql);
    if (pq.resultStatus(result) != PGRES_TUPLES_OK) {
        bede_status status = fail(rows->pg, result, err);
        pq.clear(result);
        return status;
    }
    rows->result = result;
    rows->n = pq.ntuples(result);
    rows->at = -1;
    rows->last = rows->n < FETCH;
    return BEDE_OK;
}

static bede_status select_rows(struct db *db, const char *sql, const struct db_value *values,
                               size_t n, bool big, struct db_rows **out, bede_error *err)
{
    struct pg *pg = (struct pg *)db;
    struct pg_rows *rows = calloc(1, sizeof *rows);
    char prefix[64] = "";
    if (!rows) return err_nomem(err);
    *rows = (struct pg_rows){.rows = {&pg_backend}, .pg = pg, .at = -1, .last = true};
    if (big && pg->open) {
        snprintf(rows->cursor, sizeof rows->cursor, "bede%u", ++pg->n_cursors);
        snprintf(prefix, sizeof prefix, "DECLARE %s NO SCROLL CURSOR FOR ", rows->cursor);
        rows->last = false;
    }
    bede_status status = run(pg, prefix, sql, values, n, &rows->result, err);
    if (status != BEDE_OK) {
        free(rows);
        return status;
    }
    rows->n = rows->cursor[0] ? 0 : pq.ntuples(rows->result);
    *out = &rows->rows;
    return BEDE_OK;
}

static bede_status step(struct db_rows *base, bede_error *err)
{
    struct pg_rows *rows = (struct pg_rows *)base;
    if (++rows->at < rows->n) return BEDE_OK;
    if (rows->last) return BEDE_DONE;
    TRY(fetch(rows, err));
    return ++rows->at < rows->n ? BEDE_OK : BEDE_DONE;
}

static void finish(struct db_rows *base)
{
    struct pg_rows *rows = (struct pg_rows *)base;
    char sql[64];
    pq.clear(rows->result);
    if (rows->cursor[0] && rows->pg->open) {
        snprintf(sql, sizeof sql, "CLOSE %s", rows->cursor);
        pq.clear(pq.exec(rows->pg->link, sql));
    }
    free(rows);
}

static bede_status script(struct db *db, const char *sql, bede_error *err)
{
    return command((struct pg *)db, sql, err);
}

/* ---- transactions -------------------------------------------------------------------------- */

static void forget(struct pg *pg)
{
    for (uint32_t i = 0; i < pg->n_held; i++)
        buf_clear(&pg->held[i].rows);
    pg->open = false;
}

static bede_status begin(struct db *db, bool write, bede_error *err)
{
    struct pg *pg = (struct pg *)db;
    TRY(command(pg, write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", err));
    pg->open = true;
    if (!write) return BEDE_OK;
    bede_status status = command(
        pg, "SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(" LOCK_KEY ")", err);
    if (status != BEDE_OK) db_rollback(db);
    return status;
}

static bede_status commit(struct db *db, bede_error *err)
{
    struct pg *pg = (struct pg *)db;
    TRY(flush(pg, err));
    TRY(command(pg, "COMMIT", err));
    pg->open = false;
    return BEDE_OK;
}

static void rollback(struct db *db)
{
    struct pg *pg = (struct pg *)db;
    if (pg->open) pq.clear(pq.exec(pg->link, "ROLLBACK"));
    forget(pg);
}

/* ---- values -------------------------------------------------------------------------------- */

static bool is_null(const struct db_rows *base, int column)
{
    const struct pg_rows *rows = (const struct pg_rows *)base;
    return pq.getisnull(rows->result, rows->at, column);
}
static struct str text(const struct db_rows *base, int column)
{
    const struct pg_rows *rows = (const struct pg_rows *)base;
    return (struct str){pq.getvalue(rows->result, rows->at, column),
                        (size_t)pq.getlength(rows->result, rows->at, column)};
}
static int64_t integer(const struct db_rows *base, int column)
{
    return strtoll(text(base, column).p, NULL, 10);
}
static double real(const struct db_rows *base, int column)
{
    return strtod(text(base, column).p, NULL);
}

/* The condition on kinds is that of the index. */
#define FTS_PARAGRAPHS(key, column)                                                                \
    key " IN (SELECT t." column " FROM paragraphs t WHERE t.kind IN ('paragraph', 'caption', "     \
        "'headline', 'bullet') AND to_tsvector('english', t.text) @@ "                             \
        "websearch_to_tsquery('english', ?))"

static const char *dialect(const char *name)
{
    static const char *const words[][2] = {
        {"int", "BIGINT"},
        {"real", "DOUBLE PRECISION"},
        {"strict", ""},
        {"clustered", ""},
        {"now", "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"},
        {"mentions", "CREATE VIEW mentions AS SELECT e.version_id, (m.value->>0)::BIGINT AS n,"
                     "e.n AS entity, m.value->>1 AS kind, (m.value->>2)::BIGINT AS sentence,"
                     "(m.value->>3)::BIGINT AS start_at, (m.value->>4)::BIGINT AS end_at "
                     "FROM entities e CROSS JOIN LATERAL json_array_elements(e.spans::json) "
                     "m(value);"},
        {"full_text", "CREATE INDEX paragraphs_text ON paragraphs "
                      "USING gin(to_tsvector('english', text)) WHERE kind IN "
                      "('paragraph', 'caption', 'headline', 'bullet');"
                      "CREATE INDEX quotes_text ON quotes "
                      "USING gin(to_tsvector('english', content));"},
        {"fts_own_form", ""},
        {"fts_in", FTS_PARAGRAPHS("e.paragraph_id", "paragraph_id")},
        {"fts_probe", FTS_PARAGRAPHS("e.paragraph_id", "paragraph_id")},
        {"fts_versions", FTS_PARAGRAPHS("v.version_id", "version_id")},
        {"fts_quotes", "to_tsvector('english', q.content) @@ websearch_to_tsquery('english', ?)"},
        {"schema_table", "CREATE TABLE IF NOT EXISTS bede_schema(version BIGINT PRIMARY KEY,"
                         "program TEXT NOT NULL)"},
        {"count_tables", "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"},
        {"count_schema", "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
                         "AND tablename = 'bede_schema'"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], name) == 0) return words[i][1];
    return NULL;
}

/* ---- opening ------------------------------------------------------------------------------- */

static void close_db(struct db *db)
{
    struct pg *pg = (struct pg *)db;
    for (uint32_t i = 0; i < pg->n_held; i++)
        buf_fini(&pg->held[i].rows);
    if (pg->link) pq.finish(pg->link);
    free(pg);
}

/* The address without what stands between ":" and "@": errors and logs show no password. */
static void without_password(const char *url, char *out)
{
    const char *user = strstr(url, "://"), *at = user ? strchr(user + 3, '@') : NULL;
    const char *colon = at ? memchr(user + 3, ':', (size_t)(at - user - 3)) : NULL;
    if (!colon) {
        strcpy(out, url);
        return;
    }
    size_t head = (size_t)(colon - url);
    memcpy(out, url, head);
    strcpy(out + head, at);
}

static void be_quiet(void *ctx, const PGresult *result)
{
    (void)ctx;
    (void)result;
}

bede_status db_open_pg(const char *url, enum db_mode mode, struct db **out, bede_error *err)
{
    TRY(libpq_load(err));
    struct pg *pg = calloc(1, sizeof *pg + strlen(url) + 1);
    if (!pg) return err_nomem(err);
    without_password(url, pg->where);
    pg->db = (struct db){&pg_backend, pg->where};
    pg->link = pq.connectdb(url);
    bede_status status = BEDE_OK;
    if (!pg->link) {
        status = err_nomem(err);
    } else if (pq.status(pg->link) != CONNECTION_OK) {
        status = fail(pg, NULL, err);
    } else {
        pq.setNoticeReceiver(pg->link, be_quiet, NULL);
        if (pq.setClientEncoding(pg->link, "UTF8") != 0) status = fail(pg, NULL, err);
        const char *encoding = pq.parameterStatus(pg->link, "server_encoding");
        if (status == BEDE_OK && encoding && strcmp(encoding, "UTF8") != 0)
            status = err_set(err, BEDE_UNSUPPORTED,
                             "%s: the database has the encoding %s; make one with UTF8", pg->where,
                             encoding);
        if (status == BEDE_OK && mode == DB_READ)
            status = command(pg, "SET default_transaction_read_only = on", err);
    }
    if (status == BEDE_OK)
        *out = &pg->db;
    else
        close_db(&pg->db);
    return status;
}

static const struct db_backend pg_backend = {
    .name = "PostgreSQL",
    .close = close_db,
    .script = script,
    .select = select_rows,
    .exec = exec,
    .insert = insert,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .step = step,
    .is_null = is_null,
    .text = text,
    .integer = integer,
    .real = real,
    .finish = finish,
    .dialect = dialect,
};
