/* The type between two given spans: always an answer, whatever the spans are.
 * SPDX-License-Identifier: MIT */
#include "trees.h"

static struct pipeline pipe;

static int setup(void **state)
{
    (void)state;
    pipe = trees_open("AID  [help] subj=A obj=R\nASSAULT/beat  [beat] subj=A obj=R\n"
                      "ACCUSE  [{blame|name}] subj=A obj=R for=*\n");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    pipeline_close(&pipe);
    return 0;
}

static struct span span_of(const char *form)
{
    const struct token *t = &pipe.doc->tokens[word_at(&pipe, form)];
    return (struct span){t->start, t->end};
}

static bede_status relate(struct span *spans, struct event_relation *out)
{
    bede_error err;
    pipeline_check(quote_find(pipe.quote, pipe.doc, pipe.entities, &pipe.quotes, &err), &err);
    return event_relate(pipe.book, pipe.doc, pipe.entities, pipe.quotes, spans[0], spans[1], out,
                        &err);
}

static void type_is(const char *rows, const char *a, const char *r, const char *type)
{
    struct event_relation out;
    uint32_t n;
    trees_read(&pipe, rows);
    struct span spans[2] = {span_of(a), span_of(r)};
    assert_int_equal(relate(spans, &out), BEDE_OK);
    const struct event_type *types = event_types(pipe.book, &n);
    assert_true(out.type < n);
    if (!str_is(types[out.type].name, type))
        fail_msg("%s and %s: %.*s by %s", a, r, STR_ARG(types[out.type].name), out.rule);
    assert_int_equal(out.quad, types[out.type].quad);
    assert_non_null(out.rule);
}

static void test_anybody_can_be_related(void **state)
{
    (void)state;
    static const char rows[] = "bakers baker NOUN NNS 2 nsubj\nhelped help VERB VBD 0 root\n"
                               "tailors tailor NOUN NNS 2 obj\nand and CCONJ CC 5 cc\n"
                               "beat beat VERB VBD 2 conj\ncooks cook NOUN NNS 5 obj\n";
    type_is(rows, "bakers", "tailors", "AID");
    type_is(rows, "bakers", "cooks", "ASSAULT");
}

static void test_words_decide_without_an_event(void **state)
{
    (void)state;
    type_is("bakers baker NOUN NNS 0 root\nname name VERB VB 1 acl\nit it PRON PRP 2 obj\n"
            "tailors tailor NOUN NNS 2 obl\n",
            "bakers", "tailors", "ACCUSE");
}

static void test_an_answer_without_any_rule_word(void **state)
{
    (void)state;
    struct event_relation out;
    trees_read(&pipe, "bakers baker NOUN NNS 2 nsubj\nsang sing VERB VBD 0 root\n"
                      "songs song NOUN NNS 2 obj\n");
    struct span spans[2] = {span_of("bakers"), span_of("songs")};
    assert_int_equal(relate(spans, &out), BEDE_OK);
    assert_int_equal(out.type, 0);
    assert_string_equal(out.rule, "no rule word");
}

static void test_a_span_without_a_word_is_refused(void **state)
{
    (void)state;
    struct event_relation out;
    trees_read(&pipe, "bakers baker NOUN NNS 2 nsubj\nsang sing VERB VBD 0 root\n");
    struct span spans[2] = {{0, 0}, span_of("sang")};
    assert_int_equal(relate(spans, &out), BEDE_USAGE);
    spans[0] = span_of("bakers");
    spans[1] = (struct span){5000, 6000};
    assert_int_equal(relate(spans, &out), BEDE_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_anybody_can_be_related),
        cmocka_unit_test(test_words_decide_without_an_event),
        cmocka_unit_test(test_an_answer_without_any_rule_word),
        cmocka_unit_test(test_a_span_without_a_word_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
