/* api/diff.h - what the two sources of versions to compare share: files and a record.
 *
 * SPDX-License-Identifier: MIT */
#ifndef API_DIFF_H
#define API_DIFF_H

#include "api/engine.h"
#include "output/diff.h"

/* One comparison after the other: a coder, memory for a pair, the output. */
struct differ {
    const bede_engine *engine;
    const bede_diff_options *options;
    const bede_run_io *io;
    struct output_diff output;
    bede_limits limits;
    struct record_coder *coder;
    struct arena *arena; /* of the pair at hand */
    struct buf buf;
    bede_diff_totals totals;
};

BEDE_NODISCARD bede_status differ_init(struct differ *differ, const bede_engine *engine,
                                       const bede_diff_options *options, const bede_run_io *io,
                                       bede_error *err);
void differ_fini(struct differ *differ);

/* Codes both, compares, writes. A story that cannot be coded is reported, and the pair skipped. */
BEDE_NODISCARD bede_status differ_pair(struct differ *differ, struct story *old_story,
                                       struct story *new_story,
                                       const struct family_verdict *verdict, bede_error *err);
/* Names a pair, or a story of one side alone. */
BEDE_NODISCARD bede_status differ_name(struct differ *differ, const struct story *old_story,
                                       const struct story *new_story,
                                       const struct family_verdict *verdict, bede_error *err);

#endif
