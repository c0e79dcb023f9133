/* XML that means ill, and XML that is merely wrong. SPDX-License-Identifier: MIT */
#include "format_test.h"

#include <stdio.h>
#include <unistd.h>

#define BODY(text) "<nitf><body><body.content><p>" text "</p></body.content></body></nitf>"

static struct story *one(struct fixture *f, const char *text)
{
    return only_story(f, text, BEDE_FROM_NITF);
}

static void fails(struct fixture *f, const char *text, bede_status want, const char *why)
{
    open_auto(f, text, BEDE_FROM_NITF);
    next_is(f, want, why);
    no_more(f);
}

static void external_entities_stay_outside(void **state)
{
    struct fixture *f = *state;
    char path[] = "/tmp/bede-xxe-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "SECRET", 6), 6);
    close(fd);
    struct str text = arena_printf(f->arena,
                                   "<!DOCTYPE nitf SYSTEM \"%s\" [<!ENTITY x SYSTEM \"%s\">"
                                   "<!ENTITY %% y SYSTEM \"file://%s\"> %%y;]>" BODY("a&x;b"),
                                   path, path, path);
    struct story *story = NULL;
    open_auto(f, text.p, BEDE_FROM_NITF);
    bede_status status = wire_next(f->reader, f->arena, &story, &f->err);
    unlink(path);
    if (status == BEDE_OK) assert_str(paragraph(story, 1), "ab");
    assert_null(strstr(f->err.msg, "SECRET"));
}

static void a_billion_laughs(void **state)
{
    struct fixture *f = *state;
    fails(f,
          "<!DOCTYPE nitf [<!ENTITY a \"hahahahahaha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
          "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
          "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY g \"&e;&e;&e;&e;&e;&e;&e;&e;&e;\">"
          "<!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;\"><!ENTITY i \"&h;&h;&h;&h;&h;&h;&h;&h;&h;\">"
          "<!ENTITY j \"&i;&i;&i;&i;&i;&i;&i;&i;&i;\">]>" BODY("&j;&j;&j;&j;"),
          BEDE_SYNTAX, "no well-formed XML");
}

static void names_of_signs(void **state)
{
    struct fixture *f = *state;
    /* Under a document type the parser keeps them as nodes; without one it refuses them. */
    struct story *s = one(f, "<!DOCTYPE nitf SYSTEM \"n.dtd\" [<!ENTITY own \"our own\">]>" BODY(
                                 "Caf&eacute; of &own; &mdash; a &lt; b"));
    assert_str(paragraph(s, 1), "Caf\xc3\xa9 of our own \xe2\x80\x94 a < b");
    assert_false(s->repaired);
    s = one(f, BODY("Caf&eacute;&nbsp;talks &amp; &more;"));
    assert_str(paragraph(s, 1), "Caf\xc3\xa9 talks & &more;");
    assert_true(s->repaired);
}

static void stray_ampersands(void **state)
{
    struct fixture *f = *state;
    struct story *s = one(f, BODY("Poe & Roe, AT&T met."));
    assert_str(paragraph(s, 1), "Poe & Roe, AT&T met.");
    assert_true(s->repaired);
}

static void control_bytes(void **state)
{
    struct fixture *f = *state;
    struct story *s = one(f, BODY("Envoys\x03met&#7; in Bern.<![CDATA[ & left]]>"));
    assert_str(paragraph(s, 1), "Envoys met in Bern. & left");
    assert_true(s->repaired);
}

static void twice_escaped(void **state)
{
    struct fixture *f = *state;
    struct story *s = one(f, BODY("Alps&amp;#39; &amp;quot;talks&amp;quot;"));
    assert_str(paragraph(s, 1), "Alps' \"talks\"");
}

static void encodings(void **state)
{
    struct fixture *f = *state;
    struct story *s =
        one(f, "<?xml version=\"1.0\" encoding=\"utf-8\"?>" BODY("Caf\xe9 \x93talks\x94"));
    assert_str(paragraph(s, 1), "Caf\xc3\xa9 \xe2\x80\x9ctalks\xe2\x80\x9d");
    assert_true(s->transcoded);
    s = one(f, "<?xml version='1.0' encoding='utf8'?>" BODY("Caf\xc3\xa9"));
    assert_str(paragraph(s, 1), "Caf\xc3\xa9");
    assert_false(s->transcoded);
    s = one(f, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" BODY("Caf\xc3\xa9"));
    assert_str(paragraph(s, 1), "Caf\xc3\xa9");
    s = one(f, "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>" BODY("5 \xa4"));
    assert_str(paragraph(s, 1), "5 \xe2\x82\xac");
    s = one(f, "<?xml version=\"1.0\" encoding=\"x-alpine\"?>" BODY("Caf\xe9"));
    assert_str(paragraph(s, 1), "Caf\xc3\xa9");
    s = one(f, "\xef\xbb\xbf<?xml version=\"1.0\"?>" BODY("Envoys met &#146;here&#146;."));
    assert_str(paragraph(s, 1), "Envoys met \xe2\x80\x99here\xe2\x80\x99.");
}

static struct str nested(struct fixture *f, uint32_t depth)
{
    char *text = arena_alloc(f->arena, depth * 7 + 200), *at = text;
    assert_non_null(text);
    at += sprintf(at, "<nitf><body><body.content>");
    for (uint32_t i = 0; i < depth; i++)
        at += sprintf(at, "<b>");
    at += sprintf(at, "x");
    for (uint32_t i = 0; i < depth; i++)
        at += sprintf(at, "</b>");
    at += sprintf(at, "</body.content></body></nitf>");
    return (struct str){text, (size_t)(at - text)};
}

static void deep_nesting(void **state)
{
    struct fixture *f = *state;
    fails(f, nested(f, 100).p, BEDE_LIMIT, "nested deeper than 64");
    fails(f, nested(f, 100000).p, BEDE_SYNTAX, NULL);
    assert_int_equal(one(f, nested(f, 40).p)->n_paragraphs, 1);
}

static void malformed_documents_name_their_line(void **state)
{
    struct fixture *f = *state;
    fails(f, "<nitf>\n<body>\n</nitf>", BEDE_SYNTAX, "no well-formed XML");
    assert_int_equal(f->err.line, 3);
    assert_string_equal(f->err.input, "test");
    fails(f, "<nitf>", BEDE_SYNTAX, "no well-formed XML");
}

static void unknown_roots_are_named(void **state)
{
    struct fixture *f = *state;
    struct wire_reader *reader = NULL;
    static const char *const texts[] = {"<?xml version=\"1.0\"?><ledger/>",
                                        "<ledger a=\"1\"><b/></ledger>",
                                        "<!DOCTYPE ledger><x:ledger/>"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(
            wire_open(f->lexicon, "test", str_c(texts[i]), BEDE_FROM_AUTO, NULL, &reader, &f->err),
            BEDE_UNSUPPORTED);
        assert_non_null(strstr(f->err.msg, "<ledger>"));
    }
    open_bytes(f, str_c("<rss/>"), BEDE_FROM_NITF);
    next_is(f, BEDE_SYNTAX, "is no NITF: its root element is <rss>");
    open_bytes(f, str_c("BERN, May 2 (AP) -- Envoys met.\n"), BEDE_FROM_NITF);
    next_is(f, BEDE_SYNTAX, "no well-formed XML");
}

static void the_limit_of_a_document(void **state)
{
    struct fixture *f = *state;
    bede_limits limits = {.story_bytes = 16};
    wire_close(f->reader);
    f->reader = NULL;
    assert_int_equal(
        wire_open(f->lexicon, "test", nested(f, 30), BEDE_FROM_AUTO, &limits, &f->reader, &f->err),
        BEDE_OK);
    next_is(f, BEDE_LIMIT, "longer than 128 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(external_entities_stay_outside),
        WIRE_TEST(a_billion_laughs),
        WIRE_TEST(names_of_signs),
        WIRE_TEST(stray_ampersands),
        WIRE_TEST(control_bytes),
        WIRE_TEST(twice_escaped),
        WIRE_TEST(encodings),
        WIRE_TEST(deep_nesting),
        WIRE_TEST(malformed_documents_name_their_line),
        WIRE_TEST(unknown_roots_are_named),
        WIRE_TEST(the_limit_of_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
