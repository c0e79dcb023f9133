/* Portable kernels and the choice at run time.
 *
 * These loops define what the vector kernels compute. A sum of float terms is always taken in
 * index order within one element, and rounding to integers is to nearest even (lrintf and
 * vcvtps2dq agree), so "identical" needs no tolerance anywhere.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/kernels.h"

#include <math.h>
#include <string.h>

#include "syntax/squash.h"

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

static float greatest(const float *x, uint32_t k)
{
    float most = 0;
    for (uint32_t i = 0; i < k; i++) {
        float a = fabsf(x[i]);
        most = a > most ? a : most;
    }
    return most;
}

static void quantise(const float *x, uint32_t n, uint32_t k, int zero, uint8_t *q, float *scale)
{
    float steps = zero ? 127.0F : 255.0F;
    for (uint32_t t = 0; t < n; t++, x += k, q += k) {
        float most = greatest(x, k);
        float factor = most > 0 ? steps / most : 0;
        scale[t] = most / steps;
        for (uint32_t i = 0; i < k; i++)
            q[i] = (uint8_t)(lrintf(x[i] * factor) + zero);
    }
}

static void linear(const struct linear *l, const uint8_t *q, const float *scale, int zero,
                   uint32_t n, float *y)
{
    uint32_t groups = l->n_in / 4, stride = linear_stride(l);
    for (uint32_t t = 0; t < n; t++, q += l->n_in, y += stride) {
        const int8_t *w = l->w;
        for (uint32_t b = 0; b < l->n_blocks; b++) {
            int32_t sum[LINEAR_BLOCK] = {0};
            for (uint32_t g = 0; g < groups; g++, w += LINEAR_BLOCK * 4)
                for (uint32_t j = 0; j < LINEAR_BLOCK; j++)
                    for (uint32_t i = 0; i < 4; i++)
                        sum[j] += q[g * 4 + i] * w[j * 4 + i];
            for (uint32_t j = 0; j < LINEAR_BLOCK; j++) {
                uint32_t o = b * LINEAR_BLOCK + j;
                float step = scale[t] * l->scale[o];
                float product = (float)(sum[j] - zero * l->sum[o]) * step;
                y[o] = product + l->bias[o];
            }
        }
    }
}

static void embed(float *x, const float *bias, const int8_t *const *rows, const float *scale,
                  uint32_t n, uint32_t k)
{
    for (uint32_t i = 0; i < k; i++) {
        float sum = bias[i];
        for (uint32_t r = 0; r < n; r++) {
            float term = (float)rows[r][i] * scale[r];
            sum = sum + term;
        }
        x[i] = sum > 0 ? sum : 0;
    }
}

static void sum_rows(float *x, const float *const *rows, uint32_t n, uint32_t k)
{
    for (uint32_t i = 0; i < k; i++) {
        float sum = 0;
        for (uint32_t r = 0; r < n; r++)
            sum = sum + rows[r][i];
        x[i] = sum > 0 ? sum : 0;
    }
}

static void add_relu(float *x, const float *y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float positive = y[i] > 0 ? y[i] : 0;
        x[i] = x[i] + positive;
    }
}

static void recur(float *x, const float *gates, uint32_t n, uint32_t dim)
{
    uint32_t half = dim / 2;
    for (int back = 0; back < 2; back++) {
        float cell[KERNEL_DIM_MAX / 2] = {0};
        for (uint32_t i = 0; i < n; i++) {
            size_t t = back ? n - 1 - i : i;
            const float *z = gates + t * 2 * dim + (back ? dim : 0), *f = z + half;
            float *out = x + t * dim + (back ? half : 0);
            for (uint32_t j = 0; j < half; j++) {
                float keep = squash_gate(f[j]), new = squash(z[j]);
                float old_part = keep * cell[j], new_part = (1.0F - keep) * new;
                cell[j] = old_part + new_part;
                out[j] = out[j] + cell[j];
            }
        }
    }
}

const struct kernels kernels_portable = {"portable", quantise, linear, embed,
                                         sum_rows,   add_relu, recur};

const struct kernels *kernels_get(const char *name)
{
    const struct kernels *fast[] = {kernels_vnni(), kernels_avx2(), &kernels_portable};
    for (size_t i = 0; i < sizeof fast / sizeof *fast; i++)
        if (fast[i] && (!name || strcmp(fast[i]->name, name) == 0)) return fast[i];
    return NULL;
}
