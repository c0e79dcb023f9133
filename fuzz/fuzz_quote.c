/* Any bytes as paragraphs (cut at blank lines) with any trees: tags, heads and relations are drawn
 * from the first byte, since a parser would be too slow here and gives no bad trees. The pieces of
 * a quote must lie in the text, in order and apart; what it names must be there.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "quote/lexicon.h"
#include "quote/marks.h"
#include "syntax/ud.h"

#define HOLDS(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) abort();                                                                 \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BLOCKS_MAX = 64 };

static struct text_lexicon *words;
static struct quote_lexicon *cues;

static void load(void)
{
    const char *folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
    bede_error err;
    HOLDS(text_lexicon_load(folders, 1, &words, &err) == BEDE_OK);
    HOLDS(quote_lexicon_load(folders, 1, &cues, &err) == BEDE_OK);
}

static uint32_t cut(struct str text, struct wire_block *blocks)
{
    uint32_t n = 0;
    for (uint32_t at = 0; at < text.n && n < BLOCKS_MAX;) {
        size_t end = str_find(text, "\n\n", at);
        if (end == SIZE_MAX || n + 1 == BLOCKS_MAX) end = text.n;
        blocks[n] = (struct wire_block){.kind = WIRE_PARAGRAPH, .number = n + 1};
        blocks[n].span = blocks[n].body = (struct span){at, (uint32_t)end};
        if (end > at) n++;
        at = (uint32_t)end + 2;
    }
    return n;
}

/* Heads may be anything in the sentence, cycles too; seed 0 leaves the words without trees. */
static void grow_trees(struct doc *doc, uint32_t seed)
{
    for (uint32_t s = 0; s < doc->n_sentences && seed; s++)
        for (uint32_t i = 0; i < doc->sentences[s].n; i++) {
            struct token *token = &doc->tokens[doc->sentences[s].first + i];
            seed = seed * 1664525u + 1013904223u;
            token->upos = (uint8_t)((seed >> 8) % UPOS_COUNT);
            token->xpos = (uint8_t)((seed >> 13) % XPOS_COUNT);
            token->rel = (uint8_t)((seed >> 19) % REL_COUNT);
            token->head = (seed >> 7) % (doc->sentences[s].n + 1);
            if (seed & 1) { /* often what a cue needs to be one */
                token->upos = UPOS_VERB;
                token->xpos = XPOS_VBD;
            }
            token->lemma = doc_form(doc, doc->sentences[s].first + i);
        }
}

static void check(const struct doc *doc, const struct quotes *quotes)
{
    for (uint32_t i = 0; i < quotes->n; i++) {
        const struct quote *q = &quotes->items[i];
        HOLDS(q->n_content && q->n_content <= QUOTE_CONTENT_MAX);
        uint32_t at = 0;
        for (uint32_t k = 0; k < q->n_content; k++) {
            HOLDS(q->content[k].start >= at && q->content[k].start < q->content[k].end);
            at = q->content[k].end;
        }
        HOLDS(at <= doc->text.n);
        const struct span named[] = {q->cue, q->source, q->via, q->addressee, q->time, q->occasion};
        for (size_t k = 0; k < sizeof named / sizeof *named; k++)
            HOLDS(named[k].start <= named[k].end && named[k].end <= doc->text.n);
        HOLDS(q->parent == QUOTE_NONE || q->parent < i);
        HOLDS(q->continues == QUOTE_NONE || q->continues < quotes->n);
        HOLDS(q->rule);
    }
    for (uint32_t t = 0; t < doc->n_tokens; t++)
        HOLDS(quotes->by_token[t] <= quotes->n);
}

static void find(struct arena *arena, struct str text, uint32_t seed)
{
    struct wire_block blocks[BLOCKS_MAX];
    struct story story = {.arena = arena, .input = "fuzz", .text = text, .blocks = blocks};
    story.n_blocks = cut(text, blocks);
    struct doc *doc;
    struct quotes *quotes;
    bede_error err;
    if (text_split(words, &story, NULL, &doc, &err) != BEDE_OK) return;
    grow_trees(doc, seed);
    struct entities nobody = {.doc = doc};
    nobody.by_token = ARENA_ARRAY(arena, doc->n_tokens + 1, uint32_t);
    nobody.inside = ARENA_ARRAY(arena, doc->n_tokens + 1, uint32_t);
    HOLDS(nobody.by_token && nobody.inside);
    HOLDS(quote_find(cues, doc, &nobody, &quotes, &err) == BEDE_OK);
    check(doc, quotes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *arena; /* kept: making one costs more than a run */
    if (!words) load();
    if (!arena) arena = arena_new(0);
    HOLDS(arena);
    if (size) find(arena, (struct str){(const char *)data + 1, size - 1}, data[0]);
    arena_reset(arena);
    return 0;
}
