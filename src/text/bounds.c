/* text/bounds.c - where sentences end among the pieces of one block.
 *
 * A boundary stands where white space does, after a stop (. ! ? or an ellipsis, with the quotes
 * and brackets that close behind it) and before something that may begin a sentence. Hard cases:
 *
 *     "... in the U.S. He said"     an abbreviation, then a word that begins sentences
 *     "the U.S. President"          an abbreviation, then any other: no boundary
 *     "Gen. Smith", "Nov. 9"        titles, months before numbers: never
 *     ""Stop!" he said"             a small letter goes on
 *
 * SPDX-License-Identifier: MIT */
#include "text/bounds.h"

static bool is_close(const struct piece *p)
{
    return p->shape == PIECE_CLOSE || (p->shape == PIECE_QUOTE && p->space_after);
}

/* May this piece begin a sentence after a plain stop? */
static bool may_begin(const struct piece_list *list, uint32_t i)
{
    while (i < list->n &&
           (list->items[i].shape == PIECE_OPEN || list->items[i].shape == PIECE_QUOTE ||
            list->items[i].shape == PIECE_DASH))
        i++;
    if (i == list->n) return true;
    return list->items[i].first_class != CHAR_LOWER;
}

static bool after_short(const struct text_lexicon *lexicon, struct str text,
                        const struct piece_list *list, uint32_t i, uint32_t next)
{
    const struct piece *p = &list->items[i], *q = &list->items[next];
    if (p->kinds & (TEXT_TITLE | TEXT_NUMBERED)) return false;
    if (p->kinds & TEXT_MONTH && q->first_class == CHAR_DIGIT) return false;
    if (q->shape == PIECE_OPEN || q->shape == PIECE_QUOTE)
        return i + 1 < next || q->shape == PIECE_QUOTE;
    if (q->first_class != CHAR_UPPER) return false;
    if (p->end - p->start == 2 && !p->kinds) return false; /* an initial */
    return lexicon_kinds(lexicon, str_slice(text, q->start, q->end)) & TEXT_STARTER;
}

bool bounds_after(const struct text_lexicon *lexicon, struct str text,
                  const struct piece_list *list, uint32_t i)
{
    uint32_t at = i;
    while (at > 0 && i - at < 4 && is_close(&list->items[at]))
        at--;
    const struct piece *p = &list->items[at];
    if (p->shape == PIECE_SHORT) return after_short(lexicon, text, list, at, i + 1);
    if (p->shape != PIECE_STOP && p->shape != PIECE_DOTS) return false;
    return may_begin(list, i + 1);
}
