/* store/moment.h - moments as the record writes them: "2023-11-09T04:30:00Z", which sort by time.
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_MOMENT_H
#define STORE_MOMENT_H

#include "base/date.h"

enum { MOMENT_BYTES = 21 };

/* "2024-05-02T10:15:00+09:00", also without zone (UTC), without seconds, with fractions, and
 * "20240502T101500Z", to UTC. A bare date is its first second, or its last with `end`. False, and
 * "", on anything else. */
bool moment_parse(struct str s, bool end, char out[MOMENT_BYTES]);

void moment_of_date(struct date d, char out[MOMENT_BYTES]);
void moment_now(char out[MOMENT_BYTES]);

/* Hours from a to b; both as written here. */
double moment_hours(const char *a, const char *b);

/* The moment `hours` later (earlier when negative). */
void moment_add_hours(const char *from, int hours, char out[MOMENT_BYTES]);

#endif
