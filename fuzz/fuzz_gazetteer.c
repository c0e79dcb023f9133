/* fuzz_gazetteer.c - any bytes as a gazetteer, its checksum set right so that the rest is read.
 *
 * What opens is asked for a few names, and for the bytes themselves as a name.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <zlib.h>

#include "knowledge/gazetteer.h"

enum { HEADER_BYTES = 24, CHECKSUM_AT = 20 };

static void ask(const struct gazetteer *g, struct str name)
{
    struct gazetteer_place places[4];
    uint32_t n = gazetteer_find(g, name, places, 4);
    size_t sum = 0;
    for (uint32_t i = 0; i < n && i < 4; i++)
        for (size_t k = 0; k < places[i].name.n; k++)
            sum += (unsigned char)places[i].name.p[k];
    if (sum == SIZE_MAX) abort(); /* never so: the bytes must have been read */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = malloc(size ? size : 1);
    if (!bytes) return 0;
    if (size) memcpy(bytes, data, size);
    if (size >= HEADER_BYTES) {
        uLong crc = crc32(0, data + HEADER_BYTES, (uInt)(size - HEADER_BYTES));
        for (int i = 0; i < 4; i++)
            bytes[CHECKSUM_AT + i] = (char)(crc >> (8 * i) & 0xFF);
    }
    struct gazetteer *g = NULL;
    if (gazetteer_from_bytes("fuzz", (struct str){bytes, size}, &g, NULL) == BEDE_OK) {
        ask(g, STR_LIT("Norrby"));
        ask(g, STR_LIT("a"));
        ask(g, (struct str){bytes, size});
        gazetteer_close(g);
    }
    free(bytes);
    return 0;
}
