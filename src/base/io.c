/* base/io.c - see io.h. SPDX-License-Identifier: MIT */
#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_DEPTH_MAX = 32, LIST_FILES_MAX = 10000000 };

static bede_status io_failed(bede_error *err, const char *path, const char *what)
{
    return err_at(err, BEDE_IO, path, 0, 0, "%s: %s", what, strerror(errno));
}

/* Reads a descriptor to its end, doubling the room. */
static bede_status read_all(struct arena *arena, int fd, const char *path, size_t guess,
                            uint64_t max, struct str *out, bede_error *err)
{
    size_t cap = guess + 1, n = 0;
    char *p = arena_alloc(arena, cap + 1);
    if (!p) return err_nomem(err);
    for (;;) {
        if (n == cap) {
            char *bigger = arena_grow(arena, p, n, cap * 2 + 1);
            if (!bigger) return err_nomem(err);
            p = bigger;
            cap *= 2;
        }
        ssize_t got = read(fd, p + n, cap - n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return io_failed(err, path, "cannot read");
        if (got == 0) break;
        n += (size_t)got;
        if (n > max)
            return err_at(err, BEDE_LIMIT, path, 0, max, "longer than the limit of %llu bytes",
                          (unsigned long long)max);
    }
    p[n] = '\0';
    *out = (struct str){p, n};
    return BEDE_OK;
}

bede_status io_read_file(struct arena *arena, const char *path, uint64_t max, struct str *out,
                         bede_error *err)
{
    if (strcmp(path, "-") == 0) return read_all(arena, STDIN_FILENO, path, 1 << 16, max, out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return io_failed(err, path, "cannot open");
    struct stat st;
    bede_status status;
    if (fstat(fd, &st) < 0) {
        status = io_failed(err, path, "cannot read");
    } else if (S_ISDIR(st.st_mode)) {
        status = err_at(err, BEDE_IO, path, 0, 0, "is a folder");
    } else if (S_ISREG(st.st_mode) && (uint64_t)st.st_size > max) {
        status = err_at(err, BEDE_LIMIT, path, 0, max, "longer than the limit of %llu bytes",
                        (unsigned long long)max);
    } else {
        size_t guess = S_ISREG(st.st_mode) ? (size_t)st.st_size : 1 << 16;
        status = read_all(arena, fd, path, guess, max, out, err);
    }
    close(fd);
    return status;
}

bede_status io_map_file(const char *path, uint64_t max, struct str *out, bede_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return io_failed(err, path, "cannot open");
    struct stat st;
    bede_status status = BEDE_OK;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0) {
        status = err_at(err, BEDE_DATA, path, 0, 0, "is empty or no regular file");
    } else if ((uint64_t)st.st_size > max) {
        status = err_at(err, BEDE_LIMIT, path, 0, max, "longer than the limit of %llu bytes",
                        (unsigned long long)max);
    } else {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED)
            status = io_failed(err, path, "cannot map");
        else
            *out = (struct str){p, (size_t)st.st_size};
    }
    close(fd);
    return status;
}

void io_unmap(struct str mapped)
{
    if (mapped.p) munmap((void *)(uintptr_t)mapped.p, mapped.n);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bede_status list_folder(struct arena *arena, const char *path, int depth,
                               struct io_list *list, bede_error *err);

static bede_status list_path(struct arena *arena, const char *path, int depth, struct io_list *list,
                             bede_error *err)
{
    struct stat st;
    if (stat(path, &st) < 0) return io_failed(err, path, "cannot open");
    if (S_ISDIR(st.st_mode)) return list_folder(arena, path, depth + 1, list, err);
    if (list->n >= LIST_FILES_MAX)
        return err_at(err, BEDE_LIMIT, path, 0, 0, "more than %d files", LIST_FILES_MAX);
    const char *copy = arena_strdup(arena, str_c(path));
    if (!copy || !ARRAY_PUSH(arena, list->paths, list->n, list->cap, copy)) return err_nomem(err);
    return BEDE_OK;
}

static bede_status list_folder(struct arena *arena, const char *path, int depth,
                               struct io_list *list, bede_error *err)
{
    if (depth > LIST_DEPTH_MAX)
        return err_at(err, BEDE_LIMIT, path, 0, 0, "folders nested deeper than %d", LIST_DEPTH_MAX);
    DIR *dir = opendir(path);
    if (!dir) return io_failed(err, path, "cannot open the folder");
    struct io_list names = {0};
    bede_status status = BEDE_OK;
    for (struct dirent *d; status == BEDE_OK && (d = readdir(dir));) {
        if (d->d_name[0] == '.') continue;
        struct str full = arena_printf(arena, "%s/%s", path, d->d_name);
        if (!full.p || !ARRAY_PUSH(arena, names.paths, names.n, names.cap, full.p))
            status = err_nomem(err);
    }
    closedir(dir);
    if (status != BEDE_OK) return status;
    if (names.n) qsort(names.paths, names.n, sizeof *names.paths, by_name);
    for (uint32_t i = 0; i < names.n; i++)
        TRY(list_path(arena, names.paths[i], depth, list, err));
    return BEDE_OK;
}

bede_status io_list_files(struct arena *arena, const char *path, struct io_list *list,
                          bede_error *err)
{
    if (strcmp(path, "-") == 0) {
        const char *copy = arena_strdup(arena, str_c(path));
        if (!copy || !ARRAY_PUSH(arena, list->paths, list->n, list->cap, copy))
            return err_nomem(err);
        return BEDE_OK;
    }
    return list_path(arena, path, 0, list, err);
}

bool io_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}
