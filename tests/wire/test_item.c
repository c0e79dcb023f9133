/* What machine formats say, made a story. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/item.h"
#include "wire/stamp.h"

static struct wire_item begin(struct fixture *f)
{
    struct wire_item item;
    open_bytes(f, STR_LIT("x"), BEDE_FROM_PLAIN);
    wire_item_init(&item, f->arena, BEDE_FROM_NITF);
    return item;
}

static struct story *end(struct fixture *f, struct wire_item *item)
{
    struct story *story;
    assert_int_equal(item_story(f->reader, item, &story, &f->err), BEDE_OK);
    assert_int_equal(story->format, BEDE_FROM_NITF);
    return story;
}

static void body(struct wire_item *item, enum item_kind kind, const char *text)
{
    wire_item_body(item, kind, str_c(text));
}

static void fields_and_text_fill_each_other(void **state)
{
    struct fixture *f = *state;
    struct wire_item item = begin(f);
    item.id = STR_LIT("urn:alps:1");
    item.provider = STR_LIT("alps.example");
    item.version = 3;
    item.created = STR_LIT(" 2024-05-02T23:30:00.000-0200 ");
    item.first_created = STR_LIT("20240501T080000Z");
    item.headline = STR_LIT("UPDATE 2-Envoys meet in Bern");
    item.urgency = 4;
    wire_item_byline(&item, STR_LIT("By Ann Poe"));
    wire_item_agency(&item, STR_LIT("Alpine Holdings"));
    wire_item_agency(&item, STR_LIT("Reuters"));
    wire_item_note(&item, NULL, STR_LIT("(Adds minister's quote in paragraph 2)"));
    wire_item_link(&item, WIRE_REPLACES, STR_LIT("urn:alps:0"), 2);
    wire_item_subject(&item, STR_LIT("subj"), STR_LIT("11000000"), STR_LIT("politics"));
    wire_item_subject(&item, STR_LIT("subj"), STR_LIT("11000000"), STR_LIT("politics"));
    body(&item, ITEM_PARAGRAPH, "BERN, May 2 (Reuters) - Envoys met on Thursday.");
    body(&item, ITEM_PARAGRAPH, "Talks go on. (Reporting by Ann Poe; Editing by Bob Roe)");
    struct story *s = end(f, &item);
    assert_str(s->id, "urn:alps:1");
    assert_true(s->id_given);
    assert_int_equal(s->version, 3);
    assert_str(s->created, "2024-05-03T01:30:00Z");
    assert_str(s->first_created, "2024-05-01T08:00:00Z");
    assert_int_equal(s->date.day, 2);
    assert_false(s->zone_missing);
    assert_str(s->title, "Envoys meet in Bern");
    assert_int_equal(s->tags[0].sequence, 2);
    assert_str(s->agency, "Reuters");
    assert_str(s->byline.names[0], "Ann Poe");
    assert_int_equal(s->notes[0].clauses[0].ranges[0].first, 2);
    assert_int_equal(s->n_subjects, 1);
    assert_int_equal(s->links[0].version, 2);
    assert_str(s->dateline.places[0], "BERN");
    assert_kinds(s, "paragraph paragraph signoff");
    assert_str(paragraph(s, 1), "Envoys met on Thursday.");
    assert_str(paragraph(s, 2), "Talks go on.");
}

static void what_is_marked_is_no_copy(void **state)
{
    struct fixture *f = *state;
    struct wire_item item = begin(f);
    body(&item, ITEM_BYLINE, "By Ann Poe");
    body(&item, ITEM_TABLE, "PARIS (AP) -- 1\t2\nROME\t3");
    body(&item, ITEM_PARAGRAPH, "BERN, May 2 (AP) --");
    body(&item, ITEM_SUBHEADING, "THE TALKS");
    body(&item, ITEM_PARAGRAPH, "Envoys met on Thursday.");
    body(&item, ITEM_CAPTION, "Envoys shake hands. (AP Photo/Bob Roe)");
    body(&item, ITEM_PARAGRAPH, "Talks go on in the town.");
    body(&item, ITEM_NOTE, "Eds: Adds photo.");
    body(&item, ITEM_SIGNOFF, "ap xy zz");
    struct story *s = end(f, &item);
    assert_kinds(s, "byline other paragraph other paragraph caption paragraph note signoff");
    assert_str(s->dateline.places[0], "BERN");
    assert_str(s->byline.names[0], "Ann Poe");
    assert_int_equal(s->n_paragraphs, 3);
    assert_int_equal(s->n_credits, 1);
    assert_int_equal(s->n_notes, 1);
    assert_str(block_body(s, 1), "PARIS (AP) -- 1\t2\nROME\t3");
}

static void one_block_is_the_text_itself(void **state)
{
    struct fixture *f = *state;
    struct wire_item item = begin(f);
    body(&item, ITEM_PREFORMATTED, "  BERN, May 2 (AP) -- Envoys met.\n\n  They left.\n");
    struct story *s = end(f, &item);
    assert_str(s->text, "  BERN, May 2 (AP) -- Envoys met.\n\n  They left.\n");
    assert_int_equal(s->n_paragraphs, 2);
    assert_false(s->id_given);
    assert_true(s->id.n > 0);
}

static void a_bare_dateline_field(void **state)
{
    struct fixture *f = *state;
    struct wire_item item = begin(f);
    item.dateline = STR_LIT("FORT MILL, S.C.");
    item.created = STR_LIT("2024-05-02T10:00:00");
    body(&item, ITEM_PARAGRAPH, "Envoys met on Thursday.");
    struct story *s = end(f, &item);
    assert_true(s->dateline.present);
    assert_str(s->dateline.places[0], "FORT MILL");
    assert_int_equal(s->dateline.n_agencies, 0);
    assert_true(s->zone_missing);
    item.dateline = STR_LIT("2024-05-02T10:00:00Z");
    assert_false(end(f, &item)->dateline.present);
}

static void an_empty_kill_is_a_story(void **state)
{
    struct fixture *f = *state;
    struct wire_item item = begin(f);
    item.id = STR_LIT("urn:alps:1");
    item.status = STR_LIT("stat:Cancelled");
    item.headline = STR_LIT("CORRECTED-Envoys meet");
    struct story *s = end(f, &item);
    assert_int_equal(s->status, WIRE_CANCELED);
    assert_int_equal(s->n_blocks, 0);
    assert_int_equal(s->text.n, 0);
}

static void embargo_and_status(void **state)
{
    struct fixture *f = *state;
    struct wire_item item = begin(f);
    item.status = STR_LIT("usable");
    item.embargoed = true;
    item.embargo = STR_LIT("2024-05-02T12:00:00+02:00");
    struct story *s = end(f, &item);
    assert_int_equal(s->status, WIRE_EMBARGOED);
    assert_str(s->embargo, "2024-05-02T10:00:00Z");
    enum wire_status status;
    assert_false(wire_item_status(STR_LIT("stat:novel"), &status));
    assert_true(
        wire_item_status(STR_LIT("http://cv.iptc.org/newscodes/pubstatusg2/withheld"), &status));
    assert_int_equal(status, WIRE_WITHHELD);
}

static void the_limit_of_a_story(void **state)
{
    struct fixture *f = *state;
    struct story *story;
    bede_limits limits = {.story_bytes = 40};
    wire_close(f->reader);
    assert_int_equal(
        wire_open(f->lexicon, "test", STR_LIT("x"), BEDE_FROM_PLAIN, &limits, &f->reader, &f->err),
        BEDE_OK);
    struct wire_item item;
    wire_item_init(&item, f->arena, BEDE_FROM_RSS);
    body(&item, ITEM_PARAGRAPH, "Envoys met in Bern on Thursday, and");
    body(&item, ITEM_PARAGRAPH, "they left.");
    assert_int_equal(item_story(f->reader, &item, &story, &f->err), BEDE_LIMIT);
    assert_null(story);
}

static void is_stamp(struct fixture *f, const char *text, const char *want)
{
    struct stamp stamp;
    if (!want) {
        assert_false(stamp_parse(str_c(text), &stamp));
        return;
    }
    assert_true(stamp_parse(str_c(text), &stamp));
    assert_str(stamp_iso(f->arena, &stamp), want);
}

static void time_stamps(void **state)
{
    struct fixture *f = *state;
    is_stamp(f, "2024-05-02T10:15:00Z", "2024-05-02T10:15:00Z");
    is_stamp(f, "\n 2024-05-02T10:15:00.123+01:00\n", "2024-05-02T09:15:00Z");
    is_stamp(f, "20240502T101500+0100", "2024-05-02T09:15:00Z");
    is_stamp(f, "20240502T1015-05", "2024-05-02T15:15:00Z");
    is_stamp(f, "2024-01-01T00:30:00+0100", "2023-12-31T23:30:00Z");
    is_stamp(f, "2024-02-29 23:59:60", "2024-02-29T23:59:59Z");
    is_stamp(f, "20240502", "2024-05-02T00:00:00Z");
    is_stamp(f, "Thu, 02 May 2024 10:15:00 EDT", "2024-05-02T14:15:00Z");
    is_stamp(f, "2 May 24 10:15 GMT", "2024-05-02T10:15:00Z");
    is_stamp(f, "Thursday, 2-May-2024 10:15:00 +0000 (UTC)", "2024-05-02T10:15:00Z");
    is_stamp(f, "2024-02-30T10:15:00Z", NULL);
    is_stamp(f, "2024-05-02T", NULL);
    is_stamp(f, "2024-05-02T25:00:00Z", NULL);
    is_stamp(f, "202405021", NULL);
    is_stamp(f, "BERN, May 2 (AP) -", NULL);
    is_stamp(f, "", NULL);
    struct stamp stamp;
    assert_true(stamp_parse(STR_LIT("2024-05-02T10:15:00"), &stamp));
    assert_false(stamp.has_zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(fields_and_text_fill_each_other),
        WIRE_TEST(what_is_marked_is_no_copy),
        WIRE_TEST(one_block_is_the_text_itself),
        WIRE_TEST(a_bare_dateline_field),
        WIRE_TEST(an_empty_kill_is_a_story),
        WIRE_TEST(embargo_and_status),
        WIRE_TEST(the_limit_of_a_story),
        WIRE_TEST(time_stamps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
