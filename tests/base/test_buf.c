/* Tests of base/buf: the JSON and CSV writers. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

static void assert_buf(const struct buf *buf, const char *want)
{
    assert_false(buf->failed);
    if (!str_eq((struct str){buf->p, buf->n}, str_c(want)))
        fail_msg("got %.*s, want %s", (int)buf->n, buf->p, want);
}

static void commas_come_by_themselves(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 0);
    jw_object(&b);
    jw_key(&b, "a");
    jw_array(&b);
    jw_uint(&b, 1);
    jw_pair(&b, 2, 3);
    jw_array(&b);
    jw_end_array(&b);
    jw_object(&b);
    jw_end_object(&b);
    jw_end_array(&b);
    jw_key(&b, "b");
    jw_null(&b);
    jw_key(&b, "c");
    jw_bool(&b, true);
    jw_key(&b, "d");
    jw_cstr(&b, NULL);
    jw_end_object(&b);
    assert_buf(&b, "{\"a\":[1,[2,3],[],{}],\"b\":null,\"c\":true,\"d\":null}");
    buf_fini(&b);
}

static void strings_are_escaped(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 0);
    jw_str(&b, STR_LIT("q\" b\\ n\n t\t r\r nul\0 \x1f \xC3\xA9 \xFF."));
    assert_buf(&b, "\"q\\\" b\\\\ n\\n t\\t r\\r nul\\u0000 \\u001f \xC3\xA9 \xEF\xBF\xBD.\"");
    buf_fini(&b);
}

static void numbers_are_short(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 0);
    jw_array(&b);
    jw_num(&b, -2.0, 1);
    jw_num(&b, 0.90, 2);
    jw_num(&b, 0.955, 2);
    jw_num(&b, 100.0, 2);
    jw_num(&b, 3.0, 0);
    jw_int(&b, -9000000000);
    jw_end_array(&b);
    assert_buf(&b, "[-2,0.9,0.95,100,3,-9000000000]");
    buf_fini(&b);
}

static void limit_is_remembered(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 8);
    buf_puts(&b, "12345678");
    assert_false(b.failed);
    buf_putc(&b, '9');
    assert_true(b.failed);
    buf_puts(&b, "x");
    assert_int_equal(b.n, 8);
    buf_clear(&b);
    assert_false(b.failed);
    buf_puts(&b, "again");
    assert_buf(&b, "again");
    buf_fini(&b);
}

static void too_deep_fails(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 0);
    for (int i = 0; i < 100; i++)
        jw_array(&b);
    assert_true(b.failed);
    buf_fini(&b);
}

static void csv(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
        bool guard;
    } cases[] = {
        {"plain", "plain", true},
        {"a,b", "\"a,b\"", true},
        {"say \"hi\"", "\"say \"\"hi\"\"\"", true},
        {"two\nlines", "\"two\nlines\"", true},
        {"=1+1", "'=1+1", true},
        {"-2", "-2", false},
        {"@x,y", "\"'@x,y\"", true},
        {"", "", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b;
        buf_init(&b, 0);
        csv_field(&b, str_c(cases[i].in), ',', cases[i].guard);
        assert_buf(&b, cases[i].out);
        buf_fini(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_come_by_themselves),
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(limit_is_remembered),
        cmocka_unit_test(too_deep_fails),
        cmocka_unit_test(csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
