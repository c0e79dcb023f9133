/* store/db.h - the seam between the store and a database: SQL in, values out, whichever backend.
 *
 * All SQL of the store is written once, in the part of the language that both dialects share, with
 * "?" for values. What they do not share stands behind names in braces that db_dialect tells.
 *
 *     struct db_rows *rows;
 *     TRY(db_select(db, "SELECT name FROM x WHERE id = ?", DB_ARGS(db_int(4)), &rows, err));
 *     while ((status = db_step(rows, err)) == BEDE_OK) use(db_text(rows, 0));
 *     db_finish(rows);
 *
 * SQL texts must live as long as the db: statements are kept by their address.
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/err.h"
#include "base/str.h"

struct db_value {
    enum { DB_NULL, DB_INT, DB_REAL, DB_TEXT } kind;
    int64_t i;
    double r;
    struct str s;
};
static inline struct db_value db_int(int64_t i)
{
    return (struct db_value){.kind = DB_INT, .i = i};
}
static inline struct db_value db_real(double r)
{
    return (struct db_value){.kind = DB_REAL, .r = r};
}
static inline struct db_value db_str(struct str s) /* empty: NULL */
{
    return (struct db_value){.kind = s.n ? DB_TEXT : DB_NULL, .s = s};
}
static inline struct db_value db_c(const char *c)
{
    return db_str(str_c(c));
}
static inline struct db_value db_key(int64_t key) /* 0: NULL */
{
    return (struct db_value){.kind = key ? DB_INT : DB_NULL, .i = key};
}
static inline struct db_value db_null(void)
{
    return (struct db_value){.kind = DB_NULL};
}

/* Values of a statement: two arguments of a call. */
#define DB_ARGS(...)                                                                               \
    (const struct db_value[]){__VA_ARGS__},                                                        \
        sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value)
#define DB_NOTHING NULL, 0

struct db;
struct db_rows;

/* What a table is called and how many columns a row of it has, for db_insert. Static. */
struct db_table {
    const char *name, *columns; /* "version_id, n, kind" */
    uint32_t n_columns;
    uint32_t order; /* rows of lower ones must be there first */
};

enum db_mode { DB_READ, DB_WRITE, DB_CREATE };

struct db_backend {
    const char *name;
    void (*close)(struct db *db);
    bede_status (*script)(struct db *db, const char *sql, bede_error *err);
    bede_status (*select)(struct db *db, const char *sql, const struct db_value *values, size_t n,
                          bool big, struct db_rows **out, bede_error *err);
    bede_status (*exec)(struct db *db, const char *sql, const struct db_value *values, size_t n,
                        uint64_t *changed, bede_error *err);
    bede_status (*insert)(struct db *db, const struct db_table *table,
                          const struct db_value *values, bede_error *err);
    bede_status (*begin)(struct db *db, bool write, bede_error *err);
    bede_status (*commit)(struct db *db, bede_error *err);
    void (*rollback)(struct db *db);
    bede_status (*step)(struct db_rows *rows, bede_error *err);
    bool (*is_null)(const struct db_rows *rows, int column);
    struct str (*text)(const struct db_rows *rows, int column);
    int64_t (*integer)(const struct db_rows *rows, int column);
    double (*real)(const struct db_rows *rows, int column);
    void (*finish)(struct db_rows *rows);
    const char *(*dialect)(const char *name);
};
struct db {
    const struct db_backend *backend;
    const char *where; /* for messages; without a password */
};
struct db_rows {
    const struct db_backend *backend;
};

BEDE_NODISCARD bede_status db_open_sqlite(const char *path, enum db_mode mode, struct db **out,
                                          bede_error *err);
BEDE_NODISCARD bede_status db_open_pg(const char *url, enum db_mode mode, struct db **out,
                                      bede_error *err);

/* Several statements separated by ";", without values. */
static inline bede_status db_script(struct db *db, const char *sql, bede_error *err)
{
    return db->backend->script(db, sql, err);
}
BEDE_NODISCARD static inline bede_status db_select(struct db *db, const char *sql,
                                                   const struct db_value *values, size_t n,
                                                   struct db_rows **out, bede_error *err)
{
    return db->backend->select(db, sql, values, n, false, out, err);
}
/* The same for results that may be of any size, within a transaction: they come in pieces. `sql`
 * needs to live until db_finish only. */
BEDE_NODISCARD static inline bede_status db_select_big(struct db *db, const char *sql,
                                                       const struct db_value *values, size_t n,
                                                       struct db_rows **out, bede_error *err)
{
    return db->backend->select(db, sql, values, n, true, out, err);
}
/* `changed` may be NULL. */
static inline bede_status db_exec(struct db *db, const char *sql, const struct db_value *values,
                                  size_t n, uint64_t *changed, bede_error *err)
{
    return db->backend->exec(db, sql, values, n, changed, err);
}
/* A row; a backend may hold it back until the next select or commit. */
static inline bede_status db_insert(struct db *db, const struct db_table *table,
                                    const struct db_value *values, bede_error *err)
{
    return db->backend->insert(db, table, values, err);
}
static inline bede_status db_begin(struct db *db, bool write, bede_error *err)
{
    return db->backend->begin(db, write, err);
}
static inline bede_status db_commit(struct db *db, bede_error *err)
{
    return db->backend->commit(db, err);
}
static inline void db_rollback(struct db *db)
{
    db->backend->rollback(db);
}

/* OK: a row. DONE: no more. Texts hold until the next step. */
static inline bede_status db_step(struct db_rows *rows, bede_error *err)
{
    return rows->backend->step(rows, err);
}
static inline bool db_is_null(const struct db_rows *rows, int column)
{
    return rows->backend->is_null(rows, column);
}
static inline struct str db_text(const struct db_rows *rows, int column)
{
    return rows->backend->text(rows, column);
}
static inline int64_t db_integer(const struct db_rows *rows, int column)
{
    return rows->backend->integer(rows, column);
}
static inline double db_number(const struct db_rows *rows, int column)
{
    return rows->backend->real(rows, column);
}
static inline void db_finish(struct db_rows *rows)
{
    if (rows) rows->backend->finish(rows);
}

/* One whole number; `fallback` when there is no row or it is NULL. */
BEDE_NODISCARD bede_status db_one(struct db *db, const char *sql, const struct db_value *values,
                                  size_t n, int64_t fallback, int64_t *out, bede_error *err);

#endif
