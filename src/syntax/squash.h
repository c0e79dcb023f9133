/* syntax/squash.h - the net's tanh and sigmoid, from operations that round alike everywhere.
 *
 * squash(x) = x (27 + x^2) / (27 + 9 x^2) within [-3, 3], where it reaches exactly +-1: the Padé
 * approximant of tanh, wrong by 0.024 at most. Its slope is 0 at the ends, so it is smooth.
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_SQUASH_H
#define SYNTAX_SQUASH_H

static inline float squash(float x)
{
    x = x > 3.0F ? 3.0F : x;
    x = x < -3.0F ? -3.0F : x;
    float square = x * x;
    float above = x * (27.0F + square);
    float nine = 9.0F * square;
    return above / (27.0F + nine);
}

/* (squash(x / 2) + 1) / 2, for gates. */
static inline float squash_gate(float x)
{
    float half = squash(0.5F * x);
    return 0.5F + 0.5F * half;
}

/* The slope of squash at x; 0 outside. */
static inline float squash_slope(float x)
{
    if (x > 3.0F || x < -3.0F) return 0;
    float square = x * x, below = 27.0F + 9.0F * square;
    return ((27.0F + 3.0F * square) * below - (27.0F + square) * 18.0F * square) / (below * below);
}

#endif
