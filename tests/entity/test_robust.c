/* tests/entity/test_robust.c - texts that nobody would write, and trees that no parser should make:
 * the contract holds, and time grows with length only.
 *
 * SPDX-License-Identifier: MIT */
#include <time.h>

#include "pipeline.h"

#include "syntax/ud.h"

static void check_contract(const struct entities *e)
{
    for (uint32_t m = 0; m < e->n_mentions; m++) {
        const struct mention *mention = &e->mentions[m];
        assert_true(mention->entity < e->n);
        assert_true(mention->first < mention->end && mention->end <= e->doc->n_tokens);
        assert_true(mention->head >= mention->first && mention->head < mention->end);
        assert_true(mention->reason.n > 0);
    }
    for (uint32_t t = 0; t < e->doc->n_tokens; t++) {
        assert_true(e->by_token[t] <= e->n_mentions);
        assert_true(e->inside[t] <= e->n_mentions);
        (void)entity_time_of(e, t);
        (void)entity_place_of(e, t);
    }
    for (uint32_t i = 0; i < e->n; i++)
        assert_true(e->items[i].first_mention < e->n_mentions || !e->n_mentions ||
                    e->items[i].first_mention == ENTITY_NONE);
}

static void test_odd_texts(void **state)
{
    (void)state;
    if (!io_exists(PIPELINE_MODEL)) skip();
    static const char *const texts[] = {
        "President",
        "His counterpart met their counterpart, whose counterpart they met.",
        "President President President of President of the President of the President's President",
        "the the the the North 's 's 's U.S.-U.S.-U.S.-ROK-Japan- - -",
        "\"\"\"\" \"He said \"they said \"it said\"\"\" himself itself themselves",
        "(AU) (AU) African Union (AU) (AU (AU)))",
        "May March Sunday 31 February 9999 Feb. 31 last last week next ago two two weeks ago ago",
        "of of for Ministry of of Ministry for and of Ministry of the",
        "Mr. Mrs. Gen. Dr. the former former ex-ex-president elect",
        "\xC3\x89lys\xC3\xA9 \xE2\x80\x9CHe\xE2\x80\x9D \xF0\x9F\x98\x80 \xC2\xA0 Ch\xC3\xA1vez",
    };
    struct pipeline p = pipeline_open();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct entities *e =
            pipeline_entities(&p, str_c(texts[i]), BEDE_FROM_TEXT, (struct date){2020, 2, 29});
        assert_non_null(e);
        check_contract(e);
    }
    pipeline_close(&p);
}

/* Words of a small vocabulary in random order, many of them names, roles and pronouns. */
static void test_word_soup(void **state)
{
    (void)state;
    if (!io_exists(PIPELINE_MODEL)) skip();
    static const char *const words[] = {
        "President", "Kim",       "he",     "they",      "its",         "the",      "foreign",
        "minister",  "of",        "for",    "Iran",      "South",       "Korean",   "said",
        "\"",        ",",         ".",      "(",         ")",           "-",        "Monday",
        "last",      "week",      "both",   "sides",     "counterpart", "his",      "army",
        "Gen.",      "Hamas",     "and",    "'s",        "who",         "met",      "with",
        "in",        "Seoul",     "former", "U.S.",      "Park",        "Ministry", "according",
        "to",        "spokesman", "two",    "countries", "9",           "\n\n"};
    struct pipeline p = pipeline_open();
    uint64_t seed = 12345;
    for (int round = 0; round < 60; round++) {
        char text[4096];
        size_t n = 0;
        for (int i = 0; i < 300 && n + 24 < sizeof text; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const char *word = words[(seed >> 33) % (sizeof words / sizeof *words)];
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", word,
                                  (seed >> 60) == 0 ? "" : " ");
        }
        const struct entities *e = pipeline_entities(&p, (struct str){text, n}, BEDE_FROM_TEXT,
                                                     (struct date){2020, 2, 29});
        if (e) check_contract(e);
    }
    pipeline_close(&p);
}

/* A doc by hand whose heads make a ring: no walk may hang. */
static void test_cyclic_tree(void **state)
{
    (void)state;
    if (!io_exists(PIPELINE_MODEL)) skip();
    struct pipeline p = pipeline_open();
    struct str text = STR_LIT("President Kim told his wife that they met Iran.");
    const struct entities *e =
        pipeline_entities(&p, text, BEDE_FROM_TEXT, (struct date){2020, 2, 29});
    struct doc doc = *e->doc;
    for (uint32_t t = 0; t < doc.n_tokens; t++) {
        doc.tokens[t].head = (t + 1) % doc.n_tokens + 1;
        doc.tokens[t].rel = t % 2 ? REL_CONJ : REL_ACL_RELCL;
    }
    struct entities *again;
    bede_error err;
    pipeline_check(entity_resolve(p.kb, &doc, &again, &err), &err);
    check_contract(again);
    pipeline_close(&p);
}

static double seconds_for(struct pipeline *p, uint32_t copies)
{
    static const char part[] = "President Kim met Gen. Alan Stone and Foreign Minister Ana Ruiz. "
                               "They said both sides agreed. He thanked his counterpart.\n\n";
    char *text = malloc(copies * (sizeof part - 1) + 1);
    assert_non_null(text);
    for (uint32_t i = 0; i < copies; i++)
        memcpy(text + i * (sizeof part - 1), part, sizeof part - 1);
    struct str all = {text, copies * (sizeof part - 1)};
    const struct entities *e = pipeline_entities(p, all, BEDE_FROM_TEXT, (struct date){0});
    struct entities *again;
    bede_error err;
    clock_t start = clock();
    pipeline_check(entity_resolve(p->kb, e->doc, &again, &err), &err);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    check_contract(again);
    free(text);
    return seconds;
}

/* Sixteen times the text may not take more than forty times the time. */
static void test_long_story(void **state)
{
    (void)state;
    if (!io_exists(PIPELINE_MODEL)) skip();
    struct pipeline p = pipeline_open();
    double small = seconds_for(&p, 100), large = seconds_for(&p, 1600);
    pipeline_close(&p);
    assert_true(large < 40 * small + 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_odd_texts),
        cmocka_unit_test(test_word_soup),
        cmocka_unit_test(test_cyclic_tree),
        cmocka_unit_test(test_long_story),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
