/* api/import.c - `bede import-petrarch`: dictionaries of the field into a folder for --knowledge.
 *
 * SPDX-License-Identifier: MIT */
#include "import/import.h"
#include "api/engine.h"
#include "base/io.h"

enum { DICTIONARY_MAX = 64 << 20 };

struct importing {
    bede_check_report report;
    void *ctx;
};

static void pass_on(void *ctx, bool refused, const char *file, uint32_t line, const char *message)
{
    const struct importing *to = ctx;
    bede_error what;
    err_at(&what, refused ? BEDE_DATA : BEDE_OK, file, line, 0, "%s", message);
    if (to->report) to->report(to->ctx, refused, &what);
}

static bede_status read_all(struct import *import, struct arena *arena, const char *const *paths,
                            size_t n, bede_import_figures *figures, bede_error *err)
{
    struct io_list files = {0};
    struct arena *names = arena_new(0);
    bede_status status = names ? BEDE_OK : err_nomem(err);
    for (size_t i = 0; i < n && status == BEDE_OK; i++)
        status = io_list_files(names, paths[i], &files, err);
    for (uint32_t i = 0; i < files.n && status == BEDE_OK; i++) {
        struct str text;
        arena_reset(arena);
        status = io_read_file(arena, files.paths[i], DICTIONARY_MAX, &text, err);
        if (status == BEDE_OK)
            status = import_read(import, import_sniff(text), files.paths[i], text, figures, err);
    }
    arena_free(names);
    return status;
}

bede_status bede_import_petrarch(const bede_engine_options *options, const char *const *paths,
                                 size_t n, const char *into, bede_check_report report, void *ctx,
                                 bede_import_figures *figures, bede_error *err)
{
    static const bede_engine_options defaults;
    struct importing to = {report, ctx};
    struct engine_paths where;
    struct kb *kb = NULL;
    struct import *import = NULL;
    *figures = (bede_import_figures){0};
    struct arena *arena = arena_new(0);
    bede_status status = engine_find(options ? options : &defaults, &where, err);
    if (status == BEDE_OK && !arena) status = err_nomem(err);
    if (status == BEDE_OK) status = kb_load(where.folders, where.n_folders, NULL, &kb, err);
    if (status == BEDE_OK) status = import_new(where.folders[0], kb, pass_on, &to, &import, err);
    if (status == BEDE_OK) status = read_all(import, arena, paths, n, figures, err);
    if (status == BEDE_OK) status = import_write(import, into, err);
    import_free(import);
    kb_free(kb);
    arena_free(arena);
    engine_paths_fini(&where);
    return status;
}
