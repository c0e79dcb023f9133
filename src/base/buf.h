/* base/buf.h - a growable byte buffer with a limit, and the JSON and CSV writers on it.
 *
 * Writing never returns a status: the first failure (memory, limit) is remembered in `failed` and
 * later writes do nothing, so that a long row is written straight and checked once.
 *
 * JSON: jw_* writes commas by itself.
 *     jw_object(b); jw_key(b, "code"); jw_str(b, s); jw_end_object(b);
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

enum { BUF_JSON_DEPTH = 32 };

struct buf {
    char *p;
    size_t n, cap, limit; /* limit 0: none */
    bool failed;
    uint8_t depth;              /* of open JSON objects and arrays */
    bool comma[BUF_JSON_DEPTH]; /* does the next item at this depth need one? */
    bool after_key;
};

void buf_init(struct buf *buf, size_t limit);
void buf_fini(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory, forgets the failure */

void buf_add(struct buf *buf, const void *data, size_t n);
void buf_str(struct buf *buf, struct str s);
void buf_puts(struct buf *buf, const char *c);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

void jw_object(struct buf *buf);
void jw_end_object(struct buf *buf);
void jw_array(struct buf *buf);
void jw_end_array(struct buf *buf);
void jw_key(struct buf *buf, const char *key);
void jw_str(struct buf *buf, struct str s);   /* invalid UTF-8 becomes U+FFFD */
void jw_cstr(struct buf *buf, const char *c); /* NULL becomes null */
void jw_uint(struct buf *buf, uint64_t v);
void jw_int(struct buf *buf, int64_t v);
void jw_num(struct buf *buf, double v, int decimals); /* fixed decimals, trailing zeros cut */
void jw_bool(struct buf *buf, bool v);
void jw_null(struct buf *buf);
void jw_pair(struct buf *buf, uint64_t a, uint64_t b); /* [a,b] */

/* One CSV field (RFC 4180): quoted only when it holds a comma, quote or line break. The caller
 * writes separators and line ends. Fields that a spreadsheet would run as a formula get a
 * leading apostrophe only when `guard` is set. */
void csv_field(struct buf *buf, struct str s, char separator, bool guard);

#endif
