/* The formats of the teleprinter age: IPTC 7901, ANPA-1312, telex. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#define DPA                                                                                        \
    "\x01"                                                                                         \
    "abc0061 4 i 211 ccccb   dpa 061\r\n\r\nNorway-politics/\r\n\x02REFILE\n2ND LEAD\n"            \
    "Norway's coalition agrees on a budget\nBy Ann Poe, dpa =\r\n\r\n"                             \
    "Oslo (dpa) - Norway's coalition agreed on a budget late on Monday\r\nafter long talks.\r\n"   \
    "\r\nThe opposition criticized it.\r\n\r\ndpa ap br\r\n\r\n\x03"                               \
    "021015 GMT Mai 24\r\n\x7f\n\x04\r\n"
#define AP_HEAD                                                                                    \
    "\x16\x16\x01"                                                                                 \
    "W2870\x1f"                                                                                    \
    "asian\r\nr i\x13\x11 BC-AF--Mali-Talks 1stLd-Writethru   05-02 "                              \
    "0416\r\n\x02^BC-AF--Mali-Talks, 1st Ld-Writethru,380<\r\n^Envoys meet in Bamako<\r\n"
#define AP_END                                                                                     \
    "\r\n\t   \x03"                                                                                \
    "AP-WF-05-02-24 1015GMT<\r\n\r\n\x0c\r\n\x04\r\n"

static struct story *next(struct fixture *f)
{
    struct story *s = NULL;
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_OK);
    return s;
}

static void no_more(struct fixture *f)
{
    struct story *s;
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
}

static void open_as(struct fixture *f, struct str bytes, bede_from format)
{
    open_bytes(f, bytes, BEDE_FROM_AUTO);
    assert_int_equal(wire_format(f->reader), format);
}

static void dpa_envelope_and_header(void **state)
{
    struct fixture *f = *state;
    open_as(f, STR_LIT(DPA), BEDE_FROM_IPTC7901);
    struct story *s = next(f);
    assert_kinds(s, "slug slug slug slug headline byline paragraph paragraph signoff end");
    assert_str(s->title, "Norway's coalition agrees on a budget");
    assert_str(str_span(s->text, s->title_span), "Norway's coalition agrees on a budget");
    assert_str(s->slug, "Norway-politics/");
    assert_str(s->number, "dpa 061");
    assert_str(s->created, "2024-05-02T10:15:00Z");
    assert_false(s->zone_missing);
    assert_str(s->byline.names[0], "Ann Poe");
    assert_int_equal(s->version, 3);
    assert_int_equal(s->urgency, 4);
    assert_str(s->subjects[0].code, "i");
    no_more(f);
}

static void stripped_copies_are_cut_apart(void **state)
{
    struct fixture *f = *state;
    open_as(f,
            STR_LIT("abc0003 3 i 380  dpa 0045\n\n/politics/Oslo/\nNorway votes =\n\nOslo (dpa) - "
                    "Norway votes.\n\n101137 GMT Dez 18\n\nabc0004 3 i 12  dpa 0046\n\nSweden/\n"
                    "Sweden votes =\n\nStockholm (dpa) - Sweden votes.\n\n101140 Dez 18\n"),
            BEDE_FROM_IPTC7901);
    struct story *s = next(f);
    assert_str(s->title, "Norway votes");
    assert_str(s->number, "dpa 0045");
    assert_int_equal(s->n_paragraphs, 1);
    s = next(f);
    assert_str(s->title, "Sweden votes");
    assert_str(s->created, "2018-12-10T11:40:00Z");
    assert_true(s->zone_missing);
    assert_int_equal(s->n_paragraphs, 1);
    no_more(f);
}

static void what_is_no_story_is_told(void **state)
{
    struct fixture *f = *state;
    struct story *s;
    open_as(f,
            STR_LIT("\x01"
                    "abc1 4 rs 46  dpa 27\n\nTest/\n\x02Test =\n\nryryryry dpa RYRYRYRY dpa "
                    "ryryryry\n\x03\x04\n lost bytes \n" DPA),
            BEDE_FROM_IPTC7901);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_PASSED);
    assert_non_null(strstr(f->err.msg, "test of the line"));
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_SYNTAX);
    assert_non_null(strstr(f->err.msg, "outside any transmission"));
    assert_str(next(f)->number, "dpa 061");
    no_more(f);
}

static void ap_header_and_typography(void **state)
{
    struct fixture *f = *state;
    open_as(f,
            STR_LIT(AP_HEAD "^AP Photo XNP101<\r\n^Envoys of Mali and Niger met on Thursday.<\r\n"
                            "^Eds: Adds quote in para 2.<\r\n^By ANN POE=\r\n^Associated Press=\r\n"
                            "\t   BAMAKO, Mali (AP) _ Envoys met.\r\n \r\n"
                            "\t   ``We hope, and `they' hope,'' he said, 3{ days on. \r\n" AP_END),
            BEDE_FROM_ANPA1312);
    struct story *s = next(f);
    assert_kinds(s,
                 "slug slug slug headline other other note byline byline paragraph paragraph end");
    assert_str(s->slug, "BC-AF--Mali-Talks");
    assert_str(s->title, "Envoys meet in Bamako");
    assert_str(s->number, "W2870");
    assert_int_equal(s->version, 2);
    assert_str(s->byline.titles[0], "Associated Press");
    assert_int_equal(s->notes[0].clauses[0].ranges[0].first, 2);
    assert_str(
        str_span(s->text, s->blocks[10].body),
        "\xe2\x80\x9cWe hope, and \xe2\x80\x98they' hope,\xe2\x80\x9d he said, 3\xc2\xbd days on.");
    assert_str(s->created, "2024-05-02T10:15:00Z");
    no_more(f);
}

static void several_transmissions_give_several_stories(void **state)
{
    struct fixture *f = *state;
    open_as(f,
            STR_LIT(AP_HEAD "\tBAMAKO, Mali (AP) _ Envoys met.\n" AP_END AP_HEAD
                            "\tBAMAKO, Mali (AP) _ Envoys left.\n\x03\r\r\n" AP_HEAD "\tNo end"),
            BEDE_FROM_ANPA1312);
    assert_str(str_span(next(f)->text, (struct span){0, 5}), "W2870");
    assert_int_equal(next(f)->n_paragraphs, 1);
    assert_int_equal(next(f)->n_paragraphs, 1);
    no_more(f);
}

static void tables_are_no_copy(void **state)
{
    struct fixture *f = *state;
    open_as(f,
            STR_LIT("\x01"
                    "s0284\x1f-\r\nr s\x14\x12 BC-Glance     08-18 \r\n\x02^BC-Glance<\r\n"
                    "^Glance=\r\n^By The Associated Press=\r\n\x08\x1f\x1e W\x1e\x1e L\r\n"
                    "\x08Oslo\x10"
                    "East\x1f 73\x1e 52\r\n\x08"
                    "Bern\x1f 51\x1e 60\r\n\t   ___=\r\n"
                    "^Sunday=\r\n\t   Oslo 4, Bern 2\r\n" AP_END),
            BEDE_FROM_ANPA1312);
    struct story *s = next(f);
    assert_int_equal(s->n_paragraphs, 0);
    assert_str(s->agency, "AP");
    assert_non_null(strstr(s->text.p, "Oslo East\t 73 52\n"));
    /* Kyodo sends plain copy in the mode of tables. */
    open_as(f,
            STR_LIT("\x01"
                    "a0105KYODO\x1fkoko-\r\nu s\x14\x12 BC-Japan-Talks   09-12 0344\r\n"
                    "\x02"
                    "BC-Japan-Talks\r\nEnvoys meet in Nara+\r\n"
                    "     NARA, Japan, Dec. 9 Kyodo - Envoys met in Nara on \r\nSunday.\r\n"
                    "     They left.\r\n==Kyodo\r\n\x03KWS-21:37-09-12-18\x04\r\n"),
            BEDE_FROM_ANPA1312);
    s = next(f);
    assert_int_equal(s->n_paragraphs, 2);
    assert_str(s->title, "Envoys meet in Nara");
    assert_str(s->created, "2018-12-09T21:37:00Z");
    assert_true(s->zone_missing);
}

static void telex_fields(void **state)
{
    struct fixture *f = *state;
    open_as(f,
            STR_LIT("ZCZC AAP\r\n%A\r\n#Courts: Poe\r\n$Minister's appeal fails\r\n:(PERTH)\r\n"
                    "*02000000\r\nA minister lost an appeal on Friday.\r\n\r\nAAP\r\nNNNN\r\n\r\n"
                    "lost line\r\nZCZC\r\nBERN, July 4 (AP) -- Envoys met.\r\n"),
            BEDE_FROM_TELEX);
    struct story *s = next(f), *none;
    assert_str(s->title, "Minister's appeal fails");
    assert_str(s->slug, "Courts: Poe");
    assert_str(s->located, "PERTH");
    assert_str(s->agency, "AAP");
    assert_str(s->subjects[0].code, "02000000");
    assert_int_equal(wire_next(f->reader, f->arena, &none, &f->err), BEDE_SYNTAX);
    s = next(f);
    assert_int_equal(s->n_paragraphs, 1);
    assert_true(s->dateline.present);
    no_more(f);
}

/* Every byte value, runs of control bytes, and openings without anything behind them end. */
static void hostile_bytes_end(void **state)
{
    struct fixture *f = *state;
    static char bytes[200000];
    static const char fills[] = {'\x01', '\r', '\x18', '\x04', '^', '`', '\x02', '\n'};
    for (size_t k = 0; k < sizeof fills; k++) {
        memset(bytes, fills[k], sizeof bytes);
        memcpy(bytes, AP_HEAD, sizeof AP_HEAD - 1);
        for (int i = 0; i < 256; i++)
            bytes[1000 + i] = (char)i;
        static const bede_from formats[] = {BEDE_FROM_ANPA1312, BEDE_FROM_IPTC7901,
                                            BEDE_FROM_TELEX};
        for (size_t i = 0; i < 3; i++) {
            open_bytes(f, (struct str){bytes, 20000}, formats[i]);
            struct story *s;
            bede_status status;
            uint32_t n = 0;
            while ((status = wire_next(f->reader, f->arena, &s, &f->err)) != BEDE_DONE)
                assert_true(++n < 30000);
            arena_reset(f->arena);
        }
    }
    open_bytes(f, (struct str){bytes, sizeof bytes}, BEDE_FROM_ANPA1312);
    struct story *s = next(f);
    assert_true(s->id.n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(dpa_envelope_and_header),
        WIRE_TEST(stripped_copies_are_cut_apart),
        WIRE_TEST(what_is_no_story_is_told),
        WIRE_TEST(ap_header_and_typography),
        WIRE_TEST(several_transmissions_give_several_stories),
        WIRE_TEST(tables_are_no_copy),
        WIRE_TEST(telex_fields),
        WIRE_TEST(hostile_bytes_end),
    };
    return cmocka_run_group_tests_name("wire/transmit", tests, NULL, NULL);
}
