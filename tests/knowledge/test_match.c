/* Finding phrases in texts. SPDX-License-Identifier: MIT */
#include "kb_test.h"
#include "syntax/ud.h"

static const char COUNTRIES[] =
    "code\tname\tadjective\tpeople\tcapital\tseats\taliases\tacronyms\tshort\tpartner\ttype\n"
    "KOR\tSouth Korea\tSouth Korean\tSouth Koreans\tSeoul\tthe Blue House\tthe Republic of Korea; "
    "S. Korea\tROK\tthe South\tPRK\tstate\n"
    "PRK\tNorth Korea\tNorth Korean\tNorth Koreans\tPyongyang\t-\tDPRK\t-\tthe North\tKOR\tstate\n"
    "USA\tUnited States\tAmerican; U.S.\tAmericans\tWashington\tthe White House\t-\tUS; U.S.\t-\t-"
    "\tstate\n"
    "CIV\tIvory Coast\tIvorian\tIvorians\tYamoussoukro\t-\tCôte d'Ivoire\t-\t-\t-\tstate\n"
    "NLD\tNetherlands\tDutch\tDutch\tAmsterdam\tThe Hague\t-\t-\t-\t-\tstate\n";

#define EXPECT(kb, words, lower, name, length)                                                     \
    do {                                                                                           \
        uint32_t n_;                                                                               \
        assert_string_equal(match_all((kb), (words), (lower), &n_), (name));                       \
        assert_int_equal(n_, (length));                                                            \
    } while (0)

static void longest_phrase_wins(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_COUNTRY, COUNTRIES);
    EXPECT(kb, "South Korea said", false, "South Korea", 2);
    EXPECT(kb, "South Korean ships", false, "South Korea", 2);
    EXPECT(kb, "Republic of Korea Navy", false, "South Korea", 3);
    EXPECT(kb, "Republic of Congo", false, "", 0);
    EXPECT(kb, "Korea", false, "", 0);
    EXPECT(kb, "ship", false, "", 0);
    kb_free(kb);
}

static void articles_stay_outside_unless_part_of_the_name(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_COUNTRY, COUNTRIES);
    EXPECT(kb, "Blue House officials", false, "South Korea", 2);
    EXPECT(kb, "the Blue House", false, "", 0);
    EXPECT(kb, "The Hague", false, "Netherlands", 2);
    EXPECT(kb, "Hague", false, "", 0);
    const struct kb_alias *a = kb_find(kb, STR_LIT("the Blue House"));
    assert_non_null(a);
    assert_true(a->article);
    assert_int_equal(a->sense, KB_SEAT);
    assert_non_null(kb_find(kb, STR_LIT("south")));
    assert_null(kb_find(kb, STR_LIT("the hague court")));
    kb_free(kb);
}

static void spelling_does_not_matter(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_COUNTRY, COUNTRIES);
    EXPECT(kb, "U.S. forces", false, "United States", 1);
    EXPECT(kb, "US forces", false, "United States", 1);
    EXPECT(kb, "U.S.|-|led forces", false, "United States", 1);
    EXPECT(kb, "Côte d'Ivoire", false, "Ivory Coast", 2);
    EXPECT(kb, "Cote d|'|Ivoire", false, "Ivory Coast", 4);
    EXPECT(kb, "Cote d’Ivoire", false, "Ivory Coast", 2);
    EXPECT(kb, "Ivory|-|Coast", false, "Ivory Coast", 3);
    EXPECT(kb, "Ivory - Coast", false, "", 0);
    EXPECT(kb, "S. Korea", false, "South Korea", 2);
    kb_free(kb);
}

static void hyphens_and_apostrophes_may_be_cut_or_not(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_GROUP, "name\tcode\tsectors\taliases\n"
                                    "Al-Qaeda\tIMG\tUAF\tal Qaida\n"
                                    "Kurdistan Workers' Party\tIRQ\tREB\tPKK\n"
                                    "People's Guard\tTUR\tREB\t-\n");
    EXPECT(kb, "Al|-|Qaeda cell", false, "Al-Qaeda", 3);
    EXPECT(kb, "al-Qaeda cell", false, "Al-Qaeda", 1);
    EXPECT(kb, "Al Qaeda cell", false, "Al-Qaeda", 2);
    EXPECT(kb, "al Qaida", false, "Al-Qaeda", 2);
    EXPECT(kb, "Al-Qaeda-linked", false, "", 0);
    EXPECT(kb, "Kurdistan Workers|' Party", false, "Kurdistan Workers' Party", 4);
    EXPECT(kb, "Kurdistan Workers' Party", false, "Kurdistan Workers' Party", 3);
    EXPECT(kb, "People|'s Guard", false, "People's Guard", 3);
    EXPECT(kb, "Peoples Guard", false, "", 0);
    kb_free(kb);
}

static void case_tells_names_from_words(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_COUNTRY, COUNTRIES);
    EXPECT(kb, "us", false, "", 0);
    EXPECT(kb, "Us", false, "", 0);
    EXPECT(kb, "US", false, "United States", 1);
    EXPECT(kb, "south korea", false, "", 0);
    EXPECT(kb, "SOUTH KOREA", false, "South Korea", 2);
    EXPECT(kb, "south korea", true, "South Korea", 2);
    EXPECT(kb, "us", true, "", 0);
    EXPECT(kb, "u.s.", true, "United States", 1);
    kb_free(kb);
}

static void acronym_in_lower_case_copy_needs_a_noun(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_ORG, "name\tcode\tacronyms\nWorld Health Organization\tIGO\tWHO\n");
    struct arena *arena = arena_new(0);
    struct doc *doc = make_doc(arena, "who");
    uint32_t n;
    doc->tokens[0].upos = UPOS_PRON;
    assert_null(kb_match(kb, doc, 0, 1, ALL_KINDS, true, &n));
    doc->tokens[0].upos = UPOS_PROPN;
    assert_non_null(kb_match(kb, doc, 0, 1, ALL_KINDS, true, &n));
    arena_free(arena);
    kb_free(kb);
}

static void lemmas_find_agents_and_offices(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_AGENT, "name\tsectors\ttype\nsoldier\tMIL\tperson\n"
                                    "human rights group\tSOC\tgroup\n");
    struct arena *arena = arena_new(0);
    struct doc *doc = make_doc(arena, "Human rights groups soldiers");
    uint32_t n;
    assert_null(kb_match(kb, doc, 3, 4, ALL_KINDS, false, &n));
    doc->tokens[2].upos = doc->tokens[3].upos = UPOS_NOUN;
    doc->tokens[2].lemma = STR_LIT("group");
    doc->tokens[3].lemma = STR_LIT("soldier");
    assert_non_null(kb_match(kb, doc, 3, 4, ALL_KINDS, false, &n));
    assert_int_equal(n, 1);
    assert_non_null(kb_match(kb, doc, 0, 4, ALL_KINDS, false, &n));
    assert_int_equal(n, 3);
    doc->tokens[3].upos = UPOS_VERB;
    assert_null(kb_match(kb, doc, 3, 4, ALL_KINDS, false, &n));
    assert_null(kb_match(kb, doc, 0, 4, 1u << KB_ORG, false, &n));
    arena_free(arena);
    kb_free(kb);
}

static void kinds_and_meanings_are_told_apart(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_COUNTRY, COUNTRIES);
    struct arena *arena = arena_new(0);
    struct doc *doc = make_doc(arena, "Dutch farmers");
    uint32_t n;
    assert_null(kb_match(kb, doc, 0, 2, 1u << KB_OFFICE, false, &n));
    const struct kb_alias *a = kb_match(kb, doc, 0, 2, 1u << KB_COUNTRY, false, &n);
    assert_non_null(a);
    assert_int_equal(a->sense, KB_ADJECTIVE);
    assert_non_null(a->next);
    assert_int_equal(a->next->sense, KB_PEOPLE);
    assert_true(kb_fits(a->next, doc, 0, n, 1u << KB_COUNTRY, false));
    assert_false(kb_fits(a->next, doc, 0, n, 1u << KB_ORG, false));
    arena_free(arena);
    kb_free(kb);
}

static void odd_places_and_words_match_nothing(void **state)
{
    (void)state;
    struct kb *kb = kb_of(KB_COUNTRY, COUNTRIES);
    struct arena *arena = arena_new(0);
    struct doc *doc = make_doc(arena, "- ' \xff\xfe ... South");
    uint32_t n;
    for (uint32_t at = 0; at < 10; at++)
        for (uint32_t end = 0; end < 10; end++)
            if (at != 4 || end < 5) assert_null(kb_match(kb, doc, at, end, ALL_KINDS, false, &n));
    char *word = arena_alloc(arena, 100001);
    memset(word, 'a', 100000);
    doc = make_doc(arena, word);
    assert_null(kb_match(kb, doc, 0, 1, ALL_KINDS, false, &n));
    assert_null(kb_find(kb, str_c(word)));
    assert_null(kb_find(kb, STR_LIT("")));
    assert_null(kb_find(kb, STR_LIT("the ")));
    arena_free(arena);
    kb_free(kb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(longest_phrase_wins),
        cmocka_unit_test(articles_stay_outside_unless_part_of_the_name),
        cmocka_unit_test(spelling_does_not_matter),
        cmocka_unit_test(hyphens_and_apostrophes_may_be_cut_or_not),
        cmocka_unit_test(case_tells_names_from_words),
        cmocka_unit_test(acronym_in_lower_case_copy_needs_a_noun),
        cmocka_unit_test(lemmas_find_agents_and_offices),
        cmocka_unit_test(kinds_and_meanings_are_told_apart),
        cmocka_unit_test(odd_places_and_words_match_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
