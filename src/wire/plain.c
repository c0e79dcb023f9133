/* wire/plain.c - the order in which agency copy is read. SPDX-License-Identifier: MIT */
#include "wire/plain.h"

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

bede_status plain_read(const struct wire_lexicon *lexicon, struct story *story,
                       const struct plain_known *known, bede_error *err)
{
    struct plain p = {.lexicon = lexicon, .known = *known};
    TRY(begin(&p, story, err));
    struct layout layout = lines_layout(&p.lines, 0, p.lines.n);
    for (uint32_t i = 0; i < p.lines.n && !p.failed;) {
        if (line_blank(&p.lines.line[i])) {
            i++;
            continue;
        }
        uint32_t behind = lines_paragraph(&p.lines, &layout, i, p.lines.n);
        add_paragraph(&p, i, behind);
        struct dateline_scan scan;
        struct wire_block *b = story->n_blocks ? &story->blocks[story->n_blocks - 1] : NULL;
        if (b && !story->dateline.present &&
            dateline_scan(lexicon, str_span(p.text, b->span), &scan)) {
            story->dateline = scan.dateline;
            story->dateline.span.start += b->span.start;
            story->dateline.span.end += b->span.start;
            b->body.start = b->span.start + (uint32_t)scan.text;
            if (b->body.start > b->body.end) b->body.start = b->body.end;
        }
        i = behind;
    }
    if (p.failed) return err_nomem(err);
    return story_finish(story, p.filed, p.year, err);
}
