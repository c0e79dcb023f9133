/* Tests of record: depth, what is left uncoded, the clock, engines without their parts.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/record.h"

#define MODEL  BEDE_SOURCE_DIR "/models/en.bede"
#define FOLDER BEDE_SOURCE_DIR "/knowledge/en"

static const char *const folders[] = {FOLDER};
static struct record_engine engine;

static int set_up(void **state)
{
    (void)state;
    bede_error err;
    if (record_engine_load(&engine, MODEL, folders, 1, &err) == BEDE_OK) return 0;
    print_error("%s:%u: %s\n", err.input, err.line, err.msg);
    return -1;
}

static int tear_down(void **state)
{
    (void)state;
    record_engine_fini(&engine);
    return 0;
}

static struct story *read_story(struct arena *arena, const char *text, bede_from from)
{
    struct wire_reader *reader;
    struct story *story = NULL;
    bede_error err;
    assert_int_equal(wire_open(engine.wire, "test", str_c(text), from, NULL, &reader, &err),
                     BEDE_OK);
    assert_int_equal(wire_next(reader, arena, &story, &err), BEDE_OK);
    wire_close(reader);
    return story;
}

static const char talks[] = "Peru's president condemned Chile on Monday. \"We regret this,\" "
                            "Chilean Foreign Minister Ana Rojas said.\n";

static void depth_decides_what_is_made(void **state)
{
    (void)state;
    struct record_coder *coder = record_coder_new(&engine);
    for (int depth = RECORD_TEXT; depth <= RECORD_EVENTS; depth++) {
        struct arena *arena = arena_new(0);
        struct record *record;
        bede_error err;
        struct story *story = read_story(arena, talks, BEDE_FROM_TEXT);
        assert_int_equal(record_make(coder, story, (enum record_depth)depth, NULL, &record, &err),
                         BEDE_OK);
        assert_int_equal(record->doc->n_sentences, 2);
        assert_int_equal(record->doc->tokens[0].rel != 0, depth >= RECORD_SYNTAX);
        assert_int_equal(record->entities != NULL, depth >= RECORD_ENTITIES);
        assert_int_equal(record->quotes != NULL, depth >= RECORD_QUOTES);
        assert_int_equal(record->events != NULL, depth >= RECORD_EVENTS);
        arena_free(arena);
    }
    const double *clock = record_coder_clock(coder);
    for (int stage = STAGE_TEXT; stage <= STAGE_EVENT; stage++)
        assert_true(clock[stage] > 0);
    assert_string_equal(record_stage_name(STAGE_SYNTAX), "syntax");
    record_coder_free(coder);
}

static void the_same_story_twice_is_the_same_record(void **state)
{
    (void)state;
    struct record_coder *coder = record_coder_new(&engine);
    struct arena *arena = arena_new(0);
    uint32_t n[2][3];
    for (int i = 0; i < 2; i++) {
        struct record *record;
        bede_error err;
        struct story *story = read_story(arena, talks, BEDE_FROM_TEXT);
        assert_int_equal(record_make(coder, story, RECORD_EVENTS, NULL, &record, &err), BEDE_OK);
        n[i][0] = record->entities->n_mentions;
        n[i][1] = record->quotes->n;
        n[i][2] = record->events->n;
        arena_reset(arena);
    }
    assert_memory_equal(n[0], n[1], sizeof n[0]);
    assert_true(n[0][0] >= 3);
    assert_true(n[0][1] >= 1);
    arena_free(arena);
    record_coder_free(coder);
}

static void a_withdrawn_story_is_not_coded(void **state)
{
    (void)state;
    struct record_coder *coder = record_coder_new(&engine);
    struct arena *arena = arena_new(0);
    struct record *record;
    bede_error err;
    struct story *story = read_story(arena, talks, BEDE_FROM_TEXT);
    story->status = WIRE_CANCELED;
    assert_int_equal(record_make(coder, story, RECORD_EVENTS, NULL, &record, &err), BEDE_OK);
    assert_int_equal(record->events->n, 0);
    assert_int_equal(record->quotes->n, 0);
    assert_true(record->entities->n_mentions > 0);
    arena_free(arena);
    record_coder_free(coder);
}

static void limits_are_kept(void **state)
{
    (void)state;
    struct record_coder *coder = record_coder_new(&engine);
    struct arena *arena = arena_new(0);
    struct record *record;
    bede_error err;
    bede_limits limits = {.sentences = 1};
    struct story *story = read_story(arena, talks, BEDE_FROM_TEXT);
    assert_int_equal(record_make(coder, story, RECORD_TEXT, &limits, &record, &err), BEDE_LIMIT);
    assert_string_equal(err.input, "test");
    limits = (bede_limits){.sentence_words = 5};
    assert_int_equal(record_make(coder, story, RECORD_EVENTS, &limits, &record, &err), BEDE_OK);
    for (uint32_t i = 0; i < record->doc->n_sentences; i++)
        assert_true(record->doc->sentences[i].n <= 6); /* a multiword token is not cut */
    arena_free(arena);
    record_coder_free(coder);
}

static void count_line(void *ctx, const char *line)
{
    assert_true(strlen(line) > 0);
    ++*(int *)ctx;
}

static void the_matcher_tells_what_it_tries(void **state)
{
    (void)state;
    struct record_coder *coder = record_coder_new(&engine);
    struct arena *arena = arena_new(0);
    struct record *record;
    bede_error err;
    int lines = 0;
    struct story *story = read_story(arena, talks, BEDE_FROM_TEXT);
    record_coder_trace(coder, count_line, &lines);
    assert_int_equal(record_make(coder, story, RECORD_EVENTS, NULL, &record, &err), BEDE_OK);
    assert_true(lines > 0);
    arena_free(arena);
    record_coder_free(coder);
}

static void parts_that_are_not_needed_are_not_loaded(void **state)
{
    (void)state;
    struct record_engine small;
    bede_error err;
    assert_int_equal(
        record_engine_load_upto(&small, "no/such/model", folders, 1, RECORD_TEXT, &err), BEDE_OK);
    assert_null(small.model);
    struct record_coder *coder = record_coder_new(&small);
    struct arena *arena = arena_new(0);
    struct record *record;
    struct story *story = read_story(arena, talks, BEDE_FROM_TEXT);
    assert_int_equal(record_make(coder, story, RECORD_TEXT, NULL, &record, &err), BEDE_OK);
    assert_int_equal(record_make(coder, story, RECORD_SYNTAX, NULL, &record, &err), BEDE_USAGE);
    arena_free(arena);
    record_coder_free(coder);
    record_engine_fini(&small);
}

static void missing_parts_are_named(void **state)
{
    (void)state;
    static const char *const nowhere[] = {BEDE_SOURCE_DIR "/tests"};
    struct record_engine broken;
    bede_error err;
    assert_int_equal(record_engine_load(&broken, "no/such/model", folders, 1, &err), BEDE_IO);
    assert_string_equal(err.input, "no/such/model");
    assert_int_equal(record_engine_load(&broken, MODEL, nowhere, 1, &err), BEDE_DATA);
    assert_non_null(strstr(err.input, "tests"));
    assert_null(broken.wire);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(depth_decides_what_is_made),
        cmocka_unit_test(the_same_story_twice_is_the_same_record),
        cmocka_unit_test(a_withdrawn_story_is_not_coded),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(the_matcher_tells_what_it_tries),
        cmocka_unit_test(parts_that_are_not_needed_are_not_loaded),
        cmocka_unit_test(missing_parts_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
