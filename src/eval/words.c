/* eval/words.c - how alike two texts are: the Dice measure over their words.
 *
 * A word is a run of letters, digits and underscores, its case ignored; words count as often as they
 * stand.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "eval/work.h"

static bool in_word(uint32_t cp)
{
    return utf8_is_letter(cp) || cp == '_' || (cp >= '0' && cp <= '9');
}

bool bag_add(struct word_bag *bag, struct arena *arena, struct str text)
{
    uint64_t hash = 0;
    bool open = false;
    uint32_t cp;
    for (size_t at = 0, n;; at += n) {
        n = utf8_decode(text, at, &cp);
        if (n && in_word(cp)) {
            cp = utf8_lower(cp);
            hash = hash_bytes(&cp, sizeof cp, open ? hash : 0);
            open = true;
            continue;
        }
        if (open && !ARRAY_PUSH(arena, bag->items, bag->n, bag->cap, hash)) return false;
        open = false;
        if (!n) return true;
    }
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void bag_sort(struct word_bag *bag)
{
    if (bag->n) qsort(bag->items, bag->n, sizeof *bag->items, by_hash);
}

double bag_dice(const struct word_bag *a, const struct word_bag *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        uint64_t x = a->items[i], y = b->items[k];
        shared += x == y;
        i += x <= y;
        k += y <= x;
    }
    return a->n && b->n ? 2.0 * shared / (a->n + b->n) : 0;
}

bool bag_shares(const struct word_bag *a, const struct word_bag *b)
{
    return bag_dice(a, b) > 0;
}
