/* Tests of base/date. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

static void days_there_and_back(void **state)
{
    (void)state;
    for (int32_t days = -700000; days < 700000; days += 37) {
        struct date d = date_from_days(days);
        if (d.year <= 0) continue;
        assert_true(date_valid(d));
        assert_int_equal(date_to_days(d), days);
    }
    assert_int_equal(date_to_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_to_days((struct date){2000, 3, 1}), 11017);
}

static void weekdays(void **state)
{
    (void)state;
    assert_int_equal(date_weekday((struct date){1970, 1, 1}), 4);
    assert_int_equal(date_weekday((struct date){2023, 11, 9}), 4);
    assert_int_equal(date_weekday((struct date){2024, 2, 29}), 4);
    assert_int_equal(date_weekday((struct date){1900, 1, 1}), 1);
}

static void calendar(void **state)
{
    (void)state;
    assert_true(date_valid((struct date){2024, 2, 29}));
    assert_false(date_valid((struct date){2023, 2, 29}));
    assert_false(date_valid((struct date){1900, 2, 29}));
    assert_true(date_valid((struct date){2000, 2, 29}));
    assert_false(date_valid((struct date){0, 1, 1}));
    assert_false(date_valid((struct date){2023, 13, 1}));
    struct date d = date_add_days((struct date){2023, 12, 31}, 1);
    assert_int_equal(d.year, 2024);
    assert_int_equal(d.month, 1);
    assert_int_equal(d.day, 1);
}

static void iso(void **state)
{
    (void)state;
    static const char *const good[] = {"2023-11-09", "20231109", " 2023-11-09T12:30:00Z",
                                       "2023-11-09 08:00", "20231109T123000"};
    static const char *const bad[] = {"",           "2023-11",     "2023-02-30", "2023/11/09",
                                      "9 Nov 2023", "2023-11-09x", "202311091",  "2023-1-09"};
    struct date d;
    char text[11];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(date_parse_iso(str_c(good[i]), &d));
        assert_string_equal(date_format(d, text), "2023-11-09");
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_parse_iso(str_c(bad[i]), &d));
    assert_string_equal(date_format((struct date){0, 11, 9}, text), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_there_and_back),
        cmocka_unit_test(weekdays),
        cmocka_unit_test(calendar),
        cmocka_unit_test(iso),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
