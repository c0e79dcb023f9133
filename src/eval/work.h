/* eval/work.h - what the parts of the score share: coded events as pairs, matching, likeness.
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVAL_WORK_H
#define EVAL_WORK_H

#include "eval/eval.h"

enum { WORK_PARAGRAPH = 16 };

/* A set of (code, sector). */
struct pair_set {
    struct gold_pair items[EVAL_PAIRS_MAX];
    uint32_t n;
};

/* A coded event as the score sees it. */
struct coded {
    struct str type;
    char paragraph[WORK_PARAGRAPH];
    struct pair_set actors, recipients;
};
void coded_event(const struct record *record, uint32_t event, struct coded *out);

/* "5", "caption": where a block stands. */
void work_paragraph(const struct story *story, uint32_t block, char out[WORK_PARAGRAPH]);

bool coded_matches(const struct gold_event *gold, const struct coded *coded, bool loose);

/* In what they differ; *likeness is larger the less that is (0: nothing in common). */
uint32_t coded_differs(const struct gold_event *gold, const struct coded *coded,
                       uint32_t *likeness);

/* A largest one-to-one matching: to[gold] becomes what it takes, or EVAL_NONE. Golds are served in
 * order, so that the result hangs on nothing else. False when memory ends. */
typedef bool (*work_fits)(const void *ctx, uint32_t gold, uint32_t got);
bool work_match(struct arena *arena, uint32_t n_gold, uint32_t n_got, work_fits fits,
                const void *ctx, uint32_t *to);

/* The words of a text as sorted hashes, case ignored. */
struct word_bag {
    uint64_t *items;
    uint32_t n, cap;
};
bool bag_add(struct word_bag *bag, struct arena *arena, struct str text);
void bag_sort(struct word_bag *bag);
double bag_dice(const struct word_bag *a, const struct word_bag *b);
bool bag_shares(const struct word_bag *a, const struct word_bag *b);

/* Adds the lines and counts of quotes, of people and references. False when memory ends. */
bool score_quotes(const struct record *record, const struct gold *gold, struct arena *arena,
                  struct eval_result *out);
bool score_people(const struct record *record, const struct gold *gold, struct arena *arena,
                  struct eval_result *out);
bool score_references(const struct record *record, const struct gold *gold, struct arena *arena,
                      struct eval_result *out);
bool score_line(struct eval_result *out, struct arena *arena, struct eval_line line);

#endif
