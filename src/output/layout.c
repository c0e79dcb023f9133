/* output/layout.c - see layout.h.
 *
 * Widths: every column starts as wide as its widest line. While the sum does not fit, the widest
 * column that is still above its least width gives up one place; with few columns and a hundred
 * places of screen that is quick and fair. The first round spares whole words (up to WORD_MAX),
 * the second goes down to the least widths of the columns.
 *
 * SPDX-License-Identifier: MIT */
#include "output/layout.h"

#include "base/utf8.h"

enum { GAP = 2, WORD_MAX = 24 };

void layout_init(struct layout *layout, struct arena *arena)
{
    *layout = (struct layout){.arena = arena};
}

void layout_column(struct layout *layout, const char *title, const char *style, uint32_t least)
{
    if (layout->n_columns == LAYOUT_COLUMNS_MAX) return;
    uint32_t n = layout->n_columns++;
    layout->columns[n].title = title;
    layout->columns[n].style = style;
    layout->columns[n].least = least;
}

void layout_clean(char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        bool c1 = c == 0xC2 && i + 1 < n && (unsigned char)text[i + 1] < 0xA0;
        if (c1) text[i + 1] = ' ';
        if (c1 || (c < 0x20 && c != '\n') || c == 0x7F) text[i] = ' ';
    }
}

void layout_put(struct buf *buf, struct str text)
{
    size_t from = buf->n;
    buf_str(buf, text);
    if (!buf->failed) layout_clean(buf->p + from, buf->n - from);
}

void layout_cell(struct layout *layout, struct str text)
{
    struct str copy = arena_str(layout->arena, text);
    if (copy.p) layout_clean((char *)copy.p, copy.n);
    if (!copy.p || !ARRAY_PUSH(layout->arena, layout->cells, layout->n_cells, layout->cap, copy))
        layout->failed = true;
}

static uint32_t cp_width(uint32_t cp)
{
    if (cp == UTF8_INVALID) return 1;
    if (cp < 0x300) return 1;
    if (cp < 0x370 || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0xFE00 && cp <= 0xFE0F)) return 0;
    bool wide = (cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF) ||
                (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xF900 && cp <= 0xFAFF) ||
                (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF00 && cp <= 0xFF60) ||
                (cp >= 0x1F300 && cp <= 0x1FAFF) || (cp >= 0x20000 && cp <= 0x3FFFD);
    return wide ? 2 : 1;
}

uint32_t layout_width(struct str text)
{
    uint32_t width = 0, cp;
    for (size_t i = 0; i < text.n;) {
        i += utf8_decode(text, i, &cp);
        width += cp_width(cp);
    }
    return width;
}

struct str layout_line(struct str text, uint32_t width, struct str *rest)
{
    size_t blank = SIZE_MAX;
    uint32_t used = 0, cp;
    for (size_t i = 0; i < text.n;) {
        if (text.p[i] == '\n') {
            *rest = str_slice(text, i + 1, text.n);
            return str_slice(text, 0, i);
        }
        if (text.p[i] == ' ') blank = i;
        size_t len = utf8_decode(text, i, &cp);
        used += cp_width(cp);
        if (used > width && i) {
            size_t cut = blank != SIZE_MAX && blank ? blank : i;
            size_t next = cut;
            while (next < text.n && text.p[next] == ' ')
                next++;
            *rest = str_slice(text, next, text.n);
            return str_slice(text, 0, cut);
        }
        i += len;
    }
    *rest = str_slice(text, text.n, text.n);
    return text;
}

/* The width of the widest line in a cell. */
static uint32_t widest_line(struct str text)
{
    uint32_t widest = 0;
    struct str rest = text, line;
    while (str_split(&rest, '\n', &line)) {
        uint32_t width = layout_width(line);
        if (width > widest) widest = width;
    }
    return widest;
}

/* The width of the widest word in a cell, as far as it counts. */
static uint32_t widest_word(struct str text)
{
    uint32_t widest = 0;
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        while (i < text.n && text.p[i] != ' ' && text.p[i] != '\n')
            i++;
        uint32_t width = layout_width(str_slice(text, from, i++));
        if (width > widest) widest = width;
    }
    return widest < WORD_MAX ? widest : WORD_MAX;
}

/* Takes places from the widest columns until all fit or none is above its floor. */
static uint32_t squeeze(struct layout *layout, const uint32_t *floor, uint32_t sum, uint32_t width)
{
    while (sum > width) {
        uint32_t widest = layout->n_columns;
        for (uint32_t c = 0; c < layout->n_columns; c++)
            if (layout->columns[c].width > floor[c] &&
                (widest == layout->n_columns ||
                 layout->columns[c].width > layout->columns[widest].width))
                widest = c;
        if (widest == layout->n_columns) break;
        layout->columns[widest].width--;
        sum--;
    }
    return sum;
}

static void choose_widths(struct layout *layout, uint32_t width)
{
    uint32_t n = layout->n_columns, sum = (n - 1) * GAP;
    uint32_t words[LAYOUT_COLUMNS_MAX], least[LAYOUT_COLUMNS_MAX];
    for (uint32_t c = 0; c < n; c++) {
        layout->columns[c].width = layout_width(str_c(layout->columns[c].title));
        words[c] = least[c] = layout->columns[c].least;
    }
    for (uint32_t i = 0; i < layout->n_cells; i++) {
        uint32_t line = widest_line(layout->cells[i]), word = widest_word(layout->cells[i]);
        if (line > width) line = width;
        if (line > layout->columns[i % n].width) layout->columns[i % n].width = line;
        if (word > words[i % n]) words[i % n] = word;
    }
    for (uint32_t c = 0; c < n; c++)
        sum += layout->columns[c].width;
    sum = squeeze(layout, words, sum, width);
    squeeze(layout, least, sum, width);
}

static void pad(struct buf *buf, uint32_t n)
{
    while (n--)
        buf_putc(buf, ' ');
}

/* One row: line after line until every cell is used up. `cells` is consumed. */
static void print_row(const struct layout *layout, struct buf *buf, struct str *cells, bool color,
                      const char *style)
{
    for (bool more = true; more;) {
        uint32_t owed = 0;
        more = false;
        for (uint32_t c = 0; c < layout->n_columns; c++) {
            struct str line = layout_line(cells[c], layout->columns[c].width, &cells[c]);
            const char *use = style ? style : layout->columns[c].style;
            uint32_t used = layout_width(line);
            if (line.n) {
                pad(buf, owed);
                owed = 0;
                if (color && use) buf_puts(buf, use);
                buf_str(buf, line);
                if (color && use) buf_puts(buf, STYLE_RESET);
            }
            owed += (used < layout->columns[c].width ? layout->columns[c].width - used : 0) + GAP;
            more = more || cells[c].n;
        }
        buf_putc(buf, '\n');
    }
}

void layout_print(struct layout *layout, struct buf *buf, uint32_t width, bool color)
{
    if (layout->failed || !layout->n_columns) {
        buf->failed = buf->failed || layout->failed;
        return;
    }
    struct str cells[LAYOUT_COLUMNS_MAX];
    choose_widths(layout, width);
    for (uint32_t c = 0; c < layout->n_columns; c++)
        cells[c] = str_c(layout->columns[c].title);
    print_row(layout, buf, cells, color, STYLE_DIM);
    for (uint32_t i = 0; i + layout->n_columns <= layout->n_cells; i += layout->n_columns) {
        memcpy(cells, layout->cells + i, layout->n_columns * sizeof *cells);
        print_row(layout, buf, cells, color, NULL);
    }
}
