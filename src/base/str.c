/* base/str.c - see str.h. SPDX-License-Identifier: MIT */
#include "base/str.h"

bool str_ieq(struct str a, struct str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_lower(a.p[i]) != ascii_lower(b.p[i])) return false;
    return true;
}

bool str_iis(struct str a, const char *c)
{
    return str_ieq(a, str_c(c));
}

bool str_istarts(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && str_ieq((struct str){s.p, n}, (struct str){prefix, n});
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c) return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

struct str str_trim(struct str s)
{
    while (s.n && ascii_is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && ascii_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

size_t str_find_byte(struct str s, char c, size_t from)
{
    if (from >= s.n) return SIZE_MAX;
    const char *hit = memchr(s.p + from, c, s.n - from);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t str_find(struct str s, const char *needle, size_t from)
{
    size_t n = strlen(needle);
    if (n == 0) return from <= s.n ? from : SIZE_MAX;
    for (size_t i = str_find_byte(s, needle[0], from); i != SIZE_MAX && s.n - i >= n;
         i = str_find_byte(s, needle[0], i + 1))
        if (memcmp(s.p + i, needle, n) == 0) return i;
    return SIZE_MAX;
}

bool str_split(struct str *rest, char sep, struct str *piece)
{
    if (!rest->p) return false;
    size_t at = str_find_byte(*rest, sep, 0);
    if (at == SIZE_MAX) {
        *piece = *rest;
        *rest = (struct str){NULL, 0};
        return true;
    }
    *piece = str_slice(*rest, 0, at);
    *rest = str_slice(*rest, at + 1, rest->n);
    return true;
}

bool str_u32(struct str s, uint32_t *out)
{
    uint64_t value = 0;
    if (s.n == 0 || s.n > 10) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!ascii_is_digit(s.p[i])) return false;
        value = value * 10 + (uint64_t)(s.p[i] - '0');
    }
    if (value > UINT32_MAX) return false;
    *out = (uint32_t)value;
    return true;
}
