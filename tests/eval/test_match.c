/* Coded events against gold ones, the matching, the likeness of words.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/work.h"

#define PAIR(c, s)                                                                                 \
    {                                                                                              \
        {(c), sizeof(c) - 1},                                                                      \
        {                                                                                          \
            (s), sizeof(s) - 1                                                                     \
        }                                                                                          \
    }

static struct gold_event gold(const char *type, struct gold_pair actor, struct gold_pair recipient)
{
    struct gold_event e = {.paragraph = STR_LIT("2"), .types = {str_c(type)}, .n_types = 1};
    e.actors[0] = actor;
    e.recipients[0] = recipient;
    e.n_actors = actor.code.n > 0;
    e.n_recipients = recipient.code.n > 0;
    return e;
}

static struct coded coded(const char *type, struct gold_pair actor, struct gold_pair recipient)
{
    struct coded c = {.type = str_c(type), .paragraph = "2"};
    c.actors.items[0] = actor;
    c.recipients.items[0] = recipient;
    c.actors.n = actor.code.n > 0;
    c.recipients.n = recipient.code.n > 0;
    return c;
}

static const struct gold_pair kor = PAIR("KOR", "GOV"), usa = PAIR("USA", "GOV"),
                              any = PAIR("USA", ""), mil = PAIR("USA", "MIL"), none = PAIR("", "");

static void strict_and_loose(void **state)
{
    (void)state;
    struct gold_event g = gold("AID", kor, usa);
    struct coded same = coded("AID", kor, usa), sector = coded("AID", kor, mil),
                 type = coded("AGREE", kor, usa), turned = coded("AID", usa, kor);
    assert_true(coded_matches(&g, &same, false));
    assert_false(coded_matches(&g, &sector, false));
    assert_true(coded_matches(&g, &sector, true));
    assert_false(coded_matches(&g, &type, true));
    assert_false(coded_matches(&g, &turned, true));
    same.paragraph[0] = '3';
    assert_false(coded_matches(&g, &same, false));
    assert_true(coded_matches(&g, &same, true));
    g.types[g.n_types++] = STR_LIT("AGREE");
    assert_true(coded_matches(&g, &type, false));
}

static void a_pair_without_a_sector_takes_any(void **state)
{
    (void)state;
    struct gold_event g = gold("AID", kor, any);
    struct coded c = coded("AID", kor, mil);
    assert_true(coded_matches(&g, &c, false));
    /* The one that names a sector chooses first, whatever the order. */
    g.recipients[1] = mil;
    g.n_recipients = 2;
    c.recipients.items[1] = usa;
    c.recipients.n = 2;
    assert_true(coded_matches(&g, &c, false));
    c.recipients.n = 1;
    assert_false(coded_matches(&g, &c, false));
}

static void sides_may_be_swapped_when_the_gold_says_so(void **state)
{
    (void)state;
    struct gold_event g = gold("CONSULT", kor, usa);
    struct coded turned = coded("CONSULT", usa, kor), together = coded("CONSULT", usa, none);
    together.actors.items[together.actors.n++] = kor;
    assert_false(coded_matches(&g, &turned, false));
    g.swap = true;
    assert_true(coded_matches(&g, &turned, false));
    assert_true(coded_matches(&g, &together, false));
}

static void what_differs_is_named(void **state)
{
    (void)state;
    uint32_t likeness;
    struct gold_event g = gold("AID", kor, usa);
    struct coded sector = coded("AID", kor, mil), actor = coded("AID", usa, usa),
                 far = coded("AGREE", usa, kor);
    assert_int_equal(coded_differs(&g, &sector, &likeness), EVAL_BY_SECTOR);
    assert_true(likeness > 0);
    assert_int_equal(coded_differs(&g, &actor, &likeness), EVAL_BY_ACTOR);
    far.paragraph[0] = '9';
    assert_int_equal(coded_differs(&g, &far, &likeness),
                     EVAL_BY_TYPE | EVAL_BY_PARAGRAPH | EVAL_BY_ACTOR | EVAL_BY_RECIPIENT);
    assert_int_equal(likeness, 0);
    assert_string_equal(eval_differs_name(0), "paragraph");
    assert_null(eval_differs_name(9));
}

/* Gold 0 fits both, gold 1 only the first: taking what comes first would find one. */
static bool fits(const void *ctx, uint32_t g, uint32_t got)
{
    (void)ctx;
    return g == 0 || got == 0;
}

static bool fits_none(const void *ctx, uint32_t g, uint32_t got)
{
    (void)ctx;
    (void)g;
    (void)got;
    return false;
}

static void the_matching_is_the_largest(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    uint32_t to[3];
    assert_true(work_match(arena, 2, 2, fits, NULL, to));
    assert_int_equal(to[0], 1);
    assert_int_equal(to[1], 0);
    assert_true(work_match(arena, 3, 2, fits, NULL, to));
    assert_int_equal(to[2], EVAL_NONE);
    assert_true(work_match(arena, 3, 2, fits_none, NULL, to));
    assert_int_equal(to[0], EVAL_NONE);
    assert_true(work_match(arena, 3, 0, fits, NULL, to));
    assert_int_equal(to[0], EVAL_NONE);
    arena_free(arena);
}

static double dice(struct arena *arena, const char *a, const char *b)
{
    struct word_bag x = {0}, y = {0};
    assert_true(bag_add(&x, arena, str_c(a)) && bag_add(&y, arena, str_c(b)));
    bag_sort(&x);
    bag_sort(&y);
    return bag_dice(&x, &y);
}

static void words_count_as_often_as_they_stand(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    assert_true(dice(arena, "We will stay.", "we WILL stay") > 0.999);
    assert_true(dice(arena, "a a b", "a b b") > 0.66 && dice(arena, "a a b", "a b b") < 0.67);
    assert_true(dice(arena, "\xc3\x89tat", "\xc3\xa9tat") > 0.999);
    assert_true(dice(arena, "ab", "a b") < 0.001);
    assert_true(dice(arena, "", "a") < 0.001);
    arena_free(arena);
}

static void ratios_of_nothing_are_none(void **state)
{
    (void)state;
    struct eval_count c = {0};
    assert_true(eval_precision(&c) + eval_recall(&c) + eval_f1(&c) < 0.001);
    c = (struct eval_count){.needed = 4, .found = 2, .predicted = 2, .right = 2};
    assert_true(eval_precision(&c) > 0.999 && eval_recall(&c) < 0.501);
    assert_true(eval_f1(&c) > 0.66 && eval_f1(&c) < 0.67);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strict_and_loose),
        cmocka_unit_test(a_pair_without_a_sector_takes_any),
        cmocka_unit_test(sides_may_be_swapped_when_the_gold_says_so),
        cmocka_unit_test(what_differs_is_named),
        cmocka_unit_test(the_matching_is_the_largest),
        cmocka_unit_test(words_count_as_often_as_they_stand),
        cmocka_unit_test(ratios_of_nothing_are_none),
    };
    return cmocka_run_group_tests_name("eval/match", tests, NULL, NULL);
}
