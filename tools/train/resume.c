/* The way back of export.c: integers and scales to floats, blocks to rows. A net that starts from
 * a trained model needs a few epochs where a new one needs fourteen.
 *
 * SPDX-License-Identifier: MIT */
#include "resume.h"

static void set(struct param *p, size_t i, float value)
{
    p->w[i] = p->mean[i] = value;
}

static void take_floats(struct param *p, const float *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        set(p, i, from[i]);
}

/* put_linear() of export.c says how weights lie. */
static void take_linear(struct param *p, struct param *bias, const struct linear *from,
                        uint32_t n_out)
{
    uint32_t n_in = (uint32_t)p->rows;
    for (uint32_t o = 0; o < n_out; o++) {
        if (bias) set(bias, o, from->bias[o]);
        for (uint32_t i = 0; i < n_in; i++) {
            size_t block = (size_t)(o / LINEAR_BLOCK) * (n_in / 4) + i / 4;
            int8_t q = from->w[(block * LINEAR_BLOCK + o % LINEAR_BLOCK) * 4 + i % 4];
            set(p, i * p->cols + o, (float)q * from->scale[o]);
        }
    }
}

static void take_embed(struct net *net, const struct syntax_model *m)
{
    size_t dim = net->o.dim;
    for (size_t row = 0; row < net->embed_rows; row++)
        for (size_t j = 0; j < dim; j++)
            set(&net->embed, row * dim + j, (float)m->embed[row * dim + j] * m->embed_scale[row]);
}

static bool same_sizes(const struct net *net, const struct model_config *c)
{
    const struct options *o = &net->o;
    return c->dim == o->dim && c->hidden == o->hidden && c->n_conv == o->n_conv &&
           c->n_recurrent == o->n_recurrent && c->n_forms == net->data->n_forms &&
           c->n_classes == net->data->n_classes && c->n_labels == net->data->n_labels;
}

bede_status net_resume(struct net *net, const struct syntax_model *m, bede_error *err)
{
    const struct options *o = &net->o;
    if (!same_sizes(net, &m->config))
        return err_set(err, BEDE_USAGE, "the model to go on from has other sizes or other data");
    take_embed(net, m);
    take_floats(&net->embed_bias, m->embed_bias, o->dim);
    for (uint32_t i = 0; i < o->n_conv; i++)
        take_linear(&net->conv[i], &net->conv_bias[i], &m->conv[i], o->dim);
    for (uint32_t i = 0; i < o->n_recurrent; i++)
        take_linear(&net->recurrent[i], &net->recurrent_bias[i], &m->recurrent[i], 2 * o->dim);
    take_linear(&net->tagger, &net->tagger_bias, &m->tagger, net->data->n_classes);
    take_floats(&net->tag_vectors, m->tag_vectors, (size_t)net->data->n_classes * o->dim);
    take_linear(&net->slots, NULL, &m->slots, (uint32_t)net->slots.cols);
    take_floats(&net->root_slots, m->root_slots, (size_t)PARSE_SLOTS * o->hidden);
    take_floats(&net->none_slots, m->none_slots, (size_t)PARSE_SLOTS * o->hidden);
    take_floats(&net->tables, m->tables, net->tables.rows * net->tables.cols);
    take_linear(&net->actions, &net->actions_bias, &m->actions, net->n_actions);
    return BEDE_OK;
}
