/* train/gemm.h - float matrix products for training, and a random number generator.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_GEMM_H
#define TRAIN_GEMM_H

#include <stddef.h>
#include <stdint.h>

/* Loops over numbers that are worth a version for wide vectors, chosen when the program starts. */
#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_ADDRESS__) &&                 \
    !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDE
#endif

/* C (m x n, rows of ldc) = A B, or C += A B when `add`. A's element (i, k) is a[i * row + k * col],
 * so that a transposed matrix needs no copy; B (k x n) has rows of ldb. */
void gemm(size_t m, size_t n, size_t k, const float *a, size_t row, size_t col, const float *b,
          size_t ldb, float *c, size_t ldc, int add);

/* out (cols x rows) = the transpose of in (rows x cols). */
void transpose(const float *in, size_t rows, size_t cols, float *out);

/* xoshiro256** (Blackman and Vigna, 2018), seeded by splitmix64. */
struct rng {
    uint64_t s[4];
};
void rng_seed(struct rng *rng, uint64_t seed);
uint64_t rng_next(struct rng *rng);
float rng_float(struct rng *rng); /* in [0, 1) */
float rng_normal(struct rng *rng);

#endif
