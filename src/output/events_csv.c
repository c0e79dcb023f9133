/* output/events_csv.c - events as CSV (RFC 4180): a row an event, lists joined by ";", spans
 * written start-end. The table of columns below is the format; a cell is written by its function.
 *
 * SPDX-License-Identifier: MIT */
#include "output/views.h"

/* What a cell is made from. */
struct cell {
    struct buf *buf;
    const struct record *record;
    const struct event *event;
    uint32_t n; /* of the event in the record */
};

static void put_date(struct buf *buf, struct date date)
{
    char text[11];
    buf_puts(buf, date_format(date, text));
}

static void put_span(const struct cell *cell, struct span span)
{
    const struct cp_index *cp = &cell->record->cp;
    if (cell->buf->n) buf_putc(cell->buf, ';');
    buf_printf(cell->buf, "%u-%u", cp_at(cp, span.start), cp_at(cp, span.end));
}

static void cell_id(const struct cell *cell, int same_as)
{
    if (!same_as)
        row_event_id(cell->buf, cell->record, cell->n);
    else if (cell->event->same_as != EVENT_NONE)
        row_event_id(cell->buf, cell->record, cell->event->same_as);
}

static void cell_date(const struct cell *cell, int end)
{
    put_date(cell->buf, end ? cell->event->enddate : row_event_date(cell->record, cell->event));
}

static void cell_type(const struct cell *cell, int unused)
{
    (void)unused;
    uint32_t n;
    const struct event_type *types = event_types(cell->record->engine->book, &n);
    if (cell->event->type < n) buf_str(cell->buf, types[cell->event->type].name);
}

static void cell_mode(const struct cell *cell, int unused)
{
    (void)unused;
    buf_str(cell->buf, cell->event->mode);
}

static void cell_contexts(const struct cell *cell, int unused)
{
    (void)unused;
    uint32_t n;
    const struct str *names = event_contexts(cell->record->engine->book, &n);
    for (uint32_t i = 0; i < n && i < 64; i++)
        if (cell->event->contexts >> i & 1) row_list_item(cell->buf, 0, names[i]);
}

static void cell_aux(const struct cell *cell, int unused)
{
    (void)unused;
    for (uint32_t i = 0; row_aux_name(i); i++)
        if (cell->event->aux >> i & 1) row_list_item(cell->buf, 0, str_c(row_aux_name(i)));
}

/* ---- who ----------------------------------------------------------------------------------- */

enum { CODE, SECTOR, NAME, OFFICE, TEXT };

static struct str fact(const struct entity *entity, int what)
{
    if (!entity) return (struct str){NULL, 0};
    return what == CODE     ? str_c(entity->code)
           : what == SECTOR ? str_c(row_sector(entity))
           : what == NAME   ? entity->name
                            : entity->office;
}

/* Empty items stay in the list, so that the lists of one side run parallel. */
static void put_parts(const struct cell *cell, const struct event_part *parts, uint32_t n, int what)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_putc(cell->buf, ';');
        row_list_item(cell->buf, cell->buf->n,
                      what == TEXT ? row_text(cell->record, parts[i].span)
                                   : fact(row_entity(cell->record, parts[i].entity), what));
    }
}

static void cell_actor(const struct cell *cell, int what)
{
    put_parts(cell, cell->event->actors, cell->event->n_actors, what);
}

static void cell_recipient(const struct cell *cell, int what)
{
    put_parts(cell, cell->event->recipients, cell->event->n_recipients, what);
}

static void cell_source(const struct cell *cell, int what)
{
    for (uint32_t i = 0; i < cell->event->n_sources; i++) {
        if (i) buf_putc(cell->buf, ';');
        row_list_item(cell->buf, cell->buf->n,
                      fact(row_entity(cell->record, cell->event->sources[i]), what));
    }
}

static void cell_place(const struct cell *cell, int what)
{
    if (cell->event->place == EVENT_NONE) return;
    const struct mention *mention = &cell->record->entities->mentions[cell->event->place];
    const struct entities *entities = cell->record->entities;
    row_fold(cell->buf, what == TEXT   ? row_text(cell->record, mention->span)
                        : what == CODE ? str_c(entity_place_country(entities, mention))
                                       : entity_place_name(entities, mention));
}

enum { LATITUDE, LONGITUDE, GEONAME };

static void cell_fix(const struct cell *cell, int what)
{
    const struct entities *entities = cell->record->entities;
    if (cell->event->place == EVENT_NONE || !entities->mentions[cell->event->place].fix) return;
    const struct place_fix *fix = &entities->fixes[entities->mentions[cell->event->place].fix - 1];
    if (what != GEONAME)
        jw_num(cell->buf, what == LATITUDE ? fix->lat : fix->lon, 5);
    else if (fix->geoname)
        jw_uint(cell->buf, fix->geoname);
}

/* ---- where in the text --------------------------------------------------------------------- */

static void cell_words(const struct cell *cell, int as_spans)
{
    struct span spans[EVENT_TRIGGER_MAX];
    uint32_t n = row_triggers(cell->record, cell->event, spans);
    for (uint32_t i = 0; i < n; i++)
        if (as_spans)
            put_span(cell, spans[i]);
        else
            row_list_item(cell->buf, 0, row_text(cell->record, spans[i]));
}

static void cell_part_spans(const struct cell *cell, int actors)
{
    const struct event *event = cell->event;
    for (uint32_t i = 0; i < (actors ? event->n_actors : event->n_recipients); i++)
        put_span(cell, actors ? event->actors[i].span : event->recipients[i].span);
}

static void cell_paragraph(const struct cell *cell, int unused)
{
    (void)unused;
    row_paragraph(cell->buf, cell->record, cell->event->block);
}

enum { QUAD, SCALE, SEQUENCE, START, END, VERSION, CONFIDENCE, QUOTE };

static void cell_number(const struct cell *cell, int what)
{
    const struct event *event = cell->event;
    struct span span = cell->record->doc->sentences[event->sentence].span;
    if (what == SCALE)
        jw_num(cell->buf, event->score, 1);
    else if (what == CONFIDENCE)
        jw_num(cell->buf, event->confidence, 2);
    else if (what == QUOTE && event->quote == QUOTE_NONE)
        return;
    else
        jw_uint(cell->buf, what == QUAD       ? event->quad
                           : what == SEQUENCE ? event->sentence + 1
                           : what == START    ? cp_at(&cell->record->cp, span.start)
                           : what == END      ? cp_at(&cell->record->cp, span.end)
                           : what == VERSION  ? cell->record->story->version
                                              : event->quote + 1);
}

/* ---- of the story -------------------------------------------------------------------------- */

enum { PUBLICATION, TITLE, LANGUAGE, STORY, CODER, CAMEO, RULE };

static void cell_fact(const struct cell *cell, int what)
{
    const struct story *story = cell->record->story;
    row_fold(cell->buf, what == PUBLICATION ? story->agency
                        : what == TITLE     ? story->title
                        : what == LANGUAGE  ? story->language
                        : what == STORY     ? story->id
                        : what == CODER     ? STR_LIT(ROW_CODER)
                        : what == CAMEO     ? cell->event->cameo
                                            : str_c(cell->event->rule));
}

/* `words` marks cells that hold what stood in a story: they are guarded against a spreadsheet
 * that would run them as formulas. */
static const struct {
    const char *name;
    bool words;
    void (*write)(const struct cell *cell, int what);
    int what;
} columns[] = {
    {"id", true, cell_id, 0},
    {"date", false, cell_date, 0},
    {"enddate", false, cell_date, 1},
    {"event", false, cell_type, 0},
    {"mode", false, cell_mode, 0},
    {"context", false, cell_contexts, 0},
    {"actor_code", false, cell_actor, CODE},
    {"actor_sector", false, cell_actor, SECTOR},
    {"actor_text", true, cell_actor, TEXT},
    {"actor_name", true, cell_actor, NAME},
    {"actor_office", true, cell_actor, OFFICE},
    {"recipient_code", false, cell_recipient, CODE},
    {"recipient_sector", false, cell_recipient, SECTOR},
    {"recipient_text", true, cell_recipient, TEXT},
    {"recipient_name", true, cell_recipient, NAME},
    {"recipient_office", true, cell_recipient, OFFICE},
    {"quad_code", false, cell_number, QUAD},
    {"event_scale", false, cell_number, SCALE},
    {"event_text", true, cell_words, 0},
    {"place", true, cell_place, TEXT},
    {"place_country", false, cell_place, CODE},
    {"sequence", false, cell_number, SEQUENCE},
    {"start", false, cell_number, START},
    {"end", false, cell_number, END},
    {"publication", true, cell_fact, PUBLICATION},
    {"title", true, cell_fact, TITLE},
    {"language", true, cell_fact, LANGUAGE},
    {"coder", false, cell_fact, CODER},
    {"story", true, cell_fact, STORY},
    {"version", false, cell_number, VERSION},
    {"paragraph", false, cell_paragraph, 0},
    {"auxiliary", false, cell_aux, 0},
    {"cameo", false, cell_fact, CAMEO},
    {"source_name", true, cell_source, NAME},
    {"source_code", false, cell_source, CODE},
    {"source_sector", false, cell_source, SECTOR},
    {"quote", false, cell_number, QUOTE},
    {"trigger_spans", false, cell_words, 1},
    {"actor_spans", false, cell_part_spans, 1},
    {"recipient_spans", false, cell_part_spans, 0},
    {"rule", false, cell_fact, RULE},
    {"confidence", false, cell_number, CONFIDENCE},
    {"same_as", true, cell_id, 1},
    {"place_name", true, cell_place, NAME},
    {"place_lat", false, cell_fix, LATITUDE},
    {"place_lon", false, cell_fix, LONGITUDE},
    {"place_geoname", false, cell_fix, GEONAME},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

void view_events_csv_header(struct buf *buf)
{
    for (uint32_t i = 0; i < N_COLUMNS; i++)
        buf_printf(buf, "%s%s", i ? "," : "", columns[i].name);
    buf_puts(buf, "\r\n");
}

uint32_t view_events_csv(struct buf *buf, const struct record *record)
{
    struct buf text;
    buf_init(&text, 0);
    for (uint32_t i = 0; i < record->events->n; i++) {
        struct cell cell = {&text, record, &record->events->items[i], i};
        bool first = true;
        for (uint32_t c = 0; c < N_COLUMNS; c++) {
            buf_clear(&text);
            columns[c].write(&cell, columns[c].what);
            if (text.failed) buf->failed = true;
            row_csv(buf, &first, (struct str){text.p, text.n}, columns[c].words);
        }
        buf_puts(buf, "\r\n");
    }
    buf_fini(&text);
    return record->events->n;
}
