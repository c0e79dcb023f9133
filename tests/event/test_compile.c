/* Templates and explicit notation into patterns. SPDX-License-Identifier: MIT */
#include "trees.h"

/* Compiles the lines of a rule file; rules keep what they could not be compiled for. */
static struct event_book *compile(const char *rules)
{
    static const char *const folders[] = {PIPELINE_KNOWLEDGE};
    struct event_book *book = tables_only();
    struct text_lexicon *text;
    struct syntax_model *model;
    bede_error err;
    pipeline_check(text_lexicon_load(folders, 1, &text, &err), &err);
    pipeline_check(syntax_open(PIPELINE_MODEL, &model, &err), &err);
    pipeline_check(book_read_rules_text(book, "test.rules", str_c(rules), &err), &err);
    pipeline_check(book_compile(book, text, model, 0, &err), &err);
    syntax_close(model);
    text_lexicon_free(text);
    return book;
}

static const struct pattern_arg *arg_of(const struct event_rule *rule, enum frame_role role)
{
    for (uint32_t i = 0; i < rule->n_args; i++)
        if (rule->args[i].role == role) return &rule->args[i];
    fail_msg("\"%.*s\" has no argument %d", STR_ARG(rule->text), (int)role);
    return NULL;
}

static void problem_is(const struct event_rule *rule, const char *part)
{
    char text[400];
    snprintf(text, sizeof text, "%.*s", STR_ARG(rule->problem));
    if (!strstr(text, part)) fail_msg("\"%.*s\": %s", STR_ARG(rule->text), text);
}

static void test_explicit(void **state)
{
    (void)state;
    struct event_book *book = compile("ACCUSE  [{accuse|blame}] subj=A obj=R of=*\n"
                                      "CONSULT  [noun:talk] subj=A+\n"
                                      "AGREE  [agree] subj=A comp:to=<AID|VCOOP>\n"
                                      "AID  [send] subj=A obj={weapons} to=R prt=off\n");
    const struct event_rule *rule = &book->rules[0];
    assert_false(rule->head_noun);
    assert_true(book_has_word(rule->head, STR_LIT("blame")));
    assert_int_equal(arg_of(rule, ROLE_SUBJ)->fill, FILL_ACTOR);
    assert_int_equal(arg_of(rule, ROLE_OBJ)->fill, FILL_RECIPIENT);
    assert_int_equal(arg_of(rule, ROLE_OBL)->fill, FILL_ANY);
    assert_true(str_is(arg_of(rule, ROLE_OBL)->prep, "of"));
    assert_true(rule->has_actor && rule->has_recipient);
    assert_true(book->rules[1].head_noun);
    assert_true(book->rules[1].args[0].several);
    const struct pattern_arg *comp = arg_of(&book->rules[2], ROLE_COMP);
    assert_int_equal(comp->fill, FILL_EVENT);
    assert_true(str_is(comp->prep, "to"));
    uint32_t bits = 0;
    for (uint32_t t = 0; t < book->n_types; t++)
        if (str_is(book->types[t].name, "AID") || str_is(book->types[t].name, "AGREE") ||
            str_is(book->types[t].name, "CONSULT") || str_is(book->types[t].name, "SUPPORT"))
            bits |= 1u << t;
    assert_int_equal(comp->types, bits);
    assert_int_equal(arg_of(&book->rules[3], ROLE_OBJ)->fill, FILL_WORD);
    assert_int_equal(arg_of(&book->rules[3], ROLE_PRT)->fill, FILL_WORD);
    assert_true(book->rules[3].weight > book->rules[0].weight);
    event_book_free(book);
}

static void test_template(void **state)
{
    (void)state;
    struct event_book *book = compile("ACCUSE  A condemn R\n"
                                      "AID  A provide {weapons} to R\n"
                                      "AGREE  A pledge to <AID|COOPERATE>\n");
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(book->rules[i].problem.n, 0);
    assert_true(book_has_word(book->rules[0].head, STR_LIT("condemn")));
    assert_int_equal(arg_of(&book->rules[0], ROLE_OBJ)->fill, FILL_RECIPIENT);
    const struct pattern_arg *weapons = arg_of(&book->rules[1], ROLE_OBJ);
    assert_ptr_equal(weapons->words, book_class(book, STR_LIT("weapons")));
    assert_true(str_is(arg_of(&book->rules[1], ROLE_OBL)->prep, "to"));
    assert_int_equal(arg_of(&book->rules[2], ROLE_COMP)->fill, FILL_EVENT);
    event_book_free(book);
}

/* "hold talks with R" is found as "talks with R" as well. */
static void test_noun_twin(void **state)
{
    (void)state;
    struct event_book *book = compile("CONSULT  A hold talks with R\n");
    assert_int_equal(book->n_rules, 2);
    const struct event_rule *twin = &book->rules[1];
    assert_true(twin->light && twin->head_noun);
    assert_true(book_has_word(twin->head, STR_LIT("talk")));
    assert_string_equal(twin->label, "test.rules:1");
    assert_true(map_get(&book->heads, STR_LIT("talk")) != MAP_NONE);
    assert_int_equal(event_n_rules(book), 1);
    event_book_free(book);
}

static void test_problems(void **state)
{
    (void)state;
    struct event_book *book = compile("AID  A give {no such class} to R\n"
                                      "AGREE  A agree to <SING>\n"
                                      "AGREE  A agree to <AID\n"
                                      "AID  [help subj=A\n"
                                      "AID  [help] subject\n"
                                      "AID  [help] subj=\n"
                                      "AID  [help] subj={nothing here}\n"
                                      "AID  [a] a=A b=* c=* d=* e=* f=* g=*\n");
    static const char *const parts[] = {
        "no such word class", "no such type",       "is missing",         "\"]\" is missing",
        "expected role=word", "expected role=word", "no such word class", "too many arguments"};
    for (uint32_t i = 0; i < 8; i++)
        problem_is(&book->rules[i], parts[i]);
    assert_int_equal(event_n_rules(book), 0);
    event_book_free(book);
}

struct heard {
    uint32_t errors, doubts;
};

static void hear(void *ctx, bool is_error, const char *file, uint32_t line, const char *message)
{
    struct heard *heard = ctx;
    assert_string_equal(file, "test.rules");
    assert_true(line > 0 && message[0]);
    *(is_error ? &heard->errors : &heard->doubts) += 1;
}

static void test_linter(void **state)
{
    (void)state;
    struct event_book *book = compile("AID  [help] subj=A obj=R\n"
                                      "SUPPORT  [help] subj=A obj=R\n"
                                      "AID  [help] obj=R\n"
                                      "AID  [help] obj={nothing here}\n");
    struct heard heard = {0};
    assert_int_equal(event_check(book, hear, &heard), 1);
    assert_int_equal(heard.errors, 1);
    assert_int_equal(heard.doubts, 2); /* twice the same, no actor */
    event_book_free(book);
}

/* A rule is shadowed when another one as heavy holds wherever it does, and stands above it. */
static void test_shadow(void **state)
{
    (void)state;
    struct event_book *book = compile("AID  [{help|assist}] subj=A obj=R\n"
                                      "SUPPORT  [help] subj=A obj=R\n"
                                      "SUPPORT  [help] subj=A obj={effort|bid}\n"
                                      "AID  [help] subj=A obj=effort\n"
                                      "AID  [help] subj=A obj=R with=*\n");
    struct heard heard = {0};
    assert_int_equal(event_check(book, hear, &heard), 0);
    assert_int_equal(heard.doubts, 2); /* the second by the first, the fourth by the third */
    event_book_free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_explicit),  cmocka_unit_test(test_template),
        cmocka_unit_test(test_noun_twin), cmocka_unit_test(test_problems),
        cmocka_unit_test(test_linter),    cmocka_unit_test(test_shadow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
