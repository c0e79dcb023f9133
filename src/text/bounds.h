/* text/bounds.h - where sentences end among the pieces of one block (inside of text/ only).
 *
 * SPDX-License-Identifier: MIT */
#ifndef TEXT_BOUNDS_H
#define TEXT_BOUNDS_H

#include "text/words.h"

/* What is looked at once for a block. */
struct bounds {
    const struct text_lexicon *lexicon;
    struct str text;
    const struct piece_list *list;
    bool casual; /* sentences may begin with a small letter: no capitals at all, or "i" for "I" */
};

void bounds_init(struct bounds *bounds, const struct text_lexicon *lexicon, struct str text,
                 const struct piece_list *list);

/* Does a sentence end between pieces i and i + 1 (which white space parts)? */
bool bounds_after(const struct bounds *bounds, uint32_t i);

#endif
