/* record/family.h - which texts are versions of one story.
 *
 * In:   stories (wire/); the words of knowledge/<lang>/record/ that mark sequences and digests
 * Out:  a sketch of a version, small enough to be kept for every version of a week; and, for a new
 *       sketch among candidates, which one it belongs to, as what, how surely and why
 * Owns: nothing; sketches live in the arena given
 * Not here: where candidates come from (store/, or the other file of `bede diff`); what changed
 *       (diff.h)
 *
 *     struct family_verdict verdict;
 *     TRY(family_decide(arena, &fresh, candidates, n, &verdict, err));
 *     verdict.relation == FAMILY_VERSION, .candidate == 3, .confidence == 0.92,
 *     .reason == "same agency, same headline, 2 hours apart, 92 % of the text shared"
 *
 * SPDX-License-Identifier: MIT */
#ifndef RECORD_FAMILY_H
#define RECORD_FAMILY_H

#include "record/lexicon.h"

/* All thresholds of the ladder; docs/versions.md has the picture, docs/measures.md what they are
 * worth. Containment is |A and B| / min(|A|, |B|) over runs of five words. */
#define FAMILY_VERSION_AT 0.5 /* with a common slug or a short common headline */
#define FAMILY_MARKED_AT  0.3 /* with a common headline of three words, or marked as a sequence */
#define FAMILY_REPRINT_AT 0.8 /* without any of them */
#define FAMILY_RELATED_AT 0.3
enum {
    FAMILY_HOURS = 48,          /* between two versions */
    FAMILY_KILL_DAYS = 7,       /* between a story and the order that names it */
    FAMILY_SHINGLE = 5,         /* words to a run */
    FAMILY_SHINGLES_LEAST = 10, /* below that texts are alike by chance */
    FAMILY_SHINGLES_MAX = 20000
};

struct family_sketch {
    struct str provider, id; /* an identity when id_given */
    bool id_given;
    uint32_t version;
    struct str agency;
    int64_t minute;    /* of this version, since 1970; FAMILY_NO_TIME */
    bool day_only;     /* the minute is that of midnight */
    struct str title;  /* folded: lower case, letters and digits, single blanks */
    struct str slug;   /* its keyword, folded */
    struct str number; /* of the transmission, folded: "dpa 061", "v9991" */
    int32_t sequence;  /* "2nd LD" 2, URGENT 0; -1 without such a tag */
    bool revised;      /* by its tags it takes the place of another text */
    bool gathers;      /* digest, roundup, factbox: holds other stories */
    enum wire_status status;
    struct str order;    /* what a kill or hold names, folded; empty for none */
    bool order_in_words; /* withdrawn by a note in the text */
    const struct wire_link *links;
    uint32_t n_links;
    uint64_t *shingles; /* ascending, each once */
    uint32_t n_shingles, n_words;
    uint64_t whole;  /* of all words in order; 0 for none */
    uint32_t family; /* the caller's number: candidates with the same one are one story */
};
#define FAMILY_NO_TIME INT64_MIN

/* Strings and links point into the story or the arena. Errors: NOMEM. */
BEDE_NODISCARD bede_status family_sketch(const struct record_lexicon *lexicon,
                                         const struct story *story, struct arena *arena,
                                         struct family_sketch *out, bede_error *err);

/* Runs, words and `whole` of a body, for a sketch whose other fields were kept elsewhere (store/).
 * Errors: NOMEM. */
BEDE_NODISCARD bede_status family_sketch_body(struct arena *arena, struct str body,
                                              struct family_sketch *out, bede_error *err);

/* Shared runs by the smaller number of both; 1 for the same words, 0 when one has none. */
double family_containment(const struct family_sketch *a, const struct family_sketch *b);

enum family_relation {
    FAMILY_NONE,
    FAMILY_RELATED, /* shares text; never merged */
    FAMILY_REPRINT, /* a copy: linked, its events count once */
    FAMILY_VERSION,
    FAMILY_KILL, /* of exactly one story */
    FAMILY_QUEUE /* a kill that names none, or several: for a person */
};
const char *family_relation_name(enum family_relation relation);

#define FAMILY_NOBODY UINT32_MAX
struct family_verdict {
    enum family_relation relation;
    uint32_t candidate; /* index, or FAMILY_NOBODY */
    double confidence;  /* 0..1 */
    double containment;
    const char *rung;  /* "id", "link", "kill", "headline", "slug", "sequence", "text",
                           "reprint", "related", "none" */
    struct str reason; /* for people */
};

/* Climbs the ladder: the first rung on which a candidate stands decides; of several there, the one
 * that shares most, then the nearest in time, then the first. Cost: candidates times shingles.
 * Errors: NOMEM. */
BEDE_NODISCARD bede_status family_decide(struct arena *arena, const struct family_sketch *fresh,
                                         const struct family_sketch *candidates, uint32_t n,
                                         struct family_verdict *out, bede_error *err);

#endif
