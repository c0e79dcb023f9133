/* base/pool.h - a pipeline: items are filled in order, worked on by threads, emitted in order.
 *
 * `jobs` threads fill and work, the caller's thread emits. Only one thread fills at a time. The
 * items are the caller's and are used again and again, so their number bounds what is in memory.
 * With one job all happens on the caller's thread, by the same calls in the same order.
 *
 *     fill(0) fill(1) fill(2) ...        threads, one after the other
 *        work(1) work(0) work(2) ...     threads, any order
 *     emit(0) emit(1) emit(2) ...        caller, in order of filling
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/err.h"

struct pool_task {
    void *ctx;
    void **items;
    uint32_t n_items; /* at least 1; a few for every job keep the threads busy */
    uint32_t burst;   /* the caller sleeps until so many are filled (0: one); at most n_items */

    /* OK: the item is to be worked on. DONE: there are no more. Anything else stops the run. What
     * it changes and `emit` looks at needs a lock of its own, or goes with the item. */
    bede_status (*fill)(void *ctx, void *item);
    /* Called by thread `worker` (0 .. jobs - 1), for one item at a time. */
    void (*work)(void *ctx, uint32_t worker, void *item);
    /* Anything but OK stops the run. */
    bede_status (*emit)(void *ctx, void *item);
};

enum { POOL_JOBS_MAX = 256 };

/* The number of threads that `jobs` asks for: 0 means one a core. */
uint32_t pool_jobs(uint32_t jobs);

/* Runs the task to its end. Returns OK, NOMEM, or the status that stopped it; items that were
 * filled but not emitted are then left as they are. */
BEDE_NODISCARD bede_status pool_run(const struct pool_task *task, uint32_t jobs, bede_error *err);

#endif
