/* Any bytes as CoNLL-U: every story is read or refused, the reader gets to the end, and what was
 * read prints and reads back with as many words. SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "syntax/conllu.h"
#include "wire/wire.h"

#define HOLDS(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) abort();                                                                 \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_back(struct arena *arena, const struct doc *doc)
{
    struct buf buf;
    buf_init(&buf, 0);
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        conllu_write(&buf, doc, s);
    struct str rest = {buf.p, buf.n};
    struct doc *back;
    bede_error err;
    uint32_t line = 0;
    HOLDS(conllu_read(arena, "back", &rest, &line, true, NULL, &back, &err) == BEDE_OK);
    HOLDS(back->n_tokens == doc->n_tokens);
    buf_fini(&buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *arena; /* kept: making one costs more than a run */
    if (!arena) arena = arena_new(0);
    HOLDS(arena);
    struct str rest = {(const char *)data, size};
    uint32_t line = 0;
    while (rest.n) {
        size_t before = rest.n;
        struct doc *doc;
        bede_error err;
        bede_status status = conllu_read(arena, "fuzz", &rest, &line, true, NULL, &doc, &err);
        HOLDS(rest.n < before);
        if (status != BEDE_OK) continue;
        HOLDS(doc->n_sentences && doc->sentences[0].n);
        for (uint32_t t = 0; t < doc->n_tokens; t++)
            HOLDS(doc->tokens[t].end > doc->tokens[t].start && doc->tokens[t].end <= doc->text.n);
        read_back(arena, doc);
    }
    arena_reset(arena);
    return 0;
}
