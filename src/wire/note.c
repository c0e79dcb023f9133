/* wire/note.c - the grammar of notes.
 *
 *     note   = clause {(";" | ". " | ", " | " and ") clause}      a new clause opens with a verb
 *     clause = VERB ["with" | ":"] [object] [where] {"," object}
 *     where  = "in paras 2, 5, 13-16" | "5th para" | "last 4 paras" | "throughout"
 *
 *     UPDATES with ministry's release in paras 7-12; ADDS photo, byline
 *
 * Paragraphs are those of the new version's body, from 1. A note is a claim of the desk: readers of
 * the record treat it as a prior and compare it with what did change.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/note.h"

enum { WORDS_MAX = 400, CLAUSES_MAX = 24, RANGES_MAX = 32, OBJECTS_MAX = 12, NUMBER_MAX = 9999 };

struct word {
    struct str s;   /* without the punctuation around it */
    size_t at, end; /* with it, in the clause */
    char stop;      /* , ; : . behind it, or 0 */
};

struct clause {
    const struct wire_lexicon *lexicon;
    struct str text;
    struct word *word;
    uint32_t n;
    struct wire_range range[RANGES_MAX];
    uint32_t n_ranges;
};

static bool is_word(struct word w, const char *text)
{
    return str_iis(w.s, text);
}

/* ---- Words ---- */

static uint32_t cut_words(struct str text, struct word *word, uint32_t max)
{
    uint32_t n = 0;
    for (size_t at = 0; at < text.n && n < max;) {
        while (at < text.n && ascii_is_space(text.p[at]))
            at++;
        size_t end = at;
        while (end < text.n && !ascii_is_space(text.p[end]))
            end++;
        if (end == at) break;
        struct word w = {str_slice(text, at, end), at, end, 0};
        while (w.s.n && strchr(",;:.", w.s.p[w.s.n - 1])) {
            w.stop = w.s.p[w.s.n - 1];
            w.s.n--;
        }
        word[n++] = w;
        at = end;
    }
    return n;
}

/* ---- Where ---- */

/* "7", "5th", "second": a paragraph's number. */
static bool number_of(const struct wire_lexicon *lexicon, struct str s, int32_t *n, bool *ordinal)
{
    *ordinal = false;
    size_t digits = 0;
    while (digits < s.n && ascii_is_digit(s.p[digits]))
        digits++;
    uint32_t value;
    if (digits && digits <= 4 && str_u32(str_slice(s, 0, digits), &value)) {
        struct str suffix = str_slice(s, digits, s.n);
        *ordinal = str_iis(suffix, "st") || str_iis(suffix, "nd") || str_iis(suffix, "rd") ||
                   str_iis(suffix, "th");
        *n = (int32_t)value;
        return !suffix.n || *ordinal;
    }
    if (lexicon_ordinal(lexicon, s, n)) return *ordinal = true;
    return lexicon_cardinal(lexicon, s, n);
}

/* "13-16", "13–16", or a single number. */
static bool range_of(const struct wire_lexicon *lexicon, struct str s, struct wire_range *out,
                     bool *ordinal)
{
    int32_t a, b;
    if (number_of(lexicon, s, &a, ordinal)) {
        *out = a < 0 ? (struct wire_range){0, a} : (struct wire_range){a, a};
        return true;
    }
    for (size_t i = 1; i < s.n; i++) {
        size_t dash = s.p[i] == '-'                                             ? 1
                      : i + 3 <= s.n && memcmp(s.p + i, "\xe2\x80\x93", 3) == 0 ? 3
                                                                                : 0;
        bool second;
        if (!dash || !number_of(lexicon, str_slice(s, 0, i), &a, ordinal) ||
            !number_of(lexicon, str_slice(s, i + dash, s.n), &b, &second) || a > b)
            continue;
        *ordinal = *ordinal || second;
        *out = (struct wire_range){a, b};
        return true;
    }
    return false;
}

static void add_range(struct clause *c, struct wire_range range)
{
    if (c->n_ranges < RANGES_MAX && range.first <= NUMBER_MAX && range.last <= NUMBER_MAX)
        c->range[c->n_ranges++] = range;
}

static bool is_para(const struct clause *c, uint32_t i)
{
    return i < c->n && lexicon_is(c->lexicon, c->word[i].s, WORD_PARA);
}

/* Words of a list of numbers from word i: "2, 5, 13-16" or "3 and 4" or "7 to 12". With `first`
 * already read, a further bare number must close the list or be followed by more of it, so that
 * "paras 3-4, 2 photos" keeps its photos. Returns the word behind. */
static uint32_t number_list(struct clause *c, uint32_t i, bool must_be_ordinal)
{
    bool ordinal, any = false;
    while (i < c->n) {
        uint32_t at = i;
        bool joined = is_word(c->word[i], "and") || is_word(c->word[i], "&");
        if (joined) at++;
        struct wire_range range;
        if (at >= c->n || !range_of(c->lexicon, c->word[at].s, &range, &ordinal)) break;
        if (must_be_ordinal && !ordinal) break;
        bool closes = c->word[at].stop || at + 1 == c->n || range.first != range.last ||
                      is_word(c->word[at + 1], "and") || is_word(c->word[at + 1], "&");
        if (any && !closes && !must_be_ordinal) break;
        if (at + 2 < c->n &&
            (is_word(c->word[at + 1], "to") || is_word(c->word[at + 1], "through"))) {
            struct wire_range to;
            if (range_of(c->lexicon, c->word[at + 2].s, &to, &ordinal) && to.last >= range.first) {
                range.last = to.last;
                at += 2;
            }
        }
        add_range(c, range);
        any = true;
        char stop = c->word[at].stop;
        i = at + 1;
        if (stop && stop != ',') break;
        if (!stop && !must_be_ordinal && i < c->n && !is_word(c->word[i], "and") &&
            !is_word(c->word[i], "&"))
            break;
        if (must_be_ordinal && is_para(c, i)) break;
    }
    return any ? i : 0;
}

/* A phrase that says where, from word i. Returns the word behind it, or 0. */
static uint32_t where_at(struct clause *c, uint32_t i, bool *throughout)
{
    if (lexicon_is(c->lexicon, c->word[i].s, WORD_THROUGHOUT)) {
        *throughout = true;
        return i + 1;
    }
    if (is_para(c, i)) return number_list(c, i + 1, false);
    if (lexicon_is(c->lexicon, c->word[i].s, WORD_LAST)) {
        int32_t n = 1;
        bool ordinal;
        uint32_t next = i + 1;
        if (next < c->n && number_of(c->lexicon, c->word[next].s, &n, &ordinal)) next++;
        if (!is_para(c, next) || n < 1) return 0;
        add_range(c, (struct wire_range){0, -n});
        return next + 1;
    }
    uint32_t before = c->n_ranges, behind = number_list(c, i, true);
    if (behind && is_para(c, behind)) return behind + 1;
    c->n_ranges = before;
    int32_t n;
    bool ordinal; /* "first two paragraphs" */
    if (number_of(c->lexicon, c->word[i].s, &n, &ordinal) && ordinal && n == 1 && i + 2 < c->n &&
        number_of(c->lexicon, c->word[i + 1].s, &n, &ordinal) && !ordinal && is_para(c, i + 2)) {
        add_range(c, (struct wire_range){1, n});
        return i + 3;
    }
    return 0;
}

/* ---- Objects ---- */

struct objects {
    struct str item[OBJECTS_MAX];
    uint32_t n;
};

static void add_object(struct objects *list, struct str s)
{
    s = str_trim(s);
    while (s.n && strchr(",;:.<", s.p[s.n - 1]))
        s = str_trim(str_slice(s, 0, s.n - 1));
    if (str_istarts(s, "and ")) s = str_slice(s, 4, s.n);
    if (str_istarts(s, "with ")) s = str_slice(s, 5, s.n);
    if (s.n && list->n < OBJECTS_MAX) list->item[list->n++] = s;
}

/* The objects among the words [from, to), split at commas; linking words before a "where" go. */
static void take_objects(const struct clause *c, uint32_t from, uint32_t to, bool before_where,
                         struct objects *list)
{
    while (before_where && to > from && lexicon_is(c->lexicon, c->word[to - 1].s, WORD_LINK))
        to--;
    for (uint32_t first = from, i = from; i < to; i++)
        if (i + 1 == to || c->word[i].stop == ',') {
            add_object(list, str_slice(c->text, c->word[first].at, c->word[i].end));
            first = i + 1;
        }
}

/* ---- Clauses ---- */

/* The verb of a clause: its first word, or one of the next in prose ("This version of the story
 * corrects ..."). UINT32_MAX when there is none. */
static uint32_t find_verb(const struct clause *c)
{
    for (uint32_t i = 0; i < c->n && i < 9; i++) {
        if (!lexicon_verb(c->lexicon, c->word[i].s)) continue;
        if (i == 0) return 0;
        if (i == 1 && i + 1 == c->n) break; /* "Minor edits." */
        bool finite = c->word[i].s.p[c->word[i].s.n - 1] == 's' || is_word(c->word[i - 1], "to") ||
                      is_word(c->word[i - 1], "been") || is_word(c->word[i - 1], "was") ||
                      is_word(c->word[i - 1], "is");
        if (finite) return i;
    }
    return UINT32_MAX;
}

static bool copy_lists(struct arena *arena, const struct clause *c, const struct objects *list,
                       struct wire_clause *out)
{
    if (list->n) out->object = list->item[0];
    if (list->n > 1) {
        out->n_objects = list->n - 1;
        out->objects = ARENA_ARRAY(arena, out->n_objects, struct str);
        if (!out->objects) return false;
        memcpy(out->objects, list->item + 1, out->n_objects * sizeof *out->objects);
    }
    if (c->n_ranges) {
        out->n_ranges = c->n_ranges;
        out->ranges = ARENA_ARRAY(arena, c->n_ranges, struct wire_range);
        if (!out->ranges) return false;
        memcpy(out->ranges, c->range, c->n_ranges * sizeof *c->range);
    }
    return true;
}

/* One clause, its words cut. *empty when it says nothing. */
static bool parse_clause(struct clause *c, struct arena *arena, struct wire_clause *out,
                         const char **note_kind, bool *empty)
{
    *out = (struct wire_clause){.verb = STR_LIT(""), .object = STR_LIT(""), .kind = "change"};
    uint32_t verb = find_verb(c), from = 0;
    if (verb != UINT32_MAX) {
        const struct wire_verb *v = lexicon_verb(c->lexicon, c->word[verb].s);
        out->verb = c->word[verb].s;
        out->kind = v->kind;
        *note_kind = v->note;
        from = verb + 1;
        if (from < c->n && is_word(c->word[from], "with")) from++;
    }
    struct objects list = {.n = 0};
    bool tail = false;
    for (uint32_t i = from; i < c->n;) {
        uint32_t behind = where_at(c, i, &out->throughout);
        if (!behind) {
            i++;
            continue;
        }
        if (!tail) take_objects(c, from, i, true, &list);
        from = i = behind;
        /* "last paragraph to reflect that ...": what follows without a comma explains. */
        tail = c->word[behind - 1].stop != ',';
    }
    if (!tail) take_objects(c, from, c->n, false, &list);
    *empty = verb == UINT32_MAX && !c->n_ranges && !out->throughout;
    return *empty || copy_lists(arena, c, &list, out);
}

/* Does a new clause open at word i (behind a comma or "and")? */
static bool opens_clause(const struct wire_lexicon *lexicon, struct word w)
{
    if (!w.s.n || !lexicon_verb(lexicon, w.s)) return false;
    char last = w.s.p[w.s.n - 1];
    return last == 's' || (ascii_is_upper(w.s.p[0]) && ascii_is_upper(last));
}

/* A full stop that ends a sentence: not "Jan. 3", not "U.S." */
static bool ends_here(struct word w, struct word next)
{
    if (w.stop != '.' || !w.s.n || !next.s.n) return false;
    if (w.s.n <= 2 || memchr(w.s.p, '.', w.s.n)) return false;
    return ascii_is_upper(next.s.p[0]);
}

static uint32_t clause_end(const struct wire_lexicon *lexicon, const struct word *word, uint32_t n,
                           uint32_t from)
{
    uint32_t i = from;
    for (; i + 1 < n; i++) {
        struct word next = word[i + 1];
        if (word[i].stop == ';' || ends_here(word[i], next)) break;
        bool joint = word[i].stop == ',' || is_word(word[i], "and");
        if (joint && i > from && opens_clause(lexicon, next)) break;
    }
    return i + 1 < n ? i + 1 : n;
}

/* Does the note say that something was wrong: "para 1 should read 100, not 10"? */
static bool tells_error(const struct wire_lexicon *lexicon, struct str text,
                        const struct word *word, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (lexicon_is(lexicon, word[i].s, WORD_ERRING) ||
            (i + 1 < n &&
             lexicon_is(lexicon, str_slice(text, word[i].at, word[i + 1].end), WORD_ERRING)))
            return true;
    return false;
}

bool note_parse(const struct wire_lexicon *lexicon, struct arena *arena, struct str text,
                const char *kind, struct wire_note *note)
{
    struct word word[WORDS_MAX];
    struct wire_clause clause[CLAUSES_MAX];
    uint32_t n = cut_words(text, word, WORDS_MAX), n_clauses = 0;
    note->text = text;
    note->kind = kind ? kind : tells_error(lexicon, text, word, n) ? "correction" : "advisory";
    for (uint32_t from = 0; from < n && n_clauses < CLAUSES_MAX;) {
        uint32_t to = clause_end(lexicon, word, n, from), last = to;
        while (last > from + 1 && is_word(word[last - 1], "and"))
            last--;
        struct clause c = {.lexicon = lexicon, .text = text, .word = word + from, .n = last - from};
        const char *says = NULL;
        bool empty;
        if (!parse_clause(&c, arena, &clause[n_clauses], &says, &empty)) return false;
        if (!empty) n_clauses++;
        if (says && !kind && strcmp(note->kind, "correction") != 0 &&
            (strcmp(says, "advisory") != 0))
            note->kind = says;
        from = to;
    }
    note->n_clauses = n_clauses;
    if (!n_clauses) return true;
    note->clauses = ARENA_ARRAY(arena, n_clauses, struct wire_clause);
    if (!note->clauses) return false;
    memcpy(note->clauses, clause, n_clauses * sizeof *clause);
    return true;
}

/* ---- Telling a note ---- */

struct str note_without_label(const struct wire_lexicon *lexicon, struct str text)
{
    text = str_trim(text);
    const struct wire_phrase *phrase = lexicon_opening(lexicon, text);
    if (phrase && phrase->kind == PHRASE_LABEL)
        text = str_trim(str_slice(text, phrase->text.n, text.n));
    while (text.n && (text.p[0] == ':' || text.p[0] == ' '))
        text = str_slice(text, 1, text.n);
    while (text.n && (text.p[text.n - 1] == '<' || ascii_is_space(text.p[text.n - 1]) ||
                      str_ends(text, "///"))) /* AFP closes its notes so */
        text.n -= str_ends(text, "///") ? 3 : 1;
    return text;
}

bool note_is(const struct wire_lexicon *lexicon, struct str inside)
{
    struct str s = str_trim(inside);
    const struct wire_phrase *phrase = lexicon_opening(lexicon, s);
    if (phrase)
        return phrase->kind == PHRASE_LABEL || phrase->kind == PHRASE_CORRECTION ||
               phrase->kind == PHRASE_UPDATE;
    struct word word[16];
    uint32_t n = cut_words(s.n > 200 ? str_slice(s, 0, 200) : s, word, 16);
    if (n < 2) return false;
    if (lexicon_verb(lexicon, word[0].s)) return ascii_is_upper(word[0].s.p[0]);
    if (!lexicon_is(lexicon, word[0].s, WORD_NOTEOPEN)) return false;
    for (uint32_t i = 1; i < n; i++)
        if (lexicon_verb(lexicon, word[i].s)) return true;
    return false;
}

size_t note_bracket(struct str s, size_t max)
{
    char open = s.n ? s.p[0] : 0, close = open == '(' ? ')' : ']';
    if (open != '(' && open != '[') return 0;
    uint32_t depth = 0;
    for (size_t i = 0; i < s.n && i < max; i++) {
        if (s.p[i] == '\n') { /* a blank line ends the paragraph and with it the bracket */
            size_t next = i + 1;
            while (next < s.n && (s.p[next] == ' ' || s.p[next] == '\r' || s.p[next] == '\t'))
                next++;
            if (next >= s.n || s.p[next] == '\n') return 0;
        }
        if (s.p[i] == open) depth++;
        if (s.p[i] == close && --depth == 0) return i + 1;
    }
    return 0;
}

struct str note_target(const struct wire_lexicon *lexicon, struct str text)
{
    const struct wire_phrase *phrase = lexicon_opening(lexicon, text);
    if (!phrase) return (struct str){text.p, 0};
    struct str s = str_trim(str_slice(text, phrase->text.n, text.n));
    while (s.n && strchr("-: ", s.p[0])) /* "STORY WITHDRAWN - Envoys meet" */
        s = str_slice(s, 1, s.n);
    for (;;) { /* "the story slugged" */
        size_t end = str_find_byte(s, ' ', 0);
        if (end == SIZE_MAX || !lexicon_is(lexicon, str_slice(s, 0, end), WORD_LINK)) break;
        s = str_trim(str_slice(s, end, s.n));
    }
    /* Up to the end of its sentence, a quoted headline included. */
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') quoted = !quoted;
        bool inner = i >= 2 && s.p[i] == '.' && (s.p[i - 2] == '.' || s.p[i - 2] == ' '); /* U.N. */
        if (s.p[i] == '\n' ||
            (!quoted && !inner && s.p[i] == '.' && (i + 1 == s.n || s.p[i + 1] == ' '))) {
            s = str_slice(s, 0, i);
            break;
        }
    }
    while (s.n && strchr(" =<", s.p[s.n - 1]))
        s.n--;
    for (size_t i = 0; i < s.n; i++)
        if (ascii_is_alnum(s.p[i]) || (s.p[i] & 0x80)) return s;
    return str_slice(s, 0, 0); /* "HOLD HOLD HOLD ''''' =" */
}
