/* wire/plain.h - the reader of agency copy, in its parts.
 *
 * In:   a story with its text (UTF-8), and what other fields of its format already said
 * Out:  the story's blocks and header facts
 * Parts: lines.c (lines, paragraphs), header.c (what stands before the body), headline.c (tags and
 *       slugs), note.c (notes to editors), byline.c, dateline.c, ending.c (what closes a story:
 *       sign-offs, end marks, captions), plain.c (the order of it all), story.c (date, version, id)
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_PLAIN_H
#define WIRE_PLAIN_H

#include "wire/dateline.h"
#include "wire/lexicon.h"
#include "wire/lines.h"

/* A stretch of whole lines that the format marks as something else than copy. */
struct plain_mark {
    struct span span;
    enum wire_kind kind;
};

/* What is known before the text is read (all empty for a plain file). */
struct plain_known {
    bool format;   /* the text came in a field: its first line is no headline unless it says so */
    bool dateline; /* story->dateline was read from a field */
    struct str title;
    const struct plain_mark *marks; /* in the order of the text */
    uint32_t n_marks;
};

struct plain {
    const struct wire_lexicon *lexicon;
    struct arena *arena;
    struct story *story;
    struct plain_known known;
    struct str text;
    struct lines lines;
    uint32_t cap_blocks, cap_notes, cap_credits;
    struct date filed; /* from an envelope or end line */
    int16_t year;      /* seen in a caption or header; 0: none */
    uint32_t mark;     /* of known.marks, the next */
    bool failed;       /* memory ended */
};

/* Reads story->text as agency copy. Errors: LIMIT, NOMEM. */
BEDE_NODISCARD bede_status plain_read(const struct wire_lexicon *lexicon, struct story *story,
                                      const struct plain_known *known, bede_error *err);

/* Reads story->text as paragraphs only. */
BEDE_NODISCARD bede_status plain_read_text(struct story *story, bede_error *err);

/* Appends a block (span trimmed, body as its span) and returns it; NULL when memory ends. */
struct wire_block *plain_block(struct plain *p, enum wire_kind kind, struct span span);

/* The block of the mark in which line i stands, if it stands in one. Returns the line behind it, or
 * i. Ask for lines in their order. */
uint32_t plain_marked(struct plain *p, uint32_t i);

/* Does the next mark begin on line i? */
bool plain_starts_mark(const struct plain *p, uint32_t i);

/* Date, version, id, agency from all that was read. */
BEDE_NODISCARD bede_status story_finish(struct story *story, struct date filed, int16_t year,
                                        bede_error *err);

#endif
