/* PETRARCH's sentences, and RBNews. SPDX-License-Identifier: MIT */
#include "format_test.h"

static void sentences_are_stories(void **state)
{
    struct fixture *f = *state;
    open_auto(
        f,
        "<Sentences>\n<Sentence date = \"20240502\" id =\"ALP1_4\" source = \"AFP\" sentence = "
        "\"True\">\n<Text>\nEnvoys met in \nBern. \n</Text><Parse>(S (NP Envoys))</Parse>"
        "</Sentence>\n<Sentence id=\"ALP1_5\"><Text> </Text></Sentence></Sentences>",
        BEDE_FROM_PETRARCH);
    struct story *s = next_story(f);
    assert_str(s->id, "ALP1_4");
    assert_str(s->agency, "AFP");
    assert_int_equal(s->date.month, 5);
    assert_int_equal(s->line, 2);
    assert_str(s->text, "Envoys met in Bern.");
    assert_int_equal(s->n_paragraphs, 1);
    next_is(f, BEDE_PASSED, "ALP1_5 has no <Text>");
    assert_int_equal(f->err.line, 7);
    no_more(f);
}

static void test_records(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(f,
                                 "<Validation><Environment/><Sentences><Sentence date=\"19950101\" "
                                 "id=\"A-1\"><Text>Envoys met.</Text></Sentence></Sentences>"
                                 "</Validation>",
                                 BEDE_FROM_PETRARCH);
    assert_str(s->id, "A-1");
}

static void ritzau(void **state)
{
    struct fixture *f = *state;
    struct story *s = only_story(
        f,
        "<RBNews><NewsID>n-2</NewsID><version>2</version><headline>Udsendinge m\xc3\xb8"
        "des"
        "</headline><town>Bern</town><origin>/ritzau/</origin><replacedID>n-1</replacedID>"
        "<PublishDate>2024-05-02T10:15:00.1</PublishDate><content>&lt;p&gt;De m\xc3\xb8"
        "dtes.&lt;"
        "/p&gt;</content><Annuleret>true</Annuleret><byLine>Ann Poe</byLine></RBNews>",
        BEDE_FROM_RBNEWS);
    assert_int_equal(s->version, 2);
    assert_int_equal(s->status, WIRE_CANCELED);
    assert_str(s->links[0].id, "n-1");
    assert_str(s->agency, "Ritzau");
    assert_str(s->language, "da");
    assert_true(s->zone_missing);
    assert_int_equal(s->n_paragraphs, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(sentences_are_stories),
        WIRE_TEST(test_records),
        WIRE_TEST(ritzau),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
