/* output/export_gdelt.c - the event tables of GDELT 1.0 (58 columns) and 2.0 (61), TAB, no header, a
 * row for each pair of actor and recipient.
 *
 * GDELT counts mentions: here the sentences of the story that report the event again, times the
 * stories that are copies of it. The root event is one of the first paragraph.
 *
 * Source: "The GDELT Event Database Data Format Codebook V2.0" (2015).
 *
 * SPDX-License-Identifier: MIT */
#include "output/export_row.h"
#include "output/row.h"

enum { SQLDATE, MONTHYEAR, YEAR };

static void date(const struct export_row *row, int what)
{
    static const char *const patterns[] = {"YMD", "YM", "Y"};
    cell_date(row, row->event->date, patterns[what]);
}

/* The year and the part of it that is gone, months taken as 30 days. */
static void fraction(const struct export_row *row, int unused)
{
    (void)unused;
    struct date d;
    if (!date_parse_iso(row->event->date, &d)) return;
    buf_printf(row->cell, "%.4f", d.year + ((d.month - 1) * 30 + d.day) / 365.0);
}

/* ---- who ----------------------------------------------------------------------------------- */

enum { CODE, NAME, COUNTRY, GROUP, TYPE1, TYPE2, TYPE3 };

/* The block behind "IGO" that says which organisation: "UNO", "EEC". */
static bool has_group(const struct export_row *row, const struct store_part *p)
{
    const struct codes_sector *kind = codes_sector(row->codes, p->code);
    return kind && kind->cameo.n > 3;
}

static void upper(struct buf *cell, struct str s)
{
    size_t from = cell->n;
    row_fold(cell, s);
    for (size_t i = from; i < cell->n; i++)
        if (ascii_is_lower(cell->p[i])) cell->p[i] = (char)(cell->p[i] - 32);
}

static void type(const struct export_row *row, const struct store_part *p,
                 const struct export_actor *actor, uint32_t wanted)
{
    bool group = has_group(row, p);
    for (uint32_t i = actor->country ? 1 : 0, n = 0; i < actor->n; i++) {
        if (group && i == 1) continue;
        if (n++ == wanted) buf_str(row->cell, actor->blocks[i]);
    }
}

static void part(const struct export_row *row, const struct store_part *p, int what)
{
    if (!p) return;
    struct export_actor actor = row_actor(row->codes, p);
    switch (what) {
    case CODE:
        for (uint32_t i = 0; i < actor.n; i++)
            buf_str(row->cell, actor.blocks[i]);
        break;
    case NAME:
        upper(row->cell, p->name.n ? p->name : p->text);
        break;
    case COUNTRY:
        if (actor.country && actor.n) buf_str(row->cell, actor.blocks[0]);
        break;
    case GROUP:
        if (has_group(row, p) && actor.n > 1) buf_str(row->cell, actor.blocks[1]);
        break;
    default:
        type(row, p, &actor, (uint32_t)(what - TYPE1));
    }
}

static void actor1(const struct export_row *row, int what)
{
    part(row, row->actor, what);
}

static void actor2(const struct export_row *row, int what)
{
    part(row, row->recipient, what);
}

/* ---- what ---------------------------------------------------------------------------------- */

static void is_root(const struct export_row *row, int unused)
{
    (void)unused;
    buf_putc(row->cell, str_is(row->event->paragraph, "1") ? '1' : '0');
}

/* By CAMEO's roots, as GDELT has it; PLOVER's quads sort some types otherwise. */
static void quad(const struct export_row *row, int unused)
{
    (void)unused;
    uint32_t root = row_root(row);
    if (root) buf_putc(row->cell, root <= 5 ? '1' : root <= 8 ? '2' : root <= 13 ? '3' : '4');
}

static void mentions(const struct export_row *row, int of_sentences)
{
    uint64_t n = 1 + (uint64_t)row->event->reprints;
    if (of_sentences) n *= 1 + (uint64_t)row->event->repeats;
    buf_printf(row->cell, "%llu", (unsigned long long)n);
}

/* ---- where --------------------------------------------------------------------------------- */

enum { GEO_TYPE, GEO_NAME, GEO_COUNTRY, GEO_DIVISION, GEO_FEATURE };

/* 0 nowhere, 1 a country, 3 a place in the United States, 4 a place elsewhere. */
static int geo_type(const struct export_row *row, const struct codes_country *country)
{
    if (!row->event->place_name.n) return 0;
    if (country && str_eq(country->name, row->event->place_name)) return 1;
    return str_is(row->event->place_country, "USA") ? 3 : 4;
}

static void geo(const struct export_row *row, int what)
{
    const struct codes_country *country = codes_country(row->codes, row->event->place_country);
    int kind = geo_type(row, country);
    switch (what) {
    case GEO_TYPE:
        buf_printf(row->cell, "%d", kind);
        break;
    case GEO_NAME:
        row_fold(row->cell, row->event->place_name);
        if (kind > 1 && country) buf_printf(row->cell, ", %.*s", STR_ARG(country->name));
        break;
    case GEO_COUNTRY:
        if (kind && country) buf_str(row->cell, country->fips);
        break;
    case GEO_DIVISION: /* FIPS 10-4 has two characters for a division, GeoNames mostly the same */
        if (kind && country && country->fips.n == 2) buf_str(row->cell, country->fips);
        if (row->cell->n && row->event->place_admin.n == 2)
            buf_str(row->cell, row->event->place_admin);
        break;
    default:
        if (kind == 1 && country) buf_str(row->cell, country->fips);
    }
}

/* ---- when it came in ----------------------------------------------------------------------- */

/* The moment as digits: 8 of the day, 14 with the time. */
static void added(const struct export_row *row, int digits)
{
    const struct store_origin *o = &row->event->origin;
    struct str moment = o->stored.n ? o->stored : o->created.n ? o->created : o->date;
    int n = 0;
    for (size_t i = 0; i < moment.n && n < digits; i++)
        if (ascii_is_digit(moment.p[i])) {
            buf_putc(row->cell, moment.p[i]);
            n++;
        }
    while (n && n++ < digits)
        buf_putc(row->cell, '0');
}

/* ---- the columns --------------------------------------------------------------------------- */

#define ACTOR(n)                                                                                   \
    {"Actor" #n "Code", actor##n, CODE}, {"Actor" #n "Name", actor##n, NAME},                      \
        {"Actor" #n "CountryCode", actor##n, COUNTRY},                                             \
        {"Actor" #n "KnownGroupCode", actor##n, GROUP},                                            \
        {"Actor" #n "EthnicCode", cell_nothing, 0}, {"Actor" #n "Religion1Code", cell_nothing, 0}, \
        {"Actor" #n "Religion2Code", cell_nothing, 0}, {"Actor" #n "Type1Code", actor##n, TYPE1},  \
        {"Actor" #n "Type2Code", actor##n, TYPE2},                                                 \
    {                                                                                              \
        "Actor" #n "Type3Code", actor##n, TYPE3                                                    \
    }

/* ADM2 stands in 2.0 only. */
#define NO_GEO(name, adm2)                                                                         \
    {name "Geo_Type", cell_zero, 0}, {name "Geo_FullName", cell_nothing, 0},                       \
        {name "Geo_CountryCode", cell_nothing, 0}, {name "Geo_ADM1Code", cell_nothing, 0},         \
        adm2(name){name "Geo_Lat", cell_nothing, 0}, {name "Geo_Long", cell_nothing, 0},           \
    {                                                                                              \
        name "Geo_FeatureID", cell_nothing, 0                                                      \
    }
#define ACTION_GEO(adm2)                                                                           \
    {"ActionGeo_Type", geo, GEO_TYPE}, {"ActionGeo_FullName", geo, GEO_NAME},                      \
        {"ActionGeo_CountryCode", geo, GEO_COUNTRY}, {"ActionGeo_ADM1Code", geo, GEO_DIVISION},    \
        adm2("Action"){"ActionGeo_Lat", cell_geo, GEO_LATITUDE},                                   \
        {"ActionGeo_Long", cell_geo, GEO_LONGITUDE},                                               \
    {                                                                                              \
        "ActionGeo_FeatureID", geo, GEO_FEATURE                                                    \
    }
#define WITH_ADM2(name) {name "Geo_ADM2Code", cell_nothing, 0},
#define WITHOUT_ADM2(name)

#define EVENTS(adm2, digits)                                                                       \
    {"GLOBALEVENTID", cell_number, 0}, {"SQLDATE", date, SQLDATE}, {"MonthYear", date, MONTHYEAR}, \
        {"Year", date, YEAR}, {"FractionDate", fraction, 0}, ACTOR(1), ACTOR(2),                   \
        {"IsRootEvent", is_root, 0}, {"EventCode", cell_act, ACT_CODE},                            \
        {"EventBaseCode", cell_act, ACT_BASE}, {"EventRootCode", cell_act, ACT_ROOT},              \
        {"QuadClass", quad, 0}, {"GoldsteinScale", cell_act, ACT_GOLDSTEIN},                       \
        {"NumMentions", mentions, 1}, {"NumSources", mentions, 0}, {"NumArticles", mentions, 0},   \
        {"AvgTone", cell_nothing, 0}, NO_GEO("Actor1", adm2), NO_GEO("Actor2", adm2),              \
        ACTION_GEO(adm2), {"DATEADDED", added, digits},                                            \
    {                                                                                              \
        "SOURCEURL", FIELD(origin.url)                                                             \
    }

static const struct export_column version1[] = {EVENTS(WITHOUT_ADM2, 8)};
static const struct export_column version2[] = {EVENTS(WITH_ADM2, 14)};

const struct export_table export_gdelt1 = {.columns = version1,
                                           .n = sizeof version1 / sizeof *version1,
                                           .pairs = true,
                                           .once = true,
                                           .separator = '\t',
                                           .missing = ""};
const struct export_table export_gdelt2 = {.columns = version2,
                                           .n = sizeof version2 / sizeof *version2,
                                           .pairs = true,
                                           .once = true,
                                           .separator = '\t',
                                           .missing = ""};
