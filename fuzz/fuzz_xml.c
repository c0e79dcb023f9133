/* fuzz_xml.c - any bytes as each of the XML formats, and as HTML.
 *
 * What must hold of every story that comes out: its text is UTF-8 without NUL, spans lie in it on
 * borders of characters, bodies lie in their blocks, paragraphs are numbered from one; ids, titles,
 * links and subjects are text. A document is read to its end in as many steps as it has items.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/markup.h"
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

static void check_str(struct str s)
{
    HOLDS(s.n == 0 || (s.p != NULL && utf8_check(s) == SIZE_MAX));
}

static bool on_border(struct str text, uint32_t at)
{
    return at == text.n || (at < text.n && ((unsigned char)text.p[at] & 0xc0) != 0x80);
}

static void check_blocks(const struct story *story)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        const struct wire_block *block = &story->blocks[i];
        HOLDS(block->span.start <= block->span.end && block->span.end <= story->text.n);
        HOLDS(on_border(story->text, block->span.start) && on_border(story->text, block->span.end));
        HOLDS(block->body.start >= block->span.start && block->body.end <= block->span.end);
        if (block->kind == WIRE_PARAGRAPH) HOLDS(block->number == ++number);
    }
    HOLDS(number == story->n_paragraphs);
}

static void check_story(const struct story *story)
{
    HOLDS(story->text.p && utf8_check(story->text) == SIZE_MAX);
    HOLDS(!memchr(story->text.p, '\0', story->text.n));
    check_blocks(story);
    HOLDS(story->id.n > 0 && story->version > 0);
    check_str(story->id);
    check_str(story->title);
    check_str(story->slug);
    check_str(story->provider);
    check_str(story->created);
    check_str(story->url);
    for (uint32_t i = 0; i < story->n_links; i++)
        check_str(story->links[i].id);
    for (uint32_t i = 0; i < story->n_subjects; i++) {
        check_str(story->subjects[i].code);
        check_str(story->subjects[i].name);
    }
    for (uint32_t i = 0; i < story->n_notes; i++)
        check_str(story->notes[i].text);
}

static void read_all(struct str bytes, bede_from from)
{
    struct wire_reader *reader;
    bede_limits limits = {.story_bytes = 1 << 18, .depth = 32};
    if (wire_open(lexicon, "fuzz", bytes, from, &limits, &reader, NULL) != BEDE_OK) return;
    struct arena *arena = arena_new(64 << 20);
    HOLDS(arena != NULL);
    bede_status status;
    struct story *story;
    size_t steps = 0;
    while ((status = wire_next(reader, arena, &story, NULL)) != BEDE_DONE) {
        if (status == BEDE_OK) check_story(story);
        HOLDS(++steps <= bytes.n + 1);
        arena_reset(arena);
    }
    arena_free(arena);
    wire_close(reader);
}

static void read_html(struct str bytes)
{
    struct arena *arena = arena_new(64 << 20);
    HOLDS(arena != NULL);
    struct wire_item item;
    wire_item_init(&item, arena, BEDE_FROM_RSS);
    markup_any(&item, bytes);
    for (uint32_t i = 0; i < item.n_body; i++)
        HOLDS(item.body[i].text.n > 0);
    (void)markup_line(arena, bytes);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    static const bede_from formats[] = {BEDE_FROM_NITF,  BEDE_FROM_NEWSMLG2, BEDE_FROM_NEWSML1,
                                        BEDE_FROM_RSS,   BEDE_FROM_ATOM,     BEDE_FROM_PETRARCH,
                                        BEDE_FROM_RBNEWS};
    read_all(bytes, BEDE_FROM_AUTO);
    read_all(bytes, formats[size % (sizeof formats / sizeof *formats)]);
    read_html(bytes);
    return 0;
}
