/* output/events.c - events as PLOVER JSONL.
 *
 * The field names are those of the PLOVER 2.0 manual, Bede's own stand under "bede"; the lists of
 * spans run parallel to the lists of actors and recipients; behind them stand the names that the
 * same sentence has for those who are only a pronoun where they act.
 *
 * SPDX-License-Identifier: MIT */
#include "output/views.h"

static void json_parts(struct buf *buf, const struct record *record, const struct event_part *parts,
                       uint32_t n)
{
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = row_entity(record, parts[i].entity);
        jw_object(buf);
        jw_key(buf, "code");
        jw_cstr(buf, entity ? entity->code : "");
        jw_key(buf, "sector");
        jw_cstr(buf, row_sector(entity));
        jw_key(buf, "sectors");
        row_json_sectors(buf, entity);
        jw_key(buf, "entity_text");
        jw_str(buf, row_text(record, parts[i].span));
        jw_key(buf, "identifier_text");
        jw_str(buf, entity ? entity->name : (struct str){NULL, 0});
        if (entity && entity->office.n) {
            jw_key(buf, "office");
            jw_str(buf, entity->office);
        }
        if (parts[i].inferred) {
            jw_key(buf, "inferred");
            jw_bool(buf, true);
        }
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void json_contexts(struct buf *buf, const struct record *record, const struct event *event)
{
    uint32_t n;
    const struct str *names = event_contexts(record->engine->book, &n);
    jw_array(buf);
    for (uint32_t i = 0; i < n && i < 64; i++)
        if (event->contexts >> i & 1) jw_str(buf, names[i]);
    jw_end_array(buf);
}

static void json_place(struct buf *buf, const struct record *record, const struct event *event)
{
    if (event->place == EVENT_NONE) {
        jw_null(buf);
        return;
    }
    const struct mention *mention = &record->entities->mentions[event->place];
    jw_object(buf);
    jw_key(buf, "extracted_place");
    jw_str(buf, row_text(record, mention->span));
    jw_key(buf, "resolved_place");
    row_json_or_null(buf, entity_place_name(record->entities, mention));
    jw_key(buf, "country_code");
    row_json_or_null(buf, str_c(entity_place_country(record->entities, mention)));
    row_json_fix(buf, record, mention);
    jw_key(buf, "span");
    row_json_span(buf, record, mention->span);
    jw_end_object(buf);
}

static void json_words(struct buf *buf, const struct record *record, const struct event *event)
{
    struct span spans[EVENT_TRIGGER_MAX];
    uint32_t n = row_triggers(record, event, spans);
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++)
        jw_str(buf, row_text(record, spans[i]));
    jw_end_array(buf);
}

static void json_info(struct buf *buf, const struct record *record, const struct event *event)
{
    struct span span = record->doc->sentences[event->sentence].span;
    jw_key(buf, "text_info");
    jw_object(buf);
    jw_key(buf, "sequence");
    jw_uint(buf, event->sentence + 1);
    jw_key(buf, "start");
    jw_uint(buf, cp_at(&record->cp, span.start));
    jw_key(buf, "end");
    jw_uint(buf, cp_at(&record->cp, span.end));
    jw_end_object(buf);
    jw_key(buf, "cite_info");
    jw_object(buf);
    jw_key(buf, "publication");
    row_json_or_null(buf, record->story->agency);
    jw_key(buf, "title");
    row_json_or_null(buf, record->story->title);
    jw_key(buf, "language");
    row_json_or_null(buf, record->story->language);
    jw_end_object(buf);
}

static void json_sources(struct buf *buf, const struct record *record, const struct event *event)
{
    jw_array(buf);
    for (uint32_t i = 0; i < event->n_sources; i++) {
        const struct entity *entity = row_entity(record, event->sources[i]);
        if (!entity) continue;
        jw_object(buf);
        jw_key(buf, "name");
        jw_str(buf, entity->name);
        jw_key(buf, "code");
        jw_cstr(buf, entity->code);
        jw_key(buf, "sector");
        jw_cstr(buf, row_sector(entity));
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void json_part_spans(struct buf *buf, const struct record *record, const char *key,
                            const struct event_part *parts, uint32_t n)
{
    jw_key(buf, key);
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++)
        row_json_span(buf, record, parts[i].span);
    for (uint32_t i = 0; i < n; i++)
        if (parts[i].named.end > parts[i].named.start) row_json_span(buf, record, parts[i].named);
    jw_end_array(buf);
}

static void json_spans(struct buf *buf, const struct record *record, const struct event *event)
{
    struct span spans[EVENT_TRIGGER_MAX];
    uint32_t n = row_triggers(record, event, spans);
    jw_object(buf);
    jw_key(buf, "trigger");
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++)
        row_json_span(buf, record, spans[i]);
    jw_end_array(buf);
    json_part_spans(buf, record, "actor", event->actors, event->n_actors);
    json_part_spans(buf, record, "recipient", event->recipients, event->n_recipients);
    jw_end_object(buf);
}

/* An id is the one string put together on the way: in the record's arena, not in the JSON. */
static void json_id(struct buf *buf, const struct record *record, uint32_t event)
{
    struct str id = arena_printf(record->arena, "%.*s-v%u-%u", STR_ARG(record->story->id),
                                 record->story->version, event + 1);
    if (!id.p) buf->failed = true;
    jw_str(buf, id);
}

/* Every place where the story tells the event, its own first. */
static void json_mentions(struct buf *buf, const struct record *record, uint32_t n)
{
    jw_key(buf, "mentions");
    jw_array(buf);
    for (uint32_t i = n; i < record->events->n; i++) {
        const struct event *event = &record->events->items[i];
        struct span spans[EVENT_TRIGGER_MAX];
        if (i != n && event->same_as != n) continue;
        uint32_t n_spans = row_triggers(record, event, spans);
        jw_object(buf);
        jw_key(buf, "id");
        json_id(buf, record, i);
        jw_key(buf, "paragraph");
        row_json_paragraph(buf, record, event->block);
        jw_key(buf, "sequence");
        jw_uint(buf, event->sentence + 1);
        jw_key(buf, "event_text");
        json_words(buf, record, event);
        jw_key(buf, "trigger");
        jw_array(buf);
        for (uint32_t k = 0; k < n_spans; k++)
            row_json_span(buf, record, spans[k]);
        jw_end_array(buf);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void json_bede(struct buf *buf, const struct record *record, const struct event *event,
                      bool folded)
{
    jw_object(buf);
    row_json_story(buf, record);
    jw_key(buf, "paragraph");
    row_json_paragraph(buf, record, event->block);
    jw_key(buf, "auxiliary");
    jw_array(buf);
    for (uint32_t i = 0; row_aux_name(i); i++)
        if (event->aux >> i & 1) jw_cstr(buf, row_aux_name(i));
    jw_end_array(buf);
    jw_key(buf, "cameo");
    row_json_or_null(buf, event->cameo);
    jw_key(buf, "sources");
    json_sources(buf, record, event);
    jw_key(buf, "spans");
    json_spans(buf, record, event);
    jw_key(buf, "rule");
    jw_cstr(buf, event->rule);
    if (event->operators.n) {
        jw_key(buf, "operators");
        jw_str(buf, event->operators);
    }
    jw_key(buf, "confidence");
    jw_num(buf, event->confidence, 2);
    jw_key(buf, "same_as");
    if (event->same_as == EVENT_NONE)
        jw_null(buf);
    else
        json_id(buf, record, event->same_as);
    jw_key(buf, "quote");
    if (event->quote == QUOTE_NONE)
        jw_null(buf);
    else
        jw_uint(buf, event->quote + 1);
    if (folded) json_mentions(buf, record, (uint32_t)(event - record->events->items));
    jw_end_object(buf);
}

static void json_event(struct buf *buf, const struct record *record, uint32_t n, bool folded)
{
    const struct event *event = &record->events->items[n];
    uint32_t n_types;
    const struct event_type *types = event_types(record->engine->book, &n_types);
    jw_object(buf);
    jw_key(buf, "id");
    json_id(buf, record, n);
    jw_key(buf, "date");
    row_json_date(buf, row_event_date(record, event));
    if (date_valid(event->enddate)) {
        jw_key(buf, "enddate");
        row_json_date(buf, event->enddate);
    }
    jw_key(buf, "event");
    jw_array(buf);
    if (event->type < n_types) jw_str(buf, types[event->type].name);
    jw_end_array(buf);
    jw_key(buf, "mode");
    jw_array(buf);
    if (event->mode.n) jw_str(buf, event->mode);
    jw_end_array(buf);
    jw_key(buf, "context");
    json_contexts(buf, record, event);
    jw_key(buf, "actor");
    json_parts(buf, record, event->actors, event->n_actors);
    jw_key(buf, "recipient");
    json_parts(buf, record, event->recipients, event->n_recipients);
    jw_key(buf, "quad_code");
    jw_uint(buf, event->quad);
    jw_key(buf, "event_scale");
    jw_num(buf, event->score, 1);
    jw_key(buf, "event_text");
    json_words(buf, record, event);
    jw_key(buf, "event_loc");
    json_place(buf, record, event);
    row_json_size(buf, &event->size);
    json_info(buf, record, event);
    jw_key(buf, "coder");
    jw_cstr(buf, ROW_CODER);
    jw_key(buf, "bede");
    json_bede(buf, record, event, folded);
    jw_end_object(buf);
    buf->comma[0] = false;
    buf_putc(buf, '\n');
}

uint32_t view_events_jsonl(struct buf *buf, const struct record *record)
{
    for (uint32_t i = 0; i < record->events->n; i++)
        json_event(buf, record, i, false);
    return record->events->n;
}

void view_event_row(struct buf *buf, const struct record *record, uint32_t event)
{
    json_event(buf, record, event, false);
}

uint32_t view_events_folded(struct buf *buf, const struct record *record)
{
    uint32_t rows = 0;
    for (uint32_t i = 0; i < record->events->n; i++) {
        if (record->events->items[i].same_as != EVENT_NONE) continue;
        json_event(buf, record, i, true);
        rows++;
    }
    return rows;
}
