/* train/resume.h - parameters out of a model file, to go on from there.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_RESUME_H
#define TRAIN_RESUME_H

#include "net.h"

/* Gives a new net the parameters of a model that was trained on the same data with the same sizes;
 * what quantising lost stays lost. Errors: USAGE when sizes or inventories differ. */
BEDE_NODISCARD bede_status net_resume(struct net *net, const struct syntax_model *model,
                                      bede_error *err);

#endif
