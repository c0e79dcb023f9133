/* event/infer.h - who acts where a clause leaves it out, but usage tells: "Four men were arrested."
 *
 * In:   a candidate without an actor, the story's entities, implied.tsv
 * Out:  the actor, marked as inferred; the record says so and its confidence is lower
 * Not here: actors that the clause tells (event/match.c)
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_INFER_H
#define EVENT_INFER_H

#include "event/match.h"

/* Gives the candidate an actor of the kind that implied.tsv names for its type and mode, if the
 * story speaks of one. True when it did. */
bool infer_actor(const struct matcher *m, const struct frame *frame, struct candidate *c);

/* Are the candidate's actors of that kind? Then it matters less whom they act on: "police arrested
 * one so-and-so" is an arrest, whoever that is. */
bool infer_usual(const struct matcher *m, const struct frame *frame, const struct candidate *c);

#endif
