/* base/date.c - see date.h. SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <stdio.h>

int date_month_length(int year, int month)
{
    static const int length[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : length[month];
}

bool date_valid(struct date d)
{
    return d.year > 0 && d.year < 10000 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= date_month_length(d.year, d.month);
}

int32_t date_to_days(struct date d)
{
    int32_t y = d.year - (d.month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t yoe = y - era * 400;
    int32_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

struct date date_from_days(int32_t days)
{
    days += 719468;
    int32_t era = (days >= 0 ? days : days - 146096) / 146097;
    int32_t doe = days - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153;
    int32_t month = mp < 10 ? mp + 3 : mp - 9;
    return (struct date){(int16_t)(yoe + era * 400 + (month <= 2)), (uint8_t)month,
                         (uint8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

unsigned date_weekday(struct date d)
{
    int32_t days = date_to_days(d);
    return (unsigned)(((days % 7) + 11) % 7);
}

bool date_parse_iso(struct str s, struct date *out)
{
    s = str_trim(s);
    uint32_t y, m, d;
    struct date date;
    if (s.n >= 10 && s.p[4] == '-' && s.p[7] == '-' && str_u32(str_slice(s, 0, 4), &y) &&
        str_u32(str_slice(s, 5, 7), &m) && str_u32(str_slice(s, 8, 10), &d)) {
        if (s.n > 10 && s.p[10] != 'T' && s.p[10] != ' ') return false;
    } else if (s.n >= 8 && str_u32(str_slice(s, 0, 4), &y) && str_u32(str_slice(s, 4, 6), &m) &&
               str_u32(str_slice(s, 6, 8), &d)) {
        if (s.n > 8 && s.p[8] != 'T') return false;
    } else {
        return false;
    }
    if (m > 12 || d > 31) return false;
    date = (struct date){(int16_t)y, (uint8_t)m, (uint8_t)d};
    if (!date_valid(date)) return false;
    *out = date;
    return true;
}

char *date_format(struct date d, char out[11])
{
    out[0] = '\0';
    if (date_valid(d))
        snprintf(out, 11, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
    return out;
}
