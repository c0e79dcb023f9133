/* Tags, genres and slugs. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/headline.h"

static struct story *blank(struct fixture *f)
{
    struct story *story = ARENA_NEW(f->arena, struct story);
    assert_non_null(story);
    story->slug = story->genre = story->title = str_c("");
    return story;
}

static void assert_tag(const struct story *story, uint32_t i, const char *name, int sequence)
{
    assert_true(i < story->n_tags);
    assert_string_equal(story->tags[i].name, name);
    assert_int_equal(story->tags[i].sequence, sequence);
}

static void cuts_one(struct fixture *f, const char *line, const char *tag, int sequence,
                     const char *rest)
{
    struct story *story = blank(f);
    assert_str(headline_cut(f->lexicon, story, str_c(line)), rest);
    assert_int_equal(story->n_tags, 1);
    assert_tag(story, 0, tag, sequence);
}

static void tags_of_all_agencies(void **state)
{
    cuts_one(*state, "(LEAD) Envoys meet", "LEAD", 1, "Envoys meet");
    cuts_one(*state, "(4th LD) Envoys meet", "LD", 4, "Envoys meet");
    cuts_one(*state, "2ND LD: Envoys meet", "LD", 2, "Envoys meet");
    cuts_one(*state, "UPDATE 3-Envoys meet", "UPDATE", 3, "Envoys meet");
    cuts_one(*state, "REFILE-Envoys meet", "REFILE", -1, "Envoys meet");
    cuts_one(*state, "(CORRECTED) - Envoys meet", "CORRECTED", -1, "Envoys meet");
    cuts_one(*state, "URGENT: Envoys meet", "URGENT", 0, "Envoys meet");
    struct fixture *f = *state;
    assert_str(headline_cut(f->lexicon, blank(f), str_c("Envoys meet+")), "Envoys meet");
}

static void tags_stack(void **state)
{
    struct fixture *f = *state;
    struct story *story = blank(f);
    assert_str(headline_cut(f->lexicon, story, str_c("CORRECTED-WRAPUP 5-Envoys meet")),
               "Envoys meet");
    assert_int_equal(story->n_tags, 2);
    assert_tag(story, 0, "CORRECTED", -1);
    assert_tag(story, 1, "WRAPUP", 5);
}

static void words_that_are_none_stay(void **state)
{
    static const char *const list[] = {"2nd Alpine Series opens in Bern",
                                       "1st win for envoys",
                                       "Update on talks expected",
                                       "Self-rule debated",
                                       "U.S.-led talks open",
                                       "(Not) a first: envoys meet",
                                       "Bern: envoys meet"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        struct story *story = blank(f);
        assert_str(headline_cut(f->lexicon, story, str_c(list[i])), list[i]);
        assert_int_equal(story->n_tags, 0);
    }
}

static void genres_are_no_tags(void **state)
{
    struct fixture *f = *state;
    struct story *story = blank(f);
    assert_str(headline_cut(f->lexicon, story, str_c("(Yonhap Feature) Envoys")), "Envoys");
    assert_str(story->genre, "Feature");
    assert_int_equal(story->n_tags, 0);
}

static void whole_lines(void **state)
{
    struct fixture *f = *state;
    struct story *story = blank(f);
    assert_true(headline_is_tag(f->lexicon, story, str_c("3RD NET")));
    assert_tag(story, 0, "NET", 3);
    assert_true(headline_is_tag(f->lexicon, story, str_c("REFILE =")));
    assert_false(headline_is_tag(f->lexicon, story, str_c("Leaders meet")));
}

static void slugs(void **state)
{
    struct fixture *f = *state;
    struct story *story = blank(f);
    assert_true(
        headline_is_slug(f->lexicon, story, str_c("BC-XX--Alpine Talks, 2nd Ld-Writethru,416<")));
    assert_str(story->slug, "BC-XX--Alpine Talks");
    assert_tag(story, 0, "LD", 2);
    story = blank(f);
    assert_true(headline_is_slug(f->lexicon, story, str_c("ALPINE-TALKS/ (WRAPUP 2, PIX)")));
    assert_str(story->slug, "ALPINE-TALKS/");
    assert_tag(story, 0, "WRAPUP", 2);
    assert_tag(story, 1, "PIX", -1);
    story = blank(f);
    assert_true(headline_is_slug(f->lexicon, story, str_c("Alps-border-talks-envoys,3rdlead")));
    assert_str(story->slug, "Alps-border-talks-envoys");
    assert_tag(story, 0, "LEAD", 3);
    story = blank(f);
    assert_true(headline_is_slug(f->lexicon, story, str_c("u f BC-ALPS-TALKS-1STLD   02-26 0108")));
    assert_tag(story, 0, "LD", 1);
    story = blank(f);
    assert_true(headline_is_slug(f->lexicon, story, str_c("Alps/talks/envoys/")));
    assert_false(headline_is_slug(f->lexicon, blank(f), str_c("Envoys meet and/or talk")));
    assert_false(headline_is_slug(f->lexicon, blank(f), str_c("Envoys")));
}

/* Found by fuzzing: digits right behind the cycle left a keyword of negative length. */
static void category_line_without_keyword(void **state)
{
    struct fixture *f = *state;
    assert_false(headline_is_slug(f->lexicon, blank(f), str_c("r f BC-22222222222222222 24")));
}

static void envelopes(void **state)
{
    (void)state;
    assert_true(headline_is_envelope(str_c("abc0003 3 i 380  dpa 0045")));
    assert_true(headline_is_envelope(str_c("a0105\x1fkoko-")));
    assert_false(headline_is_envelope(str_c("Envoys of 3 states met")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(tags_of_all_agencies),
        WIRE_TEST(tags_stack),
        WIRE_TEST(words_that_are_none_stay),
        WIRE_TEST(genres_are_no_tags),
        WIRE_TEST(whole_lines),
        WIRE_TEST(slugs),
        WIRE_TEST(category_line_without_keyword),
        WIRE_TEST(envelopes),
    };
    return cmocka_run_group_tests_name("wire/headline", tests, NULL, NULL);
}
