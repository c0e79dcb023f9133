/* api/relate.c - `bede relate`: the type for a given pair, a line a question, a line an answer.
 *
 * SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>

#include "api/engine.h"
#include "api/feed.h"
#include "base/pool.h"

enum { ITEMS_PER_JOB = 16, ARENA_MAX = 1 << 29, ARENA_KEEP = 8 << 20, LINE_MAX_BYTES = 4 << 20 };

struct question {
    struct arena *arena;
    struct str line;
    const char *name; /* of the input */
    uint32_t number;  /* of the line, from 1 */
    struct input *input;
    struct buf answer;
    uint32_t n_sentences, n_words;
    uint64_t n_inputs, n_bytes; /* read until then */
    bede_status status;
    bede_error err;
};

struct relate {
    const bede_engine *engine;
    const bede_run_io *io;
    struct feed feed;
    struct input *input; /* open now */
    struct str rest;
    uint32_t line;
    struct record_coder *coders[POOL_JOBS_MAX];
    struct question *items;
    void **slots;
    uint32_t n_items, jobs;
    bede_run_totals totals;
    double started;
    bede_error *err, stopped; /* of the caller's thread; why there are no more questions */
};

/* ---- a question ---------------------------------------------------------------------------- */

/* [s,e] in code points as bytes of the text. */
static bede_status get_span(const json_t *object, const char *key, struct str text,
                            struct span *span, bede_error *err)
{
    const json_t *pair = json_object_get(object, key);
    json_int_t ends[2];
    if (!json_is_array(pair) || json_array_size(pair) != 2 ||
        !json_is_integer(json_array_get(pair, 0)) || !json_is_integer(json_array_get(pair, 1)))
        return err_set(err, BEDE_SYNTAX, "\"%s\" must be two numbers, [start, end]", key);
    ends[0] = json_integer_value(json_array_get(pair, 0));
    ends[1] = json_integer_value(json_array_get(pair, 1));
    uint32_t *const to[2] = {&span->start, &span->end};
    bool found[2] = {false, false};
    size_t at = 0;
    for (json_int_t n = 0;; n++) {
        for (int i = 0; i < 2; i++)
            if (ends[i] == n) {
                *to[i] = (uint32_t)at;
                found[i] = true;
            }
        if (at >= text.n || (found[0] && found[1])) break;
        uint32_t cp;
        at += utf8_decode(text, at, &cp);
    }
    if (!found[0] || !found[1] || span->start >= span->end)
        return err_set(err, BEDE_SYNTAX,
                       "\"%s\" must be code points inside the text, start before end", key);
    return BEDE_OK;
}

static bede_status get_text(const json_t *object, struct str *text, bede_error *err)
{
    const json_t *value = json_object_get(object, "text");
    if (!json_is_string(value)) return err_set(err, BEDE_SYNTAX, "\"text\" must be a string");
    *text = (struct str){json_string_value(value), json_string_length(value)};
    return BEDE_OK;
}

/* The bare text as a record, coded up to its quotes: events are not wanted, only one type. */
static bede_status code_text(struct relate *relate, struct record_coder *coder,
                             struct question *question, struct str text, struct record **record,
                             bede_error *err)
{
    struct wire_reader *reader;
    struct story *story;
    struct str copy = arena_str(question->arena, text);
    if (!copy.p) return err_nomem(err);
    TRY(wire_open(relate->engine->record.wire, question->name, copy, BEDE_FROM_TEXT,
                  &relate->feed.limits, &reader, err));
    bede_status status = wire_next(reader, question->arena, &story, err);
    wire_close(reader);
    if (status == BEDE_DONE) return err_set(err, BEDE_SYNTAX, "\"text\" is empty");
    if (status != BEDE_OK) return status;
    if (!str_eq(story->text, copy))
        return err_set(err, BEDE_SYNTAX, "\"text\" holds characters that no text has");
    return record_make(coder, story, RECORD_QUOTES, &relate->feed.limits, record, err);
}

static bede_status put_id(struct buf *buf, const json_t *id, bede_error *err)
{
    jw_key(buf, "id");
    if (json_is_string(id))
        jw_str(buf, (struct str){json_string_value(id), json_string_length(id)});
    else if (json_is_integer(id))
        jw_int(buf, json_integer_value(id));
    else if (!id || json_is_null(id))
        jw_null(buf);
    else
        return err_set(err, BEDE_SYNTAX, "\"id\" must be a string or a whole number");
    return BEDE_OK;
}

static bede_status put_answer(struct question *question, const struct relate *relate,
                              const json_t *id, const struct event_relation *relation,
                              bede_error *err)
{
    struct buf *buf = &question->answer;
    uint32_t n;
    const struct event_type *types = event_types(relate->engine->record.book, &n);
    jw_object(buf);
    TRY(put_id(buf, id, err));
    jw_key(buf, "event");
    jw_str(buf, relation->type < n ? types[relation->type].name : (struct str){NULL, 0});
    jw_key(buf, "mode");
    if (relation->mode.n)
        jw_str(buf, relation->mode);
    else
        jw_null(buf);
    jw_key(buf, "quad_code");
    jw_uint(buf, relation->quad);
    jw_key(buf, "rule");
    jw_cstr(buf, relation->rule);
    jw_end_object(buf);
    buf->comma[0] = false;
    buf_putc(buf, '\n');
    return buf->failed ? err_nomem(err) : BEDE_OK;
}

static bede_status answer(struct relate *relate, struct record_coder *coder,
                          struct question *question, const json_t *object, bede_error *err)
{
    struct span actor, recipient;
    struct str text;
    struct record *record;
    struct event_relation relation;
    if (!json_is_object(object)) return err_set(err, BEDE_SYNTAX, "the line is no JSON object");
    TRY(get_text(object, &text, err));
    TRY(get_span(object, "actor", text, &actor, err));
    TRY(get_span(object, "recipient", text, &recipient, err));
    TRY(code_text(relate, coder, question, text, &record, err));
    TRY(event_relate(relate->engine->record.book, record->doc, record->entities, record->quotes,
                     actor, recipient, &relation, err));
    question->n_sentences = record->doc->n_sentences;
    question->n_words = record->doc->n_tokens;
    return put_answer(question, relate, json_object_get(object, "id"), &relation, err);
}

/* ---- the pipeline -------------------------------------------------------------------------- */

static void work(void *ctx, uint32_t worker, void *slot)
{
    struct relate *relate = ctx;
    struct question *question = slot;
    json_error_t why;
    if (question->status != BEDE_OK) return;
    json_t *object = json_loadb(question->line.p, question->line.n, 0, &why);
    if (object)
        question->status = answer(relate, relate->coders[worker], question, object, &question->err);
    else
        question->status = err_set(&question->err, BEDE_SYNTAX, "not JSON: %s", why.text);
    json_decref(object);
    if (question->status == BEDE_OK) return;
    question->err.line = question->number;
    question->err.offset = (uint64_t)(question->line.p - question->input->bytes.p);
    question->err.input[0] = '\0';
    err_name_input(&question->err, question->name);
}

/* The next line that is not blank; DONE at the end of all inputs. */
static bede_status next_line(struct relate *relate, struct question *question)
{
    for (;;) {
        while (relate->input && str_split(&relate->rest, '\n', &question->line)) {
            relate->line++;
            if (!str_trim(question->line).n) continue;
            question->number = relate->line;
            question->name = relate->input->name;
            question->input = relate->input;
            atomic_fetch_add(&relate->input->users, 1);
            if (question->line.n > LINE_MAX_BYTES)
                return err_at(&question->err, BEDE_LIMIT, question->name, relate->line, 0,
                              "a line longer than %d bytes", LINE_MAX_BYTES);
            return BEDE_OK;
        }
        feed_release(relate->input);
        relate->input = NULL;
        TRY(feed_next_input(&relate->feed, &relate->input, &question->err));
        relate->rest = relate->input->bytes;
        relate->line = 0;
    }
}

static bede_status fill(void *ctx, void *slot)
{
    struct relate *relate = ctx;
    struct question *question = slot;
    if (question->arena && arena_capacity(question->arena) > ARENA_KEEP) {
        arena_free(question->arena);
        question->arena = NULL;
    }
    if (question->arena) arena_reset(question->arena);
    if (!question->arena && !(question->arena = arena_new(ARENA_MAX)))
        return err_nomem(&relate->stopped);
    buf_clear(&question->answer);
    question->input = NULL;
    question->n_sentences = question->n_words = 0;
    question->status = next_line(relate, question);
    question->n_inputs = relate->feed.n_inputs;
    question->n_bytes = relate->feed.n_bytes;
    return question->status == BEDE_DONE ? BEDE_DONE : BEDE_OK;
}

static bede_status emit(void *ctx, void *slot)
{
    struct relate *relate = ctx;
    struct question *question = slot;
    bede_status status = BEDE_OK;
    if (question->status != BEDE_OK) {
        relate->totals.skipped++;
        if (relate->io->report) relate->io->report(relate->io->ctx, &question->err);
    } else {
        relate->totals.stories++;
        relate->totals.rows++;
        relate->totals.sentences += question->n_sentences;
        relate->totals.words += question->n_words;
        status = relate->io->write(relate->io->ctx, question->answer.p, question->answer.n);
        if (status != BEDE_OK) err_set(relate->err, status, "the output could not be written");
    }
    feed_release(question->input);
    question->input = NULL;
    if (status == BEDE_OK && relate->io->progress) {
        relate->totals.seconds = record_seconds() - relate->started;
        relate->totals.inputs = question->n_inputs;
        relate->totals.bytes = question->n_bytes;
        relate->io->progress(relate->io->ctx, &relate->totals);
    }
    return status;
}

static bede_status relate_all(struct relate *relate, uint32_t jobs, bede_error *err)
{
    relate->jobs = pool_jobs(jobs);
    relate->n_items = relate->jobs * ITEMS_PER_JOB;
    relate->items = calloc(relate->n_items, sizeof *relate->items);
    relate->slots = calloc(relate->n_items, sizeof *relate->slots);
    if (!relate->items || !relate->slots) return err_nomem(err);
    for (uint32_t i = 0; i < relate->n_items; i++) {
        buf_init(&relate->items[i].answer, 0);
        relate->slots[i] = &relate->items[i];
    }
    for (uint32_t i = 0; i < relate->jobs; i++)
        if (!(relate->coders[i] = record_coder_new(&relate->engine->record))) return err_nomem(err);
    struct pool_task task = {.ctx = relate,
                             .items = relate->slots,
                             .n_items = relate->n_items,
                             .fill = fill,
                             .work = work,
                             .emit = emit};
    bede_status status = pool_run(&task, relate->jobs, err);
    if (status != BEDE_OK && status == relate->stopped.code) *err = relate->stopped;
    return status;
}

static void relate_free(struct relate *relate)
{
    for (uint32_t i = 0; relate->items && i < relate->n_items; i++) {
        feed_release(relate->items[i].input);
        arena_free(relate->items[i].arena);
        buf_fini(&relate->items[i].answer);
    }
    for (uint32_t i = 0; i < relate->jobs; i++)
        record_coder_free(relate->coders[i]);
    feed_release(relate->input);
    feed_fini(&relate->feed);
    free(relate->items);
    free(relate->slots);
    free(relate);
}

bede_status bede_relate_files(const bede_engine *engine, const bede_run_options *options,
                              const char *const *paths, size_t n_paths, const bede_run_io *io,
                              bede_run_totals *totals, bede_error *err)
{
    if (engine->record.depth < RECORD_EVENTS)
        return err_set(err, BEDE_USAGE, "the engine was opened without its event rules");
    struct relate *relate = calloc(1, sizeof *relate);
    if (!relate) return err_nomem(err);
    relate->engine = engine;
    relate->io = io;
    relate->err = err;
    relate->started = record_seconds();
    bede_status status =
        feed_init(&relate->feed, engine->record.wire, paths, n_paths, options, err);
    if (status == BEDE_OK) status = relate_all(relate, options->jobs, err);
    relate->totals.inputs = relate->feed.n_inputs;
    relate->totals.bytes = relate->feed.n_bytes;
    relate->totals.jobs = relate->jobs;
    relate->totals.seconds = record_seconds() - relate->started;
    if (totals) *totals = relate->totals;
    relate_free(relate);
    return status;
}
