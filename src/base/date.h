/* base/date.h - civil dates without time zones: days since 1970-01-01 in the proleptic Gregorian
 * calendar (algorithm: H. Hinnant, "chrono-compatible low-level date algorithms", 2014).
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

/* year 0: no year known; month or day 0: not known. */
struct date {
    int16_t year;
    uint8_t month, day;
};

static inline bool date_is_set(struct date d)
{
    return d.year && d.month && d.day;
}

bool date_valid(struct date d); /* a full date that the calendar has */
int32_t date_to_days(struct date d);
struct date date_from_days(int32_t days);
unsigned date_weekday(struct date d); /* 0 Sunday … 6 Saturday */
int date_month_length(int year, int month);
static inline struct date date_add_days(struct date d, int32_t n)
{
    return date_from_days(date_to_days(d) + n);
}

/* "2023-11-09", also "20231109" and an ISO time after it; false on anything else. */
bool date_parse_iso(struct str s, struct date *out);

/* "2023-11-09" into out (11 bytes with the NUL); "" when the date is not full. */
char *date_format(struct date d, char out[11]);

#endif
