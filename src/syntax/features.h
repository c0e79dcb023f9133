/* syntax/features.h - a word as a handful of table rows.
 *
 * In:   the forms of one sentence
 * Out:  for each word the hash of its normal form and one row in each hashed table
 * Not here: which forms have a row of their own (the model knows), what the rows hold
 *
 * Trainer and parser share this file: what it computes is part of the model's format.
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_FEATURES_H
#define SYNTAX_FEATURES_H

#include "base/str.h"

enum feature {
    FEATURE_FORM, /* row of the model's form table, 0 for unknown words */
    FEATURE_SUFFIX2,
    FEATURE_SUFFIX3,
    FEATURE_SUFFIX4,
    FEATURE_PREFIX3,
    FEATURE_INITIAL, /* first letter and length */
    FEATURE_SHAPE,   /* capitals, digits, place in the sentence, case of the sentence */
    FEATURE_COUNT
};

enum { FEATURE_NORMAL_MAX = 48, FEATURE_SHAPES = 12 * 2 * 3 };

/* Rows of each hashed table (the form table's size is the model's). */
extern const uint32_t feature_rows[FEATURE_COUNT];

enum case_regime { CASE_MIXED, CASE_LOWER, CASE_UPPER };

struct word_features {
    uint64_t form;               /* hash of the normal form */
    uint32_t row[FEATURE_COUNT]; /* row[FEATURE_FORM] is left 0 */
};

/* Lower case, digits as 0, curly quotes and dashes as ASCII; cut at FEATURE_NORMAL_MAX bytes. */
size_t feature_normal(struct str form, char out[FEATURE_NORMAL_MAX]);

/* The ASCII that stands for a curly quote or a dash at `at` (three bytes), or NULL. */
const char *feature_plain(struct str s, size_t at);

/* Whether the letters of a sentence are of both cases, all lower or all upper: call for each form
 * with the same two counts, then ask. */
void feature_count_case(struct str form, uint32_t *upper, uint32_t *lower);
enum case_regime feature_regime(uint32_t upper, uint32_t lower);

void feature_word(struct str form, bool first, enum case_regime regime, struct word_features *out);

#endif
