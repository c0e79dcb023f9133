/* output/eval.h - the score against hand-coded stories as a page of lines and as JSON.
 *
 * In:   a result (eval/eval.h) and the record it is of; the sum over a run
 * Out:  text appended to a buf
 * Owns: nothing
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_EVAL_H
#define OUTPUT_EVAL_H

#include "eval/eval.h"
#include "output/output.h"

/* USAGE when there is no such format of a score. */
BEDE_NODISCARD bede_status output_eval_check(const struct output_options *options, bede_error *err);

/* A story: its figures, then what is missed, extra or wrong, each with the nearest. */
void output_eval(struct buf *buf, const struct record *record, const struct eval_result *result,
                 const struct output_options *options);

/* The sum over all stories; in a table nothing when there is one. */
void output_eval_sum(struct buf *buf, const struct eval_score *sum,
                     const struct output_options *options);

#endif
