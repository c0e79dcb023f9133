/* tests/knowledge/test_words.c - word tables: lists in a cell, any case, later folders replace.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "knowledge/words.h"

static char folders[2][64];

static void write_table(int folder, const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/entity", folders[folder]);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/entity/words", folders[folder]);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/entity/words/%s", folders[folder], name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void make_folders(void)
{
    for (int i = 0; i < 2; i++) {
        snprintf(folders[i], sizeof folders[i], "/tmp/bede-words-XXXXXX");
        assert_non_null(mkdtemp(folders[i]));
    }
}

static void remove_folders(void)
{
    char command[160];
    for (int i = 0; i < 2; i++) {
        snprintf(command, sizeof command, "rm -r '%s'", folders[i]);
        assert_int_equal(system(command), 0);
    }
}

static void test_lookup(void **state)
{
    (void)state;
    make_folders();
    write_table(0, "time.tsv", "word\tclass\tvalue\nSunday;Sun.\tweekday\t0\nMay\tmonth\t5\n");
    write_table(0, "odd.tsv", "word\tclass\tvalue\nÉté;Élan vital;x\tword\t-\n");
    write_table(1, "time.tsv", "word\tclass\tvalue\nmay\tverb\t-\n");
    const char *both[] = {folders[0], folders[1]};
    struct kb_words *words;
    bede_error err;
    assert_int_equal(kb_words_load(both, 1, &words, &err), BEDE_OK);
    const struct kb_word *word = kb_words_find(words, "time", STR_LIT("sunday"));
    assert_non_null(word);
    assert_true(str_is(word->value, "0"));
    assert_int_equal(word->line, 2);
    assert_ptr_equal(kb_words_find(words, "time", STR_LIT("sun."))->value.p, word->value.p);
    assert_true(str_is(kb_words_find(words, "time", STR_LIT("MAY"))->class, "month"));
    assert_null(kb_words_find(words, "places", STR_LIT("may")));
    assert_null(kb_words_find(words, "time", STR_LIT("")));
    assert_non_null(kb_words_find(words, "odd", STR_LIT("ÉTÉ")));
    assert_non_null(kb_words_find(words, "odd", STR_LIT("élan Vital")));
    assert_non_null(kb_words_find(words, "odd", STR_LIT("X")));
    assert_null(kb_words_find(words, "odd", STR_LIT("y")));
    kb_words_free(words);
    assert_int_equal(kb_words_load(both, 2, &words, &err), BEDE_OK);
    word = kb_words_find(words, "time", STR_LIT("May"));
    assert_true(str_is(word->class, "verb"));
    assert_int_equal(word->value.n, 0);
    kb_words_free(words);
    remove_folders();
}

static void test_errors(void **state)
{
    (void)state;
    make_folders();
    write_table(0, "time.tsv", "word\tvalue\nSunday\t0\n");
    const char *one[] = {folders[0]};
    struct kb_words *words = NULL;
    bede_error err;
    assert_int_equal(kb_words_load(one, 1, &words, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, "class"));
    remove_folders();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lookup),
                                       cmocka_unit_test(test_errors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
