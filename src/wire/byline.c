/* wire/byline.c - names and titles of reporters.
 *
 *     By Ann B. Poe and Bob Roe in Geneva      BY ANN POE=      By Ann Poe, dpa  =
 *     By Xinhua writers Ann Poe, Bob Roe       By The Associated Press
 *
 * A line is a byline when all its words but a few small ones are capitalised, so that "By Friday
 * the talks had failed" is none.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/byline.h"

#include "base/utf8.h"

enum { BYLINE_BYTES = 160, TITLE_BYTES = 70 };

/* Without the marks that close header lines. */
static struct str without_end(struct str s)
{
    s = str_trim(s);
    while (s.n && (strchr("=<^,;", s.p[s.n - 1]) || ascii_is_space(s.p[s.n - 1])))
        s.n--;
    return s;
}

static struct str first_word(struct str s)
{
    size_t end = 0;
    while (end < s.n && !ascii_is_space(s.p[end]))
        end++;
    return str_slice(s, 0, end);
}

static struct str last_word(struct str s)
{
    size_t at = s.n;
    while (at && !ascii_is_space(s.p[at - 1]))
        at--;
    return str_slice(s, at, s.n);
}

/* The part behind "By"; empty when the line does not open so. */
static struct str behind_by(const struct wire_lexicon *lexicon, struct str s)
{
    struct str by = first_word(s);
    if (!by.n || by.n == s.n || !lexicon_is(lexicon, by, WORD_BYLINE)) return (struct str){s.p, 0};
    return str_trim(str_slice(s, by.n, s.n));
}

static bool is_small_word(const struct wire_lexicon *lexicon, struct str word)
{
    return lexicon_is(lexicon, word, WORD_PARTICLE | WORD_TITLE | WORD_SMALL | WORD_JOINT);
}

/* "d'Arcy", "al-Rashid": a capital behind an apostrophe or a hyphen. */
static bool has_inner_capital(struct str word)
{
    for (size_t i = 1; i + 1 < word.n && i < 4; i++)
        if ((word.p[i] == '-' || word.p[i] == '\'') && ascii_is_upper(word.p[i + 1])) return true;
    return false;
}

bool byline_is(const struct wire_lexicon *lexicon, struct str line)
{
    struct str s = without_end(line);
    if (s.n > BYLINE_BYTES) return false;
    struct str rest = behind_by(lexicon, s);
    if (!rest.n) return false;
    uint32_t names = 0;
    for (struct str word; rest.n; rest = str_trim(str_slice(rest, word.n, rest.n))) {
        word = first_word(rest);
        struct str bare = without_end(word);
        uint32_t cp;
        if (!utf8_decode(bare, 0, &cp)) continue;
        if (utf8_is_upper(cp) || (cp == '"' && bare.n > 2) || has_inner_capital(bare))
            names++;
        else if (bare.n > 3 && bare.p[0] == '(' && bare.p[bare.n - 1] == ')' &&
                 lexicon_agency(lexicon, str_slice(bare, 1, bare.n - 1)))
            continue;
        else if (bare.n == 1 && strchr("-|", bare.p[0]))
            continue;
        else if (lexicon_agency(lexicon, bare))
            names++;
        else if (!is_small_word(lexicon, bare))
            return false;
    }
    /* A sentence ends in a full stop; a byline at most in an initial or "Jr.". */
    struct str last = last_word(s);
    return names && !(last.n > 4 && last.p[last.n - 1] == '.');
}

static bool is_title(const struct wire_lexicon *lexicon, struct str s)
{
    return lexicon_is(lexicon, last_word(s), WORD_TITLE) || lexicon_is(lexicon, s, WORD_AGENCYNAME);
}

/* "Ann Poe of The Associated Press", "Ann Poe (AP)", "Ann Poe for Reuters": cuts the agency off. */
static struct str cut_agency(const struct wire_lexicon *lexicon, struct str *name)
{
    for (size_t at = 2; at < name->n; at++) {
        if (name->p[at - 1] != ' ') continue;
        struct str rest = str_slice(*name, at, name->n), word = first_word(rest);
        bool bracket = rest.p[0] == '(' && rest.p[rest.n - 1] == ')';
        bool small = lexicon_is(lexicon, word, WORD_SMALL | WORD_PARTICLE) && word.n < rest.n;
        if (!bracket && !small) continue;
        struct str agency =
            bracket ? str_slice(rest, 1, rest.n - 1) : str_trim(str_slice(rest, word.n, rest.n));
        if (!lexicon_agency(lexicon, agency)) continue;
        *name = str_trim(str_slice(*name, 0, at));
        return agency;
    }
    return (struct str){"", 0};
}

static void add_name(const struct wire_lexicon *lexicon, struct str s, struct wire_byline *byline)
{
    s = without_end(s);
    if (str_istarts(s, "and ")) s = str_slice(s, 4, s.n);
    if (!s.n) return;
    if (byline->n && is_title(lexicon, s)) {
        if (!byline->titles[byline->n - 1].n) byline->titles[byline->n - 1] = s;
        return;
    }
    if (lexicon_is(lexicon, s, WORD_AGENCYNAME)) return; /* nobody's name */
    struct str agency = cut_agency(lexicon, &s);
    for (size_t at = 1; at < s.n; at++) /* "Ann Poe in Geneva" */
        if (s.p[at - 1] == ' ' &&
            lexicon_is(lexicon, first_word(str_slice(s, at, s.n)), WORD_WHERE)) {
            s = str_trim(str_slice(s, 0, at));
            break;
        }
    for (uint32_t i = 0; i < byline->n; i++)
        if (str_ieq(byline->names[i], s)) return; /* a field said it before the text */
    if (byline->n == sizeof byline->names / sizeof *byline->names) return;
    byline->titles[byline->n] = agency;
    byline->names[byline->n++] = s;
}

/* Length of a joint between names at `at`: a comma, or " and " and the like; 0: none. */
static size_t joint_at(const struct wire_lexicon *lexicon, struct str s, size_t at)
{
    if (s.p[at] == ',' || s.p[at] == ';' || s.p[at] == '/' || s.p[at] == '|') return 1;
    if (s.p[at] == ' ' && at + 2 < s.n && s.p[at + 1] == '-' && s.p[at + 2] == ' ') return 2;
    if (s.p[at] != ' ') return 0;
    struct str word = first_word(str_slice(s, at + 1, s.n));
    return lexicon_is(lexicon, word, WORD_JOINT) ? word.n + 1 : 0;
}

void byline_add(const struct wire_lexicon *lexicon, struct str line, struct wire_byline *byline)
{
    struct str s = without_end(line), rest = behind_by(lexicon, s);
    if (rest.n) s = rest;
    /* "Xinhua writers Ann Poe": the longest run of words that is in the table. */
    for (size_t end = s.n < 40 ? s.n : 40; end; end--)
        if (end < s.n && s.p[end] == ' ' &&
            lexicon_is(lexicon, str_slice(s, 0, end), WORD_WRITERS)) {
            s = str_trim(str_slice(s, end, s.n));
            break;
        }
    size_t start = 0;
    for (size_t at = 0; at <= s.n; at++) {
        size_t joint = at < s.n ? joint_at(lexicon, s, at) : 1;
        if (!joint) continue;
        add_name(lexicon, str_slice(s, start, at), byline);
        start = at + joint;
        at = start - 1;
    }
}

bool byline_is_title(const struct wire_lexicon *lexicon, struct str line)
{
    struct str s = without_end(line);
    return s.n && s.n <= TITLE_BYTES && s.p[s.n - 1] != '.' && is_title(lexicon, s);
}

void byline_add_title(struct str line, struct wire_byline *byline)
{
    if (byline->n && !byline->titles[byline->n - 1].n)
        byline->titles[byline->n - 1] = without_end(line);
}
