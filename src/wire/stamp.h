/* wire/stamp.h - time stamps of machine formats.
 *
 * In:   RFC 3339 ("2024-05-02T10:15:00.000Z", "+0100" without its colon, white space around it),
 *       ISO 8601 basic ("20240502T101500+0100", "20240502"), RFC 822 as RSS has it
 *       ("Thu, 02 May 2024 10:15:00 GMT")
 * Out:  day and time as written, and the zone, if it has one
 * Not here: dates of copy ("May 2"): dateline.c
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_STAMP_H
#define WIRE_STAMP_H

#include "base/arena.h"
#include "base/date.h"

struct stamp {
    struct date date; /* as written: the day it was where it was written */
    int32_t second;   /* of that day; 0 when no time is told */
    int32_t offset;   /* seconds east of UTC */
    bool has_time, has_zone;
};

/* False when it is no time stamp or no day of the calendar. */
bool stamp_parse(struct str s, struct stamp *out);

/* "2024-05-02T09:15:00Z": in UTC, so that text order is time order; a missing zone is UTC, a
 * missing time midnight. p is NULL when memory ends. */
struct str stamp_iso(struct arena *arena, const struct stamp *stamp);

#endif
