/* store/schema.h - the tables of the record, and how an older record becomes a newer one.
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

/* Far in the future: a row that is in force until further notice, or never will be. */
#define SCHEMA_FOREVER "9999-12-31T23:59:59Z"

/* Makes the tables in an empty database (when `make`), or brings an older schema up to date, and
 * sees that a stranger's database is left alone. Tells the version found or made. Errors: DATA (no
 * Bede record), UNSUPPORTED (newer), IO (older, and not open for writing). */
BEDE_NODISCARD bede_status schema_ready(struct db *db, bool make, bool write, uint32_t *version,
                                        bede_error *err);

/* The tables that records are written to, in the order that keys ask for. */
extern const struct db_table schema_stories, schema_versions, schema_paragraphs, schema_entities,
    schema_quotes, schema_events, schema_participants, schema_sources, schema_sectors, schema_dyads,
    schema_links, schema_pending, schema_shingles;

#endif
