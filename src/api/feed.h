/* api/feed.h - paths in, one story after the other out, whatever file each stands in.
 *
 * In:   paths (files, folders, "-") or bytes in memory
 * Out:  stories in order, each in the arena it is asked for
 * Owns: the bytes of each input, until the last story that was read from it is let go
 * Not here: threads. One thread at a time calls feed_next; feed_release any thread may call.
 *
 * SPDX-License-Identifier: MIT */
#ifndef API_FEED_H
#define API_FEED_H

#include <stdatomic.h>

#include "base/io.h"
#include "wire/wire.h"

/* The bytes of one file. Small ones are read; large ones are mapped, so that a file of any size
 * takes the memory of its stories, not its own. Packed ones are unpacked whole. */
struct input {
    const char *name;
    struct str bytes;
    struct arena *memory; /* NULL when mapped, unpacked or borrowed */
    char *unpacked;       /* what came out of gzip or Zstandard, else NULL */
    bool mapped;
    atomic_uint users;
    uint64_t before; /* bytes of the inputs before it */
};

struct feed {
    const struct wire_lexicon *lexicon;
    bede_from from;
    bool keep_trees;      /* of CoNLL-U */
    bool chunks;          /* CoNLL-U may be cut between sentences */
    bede_limits limits;   /* no field 0 */
    struct date received; /* of copy without a year; year 0: not told */
    struct arena *arena;  /* of names */
    struct io_list paths; /* still to come: from `at` */
    uint32_t at;

    const char *const *arguments; /* not yet listed */
    size_t n_arguments, argument;

    struct input *input; /* open now, or NULL */
    struct wire_reader *reader;
    bool conllu;
    struct str rest;     /* of CoNLL-U: not yet read */
    const char *careful; /* up to here sentence by sentence: an error is in it */
    uint32_t line;
    uint64_t n_inputs, n_bytes;
};

BEDE_NODISCARD bede_status feed_init(struct feed *feed, const struct wire_lexicon *lexicon,
                                     const char *const *paths, size_t n_paths,
                                     const bede_run_options *options, bede_error *err);
/* One input from memory that outlives the feed. */
BEDE_NODISCARD bede_status feed_init_bytes(struct feed *feed, const struct wire_lexicon *lexicon,
                                           const char *name, struct str bytes,
                                           const bede_run_options *options, bede_error *err);
void feed_fini(struct feed *feed);

/* The next story and the input it stands in, which feed_release lets go. DONE at the end; any
 * other status tells of an input or story that was passed over: call again. NOMEM is final when
 * `arena` is fresh. */
BEDE_NODISCARD bede_status feed_next(struct feed *feed, struct arena *arena, struct story **story,
                                     struct input **input, bede_error *err);

/* The next whole input instead of its stories (`bede relate`). */
BEDE_NODISCARD bede_status feed_next_input(struct feed *feed, struct input **input,
                                           bede_error *err);
void feed_release(struct input *input);

#endif
