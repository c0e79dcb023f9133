/* The transition system alone, without a model. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "syntax/parser.h"

enum { LABELS = 5 };

/* "Seoul condemned it": SHIFT, LEFT, SHIFT, SHIFT, RIGHT. */
static void a_tree_by_hand(void **ctx)
{
    (void)ctx;
    uint16_t memory[64];
    assert_true(parse_state_size(3) <= sizeof memory);
    struct parse_state s;
    parse_state_bind(&s, memory, 3);
    assert_false(parse_can_left(&s));
    assert_false(parse_can_right(&s));
    parse_apply(&s, PARSE_SHIFT, 0);
    assert_true(parse_can_left(&s));
    parse_apply(&s, PARSE_LEFT, 2);
    parse_apply(&s, PARSE_SHIFT, 0);
    parse_apply(&s, PARSE_SHIFT, 0);
    assert_false(parse_can_shift(&s));
    assert_false(parse_can_left(&s)); /* the root takes no child while two words stand */
    assert_false(parse_done(&s));
    parse_apply(&s, PARSE_RIGHT, 3);
    assert_true(parse_done(&s));
    assert_int_equal(s.head[0], 1);
    assert_int_equal(s.label[0], 2);
    assert_int_equal(s.head[2], 1);
    assert_int_equal(s.label[2], 3);
    assert_int_equal(s.head[1], PARSE_NONE);
}

static void slots_name_words_root_and_none(void **ctx)
{
    (void)ctx;
    uint16_t memory[64], slots[PARSE_SLOTS], rows[PARSE_TABLES];
    struct parse_state s;
    parse_state_bind(&s, memory, 3);
    parse_slots(&s, slots);
    assert_int_equal(slots[0], 4); /* none: empty stack */
    assert_int_equal(slots[3], 0);
    assert_int_equal(slots[5], 2);
    parse_apply(&s, PARSE_SHIFT, 0);
    parse_apply(&s, PARSE_LEFT, 1);
    parse_apply(&s, PARSE_SHIFT, 0);
    parse_slots(&s, slots);
    assert_int_equal(slots[0], 1);
    assert_int_equal(slots[6], 0); /* leftmost child of the top */
    assert_int_equal(slots[4], 3); /* the root behind the last word */
    parse_tables(&s, LABELS, rows);
    for (int i = 0; i < PARSE_TABLES; i++)
        assert_true(rows[i] < parse_table_rows(LABELS));
    assert_int_equal(rows[0], 1);                     /* its label */
    assert_int_equal(rows[1], (LABELS + 1) + LABELS); /* no right child */
}

/* Any run of allowed transitions ends after 2n - 1 steps in a tree with one root. */
static void every_run_ends_in_a_tree(void **ctx)
{
    (void)ctx;
    uint32_t seed = 7;
    for (uint32_t n = 1; n < 60; n++) {
        struct parse_state s;
        void *memory = malloc(parse_state_size(n));
        assert_non_null(memory);
        parse_state_bind(&s, memory, n);
        uint32_t steps = 0;
        while (!parse_done(&s)) {
            uint16_t slots[PARSE_SLOTS], rows[PARSE_TABLES];
            parse_slots(&s, slots);
            parse_tables(&s, LABELS, rows);
            for (int i = 0; i < PARSE_SLOTS; i++)
                assert_true(slots[i] <= n + 1);
            seed = seed * 1664525u + 1013904223u;
            enum parse_move move = (enum parse_move)((seed >> 9) % 3);
            bool allowed = move == PARSE_SHIFT  ? parse_can_shift(&s)
                           : move == PARSE_LEFT ? parse_can_left(&s)
                                                : parse_can_right(&s);
            if (!allowed) continue;
            parse_apply(&s, move, (uint16_t)((seed >> 13) % LABELS));
            steps++;
        }
        assert_int_equal(steps, 2 * n - 1);
        uint32_t roots = 0;
        for (uint32_t i = 0; i < n; i++) {
            roots += s.head[i] == PARSE_NONE;
            uint32_t up = i, k = 0;
            while (up != PARSE_NONE && k++ <= n)
                up = s.head[up];
            assert_int_equal(up, PARSE_NONE);
        }
        assert_int_equal(roots, 1);
        free(memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_by_hand),
        cmocka_unit_test(slots_name_words_root_and_none),
        cmocka_unit_test(every_run_ends_in_a_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
