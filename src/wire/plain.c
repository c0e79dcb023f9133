/* wire/plain.c - the order in which agency copy is read: lines, header, dateline, body, ending.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/plain.h"

#include "wire/byline.h"
#include "wire/ending.h"
#include "wire/header.h"

enum {
    CLOSING_BYTES = 2500,  /* from the end, where closing lines may stand */
    CORRECTION_WORDS = 60, /* of a first paragraph, looked at for an erratum */
    PIECE_WORDS = 8,       /* of these, where the piece is named */
    SECOND_LINES = 8       /* of the header that may stand behind an erratum */
};

struct wire_block *plain_block(struct plain *p, enum wire_kind kind, struct span span)
{
    struct story *story = p->story;
    struct span trimmed = span_trim(p->text, span);
    struct wire_block block = {.kind = kind, .span = trimmed, .body = trimmed};
    if (!ARRAY_PUSH(p->arena, story->blocks, story->n_blocks, p->cap_blocks, block)) {
        p->failed = true;
        return NULL;
    }
    return &story->blocks[story->n_blocks - 1];
}

static bede_status begin(struct plain *p, struct story *story, bede_error *err)
{
    p->story = story;
    p->arena = story->arena;
    p->text = story->text;
    return lines_cut(&p->lines, p->arena, p->text, err);
}

static void add_paragraph(struct plain *p, uint32_t first, uint32_t behind)
{
    struct wire_block *block =
        plain_block(p, WIRE_PARAGRAPH,
                    (struct span){p->lines.line[first].start, p->lines.line[behind - 1].end});
    if (block) block->number = ++p->story->n_paragraphs;
}

uint32_t plain_marked(struct plain *p, uint32_t i)
{
    const struct plain_known *known = &p->known;
    while (p->mark < known->n_marks && known->marks[p->mark].span.end <= p->lines.line[i].start)
        p->mark++;
    if (p->mark == known->n_marks || known->marks[p->mark].span.start > p->lines.line[i].start)
        return i;
    const struct plain_mark *mark = &known->marks[p->mark++];
    struct str s = str_span(p->text, span_trim(p->text, mark->span));
    if (mark->kind == WIRE_NOTE)
        ending_note(p, mark->span, s, NULL);
    else if (mark->kind != WIRE_CAPTION || !ending_caption(p, mark->span, 0, true))
        plain_block(p, mark->kind, mark->span);
    if (mark->kind == WIRE_BYLINE) byline_add(p->lexicon, s, &p->story->byline);
    while (i < p->lines.n && p->lines.line[i].start < mark->span.end)
        i++;
    return i;
}

bede_status plain_read_text(struct story *story, bede_error *err)
{
    struct plain p = {0};
    TRY(begin(&p, story, err));
    struct layout layout = lines_layout(&p.lines, 0, p.lines.n);
    for (uint32_t i = 0; i < p.lines.n && !p.failed;) {
        if (line_blank(&p.lines.line[i])) {
            i++;
            continue;
        }
        uint32_t behind = lines_paragraph(&p.lines, &layout, i, p.lines.n);
        add_paragraph(&p, i, behind);
        i = behind;
    }
    return p.failed ? err_nomem(err) : BEDE_OK;
}

/* Takes the dateline off the first paragraph, and a byline glued before it. Returns where copy
 * begins. */
static uint32_t take_dateline(struct plain *p, struct span span, const struct dateline_scan *scan)
{
    struct story *story = p->story;
    bool known = p->known.dateline && scan->strength < DATELINE_STRONG;
    if (!known) {
        struct date date = story->dateline.date;
        story->dateline = scan->dateline;
        story->dateline.span.start += span.start;
        story->dateline.span.end += span.start;
        if (!scan->dateline.date.day) story->dateline.date = date;
    }
    if (scan->byline.n) {
        uint32_t start = (uint32_t)(scan->byline.p - p->text.p);
        byline_add(p->lexicon, scan->byline, &story->byline);
        plain_block(p, WIRE_BYLINE, (struct span){start, start + (uint32_t)scan->byline.n});
    }
    uint32_t text = span.start + (uint32_t)scan->text;
    return text < span.end ? text : span.end;
}

bool plain_starts_mark(const struct plain *p, uint32_t i)
{
    return p->mark < p->known.n_marks &&
           p->known.marks[p->mark].span.start <= p->lines.line[i].start;
}

/* "In a story June 9 about an aid convoy, The Associated Press reported erroneously that ...": the
 * first paragraph of a correction speaks of the piece before, not of the news. */
static bool is_correction(const struct plain *p, struct str copy)
{
    uint32_t words = 0;
    bool piece = false;
    for (size_t at = 0; at < copy.n && words < CORRECTION_WORDS; words++) {
        size_t end = at;
        while (end < copy.n && ascii_is_alpha(copy.p[end]))
            end++;
        struct str word = str_slice(copy, at, end);
        piece |= words < PIECE_WORDS && lexicon_is(p->lexicon, word, WORD_PIECE);
        if (piece && lexicon_is(p->lexicon, word, WORD_ERRING)) return true;
        for (at = end; at < copy.n && !ascii_is_alpha(copy.p[at]);)
            at++;
    }
    return false;
}

/* Behind such a note the piece may stand once more, corrected: headline, byline and dateline. Returns
 * the line of that dateline, or `from`. */
static uint32_t take_second_header(struct plain *p, uint32_t from)
{
    uint32_t seen = 0, at = from;
    struct dateline_scan scan;
    for (; at < p->lines.n && seen < SECOND_LINES; at++) {
        if (line_blank(&p->lines.line[at])) continue;
        struct str copy = str_slice(p->text, p->lines.line[at].start, p->text.n);
        if (dateline_scan(p->lexicon, copy, &scan) && scan.strength >= DATELINE_MEDIUM) break;
        seen++;
    }
    if (at == p->lines.n || seen == SECOND_LINES) return from;
    bool titled = false, under = false;
    for (uint32_t i = from; i < at; i++) {
        if (line_blank(&p->lines.line[i])) continue;
        struct str line = line_str(&p->lines, i);
        struct span span = {p->lines.line[i].start, p->lines.line[i].end};
        enum wire_kind kind = WIRE_OTHER;
        if (byline_is(p->lexicon, line)) {
            byline_add(p->lexicon, line, &p->story->byline);
            kind = WIRE_BYLINE;
        } else if (under && byline_is_title(p->lexicon, line)) {
            byline_add_title(line, &p->story->byline);
            kind = WIRE_BYLINE;
        } else if (!titled && !lexicon_opening(p->lexicon, line)) {
            titled = true; /* what the piece is called, in place of "Sudan-Aid story" */
            p->story->title = line;
            p->story->title_span = span;
            kind = WIRE_HEADLINE;
        }
        under = kind == WIRE_BYLINE;
        plain_block(p, kind, span);
    }
    return at;
}

/* The paragraph of the dateline; a dateline on a line of its own goes with the next paragraph. */
static uint32_t first_paragraph(struct ending *e, const struct layout *layout, uint32_t i)
{
    struct plain *p = e->plain;
    uint32_t behind = lines_paragraph(&p->lines, layout, i, p->lines.n);
    struct span span = {p->lines.line[i].start, p->lines.line[behind - 1].end};
    struct dateline_scan scan;
    if (!dateline_begins(p->lexicon, str_slice(p->text, span.start, p->text.n), &scan)) return i;
    while (span.start + scan.text >= span.end && behind < p->lines.n) {
        while (behind < p->lines.n && line_blank(&p->lines.line[behind]))
            behind++;
        if (behind == p->lines.n || plain_starts_mark(p, behind)) break;
        behind = lines_paragraph(&p->lines, layout, behind, p->lines.n);
        span.end = p->lines.line[behind - 1].end;
    }
    uint32_t text = take_dateline(p, span, &scan);
    if (scan.byline.n) span.start = p->story->dateline.span.start;
    struct str copy = str_slice(p->text, text, span.end);
    if (is_correction(p, copy)) {
        ending_note(p, span, copy, "correction");
        uint32_t again = take_second_header(p, behind);
        return again == behind ? behind : first_paragraph(e, layout, again);
    }
    ending_paragraph(e, span, text, 0);
    return behind;
}

static void read_body(struct plain *p, uint32_t from)
{
    ending_mark_lines(p, from);
    struct layout layout = lines_layout(&p->lines, from, p->lines.n);
    struct ending e = {.plain = p, .margin = CLOSING_BYTES};
    uint32_t gap = 0, i = from < p->lines.n ? first_paragraph(&e, &layout, from) : from;
    while (i < p->lines.n && !p->failed) {
        if (line_blank(&p->lines.line[i])) {
            gap++;
            i++;
            continue;
        }
        uint32_t behind = plain_marked(p, i);
        if (behind != i) {
            gap = 0;
            i = behind;
            continue;
        }
        behind = lines_paragraph(&p->lines, &layout, i, p->lines.n);
        ending_paragraph(&e, (struct span){p->lines.line[i].start, p->lines.line[behind - 1].end},
                         0, gap);
        gap = 0;
        i = behind;
    }
}

bede_status plain_read(const struct wire_lexicon *lexicon, struct story *story,
                       const struct plain_known *known, bede_error *err)
{
    struct plain p = {.lexicon = lexicon, .known = *known, .cap_notes = story->n_notes};
    TRY(begin(&p, story, err));
    read_body(&p, header_read(&p));
    if (p.failed) return err_nomem(err);
    return story_finish(story, p.filed, p.year, err);
}
