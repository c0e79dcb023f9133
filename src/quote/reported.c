/* quote/reported.c - reported words: what a cue that leads in no quotation has for content.
 *
 *   frame        sentence                                      content
 *   clause       He said (that) talks would go on              the clause
 *                Talks, he said, would go on                   all but "he said"
 *                Talks would go on, according to Miller        all but the phrase
 *   to           They vowed to go on                           the infinitive
 *   object +for  She praised him for his work                  the object and "for ..."
 *   +for         They called for talks                         what the preposition holds
 *   passive      Talks are expected to go on                   subject and infinitive
 *   pieces       crediting him with a "large role"             what stands in marks
 *
 * The tree says where content ends; words of the same sentence that a direct quote has already are
 * left out.
 *
 * SPDX-License-Identifier: MIT */
#include "quote/parts.h"

enum { COLON_WORDS = 7, COMPLEMENT_WORDS = 12, CLIMB_MAX = 8 };

struct content {
    struct range range[2];
    uint32_t n;
};

static struct range sentence_range(const struct work *w, uint32_t s)
{
    const struct sentence *sentence = &w->doc->sentences[s];
    return (struct range){sentence->first, sentence->first + sentence->n};
}

static void add_range(const struct work *w, struct content *content, struct range r)
{
    r = quote_trimmed(w, r);
    if (range_empty(r) || content->n == 2) return;
    content->range[content->n++] = r;
}

/* The preposition or conjunction that leads a dependent in, or TOKEN_NONE. */
static uint32_t introducer(const struct work *w, uint32_t t)
{
    uint32_t k = quote_child(w, t, REL_CASE);
    return k != TOKEN_NONE ? k : quote_child(w, t, REL_MARK);
}

/* From the first word of a dependent behind the cue to the end of its subtree. */
static struct range behind(const struct work *w, const struct cue *cue, uint32_t c)
{
    struct range r = subtree(w, c);
    if (r.first <= cue->last) r.first = cue->last + 1;
    return r;
}

/* Is that dependent the content clause of a cue? */
static bool is_clause(const struct work *w, const struct cue *cue, uint32_t c)
{
    uint8_t rel = rel_of(w, c);
    if (c < cue->token) return false;
    if (rel == REL_CCOMP) return true;
    if (cue->row->class == CUE_NOUN && rel == REL_ACL) {
        uint32_t mark = quote_child(w, c, REL_MARK);
        return mark != TOKEN_NONE && word_is(w, mark, WORD_THAT | WORD_WHETHER);
    }
    if (rel == REL_PARATAXIS) return w->low[c] == cue->last + 1;
    if (rel == REL_XCOMP || rel == REL_ADVCL) {
        uint32_t mark = quote_child(w, c, REL_MARK);
        return mark != TOKEN_NONE && word_is(w, mark, WORD_THAT);
    }
    return false;
}

static bool is_infinitive(const struct work *w, const struct cue *cue, uint32_t c)
{
    uint8_t rel = rel_of(w, c);
    if (c < cue->token) return false;
    if (rel != REL_XCOMP && rel != REL_ACL && rel != REL_ADVCL && rel != REL_CCOMP) return false;
    uint32_t low = w->low[c];
    for (uint32_t t = low > cue->last ? low : cue->last + 1; t <= c && t < low + 4; t++)
        if (token_of(w, t)->xpos == XPOS_TO) return true;
    return false;
}

static uint32_t find_child(const struct work *w, const struct cue *cue,
                           bool (*test)(const struct work *, const struct cue *, uint32_t))
{
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE; c = w->next[c])
        if (test(w, cue, c)) return c;
    for (uint32_t t = cue->token + 1; t <= cue->last; t++) /* make it clear that */
        for (uint32_t c = w->child[t]; c != TOKEN_NONE; c = w->next[c])
            if (c > cue->last && test(w, cue, c)) return c;
    return TOKEN_NONE;
}

/* "that" right behind the cue (or its hearer) that the tree hung elsewhere: to the sentence end. */
static bool that_clause(const struct work *w, const struct cue *cue, struct content *content)
{
    struct range s = sentence_range(w, cue->sentence);
    for (uint32_t t = cue->last + 1, n = 0; t + 1 < s.end && n < 10; t++, n++) {
        if (word_is(w, t, WORD_THAT) && token_of(w, t)->upos != UPOS_DET) {
            add_range(w, content, (struct range){t, s.end});
            return true;
        }
        if (quote_is_punct(w, t) || quote_is_finite(w, t)) return false;
    }
    return false;
}

/* A verb of saying whose clause the tree hung elsewhere: the words behind it, when they have a
 * subject and a finite verb before the next comma. */
static bool rest_clause(const struct work *w, const struct cue *cue, struct content *content)
{
    struct range s = sentence_range(w, cue->sentence);
    uint32_t from = cue->last + 1;
    if ((cue->row->frames & (CUE_QUOTE | CUE_CLAUSE)) != (CUE_QUOTE | CUE_CLAUSE) || cue->passive)
        return false;
    if (cue->row->frames & CUE_HEARER) { /* behind the one who hears */
        uint32_t hearer = quote_child(w, cue->token, REL_OBJ);
        if (hearer == TOKEN_NONE) hearer = quote_child(w, cue->token, REL_IOBJ);
        if (hearer == TOKEN_NONE || hearer < from) return false;
        from = w->high[hearer] + 1;
    }
    if (from + 2 >= s.end || (quote_is_punct(w, from) && !w->regions.is_mark[from])) return false;
    bool nominal = false;
    for (uint32_t t = from; t < s.end; t++) {
        uint8_t upos = token_of(w, t)->upos;
        if (quote_is_punct(w, t) && !w->regions.is_mark[t]) return false;
        if (nominal && quote_is_finite(w, t)) {
            add_range(w, content, (struct range){from, s.end});
            return true;
        }
        if (t == from && (upos == UPOS_ADP || upos == UPOS_ADV)) return false;
        if (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON) nominal = true;
        if (upos == UPOS_CCONJ && !nominal) return false;
    }
    return false;
}

/* Does a dependent of the verb go with its object: "for ...", "as ...", "him a liar"? */
static bool goes_along(const struct work *w, const struct cue *cue, uint32_t c, bool begun)
{
    uint8_t rel = rel_of(w, c);
    uint32_t intro = introducer(w, c);
    if (rel == REL_XCOMP) return true;
    if (rel == REL_CCOMP) return (cue->row->frames & CUE_OBJECT) != 0;
    if (intro == TOKEN_NONE) return false;
    if (begun && rel == REL_OBL && !word_is(w, intro, WORD_APART)) return true;
    if (begun && rel == REL_ADVCL && token_of(w, intro)->xpos == XPOS_TO) return true;
    return (rel == REL_OBL || rel == REL_ADVCL || rel == REL_NMOD) &&
           quote_takes(w, cue->row, intro);
}

/* Is there nothing but marks between? */
static bool follows_on(const struct work *w, uint32_t end, uint32_t low)
{
    while (end < low && w->regions.is_mark[end])
        end++;
    return low <= end;
}

/* "accused them during a debate of ...": the row's preposition with no verb or comma before it. */
static void far_complement(const struct work *w, const struct cue *cue, struct content *content)
{
    struct range *r = &content->range[content->n - 1], s = sentence_range(w, cue->sentence);
    for (uint32_t t = r->end, n = 0; t + 1 < s.end && n < COMPLEMENT_WORDS; t++, n++) {
        if (w->regions.inside[t] || (quote_is_punct(w, t) && !w->regions.is_mark[t])) return;
        if (quote_is_finite(w, t) || token_of(w, t)->upos == UPOS_CCONJ) return;
        bool marker = token_of(w, t)->upos == UPOS_ADP || token_of(w, t)->upos == UPOS_SCONJ;
        uint32_t head = head_of(w, t);
        if (!marker || !quote_takes(w, cue->row, t) || head == TOKEN_NONE || head < t) continue;
        if (follows_on(w, r->end, t))
            r->end = w->high[head] + 1;
        else
            add_range(w, content, (struct range){t, w->high[head] + 1});
        return;
    }
}

/* "whom he called a liar", "the plan was called a farce": what is called stands before. */
static void add_fronted(const struct work *w, const struct cue *cue, struct range r,
                        struct content *content)
{
    if (range_empty(r)) return;
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE && c < cue->token; c = w->next[c]) {
        bool object = rel_of(w, c) == REL_OBJ && quote_is_relative(w, c);
        bool subject = cue->passive && rel_of(w, c) == REL_NSUBJ;
        if (!object && !subject) continue;
        add_range(w, content, subtree(w, c));
        return;
    }
}

/* The object, and what of the verb's dependents goes with it ("Clinton for ...", "him a liar"). */
static bool object_content(const struct work *w, const struct cue *cue, struct content *content)
{
    struct range r = {0, 0};
    uint32_t reach = 0; /* the end of r with time and place behind it */
    bool takes_object = (cue->row->frames & CUE_OBJECT) != 0, complement = false;
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE; c = w->next[c]) {
        if (c <= cue->last) continue;
        uint8_t rel = rel_of(w, c);
        uint32_t intro = introducer(w, c);
        bool begun = !range_empty(r);
        bool object = rel == REL_OBJ || rel == REL_IOBJ ||
                      (rel == REL_OBL && intro != TOKEN_NONE && intro == cue->last);
        bool goes = goes_along(w, cue, c, begun);
        if (object && (cue->row->frames & CUE_HEARER) && !takes_object) continue;
        if (begun && !follows_on(w, reach, w->low[c])) break;
        if (begun && !goes && !object) {
            if (rel != REL_OBL) break;
            reach = w->high[c] + 1;
            continue;
        }
        if (begun) {
            if (reach > r.end && rel != REL_XCOMP) break;
            r.end = w->high[c] + 1;
        } else if (object && takes_object) {
            r = behind(w, cue, c);
        } else if (goes && (takes_object || rel != REL_XCOMP)) {
            r = behind(w, cue, c);
            if (rel == REL_OBL && intro != TOKEN_NONE && intro >= r.first) r.first = intro + 1;
        }
        reach = r.end;
        complement |= goes && intro != TOKEN_NONE && quote_takes(w, cue->row, intro);
    }
    if (takes_object) add_fronted(w, cue, r, content);
    add_range(w, content, r);
    if (content->n && takes_object && !complement) far_complement(w, cue, content);
    return content->n > 0;
}

/* For nouns and adjectives: "of X", "for X" behind them. */
static bool preposition_content(const struct work *w, const struct cue *cue,
                                struct content *content)
{
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE; c = w->next[c]) {
        if (c <= cue->last) continue;
        uint32_t intro = introducer(w, c);
        if (intro == TOKEN_NONE || intro <= cue->token || !quote_takes(w, cue->row, intro))
            continue;
        struct range r = behind(w, cue, c);
        if (intro >= r.first) r.first = intro + 1;
        add_range(w, content, r);
        return content->n > 0;
    }
    return false;
}

/* Subject and infinitive: "Talks are expected to go on", "He seems to agree". */
static bool subject_content(const struct work *w, const struct cue *cue, struct content *content)
{
    uint32_t subject = quote_child(w, cue->token, REL_NSUBJ);
    uint32_t clause = find_child(w, cue, is_clause);
    if (clause == TOKEN_NONE) clause = find_child(w, cue, is_infinitive);
    if (clause == TOKEN_NONE) clause = quote_child(w, cue->token, REL_XCOMP);
    if (clause == TOKEN_NONE || clause < cue->token) return false;
    if (subject != TOKEN_NONE && subject < cue->token && w->high[subject] < cue->token)
        add_range(w, content, subtree(w, subject));
    add_range(w, content, behind(w, cue, clause));
    return content->n > 0;
}

/* Do the words hold a clause of their own that is no "when ..." or "in contrast" of the cue's? */
static bool has_clause(const struct work *w, const struct cue *cue, struct range r)
{
    for (uint32_t t = r.first; t < r.end; t++) {
        if (!quote_is_finite(w, t)) continue;
        uint32_t top = t; /* the dependent of the cue that it belongs to */
        for (uint32_t n = 0, head = head_of(w, t); n < CLIMB_MAX && head != TOKEN_NONE; n++) {
            if (head == cue->token) {
                uint8_t rel = rel_of(w, top);
                bool aside = (rel == REL_ADVCL || rel == REL_OBL) && top < cue->token;
                if (!aside) return true;
                t = w->high[top] > t ? w->high[top] : t;
                top = TOKEN_NONE;
                break;
            }
            top = head;
            head = head_of(w, head);
        }
        if (top != TOKEN_NONE) return true;
    }
    return false;
}

/* Has the cue taken something for itself: maintained a balance, continued to work? */
static bool is_busy(const struct work *w, const struct cue *cue)
{
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE; c = w->next[c]) {
        uint8_t rel = rel_of(w, c);
        if (c <= cue->last || w->low[c] != cue->last + 1) continue;
        if (rel == REL_OBJ && !(cue->row->frames & CUE_HEARER)) return true;
        if (rel == REL_XCOMP) return true;
    }
    return false;
}

/* The words of "he said" with what belongs to them, when a comma or mark parts them from the words
 * before: the content then lies around them. */
static bool around(const struct work *w, const struct cue *cue, struct content *content)
{
    struct range s = sentence_range(w, cue->sentence);
    uint32_t from = cue->token, to = cue->last + 1;
    uint32_t subject = quote_child(w, cue->token, REL_NSUBJ);
    if (token_of(w, cue->token)->xpos == XPOS_VBG || cue->passive) return false;
    if (is_busy(w, cue)) return false;
    if (subject != TOKEN_NONE && subject < from) from = w->low[subject];
    while (from > s.first && from > 0) { /* auxiliaries, adverbs, "as" */
        uint8_t upos = token_of(w, from - 1)->upos;
        bool with = upos == UPOS_AUX || upos == UPOS_ADV || word_is(w, from - 1, WORD_AS);
        if (!with || quote_is_punct(w, from - 1)) break;
        from--;
    }
    while (to < s.end && !quote_is_punct(w, to)) /* hearer, place, time, inverted subject */
        to++;
    bool leads = from == s.first;
    if (leads && !(word_is(w, from, WORD_AS) && to < s.end)) return false;
    if (!leads && !quote_is_punct(w, from - 1)) return false;
    if (!leads && rel_of(w, cue->token) == REL_ACL) return false;
    if (subject != TOKEN_NONE && subject > cue->last && w->high[subject] + 1 > to &&
        w->high[subject] < s.end)
        to = w->high[subject] + 1;
    if (!leads) add_range(w, content, (struct range){s.first, from});
    /* what another cue behind the comma announces is its own */
    uint32_t end = to;
    while (end < s.end && !(w->cue_at[end] && token_of(w, end)->xpos == XPOS_VBG))
        end++;
    if (end == s.end) add_range(w, content, (struct range){to, s.end});
    for (uint32_t i = 0; i < content->n; i++)
        if (has_clause(w, cue, content->range[i])) return true;
    content->n = 0;
    return false;
}

/* "The plan, he said, would ...": commas on both sides and no more than a subject between. */
static bool is_enclosed(const struct work *w, const struct cue *cue)
{
    struct range s = sentence_range(w, cue->sentence);
    uint32_t from = cue->token, to = cue->last + 1;
    if (to >= s.end || !quote_form_is(w, to, ",") || token_of(w, from)->xpos == XPOS_VBG)
        return false;
    uint32_t subject = quote_child(w, from, REL_NSUBJ);
    if (subject == TOKEN_NONE || subject > from) return false;
    from = w->low[subject];
    return from > s.first + 1 && quote_form_is(w, from - 1, ",");
}

/* The clause that "according to X" or "in his view" stands in, without the phrase. */
static bool around_phrase(const struct work *w, struct range phrase, uint32_t sentence,
                          struct content *content)
{
    struct range s = sentence_range(w, sentence);
    add_range(w, content, (struct range){s.first, phrase.first});
    add_range(w, content, (struct range){phrase.end, s.end});
    return content->n > 0;
}

static struct range phrase_of(const struct work *w, const struct cue *cue)
{
    struct range s = sentence_range(w, cue->sentence);
    struct range r = {cue->token, cue->last + 1};
    uint32_t noun = quote_subject(w, cue);
    if (noun == TOKEN_NONE) return r;
    struct range np = quote_phrase(w, noun, cue->last + 1, s.end);
    if (np.end > r.end) r.end = np.end;
    return r;
}

/* "In his view, ...": the noun is the head of a phrase with that preposition. */
static bool in_content(const struct work *w, const struct cue *cue, struct content *content)
{
    uint32_t k = quote_child(w, cue->token, REL_CASE);
    struct range s = sentence_range(w, cue->sentence), r = subtree(w, cue->token);
    if (k == TOKEN_NONE || !word_is(w, k, WORD_IN)) return false;
    bool apart = r.first == s.first || (quote_form_is(w, r.first - 1, ",") &&
                                        (r.end >= s.end || quote_is_punct(w, r.end)));
    if (!apart || token_of(w, cue->token)->xpos != XPOS_NN) return false;
    around_phrase(w, r, cue->sentence, content);
    for (uint32_t i = 0; i < content->n; i++)
        if (has_clause(w, cue, content->range[i])) return true;
    content->n = 0;
    return false;
}

static bool marked_pieces(const struct work *w, const struct cue *cue, struct content *content)
{
    struct content whole = {0};
    if (!object_content(w, cue, &whole)) return false;
    for (uint32_t t = whole.range[0].first; t < whole.range[0].end;) {
        uint32_t region = w->regions.inside[t];
        if (!region) {
            t++;
            continue;
        }
        const struct region *r = &w->regions.items[region - 1];
        if (content->n < 2) content->range[content->n++] = (struct range){r->first, r->end};
        t = r->end > t ? r->end : t + 1;
    }
    return content->n > 0;
}

/* 'says the businessman "cannot win"': a clause that starts with the mark has its subject, which
 * the tree took for something else, between cue and mark. */
static struct range from_cue(const struct work *w, const struct cue *cue, struct range r)
{
    if (cue->row->frames & CUE_HEARER) /* told a hearing that ... */
        for (uint32_t t = r.first; t < r.end && t < r.first + 10; t++) {
            if (quote_is_finite(w, t) || quote_is_punct(w, t)) break;
            if (t > r.first && word_is(w, t, WORD_THAT) && token_of(w, t)->upos != UPOS_DET)
                return (struct range){t, r.end};
        }
    if (!(cue->row->frames & CUE_QUOTE) || (cue->row->frames & CUE_HEARER)) return r;
    if (r.first <= cue->last + 1 || r.first > cue->last + 12) return r;
    if (!w->regions.is_mark[r.first - 1] && !w->regions.is_mark[r.first]) return r;
    for (uint32_t t = cue->last + 1; t + 1 < r.first; t++)
        if (quote_is_punct(w, t) || quote_is_verb(w, t)) return r;
    if (token_of(w, cue->last + 1)->upos == UPOS_ADP) return r;
    r.first = cue->last + 1;
    return r;
}

/* "urged the rebels to leave": who is to act belongs to what is asked for. */
static struct range with_object(const struct work *w, const struct cue *cue, struct range r)
{
    for (uint32_t c = w->child[cue->token]; c != TOKEN_NONE && c < r.first; c = w->next[c]) {
        uint8_t rel = rel_of(w, c);
        bool object = rel == REL_OBJ || rel == REL_IOBJ ||
                      (rel == REL_OBL && introducer(w, c) == cue->last); /* called on the rebels */
        if (object && c > cue->last && w->high[c] + 1 == r.first)
            r.first = w->low[c] > cue->last ? w->low[c] : cue->last + 1;
    }
    return r;
}

static bool verb_content(const struct work *w, const struct cue *cue, struct content *content)
{
    uint32_t frames = cue->row->frames;
    if ((frames & CUE_PIECES) && marked_pieces(w, cue, content)) return true;
    if ((frames & CUE_CLAUSE) && is_enclosed(w, cue) && around(w, cue, content)) return true;
    if (((frames & CUE_PASSIVE) && cue->passive) || ((frames & CUE_SUBJECT) && !cue->passive))
        if (subject_content(w, cue, content)) return true;
    if (frames & CUE_CLAUSE) {
        uint32_t c = find_child(w, cue, is_clause);
        if (c != TOKEN_NONE) add_range(w, content, from_cue(w, cue, behind(w, cue, c)));
        if (content->n || that_clause(w, cue, content)) return true;
    }
    if (frames & CUE_TO) {
        uint32_t c = find_child(w, cue, is_infinitive);
        if (c != TOKEN_NONE) add_range(w, content, with_object(w, cue, behind(w, cue, c)));
        if (content->n) return true;
    }
    if ((frames & (CUE_OBJECT | CUE_PREPOSITION)) && object_content(w, cue, content)) return true;
    if (!(frames & CUE_CLAUSE)) return false;
    return around(w, cue, content) || rest_clause(w, cue, content);
}

static bool content_of(const struct work *w, const struct cue *cue, struct content *content)
{
    switch (cue->row->class) {
    case CUE_VERB:
        return verb_content(w, cue, content);
    case CUE_PHRASE:
        return around_phrase(w, phrase_of(w, cue), cue->sentence, content);
    default: {
        uint32_t frames = cue->row->frames, c = TOKEN_NONE;
        if ((frames & CUE_SUBJECT) && subject_content(w, cue, content)) return true;
        if (frames & CUE_CLAUSE) c = find_child(w, cue, is_clause);
        if (c == TOKEN_NONE && (frames & CUE_TO)) c = find_child(w, cue, is_infinitive);
        if (c != TOKEN_NONE) add_range(w, content, behind(w, cue, c));
        if (content->n) return true;
        if ((frames & CUE_PREPOSITION) && preposition_content(w, cue, content)) return true;
        return (frames & CUE_IN) && in_content(w, cue, content);
    }
    }
}

/* Takes out what direct quotes of the sentence have already: a range is cut at the first of them.
 * False when nothing is left. */
static bool cut_taken(const struct work *w, const struct cue *cue, struct content *content)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < content->n; i++) {
        struct range r = content->range[i];
        for (uint32_t t = r.first; t < r.end; t++) {
            uint32_t region = w->regions.inside[t];
            if (!region || !w->draft_of[region - 1]) continue;
            if (t == r.first || t == r.first + 1)
                r.first = w->regions.items[region - 1].end;
            else
                r.end = t;
        }
        r = quote_trimmed(w, r);
        if (range_empty(r)) continue;
        bool behind_cue = cue->row->class != CUE_PHRASE && r.first > cue->token;
        struct range s = sentence_range(w, cue->sentence);
        if (behind_cue)
            r = quote_end(w, cue, r, s, i + 1 == content->n);
        else
            r = quote_with_marks(w, r);
        content->range[kept++] = quote_trimmed(w, r);
    }
    content->n = kept;
    return kept > 0;
}

/* A relay: "..., he said, according to his secretary". The phrase then tells through whom. */
static bool set_via(struct work *w, const struct cue *cue)
{
    bool found = false;
    for (uint32_t d = w->n_drafts; d-- > 0;) {
        struct draft *draft = &w->drafts[d];
        uint32_t s =
            draft->cue ? w->cues[draft->cue - 1].sentence : w->sentence_of[draft->content[0].first];
        if (s < cue->sentence) break;
        if (s != cue->sentence || !draft->cue || w->cues[draft->cue - 1].row->class != CUE_VERB ||
            draft->kind != QUOTE_DIRECT)
            continue;
        found = true;
        draft->via_head = quote_subject(w, cue);
        struct range r = phrase_of(w, cue);
        r.first = cue->last + 1;
        draft->via = quote_trimmed(w, r);
    }
    return found;
}

static bool draft_has(const struct draft *d, uint32_t token)
{
    for (uint32_t i = 0; i < d->n_content; i++)
        if (range_has(d->content[i], token)) return true;
    return false;
}

/* "says the deal is fair but warns ...": the tree has the deal warn. One who stands inside what was
 * said last does not speak outside it; the speaker goes on. */
static void same_speaker(const struct work *w, const struct cue *cue, struct draft *d)
{
    if (!w->n_drafts || d->source_head == TOKEN_NONE) return;
    const struct draft *last = &w->drafts[w->n_drafts - 1];
    if (!last->cue || w->cues[last->cue - 1].sentence != cue->sentence) return;
    if (!draft_has(last, d->source_head) || draft_has(last, cue->token)) return;
    if (w->cues[last->cue - 1].token > cue->token || d->source_head > cue->token) return;
    d->source = last->source;
    d->source_head = last->source_head;
}

/* When it was said is not what was said: "speaks on Nov. 9". */
static bool is_time(const struct work *w, const struct content *content)
{
    if (content->n != 1) return false;
    const struct timex *time = quote_time_in(w, content->range[0]);
    return time && time->first == content->range[0].first && time->end == content->range[0].end;
}

/* 'named him the "old fox"' tells of words, 'named him chairman' does not. */
static bool lacks_marks(const struct work *w, const struct cue *cue, const struct content *content)
{
    bool outside = false, inside = false;
    for (uint32_t i = 0; i < content->n; i++)
        quote_coverage(w, content->range[i], &outside, &inside);
    return (cue->row->frames & CUE_MARKED) && !inside;
}

static bool reported_draft(struct work *w, uint32_t c, struct content *content)
{
    if (is_time(w, content)) return true;
    struct cue *cue = &w->cues[c];
    struct draft d = {
        .cue = c + 1, .source_head = TOKEN_NONE, .via_head = TOKEN_NONE, .rule = cue->row->rule};
    bool outside = false, inside = false;
    for (uint32_t i = 0; i < content->n; i++) {
        d.content[d.n_content++] = content->range[i];
        quote_coverage(w, content->range[i], &outside, &inside);
    }
    d.kind = !inside ? QUOTE_INDIRECT : outside ? QUOTE_MIXED : QUOTE_DIRECT;
    if (d.kind == QUOTE_DIRECT)
        for (uint32_t i = 0; i < d.n_content; i++) {
            uint32_t region = w->regions.inside[d.content[i].first];
            if (!region) region = w->regions.inside[d.content[i].end - 1];
            if (!region && d.content[i].first + 1 < d.content[i].end)
                region = w->regions.inside[d.content[i].first + 1];
            if (!region) continue;
            const struct region *r = &w->regions.items[region - 1];
            struct span span = quote_span(w, d.content[i]);
            if (r->inner.start > span.start) span.start = r->inner.start;
            if (r->inner.end < span.end) span.end = r->inner.end;
            d.bytes[i] = span;
        }
    if (cue->row->frames & CUE_PIECES && inside) d.kind = QUOTE_MIXED;
    quote_source(w, &d, cue, sentence_range(w, cue->sentence));
    if (cue->row->class == CUE_VERB) same_speaker(w, cue, &d);
    if ((cue->row->frames & CUE_SUBJECT) ||
        (cue->passive && (cue->row->frames & CUE_PASSIVE) && cue->row->attitude)) {
        d.source_head = TOKEN_NONE; /* the one who seems is not the one who says so */
        d.source = (struct range){0, 0};
    }
    cue->used = true;
    return quote_draft(w, &d);
}

/* "Senator: Vote was a mistake": a name, a colon and a clause without marks. */
static bool headline_colon(struct work *w, uint32_t sentence)
{
    struct range s = sentence_range(w, sentence);
    uint32_t colon = s.first;
    while (colon < s.end && colon < s.first + COLON_WORDS && !quote_form_is(w, colon, ":"))
        colon++;
    if (colon == s.first || colon + 3 >= s.end || !quote_form_is(w, colon, ":")) return true;
    for (uint32_t t = s.first; t < colon; t++)
        if (quote_is_verb(w, t) || quote_is_punct(w, t) || token_of(w, t)->upos == UPOS_NUM ||
            token_of(w, t)->upos == UPOS_ADV || token_of(w, t)->upos == UPOS_ADP)
            return true;
    if (token_of(w, colon - 1)->upos != UPOS_PROPN) return true;
    bool verb = false;
    for (uint32_t t = colon + 1; t < s.end; t++) {
        if (w->regions.inside[t]) return true;
        verb |= quote_is_finite(w, t);
    }
    uint32_t head = quote_nominal_before(w, s.first, colon);
    if (!verb || head == TOKEN_NONE) return true;
    struct draft d = {.kind = QUOTE_INDIRECT,
                      .source = {s.first, colon},
                      .source_head = head,
                      .via_head = TOKEN_NONE,
                      .n_content = 1,
                      .rule = "colon"};
    d.content[0] = quote_trimmed(w, (struct range){colon + 1, s.end});
    return range_empty(d.content[0]) || quote_draft(w, &d);
}

static uint32_t words_of(const struct draft *d)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->n_content; i++)
        n += d->content[i].end - d->content[i].first;
    return n;
}

/* What somebody is said to hope or deny is part of what is said, no statement of its own. Takes
 * reported drafts out whose cue lies in the content of another. False when memory ends. */
bool quote_nested(struct work *w)
{
    uint32_t first = w->n_direct;
    uint32_t *cover = ARENA_ARRAY(w->arena, w->doc->n_tokens + 1, uint32_t), kept = first;
    if (!cover) return false;
    for (uint32_t d = 0; d < w->n_drafts; d++)
        for (uint32_t i = 0; i < w->drafts[d].n_content; i++)
            for (uint32_t t = w->drafts[d].content[i].first; t < w->drafts[d].content[i].end; t++)
                if (!cover[t] || words_of(&w->drafts[cover[t] - 1]) < words_of(&w->drafts[d]))
                    cover[t] = d + 1;
    uint8_t *drop = ARENA_ARRAY(w->arena, w->n_drafts + 1, uint8_t);
    if (!drop) return false;
    for (uint32_t d = first; d < w->n_drafts; d++) {
        drop[d] = !w->drafts[d].n_content; /* went into another */
        if (drop[d] || !w->drafts[d].cue) continue;
        uint32_t outer = cover[w->cues[w->drafts[d].cue - 1].token];
        if (!outer || outer == d + 1) continue;
        const struct draft *o = &w->drafts[outer - 1];
        drop[d] = !o->cue || !draft_has(&w->drafts[d], w->cues[o->cue - 1].token);
    }
    for (uint32_t d = first; d < w->n_drafts; d++)
        if (!drop[d]) w->drafts[kept++] = w->drafts[d];
    w->n_drafts = kept;
    return true;
}

bool quote_reported(struct work *w)
{
    w->n_direct = w->n_drafts;
    for (uint32_t s = 0; s < w->doc->n_sentences; s++)
        if (!headline_colon(w, s)) return false;
    for (uint32_t c = 0; c < w->n_cues; c++) {
        struct cue *cue = &w->cues[c];
        if (cue->used) continue;
        if (w->regions.inside[cue->token]) continue; /* spoken, not reported */
        if (cue->token > 0 && word_is(w, cue->token - 1, WORD_SO)) continue;   /* so called */
        if (cue->token > 1 && quote_form_is(w, cue->token - 1, "-")) continue; /* so-called */
        if (cue->row->class == CUE_PHRASE && set_via(w, cue)) continue;
        struct content content = {0};
        if (!content_of(w, cue, &content) || !cut_taken(w, cue, &content)) continue;
        if (lacks_marks(w, cue, &content)) continue;
        if (!reported_draft(w, c, &content)) return false;
    }
    return true;
}
