/* JSON documents: ninjs, the AP Media API, wrappers and lists. SPDX-License-Identifier: MIT */
#include "wire_test.h"

static struct story *next(struct fixture *f)
{
    struct story *s = NULL;
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_OK);
    return s;
}

static void next_fails(struct fixture *f, bede_status status, const char *says)
{
    struct story *s;
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), status);
    assert_non_null(strstr(f->err.msg, says));
}

static void open_as(struct fixture *f, const char *text, bede_from format)
{
    open_bytes(f, str_c(text), BEDE_FROM_AUTO);
    assert_int_equal(wire_format(f->reader), format);
}

static void ninjs_1(void **state)
{
    struct fixture *f = *state;
    open_as(
        f,
        "{\n \"guid\":\"urn:newsml:x.example:7\",\"type\":\"text\",\"version\":\"4\","
        "\"versioncreated\":\"2024-07-05T10:00:00+0200\",\"embargoed\":\"2024-07-06T00:00:00Z\","
        "\"headline\":\"Envoys &amp; aides meet\",\"byline\":\"Ann Poe\",\"urgency\":3,"
        "\"body_text\":\"BERN (AP) -- Envoys met. They left.\","
        "\"body_html\":\"<p>BERN (AP) -- Envoys met.</p><p>They left.</p>\","
        "\"subject\":[{\"code\":\"11000000\",\"name\":\"politics\"}],"
        "\"associations\":{\"p\":{\"uri\":\"urn:p\",\"type\":\"picture\",\"headline\":\"P\"}},"
        "\"evolvedfrom\":\"urn:newsml:x.example:6\"}",
        BEDE_FROM_NINJS);
    struct story *s = next(f);
    assert_str(s->id, "urn:newsml:x.example:7");
    assert_str(s->provider, "x.example");
    assert_int_equal(s->version, 4);
    assert_str(s->created, "2024-07-05T08:00:00Z");
    assert_int_equal(s->status, WIRE_EMBARGOED);
    assert_str(s->embargo, "2024-07-06T00:00:00Z");
    assert_str(s->title, "Envoys & aides meet");
    assert_kinds(s, "paragraph paragraph");
    assert_str(s->subjects[0].scheme, "subj");
    assert_int_equal(s->n_links, 2);
    assert_int_equal(s->links[1].rel, WIRE_DERIVED);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
}

static void ninjs_2_and_3_differ_in_case(void **state)
{
    static const char *const texts[] = {
        "{\n\"uri\":\"u1\",\"version\":\"2\",\"pubstatus\":\"withheld\",\"ednote\":\"Adds quote\","
        "\"headlines\":[{\"role\":\"sub\",\"value\":\"No\"},{\"role\":\"main\",\"value\":\"Yes\"}],"
        "\"bodies\":[{\"contenttype\":\"text/plain\",\"value\":\"Plain.\"},"
        "{\"contenttype\":\"text/html\",\"value\":\"<p>One.</p><p>Two.</p>\"}]}",
        "{\n\"uri\":\"u1\",\"version\":\"2\",\"pubStatus\":\"withheld\",\"edNote\":\"Adds quote\","
        "\"headlines\":[{\"role\":\"sub\",\"value\":\"No\"},{\"role\":\"main\",\"value\":\"Yes\"}],"
        "\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\"Plain.\"},"
        "{\"contentType\":\"text/html\",\"value\":\"<p>One.</p><p>Two.</p>\"}]}"};
    struct fixture *f = *state;
    for (int i = 0; i < 2; i++) {
        open_as(f, texts[i], BEDE_FROM_NINJS);
        struct story *s = next(f);
        assert_str(s->title, "Yes");
        assert_int_equal(s->status, WIRE_WITHHELD);
        assert_int_equal(s->version, 2);
        assert_int_equal(s->n_notes, 1);
        assert_int_equal(s->n_paragraphs, 2);
    }
}

static void what_is_no_story_is_skipped_by_name(void **state)
{
    struct fixture *f = *state;
    open_as(f,
            "[{\"uri\":\"u1\",\"type\":\"event\",\"title\":\"Fair\"},{\"uri\":\"u2\","
            "\"type\":\"picture\",\"body_text\":\"x\"},{\"uri\":\"u3\",\"type\":\"composite\"},\n"
            "{\"uri\":\"u4\",\"uri\":\"u5\"},{\"x\":1},{\"uri\":\"u6\",\"type\":\"text\","
            "\"body_text\":\"Six.\"}]",
            BEDE_FROM_NINJS);
    next_fails(f, BEDE_PASSED, "skipped: is of the type \"event\"");
    next_fails(f, BEDE_PASSED, "\"picture\"");
    next_fails(f, BEDE_PASSED, "\"package\"");
    next_fails(f, BEDE_SYNTAX, "no valid JSON");
    next_fails(f, BEDE_SYNTAX, "no field named");
    assert_str(next(f)->id, "u6");
}

static void ap_media_api(void **state)
{
    struct fixture *f = *state;
    open_as(f,
            "{\"api_version\":\"2.1\",\"id\":\"q\",\"data\":{\"item\":{\"uri\":\"http://x?et=1\","
            "\"altids\":{\"itemid\":\"9e2f\",\"friendlykey\":\"1\",\"transref\":\"V0142\"},"
            "\"version\":0,\"type\":\"text\",\"editorialpriority\":\"r\",\"pubstatus\":\"usable\","
            "\"ednote\":\"Eds: Adds quote.\",\"editorialtypes\":[\"Lead\"],\"title\":\"Mali\","
            "\"headline\":\"Envoys meet\",\"slugline\":\"AP-AF--Mali, 3rd Ld-Writethru\","
            "\"bylines\":[{\"by\":\"By ANN POE\"}],\"located\":\"BAMAKO\",\"provider\":\"AP\"}},"
            "\"nitf\":{\"body_html\":\"<p>BAMAKO (AP) — Envoys met.</p>\"}}",
            BEDE_FROM_APJSON);
    struct story *s = next(f);
    assert_str(s->id, "9e2f");
    assert_str(s->provider, "ap.org");
    assert_int_equal(s->version, 1); /* AP counts from 0 */
    assert_str(s->number, "V0142");
    assert_str(s->slug, "AP-AF--Mali");
    assert_str(s->signal, "update");
    assert_str(s->byline.names[0], "ANN POE");
    assert_int_equal(s->n_paragraphs, 1);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
}

static void wrappers_hold_several(void **state)
{
    struct fixture *f = *state;
    open_bytes(
        f,
        STR_LIT("{\"title\":\"Feed\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>A.</p>\"},"
                "{\"item\":{\"headline\":\"B\"}}]}\n{\"text\":\"C.\"} {\"text\":"),
        BEDE_FROM_NINJS);
    assert_str(next(f)->id, "1");
    assert_str(next(f)->title, "B");
    assert_str(next(f)->text, "C.");
    next_fails(f, BEDE_SYNTAX, "no valid JSON");
    struct story *s;
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
}

static void hostile_documents_end(void **state)
{
    static char deep[4000];
    struct fixture *f = *state;
    struct story *s;
    memset(deep, '{', sizeof deep);
    open_bytes(f, (struct str){deep, sizeof deep}, BEDE_FROM_NINJS);
    next_fails(f, BEDE_LIMIT, "nested deeper");
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
    memset(deep, '}', sizeof deep);
    open_bytes(f, (struct str){deep, sizeof deep}, BEDE_FROM_NINJS);
    uint32_t n = 0;
    while (wire_next(f->reader, f->arena, &s, &f->err) != BEDE_DONE)
        assert_true(++n <= sizeof deep);
    open_bytes(f, STR_LIT("{\"uri\":\"u\\ud800\",\"type\":\"text\"}"), BEDE_FROM_NINJS);
    next_fails(f, BEDE_SYNTAX, "no valid JSON");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(ninjs_1),
        WIRE_TEST(ninjs_2_and_3_differ_in_case),
        WIRE_TEST(what_is_no_story_is_skipped_by_name),
        WIRE_TEST(ap_media_api),
        WIRE_TEST(wrappers_hold_several),
        WIRE_TEST(hostile_documents_end),
    };
    return cmocka_run_group_tests_name("wire/ninjs", tests, NULL, NULL);
}
