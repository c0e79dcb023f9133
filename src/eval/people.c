/* eval/people.c - quotes, people and references: words and names held against each other.
 *
 * A name is the same when its words are the same to three fifths: "Antony J. Blinken" and "Antony
 * Blinken", "Kim Eun-hye" and "Kim Eun hye", but not two of one surname.
 *
 * SPDX-License-Identifier: MIT */
#include "eval/work.h"

#define QUOTE_LIKE 0.8
#define QUOTE_NEAR 0.3
#define NAME_LIKE  0.6

static bool bag_of(struct word_bag *bag, struct arena *arena, struct str text)
{
    *bag = (struct word_bag){0};
    if (!bag_add(bag, arena, text)) return false;
    bag_sort(bag);
    return true;
}

/* ---- quotes -------------------------------------------------------------------------------- */

struct quote_work {
    const struct word_bag *gold, *got;
};

static bool quote_fits(const void *ctx, uint32_t gold, uint32_t got)
{
    const struct quote_work *w = ctx;
    return bag_dice(&w->gold[gold], &w->got[got]) >= QUOTE_LIKE;
}

static bool content_of(const struct record *record, const struct quote *quote, struct arena *arena,
                       struct word_bag *bag)
{
    *bag = (struct word_bag){0};
    for (uint32_t i = 0; i < quote->n_content; i++)
        if (!bag_add(bag, arena, str_span(record->story->text, quote->content[i]))) return false;
    bag_sort(bag);
    return true;
}

static struct str speaker_of(const struct record *record, const struct quote *quote)
{
    if (quote->speaker != ENTITY_NONE && record->entities->items[quote->speaker].name.n)
        return record->entities->items[quote->speaker].name;
    return str_span(record->story->text, quote->source);
}

/* Whom the gold names must be named, too; a gold without a speaker asks for none. */
static bool right_speaker(struct arena *arena, struct str gold, struct str got, bool *right)
{
    struct word_bag a, b;
    if (!bag_of(&a, arena, gold) || !bag_of(&b, arena, got)) return false;
    *right = bag_shares(&a, &b);
    return true;
}

static struct eval_line missed_quote(const struct quote_work *w, uint32_t gold, uint32_t n_got)
{
    struct eval_line line = {EVAL_QUOTE, EVAL_MISSED, gold, EVAL_NONE, 0};
    double best = QUOTE_NEAR;
    for (uint32_t k = 0; k < n_got; k++) {
        double dice = bag_dice(&w->gold[gold], &w->got[k]);
        if (dice <= best) continue;
        best = dice;
        line.got = k;
        line.differs = dice >= QUOTE_LIKE ? EVAL_BY_COUNT : EVAL_BY_WORDS;
    }
    return line;
}

/* A coded quote against all gold ones: no difference when it is one of them; a piece of one differs
 * by its words. */
static struct eval_line extra_quote(const struct quote_work *w, uint32_t n_gold, uint32_t got)
{
    struct eval_line line = {EVAL_QUOTE, EVAL_EXTRA, EVAL_NONE, got, 0};
    double best = 0;
    for (uint32_t i = 0; i < n_gold; i++) {
        const struct word_bag *a = &w->gold[i], *b = &w->got[got];
        double dice = bag_dice(a, b);
        uint32_t least = a->n < b->n ? a->n : b->n;
        bool piece = least && dice * (a->n + b->n) / 2 >= QUOTE_LIKE * least;
        if (dice <= best || !piece) continue;
        best = dice;
        line.gold = i;
        line.differs = dice >= QUOTE_LIKE ? 0 : EVAL_BY_WORDS;
    }
    return line;
}

static bool quote_lines(const struct record *record, const struct gold *gold, struct arena *arena,
                        const struct quote_work *w, const uint32_t *to, struct eval_result *out)
{
    for (uint32_t i = 0; i < gold->n_quotes; i++) {
        struct eval_line line = {EVAL_QUOTE, EVAL_WRONG, i, to[i], EVAL_BY_SPEAKER};
        bool right = false;
        if (to[i] == EVAL_NONE) {
            line = missed_quote(w, i, out->score.quotes.predicted);
        } else {
            struct str got = speaker_of(record, &record->quotes->items[to[i]]);
            out->score.quotes.found++;
            if (!right_speaker(arena, gold->quotes[i].speaker, got, &right)) return false;
            out->score.speakers += right;
        }
        if (!right && !score_line(out, arena, line)) return false;
    }
    return true;
}

bool score_quotes(const struct record *record, const struct gold *gold, struct arena *arena,
                  struct eval_result *out)
{
    uint32_t n = record->quotes ? record->quotes->n : 0;
    struct word_bag *a = ARENA_ARRAY(arena, gold->n_quotes + 1, struct word_bag);
    struct word_bag *b = ARENA_ARRAY(arena, n + 1, struct word_bag);
    uint32_t *to = ARENA_ARRAY(arena, gold->n_quotes + 1, uint32_t);
    if (!a || !b || !to) return false;
    for (uint32_t i = 0; i < gold->n_quotes; i++)
        if (!bag_of(&a[i], arena, gold->quotes[i].text)) return false;
    for (uint32_t k = 0; k < n; k++)
        if (!content_of(record, &record->quotes->items[k], arena, &b[k])) return false;
    struct quote_work w = {a, b};
    if (!work_match(arena, gold->n_quotes, n, quote_fits, &w, to)) return false;
    out->score.quotes =
        (struct eval_count){.gold = gold->n_quotes, .needed = gold->n_quotes, .predicted = n};
    for (uint32_t k = 0; k < n; k++) {
        struct eval_line line = extra_quote(&w, gold->n_quotes, k);
        bool right = line.gold != EVAL_NONE && !line.differs;
        out->score.quotes.right += right;
        if (!right && !score_line(out, arena, line)) return false;
    }
    return quote_lines(record, gold, arena, &w, to, out);
}

/* ---- people -------------------------------------------------------------------------------- */

/* The entity whose name is most like this one; EVAL_NONE when none is. */
static bool find_name(const struct record *record, struct arena *arena, struct str name,
                      uint32_t *found)
{
    struct word_bag a, b;
    double best = NAME_LIKE;
    *found = EVAL_NONE;
    if (!bag_of(&a, arena, name)) return false;
    for (uint32_t k = 0; k < record->entities->n; k++) {
        if (!bag_of(&b, arena, record->entities->items[k].name)) return false;
        double dice = bag_dice(&a, &b);
        if (dice < best || (dice <= best && *found != EVAL_NONE)) continue;
        best = dice;
        *found = k;
    }
    return true;
}

bool score_people(const struct record *record, const struct gold *gold, struct arena *arena,
                  struct eval_result *out)
{
    struct eval_score *score = &out->score;
    score->people.gold = score->people.needed = gold->n_people;
    for (uint32_t i = 0; i < gold->n_people; i++) {
        const struct gold_person *person = &gold->people[i];
        struct eval_line line = {EVAL_PERSON, EVAL_MISSED, i, EVAL_NONE, 0};
        if (!find_name(record, arena, person->name, &line.got)) return false;
        score->codes_told += person->code.n > 0;
        score->sectors_told += person->sector.n > 0;
        if (line.got != EVAL_NONE) {
            const struct entity *entity = &record->entities->items[line.got];
            bool code = str_is(person->code, entity->code);
            bool sector = entity->n_sectors && str_is(person->sector, entity->sectors[0]);
            score->people.found++;
            score->codes += person->code.n && code;
            score->sectors += person->sector.n && sector;
            line.fault = EVAL_WRONG;
            line.differs = (person->code.n && !code ? EVAL_BY_CODE : 0) |
                           (person->sector.n && !sector ? EVAL_BY_SECTOR : 0);
            if (!line.differs) continue;
        }
        if (!score_line(out, arena, line)) return false;
    }
    /* Hand-coded people are those that matter, not all: a further one is no fault. */
    score->people.predicted = score->people.right = score->people.found;
    return true;
}

/* ---- references ---------------------------------------------------------------------------- */

/* Is one of the names that this entity has the one meant: its name, its code, a member's? */
static bool is_called(const struct record *record, struct arena *arena, uint32_t entity,
                      struct str name, bool *called)
{
    const struct entity *e = &record->entities->items[entity];
    struct word_bag a, b;
    *called = false;
    if (!bag_of(&a, arena, name) || !bag_of(&b, arena, e->name)) return false;
    *called = bag_dice(&a, &b) >= NAME_LIKE ||
              (e->kind != ENTITY_PERSON && e->code[0] && str_is(name, e->code));
    for (uint32_t i = 0; i < e->n_members && !*called; i++) {
        if (!bag_of(&b, arena, record->entities->items[e->members[i]].name)) return false;
        *called = bag_dice(&a, &b) >= NAME_LIKE;
    }
    return true;
}

/* Does the mention mean all that the gold names? */
static bool means_all(const struct record *record, struct arena *arena, uint32_t entity,
                      const struct gold_reference *gold, bool *all)
{
    *all = gold->n_is > 0;
    for (uint32_t i = 0; i < gold->n_is && *all; i++)
        if (!is_called(record, arena, entity, gold->is[i], all)) return false;
    return true;
}

/* Case, and the sign of the genitive behind it, make no other words. */
static bool is_written(struct str words, struct str gold)
{
    if (words.n > gold.n &&
        (words.p[gold.n] == '\'' ||
         str_starts(str_slice(words, gold.n, words.n), "\xe2\x80\x99")) &&
        words.n - gold.n <= 4)
        words.n = gold.n;
    return str_ieq(words, gold);
}

/* The mention of these words in the paragraph: of those that stand there the first that means what
 * the gold says, else the first. */
static bool find_reference(const struct record *record, struct arena *arena,
                           const struct gold_reference *gold, uint32_t *found, bool *right)
{
    char paragraph[WORK_PARAGRAPH];
    *found = EVAL_NONE;
    *right = false;
    for (uint32_t k = 0; k < record->entities->n_mentions && !*right; k++) {
        const struct mention *m = &record->entities->mentions[k];
        work_paragraph(record->story, record->doc->sentences[m->sentence].block, paragraph);
        if (gold->paragraph.n && !str_is(gold->paragraph, paragraph)) continue;
        if (!is_written(str_span(record->story->text, m->span), gold->text)) continue;
        if (*found == EVAL_NONE) *found = k;
        if (!means_all(record, arena, m->entity, gold, right)) return false;
        if (*right) *found = k;
    }
    return true;
}

bool score_references(const struct record *record, const struct gold *gold, struct arena *arena,
                      struct eval_result *out)
{
    struct eval_count *count = &out->score.references;
    count->gold = count->needed = gold->n_references;
    for (uint32_t i = 0; i < gold->n_references; i++) {
        struct eval_line line = {EVAL_REFERENCE, EVAL_MISSED, i, EVAL_NONE, 0};
        bool right;
        if (!find_reference(record, arena, &gold->references[i], &line.got, &right)) return false;
        count->predicted += line.got != EVAL_NONE;
        count->found += right;
        count->right += right;
        if (line.got != EVAL_NONE) line.fault = EVAL_WRONG;
        if (!right && !score_line(out, arena, line)) return false;
    }
    return true;
}
