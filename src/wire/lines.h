/* wire/lines.h - lines of a text, and which of them make one paragraph.
 *
 * In:   a text
 * Out:  its lines, trimmed; the layout of a stretch of them (hard-wrapped, indented, a paragraph a
 *       line); the paragraph that starts at a line
 * Cost: linear in the text
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_LINES_H
#define WIRE_LINES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct line {
    uint32_t start, end; /* without white space and control bytes at both ends; equal: blank */
    uint16_t indent;     /* columns of white space before it; a tab is four */
    bool alone;          /* is a paragraph whatever stands around it (set by the caller) */
    bool opens;          /* opens one (likewise) */
};

struct lines {
    struct str text;
    struct line *line;
    uint32_t n, cap;
};

enum { LINES_MAX = 2000000 };

/* Errors: LIMIT (more than LINES_MAX lines), NOMEM. */
BEDE_NODISCARD bede_status lines_cut(struct lines *lines, struct arena *arena, struct str text,
                                     bede_error *err);

static inline bool line_blank(const struct line *line)
{
    return line->start == line->end;
}
static inline struct str line_str(const struct lines *lines, uint32_t i)
{
    return str_slice(lines->text, lines->line[i].start, lines->line[i].end);
}

/* How a stretch of lines is set. */
struct layout {
    uint32_t width;  /* nine lines in ten are no longer */
    uint32_t margin; /* indent that (nearly) all lines have */
    bool wrapped;    /* lines are broken at a width, not at the end of paragraphs */
    bool each;       /* every line is a paragraph */
    bool indented;   /* an indent opens a paragraph */
    bool blanks;     /* blank lines stand between paragraphs */
};

struct layout lines_layout(const struct lines *lines, uint32_t from, uint32_t to);

/* Does a paragraph end between line i - 1 and line i, both not blank? */
bool lines_break(const struct lines *lines, const struct layout *layout, uint32_t i);

/* The line behind the paragraph that starts at `from` (not blank), at most `to`. */
uint32_t lines_paragraph(const struct lines *lines, const struct layout *layout, uint32_t from,
                         uint32_t to);

/* Would the first word of line i have fitted on the line before it? Then the break is real. */
bool lines_would_fit(const struct lines *lines, uint32_t i, uint32_t width);

/* Does the text end like a sentence: . ? ! or a closing quote or bracket? */
bool ends_sentence(struct str s);

/* Moves both ends inward over white space, control bytes and byte order marks. */
struct span span_trim(struct str text, struct span span);

#endif
