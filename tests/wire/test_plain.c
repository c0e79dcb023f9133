/* Whole stories: bodies, first paragraphs, the bare mode; a story at hand when it is there.
 * SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "base/io.h"

static void dateline_on_a_line_of_its_own(void **state)
{
    struct story *s = read_plain(*state, "BERN, July 4 (AP) --\n\nEnvoys met.\n\nThey left.\n");
    assert_kinds(s, "paragraph paragraph");
    assert_str(paragraph(s, 1), "Envoys met.");
    assert_int_equal(s->blocks[0].span.start, 0);
}

static void indented_copy_of_old(void **state)
{
    struct story *s = read_plain(*state, "    BERN, July 4 - Envoys met in Bern on Thursday and\n"
                                         "agreed to go on talking.\n"
                                         "    They may meet again on Friday, a spokesman said,\n"
                                         "though no place was named.\n"
                                         "    \"We hope so,\" he said.\n Reuter\n");
    assert_kinds(s, "paragraph paragraph paragraph end");
    assert_str(paragraph(s, 3), "\"We hope so,\" he said.");
}

static void spans_slice_the_text(void **state)
{
    struct story *s = read_plain(*state, "BERN, July 4 (AP) -- Envoys met.\r\n\r\nThey left.\r\n");
    assert_str(str_span(s->text, s->dateline.span), "BERN, July 4 (AP) -- ");
    assert_str(str_span(s->text, s->blocks[0].span), "BERN, July 4 (AP) -- Envoys met.");
    assert_str(str_span(s->text, s->blocks[1].span), "They left.");
}

static void bare_text_has_no_furniture(void **state)
{
    struct fixture *f = *state;
    struct story *s;
    open_bytes(f, str_c("Envoys meet\n\nBERN, July 4 (AP) -- Envoys met.\n\n(END)\n"),
               BEDE_FROM_TEXT);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_OK);
    assert_kinds(s, "paragraph paragraph paragraph");
    assert_false(s->dateline.present);
    assert_int_equal(s->version, 1);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
}

/* A story outside the repository, when it is at hand. */
static void story_at_hand(void **state)
{
    struct fixture *f = *state;
    const char *path = BEDE_SHARED_DIR "/stories/yonhap-20231109-blinken-seoul.txt";
    if (!io_exists(path)) {
        print_message("skipped: the sample story is not at hand\n");
        skip();
    }
    struct str bytes;
    struct story *s;
    assert_int_equal(io_read_file(f->arena, path, 1 << 20, &bytes, &f->err), BEDE_OK);
    open_bytes(f, bytes, BEDE_FROM_AUTO);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_OK);
    assert_int_equal(s->n_paragraphs, 12);
    assert_int_equal(s->byline.n, 2);
    assert_int_equal(s->dateline.n_places, 2);
    assert_int_equal(s->dateline.date.year, 2023);
    assert_int_equal(s->n_credits, 2);
    assert_int_equal(s->notes[0].clauses[0].ranges[0].first, 7);
    assert_int_equal(s->notes[0].clauses[0].ranges[0].last, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(dateline_on_a_line_of_its_own),
        WIRE_TEST(indented_copy_of_old),
        WIRE_TEST(spans_slice_the_text),
        WIRE_TEST(bare_text_has_no_furniture),
        WIRE_TEST(story_at_hand),
    };
    return cmocka_run_group_tests_name("wire/plain", tests, NULL, NULL);
}
