/* The net, as it runs.
 *
 *     word       relu(bias + sum of 7 embedding rows)                        dim
 *     conv       x += relu(W [x(t-1), x(t), x(t+1)] + b)                      residual, window of 3
 *     recurrent  z, f = W x + b;  c(t) = f c(t-1) + (1-f) z, both ways;  x += [forward, backward]
 *     tagger     class = argmax(W x + b)
 *     slots      x += vector of that class;  one row of `hidden` numbers for each slot a word
 *                may stand in
 *     state      relu(sum of the slots' rows and of table rows), then scores of transitions
 *
 * The recurrence is that of quasi-recurrent nets (Bradbury et al., 2017; SRU, Lei et al., 2018):
 * all products are computed for the whole sentence at once, what remains in sequence is a few
 * operations a number. Slot rows are computed once a word rather than once a state, the trick of
 * Chen and Manning (2014) applied to learned word vectors (Kiperwasser and Goldberg, 2016), so
 * that a state costs a sum of rows and one small product.
 *
 * tanh is approximated by a rational function that is exact in no place but the same in the
 * trainer and in every kernel: only +, *, / and comparisons.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/encoder.h"

#include <stdlib.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

static size_t aligned(size_t n)
{
    return (n + MODEL_ALIGN - 1) & ~(size_t)(MODEL_ALIGN - 1);
}

static uint32_t widest(const struct model_config *c)
{
    uint32_t most = 2 * c->dim, classes = (c->n_classes + 15) & ~15u;
    return classes > most ? classes : most;
}

bool scratch_reserve(struct syntax_scratch *s, const struct syntax_model *model, uint32_t n)
{
    if (n <= s->cap) return true;
    const struct model_config *c = &model->config;
    size_t cap = n < 64 ? 64 : n + n / 4;
    const size_t sizes[] = {cap * sizeof *s->features,
                            cap * c->dim * sizeof(float),
                            cap * widest(c) * sizeof(float),
                            cap * sizeof(float),
                            (cap + 2) * c->dim,
                            cap * 3 * c->dim,
                            (cap + 2) * PARSE_SLOTS * c->hidden * sizeof(float),
                            cap * sizeof(uint16_t),
                            parse_state_size((uint32_t)cap)};
    void **arrays[] = {(void **)&s->features, (void **)&s->x,       (void **)&s->y,
                       (void **)&s->scale,    (void **)&s->q,       (void **)&s->windows,
                       (void **)&s->slots,    (void **)&s->classes, &s->state};
    size_t total = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        total += aligned(sizes[i]);
    void *block = aligned_alloc(MODEL_ALIGN, total);
    if (!block) return false;
    memset(block, 0, total);
    free(s->block);
    s->block = block;
    s->cap = (uint32_t)cap;
    char *at = block;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        *arrays[i] = at;
        at += aligned(sizes[i]);
    }
    return true;
}

static uint32_t form_row(const struct syntax_model *m, uint64_t hash)
{
    for (uint32_t i = (uint32_t)hash & m->forms_mask;; i = (i + 1) & m->forms_mask)
        if (!m->forms[i].row || m->forms[i].print == hash >> 32) return m->forms[i].row;
}

static void embed(const struct syntax_model *m, struct syntax_scratch *s, uint32_t n)
{
    uint32_t dim = m->config.dim;
    for (uint32_t t = 0; t < n; t++) {
        const int8_t *rows[FEATURE_COUNT];
        float scale[FEATURE_COUNT];
        struct word_features *f = &s->features[t];
        f->row[FEATURE_FORM] = form_row(m, f->form);
        for (int i = 0; i < FEATURE_COUNT; i++) {
            size_t row = m->embed_base[i] + f->row[i];
            rows[i] = m->embed + row * dim;
            scale[i] = m->embed_scale[row];
        }
        m->kernels->embed(s->x + (size_t)t * dim, m->embed_bias, rows, scale, FEATURE_COUNT, dim);
    }
}

/* One scale for the three words of a window: each row is quantised by itself first, so the window
 * is quantised from floats instead. */
static void convolve(const struct syntax_model *m, struct syntax_scratch *s, const struct linear *l,
                     uint32_t n)
{
    uint32_t dim = m->config.dim;
    for (uint32_t t = 0; t < n; t++) {
        float *w = s->slots; /* not yet in use; wide enough for a window */
        for (int k = -1; k <= 1; k++, w += dim) {
            if ((k < 0 && t == 0) || (k > 0 && t + 1 == n))
                memset(w, 0, dim * sizeof *w);
            else
                memcpy(w, s->x + (size_t)((int64_t)t + k) * dim, dim * sizeof *w);
        }
        m->kernels->quantise(s->slots, 1, 3 * dim, QUANT_SIGNED, s->windows + (size_t)t * 3 * dim,
                             s->scale + t);
    }
    m->kernels->linear(l, s->windows, s->scale, QUANT_SIGNED, n, s->y);
    m->kernels->add_relu(s->x, s->y, (size_t)n * dim);
}

static void recur(const struct syntax_model *m, struct syntax_scratch *s, const struct linear *l,
                  uint32_t n)
{
    uint32_t dim = m->config.dim;
    m->kernels->quantise(s->x, n, dim, QUANT_SIGNED, s->q, s->scale);
    m->kernels->linear(l, s->q, s->scale, QUANT_SIGNED, n, s->y);
    m->kernels->recur(s->x, s->y, n, dim);
}

void encode_words(const struct syntax_model *m, struct syntax_scratch *s, uint32_t n)
{
    const struct model_config *c = &m->config;
    embed(m, s, n);
    for (uint32_t i = 0; i < c->n_conv; i++)
        convolve(m, s, &m->conv[i], n);
    for (uint32_t i = 0; i < c->n_recurrent; i++)
        recur(m, s, &m->recurrent[i], n);
    m->kernels->quantise(s->x, n, c->dim, QUANT_SIGNED, s->q, s->scale);
    m->kernels->linear(&m->tagger, s->q, s->scale, QUANT_SIGNED, n, s->y);
    uint32_t stride = linear_stride(&m->tagger);
    for (uint32_t t = 0; t < n; t++) {
        const float *y = s->y + (size_t)t * stride;
        uint32_t best = 0;
        for (uint32_t i = 1; i < c->n_classes; i++)
            if (y[i] > y[best]) best = i;
        s->classes[t] = (uint16_t)best;
    }
}

void encode_slots(const struct syntax_model *m, struct syntax_scratch *s, uint32_t n)
{
    const struct model_config *c = &m->config;
    for (uint32_t t = 0; t < n; t++) {
        float *x = s->x + (size_t)t * c->dim;
        const float *v = m->tag_vectors + (size_t)s->classes[t] * c->dim;
        for (uint32_t j = 0; j < c->dim; j++)
            x[j] = x[j] + v[j];
    }
    m->kernels->quantise(s->x, n, c->dim, QUANT_SIGNED, s->q, s->scale);
    m->kernels->linear(&m->slots, s->q, s->scale, QUANT_SIGNED, n, s->slots);
    size_t row = (size_t)PARSE_SLOTS * c->hidden;
    memcpy(s->slots + n * row, m->root_slots, row * sizeof(float));
    memcpy(s->slots + (n + 1) * row, m->none_slots, row * sizeof(float));
}

void score_state(const struct syntax_model *m, struct syntax_scratch *s,
                 const struct parse_state *state)
{
    uint32_t hidden = m->config.hidden;
    uint16_t words[PARSE_SLOTS], rows[PARSE_TABLES];
    parse_slots(state, words);
    parse_tables(state, m->config.n_labels, rows);
    const float *parts[PARSE_SLOTS + PARSE_TABLES];
    for (uint32_t i = 0; i < PARSE_SLOTS; i++)
        parts[i] = s->slots + ((size_t)words[i] * PARSE_SLOTS + i) * hidden;
    for (uint32_t i = 0; i < PARSE_TABLES; i++)
        parts[PARSE_SLOTS + i] = m->tables + (size_t)rows[i] * hidden;
    m->kernels->sum_rows(s->hidden, parts, PARSE_SLOTS + PARSE_TABLES, hidden);
    float scale;
    m->kernels->quantise(s->hidden, 1, hidden, QUANT_UNSIGNED, s->hidden_q, &scale);
    m->kernels->linear(&m->actions, s->hidden_q, &scale, QUANT_UNSIGNED, 1, s->scores);
}
