/* base/str.h - slices of bytes, and half-open spans of byte offsets.
 *
 * A str points into memory that somebody else owns; it need not end in NUL. A span is a pair of
 * byte offsets into a version's text. Comparisons that ignore case do so for ASCII only; use
 * base/utf8.h for Unicode.
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p;
    size_t n;
};

struct span {
    uint32_t start, end;
};

/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s)   (int)(s).n, (s).p
#define STR_LIT(lit) ((struct str){("" lit), sizeof(lit) - 1})

static inline struct str str_c(const char *c)
{
    return (struct str){c, c ? strlen(c) : 0};
}
static inline struct str str_slice(struct str s, size_t start, size_t end)
{
    return (struct str){s.p + start, end - start};
}
static inline struct str str_span(struct str text, struct span span)
{
    return str_slice(text, span.start, span.end);
}
static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool str_is(struct str a, const char *c)
{
    return str_eq(a, str_c(c));
}
static inline bool str_starts(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && memcmp(s.p, prefix, n) == 0;
}
static inline bool str_ends(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && memcmp(s.p + s.n - n, suffix, n) == 0;
}

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool ascii_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
static inline bool ascii_is_alpha(char c)
{
    return ascii_is_upper(c) || ascii_is_lower(c);
}
static inline bool ascii_is_alnum(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}
static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char ascii_lower(char c)
{
    return ascii_is_upper(c) ? (char)(c + 32) : c;
}

/* Equality and prefix, ASCII case ignored. */
bool str_ieq(struct str a, struct str b);
bool str_iis(struct str a, const char *c);
bool str_istarts(struct str s, const char *prefix);

/* Order by bytes, shorter first on a tie: for qsort and binary search. */
int str_cmp(struct str a, struct str b);

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* First place of a byte or of a string at or after `from`; SIZE_MAX when there is none. */
size_t str_find_byte(struct str s, char c, size_t from);
size_t str_find(struct str s, const char *needle, size_t from);

/* Cuts the next piece before `sep` off the front of *rest; false when nothing is left.
 * "a;;b" gives "a", "", "b". Start with rest = whole string. */
bool str_split(struct str *rest, char sep, struct str *piece);

/* Decimal digits only, no sign; false on anything else or overflow. */
bool str_u32(struct str s, uint32_t *out);

#endif
