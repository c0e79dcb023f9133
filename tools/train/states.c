/* Training on parser states: all sentences of a batch step forward together, so that one product
 * scores the current states of all of them.
 *
 * The loss of a state is -log of the probability of all transitions that cost nothing. With
 * probability `explore` the net's own best transition is taken, right or wrong, so that it learns
 * what to do after its own mistakes (Goldberg and Nivre, 2013).
 *
 * SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "net_work.h"
#include "oracle.h"

enum { BATCH_SENTENCES_MAX = 512 };

static void *get(struct work *w, size_t n, size_t size)
{
    void *p = calloc(n + 64, size);
    if (p) w->allocated[w->n_allocated++] = p;
    return p;
}

static bool get_layers(struct work *w, const struct options *o, size_t cap)
{
    bool ok = true;
    for (uint32_t i = 0; i <= o->n_conv + o->n_recurrent; i++)
        ok = ok && (w->x[i] = get(w, cap * o->dim, sizeof(float)));
    for (uint32_t i = 0; i < o->n_conv; i++)
        ok = ok && (w->window[i] = get(w, cap * 3 * o->dim, sizeof(float))) &&
             (w->z[i] = get(w, cap * o->dim, sizeof(float)));
    for (uint32_t i = 0; i < o->n_recurrent; i++)
        ok = ok && (w->gates[i] = get(w, cap * 2 * o->dim, sizeof(float))) &&
             (w->cells[i] = get(w, cap * o->dim, sizeof(float)));
    return ok;
}

struct work *work_new(const struct net *net)
{
    const struct options *o = &net->o;
    struct work *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    size_t cap = w->cap = o->batch_words + 256, dim = o->dim, f = sizeof(float);
    size_t slot_cols = (size_t)PARSE_SLOTS * o->hidden, states = 2 * cap;
    bool ok = get_layers(w, o, cap) && (w->features = get(w, cap, sizeof *w->features)) &&
              (w->starts = get(w, cap + 1, 1)) &&
              (w->rows = get(w, cap * FEATURE_COUNT, sizeof *w->rows)) &&
              (w->gold_class = get(w, cap, sizeof *w->gold_class)) &&
              (w->tag = get(w, cap, sizeof *w->tag)) && (w->weight = get(w, cap, f)) &&
              (w->mask_word = get(w, cap * dim, f)) && (w->mask_mid = get(w, cap * dim, f)) &&
              (w->tags = get(w, cap * net->class_cols, f)) && (w->rep = get(w, cap * dim, f)) &&
              (w->slots = get(w, cap * slot_cols, f)) && (w->dslots = get(w, cap * slot_cols, f)) &&
              (w->dx = get(w, cap * dim, f)) && (w->dwindow = get(w, cap * 3 * dim, f)) &&
              (w->carry = get(w, dim, f)) && (w->transposed = get(w, dim * slot_cols, f)) &&
              (w->state_word = get(w, states, sizeof *w->state_word)) &&
              (w->state_length = get(w, states, sizeof *w->state_length)) &&
              (w->state_weight = get(w, states, f)) &&
              (w->state_slots = get(w, states * PARSE_SLOTS, 2)) &&
              (w->state_tables = get(w, states * PARSE_TABLES, 2)) &&
              (w->hidden = get(w, states * o->hidden, f)) &&
              (w->dhidden = get(w, states * o->hidden, f)) &&
              (w->scores = get(w, states * net->act_cols, f));
    if (ok) return w;
    work_free(w);
    return NULL;
}

void work_free(struct work *w)
{
    if (!w) return;
    for (uint32_t i = 0; i < w->n_allocated; i++)
        free(w->allocated[i]);
    free(w);
}

static inline void add_to(float *x, const float *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] += y[i];
}

/* The row of a slot's word, or of "root" or "none"; the same place in the gradients. */
static float *slot_row(struct net *net, uint32_t state, uint32_t slot, bool gradient)
{
    struct work *w = net->work;
    size_t hidden = net->o.hidden;
    uint32_t word = w->state_slots[state * PARSE_SLOTS + slot], n = w->state_length[state];
    if (word < n) {
        float *base = gradient ? w->dslots : w->slots;
        return base + ((size_t)(w->state_word[state] + word) * PARSE_SLOTS + slot) * hidden;
    }
    const struct param *p = word == n ? &net->root_slots : &net->none_slots;
    return (gradient ? p->g : p->w) + slot * hidden;
}

/* The hidden layer of a state, with dropout: kept numbers are scaled, dropped ones are 0. */
WIDE static void hidden_forward(struct net *net, uint32_t state)
{
    struct work *w = net->work;
    size_t hidden = net->o.hidden;
    float *h = w->hidden + state * hidden, p = net->o.drop_hidden, keep = 1.0F / (1.0F - p);
    memset(h, 0, hidden * sizeof *h);
    for (uint32_t i = 0; i < PARSE_SLOTS; i++)
        add_to(h, slot_row(net, state, i, false), hidden);
    for (uint32_t i = 0; i < PARSE_TABLES; i++)
        add_to(h, net->tables.w + w->state_tables[state * PARSE_TABLES + i] * hidden, hidden);
    for (size_t j = 0; j < hidden; j++)
        h[j] = h[j] > 0 && rng_float(&net->rng) >= p ? h[j] * keep : 0;
}

WIDE static void hidden_backward(struct net *net, uint32_t state)
{
    struct work *w = net->work;
    size_t hidden = net->o.hidden;
    const float *h = w->hidden + state * hidden;
    float *d = w->dhidden + state * hidden, keep = 1.0F / (1.0F - net->o.drop_hidden);
    for (size_t j = 0; j < hidden; j++)
        d[j] = h[j] > 0 ? d[j] * keep : 0;
    for (uint32_t i = 0; i < PARSE_SLOTS; i++)
        add_to(slot_row(net, state, i, true), d, hidden);
    for (uint32_t i = 0; i < PARSE_TABLES; i++)
        add_to(net->tables.g + w->state_tables[state * PARSE_TABLES + i] * hidden, d, hidden);
}

struct choice {
    uint32_t action;
    bool right;
};

static enum parse_move move_of(const struct net *net, uint32_t action, uint16_t *label)
{
    uint32_t labels = net->data->n_labels;
    *label = (uint16_t)(action ? (action - 1) % labels : 0);
    return action == 0 ? PARSE_SHIFT : action <= labels ? PARSE_LEFT : PARSE_RIGHT;
}

/* Whether the action costs nothing: its move does, and its label is right if its arc is. */
static bool is_free(const struct net *net, const struct parse_state *s, const uint16_t *head,
                    const uint16_t *label, const uint32_t cost[3], uint32_t action)
{
    uint16_t l;
    enum parse_move move = move_of(net, action, &l);
    if (cost[move]) return false;
    if (move == PARSE_SHIFT) return true;
    uint16_t word = s->stack[s->depth - 1];
    uint32_t to = move == PARSE_LEFT ? s->next : s->stack[s->depth - 2];
    return head[word] != to || label[word] == l;
}

/* Turns the scores of a state into their gradient; chooses the transition to follow. */
static uint32_t judge(struct net *net, const struct parse_state *s, const uint16_t *head,
                      const uint16_t *label, float *scores, float weight, float explore,
                      struct losses *losses)
{
    uint32_t cost[3], best = UINT32_MAX, best_free = UINT32_MAX, least = UINT32_MAX;
    oracle_costs(s, head, cost);
    for (int i = 0; i < 3; i++)
        least = cost[i] < least ? cost[i] : least;
    for (int i = 0; i < 3; i++) /* a tree that no projective parse reaches: take the least bad */
        cost[i] = cost[i] == UINT32_MAX ? cost[i] : cost[i] - least;
    uint8_t good[1 + 2 * MODEL_LABELS_MAX];
    uint16_t l;
    for (uint32_t a = 0; a < net->n_actions; a++) {
        good[a] = is_free(net, s, head, label, cost, a);
        if (cost[move_of(net, a, &l)] == UINT32_MAX) continue;
        if (best == UINT32_MAX || scores[a] > scores[best]) best = a;
        if (good[a] && (best_free == UINT32_MAX || scores[a] > scores[best_free])) best_free = a;
    }
    float most = scores[best], all = 0, right = 0;
    for (uint32_t a = 0; a < net->n_actions; a++) {
        bool legal = cost[move_of(net, a, &l)] != UINT32_MAX;
        scores[a] = legal ? expf(scores[a] - most) : 0;
        all += scores[a];
        right += good[a] ? scores[a] : 0;
    }
    right = right > 1e-20F ? right : 1e-20F;
    losses->parse -= log((double)(right / all));
    losses->states++;
    for (uint32_t a = 0; a < net->act_cols; a++)
        scores[a] = a >= net->n_actions
                        ? 0
                        : weight * (scores[a] / all - (good[a] ? scores[a] / right : 0));
    return rng_float(&net->rng) < explore ? best : best_free;
}

/* Steps all unfinished sentences once; returns how many were. */
static uint32_t step(struct net *net, struct parse_state *states, const uint32_t *samples,
                     uint32_t n, float explore, struct losses *losses)
{
    struct work *w = net->work;
    const struct prepared *d = net->data;
    uint32_t from = w->n_states, active[BATCH_SENTENCES_MAX], n_active = 0, first = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct sample *sample = &d->samples[samples[i]];
        if (!parse_done(&states[i]) && sample->weight > 0) {
            uint32_t s = w->n_states++;
            w->state_word[s] = first;
            w->state_length[s] = sample->n;
            parse_slots(&states[i], w->state_slots + s * PARSE_SLOTS);
            parse_tables(&states[i], d->n_labels, w->state_tables + s * PARSE_TABLES);
            hidden_forward(net, s);
            active[n_active++] = i;
        }
        first += sample->n;
    }
    size_t cols = net->act_cols, hidden = net->o.hidden;
    float *scores = w->scores + from * cols;
    for (uint32_t i = 0; i < n_active; i++)
        memcpy(scores + i * cols, net->actions_bias.w, cols * sizeof *scores);
    gemm(n_active, cols, hidden, w->hidden + from * hidden, hidden, 1, net->actions.w, cols, scores,
         cols, 1);
    for (uint32_t i = 0; i < n_active; i++) {
        const struct sample *sample = &d->samples[samples[active[i]]];
        struct parse_state *s = &states[active[i]];
        uint16_t label;
        uint32_t action = judge(net, s, d->head + sample->first, d->label + sample->first,
                                scores + i * cols, sample->weight, explore, losses);
        enum parse_move move = move_of(net, action, &label);
        parse_apply(s, move, label);
    }
    return n_active;
}

static int choose_variant(struct net *net)
{
    float r = rng_float(&net->rng);
    if (r < net->o.lower) return VARIANT_LOWER;
    if (r < net->o.lower + net->o.upper) return VARIANT_UPPER;
    return r < net->o.lower + net->o.upper + net->o.title ? VARIANT_TITLE : VARIANT_AS_IS;
}

static void load_batch(struct net *net, const uint32_t *samples, uint32_t n)
{
    struct work *w = net->work;
    const struct prepared *d = net->data;
    w->n = 0;
    w->n_states = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct sample *s = &d->samples[samples[i]];
        int v = choose_variant(net);
        for (uint32_t j = 0; j < s->n; j++, w->n++) {
            w->features[w->n] = &d->features[v][s->first + j];
            w->gold_class[w->n] = d->class_id[s->first + j];
            w->starts[w->n] = j == 0;
            w->weight[w->n] = s->weight;
        }
    }
    w->starts[w->n] = 1;
    memset(w->dslots, 0, w->n * net->slots.cols * sizeof *w->dslots);
}

void net_train(struct net *net, const uint32_t *samples, uint32_t n, float rate, float explore,
               struct losses *losses)
{
    struct work *w = net->work;
    struct parse_state states[BATCH_SENTENCES_MAX];
    size_t sizes = 0, at = 0;
    n = n < BATCH_SENTENCES_MAX ? n : BATCH_SENTENCES_MAX;
    load_batch(net, samples, n);
    net_forward(net, losses);
    for (uint32_t i = 0; i < n; i++)
        sizes += parse_state_size(net->data->samples[samples[i]].n);
    char *memory = malloc(sizes);
    if (!memory) return;
    for (uint32_t i = 0; i < n; i++) {
        parse_state_bind(&states[i], memory + at, net->data->samples[samples[i]].n);
        at += parse_state_size(net->data->samples[samples[i]].n);
    }
    while (step(net, states, samples, n, explore, losses)) {}
    linear_backward(net, &net->actions, &net->actions_bias, w->hidden, w->scores, w->n_states,
                    w->dhidden, 0);
    for (uint32_t s = 0; s < w->n_states; s++)
        hidden_backward(net, s);
    net_backward(net);
    net_update(net, rate);
    free(memory);
}
