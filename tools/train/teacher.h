/* train/teacher.h - what larger models would do in a state that the learner has run into.
 *
 * In:   models of the same treebank, the words, and the learner's parser states
 * Out:  for each state the mean of their probabilities of all transitions
 * Not here: how the learner heeds them (states.c)
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_TEACHER_H
#define TRAIN_TEACHER_H

#include "ensemble.h"
#include "prepare.h"
#include "syntax/parser.h"

struct teacher;

/* `doc` holds the words of the treebank in its order; both it and the models are borrowed. Errors:
 * USAGE when the models, or `data` but for a last label that joins sentences, are not of one
 * treebank; NOMEM. */
BEDE_NODISCARD bede_status teacher_new(struct teacher **out, struct syntax_model *const *models,
                                       uint32_t n_models, const struct doc *doc,
                                       const struct prepared *data, bede_error *err);
void teacher_free(struct teacher *teacher);

/* The labels that the teacher knows: those of the learner but for the one that joins. */
uint32_t teacher_labels(const struct teacher *teacher);

/* Reads a sentence, with its right classes, into place `seat`. False when memory ends. */
bool teacher_read(struct teacher *teacher, uint32_t seat, const struct sample *sample);

/* Probabilities of SHIFT, LEFT x teacher_labels, RIGHT x teacher_labels in a state of the sentence
 * that sits there; what the state forbids has some too. */
void teacher_ask(struct teacher *teacher, uint32_t seat, const struct parse_state *state,
                 float *mean);

enum { TEACHER_SEATS = 512 };

#endif
