/* text/words.c - the words of a chunk, in the manner of the English UD treebanks (EWT, GUM).
 *
 * The scanner stands at a character and takes the longest piece that may start there: a link, a
 * number, a word with what belongs inside it, or a mark. What the treebanks do, in short:
 *
 *     don't         do n't       (one multiword token; so cannot, gonna, China's, writers')
 *     15-year-old   15 - year - old
 *     e-mail        e-mail       (prefixes and suffixes of the table stay on)
 *     713-853-3989  one number; so 11/28/2000, 7:30, 200,000, 1.5
 *     US$4.5m       US$ 4.5 m
 *     and/or        and / or     (but s/he, w/o: one letter beside the stroke)
 *     U.S.          one word; Corp., Nov., J. too, as long as no sentence ends there
 *
 * SPDX-License-Identifier: MIT */
#include "text/words.h"

#include "base/utf8.h"

enum { HOST_MAX = 256, FACE_MAX = 6, PHONE_MAX = 32 };
enum { CP_ZWJ = 0x200D };

enum char_class words_class(struct str text, uint32_t at, uint32_t *size)
{
    char c = text.p[at];
    *size = 1;
    if ((unsigned char)c < 0x80) {
        if (ascii_is_lower(c)) return CHAR_LOWER;
        if (ascii_is_upper(c)) return CHAR_UPPER;
        if (ascii_is_digit(c)) return CHAR_DIGIT;
        if (c == '\'' || c == '`') return CHAR_QUOTE;
        return (unsigned char)c <= ' ' || c == 0x7F ? CHAR_SPACE : CHAR_OTHER;
    }
    uint32_t cp;
    *size = (uint32_t)utf8_decode(text, at, &cp);
    if (cp == 0x2019 || cp == 0x2018) return CHAR_QUOTE;
    if (cp >= 0x300 && cp < 0x370) return CHAR_LOWER; /* combining marks go on with the word */
    if (cp < 0xA0 || utf8_is_space(cp)) return CHAR_SPACE;
    if (!utf8_is_letter(cp)) return CHAR_OTHER;
    return utf8_is_upper(cp) ? CHAR_UPPER : CHAR_LOWER;
}

static bool is_letter(enum char_class c)
{
    return c == CHAR_LOWER || c == CHAR_UPPER;
}
static bool is_alnum(enum char_class c)
{
    return c >= CHAR_LOWER && c <= CHAR_DIGIT;
}

/* Class of the character at `at`, CHAR_SPACE from `end` on. */
static enum char_class class_at(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t size;
    return at < end ? words_class(s->text, at, &size) : CHAR_SPACE;
}

static char byte_at(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    return at < end ? s->text.p[at] : '\0';
}

static void push(struct word_scanner *s, uint32_t start, uint32_t end, enum piece_shape shape,
                 uint32_t kinds, uint8_t mwt)
{
    uint32_t size;
    struct piece piece = {.start = start, .end = end, .kinds = kinds, .mwt = mwt};
    piece.shape = (uint8_t)shape;
    piece.first_class = (uint8_t)words_class(s->text, start, &size);
    if (!ARRAY_PUSH(s->list->arena, s->list->items, s->list->n, s->list->cap, piece))
        s->list->failed = true;
}

static uint32_t kinds_of(const struct word_scanner *s, uint32_t start, uint32_t end)
{
    return lexicon_kinds(s->lexicon, str_slice(s->text, start, end));
}

/* ---- words with clitics ---- */

/* Where the clitic at the end of [start, end) begins, or `end`: "China's" 5, "didn't" 3. */
static uint32_t clitic_start(const struct word_scanner *s, uint32_t start, uint32_t end)
{
    uint32_t from = end > start + 8 ? end - 8 : start + 1;
    for (uint32_t at = end - 1; at >= from; at--) {
        uint32_t size;
        if (words_class(s->text, at, &size) != CHAR_QUOTE) continue;
        if (at > start + 1 && (s->text.p[at - 1] | 32) == 'n' &&
            kinds_of(s, at - 1, end) & TEXT_CLITIC)
            return at - 1;
        return kinds_of(s, at, end) & TEXT_CLITIC ? at : end;
    }
    return end;
}

/* Pushes a word, cut into the words of a multiword token where it is one. `possessive` is the end
 * of an apostrophe that belongs to it, or `end`. */
static void push_word(struct word_scanner *s, uint32_t start, uint32_t end, uint32_t possessive)
{
    uint32_t cut[TEXT_PARTS_MAX + 1], n = 0;
    uint32_t last = end;
    if (possessive > end) cut[n++] = end;
    while (n < TEXT_PARTS_MAX - 1) {
        uint32_t at = clitic_start(s, start, last);
        if (at >= last) break;
        cut[n++] = last = at;
    }
    const struct text_entry *entry = lexicon_find(s->lexicon, str_slice(s->text, start, last));
    uint32_t kinds = entry ? entry->kinds : 0;
    bool initials = last - start == 2 && ascii_is_upper(s->text.p[start + 1]);
    if (initials) kinds &= ~(uint32_t)TEXT_SPLIT; /* IM is no "im" */
    if (!n && !(kinds & TEXT_SPLIT)) {
        push(s, start, end, PIECE_WORD, kinds, 0);
        return;
    }
    if (!n) { /* gonna: the table says where */
        uint8_t parts = 0;
        while (parts < TEXT_PARTS_MAX && entry->part[parts])
            parts++;
        for (uint32_t i = 0, at = start; i < parts; i++) {
            uint32_t from = at, size;
            for (uint32_t k = 0; k < entry->part[i] && at < last; k++, at += size)
                words_class(s->text, at, &size);
            push(s, from, i + 1 == parts ? last : at, PIECE_WORD, 0, i ? 1 : parts);
        }
        return;
    }
    push(s, start, last, PIECE_WORD, kinds, (uint8_t)(n + 1));
    while (n--)
        push(s, cut[n], n ? cut[n - 1] : possessive, PIECE_WORD, TEXT_CLITIC, 1);
}

/* ---- links ---- */

/* Trims marks that end the sentence rather than the link. */
static uint32_t link_end(const struct word_scanner *s, uint32_t start, uint32_t end)
{
    while (end > start && strchr(".,;:!?\"')]}>", s->text.p[end - 1]))
        end--;
    return end;
}

/* End of "http://...", "www...." at `at`, or `at`. */
static uint32_t url_end(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t p = at;
    while (p < end && p < at + 12 && ascii_is_alpha(s->text.p[p]))
        p++;
    struct str rest = str_slice(s->text, p, end);
    bool www = p - at == 3 && str_ieq(str_slice(s->text, at, p), STR_LIT("www"));
    if (!(p > at && str_starts(rest, "://")) && !(www && rest.n > 2 && rest.p[0] == '.')) return at;
    while (p < end && !strchr("<>\"", s->text.p[p]))
        p++;
    return link_end(s, at, p);
}

static bool host_byte(char c)
{
    return ascii_is_alnum(c) || c == '.' || c == '-' || c == '_';
}

/* The end of the path "/x/y" behind a host [at, e), or e. */
static uint32_t path_end(const struct word_scanner *s, uint32_t at, uint32_t e, uint32_t end)
{
    if (byte_at(s, e, end) != '/' || !is_alnum(class_at(s, e + 1, end))) return e;
    while (e < end && !strchr("<>\"", s->text.p[e]))
        e++;
    return link_end(s, at, e);
}

/* End of an e-mail address, of a host or file name whose last label the table knows ("news.com",
 * "plan.doc", perhaps with a path), or of a name of three labels ("comp.text.tex") at `at`; `at`
 * when there is none. */
static uint32_t host_end(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t p = at, limit = end - at > HOST_MAX ? at + HOST_MAX : end, dot = 0, dots = 0;
    bool mail = false;
    for (; p < limit; p++) {
        char c = s->text.p[p];
        if (c == '@' && p > at && !mail && p + 1 < limit && ascii_is_alnum(s->text.p[p + 1]))
            mail = true;
        else if (!host_byte(c) && !(c == '+' && !mail))
            break;
        if (c == '.' && p > at && p + 1 < limit) {
            if (s->text.p[p + 1] == '.') { /* a cut address: "somebo...@example.org" */
                bool cut_mail = p + 3 < limit && str_starts(str_slice(s->text, p, end), "...@");
                if (mail || !cut_mail) break;
                p += 2;
            } else if (ascii_is_alnum(s->text.p[p + 1])) {
                dot = p;
                dots++;
            }
        }
    }
    if (!dot && !mail) return at;
    uint32_t e = link_end(s, at, p);
    while (e > at && (s->text.p[e - 1] == '-' || s->text.p[e - 1] == '_'))
        e--;
    if (mail) return e;
    if (dot >= e) return at;
    bool group = dots >= 2 && ascii_is_lower(s->text.p[at]) && ascii_is_lower(s->text.p[dot + 1]);
    if (!group && !(kinds_of(s, dot + 1, e) & TEXT_HOST)) return at;
    return path_end(s, at, e, end);
}

/* ---- numbers ---- */

static uint32_t digits_end(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    while (at < end && ascii_is_digit(s->text.p[at]))
        at++;
    return at;
}

/* End of a telephone number or date written with hyphens (713-853-3989, 345-9945, 11-20-2000), or
 * `at`. Two short groups (5-10, 1990-91) are a range and no number. */
static uint32_t phone_end(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t p = at, groups = 0, size = 0, before = 0, hyphens = 0;
    uint32_t limit = end - at > PHONE_MAX ? at + PHONE_MAX : end;
    for (;;) {
        uint32_t q = digits_end(s, p, limit);
        if (q == p) return at;
        before = size;
        size = q - p;
        groups++;
        p = q;
        if (p + 1 >= limit || !ascii_is_digit(s->text.p[p + 1])) break;
        if (s->text.p[p] != '-' && s->text.p[p] != '/') break;
        hyphens += s->text.p[p] == '-';
        p++;
    }
    if (!hyphens || is_letter(class_at(s, p, end))) return at;
    if (groups >= 3 && (hyphens == groups - 1 ? size >= 2 : size == 4)) return p;
    if (groups == 2 && before == 3 && size == 3) return at; /* 400-500 */
    return groups == 2 && size == 4 && (before & 1) ? p : at;
}

/* End of the plain number at `at`: digits with , . : / between them. */
static uint32_t number_end(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t p = digits_end(s, at, end);
    while (p + 1 < end && ascii_is_digit(s->text.p[p + 1])) {
        char c = s->text.p[p];
        uint32_t q = digits_end(s, p + 1, end);
        if (c != '.' && c != ':' && c != '/' && !(c == ',' && q - p == 4)) break;
        p = q;
    }
    return p;
}

/* The end of the letters that stay with a number ending at p: "20th", "81b7", not "5pm". */
static uint32_t number_letters(const struct word_scanner *s, uint32_t p, uint32_t end)
{
    uint32_t letters = p, size;
    while (letters < end && letters < p + 12 && is_letter(words_class(s->text, letters, &size)))
        letters += size;
    enum char_class next = class_at(s, letters, end);
    if (letters > p && !is_alnum(next)) {
        uint32_t kinds = kinds_of(s, p, letters);
        return kinds & TEXT_UNIT && !(kinds & TEXT_ORDINAL) ? p : letters;
    }
    if (letters == p) return p;
    while (p < end && is_alnum(words_class(s->text, p, &size)))
        p += size;
    return p;
}

/* Pushes a number with the 's behind it: "60's" is one word, "1987's" are two. */
static void push_number(struct word_scanner *s, uint32_t start, uint32_t p, uint32_t end,
                        uint32_t *at)
{
    uint32_t size = 0;
    *at = p;
    if (class_at(s, p, end) == CHAR_QUOTE) {
        words_class(s->text, p, &size);
        uint32_t q = p + size;
        if ((byte_at(s, q, end) | 32) == 's' && !is_alnum(class_at(s, q + 1, end))) *at = q + 1;
    }
    if (*at == p || s->text.p[p - 1] == '0') {
        push(s, start, *at, PIECE_NUMBER, 0, 0);
    } else {
        push(s, start, p, PIECE_NUMBER, 0, 2);
        push(s, p, *at, PIECE_WORD, TEXT_CLITIC, 1);
    }
}

static void scan_number(struct word_scanner *s, uint32_t *at, uint32_t end)
{
    uint32_t start = *at, p = phone_end(s, start, end);
    if (p == start) p = number_end(s, start, end);
    if (byte_at(s, p, end) == '.' && is_letter(class_at(s, p + 1, end))) {
        uint32_t q = host_end(s, start, end);
        if (q > start) {
            push(s, start, q, PIECE_LINK, 0, 0);
            *at = q;
            return;
        }
    }
    p = number_letters(s, p, end);
    push_number(s, start, p, end, at);
}

/* ---- words ---- */

/* End of letters with stops between them, "U.S." "Ph.D." "a.m" "J.R.", or `at`: single letters all
 * through, or a form of the table. */
static uint32_t dotted_end(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t p = at, limit = end - at > TEXT_FORM_MAX ? at + TEXT_FORM_MAX : end, groups = 0;
    bool single = true;
    while (p < limit && is_letter(class_at(s, p, end))) {
        uint32_t q = p, size, letters = 0;
        while (q < limit && is_letter(words_class(s->text, q, &size))) {
            q += size;
            letters++;
        }
        if (letters != 1) single = false;
        groups++;
        p = q;
        if (byte_at(s, p, limit) != '.') break;
        p++;
    }
    if (groups < 2 || is_alnum(class_at(s, p, end))) return at;
    if (!single && !(kinds_of(s, at, p) & (TEXT_TITLE | TEXT_SHORT))) return at;
    return p;
}

/* May the hyphen at `at`, between letters or digits, stay inside the word that began at `start`? */
static bool hyphen_joins(const struct word_scanner *s, uint32_t start, uint32_t at, uint32_t end)
{
    if (kinds_of(s, start, at) & TEXT_PREFIX) return true;
    uint32_t p = at + 1, size;
    while (p < end && p <= at + TEXT_FORM_MAX && is_letter(words_class(s->text, p, &size)))
        p += size;
    return kinds_of(s, at + 1, p) & TEXT_SUFFIX;
}

/* One letter beside the stroke: s/he, w/o. */
static bool stroke_joins(const struct word_scanner *s, uint32_t start, uint32_t at, uint32_t end)
{
    uint32_t p = at + 1, size;
    while (p < end && p < at + 4 && is_alnum(words_class(s->text, p, &size)))
        p += size;
    if (byte_at(s, p, end) == '/') return false;
    return at - start == 1 || p == at + 2;
}

/* Does the mark at `at`, a letter or digit being before it, join what follows to the word? */
static bool mark_joins(const struct word_scanner *s, uint32_t start, uint32_t at, uint32_t end)
{
    uint32_t size;
    enum char_class mark = words_class(s->text, at, &size), next = class_at(s, at + size, end);
    if (!is_alnum(next)) return false;
    if (mark == CHAR_QUOTE) return is_letter(next);
    switch (s->text.p[at]) {
    case '-':
        return hyphen_joins(s, start, at, end);
    case '/':
        return stroke_joins(s, start, at, end);
    case '&':
        return next == CHAR_UPPER || at - start == 1;
    case '_':
    case '@':
        return true;
    case '*':
        return is_letter(next);
    default:
        return false;
    }
}

static uint32_t word_end(const struct word_scanner *s, uint32_t start, uint32_t end)
{
    uint32_t p = start, size;
    while (p < end) {
        enum char_class c = words_class(s->text, p, &size);
        if (!is_alnum(c) && (p == start || !mark_joins(s, start, p, end))) break;
        p += size;
    }
    return p;
}

/* The apostrophe at `at` after a word: of a plural's genitive (writers'), or a closing quote? */
static bool is_genitive(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t size;
    if (s->single_open || class_at(s, at, end) != CHAR_QUOTE || s->text.p[at] == '`') return false;
    words_class(s->text, at, &size);
    if (class_at(s, at + size, end) == CHAR_QUOTE) return false;
    char last = (char)(s->text.p[at - 1] | 32);
    return last == 's' || last == 'z' || last == 'x';
}

/* Does a number stand behind white space at `at`? */
static bool number_follows(const struct word_scanner *s, uint32_t at)
{
    for (uint32_t size; at < s->text.n; at += size) {
        enum char_class c = words_class(s->text, at, &size);
        if (c != CHAR_SPACE) return c == CHAR_DIGIT;
    }
    return false;
}

static bool after_comma(const struct word_scanner *s)
{
    const struct piece_list *list = s->list;
    return list->n && list->items[list->n - 1].shape == PIECE_COMMA;
}

/* Is the stop at `at` part of the word [start, at)? */
static bool stop_joins(const struct word_scanner *s, uint32_t start, uint32_t at, uint32_t end,
                       uint32_t *kinds)
{
    if (byte_at(s, at, end) != '.') return false;
    uint32_t dots = at;
    while (dots < end && dots < at + 3 && s->text.p[dots] == '.')
        dots++;
    if (dots - at >= 3) return false;
    *kinds = kinds_of(s, start, at + 1);
    if (*kinds & (TEXT_TITLE | TEXT_SHORT | TEXT_MONTH | TEXT_HOUR)) return true;
    if (*kinds & TEXT_NUMBERED && number_follows(s, at + 1)) return true;
    if (*kinds & TEXT_STATE && after_comma(s)) return true;
    uint32_t size;
    if (words_class(s->text, start, &size) != CHAR_UPPER || start + size != at) return false;
    *kinds = 0;
    return true; /* an initial */
}

/* Pushes "U.S." [start, p), and the 's of "U.S.'s". */
static void push_dotted(struct word_scanner *s, uint32_t start, uint32_t p, uint32_t end,
                        uint32_t *at)
{
    uint32_t size = 0, kinds = kinds_of(s, start, p);
    enum piece_shape shape = s->text.p[p - 1] == '.' ? PIECE_SHORT : PIECE_WORD;
    *at = p;
    if (class_at(s, p, end) == CHAR_QUOTE) {
        words_class(s->text, p, &size);
        bool clitic = (byte_at(s, p + size, end) | 32) == 's';
        if (clitic && !is_alnum(class_at(s, p + size + 1, end))) *at = p + size + 1;
    }
    push(s, start, p, shape, kinds, *at > p ? 2 : 0);
    if (*at > p) push(s, p, *at, PIECE_WORD, TEXT_CLITIC, 1);
}

static void scan_word(struct word_scanner *s, uint32_t *at, uint32_t end)
{
    uint32_t start = *at, p = dotted_end(s, start, end), size = 0, kinds;
    if (p > start) {
        push_dotted(s, start, p, end, at);
        return;
    }
    p = word_end(s, start, end);
    if (byte_at(s, p, end) == '.' || byte_at(s, p, end) == '@' || s->text.p[p - 1] == '@') {
        uint32_t q = host_end(s, start, end);
        if (q > p) {
            push(s, start, q, PIECE_LINK, 0, 0);
            *at = q;
            return;
        }
    }
    if (byte_at(s, p, end) == '$' && p - start <= 3 && class_at(s, start, end) == CHAR_UPPER) {
        push(s, start, p + 1, PIECE_OTHER, 0, 0);
        *at = p + 1;
        return;
    }
    if (byte_at(s, p, end) == '-' && p + 1 == end && p == start + 1)
        p++; /* a stammer: "I w- want" */
    if (stop_joins(s, start, p, end, &kinds)) {
        push(s, start, p + 1, PIECE_SHORT, kinds, 0);
        *at = p + 1;
        return;
    }
    uint32_t possessive = p;
    if (is_genitive(s, p, end)) {
        words_class(s->text, p, &size);
        possessive = p + size;
    }
    push_word(s, start, p, possessive);
    *at = possessive;
}

/* ---- marks ---- */

static uint32_t run_end(const struct word_scanner *s, uint32_t at, uint32_t end, const char *set)
{
    while (at < end && s->text.p[at] && strchr(set, s->text.p[at]))
        at++;
    return at;
}

/* End of an emoticon of the table at `at`, or `at`. No letter or digit may follow. */
static uint32_t face_end(const struct word_scanner *s, uint32_t at, uint32_t end)
{
    uint32_t longest = end - at > FACE_MAX ? FACE_MAX : end - at;
    for (uint32_t n = longest; n >= 2; n--) {
        if (is_alnum(class_at(s, at + n, end)) || !(kinds_of(s, at, at + n) & TEXT_FACE)) continue;
        return at + n;
    }
    return at;
}

/* Two single quotes, '' or ``, that stand for a double one. */
static void push_pair(struct word_scanner *s, uint32_t start, uint32_t end, uint32_t *at)
{
    uint32_t size, size2;
    words_class(s->text, start, &size);
    words_class(s->text, start + size, &size2);
    *at = start + size + size2;
    bool grave = s->text.p[start] == '`';
    bool curly = str_starts(str_slice(s->text, start, end), "\u2018");
    bool opens = grave || curly || is_alnum(class_at(s, *at, end));
    push(s, start, *at, opens ? PIECE_OPEN : PIECE_CLOSE, 0, 0);
}

/* End of a word or year that the apostrophe at `start` begins ('90s, 'em, 'tis), pushed; or
 * `start`. */
static uint32_t push_elision(struct word_scanner *s, uint32_t start, uint32_t p, uint32_t end)
{
    enum char_class next = class_at(s, p, end);
    if (next == CHAR_DIGIT) {
        uint32_t digits = digits_end(s, p, end), q = digits;
        if (q < end && ascii_is_alpha(s->text.p[q])) q++;
        if (digits - p != 2 || is_alnum(class_at(s, q, end))) return start;
        push(s, start, q, PIECE_NUMBER, 0, 0);
        return q;
    }
    if (!is_letter(next)) return start;
    uint32_t q = word_end(s, p, end), kinds = kinds_of(s, start, q);
    if (kinds & TEXT_SPLIT)
        push_word(s, start, q, q);
    else if (kinds & (TEXT_ELISION | TEXT_CLITIC))
        push(s, start, q, PIECE_WORD, kinds, 0);
    else
        return start;
    return q;
}

/* An apostrophe or single quote that starts a piece. */
static void scan_quote(struct word_scanner *s, uint32_t *at, uint32_t end)
{
    uint32_t start = *at, size;
    words_class(s->text, start, &size);
    uint32_t p = start + size;
    enum char_class next = class_at(s, p, end);
    if (next == CHAR_QUOTE) {
        push_pair(s, start, end, at);
        return;
    }
    *at = push_elision(s, start, p, end);
    if (*at > start) return;
    bool opens = is_alnum(next) || (next != CHAR_SPACE && !s->single_open && next != CHAR_OTHER);
    s->single_open = opens;
    push(s, start, p, opens ? PIECE_OPEN : PIECE_CLOSE, 0, 0);
    *at = p;
}

/* Marks beyond ASCII: dashes, quotes, the ellipsis; signs that modify the one before stay with it. */
static void scan_wide(struct word_scanner *s, uint32_t *at, uint32_t end)
{
    uint32_t start = *at, cp, next;
    uint32_t p = start + (uint32_t)utf8_decode(s->text, start, &cp);
    enum piece_shape shape = PIECE_OTHER;
    if (cp == 0x2013 || cp == 0x2014 || cp == 0x2015 || cp == 0x2012) {
        shape = PIECE_DASH;
    } else if (cp == 0x201C || cp == 0xAB || cp == 0x201E) {
        shape = PIECE_OPEN;
    } else if (cp == 0x201D || cp == 0xBB) {
        shape = PIECE_CLOSE;
    } else if (cp == 0x2026) {
        shape = PIECE_DOTS;
        while (p < end && (s->text.p[p] == '.' || str_starts(str_slice(s->text, p, end), "\u2026")))
            p += s->text.p[p] == '.' ? 1 : 3;
    } else if (cp == 0xB0 && is_letter(class_at(s, p, end))) {
        p += 1; /* degrees: the letter of the scale */
        if (is_alnum(class_at(s, p, end))) p -= 1;
    } else {
        while (p < end) {
            size_t n = utf8_decode(s->text, p, &next);
            bool joined = next == CP_ZWJ || (next >= 0xFE00 && next <= 0xFE0F) ||
                          (next >= 0x1F3FB && next <= 0x1F3FF);
            if (!joined) break;
            p += (uint32_t)n;
            if (next == CP_ZWJ && p < end && (unsigned char)s->text.p[p] >= 0x80)
                p += (uint32_t)utf8_decode(s->text, p, &next);
        }
    }
    push(s, start, p, shape, 0, 0);
    *at = p;
}

static enum piece_shape ascii_shape(char c)
{
    switch (c) {
    case '(':
    case '[':
    case '{':
        return PIECE_OPEN;
    case ')':
    case ']':
    case '}':
        return PIECE_CLOSE;
    case ',':
        return PIECE_COMMA;
    case ':':
    case ';':
        return PIECE_COLON;
    default:
        return PIECE_OTHER;
    }
}

/* Is the piece to come the first one of its chunk, or behind an opening bracket? */
static bool starts_chunk(const struct word_scanner *s)
{
    if (s->list->n == s->chunk) return true;
    return s->list->items[s->list->n - 1].shape == PIECE_OPEN;
}

/* A straight double quote opens before a word, closes behind one; alone, it does what is due. */
static enum piece_shape quote_shape(struct word_scanner *s, uint32_t after, uint32_t end)
{
    bool first = starts_chunk(s) || s->list->items[s->list->n - 1].shape == PIECE_DASH;
    bool opens = first && (after < end || !s->double_open);
    s->double_open = opens;
    return opens ? PIECE_OPEN : PIECE_CLOSE;
}

/* Stops: a run of them, or the start of ".doc" and ".50". */
static uint32_t stop_end(const struct word_scanner *s, uint32_t start, uint32_t end,
                         enum piece_shape *shape)
{
    uint32_t p = run_end(s, start, end, ".!?");
    *shape = PIECE_STOP;
    if (p - start >= 2 && run_end(s, start, p, ".") == p) *shape = PIECE_DOTS;
    if (p - start > 1 || s->text.p[start] != '.' || !is_alnum(class_at(s, p, end))) return p;
    uint32_t q = word_end(s, p, end);
    bool number = ascii_is_digit(s->text.p[p]);
    if (!number && !(kinds_of(s, p, q) & TEXT_HOST)) return p;
    *shape = number ? PIECE_NUMBER : PIECE_LINK;
    return q;
}

/* Marks of no sentence: runs of one sign; +44, #tag, @name. */
static uint32_t sign_end(const struct word_scanner *s, uint32_t start, uint32_t end,
                         enum piece_shape *shape)
{
    char c = s->text.p[start];
    uint32_t p = start + 1;
    enum char_class next = class_at(s, p, end);
    if (c == '+' && next == CHAR_DIGIT && starts_chunk(s)) {
        *shape = PIECE_NUMBER;
        return number_end(s, p, end);
    }
    if (c == '@' && is_letter(next)) {
        uint32_t host = host_end(s, p, end);
        return host > p ? host : word_end(s, p, end);
    }
    if (c == '#' && is_letter(next)) return word_end(s, p, end);
    if (c == '*' || c == '~') return run_end(s, start, end, "*~");
    return strchr("=_+<>#|^\\$", c) ? run_end(s, start, end, (const char[]){c, 0}) : p;
}

static void scan_mark(struct word_scanner *s, uint32_t *at, uint32_t end)
{
    uint32_t start = *at, p = face_end(s, start, end);
    char c = s->text.p[start];
    enum piece_shape shape = PIECE_FACE;
    if (p == start) {
        shape = ascii_shape(c);
        p = start + 1;
        if (c == '.' || c == '!' || c == '?') {
            p = stop_end(s, start, end, &shape);
        } else if (c == '"') {
            shape = quote_shape(s, p, end);
        } else if (c == '-') {
            p = run_end(s, start, end, "-");
            shape = PIECE_DASH;
        } else if (shape == PIECE_OTHER) {
            p = sign_end(s, start, end, &shape);
        }
    }
    push(s, start, p, shape, 0, 0);
    *at = p;
}

void words_scan(struct word_scanner *s, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    s->chunk = s->list->n;
    while (at < end && !s->list->failed) {
        uint32_t size;
        enum char_class c = words_class(s->text, at, &size);
        if (c == CHAR_LOWER || c == CHAR_UPPER) {
            uint32_t url = url_end(s, at, end);
            if (url > at) {
                push(s, at, url, PIECE_LINK, 0, 0);
                at = url;
            } else {
                scan_word(s, &at, end);
            }
        } else if (c == CHAR_DIGIT) {
            scan_number(s, &at, end);
        } else if (c == CHAR_QUOTE) {
            scan_quote(s, &at, end);
        } else if (size > 1) {
            scan_wide(s, &at, end);
        } else {
            scan_mark(s, &at, end);
        }
    }
    if (s->list->n > s->chunk) s->list->items[s->list->n - 1].space_after = true;
}
