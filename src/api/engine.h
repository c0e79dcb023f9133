/* api/engine.h - what stands behind the public bede_engine.
 *
 * SPDX-License-Identifier: MIT */
#ifndef API_ENGINE_H
#define API_ENGINE_H

#include "output/output.h"

struct bede_engine {
    struct record_engine record;
};

/* Where model and knowledge are: the options' own, else what is found. `folders` is the language's
 * folder ("knowledge/en") and then those of the options. */
struct engine_paths {
    struct arena *arena;
    const char *model;
    const char **folders;
    size_t n_folders;
};
BEDE_NODISCARD bede_status engine_find(const bede_engine_options *options,
                                       struct engine_paths *paths, bede_error *err);
void engine_paths_fini(struct engine_paths *paths);

#endif
