/* train/evaluate.h - scores of the shipped path (quantised model, real parser) on gold words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_EVALUATE_H
#define TRAIN_EVALUATE_H

#include "data.h"
#include "syntax/syntax.h"

struct scores {
    double upos, xpos, feats, lemma, uas, las, las_sub; /* percent of words */
    double words_a_second;
};

/* `change` as in treebank_doc. Errors: NOMEM. */
BEDE_NODISCARD bede_status evaluate(const struct syntax_model *model, const struct treebank *bank,
                                    int change, struct scores *out, bede_error *err);

#endif
