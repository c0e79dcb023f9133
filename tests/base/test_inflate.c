/* Tests of base/inflate: members, frames, limits, damage. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/inflate.h"

#include <zlib.h>
#include <zstd.h>

#define COPY "MINSK, June 3 (Reuters) - Envoys met on Monday and agreed to meet again.\n"

static struct str gzip(struct str plain)
{
    static char out[1 << 16];
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)(uintptr_t)plain.p;
    z.avail_in = (uInt)plain.n;
    z.next_out = (Bytef *)out;
    z.avail_out = sizeof out;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t n = sizeof out - z.avail_out;
    deflateEnd(&z);
    return (struct str){out, n};
}

static struct str zstd(struct str plain)
{
    static char out[1 << 16];
    size_t n = ZSTD_compress(out, sizeof out, plain.p, plain.n, 3);
    assert_false(ZSTD_isError(n));
    return (struct str){out, n};
}

static struct str (*const packers[])(struct str) = {gzip, zstd};
enum { PACKERS = sizeof packers / sizeof *packers };

/* The packed bytes once or several times over, with a tail. */
static struct str repeated(struct str packed, int times, const char *tail, size_t n_tail)
{
    static char room[1 << 17];
    size_t n = 0;
    for (int i = 0; i < times; i++, n += packed.n)
        memcpy(room + n, packed.p, packed.n);
    if (n_tail) memcpy(room + n, tail, n_tail);
    return (struct str){room, n + n_tail};
}

static void unpacks_to(struct str packed, const char *want)
{
    char *out;
    size_t n;
    bede_error err;
    assert_int_equal(inflate_bytes("x", packed, 1 << 20, &out, &n, &err), BEDE_OK);
    assert_int_equal(n, strlen(want));
    assert_string_equal(out, want);
    free(out);
}

static void fails_with(struct str packed, uint64_t max, bede_status code, const char *says)
{
    char *out = NULL;
    size_t n;
    bede_error err;
    assert_int_equal(inflate_bytes("x.gz", packed, max, &out, &n, &err), code);
    assert_null(out);
    assert_string_equal(err.input, "x.gz");
    assert_non_null(strstr(err.msg, says));
}

static void tells_by_magic(void **state)
{
    (void)state;
    assert_int_equal(inflate_sniff(STR_LIT(COPY)), INFLATE_NONE);
    assert_int_equal(inflate_sniff(STR_LIT("")), INFLATE_NONE);
    assert_int_equal(inflate_sniff(STR_LIT("\x1f\x8b")), INFLATE_NONE);
    assert_int_equal(inflate_sniff(gzip(STR_LIT(COPY))), INFLATE_GZIP);
    assert_int_equal(inflate_sniff(zstd(STR_LIT(COPY))), INFLATE_ZSTD);
    assert_int_equal(inflate_sniff(STR_LIT("\x5a\x2a\x4d\x18\0\0\0\0")), INFLATE_ZSTD);
    assert_string_equal(inflate_foreign(STR_LIT("PK\x03\x04zz")), "a ZIP archive");
    assert_null(inflate_foreign(STR_LIT("PKs met")));
    assert_null(inflate_foreign(STR_LIT("")));
}

static void unpacks(void **state)
{
    (void)state;
    for (int i = 0; i < PACKERS; i++) {
        unpacks_to(packers[i](STR_LIT(COPY)), COPY);
        unpacks_to(packers[i](STR_LIT("")), "");
        unpacks_to(repeated(packers[i](STR_LIT(COPY)), 3, "", 0), COPY COPY COPY);
        unpacks_to(repeated(packers[i](STR_LIT(COPY)), 1, "\0\0\0\0\0\0", 6), COPY);
    }
    /* A frame to be skipped, then one of copy. */
    static char room[256] = "\x50\x2a\x4d\x18\x03\0\0\0abc";
    struct str frame = zstd(STR_LIT(COPY));
    memcpy(room + 11, frame.p, frame.n);
    unpacks_to((struct str){room, 11 + frame.n}, COPY);
}

static void every_cut_is_told(void **state)
{
    (void)state;
    for (int i = 0; i < PACKERS; i++) {
        struct str packed = packers[i](STR_LIT(COPY));
        for (size_t n = 4; n < packed.n; n++)
            fails_with(str_slice(packed, 0, n), 1 << 20, BEDE_SYNTAX, "its end is missing");
    }
}

static void damage_is_told(void **state)
{
    (void)state;
    for (int i = 0; i < PACKERS; i++) {
        struct str packed = packers[i](STR_LIT(COPY));
        fails_with(repeated(packed, 2, "more", 4), 1 << 20, BEDE_SYNTAX, "damaged");
        struct str copy = repeated(packed, 1, "", 0);
        ((char *)(uintptr_t)copy.p)[i == 0 ? copy.n - 6 : 5] ^= 0x55;
        fails_with(copy, 1 << 20, BEDE_SYNTAX, "damaged");
    }
}

/* Forty megabytes of blanks pack into some kilobytes; not more than the limit may come out. */
static void holds_the_limit(void **state)
{
    (void)state;
    size_t n = 40 << 20;
    char *blanks = malloc(n);
    assert_non_null(blanks);
    memset(blanks, ' ', n);
    for (int i = 0; i < PACKERS; i++) {
        struct str bomb = packers[i]((struct str){blanks, n});
        assert_true(bomb.n < 64 << 10);
        fails_with(bomb, 1 << 20, BEDE_LIMIT, "limit of 1048576 bytes when unpacked");
        fails_with(bomb, n - 1, BEDE_LIMIT, "when unpacked");
        char *out;
        size_t got;
        assert_int_equal(inflate_bytes("x", bomb, n, &out, &got, NULL), BEDE_OK);
        assert_int_equal(got, n);
        free(out);
        fails_with(packers[i](STR_LIT("ab")), 1, BEDE_LIMIT, "limit of 1 bytes");
    }
    free(blanks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_by_magic),    cmocka_unit_test(unpacks),
        cmocka_unit_test(every_cut_is_told), cmocka_unit_test(damage_is_told),
        cmocka_unit_test(holds_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
