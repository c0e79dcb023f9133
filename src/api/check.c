/* api/check.c - `bede check`: every stage's tables loaded for themselves, so that a fault in one
 * does not hide those of the next; then the linters of names and rules.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "api/engine.h"
#include "output/codes.h"

struct check {
    struct engine_paths paths;
    struct record_engine record;
    bede_check_report report;
    void *ctx;
    bede_check_figures *figures;
};

/* What a stage's linter calls back. */
static void take_doubt(void *ctx, bool is_error, const char *file, uint32_t line,
                       const char *message)
{
    struct check *check = ctx;
    bede_error what;
    err_at(&what, is_error ? BEDE_DATA : BEDE_OK, file, line, 0, "%s", message);
    if (is_error)
        check->figures->errors++;
    else
        check->figures->warnings++;
    if (check->report) check->report(check->ctx, is_error, &what);
}

/* The outcome of loading a stage; false when those that stand on it cannot be loaded. */
static bool loaded(struct check *check, bede_status status, const bede_error *err)
{
    if (status == BEDE_OK) return true;
    check->figures->errors++;
    if (check->report) check->report(check->ctx, true, err);
    return false;
}

/* Does the sentence do what the example says of its rule? */
static bool example_holds(const struct event_example *x, const struct events *events)
{
    if (x->exclusion) return (events->n == 0) == x->wanted;
    bool won = false;
    for (uint32_t i = 0; i < events->n; i++)
        won |= strcmp(events->items[i].rule, x->label) == 0;
    return won == x->wanted;
}

static bede_status run_example(struct check *check, struct record_coder *coder, struct arena *arena,
                               const struct event_example *x, bede_error *err)
{
    const bede_limits limits = wire_limits(&(bede_limits){0});
    struct wire_reader *reader;
    struct story *story;
    struct record *record;
    TRY(wire_open(check->record.wire, x->file, x->sentence, BEDE_FROM_TEXT, &limits, &reader, err));
    bede_status status = wire_next(reader, arena, &story, err);
    wire_close(reader);
    if (status == BEDE_OK) status = record_make(coder, story, RECORD_EVENTS, &limits, &record, err);
    if (status == BEDE_OK && !example_holds(x, record->events)) {
        char message[256];
        const char *winner = record->events->n ? record->events->items[0].rule : "no rule";
        snprintf(message, sizeof message, "the rule above does not win in this sentence: %s does",
                 winner);
        take_doubt(check, true, x->file, x->line,
                   x->wanted ? message : "the rule above wins in this sentence, and should not");
    }
    return status;
}

/* The sentences that rule files carry. */
static void check_examples(struct check *check)
{
    struct record_coder *coder = record_coder_new(&check->record);
    struct arena *arena = arena_new(0);
    uint32_t n_rules = event_rule_count(check->record.book);
    for (uint32_t rule = 0; coder && arena && rule < n_rules; rule++) {
        struct event_example x;
        bede_error err;
        for (uint32_t n = 0; event_rule_example(check->record.book, rule, n, &x); n++) {
            arena_reset(arena);
            loaded(check, run_example(check, coder, arena, &x, &err), &err);
        }
    }
    arena_free(arena);
    record_coder_free(coder);
}

static void check_stages(struct check *check)
{
    struct record_engine *r = &check->record;
    const char *const *folders = check->paths.folders;
    size_t n = check->paths.n_folders;
    bede_error err;
    loaded(check, wire_lexicon_load(folders, n, &r->wire, &err), &err);
    loaded(check, quote_lexicon_load(folders, n, &r->quote, &err), &err);
    struct codes *codes;
    if (loaded(check, codes_load(folders, n, &codes, &err), &err)) codes_free(codes);
    bool text = loaded(check, text_lexicon_load(folders, n, &r->text, &err), &err);
    bool model = loaded(check, syntax_open(check->paths.model, &r->model, &err), &err);
    if (!text || !loaded(check, kb_load(folders, n, r->text, &r->kb, &err), &err)) return;
    kb_rows(r->kb, &check->figures->names);
    kb_check(r->kb, take_doubt, check);
    if (!model ||
        !loaded(check, event_book_load(folders, n, r->text, r->model, &r->book, &err), &err))
        return;
    check->figures->rules = event_n_rules(r->book);
    event_check(r->book, take_doubt, check);
    r->depth = RECORD_EVENTS;
    check_examples(check);
}

bede_status bede_check(const bede_engine_options *options, bede_check_report report, void *ctx,
                       bede_check_figures *figures, bede_error *err)
{
    static const bede_engine_options defaults;
    struct check check = {.report = report, .ctx = ctx, .figures = figures};
    *figures = (bede_check_figures){0};
    bede_status status = engine_find(options ? options : &defaults, &check.paths, err);
    if (status == BEDE_OK) check_stages(&check);
    record_engine_fini(&check.record);
    engine_paths_fini(&check.paths);
    return status;
}

bede_status bede_compile(const bede_engine_options *options, bede_error *err)
{
    static const bede_engine_options defaults;
    struct engine_paths paths;
    struct text_lexicon *text = NULL;
    struct syntax_model *model = NULL;
    bede_status status = engine_find(options ? options : &defaults, &paths, err);
    if (status == BEDE_OK) status = text_lexicon_load(paths.folders, 1, &text, err);
    if (status == BEDE_OK) status = syntax_open(paths.model, &model, err);
    if (status == BEDE_OK) status = event_write_trees(paths.folders[0], text, model, err);
    text_lexicon_free(text);
    syntax_close(model);
    engine_paths_fini(&paths);
    return status;
}
