/* The tables of text/: what they may say, what is an error, how folders add up.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/lexicon.h"

struct folder {
    char path[64], file[96];
};

static struct folder folder_with(const char *table)
{
    struct folder f;
    char text[80];
    snprintf(f.path, sizeof f.path, "/tmp/bede-lexicon-XXXXXX");
    assert_non_null(mkdtemp(f.path));
    snprintf(text, sizeof text, "%s/text", f.path);
    assert_int_equal(mkdir(text, 0700), 0);
    snprintf(f.file, sizeof f.file, "%s/words.tsv", text);
    FILE *out = fopen(f.file, "w");
    assert_non_null(out);
    fputs(table, out);
    fclose(out);
    return f;
}

static void remove_folder(const struct folder *f)
{
    char text[80];
    snprintf(text, sizeof text, "%s/text", f->path);
    unlink(f->file);
    rmdir(text);
    rmdir(f->path);
}

static bede_status load(const char *table, bede_error *err)
{
    struct folder f = folder_with(table);
    struct text_lexicon *lexicon;
    const char *folders[] = {f.path};
    bede_status status = text_lexicon_load(folders, 1, &lexicon, err);
    text_lexicon_free(lexicon);
    remove_folder(&f);
    return status;
}

static void errors_name_the_line(void **state)
{
    (void)state;
    bede_error err;
    assert_int_equal(load("form\tkind\nCorp.\tshort\nX.\tshrt\n", &err), BEDE_DATA);
    assert_int_equal(err.line, 3);
    assert_non_null(strstr(err.msg, "shrt"));
    assert_int_equal(load("form\tkind\tparts\ncannot\tsplit\tcan nut\n", &err), BEDE_DATA);
    assert_int_equal(err.line, 2);
    assert_int_equal(load("form\tkind\ncannot\tsplit\n", &err), BEDE_DATA);
    assert_int_equal(load("form\tparts\ncannot\tcan not\n", &err), BEDE_DATA);
    assert_int_equal(load("form\tkind\naverylongformthatnobodywrites\tshort\n", &err), BEDE_DATA);
    assert_int_equal(load("form\tkind\n# nothing\n", &err), BEDE_OK);
}

static void later_folders_extend_and_correct(void **state)
{
    (void)state;
    struct folder a = folder_with("form\tkind\nCorp.\tshort\nFoo.\tshort;title\n");
    struct folder b = folder_with("form\tkind\nFoo.\t!title\nBar.\tmonth\n");
    const char *folders[] = {a.path, b.path, "/tmp/bede-no-such-folder"};
    struct text_lexicon *lexicon;
    bede_error err;
    assert_int_equal(text_lexicon_load(folders, 3, &lexicon, &err), BEDE_OK);
    assert_int_equal(lexicon_kinds(lexicon, STR_LIT("corp.")), TEXT_SHORT);
    assert_int_equal(lexicon_kinds(lexicon, STR_LIT("FOO.")), TEXT_SHORT);
    assert_int_equal(lexicon_kinds(lexicon, STR_LIT("Bar.")), TEXT_MONTH);
    assert_int_equal(lexicon_kinds(lexicon, STR_LIT("Baz.")), 0);
    assert_int_equal(lexicon_kinds(lexicon, STR_LIT("")), 0);
    text_lexicon_free(lexicon);
    remove_folder(&a);
    remove_folder(&b);
}

static void forms_fold_case_and_apostrophes(void **state)
{
    (void)state;
    struct folder a = folder_with("form\tkind\n'll\tclitic\n\u00c9t.\tshort\n");
    const char *folders[] = {a.path};
    struct text_lexicon *lexicon;
    bede_error err;
    assert_int_equal(text_lexicon_load(folders, 1, &lexicon, &err), BEDE_OK);
    assert_int_equal(lexicon_kinds(lexicon, STR_LIT("\u2019LL")), TEXT_CLITIC);
    assert_int_equal(lexicon_kinds(lexicon, STR_LIT("\u00e9T.")), TEXT_SHORT);
    text_lexicon_free(lexicon);
    remove_folder(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_name_the_line),
        cmocka_unit_test(later_folders_extend_and_correct),
        cmocka_unit_test(forms_fold_case_and_apostrophes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
