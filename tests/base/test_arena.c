/* Tests of base/arena: alignment, zeroing, reset, limit, growth. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

static void memory_is_aligned_and_zeroed(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    for (size_t size = 1; size < 400; size += 7) {
        unsigned char *p = arena_alloc(arena, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAB, size);
    }
    arena_free(arena);
}

static void reset_zeroes_again_and_keeps_chunks(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) {
            unsigned char *p = arena_alloc(arena, 1000);
            assert_non_null(p);
            assert_int_equal(p[0] | p[999], 0);
            memset(p, 1, 1000);
        }
        size_t capacity = arena_capacity(arena);
        arena_reset(arena);
        assert_int_equal(arena_used(arena), 0);
        assert_int_equal(arena_capacity(arena), capacity);
    }
    arena_free(arena);
}

static void limit_holds(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    size_t got = 0;
    while (arena_alloc(arena, 4096))
        got += 4096;
    assert_true(got > 0);
    assert_true(got <= 1 << 20);
    assert_null(arena_alloc(arena, (size_t)1 << 40));
    arena_free(arena);
}

static void absurd_sizes_give_null(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    assert_null(arena_alloc(arena, SIZE_MAX));
    assert_null(arena_array(arena, SIZE_MAX / 2, 16));
    assert_non_null(arena_alloc(arena, 8));
    arena_free(arena);
}

static void pushed_items_stay_in_order(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    uint32_t *items = NULL, n = 0, cap = 0;
    for (uint32_t i = 0; i < 10000; i++)
        assert_true(ARRAY_PUSH(arena, items, n, cap, i * 3));
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(items[i], i * 3);
    arena_free(arena);
}

static void strings_are_copied(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    char word[] = "Lima";
    struct str copy = arena_str(arena, str_c(word));
    word[0] = 'R';
    assert_true(str_is(copy, "Lima"));
    assert_int_equal(copy.p[copy.n], '\0');
    assert_true(str_is(arena_printf(arena, "%s-%d", "v", 12), "v-12"));
    assert_non_null(arena_strdup(arena, (struct str){NULL, 0}));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned_and_zeroed),
        cmocka_unit_test(reset_zeroes_again_and_keeps_chunks),
        cmocka_unit_test(limit_holds),
        cmocka_unit_test(absurd_sizes_give_null),
        cmocka_unit_test(pushed_items_stay_in_order),
        cmocka_unit_test(strings_are_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
