/* Kernels for AVX2: vpmaddubsw multiplies 32 pairs of u8 and s8 at once. With weights of at most
 * 63 the sum of two products stays below 32,768, so that its saturation never strikes.
 *
 * Four words share each load of weights; the sixteen outputs of a block are two registers, so the
 * inner loop keeps eight sums in registers.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/kernels_x86.h"

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

AVX2 void avx2_quantise(const float *x, uint32_t n, uint32_t k, int zero, uint8_t *q, float *scale)
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

AVX2 static inline __m256 positive(__m256 x)
{
    return _mm256_max_ps(x, _mm256_setzero_ps()); /* 0 for NaN, as the portable loop has it */
}

/* k is a multiple of 32 in every model, so four registers hold a strip of the sum. */
AVX2 void avx2_embed(float *x, const float *bias, const int8_t *const *rows, const float *scale,
                     uint32_t n, uint32_t k)
{
    for (uint32_t i = 0; i < k; i += 32) {
        __m256 sum[4];
        for (int j = 0; j < 4; j++)
            sum[j] = _mm256_loadu_ps(bias + i + 8 * j);
        for (uint32_t r = 0; r < n; r++) {
            const __m256 factor = _mm256_set1_ps(scale[r]);
            for (int j = 0; j < 4; j++) {
                __m128i bytes =
                    _mm_loadl_epi64((const __m128i *)(const void *)(rows[r] + i + 8 * j));
                __m256 row = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
                __m256 term = _mm256_mul_ps(row, factor);
                sum[j] = _mm256_add_ps(sum[j], term);
            }
        }
        for (int j = 0; j < 4; j++)
            _mm256_storeu_ps(x + i + 8 * j, positive(sum[j]));
    }
}

AVX2 void avx2_sum_rows(float *x, const float *const *rows, uint32_t n, uint32_t k)
{
    for (uint32_t i = 0; i < k; i += 32) {
        __m256 sum[4];
        for (int j = 0; j < 4; j++)
            sum[j] = _mm256_setzero_ps();
        for (uint32_t r = 0; r < n; r++)
            for (int j = 0; j < 4; j++)
                sum[j] = _mm256_add_ps(sum[j], _mm256_loadu_ps(rows[r] + i + 8 * j));
        for (int j = 0; j < 4; j++)
            _mm256_storeu_ps(x + i + 8 * j, positive(sum[j]));
    }
}

AVX2 void avx2_add_relu(float *x, const float *y, size_t n)
{
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        __m256 add = positive(_mm256_loadu_ps(y + i));
        _mm256_storeu_ps(x + i, _mm256_add_ps(_mm256_loadu_ps(x + i), add));
    }
    kernels_portable.add_relu(x + i, y + i, n - i);
}

/* squash.h, eight at a time. */
AVX2 static inline __m256 squash8(__m256 x)
{
    const __m256 three = _mm256_set1_ps(3.0F), c27 = _mm256_set1_ps(27.0F);
    x = _mm256_min_ps(three, x);
    x = _mm256_max_ps(_mm256_set1_ps(-3.0F), x);
    __m256 square = _mm256_mul_ps(x, x);
    __m256 above = _mm256_mul_ps(x, _mm256_add_ps(c27, square));
    __m256 nine = _mm256_mul_ps(_mm256_set1_ps(9.0F), square);
    return _mm256_div_ps(above, _mm256_add_ps(c27, nine));
}

AVX2 void avx2_recur(float *x, const float *gates, uint32_t n, uint32_t dim)
{
    const __m256 half_one = _mm256_set1_ps(0.5F), one = _mm256_set1_ps(1.0F);
    uint32_t half = dim / 2;
    for (int back = 0; back < 2; back++) {
        float cell[KERNEL_DIM_MAX / 2] = {0};
        for (uint32_t i = 0; i < n; i++) {
            size_t t = back ? n - 1 - i : i;
            const float *z = gates + t * 2 * dim + (back ? dim : 0), *f = z + half;
            float *out = x + t * dim + (back ? half : 0);
            for (uint32_t j = 0; j < half; j += 8) {
                __m256 gate = squash8(_mm256_mul_ps(half_one, _mm256_loadu_ps(f + j)));
                __m256 scaled = _mm256_mul_ps(half_one, gate);
                __m256 keep = _mm256_add_ps(half_one, scaled);
                __m256 new = squash8(_mm256_loadu_ps(z + j));
                __m256 old_part = _mm256_mul_ps(keep, _mm256_loadu_ps(cell + j));
                __m256 new_part = _mm256_mul_ps(_mm256_sub_ps(one, keep), new);
                __m256 c = _mm256_add_ps(old_part, new_part);
                _mm256_storeu_ps(cell + j, c);
                _mm256_storeu_ps(out + j, _mm256_add_ps(_mm256_loadu_ps(out + j), c));
            }
        }
    }
}

static const struct kernels avx2 = {"avx2",        avx2_quantise, linear,    avx2_embed,
                                    avx2_sum_rows, avx2_add_relu, avx2_recur};

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
