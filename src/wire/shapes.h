/* wire/shapes.h - short lines that are no copy, told by their form alone.
 *
 * In:   a line without the white space around it
 * Out:  whether it has the form; nothing is stored
 * Not here: whether it stands where such a line may (header.h, ending.h)
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_SHAPES_H
#define WIRE_SHAPES_H

#include "wire/lexicon.h"

bool shape_divider(struct str s); /* only ruling: ___ *** --- === */
bool shape_hashes(struct str s);  /* "###", "# # #" */
bool shape_contact(struct str s); /* a line of an e-mail address or little more */
bool shape_codes(struct str s);   /* "9417**1416": digits and marks */

/* Initials of those who handled the story: "abc/de/fg-hi"; "AZ MK HN"; "dpa ab cd"; "(SDA/ab)". */
bool shape_initials(struct str s);
bool shape_capital_initials(struct str s);
bool shape_agency_initials(const struct wire_lexicon *lexicon, struct str s);
bool shape_bracket_initials(const struct wire_lexicon *lexicon, struct str s);

/* An agency's name alone between its marks: "(ANSA).", "--SPA", "-- BERNAMA", "WAM/Ann Poe". */
const struct wire_agency *shape_agency_mark(const struct wire_lexicon *lexicon, struct str s);

/* Where an agency's name, with initials or alone, is glued behind the last sentence ("... he said.
 * PTI ABC"); SIZE_MAX: nowhere. */
size_t shape_glued_agency(const struct wire_lexicon *lexicon, struct str s);

/* "Page 2", "-2-", "2-2-2", "Rebels attack ... (cont'd)": what a transmission in parts repeats. */
bool shape_page(const struct wire_lexicon *lexicon, struct str s);

/* "NO ROAD OPEN": a heading in capitals among the copy. */
bool shape_crosshead(struct str s);

/* "DEL45", "FGN12": the routing number of a transmission. */
bool shape_routing(struct str s);

#endif
