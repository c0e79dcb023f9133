/* output/export_phoenix.c - the Phoenix data of the Open Event Data Alliance: 26 columns, TAB, no
 * header, a row for each pair of actor and recipient.
 *
 * An actor is cut into entity (a country, IGO ...), role (one of thirteen) and attributes. PentaClass
 * sorts CAMEO's roots: 0 statements, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict
 * (with 16), 4 material conflict.
 *
 * Source: the columns as phoenix_pipeline writes them.
 *
 * SPDX-License-Identifier: MIT */
#include "output/export_row.h"
#include "output/row.h"

static void id(const struct export_row *row, int unused)
{
    cell_number(row, unused);
    buf_puts(row->cell, "_" BEDE_VERSION);
}

enum { DATE, YEAR, MONTH, DAY };

static void date(const struct export_row *row, int what)
{
    static const char *const patterns[] = {"YMD", "Y", "M", "D"};
    cell_date(row, row->event->date, patterns[what]);
}

enum { FULL, ENTITY, ROLE, ATTRIBUTE };

static bool is_role(const struct codes *codes, struct str code)
{
    const struct codes_sector *sector = codes_sector(codes, code);
    return sector && !sector->actor && sector->role;
}

/* The first sector that Phoenix has as a role. */
static struct str role_of(const struct codes *codes, const struct store_part *part)
{
    struct str rest = part->sectors.n ? part->sectors : part->sector, code;
    if (part_is_state(codes, part)) return (struct str){NULL, 0};
    while (rest.n && str_split(&rest, ';', &code))
        if (is_role(codes, str_trim(code))) return codes_sector(codes, str_trim(code))->cameo;
    return (struct str){NULL, 0};
}

static void part(const struct export_row *row, const struct store_part *p, int what)
{
    if (!p) return;
    struct export_actor actor = row_actor(row->codes, p);
    struct str role = role_of(row->codes, p);
    bool entity = codes_country(row->codes, p->code) || codes_sector(row->codes, p->code);
    uint32_t first = entity ? 1 : 0;
    switch (what) {
    case FULL:
        for (uint32_t i = 0; i < actor.n; i++)
            buf_str(row->cell, actor.blocks[i]);
        break;
    case ENTITY:
        if (entity && actor.n) buf_str(row->cell, actor.blocks[0]);
        break;
    case ROLE:
        buf_str(row->cell, role);
        break;
    default:
        for (uint32_t i = first; i < actor.n; i++)
            if (!str_eq(actor.blocks[i], role)) row_list_item(row->cell, 0, actor.blocks[i]);
    }
}

static void source(const struct export_row *row, int what)
{
    part(row, row->actor, what);
}

static void target(const struct export_row *row, int what)
{
    part(row, row->recipient, what);
}

static void penta(const struct export_row *row, int unused)
{
    static const char classes[] = "000111222333334434444";
    (void)unused;
    uint32_t root = row_root(row);
    if (root) buf_putc(row->cell, classes[root]);
}

/* Contexts are what Phoenix calls issues: "MILITARY,1;DIPLOMATIC,1". */
static void issues(const struct export_row *row, int unused)
{
    (void)unused;
    struct str rest = row->event->contexts, item;
    while (rest.n && str_split(&rest, ';', &item)) {
        if (row->cell->n) buf_putc(row->cell, ';');
        for (size_t i = 0; i < item.n; i++)
            buf_putc(row->cell, (char)(item.p[i] - (ascii_is_lower(item.p[i]) ? 32 : 0)));
        buf_puts(row->cell, ",1");
    }
}

static void place(const struct export_row *row, int as_country)
{
    if (as_country)
        buf_str(row->cell, row->event->place_country);
    else
        row_fold(row->cell, row->event->place_name);
}

static void sentence(const struct export_row *row, int unused)
{
    (void)unused;
    const struct store_event *e = row->event;
    buf_printf(row->cell, "%.*s_%u", STR_ARG(e->origin.story), e->sentence);
}

static const struct export_column columns[] = {
    {"EventID", id, 0},
    {"Date", date, DATE},
    {"Year", date, YEAR},
    {"Month", date, MONTH},
    {"Day", date, DAY},
    {"SourceActorFull", source, FULL},
    {"SourceActorEntity", source, ENTITY},
    {"SourceActorRole", source, ROLE},
    {"SourceActorAttribute", source, ATTRIBUTE},
    {"TargetActorFull", target, FULL},
    {"TargetActorEntity", target, ENTITY},
    {"TargetActorRole", target, ROLE},
    {"TargetActorAttribute", target, ATTRIBUTE},
    {"EventCode", cell_act, ACT_CODE},
    {"EventRootCode", cell_act, ACT_ROOT},
    {"PentaClass", penta, 0},
    {"GoldsteinScore", cell_act, ACT_GOLDSTEIN},
    {"Issues", issues, 0},
    {"Lat", cell_geo, GEO_LATITUDE},
    {"Lon", cell_geo, GEO_LONGITUDE},
    {"LocationName", place, 0},
    {"StateName", cell_nothing, 0},
    {"CountryCode", place, 1},
    {"SentenceID", sentence, 0},
    {"URLs", FIELD(origin.url)},
    {"NewsSources", FIELD(origin.agency)},
};

const struct export_table export_phoenix = {.columns = columns,
                                            .n = sizeof columns / sizeof *columns,
                                            .pairs = true,
                                            .once = true,
                                            .separator = '\t',
                                            .missing = ""};
