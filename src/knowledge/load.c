/* knowledge/load.c - tables into rows, and their names into the index.
 *
 * What a column means is said once, in COLUMNS; a table may have any of the columns of its kind in
 * any order. Folders are read in turn. A row of a later folder that names a thing of an earlier one
 * extends it: filled cells replace, further names are added. What is wrong in a row is kept as a
 * note with its line, so that the linter can tell all of it at once; kb_load fails on the first
 * that cannot be passed over.
 *
 * SPDX-License-Identifier: MIT */
#include "base/table.h"
#include "knowledge/kb.h"

#include <stddef.h>
#include <stdio.h>

enum { PLURAL_MAX = 128, KEY_MAX = 512 };

static const char *const TABLES[KB_KINDS] = {
    [KB_NONE] = "codes",         [KB_COUNTRY] = "countries", [KB_PLACE] = "places",
    [KB_ORG] = "organisations",  [KB_GROUP] = "groups",      [KB_PERSON] = "people",
    [KB_OFFICE] = "offices",     [KB_AGENT] = "agents",      [KB_TITLE] = "titles",
    [KB_MODIFIER] = "modifiers", [KB_GIVEN] = "given",
};

const char *kb_table_name(enum kb_kind kind)
{
    return kind < KB_KINDS ? TABLES[kind] : "plurals";
}

/* How a cell is read. */
enum role {
    ROLE_NAME,
    ROLE_CODE,
    ROLE_SECTORS,
    ROLE_TEXT, /* into the str of kb_row at `place` */
    ROLE_ALIASES,
    ROLE_PLURAL,
    ROLE_FROM,
    ROLE_TO,
    ROLE_GENDER
};

#define IN(kind)   (1u << KB_##kind)
#define EVERYWHERE (~0u)
#define NAMED      (IN(COUNTRY) | IN(PLACE) | IN(ORG) | IN(GROUP) | IN(PERSON))

static const struct column {
    const char *name;
    enum role role;
    uint32_t kinds;
    enum kb_sense sense;
    size_t place;
} COLUMNS[] = {
    {"name", ROLE_NAME, EVERYWHERE, KB_NAME, 0},
    {"code", ROLE_CODE, NAMED | IN(OFFICE), KB_NAME, 0},
    {"sectors", ROLE_SECTORS, EVERYWHERE & ~IN(GIVEN), KB_NAME, 0},
    {"aliases", ROLE_ALIASES, EVERYWHERE & ~IN(GIVEN), KB_NAME, 0},
    {"acronyms", ROLE_ALIASES, NAMED & ~IN(PERSON), KB_ACRONYM, 0},
    {"adjective", ROLE_ALIASES, IN(COUNTRY), KB_ADJECTIVE, 0},
    {"adjective", ROLE_ALIASES, IN(PLACE), KB_CITY_ADJECTIVE, 0},
    {"people", ROLE_ALIASES, IN(COUNTRY), KB_PEOPLE, 0},
    {"capital", ROLE_ALIASES, IN(COUNTRY), KB_CAPITAL, 0},
    {"seats", ROLE_ALIASES, IN(COUNTRY), KB_SEAT, 0},
    {"short", ROLE_ALIASES, IN(COUNTRY), KB_SHORT, 0},
    {"epithets", ROLE_ALIASES, IN(OFFICE), KB_EPITHET, 0},
    {"plural", ROLE_PLURAL, IN(OFFICE) | IN(AGENT), KB_NAME, 0},
    {"from", ROLE_FROM, NAMED, KB_NAME, 0},
    {"to", ROLE_TO, NAMED, KB_NAME, 0},
    {"gender", ROLE_GENDER, ~(NAMED & ~IN(PERSON)), KB_NAME, 0},
    {"type", ROLE_TEXT, EVERYWHERE & ~IN(MODIFIER), KB_NAME, offsetof(struct kb_row, type)},
    {"effect", ROLE_TEXT, IN(MODIFIER), KB_NAME, offsetof(struct kb_row, type)},
    {"body", ROLE_TEXT, IN(OFFICE), KB_NAME, offsetof(struct kb_row, body)},
    {"office", ROLE_TEXT, IN(PERSON), KB_NAME, offsetof(struct kb_row, office)},
    {"partner", ROLE_TEXT, IN(COUNTRY), KB_NAME, offsetof(struct kb_row, partner)},
    {"confidence", ROLE_TEXT, NAMED, KB_NAME, offsetof(struct kb_row, confidence)},
    {"source", ROLE_TEXT, EVERYWHERE, KB_NAME, offsetof(struct kb_row, source)},
};
enum { N_COLUMNS = sizeof COLUMNS / sizeof *COLUMNS };

/* One table while it is read. */
struct reading {
    struct kb *kb;
    enum kb_kind kind;
    const struct table *table;
    const struct column *columns[TABLE_COLUMNS_MAX]; /* NULL: not ours */
    bool extends;                                    /* an earlier folder was read */
};

static bede_status fatal(struct kb *kb, const struct kb_row *row, bede_error *err, const char *what,
                         struct str cell)
{
    int n = (int)(cell.n < 60 ? cell.n : 60);
    return kb_note(kb, NOTE_FATAL, row->file, row->line, what, n, cell.p) ? BEDE_OK
                                                                          : err_nomem(err);
}

/* "2017", "2017-05" or "2017-05-10". */
static bool read_date(struct str s, struct date *out)
{
    uint32_t year, month = 0, day = 0;
    struct str rest = s, part;
    if (!str_split(&rest, '-', &part) || !str_u32(part, &year) || part.n != 4 || !year)
        return false;
    if (str_split(&rest, '-', &part) && (!str_u32(part, &month) || !month || month > 12))
        return false;
    if (str_split(&rest, '-', &part) && (!str_u32(part, &day) || !day || day > 31)) return false;
    if (rest.n) return false;
    *out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return !day || date_valid(*out);
}

static bede_status read_sectors(struct kb *kb, struct kb_row *row, struct str cell, bede_error *err)
{
    struct str rest = cell, item;
    row->n_sectors = 0;
    while (table_list(&rest, &item)) {
        if (code_number(item) == CODE_NONE)
            return fatal(kb, row, err, "the sector \"%.*s\" is not three capital letters", item);
        if (row->n_sectors == KB_SECTORS_MAX)
            return fatal(kb, row, err, "more than four sectors: \"%.*s\"", cell);
        memcpy(row->sectors[row->n_sectors++], item.p, 3);
    }
    return BEDE_OK;
}

/* A cell that describes the row; names are for add_names. */
static bede_status read_cell(struct reading *r, const struct column *column, struct kb_row *row,
                             struct str cell, bede_error *err)
{
    struct kb *kb = r->kb;
    switch (column->role) {
    case ROLE_CODE:
        if (code_number(cell) == CODE_NONE)
            return fatal(kb, row, err, "the code \"%.*s\" is not three capital letters", cell);
        memcpy(row->code, cell.p, 3);
        return BEDE_OK;
    case ROLE_SECTORS:
        return read_sectors(kb, row, cell, err);
    case ROLE_FROM:
    case ROLE_TO:
        if (read_date(cell, column->role == ROLE_FROM ? &row->from : &row->to)) return BEDE_OK;
        return fatal(kb, row, err, "\"%.*s\" is not a date like 2017, 2017-05 or 2017-05-10", cell);
    case ROLE_GENDER:
        if (cell.n != 1 || (*cell.p != 'm' && *cell.p != 'f'))
            return fatal(kb, row, err, "the gender \"%.*s\" is neither m nor f", cell);
        row->gender = *cell.p;
        return BEDE_OK;
    case ROLE_TEXT:
        memcpy((char *)row + column->place, &cell, sizeof cell);
        return BEDE_OK;
    default:
        return BEDE_OK;
    }
}

/* A name, and its plural where the kind has plurals. `plural` is the cell of that column. */
static bede_status add_name(struct kb *kb, struct kb_row *row, struct str name, enum kb_sense sense,
                            struct str plural, bede_error *err)
{
    bool inflects = (row->kind == KB_AGENT || row->kind == KB_OFFICE) && !str_is(plural, "=");
    TRY(kb_add_alias(kb, row, name, sense, row->plural && !inflects, err));
    if (!inflects) return BEDE_OK;
    if (plural.n) return kb_add_alias(kb, row, plural, sense, true, err);
    char form[PLURAL_MAX];
    struct str regular = plurals_form(&kb->plurals, name, form, sizeof form);
    return regular.n ? kb_add_alias(kb, row, regular, sense, true, err) : BEDE_OK;
}

static bede_status add_names(struct reading *r, const struct table_row *line, struct kb_row *row,
                             bede_error *err)
{
    struct str plural = {NULL, 0};
    for (uint32_t i = 0; i < r->table->n_columns; i++)
        if (r->columns[i] && r->columns[i]->role == ROLE_PLURAL) plural = line->cell[i];
    if (row->kind == KB_AGENT) row->plural = str_is(plural, "=") || str_is(row->type, "group");
    for (uint32_t i = 0; i < r->table->n_columns; i++) {
        const struct column *column = r->columns[i];
        if (!column || !line->cell[i].n) continue;
        if (column->role == ROLE_NAME) {
            TRY(add_name(r->kb, row, line->cell[i], KB_NAME, plural, err));
        } else if (column->role == ROLE_ALIASES) {
            struct str rest = line->cell[i], item;
            while (table_list(&rest, &item))
                TRY(add_name(r->kb, row, item, column->sense, (struct str){NULL, 0}, err));
        }
    }
    return BEDE_OK;
}

/* What makes two rows of different folders one: kind and name; where many things share names, the
 * code too; of a person the term. */
static struct str row_key(const struct kb_row *row, char *out)
{
    bool by_code = row->kind == KB_PLACE || row->kind == KB_ORG || row->kind == KB_GROUP;
    bool person = row->kind == KB_PERSON;
    int n = snprintf(out, KEY_MAX, "%d|%.*s|%s|%.*s|%d-%d", (int)row->kind, (int)row->name.n,
                     row->name.p, by_code ? row->code : "", person ? (int)row->office.n : 0,
                     person ? row->office.p : "", person ? row->from.year : 0,
                     person ? row->from.month : 0);
    return (struct str){out, n < KEY_MAX ? (size_t)n : KEY_MAX - 1};
}

bool kb_name_rows(struct kb *kb)
{
    for (uint32_t i = 0; i < kb->n_rows; i++) {
        char key[KEY_MAX];
        if (!map_put(&kb->names, row_key(kb->rows[i], key), i)) return false;
    }
    return true;
}

/* The row of an earlier folder that this one extends, or NULL. */
static struct kb_row *earlier_row(struct kb *kb, const struct kb_row *row)
{
    char key[KEY_MAX];
    uint32_t at = map_get(&kb->names, row_key(row, key));
    return at == MAP_NONE ? NULL : kb->rows[at];
}

/* Filled cells of the new row replace those of the old one. */
static void extend_row(struct kb_row *old, const struct kb_row *row)
{
    if (*row->code) memcpy(old->code, row->code, sizeof old->code);
    if (row->n_sectors) {
        memcpy(old->sectors, row->sectors, sizeof old->sectors);
        old->n_sectors = row->n_sectors;
    }
    for (uint32_t i = 0; i < N_COLUMNS; i++) {
        if (COLUMNS[i].role != ROLE_TEXT) continue;
        struct str cell;
        memcpy(&cell, (const char *)row + COLUMNS[i].place, sizeof cell);
        if (cell.n) memcpy((char *)old + COLUMNS[i].place, &cell, sizeof cell);
    }
    if (row->gender) old->gender = row->gender;
    if (row->from.year) old->from = row->from;
    if (row->to.year) old->to = row->to;
    old->file = row->file;
    old->line = row->line;
}

/* The state itself is the row that stands for a code, whatever other rows fold into it. */
static void register_country(struct kb *kb, uint32_t number)
{
    const struct kb_row *row = kb->rows[number];
    uint32_t code = code_number(str_c(row->code));
    if (row->kind != KB_COUNTRY || code == CODE_NONE) return;
    bool state = str_is(row->type, "state");
    if (!kb->country[code] || (state && !str_is(kb->rows[kb->country[code] - 1]->type, "state")))
        kb->country[code] = number + 1;
}

static bede_status read_row(struct reading *r, const struct table_row *line, bede_error *err)
{
    struct kb *kb = r->kb;
    struct kb_row row = {.kind = r->kind, .file = r->table->file, .line = line->line};
    for (uint32_t i = 0; i < r->table->n_columns; i++)
        if (r->columns[i] && r->columns[i]->role == ROLE_NAME) row.name = line->cell[i];
    if (!row.name.n) return fatal(kb, &row, err, "the row has no name%.*s", (struct str){"", 0});
    for (uint32_t i = 0; i < r->table->n_columns; i++)
        if (r->columns[i] && line->cell[i].n)
            TRY(read_cell(r, r->columns[i], &row, line->cell[i], err));
    struct kb_row *old = r->extends ? earlier_row(kb, &row) : NULL;
    if (old) {
        extend_row(old, &row);
        return add_names(r, line, old, err);
    }
    struct kb_row *copy = ARENA_NEW(kb->arena, struct kb_row);
    if (!copy) return err_nomem(err);
    *copy = row;
    if (!ARRAY_PUSH(kb->arena, kb->rows, kb->n_rows, kb->cap_rows, copy)) return err_nomem(err);
    if (copy->kind == KB_PERSON &&
        !ARRAY_PUSH(kb->arena, kb->people, kb->n_people, kb->cap_people, copy))
        return err_nomem(err);
    register_country(kb, kb->n_rows - 1);
    return add_names(r, line, copy, err);
}

static bede_status name_columns(struct reading *r, bede_error *err)
{
    const struct table *t = r->table;
    bool named = false;
    for (uint32_t i = 0; i < t->n_columns; i++) {
        r->columns[i] = NULL;
        for (uint32_t k = 0; k < N_COLUMNS; k++)
            if ((COLUMNS[k].kinds >> r->kind & 1) && str_is(t->column[i], COLUMNS[k].name))
                r->columns[i] = &COLUMNS[k];
        if (r->columns[i])
            named |= r->columns[i]->role == ROLE_NAME;
        else if (!kb_note(r->kb, NOTE_ERROR, t->file, 1, "\"%.*s\" is no column of this table",
                          (int)(t->column[i].n < 60 ? t->column[i].n : 60), t->column[i].p))
            return err_nomem(err);
    }
    if (named || !t->n_columns) return BEDE_OK;
    return kb_note(r->kb, NOTE_FATAL, t->file, 1, "the column \"name\" is missing")
               ? BEDE_OK
               : err_nomem(err);
}

/* codes.tsv: code, kind (sector or actor), name. */
static bede_status read_codes(struct kb *kb, const struct table *table, bede_error *err)
{
    uint32_t code = 0, kind = 0;
    if (!table->n_columns) return BEDE_OK;
    TRY(table_column(table, "code", &code, err));
    TRY(table_column(table, "kind", &kind, err));
    for (uint32_t i = 0; i < table->n_rows; i++) {
        const struct table_row *row = &table->rows[i];
        uint32_t number = code_number(row->cell[code]);
        bool sector = str_is(row->cell[kind], "sector"), actor = str_is(row->cell[kind], "actor");
        if (number == CODE_NONE || (!sector && !actor))
            return err_at(err, BEDE_DATA, table->file, row->line, 0,
                          "expected a code of three capitals and \"sector\" or \"actor\"");
        kb->codes[number] |= sector ? CODE_SECTOR : CODE_ACTOR;
    }
    kb->has_codes = true;
    return BEDE_OK;
}

/* plurals.tsv: kind (ending or link), from, to. */
static bede_status read_plurals(struct kb *kb, const struct table *table, bede_error *err)
{
    uint32_t kind = 0, from = 0, to = 0;
    if (!table->n_columns) return BEDE_OK;
    TRY(table_column(table, "kind", &kind, err));
    TRY(table_column(table, "from", &from, err));
    TRY(table_column(table, "to", &to, err));
    struct plurals *p = &kb->plurals;
    for (uint32_t i = 0; i < table->n_rows; i++) {
        const struct table_row *row = &table->rows[i];
        struct plural_ending ending = {row->cell[from], row->cell[to]};
        bool ok;
        if (str_is(row->cell[kind], "ending") && ending.to.n)
            ok = ARRAY_PUSH(kb->arena, p->endings, p->n_endings, p->cap_endings, ending);
        else if (str_is(row->cell[kind], "link") && ending.from.n)
            ok = ARRAY_PUSH(kb->arena, p->links, p->n_links, p->cap_links, ending.from);
        else
            return err_at(err, BEDE_DATA, table->file, row->line, 0,
                          "expected \"ending\" with what it becomes, or \"link\" with a word");
        if (!ok) return err_nomem(err);
    }
    return BEDE_OK;
}

bede_status kb_read_table(struct kb *kb, enum kb_kind kind, const char *file, struct str text,
                          struct arena *scratch, bede_error *err)
{
    struct table table;
    if (kind == KB_NONE || kind >= KB_KINDS) {
        TRY(table_parse(&table, scratch, file, text, err));
        return kind == KB_NONE ? read_codes(kb, &table, err) : read_plurals(kb, &table, err);
    }
    TRY(table_open(&table, file, text, err));
    struct reading r = {.kb = kb, .kind = kind, .table = &table, .extends = kb->names.n > 0};
    TRY(name_columns(&r, err));
    for (;;) {
        struct table_row row;
        bede_status status = table_next(&table, &row, err);
        if (status == BEDE_DONE) return BEDE_OK;
        TRY(status);
        TRY(read_row(&r, &row, err));
    }
}
