/* From rules and trees to events: roles, composition, operators, exclusions, claims' absence.
 * SPDX-License-Identifier: MIT */
#include "trees.h"

static const char rules[] = "-  [attack] subj=A obj={problem|question}\n"
                            "ACCUSE/disapprove  [condemn] subj=A obj=R\n"
                            "ACCUSE/disapprove  [condemn] subj=A obj=<CONF>\n"
                            "ASSAULT  [attack] subj=A obj=R\n"
                            "ASSAULT/explosives  [attack] subj=A obj=R with={bomb|mine}\n"
                            "AID  [help] subj=A obj=R\n"
                            "SUPPORT  [help] subj=A obj=R\n"
                            "AGREE  [agree] subj=A comp:to=<AID>\n"
                            "SANCTION/expel  [expel] subj=A obj=R\n"
                            "CONSULT  [meet] subj=A obj=R\n"
                            "CONSULT  [meet] subj=A+\n"
                            "COERCE/seize  [seize] subj=A obj=*\n"
                            "SANCTION  [break] subj=A prt=off obj=tie with=R\n"
                            "REJECT  [call] subj=A off=talk with=R\n";

static struct pipeline pipe;

static int setup(void **state)
{
    (void)state;
    pipe = trees_open(rules);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    pipeline_close(&pipe);
    return 0;
}

static void test_specific_rule_wins(void **state)
{
    (void)state;
    static const char rows[] = "Peru Peru PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\n"
                               "Chile Chile PROPN NNP 2 obj\nwith with ADP IN 5 case\n"
                               "mines mine NOUN NNS 2 obl\n";
    expect_events(&pipe, rows, "ASSAULT/explosives | PER GOV | CHL GOV");
    assert_string_equal(pipe.events->items[0].rule, "test.rules:5");
    assert_int_equal(pipe.events->items[0].n_trigger, 2);
    assert_true(pipe.events->items[0].trigger[0] < pipe.events->items[0].trigger[1]);
}

/* "help" is AID and SUPPORT with equal weight: the line above decides. */
static void test_ties_break_in_file_order(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nhelped help VERB VBD 0 root\n"
                  "Chile Chile PROPN NNP 2 obj\n",
                  "AID | PER GOV | CHL GOV");
    assert_string_equal(pipe.events->items[0].rule, "test.rules:6");
    assert_true(pipe.events->items[0].confidence > 0.5);
}

/* The parser may take a particle for a preposition, in the text or in the template. */
static void test_particle_or_preposition(void **state)
{
    (void)state;
    expect_events(
        &pipe,
        "Peru Peru PROPN NNP 2 nsubj\nbroke break VERB VBD 0 root\noff off ADP IN 4 case\n"
        "ties tie NOUN NNS 2 obl\nwith with ADP IN 6 case\nChile Chile PROPN NNP 4 nmod\n",
        "SANCTION | PER GOV | CHL GOV");
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\ncalled call VERB VBD 0 root\n"
                  "off off ADP RP 2 compound:prt\ntalks talk NOUN NNS 2 obj\n"
                  "with with ADP IN 6 case\nChile Chile PROPN NNP 4 nmod\n",
                  "REJECT | PER GOV | CHL GOV");
    expect_events(
        &pipe,
        "Peru Peru PROPN NNP 2 nsubj\nbroke break VERB VBD 0 root\non on ADP IN 4 case\n"
        "ties tie NOUN NNS 2 obl\nwith with ADP IN 6 case\nChile Chile PROPN NNP 4 nmod\n",
        "");
}

static void test_exclusion(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\n"
                  "Chilean Chilean ADJ JJ 4 amod\nproblem problem NOUN NN 2 obj\n",
                  "");
}

static void test_composition_uses_up_the_inner_event(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nagreed agree VERB VBD 0 root\n"
                  "to to PART TO 4 mark\nhelp help VERB VB 2 xcomp\n"
                  "Chile Chile PROPN NNP 4 obj\n",
                  "AGREE | PER GOV | CHL GOV");
    assert_true(pipe.events->items[0].operators.n > 0);
}

/* The recipient of a condemnation of an attack is who attacks. */
static void test_composition_borrows_the_inner_actor(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\ncondemned condemn VERB VBD 0 root\n"
                  "Iran Iran PROPN NNP 5 nmod:poss\n's 's PART POS 3 case\n"
                  "attack attack NOUN NN 2 obj\non on ADP IN 7 case\n"
                  "Chile Chile PROPN NNP 5 nmod\n",
                  "ACCUSE/disapprove | PER GOV | IRN GOV");
}

static void test_operators(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\n"
                  "help help VERB VB 0 root\nChile Chile PROPN NNP 3 obj\n",
                  "AGREE | PER GOV | CHL GOV");
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 4 nsubj\nwill will AUX MD 4 aux\n"
                  "not not PART RB 4 advmod\nhelp help VERB VB 0 root\n"
                  "Chile Chile PROPN NNP 4 obj\n",
                  "REJECT | PER GOV | CHL GOV");
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 3 nsubj\nmay may AUX MD 3 aux\n"
                  "help help VERB VB 0 root\nChile Chile PROPN NNP 3 obj\n",
                  "AID | PER GOV | CHL GOV | hypothetical");
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\n"
                  "not not PART RB 4 advmod\ncondemn condemn VERB VB 0 root\n"
                  "Chile Chile PROPN NNP 4 obj\n",
                  "ACCUSE/disapprove | PER GOV | CHL GOV | negation");
}

static void test_coordinated_roles(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 4 nsubj\nand and CCONJ CC 3 cc\n"
                  "Kenya Kenya PROPN NNP 1 conj\ncondemned condemn VERB VBD 0 root\n"
                  "Chile Chile PROPN NNP 4 obj\nand and CCONJ CC 7 cc\n"
                  "expelled expel VERB VBD 4 conj\nIran Iran PROPN NNP 7 obj\n",
                  "ACCUSE/disapprove | PER GOV, KEN GOV | CHL GOV\n"
                  "SANCTION/expel | PER GOV, KEN GOV | IRN GOV");
}

static void test_reciprocal_events(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\n"
                  "Chile Chile PROPN NNP 2 obj\n",
                  "CONSULT | PER GOV, CHL GOV | -");
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 4 nsubj\nand and CCONJ CC 3 cc\n"
                  "Chile Chile PROPN NNP 1 conj\nmet meet VERB VBD 0 root\n",
                  "CONSULT | PER GOV, CHL GOV | -");
    expect_events(&pipe, "Peru Peru PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\n", "");
}

/* Nobody acts on himself, and what needs a recipient does not stand without. */
static void test_incomplete_roles(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nexpelled expel VERB VBD 0 root\n"
                  "Peru Peru PROPN NNP 2 obj\n",
                  "");
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nexpelled expel VERB VBD 0 root\n"
                  "water water NOUN NN 2 obj\n",
                  "");
    expect_events(&pipe,
                  "Rain rain NOUN NN 2 nsubj\nhelped help VERB VBD 0 root\n"
                  "Chile Chile PROPN NNP 2 obj\n",
                  "");
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nseized seize VERB VBD 0 root\n"
                  "cocaine cocaine NOUN NN 2 obj\n",
                  "COERCE/seize | PER GOV | -");
}

static void test_contexts(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nseized seize VERB VBD 0 root\n"
                  "cocaine cocaine NOUN NN 2 obj\n",
                  "COERCE/seize | PER GOV | -");
    uint32_t n, drugs = UINT32_MAX;
    const struct str *names = event_contexts(pipe.book, &n);
    for (uint32_t i = 0; i < n; i++)
        if (str_is(names[i], "illegal_drugs")) drugs = i;
    assert_true(drugs < n);
    assert_true(pipe.events->items[0].contexts == 1ull << drugs);
    assert_int_equal(pipe.events->items[0].quad, 4);
}

/* The same told twice keeps both events and links the second. */
static void test_repeats_are_linked(void **state)
{
    (void)state;
    expect_events(&pipe,
                  "Peru Peru PROPN NNP 2 nsubj\nexpelled expel VERB VBD 0 root\n"
                  "Iran Iran PROPN NNP 2 obj\nand and CCONJ CC 5 cc\n"
                  "expelled expel VERB VBD 2 conj\nIran Iran PROPN NNP 5 obj\n",
                  "SANCTION/expel | PER GOV | IRN GOV\nSANCTION/expel | PER GOV | IRN GOV");
    assert_int_equal(pipe.events->items[0].same_as, EVENT_NONE);
    assert_int_equal(pipe.events->items[1].same_as, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_specific_rule_wins),
        cmocka_unit_test(test_ties_break_in_file_order),
        cmocka_unit_test(test_exclusion),
        cmocka_unit_test(test_particle_or_preposition),
        cmocka_unit_test(test_composition_uses_up_the_inner_event),
        cmocka_unit_test(test_composition_borrows_the_inner_actor),
        cmocka_unit_test(test_operators),
        cmocka_unit_test(test_coordinated_roles),
        cmocka_unit_test(test_reciprocal_events),
        cmocka_unit_test(test_incomplete_roles),
        cmocka_unit_test(test_contexts),
        cmocka_unit_test(test_repeats_are_linked),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
