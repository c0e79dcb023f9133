/* store/db.c - see db.h. SPDX-License-Identifier: MIT */
#include "store/db.h"

bede_status db_one(struct db *db, const char *sql, const struct db_value *values, size_t n,
                   int64_t fallback, int64_t *out, bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(db, sql, values, n, &rows, err));
    bede_status status = db_step(rows, err);
    *out = status == BEDE_OK && !db_is_null(rows, 0) ? db_integer(rows, 0) : fallback;
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}
