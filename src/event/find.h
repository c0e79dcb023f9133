/* event/find.h - the sentence driver of the event stage, shared by event_find and event_relate.
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_FIND_H
#define EVENT_FIND_H

#include "event/match.h"

struct finder {
    const struct event_book *book;
    const struct doc *doc;
    const struct entities *entities;
    const struct quotes *quotes;
    struct arena *arena;
    struct events *events;
    struct matcher m;
    bool all;         /* harm told by participles stays apart (event/relate.c) */
    uint8_t *visited; /* by token of the sentence */
    uint32_t sentence;
    event_trace trace;
    void *ctx;
};

/* False when memory ends (here and below). */
bool find_init(struct finder *f, const struct event_book *book, const struct doc *doc,
               const struct entities *entities, const struct quotes *quotes);

/* The best candidate of every word of a sentence, before any choice between them. */
bool find_candidates(struct finder *f, uint32_t sentence, struct candidate ***list, uint32_t *n);

/* Appends the sentence's events. */
bool find_in_sentence(struct finder *f, uint32_t sentence);

/* Lets auxiliaries shift the event's type by the operator table. */
bool find_apply_operators(struct finder *f, struct event *e, uint8_t aux);

#endif
