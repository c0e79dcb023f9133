/* base/table.c - see table.h. SPDX-License-Identifier: MIT */
#include "base/table.h"

#include "base/io.h"
#include "base/utf8.h"

enum { TABLE_BYTES_MAX = 64 << 20 };

/* The line without its comment and trailing white space. */
static struct str without_comment(struct str line)
{
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '#' && (i == 0 || ascii_is_space(line.p[i - 1]))) {
            line.n = i;
            break;
        }
    while (line.n && ascii_is_space(line.p[line.n - 1]))
        line.n--;
    return line;
}

/* Cuts a line into trimmed cells. False when there are more than fit. */
static bool cut_cells(struct str line, struct str *cells, uint32_t *n)
{
    *n = 0;
    struct str rest = line, piece;
    while (str_split(&rest, '\t', &piece)) {
        piece = str_trim(piece);
        if (!piece.n) continue;
        if (*n == TABLE_COLUMNS_MAX) return false;
        cells[(*n)++] = str_is(piece, "-") ? (struct str){piece.p, 0} : piece;
    }
    return true;
}

/* The next line that holds more than a comment; DONE at the end. */
static bede_status next_line(struct table *table, struct str *line, bede_error *err)
{
    while (str_split(&table->rest, '\n', line)) {
        table->line++;
        if (str_find_byte(*line, '\0', 0) != SIZE_MAX || utf8_check(*line) != SIZE_MAX)
            return err_at(err, BEDE_SYNTAX, table->file, table->line, 0, "not valid UTF-8 text");
        *line = without_comment(*line);
        if (line->n) return BEDE_OK;
    }
    return BEDE_DONE;
}

static bede_status cut_line(const struct table *table, struct str line, struct table_row *row,
                            uint32_t *n, bede_error *err)
{
    *row = (struct table_row){.line = table->line};
    if (cut_cells(line, row->cell, n)) return BEDE_OK;
    return err_at(err, BEDE_LIMIT, table->file, table->line, 0, "more than %d cells",
                  TABLE_COLUMNS_MAX);
}

bede_status table_open(struct table *table, const char *file, struct str text, bede_error *err)
{
    *table = (struct table){.file = file, .rest = text};
    if (str_starts(text, "\xef\xbb\xbf")) table->rest = str_slice(text, 3, text.n);
    struct str line;
    struct table_row names;
    bede_status status = next_line(table, &line, err);
    if (status == BEDE_DONE) return BEDE_OK;
    if (status != BEDE_OK) return status;
    TRY(cut_line(table, line, &names, &table->n_columns, err));
    memcpy(table->column, names.cell, sizeof table->column);
    return BEDE_OK;
}

bede_status table_next(struct table *table, struct table_row *row, bede_error *err)
{
    struct str line;
    uint32_t n;
    TRY(next_line(table, &line, err));
    TRY(cut_line(table, line, row, &n, err));
    if (n > table->n_columns)
        return err_at(err, BEDE_SYNTAX, table->file, table->line, 0,
                      "%u cells, but the first row names %u columns", n, table->n_columns);
    return BEDE_OK;
}

bede_status table_parse(struct table *table, struct arena *arena, const char *file, struct str text,
                        bede_error *err)
{
    TRY(table_open(table, file, text, err));
    for (;;) {
        struct table_row row;
        bede_status status = table_next(table, &row, err);
        if (status == BEDE_DONE) return BEDE_OK;
        if (status != BEDE_OK) return status;
        if (!ARRAY_PUSH(arena, table->rows, table->n_rows, table->cap, row)) return err_nomem(err);
    }
}

bede_status table_load(struct table *table, struct arena *arena, const char *path, bede_error *err)
{
    struct str text;
    TRY(io_read_file(arena, path, TABLE_BYTES_MAX, &text, err));
    const char *name = arena_strdup(arena, str_c(path));
    if (!name) return err_nomem(err);
    return table_parse(table, arena, name, text, err);
}

bede_status table_column(const struct table *table, const char *name, uint32_t *column,
                         bede_error *err)
{
    for (uint32_t i = 0; i < table->n_columns; i++)
        if (str_is(table->column[i], name)) {
            *column = i;
            return BEDE_OK;
        }
    return err_at(err, BEDE_DATA, table->file, 1, 0, "the column \"%s\" is missing", name);
}

bool table_list(struct str *rest, struct str *item)
{
    while (str_split(rest, ';', item)) {
        *item = str_trim(*item);
        if (item->n) return true;
    }
    return false;
}
