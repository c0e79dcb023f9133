/* record/diff_numbers.c - numbers that are others now: deaths, money, percent, counts.
 *
 * In an edited paragraph a number counts as changed when its words do; it is paired with the one
 * that stands in its place, else with the only one that counts the same thing. A lead rewritten
 * beyond recognition is a paragraph removed and one added: there, too, what is counted pairs the
 * numbers, if each side tells one figure only. Paired numbers of the same value ("three", "3") are
 * none.
 *
 *     "... killing [-at least three-] {+two+} soldiers"      deaths 3 -> 2
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "record/diff_work.h"
#include "wire/lexicon.h"

enum { NEAR_WORDS = 6, YEAR_FIRST = 1900, YEAR_LAST = 2100 };
static const char plain_count[] = "count", told_date[] = "date", told_money[] = "money",
                  told_percent[] = "percent";

struct number {
    double value;
    const char *counts;
    struct span span, sentence;
    uint32_t hunk;
    bool used;
};
struct numbers {
    struct number *items;
    uint32_t n, cap;
};

struct reading {
    struct arena *arena;
    const struct record *record;
    struct str text;
    struct diff_words words;
};

static struct str word_text(const struct reading *r, uint32_t i)
{
    return str_slice(r->text, r->words.items[i].start, r->words.items[i].end);
}

static const struct record_word *find(const struct reading *r, const char *class, uint32_t i)
{
    if (i >= r->words.n) return NULL;
    return record_lexicon_find(r->record->engine->words, class, word_text(r, i));
}

/* ---- values -------------------------------------------------------------------------------- */

/* "12,500", "3.5" */
static bool digits_value(struct str s, double *value)
{
    char plain[40];
    size_t n = 0;
    if (!s.n || !ascii_is_digit(s.p[0])) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',') continue;
        if ((!ascii_is_digit(s.p[i]) && s.p[i] != '.') || n + 1 == sizeof plain) return false;
        plain[n++] = s.p[i];
    }
    plain[n] = '\0';
    char *end;
    *value = strtod(plain, &end);
    return *end == '\0';
}

static double row_value(const struct record_word *row)
{
    char text[24];
    size_t n = row->value.n < sizeof text - 1 ? row->value.n : sizeof text - 1;
    memcpy(text, row->value.p, n);
    text[n] = '\0';
    return strtod(text, NULL);
}

/* A word or its parts between hyphens as one number below a thousand: "two", "twenty-one". */
static bool word_value(const struct reading *r, uint32_t i, double *value)
{
    struct str rest = word_text(r, i), part;
    double all = 0;
    if (digits_value(rest, value)) return true;
    while (str_split(&rest, '-', &part)) {
        const struct record_word *row =
            record_lexicon_find(r->record->engine->words, "number", part);
        if (!row) return false;
        all += row_value(row);
    }
    *value = all;
    return true;
}

/* The number that starts at word i: "two hundred", "3.5 million"; its words end before *end. */
static bool read_number(const struct reading *r, uint32_t i, uint32_t *end, double *value)
{
    if (!word_value(r, i, value)) return false;
    const struct record_word *row;
    uint32_t at = i + 1;
    while ((row = find(r, "scale", at))) {
        *value *= row_value(row);
        at++;
    }
    *end = at;
    return true;
}

/* ---- what is counted ----------------------------------------------------------------------- */

static bool ends_clause(const struct reading *r, uint32_t i)
{
    struct str w = word_text(r, i);
    return w.n == 1 && (w.p[0] == '.' || w.p[0] == ';');
}

static struct str nearest_count(const struct reading *r, uint32_t first, uint32_t end)
{
    bool left = true, right = true;
    for (uint32_t d = 0; d < NEAR_WORDS; d++) {
        const struct record_word *row;
        right = right && end + d < r->words.n && !ends_clause(r, end + d);
        left = left && first > d && !ends_clause(r, first - d - 1);
        if (right && (row = find(r, "count", end + d))) return row->value;
        if (left && (row = find(r, "count", first - d - 1))) return row->value;
    }
    return str_c(plain_count);
}

static struct str what_counts(const struct reading *r, uint32_t first, uint32_t end, double value)
{
    const struct record_word *row = find(r, "count", end);
    if (row && str_is(row->value, told_percent)) return row->value;
    if (find(r, "money", end) || (first && find(r, "money", first - 1))) return str_c(told_money);
    struct str before = first ? word_text(r, first - 1) : STR_LIT("");
    if (str_is(before, ".") && first > 1) before = word_text(r, first - 2);
    struct str word = word_text(r, first);
    bool year = end == first + 1 && word.n == 4 && value >= YEAR_FIRST && value <= YEAR_LAST &&
                str_find_byte(word, '.', 0) == SIZE_MAX;
    if (year || lexicon_month(r->record->engine->wire, before)) return str_c(told_date);
    return nearest_count(r, first, end);
}

static struct span sentence_at(const struct doc *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->n_sentences;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (doc->sentences[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < doc->n_sentences && doc->sentences[low].span.start <= byte)
        return doc->sentences[low].span;
    return (struct span){byte, byte};
}

/* ---- one paragraph ------------------------------------------------------------------------- */

/* The hunk in which a span of one side lies: the number of the piece kept before it; DIFF_NOTHING
 * when all of it was kept. */
static uint32_t hunk_of(const struct diff_paragraph *p, struct span span, bool old)
{
    uint32_t hunk = 0;
    for (uint32_t i = 0; i < p->n_pieces; i++) {
        const struct diff_piece *piece = &p->pieces[i];
        struct span s = old ? piece->old_span : piece->new_span;
        if (piece->kind == DIFF_SAME)
            hunk = i + 1;
        else if (s.start < span.end && s.end > span.start)
            return hunk;
    }
    return DIFF_NOTHING;
}

/* Numbers of a block; with `p` those whose words changed only. */
static bool read_block(struct diff_work *w, const struct record *record, uint32_t block,
                       const struct diff_paragraph *p, struct numbers *out)
{
    struct reading r = {.arena = w->arena, .record = record, .text = record->story->text};
    bool old = record == w->old_record;
    if (!diff_cut(w->arena, r.text, record->story->blocks[block].body, &r.words)) return false;
    for (uint32_t i = 0, end = 0; i<r.words.n; i = end> i ? end : i + 1) {
        struct number n = {0};
        if (!read_number(&r, i, &end, &n.value)) continue;
        n.span = (struct span){r.words.items[i].start, r.words.items[end - 1].end};
        n.hunk = p ? hunk_of(p, n.span, old) : 0;
        if (n.hunk == DIFF_NOTHING) continue;
        n.counts = arena_strdup(w->arena, what_counts(&r, i, end, n.value));
        n.sentence = sentence_at(record->doc, n.span.start);
        if (!n.counts || !ARRAY_PUSH(w->arena, out->items, out->n, out->cap, n)) return false;
    }
    return true;
}

static bool same_value(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool push(struct diff_work *w, enum diff_kind kind, struct number *old, struct number *new)
{
    struct diff_number out = {.kind = kind, .counts = new ? new->counts : old->counts};
    if (old && strcmp(out.counts, plain_count) == 0) out.counts = old->counts;
    if (old) {
        old->used = true;
        out.old_value = old->value;
        out.old_span = old->span;
        out.old_sentence = old->sentence;
    }
    if (new) {
        new->used = true;
        out.new_value = new->value;
        out.new_span = new->span;
        out.new_sentence = new->sentence;
    }
    if (old && new &&same_value(old->value, new->value)) return true;
    return ARRAY_PUSH(w->arena, w->diff->numbers, w->diff->n_numbers, w->diff->cap_numbers, out);
}

static bool tells(const char *counts)
{
    return strcmp(counts, plain_count) != 0 && strcmp(counts, told_date) != 0;
}

/* In the same place: first those that count the same, then whatever stands there. */
static bool pair_in_place(struct diff_work *w, struct numbers *old, struct numbers *new)
{
    for (int round = 0; round < 3; round++)
        for (uint32_t i = 0, k; i < old->n && i < FACTS_MAX; i++) {
            struct number *a = &old->items[i];
            for (k = 0; k < new->n &&k < FACTS_MAX && !a->used; k++) {
                struct number *b = &new->items[k];
                bool same = strcmp(a->counts, b->counts) == 0;
                if (b->used || (round < 2 && a->hunk != b->hunk)) continue;
                if (round != 1 && !same) continue;
                if (round == 2 && !tells(a->counts)) continue;
                if (!push(w, DIFF_EDITED, a, b)) return false;
            }
        }
    return true;
}

/* What is left of all paragraphs: by what is counted, when each side has one figure for it. */
static struct number *only_one(struct numbers *list, const char *counts, bool *several)
{
    struct number *one = NULL;
    *several = false;
    for (uint32_t i = 0; i < list->n && i < FACTS_MAX; i++) {
        struct number *n = &list->items[i];
        if (n->used || strcmp(n->counts, counts) != 0) continue;
        if (one && !same_value(one->value, n->value)) *several = true;
        if (!one) one = n;
    }
    return one;
}

static bool pair_by_kind(struct diff_work *w, struct numbers *old, struct numbers *new)
{
    for (uint32_t i = 0; i < old->n && i < FACTS_MAX; i++) {
        struct number *a = &old->items[i];
        bool old_several, new_several;
        if (a->used || !tells(a->counts)) continue;
        struct number *first = only_one(old, a->counts, &old_several);
        struct number *b = only_one(new, a->counts, &new_several);
        if (first != a || !b || old_several || new_several) continue;
        if (!push(w, DIFF_EDITED, a, b)) return false;
    }
    return true;
}

static bool keep_rest(struct diff_work *w, struct numbers *from, struct numbers *to)
{
    for (uint32_t i = 0; i < from->n; i++)
        if (!from->items[i].used && tells(from->items[i].counts) &&
            !ARRAY_PUSH(w->arena, to->items, to->n, to->cap, from->items[i]))
            return false;
    return true;
}

bool diff_numbers(struct diff_work *w)
{
    struct numbers old_rest = {0}, new_rest = {0};
    uint32_t edited_old = 0, edited_new = 0;
    for (int edited = 1; edited >= 0; edited--) {
        for (uint32_t i = 0; i < w->diff->n_paragraphs; i++) {
            const struct diff_paragraph *p = &w->diff->paragraphs[i];
            struct numbers old = {0}, new = {0};
            if (p->kind == DIFF_SAME || (p->n_pieces > 0) != edited) continue;
            if (!edited && p->kind == DIFF_MOVED) continue;
            const struct diff_paragraph *pieces = edited ? p : NULL;
            if (p->old_block != DIFF_NOTHING &&
                !read_block(w, w->old_record, p->old_block, pieces, &old))
                return false;
            if (p->new_block != DIFF_NOTHING &&
                !read_block(w, w->new_record, p->new_block, pieces, &new))
                return false;
            if (edited && !pair_in_place(w, &old, &new)) return false;
            if (!keep_rest(w, &old, &old_rest) || !keep_rest(w, &new, &new_rest)) return false;
        }
        if (edited) {
            edited_old = old_rest.n;
            edited_new = new_rest.n;
        }
    }
    if (!pair_by_kind(w, &old_rest, &new_rest)) return false;
    for (uint32_t i = 0; i < edited_old; i++)
        if (!old_rest.items[i].used && !push(w, DIFF_REMOVED, &old_rest.items[i], NULL))
            return false;
    for (uint32_t i = 0; i < edited_new; i++)
        if (!new_rest.items[i].used && !push(w, DIFF_ADDED, NULL, &new_rest.items[i])) return false;
    return true;
}
