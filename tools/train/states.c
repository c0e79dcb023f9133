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
#include "teacher.h"

enum { BATCH_SENTENCES_MAX = TEACHER_SEATS };

#define NEVER (-1e30F)

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
    uint32_t best, best_free;
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

/* Marks the transitions that cost nothing and finds the best of all and the best of these; those
 * that the state forbids get a score that stands for never. */
static struct choice look(struct net *net, const struct parse_state *s, const uint16_t *head,
                          const uint16_t *label, float *scores, uint8_t *good)
{
    struct choice c = {UINT32_MAX, UINT32_MAX};
    uint32_t cost[3], least = UINT32_MAX;
    uint16_t l;
    oracle_costs(s, head, cost);
    for (int i = 0; i < 3; i++)
        least = cost[i] < least ? cost[i] : least;
    for (int i = 0; i < 3; i++) /* a tree that no projective parse reaches: take the least bad */
        cost[i] = cost[i] == UINT32_MAX ? cost[i] : cost[i] - least;
    for (uint32_t a = 0; a < net->n_actions; a++) {
        good[a] = is_free(net, s, head, label, cost, a);
        if (cost[move_of(net, a, &l)] == UINT32_MAX) {
            scores[a] = NEVER;
            continue;
        }
        if (c.best == UINT32_MAX || scores[a] > scores[c.best]) c.best = a;
        if (good[a] && (c.best_free == UINT32_MAX || scores[a] > scores[c.best_free]))
            c.best_free = a;
    }
    return c;
}

/* Turns the scores of a state into their gradient, whose target is the share of all transitions
 * that cost nothing; `taught` (or NULL) says for each what the teacher would have, and gets
 * `teach` of the target. */
static void judge(struct net *net, const uint8_t *good, const float *taught, float teach,
                  float *scores, float most, float weight, struct losses *losses)
{
    float all = 0, right = 0, known = 0;
    for (uint32_t a = 0; a < net->n_actions; a++) {
        scores[a] = scores[a] > NEVER ? expf(scores[a] - most) : 0;
        all += scores[a];
        right += good[a] ? scores[a] : 0;
        known += taught && scores[a] > 0 ? taught[a] : 0;
    }
    right = right > 1e-20F ? right : 1e-20F;
    losses->parse -= log((double)(right / all));
    losses->states++;
    teach = known > 1e-6F ? teach : 0;
    for (uint32_t a = 0; a < net->n_actions; a++) {
        float target = good[a] ? (1.0F - teach) * scores[a] / right : 0;
        if (teach > 0 && scores[a] > 0) target += teach * taught[a] / known;
        scores[a] = weight * (scores[a] / all - target);
    }
    for (uint32_t a = net->n_actions; a < net->act_cols; a++)
        scores[a] = 0;
}

/* The teacher's answer by the learner's numbers of transitions; the label that joins sentences is
 * none that it knows, and a sentence as the treebank has it never takes it. */
static void ask(struct net *net, uint32_t seat, const struct parse_state *s, float *scores,
                float *taught)
{
    float mean[1 + 2 * MODEL_LABELS_MAX];
    uint32_t known = teacher_labels(net->teacher), labels = net->data->n_labels;
    teacher_ask(net->teacher, seat, s, mean);
    taught[0] = mean[0];
    for (uint32_t side = 0; side < 2; side++)
        for (uint32_t l = 0; l < labels; l++) {
            uint32_t action = 1 + side * labels + l;
            taught[action] = l < known ? mean[1 + side * known + l] : 0;
            if (l >= known) scores[action] = NEVER / 2;
        }
}

/* Scores to gradient; the transition to follow. */
static uint32_t learn(struct net *net, uint32_t seat, const struct sample *sample,
                      const struct parse_state *s, float *scores, float explore,
                      struct losses *losses)
{
    const struct prepared *d = net->data;
    uint8_t good[1 + 2 * MODEL_LABELS_MAX];
    float taught[1 + 2 * MODEL_LABELS_MAX];
    bool teaches = net->teacher && !sample->joined;
    if (teaches) ask(net, seat, s, scores, taught);
    struct choice c = look(net, s, d->head + sample->first, d->label + sample->first, scores, good);
    judge(net, good, teaches ? taught : NULL, sample->parsed ? 1 : net->o.teach, scores,
          scores[c.best], sample->weight, losses);
    return rng_float(&net->rng) < explore ? c.best : c.best_free;
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
        uint32_t action = learn(net, active[i], sample, s, scores + i * cols, explore, losses);
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
    for (uint32_t i = 0; net->teacher && i < n; i++) {
        const struct sample *s = &net->data->samples[samples[i]];
        if (!s->joined && !teacher_read(net->teacher, i, s)) return;
    }
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
