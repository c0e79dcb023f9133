/* A decision list over suffixes, as a hash table without strings.
 *
 * The idea is that of the first data-driven lemmatisers (Daelemans, "IGTree", 1997): most words
 * inflect like others with the same ending, and the few that do not are listed whole. A slot keeps
 * 32 bits of the key's hash beside its place, so that a wrong hit has odds of about one in 2^31.
 *
 *     "towns" as NNS:  whole word not listed; "towns", "owns", "wns", "ns" not listed;
 *     "s" listed: strip one byte, append nothing
 *
 * Section: n_values u32, n_slots u32, offsets u32[n_values + 1], bytes, zero padding to 8, slots.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/wordmap.h"

#include "base/map.h"

uint64_t wordmap_key(const char *p, size_t n, uint32_t class_id, uint32_t length)
{
    return hash_bytes(p, n, ((uint64_t)class_id << 8 | length) + 1);
}

bede_status wordmap_open(struct wordmap *map, struct str section, const char *what, bede_error *err)
{
    const char *p = section.p;
    uint32_t head[2];
    if (section.n < sizeof head) return err_set(err, BEDE_DATA, "%s table is cut", what);
    memcpy(head, p, sizeof head);
    size_t offsets = ((size_t)head[0] + 1) * 4, at = sizeof head + offsets;
    if (head[0] > WORDMAP_VALUES_MAX || head[1] == 0 || (head[1] & (head[1] - 1)) || section.n < at)
        return err_set(err, BEDE_DATA, "%s table has a wrong size", what);
    map->n_values = head[0];
    map->mask = head[1] - 1;
    map->offsets = (const uint32_t *)(const void *)(p + sizeof head);
    map->bytes = p + at;
    size_t bytes = map->offsets[head[0]];
    size_t slots = (at + bytes + 7) & ~(size_t)7;
    if (section.n < slots || (section.n - slots) / sizeof *map->slots != head[1])
        return err_set(err, BEDE_DATA, "%s table has a wrong size", what);
    map->slots = (const struct wordmap_slot *)(const void *)(p + slots);
    for (uint32_t i = 0; i < head[0]; i++)
        if (map->offsets[i] >= map->offsets[i + 1] || map->offsets[i + 1] > bytes ||
            map->bytes[map->offsets[i + 1] - 1] != 0)
            return err_set(err, BEDE_DATA, "%s table: value %u is damaged", what, i);
    bool some_free = false;
    for (uint32_t i = 0; i < head[1]; i++) {
        some_free |= map->slots[i].value_plus_one == 0;
        if (map->slots[i].value_plus_one > head[0])
            return err_set(err, BEDE_DATA, "%s table: slot %u is damaged", what, i);
    }
    if (!some_free) return err_set(err, BEDE_DATA, "%s table is full", what);
    return BEDE_OK;
}

static uint32_t lookup(const struct wordmap *map, uint64_t key)
{
    for (uint32_t i = (uint32_t)key & map->mask;; i = (i + 1) & map->mask) {
        const struct wordmap_slot *slot = &map->slots[i];
        if (!slot->value_plus_one || slot->print == key >> 32) return slot->value_plus_one;
    }
}

struct str wordmap_find(const struct wordmap *map, const char *word, size_t n, uint32_t class_id)
{
    uint32_t value = lookup(map, wordmap_key(word, n, class_id, WORDMAP_WHOLE));
    for (size_t k = n < WORDMAP_SUFFIX_MAX ? n : WORDMAP_SUFFIX_MAX; !value; k--) {
        value = lookup(map, wordmap_key(word + n - k, k, class_id, (uint32_t)k));
        if (k == 0) break;
    }
    if (!value) return (struct str){"", 0};
    uint32_t start = map->offsets[value - 1];
    return (struct str){map->bytes + start, map->offsets[value] - start - 1};
}
