/* import/codes.c - CAMEO's codes of actors and events as PLOVER's.
 *
 * An actor's code is a row of blocks of three letters, the first of which is mostly a country:
 * USAGOV, IGOUNOREFHCR. knowledge/<lang>/import/codes.tsv says what each block means; a block that it
 * does not have is a country's code or is left out, and that is said. cameo.tsv has PLOVER's type,
 * mode and contexts for the codes of events.
 *
 * SPDX-License-Identifier: MIT */
#include "base/io.h"
#include "base/table.h"
#include "import/work.h"

enum { BLOCK = 3, CODE_MAX = 60, COLUMNS_MAX = 8 };

/* ---- tables ---------------------------------------------------------------------------------- */

static bede_status open_table(struct import *im, const char *folder, const char *name,
                              const char *const *columns, uint32_t n, struct table *table,
                              uint32_t *at, bede_error *err)
{
    struct str path = arena_printf(im->arena, "%s/%s", folder, name);
    if (!path.p) return err_nomem(err);
    TRY(table_load(table, im->arena, path.p, err));
    for (uint32_t i = 0; i < n; i++)
        TRY(table_column(table, columns[i], &at[i], err));
    return BEDE_OK;
}

static bede_status load_codes(struct import *im, const char *folder, bede_error *err)
{
    static const char *const names[] = {"block", "kind", "becomes", "after", "table", "type"};
    uint32_t c[6];
    struct table t;
    TRY(open_table(im, folder, "import/codes.tsv", names, 6, &t, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct str *cell = t.rows[i].cell;
        struct code_row row = {cell[c[1]], cell[c[2]], cell[c[3]], cell[c[4]], cell[c[5]]};
        if (!map_put(&im->codes, cell[c[0]], im->n_codes) ||
            !ARRAY_PUSH(im->arena, im->code_rows, im->n_codes, im->cap_codes, row))
            return err_nomem(err);
    }
    return BEDE_OK;
}

/* A table of two columns into a map from the first to the number of the second. */
static bede_status load_pairs(struct import *im, const char *folder, const char *name,
                              const char *const *names, struct map *map, struct str **items,
                              uint32_t *n, uint32_t *cap, bede_error *err)
{
    uint32_t c[2];
    struct table t;
    TRY(open_table(im, folder, name, names, 2, &t, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        if (!map_put(map, t.rows[i].cell[c[0]], *n) ||
            !ARRAY_PUSH(im->arena, *items, *n, *cap, t.rows[i].cell[c[1]]))
            return err_nomem(err);
    }
    return BEDE_OK;
}

/* Lists of words: each item of the second column is put as it is, or behind "first/". */
static bede_status load_lists(struct import *im, const char *folder, const char *name,
                              const char *const *names, bool prefixed, struct map *map,
                              bede_error *err)
{
    uint32_t c[2];
    struct table t;
    TRY(open_table(im, folder, name, names, 2, &t, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        struct str rest = t.rows[i].cell[c[1]], item;
        while (table_list(&rest, &item)) {
            if (prefixed)
                item = arena_printf(im->arena, "%.*s/%.*s", STR_ARG(t.rows[i].cell[c[0]]),
                                    STR_ARG(item));
            if (!item.p || !map_put(map, item, 1)) return err_nomem(err);
        }
    }
    return BEDE_OK;
}

bede_status import_load_tables(struct import *im, const char *folder, bede_error *err)
{
    TRY(load_codes(im, folder, err));
    TRY(load_pairs(im, folder, "import/cameo.tsv", (const char *const[]){"code", "event"},
                   &im->cameo, &im->cameo_rules, &im->n_cameo, &im->cap_cameo, err));
    TRY(load_pairs(im, folder, "import/issues.tsv", (const char *const[]){"issue", "context"},
                   &im->issues, &im->issue_contexts, &im->n_issues, &im->cap_issues, err));
    TRY(load_lists(im, folder, "import/words.tsv", (const char *const[]){"class", "words"}, true,
                   &im->words, err));
    return load_lists(im, folder, "event/contexts.tsv", (const char *const[]){"context", "words"},
                      false, &im->contexts, err);
}

bool import_is(const struct import *im, const char *class, struct str word)
{
    char key[64];
    size_t n = 0;
    for (; class[n] && n < sizeof key - 1; n++)
        key[n] = class[n];
    key[n++] = '/';
    if (word.n > sizeof key - n) return false;
    for (size_t i = 0; i < word.n && n < sizeof key; i++)
        key[n++] = ascii_lower(word.p[i]);
    return map_get(&im->words, (struct str){key, n}) != MAP_NONE;
}

/* ---- events ---------------------------------------------------------------------------------- */

struct str import_cameo(const struct import *im, struct str code)
{
    for (size_t n = code.n; n >= 2; n--) {
        uint32_t at = map_get(&im->cameo, str_slice(code, 0, n));
        if (at != MAP_NONE) return im->cameo_rules[at];
    }
    return (struct str){"", 0};
}

/* ---- actors ---------------------------------------------------------------------------------- */

static void add_sector(struct who *who, struct str sector)
{
    if (sector.n != BLOCK || who->n_sectors == KB_SECTORS_MAX) return;
    for (uint32_t i = 0; i < who->n_sectors; i++)
        if (memcmp(who->sectors[i], sector.p, BLOCK) == 0) return;
    memcpy(who->sectors[who->n_sectors++], sector.p, BLOCK);
}

static void set_kind(struct who *who, const struct code_row *row)
{
    if (who->table.n && !str_is(row->kind, "actor")) return;
    if (row->table.n) who->table = row->table;
    if (row->type.n) who->type = row->type;
}

/* A block of codes.tsv. `weak` keeps what counts only when nothing else says what it is. */
static void take_row(struct who *who, const struct code_row *row, struct str *weak)
{
    if (str_is(row->kind, "actor") && row->becomes.n == BLOCK) {
        if (*who->code && !row->after.n) {
            /* IGOUNO: the second one is the closer one */
            if (str_is(row->table, "organisations")) memcpy(who->code, row->becomes.p, BLOCK);
        } else if (*who->code) {
            add_sector(who, row->after);
        } else {
            memcpy(who->code, row->becomes.p, BLOCK);
        }
        set_kind(who, row);
    } else if (str_is(row->kind, "country") && row->becomes.n == BLOCK) {
        if (!*who->code) memcpy(who->code, row->becomes.p, BLOCK);
    } else if (str_is(row->kind, "sector")) {
        add_sector(who, row->becomes);
        set_kind(who, row);
    } else if (str_is(row->kind, "weak")) {
        *weak = row->becomes;
    }
}

/* A block that the table does not have: a country, or nothing that Bede knows. */
static bool take_country(struct import *im, struct who *who, struct str block)
{
    char code[4] = {block.p[0], block.p[1], block.p[2], '\0'};
    if (!kb_country(im->kb, code)) return false;
    if (!*who->code) memcpy(who->code, code, sizeof code);
    return true;
}

bool import_code(struct import *im, uint32_t line, struct str code, struct who *who)
{
    struct str weak = {"", 0};
    *who = (struct who){.n_sectors = 0};
    if (!code.n || code.n % BLOCK || code.n > CODE_MAX) {
        import_refuse(im, line, "the code \"%.*s\" is not made of blocks of three letters",
                      (int)(code.n < 60 ? code.n : 60), code.p);
        return false;
    }
    for (size_t at = 0; at < code.n; at += BLOCK) {
        struct str block = str_slice(code, at, at + BLOCK);
        uint32_t row = map_get(&im->codes, block);
        if (row != MAP_NONE)
            take_row(who, &im->code_rows[row], &weak);
        else if (!take_country(im, who, block))
            import_note(im, line, "left out of the code %.*s: Bede knows no %.3s", STR_ARG(code),
                        block.p);
    }
    if (!who->n_sectors) add_sector(who, weak);
    if (*who->code || who->n_sectors) return true;
    import_refuse(im, line, "nothing in the code %.*s has a counterpart in PLOVER", STR_ARG(code));
    return false;
}

void import_sectors(struct buf *buf, const struct who *who)
{
    if (!who->n_sectors) buf_puts(buf, "-");
    for (uint32_t i = 0; i < who->n_sectors; i++)
        buf_printf(buf, "%s%.3s", i ? "; " : "", who->sectors[i]);
}
