/* train/export.h - the trained net as the bytes of a model file (src/syntax/model.h).
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_EXPORT_H
#define TRAIN_EXPORT_H

#include "base/buf.h"
#include "net.h"

/* The two decision lists, made once from the treebank. */
struct lists {
    struct buf lemma, feats;
};
BEDE_NODISCARD bede_status lists_make(struct lists *lists, const struct prepared *data,
                                      const struct treebank *bank, bede_error *err);
void lists_free(struct lists *lists);

/* Appends the file made of the net's running means to `out`, which must be empty. Errors: NOMEM. */
BEDE_NODISCARD bede_status export_model(struct buf *out, struct net *net, const struct lists *lists,
                                        bede_error *err);

#endif
