/* wire/jsonl.c - one JSON object a line.
 *
 * Names of fields are those of ninjs (any version), of research corpora and of Bede's own contract;
 * the first that is there wins. The text field is read as agency copy of its own: what it holds of
 * dateline, notes and sign-offs is found, and all spans point into it. A bad line is reported with
 * its number and passed over. jansson does the JSON (RFC 8259), told to reject double names.
 *
 *     {"id":"a1","date":"2024-05-02","headline":"Envoys meet","text":"PARIS, May 2 (AP) -- ..."}
 *
 * SPDX-License-Identifier: MIT */
#include "wire/plain.h"
#include "wire/reader.h"

#include "wire/header.h"

#include <jansson.h>

/* Names under which a fact may stand, in order of preference. */
static const char *const id_names[] = {"id", "guid", "uri", "story_id", "doc_id", "itemid", NULL};
static const char *const text_names[] = {"text", "body", "body_text", "content", "article", NULL};
static const char *const title_names[] = {"headline", "title", "Headline", "Title", NULL};
static const char *const date_names[] = {
    "date",     "versioncreated",   "versionCreated", "published",    "pubdate",
    "pub_date", "publication_date", "firstcreated",   "firstCreated", "timestamp",
    NULL};
static const char *const source_names[] = {"source",      "agency",   "wire", "publisher",
                                           "publication", "provider", NULL};
static const char *const byline_names[] = {"byline", "author", "by", "authors", NULL};
static const char *const slug_names[] = {"slugline", "slug", "keyword", NULL};
static const char *const note_names[] = {"ednote", "edNote", "note", NULL};
static const char *const language_names[] = {"language", "lang", NULL};
static const char *const status_names[] = {"status", "pubstatus", "pubStatus", NULL};
static const char *const embargo_names[] = {"embargoed", "embargoedUntil", "embargo", NULL};
static const char *const dateline_names[] = {"dateline", "Dateline", NULL};

/* The first field of the names that is a string with something in it (numbers too, when `number`),
 * copied into the arena. */
static bede_status field(const json_t *object, const char *const *names, bool number,
                         struct arena *arena, struct str *out, bede_error *err)
{
    *out = (struct str){"", 0};
    for (; *names; names++) {
        json_t *value = json_object_get(object, *names);
        if (json_is_array(value)) value = json_array_get(value, 0);
        struct str s = {NULL, 0};
        if (json_is_string(value)) {
            s = (struct str){json_string_value(value), json_string_length(value)};
            if (!str_trim(s).n || str_is(s, "None") || str_is(s, "null")) continue;
            s = arena_str(arena, s);
        } else if (number && json_is_integer(value)) {
            s = arena_printf(arena, "%lld", (long long)json_integer_value(value));
        } else {
            continue;
        }
        if (!s.p) return err_nomem(err);
        *out = s;
        return BEDE_OK;
    }
    return BEDE_OK;
}

static bool deeper_than(struct str s, uint32_t depth)
{
    uint32_t open = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++open > depth) return true;
        } else if ((c == '}' || c == ']') && open) {
            open--;
        }
    }
    return false;
}

static bede_status read_version(const json_t *object, struct story *story)
{
    const json_t *value = json_object_get(object, "version");
    uint32_t n = 0;
    if (json_is_integer(value) && json_integer_value(value) > 0 &&
        json_integer_value(value) <= INT32_MAX)
        n = (uint32_t)json_integer_value(value);
    else if (json_is_string(value))
        (void)str_u32((struct str){json_string_value(value), json_string_length(value)}, &n);
    story->version = n;
    return BEDE_OK;
}

static void read_status(struct str status, struct str embargo, struct story *story)
{
    if (str_iis(status, "canceled") || str_iis(status, "cancelled") || str_iis(status, "killed"))
        story->status = WIRE_CANCELED;
    else if (str_iis(status, "withheld") || str_iis(status, "hold"))
        story->status = WIRE_WITHHELD;
    else if (str_iis(status, "embargoed") || embargo.n)
        story->status = WIRE_EMBARGOED;
    story->embargo = embargo;
}

/* A dateline in a field of its own. */
static void read_dateline(const struct wire_lexicon *lexicon, struct str s, struct story *story,
                          struct plain_known *known)
{
    struct dateline_scan scan;
    if (!s.n || !dateline_scan(lexicon, s, &scan)) return;
    story->dateline = scan.dateline;
    story->dateline.span = (struct span){0, 0};
    known->dateline = true;
}

/* All facts that stand beside the text. */
static bede_status read_fields(struct wire_reader *reader, const json_t *object,
                               struct story *story, struct plain_known *known, bede_error *err)
{
    struct arena *arena = story->arena;
    struct str date, dateline, byline, note, status, embargo, language;
    TRY(field(object, id_names, true, arena, &story->id, err));
    TRY(field(object, title_names, false, arena, &known->title, err));
    TRY(field(object, date_names, true, arena, &date, err));
    TRY(field(object, source_names, false, arena, &story->agency, err));
    TRY(field(object, slug_names, false, arena, &story->slug, err));
    TRY(field(object, dateline_names, false, arena, &dateline, err));
    TRY(field(object, byline_names, false, arena, &byline, err));
    TRY(field(object, note_names, false, arena, &note, err));
    TRY(field(object, status_names, false, arena, &status, err));
    TRY(field(object, embargo_names, false, arena, &embargo, err));
    TRY(field(object, language_names, false, arena, &language, err));
    if (language.n) story->language = language;
    if (date.n && !dateline_date_field(reader->lexicon, date, &story->date))
        story->date = (struct date){0};
    const struct wire_agency *agency = lexicon_agency(reader->lexicon, str_trim(story->agency));
    if (agency) story->agency = agency->name;
    read_status(status, embargo, story);
    (void)read_version(object, story);
    read_dateline(reader->lexicon, dateline, story, known);
    return header_fields(reader->lexicon, story, known->title, byline, note, err);
}

static bede_status read_object(struct wire_reader *reader, const json_t *object,
                               struct arena *arena, uint64_t offset, struct story **out,
                               bede_error *err)
{
    struct story *story = reader_story(reader, arena);
    if (!story) return err_nomem(err);
    story->offset = offset;
    struct str text;
    TRY(field(object, text_names, false, arena, &text, err));
    if (text.n > reader->limits.story_bytes)
        return err_set(err, BEDE_LIMIT, "the story is longer than the limit of %u bytes",
                       (unsigned)reader->limits.story_bytes);
    TRY(reader_text(arena, text, &story->text, &story->transcoded, err));
    struct plain_known known = {.format = true};
    TRY(read_fields(reader, object, story, &known, err));
    if (!text.n && !known.title.n && !story->id.n)
        return err_set(err, BEDE_SYNTAX, "no field named text, headline or id");
    TRY(plain_read(reader->lexicon, story, &known, err));
    *out = story;
    return BEDE_OK;
}

static bede_status read_line(struct wire_reader *reader, struct str line, struct arena *arena,
                             struct story **out, bede_error *err)
{
    uint64_t offset = (uint64_t)(line.p - reader->bytes.p);
    bool transcoded = false;
    if ((uint64_t)line.n > (uint64_t)reader->limits.story_bytes * 8)
        return err_set(err, BEDE_LIMIT, "the line is longer than eight times the limit of a story");
    if (deeper_than(line, reader->limits.depth))
        return err_set(err, BEDE_LIMIT, "nested deeper than %u", (unsigned)reader->limits.depth);
    TRY(reader_text(arena, line, &line, &transcoded, err));
    json_error_t why;
    json_t *object = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
    if (!object) {
        if (json_error_code(&why) == json_error_out_of_memory) return err_nomem(err);
        return err_set(err, BEDE_SYNTAX, "no valid JSON: %.200s", why.text);
    }
    bede_status status = BEDE_OK;
    if (!json_is_object(object))
        status = err_set(err, BEDE_SYNTAX, "no JSON object");
    else
        status = read_object(reader, object, arena, offset, out, err);
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
