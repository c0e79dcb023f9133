/* wire/jsonnames.c - see jsonnames.h. Sources: the ninjs schemas 1.0 to 3.1 (iptc/newsinjson), the
 * AP Media API 1.1 and 2.1, dpa digitalwires 0.9, and what research corpora are seen to use.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/jsonnames.h"

static const struct json_name names_list[] = {
    {"id", FACT_ID},
    {"guid", FACT_ID},
    {"uri", FACT_ID},
    {"urn", FACT_ID},
    {"storyid", FACT_ID},
    {"docid", FACT_ID},
    {"itemid", FACT_ID},
    {"altids", FACT_ALTIDS},
    {"type", FACT_TYPE},
    {"version", FACT_VERSION},
    {"pubstatus", FACT_STATUS},
    {"status", FACT_STATUS},
    {"embargoed", FACT_EMBARGO},
    {"embargoeduntil", FACT_EMBARGO},
    {"embargo", FACT_EMBARGO},
    {"date", FACT_DATE},
    {"versioncreated", FACT_CREATED},
    {"published", FACT_CREATED},
    {"pubdate", FACT_CREATED},
    {"publicationdate", FACT_CREATED},
    {"datepublished", FACT_CREATED},
    {"updated", FACT_CREATED},
    {"timestamp", FACT_CREATED},
    {"firstcreated", FACT_FIRST},
    {"contentcreated", FACT_FIRST},
    {"text", FACT_TEXT},
    {"bodyhtml", FACT_HTML},
    {"bodyxhtml", FACT_HTML},
    {"articlehtml", FACT_HTML},
    {"body", FACT_HTML},
    {"bodytext", FACT_HTML},
    {"contenthtml", FACT_HTML},
    {"contenttext", FACT_HTML},
    {"bodies", FACT_BODIES},
    {"content", FACT_HTML},
    {"article", FACT_HTML},
    {"articlebody", FACT_HTML},
    {"nitf", FACT_HTML},
    {"headline", FACT_TITLE},
    {"headlines", FACT_TITLES},
    {"title", FACT_TITLE},
    {"source", FACT_AGENCY},
    {"agency", FACT_AGENCY},
    {"wire", FACT_AGENCY},
    {"publisher", FACT_AGENCY},
    {"publication", FACT_AGENCY},
    {"provider", FACT_PROVIDER},
    {"creditline", FACT_AGENCY},
    {"copyrightholder", FACT_AGENCY},
    {"infosource", FACT_AGENCY},
    {"infosources", FACT_AGENCY},
    {"byline", FACT_BYLINE},
    {"bylines", FACT_BYLINE},
    {"by", FACT_BYLINE},
    {"author", FACT_BYLINE},
    {"authors", FACT_BYLINE},
    {"slugline", FACT_SLUG},
    {"slug", FACT_SLUG},
    {"keyword", FACT_SLUG},
    {"ednote", FACT_NOTE},
    {"note", FACT_NOTE},
    {"ednotes", FACT_NOTES},
    {"language", FACT_LANGUAGE},
    {"lang", FACT_LANGUAGE},
    {"located", FACT_LOCATED},
    {"datelinelocation", FACT_LOCATED},
    {"dateline", FACT_DATELINE},
    {"url", FACT_URL},
    {"link", FACT_URL},
    {"canonicalurl", FACT_URL},
    {"urgency", FACT_URGENCY},
    {"signal", FACT_SIGNAL},
    {"editorialtypes", FACT_SIGNAL},
    {"signals", FACT_SIGNAL},
    {"subject", FACT_SUBJECTS},
    {"subjects", FACT_SUBJECTS},
    {"categories", FACT_CATEGORIES},
    {"genre", FACT_GENRE},
    {"genres", FACT_GENRE},
    {"associations", FACT_ASSOCIATIONS},
    {"replaces", FACT_REPLACES},
    {"rewriteof", FACT_REPLACES},
    {"evolvedfrom", FACT_DERIVED},
};

enum { NAMES = sizeof names_list / sizeof *names_list };
_Static_assert(sizeof names_list / sizeof *names_list <= JSON_NAMES_MAX,
               "json_names has no room for all names");

/* The name in lower case without "_"; false when it is longer than any that is known. */
static bool fold(const char *key, char out[JSON_NAME_BYTES])
{
    size_t n = 0;
    for (; *key; key++) {
        if (*key == '_') continue;
        if (n + 1 == JSON_NAME_BYTES) return false;
        out[n++] = ascii_lower(*key);
    }
    out[n] = '\0';
    return true;
}

void json_names_read(struct json_names *names, const json_t *object)
{
    memset(names, 0, sizeof *names);
    json_t *all = (json_t *)(uintptr_t)object; /* jansson's iterator is not const */
    for (void *at = json_object_iter(all); at; at = json_object_iter_next(all, at)) {
        char folded[JSON_NAME_BYTES];
        json_t *value = json_object_iter_value(at);
        if (json_is_null(value) || !fold(json_object_iter_key(at), folded)) continue;
        for (size_t i = 0; i < NAMES; i++)
            if (!names->value[i] && strcmp(folded, names_list[i].name) == 0)
                names->value[i] = value;
    }
}

const json_t *json_names_next(const struct json_names *names, enum json_fact fact, size_t *i)
{
    while (*i < NAMES) {
        size_t at = (*i)++;
        if (names_list[at].fact == fact && names->value[at]) return names->value[at];
    }
    return NULL;
}

const json_t *json_member(const json_t *object, const char *folded_name)
{
    json_t *all = (json_t *)(uintptr_t)object;
    for (void *at = json_object_iter(all); at; at = json_object_iter_next(all, at)) {
        char folded[JSON_NAME_BYTES];
        json_t *value = json_object_iter_value(at);
        if (!json_is_null(value) && fold(json_object_iter_key(at), folded) &&
            strcmp(folded, folded_name) == 0)
            return value;
    }
    return NULL;
}
