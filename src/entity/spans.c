/* entity/spans.c - times that are told by two expressions, or by one and the date of the story.
 *
 *     from Monday to Thursday, between January and March     both ends told
 *     since 2019, until Sept. 17                              the story's date is the other end
 *     in the week to June 5                                   a unit that ends on a day
 *
 * times.c has read each expression; the words between and before them (words/spans.tsv) decide.
 * A weekday at the end of a span lies behind its beginning: "from Thursday to Monday".
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

static const struct kb_word *span_word(const struct work *w, const struct timex *x, uint32_t t)
{
    const struct sentence *s = &w->doc->sentences[x->sentence];
    return t >= s->first && t < s->first + s->n ? word_at(w, "spans", t) : NULL;
}

static bool is_class(const struct kb_word *word, const char *class)
{
    return word && str_is(word->class, class);
}

static void mark(struct work *w, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        w->nodes[t].flags |= TOKEN_TIME;
}

/* The word before the expression, an article between them passed over; NULL at the start. */
static const struct kb_word *word_before(const struct work *w, const struct timex *x)
{
    uint32_t t = x->first;
    if (t > 0 && w->doc->tokens[t - 1].upos == UPOS_DET) t--;
    return t > 0 ? span_word(w, x, t - 1) : NULL;
}

/* May b be the end of a span that begins with a? A weekday too early is moved by a week. */
static bool follows(const struct timex *a, struct timex *b)
{
    if (a->resolution == TIME_NONE || b->resolution == TIME_NONE) return false;
    int32_t from = date_to_days(a->from), to = date_to_days(b->to);
    if (to < from && a->resolution == TIME_DAY && b->resolution == TIME_DAY && from - to < 7)
        b->to = date_from_days(to + 7);
    return date_to_days(b->to) >= from;
}

/* "from X to Y": X takes over Y. */
static bool join_two(struct work *w, struct timex *a, struct timex *b)
{
    const struct kb_word *between = span_word(w, a, a->end);
    if (a->end + 1 != b->first &&
        !(a->end + 2 == b->first && w->doc->tokens[a->end + 1].upos == UPOS_DET))
        return false;
    bool open = is_class(word_before(w, a), "open");
    if (!is_class(between, "join") && !is_class(between, "until")) return false;
    if (str_is(between->value, "tight") && !flag(w, b->first, TOKEN_GLUED)) return false;
    if (!open && str_is(between->value, "pair")) return false;
    if (!open && a->resolution != b->resolution) return false;
    if (!follows(a, b)) return false;
    a->to = b->to;
    if (b->resolution > a->resolution) a->resolution = b->resolution;
    a->end = b->end;
    mark(w, a->first, a->end);
    return true;
}

/* "since 2019" reaches to the story, "until Sept. 17" begins with it. */
static void join_story(struct work *w, struct timex *x)
{
    const struct kb_word *before = word_before(w, x);
    if (!before || x->resolution == TIME_NONE || !date_valid(w->date)) return;
    int32_t now = date_to_days(w->date);
    if (is_class(before, "since") && date_to_days(x->from) < now) x->to = w->date;
    if (is_class(before, "until") && date_to_days(x->to) > now) x->from = w->date;
}

static int32_t days_of(struct str unit)
{
    static const struct {
        const char *unit;
        int32_t days;
    } units[] = {{"week", 7}, {"month", 30}, {"quarter", 91}, {"year", 365}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is(unit, units[i].unit)) return units[i].days;
    return 0;
}

/* "the week to June 5", "the year ended March 31". */
static void join_unit(struct work *w, struct timex *x)
{
    const struct sentence *s = &w->doc->sentences[x->sentence];
    if (x->resolution != TIME_DAY || x->first < s->first + 2) return;
    const struct kb_word *word = span_word(w, x, x->first - 1);
    if (!is_class(word, "ending") && !(is_class(word, "join") && !str_is(word->value, "pair")))
        return;
    const struct kb_word *unit = word_at(w, "time", x->first - 2);
    int32_t days = unit && str_is(unit->class, "unit") ? days_of(unit->value) : 0;
    if (!days) return;
    x->from = date_from_days(date_to_days(x->to) - days + 1);
    x->resolution = days == 7 ? TIME_WEEK : days < 300 ? TIME_MONTH : TIME_YEAR;
    x->first -= 2;
    mark(w, x->first, x->end);
}

void times_join(struct work *w, uint32_t from)
{
    struct entities *e = w->out;
    uint32_t n = from;
    for (uint32_t i = from; i < e->n_times; i++) {
        struct timex *last = n > from ? &e->times[n - 1] : NULL;
        if (last && join_two(w, last, &e->times[i])) continue;
        e->times[n++] = e->times[i];
    }
    e->n_times = n;
    for (uint32_t i = from; i < n; i++) {
        join_story(w, &e->times[i]);
        join_unit(w, &e->times[i]);
    }
}
