/* output/daily.h - the one-a-day filter over a whole run.
 *
 * In:   the lines that view_daily writes, in input order
 * Out:  one JSON row for each day, type, actors and recipients, with counts
 * Owns: the rows kept; free with daily_free
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_DAILY_H
#define OUTPUT_DAILY_H

#include "base/buf.h"
#include "base/map.h"

struct daily;
struct daily *daily_new(void);
void daily_free(struct daily *daily);

/* Counts one line, without its end. False when memory ends. */
bool daily_add(struct daily *daily, struct str line);

/* Appends all rows in the order in which they first came; returns their number. */
uint32_t daily_print(struct buf *buf, const struct daily *daily);

#endif
