/* base/arena.c - a list of chunks, bump allocation inside the current one.
 *
 * Chunks double from 64 KiB to 8 MiB; a request larger than a chunk gets one of its own size.
 * Reset rewinds to the first chunk and keeps the rest for the next story.
 *
 * SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define GAP            16 /* poisoned bytes between allocations */
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define GAP            0
#endif

enum { CHUNK_MIN = 1 << 16, CHUNK_MAX = 1 << 23, HUGE_PAGE = 1 << 21, ALIGN = 16 };

struct chunk {
    struct chunk *next;
    size_t cap, used;
};

struct arena {
    struct chunk *first, *current;
    size_t limit, capacity, used;
    bool big; /* whole huge pages only */
};

static char *chunk_data(struct chunk *chunk)
{
    return (char *)chunk + ((sizeof(struct chunk) + ALIGN - 1) & ~(size_t)(ALIGN - 1));
}

struct arena *arena_new(size_t limit)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena) arena->limit = limit;
    return arena;
}

struct arena *arena_new_big(void)
{
    struct arena *arena = arena_new(0);
    if (arena) arena->big = true;
    return arena;
}

/* Memory for a chunk of `cap` bytes and its head; a big arena's is whole huge pages. */
static struct chunk *chunk_memory(const struct arena *arena, size_t *cap)
{
    size_t head = sizeof(struct chunk) + ALIGN;
    if (!arena->big) return malloc(head + *cap);
    size_t size = (*cap + head + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
    void *p = NULL;
    if (posix_memalign(&p, HUGE_PAGE, size)) return NULL;
#ifdef MADV_HUGEPAGE
    (void)madvise(p, size, MADV_HUGEPAGE); /* only a hint: small pages do as well */
#endif
    *cap = size - head;
    return p;
}

void arena_free(struct arena *arena)
{
    if (!arena) return;
    for (struct chunk *c = arena->first; c;) {
        struct chunk *next = c->next;
        UNPOISON(chunk_data(c), c->cap);
        free(c);
        c = next;
    }
    free(arena);
}

void arena_reset(struct arena *arena)
{
    for (struct chunk *c = arena->first; c; c = c->next) {
        POISON(chunk_data(c), c->cap);
        c->used = 0;
    }
    arena->current = arena->first;
    arena->used = 0;
}

/* Finds or makes a chunk with room for `size` after the current one. */
static struct chunk *chunk_for(struct arena *arena, size_t size)
{
    struct chunk *last = arena->current;
    for (struct chunk *c = last ? last->next : arena->first; c; c = c->next) {
        if (c->cap >= size) {
            arena->current = c;
            return c;
        }
        last = c;
    }
    size_t cap = arena->big ? HUGE_PAGE / 2 : last ? last->cap * 2 : CHUNK_MIN;
    if (cap > CHUNK_MAX) cap = CHUNK_MAX;
    if (cap < size) cap = size;
    if (arena->limit && (cap > arena->limit || arena->capacity > arena->limit - cap)) {
        cap = size;
        if (cap > arena->limit || arena->capacity > arena->limit - cap) return NULL;
    }
    struct chunk *c = chunk_memory(arena, &cap);
    if (!c) return NULL;
    c->next = NULL;
    c->cap = cap;
    c->used = 0;
    POISON(chunk_data(c), cap);
    if (last)
        last->next = c;
    else
        arena->first = c;
    arena->capacity += cap;
    arena->current = c;
    return c;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4) return NULL;
    size_t need = ((size + ALIGN - 1) & ~(size_t)(ALIGN - 1)) + GAP;
    struct chunk *c = arena->current;
    if (!c || c->cap - c->used < need) {
        c = chunk_for(arena, need);
        if (!c) return NULL;
    }
    char *p = chunk_data(c) + c->used;
    c->used += need;
    arena->used += need;
    UNPOISON(p, size);
    memset(p, 0, size);
    return p;
}

void *arena_array(struct arena *arena, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / 4 / size) return NULL;
    return arena_alloc(arena, n * size);
}

void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t new_size)
{
    void *p = arena_alloc(arena, new_size);
    if (p && old_size) memcpy(p, old, old_size);
    return p;
}

char *arena_strdup(struct arena *arena, struct str s)
{
    char *p = arena_alloc(arena, s.n + 1);
    if (p && s.n) memcpy(p, s.p, s.n);
    return p;
}

struct str arena_str(struct arena *arena, struct str s)
{
    char *p = arena_strdup(arena, s);
    return (struct str){p, p ? s.n : 0};
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    struct str s = {NULL, 0};
    if (n >= 0) {
        char *p = arena_alloc(arena, (size_t)n + 1);
        if (p) {
            vsnprintf(p, (size_t)n + 1, format, again);
            s = (struct str){p, (size_t)n};
        }
    }
    va_end(again);
    return s;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

size_t arena_capacity(const struct arena *arena)
{
    return arena->capacity;
}

bool arena_array_grow_(struct arena *arena, void **items, uint32_t *cap, size_t size)
{
    if (*cap > UINT32_MAX / 2) return false;
    uint32_t new_cap = *cap ? *cap * 2 : 8;
    if (size && new_cap > SIZE_MAX / 4 / size) return false;
    void *p = arena_grow(arena, *items, (size_t)*cap * size, (size_t)new_cap * size);
    if (!p) return false;
    *items = p;
    *cap = new_cap;
    return true;
}
