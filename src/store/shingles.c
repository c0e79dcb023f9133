/* store/shingles.c - see shingles.h. SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "store/shingles.h"

enum { SHINGLE = 5, SHINGLES_MAX = 20000, WORD_BYTES = 64 };

struct shingler {
    uint64_t last[SHINGLE]; /* hashes of the last words */
    uint32_t n_words;
    uint64_t *items;
    uint32_t n, cap;
    struct arena *arena;
    uint64_t whole;
};

static bool take_word(struct shingler *s, const char *word, size_t n)
{
    uint64_t hash = hash_bytes(word, n, 7);
    s->whole = (s->whole ^ hash) * 0x9e3779b97f4a7c15u;
    s->whole ^= s->whole >> 29;
    memmove(s->last, s->last + 1, sizeof s->last - sizeof s->last[0]);
    s->last[SHINGLE - 1] = hash;
    if (++s->n_words < SHINGLE || s->n == SHINGLES_MAX) return true;
    return ARRAY_PUSH(s->arena, s->items, s->n, s->cap, hash_bytes(s->last, sizeof s->last, 11));
}

static bool take_text(struct shingler *s, struct str text)
{
    char word[WORD_BYTES];
    size_t n = 0;
    for (size_t i = 0; i <= text.n; i++) {
        char c = i < text.n ? text.p[i] : ' ';
        if (ascii_is_alnum(c) || (unsigned char)c >= 0x80) {
            if (n < sizeof word) word[n++] = ascii_lower(c);
        } else if (n && c != '\'') {
            if (!take_word(s, word, n)) return false;
            n = 0;
        }
    }
    return true;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

bede_status shingles_of_texts(struct arena *arena, const struct str *texts, uint32_t n,
                              struct shingles *out, bede_error *err)
{
    struct shingler s = {.arena = arena, .whole = 5381};
    for (uint32_t i = 0; i < n; i++)
        if (!take_text(&s, texts[i])) return err_nomem(err);
    if (s.n) qsort(s.items, s.n, sizeof *s.items, by_hash);
    *out = (struct shingles){.items = s.items, .whole = s.n_words ? s.whole : 0};
    for (uint32_t i = 0; i < s.n; i++)
        if (!out->n || s.items[out->n - 1] != s.items[i]) s.items[out->n++] = s.items[i];
    return BEDE_OK;
}

double shingles_containment(const uint64_t *a, uint32_t n_a, const uint64_t *b, uint32_t n_b)
{
    uint32_t least = n_a < n_b ? n_a : n_b, shared = 0;
    for (uint32_t i = 0, k = 0; i < n_a && k < n_b;) {
        if (a[i] == b[k]) {
            shared++;
            i++;
            k++;
        } else if (a[i] < b[k]) {
            i++;
        } else {
            k++;
        }
    }
    return least ? (double)shared / least : 0;
}
