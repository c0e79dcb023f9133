/* record/diff_words.c - words for comparison, and how alike two bags of them are.
 *
 * A word is a run of letters and digits with the apostrophes, hyphens, points and commas inside it
 * ("don't", "cease-fire", "12,000"); every other sign is a word of its own. Typographic forms of a
 * sign are one: quotation marks and apostrophes straight or curly, dashes of any length, dots of an
 * ellipsis.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "record/diff_work.h"

/* The plain sign for a typographic one, by code point; else the code point itself. */
static uint32_t plain_sign(uint32_t cp)
{
    if ((cp >= 0x2018 && cp <= 0x201B) || cp == '`') return '\'';
    if ((cp >= 0x201C && cp <= 0x201F) || cp == 0xAB || cp == 0xBB) return '"';
    if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == '_') return '-';
    if (cp == 0x2026) return '.';
    return cp;
}

static bool is_letter(uint32_t cp)
{
    return cp < 0x80 ? ascii_is_alnum((char)cp) : cp != UTF8_INVALID && utf8_is_letter(cp);
}

static uint32_t sign_at(struct str text, size_t at, size_t end, size_t *len)
{
    uint32_t cp;
    if (at >= end) {
        *len = 0;
        return ' ';
    }
    *len = utf8_decode(str_slice(text, 0, end), at, &cp);
    return plain_sign(cp);
}

/* The end of the word that starts with a letter at `at`. */
static size_t word_end(struct str text, size_t at, size_t end)
{
    size_t len, next;
    for (uint32_t cp = sign_at(text, at, end, &len); len; cp = sign_at(text, at, end, &len)) {
        if (!is_letter(cp)) {
            bool joins = cp == '\'' || cp == '-' || cp == '.' || cp == ',';
            uint32_t before = (unsigned char)text.p[at - 1];
            uint32_t after = sign_at(text, at + len, end, &next);
            bool digits = before < 0x80 && ascii_is_digit((char)before) && after < 0x80 &&
                          ascii_is_digit((char)after);
            bool letters = is_letter(after) && (cp != ',' || digits);
            if (!joins || !letters) break;
        }
        at += len;
    }
    return at;
}

/* The end of a run of the same sign, so that "--" and "..." are one word each, as are `` and ''. */
static size_t sign_end(struct str text, size_t at, size_t end, uint32_t *sign)
{
    size_t len, next = at;
    uint32_t cp = sign_at(text, at, end, &len);
    *sign = cp;
    for (; len && cp == *sign; cp = sign_at(text, next, end, &len))
        next += len;
    if (*sign == '\'' && next - at == 2 && text.p[at] == text.p[at + 1]) *sign = '"';
    return next;
}

static bool add_word(struct arena *arena, struct str text, size_t start, size_t end,
                     struct diff_words *words)
{
    struct diff_word word = {.start = (uint32_t)start, .end = (uint32_t)end};
    char small[256], exact[256];
    size_t n = 0, len;
    for (size_t at = start; at < end && n + 4 < sizeof exact; at += len) {
        uint32_t cp = sign_at(text, at, end, &len);
        n += utf8_encode(cp == UTF8_INVALID ? 0xFFFD : cp, exact + n);
    }
    word.exact = hash_bytes(exact, n, 1);
    n = utf8_lower_str((struct str){exact, n}, small, sizeof small);
    word.loose = hash_bytes(small, n, 1);
    if (end - start > sizeof exact)
        word.exact = word.loose = hash_bytes(text.p + start, end - start, 1);
    return ARRAY_PUSH(arena, words->items, words->n, words->cap, word);
}

bool diff_cut(struct arena *arena, struct str text, struct span span, struct diff_words *words)
{
    size_t at = span.start, end = span.end, len;
    while (at < end) {
        uint32_t cp = sign_at(text, at, end, &len), sign;
        if (cp != UTF8_INVALID && utf8_is_space(cp)) {
            at += len;
            continue;
        }
        size_t stop;
        if (is_letter(cp)) {
            stop = word_end(text, at, end);
            if (!add_word(arena, text, at, stop, words)) return false;
        } else {
            stop = sign_end(text, at, end, &sign);
            struct diff_word word = {.start = (uint32_t)at, .end = (uint32_t)stop};
            word.exact = word.loose = hash_bytes(&sign, sizeof sign, 2);
            if (!ARRAY_PUSH(arena, words->items, words->n, words->cap, word)) return false;
        }
        at = stop;
    }
    return true;
}

bool diff_same_text(struct arena *arena, struct str a, struct str b, bool loose)
{
    struct diff_words x = {0}, y = {0};
    if (str_eq(a, b)) return true;
    if (!diff_cut(arena, a, (struct span){0, (uint32_t)a.n}, &x) ||
        !diff_cut(arena, b, (struct span){0, (uint32_t)b.n}, &y) || x.n != y.n)
        return false;
    for (uint32_t i = 0; i < x.n; i++)
        if (loose ? x.items[i].loose != y.items[i].loose : x.items[i].exact != y.items[i].exact)
            return false;
    return true;
}

/* ---- bags ---------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

bool diff_bag(struct arena *arena, const struct diff_word *words, uint32_t n, struct diff_bag *out)
{
    *out = (struct diff_bag){.n = n < BAG_WORDS ? n : BAG_WORDS, .all = n};
    out->items = ARENA_ARRAY(arena, (size_t)out->n + 1, uint64_t);
    if (!out->items) return false;
    for (uint32_t i = 0; i < out->n; i++)
        out->items[i] = words[i].loose;
    if (out->n) qsort(out->items, out->n, sizeof *out->items, by_value);
    return true;
}

static uint32_t shared(const struct diff_bag *a, const struct diff_bag *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        uint64_t x = a->items[i], y = b->items[k];
        n += x == y;
        i += x <= y;
        k += y <= x;
    }
    return n;
}

double diff_dice(const struct diff_bag *a, const struct diff_bag *b)
{
    uint32_t all = a->n + b->n, least = a->n < b->n ? a->n : b->n;
    if (!all) return 1;
    if (2.0 * least / all < DIFF_ALIKE_AT) return 0;
    return 2.0 * shared(a, b) / all;
}

double diff_share(const struct diff_bag *part, const struct diff_bag *whole)
{
    return part->n ? (double)shared(part, whole) / part->n : 0;
}
