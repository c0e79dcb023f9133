/* store/work.h - what the files of the store share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_WORK_H
#define STORE_WORK_H

#include "record/family.h"
#include "store/db.h"
#include "store/moment.h"
#include "store/schema.h"
#include "store/store.h"

/* Keys are given out here, not by the database: the writer is alone in its transaction. */
struct keys {
    int64_t story, version, paragraph, quote, event, link, pending;
};

struct store {
    struct db *db;
    enum store_mode mode;
    uint32_t schema;
    struct arena *arena;       /* of one put; the receipt's texts live here */
    struct keys next, indexed; /* whose words are still to be indexed: from these on */
    struct near_kept *kept;    /* sketches of the last versions put (near.c), or NULL */
    bool writing;              /* between begin and commit */
    uint32_t n_readers;        /* open cursors that share one transaction */
};

/* What the record needs to know of a version besides what its story says. */
struct facts {
    const struct story *story;
    uint64_t digest;
    struct family_sketch sketch; /* what the ladder compares */
    struct str owner;            /* provider, else agency: whose ids they are */
    struct str tags, note, byline, filed_from, signal;
    const char *order; /* "kill", "hold", or NULL */
    struct str target; /* what the order names; empty for one without a text of its own */
    char created[MOMENT_BYTES], first_created[MOMENT_BYTES], embargo_until[MOMENT_BYTES];
    char stored[MOMENT_BYTES];
    char date[11];
};
BEDE_NODISCARD bede_status store_index_words(struct store *store, bede_error *err);
BEDE_NODISCARD bede_status facts_take(struct arena *arena, const struct record_lexicon *words,
                                      const struct story *story, struct facts *facts,
                                      bede_error *err);

/* Parts of a sketch that are yes or no, as the column `marks` keeps them. */
enum { MARK_REVISED = 1, MARK_GATHERS = 2, MARK_DAY_ONLY = 4, MARK_ORDER = 8 };

/* One shingle in sixteen is indexed; so many are asked for. */
enum { SHINGLE_SAMPLES = 32 };
static inline bool shingle_sampled(uint64_t hash)
{
    return (hash & 15) == 0;
}

/* Where a version belongs. */
struct placement {
    int64_t story;      /* 0: a story of its own */
    int64_t merge;      /* a second story that turns out to be the same, or 0 */
    int64_t reprint_of; /* story that it is a copy of, or 0 */
    bool earlier;       /* no: that story is a copy of this one */
    const char *how;    /* rung of the ladder (record/family.h), or "new" */
    struct str matched; /* why, for people; empty for a new story */
    double confidence;
    bool queued;                /* a kill whose story is not to be told */
    struct str why, candidates; /* of a queued one */
};

/* A link that was found or told, to be written with the version. */
struct found_link {
    const char *rel;
    struct str target;
    int64_t story;
    double confidence;
    const char *how;
};
struct found_links {
    struct found_link *items;
    uint32_t n, cap;
};
BEDE_NODISCARD bede_status place_find(struct store *store, const struct facts *facts,
                                      struct placement *placement, struct found_links *links,
                                      bede_error *err);
/* The one story that a kill or hold in words names, by what stands in the record; else why not. */
BEDE_NODISCARD bede_status place_notice(struct store *store, const struct family_sketch *order,
                                        struct str owner, const char *created,
                                        struct placement *placement, bede_error *err);
/* The same for a notice that waits. */
BEDE_NODISCARD bede_status place_waiting(struct store *store, int64_t version, struct str owner,
                                         const char *created, struct placement *placement,
                                         bede_error *err);

/* Stored versions as the ladder sees them. `sketch.family` numbers stories; shingles are left out
 * until near_measure. */
struct near_version {
    int64_t version, story, reprint_of;
    struct str family;
    char created[MOMENT_BYTES];
    bool told; /* named by the version at hand, or names it */
};
struct near {
    struct arena *arena;
    struct near_version *items;
    struct family_sketch *sketches;
    uint32_t n, n_sketches, cap, cap_sketches;
};
#define NEAR_SELECT                                                                                \
    "SELECT v.version_id, v.story_id, s.reprint_of, s.family, v.created, v.provider, v.id,"        \
    "v.agency, v.headline_key, v.slug_key, v.number_key, v.order_key, v.status, v.id_given,"       \
    "v.version, v.minute, v.sequence, v.marks, v.body_hash FROM versions v "                       \
    "LEFT JOIN stories s ON s.story_id = v.story_id "
/* Adds the rows of a query that begins so, each version once. Errors: those of the db, NOMEM. */
BEDE_NODISCARD bede_status near_add(struct store *store, const char *sql,
                                    const struct db_value *values, size_t n, struct near *near,
                                    bede_error *err);
/* Reads the runs of words of each; those of a body equal to the fresh one are the fresh one's. */
BEDE_NODISCARD bede_status near_measure(struct store *store, const struct family_sketch *fresh,
                                        struct near *near, bede_error *err);

/* Keeps the runs of a version just put for a while; forgets them all, when what was put is undone. */
void near_keep(struct store *store, int64_t version, const struct family_sketch *sketch);
void near_forget(struct store *store);

/* Marks all of a story as copies of another. */
BEDE_NODISCARD bede_status family_copy(struct store *store, int64_t story, int64_t of,
                                       bede_error *err);

/* When a version is in force. */
struct span_of_time {
    char from[MOMENT_BYTES], until[MOMENT_BYTES];
    int64_t by; /* version that ended it, or 0 */
    struct str reason;
    bool copy;
};
/* Puts the versions of a story in order and says of each when it was in force; rows of versions
 * whose state changed are marked, but for the version whose rows are not yet written (0: none).
 * `withdrawn` counts events that are no longer in force. */
BEDE_NODISCARD bede_status family_settle(struct store *store, int64_t story, int64_t unwritten,
                                         uint32_t *withdrawn, bede_error *err);
/* The same for the only version of a story; returns the story's state. */
const char *family_alone(const struct facts *facts, struct span_of_time *span);

/* All rows of a record but that of the version itself. */
BEDE_NODISCARD bede_status rows_write(struct store *store, const struct record *record,
                                      int64_t version, const struct span_of_time *span,
                                      bede_error *err);

#endif
