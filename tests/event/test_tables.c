/* Tables of the event stage: what the shipped ones hold together, and that each mistake is refused
 * with file and line. SPDX-License-Identifier: MIT */
#include <sys/stat.h>
#include <unistd.h>

#include "trees.h"

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Loads the shipped tables and then a folder whose only table is this one. */
static bede_status load_one(const char *table, const char *text, bede_error *err)
{
    char folder[] = "/tmp/bede-tables-XXXXXX", sub[64], path[128];
    assert_non_null(mkdtemp(folder));
    snprintf(sub, sizeof sub, "%s/event", folder);
    snprintf(path, sizeof path, "%s/%s", sub, table);
    assert_int_equal(mkdir(sub, 0700), 0);
    write_file(path, text);
    struct event_book *book = tables_only();
    bede_status status = book_load_tables(book, folder, err);
    event_book_free(book);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(sub), 0);
    assert_int_equal(rmdir(folder), 0);
    return status;
}

static void refused(const char *table, const char *text, uint32_t line, const char *message)
{
    bede_error err = {0};
    assert_int_equal(load_one(table, text, &err), BEDE_DATA);
    if (!strstr(err.input, table) || err.line != line || !strstr(err.msg, message))
        fail_msg("%s:%u: %s", err.input, err.line, err.msg);
}

static void test_mistakes_name_file_and_line(void **state)
{
    (void)state;
    refused("types.tsv", "type\tquad\trecipient\tscore\tcameo\tmutual\nSING\t5\tno\t1\t010\tno\n",
            2, "quad code must be 1 to 4, not \"5\"");
    refused("types.tsv", "type\tquad\n", 1, "recipient");
    refused("modes.tsv", "type\tmode\tscore\tcameo\tmutual\n\nSING\tloud\t1\t010\tno\n", 3,
            "no such type in types.tsv: \"SING\"");
    refused("sets.tsv", "set\ttypes\n# a comment\nMUSIC\tAID; SING\n", 3, "\"SING\"");
    refused("operators.tsv", "auxiliary\ttypes\tbecomes\tmode\nlater\tAID\tAGREE\t-\n", 2,
            "no such auxiliary mode: \"later\"");
    refused("operators.tsv", "auxiliary\ttypes\tbecomes\tmode\nfuture\tAID\tSING\t-\n", 2,
            "\"SING\"");
    refused("auxiliary.tsv", "auxiliary\trelation\twords\nsoon\taux\twill\n", 2, "\"soon\"");
}

static void test_a_later_folder_extends(void **state)
{
    (void)state;
    bede_error err;
    assert_int_equal(load_one("types.tsv",
                              "type\tquad\trecipient\tscore\tcameo\tmutual\n"
                              "SING\t1\tno\t1.5\t010\tmust\n",
                              &err),
                     BEDE_OK);
    assert_int_equal(load_one("classes.tsv", "class\twords\nweapons\tcrossbow\n", &err), BEDE_OK);
}

static void test_shipped_types(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int quad;
    } wanted[] = {{"AGREE", 1},     {"CONSULT", 1},  {"SUPPORT", 1},  {"CONCEDE", 1},
                  {"COOPERATE", 2}, {"AID", 2},      {"RETREAT", 2},  {"REQUEST", 3},
                  {"ACCUSE", 3},    {"REJECT", 3},   {"THREATEN", 3}, {"PROTEST", 4},
                  {"SANCTION", 4},  {"MOBILIZE", 4}, {"COERCE", 4},   {"ASSAULT", 4}};
    struct event_book *book = tables_only();
    assert_int_equal(book->n_types, 16);
    for (uint32_t i = 0; i < 16; i++) {
        uint32_t id = map_get(&book->type_ids, str_c(wanted[i].name));
        assert_true(id < 16);
        assert_int_equal(book->types[id].quad, wanted[i].quad);
    }
    uint32_t consult = map_get(&book->type_ids, STR_LIT("CONSULT"));
    uint32_t sanction = map_get(&book->type_ids, STR_LIT("SANCTION"));
    assert_true(book->types[sanction].needs_recipient);
    assert_false(book->type_lonely[consult]);
    assert_non_null(book_mode(book, (uint8_t)consult, STR_LIT("visit")));
    assert_null(book_mode(book, (uint8_t)sanction, STR_LIT("visit")));
    for (uint32_t i = 0; i < book->n_operators; i++) {
        const struct operator_row *op = &book->operators[i];
        if (op->mode.n && !book_mode(book, op->to, op->mode))
            fail_msg("operators.tsv makes a mode that its type lacks: %.*s", STR_ARG(op->mode));
    }
    event_book_free(book);
}

static void test_word_sets(void **state)
{
    (void)state;
    struct event_book *book = tables_only();
    struct word_set *set;
    bede_error err;
    pipeline_check(book_word_set(book, STR_LIT("tank| fighter jet |"), '|', &set, &err), &err);
    assert_true(book_has_word(set, STR_LIT("tank")));
    assert_true(book_has_word(set, STR_LIT("fighter jet")));
    assert_false(book_has_word(set, STR_LIT("jet")));
    assert_true(set->has_pairs);
    assert_int_equal(set->members.n, 2);
    const struct word_set *weapons = book_class(book, STR_LIT("weapons"));
    assert_non_null(weapons);
    assert_true(book_has_word(weapons, STR_LIT("missile")));
    assert_null(book_class(book, STR_LIT("no such class")));
    event_book_free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes_name_file_and_line),
        cmocka_unit_test(test_a_later_folder_extends),
        cmocka_unit_test(test_shipped_types),
        cmocka_unit_test(test_word_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
