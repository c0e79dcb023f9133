/* Tests of output/layout: widths, wrapping, columns. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/layout.h"

static void widths(void **state)
{
    (void)state;
    assert_int_equal(layout_width(str_c("Lima")), 4);
    assert_int_equal(layout_width(str_c("Bogot\xC3\xA1")), 6);
    assert_int_equal(layout_width(str_c("\xEC\x84\x9C\xEC\x9A\xB8")), 4); /* Hangul is wide */
    assert_int_equal(layout_width(str_c("e\xCC\x81")), 1);                /* combining accent */
    assert_int_equal(layout_width(str_c("\xFF")), 1);
}

static void lines_break_at_blanks(void **state)
{
    (void)state;
    struct str rest = str_c("one two three"), line;
    line = layout_line(rest, 8, &rest);
    assert_true(str_is(line, "one two"));
    line = layout_line(rest, 8, &rest);
    assert_true(str_is(line, "three"));
    assert_int_equal(rest.n, 0);
    rest = str_c("unbreakable");
    line = layout_line(rest, 4, &rest);
    assert_true(str_is(line, "unbr"));
    rest = str_c("a\nb");
    line = layout_line(rest, 10, &rest);
    assert_true(str_is(line, "a"));
    assert_true(str_is(rest, "b"));
    rest = str_c("\xEC\x84\x9C");
    line = layout_line(rest, 1, &rest); /* too wide, but something must be printed */
    assert_int_equal(line.n, 3);
}

static struct str print(struct buf *buf, struct arena *arena, uint32_t width)
{
    struct layout t;
    layout_init(&t, arena);
    layout_column(&t, "who", STYLE_GREEN, 4);
    layout_column(&t, "what", NULL, 4);
    layout_cell(&t, str_c("Peru"));
    layout_cell(&t, str_c("condemned the attack on its embassy"));
    layout_cell(&t, str_c("Chile\nand Peru"));
    layout_cell(&t, str_c(""));
    buf_clear(buf);
    layout_print(&t, buf, width, false);
    assert_false(buf->failed);
    return (struct str){buf->p, buf->n};
}

static void columns_fit_the_width(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct buf buf;
    buf_init(&buf, 0);
    assert_true(str_is(print(&buf, arena, 80), "who       what\n"
                                               "Peru      condemned the attack on its embassy\n"
                                               "Chile\nand Peru\n"));
    for (uint32_t width = 20; width < 60; width++) {
        struct str rest = print(&buf, arena, width), line;
        while (str_split(&rest, '\n', &line)) {
            assert_true(layout_width(line) <= width);
            assert_false(str_ends(line, " "));
        }
    }
    buf_fini(&buf);
    arena_free(arena);
}

static void nothing_is_lost_in_wrapping(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct buf buf;
    buf_init(&buf, 0);
    static const char *const words[] = {"condemned", "attack", "embassy", "Chile", "Peru"};
    struct str text = print(&buf, arena, 22);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_true(str_find(text, words[i], 0) != SIZE_MAX);
    buf_fini(&buf);
    arena_free(arena);
}

static void colour_only_where_wanted(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct buf plain, color;
    struct layout t;
    buf_init(&plain, 0);
    buf_init(&color, 0);
    for (int i = 0; i < 2; i++) {
        layout_init(&t, arena);
        layout_column(&t, "a", STYLE_RED, 1);
        layout_cell(&t, str_c("x"));
        layout_print(&t, i ? &color : &plain, 40, i == 1);
    }
    assert_int_equal(str_find_byte((struct str){plain.p, plain.n}, '\x1b', 0), SIZE_MAX);
    assert_true(str_find((struct str){color.p, color.n}, STYLE_RED "x" STYLE_RESET, 0) != SIZE_MAX);
    buf_fini(&plain);
    buf_fini(&color);
    arena_free(arena);
}

/* An escape sequence, DEL and the C1 form of one become blanks; letters and line feeds stay. */
static void control_characters_are_blanks(void **state)
{
    (void)state;
    char text[] = "a\x1b[2J\x7f\tb\nc \xc2\x9b d\xc3\xa9";
    layout_clean(text, sizeof text - 1);
    assert_string_equal(text, "a [2J  b\nc    d\xc3\xa9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_characters_are_blanks), cmocka_unit_test(widths),
        cmocka_unit_test(lines_break_at_blanks),         cmocka_unit_test(columns_fit_the_width),
        cmocka_unit_test(nothing_is_lost_in_wrapping),   cmocka_unit_test(colour_only_where_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
