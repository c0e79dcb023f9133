/* quote/direct.c - who is speaking between quotation marks.
 *
 * Marks and neighbourhood come first and the tree second, since long quotations are where parsers
 * err. For each outermost region, in text order:
 *
 *   before it   said: "..."   said on Monday, "..."   told reporters "..."   Miller: "..."
 *   behind it   "...," he said   "...," said Miller   "...," according to Miller
 *   both sides  "...," he said, "..." is one quote of two pieces
 *   neither     a region that makes up whole sentences goes on with the quote before it in its
 *               paragraph, or with the speaker of the paragraph before
 *
 * What is left are pieces inside somebody's clause; reported.c takes those that a cue covers, and
 * the rest (names of ships, titles, words held with tongs) is no speech.
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

enum {
    TRAILER_WORDS = 40,
    LEADER_WORDS = 60,
    SPLIT_WORDS = 12,
    STATEMENT_WORDS = 26,
    CLIMB_MAX = 4
};

struct place {            /* a region in its sentences, by tokens */
    uint32_t open, close; /* first token of the opening mark; first token behind the closing one */
    uint32_t left, right; /* the words before and behind it: [left, open) and [close, right) */
    uint32_t s_open, s_close; /* sentences */
};

static uint32_t sentence_end(const struct work *w, uint32_t s)
{
    return w->doc->sentences[s].first + w->doc->sentences[s].n;
}

static struct place place_of(const struct work *w, uint32_t i)
{
    const struct region *r = &w->regions.items[i];
    struct place p = {.open = r->first, .close = r->end};
    while (p.open > 0 && w->regions.is_mark[p.open - 1] &&
           token_of(w, p.open - 1)->start >= r->outer.start)
        p.open--;
    while (p.close < w->doc->n_tokens && token_of(w, p.close)->start < r->outer.end)
        p.close++;
    p.s_open = w->sentence_of[p.open];
    p.s_close = w->sentence_of[r->end - 1];
    p.left = w->doc->sentences[p.s_open].first;
    p.right = sentence_end(w, p.s_close);
    if (p.right < p.close) p.right = p.close;
    for (uint32_t k = i; k-- > 0;) { /* the outermost region before */
        const struct region *before = &w->regions.items[k];
        if (before->level) continue;
        uint32_t end = before->end;
        while (end < p.open && token_of(w, end)->start < before->outer.end)
            end++;
        if (end > p.left) p.left = end;
        break;
    }
    for (uint32_t k = i + 1; k < w->regions.n; k++) {
        const struct region *after = &w->regions.items[k];
        if (after->level) continue;
        uint32_t open = after->first;
        while (open > p.close && w->regions.is_mark[open - 1] &&
               token_of(w, open - 1)->start >= after->outer.start)
            open--;
        if (open < p.right) p.right = open;
        break;
    }
    return p;
}

static bool ends_as_utterance(const struct work *w, const struct region *r, const struct place *p)
{
    if (p->close < p->right) {
        char c = w->doc->text.p[token_of(w, p->close)->start];
        if (c == ',' || c == '-' || (unsigned char)c == 0xE2) return true;
    }
    struct str text = w->doc->text;
    uint32_t at = r->inner.end;
    while (at > r->inner.start &&
           (ascii_is_space(text.p[at - 1]) || text.p[at - 1] == '\'' || text.p[at - 1] == '"'))
        at--;
    if (at >= r->inner.start + 3) { /* a nested closing mark, an ellipsis, a dash */
        struct str tail = str_slice(text, at - 3, at);
        if (str_is(tail, "’") || str_is(tail, "”")) at -= 3;
        if (str_is(tail, "…") || str_is(tail, "—") || str_is(tail, "–")) return true;
    }
    char c = at > r->inner.start ? text.p[at - 1] : ' ';
    return c == ',' || c == '?' || c == '!' || c == '.' || c == '-';
}

static bool takes_quote(const struct cue *cue)
{
    if (cue->row->class == CUE_PHRASE) return (cue->row->frames & CUE_CLAUSE) != 0;
    return cue->row->class == CUE_VERB && (cue->row->frames & CUE_QUOTE);
}

/* The cue of a trailer: "he said", "said Miller", "Miller, the spokesman, has said". */
static uint32_t trailing_cue(const struct work *w, uint32_t from, uint32_t to)
{
    bool relative = false, first = true;
    uint32_t limit = to - from > TRAILER_WORDS ? from + TRAILER_WORDS : to;
    for (uint32_t t = from; t < limit; t++) {
        if (w->regions.is_mark[t]) return 0;
        if (quote_is_punct(w, t)) {
            char c = w->doc->text.p[token_of(w, t)->start];
            bool inside = c == '.' && t + 1 < limit && /* (R-Ohio.) said; Lee, R-Ohio., said */
                          (quote_form_is(w, t + 1, ",") || quote_form_is(w, t + 1, ")"));
            if (c == ';' || c == ':' || (c == '.' && !inside)) return 0;
            continue;
        }
        bool participle = first && token_of(w, t)->xpos == XPOS_VBG && w->cue_at[t]; /* adding */
        if (participle || (first && token_of(w, t)->upos == UPOS_CCONJ)) return 0;
        if (word_is(w, t, WORD_THAT) && token_of(w, t)->upos == UPOS_SCONJ) return 0;
        first = false;
        const struct cue *cue = w->cue_at[t] ? &w->cues[w->cue_at[t] - 1] : NULL;
        bool infinitive = t > from && token_of(w, t - 1)->xpos == XPOS_TO;
        if (cue && takes_quote(cue) && !relative && !infinitive && token_of(w, t)->xpos != XPOS_VBG)
            return w->cue_at[t];
        if (quote_is_relative(w, t)) {
            relative = true;
        } else if (quote_is_finite(w, t)) {
            if (token_of(w, t)->upos == UPOS_AUX && token_of(w, t)->rel != REL_COP) continue;
            if (!relative) return 0;
            relative = false; /* the verb of the relative clause */
        }
    }
    return 0;
}

/* Does the cue have content of its own between itself and `to`? */
static bool has_clause_before(const struct work *w, const struct cue *cue, uint32_t to)
{
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE; c = w->next[c]) {
        uint8_t rel = rel_of(w, c);
        if ((rel == REL_CCOMP || rel == REL_PARATAXIS) && c > cue->token && c < to) return true;
    }
    return false;
}

/* The last cue in [from, to) that may lead a quotation in. */
static uint32_t leading_cue(const struct work *w, uint32_t from, uint32_t to, bool colon)
{
    uint32_t any = 0;
    if (to - from > LEADER_WORDS) from = to - LEADER_WORDS;
    for (uint32_t t = to; t-- > from;) {
        if (!w->cue_at[t]) {
            if (!colon && quote_is_finite(w, t) && token_of(w, t)->upos != UPOS_AUX &&
                token_of(w, t)->rel != REL_ACL_RELCL && token_of(w, t)->rel != REL_ADVCL)
                return 0;
            continue;
        }
        const struct cue *cue = &w->cues[w->cue_at[t] - 1];
        if (takes_quote(cue) && !has_clause_before(w, cue, to)) return w->cue_at[t];
        bool noun = cue->row->class == CUE_NOUN && !cue->row->attitude;
        if (colon && !any && noun && t + 1 == to) any = w->cue_at[t];
    }
    return any;
}

/* Is it the last word of a cue of several ("went on")? */
static bool is_last(const struct work *w, uint32_t t)
{
    for (uint32_t back = 1; back <= 2 && back <= t; back++)
        if (w->cue_at[t - back] && w->cues[w->cue_at[t - back] - 1].last == t) return true;
    return false;
}

/* The cue right before an opening mark: only its particle, hearer or an adverb between. */
/* Is the cue itself part of what another one reports: said he would offer "a prayer"? */
static bool is_reported(const struct work *w, uint32_t t)
{
    for (uint32_t n = 0, head = head_of(w, t); n < CLIMB_MAX && head != TOKEN_NONE; n++) {
        uint8_t rel = rel_of(w, t);
        if (head > t || (rel != REL_CCOMP && rel != REL_XCOMP && rel != REL_CONJ)) return false;
        const struct cue *above = w->cue_at[head] ? &w->cues[w->cue_at[head] - 1] : NULL;
        if (above && rel == REL_CCOMP && (above->row->frames & CUE_CLAUSE)) return true;
        t = head;
        head = head_of(w, t);
    }
    return false;
}

static uint32_t adjacent_cue(const struct work *w, uint32_t from, uint32_t to, uint32_t piece_at)
{
    bool nominal = false;
    if (to > from && token_of(w, to - 1)->xpos == XPOS_TO) return 0; /* vowed to "fight on" */
    for (uint32_t t = to, n = 0; t-- > from && n < 6; n++) {
        if (quote_is_punct(w, t)) return 0;
        if (w->cue_at[t] && w->cues[w->cue_at[t] - 1].row->class == CUE_VERB) {
            const struct cue *cue = &w->cues[w->cue_at[t] - 1];
            bool hears = !nominal || (cue->row->frames & CUE_HEARER);
            bool piece = ascii_is_lower(w->doc->text.p[token_of(w, piece_at)->start]);
            if (!takes_quote(cue) || !hears || (piece && is_reported(w, t))) return 0;
            return w->cue_at[t];
        }
        uint8_t upos = token_of(w, t)->upos;
        nominal |= upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON;
        bool hearer = nominal && (upos == UPOS_DET || upos == UPOS_ADJ || upos == UPOS_NOUN ||
                                  upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM);
        if (upos != UPOS_ADV && upos != UPOS_PART && !hearer && !is_last(w, t)) return 0;
    }
    return 0;
}

static bool add_content(struct work *w, struct draft *d, uint32_t i)
{
    const struct region *r = &w->regions.items[i];
    struct range tokens = {r->first, r->end};
    if (d->n_content == QUOTE_CONTENT_MAX) { /* the last piece grows to hold the rest */
        d->content[QUOTE_CONTENT_MAX - 1].end = r->end;
        d->bytes[QUOTE_CONTENT_MAX - 1].end = r->inner.end;
    } else {
        d->content[d->n_content] = tokens;
        d->bytes[d->n_content++] = r->inner;
    }
    w->draft_of[i] = (uint32_t)(d - w->drafts) + 1;
    return true;
}

static bool new_direct(struct work *w, uint32_t i, uint32_t cue, struct range bounds,
                       const char *rule)
{
    struct draft d = {.cue = cue,
                      .kind = QUOTE_DIRECT,
                      .source_head = TOKEN_NONE,
                      .via_head = TOKEN_NONE,
                      .rule = rule};
    if (cue) {
        quote_source(w, &d, &w->cues[cue - 1], bounds);
        w->cues[cue - 1].used = true;
        d.rule = w->cues[cue - 1].row->rule;
    }
    return quote_draft(w, &d) && add_content(w, &w->drafts[w->n_drafts - 1], i);
}

/* "Miller: "..."" and "Here is what the minister wrote about it: "..."" without any known cue. */
static bool colon_without_cue(struct work *w, uint32_t i, uint32_t from, uint32_t colon)
{
    if (!new_direct(w, i, 0, (struct range){from, colon}, "colon")) return false;
    struct draft *d = &w->drafts[w->n_drafts - 1];
    uint32_t root = quote_nominal_before(w, from, colon);
    if (root == TOKEN_NONE || token_of(w, root)->upos == UPOS_NOUN)
        for (uint32_t t = from; t < colon; t++)
            if (rel_of(w, t) == REL_NSUBJ) {
                root = t;
                break;
            }
    if (root == TOKEN_NONE) return true;
    d->source = quote_phrase(w, root, from, colon);
    d->source_head = root;
    return true;
}

/* 'Guns are "a plague," he said': the words before the marks are his too. */
static void whole_clause(struct work *w, uint32_t i, const struct place *p)
{
    struct draft *d = &w->drafts[w->n_drafts - 1];
    uint32_t first = w->doc->sentences[p->s_open].first, words = 0;
    for (uint32_t t = first; t < p->open; t++) {
        uint32_t region = w->regions.inside[t];
        if (region && w->draft_of[region - 1] && region - 1 != i) return;
        if (w->cue_at[t] && w->cues[w->cue_at[t] - 1].used) return;
        if (quote_is_punct(w, t) || (t == first && token_of(w, t)->upos == UPOS_CCONJ)) continue;
        words++;
    }
    if (!words) return;
    struct range r = {first, p->close};
    while (r.end > r.first && token_of(w, r.end - 1)->start >= w->regions.items[i].outer.end)
        r.end--;
    d->kind = QUOTE_MIXED;
    d->content[0] = r;
    d->bytes[0] = (struct span){0, 0};
}

/* 'In such cases, he said, "the law is clear."': so are those before the cue. */
static bool begun_before(struct work *w, uint32_t i, uint32_t cue, const struct place *p)
{
    struct str text = w->doc->text;
    const struct region *r = &w->regions.items[i];
    if (!ascii_is_lower(text.p[r->inner.start])) return true;
    struct draft *d = &w->drafts[w->n_drafts - 1];
    uint32_t start = w->cues[cue - 1].token;
    if (d->source_head != TOKEN_NONE && d->source.first >= p->left && d->source.first < start)
        start = d->source.first;
    if (start < p->left + 2 || !quote_form_is(w, start - 1, ",")) return true;
    struct range before = quote_trimmed(w, (struct range){p->left, start});
    if (range_empty(before)) return true;
    d->kind = QUOTE_MIXED;
    d->content[1] = d->content[0];
    d->bytes[1] = d->bytes[0];
    d->content[0] = before;
    d->bytes[0] = (struct span){0, 0};
    d->n_content = 2;
    return true;
}

/* 'argued the line, long disputed, "would not go far"': the clause began behind the cue. */
static bool begun_behind(const struct work *w, uint32_t i, const struct cue *cue, uint32_t to)
{
    const struct region *r = &w->regions.items[i];
    uint32_t t = cue->last + 1;
    if (t < to && word_is(w, t, WORD_THAT) && token_of(w, t)->upos == UPOS_SCONJ) return true;
    if (!ascii_is_lower(w->doc->text.p[r->inner.start])) return false;
    uint8_t upos = t < to ? token_of(w, t)->upos : UPOS_NONE;
    return upos == UPOS_DET || upos == UPOS_PRON || upos == UPOS_SCONJ ||
           (rel_of(w, t) == REL_NSUBJ && head_of(w, t) > cue->token);
}

/* Tries the words before the region. *done tells whether the region found its quote. */
static bool try_leader(struct work *w, uint32_t i, const struct place *p, bool *done)
{
    if (p->open == p->left) return true;
    uint32_t before = p->open - 1;
    char c = w->doc->text.p[token_of(w, before)->start];
    struct range bounds = {p->left, p->open};
    uint32_t cue = 0;
    if (c == ':') {
        cue = leading_cue(w, p->left, before, true);
        *done = true;
        if (!cue) return colon_without_cue(w, i, p->left, before);
    } else if (c == ',') {
        cue = leading_cue(w, p->left, before, false);
        bool hears = cue && (w->cues[cue - 1].row->frames & CUE_HEARER);
        if (cue && !hears && !w->cues[cue - 1].used &&
            begun_behind(w, i, &w->cues[cue - 1], before))
            return true;
    } else {
        cue = adjacent_cue(w, p->left, p->open, w->regions.items[i].first);
        if (cue && p->close < p->right && !ends_as_utterance(w, &w->regions.items[i], p)) {
            /* said "no" and left; but: said "the plan" would fail */
            uint8_t next = token_of(w, p->close)->upos;
            if (next != UPOS_PUNCT && next != UPOS_CCONJ) return true;
        }
    }
    if (!cue) return true;
    *done = true;
    if (w->cues[cue - 1].used) { /* "...," he said, "..." */
        for (uint32_t d = w->n_drafts; d-- > 0;)
            if (w->drafts[d].cue == cue) return add_content(w, &w->drafts[d], i);
    }
    if (!new_direct(w, i, cue, bounds, NULL)) return false;
    return c != ',' || begun_before(w, i, cue, p);
}

/* "he asked." and no more: a sentence of its own only because a mark stood before it. */
static bool is_bare(const struct work *w, const struct cue *cue, uint32_t from, uint32_t to)
{
    if (ascii_is_lower(w->doc->text.p[token_of(w, from)->start])) return true;
    for (uint32_t t = from; t < cue->token; t++)
        if (quote_is_finite(w, t) || quote_is_punct(w, t)) return false;
    for (uint32_t t = cue->last + 1; t < to; t++)
        if (quote_is_finite(w, t) || (quote_is_punct(w, t) && t + 1 < to)) return false;
    return to - cue->last <= 6;
}

/* 'Lee notes.': a verb of saying that the tagger took for a noun, at the end of the words beside a
 * quotation. Its row, or NULL. */
static const struct cue_row *mistagged(const struct work *w, uint32_t t, uint32_t from, uint32_t to)
{
    bool ends = t + 1 == to || quote_is_punct(w, t + 1);
    if (!ends || t == from || token_of(w, t)->xpos != XPOS_NNS) return NULL;
    const struct cue_row *row =
        cue_find(w->lexicon, CUE_VERB, token_of(w, t)->lemma, (struct str){0});
    return row && (row->frames & CUE_QUOTE) ? row : NULL;
}

static bool add_cue(struct work *w, uint32_t verb, const struct cue_row *row, uint32_t *cue)
{
    struct cue found = {.row = row, .token = verb, .last = verb, .sentence = w->sentence_of[verb]};
    if (!ARRAY_PUSH(w->arena, w->cues, w->n_cues, w->cap_cues, found)) return false;
    *cue = w->cue_at[verb] = w->n_cues;
    return true;
}

/* Is there nothing but an adverb, a preposition and a time behind the verb? */
static bool is_last_word(const struct work *w, uint32_t verb, uint32_t to)
{
    uint32_t next = verb + 1;
    while (next < to &&
           (token_of(w, next)->upos == UPOS_ADV || token_of(w, next)->upos == UPOS_ADP ||
            quote_time_in(w, (struct range){next, next + 1})))
        next++;
    return next >= to || quote_is_punct(w, next);
}

/* '"...," an angry guard retorted.': a verb that no table knows, right behind a comma and marks
 * and with nothing behind itself, must be one of saying. Leaves *cue 0 when there is none. False
 * when memory ends. */
static bool unknown_cue(struct work *w, const struct region *r, uint32_t from, uint32_t to,
                        uint32_t *cue)
{
    static const struct cue_row beside = {
        .class = CUE_VERB, .frames = CUE_QUOTE, .rule = "beside the marks"};
    char last = r->inner.end > r->inner.start ? w->doc->text.p[r->inner.end - 1] : ' ';
    if (last != ',' && last != '?' && last != '!') return true;
    uint32_t verb = TOKEN_NONE;
    for (uint32_t t = from; t < to && t < from + SPLIT_WORDS && verb == TOKEN_NONE; t++) {
        if (quote_is_punct(w, t) || quote_is_relative(w, t)) return true;
        bool past =
            token_of(w, t)->xpos == XPOS_VBN && t > from && token_of(w, t - 1)->upos != UPOS_AUX;
        const struct cue_row *row = mistagged(w, t, from, to);
        if (row) return add_cue(w, t, row, cue);
        if (quote_is_finite(w, t) || past) verb = t;
    }
    if (verb == from && verb + 1 < to && !w->cue_at[verb] &&
        token_of(w, verb + 1)->upos == UPOS_PROPN) /* beamed Ann Lee */
        return add_cue(w, verb, &beside, cue);
    if (verb == TOKEN_NONE || verb == from || token_of(w, verb)->upos != UPOS_VERB ||
        w->cue_at[verb] || !is_last_word(w, verb, to))
        return true;
    return add_cue(w, verb, &beside, cue);
}

static bool is_dash(const struct work *w, uint32_t t)
{
    struct str form = doc_form(w->doc, t);
    return str_is(form, "-") || str_is(form, "--") || str_is(form, "\u2013") ||
           str_is(form, "\u2014") || str_is(form, "\u2015");
}

/* '"..." - Ann Lee, mayor of Geneva': a dash, a name and no verb to the sentence end. */
static bool dash_and_name(struct work *w, uint32_t i, uint32_t from, uint32_t to, bool *done)
{
    if (from + 1 >= to || !is_dash(w, from) || to - from > SPLIT_WORDS) return true;
    uint32_t name = TOKEN_NONE;
    for (uint32_t t = from + 1; t < to; t++) {
        if (quote_is_verb(w, t) || w->regions.inside[t]) return true;
        if (name == TOKEN_NONE && token_of(w, t)->upos == UPOS_PROPN) name = t;
    }
    if (name == TOKEN_NONE) return true;
    *done = true;
    if (!new_direct(w, i, 0, (struct range){0, 0}, "dash")) return false;
    struct draft *d = &w->drafts[w->n_drafts - 1];
    d->source = quote_trimmed(w, (struct range){from + 1, to});
    d->source_head = name;
    return true;
}

/* '... "for some time," he claimed he had ...': the cue's clause is behind it. */
static bool has_clause_behind(const struct work *w, const struct cue *cue, uint32_t to)
{
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE; c = w->next[c])
        if (c > cue->last && c < to && rel_of(w, c) == REL_CCOMP && w->low[c] == cue->last + 1 &&
            quote_child(w, c, REL_NSUBJ) != TOKEN_NONE)
            return true;
    return false;
}

static bool try_trailer(struct work *w, uint32_t i, const struct place *p, bool *done)
{
    const struct region *r = &w->regions.items[i];
    uint32_t from = p->close, to = p->right;
    bool split = false;
    if (!ends_as_utterance(w, r, p)) return true;
    bool inside = p->open > w->doc->sentences[p->s_open].first; /* on "The Hour," Lee said, "..." */
    if (inside && quote_is_title(w, r)) return true;
    if (from >= to || (to - from == 1 && quote_is_punct(w, from))) {
        /* "Really?" he asked. may have been split behind the mark */
        uint32_t s = p->s_close + 1;
        if (s >= w->doc->n_sentences || w->doc->sentences[s].block != r->block) return true;
        from = w->doc->sentences[s].first;
        to = sentence_end(w, s);
        if (to - from > SPLIT_WORDS) return true;
        for (uint32_t t = from; t < to; t++)
            if (w->regions.inside[t] || w->regions.is_mark[t]) return true;
        split = true;
    }
    if (!dash_and_name(w, i, from, to, done)) return false;
    if (*done) return true;
    uint32_t cue = trailing_cue(w, from, to);
    if (split && cue && !is_bare(w, &w->cues[cue - 1], from, to)) return true;
    if (!cue && !split && !unknown_cue(w, r, from, to, &cue)) return false;
    if (!cue || w->cues[cue - 1].used) return true;
    if (has_clause_behind(w, &w->cues[cue - 1], to)) return true;
    *done = true;
    if (!new_direct(w, i, cue, (struct range){from, to}, NULL)) return false;
    whole_clause(w, i, p);
    return true;
}

/* Does the region make up its sentences, no words beside it? */
static bool fills_sentences(const struct work *w, const struct place *p)
{
    uint32_t lead = p->open - w->doc->sentences[p->s_open].first;
    uint32_t tail = 0;
    for (uint32_t t = p->close; t < sentence_end(w, p->s_close); t++)
        if (!quote_is_punct(w, t)) tail++;
    return lead == 0 && tail == 0;
}

static uint32_t last_sentence(const struct work *w, const struct draft *d)
{
    uint32_t s = w->sentence_of[d->content[d->n_content - 1].end - 1];
    if (d->cue && w->cues[d->cue - 1].sentence > s) s = w->cues[d->cue - 1].sentence;
    return s;
}

static uint32_t words_in(const struct work *w, struct range r)
{
    uint32_t n = 0;
    for (uint32_t t = r.first; t < r.end; t++)
        if (!quote_is_punct(w, t)) n++;
    return n;
}

/* '"A," he said. "B."' is one turn and one quote; but when each side of the break is one long
 * sentence, each is a statement that is cited for itself: two quotes of one speaker. */
static bool stands_alone(const struct work *w, const struct draft *last, const struct region *r)
{
    if (last->kind != QUOTE_DIRECT || last->n_content != 1 || r->continues) return false;
    struct range a = last->content[0], b = {r->first, r->end};
    return w->sentence_of[a.first] == w->sentence_of[a.end - 1] &&
           w->sentence_of[b.first] == w->sentence_of[b.end - 1] &&
           words_in(w, a) >= STATEMENT_WORDS && words_in(w, b) >= STATEMENT_WORDS;
}

/* Nobody is named beside the region: whose speech goes on? */
static bool try_continuation(struct work *w, uint32_t i, const struct place *p)
{
    const struct region *r = &w->regions.items[i];
    if (!w->n_drafts) return true;
    struct draft *last = &w->drafts[w->n_drafts - 1];
    uint32_t before = last_sentence(w, last);
    uint32_t block = w->doc->sentences[before].block;
    if (r->continues && block + 1 >= r->block) return add_content(w, last, i);
    if (!fills_sentences(w, p)) return true;
    bool next = before + 1 == p->s_open && block + 1 >= r->block;
    if (next && !stands_alone(w, last, r)) return add_content(w, last, i);
    if (!next && p->s_open && before + 1 != p->s_open && block != r->block) return true;
    uint32_t same = w->n_drafts;
    if (!new_direct(w, i, 0, (struct range){0, 0}, "continues")) return false;
    w->drafts[w->n_drafts - 1].same_speaker = same;
    return true;
}

/* A paragraph that ends in a colon leads in the paragraph that is a quotation. */
static bool try_colon_above(struct work *w, uint32_t i, const struct place *p, bool *done)
{
    if (!p->s_open || p->open != w->doc->sentences[p->s_open].first) return true;
    const struct sentence *above = &w->doc->sentences[p->s_open - 1];
    uint32_t last = above->first + above->n - 1;
    if (!above->n || w->doc->text.p[token_of(w, last)->start] != ':') return true;
    *done = true;
    uint32_t cue = leading_cue(w, above->first, last, true);
    if (!cue) return colon_without_cue(w, i, above->first, last);
    return new_direct(w, i, cue, (struct range){above->first, last}, NULL);
}

bool quote_direct(struct work *w)
{
    w->draft_of = ARENA_ARRAY(w->arena, w->regions.n + 1, uint32_t);
    if (!w->draft_of) return false;
    for (uint32_t i = 0; i < w->regions.n; i++) {
        const struct region *r = &w->regions.items[i];
        if (r->level || r->first >= r->end) continue;
        struct place p = place_of(w, i);
        bool done = false;
        if (!try_leader(w, i, &p, &done)) return false;
        if (!done && !try_trailer(w, i, &p, &done)) return false;
        if (!done && !try_colon_above(w, i, &p, &done)) return false;
        if (!done && !try_continuation(w, i, &p)) return false;
    }
    return true;
}

/* Reported words that end a sentence behind a verb of speech: 'Lee said the plan was dead.' */
static bool may_go_on(const struct work *w, const struct draft *d)
{
    if (!d->cue || d->kind == QUOTE_DIRECT || d->source_head == TOKEN_NONE) return false;
    const struct cue *cue = &w->cues[d->cue - 1];
    if (cue->row->class == CUE_PHRASE || cue->row->attitude) return false;
    uint32_t t = d->content[d->n_content - 1].end, end = sentence_end(w, cue->sentence);
    if (t <= cue->token)
        t = d->source.first > cue->last ? d->source.end : cue->last + 1; /* ..., he said. */
    while (t < end && !quote_is_finite(w, t) && !w->regions.inside[t])
        t++; /* where and when it was said */
    return t == end;
}

/* Joins the reported words and what was said on behind them; the quotation keeps its place among
 * the drafts, since others may name it as the one they continue. */
static bool join(struct work *w, uint32_t reported, uint32_t i)
{
    struct draft *r = &w->drafts[reported];
    if (!r->n_content) return true; /* joined already */
    if (!w->draft_of[i]) {
        r->kind = QUOTE_MIXED;
        return add_content(w, r, i);
    }
    struct draft *d = &w->drafts[w->draft_of[i] - 1], joined = *r;
    bool own = d->cue || d->source_head != TOKEN_NONE || d->kind != QUOTE_DIRECT;
    if (own || d->content[0].first != w->regions.items[i].first) return true;
    if (joined.n_content + d->n_content > QUOTE_CONTENT_MAX) return true;
    for (uint32_t k = 0; k < d->n_content; k++) {
        joined.content[joined.n_content] = d->content[k];
        joined.bytes[joined.n_content++] = d->bytes[k];
    }
    joined.kind = QUOTE_MIXED;
    *d = joined;
    r->n_content = 0;
    return true;
}

/* 'Lee said the plan was dead. "We must start again."': a quotation that fills its sentence goes on
 * with what the sentence right before reports, one turn of one speaker. */
bool quote_follow(struct work *w)
{
    uint32_t *reported = ARENA_ARRAY(w->arena, w->doc->n_sentences + 1, uint32_t), kept = 0;
    if (!reported) return false;
    for (uint32_t d = 0; d < w->n_drafts; d++)
        if (may_go_on(w, &w->drafts[d])) reported[w->cues[w->drafts[d].cue - 1].sentence] = d + 1;
    for (uint32_t i = 0; i < w->regions.n; i++) {
        const struct region *r = &w->regions.items[i];
        if (r->level || r->first >= r->end || r->continues) continue;
        struct place p = place_of(w, i);
        if (!p.s_open || !reported[p.s_open - 1] || !fills_sentences(w, &p)) continue;
        if (w->doc->sentences[p.s_open - 1].block + 1 < r->block) continue;
        if (!join(w, reported[p.s_open - 1] - 1, i)) return false;
    }
    for (uint32_t d = 0; d < w->n_drafts; d++)
        if (w->drafts[d].n_content) w->drafts[kept++] = w->drafts[d];
    w->n_drafts = kept;
    return true;
}
