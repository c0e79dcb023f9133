/* output/layout.h - tables for the eye: columns that fit the width, cells that wrap.
 *
 *     struct layout t;
 *     layout_init(&t, arena);
 *     layout_column(&t, "date", NULL, 10);
 *     layout_cell(&t, STR_LIT("2023-11-09"));  ... row after row
 *     layout_print(&t, buf, 100, true);
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_LAYOUT_H
#define OUTPUT_LAYOUT_H

#include "base/arena.h"
#include "base/buf.h"

enum { LAYOUT_COLUMNS_MAX = 10 };

/* ANSI styles; layouts and the story view use these and no others. */
#define STYLE_RESET  "\x1b[0m"
#define STYLE_BOLD   "\x1b[1m"
#define STYLE_DIM    "\x1b[2m"
#define STYLE_RED    "\x1b[1;31m"
#define STYLE_GREEN  "\x1b[32m"
#define STYLE_YELLOW "\x1b[33m"
#define STYLE_BLUE   "\x1b[34m"
#define STYLE_CYAN   "\x1b[36m"

struct layout {
    struct arena *arena;
    struct {
        const char *title, *style; /* style NULL: plain */
        uint32_t least;            /* width it is not squeezed below */
        uint32_t width;
    } columns[LAYOUT_COLUMNS_MAX];
    uint32_t n_columns;
    struct str *cells; /* row by row */
    uint32_t n_cells, cap;
    bool failed;
};

void layout_init(struct layout *layout, struct arena *arena);
void layout_column(struct layout *layout, const char *title, const char *style, uint32_t least);

/* Makes blanks of control characters but the line feed (C0, DEL and C1, U+0080 to U+009F): what a
 * story holds must not command the reader's terminal. */
void layout_clean(char *text, size_t n);

/* Appends the text, clean. */
void layout_put(struct buf *buf, struct str text);

/* The next cell, left to right; its text is copied. A line feed breaks the line. */
void layout_cell(struct layout *layout, struct str text);

/* Prints head and rows in at most `width` columns, if the least widths allow it. */
void layout_print(struct layout *layout, struct buf *buf, uint32_t width, bool color);

/* Columns that text takes on a terminal: wide for East Asian, none for combining marks. */
uint32_t layout_width(struct str text);

/* The piece of `text` for one line of at most `width` columns, cut at a blank, a line feed or,
 * when a word is longer, inside it; *rest is what follows. */
struct str layout_line(struct str text, uint32_t width, struct str *rest);

#endif
