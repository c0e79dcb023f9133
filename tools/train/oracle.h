/* train/oracle.h - which transitions cost no arc of the gold tree. SPDX-License-Identifier: MIT */
#ifndef TRAIN_ORACLE_H
#define TRAIN_ORACLE_H

#include "syntax/parser.h"

/* Cost of each move: number of gold arcs that can no longer be had after it. `gold` holds heads,
 * n for the root. Moves that the state forbids get UINT32_MAX. */
void oracle_costs(const struct parse_state *state, const uint16_t *gold, uint32_t cost[3]);

#endif
