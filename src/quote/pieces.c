/* quote/pieces.c - quoted pieces that neither their neighbourhood nor the tree gave to anybody.
 *
 *     on      said he would stay, so that | he could "finish the work"     the draft of the cue goes on
 *     new     wrote in "The Harbor" that | no boat was "fit to sail"      the cue gets content
 *     behind  | A "good" plan must wait |, the owners say                 the sentence before the cue
 *     join    said there was one reason | : "Nobody came."                the draft before has it
 *     rest    "the pass is shut" | until the thaw |, he said              what goes on behind marks
 *
 * Marks are evidence that somebody's words are told. The cue nearest before them has them, unless
 * something between says that another speaks or acts.
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

enum { CUES_TRIED = 4 };

struct piece { /* a region and its place */
    const struct region *region;
    uint32_t open, close; /* first token of its marks; first token behind them */
    struct range sentence;
};

/* What is looked up again and again. */
struct index {
    uint8_t *covered; /* per token: some quote has it */
    uint32_t *by_cue; /* per cue: its draft (index + 1), or 0 */
    uint32_t
        *by_sentence; /* per sentence: the first reported draft (index + 1) of its cues, or 0 */
};

static void enter(const struct work *w, struct index *x, uint32_t draft)
{
    const struct draft *d = &w->drafts[draft];
    for (uint32_t i = 0; i < d->n_content; i++)
        for (uint32_t t = d->content[i].first; t < d->content[i].end; t++)
            x->covered[t] = 1;
    if (!d->cue || !d->n_content) return;
    x->by_cue[d->cue - 1] = draft + 1;
    uint32_t *first = &x->by_sentence[w->cues[d->cue - 1].sentence];
    if (!*first && draft >= w->n_direct) *first = draft + 1;
}

static bool index_drafts(const struct work *w, struct index *x)
{
    x->covered = ARENA_ARRAY(w->arena, w->doc->n_tokens + 1, uint8_t);
    x->by_cue = ARENA_ARRAY(w->arena, w->n_cues + 1, uint32_t);
    x->by_sentence = ARENA_ARRAY(w->arena, w->doc->n_sentences + 1, uint32_t);
    if (!x->covered || !x->by_cue || !x->by_sentence) return false;
    for (uint32_t d = 0; d < w->n_drafts; d++)
        enter(w, x, d);
    return true;
}

static bool is_covered(const struct index *x, const struct region *r)
{
    for (uint32_t t = r->first; t < r->end; t++)
        if (x->covered[t]) return true;
    return false;
}

static struct piece piece_of(const struct work *w, const struct region *r)
{
    const struct sentence *s = sentence_of(w, r->first);
    struct piece p = {.region = r, .open = r->first, .close = r->end};
    p.sentence = (struct range){s->first, s->first + s->n};
    while (p.open > s->first && token_of(w, p.open - 1)->start >= r->outer.start)
        p.open--;
    while (p.close < p.sentence.end && token_of(w, p.close)->start < r->outer.end)
        p.close++;
    return p;
}

/* The end of what the tree hangs on the words of the piece and between it and `from`. */
static uint32_t reach(const struct work *w, const struct piece *p, uint32_t from, uint32_t cue)
{
    uint32_t end = p->close;
    for (uint32_t t = from; t < p->close; t++)
        if ((w->low[t] > cue || w->high[t] < cue) && w->high[t] + 1 > end) end = w->high[t] + 1;
    return end > p->sentence.end ? p->sentence.end : end;
}

static bool is_dash(const struct work *w, uint32_t t)
{
    struct str form = doc_form(w->doc, t);
    return quote_is_punct(w, t) && (str_is(form, "—") || str_is(form, "–") || str_is(form, "--") ||
                                    (str_is(form, "-") && token_of(w, t)->space_after));
}

/* Is the content a clause: does it have a finite verb? */
static bool has_verb(const struct work *w, struct range r)
{
    for (uint32_t t = r.first; t < r.end; t++)
        if (quote_is_finite(w, t)) return true;
    return false;
}

/* May what stands between the end of the content and the piece belong to the content? */
static bool is_open(const struct work *w, const struct cue *cue, struct range r,
                    const struct piece *p)
{
    bool clause = (cue->row->frames & CUE_CLAUSE) &&
                  (word_is(w, r.first, WORD_THAT | WORD_WHETHER) || has_verb(w, r));
    bool relative = false;
    for (uint32_t t = r.end; t < p->open; t++) {
        if (is_dash(w, t) && t + 1 < p->open) return false;
        relative |= quote_is_relative(w, t);
        if (!clause && quote_is_finite(w, t) && !relative) return false;
        if (!clause && relative && quote_form_is(w, t, ",")) return false;
    }
    return true;
}

static bool extend(struct work *w, struct draft *d, const struct piece *p)
{
    const struct cue *cue = &w->cues[d->cue - 1];
    struct range *r = &d->content[d->n_content - 1];
    if (d->kind == QUOTE_DIRECT || r->end > p->open || r->first < cue->token) return false;
    if ((cue->row->frames & CUE_SUBJECT) || !is_open(w, cue, *r, p)) return false;
    struct range wide = {r->first, reach(w, p, r->end, cue->token)};
    *r = quote_trimmed(w, quote_end(w, cue, wide, p->sentence, true));
    if (r->end < p->region->end) r->end = p->close;
    d->kind = QUOTE_MIXED;
    return true;
}

/* The first word of a clause behind `from`: that of its subject. */
static uint32_t subject_behind(const struct work *w, uint32_t from, const struct piece *p)
{
    for (uint32_t t = from; t < p->open; t++) {
        if (quote_is_punct(w, t)) return TOKEN_NONE;
        if (rel_of(w, t) == REL_NSUBJ && !w->regions.inside[t])
            return w->low[t] >= from ? w->low[t] : t;
    }
    return TOKEN_NONE;
}

/* Where the content of a cue starts by the order of words alone, or TOKEN_NONE. */
static uint32_t start_of(const struct work *w, const struct cue *cue, const struct piece *p)
{
    uint32_t from = cue->last + 1, frames = cue->row->frames;
    if (frames & CUE_CLAUSE)
        for (uint32_t t = from; t < p->open; t++)
            if (!w->regions.inside[t] && word_is(w, t, WORD_THAT | WORD_WHETHER) &&
                token_of(w, t)->upos != UPOS_DET && token_of(w, t)->upos != UPOS_PRON)
                return t;
    if (frames & CUE_TO)
        for (uint32_t t = from; t < p->open && t < from + 6; t++)
            if (token_of(w, t)->xpos == XPOS_TO) return t;
    if ((frames & CUE_PREPOSITION) && from < p->open && quote_takes(w, cue->row, from))
        return from + 1;
    if (cue->row->class != CUE_VERB || cue->passive) return TOKEN_NONE;
    if (from < p->open && quote_is_punct(w, from)) return TOKEN_NONE;
    bool apart = from < p->open &&
                 (token_of(w, from)->upos == UPOS_ADP || token_of(w, from)->upos == UPOS_ADV ||
                  quote_time_in(w, (struct range){from, from + 1}));
    if ((frames & CUE_CLAUSE) && (apart || (frames & CUE_HEARER)))
        return subject_behind(w, from + 1, p);
    if (apart) return TOKEN_NONE;
    return frames & (CUE_OBJECT | CUE_CLAUSE) ? from : TOKEN_NONE;
}

static bool add_new(struct work *w, uint32_t c, const struct piece *p, bool *done)
{
    struct cue *cue = &w->cues[c];
    uint32_t start = start_of(w, cue, p);
    if (start == TOKEN_NONE) return true;
    struct draft d = {.cue = c + 1,
                      .kind = QUOTE_MIXED,
                      .n_content = 1,
                      .source_head = TOKEN_NONE,
                      .via_head = TOKEN_NONE,
                      .rule = cue->row->rule};
    struct range r = {start, reach(w, p, start, cue->token)};
    d.content[0] = quote_trimmed(w, quote_end(w, cue, r, p->sentence, true));
    if (range_empty(d.content[0]) || d.content[0].end < p->region->end) return true;
    quote_source(w, &d, cue, p->sentence);
    cue->used = true;
    *done = true;
    return quote_draft(w, &d);
}

static bool claim(struct work *w, struct index *x, const struct piece *p, bool *done)
{
    for (uint32_t t = p->open, n = 0; t-- > p->sentence.first && n < CUES_TRIED;) {
        if (w->regions.inside[t] || w->regions.is_mark[t]) continue;
        if (quote_form_is(w, t, ";") || quote_form_is(w, t, ":")) return true;
        uint32_t c = w->cue_at[t];
        if (!c || w->cues[c - 1].row->class == CUE_PHRASE) continue;
        if (t > 0 && word_is(w, t - 1, WORD_SO)) return true;   /* so called */
        if (t > 0 && quote_form_is(w, t - 1, "-")) return true; /* so-called */
        uint32_t draft = x->by_cue[c - 1];
        if (draft)
            *done = extend(w, &w->drafts[draft - 1], p);
        else if (!w->cues[c - 1].used && !add_new(w, c - 1, p, done))
            return false;
        if (*done) {
            enter(w, x, draft ? draft - 1 : w->n_drafts - 1);
            return true;
        }
        const struct cue_row *row = w->cues[c - 1].row;
        if (row->class == CUE_VERB && !row->attitude) return true;
        n++;
    }
    return true;
}

/* The comma that parts the words of "Lee said", "said Lee" from those before, or TOKEN_NONE. */
static uint32_t comma_before(const struct work *w, const struct cue *cue, const struct piece *p)
{
    uint32_t t = cue->token;
    for (; t > p->close; t--) {
        uint8_t upos = token_of(w, t - 1)->upos;
        if (quote_is_punct(w, t - 1)) break;
        if (upos == UPOS_VERB || upos == UPOS_SCONJ || upos == UPOS_CCONJ || upos == UPOS_ADP)
            return TOKEN_NONE;
    }
    while (t > p->region->end && w->regions.is_mark[t - 1])
        t--;
    return t >= p->region->end && quote_form_is(w, t - 1, ",") ? t - 1 : TOKEN_NONE;
}

/* 'A "good" plan must wait, the owners say.': the cue behind the piece has the sentence before it. */
static bool claim_behind(struct work *w, struct index *x, const struct piece *p)
{
    for (uint32_t t = p->close; t < p->sentence.end; t++) {
        struct cue *cue = w->cue_at[t] ? &w->cues[w->cue_at[t] - 1] : NULL;
        if (w->regions.inside[t]) return true;
        if (!cue || cue->row->class != CUE_VERB || !(cue->row->frames & CUE_QUOTE)) continue;
        uint32_t comma = comma_before(w, cue, p);
        if (cue->used || comma == TOKEN_NONE || !quote_is_finite(w, t)) continue;
        struct range r = quote_trimmed(w, (struct range){p->sentence.first, comma});
        if (!has_verb(w, r)) continue;
        struct draft d = {.cue = w->cue_at[t],
                          .kind = QUOTE_DIRECT, /* the speaker stands beside the cue */
                          .n_content = 1,
                          .source_head = TOKEN_NONE,
                          .via_head = TOKEN_NONE,
                          .rule = cue->row->rule};
        d.content[0] = r;
        quote_source(w, &d, cue, (struct range){comma + 1, p->sentence.end});
        d.kind = QUOTE_MIXED;
        cue->used = true;
        if (!quote_draft(w, &d)) return false;
        enter(w, x, w->n_drafts - 1);
        return true;
    }
    return true;
}

/* Does the quotation stand right behind the content of a reported draft, and belong to it: has it no
 * cue but the colon, or one that is itself part of what is reported? */
static bool stands_behind(const struct work *w, const struct draft *d, const struct draft *q,
                          const struct piece *p)
{
    if (!d->cue || d->kind == QUOTE_DIRECT || !d->n_content) return false;
    const struct cue *cue = &w->cues[d->cue - 1];
    struct range last = d->content[d->n_content - 1];
    if (!(cue->row->frames & CUE_CLAUSE) || (cue->row->frames & CUE_SUBJECT)) return false;
    if (last.first < cue->token || cue->passive || d->source_head == TOKEN_NONE ||
        token_of(w, cue->token)->xpos == XPOS_VBN)
        return false; /* asked why it left, Lee said: "..." */
    for (uint32_t t = p->close; t < p->sentence.end; t++)
        if (!quote_is_punct(w, t)) return false; /* ..., he said */
    if (w->sentence_of[last.first] != w->sentence_of[p->open] || last.end > p->open) return false;
    for (uint32_t t = last.end; t < p->open; t++)
        if (!quote_is_punct(w, t)) return false;
    if (!q->cue) return quote_form_is(w, p->open - 1, ":");
    bool own = q->source.first > p->sentence.first && /* ..., Lee said, "..." */
               q->source.end == w->cues[q->cue - 1].token &&
               quote_form_is(w, q->source.first - 1, ",");
    if (cue->row->attitude || own) return false;
    for (uint32_t i = 0; i < d->n_content; i++)
        if (range_has(d->content[i], w->cues[q->cue - 1].token)) return true;
    return false;
}

/* 'said there was one reason: "Nobody came."', 'said that once the snow melts, "we will go."':
 * a quotation at the end of reported words is the end of them. */
static void join_inner(struct work *w, struct index *x, uint32_t quotation)
{
    struct draft *q = &w->drafts[quotation];
    if (!q->n_content || q->n_content > 1) return;
    uint32_t i = w->regions.inside[q->content[0].first];
    if (!i || w->draft_of[i - 1] != quotation + 1) return;
    struct piece p = piece_of(w, &w->regions.items[i - 1]);
    uint32_t first = x->by_sentence[w->sentence_of[p.open]];
    for (uint32_t k = first ? first - 1 : w->n_drafts; k < w->n_drafts; k++) {
        struct draft *d = &w->drafts[k];
        if (d->cue && w->cues[d->cue - 1].sentence > w->sentence_of[p.open]) break;
        if (!stands_behind(w, d, q, &p)) continue;
        struct draft joined =
            *d; /* at the quotation's place: others may name it as what they continue */
        joined.content[joined.n_content - 1].end = p.close;
        joined.kind = QUOTE_MIXED;
        *q = joined;
        d->n_content = 0;
        enter(w, x, quotation);
        return;
    }
}

/* Does the piece break off without any mark that ends what is said? */
static bool breaks_off(const struct work *w, const struct region *r)
{
    char c = r->inner.end > r->inner.start ? w->doc->text.p[r->inner.end - 1] : '.';
    return c != ',' && c != '.' && c != '?' && c != '!' && c != '-' && (unsigned char)c < 0x80;
}

/* 'said "the pass is shut" | until the thaw', '"all is lost" | to the sea, he said': the words
 * right behind a quotation that breaks off, up to the next comma, told by the reporter. */
static void with_rest(const struct work *w, struct draft *d)
{
    for (uint32_t i = 0; i < d->n_content; i++) {
        uint32_t region = w->regions.inside[d->content[i].first];
        if (!region || d->content[i].end > w->regions.items[region - 1].end) continue;
        const struct region *r = &w->regions.items[region - 1];
        if (!r->closed || r->level || !breaks_off(w, r)) continue;
        struct piece p = piece_of(w, r);
        uint32_t t = p.close, end = t;
        if (t >= p.sentence.end) continue;
        bool clause = token_of(w, t)->upos == UPOS_SCONJ;
        bool leads = clause || token_of(w, t)->xpos == XPOS_TO || token_of(w, t)->upos == UPOS_ADP;
        if (!leads || word_is(w, t, WORD_APART)) continue;
        for (; end < p.sentence.end; end++) {
            if (quote_is_punct(w, end) || w->regions.inside[end] ||
                (!clause && quote_is_finite(w, end)))
                break;
        }
        if (end < p.sentence.end && !quote_is_punct(w, end)) continue;
        d->content[i] = (struct range){p.open, end};
        d->bytes[i] = (struct span){0, 0};
        d->kind = QUOTE_MIXED;
    }
}

bool quote_pieces(struct work *w)
{
    for (uint32_t d = 0; d < w->n_drafts; d++)
        if (w->drafts[d].kind == QUOTE_DIRECT) with_rest(w, &w->drafts[d]);
    struct index x;
    if (!index_drafts(w, &x)) return false;
    for (uint32_t d = 0; d < w->n_direct; d++)
        join_inner(w, &x, d);
    for (uint32_t i = 0; i < w->regions.n; i++) {
        const struct region *r = &w->regions.items[i];
        if (r->level || r->first >= r->end || !r->closed || w->draft_of[i]) continue;
        if (is_covered(&x, r) || quote_is_title(w, r)) continue;
        struct piece p = piece_of(w, r);
        bool done = false;
        if (p.region->end >
            p.sentence.end) { /* several sentences in marks and a rest behind them */
            const struct sentence *last = sentence_of(w, r->end - 1);
            p.sentence = (struct range){p.open, last->first + last->n};
            while (p.close < p.sentence.end && token_of(w, p.close)->start < r->outer.end)
                p.close++;
            if (!claim_behind(w, &x, &p)) return false;
            continue;
        }
        if (!claim(w, &x, &p, &done) || (!done && !claim_behind(w, &x, &p))) return false;
    }
    return true;
}
