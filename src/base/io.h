/* base/io.h - whole files and folders, with limits. SPDX-License-Identifier: MIT */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Reads a file (or, for "-", standard input) into the arena; a NUL follows the bytes. Errors: IO
 * with the system's reason, LIMIT when it is longer than `max`, NOMEM. */
BEDE_NODISCARD bede_status io_read_file(struct arena *arena, const char *path, uint64_t max,
                                        struct str *out, bede_error *err);

/* A file mapped read-only, shared by all threads until io_unmap. */
BEDE_NODISCARD bede_status io_map_file(const char *path, uint64_t max, struct str *out,
                                       bede_error *err);
void io_unmap(struct str mapped);

struct io_list {
    const char **paths;
    uint32_t n, cap;
};

/* Appends `path` itself, or, if it is a folder, the regular files under it in byte order of
 * their names, hidden ones left out. Errors: IO (not there, not readable), LIMIT, NOMEM. */
BEDE_NODISCARD bede_status io_list_files(struct arena *arena, const char *path,
                                         struct io_list *list, bede_error *err);

bool io_exists(const char *path);

#endif
