/* base/pool.c - see pool.h.
 *
 * Items stand in a ring and are numbered by the order of filling. Three numbers tell all:
 *     emitted <= claimed <= filled,   filled - emitted <= n_items
 * Threads claim the next number under the lock; each item tells whether it is worked. The caller
 * emits whatever is ready at the head, then fills; only when the ring is full does it wait for the
 * head.
 *
 * SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct pool {
    const struct pool_task *task;
    pthread_mutex_t lock;
    pthread_cond_t filled_more, worked_more;
    uint64_t emitted, claimed, filled;
    bool *worked; /* a flag an item */
    bool closed;  /* nothing more will be filled */
};

struct worker {
    struct pool *pool;
    pthread_t thread;
    uint32_t number;
};

uint32_t pool_jobs(uint32_t jobs)
{
    if (!jobs) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        jobs = cores > 0 ? (uint32_t)cores : 1;
    }
    return jobs > POOL_JOBS_MAX ? POOL_JOBS_MAX : jobs;
}

static void *work_on(void *arg)
{
    struct worker *worker = arg;
    struct pool *pool = worker->pool;
    const struct pool_task *task = pool->task;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (pool->claimed == pool->filled && !pool->closed)
            pthread_cond_wait(&pool->filled_more, &pool->lock);
        if (pool->claimed == pool->filled) break;
        uint32_t at = (uint32_t)(pool->claimed++ % task->n_items);
        pthread_mutex_unlock(&pool->lock);
        task->work(task->ctx, worker->number, task->items[at]);
        pthread_mutex_lock(&pool->lock);
        pool->worked[at] = true;
        pthread_cond_signal(&pool->worked_more);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Is the head worked? With `wait`, waits until it is. */
static bool head_ready(struct pool *pool, bool wait)
{
    pthread_mutex_lock(&pool->lock);
    uint32_t at = (uint32_t)(pool->emitted % pool->task->n_items);
    while (wait && !pool->worked[at])
        pthread_cond_wait(&pool->worked_more, &pool->lock);
    bool ready = pool->worked[at];
    pthread_mutex_unlock(&pool->lock);
    return ready;
}

static bede_status emit_head(struct pool *pool)
{
    const struct pool_task *task = pool->task;
    uint32_t at = (uint32_t)(pool->emitted % task->n_items);
    bede_status status = task->emit(task->ctx, task->items[at]);
    pthread_mutex_lock(&pool->lock);
    pool->worked[at] = false;
    pool->emitted++;
    pthread_mutex_unlock(&pool->lock);
    return status;
}

/* Emits what is ready; all that was filled when `all`, at least one when the ring is full. */
static bede_status emit_ready(struct pool *pool, bool all)
{
    while (pool->emitted < pool->filled) {
        bool full = pool->filled - pool->emitted == pool->task->n_items;
        if (!head_ready(pool, all || full)) break;
        TRY(emit_head(pool));
    }
    return BEDE_OK;
}

static bede_status drive(struct pool *pool)
{
    const struct pool_task *task = pool->task;
    for (;;) {
        TRY(emit_ready(pool, false));
        bede_status status = task->fill(task->ctx, task->items[pool->filled % task->n_items]);
        if (status == BEDE_DONE) return emit_ready(pool, true);
        if (status != BEDE_OK) return status;
        pthread_mutex_lock(&pool->lock);
        pool->filled++;
        pthread_cond_signal(&pool->filled_more);
        pthread_mutex_unlock(&pool->lock);
    }
}

/* No more work: what is claimed is finished, what is not is dropped when `drop`. */
static void close_pool(struct pool *pool, struct worker *workers, uint32_t n, bool drop)
{
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    if (drop) pool->claimed = pool->filled;
    pthread_cond_broadcast(&pool->filled_more);
    pthread_mutex_unlock(&pool->lock);
    for (uint32_t i = 0; i < n; i++)
        pthread_join(workers[i].thread, NULL);
}

static bede_status run_threads(const struct pool_task *task, struct worker *workers, bool *worked,
                               uint32_t jobs, bede_error *err)
{
    struct pool pool = {.task = task, .worked = worked};
    if (pthread_mutex_init(&pool.lock, NULL) != 0) return err_nomem(err);
    pthread_cond_init(&pool.filled_more, NULL);
    pthread_cond_init(&pool.worked_more, NULL);
    uint32_t n = 0;
    for (; n < jobs; n++) {
        workers[n] = (struct worker){.pool = &pool, .number = n};
        if (pthread_create(&workers[n].thread, NULL, work_on, &workers[n]) != 0) break;
    }
    bede_status status = n ? drive(&pool) : err_set(err, BEDE_NOMEM, "cannot start a thread");
    close_pool(&pool, workers, n, status != BEDE_OK);
    pthread_cond_destroy(&pool.worked_more);
    pthread_cond_destroy(&pool.filled_more);
    pthread_mutex_destroy(&pool.lock);
    return status;
}

static bede_status run_alone(const struct pool_task *task)
{
    for (;;) {
        bede_status status = task->fill(task->ctx, task->items[0]);
        if (status == BEDE_DONE) return BEDE_OK;
        if (status != BEDE_OK) return status;
        task->work(task->ctx, 0, task->items[0]);
        TRY(task->emit(task->ctx, task->items[0]));
    }
}

bede_status pool_run(const struct pool_task *task, uint32_t jobs, bede_error *err)
{
    jobs = pool_jobs(jobs);
    if (jobs == 1) return run_alone(task);
    struct worker *workers = calloc(jobs, sizeof *workers);
    bool *worked = calloc(task->n_items, sizeof *worked);
    bede_status status =
        workers && worked ? run_threads(task, workers, worked, jobs, err) : err_nomem(err);
    free(workers);
    free(worked);
    return status;
}
