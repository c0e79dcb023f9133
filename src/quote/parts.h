/* quote/parts.h - what the files of quote/ share: one run's working state, the tree at hand, cues.
 *
 * The order of a run (find.c): marks -> tree ranges -> cues -> direct quotes -> reported words ->
 * pieces in marks -> nested ones out -> quotations that go on -> speakers -> quotes in text order.
 *
 * SPDX-License-Identifier: MIT */
#ifndef QUOTE_PARTS_H
#define QUOTE_PARTS_H

#include "quote/lexicon.h"
#include "quote/marks.h"
#include "syntax/ud.h"

#define TOKEN_NONE UINT32_MAX

struct range { /* tokens, half-open; empty when first >= end */
    uint32_t first, end;
};

static inline bool range_empty(struct range r)
{
    return r.first >= r.end;
}
static inline bool range_has(struct range r, uint32_t token)
{
    return token >= r.first && token < r.end;
}

struct cue {
    const struct cue_row *row;
    uint32_t token, last; /* head word; last word of a cue of several ("according to") */
    uint32_t sentence;
    bool passive;
    bool used; /* has its content already */
};

/* A quote before its spans are bytes. */
struct draft {
    uint32_t cue; /* index + 1, or 0 */
    struct range content[QUOTE_CONTENT_MAX];
    struct span bytes[QUOTE_CONTENT_MAX]; /* overrides the tokens when end > start */
    uint32_t n_content;
    enum quote_kind kind;
    struct range source, via, hearer, time, occasion;
    uint32_t source_head, via_head; /* tokens, or TOKEN_NONE */
    uint32_t same_speaker;          /* draft index + 1 whose speaker goes on, or 0 */
    const char *rule;
};

struct work {
    const struct quote_lexicon *lexicon;
    const struct doc *doc;
    struct entities *entities;
    struct arena *arena;
    struct regions regions;
    uint32_t *low, *high;   /* per token: first and last token of its subtree */
    uint32_t *sentence_of;  /* per token */
    uint32_t *child, *next; /* per token: first child, next sibling (in text order) */
    uint32_t *cue_at;       /* per token: cue (index + 1) whose head it is, or 0 */
    uint32_t *draft_of;     /* per region: draft (index + 1) that has it, or 0 */
    struct cue *cues;
    uint32_t n_cues, cap_cues;
    struct draft *drafts;
    uint32_t n_drafts, cap_drafts;
    uint32_t n_direct; /* the first drafts are those of direct.c */
};

/* tree.c */
bool quote_tree(struct work *w); /* false when memory ends */
static inline const struct token *token_of(const struct work *w, uint32_t t)
{
    return &w->doc->tokens[t];
}
static inline const struct sentence *sentence_of(const struct work *w, uint32_t t)
{
    return &w->doc->sentences[w->sentence_of[t]];
}
static inline uint32_t head_of(const struct work *w, uint32_t t)
{
    return doc_head(w->doc, sentence_of(w, t), t);
}
static inline uint8_t rel_of(const struct work *w, uint32_t t)
{
    return ud_rel_universal(w->doc->tokens[t].rel);
}
static inline struct range subtree(const struct work *w, uint32_t t)
{
    return (struct range){w->low[t], w->high[t] + 1};
}
/* The first child with that universal relation, or TOKEN_NONE. */
uint32_t quote_child(const struct work *w, uint32_t t, uint8_t rel);
/* The first time told inside the range, or NULL. */
const struct timex *quote_time_in(const struct work *w, struct range r);
bool quote_form_is(const struct work *w, uint32_t t, const char *lower);
static inline bool word_is(const struct work *w, uint32_t t, uint32_t classes)
{
    return t < w->doc->n_tokens &&
           (quote_word_classes(w->lexicon, doc_form(w->doc, t)) & classes) != 0;
}
bool quote_is_punct(const struct work *w, uint32_t t);
bool quote_is_finite(const struct work *w, uint32_t t); /* a finite verb or modal by its tag */
bool quote_is_verb(const struct work *w, uint32_t t);
/* Has every word in marks a capital, as in the name of a show or a book? */
bool quote_is_title(const struct work *w, const struct region *r);
/* Without punctuation at both ends; marks at the end that belong to a pair inside stay. */
struct range quote_trimmed(const struct work *w, struct range r);
struct span quote_span(const struct work *w, struct range r);
/* Does the range hold words outside quotation marks; words inside them? */
void quote_coverage(const struct work *w, struct range r, bool *outside, bool *inside);

/* cues.c */
bool quote_cues(struct work *w);
uint32_t quote_subject(const struct work *w, const struct cue *cue); /* its subject's head */
/* Does the row list that token among its prepositions? */
bool quote_takes(const struct work *w, const struct cue_row *row, uint32_t t);
/* The head of the noun phrase that ends right before `to`, by place alone, or TOKEN_NONE. */
uint32_t quote_nominal_before(const struct work *w, uint32_t from, uint32_t to);
struct range quote_phrase(const struct work *w, uint32_t head, uint32_t from, uint32_t to);

/* Who a passive verb's agent is ("by X"), or TOKEN_NONE. */
uint32_t quote_agent(const struct work *w, uint32_t t);
bool quote_is_relative(const struct work *w, uint32_t t); /* who, which, whose, where */

/* setting.c: time, occasion and relay told beside the cue; who issued the document that is the
 * source ("the statement"), or TOKEN_NONE */
void quote_setting(const struct work *w, struct draft *draft);
uint32_t quote_issuer(const struct work *w, uint32_t head);

/* edges.c: content behind a cue with its true end, `last` for its last range, inside the range of its
 * sentence; a range with all of the pairs of marks that it reaches into */
struct range quote_end(const struct work *w, const struct cue *cue, struct range r,
                       struct range sentence, bool last);
struct range quote_with_marks(const struct work *w, struct range r);

/* direct.c, reported.c: false when memory ends */
bool quote_direct(struct work *w);
bool quote_reported(struct work *w);
bool quote_pieces(struct work *w); /* pieces in marks that are nobody's so far */
bool quote_nested(struct work *w); /* takes out what stands inside what another says */
bool quote_follow(struct work *w); /* after both: quotations that go on with reported words */
bool quote_draft(struct work *w, struct draft *draft);
void quote_source(const struct work *w, struct draft *draft, const struct cue *cue,
                  struct range bounds);

#endif
