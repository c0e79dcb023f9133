/* Dictionaries of our own, in the formats of the field, and what becomes of each line.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "import/import.h"

static struct kb *kb;
static char said[8192];

static void report(void *ctx, bool refused, const char *file, uint32_t line, const char *message)
{
    (void)ctx;
    size_t n = strlen(said);
    snprintf(said + n, sizeof said - n, "%s:%u:%s:%s\n", file, line, refused ? "refused" : "note",
             message);
}

static int set_up(void **state)
{
    static const char *const folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
    bede_error err;
    (void)state;
    return kb_load(folders, 1, NULL, &kb, &err) == BEDE_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    kb_free(kb);
    return 0;
}

static struct import *read_bytes(struct str text, bede_import_figures *figures)
{
    struct import *im;
    bede_error err = {0};
    said[0] = '\0';
    *figures = (bede_import_figures){0};
    if (import_new(BEDE_SOURCE_DIR "/knowledge/en", kb, report, NULL, &im, &err) != BEDE_OK ||
        import_read(im, import_sniff(text), "some/own.txt", text, figures, &err) != BEDE_OK)
        fail_msg("%s: %s", err.input, err.msg);
    return im;
}

/* Was this line, or part of one, made for that file? */
static void made(const struct import *im, enum import_out out, const char *wanted)
{
    struct str text = import_made(im, out);
    if (str_find(text, wanted, 0) == SIZE_MAX)
        fail_msg("no \"%s\" in:\n%.*s\n%s", wanted, STR_ARG(text), said);
}

static void test_kinds_are_told_by_their_marks(void **state)
{
    (void)state;
    assert_int_equal(import_sniff(STR_LIT("# x\nZEMBLA_ [PER]\n")), BEDE_DICT_ACTORS);
    assert_int_equal(import_sniff(STR_LIT("FARMHAND [~AGR]\n")), BEDE_DICT_AGENTS);
    assert_int_equal(import_sniff(STR_LIT("&TOOL\n+AXE\n")), BEDE_DICT_VERBS);
    assert_int_equal(import_sniff(STR_LIT("--- GO [---] ---\nGO\n")), BEDE_DICT_VERBS);
    assert_int_equal(import_sniff(STR_LIT("<ISSUE CATEGORY=\"X\">\n")), BEDE_DICT_ISSUES);
    assert_int_equal(import_sniff(STR_LIT("CHESS CUP\n")), BEDE_DICT_DISCARDS);
}

static void test_dates_share_out_the_time(void **state)
{
    (void)state;
    bede_import_figures f;
    struct import *im = read_bytes(STR_LIT("IVO_ZEMBLANSKY_ ; a remark\n"
                                           "+I._ZEMBLANSKY_\n"
                                           "\t[PERGOV 900101-951231] [PERMIL 940101-991231]\n"
                                           "\t[PERBUS >20030601]\n"
                                           "\t[PEREDU]\n"),
                                   &f);
    made(im, OUT_PEOPLE, "Ivo Zemblansky\tPER\tGOV\t1990-01-01\t1995-12-31\tI. Zemblansky");
    made(im, OUT_PEOPLE, "\tMIL\t1996-01-01\t1999-12-31");
    made(im, OUT_PEOPLE, "\tBUS\t2003-06-01\t-");
    made(im, OUT_PEOPLE, "\tEDU\t-\t1989-12-31");
    made(im, OUT_PEOPLE, "\tEDU\t2000-01-01\t2003-05-31");
    assert_int_equal(f.of[BEDE_DICT_ACTORS].lines, 5);
    assert_int_equal(f.of[BEDE_DICT_ACTORS].taken, 5);
    import_free(im);
}

static void test_what_actors_cannot_be_is_told(void **state)
{
    (void)state;
    bede_import_figures f;
    struct import *im = read_bytes(STR_LIT("PERU_ [PER]\n"
                                           "OLGA_ZEMBLANSKY_ [PERGOV 991301-000101]\n"
                                           "LEAGUE_OF_ZEMBLA_(LOZ)_ [NGOQQQ]\n"
                                           "NAME_WITHOUT_CODE\n"
                                           "BAD_LENGTH [PERGO]\n"
                                           "ZEMBLAN_ARMY_FRONT [PERREB]\n"),
                                   &f);
    made(im, OUT_ORGANISATIONS, "League of Zembla\tNGO\t-\tngo\t-\t-\tLOZ");
    made(im, OUT_GROUPS, "Zemblan Army Front\tPER\tREB\trebel");
    assert_non_null(strstr(said, "own.txt:2:refused:"));
    assert_non_null(strstr(said, "own.txt:3:note:left out of the code NGOQQQ"));
    assert_non_null(strstr(said, "own.txt:4:refused:NAME_WITHOUT_CODE has no code"));
    assert_non_null(strstr(said, "own.txt:5:refused:the code \"PERGO\""));
    assert_int_equal(f.of[BEDE_DICT_ACTORS].known, 1);
    assert_int_equal(f.of[BEDE_DICT_ACTORS].refused, 3);
    assert_int_equal(f.of[BEDE_DICT_ACTORS].taken, 2);
    import_free(im);
}

static void test_agents(void **state)
{
    (void)state;
    bede_import_figures f;
    struct import *im = read_bytes(STR_LIT("!FOLK! = MAN, WOMEN\n"
                                           "LLAMA_DROVER [~AGR]\n"
                                           "LLAMA!FOLK![~AGR]\n"
                                           "GUILD_OF_DROVERS {GUILDS_OF_DROVERS} [~LAB]\n"
                                           "DROVERFOLK {} [~AGR]\n"
                                           "LLAMA!NONE! [~AGR]\n"
                                           "DROVING_HOUSE [AGR]\n"),
                                   &f);
    made(im, OUT_AGENTS, "llama drover\t-\tAGR\t");
    made(im, OUT_AGENTS, "llamaman\t=\tAGR\t");
    made(im, OUT_AGENTS, "llamawomen\t=\tAGR\t");
    made(im, OUT_AGENTS, "guild of drovers\tguilds of drovers\tLAB\t");
    made(im, OUT_AGENTS, "droverfolk\t=\tAGR\t");
    assert_non_null(strstr(said, "own.txt:6:refused:there is no set !NONE!"));
    assert_non_null(strstr(said, "own.txt:7:refused:[AGR]"));
    import_free(im);
}

static void test_verbs_of_both_dialects(void **state)
{
    (void)state;
    bede_import_figures f;
    struct import *im = read_bytes(STR_LIT("&TOOL\n+SAWS\n+HAY_FORK\n+&BLADE\n\n&BLADE\n+KNIVES_\n"
                                           "--- PRAISE [051] ---\n"
                                           "PRAISE\nLAUD {LAUDS LAUDED}\n+SPEAK_WELL_OF\n"
                                           "- * (FOR {NEW DEAL}) [057]\n"
                                           "- &TOOL * (TO) [072]\n"
                                           "- $ * GRAIN TO + [073]\n"
                                           "- + * BY $ [111]\n"
                                           "- % * WITH % [040]\n"
                                           "- * PLAY [---]\n"
                                           "- * WEATHER [012]\n"
                                           "- * (OF TRIAL) [:173]\n"
                                           "- * &NOWHERE [051]\n"),
                                   &f);
    made(im, OUT_RULES, "SUPPORT+diplomatic\t[{praise|laud}] subj=A obj=R  # own.txt:");
    made(im, OUT_RULES, "[{praise|laud}] subj=A for={new deal|new deal}  #");
    made(im, OUT_RULES, "subj=A subj={petr_tool} to=R  #");
    made(im, OUT_RULES, "subj=A obj=grain to=R  #");
    assert_non_null(strstr(said, "own.txt:15:refused:line 9 has another code"));
    made(im, OUT_RULES, "-\t[{praise|laud}] subj=A obj=play  #");
    made(im, OUT_CLASSES, "petr_tool\tsaws; saw");
    made(im, OUT_CLASSES, "hay fork");
    assert_non_null(strstr(said, "CAMEO 012 has no type in PLOVER"));
    assert_non_null(strstr(said, "a code for the passive alone"));
    assert_non_null(strstr(said, "there is no such synonym set"));
    import_free(im);
}

static void test_topics(void **state)
{
    (void)state;
    bede_import_figures f;
    struct import *im = read_bytes(STR_LIT("+CHESS_CUP\nFLOWER SHOW\nFLOWER SHOW\n"), &f);
    assert_int_equal(f.of[BEDE_DICT_DISCARDS].lines, 3);
    import_free(im);
    im = read_bytes(STR_LIT("<ISSUE CATEGORY=\"REFUGEES\">\nn:tent city [TENTS]\n~tent city\n"
                            "very long tent city [TENTS]\n</ISSUE>\n"),
                    &f);
    made(im, OUT_CONTEXTS, "asylum\ttent city\n");
    assert_int_equal(f.of[BEDE_DICT_ISSUES].refused, 2);
    import_free(im);
}

static void test_any_bytes(void **state)
{
    (void)state;
    bede_import_figures f;
    static const char bytes[] =
        "CAF\xc9_ZEMBLA_FRONT [PERREB]\nX\0Y [PER\n[[[]]] <!-- \n- * ((((\n";
    struct import *im = read_bytes((struct str){bytes, sizeof bytes - 1}, &f);
    made(im, OUT_GROUPS, "Caf\xc3\xa9 Zembla Front\tPER\tREB");
    import_free(im);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_are_told_by_their_marks),
        cmocka_unit_test(test_dates_share_out_the_time),
        cmocka_unit_test(test_what_actors_cannot_be_is_told),
        cmocka_unit_test(test_agents),
        cmocka_unit_test(test_verbs_of_both_dialects),
        cmocka_unit_test(test_topics),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
