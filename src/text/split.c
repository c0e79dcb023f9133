/* text/split.c - the blocks of a story to sentences and tokens.
 *
 * A block (paragraph, caption) is cut at white space into chunks, a chunk into pieces (words.c);
 * the pieces of the whole block are then cut into sentences (bounds.c) and become tokens. A line
 * break inside a block is white space like any other: agency copy is hard-wrapped. No sentence
 * crosses a block.
 *
 * SPDX-License-Identifier: MIT */
#include "text/bounds.h"
#include "wire/wire.h"

enum { SENTENCES_MAX = 100000, SENTENCE_WORDS_MAX = 400 };

struct splitter {
    const struct text_lexicon *lexicon;
    struct doc *doc;
    struct piece_list pieces; /* of the block at hand; reused */
    uint32_t max_sentences, max_words;
    bede_error *err;
};

static void scan_block(struct splitter *s, uint32_t start, uint32_t end)
{
    struct word_scanner scanner = {s->lexicon, s->doc->text, &s->pieces, 0, false, false};
    s->pieces.n = 0;
    for (uint32_t at = start; at < end;) {
        uint32_t size, from = at;
        bool line = false;
        while (at < end && words_class(scanner.text, at, &size) == CHAR_SPACE) {
            line |= scanner.text.p[at] == '\n';
            at += size;
        }
        if (line && s->pieces.n) s->pieces.items[s->pieces.n - 1].break_after = true;
        from = at;
        while (at < end && words_class(scanner.text, at, &size) != CHAR_SPACE)
            at += size;
        if (at > end) at = end;
        if (at > from) words_scan(&scanner, from, at);
    }
}

static bool push_token(struct doc *doc, const struct piece *p)
{
    struct token token = {.start = p->start,
                          .end = p->end,
                          .mwt = p->mwt,
                          .space_after = p->space_after,
                          .feats = "_"};
    return ARRAY_PUSH(doc->arena, doc->tokens, doc->n_tokens, doc->cap_tokens, token);
}

/* Pieces [first, last] become a sentence. The stop of an abbreviation that ends it is a token of
 * its own, as in the treebanks. */
static bede_status push_sentence(struct splitter *s, uint32_t block, uint32_t first, uint32_t last,
                                 bool cut)
{
    struct doc *doc = s->doc;
    struct sentence sentence = {.first = doc->n_tokens, .block = block, .cut = cut};
    if (doc->n_sentences == s->max_sentences)
        return err_at(s->err, BEDE_LIMIT, doc->story->input, doc->story->line,
                      s->pieces.items[first].start, "more than %u sentences in a story",
                      s->max_sentences);
    uint32_t stop = last;
    while (stop > first && s->pieces.items[stop].shape == PIECE_CLOSE)
        stop--;
    for (uint32_t i = first; i <= last; i++) {
        struct piece p = s->pieces.items[i];
        if (i == stop && !cut && p.shape == PIECE_SHORT && !p.mwt) {
            struct piece dot = p;
            dot.start = --p.end;
            p.space_after = false;
            if (!push_token(doc, &p) || !push_token(doc, &dot)) return err_nomem(s->err);
        } else if (!push_token(doc, &p)) {
            return err_nomem(s->err);
        }
    }
    sentence.n = doc->n_tokens - sentence.first;
    sentence.span.start = s->pieces.items[first].start;
    sentence.span.end = s->pieces.items[last].end;
    if (!ARRAY_PUSH(doc->arena, doc->sentences, doc->n_sentences, doc->cap_sentences, sentence))
        return err_nomem(s->err);
    return BEDE_OK;
}

static bede_status split_block(struct splitter *s, uint32_t block, struct span span)
{
    scan_block(s, span.start, span.end);
    if (s->pieces.failed) return err_nomem(s->err);
    struct bounds bounds;
    bounds_init(&bounds, s->lexicon, s->doc->text, &s->pieces);
    for (uint32_t i = 0, first = 0; i < s->pieces.n; i++) {
        const struct piece *p = &s->pieces.items[i];
        bool last = i + 1 == s->pieces.n;
        bool inside_mwt = !last && s->pieces.items[i + 1].mwt == 1;
        bool full = i - first + 1 >= s->max_words && !inside_mwt;
        bool ends = last || (p->space_after && bounds_after(&bounds, i));
        if (!ends && !full) continue;
        TRY(push_sentence(s, block, first, i, !ends));
        first = i + 1;
    }
    return BEDE_OK;
}

static bede_status new_doc(struct arena *arena, struct story *story, struct doc **out,
                           bede_error *err)
{
    struct doc *doc = ARENA_NEW(arena, struct doc);
    if (!doc) return err_nomem(err);
    doc->arena = arena;
    doc->story = story;
    doc->text = story->text;
    *out = doc;
    return BEDE_OK;
}

static bool is_text(const struct wire_block *block)
{
    return block->kind == WIRE_PARAGRAPH || block->kind == WIRE_CAPTION;
}

bede_status text_split(const struct text_lexicon *lexicon, struct story *story,
                       const bede_limits *limits, struct doc **out, bede_error *err)
{
    struct doc *doc = NULL;
    TRY(new_doc(story->arena, story, &doc, err));
    struct splitter s = {.lexicon = lexicon, .doc = doc, .err = err};
    s.pieces.arena = story->arena;
    s.max_sentences = limits && limits->sentences ? limits->sentences : SENTENCES_MAX;
    s.max_words = limits && limits->sentence_words ? limits->sentence_words : SENTENCE_WORDS_MAX;
    for (uint32_t i = 0; i < story->n_blocks; i++)
        if (is_text(&story->blocks[i])) TRY(split_block(&s, i, story->blocks[i].body));
    doc->found_sentences = true;
    *out = doc;
    return BEDE_OK;
}

bede_status text_phrase(const struct text_lexicon *lexicon, struct arena *arena, struct str phrase,
                        struct doc **out, bede_error *err)
{
    struct story *story = ARENA_NEW(arena, struct story);
    if (!story) return err_nomem(err);
    story->arena = arena;
    story->text = phrase;
    struct doc *doc = NULL;
    TRY(new_doc(arena, story, &doc, err));
    struct splitter s = {.lexicon = lexicon, .doc = doc, .err = err, .max_sentences = 1};
    s.pieces.arena = arena;
    scan_block(&s, 0, (uint32_t)phrase.n);
    if (s.pieces.failed) return err_nomem(err);
    if (s.pieces.n) {
        TRY(push_sentence(&s, 0, 0, s.pieces.n - 1, true));
        doc->sentences[0].cut = false;
    }
    *out = doc;
    return BEDE_OK;
}
