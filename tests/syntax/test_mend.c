/* Trees that no sentence of English has. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#include "syntax/conllu.h"
#include "syntax/mend.h"
#include "syntax/ud.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    return (arena = arena_new(0)) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

#define ROW(id, form, upos, head, rel) id "\t" form "\t_\t" upos "\t_\t_\t" head "\t" rel "\t_\t_\n"

#define VERB(id, form, xpos, head, rel)                                                            \
    id "\t" form "\t_\tVERB\t" xpos "\t_\t" head "\t" rel "\t_\t_\n"

static struct doc *mended(const char *conllu)
{
    struct str rest = str_c(conllu);
    uint32_t line = 0;
    struct doc *doc;
    bede_error err;
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, NULL, &doc, &err), BEDE_OK);
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        mend_tree(doc, doc->sentences[s].first, doc->sentences[s].first, doc->sentences[s].n);
    return doc;
}

static void assert_word(const struct doc *doc, uint32_t word, uint32_t head, uint8_t rel)
{
    assert_int_equal(doc->tokens[word - 1].head, head);
    assert_int_equal(doc->tokens[word - 1].rel, rel);
}

static void a_noun_takes_the_place_of_its_preposition(void **state)
{
    (void)state;
    struct doc *doc = mended(
        ROW("1", "Chad", "PROPN", "2", "nsubj") ROW("2", "held", "VERB", "0", "root")
            ROW("3", "talks", "NOUN", "2", "obj") ROW("4", "with", "ADP", "3", "nmod")
                ROW("5", "Mali", "PROPN", "4", "obj") ROW("6", "alone", "ADV", "4", "advmod"));
    assert_word(doc, 5, 3, REL_NMOD);
    assert_word(doc, 4, 5, REL_CASE);
    assert_word(doc, 6, 5, REL_ADVMOD);
    assert_word(doc, 3, 2, REL_OBJ);
}

static void an_article_between_gives_way_too(void **state)
{
    (void)state;
    struct doc *doc =
        mended(ROW("1", "spoke", "VERB", "0", "root") ROW("2", "to", "ADP", "1", "obl")
                   ROW("3", "the", "DET", "2", "obj") ROW("4", "minister", "NOUN", "5", "nmod")
                       ROW("5", "Adan", "PROPN", "3", "appos"));
    assert_word(doc, 5, 1, REL_OBL);
    assert_word(doc, 2, 5, REL_CASE);
    assert_word(doc, 3, 5, REL_DET);
    assert_word(doc, 4, 5, REL_NMOD);
}

static void two_nouns_side_by_side_are_a_compound(void **state)
{
    (void)state;
    struct doc *doc =
        mended(ROW("1", "died", "VERB", "0", "root") ROW("2", "in", "ADP", "4", "case")
                   ROW("3", "Malian", "ADJ", "4", "amod") ROW("4", "tank", "NOUN", "1", "obl")
                       ROW("5", "shelling", "NOUN", "4", "acl"));
    assert_word(doc, 5, 1, REL_OBL);
    assert_word(doc, 4, 5, REL_COMPOUND);
    assert_word(doc, 2, 5, REL_CASE);
    assert_word(doc, 3, 5, REL_AMOD);
}

static void a_finite_verb_has_subject_and_object(void **state)
{
    (void)state;
    struct doc *doc = mended(
        ROW("1", "The", "DET", "4", "det") ROW("2", "UN", "PROPN", "3", "compound")
            VERB("3", "presented", "VBD", "4", "amod") ROW("4", "evidence", "NOUN", "0", "root")
                ROW("5", "yesterday", "NOUN", "4", "obl") ROW("6", ".", "PUNCT", "4", "punct"));
    assert_word(doc, 3, 0, REL_ROOT);
    assert_word(doc, 4, 3, REL_OBJ);
    assert_word(doc, 2, 3, REL_NSUBJ);
    assert_word(doc, 1, 2, REL_DET);
    assert_word(doc, 6, 3, REL_PUNCT);
    doc = mended(ROW("1", "The", "DET", "4", "det") ROW("2", "UN", "PROPN", "3", "compound") VERB(
        "3", "backed", "VBN", "4", "amod") ROW("4", "talks", "NOUN", "0", "root"));
    assert_word(doc, 3, 4, REL_AMOD);
}

static void what_is_right_stays(void **state)
{
    (void)state;
    struct doc *doc =
        mended(ROW("1", "spoke", "VERB", "0", "root") ROW("2", "to", "ADP", "3", "case")
                   ROW("3", "Adan", "PROPN", "1", "obl") ROW("4", "from", "ADP", "1", "obl")
                       ROW("5", "there", "ADV", "4", "advmod"));
    assert_word(doc, 2, 3, REL_CASE);
    assert_word(doc, 3, 1, REL_OBL);
    assert_word(doc, 4, 1, REL_OBL);
    assert_word(doc, 5, 4, REL_ADVMOD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_nouns_side_by_side_are_a_compound, setup, teardown),
        cmocka_unit_test_setup_teardown(a_finite_verb_has_subject_and_object, setup, teardown),
        cmocka_unit_test_setup_teardown(a_noun_takes_the_place_of_its_preposition, setup, teardown),
        cmocka_unit_test_setup_teardown(an_article_between_gives_way_too, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_right_stays, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
