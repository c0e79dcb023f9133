/* Sentences in, trees out: features, vectors, tags, greedy parsing, lemmas.
 *
 * Greedy arc-hybrid parsing takes 2n - 1 steps and never backs up. A sentence beyond CHUNK words
 * (a table, a list that no splitter could cut) is parsed piece by piece and the pieces are hung on
 * the root of the first, so that memory and time stay in proportion to the text.
 *
 * What the splitter took for one sentence may be several without a stop between them (headings,
 * careless copy). A model that was taught so hangs the root of the next one on the root of the one
 * before, with the relation root: there the sentence is cut (cut.c).
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "syntax/encoder.h"
#include "syntax/lemma.h"
#include "syntax/mend.h"
#include "syntax/ud.h"

enum { CHUNK = 1024 };

static const float BARRED = -1e30F;

struct syntax_scratch *syntax_scratch_new(const struct syntax_model *model)
{
    struct syntax_scratch *scratch = calloc(1, sizeof *scratch);
    if (scratch && !scratch_reserve(scratch, model, 64)) {
        free(scratch);
        return NULL;
    }
    return scratch;
}

void syntax_scratch_free(struct syntax_scratch *scratch)
{
    if (!scratch) return;
    free(scratch->block);
    free(scratch);
}

void find_features(const struct doc *doc, uint32_t first, uint32_t n,
                   struct word_features *features)
{
    uint32_t upper = 0, lower = 0;
    for (uint32_t i = 0; i < n; i++)
        feature_count_case(doc_form(doc, first + i), &upper, &lower);
    enum case_regime regime = feature_regime(upper, lower);
    for (uint32_t i = 0; i < n; i++)
        feature_word(doc_form(doc, first + i), i == 0, regime, &features[i]);
}

static uint32_t best_label(const float *scores, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

/* The best transition that the state allows; at least one is allowed unless parse_done. */
enum parse_move best_move(const float *scores, uint32_t labels, const struct parse_state *state,
                          uint16_t *label)
{
    enum parse_move move = PARSE_SHIFT;
    bool found = parse_can_shift(state);
    float best = scores[0];
    *label = 0;
    if (parse_can_left(state)) {
        uint32_t l = best_label(scores + 1, labels);
        if (!found || scores[1 + l] > best) {
            best = scores[1 + l];
            move = PARSE_LEFT;
            *label = (uint16_t)l;
            found = true;
        }
    }
    if (parse_can_right(state)) {
        uint32_t l = best_label(scores + 1 + labels, labels);
        if (!found || scores[1 + labels + l] > best) {
            move = PARSE_RIGHT;
            *label = (uint16_t)l;
        }
    }
    return move;
}

void bar_joins(const struct syntax_model *model, float *scores, bool may_join)
{
    uint32_t labels = model->config.n_labels;
    if (model->join == labels) return;
    scores[1 + model->join] = BARRED;
    if (!may_join) scores[1 + labels + model->join] = BARRED;
}

static void parse(const struct syntax_model *model, struct syntax_scratch *scratch, uint32_t n,
                  bool may_join, struct parse_state *state)
{
    parse_state_bind(state, scratch->state, n);
    while (!parse_done(state)) {
        uint16_t label = 0;
        enum parse_move move = PARSE_SHIFT;
        if (state->depth || state->next == n) {
            score_state(model, scratch, state);
            bar_joins(model, scratch->scores, may_join);
            move = best_move(scratch->scores, model->config.n_labels, state, &label);
        }
        parse_apply(state, move, label);
    }
}

/* Writes the tree of words [first, first + n) of the sentence; `above` is the 1-based word that a
 * piece hangs on, 0 for a whole sentence. Returns the 1-based root. */
static uint32_t write_tree(const struct syntax_model *model, const struct parse_state *state,
                           struct token *tokens, uint32_t first, uint32_t above)
{
    uint32_t root = state->stack[0];
    for (uint32_t i = 0; i < state->n; i++) {
        struct token *t = &tokens[first + i];
        if (i == root) {
            t->head = above;
            t->rel = above ? (uint8_t)REL_PARATAXIS : model->root_label;
        } else {
            t->head = first + state->head[i] + 1;
            t->rel = model->labels[state->label[i]];
        }
    }
    return first + root + 1;
}

static bede_status analyse_sentence(const struct syntax_model *model,
                                    struct syntax_scratch *scratch, struct doc *doc,
                                    const struct sentence *sentence, bede_error *err)
{
    uint32_t root = 0;
    for (uint32_t from = 0; from < sentence->n; from += CHUNK) {
        uint32_t n = sentence->n - from < CHUNK ? sentence->n - from : CHUNK;
        uint32_t first = sentence->first + from;
        if (!scratch_reserve(scratch, model, n)) return err_nomem(err);
        find_features(doc, first, n, scratch->features);
        encode_words(model, scratch, n);
        encode_slots(model, scratch, n);
        for (uint32_t i = 0; i < n; i++) {
            struct model_class c = model->classes[scratch->classes[i]];
            doc->tokens[first + i].upos = c.upos;
            doc->tokens[first + i].xpos = c.xpos;
        }
        struct parse_state state;
        bool may_join = doc->found_sentences && sentence->n <= CHUNK;
        parse(model, scratch, n, may_join, &state);
        if (may_join && !joins_are_likely(model, doc, first, &state))
            parse(model, scratch, n, false, &state);
        uint32_t top = write_tree(model, &state, doc->tokens + sentence->first, from, root);
        if (!root) root = top;
        mend_tree(doc, sentence->first, first, n);
        for (uint32_t i = 0; i < n; i++)
            if (!lemma_token(model, doc, first + i, scratch->classes[i])) return err_nomem(err);
    }
    return BEDE_OK;
}

bede_status syntax_analyse(const struct syntax_model *model, struct syntax_scratch *scratch,
                           struct doc *doc, bede_error *err)
{
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        if (!doc->sentences[s].given_tree)
            TRY(analyse_sentence(model, scratch, doc, &doc->sentences[s], err));
    return doc->found_sentences && model->join < model->config.n_labels ? cut_joined(doc, err)
                                                                        : BEDE_OK;
}
