/* Features of words, and the case of a sentence. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "syntax/features.h"

static void normal_is(const char *form, const char *want)
{
    char out[FEATURE_NORMAL_MAX];
    size_t n = feature_normal(str_c(form), out);
    assert_int_equal(n, strlen(want));
    assert_memory_equal(out, want, n);
}

static void normal_forms(void **ctx)
{
    (void)ctx;
    normal_is("Seoul", "seoul");
    normal_is("1987", "0000");
    normal_is("\xC3\x89tat", "\xC3\xA9tat");
    normal_is("don\xE2\x80\x99t", "don't");
    normal_is("\xE2\x80\x9C", "\"");
    normal_is("\xE2\x80\x94", "--");
    normal_is("\xE2\x80", "\xE2\x80"); /* cut character: kept as it is */
    normal_is("", "");
}

static void long_words_are_cut(void **ctx)
{
    (void)ctx;
    char word[500], out[FEATURE_NORMAL_MAX];
    memset(word, 'A', sizeof word);
    size_t n = feature_normal((struct str){word, sizeof word}, out);
    assert_true(n > 0 && n <= FEATURE_NORMAL_MAX);
}

static enum case_regime regime_of(const char *a, const char *b)
{
    uint32_t upper = 0, lower = 0;
    feature_count_case(str_c(a), &upper, &lower);
    feature_count_case(str_c(b), &upper, &lower);
    return feature_regime(upper, lower);
}

static void case_of_a_sentence(void **ctx)
{
    (void)ctx;
    assert_int_equal(regime_of("Envoys", "meet"), CASE_MIXED);
    assert_int_equal(regime_of("envoys", "meet"), CASE_LOWER);
    assert_int_equal(regime_of("ENVOYS", "MEET"), CASE_UPPER);
    assert_int_equal(regime_of("1987", "."), CASE_MIXED);
    assert_int_equal(regime_of("A", "1"), CASE_MIXED);
}

static void words_share_what_they_share(void **ctx)
{
    (void)ctx;
    struct word_features a, b, c;
    feature_word(str_c("negotiated"), false, CASE_MIXED, &a);
    feature_word(str_c("Mediated"), true, CASE_MIXED, &b);
    feature_word(str_c("MEDIATED"), true, CASE_UPPER, &c);
    assert_int_equal(a.row[FEATURE_SUFFIX4], b.row[FEATURE_SUFFIX4]);
    assert_int_equal(a.row[FEATURE_SUFFIX2], b.row[FEATURE_SUFFIX2]);
    assert_true(a.form != b.form);
    assert_true(a.row[FEATURE_SHAPE] != b.row[FEATURE_SHAPE]);
    assert_true(b.form == c.form);
    assert_true(b.row[FEATURE_SHAPE] != c.row[FEATURE_SHAPE]);
}

static void rows_stay_in_their_tables(void **ctx)
{
    (void)ctx;
    static const char *const odd[] = {
        "",      ".",   "\xFF\xFE", "\xE2\x80",         "'",   "-", "A-b", "U.S.",
        "don't", "3rd", "$",        "\xF0\x9F\x98\x80", "x\0y"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (int regime = CASE_MIXED; regime <= CASE_UPPER; regime++) {
            struct word_features f;
            feature_word(str_c(odd[i]), i % 2, (enum case_regime)regime, &f);
            assert_int_equal(f.row[FEATURE_FORM], 0);
            for (int k = FEATURE_FORM + 1; k < FEATURE_COUNT; k++)
                assert_true(f.row[k] < feature_rows[k]);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_forms),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(case_of_a_sentence),
        cmocka_unit_test(words_share_what_they_share),
        cmocka_unit_test(rows_stay_in_their_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
