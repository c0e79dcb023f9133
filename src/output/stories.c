/* output/stories.c - a story as it was read: header, advisory, paragraphs, furniture.
 *
 * `advisory` is the short form of the first note that tells of an update or a correction: its
 * kind, its first object, and the lowest and highest paragraph it names ("last 2 paras" counted
 * from the end).
 *
 * SPDX-License-Identifier: MIT */
#include "output/views.h"

static void key_or_null(struct buf *buf, const char *key, struct str s)
{
    jw_key(buf, key);
    row_json_or_null(buf, s);
}

static void json_strings(struct buf *buf, const char *key, const struct str *items, uint32_t n)
{
    jw_key(buf, key);
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++)
        jw_str(buf, items[i]);
    jw_end_array(buf);
}

static void json_tags(struct buf *buf, const struct story *story)
{
    jw_key(buf, "tags");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_tags; i++) {
        jw_object(buf);
        jw_key(buf, "tag");
        jw_cstr(buf, story->tags[i].name);
        jw_key(buf, "sequence");
        if (story->tags[i].sequence >= 0)
            jw_int(buf, story->tags[i].sequence);
        else
            jw_null(buf);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

/* ---- notes --------------------------------------------------------------------------------- */

static void json_clause(struct buf *buf, const struct wire_clause *clause)
{
    int32_t last = 0;
    jw_object(buf);
    key_or_null(buf, "verb", clause->verb);
    jw_key(buf, "kind");
    jw_cstr(buf, clause->kind);
    key_or_null(buf, "object", clause->object);
    json_strings(buf, "objects", clause->objects, clause->n_objects);
    jw_key(buf, "paragraphs");
    jw_array(buf);
    for (uint32_t i = 0; i < clause->n_ranges; i++) {
        const struct wire_range *range = &clause->ranges[i];
        if (range->last < 0)
            last = -range->last;
        else
            jw_pair(buf, (uint64_t)(range->first > 0 ? range->first : 0), (uint64_t)range->last);
    }
    jw_end_array(buf);
    jw_key(buf, "last");
    if (last)
        jw_int(buf, last);
    else
        jw_null(buf);
    jw_key(buf, "throughout");
    jw_bool(buf, clause->throughout);
    jw_end_object(buf);
}

static void json_notes(struct buf *buf, const struct record *record)
{
    const struct story *story = record->story;
    jw_key(buf, "notes");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_notes; i++) {
        const struct wire_note *note = &story->notes[i];
        jw_object(buf);
        jw_key(buf, "kind");
        jw_cstr(buf, note->kind);
        jw_key(buf, "text");
        jw_str(buf, note->text);
        key_or_null(buf, "target", note->target);
        jw_key(buf, "clauses");
        jw_array(buf);
        for (uint32_t c = 0; c < note->n_clauses; c++)
            json_clause(buf, &note->clauses[c]);
        jw_end_array(buf);
        jw_key(buf, "span");
        row_json_span(buf, record, note->span);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

/* The paragraphs that a note names, over all its clauses. False when it names none. */
static bool note_range(const struct story *story, const struct wire_note *note, int32_t *low,
                       int32_t *high)
{
    int32_t count = (int32_t)story->n_paragraphs;
    *low = INT32_MAX;
    *high = 0;
    for (uint32_t c = 0; c < note->n_clauses; c++)
        for (uint32_t r = 0; r < note->clauses[c].n_ranges; r++) {
            struct wire_range range = note->clauses[c].ranges[r];
            if (range.last < 0) {
                range.first = count + range.last + 1;
                range.last = count;
            }
            if (range.first > 0 && range.first < *low) *low = range.first;
            if (range.last > *high) *high = range.last;
        }
    return *high > 0 && *low <= *high;
}

static const struct wire_note *advisory_of(const struct story *story)
{
    for (uint32_t i = 0; i < story->n_notes; i++) {
        const char *kind = story->notes[i].kind;
        if (kind && (strcmp(kind, "update") == 0 || strcmp(kind, "correction") == 0))
            return &story->notes[i];
    }
    return NULL;
}

static void json_advisory(struct buf *buf, const struct story *story)
{
    const struct wire_note *note = advisory_of(story);
    int32_t low, high;
    jw_key(buf, "advisory");
    if (!note) {
        jw_null(buf);
        return;
    }
    struct str object = {NULL, 0};
    for (uint32_t c = 0; c < note->n_clauses && !object.n; c++)
        object = note->clauses[c].object;
    jw_object(buf);
    jw_key(buf, "kind");
    jw_cstr(buf, note->kind);
    jw_key(buf, "note");
    jw_str(buf, object.n ? object : note->text);
    jw_key(buf, "paragraphs");
    if (note_range(story, note, &low, &high))
        jw_pair(buf, (uint64_t)low, (uint64_t)high);
    else
        jw_null(buf);
    jw_end_object(buf);
}

/* ---- header -------------------------------------------------------------------------------- */

static void json_bylines(struct buf *buf, const struct story *story)
{
    json_strings(buf, "bylines", story->byline.names, story->byline.n);
    jw_key(buf, "byline_titles");
    jw_array(buf);
    for (uint32_t i = 0; i < story->byline.n; i++)
        row_json_or_null(buf, story->byline.titles[i]);
    jw_end_array(buf);
}

static void json_dateline(struct buf *buf, const struct record *record)
{
    const struct wire_dateline *line = &record->story->dateline;
    jw_key(buf, "dateline");
    if (!line->present) {
        jw_null(buf);
        return;
    }
    jw_object(buf);
    json_strings(buf, "places", line->places, line->n_places);
    key_or_null(buf, "region", line->region);
    jw_key(buf, "date");
    row_json_date(buf, line->date);
    key_or_null(buf, "agency", line->n_agencies ? line->agencies[0] : (struct str){NULL, 0});
    json_strings(buf, "agencies", line->agencies, line->n_agencies);
    jw_key(buf, "press_release");
    jw_bool(buf, line->press_release);
    jw_key(buf, "span");
    row_json_span(buf, record, line->span);
    jw_key(buf, "text");
    jw_str(buf, row_text(record, line->span));
    jw_end_object(buf);
}

/* ---- text ---------------------------------------------------------------------------------- */

static void json_span_text(struct buf *buf, const struct record *record, struct span span)
{
    jw_key(buf, "span");
    row_json_span(buf, record, span);
    jw_key(buf, "text");
    jw_str(buf, row_text(record, span));
}

static void json_paragraphs(struct buf *buf, const struct record *record)
{
    const struct story *story = record->story;
    jw_key(buf, "paragraphs");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        const struct wire_block *block = &story->blocks[i];
        if (block->kind != WIRE_PARAGRAPH) continue;
        jw_object(buf);
        jw_key(buf, "n");
        jw_uint(buf, block->number);
        json_span_text(buf, record, block->span);
        jw_key(buf, "body");
        row_json_span(buf, record, block->body);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

/* Credits are slices of the text: those inside the block are this caption's. One that is not (read
 * from a field of its own) goes with the first caption. */
static void json_credits(struct buf *buf, const struct record *record,
                         const struct wire_block *block, bool first)
{
    const struct story *story = record->story;
    uintptr_t text = (uintptr_t)story->text.p;
    jw_key(buf, "credits");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_credits; i++) {
        struct str credit = story->credits[i].text;
        uintptr_t p = (uintptr_t)credit.p;
        bool in_text = p >= text && p < text + story->text.n;
        bool in_block = in_text && p - text >= block->span.start && p - text < block->span.end;
        if (in_block || (first && !in_text)) jw_str(buf, credit);
    }
    jw_end_array(buf);
}

static void json_caption(struct buf *buf, const struct record *record,
                         const struct wire_block *block, bool first)
{
    jw_object(buf);
    jw_key(buf, "text");
    jw_str(buf, row_text(record, block->body));
    json_credits(buf, record, block, first);
    jw_key(buf, "span");
    row_json_span(buf, record, block->body);
    jw_end_object(buf);
}

/* The first caption by itself, then all of them. */
static void json_captions(struct buf *buf, const struct record *record)
{
    const struct story *story = record->story;
    const struct wire_block *first = NULL;
    for (uint32_t i = 0; i < story->n_blocks && !first; i++)
        if (story->blocks[i].kind == WIRE_CAPTION) first = &story->blocks[i];
    jw_key(buf, "caption");
    if (first)
        json_caption(buf, record, first, true);
    else
        jw_null(buf);
    jw_key(buf, "captions");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_blocks; i++)
        if (story->blocks[i].kind == WIRE_CAPTION)
            json_caption(buf, record, &story->blocks[i], &story->blocks[i] == first);
    jw_end_array(buf);
}

static void json_furniture(struct buf *buf, const struct record *record)
{
    const struct story *story = record->story;
    jw_key(buf, "furniture");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        const struct wire_block *block = &story->blocks[i];
        if (block->kind == WIRE_PARAGRAPH || block->kind == WIRE_CAPTION) continue;
        jw_object(buf);
        jw_key(buf, "kind");
        jw_cstr(buf, wire_kind_name(block->kind));
        json_span_text(buf, record, block->span);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

/* ---- what machine formats say -------------------------------------------------------------- */

static void json_links(struct buf *buf, const struct story *story)
{
    jw_key(buf, "links");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_links; i++) {
        const struct wire_link *link = &story->links[i];
        jw_object(buf);
        jw_key(buf, "rel");
        jw_cstr(buf, wire_rel_name(link->rel));
        jw_key(buf, "id");
        jw_str(buf, link->id);
        jw_key(buf, "version");
        if (link->version)
            jw_uint(buf, link->version);
        else
            jw_null(buf);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void json_subjects(struct buf *buf, const struct story *story)
{
    jw_key(buf, "subjects");
    jw_array(buf);
    for (uint32_t i = 0; i < story->n_subjects; i++) {
        const struct wire_subject *subject = &story->subjects[i];
        jw_object(buf);
        key_or_null(buf, "scheme", subject->scheme);
        key_or_null(buf, "code", subject->code);
        key_or_null(buf, "name", subject->name);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void json_format(struct buf *buf, const struct story *story)
{
    jw_key(buf, "format");
    jw_cstr(buf, wire_format_name(story->given ? BEDE_FROM_CONLLU : story->format));
    key_or_null(buf, "provider", story->provider);
    jw_key(buf, "id_given");
    jw_bool(buf, story->id_given);
    key_or_null(buf, "created", story->created);
    key_or_null(buf, "first_created", story->first_created);
    jw_key(buf, "zone_missing");
    jw_bool(buf, story->zone_missing);
    key_or_null(buf, "url", story->url);
    key_or_null(buf, "located", story->located);
    jw_key(buf, "urgency");
    if (story->urgency)
        jw_uint(buf, story->urgency);
    else
        jw_null(buf);
    key_or_null(buf, "signal", story->signal);
    json_links(buf, story);
    json_subjects(buf, story);
    jw_key(buf, "repaired");
    jw_bool(buf, story->repaired);
}

uint32_t view_stories_jsonl(struct buf *buf, const struct record *record)
{
    const struct story *story = record->story;
    jw_object(buf);
    row_json_story(buf, record);
    jw_key(buf, "date");
    row_json_date(buf, story->date);
    key_or_null(buf, "headline", story->title);
    json_tags(buf, story);
    key_or_null(buf, "genre", story->genre);
    json_advisory(buf, story);
    json_notes(buf, record);
    json_bylines(buf, story);
    json_dateline(buf, record);
    json_paragraphs(buf, record);
    json_captions(buf, record);
    json_furniture(buf, record);
    key_or_null(buf, "slug", story->slug);
    key_or_null(buf, "agency", story->agency);
    key_or_null(buf, "language", story->language);
    jw_key(buf, "status");
    jw_cstr(buf, wire_status_name(story->status));
    key_or_null(buf, "embargo", story->embargo);
    json_format(buf, story);
    jw_key(buf, "transcoded");
    jw_bool(buf, story->transcoded);
    jw_key(buf, "machine_generated");
    jw_bool(buf, story->machine_generated);
    jw_end_object(buf);
    buf->comma[0] = false;
    buf_putc(buf, '\n');
    return 1;
}

/* ---- CSV ----------------------------------------------------------------------------------- */

void view_stories_csv_header(struct buf *buf)
{
    buf_puts(buf, "story,version,date,headline,tags,genre,advisory,bylines,places,agency,"
                  "language,status,paragraphs,characters\r\n");
}

static void csv_list(struct buf *buf, struct buf *cell, const struct str *items, uint32_t n)
{
    bool first = false;
    buf_clear(cell);
    for (uint32_t i = 0; i < n; i++)
        row_list_item(cell, 0, items[i]);
    row_csv(buf, &first, (struct str){cell->p, cell->n}, true);
}

uint32_t view_stories_csv(struct buf *buf, const struct record *record)
{
    const struct story *story = record->story;
    const struct wire_note *note = advisory_of(story);
    struct buf cell;
    char date[11];
    buf_init(&cell, 0);
    csv_field(buf, story->id, ',', true);
    buf_printf(buf, ",%u,%s", story->version, date_format(story->date, date));
    csv_list(buf, &cell, &story->title, 1);
    buf_putc(buf, ',');
    for (uint32_t i = 0; i < story->n_tags; i++) {
        buf_printf(buf, "%s%s", i ? ";" : "", story->tags[i].name);
        if (story->tags[i].sequence >= 0) buf_printf(buf, " %d", story->tags[i].sequence);
    }
    csv_list(buf, &cell, &story->genre, 1);
    csv_list(buf, &cell, note ? &note->text : NULL, note ? 1 : 0);
    csv_list(buf, &cell, story->byline.names, story->byline.n);
    csv_list(buf, &cell, story->dateline.places, story->dateline.n_places);
    csv_list(buf, &cell, &story->agency, 1);
    csv_list(buf, &cell, &story->language, 1);
    buf_printf(buf, ",%s,%u,%u\r\n", wire_status_name(story->status), story->n_paragraphs,
               cp_at(&record->cp, (uint32_t)story->text.n));
    if (cell.failed) buf->failed = true;
    buf_fini(&cell);
    return 1;
}
