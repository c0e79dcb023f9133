/* wire/transmit.h - what the text formats of the teleprinter age have in common.
 *
 * In:   the bytes of an input that holds one transmission or several (IPTC 7901, ANPA-1312, telex)
 * Out:  one story after the other. Its text is the transmission without what was meant for the
 *       machine: envelope and header lines stay as furniture, control bytes go (or become the blank,
 *       tab or line end that they mean), and all spans slice that text
 * Parts: iptc7901.c, anpa1312.c, telex.c know their own lines; plain.c reads the copy
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_TRANSMIT_H
#define WIRE_TRANSMIT_H

#include "wire/plain.h"
#include "wire/reader.h"

/* Control bytes by their names in ISO 646. */
enum {
    CTL_SOH = 0x01, /* start of heading: a transmission opens */
    CTL_STX = 0x02, /* start of text */
    CTL_ETX = 0x03, /* end of text */
    CTL_EOT = 0x04, /* end of transmission */
    CTL_BS = 0x08,  /* ANPA: a line of a table */
    CTL_DLE = 0x10, /* ANPA: a blank inside a cell */
    CTL_DC1 = 0x11,
    CTL_DC2 = 0x12,
    CTL_DC3 = 0x13,
    CTL_DC4 = 0x14,
    CTL_SYN = 0x16,
    CTL_CAN = 0x18, /* delete the word before */
    CTL_RS = 0x1e,  /* ANPA: padding of columns */
    CTL_US = 0x1f,  /* the next column */
    CTL_DEL = 0x7f
};

struct transmit {
    struct wire_reader *reader;
    struct arena *arena;
    struct story *story;
    struct str rest; /* of the transmission, UTF-8: lines not yet taken */
    char *text;      /* the story's text so far */
    size_t n;
    struct plain_mark *marks;
    uint32_t n_marks, cap_marks;
    bool failed; /* memory ended */
};

/* The next line of the transmission, without its end: LF, CR, or any number of CR before an LF. */
bool transmit_line(struct transmit *t, struct str *line);

/* Adds a line to the text, control bytes resolved; `typography` turns ``...'' into quotation marks
 * and " _ " into a dash. The span is that of the line in the text. */
struct span transmit_add(struct transmit *t, struct str line, bool typography);
struct str transmit_str(const struct transmit *t, struct span span);

/* What the line is whatever its words say. In the order of the text. */
void transmit_mark(struct transmit *t, enum wire_kind kind, struct span span);

/* The headline, a slice of the text on the line (or lines) `span`: tags are cut off it. */
void transmit_title(struct transmit *t, struct span span, struct str title);

void transmit_subject(struct transmit *t, const char *scheme, struct str code);

/* When it was sent. */
void transmit_sent(struct transmit *t, struct date date, uint32_t hour, uint32_t minute, bool zone);

/* A line as it counts for grammar: without control bytes and blanks at both ends. */
struct str transmit_bare(struct str line);

/* Reads the lines of a transmission into `t`; false: it is no story, and *why says what it is. */
typedef bool transmit_lines(struct transmit *t, const char **why);

/* The next transmission that opens with SOH (in stripped copy: with a line that `opens` knows) as a
 * story. See wire_next. */
typedef bool transmit_opens(struct str line);
BEDE_NODISCARD bede_status transmit_next(struct wire_reader *reader, struct arena *arena,
                                         transmit_opens *opens, transmit_lines *lines,
                                         struct story **out, bede_error *err);

/* One transmission as a story; `lines` NULL: bytes that stand outside any, to be told of. */
BEDE_NODISCARD bede_status transmit_read(struct wire_reader *reader, struct arena *arena,
                                         struct str raw, transmit_lines *lines, struct story **out,
                                         bede_error *err);

/* ---- The formats: is the head of an input one? and the next story of it ---- */

bool iptc7901_is(struct str head);
bool anpa1312_is(struct str head);
bool telex_is(struct str head);
BEDE_NODISCARD bede_status iptc7901_next(struct wire_reader *reader, struct arena *arena,
                                         struct story **out, bede_error *err);
BEDE_NODISCARD bede_status anpa1312_next(struct wire_reader *reader, struct arena *arena,
                                         struct story **out, bede_error *err);
BEDE_NODISCARD bede_status telex_next(struct wire_reader *reader, struct arena *arena,
                                      struct story **out, bede_error *err);

#endif
