/* store/libpq.c - see libpq.h. The library stays loaded: its own threads and TLS do not like to be
 * taken out again.
 *
 * SPDX-License-Identifier: MIT */
#include "store/libpq.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct libpq pq;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *missing; /* a function that the library does not have */
static bool opened;

/* POSIX wants what dlsym gives to be a function's address, C does not say how; its bytes are. */
static void find(void *library, const char *name, void *function, size_t n)
{
    void *address = dlsym(library, name);
    if (!address && !missing) missing = name;
    memcpy(function, &address, n);
}

static void *open_library(void)
{
    static const char *const names[] = {"libpq.so.5", "libpq.5.dylib", "libpq.so"};
    const char *told = getenv("BEDE_LIBPQ");
    if (told && *told) return dlopen(told, RTLD_NOW | RTLD_LOCAL);
    void *library = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}

static void load(void)
{
    void *library = open_library();
    if (!library) return;
    opened = true;
#define LIBPQ_FIND(result, name, takes) find(library, "PQ" #name, &pq.name, sizeof pq.name);
    LIBPQ_FUNCTIONS(LIBPQ_FIND)
#undef LIBPQ_FIND
}

_Static_assert(sizeof(void *) == sizeof(void (*)(void)), "POSIX: functions fit into void *");

bede_status libpq_load(bede_error *err)
{
    pthread_once(&once, load);
    if (!opened)
        return err_set(err, BEDE_UNSUPPORTED,
                       "a record in PostgreSQL needs the library libpq.so.5, which cannot be "
                       "loaded; install it (Debian, Ubuntu: libpq5; Fedora: libpq; Alpine: libpq) "
                       "or name its file in BEDE_LIBPQ");
    if (missing)
        return err_set(err, BEDE_UNSUPPORTED,
                       "the libpq that was loaded has no %s; install PostgreSQL's own of version "
                       "12 or newer",
                       missing);
    return BEDE_OK;
}
