/* Tests of base/pool: order, stopping, any number of threads. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/pool.h"

enum { ITEMS = 8 };

struct job {
    uint32_t next, count, emitted, stop_fill, stop_emit;
    struct unit {
        uint32_t number, square;
    } units[ITEMS];
    void *slots[ITEMS];
    bool in_order;
};

static bede_status fill(void *ctx, void *item)
{
    struct job *job = ctx;
    struct unit *unit = item;
    if (job->next == job->stop_fill) return BEDE_IO;
    if (job->next == job->count) return BEDE_DONE;
    unit->number = job->next++;
    unit->square = 0;
    return BEDE_OK;
}

/* Later items are often ready first. */
static void work(void *ctx, uint32_t worker, void *item)
{
    struct unit *unit = item;
    (void)ctx;
    (void)worker;
    if (unit->number % 5 == 0) usleep(300);
    unit->square = unit->number * unit->number;
}

static bede_status emit(void *ctx, void *item)
{
    struct job *job = ctx;
    struct unit *unit = item;
    if (unit->number != job->emitted || unit->square != unit->number * unit->number)
        job->in_order = false;
    if (job->emitted == job->stop_emit) return BEDE_CANCELLED;
    job->emitted++;
    return BEDE_OK;
}

static bede_status run_in(struct job *job, uint32_t count, uint32_t jobs, uint32_t burst)
{
    struct pool_task task = {.ctx = job,
                             .items = job->slots,
                             .n_items = ITEMS,
                             .burst = burst,
                             .fill = fill,
                             .work = work,
                             .emit = emit};
    bede_error err;
    job->count = count;
    job->in_order = true;
    for (int i = 0; i < ITEMS; i++)
        job->slots[i] = &job->units[i];
    return pool_run(&task, jobs, &err);
}

static bede_status run(struct job *job, uint32_t count, uint32_t jobs)
{
    return run_in(job, count, jobs, 0);
}

static struct job fresh(void)
{
    return (struct job){.stop_fill = UINT32_MAX, .stop_emit = UINT32_MAX};
}

static void all_come_out_in_order(void **state)
{
    (void)state;
    static const uint32_t jobs[] = {1, 2, 3, 8, 20}, counts[] = {0, 1, 7, 8, 9, 500};
    for (size_t j = 0; j < sizeof jobs / sizeof *jobs; j++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            struct job job = fresh();
            assert_int_equal(run(&job, counts[c], jobs[j]), BEDE_OK);
            assert_int_equal(job.emitted, counts[c]);
            assert_true(job.in_order);
        }
}

/* A caller that sleeps until a handful is there still gets the last few, and a full ring. */
static void bursts_leave_nothing_behind(void **state)
{
    (void)state;
    for (uint32_t burst = 1; burst <= ITEMS; burst++)
        for (uint32_t count = 0; count <= 3 * ITEMS; count++) {
            struct job job = fresh();
            assert_int_equal(run_in(&job, count, 3, burst), BEDE_OK);
            assert_int_equal(job.emitted, count);
            assert_true(job.in_order);
        }
}

static void a_stop_ends_the_run(void **state)
{
    (void)state;
    for (uint32_t jobs = 1; jobs <= 4; jobs++) {
        struct job job = fresh();
        job.stop_emit = 50;
        assert_int_equal(run(&job, 500, jobs), BEDE_CANCELLED);
        assert_int_equal(job.emitted, 50);
        job = fresh();
        job.stop_fill = 100;
        assert_int_equal(run(&job, 500, jobs), BEDE_IO);
        assert_true(job.emitted <= 100);
        assert_true(job.in_order);
    }
}

static void number_of_threads(void **state)
{
    (void)state;
    assert_true(pool_jobs(0) >= 1);
    assert_int_equal(pool_jobs(3), 3);
    assert_int_equal(pool_jobs(100000), POOL_JOBS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_come_out_in_order),
        cmocka_unit_test(bursts_leave_nothing_behind),
        cmocka_unit_test(a_stop_ends_the_run),
        cmocka_unit_test(number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
