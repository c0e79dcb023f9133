/* event/auxiliary.h - future, hypothetical, negated, historical: what a clause's small words make
 * of the event in it (the codebook's auxiliary modes).
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_AUXILIARY_H
#define EVENT_AUXILIARY_H

#include "event/frame.h"

/* Bits of event_aux that hold at a predicate: from its own auxiliaries, negations and markers,
 * from those that coordination shares, and from its governor ("is expected to", "failed to"). */
uint8_t auxiliary_of(struct frames *tree, uint32_t token);

#endif
