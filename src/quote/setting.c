/* quote/setting.c - when and on what occasion something was said, and who issued what says it.
 *
 *     Lee said in a phone interview on Monday      occasion "in a phone interview", time "Monday"
 *     Lee said through a spokesman                 via "a spokesman"
 *     the ministry's statement said                issuer: the ministry
 *     a statement released by the ministry said    the same
 *     Lee's office issued a note. The note said    the same, from the note before
 *
 * The phrases are dependents of the cue's verb that stand outside the content. Places are no
 * occasion (entity/ has them), nor are terms ("on condition of anonymity").
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

enum { OCCASION_WORDS = 14, ISSUER_WORDS = 400 };

static bool in_content(const struct draft *d, struct range r)
{
    for (uint32_t i = 0; i < d->n_content; i++)
        if (d->content[i].first < r.end && r.first < d->content[i].end) return true;
    return false;
}

/* The words of a dependent; what was said may hang on it ("said at a luncheon that ..."). */
static struct range own_words(const struct work *w, const struct draft *d, uint32_t c)
{
    struct range r = subtree(w, c);
    for (uint32_t i = 0; i < d->n_content; i++)
        if (d->content[i].first > c && d->content[i].first < r.end) r.end = d->content[i].first;
    return r;
}

const struct timex *quote_time_in(const struct work *w, struct range r)
{
    const struct entities *e = w->entities;
    uint32_t low = 0, high = e->n_times; /* times are in text order */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (e->times[middle].first < r.first)
            low = middle + 1;
        else
            high = middle;
    }
    return low < e->n_times && e->times[low].end <= r.end ? &e->times[low] : NULL;
}

static bool is_place(const struct work *w, uint32_t head)
{
    uint32_t m = w->entities->by_token[head];
    if (!m) return false;
    const struct mention *mention = &w->entities->mentions[m - 1];
    enum entity_kind kind = w->entities->items[mention->entity].kind;
    return kind == ENTITY_PLACE || kind == ENTITY_COUNTRY;
}

static bool is_person(const struct work *w, uint32_t head)
{
    uint32_t m = w->entities->by_token[head];
    return m && w->entities->items[w->entities->mentions[m - 1].entity].kind == ENTITY_PERSON;
}

/* The phrase without a time at its end ("in an interview | on Monday") and what leads that in. */
static struct range without_time(const struct work *w, struct range r)
{
    const struct timex *time = quote_time_in(w, r);
    if (time && time->end == r.end) r.end = time->first;
    while (r.end > r.first && token_of(w, r.end - 1)->upos == UPOS_ADP)
        r.end--;
    return quote_trimmed(w, r);
}

/* An occasion, or the one through whom it was said. */
static void set_phrase(const struct work *w, struct draft *d, const struct cue *cue, uint32_t c)
{
    struct range r = own_words(w, d, c);
    uint32_t intro = quote_child(w, c, REL_CASE);
    bool phrase = rel_of(w, c) == REL_OBL || rel_of(w, c) == REL_NMOD;
    if (!phrase || intro == TOKEN_NONE || quote_takes(w, cue->row, intro)) return;
    if (word_is(w, intro, WORD_THROUGH) && is_person(w, c)) {
        if (d->via_head != TOKEN_NONE) return;
        d->via_head = c;
        d->via = quote_phrase(w, c, intro + 1, r.end);
        return;
    }
    if (!word_is(w, intro, WORD_OCCASION | WORD_THROUGH) || word_is(w, c, WORD_TERMS)) return;
    if (is_place(w, c) || is_person(w, c) || !range_empty(d->occasion)) return;
    r = without_time(w, r);
    if (!range_empty(r) && r.end - r.first <= OCCASION_WORDS && range_has(r, c)) d->occasion = r;
}

/* One dependent of the cue's verb; what a day has behind it ("Monday during a visit") is of the verb
 * too. */
static void set_dependent(const struct work *w, struct draft *d, const struct cue *cue, uint32_t c)
{
    struct range r = own_words(w, d, c);
    if (range_has(r, cue->token) || in_content(d, r) || w->regions.inside[c]) return;
    const struct timex *time = quote_time_in(w, r);
    if (time && range_empty(d->time)) d->time = (struct range){time->first, time->end};
    if (!time || c < time->first || c >= time->end) {
        set_phrase(w, d, cue, c);
        return;
    }
    for (uint32_t k = w->child[c]; k != TOKEN_NONE; k = w->next[k])
        set_phrase(w, d, cue, k);
}

/* "Lee said Monday": a time right behind the cue or its inverted subject, wherever it hangs. */
static void time_beside(const struct work *w, struct draft *d, const struct cue *cue)
{
    uint32_t at = cue->last + 1;
    const struct sentence *s = sentence_of(w, cue->token);
    if (!range_empty(d->source) && d->source.first == at) at = d->source.end;
    if (at < s->first + s->n && word_is(w, at, WORD_OCCASION)) at++;
    if (at >= s->first + s->n) return;
    const struct timex *time = quote_time_in(w, (struct range){at, s->first + s->n});
    if (!time || time->first != at) return;
    struct range r = {time->first, time->end};
    if (!in_content(d, r)) d->time = r;
}

void quote_setting(const struct work *w, struct draft *d)
{
    if (!d->cue) return;
    const struct cue *cue = &w->cues[d->cue - 1];
    if (cue->row->class != CUE_VERB || cue->row->attitude) return;
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE; c = w->next[c]) {
        uint8_t rel = rel_of(w, c);
        if (rel == REL_OBL || rel == REL_NMOD || rel == REL_ADVMOD) set_dependent(w, d, cue, c);
    }
    if (range_empty(d->time)) time_beside(w, d, cue);
}

/* The one whose document the words at `t` name, by the words beside them, or TOKEN_NONE. */
static uint32_t owner_of(const struct work *w, uint32_t t)
{
    uint32_t beside = TOKEN_NONE;
    for (uint32_t c = w->child[t]; c != TOKEN_NONE; c = w->next[c]) {
        uint8_t rel = rel_of(w, c);
        if (token_of(w, c)->rel == REL_NMOD_POSS) return c;
        uint32_t intro = rel == REL_NMOD ? quote_child(w, c, REL_CASE) : TOKEN_NONE;
        if (intro != TOKEN_NONE && word_is(w, intro, WORD_OWNER | WORD_AGENT)) return c;
        if (rel == REL_ACL) { /* released by the ministry; that the ministry issued */
            uint32_t by = quote_agent(w, c), subject = quote_child(w, c, REL_NSUBJ);
            if (by != TOKEN_NONE) return by;
            if (subject != TOKEN_NONE && subject < c && !quote_is_relative(w, subject))
                return subject;
        }
        if ((rel == REL_COMPOUND || rel == REL_AMOD) && w->entities->by_token[c]) beside = c;
    }
    return beside;
}

/* "The ministry issued a statement", "... said in a statement": by the verb that has it. */
static uint32_t maker_of(const struct work *w, uint32_t t)
{
    uint8_t rel = rel_of(w, t);
    uint32_t verb = head_of(w, t);
    if (verb == TOKEN_NONE || (rel != REL_OBJ && rel != REL_OBL)) return TOKEN_NONE;
    return quote_child(w, verb, REL_NSUBJ);
}

uint32_t quote_issuer(const struct work *w, uint32_t head)
{
    if (head == TOKEN_NONE || !word_is(w, head, WORD_DOCUMENT)) return TOKEN_NONE;
    uint32_t issuer = owner_of(w, head);
    if (issuer == TOKEN_NONE) issuer = maker_of(w, head);
    uint32_t stop = head > ISSUER_WORDS ? head - ISSUER_WORDS : 0;
    for (uint32_t t = head; t-- > stop && issuer == TOKEN_NONE;) {
        if (!word_is(w, t, WORD_DOCUMENT) || w->regions.inside[t] ||
            !str_ieq(doc_form(w->doc, t), doc_form(w->doc, head)))
            continue;
        issuer = owner_of(w, t);
        if (issuer == TOKEN_NONE) issuer = maker_of(w, t);
    }
    return issuer == head ? TOKEN_NONE : issuer;
}
