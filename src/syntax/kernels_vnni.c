/* Kernels for AVX-512 VNNI: vpdpbusd does the work of three AVX2 instructions for a whole block of
 * sixteen outputs. Only the matrix product differs from AVX2.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/kernels_x86.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

enum { TILE_SUMS = 16 };

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

VNNI static inline __m512i broadcast4(const uint8_t *q)
{
    int32_t four;
    memcpy(&four, q, 4);
    return _mm512_set1_epi32(four);
}

VNNI static inline void finish(const struct linear *l, uint32_t o, __m512i sum, float scale,
                               int zero, float *y)
{
    __m512i shift = _mm512_mullo_epi32(_mm512_set1_epi32(zero), _mm512_loadu_si512(l->sum + o));
    __m512 step = _mm512_mul_ps(_mm512_set1_ps(scale), _mm512_loadu_ps(l->scale + o));
    __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_sub_epi32(sum, shift)), step);
    _mm512_storeu_ps(y + o, _mm512_add_ps(product, _mm512_loadu_ps(l->bias + o)));
}

/* Rows times blocks from block `b` on. A sum waits four cycles for its next term, so a tile has at
 * least eight sums that do not wait for one another; both numbers are constants where this is
 * inlined, and all sums stay in registers. */
VNNI static inline __attribute__((always_inline)) void tile(const struct linear *l,
                                                            const uint8_t *q, const float *scale,
                                                            int zero, uint32_t rows, uint32_t b,
                                                            uint32_t blocks, float *y)
{
    uint32_t groups = l->n_in / 4, stride = linear_stride(l);
    size_t block_size = (size_t)groups * LINEAR_BLOCK * 4;
    const int8_t *w = l->w + b * block_size;
    __m512i sum[TILE_SUMS];
    for (uint32_t i = 0; i < rows * blocks; i++)
        sum[i] = _mm512_setzero_si512();
    for (uint32_t g = 0; g < groups; g++, w += LINEAR_BLOCK * 4) {
        __m512i weights[TILE_SUMS];
        for (uint32_t k = 0; k < blocks; k++)
            weights[k] = _mm512_loadu_si512(w + k * block_size);
        for (uint32_t r = 0; r < rows; r++) {
            __m512i x = broadcast4(q + r * l->n_in + g * 4);
            for (uint32_t k = 0; k < blocks; k++)
                sum[r * blocks + k] = _mm512_dpbusd_epi32(sum[r * blocks + k], x, weights[k]);
        }
    }
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t k = 0; k < blocks; k++)
            finish(l, (b + k) * LINEAR_BLOCK, sum[r * blocks + k], scale[r], zero, y + r * stride);
}

/* All outputs of some rows, `wide` blocks at a time, then fewer. */
VNNI static inline __attribute__((always_inline)) void strip(const struct linear *l,
                                                             const uint8_t *q, const float *scale,
                                                             int zero, uint32_t rows, uint32_t wide,
                                                             float *y)
{
    uint32_t b = 0;
    for (; b + wide <= l->n_blocks; b += wide)
        tile(l, q, scale, zero, rows, b, wide, y);
    if (wide > 4 && b + 4 <= l->n_blocks) {
        tile(l, q, scale, zero, rows, b, 4, y);
        b += 4;
    }
    if (wide > 2 && b + 2 <= l->n_blocks) {
        tile(l, q, scale, zero, rows, b, 2, y);
        b += 2;
    }
    for (; b < l->n_blocks; b++)
        tile(l, q, scale, zero, rows, b, 1, y);
}

VNNI static void linear(const struct linear *l, const uint8_t *q, const float *scale, int zero,
                        uint32_t n, float *y)
{
    uint32_t t = 0, stride = linear_stride(l);
    for (; t + 8 <= n; t += 8)
        strip(l, q + (size_t)t * l->n_in, scale + t, zero, 8, 2, y + (size_t)t * stride);
    if (t + 4 <= n) {
        strip(l, q + (size_t)t * l->n_in, scale + t, zero, 4, 4, y + (size_t)t * stride);
        t += 4;
    }
    if (t + 2 <= n) {
        strip(l, q + (size_t)t * l->n_in, scale + t, zero, 2, 8, y + (size_t)t * stride);
        t += 2;
    }
    if (t < n) strip(l, q + (size_t)t * l->n_in, scale + t, zero, 1, 8, y + (size_t)t * stride);
}

static bool supported(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
}

static const struct kernels vnni = {"vnni",        avx2_quantise, linear,    avx2_embed,
                                    avx2_sum_rows, avx2_add_relu, avx2_recur};

const struct kernels *kernels_vnni(void)
{
    return supported() && kernels_avx2() ? &vnni : NULL;
}
#else
const struct kernels *kernels_vnni(void)
{
    return NULL;
}
#endif
