/* quote/edges.c - where reported words end, where the tree alone is not to be trusted.
 *
 *   marks    They called it a "sad | day" for all        a pair of marks is taken whole
 *   second   said prices rose | and that wages fell      a second clause goes on with the first
 *   tail     said it would pay, | sending shares up      what the reporter adds is left out
 *   piece    said he had offers, | but "none was good"   marks a few words behind belong to it
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

enum { PIECE_WORDS = 7 };

/* A range that reaches into a pair of marks, or up to one, takes all of it: marks are surer than
 * trees. */
struct range quote_with_marks(const struct work *w, struct range r)
{
    uint32_t last = r.end - 1, n = w->doc->n_tokens;
    uint32_t region = w->regions.inside[last];
    if (!region && r.end < n && w->regions.is_mark[r.end] && !w->regions.is_mark[last])
        region = r.end + 1 < n ? w->regions.inside[r.end + 1] : 0;
    if (region && !w->draft_of[region - 1]) {
        const struct region *reg = &w->regions.items[region - 1];
        if (reg->closed && reg->end > r.end - 1) {
            r.end = reg->end;
            while (r.end < n && token_of(w, r.end)->start < reg->outer.end)
                r.end++;
        }
    }
    region = w->regions.inside[r.first];
    if (region && !w->draft_of[region - 1] && r.end > w->regions.items[region - 1].end) {
        r.first = w->regions.items[region - 1].first;
        while (r.first > 0 &&
               token_of(w, r.first - 1)->start >= w->regions.items[region - 1].outer.start)
            r.first--;
    }
    return r;
}

/* The tag of the finite word of a verb: its own, or its first auxiliary's. */
static uint8_t finite_tag(const struct work *w, uint32_t verb)
{
    uint32_t aux = quote_child(w, verb, REL_AUX), cop = quote_child(w, verb, REL_COP);
    uint32_t t = aux != TOKEN_NONE ? aux : cop != TOKEN_NONE ? cop : verb;
    return token_of(w, t)->xpos;
}

/* ", and Washington intends to ...", "but cannot go on": a second clause with a subject of its own, or
 * in another tense than the cue, that is no speech itself is more of what is reported, also where the
 * tree took it for the reporter's. */
static bool goes_on(const struct work *w, const struct cue *cue, uint32_t conjunction)
{
    uint32_t verb = head_of(w, conjunction);
    if (verb == TOKEN_NONE || verb < conjunction || rel_of(w, verb) != REL_CONJ) return false;
    uint32_t subject = quote_child(w, verb, REL_NSUBJ);
    bool speech = w->cue_at[verb] && !w->cues[w->cue_at[verb] - 1].row->attitude;
    if (speech) return false;
    if (subject != TOKEN_NONE) return subject > conjunction;
    uint8_t tag = finite_tag(w, verb), told = token_of(w, cue->token)->xpos;
    return told == XPOS_VBD && (tag == XPOS_MD || tag == XPOS_VBZ || tag == XPOS_VBP);
}

/* ", and that it would last" behind a reported clause is more of it. */
static struct range with_second(const struct work *w, const struct cue *cue, struct range r,
                                struct range s)
{
    bool clause = word_is(w, r.first, WORD_THAT);
    for (uint32_t k = r.first; k < r.end; k++)
        clause |= quote_is_finite(w, k);
    uint32_t t = r.end;
    while (t < s.end && quote_is_punct(w, t))
        t++;
    if (t + 2 >= s.end || token_of(w, t)->upos != UPOS_CCONJ) return r;
    bool that = word_is(w, t + 1, WORD_THAT) && token_of(w, t + 1)->upos == UPOS_SCONJ;
    if (that)
        r.end = s.end;
    else if (clause && goes_on(w, cue, t))
        r.end = w->high[head_of(w, t)] + 1;
    return quote_trimmed(w, r);
}

/* Does a comma stand before `t`, also one inside the marks that close there (' ... party," adding')? */
static bool behind_comma(const struct work *w, uint32_t t, uint32_t first)
{
    while (t > first && w->regions.is_mark[t - 1])
        t--;
    return t > first && quote_form_is(w, t - 1, ",");
}

static bool is_dash(const struct work *w, uint32_t t)
{
    struct str form = doc_form(w->doc, t);
    return quote_is_punct(w, t) && (str_is(form, "—") || str_is(form, "–") || str_is(form, "--") ||
                                    (str_is(form, "-") && token_of(w, t)->space_after));
}

/* A clause that ends the content behind a comma: is it the reporter's? */
static bool is_aside(const struct work *w, uint32_t t, struct range r, uint32_t *low)
{
    bool relative = token_of(w, t)->rel == REL_ACL_RELCL;
    bool apposition = rel_of(w, t) == REL_APPOS, adverbial = rel_of(w, t) == REL_ADVCL;
    if (!relative && !apposition && !adverbial) return false;
    if (w->low[t] <= r.first + 1 || w->high[t] + 2 < r.end) return false;
    *low = w->low[t];
    while (*low < t && quote_is_punct(w, *low))
        ++*low;
    if (!behind_comma(w, *low, r.first)) return false;
    bool participle = adverbial && token_of(w, t)->xpos == XPOS_VBG && *low == t;
    return relative || apposition || participle || word_is(w, *low, WORD_CONCESSION);
}

/* ', adding that ...', 'but argues that ...': from `t` on the one who speaks does something else. */
static bool next_act(const struct work *w, const struct cue *cue, uint32_t t, struct range r)
{
    uint32_t verb = t;
    bool and = token_of(w, t)->upos == UPOS_CCONJ;
    if (and || word_is(w, t, WORD_APART)) verb++;
    while (verb < r.end && verb < t + 3 && token_of(w, verb)->upos == UPOS_ADV)
        verb++;
    if (verb >= r.end || !w->cue_at[verb] || w->regions.inside[verb]) return false;
    const struct cue *next = &w->cues[w->cue_at[verb] - 1];
    if (next->row->class != CUE_VERB || next->row->attitude) return false;
    uint8_t xpos = token_of(w, verb)->xpos;
    if (!and) return xpos == XPOS_VBG && behind_comma(w, t, r.first);
    return xpos == token_of(w, cue->token)->xpos &&
           (xpos == XPOS_VBG || xpos == XPOS_VBZ || xpos == XPOS_VBD);
}

/* A relative clause, a concession or an insertion that ends the content behind a comma or dash is
 * the reporter's; so is what the speaker does next. */
static struct range without_tail(const struct work *w, const struct cue *cue, struct range r)
{
    uint32_t end = r.end, dash = TOKEN_NONE, low;
    for (uint32_t t = r.first + 2; t < r.end && t < end; t++) {
        if (w->regions.inside[t]) continue;
        if (is_dash(w, t)) {
            dash = dash == TOKEN_NONE ? t : TOKEN_NONE; /* a pair encloses */
        } else if (quote_form_is(w, t, ";") || next_act(w, cue, t, r)) {
            end = t;
        } else if (is_aside(w, t, r, &low) && low < end) {
            end = low;
        }
    }
    if (dash != TOKEN_NONE && dash < end) end = dash;
    if (end <= r.first) return r;
    return quote_trimmed(w, (struct range){r.first, end});
}

/* Is a token between content and quoted piece a sign that somebody else speaks or acts? */
static bool parts_piece(const struct work *w, uint32_t t)
{
    bool verb = w->cue_at[t] && w->cues[w->cue_at[t] - 1].row->class != CUE_NOUN;
    if (verb || quote_form_is(w, t, ";") || quote_form_is(w, t, ":") || is_dash(w, t)) return true;
    return quote_is_finite(w, t) || token_of(w, t)->upos == UPOS_PROPN;
}

/* 'calling it "dull" because "nothing happens"', 'said he had offers, but "none was good"': a piece
 * in marks a few words behind the content belongs to it when no other act stands between, whatever
 * the tree hung it on. */
static struct range with_piece(const struct work *w, struct range r, struct range s)
{
    uint32_t t = r.end, n = 0;
    bool comma = t < s.end && quote_form_is(w, t, ",");
    if (comma) t++;
    if (t < s.end && (quote_is_relative(w, t) || word_is(w, t, WORD_APART))) return r;
    if (comma && t < s.end && token_of(w, t)->upos != UPOS_CCONJ &&
        token_of(w, t)->upos != UPOS_SCONJ)
        return r;
    for (; t < s.end && n < PIECE_WORDS; t++, n++) {
        uint32_t region = w->regions.inside[t];
        if (!region && w->regions.is_mark[t]) continue;
        if (!region && parts_piece(w, t)) return r;
        if (!region && n && quote_form_is(w, t, ",")) return r;
        if (!region) continue;
        const struct region *piece = &w->regions.items[region - 1];
        if (w->draft_of[region - 1] || !piece->closed || piece->end > s.end) return r;
        uint32_t end = piece->end;
        while (end < s.end && token_of(w, end)->start < piece->outer.end)
            end++;
        return (struct range){r.first, end};
    }
    return r;
}

/* 'said he was against it | because it would fail': a subordinate clause right behind a reported one,
 * no comma between, is more of it, also where the tree hung it on the cue. */
static struct range with_clause(const struct work *w, const struct cue *cue, struct range r,
                                struct range s)
{
    uint32_t t = r.end;
    if (cue->row->class != CUE_VERB || !(cue->row->frames & CUE_CLAUSE) || t + 1 >= s.end) return r;
    bool leads = token_of(w, t)->upos == UPOS_SCONJ || token_of(w, t)->xpos == XPOS_WRB;
    uint32_t verb = head_of(w, t);
    if (!leads || verb == TOKEN_NONE || verb < t || rel_of(w, verb) != REL_ADVCL) return r;
    if (quote_child(w, verb, REL_NSUBJ) == TOKEN_NONE || w->low[verb] < t) return r;
    bool clause = false;
    for (uint32_t k = r.first; k < r.end; k++)
        clause |= quote_is_finite(w, k);
    if (clause) r.end = w->high[verb] + 1;
    return r;
}

struct range quote_end(const struct work *w, const struct cue *cue, struct range r, struct range s,
                       bool last)
{
    if (last) r = with_clause(w, cue, r, s);
    r = quote_with_marks(w, without_tail(w, cue, with_second(w, cue, r, s)));
    return last ? with_piece(w, r, s) : r;
}
