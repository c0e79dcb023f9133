/* Frames: each construction that is undone, on a tree of its own. SPDX-License-Identifier: MIT */
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

/* "SUBJ France OBJ Iran OBL:for raid", inherited arguments with a "+". */
static void frame_is(const char *rows, const char *word, const char *want)
{
    static const char *const roles[] = {"SUBJ", "OBJ", "IOBJ", "OBL", "COMP", "PRT", "PRED"};
    struct buf got;
    buf_init(&got, 0);
    trees_read(&pipe, rows);
    struct frames tree = trees_frames(&pipe);
    const struct frame *f = frames_get(&tree, word_at(&pipe, word));
    assert_non_null(f);
    for (uint32_t i = 0; i < f->n_args; i++) {
        const struct frame_arg *arg = &f->args[i];
        struct str form = doc_form(pipe.doc, arg->token);
        buf_printf(&got, "%s%s%s%.*s %.*s%s", i ? " " : "", roles[arg->role],
                   arg->prep.n ? ":" : "", STR_ARG(arg->prep), STR_ARG(form),
                   arg->inherited ? "+" : "");
    }
    buf_putc(&got, '\0');
    assert_string_equal(got.p, want);
    buf_fini(&got);
}

static void test_active_and_passive(void **state)
{
    (void)state;
    frame_is("France France PROPN NNP 2 nsubj\n"
             "sent send VERB VBD 0 root\n"
             "Mali Mali PROPN NNP 2 iobj\n"
             "food food NOUN NN 2 obj\n"
             "by by ADP IN 6 case\n"
             "air air NOUN NN 2 obl\n",
             "sent", "SUBJ France IOBJ Mali OBJ food OBL:by air");
    frame_is("Iran Iran PROPN NNP 3 nsubj:pass\n"
             "was be AUX VBD 3 aux:pass\n"
             "condemned condemn VERB VBN 0 root\n"
             "by by ADP IN 5 case\n"
             "France France PROPN NNP 3 obl\n",
             "condemned", "OBJ Iran SUBJ France");
}

static void test_relative_clause(void **state)
{
    (void)state;
    frame_is("Iran Iran PROPN NNP 0 root\n"
             "which which PRON WDT 4 nsubj:pass\n"
             "was be AUX VBD 4 aux:pass\n"
             "condemned condemn VERB VBN 1 acl:relcl\n"
             "by by ADP IN 6 case\n"
             "France France PROPN NNP 4 obl:agent\n",
             "condemned", "OBJ Iran SUBJ France");
    frame_is("weapons weapon NOUN NNS 0 root\n" /* "weapons France sent": no pronoun */
             "France France PROPN NNP 3 nsubj\n"
             "sent send VERB VBD 1 acl:relcl\n",
             "sent", "SUBJ France OBJ weapons");
}

static void test_participle(void **state)
{
    (void)state;
    frame_is("troops troop NOUN NNS 0 root\n"
             "sent send VERB VBN 1 acl\n"
             "by by ADP IN 4 case\n"
             "France France PROPN NNP 2 obl\n",
             "sent", "SUBJ France OBJ troops");
    frame_is("rebels rebel NOUN NNS 0 root\n"
             "holding hold VERB VBG 1 acl\n"
             "hostages hostage NOUN NNS 2 obj\n",
             "holding", "OBJ hostages SUBJ rebels");
}

static void test_control(void **state)
{
    (void)state;
    static const char subject[] = "Kenya Kenya PROPN NNP 2 nsubj\n"
                                  "agreed agree VERB VBD 0 root\n"
                                  "to to PART TO 4 mark\n"
                                  "help help VERB VB 2 xcomp\n"
                                  "Chad Chad PROPN NNP 4 obj\n";
    frame_is(subject, "help", "OBJ Chad SUBJ Kenya+");
    frame_is(subject, "agreed", "SUBJ Kenya COMP:to help");
    frame_is("Kenya Kenya PROPN NNP 2 nsubj\n"
             "urged urge VERB VBD 0 root\n"
             "Chad Chad PROPN NNP 2 obj\n"
             "to to PART TO 5 mark\n"
             "leave leave VERB VB 2 xcomp\n",
             "leave", "SUBJ Chad+");
}

static void test_coordination(void **state)
{
    (void)state;
    static const char rows[] = "Peru Peru PROPN NNP 2 nsubj\n"
                               "condemned condemn VERB VBD 0 root\n"
                               "and and CCONJ CC 4 cc\n"
                               "expelled expel VERB VBD 2 conj\n"
                               "envoys envoy NOUN NNS 4 obj\n";
    frame_is(rows, "expelled", "OBJ envoys SUBJ Peru+");
}

static void test_nouns(void **state)
{
    (void)state;
    frame_is("France France PROPN NNP 3 nmod:poss\n"
             "'s 's PART POS 1 case\n"
             "condemnation condemnation NOUN NN 0 root\n"
             "of of ADP IN 5 case\n"
             "Iran Iran PROPN NNP 3 nmod\n",
             "condemnation", "SUBJ France OBJ Iran OBL:of Iran");
    frame_is("talks talk NOUN NNS 0 root\n"
             "between between ADP IN 3 case\n"
             "India India PROPN NNP 1 nmod\n"
             "and and CCONJ CC 5 cc\n"
             "Nepal Nepal PROPN NNP 3 conj\n",
             "talks", "SUBJ India");
}

static void test_light_verb(void **state)
{
    (void)state;
    static const char rows[] = "India India PROPN NNP 2 nsubj\n"
                               "held hold VERB VBD 0 root\n"
                               "talks talk NOUN NNS 2 obj\n"
                               "with with ADP IN 5 case\n"
                               "Nepal Nepal PROPN NNP 2 obl\n";
    frame_is(rows, "talks", "SUBJ India+ OBL:with Nepal+");
    trees_read(&pipe, "India India PROPN NNP 2 nsubj\n" /* who ignores talks holds none */
                      "ignored ignore VERB VBD 0 root\n"
                      "talks talk NOUN NNS 2 obj\n");
    struct frames tree = trees_frames(&pipe);
    const struct frame *f = frames_get(&tree, word_at(&pipe, "talks"));
    assert_non_null(f);
    assert_null(frame_find(f, ROLE_SUBJ, NULL));
}

static void test_mutual(void **state)
{
    (void)state;
    trees_read(&pipe, "talks talk NOUN NNS 0 root\n"
                      "between between ADP IN 3 case\n"
                      "India India PROPN NNP 1 nmod\n"
                      "and and CCONJ CC 5 cc\n"
                      "Nepal Nepal PROPN NNP 3 conj\n");
    struct frames tree = trees_frames(&pipe);
    const struct frame *f = frames_get(&tree, 0);
    assert_true(f && f->mutual && f->nominal);
    struct part_list parts = {0};
    parts_of(&tree, f->args[0].token, false, true, &parts);
    assert_int_equal(parts.n, 2);
    assert_true(parts_several(&parts));
}

static void test_owner(void **state)
{
    (void)state;
    trees_read(&pipe, "Mali Mali PROPN NNP 3 nmod:poss\n"
                      "'s 's PART POS 1 case\n"
                      "decision decision NOUN NN 0 root\n");
    struct frames tree = trees_frames(&pipe);
    struct part_list parts = {0};
    parts_of(&tree, word_at(&pipe, "decision"), false, false, &parts);
    assert_int_equal(parts.n, 0);
    parts_of(&tree, word_at(&pipe, "decision"), false, true, &parts);
    assert_int_equal(parts.n, 1);
    assert_true(parts.owner);
    struct part_list again = parts;
    parts_minus(pipe.entities, &again, &parts);
    assert_int_equal(again.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_active_and_passive),
        cmocka_unit_test(test_relative_clause),
        cmocka_unit_test(test_participle),
        cmocka_unit_test(test_control),
        cmocka_unit_test(test_coordination),
        cmocka_unit_test(test_nouns),
        cmocka_unit_test(test_light_verb),
        cmocka_unit_test(test_mutual),
        cmocka_unit_test(test_owner),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
