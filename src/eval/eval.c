/* eval/eval.c - the score of a record, and its lines: what was missed, what is extra, what is near.
 *
 * SPDX-License-Identifier: MIT */
#include "eval/eval.h"

#include "eval/work.h"

/* ---- figures ------------------------------------------------------------------------------- */

static double ratio(uint32_t part, uint32_t whole)
{
    return whole ? (double)part / whole : 0;
}

double eval_precision(const struct eval_count *count)
{
    return ratio(count->right, count->predicted);
}

double eval_recall(const struct eval_count *count)
{
    return ratio(count->found, count->needed);
}

double eval_f1(const struct eval_count *count)
{
    double p = eval_precision(count), r = eval_recall(count);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

static void add_count(struct eval_count *sum, const struct eval_count *one)
{
    sum->gold += one->gold;
    sum->needed += one->needed;
    sum->found += one->found;
    sum->predicted += one->predicted;
    sum->right += one->right;
}

void eval_add(struct eval_score *sum, const struct eval_score *one)
{
    sum->stories += one->stories;
    add_count(&sum->strict, &one->strict);
    add_count(&sum->loose, &one->loose);
    add_count(&sum->quotes, &one->quotes);
    add_count(&sum->people, &one->people);
    add_count(&sum->references, &one->references);
    sum->speakers += one->speakers;
    sum->codes += one->codes;
    sum->codes_told += one->codes_told;
    sum->sectors += one->sectors;
    sum->sectors_told += one->sectors_told;
}

const char *eval_differs_name(uint32_t bit)
{
    static const char *const names[] = {"paragraph", "type",    "actor", "recipient", "sector",
                                        "words",     "speaker", "code",  "count"};
    return bit < sizeof names / sizeof *names ? names[bit] : NULL;
}

bool score_line(struct eval_result *out, struct arena *arena, struct eval_line line)
{
    return ARRAY_PUSH(arena, out->lines, out->n, out->cap, line);
}

/* ---- events -------------------------------------------------------------------------------- */

struct event_work {
    const struct gold *gold;
    const struct coded *coded;
    uint32_t n_coded;
    bool loose;
};

static bool fits(const void *ctx, uint32_t gold, uint32_t got)
{
    const struct event_work *w = ctx;
    return coded_matches(&w->gold->events[gold], &w->coded[got], w->loose);
}

static bool is_right(const struct event_work *w, uint32_t got)
{
    for (uint32_t i = 0; i < w->gold->n_events; i++)
        if (fits(w, i, got)) return true;
    return false;
}

static void count_events(const struct event_work *w, const uint32_t *to, struct eval_count *count)
{
    const struct gold *gold = w->gold;
    count->gold = gold->n_events;
    count->predicted = w->n_coded;
    for (uint32_t i = 0; i < gold->n_events; i++) {
        if (gold->events[i].optional) continue;
        count->needed++;
        count->found += to[i] != EVAL_NONE;
    }
    for (uint32_t k = 0; k < w->n_coded; k++)
        count->right += is_right(w, k);
}

/* The coded event that is most like a missed one. */
static struct eval_line missed_event(const struct event_work *w, uint32_t gold)
{
    struct eval_line line = {EVAL_EVENT, EVAL_MISSED, gold, EVAL_NONE, 0};
    uint32_t best = 0;
    for (uint32_t k = 0; k < w->n_coded; k++) {
        uint32_t likeness, differs = coded_differs(&w->gold->events[gold], &w->coded[k], &likeness);
        if (likeness <= best) continue;
        best = likeness;
        line.got = k;
        line.differs = differs ? differs : EVAL_BY_COUNT;
    }
    return line;
}

/* The gold event that is most like an extra one. */
static struct eval_line extra_event(const struct event_work *w, uint32_t got)
{
    struct eval_line line = {EVAL_EVENT, EVAL_EXTRA, EVAL_NONE, got, 0};
    uint32_t best = 0;
    for (uint32_t i = 0; i < w->gold->n_events; i++) {
        uint32_t likeness, differs = coded_differs(&w->gold->events[i], &w->coded[got], &likeness);
        if (likeness <= best) continue;
        best = likeness;
        line.gold = i;
        line.differs = differs;
    }
    return line;
}

static bool event_lines(const struct event_work *w, const uint32_t *to, struct arena *arena,
                        struct eval_result *out)
{
    for (uint32_t i = 0; i < w->gold->n_events; i++)
        if (to[i] == EVAL_NONE && !w->gold->events[i].optional &&
            !score_line(out, arena, missed_event(w, i)))
            return false;
    for (uint32_t k = 0; k < w->n_coded; k++)
        if (!is_right(w, k) && !score_line(out, arena, extra_event(w, k))) return false;
    return true;
}

static bool score_events(const struct record *record, const struct gold *gold, struct arena *arena,
                         struct eval_result *out)
{
    uint32_t n = record->events ? record->events->n : 0;
    struct coded *coded = ARENA_ARRAY(arena, n + 1, struct coded);
    uint32_t *to = ARENA_ARRAY(arena, gold->n_events + 1, uint32_t);
    if (!coded || !to) return false;
    for (uint32_t k = 0; k < n; k++)
        coded_event(record, k, &coded[k]);
    struct event_work w = {gold, coded, n, true};
    if (!work_match(arena, gold->n_events, n, fits, &w, to)) return false;
    count_events(&w, to, &out->score.loose);
    w.loose = false;
    if (!work_match(arena, gold->n_events, n, fits, &w, to)) return false;
    count_events(&w, to, &out->score.strict);
    return event_lines(&w, to, arena, out);
}

bede_status eval_record(const struct record *record, const struct gold *gold, struct arena *arena,
                        struct eval_result *out, bede_error *err)
{
    *out = (struct eval_result){.gold = gold};
    out->score.stories = 1;
    if ((gold->has_events && !score_events(record, gold, arena, out)) ||
        (gold->has_quotes && !score_quotes(record, gold, arena, out)) ||
        (gold->has_people && !score_people(record, gold, arena, out)) ||
        (gold->has_references && !score_references(record, gold, arena, out)))
        return err_nomem(err);
    return BEDE_OK;
}
