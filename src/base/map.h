/* base/map.h - hash map from byte strings to 32-bit numbers, and string interning.
 *
 * Open addressing with linear probing; keys are copied into the map's own memory. Built once and
 * then only read, it may be shared by threads.
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

/* 64-bit hash of bytes (FNV-1a with a final mix): stable across machines and runs. */
uint64_t hash_bytes(const void *data, size_t n, uint64_t seed);

#define MAP_NONE UINT32_MAX

struct map {
    struct map_slot *slots;
    uint32_t cap, n;
    struct str *keys; /* in order of insertion; keys[i] belongs to entry i */
    uint32_t *values;
    uint32_t keys_cap;
    struct arena *memory;
};

/* An empty map. Nothing is allocated before the first put. */
void map_init(struct map *map);
void map_fini(struct map *map);

/* Sets key to value (replacing). False when memory ends. */
bool map_put(struct map *map, struct str key, uint32_t value);

/* The value, or MAP_NONE. */
uint32_t map_get(const struct map *map, struct str key);

/* The number of the key: 0 for the first distinct key, 1 for the next; MAP_NONE if memory ends. */
uint32_t map_intern(struct map *map, struct str key);

#endif
