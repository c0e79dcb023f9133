/* knowledge/match.c - finding phrases of the index in a text.
 *
 * At every token of every text the same question is asked, and nearly always the answer is no: a
 * word's hash and one bit decide that. Otherwise the trie is walked token by token, and the last
 * node with a fitting alias at the end of a token wins. What the walk saw of capitals is kept in
 * two bit masks, so that an alias is judged by two ands: "Us" has the capital that "US" needs, but
 * not all its capitals.
 *
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "knowledge/kb.h"
#include "syntax/ud.h"

/* A walk down the trie: where it stands and the case of the pieces behind it. */
struct walk {
    uint32_t node, n_pieces;
    uint32_t capitals, uppers;
    bool dotted; /* the last word had full stops: "u.s." */
};

static bool step(const struct index *index, struct walk *w, const struct piece *piece)
{
    if (w->n_pieces == PHRASE_PIECES_MAX || !index->nodes[w->node].more) return false;
    uint32_t next = index_child(index, w->node, piece);
    if (!next) return false;
    uint32_t bit = 1u << w->n_pieces++;
    if (piece->capital) w->capitals |= bit;
    if (piece->upper) w->uppers |= bit;
    w->node = next;
    return true;
}

/* Walks on by all pieces of a word; the walk is as it was when that fails. */
static bool step_word(const struct index *index, struct walk *w, struct str word)
{
    struct walk start = *w;
    struct piece piece;
    w->dotted = false;
    if (piece_simple(word, &piece)) return step(index, w, &piece);
    if (word.n > sizeof((struct pieces *)0)->bytes) return false;
    struct pieces pieces;
    pieces_cut(word, &pieces);
    bool ok = pieces.n && !pieces.too_long;
    for (uint32_t i = 0; i < pieces.n && ok; i++)
        ok = step(index, w, &pieces.item[i]);
    if (ok)
        w->dotted = str_find_byte(word, '.', 0) != SIZE_MAX;
    else
        *w = start;
    return ok;
}

/* Can this token be left out between two others: a hyphen glued to both, an apostrophe glued to
 * the word before? */
static bool is_joint_token(const struct doc *doc, uint32_t i)
{
    struct str form = doc_form(doc, i);
    if (doc->tokens[i - 1].space_after || !form.n || form.n > 3) return false;
    uint32_t cp;
    if (utf8_decode(form, 0, &cp) != form.n) return false;
    if (cp == '\'' || cp == 0x2019) return true;
    return (cp == '-' || (cp >= 0x2010 && cp <= 0x2013)) && !doc->tokens[i].space_after;
}

/* In copy without capitals a short acronym reads like any word ("us", "who", "it"): only full
 * stops or the tagger tell them apart. */
static bool lower_fits(const struct kb_alias *alias, const struct walk *w, uint8_t upos)
{
    if (!alias->acronyms || alias->n_pieces > 1 || w->dotted) return true;
    return upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_ADJ;
}

static bool fits(const struct kb_alias *alias, const struct walk *w, uint32_t kinds, bool lower,
                 uint8_t upos)
{
    if (!(kinds >> alias->row->kind & 1)) return false;
    if (!alias->cased) return true;
    if (lower) return lower_fits(alias, w, upos);
    return !(alias->capitals & ~w->capitals) && !(alias->acronyms & ~w->uppers);
}

static const struct kb_alias *first_fit(const struct index *index, const struct walk *w,
                                        uint32_t kinds, bool lower, uint8_t upos)
{
    for (const struct kb_alias *a = index->nodes[w->node].aliases; a; a = a->next)
        if (fits(a, w, kinds, lower, upos)) return a;
    return NULL;
}

/* The lemma, where it may stand for the form; p NULL otherwise. */
static struct str noun_lemma(const struct token *token, struct str form)
{
    bool noun = token->upos == UPOS_NOUN || token->upos == UPOS_PROPN;
    return noun && token->lemma.n && !str_eq(token->lemma, form) ? token->lemma
                                                                 : (struct str){NULL, 0};
}

/* Text positions and wishes of one kb_match. */
struct query {
    const struct doc *doc;
    uint32_t at, end, kinds;
    bool lower;
};

static const struct kb_alias *match_forms(const struct index *index, const struct query *q,
                                          uint32_t *n_tokens)
{
    const struct kb_alias *best = NULL;
    struct walk w = {0};
    for (uint32_t i = q->at; i < q->end; i++) {
        if (!step_word(index, &w, doc_form(q->doc, i))) {
            if (i > q->at && i + 1 < q->end && is_joint_token(q->doc, i) &&
                !is_joint_token(q->doc, i + 1))
                continue;
            break;
        }
        const struct kb_alias *a = first_fit(index, &w, q->kinds, q->lower, q->doc->tokens[i].upos);
        if (a) {
            best = a;
            *n_tokens = i + 1 - q->at;
        }
        if (!index->nodes[w.node].more) break;
    }
    return best;
}

/* The same with lemmas: a phrase may end in one; the walk goes on by the form where it can. */
static const struct kb_alias *match_lemmas(const struct index *index, const struct query *q,
                                           uint32_t *n_tokens)
{
    const struct kb_alias *best = NULL;
    struct walk w = {0};
    for (uint32_t i = q->at; i < q->end; i++) {
        const struct token *token = &q->doc->tokens[i];
        struct str form = doc_form(q->doc, i), lemma = noun_lemma(token, form);
        struct walk by_lemma = w;
        bool lemma_ok = lemma.p && step_word(index, &by_lemma, lemma);
        if (lemma_ok && first_fit(index, &by_lemma, q->kinds, q->lower, token->upos)) {
            best = first_fit(index, &by_lemma, q->kinds, q->lower, token->upos);
            *n_tokens = i + 1 - q->at;
        }
        if (step_word(index, &w, form)) continue;
        if (lemma_ok)
            w = by_lemma;
        else if (!(i > q->at && is_joint_token(q->doc, i)))
            break;
    }
    return best;
}

const struct kb_alias *kb_match(const struct kb *kb, const struct doc *doc, uint32_t at,
                                uint32_t end, uint32_t kinds, bool lower, uint32_t *n_tokens)
{
    *n_tokens = 0;
    if (end > doc->n_tokens) end = doc->n_tokens;
    if (at >= end) return NULL;
    const uint32_t by_lemma = 1u << KB_AGENT | 1u << KB_OFFICE;
    struct query q = {doc, at, end, kinds, lower};
    struct str form = doc_form(doc, at);
    struct piece piece;
    bool simple = piece_simple(form, &piece);
    const uint64_t *starts =
        simple && (lower || piece.capital) ? kb->index.starts : kb->index.lower_starts;
    bool may = !simple || start_get(starts, piece.hash);
    if (may) {
        const struct kb_alias *found = match_forms(&kb->index, &q, n_tokens);
        if (found) return found;
    }
    if (!(kinds & by_lemma)) return NULL;
    if (!may && !noun_lemma(&doc->tokens[at], form).p) return NULL;
    q.kinds &= by_lemma;
    return match_lemmas(&kb->index, &q, n_tokens);
}

bool kb_fits(const struct kb_alias *alias, const struct doc *doc, uint32_t at, uint32_t n_tokens,
             uint32_t kinds, bool lower)
{
    if (!n_tokens || at >= doc->n_tokens || n_tokens > doc->n_tokens - at) return false;
    struct walk w = {0};
    for (uint32_t i = at; i < at + n_tokens; i++) {
        struct pieces pieces;
        struct str form = doc_form(doc, i);
        pieces_cut(form, &pieces);
        for (uint32_t k = 0; k < pieces.n && w.n_pieces < PHRASE_PIECES_MAX; k++) {
            uint32_t bit = 1u << w.n_pieces++;
            if (pieces.item[k].capital) w.capitals |= bit;
            if (pieces.item[k].upper) w.uppers |= bit;
        }
        w.dotted = str_find_byte(form, '.', 0) != SIZE_MAX;
    }
    return fits(alias, &w, kinds, lower, doc->tokens[at + n_tokens - 1].upos);
}

static const struct kb_alias *find_exact(const struct index *index, struct str phrase)
{
    struct pieces pieces;
    pieces_cut(phrase, &pieces);
    if (pieces.too_long || !pieces.n) return NULL;
    struct walk w = {0};
    for (uint32_t i = 0; i < pieces.n; i++)
        if (!step(index, &w, &pieces.item[i])) return NULL;
    return index->nodes[w.node].aliases;
}

const struct kb_alias *kb_find(const struct kb *kb, struct str phrase)
{
    phrase = str_trim(phrase);
    const struct kb_alias *found = find_exact(&kb->index, phrase);
    if (found || !str_istarts(phrase, "the ")) return found;
    return find_exact(&kb->index, str_slice(phrase, 4, phrase.n));
}
