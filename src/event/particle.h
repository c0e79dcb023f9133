/* event/particle.h - particles and prepositions, which parsers mix up.
 *
 * "laid [down] their weapons" may come out as a verb with a particle and an object, or as "laid
 * [down their weapons]" with a preposition; the same happens to templates. A rule with the one
 * holds for a verb with the other, in both directions, and it is here that it does.
 *
 * In:   rules and frames
 * Out:  which phrase of a frame can be the object that a rule asks for, and the reverse
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_PARTICLE_H
#define EVENT_PARTICLE_H

#include "event/frame.h"

/* Is that the preposition that the argument asks for, or one of them? */
bool particle_prep_fits(const struct pattern_arg *arg, struct str prep);

/* The phrase of a verb without object whose preposition the rule has as a particle; or NULL. */
const struct frame_arg *particle_object(const struct event_rule *rule, const struct frame *frame);

/* Has the verb a particle which the rule's argument has as its preposition? */
bool particle_before(const struct frames *tree, const struct pattern_arg *arg,
                     const struct frame *frame);

/* Has the predicate an object, be it one behind a particle that was read as a preposition? */
bool particle_has_object(const struct event_rule *rule, const struct frame *frame);

#endif
