/* entity/times.c - words of time, resolved against the date of the story.
 *
 * A hand-written grammar over token classes (words/time.tsv): first what may stand at a token,
 * longest pattern first, then what it means. A weekday or a date without year is the last such day
 * when its clause is past, the next when it is future (an auxiliary, an infinitive), and else the
 * nearest. "last year" is the calendar year before; "the last year" the twelve months to date.
 *
 * Spans of two expressions ("from Monday to Thursday") are joined in spans.c.
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
    bool participle = feats_have(w, p, "VerbForm=Part");
    for (uint32_t c = w->nodes[p].child; c != NONE; c = w->nodes[c].next) {
        uint8_t rel = tree_rel(w, c);
        if (rel == REL_AUX || rel == REL_COP) {
            if (word_is(w, "time", c, "future")) return TENSE_FUTURE;
            if (feats_have(w, c, "Tense=Past"))
                tense = TENSE_PAST;
            else if (participle && w->doc->tokens[c].rel == REL_AUX_PASS)
                tense = TENSE_NONE; /* "is set for June 30" */
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

/* The day behind "3 -" or "15 and", when it makes a range with `day`; *next is moved behind it. */
static uint32_t second_day(const struct reader *r, uint32_t day, uint32_t *next)
{
    uint32_t t = *next;
    const struct kb_word *word = t + 1 < r->end ? word_at(r->w, "spans", t) : NULL;
    if (!day || !word || !str_is(word->class, "join")) return 0;
    bool tight = str_is(word->value, "tight"), pair = str_is(word->value, "pair");
    if (tight && !(flag(r->w, t, TOKEN_GLUED) && flag(r->w, t + 1, TOKEN_GLUED))) return 0;
    uint32_t second = day_at(r, t + 1);
    if (second <= day || (pair && second != day + 1)) return 0;
    *next = t + 2;
    return second;
}

/* "March this year", "February last year": the year told by a turn behind the month, or 0. */
static uint32_t turned_year(const struct reader *r, uint32_t *next)
{
    uint32_t t = *next;
    if (!class_is(r, t, "turn") || !class_is(r, t + 1, "unit") || !r->w->date.year) return 0;
    if (!str_is(word_at(r->w, "time", t + 1)->value, "year")) return 0;
    *next = t + 2;
    return (uint32_t)(r->w->date.year + value_of(word_at(r->w, "time", t)));
}

/* "last August", "next March": the year by the turn before the month. */
static int year_by_turn(const struct reader *r, int turn, int month)
{
    struct date now = r->w->date;
    if (turn < 0) return now.year - (month >= now.month);
    if (turn > 0) return now.year + (month <= now.month);
    return now.year;
}

static void set_dates(struct timex *x, int year, int month, uint32_t day, uint32_t second)
{
    struct date from = {(int16_t)year, (uint8_t)month, (uint8_t)day}, to = from;
    if (second) to.day = (uint8_t)second;
    if (day && date_valid(from) && date_valid(to)) {
        x->from = from;
        x->to = to;
        x->resolution = TIME_DAY;
    } else {
        set_month(x, year, month);
    }
}

/* "Jan Keller", "Wang Jun": a month's word inside a name, without "in" before it. */
static bool names_person(const struct work *w, uint32_t t)
{
    if (w->doc->tokens[t].upos != UPOS_PROPN) return false;
    if (tree_rel(w, t) == REL_FLAT) return true;
    bool next = t + 1 < w->doc->n_tokens && flag(w, t + 1, TOKEN_CAPITAL) &&
                w->doc->tokens[t + 1].upos == UPOS_PROPN && tree_rel(w, t + 1) == REL_FLAT;
    return next && tree_dominates(w, t, t + 1);
}

/* A month with the day before or behind it; *next is moved behind. Returns its row, or NULL. */
static const struct kb_word *month_and_day(const struct reader *r, uint32_t *next, uint32_t *day,
                                           uint32_t *second)
{
    const struct work *w = r->w;
    uint32_t t = *next;
    if (!class_is(r, t, "month")) {
        uint32_t behind = t + 1;
        *day = day_at(r, t);
        *second = second_day(r, *day, &behind);
        if (!*day || !class_is(r, behind, "month")) return NULL;
        t = behind;
    }
    if (!w->lower && !flag(w, t, TOKEN_CAPITAL)) return NULL;
    *next = t + 1;
    if (!*day && (*day = day_at(r, t + 1)) > 0) {
        ++*next;
        *second = second_day(r, *day, next);
    }
    const struct kb_word *word = word_at(w, "time", t);
    bool noun = w->doc->tokens[t].upos == UPOS_PROPN && tree_case(w, t) != NONE;
    if (!*day && !noun && !year_at(r, t + 1) && names_person(w, t)) return NULL;
    const struct kb_word *joined =
        t > 0 ? word_at(w, "spans", t - 1) : NULL; /* "January and March" */
    bool second_end =
        joined && str_is(joined->class, "join") && t > 1 && class_is(r, t - 2, "month");
    bool sure = !str_starts(word->value, "maybe") || *day || noun || t > r->at || second_end;
    return sure || year_at(r, t + 1) ? word : NULL;
}

/* "Nov. 9, 2023", "November 2023", "9 November", "March 3-5", "last August", "May" (only with a
 * number or as a noun). */
static bool read_month(struct reader *r)
{
    struct work *w = r->w;
    uint32_t day = 0, second = 0, year = 0;
    const struct kb_word *turn = class_is(r, r->at, "turn") ? word_at(w, "time", r->at) : NULL;
    if (turn && !class_is(r, r->at + 1, "month")) return false;
    uint32_t next = r->at + (turn ? 1 : 0);
    const struct kb_word *word = month_and_day(r, &next, &day, &second);
    if (!word) return false;
    uint32_t after = next < r->end && str_is(form(w, next), ",") ? next + 1 : next;
    if ((year = year_at(r, after)) > 0)
        next = after + 1;
    else
        year = turned_year(r, &next);
    int month = value_of(word);
    if (!year && w->date.year)
        year = (uint32_t)(turn && value_of(turn)
                              ? year_by_turn(r, value_of(turn), month)
                              : guess_year(r, month, (int)day, tense_of(w, next - 1)));
    if (year) set_dates(r->x, (int)year, month, day, second);
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
    uint32_t date = t + 1 < r->end && str_is(form(w, t + 1), ",") ? t + 2 : t + 1;
    struct timex full = *r->x;
    struct reader next = {w, date, r->end, &full};
    if (!turn && date < r->end && (class_is(r, date, "month") || day_at(r, date)) &&
        read_month(&next) && full.resolution == TIME_DAY) { /* "Tuesday, March 23" */
        *r->x = full;
        r->at = next.at;
        return true;
    }
    if (!date_is_set(w->date)) return true;
    int32_t now = date_to_days(w->date);
    int32_t back = ((int32_t)date_weekday(w->date) - value_of(word_at(w, "time", t)) + 7) % 7;
    enum tense tense = tense_of(w, t);
    bool ahead = tense == TENSE_FUTURE || (tense == TENSE_NONE && back > 3);
    if (turn && value_of(turn)) {
        ahead = value_of(turn) > 0;
        if (!ahead && back == 0) back = 7;
    }
    if (turn && value_of(turn) > 0 && back == 0) now += 7; /* "next Monday" told on a Monday */
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
    if (str_is(unit, "weekend")) { /* n 0: the last one that has begun */
        int32_t saturday = now - (int32_t)(date_weekday(d) + 1) % 7 + 7 * n;
        set_days(r->x, saturday, saturday + 1, TIME_DAY);
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
    if (str_is(unit, "hour")) { /* "the past 24 hours" */
        n = (n < 0 ? n - 12 : n + 12) / 24;
        unit = STR_LIT("day");
    }
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

/* The day that was told last, in this sentence or the one before, else that of the story. */
static struct date reference(const struct reader *r)
{
    const struct entities *e = r->w->out;
    for (uint32_t i = e->n_times; i-- > 0 && e->times[i].sentence + 1 >= r->x->sentence;)
        if (e->times[i].resolution == TIME_DAY) return e->times[i].from;
    return r->w->date;
}

/* "the previous day", "three days later": n days from the day told before. */
static void set_reference(struct reader *r, int32_t n)
{
    struct date from = reference(r);
    if (!date_valid(from)) return;
    int32_t day = date_to_days(from) + n;
    set_days(r->x, day, day, TIME_DAY);
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
    if (str_is(unit, "weekend")) /* "this weekend" is the coming one unless the clause is past */
        set_distance(r, unit, turn > 0 || (!turn && tense_of(w, t) != TENSE_PAST));
    else if (the && turn && !n && str_is(unit, "day"))
        set_reference(r, turn);
    else if (n || (the && turn))
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
    struct str unit = word_at(r->w, "time", r->at + 1)->value;
    if (direction == -1 || direction == 1)
        set_distance(r, unit, direction * (int32_t)n);
    else if (str_is(unit, "day")) /* "two days later" counts from a day told before */
        set_reference(r, direction < 0 ? -(int32_t)n : (int32_t)n);
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

/* "the weekend". */
static bool read_weekend(struct reader *r)
{
    if (!class_is(r, r->at, "unit")) return false;
    struct str unit = word_at(r->w, "time", r->at)->value;
    bool definite = r->at > 0 && feats_have(r->w, r->at - 1, "Definite=Def");
    if (!definite || !str_is(unit, "weekend")) return false;
    set_distance(r, unit, tense_of(r->w, r->at) == TENSE_FUTURE);
    r->at++;
    return true;
}

/* "the end of next month", "the start of the year": the first, middle or last day of a span. */
static bool read_edge(struct reader *r)
{
    struct work *w = r->w;
    if (!class_is(r, r->at, "edge") || r->at + 2 >= r->end) return false;
    uint32_t t = r->at + 2;
    if (w->doc->tokens[t - 1].upos != UPOS_ADP) return false;
    if (w->doc->tokens[t].upos == UPOS_DET && !class_is(r, t, "turn")) t++;
    struct reader inner = {w, t, r->end, r->x};
    bool read = read_month(&inner) || read_turn(&inner) || read_day_or_year(&inner);
    if (!read && class_is(r, t, "unit")) { /* "the end of the month" */
        set_distance(r, word_at(w, "time", t)->value, 0);
        inner.at = t + 1;
    }
    if (r->x->resolution <= TIME_DAY) return false;
    int32_t from = date_to_days(r->x->from), to = date_to_days(r->x->to);
    int32_t side = value_of(word_at(w, "time", r->at));
    int32_t day = side < 0 ? from : side > 0 ? to : from + (to - from) / 2;
    set_days(r->x, day, day, r->x->resolution);
    r->at = inner.at;
    return true;
}

/* Months `first` to first + n - 1 of a year; they may reach into the next. */
static void set_months(struct timex *x, int year, int first, int n)
{
    int last = first + n - 1, end = year + (last > 12);
    if (last > 12) last -= 12;
    set_month(x, year, first);
    x->to = (struct date){(int16_t)end, (uint8_t)last, (uint8_t)date_month_length(end, last)};
}

/* "the first quarter", "the second half of 2009": of the year told, else of the last one that fits. */
static bool read_part_of_year(struct reader *r)
{
    struct work *w = r->w;
    if (!class_is(r, r->at, "ordinal") || !class_is(r, r->at + 1, "unit")) return false;
    struct str unit = word_at(w, "time", r->at + 1)->value;
    int nth = value_of(word_at(w, "time", r->at));
    int months = str_is(unit, "quarter") ? 3 : str_is(unit, "half") ? 6 : 0;
    if (!months || nth * months > 12) return false;
    uint32_t next = r->at + 2;
    uint32_t year = class_is(r, next, "year") ? year_at(r, next + 1) : 0;
    int first = (nth - 1) * months + 1;
    if (year)
        next += 2;
    else if (!(year = turned_year(r, &next)) && w->date.year)
        year = (uint32_t)(w->date.year -
                          (tense_of(w, r->at + 1) != TENSE_FUTURE && first > w->date.month));
    if (year) set_months(r->x, (int)year, first, months);
    r->at = next;
    return true;
}

/* "last summer", "the spring of 1994": three months of the north. */
static bool read_season(struct reader *r)
{
    struct work *w = r->w;
    const struct kb_word *turn = class_is(r, r->at, "turn") ? word_at(w, "time", r->at) : NULL;
    uint32_t t = r->at + (turn ? 1 : 0);
    if (!class_is(r, t, "season")) return false;
    int month = value_of(word_at(w, "time", t));
    uint32_t of = class_is(r, t + 1, "year") ? 1 : 0;
    uint32_t year = year_at(r, t + 1 + of), next = year ? t + 2 + of : t + 1;
    if (!year && turn && w->date.year) year = (uint32_t)year_by_turn(r, value_of(turn), month);
    if (!year) return false;
    set_months(r->x, (int)year, month, 3);
    r->at = next;
    return true;
}

/* "the 1980s", "the mid-1990s". */
static bool read_decade(struct reader *r)
{
    struct str f = form(r->w, r->at);
    if (f.n < 5 || f.n > 12 || f.p[f.n - 1] != 's') return false;
    uint32_t year;
    if (!str_u32(str_slice(f, f.n - 5, f.n - 1), &year) || year % 10 || year < 1000) return false;
    if (f.n > 5 && f.p[f.n - 6] != '-') return false;
    set_years(r->x, (int)year, (int)year + 9);
    r->at++;
    return true;
}

static bool read_any(struct reader *r)
{
    return read_edge(r) || read_month(r) || read_weekday(r) || read_season(r) || read_turn(r) ||
           read_ago(r) || read_part_of_year(r) || read_decade(r) || read_weekend(r) ||
           read_day_or_year(r);
}

static void set_direction(struct timex *x, struct date now)
{
    if (x->resolution == TIME_NONE || !date_valid(now)) return;
    if (date_to_days(x->to) < date_to_days(now)) x->direction = -1;
    if (date_to_days(x->from) > date_to_days(now)) x->direction = 1;
}

/* Could an expression start here? Most words of a text are turned away by one probe. */
static bool may_start(const struct work *w, uint32_t t)
{
    const struct token *token = &w->doc->tokens[t];
    if (ascii_is_digit(w->doc->text.p[token->start])) return true;
    if (token->end - token->start > 5 && ascii_is_digit(w->doc->text.p[token->end - 2]))
        return true; /* "mid-1990s" */
    return word_at(w, "time", t) || word_at(w, "numbers", t);
}

void times_find(struct work *w)
{
    struct entities *e = w->out;
    for (uint32_t s = 0; s < w->doc->n_sentences; s++) {
        const struct sentence *sent = &w->doc->sentences[s];
        uint32_t end = sent->first + sent->n, before = sent->first, known = e->n_times;
        for (uint32_t t = sent->first; t < end;) {
            struct timex x = {.sentence = s, .first = t};
            struct reader r = {w, t, end, &x};
            if (!may_start(w, t) || !read_any(&r)) {
                t++;
                continue;
            }
            while (x.first > before && word_is(w, "time", x.first - 1, "part"))
                x.first--;
            while (r.at < end && word_is(w, "time", r.at, "part"))
                r.at++;
            x.end = before = t = r.at;
            for (uint32_t i = x.first; i < x.end; i++)
                w->nodes[i].flags |= TOKEN_TIME;
            if (!ARRAY_PUSH(w->arena, e->times, e->n_times, e->cap_times, x)) w->failed = true;
        }
        if (e->n_times > known) times_join(w, known);
        for (uint32_t i = known; i < e->n_times; i++)
            set_direction(&e->times[i], w->date);
    }
}
