/* Tests of base/table: the format of knowledge tables. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/table.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    return arena ? 0 : -1;
}
static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static bede_status parse(struct table *table, const char *text, bede_error *err)
{
    return table_parse(table, arena, "t.tsv", str_c(text), err);
}

static void rows_columns_comments(void **state)
{
    (void)state;
    struct table t;
    bede_error err;
    uint32_t capital;
    const char *text = "# heading\n\ncode\tname\tcapital\nPER\t\tPeru\tLima   # a city\n"
                       "CHE\tSwitzerland\t-\r\nC#\tno # sign\n";
    assert_int_equal(parse(&t, text, &err), BEDE_OK);
    assert_int_equal(t.n_columns, 3);
    assert_int_equal(t.n_rows, 3);
    assert_int_equal(table_column(&t, "capital", &capital, &err), BEDE_OK);
    assert_true(str_is(t.rows[0].cell[capital], "Lima"));
    assert_int_equal(t.rows[0].line, 4);
    assert_int_equal(t.rows[1].cell[capital].n, 0);
    assert_true(str_is(t.rows[2].cell[0], "C#"));
    assert_true(str_is(t.rows[2].cell[1], "no"));
    assert_int_equal(table_column(&t, "river", &capital, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, "river"));
}

static void errors_name_the_line(void **state)
{
    (void)state;
    struct table t;
    bede_error err;
    assert_int_equal(parse(&t, "a\tb\n1\t2\n1\t2\t3\n", &err), BEDE_SYNTAX);
    assert_int_equal(err.line, 3);
    assert_string_equal(err.input, "t.tsv");
    assert_int_equal(parse(&t, "a\n\xFF\n", &err), BEDE_SYNTAX);
    assert_int_equal(err.line, 2);
    assert_int_equal(table_parse(&t, arena, "t.tsv", STR_LIT("a\nx\0y\n"), &err), BEDE_SYNTAX);
    assert_int_equal(err.line, 2);
    assert_int_equal(parse(&t, "1\t2\t3\t4\t5\t6\t7\t8\t9\t1\t2\t3\t4\t5\t6\t7\t8\n", &err),
                     BEDE_LIMIT);
}

static void empty_text_is_an_empty_table(void **state)
{
    (void)state;
    struct table t;
    bede_error err;
    assert_int_equal(parse(&t, "", &err), BEDE_OK);
    assert_int_equal(t.n_rows + t.n_columns, 0);
    assert_int_equal(parse(&t,
                           "\xEF\xBB\xBF"
                           "a\n1\n",
                           &err),
                     BEDE_OK);
    assert_true(str_is(t.column[0], "a"));
}

static void lists_in_cells(void **state)
{
    (void)state;
    struct str rest = str_c(" USA ; ;U.S. ;the States;"), item;
    const char *want[] = {"USA", "U.S.", "the States"};
    for (int i = 0; i < 3; i++) {
        assert_true(table_list(&rest, &item));
        assert_true(str_is(item, want[i]));
    }
    assert_false(table_list(&rest, &item));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_columns_comments),
        cmocka_unit_test(errors_name_the_line),
        cmocka_unit_test(empty_text_is_an_empty_table),
        cmocka_unit_test(lists_in_cells),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
