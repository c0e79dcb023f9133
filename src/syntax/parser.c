/* Arc-hybrid parsing (Kuhlmann, Gómez-Rodríguez and Satta, ACL 2011) with the root at the end of
 * the buffer (Ballesteros and Nivre, 2013).
 *
 *     SHIFT   moves the first word of the buffer onto the stack
 *     LEFT    makes the first word of the buffer the head of the top of the stack, which goes
 *     RIGHT   makes the second word of the stack the head of the top, which goes
 *
 * When the buffer holds the root alone, only RIGHT is left until one word stands on the stack:
 * that word is the root's, so that each tree has exactly one root and a sentence of n words takes
 * 2n - 1 transitions, whatever the scores say.
 *
 *     Seoul condemned it      SHIFT, LEFT nsubj (Seoul <- condemned), SHIFT, SHIFT,
 *                             RIGHT obj (condemned -> it), done: condemned is the root
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/parser.h"

#include <string.h>

enum { LABEL_TABLES = 5, DISTANCE_TABLES = 2, COUNT_TABLES = PARSE_TABLES - 7 };

size_t parse_state_size(uint32_t n)
{
    return ((size_t)n + 2) * 9 * sizeof(uint16_t);
}

void parse_state_bind(struct parse_state *s, void *memory, uint32_t n)
{
    uint16_t *p = memory;
    uint16_t **arrays[] = {&s->stack, &s->head,   &s->label,  &s->left,   &s->left2,
                           &s->right, &s->right2, &s->n_left, &s->n_right};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        *arrays[i] = p;
        memset(p, i < 7 ? 0xFF : 0, ((size_t)n + 2) * sizeof *p);
        p += n + 2;
    }
    s->n = n;
    s->next = 0;
    s->depth = 0;
}

void parse_apply(struct parse_state *s, enum parse_move move, uint16_t label)
{
    if (move == PARSE_SHIFT) {
        s->stack[s->depth++] = (uint16_t)s->next++;
        return;
    }
    uint16_t word = s->stack[--s->depth];
    s->label[word] = label;
    if (move == PARSE_LEFT) { /* children on the left come from the nearest outward */
        uint16_t head = (uint16_t)s->next;
        s->head[word] = head;
        s->left2[head] = s->left[head];
        s->left[head] = word;
        s->n_left[head]++;
    } else {
        uint16_t head = s->stack[s->depth - 1];
        s->head[word] = head;
        s->right2[head] = s->right[head];
        s->right[head] = word;
        s->n_right[head]++;
    }
}

static uint16_t or_none(const struct parse_state *s, uint16_t word)
{
    return word == PARSE_NONE ? (uint16_t)(s->n + 1) : word;
}

void parse_slots(const struct parse_state *s, uint16_t slots[PARSE_SLOTS])
{
    uint16_t none = (uint16_t)(s->n + 1);
    uint16_t s0 = s->depth > 0 ? s->stack[s->depth - 1] : none;
    uint16_t s1 = s->depth > 1 ? s->stack[s->depth - 2] : none;
    slots[0] = s0;
    slots[1] = s1;
    slots[2] = s->depth > 2 ? s->stack[s->depth - 3] : none;
    slots[3] = (uint16_t)s->next;
    slots[4] = s->next + 1 <= s->n ? (uint16_t)(s->next + 1) : none;
    slots[5] = s->next + 2 <= s->n ? (uint16_t)(s->next + 2) : none;
    /* Row n + 1 of the child arrays stands for no word and always holds PARSE_NONE. */
    slots[6] = or_none(s, s->left[s0]);
    slots[7] = or_none(s, s->right[s0]);
    slots[8] = or_none(s, s->left[s1]);
    slots[9] = or_none(s, s->right[s1]);
    slots[10] = or_none(s, s->left[s->next]);
    slots[11] = or_none(s, s->left2[s0]);
    slots[12] = or_none(s, s->right2[s0]);
}

static uint16_t distance(uint32_t from, uint32_t to)
{
    uint32_t d = to - from;
    if (d < 5) return (uint16_t)d;
    return d < 8 ? 5 : d < 14 ? 6 : 7;
}

static uint16_t count(uint16_t n)
{
    return n < PARSE_COUNTS - 1 ? n : PARSE_COUNTS - 1;
}

uint32_t parse_table_rows(uint32_t labels)
{
    return LABEL_TABLES * (labels + 1) + DISTANCE_TABLES * PARSE_DISTANCES +
           COUNT_TABLES * PARSE_COUNTS;
}

/* Label tables have a last row for "no such child"; distance 0 stands for "no such pair". */
void parse_tables(const struct parse_state *s, uint32_t labels, uint16_t rows[PARSE_TABLES])
{
    uint16_t none = (uint16_t)(s->n + 1);
    uint16_t s0 = s->depth > 0 ? s->stack[s->depth - 1] : none;
    uint16_t s1 = s->depth > 1 ? s->stack[s->depth - 2] : none;
    const uint16_t child[LABEL_TABLES] = {s->left[s0], s->right[s0], s->left[s1], s->right[s1],
                                          s->left[s->next]};
    uint32_t base = 0;
    for (uint32_t i = 0; i < LABEL_TABLES; i++, base += labels + 1)
        rows[i] = (uint16_t)(base + (child[i] == PARSE_NONE ? labels : s->label[child[i]]));
    rows[5] = (uint16_t)(base + (s0 == none ? 0 : distance(s0, s->next)));
    base += PARSE_DISTANCES;
    rows[6] = (uint16_t)(base + (s1 == none ? 0 : distance(s1, s0)));
    base += PARSE_DISTANCES;
    const uint16_t counts[COUNT_TABLES] = {s->n_left[s0], s->n_right[s0], s->n_right[s1],
                                           s->n_left[s->next]};
    for (uint32_t i = 0; i < COUNT_TABLES; i++, base += PARSE_COUNTS)
        rows[7 + i] = (uint16_t)(base + count(counts[i]));
}
