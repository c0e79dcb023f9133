/* api/ingest.c - coding on many threads, one writer.
 *
 * The threads that code read the stories too, one at a time, and look in a second connection
 * whether they are stored; they also make ready what the record wants to know of a version. The
 * writer is the thread that started the run: it takes the records in input order. Stories are
 * committed in batches, by number or when a second has gone by, whichever comes first; their
 * receipts are held back until then, so that nobody is told of a story that could still be lost. A
 * transaction is opened only for a story that was coded.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/stat.h>

#include "api/run.h"
#include "base/io.h"
#include "output/stored.h"
#include "store/store.h"

#define BATCH_SECONDS 1.0
enum { BATCH = 1000, RECEIPTS_MAX = 1 << 28 };

struct ingest {
    const bede_ingest_options *options;
    const bede_ingest_io *io;
    struct store *store, *seen; /* what is written; what the readers look into */
    bede_ingest_totals *totals;
    struct buf receipts; /* of the open batch */
    bool open;           /* a transaction is, maybe for a story that turned out to be known */
    uint32_t in_batch, batch;
    double since;
};

/* ---- batches ------------------------------------------------------------------------------- */

static bede_status begin(struct ingest *in, bede_error *err)
{
    if (in->open) return BEDE_OK;
    TRY(store_begin(in->store, err));
    in->open = true;
    in->since = record_seconds();
    return BEDE_OK;
}

static bede_status commit(struct ingest *in, bede_error *err)
{
    if (!in->open) return BEDE_OK;
    TRY(store_commit(in->store, err));
    in->open = false;
    in->totals->stored += in->in_batch;
    in->in_batch = 0;
    if (in->receipts.failed) return err_nomem(err);
    bede_status status = BEDE_OK;
    if (in->receipts.n) status = in->io->write(in->io->ctx, in->receipts.p, in->receipts.n);
    buf_clear(&in->receipts);
    if (status != BEDE_OK) err_set(err, status, "the output could not be written");
    return status;
}

/* ---- hooks --------------------------------------------------------------------------------- */

static bede_status skip(void *ctx, const struct story *story, bool *out, bede_error *err)
{
    const struct ingest *in = ctx;
    return store_has(in->seen, story, out, err);
}

static bede_status prepare(void *ctx, struct arena *arena, const struct record *record,
                           void **prepared, bede_error *err)
{
    struct facts *facts;
    (void)ctx;
    TRY(store_prepare(arena, record, &facts, err));
    *prepared = facts;
    return BEDE_OK;
}

static void count(bede_ingest_totals *t, const struct store_receipt *receipt)
{
    uint64_t *const of[] = {
        [STORE_NEW] = &t->fresh,   [STORE_VERSION] = &t->versions, [STORE_REPRINT] = &t->reprints,
        [STORE_KNOWN] = &t->known, [STORE_KILL] = &t->kills,       [STORE_QUEUED] = &t->queued};
    ++*of[receipt->outcome];
    t->withdrawn += receipt->withdrawn;
}

static void tell(struct ingest *in, const struct story *story, const struct store_receipt *receipt)
{
    bool matters = receipt->outcome == STORE_KILL || receipt->outcome == STORE_QUEUED;
    if (in->options->tell_all || matters)
        stored_receipt(&in->receipts, story, receipt, in->options->format, in->options->color);
}

static bede_status take(void *ctx, const struct story *story, const struct record *record,
                        const void *prepared, bede_error *err)
{
    struct ingest *in = ctx;
    struct store_receipt receipt = {.outcome = STORE_KNOWN, .confidence = 1};
    if (record) {
        TRY(begin(in, err));
        TRY(store_put(in->store, record, prepared, &receipt, err));
        if (receipt.outcome != STORE_KNOWN) in->in_batch++;
    }
    count(in->totals, &receipt);
    tell(in, story, &receipt);
    return BEDE_OK;
}

static bede_status pass(void *ctx, const bede_run_totals *totals, uint64_t at, bede_error *err)
{
    struct ingest *in = ctx;
    in->totals->run = *totals;
    if (at > in->totals->at) in->totals->at = at;
    if (in->in_batch >= in->batch || record_seconds() - in->since > BATCH_SECONDS)
        TRY(commit(in, err));
    if (in->io->progress) in->io->progress(in->io->ctx, in->totals);
    return BEDE_OK;
}

/* ---- an ingest ----------------------------------------------------------------------------- */

/* Bytes of all inputs, for the time left; 0 when one is standard input, packed, or not there. */
static uint64_t size_of_inputs(const char *const *paths, size_t n)
{
    struct arena *arena = arena_new(0);
    uint64_t sum = 0;
    bool known = arena != NULL;
    for (size_t i = 0; i < n && known; i++) {
        struct io_list list = {0};
        bede_error err;
        struct stat info;
        known =
            strcmp(paths[i], "-") != 0 && io_list_files(arena, paths[i], &list, &err) == BEDE_OK;
        for (uint32_t k = 0; known && k < list.n; k++) {
            struct str path = str_c(list.paths[k]);
            known = !str_ends(path, ".gz") && !str_ends(path, ".zst") &&
                    stat(list.paths[k], &info) == 0;
            if (known) sum += (uint64_t)info.st_size;
        }
    }
    arena_free(arena);
    return known ? sum : 0;
}

/* Kills that came before what they withdraw. */
static bede_status settle(struct ingest *in, bede_error *err)
{
    uint32_t settled = 0;
    struct store_figures figures = {0};
    TRY(store_figures(in->store, &figures, err));
    if (!figures.pending) return BEDE_OK;
    TRY(store_begin(in->store, err));
    bede_status status = store_settle(in->store, &settled, err);
    if (status == BEDE_OK) status = store_commit(in->store, err);
    if (status != BEDE_OK) store_rollback(in->store);
    in->totals->settled = settled;
    return status;
}

static void quiet(void *ctx, const bede_error *err)
{
    (void)ctx;
    (void)err;
}

static bede_status run(struct ingest *in, const bede_engine *engine, const char *const *paths,
                       size_t n_paths, bede_error *err)
{
    const bede_run_options options = {.view = BEDE_VIEW_EVENTS,
                                      .format = BEDE_FORMAT_JSONL,
                                      .from = in->options->from,
                                      .jobs = in->options->jobs,
                                      .received = in->options->received,
                                      .limits = in->options->limits};
    const struct run_hooks hooks = {
        .ctx = in, .skip = skip, .prepare = prepare, .take = take, .pass = pass};
    const bede_run_io io = {.ctx = in->io->ctx, .report = in->io->report ? in->io->report : quiet};
    in->totals->of = size_of_inputs(paths, n_paths);
    bede_status status =
        run_records(engine, &options, paths, n_paths, &hooks, &io, &in->totals->run, err);
    if (status == BEDE_OK) status = commit(in, err);
    if (status == BEDE_OK) status = settle(in, err);
    if (status == BEDE_OK && in->receipts.n)
        status = in->io->write(in->io->ctx, in->receipts.p, in->receipts.n);
    if (status != BEDE_OK) store_rollback(in->store);
    return status;
}

bede_status bede_ingest_files(const bede_engine *engine, const bede_ingest_options *options,
                              const char *const *paths, size_t n_paths, const bede_ingest_io *io,
                              bede_ingest_totals *totals, bede_error *err)
{
    bede_ingest_totals own;
    struct ingest in = {.options = options,
                        .io = io,
                        .totals = totals ? totals : &own,
                        .batch = options->batch ? options->batch : BATCH};
    *in.totals = (bede_ingest_totals){0};
    TRY(store_open(options->db, STORE_WRITE, &in.store, err));
    buf_init(&in.receipts, RECEIPTS_MAX);
    bede_status status = store_open(options->db, STORE_READ, &in.seen, err);
    if (status == BEDE_OK) status = run(&in, engine, paths, n_paths, err);
    buf_fini(&in.receipts);
    store_close(in.seen);
    store_close(in.store);
    return status;
}
