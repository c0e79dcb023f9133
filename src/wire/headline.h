/* wire/headline.h - tags of headlines, and slug and keyword lines.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_HEADLINE_H
#define WIRE_HEADLINE_H

#include "wire/lexicon.h"

/* Cuts tags and genres off the head of a headline, adding them to the story; returns the rest. */
struct str headline_cut(const struct wire_lexicon *lexicon, struct story *story, struct str line);

/* A line that is nothing but a tag ("2ND LEAD", "REFILE"): adds it. */
bool headline_is_tag(const struct wire_lexicon *lexicon, struct story *story, struct str line);

/* A slug, keyword or category line: sets the slug, adds its markers as tags. */
bool headline_is_slug(const struct wire_lexicon *lexicon, struct story *story, struct str line);

/* Markers in a slug that came in a field of its own. */
void headline_slug_tags(const struct wire_lexicon *lexicon, struct story *story, struct str slug);

/* "1 POLITICS Defence": the number of the take and the catchline above copy of PA; sets the slug. */
bool headline_is_catchline(struct story *story, struct str line);

/* A numbered envelope line: "abc0003 3 i 380  dpa 0045". */
bool headline_is_envelope(struct str line);

#endif
