/* quote/cues.c - the words that announce what somebody said, and whose they are.
 *
 * A token is a cue when the tables have its lemma in its word class; the longest cue of several
 * words wins ("point out" over "point"). The one who speaks is the subject, if need be of the verb
 * that governs the cue:
 *
 *     Yoon said                          the subject
 *     Yoon met Blinken and said          that of the first conjunct
 *     Yoon left, saying                  that of the clause above
 *     Yoon went on to say                the same, through the infinitive
 *     state radio quoted him as saying   the object of the verb that relays
 *     a statement saying                 the noun itself
 *     Yoon's promise to ...              the possessor
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

enum { CLIMB_MAX = 6, TAIL_MAX = 2 };

static struct str lemma_of(const struct work *w, uint32_t t)
{
    struct str lemma = token_of(w, t)->lemma;
    return lemma.n && !str_is(lemma, "_") ? lemma : doc_form(w->doc, t);
}

/* Looks for cues of several words that start at t: "point out", "put it", "make it clear". */
static const struct cue_row *find_with_tail(const struct work *w, enum cue_class class,
                                            struct str lemma, uint32_t t, uint32_t end,
                                            uint32_t *last)
{
    char tail[CUE_KEY_MAX];
    uint32_t a = t + 1, b = t + 2;
    if (a >= end) return NULL;
    struct str one = doc_form(w->doc, a), two = b < end ? doc_form(w->doc, b) : (struct str){0};
    const struct cue_row *row = NULL;
    if (two.n && one.n + two.n + 1 < sizeof tail) {
        memcpy(tail, one.p, one.n);
        tail[one.n] = ' ';
        memcpy(tail + one.n + 1, two.p, two.n);
        row = cue_find(w->lexicon, class, lemma, (struct str){tail, one.n + 1 + two.n});
        *last = b;
    }
    if (!row) {
        row = cue_find(w->lexicon, class, lemma, one);
        *last = a;
    }
    if (!row && two.n && class == CUE_VERB && token_of(w, a)->upos == UPOS_PRON) {
        row = cue_find(w->lexicon, class, lemma, two);
        *last = b;
    }
    return row;
}

static bool is_passive(const struct work *w, uint32_t t)
{
    for (uint32_t c = w->child[t]; c != TOKEN_NONE; c = w->next[c]) {
        uint8_t rel = token_of(w, c)->rel;
        if (rel == REL_NSUBJ_PASS || rel == REL_AUX_PASS || rel == REL_CSUBJ_PASS) return true;
        if (rel == REL_NSUBJ) return false;
    }
    if (token_of(w, t)->xpos != XPOS_VBN || rel_of(w, t) != REL_ACL) return false;
    uint32_t clause = quote_child(w, t, REL_CCOMP); /* Lee, a candidate, predicted that ... */
    bool says = clause != TOKEN_NONE && clause > t && quote_form_is(w, t - 1, ",");
    if (says && quote_agent(w, t) == TOKEN_NONE) return false;
    uint32_t noun = head_of(w, t); /* a sentence has a verb: with none left, this one is finite */
    return noun == TOKEN_NONE || token_of(w, noun)->rel != REL_ROOT ||
           quote_child(w, noun, REL_COP) != TOKEN_NONE;
}

static bool cue_at_token(struct work *w, uint32_t t, uint32_t end)
{
    const struct token *token = token_of(w, t);
    struct cue cue = {.token = t, .last = t, .sentence = w->sentence_of[t]};
    enum cue_class class = CUE_PHRASE;
    struct str lemma = doc_form(w->doc, t);
    if (cue_has_tail(w->lexicon, CUE_PHRASE, lemma))
        cue.row = find_with_tail(w, CUE_PHRASE, lemma, t, end, &cue.last);
    if (!cue.row) {
        class = token->upos == UPOS_VERB   ? CUE_VERB
                : token->upos == UPOS_NOUN ? CUE_NOUN
                : token->upos == UPOS_ADJ  ? CUE_ADJECTIVE
                                           : CUE_CLASSES;
        if (class == CUE_CLASSES) return true;
        lemma = lemma_of(w, t);
        cue.last = t;
        if (cue_has_tail(w->lexicon, class, lemma))
            cue.row = find_with_tail(w, class, lemma, t, end, &cue.last);
        if (!cue.row) {
            cue.last = t;
            cue.row = cue_find(w->lexicon, class, lemma, (struct str){0});
        }
        if (!cue.row) return true;
        cue.passive = class == CUE_VERB && is_passive(w, t);
    }
    if (!ARRAY_PUSH(w->arena, w->cues, w->n_cues, w->cap_cues, cue)) return false;
    w->cue_at[t] = w->n_cues;
    return true;
}

bool quote_cues(struct work *w)
{
    w->cue_at = ARENA_ARRAY(w->arena, w->doc->n_tokens + 1, uint32_t);
    if (!w->cue_at) return false;
    for (uint32_t s = 0; s < w->doc->n_sentences; s++) {
        uint32_t first = w->doc->sentences[s].first, end = first + w->doc->sentences[s].n;
        for (uint32_t t = first; t < end; t++)
            if (!quote_is_punct(w, t) && !cue_at_token(w, t, end)) return false;
    }
    return true;
}

bool quote_takes(const struct work *w, const struct cue_row *row, uint32_t t)
{
    struct str form = doc_form(w->doc, t);
    for (uint32_t i = 0; i < row->n_prepositions; i++)
        if (str_ieq(row->prepositions[i], form)) return true;
    return false;
}

static const struct cue *cue_of(const struct work *w, uint32_t t)
{
    return t != TOKEN_NONE && w->cue_at[t] ? &w->cues[w->cue_at[t] - 1] : NULL;
}

/* Who a passive verb's agent is: "by X". */
uint32_t quote_agent(const struct work *w, uint32_t t)
{
    for (uint32_t c = w->child[t]; c != TOKEN_NONE; c = w->next[c]) {
        if (token_of(w, c)->rel == REL_OBL_AGENT) return c;
        if (rel_of(w, c) != REL_OBL) continue;
        uint32_t k = quote_child(w, c, REL_CASE);
        if (k != TOKEN_NONE && word_is(w, k, WORD_AGENT)) return c;
    }
    return TOKEN_NONE;
}

/* "..., saying": whatever the tree hung it on, it is the clause's subject that goes on. */
static uint32_t participle_subject(const struct work *w, uint32_t t)
{
    const struct sentence *s = sentence_of(w, t);
    uint32_t found = TOKEN_NONE;
    for (uint32_t u = s->first; u < t; u++) {
        uint32_t head = head_of(w, u);
        if (rel_of(w, u) != REL_NSUBJ || w->regions.inside[u] || head == TOKEN_NONE) continue;
        if (w->regions.inside[head] || head > t) continue;
        uint8_t rel = token_of(w, head)->rel;
        bool main = rel == REL_ROOT || rel == REL_CONJ || rel == REL_PARATAXIS;
        if (main || (found == TOKEN_NONE && rel != REL_ACL_RELCL && rel != REL_ADVCL)) found = u;
    }
    for (uint32_t u = t; u < s->first + s->n && found == TOKEN_NONE;
         u++) { /* On hearing it, X ... */
        uint32_t head = head_of(w, u);
        if (rel_of(w, u) == REL_NSUBJ && head != TOKEN_NONE && token_of(w, head)->rel == REL_ROOT &&
            !w->regions.inside[u])
            found = u;
    }
    return found;
}

/* A noun that heads no mention: "the defeat", which leads others to speak. */
static bool is_thing(const struct work *w, uint32_t token)
{
    return token != TOKEN_NONE && token_of(w, token)->upos == UPOS_NOUN &&
           !w->entities->by_token[token];
}

/* "issued a statement saying": what somebody makes speaks for its maker, unless its verb tells of
 * what others say ("cited a report saying"). The verb that has the maker for subject, or
 * TOKEN_NONE. */
static uint32_t making_verb(const struct work *w, uint32_t participle, uint32_t thing)
{
    if (token_of(w, participle)->xpos != XPOS_VBG || rel_of(w, thing) != REL_OBJ) return TOKEN_NONE;
    if (!is_thing(w, thing)) return TOKEN_NONE;
    const struct cue *here = cue_of(w, participle);
    uint32_t verb = head_of(w, thing);
    bool says = here && (here->row->frames & (CUE_QUOTE | CUE_OBJECT | CUE_PREPOSITION));
    if (verb == TOKEN_NONE || cue_of(w, verb)) return TOKEN_NONE;
    return says || word_is(w, thing, WORD_DOCUMENT) ? verb : TOKEN_NONE;
}

/* The subject that a verb, or one that governs it, has. `via` gets the one who relays. */
static uint32_t verb_subject(const struct work *w, uint32_t t, uint32_t *via)
{
    bool comma = t > sentence_of(w, t)->first && token_of(w, t)->xpos == XPOS_VBG &&
                 quote_form_is(w, t - 1, ",");
    if (comma && quote_child(w, t, REL_NSUBJ) == TOKEN_NONE) {
        uint32_t subject = participle_subject(w, t);
        if (subject != TOKEN_NONE) return subject;
    }
    for (int i = 0; i < CLIMB_MAX && t != TOKEN_NONE; i++) {
        uint32_t subject = quote_child(w, t, REL_NSUBJ), head = head_of(w, t);
        const struct cue *here = cue_of(w, t);
        bool passive = is_passive(w, t);
        if (subject != TOKEN_NONE && token_of(w, subject)->rel != REL_NSUBJ_PASS) return subject;
        if (passive && here && !(here->row->frames & CUE_RELAY)) return quote_agent(w, t);
        if (subject != TOKEN_NONE) return subject;
        uint8_t rel = rel_of(w, t);
        if (head == TOKEN_NONE) return TOKEN_NONE;
        if (rel == REL_ACL) {
            uint32_t maker = making_verb(w, t, head), none = TOKEN_NONE;
            uint32_t subject_above =
                maker == TOKEN_NONE ? TOKEN_NONE : verb_subject(w, maker, &none);
            return subject_above == TOKEN_NONE ? head : subject_above;
        }
        const struct cue *above = cue_of(w, head);
        if (above && (rel == REL_XCOMP || rel == REL_ADVCL || rel == REL_CCOMP || rel == REL_OBL) &&
            (above->row->frames & CUE_RELAY)) {
            uint32_t object = quote_child(w, head, REL_OBJ);
            if (object != TOKEN_NONE) {
                uint32_t none = TOKEN_NONE;
                *via = verb_subject(w, head, &none);
                return object;
            }
            *via = quote_agent(w, head);
        }
        if (rel == REL_XCOMP || (rel == REL_ADVCL && token_of(w, t)->xpos == XPOS_VB &&
                                 is_thing(w, quote_child(w, head, REL_NSUBJ)))) {
            uint32_t object = quote_child(w, head, REL_OBJ); /* led the chairman to declare */
            if (object != TOKEN_NONE && object < t) return object;
        }
        if (rel != REL_CONJ && rel != REL_XCOMP && rel != REL_ADVCL && rel != REL_CCOMP &&
            rel != REL_PARATAXIS && rel != REL_DEP && rel != REL_OBL)
            return TOKEN_NONE;
        t = head;
    }
    return TOKEN_NONE;
}

static uint32_t noun_subject(const struct work *w, const struct cue *cue)
{
    uint32_t t = cue->token, owner = TOKEN_NONE, none = TOKEN_NONE;
    if (cue->row->frames == CUE_IN) return t; /* in a poll, ... */
    for (uint32_t c = w->child[t]; c != TOKEN_NONE; c = w->next[c]) {
        uint8_t rel = token_of(w, c)->rel;
        if (rel == REL_NMOD_POSS) return c;
        if (rel_of(w, c) != REL_NMOD) continue;
        uint32_t k = quote_child(w, c, REL_CASE);
        if (k == TOKEN_NONE) continue;
        if (word_is(w, k, WORD_OWNER) && !quote_takes(w, cue->row, k)) owner = c;
    }
    if (owner != TOKEN_NONE) return owner;
    uint8_t rel = rel_of(w, t);
    uint32_t head = head_of(w, t), subject = quote_child(w, t, REL_NSUBJ);
    if (subject != TOKEN_NONE) return subject; /* they are supporters of ... */
    if ((rel == REL_OBJ || rel == REL_OBL || rel == REL_XCOMP) && head != TOKEN_NONE)
        return verb_subject(w, head, &none);
    for (uint32_t c = w->child[t]; c != TOKEN_NONE; c = w->next[c])
        if (rel_of(w, c) == REL_COMPOUND || rel_of(w, c) == REL_AMOD)
            if (token_of(w, c)->upos == UPOS_PROPN || w->entities->by_token[c]) return c;
    return TOKEN_NONE;
}

static uint32_t subject_and_via(const struct work *w, const struct cue *cue, uint32_t *via)
{
    switch (cue->row->class) {
    case CUE_VERB:
        return verb_subject(w, cue->token, via);
    case CUE_NOUN:
        return noun_subject(w, cue);
    case CUE_ADJECTIVE: {
        uint32_t subject = quote_child(w, cue->token, REL_NSUBJ);
        if (subject != TOKEN_NONE) return subject;
        if (rel_of(w, cue->token) == REL_AMOD) return head_of(w, cue->token);
        return verb_subject(w, cue->token, via);
    }
    default: { /* "according to X": the phrase is a case of its noun */
        uint32_t head = head_of(w, cue->token);
        if (head != TOKEN_NONE && head > cue->last) return head;
        uint32_t next = cue->last + 1;
        return next < sentence_of(w, cue->token)->first + sentence_of(w, cue->token)->n
                   ? next
                   : TOKEN_NONE;
    }
    }
}

uint32_t quote_subject(const struct work *w, const struct cue *cue)
{
    uint32_t via = TOKEN_NONE;
    return subject_and_via(w, cue, &via);
}

/* The words of a noun phrase: its subtree between `from` and `to`, without what a dash or a
 * relative clause behind a comma adds when that is longer than the phrase itself. */
struct range quote_phrase(const struct work *w, uint32_t head, uint32_t from, uint32_t to)
{
    struct range r = subtree(w, head);
    if (r.first < from) r.first = from;
    if (r.end > to) r.end = to;
    if (!range_has(r, head)) return (struct range){head, head + 1};
    for (uint32_t c = w->child[head]; c != TOKEN_NONE; c = w->next[c]) {
        uint8_t rel = rel_of(w, c);
        if (c < head) {
            if (rel == REL_ADVMOD || rel == REL_CC || rel == REL_CASE || rel == REL_MARK ||
                rel == REL_PUNCT)
                if (w->high[c] + 1 > r.first && w->low[c] <= r.first) r.first = w->high[c] + 1;
            continue;
        }
        uint32_t low = w->low[c]; /* the comma belongs to the clause in most trees */
        bool apart =
            low > r.first && (quote_form_is(w, low - 1, ",") || quote_form_is(w, low, ","));
        bool clause = rel == REL_ACL || rel == REL_PARATAXIS || rel == REL_ADVCL;
        bool relative = token_of(w, c)->rel == REL_ACL_RELCL;
        if ((clause && (apart || rel != REL_ACL) && !relative) && low < r.end && low > head)
            r.end = low;
    }
    bool relative = false;
    for (uint32_t t = head + 1; t < r.end; t++) { /* a noun phrase has no verb but in its clauses */
        uint8_t xpos = token_of(w, t)->xpos;
        if (xpos == XPOS_WDT || xpos == XPOS_WP || xpos == XPOS_WPS || xpos == XPOS_WRB)
            relative = true;
        if (quote_is_finite(w, t) && !relative && token_of(w, t)->rel != REL_ACL_RELCL &&
            token_of(w, t)->upos == UPOS_VERB)
            r.end = t;
    }
    while (r.end > head + 1 && r.end == to) { /* what leads to the verb: Lee then, and, to | said */
        uint8_t upos = token_of(w, r.end - 1)->upos, xpos = token_of(w, r.end - 1)->xpos;
        if (upos != UPOS_ADV && upos != UPOS_CCONJ && upos != UPOS_AUX && xpos != XPOS_TO) break;
        to = --r.end;
    }
    return quote_trimmed(w, r);
}

static bool is_nominal(const struct work *w, uint32_t t)
{
    uint8_t upos = token_of(w, t)->upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON;
}

/* The head of the noun phrase in [from, to) by its place alone: the first nominal, and what it
 * hangs on inside the bounds as long as that is nominal too. */
static uint32_t nominal_in(const struct work *w, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++) {
        if (w->regions.inside[t] || !is_nominal(w, t)) continue;
        uint32_t head = head_of(w, t);
        for (uint32_t n = 0; n < CLIMB_MAX && head != TOKEN_NONE; n++) {
            if (head < from || head >= to || !is_nominal(w, head)) break;
            if (rel_of(w, t) == REL_CONJ || rel_of(w, t) == REL_PARATAXIS) break;
            t = head;
            head = head_of(w, t);
        }
        return t;
    }
    return TOKEN_NONE;
}

uint32_t quote_nominal_before(const struct work *w, uint32_t from, uint32_t to)
{
    uint32_t t = to;
    while (t > from) { /* adverbs, auxiliaries, a comma, "(R-Ohio)" */
        uint8_t upos = token_of(w, t - 1)->upos;
        if (token_of(w, t - 1)->xpos == XPOS_RRB) {
            while (t > from && token_of(w, t - 1)->xpos != XPOS_LRB)
                t--;
            if (t > from) t--;
            continue;
        }
        if (upos != UPOS_ADV && upos != UPOS_AUX && !quote_form_is(w, t - 1, ",")) break;
        t--;
    }
    if (t == from || w->regions.inside[t - 1] || !is_nominal(w, t - 1)) return TOKEN_NONE;
    t--;
    uint32_t head = head_of(w, t);
    for (uint32_t n = 0; n < CLIMB_MAX && head != TOKEN_NONE; n++) {
        if (head < from || head >= to || !is_nominal(w, head)) break;
        t = head;
        head = head_of(w, t);
    }
    return t;
}

/* Marks are surer than trees: beside a quotation the speaker stands between it and the cue, or
 * right behind the cue. */
static uint32_t beside(const struct work *w, const struct cue *cue, struct range bounds,
                       uint32_t head)
{
    bool own = head != TOKEN_NONE && head_of(w, head) == cue->token;
    uint32_t found = TOKEN_NONE;
    if (!own && token_of(w, cue->token)->xpos != XPOS_VBG && range_has(bounds, cue->token)) {
        found = quote_nominal_before(w, bounds.first, cue->token);
        if (found != TOKEN_NONE) return found;
    }
    if (head != TOKEN_NONE && range_has(bounds, head) && !w->regions.inside[head]) return head;
    if (range_has(bounds, cue->token)) {
        found = nominal_in(w, bounds.first, cue->token);
        if (found == TOKEN_NONE) found = nominal_in(w, cue->last + 1, bounds.end);
    }
    return found != TOKEN_NONE ? found : head;
}

/* "said Ann Lee, the Nobel Prize-winning former director.": up to the next comma or the end, when
 * no verb stands there. */
static struct range with_apposition(const struct work *w, struct range r, uint32_t to)
{
    if (range_empty(r) || r.end + 1 >= to || !quote_form_is(w, r.end, ",")) return r;
    uint32_t t = r.end + 1;
    uint8_t upos = token_of(w, t)->upos;
    if (upos != UPOS_DET && upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_ADJ) return r;
    for (; t < to && !quote_is_punct(w, t); t++)
        if (quote_is_verb(w, t)) return r;
    return (struct range){r.first, t};
}

/* "Representative | Peter King": all of a name that the tree took apart. */
static struct range with_mention(const struct work *w, uint32_t head, struct range r, uint32_t from,
                                 uint32_t to)
{
    uint32_t m = w->entities->inside[head];
    if (!m) return r;
    const struct mention *mention = &w->entities->mentions[m - 1];
    if (mention->kind != MENTION_NAME && mention->kind != MENTION_TITLED) return r;
    if (w->entities->items[mention->entity].kind != ENTITY_PERSON) return r;
    if (mention->first < from || mention->end > to) return r;
    if (mention->first < r.first) r.first = mention->first;
    if (mention->end > r.end) r.end = mention->end;
    return r;
}

/* The noun phrase that opens the sentence, behind "On Friday," and the like: "Ann Lee, a candidate for
 * mayor, predicted at the rally that ...", where the tree saw no subject. */
static uint32_t first_nominal(const struct work *w, uint32_t first, uint32_t to)
{
    uint8_t upos = token_of(w, first)->upos;
    if (upos == UPOS_ADP || upos == UPOS_ADV || upos == UPOS_SCONJ || upos == UPOS_VERB) {
        while (first < to && !quote_form_is(w, first, ","))
            first++;
        while (first < to && (quote_is_punct(w, first) || token_of(w, first)->upos == UPOS_ADV))
            first++;
        if (first == to || token_of(w, first)->upos == UPOS_ADP) return TOKEN_NONE;
    }
    return nominal_in(w, first, to);
}

/* The tree has no subject: the words right before a finite verb, the main clause's subject for a
 * participle. */
static uint32_t subject_by_place(const struct work *w, const struct cue *cue)
{
    uint32_t t = cue->token, first = sentence_of(w, t)->first;
    if (cue->row->class != CUE_VERB || cue->passive) return TOKEN_NONE;
    uint8_t xpos = token_of(w, t)->xpos;
    uint32_t found = TOKEN_NONE;
    bool finite = quote_is_finite(w, t) || (t > first && token_of(w, t - 1)->upos == UPOS_AUX);
    if (xpos == XPOS_VBG)
        found = participle_subject(w, t);
    else if (finite)
        found = quote_nominal_before(w, first, t);
    return found == TOKEN_NONE ? first_nominal(w, first, t) : found;
}

/* "South Korea | on Monday", "the mayor, | in a statement issued on Friday,": when and where it was
 * said is no part of who said it. */
static struct range without_setting(const struct work *w, uint32_t head, struct range r)
{
    for (uint32_t t = head + 1; t + 1 < r.end; t++) {
        bool apart = quote_form_is(w, t, ",") && word_is(w, t + 1, WORD_APART) &&
                     token_of(w, t + 1)->upos == UPOS_ADP;
        if (quote_is_relative(w, t) || quote_is_verb(w, t)) return r; /* its own setting */
        if (apart) r.end = t;
    }
    const struct timex *time = quote_time_in(w, (struct range){head + 1, r.end});
    if (time && time->end == r.end) {
        r.end = time->first;
        if (r.end > head + 1 && word_is(w, r.end - 1, WORD_APART)) r.end--;
    }
    return quote_trimmed(w, r);
}

static bool is_attribute(const struct work *w, uint32_t t)
{
    uint8_t upos = token_of(w, t)->upos;
    if (w->regions.inside[t] || quote_time_in(w, (struct range){t, t + 1})) return false;
    return upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_ADJ || upos == UPOS_NUM;
}

/* "Republican candidate | Ann Lee", "Florida | Sen. Ann Lee said": the rest of a subject whose words
 * the tree took apart. Behind it up to the verb; before it the words of a title. */
static struct range with_title(const struct work *w, uint32_t head, struct range r, uint32_t from,
                               uint32_t to)
{
    if (token_of(w, head)->upos == UPOS_PRON || range_empty(r)) return r;
    uint32_t end = r.end, first = r.first;
    while (to > end && (token_of(w, to - 1)->upos == UPOS_AUX || /* has never | said */
                        token_of(w, to - 1)->upos == UPOS_ADV))
        to--;
    while (end < to && is_attribute(w, end))
        end++;
    if (end == to) r.end = end;
    if (token_of(w, r.first)->upos != UPOS_PROPN) return r;
    while (first > from && is_attribute(w, first - 1))
        first--;
    bool opens = first == from || quote_is_punct(w, first - 1);
    if (first > from && token_of(w, first - 1)->upos == UPOS_DET) {
        first--;
        opens = true;
    }
    if (opens) r.first = first;
    return r;
}

/* Sets the words of speaker, relay and hearer of a cue; the speaker's within bounds. */
void quote_source(const struct work *w, struct draft *draft, const struct cue *cue,
                  struct range bounds)
{
    uint32_t via = TOKEN_NONE, head = subject_and_via(w, cue, &via);
    if (draft->kind == QUOTE_DIRECT && cue->row->class == CUE_VERB)
        head = beside(w, cue, bounds, head);
    if (head != TOKEN_NONE && w->regions.inside[head] && !w->regions.inside[cue->token])
        head = TOKEN_NONE;
    bool time = head != TOKEN_NONE && quote_time_in(w, (struct range){head, head + 1}) != NULL;
    if (time) head = TOKEN_NONE; /* Wednesday is no one who speaks */
    if (head == TOKEN_NONE) head = subject_by_place(w, cue);
    const struct sentence *s = sentence_of(w, cue->token);
    draft->source_head = draft->via_head = TOKEN_NONE;
    if (head != TOKEN_NONE) {
        uint32_t from = bounds.first, to = bounds.end;
        if (cue->row->class == CUE_PHRASE) {
            from = cue->last + 1;
        } else if (cue->row->class == CUE_VERB) {
            if (head < cue->token && to > cue->token) to = cue->token;
            if (head > cue->token && from <= cue->last) from = cue->last + 1;
        }
        if (head < from || head >= to) { /* named in another part of the sentence */
            from = s->first;
            to = s->first + s->n;
            if (cue->row->class == CUE_VERB && head < cue->token) to = cue->token;
        }
        struct range phrase = without_setting(w, head, quote_phrase(w, head, from, to));
        draft->source = with_mention(w, head, phrase, from, to);
        if (cue->row->class == CUE_VERB && head < cue->token)
            draft->source = with_title(w, head, draft->source, from, to);
        if (head > cue->token && draft->kind == QUOTE_DIRECT && to == bounds.end)
            draft->source = with_apposition(w, draft->source, to);
        draft->source_head = head;
    }
    if (via != TOKEN_NONE) {
        draft->via = quote_phrase(w, via, s->first, s->first + s->n);
        draft->via_head = via;
    }
    if (!(cue->row->frames & CUE_HEARER)) return;
    uint32_t hearer = quote_child(w, cue->token, REL_OBJ);
    uint32_t indirect = quote_child(w, cue->token, REL_IOBJ);
    if (indirect != TOKEN_NONE) hearer = indirect;
    if (cue->passive) hearer = quote_child(w, cue->token, REL_NSUBJ);
    if (hearer != TOKEN_NONE && !w->regions.inside[hearer])
        draft->hearer = quote_phrase(w, hearer, s->first, s->first + s->n);
}
