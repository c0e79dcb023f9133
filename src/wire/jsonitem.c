/* wire/jsonitem.c - see jsonitem.h. jansson does the JSON (RFC 8259), told to reject double names.
 *
 *     {"uri":"urn:x:1","version":"2","pubStatus":"usable",                          ninjs 3
 *      "headlines":[{"role":"main","value":"Envoys meet"}],
 *      "bodies":[{"contentType":"text/html","value":"<p>PARIS (AP) -- ...</p>"}]}
 *     {"id":"a1","date":"2024-05-02","headline":"Envoys meet","text":"PARIS, May 2 (AP) -- ..."}
 *
 * What a format says in a field and agencies say in the text as well is settled by item.c.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/jsonitem.h"

#include "wire/jsonnames.h"
#include "wire/markup.h"
#include "wire/stamp.h"

enum { WORDS_MAX = 256 }; /* of a list: bylines, notes, subjects, links */

struct json_reading {
    const struct json_place *place;
    struct json_names names;
    struct wire_item item;
    struct str number; /* of the transmission */
};

/* ---- Values ---- */

static struct str string_of(const json_t *value)
{
    struct str s = {json_string_value(value), json_string_length(value)}, bare = str_trim(s);
    if (!s.p || !bare.n || str_is(bare, "None") || str_is(bare, "null")) return (struct str){"", 0};
    return s;
}

static struct str keep(struct json_reading *r, struct str s)
{
    if (!s.n) return (struct str){"", 0};
    s = arena_str(r->place->arena, s);
    if (s.p) return s;
    r->item.failed = true;
    return (struct str){"", 0};
}

/* What a value says in one string: itself, a number, the first of a list, the name of an object. */
static struct str text_of(struct json_reading *r, const json_t *value)
{
    static const char *const members[] = {"value", "name", "by", "literal", "city", "code"};
    if (json_is_array(value)) value = json_array_get(value, 0);
    for (size_t i = 0; json_is_object(value) && i < sizeof members / sizeof *members; i++) {
        const json_t *member = json_object_get(value, members[i]);
        if (json_is_string(member)) value = member;
    }
    if (json_is_integer(value)) {
        struct str s = arena_printf(r->place->arena, "%lld", (long long)json_integer_value(value));
        if (!s.p) r->item.failed = true;
        return s.p ? s : (struct str){"", 0};
    }
    return keep(r, string_of(value));
}

/* The first value of a fact that says something. */
static struct str fact(struct json_reading *r, enum json_fact which)
{
    size_t i = 0;
    const json_t *value;
    while ((value = json_names_next(&r->names, which, &i)) != NULL) {
        struct str s = text_of(r, value);
        if (s.n) return s;
    }
    return (struct str){"", 0};
}

static struct str member_text(struct json_reading *r, const json_t *object, const char *name)
{
    const json_t *value = json_member(object, name);
    return value ? text_of(r, value) : (struct str){"", 0};
}

/* Calls `take` with each element of a list, with the value itself when it is none. */
static void each(struct json_reading *r, enum json_fact which,
                 void (*take)(struct json_reading *r, const json_t *value))
{
    size_t i = 0;
    const json_t *value;
    while ((value = json_names_next(&r->names, which, &i)) != NULL) {
        if (!json_is_array(value)) take(r, value);
        for (size_t k = 0; k < json_array_size(value) && k < WORDS_MAX; k++)
            take(r, json_array_get(value, k));
    }
}

/* ---- Body ---- */

static void take_html(struct json_reading *r, const json_t *value)
{
    struct str s = keep(r, string_of(value));
    if (s.n) markup_any(&r->item, s);
}

/* A body in a string, in a list of paragraphs, or one level down in an object. */
static void take_body(struct json_reading *r, const json_t *value)
{
    if (json_is_object(value)) {
        static const char *const members[] = {"bodyhtml", "bodyxhtml", "value", "content", "text"};
        const json_t *inner = NULL;
        for (size_t i = 0; !inner && i < sizeof members / sizeof *members; i++)
            inner = json_member(value, members[i]);
        value = inner;
    }
    if (json_is_string(value)) take_html(r, value);
    for (size_t i = 0; i < json_array_size(value); i++) {
        struct str s = keep(r, string_of(json_array_get(value, i)));
        if (s.n) wire_item_body(&r->item, ITEM_PARAGRAPH, s);
    }
}

/* Of bodies[] the first in HTML, else the first with text. */
static void take_bodies(struct json_reading *r, const json_t *bodies)
{
    const json_t *best = NULL;
    bool best_html = false;
    for (size_t i = 0; i < json_array_size(bodies) && !best_html; i++) {
        const json_t *body = json_array_get(bodies, i), *value = json_member(body, "value");
        if (!string_of(value).n) continue;
        struct str type = string_of(json_member(body, "contenttype"));
        bool html = str_find(type, "html", 0) != SIZE_MAX || markup_is_html(string_of(value));
        if (best && !html) continue;
        best = value;
        best_html = html;
    }
    if (best) take_html(r, best);
}

static void read_body(struct json_reading *r)
{
    const json_t *value;
    size_t i = 0;
    while (!r->item.n_body && (value = json_names_next(&r->names, FACT_TEXT, &i)) != NULL)
        if (string_of(value).n)
            wire_item_body(&r->item, ITEM_PREFORMATTED, keep(r, string_of(value)));
        else
            take_body(r, value);
    for (i = 0; !r->item.n_body && (value = json_names_next(&r->names, FACT_HTML, &i)) != NULL;)
        take_body(r, value);
    for (i = 0; !r->item.n_body && (value = json_names_next(&r->names, FACT_BODIES, &i)) != NULL;)
        take_bodies(r, value);
    value = r->place->around ? json_member(r->place->around, "nitf") : NULL;
    if (!r->item.n_body && value) take_body(r, value);
}

/* ---- Facts ---- */

/* "urn:newsml:dpa.com:2009..." and "tag:ap.org,2011:..." name whose ids they are. */
static struct str authority(struct str id)
{
    static const char *const heads[] = {"urn:newsml:", "tag:", "http://", "https://"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!str_istarts(id, heads[i])) continue;
        size_t start = strlen(heads[i]), end = start;
        while (end < id.n && !strchr(":,/", id.p[end]))
            end++;
        return str_slice(id, start, end);
    }
    return (struct str){"", 0};
}

static void read_identity(struct json_reading *r)
{
    struct wire_item *item = &r->item;
    size_t i = 0;
    const json_t *altids = json_names_next(&r->names, FACT_ALTIDS, &i);
    bool ap = item->format == BEDE_FROM_APJSON;
    if (ap) item->id = member_text(r, altids, "itemid");
    if (ap) r->number = member_text(r, altids, "transref");
    if (!item->id.n) item->id = fact(r, FACT_ID);
    item->provider = ap ? STR_LIT("ap.org") : authority(item->id);
    if (!item->provider.n) item->provider = fact(r, FACT_PROVIDER);
    struct str version = fact(r, FACT_VERSION);
    uint32_t n = 0;
    if (!str_u32(str_trim(version), &n)) return;
    /* AP counts its leads: the first text is 0. */
    if (n < INT32_MAX) item->version = n + ap;
}

static void read_times(struct json_reading *r)
{
    struct wire_item *item = &r->item;
    struct stamp stamp;
    item->date = fact(r, FACT_DATE);
    item->created = fact(r, FACT_CREATED);
    item->first_created = fact(r, FACT_FIRST);
    if (!item->created.n && stamp_parse(item->date, &stamp) && stamp.has_time)
        item->created = item->date;
    size_t i = 0;
    const json_t *embargo;
    while ((embargo = json_names_next(&r->names, FACT_EMBARGO, &i)) != NULL) {
        if (json_is_true(embargo) || string_of(embargo).n) item->embargoed = true;
        if (!item->embargo.n) item->embargo = keep(r, string_of(embargo));
    }
}

static void take_title(struct json_reading *r, const json_t *value)
{
    struct str role = string_of(json_member(value, "role"));
    struct str s =
        json_is_string(value) ? string_of(value) : string_of(json_member(value, "value"));
    if (s.n && (!r->item.headline.n || str_is(role, "main"))) r->item.headline = keep(r, s);
}

static void read_headline(struct json_reading *r)
{
    each(r, FACT_TITLES, take_title);
    if (!r->item.headline.n) r->item.headline = fact(r, FACT_TITLE);
    if (memchr(r->item.headline.p, '<', r->item.headline.n) ||
        memchr(r->item.headline.p, '&', r->item.headline.n))
        r->item.headline = markup_line(r->place->arena, r->item.headline);
}

static void take_agency(struct json_reading *r, const json_t *value)
{
    wire_item_agency(&r->item, text_of(r, value));
}

static void take_byline(struct json_reading *r, const json_t *value)
{
    wire_item_byline(&r->item, text_of(r, value));
}

static void take_note(struct json_reading *r, const json_t *value)
{
    wire_item_note(&r->item, NULL, text_of(r, value));
}

static bool has_note(const struct wire_item *item, struct str text)
{
    for (uint32_t i = 0; i < item->n_notes; i++)
        if (str_eq(item->notes[i].text, str_trim(text))) return true;
    return false;
}

/* {"role":"dpaednoterole:correction","ednote":"...","is_publishable":true} */
static void take_role_note(struct json_reading *r, const json_t *value)
{
    struct str role = string_of(json_member(value, "role")), text = member_text(r, value, "ednote");
    size_t colon = str_find_byte(role, ':', 0);
    if (colon != SIZE_MAX) role = str_slice(role, colon + 1, role.n);
    if (!text.n) text = text_of(r, value);
    bool correction = str_istarts(role, "correction");
    if (str_is(role, "closingline"))
        wire_item_body(&r->item, ITEM_SIGNOFF, text);
    else if (!str_is(role, "dpacontacts") && !str_is(role, "picture") && !has_note(&r->item, text))
        wire_item_note(&r->item, correction ? "correction" : NULL, text);
}

/* "sig:update"; AP says "Lead" of an update and "Corrective" of a correction. */
static void take_signal(struct json_reading *r, const json_t *value)
{
    static const struct {
        const char *word, *signal;
    } words[] = {
        {"update", "update"},         {"lead", "update"},           {"writethru", "update"},
        {"correction", "correction"}, {"corrective", "correction"}, {"delete", "delete"},
        {"kill", "delete"},           {"withdrawal", "delete"},     {"elimination", "delete"}};
    struct str s = string_of(value);
    size_t colon = str_find_byte(s, ':', 0);
    if (colon != SIZE_MAX) s = str_slice(s, colon + 1, s.n);
    for (size_t i = 0; i < sizeof words / sizeof *words && !r->item.signal.n; i++)
        if (str_iis(s, words[i].word)) r->item.signal = str_c(words[i].signal);
}

/* ---- Subjects and links ---- */

/* The part behind the last `mark`, and what stands before it. */
static struct str behind_last(struct str s, char mark, struct str *before)
{
    for (size_t i = s.n; i; i--)
        if (s.p[i - 1] == mark) {
            *before = str_slice(s, 0, i - 1);
            return str_slice(s, i, s.n);
        }
    *before = (struct str){"", 0};
    return s;
}

/* The vocabulary of a code: IPTC's two are told by its address or by the code itself. */
static struct str scheme_of(struct str scheme, struct str code)
{
    uint32_t n;
    if (str_find(scheme, "mediatopic", 0) != SIZE_MAX) return STR_LIT("medtop");
    if (str_find(scheme, "subjectcode", 0) != SIZE_MAX) return STR_LIT("subj");
    if (scheme.n || code.n != 8 || !str_u32(code, &n)) return scheme;
    return n >= 20000000 ? STR_LIT("medtop") : STR_LIT("subj");
}

static void take_subject(struct json_reading *r, const json_t *value)
{
    struct str name = json_is_object(value) ? member_text(r, value, "name") : text_of(r, value);
    struct str code = member_text(r, value, "code"), scheme = member_text(r, value, "scheme");
    struct str uri = member_text(r, value, "uri"), qcode = member_text(r, value, "qcode");
    if (!code.n) code = qcode;
    if (!scheme.n) code = behind_last(code, ':', &scheme);
    if (!code.n && uri.n) code = behind_last(uri, '/', &scheme);
    if (!code.n) code = member_text(r, value, "literal");
    if (!scheme.n && str_eq(code, name)) code = (struct str){"", 0}; /* a literal says no more */
    wire_item_subject(&r->item, scheme_of(scheme, code), code, name);
}

/* dpa keeps all kinds of classes in one list. */
static void take_category(struct json_reading *r, const json_t *value)
{
    if (str_find(string_of(json_member(value, "type")), "dpasubject", 0) != SIZE_MAX)
        take_subject(r, value);
}

static void link_to(struct json_reading *r, enum wire_rel rel, const json_t *value)
{
    struct str id =
        json_is_string(value) ? keep(r, string_of(value)) : member_text(r, value, "uri");
    if (!id.n) id = member_text(r, value, "guid");
    if (!id.n && !json_is_string(value)) id = member_text(r, value, "value");
    if (!str_eq(id, r->item.id)) wire_item_link(&r->item, rel, id, 0);
}

static void take_related(struct json_reading *r, const json_t *value)
{
    link_to(r, WIRE_RELATED, value);
}

static void take_replaced(struct json_reading *r, const json_t *value)
{
    link_to(r, WIRE_REPLACES, value);
}

static void take_origin(struct json_reading *r, const json_t *value)
{
    link_to(r, WIRE_DERIVED, value);
}

/* Of ninjs 1 an object {"picture1":{...}}, later a list. */
static void read_associations(struct json_reading *r)
{
    size_t i = 0;
    json_t *all = (json_t *)(uintptr_t)json_names_next(&r->names, FACT_ASSOCIATIONS, &i);
    for (void *at = json_object_iter(all); at; at = json_object_iter_next(all, at))
        take_related(r, json_object_iter_value(at));
    if (json_is_array(all)) each(r, FACT_ASSOCIATIONS, take_related);
    if (r->item.format != BEDE_FROM_APJSON) each(r, FACT_ALTIDS, take_related);
}

/* ---- The story ---- */

static bool has_text(const struct json_names *names, enum json_fact which)
{
    const json_t *value;
    for (size_t i = 0; (value = json_names_next(names, which, &i)) != NULL;)
        if (string_of(value).n) return true;
    return false;
}

static bool has_value(const struct json_names *names, enum json_fact which)
{
    size_t i = 0;
    return json_names_next(names, which, &i) != NULL;
}

enum json_kind json_kind(const json_t *object)
{
    struct json_names names;
    if (!json_is_object(object)) return JSON_NOTHING;
    json_names_read(&names, object);
    if (has_text(&names, FACT_TEXT) || has_text(&names, FACT_HTML) ||
        has_value(&names, FACT_BODIES))
        return JSON_STORY;
    bool address = string_of(json_member(object, "uri")).n ||
                   string_of(json_member(object, "guid")).n ||
                   string_of(json_member(object, "urn")).n;
    if (address && (has_value(&names, FACT_TYPE) || has_value(&names, FACT_STATUS) ||
                    has_value(&names, FACT_VERSION)))
        return JSON_STORY;
    return has_text(&names, FACT_TITLE) || has_value(&names, FACT_TITLES) ? JSON_TITLED
                                                                          : JSON_NOTHING;
}

/* A type that is no text, of an object with an address of its own. NULL: a story it may be. */
static const char *other_type(struct json_reading *r)
{
    static const char *const types[] = {"picture", "photo",     "image", "graphic", "video",
                                        "audio",   "animation", "event", "planning"};
    struct str type = fact(r, FACT_TYPE);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_iis(type, types[i])) return types[i];
    if ((str_iis(type, "composite") || str_iis(type, "package")) && !r->item.n_body)
        return "package";
    return NULL;
}

static void read_facts(struct json_reading *r)
{
    struct wire_item *item = &r->item;
    read_identity(r);
    read_times(r);
    read_headline(r);
    item->status = fact(r, FACT_STATUS);
    item->slug = fact(r, FACT_SLUG);
    item->language = fact(r, FACT_LANGUAGE);
    item->located = fact(r, FACT_LOCATED);
    item->dateline = fact(r, FACT_DATELINE);
    item->url = fact(r, FACT_URL);
    item->genre = fact(r, FACT_GENRE);
    uint32_t urgency;
    if (str_u32(str_trim(fact(r, FACT_URGENCY)), &urgency) && urgency < 10)
        item->urgency = (uint8_t)urgency;
    each(r, FACT_AGENCY, take_agency);
    each(r, FACT_PROVIDER, take_agency);
    each(r, FACT_BYLINE, take_byline);
    each(r, FACT_NOTE, take_note);
    each(r, FACT_NOTES, take_role_note);
    each(r, FACT_SIGNAL, take_signal);
    each(r, FACT_SUBJECTS, take_subject);
    each(r, FACT_CATEGORIES, take_category);
    read_associations(r);
    each(r, FACT_REPLACES, take_replaced);
    each(r, FACT_DERIVED, take_origin);
}

bede_status json_story(const struct json_place *place, const json_t *object, struct story **out,
                       bede_error *err)
{
    struct json_reading r = {.place = place, .number = STR_LIT("")};
    json_names_read(&r.names, object);
    wire_item_init(&r.item, place->arena, place->reader->from);
    read_body(&r);
    read_facts(&r);
    const char *type = r.item.id.n ? other_type(&r) : NULL;
    if (r.item.failed) return err_nomem(err);
    if (type) return err_set(err, BEDE_PASSED, "skipped: is of the type \"%s\", no story", type);
    if (!r.item.n_body && !r.item.headline.n && !r.item.id.n)
        return err_set(err, BEDE_SYNTAX, "no field named text, headline or id");
    TRY(item_story(place->reader, &r.item, out, err));
    (*out)->offset = place->offset;
    (*out)->number = r.number;
    /* "AP-AF--Mali-Talks, 3rd Ld-Writethru": what stays the same through all versions. */
    size_t comma = str_find_byte((*out)->slug, ',', 0);
    if (r.item.format == BEDE_FROM_APJSON && comma != SIZE_MAX) (*out)->slug.n = comma;
    return BEDE_OK;
}

/* ---- Parsing ---- */

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

bede_status json_parse(const struct wire_reader *reader, struct arena *arena, struct str text,
                       json_t **out, bool *transcoded, bede_error *err)
{
    *out = NULL;
    *transcoded = false;
    if (deeper_than(text, reader->limits.depth))
        return err_set(err, BEDE_LIMIT, "nested deeper than %u", (unsigned)reader->limits.depth);
    TRY(reader_text(arena, text, &text, transcoded, err));
    json_error_t why;
    *out = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
    if (*out) return BEDE_OK;
    if (json_error_code(&why) == json_error_out_of_memory) return err_nomem(err);
    return err_set(err, BEDE_SYNTAX, "no valid JSON: %.200s", why.text);
}
