/* Register-blocked products: six rows by two or four vectors of columns are summed in registers
 * over the whole of k. Matrices here are small enough for the caches, so there is no packing.
 *
 * One macro makes the AVX-512 and the AVX2 version; which one runs is chosen by the CPU. Sums are
 * fused, so models trained on different CPUs may differ in the last bits; the same CPU and seed
 * give the same model.
 *
 * SPDX-License-Identifier: MIT */
#include "gemm.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

/* C[rows x VECS*LANES] at (c) from A rows (a) and B columns (b). */
#define TILE(NAME, TARGET, ROWS, VECS, LANES, VEC, ZERO, LOAD, STORE, SET1, FMA)                   \
    __attribute__((target(TARGET))) static void NAME(size_t k, const float *a, size_t row,         \
                                                     size_t col, const float *b, size_t ldb,       \
                                                     float *c, size_t ldc, int add)                \
    {                                                                                              \
        VEC sum[ROWS][VECS];                                                                       \
        for (int r = 0; r < (ROWS); r++)                                                           \
            for (int v = 0; v < (VECS); v++)                                                       \
                sum[r][v] = add ? LOAD(c + (size_t)r * ldc + (size_t)v * (LANES)) : ZERO();        \
        for (size_t i = 0; i < k; i++, b += ldb) {                                                 \
            VEC bv[VECS];                                                                          \
            for (int v = 0; v < (VECS); v++)                                                       \
                bv[v] = LOAD(b + (size_t)v * (LANES));                                             \
            for (int r = 0; r < (ROWS); r++) {                                                     \
                VEC av = SET1(a[(size_t)r * row + i * col]);                                       \
                for (int v = 0; v < (VECS); v++)                                                   \
                    sum[r][v] = FMA(av, bv[v], sum[r][v]);                                         \
            }                                                                                      \
        }                                                                                          \
        for (int r = 0; r < (ROWS); r++)                                                           \
            for (int v = 0; v < (VECS); v++)                                                       \
                STORE(c + (size_t)r * ldc + (size_t)v * (LANES), sum[r][v]);                       \
    }

#define TILE512(NAME, ROWS, VECS)                                                                  \
    TILE(NAME, "avx512f", ROWS, VECS, 16, __m512, _mm512_setzero_ps, _mm512_loadu_ps,              \
         _mm512_storeu_ps, _mm512_set1_ps, _mm512_fmadd_ps)
#define TILE256(NAME, ROWS, VECS)                                                                  \
    TILE(NAME, "avx2,fma", ROWS, VECS, 8, __m256, _mm256_setzero_ps, _mm256_loadu_ps,              \
         _mm256_storeu_ps, _mm256_set1_ps, _mm256_fmadd_ps)

TILE512(tile512_6x4, 6, 4)
TILE512(tile512_1x4, 1, 4)
TILE512(tile512_6x1, 6, 1)
TILE512(tile512_1x1, 1, 1)
TILE256(tile256_6x2, 6, 2)
TILE256(tile256_1x2, 1, 2)
TILE256(tile256_6x1, 6, 1)
TILE256(tile256_1x1, 1, 1)

typedef void tile_function(size_t k, const float *a, size_t row, size_t col, const float *b,
                           size_t ldb, float *c, size_t ldc, int add);
struct tiles {
    size_t wide, narrow;
    tile_function *many_wide, *one_wide, *many_narrow, *one_narrow;
};
static const struct tiles tiles512 = {64, 16, tile512_6x4, tile512_1x4, tile512_6x1, tile512_1x1};
static const struct tiles tiles256 = {16, 8, tile256_6x2, tile256_1x2, tile256_6x1, tile256_1x1};

/* Columns [from, returned) of the product, in strips of `width`. */
static size_t strips(size_t width, tile_function *many, tile_function *one, size_t from, size_t m,
                     size_t n, size_t k, const float *a, size_t row, size_t col, const float *b,
                     size_t ldb, float *c, size_t ldc, int add)
{
    for (; from + width <= n; from += width) {
        size_t i = 0;
        for (; i + 6 <= m; i += 6)
            many(k, a + i * row, row, col, b + from, ldb, c + i * ldc + from, ldc, add);
        for (; i < m; i++)
            one(k, a + i * row, row, col, b + from, ldb, c + i * ldc + from, ldc, add);
    }
    return from;
}
#endif

static void plain(size_t from, size_t m, size_t n, size_t k, const float *a, size_t row, size_t col,
                  const float *b, size_t ldb, float *c, size_t ldc, int add)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = from; j < n; j++) {
            float sum = add ? c[i * ldc + j] : 0;
            for (size_t l = 0; l < k; l++)
                sum += a[i * row + l * col] * b[l * ldb + j];
            c[i * ldc + j] = sum;
        }
}

void gemm(size_t m, size_t n, size_t k, const float *a, size_t row, size_t col, const float *b,
          size_t ldb, float *c, size_t ldc, int add)
{
    size_t from = 0;
#if defined(__x86_64__)
    const struct tiles *t = __builtin_cpu_supports("avx512f") ? &tiles512
                            : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                                ? &tiles256
                                : NULL;
    if (t) {
        from = strips(t->wide, t->many_wide, t->one_wide, from, m, n, k, a, row, col, b, ldb, c,
                      ldc, add);
        from = strips(t->narrow, t->many_narrow, t->one_narrow, from, m, n, k, a, row, col, b, ldb,
                      c, ldc, add);
    }
#endif
    plain(from, m, n, k, a, row, col, b, ldb, c, ldc, add);
}

void transpose(const float *in, size_t rows, size_t cols, float *out)
{
    for (size_t i = 0; i < rows; i += 8)
        for (size_t j = 0; j < cols; j++)
            for (size_t r = i; r < i + 8 && r < rows; r++)
                out[j * rows + r] = in[r * cols + j];
}

void rng_seed(struct rng *rng, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        uint64_t z = (seed += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        rng->s[i] = z ^ (z >> 31);
    }
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t rng_next(struct rng *rng)
{
    uint64_t *s = rng->s, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

float rng_float(struct rng *rng)
{
    return (float)(rng_next(rng) >> 40) * 0x1p-24F;
}

float rng_normal(struct rng *rng)
{
    float u = 1.0F - rng_float(rng), v = rng_float(rng);
    return sqrtf(-2.0F * logf(u)) * cosf(6.2831853F * v);
}
