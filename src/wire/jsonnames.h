/* wire/jsonnames.h - the names under which JSON formats keep the facts of a story.
 *
 * Names are folded before they are looked up: lower case, without "_". So "versionCreated" (ninjs
 * 3), "versioncreated" (ninjs 1, AP) and "version_created" (dpa) are one. Of several names for a
 * fact the first in this list counts.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_JSONNAMES_H
#define WIRE_JSONNAMES_H

#include <jansson.h>

#include "base/str.h"

enum json_fact {
    FACT_NONE,
    FACT_ID,
    FACT_ALTIDS,
    FACT_TYPE,
    FACT_VERSION,
    FACT_STATUS,
    FACT_EMBARGO,
    FACT_DATE,
    FACT_CREATED,
    FACT_FIRST,
    FACT_TEXT,
    FACT_HTML,
    FACT_BODIES,
    FACT_TITLE,
    FACT_TITLES,
    FACT_AGENCY,
    FACT_PROVIDER,
    FACT_BYLINE,
    FACT_SLUG,
    FACT_NOTE,
    FACT_NOTES,
    FACT_LANGUAGE,
    FACT_LOCATED,
    FACT_DATELINE,
    FACT_URL,
    FACT_URGENCY,
    FACT_SIGNAL,
    FACT_SUBJECTS,
    FACT_CATEGORIES,
    FACT_GENRE,
    FACT_ASSOCIATIONS,
    FACT_REPLACES,
    FACT_DERIVED
};

struct json_name {
    const char *name;
    enum json_fact fact;
};

enum { JSON_NAMES_MAX = 128, JSON_NAME_BYTES = 40 };

/* The values of an object by the place of their name in the list. */
struct json_names {
    const json_t *value[JSON_NAMES_MAX];
};

void json_names_read(struct json_names *names, const json_t *object);

/* The next value for a fact at or behind place *i, in order of preference, null values passed
 * over; NULL when there is none. Start with *i = 0. */
const json_t *json_names_next(const struct json_names *names, enum json_fact fact, size_t *i);

/* The member of an object under a folded name, or NULL. */
const json_t *json_member(const json_t *object, const char *folded);

#endif
