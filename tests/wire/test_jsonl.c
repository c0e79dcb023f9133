/* One JSON object a line. SPDX-License-Identifier: MIT */
#include "wire_test.h"

static void open_lines(struct fixture *f, const char *text)
{
    open_bytes(f, str_c(text), BEDE_FROM_AUTO);
    assert_int_equal(wire_format(f->reader), BEDE_FROM_JSONL);
}

static struct story *next(struct fixture *f)
{
    struct story *s = NULL;
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_OK);
    return s;
}

static void next_fails(struct fixture *f, bede_status status, uint32_t line)
{
    struct story *s;
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), status);
    assert_null(s);
    assert_int_equal(f->err.line, line);
    assert_string_equal(f->err.input, "test");
}

static void the_contract(void **state)
{
    struct fixture *f = *state;
    open_lines(f, "{\"id\":\"a1\",\"date\":\"2024-07-05\",\"headline\":\"(LEAD) Envoys meet\","
                  "\"text\":\"Envoys meet.\\n\\nBERN, July 4 (AP) -- Envoys met.\\n\\nab/cd\"}\n");
    struct story *s = next(f);
    assert_str(s->id, "a1");
    assert_int_equal(s->version, 2);
    assert_str(s->title, "Envoys meet");
    assert_int_equal(s->dateline.date.year, 2024);
    assert_int_equal(s->date.day, 5);
    assert_kinds(s, "headline paragraph signoff");
    assert_str(str_span(s->text, s->blocks[1].body), "Envoys met.");
}

static void other_names_of_fields(void **state)
{
    struct fixture *f = *state;
    open_lines(f,
               "{\"guid\":7,\"versioncreated\":\"2024-07-05T10:00:00Z\",\"title\":\"Envoys meet\","
               "\"body\":\"They met.\",\"version\":\"3\",\"byline\":\"By Ann Poe and Bob Roe\","
               "\"source\":\"The Associated Press\",\"pubstatus\":\"canceled\","
               "\"ednote\":\"Eds: Adds quotes in para 2\",\"language\":\"en-US\","
               "\"slugline\":\"ALPS-TALKS/ (UPDATE 2)\"}\n");
    struct story *s = next(f);
    assert_str(s->id, "7");
    assert_int_equal(s->version, 3);
    assert_int_equal(s->byline.n, 2);
    assert_str(s->agency, "AP");
    assert_int_equal(s->status, WIRE_CANCELED);
    assert_int_equal(s->notes[0].clauses[0].ranges[0].first, 2);
    assert_str(s->language, "en-US");
    assert_int_equal(s->n_tags, 1);
}

static void dateline_of_a_field(void **state)
{
    struct fixture *f = *state;
    open_lines(f,
               "{\"id\":1,\"date\":\"4-JUL-1987 10:11:12.13\",\"dateline\":\"    BERN, July 4 -\","
               "\"author\":\"By Ann Poe, Reuters\","
               "\"body\":\"Envoys met in Bern to go on\\ntalking.\\n    They left.\\n Reuter\"}\n");
    struct story *s = next(f);
    assert_true(s->dateline.present);
    assert_str(s->dateline.places[0], "BERN");
    assert_int_equal(s->dateline.date.year, 1987);
    assert_int_equal(s->dateline.span.end, 0);
    assert_kinds(s, "paragraph paragraph end");
    assert_str(s->byline.names[0], "Ann Poe");
}

static void bad_lines_are_passed_over(void **state)
{
    struct fixture *f = *state;
    open_lines(f, "\xef\xbb\xbf{\"id\":1,\"text\":\"One.\"}\r\n\r\n{\"id\":2,\n[1]\n"
                  "{\"id\":3,\"id\":4,\"text\":\"x\"}\n{\"id\":5,\"n\":NaN}\n{}\n"
                  "{\"id\":6,\"text\":\"Six.\"}\n");
    assert_str(next(f)->id, "1");
    next_fails(f, BEDE_SYNTAX, 3);
    next_fails(f, BEDE_SYNTAX, 4);
    next_fails(f, BEDE_SYNTAX, 5);
    next_fails(f, BEDE_SYNTAX, 6);
    next_fails(f, BEDE_SYNTAX, 7);
    struct story *s = next(f);
    assert_str(s->id, "6");
    assert_int_equal(s->line, 8);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
}

static void depth_is_limited(void **state)
{
    struct fixture *f = *state;
    char line[400] = "{\"id\":1,\"x\":";
    for (int i = 0; i < 70; i++)
        strcat(line, "[");
    for (int i = 0; i < 70; i++)
        strcat(line, "]");
    strcat(line, "}\n{\"id\":2,\"x\":\"[[[[\",\"text\":\"Two.\"}\n");
    open_lines(f, line);
    next_fails(f, BEDE_LIMIT, 1);
    assert_str(next(f)->id, "2");
}

static void long_text_is_limited(void **state)
{
    struct fixture *f = *state;
    bede_limits limits = {.story_bytes = 8};
    wire_close(f->reader);
    assert_int_equal(wire_open(f->lexicon, "test", str_c("{\"id\":1,\"text\":\"Envoys met.\"}"),
                               BEDE_FROM_JSONL, &limits, &f->reader, &f->err),
                     BEDE_OK);
    next_fails(f, BEDE_LIMIT, 1);
}

static void escaped_nul_is_a_blank(void **state)
{
    struct fixture *f = *state;
    open_lines(f, "{\"id\":1,\"text\":\"Envoys\\u0000met.\"}\n");
    assert_str(next(f)->text, "Envoys met.");
}

static void latin_line_is_read(void **state)
{
    struct fixture *f = *state;
    open_lines(
        f,
        "{\"id\":1,\"text\":\"Le pr\xe9sident\"}\n{\"id\":2,\"text\":\"Le pr\xc3\xa9sident\"}\n");
    struct story *s = next(f);
    assert_true(s->transcoded);
    assert_str(s->text, "Le pr\xc3\xa9sident");
    assert_false(next(f)->transcoded);
}

static void one_object_over_lines(void **state)
{
    struct fixture *f = *state;
    open_lines(f, "{\n  \"id\": 1,\n  \"text\": \"Envoys met.\"\n}\n");
    struct story *s = next(f);
    assert_str(s->id, "1");
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
}

static void headline_alone_is_a_story(void **state)
{
    struct fixture *f = *state;
    open_lines(f, "{\"headline\":\"Envoys meet\"}\n");
    struct story *s = next(f);
    assert_int_equal(s->n_blocks, 0);
    assert_str(s->title, "Envoys meet");
    assert_true(s->id.n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(the_contract),           WIRE_TEST(other_names_of_fields),
        WIRE_TEST(dateline_of_a_field),    WIRE_TEST(bad_lines_are_passed_over),
        WIRE_TEST(depth_is_limited),       WIRE_TEST(long_text_is_limited),
        WIRE_TEST(escaped_nul_is_a_blank), WIRE_TEST(latin_line_is_read),
        WIRE_TEST(one_object_over_lines),  WIRE_TEST(headline_alone_is_a_story),
    };
    return cmocka_run_group_tests_name("wire/jsonl", tests, NULL, NULL);
}
