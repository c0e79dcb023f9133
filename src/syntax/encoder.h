/* syntax/encoder.h - from words to vectors, tag scores and parser states: the net's forward pass.
 *
 * In:   the forms of a sentence
 * Out:  a class for each word; rows from which a parser state is a sum
 * Owns: struct syntax_scratch, one a thread
 * Not here: features (features.h), transitions (parser.h), kernels (kernels.h)
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_ENCODER_H
#define SYNTAX_ENCODER_H

#include "syntax/model.h"
#include "syntax/parser.h"

struct syntax_scratch {
    uint32_t cap; /* words that fit */
    void *block;  /* all arrays below */
    struct word_features *features;
    float *x;     /* n x dim: the words' vectors */
    float *y;     /* n x widest layer */
    float *scale; /* n */
    uint8_t *q;   /* n + 2 rows of dim, then rows of 3 dim */
    uint8_t *windows;
    float *slots; /* (n + 2) x slots x hidden; rows n and n + 1: root and none */
    uint16_t *classes;
    void *state;
    float hidden[MODEL_DIM_MAX], scores[1 + 2 * MODEL_LABELS_MAX + LINEAR_BLOCK];
    uint8_t hidden_q[MODEL_DIM_MAX];
};

/* Makes room for n words. False when memory ends. */
bool scratch_reserve(struct syntax_scratch *scratch, const struct syntax_model *model, uint32_t n);

/* Vectors and best classes of n words whose features stand in scratch->features; the tagger's
 * scores stay in scratch->y, in rows of its linear_stride. */
void encode_words(const struct syntax_model *model, struct syntax_scratch *scratch, uint32_t n);

/* Slot rows of n encoded words with the classes that stand in scratch->classes. */
void encode_slots(const struct syntax_model *model, struct syntax_scratch *scratch, uint32_t n);

/* Features of words [first, first + n) of the doc, as one sentence, into scratch->features. */
void find_features(const struct doc *doc, uint32_t first, uint32_t n,
                   struct word_features *features);

/* The best transition that the state allows, by scores as score_state leaves them. */
enum parse_move best_move(const float *scores, uint32_t labels, const struct parse_state *state,
                          uint16_t *label);

/* Makes impossible what would join sentences: an arc to the left with the label for it, and, where
 * the bounds are given, one to the right. */
void bar_joins(const struct syntax_model *model, float *scores, bool may_join);

/* Whether all arcs that join sentences have a right side that can begin one, by its letters and by
 * what stands before it (cut.c); `first` is the doc's token of the state's first word. */
bool joins_are_likely(const struct syntax_model *model, const struct doc *doc, uint32_t first,
                      const struct parse_state *state);

/* Cuts sentences at arcs that join two (cut.c). Errors: NOMEM. */
BEDE_NODISCARD bede_status cut_joined(struct doc *doc, bede_error *err);

/* Scores of all transitions of a state into scratch->scores: SHIFT, LEFT x labels, RIGHT x. */
void score_state(const struct syntax_model *model, struct syntax_scratch *scratch,
                 const struct parse_state *state);

#endif
