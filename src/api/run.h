/* api/run.h - a run whose records go somewhere else than into text: the hooks of `bede ingest`.
 *
 * SPDX-License-Identifier: MIT */
#ifndef API_RUN_H
#define API_RUN_H

#include "api/engine.h"

struct run_hooks {
    void *ctx;
    /* Is this story to be left out, uncoded? (A story that is stored already.) Called in input
     * order, by one thread at a time, while others call `prepare` and `take`. */
    bede_status (*skip)(void *ctx, const struct story *story, bool *skip, bede_error *err);
    /* What `take` wants to be told of a record and needs no order, made by the thread that coded
     * it, in the arena of the story. */
    bede_status (*prepare)(void *ctx, struct arena *arena, const struct record *record,
                           void **prepared, bede_error *err);
    /* Takes a record, NULL for a story that was left out; all is gone when this returns. Anything
     * but OK stops the run. Called in input order by the thread that started the run, as is
     * `pass`. */
    bede_status (*take)(void *ctx, const struct story *story, const struct record *record,
                        const void *prepared, bede_error *err);
    /* The totals after each story; how far into all of its inputs the story ended, in bytes. */
    bede_status (*pass)(void *ctx, const bede_run_totals *totals, uint64_t at, bede_error *err);
};

/* As bede_run_files with BEDE_VIEW_EVENTS, records handed to the hooks and nothing written. Of
 * `io` only `report` is called. */
BEDE_NODISCARD bede_status run_records(const bede_engine *engine, const bede_run_options *options,
                                       const char *const *paths, size_t n_paths,
                                       const struct run_hooks *hooks, const bede_run_io *io,
                                       bede_run_totals *totals, bede_error *err);

#endif
