/* NewsML 1.x. SPDX-License-Identifier: MIT */
#include "format_test.h"

#define IDENTITY                                                                                   \
    "<Identification><NewsIdentifier><ProviderId>alps.example</ProviderId><DateId>20240502"        \
    "</DateId><NewsItemId>AX7</NewsItemId><RevisionId PreviousRevision=\"1\" Update=\"U\">2"       \
    "</RevisionId></NewsIdentifier><NameLabel>alps-talks</NameLabel></Identification>"

static const char full[] =
    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n"
    "<!DOCTYPE NewsML PUBLIC \"x\" \"file:///etc/passwd\" [<!ENTITY % nitf SYSTEM \"nitf.dtd\"> "
    "%nitf;]>"
    "<NewsML><NewsEnvelope><DateAndTime>20240502T120000Z</DateAndTime><Priority FormalName=\"5\"/>"
    "</NewsEnvelope><NewsItem>" IDENTITY
    "<NewsManagement><FirstCreated>20240502T080000+0000</FirstCreated><ThisRevisionCreated>"
    "20240502T101500+0200</ThisRevisionCreated><Status FormalName=\"USABLE\"/>"
    "<AssociatedWith NewsItem=\"urn:newsml:alps.example:20240501:AX1\"/></NewsManagement>"
    "<NewsComponent><NewsLines><DateLine>Gen\xe8ve, 2 mai 2024 (AFP) -</DateLine><HeadLine>Les "
    "\xe9missaires se rencontrent</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party "
    "FormalName=\"AFP\"/></Provider></AdministrativeMetadata><DescriptiveMetadata><Language "
    "FormalName=\"FR\"/><SubjectCode><Subject FormalName=\"11000000\"/></SubjectCode><Location "
    "HowPresent=\"Origin\"><Property FormalName=\"City\" Value=\"Geneve\"/></Location>"
    "</DescriptiveMetadata><NewsComponent><Role FormalName=\"Caption\"/><ContentItem><DataContent>"
    "<p>Une photo.</p></DataContent></ContentItem></NewsComponent><NewsComponent><Role "
    "FormalName=\"Main\"/><ContentItem><MediaType FormalName=\"Text\"/><DataContent><p>Ils sont "
    "arriv\xe9s.</p><p>ab/cd</p></DataContent></ContentItem></NewsComponent></NewsComponent>"
    "</NewsItem></NewsML>";

static void every_field(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(f, full, BEDE_FROM_NEWSML1);
    assert_str(s->id, "urn:newsml:alps.example:20240502:AX7");
    assert_str(s->provider, "alps.example");
    assert_int_equal(s->version, 2);
    assert_int_equal(s->n_links, 1); /* none to itself */
    assert_str(s->links[0].id, "urn:newsml:alps.example:20240501:AX1");
    assert_str(s->created, "2024-05-02T08:15:00Z");
    assert_str(s->first_created, "2024-05-02T08:00:00Z");
    assert_str(s->title, "Les \xc3\xa9missaires se rencontrent");
    assert_str(s->dateline.places[0], "Gen\xc3\xa8ve");
    assert_str(s->agency, "AFP");
    assert_str(s->language, "fr");
    assert_str(s->slug, "alps-talks");
    assert_str(s->located, "Geneve");
    assert_int_equal(s->urgency, 5);
    assert_str(s->subjects[0].code, "11000000");
    assert_kinds(s, "paragraph signoff");
}

static void html_in_cdata_and_two_items(void **state)
{
    struct fixture *f = *state;
    open_auto(f,
              "<NewsML><NewsItem>" IDENTITY
              "<NewsComponent><ContentItem><Format FormalName=\"HTML\"/><DataContent><![CDATA["
              "<P>They met.<P>They&nbsp;left.]]></DataContent></ContentItem></NewsComponent>"
              "</NewsItem><NewsItem>" IDENTITY
              "<NewsComponent><ContentItem><MediaType FormalName=\"Photo\"/></ContentItem>"
              "</NewsComponent></NewsItem></NewsML>",
              BEDE_FROM_NEWSML1);
    struct story *s = next_story(f);
    assert_int_equal(s->n_paragraphs, 2);
    assert_str(paragraph(s, 2), "They left.");
    next_is(f, BEDE_PASSED, "AX7 holds no text");
    no_more(f);
}

static void a_canceled_item_needs_no_text(void **state)
{
    struct fixture *f = *state;
    struct story *s =
        only_story(f,
                   "<NewsML><NewsItem>" IDENTITY "<NewsManagement><Status FormalName=\"Canceled\"/>"
                   "</NewsManagement></NewsItem></NewsML>",
                   BEDE_FROM_NEWSML1);
    assert_int_equal(s->status, WIRE_CANCELED);
    assert_int_equal(s->n_paragraphs, 0);
}

/* A NewsLine says what it is by its type: notes are taken, other lines are not. */
static void typed_notes(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(
        f,
        "<NewsML><NewsItem>" IDENTITY
        "<NewsComponent><NewsLines><HeadLine>Envoys meet</HeadLine><NewsLine><NewsLineType "
        "FormalName=\"EdNote\"/><NewsLineText>ADDS quotes in paras 2-3</NewsLineText></NewsLine>"
        "<NewsLine><NewsLineType FormalName=\"Correction note\"/><NewsLineText>The place is "
        "Bern</NewsLineText><NewsLineText>The day is Monday</NewsLineText></NewsLine><NewsLine>"
        "<NewsLineType FormalName=\"Catchline\"/><NewsLineText>ADDS a word</NewsLineText>"
        "</NewsLine></NewsLines><NewsComponent><Role FormalName=\"Main\"/><ContentItem>"
        "<DataContent><p>They met.</p></DataContent></ContentItem></NewsComponent>"
        "</NewsComponent></NewsItem></NewsML>",
        BEDE_FROM_NEWSML1);
    assert_int_equal(s->n_notes, 3);
    assert_string_equal(s->notes[0].kind, "update");
    assert_int_equal(s->notes[0].clauses[0].ranges[0].first, 2);
    assert_int_equal(s->notes[0].clauses[0].ranges[0].last, 3);
    assert_string_equal(s->notes[1].kind, "correction");
    assert_str(s->notes[1].text, "The place is Bern");
    assert_string_equal(s->notes[2].kind, "correction");
    assert_str(s->notes[2].text, "The day is Monday");
    assert_int_equal(s->n_paragraphs, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(every_field),
        WIRE_TEST(typed_notes),
        WIRE_TEST(html_in_cdata_and_two_items),
        WIRE_TEST(a_canceled_item_needs_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
