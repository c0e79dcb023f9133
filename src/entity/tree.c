/* entity/tree.c - the dependency tree as child lists, made once a story in linear time.
 *
 * Trees come from a parser that errs, so every walk upward is bounded by the sentence's length and
 * nothing relies on the tree being free of cycles.
 *
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "entity/work.h"

/* Capital first? All capitals (with stops, digits allowed) and at least two letters? */
static uint16_t shape_of(struct str s)
{
    uint16_t flags = 0;
    uint32_t cp, letters = 0;
    bool lower = false;
    for (size_t at = 0, n; (n = utf8_decode(s, at, &cp)) > 0; at += n) {
        if (!utf8_is_letter(cp)) continue;
        if (letters++ == 0 && utf8_is_upper(cp)) flags = TOKEN_CAPITAL;
        if (!utf8_is_upper(cp)) lower = true;
    }
    if (letters >= 2 && !lower) flags |= TOKEN_UPPER;
    return flags;
}

static bool opens_quote(struct str s)
{
    return str_is(s, "\"") || str_is(s, "\xE2\x80\x9C") || str_is(s, "``");
}

/* Marks quoted tokens and those whose capital means nothing. A straight mark opens or closes by
 * turns; a mark left open by a paragraph's end closes there. */
static void mark_quotes(struct work *w)
{
    bool quoted = false;
    uint32_t block = NONE;
    for (uint32_t s = 0; s < w->doc->n_sentences; s++) {
        const struct sentence *sent = &w->doc->sentences[s];
        if (sent->block != block) quoted = false;
        block = sent->block;
        bool start = true;
        for (uint32_t t = sent->first; t < sent->first + sent->n; t++) {
            struct str f = form(w, t);
            bool close = str_is(f, "\xE2\x80\x9D") || str_is(f, "''");
            bool mark = close || opens_quote(f);
            if (mark) quoted = close ? false : str_is(f, "\"") ? !quoted : true;
            if (quoted) w->nodes[t].flags |= TOKEN_QUOTED;
            if (start) w->nodes[t].flags |= TOKEN_START;
            start = (start && w->doc->tokens[t].upos == UPOS_PUNCT) || (mark && quoted);
        }
    }
}

/* A sentence of which nearly every longer word has a capital is a headline: capitals in it mean
 * less. In a story of which hardly a word has one, the copy is all lower case. */
static void mark_case(struct work *w)
{
    uint32_t capitals = 0, words = 0;
    for (uint32_t s = 0; s < w->doc->n_sentences; s++) {
        const struct sentence *sent = &w->doc->sentences[s];
        uint32_t up = 0, all = 0;
        for (uint32_t t = sent->first; t < sent->first + sent->n; t++) {
            if (w->doc->tokens[t].end - w->doc->tokens[t].start < 4) continue;
            all++;
            if (flag(w, t, TOKEN_CAPITAL)) up++;
        }
        if (all >= 5 && up * 10 >= all * 8)
            for (uint32_t t = sent->first; t < sent->first + sent->n; t++)
                w->nodes[t].flags |= TOKEN_HEADLINE;
        capitals += up;
        words += all;
    }
    w->lower = words >= 20 && capitals * 200 < words;
}

bool tree_build(struct work *w)
{
    const struct doc *doc = w->doc;
    w->nodes = ARENA_ARRAY(w->arena, doc->n_tokens ? doc->n_tokens : 1, struct node);
    if (!w->nodes) return false;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct sentence *sent = &doc->sentences[s];
        for (uint32_t t = sent->first; t < sent->first + sent->n; t++) {
            const struct token *tok = &doc->tokens[t];
            w->nodes[t] = (struct node){
                .head = tok->head && tok->head <= sent->n ? sent->first + tok->head - 1 : NONE,
                .child = NONE,
                .next = NONE,
                .sentence = s,
                .flags = shape_of(doc_form(doc, t))};
            if (t > sent->first && tok->start == doc->tokens[t - 1].end)
                w->nodes[t].flags |= TOKEN_GLUED;
        }
        for (uint32_t t = sent->first + sent->n; t-- > sent->first;) {
            uint32_t head = w->nodes[t].head;
            if (head == NONE || head == t) continue;
            w->nodes[t].next = w->nodes[head].child;
            w->nodes[head].child = t;
        }
    }
    mark_quotes(w);
    mark_case(w);
    return true;
}

uint8_t tree_rel(const struct work *w, uint32_t t)
{
    return ud_rel_universal(w->doc->tokens[t].rel);
}

uint32_t tree_child(const struct work *w, uint32_t t, uint8_t rel)
{
    for (uint32_t c = w->nodes[t].child; c != NONE; c = w->nodes[c].next)
        if (tree_rel(w, c) == rel) return c;
    return NONE;
}

/* Does the token carry a clause: a verb that is no mere auxiliary or modifier, or a noun or
 * adjective with a subject or copula? */
static bool is_predicate(const struct work *w, uint32_t t)
{
    uint8_t rel = tree_rel(w, t);
    if (rel == REL_ROOT || rel == REL_CCOMP || rel == REL_ADVCL || rel == REL_ACL ||
        rel == REL_XCOMP || rel == REL_PARATAXIS || rel == REL_CSUBJ)
        return true;
    if (w->doc->tokens[t].upos == UPOS_VERB)
        return rel != REL_AMOD && rel != REL_COMPOUND && rel != REL_CASE && rel != REL_AUX;
    return tree_child(w, t, REL_NSUBJ) != NONE;
}

uint32_t tree_clause(const struct work *w, uint32_t t)
{
    uint32_t steps = 0;
    while (steps++ < 400 && !is_predicate(w, t) && w->nodes[t].head != NONE)
        t = w->nodes[t].head;
    return t;
}

/* The subject of a predicate; one without its own has that of the predicate it is coordinated
 * with or depends on as open complement. */
uint32_t tree_subject(const struct work *w, uint32_t predicate)
{
    for (uint32_t t = predicate, steps = 0; t != NONE && steps < 8; steps++) {
        uint32_t subject = tree_child(w, t, REL_NSUBJ);
        if (subject != NONE) return subject;
        uint8_t rel = tree_rel(w, t);
        if (rel != REL_CONJ && rel != REL_XCOMP && rel != REL_ADVCL) return NONE;
        t = w->nodes[t].head;
    }
    return NONE;
}

bool tree_dominates(const struct work *w, uint32_t above, uint32_t below)
{
    for (uint32_t steps = 0; below != NONE && steps < 400; steps++, below = w->nodes[below].head)
        if (below == above) return true;
    return false;
}

uint32_t tree_case(const struct work *w, uint32_t t)
{
    for (uint32_t c = w->nodes[t].child; c != NONE; c = w->nodes[c].next)
        if (tree_rel(w, c) == REL_CASE && w->doc->tokens[c].upos != UPOS_PART) return c;
    return NONE;
}

/* The token of a span whose head lies outside it: of several the last, since modifiers that the
 * parser left dangling stand before their noun. */
uint32_t tree_span_head(const struct work *w, uint32_t first, uint32_t end)
{
    uint32_t head = end - 1;
    for (uint32_t t = end; t-- > first;) {
        uint32_t above = w->nodes[t].head;
        if (above != NONE && above >= first && above < end) continue;
        uint8_t upos = w->doc->tokens[t].upos;
        if (upos == UPOS_PUNCT || upos == UPOS_DET || upos == UPOS_PART || upos == UPOS_ADP)
            continue;
        return t;
    }
    return head;
}

uint8_t tree_salience(const struct work *w, uint32_t t)
{
    for (uint32_t steps = 0; steps < 6; steps++) {
        uint8_t rel = tree_rel(w, t);
        if (rel == REL_NSUBJ || rel == REL_ROOT || rel == REL_CSUBJ) return SALIENCE_SUBJECT;
        if (rel == REL_OBJ || rel == REL_IOBJ) return SALIENCE_OBJECT;
        if (rel == REL_OBL) return SALIENCE_OBLIQUE;
        if ((rel != REL_CONJ && rel != REL_FLAT && rel != REL_APPOS && rel != REL_COMPOUND) ||
            w->nodes[t].head == NONE)
            return SALIENCE_NESTED;
        t = w->nodes[t].head;
    }
    return SALIENCE_NESTED;
}

bool feats_have(const struct work *w, uint32_t t, const char *feature)
{
    const char *feats = w->doc->tokens[t].feats;
    return feats && strstr(feats, feature);
}

const struct kb_word *word_at(const struct work *w, const char *table, uint32_t t)
{
    return kb_words_find(w->words, table, form(w, t));
}

const struct kb_word *lemma_at(const struct work *w, const char *table, uint32_t t)
{
    const struct kb_word *word = kb_words_find(w->words, table, w->doc->tokens[t].lemma);
    return word ? word : word_at(w, table, t);
}

bool word_is(const struct work *w, const char *table, uint32_t t, const char *class)
{
    const struct kb_word *word = word_at(w, table, t);
    return word && str_is(word->class, class);
}

struct span tokens_span(const struct work *w, uint32_t first, uint32_t end)
{
    return (struct span){w->doc->tokens[first].start, w->doc->tokens[end - 1].end};
}

/* The words as they stand in the text, a line break between them read as a blank. */
struct str tokens_text(const struct work *w, uint32_t first, uint32_t end)
{
    struct str text = str_span(w->doc->text, tokens_span(w, first, end));
    if (str_find_byte(text, '\n', 0) == SIZE_MAX) return text;
    char *copy = arena_alloc(w->arena, text.n + 1);
    if (!copy) return text;
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool space = ascii_is_space(text.p[i]);
        if (space && n && copy[n - 1] == ' ') continue;
        copy[n++] = space ? ' ' : text.p[i];
    }
    return (struct str){copy, n};
}
