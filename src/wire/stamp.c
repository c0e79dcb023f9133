/* wire/stamp.c - time stamps: RFC 3339, ISO 8601 basic, RFC 822 (with its named zones and years of
 * two digits, RFC 2822 section 4.3).
 *
 * Feeds write the zone with and without its colon, leave it away, put milliseconds or line breaks
 * around: all that is taken, nothing is guessed.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/stamp.h"

enum { DAY_SECONDS = 86400, HOUR = 3600, MINUTE = 60 };

struct cursor {
    struct str s;
    size_t at;
};

static char peek(const struct cursor *c)
{
    return c->at < c->s.n ? c->s.p[c->at] : '\0';
}

static bool take(struct cursor *c, char wanted)
{
    if (peek(c) != wanted) return false;
    c->at++;
    return true;
}

/* Exactly n digits. */
static bool digits(struct cursor *c, size_t n, int32_t *out)
{
    if (c->s.n - c->at < n) return false;
    int32_t value = 0;
    for (size_t i = 0; i < n; i++) {
        char d = c->s.p[c->at + i];
        if (!ascii_is_digit(d)) return false;
        value = value * 10 + (d - '0');
    }
    c->at += n;
    *out = value;
    return true;
}

static void blanks(struct cursor *c)
{
    while (ascii_is_space(peek(c)))
        c->at++;
}

/* "HH:MM", "HH:MM:SS", "HH:MM:SS.fff", or "HHMM", "HHMMSS". */
static bool clock(struct cursor *c, int32_t *second)
{
    int32_t h, m, s = 0;
    if (!digits(c, 2, &h)) return false;
    bool colon = take(c, ':');
    if (!digits(c, 2, &m)) return false;
    if (colon ? take(c, ':') : ascii_is_digit(peek(c)))
        if (!digits(c, 2, &s)) return false;
    if (h > 24 || m > 59 || s > 60) return false;
    if (take(c, '.') || take(c, ','))
        while (ascii_is_digit(peek(c)))
            c->at++;
    *second = h * HOUR + m * MINUTE + (s < 60 ? s : 59);
    return *second <= DAY_SECONDS;
}

/* The names of RFC 822, with their hours east. */
static bool named_zone(struct cursor *c, int32_t *offset)
{
    static const struct {
        const char *name;
        int32_t hours;
    } zones[] = {{"Z", 0},    {"UT", 0},   {"UTC", 0},  {"GMT", 0},  {"EST", -5}, {"EDT", -4},
                 {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    size_t end = c->at;
    while (end < c->s.n && ascii_is_alpha(c->s.p[end]))
        end++;
    struct str word = str_slice(c->s, c->at, end);
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (str_iis(word, zones[i].name)) {
            *offset = zones[i].hours * HOUR;
            c->at = end;
            return true;
        }
    return false;
}

/* "Z", "+01:00", "+0100", "+01", "GMT". */
static bool zone(struct cursor *c, int32_t *offset)
{
    blanks(c);
    char sign = peek(c);
    if (sign != '+' && sign != '-') return named_zone(c, offset);
    c->at++;
    int32_t h, m = 0;
    if (!digits(c, 2, &h)) return false;
    bool colon = take(c, ':');
    if ((colon || ascii_is_digit(peek(c))) && !digits(c, 2, &m)) return false;
    if (h > 15 || m > 59) return false;
    *offset = (h * HOUR + m * MINUTE) * (sign == '-' ? -1 : 1);
    return true;
}

static bool set_date(int32_t year, int32_t month, int32_t day, struct date *out)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    *out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return date_valid(*out);
}

static bool iso_date(struct cursor *c, struct date *date)
{
    int32_t y, m, d;
    if (!digits(c, 4, &y)) return false;
    bool dash = take(c, '-');
    if (!digits(c, 2, &m) || (dash && !take(c, '-')) || !digits(c, 2, &d)) return false;
    return !ascii_is_digit(peek(c)) && set_date(y, m, d, date);
}

static bool month_name(struct cursor *c, int32_t *month)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    size_t end = c->at;
    while (end < c->s.n && ascii_is_alpha(c->s.p[end]))
        end++;
    if (end - c->at < 3) return false;
    for (int32_t i = 0; i < 12; i++) {
        const char *name = names + i * 3;
        const char *p = c->s.p + c->at;
        if (ascii_lower(p[0]) != name[0] || ascii_lower(p[1]) != name[1] ||
            ascii_lower(p[2]) != name[2])
            continue;
        *month = i + 1;
        c->at = end;
        return true;
    }
    return false;
}

/* "Thu, 02 May 2024": the weekday may be missing. */
static bool rfc822_date(struct cursor *c, struct date *date)
{
    while (ascii_is_alpha(peek(c)) || peek(c) == ',' || peek(c) == '.')
        c->at++;
    blanks(c);
    int32_t y, m, d;
    if (!digits(c, 2, &d) && !digits(c, 1, &d)) return false;
    while (ascii_is_space(peek(c)) || peek(c) == '-')
        c->at++;
    if (!month_name(c, &m)) return false;
    while (ascii_is_space(peek(c)) || peek(c) == '-')
        c->at++;
    if (!digits(c, 4, &y)) {
        if (!digits(c, 2, &y)) return false;
        y += y < 50 ? 2000 : 1900;
    }
    return set_date(y, m, d, date);
}

bool stamp_parse(struct str s, struct stamp *out)
{
    *out = (struct stamp){0};
    struct cursor c = {str_trim(s), 0};
    if (c.s.n < 8 || c.s.n > 64) return false;
    bool iso = ascii_is_digit(c.s.p[0]) && iso_date(&c, &out->date);
    if (!iso) {
        c.at = 0;
        if (!rfc822_date(&c, &out->date)) return false;
    }
    bool mark = take(&c, 'T') || take(&c, 't');
    if (!mark) blanks(&c);
    if (c.at == c.s.n) return !mark;
    if (!ascii_is_digit(peek(&c))) { /* a day with a zone: "2024-05-02Z" */
        out->has_zone = zone(&c, &out->offset);
        return out->has_zone && c.at == c.s.n;
    }
    if (!clock(&c, &out->second)) return false;
    out->has_time = true;
    out->has_zone = zone(&c, &out->offset);
    blanks(&c);
    return c.at == c.s.n || !iso; /* mail dates may carry a comment behind */
}

struct str stamp_iso(struct arena *arena, const struct stamp *stamp)
{
    int64_t second = (int64_t)stamp->second - stamp->offset;
    int32_t days = 0;
    while (second < 0) {
        second += DAY_SECONDS;
        days--;
    }
    while (second >= DAY_SECONDS) {
        second -= DAY_SECONDS;
        days++;
    }
    struct date d = date_add_days(stamp->date, days);
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day,
                        (int)(second / HOUR), (int)(second / MINUTE % 60), (int)(second % 60));
}
