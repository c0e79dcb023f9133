/* wire/lexicon.h - the words that the reader of agency copy asks for, from knowledge/<lang>/wire/.
 *
 * In:   folders; in each the tables agencies, months, weekdays, tags, genres, verbs, phrases, ends,
 *       words and numbers, any of which may be missing; later folders add and replace
 * Out:  look-ups by word, case ignored; nothing here allocates after loading
 * Not here: what to do with them
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_LEXICON_H
#define WIRE_LEXICON_H

#include "wire/wire.h"

/* Classes of words.tsv; a word may have several. */
enum wire_class {
    WORD_CREDIT = 1 << 0,
    WORD_NOCREDIT = 1 << 1,
    WORD_BYLINE = 1 << 2,
    WORD_WRITERS = 1 << 3,
    WORD_TITLE = 1 << 4,
    WORD_AGENCYNAME = 1 << 5,
    WORD_PARTICLE = 1 << 6,
    WORD_PLACEHEAD = 1 << 7,
    WORD_PARA = 1 << 8,
    WORD_LAST = 1 << 9,
    WORD_THROUGHOUT = 1 << 10,
    WORD_NOTPLACE = 1 << 11,
    WORD_NOTEOPEN = 1 << 12,
    WORD_JOINT = 1 << 13,
    WORD_SMALL = 1 << 14,
    WORD_LINK = 1 << 15,
    WORD_WHERE = 1 << 16,
    WORD_PICTURE = 1 << 17,
    WORD_NOTCOPY = 1 << 18,
    WORD_PAGE = 1 << 19,
    WORD_CARRIED = 1 << 20,
    WORD_PIECE = 1 << 21,
    WORD_ERRING = 1 << 22
};

struct wire_agency {
    struct str name; /* as the publication is called */
    bool bare, release;
};

/* Where a tag may stand, from the column `forms`. */
enum wire_tag_form {
    TAG_BRACKET = 1 << 0,
    TAG_COLON = 1 << 1,
    TAG_DASH = 1 << 2,
    TAG_LINE = 1 << 3,
    TAG_ORDINAL = 1 << 4,
    TAG_SLUG = 1 << 5
};
struct wire_tag_word {
    const char *tag;
    uint32_t forms;
    int32_t sequence; /* when none is written; -1: none */
    struct str genre;
};

struct wire_verb {
    const char *kind, *note;
};

enum wire_phrase_kind {
    PHRASE_SIGNOFF,
    PHRASE_CORRECTION,
    PHRASE_UPDATE,
    PHRASE_MACHINE,
    PHRASE_KILL,
    PHRASE_HOLD,
    PHRASE_EMBARGO,
    PHRASE_CONTACT,
    PHRASE_PHOTO,
    PHRASE_CAPTION,
    PHRASE_DROPPED,
    PHRASE_LABEL,
    PHRASE_PRIVATE,
    PHRASE_ENVELOPE
};
struct wire_phrase {
    struct str text;
    enum wire_phrase_kind kind;
};

struct wire_end {
    struct str mark;
    bool prefix, glue, strong;
};

uint32_t lexicon_classes(const struct wire_lexicon *lexicon, struct str word); /* 0: in none */
bool lexicon_is(const struct wire_lexicon *lexicon, struct str word, uint32_t class);
const struct wire_agency *lexicon_agency(const struct wire_lexicon *lexicon, struct str token);
int lexicon_month(const struct wire_lexicon *lexicon, struct str word);   /* 1..12 or 0 */
int lexicon_weekday(const struct wire_lexicon *lexicon, struct str word); /* 0..6 or -1 */
const struct wire_tag_word *lexicon_tag(const struct wire_lexicon *lexicon, struct str word,
                                        uint32_t forms);
struct str lexicon_genre(const struct wire_lexicon *lexicon, struct str label); /* empty: none */
const struct wire_verb *lexicon_verb(const struct wire_lexicon *lexicon, struct str word);
bool lexicon_ordinal(const struct wire_lexicon *lexicon, struct str word, int32_t *n);
bool lexicon_cardinal(const struct wire_lexicon *lexicon, struct str word, int32_t *n);

/* The longest phrase with which `line` opens, or NULL; and the first one inside it. */
const struct wire_phrase *lexicon_opening(const struct wire_lexicon *lexicon, struct str line);
const struct wire_phrase *lexicon_inside(const struct wire_lexicon *lexicon, struct str line);

/* The end mark that the whole line is, or NULL. */
const struct wire_end *lexicon_end(const struct wire_lexicon *lexicon, struct str line);
/* The gluable end mark with which `paragraph` closes after white space, or NULL. */
const struct wire_end *lexicon_glued_end(const struct wire_lexicon *lexicon, struct str paragraph);

#endif
