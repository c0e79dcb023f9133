/* quote/tree.c - questions to the dependency trees that finding quotes asks again and again.
 *
 * Subtree ranges of all tokens are computed once, children before heads, in time linear in the
 * sentence (Kahn's order on the number of children left). A range is the hull of a subtree: in a
 * tree that is not projective it may hold words of others, which the callers can bear.
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

static bool sentence_ranges(struct work *w, const struct sentence *s, uint32_t *left,
                            uint32_t *queue)
{
    uint32_t head, tail = 0;
    for (uint32_t i = 0; i < s->n; i++)
        left[i] = 0;
    for (uint32_t i = s->n; i-- > 0;) { /* backwards, so that children come in text order */
        uint32_t t = s->first + i;
        w->low[t] = w->high[t] = t;
        head = w->doc->tokens[t].head;
        if (!head || head > s->n || head == i + 1) continue;
        left[head - 1]++;
        w->next[t] = w->child[s->first + head - 1];
        w->child[s->first + head - 1] = t;
    }
    for (uint32_t i = 0; i < s->n; i++)
        if (!left[i]) queue[tail++] = i;
    for (uint32_t q = 0; q < tail; q++) { /* a cycle never gets into the queue */
        uint32_t t = s->first + queue[q];
        head = w->doc->tokens[t].head;
        if (!head || head > s->n || head == queue[q] + 1) continue;
        uint32_t h = s->first + head - 1;
        if (w->low[t] < w->low[h]) w->low[h] = w->low[t];
        if (w->high[t] > w->high[h]) w->high[h] = w->high[t];
        if (!--left[head - 1]) queue[tail++] = head - 1;
    }
    return true;
}

bool quote_tree(struct work *w)
{
    const struct doc *doc = w->doc;
    uint32_t n = doc->n_tokens + 1, longest = 1;
    w->low = ARENA_ARRAY(w->arena, n, uint32_t);
    w->high = ARENA_ARRAY(w->arena, n, uint32_t);
    w->child = ARENA_ARRAY(w->arena, n, uint32_t);
    w->next = ARENA_ARRAY(w->arena, n, uint32_t);
    w->sentence_of = ARENA_ARRAY(w->arena, n, uint32_t);
    if (!w->low || !w->high || !w->child || !w->next || !w->sentence_of) return false;
    memset(w->child, 0xFF, n * sizeof *w->child);
    memset(w->next, 0xFF, n * sizeof *w->next);
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        if (doc->sentences[s].n > longest) longest = doc->sentences[s].n;
    uint32_t *left = ARENA_ARRAY(w->arena, longest, uint32_t);
    uint32_t *queue = ARENA_ARRAY(w->arena, longest, uint32_t);
    if (!left || !queue) return false;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        for (uint32_t i = 0; i < doc->sentences[s].n; i++)
            w->sentence_of[doc->sentences[s].first + i] = s;
        sentence_ranges(w, &doc->sentences[s], left, queue);
    }
    return true;
}

uint32_t quote_child(const struct work *w, uint32_t t, uint8_t rel)
{
    for (uint32_t c = w->child[t]; c != TOKEN_NONE; c = w->next[c])
        if (rel_of(w, c) == rel) return c;
    return TOKEN_NONE;
}

bool quote_form_is(const struct work *w, uint32_t t, const char *lower)
{
    return t < w->doc->n_tokens && str_iis(doc_form(w->doc, t), lower);
}

bool quote_is_punct(const struct work *w, uint32_t t)
{
    return token_of(w, t)->upos == UPOS_PUNCT || w->regions.is_mark[t];
}

bool quote_is_verb(const struct work *w, uint32_t t)
{
    const struct token *token = token_of(w, t);
    return token->upos == UPOS_VERB || token->upos == UPOS_AUX ||
           (token->xpos >= XPOS_VB && token->xpos <= XPOS_VBZ);
}

bool quote_is_relative(const struct work *w, uint32_t t)
{
    uint8_t xpos = token_of(w, t)->xpos;
    return xpos == XPOS_WDT || xpos == XPOS_WP || xpos == XPOS_WPS || xpos == XPOS_WRB;
}

bool quote_is_finite(const struct work *w, uint32_t t)
{
    uint8_t xpos = token_of(w, t)->xpos;
    return xpos == XPOS_VBD || xpos == XPOS_VBZ || xpos == XPOS_VBP || xpos == XPOS_MD;
}

/* Does the pair of marks that token `t` belongs to lie inside the range as a whole? */
static bool pair_inside(const struct work *w, uint32_t t, struct range r)
{
    const struct token *first = token_of(w, r.first), *last = token_of(w, r.end - 1);
    uint32_t low = 0, high = w->regions.n;
    while (low < high) { /* the last region that starts at or before the token */
        uint32_t middle = low + (high - low) / 2;
        if (w->regions.items[middle].outer.start <= token_of(w, t)->start)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low, tries = 0; i > 0 && tries < 8; i--, tries++) {
        const struct region *region = &w->regions.items[i - 1];
        bool mine = (region->outer.start <= token_of(w, t)->start &&
                     token_of(w, t)->start < region->inner.start) ||
                    (region->inner.end <= token_of(w, t)->start &&
                     token_of(w, t)->start < region->outer.end);
        if (mine) return region->outer.start >= first->start && region->outer.end <= last->end;
    }
    return false;
}

struct range quote_trimmed(const struct work *w, struct range r)
{
    while (r.first < r.end && quote_is_punct(w, r.first)) {
        bool bracket = token_of(w, r.first)->xpos == XPOS_LRB;
        if (bracket || (w->regions.is_mark[r.first] && pair_inside(w, r.first, r))) break;
        r.first++;
    }
    while (r.first < r.end && quote_is_punct(w, r.end - 1)) {
        bool bracket = token_of(w, r.end - 1)->xpos == XPOS_RRB;
        if (bracket || (w->regions.is_mark[r.end - 1] && pair_inside(w, r.end - 1, r))) break;
        r.end--;
    }
    return r;
}

/* "The View", "Morning Joe": a title or a name, no words of anybody. */
bool quote_is_title(const struct work *w, const struct region *r)
{
    for (uint32_t t = r->first; t < r->end; t++) {
        uint8_t upos = token_of(w, t)->upos;
        bool content = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ ||
                       upos == UPOS_VERB || upos == UPOS_ADV;
        if (content && ascii_is_lower(w->doc->text.p[token_of(w, t)->start])) return false;
    }
    return true;
}

struct span quote_span(const struct work *w, struct range r)
{
    if (range_empty(r)) return (struct span){0, 0};
    return (struct span){token_of(w, r.first)->start, token_of(w, r.end - 1)->end};
}

void quote_coverage(const struct work *w, struct range r, bool *outside, bool *inside)
{
    for (uint32_t t = r.first; t < r.end; t++) {
        if (w->regions.inside[t])
            *inside = true;
        else if (!quote_is_punct(w, t))
            *outside = true;
    }
}
