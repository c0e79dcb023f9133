/* store/store.h - the record kept: stories, their versions, and all that was coded from them, in
 * SQLite or PostgreSQL behind one interface.
 *
 * In:   records (record/record.h); filters
 * Out:  flat rows that layouts and tables are written from
 * Owns: the connection and its one transaction; rows live until the cursor's next step
 * Not here: coding and threads (api/), layouts (output/)
 *
 *     struct store *store;
 *     TRY(store_open("wire.db", STORE_READ, &store, err));
 *     struct store_filter filter = {.actor = STR_LIT("KOR"), .recipient = STR_LIT("PRK")};
 *     struct store_cursor *cursor;
 *     struct store_event event;
 *     TRY(store_events(store, &filter, &cursor, err));
 *     while ((status = store_next_event(cursor, &event, err)) == BEDE_OK) ...
 *     store_cursor_close(cursor);
 *
 * Nothing is ever deleted. A row is in force from `known_from` until `known_until`; what a later
 * version supersedes ends when that one begins. Queries show what is in force now, or was at
 * `as_of`. Dates are "2023-11-09", moments "2023-11-09T04:30:00Z" (UTC), spans code points,
 * half-open, into the version's text; an empty str means none. Lists in one str are joined by ";".
 *
 * One thread uses a store at a time; several stores may have one database open, one of them to
 * write.
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "record/record.h"

struct store;

enum store_mode {
    STORE_READ,  /* must be there */
    STORE_WRITE, /* made when it is not there; migrated when it is older */
    STORE_UPDATE /* must be there; migrated when it is older */
};

enum { STORE_SCHEMA = 2 }; /* the version that this program writes */

/* Opens a file (SQLite), or a database by "postgresql://..." or "postgres://...". Errors, each with
 * what to do: IO (not there, no rights, locked, server away), DATA (no Bede record, damaged),
 * UNSUPPORTED (schema newer than the program), NOMEM. */
BEDE_NODISCARD bede_status store_open(const char *where, enum store_mode mode, struct store **out,
                                      bede_error *err);
void store_close(struct store *store); /* what is not committed is undone */

/* ---- writing ------------------------------------------------------------------------------- */

/* What became of a story that was put into the store. */
enum store_outcome {
    STORE_NEW,     /* first version of a story */
    STORE_VERSION, /* a further version of a known story */
    STORE_REPRINT, /* another agency's or a second copy: linked, counted once */
    STORE_KNOWN,   /* this very version is stored: nothing was changed */
    STORE_KILL,    /* withdrew the earlier versions of a story */
    STORE_QUEUED   /* a kill or hold whose story is not to be told: waits for a person */
};
const char *store_outcome_name(enum store_outcome outcome);

struct store_receipt {
    enum store_outcome outcome;
    struct str family;  /* id of the story it belongs to; empty for QUEUED; lives in the store until
                          the next put */
    struct str note;    /* for people: why, or what it was matched by */
    double confidence;  /* of the match that made it a version or reprint; 1 for a given id */
    uint32_t withdrawn; /* events that this version took out of force */
};

/* A digest of what makes a version the same one: identity, number, moment, status, text. */
uint64_t store_digest(const struct story *story);

/* Is this version stored already (then coding it again is wasted)? */
BEDE_NODISCARD bede_status store_has(struct store *store, const struct story *story, bool *has,
                                     bede_error *err);

/* A transaction around any number of puts. What was committed survives kill -9 and loss of
 * power; what was not leaves no trace. */
BEDE_NODISCARD bede_status store_begin(struct store *store, bede_error *err);
BEDE_NODISCARD bede_status store_commit(struct store *store, bede_error *err);
void store_rollback(struct store *store);

/* What a put wants to know of a version and needs no record for: any thread may make it, in an arena
 * that lives until the put. */
struct facts;
BEDE_NODISCARD bede_status store_prepare(struct arena *arena, const struct record *record,
                                         struct facts **out, bede_error *err);

/* Everything of one version: places it in its family, supersedes, links. `record` is coded as deep
 * as its status deserves: that of a kill has text only. `facts` NULL: they are made here. */
BEDE_NODISCARD bede_status store_put(struct store *store, const struct record *record,
                                     const struct facts *facts, struct store_receipt *receipt,
                                     bede_error *err);

/* Tries kills that named no stored story once more. How many found theirs. */
BEDE_NODISCARD bede_status store_settle(struct store *store, uint32_t *settled, bede_error *err);

/* ---- rows ---------------------------------------------------------------------------------- */

/* One who takes part in an event, or on whose word it stands. */
struct store_part {
    struct str code;    /* "KOR", "IGO"; empty unknown */
    struct str sector;  /* first of `sectors` */
    struct str sectors; /* "GOV;MIL" */
    struct str name;    /* who is meant: "Yoon Suk Yeol" */
    struct str text;    /* the words there: "They" */
    struct str office;  /* "President" */
    struct str kind;    /* "person", "country", "org", "group", "place", "other" */
    uint32_t start, end;
    uint32_t entity; /* number within the version, from 1; 0: none */
    bool inferred;   /* not told in the clause, but by what is usual */
};

enum { STORE_PARTS_MAX = EVENT_PARTS_MAX, STORE_SOURCES_MAX = EVENT_SOURCES_MAX };

/* What every row knows of the version it comes from. */
struct store_origin {
    int64_t version_id; /* key in table versions */
    struct str story;   /* the version's id as the format or the reader gives it */
    uint32_t version;   /* its number as given, from 1 */
    struct str family;  /* id of the story that the versions belong to: that of its first one */
    uint32_t rank;      /* place among the versions of the family, from 1 */
    struct str agency, provider, language, headline, slug, url, filed_from;
    struct str date;                    /* of the story */
    struct str created;                 /* moment of the version */
    struct str status;                  /* "usable", "embargoed", "withheld", "canceled" */
    struct str stored;                  /* moment it came into the store */
    struct str known_from, known_until; /* known_until empty: still in force */
    struct str superseded_by;           /* id and number of the version that ended it: "x-v3" */
    struct str reason;                  /* why: "update", "correction", "kill" ... */
    struct str reprint_of;              /* family of which this one is a copy */
};

struct store_event {
    int64_t event_id; /* key in table events */
    struct str id;    /* "<story>-v<version>-<n>", as `bede code` writes it */
    struct store_origin origin;
    struct str date, enddate;
    struct str type, mode, contexts; /* "CONSULT", "visit", "military;diplomatic" */
    struct str auxiliary;            /* "future;negation" */
    uint32_t quad;                   /* 1..4 */
    double score;
    struct str cameo;    /* "042" */
    struct str words;    /* trigger: "held;talks" */
    struct str triggers; /* their spans: "12-16;20-25" */
    struct store_part actors[STORE_PARTS_MAX], recipients[STORE_PARTS_MAX];
    struct store_part sources[STORE_SOURCES_MAX]; /* nearest first; no text or span */
    uint32_t n_actors, n_recipients, n_sources;
    struct str place;         /* the words: "in the capital" */
    struct str place_name;    /* resolved: "Seoul" */
    struct str place_country; /* "KOR" */
    uint32_t place_start, place_end;
    struct str place_admin; /* GeoNames' first-order division: "IL" */
    double place_lat, place_lon;
    bool located;           /* the two are told */
    uint32_t place_geoname; /* GeoNames id; 0: none */
    uint32_t sentence;      /* from 1 */
    uint32_t sentence_start, sentence_end;
    struct str sentence_text;
    struct str paragraph; /* "8", or the kind of another block: "caption" */
    struct str rule, template, operators;
    double confidence;
    uint32_t dead, injured, arrested, size; /* numbers told; EVENT_NONE where none is */
    struct str same_as;                     /* id of the event that this one repeats */
    uint32_t quote;    /* number of the quote around it within the version, from 1; 0: none */
    uint32_t repeats;  /* events of the version that repeat this one */
    uint32_t reprints; /* stories that are copies of this one */
    struct str coder;  /* "bede 0.1.0" */
};

struct store_quote {
    int64_t quote_id;
    struct store_origin origin;
    uint32_t n; /* within the version, from 1 */
    struct str kind, paragraph;
    struct str content;  /* pieces joined by " [...] " */
    struct str contents; /* their spans: "12-40;52-80" */
    struct str cue, source, speaker, speaker_code, speaker_sector, speaker_office;
    struct str via, via_code;
    uint32_t cue_start, cue_end, source_start, source_end, via_start, via_end;
    struct str time, occasion; /* the words: "on Monday", "in an interview" */
    uint32_t time_start, time_end, occasion_start, occasion_end;
    uint32_t continues; /* quote whose speaker goes on in it, or 0 */
    uint32_t parent;    /* quote around it, or 0 */
    bool attitude;
    struct str rule;
};

/* A version for itself. */
struct store_version {
    struct store_origin origin;
    struct str signal; /* "update", "correction", "delete" as the format or the tags say */
    struct str tags;   /* "LD 2;CORRECTED" */
    struct str note;   /* the agency's own note, verbatim */
    struct str byline, dateline, embargo, genre;
    struct str how; /* what made it a member of the family: "id", "link", "headline", "kill" ... */
    struct str matched; /* by what, for people; empty for the first of a story */
    double confidence;
    struct str text;   /* as received; only from store_version */
    struct str format; /* what it was read as: "plain", "nitf" ...; only from store_version */
    uint32_t n_paragraphs, n_sentences, n_events, n_quotes;
    uint32_t copies; /* stories that reprint its family */
};

/* A block of a version's text, body paragraphs and furniture. */
struct store_block {
    struct str kind;               /* "paragraph", "caption", "note" ... */
    uint32_t number;               /* of a paragraph, from 1; else 0 */
    uint32_t start, end;           /* all of it */
    uint32_t body_start, body_end; /* without dateline, sign-off, credits */
    struct str text;
};

struct store_entity {
    uint32_t n;             /* within the version, from 1 */
    struct store_part part; /* text: of the first mention */
    uint32_t mentions;
};

/* ---- queries ------------------------------------------------------------------------------- */

enum store_sort {
    STORE_NEWEST, /* by date of the event, latest first */
    STORE_OLDEST,
    STORE_BY_STORY, /* by story, version and place in the text */
    STORE_BY_SCORE  /* most conflictual first */
};

/* Empty fields do not restrict. Codes and types compare without case; names and places match
 * whole, without case. */
struct store_filter {
    struct str actor, recipient; /* a code ("KOR") or a name ("Hamas") */
    struct str country;          /* code of an actor or recipient, whichever */
    struct str sector, actor_sector, recipient_sector;
    struct str type;      /* "CONSULT" or "CONSULT/visit" */
    uint32_t quad;        /* 1..4; 0: all */
    struct date from, to; /* of the event, both inclusive; year 0: open */
    struct str place;     /* a name ("Seoul") or a country's code */
    struct str speaker;   /* on whose word: a name or a code */
    struct str text;      /* full text of the paragraph; of quotes: of what was said */
    struct str story;     /* id of a version or of a family */
    struct str agency;
    struct str as_of;   /* "2023-11-09" (its end) or a moment; empty: now */
    bool all_versions;  /* superseded, withdrawn, embargoed and withheld too */
    bool reprints;      /* copies too */
    bool once;          /* leave out events that repeat an earlier one of the same version */
    int64_t version_id; /* of one version, whatever its state; 0: all */
    enum store_sort sort;
    uint64_t limit, offset; /* limit 0: all */
};

/* A result, row by row. DONE at the end. Rows hold until the next step. */
struct store_cursor;
BEDE_NODISCARD bede_status store_events(struct store *store, const struct store_filter *filter,
                                        struct store_cursor **out, bede_error *err);
BEDE_NODISCARD bede_status store_next_event(struct store_cursor *cursor, struct store_event *event,
                                            bede_error *err);
/* Quotes: speaker, country (the speaker's), sector, place-less; story, agency, dates of the
 * story, full text, versions as above. */
BEDE_NODISCARD bede_status store_quotes(struct store *store, const struct store_filter *filter,
                                        struct store_cursor **out, bede_error *err);
BEDE_NODISCARD bede_status store_next_quote(struct store_cursor *cursor, struct store_quote *quote,
                                            bede_error *err);
/* Versions: story, agency, dates of the story, full text of any paragraph, version_id. */
BEDE_NODISCARD bede_status store_versions(struct store *store, const struct store_filter *filter,
                                          struct store_cursor **out, bede_error *err);
BEDE_NODISCARD bede_status store_next_version(struct store_cursor *cursor,
                                              struct store_version *version, bede_error *err);
/* Blocks and entities of one version, in the order of the text. */
BEDE_NODISCARD bede_status store_blocks(struct store *store, int64_t version_id,
                                        struct store_cursor **out, bede_error *err);
BEDE_NODISCARD bede_status store_next_block(struct store_cursor *cursor, struct store_block *block,
                                            bede_error *err);
BEDE_NODISCARD bede_status store_entities(struct store *store, int64_t version_id,
                                          struct store_cursor **out, bede_error *err);
BEDE_NODISCARD bede_status store_next_entity(struct store_cursor *cursor,
                                             struct store_entity *entity, bede_error *err);
void store_cursor_close(struct store_cursor *cursor);

/* One version with its text, in `arena`. DONE when there is none of this key. */
BEDE_NODISCARD bede_status store_version(struct store *store, int64_t version_id,
                                         struct arena *arena, struct store_version *out,
                                         bede_error *err);

/* ---- kills that wait ----------------------------------------------------------------------- */

struct store_pending {
    int64_t pending_id;
    struct store_origin origin; /* of the notice; no family */
    struct str order;           /* "kill", "hold" */
    struct str target;          /* what it names */
    struct str why;             /* "no story matches", "3 stories match: a; b; c" */
    struct str candidates;      /* families, joined by ";" */
};
BEDE_NODISCARD bede_status store_pending(struct store *store, struct store_cursor **out,
                                         bede_error *err);
BEDE_NODISCARD bede_status store_next_pending(struct store_cursor *cursor,
                                              struct store_pending *pending, bede_error *err);
/* A person's answer: the notice kills this story (family or version id), or none (empty). USAGE
 * when there is no such notice or story. */
BEDE_NODISCARD bede_status store_answer(struct store *store, int64_t pending_id, struct str story,
                                        uint32_t *withdrawn, bede_error *err);

/* ---- figures ------------------------------------------------------------------------------- */

struct store_figures {
    uint32_t schema;
    uint64_t stories, versions, events, quotes, pending;
};
BEDE_NODISCARD bede_status store_figures(struct store *store, struct store_figures *out,
                                         bede_error *err);

#endif
