/* api/run.c - stories through all stages, on many threads, out in order.
 *
 * The pool (base/pool.h) does the order; here stands what an item is: an arena, the story read
 * into it, and the rows that came of it. Rows are written whole into the item's buf before any of
 * them leaves, so that a story that fails half-way leaves nothing behind.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/resource.h>

#include "api/engine.h"
#include "api/feed.h"
#include "api/run.h"
#include "base/pool.h"

enum {
    ITEMS_PER_JOB = 4,
    STORED_PER_JOB = 32,   /* coders go on while the writer waits for the disk */
    ARENA_MAX = 1 << 30,   /* a story that wants more is given up */
    ARENA_KEEP = 24 << 20, /* larger ones are not kept for the next story */
    ROWS_MAX = 1 << 30,
    ROWS_KEEP = 4 << 20
};

struct item {
    struct arena *arena;
    struct story *story; /* NULL: `err` tells why there is none */
    struct input *input;
    struct record *record;      /* for hooks, which take it instead of rows */
    void *prepared;             /* by a hook, of the record */
    bool skipped;               /* a hook wants it left out */
    uint64_t n_inputs, n_bytes; /* read until then */
    struct buf rows;
    uint32_t n_rows, n_sentences, n_words;
    bede_status status;
    bede_error err;
};

struct run {
    const bede_engine *engine;
    const bede_run_options *options;
    struct output_options output;
    const bede_run_io *io;
    const struct run_hooks *hooks; /* NULL: rows are written */
    struct feed feed;
    struct item *items;
    void **slots;
    uint32_t n_items, jobs;
    struct record_coder *coders[POOL_JOBS_MAX];
    struct output_tally *tally; /* for a view over the whole run, else NULL */
    bede_run_totals totals;
    double started, cpu_before, wire_seconds;
    bede_error *err, stopped; /* of the caller's thread; why no more stories are read */
};

/* ---- filling ------------------------------------------------------------------------------- */

static bool item_ready(struct item *item)
{
    if (item->arena && arena_capacity(item->arena) > ARENA_KEEP) {
        arena_free(item->arena);
        item->arena = NULL;
    }
    if (item->arena)
        arena_reset(item->arena);
    else
        item->arena = arena_new(ARENA_MAX);
    if (item->rows.cap > ROWS_KEEP) buf_fini(&item->rows);
    buf_clear(&item->rows);
    item->story = NULL;
    item->input = NULL;
    item->record = NULL;
    item->prepared = NULL;
    item->skipped = false;
    item->n_rows = item->n_sentences = item->n_words = 0;
    item->status = BEDE_OK;
    return item->arena != NULL;
}

static bede_status fill(void *ctx, void *slot)
{
    struct run *run = ctx;
    struct item *item = slot;
    if (!item_ready(item)) return err_nomem(&run->stopped);
    double since = record_cpu_seconds();
    item->status = feed_next(&run->feed, item->arena, &item->story, &item->input, &item->err);
    run->wire_seconds += record_cpu_seconds() - since;
    item->n_inputs = run->feed.n_inputs;
    item->n_bytes = run->feed.n_bytes;
    if (item->status == BEDE_DONE) return BEDE_DONE;
    if (item->status != BEDE_OK) item->story = NULL;
    if (!item->story || !run->hooks) return BEDE_OK;
    return run->hooks->skip(run->hooks->ctx, item->story, &item->skipped, &run->stopped);
}

/* ---- working ------------------------------------------------------------------------------- */

/* What leaves of a record: rows, or what the hook makes of it. */
static bede_status finish_item(struct run *run, struct item *item, struct record *record)
{
    item->record = record;
    item->n_sentences = record->doc->n_sentences;
    item->n_words = record->doc->n_tokens;
    if (run->hooks) {
        item->n_rows = record->events->n;
        return run->hooks->prepare(run->hooks->ctx, item->arena, record, &item->prepared,
                                   &item->err);
    }
    item->n_rows = output_record(&item->rows, record, &run->output);
    return item->rows.failed ? err_nomem(&item->err) : BEDE_OK;
}

static void work(void *ctx, uint32_t worker, void *slot)
{
    struct run *run = ctx;
    struct item *item = slot;
    struct record *record;
    if (!item->story || item->skipped) return;
    item->status = record_make(run->coders[worker], item->story, output_depth(run->output.view),
                               &run->feed.limits, &record, &item->err);
    if (item->status == BEDE_OK) {
        double since = record_cpu_seconds();
        item->status = finish_item(run, item, record);
        record_coder_clock(run->coders[worker])[STAGE_OUTPUT] += record_cpu_seconds() - since;
    }
    if (item->status == BEDE_OK) return;
    if (!item->err.offset) item->err.offset = item->story->offset;
    if (!item->err.line) item->err.line = item->story->line;
    err_name_input(&item->err, item->story->input);
}

/* ---- emitting ------------------------------------------------------------------------------ */

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

/* CPU time and peak memory are those of the process. */
static void take_usage(struct run *run)
{
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0) return;
    double cpu = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    if (run->cpu_before < 0) run->cpu_before = cpu;
    run->totals.cpu_seconds = cpu - run->cpu_before;
    run->totals.peak_bytes = (uint64_t)usage.ru_maxrss * 1024;
}

static void take_figures(struct run *run, uint64_t n_inputs, uint64_t n_bytes)
{
    bede_run_totals *totals = &run->totals;
    totals->inputs = n_inputs;
    totals->bytes = n_bytes;
    totals->seconds = record_seconds() - run->started;
    totals->jobs = run->jobs;
}

static bede_status write_out(struct run *run, const struct buf *rows)
{
    if (!rows->n) return BEDE_OK;
    bede_status status = run->io->write(run->io->ctx, rows->p, rows->n);
    if (status != BEDE_OK) err_set(run->err, status, "the output could not be written");
    return status;
}

/* What a story leaves: rows in the output, in the tally, or a record with the hooks. */
static bede_status hand_over(struct run *run, const struct item *item)
{
    if (run->hooks)
        return run->hooks->take(run->hooks->ctx, item->story, item->record, item->prepared,
                                run->err);
    if (!run->tally) return write_out(run, &item->rows);
    if (output_tally_add(run->tally, (struct str){item->rows.p, item->rows.n})) return BEDE_OK;
    return err_nomem(run->err);
}

static bede_status tell(struct run *run, const struct item *item, uint64_t before)
{
    if (!run->hooks && !run->io->progress) return BEDE_OK;
    take_figures(run, item->n_inputs, item->n_bytes);
    if (!run->hooks) {
        run->io->progress(run->io->ctx, &run->totals);
        return BEDE_OK;
    }
    uint64_t at = before;
    if (item->story) at += item->story->offset + item->story->text.n;
    return run->hooks->pass(run->hooks->ctx, &run->totals, at, run->err);
}

static bede_status emit(void *ctx, void *slot)
{
    struct run *run = ctx;
    struct item *item = slot;
    bede_status status = BEDE_OK;
    if (item->status != BEDE_OK) {
        if (item->status == BEDE_PASSED)
            run->totals.passed++;
        else
            run->totals.skipped++;
        if (run->io->report) run->io->report(run->io->ctx, &item->err);
    } else {
        run->totals.stories++;
        run->totals.sentences += item->n_sentences;
        run->totals.words += item->n_words;
        run->totals.rows += item->n_rows;
        status = hand_over(run, item);
    }
    if (status == BEDE_OK) status = tell(run, item, item->input ? item->input->before : 0);
    feed_release(item->input);
    item->input = NULL;
    return status;
}

/* ---- a run --------------------------------------------------------------------------------- */

static bede_status run_init(struct run *run, bede_error *err)
{
    run->jobs = pool_jobs(run->options->jobs);
    run->n_items = run->hooks       ? run->jobs * STORED_PER_JOB
                   : run->jobs == 1 ? 1
                                    : run->jobs * ITEMS_PER_JOB;
    run->items = calloc(run->n_items, sizeof *run->items);
    run->slots = calloc(run->n_items, sizeof *run->slots);
    if (!run->items || !run->slots) return err_nomem(err);
    for (uint32_t i = 0; i < run->n_items; i++) {
        buf_init(&run->items[i].rows, ROWS_MAX);
        run->slots[i] = &run->items[i];
    }
    for (uint32_t i = 0; i < run->jobs; i++)
        if (!(run->coders[i] = record_coder_new(&run->engine->record))) return err_nomem(err);
    bede_view view = run->output.view;
    bool whole = view == BEDE_VIEW_UNKNOWN || view == BEDE_VIEW_DAILY;
    if (whole && !(run->tally = output_tally_new(view))) return err_nomem(err);
    return BEDE_OK;
}

static void run_fini(struct run *run)
{
    for (uint32_t i = 0; run->items && i < run->n_items; i++) {
        feed_release(run->items[i].input);
        arena_free(run->items[i].arena);
        buf_fini(&run->items[i].rows);
    }
    for (uint32_t i = 0; i < run->jobs; i++)
        record_coder_free(run->coders[i]);
    output_tally_free(run->tally);
    free(run->items);
    free(run->slots);
}

/* What stands before all rows and behind them. */
static bede_status frame(struct run *run, bool end)
{
    struct buf buf;
    if (run->hooks) return BEDE_OK;
    buf_init(&buf, ROWS_MAX);
    if (!end)
        output_begin(&buf, &run->output);
    else if (run->tally)
        output_tally_print(&buf, run->tally, &run->output, &run->totals.rows);
    bede_status status = buf.failed ? err_nomem(run->err) : write_out(run, &buf);
    buf_fini(&buf);
    return status;
}

static void sum_clocks(struct run *run)
{
    run->totals.stage_seconds[STAGE_WIRE] = run->wire_seconds;
    for (uint32_t i = 0; i < run->jobs; i++)
        for (uint32_t stage = STAGE_TEXT; stage < STAGE_COUNT; stage++)
            run->totals.stage_seconds[stage] += record_coder_clock(run->coders[i])[stage];
}

static bede_status run_all(struct run *run, bede_error *err)
{
    struct pool_task task = {.ctx = run, .fill = fill, .work = work, .emit = emit};
    TRY(run_init(run, err));
    task.items = run->slots;
    task.n_items = run->n_items;
    task.burst = run->hooks ? run->n_items / 4 : 1;
    TRY(frame(run, false));
    bede_status status = pool_run(&task, run->jobs, err);
    if (status != BEDE_OK && status == run->stopped.code) *err = run->stopped;
    if (status != BEDE_OK) return status;
    TRY(frame(run, true));
    sum_clocks(run);
    return BEDE_OK;
}

_Static_assert((int)BEDE_STAGES == (int)STAGE_COUNT, "the public header counts the stages");

static bede_status check_options(struct run *run, bede_error *err)
{
    const bede_run_options *options = run->options;
    run->output = (struct output_options){.view = options->view,
                                          .format = options->format,
                                          .color = options->color,
                                          .width = options->width ? options->width : OUTPUT_WIDTH};
    if (run->output.width < OUTPUT_WIDTH_MIN) run->output.width = OUTPUT_WIDTH_MIN;
    TRY(output_check(&run->output, err));
    if (output_depth(options->view) > run->engine->record.depth)
        return err_set(err, BEDE_USAGE, "the engine was opened without the stages this view needs");
    return BEDE_OK;
}

static void run_finish(struct run *run, bede_run_totals *totals)
{
    take_figures(run, run->feed.n_inputs, run->feed.n_bytes);
    take_usage(run);
    if (totals) *totals = run->totals;
    run_fini(run);
    feed_fini(&run->feed);
    free(run);
}

static bede_status run_new(struct run **out, const bede_engine *engine,
                           const bede_run_options *options, const bede_run_io *io, bede_error *err)
{
    struct run *run = calloc(1, sizeof *run);
    if (!run) return err_nomem(err);
    run->engine = engine;
    run->options = options;
    run->io = io;
    run->err = err;
    run->started = record_seconds();
    run->cpu_before = -1;
    take_usage(run);
    bede_status status = check_options(run, err);
    if (status != BEDE_OK)
        free(run);
    else
        *out = run;
    return status;
}

bede_status bede_run_files(const bede_engine *engine, const bede_run_options *options,
                           const char *const *paths, size_t n_paths, const bede_run_io *io,
                           bede_run_totals *totals, bede_error *err)
{
    struct run *run = NULL;
    TRY(run_new(&run, engine, options, io, err));
    bede_status status = feed_init(&run->feed, engine->record.wire, paths, n_paths, options, err);
    if (status != BEDE_OK) {
        free(run);
        return status;
    }
    status = run_all(run, err);
    run_finish(run, totals);
    return status;
}

bede_status run_records(const bede_engine *engine, const bede_run_options *options,
                        const char *const *paths, size_t n_paths, const struct run_hooks *hooks,
                        const bede_run_io *io, bede_run_totals *totals, bede_error *err)
{
    struct run *run = NULL;
    TRY(run_new(&run, engine, options, io, err));
    run->hooks = hooks;
    bede_status status = feed_init(&run->feed, engine->record.wire, paths, n_paths, options, err);
    if (status != BEDE_OK) {
        free(run);
        return status;
    }
    status = run_all(run, err);
    run_finish(run, totals);
    return status;
}

/* An input that cannot be opened at all is reported like one among many. */
bede_status bede_run_bytes(const bede_engine *engine, const bede_run_options *options,
                           const char *name, const char *data, size_t len, const bede_run_io *io,
                           bede_run_totals *totals, bede_error *err)
{
    struct run *run = NULL;
    bede_error why;
    TRY(run_new(&run, engine, options, io, err));
    bede_status status = feed_init_bytes(&run->feed, engine->record.wire, name,
                                         (struct str){data, len}, options, &why);
    if (status != BEDE_OK) {
        if (io->report) io->report(io->ctx, &why);
        if (totals) *totals = (bede_run_totals){.inputs = 1, .skipped = 1, .bytes = len};
        free(run);
        return BEDE_OK;
    }
    status = run_all(run, err);
    run_finish(run, totals);
    return status;
}
