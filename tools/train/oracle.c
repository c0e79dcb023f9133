/* The dynamic oracle of the arc-hybrid system (Goldberg and Nivre, "Training deterministic parsers
 * with non-deterministic oracles", TACL 2013). Arc-hybrid is arc-decomposable: a move's cost is the
 * number of gold arcs that it makes unreachable, each judged alone.
 *
 *     SHIFT b0    loses b0's head below the top of the stack, and b0's children on the stack
 *     LEFT s0     loses s0's head at s1 or in the buffer behind b0, and s0's children in the buffer
 *     RIGHT s0    loses s0's head in the buffer, and s0's children in the buffer
 *
 * SPDX-License-Identifier: MIT */
#include "oracle.h"

static uint32_t shift_cost(const struct parse_state *s, const uint16_t *gold)
{
    uint32_t cost = 0, b = s->next;
    for (uint32_t i = 0; i < s->depth; i++) {
        cost += gold[s->stack[i]] == b;
        cost += gold[b] == s->stack[i] && i + 1 < s->depth;
    }
    return cost;
}

static uint32_t children_in_buffer(const struct parse_state *s, const uint16_t *gold, uint32_t word)
{
    uint32_t n = 0;
    for (uint32_t i = s->next; i < s->n; i++)
        n += gold[i] == word;
    return n;
}

void oracle_costs(const struct parse_state *s, const uint16_t *gold, uint32_t cost[3])
{
    cost[PARSE_SHIFT] = parse_can_shift(s) ? shift_cost(s, gold) : UINT32_MAX;
    cost[PARSE_LEFT] = cost[PARSE_RIGHT] = UINT32_MAX;
    if (!s->depth) return;
    uint32_t s0 = s->stack[s->depth - 1], children = children_in_buffer(s, gold, s0);
    uint32_t head = gold[s0];
    if (parse_can_left(s)) {
        bool at_s1 = s->depth > 1 && head == s->stack[s->depth - 2];
        cost[PARSE_LEFT] = children + (at_s1 || head > s->next);
    }
    if (parse_can_right(s)) cost[PARSE_RIGHT] = children + (head >= s->next);
}
