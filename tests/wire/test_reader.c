/* Encodings, formats, limits. SPDX-License-Identifier: MIT */
#include "wire_test.h"

static bede_status try_open(struct fixture *f, struct str bytes, bede_from from,
                            const bede_limits *limits)
{
    wire_close(f->reader);
    f->reader = NULL;
    return wire_open(f->lexicon, "test", bytes, from, limits, &f->reader, &f->err);
}

static void empty_input_is_an_error(void **state)
{
    struct fixture *f = *state;
    static const char *const list[] = {"", " \r\n\t", "\xef\xbb\xbf", "\xef\xbb\xbf\n"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        assert_int_equal(try_open(f, str_c(list[i]), BEDE_FROM_AUTO, NULL), BEDE_SYNTAX);
        assert_string_equal(f->err.msg, "is empty");
        assert_string_equal(f->err.input, "test");
    }
}

static void utf16_is_refused_with_advice(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(try_open(f,
                              (struct str){"\xff\xfe"
                                           "B\0e\0",
                                           6},
                              BEDE_FROM_AUTO, NULL),
                     BEDE_SYNTAX);
    assert_non_null(strstr(f->err.msg, "iconv"));
    assert_int_equal(try_open(f, (struct str){"B\0e\0r\0n\0 \0", 10}, BEDE_FROM_AUTO, NULL),
                     BEDE_SYNTAX);
}

static void latin_bytes_are_windows_1252(void **state)
{
    struct story *s = read_plain(*state, "GENEVE, 4 ao\xfbt (AFP) - Envoys met \x96 again.\n");
    assert_true(s->transcoded);
    assert_int_equal(s->dateline.date.month, 8);
    assert_str(paragraph(s, 1), "Envoys met \xe2\x80\x93 again.");
}

static void bom_counts_in_the_text_but_in_no_block(void **state)
{
    struct story *s = read_plain(*state, "\xef\xbb\xbf"
                                         "BERN, July 4 (AP) -- Envoys met.\n");
    assert_int_equal(s->blocks[0].span.start, 3);
    assert_false(s->transcoded);
    assert_true(s->dateline.present);
}

static void nul_bytes_are_blanks(void **state)
{
    struct fixture *f = *state;
    struct story *s;
    open_bytes(f, (struct str){"BERN, July 4 (AP) -- Envoys\0met.\n\0\n", 35}, BEDE_FROM_PLAIN);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_OK);
    assert_int_equal(s->text.n, 35);
    assert_int_equal(s->n_blocks, 1);
    assert_str(paragraph(s, 1), "Envoys met.");
}

static void formats_are_sniffed(void **state)
{
    (void)state;
    assert_int_equal(wire_sniff(str_c("\xef\xbb\xbf {\"id\":1}")), BEDE_FROM_JSONL);
    assert_int_equal(wire_sniff(str_c("{Envoys} met")), BEDE_FROM_PLAIN);
    assert_int_equal(wire_sniff(str_c("1\tEnvoys\t_\t_\t_\t_\t0\troot\t_\t_\n")), BEDE_FROM_CONLLU);
    assert_int_equal(wire_sniff(str_c("# sent_id = 1\n1\tEnvoys\t_\t_\t_\t_\t0\t_\t_\t_\n")),
                     BEDE_FROM_CONLLU);
    assert_int_equal(wire_sniff(str_c("# Envoys meet\n\nThey met.\n")), BEDE_FROM_PLAIN);
}

static void other_formats_are_named(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(try_open(f, str_c("<?xml version=\"1.0\"?><ledger/>"), BEDE_FROM_AUTO, NULL),
                     BEDE_UNSUPPORTED);
    assert_int_equal(try_open(f, str_c("text"), BEDE_FROM_CONLLU, NULL), BEDE_UNSUPPORTED);
}

static void limits_hold(void **state)
{
    struct fixture *f = *state;
    struct story *s;
    bede_limits limits = {.input_bytes = 8};
    assert_int_equal(try_open(f, str_c("Envoys met."), BEDE_FROM_AUTO, &limits), BEDE_LIMIT);
    limits = (bede_limits){.story_bytes = 8};
    assert_int_equal(try_open(f, str_c("Envoys met."), BEDE_FROM_AUTO, &limits), BEDE_OK);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_LIMIT);
    assert_string_equal(f->err.input, "test");
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_DONE);
    assert_int_equal(wire_limits(NULL).depth, 64);
    assert_int_equal(wire_limits(&limits).story_bytes, 8);
}

/* One line of ten megabytes, and ten megabytes of very short lines: bounded results. */
static void long_inputs_are_read_in_linear_time(void **state)
{
    struct fixture *f = *state;
    struct story *s;
    size_t n = 10 << 20;
    char *bytes = malloc(n);
    assert_non_null(bytes);
    memset(bytes, '(', n);
    open_bytes(f, (struct str){bytes, n}, BEDE_FROM_PLAIN);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_OK);
    assert_int_equal(s->n_blocks, 1);
    for (size_t i = 0; i < n; i++)
        bytes[i] = i % 2 ? '\n' : 'a';
    open_bytes(f, (struct str){bytes, n}, BEDE_FROM_PLAIN);
    assert_int_equal(wire_next(f->reader, f->arena, &s, &f->err), BEDE_LIMIT);
    free(bytes);
}

static void names_of_kinds_and_statuses(void **state)
{
    (void)state;
    assert_string_equal(wire_kind_name(WIRE_PARAGRAPH), "paragraph");
    assert_string_equal(wire_kind_name(WIRE_OTHER), "other");
    assert_string_equal(wire_kind_name((enum wire_kind)99), "other");
    assert_string_equal(wire_status_name(WIRE_CANCELED), "canceled");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(empty_input_is_an_error),
        WIRE_TEST(utf16_is_refused_with_advice),
        WIRE_TEST(latin_bytes_are_windows_1252),
        WIRE_TEST(bom_counts_in_the_text_but_in_no_block),
        WIRE_TEST(nul_bytes_are_blanks),
        WIRE_TEST(formats_are_sniffed),
        WIRE_TEST(other_formats_are_named),
        WIRE_TEST(limits_hold),
        WIRE_TEST(long_inputs_are_read_in_linear_time),
        WIRE_TEST(names_of_kinds_and_statuses),
    };
    return cmocka_run_group_tests_name("wire/reader", tests, NULL, NULL);
}
