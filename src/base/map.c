/* base/map.c - see map.h. SPDX-License-Identifier: MIT */
#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"

struct map_slot {
    uint32_t hash, entry_plus_one;
};

uint64_t hash_bytes(const void *data, size_t n, uint64_t seed)
{
    const unsigned char *p = data;
    uint64_t h = 14695981039346656037u ^ (seed * 0x9e3779b97f4a7c15u);
    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * 1099511628211u;
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 29;
    return h;
}

void map_init(struct map *map)
{
    memset(map, 0, sizeof *map);
}

void map_fini(struct map *map)
{
    free(map->slots);
    free(map->keys);
    free(map->values);
    arena_free(map->memory);
    map_init(map);
}

/* The slot that holds the key, or the free one where it belongs. The table is never full. */
static struct map_slot *find_slot(const struct map *map, struct str key, uint32_t hash)
{
    uint32_t mask = map->cap - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        struct map_slot *slot = &map->slots[i];
        if (!slot->entry_plus_one) return slot;
        if (slot->hash == hash && str_eq(map->keys[slot->entry_plus_one - 1], key)) return slot;
    }
}

static bool grow_slots(struct map *map)
{
    uint32_t cap = map->cap ? map->cap * 2 : 64;
    struct map_slot *slots = calloc(cap, sizeof *slots);
    if (!slots) return false;
    struct map_slot *old = map->slots;
    uint32_t old_cap = map->cap;
    map->slots = slots;
    map->cap = cap;
    for (uint32_t i = 0; i < old_cap; i++) {
        if (!old[i].entry_plus_one) continue;
        uint32_t at = old[i].hash & (cap - 1);
        while (slots[at].entry_plus_one)
            at = (at + 1) & (cap - 1);
        slots[at] = old[i];
    }
    free(old);
    return true;
}

static bool grow_entries(struct map *map)
{
    uint32_t cap = map->keys_cap ? map->keys_cap * 2 : 32;
    struct str *keys = realloc(map->keys, cap * sizeof *keys);
    if (!keys) return false;
    map->keys = keys;
    uint32_t *values = realloc(map->values, cap * sizeof *values);
    if (!values) return false;
    map->values = values;
    map->keys_cap = cap;
    return true;
}

/* The entry of the key, made with `value` if it is new. MAP_NONE when memory ends. */
static uint32_t entry_of(struct map *map, struct str key, uint32_t value)
{
    if (!map->memory && !(map->memory = arena_new(0))) return MAP_NONE;
    if ((map->n + 1) * 2 > map->cap && !grow_slots(map)) return MAP_NONE;
    uint32_t hash = (uint32_t)hash_bytes(key.p, key.n, 0);
    struct map_slot *slot = find_slot(map, key, hash);
    if (slot->entry_plus_one) return slot->entry_plus_one - 1;
    if (map->n == map->keys_cap && !grow_entries(map)) return MAP_NONE;
    struct str copy = arena_str(map->memory, key);
    if (!copy.p) return MAP_NONE;
    map->keys[map->n] = copy;
    map->values[map->n] = value;
    slot->hash = hash;
    slot->entry_plus_one = ++map->n;
    return map->n - 1;
}

bool map_put(struct map *map, struct str key, uint32_t value)
{
    uint32_t entry = entry_of(map, key, value);
    if (entry == MAP_NONE) return false;
    map->values[entry] = value;
    return true;
}

uint32_t map_get(const struct map *map, struct str key)
{
    if (!map->n) return MAP_NONE;
    struct map_slot *slot = find_slot(map, key, (uint32_t)hash_bytes(key.p, key.n, 0));
    return slot->entry_plus_one ? map->values[slot->entry_plus_one - 1] : MAP_NONE;
}

uint32_t map_intern(struct map *map, struct str key)
{
    return entry_of(map, key, map->n);
}
