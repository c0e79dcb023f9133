/* wire/header.h - what stands before the body, line by line, and in fields of a format.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_HEADER_H
#define WIRE_HEADER_H

#include "wire/plain.h"

/* Reads the header. Returns the line where the body begins (its start moved behind what was glued
 * before it), or the number of lines when there is no body. */
uint32_t header_read(struct plain *p);

/* Headline, byline and note that came in fields of their own. Errors: NOMEM. */
BEDE_NODISCARD bede_status header_fields(const struct wire_lexicon *lexicon, struct story *story,
                                         struct str title, struct str byline, struct str note,
                                         bede_error *err);

#endif
