/* Tests of ingest through the public library: what many threads leave in a record, stories that come
 * twice, faults. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "bede/bede.h"

enum { STORIES = 200, REPEATED = 7 };

static bede_engine *engine;
static char folder[] = "/tmp/bede-ingest-XXXXXX";
static char input[64], db[64];

/* Stories of which every REPEATED-th comes again at once, and a broken line. */
static void write_input(void)
{
    static const char *const acts[] = {"condemned", "thanked", "visited", "threatened"};
    FILE *out = fopen(input, "w");
    assert_non_null(out);
    for (unsigned i = 0; i < STORIES; i++)
        for (unsigned again = 0; again <= (i % REPEATED == 0); again++)
            fprintf(
                out,
                "{\"id\":\"s%u\",\"date\":\"2023-11-%02u\",\"text\":\"Peru's president %s Chile "
                "on Monday. \\\"We are neighbours,\\\" he said. Story %u of many.\"}\n",
                i, i % 28 + 1, acts[i % 4], i);
    fputs("{\"id\": broken\n", out);
    assert_int_equal(fclose(out), 0);
}

static int set_up(void **state)
{
    (void)state;
    bede_error err;
    setenv("BEDE_HOME", BEDE_SOURCE_DIR, 1);
    if (!mkdtemp(folder)) return -1;
    snprintf(input, sizeof input, "%s/in.jsonl", folder);
    snprintf(db, sizeof db, "%s/record.db", folder);
    if (bede_engine_open(NULL, &engine, &err) != BEDE_OK) return -1;
    write_input();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(input);
    unlink(db);
    rmdir(folder);
    bede_engine_free(engine);
    return 0;
}

struct result {
    struct buf out;
    unsigned reports;
    bede_ingest_totals totals;
};

static bede_status take(void *ctx, const char *data, size_t len)
{
    struct result *result = ctx;
    buf_add(&result->out, data, len);
    return BEDE_OK;
}

static void note(void *ctx, const bede_error *err)
{
    struct result *result = ctx;
    (void)err;
    result->reports++;
}

static struct result ingest(uint32_t jobs, uint32_t batch)
{
    struct result result = {0};
    const bede_ingest_options options = {.db = db,
                                         .from = BEDE_FROM_JSONL,
                                         .jobs = jobs,
                                         .batch = batch,
                                         .tell_all = true,
                                         .format = BEDE_FORMAT_JSONL};
    const bede_ingest_io io = {.ctx = &result, .write = take, .report = note};
    const char *const paths[] = {input};
    bede_error err = {0};
    buf_init(&result.out, 0);
    if (bede_ingest_files(engine, &options, paths, 1, &io, &result.totals, &err) != BEDE_OK)
        fail_msg("%s", err.msg);
    return result;
}

/* Every event of the record, oldest first. */
static struct buf events(void)
{
    struct result result = {0};
    const bede_query query = {.db = db, .sort = BEDE_SORT_STORY, .format = BEDE_FORMAT_CSV};
    const bede_run_io io = {.ctx = &result, .write = take, .report = note};
    uint64_t n;
    bede_error err = {0};
    buf_init(&result.out, 0);
    if (bede_query_run(&query, &io, &n, &err) != BEDE_OK) fail_msg("%s", err.msg);
    assert_true(n >= STORIES / 2);
    return result.out;
}

static void the_record_does_not_depend_on_threads(void **state)
{
    (void)state;
    struct buf receipts = {0}, rows = {0};
    for (uint32_t jobs = 1; jobs <= 4; jobs++) {
        unlink(db);
        struct result r = ingest(jobs, jobs * 40);
        struct buf now = events();
        if (jobs == 1) {
            receipts = r.out;
            rows = now;
            continue;
        }
        assert_int_equal(r.out.n, receipts.n);
        assert_memory_equal(r.out.p, receipts.p, receipts.n);
        assert_int_equal(now.n, rows.n);
        assert_memory_equal(now.p, rows.p, rows.n);
        buf_fini(&r.out);
        buf_fini(&now);
    }
    buf_fini(&receipts);
    buf_fini(&rows);
}

static void what_comes_twice_is_stored_once(void **state)
{
    (void)state;
    const uint64_t again = (STORIES + REPEATED - 1) / REPEATED;
    unlink(db);
    struct result r = ingest(3, 0);
    assert_int_equal(r.totals.fresh + r.totals.versions + r.totals.reprints, STORIES);
    assert_int_equal(r.totals.known, again);
    assert_int_equal(r.totals.stored, STORIES);
    assert_int_equal(r.reports, 1);
    buf_fini(&r.out);
    r = ingest(3, 0);
    assert_int_equal(r.totals.known, STORIES + again);
    assert_int_equal(r.totals.stored, 0);
    buf_fini(&r.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_record_does_not_depend_on_threads),
        cmocka_unit_test(what_comes_twice_is_stored_once),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
