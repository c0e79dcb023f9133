/* event/match.h - does a rule hold at a word, and who are actor and recipient then?
 *
 * In:   a tree with frames, a rule, the candidates already found further down
 * Out:  a candidate: one possible event, with its words and the event inside it, if any
 * Not here: which candidates become events (event/find.c)
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_MATCH_H
#define EVENT_MATCH_H

#include "event/parts.h"

struct candidate {
    const struct event_rule *rule;
    uint32_t token;
    struct part_list actors, recipients;
    uint32_t trigger[EVENT_TRIGGER_MAX];
    uint32_t n_trigger;
    uint32_t filled[PATTERN_ARGS_MAX]; /* token that fills each argument */
    const struct candidate *inner;     /* the event that an outer one speaks of, or NULL */
    uint32_t weight;                   /* how specific: decides between rules at one word */
    uint32_t rank; /* at least that of an event inside it, so that the outer one comes first */
    bool consumed; /* it is the inner one of a better candidate */
    bool partial;  /* a role is not told: no event by itself, but good inside another */
    bool inferred; /* the actor is not told in the clause: see event/infer.h */
};

struct matcher {
    struct frames tree;
    struct candidate **best;    /* by token - first: best candidate headed there, or NULL */
    struct candidate **partial; /* the same for partial candidates */
    bool (*visit)(void *finder, uint32_t token); /* finds the best candidate there, if not yet */
    void *finder;
    bool loose; /* actor and recipient need not be found (event/relate.c) */
};

/* Tries the rule at the frame's token. True and *out filled when it holds. */
bool match_rule(struct matcher *m, const struct event_rule *rule, const struct frame *frame,
                struct candidate *out);

#endif
