/* Rule files: what a line means, and that each mistake is refused with file and line.
 * SPDX-License-Identifier: MIT */
#include "trees.h"

static bede_status read_rules(struct event_book *book, const char *text, bede_error *err)
{
    return book_read_rules_text(book, "some/folder/mine.rules", str_c(text), err);
}

static void refused(const char *text, bede_status code, uint32_t line, const char *message)
{
    struct event_book *book = tables_only();
    bede_error err = {0};
    assert_int_equal(read_rules(book, text, &err), code);
    if (strcmp(err.input, "some/folder/mine.rules") != 0 || err.line != line ||
        !strstr(err.msg, message))
        fail_msg("%s:%u: %s", err.input, err.line, err.msg);
    event_book_free(book);
}

static void test_mistakes_name_file_and_line(void **state)
{
    (void)state;
    refused("AID  A help R\nSING  A praise R\n", BEDE_DATA, 2, "no such event type: \"SING\"");
    refused("\n\nAID/visit  A help R\n", BEDE_DATA, 3, "AID has no mode \"visit\"");
    refused("AID+music  A help R\n", BEDE_DATA, 1, "no such context: \"music\"");
    refused("# nothing\nAID\n", BEDE_SYNTAX, 2, "a type, a blank and a template");
    refused("AID  # A help R\n", BEDE_SYNTAX, 1, "a type, a blank and a template");
    refused("=> France helped Mali.\n", BEDE_SYNTAX, 1, "an example needs a rule above it");
    refused("AID  A help R\xff\n", BEDE_SYNTAX, 0, "UTF-8");
}

/* A file's first example may not lean on the last rule of the file before. */
static void test_examples_belong_to_their_file(void **state)
{
    (void)state;
    struct event_book *book = tables_only();
    bede_error err;
    pipeline_check(read_rules(book, "AID  A help R\n", &err), &err);
    assert_int_equal(read_rules(book, "=> France helped Mali.\n", &err), BEDE_SYNTAX);
    event_book_free(book);
}

static void test_a_rule_line(void **state)
{
    (void)state;
    struct event_book *book = tables_only();
    bede_error err;
    pipeline_check(read_rules(book,
                              "# comment\n"
                              "CONSULT/visit+military+legal \t A arrive in R  # why not\n"
                              "-  A strike deal with R",
                              &err),
                   &err);
    assert_int_equal(book->n_rules, 2);
    const struct event_rule *rule = &book->rules[0];
    assert_true(str_is(book->types[rule->type].name, "CONSULT"));
    assert_true(str_is(rule->mode, "visit"));
    assert_true(str_is(rule->text, "A arrive in R"));
    assert_string_equal(rule->label, "mine.rules:2");
    uint64_t military = 1ull << map_get(&book->context_ids, STR_LIT("military"));
    uint64_t legal = 1ull << map_get(&book->context_ids, STR_LIT("legal"));
    assert_true(rule->contexts == (military | legal));
    assert_false(rule->none);
    assert_true(book->rules[1].none);
    event_book_free(book);
}

static void test_examples(void **state)
{
    (void)state;
    struct event_book *book = tables_only();
    struct event_example e;
    bede_error err;
    pipeline_check(read_rules(book,
                              "AID  A help R\n"
                              "=>  France helped Mali.\n"
                              "\n"
                              "!> The rain helped the farmers.  # crops\n"
                              "AID  A assist R\n",
                              &err),
                   &err);
    assert_int_equal(event_rule_count(book), 2);
    assert_true(event_rule_example(book, 0, 0, &e));
    assert_true(e.wanted);
    assert_int_equal(e.line, 2);
    assert_true(str_is(e.sentence, "France helped Mali."));
    assert_string_equal(e.label, "mine.rules:1");
    assert_true(event_rule_example(book, 0, 1, &e));
    assert_false(e.wanted);
    assert_int_equal(e.line, 4);
    assert_true(str_starts(e.sentence, "The rain helped the farmers."));
    assert_false(event_rule_example(book, 0, 2, &e));
    assert_false(event_rule_example(book, 1, 0, &e));
    assert_false(event_rule_example(book, 2, 0, &e));
    event_book_free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes_name_file_and_line),
        cmocka_unit_test(test_examples_belong_to_their_file),
        cmocka_unit_test(test_a_rule_line),
        cmocka_unit_test(test_examples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
