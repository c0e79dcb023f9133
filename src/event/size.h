/* event/size.h - how many were killed, injured or arrested, and how many took part.
 *
 * In:   a sentence's tree and the events found in it; numbers.tsv and numerals.tsv
 * Out:  the size fields of those events
 * Not here: numbers of things and money
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_SIZE_H
#define EVENT_SIZE_H

#include "event/frame.h"

/* Fills the numbers of events[0..n), all of the tree's sentence. */
void size_events(struct frames *tree, struct event *events, uint32_t n);

#endif
