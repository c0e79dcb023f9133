/* record/diff.h - what changed between two versions.
 *
 * In:   two records (record.h), coded alike
 * Out:  a diff: status, numbers, quotes, events, people, header, paragraphs with their words, the
 *       check of the agency's own note against what changed
 * Owns: nothing; lives in the arena given, and points into both records
 * Not here: which texts are versions of each other (family.h); tables and JSON (output/diff.c)
 *
 * Spans are bytes of the version that they belong to: `old_` of the old record's text, `new_` of
 * the new one's. What exists on one side only has start == end on the other.
 *
 * SPDX-License-Identifier: MIT */
#ifndef RECORD_DIFF_H
#define RECORD_DIFF_H

#include "record/record.h"

#define DIFF_NOTHING UINT32_MAX

/* Two texts are one, edited, from here on; lower would pair strangers. */
#define DIFF_ALIKE_AT 0.6

enum diff_kind {
    DIFF_SAME,
    DIFF_EDITED,
    DIFF_ADDED,
    DIFF_REMOVED,
    DIFF_MOVED,       /* paragraphs: in another order, perhaps edited besides */
    DIFF_REATTRIBUTED /* quotes: the same words of somebody else */
};
const char *diff_kind_name(enum diff_kind kind); /* "same", "edited", ... */

/* A run of words: kept (both spans), removed (old only), added (new only). */
struct diff_piece {
    enum diff_kind kind; /* SAME, REMOVED or ADDED */
    struct span old_span, new_span;
};

struct diff_paragraph {
    enum diff_kind kind;
    bool edited;                   /* of one that moved: its words changed, too */
    bool marks_only;               /* same but for typographic signs and white space */
    uint32_t old_block, new_block; /* of the stories; DIFF_NOTHING */
    uint32_t joined;               /* further old paragraphs that went into this one */
    uint32_t joined_into;          /* of a removed one: new block that holds its words */
    uint32_t split_from;           /* of an added one: old block that held its words */
    double likeness;               /* Dice of the words of an edited one */
    struct diff_piece *pieces;     /* of an edited one */
    uint32_t n_pieces;
};

struct diff_number {
    enum diff_kind kind; /* EDITED, ADDED, REMOVED */
    const char *counts;  /* "deaths", "injured", "money", "percent" ..., "count" */
    double old_value, new_value;
    struct span old_span, new_span, old_sentence, new_sentence;
};

struct diff_quote {
    enum diff_kind kind; /* ADDED, REMOVED, EDITED, REATTRIBUTED */
    bool reattributed;   /* of an edited one: the speaker is another, too */
    bool words_same;     /* its paragraph did not change: others around it did */
    uint32_t old_quote, new_quote;
};

/* What of an event was coded otherwise, as bits. */
enum diff_event_field {
    DIFF_EVENT_TYPE = 1,
    DIFF_EVENT_MODE = 2,
    DIFF_EVENT_ACTOR = 4,
    DIFF_EVENT_RECIPIENT = 8,
    DIFF_EVENT_DATE = 16,
    DIFF_EVENT_PLACE = 32,
    DIFF_EVENT_AUXILIARY = 64
};
const char *diff_event_field_name(uint32_t bit); /* 0..6, NULL beyond */
struct diff_event {
    enum diff_kind kind; /* ADDED, REMOVED (withdrawn), EDITED (re-coded) */
    uint32_t fields;
    bool words_same;
    uint32_t old_event, new_event;
};

struct diff_person {
    enum diff_kind kind; /* ADDED, REMOVED, EDITED (another title) */
    uint32_t old_entity, new_entity;
};

struct diff_field {
    const char *name; /* "headline", "dateline", "date", "byline", "slug", "tags" */
    struct str old_text, new_text;
};

struct diff_furniture {
    enum diff_kind kind; /* ADDED, REMOVED */
    uint32_t block;      /* of the new or of the old story */
};

enum diff_check {
    DIFF_CHECK_NONE,  /* no note, or none that can be checked */
    DIFF_CHECK_VAGUE, /* it says that something changed, not where */
    DIFF_CHECK_AGREES,
    DIFF_CHECK_DIFFERS
};
const char *diff_check_name(enum diff_check check);

struct diff_claim {
    enum diff_check check;
    const struct wire_note *note; /* of the new version, or NULL */
    bool throughout;
    uint32_t *declared, *undeclared, *unchanged; /* numbers of new paragraphs, ascending */
    uint32_t n_declared, n_undeclared, n_unchanged;
    uint32_t n_lost;          /* paragraphs removed, which nothing declares */
    bool headline_undeclared; /* changed, and the note lists parts without it */
    bool headline_unchanged;  /* declared, and as it was */
    struct str line;          /* "paras 7-12 declared; 7-12 new: agrees" */
};

struct diff {
    const struct record *old_record, *new_record;
    bool changed;       /* anything but furniture and typographic signs */
    bool withdraws;     /* the new one is a kill or hold: its text is not compared */
    const char *action; /* "same", "repeat", "update", "correction", "refile", "kill", "hold",
                           "release" */
    struct diff_number *numbers;
    uint32_t n_numbers, cap_numbers;
    struct diff_quote *quotes;
    uint32_t n_quotes, cap_quotes;
    struct diff_event *events;
    uint32_t n_events, cap_events;
    struct diff_person *people;
    uint32_t n_people, cap_people;
    struct diff_field *fields;
    uint32_t n_fields, cap_fields;
    struct diff_paragraph *paragraphs; /* in the order of the new text, removed ones where they
                                          stood */
    uint32_t n_paragraphs, cap_paragraphs;
    uint32_t n_by_kind[DIFF_MOVED + 1]; /* paragraphs by kind */
    uint32_t n_joined, n_split, n_marks_only;
    struct diff_furniture *furniture;
    uint32_t n_furniture, cap_furniture;
    struct diff_claim claim;
    struct str digest; /* one line: "correction: deaths 3 -> 2; headline; 2 paragraphs edited" */
};

/* Compares. Facts that a record was not coded for are left out. Cost: near linear; where thousands
 * of paragraphs or words differ in one place they are told as removed and added, without a search
 * for what they share (limits in diff_work.h). Errors: NOMEM. */
BEDE_NODISCARD bede_status diff_make(const struct record *old_record,
                                     const struct record *new_record, struct arena *arena,
                                     struct diff **out, bede_error *err);

#endif
