/* output/diff.h - the difference of two versions as lines for people and as JSON.
 *
 * In:   a diff (record/diff.h), how the two were found to belong together (record/family.h)
 * Out:  text appended to a buf
 * Owns: nothing
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_DIFF_H
#define OUTPUT_DIFF_H

#include "output/output.h"
#include "record/diff.h"
#include "record/family.h"

struct output_diff {
    bede_format format; /* TABLE or JSONL */
    bool color;
    uint32_t width;
    bool furniture; /* lines: show it, not only its number */
};

/* USAGE when there is no such format of a diff. */
BEDE_NODISCARD bede_status output_diff_check(const struct output_diff *options, bede_error *err);

/* One JSON object and line, or a page of lines. `verdict` may be NULL. */
void output_diff(struct buf *buf, const struct diff *diff, const struct family_verdict *verdict,
                 const struct output_diff *options);

/* A story of one side alone (`other` NULL), or a pair that is only named, with the verdict. */
void output_pair(struct buf *buf, const struct story *old_story, const struct story *new_story,
                 const struct family_verdict *verdict, const struct output_diff *options);

/* What both formats say alike. */
void diff_json(struct buf *buf, const struct diff *diff, const struct family_verdict *verdict);
void diff_lines(struct buf *buf, const struct diff *diff, const struct family_verdict *verdict,
                const struct output_diff *options);
void diff_value(struct buf *buf, double value); /* 12, 3.5, 2e+15 */
struct str diff_event_type(const struct record *record, const struct event *event);

#endif
