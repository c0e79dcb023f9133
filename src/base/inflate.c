/* base/inflate.c - see inflate.h.
 *
 * Both formats may hold several members: `cat a.gz b.gz` is a file that gzip reads, and feeds that
 * append to an archive make such files. Zero bytes behind the last member are padding of tapes and
 * block devices and are passed over, as gzip does.
 *
 * SPDX-License-Identifier: MIT */
#include "base/inflate.h"

#include <stdlib.h>

#include <zlib.h>
#include <zstd.h>

enum { FIRST_ROOM = 1 << 16, GZIP_WINDOW = 15 + 16, STEP_MAX = 1 << 30 };

struct unpacked {
    const char *name;
    struct str packed;
    size_t at; /* next packed byte */
    uint64_t max;
    char *p; /* n bytes of room `cap`, one more for the NUL */
    size_t n, cap;
};

enum inflate_kind inflate_sniff(struct str bytes)
{
    if (str_starts(bytes, "\x1f\x8b\x08")) return INFLATE_GZIP;
    if (str_starts(bytes, "\x28\xb5\x2f\xfd")) return INFLATE_ZSTD;
    /* A file of Zstandard may open with a frame that is to be skipped: 0x184D2A50 to ...5F. */
    if (bytes.n >= 8 && ((uint8_t)bytes.p[0] & 0xf0) == 0x50 &&
        memcmp(bytes.p + 1, "\x2a\x4d\x18", 3) == 0)
        return INFLATE_ZSTD;
    return INFLATE_NONE;
}

const char *inflate_foreign(struct str bytes)
{
    static const struct {
        const char *magic, *name;
    } kinds[] = {{"PK\x03\x04", "a ZIP archive"},
                 {"BZh91AY&SY", "packed with bzip2"},
                 {"\xfd"
                  "7zXZ",
                  "packed with xz"},
                 {"7z\xbc\xaf\x27\x1c", "a 7z archive"},
                 {"\x04\x22\x4d\x18", "packed with lz4"},
                 {"%PDF-", "a PDF"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts(bytes, kinds[i].magic)) return kinds[i].name;
    return NULL;
}

/* Room for at least one byte more, but never for more than one above the limit. */
static bede_status make_room(struct unpacked *u, bede_error *err)
{
    if (u->n < u->cap) return BEDE_OK;
    if (u->n > u->max)
        return err_at(err, BEDE_LIMIT, u->name, 0, u->at,
                      "longer than the limit of %llu bytes when unpacked",
                      (unsigned long long)u->max);
    size_t cap = u->cap ? u->cap * 2 : FIRST_ROOM;
    if (cap > u->max) cap = (size_t)u->max + 1;
    char *p = cap > u->cap ? realloc(u->p, cap + 1) : NULL;
    if (!p) return err_nomem(err);
    u->p = p;
    u->cap = cap;
    return BEDE_OK;
}

static bede_status damaged(const struct unpacked *u, const char *what, const char *why,
                           bede_error *err)
{
    return err_at(err, BEDE_SYNTAX, u->name, 0, u->at, "the %s data is damaged: %s", what, why);
}

static bede_status cut_off(const struct unpacked *u, const char *what, bede_error *err)
{
    return err_at(err, BEDE_SYNTAX, u->name, 0, u->at, "the %s data is cut off: its end is missing",
                  what);
}

/* Are all packed bytes behind `at` zero? */
static bool only_padding(const struct unpacked *u)
{
    for (size_t i = u->at; i < u->packed.n; i++)
        if (u->packed.p[i]) return false;
    return true;
}

/* ---- gzip ---------------------------------------------------------------------------------- */

/* One step of at most STEP_MAX bytes, since zlib counts in 32 bits. */
static int gzip_step(struct unpacked *u, z_stream *z)
{
    size_t in = u->packed.n - u->at, room = u->cap - u->n;
    if (in > STEP_MAX) in = STEP_MAX;
    if (room > STEP_MAX) room = STEP_MAX;
    z->next_in = (z_const Bytef *)(uintptr_t)(u->packed.p + u->at);
    z->avail_in = (uInt)in;
    z->next_out = (Bytef *)(u->p + u->n);
    z->avail_out = (uInt)room;
    int code = inflate(z, Z_NO_FLUSH);
    u->at += in - z->avail_in;
    u->n += room - z->avail_out;
    return code;
}

static bede_status gzip_all(struct unpacked *u, z_stream *z, bede_error *err)
{
    for (;;) {
        TRY(make_room(u, err));
        int code = gzip_step(u, z);
        if (code == Z_STREAM_END) {
            if (only_padding(u)) return BEDE_OK;
            if (inflate_sniff(str_slice(u->packed, u->at, u->packed.n)) != INFLATE_GZIP)
                return damaged(u, "gzip", "other bytes follow its end", err);
            if (inflateReset(z) != Z_OK) return err_nomem(err);
        } else if (code == Z_MEM_ERROR) {
            return err_nomem(err);
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            return damaged(u, "gzip", z->msg ? z->msg : "not inflatable", err);
        } else if (u->at == u->packed.n && u->n < u->cap) {
            return cut_off(u, "gzip", err);
        }
    }
}

static bede_status gzip_bytes(struct unpacked *u, bede_error *err)
{
    z_stream z = {0};
    if (inflateInit2(&z, GZIP_WINDOW) != Z_OK) return err_nomem(err);
    bede_status status = gzip_all(u, &z, err);
    inflateEnd(&z);
    return status;
}

/* ---- Zstandard ----------------------------------------------------------------------------- */

static bede_status zstd_all(struct unpacked *u, ZSTD_DStream *z, bede_error *err)
{
    size_t left = 1;
    for (;;) {
        TRY(make_room(u, err));
        ZSTD_inBuffer in = {u->packed.p, u->packed.n, u->at};
        ZSTD_outBuffer out = {u->p, u->cap, u->n};
        left = ZSTD_decompressStream(z, &out, &in);
        u->at = in.pos;
        u->n = out.pos;
        if (ZSTD_isError(left)) return damaged(u, "Zstandard", ZSTD_getErrorName(left), err);
        if (left == 0 && only_padding(u)) return BEDE_OK;
        if (left && u->at == u->packed.n && u->n < u->cap) return cut_off(u, "Zstandard", err);
    }
}

static bede_status zstd_bytes(struct unpacked *u, bede_error *err)
{
    ZSTD_DStream *z = ZSTD_createDStream();
    if (!z) return err_nomem(err);
    bede_status status = zstd_all(u, z, err);
    ZSTD_freeDStream(z);
    return status;
}

bede_status inflate_bytes(const char *name, struct str packed, uint64_t max, char **out, size_t *n,
                          bede_error *err)
{
    struct unpacked u = {.name = name, .packed = packed, .max = max};
    if (u.max > SIZE_MAX / 4) u.max = SIZE_MAX / 4;
    bede_status status =
        inflate_sniff(packed) == INFLATE_ZSTD ? zstd_bytes(&u, err) : gzip_bytes(&u, err);
    if (status == BEDE_OK && u.n > u.max)
        status =
            err_at(err, BEDE_LIMIT, name, 0, u.at,
                   "longer than the limit of %llu bytes when unpacked", (unsigned long long)max);
    if (status != BEDE_OK) {
        free(u.p);
        return status;
    }
    u.p[u.n] = '\0';
    *out = u.p;
    *n = u.n;
    return BEDE_OK;
}
