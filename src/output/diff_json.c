/* output/diff_json.c - one JSON object for a pair of versions; keys are stable and all there.
 *
 * SPDX-License-Identifier: MIT */
#include "output/diff.h"
#include "output/layout.h"
#include "output/row.h"

static void put_story(struct buf *buf, const char *key, const struct story *story)
{
    jw_key(buf, key);
    jw_object(buf);
    jw_key(buf, "story");
    jw_str(buf, story->id);
    jw_key(buf, "version");
    jw_uint(buf, story->version);
    jw_key(buf, "input");
    jw_cstr(buf, story->input);
    jw_key(buf, "agency");
    row_json_or_null(buf, story->agency);
    jw_key(buf, "created");
    row_json_or_null(buf, story->created);
    jw_key(buf, "date");
    row_json_date(buf, story->date);
    jw_key(buf, "headline");
    row_json_or_null(buf, story->title);
    jw_key(buf, "status");
    jw_cstr(buf, wire_status_name(story->status));
    jw_end_object(buf);
}

static void put_verdict(struct buf *buf, const struct family_verdict *verdict)
{
    jw_key(buf, "relation");
    if (!verdict) {
        jw_null(buf);
        return;
    }
    jw_object(buf);
    jw_key(buf, "is");
    jw_cstr(buf, family_relation_name(verdict->relation));
    jw_key(buf, "rung");
    jw_cstr(buf, verdict->rung);
    jw_key(buf, "confidence");
    jw_num(buf, verdict->confidence, 3);
    jw_key(buf, "shared");
    jw_num(buf, verdict->containment, 3);
    jw_key(buf, "reason");
    jw_str(buf, verdict->reason);
    jw_end_object(buf);
}

/* "old": {"value","span","text","sentence"}, null when that side has no such number. */
static void put_figure(struct buf *buf, const char *key, const struct record *record, double value,
                       struct span span, struct span sentence)
{
    jw_key(buf, key);
    if (span.start == span.end) {
        jw_null(buf);
        return;
    }
    jw_object(buf);
    jw_key(buf, "value");
    jw_num(buf, value, 6);
    jw_key(buf, "span");
    row_json_span(buf, record, span);
    jw_key(buf, "text");
    jw_str(buf, row_text(record, span));
    jw_key(buf, "sentence");
    jw_str(buf, row_text(record, sentence));
    jw_end_object(buf);
}

static void put_numbers(struct buf *buf, const struct diff *d)
{
    jw_key(buf, "numbers");
    jw_array(buf);
    for (uint32_t i = 0; i < d->n_numbers; i++) {
        const struct diff_number *n = &d->numbers[i];
        jw_object(buf);
        jw_key(buf, "change");
        jw_cstr(buf, diff_kind_name(n->kind));
        jw_key(buf, "counts");
        jw_cstr(buf, n->counts);
        put_figure(buf, "old", d->old_record, n->old_value, n->old_span, n->old_sentence);
        put_figure(buf, "new", d->new_record, n->new_value, n->new_span, n->new_sentence);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void put_quote(struct buf *buf, const char *key, const struct record *record, uint32_t n)
{
    jw_key(buf, key);
    if (n == DIFF_NOTHING) {
        jw_null(buf);
        return;
    }
    const struct quote *quote = &record->quotes->items[n];
    const struct entity *speaker = row_entity(record, quote->speaker);
    jw_object(buf);
    jw_key(buf, "paragraph");
    row_json_paragraph(buf, record, quote->block);
    jw_key(buf, "kind");
    jw_cstr(buf, quote_kind_name(quote->kind));
    jw_key(buf, "content");
    jw_array(buf);
    for (uint32_t i = 0; i < quote->n_content; i++)
        jw_str(buf, row_text(record, quote->content[i]));
    jw_end_array(buf);
    jw_key(buf, "spans");
    jw_array(buf);
    for (uint32_t i = 0; i < quote->n_content; i++)
        row_json_span(buf, record, quote->content[i]);
    jw_end_array(buf);
    jw_key(buf, "source");
    row_json_or_null(buf, row_text(record, quote->source));
    jw_key(buf, "speaker");
    row_json_or_null(buf, speaker ? speaker->name : (struct str){NULL, 0});
    jw_end_object(buf);
}

static void put_quotes(struct buf *buf, const struct diff *d)
{
    jw_key(buf, "quotes");
    jw_array(buf);
    for (uint32_t i = 0; i < d->n_quotes; i++) {
        const struct diff_quote *q = &d->quotes[i];
        jw_object(buf);
        jw_key(buf, "change");
        jw_cstr(buf, diff_kind_name(q->kind));
        jw_key(buf, "reattributed");
        jw_bool(buf, q->reattributed);
        jw_key(buf, "words_same");
        jw_bool(buf, q->words_same);
        put_quote(buf, "old", d->old_record, q->old_quote);
        put_quote(buf, "new", d->new_record, q->new_quote);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void put_side(struct buf *buf, const char *key, const struct record *record,
                     const struct event_part *parts, uint32_t n)
{
    jw_key(buf, key);
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = row_entity(record, parts[i].entity);
        jw_object(buf);
        jw_key(buf, "code");
        jw_cstr(buf, entity ? entity->code : "");
        jw_key(buf, "sector");
        jw_cstr(buf, row_sector(entity));
        jw_key(buf, "name");
        jw_str(buf, entity && entity->name.n ? entity->name : row_text(record, parts[i].span));
        jw_key(buf, "text");
        jw_str(buf, row_text(record, parts[i].span));
        jw_key(buf, "span");
        row_json_span(buf, record, parts[i].span);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void put_event(struct buf *buf, const char *key, const struct record *record, uint32_t n)
{
    jw_key(buf, key);
    if (n == DIFF_NOTHING) {
        jw_null(buf);
        return;
    }
    const struct event *event = &record->events->items[n];
    struct span triggers[EVENT_TRIGGER_MAX];
    uint32_t n_triggers = row_triggers(record, event, triggers);
    jw_object(buf);
    jw_key(buf, "id");
    struct buf id;
    buf_init(&id, 0);
    row_event_id(&id, record, n);
    jw_str(buf, (struct str){id.p, id.n});
    buf->failed = buf->failed || id.failed;
    buf_fini(&id);
    jw_key(buf, "event");
    jw_str(buf, diff_event_type(record, event));
    jw_key(buf, "mode");
    row_json_or_null(buf, event->mode);
    jw_key(buf, "date");
    row_json_date(buf, row_event_date(record, event));
    put_side(buf, "actor", record, event->actors, event->n_actors);
    put_side(buf, "recipient", record, event->recipients, event->n_recipients);
    jw_key(buf, "paragraph");
    row_json_paragraph(buf, record, event->block);
    jw_key(buf, "trigger");
    jw_array(buf);
    for (uint32_t i = 0; i < n_triggers; i++)
        row_json_span(buf, record, triggers[i]);
    jw_end_array(buf);
    jw_end_object(buf);
}

static void put_events(struct buf *buf, const struct diff *d)
{
    jw_key(buf, "events");
    jw_array(buf);
    for (uint32_t i = 0; i < d->n_events; i++) {
        const struct diff_event *e = &d->events[i];
        jw_object(buf);
        jw_key(buf, "change");
        jw_cstr(buf, e->kind == DIFF_EDITED    ? "recoded"
                     : e->kind == DIFF_REMOVED ? "withdrawn"
                                               : "added");
        jw_key(buf, "fields");
        jw_array(buf);
        for (uint32_t bit = 0; diff_event_field_name(bit); bit++)
            if (e->fields >> bit & 1) jw_cstr(buf, diff_event_field_name(bit));
        jw_end_array(buf);
        jw_key(buf, "words_same");
        jw_bool(buf, e->words_same);
        put_event(buf, "old", d->old_record, e->old_event);
        put_event(buf, "new", d->new_record, e->new_event);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void put_person(struct buf *buf, const char *key, const struct entity *entity)
{
    jw_key(buf, key);
    if (!entity) {
        jw_null(buf);
        return;
    }
    jw_object(buf);
    jw_key(buf, "name");
    jw_str(buf, entity->name);
    jw_key(buf, "kind");
    jw_cstr(buf, entity_kind_name(entity->kind));
    jw_key(buf, "office");
    row_json_or_null(buf, entity->office);
    jw_key(buf, "code");
    jw_cstr(buf, entity->code);
    jw_end_object(buf);
}

static void put_people(struct buf *buf, const struct diff *d)
{
    jw_key(buf, "people");
    jw_array(buf);
    for (uint32_t i = 0; i < d->n_people; i++) {
        const struct diff_person *p = &d->people[i];
        jw_object(buf);
        jw_key(buf, "change");
        jw_cstr(buf, diff_kind_name(p->kind));
        put_person(buf, "old", row_entity(d->old_record, p->old_entity));
        put_person(buf, "new", row_entity(d->new_record, p->new_entity));
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void put_fields(struct buf *buf, const struct diff *d)
{
    jw_key(buf, "header");
    jw_array(buf);
    for (uint32_t i = 0; i < d->n_fields; i++) {
        jw_object(buf);
        jw_key(buf, "field");
        jw_cstr(buf, d->fields[i].name);
        jw_key(buf, "old");
        row_json_or_null(buf, d->fields[i].old_text);
        jw_key(buf, "new");
        row_json_or_null(buf, d->fields[i].new_text);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void put_number(struct buf *buf, const char *key, const struct record *record,
                       uint32_t block)
{
    jw_key(buf, key);
    if (block == DIFF_NOTHING)
        jw_null(buf);
    else
        jw_uint(buf, record->story->blocks[block].number);
}

static void put_pieces(struct buf *buf, const struct diff *d, const struct diff_paragraph *p)
{
    jw_key(buf, "words");
    jw_array(buf);
    for (uint32_t i = 0; i < p->n_pieces; i++) {
        const struct diff_piece *piece = &p->pieces[i];
        if (piece->kind == DIFF_SAME) continue;
        jw_object(buf);
        jw_key(buf, "change");
        jw_cstr(buf, diff_kind_name(piece->kind));
        bool old = piece->kind == DIFF_REMOVED;
        jw_key(buf, "span");
        row_json_span(buf, old ? d->old_record : d->new_record,
                      old ? piece->old_span : piece->new_span);
        jw_key(buf, "text");
        jw_str(buf, old ? row_text(d->old_record, piece->old_span)
                        : row_text(d->new_record, piece->new_span));
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void put_paragraphs(struct buf *buf, const struct diff *d)
{
    jw_key(buf, "paragraphs");
    jw_array(buf);
    for (uint32_t i = 0; i < d->n_paragraphs; i++) {
        const struct diff_paragraph *p = &d->paragraphs[i];
        jw_object(buf);
        jw_key(buf, "change");
        jw_cstr(buf, diff_kind_name(p->kind));
        put_number(buf, "old", d->old_record, p->old_block);
        put_number(buf, "new", d->new_record, p->new_block);
        jw_key(buf, "edited");
        jw_bool(buf, p->edited);
        jw_key(buf, "marks_only");
        jw_bool(buf, p->marks_only);
        jw_key(buf, "joined");
        jw_uint(buf, p->joined);
        put_number(buf, "joined_into", d->new_record, p->joined_into);
        put_number(buf, "split_from", d->old_record, p->split_from);
        put_pieces(buf, d, p);
        jw_end_object(buf);
    }
    jw_end_array(buf);
    jw_key(buf, "counts");
    jw_object(buf);
    for (int kind = DIFF_SAME; kind <= DIFF_MOVED; kind++) {
        jw_key(buf, diff_kind_name((enum diff_kind)kind));
        jw_uint(buf, d->n_by_kind[kind]);
    }
    jw_key(buf, "joined");
    jw_uint(buf, d->n_joined);
    jw_key(buf, "split");
    jw_uint(buf, d->n_split);
    jw_key(buf, "marks_only");
    jw_uint(buf, d->n_marks_only);
    jw_end_object(buf);
}

static void put_list(struct buf *buf, const char *key, const uint32_t *items, uint32_t n)
{
    jw_key(buf, key);
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++)
        jw_uint(buf, items[i]);
    jw_end_array(buf);
}

static void put_claim(struct buf *buf, const struct diff_claim *c)
{
    jw_key(buf, "note");
    if (!c->note) {
        jw_null(buf);
        return;
    }
    jw_object(buf);
    jw_key(buf, "text");
    jw_str(buf, c->note->text);
    jw_key(buf, "kind");
    jw_cstr(buf, c->note->kind);
    jw_key(buf, "check");
    jw_cstr(buf, diff_check_name(c->check));
    jw_key(buf, "throughout");
    jw_bool(buf, c->throughout);
    put_list(buf, "declared", c->declared, c->n_declared);
    put_list(buf, "undeclared", c->undeclared, c->n_undeclared);
    put_list(buf, "unchanged", c->unchanged, c->n_unchanged);
    jw_key(buf, "removed_undeclared");
    jw_uint(buf, c->n_lost);
    jw_key(buf, "headline_undeclared");
    jw_bool(buf, c->headline_undeclared);
    jw_key(buf, "headline_unchanged");
    jw_bool(buf, c->headline_unchanged);
    jw_key(buf, "line");
    row_json_or_null(buf, c->line);
    jw_end_object(buf);
}

static void put_furniture(struct buf *buf, const struct diff *d)
{
    jw_key(buf, "furniture");
    jw_array(buf);
    for (uint32_t i = 0; i < d->n_furniture; i++) {
        const struct diff_furniture *f = &d->furniture[i];
        const struct record *record = f->kind == DIFF_ADDED ? d->new_record : d->old_record;
        const struct wire_block *block = &record->story->blocks[f->block];
        jw_object(buf);
        jw_key(buf, "change");
        jw_cstr(buf, diff_kind_name(f->kind));
        jw_key(buf, "kind");
        jw_cstr(buf, wire_kind_name(block->kind));
        jw_key(buf, "span");
        row_json_span(buf, record, block->span);
        jw_key(buf, "text");
        jw_str(buf, row_text(record, block->span));
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

void diff_json(struct buf *buf, const struct diff *d, const struct family_verdict *verdict)
{
    jw_object(buf);
    put_story(buf, "old", d->old_record->story);
    put_story(buf, "new", d->new_record->story);
    put_verdict(buf, verdict);
    jw_key(buf, "changed");
    jw_bool(buf, d->changed);
    jw_key(buf, "action");
    jw_cstr(buf, d->action);
    jw_key(buf, "digest");
    jw_str(buf, d->digest);
    put_claim(buf, &d->claim);
    put_numbers(buf, d);
    put_quotes(buf, d);
    put_events(buf, d);
    put_people(buf, d);
    put_fields(buf, d);
    put_paragraphs(buf, d);
    put_furniture(buf, d);
    jw_end_object(buf);
    buf_putc(buf, '\n');
}

static void put_story_or_null(struct buf *buf, const char *key, const struct story *story)
{
    if (story) {
        put_story(buf, key, story);
        return;
    }
    jw_key(buf, key);
    jw_null(buf);
}

static void pair_json(struct buf *buf, const struct story *old_story, const struct story *new_story,
                      const struct family_verdict *verdict)
{
    jw_object(buf);
    put_story_or_null(buf, "old", old_story);
    put_story_or_null(buf, "new", new_story);
    put_verdict(buf, verdict);
    jw_end_object(buf);
    buf_putc(buf, '\n');
}

static void pair_line(struct buf *buf, const struct story *old_story, const struct story *new_story,
                      const struct family_verdict *verdict, bool color)
{
    const struct story *one = new_story ? new_story : old_story;
    buf_puts(buf, color ? STYLE_BOLD : "");
    if (old_story && new_story) {
        row_fold(buf, old_story->id);
        buf_printf(buf, " v%u -> ", old_story->version);
    }
    row_fold(buf, one->id);
    buf_printf(buf, " v%u%s  ", one->version, color ? STYLE_RESET : "");
    if (!old_story) buf_puts(buf, "only in the new input: ");
    if (!new_story) buf_puts(buf, "only in the old input: ");
    if (old_story && new_story && verdict)
        buf_printf(buf, "%s (%.2f): ", family_relation_name(verdict->relation),
                   verdict->confidence);
    if (verdict && new_story) row_fold(buf, verdict->reason);
    buf_puts(buf, "  ");
    row_fold(buf, one->title);
    buf_putc(buf, '\n');
}

void output_pair(struct buf *buf, const struct story *old_story, const struct story *new_story,
                 const struct family_verdict *verdict, const struct output_diff *options)
{
    if (options->format == BEDE_FORMAT_JSONL)
        pair_json(buf, old_story, new_story, verdict);
    else
        pair_line(buf, old_story, new_story, verdict, options->color);
}
