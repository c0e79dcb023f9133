/* Where a sentence is cut that turned out to be several. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#include "syntax/conllu.h"
#include "syntax/encoder.h"
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

#define ROW(id, form, head, rel) id "\t" form "\t_\tNOUN\tNN\t_\t" head "\t" rel "\t_\t_\n"

static struct doc *cut(const char *conllu)
{
    struct str rest = str_c(conllu);
    uint32_t line = 0;
    struct doc *doc;
    bede_error err;
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, NULL, &doc, &err), BEDE_OK);
    assert_int_equal(cut_joined(doc, &err), BEDE_OK);
    return doc;
}

static void assert_sentence(const struct doc *doc, uint32_t s, const char *text, uint32_t root)
{
    const struct sentence *sentence = &doc->sentences[s];
    struct str got = str_slice(doc->text, sentence->span.start, sentence->span.end);
    assert_true(str_is(got, text));
    for (uint32_t i = 0; i < sentence->n; i++) {
        const struct token *t = &doc->tokens[sentence->first + i];
        assert_true(t->head <= sentence->n);
        assert_int_equal(t->head == 0, i + 1 == root);
    }
}

/* "met" has words before it, and one of those has its own. */
static void a_heading_is_cut_from_what_follows(void **state)
{
    (void)state;
    struct doc *doc = cut(ROW("1", "Talks", "0", "root") ROW("2", "ministers", "4", "nsubj") ROW(
        "3", "here", "2", "advmod") ROW("4", "met", "1", "root") ROW("5", "again", "4", "advmod"));
    assert_int_equal(doc->n_sentences, 2);
    assert_sentence(doc, 0, "Talks", 1);
    assert_sentence(doc, 1, "ministers here met again", 3);
}

static void three_in_a_chain_are_cut_twice_and_others_stay(void **state)
{
    (void)state;
    struct doc *doc = cut(ROW("1", "One", "0", "root") ROW("2", "two", "1", "root")
                              ROW("3", "three", "2", "root") "\n" ROW("1", "Four", "0", "root"));
    assert_int_equal(doc->n_sentences, 4);
    assert_sentence(doc, 0, "One", 1);
    assert_sentence(doc, 1, "two", 1);
    assert_sentence(doc, 2, "three", 1);
    assert_sentence(doc, 3, "Four", 1);
}

/* The last word hangs on the first root: a cut would tear it off. */
static void what_goes_on_behind_is_no_bound(void **state)
{
    (void)state;
    struct doc *doc = cut(ROW("1", "One", "0", "root") ROW("2", "two", "1", "root")
                              ROW("3", "three", "1", "conj"));
    assert_int_equal(doc->n_sentences, 1);
    assert_int_equal(doc->tokens[1].rel, REL_PARATAXIS);
    assert_int_equal(doc->tokens[1].head, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heading_is_cut_from_what_follows),
        cmocka_unit_test(three_in_a_chain_are_cut_twice_and_others_stay),
        cmocka_unit_test(what_goes_on_behind_is_no_bound),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
