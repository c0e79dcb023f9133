/* store/shingles.h - how much of one text stands in another.
 *
 * Shingles are runs of five words, without case and punctuation (A. Broder, "On the resemblance and
 * containment of documents", 1997).
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_SHINGLES_H
#define STORE_SHINGLES_H

#include "base/arena.h"
#include "base/err.h"

struct shingles {
    uint64_t *items; /* hashes, ascending, each once */
    uint32_t n;
    uint64_t whole; /* of all words in their order; 0 for none */
};
/* Of several texts as if they were one. */
BEDE_NODISCARD bede_status shingles_of_texts(struct arena *arena, const struct str *texts,
                                             uint32_t n, struct shingles *out, bede_error *err);

/* Shared ones by the smaller number of both; 0 when one has none. */
double shingles_containment(const uint64_t *a, uint32_t n_a, const uint64_t *b, uint32_t n_b);

#endif
