/* wire/jsonitem.h - one JSON object as a story, whoever named its fields.
 *
 * In:   an object of ninjs 1, 2 or 3, of the AP Media API, of dpa's digitalwires, of a research
 *       corpus, or of Bede's own contract
 * Out:  a story
 * Not here: finding the objects in an input: jsonl.c (a line each), ninjs.c (documents)
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_JSONITEM_H
#define WIRE_JSONITEM_H

#include <jansson.h>

#include "wire/item.h"

/* Where an object stands. */
struct json_place {
    struct wire_reader *reader;
    struct arena *arena;
    uint64_t offset;
    const json_t *around; /* the document of which it is part, or NULL: AP sends bodies beside */
};

/* What an object may be by its fields alone. */
enum json_kind {
    JSON_NOTHING, /* of a story: a wrapper, or a part of one */
    JSON_TITLED,  /* a headline and no more: a story, unless it wraps some */
    JSON_STORY    /* a body, or an address with a type, status or version */
};
enum json_kind json_kind(const json_t *object);

/* Errors: UNSUPPORTED (a picture, an event: no story), SYNTAX (nothing of a story in it), LIMIT,
 * NOMEM. */
BEDE_NODISCARD bede_status json_story(const struct json_place *place, const json_t *object,
                                      struct story **out, bede_error *err);

/* Parses one document, as UTF-8 or windows-1252 (*transcoded). Errors: SYNTAX, LIMIT, NOMEM. */
BEDE_NODISCARD bede_status json_parse(const struct wire_reader *reader, struct arena *arena,
                                      struct str text, json_t **out, bool *transcoded,
                                      bede_error *err);

/* ninjs.c: documents, lists of objects, objects in wrappers. */
bool ninjs_is(struct str head);
bool apjson_is(struct str head);
BEDE_NODISCARD bede_status ninjs_next(struct wire_reader *reader, struct arena *arena,
                                      struct story **out, bede_error *err);

#endif
