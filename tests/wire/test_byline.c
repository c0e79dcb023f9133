/* Names and titles of reporters. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/byline.h"

static struct wire_byline add(struct fixture *f, const char *line)
{
    struct wire_byline byline = {.n = 0};
    byline_add(f->lexicon, str_c(line), &byline);
    return byline;
}

static void several_names(void **state)
{
    struct wire_byline b = add(*state, "By Ann B. Poe, Bob Roe in Bern and Cy Doe");
    assert_int_equal(b.n, 3);
    assert_str(b.names[0], "Ann B. Poe");
    assert_str(b.names[1], "Bob Roe");
    assert_str(b.names[2], "Cy Doe");
}

static void capitals_and_end_marks(void **state)
{
    struct wire_byline b = add(*state, "BY ANN POE AND BOB ROE= ");
    assert_int_equal(b.n, 2);
    assert_str(b.names[1], "BOB ROE");
}

static void agencies_and_titles_are_no_names(void **state)
{
    struct wire_byline b = add(*state, "By Ann Poe, dpa  =");
    assert_int_equal(b.n, 1);
    assert_str(b.titles[0], "dpa");
    b = add(*state, "By Xinhua writers Ann Poe, Bob Roe");
    assert_int_equal(b.n, 2);
    assert_str(b.names[0], "Ann Poe");
    b = add(*state, "By Ann Poe, Senior Correspondent");
    assert_int_equal(b.n, 1);
    assert_str(b.titles[0], "Senior Correspondent");
}

static void title_lines(void **state)
{
    struct fixture *f = *state;
    struct wire_byline b = add(f, "By ANN POE=");
    assert_true(byline_is_title(f->lexicon, str_c("AP Sports Writer=")));
    byline_add_title(str_c("AP Sports Writer="), &b);
    assert_str(b.titles[0], "AP Sports Writer");
    assert_true(byline_is_title(f->lexicon, str_c("Associated Press")));
    assert_false(byline_is_title(f->lexicon, str_c("Envoys met the writer on Monday.")));
}

static void sentences_are_none(void **state)
{
    struct fixture *f = *state;
    assert_true(byline_is(f->lexicon, str_c("By Ann de la Poe and Bob Roe")));
    assert_true(byline_is(f->lexicon, str_c("By dpa correspondents =")));
    assert_false(byline_is(f->lexicon, str_c("By Friday the talks had failed")));
    assert_false(byline_is(f->lexicon, str_c("By")));
    assert_false(byline_is(f->lexicon, str_c("By \x80")));
    assert_false(byline_is(f->lexicon, str_c("Bystanders Saw It")));
}

static void more_names_than_fit_are_left(void **state)
{
    struct wire_byline b = add(*state, "By A Aa, B Bb, C Cc, D Dd, E Ee, F Ff, G Gg, H Hh, I Ii");
    assert_int_equal(b.n, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(several_names),
        WIRE_TEST(capitals_and_end_marks),
        WIRE_TEST(agencies_and_titles_are_no_names),
        WIRE_TEST(title_lines),
        WIRE_TEST(sentences_are_none),
        WIRE_TEST(more_names_than_fit_are_left),
    };
    return cmocka_run_group_tests_name("wire/byline", tests, NULL, NULL);
}
