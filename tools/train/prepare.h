/* train/prepare.h - the treebank as numbers: classes, labels, forms, features.
 *
 * In:   a treebank
 * Out:  the inventories that go into the model, and each word's rows in all its case variants
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_PREPARE_H
#define TRAIN_PREPARE_H

#include "base/map.h"
#include "data.h"
#include "syntax/features.h"

enum { VARIANT_AS_IS, VARIANT_LOWER, VARIANT_UPPER, VARIANT_TITLE, VARIANTS };

struct sample {
    uint32_t first, n;
    float weight;
    bool joined; /* of several sentences */
    bool parsed; /* its tree was made by models */
};

struct prepared {
    struct arena *arena;

    /* Inventories. A class is the strings upos, xpos and, for verbs, feats. */
    struct class_name {
        struct str upos, xpos, feats;
        uint32_t n;
    } * classes;
    uint32_t n_classes;
    struct str *labels;
    uint32_t n_labels;
    uint64_t *form_hash; /* of rows 1 … n_forms - 1 */
    uint32_t *form_count;
    uint32_t n_forms;

    /* Words, in the order of the treebank. */
    struct word_features *features[VARIANTS];
    uint16_t *class_id, *head, *label; /* head 0-based, n for the root */
    struct sample *samples;
    uint32_t n_samples;
};

/* The first n_gold words of the bank say which classes and relations there are; what follows was
 * parsed by a model. Forms seen at least `min_count` times get a row. Errors: NOMEM. */
BEDE_NODISCARD bede_status prepare(struct prepared *out, const struct treebank *bank,
                                   uint32_t n_gold, uint32_t min_count, struct arena *arena,
                                   bede_error *err);

/* The class of a gold word, or of the most frequent class that is most like it. */
uint32_t prepared_class(const struct prepared *p, const struct gold_word *word);

#endif
