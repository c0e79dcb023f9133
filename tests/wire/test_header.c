/* What stands before the body. SPDX-License-Identifier: MIT */
#include "wire_test.h"

static void order_of_a_yonhap_story(void **state)
{
    struct story *s =
        read_plain(*state, " date 2024-03-04 (ATTN: ADDS photo; CHANGES headline)\n\n"
                           "By Han Mi-rae and Oh Jun-ho\n\n"
                           "SEOUL/BERN, March 4 (Yonhap) -- Envoys met.\n\nThey left.\n");
    assert_kinds(s, "slug note byline paragraph paragraph");
    assert_int_equal(s->byline.n, 2);
    assert_str(paragraph(s, 1), "Envoys met.");
    assert_int_equal(s->dateline.date.year, 2024);
    assert_true(str_starts(s->id, "yonhap-20240304-"));
}

static void all_on_one_line(void **state)
{
    struct story *s = read_plain(*state, " date 2024-03-04 (ATTN: ADDS photo) By Han Mi-rae SEOUL, "
                                         "March 4 (Yonhap) -- Envoys met.\n\nThey left.\n");
    assert_kinds(s, "slug note byline paragraph paragraph");
    assert_str(s->byline.names[0], "Han Mi-rae");
    assert_str(paragraph(s, 1), "Envoys met.");
}

static void order_of_a_reuters_story(void **state)
{
    struct story *s = read_plain(*state, "ALPS-TALKS/ (UPDATE 2)\n"
                                         "UPDATE 2-Envoys meet in Bern\n\n"
                                         "(Adds quotes from\nminister in paragraph 2)\n\n"
                                         "* Talks go on\n* No date set\n\n"
                                         "By Ann Poe and Bob Roe\n\n"
                                         "BERN, July 4 (Reuters) - Envoys met.\n\nThey left.\n");
    assert_kinds(s, "slug headline note bullet bullet byline paragraph paragraph");
    assert_str(s->title, "Envoys meet in Bern");
    assert_str(s->slug, "ALPS-TALKS/");
    assert_int_equal(s->version, 3);
    assert_int_equal(s->n_tags, 1);
}

static void order_of_a_dpa_story(void **state)
{
    struct story *s =
        read_plain(*state, "\x01"
                           "abc0003 3 i 380  dpa 0045\r\n\r\nAlps/talks/\r\n\x02"
                           "2ND LEAD\r\nEnvoys meet in Bern\r\nBy Ann Poe, dpa =\r\n"
                           "\r\nBern (dpa) - Envoys met in Bern on Thursday and are to "
                           "go on\r\ntalking tomorrow.\r\n\r\nThey left.\r\n");
    assert_kinds(s, "slug slug slug headline byline paragraph paragraph");
    assert_str(s->title, "Envoys meet in Bern");
    assert_int_equal(s->tags[0].sequence, 2);
}

static void order_of_an_ap_story(void **state)
{
    struct story *s = read_plain(*state, "\x16\x16\x01"
                                         "a0001\x1fkoko-\r\n"
                                         "^BC-XX--Alps-Talks, 1st Ld-Writethru,288<\r\n"
                                         "^Envoys meet in Bern<\r\n^AP Photo XX101<\r\n"
                                         "^Eds: Adds quotes in 3rd paragraph.<\r\n"
                                         "^By ANN POE=\r\n^Associated Press=\r\n"
                                         "\t   BERN, Switzerland (AP) _ Envoys met.\r\n"
                                         "\t   They left.\r\n");
    assert_kinds(s, "slug slug headline other note byline byline paragraph paragraph");
    assert_str(s->title, "Envoys meet in Bern");
    assert_str(s->byline.titles[0], "Associated Press");
    assert_int_equal(s->notes[0].clauses[0].ranges[0].first, 3);
}

static void headline_without_a_dateline(void **state)
{
    struct story *s =
        read_plain(*state, "Envoys meet in Bern\n\nEnvoys of two states met in Bern on "
                           "Monday, an official said.\n\nThey left.\n");
    assert_kinds(s, "headline paragraph paragraph");
    assert_str(s->title, "Envoys meet in Bern");
}

static void copy_without_furniture(void **state)
{
    struct story *s =
        read_plain(*state, "Envoys of two states met in Bern on Monday.\n\nThey left.\n");
    assert_kinds(s, "paragraph paragraph");
    s = read_plain(*state, "\"We met,\" the envoy said\nin Bern on Monday.\n\nHe left.\n");
    assert_kinds(s, "paragraph paragraph");
    assert_int_equal(s->title.n, 0);
    s = read_plain(*state, "Envoys meet in Bern");
    assert_kinds(s, "paragraph");
}

static void weak_dateline_before_copy_only(void **state)
{
    struct story *s = read_plain(*state, "BERN -- Envoys met on Monday.\n\nThey left.\n");
    assert_true(s->dateline.present);
    assert_str(paragraph(s, 1), "Envoys met on Monday.");
    s = read_plain(*state, "Envoys met on Monday.\n\nBERN -- Envoys met again.\n");
    assert_false(s->dateline.present);
}

static void dateline_far_down_is_not_the_storys(void **state)
{
    struct story *s =
        read_plain(*state, "Envoys of two states met in Bern on Monday, an official there said.\n\n"
                           "They spoke about the border until late at night, he told reporters.\n\n"
                           "No place was named for the next round, which is to open on Friday.\n\n"
                           "Neither side would say what had been agreed, if anything, by then.\n\n"
                           "BERN (Reuters) - Envoys met again.\n");
    assert_false(s->dateline.present);
    assert_int_equal(s->n_paragraphs, 5);
}

static void caption_above_the_copy(void **state)
{
    struct story *s =
        read_plain(*state, "Envoys speak in Bern, July 4, 2024. (AP Photo/Ann Poe)\n\n"
                           "BERN (AP) -- Envoys met.\n");
    assert_kinds(s, "caption paragraph");
    assert_str(s->credits[0].text, "AP Photo/Ann Poe");
}

static void orders_set_the_status(void **state)
{
    struct story *s =
        read_plain(*state, "KILL KILL KILL ''''' =\nPlease kill item dpa 12 \"Envoys\".\n");
    assert_int_equal(s->status, WIRE_CANCELED);
    assert_kinds(s, "order order");
    assert_str(s->notes[1].target, "dpa 12 \"Envoys\"");
    s = read_plain(*state, "HOLD HOLD HOLD\n\nPlease hold item dpa 12.\n");
    assert_int_equal(s->status, WIRE_WITHHELD);
    s = read_plain(*state,
                   "Embargoed until 0001 Friday July 5\n\nBERN, July 4 (AP) -- Envoys met.\n");
    assert_int_equal(s->status, WIRE_EMBARGOED);
    assert_str(s->embargo, "Embargoed until 0001 Friday July 5");
    assert_int_equal(s->n_paragraphs, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(order_of_a_yonhap_story),
        WIRE_TEST(all_on_one_line),
        WIRE_TEST(order_of_a_reuters_story),
        WIRE_TEST(order_of_a_dpa_story),
        WIRE_TEST(order_of_an_ap_story),
        WIRE_TEST(headline_without_a_dateline),
        WIRE_TEST(copy_without_furniture),
        WIRE_TEST(weak_dateline_before_copy_only),
        WIRE_TEST(dateline_far_down_is_not_the_storys),
        WIRE_TEST(caption_above_the_copy),
        WIRE_TEST(orders_set_the_status),
    };
    return cmocka_run_group_tests_name("wire/header", tests, NULL, NULL);
}
