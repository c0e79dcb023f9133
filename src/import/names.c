/* import/names.c - the capitals and underscores of dictionaries as names that Bede looks for.
 *
 *     UN_SECRETARY-GENERAL_   ->  Un Secretary-General
 *     ADEN_ARMY_(AAIA)_       ->  Aden Army, and AAIA
 *     U.N._                   ->  U.N.
 *
 * Dictionaries match without case; Bede's tables ask for capitals where they have them, which keeps
 * "Turkey" from being found in "turkey". So names get the capitals of a title, and names of up to
 * three letters stay as they are: acronyms.
 *
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "import/work.h"

enum { ACRONYM_LETTERS = 3, PIECES_MAX = 20 };

/* Blanks for underscores, single ones; without those at the ends. */
static struct str spaced(struct import *im, struct str phrase)
{
    char *copy = arena_alloc(im->scratch, phrase.n + 1);
    size_t n = 0;
    if (!copy) {
        im->no_memory = true;
        return (struct str){"", 0};
    }
    for (size_t i = 0; i < phrase.n; i++) {
        char c = phrase.p[i] == '_' || ascii_is_space(phrase.p[i]) ? ' ' : phrase.p[i];
        if (c != ' ' || (n && copy[n - 1] != ' ')) copy[n++] = c;
    }
    return str_trim((struct str){copy, n});
}

/* NULL, or why Bede's tables cannot hold it. */
static const char *fault(struct str name)
{
    size_t letters = 0, words = 1;
    if (!name.n) return "there is no name";
    if (name.n > IMPORT_NAME_MAX) return "the name is too long";
    for (size_t at = 0; at < name.n;) {
        uint32_t cp;
        size_t step = utf8_decode(name, at, &cp);
        if (cp < ' ') return "a control character inside the name";
        if (cp == '(' || cp == ')' || cp == '[' || cp == ']' || cp == '{' || cp == '}')
            return "a bracket inside the name";
        if (cp == '+' || cp == ';' || cp == '"' || cp == '|' || cp == '<' || cp == '>')
            return "a mark inside the name that belongs to no name";
        letters += utf8_is_letter(cp) || ascii_is_digit((char)cp);
        words += cp == ' ' || cp == '-' || cp == '\'';
        at += step;
    }
    if (letters < 2) return "the name has fewer than two letters";
    return words > PIECES_MAX ? "the name has too many words" : NULL;
}

static bool has_lower(struct str name)
{
    for (size_t at = 0; at < name.n;) {
        uint32_t cp;
        at += utf8_decode(name, at, &cp);
        if (cp != UTF8_INVALID && utf8_is_letter(cp) && !utf8_is_upper(cp)) return true;
    }
    return false;
}

/* Does a new capital stand here? Behind a blank, hyphen or full stop, and behind an apostrophe that
 * more than one letter follows ("O'Brien", "women's"). */
static bool begins(struct str name, size_t at)
{
    if (!at) return true;
    char before = name.p[at - 1];
    if (before == '\'') return at + 1 < name.n && ascii_is_alpha(name.p[at + 1]);
    return before == ' ' || before == '-' || before == '.' || before == '/';
}

static struct str word_at(struct str name, size_t at)
{
    size_t end = at;
    while (end < name.n && name.p[end] != ' ')
        end++;
    return str_slice(name, at, end);
}

static struct str titled(struct import *im, struct str name)
{
    char *copy = arena_alloc(im->scratch, name.n * 2 + 4);
    size_t n = 0;
    if (!copy) {
        im->no_memory = true;
        return name;
    }
    bool small = false;
    for (size_t at = 0; at < name.n;) {
        uint32_t cp;
        size_t step = utf8_decode(name, at, &cp);
        if (at && name.p[at - 1] == ' ') small = import_is(im, "small", word_at(name, at));
        if (name.p[at] == ' ') small = false;
        bool keep = cp == UTF8_INVALID || (begins(name, at) && !small);
        n += utf8_encode(keep ? cp : utf8_lower(cp), copy + n);
        at += step;
    }
    return (struct str){copy, n};
}

static struct str dressed(struct import *im, struct str name)
{
    if (name.n <= ACRONYM_LETTERS || has_lower(name)) return name;
    return titled(im, name);
}

const char *import_name(struct import *im, struct str phrase, struct str *name, struct str *acronym)
{
    struct str plain = spaced(im, phrase);
    *acronym = (struct str){"", 0};
    size_t open = str_find_byte(plain, '(', 0);
    if (open != SIZE_MAX && open && plain.p[plain.n - 1] == ')') {
        struct str inside = str_trim(str_slice(plain, open + 1, plain.n - 1));
        plain = str_trim(str_slice(plain, 0, open));
        if (!fault(inside)) *acronym = inside;
    }
    const char *why = fault(plain);
    if (why) return why;
    *name = dressed(im, plain);
    return NULL;
}

const char *import_phrase(struct import *im, struct str phrase, struct str *out)
{
    struct str plain = spaced(im, phrase);
    const char *why = fault(plain);
    if (why) return why;
    char *copy = arena_alloc(im->scratch, plain.n * 2 + 4);
    if (!copy) {
        im->no_memory = true;
        return "memory ended";
    }
    *out = (struct str){copy, utf8_lower_str(plain, copy, plain.n * 2 + 4)};
    return NULL;
}
