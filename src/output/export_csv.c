/* output/export_csv.c - all that an event has, as CSV (RFC 4180): a row an event, lists joined by
 * ";". The items of a side run parallel over its columns, empty ones among them; several sectors of
 * one are joined by "+".
 *
 * SPDX-License-Identifier: MIT */
#include "output/export_row.h"
#include "output/row.h"

enum { ACTORS, RECIPIENTS, SOURCES };

static void parts(const struct export_row *row, int side, size_t field)
{
    const struct store_event *e = row->event;
    const struct store_part *part = side == ACTORS       ? e->actors
                                    : side == RECIPIENTS ? e->recipients
                                                         : e->sources;
    uint32_t n = side == ACTORS ? e->n_actors : side == RECIPIENTS ? e->n_recipients : e->n_sources;
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_putc(row->cell, ';');
        size_t from = row->cell->n;
        row_fold(row->cell, *(const struct str *)(const void *)((const char *)&part[i] + field));
        for (size_t c = from; c < row->cell->n; c++)
            if (row->cell->p[c] == ';')
                row->cell->p[c] = field == offsetof(struct store_part, sectors) ? '+' : ',';
    }
}

static void actors(const struct export_row *row, int field)
{
    parts(row, ACTORS, (size_t)field);
}

static void recipients(const struct export_row *row, int field)
{
    parts(row, RECIPIENTS, (size_t)field);
}

static void sources(const struct export_row *row, int field)
{
    parts(row, SOURCES, (size_t)field);
}

static void spans(const struct export_row *row, int of_recipients)
{
    const struct store_event *e = row->event;
    const struct store_part *part = of_recipients ? e->recipients : e->actors;
    for (uint32_t i = 0; i < (of_recipients ? e->n_recipients : e->n_actors); i++)
        buf_printf(row->cell, "%s%u-%u", i ? ";" : "", part[i].start, part[i].end);
}

enum {
    QUAD,
    VERSION,
    RANK,
    SEQUENCE,
    START,
    END,
    QUOTE,
    REPEATS,
    REPRINTS,
    PLACE_START,
    PLACE_END
};

static void number(const struct export_row *row, int what)
{
    const struct store_event *e = row->event;
    const uint32_t values[] = {[QUAD] = e->quad,
                               [VERSION] = e->origin.version,
                               [RANK] = e->origin.rank,
                               [SEQUENCE] = e->sentence,
                               [START] = e->sentence_start,
                               [END] = e->sentence_end,
                               [QUOTE] = e->quote,
                               [REPEATS] = e->repeats,
                               [REPRINTS] = e->reprints,
                               [PLACE_START] = e->place_start,
                               [PLACE_END] = e->place_end};
    bool optional = what == QUOTE || what == PLACE_START || what == PLACE_END;
    if (optional && !(what == QUOTE ? e->quote : e->place_end)) return;
    buf_printf(row->cell, "%u", values[what]);
}

/* 1 for each that the clause does not tell, else 0. */
static void inferred(const struct export_row *row, int of_recipients)
{
    const struct store_event *e = row->event;
    const struct store_part *part = of_recipients ? e->recipients : e->actors;
    for (uint32_t i = 0; i < (of_recipients ? e->n_recipients : e->n_actors); i++)
        buf_printf(row->cell, "%s%d", i ? ";" : "", part[i].inferred);
}

/* Nothing where no number is told. */
static void told(const struct export_row *row, int offset)
{
    const struct store_event *e = row->event;
    uint32_t n = *(const uint32_t *)(const void *)((const char *)e + offset);
    if (n != EVENT_NONE) buf_printf(row->cell, "%u", n);
}
#define TOLD(name) told, (int)offsetof(struct store_event, name)

static void score(const struct export_row *row, int confidence)
{
    buf_printf(row->cell, "%.*f", confidence ? 2 : 1,
               confidence ? row->event->confidence : row->event->score);
}

#define PART(name) (int)offsetof(struct store_part, name)

static const struct export_column columns[] = {
    {"id", FIELD(id)},
    {"date", FIELD(date)},
    {"enddate", FIELD(enddate)},
    {"event", FIELD(type)},
    {"mode", FIELD(mode)},
    {"context", FIELD(contexts)},
    {"auxiliary", FIELD(auxiliary)},
    {"quad_code", number, QUAD},
    {"event_scale", score, 0},
    {"cameo", FIELD(cameo)},
    {"goldstein", cell_act, ACT_GOLDSTEIN},
    {"actor_code", actors, PART(code)},
    {"actor_sector", actors, PART(sector)},
    {"actor_sectors", actors, PART(sectors)},
    {"actor_text", actors, PART(text)},
    {"actor_name", actors, PART(name)},
    {"actor_office", actors, PART(office)},
    {"actor_kind", actors, PART(kind)},
    {"recipient_code", recipients, PART(code)},
    {"recipient_sector", recipients, PART(sector)},
    {"recipient_sectors", recipients, PART(sectors)},
    {"recipient_text", recipients, PART(text)},
    {"recipient_name", recipients, PART(name)},
    {"recipient_office", recipients, PART(office)},
    {"recipient_kind", recipients, PART(kind)},
    {"source_name", sources, PART(name)},
    {"source_code", sources, PART(code)},
    {"source_sector", sources, PART(sector)},
    {"event_text", FIELD(words)},
    {"place", FIELD(place)},
    {"place_name", FIELD(place_name)},
    {"place_country", FIELD(place_country)},
    {"place_start", number, PLACE_START},
    {"place_end", number, PLACE_END},
    {"sequence", number, SEQUENCE},
    {"start", number, START},
    {"end", number, END},
    {"sentence", FIELD(sentence_text)},
    {"paragraph", FIELD(paragraph)},
    {"trigger_spans", FIELD(triggers)},
    {"actor_spans", spans, 0},
    {"recipient_spans", spans, 1},
    {"quote", number, QUOTE},
    {"publication", FIELD(origin.agency)},
    {"provider", FIELD(origin.provider)},
    {"language", FIELD(origin.language)},
    {"title", FIELD(origin.headline)},
    {"slug", FIELD(origin.slug)},
    {"url", FIELD(origin.url)},
    {"filed_from", FIELD(origin.filed_from)},
    {"story", FIELD(origin.story)},
    {"version", number, VERSION},
    {"family", FIELD(origin.family)},
    {"rank", number, RANK},
    {"story_date", FIELD(origin.date)},
    {"created", FIELD(origin.created)},
    {"stored", FIELD(origin.stored)},
    {"status", FIELD(origin.status)},
    {"known_from", FIELD(origin.known_from)},
    {"known_until", FIELD(origin.known_until)},
    {"superseded_by", FIELD(origin.superseded_by)},
    {"reason", FIELD(origin.reason)},
    {"reprint_of", FIELD(origin.reprint_of)},
    {"rule", FIELD(rule)},
    {"template", FIELD(template)},
    {"operators", FIELD(operators)},
    {"confidence", score, 1},
    {"same_as", FIELD(same_as)},
    {"repeats", number, REPEATS},
    {"reprints", number, REPRINTS},
    {"coder", FIELD(coder)},
    {"actor_inferred", inferred, 0},
    {"recipient_inferred", inferred, 1},
    {"dead", TOLD(dead)},
    {"injured", TOLD(injured)},
    {"arrested", TOLD(arrested)},
    {"size", TOLD(size)},
    {"place_lat", cell_geo, GEO_LATITUDE},
    {"place_lon", cell_geo, GEO_LONGITUDE},
    {"place_geoname", cell_geo, GEO_NAMES_ID},
};

const struct export_table export_csv = {.columns = columns,
                                        .n = sizeof columns / sizeof *columns,
                                        .header = true,
                                        .separator = ',',
                                        .missing = ""};
