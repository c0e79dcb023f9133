/* knowledge/gazetteer.c - reads the file of places where it lies mapped, without unpacking it.
 *
 * The file, all numbers little-endian (written by tools/gazetteer/make.py):
 *
 *     header   "BEDEGAZ1", u32 places, u32 names, u32 bytes of text, u32 CRC-32 of all that follows
 *     places   36 bytes each: i32 lat, i32 lon (1/100,000 degree), u32 id, u32 population,
 *              u32 name (into text), country[2], admin[4], feature[5], u32 county (place + 1; 0: not
 *              known), a byte zero
 *     names    8 bytes each, sorted by key and then by falling population: u32 key (into text),
 *              u32 place
 *     text     strings, each after one byte with its length
 *
 * A key is a name in the pieces of phrase.c joined by blanks, so that a lookup is one binary search.
 * Opening looks at the header alone, so that a start costs nothing; a reference is checked when it is
 * followed, and one that leads outside the file is as none. gazetteer_check reads all, for `bede check`:
 * the checksum finds what broke by accident; what was altered on purpose can still give wrong places.
 *
 * SPDX-License-Identifier: MIT */
#include "knowledge/gazetteer.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/io.h"
#include "knowledge/kb.h"

enum {
    HEADER_BYTES = 24,
    PLACE_BYTES = 36,
    NAME_BYTES = 8,
    ENTRIES_MAX = 1 << 22,
    FILE_MAX = 1 << 28,
    KEY_MAX = 255,
    SCALE = 100000 /* parts of a degree */
};
static const char MAGIC[8] = {'B', 'E', 'D', 'E', 'G', 'A', 'Z', '1'};

struct gazetteer {
    struct str mapped; /* empty when the bytes are the caller's */
    struct str bytes;  /* the whole file */
    struct str text;
    const char *places, *names;
    uint32_t n_places, n_names;
};

static uint32_t get_u32(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

static double get_degrees(const char *p)
{
    return (double)(int32_t)get_u32(p) / SCALE;
}

static bool text_holds(const struct gazetteer *g, uint32_t at)
{
    return at < g->text.n && (unsigned char)g->text.p[at] < g->text.n - at;
}

/* The string at this place of the text; empty when the place is none. */
static struct str text_at(const struct gazetteer *g, uint32_t at)
{
    if (!text_holds(g, at)) return (struct str){g->text.p, 0};
    return (struct str){g->text.p + at + 1, (unsigned char)g->text.p[at]};
}

static struct str key_at(const struct gazetteer *g, uint32_t name)
{
    return text_at(g, get_u32(g->names + (size_t)name * NAME_BYTES));
}

/* The header against the length of the file. */
static bede_status check_frame(struct gazetteer *g, const char *input, struct str bytes,
                               bede_error *err)
{
    if (bytes.n < HEADER_BYTES || memcmp(bytes.p, MAGIC, sizeof MAGIC) != 0)
        return err_at(err, BEDE_DATA, input, 0, 0, "no gazetteer of this version");
    g->n_places = get_u32(bytes.p + 8);
    g->n_names = get_u32(bytes.p + 12);
    uint32_t n_text = get_u32(bytes.p + 16);
    if (g->n_places > ENTRIES_MAX || g->n_names > ENTRIES_MAX || n_text > FILE_MAX)
        return err_at(err, BEDE_LIMIT, input, 0, 8, "gazetteer with too many entries");
    uint64_t want = HEADER_BYTES + (uint64_t)g->n_places * PLACE_BYTES +
                    (uint64_t)g->n_names * NAME_BYTES + n_text;
    if (want != bytes.n)
        return err_at(err, BEDE_DATA, input, 0, bytes.n < want ? bytes.n : want,
                      "gazetteer of %llu bytes, its header tells %llu", (unsigned long long)bytes.n,
                      (unsigned long long)want);
    g->bytes = bytes;
    g->places = bytes.p + HEADER_BYTES;
    g->names = g->places + (size_t)g->n_places * PLACE_BYTES;
    g->text = (struct str){g->names + (size_t)g->n_names * NAME_BYTES, n_text};
    return BEDE_OK;
}

/* A place whose name, county and coordinates are within range. */
static bool place_holds(const struct gazetteer *g, uint32_t i)
{
    if (i >= g->n_places) return false;
    const char *p = g->places + (size_t)i * PLACE_BYTES;
    double lat = get_degrees(p), lon = get_degrees(p + 4);
    return text_holds(g, get_u32(p + 16)) && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 &&
           get_u32(p + 31) <= g->n_places;
}

bede_status gazetteer_check(const struct gazetteer *g, const char *input, bede_error *err)
{
    uLong crc =
        crc32(0, (const Bytef *)g->bytes.p + HEADER_BYTES, (uInt)(g->bytes.n - HEADER_BYTES));
    if ((uint32_t)crc != get_u32(g->bytes.p + 20))
        return err_at(err, BEDE_DATA, input, 0, 20, "gazetteer was altered: checksum differs");
    for (uint32_t i = 0; i < g->n_places; i++)
        if (!place_holds(g, i))
            return err_at(err, BEDE_DATA, input, 0, HEADER_BYTES + (uint64_t)i * PLACE_BYTES,
                          "gazetteer with a place out of range");
    uint64_t start = (uint64_t)HEADER_BYTES + (uint64_t)g->n_places * PLACE_BYTES;
    for (uint32_t i = 0; i < g->n_names; i++) {
        const char *p = g->names + (size_t)i * NAME_BYTES;
        bool good = text_holds(g, get_u32(p)) && get_u32(p + 4) < g->n_places;
        if (!good || (i && str_cmp(key_at(g, i - 1), key_at(g, i)) > 0))
            return err_at(err, BEDE_DATA, input, 0, start + (uint64_t)i * NAME_BYTES,
                          "gazetteer with a name %s", good ? "out of order" : "out of range");
    }
    return BEDE_OK;
}

bede_status gazetteer_from_bytes(const char *input, struct str bytes, struct gazetteer **out,
                                 bede_error *err)
{
    struct gazetteer *g = calloc(1, sizeof *g);
    if (!g) return err_nomem(err);
    bede_status status = bytes.n > FILE_MAX ? err_at(err, BEDE_LIMIT, input, 0, FILE_MAX,
                                                     "gazetteer longer than the limit")
                                            : check_frame(g, input, bytes, err);
    if (status != BEDE_OK) {
        free(g);
        return status;
    }
    *out = g;
    return BEDE_OK;
}

bede_status gazetteer_open(const char *path, struct gazetteer **out, bede_error *err)
{
    struct str mapped;
    TRY(io_map_file(path, FILE_MAX, &mapped, err));
    bede_status status = gazetteer_from_bytes(path, mapped, out, err);
    if (status == BEDE_OK)
        (*out)->mapped = mapped;
    else
        io_unmap(mapped);
    return status;
}

void gazetteer_close(struct gazetteer *gazetteer)
{
    if (!gazetteer) return;
    if (gazetteer->mapped.p) io_unmap(gazetteer->mapped);
    free(gazetteer);
}

/* The name as a key; empty when it is too long to be one. */
static struct str make_key(struct str name, char key[KEY_MAX])
{
    struct pieces pieces;
    size_t n = 0;
    pieces_cut(name, &pieces);
    if (pieces.too_long) return (struct str){key, 0};
    for (uint32_t i = 0; i < pieces.n; i++) {
        const struct piece *piece = &pieces.item[i];
        if (n + piece->n + 1 > KEY_MAX) return (struct str){key, 0};
        if (i) key[n++] = ' ';
        memcpy(key + n, piece->p, piece->n);
        n += piece->n;
    }
    return (struct str){key, n};
}

static void copy_code(char *to, const char *from, size_t n)
{
    memcpy(to, from, n);
    to[n] = '\0';
}

static void read_place(const struct gazetteer *g, uint32_t i, struct gazetteer_place *out)
{
    const char *p = g->places + (size_t)i * PLACE_BYTES;
    *out = (struct gazetteer_place){.name = text_at(g, get_u32(p + 16)),
                                    .lat = get_degrees(p),
                                    .lon = get_degrees(p + 4),
                                    .id = get_u32(p + 8),
                                    .population = get_u32(p + 12),
                                    .index = i + 1,
                                    .county = get_u32(p + 31)};
    copy_code(out->country, p + 20, 2);
    copy_code(out->admin, p + 22, 4);
    copy_code(out->feature, p + 26, 5);
}

uint32_t gazetteer_find(const struct gazetteer *gazetteer, struct str name,
                        struct gazetteer_place *out, uint32_t cap)
{
    char bytes[KEY_MAX];
    struct str key = make_key(name, bytes);
    if (!key.n) return 0;
    uint32_t low = 0, high = gazetteer->n_names, n = 0;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (str_cmp(key_at(gazetteer, mid), key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < gazetteer->n_names && str_eq(key_at(gazetteer, low), key); low++) {
        uint32_t place = get_u32(gazetteer->names + (size_t)low * NAME_BYTES + 4);
        if (!place_holds(gazetteer, place)) continue;
        if (n < cap) read_place(gazetteer, place, &out[n]);
        n++;
    }
    return n;
}

uint32_t gazetteer_places(const struct gazetteer *gazetteer)
{
    return gazetteer->n_places;
}
