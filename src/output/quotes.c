/* output/quotes.c - quotations as JSONL and as CSV.
 *
 * `source` are the words in the text, `speaker` the person after coreference. `quote` is the
 * number under which an event names the quotation it stands in.
 *
 * SPDX-License-Identifier: MIT */
#include "output/views.h"

static bool is_set(struct span span)
{
    return span.end > span.start;
}

static void json_one_span(struct buf *buf, const struct record *record, const char *key,
                          struct span span)
{
    jw_key(buf, key);
    jw_array(buf);
    if (is_set(span)) row_json_span(buf, record, span);
    jw_end_array(buf);
}

/* Who speaks: the entity's name, else the words, else null. */
static struct str name_of(const struct record *record, uint32_t speaker, struct span words)
{
    const struct entity *entity = row_entity(record, speaker);
    if (entity && entity->name.n) return entity->name;
    return is_set(words) ? row_text(record, words) : (struct str){NULL, 0};
}

static void json_speaker(struct buf *buf, const struct record *record, const struct quote *quote)
{
    const struct entity *entity = row_entity(record, quote->speaker);
    jw_key(buf, "speaker");
    row_json_or_null(buf, name_of(record, quote->speaker, quote->source));
    jw_key(buf, "speaker_code");
    jw_cstr(buf, entity ? entity->code : "");
    jw_key(buf, "speaker_sector");
    jw_cstr(buf, row_sector(entity));
    jw_key(buf, "via");
    row_json_or_null(buf, name_of(record, quote->via_speaker, quote->via));
}

static void json_spans(struct buf *buf, const struct record *record, const struct quote *quote)
{
    jw_key(buf, "spans");
    jw_object(buf);
    jw_key(buf, "content");
    jw_array(buf);
    for (uint32_t i = 0; i < quote->n_content; i++)
        row_json_span(buf, record, quote->content[i]);
    jw_end_array(buf);
    json_one_span(buf, record, "cue", quote->cue);
    json_one_span(buf, record, "source", quote->source);
    json_one_span(buf, record, "via", quote->via);
    if (is_set(quote->addressee)) json_one_span(buf, record, "addressee", quote->addressee);
    if (is_set(quote->time)) json_one_span(buf, record, "time", quote->time);
    if (is_set(quote->occasion)) json_one_span(buf, record, "occasion", quote->occasion);
    jw_end_object(buf);
}

enum { NESTED_MAX = 8 };

/* The first event of a sentence that ends behind a byte; events are in text order. */
static uint32_t event_from(const struct record *record, uint32_t byte)
{
    uint32_t low = 0, high = record->events->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t sentence = record->events->items[middle].sentence;
        if (record->doc->sentences[sentence].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Does the event stand in the quote, or in one inside it? */
static bool tells_event(const struct record *record, uint32_t n, const struct event *event)
{
    uint32_t at = event->quote;
    for (int depth = 0; at != QUOTE_NONE && depth < NESTED_MAX; depth++) {
        if (at == n) return true;
        at = record->quotes->items[at].parent;
    }
    return false;
}

/* Steps `at` to the next event inside the quote; false when there is none. Start with
 * event_from of its first byte. */
static bool next_event(const struct record *record, uint32_t n, uint32_t *at)
{
    const struct quote *quote = &record->quotes->items[n];
    uint32_t end = quote->content[quote->n_content - 1].end;
    for (; *at < record->events->n; ++*at) {
        const struct event *event = &record->events->items[*at];
        if (record->doc->sentences[event->sentence].span.start >= end) return false;
        if (tells_event(record, n, event)) return true;
    }
    return false;
}

static struct str event_id(const struct record *record, uint32_t event)
{
    return arena_printf(record->arena, "%.*s-v%u-%u", STR_ARG(record->story->id),
                        record->story->version, event + 1);
}

static void json_events(struct buf *buf, const struct record *record, uint32_t n)
{
    uint32_t at = event_from(record, record->quotes->items[n].content[0].start);
    jw_key(buf, "events");
    jw_array(buf);
    for (; next_event(record, n, &at); at++) {
        struct str id = event_id(record, at);
        if (!id.p) buf->failed = true;
        jw_str(buf, id);
    }
    jw_end_array(buf);
}

/* Another quote by its number, null for none. */
static void json_number(struct buf *buf, const char *key, uint32_t quote)
{
    jw_key(buf, key);
    if (quote == QUOTE_NONE)
        jw_null(buf);
    else
        jw_uint(buf, quote + 1);
}

static void json_quote(struct buf *buf, const struct record *record, uint32_t n)
{
    const struct quote *quote = &record->quotes->items[n];
    jw_object(buf);
    row_json_story(buf, record);
    jw_key(buf, "paragraph");
    row_json_paragraph(buf, record, quote->block);
    jw_key(buf, "kind");
    jw_cstr(buf, quote_kind_name(quote->kind));
    jw_key(buf, "content");
    jw_array(buf);
    for (uint32_t i = 0; i < quote->n_content; i++)
        jw_str(buf, row_text(record, quote->content[i]));
    jw_end_array(buf);
    jw_key(buf, "cue");
    row_json_or_null(buf, row_text(record, quote->cue));
    json_speaker(buf, record, quote);
    json_spans(buf, record, quote);
    jw_key(buf, "attitude");
    jw_bool(buf, quote->attitude);
    jw_key(buf, "quote");
    jw_uint(buf, n + 1);
    json_number(buf, "parent", quote->parent);
    json_number(buf, "continues", quote->continues);
    json_events(buf, record, n);
    jw_key(buf, "rule");
    jw_cstr(buf, quote->rule);
    jw_end_object(buf);
    buf->comma[0] = false;
    buf_putc(buf, '\n');
}

uint32_t view_quotes_jsonl(struct buf *buf, const struct record *record)
{
    for (uint32_t i = 0; i < record->quotes->n; i++)
        json_quote(buf, record, i);
    return record->quotes->n;
}

/* ---- CSV ----------------------------------------------------------------------------------- */

void view_quotes_csv_header(struct buf *buf)
{
    buf_puts(buf, "story,version,paragraph,quote,kind,content,cue,source,speaker,speaker_code,"
                  "speaker_sector,via,attitude,content_spans,addressee,time,occasion,events\r\n");
}

static void csv_words(struct buf *buf, struct buf *cell, bool *first, struct str words)
{
    buf_clear(cell);
    row_fold(cell, words);
    row_csv(buf, first, (struct str){cell->p, cell->n}, true);
}

/* The pieces of the content, then (when `spans`) where they stand. */
static void csv_content(struct buf *buf, struct buf *cell, bool *first, const struct record *record,
                        const struct quote *quote, bool spans)
{
    buf_clear(cell);
    for (uint32_t i = 0; i < quote->n_content; i++) {
        struct span span = quote->content[i];
        if (spans)
            buf_printf(cell, "%s%u-%u", i ? ";" : "", cp_at(&record->cp, span.start),
                       cp_at(&record->cp, span.end));
        else
            row_list_item(cell, 0, row_text(record, span));
    }
    row_csv(buf, first, (struct str){cell->p, cell->n}, !spans);
}

static void csv_events(struct buf *buf, struct buf *cell, bool *first, const struct record *record,
                       uint32_t n)
{
    uint32_t at = event_from(record, record->quotes->items[n].content[0].start);
    buf_clear(cell);
    for (; next_event(record, n, &at); at++)
        row_list_item(cell, 0, event_id(record, at));
    row_csv(buf, first, (struct str){cell->p, cell->n}, true);
}

static void csv_quote(struct buf *buf, struct buf *cell, const struct record *record, uint32_t n)
{
    const struct quote *quote = &record->quotes->items[n];
    const struct entity *entity = row_entity(record, quote->speaker);
    bool first = true;
    csv_words(buf, cell, &first, record->story->id);
    buf_printf(buf, ",%u,", record->story->version);
    row_paragraph(buf, record, quote->block);
    buf_printf(buf, ",%u,%s", n + 1, quote_kind_name(quote->kind));
    csv_content(buf, cell, &first, record, quote, false);
    csv_words(buf, cell, &first, row_text(record, quote->cue));
    csv_words(buf, cell, &first, row_text(record, quote->source));
    csv_words(buf, cell, &first, name_of(record, quote->speaker, quote->source));
    csv_words(buf, cell, &first, str_c(entity ? entity->code : ""));
    csv_words(buf, cell, &first, str_c(row_sector(entity)));
    csv_words(buf, cell, &first, name_of(record, quote->via_speaker, quote->via));
    buf_printf(buf, ",%s", quote->attitude ? "true" : "false");
    csv_content(buf, cell, &first, record, quote, true);
    csv_words(buf, cell, &first, row_text(record, quote->addressee));
    csv_words(buf, cell, &first, row_text(record, quote->time));
    csv_words(buf, cell, &first, row_text(record, quote->occasion));
    csv_events(buf, cell, &first, record, n);
    buf_puts(buf, "\r\n");
}

uint32_t view_quotes_csv(struct buf *buf, const struct record *record)
{
    struct buf cell;
    buf_init(&cell, 0);
    for (uint32_t i = 0; i < record->quotes->n; i++)
        csv_quote(buf, &cell, record, i);
    if (cell.failed) buf->failed = true;
    buf_fini(&cell);
    return record->quotes->n;
}
