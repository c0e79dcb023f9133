/* entity/times.c - words of time, resolved against the date of the story.
 *
 * A hand-written grammar over token classes (words/time.tsv): first what may stand at a token,
 * longest pattern first, then what it means. A weekday or a date without year is the last such day
 * when its clause is past, the next when it is future (an auxiliary, an infinitive), and else the
 * nearest. "last year" is the calendar year before; "the last year" the twelve months to date.
 *
 * Example, story of Thursday 2023-11-09: "arrived late Wednesday" 2023-11-08; "will meet on
 * Monday" 2023-11-13; "over the last year" 2022-11-09 to 2023-11-09; "two weeks ago" a week.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

enum tense { TENSE_NONE, TENSE_PAST, TENSE_FUTURE };

struct reader {
    struct work *w;
    uint32_t at, end; /* next token, end of the sentence */
    struct timex *x;
};

static bool class_is(const struct reader *r, uint32_t t, const char *class)
{
    return t < r->end && word_is(r->w, "time", t, class);
}

/* The number in a row's value, its sign and the word `maybe` before it read. */
static int32_t value_of(const struct kb_word *word)
{
    struct str v = word->value;
    if (str_starts(v, "maybe ")) v = str_slice(v, 6, v.n);
    bool minus = v.n && v.p[0] == '-';
    uint32_t n;
    if (!str_u32(minus ? str_slice(v, 1, v.n) : v, &n)) return 0;
    return minus ? -(int32_t)n : (int32_t)n;
}

/* A number in digits or words, or 0. */
static uint32_t number_at(const struct reader *r, uint32_t t)
{
    uint32_t n;
    if (t >= r->end) return 0;
    if (str_u32(form(r->w, t), &n)) return n;
    const struct kb_word *word = word_at(r->w, "numbers", t);
    return word ? (uint32_t)value_of(word) : 0;
}

static uint32_t day_at(const struct reader *r, uint32_t t)
{
    if (t >= r->end) return 0;
    struct str s = form(r->w, t);
    if (s.n > 2 && ascii_is_digit(s.p[0]) && s.n <= 4 && !ascii_is_digit(s.p[s.n - 1]))
        s.n -= 2; /* "9th" */
    uint32_t n;
    return s.n <= 2 && str_u32(s, &n) && n >= 1 && n <= 31 ? n : 0;
}

static uint32_t year_at(const struct reader *r, uint32_t t)
{
    uint32_t n;
    if (t >= r->end) return 0;
    struct str s = form(r->w, t);
    return s.n == 4 && str_u32(s, &n) && n >= 1000 && n <= 2200 ? n : 0;
}

/* Tense of the clause that the token belongs to. */
static enum tense tense_of(const struct work *w, uint32_t t)
{
    uint32_t p = tree_clause(w, t);
    if (p == NONE) return TENSE_NONE;
    enum tense tense = feats_have(w, p, "Tense=Past") ? TENSE_PAST : TENSE_NONE;
    for (uint32_t c = w->nodes[p].child; c != NONE; c = w->nodes[c].next) {
        uint8_t rel = tree_rel(w, c);
        if (rel == REL_AUX || rel == REL_COP) {
            if (word_is(w, "time", c, "future")) return TENSE_FUTURE;
            if (feats_have(w, c, "Tense=Past")) tense = TENSE_PAST;
        }
        if (rel == REL_MARK && w->doc->tokens[c].upos == UPOS_PART) return TENSE_FUTURE;
    }
    return tense;
}

static void set_days(struct timex *x, int32_t from, int32_t to, enum time_resolution resolution)
{
    x->from = date_from_days(from);
    x->to = date_from_days(to);
    x->resolution = resolution;
}

static void set_month(struct timex *x, int year, int month)
{
    x->from = (struct date){(int16_t)year, (uint8_t)month, 1};
    x->to = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)date_month_length(year, month)};
    x->resolution = TIME_MONTH;
}

static void set_years(struct timex *x, int from, int to)
{
    x->from = (struct date){(int16_t)from, 1, 1};
    x->to = (struct date){(int16_t)to, 12, 31};
    x->resolution = TIME_YEAR;
}

/* The year of a month and day that is told without one. */
static int guess_year(const struct reader *r, int month, int day, enum tense tense)
{
    struct date now = r->w->date;
    int best = 0;
    int32_t best_far = INT32_MAX;
    for (int year = now.year - 1; year <= now.year + 1; year++) {
        struct date d = {(int16_t)year, (uint8_t)month, (uint8_t)(day ? day : 15)};
        if (!date_valid(d)) continue;
        int32_t far = date_to_days(d) - date_to_days(now);
        int32_t slack = day ? 0 : 20; /* "in May" said in May */
        int32_t cost = far < 0 ? -far : far;
        if (tense == TENSE_PAST && far > slack) cost += 400;
        if (tense == TENSE_FUTURE && far < -slack) cost += 400;
        if (cost < best_far) {
            best_far = cost;
            best = year;
        }
    }
    return best;
}

/* "Nov. 9, 2023", "November 2023", "9 November", "May" (only with a number or as a noun). */
static bool read_month(struct reader *r)
{
    struct work *w = r->w;
    uint32_t t = r->at, day = 0, year = 0;
    if (!class_is(r, t, "month")) {
        day = day_at(r, t);
        if (!day || !class_is(r, t + 1, "month")) return false;
        t++;
    }
    const struct kb_word *word = word_at(w, "time", t);
    if (!w->lower && !flag(w, t, TOKEN_CAPITAL)) return false;
    uint32_t next = t + 1;
    if (!day && (day = day_at(r, next)) > 0) next++;
    uint32_t after = next < r->end && str_is(form(w, next), ",") ? next + 1 : next;
    if ((year = year_at(r, after)) > 0) next = after + 1;
    bool noun = w->doc->tokens[t].upos == UPOS_PROPN && tree_case(w, t) != NONE;
    if (str_starts(word->value, "maybe") && !day && !year && !noun) return false;
    int month = value_of(word);
    if (!year && w->date.year) year = (uint32_t)guess_year(r, month, (int)day, tense_of(w, t));
    struct date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (year && day && date_valid(date)) {
        r->x->from = r->x->to = date;
        r->x->resolution = TIME_DAY;
    } else if (year) {
        set_month(r->x, (int)year, month);
    }
    r->at = next;
    return true;
}

/* "Wednesday", "last Friday", "next Monday". */
static bool read_weekday(struct reader *r)
{
    struct work *w = r->w;
    const struct kb_word *turn = class_is(r, r->at, "turn") ? word_at(w, "time", r->at) : NULL;
    uint32_t t = r->at + (turn ? 1 : 0);
    if (!class_is(r, t, "weekday") || (!w->lower && !flag(w, t, TOKEN_CAPITAL))) return false;
    r->at = t + 1;
    if (!date_is_set(w->date)) return true;
    int32_t now = date_to_days(w->date);
    int32_t back = ((int32_t)date_weekday(w->date) - value_of(word_at(w, "time", t)) + 7) % 7;
    enum tense tense = tense_of(w, t);
    bool ahead = tense == TENSE_FUTURE || (tense == TENSE_NONE && back > 3);
    if (turn && value_of(turn)) {
        ahead = value_of(turn) > 0;
        if (!ahead && back == 0) back = 7;
    }
    int32_t day = ahead ? now + (7 - back) % 7 : now - back;
    set_days(r->x, day, day, TIME_DAY);
    return true;
}

/* n units before or after the date: a day for days, else the week, month or year it falls in. */
static void set_distance(struct reader *r, struct str unit, int32_t n)
{
    struct date d = r->w->date;
    if (!date_is_set(d)) return;
    if (n > 4000) n = 4000;
    if (n < -4000) n = -4000;
    int32_t now = date_to_days(d);
    if (str_is(unit, "day")) set_days(r->x, now + n, now + n, TIME_DAY);
    if (str_is(unit, "week")) {
        int32_t monday = now + 7 * n - (int32_t)(date_weekday(d) + 6) % 7;
        set_days(r->x, monday, monday + 6, TIME_WEEK);
    }
    if (str_is(unit, "month")) {
        int32_t months = d.year * 12 + d.month - 1 + n;
        if (months >= 12) set_month(r->x, months / 12, months % 12 + 1);
    }
    if (str_is(unit, "year") && d.year + n > 0) set_years(r->x, d.year + n, d.year + n);
    if (str_is(unit, "decade") && d.year + 10 * n > 0) {
        int from = (d.year / 10 + n) * 10;
        set_years(r->x, from, from + 9);
    }
}

/* n units up to the date, or from it on: "the last two weeks", "the next year". */
static void set_stretch(struct reader *r, struct str unit, int32_t n)
{
    if (!date_is_set(r->w->date)) return;
    static const struct {
        const char *unit;
        int32_t days;
        enum time_resolution resolution;
    } units[] = {{"day", 1, TIME_DAY},
                 {"week", 7, TIME_WEEK},
                 {"month", 30, TIME_MONTH},
                 {"year", 365, TIME_YEAR},
                 {"decade", 3652, TIME_YEAR}};
    int32_t now = date_to_days(r->w->date);
    if (n > 200) n = 200;
    if (n < -200) n = -200;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_is(unit, units[i].unit)) continue;
        int32_t far = now + n * units[i].days;
        if (str_is(unit, "year") && r->w->date.year + n > 0) {
            struct date d = r->w->date;
            d.year = (int16_t)(d.year + n);
            if (date_valid(d)) far = date_to_days(d);
        }
        set_days(r->x, n < 0 ? far : now, n < 0 ? now : far, units[i].resolution);
    }
}

/* "last week", "this year", "the past two weeks"; "the" is looked for before the expression. */
static bool read_turn(struct reader *r)
{
    struct work *w = r->w;
    if (!class_is(r, r->at, "turn")) return false;
    uint32_t t = r->at + 1;
    uint32_t n = number_at(r, t);
    if (n) t++;
    if (!class_is(r, t, "unit")) return false;
    int32_t turn = value_of(word_at(w, "time", r->at));
    struct str unit = word_at(w, "time", t)->value;
    bool the = r->at > 0 && w->nodes[r->at - 1].sentence == w->nodes[r->at].sentence &&
               w->doc->tokens[r->at - 1].upos == UPOS_DET;
    if (n || (the && turn))
        set_stretch(r, unit, turn * (int32_t)(n ? n : 1));
    else
        set_distance(r, unit, turn);
    r->at = t + 1;
    return true;
}

/* "two days ago", "a week later". */
static bool read_ago(struct reader *r)
{
    uint32_t n = number_at(r, r->at);
    if (!n || n > 1000 || !class_is(r, r->at + 1, "unit") || !class_is(r, r->at + 2, "ago"))
        return false;
    int32_t direction = value_of(word_at(r->w, "time", r->at + 2));
    if (direction) /* "two days later" counts from a day told before, which is not known here */
        set_distance(r, word_at(r->w, "time", r->at + 1)->value, direction * (int32_t)n);
    r->at += 3;
    return true;
}

/* "today", "yesterday morning"; "in 1994". */
static bool read_day_or_year(struct reader *r)
{
    struct work *w = r->w;
    const struct kb_word *word = word_at(w, "time", r->at);
    if (word && str_is(word->class, "day")) {
        set_distance(r, STR_LIT("day"), value_of(word));
        r->at++;
        return true;
    }
    uint32_t year = year_at(r, r->at);
    if (year < 1700 || r->at == 0 || !class_is(r, r->at - 1, "year")) {
        bool before = r->at > 0 && year >= 1700 && word_is(w, "time", r->at - 1, "part");
        if (!before) return false;
    }
    if (tree_child(w, r->at, REL_NUMMOD) != NONE || tree_rel(w, r->at) == REL_NUMMOD) return false;
    set_years(r->x, (int)year, (int)year);
    r->at++;
    return true;
}

static bool read_any(struct reader *r)
{
    return read_month(r) || read_weekday(r) || read_turn(r) || read_ago(r) || read_day_or_year(r);
}

/* Could an expression start here? Most words of a text are turned away by one probe. */
static bool may_start(const struct work *w, uint32_t t)
{
    if (ascii_is_digit(w->doc->text.p[w->doc->tokens[t].start])) return true;
    return word_at(w, "time", t) || word_at(w, "numbers", t);
}

void times_find(struct work *w)
{
    struct entities *e = w->out;
    for (uint32_t s = 0; s < w->doc->n_sentences; s++) {
        const struct sentence *sent = &w->doc->sentences[s];
        uint32_t end = sent->first + sent->n;
        for (uint32_t t = sent->first; t < end;) {
            struct timex x = {.sentence = s, .first = t};
            struct reader r = {w, t, end, &x};
            if (!may_start(w, t) || !read_any(&r)) {
                t++;
                continue;
            }
            while (x.first > sent->first && word_is(w, "time", x.first - 1, "part"))
                x.first--;
            while (r.at < end && word_is(w, "time", r.at, "part"))
                r.at++;
            x.end = t = r.at;
            for (uint32_t i = x.first; i < x.end; i++)
                w->nodes[i].flags |= TOKEN_TIME;
            if (!ARRAY_PUSH(w->arena, e->times, e->n_times, e->cap_times, x)) w->failed = true;
        }
    }
}
