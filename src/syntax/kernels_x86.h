/* syntax/kernels_x86.h - what the VNNI kernels share with the AVX2 ones.
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_KERNELS_X86_H
#define SYNTAX_KERNELS_X86_H

#include "syntax/kernels.h"

void avx2_quantise(const float *x, uint32_t n, uint32_t k, int zero, uint8_t *q, float *scale);
void avx2_embed(float *x, const float *bias, const int8_t *const *rows, const float *scale,
                uint32_t n, uint32_t k);
void avx2_sum_rows(float *x, const float *const *rows, uint32_t n, uint32_t k);
void avx2_add_relu(float *x, const float *y, size_t n);
void avx2_recur(float *x, const float *gates, uint32_t n, uint32_t dim);

#endif
