/* api/engine.c - finding, opening and closing model and knowledge.
 *
 * Looked for, in this order: BEDE_HOME; the folder of the program and up the tree from there (a
 * build inside the source tree); share/bede beside any of these (an installation, wherever it was
 * moved to); the prefix it was built for. A home is a folder that has knowledge/en.
 *
 * SPDX-License-Identifier: MIT */
#include "api/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"

enum { PATH_BYTES = 4096, CLIMB_MAX = 6 };

#define LANGUAGE      "knowledge/en"
#define DEFAULT_MODEL "models/en.bede"

const char *bede_version(void)
{
    return BEDE_VERSION;
}

const char *bede_stage_name(unsigned stage)
{
    return record_stage_name((enum record_stage)stage);
}

/* Is "<folder>/<below>" a home? It is then written to `home`. */
static bool try_home(const char *folder, const char *below, char home[PATH_BYTES])
{
    char probe[PATH_BYTES + 32];
    int n = snprintf(home, PATH_BYTES, "%s%s", folder, below);
    if (n < 0 || n >= PATH_BYTES) return false;
    snprintf(probe, sizeof probe, "%s/" LANGUAGE, home);
    return io_exists(probe);
}

static bool home_near_program(char home[PATH_BYTES])
{
    char folder[PATH_BYTES];
    ssize_t n = readlink("/proc/self/exe", folder, sizeof folder - 1);
    if (n <= 0) return false;
    folder[n] = '\0';
    for (int up = 0; up < CLIMB_MAX; up++) {
        char *slash = strrchr(folder, '/');
        if (!slash) return false;
        *slash = '\0';
        if (try_home(folder, "", home) || try_home(folder, "/share/bede", home)) return true;
    }
    return false;
}

static bede_status find_home(char home[PATH_BYTES], bede_error *err)
{
    const char *told = getenv("BEDE_HOME");
    if (told && *told) {
        if (try_home(told, "", home)) return BEDE_OK;
        return err_at(err, BEDE_DATA, told, 0, 0,
                      "BEDE_HOME names this folder, but it has no " LANGUAGE);
    }
    if (home_near_program(home)) return BEDE_OK;
#ifdef BEDE_DATADIR
    if (try_home(BEDE_DATADIR, "", home)) return BEDE_OK;
#endif
    return err_set(err, BEDE_DATA,
                   "no " LANGUAGE " found: set BEDE_HOME to the folder that has knowledge/ and "
                   "models/");
}

bede_status engine_find(const bede_engine_options *options, struct engine_paths *paths,
                        bede_error *err)
{
    char home[PATH_BYTES];
    *paths = (struct engine_paths){.arena = arena_new(0)};
    if (!paths->arena) return err_nomem(err);
    bede_status status = find_home(home, err);
    if (status != BEDE_OK) return status;
    paths->folders = ARENA_ARRAY(paths->arena, options->n_knowledge + 1, const char *);
    struct str first = arena_printf(paths->arena, "%s/" LANGUAGE, home);
    struct str model = options->model ? arena_str(paths->arena, str_c(options->model))
                                      : arena_printf(paths->arena, "%s/" DEFAULT_MODEL, home);
    if (!paths->folders || !first.p || !model.p) return err_nomem(err);
    paths->model = model.p;
    paths->folders[paths->n_folders++] = first.p;
    for (size_t i = 0; i < options->n_knowledge; i++) {
        if (!io_exists(options->knowledge[i]))
            return err_at(err, BEDE_IO, options->knowledge[i], 0, 0,
                          "there is no such knowledge folder");
        paths->folders[paths->n_folders++] = options->knowledge[i];
    }
    return BEDE_OK;
}

void engine_paths_fini(struct engine_paths *paths)
{
    arena_free(paths->arena);
    *paths = (struct engine_paths){0};
}

static enum record_depth deepest(uint32_t views)
{
    enum record_depth depth = RECORD_TEXT;
    if (!views) return RECORD_EVENTS;
    for (uint32_t view = BEDE_VIEW_EVENTS; view <= BEDE_VIEW_DAILY; view++)
        if (views >> view & 1 && output_depth((bede_view)view) > depth)
            depth = output_depth((bede_view)view);
    return depth;
}

bede_status bede_engine_open(const bede_engine_options *options, bede_engine **out, bede_error *err)
{
    static const bede_engine_options defaults;
    struct engine_paths paths;
    if (!options) options = &defaults;
    bede_engine *engine = calloc(1, sizeof *engine);
    if (!engine) return err_nomem(err);
    bede_status status = engine_find(options, &paths, err);
    if (status == BEDE_OK)
        status = record_engine_load_upto(&engine->record, paths.model, paths.folders,
                                         paths.n_folders, deepest(options->views), err);
    engine_paths_fini(&paths);
    if (status != BEDE_OK) {
        free(engine);
        return status;
    }
    *out = engine;
    return BEDE_OK;
}

void bede_engine_free(bede_engine *engine)
{
    if (!engine) return;
    record_engine_fini(&engine->record);
    free(engine);
}
