/* api/eval.c - `bede eval`: stories coded and held against what people coded.
 *
 * Only stories that have gold are coded. Which gold belongs to which story is told by the gold.
 *
 * SPDX-License-Identifier: MIT */
#include "output/eval.h"
#include "api/run.h"
#include "base/io.h"

enum { GOLD_BYTES_MAX = 256 << 20 };

struct eval_run {
    struct gold_set gold;
    struct output_options output;
    const bede_run_io *io;
    bede_eval_totals *totals;
    struct eval_score sum;
    struct buf buf;
};

/* ---- gold ---------------------------------------------------------------------------------- */

/* In a folder only what is JSON by its name; a file that is named itself is always read. */
static bool is_gold(const char *path, const char *named)
{
    return strcmp(path, named) == 0 || str_ends(str_c(path), ".json") ||
           str_ends(str_c(path), ".jsonl");
}

static bede_status read_gold(struct eval_run *e, const char *path, bede_error *err)
{
    struct io_list list = {0};
    struct str bytes;
    TRY(io_list_files(e->gold.arena, path, &list, err));
    for (uint32_t i = 0; i < list.n; i++) {
        if (!is_gold(list.paths[i], path)) continue;
        TRY(io_read_file(e->gold.arena, list.paths[i], GOLD_BYTES_MAX, &bytes, err));
        TRY(gold_read(&e->gold, list.paths[i], bytes, err));
    }
    if (!e->gold.n) return err_set(err, BEDE_DATA, "%s holds no hand-coded story", path);
    return BEDE_OK;
}

/* ---- hooks --------------------------------------------------------------------------------- */

static bede_status skip(void *ctx, const struct story *story, bool *out, bede_error *err)
{
    struct eval_run *e = ctx;
    (void)err;
    *out = gold_find(&e->gold, story) == NULL;
    e->totals->without_gold += *out;
    return BEDE_OK;
}

static bede_status flush(struct eval_run *e, bede_error *err)
{
    bede_status status = e->buf.failed ? err_nomem(err) : BEDE_OK;
    if (status == BEDE_OK && e->buf.n) {
        status = e->io->write(e->io->ctx, e->buf.p, e->buf.n);
        if (status != BEDE_OK) err_set(err, status, "the output could not be written");
    }
    buf_clear(&e->buf);
    return status;
}

/* Scores on the thread that coded. */
static bede_status prepare(void *ctx, struct arena *arena, const struct record *record,
                           void **prepared, bede_error *err)
{
    struct eval_run *e = ctx;
    struct eval_result *result = ARENA_NEW(arena, struct eval_result);
    if (!result) return err_nomem(err);
    *prepared = result;
    return eval_record(record, gold_find(&e->gold, record->story), arena, result, err);
}

static bede_status take(void *ctx, const struct story *story, const struct record *record,
                        const void *prepared, bede_error *err)
{
    struct eval_run *e = ctx;
    const struct eval_result *result = prepared;
    if (!record) return BEDE_OK;
    gold_find(&e->gold, story)->met = true;
    eval_add(&e->sum, &result->score);
    output_eval(&e->buf, record, result, &e->output);
    return flush(e, err);
}

static bede_status pass(void *ctx, const bede_run_totals *totals, uint64_t at, bede_error *err)
{
    (void)ctx;
    (void)totals;
    (void)at;
    (void)err;
    return BEDE_OK;
}

/* ---- a run --------------------------------------------------------------------------------- */

/* Gold whose story did not come is told of: a score of nothing must not look like a good one. */
static void tell_unmet(struct eval_run *e)
{
    for (uint32_t i = 0; i < e->gold.n; i++) {
        const struct gold *gold = &e->gold.items[i];
        bede_error what;
        if (gold->met) continue;
        e->totals->without_story++;
        err_at(&what, BEDE_DATA, gold->input, gold->line, 0, "no story \"%.*s\" among the files",
               STR_ARG(gold->story));
        if (e->io->report) e->io->report(e->io->ctx, &what);
    }
}

static bede_eval_figures figures_of(const struct eval_count *count)
{
    return (bede_eval_figures){.gold = count->needed,
                               .found = count->found,
                               .predicted = count->predicted,
                               .right = count->right};
}

static bede_status run_eval(struct eval_run *e, const bede_engine *engine,
                            const bede_run_options *options, const char *gold,
                            const char *const *paths, size_t n_paths, bede_error *err)
{
    const struct run_hooks hooks = {
        .ctx = e, .skip = skip, .prepare = prepare, .take = take, .pass = pass};
    bede_run_options coding = *options;
    coding.view = BEDE_VIEW_EVENTS;
    coding.format = BEDE_FORMAT_JSONL;
    TRY(output_eval_check(&e->output, err));
    TRY(gold_init(&e->gold, err));
    TRY(read_gold(e, gold, err));
    TRY(run_records(engine, &coding, paths, n_paths, &hooks, e->io, &e->totals->run, err));
    tell_unmet(e);
    e->totals->scored = e->sum.stories;
    e->totals->strict = figures_of(&e->sum.strict);
    e->totals->loose = figures_of(&e->sum.loose);
    e->totals->quotes = figures_of(&e->sum.quotes);
    e->totals->speakers = e->sum.speakers;
    output_eval_sum(&e->buf, &e->sum, &e->output);
    return flush(e, err);
}

bede_status bede_eval_files(const bede_engine *engine, const bede_run_options *options,
                            const char *gold, const char *const *paths, size_t n_paths,
                            const bede_run_io *io, bede_eval_totals *totals, bede_error *err)
{
    bede_eval_totals own;
    struct eval_run e = {.io = io, .totals = totals ? totals : &own};
    *e.totals = (bede_eval_totals){0};
    e.output = (struct output_options){.format = options->format,
                                       .color = options->color,
                                       .width = options->width ? options->width : OUTPUT_WIDTH};
    if (e.output.width < OUTPUT_WIDTH_MIN) e.output.width = OUTPUT_WIDTH_MIN;
    buf_init(&e.buf, 0);
    bede_status status = run_eval(&e, engine, options, gold, paths, n_paths, err);
    gold_fini(&e.gold);
    buf_fini(&e.buf);
    return status;
}
