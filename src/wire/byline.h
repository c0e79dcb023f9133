/* wire/byline.h - who wrote a story. SPDX-License-Identifier: MIT */
#ifndef WIRE_BYLINE_H
#define WIRE_BYLINE_H

#include "wire/lexicon.h"

/* Is the line a byline ("By Ann Poe and Bob Roe =")? */
bool byline_is(const struct wire_lexicon *lexicon, struct str line);

/* Adds the names (and titles) of a byline, with or without its "By". */
void byline_add(const struct wire_lexicon *lexicon, struct str line, struct wire_byline *byline);

/* The line under a byline: "AP Sports Writer=". Gives it to the last name. */
bool byline_is_title(const struct wire_lexicon *lexicon, struct str line);
void byline_add_title(struct str line, struct wire_byline *byline);

#endif
