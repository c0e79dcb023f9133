/* What stands behind the body, or is glued to it. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#define OPEN "BERN, July 4 (Reuters) - Envoys met.\n\n"

static void glued_signoff_lies_inside_its_paragraph(void **state)
{
    struct story *s =
        read_plain(*state, OPEN "They left. (Reporting by Ann Poe; Editing by Bob Roe)\n");
    assert_kinds(s, "paragraph paragraph signoff");
    assert_str(paragraph(s, 2), "They left.");
    assert_true(s->blocks[2].span.start > s->blocks[1].span.start);
    assert_int_equal(s->blocks[2].span.end, s->blocks[1].span.end);
}

static void note_and_signoff_glued(void **state)
{
    struct story *s = read_plain(*state, OPEN "They left. (This version of the story corrects the "
                                              "date)(Reporting by Ann Poe)\n");
    assert_kinds(s, "paragraph paragraph note signoff");
    assert_string_equal(s->notes[0].kind, "correction");
    assert_str(paragraph(s, 2), "They left.");
}

static void signoffs_of_their_own(void **state)
{
    static const char *const list[] = {"(Reporting by Ann Poe\nand Bob Roe)", "ab/cde/fg",
                                       "dpa ab cd", "(SDA/ab)",
                                       "Bob Roe in Paris contributed to this report."};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        char text[256];
        strcpy(text, OPEN);
        strcat(text, list[i]);
        assert_kinds(read_plain(*state, text), "paragraph signoff");
    }
}

static void postscripts_behind_a_rule(void **state)
{
    static const char *const list[] = {
        "Associated Press writer Ann Poe in Bergen contributed to this report.",
        "AP journalists Ann Poe and Bob Roe in Bergen contributed.",
        "Find more of AP's coverage at https://example.org/border.",
        ("The Associated Press' health desk receives support from a foundation. AP is solely "
         "responsible for all content.")};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        char text[512];
        strcpy(text, OPEN "___\n\n");
        strcat(text, list[i]);
        assert_kinds(read_plain(*state, text), "paragraph other signoff");
    }
    assert_kinds(read_plain(*state, OPEN "___\n\nThe talks go on in Bern on Friday."),
                 "paragraph other paragraph");
    assert_kinds(read_plain(*state, OPEN "AP journalists were held at the border for a day."),
                 "paragraph paragraph");
}

static void brackets_of_copy_stay(void **state)
{
    struct story *s =
        read_plain(*state, OPEN "They left (again).\n\nThe price rose (by 2 percent)\n");
    assert_kinds(s, "paragraph paragraph paragraph");
    assert_str(paragraph(s, 3), "The price rose (by 2 percent)");
}

static void end_marks(void **state)
{
    static const char *const list[] = {"(END)",   "Enditem",          "-30-", "###",
                                       "NNNN",    "==Kyodo",          "-0-",  "ENDIT",
                                       " REUTER", "041030 GMT Jul 24"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        char text[256];
        strcpy(text, OPEN "They left.\n\n");
        strcat(text, list[i]);
        strcat(text, "\n");
        assert_kinds(read_plain(*state, text), "paragraph paragraph end");
    }
    struct story *s = read_plain(*state, OPEN "They left. Enditem\n");
    assert_kinds(s, "paragraph paragraph end");
    assert_str(paragraph(s, 2), "They left.");
}

static void nothing_behind_the_end_is_body(void **state)
{
    struct story *s =
        read_plain(*state, OPEN "They left.\n\n(END)\n\nOther news of the day follows.\n");
    assert_kinds(s, "paragraph paragraph end other");
}

static void end_lines_tell_the_year(void **state)
{
    struct story *s =
        read_plain(*state, "BERN, July 4 (AP) -- Envoys met.\n\nAP-WF-07-04-24 1029GMT<\n");
    assert_int_equal(s->date.year, 2024);
    assert_int_equal(s->dateline.date.year, 2024);
}

static void caption_with_its_credits(void **state)
{
    struct story *s = read_plain(
        *state, "BERN, July 4 (Yonhap) -- Envoys met.\n\n(END)\n\n\n"
                "Envoy Poe (not pictured) is greeted in Bern on July 4, 2024. (Pool photo) "
                "(Yonhap)\n");
    assert_kinds(s, "paragraph end caption");
    assert_int_equal(s->n_credits, 2);
    assert_str(s->credits[0].text, "Pool photo");
    assert_str(s->credits[1].text, "Yonhap");
    assert_int_equal(s->credits[1].block, 2);
    assert_true(str_ends(block_body(s, 2), "2024."));
    assert_int_equal(s->dateline.date.year, 2024);
}

static void bracket_before_the_credits_is_none(void **state)
{
    struct story *s =
        read_plain(*state, OPEN "Poe greets Roe in Bern on July 4, 2024 (not pictured) "
                                "(Yonhap)\n");
    assert_int_equal(s->n_credits, 1);
    assert_str(s->credits[0].text, "Yonhap");
}

static void bare_credit(void **state)
{
    struct story *s =
        read_plain(*state, "FILE PHOTO: Poe speaks in Bern, July 4, 2024. REUTERS/Ann "
                           "Poe/File Photo\n\n" OPEN);
    assert_kinds(s, "caption paragraph");
    assert_str(s->credits[0].text, "REUTERS/Ann Poe/File Photo");
    assert_true(str_ends(block_body(s, 0), "2024."));
}

static void papers_credit_is_no_caption(void **state)
{
    struct story *s =
        read_plain(*state, "Envoys of two states met in Bern.\n\nThey said they would go on "
                           "talking. (Yonhap)\n");
    assert_kinds(s, "paragraph paragraph signoff");
    assert_str(s->agency, "Yonhap");
}

static void contacts_and_machines(void **state)
{
    struct story *s = read_plain(*state, OPEN "poe@example.org\n(END)\n");
    assert_kinds(s, "paragraph contact end");
    s = read_plain(*state, OPEN "This story was generated by a program of the desk.\n");
    assert_true(s->machine_generated);
    assert_kinds(s, "paragraph other");
}

static void editors_part_is_kept_apart(void **state)
{
    struct story *s =
        read_plain(*state, "Bern (dpa) - Envoys met.\n\n# Notebook\n\n## Note to editors\n"
                           "- Adds quote in graf 2\n\n* * * *\n"
                           "- Reporting by: Ann Poe\ndpa ab cd\n041030 GMT Jul 24\n");
    assert_int_equal(s->n_paragraphs, 1);
    assert_int_equal(s->n_notes, 1);
    assert_int_equal(s->notes[0].clauses[0].ranges[0].first, 2);
    assert_int_equal(s->date.year, 2024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(glued_signoff_lies_inside_its_paragraph),
        WIRE_TEST(note_and_signoff_glued),
        WIRE_TEST(signoffs_of_their_own),
        WIRE_TEST(postscripts_behind_a_rule),
        WIRE_TEST(brackets_of_copy_stay),
        WIRE_TEST(end_marks),
        WIRE_TEST(nothing_behind_the_end_is_body),
        WIRE_TEST(end_lines_tell_the_year),
        WIRE_TEST(caption_with_its_credits),
        WIRE_TEST(bracket_before_the_credits_is_none),
        WIRE_TEST(bare_credit),
        WIRE_TEST(papers_credit_is_no_caption),
        WIRE_TEST(contacts_and_machines),
        WIRE_TEST(editors_part_is_kept_apart),
    };
    return cmocka_run_group_tests_name("wire/ending", tests, NULL, NULL);
}
