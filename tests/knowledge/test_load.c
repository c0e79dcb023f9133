/* Reading tables, extending them, and saying what is wrong. SPDX-License-Identifier: MIT */
#include "kb_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Loading this table must fail and say where and what. */
static void expect_error(enum kb_kind kind, const char *table, bede_status status, uint32_t line,
                         const char *message)
{
    struct kb *kb = NULL;
    bede_error err = {0};
    assert_int_equal(kb_load_bytes(kind, "bad.tsv", str_c(table), &kb, &err), status);
    assert_string_equal(err.input, "bad.tsv");
    assert_int_equal(err.line, line);
    if (!strstr(err.msg, message)) fail_msg("\"%s\" lacks \"%s\"", err.msg, message);
}

static void cells_become_fields(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_PERSON, "name\tcode\tsectors\toffice\tfrom\tto\tgender\tconfidence\n"
                                     "Ada Stone\tKOR\tGOV; MIL\tprime minister\t2019-05\t2023-11-09"
                                     "\tf\tsure\n");
    uint32_t n;
    const struct kb_row *row = kb_rows(kb, &n)[0];
    assert_int_equal(n, 1);
    assert_string_equal(row->code, "KOR");
    assert_int_equal(row->n_sectors, 2);
    assert_string_equal(row->sectors[1], "MIL");
    assert_true(str_is(row->office, "prime minister"));
    assert_int_equal(row->gender, 'f');
    assert_int_equal(row->line, 2);
    assert_true(kb_row_holds(row, (struct date){2023, 11, 9}));
    assert_false(kb_row_holds(row, (struct date){2023, 11, 10}));
    assert_true(kb_row_holds(row, (struct date){2019, 5, 1}));
    assert_false(kb_row_holds(row, (struct date){2019, 4, 30}));
    assert_true(kb_row_holds(row, (struct date){2019, 0, 0}));
    assert_true(kb_row_holds(row, (struct date){0, 0, 0}));
    kb_free(kb);
}

static void errors_name_the_line(void **state)
{
    (void)state;
    expect_error(KB_ORG, "name\tcode\nHouse\tEUR\nBank\teu\n", BEDE_DATA, 3, "three capital");
    expect_error(KB_ORG, "name\tsectors\nBank\tBUS; money\n", BEDE_DATA, 2, "sector");
    expect_error(KB_ORG, "name\tsectors\nBank\tBUS;GOV;MIL;LEG;EDU\n", BEDE_DATA, 2, "four");
    expect_error(KB_ORG, "name\tfrom\nBank\t1999-13\n", BEDE_DATA, 2, "date");
    expect_error(KB_ORG, "name\tfrom\nBank\t1999-02-30\n", BEDE_DATA, 2, "date");
    expect_error(KB_GIVEN, "name\tgender\nAda\tx\n", BEDE_DATA, 2, "gender");
    expect_error(KB_ORG, "code\tname\nEUR\t-\n", BEDE_DATA, 2, "no name");
    expect_error(KB_ORG, "code\ttype\nEUR\tbank\n", BEDE_DATA, 1, "\"name\" is missing");
    expect_error(KB_ORG, "name\nBank\tEUR\n", BEDE_SYNTAX, 2, "columns");
    expect_error(KB_ORG, "name\n\xff\n", BEDE_SYNTAX, 2, "UTF-8");
    expect_error(KB_NONE, "code\tkind\nGOV\tsector\nXYZ\tthing\n", BEDE_DATA, 3, "sector");
    expect_error(KB_KINDS, "kind\tfrom\tto\nending\ts\t-\n", BEDE_DATA, 2, "ending");
}

static void empty_tables_are_no_error(void **state)
{
    (void)state;
    for (int kind = KB_NONE; kind <= KB_KINDS; kind++) {
        struct kb *kb = kb_of((enum kb_kind)kind, "# nothing but a comment\n\n");
        uint32_t n;
        kb_rows(kb, &n);
        assert_int_equal(n, 0);
        assert_null(kb_find(kb, STR_LIT("anything")));
        kb_free(kb);
    }
}

static void the_state_itself_stands_for_its_code(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_COUNTRY, "code\tname\ttype\nGBR\tGibraltar\tterritory\n"
                                      "GBR\tUnited Kingdom\tstate\nGBR\tBermuda\tterritory\n");
    const struct kb_row *row = kb_country(kb, "GBR");
    assert_non_null(row);
    assert_true(str_is(row->name, "United Kingdom"));
    assert_null(kb_country(kb, "FRA"));
    assert_null(kb_country(kb, "gbr"));
    assert_null(kb_country(kb, ""));
    assert_true(kb_code_valid(kb, "GBR"));
    assert_false(kb_code_valid(kb, "IGO"));
    assert_true(kb_sector_valid("GOV"));
    assert_false(kb_sector_valid("Gov"));
    kb_free(kb);
}

/* A folder with one table below the temporary folder of the test. */
static void write_table(const char *root, const char *folder, const char *table, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", root, folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%s/entity", root, folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%s/entity/%s.tsv", root, folder, table);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void remove_tables(const char *root, const char *folder, const char *const *tables, size_t n)
{
    char path[512];
    for (size_t i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s/entity/%s.tsv", root, folder, tables[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/%s/entity", root, folder);
    rmdir(path);
    snprintf(path, sizeof path, "%s/%s", root, folder);
    rmdir(path);
}

static const char *const ALL_TABLES[] = {"codes", "countries", "organisations", "offices",
                                         "plurals"};

/* Two folders: the second corrects and extends the first. */
static void write_folders(char *root)
{
    assert_non_null(mkdtemp(root));
    write_table(root, "a", "countries",
                "code\tname\tadjective\ttype\nFRA\tFrance\tFrench\tstate\n");
    write_table(root, "a", "organisations",
                "name\tcode\tsectors\ttype\taliases\nNorth Bank\tFRA\tBUS\tbank\tNB Group\n");
    write_table(root, "a", "plurals",
                "kind\tfrom\tto\nending\t-\ts\nending\ty\ties\nlink\tof\t-\n");
    write_table(root, "a", "offices",
                "name\tsectors\ttype\tplural\nsecretary of state\tGOV\tforeign-minister\t-\n"
                "attorney general\tJUD\tattorney-general\tattorneys general\n");
    write_table(root, "b", "organisations",
                "name\tcode\tsectors\taliases\nNorth Bank\tFRA\tGOV\tBank of the North\n"
                "Harbour Watch\tNGO\tSOC\t-\n");
    write_table(root, "b", "codes",
                "code\tkind\tname\nNGO\tactor\tngo\nGOV\tsector\tgov\n"
                "BUS\tsector\tbus\nJUD\tsector\tjud\n");
}

static void remove_folders(const char *root)
{
    remove_tables(root, "a", ALL_TABLES, 5);
    remove_tables(root, "b", ALL_TABLES, 5);
    rmdir(root);
}

static void later_folders_extend_earlier_ones(void **state)
{
    (void)state;
    char root[] = "/tmp/bede-kb-XXXXXX", a[64], b[64];
    write_folders(root);
    snprintf(a, sizeof a, "%s/a", root);
    snprintf(b, sizeof b, "%s/b", root);
    const char *folders[] = {a, b};
    struct kb *kb = NULL;
    bede_error err = {0};
    assert_int_equal(kb_load(folders, 2, NULL, &kb, &err), BEDE_OK);
    uint32_t n;
    kb_rows(kb, &n);
    assert_int_equal(n, 5); /* North Bank is one row, not two */
    const struct kb_alias *old = kb_find(kb, STR_LIT("NB Group"));
    const struct kb_alias *added = kb_find(kb, STR_LIT("Bank of the North"));
    assert_non_null(old);
    assert_non_null(added);
    assert_ptr_equal(old->row, added->row);
    assert_string_equal(old->row->sectors[0], "GOV");
    assert_int_equal(old->row->n_sectors, 1);
    assert_true(str_is(old->row->type, "bank"));
    assert_true(kb_sector_known(kb, "GOV"));
    assert_false(kb_sector_known(kb, "NGO"));
    assert_true(kb_code_valid(kb, "NGO"));
    kb_free(kb);
    remove_folders(root);
}

static void plurals_follow_the_table(void **state)
{
    (void)state;
    char root[] = "/tmp/bede-kb-XXXXXX", a[64];
    write_folders(root);
    snprintf(a, sizeof a, "%s/a", root);
    const char *folders[] = {a};
    struct kb *kb = NULL;
    bede_error err = {0};
    assert_int_equal(kb_load(folders, 1, NULL, &kb, &err), BEDE_OK);
    const struct kb_alias *one = kb_find(kb, STR_LIT("secretary of state"));
    const struct kb_alias *many = kb_find(kb, STR_LIT("Secretaries of State"));
    assert_non_null(one);
    assert_non_null(many);
    assert_false(one->plural);
    assert_true(many->plural);
    assert_ptr_equal(one->row, many->row);
    assert_non_null(kb_find(kb, STR_LIT("attorneys general")));
    assert_null(kb_find(kb, STR_LIT("attorney generals")));
    kb_free(kb);
    remove_folders(root);
}

static void missing_folders_and_bad_files_are_named(void **state)
{
    (void)state;
    const char *folders[] = {"/nowhere/at/all"};
    struct kb *kb = NULL;
    bede_error err = {0};
    assert_int_equal(kb_load(folders, 1, NULL, &kb, &err), BEDE_IO);
    assert_string_equal(err.input, "/nowhere/at/all");
    char root[] = "/tmp/bede-kb-XXXXXX", a[64];
    write_folders(root);
    snprintf(a, sizeof a, "%s/a", root);
    write_table(root, "a", "organisations", "name\tcode\nNorth Bank\tfrench\n");
    folders[0] = a;
    assert_int_equal(kb_load(folders, 1, NULL, &kb, &err), BEDE_DATA);
    assert_int_equal(err.line, 2);
    assert_non_null(strstr(err.input, "organisations.tsv"));
    remove_folders(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_become_fields),
        cmocka_unit_test(errors_name_the_line),
        cmocka_unit_test(empty_tables_are_no_error),
        cmocka_unit_test(the_state_itself_stands_for_its_code),
        cmocka_unit_test(later_folders_extend_earlier_ones),
        cmocka_unit_test(plurals_follow_the_table),
        cmocka_unit_test(missing_folders_and_bad_files_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
