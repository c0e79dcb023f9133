/* text/words.h - one run of text between white space into words (inside of text/ only).
 *
 * In:   a chunk of the text without white space in it
 * Out:  pieces appended to a list, in order, covering the chunk
 * Cost: one pass; every look ahead is bounded, so any bytes take linear time
 * Not here: where sentences end (bounds.c), which may yet cut the stop off an abbreviation
 *
 * SPDX-License-Identifier: MIT */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "text/lexicon.h"

/* What a piece is to the finder of sentences. */
enum piece_shape {
    PIECE_WORD,
    PIECE_NUMBER,
    PIECE_SHORT, /* an abbreviation, its stop being part of it */
    PIECE_STOP,  /* . ! ? and runs of them */
    PIECE_DOTS,  /* an ellipsis */
    PIECE_OPEN,  /* opening quote or bracket */
    PIECE_CLOSE, /* closing quote or bracket */
    PIECE_DASH,
    PIECE_COLON, /* : ; */
    PIECE_COMMA,
    PIECE_LINK, /* URL, e-mail address, file name */
    PIECE_FACE, /* :-) */
    PIECE_OTHER
};

struct piece {
    uint32_t start, end;
    uint32_t kinds; /* of the lexicon: of an abbreviation with its stop, else of the word */
    uint8_t shape;
    uint8_t mwt;         /* as in struct token */
    bool space_after;    /* white space (or the block's end) follows */
    bool break_after;    /* that white space holds a line break */
    uint8_t first_class; /* enum char_class of the first character */
};

/* Classes of characters, coarse. */
enum char_class { CHAR_OTHER, CHAR_LOWER, CHAR_UPPER, CHAR_DIGIT, CHAR_SPACE, CHAR_QUOTE };

struct piece_list {
    struct arena *arena;
    struct piece *items;
    uint32_t n, cap;
    bool failed; /* memory ended */
};

struct word_scanner {
    const struct text_lexicon *lexicon;
    struct str text;
    struct piece_list *list;
    uint32_t chunk;                /* piece that the chunk at hand begins with */
    bool single_open, double_open; /* a quote was opened and not closed in this block */
};

/* Appends the words of text[start, end). */
void words_scan(struct word_scanner *scanner, uint32_t start, uint32_t end);

/* Class of the character at byte `at`, its length in bytes in *size. */
enum char_class words_class(struct str text, uint32_t at, uint32_t *size);

#endif
