/* event/size.c - see size.h.
 *
 * A number is told by a verb's argument ("killed 12 people", "12 people died") or by a noun or
 * adjective itself ("12 dead", "three arrests"); numbers.tsv says which words tell what. It belongs
 * to the event of a fitting type that has the word among its own, else to the one above it in the
 * tree ("bombed a market, killing 12"), else to the only fitting event of the sentence.
 *
 * SPDX-License-Identifier: MIT */
#include "event/size.h"

#define NONE UINT32_MAX

enum { NUMBER_MAX = 100000000 };

/* "1,200", "12": digits with commas between; NONE for anything else. */
static uint32_t digits(struct str s)
{
    uint64_t value = 0;
    if (!s.n || !ascii_is_digit(s.p[0])) return NONE;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' && i + 3 < s.n) continue;
        if (!ascii_is_digit(s.p[i])) return NONE;
        value = value * 10 + (uint64_t)(s.p[i] - '0');
        if (value > NUMBER_MAX) return NONE;
    }
    return (uint32_t)value;
}

/* "twenty-five" in one word, */
static uint32_t hyphened(const struct event_book *book, struct str s)
{
    size_t hyphen = str_find_byte(s, '-', 0);
    if (hyphen == SIZE_MAX) return NONE;
    uint32_t tens = map_get(&book->numerals, str_slice(s, 0, hyphen));
    uint32_t ones = map_get(&book->numerals, str_slice(s, hyphen + 1, s.n));
    return tens == MAP_NONE || ones == MAP_NONE || tens < 20 || ones > 9 ? NONE : tens + ones;
}

/* and in three: the tens before a number word. */
static uint32_t tens_before(const struct frames *tree, uint32_t token)
{
    if (token < tree->first + 2 || !str_is(doc_form(tree->doc, token - 1), "-")) return 0;
    uint32_t tens = map_get(&tree->book->numerals, tree->doc->tokens[token - 2].lemma);
    return tens == MAP_NONE || tens < 20 || tens > 90 ? 0 : tens;
}

/* The value of one word; *times when it multiplies. */
static uint32_t word_value(const struct frames *tree, uint32_t token, bool *times)
{
    struct str lemma = tree->doc->tokens[token].lemma;
    *times = false;
    uint32_t value = digits(doc_form(tree->doc, token));
    if (value != NONE) return value;
    value = map_get(&tree->book->numerals, lemma);
    if (value == MAP_NONE) return hyphened(tree->book, lemma);
    *times = map_get(&tree->book->multipliers, lemma) != MAP_NONE;
    return value;
}

/* The number that a token is, with what stands before it: "two thousand", "1.5 million" is none. */
static uint32_t number_at(const struct frames *tree, uint32_t token)
{
    bool times;
    uint32_t value = word_value(tree, token, &times);
    if (value != NONE && value < 10 && !times) value += tens_before(tree, token);
    if (value == NONE || !times) return value;
    if (token == tree->first) return NONE;
    bool more;
    uint32_t before = word_value(tree, token - 1, &more);
    struct str lemma = tree->doc->tokens[token - 1].lemma;
    if (before == NONE && str_is(lemma, "a")) before = 1;
    if (before == NONE || more || before > NUMBER_MAX / value) return NONE;
    return before * value;
}

/* How many a noun counts: its number, or itself when it is one ("killing 12"). */
static uint32_t count_of(const struct frames *tree, uint32_t noun)
{
    const struct token *t = &tree->doc->tokens[noun];
    if (t->upos == UPOS_NUM) return number_at(tree, noun);
    uint32_t counted = frames_counted(tree, noun); /* "a dozen of the men" */
    if (counted != NONE && number_at(tree, noun) != NONE) return number_at(tree, noun);
    for (uint32_t c = frames_child(tree, noun); c != NONE; c = frames_next(tree, c))
        if (ud_rel_universal(tree->doc->tokens[c].rel) == REL_NUMMOD) return number_at(tree, c);
    return NONE;
}

/* Sums coordinated counts: "three soldiers and two civilians". */
static uint32_t counts_of(const struct frames *tree, uint32_t noun)
{
    uint32_t sum = count_of(tree, noun);
    for (uint32_t c = frames_child(tree, noun); c != NONE && sum != NONE;
         c = frames_next(tree, c)) {
        if (ud_rel_universal(tree->doc->tokens[c].rel) != REL_CONJ) continue;
        uint32_t more = count_of(tree, c);
        if (more != NONE && sum + more < NUMBER_MAX) sum += more;
    }
    return sum;
}

static uint32_t *field(struct event *e, enum size_kind kind)
{
    return kind == SIZE_DEAD       ? &e->size.dead
           : kind == SIZE_INJURED  ? &e->size.injured
           : kind == SIZE_ARRESTED ? &e->size.arrested
                                   : &e->size.size;
}

static bool has_trigger(const struct event *e, uint32_t token)
{
    for (uint32_t i = 0; i < e->n_trigger; i++)
        if (e->trigger[i] == token) return true;
    return false;
}

static bool fits(const struct event *e, const struct number_row *row)
{
    return row->types >> e->type & 1;
}

static struct event *owner(const struct frames *tree, struct event *events, uint32_t n,
                           const struct number_row *row, uint32_t token)
{
    uint32_t at = token;
    for (uint32_t steps = 0; at != NONE && steps <= tree->n; steps++) {
        for (uint32_t i = 0; i < n; i++)
            if (has_trigger(&events[i], at) && fits(&events[i], row)) return &events[i];
        at = frames_head(tree, at);
    }
    if (row->kind == SIZE_SIZE) return NULL; /* "15,000 marched": only of the event that says it */
    struct event *only = NULL;
    for (uint32_t i = 0; i < n; i++) {
        if (!fits(&events[i], row)) continue;
        if (only) return NULL;
        only = &events[i];
    }
    return only;
}

static uint32_t told_number(struct frames *tree, const struct number_row *row, uint32_t token)
{
    if (row->role == ROLE_PRED) return count_of(tree, token);
    const struct frame *frame = frames_get(tree, token);
    const struct frame_arg *arg = frame ? frame_find(frame, row->role, NULL) : NULL;
    return arg ? counts_of(tree, arg->token) : NONE;
}

void size_events(struct frames *tree, struct event *events, uint32_t n)
{
    const struct event_book *book = tree->book;
    if (!n) return;
    for (uint32_t t = tree->first; t < tree->first + tree->n; t++) {
        uint32_t id = map_get(&book->number_words, tree->doc->tokens[t].lemma);
        for (; id != MAP_NONE && id; id = book->numbers[id - 1].next) {
            const struct number_row *row = &book->numbers[id - 1];
            uint32_t value = told_number(tree, row, t);
            struct event *e = value == NONE ? NULL : owner(tree, events, n, row, t);
            if (e && *field(e, row->kind) == EVENT_NONE) *field(e, row->kind) = value;
        }
    }
}
