/* store/moment.c - see moment.h. SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <time.h>

#include "store/moment.h"

/* Two digits at *at, moved behind them; -1 when there are none. */
static int two(struct str s, size_t *at)
{
    if (*at + 2 > s.n || !ascii_is_digit(s.p[*at]) || !ascii_is_digit(s.p[*at + 1])) return -1;
    int value = (s.p[*at] - '0') * 10 + (s.p[*at + 1] - '0');
    *at += 2;
    return value;
}

static bool skip(struct str s, size_t *at, char c)
{
    if (*at >= s.n || s.p[*at] != c) return false;
    ++*at;
    return true;
}

/* "+09:00", "-0500", "Z" or nothing, in seconds east of UTC. */
static bool zone(struct str s, size_t *at, long *seconds)
{
    *seconds = 0;
    if (*at == s.n) return true;
    if (skip(s, at, 'Z') || skip(s, at, 'z')) return *at == s.n;
    bool west = s.p[*at] == '-';
    if (!west && s.p[*at] != '+') return false;
    ++*at;
    int hours = two(s, at), minutes = 0;
    if (hours < 0 || hours > 15) return false;
    if (*at < s.n) {
        skip(s, at, ':');
        minutes = two(s, at);
        if (minutes < 0 || minutes > 59) return false;
    }
    *seconds = (hours * 60L + minutes) * 60 * (west ? -1 : 1);
    return *at == s.n;
}

static void put(int64_t seconds, char out[MOMENT_BYTES])
{
    int64_t days = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    struct date d = date_from_days((int32_t)days);
    char day[11];
    date_format(d, day);
    snprintf(out, MOMENT_BYTES, "%.10sT%02d:%02d:%02dZ", day, (int)(rest / 3600) % 24,
             (int)(rest / 60 % 60) % 60, (int)(rest % 60) % 60);
}

bool moment_parse(struct str s, bool end, char out[MOMENT_BYTES])
{
    struct date d;
    out[0] = '\0';
    s = str_trim(s);
    if (!date_parse_iso(s, &d) || !date_valid(d) || d.year < 1 || d.year > 9998) return false;
    size_t at = s.n > 4 && s.p[4] == '-' ? 10 : 8;
    int64_t seconds = (int64_t)date_to_days(d) * 86400;
    if (at >= s.n) {
        put(seconds + (end ? 86399 : 0), out);
        return true;
    }
    if (!skip(s, &at, 'T') && !skip(s, &at, 't') && !skip(s, &at, ' ')) return false;
    int hour = two(s, &at), minute, second = 0;
    skip(s, &at, ':');
    minute = two(s, &at);
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return false;
    if (skip(s, &at, ':') || (at < s.n && ascii_is_digit(s.p[at]))) second = two(s, &at);
    if (second < 0 || second > 60) return false;
    if (skip(s, &at, '.') || skip(s, &at, ','))
        while (at < s.n && ascii_is_digit(s.p[at]))
            at++;
    long east;
    if (!zone(s, &at, &east)) return false;
    put(seconds + hour * 3600 + minute * 60 + second - east, out);
    return true;
}

void moment_of_date(struct date d, char out[MOMENT_BYTES])
{
    put((int64_t)date_to_days(d) * 86400, out);
}

void moment_now(char out[MOMENT_BYTES])
{
    put((int64_t)time(NULL), out);
}

static int64_t seconds_of(const char *moment)
{
    struct date d;
    struct str s = str_c(moment);
    size_t at = 11;
    if (!date_parse_iso(s, &d)) return 0;
    int hour = two(s, &at);
    skip(s, &at, ':');
    int minute = two(s, &at);
    skip(s, &at, ':');
    int second = two(s, &at);
    return (int64_t)date_to_days(d) * 86400 + hour * 3600 + minute * 60 + second;
}

double moment_hours(const char *a, const char *b)
{
    return (double)(seconds_of(b) - seconds_of(a)) / 3600.0;
}

void moment_add_hours(const char *from, int hours, char out[MOMENT_BYTES])
{
    put(seconds_of(from) + (int64_t)hours * 3600, out);
}
