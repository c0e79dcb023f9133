/* Sentences and words: what the conventions say, by example, and what must hold of any bytes.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#include "text/text.h"
#include "wire/wire.h"

static struct text_lexicon *lexicon;
static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    const char *folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
    bede_error err;
    arena = arena_new(0);
    return text_lexicon_load(folders, 1, &lexicon, &err) == BEDE_OK && arena ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    text_lexicon_free(lexicon);
    arena_free(arena);
    return 0;
}

/* A story whose paragraphs are parted by blank lines, the last one made a caption if wanted. */
static struct story *story_of(struct str text, bool caption)
{
    struct story *story = ARENA_NEW(arena, struct story);
    uint32_t cap = 0;
    assert_non_null(story);
    story->arena = arena;
    story->input = "test";
    story->text = text;
    for (size_t at = 0; at < text.n;) {
        size_t end = str_find(text, "\n\n", at);
        if (end == SIZE_MAX) end = text.n;
        struct wire_block b = {.kind = WIRE_PARAGRAPH, .number = ++story->n_paragraphs};
        b.span = b.body = (struct span){(uint32_t)at, (uint32_t)end};
        assert_true(ARRAY_PUSH(arena, story->blocks, story->n_blocks, cap, b));
        at = end + 2;
    }
    if (caption && story->n_blocks) story->blocks[story->n_blocks - 1].kind = WIRE_CAPTION;
    return story;
}

static struct doc *split(struct str text)
{
    struct doc *doc;
    bede_error err;
    assert_int_equal(text_split(lexicon, story_of(text, false), NULL, &doc, &err), BEDE_OK);
    return doc;
}

/* "do+n't": the words of the first sentences with blanks between, | between sentences, + inside a
 * multiword token. */
static const char *shown(const struct doc *doc)
{
    static char out[4096];
    size_t n = 0;
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        for (uint32_t i = 0; i < doc->sentences[s].n; i++) {
            uint32_t t = doc->sentences[s].first + i;
            const char *gap = i ? doc->tokens[t].mwt == 1 ? "+" : " " : s ? " | " : "";
            struct str form = doc_form(doc, t);
            n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", gap, STR_ARG(form));
            assert_true(n < sizeof out);
        }
    return out;
}

struct example {
    const char *text, *want;
};

static void check(const struct example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_string_equal(shown(split(str_c(examples[i].text))), examples[i].want);
}
#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void clitics_are_words_of_a_multiword_token(void **state)
{
    (void)state;
    const struct example e[] = {
        {"They don't and can't.", "They do+n't and ca+n't ."},
        {"We cannot; he's gonna go.", "We can+not ; he+'s gon+na go ."},
        {"Seoul's and Lima\u2019s", "Seoul+'s and Lima+\u2019s"},
        {"the allies' ships", "the allies+' ships"},
        {"He shouldn't've.", "He should+n't+'ve ."},
        {"rock 'n roll in the '90s and the 1980s", "rock 'n roll in the '90s and the 1980s"},
        {"'Tis O'Hara of al-Qa'ida", "'T+is O'Hara of al - Qa'ida"},
        {"C\u2019mon, DON\u2019T", "C\u2019m+on , DO+N\u2019T"},
    };
    CHECK(e);
}

static void hyphens_part_words_but_for_prefixes(void **state)
{
    (void)state;
    const struct example e[] = {
        {"a 15-year-old boy", "a 15 - year - old boy"},
        {"e-mail from anti-war ex-minister", "e-mail from anti-war ex-minister"},
        {"U.S.-led and U.N.-backed", "U.S. - led and U.N. - backed"},
        {"call 555-0142 or 202-555-0142", "call 555-0142 or 202-555-0142"},
        {"a 5-10 vote, 1990-91", "a 5 - 10 vote , 1990 - 91"},
        {"He left -- for good--they said\u2014today.",
         "He left -- for good -- they said \u2014 today ."},
    };
    CHECK(e);
}

static void numbers_and_money(void **state)
{
    (void)state;
    const struct example e[] = {
        {"$4.5m, US$1,200 and 12%", "$ 4.5 m , US$ 1,200 and 12 %"},
        {"at 7:30pm on 11/28/2000", "at 7:30 pm on 11/28/2000"},
        {"the 20th of 1,000,000", "the 20th of 1,000,000"},
        {"lists 1,2,3", "lists 1 , 2 , 3"},
        {"net 3.5 mln dlrs, 12 pct", "net 3.5 mln dlrs , 12 pct"},
        {"\u20ac5 and \u00a37bn", "\u20ac 5 and \u00a3 7 bn"},
    };
    CHECK(e);
}

static void links_and_faces(void **state)
{
    (void)state;
    const struct example e[] = {
        {"See http://a.example/x?y=1.", "See http://a.example/x?y=1 ."},
        {"(www.example.org)", "( www.example.org )"},
        {"Write to ann.b@example.com, please :-)", "Write to ann.b@example.com , please :-)"},
        {"read plan.doc and/or example.org/x", "read plan.doc and / or example.org/x"},
        {"it ended.Then s/he left", "it ended . Then s/he left"},
    };
    CHECK(e);
}

static void sentences_end_at_stops(void **state)
{
    (void)state;
    const struct example e[] = {
        {"He left. She stayed! Why? Nobody knows...",
         "He left . | She stayed ! | Why ? | Nobody knows ..."},
        {"\"It is over.\" He left.", "\" It is over . \" | He left ."},
        {"``We won.'' The crowd rose.", "`` We won . '' | The crowd rose ."},
        {"\u201cStop!\u201d he said. (He meant it.) They did.",
         "\u201c Stop ! \u201d he said . | ( He meant it . ) | They did ."},
        {"\"Will you?\" Ann Lee asked. \"Yes.\"", "\" Will you ? \" Ann Lee asked . | \" Yes . \""},
        {"It failed. [3] Others won.", "It failed . [ 3 ] | Others won ."},
        {"1. Peace. 2. Bread.", "1 . Peace . | 2 . Bread ."},
        {"A hard\nwrapped line. Next\r\none.", "A hard wrapped line . | Next one ."},
        {"One\n\ntwo three", "One | two three"},
    };
    CHECK(e);
}

static void abbreviations_end_sentences_now_and_then(void **state)
{
    (void)state;
    const struct example e[] = {
        {"The U.S. President left the U.S. He flew.",
         "The U.S. President left the U.S . | He flew ."},
        {"Gen. Lee and Sen. J. B. Fox met Mr. Orr.", "Gen. Lee and Sen. J. B. Fox met Mr. Orr ."},
        {"On Nov. 9 Acme Inc. said no.", "On Nov. 9 Acme Inc. said no ."},
        {"It was No. 5. He said no. They went.", "It was No. 5 . | He said no . | They went ."},
        {"At 3 p.m. Tuesday it was 4 p.m. Police came.",
         "At 3 p.m. Tuesday it was 4 p.m . | Police came ."},
        {"Boys of Salem, Ore. say they dig iron ore. They do.",
         "Boys of Salem , Ore. say they dig iron ore . | They do ."},
        {"He ran the U.S. \"shield\" plan, a U.S. (civil) one.",
         "He ran the U.S. \" shield \" plan , a U.S. ( civil ) one ."},
        {"in Washington, D.C.", "in Washington , D.C ."},
    };
    CHECK(e);
}

static void copy_without_capitals(void **state)
{
    (void)state;
    const struct example e[] = {
        {"police held three men on nov. 3. they were freed. mr. roy said so.",
         "police held three men on nov. 3 . | they were freed . | mr. roy said so ."},
    };
    CHECK(e);
}

static void captions_are_split_and_furniture_is_not(void **state)
{
    (void)state;
    struct doc *doc;
    bede_error err;
    struct story *story =
        story_of(STR_LIT("SLUG\n\nA man left.\n\nTroops march. They sing."), true);
    story->blocks[0].kind = WIRE_SLUG;
    story->blocks[1].body.start += 2;
    assert_int_equal(text_split(lexicon, story, NULL, &doc, &err), BEDE_OK);
    assert_string_equal(shown(doc), "man left . | Troops march . | They sing .");
    assert_int_equal(doc->sentences[0].block, 1);
    assert_int_equal(doc->sentences[2].block, 2);
}

static void limits_hold(void **state)
{
    (void)state;
    struct doc *doc;
    bede_error err;
    bede_limits limits = {.sentence_words = 4};
    struct story *story = story_of(STR_LIT("one two three don't five six seven"), false);
    assert_int_equal(text_split(lexicon, story, &limits, &doc, &err), BEDE_OK);
    assert_string_equal(shown(doc), "one two three do+n't | five six seven");
    assert_true(doc->sentences[0].cut);
    assert_false(doc->sentences[1].cut);
    limits = (bede_limits){.sentences = 2};
    story = story_of(STR_LIT("One. Two. Three."), false);
    assert_int_equal(text_split(lexicon, story, &limits, &doc, &err), BEDE_LIMIT);
}

static void phrases_are_one_sentence(void **state)
{
    (void)state;
    struct doc *doc;
    bede_error err;
    assert_int_equal(
        text_phrase(lexicon, arena, STR_LIT("St. Kitts' U.S. He said. No"), &doc, &err), BEDE_OK);
    assert_string_equal(shown(doc), "St. Kitts+' U.S. He said . No");
    assert_int_equal(text_phrase(lexicon, arena, STR_LIT("  "), &doc, &err), BEDE_OK);
    assert_int_equal(doc->n_sentences, 0);
}

/* Any bytes: tokens in order, in their sentence, without white space, covering all that is none. */
static void check_cover(struct str text)
{
    struct doc *doc = split(text);
    uint32_t at = 0;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct sentence *sentence = &doc->sentences[s];
        assert_true(sentence->n > 0);
        for (uint32_t t = sentence->first; t < sentence->first + sentence->n; t++) {
            const struct token *token = &doc->tokens[t];
            assert_true(token->start >= at && token->end > token->start);
            for (; at < token->start; at++)
                assert_true((unsigned char)text.p[at] <= ' ' || (unsigned char)text.p[at] >= 0x7F);
            for (; at < token->end; at++)
                assert_true((unsigned char)text.p[at] > ' ');
        }
        assert_int_equal(sentence->span.end, at);
    }
}

static void any_bytes_are_covered(void **state)
{
    (void)state;
    static const char alphabet[] = "aZ's.n't-/@$%\"`(:)\n 09,!?&*#\xE2\x80\x99\xC3\xA9\xFF";
    char text[64];
    uint32_t seed = 12345;
    for (uint32_t round = 0; round < 20000; round++) {
        size_t n = 0;
        for (; n < sizeof text; n++) {
            seed = seed * 1664525u + 1013904223u;
            text[n] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        check_cover((struct str){text, n});
        arena_reset(arena);
    }
}

static void long_runs_take_linear_time(void **state)
{
    (void)state;
    static const char *const seeds[] = {"a", "a-", "1-", "a.",    "a.b@", "'",
                                        "!", ":)", "\"", "9,999", "a. "};
    size_t n = 4 << 20;
    char *text = malloc(n);
    assert_non_null(text);
    for (size_t k = 0; k < sizeof seeds / sizeof *seeds; k++) {
        size_t m = strlen(seeds[k]);
        for (size_t i = 0; i < n; i++)
            text[i] = seeds[k][i % m];
        struct doc *doc;
        bede_limits limits = {.sentences = 10000000};
        bede_error err;
        struct story *story = story_of((struct str){text, n}, false);
        assert_int_equal(text_split(lexicon, story, &limits, &doc, &err), BEDE_OK);
        assert_true(doc->n_tokens > 0);
        arena_reset(arena);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clitics_are_words_of_a_multiword_token),
        cmocka_unit_test(hyphens_part_words_but_for_prefixes),
        cmocka_unit_test(numbers_and_money),
        cmocka_unit_test(links_and_faces),
        cmocka_unit_test(sentences_end_at_stops),
        cmocka_unit_test(abbreviations_end_sentences_now_and_then),
        cmocka_unit_test(copy_without_capitals),
        cmocka_unit_test(captions_are_split_and_furniture_is_not),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(phrases_are_one_sentence),
        cmocka_unit_test(any_bytes_are_covered),
        cmocka_unit_test(long_runs_take_linear_time),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
