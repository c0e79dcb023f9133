/* api/query.h - the filter that a query means. SPDX-License-Identifier: MIT */
#ifndef API_QUERY_H
#define API_QUERY_H

#include "bede/bede.h"
#include "store/store.h"

/* Errors: USAGE, saying what cannot be. */
BEDE_NODISCARD bede_status query_filter(const bede_query *query, struct store_filter *filter,
                                        bede_error *err);

#endif
