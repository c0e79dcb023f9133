/* The linter, and the shipped tables under it. SPDX-License-Identifier: MIT */
#include "kb_test.h"

#include <stdio.h>

struct said {
    uint32_t errors, warnings, first_line;
    char all[4096];
};

static void listen(void *ctx, bool is_error, const char *file, uint32_t line, const char *message)
{
    struct said *said = ctx;
    if (is_error)
        said->errors++;
    else
        said->warnings++;
    if (!said->first_line) said->first_line = line;
    size_t n = strlen(said->all);
    snprintf(said->all + n, sizeof said->all - n, "%s:%u: %s\n", file, line, message);
}

static void expect_doubt(enum kb_kind kind, const char *table, bool is_error, uint32_t line,
                         const char *message)
{
    struct kb *kb = kb_of(kind, table);
    struct said said = {0};
    uint32_t errors = kb_check(kb, listen, &said);
    assert_int_equal(errors, said.errors);
    assert_int_equal(said.errors, is_error);
    assert_int_equal(said.warnings, !is_error);
    assert_int_equal(said.first_line, line);
    if (!strstr(said.all, message)) fail_msg("\"%s\" lacks \"%s\"", said.all, message);
    kb_free(kb);
}

static void mistakes_are_errors(void **state)
{
    (void)state;
    expect_doubt(KB_ORG, "name\tfrom\tto\nBank\t2001\t2000\n", true, 2, "ends before it begins");
    expect_doubt(KB_ORG, "name\ttyp\nBank\tbank\n", true, 1, "no column");
    expect_doubt(KB_ORG, "name\tcode\nBank\tFRA\nBank\tFRA\n", true, 3, "stands already");
    expect_doubt(KB_ORG, "name\n...\n", true, 2, "no letter");
    expect_doubt(KB_COUNTRY, "name\tcode\nFrance\t-\n", true, 2, "has no code");
    expect_doubt(KB_COUNTRY, "name\tcode\tpartner\nSouth Korea\tKOR\tPRX\n", true, 2, "partner");
    expect_doubt(KB_MODIFIER, "name\teffect\tsectors\nformer\tswap\tELI\n", true, 2, "effect");
    expect_doubt(KB_MODIFIER, "name\teffect\nformer\treplace\n", true, 2, "no sector");
    expect_doubt(KB_GIVEN, "name\tgender\nAda\t-\n", true, 2, "no gender");
}

static void doubts_are_warnings(void **state)
{
    (void)state;
    expect_doubt(KB_ORG, "name\tcode\tacronyms\nNorth Bank\tFRA\tNB\nNew Bread\tUSA\tNB\n", false,
                 3, "means both");
    expect_doubt(KB_PERSON, "name\tcode\nAda Stone\t-\n", false, 2, "has no code");
    expect_doubt(KB_PERSON, "name\tcode\toffice\nAda Stone\tFRA\tminister of tea\n", false, 2,
                 "names no office");
}

static void what_may_be_shared_is_no_doubt(void **state)
{
    (void)state;
    static const char *const tables[] = {
        "name\tcode\tfrom\tto\nSmall Bank\tFRA\t1990\t2000\nSmall Bank\tFRA\t2000\t-\n",
        "name\tcode\taliases\nNorth Bank\tFRA\tNB\nNew Bread\tFRA\tNB\n",
    };
    for (size_t i = 0; i < 2; i++) {
        struct kb *kb = kb_of(KB_ORG, tables[i]);
        struct said said = {0};
        assert_int_equal(kb_check(kb, listen, &said), 0);
        assert_string_equal(said.all, "");
        kb_free(kb);
    }
}

static const char *const SHIPPED[] = {BEDE_SOURCE_DIR "/knowledge/en"};

static void shipped_tables_have_no_errors(void **state)
{
    (void)state;
    struct said said = {0};
    uint32_t errors;
    bede_error err = {0};
    assert_int_equal(kb_lint(SHIPPED, 1, listen, &said, &errors, &err), BEDE_OK);
    if (errors) fail_msg("%s", said.all);
}

/* Every sector that codes.tsv knows but "unknown" has agents of its own. */
static void agents_cover_all_sectors(void **state)
{
    (void)state;
    struct kb *kb = NULL;
    bede_error err = {0};
    assert_int_equal(kb_load(SHIPPED, 1, NULL, &kb, &err), BEDE_OK);
    uint32_t n, agents = 0, of_sector[CODE_COUNT] = {0};
    const struct kb_row *const *rows = kb_rows(kb, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (rows[i]->kind != KB_AGENT) continue;
        agents++;
        for (uint32_t s = 0; s < rows[i]->n_sectors; s++)
            of_sector[code_number(str_c(rows[i]->sectors[s]))]++;
    }
    assert_true(agents >= 500);
    static const char *const sectors[] = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB",
                                          "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
                                          "JRN", "LAB", "MED", "REF", "OPP", "REL", "SOC"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
        assert_true(kb_sector_known(kb, sectors[i]));
        if (of_sector[code_number(str_c(sectors[i]))] < 5) fail_msg("few agents: %s", sectors[i]);
    }
    kb_free(kb);
}

/* One phrase of every table that this stage answers for, found with its sector. */
static void shipped_phrases_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *phrase;
        enum kb_kind kind;
        const char *sector;
        bool plural;
    } cases[] = {
        {"Foreign Minister", KB_OFFICE, "GOV", false},
        {"secretaries of state", KB_OFFICE, "GOV", true},
        {"attorneys general", KB_OFFICE, "GOV", true},
        {"top diplomat", KB_OFFICE, "GOV", false},
        {"chief of the general staff", KB_OFFICE, "MIL", false},
        {"spokeswomen", KB_OFFICE, "", true},
        {"human rights groups", KB_AGENT, "SOC", true},
        {"riot police", KB_AGENT, "COP", true},
        {"gunmen", KB_AGENT, "UAF", true},
        {"peacekeepers", KB_AGENT, "MIL", true},
        {"central bank", KB_AGENT, "GOV", false},
        {"air force", KB_AGENT, "MIL", false},
        {"ministries of foreign affairs", KB_AGENT, "GOV", true},
        {"anti-government protesters", KB_AGENT, "OPP", true},
        {"Lt. Gen.", KB_TITLE, "MIL", false},
        {"Rev", KB_TITLE, "REL", false},
        {"former", KB_MODIFIER, "ELI", false},
        {"opposition", KB_MODIFIER, "OPP", false},
        {"Maria", KB_GIVEN, "", false},
    };
    struct kb *kb = NULL;
    bede_error err = {0};
    assert_int_equal(kb_load(SHIPPED, 1, NULL, &kb, &err), BEDE_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct kb_alias *a = kb_find(kb, str_c(cases[i].phrase));
        while (a && a->row->kind != cases[i].kind)
            a = a->next;
        if (!a) fail_msg("not found: %s", cases[i].phrase);
        assert_string_equal(a->row->n_sectors ? a->row->sectors[0] : "", cases[i].sector);
        if (a->plural != cases[i].plural) fail_msg("number of %s", cases[i].phrase);
    }
    kb_free(kb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_errors),
        cmocka_unit_test(doubts_are_warnings),
        cmocka_unit_test(what_may_be_shared_is_no_doubt),
        cmocka_unit_test(shipped_tables_have_no_errors),
        cmocka_unit_test(agents_cover_all_sectors),
        cmocka_unit_test(shipped_phrases_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
