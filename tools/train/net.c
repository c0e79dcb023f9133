/* Parameters, the encoder's forward and backward pass, and Adam.
 *
 * A batch is some twenty sentences laid end to end; every product is over all their words at once.
 * Embedding rows are sparse: only rows that a batch touched get a gradient and move (Adam's
 * moments of the others stand still), which makes a step cost what its words cost. The running
 * mean of all parameters (decay `mean_decay`) is kept beside them and is what gets exported.
 *
 * SPDX-License-Identifier: MIT */
#include "net_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/squash.h"

/* --- parameters ------------------------------------------------------------------------------ */

static bool param_new(struct net *net, struct param *p, size_t rows, size_t cols, float spread)
{
    p->rows = rows;
    p->cols = cols;
    size_t n = rows * cols;
    float **arrays[] = {&p->w, &p->g, &p->m, &p->v, &p->mean};
    for (int i = 0; i < 5; i++) {
        *arrays[i] = calloc(n + 16, sizeof(float));
        if (!*arrays[i]) return false;
    }
    for (size_t i = 0; i < n && spread > 0; i++)
        p->w[i] = p->mean[i] = spread * rng_normal(&net->rng);
    return true;
}

static bool dense_new(struct net *net, struct param *p, size_t rows, size_t cols, float gain)
{
    float spread = gain > 0 ? gain * sqrtf(2.0F / (float)(rows + cols)) : 0;
    net->dense[net->n_dense++] = p;
    return param_new(net, p, rows, cols, spread);
}

static bool new_params(struct net *net)
{
    const struct options *o = &net->o;
    size_t slot_cols = (size_t)PARSE_SLOTS * o->hidden;
    bool ok = param_new(net, &net->embed, net->embed_rows, o->dim, 0.3F / sqrtf(7.0F)) &&
              dense_new(net, &net->embed_bias, 1, o->dim, 0);
    for (uint32_t i = 0; i < o->n_conv; i++)
        ok = ok && dense_new(net, &net->conv[i], 3 * o->dim, o->dim, 1) &&
             dense_new(net, &net->conv_bias[i], 1, o->dim, 0);
    for (uint32_t i = 0; i < o->n_recurrent; i++)
        ok = ok && dense_new(net, &net->recurrent[i], o->dim, 2 * o->dim, 1) &&
             dense_new(net, &net->recurrent_bias[i], 1, 2 * o->dim, 0);
    ok = ok && dense_new(net, &net->tagger, o->dim, net->class_cols, 1) &&
         dense_new(net, &net->tagger_bias, 1, net->class_cols, 0) &&
         dense_new(net, &net->tag_vectors, net->data->n_classes, o->dim, 0.5F) &&
         dense_new(net, &net->slots, o->dim, slot_cols, 0) &&
         dense_new(net, &net->root_slots, PARSE_SLOTS, o->hidden, 0.3F) &&
         dense_new(net, &net->none_slots, PARSE_SLOTS, o->hidden, 0.3F) &&
         dense_new(net, &net->tables, parse_table_rows(net->data->n_labels), o->hidden, 1) &&
         dense_new(net, &net->actions, o->hidden, net->act_cols, 1) &&
         dense_new(net, &net->actions_bias, 1, net->act_cols, 0);
    float spread = sqrtf(1.0F / (float)(o->dim * 5)); /* about five slots speak at a time */
    for (size_t i = 0; ok && i < net->slots.rows * net->slots.cols; i++)
        net->slots.w[i] = net->slots.mean[i] = spread * rng_normal(&net->rng);
    for (uint32_t i = 0; ok && i < o->n_recurrent; i++)
        for (uint32_t j = 0; j < 2 * o->dim; j++) /* gates start half open towards keeping */
            if (j / (o->dim / 2) % 2) net->recurrent_bias[i].w[j] = 0.5F;
    return ok;
}

bede_status net_init(struct net *net, const struct options *o, const struct prepared *data,
                     bede_error *err)
{
    memset(net, 0, sizeof *net);
    net->o = *o;
    net->data = data;
    rng_seed(&net->rng, o->seed);
    net->n_actions = 1 + 2 * data->n_labels;
    net->act_cols = (net->n_actions + 15) & ~15u;
    net->class_cols = (data->n_classes + 15) & ~15u;
    for (int f = 0; f < FEATURE_COUNT; f++) {
        net->embed_base[f] = net->embed_rows;
        net->embed_rows += f == FEATURE_FORM ? data->n_forms : feature_rows[f];
    }
    net->touched = calloc(net->embed_rows, sizeof *net->touched);
    net->is_touched = calloc(net->embed_rows, 1);
    net->last_step = calloc(net->embed_rows, sizeof *net->last_step);
    net->work = work_new(net);
    if (!net->touched || !net->is_touched || !net->last_step || !net->work || !new_params(net))
        return err_nomem(err);
    return BEDE_OK;
}

static void param_free(struct param *p)
{
    free(p->w);
    free(p->g);
    free(p->m);
    free(p->v);
    free(p->mean);
}

void net_free(struct net *net)
{
    param_free(&net->embed);
    for (uint32_t i = 0; i < net->n_dense; i++)
        param_free(net->dense[i]);
    free(net->touched);
    free(net->is_touched);
    free(net->last_step);
    work_free(net->work);
}

/* --- forward --------------------------------------------------------------------------------- */

/* Multiplies by 0 or 1/(1-p), remembering the factors for the way back. */
WIDE static void drop(struct net *net, float *x, float *mask, size_t n, float p)
{
    float keep = 1.0F / (1.0F - p);
    for (size_t i = 0; i < n; i++) {
        mask[i] = p > 0 && rng_float(&net->rng) < p ? 0 : p > 0 ? keep : 1.0F;
        x[i] *= mask[i];
    }
}

/* The rows of a word; rare forms are often taken for unknown, so that row 0 learns. */
static void choose_rows(struct net *net, const struct word_features *f,
                        uint32_t rows[FEATURE_COUNT])
{
    for (int i = 0; i < FEATURE_COUNT; i++) {
        uint32_t row = f->row[i];
        if (i == FEATURE_FORM && row) {
            float drop_form = net->o.drop_form;
            float p = drop_form / (drop_form + (float)net->data->form_count[row]);
            if (rng_float(&net->rng) < p) row = 0;
        }
        rows[i] = net->embed_base[i] + row;
    }
}

WIDE static void embed_forward(struct net *net, struct work *w)
{
    size_t dim = net->o.dim;
    for (uint32_t t = 0; t < w->n; t++) {
        uint32_t *rows = w->rows + (size_t)t * FEATURE_COUNT;
        float *x = w->x[0] + t * dim;
        choose_rows(net, w->features[t], rows);
        memcpy(x, net->embed_bias.w, dim * sizeof *x);
        for (int i = 0; i < FEATURE_COUNT; i++) {
            const float *row = net->embed.w + rows[i] * dim;
            for (size_t j = 0; j < dim; j++)
                x[j] += row[j];
        }
        for (size_t j = 0; j < dim; j++)
            x[j] = x[j] > 0 ? x[j] : 0;
    }
    drop(net, w->x[0], w->mask_word, w->n * dim, net->o.drop_word);
}

static void bias_rows(float *y, const float *bias, size_t n, size_t cols)
{
    for (size_t t = 0; t < n; t++)
        memcpy(y + t * cols, bias, cols * sizeof *y);
}

WIDE static void conv_forward(struct net *net, struct work *w, uint32_t layer)
{
    size_t dim = net->o.dim, bytes = dim * sizeof(float);
    const float *x = w->x[layer];
    float *win = w->window[layer], *z = w->z[layer], *out = w->x[layer + 1];
    for (uint32_t t = 0; t < w->n; t++) {
        float *row = win + t * 3 * dim;
        if (w->starts[t])
            memset(row, 0, bytes);
        else
            memcpy(row, x + (t - 1) * dim, bytes);
        memcpy(row + dim, x + t * dim, bytes);
        if (w->starts[t + 1])
            memset(row + 2 * dim, 0, bytes);
        else
            memcpy(row + 2 * dim, x + (t + 1) * dim, bytes);
    }
    bias_rows(z, net->conv_bias[layer].w, w->n, dim);
    gemm(w->n, dim, 3 * dim, win, 3 * dim, 1, net->conv[layer].w, dim, z, dim, 1);
    for (size_t i = 0; i < w->n * dim; i++) {
        z[i] = z[i] > 0 ? z[i] : 0;
        out[i] = x[i] + z[i];
    }
}

WIDE static void recur_forward(struct net *net, struct work *w, uint32_t i)
{
    size_t dim = net->o.dim, half = dim / 2;
    uint32_t layer = net->o.n_conv + i;
    const float *x = w->x[layer];
    float *y = w->gates[i], *cell = w->cells[i], *out = w->x[layer + 1];
    bias_rows(y, net->recurrent_bias[i].w, w->n, 2 * dim);
    gemm(w->n, 2 * dim, dim, x, dim, 1, net->recurrent[i].w, 2 * dim, y, 2 * dim, 1);
    for (size_t back = 0; back < 2; back++)
        for (size_t k = 0; k < w->n; k++) {
            size_t t = back ? w->n - 1 - k : k;
            bool fresh = back ? w->starts[t + 1] : w->starts[t];
            const float *z = y + t * 2 * dim + back * dim, *f = z + half;
            float *c = cell + t * dim + back * half;
            const float *before = back ? c + dim : c - dim;
            for (size_t j = 0; j < half; j++) {
                float keep = squash_gate(f[j]), old = fresh ? 0 : before[j];
                c[j] = keep * old + (1.0F - keep) * squash(z[j]);
            }
        }
    for (size_t k = 0; k < w->n * dim; k++)
        out[k] = x[k] + cell[k];
}

WIDE static void tag_forward(struct net *net, struct work *w, struct losses *losses)
{
    size_t dim = net->o.dim, cols = net->class_cols, classes = net->data->n_classes;
    float *x = w->x[net->o.n_conv + net->o.n_recurrent], *y = w->tags;
    drop(net, x, w->mask_mid, w->n * dim, net->o.drop_mid);
    bias_rows(y, net->tagger_bias.w, w->n, cols);
    gemm(w->n, cols, dim, x, dim, 1, net->tagger.w, cols, y, cols, 1);
    for (size_t t = 0; t < w->n; t++) {
        float *row = y + t * cols, most = row[0], sum = 0;
        uint32_t best = 0, gold = w->gold_class[t];
        for (uint32_t c = 1; c < classes; c++)
            if (row[c] > most) most = row[best = c];
        for (uint32_t c = 0; c < classes; c++)
            sum += row[c] = expf(row[c] - most);
        losses->tag -= log((double)(row[gold] / sum) + 1e-12);
        losses->tag_right += best == gold;
        for (uint32_t c = 0; c < cols; c++)
            row[c] = c < classes ? w->weight[t] * (row[c] / sum - (c == gold ? 1.0F : 0)) : 0;
        w->tag[t] = best;
        for (size_t j = 0; j < dim; j++)
            w->rep[t * dim + j] = x[t * dim + j] + net->tag_vectors.w[best * dim + j];
    }
    losses->words += w->n;
}

void net_forward(struct net *net, struct losses *losses)
{
    struct work *w = net->work;
    embed_forward(net, w);
    for (uint32_t i = 0; i < net->o.n_conv; i++)
        conv_forward(net, w, i);
    for (uint32_t i = 0; i < net->o.n_recurrent; i++)
        recur_forward(net, w, i);
    tag_forward(net, w, losses);
    size_t cols = net->slots.cols;
    gemm(w->n, cols, net->o.dim, w->rep, net->o.dim, 1, net->slots.w, cols, w->slots, cols, 0);
}

/* --- backward -------------------------------------------------------------------------------- */

/* Gradient of y = x W + b: into W and b, and (unless NULL) dx = or += dy W'. */
void linear_backward(struct net *net, struct param *weights, struct param *bias, const float *x,
                     const float *dy, size_t n, float *dx, int add)
{
    size_t in = weights->rows, out = weights->cols;
    gemm(in, out, n, x, 1, in, dy, out, weights->g, out, 1);
    for (size_t t = 0; bias && t < n; t++)
        for (size_t j = 0; j < out; j++)
            bias->g[j] += dy[t * out + j];
    if (!dx) return;
    transpose(weights->w, in, out, net->work->transposed);
    gemm(n, in, out, dy, out, 1, net->work->transposed, in, dx, in, add);
}

WIDE static void recur_backward(struct net *net, struct work *w, uint32_t i)
{
    size_t dim = net->o.dim, half = dim / 2;
    uint32_t layer = net->o.n_conv + i;
    float *y = w->gates[i], *cell = w->cells[i], *dx = w->dx;
    for (size_t back = 0; back < 2; back++) {
        float *carry = w->carry;
        memset(carry, 0, half * sizeof *carry);
        for (size_t k = 0; k < w->n; k++) {
            size_t t = back ? k : w->n - 1 - k;
            bool fresh = back ? w->starts[t + 1] : w->starts[t];
            float *z = y + t * 2 * dim + back * dim, *f = z + half;
            float *c = cell + t * dim + back * half;
            const float *before = back ? c + dim : c - dim;
            const float *d = dx + t * dim + back * half;
            for (size_t j = 0; j < half; j++) {
                float keep = squash_gate(f[j]), new = squash(z[j]), old = fresh ? 0 : before[j];
                float dc = d[j] + carry[j];
                carry[j] = fresh ? 0 : dc * keep;
                f[j] = dc * (old - new) * 0.25F * squash_slope(0.5F * f[j]);
                z[j] = dc * (1.0F - keep) * squash_slope(z[j]);
            }
        }
    }
    linear_backward(net, &net->recurrent[i], &net->recurrent_bias[i], w->x[layer], y, w->n, dx, 1);
}

WIDE static void conv_backward(struct net *net, struct work *w, uint32_t layer)
{
    size_t dim = net->o.dim;
    float *z = w->z[layer], *dx = w->dx, *dwin = w->dwindow;
    for (size_t i = 0; i < w->n * dim; i++)
        z[i] = z[i] > 0 ? dx[i] : 0;
    linear_backward(net, &net->conv[layer], &net->conv_bias[layer], w->window[layer], z, w->n, dwin,
                    0);
    for (size_t t = 0; t < w->n; t++) {
        const float *row = dwin + t * 3 * dim;
        for (size_t j = 0; j < dim; j++) {
            if (!w->starts[t]) dx[(t - 1) * dim + j] += row[j];
            dx[t * dim + j] += row[dim + j];
            if (!w->starts[t + 1]) dx[(t + 1) * dim + j] += row[2 * dim + j];
        }
    }
}

WIDE static void embed_backward(struct net *net, struct work *w)
{
    size_t dim = net->o.dim;
    for (size_t t = 0; t < w->n; t++) {
        float *d = w->dx + t * dim;
        const float *x = w->x[0] + t * dim, *mask = w->mask_word + t * dim;
        for (size_t j = 0; j < dim; j++) {
            d[j] = x[j] > 0 ? d[j] * mask[j] : 0;
            net->embed_bias.g[j] += d[j];
        }
        for (int i = 0; i < FEATURE_COUNT; i++) {
            uint32_t row = w->rows[t * FEATURE_COUNT + (size_t)i];
            float *g = net->embed.g + row * dim;
            if (!net->is_touched[row]) {
                net->is_touched[row] = 1;
                net->touched[net->n_touched++] = row;
            }
            for (size_t j = 0; j < dim; j++)
                g[j] += d[j];
        }
    }
}

void net_backward(struct net *net)
{
    struct work *w = net->work;
    size_t dim = net->o.dim, n = w->n;
    const float *x = w->x[net->o.n_conv + net->o.n_recurrent];
    linear_backward(net, &net->slots, NULL, w->rep, w->dslots, n, w->dx, 0);
    for (size_t t = 0; t < n; t++)
        for (size_t j = 0; j < dim; j++)
            net->tag_vectors.g[w->tag[t] * dim + j] += w->dx[t * dim + j];
    linear_backward(net, &net->tagger, &net->tagger_bias, x, w->tags, n, w->dx, 1);
    for (size_t i = 0; i < n * dim; i++)
        w->dx[i] *= w->mask_mid[i];
    for (uint32_t i = net->o.n_recurrent; i-- > 0;)
        recur_backward(net, w, i);
    for (uint32_t i = net->o.n_conv; i-- > 0;)
        conv_backward(net, w, i);
    embed_backward(net, w);
}

/* --- Adam (Kingma and Ba, 2015) -------------------------------------------------------------- */

WIDE static void adam(struct param *p, size_t from, size_t n, float rate, float scale, float mean)
{
    const float b1 = 0.9F, b2 = 0.98F;
    float *w = p->w + from, *g = p->g + from, *m = p->m + from, *v = p->v + from;
    float *avg = p->mean + from;
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;
        m[i] = b1 * m[i] + (1 - b1) * d;
        v[i] = b2 * v[i] + (1 - b2) * d * d;
        w[i] -= rate * m[i] / (sqrtf(v[i]) + 1e-6F);
        avg[i] += mean * (w[i] - avg[i]);
        g[i] = 0;
    }
}

/* Before a row moves, its mean catches up with the steps in which it stood still. */
WIDE static void catch_up(struct net *net, uint32_t row)
{
    uint64_t still = net->step - net->last_step[row];
    size_t dim = net->o.dim;
    float share = 1.0F - powf(net->o.mean_decay, (float)still);
    float *w = net->embed.w + row * dim, *mean = net->embed.mean + row * dim;
    for (size_t j = 0; still && j < dim; j++)
        mean[j] += share * (w[j] - mean[j]);
    net->last_step[row] = net->step;
}

void net_sync_mean(struct net *net)
{
    for (uint32_t row = 0; row < net->embed_rows; row++)
        catch_up(net, row);
}

void net_update(struct net *net, float rate)
{
    double warm = 1.0 - pow(0.98, (double)(net->step + 1)); /* bias of v; m's is like warm-up */
    rate *= (float)sqrt(warm);
    float scale = 1.0F / (float)net->work->n;
    float decay = net->o.mean_decay;
    float early = (float)(net->step + 1) / (float)(net->step + 10);
    float mean = 1.0F - (decay < early ? decay : early);
    for (uint32_t i = 0; i < net->n_touched; i++) {
        uint32_t row = net->touched[i];
        catch_up(net, row);
        adam(&net->embed, (size_t)row * net->o.dim, net->o.dim, rate, scale, mean);
        net->last_step[row] = net->step + 1;
        net->is_touched[row] = 0;
    }
    net->n_touched = 0;
    for (uint32_t i = 0; i < net->n_dense; i++)
        adam(net->dense[i], 0, net->dense[i]->rows * net->dense[i]->cols, rate, scale, mean);
    net->step++;
}
