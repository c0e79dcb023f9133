/* Cuts a sentence where the parser found that it is several.
 *
 * The splitter sees stops; a heading, a list or careless copy has none, and the next sentence
 * follows without a sign. The parser reads all words, and where it was taught so (bede-train --join)
 * it hangs the root of the next sentence on the root of the one before, with the relation root:
 *
 *     Talks in Geneva The ministers met        root: Talks, met -root-> Talks
 *     => Talks in Geneva | The ministers met
 *
 * The cut stands before the first word below such a root, if all words from there on are below it;
 * else the arc is a parataxis. That syntax helps to find bounds: Björkelund, Faleńska, Seeker and
 * Kuhn, "How to train dependency parsers with inexact search for joint sentence boundary detection
 * and parsing of entire documents" (ACL 2016).
 *
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "syntax/encoder.h"
#include "syntax/ud.h"

/* The first word (0-based) of what hangs on word `root` in the sentence; n when a later word hangs
 * on an earlier one, so that no cut is possible. Trees are projective: what is below a word is one
 * stretch, and its left end is found by going to the leftmost child again and again. */
static uint32_t start_below(const struct token *tokens, uint32_t n, uint32_t root)
{
    uint32_t start = root;
    for (uint32_t i = 0; i < start; i++)
        if (tokens[i].head == start + 1) {
            start = i;
            i = UINT32_MAX; /* and from the beginning again, for its own children */
        }
    for (uint32_t i = start; i < n; i++)
        if (i != root && tokens[i].head < start + 1) return n;
    return tokens[start].mwt == 1 ? n : start;
}

static bool joins(const struct token *t)
{
    return t->head && t->rel == REL_ROOT;
}

/* Words from `at` on of sentence s become a sentence of their own, which is appended to `out`. */
static struct sentence split_off(struct doc *doc, struct sentence *s, uint32_t at, uint32_t root)
{
    struct token *tokens = doc->tokens + s->first;
    struct sentence rest = *s;
    for (uint32_t i = at; i < s->n; i++)
        tokens[i].head -= i == root ? tokens[i].head : at;
    rest.first += at;
    rest.n -= at;
    rest.span.start = tokens[at].start;
    s->n = at;
    s->span.end = tokens[at - 1].end;
    s->cut = false;
    return rest;
}

static bool cut_sentence(struct doc *doc, struct sentence s, struct sentence **out, uint32_t *n,
                         uint32_t *cap)
{
    for (uint32_t i = 0; i < s.n; i++) {
        struct token *t = &doc->tokens[s.first + i];
        if (!joins(t)) continue;
        uint32_t at = start_below(doc->tokens + s.first, s.n, i);
        if (at == 0 || at == s.n) {
            t->rel = REL_PARATAXIS;
            continue;
        }
        struct sentence rest = split_off(doc, &s, at, i);
        if (!ARRAY_PUSH(doc->arena, *out, *n, *cap, s)) return false;
        s = rest;
        i -= at;
    }
    return ARRAY_PUSH(doc->arena, *out, *n, *cap, s);
}

/* Whether the token's letters begin small: 1 yes, 0 no, -1 when it has no letter. */
static int begins_small(struct str form)
{
    for (size_t at = 0; at < form.n;) {
        uint32_t cp;
        at += utf8_decode(form, at, &cp);
        if (utf8_is_letter(cp)) return utf8_lower(cp) == cp && !utf8_is_upper(cp);
    }
    return -1;
}

/* Copy that begins its sentences with small letters says nothing by a small letter; elsewhere none
 * begins so. Behind a comma, with or without a closing mark, none begins at all. */
static bool may_begin(const struct doc *doc, uint32_t first, uint32_t start)
{
    uint32_t before = start - 1, t = first;
    while (before > first && (doc->tokens[before].xpos == XPOS_QUOTE_CLOSE ||
                              doc->tokens[before].xpos == XPOS_QUOTE_OPEN))
        before--;
    if (doc->tokens[before].xpos == XPOS_COMMA) return false;
    while (t < start && begins_small(doc_form(doc, t)) < 0)
        t++;
    if (t == start || begins_small(doc_form(doc, t)) == 1) return true;
    while (start < doc->n_tokens && begins_small(doc_form(doc, start)) < 0 &&
           doc->tokens[start].upos == UPOS_PUNCT)
        start++;
    return start == doc->n_tokens || begins_small(doc_form(doc, start)) != 1;
}

bool joins_are_likely(const struct syntax_model *m, const struct doc *doc, uint32_t first,
                      const struct parse_state *s)
{
    for (uint32_t i = 0; i < s->n && m->join < m->config.n_labels; i++) {
        if (s->head[i] == PARSE_NONE || s->head[i] >= s->n || s->label[i] != m->join) continue;
        uint32_t start = i;
        while (s->left[start] != PARSE_NONE)
            start = s->left[start];
        if (start && !may_begin(doc, first, first + start)) return false;
    }
    return true;
}

bede_status cut_joined(struct doc *doc, bede_error *err)
{
    bool any = false;
    for (uint32_t t = 0; t < doc->n_tokens && !any; t++)
        any = joins(&doc->tokens[t]);
    if (!any) return BEDE_OK;
    struct sentence *out = NULL;
    uint32_t n = 0, cap = 0;
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        if (!cut_sentence(doc, doc->sentences[s], &out, &n, &cap)) return err_nomem(err);
    doc->sentences = out;
    doc->n_sentences = n;
    doc->cap_sentences = cap;
    return BEDE_OK;
}
