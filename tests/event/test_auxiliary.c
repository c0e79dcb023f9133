/* Small words that make a clause future, hypothetical or negated. SPDX-License-Identifier: MIT */
#include "trees.h"

static struct pipeline pipe;

static int setup(void **state)
{
    (void)state;
    pipe = trees_open("AID  [help] subj=A obj=R\n");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    pipeline_close(&pipe);
    return 0;
}

static void bits_are(const char *rows, const char *word, int want)
{
    trees_read(&pipe, rows);
    struct frames tree = trees_frames(&pipe);
    assert_int_equal(auxiliary_of(&tree, word_at(&pipe, word)), want);
}

static void test_own_words(void **state)
{
    (void)state;
    bits_are("Kenya Kenya PROPN NNP 2 nsubj\nhelped help VERB VBD 0 root\n", "helped", 0);
    bits_are("Kenya Kenya PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nhelp help VERB VB 0 root\n",
             "help", EVENT_FUTURE);
    bits_are("Kenya Kenya PROPN NNP 4 nsubj\nwill will AUX MD 4 aux\nnot not PART RB 4 advmod\n"
             "help help VERB VB 0 root\n",
             "help", EVENT_FUTURE | EVENT_NEGATION);
    bits_are("Kenya Kenya PROPN NNP 3 nsubj\nmay may AUX MD 3 aux\nhelp help VERB VB 0 root\n",
             "help", EVENT_HYPOTHETICAL);
    bits_are("If if SCONJ IN 3 mark\nKenya Kenya PROPN NNP 3 nsubj\nhelps help VERB VBZ 0 root\n",
             "helps", EVENT_HYPOTHETICAL);
}

static void test_negated_subject(void **state)
{
    (void)state;
    bits_are("No no DET DT 2 det\ncountry country NOUN NN 3 nsubj\nhelped help VERB VBD 0 root\n",
             "helped", EVENT_NEGATION);
}

static void test_governor(void **state)
{
    (void)state;
    bits_are("Kenya Kenya PROPN NNP 2 nsubj\nfailed fail VERB VBD 0 root\nto to PART TO 4 mark\n"
             "help help VERB VB 2 xcomp\n",
             "help", EVENT_NEGATION);
    bits_are("Kenya Kenya PROPN NNP 3 nsubj:pass\nis be AUX VBZ 3 aux:pass\n"
             "expected expect VERB VBN 0 root\nto to PART TO 5 mark\nhelp help VERB VB 3 xcomp\n",
             "help", EVENT_FUTURE);
}

static void test_shared_and_own_in_coordination(void **state)
{
    (void)state;
    static const char shared[] = "Kenya Kenya PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\n"
                                 "meet meet VERB VB 0 root\nand and CCONJ CC 5 cc\n"
                                 "help help VERB VB 3 conj\n";
    static const char own[] = "Kenya Kenya PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\n"
                              "meet meet VERB VB 0 root\nand and CCONJ CC 6 cc\n"
                              "has have AUX VBZ 6 aux\nhelped help VERB VBN 3 conj\n";
    bits_are(shared, "help", EVENT_FUTURE);
    bits_are(own, "helped", 0);
}

static void test_noun_under_its_verb(void **state)
{
    (void)state;
    bits_are("Kenya Kenya PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nhold hold VERB VB 0 root\n"
             "talks talk NOUN NNS 3 obj\n",
             "talks", EVENT_FUTURE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_words),
        cmocka_unit_test(test_negated_subject),
        cmocka_unit_test(test_governor),
        cmocka_unit_test(test_shared_and_own_in_coordination),
        cmocka_unit_test(test_noun_under_its_verb),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
