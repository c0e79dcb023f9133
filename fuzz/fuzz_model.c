/* Fuzzes the model reader, and the parser on models that it let pass.
 *
 * A model of some megabytes is no input for a fuzzer, so an input is one of two things, by its
 * first byte: (0) the bytes of a file, header repaired; (else) changes to the shipped model, each
 * an offset (4 bytes) and a value. The checksum is made right, so that what is tested is the
 * checks behind it.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/io.h"
#include "syntax/model.h"

static struct doc *two_words(struct arena *arena)
{
    struct doc *doc = ARENA_NEW(arena, struct doc);
    if (!doc) return NULL;
    doc->arena = arena;
    doc->text = STR_LIT("Talks failed");
    doc->tokens = ARENA_ARRAY(arena, 2, struct token);
    doc->sentences = ARENA_NEW(arena, struct sentence);
    if (!doc->tokens || !doc->sentences) return NULL;
    doc->tokens[0].end = 5;
    doc->tokens[1].start = 6;
    doc->tokens[1].end = 12;
    doc->sentences[0].n = doc->n_tokens = 2;
    doc->n_sentences = 1;
    return doc;
}

static void use(struct str bytes)
{
    struct syntax_model *model;
    if (syntax_open_bytes("fuzz", bytes, &model, NULL) != BEDE_OK) return;
    struct arena *arena = arena_new(0);
    struct doc *doc = arena ? two_words(arena) : NULL;
    struct syntax_scratch *scratch = syntax_scratch_new(model);
    if (doc && scratch && syntax_analyse(model, scratch, doc, NULL) == BEDE_OK &&
        doc->tokens[0].head == doc->tokens[1].head)
        abort(); /* no tree */
    syntax_scratch_free(scratch);
    arena_free(arena);
    syntax_close(model);
}

static void sign(char *p, size_t n)
{
    uint32_t version = MODEL_VERSION;
    uint64_t size = n, sum;
    if (n < MODEL_HEADER) return;
    memcpy(p, MODEL_MAGIC, 8);
    memcpy(p + 8, &version, 4);
    memcpy(p + 16, &size, 8);
    sum = model_checksum(p + MODEL_HEADER, n - MODEL_HEADER);
    memcpy(p + 24, &sum, 8);
}

static char *copy(const void *p, size_t n)
{
    char *c = aligned_alloc(MODEL_ALIGN, (n + MODEL_ALIGN) & ~(size_t)(MODEL_ALIGN - 1));
    if (c) memcpy(c, p, n);
    return c;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct str shipped;
    if (!shipped.p &&
        io_map_file(BEDE_SOURCE_DIR "/models/en.bede", MODEL_BYTES_MAX, &shipped, NULL) != BEDE_OK)
        abort();
    if (size == 0) return 0;
    bool whole = data[0] == 0;
    size_t n = whole ? size - 1 : shipped.n;
    char *bytes = whole ? copy(data + 1, n) : copy(shipped.p, n);
    if (!bytes) return 0;
    for (size_t i = 1; !whole && i + 5 <= size; i += 5) {
        uint32_t at;
        memcpy(&at, data + i, 4);
        bytes[MODEL_HEADER + at % (n - MODEL_HEADER)] = (char)data[i + 4];
    }
    sign(bytes, n);
    use((struct str){bytes, n});
    free(bytes);
    return 0;
}
