/* syntax/model.h - the model in memory: views into one read-only file.
 *
 * In:   the bytes of a model file
 * Out:  checked views of its sections; nothing is copied, nothing is written
 * Owns: the mapping, when syntax_open made it
 *
 * File, little-endian:
 *     header   "BEDESYN1", version u32, sections u32, size u64, checksum u64 of all that follows
 *     table    for each section: name (8 bytes), offset u64, size u64
 *     sections aligned to 64 bytes: config, names, embed, forms, dense, lemma, feats
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_MODEL_H
#define SYNTAX_MODEL_H

#include "syntax/features.h"
#include "syntax/kernels.h"
#include "syntax/syntax.h"
#include "syntax/wordmap.h"

#define MODEL_MAGIC "BEDESYN1"

enum {
    MODEL_VERSION = 1,
    MODEL_ALIGN = 64,
    MODEL_BYTES_MAX = 64 << 20,
    MODEL_DIM_MAX = 512,
    MODEL_LAYERS_MAX = 8,
    MODEL_CLASSES_MAX = 1024,
    MODEL_LABELS_MAX = 128
};

enum model_section {
    SECTION_CONFIG,
    SECTION_NAMES,
    SECTION_EMBED,
    SECTION_FORMS,
    SECTION_DENSE,
    SECTION_LEMMA,
    SECTION_FEATS,
    SECTION_COUNT
};

extern const char model_section_names[SECTION_COUNT][8];

/* The numbers of the config section, in this order. */
struct model_config {
    uint32_t dim;    /* of a word's vector */
    uint32_t hidden; /* of a parser state */
    uint32_t n_conv, n_recurrent;
    uint32_t n_forms; /* rows of the form table, row 0 for unknown words */
    uint32_t n_classes, n_labels;
    uint32_t slots, tables; /* of the transition system this model was trained for */
};

/* A class of the tagger: part of speech and Penn tag (several classes may share both and differ
 * in the features that they stand for). */
struct model_class {
    uint8_t upos, xpos;
};

struct form_slot {
    uint32_t print, row; /* high half of the hash; row 0: free slot */
};

struct syntax_model {
    struct str bytes;
    bool mapped;
    const struct kernels *kernels;
    struct model_config config;
    struct model_class classes[MODEL_CLASSES_MAX];
    uint8_t labels[MODEL_LABELS_MAX]; /* enum ud_rel of each label */
    uint8_t root_label;
    uint32_t join; /* the label of an arc from one sentence's root to the next one's, or n_labels */

    const float *embed_scale;
    const int8_t *embed;
    uint32_t embed_base[FEATURE_COUNT]; /* first row of each table */
    const struct form_slot *forms;
    uint32_t forms_mask;

    struct linear conv[MODEL_LAYERS_MAX], recurrent[MODEL_LAYERS_MAX], tagger, slots, actions;
    const float *embed_bias;              /* dim */
    const float *tag_vectors;             /* n_classes x dim */
    const float *root_slots, *none_slots; /* slots x hidden */
    const float *tables;                  /* parse_table_rows x hidden */
    struct wordmap lemma, feats;
};

/* Checksum of the bytes after the header: four interleaved multiply-xor lanes of 64 bits. */
uint64_t model_checksum(const void *data, size_t n);

/* Size of the fixed header. */
enum { MODEL_HEADER = 32, MODEL_ENTRY = 24 };

#endif
