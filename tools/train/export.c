/* From float parameters to the model file: weights to 7 bits with one scale an output, embedding
 * rows to 8 bits with one scale a row; the rest stays float.
 *
 * SPDX-License-Identifier: MIT */
#include "export.h"

#include <math.h>
#include <stdlib.h>

static void pad(struct buf *b)
{
    static const char zeros[MODEL_ALIGN];
    if (b->n % MODEL_ALIGN) buf_add(b, zeros, MODEL_ALIGN - b->n % MODEL_ALIGN);
}

static void put32(struct buf *b, uint32_t v)
{
    buf_add(b, &v, sizeof v);
}

static void put64(struct buf *b, uint64_t v)
{
    buf_add(b, &v, sizeof v);
}

static void put_floats(struct buf *b, const float *f, size_t n)
{
    buf_add(b, f, n * sizeof *f);
    pad(b);
}

static float greatest(const float *w, size_t n, size_t step)
{
    float most = 0;
    for (size_t i = 0; i < n; i++)
        most = fmaxf(most, fabsf(w[i * step]));
    return most;
}

/* The scale that loses least of a column: a little clipping often beats a coarse grid. */
static float best_scale(const float *w, size_t n, size_t step, int steps)
{
    float most = greatest(w, n, step), best = most, least = INFINITY;
    for (int percent = 100; percent >= 70 && most > 0; percent -= 3) {
        float scale = most * (float)percent / 100.0F / (float)steps, error = 0;
        for (size_t i = 0; i < n; i++) {
            float q = fminf(fmaxf(rintf(w[i * step] / scale), (float)-steps), (float)steps);
            error += (w[i * step] - q * scale) * (w[i * step] - q * scale);
        }
        if (error < least) {
            least = error;
            best = scale;
        }
    }
    return most > 0 ? best : 0;
}

static int8_t quantise(float w, float scale, int steps)
{
    if (scale <= 0) return 0;
    return (int8_t)fminf(fmaxf(rintf(w / scale), (float)-steps), (float)steps);
}

/* A layer of n_out outputs from a matrix whose rows are inputs; `bias` may be NULL. */
static void put_linear(struct buf *b, const struct param *p, uint32_t n_out, const float *bias)
{
    uint32_t n_in = (uint32_t)p->rows, blocks = (n_out + LINEAR_BLOCK - 1) / LINEAR_BLOCK;
    uint32_t outputs = blocks * LINEAR_BLOCK;
    int8_t *w = calloc((size_t)outputs * n_in, 1);
    int32_t *sum = calloc(outputs, sizeof *sum);
    float *scale = calloc(outputs, sizeof *scale), *offset = calloc(outputs, sizeof *offset);
    if (!w || !sum || !scale || !offset) b->failed = true;
    for (uint32_t o = 0; o < n_out && !b->failed; o++) {
        scale[o] = best_scale(p->mean + o, n_in, p->cols, LINEAR_WEIGHT);
        offset[o] = bias ? bias[o] : 0;
        for (uint32_t i = 0; i < n_in; i++) {
            int8_t q = quantise(p->mean[i * p->cols + o], scale[o], LINEAR_WEIGHT);
            size_t block = (size_t)(o / LINEAR_BLOCK) * (n_in / 4) + i / 4;
            w[(block * LINEAR_BLOCK + o % LINEAR_BLOCK) * 4 + i % 4] = q;
            sum[o] += q;
        }
    }
    if (!b->failed) {
        buf_add(b, w, (size_t)outputs * n_in);
        pad(b);
        buf_add(b, sum, outputs * sizeof *sum);
        pad(b);
        put_floats(b, scale, outputs);
        put_floats(b, offset, outputs);
    }
    free(w);
    free(sum);
    free(scale);
    free(offset);
}

static void put_config(struct buf *b, const struct net *net)
{
    const struct options *o = &net->o;
    put32(b, o->dim);
    put32(b, o->hidden);
    put32(b, o->n_conv);
    put32(b, o->n_recurrent);
    put32(b, net->data->n_forms);
    put32(b, net->data->n_classes);
    put32(b, net->data->n_labels);
    put32(b, PARSE_SLOTS);
    put32(b, PARSE_TABLES);
}

static void put_name(struct buf *b, struct str s)
{
    buf_str(b, s);
    buf_putc(b, 0);
}

static void put_names(struct buf *b, const struct prepared *d)
{
    for (uint32_t i = 0; i < d->n_labels; i++)
        put_name(b, d->labels[i]);
    for (uint32_t i = 0; i < d->n_classes; i++) {
        put_name(b, d->classes[i].upos);
        put_name(b, d->classes[i].xpos);
    }
}

static void put_embed(struct buf *b, const struct net *net)
{
    size_t dim = net->o.dim, rows = net->embed_rows;
    float *scale = calloc(rows, sizeof *scale);
    int8_t *q = malloc(rows * dim);
    if (!scale || !q) b->failed = true;
    for (size_t r = 0; r < rows && !b->failed; r++) {
        const float *w = net->embed.mean + r * dim;
        scale[r] = greatest(w, dim, 1) / 127.0F;
        for (size_t j = 0; j < dim; j++)
            q[r * dim + j] = quantise(w[j], scale[r], 127);
    }
    if (!b->failed) {
        put_floats(b, scale, rows);
        buf_add(b, q, rows * dim);
        pad(b);
    }
    free(scale);
    free(q);
}

static void put_forms(struct buf *b, const struct prepared *d)
{
    uint32_t cap = 16;
    while (cap < d->n_forms * 3 / 2)
        cap *= 2;
    struct form_slot *slots = calloc(cap, sizeof *slots);
    if (!slots) b->failed = true;
    for (uint32_t row = 1; row < d->n_forms && slots; row++) {
        uint32_t i = (uint32_t)d->form_hash[row] & (cap - 1);
        while (slots[i].row)
            i = (i + 1) & (cap - 1);
        slots[i] = (struct form_slot){(uint32_t)(d->form_hash[row] >> 32), row};
    }
    if (slots) buf_add(b, slots, cap * sizeof *slots);
    free(slots);
}

static void put_dense(struct buf *b, const struct net *net)
{
    const struct options *o = &net->o;
    put_floats(b, net->embed_bias.mean, o->dim);
    for (uint32_t i = 0; i < o->n_conv; i++)
        put_linear(b, &net->conv[i], o->dim, net->conv_bias[i].mean);
    for (uint32_t i = 0; i < o->n_recurrent; i++)
        put_linear(b, &net->recurrent[i], 2 * o->dim, net->recurrent_bias[i].mean);
    put_linear(b, &net->tagger, net->data->n_classes, net->tagger_bias.mean);
    put_floats(b, net->tag_vectors.mean, (size_t)net->data->n_classes * o->dim);
    put_linear(b, &net->slots, (uint32_t)net->slots.cols, NULL);
    put_floats(b, net->root_slots.mean, (size_t)PARSE_SLOTS * o->hidden);
    put_floats(b, net->none_slots.mean, (size_t)PARSE_SLOTS * o->hidden);
    put_floats(b, net->tables.mean, net->tables.rows * net->tables.cols);
    put_linear(b, &net->actions, net->n_actions, net->actions_bias.mean);
}

/* Writes header, section table and checksum over the zeros that `out` starts with. */
static bede_status finish(struct buf *out, const uint64_t *offset, const uint64_t *size,
                          bede_error *err)
{
    pad(out);
    struct buf head;
    buf_init(&head, 0);
    buf_puts(&head, MODEL_MAGIC);
    put32(&head, MODEL_VERSION);
    put32(&head, SECTION_COUNT);
    put64(&head, out->n);
    put64(&head, 0);
    for (int i = 0; i < SECTION_COUNT; i++) {
        buf_add(&head, model_section_names[i], 8);
        put64(&head, offset[i]);
        put64(&head, size[i]);
    }
    bool failed = head.failed || out->failed;
    if (!failed) {
        memcpy(out->p, head.p, head.n);
        uint64_t sum = model_checksum(out->p + MODEL_HEADER, out->n - MODEL_HEADER);
        memcpy(out->p + 24, &sum, sizeof sum);
    }
    buf_fini(&head);
    return failed ? err_nomem(err) : BEDE_OK;
}

bede_status export_model(struct buf *out, struct net *net, const struct lists *lists,
                         bede_error *err)
{
    uint64_t offset[SECTION_COUNT], size[SECTION_COUNT];
    char zeros[MODEL_HEADER + SECTION_COUNT * MODEL_ENTRY] = {0};
    net_sync_mean(net);
    buf_add(out, zeros, sizeof zeros);
    for (int i = 0; i < SECTION_COUNT; i++) {
        pad(out);
        offset[i] = out->n;
        switch ((enum model_section)i) {
        case SECTION_CONFIG:
            put_config(out, net);
            break;
        case SECTION_NAMES:
            put_names(out, net->data);
            break;
        case SECTION_EMBED:
            put_embed(out, net);
            break;
        case SECTION_FORMS:
            put_forms(out, net->data);
            break;
        case SECTION_DENSE:
            put_dense(out, net);
            break;
        case SECTION_LEMMA:
            buf_add(out, lists->lemma.p, lists->lemma.n);
            break;
        default:
            buf_add(out, lists->feats.p, lists->feats.n);
            break;
        }
        size[i] = out->n - offset[i];
    }
    return finish(out, offset, size, err);
}

bede_status export_relisted(struct buf *out, struct str old, const struct lists *lists,
                            bede_error *err)
{
    struct syntax_model *model;
    TRY(syntax_open_bytes("the old model", old, &model, err)); /* checks header and sizes */
    syntax_close(model);
    uint64_t offset[SECTION_COUNT], size[SECTION_COUNT];
    char zeros[MODEL_HEADER + SECTION_COUNT * MODEL_ENTRY] = {0};
    buf_add(out, zeros, sizeof zeros);
    for (int i = 0; i < SECTION_COUNT; i++) {
        uint64_t at[2];
        memcpy(at, old.p + MODEL_HEADER + i * MODEL_ENTRY + 8, sizeof at);
        pad(out);
        offset[i] = out->n;
        if (i == SECTION_LEMMA)
            buf_add(out, lists->lemma.p, lists->lemma.n);
        else if (i == SECTION_FEATS)
            buf_add(out, lists->feats.p, lists->feats.n);
        else
            buf_add(out, old.p + at[0], at[1]);
        size[i] = out->n - offset[i];
    }
    return finish(out, offset, size, err);
}
