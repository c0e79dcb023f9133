/* record/record.c - the stages in their order, each behind the clock.
 *
 * The engine loads bottom up, since each part needs those before it: the rulebook parses its
 * templates with the tokeniser, the model and the kb. What the wanted depth does not need is not
 * loaded, so that `bede stories` starts without a model and `bede parse` without rules.
 *
 * SPDX-License-Identifier: MIT */
#include "record/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/io.h"

struct record_coder {
    const struct record_engine *engine;
    struct syntax_scratch *scratch; /* NULL until a tree is wanted */
    event_trace trace;
    void *trace_ctx;
    double clock[STAGE_COUNT];
};

const char *record_stage_name(enum record_stage stage)
{
    static const char *const names[STAGE_COUNT] = {"wire",  "text",  "syntax", "entity",
                                                   "quote", "event", "output"};
    return stage < STAGE_COUNT ? names[stage] : "?";
}

static double read_clock(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double record_seconds(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double record_cpu_seconds(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

/* ---- the engine ---------------------------------------------------------------------------- */

/* A stage whose tables are nowhere says so here, by name, once for all stages. */
static bede_status need_folder(const char *const *folders, size_t n, const char *stage,
                               bede_error *err)
{
    char path[4096];
    for (size_t i = 0; i < n; i++) {
        int len = snprintf(path, sizeof path, "%s/%s", folders[i], stage);
        if (len > 0 && (size_t)len < sizeof path && io_exists(path)) return BEDE_OK;
    }
    return err_at(err, BEDE_DATA, n ? folders[0] : NULL, 0, 0,
                  "the folder \"%s\" is missing here: is this a knowledge folder?", stage);
}

static bede_status load_upto(struct record_engine *engine, const char *model,
                             const char *const *folders, size_t n, enum record_depth depth,
                             bede_error *err)
{
    TRY(need_folder(folders, n, "wire", err));
    TRY(wire_lexicon_load(folders, n, &engine->wire, err));
    TRY(need_folder(folders, n, "text", err));
    TRY(text_lexicon_load(folders, n, &engine->text, err));
    TRY(record_lexicon_load(folders, n, &engine->words, err));
    if (depth < RECORD_SYNTAX) return BEDE_OK;
    TRY(syntax_open(model, &engine->model, err));
    if (depth < RECORD_ENTITIES) return BEDE_OK;
    TRY(need_folder(folders, n, "entity", err));
    TRY(kb_load(folders, n, engine->text, &engine->kb, err));
    if (depth < RECORD_QUOTES) return BEDE_OK;
    TRY(need_folder(folders, n, "quote", err));
    TRY(quote_lexicon_load(folders, n, &engine->quote, err));
    if (depth < RECORD_EVENTS) return BEDE_OK;
    TRY(need_folder(folders, n, "event", err));
    return event_book_load(folders, n, engine->text, engine->model, &engine->book, err);
}

bede_status record_engine_load_upto(struct record_engine *engine, const char *model,
                                    const char *const *folders, size_t n, enum record_depth depth,
                                    bede_error *err)
{
    *engine = (struct record_engine){.depth = depth};
    bede_status status = load_upto(engine, model, folders, n, depth, err);
    if (status != BEDE_OK) record_engine_fini(engine);
    return status;
}

bede_status record_engine_load(struct record_engine *engine, const char *model,
                               const char *const *folders, size_t n, bede_error *err)
{
    return record_engine_load_upto(engine, model, folders, n, RECORD_EVENTS, err);
}

void record_engine_fini(struct record_engine *engine)
{
    if (engine->book) event_book_free(engine->book);
    if (engine->quote) quote_lexicon_free(engine->quote);
    if (engine->kb) kb_free(engine->kb);
    if (engine->model) syntax_close(engine->model);
    if (engine->text) text_lexicon_free(engine->text);
    if (engine->words) record_lexicon_free(engine->words);
    if (engine->wire) wire_lexicon_free(engine->wire);
    *engine = (struct record_engine){0};
}

/* ---- the coder ----------------------------------------------------------------------------- */

struct record_coder *record_coder_new(const struct record_engine *engine)
{
    struct record_coder *coder = calloc(1, sizeof *coder);
    if (!coder) return NULL;
    coder->engine = engine;
    if (engine->model && !(coder->scratch = syntax_scratch_new(engine->model))) {
        free(coder);
        return NULL;
    }
    return coder;
}

void record_coder_free(struct record_coder *coder)
{
    if (!coder) return;
    if (coder->scratch) syntax_scratch_free(coder->scratch);
    free(coder);
}

double *record_coder_clock(struct record_coder *coder)
{
    return coder->clock;
}

void record_coder_trace(struct record_coder *coder, event_trace trace, void *ctx)
{
    coder->trace = trace;
    coder->trace_ctx = ctx;
}

/* Adds the time since *since to a stage and starts the next one. */
static void lap(struct record_coder *coder, enum record_stage stage, double *since)
{
    double now = record_cpu_seconds();
    coder->clock[stage] += now - *since;
    *since = now;
}

/* A killed or held story is read but not coded: what its text says has been withdrawn. */
static bede_status leave_uncoded(struct record *record, bede_error *err)
{
    record->quotes = ARENA_NEW(record->arena, struct quotes);
    record->events = ARENA_NEW(record->arena, struct events);
    if (!record->quotes || !record->events) return err_nomem(err);
    record->quotes->by_token =
        ARENA_ARRAY(record->arena, (size_t)record->doc->n_tokens + 1, uint32_t);
    return record->quotes->by_token ? BEDE_OK : err_nomem(err);
}

static bede_status run_stages(struct record_coder *coder, struct record *record,
                              enum record_depth depth, const bede_limits *limits, bede_error *err)
{
    const struct record_engine *engine = coder->engine;
    double since = record_cpu_seconds();
    if (record->story->given)
        record->doc = record->story->given;
    else
        TRY(text_split(engine->text, record->story, limits, &record->doc, err));
    lap(coder, STAGE_TEXT, &since);
    if (depth < RECORD_SYNTAX) return BEDE_OK;
    TRY(syntax_analyse(engine->model, coder->scratch, record->doc, err));
    lap(coder, STAGE_SYNTAX, &since);
    if (depth < RECORD_ENTITIES) return BEDE_OK;
    TRY(entity_resolve(engine->kb, record->doc, &record->entities, err));
    lap(coder, STAGE_ENTITY, &since);
    if (depth < RECORD_QUOTES) return BEDE_OK;
    if (record->story->status >= WIRE_WITHHELD) return leave_uncoded(record, err);
    TRY(quote_find(engine->quote, record->doc, record->entities, &record->quotes, err));
    lap(coder, STAGE_QUOTE, &since);
    if (depth < RECORD_EVENTS) return BEDE_OK;
    TRY(event_find(engine->book, record->doc, record->entities, record->quotes, &record->events,
                   coder->trace, coder->trace_ctx, err));
    lap(coder, STAGE_EVENT, &since);
    return BEDE_OK;
}

bede_status record_make(struct record_coder *coder, struct story *story, enum record_depth depth,
                        const bede_limits *limits, struct record **out, bede_error *err)
{
    if (depth > coder->engine->depth)
        return err_set(err, BEDE_USAGE, "the engine was opened without the stages this needs");
    struct record *record = ARENA_NEW(story->arena, struct record);
    if (!record) return err_nomem(err);
    record->engine = coder->engine;
    record->arena = story->arena;
    record->story = story;
    bede_limits bounds = wire_limits(limits);
    bede_status status = run_stages(coder, record, depth, &bounds, err);
    if (status == BEDE_OK && !cp_index_init(&record->cp, story->arena, story->text))
        status = err_nomem(err);
    if (status != BEDE_OK) {
        err_name_input(err, story->input);
        return status;
    }
    *out = record;
    return BEDE_OK;
}
