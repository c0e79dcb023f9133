/* output/row.c - see row.h. SPDX-License-Identifier: MIT */
#include "output/row.h"

struct str row_text(const struct record *record, struct span span)
{
    return str_span(record->story->text, span);
}

void row_json_point(struct buf *buf, struct str admin, double lat, double lon, uint32_t geoname)
{
    jw_key(buf, "admin");
    row_json_or_null(buf, admin);
    jw_key(buf, "lat");
    jw_num(buf, lat, 5);
    jw_key(buf, "lon");
    jw_num(buf, lon, 5);
    jw_key(buf, "geonameid");
    if (geoname)
        jw_uint(buf, geoname);
    else
        jw_null(buf);
}

void row_json_fix(struct buf *buf, const struct record *record, const struct mention *mention)
{
    if (!mention->fix) return;
    const struct place_fix *fix = &record->entities->fixes[mention->fix - 1];
    jw_key(buf, "geo");
    jw_object(buf);
    jw_key(buf, "name");
    jw_str(buf, fix->name);
    jw_key(buf, "country");
    jw_cstr(buf, fix->code[0] ? fix->code : NULL);
    row_json_point(buf, str_c(fix->admin), fix->lat, fix->lon, fix->geoname);
    jw_key(buf, "reason");
    jw_str(buf, fix->reason);
    jw_end_object(buf);
}

void row_json_span(struct buf *buf, const struct record *record, struct span span)
{
    jw_pair(buf, cp_at(&record->cp, span.start), cp_at(&record->cp, span.end));
}

void row_json_paragraph(struct buf *buf, const struct record *record, uint32_t block)
{
    const struct wire_block *b = &record->story->blocks[block];
    if (b->kind == WIRE_PARAGRAPH)
        jw_uint(buf, b->number);
    else
        jw_cstr(buf, wire_kind_name(b->kind));
}

void row_json_story(struct buf *buf, const struct record *record)
{
    jw_key(buf, "story");
    jw_str(buf, record->story->id);
    jw_key(buf, "version");
    jw_uint(buf, record->story->version);
}

void row_json_or_null(struct buf *buf, struct str s)
{
    if (s.n)
        jw_str(buf, s);
    else
        jw_null(buf);
}

void row_json_date(struct buf *buf, struct date date)
{
    char text[11];
    row_json_or_null(buf, str_c(date_format(date, text)));
}

void row_json_sectors(struct buf *buf, const struct entity *entity)
{
    jw_array(buf);
    for (uint32_t i = 0; entity && i < entity->n_sectors; i++)
        jw_cstr(buf, entity->sectors[i]);
    jw_end_array(buf);
}

void row_paragraph(struct buf *buf, const struct record *record, uint32_t block)
{
    const struct wire_block *b = &record->story->blocks[block];
    if (b->kind == WIRE_PARAGRAPH)
        buf_printf(buf, "%u", b->number);
    else
        buf_puts(buf, wire_kind_name(b->kind));
}

const char *row_sector(const struct entity *entity)
{
    return entity && entity->n_sectors ? entity->sectors[0] : "";
}

const struct entity *row_entity(const struct record *record, uint32_t n)
{
    return n == ENTITY_NONE || !record->entities || n >= record->entities->n
               ? NULL
               : &record->entities->items[n];
}

void row_fold(struct buf *buf, struct str s)
{
    s = str_trim(s);
    for (size_t i = 0; i < s.n;) {
        if (ascii_is_space(s.p[i])) {
            while (i < s.n && ascii_is_space(s.p[i]))
                i++;
            buf_putc(buf, ' ');
            continue;
        }
        size_t run = i;
        while (i < s.n && !ascii_is_space(s.p[i]))
            i++;
        buf_add(buf, s.p + run, i - run);
    }
}

void row_list_item(struct buf *buf, size_t start, struct str s)
{
    if (buf->n > start) buf_putc(buf, ';');
    size_t from = buf->n;
    row_fold(buf, s);
    for (size_t i = from; i < buf->n; i++)
        if (buf->p[i] == ';') buf->p[i] = ',';
}

void row_csv(struct buf *buf, bool *first, struct str cell, bool words)
{
    if (!*first) buf_putc(buf, ',');
    *first = false;
    csv_field(buf, cell, ',', words);
}

struct date row_event_date(const struct record *record, const struct event *event)
{
    return date_valid(event->date) ? event->date : record->story->date;
}

void row_event_id(struct buf *buf, const struct record *record, uint32_t event)
{
    buf_str(buf, record->story->id);
    buf_printf(buf, "-v%u-%u", record->story->version, event + 1);
}

const char *row_aux_name(uint32_t bit)
{
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    return bit < sizeof names / sizeof *names ? names[bit] : NULL;
}

uint32_t row_triggers(const struct record *record, const struct event *event,
                      struct span spans[EVENT_TRIGGER_MAX])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < event->n_trigger; i++) {
        const struct token *token = &record->doc->tokens[event->trigger[i]];
        bool next = i && event->trigger[i] == event->trigger[i - 1] + 1;
        if (n && next)
            spans[n - 1].end = token->end;
        else
            spans[n++] = (struct span){token->start, token->end};
    }
    return n;
}

void row_json_size(struct buf *buf, const struct event_size *size)
{
    const struct {
        const char *key;
        uint32_t value;
    } told[] = {{"dead", size->dead},
                {"injured", size->injured},
                {"arrested", size->arrested},
                {"size", size->size}};
    bool open = false;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (told[i].value == EVENT_NONE) continue;
        if (!open) {
            jw_key(buf, "size");
            jw_object(buf);
            open = true;
        }
        jw_key(buf, told[i].key);
        jw_uint(buf, told[i].value);
    }
    if (open) jw_end_object(buf);
}
