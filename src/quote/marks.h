/* quote/marks.h - what stands in quotation marks.
 *
 * In:   a doc and the marks of the lexicon
 * Out:  regions in text order, nested ones after the one around them
 * Owns: nothing; regions live in the story's arena
 * Not here: whether a region is speech (direct.c)
 *
 * SPDX-License-Identifier: MIT */
#ifndef QUOTE_MARKS_H
#define QUOTE_MARKS_H

#include "quote/lexicon.h"

#define REGION_NONE UINT32_MAX

struct region {
    uint32_t block;
    struct span outer;   /* bytes with the marks */
    struct span inner;   /* bytes without them */
    uint32_t first, end; /* tokens inside, half-open */
    uint32_t parent;     /* region around it, or REGION_NONE */
    uint32_t level;      /* 0: outermost */
    bool closed;         /* has its closing mark */
    bool continued;      /* goes on in the next paragraph, which opens with the mark again */
    bool continues;      /* goes on from the paragraph before */
};

struct regions {
    struct region *items;
    uint32_t n, cap;
    uint32_t *inside; /* per token: outermost region (index + 1) that holds it, or 0 */
    uint8_t *is_mark; /* per token: is it a quotation mark? */
};

/* Finds the regions of all blocks. Errors: NOMEM. */
BEDE_NODISCARD bede_status marks_find(const struct quote_lexicon *lexicon, const struct doc *doc,
                                      struct regions *out, bede_error *err);

#endif
