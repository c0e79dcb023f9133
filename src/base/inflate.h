/* base/inflate.h - gzip (RFC 1952) and Zstandard (RFC 8878) bytes, unpacked whole.
 *
 * Told by their magic bytes, never by a file's name, so that standard input works as a file does.
 * The limit holds for what comes out: a few packed kilobytes can unpack to terabytes.
 *
 * SPDX-License-Identifier: MIT */
#ifndef BASE_INFLATE_H
#define BASE_INFLATE_H

#include "base/err.h"
#include "base/str.h"

enum inflate_kind { INFLATE_NONE, INFLATE_GZIP, INFLATE_ZSTD };

enum inflate_kind inflate_sniff(struct str bytes);

/* "a ZIP archive" and the like for packed bytes that nothing here unpacks; NULL for all else. */
const char *inflate_foreign(struct str bytes);

/* Unpacks all members or frames, one behind the other, into memory of its own that the caller
 * frees; a NUL follows the bytes. Errors: SYNTAX (damaged, cut off, bytes behind the end; the
 * offset is in the packed bytes), LIMIT (more than `max` bytes come out), NOMEM. */
BEDE_NODISCARD bede_status inflate_bytes(const char *name, struct str packed, uint64_t max,
                                         char **out, size_t *n, bede_error *err);

#endif
