/* Reading of hand-coded stories: both layouts, how stories are found, what is wrong with a file.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/eval.h"

static int set_up(void **state)
{
    static struct gold_set set;
    bede_error err;
    *state = &set;
    return gold_init(&set, &err) == BEDE_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    gold_fini(*state);
    return 0;
}

static void reads(struct gold_set *set, const char *text)
{
    bede_error err;
    if (gold_read(set, "gold.json", str_c(text), &err) != BEDE_OK)
        fail_msg("line %u: %s", err.line, err.msg);
}

static void fails(struct gold_set *set, const char *text, uint32_t line, const char *why)
{
    bede_error err;
    assert_int_not_equal(gold_read(set, "gold.json", str_c(text), &err), BEDE_OK);
    assert_int_equal(err.line, line);
    assert_string_equal(err.input, "gold.json");
    if (!strstr(err.msg, why)) fail_msg("\"%s\" does not say \"%s\"", err.msg, why);
}

static void a_story_with_lists(void **state)
{
    struct gold_set *set = *state;
    reads(set, "{\n \"story\": \"a/talks.txt\", \"about\": \"x\",\n"
               " \"events\": [{\"id\": 7, \"par\": \"caption\", \"event\": \"AGREE\", \"alt\": "
               "[\"AID\"], \"actor\": [[\"KOR\", \"GOV\"], [\"USA\", \"\"]], \"recipient\": [], "
               "\"swap\": true, \"optional\": true}],\n"
               " \"quotes\": [],\n"
               " \"people\": [{\"name\": \"Ann Poe\", \"country\": \"USA\"}],\n"
               " \"coreference\": [{\"par\": 1, \"text\": \"They\", \"is\": [\"Ann Poe\", "
               "\"KOR\"]}]}\n");
    assert_int_equal(set->n, 1);
    const struct gold *gold = &set->items[0];
    assert_true(gold->has_events && gold->has_quotes && gold->has_people && gold->has_references);
    assert_int_equal(gold->n_events, 1);
    assert_int_equal(gold->n_quotes, 0);
    const struct gold_event *e = &gold->events[0];
    assert_true(str_is(e->id, "7") && str_is(e->paragraph, "caption"));
    assert_int_equal(e->n_types, 2);
    assert_true(str_is(e->types[1], "AID"));
    assert_int_equal(e->n_actors, 2);
    assert_true(str_is(e->actors[0].sector, "GOV") && !e->actors[1].sector.n);
    assert_true(e->swap && e->optional);
    assert_true(str_is(gold->people[0].code, "USA"));
    assert_int_equal(gold->references[0].n_is, 2);
}

static void rows_as_bede_writes_them(void **state)
{
    struct gold_set *set = *state;
    reads(set,
          "{\"id\":\"x-v1-1\",\"event\":[\"ACCUSE\"],\"actor\":[{\"code\":\"USA\",\"sector\":"
          "\"GOV\",\"entity_text\":\"They\"}],\"recipient\":[{\"code\":\"PRK\",\"sector\":"
          "\"\"}],\"event_text\":[\"spoke\",\"out\"],\"bede\":{\"story\":\"x\",\"paragraph\":8}}\n"
          "\n"
          "{\"story\":\"x\",\"paragraph\":2,\"kind\":\"mixed\",\"content\":[\"a b\",\"c\"],"
          "\"speaker\":null,\"events\":[\"x-v1-1\"]}\n"
          "{\"story\":\"y\",\"entity\":1,\"kind\":\"person\",\"name\":\"Ann "
          "Poe\",\"code\":\"USA\",\"sector\":\"GOV\",\"mentions\":[]}\n"
          "{\"story\":\"y\",\"entity\":2,\"name\":null,\"code\":\"\",\"mentions\":[]}\n"
          "{\"story\":\"x\",\"event\":\"AID\",\"paragraph\":\"3\"}\n");
    assert_int_equal(set->n, 2);
    const struct gold *x = &set->items[0], *y = &set->items[1];
    assert_int_equal(x->n_events, 2);
    assert_true(str_is(x->events[0].paragraph, "8") && str_is(x->events[0].text, "spoke out"));
    assert_true(str_is(x->events[0].actors[0].sector, "GOV"));
    assert_true(str_is(x->events[1].types[0], "AID"));
    assert_int_equal(x->n_quotes, 1);
    assert_true(str_is(x->quotes[0].text, "a b c"));
    assert_false(x->has_people);
    assert_int_equal(y->n_people, 1);
    assert_int_equal(y->line, 4);
}

static void a_list_and_a_byte_order_mark(void **state)
{
    struct gold_set *set = *state;
    reads(set, "\xef\xbb\xbf[{\"story\":\"a\",\"events\":[]},{\"story\":\"b\",\"quotes\":[]}]");
    assert_int_equal(set->n, 2);
    assert_true(set->items[0].has_events && !set->items[0].has_quotes);
    reads(set, "");
    assert_int_equal(set->n, 2);
}

static void stories_are_found_by_id_and_path(void **state)
{
    struct gold_set *set = *state;
    reads(set, "{\"story\":\"ap-1\",\"events\":[]}{\"story\":\"stories/talks.txt\",\"events\":[]}");
    struct story by_id = {.id = STR_LIT("ap-1"), .input = "any.jsonl", .line = 3};
    struct story by_path = {.id = STR_LIT("z"), .input = "/data/stories/talks.txt"};
    struct story other = {.id = STR_LIT("z"), .input = "/data/stories/peacetalks.txt"};
    struct story nested = {.id = STR_LIT("z"), .input = "talks.txt"};
    struct story line = {.id = STR_LIT("z"), .input = "stories/talks.txt", .line = 2};
    assert_ptr_equal(gold_find(set, &by_id), &set->items[0]);
    assert_ptr_equal(gold_find(set, &by_path), &set->items[1]);
    assert_ptr_equal(gold_find(set, &nested), &set->items[1]);
    assert_null(gold_find(set, &other));
    assert_null(gold_find(set, &line)); /* one of several stories of a file */
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
    struct gold_set *set = *state;
    fails(set, "{\"story\":\"a\",\"events\":[]}\n\n{\"story\":\"b\",", 3, "no JSON");
    fails(set, "{\"story\":\"a\",\n\"events\":[}", 2, "no JSON");
    fails(set, "\n\n[1]", 3, "no hand-coded story");
    fails(set, "{\"story\":\"a\",\"text\":\"x\"}", 1, "no hand-coded story");
    fails(set, "{\"event\":[\"AID\"]}", 1, "must name the story");
    fails(set, "{\"story\":\"a\",\"events\":[{\"par\":1}]}", 1, "needs its type");
    fails(set, "{\"story\":\"a\",\"events\":7,\"quotes\":[]}", 1, "are lists");
    fails(set, "{\"story\":\"a\",\"event\":\"AID\",\"actor\":\"USA\"}", 1, "must be lists");
    fails(set, "{\"story\":\"a\",\"event\":\"AID\",\"actor\":[7]}", 1, "an actor is");
    fails(set,
          "{\"story\":\"a\",\"event\":[\"A\",\"A\",\"A\",\"A\",\"A\",\"A\",\"A\",\"A\",\"A\"]}", 1,
          "more than 8");
    fails(set, "{\"story\":\"a\",\"content\":[]}", 1, "needs its words");
    fails(set, "{\"story\":\"a\",\"story\":\"b\",\"events\":[]}", 1, "duplicate");
}

#define GOLD_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GOLD_TEST(a_story_with_lists),
        GOLD_TEST(rows_as_bede_writes_them),
        GOLD_TEST(a_list_and_a_byte_order_mark),
        GOLD_TEST(stories_are_found_by_id_and_path),
        GOLD_TEST(what_is_wrong_is_told_with_its_line),
    };
    return cmocka_run_group_tests_name("eval/gold", tests, NULL, NULL);
}
