/* Scoring: the parser runs as it ships, on sentences and words as given.
 *
 * SPDX-License-Identifier: MIT */
#include "evaluate.h"

#include <time.h>

#include "ensemble.h"
#include "syntax/ud.h"

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void count(const struct treebank *bank, const struct doc *doc, struct scores *s)
{
    for (uint32_t i = 0; i < bank->n_words; i++) {
        const struct gold_word *g = &bank->words[i];
        const struct token *t = &doc->tokens[i];
        uint8_t rel = ud_rel_parse(g->rel);
        bool head = t->head == g->head;
        s->upos += t->upos == ud_upos_parse(g->upos);
        s->xpos += t->xpos == ud_xpos_parse(g->xpos);
        s->feats += str_is(g->feats, t->feats);
        s->lemma += str_eq(g->lemma, t->lemma);
        s->uas += head;
        s->las += head && ud_rel_universal(t->rel) == ud_rel_universal(rel);
        s->las_sub += head && t->rel == rel;
    }
}

bede_status evaluate(struct syntax_model *const *models, uint32_t n_models,
                     const struct treebank *bank, int change, struct scores *out, bede_error *err)
{
    memset(out, 0, sizeof *out);
    struct arena *arena = arena_new(0);
    struct doc *doc = arena ? treebank_doc(bank, arena, change) : NULL;
    struct syntax_scratch *scratch = syntax_scratch_new(models[0]);
    bede_status status = doc && scratch ? BEDE_OK : err_nomem(err);
    double start = seconds();
    if (status == BEDE_OK)
        status = n_models == 1 ? syntax_analyse(models[0], scratch, doc, err)
                               : ensemble_analyse(models, n_models, doc, NULL, err);
    double spent = seconds() - start;
    if (status == BEDE_OK) {
        count(bank, doc, out);
        double *all[] = {&out->upos, &out->xpos, &out->feats,  &out->lemma,
                         &out->uas,  &out->las,  &out->las_sub};
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            *all[i] *= 100.0 / (double)(bank->n_words ? bank->n_words : 1);
        out->words_a_second = spent > 0 ? (double)bank->n_words / spent : 0;
    }
    syntax_scratch_free(scratch);
    arena_free(arena);
    return status;
}
