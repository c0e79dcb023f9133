/* quote/lexicon.h - the tables of quote/: cues with their frames, quotation marks, elisions.
 *
 * In:   <folder>/quote/cues.tsv, marks.tsv, elisions.tsv; later folders extend and replace
 * Out:  the row of a lemma in a word class; the marks, longest first
 * Owns: all rows; immutable after loading, shared by threads
 * Not here: what a cue does in a sentence (cues.c)
 *
 * SPDX-License-Identifier: MIT */
#ifndef QUOTE_LEXICON_H
#define QUOTE_LEXICON_H

#include "base/arena.h"
#include "base/map.h"
#include "quote/quote.h"

enum cue_class { CUE_VERB, CUE_NOUN, CUE_ADJECTIVE, CUE_PHRASE, CUE_CLASSES };

/* Where the content of a cue stands. */
#define CUE_FRAME_MAP(X)                                                                           \
    X(QUOTE, "quote")     /* "...", he said */                                                     \
    X(CLAUSE, "clause")   /* said (that) ...; the plan, he said, would ... */                      \
    X(TO, "to")           /* vowed to ... */                                                       \
    X(OBJECT, "object")   /* praised X for Y: the object and what belongs to it */                 \
    X(HEARER, "hearer")   /* told R that ...: the object hears */                                  \
    X(PASSIVE, "passive") /* X is expected to ...: the subject belongs to the content */           \
    X(SUBJECT, "subject") /* X seems to ...: the same in the active */                             \
    X(PIECES, "pieces")   /* only what stands in marks inside the object */                        \
    X(MARKED, "marked")   /* only when what the other frames give holds a piece in marks */        \
    X(RELAY, "relay")     /* quoted him as saying ...: the object is the source */                 \
    X(IN, "in")           /* in his view, ... */

enum cue_frame_bit {
#define CUE_FRAME_BIT(id, text) CUE_BIT_##id,
    CUE_FRAME_MAP(CUE_FRAME_BIT)
#undef CUE_FRAME_BIT
};
enum cue_frame {
#define CUE_FRAME_ENUM(id, text) CUE_##id = 1 << CUE_BIT_##id,
    CUE_FRAME_MAP(CUE_FRAME_ENUM)
#undef CUE_FRAME_ENUM
        CUE_PREPOSITION = 1 << 15 /* some "+for" */
};

/* Closed classes of words, words.tsv: what the mechanisms lean on. */
#define QUOTE_WORD_MAP(X)                                                                          \
    X(AGENT, "agent")           /* by: who a passive verb's agent is */                            \
    X(OWNER, "owner")           /* of, from, among: whose a statement is */                        \
    X(THAT, "that")             /* that: leads reported words in */                                \
    X(WHETHER, "whether")       /* the same for questions */                                       \
    X(AS, "as")                 /* as he said */                                                   \
    X(IN, "in")                 /* in his view */                                                  \
    X(SO, "so")                 /* so called */                                                    \
    X(APART, "apart")           /* on, at, during: time and place of the speech, no content */     \
    X(CONCESSION, "concession") /* though: the reporter's own aside */                             \
    X(FIRST, "first")           /* I, me, my: the one who speaks */                                \
    X(OCCASION, "occasion")     /* in, on, during: on what occasion it was said */                 \
    X(THROUGH, "through")       /* through a spokesman: the relay */                               \
    X(TERMS, "terms")           /* on condition of: no occasion */                                 \
    X(DOCUMENT, "document")     /* statement, letter: speaks for who issued it */

enum quote_word_bit {
#define QUOTE_WORD_BIT(id, text) QUOTE_WORD_BIT_##id,
    QUOTE_WORD_MAP(QUOTE_WORD_BIT)
#undef QUOTE_WORD_BIT
};
enum quote_word {
#define QUOTE_WORD_ENUM(id, text) WORD_##id = 1 << QUOTE_WORD_BIT_##id,
    QUOTE_WORD_MAP(QUOTE_WORD_ENUM)
#undef QUOTE_WORD_ENUM
};

enum { CUE_PREPOSITIONS_MAX = 6, CUE_KEY_MAX = 64, MARK_BYTES_MAX = 4 };

struct cue_row {
    enum cue_class class;
    uint32_t frames;
    struct str prepositions[CUE_PREPOSITIONS_MAX]; /* "+for": called for X */
    uint32_t n_prepositions;
    bool attitude;    /* belief, wish, appearance: no speech */
    const char *rule; /* "cues.tsv:12" */
};

struct mark {
    char open[MARK_BYTES_MAX], close[MARK_BYTES_MAX];
    uint8_t n_open, n_close;
    bool single; /* may be an apostrophe */
};

struct quote_lexicon {
    struct arena *arena;
    struct map cues;  /* "v say" -> row */
    struct map heads; /* "v point" -> 1: some cue of several words starts so */
    struct cue_row *rows;
    uint32_t n_rows, cap_rows;
    struct mark *marks; /* longest opening first */
    uint32_t n_marks, cap_marks;
    struct map words;     /* closed classes: word -> bits of enum quote_word */
    struct map elisions;  /* "em", "til": words that lost their head to an apostrophe */
    bool first_byte[256]; /* may a mark start with this byte? */
};

/* The row of "say", or of "point out" with tail "out"; NULL when it is no cue. */
const struct cue_row *cue_find(const struct quote_lexicon *lexicon, enum cue_class class,
                               struct str lemma, struct str tail);

/* Does a cue of several words start with this lemma? */
bool cue_has_tail(const struct quote_lexicon *lexicon, enum cue_class class, struct str lemma);

/* The classes of a word (bits of enum quote_word), any case. */
uint32_t quote_word_classes(const struct quote_lexicon *lexicon, struct str word);

#endif
