/* quote/find.c - runs the steps in order and turns drafts into quotes.
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

#include <stdlib.h>

enum { SPEAKER_CLIMB_MAX = 4 };

bool quote_draft(struct work *w, struct draft *draft)
{
    return ARRAY_PUSH(w->arena, w->drafts, w->n_drafts, w->cap_drafts, *draft);
}

/* The mention that a head word stands for: its own, or for a relative pronoun its antecedent's. */
static uint32_t mention_of(const struct work *w, uint32_t head)
{
    uint32_t t = head;
    for (int i = 0; i < SPEAKER_CLIMB_MAX && t != TOKEN_NONE; i++) {
        uint32_t m = w->entities->by_token[t];
        if (m) return m;
        uint8_t xpos = token_of(w, t)->xpos, rel = rel_of(w, t);
        bool relative = xpos == XPOS_WP || xpos == XPOS_WDT || xpos == XPOS_WPS;
        if (!relative && i == 0 && rel != REL_FLAT && rel != REL_COMPOUND && rel != REL_APPOS)
            break;
        t = head_of(w, t);
        if (relative && t != TOKEN_NONE && rel_of(w, t) == REL_ACL) {
            t = head_of(w, t);
            if (t != TOKEN_NONE) return w->entities->by_token[t];
        }
    }
    return 0;
}

/* The best mention for a phrase: its head's, else an apposition's, else the first inside. */
static uint32_t phrase_mention(const struct work *w, uint32_t head, struct range phrase)
{
    if (head == TOKEN_NONE) return 0;
    uint32_t m = mention_of(w, head);
    if (m) return m;
    for (uint32_t t = phrase.first; t < phrase.end; t++) {
        m = w->entities->by_token[t];
        if (m && w->entities->items[w->entities->mentions[m - 1].entity].kind == ENTITY_PERSON)
            return m;
    }
    return w->entities->inside[head];
}

static struct span bytes_of(const struct work *w, const struct draft *d, uint32_t i)
{
    return d->bytes[i].end > d->bytes[i].start ? d->bytes[i] : quote_span(w, d->content[i]);
}

static void set_speaker(const struct work *w, const struct draft *d, struct quote *q)
{
    q->speaker = q->via_speaker = ENTITY_NONE;
    q->source = quote_span(w, d->source);
    q->via = quote_span(w, d->via);
    q->addressee = quote_span(w, d->hearer);
    q->time = quote_span(w, d->time);
    q->occasion = quote_span(w, d->occasion);
    q->source_mention = phrase_mention(w, d->source_head, d->source);
    if (q->source_mention) q->speaker = w->entities->mentions[q->source_mention - 1].entity;
    uint32_t issuer = quote_issuer(w, d->source_head);
    uint32_t by = issuer == TOKEN_NONE ? 0 : mention_of(w, issuer);
    if (by) q->speaker = w->entities->mentions[by - 1].entity;
    uint32_t via = phrase_mention(w, d->via_head, d->via);
    if (via) q->via_speaker = w->entities->mentions[via - 1].entity;
}

static struct quote quote_of(const struct work *w, const struct draft *d)
{
    struct quote q = {.kind = d->kind,
                      .block = sentence_of(w, d->content[0].first)->block,
                      .n_content = d->n_content,
                      .cue_token = UINT32_MAX,
                      .parent = QUOTE_NONE,
                      .continues = QUOTE_NONE,
                      .rule = d->rule};
    for (uint32_t i = 0; i < d->n_content; i++)
        q.content[i] = bytes_of(w, d, i);
    if (d->cue) {
        const struct cue *cue = &w->cues[d->cue - 1];
        q.cue_token = cue->token;
        bool near = cue->last == cue->token + 1 || cue->row->class == CUE_PHRASE;
        q.cue = quote_span(w, (struct range){cue->token, near ? cue->last + 1 : cue->token + 1});
        q.attitude = cue->row->attitude;
    }
    set_speaker(w, d, &q);
    return q;
}

struct order { /* of drafts by their content; the wider first */
    uint32_t start, end, draft;
};

static int by_content(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    return x->draft < y->draft ? -1 : x->draft > y->draft;
}

/* Marks the tokens of each quote; inner ones come later in text order and so win. */
static void cover_tokens(const struct work *w, struct quotes *quotes, const struct order *order)
{
    for (uint32_t i = 0; i < quotes->n; i++) {
        const struct draft *d = &w->drafts[order[i].draft];
        struct quote *q = &quotes->items[i];
        uint32_t around = quotes->by_token[d->content[0].first];
        if (around && quotes->items[around - 1].content[0].end >= q->content[0].end)
            q->parent = around - 1;
        for (uint32_t k = 0; k < d->n_content; k++)
            for (uint32_t t = d->content[k].first; t < d->content[k].end; t++)
                quotes->by_token[t] = i + 1;
    }
}

static bool quotes_from_drafts(struct work *w, struct quotes *quotes)
{
    struct order *order = ARENA_ARRAY(w->arena, w->n_drafts + 1, struct order);
    uint32_t *place = ARENA_ARRAY(w->arena, w->n_drafts + 1, uint32_t);
    quotes->by_token = ARENA_ARRAY(w->arena, w->doc->n_tokens + 1, uint32_t);
    if (!order || !place || !quotes->by_token) return false;
    for (uint32_t i = 0; i < w->n_drafts; i++) {
        quote_setting(w, &w->drafts[i]);
        const struct draft *d = &w->drafts[i];
        order[i] = (struct order){bytes_of(w, d, 0).start, bytes_of(w, d, d->n_content - 1).end, i};
    }
    if (w->n_drafts) qsort(order, w->n_drafts, sizeof *order, by_content);
    for (uint32_t i = 0; i < w->n_drafts; i++) {
        struct quote q = quote_of(w, &w->drafts[order[i].draft]);
        place[order[i].draft] = i;
        if (!ARRAY_PUSH(w->arena, quotes->items, quotes->n, quotes->cap, q)) return false;
    }
    for (uint32_t d = 0; d < w->n_drafts; d++) { /* drafts that go on come after what they go on */
        uint32_t same = w->drafts[d].same_speaker;
        if (!same) continue;
        struct quote *q = &quotes->items[place[d]];
        const struct quote *before = &quotes->items[place[same - 1]];
        q->continues = place[same - 1];
        q->speaker = before->speaker;
        q->via = before->via;
        q->via_speaker = before->via_speaker;
    }
    cover_tokens(w, quotes, order);
    return true;
}

/* "I" of a known speaker is that speaker. */
static void set_first_person(const struct work *w, const struct quotes *quotes)
{
    struct entities *e = w->entities;
    for (uint32_t i = 0; i < e->n_mentions; i++) {
        struct mention *m = &e->mentions[i];
        if (m->kind != MENTION_PRONOUN) continue;
        uint32_t q = quotes->by_token[m->head];
        bool first = word_is(w, m->head, WORD_FIRST);
        if (!first || !q) continue;
        while (quotes->items[q - 1].kind != QUOTE_DIRECT &&
               quotes->items[q - 1].parent != QUOTE_NONE)
            q = quotes->items[q - 1].parent + 1;
        if (quotes->items[q - 1].kind == QUOTE_INDIRECT ||
            quotes->items[q - 1].speaker == ENTITY_NONE)
            continue;
        m->entity = quotes->items[q - 1].speaker;
        m->reason = STR_LIT("speaker of the quote");
    }
}

bede_status quote_find(const struct quote_lexicon *lexicon, const struct doc *doc,
                       struct entities *entities, struct quotes **out, bede_error *err)
{
    struct work w = {.lexicon = lexicon, .doc = doc, .entities = entities, .arena = doc->arena};
    struct quotes *quotes = ARENA_NEW(doc->arena, struct quotes);
    if (!quotes) return err_nomem(err);
    TRY(marks_find(lexicon, doc, &w.regions, err));
    if (!quote_tree(&w) || !quote_cues(&w) || !quote_direct(&w) || !quote_reported(&w) ||
        !quote_pieces(&w) || !quote_nested(&w) || !quote_follow(&w) ||
        !quotes_from_drafts(&w, quotes))
        return err_nomem(err);
    set_first_person(&w, quotes);
    *out = quotes;
    return BEDE_OK;
}
