/* base/err.h - errors are values: fill a bede_error and return its code.
 *
 *     if (n > limit) return err_set(err, BEDE_LIMIT, "more than %u rows", limit);
 *     TRY(step_one(x, err));
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "bede/bede.h"

/* Return at once when the call fails; its error is already filled. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        bede_status try_status_ = (call);                                                          \
        if (try_status_ != BEDE_OK) return try_status_;                                            \
    } while (0)

/* Fills `err` (may be NULL) with code and message, clears the place, and returns `code`. */
bede_status err_set(bede_error *err, bede_status code, const char *format, ...) BEDE_PRINTF(3, 4);

/* The same with the place at fault: input name (may be NULL), line from 1 or 0, byte offset. */
bede_status err_at(bede_error *err, bede_status code, const char *input, uint32_t line,
                   uint64_t offset, const char *format, ...) BEDE_PRINTF(6, 7);

/* NOMEM, said the same way everywhere. */
bede_status err_nomem(bede_error *err);

/* Names the input of an error that does not name one yet. */
void err_name_input(bede_error *err, const char *input);

/* "input:line: message" (or with the offset when no line is known) for people. Returns buf. */
char *err_format(const bede_error *err, char *buf, size_t cap);

#endif
