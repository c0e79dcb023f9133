/* tests/quote/test_marks.c - quotation marks: pairs, apostrophes, what is missing, what is nested.
 *
 * SPDX-License-Identifier: MIT */
#include "pipeline.h"

static struct pipeline pipeline;

static int open_all(void **state)
{
    (void)state;
    pipeline = pipeline_open();
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    pipeline_close(&pipeline);
    return 0;
}

/* The regions as "inner" strings, nested ones indented by "> ", joined by "|". */
static const char *regions_of(const char *text)
{
    static char line[2048];
    struct regions regions;
    bede_error err;
    struct doc *doc = pipeline_doc(&pipeline, str_c(text));
    pipeline_check(marks_find(pipeline.quote, doc, &regions, &err), &err);
    size_t n = 0;
    line[0] = '\0';
    for (uint32_t i = 0; i < regions.n; i++) {
        const struct region *r = &regions.items[i];
        assert_true(r->inner.start <= r->inner.end && r->inner.end <= doc->text.n);
        assert_true(r->first <= r->end && r->end <= doc->n_tokens);
        n += (size_t)snprintf(line + n, sizeof line - n, "%s%s%.*s%s", i ? "|" : "",
                              r->level ? "> " : "", STR_ARG(str_span(doc->text, r->inner)),
                              r->closed ? "" : "~");
    }
    return line;
}

static void test_pairs(void **state)
{
    (void)state;
    assert_string_equal(regions_of("\"We will stay,\" she said. \"For now.\""),
                        "We will stay,|For now.");
    assert_string_equal(regions_of("“We will stay,” she said."), "We will stay,");
    assert_string_equal(regions_of("``We will stay,'' she said."), "We will stay,");
    assert_string_equal(regions_of("''We will stay,'' she said."), "We will stay,");
    assert_string_equal(regions_of("«We will stay», she said."), "We will stay");
    assert_string_equal(regions_of("„Wir bleiben“, she said in German."), "Wir bleiben");
    assert_string_equal(regions_of("He had \" no plans \" to go."), " no plans ");
}

static void test_apostrophes(void **state)
{
    (void)state;
    assert_string_equal(regions_of("The workers' leaders don't know the '90s."), "");
    assert_string_equal(regions_of("Rock 'n' roll took 'em by storm, the players' union said."),
                        "");
    assert_string_equal(regions_of("The party’s men won’t go."), "");
    assert_string_equal(regions_of("'We won't stay,' she said."), "We won't stay,");
    assert_string_equal(regions_of("‘We won’t stay,’ she said."), "We won’t stay,");
    assert_string_equal(regions_of("A 6'2\" guard stood there."), "");
}

static void test_nested(void **state)
{
    (void)state;
    assert_string_equal(regions_of("\"He told me, 'Go home,' and I went,\" she said."),
                        "He told me, 'Go home,' and I went,|> Go home,");
    assert_string_equal(regions_of("“She said ‘no’ twice,” he said."), "She said ‘no’ twice,|> no");
    /* an apostrophe inside is no region, and what it would have held moves up */
    assert_string_equal(regions_of("\"Get 'em while the boys' team rests,\" he said."),
                        "Get 'em while the boys' team rests,");
}

static void test_missing(void **state)
{
    (void)state;
    assert_string_equal(regions_of("\"It is over. They left, he said. \"We won.\""),
                        "It is over.~|We won.");
    assert_string_equal(regions_of("They called it \"a good day and went home. Nobody spoke."),
                        "a good day and went home.~");
    assert_string_equal(regions_of("It ended\" and they went."), "");
    assert_string_equal(regions_of("\"\""), "");
    assert_string_equal(regions_of("\""), "");
}

static void test_paragraphs(void **state)
{
    (void)state;
    struct regions regions;
    bede_error err;
    struct doc *doc = pipeline_doc(
        &pipeline,
        str_c(
            "\"We came in the night. It rained.\n\n\"Then we left,\" the guard said.\n\n\"No.\""));
    pipeline_check(marks_find(pipeline.quote, doc, &regions, &err), &err);
    assert_int_equal(regions.n, 3);
    assert_true(regions.items[0].continued);
    assert_true(regions.items[1].continues);
    assert_false(regions.items[2].continues);
    assert_true(
        str_is(str_span(doc->text, regions.items[0].inner), "We came in the night. It rained."));
}

/* Many marks of every kind in one line: no pairing may look back further than its stack. */
static void test_many(void **state)
{
    (void)state;
    enum { REPEATS = 20000 };
    static const char piece[] = "'a \"b `` c ‘d “ ";
    char *text = malloc(sizeof piece * REPEATS);
    assert_non_null(text);
    size_t n = 0;
    for (int i = 0; i < REPEATS; i++) {
        memcpy(text + n, piece, sizeof piece - 1);
        n += sizeof piece - 1;
    }
    struct syntax_model *model = pipeline.model;
    pipeline.model = NULL; /* marks need no trees */
    struct doc *doc = pipeline_doc(&pipeline, (struct str){text, n});
    pipeline.model = model;
    struct regions regions;
    bede_error err;
    pipeline_check(marks_find(pipeline.quote, doc, &regions, &err), &err);
    for (uint32_t i = 1; i < regions.n; i++)
        assert_true(regions.items[i].outer.start >= regions.items[i - 1].outer.start);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),      cmocka_unit_test(test_apostrophes),
        cmocka_unit_test(test_nested),     cmocka_unit_test(test_missing),
        cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
