/* output/stored.h - rows of the record as text: tables, CSV, JSONL.
 *
 * In:   rows of store/store.h
 * Out:  bytes appended to a buf
 * Not here: the layouts of other projects
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_STORED_H
#define OUTPUT_STORED_H

#include "base/buf.h"
#include "store/store.h"

struct stored_options {
    bede_format format; /* JSONL, CSV, TABLE */
    bool color;
    uint32_t width;
};

/* What became of a story that came in: a line of JSON, of CSV, or for people. */
void stored_receipt(struct buf *buf, const struct story *story, const struct store_receipt *receipt,
                    bede_format format, bool color);

/* All rows of a cursor, in pieces to `write`; tables as one. `n` counts the rows. */
typedef bede_status (*stored_write)(void *ctx, const char *data, size_t len);
BEDE_NODISCARD bede_status stored_events(struct store_cursor *cursor,
                                         const struct stored_options *options, stored_write write,
                                         void *ctx, uint64_t *n, bede_error *err);
BEDE_NODISCARD bede_status stored_quotes(struct store_cursor *cursor,
                                         const struct stored_options *options, stored_write write,
                                         void *ctx, uint64_t *n, bede_error *err);
BEDE_NODISCARD bede_status stored_versions(struct store_cursor *cursor,
                                           const struct stored_options *options, stored_write write,
                                           void *ctx, uint64_t *n, bede_error *err);
BEDE_NODISCARD bede_status stored_pending(struct store_cursor *cursor,
                                          const struct stored_options *options, stored_write write,
                                          void *ctx, uint64_t *n, bede_error *err);

/* One event as a line of JSON: as `bede code` writes it, the state of its version added under
 * "bede" ("family", "status", "known_from", "known_until", "superseded_by", "reason"). */
void stored_event_json(struct buf *buf, const struct store_event *event);
void stored_quote_json(struct buf *buf, const struct store_quote *quote);

#endif
