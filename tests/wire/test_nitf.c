/* NITF. SPDX-License-Identifier: MIT */
#include "format_test.h"

static const char full[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<nitf baselang=\"en-GB\"><head><title>Title of the page</title>"
    "<tobject><tobject.subject tobject.subject.refnum=\"11002000\" "
    "tobject.subject.matter=\"diplomacy\"/></tobject>"
    "<docdata management-status=\"usable\"><doc-id id-string=\"alp-7\" regsrc=\"ALPS\"/>"
    "<du-key key=\"talks\" version=\"3\"/><urgency ed-urg=\"2\"/>"
    "<evloc city=\"Bern\" iso-cc=\"CHE\"/>"
    "<date.issue norm=\"20240502T101500+0200\"/><ed-msg info=\"Adds quote in para 2\"/>"
    "<doc.copyright holder=\"Associated Press\"/></docdata></head>"
    "<body><body.head><hedline><hl1>Envoys <em>meet</em> in Bern</hl1><hl2>Talks</hl2></hedline>"
    "<byline>By ANN POE<byttl>AP Diplomatic Writer</byttl></byline>"
    "<dateline><location>BERN</location></dateline></body.head>"
    "<body.content><block><p>BERN (AP) -- Envoys of\n   <person>two states</person> met.</p>"
    "<hl2>SECOND DAY</hl2><p>They <b>left</b>.</p>"
    "<table><tr><td>Poe</td><td>1</td></tr><tr><td>Roe</td><td>2</td></tr></table>"
    "<media><media-reference source=\"x.jpg\">x</media-reference>"
    "<media-caption>Envoys shake hands.</media-caption></media><p/><p>Talks go on.</p>"
    "<p>ab/cd</p></block></body.content></body></nitf>";

static void every_field(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(f, full, BEDE_FROM_NITF);
    assert_str(s->id, "alp-7");
    assert_str(s->provider, "ALPS");
    assert_int_equal(s->version, 3);
    assert_str(s->slug, "talks");
    assert_str(s->created, "2024-05-02T08:15:00Z");
    assert_str(s->title, "Envoys meet in Bern");
    assert_str(s->byline.names[0], "ANN POE");
    assert_str(s->byline.titles[0], "AP Diplomatic Writer");
    assert_str(s->language, "en-GB");
    assert_str(s->agency, "AP");
    assert_int_equal(s->urgency, 2);
    assert_int_equal(s->n_notes, 1);
    assert_int_equal(s->n_subjects, 2);
    assert_str(s->subjects[0].code, "11002000");
    assert_str(s->subjects[1].scheme, "evloc");
    assert_kinds(s, "paragraph other paragraph other caption paragraph signoff");
    assert_str(paragraph(s, 1), "Envoys of two states met.");
    assert_str(block_body(s, 3), "Poe\t1\nRoe\t2");
}

static void a_namespace_changes_nothing(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(
        f,
        "<n:nitf xmlns:n=\"http://iptc.org/std/NITF/2006-10-18/\"><n:head><n:title>Envoys "
        "meet</n:title></n:head><n:body><n:body.content><n:p>They met.</n:p></n:body.content>"
        "</n:body></n:nitf>",
        BEDE_FROM_NITF);
    assert_str(s->title, "Envoys meet");
    assert_int_equal(s->n_paragraphs, 1);
    assert_false(s->id_given);
}

static void a_canceled_document(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(
        f,
        "<nitf><head><docdata management-status=\"canceled\" management-doc-idref=\"alp-6\" "
        "management-idref-status=\"canceled\"><doc-id id-string=\"alp-7\"/></docdata></head>"
        "<body><body.content><p/></body.content></body></nitf>",
        BEDE_FROM_NITF);
    assert_int_equal(s->status, WIRE_CANCELED);
    assert_int_equal(s->n_paragraphs, 0);
    assert_int_equal(s->links[0].rel, WIRE_CANCELS);
    assert_str(s->links[0].id, "alp-6");
}

static void embargoes_and_corrections(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(
        f,
        "<nitf><head><docdata management-status=\"embargoed\"><doc-id id-string=\"k_12\"/>"
        "<du-key key=\"k\" version=\"12\"/><date.release norm=\"20240503T060000Z\"/>"
        "<correction id-string=\"k_11\" info=\"Corrects name in paragraph 1\"/></docdata></head>"
        "<body><body.content><p>They met.</p></body.content></body></nitf>",
        BEDE_FROM_NITF);
    assert_str(s->id, "k");
    assert_int_equal(s->version, 12);
    assert_int_equal(s->status, WIRE_EMBARGOED);
    assert_str(s->embargo, "2024-05-03T06:00:00Z");
    assert_int_equal(s->links[0].rel, WIRE_CORRECTS);
    assert_string_equal(s->notes[0].kind, "correction");
    assert_str(s->signal, "correction");
}

static void versions_in_the_id(void **state)
{
    struct fixture *f = *state;
    struct story *s =
        only_story(f,
                   "<nitf><head><docdata><doc-id id-string=\"0a1b-HHH-13-1\"/><del-list><from-src "
                   "src-name=\"PA\"/></del-list></docdata></head><body><body.content><p>They met."
                   "</p></body.content></body></nitf>",
                   BEDE_FROM_NITF);
    assert_str(s->id, "0a1b-HHH-1");
    assert_int_equal(s->version, 13);
}

static void without_a_body(void **state)
{
    struct fixture *f = *state;
    open_auto(f, "<nitf><head><title>Envoys meet</title></head></nitf>", BEDE_FROM_NITF);
    next_is(f, BEDE_PASSED, "without a <body>");
    no_more(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(every_field),         WIRE_TEST(a_namespace_changes_nothing),
        WIRE_TEST(a_canceled_document), WIRE_TEST(embargoes_and_corrections),
        WIRE_TEST(versions_in_the_id),  WIRE_TEST(without_a_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
