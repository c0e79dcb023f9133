/* base/utf8.c - see utf8.h. SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include "base/arena.h"

size_t utf8_decode(struct str s, size_t at, uint32_t *cp)
{
    if (at >= s.n) {
        *cp = UTF8_INVALID;
        return 0;
    }
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    if (p[0] < 0x80) {
        *cp = p[0];
        return 1;
    }
    size_t len = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    *cp = UTF8_INVALID;
    if (p[0] < 0xC2 || p[0] > 0xF4 || left < len) return 1;
    uint32_t value = p[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80) return 1;
        value = value << 6 | (p[i] & 0x3Fu);
    }
    if (value < least[len] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 1;
    *cp = value;
    return len;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

size_t utf8_before(struct str s, size_t at)
{
    size_t i = at - 1;
    while (i > 0 && at - i < 4 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
        i--;
    uint32_t cp;
    return i + utf8_decode(s, i, &cp) == at && cp != UTF8_INVALID ? i : at - 1;
}

size_t utf8_check(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        if (s.n - i >= 8) {
            uint64_t word;
            memcpy(&word, s.p + i, 8);
            if (!(word & 0x8080808080808080u)) {
                i += 8;
                continue;
            }
        }
        uint32_t cp;
        size_t len = utf8_decode(s, i, &cp);
        if (cp == UTF8_INVALID) return i;
        i += len;
    }
    return SIZE_MAX;
}

size_t utf8_count(struct str s)
{
    size_t n = 0;
    uint32_t cp;
    for (size_t i = 0; i < s.n; n++)
        i += utf8_decode(s, i, &cp);
    return n;
}

uint32_t utf8_lower(uint32_t cp)
{
    if (cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    if (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) return cp + 32;
    if (cp == 0x130) return 'i';
    if (cp == 0x178) return 0xFF;
    if ((cp >= 0x100 && cp <= 0x137) || (cp >= 0x14A && cp <= 0x177)) return cp | 1;
    if ((cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E)) return cp + (cp & 1);
    if (cp >= 0x391 && cp <= 0x3A9 && cp != 0x3A2) return cp + 32;
    if (cp >= 0x410 && cp <= 0x42F) return cp + 32;
    if (cp >= 0x400 && cp <= 0x40F) return cp + 80;
    if ((cp >= 0x460 && cp <= 0x4BF) || (cp >= 0x1E00 && cp <= 0x1EFF)) return cp | 1;
    return cp;
}

bool utf8_is_upper(uint32_t cp)
{
    return utf8_lower(cp) != cp;
}

bool utf8_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
           cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

bool utf8_is_letter(uint32_t cp)
{
    if (cp < 0x80) return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    if (cp == UTF8_INVALID || cp < 0xAA) return false;
    if (cp < 0xC0) return cp == 0xAA || cp == 0xB5 || cp == 0xBA;
    if (cp == 0xD7 || cp == 0xF7) return false;
    if (cp >= 0x2000 && cp < 0x2C00) return cp >= 0x2100 && cp < 0x2190;
    if ((cp >= 0x3000 && cp < 0x3005) || (cp >= 0x3008 && cp < 0x3021)) return false;
    if (cp >= 0xD800 && cp < 0xF900) return false;
    if (cp >= 0xFE00 && cp < 0xFE70) return false;
    if (cp >= 0xFF00 && cp < 0xFF21) return false;
    return cp < 0x1F000;
}

size_t utf8_lower_str(struct str s, char *dst, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        char out[4];
        size_t len = utf8_decode(s, i, &cp);
        if (cp == UTF8_INVALID) {
            if (n + 1 > cap) break;
            dst[n++] = s.p[i];
        } else {
            size_t k = utf8_encode(utf8_lower(cp), out);
            if (n + k > cap) break;
            memcpy(dst + n, out, k);
            n += k;
        }
        i += len;
    }
    return n;
}

uint32_t utf8_cp1252(unsigned char byte)
{
    static const uint16_t high[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

struct str utf8_from_cp1252(struct arena *arena, struct str bytes)
{
    if (bytes.n > SIZE_MAX / 4) return (struct str){NULL, 0};
    char *out = arena_alloc(arena, bytes.n * 3 + 1);
    if (!out) return (struct str){NULL, 0};
    size_t n = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        n += utf8_encode(utf8_cp1252((unsigned char)bytes.p[i]), out + n);
    }
    return (struct str){out, n};
}

enum { CP_STEP = 64 };

bool cp_index_init(struct cp_index *index, struct arena *arena, struct str text)
{
    *index = (struct cp_index){text, NULL};
    bool ascii = true;
    for (size_t i = 0; i < text.n && ascii; i++)
        ascii = (unsigned char)text.p[i] < 0x80;
    if (ascii) return true;
    index->marks = ARENA_ARRAY(arena, text.n / CP_STEP + 1, uint32_t);
    if (!index->marks) return false;
    uint32_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (i % CP_STEP == 0) index->marks[i / CP_STEP] = n;
        n += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    }
    if (text.n % CP_STEP == 0) index->marks[text.n / CP_STEP] = n;
    return true;
}

uint32_t cp_at(const struct cp_index *index, uint32_t byte)
{
    if (!index->marks) return byte;
    uint32_t block = byte / CP_STEP;
    uint32_t n = index->marks[block];
    for (uint32_t i = block * CP_STEP; i < byte; i++)
        n += ((unsigned char)index->text.p[i] & 0xC0) != 0x80;
    return n;
}
