/* eval/eval.h - hand-coded stories held against what was coded.
 *
 * In:   gold (what people coded, as JSON) and the record of the same story
 * Out:  a result: what was found, missed and extra, each with what it differs in from the nearest
 * Owns: a gold set its arena; a result lives in the arena it was made in
 * Not here: how it is shown (output/), which story has which gold among files (api/)
 *
 * It stands behind record/, of which it reads events, quotes and entities, and before output/,
 * which shows results; it knows nothing of stores.
 *
 * Rules of the score, those of the field's hand-coded PLOVER stories: an event is right when
 * paragraph and type agree (or the type is among the alternatives) and the pairs of country and
 * sector are the same, a gold pair without a sector taking any; *loose* leaves out paragraph and
 * sectors. Each gold event takes one coded event at most; a coded event that matches a gold one
 * already taken is a repeat and no fault. Optional ones may be missing. A quote is found when the
 * words of the contents are the same to four fifths (Dice), its speaker right when a name is shared.
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVAL_EVAL_H
#define EVAL_EVAL_H

#include "record/record.h"

enum { EVAL_TYPES_MAX = 8, EVAL_PAIRS_MAX = 16, EVAL_NAMES_MAX = 8 };
#define EVAL_NONE UINT32_MAX

/* ---- gold ---------------------------------------------------------------------------------- */

struct gold_pair {
    struct str code, sector; /* sector empty: any */
};
struct gold_event {
    struct str id, paragraph, text;   /* as written; paragraph empty: not told */
    struct str types[EVAL_TYPES_MAX]; /* the one meant, then those that may be defended */
    uint32_t n_types;
    struct gold_pair actors[EVAL_PAIRS_MAX], recipients[EVAL_PAIRS_MAX];
    uint32_t n_actors, n_recipients;
    bool swap;     /* participants may stand on either side */
    bool optional; /* may be missing */
};
struct gold_quote {
    struct str paragraph, text, speaker;
};
struct gold_person {
    struct str name, code, sector; /* code or sector empty: not told */
};
struct gold_reference { /* "his counterpart" in paragraph 1 is Park Jin */
    struct str paragraph, text;
    struct str is[EVAL_NAMES_MAX]; /* names, or codes of states and bodies */
    uint32_t n_is;
};

/* What was coded by hand in one story. A part that is not told is not scored. */
struct gold {
    const char *input;
    uint32_t line;
    struct str story; /* id of the story, or the end of its path */
    bool has_events, has_quotes, has_people, has_references, met;
    struct gold_event *events;
    struct gold_quote *quotes;
    struct gold_person *people;
    struct gold_reference *references;
    uint32_t n_events, n_quotes, n_people, n_references;
    uint32_t cap_events, cap_quotes, cap_people, cap_references;
};
struct gold_set {
    struct arena *arena;
    struct gold *items;
    uint32_t n, cap;
};

BEDE_NODISCARD bede_status gold_init(struct gold_set *set, bede_error *err);
void gold_fini(struct gold_set *set);

/* Adds what one file tells: objects one after the other (JSON or JSONL), a list of them, or both.
 * An object is a story with lists, or one row as `bede code`, `bede quotes`, `bede entities` write
 * them. Errors: SYNTAX and LIMIT with the line, NOMEM. */
BEDE_NODISCARD bede_status gold_read(struct gold_set *set, const char *name, struct str bytes,
                                     bede_error *err);

/* The gold of a story, by its id or path; NULL when there is none. */
struct gold *gold_find(const struct gold_set *set, const struct story *story);

/* ---- score --------------------------------------------------------------------------------- */

struct eval_count {
    uint32_t gold, needed; /* told by hand; of these not optional */
    uint32_t found;        /* of the needed */
    uint32_t predicted, right;
};
struct eval_score {
    uint32_t stories;
    struct eval_count strict, loose, quotes, people, references;
    uint32_t speakers; /* of the found quotes, with the right speaker */
    uint32_t codes, codes_told, sectors, sectors_told; /* of the found people */
};
double eval_precision(const struct eval_count *count);
double eval_recall(const struct eval_count *count);
double eval_f1(const struct eval_count *count);
void eval_add(struct eval_score *sum, const struct eval_score *one);

enum eval_what { EVAL_EVENT, EVAL_QUOTE, EVAL_PERSON, EVAL_REFERENCE };
enum eval_fault { EVAL_MISSED, EVAL_EXTRA, EVAL_WRONG }; /* wrong: found, but not all of it */

/* In what two differ, as bits. */
enum eval_differs {
    EVAL_BY_PARAGRAPH = 1,
    EVAL_BY_TYPE = 2,
    EVAL_BY_ACTOR = 4,
    EVAL_BY_RECIPIENT = 8,
    EVAL_BY_SECTOR = 16,
    EVAL_BY_WORDS = 32,
    EVAL_BY_SPEAKER = 64,
    EVAL_BY_CODE = 128,
    EVAL_BY_COUNT = 256 /* nothing: another gold event took the only one */
};
const char *eval_differs_name(uint32_t bit); /* of bit 0, 1 ...; NULL beyond the last */

struct eval_line {
    enum eval_what what;
    enum eval_fault fault;
    uint32_t gold;    /* index in the list of its kind, or EVAL_NONE */
    uint32_t got;     /* event, quote, entity or mention of the record, or EVAL_NONE */
    uint32_t differs; /* bits; 0 when there is nothing near */
};
struct eval_result {
    const struct gold *gold;
    struct eval_score score;
    struct eval_line *lines;
    uint32_t n, cap;
};

/* Scores a record. Errors: NOMEM. */
BEDE_NODISCARD bede_status eval_record(const struct record *record, const struct gold *gold,
                                       struct arena *arena, struct eval_result *out,
                                       bede_error *err);

#endif
