/* train/net.h - the net with its gradients: forward, backward, Adam.
 *
 * In:   batches of prepared sentences
 * Out:  parameters (and their running mean, which is what ships)
 * Not here: the file format (export.c), the gold tree's say (oracle.c)
 *
 * The forward pass is src/syntax/encoder.c's in float, with dropout.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_NET_H
#define TRAIN_NET_H

#include "gemm.h"
#include "prepare.h"
#include "syntax/model.h"
#include "syntax/parser.h"

struct param {
    float *w, *g, *m, *v, *mean;
    size_t rows, cols; /* row-major */
};

struct options {
    uint32_t dim, hidden, n_conv, n_recurrent, epochs, batch_words, seed;
    float rate, drop_word, drop_mid, drop_hidden, drop_form, explore, mean_decay;
    float lower, upper, title; /* share of sentences in another case */
    float teach;               /* the teacher's share in the target, where there is a gold tree */
};

struct net {
    struct options o;
    const struct prepared *data;
    struct rng rng;
    uint32_t n_actions, act_cols, class_cols; /* padded to 16 */
    uint32_t embed_base[FEATURE_COUNT], embed_rows;
    uint64_t step;

    struct param embed; /* sparse: only touched rows move */
    uint32_t *touched, n_touched;
    uint8_t *is_touched;
    uint64_t *last_step; /* of each row, to bring its mean up to date */

    struct param embed_bias, conv[MODEL_LAYERS_MAX], conv_bias[MODEL_LAYERS_MAX];
    struct param recurrent[MODEL_LAYERS_MAX], recurrent_bias[MODEL_LAYERS_MAX];
    struct param tagger, tagger_bias, tag_vectors, slots, root_slots, none_slots, tables, actions,
        actions_bias;
    struct param *dense[64];
    uint32_t n_dense;

    struct work *work; /* activations of a batch */

    struct teacher *teacher; /* NULL, or borrowed: who says more than the tree */
};

struct losses {
    double tag, parse;
    uint64_t words, states, tag_right;
};

BEDE_NODISCARD bede_status net_init(struct net *net, const struct options *o,
                                    const struct prepared *data, bede_error *err);
void net_free(struct net *net);

/* One step of training on a batch of samples; `rate` is Adam's, `explore` the share of states
 * where the net's own choice is followed. */
void net_train(struct net *net, const uint32_t *samples, uint32_t n, float rate, float explore,
               struct losses *losses);

/* Brings the mean of all rows up to the present step. */
void net_sync_mean(struct net *net);

#endif
