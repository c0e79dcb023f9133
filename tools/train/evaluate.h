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

/* By one model, or by several as an ensemble; `change` as in treebank_doc. Errors: NOMEM, USAGE. */
BEDE_NODISCARD bede_status evaluate(struct syntax_model *const *models, uint32_t n_models,
                                    const struct treebank *bank, int change, struct scores *out,
                                    bede_error *err);

#endif
