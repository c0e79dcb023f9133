/* quote/quote.h - what was said, by whom, on whose word.
 *
 * In:   a parsed doc with its entities, the cue tables (knowledge/<lang>/quote/)
 * Out:  quotes in text order: content, cue, source, speaker, relay
 * Owns: nothing; quotes live in the story's arena
 * Not here: events in what was said (event/, which asks `by_token` for the claim they stand on)
 *
 * Example. "...," Yoon said, according to his press secretary Kim Eun-hye.
 *   content ["..."], cue "said", source "Yoon", speaker entity Yoon Suk Yeol, via Kim Eun-hye.
 *
 * SPDX-License-Identifier: MIT */
#ifndef QUOTE_QUOTE_H
#define QUOTE_QUOTE_H

#include "entity/entity.h"

enum quote_kind {
    QUOTE_DIRECT,  /* all of the content stands in quotation marks */
    QUOTE_MIXED,   /* reported words with quoted pieces, down to one */
    QUOTE_INDIRECT /* reported words */
};
const char *quote_kind_name(enum quote_kind kind);

enum { QUOTE_CONTENT_MAX = 8 };
#define QUOTE_NONE UINT32_MAX

struct quote {
    enum quote_kind kind;
    uint32_t block;                         /* of the story, where it starts */
    struct span content[QUOTE_CONTENT_MAX]; /* direct: without the marks */
    uint32_t n_content;
    struct span cue;         /* start == end: no cue of its own */
    uint32_t cue_token;      /* or UINT32_MAX */
    struct span source;      /* the words that name the speaker; start == end: none here */
    uint32_t source_mention; /* index + 1, or 0 */
    uint32_t speaker;        /* entity, or ENTITY_NONE */
    struct span via;         /* the words that name the relay; start == end: none */
    uint32_t via_speaker;    /* entity, or ENTITY_NONE */
    struct span addressee;   /* "told reporters" */
    struct span time;        /* "said Monday": start == end: not told */
    struct span occasion;    /* "during the luncheon", "on Twitter", "in a phone interview" */
    bool attitude;           /* belief, hope, plan: no speech */
    uint32_t parent;         /* the quote around this one, or QUOTE_NONE */
    uint32_t continues;      /* the quote whose speaker goes on in this one, or QUOTE_NONE */
    const char *rule;        /* "cues.tsv:12": the row of the cue, or how else it was found */
};

struct quotes {
    struct quote *items;
    uint32_t n, cap;
    uint32_t *by_token; /* per doc token: innermost quote (index + 1) whose content covers it */
};

struct quote_lexicon;
BEDE_NODISCARD bede_status quote_lexicon_load(const char *const *folders, size_t n,
                                              struct quote_lexicon **out, bede_error *err);
void quote_lexicon_free(struct quote_lexicon *lexicon);

/* Finds all quotes; sets pronouns that only a quote explains ("I", "we" of a known speaker) in
 * the entities. Errors: NOMEM. */
BEDE_NODISCARD bede_status quote_find(const struct quote_lexicon *lexicon, const struct doc *doc,
                                      struct entities *entities, struct quotes **out,
                                      bede_error *err);

#endif
