/* record/diff_work.h - what the files of the difference share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef RECORD_DIFF_WORK_H
#define RECORD_DIFF_WORK_H

#include "record/diff.h"

/* Limits that keep the search for likeness from growing with the square of the text. */
enum {
    LCS_CELLS = 250000,   /* of the table for one gap between anchors */
    PAIRS_MAX = 250000,   /* comparisons of unlike paragraphs; beyond: neighbours only */
    PAIRS_WINDOW = 8,     /* neighbours on either side */
    WORDS_MAX = 100000,   /* of a paragraph whose words are compared one by one */
    BAG_WORDS = 2000,     /* of a paragraph that count for likeness */
    PART_WORDS_LEAST = 5, /* a shorter paragraph is no part of another */
    FACTS_MAX = 2000      /* quotes or events without an equal that are compared one by one */
};
#define PART_AT 0.8 /* so much of a paragraph's words in another one: it went into it */

/* A word or sign. `exact` ignores typographic forms only, `loose` case, too. */
struct diff_word {
    uint32_t start, end; /* bytes of the text */
    uint64_t exact, loose;
};
struct diff_words {
    struct diff_word *items;
    uint32_t n, cap;
};
/* Appends the words of a span. False when memory ends. */
bool diff_cut(struct arena *arena, struct str text, struct span span, struct diff_words *words);

/* Dice of two bags of words, 0..1; of texts. */
struct diff_bag {
    uint64_t *items; /* ascending */
    uint32_t n, all; /* kept, and before BAG_WORDS */
};
bool diff_bag(struct arena *arena, const struct diff_word *words, uint32_t n, struct diff_bag *out);
double diff_dice(const struct diff_bag *a, const struct diff_bag *b);
double diff_share(const struct diff_bag *part, const struct diff_bag *whole);

/* A common subsequence of two lists of hashes: match[i] is the partner of a[i], or DIFF_NOTHING.
 * The longest one wherever a gap between anchors fits LCS_CELLS. False when memory ends. */
bool diff_lcs(struct arena *arena, const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m,
              uint32_t *match);

/* The longest rising chain of values, DIFF_NOTHING passed over: keep[i]. Of several, the one that
 * keeps what stands later. */
bool diff_chain(struct arena *arena, const uint32_t *values, uint32_t n, bool *keep);

struct diff_work {
    struct arena *arena;
    const struct record *old_record, *new_record;
    struct diff *diff;
    uint32_t *to_new; /* old block -> index into diff->paragraphs, or DIFF_NOTHING */
    uint32_t *to_old; /* new block -> the same */
};

bool diff_paragraphs(struct diff_work *w); /* paragraphs and furniture */
bool diff_numbers(struct diff_work *w);
bool diff_quotes(struct diff_work *w);
bool diff_events(struct diff_work *w);
bool diff_people(struct diff_work *w);
bool diff_header(struct diff_work *w);
bool diff_claim_check(struct diff_work *w);
bool diff_digest(struct diff_work *w);

/* Equal but for typographic signs, case when `loose`, and white space? */
bool diff_same_text(struct arena *arena, struct str a, struct str b, bool loose);

#endif
