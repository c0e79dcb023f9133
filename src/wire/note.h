/* wire/note.h - notes to editors: what a version changed, and what must be done with it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_NOTE_H
#define WIRE_NOTE_H

#include "wire/lexicon.h"

/* Reads the words of a note (without its brackets) into clauses; sets kind from the verbs unless
 * `kind` is given. False when memory ends. */
bool note_parse(const struct wire_lexicon *lexicon, struct arena *arena, struct str text,
                const char *kind, struct wire_note *note);

/* Without "ATTN:", "Eds:" and the like before it. */
struct str note_without_label(const struct wire_lexicon *lexicon, struct str text);

/* Is this, the inside of a bracket that opens or closes a story, a note to editors? */
bool note_is(const struct wire_lexicon *lexicon, struct str inside);

/* The end of the bracket that opens at byte 0 of `s` (behind its close), at most `max` bytes away
 * and not over a blank line; 0 when it does not close. */
size_t note_bracket(struct str s, size_t max);

/* What a kill or hold order names: the words behind its verb and "item", "the story". */
struct str note_target(const struct wire_lexicon *lexicon, struct str text);

#endif
