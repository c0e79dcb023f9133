/* Features of a word: nothing but its letters.
 *
 * Unknown names are the rule in newswire, so each word is described by pieces that unknown words
 * share with known ones: suffixes, a prefix, initial and length, and a shape. Rows of hashed
 * tables are shared by chance (Weinberger et al., "Feature hashing", 2009); the tables are big
 * enough that common pieces have rows of their own.
 *
 *     "Seoul's" is two words; "Seoul" as first word of a normal sentence:
 *     form "seoul", suffixes "ul", "oul", "eoul", prefix "seo", initial "s" + 5,
 *     shape (title case, first, mixed-case sentence)
 *
 * In copy that is all lower or all upper case the shape says so, and the model, which has seen
 * such sentences in training, leans on the other pieces.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/features.h"

#include "base/map.h"
#include "base/utf8.h"

const uint32_t feature_rows[FEATURE_COUNT] = {0, 1024, 5120, 8192, 4096, 512, FEATURE_SHAPES};

/* The ASCII that stands for U+2010..U+201F: dashes and quotation marks. */
static const char *plain_punctuation(unsigned char last)
{
    switch (last) {
    case 0x90:
    case 0x91:
        return "-";
    case 0x94:
    case 0x95:
        return "--";
    case 0x98:
    case 0x99:
        return "'";
    case 0x9C:
    case 0x9D:
        return "\"";
    default:
        return NULL;
    }
}

const char *feature_plain(struct str s, size_t at)
{
    if (at + 2 >= s.n || (unsigned char)s.p[at] != 0xE2 || (unsigned char)s.p[at + 1] != 0x80)
        return NULL;
    return plain_punctuation((unsigned char)s.p[at + 2]);
}

size_t feature_normal(struct str form, char out[FEATURE_NORMAL_MAX])
{
    size_t n = utf8_lower_str(form, out, FEATURE_NORMAL_MAX), kept = 0;
    for (size_t i = 0; i < n; i++) {
        const char *plain = feature_plain((struct str){out, n}, i);
        if (plain) {
            i += 2;
            while (*plain)
                out[kept++] = *plain++;
        } else {
            out[kept++] = ascii_is_digit(out[i]) ? '0' : out[i];
        }
    }
    return kept;
}

void feature_count_case(struct str form, uint32_t *upper, uint32_t *lower)
{
    for (size_t i = 0; i < form.n; i++) {
        *upper += ascii_is_upper(form.p[i]);
        *lower += ascii_is_lower(form.p[i]);
    }
}

enum case_regime feature_regime(uint32_t upper, uint32_t lower)
{
    if (upper && lower) return CASE_MIXED;
    if (upper > 1) return CASE_UPPER;
    return lower ? CASE_LOWER : CASE_MIXED;
}

/* One of 12 classes of spelling. */
static uint32_t spelling(struct str form)
{
    uint32_t upper = 0, lower = 0, digits = 0, hyphens = 0, stops = 0, others = 0;
    bool title = false;
    for (size_t i = 0; i < form.n;) {
        uint32_t cp;
        size_t step = utf8_decode(form, i, &cp);
        if (cp >= '0' && cp <= '9') {
            digits++;
        } else if (cp == '-') {
            hyphens++;
        } else if (cp == '.' || cp == '\'') {
            stops++;
        } else if (utf8_is_upper(cp)) {
            upper++;
            title |= i == 0;
        } else if (cp != UTF8_INVALID && utf8_is_letter(cp)) {
            lower++;
        } else {
            others++;
        }
        i += step;
    }
    uint32_t letters = upper + lower;
    if (digits) return letters ? 6 : 5;
    if (!letters) return hyphens + stops + others > 1 ? 8 : 7;
    if (hyphens) return upper ? 10 : 9;
    if (!upper) return stops ? 11 : 0;
    if (!lower) return letters == 1 && !stops ? 4 : 2;
    return title && upper == 1 ? 1 : 3;
}

static uint32_t hashed_row(enum feature feature, const char *p, size_t n, uint64_t extra)
{
    return (uint32_t)(hash_bytes(p, n, (uint64_t)feature + (extra << 8)) % feature_rows[feature]);
}

void feature_word(struct str form, bool first, enum case_regime regime, struct word_features *out)
{
    char normal[FEATURE_NORMAL_MAX];
    size_t n = feature_normal(form, normal);
    out->form = hash_bytes(normal, n, 0);
    out->row[FEATURE_FORM] = 0;
    for (size_t k = 2; k <= 4; k++) {
        enum feature f = (enum feature)(FEATURE_SUFFIX2 + k - 2);
        size_t m = n < k ? n : k;
        out->row[f] = hashed_row(f, normal + n - m, m, n < k);
    }
    out->row[FEATURE_PREFIX3] = hashed_row(FEATURE_PREFIX3, normal, n < 3 ? n : 3, n < 3);
    out->row[FEATURE_INITIAL] = hashed_row(FEATURE_INITIAL, normal, n < 1 ? n : 1, n < 12 ? n : 12);
    out->row[FEATURE_SHAPE] = (spelling(form) * 2 + (first ? 1u : 0u)) * 3 + (uint32_t)regime;
}
