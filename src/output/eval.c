/* output/eval.c - figures in columns, and under them what to look at.
 *
 *     events           14    13        16    12  0.750  0.929  0.830
 *     missed event 5, paragraph 3: SUPPORT KOR GOV -> USA GOV "crediting Blinken"
 *         nearest: paragraph 3: SUPPORT KOR - -> USA GOV "credited" (support.rules:40): sector
 *
 * SPDX-License-Identifier: MIT */
#include "output/eval.h"

#include "output/layout.h"
#include "output/row.h"

enum { TEXT_BYTES = 60, INDENT = 4 };

bede_status output_eval_check(const struct output_options *options, bede_error *err)
{
    if (options->format == BEDE_FORMAT_TABLE || options->format == BEDE_FORMAT_JSONL)
        return BEDE_OK;
    return err_set(err, BEDE_USAGE, "a score is written as table or jsonl");
}

/* ---- what events and quotes look like ------------------------------------------------------ */

static struct str type_of(const struct record *record, const struct event *event)
{
    uint32_t n;
    const struct event_type *types = event_types(record->engine->book, &n);
    return event->type < n ? types[event->type].name : STR_LIT("?");
}

static struct str speaker_of(const struct record *record, const struct quote *quote)
{
    const struct entity *entity = row_entity(record, quote->speaker);
    return entity && entity->name.n ? entity->name : row_text(record, quote->source);
}

/* ---- lines --------------------------------------------------------------------------------- */

static void put_quoted(struct buf *line, struct str text)
{
    struct str rest;
    struct buf folded;
    buf_init(&folded, 0);
    row_fold(&folded, text);
    buf_puts(line, " \"");
    layout_put(line, layout_line((struct str){folded.p, folded.n}, TEXT_BYTES, &rest));
    buf_puts(line, rest.n ? " ...\"" : "\"");
    if (folded.failed) line->failed = true;
    buf_fini(&folded);
}

static void put_pair(struct buf *line, bool first, struct str code, struct str sector)
{
    buf_printf(line, "%s%.*s", first ? " " : ", ", STR_ARG(code.n ? code : STR_LIT("?")));
    if (sector.n) buf_printf(line, " %.*s", STR_ARG(sector));
}

static void put_gold_pairs(struct buf *line, const struct gold_pair *pairs, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        put_pair(line, i == 0, pairs[i].code, pairs[i].sector);
}

static void put_parts(struct buf *line, const struct record *record, const struct event_part *parts,
                      uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = row_entity(record, parts[i].entity);
        put_pair(line, i == 0, str_c(entity ? entity->code : ""), str_c(row_sector(entity)));
    }
}

static void put_place(struct buf *line, struct str paragraph)
{
    if (!paragraph.n) return;
    bool number = ascii_is_digit(paragraph.p[0]);
    buf_printf(line, "%s%.*s: ", number ? "paragraph " : "", STR_ARG(paragraph));
}

static void put_gold_event(struct buf *line, const struct gold_event *e)
{
    put_place(line, e->paragraph);
    for (uint32_t i = 0; i < e->n_types; i++)
        buf_printf(line, "%s%.*s", i ? " or " : "", STR_ARG(e->types[i]));
    put_gold_pairs(line, e->actors, e->n_actors);
    if (e->n_recipients) buf_puts(line, e->swap ? " <->" : " ->");
    put_gold_pairs(line, e->recipients, e->n_recipients);
    if (e->text.n) put_quoted(line, e->text);
}

static void put_event(struct buf *line, const struct record *record, uint32_t n)
{
    const struct event *e = &record->events->items[n];
    struct span spans[EVENT_TRIGGER_MAX];
    uint32_t words = row_triggers(record, e, spans);
    struct buf paragraph, text;
    buf_init(&paragraph, 0);
    buf_init(&text, 0);
    row_paragraph(&paragraph, record, e->block);
    put_place(line, (struct str){paragraph.p, paragraph.n});
    buf_printf(line, "%.*s", STR_ARG(type_of(record, e)));
    put_parts(line, record, e->actors, e->n_actors);
    if (e->n_recipients) buf_puts(line, " ->");
    put_parts(line, record, e->recipients, e->n_recipients);
    for (uint32_t i = 0; i < words; i++) {
        if (i) buf_putc(&text, ' ');
        buf_str(&text, row_text(record, spans[i]));
    }
    put_quoted(line, (struct str){text.p, text.n});
    buf_printf(line, " (%s)", e->rule);
    if (paragraph.failed || text.failed) line->failed = true;
    buf_fini(&paragraph);
    buf_fini(&text);
}

static void put_quote(struct buf *line, const struct record *record, uint32_t n)
{
    const struct quote *q = &record->quotes->items[n];
    struct span whole = {q->content[0].start, q->content[q->n_content - 1].end};
    struct buf paragraph;
    buf_init(&paragraph, 0);
    row_paragraph(&paragraph, record, q->block);
    put_place(line, (struct str){paragraph.p, paragraph.n});
    layout_put(line, speaker_of(record, q));
    put_quoted(line, row_text(record, whole));
    if (paragraph.failed) line->failed = true;
    buf_fini(&paragraph);
}

static void put_person(struct buf *line, struct str name, struct str code, struct str sector)
{
    layout_put(line, name);
    put_pair(line, true, code, sector);
}

static void put_gold(struct buf *line, const struct gold *gold, const struct eval_line *l)
{
    const struct gold_reference *ref;
    switch (l->what) {
    case EVAL_EVENT:
        put_gold_event(line, &gold->events[l->gold]);
        return;
    case EVAL_QUOTE:
        put_place(line, gold->quotes[l->gold].paragraph);
        layout_put(line, gold->quotes[l->gold].speaker);
        put_quoted(line, gold->quotes[l->gold].text);
        return;
    case EVAL_PERSON:
        put_person(line, gold->people[l->gold].name, gold->people[l->gold].code,
                   gold->people[l->gold].sector);
        return;
    case EVAL_REFERENCE:
        ref = &gold->references[l->gold];
        put_place(line, ref->paragraph);
        buf_puts(line, "words");
        put_quoted(line, ref->text);
        for (uint32_t i = 0; i < ref->n_is; i++) {
            buf_puts(line, i ? " and " : " mean ");
            layout_put(line, ref->is[i]);
        }
        return;
    }
}

static void put_got(struct buf *line, const struct record *record, const struct eval_line *l)
{
    const struct entity *entity;
    switch (l->what) {
    case EVAL_EVENT:
        put_event(line, record, l->got);
        return;
    case EVAL_QUOTE:
        put_quote(line, record, l->got);
        return;
    case EVAL_PERSON:
        entity = &record->entities->items[l->got];
        put_person(line, entity->name, str_c(entity->code), str_c(row_sector(entity)));
        return;
    case EVAL_REFERENCE:
        entity = row_entity(record, record->entities->mentions[l->got].entity);
        layout_put(line, entity ? entity->name : STR_LIT("?"));
        return;
    }
}

static void put_differs(struct buf *line, uint32_t differs)
{
    const char *name;
    bool first = true;
    for (uint32_t bit = 0; (name = eval_differs_name(bit)) != NULL; bit++) {
        if (!(differs >> bit & 1)) continue;
        buf_printf(line, "%s%s", first ? ": other " : ", ", name);
        first = false;
    }
}

static const char *const whats[] = {"event", "quote", "person", "reference"};
static const char *const faults[] = {"missed", "extra", "wrong"};

/* Prints the line wrapped; what goes on stands deeper. */
static void end_line(struct buf *buf, struct buf *line, uint32_t indent, const char *style,
                     const struct output_options *options)
{
    struct str rest = {line->p, line->n};
    if (line->failed) buf->failed = true;
    for (bool first = true; rest.n && !line->failed; first = false) {
        uint32_t in = indent + (first ? 0 : INDENT);
        struct str piece = layout_line(rest, options->width - in, &rest);
        buf_printf(buf, "%*s%s%.*s%s\n", (int)in, "", options->color ? style : "", STR_ARG(piece),
                   options->color ? STYLE_RESET : "");
    }
    buf_clear(line);
}

static void print_line(struct buf *buf, struct buf *line, const struct record *record,
                       const struct gold *gold, const struct eval_line *l,
                       const struct output_options *options)
{
    bool extra = l->fault == EVAL_EXTRA;
    buf_printf(line, "%s %s", faults[l->fault], whats[l->what]);
    if (!extra && l->what == EVAL_EVENT && gold->events[l->gold].id.n)
        buf_printf(line, " %.*s", STR_ARG(gold->events[l->gold].id));
    buf_puts(line, ", ");
    if (extra)
        put_got(line, record, l);
    else
        put_gold(line, gold, l);
    end_line(buf, line, 0, extra ? STYLE_YELLOW : STYLE_RED, options);
    if ((extra ? l->gold : l->got) == EVAL_NONE) return;
    buf_puts(line, l->fault == EVAL_WRONG ? "coded: " : "nearest: ");
    if (extra)
        put_gold(line, gold, l);
    else
        put_got(line, record, l);
    put_differs(line, l->differs);
    end_line(buf, line, INDENT, STYLE_DIM, options);
}

/* ---- figures ------------------------------------------------------------------------------- */

static void print_count(struct buf *buf, const char *name, const struct eval_count *c)
{
    if (!c->gold && !c->predicted) return;
    buf_printf(buf, "%-15s %6u %6u %9u %6u  %.3f  %.3f  %.3f\n", name, c->needed, c->found,
               c->predicted, c->right, eval_precision(c), eval_recall(c), eval_f1(c));
}

static void print_part(struct buf *buf, const char *name, uint32_t right, uint32_t told)
{
    if (told)
        buf_printf(buf, "%-15s %6u %6u %24s %.3f\n", name, told, right, "", (double)right / told);
}

static void print_figures(struct buf *buf, const struct eval_score *s,
                          const struct output_options *options)
{
    buf_printf(buf, "%s%-15s %6s %6s %9s %6s  %5s  %5s  %5s%s\n", options->color ? STYLE_BOLD : "",
               "", "gold", "found", "predicted", "right", "P", "R", "F1",
               options->color ? STYLE_RESET : "");
    print_count(buf, "events", &s->strict);
    print_count(buf, "events, loose", &s->loose);
    print_count(buf, "quotes", &s->quotes);
    print_part(buf, "  speakers", s->speakers, s->quotes.gold);
    print_part(buf, "people", s->people.found, s->people.gold);
    print_part(buf, "  codes", s->codes, s->codes_told);
    print_part(buf, "  sectors", s->sectors, s->sectors_told);
    print_part(buf, "references", s->references.found, s->references.gold);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void json_count(struct buf *buf, const char *key, const struct eval_count *c)
{
    jw_key(buf, key);
    jw_object(buf);
    jw_key(buf, "gold");
    jw_uint(buf, c->gold);
    jw_key(buf, "needed");
    jw_uint(buf, c->needed);
    jw_key(buf, "found");
    jw_uint(buf, c->found);
    jw_key(buf, "predicted");
    jw_uint(buf, c->predicted);
    jw_key(buf, "right");
    jw_uint(buf, c->right);
    jw_key(buf, "precision");
    jw_num(buf, eval_precision(c), 4);
    jw_key(buf, "recall");
    jw_num(buf, eval_recall(c), 4);
    jw_key(buf, "f1");
    jw_num(buf, eval_f1(c), 4);
    jw_end_object(buf);
}

static void json_part(struct buf *buf, const char *key, uint32_t right, uint32_t told)
{
    jw_key(buf, key);
    jw_object(buf);
    jw_key(buf, "gold");
    jw_uint(buf, told);
    jw_key(buf, "right");
    jw_uint(buf, right);
    jw_end_object(buf);
}

static void json_figures(struct buf *buf, const struct eval_score *s)
{
    json_count(buf, "events", &s->strict);
    json_count(buf, "events_loose", &s->loose);
    json_count(buf, "quotes", &s->quotes);
    json_part(buf, "speakers", s->speakers, s->quotes.gold);
    json_part(buf, "people", s->people.found, s->people.gold);
    json_part(buf, "codes", s->codes, s->codes_told);
    json_part(buf, "sectors", s->sectors, s->sectors_told);
    json_part(buf, "references", s->references.found, s->references.gold);
}

static void json_text(struct buf *buf, struct buf *line, const char *key)
{
    jw_key(buf, key);
    if (line->failed) buf->failed = true;
    if (line->n)
        jw_str(buf, (struct str){line->p, line->n});
    else
        jw_null(buf);
    buf_clear(line);
}

static void json_line(struct buf *buf, struct buf *line, const struct record *record,
                      const struct gold *gold, const struct eval_line *l)
{
    const char *name;
    jw_object(buf);
    jw_key(buf, "what");
    jw_cstr(buf, whats[l->what]);
    jw_key(buf, "fault");
    jw_cstr(buf, faults[l->fault]);
    jw_key(buf, "id");
    if (l->what == EVAL_EVENT && l->gold != EVAL_NONE)
        row_json_or_null(buf, gold->events[l->gold].id);
    else
        jw_null(buf);
    if (l->gold != EVAL_NONE) put_gold(line, gold, l);
    json_text(buf, line, "gold");
    if (l->got != EVAL_NONE) put_got(line, record, l);
    json_text(buf, line, "coded");
    jw_key(buf, "differs");
    jw_array(buf);
    for (uint32_t bit = 0; (name = eval_differs_name(bit)) != NULL; bit++)
        if (l->differs >> bit & 1) jw_cstr(buf, name);
    jw_end_array(buf);
    jw_end_object(buf);
}

static void json_story(struct buf *buf, const struct record *record,
                       const struct eval_result *result)
{
    struct buf line;
    buf_init(&line, 0);
    jw_object(buf);
    row_json_story(buf, record);
    jw_key(buf, "gold");
    jw_cstr(buf, result->gold->input);
    json_figures(buf, &result->score);
    jw_key(buf, "lines");
    jw_array(buf);
    for (uint32_t i = 0; i < result->n; i++)
        json_line(buf, &line, record, result->gold, &result->lines[i]);
    jw_end_array(buf);
    jw_end_object(buf);
    buf->comma[0] = false;
    buf_putc(buf, '\n');
    buf_fini(&line);
}

/* ---- a story, a run ------------------------------------------------------------------------ */

void output_eval(struct buf *buf, const struct record *record, const struct eval_result *result,
                 const struct output_options *options)
{
    if (options->format == BEDE_FORMAT_JSONL) {
        json_story(buf, record, result);
        return;
    }
    struct buf line;
    buf_init(&line, 0);
    buf_printf(&line, "%.*s v%u, gold: %s", STR_ARG(record->story->id), record->story->version,
               result->gold->input);
    if (!line.failed) layout_clean(line.p, line.n);
    end_line(buf, &line, 0, STYLE_BOLD, options);
    print_figures(buf, &result->score, options);
    for (uint32_t i = 0; i < result->n; i++)
        print_line(buf, &line, record, result->gold, &result->lines[i], options);
    buf_putc(buf, '\n');
    buf_fini(&line);
}

void output_eval_sum(struct buf *buf, const struct eval_score *sum,
                     const struct output_options *options)
{
    if (options->format == BEDE_FORMAT_JSONL) {
        jw_object(buf);
        jw_key(buf, "stories");
        jw_uint(buf, sum->stories);
        json_figures(buf, sum);
        jw_end_object(buf);
        buf->comma[0] = false;
        buf_putc(buf, '\n');
        return;
    }
    if (sum->stories == 1) return; /* its figures stand above */
    buf_printf(buf, "%u stories\n", sum->stories);
    print_figures(buf, sum, options);
}
