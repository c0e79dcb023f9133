/* NewsML-G2. SPDX-License-Identifier: MIT */
#include "format_test.h"

#define NS   "xmlns=\"http://iptc.org/std/nar/2006-10-01/\""
#define TEXT "<itemClass qcode=\"ninat:text\"/>"
#define XHTML                                                                                      \
    "<contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html "                          \
    "xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>"
#define CLOSE "</body></html></inlineXML></contentSet>"

static const char message[] =
    "<?xml version='1.0' encoding='utf8'?><newsMessage " NS "><header><sent> 2024-05-02T10:15:00Z"
    "</sent><sender>alps.example</sender><priority>3</priority></header><itemSet>"
    "<newsItem guid=\"tag:alps.example,2024:1\" version=\"2\" xml:lang=\"en\"><itemMeta>" TEXT
    "<provider literal=\"reuters.com\"/><versionCreated>2024-05-02T10:15:00.000+01:00"
    "</versionCreated><firstCreated>2024-05-02T08:00:00Z</firstCreated>"
    "<pubStatus qcode=\"stat:usable\"/><edNote role=\"x:correctionnote\">Name in para 2</edNote>"
    "<signal qcode=\"edStat:C\"/><signal qcode=\"prod:TXT\"/>"
    "<link rel=\"irel:seeAlso\" residref=\"tag:alps.example,2024:9\"/>"
    "<link guidref=\"tag:alps.example,2024:1\" version=\"1\"/></itemMeta><contentMeta>"
    "<urgency>4</urgency><located qcode=\"city:Bern\"><name>Bern</name></located>"
    "<language tag=\"en-GB\"/><subject qcode=\"subj:11000000\"/><subject "
    "uri=\"http://cv.iptc.org/newscodes/mediatopic/20000638\"><name>peace talks</name></subject>"
    "<slugline separator=\"-\">ALPS-TALKS/ (UPDATE 1)</slugline>"
    "<headline role=\"hld:subHeadline\">Second day</headline><headline>UPDATE 1-Envoys meet"
    "</headline><creditline>Reuters</creditline></contentMeta>" XHTML
    "<p>BERN, May 2 (Reuters) - Envoys met.</p><p>They left. (Reporting by Ann Poe; Editing by Bob "
    "Roe)</p>" CLOSE "</newsItem>"
    "<packageItem guid=\"tag:alps.example,2024:2\"><groupSet><group><itemRef residref=\"a\"/>"
    "<itemRef residref=\"b\"/></group></groupSet></packageItem>"
    "<newsItem guid=\"tag:alps.example,2024:3\"><itemMeta><itemClass qcode=\"ninat:picture\"/>"
    "</itemMeta></newsItem>"
    "<newsItem guid=\"tag:alps.example,2024:4\"><itemMeta>" TEXT "<pubStatus "
    "uri=\"http://cv.iptc.org/newscodes/pubstatusg2/Cancelled\"/></itemMeta><contentMeta><headline>"
    "CORRECTED-Envoys meet</headline></contentMeta>" XHTML "<p/>" CLOSE "</newsItem>"
    "</itemSet></newsMessage>";

static void the_first_of_a_message(void **state)
{
    struct fixture *f = *state;
    open_auto(f, message, BEDE_FROM_NEWSMLG2);
    struct story *s = next_story(f);
    assert_str(s->id, "tag:alps.example,2024:1");
    assert_str(s->provider, "alps.example");
    assert_int_equal(s->version, 2);
    assert_str(s->created, "2024-05-02T09:15:00Z");
    assert_str(s->signal, "correction");
    assert_string_equal(s->notes[0].kind, "correction");
    assert_int_equal(s->n_links, 2);
    assert_int_equal(s->links[0].rel, WIRE_RELATED);
    assert_int_equal(s->links[1].rel, WIRE_REPLACES);
    assert_int_equal(s->links[1].version, 1);
    assert_int_equal(s->urgency, 4);
    assert_str(s->located, "Bern");
    assert_str(s->language, "en-GB");
    assert_str(s->subjects[0].scheme, "subj");
    assert_str(s->subjects[0].code, "11000000");
    assert_str(s->subjects[1].code, "20000638");
    assert_str(s->title, "Envoys meet");
    assert_str(s->agency, "Reuters");
    assert_kinds(s, "paragraph paragraph signoff");
}

static void each_item_is_read_or_reported(void **state)
{
    struct fixture *f = *state;
    open_auto(f, message, BEDE_FROM_NEWSMLG2);
    (void)next_story(f);
    next_is(f, BEDE_PASSED, "skipped: <packageItem> tag:alps.example,2024:2 points to 2 items");
    next_is(f, BEDE_PASSED, "tag:alps.example,2024:3 is of class ninat:picture");
    struct story *kill = next_story(f);
    assert_int_equal(kill->status, WIRE_CANCELED);
    assert_int_equal(kill->version, 1);
    assert_int_equal(kill->n_blocks, 0);
    assert_str(kill->title, "Envoys meet");
    no_more(f);
}

static struct story *item_with(struct fixture *f, const char *meta, const char *rest)
{
    struct str text =
        arena_printf(f->arena,
                     "<newsItem " NS " guid=\"urn:newsml:alps.example:1\"><itemMeta>" TEXT
                     "%s</itemMeta>%s</newsItem>",
                     meta, rest);
    return only_story(f, text.p, BEDE_FROM_NEWSMLG2);
}

static void embargo_while_usable(void **state)
{
    struct fixture *f = *state;
    struct story *s = item_with(
        f, "<embargoed>2024-05-02T19:00:00+02:00</embargoed><pubStatus qcode=\"stat:usable\"/>",
        XHTML "<p>They met.</p>" CLOSE);
    assert_int_equal(s->status, WIRE_EMBARGOED);
    assert_str(s->embargo, "2024-05-02T17:00:00Z");
    assert_int_equal(s->version, 1);
}

static void text_and_html_in_inline_data(void **state)
{
    struct fixture *f = *state;
    struct story *s = item_with(f, "",
                                "<contentSet><remoteContent href=\"a.jpg\"/><inlineData "
                                "contenttype=\"text/plain\"><![CDATA[<p>Caf&eacute; talks.</p><p>"
                                "They met.</p>]]></inlineData></contentSet>");
    assert_int_equal(s->n_paragraphs, 2);
    assert_str(paragraph(s, 1), "Caf\xc3\xa9 talks.");
    s = item_with(f, "",
                  "<contentSet><inlineData>They met.\n\nThey left.\n</inlineData></contentSet>");
    assert_int_equal(s->n_paragraphs, 2);
}

static void a_story_in_one_paragraph(void **state)
{
    struct fixture *f = *state;
    struct story *s = item_with(
        f, "",
        XHTML "<p>(Adds quotes)\nBy Ann Poe\n    BERN, May 2 (Reuters) - Envoys of two states met\n"
              "in Bern on Thursday.\n    They will go on talking, a minister\nsaid.\n</p>" CLOSE);
    assert_kinds(s, "note byline paragraph paragraph");
    assert_str(s->byline.names[0], "Ann Poe");
}

static void inline_nitf(void **state)
{
    struct fixture *f = *state;
    struct story *s = item_with(f, "",
                                "<contentSet><inlineXML><nitf "
                                "xmlns=\"http://iptc.org/std/NITF/2006-10-18/\"><body><body.head>"
                                "<hedline><hl1>Envoys meet</hl1></hedline></body.head>"
                                "<body.content><p>They met.</p></body.content></body></nitf>"
                                "</inlineXML></contentSet>");
    assert_str(s->title, "Envoys meet");
    assert_int_equal(s->n_paragraphs, 1);
}

static void text_that_is_elsewhere(void **state)
{
    struct fixture *f = *state;
    open_auto(f,
              "<newsItem " NS " guid=\"g1\"><itemMeta>" TEXT
              "</itemMeta><contentSet><remoteContent "
              "href=\"http://alps.example/1.xml\"/></contentSet></newsItem>",
              BEDE_FROM_NEWSMLG2);
    next_is(f, BEDE_PASSED, "is elsewhere: http://alps.example/1.xml");
    open_auto(f, "<planningItem " NS " guid=\"g2\"/>", BEDE_FROM_NEWSMLG2);
    next_is(f, BEDE_PASSED, "<planningItem> g2 is no news item");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(the_first_of_a_message),   WIRE_TEST(each_item_is_read_or_reported),
        WIRE_TEST(embargo_while_usable),     WIRE_TEST(text_and_html_in_inline_data),
        WIRE_TEST(a_story_in_one_paragraph), WIRE_TEST(inline_nitf),
        WIRE_TEST(text_that_is_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
