/* syntax/kernels.h - the arithmetic of the net: int8 matrices, sums of rows, chosen for the CPU.
 *
 * In:   float rows; int8 weights packed for dot products of four
 * Out:  float rows, bit for bit the same from every kernel
 *
 * Products are of unsigned 8-bit activations and signed 7-bit weights, summed in 32-bit integers:
 * exact in any order. What is float (scales, biases) is one multiplication and one addition an
 * output, never fused, so that rounding is the same everywhere too.
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_KERNELS_H
#define SYNTAX_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LINEAR_BLOCK = 16,  /* outputs of one packed block */
    LINEAR_WEIGHT = 63, /* greatest weight: 255 * 63 * 2 fits the 16 bits of vpmaddubsw */
    QUANT_SIGNED = 128, /* zero point of rows with both signs */
    QUANT_UNSIGNED = 0  /* of rows without negative numbers */
};

/* y = W x + b. Weights lie as [block of 16 outputs][group of 4 inputs][16][4]; n_in is a multiple
 * of 4 and outputs are padded with zeros to whole blocks. */
struct linear {
    uint32_t n_in, n_out, n_blocks;
    const int8_t *w;
    const int32_t *sum; /* of each output's weights, for the zero point */
    const float *scale, *bias;
};

static inline uint32_t linear_stride(const struct linear *l)
{
    return l->n_blocks * LINEAR_BLOCK;
}

struct kernels {
    const char *name;

    /* Quantises n rows of k floats with one scale a row: its greatest magnitude is 127 (signed)
     * or 255 (unsigned) steps from the zero point. */
    void (*quantise)(const float *x, uint32_t n, uint32_t k, int zero, uint8_t *q, float *scale);

    /* n rows through the layer; y has rows of linear_stride floats. */
    void (*linear)(const struct linear *l, const uint8_t *q, const float *scale, int zero,
                   uint32_t n, float *y);

    /* x = relu(bias + sum of rows scaled), for int8 rows of k numbers. */
    void (*embed)(float *x, const float *bias, const int8_t *const *rows, const float *scale,
                  uint32_t n, uint32_t k);

    /* x = relu(sum of rows), from 0 in order. */
    void (*sum_rows)(float *x, const float *const *rows, uint32_t n, uint32_t k);

    /* x += relu(y). */
    void (*add_relu)(float *x, const float *y, size_t n);

    /* One layer of recurrence over n words of dim numbers. A word's gates are z and f of the
     * forward half, then z and f of the backward half (dim / 2 each); x gets the cells added. */
    void (*recur)(float *x, const float *gates, uint32_t n, uint32_t dim);
};

/* Kernels by name ("portable", "avx2", "vnni"); NULL when the CPU lacks them or there is no such
 * name. NULL as name asks for the fastest. */
const struct kernels *kernels_get(const char *name);

const struct kernels *kernels_avx2(void); /* kernels_avx2.c; NULL when not compiled for x86 */
const struct kernels *kernels_vnni(void); /* kernels_vnni.c */
extern const struct kernels kernels_portable;

enum { KERNEL_DIM_MAX = 512 }; /* of a word's vector in recur */

#endif
