/* Tests of the ladder: each rung, what keeps a text off it, kills that name one, none, or two.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/family.h"

static const char *const folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
static struct wire_lexicon *wire;
static struct record_lexicon *words;
static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    bede_error err;
    arena = arena_new(0);
    return !arena || wire_lexicon_load(folders, 1, &wire, &err) != BEDE_OK ||
           record_lexicon_load(folders, 1, &words, &err) != BEDE_OK;
}

static int tear_down(void **state)
{
    (void)state;
    record_lexicon_free(words);
    wire_lexicon_free(wire);
    arena_free(arena);
    return 0;
}

#define PORT                                                                                       \
    "Dockers in the port of Riga ended a strike of nine days on Monday after the owners offered "  \
    "higher pay for work at night and on holidays."
#define FLOOD                                                                                      \
    "Water rose in three valleys of the upper Rhone on Monday and the army brought people from "   \
    "their houses in boats and helicopters."

static struct family_sketch sketch(const char *json)
{
    struct wire_reader *reader;
    struct story *story;
    struct family_sketch out;
    bede_error err;
    assert_int_equal(wire_open(wire, "test", str_c(json), BEDE_FROM_JSONL, NULL, &reader, &err),
                     BEDE_OK);
    assert_int_equal(wire_next(reader, arena, &story, &err), BEDE_OK);
    wire_close(reader);
    assert_int_equal(family_sketch(words, story, arena, &out, &err), BEDE_OK);
    return out;
}

static struct family_verdict decide(struct family_sketch *old, uint32_t n, const char *json)
{
    struct family_verdict verdict;
    struct family_sketch fresh = sketch(json);
    bede_error err;
    for (uint32_t i = 0; i < n; i++)
        old[i].family = i;
    assert_int_equal(family_decide(arena, &fresh, old, n, &verdict, &err), BEDE_OK);
    assert_true(verdict.reason.n > 0);
    return verdict;
}

#define STORY(id, source, date, headline, text)                                                    \
    "{\"id\":\"" id "\",\"source\":\"" source "\",\"date\":\"" date "\",\"headline\":\"" headline  \
    "\",\"text\":\"" text "\"}"

static void each_rung(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        enum family_relation relation;
        const char *rung;
    } cases[] = {
        {STORY("r1", "Reuters", "2024-05-09", "Other words", FLOOD), FAMILY_VERSION, "id"},
        {STORY("r2", "Reuters", "2024-05-06", "Dockers end strike in Riga", PORT), FAMILY_VERSION,
         "headline"},
        {STORY("r2", "Reuters", "2024-05-06", "UPDATE 1-Riga port works again", PORT),
         FAMILY_VERSION, "sequence"},
        {STORY("r2", "Reuters", "2024-05-06", "UPDATE 1-Dockers end strike in Riga", FLOOD),
         FAMILY_VERSION, "sequence"},
        {STORY("r2", "Reuters", "2024-05-06", "Riga port works again", PORT), FAMILY_VERSION,
         "text"},
        {STORY("p1", "AP", "2024-05-06", "Dockers end strike in Riga", PORT), FAMILY_REPRINT,
         "reprint"},
        {STORY("p1", "AP", "2024-05-06", "FACTBOX-Ports of the Baltic", PORT), FAMILY_RELATED,
         "related"},
        {STORY("r2", "Reuters", "2024-05-20", "Dockers end strike in Riga", FLOOD), FAMILY_NONE,
         "none"},
        {STORY("r2", "Reuters", "2024-05-06", "Rhone rises", FLOOD), FAMILY_NONE, "none"},
    };
    struct family_sketch old =
        sketch(STORY("r1", "Reuters", "2024-05-06", "Dockers end strike in Riga", PORT));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct family_verdict v = decide(&old, 1, cases[i].json);
        if (v.relation != cases[i].relation || strcmp(v.rung, cases[i].rung) != 0)
            fail_msg("%s: %s on %s", cases[i].json, family_relation_name(v.relation), v.rung);
    }
}

static void a_kill_acts_on_exactly_one(void **state)
{
    (void)state;
    const char *kill = STORY("k1", "Reuters", "2024-05-07", "STORY WITHDRAWN",
                             "Please kill the story headlined \\\"Dockers end strike in Riga\\\".");
    struct family_sketch old[] = {
        sketch(STORY("r1", "Reuters", "2024-05-06", "Dockers end strike in Riga", PORT)),
        sketch(STORY("r3", "Reuters", "2024-05-06", "Rhone rises", FLOOD)),
        sketch(STORY("r4", "Reuters", "2024-05-06", "Dockers end strike in Riga", FLOOD))};
    struct family_verdict v = decide(old, 2, kill);
    assert_int_equal(v.relation, FAMILY_KILL);
    assert_int_equal(v.candidate, 0);
    assert_int_equal(decide(old, 3, kill).relation, FAMILY_QUEUE);
    assert_int_equal(decide(old + 1, 1, kill).relation, FAMILY_QUEUE);
}

static void what_was_kept_of_a_body_compares_as_before(void **state)
{
    (void)state;
    struct family_sketch whole = sketch(STORY("r1", "Reuters", "2024-05-06", "Riga", PORT));
    struct family_sketch kept = {.minute = whole.minute};
    bede_error err;
    assert_int_equal(family_sketch_body(arena, STR_LIT(PORT "\n"), &kept, &err), BEDE_OK);
    assert_true(kept.whole == whole.whole && kept.n_words == whole.n_words);
    assert_int_equal(kept.n_shingles, whole.n_shingles);
    kept.whole = 0;
    assert_true(family_containment(&kept, &whole) >= 1);
    assert_int_equal(family_sketch_body(arena, STR_LIT(FLOOD), &kept, &err), BEDE_OK);
    assert_true(family_containment(&kept, &whole) <= 0);
    assert_int_equal(family_sketch_body(arena, STR_LIT(""), &kept, &err), BEDE_OK);
    assert_true(!kept.whole && !kept.n_shingles);
}

static void a_slug_is_its_keyword(void **state)
{
    (void)state;
    static const char *const slugs[] = {"BC-EU--Riga-Strike, 2nd Ld", "Riga-Strike",
                                        "bc-riga strike"};
    for (size_t i = 0; i < sizeof slugs / sizeof *slugs; i++) {
        struct story story = {.slug = str_c(slugs[i])};
        struct family_sketch s;
        bede_error err;
        story.id = story.title = story.genre = story.number = story.created = STR_LIT("");
        story.agency = story.provider = story.text = STR_LIT("");
        assert_int_equal(family_sketch(words, &story, arena, &s, &err), BEDE_OK);
        assert_true(str_is(s.slug, "riga strike"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_rung),
                                       cmocka_unit_test(a_kill_acts_on_exactly_one),
                                       cmocka_unit_test(what_was_kept_of_a_body_compares_as_before),
                                       cmocka_unit_test(a_slug_is_its_keyword)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
