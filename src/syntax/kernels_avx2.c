/* Kernels for AVX2: vpmaddubsw multiplies 32 pairs of u8 and s8 at once. With weights of at most
 * 63 the sum of two products stays below 32,768, so that its saturation never strikes.
 *
 * Four words share each load of weights; the sixteen outputs of a block are two registers, so the
 * inner loop keeps eight sums in registers.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

#define AVX2 __attribute__((target("avx2")))

AVX2 static float greatest(const float *x, uint32_t k)
{
    const __m256 magnitude = _mm256_castsi256_ps(_mm256_set1_epi32(0x7FFFFFFF));
    __m256 most = _mm256_setzero_ps();
    uint32_t i = 0;
    for (; i + 8 <= k; i += 8)
        most = _mm256_max_ps(most, _mm256_and_ps(_mm256_loadu_ps(x + i), magnitude));
    float lanes[8], best = 0;
    _mm256_storeu_ps(lanes, most);
    for (int j = 0; j < 8; j++)
        best = lanes[j] > best ? lanes[j] : best;
    for (; i < k; i++) {
        float a = x[i] < 0 ? -x[i] : x[i];
        best = a > best ? a : best;
    }
    return best;
}

AVX2 static void quantise(const float *x, uint32_t n, uint32_t k, int zero, uint8_t *q,
                          float *scale)
{
    if (k % 32) {
        kernels_portable.quantise(x, n, k, zero, q, scale);
        return;
    }
    float steps = zero ? 127.0F : 255.0F;
    const __m256i offset = _mm256_set1_epi32(zero);
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    for (uint32_t t = 0; t < n; t++, x += k, q += k) {
        float most = greatest(x, k);
        scale[t] = most / steps;
        const __m256 factor = _mm256_set1_ps(most > 0 ? steps / most : 0);
        for (uint32_t i = 0; i < k; i += 32) {
            __m256i v[4];
            for (int j = 0; j < 4; j++) {
                __m256 f = _mm256_mul_ps(_mm256_loadu_ps(x + i + 8 * j), factor);
                v[j] = _mm256_add_epi32(_mm256_cvtps_epi32(f), offset);
            }
            __m256i a = _mm256_packus_epi32(v[0], v[1]), b = _mm256_packus_epi32(v[2], v[3]);
            __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(a, b), order);
            _mm256_storeu_si256((__m256i *)(void *)(q + i), bytes);
        }
    }
}

AVX2 static inline __m256i broadcast4(const uint8_t *q)
{
    int32_t four;
    memcpy(&four, q, 4);
    return _mm256_set1_epi32(four);
}

AVX2 static inline void finish(const struct linear *l, uint32_t o, __m256i sum, float scale,
                               int zero, float *y)
{
    __m256i shift = _mm256_mullo_epi32(
        _mm256_set1_epi32(zero), _mm256_loadu_si256((const __m256i *)(const void *)(l->sum + o)));
    __m256 step = _mm256_mul_ps(_mm256_set1_ps(scale), _mm256_loadu_ps(l->scale + o));
    __m256 product = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_sub_epi32(sum, shift)), step);
    _mm256_storeu_ps(y + o, _mm256_add_ps(product, _mm256_loadu_ps(l->bias + o)));
}

/* `rows` words at once, at most 4; unrolled by the compiler because callers pass a constant. */
AVX2 static inline __attribute__((always_inline)) void tile(const struct linear *l,
                                                            const uint8_t *q, const float *scale,
                                                            int zero, uint32_t rows, float *y)
{
    const __m256i ones = _mm256_set1_epi16(1);
    uint32_t groups = l->n_in / 4, stride = linear_stride(l);
    const int8_t *w = l->w;
    for (uint32_t b = 0; b < l->n_blocks; b++) {
        __m256i low[4], high[4];
        for (uint32_t r = 0; r < rows; r++)
            low[r] = high[r] = _mm256_setzero_si256();
        for (uint32_t g = 0; g < groups; g++, w += LINEAR_BLOCK * 4) {
            __m256i w0 = _mm256_loadu_si256((const __m256i *)(const void *)w);
            __m256i w1 = _mm256_loadu_si256((const __m256i *)(const void *)(w + 32));
            for (uint32_t r = 0; r < rows; r++) {
                __m256i x = broadcast4(q + r * l->n_in + g * 4);
                low[r] =
                    _mm256_add_epi32(low[r], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w0), ones));
                high[r] =
                    _mm256_add_epi32(high[r], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w1), ones));
            }
        }
        for (uint32_t r = 0; r < rows; r++) {
            finish(l, b * LINEAR_BLOCK, low[r], scale[r], zero, y + r * stride);
            finish(l, b * LINEAR_BLOCK + 8, high[r], scale[r], zero, y + r * stride);
        }
    }
}

AVX2 static void linear(const struct linear *l, const uint8_t *q, const float *scale, int zero,
                        uint32_t n, float *y)
{
    uint32_t t = 0, stride = linear_stride(l);
    for (; t + 4 <= n; t += 4)
        tile(l, q + (size_t)t * l->n_in, scale + t, zero, 4, y + (size_t)t * stride);
    for (; t < n; t++)
        tile(l, q + (size_t)t * l->n_in, scale + t, zero, 1, y + (size_t)t * stride);
}

AVX2 static void add_row(float *x, const int8_t *row, float scale, uint32_t k)
{
    const __m256 factor = _mm256_set1_ps(scale);
    uint32_t i = 0;
    for (; i + 8 <= k; i += 8) {
        __m128i bytes = _mm_loadl_epi64((const __m128i *)(const void *)(row + i));
        __m256 term = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)), factor);
        _mm256_storeu_ps(x + i, _mm256_add_ps(_mm256_loadu_ps(x + i), term));
    }
    kernels_portable.add_row(x + i, row + i, scale, k - i);
}

AVX2 static void add(float *x, const float *row, uint32_t k)
{
    uint32_t i = 0;
    for (; i + 8 <= k; i += 8)
        _mm256_storeu_ps(x + i, _mm256_add_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(row + i)));
    kernels_portable.add(x + i, row + i, k - i);
}

static const struct kernels avx2 = {"avx2", quantise, linear, add_row, add};

const struct kernels *kernels_avx2(void)
{
    return __builtin_cpu_supports("avx2") ? &avx2 : NULL;
}
#else
const struct kernels *kernels_avx2(void)
{
    return NULL;
}
#endif
