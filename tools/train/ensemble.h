/* train/ensemble.h - several models as one parser, to make trees for text that has none.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_ENSEMBLE_H
#define TRAIN_ENSEMBLE_H

#include "data.h"
#include "syntax/syntax.h"

enum { ENSEMBLE_MAX = 8 };

/* Tags and parses all sentences of a doc by the mean of the models' probabilities. `hints` (may be
 * NULL) says for each token which Penn tags it may have, "VB|VBP", or "_": other tags are then
 * taken to be a hundred times less likely. The models must have the same classes and relations.
 * Errors: USAGE when they have not, NOMEM. */
BEDE_NODISCARD bede_status ensemble_analyse(struct syntax_model *const *models, uint32_t n_models,
                                            struct doc *doc, const struct str *hints,
                                            bede_error *err);

/* mean[0..n) += share * softmax(scores). */
void add_probabilities(float *mean, const float *scores, uint32_t n, float share);

#endif
