/* fuzz_petrarch.c - any bytes as a dictionary of TABARI or PETRARCH.
 *
 * The first byte chooses the kind, or lets the bytes tell it. What becomes of the lines must add up,
 * and what is made must be UTF-8.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/utf8.h"
#include "import/import.h"

static struct kb *kb; /* loaded once */

static void ignore(void *ctx, bool refused, const char *file, uint32_t line, const char *message)
{
    (void)ctx, (void)refused, (void)file, (void)line, (void)message;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
    bede_error err;
    struct import *im;
    bede_import_figures figures = {0};
    if (!size) return 0;
    if (!kb && kb_load(folders, 1, NULL, &kb, &err) != BEDE_OK) abort();
    if (import_new(folders[0], kb, ignore, NULL, &im, &err) != BEDE_OK) abort();
    struct str text = {(const char *)data + 1, size - 1};
    unsigned which = data[0] % (BEDE_DICT_COUNT + 1);
    bede_dictionary kind = which < BEDE_DICT_COUNT ? (bede_dictionary)which : import_sniff(text);
    if (import_read(im, kind, "fuzz.txt", text, &figures, &err) == BEDE_OK) {
        const bede_import_count *c = &figures.of[kind];
        if (c->lines != c->taken + c->known + c->refused) abort();
        for (int i = 0; i < OUT_COUNT; i++)
            if (utf8_check(import_made(im, (enum import_out)i)) != SIZE_MAX) abort();
    }
    import_free(im);
    return 0;
}
