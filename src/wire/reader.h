/* wire/reader.h - the inside of a wire_reader. SPDX-License-Identifier: MIT */
#ifndef WIRE_READER_H
#define WIRE_READER_H

#include "wire/wire.h"

struct wire_reader {
    const struct wire_lexicon *lexicon;
    const char *name;
    struct str bytes;
    size_t at;     /* next byte to be read */
    uint32_t line; /* of the line last read (JSONL) */
    bede_from from;
    bede_limits limits;
    bool done;
    void *state; /* of a format that reads the whole input before its first story */
    void (*state_free)(void *state);
};

/* A new story with the reader's name and place and nothing else; NULL when memory ends. */
struct story *reader_story(const struct wire_reader *reader, struct arena *arena);

/* `bytes` as UTF-8 without NUL bytes: itself, or a copy in the arena. *transcoded tells. */
BEDE_NODISCARD bede_status reader_text(struct arena *arena, struct str bytes, struct str *text,
                                       bool *transcoded, bede_error *err);

/* The story on the next line of a JSONL input; see wire_next. */
BEDE_NODISCARD bede_status jsonl_next(struct wire_reader *reader, struct arena *arena,
                                      struct story **out, bede_error *err);

/* The next story of an XML input (xmlformats.c). */
BEDE_NODISCARD bede_status xml_next(struct wire_reader *reader, struct arena *arena,
                                    struct story **out, bede_error *err);

#endif
