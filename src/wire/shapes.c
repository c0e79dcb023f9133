/* wire/shapes.c - the forms of sign-offs, marks, page lines and headings.
 *
 *     abc/de/fg    dpa ab cd    AZ MK HN    (ANSA).    --SPA    ### Page 2    NO ROAD OPEN
 *
 * The forms were gathered from agencies' public copy; names and words come from the tables.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/shapes.h"

#include "wire/lines.h"

enum {
    INITIALS_BYTES = 40,
    INITIALS_LETTERS = 4, /* of one person, in capitals */
    GLUED_BYTES = 44,
    CODE_BYTES = 24,
    CODE_DIGITS = 4,
    PAGE_BYTES = 80,
    NUMBER_BYTES = 16, /* "Page 12 of 14" */
    HEADING_BYTES = 60,
    SIGNATURE_BYTES = 48
};

bool shape_divider(struct str s)
{
    if (s.n < 2 || s.n > 80) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("_*-=# ~.", s.p[i]) || !s.p[i]) return false;
    return true;
}

/* "###", "# # #". */
bool shape_hashes(struct str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '#')
            n++;
        else if (s.p[i] != ' ')
            return false;
    }
    return n >= 2 && s.n <= 16;
}

bool shape_contact(struct str s)
{
    size_t at = str_find_byte(s, '@', 0);
    if (at == SIZE_MAX || !at || at + 1 >= s.n || s.n > 120) return false;
    uint32_t blanks = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ') blanks++;
    return blanks <= 3 && ascii_is_alnum(s.p[at + 1]) && !ends_sentence(s);
}

/* "abc/de/fg-hi": initials of those who handled the story, two groups at least. */
bool shape_initials(struct str s)
{
    if (s.n < 5 || s.n > INITIALS_BYTES) return false;
    uint32_t group = 0, groups = 1;
    for (size_t i = 0; i < s.n; i++) {
        if (ascii_is_lower(s.p[i])) {
            if (++group > 5) return false;
        } else if ((s.p[i] == '/' || s.p[i] == '-') && group >= 2) {
            group = 0;
            groups++;
        } else {
            return false;
        }
    }
    return groups >= 2 && group >= 2;
}

/* "dpa ab cd", "AAP RTV ab": an agency and groups of letters. */
bool shape_agency_initials(const struct wire_lexicon *lexicon, struct str s)
{
    if (s.n > INITIALS_BYTES) return false;
    struct str rest = s, word;
    bool first = true;
    uint32_t n = 0;
    while (str_split(&rest, ' ', &word)) {
        if (!word.n) continue;
        if (first && !lexicon_agency(lexicon, word)) return false;
        first = false;
        n++;
        if (n == 1) continue;
        if (word.n > 4) return false;
        for (size_t i = 0; i < word.n; i++)
            if (!ascii_is_alpha(word.p[i]) && word.p[i] != '/') return false;
    }
    return n >= 2;
}

/* "(SDA/ab)", "(END/2024)": a bracket of initials. */
bool shape_bracket_initials(const struct wire_lexicon *lexicon, struct str s)
{
    if (s.n < 5 || s.n > INITIALS_BYTES || s.p[0] != '(' || s.p[s.n - 1] != ')') return false;
    struct str inner = str_slice(s, 1, s.n - 1);
    size_t slash = str_find_byte(inner, '/', 0);
    if (slash == SIZE_MAX) return shape_initials(inner) || lexicon_agency(lexicon, inner) != NULL;
    size_t name = slash && inner.p[slash - 1] == '\\' ? slash - 1 : slash;
    return lexicon_agency(lexicon, str_slice(inner, 0, name)) && inner.n - slash <= 8 &&
           !memchr(inner.p, ' ', inner.n);
}

bool shape_capital_initials(struct str s)
{
    if (s.n < 2 || s.n > INITIALS_BYTES) return false;
    struct str rest = s, word;
    uint32_t groups = 0;
    while (str_split(&rest, ' ', &word)) {
        if (word.n < 2 || word.n > INITIALS_LETTERS) return false;
        for (size_t i = 0; i < word.n; i++)
            if (!ascii_is_upper(word.p[i])) return false;
        groups++;
    }
    return groups >= 2;
}

bool shape_codes(struct str s)
{
    uint32_t digits = 0, stars = 0;
    if (s.n > CODE_BYTES) return false;
    for (size_t i = 0; i < s.n; i++) {
        digits += ascii_is_digit(s.p[i]);
        stars += s.p[i] == '*';
        if (!ascii_is_digit(s.p[i]) && !strchr("*-/ ", s.p[i])) return false;
    }
    return digits >= CODE_DIGITS && stars;
}

/* Length of a mark that stands around an agency's name, at the start of s; 0: none. */
static size_t mark_length(struct str s)
{
    if (!s.n) return 0;
    if (s.p[0] && strchr("-_.()[]/ ", s.p[0])) return 1;
    bool dash = str_starts(s, "\xe2\x80\x93") || str_starts(s, "\xe2\x80\x94");
    return dash ? 3 : 0;
}

const struct wire_agency *shape_agency_mark(const struct wire_lexicon *lexicon, struct str s)
{
    if (!s.n || s.n > SIGNATURE_BYTES) return NULL;
    if (ascii_is_alnum(s.p[0]) && s.p[s.n - 1] == '.') return NULL; /* "... told / Reuters." */
    for (size_t n; (n = mark_length(s)) != 0;)
        s = str_slice(s, n, s.n);
    for (size_t n; s.n && ((n = mark_length(str_slice(s, s.n - 1, s.n))) != 0 ||
                           (s.n > 3 && (n = mark_length(str_slice(s, s.n - 3, s.n))) == 3));)
        s = str_slice(s, 0, s.n - n);
    if (str_istarts(s, "the ")) s = str_slice(s, 4, s.n);
    const struct wire_agency *agency = lexicon_agency(lexicon, s);
    size_t slash = str_find_byte(s, '/', 0);
    if (agency || slash == SIZE_MAX || slash + 1 >= s.n) return agency;
    /* "WAM/Ann Poe": the agency, then names. */
    for (size_t at = slash + 1; at < s.n; at++) {
        bool opens = s.p[at - 1] == '/' || s.p[at - 1] == ' ';
        if (opens ? !ascii_is_upper(s.p[at]) : !ascii_is_alpha(s.p[at]) && s.p[at] != ' ')
            return NULL;
    }
    return lexicon_agency(lexicon, str_slice(s, 0, slash));
}

size_t shape_glued_agency(const struct wire_lexicon *lexicon, struct str s)
{
    size_t from = s.n > GLUED_BYTES ? s.n - GLUED_BYTES : 1;
    for (size_t at = from; at < s.n; at++) {
        bool apart = s.p[at - 1] == ' ' || s.p[at] == '-';
        if (!apart || s.p[at] == ' ' || !ends_sentence(str_trim(str_slice(s, 0, at)))) continue;
        struct str rest = str_slice(s, at, s.n);
        if (s.p[s.n - 1] != '.' && s.p[s.n - 1] != ')' &&
            (shape_agency_initials(lexicon, rest) || shape_agency_mark(lexicon, rest)))
            return at;
    }
    return SIZE_MAX;
}

/* "-2-", "2-2-2": the number of a page, or of a take. */
static bool is_page_number(struct str s)
{
    uint32_t digits = 0, marks = 0;
    if (s.n < 3 || s.n > NUMBER_BYTES) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (ascii_is_digit(s.p[i]))
            digits++;
        else if (s.p[i] == '-')
            marks++;
        else if (s.p[i] != ' ')
            return false;
    }
    bool between = s.p[0] == '-' && s.p[s.n - 1] == '-';
    return digits && digits <= 3 && (between ? marks == 2 : marks == 2 && digits == 3);
}

bool shape_page(const struct wire_lexicon *lexicon, struct str s)
{
    if (s.n < 3 || s.n > PAGE_BYTES) return false;
    if (is_page_number(s)) return true;
    size_t blank = str_find_byte(s, ' ', 0);
    if (blank != SIZE_MAX && s.n <= NUMBER_BYTES &&
        lexicon_is(lexicon, str_slice(s, 0, blank), WORD_PAGE) && ascii_is_digit(s.p[blank + 1]))
        return true;
    /* "Rebels attack (cont'd)", "Rebels attack ... continued". */
    size_t end = s.n, at;
    while (end && strchr(")].", s.p[end - 1]))
        end--;
    for (at = end; at && s.p[at - 1] != ' ' && s.p[at - 1] != '(' && s.p[at - 1] != '[';)
        at--;
    bool apart = (at && s.p[at - 1] != ' ') || str_ends(str_trim(str_slice(s, 0, at)), "...");
    if (!apart) return false;
    return lexicon_is(lexicon, str_slice(s, at, end), WORD_CARRIED);
}

bool shape_crosshead(struct str s)
{
    uint32_t letters = 0;
    if (s.n < 3 || s.n > HEADING_BYTES || !ascii_is_upper(s.p[0]) || ends_sentence(s)) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (ascii_is_lower(s.p[i]) || (s.p[i] & 0x80) || strchr("/:;=<", s.p[i])) return false;
        letters += ascii_is_upper(s.p[i]);
    }
    return letters * 2 > s.n;
}

bool shape_routing(struct str s)
{
    size_t letters = 0, digits = 0;
    while (letters < s.n && ascii_is_upper(s.p[letters]))
        letters++;
    while (letters + digits < s.n && ascii_is_digit(s.p[letters + digits]))
        digits++;
    return letters && letters <= 5 && digits && digits <= 4 && letters + digits == s.n;
}
