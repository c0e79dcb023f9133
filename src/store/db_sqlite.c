/* store/db_sqlite.c - the seam on SQLite.
 *
 * Write-ahead log, so that readers see a steady state while a writer works; synchronous=FULL, so
 * that a commit is on disk when it returns (with batches this costs one fsync for hundreds of
 * stories). Statements are prepared once and kept. A record in a folder without write permission
 * can be read as long as no log lies beside it: the file is then opened as immutable, since
 * SQLite would want to make the shared-memory file of the log.
 *
 * SPDX-License-Identifier: MIT */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/map.h"
#include "store/db.h"

enum { WAIT_MS = 10000, STATEMENTS_MAX = 256, TABLES_MAX = 32 };

struct kept {
    const void *key; /* address of the SQL or of the table */
    sqlite3_stmt *stmt;
    bool busy;
};

struct lite {
    struct db db;
    sqlite3 *handle;
    struct kept kept[STATEMENTS_MAX];
    uint32_t n_kept;
    struct kept tables[TABLES_MAX];
    uint32_t n_tables;
    bool open; /* a transaction is */
    char where[];
};

struct lite_rows {
    struct db_rows rows;
    struct lite *lite;
    sqlite3_stmt *stmt;
    struct kept *kept; /* NULL: prepared for this once */
};

static const struct db_backend sqlite_backend;

/* ---- errors -------------------------------------------------------------------------------- */

static bede_status fail(const struct lite *lite, bede_error *err)
{
    const char *where = lite->db.where, *why = sqlite3_errmsg(lite->handle);
    switch (sqlite3_extended_errcode(lite->handle) & 0xff) {
    case SQLITE_NOMEM:
        return err_nomem(err);
    case SQLITE_FULL:
        return err_set(err, BEDE_IO,
                       "%s: the disk is full; make room and run again: what was stored is kept",
                       where);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, BEDE_IO,
                       "%s: another program is writing to it; run again when it has ended", where);
    case SQLITE_READONLY:
        return err_set(err, BEDE_IO,
                       "%s: it or its folder may not be written; change the rights or copy it",
                       where);
    case SQLITE_NOTADB:
        return err_set(err, BEDE_DATA, "%s: this is no Bede record; name another file", where);
    case SQLITE_CORRUPT:
        return err_set(err, BEDE_DATA,
                       "%s: the file is damaged (%s); take a copy of it and try "
                       "\"sqlite3 FILE .recover\"",
                       where, why);
    case SQLITE_IOERR:
        return err_set(err, BEDE_IO,
                       "%s: the disk cannot be read or written (%s); is it full? What was stored "
                       "is kept",
                       where, why);
    default:
        return err_set(err, BEDE_IO, "%s: %s", where, why);
    }
}

/* ---- statements ---------------------------------------------------------------------------- */

static bede_status prepare(struct lite *lite, const char *sql, sqlite3_stmt **out, bede_error *err)
{
    int code = sqlite3_prepare_v3(lite->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return code == SQLITE_OK ? BEDE_OK : fail(lite, err);
}

/* The kept statement of this key, prepared when there is none yet; NULL in *out when the shelf is
 * full or the statement is at work. */
static bede_status keep(struct lite *lite, struct kept *shelf, uint32_t *n, uint32_t max,
                        const void *key, const char *sql, struct kept **out, bede_error *err)
{
    *out = NULL;
    for (uint32_t i = 0; i < *n; i++)
        if (shelf[i].key == key) {
            *out = shelf[i].busy ? NULL : &shelf[i];
            return BEDE_OK;
        }
    if (*n == max) return BEDE_OK;
    TRY(prepare(lite, sql, &shelf[*n].stmt, err));
    shelf[*n].key = key;
    shelf[*n].busy = false;
    *out = &shelf[(*n)++];
    return BEDE_OK;
}

/* `until` is SQLITE_STATIC for texts that live until the statement is reset, else SQLITE_TRANSIENT. */
static bede_status bind(struct lite *lite, sqlite3_stmt *stmt, const struct db_value *values,
                        size_t n, sqlite3_destructor_type until, bede_error *err)
{
    for (size_t i = 0; i < n; i++) {
        int at = (int)i + 1, code;
        switch (values[i].kind) {
        case DB_NULL:
            code = sqlite3_bind_null(stmt, at);
            break;
        case DB_INT:
            code = sqlite3_bind_int64(stmt, at, values[i].i);
            break;
        case DB_REAL:
            code = sqlite3_bind_double(stmt, at, values[i].r);
            break;
        default:
            code = sqlite3_bind_text64(stmt, at, values[i].s.p, values[i].s.n, until, SQLITE_UTF8);
        }
        if (code != SQLITE_OK) return fail(lite, err);
    }
    return BEDE_OK;
}

static void finish(struct db_rows *base)
{
    struct lite_rows *rows = (struct lite_rows *)base;
    sqlite3_reset(rows->stmt);
    sqlite3_clear_bindings(rows->stmt);
    if (rows->kept)
        rows->kept->busy = false;
    else
        sqlite3_finalize(rows->stmt);
    free(rows);
}

static bede_status select_rows(struct db *db, const char *sql, const struct db_value *values,
                               size_t n, bool big, struct db_rows **out, bede_error *err)
{
    struct lite *lite = (struct lite *)db;
    struct lite_rows *rows = calloc(1, sizeof *rows);
    bede_status status = BEDE_OK;
    if (!rows) return err_nomem(err);
    rows->rows.backend = &sqlite_backend;
    rows->lite = lite;
    if (!big)
        status = keep(lite, lite->kept, &lite->n_kept, STATEMENTS_MAX, sql, sql, &rows->kept, err);
    if (status == BEDE_OK && rows->kept) {
        rows->stmt = rows->kept->stmt;
        rows->kept->busy = true;
    } else if (status == BEDE_OK) {
        status = prepare(lite, sql, &rows->stmt, err);
    }
    if (status != BEDE_OK) {
        free(rows);
        return status;
    }
    /* SQLite reads bound texts while it steps, and the caller's need not live so long. */
    status = bind(lite, rows->stmt, values, n, SQLITE_TRANSIENT, err);
    if (status != BEDE_OK)
        finish(&rows->rows);
    else
        *out = &rows->rows;
    return status;
}

static bede_status step(struct db_rows *base, bede_error *err)
{
    struct lite_rows *rows = (struct lite_rows *)base;
    int code = sqlite3_step(rows->stmt);
    if (code == SQLITE_ROW) return BEDE_OK;
    if (code == SQLITE_DONE) return BEDE_DONE;
    return fail(rows->lite, err);
}

/* Runs a bound statement that gives no rows, and makes it ready for the next time. */
static bede_status run(struct lite *lite, sqlite3_stmt *stmt, bede_error *err)
{
    int code;
    do {
        code = sqlite3_step(stmt);
    } while (code == SQLITE_ROW);
    bede_status status = code == SQLITE_DONE ? BEDE_OK : fail(lite, err);
    sqlite3_reset(stmt);
    return status;
}

static bede_status exec(struct db *db, const char *sql, const struct db_value *values, size_t n,
                        uint64_t *changed, bede_error *err)
{
    struct lite *lite = (struct lite *)db;
    struct kept *kept;
    sqlite3_stmt *stmt;
    TRY(keep(lite, lite->kept, &lite->n_kept, STATEMENTS_MAX, sql, sql, &kept, err));
    if (kept)
        stmt = kept->stmt;
    else
        TRY(prepare(lite, sql, &stmt, err));
    bede_status status = bind(lite, stmt, values, n, SQLITE_STATIC, err);
    if (status == BEDE_OK) status = run(lite, stmt, err);
    if (changed) *changed = (uint64_t)sqlite3_changes64(lite->handle);
    if (!kept) sqlite3_finalize(stmt);
    return status;
}

static bede_status insert_statement(struct lite *lite, const struct db_table *table,
                                    struct kept **out, bede_error *err)
{
    struct buf sql;
    bede_status status;
    buf_init(&sql, 0);
    buf_printf(&sql, "INSERT INTO %s(%s) VALUES(?", table->name, table->columns);
    for (uint32_t i = 1; i < table->n_columns; i++)
        buf_puts(&sql, ",?");
    buf_putc(&sql, ')');
    buf_putc(&sql, '\0');
    if (sql.failed)
        status = err_nomem(err);
    else
        status = keep(lite, lite->tables, &lite->n_tables, TABLES_MAX, table, sql.p, out, err);
    buf_fini(&sql);
    return status;
}

static bede_status insert(struct db *db, const struct db_table *table,
                          const struct db_value *values, bede_error *err)
{
    struct lite *lite = (struct lite *)db;
    struct kept *kept = NULL;
    for (uint32_t i = 0; i < lite->n_tables && !kept; i++)
        if (lite->tables[i].key == table) kept = &lite->tables[i];
    if (!kept) TRY(insert_statement(lite, table, &kept, err));
    TRY(bind(lite, kept->stmt, values, table->n_columns, SQLITE_STATIC, err));
    return run(lite, kept->stmt, err);
}

static bede_status script(struct db *db, const char *sql, bede_error *err)
{
    struct lite *lite = (struct lite *)db;
    return sqlite3_exec(lite->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? BEDE_OK
                                                                          : fail(lite, err);
}

/* ---- transactions -------------------------------------------------------------------------- */

static bede_status begin(struct db *db, bool write, bede_error *err)
{
    struct lite *lite = (struct lite *)db;
    TRY(script(db, write ? "BEGIN IMMEDIATE" : "BEGIN", err));
    lite->open = true;
    return BEDE_OK;
}

static void rollback(struct db *db)
{
    struct lite *lite = (struct lite *)db;
    if (lite->open && !sqlite3_get_autocommit(lite->handle))
        sqlite3_exec(lite->handle, "ROLLBACK", NULL, NULL, NULL);
    lite->open = false;
}

static bede_status commit(struct db *db, bede_error *err)
{
    struct lite *lite = (struct lite *)db;
    TRY(script(db, "COMMIT", err));
    lite->open = false;
    return BEDE_OK;
}

/* ---- values -------------------------------------------------------------------------------- */

static bool is_null(const struct db_rows *base, int column)
{
    const struct lite_rows *rows = (const struct lite_rows *)base;
    return sqlite3_column_type(rows->stmt, column) == SQLITE_NULL;
}

static struct str text(const struct db_rows *base, int column)
{
    const struct lite_rows *rows = (const struct lite_rows *)base;
    const char *p = (const char *)sqlite3_column_text(rows->stmt, column);
    if (!p) return (struct str){"", 0};
    return (struct str){p, (size_t)sqlite3_column_bytes(rows->stmt, column)};
}

static int64_t integer(const struct db_rows *base, int column)
{
    return sqlite3_column_int64(((const struct lite_rows *)base)->stmt, column);
}

static double real(const struct db_rows *base, int column)
{
    return sqlite3_column_double(((const struct lite_rows *)base)->stmt, column);
}

static const char *dialect(const char *name)
{
    static const char *const words[][2] = {
        {"int", "INTEGER"},
        {"real", "REAL"},
        {"strict", "STRICT"},
        {"clustered", "STRICT, WITHOUT ROWID"},
        {"now", "strftime('%Y-%m-%dT%H:%M:%SZ','now')"},
        {"mentions",
         "CREATE VIEW mentions AS SELECT e.version_id, json_extract(m.value, '$[0]') AS n,"
         "e.n AS entity, json_extract(m.value, '$[1]') AS kind,"
         "json_extract(m.value, '$[2]') AS sentence,"
         "json_extract(m.value, '$[3]') AS start_at,"
         "json_extract(m.value, '$[4]') AS end_at "
         "FROM entities e, json_each(e.spans) m;"},
        {"full_text", "CREATE VIRTUAL TABLE paragraphs_fts USING fts5(text, content='paragraphs',"
                      "content_rowid='paragraph_id', columnsize=0,"
                      "tokenize='porter unicode61 remove_diacritics 2');"
                      "CREATE VIRTUAL TABLE quotes_fts USING fts5(content, content='quotes',"
                      "content_rowid='quote_id', columnsize=0,"
                      "tokenize='porter unicode61 remove_diacritics 2');"},
        {"fts_add_paragraphs", "INSERT INTO paragraphs_fts(rowid, text) SELECT paragraph_id, text "
                               "FROM paragraphs WHERE paragraph_id >= ? AND kind IN "
                               "('paragraph', 'caption', 'headline', 'bullet')"},
        {"fts_add_quotes", "INSERT INTO quotes_fts(rowid, content) SELECT quote_id, content FROM "
                           "quotes WHERE quote_id >= ?"},
        {"schema_table", "PRAGMA application_id=1111835717;"
                         "CREATE TABLE IF NOT EXISTS bede_schema(version INTEGER PRIMARY KEY,"
                         "program TEXT NOT NULL) STRICT"},
        {"count_tables", "SELECT count(*) FROM sqlite_schema"},
        {"count_schema", "SELECT count(*) FROM sqlite_schema WHERE name = 'bede_schema'"},
        {"fts_count", "SELECT count(*) FROM (SELECT 1 FROM paragraphs_fts WHERE paragraphs_fts "
                      "MATCH ? LIMIT ?)"},
        {"fts_in", "e.paragraph_id IN (SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts "
                   "MATCH ?)"},
        {"fts_probe", "EXISTS (SELECT 1 FROM paragraphs_fts WHERE paragraphs_fts MATCH ? AND "
                      "rowid = e.paragraph_id)"},
        {"fts_quotes", "q.quote_id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ?)"},
        {"fts_versions", "v.version_id IN (SELECT version_id FROM paragraphs WHERE paragraph_id IN "
                         "(SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts MATCH ?))"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], name) == 0) return words[i][1];
    return NULL;
}

/* ---- opening ------------------------------------------------------------------------------- */

static void close_db(struct db *db)
{
    struct lite *lite = (struct lite *)db;
    rollback(db);
    for (uint32_t i = 0; i < lite->n_kept; i++)
        sqlite3_finalize(lite->kept[i].stmt);
    for (uint32_t i = 0; i < lite->n_tables; i++)
        sqlite3_finalize(lite->tables[i].stmt);
    sqlite3_close(lite->handle);
    free(lite);
}

/* No log, or an empty one: all that was stored stands in the file itself. */
static bool log_is_empty(const char *path)
{
    char log[4096];
    struct stat info;
    if (snprintf(log, sizeof log, "%s-wal", path) >= (int)sizeof log) return false;
    return stat(log, &info) != 0 || info.st_size == 0;
}

/* "file:PATH?immutable=1" with what a URI reserves escaped. */
static bool immutable_uri(const char *path, char *uri, size_t cap)
{
    size_t n = 0;
    const char *head = path[0] == '/' ? "file://" : "file:", *tail = "?immutable=1";
    for (const char *p = head; *p && n + 1 < cap; p++)
        uri[n++] = *p;
    for (; *path && n + 4 < cap; path++) {
        bool plain = ascii_is_alnum(*path) || strchr("/._-", *path);
        n += (size_t)snprintf(uri + n, cap - n, plain ? "%c" : "%%%02X", (unsigned char)*path);
    }
    return !*path && snprintf(uri + n, cap - n, "%s", tail) < (int)(cap - n);
}

static bede_status set_up(struct lite *lite, enum db_mode mode, bede_error *err)
{
    struct db *db = &lite->db;
    sqlite3_extended_result_codes(lite->handle, 1);
    sqlite3_busy_timeout(lite->handle, WAIT_MS);
    TRY(script(db,
               "PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
               "PRAGMA mmap_size=1073741824;",
               err));
    if (mode == DB_READ) return script(db, "SELECT count(*) FROM sqlite_schema", err);
    return script(db,
                  "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                  "PRAGMA wal_autocheckpoint=8000;",
                  err);
}

static bede_status open_file(struct lite *lite, const char *path, enum db_mode mode,
                             bede_error *err)
{
    static const int flags[] = {[DB_READ] = SQLITE_OPEN_READONLY,
                                [DB_WRITE] = SQLITE_OPEN_READWRITE,
                                [DB_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    char uri[8192];
    int code = sqlite3_open_v2(path, &lite->handle, flags[mode] | SQLITE_OPEN_NOMUTEX, NULL);
    bede_status status = code == SQLITE_OK ? set_up(lite, mode, err) : fail(lite, err);
    if (status == BEDE_OK || mode != DB_READ || !lite->handle) return status;
    int why = sqlite3_errcode(lite->handle) & 0xff;
    if (why != SQLITE_CANTOPEN && why != SQLITE_READONLY) return status;
    if (!log_is_empty(path) || !immutable_uri(path, uri, sizeof uri)) return status;
    sqlite3_close(lite->handle);
    lite->handle = NULL;
    code = sqlite3_open_v2(uri, &lite->handle, flags[mode] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                           NULL);
    return code == SQLITE_OK ? set_up(lite, mode, err) : fail(lite, err);
}

bede_status db_open_sqlite(const char *path, enum db_mode mode, struct db **out, bede_error *err)
{
    struct stat info;
    bool there = stat(path, &info) == 0;
    if (there && S_ISDIR(info.st_mode))
        return err_set(err, BEDE_IO, "%s: this is a folder; name the file of a record", path);
    if (!there && mode != DB_CREATE)
        return err_set(err, BEDE_IO, "%s: there is no such record; \"bede ingest\" makes one",
                       path);
    struct lite *lite = calloc(1, sizeof *lite + strlen(path) + 1);
    if (!lite) return err_nomem(err);
    strcpy(lite->where, path);
    lite->db = (struct db){&sqlite_backend, lite->where};
    bede_status status = open_file(lite, path, mode, err);
    if (status == BEDE_OK) {
        *out = &lite->db;
        return BEDE_OK;
    }
    if (lite->handle && (sqlite3_errcode(lite->handle) & 0xff) == SQLITE_CANTOPEN)
        err_set(err, BEDE_IO, "%s: cannot be opened; may its folder be %s?", path,
                mode == DB_READ ? "read" : "written");
    close_db(&lite->db);
    return status;
}

static const struct db_backend sqlite_backend = {
    .name = "SQLite",
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
