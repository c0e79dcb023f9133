/* base/pool.c - see pool.h.
 *
 * Items stand in a ring and are numbered by the order of filling. Two numbers tell all:
 *     emitted <= filled,   filled - emitted <= n_items
 * A thread that has nothing to do fills the next item, unless another is just filling or the ring
 * is full, and then works on what it filled, while it is still in its cache. The caller waits for
 * the head and emits it.
 *
 * SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct pool {
    const struct pool_task *task;
    pthread_mutex_t lock;
    pthread_cond_t may_fill, worked_more;
    uint64_t emitted, filled;
    bool *worked;       /* a flag an item */
    bool filling;       /* some thread is */
    bool closed;        /* nothing more will be filled */
    bede_status status; /* what ended the filling; DONE is OK */
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

static bool has_room(const struct pool *pool)
{
    return !pool->filling && pool->filled - pool->emitted < pool->task->n_items;
}

/* Fills the next item, with the lock held but while the task fills. False: there is none. */
static bool fill_next(struct pool *pool, uint32_t *at)
{
    const struct pool_task *task = pool->task;
    while (!pool->closed && !has_room(pool))
        pthread_cond_wait(&pool->may_fill, &pool->lock);
    if (pool->closed) return false;
    *at = (uint32_t)(pool->filled % task->n_items);
    pool->filling = true;
    pthread_mutex_unlock(&pool->lock);
    bede_status status = task->fill(task->ctx, task->items[*at]);
    pthread_mutex_lock(&pool->lock);
    pool->filling = false;
    if (status == BEDE_OK) {
        pool->filled++;
        pthread_cond_signal(&pool->may_fill);
        return true;
    }
    if (status != BEDE_DONE && !pool->closed) pool->status = status;
    pool->closed = true;
    pthread_cond_broadcast(&pool->may_fill);
    pthread_cond_signal(&pool->worked_more);
    return false;
}

/* Is the head worked, and enough behind it filled, or all? */
static bool worth_waking(const struct pool *pool)
{
    if (!pool->worked[pool->emitted % pool->task->n_items]) return false;
    return pool->closed || pool->filled - pool->emitted >= pool->task->burst;
}

static void *work_on(void *arg)
{
    struct worker *worker = arg;
    struct pool *pool = worker->pool;
    const struct pool_task *task = pool->task;
    uint32_t at;
    pthread_mutex_lock(&pool->lock);
    while (fill_next(pool, &at)) {
        pthread_mutex_unlock(&pool->lock);
        task->work(task->ctx, worker->number, task->items[at]);
        pthread_mutex_lock(&pool->lock);
        pool->worked[at] = true;
        if (worth_waking(pool)) pthread_cond_signal(&pool->worked_more);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Waits until the head is worked. False: all that was filled is emitted, or filling went wrong. */
static bool head_ready(struct pool *pool, uint32_t *at)
{
    *at = (uint32_t)(pool->emitted % pool->task->n_items);
    while (pool->status == BEDE_OK) {
        if (pool->worked[*at]) return true;
        if (pool->closed && pool->emitted == pool->filled) return false;
        do
            pthread_cond_wait(&pool->worked_more, &pool->lock);
        while (pool->status == BEDE_OK && !worth_waking(pool) &&
               !(pool->closed && pool->emitted == pool->filled));
    }
    return false;
}

static bede_status drive(struct pool *pool)
{
    const struct pool_task *task = pool->task;
    bede_status status = BEDE_OK;
    uint32_t at;
    pthread_mutex_lock(&pool->lock);
    while (status == BEDE_OK && head_ready(pool, &at)) {
        pthread_mutex_unlock(&pool->lock);
        status = task->emit(task->ctx, task->items[at]);
        pthread_mutex_lock(&pool->lock);
        pool->worked[at] = false;
        pool->emitted++;
        pthread_cond_signal(&pool->may_fill);
    }
    if (status == BEDE_OK) status = pool->status;
    pthread_mutex_unlock(&pool->lock);
    return status;
}

/* No more work: what a thread has in hand is finished. */
static void close_pool(struct pool *pool, struct worker *workers, uint32_t n)
{
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    pthread_cond_broadcast(&pool->may_fill);
    pthread_mutex_unlock(&pool->lock);
    for (uint32_t i = 0; i < n; i++)
        pthread_join(workers[i].thread, NULL);
}

static bede_status run_threads(const struct pool_task *task, struct worker *workers, bool *worked,
                               uint32_t jobs, bede_error *err)
{
    struct pool pool = {.task = task, .worked = worked};
    if (pthread_mutex_init(&pool.lock, NULL) != 0) return err_nomem(err);
    pthread_cond_init(&pool.may_fill, NULL);
    pthread_cond_init(&pool.worked_more, NULL);
    uint32_t n = 0;
    for (; n < jobs; n++) {
        workers[n] = (struct worker){.pool = &pool, .number = n};
        if (pthread_create(&workers[n].thread, NULL, work_on, &workers[n]) != 0) break;
    }
    bede_status status = n ? drive(&pool) : err_set(err, BEDE_NOMEM, "cannot start a thread");
    close_pool(&pool, workers, n);
    pthread_cond_destroy(&pool.worked_more);
    pthread_cond_destroy(&pool.may_fill);
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
