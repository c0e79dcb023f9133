/* output/export_icews.c - the ICEWS coded event data: 20 columns, TAB, header, a row for each pair
 * of actor and recipient.
 *
 * Actors go by name there; one who has none is called by what he is, the country in brackets:
 * "Foreign Affairs (Bangladesh)", "Police (India)", "Protester (Chile)".
 *
 * Source: the data's own header (Dataverse doi:10.7910/DVN/28075).
 *
 * SPDX-License-Identifier: MIT */
#include "output/export_row.h"
#include "output/row.h"

static struct str country_name(const struct export_row *row, struct str code)
{
    const struct codes_country *country = codes_country(row->codes, code);
    return country ? country->icews : (struct str){NULL, 0};
}

/* The office of one who is not named: as told, or as the words describe him. */
static const struct codes_office *office_of(const struct export_row *row,
                                            const struct store_part *part)
{
    if (part->office.n) return codes_office(row->codes, part->office);
    return name_is_proper(part->name) ? NULL : codes_office(row->codes, part->text);
}

/* Without the country in brackets. */
static struct str nameless(const struct export_row *row, const struct store_part *part)
{
    const struct codes_office *office = office_of(row, part);
    const struct codes_sector *sector = codes_sector(row->codes, part->sector);
    if (office) return office->icews;
    if (sector && sector->nameless.n) return sector->nameless;
    return part->name.n ? part->name : part->text;
}

static bool holds(struct str text, struct str part)
{
    for (size_t i = 0; part.n && i + part.n <= text.n; i++)
        if (str_eq(str_slice(text, i, i + part.n), part)) return true;
    return false;
}

static void name(const struct export_row *row, int side)
{
    const struct store_part *part = row_part(row, side);
    if (!part) return;
    struct str country = country_name(row, part->code);
    bool proper = name_is_proper(part->name) && !str_is(part->kind, "group");
    if (part_is_state(row->codes, part)) {
        buf_str(row->cell, country);
        return;
    }
    struct str called = proper ? part->name : nameless(row, part);
    row_fold(row->cell, called);
    const struct codes_sector *kind = codes_sector(row->codes, part->code);
    struct str whose = country.n ? country : kind ? kind->nameless : country;
    bool alone = (proper && str_is(part->kind, "person")) || holds(called, whose);
    if (whose.n && !alone) buf_printf(row->cell, " (%.*s)", STR_ARG(whose));
}

/* A comma between sectors; none twice. */
static void add_sectors(struct buf *cell, struct str list)
{
    struct str item;
    while (list.n && str_split(&list, ';', &item)) {
        item = str_trim(item);
        struct str have = {cell->p ? cell->p : "", cell->n}, piece;
        bool known = false;
        while (have.n && str_split(&have, ',', &piece))
            known = known || str_eq(str_trim(piece), item);
        if (known || !item.n) continue;
        if (cell->n) buf_putc(cell, ',');
        buf_str(cell, item);
    }
}

static void sectors(const struct export_row *row, int side)
{
    const struct store_part *part = row_part(row, side);
    if (!part || part_is_state(row->codes, part)) return;
    const struct codes_office *office = office_of(row, part);
    const struct codes_sector *kind = codes_sector(row->codes, part->code);
    if (office) add_sectors(row->cell, office->sectors);
    struct str rest = part->sectors.n ? part->sectors : part->sector, code;
    while (rest.n && str_split(&rest, ';', &code)) {
        const struct codes_sector *sector = codes_sector(row->codes, str_trim(code));
        if (sector) add_sectors(row->cell, sector->icews);
    }
    if (kind) add_sectors(row->cell, kind->icews);
}

static void country(const struct export_row *row, int side)
{
    const struct store_part *part = row_part(row, side);
    if (part) buf_str(row->cell, country_name(row, part->code));
}

static void date(const struct export_row *row, int unused)
{
    (void)unused;
    cell_date(row, row->event->date, "Y-M-D");
}

/* Loaders take it for an integer: the version's key in the store. */
static void story(const struct export_row *row, int unused)
{
    (void)unused;
    buf_printf(row->cell, "%lld", (long long)row->event->origin.version_id);
}

static void sentence(const struct export_row *row, int unused)
{
    (void)unused;
    buf_printf(row->cell, "%u", row->event->sentence);
}

static void place_country(const struct export_row *row, int unused)
{
    (void)unused;
    buf_str(row->cell, country_name(row, row->event->place_country));
}

static const struct export_column columns[] = {
    {"Event ID", cell_number, 0},
    {"Event Date", date, 0},
    {"Source Name", name, EXPORT_ACTOR},
    {"Source Sectors", sectors, EXPORT_ACTOR},
    {"Source Country", country, EXPORT_ACTOR},
    {"Event Text", cell_act, ACT_NAME},
    {"CAMEO Code", cell_act, ACT_CODE},
    {"Intensity", cell_act, ACT_GOLDSTEIN},
    {"Target Name", name, EXPORT_RECIPIENT},
    {"Target Sectors", sectors, EXPORT_RECIPIENT},
    {"Target Country", country, EXPORT_RECIPIENT},
    {"Story ID", story, 0},
    {"Sentence Number", sentence, 0},
    {"Publisher", FIELD(origin.agency)},
    {"City", cell_city, 0},
    {"District", cell_nothing, 0},
    {"Province", cell_nothing, 0},
    {"Country", place_country, 0},
    {"Latitude", cell_geo, GEO_LATITUDE},
    {"Longitude", cell_geo, GEO_LONGITUDE},
};

const struct export_table export_icews = {.columns = columns,
                                          .n = sizeof columns / sizeof *columns,
                                          .header = true,
                                          .pairs = true,
                                          .once = true,
                                          .separator = '\t',
                                          .missing = ""};
