/* text/lexicon.h - the words that the splitter must know, by kind (inside of text/ only).
 *
 * In:   every .tsv in <folder>/text with the columns `form` and `kind` (and `parts`)
 * Out:  a set of kinds for a form, upper and lower case being one
 * Not here: what the kinds do (words.c, bounds.c)
 *
 * SPDX-License-Identifier: MIT */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "base/map.h"
#include "text/text.h"

/* Kind, its name in the tables. What each one means stands at the head of its table. */
/* clang-format off */
#define TEXT_KIND_MAP(X) \
    X(TITLE, "title") X(SHORT, "short") X(MONTH, "month") X(NUMBERED, "numbered") X(STATE, "state") X(HOUR, "hour") X(ZONE, "zone") \
    X(STARTER, "starter") X(CLITIC, "clitic") X(SPLIT, "split") \
    X(ELISION, "elision") X(PREFIX, "prefix") X(SUFFIX, "suffix") X(UNIT, "unit") \
    X(ORDINAL, "ordinal") X(HOST, "host") X(FACE, "face") X(SPEECH, "speech")
/* clang-format on */

enum {
#define TEXT_KIND_BIT(name, text) TEXT_BIT_##name,
    TEXT_KIND_MAP(TEXT_KIND_BIT)
#undef TEXT_KIND_BIT
};
enum {
#define TEXT_KIND_ENUM(name, text) TEXT_##name = 1 << TEXT_BIT_##name,
    TEXT_KIND_MAP(TEXT_KIND_ENUM)
#undef TEXT_KIND_ENUM
};

enum { TEXT_FORM_MAX = 24, TEXT_PARTS_MAX = 4 };

struct text_entry {
    uint32_t kinds;
    uint8_t part[TEXT_PARTS_MAX]; /* characters of each word of a SPLIT form; 0 ends */
};

struct text_lexicon {
    struct map forms; /* lower-cased form -> entry */
    struct text_entry *entries;
    uint32_t n_entries, cap_entries;
    struct arena *arena;
};

/* The entry of a form as written in a text (any case; a curly apostrophe is a straight one), or
 * NULL. Forms longer than TEXT_FORM_MAX bytes are never in it. */
const struct text_entry *lexicon_find(const struct text_lexicon *lexicon, struct str form);

static inline uint32_t lexicon_kinds(const struct text_lexicon *lexicon, struct str form)
{
    const struct text_entry *entry = lexicon_find(lexicon, form);
    return entry ? entry->kinds : 0;
}

#endif
