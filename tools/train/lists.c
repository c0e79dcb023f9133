/* The decision lists of lemmas and features (src/syntax/wordmap.h), from counts.
 *
 * For each class and each ending of up to six bytes the most frequent value is found. Going from
 * short endings to long ones, an entry is kept only if it says something else than the list so far
 * would, is seen often enough, and is right more often than not; whole words come last.
 *
 * SPDX-License-Identifier: MIT */
#include "export.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "inflect.h"
#include "syntax/lemma.h"
#include "syntax/ud.h"
#include "syntax/wordmap.h"

enum { SUFFIX_MIN = 2, VERB_ITEMS_MAX = 1 << 19 };

/* One word of the treebank: key material and the number of its value. */
struct item {
    char normal[FEATURE_NORMAL_MAX];
    uint32_t n, class_id, value;
};

/* A key, its value at one item. */
struct pair {
    uint64_t key;
    uint32_t value, item;
};

static int by_key(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->value < y->value ? -1 : x->value > y->value;
}

/* The list under construction: a hash table from key to value + 1. */
struct table {
    struct entry {
        uint64_t key;
        uint32_t value_plus_one;
    } * entries;
    uint32_t cap, n;
};

/* The value's place; NULL when the key is not there and is not to be made. */
static uint32_t *place(struct table *t, uint64_t key, bool make)
{
    uint32_t i = (uint32_t)key & (t->cap - 1);
    while (t->entries[i].value_plus_one && t->entries[i].key != key)
        i = (i + 1) & (t->cap - 1);
    if (!t->entries[i].value_plus_one) {
        if (!make) return NULL;
        t->entries[i].key = key;
        t->n++;
    }
    return &t->entries[i].value_plus_one;
}

static uint64_t item_key(const struct item *it, uint32_t length)
{
    if (length == WORDMAP_WHOLE) return wordmap_key(it->normal, it->n, it->class_id, length);
    return wordmap_key(it->normal + it->n - length, length, it->class_id, length);
}

/* What the list says so far, from endings shorter than `length`. */
static uint32_t says(struct table *t, const struct item *it, uint32_t length)
{
    uint32_t k = it->n < WORDMAP_SUFFIX_MAX ? it->n : WORDMAP_SUFFIX_MAX;
    for (uint32_t i = k + 1; i-- > 0;) {
        if (length != WORDMAP_WHOLE && i >= length) continue;
        uint32_t *value = place(t, item_key(it, i), false);
        if (value) return *value;
    }
    return 0;
}

static bool fits(const struct item *it, uint32_t length)
{
    return length == WORDMAP_WHOLE || length <= it->n;
}

/* The most frequent value among pairs [from, end) of one key; *n is how often. */
static uint32_t most_frequent(const struct pair *pairs, uint32_t from, uint32_t end, uint32_t *n)
{
    uint32_t best = 0;
    *n = 0;
    while (from < end) {
        uint32_t run = from;
        while (run < end && pairs[run].value == pairs[from].value)
            run++;
        if (run - from > *n) {
            *n = run - from;
            best = pairs[from].value;
        }
        from = run;
    }
    return best;
}

/* Adds the entries of one length. `pairs` has room for all items. */
static void add_length(struct table *t, const struct item *items, uint32_t n, uint32_t length,
                       struct pair *pairs)
{
    uint32_t m = 0;
    for (uint32_t i = 0; i < n; i++)
        if (fits(&items[i], length))
            pairs[m++] = (struct pair){item_key(&items[i], length), items[i].value, i};
    qsort(pairs, m, sizeof *pairs, by_key);
    for (uint32_t i = 0, end; i < m; i = end) {
        for (end = i; end < m && pairs[end].key == pairs[i].key;)
            end++;
        uint32_t times, best = most_frequent(pairs, i, end, &times);
        bool last_resort = length == 0;
        bool frequent = length == WORDMAP_WHOLE || end - i >= SUFFIX_MIN;
        bool sure = frequent && times * 2 > end - i;
        if ((last_resort || sure) && says(t, &items[pairs[i].item], length) != best + 1)
            *place(t, pairs[i].key, true) = best + 1;
    }
}

static bede_status write_list(struct buf *out, const struct table *t, const struct map *values,
                              bede_error *err)
{
    uint32_t cap = 16, at = 0;
    while (cap < t->n * 4 / 3)
        cap *= 2;
    struct wordmap_slot *slots = calloc(cap, sizeof *slots);
    if (!slots) return err_nomem(err);
    uint32_t head[2] = {values->n, cap};
    buf_add(out, head, sizeof head);
    for (uint32_t i = 0; i <= values->n; i++) {
        buf_add(out, &at, sizeof at);
        if (i < values->n) at += (uint32_t)values->keys[i].n + 1;
    }
    for (uint32_t i = 0; i < values->n; i++) {
        buf_str(out, values->keys[i]);
        buf_putc(out, 0);
    }
    while (out->n % 8)
        buf_putc(out, 0);
    for (uint32_t i = 0; i < t->cap; i++) {
        if (!t->entries[i].value_plus_one) continue;
        uint32_t j = (uint32_t)t->entries[i].key & (cap - 1);
        while (slots[j].value_plus_one)
            j = (j + 1) & (cap - 1);
        slots[j].print = (uint32_t)(t->entries[i].key >> 32);
        slots[j].value_plus_one = t->entries[i].value_plus_one;
    }
    buf_add(out, slots, cap * sizeof *slots);
    free(slots);
    return out->failed ? err_nomem(err) : BEDE_OK;
}

/* The first `n` items are the treebank's and make endings too; those up to `n_all` are further words
 * that count as wholes only. */
static bede_status make_list(struct buf *out, const struct item *items, uint32_t n, uint32_t n_all,
                             const struct map *values, bede_error *err)
{
    struct table t = {calloc(1u << 20, sizeof *t.entries), 1u << 20, 0};
    struct pair *pairs = calloc(n_all + 1, sizeof *pairs);
    bede_status status = BEDE_OK;
    if (!t.entries || !pairs) {
        status = err_nomem(err);
    } else {
        for (uint32_t k = 0; k <= WORDMAP_SUFFIX_MAX; k++)
            add_length(&t, items, n, k, pairs);
        add_length(&t, items, n_all, WORDMAP_WHOLE, pairs);
        status = write_list(out, &t, values, err);
    }
    free(t.entries);
    free(pairs);
    return status;
}

/* The rule that makes the lemma of the form (src/syntax/lemma.h), into out; returns its length.
 * Capitals of the lemma are the form's own in names and adjectives of names; in other words ("i"
 * for "I") the lemma is said whole. */
static size_t lemma_rule(struct str form, struct str lemma, bool name, char *out, size_t cap)
{
    char low[LEMMA_BYTES_MAX];
    bool keeps = false;
    for (size_t i = 0; i < lemma.n; i++)
        keeps |= ascii_is_upper(lemma.p[i]) || (lemma.p[i] & 0x80);
    size_t n = keeps ? form.n : utf8_lower_str(form, low, sizeof low), same = 0;
    const char *base = keeps ? form.p : low;
    while (same < n && same < lemma.n && base[same] == lemma.p[same])
        same++;
    while (same && ((same < n && (base[same] & 0xC0) == 0x80) ||
                    (same < lemma.n && (lemma.p[same] & 0xC0) == 0x80)))
        same--; /* whole characters only */
    size_t strip = n - same, at = 0;
    bool whole = n != form.n || (keeps && !name) || strip > LEMMA_STRIP_MAX || (same < 1 && n > 0);
    out[at++] = whole ? '*' : (char)('0' + strip);
    out[at++] = keeps ? 'k' : 'l';
    struct str tail = whole ? lemma : str_slice(lemma, same, lemma.n);
    size_t m = tail.n < cap - at ? tail.n : cap - at;
    memcpy(out + at, tail.p, m);
    return at + m;
}

static bede_status find_items(struct item *items, const struct prepared *data,
                              const struct treebank *bank, struct map *values, bool lemmas,
                              bede_error *err)
{
    char rule[LEMMA_BYTES_MAX];
    for (uint32_t i = 0; i < bank->n_words; i++) {
        const struct gold_word *w = &bank->words[i];
        struct str value = w->feats;
        char plain[LEMMA_BYTES_MAX];
        if (lemmas)
            value = (struct str){rule, lemma_rule(lemma_plain(w->form, plain), w->lemma,
                                                  !str_is(w->upos, "PRON"), rule, sizeof rule)};
        items[i].n = (uint32_t)feature_normal(w->form, items[i].normal);
        items[i].class_id = data->class_id[i];
        if (!lemmas) items[i].class_id = lemma_context(items[i].class_id, ud_rel_parse(w->rel));
        items[i].value = map_intern(values, value);
        if (items[i].value == MAP_NONE) return err_nomem(err);
    }
    return BEDE_OK;
}

/* ---- verbs that the treebank does not have ---------------------------------------------------- */

/* Where the forms of one verb go: an item for each class that its tag may have. */
struct verb_sink {
    struct item *items;
    uint32_t n, cap;
    struct map *values;
    const struct prepared *data;
    struct str base;
};

static bool add_form(void *ctx, struct str form, const char *xpos)
{
    struct verb_sink *sink = ctx;
    char rule[LEMMA_BYTES_MAX];
    struct str value = {rule, lemma_rule(form, sink->base, false, rule, sizeof rule)};
    uint32_t id = map_intern(sink->values, value);
    for (uint32_t c = 0; c < sink->data->n_classes && id != MAP_NONE; c++) {
        const struct class_name *class = &sink->data->classes[c];
        if (!str_is(class->upos, "VERB") || !str_is(class->xpos, xpos)) continue;
        if (sink->n == sink->cap) return false;
        struct item *it = &sink->items[sink->n++];
        it->n = (uint32_t)feature_normal(form, it->normal);
        it->class_id = c;
        it->value = id;
    }
    return id != MAP_NONE;
}

/* Appends the forms of all verbs of the list: one base form a line, or an irregular past form with
 * its base. */
static bool add_verbs(struct verb_sink *sink, struct str verbs)
{
    struct str rest = verbs, line;
    while (verbs.n && str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        size_t blank = str_find_byte(line, ' ', 0);
        sink->base = blank == SIZE_MAX ? line : str_slice(line, blank + 1, line.n);
        bool ok = blank == SIZE_MAX ? inflect_verb(line, add_form, sink)
                                    : add_form(sink, str_slice(line, 0, blank), "VBD") &&
                                          add_form(sink, str_slice(line, 0, blank), "VBN");
        if (!ok) return false;
    }
    return true;
}

bede_status lists_make(struct lists *lists, const struct prepared *data,
                       const struct treebank *bank, struct str verbs, bede_error *err)
{
    buf_init(&lists->lemma, 0);
    buf_init(&lists->feats, 0);
    uint32_t cap = bank->n_words + VERB_ITEMS_MAX;
    struct item *items = calloc(cap, sizeof *items);
    if (!items) return err_nomem(err);
    bede_status status = BEDE_OK;
    for (int lemmas = 0; lemmas < 2 && status == BEDE_OK; lemmas++) {
        struct map values;
        map_init(&values);
        status = find_items(items, data, bank, &values, lemmas, err);
        struct verb_sink sink = {items, bank->n_words, cap, &values, data, {NULL, 0}};
        if (status == BEDE_OK && lemmas && !add_verbs(&sink, verbs))
            status = err_set(err, BEDE_LIMIT, "too many verbs");
        if (status == BEDE_OK)
            status = make_list(lemmas ? &lists->lemma : &lists->feats, items, bank->n_words, sink.n,
                               &values, err);
        map_fini(&values);
    }
    free(items);
    return status;
}

void lists_free(struct lists *lists)
{
    buf_fini(&lists->lemma);
    buf_fini(&lists->feats);
}
