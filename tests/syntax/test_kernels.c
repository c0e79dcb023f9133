/* Kernels: every version gives the portable one's numbers, bit for bit.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "syntax/kernels.h"

enum { ROWS = 23, WIDE = 384 };

static uint32_t state = 12345;

static uint32_t any(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static float any_float(void)
{
    return ((float)(any() % 20001) - 10000.0F) * 0.00037F;
}

static void *aligned(size_t n)
{
    void *p = aligned_alloc(64, (n + 63) & ~(size_t)63);
    assert_non_null(p);
    return p;
}

static const char *const names[] = {"avx2", "vnni"};

static void quantising_agrees(void **ctx)
{
    (void)ctx;
    float x[ROWS * WIDE], scale[2][ROWS];
    static uint8_t q[2][ROWS * WIDE];
    for (size_t v = 0; v < sizeof names / sizeof *names; v++) {
        const struct kernels *fast = kernels_get(names[v]);
        if (!fast) continue;
        static const uint32_t widths[] = {32, 96, 128, 384, 20, 4};
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            for (int zero = 0; zero <= QUANT_SIGNED; zero += QUANT_SIGNED) {
                uint32_t k = widths[w];
                for (uint32_t i = 0; i < ROWS * k; i++) {
                    x[i] = any_float();
                    if (!zero && x[i] < 0) x[i] = 0;
                }
                memset(x, 0, k * sizeof *x); /* a row without any magnitude */
                kernels_portable.quantise(x, ROWS, k, zero, q[0], scale[0]);
                fast->quantise(x, ROWS, k, zero, q[1], scale[1]);
                assert_memory_equal(q[0], q[1], ROWS * k);
                assert_memory_equal(scale[0], scale[1], sizeof scale[0]);
            }
        }
    }
}

static void a_row_is_quantised_to_its_greatest(void **ctx)
{
    (void)ctx;
    const float x[4] = {-2.0F, 1.0F, 0.0F, 0.5F}, positive[4] = {4.0F, 2.0F, 0.0F, 1.0F};
    uint8_t q[4];
    float scale;
    kernels_portable.quantise(x, 1, 4, QUANT_SIGNED, q, &scale);
    assert_int_equal(q[0], 1);
    assert_int_equal(q[1], 128 + 64); /* 63.5 to even */
    assert_int_equal(q[2], 128);
    kernels_portable.quantise(positive, 1, 4, QUANT_UNSIGNED, q, &scale);
    assert_int_equal(q[0], 255);
    assert_int_equal(q[1], 128); /* 127.5 to even */
    assert_int_equal(q[2], 0);
}

static void random_layer(struct linear *l, uint32_t n_in, uint32_t n_out)
{
    l->n_in = n_in;
    l->n_out = n_out;
    l->n_blocks = (n_out + LINEAR_BLOCK - 1) / LINEAR_BLOCK;
    uint32_t outputs = linear_stride(l);
    int8_t *w = aligned((size_t)outputs * n_in);
    int32_t *sum = aligned(outputs * sizeof *sum);
    float *scale = aligned(outputs * sizeof *scale), *bias = aligned(outputs * sizeof *bias);
    memset(sum, 0, outputs * sizeof *sum);
    for (uint32_t b = 0; b < l->n_blocks; b++)
        for (uint32_t g = 0; g < n_in / 4; g++)
            for (uint32_t j = 0; j < LINEAR_BLOCK * 4; j++) {
                /* extremes often: saturation would show */
                int v = any() % 4 ? (int)(any() % 127) - 63 : any() % 2 ? 63 : -63;
                w[(b * (n_in / 4) + g) * LINEAR_BLOCK * 4 + j] = (int8_t)v;
                sum[b * LINEAR_BLOCK + j / 4] += v;
            }
    for (uint32_t o = 0; o < outputs; o++) {
        scale[o] = 0.01F * any_float();
        bias[o] = any_float();
    }
    l->w = w;
    l->sum = sum;
    l->scale = scale;
    l->bias = bias;
}

static void free_layer(struct linear *l)
{
    free((void *)(uintptr_t)l->w);
    free((void *)(uintptr_t)l->sum);
    free((void *)(uintptr_t)l->scale);
    free((void *)(uintptr_t)l->bias);
}

static void products_agree(void **ctx)
{
    (void)ctx;
    static const struct shape {
        uint32_t in, out;
    } shapes[] = {{128, 128}, {384, 128}, {128, 256}, {128, 137}, {128, 99}, {4, 1}, {36, 50}};
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        struct linear l;
        random_layer(&l, shapes[s].in, shapes[s].out);
        size_t outputs = linear_stride(&l);
        uint8_t *q = aligned((size_t)ROWS * l.n_in);
        float scale[ROWS], *y[2];
        y[0] = aligned(ROWS * outputs * sizeof(float));
        y[1] = aligned(ROWS * outputs * sizeof(float));
        for (uint32_t i = 0; i < ROWS * l.n_in; i++)
            q[i] = any() % 5 ? (uint8_t)any() : 255;
        for (uint32_t t = 0; t < ROWS; t++)
            scale[t] = any_float();
        for (size_t v = 0; v < sizeof names / sizeof *names; v++) {
            const struct kernels *fast = kernels_get(names[v]);
            for (uint32_t n = 1; fast && n <= ROWS; n += 3) {
                kernels_portable.linear(&l, q, scale, QUANT_SIGNED, n, y[0]);
                fast->linear(&l, q, scale, QUANT_SIGNED, n, y[1]);
                assert_memory_equal(y[0], y[1], n * outputs * sizeof(float));
                kernels_portable.linear(&l, q, scale, QUANT_UNSIGNED, n, y[0]);
                fast->linear(&l, q, scale, QUANT_UNSIGNED, n, y[1]);
                assert_memory_equal(y[0], y[1], n * outputs * sizeof(float));
            }
        }
        free(q);
        free(y[0]);
        free(y[1]);
        free_layer(&l);
    }
}

static void a_product_is_the_sum_of_products(void **ctx)
{
    (void)ctx;
    struct linear l;
    random_layer(&l, 36, 50);
    uint8_t q[36];
    float scale = 0.5F, y[64];
    for (int i = 0; i < 36; i++)
        q[i] = (uint8_t)any();
    kernels_portable.linear(&l, q, &scale, QUANT_SIGNED, 1, y);
    for (uint32_t o = 0; o < 50; o++) {
        int32_t sum = 0;
        for (uint32_t i = 0; i < 36; i++) {
            uint32_t block = (o / LINEAR_BLOCK) * 9 + i / 4;
            sum += (q[i] - 128) * l.w[(block * LINEAR_BLOCK + o % LINEAR_BLOCK) * 4 + i % 4];
        }
        float want = (float)sum * (scale * l.scale[o]) + l.bias[o];
        assert_true(y[o] - want < 1e-4F && want - y[o] < 1e-4F);
    }
    free_layer(&l);
}

static void sums_agree(void **ctx)
{
    (void)ctx;
    enum { PARTS = 9, K = 160 };
    static float rows[PARTS][K], x[2][K];
    static int8_t bytes[PARTS][K];
    const float *parts[PARTS];
    const int8_t *byte_parts[PARTS];
    float scale[PARTS];
    for (int r = 0; r < PARTS; r++) {
        for (int i = 0; i < K; i++) {
            rows[r][i] = any_float();
            bytes[r][i] = (int8_t)any();
        }
        parts[r] = rows[r];
        byte_parts[r] = bytes[r];
        scale[r] = any_float();
    }
    for (size_t v = 0; v < sizeof names / sizeof *names; v++) {
        const struct kernels *fast = kernels_get(names[v]);
        for (uint32_t k = 32; fast && k <= K; k += 32) {
            kernels_portable.sum_rows(x[0], parts, PARTS, k);
            fast->sum_rows(x[1], parts, PARTS, k);
            assert_memory_equal(x[0], x[1], k * sizeof(float));
            kernels_portable.embed(x[0], rows[0], byte_parts, scale, PARTS, k);
            fast->embed(x[1], rows[0], byte_parts, scale, PARTS, k);
            assert_memory_equal(x[0], x[1], k * sizeof(float));
            kernels_portable.add_relu(x[0], rows[1], k - 3);
            fast->add_relu(x[1], rows[1], k - 3);
            assert_memory_equal(x[0], x[1], k * sizeof(float));
        }
    }
}

static void recurrence_agrees(void **ctx)
{
    (void)ctx;
    enum { N = 17, DIM = 96 };
    static float gates[N * 2 * DIM], x[2][N * DIM];
    for (int i = 0; i < N * 2 * DIM; i++)
        gates[i] = any_float(); /* beyond both ends of squash, too */
    for (size_t v = 0; v < sizeof names / sizeof *names; v++) {
        const struct kernels *fast = kernels_get(names[v]);
        if (!fast) continue;
        for (int i = 0; i < N * DIM; i++)
            x[0][i] = x[1][i] = any_float();
        kernels_portable.recur(x[0], gates, N, DIM);
        fast->recur(x[1], gates, N, DIM);
        assert_memory_equal(x[0], x[1], sizeof x[0]);
    }
}

/* A gate that is wide open forgets: the cell is the new value. One that is shut keeps it. */
static void gates_keep_and_forget(void **ctx)
{
    (void)ctx;
    enum { DIM = 32, HALF = DIM / 2 };
    static float gates[2 * 2 * DIM], x[2 * DIM];
    for (int j = 0; j < HALF; j++) {
        gates[j] = 9.0F;                  /* first word, forward: z is 1 */
        gates[HALF + j] = -9.0F;          /* nothing kept */
        gates[2 * DIM + j] = -9.0F;       /* second word: z is -1 */
        gates[2 * DIM + HALF + j] = 9.0F; /* all kept */
    }
    kernels_portable.recur(x, gates, 2, DIM);
    assert_true(x[0] == 1.0F);
    assert_true(x[DIM] == 1.0F);
    assert_true(x[HALF] == 0.0F);
}

static void there_is_always_a_kernel(void **ctx)
{
    (void)ctx;
    assert_non_null(kernels_get(NULL));
    assert_ptr_equal(kernels_get("portable"), &kernels_portable);
    assert_null(kernels_get("abacus"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantising_agrees),
        cmocka_unit_test(a_row_is_quantised_to_its_greatest),
        cmocka_unit_test(products_agree),
        cmocka_unit_test(a_product_is_the_sum_of_products),
        cmocka_unit_test(sums_agree),
        cmocka_unit_test(recurrence_agrees),
        cmocka_unit_test(gates_keep_and_forget),
        cmocka_unit_test(there_is_always_a_kernel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
