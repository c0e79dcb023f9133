/* CoNLL-U in and out: what is read, what is refused and where, and that what is printed reads back
 * as what it was. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#include "syntax/conllu.h"
#include "syntax/ud.h"
#include "wire/wire.h"

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
#define GLUED(id, form, head, rel)                                                                 \
    id "\t" form "\t_\tNOUN\tNN\t_\t" head "\t" rel "\t_\tSpaceAfter=No\n"

static bede_status read_all(struct str *rest, struct doc **doc, bede_error *err)
{
    uint32_t line = 0;
    return conllu_read(arena, "x.conllu", rest, &line, true, NULL, doc, err);
}

static struct doc *read_ok(const char *text)
{
    struct str rest = str_c(text);
    struct doc *doc;
    bede_error err;
    assert_int_equal(read_all(&rest, &doc, &err), BEDE_OK);
    return doc;
}

static const char two_stories[] =
    "# newdoc id = first\n# date = 2023-11-09\n# newpar\n# sent_id = a\n"
    "1\tShe\tshe\tPRON\tPRP\tCase=Nom|Gender=Fem\t2\tnsubj\t_\t_\n"
    "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n"
    "3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
    "\n"
    "# newpar\n# paragraph = caption\n" ROW(
        "1", "Crowds", "0", "root") "\n"
                                    "# newdoc id = second\r\n" ROW("1", "End", "0", "root");

/* Behind the first row a comment says nothing: neither a name nor the end of the story. */
static void late_comments_say_nothing(void **state)
{
    (void)state;
    struct doc *doc = read_ok("# story = a\n" ROW("1", "x", "0", "root") "# story = b\n" ROW(
        "2", "y", "1", "dep") "\n"
                              "# story = a\n" ROW("1", "z", "0", "root"));
    assert_int_equal(doc->n_sentences, 2);
    assert_true(str_is(doc->story->id, "a"));
}

static void stories_come_one_at_a_time(void **state)
{
    (void)state;
    struct str rest = str_c(two_stories);
    struct doc *doc;
    bede_error err;
    uint32_t line = 0;
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, NULL, &doc, &err), BEDE_OK);
    assert_true(str_is(doc->story->id, "first"));
    assert_int_equal(doc->story->date.year, 2023);
    assert_true(str_is(doc->text, "She can't.\n\nCrowds"));
    assert_int_equal(doc->n_sentences, 2);
    assert_int_equal(doc->story->n_blocks, 2);
    assert_int_equal(doc->story->blocks[0].number, 1);
    assert_int_equal(doc->story->blocks[1].kind, WIRE_CAPTION);
    assert_int_equal(line, 15);
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, NULL, &doc, &err), BEDE_OK);
    assert_true(str_is(doc->story->id, "second"));
    assert_int_equal(doc->story->line, 15);
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, NULL, &doc, &err), BEDE_DONE);
    /* Found by fuzzing: between the rows of a sentence the comment starts nothing. */
    doc = read_ok(ROW("1", "a", "0", "root") "# newdoc id = x\n" ROW("2", "b", "1", "dep"));
    assert_int_equal(doc->n_tokens, 2);
}

static void tags_trees_and_multiword_tokens_are_read(void **state)
{
    (void)state;
    struct doc *doc = read_ok(two_stories);
    const struct token *t = doc->tokens;
    assert_int_equal(doc->sentences[0].n, 4);
    assert_true(doc->sentences[0].given_tree);
    assert_string_equal(t[0].feats, "Case=Nom|Gender=Fem");
    assert_int_equal(t[0].rel, REL_NSUBJ);
    assert_int_equal(t[0].head, 2);
    assert_int_equal(t[1].mwt, 2);
    assert_int_equal(t[2].mwt, 1);
    assert_true(str_is(doc_form(doc, 1), "ca"));
    assert_true(str_is(doc_form(doc, 2), "n't"));
    assert_false(t[2].space_after);
    assert_true(str_is(t[2].lemma, "not"));
    assert_int_equal(t[3].mwt, 0);
}

static void words_unlike_their_surface_get_a_part_of_it(void **state)
{
    (void)state;
    struct doc *doc = read_ok("1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n" ROW("1", "de", "0", "root")
                                  ROW("2", "le", "1", "det"));
    assert_true(str_is(doc_form(doc, 0), "d"));
    assert_true(str_is(doc_form(doc, 1), "u"));
    doc = read_ok("1-3\t\xC3\xA9\t_\t_\t_\t_\t_\t_\t_\t_\n" ROW("1", "a", "0", "root")
                      ROW("2", "b", "1", "dep") ROW("3", "c", "1", "dep"));
    for (uint32_t i = 0; i < 3; i++)
        assert_true(str_is(doc_form(doc, i), "\xC3\xA9"));
}

static void a_graph_that_is_no_tree_is_not_given(void **state)
{
    (void)state;
    assert_false(
        read_ok(ROW("1", "a", "2", "dep") ROW("2", "b", "1", "dep"))->sentences->given_tree);
    assert_false(
        read_ok(ROW("1", "a", "0", "root") ROW("2", "b", "0", "root"))->sentences->given_tree);
    assert_false(
        read_ok(ROW("1", "a", "0", "root") ROW("2", "b", "3", "dep") ROW("3", "c", "2", "dep"))
            ->sentences->given_tree);
    assert_false(read_ok(ROW("1", "a", "_", "_"))->sentences->given_tree);
    assert_true(
        read_ok(ROW("1", "a", "2", "det") ROW("2", "b", "0", "root"))->sentences->given_tree);
}

static void faults_name_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t line;
    } faults[] = {
        {"# text = a\n1\ta\t_\tNOUN\n", 2},
        {ROW("1", "a", "0", "root") ROW("3", "b", "1", "dep"), 2},
        {ROW("1", "a", "x", "root"), 1},
        {ROW("1", "", "0", "root"), 1},
        {ROW("1", "a", "2", "root") "\n", 2},
        {"2-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
        {"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 2},
        {"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n" ROW("1", "a", "0", "root") "\n", 3},
        {"# x\n\n1\t\xFF\t_\n", 3},
        {ROW("1", "a", "0", "root\t_"), 1},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct str rest = str_c(faults[i].text);
        struct doc *doc;
        bede_error err;
        assert_int_equal(read_all(&rest, &doc, &err), BEDE_SYNTAX);
        assert_int_equal(err.line, faults[i].line);
        assert_string_equal(err.input, "x.conllu");
        assert_int_equal(rest.n, 0);
    }
}

static void limits_hold(void **state)
{
    (void)state;
    const char *text = ROW("1", "a", "0", "root") ROW("2", "b", "1", "dep")
        ROW("3", "c", "1", "dep") "\n" ROW("1", "d", "0", "root");
    struct str rest = str_c(text);
    struct doc *doc;
    bede_error err;
    uint32_t line = 0;
    bede_limits limits = {.sentence_words = 2};
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, &limits, &doc, &err), BEDE_OK);
    assert_int_equal(doc->n_sentences, 3);
    assert_true(doc->sentences[0].cut);
    assert_false(doc->sentences[0].given_tree);
    assert_true(doc->sentences[2].given_tree);
    rest = str_c(text);
    limits = (bede_limits){.sentences = 1};
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, &limits, &doc, &err), BEDE_LIMIT);
    rest = str_c(text);
    limits = (bede_limits){.story_bytes = 4};
    assert_int_equal(conllu_read(arena, "x", &rest, &line, true, &limits, &doc, &err), BEDE_LIMIT);
}

static struct str printed(const struct doc *doc)
{
    struct buf buf;
    buf_init(&buf, 0);
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        conllu_write(&buf, doc, s);
    assert_false(buf.failed);
    struct str out = arena_str(arena, (struct str){buf.p, buf.n});
    buf_fini(&buf);
    return out;
}

static void what_is_printed_reads_back(void **state)
{
    (void)state;
    struct doc *a = read_ok(two_stories), *b;
    struct str text = printed(a), rest = text;
    bede_error err;
    assert_int_equal(read_all(&rest, &b, &err), BEDE_OK);
    assert_true(str_eq(a->text, b->text));
    assert_true(str_eq(printed(b), text));
    assert_true(str_eq(a->story->id, b->story->id));
    assert_int_equal(a->story->n_blocks, b->story->n_blocks);
    assert_int_equal(a->n_tokens, b->n_tokens);
    for (uint32_t i = 0; i < a->n_tokens; i++) {
        const struct token *x = &a->tokens[i], *y = &b->tokens[i];
        assert_int_equal(x->start, y->start);
        assert_int_equal(x->end, y->end);
        assert_int_equal(x->mwt, y->mwt);
        assert_int_equal(x->space_after, y->space_after);
        assert_int_equal(x->head, y->head);
        assert_int_equal(x->rel, y->rel);
        assert_true(str_eq(x->lemma, y->lemma));
        assert_string_equal(x->feats, y->feats);
    }
}

static void sentences_of_our_own_get_their_comments(void **state)
{
    (void)state;
    struct doc *doc = read_ok("# newdoc id = s1\n# date = 2024-01-02\n" GLUED(
        "1", "Rain", "0", "root") ROW("2", ".", "1", "punct") "\n" ROW("1", "Sun", "0", "root"));
    for (uint32_t i = 0; i < doc->n_sentences; i++)
        doc->sentences[i].comments = (struct str){0};
    const char want[] = "# newdoc id = s1\n# date = 2024-01-02\n# newpar\n# paragraph = 1\n"
                        "# sent_id = s1-1\n# text = Rain.\n" GLUED("1", "Rain", "0", "root")
                            ROW("2", ".", "1", "punct") "\n"
                                                        "# sent_id = s1-2\n# text = Sun\n" ROW(
                                                            "1", "Sun", "0", "root") "\n";
    assert_true(str_is(printed(doc), want));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories_come_one_at_a_time),
        cmocka_unit_test(late_comments_say_nothing),
        cmocka_unit_test(tags_trees_and_multiword_tokens_are_read),
        cmocka_unit_test(words_unlike_their_surface_get_a_part_of_it),
        cmocka_unit_test(a_graph_that_is_no_tree_is_not_given),
        cmocka_unit_test(faults_name_their_line),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(what_is_printed_reads_back),
        cmocka_unit_test(sentences_of_our_own_get_their_comments),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
