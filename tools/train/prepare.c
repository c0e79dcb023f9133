/* What the model can say is what the treebank says often enough: a class or a relation that is
 * rarer stands for too little to be learned and is mapped to its nearest frequent one.
 *
 * SPDX-License-Identifier: MIT */
#include "prepare.h"

#include <stdlib.h>

enum { CLASS_MIN = 5, LABEL_MIN = 10, INVENTORY_MAX = 4096, SENTENCE_MAX = 250 };

static bool is_verb(struct str upos)
{
    return str_is(upos, "VERB") || str_is(upos, "AUX");
}

static struct str verb_feats(const struct gold_word *w)
{
    return is_verb(w->upos) ? w->feats : STR_LIT("_");
}

static int by_count(const void *a, const void *b)
{
    const struct class_name *x = a, *y = b;
    return x->n != y->n ? (x->n > y->n ? -1 : 1) : str_cmp(x->feats, y->feats);
}

static bool same_class(const struct class_name *c, const struct gold_word *w)
{
    return str_eq(c->upos, w->upos) && str_eq(c->xpos, w->xpos) && str_eq(c->feats, verb_feats(w));
}

/* Classes stand in order of frequency, so the first that fits is the most frequent. */
uint32_t prepared_class(const struct prepared *p, const struct gold_word *w)
{
    for (uint32_t i = 0; i < p->n_classes; i++)
        if (same_class(&p->classes[i], w)) return i;
    for (uint32_t i = 0; i < p->n_classes; i++)
        if (str_eq(p->classes[i].upos, w->upos) && str_eq(p->classes[i].xpos, w->xpos)) return i;
    for (uint32_t i = 0; i < p->n_classes; i++)
        if (str_eq(p->classes[i].upos, w->upos)) return i;
    return 0;
}

static bede_status find_classes(struct prepared *p, const struct treebank *bank, uint32_t n_gold,
                                bede_error *err)
{
    p->classes = ARENA_ARRAY(p->arena, INVENTORY_MAX, struct class_name);
    if (!p->classes) return err_nomem(err);
    for (uint32_t i = 0; i < n_gold; i++) {
        const struct gold_word *w = &bank->words[i];
        uint32_t c = 0;
        while (c < p->n_classes && !same_class(&p->classes[c], w))
            c++;
        if (c == INVENTORY_MAX) return err_set(err, BEDE_LIMIT, "too many classes");
        if (c == p->n_classes)
            p->classes[p->n_classes++] = (struct class_name){w->upos, w->xpos, verb_feats(w), 0};
        p->classes[c].n++;
    }
    qsort(p->classes, p->n_classes, sizeof *p->classes, by_count);
    while (p->n_classes && p->classes[p->n_classes - 1].n < CLASS_MIN)
        p->n_classes--;
    return BEDE_OK;
}

static struct str universal(struct str rel)
{
    size_t colon = str_find_byte(rel, ':', 0);
    return colon == SIZE_MAX ? rel : str_slice(rel, 0, colon);
}

static uint32_t label_of(const struct prepared *p, struct str rel)
{
    for (uint32_t i = 0; i < p->n_labels; i++)
        if (str_eq(p->labels[i], rel)) return i;
    return p->n_labels;
}

static bede_status find_labels(struct prepared *p, const struct treebank *bank, uint32_t n_gold,
                               bede_error *err)
{
    struct map counts;
    map_init(&counts);
    for (uint32_t i = 0; i < n_gold; i++) {
        uint32_t n = map_get(&counts, bank->words[i].rel);
        if (!map_put(&counts, bank->words[i].rel, n == MAP_NONE ? 1 : n + 1)) return err_nomem(err);
    }
    p->labels = ARENA_ARRAY(p->arena, counts.n + 2, struct str);
    if (!p->labels) return err_nomem(err);
    for (uint32_t i = 0; i < counts.n; i++) {
        struct str rel = counts.keys[i];
        bool rare = counts.values[i] < LABEL_MIN && universal(rel).n < rel.n;
        if (rare || str_is(rel, "root")) continue;
        p->labels[p->n_labels++] = arena_str(p->arena, rel);
    }
    map_fini(&counts);
    if (bank->joined) p->labels[p->n_labels++] = STR_LIT("root");
    return BEDE_OK;
}

/* Variants of a form; titles leave short words alone, as headlines do. */
static struct str variant(struct arena *arena, struct str form, int v)
{
    if (v == VARIANT_LOWER) return form_recase(arena, form, 'l');
    if (v == VARIANT_UPPER) return form_recase(arena, form, 'u');
    if (v != VARIANT_TITLE || form.n < 4 || !ascii_is_lower(form.p[0])) return form;
    struct str copy = arena_str(arena, form);
    if (copy.p) *(char *)copy.p = (char)(copy.p[0] - 32);
    return copy;
}

static bede_status find_features(struct prepared *p, const struct treebank *bank, bede_error *err)
{
    struct arena *scratch = arena_new(0);
    if (!scratch) return err_nomem(err);
    for (int v = 0; v < VARIANTS; v++) {
        p->features[v] = ARENA_ARRAY(p->arena, bank->n_words + 1, struct word_features);
        if (!p->features[v]) return err_nomem(err);
        for (uint32_t s = 0; s < bank->n_sentences; s++) {
            const struct gold_sentence *g = &bank->sentences[s];
            uint32_t upper = 0, lower = 0;
            for (int pass = 0; pass < 2; pass++)
                for (uint32_t i = 0; i < g->n; i++) {
                    struct str form = variant(scratch, bank->words[g->first + i].form, v);
                    if (!form.p) return err_nomem(err);
                    if (pass == 0)
                        feature_count_case(form, &upper, &lower);
                    else
                        feature_word(form, i == 0, feature_regime(upper, lower),
                                     &p->features[v][g->first + i]);
                }
            arena_reset(scratch);
        }
    }
    arena_free(scratch);
    return BEDE_OK;
}

static bede_status find_forms(struct prepared *p, const struct treebank *bank, uint32_t min_count,
                              bede_error *err)
{
    struct map counts;
    map_init(&counts);
    for (uint32_t i = 0; i < bank->n_words; i++) {
        uint64_t hash = p->features[VARIANT_AS_IS][i].form;
        struct str key = {(const char *)&hash, sizeof hash};
        uint32_t n = map_get(&counts, key);
        if (!map_put(&counts, key, n == MAP_NONE ? 1 : n + 1)) return err_nomem(err);
    }
    p->form_hash = ARENA_ARRAY(p->arena, counts.n + 1, uint64_t);
    p->form_count = ARENA_ARRAY(p->arena, counts.n + 1, uint32_t);
    if (!p->form_hash || !p->form_count) return err_nomem(err);
    p->n_forms = 1;
    for (uint32_t i = 0; i < counts.n; i++) {
        if (counts.values[i] < min_count) continue;
        memcpy(&p->form_hash[p->n_forms], counts.keys[i].p, sizeof *p->form_hash);
        p->form_count[p->n_forms] = counts.values[i];
        if (!map_put(&counts, counts.keys[i], p->n_forms++ | 1u << 31)) return err_nomem(err);
    }
    for (int v = 0; v < VARIANTS; v++)
        for (uint32_t i = 0; i < bank->n_words; i++) {
            uint64_t hash = p->features[v][i].form;
            uint32_t n = map_get(&counts, (struct str){(const char *)&hash, sizeof hash});
            bool listed = n != MAP_NONE && n >> 31;
            p->features[v][i].row[FEATURE_FORM] = listed ? n & ~(1u << 31) : 0;
        }
    map_fini(&counts);
    return BEDE_OK;
}

static bede_status find_gold(struct prepared *p, const struct treebank *bank, bede_error *err)
{
    size_t n = bank->n_words + 1;
    p->class_id = ARENA_ARRAY(p->arena, n, uint16_t);
    p->head = ARENA_ARRAY(p->arena, n, uint16_t);
    p->label = ARENA_ARRAY(p->arena, n, uint16_t);
    p->samples = ARENA_ARRAY(p->arena, bank->n_sentences + 1, struct sample);
    if (!p->class_id || !p->head || !p->label || !p->samples) return err_nomem(err);
    for (uint32_t s = 0; s < bank->n_sentences; s++) {
        const struct gold_sentence *g = &bank->sentences[s];
        for (uint32_t i = g->first; i < g->first + g->n; i++) {
            const struct gold_word *w = &bank->words[i];
            uint32_t label = label_of(p, w->rel);
            if (label == p->n_labels) label = label_of(p, universal(w->rel));
            p->class_id[i] = (uint16_t)prepared_class(p, w);
            p->head[i] = (uint16_t)(w->head ? w->head - 1 : g->n);
            p->label[i] = (uint16_t)(label == p->n_labels ? 0 : label);
        }
        if (g->n <= SENTENCE_MAX)
            p->samples[p->n_samples++] =
                (struct sample){g->first, g->n, g->weight, g->joined, g->parsed};
    }
    return BEDE_OK;
}

bede_status prepare(struct prepared *p, const struct treebank *bank, uint32_t n_gold,
                    uint32_t min_count, struct arena *arena, bede_error *err)
{
    memset(p, 0, sizeof *p);
    p->arena = arena;
    TRY(find_classes(p, bank, n_gold, err));
    TRY(find_labels(p, bank, n_gold, err));
    TRY(find_features(p, bank, err));
    TRY(find_forms(p, bank, min_count, err));
    return find_gold(p, bank, err);
}
