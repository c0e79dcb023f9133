/* Regular English verb forms by spelling (any grammar, e.g. Quirk et al. 1985, 3.5-3.10):
 * -e drops before a vowel ("exchange", exchanged), -y becomes -ie- after a consonant ("decry",
 * decried), sibilants take -es, -c becomes -ck-, and a single final consonant after a single vowel
 * is doubled: always in words of one syllable ("slam"), either way in longer ones ("cancel").
 *
 * SPDX-License-Identifier: MIT */
#include "inflect.h"

enum { FORM_MAX = 64 };

static bool vowel(char c)
{
    return c != '\0' && strchr("aeiou", c) != NULL;
}

static uint32_t syllables(struct str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += (vowel(s.p[i]) || (s.p[i] == 'y' && i > 0)) && (i == 0 || !vowel(s.p[i - 1]));
    return n;
}

/* Ends in one consonant after one vowel; w, x and y never double. */
static bool may_double(struct str s)
{
    if (s.n < 3) return false;
    char last = s.p[s.n - 1];
    if (vowel(last) || strchr("wxyhc", last)) return false;
    if (s.n > 3 && s.p[s.n - 3] == 'u' && s.p[s.n - 4] == 'q') return true; /* quit, acquit */
    return vowel(s.p[s.n - 2]) && !vowel(s.p[s.n - 3]);
}

static bool emit(inflect_form form, void *ctx, struct str stem, const char *ending,
                 const char *xpos)
{
    char text[FORM_MAX];
    size_t n = strlen(ending);
    if (stem.n + n > sizeof text) return true;
    memcpy(text, stem.p, stem.n);
    memcpy(text + stem.n, ending, n);
    return form(ctx, (struct str){text, stem.n + n}, xpos);
}

static bool past(inflect_form form, void *ctx, struct str stem, const char *ending)
{
    return emit(form, ctx, stem, ending, "VBD") && emit(form, ctx, stem, ending, "VBN");
}

static bool third_person(struct str base, inflect_form form, void *ctx)
{
    char last = base.p[base.n - 1], before = base.p[base.n - 2];
    struct str stem = str_slice(base, 0, base.n - 1);
    if (last == 'y' && !vowel(before)) return emit(form, ctx, stem, "ies", "VBZ");
    bool hiss = strchr("sxz", last) || (last == 'h' && strchr("cs", before)) || last == 'o';
    return emit(form, ctx, base, hiss ? "es" : "s", "VBZ");
}

bool inflect_verb(struct str base, inflect_form form, void *ctx)
{
    if (base.n < 2 || base.n > FORM_MAX - 8) return true;
    char last = base.p[base.n - 1], before = base.p[base.n - 2];
    struct str stem = str_slice(base, 0, base.n - 1);
    if (!third_person(base, form, ctx)) return false;
    if (last == 'e') {
        bool keeps = strchr("eoy", before) != NULL; /* freeing, hoeing, dyeing */
        return past(form, ctx, base, "d") && emit(form, ctx, keeps ? base : stem, "ing", "VBG");
    }
    if (last == 'y' && !vowel(before))
        return past(form, ctx, stem, "ied") && emit(form, ctx, base, "ing", "VBG");
    if (last == 'c') return past(form, ctx, base, "ked") && emit(form, ctx, base, "king", "VBG");
    bool doubles = may_double(base);
    if (doubles) {
        char ed[4] = {last, 'e', 'd', '\0'}, ing[5] = {last, 'i', 'n', 'g', '\0'};
        if (!past(form, ctx, base, ed) || !emit(form, ctx, base, ing, "VBG")) return false;
        if (syllables(base) == 1) return true;
    }
    return past(form, ctx, base, "ed") && emit(form, ctx, base, "ing", "VBG");
}
