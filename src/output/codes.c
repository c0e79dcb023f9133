/* output/codes.c - see codes.h. Small tables, found by hash maps from codes to rows; a row of
 * a later folder takes the place of the one that has its code.
 *
 * SPDX-License-Identifier: MIT */
#include "output/codes.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/map.h"
#include "base/table.h"

enum { PATH_BYTES = 4096 };

struct codes {
    struct arena *arena;
    struct codes_country *countries;
    struct codes_sector *sectors;
    struct codes_office *offices;
    struct codes_act *acts;
    uint32_t n_countries, cap_countries, n_sectors, cap_sectors;
    uint32_t n_offices, cap_offices, n_acts, cap_acts;
    struct str *types;
    uint32_t n_types, cap_types;
    struct map country, sector, act;
};

/* ---- rows of the tables -------------------------------------------------------------------- */

/* A row's cells in the order in which the reader below asks for them. */
enum read_result { READ_WELL, READ_NO_MEMORY, READ_BAD_NUMBER };
typedef enum read_result (*row_reader)(struct codes *codes, const struct str *cell);

static enum read_result kept(bool kept)
{
    return kept ? READ_WELL : READ_NO_MEMORY;
}

static enum read_result read_country(struct codes *codes, const struct str *cell)
{
    struct codes_country row = {cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[6]};
    if (!row.cameo.n) row.cameo = row.code;
    if (!row.icews.n) row.icews = row.name;
    return kept(
        map_put(&codes->country, row.code, codes->n_countries) &&
        ARRAY_PUSH(codes->arena, codes->countries, codes->n_countries, codes->cap_countries, row));
}

static enum read_result read_sector(struct codes *codes, const struct str *cell)
{
    struct codes_sector row = {.code = cell[0],
                               .actor = str_is(cell[1], "actor"),
                               .cameo = cell[2],
                               .role = str_is(cell[3], "role"),
                               .icews = cell[4],
                               .nameless = cell[5]};
    return kept(
        map_put(&codes->sector, row.code, codes->n_sectors) &&
        ARRAY_PUSH(codes->arena, codes->sectors, codes->n_sectors, codes->cap_sectors, row));
}

static enum read_result read_office(struct codes *codes, const struct str *cell)
{
    struct codes_office row = {cell[0], cell[1], cell[2]};
    return kept(
        ARRAY_PUSH(codes->arena, codes->offices, codes->n_offices, codes->cap_offices, row));
}

static enum read_result read_act(struct codes *codes, const struct str *cell)
{
    struct codes_act row = {.code = cell[0], .name = cell[2]};
    char text[32], *end;
    snprintf(text, sizeof text, "%.*s", STR_ARG(cell[1]));
    row.goldstein = strtod(text, &end);
    if (end == text || *end || !(row.goldstein >= -10 && row.goldstein <= 10))
        return READ_BAD_NUMBER;
    return kept(map_put(&codes->act, row.code, codes->n_acts) &&
                ARRAY_PUSH(codes->arena, codes->acts, codes->n_acts, codes->cap_acts, row));
}

static enum read_result read_type(struct codes *codes, const struct str *cell)
{
    for (uint32_t i = 0; i < codes->n_types; i++)
        if (str_eq(codes->types[i], cell[0])) return READ_WELL;
    return kept(ARRAY_PUSH(codes->arena, codes->types, codes->n_types, codes->cap_types, cell[0]));
}

static const struct source {
    const char *file;
    const char *columns[8]; /* ends with NULL; the first must not be empty */
    row_reader read;
} sources[] = {
    {"output/countries.tsv",
     {"code", "name", "cow", "cow_abb", "fips", "cameo", "icews", NULL},
     read_country},
    {"output/sectors.tsv",
     {"code", "kind", "cameo", "phoenix", "icews", "nameless", NULL},
     read_sector},
    {"output/offices.tsv", {"words", "icews", "sectors", NULL}, read_office},
    {"output/cameo.tsv", {"code", "goldstein", "name", NULL}, read_act},
    {"event/types.tsv", {"type", NULL}, read_type},
};
enum { N_SOURCES = sizeof sources / sizeof *sources, COLUMNS_MAX = 8 };

/* ---- loading ------------------------------------------------------------------------------- */

static bede_status read_table(struct codes *codes, const struct source *source,
                              const struct table *table, bede_error *err)
{
    uint32_t at[COLUMNS_MAX], n = 0;
    for (; source->columns[n]; n++)
        TRY(table_column(table, source->columns[n], &at[n], err));
    for (uint32_t r = 0; r < table->n_rows; r++) {
        struct str cell[COLUMNS_MAX] = {{0}};
        for (uint32_t c = 0; c < n; c++)
            cell[c] = table->rows[r].cell[at[c]];
        if (!cell[0].n)
            return err_at(err, BEDE_DATA, table->file, table->rows[r].line, 0,
                          "the column \"%s\" is empty", source->columns[0]);
        enum read_result result = source->read(codes, cell);
        if (result == READ_NO_MEMORY) return err_nomem(err);
        if (result == READ_BAD_NUMBER)
            return err_at(err, BEDE_DATA, table->file, table->rows[r].line, 0,
                          "a score is a number from -10 to 10");
    }
    return BEDE_OK;
}

static bede_status read_folder(struct codes *codes, const char *folder, bede_error *err)
{
    for (uint32_t i = 0; i < N_SOURCES; i++) {
        char path[PATH_BYTES];
        struct table table = {0};
        int n = snprintf(path, sizeof path, "%s/%s", folder, sources[i].file);
        if (n < 0 || n >= PATH_BYTES)
            return err_set(err, BEDE_LIMIT, "the name of the knowledge folder is too long");
        if (!io_exists(path)) continue;
        TRY(table_load(&table, codes->arena, path, err));
        TRY(read_table(codes, &sources[i], &table, err));
    }
    return BEDE_OK;
}

bede_status codes_load(const char *const *folders, size_t n, struct codes **out, bede_error *err)
{
    struct codes *codes = calloc(1, sizeof *codes);
    if (!codes) return err_nomem(err);
    map_init(&codes->country);
    map_init(&codes->sector);
    map_init(&codes->act);
    codes->arena = arena_new(0);
    bede_status status = codes->arena ? BEDE_OK : err_nomem(err);
    for (size_t i = 0; i < n && status == BEDE_OK; i++)
        status = read_folder(codes, folders[i], err);
    if (status != BEDE_OK)
        codes_free(codes);
    else
        *out = codes;
    return status;
}

void codes_free(struct codes *codes)
{
    if (!codes) return;
    map_fini(&codes->country);
    map_fini(&codes->sector);
    map_fini(&codes->act);
    arena_free(codes->arena);
    free(codes);
}

/* ---- look-ups ------------------------------------------------------------------------------ */

const struct codes_country *codes_country(const struct codes *codes, struct str code)
{
    uint32_t row = code.n ? map_get(&codes->country, code) : MAP_NONE;
    return row == MAP_NONE ? NULL : &codes->countries[row];
}

const struct codes_sector *codes_sector(const struct codes *codes, struct str code)
{
    uint32_t row = code.n ? map_get(&codes->sector, code) : MAP_NONE;
    return row == MAP_NONE ? NULL : &codes->sectors[row];
}

static bool contains(struct str text, struct str words)
{
    for (size_t i = 0; i + words.n <= text.n; i++)
        if (str_ieq(str_slice(text, i, i + words.n), words)) return true;
    return false;
}

const struct codes_office *codes_office(const struct codes *codes, struct str text)
{
    for (uint32_t i = 0; i < codes->n_offices; i++)
        if (contains(text, codes->offices[i].words)) return &codes->offices[i];
    return NULL;
}

const struct codes_act *codes_act(const struct codes *codes, struct str cameo)
{
    for (; cameo.n >= 2; cameo.n--) {
        uint32_t row = map_get(&codes->act, cameo);
        if (row != MAP_NONE) return &codes->acts[row];
    }
    return NULL;
}

const struct str *codes_types(const struct codes *codes, uint32_t *n)
{
    *n = codes->n_types;
    return codes->types;
}
