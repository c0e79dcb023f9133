/* syntax/parser.h - the arc-hybrid transition system: states, transitions, what the net looks at.
 *
 * In:   the number of words of a sentence, then one transition after the other
 * Out:  heads and relations; for each state the words in its slots and its table rows
 * Owns: nothing; parse_state_bind lays a state out in memory of the caller
 * Not here: which transition is best (encoder.c scores them; the trainer knows the gold tree)
 *
 * Shared by parser and trainer: slots and tables are part of the model's format.
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_PARSER_H
#define SYNTAX_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PARSE_SLOTS = 13, PARSE_TABLES = 11, PARSE_WORDS_MAX = 4096 };
enum { PARSE_DISTANCES = 8, PARSE_COUNTS = 4 };

#define PARSE_NONE UINT16_MAX

/* A transition is SHIFT, or LEFT or RIGHT with a label of the model. */
enum parse_move { PARSE_SHIFT, PARSE_LEFT, PARSE_RIGHT };

struct parse_state {
    uint32_t n, next, depth;  /* words, first of the buffer, size of the stack */
    uint16_t *stack;          /* word numbers from 0 */
    uint16_t *head;           /* PARSE_NONE: none yet; n: the root */
    uint16_t *label;          /* of the arc to the head */
    uint16_t *left, *left2;   /* outermost children on the left, PARSE_NONE */
    uint16_t *right, *right2; /* and on the right */
    uint16_t *n_left, *n_right;
};

/* Bytes that a state of n words needs; binds and resets one. */
size_t parse_state_size(uint32_t n);
void parse_state_bind(struct parse_state *state, void *memory, uint32_t n);

static inline bool parse_done(const struct parse_state *s)
{
    return s->next == s->n && s->depth == 1;
}
static inline bool parse_can_shift(const struct parse_state *s)
{
    return s->next < s->n;
}
static inline bool parse_can_left(const struct parse_state *s)
{
    return s->next < s->n && s->depth > 0;
}
static inline bool parse_can_right(const struct parse_state *s)
{
    return s->depth > 1;
}

void parse_apply(struct parse_state *s, enum parse_move move, uint16_t label);

/* The word in each slot: its number, n for the root, n + 1 for none. */
void parse_slots(const struct parse_state *s, uint16_t slots[PARSE_SLOTS]);

/* Rows in the joined tables of labels, distances and counts; `labels` is the model's number. */
void parse_tables(const struct parse_state *s, uint32_t labels, uint16_t rows[PARSE_TABLES]);
uint32_t parse_table_rows(uint32_t labels);

#endif
