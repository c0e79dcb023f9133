/* Lines, and which of them make a paragraph. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/lines.h"

static struct lines cut(struct fixture *f, const char *text)
{
    struct lines lines;
    assert_int_equal(lines_cut(&lines, f->arena, str_c(text), &f->err), BEDE_OK);
    return lines;
}

/* Number of paragraphs in a text. */
static uint32_t count(struct fixture *f, const char *text)
{
    struct lines lines = cut(f, text);
    struct layout layout = lines_layout(&lines, 0, lines.n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < lines.n;) {
        if (line_blank(&lines.line[i])) {
            i++;
            continue;
        }
        i = lines_paragraph(&lines, &layout, i, lines.n);
        n++;
    }
    return n;
}

static void all_line_ends_cut(void **state)
{
    struct lines lines = cut(*state, "one\r\ntwo\nthree\rfour");
    assert_int_equal(lines.n, 4);
    assert_str(line_str(&lines, 2), "three");
}

static void lines_are_trimmed_and_indents_kept(void **state)
{
    struct lines lines = cut(*state, "\xef\xbb\xbf\t   one \x03\n\xc2\xa0\n");
    assert_str(line_str(&lines, 0), "one");
    assert_int_equal(lines.line[0].indent, 7);
    assert_true(line_blank(&lines.line[1]));
}

static void blank_lines_part_wrapped_copy(void **state)
{
    assert_int_equal(count(*state, "The envoys met in Geneva on Monday and spoke\n"
                                   "about the border until late at night.\n\n"
                                   "They will meet again on Friday, a spokesman\n"
                                   "said.\n"),
                     2);
}

static void indents_part_wrapped_copy(void **state)
{
    assert_int_equal(count(*state, "The envoys met in Geneva on Monday and spoke\n"
                                   "about the border.\n"
                                   "    They will meet again on Friday, the host\n"
                                   "said.\n"
                                   "    No place was named.\n"),
                     3);
}

static void every_line_may_be_a_paragraph(void **state)
{
    assert_int_equal(count(*state, "The envoys met in Geneva on Monday.\n"
                                   "They spoke about the border until late at night.\n"
                                   "They will meet again.\n"),
                     3);
}

static void long_lines_are_paragraphs(void **state)
{
    assert_int_equal(
        count(*state,
              "The envoys met in Geneva on Monday and spoke about the border until late at night, "
              "a spokesman for the host said after the meeting.\n"
              "They will meet again on Friday at a place that has not been named, and may go on "
              "talking until the end of the month, he said.\n"),
        2);
}

static void short_line_before_a_word_that_fits_ends_a_paragraph(void **state)
{
    assert_int_equal(count(*state,
                           "The envoys of the two states met in Geneva on Monday and spoke\n"
                           "about the border until late at night.\n"
                           "They will meet again on Friday, the spokesman for the host said\n"
                           "and the talks may then go on until the last days of the month,\n"
                           "he added.\n"),
                     2);
}

static void items_of_a_list_part(void **state)
{
    assert_int_equal(count(*state, "1. first of these\n2. second of these\n3. third of these\n"),
                     3);
}

static void sentences_end_behind_quotes_too(void **state)
{
    (void)state;
    assert_true(ends_sentence(str_c("he said.")));
    assert_true(ends_sentence(str_c("\"Go.\"")));
    assert_true(ends_sentence(str_c("gone.)")));
    assert_false(ends_sentence(str_c("Envoys meet (again)")));
    assert_false(ends_sentence(str_c("the talks,")));
    assert_false(ends_sentence(str_c("")));
}

static void only_blanks_are_no_paragraph(void **state)
{
    assert_int_equal(count(*state, " \n\t\r\n\n"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(all_line_ends_cut),
        WIRE_TEST(lines_are_trimmed_and_indents_kept),
        WIRE_TEST(blank_lines_part_wrapped_copy),
        WIRE_TEST(indents_part_wrapped_copy),
        WIRE_TEST(every_line_may_be_a_paragraph),
        WIRE_TEST(long_lines_are_paragraphs),
        WIRE_TEST(short_line_before_a_word_that_fits_ends_a_paragraph),
        WIRE_TEST(items_of_a_list_part),
        WIRE_TEST(sentences_end_behind_quotes_too),
        WIRE_TEST(only_blanks_are_no_paragraph),
    };
    return cmocka_run_group_tests_name("wire/lines", tests, NULL, NULL);
}
