/* Tests of base/err. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"

static void every_status_has_name_and_meaning(void **state)
{
    (void)state;
    assert_string_equal(bede_status_name(BEDE_LIMIT), "LIMIT");
    for (int i = BEDE_OK; i <= BEDE_CANCELLED; i++) {
        assert_string_not_equal(bede_status_name((bede_status)i), "UNKNOWN");
        assert_true(strlen(bede_status_text((bede_status)i)) > 1);
    }
    assert_string_equal(bede_status_name((bede_status)99), "UNKNOWN");
}

static void errors_carry_their_place(void **state)
{
    (void)state;
    bede_error err;
    char text[600];
    assert_int_equal(err_at(&err, BEDE_SYNTAX, "f.tsv", 3, 40, "%d cells", 9), BEDE_SYNTAX);
    assert_string_equal(err_format(&err, text, sizeof text), "f.tsv:3: 9 cells");
    err_at(&err, BEDE_SYNTAX, "f.txt", 0, 40, "odd");
    assert_string_equal(err_format(&err, text, sizeof text), "f.txt: at byte 40: odd");
    assert_int_equal(err_set(&err, BEDE_DATA, "gone"), BEDE_DATA);
    assert_int_equal(err.line + err.offset, 0);
    err_name_input(&err, "first");
    err_name_input(&err, "second");
    assert_string_equal(err.input, "first");
    assert_int_equal(err_set(NULL, BEDE_IO, "nobody asks"), BEDE_IO);
}

static void long_messages_are_cut(void **state)
{
    (void)state;
    bede_error err;
    char name[1000];
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    err_at(&err, BEDE_IO, name, 0, 0, "%s", name);
    assert_int_equal(strlen(err.msg), sizeof err.msg - 1);
    assert_int_equal(strlen(err.input), sizeof err.input - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_name_and_meaning),
        cmocka_unit_test(errors_carry_their_place),
        cmocka_unit_test(long_messages_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
