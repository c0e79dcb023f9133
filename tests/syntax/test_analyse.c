/* Tags, lemmas and trees of whole sentences by the shipped model.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "syntax_case.h"

static struct syntax_model *model;
static struct syntax_scratch *scratch;
static struct arena *arena;

static int open_model(void **ctx)
{
    (void)ctx;
    if (syntax_open(BEDE_SOURCE_DIR "/models/en.bede", &model, NULL) != BEDE_OK) return -1;
    scratch = syntax_scratch_new(model);
    arena = arena_new(0);
    return scratch && arena ? 0 : -1;
}

static int close_model(void **ctx)
{
    (void)ctx;
    syntax_scratch_free(scratch);
    syntax_close(model);
    arena_free(arena);
    return 0;
}

static struct doc *analyse(struct str text)
{
    struct doc *doc = doc_of(arena, text);
    assert_non_null(doc);
    assert_int_equal(syntax_analyse(model, scratch, doc, NULL), BEDE_OK);
    assert_true(is_tree(doc));
    return doc;
}

static const struct token *word(const struct doc *doc, const char *form)
{
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        if (str_is(doc_form(doc, i), form)) return &doc->tokens[i];
    fail_msg("no word %s", form);
    return NULL;
}

static struct str head_of(const struct doc *doc, const char *form)
{
    const struct token *t = word(doc, form);
    return t->head ? doc_form(doc, t->head - 1) : STR_LIT("ROOT");
}

static void arc_is(const struct doc *doc, const char *form, const char *rel, const char *head)
{
    assert_string_equal(ud_rel_name(ud_rel_universal(word(doc, form)->rel)), rel);
    assert_true(str_is(head_of(doc, form), head));
}

static void an_active_clause(void **ctx)
{
    (void)ctx;
    struct doc *doc = analyse(STR_LIT("The foreign minister met the president in Oslo ."));
    arc_is(doc, "minister", "nsubj", "met");
    arc_is(doc, "president", "obj", "met");
    arc_is(doc, "met", "root", "ROOT");
    arc_is(doc, "in", "case", "Oslo");
    arc_is(doc, "foreign", "amod", "minister");
    assert_int_equal(word(doc, "met")->upos, UPOS_VERB);
    assert_int_equal(word(doc, "met")->xpos, XPOS_VBD);
    assert_true(str_is(word(doc, "met")->lemma, "meet"));
    assert_non_null(strstr(word(doc, "met")->feats, "Tense=Past"));
    assert_int_equal(word(doc, "Oslo")->xpos, XPOS_NNP);
    assert_string_equal(word(doc, "president")->feats, "Number=Sing");
}

static void a_passive_clause_with_agent(void **ctx)
{
    (void)ctx;
    struct doc *doc = analyse(STR_LIT("Two villages were shelled by rebels on Friday ."));
    assert_int_equal(word(doc, "villages")->rel, REL_NSUBJ_PASS);
    assert_int_equal(word(doc, "were")->rel, REL_AUX_PASS);
    arc_is(doc, "rebels", "obl", "shelled");
    assert_true(str_is(word(doc, "villages")->lemma, "village"));
    assert_true(str_is(word(doc, "were")->lemma, "be"));
}

static void clauses_within_clauses(void **ctx)
{
    (void)ctx;
    struct doc *doc =
        analyse(STR_LIT("The envoy said the army would punish soldiers who had looted shops ."));
    arc_is(doc, "envoy", "nsubj", "said");
    arc_is(doc, "punish", "ccomp", "said");
    arc_is(doc, "army", "nsubj", "punish");
    assert_int_equal(word(doc, "looted")->rel, REL_ACL_RELCL);
    assert_true(str_is(head_of(doc, "looted"), "soldiers"));
}

static void coordinated_subjects(void **ctx)
{
    (void)ctx;
    struct doc *doc = analyse(STR_LIT("France and Germany condemned the attack ."));
    arc_is(doc, "France", "nsubj", "condemned");
    arc_is(doc, "Germany", "conj", "France");
    arc_is(doc, "and", "cc", "Germany");
}

/* Case says nothing in some copy: the tree must not hang on it. */
static void lower_case_and_capitals(void **ctx)
{
    (void)ctx;
    struct doc *low = analyse(STR_LIT("police arrested three men in mumbai on monday ."));
    arc_is(low, "police", "nsubj", "arrested");
    arc_is(low, "men", "obj", "arrested");
    struct doc *high = analyse(STR_LIT("POLICE ARRESTED THREE MEN IN MUMBAI ON MONDAY ."));
    arc_is(high, "POLICE", "nsubj", "ARRESTED");
    arc_is(high, "MEN", "obj", "ARRESTED");
    assert_true(str_is(word(high, "ARRESTED")->lemma, "arrest"));
}

static void unknown_words_are_read_by_their_endings(void **ctx)
{
    (void)ctx;
    struct doc *doc = analyse(STR_LIT("The blorbists flumbed the quiltary grommeters ."));
    assert_int_equal(word(doc, "blorbists")->upos, UPOS_NOUN);
    assert_int_equal(word(doc, "flumbed")->upos, UPOS_VERB);
    assert_true(str_is(word(doc, "grommeters")->lemma, "grommeter"));
    arc_is(doc, "grommeters", "obj", "flumbed");
}

static void short_and_odd_sentences(void **ctx)
{
    (void)ctx;
    static const char *const odd[] = {"Yes",
                                      ".",
                                      "\" \" \"",
                                      "( ) ( )",
                                      "\xFF \xFE\xFD \xE2\x80",
                                      "1 2 3 4 5",
                                      "\xE6\x97\xA5\xE6\x9C\xAC \xE8\xAA\x9E",
                                      "-- - -- -",
                                      "the the the the the"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        analyse(str_c(odd[i]));
    struct doc *nothing = doc_of(arena, STR_LIT(""));
    assert_non_null(nothing);
    assert_int_equal(syntax_analyse(model, scratch, nothing, NULL), BEDE_OK);
}

/* Beyond every limit of the splitter: still one tree, in time and memory that grow with it. */
static void very_long_sentences(void **ctx)
{
    (void)ctx;
    enum { WORDS = 5000 };
    static const char *const some[] = {"aid ", "went ", "to ", "the ", "port ", ", ", "and "};
    char *text = arena_alloc(arena, WORDS * 8);
    assert_non_null(text);
    size_t n = 0;
    for (size_t i = 0; i < WORDS; i++) {
        const char *w = some[i * 5 % 7];
        memcpy(text + n, w, strlen(w));
        n += strlen(w);
    }
    struct doc *doc = analyse((struct str){text, n - 1});
    assert_int_equal(doc->n_tokens, WORDS);
    char *monster = arena_alloc(arena, 1 << 20); /* one word of a megabyte */
    assert_non_null(monster);
    memset(monster, 'a', 1 << 20);
    analyse((struct str){monster, 1 << 20});
}

static void given_trees_are_left_alone(void **ctx)
{
    (void)ctx;
    struct doc *doc = doc_of(arena, STR_LIT("Talks failed ."));
    assert_non_null(doc);
    doc->sentences[0].given_tree = true;
    doc->tokens[0].head = 3;
    doc->tokens[0].rel = REL_DEP;
    assert_int_equal(syntax_analyse(model, scratch, doc, NULL), BEDE_OK);
    assert_int_equal(doc->tokens[0].head, 3);
    assert_int_equal(doc->tokens[0].rel, REL_DEP);
    assert_int_equal(doc->tokens[1].upos, UPOS_NONE);
}

/* The same trees from every kernel that this CPU has. */
static void kernels_give_the_same_trees(void **ctx)
{
    (void)ctx;
    static const char *const texts[] = {
        "The foreign minister met the president in Oslo .",
        "Aid groups , which had left in March , returned to the two northern provinces on Sunday ,",
        "\" We will not wait , \" said Hana Berg , the chair of the panel , after the vote ."};
    static const char *const names[] = {"portable", "avx2", "vnni"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct doc *want = analyse(str_c(texts[i]));
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            if (!syntax_use_kernels(model, names[k])) continue;
            struct doc *got = analyse(str_c(texts[i]));
            for (uint32_t t = 0; t < want->n_tokens; t++) {
                assert_int_equal(got->tokens[t].head, want->tokens[t].head);
                assert_int_equal(got->tokens[t].rel, want->tokens[t].rel);
                assert_int_equal(got->tokens[t].xpos, want->tokens[t].xpos);
                assert_ptr_equal(got->tokens[t].feats, want->tokens[t].feats);
            }
        }
        assert_true(syntax_use_kernels(model, NULL));
    }
}

/* A scratch that has seen other sentences before gives what a new one gives. */
static void scratch_carries_nothing_over(void **ctx)
{
    (void)ctx;
    struct str text =
        STR_LIT("Rebels in the north freed six hostages after talks with the Red Cross .");
    analyse(STR_LIT("Prices rose ."));
    struct doc *a = analyse(text), *b = doc_of(arena, text);
    struct syntax_scratch *fresh = syntax_scratch_new(model);
    assert_non_null(fresh);
    assert_non_null(b);
    assert_int_equal(syntax_analyse(model, fresh, b, NULL), BEDE_OK);
    for (uint32_t t = 0; t < a->n_tokens; t++) {
        assert_int_equal(a->tokens[t].head, b->tokens[t].head);
        assert_int_equal(a->tokens[t].rel, b->tokens[t].rel);
    }
    syntax_scratch_free(fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_active_clause),
        cmocka_unit_test(a_passive_clause_with_agent),
        cmocka_unit_test(clauses_within_clauses),
        cmocka_unit_test(coordinated_subjects),
        cmocka_unit_test(lower_case_and_capitals),
        cmocka_unit_test(unknown_words_are_read_by_their_endings),
        cmocka_unit_test(short_and_odd_sentences),
        cmocka_unit_test(very_long_sentences),
        cmocka_unit_test(given_trees_are_left_alone),
        cmocka_unit_test(kernels_give_the_same_trees),
        cmocka_unit_test(scratch_carries_nothing_over),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
