/* eval/gold.c - hand-coded stories from JSON.
 *
 * A story of its own, with lists of what it tells:
 *
 *     {"story": "wire/talks.txt",
 *      "events": [{"id": 1, "par": 3, "event": "SUPPORT", "alt": ["AGREE"], "actor": [["KOR","GOV"]],
 *                  "recipient": [["USA",""]], "swap": false, "optional": false, "text": "..."}],
 *      "quotes": [{"par": 3, "speaker": "Ann Poe", "text": "We will stay"}],
 *      "people": [{"name": "Ann Poe", "country": "USA", "sector": "GOV"}],
 *      "coreference": [{"par": 3, "text": "she", "is": "Ann Poe"}]}
 *
 * or rows, as `bede code`, `bede quotes` and `bede entities` write them, corrected by hand. A row
 * tells its story by "story" (or "bede.story"); rows of one story are put together.
 *
 * SPDX-License-Identifier: MIT */
#include <jansson.h>

#include "eval/eval.h"

enum { GOLD_ITEMS_MAX = 10000 };

struct reading {
    struct gold_set *set;
    const char *name;
    uint32_t line;
    bede_error *err;
};

/* ---- values -------------------------------------------------------------------------------- */

/* A string or number as a string of the arena; empty for all else. */
static bede_status get_str(struct reading *r, const json_t *value, struct str *out)
{
    *out = STR_LIT("");
    if (json_is_string(value))
        *out = arena_str(r->set->arena,
                         (struct str){json_string_value(value), json_string_length(value)});
    else if (json_is_integer(value))
        *out = arena_printf(r->set->arena, "%lld", (long long)json_integer_value(value));
    return out->p ? BEDE_OK : err_nomem(r->err);
}

/* The first of the names that the object has. */
static const json_t *get_any(const json_t *object, const char *a, const char *b, const char *c)
{
    const char *const names[] = {a, b, c};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const json_t *value = names[i] ? json_object_get(object, names[i]) : NULL;
        if (value && !json_is_null(value)) return value;
    }
    return NULL;
}

/* A string, or the strings of a list with blanks between. */
static bede_status get_words(struct reading *r, const json_t *value, struct str *out)
{
    if (!json_is_array(value)) return get_str(r, value, out);
    *out = STR_LIT("");
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *word = json_string_value(json_array_get(value, i));
        if (!word) continue;
        *out = arena_printf(r->set->arena, "%.*s%s%s", STR_ARG(*out), out->n ? " " : "", word);
        if (!out->p) return err_nomem(r->err);
    }
    return BEDE_OK;
}

/* A string or a list of strings, `max` at most. */
static bede_status get_list(struct reading *r, const json_t *value, struct str *items, uint32_t max,
                            uint32_t *n)
{
    size_t size = json_is_array(value) ? json_array_size(value) : value != NULL;
    for (size_t i = 0; i < size; i++) {
        struct str item;
        TRY(get_str(r, json_is_array(value) ? json_array_get(value, i) : value, &item));
        if (!item.n) continue;
        if (*n == max) return err_set(r->err, BEDE_LIMIT, "more than %u names in a list", max);
        items[(*n)++] = item;
    }
    return BEDE_OK;
}

static bede_status wrong(struct reading *r, const char *what)
{
    return err_set(r->err, BEDE_SYNTAX, "%s", what);
}

/* ---- events -------------------------------------------------------------------------------- */

/* ["KOR","GOV"], "KOR", or {"code":"KOR","sector":"GOV"}. */
static bede_status get_pair(struct reading *r, const json_t *value, struct gold_pair *pair)
{
    pair->sector = STR_LIT("");
    if (json_is_array(value)) {
        TRY(get_str(r, json_array_get(value, 0), &pair->code));
        return get_str(r, json_array_get(value, 1), &pair->sector);
    }
    if (json_is_string(value)) return get_str(r, value, &pair->code);
    if (!json_is_object(value))
        return wrong(r, "an actor is [\"CODE\",\"SECTOR\"] or {\"code\",\"sector\"}");
    TRY(get_str(r, json_object_get(value, "code"), &pair->code));
    return get_str(r, json_object_get(value, "sector"), &pair->sector);
}

static bede_status get_pairs(struct reading *r, const json_t *value, struct gold_pair *pairs,
                             uint32_t *n)
{
    if (value && !json_is_array(value))
        return wrong(r, "\"actor\" and \"recipient\" must be lists");
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (*n == EVAL_PAIRS_MAX)
            return err_set(r->err, BEDE_LIMIT, "more than %d participants", EVAL_PAIRS_MAX);
        TRY(get_pair(r, json_array_get(value, i), &pairs[(*n)++]));
    }
    return BEDE_OK;
}

static bede_status add_event(struct reading *r, struct gold *gold, const json_t *o)
{
    struct gold_event e = {.id = STR_LIT("")};
    const json_t *own = json_object_get(o, "bede");
    const json_t *par = get_any(o, "par", "paragraph", NULL);
    TRY(get_str(r, get_any(o, "id", NULL, NULL), &e.id));
    TRY(get_str(r, par ? par : json_object_get(own, "paragraph"), &e.paragraph));
    TRY(get_words(r, get_any(o, "text", "event_text", NULL), &e.text));
    TRY(get_list(r, json_object_get(o, "event"), e.types, EVAL_TYPES_MAX, &e.n_types));
    if (!e.n_types) return wrong(r, "an event needs its type: \"event\"");
    TRY(get_list(r, json_object_get(o, "alt"), e.types, EVAL_TYPES_MAX, &e.n_types));
    TRY(get_pairs(r, json_object_get(o, "actor"), e.actors, &e.n_actors));
    TRY(get_pairs(r, json_object_get(o, "recipient"), e.recipients, &e.n_recipients));
    e.swap = json_is_true(json_object_get(o, "swap"));
    e.optional = json_is_true(json_object_get(o, "optional"));
    gold->has_events = true;
    return ARRAY_PUSH(r->set->arena, gold->events, gold->n_events, gold->cap_events, e)
               ? BEDE_OK
               : err_nomem(r->err);
}

/* ---- quotes, people, references ------------------------------------------------------------ */

static bede_status add_quote(struct reading *r, struct gold *gold, const json_t *o)
{
    struct gold_quote q;
    TRY(get_str(r, get_any(o, "par", "paragraph", NULL), &q.paragraph));
    TRY(get_words(r, get_any(o, "text", "content", NULL), &q.text));
    TRY(get_str(r, get_any(o, "speaker", NULL, NULL), &q.speaker));
    if (!q.text.n) return wrong(r, "a quote needs its words: \"text\" or \"content\"");
    gold->has_quotes = true;
    return ARRAY_PUSH(r->set->arena, gold->quotes, gold->n_quotes, gold->cap_quotes, q)
               ? BEDE_OK
               : err_nomem(r->err);
}

static bede_status add_person(struct reading *r, struct gold *gold, const json_t *o)
{
    struct gold_person p;
    TRY(get_str(r, json_object_get(o, "name"), &p.name));
    TRY(get_str(r, get_any(o, "code", "country", NULL), &p.code));
    TRY(get_str(r, json_object_get(o, "sector"), &p.sector));
    if (!p.name.n && json_object_get(o, "entity")) return BEDE_OK; /* nameless: "protesters" */
    if (!p.name.n) return wrong(r, "a person or body needs its \"name\"");
    gold->has_people = true;
    return ARRAY_PUSH(r->set->arena, gold->people, gold->n_people, gold->cap_people, p)
               ? BEDE_OK
               : err_nomem(r->err);
}

static bede_status add_reference(struct reading *r, struct gold *gold, const json_t *o)
{
    struct gold_reference ref = {.n_is = 0};
    TRY(get_str(r, get_any(o, "par", "paragraph", NULL), &ref.paragraph));
    TRY(get_str(r, json_object_get(o, "text"), &ref.text));
    TRY(get_list(r, json_object_get(o, "is"), ref.is, EVAL_NAMES_MAX, &ref.n_is));
    if (!ref.text.n || !ref.n_is) return wrong(r, "a reference needs \"text\" and \"is\"");
    gold->has_references = true;
    return ARRAY_PUSH(r->set->arena, gold->references, gold->n_references, gold->cap_references,
                      ref)
               ? BEDE_OK
               : err_nomem(r->err);
}

/* ---- stories ------------------------------------------------------------------------------- */

/* The gold of this name, new when there is none yet. Rows of one story mostly stand together. */
static bede_status open_gold(struct reading *r, struct str story, struct gold **out)
{
    struct gold_set *set = r->set;
    for (uint32_t i = set->n; i--;)
        if (str_eq(set->items[i].story, story)) {
            *out = &set->items[i];
            return BEDE_OK;
        }
    struct gold gold = {
        .input = arena_strdup(set->arena, str_c(r->name)), .line = r->line, .story = story};
    if (!gold.input || !ARRAY_PUSH(set->arena, set->items, set->n, set->cap, gold))
        return err_nomem(r->err);
    *out = &set->items[set->n - 1];
    return BEDE_OK;
}

typedef bede_status (*add_item)(struct reading *r, struct gold *gold, const json_t *o);

static bede_status add_all(struct reading *r, struct gold *gold, const json_t *list, bool *has,
                           add_item add)
{
    if (!list) return BEDE_OK;
    if (!json_is_array(list)) return wrong(r, "a story's events, quotes ... are lists");
    if (json_array_size(list) > GOLD_ITEMS_MAX)
        return err_set(r->err, BEDE_LIMIT, "more than %d items in one story", GOLD_ITEMS_MAX);
    *has = true;
    for (size_t i = 0; i < json_array_size(list); i++)
        TRY(add(r, gold, json_array_get(list, i)));
    return BEDE_OK;
}

static bede_status add_story(struct reading *r, struct gold *gold, const json_t *o)
{
    TRY(add_all(r, gold, json_object_get(o, "events"), &gold->has_events, add_event));
    TRY(add_all(r, gold, json_object_get(o, "quotes"), &gold->has_quotes, add_quote));
    TRY(add_all(r, gold, get_any(o, "people", "entities", NULL), &gold->has_people, add_person));
    return add_all(r, gold, get_any(o, "coreference", "references", NULL), &gold->has_references,
                   add_reference);
}

/* By its fields: a story with lists, or a row. NULL: neither. */
static add_item kind_of(const json_t *o)
{
    if (json_is_array(json_object_get(o, "events")) ||
        (json_is_array(json_object_get(o, "quotes")) && !json_object_get(o, "event")) ||
        json_is_array(json_object_get(o, "people")) ||
        json_is_array(json_object_get(o, "coreference")))
        return json_object_get(o, "content") ? add_quote : add_story;
    if (json_object_get(o, "event")) return add_event;
    if (json_object_get(o, "content") || json_object_get(o, "speaker")) return add_quote;
    if (json_object_get(o, "is")) return add_reference;
    return json_object_get(o, "name") ? add_person : NULL;
}

static bede_status add_object(struct reading *r, const json_t *o)
{
    struct gold *gold = NULL;
    struct str story;
    const json_t *name = json_object_get(o, "story");
    add_item add = json_is_object(o) ? kind_of(o) : NULL;
    if (!add) return wrong(r, "this is no hand-coded story, event, quote, person or reference");
    TRY(get_str(r, name ? name : json_object_get(json_object_get(o, "bede"), "story"), &story));
    if (!story.n) return wrong(r, "\"story\" must name the story: its id, or the end of its path");
    TRY(open_gold(r, story, &gold));
    if (gold->n_events >= GOLD_ITEMS_MAX || gold->n_quotes >= GOLD_ITEMS_MAX)
        return err_set(r->err, BEDE_LIMIT, "more than %d items in one story", GOLD_ITEMS_MAX);
    return add(r, gold, o);
}

/* ---- files --------------------------------------------------------------------------------- */

bede_status gold_init(struct gold_set *set, bede_error *err)
{
    *set = (struct gold_set){.arena = arena_new(0)};
    return set->arena ? BEDE_OK : err_nomem(err);
}

void gold_fini(struct gold_set *set)
{
    arena_free(set->arena);
    *set = (struct gold_set){0};
}

static uint32_t lines_in(struct str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

/* One value of the file, whose lines before it are counted. */
static bede_status read_value(struct reading *r, struct str rest, size_t *used)
{
    json_error_t why;
    json_t *value =
        json_loadb(rest.p, rest.n, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &why);
    if (!value) {
        r->line += why.line > 0 ? (uint32_t)why.line - 1 : 0;
        return err_set(r->err, BEDE_SYNTAX, "no JSON: %s", why.text);
    }
    *used = (size_t)why.position;
    bede_status status = BEDE_OK;
    if (json_is_array(value))
        for (size_t i = 0; i < json_array_size(value) && status == BEDE_OK; i++)
            status = add_object(r, json_array_get(value, i));
    else
        status = add_object(r, value);
    json_decref(value);
    return status;
}

bede_status gold_read(struct gold_set *set, const char *name, struct str bytes, bede_error *err)
{
    struct reading r = {set, name, 1, err};
    if (str_starts(bytes, "\xef\xbb\xbf")) bytes = str_slice(bytes, 3, bytes.n);
    for (size_t at = 0;;) {
        size_t start = at, used = 0;
        while (at < bytes.n && ascii_is_space(bytes.p[at]))
            at++;
        r.line += lines_in(str_slice(bytes, start, at));
        if (at == bytes.n) return BEDE_OK;
        struct str rest = str_slice(bytes, at, bytes.n);
        bede_status status = read_value(&r, rest, &used);
        if (status != BEDE_OK) {
            if (err) err->line = r.line;
            err_name_input(err, name);
            return status;
        }
        r.line += lines_in(str_slice(rest, 0, used));
        at += used;
    }
}

/* ---- finding ------------------------------------------------------------------------------- */

/* Is the one path the end of the other, at the border of a folder? */
static bool path_ends(struct str path, struct str end)
{
    if (!end.n || path.n < end.n || !str_eq(str_slice(path, path.n - end.n, path.n), end))
        return false;
    return path.n == end.n || path.p[path.n - end.n - 1] == '/';
}

struct gold *gold_find(const struct gold_set *set, const struct story *story)
{
    for (uint32_t i = 0; i < set->n; i++)
        if (str_eq(set->items[i].story, story->id)) return &set->items[i];
    /* A path names the story of a file that holds one. */
    if (!story->input || story->line || story->offset) return NULL;
    struct str path = str_c(story->input);
    for (uint32_t i = 0; i < set->n; i++)
        if (path_ends(path, set->items[i].story) || path_ends(set->items[i].story, path))
            return &set->items[i];
    return NULL;
}
