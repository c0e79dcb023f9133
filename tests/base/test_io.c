/* Tests of base/io on a folder of its own. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"

static char root[] = "/tmp/bede-io-XXXXXX";
static struct arena *arena;

static const char *at(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *f = fopen(at(name), "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    if (!arena || !mkdtemp(root)) return -1;
    mkdir(at("b"), 0700);
    mkdir(at("b/c"), 0700);
    put("z.txt", "zet");
    put("a.txt", "alpha");
    put("b/m.txt", "em");
    put("b/c/n.txt", "en");
    put("b/.hidden", "no");
    put("empty", "");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    static const char *const files[] = {"z.txt", "a.txt", "b/m.txt", "b/c/n.txt", "b/.hidden",
                                        "empty", "b/c",   "b",       ""};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (remove(at(files[i])) != 0) return -1;
    arena_free(arena);
    return 0;
}

static void whole_files(void **state)
{
    (void)state;
    struct str text;
    bede_error err;
    assert_int_equal(io_read_file(arena, at("a.txt"), 100, &text, &err), BEDE_OK);
    assert_true(str_is(text, "alpha"));
    assert_int_equal(text.p[text.n], '\0');
    assert_int_equal(io_read_file(arena, at("empty"), 100, &text, &err), BEDE_OK);
    assert_int_equal(text.n, 0);
    assert_int_equal(io_map_file(at("a.txt"), 100, &text, &err), BEDE_OK);
    assert_true(str_is(text, "alpha"));
    io_unmap(text);
}

static void failures_say_why(void **state)
{
    (void)state;
    struct str text;
    bede_error err;
    assert_int_equal(io_read_file(arena, at("a.txt"), 4, &text, &err), BEDE_LIMIT);
    assert_int_equal(io_map_file(at("a.txt"), 4, &text, &err), BEDE_LIMIT);
    assert_int_equal(io_read_file(arena, at("none"), 4, &text, &err), BEDE_IO);
    assert_non_null(strstr(err.input, "none"));
    assert_non_null(strstr(err.msg, "No such file"));
    assert_int_equal(io_read_file(arena, root, 4, &text, &err), BEDE_IO);
    assert_int_equal(io_map_file(at("empty"), 4, &text, &err), BEDE_DATA);
}

static void folders_come_in_name_order(void **state)
{
    (void)state;
    static const char *const want[] = {"a.txt", "b/c/n.txt", "b/m.txt", "empty", "z.txt"};
    struct io_list list = {0};
    bede_error err;
    assert_int_equal(io_list_files(arena, root, &list, &err), BEDE_OK);
    assert_int_equal(list.n, 5);
    for (uint32_t i = 0; i < list.n; i++)
        assert_string_equal(list.paths[i] + strlen(root) + 1, want[i]);
    assert_int_equal(io_list_files(arena, "-", &list, &err), BEDE_OK);
    assert_string_equal(list.paths[5], "-");
    assert_int_equal(io_list_files(arena, at("none"), &list, &err), BEDE_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_files),
        cmocka_unit_test(failures_say_why),
        cmocka_unit_test(folders_come_in_name_order),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
