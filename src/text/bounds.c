/* text/bounds.c - where sentences end among the pieces of one block.
 *
 * A boundary stands where white space does, after a stop (. ! ? or an ellipsis, with the quotes
 * and brackets that close behind it) and before something that may begin a sentence. Hard cases:
 *
 *     "... in the U.S. He said"     an abbreviation, then a word that begins sentences
 *     "the U.S. President"          an abbreviation, then any other: no boundary
 *     "at 3 p.m. Police said"       an hour, then any but a day or a zone
 *     "Gen. Smith", "Nov. 9"        titles, months before numbers: never
 *     ""Stop!" he said"             a small letter goes on
 *     ""Will you?" Smith asked."     a verb of speech behind a name goes on, too
 *     "1. Scope"                    the number of a list item
 *     "... of the poll. [3] The"    a reference or a smiley belongs to what is before it
 *     "police said. the man"        copy without capitals: a small letter begins, too
 *
 * SPDX-License-Identifier: MIT */
#include "text/bounds.h"

enum { CLOSERS_MAX = 6, SPEAKER_MAX = 6, FINAL_BYTES_MIN = 4 };

static const struct piece *piece_at(const struct bounds *b, uint32_t i)
{
    return &b->list->items[i];
}

static struct str form_at(const struct bounds *b, uint32_t i)
{
    return str_slice(b->text, piece_at(b, i)->start, piece_at(b, i)->end);
}

void bounds_init(struct bounds *b, const struct text_lexicon *lexicon, struct str text,
                 const struct piece_list *list)
{
    uint32_t upper = 0, lower = 0;
    *b = (struct bounds){.lexicon = lexicon, .text = text, .list = list};
    for (uint32_t i = 0; i < list->n; i++) {
        const struct piece *p = &list->items[i];
        if (p->shape != PIECE_WORD && p->shape != PIECE_SHORT) continue;
        upper += p->first_class == CHAR_UPPER;
        lower += p->first_class == CHAR_LOWER;
        if (p->end - p->start == 1 && p->shape == PIECE_WORD && text.p[p->start] == 'i')
            b->casual = true;
    }
    if (lower >= 4 && upper == 0) b->casual = true;
}

/* The piece behind a reference "[12]" at i, or i. */
static uint32_t skip_reference(const struct bounds *b, uint32_t i)
{
    if (i + 3 > b->list->n || !str_is(form_at(b, i), "[")) return i;
    if (piece_at(b, i + 1)->shape != PIECE_NUMBER || !str_is(form_at(b, i + 2), "]")) return i;
    return i + 3;
}

/* The piece that the stop may be, going back over what closes behind it; a reference, too. */
static uint32_t stop_before(const struct bounds *b, uint32_t i)
{
    uint32_t at = i;
    if (i >= 3 && skip_reference(b, i - 2) == i + 1) {
        uint8_t shape = piece_at(b, i - 3)->shape;
        if (shape == PIECE_STOP || shape == PIECE_CLOSE) at = i - 3;
    } else if (piece_at(b, i)->shape == PIECE_FACE && i) {
        at = i - 1;
    }
    for (uint32_t n = 0; at > 0 && n < CLOSERS_MAX && piece_at(b, at)->shape == PIECE_CLOSE; n++)
        at--;
    return at;
}

/* Does the stop at `at` end a sentence whatever comes? A question mark does, and a full stop behind
 * a word too long for an abbreviation that the tables miss: "... of the attack. al-Shabab said". */
static bool is_final(const struct bounds *b, uint32_t at)
{
    struct str stop = form_at(b, at);
    if (!at || str_is(stop, "?")) return at > 0;
    const struct piece *p = piece_at(b, at - 1);
    return str_is(stop, ".") && p->shape == PIECE_WORD && p->end - p->start >= FINAL_BYTES_MIN &&
           p->end == piece_at(b, at)->start;
}

/* May piece i begin a sentence after a plain stop? */
static bool may_begin(const struct bounds *b, uint32_t i, bool closed, bool final)
{
    if (skip_reference(b, i) != i || piece_at(b, i)->shape == PIECE_FACE) return false;
    if (piece_at(b, i)->shape == PIECE_CLOSE) return false;
    while (i < b->list->n &&
           (piece_at(b, i)->shape == PIECE_OPEN || piece_at(b, i)->shape == PIECE_DASH))
        i++;
    if (i == b->list->n) return true;
    return piece_at(b, i)->first_class != CHAR_LOWER || ((b->casual || final) && !closed);
}

/* After an abbreviation `at` that may end a sentence, what closes behind it up to piece `next`. */
static bool after_short(const struct bounds *b, uint32_t at, uint32_t next)
{
    const struct piece *p = piece_at(b, at), *q = piece_at(b, next);
    if (p->kinds & (TEXT_TITLE | TEXT_NUMBERED)) return false;
    if (p->kinds & TEXT_MONTH && q->first_class == CHAR_DIGIT) return false;
    if (q->shape == PIECE_OPEN && at + 1 == next) { /* the U.S. "star wars" plan */
        bool upper = next + 1 < b->list->n && piece_at(b, next + 1)->first_class == CHAR_UPPER;
        return upper && !str_is(form_at(b, next), "(");
    }
    if (q->shape == PIECE_OPEN) return true;
    if (q->first_class != CHAR_UPPER) return false;
    if (p->end - p->start == 2 && !p->kinds) return false; /* an initial */
    uint32_t kinds = lexicon_kinds(b->lexicon, form_at(b, next));
    return p->kinds & TEXT_HOUR ? !(kinds & TEXT_ZONE) : kinds & TEXT_STARTER;
}

/* Is there a speaker with a verb of speech from piece i on: "Kim Min-soo said", "he asked"? */
static bool speaker_follows(const struct bounds *b, uint32_t i)
{
    uint32_t end = b->list->n - i > SPEAKER_MAX ? i + SPEAKER_MAX : b->list->n;
    for (uint32_t k = i; k < end; k++) {
        const struct piece *p = piece_at(b, k);
        if (k > i && p->kinds & TEXT_SPEECH) return true;
        if (p->shape != PIECE_WORD && p->shape != PIECE_SHORT && p->shape != PIECE_DASH)
            return false;
    }
    return false;
}

/* Is the stop at `at` that of a list item's number, "1." "23."? */
static bool is_item(const struct bounds *b, uint32_t at)
{
    if (!at || piece_at(b, at - 1)->shape != PIECE_NUMBER) return false;
    if (piece_at(b, at - 1)->end - piece_at(b, at - 1)->start > 2) return false;
    if (at == 1) return true;
    uint8_t before = piece_at(b, at - 2)->shape;
    return before == PIECE_STOP || before == PIECE_CLOSE;
}

bool bounds_after(const struct bounds *b, uint32_t i)
{
    uint32_t at = stop_before(b, i);
    const struct piece *p = piece_at(b, at);
    if (p->shape == PIECE_SHORT) return after_short(b, at, i + 1);
    if (p->shape != PIECE_STOP && p->shape != PIECE_DOTS) return false;
    if (is_item(b, at)) return false;
    bool exclaimed = b->text.p[p->start] == '!' || b->text.p[p->start] == '?';
    if (at < i && exclaimed && speaker_follows(b, i + 1)) return false;
    return may_begin(b, i + 1, at < i, is_final(b, at));
}
