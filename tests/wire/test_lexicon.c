/* Loading the tables and looking words up. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/lexicon.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void knows_agencies(void **state)
{
    struct fixture *f = *state;
    const struct wire_agency *agency = lexicon_agency(f->lexicon, str_c("KYODO"));
    assert_non_null(agency);
    assert_str(agency->name, "Kyodo");
    assert_true(agency->bare);
    assert_false(agency->release);
    assert_true(lexicon_agency(f->lexicon, str_c("PRNewswire"))->release);
    assert_null(lexicon_agency(f->lexicon, str_c("Foreign Ministry")));
}

static void knows_months_of_five_languages(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(lexicon_month(f->lexicon, str_c("Sept")), 9);
    assert_int_equal(lexicon_month(f->lexicon, str_c("AO\xc3\x9bT")), 8);
    assert_int_equal(lexicon_month(f->lexicon, str_c("dezembro")), 12);
    assert_int_equal(lexicon_month(f->lexicon, str_c("Okt")), 10);
    assert_int_equal(lexicon_month(f->lexicon, str_c("enero")), 1);
    assert_int_equal(lexicon_month(f->lexicon, str_c("Monday")), 0);
    assert_int_equal(lexicon_weekday(f->lexicon, str_c("samedi")), 6);
    assert_int_equal(lexicon_weekday(f->lexicon, str_c("May")), -1);
}

static void tags_stand_where_they_may(void **state)
{
    struct fixture *f = *state;
    assert_non_null(lexicon_tag(f->lexicon, str_c("lead"), TAG_BRACKET));
    assert_null(lexicon_tag(f->lexicon, str_c("NET"), TAG_BRACKET));
    assert_int_equal(lexicon_tag(f->lexicon, str_c("URGENT"), TAG_COLON)->sequence, 0);
    assert_int_equal(lexicon_tag(f->lexicon, str_c("REFILE"), TAG_DASH)->sequence, -1);
}

static void opening_is_the_longest_and_ends_with_a_word(void **state)
{
    struct fixture *f = *state;
    const struct wire_phrase *phrase =
        lexicon_opening(f->lexicon, str_c("This version of the story corrects a name"));
    assert_int_equal(phrase->kind, PHRASE_CORRECTION);
    phrase = lexicon_opening(f->lexicon, str_c("This version of the story has more"));
    assert_int_equal(phrase->kind, PHRASE_UPDATE);
    assert_null(lexicon_opening(f->lexicon, str_c("Correctsomething else")));
    assert_null(lexicon_opening(f->lexicon, str_c("")));
}

static void ends_exact_prefix_and_glued(void **state)
{
    struct fixture *f = *state;
    assert_non_null(lexicon_end(f->lexicon, str_c("(END)")));
    assert_non_null(lexicon_end(f->lexicon, str_c("AP-WF-05-02-24 1029GMT<")));
    assert_null(lexicon_end(f->lexicon, str_c("(END) of it")));
    assert_non_null(lexicon_glued_end(f->lexicon, str_c("He left. Enditem")));
    assert_null(lexicon_glued_end(f->lexicon, str_c("the agency Reuters")));
}

static void inside_begins_at_a_word(void **state)
{
    struct fixture *f = *state;
    assert_non_null(lexicon_inside(f->lexicon, str_c("Ann Poe contributed to this report.")));
    assert_null(lexicon_inside(f->lexicon, str_c("Xcontributed to this report.")));
}

/* A folder with one table, made for the test. */
static void write_table(char *folder, const char *file, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/wire", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/wire/%s", folder, file);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void remove_table(char *folder, const char *file)
{
    char path[256];
    snprintf(path, sizeof path, "%s/wire/%s", folder, file);
    unlink(path);
    snprintf(path, sizeof path, "%s/wire", folder);
    rmdir(path);
    rmdir(folder);
}

static void later_folders_extend(void **state)
{
    struct fixture *f = *state;
    char folder[] = "/tmp/bede-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    write_table(folder, "agencies.tsv", "token\tname\tbare\tclass\nQED\tQED News\tyes\tnews\n");
    const char *folders[] = {BEDE_SOURCE_DIR "/knowledge/en", folder};
    struct wire_lexicon *lexicon;
    assert_int_equal(wire_lexicon_load(folders, 2, &lexicon, &f->err), BEDE_OK);
    assert_str(lexicon_agency(lexicon, str_c("QED"))->name, "QED News");
    assert_non_null(lexicon_agency(lexicon, str_c("AP")));
    wire_lexicon_free(lexicon);
    remove_table(folder, "agencies.tsv");
}

static void bad_cell_names_file_and_line(void **state)
{
    struct fixture *f = *state;
    char folder[] = "/tmp/bede-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    write_table(folder, "months.tsv", "name\tmonth\nMay\t5\nSmarch\t13\n");
    const char *folders[] = {folder};
    struct wire_lexicon *lexicon;
    assert_int_equal(wire_lexicon_load(folders, 1, &lexicon, &f->err), BEDE_DATA);
    assert_null(lexicon);
    assert_int_equal(f->err.line, 3);
    assert_non_null(strstr(f->err.input, "months.tsv"));
    remove_table(folder, "months.tsv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(knows_agencies),
        WIRE_TEST(knows_months_of_five_languages),
        WIRE_TEST(tags_stand_where_they_may),
        WIRE_TEST(opening_is_the_longest_and_ends_with_a_word),
        WIRE_TEST(ends_exact_prefix_and_glued),
        WIRE_TEST(inside_begins_at_a_word),
        WIRE_TEST(later_folders_extend),
        WIRE_TEST(bad_cell_names_file_and_line),
    };
    return cmocka_run_group_tests_name("wire/lexicon", tests, NULL, NULL);
}
