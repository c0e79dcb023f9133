/* train/net_work.h - what net.c and states.c share: the activations of a batch.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_NET_WORK_H
#define TRAIN_NET_WORK_H

#include "net.h"

struct work {
    uint32_t cap, n;                       /* words */
    const struct word_features **features; /* n */
    uint8_t *starts;                       /* n + 1: does a sentence start here? */
    uint32_t *rows;                        /* n x FEATURE_COUNT */
    uint32_t *gold_class, *tag;
    float *weight;                      /* of each word's tag */
    float *x[2 * MODEL_LAYERS_MAX + 1]; /* n x dim, before each layer and after the last */
    float *mask_word, *mask_mid;
    float *window[MODEL_LAYERS_MAX], *z[MODEL_LAYERS_MAX];
    float *gates[MODEL_LAYERS_MAX], *cells[MODEL_LAYERS_MAX];
    float *tags;           /* n x class_cols: scores, then their gradient */
    float *rep;            /* n x dim */
    float *slots, *dslots; /* n x slots x hidden */
    float *dx, *dwindow, *carry, *transposed;

    uint32_t n_states;    /* at most 2 cap */
    uint32_t *state_word; /* first word of the state's sentence, and that sentence's length */
    uint32_t *state_length;
    float *state_weight;
    uint16_t *state_slots, *state_tables;
    float *hidden, *dhidden, *scores;
    void *allocated[64];
    uint32_t n_allocated;
};

struct work *work_new(const struct net *net);
void work_free(struct work *work);

void net_forward(struct net *net, struct losses *losses);
void net_backward(struct net *net);
void net_update(struct net *net, float rate);
void linear_backward(struct net *net, struct param *weights, struct param *bias, const float *x,
                     const float *dy, size_t n, float *dx, int add);

#endif
