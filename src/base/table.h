/* base/table.h - the text format of knowledge tables.
 *
 * UTF-8 text, one row a line, cells separated by a TAB (several TABs in a row count as one, so
 * that columns may be lined up). `#` at the start of a line, or after white space, starts a
 * comment. The first row that is no comment names the columns. A cell of `-` is empty; a list
 * inside a cell is separated by `;`. Documented for users in docs/knowledge.md.
 *
 *     code   name          adjective   capital
 *     KOR    South Korea   South Korean   Seoul
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { TABLE_COLUMNS_MAX = 16 };

struct table_row {
    uint32_t line;                      /* in the file, from 1 */
    struct str cell[TABLE_COLUMNS_MAX]; /* empty when missing or "-" */
};

struct table {
    const char *file; /* name for errors and explanations, as given */
    struct str column[TABLE_COLUMNS_MAX];
    uint32_t n_columns;
    struct table_row *rows;
    uint32_t n_rows, cap;
    struct str rest; /* what table_next has not read yet */
    uint32_t line;
};

/* Parses text that stays alive as long as the table (slices point into it). Errors: SYNTAX with
 * file and line (more cells than columns, invalid UTF-8, NUL), LIMIT, NOMEM. */
BEDE_NODISCARD bede_status table_parse(struct table *table, struct arena *arena, const char *file,
                                       struct str text, bede_error *err);

/* The same row by row, for big tables, of which rows need not be kept: table_open reads the names
 * of the columns, table_next the next row, or DONE. */
BEDE_NODISCARD bede_status table_open(struct table *table, const char *file, struct str text,
                                      bede_error *err);
BEDE_NODISCARD bede_status table_next(struct table *table, struct table_row *row, bede_error *err);

/* Reads and parses a file; its bytes are kept in the arena. */
BEDE_NODISCARD bede_status table_load(struct table *table, struct arena *arena, const char *path,
                                      bede_error *err);

/* The column's index; DATA error naming the file when it is missing. */
BEDE_NODISCARD bede_status table_column(const struct table *table, const char *name,
                                        uint32_t *column, bede_error *err);

/* The next trimmed item of a `;` list in a cell. Start with rest = cell. Empty items are passed
 * over. */
bool table_list(struct str *rest, struct str *item);

#endif
