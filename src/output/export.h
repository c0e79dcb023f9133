/* output/export.h - rows of the record in the layouts that other projects write.
 *
 * In:   events of the record (store/store.h), tables of codes (output/codes.h)
 * Out:  bytes appended to a buf
 * Owns: an export owns what it sums up, for layouts that are no list of events
 * Not here: quotes and versions (output/stored.h); which events (the store's filter)
 *
 * A layout is a table of columns, a name and a function each, in a file of its own
 * (export_icews.c ...). docs/outputs.md tells how each column is filled.
 *
 *     struct export *export;
 *     TRY(export_new(&options, codes, &export, err));
 *     export_begin(export, buf);
 *     export_event(export, buf, &event);  ... event after event
 *     export_end(export, buf);
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_EXPORT_H
#define OUTPUT_EXPORT_H

#include "base/buf.h"
#include "output/codes.h"
#include "store/store.h"

enum export_layout {
    EXPORT_PLOVER,  /* JSON lines, as `bede code` prints them */
    EXPORT_ICEWS,   /* 20 columns, header, a row a pair of actor and recipient */
    EXPORT_PHOENIX, /* 26 columns, no header, a row a pair */
    EXPORT_POLECAT, /* 40 columns, header, a row an event */
    EXPORT_GDELT1,  /* 58 columns, no header, a row a pair */
    EXPORT_GDELT2,  /* 61 columns */
    EXPORT_CSV,     /* all that an event has */
    EXPORT_GRAPHML, /* actors as nodes, counts of events as edges */
    EXPORT_LAYOUTS
};

/* Counts by quad and type with the mean score, as CSV, instead of events. */
enum export_aggregate {
    EXPORT_EVENTS,
    EXPORT_DYAD_DAY,
    EXPORT_DYAD_MONTH,
    EXPORT_DYAD_YEAR,
    EXPORT_ACTOR_MONTH,
    EXPORT_TYPE_MONTH,
    EXPORT_AGGREGATES
};

/* "icews", "dyad-month" ..., NULL beyond the last. */
const char *export_layout_name(unsigned layout);
const char *export_aggregate_name(unsigned aggregate);

struct export_options {
    enum export_layout layout;
    enum export_aggregate aggregate; /* EXPORT_EVENTS: the layout */
    struct store *store; /* to ask what a story names (POLECAT); NULL: what its events name */
};

/* Does the layout leave out events that repeat an earlier one of the same version, as its users
 * expect? It then counts them where it has a column for that. */
bool export_once(const struct export_options *options);

struct export;
BEDE_NODISCARD bede_status export_new(const struct export_options *options,
                                      const struct codes *codes, struct export **out,
                                      bede_error *err);
void export_free(struct export *export);

/* A failure shows in buf->failed. Numbers of rows. */
void export_begin(const struct export *export, struct buf *buf);
uint32_t export_event(struct export *export, struct buf *buf, const struct store_event *event);
uint32_t export_end(struct export *export, struct buf *buf);

/* All events of a cursor, in pieces to `write`. */
typedef bede_status (*export_write)(void *ctx, const char *data, size_t len);
BEDE_NODISCARD bede_status export_all(struct export *export, struct store_cursor *cursor,
                                      export_write write, void *ctx, uint64_t *n, bede_error *err);

#endif
