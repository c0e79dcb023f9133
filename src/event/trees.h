/* event/trees.h - the trees of rule templates, kept in a file so that opening need not parse them.
 *
 * In:   the file event/rules.trees of a knowledge folder, written by `bede check --compile`
 * Out:  the tree of a template's sentence, if the file has it
 * Owns: the bytes of the file
 * Not here: patterns (event/compile.c), which are read off the trees at each start
 *
 * A tree depends on the sentence, the model and the code of syntax/ alone. The file holds the
 * sentences themselves and the identity of the other two: it is used when that is the same, and
 * only for sentences that it has. A rule that was changed since is parsed as if there were no file.
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_TREES_H
#define EVENT_TREES_H

#include "base/buf.h"
#include "base/map.h"
#include "syntax/syntax.h"

#define TREES_FILE "event/rules.trees"

struct trees {
    struct str bytes; /* mapped; empty when there is no usable file */
    struct map index; /* sentence -> offset in the bytes */
    bool recording;
    struct buf record; /* what is to be written, when recording */
    uint32_t n_recorded;
    struct map recorded; /* sentences that it has */
};

/* Opens the folder's file. A file that is not there, is damaged or of another model is no error:
 * then there are no trees. Errors: NOMEM. */
BEDE_NODISCARD bede_status trees_open(struct trees *trees, const char *folder,
                                      const struct syntax_model *model, bede_error *err);

/* The same without a file, to collect trees for trees_write. */
void trees_record(struct trees *trees);
void trees_close(struct trees *trees);

/* Gives the doc, which has one sentence of words, the tree of its text. False when it is not there.
 * Lemmas then point into the file. */
bool trees_get(const struct trees *trees, struct doc *doc);

/* Keeps the doc's tree, when recording. False when memory ends. */
bool trees_put(struct trees *trees, const struct doc *doc);

/* Replaces the folder's file by what was recorded. Errors: IO. */
BEDE_NODISCARD bede_status trees_write(const struct trees *trees, const char *folder,
                                       const struct syntax_model *model, bede_error *err);

#endif
