/* Learning from what teachers think and not only from what they decide: in each state that the
 * learner explores, the mean of several larger models' probabilities is its target. Right after a
 * mistake, where no tree says what is best, they still have a view (Liu et al., "Distilling
 * knowledge for search-based structured prediction", 2018).
 *
 * The teachers see each sentence as it was printed and with its right tags, also where the learner
 * sees it in capitals, and know nothing of joined sentences.
 *
 * SPDX-License-Identifier: MIT */
#include "teacher.h"

#include <stdlib.h>

#include "syntax/encoder.h"
#include "syntax/ud.h"

struct teacher {
    struct syntax_model *const *models;
    uint32_t n;
    const struct doc *doc;
    const struct prepared *data;
    struct syntax_scratch *seats[TEACHER_SEATS][ENSEMBLE_MAX];
};

/* Whether class and label numbers mean the same to teacher and learner. */
static bool knows(const struct syntax_model *m, const struct prepared *d)
{
    if (m->config.n_classes != d->n_classes || m->config.n_labels > d->n_labels) return false;
    for (uint32_t i = 0; i < m->config.n_labels; i++)
        if (!str_is(d->labels[i], ud_rel_name(m->labels[i]))) return false;
    for (uint32_t i = 0; i < d->n_classes; i++)
        if (!str_is(d->classes[i].upos, ud_upos_name(m->classes[i].upos)) ||
            !str_is(d->classes[i].xpos, ud_xpos_name(m->classes[i].xpos)))
            return false;
    return m->config.n_labels == d->n_labels ||
           (m->config.n_labels + 1 == d->n_labels && str_is(d->labels[d->n_labels - 1], "root"));
}

bede_status teacher_new(struct teacher **out, struct syntax_model *const *models, uint32_t n_models,
                        const struct doc *doc, const struct prepared *data, bede_error *err)
{
    for (uint32_t k = 0; k < n_models; k++)
        if (!knows(models[k], data) || models[k]->config.n_labels != models[0]->config.n_labels)
            return err_set(err, BEDE_USAGE, "teacher %u is not of this treebank", k + 1);
    struct teacher *t = *out = calloc(1, sizeof *t);
    if (!t) return err_nomem(err);
    t->models = models;
    t->n = n_models;
    t->doc = doc;
    t->data = data;
    return BEDE_OK;
}

void teacher_free(struct teacher *t)
{
    if (!t) return;
    for (uint32_t seat = 0; seat < TEACHER_SEATS; seat++)
        for (uint32_t k = 0; k < t->n; k++)
            syntax_scratch_free(t->seats[seat][k]);
    free(t);
}

uint32_t teacher_labels(const struct teacher *t)
{
    return t->models[0]->config.n_labels;
}

bool teacher_read(struct teacher *t, uint32_t seat, const struct sample *s)
{
    for (uint32_t k = 0; k < t->n; k++) {
        struct syntax_scratch **scratch = &t->seats[seat][k];
        const struct syntax_model *m = t->models[k];
        if (!*scratch && !(*scratch = syntax_scratch_new(m))) return false;
        if (!scratch_reserve(*scratch, m, s->n)) return false;
        find_features(t->doc, s->first, s->n, (*scratch)->features);
        encode_words(m, *scratch, s->n);
        for (uint32_t i = 0; i < s->n; i++)
            (*scratch)->classes[i] = t->data->class_id[s->first + i];
        encode_slots(m, *scratch, s->n);
    }
    return true;
}

void teacher_ask(struct teacher *t, uint32_t seat, const struct parse_state *state, float *mean)
{
    uint32_t n = 1 + 2 * teacher_labels(t);
    for (uint32_t i = 0; i < n; i++)
        mean[i] = 0;
    for (uint32_t k = 0; k < t->n; k++) {
        struct syntax_scratch *scratch = t->seats[seat][k];
        score_state(t->models[k], scratch, state);
        add_probabilities(mean, scratch->scores, n, 1.0F / (float)t->n);
    }
}
