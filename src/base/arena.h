/* base/arena.h - memory that lives and dies together.
 *
 * One arena a story: everything that coding it makes is allocated here and freed at once. Chunks
 * are kept by arena_reset, so that a coder that has warmed up no longer calls malloc. Under
 * AddressSanitizer unused parts of a chunk are poisoned, so overruns are still caught.
 *
 * arena_alloc returns NULL when memory ends or the arena's limit is reached; callers check.
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

/* `limit` bytes at most over all chunks; 0: no limit. NULL when memory ends. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *arena);

/* An arena for megabytes that stay: chunks of 2 MiB and more, on huge pages where the system has
 * them, since thousands of page faults are what loading would mostly wait for. */
struct arena *arena_new_big(void);

/* Forgets all that was allocated, keeps the chunks. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned to 16 bytes. NULL when it cannot be had. */
void *arena_alloc(struct arena *arena, size_t size);

/* An array of n elements, with the product checked. */
void *arena_array(struct arena *arena, size_t n, size_t size);
#define ARENA_NEW(arena, type)      ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, n, type) ((type *)arena_array((arena), (n), sizeof(type)))

/* A bigger copy of an array; the old one stays in the arena until reset. */
void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t new_size);

/* NUL-terminated copies. NULL (or a str with p NULL) when memory ends. */
char *arena_strdup(struct arena *arena, struct str s);
struct str arena_str(struct arena *arena, struct str s);
struct str arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes handed out since the last reset, and the most that chunks ever took. */
size_t arena_used(const struct arena *arena);
size_t arena_capacity(const struct arena *arena);

/* Append to a growable array in an arena: ARRAY_PUSH(arena, list.items, list.n, list.cap, item)
 * is false when memory ends. Capacity doubles, so the arena holds at most twice the array. */
#define ARRAY_PUSH(arena, items, n, cap, item)                                                     \
    (((n) < (cap) || arena_array_grow_((arena), (void **)&(items), &(cap), sizeof *(items)))       \
         ? ((items)[(n)++] = (item), true)                                                         \
         : false)
bool arena_array_grow_(struct arena *arena, void **items, uint32_t *cap, size_t size);

#endif
