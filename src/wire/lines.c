/* wire/lines.c - cutting text into lines and paragraphs.
 *
 * Copy comes in four settings: paragraphs between blank lines; a paragraph a line; hard-wrapped
 * with an indent where a paragraph opens (Reuters of old, ANPA); hard-wrapped without any sign. A
 * break between two lines is real when the layout says so, or when the line before ends a sentence
 * and the next word would still have fitted on it:
 *
 *     ...against 155,221 at the same stage.      <- 45 columns of 64: real
 *     The dry period means the harvest will be   <- full: the paragraph goes on
 *     late this year.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/lines.h"

#include "base/utf8.h"

enum { WRAP_COLUMNS = 100, LENGTH_MAX = 255, INDENT = 2 };

/* Length of the white space or control character at `at`; 0 when it is neither. */
static size_t space_length(struct str s, size_t at)
{
    unsigned char x = (unsigned char)s.p[at];
    if (x <= 0x20 || x == 0x7f) return 1;
    if (x < 0xc2) return 0;
    uint32_t cp;
    size_t n = utf8_decode(s, at, &cp);
    return (cp != UTF8_INVALID && (utf8_is_space(cp) || cp == 0xfeff || cp == 0x2028)) ? n : 0;
}

struct span span_trim(struct str text, struct span span)
{
    struct str s = str_slice(text, 0, span.end);
    size_t n;
    while (span.start < span.end && (n = space_length(s, span.start)))
        span.start += (uint32_t)n;
    while (span.end > span.start) {
        size_t before = utf8_before(text, span.end);
        if (before < span.start || !space_length(text, before)) break;
        span.end = (uint32_t)before;
    }
    if (span.start > span.end) span.start = span.end;
    return span;
}

static uint16_t indent_of(struct str text, size_t from, size_t to)
{
    uint32_t columns = 0;
    for (size_t i = from; i < to; i++) {
        unsigned char x = (unsigned char)text.p[i];
        if (x == ' ')
            columns++;
        else if (x == '\t')
            columns += 4;
        else if (x == 0xc2)
            columns++;
    }
    return (uint16_t)(columns < 1000 ? columns : 1000);
}

bede_status lines_cut(struct lines *lines, struct arena *arena, struct str text, bede_error *err)
{
    *lines = (struct lines){.text = text};
    for (size_t at = 0; at < text.n;) {
        size_t end = at;
        while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r')
            end++;
        struct span span = span_trim(text, (struct span){(uint32_t)at, (uint32_t)end});
        struct line line = {span.start, span.end, indent_of(text, at, span.start), false, false};
        if (lines->n == LINES_MAX)
            return err_set(err, BEDE_LIMIT, "more than %d lines in one story", LINES_MAX);
        if (!ARRAY_PUSH(arena, lines->line, lines->n, lines->cap, line)) return err_nomem(err);
        if (end + 1 < text.n && text.p[end] == '\r' && text.p[end + 1] == '\n') end++;
        at = end + 1;
    }
    return BEDE_OK;
}

bool ends_sentence(struct str s)
{
    for (size_t at = s.n; at;) {
        at = utf8_before(s, at);
        uint32_t cp;
        utf8_decode(s, at, &cp);
        if (cp == '.' || cp == '?' || cp == '!' || cp == 0x2026 || cp == 0x3002) return true;
        bool closing = cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == 0x201d ||
                       cp == 0x2019 || cp == 0xbb;
        if (!closing) return false;
        if (cp == '"' || cp == 0x201d) return true;
    }
    return false;
}

static uint32_t line_length(const struct line *line)
{
    return line->end - line->start + line->indent;
}

bool lines_would_fit(const struct lines *lines, uint32_t i, uint32_t width)
{
    struct str next = line_str(lines, i);
    size_t word = str_find_byte(next, ' ', 0);
    if (word == SIZE_MAX) word = next.n;
    return line_length(&lines->line[i - 1]) + 1 + word <= width;
}

/* The margin that at least 19 lines in 20 have, and whether indents open paragraphs. */
static void look_at_indents(const struct lines *lines, uint32_t from, uint32_t to, uint32_t n,
                            struct layout *layout)
{
    uint32_t deep = 0, least = UINT32_MAX;
    for (uint32_t i = from; i < to; i++) {
        const struct line *line = &lines->line[i];
        if (line_blank(line) || line->indent < INDENT) continue;
        deep++;
        if (line->indent < least) least = line->indent;
    }
    if (deep * 20 >= n * 19 && deep) {
        layout->margin = least;
        deep = 0;
        for (uint32_t i = from; i < to; i++)
            if (!line_blank(&lines->line[i]) && lines->line[i].indent >= least + INDENT) deep++;
    }
    layout->indented = deep > 0;
}

static bool is_indented(const struct layout *layout, const struct line *line)
{
    return layout->indented && line->indent >= layout->margin + INDENT;
}

struct layout lines_layout(const struct lines *lines, uint32_t from, uint32_t to)
{
    struct layout layout = {0};
    uint32_t count[LENGTH_MAX + 1] = {0}, n = 0, gaps = 0, pairs = 0, ended = 0;
    for (uint32_t i = from; i < to; i++) {
        if (line_blank(&lines->line[i])) continue;
        uint32_t length = line_length(&lines->line[i]);
        count[length < LENGTH_MAX ? length : LENGTH_MAX]++;
        n++;
        if (i > from && line_blank(&lines->line[i - 1])) gaps++;
    }
    if (!n) return layout;
    layout.blanks = gaps >= 2;
    for (uint32_t seen = 0; layout.width <= LENGTH_MAX; layout.width++) {
        seen += count[layout.width];
        if (seen * 10 >= n * 9) break;
    }
    layout.wrapped = layout.width <= WRAP_COLUMNS && n > 1;
    look_at_indents(lines, from, to, n, &layout);
    for (uint32_t i = from + 1; i < to; i++) {
        const struct line *line = &lines->line[i];
        if (line_blank(line) || line_blank(line - 1) || line->alone || line->opens ||
            is_indented(&layout, line))
            continue;
        pairs++;
        if (ends_sentence(line_str(lines, i - 1))) ended++;
    }
    layout.each =
        !layout.wrapped || (pairs >= 4 ? ended * 10 >= pairs * 6 : pairs && ended == pairs);
    return layout;
}

/* "the talks," and "said on Friday": a line that cannot open a paragraph. */
static bool goes_on(struct str before, struct str next)
{
    return next.n && ascii_is_lower(next.p[0]) && !ends_sentence(before);
}

/* "* ", "- ", "12. ": an item of a list. */
static bool is_item(struct str s)
{
    size_t n = 0;
    while (n < s.n && n < 3 && ascii_is_digit(s.p[n]))
        n++;
    if (n) return n + 1 < s.n && (s.p[n] == '.' || s.p[n] == ')') && s.p[n + 1] == ' ';
    return s.n > 1 && s.p[1] == ' ' && (s.p[0] == '*' || s.p[0] == '-');
}

bool lines_break(const struct lines *lines, const struct layout *layout, uint32_t i)
{
    const struct line *line = &lines->line[i], *before = line - 1;
    if (line->alone || line->opens || before->alone) return true;
    if (is_indented(layout, line) && (!layout->blanks || !is_indented(layout, before))) return true;
    struct str text = line_str(lines, i), last = line_str(lines, i - 1);
    if (layout->each) return !goes_on(last, text) || line_length(before) > WRAP_COLUMNS;
    if (is_item(text)) return true;
    return ends_sentence(last) && lines_would_fit(lines, i, layout->width);
}

uint32_t lines_paragraph(const struct lines *lines, const struct layout *layout, uint32_t from,
                         uint32_t to)
{
    uint32_t i = from + 1;
    while (i < to && !line_blank(&lines->line[i]) && !lines_break(lines, layout, i))
        i++;
    return i;
}
