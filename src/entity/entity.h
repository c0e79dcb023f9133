/* entity/entity.h - who and where and when: mentions, the entities behind them, their codes.
 *
 * In:   a parsed doc, the kb
 * Out:  mentions (spans that refer) and entities (what they refer to), dates and places told
 * Owns: nothing; all lives in the story's arena
 * Not here: events (event/); speakers of quotes (quote/)
 *
 * Example. "South Korean Foreign Minister Park Jin ... Park ... he": three mentions of one entity,
 * name "Park Jin", office "Foreign Minister", code KOR, sectors GOV, reason "adjective 'South
 * Korean' before the office; office 'foreign minister' (offices.tsv:12)".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ENTITY_ENTITY_H
#define ENTITY_ENTITY_H

#include "knowledge/knowledge.h"

enum entity_kind {
    ENTITY_OTHER,
    ENTITY_PERSON,
    ENTITY_COUNTRY, /* the state or its government; also the UN, EU ... are ENTITY_ORG */
    ENTITY_ORG,
    ENTITY_GROUP, /* people meant together: "protesters", "Palestinians", "rebels" */
    ENTITY_PLACE  /* city, region: nothing that acts */
};
const char *entity_kind_name(enum entity_kind kind); /* "person", "country", ... */

enum mention_kind {
    MENTION_NAME,    /* "Antony Blinken", "Hamas", "Seoul" */
    MENTION_TITLED,  /* "U.S. Secretary of State Antony Blinken" */
    MENTION_NOMINAL, /* "the top U.S. diplomat", "protesters" */
    MENTION_PRONOUN,
    MENTION_ADJECTIVE /* "South Korean" in "South Korean exports"; "U.S." in "U.S. leadership" */
};
const char *mention_kind_name(enum mention_kind kind);

enum { ENTITY_SECTORS_MAX = 6, ENTITY_MEMBERS_MAX = 6 };
#define ENTITY_NONE UINT32_MAX

struct entity {
    enum entity_kind kind;
    struct str name;                     /* resolved and longest: "Antony Blinken", "South Korea" */
    char code[4];                        /* PLOVER country or IGO/UNO/...; "" unknown */
    char sectors[ENTITY_SECTORS_MAX][4]; /* primary first; n_sectors 0: none known */
    uint32_t n_sectors;
    struct str office; /* "Foreign Minister"; as told in the text when it was, else of the kb */
    char gender;       /* 'm', 'f', or 0 */
    bool plural;       /* several people, a group, or a body that "they" can mean */
    const struct kb_row *role; /* row of the office or agent that `office` tells, or NULL */
    const struct kb_row *row;  /* knowledge behind it, or NULL */
    uint32_t members[ENTITY_MEMBERS_MAX]; /* entities that this one stands for ("They", "the two
                                             leaders", "both sides"); empty for most */
    uint32_t n_members;
    uint32_t first_mention;
    struct str reason; /* why code and sectors are so, for `explain` */
};

struct mention {
    enum mention_kind kind;
    uint32_t sentence;
    uint32_t first, end; /* tokens of the doc, half-open: the words that refer, without relative
                             clauses and appositions that are mentions of their own */
    uint32_t head;       /* token: syntactic head of the mention */
    struct span span;    /* bytes: of tokens first..end */
    uint32_t entity;     /* index, never ENTITY_NONE */
    struct str reason;   /* why this entity: "surname of Park Jin", "nearest male person" ... */
    uint32_t fix;        /* where it lies: index + 1 into fixes, or 0 */
    uint32_t shares;     /* nominal (index + 1) whose noun this country shares, or 0 */
    bool locative;       /* stands behind "in", "at", "near" ...: where something happens */
};

/* Where a place lies; only with a gazetteer (kb_gazetteer). */
struct place_fix {
    struct str name;  /* as the gazetteer has it */
    char code[4];     /* country, alpha-3; "" unknown */
    char admin[5];    /* GeoNames' first-order division; "" unknown */
    double lat, lon;  /* degrees, north and east */
    uint32_t geoname; /* GeoNames id; 0: the middle of a state or division */
    struct str reason;
};

enum time_resolution { TIME_NONE, TIME_DAY, TIME_WEEK, TIME_MONTH, TIME_YEAR };

/* A time expression, resolved against the story's date. */
struct timex {
    uint32_t sentence, first, end; /* tokens */
    struct date from, to;          /* same day when the resolution is a day */
    enum time_resolution resolution;
    int direction; /* -1 before the story's date, 1 after it, 0 on it or reaching over it */
};
const char *time_resolution_name(enum time_resolution resolution); /* "day", ...; "" for none */

struct entities {
    const struct doc *doc;
    struct entity *items;
    uint32_t n, cap;
    struct mention *mentions; /* in text order; nested ones after the one around them */
    uint32_t n_mentions, cap_mentions;
    struct timex *times;
    uint32_t n_times, cap_times;
    struct place_fix *fixes;
    uint32_t n_fixes;
    uint32_t *by_token; /* per doc token: mention (index + 1) whose head it is, or 0; of
                                 several the widest */
    uint32_t *inside;   /* per doc token: innermost mention (index + 1) that covers it, or 0 */
};

struct entity_options {
    bool lower; /* the copy is all lower case; set by entity_resolve itself when 0 */
};

/* Finds and resolves everything. Errors: NOMEM. */
BEDE_NODISCARD bede_status entity_resolve(const struct kb *kb, const struct doc *doc,
                                          struct entities **out, bede_error *err);

/* The mention whose head is this token, or NULL. */
static inline const struct mention *entity_at(const struct entities *e, uint32_t token)
{
    uint32_t m = e->by_token[token];
    return m ? &e->mentions[m - 1] : NULL;
}

/* The date that a token's clause tells: the nearest time expression attached to it or to its
 * clause, or NULL. */
const struct timex *entity_time_of(const struct entities *e, uint32_t token);

/* The place that a token's clause tells (a mention under "in", "at", "near" ...), else the only one
 * that its sentence tells beside it, or NULL. Never the dateline's. */
const struct mention *entity_place_of(const struct entities *e, uint32_t token);

/* The name of a place: the gazetteer's ("Paris", where the entity is France), else the entity's. */
struct str entity_place_name(const struct entities *e, const struct mention *place);

/* The country of a place, alpha-3: where the gazetteer found it, else the entity's; "" unknown. */
const char *entity_place_country(const struct entities *e, const struct mention *place);

#endif
