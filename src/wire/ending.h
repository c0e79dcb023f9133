/* wire/ending.h - what stands among and behind the body paragraphs and is none.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_ENDING_H
#define WIRE_ENDING_H

#include "wire/plain.h"

struct ending {
    struct plain *plain;
    bool over;       /* an end mark that nothing of the body follows was seen */
    bool ruled;      /* a rule of underscores near the end was seen */
    bool private;    /* all that follows is for editors */
    uint32_t margin; /* bytes before the end of the text where closing lines may stand */
};

/* Adds the block or blocks of one paragraph of the body's stretch; `text` is where copy begins in
 * it (behind a dateline) or its start. `gap`: blank lines before it. */
void ending_paragraph(struct ending *ending, struct span span, uint32_t text, uint32_t gap);

/* A caption with its credits cut off; false when the paragraph is none. */
bool ending_caption(struct plain *p, struct span span, uint32_t gap, bool before_body);

/* A note: its block, its clauses; `inside` is its text without brackets. */
void ending_note(struct plain *p, struct span span, struct str inside, const char *kind);

/* A kill, hold or embargo line: its block, note and the story's status. */
void ending_order(struct plain *p, struct span span, const struct wire_phrase *phrase);

/* A note behind a label ("Eds: ..."), or the order that stands behind it ("ATTENTION - KILL ..."). */
void ending_label(struct plain *p, struct span span, struct str text);

/* Marks the lines [from, n) that are paragraphs by themselves or open one. */
void ending_mark_lines(struct plain *p, uint32_t from);

#endif
