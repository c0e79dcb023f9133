/* wire/ninjs.c - JSON documents: one object, a list of them, or objects inside what a provider wraps
 * around them.
 *
 *     {"uri":"urn:x:1",...}      [{"uri":...},{...}]      {"data":{"items":[{"item":{...}}]}}
 *
 * Objects of the outermost list are parsed one by one, so that a bad one costs no other. In a
 * wrapper every object that looks like a story is one, except those inside a story (its pictures).
 *
 * SPDX-License-Identifier: MIT */
#include "wire/jsonitem.h"

#include "wire/jsonnames.h"

#include <stdlib.h>

enum { DOCUMENT_STORIES = 64 /* a document may be so many times as long as a story */ };

/* The stories of the document that is open. */
struct ninjs_state {
    json_t *root;
    struct arena *arena;
    const json_t **items;
    uint32_t n, cap, at;
    uint64_t offset;
    bool transcoded, failed;
};

static void close_document(struct ninjs_state *state)
{
    json_decref(state->root);
    arena_free(state->arena);
    *state = (struct ninjs_state){0};
}

static void state_free(void *p)
{
    struct ninjs_state *state = p;
    close_document(state);
    free(state);
}

static void list(struct ninjs_state *state, const json_t *value)
{
    if (!ARRAY_PUSH(state->arena, state->items, state->n, state->cap, value)) state->failed = true;
}

/* Members in which the parts of a story stand, not stories. */
static bool is_part(const char *key)
{
    return strcmp(key, "associations") == 0 || strcmp(key, "renditions") == 0 ||
           strcmp(key, "nitf") == 0;
}

/* Lists the stories in a value. Depth is bounded by the parser's limit. */
static void find(struct ninjs_state *state, const json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++)
        find(state, json_array_get(value, i));
    enum json_kind kind = json_kind(value);
    if (kind == JSON_STORY) list(state, value);
    if (kind == JSON_STORY || !json_is_object(value)) return;
    uint32_t before = state->n;
    json_t *object = (json_t *)(uintptr_t)value; /* jansson's iterator is not const */
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at))
        if (!is_part(json_object_iter_key(at))) find(state, json_object_iter_value(at));
    if (kind == JSON_TITLED && state->n == before) list(state, value);
}

/* The extent of the next object at the outermost level. Commas and brackets of a list between
 * objects are passed over. False: nothing is left. */
static bool next_object(struct wire_reader *reader, struct str *object)
{
    struct str s = reader->bytes;
    size_t at = reader->at;
    if (!at && str_starts(s, "\xef\xbb\xbf")) at = 3;
    while (at < s.n && (ascii_is_space(s.p[at]) || strchr(",[]", s.p[at])))
        at++;
    size_t end = at;
    uint32_t open = 0;
    bool quoted = false;
    for (; end < s.n; end++) {
        char c = s.p[end];
        if (quoted && c == '\\')
            end++;
        else if (c == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == '{')
            open++;
        else if ((c == '}' && (!open || !--open)) || (!open && c == '\n'))
            break;
    }
    end = end < s.n ? end + 1 : s.n;
    reader->at = end;
    *object = str_trim(str_slice(s, at, end));
    return object->n > 0;
}

static bede_status open_document(struct wire_reader *reader, struct ninjs_state *state,
                                 struct str text, bede_error *err)
{
    if (text.n > (uint64_t)reader->limits.story_bytes * DOCUMENT_STORIES)
        return err_set(err, BEDE_LIMIT, "the object is longer than %d times the limit of a story",
                       DOCUMENT_STORIES);
    state->arena = arena_new(0);
    if (!state->arena) return err_nomem(err);
    TRY(json_parse(reader, state->arena, text, &state->root, &state->transcoded, err));
    state->offset = (uint64_t)(text.p - reader->bytes.p);
    find(state, state->root);
    if (state->failed) return err_nomem(err);
    if (state->n) return BEDE_OK;
    return err_set(err, BEDE_SYNTAX, "no field named text, headline or id");
}

static bede_status next_document(struct wire_reader *reader, struct ninjs_state *state,
                                 bede_error *err)
{
    struct str text;
    close_document(state);
    if (!next_object(reader, &text)) {
        reader->done = true;
        return BEDE_DONE;
    }
    bede_status status = open_document(reader, state, text, err);
    if (status != BEDE_OK) close_document(state);
    if (status != BEDE_OK && err) err->offset = (uint64_t)(text.p - reader->bytes.p);
    return status;
}

bede_status ninjs_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                       bede_error *err)
{
    if (!reader->state) {
        reader->state = calloc(1, sizeof(struct ninjs_state));
        if (!reader->state) return err_nomem(err);
        reader->state_free = state_free;
    }
    struct ninjs_state *state = reader->state;
    if (state->at == state->n) TRY(next_document(reader, state, err));
    const json_t *item = state->items[state->at++];
    struct json_place place = {.reader = reader,
                               .arena = arena,
                               .offset = state->offset,
                               .around = state->n == 1 && item != state->root ? state->root : NULL};
    bede_status status = json_story(&place, item, out, err);
    if (status == BEDE_OK && state->transcoded) (*out)->transcoded = true;
    if (status != BEDE_OK && err) err->offset = state->offset;
    return status;
}

/* ---- Sniffing ---- */

static uint32_t count_keys(struct str head, const char *const *keys)
{
    uint32_t n = 0;
    for (; *keys; keys++)
        n += str_find(head, *keys, 0) != SIZE_MAX;
    return n;
}

static char first_sign(struct str head, size_t *at)
{
    while (*at < head.n && ascii_is_space(head.p[*at]))
        (*at)++;
    return *at < head.n ? head.p[*at] : '\0';
}

/* A line that is an object, then another or nothing: JSON lines, whatever the names. */
static bool is_lines(struct str head)
{
    size_t end = str_find_byte(head, '\n', 0);
    if (end == SIZE_MAX) return false;
    struct str line = str_trim(str_slice(head, 0, end));
    size_t next = end;
    char sign = first_sign(head, &next);
    return line.n && line.p[line.n - 1] == '}' && (sign == '{' || sign == '\0');
}

bool apjson_is(struct str head)
{
    static const char *const keys[] = {"\"itemid\"", "\"friendlykey\"", "\"editorialpriority\"",
                                       "\"referenceid\"", NULL};
    size_t at = 0;
    char c = first_sign(head, &at);
    return (c == '{' || c == '[') && count_keys(head, keys) >= 2 &&
           !is_lines(str_slice(head, at, head.n));
}

bool ninjs_is(struct str head)
{
    static const char *const keys[] = {"\"uri\"",
                                       "\"guid\"",
                                       "\"urn\"",
                                       "\"versioncreated\"",
                                       "\"pubstatus\"",
                                       "\"pubStatus\"",
                                       "\"versionCreated\"",
                                       "\"version_created\"",
                                       "\"body_html\"",
                                       "\"body_xhtml\"",
                                       "\"body_text\"",
                                       "\"bodies\"",
                                       "\"headlines\"",
                                       "\"firstcreated\"",
                                       "\"firstCreated\"",
                                       "\"slugline\"",
                                       "\"article_html\"",
                                       NULL};
    size_t at = 0;
    char c = first_sign(head, &at);
    struct str rest = str_slice(head, at, head.n);
    if (c == '{') return !is_lines(rest) && count_keys(head, keys) >= 2;
    if (c != '[') return false;
    at = 1;
    c = first_sign(rest, &at);
    if (c != '{') return false;
    at++;
    return first_sign(rest, &at) == '"';
}
