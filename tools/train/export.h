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
/* `verbs` (may be empty) has one base form a line; their regular forms are added to the lemmas. */
BEDE_NODISCARD bede_status lists_make(struct lists *lists, const struct prepared *data,
                                      const struct treebank *bank, struct str verbs,
                                      bede_error *err);
void lists_free(struct lists *lists);

/* Appends the file made of the net's running means to `out`, which must be empty. Errors: NOMEM. */
BEDE_NODISCARD bede_status export_model(struct buf *out, struct net *net, const struct lists *lists,
                                        bede_error *err);

/* Appends a copy of the model `old` (the bytes of a file) in which only the two decision lists are
 * new. Errors: DATA when `old` is no model, NOMEM. */
BEDE_NODISCARD bede_status export_relisted(struct buf *out, struct str old,
                                           const struct lists *lists, bede_error *err);

#endif
