/* Tests of base/utf8: decoding against all of Unicode, offsets, windows-1252.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        uint32_t back;
        if (cp >= 0xD800 && cp < 0xE000) continue;
        size_t n = utf8_encode(cp, bytes);
        assert_int_equal(utf8_decode((struct str){bytes, n}, 0, &back), n);
        assert_int_equal(back, cp);
    }
}

static void bad_bytes_are_taken_one_by_one(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xC3", "\xE2\x82", "\xFF",         "\xF0\x9F\x98"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t cp;
        assert_int_equal(utf8_decode(str_c(bad[i]), 0, &cp), 1);
        assert_int_equal(cp, UTF8_INVALID);
        assert_int_equal(utf8_check(str_c(bad[i])), 0);
    }
    assert_int_equal(utf8_check(str_c("long enough ascii, then \xFF")), 24);
    assert_int_equal(utf8_check(str_c("caf\xC3\xA9 \xE2\x82\xAC")), SIZE_MAX);
}

static void counting_and_stepping_back(void **state)
{
    (void)state;
    struct str s = str_c("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xFFz");
    assert_int_equal(utf8_count(s), 6);
    size_t at = s.n, steps = 0;
    for (; at; steps++)
        at = utf8_before(s, at);
    assert_int_equal(steps, 6);
}

static void lower_case(void **state)
{
    (void)state;
    char out[64];
    struct str s = str_c("\xC3\x89t\xC3\xA9 \xD0\x9C\xD0\x98\xD0\xA0 \xCE\xA9");
    size_t n = utf8_lower_str(s, out, sizeof out);
    assert_true(
        str_is((struct str){out, n}, "\xC3\xA9t\xC3\xA9 \xD0\xBC\xD0\xB8\xD1\x80 \xCF\x89"));
    assert_int_equal(utf8_lower_str(str_c("a\xC3\x89"), out, 2), 1); /* no half characters */
    assert_true(utf8_is_letter(0xE9));
    assert_false(utf8_is_letter(0xD7));
    assert_false(utf8_is_letter(0x2014));
    assert_true(utf8_is_space(0xA0));
}

static void windows_1252(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct str out = utf8_from_cp1252(arena, str_c("\x93Se\xF1or\x94 \x96 \x80 5\x81"));
    assert_true(str_is(
        out, "\xE2\x80\x9CSe\xC3\xB1or\xE2\x80\x9D \xE2\x80\x93 \xE2\x82\xAC 5\xEF\xBF\xBD"));
    arena_free(arena);
}

/* The index agrees with counting from the start, at every character and over block borders. */
static void offsets_in_code_points(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    char text[1000];
    size_t n = 0;
    for (uint32_t i = 0; n + 4 < sizeof text; i++)
        n += utf8_encode(i % 5 == 0 ? 0x20AC : i % 7 == 0 ? 0x1F600 : 'a' + i % 26, text + n);
    struct cp_index index;
    assert_true(cp_index_init(&index, arena, (struct str){text, n}));
    for (size_t at = 0; at <= n;) {
        uint32_t cp;
        assert_int_equal(cp_at(&index, (uint32_t)at), utf8_count((struct str){text, at}));
        size_t step = utf8_decode((struct str){text, n}, at, &cp);
        at += step ? step : 1;
    }
    assert_true(cp_index_init(&index, arena, str_c("plain")));
    assert_int_equal(cp_at(&index, 5), 5);
    arena_free(arena);
}

/* A text whose length is a multiple of the index's block has an entry for its very end. */
static void offset_of_the_end_on_a_block_border(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    char text[128];
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    struct cp_index index;
    assert_true(cp_index_init(&index, arena, (struct str){text, sizeof text}));
    assert_int_equal(cp_at(&index, 128), 64);
    assert_int_equal(cp_at(&index, 64), 32);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(bad_bytes_are_taken_one_by_one),
        cmocka_unit_test(counting_and_stepping_back),
        cmocka_unit_test(lower_case),
        cmocka_unit_test(windows_1252),
        cmocka_unit_test(offsets_in_code_points),
        cmocka_unit_test(offset_of_the_end_on_a_block_border),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
