/* Notes to editors, clause by clause. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/note.h"

static struct wire_note parse(struct fixture *f, const char *text)
{
    struct wire_note note = {0};
    assert_true(
        note_parse(f->lexicon, f->arena, note_without_label(f->lexicon, str_c(text)), NULL, &note));
    return note;
}

static void assert_range(const struct wire_clause *clause, uint32_t i, int first, int last)
{
    assert_true(i < clause->n_ranges);
    assert_int_equal(clause->ranges[i].first, first);
    assert_int_equal(clause->ranges[i].last, last);
}

static void verb_object_range(void **state)
{
    struct wire_note note = parse(*state, "ATTN: UPDATES with ministry's reply in paras 7-12");
    assert_string_equal(note.kind, "update");
    assert_int_equal(note.n_clauses, 1);
    assert_string_equal(note.clauses[0].kind, "update");
    assert_str(note.clauses[0].verb, "UPDATES");
    assert_str(note.clauses[0].object, "ministry's reply");
    assert_int_equal(note.clauses[0].n_ranges, 1);
    assert_range(&note.clauses[0], 0, 7, 12);
}

static void lists_and_more_objects(void **state)
{
    struct wire_note note =
        parse(*state, "ATTN: ADDS quotes in paras 2, 5, 11-13, photos; RECASTS lead; TRIMS");
    assert_int_equal(note.n_clauses, 3);
    const struct wire_clause *add = &note.clauses[0];
    assert_int_equal(add->n_ranges, 3);
    assert_range(add, 0, 2, 2);
    assert_range(add, 2, 11, 13);
    assert_str(add->object, "quotes");
    assert_int_equal(add->n_objects, 1);
    assert_str(add->objects[0], "photos");
    assert_str(note.clauses[1].object, "lead");
    assert_string_equal(note.clauses[2].kind, "trim");
    assert_int_equal(note.clauses[2].object.n, 0);
}

static void last_and_ordinals_and_throughout(void **state)
{
    struct wire_note note = parse(*state, "ADDS reply in last 3 paras; UPDATES 5th para; CHANGES "
                                          "details throughout; EDITS second and third paragraphs");
    assert_int_equal(note.n_clauses, 4);
    assert_range(&note.clauses[0], 0, 0, -3);
    assert_range(&note.clauses[1], 0, 5, 5);
    assert_true(note.clauses[2].throughout);
    assert_str(note.clauses[2].object, "details");
    assert_int_equal(note.clauses[3].n_ranges, 2);
    assert_range(&note.clauses[3], 1, 3, 3);
}

static void prose_of_trash_lines(void **state)
{
    struct wire_note note =
        parse(*state, "Adds minister's reply in paragraph 3, updates toll in paragraph 4");
    assert_int_equal(note.n_clauses, 2);
    assert_range(&note.clauses[0], 0, 3, 3);
    assert_string_equal(note.clauses[1].kind, "update");
    assert_range(&note.clauses[1], 0, 4, 4);
}

static void corrections_tell_what_and_where(void **state)
{
    struct wire_note note = parse(
        *state, "In July 4 story, corrects last paragraph to say that the toll was five, not six");
    assert_string_equal(note.kind, "correction");
    assert_int_equal(note.n_clauses, 1);
    assert_range(&note.clauses[0], 0, 0, -1);
    assert_int_equal(note.clauses[0].n_objects, 0);
}

static void sentences_of_eds(void **state)
{
    struct wire_note note = parse(*state, "Eds: UPDATES: With quotes.; Restores name in 3rd "
                                          "paragraph. With AP Photos.");
    assert_int_equal(note.n_clauses, 2);
    assert_string_equal(note.clauses[0].kind, "update");
    assert_string_equal(note.clauses[1].kind, "restore");
    assert_range(&note.clauses[1], 0, 3, 3);
    assert_int_equal(parse(*state, "Eds: Minor edits. With AP Photos.").n_clauses, 0);
}

static void numbers_that_are_no_paragraphs(void **state)
{
    struct wire_note note = parse(*state, "ADDS details in paras 3-4, 2 photos");
    assert_int_equal(note.clauses[0].n_ranges, 1);
    assert_str(note.clauses[0].objects[0], "2 photos");
    note = parse(*state, "ADDS toll of 12, age 40");
    assert_int_equal(note.clauses[0].n_ranges, 0);
}

static void notes_are_told_from_copy(void **state)
{
    struct fixture *f = *state;
    assert_true(note_is(f->lexicon, str_c("Adds background")));
    assert_true(note_is(f->lexicon, str_c("ATTN: TRIMS")));
    assert_true(note_is(f->lexicon, str_c("In July 4 story, corrects age")));
    assert_false(note_is(f->lexicon, str_c("the ministry declined to comment")));
    assert_false(note_is(f->lexicon, str_c("In Bern it rained")));
    assert_false(note_is(f->lexicon, str_c("")));
}

static void brackets_close_in_their_paragraph(void **state)
{
    (void)state;
    assert_int_equal(note_bracket(str_c("(a (b) c) d"), 100), 9);
    assert_int_equal(note_bracket(str_c("(a\nb)"), 100), 5);
    assert_int_equal(note_bracket(str_c("(a\n\nb)"), 100), 0);
    assert_int_equal(note_bracket(str_c("(abcdef)"), 4), 0);
    assert_int_equal(note_bracket(str_c("a"), 4), 0);
}

static void orders_name_their_target(void **state)
{
    struct fixture *f = *state;
    assert_str(note_target(f->lexicon, str_c("Please kill item dpa 12 \"Envoys meet. Again\".")),
               "dpa 12 \"Envoys meet. Again\"");
    assert_str(
        note_target(f->lexicon, str_c("Please kill the story Alps-Talks, V99. It is wrong.")),
        "Alps-Talks, V99");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(verb_object_range),
        WIRE_TEST(lists_and_more_objects),
        WIRE_TEST(last_and_ordinals_and_throughout),
        WIRE_TEST(prose_of_trash_lines),
        WIRE_TEST(corrections_tell_what_and_where),
        WIRE_TEST(sentences_of_eds),
        WIRE_TEST(numbers_that_are_no_paragraphs),
        WIRE_TEST(notes_are_told_from_copy),
        WIRE_TEST(brackets_close_in_their_paragraph),
        WIRE_TEST(orders_name_their_target),
    };
    return cmocka_run_group_tests_name("wire/note", tests, NULL, NULL);
}
