/* base/buf.c - see buf.h. SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

void buf_init(struct buf *buf, size_t limit)
{
    memset(buf, 0, sizeof *buf);
    buf->limit = limit;
}

void buf_fini(struct buf *buf)
{
    free(buf->p);
    buf_init(buf, buf->limit);
}

void buf_clear(struct buf *buf)
{
    buf->n = 0;
    buf->failed = false;
    buf->depth = 0;
    buf->comma[0] = false;
    buf->after_key = false;
}

static bool reserve(struct buf *buf, size_t more)
{
    size_t need = buf->n + more;
    if (buf->failed) return false;
    if (need < more || (buf->limit && need > buf->limit)) {
        buf->failed = true;
        return false;
    }
    if (need <= buf->cap) return true;
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    char *p = realloc(buf->p, cap);
    if (!p) {
        buf->failed = true;
        return false;
    }
    buf->p = p;
    buf->cap = cap;
    return true;
}

void buf_add(struct buf *buf, const void *data, size_t n)
{
    if (n == 0 || !reserve(buf, n)) return;
    memcpy(buf->p + buf->n, data, n);
    buf->n += n;
}

void buf_str(struct buf *buf, struct str s)
{
    buf_add(buf, s.p, s.n);
}

void buf_puts(struct buf *buf, const char *c)
{
    buf_add(buf, c, strlen(c));
}

void buf_putc(struct buf *buf, char c)
{
    if (reserve(buf, 1)) buf->p[buf->n++] = c;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n >= 0 && reserve(buf, (size_t)n + 1)) {
        vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
        buf->n += (size_t)n;
    }
    va_end(again);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void item(struct buf *buf)
{
    if (buf->after_key)
        buf->after_key = false;
    else if (buf->comma[buf->depth])
        buf_putc(buf, ',');
    buf->comma[buf->depth] = true;
}

static void open_with(struct buf *buf, char c)
{
    item(buf);
    buf_putc(buf, c);
    if (buf->depth + 1 >= BUF_JSON_DEPTH) {
        buf->failed = true;
        return;
    }
    buf->comma[++buf->depth] = false;
}

static void close_with(struct buf *buf, char c)
{
    buf_putc(buf, c);
    if (buf->depth) buf->depth--;
}

void jw_object(struct buf *buf)
{
    open_with(buf, '{');
}

void jw_end_object(struct buf *buf)
{
    close_with(buf, '}');
}

void jw_array(struct buf *buf)
{
    open_with(buf, '[');
}

void jw_end_array(struct buf *buf)
{
    close_with(buf, ']');
}

static void escaped(struct buf *buf, struct str s)
{
    static const char hex[] = "0123456789abcdef";
    buf_putc(buf, '"');
    size_t run = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        size_t len = 1;
        bool plain = c >= 0x20 && c != '"' && c != '\\';
        bool valid = true;
        if (c >= 0x80) {
            uint32_t cp;
            len = utf8_decode(s, i, &cp);
            valid = cp != UTF8_INVALID;
        }
        if (plain && valid) {
            i += len;
            continue;
        }
        buf_add(buf, s.p + run, i - run);
        if (!valid)
            buf_puts(buf, "\xef\xbf\xbd");
        else if (c == '"' || c == '\\')
            buf_add(buf, (char[]){'\\', (char)c}, 2);
        else if (c == '\n')
            buf_puts(buf, "\\n");
        else if (c == '\t')
            buf_puts(buf, "\\t");
        else if (c == '\r')
            buf_puts(buf, "\\r");
        else
            buf_add(buf, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
        i += len;
        run = i;
    }
    if (run < s.n) buf_add(buf, s.p + run, s.n - run);
    buf_putc(buf, '"');
}

void jw_key(struct buf *buf, const char *key)
{
    item(buf);
    escaped(buf, str_c(key));
    buf_putc(buf, ':');
    buf->after_key = true;
}

void jw_str(struct buf *buf, struct str s)
{
    item(buf);
    escaped(buf, s);
}

void jw_cstr(struct buf *buf, const char *c)
{
    if (c)
        jw_str(buf, str_c(c));
    else
        jw_null(buf);
}

void jw_uint(struct buf *buf, uint64_t v)
{
    item(buf);
    buf_printf(buf, "%" PRIu64, v);
}

void jw_int(struct buf *buf, int64_t v)
{
    item(buf);
    buf_printf(buf, "%" PRId64, v);
}

void jw_num(struct buf *buf, double v, int decimals)
{
    char text[64];
    int n = snprintf(text, sizeof text, "%.*f", decimals, v);
    if (n <= 0 || n >= (int)sizeof text) n = snprintf(text, sizeof text, "0");
    if (strchr(text, '.')) {
        while (n > 1 && text[n - 1] == '0')
            n--;
        if (text[n - 1] == '.') n--;
    }
    item(buf);
    buf_add(buf, text, (size_t)n);
}

void jw_bool(struct buf *buf, bool v)
{
    item(buf);
    buf_puts(buf, v ? "true" : "false");
}

void jw_null(struct buf *buf)
{
    item(buf);
    buf_puts(buf, "null");
}

void jw_pair(struct buf *buf, uint64_t a, uint64_t b)
{
    item(buf);
    buf_printf(buf, "[%" PRIu64 ",%" PRIu64 "]", a, b);
}

/* ---- CSV ----------------------------------------------------------------------------------- */

void csv_field(struct buf *buf, struct str s, char separator, bool guard)
{
    bool quote = false;
    for (size_t i = 0; i < s.n && !quote; i++)
        quote = s.p[i] == separator || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    bool formula = guard && s.n && strchr("=+-@", s.p[0]);
    if (quote) buf_putc(buf, '"');
    if (formula) buf_putc(buf, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_putc(buf, '"');
        buf_putc(buf, s.p[i]);
    }
    if (quote) buf_putc(buf, '"');
}
