/* base/utf8.h - UTF-8: decoding, checking, windows-1252 to UTF-8, byte to code point offsets.
 *
 * Offsets are bytes inside Bede and code points in all that leaves it (DESIGN.md, ground rule 3);
 * a cp_index makes that translation O(1).
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#define UTF8_INVALID 0xFFFFFFFFu

/* Decodes the code point at byte `at`. Returns its length in bytes (1 for an invalid byte, with
 * *cp UTF8_INVALID); 0 at the end. Overlong forms and surrogates are invalid. */
size_t utf8_decode(struct str s, size_t at, uint32_t *cp);

/* Writes a code point as UTF-8 into out[4]; returns the number of bytes. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* The byte where the code point before `at` starts (at > 0). */
size_t utf8_before(struct str s, size_t at);

/* Offset of the first invalid byte, or SIZE_MAX when all is valid. */
size_t utf8_check(struct str s);

/* Number of code points (an invalid byte counts as one). */
size_t utf8_count(struct str s);

/* Letters beyond ASCII: Latin, Greek, Cyrillic simple case mapping; others unchanged. */
uint32_t utf8_lower(uint32_t cp);
bool utf8_is_upper(uint32_t cp);
bool utf8_is_letter(uint32_t cp); /* any letter: ASCII, or cp >= 0xAA that is no known symbol */
bool utf8_is_space(uint32_t cp);  /* ASCII space, NBSP, U+2000..200B, U+3000 … */

/* Lower-cases into dst (cap bytes); returns the length, cut at a code point if it does not fit. */
size_t utf8_lower_str(struct str s, char *dst, size_t cap);

struct arena;

/* windows-1252 bytes as UTF-8 in the arena; p is NULL when memory ends. The five bytes that
 * windows-1252 leaves undefined become U+FFFD. */
struct str utf8_from_cp1252(struct arena *arena, struct str bytes);

/* The code point of one windows-1252 byte; U+FFFD for the five that it leaves undefined. */
uint32_t utf8_cp1252(unsigned char byte);

/* Byte offset -> code point offset, for one text. */
struct cp_index {
    struct str text;
    uint32_t *marks; /* code points before byte 64*i; NULL when the text is all ASCII */
};

/* False when memory ends. */
bool cp_index_init(struct cp_index *index, struct arena *arena, struct str text);
uint32_t cp_at(const struct cp_index *index, uint32_t byte);

#endif
