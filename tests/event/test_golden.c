/* tests/event/test_golden.c - runs tests/golden/event/ (its README says how a case is written).
 *
 * SPDX-License-Identifier: MIT */
#include "pipeline.h"

enum { FAILURES_SHOWN = 60, CASES_MIN = 60 };

struct run {
    struct pipeline *p;
    const char *file;
    uint32_t line, failures, cases;
};

/* "a | b |" is written "a | b". */
static struct str tidy(struct str line)
{
    line = str_trim(line);
    while (line.n && line.p[line.n - 1] == '|')
        line = str_trim(str_slice(line, 0, line.n - 1));
    return line;
}

static void check_case(struct run *r, struct str story, struct str expected)
{
    const struct events *events = pipeline_events(r->p, str_trim(story));
    struct buf got, want;
    buf_init(&got, 0);
    buf_init(&want, 0);
    for (uint32_t i = 0; i < events->n; i++) {
        write_event(r->p, &got, &events->items[i]);
        buf_putc(&got, '\n');
    }
    struct str rest = expected, line;
    while (str_split(&rest, '\n', &line)) {
        line = tidy(line);
        if (!line.n || line.p[0] == '#' || str_is(line, "none")) continue;
        buf_str(&want, line);
        buf_putc(&want, '\n');
    }
    assert_false(got.failed || want.failed);
    r->cases++;
    if (!str_eq((struct str){got.p, got.n}, (struct str){want.p, want.n}) &&
        r->failures++ < FAILURES_SHOWN)
        print_error("%s:%u: %.*s\n  expected:\n%.*s  found:\n%.*s", r->file, r->line,
                    STR_ARG(str_trim(story)), (int)want.n, want.n ? want.p : "", (int)got.n,
                    got.n ? got.p : "");
    buf_fini(&got);
    buf_fini(&want);
}

/* Cases are separated by lines of "===", text and events by a line of "---". */
static void run_file(struct run *r, struct arena *arena)
{
    struct str text, line;
    bede_error err;
    pipeline_check(io_read_file(arena, r->file, 1 << 20, &text, &err), &err);
    struct str rest = text, story = {NULL, 0};
    size_t start = 0;
    uint32_t number = 0;
    bool more = true;
    r->line = 1;
    while (more) {
        more = str_split(&rest, '\n', &line);
        number++;
        size_t here = more ? (size_t)(line.p - text.p) : text.n;
        if (more && str_is(line, "---")) {
            story = str_slice(text, start, here);
            start = here + line.n + 1;
        } else if (!more || str_is(line, "===")) {
            if (!story.n && !str_trim(str_slice(text, start, here)).n) {
                if (more) start = here + line.n + 1; /* "===" behind the last case */
                continue;
            }
            if (!story.n) {
                print_error("%s:%u: a case without \"---\"\n", r->file, number);
                r->failures++;
            } else {
                check_case(r, story, str_slice(text, start, here));
            }
            story = (struct str){NULL, 0};
            start = here + line.n + 1;
            r->line = number + 1;
        }
    }
}

static void test_cases(void **state)
{
    (void)state;
    if (!io_exists(PIPELINE_MODEL)) skip();
    struct pipeline p = pipeline_open();
    struct arena *arena = arena_new(0);
    struct io_list list = {0};
    bede_error err;
    struct run r = {.p = &p};
    assert_non_null(arena);
    pipeline_check(io_list_files(arena, BEDE_SOURCE_DIR "/tests/golden/event", &list, &err), &err);
    for (uint32_t i = 0; i < list.n; i++)
        if (str_ends(str_c(list.paths[i]), ".case")) {
            r.file = list.paths[i];
            run_file(&r, arena);
        }
    arena_free(arena);
    pipeline_close(&p);
    assert_true(r.cases >= CASES_MIN);
    assert_int_equal(r.failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
