/* An ensemble: all models tag a word and score a state, and the mean of their probabilities
 * decides. Slow and better than each of them: its trees for plain text are what a small model is
 * then trained on besides the treebank (Zhou and Li, "Tri-training", 2005; Kuncoro et al.,
 * "Distilling an ensemble of greedy dependency parsers into one", 2016).
 *
 * SPDX-License-Identifier: MIT */
#include "ensemble.h"

#include <math.h>
#include <stdlib.h>

#include "syntax/encoder.h"
#include "syntax/lemma.h"
#include "syntax/ud.h"

struct ensemble {
    struct syntax_model *const *models;
    struct syntax_scratch *scratch[ENSEMBLE_MAX];
    uint32_t n;
    const struct str *hints;
};

void add_probabilities(float *mean, const float *scores, uint32_t n, float share)
{
    float most = scores[0], sum = 0;
    for (uint32_t i = 1; i < n; i++)
        most = scores[i] > most ? scores[i] : most;
    for (uint32_t i = 0; i < n; i++)
        sum += expf(scores[i] - most);
    for (uint32_t i = 0; i < n; i++)
        mean[i] += share * expf(scores[i] - most) / sum;
}

static bool allows(struct str hint, const char *xpos)
{
    struct str one;
    while (str_split(&hint, '|', &one))
        if (str_is(one, xpos)) return true;
    return false;
}

/* Makes classes that the hint does not allow unlikely. */
static void heed(const struct syntax_model *m, struct str hint, float *mean)
{
    if (str_is(hint, "_")) return;
    for (uint32_t i = 0; i < m->config.n_classes; i++)
        if (!allows(hint, ud_xpos_name(m->classes[i].xpos))) mean[i] *= 0.01F;
}

static bool encode_all(struct ensemble *e, const struct doc *doc, uint32_t first, uint32_t n)
{
    for (uint32_t k = 0; k < e->n; k++) {
        if (!scratch_reserve(e->scratch[k], e->models[k], n)) return false;
        find_features(doc, first, n, e->scratch[k]->features);
        encode_words(e->models[k], e->scratch[k], n);
    }
    uint32_t classes = e->models[0]->config.n_classes;
    for (uint32_t t = 0; t < n; t++) {
        float mean[MODEL_CLASSES_MAX] = {0};
        uint32_t best = 0;
        for (uint32_t k = 0; k < e->n; k++) {
            const struct syntax_model *m = e->models[k];
            add_probabilities(mean, e->scratch[k]->y + (size_t)t * linear_stride(&m->tagger),
                              classes, 1);
        }
        if (e->hints) heed(e->models[0], e->hints[first + t], mean);
        for (uint32_t i = 1; i < classes; i++)
            if (mean[i] > mean[best]) best = i;
        for (uint32_t k = 0; k < e->n; k++)
            e->scratch[k]->classes[t] = (uint16_t)best;
    }
    for (uint32_t k = 0; k < e->n; k++)
        encode_slots(e->models[k], e->scratch[k], n);
    return true;
}

static void parse_all(struct ensemble *e, struct parse_state *state, uint32_t n)
{
    uint32_t labels = e->models[0]->config.n_labels;
    parse_state_bind(state, e->scratch[0]->state, n);
    while (!parse_done(state)) {
        float mean[1 + 2 * MODEL_LABELS_MAX] = {0};
        uint16_t label;
        for (uint32_t k = 0; k < e->n; k++) {
            score_state(e->models[k], e->scratch[k], state);
            bar_joins(e->models[k], e->scratch[k]->scores, false);
            add_probabilities(mean, e->scratch[k]->scores, 1 + 2 * labels, 1);
        }
        enum parse_move move = best_move(mean, labels, state, &label);
        parse_apply(state, move, label);
    }
}

static bool analyse_sentence(struct ensemble *e, struct doc *doc, const struct sentence *s)
{
    const struct syntax_model *m = e->models[0];
    struct parse_state state;
    if (!encode_all(e, doc, s->first, s->n)) return false;
    parse_all(e, &state, s->n);
    for (uint32_t i = 0; i < s->n; i++) {
        struct token *t = &doc->tokens[s->first + i];
        uint16_t class_id = e->scratch[0]->classes[i];
        t->upos = m->classes[class_id].upos;
        t->xpos = m->classes[class_id].xpos;
        bool root = state.head[i] == PARSE_NONE;
        t->head = root ? 0 : state.head[i] + 1u;
        t->rel = root ? m->root_label : m->labels[state.label[i]];
        if (!lemma_token(m, doc, s->first + i, class_id)) return false;
    }
    return true;
}

static bool alike(const struct syntax_model *a, const struct syntax_model *b)
{
    return a->config.n_classes == b->config.n_classes && a->config.n_labels == b->config.n_labels &&
           memcmp(a->labels, b->labels, a->config.n_labels) == 0 &&
           memcmp(a->classes, b->classes, a->config.n_classes * sizeof *a->classes) == 0;
}

bede_status ensemble_analyse(struct syntax_model *const *models, uint32_t n_models, struct doc *doc,
                             const struct str *hints, bede_error *err)
{
    struct ensemble e = {.models = models, .n = n_models, .hints = hints};
    bool ok = true;
    for (uint32_t k = 0; k < n_models; k++) {
        if (!alike(models[0], models[k]))
            return err_set(err, BEDE_USAGE, "the models are not of the same treebank");
        e.scratch[k] = syntax_scratch_new(models[k]);
        ok = ok && e.scratch[k];
    }
    for (uint32_t s = 0; s < doc->n_sentences && ok; s++)
        ok = doc->sentences[s].n > 1024 || analyse_sentence(&e, doc, &doc->sentences[s]);
    for (uint32_t k = 0; k < n_models; k++)
        syntax_scratch_free(e.scratch[k]);
    return ok ? BEDE_OK : err_nomem(err);
}
