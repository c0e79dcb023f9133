/* Any bytes as one paragraph (cut at blank lines): tokens must be slices in order, and what is
 * printed as CoNLL-U must read back as the same words. SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/utf8.h"
#include "syntax/conllu.h"
#include "wire/wire.h"

#define HOLDS(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) abort();                                                                 \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct text_lexicon *load(void)
{
    const char *folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
    struct text_lexicon *lexicon;
    bede_error err;
    HOLDS(text_lexicon_load(folders, 1, &lexicon, &err) == BEDE_OK);
    return lexicon;
}

static void read_back(struct arena *arena, const struct doc *doc)
{
    struct buf buf;
    buf_init(&buf, 0);
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        conllu_write(&buf, doc, s);
    struct str rest = {buf.p, buf.n};
    struct doc *back;
    bede_error err;
    uint32_t line = 0;
    bede_status status = conllu_read(arena, "fuzz", &rest, &line, true, NULL, &back, &err);
    if (doc->n_sentences) {
        HOLDS(status == BEDE_OK && rest.n == 0);
        HOLDS(back->n_tokens == doc->n_tokens && back->n_sentences == doc->n_sentences);
        for (uint32_t t = 0; t < doc->n_tokens; t++)
            HOLDS(str_eq(doc_form(doc, t), doc_form(back, t)));
    }
    buf_fini(&buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct text_lexicon *lexicon;
    if (!lexicon) lexicon = load();
    static struct arena *arena; /* kept: making one costs more than a run */
    if (!arena) arena = arena_new(0);
    HOLDS(arena);
    struct str text = {(const char *)data, size};
    struct wire_block block = {.kind = WIRE_PARAGRAPH, .number = 1};
    block.span.end = block.body.end = (uint32_t)size;
    struct story story = {.arena = arena, .input = "fuzz", .text = text};
    story.blocks = &block;
    story.n_blocks = 1;
    struct doc *doc;
    bede_error err;
    if (text_split(lexicon, &story, NULL, &doc, &err) == BEDE_OK) {
        uint32_t at = 0;
        for (uint32_t t = 0; t < doc->n_tokens; t++) {
            HOLDS(doc->tokens[t].start >= at && doc->tokens[t].end > doc->tokens[t].start);
            at = doc->tokens[t].end;
        }
        HOLDS(at <= size);
        if (utf8_check(text) == SIZE_MAX) read_back(arena, doc);
    }
    arena_reset(arena);
    return 0;
}
