/* Tests of the public library: runs over bytes and files, order, faults, limits.
 * SPDX-License-Identifier: MIT */
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

static bede_engine *engine;

struct result {
    struct buf out;
    bede_error last;
    unsigned reports;
    size_t stop_after; /* bytes; 0: never */
    bede_run_totals totals;
};

static bede_status take(void *ctx, const char *data, size_t len)
{
    struct result *result = ctx;
    buf_add(&result->out, data, len);
    return result->stop_after && result->out.n > result->stop_after ? BEDE_CANCELLED : BEDE_OK;
}

static void note(void *ctx, const bede_error *err)
{
    struct result *result = ctx;
    result->last = *err;
    result->reports++;
}

static int set_up(void **state)
{
    (void)state;
    bede_error err;
    setenv("BEDE_HOME", BEDE_SOURCE_DIR, 1);
    if (bede_engine_open(NULL, &engine, &err) == BEDE_OK) return 0;
    print_error("%s:%u: %s\n", err.input, err.line, err.msg);
    return -1;
}

static int tear_down(void **state)
{
    (void)state;
    bede_engine_free(engine);
    return 0;
}

static struct result run(bede_run_options options, const char *data, size_t len, bede_status want)
{
    struct result result = {0};
    bede_run_io io = {.ctx = &result, .write = take, .report = note};
    bede_error err;
    assert_int_equal(
        bede_run_bytes(engine, &options, "bytes", data, len, &io, &result.totals, &err), want);
    return result;
}

/* Many short stories as JSON lines, every tenth line broken when `faults`. */
static struct buf many_stories(unsigned n, bool faults)
{
    static const char *const acts[] = {"condemned", "thanked", "visited", "threatened"};
    struct buf buf;
    buf_init(&buf, 0);
    for (unsigned i = 0; i < n; i++) {
        if (faults && i % 10 == 3) buf_puts(&buf, "{\"id\": broken\n");
        buf_printf(&buf,
                   "{\"id\":\"s%u\",\"date\":\"2023-11-%02u\",\"text\":\"Peru's president %s "
                   "Chile on Monday. Story %u.\"}\n",
                   i, i % 28 + 1, acts[i % 4], i);
    }
    return buf;
}

static void output_does_not_depend_on_threads(void **state)
{
    (void)state;
    struct buf in = many_stories(300, true);
    struct buf first = {0};
    for (uint32_t jobs = 1; jobs <= 7; jobs += 2) {
        struct result r =
            run((bede_run_options){.from = BEDE_FROM_JSONL, .jobs = jobs}, in.p, in.n, BEDE_OK);
        assert_int_equal(r.totals.stories, 300);
        assert_int_equal(r.totals.skipped, 30);
        assert_int_equal(r.reports, 30);
        if (jobs == 1) {
            first = r.out;
            assert_true(first.n > 0);
            continue;
        }
        assert_int_equal(r.out.n, first.n);
        assert_memory_equal(r.out.p, first.p, first.n);
        buf_fini(&r.out);
    }
    buf_fini(&first);
    buf_fini(&in);
}

static void a_broken_line_is_named_and_passed_over(void **state)
{
    (void)state;
    struct buf in = many_stories(4, true);
    struct result r = run((bede_run_options){.view = BEDE_VIEW_STORIES, .from = BEDE_FROM_JSONL},
                          in.p, in.n, BEDE_OK);
    assert_int_equal(r.reports, 1);
    assert_int_equal(r.last.line, 4);
    assert_string_equal(r.last.input, "bytes");
    assert_int_equal(r.totals.rows, 4);
    buf_fini(&r.out);
    buf_fini(&in);
}

static void odd_bytes_end_in_a_result_or_an_error(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
    } cases[] = {
#define CASE(lit) {lit, sizeof lit - 1}
        CASE(""),
        CASE("\n"),
        CASE("x"),
        CASE("\0\0\0\0"),
        CASE("\xEF\xBB\xBF"),
        CASE("\xEF\xBB\xBFPeru thanked Chile.\r\n"),
        CASE("Peru\0 thanked Chile.\n"),
        CASE("The \x93minister\x94 thanked Chile \x96 today.\n"),
        CASE("\xFF\xFE\x80\x81\xC3"),
        CASE("{"),
        CASE("{}"),
        CASE("{\"text\":1}"),
        CASE("{\"text\":\"\"}"),
        CASE("[[[[[[[[[[[[[[[["),
        CASE("\"\"\"\"\"\"\"\"\"\""),
        CASE("1\tx\t_\t_\t_\t_\t9\t_\t_\t_\n\n"),
        CASE("LIMA, Nov. 9 (AP) --"),
        CASE("\x1b[31m\x07\x08\x7f"),
#undef CASE
    };
    for (int view = BEDE_VIEW_EVENTS; view <= BEDE_VIEW_UNKNOWN; view++)
        for (int from = BEDE_FROM_AUTO; from <= BEDE_FROM_CONLLU; from++)
            for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
                bede_run_options options = {.view = (bede_view)view,
                                            .from = (bede_from)from,
                                            .jobs = 1,
                                            .format = view == BEDE_VIEW_PARSE  ? BEDE_FORMAT_CONLLU
                                                      : view == BEDE_VIEW_SHOW ? BEDE_FORMAT_TABLE
                                                                               : BEDE_FORMAT_JSONL};
                struct result r = run(options, cases[i].bytes, cases[i].n, BEDE_OK);
                assert_int_equal(r.reports, r.totals.skipped);
                buf_fini(&r.out);
            }
}

static void one_endless_line(void **state)
{
    (void)state;
    enum { SIZE = 4 << 20 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < SIZE; i++)
        text[i] = i % 6 == 5 ? ' ' : (char)('a' + i % 23);
    struct result r = run((bede_run_options){.view = BEDE_VIEW_STORIES}, text, SIZE, BEDE_OK);
    assert_int_equal(r.totals.stories + r.totals.skipped, 1);
    buf_fini(&r.out);
    free(text);
}

static void limits_hold_a_story_at_a_time(void **state)
{
    (void)state;
    struct buf in;
    buf_init(&in, 0);
    buf_puts(&in, "{\"id\":\"a\",\"text\":\"Peru thanked Chile.\"}\n{\"id\":\"long\",\"text\":\"");
    for (int i = 0; i < 1000; i++)
        buf_puts(&in, "Peru thanked Chile. ");
    buf_puts(&in, "\"}\n{\"id\":\"b\",\"text\":\"Peru thanked Chile.\"}\n");
    bede_run_options options = {
        .view = BEDE_VIEW_STORIES, .from = BEDE_FROM_JSONL, .limits = {.story_bytes = 4096}};
    struct result r = run(options, in.p, in.n, BEDE_OK);
    assert_int_equal(r.totals.stories, 2);
    assert_int_equal(r.reports, 1);
    assert_int_equal(r.last.code, BEDE_LIMIT);
    assert_int_equal(r.last.line, 2);
    buf_fini(&r.out);
    options.limits = (bede_limits){.input_bytes = 100};
    r = run(options, in.p, in.n, BEDE_OK);
    assert_int_equal(r.totals.stories, 0);
    assert_int_equal(r.last.code, BEDE_LIMIT);
    buf_fini(&r.out);
    buf_fini(&in);
}

static void a_write_that_fails_stops_the_run(void **state)
{
    (void)state;
    struct buf in = many_stories(200, false);
    for (uint32_t jobs = 1; jobs <= 3; jobs++) {
        struct result r = {.stop_after = 5000};
        bede_run_io io = {.ctx = &r, .write = take, .report = note};
        bede_run_options options = {
            .view = BEDE_VIEW_STORIES, .from = BEDE_FROM_JSONL, .jobs = jobs};
        bede_error err;
        assert_int_equal(
            bede_run_bytes(engine, &options, "bytes", in.p, in.n, &io, &r.totals, &err),
            BEDE_CANCELLED);
        assert_true(r.totals.stories < 200);
        buf_fini(&r.out);
    }
    buf_fini(&in);
}

static void files_that_cannot_be_read_are_reported(void **state)
{
    (void)state;
    static const char *const paths[] = {"no/such/file", BEDE_SOURCE_DIR "/samples", "no/such/too"};
    struct result r = {0};
    bede_run_io io = {.ctx = &r, .write = take, .report = note};
    bede_run_options options = {.view = BEDE_VIEW_STORIES};
    bede_error err;
    assert_int_equal(bede_run_files(engine, &options, paths, 3, &io, &r.totals, &err), BEDE_OK);
    assert_true(r.reports >= 2);
    assert_true(r.totals.stories >= 6);
    assert_string_equal(r.last.input, "no/such/too");
    buf_fini(&r.out);
}

static void wrong_use_is_told(void **state)
{
    (void)state;
    struct result r =
        run((bede_run_options){.view = BEDE_VIEW_EVENTS, .format = BEDE_FORMAT_CONLLU}, "x", 1,
            BEDE_USAGE);
    assert_int_equal(r.out.n, 0);
    bede_engine *small;
    bede_error err;
    bede_engine_options options = {.views = 1u << BEDE_VIEW_STORIES};
    bede_run_io io = {.ctx = &r, .write = take, .report = note};
    assert_int_equal(bede_engine_open(&options, &small, &err), BEDE_OK);
    assert_int_equal(bede_run_bytes(small, &(bede_run_options){0}, "b", "x", 1, &io, NULL, &err),
                     BEDE_USAGE);
    bede_engine_free(small);
    options = (bede_engine_options){.model = "no/such/model"};
    assert_int_equal(bede_engine_open(&options, &small, &err), BEDE_IO);
    static const char *const nowhere[] = {"no/such/folder"};
    options = (bede_engine_options){.knowledge = nowhere, .n_knowledge = 1};
    assert_int_equal(bede_engine_open(&options, &small, &err), BEDE_IO);
    assert_string_equal(err.input, "no/such/folder");
}

static void a_home_without_knowledge_is_named(void **state)
{
    (void)state;
    bede_engine *none;
    bede_error err;
    setenv("BEDE_HOME", BEDE_SOURCE_DIR "/tests", 1);
    assert_int_equal(bede_engine_open(NULL, &none, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, "BEDE_HOME"));
    setenv("BEDE_HOME", BEDE_SOURCE_DIR, 1);
}

/* ---- explain, relate, check ---------------------------------------------------------------- */

static void explaining(void **state)
{
    (void)state;
    static const char text[] = "Peru's president condemned Chile on Monday.";
    struct result r = {0};
    bede_run_io io = {.ctx = &r, .write = take, .report = note};
    bede_error err;
    assert_int_equal(bede_explain(engine, &(bede_run_options){0}, text, strlen(text), &io, &err),
                     BEDE_OK);
    struct str out = {r.out.p, r.out.n};
    assert_true(str_find(out, "ACCUSE", 0) != SIZE_MAX);
    assert_true(str_find(out, "accuse.rules:", 0) != SIZE_MAX);
    assert_true(str_find(out, "VERB VB", 0) != SIZE_MAX);
    buf_fini(&r.out);
    assert_int_not_equal(bede_explain(engine, &(bede_run_options){0}, "", 0, &io, &err), BEDE_OK);
}

static struct result relate(const char *lines)
{
    char path[] = "/tmp/bede-relate-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, lines, strlen(lines)), (ssize_t)strlen(lines));
    close(fd);
    const char *paths[] = {path};
    struct result r = {0};
    bede_run_io io = {.ctx = &r, .write = take, .report = note};
    bede_error err;
    assert_int_equal(
        bede_relate_files(engine, &(bede_run_options){.jobs = 2}, paths, 1, &io, &r.totals, &err),
        BEDE_OK);
    unlink(path);
    return r;
}

static void relating_answers_every_good_line(void **state)
{
    (void)state;
    struct result r = relate(
        "{\"id\":1,\"text\":\"Peru condemned Chile.\",\"actor\":[0,4],\"recipient\":[15,20]}\n"
        "\n"
        "not json\n"
        "{\"id\":\"b\",\"text\":\"A \xC3\xA9t\xC3\xA9 B.\",\"actor\":[0,1],\"recipient\":[6,7]}\n"
        "{\"id\":3,\"text\":\"Peru.\",\"actor\":[0,4],\"recipient\":[4,99]}\n"
        "{\"id\":4,\"text\":\"Peru.\",\"actor\":[3,3],\"recipient\":[0,1]}\n"
        "{\"id\":5,\"actor\":[0,4],\"recipient\":[4,5]}\n"
        "[]\n");
    struct str out = {r.out.p, r.out.n};
    assert_int_equal(r.totals.rows, 2);
    assert_int_equal(r.reports, 5);
    assert_int_equal(r.last.line, 8);
    assert_true(str_find(out, "{\"id\":1,\"event\":\"ACCUSE\"", 0) == 0);
    assert_true(str_find(out, "{\"id\":\"b\",\"event\":\"", 0) != SIZE_MAX);
    buf_fini(&r.out);
}

static void checking_our_own_knowledge(void **state)
{
    (void)state;
    bede_check_figures figures;
    bede_error err;
    assert_int_equal(bede_check(NULL, NULL, NULL, &figures, &err), BEDE_OK);
    assert_true(figures.names > 1000);
    assert_true(figures.rules >= 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(output_does_not_depend_on_threads),
        cmocka_unit_test(a_broken_line_is_named_and_passed_over),
        cmocka_unit_test(odd_bytes_end_in_a_result_or_an_error),
        cmocka_unit_test(one_endless_line),
        cmocka_unit_test(limits_hold_a_story_at_a_time),
        cmocka_unit_test(a_write_that_fails_stops_the_run),
        cmocka_unit_test(files_that_cannot_be_read_are_reported),
        cmocka_unit_test(wrong_use_is_told),
        cmocka_unit_test(a_home_without_knowledge_is_named),
        cmocka_unit_test(explaining),
        cmocka_unit_test(relating_answers_every_good_line),
        cmocka_unit_test(checking_our_own_knowledge),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
