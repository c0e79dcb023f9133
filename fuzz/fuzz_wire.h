/* fuzz_wire.h - what must hold of every story that a reader of the wire stage gives for any bytes:
 * spans lie in the text and on the borders of its characters, a body lies in its block, blocks stand
 * in the order of the text (what is glued to the end of a paragraph inside it), paragraphs are
 * numbered from one, names and titles are text.
 *
 * SPDX-License-Identifier: MIT */
#ifndef FUZZ_WIRE_H
#define FUZZ_WIRE_H

#include "wire/wire.h"

#include "base/utf8.h"

#include <stdlib.h>

static struct wire_lexicon *lexicon;

#define HOLDS(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) abort();                                                                 \
    } while (0)

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    const char *folder = BEDE_SOURCE_DIR "/knowledge/en";
    HOLDS(wire_lexicon_load(&folder, 1, &lexicon, NULL) == BEDE_OK);
    return 0;
}

static bool on_border(struct str text, uint32_t at)
{
    return at == text.n || (at < text.n && ((unsigned char)text.p[at] & 0xc0) != 0x80);
}

static void check_span(struct str text, struct span span)
{
    HOLDS(span.start <= span.end && span.end <= text.n);
    HOLDS(on_border(text, span.start) && on_border(text, span.end));
}

static void check_str(struct str s)
{
    HOLDS(s.p != NULL && utf8_check(s) == SIZE_MAX);
}

/* What only machine formats tell; NULL where they do not. */
static void check_told(struct str s)
{
    HOLDS(s.n == 0 || (s.p != NULL && utf8_check(s) == SIZE_MAX));
}

static void check_format(const struct story *story)
{
    check_told(story->provider);
    check_told(story->created);
    check_told(story->url);
    for (uint32_t i = 0; i < story->n_links; i++)
        check_told(story->links[i].id);
    for (uint32_t i = 0; i < story->n_subjects; i++) {
        check_told(story->subjects[i].code);
        check_told(story->subjects[i].name);
    }
}

static void check_notes(const struct story *story)
{
    for (uint32_t i = 0; i < story->n_notes; i++) {
        const struct wire_note *note = &story->notes[i];
        check_span(story->text, note->span);
        check_str(note->text);
        check_str(note->target);
        for (uint32_t c = 0; c < note->n_clauses; c++) {
            check_str(note->clauses[c].object);
            for (uint32_t r = 0; r < note->clauses[c].n_ranges; r++)
                HOLDS(note->clauses[c].ranges[r].first <= note->clauses[c].ranges[r].last ||
                      note->clauses[c].ranges[r].last < 0);
        }
    }
}

static void check_story(const struct story *story)
{
    HOLDS(utf8_check(story->text) == SIZE_MAX && !memchr(story->text.p, '\0', story->text.n));
    uint32_t number = 0, at = 0;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        const struct wire_block *block = &story->blocks[i];
        check_span(story->text, block->span);
        check_span(story->text, block->body);
        HOLDS(block->body.start >= block->span.start && block->body.end <= block->span.end);
        if (block->kind == WIRE_PARAGRAPH)
            HOLDS(block->number == ++number);
        else
            HOLDS(block->number == 0);
        HOLDS(block->span.start >= at || i == 0);
        at = block->span.start;
    }
    HOLDS(number == story->n_paragraphs && story->id.n > 0 && story->version > 0);
    check_span(story->text, story->title_span);
    check_span(story->text, story->dateline.span);
    check_str(story->id);
    check_str(story->title);
    check_str(story->slug);
    check_str(story->agency);
    for (uint32_t i = 0; i < story->byline.n; i++)
        check_str(story->byline.names[i]);
    for (uint32_t i = 0; i < story->dateline.n_places; i++)
        check_str(story->dateline.places[i]);
    for (uint32_t i = 0; i < story->n_credits; i++) {
        check_str(story->credits[i].text);
        HOLDS(story->credits[i].block < story->n_blocks);
    }
    check_notes(story);
    check_format(story);
}

static void read_all(struct str bytes, bede_from from)
{
    struct wire_reader *reader;
    bede_limits limits = {.story_bytes = 1 << 20, .depth = 16};
    if (wire_open(lexicon, "fuzz", bytes, from, &limits, &reader, NULL) != BEDE_OK) return;
    struct arena *arena = arena_new(64 << 20);
    HOLDS(arena != NULL);
    bede_status status;
    struct story *story;
    size_t steps = 0;
    while ((status = wire_next(reader, arena, &story, NULL)) != BEDE_DONE) {
        if (status == BEDE_OK) check_story(story);
        HOLDS(++steps <= bytes.n + 1); /* each step reads on */
        arena_reset(arena);
    }
    arena_free(arena);
    wire_close(reader);
}

#endif
