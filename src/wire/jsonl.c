/* wire/jsonl.c - one JSON object a line.
 *
 * What an object says is read by jsonitem.c, whatever names its fields have. A text field is read as
 * agency copy of its own: what it holds of dateline, notes and sign-offs is found, and all spans
 * point into it. A bad line is reported with its number and passed over.
 *
 *     {"id":"a1","date":"2024-05-02","headline":"Envoys meet","text":"PARIS, May 2 (AP) -- ..."}
 *
 * SPDX-License-Identifier: MIT */
#include "wire/jsonitem.h"

static bede_status read_line(struct wire_reader *reader, struct str line, struct arena *arena,
                             struct story **out, bede_error *err)
{
    if ((uint64_t)line.n > (uint64_t)reader->limits.story_bytes * 8)
        return err_set(err, BEDE_LIMIT, "the line is longer than eight times the limit of a story");
    bool transcoded;
    json_t *object;
    TRY(json_parse(reader, arena, line, &object, &transcoded, err));
    struct json_place place = {
        .reader = reader, .arena = arena, .offset = (uint64_t)(line.p - reader->bytes.p)};
    bede_status status = json_is_object(object) ? json_story(&place, object, out, err)
                                                : err_set(err, BEDE_SYNTAX, "no JSON object");
    json_decref(object);
    if (status == BEDE_OK && transcoded) (*out)->transcoded = true;
    return status;
}

/* The next line that is not blank. A first line that does not close its object means one object
 * over several lines: then the whole input is taken as that object. */
static bool next_line(struct wire_reader *reader, struct str *line)
{
    while (reader->at < reader->bytes.n) {
        const char *from = reader->bytes.p + reader->at;
        size_t rest = reader->bytes.n - reader->at;
        const char *end = memchr(from, '\n', rest);
        size_t n = end ? (size_t)(end - from) : rest;
        bool first = reader->line == 0;
        *line = (struct str){from, n};
        if (first && str_starts(*line, "\xef\xbb\xbf")) *line = str_slice(*line, 3, n);
        *line = str_trim(*line);
        if (reader->line < UINT32_MAX) reader->line++;
        if (first && line->n && line->p[0] == '{' && line->p[line->n - 1] != '}' &&
            (line->n == 1 || line->p[line->n - 1] == ',' || line->p[line->n - 1] == '{')) {
            *line = str_trim(
                str_slice(reader->bytes, (size_t)(line->p - reader->bytes.p), reader->bytes.n));
            reader->at = reader->bytes.n;
            return true;
        }
        reader->at += n + (end ? 1 : 0);
        if (line->n) return true;
    }
    return false;
}

bede_status jsonl_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                       bede_error *err)
{
    struct str line;
    if (!next_line(reader, &line)) {
        reader->done = true;
        return BEDE_DONE;
    }
    bede_status status = read_line(reader, line, arena, out, err);
    if (status != BEDE_OK && err) {
        err->line = reader->line;
        err->offset = (uint64_t)(line.p - reader->bytes.p);
    }
    return status;
}
