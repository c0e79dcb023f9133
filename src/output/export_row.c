/* output/export_row.c - the cells that several layouts have, and actors in CAMEO.
 *
 * CAMEO writes an actor as blocks of three letters, country or kind first, then what it is within
 * that: "USAGOV", "IGOUNO", "PSEREB". Bede's code gives the first, the sectors the rest; a state for
 * itself is "USA".
 *
 * SPDX-License-Identifier: MIT */
#include "output/export_row.h"

#include "base/utf8.h"

/* From here on (Hebrew, Arabic, Han ...) scripts know no capitals, with few exceptions. */
enum { CASELESS = 0x590 };

void cell_field(const struct export_row *row, int offset)
{
    const char *event = (const char *)row->event;
    buf_str(row->cell, *(const struct str *)(const void *)(event + offset));
}

void cell_nothing(const struct export_row *row, int unused)
{
    (void)row;
    (void)unused;
}

void cell_zero(const struct export_row *row, int unused)
{
    (void)unused;
    buf_putc(row->cell, '0');
}

void cell_number(const struct export_row *row, int unused)
{
    (void)unused;
    buf_printf(row->cell, "%lld",
               (long long)(row->event->event_id * EXPORT_PAIRS_MAX + (int64_t)row->pair));
}

void cell_date(const struct export_row *row, struct str date, const char *pattern)
{
    struct date d;
    if (!date_parse_iso(date, &d)) return;
    for (; *pattern; pattern++)
        switch (*pattern) {
        case 'Y':
            buf_printf(row->cell, "%04d", d.year);
            break;
        case 'M':
            buf_printf(row->cell, "%02u", d.month);
            break;
        case 'D':
            buf_printf(row->cell, "%02u", d.day);
            break;
        default:
            buf_putc(row->cell, *pattern);
        }
}

void cell_geo(const struct export_row *row, int what)
{
    const struct store_event *e = row->event;
    if (!e->located) return;
    if (what != GEO_NAMES_ID)
        jw_num(row->cell, what == GEO_LATITUDE ? e->place_lat : e->place_lon, 5);
    else if (e->place_geoname)
        jw_uint(row->cell, e->place_geoname);
}

void cell_city(const struct export_row *row, int unused)
{
    (void)unused;
    const struct codes_country *c = codes_country(row->codes, row->event->place_country);
    if (!c || !str_eq(c->name, row->event->place_name)) buf_str(row->cell, row->event->place_name);
}

const struct store_part *row_part(const struct export_row *row, int side)
{
    return side == EXPORT_ACTOR ? row->actor : row->recipient;
}

/* ---- acts ---------------------------------------------------------------------------------- */

uint32_t row_root(const struct export_row *row)
{
    struct str code = row->event->cameo;
    uint32_t root;
    return code.n >= 2 && str_u32(str_slice(code, 0, 2), &root) && root <= 20 ? root : 0;
}

void cell_act(const struct export_row *row, int what)
{
    struct str code = row->event->cameo;
    const struct codes_act *act = codes_act(row->codes, code);
    size_t digits = what == ACT_BASE ? 3 : what == ACT_ROOT ? 2 : code.n;
    switch (what) {
    case ACT_GOLDSTEIN:
        if (act) buf_printf(row->cell, "%.1f", act->goldstein);
        break;
    case ACT_NAME:
        if (act) buf_str(row->cell, act->name);
        break;
    default:
        if (code.n > digits) code.n = digits;
        buf_str(row->cell, code);
    }
}

/* ---- actors -------------------------------------------------------------------------------- */

static void add_blocks(struct export_actor *actor, struct str code)
{
    for (size_t at = 0; at + 3 <= code.n; at += 3) {
        struct str block = str_slice(code, at, at + 3);
        bool known = false;
        for (uint32_t i = 0; i < actor->n; i++)
            known = known || str_eq(actor->blocks[i], block);
        if (!known && actor->n < EXPORT_BLOCKS_MAX) actor->blocks[actor->n++] = block;
    }
}

struct export_actor row_actor(const struct codes *codes, const struct store_part *part)
{
    struct export_actor actor = {.n = 0};
    if (!part) return actor;
    const struct codes_country *country = codes_country(codes, part->code);
    const struct codes_sector *kind = codes_sector(codes, part->code);
    actor.country = country != NULL;
    add_blocks(&actor, country ? country->cameo : kind ? kind->cameo : part->code);
    if (part_is_state(codes, part)) return actor;
    struct str rest = part->sectors.n ? part->sectors : part->sector, code;
    while (rest.n && str_split(&rest, ';', &code)) {
        const struct codes_sector *sector = codes_sector(codes, str_trim(code));
        if (sector) add_blocks(&actor, sector->cameo);
    }
    return actor;
}

static bool starts_name(struct str word)
{
    uint32_t cp;
    if (!utf8_decode(word, 0, &cp) || cp == UTF8_INVALID) return false;
    bool has_case = cp < CASELESS;
    return has_case ? utf8_is_upper(cp) : utf8_is_letter(cp);
}

bool name_is_proper(struct str name)
{
    struct str rest = str_trim(name), word;
    uint32_t n = 0, capitals = 0;
    bool first = false;
    while (rest.n && str_split(&rest, ' ', &word)) {
        if (!word.n) continue;
        bool capital = starts_name(word);
        if (!n++) first = capital || ascii_is_digit(word.p[0]);
        capitals += capital;
    }
    return first && (n == 1 ? capitals == 1 : starts_name(name) ? capitals > 1 : capitals > 0);
}

bool part_is_state(const struct codes *codes, const struct store_part *part)
{
    return str_is(part->kind, "country") && !part->office.n && codes_country(codes, part->code);
}
