/* store/query.h - a filter as SQL.
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "base/buf.h"
#include "store/work.h"

enum { QUERY_VALUES = 48 };

struct query {
    struct buf sql;
    struct db_value values[QUERY_VALUES];
    size_t n;
    struct arena *arena; /* of values */
    const struct db_backend *backend;
    char at[MOMENT_BYTES]; /* the state asked for */
    bool failed;           /* too many values */
};
void query_init(struct query *query, struct store *store, struct arena *arena);
void query_fini(struct query *query);
void query_value(struct query *query, struct db_value value);

/* Keys of events in the order asked for; a key may come more than once, one after the other. */
BEDE_NODISCARD bede_status query_events(struct store *store, const struct store_filter *filter,
                                        struct query *query, bede_error *err);
/* What follows FROM and the joins of quotes (q, v, s) and versions (v, s). */
BEDE_NODISCARD bede_status query_quotes(struct store *store, const struct store_filter *filter,
                                        struct query *query, bede_error *err);
BEDE_NODISCARD bede_status query_versions(struct store *store, const struct store_filter *filter,
                                          struct query *query, bede_error *err);

#endif
