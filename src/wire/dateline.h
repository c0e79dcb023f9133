/* wire/dateline.h - the opening of agency copy: where and when it was filed, and by whom.
 *
 * In:   a line (or the start of one)
 * Out:  the parts, and where the text begins
 * Not here: whether the line may be a dateline at all at its place in the story (plain.c)
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_DATELINE_H
#define WIRE_DATELINE_H

#include "wire/lexicon.h"

/* How sure the form alone makes us. */
enum dateline_strength {
    DATELINE_NONE,
    DATELINE_WEAK,   /* capitals and a dash: "SEOUL -- " */
    DATELINE_MEDIUM, /* place, date and dash; or an agency we do not know */
    DATELINE_STRONG  /* an agency we know in its place */
};

struct dateline_scan {
    enum dateline_strength strength;
    struct wire_dateline dateline; /* span within the line; strings are slices of the line */
    size_t text;                   /* where the copy begins */
    struct str byline;             /* "By A B" glued before the place; else empty */
};

/* Reads a dateline at the start of `line`. False (strength NONE) when there is none. */
bool dateline_scan(const struct wire_lexicon *lexicon, struct str line, struct dateline_scan *out);

/* The same where the body would begin, so that a weak one ("SEOUL -- ") counts, unless the copy behind
 * it is in capitals like itself: "LEADER SAYS ARMY WILL LEAVE - STATEMENT" is none. */
bool dateline_begins(const struct wire_lexicon *lexicon, struct str copy,
                     struct dateline_scan *out);

/* Reads a date ("Nov. 9, 2023", "9 août", "Monday", "2023-11-09") at byte `at`; false when there is
 * none. A weekday alone sets only *weekday (else -1). *end is behind the date. */
bool dateline_date(const struct wire_lexicon *lexicon, struct str s, size_t at, struct date *date,
                   int32_t *weekday, size_t *end);

/* Any form of date that a field of a format may hold; false when there is none in it. */
bool dateline_date_field(const struct wire_lexicon *lexicon, struct str s, struct date *date);

/* Fills year (and, for a weekday, month and day) of a dateline from the story's own date: the
 * nearest such day, at most 45 days off. */
void dateline_infer(struct wire_dateline *dateline, struct date story);

#endif
