/* Prepositions that the parser put above their nouns. SPDX-License-Identifier: MIT */
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
        cmocka_unit_test_setup_teardown(a_noun_takes_the_place_of_its_preposition, setup, teardown),
        cmocka_unit_test_setup_teardown(an_article_between_gives_way_too, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_right_stays, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
