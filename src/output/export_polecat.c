/* output/export_polecat.c - the POLECAT event data: 40 columns, TAB, header, a row an event.
 *
 * Several values in a cell are joined by "; ", those of actors (or recipients) in one order over
 * all columns but the sectors, which are the set of all; a cell without a value holds "None".
 *
 * Source: the columns as the data's users declare them; PLOVER 2.0, whose codes it has.
 *
 * SPDX-License-Identifier: MIT */
#include "output/export_row.h"
#include "output/row.h"

#define MISSING "None"

/* Appends an item of a "; " list; a ";" inside becomes a comma. */
static void add(struct buf *cell, struct str item)
{
    if (cell->n) buf_puts(cell, "; ");
    size_t from = cell->n;
    row_fold(cell, item);
    for (size_t i = from; i < cell->n; i++)
        if (cell->p[i] == ';') cell->p[i] = ',';
}

static void add_once(struct buf *cell, struct str item)
{
    struct str have = {cell->p ? cell->p : "", cell->n}, piece;
    while (have.n && str_split(&have, ';', &piece))
        if (str_eq(str_trim(piece), item)) return;
    add(cell, item);
}

static const struct store_part *side_of(const struct export_row *row, bool recipients, uint32_t *n)
{
    *n = recipients ? row->event->n_recipients : row->event->n_actors;
    return recipients ? row->event->recipients : row->event->actors;
}

enum { NAME, COUNTRY, COW, PRIMARY, SECTORS, TITLE, RAW };

static struct str fact(const struct export_row *row, const struct store_part *part, int what)
{
    const struct codes_country *country = codes_country(row->codes, part->code);
    struct str none = {NULL, 0};
    return what == NAME      ? (part->name.n ? part->name : part->text)
           : what == COUNTRY ? part->code
           : what == COW     ? (country ? country->cow : none)
           : what == PRIMARY ? part->sector
           : what == TITLE   ? part->office
                             : part->text;
}

static void all_sectors(struct buf *cell, const struct store_part *part)
{
    struct str rest = part->sectors.n ? part->sectors : part->sector, code;
    while (rest.n && str_split(&rest, ';', &code))
        if (code.n) add_once(cell, str_trim(code));
}

/* One value for each of the side, "None" among others; nothing when none has a value. */
static void parts(const struct export_row *row, bool recipients, int what)
{
    uint32_t n, told = 0;
    const struct store_part *part = side_of(row, recipients, &n);
    for (uint32_t i = 0; i < n; i++)
        if (what == SECTORS)
            all_sectors(row->cell, &part[i]);
        else
            told += fact(row, &part[i], what).n > 0;
    for (uint32_t i = 0; told && i < n; i++) {
        struct str value = fact(row, &part[i], what);
        add(row->cell, value.n ? value : STR_LIT(MISSING));
    }
}

static void actor(const struct export_row *row, int what)
{
    parts(row, false, what);
}

static void recipient(const struct export_row *row, int what)
{
    parts(row, true, what);
}

static void list(const struct export_row *row, struct str rest)
{
    struct str item;
    while (rest.n && str_split(&rest, ';', &item))
        if (item.n) add(row->cell, str_trim(item));
}

static void contexts(const struct export_row *row, int unused)
{
    (void)unused;
    list(row, row->event->contexts);
}

static void intensity(const struct export_row *row, int unused)
{
    (void)unused;
    buf_printf(row->cell, "%.1f", row->event->score);
}

static void quad(const struct export_row *row, int unused)
{
    static const char *const names[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION",
                                        "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    (void)unused;
    if (row->event->quad <= 4) buf_puts(row->cell, names[row->event->quad]);
}

static void place_country(const struct export_row *row, int unused)
{
    (void)unused;
    const struct codes_country *c = codes_country(row->codes, row->event->place_country);
    if (c) buf_str(row->cell, c->name);
}

/* What the whole story names, when the caller knows it; else what the event does. */
static void story(const struct export_row *row, int kind)
{
    static const char *const kinds[] = {"person", "org", "place"};
    if (row->story) {
        list(row, kind == EXPORT_PEOPLE          ? row->story->people
                  : kind == EXPORT_ORGANISATIONS ? row->story->organisations
                                                 : row->story->places);
        return;
    }
    for (int recipients = 0; recipients < 2; recipients++) {
        uint32_t n;
        const struct store_part *part = side_of(row, recipients, &n);
        for (uint32_t i = 0; i < n; i++)
            if (str_is(part[i].kind, kinds[kind]) && name_is_proper(part[i].name))
                add_once(row->cell, part[i].name);
    }
    if (kind == EXPORT_PLACES && row->event->place_name.n)
        add_once(row->cell, row->event->place_name);
}

static const struct export_column columns[] = {
    {"Event ID", FIELD(id)},
    {"Event Date", FIELD(date)},
    {"Event Type", FIELD(type)},
    {"Event Mode", FIELD(mode)},
    {"Intensity", intensity, 0},
    {"Quad Code", quad, 0},
    {"Contexts", contexts, 0},
    {"Actor Name", actor, NAME},
    {"Actor Country", actor, COUNTRY},
    {"Actor COW", actor, COW},
    {"Primary Actor Sector", actor, PRIMARY},
    {"Actor Sectors", actor, SECTORS},
    {"Actor Title", actor, TITLE},
    {"Actor Name Raw", actor, RAW},
    {"Wikipedia Actor ID", cell_nothing, 0},
    {"Recipient Name", recipient, NAME},
    {"Recipient Country", recipient, COUNTRY},
    {"Recipient COW", recipient, COW},
    {"Primary Recipient Sector", recipient, PRIMARY},
    {"Recipient Sectors", recipient, SECTORS},
    {"Recipient Title", recipient, TITLE},
    {"Recipient Name Raw", recipient, RAW},
    {"Wikipedia Recipient ID", cell_nothing, 0},
    {"Placename", FIELD(place_name)},
    {"City", cell_city, 0},
    {"District", cell_nothing, 0},
    {"Province", cell_nothing, 0},
    {"Country", place_country, 0},
    {"Latitude", cell_geo, GEO_LATITUDE},
    {"Longitude", cell_geo, GEO_LONGITUDE},
    {"GeoNames ID", cell_geo, GEO_NAMES_ID},
    {"Raw Placename", FIELD(place)},
    {"Feature Type", cell_nothing, 0},
    {"Source", FIELD(origin.agency)},
    {"Publication Date", FIELD(origin.date)},
    {"Story People", story, EXPORT_PEOPLE},
    {"Story Organizations", story, EXPORT_ORGANISATIONS},
    {"Story Locations", story, EXPORT_PLACES},
    {"Language", FIELD(origin.language)},
    {"Version", FIELD(coder)},
};

const struct export_table export_polecat = {.columns = columns,
                                            .n = sizeof columns / sizeof *columns,
                                            .header = true,
                                            .once = true,
                                            .separator = '\t',
                                            .missing = MISSING};
