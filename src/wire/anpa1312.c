/* wire/anpa1312.c - the teleprinter format of American newspapers (ANPA-1312), as AP and Kyodo send
 * it.
 *
 *     SYN SYN SOH W2870 US asian                          number, selector
 *     r i DC3 DC1 BC-AF--Mali-Talks 1stLd-Writethru  05-02 0416   priority, category, keyword, date
 *     STX ^BC-AF--Mali-Talks, 1st Ld-Writethru,380<       keyword in full, version, words
 *     ^Envoys meet in Bamako<                             headline
 *     ^Eds: Adds quote.<                                  and other lines of the header
 *     ^By ANN POE=
 *     TAB  BAMAKO, Mali (AP) _ ...                        copy, a paragraph a line
 *     ETX AP-WF-05-02-24 1015GMT<
 *     FF EOT
 *
 * `^` opens and `<` or `=` closes a line that is set by itself. Kyodo sends neither `^` nor SYN,
 * hard-wraps its copy and closes with "KWS-21:37-09-12-18", day before month. DC4 DC2 should tell
 * tables, but Kyodo sends plain copy under it: only rows with columns make a table.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/transmit.h"

#include "wire/byline.h"
#include "wire/headline.h"

enum {
    TITLE_BYTES = 180,
    PROSE_BYTES = 100, /* a line of copy in a table, not of cells */
    ROWS_MIN = 3,
    CELL_BYTES = 24,
    CATEGORY_BYTES = 100,
    END_BYTES = 40,
    YEAR_PIVOT = 70
};

/* ---- The forms of single lines ---- */

/* "05-02": two numbers of one or two digits around a hyphen. */
static bool is_day(struct str s)
{
    size_t hyphen = str_find_byte(s, '-', 0);
    uint32_t a, b;
    return hyphen != SIZE_MAX && hyphen <= 2 && s.n - hyphen <= 3 &&
           str_u32(str_slice(s, 0, hyphen), &a) && str_u32(str_slice(s, hyphen + 1, s.n), &b) &&
           a && b && a <= 31 && b <= 31;
}

/* The last word, cut off. */
static struct str last_word(struct str *s)
{
    *s = str_trim(*s);
    size_t at = s->n;
    while (at && !ascii_is_space(s->p[at - 1]))
        at--;
    struct str word = str_slice(*s, at, s->n);
    *s = str_slice(*s, 0, at);
    return word;
}

struct category {
    char priority;
    struct str category, keyword; /* the keyword as it is cut short here, with its version */
};

/* "r i DC3 DC1 BC-AF--Mali-Talks 1stLd-Writethru   05-02 0416"; the words may be missing. */
static bool read_category(struct str line, struct category *c)
{
    struct str s = transmit_bare(line);
    if (s.n < 8 || s.n > CATEGORY_BYTES || !ascii_is_lower(s.p[0]) || s.p[1] != ' ' ||
        !ascii_is_lower(s.p[2]))
        return false;
    size_t at = 3;
    while (at < s.n && (unsigned char)s.p[at] <= ' ')
        at++;
    struct str rest = str_slice(s, at, s.n), words = last_word(&rest);
    uint32_t n;
    if (at == 3 || (!is_day(words) && (!str_u32(words, &n) || !is_day(last_word(&rest)))))
        return false;
    *c = (struct category){s.p[0], str_slice(s, 2, 3), str_trim(rest)};
    return c->keyword.n > 0 && str_find_byte(c->keyword, '-', 0) != SIZE_MAX;
}

static bool opens(struct str line)
{
    struct category c;
    return read_category(line, &c);
}

/* "W2870", "a0105KYODO": a letter and the number. Its length, or 0. */
static size_t number_length(struct str s)
{
    size_t i = 1;
    if (!s.n || !ascii_is_alpha(s.p[0])) return 0;
    while (i < s.n && i < 6 && ascii_is_digit(s.p[i]))
        i++;
    return i >= 4 ? i : 0;
}

bool anpa1312_is(struct str head)
{
    size_t soh = str_find_byte(head, CTL_SOH, 0);
    if (soh != SIZE_MAX && !transmit_bare(str_slice(head, 0, soh)).n &&
        number_length(str_slice(head, soh + 1, head.n)))
        return !iptc7901_is(head);
    struct str rest = head, line;
    for (int i = 0; i < 2 && str_split(&rest, '\n', &line);)
        if (transmit_bare(line).n) {
            if (opens(line)) return true;
            i++;
        }
    return false;
}

static bool two_digits(struct str s, size_t at, uint32_t *n)
{
    return at + 2 <= s.n && str_u32(str_slice(s, at, at + 2), n);
}

/* "AP-WF-05-02-24 1015GMT<" and "KWS-10:15-02-05-24". */
static bool read_sent(struct transmit *t, struct str line)
{
    struct str s = transmit_bare(line);
    if (s.n > END_BYTES || s.n < 14 || !ascii_is_upper(s.p[0])) return false;
    size_t at = 0;
    while (at < s.n && (ascii_is_upper(s.p[at]) || s.p[at] == '-'))
        at++;
    uint32_t a, b, year, hour, minute;
    bool before = at + 3 < s.n && s.p[at + 2] == ':'; /* time before the day */
    size_t day = before ? at + 6 : at;
    if (!two_digits(s, day, &a) || !two_digits(s, day + 3, &b) || !two_digits(s, day + 6, &year))
        return false;
    if (s.p[day + 2] != '-' || s.p[day + 5] != '-') return false;
    size_t clock = before ? at : day + 9, minutes = before ? at + 3 : clock + 2;
    if (!two_digits(s, clock, &hour) || !two_digits(s, minutes, &minute)) return false;
    struct date date = {(int16_t)(year + (year < YEAR_PIVOT ? 2000 : 1900)),
                        (uint8_t)(before ? b : a), (uint8_t)(before ? a : b)};
    struct str name = str_slice(s, 0, str_find_byte(s, '-', 0));
    const struct wire_agency *agency = lexicon_agency(t->reader->lexicon, name);
    if (agency && !t->story->agency.n) t->story->agency = agency->name;
    transmit_sent(t, date, hour, minute, str_find(s, "GMT", minutes) != SIZE_MAX);
    return true;
}

/* Is the line a row of cells? By the bytes that set columns, or by semicolons. */
static bool is_row(struct str line)
{
    uint32_t marks = 0, semicolons = 0;
    for (size_t i = 0; i < line.n; i++) {
        marks += line.p[i] == CTL_BS || line.p[i] == CTL_US || line.p[i] == CTL_RS;
        semicolons += line.p[i] == ';';
    }
    return marks || (semicolons >= ROWS_MIN && line.n / semicolons < CELL_BYTES);
}

static bool is_prose(struct str bare)
{
    return bare.n >= PROSE_BYTES && str_find(bare, " ", 0) != SIZE_MAX;
}

/* ---- A transmission ---- */

struct copy {
    struct transmit *t;
    bool carets;     /* header lines open with `^` */
    bool tables;     /* short lines are no copy */
    bool keyword;    /* the line behind STX was read */
    bool body;       /* copy has begun */
    bool over;       /* ETX was seen */
    struct span row; /* of a table that is open: its lines so far */
};

/* One look ahead: is there a table, and how are the lines of the header told? */
static void survey(struct copy *c)
{
    struct transmit ahead = *c->t;
    uint32_t rows = 0, lines = 0;
    bool tabular = false, heading = memchr(ahead.rest.p, CTL_STX, ahead.rest.n) != NULL;
    for (struct str line; transmit_line(&ahead, &line);) {
        struct str bare = transmit_bare(line);
        struct category category;
        if (memchr(line.p, CTL_STX, line.n)) heading = false;
        if (read_category(line, &category))
            tabular = tabular || memchr(line.p, CTL_DC4, line.n);
        else if (bare.n && bare.p[0] == '^')
            c->carets = true;
        if (heading || !bare.n) continue;
        lines += bare.p[0] != '^';
        rows += is_row(line);
    }
    c->tables = rows >= ROWS_MIN && (tabular || rows * 2 >= lines);
}

static void close_table(struct copy *c)
{
    if (c->row.end) transmit_mark(c->t, WIRE_OTHER, c->row);
    c->row = (struct span){0, 0};
}

/* The line without `^` before it and `<` or `=` behind it. */
static struct str without_marks(struct str s, bool both)
{
    s = transmit_bare(s);
    while (s.n && s.p[0] == '^')
        s = transmit_bare(str_slice(s, 1, s.n));
    while (s.n && (s.p[s.n - 1] == '<' || (both && s.p[s.n - 1] == '=')))
        s = transmit_bare(str_slice(s, 0, s.n - 1));
    return s;
}

static void take_number(struct transmit *t, struct str line)
{
    size_t soh = str_find_byte(line, CTL_SOH, 0);
    struct str s = str_slice(line, soh == SIZE_MAX ? 0 : soh + 1, line.n);
    size_t n = number_length(s);
    if (n) t->story->number = str_slice(s, 0, n);
}

/* f flash, b bulletin, u urgent, r regular, d deferred, a and s advances: as an urgency of 1 to 6. */
static uint8_t urgency_of(char priority)
{
    static const char order[] = "fburda";
    const char *at = strchr(order, priority == 's' ? 'a' : priority);
    return at ? (uint8_t)(at - order + 1) : 0;
}

/* The lines before STX. False: the line is none of them. */
static bool take_heading(struct copy *c, struct str line, struct span span)
{
    struct transmit *t = c->t;
    struct category category;
    if (read_category(line, &category)) {
        t->story->urgency = urgency_of(category.priority);
        transmit_subject(t, "anpa1312", category.category);
        if (!t->story->slug.n) t->story->slug = category.keyword;
    } else if (!t->story->number.n && number_length(transmit_bare(line))) {
        take_number(t, transmit_bare(line));
    } else {
        return false;
    }
    transmit_mark(t, WIRE_SLUG, span);
    return true;
}

/* "BC-AF--Mali-Talks, 1st Ld-Writethru,380": the keyword in full, the version, the words. */
static void take_keyword(struct copy *c, struct span span)
{
    struct story *story = c->t->story;
    const struct wire_lexicon *lexicon = c->t->reader->lexicon;
    struct str s = transmit_bare(transmit_str(c->t, span));
    transmit_mark(c->t, WIRE_SLUG, span);
    if (s.p[0] == '*') return; /* a routing code: the keyword follows */
    size_t comma = str_find_byte(s, ',', 0);
    story->slug = str_slice(s, 0, comma == SIZE_MAX ? s.n : comma);
    if (comma != SIZE_MAX) headline_slug_tags(lexicon, story, str_slice(s, comma + 1, s.n));
    c->keyword = true;
}

/* "By The Associated Press": nobody's name. */
static bool is_agency_byline(struct copy *c, struct str s)
{
    if (!str_istarts(s, "by ")) return false;
    const struct wire_agency *agency =
        lexicon_agency(c->t->reader->lexicon, str_trim(str_slice(s, 3, s.n)));
    if (agency && !c->t->story->agency.n) c->t->story->agency = agency->name;
    return agency != NULL;
}

/* Lines of the header that plain.c knows by their form: names, orders. */
static bool is_plain(const struct wire_lexicon *lexicon, struct str s,
                     const struct wire_phrase *phrase)
{
    if (byline_is(lexicon, s) || byline_is_title(lexicon, s)) return true;
    return phrase && (phrase->kind == PHRASE_KILL || phrase->kind == PHRASE_HOLD ||
                      phrase->kind == PHRASE_EMBARGO);
}

/* A line of the header that `^` tells, whatever its words. */
static void take_header_line(struct copy *c, struct span span)
{
    const struct wire_lexicon *lexicon = c->t->reader->lexicon;
    struct str s = transmit_bare(transmit_str(c->t, span));
    if (!s.n) return;
    const struct wire_phrase *phrase = lexicon_opening(lexicon, s);
    if (is_agency_byline(c, s))
        transmit_mark(c->t, WIRE_SIGNOFF, span);
    else if (is_plain(lexicon, s, phrase))
        return;
    else if (phrase && phrase->kind == PHRASE_LABEL)
        transmit_mark(c->t, WIRE_NOTE, span);
    else if (phrase || c->t->story->title.n || s.n > TITLE_BYTES || s.p[0] == '(' || s.p[0] == '*')
        transmit_mark(c->t, WIRE_OTHER, span);
    else
        transmit_title(c->t, span, s);
}

/* A line behind the header: of a table, a heading among copy, or copy. */
static void take_copy(struct copy *c, struct str line, struct span span)
{
    struct str bare = transmit_bare(line);
    bool heading = bare.n && bare.p[0] == '^' && bare.n < PROSE_BYTES;
    bool row = is_row(line) || (c->tables && bare.n && !is_prose(bare));
    if (!row && !heading) {
        if (bare.n) close_table(c);
        return;
    }
    if (!c->row.end) c->row.start = span.start;
    c->row.end = span.end;
}

static void take_line(struct copy *c, struct str line, bool stx)
{
    struct transmit *t = c->t;
    bool caret = transmit_bare(line).n && transmit_bare(line).p[0] == '^';
    bool indented = line.n && (line.p[0] == '\t' || line.p[0] == ' ');
    bool heading = !c->keyword && !stx && !c->body;
    struct str s = line;
    if (!heading && transmit_bare(line).n) {
        size_t lead = caret ? 0 : (size_t)(transmit_bare(line).p - line.p);
        s = without_marks(line, caret || transmit_bare(line).p[0] == '_');
        if (lead && s.n) s = str_slice(line, 0, (size_t)(s.p + s.n - line.p));
    }
    struct span span = transmit_add(t, s, !heading);
    if (!transmit_bare(s).n) return;
    if (c->over || memchr(line.p, CTL_ETX, line.n)) {
        c->over = true;
        close_table(c);
        if (read_sent(t, s)) transmit_mark(t, WIRE_END, span);
        return;
    }
    if (heading && take_heading(c, line, span)) return;
    if (!c->keyword && !c->body && !indented && (stx || caret)) {
        take_keyword(c, span);
    } else if (!c->body && caret && !is_row(line)) {
        take_header_line(c, span);
    } else {
        c->body = c->body || c->carets || indented;
        if (c->body) take_copy(c, line, span);
    }
}

static bool read_lines(struct transmit *t, const char **why)
{
    (void)why;
    struct copy c = {.t = t};
    survey(&c);
    for (struct str line; transmit_line(t, &line);) {
        bool stx = memchr(line.p, CTL_STX, line.n) != NULL;
        /* "^*9006< ^Keyword<": two lines on one. */
        size_t close = str_find(line, "< ^", 0);
        if (close != SIZE_MAX && close < TITLE_BYTES && !c.body) {
            take_line(&c, str_slice(line, 0, close), stx);
            line = str_slice(line, close + 2, line.n);
        }
        take_line(&c, line, stx);
    }
    close_table(&c);
    return true;
}

bede_status anpa1312_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                          bede_error *err)
{
    return transmit_next(reader, arena, opens, read_lines, out, err);
}
