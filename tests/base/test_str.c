/* Tests of base/str. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

static void comparing(void **state)
{
    (void)state;
    assert_true(str_ieq(str_c("ReuTers"), str_c("rEUtERS")));
    assert_false(str_ieq(str_c("AP"), str_c("APA")));
    assert_true(str_istarts(str_c("UPDATE 2-Oil"), "update"));
    assert_false(str_istarts(str_c("UP"), "update"));
    assert_true(str_ends(str_c("MOSCOW --"), "--"));
    assert_true(str_eq((struct str){NULL, 0}, str_c("")));
    assert_true(str_cmp(str_c("a"), str_c("ab")) < 0);
    assert_true(str_cmp(str_c("b"), str_c("ab")) > 0);
    assert_int_equal(str_cmp(str_c("ab"), str_c("ab")), 0);
    assert_true(str_cmp(STR_LIT("a\0b"), STR_LIT("a\0c")) < 0);
}

static void trimming(void **state)
{
    (void)state;
    assert_true(str_is(str_trim(str_c(" \t a b \r\n")), "a b"));
    assert_int_equal(str_trim(str_c("  \n ")).n, 0);
    assert_int_equal(str_trim(str_c("")).n, 0);
}

static void finding(void **state)
{
    (void)state;
    struct str s = str_c("aXbXX");
    assert_int_equal(str_find_byte(s, 'X', 0), 1);
    assert_int_equal(str_find_byte(s, 'X', 2), 3);
    assert_int_equal(str_find_byte(s, 'q', 0), SIZE_MAX);
    assert_int_equal(str_find_byte(s, 'X', 99), SIZE_MAX);
    assert_int_equal(str_find(s, "XX", 0), 3);
    assert_int_equal(str_find(s, "XXX", 0), SIZE_MAX);
    assert_int_equal(str_find(s, "", 5), 5);
}

static void splitting(void **state)
{
    (void)state;
    const char *want[] = {"a", "", "b", ""};
    struct str rest = str_c("a;;b;"), piece;
    for (int i = 0; i < 4; i++) {
        assert_true(str_split(&rest, ';', &piece));
        assert_true(str_is(piece, want[i]));
    }
    assert_false(str_split(&rest, ';', &piece));
    rest = str_c("");
    assert_true(str_split(&rest, ';', &piece));
    assert_int_equal(piece.n, 0);
    assert_false(str_split(&rest, ';', &piece));
}

static void numbers(void **state)
{
    (void)state;
    uint32_t n = 7;
    assert_true(str_u32(str_c("0"), &n));
    assert_int_equal(n, 0);
    assert_true(str_u32(str_c("4294967295"), &n));
    assert_int_equal(n, UINT32_MAX);
    assert_false(str_u32(str_c("4294967296"), &n));
    assert_false(str_u32(str_c("99999999999"), &n));
    assert_false(str_u32(str_c("-1"), &n));
    assert_false(str_u32(str_c("1 "), &n));
    assert_false(str_u32(str_c(""), &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparing), cmocka_unit_test(trimming), cmocka_unit_test(finding),
        cmocka_unit_test(splitting), cmocka_unit_test(numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
