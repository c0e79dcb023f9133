/* wire/ending.c - sign-offs, end marks, captions, contact lines, postscripts.
 *
 *     ... the minister said. (Reporting by Ann Poe; Editing by Bob Roe)      glued sign-off
 *     Ann Poe shakes hands in Geneva on May 2, 2024. (Pool photo) (Yonhap)   caption, two credits
 *     abc/de/fg    dpa ab cd    (END)    NNNN    AP-WF-05-02-24 1029GMT
 *
 * A paragraph that closes with the agency's name in brackets is a caption when it has a full date,
 * a second credit, a picture word, or stands apart; else the bracket is the paper's credit for the
 * story and is cut as a sign-off.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/ending.h"

#include "wire/note.h"

enum {
    END_LINE_BYTES = 64,
    INSIDE_BYTES = 600, /* paragraphs in which closing phrases are looked for */
    CREDIT_BYTES = 120,
    CREDITS_MAX = 6,
    CLOSING_LINES = 6,
    SIGNOFF_BYTES = 4000,
    CAPTION_BYTES = 1500,
    INITIALS_BYTES = 40,
    AGENCY_WORDS = 4
};

static bool add_kind(struct plain *p, enum wire_kind kind, struct span span)
{
    return plain_block(p, kind, span) != NULL;
}

/* ---- Shapes of lines ---- */

bool ending_is_divider(struct str s)
{
    if (s.n < 2 || s.n > 80) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("_*-=# ~.", s.p[i]) || !s.p[i]) return false;
    return true;
}

/* "###", "# # #". */
static bool is_hashes(struct str s)
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

bool ending_is_contact(struct str s)
{
    size_t at = str_find_byte(s, '@', 0);
    if (at == SIZE_MAX || !at || at + 1 >= s.n || s.n > 120) return false;
    uint32_t blanks = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ') blanks++;
    return blanks <= 3 && ascii_is_alnum(s.p[at + 1]) && !ends_sentence(s);
}

/* "abc/de/fg-hi": initials of those who handled the story, two groups at least. */
static bool is_initials(struct str s)
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
static bool is_agency_initials(const struct wire_lexicon *lexicon, struct str s)
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
static bool is_bracket_initials(const struct wire_lexicon *lexicon, struct str s)
{
    if (s.n < 5 || s.n > INITIALS_BYTES || s.p[0] != '(' || s.p[s.n - 1] != ')') return false;
    struct str inner = str_slice(s, 1, s.n - 1);
    size_t slash = str_find_byte(inner, '/', 0);
    if (slash == SIZE_MAX) return is_initials(inner) || lexicon_agency(lexicon, inner) != NULL;
    size_t name = slash && inner.p[slash - 1] == '\\' ? slash - 1 : slash;
    return lexicon_agency(lexicon, str_slice(inner, 0, name)) && inner.n - slash <= 8 &&
           !memchr(inner.p, ' ', inner.n);
}

/* "071341 GMT Okt 15", "091223 dec 18": day, hour, month and year of sending. */
static bool is_sent_line(struct str s)
{
    if (s.n < 10 || s.n > 32 || s.p[6] != ' ') return false;
    for (size_t i = 0; i < 6; i++)
        if (!ascii_is_digit(s.p[i])) return false;
    return true;
}

static bool sent_line(struct plain *p, struct str s)
{
    if (!is_sent_line(s)) return false;
    bool zone = str_istarts(str_slice(s, 6, s.n), " GMT ");
    struct str rest = str_trim(str_slice(s, zone ? 11 : 7, s.n));
    size_t blank = str_find_byte(rest, ' ', 0);
    if (blank == SIZE_MAX) return lexicon_month(p->lexicon, rest) > 0;
    int month = lexicon_month(p->lexicon, str_slice(rest, 0, blank));
    uint32_t year, day;
    if (!month || !str_u32(str_trim(str_slice(rest, blank, rest.n)), &year) || year > 99 ||
        !str_u32(str_slice(s, 0, 2), &day))
        return month > 0;
    p->filed = (struct date){(int16_t)(year < 70 ? 2000 + year : 1900 + year), (uint8_t)month,
                             (uint8_t)day};
    return true;
}

/* "AP-WF-05-02-24 1029GMT": month, day, year behind the second hyphen. */
static void end_date(struct plain *p, struct str s)
{
    for (size_t i = 0; i + 8 <= s.n; i++) {
        uint32_t month, day, year;
        if (s.p[i + 2] != '-' || s.p[i + 5] != '-' || !str_u32(str_slice(s, i, i + 2), &month) ||
            !str_u32(str_slice(s, i + 3, i + 5), &day) ||
            !str_u32(str_slice(s, i + 6, i + 8), &year))
            continue;
        struct date date = {(int16_t)(year < 70 ? 2000 + year : 1900 + year), (uint8_t)month,
                            (uint8_t)day};
        if (month <= 12 && day <= 31 && date_valid(date)) p->filed = date;
        return;
    }
}

static bool take_end(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    const struct wire_end *end = lexicon_end(p->lexicon, s);
    bool sent = !end && sent_line(p, s);
    if (!end && !sent && !is_hashes(s)) return false;
    if (end && end->prefix) end_date(p, s);
    if (!end || end->strong) e->over = true;
    add_kind(p, WIRE_END, span);
    return true;
}

/* The line behind which no more than a few with anything on them stand. */
static uint32_t last_lines(const struct plain *p, uint32_t from)
{
    uint32_t i = p->lines.n, seen = 0;
    while (i > from && seen < CLOSING_LINES)
        if (!line_blank(&p->lines.line[--i])) seen++;
    return i;
}

void ending_mark_lines(struct plain *p, uint32_t from)
{
    uint32_t closing = last_lines(p, from);
    for (uint32_t i = from; i < p->lines.n; i++) {
        struct line *line = &p->lines.line[i];
        struct str s = line_str(&p->lines, i);
        if (!s.n) continue;
        if (s.n <= END_LINE_BYTES)
            line->alone =
                lexicon_end(p->lexicon, s) || ending_is_divider(s) || ending_is_contact(s) ||
                (i >= closing &&
                 (is_initials(s) || is_sent_line(s) || is_agency_initials(p->lexicon, s)));
        if (s.p[0] == '(' || s.p[0] == '[') {
            const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_slice(s, 1, s.n));
            line->opens = phrase != NULL;
        }
    }
}

/* ---- Notes and orders ---- */

void ending_note(struct plain *p, struct span span, struct str inside, const char *kind)
{
    struct wire_note note = {.span = span_trim(p->text, span), .target = STR_LIT("")};
    if (!add_kind(p, WIRE_NOTE, span)) return;
    if (!note_parse(p->lexicon, p->arena, note_without_label(p->lexicon, inside), kind, &note) ||
        !ARRAY_PUSH(p->arena, p->story->notes, p->story->n_notes, p->cap_notes, note))
        p->failed = true;
}

void ending_order(struct plain *p, struct span span, const struct wire_phrase *phrase)
{
    struct story *story = p->story;
    struct str s = str_span(p->text, span_trim(p->text, span));
    struct wire_note note = {.span = span_trim(p->text, span), .text = s, .kind = "kill"};
    note.target = note_target(p->lexicon, str_slice(s, (size_t)(s.p[0] == '('), s.n));
    enum wire_status status = WIRE_CANCELED;
    if (phrase->kind == PHRASE_HOLD) {
        note.kind = "hold";
        status = WIRE_WITHHELD;
    } else if (phrase->kind == PHRASE_EMBARGO) {
        note.kind = "embargo";
        status = WIRE_EMBARGOED;
        if (!story->embargo.n) story->embargo = s;
        note.target = STR_LIT("");
    }
    if (status > story->status) story->status = status;
    if (!add_kind(p, WIRE_ORDER, span)) return;
    if (!ARRAY_PUSH(p->arena, story->notes, story->n_notes, p->cap_notes, note)) p->failed = true;
}

/* ---- Captions ---- */

/* Is a bracketed string a credit? "Pool photo", "AP Photo/Ann Poe", "Yonhap"; not "not pictured". */
static bool is_credit(const struct wire_lexicon *lexicon, struct str s)
{
    s = str_trim(s);
    if (!s.n || s.n > CREDIT_BYTES || lexicon_is(lexicon, s, WORD_NOCREDIT)) return false;
    const struct wire_phrase *phrase = lexicon_opening(lexicon, s);
    if (phrase && phrase->kind != PHRASE_PHOTO && phrase->kind != PHRASE_CAPTION) return false;
    if (lexicon_agency(lexicon, s) || lexicon_is(lexicon, s, WORD_CREDIT)) return true;
    /* One of its words must be a credit word or an agency, and none may be a "left". */
    bool credit = false;
    for (size_t at = 0; at < s.n;) {
        size_t end = at;
        while (end < s.n && !strchr(" /,:;", s.p[end]))
            end++;
        struct str word = str_slice(s, at, end);
        if (word.n && lexicon_is(lexicon, word, WORD_NOCREDIT)) return false;
        const struct wire_agency *agency = word.n ? lexicon_agency(lexicon, word) : NULL;
        if ((agency && (at == 0 || s.p[at - 1] == '/' || ascii_is_upper(word.p[0]))) ||
            (word.n && lexicon_is(lexicon, word, WORD_CREDIT)))
            credit = true;
        at = end + 1;
    }
    return credit && (!ends_sentence(s) || s.n < END_LINE_BYTES);
}

struct credits {
    struct str item[CREDITS_MAX];
    uint32_t n;
    uint32_t start; /* byte where the run begins */
    bool picture;   /* one says photo, or names a photographer */
};

/* The run of bracketed credits that closes a paragraph. */
static struct credits trailing_credits(const struct plain *p, struct span span)
{
    struct credits c = {.start = span.end};
    while (c.n < CREDITS_MAX && c.start > span.start) {
        char close = p->text.p[c.start - 1], open = close == ')' ? '(' : '[';
        if (close != ')' && close != ']') break;
        uint32_t at = c.start - 1;
        while (at > span.start && c.start - at <= CREDIT_BYTES && p->text.p[at - 1] != open)
            at--;
        if (at == span.start || p->text.p[at - 1] != open) break;
        struct str inner = str_trim(str_slice(p->text, at, c.start - 1));
        if (!is_credit(p->lexicon, inner)) break;
        if (!lexicon_agency(p->lexicon, inner)) c.picture = true;
        c.item[c.n++] = inner;
        c.start = span_trim(p->text, (struct span){span.start, at - 1}).end;
    }
    for (uint32_t i = 0; i < c.n / 2; i++) { /* read backwards: turn round */
        struct str item = c.item[i];
        c.item[i] = c.item[c.n - 1 - i];
        c.item[c.n - 1 - i] = item;
    }
    return c;
}

/* A bare credit behind the last sentence: "REUTERS/Ann Poe/File Photo". */
static struct credits bare_credit(const struct plain *p, struct span span)
{
    struct credits c = {.start = span.end};
    struct str s = str_span(p->text, span);
    size_t from = s.n > CREDIT_BYTES ? s.n - CREDIT_BYTES : 0;
    for (size_t i = s.n; i-- > from + 1;) {
        if (s.p[i] != '/' || i + 1 >= s.n || !ascii_is_upper(s.p[i + 1])) continue;
        size_t at = i;
        while (at > from && !ascii_is_space(s.p[at - 1]) && s.p[at - 1] != '/')
            at--;
        struct str name = str_slice(s, at, i);
        bool caps = name.n >= 3;
        for (size_t k = 0; k < name.n; k++)
            if (!ascii_is_upper(name.p[k])) caps = false;
        if (!caps || !lexicon_agency(p->lexicon, name)) continue;
        struct str before = str_trim(str_slice(s, 0, at));
        if (before.n && !ends_sentence(before)) continue;
        c.item[c.n++] = str_slice(s, at, s.n);
        c.start = span.start + (uint32_t)before.n;
        c.picture = true;
        break;
    }
    return c;
}

/* "Nov. 9, 2023": the year of a full date in the text, or 0. */
static int16_t full_date_year(const struct plain *p, struct span span)
{
    struct str s = str_span(p->text, span);
    for (size_t i = 0; i + 4 <= s.n; i++) {
        uint32_t year;
        bool edge = i >= 3 && s.p[i - 1] == ' ' && !(i + 4 < s.n && ascii_is_digit(s.p[i + 4]));
        if (!edge || !str_u32(str_slice(s, i, i + 4), &year) || year < 1900 || year > 2099)
            continue;
        bool after_day = s.p[i - 2] == ',' && ascii_is_digit(s.p[i - 3]);
        size_t at = i - 1;
        while (at && ascii_is_alpha(s.p[at - 1]))
            at--;
        if (after_day || lexicon_month(p->lexicon, str_slice(s, at, i - 1))) return (int16_t)year;
    }
    return 0;
}

static bool has_picture_word(const struct plain *p, struct span span)
{
    struct str s = str_span(p->text, span);
    for (size_t at = 0; at < s.n;) {
        size_t end = at;
        while (end < s.n && ascii_is_alpha(s.p[end]))
            end++;
        if (end > at && lexicon_is(p->lexicon, str_slice(s, at, end), WORD_PICTURE)) return true;
        at = end + 1;
    }
    return false;
}

static void add_caption(struct plain *p, struct span span, const struct credits *credits)
{
    struct story *story = p->story;
    struct wire_block *block = plain_block(p, WIRE_CAPTION, span);
    if (!block) return;
    block->body.end = credits->start > block->body.start ? credits->start : block->body.start;
    uint32_t index = story->n_blocks - 1;
    for (uint32_t i = 0; i < credits->n; i++) {
        struct wire_credit credit = {credits->item[i], index};
        if (!ARRAY_PUSH(p->arena, story->credits, story->n_credits, p->cap_credits, credit))
            p->failed = true;
    }
}

bool ending_caption(struct plain *p, struct span span, uint32_t gap, bool before_body)
{
    span = span_trim(p->text, span);
    if (span.end - span.start > CAPTION_BYTES) return false;
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_span(p->text, span));
    bool opens = phrase && phrase->kind == PHRASE_CAPTION;
    struct credits credits = trailing_credits(p, span);
    if (!credits.n) credits = bare_credit(p, span);
    if (!credits.n && !opens) return false;
    if (credits.start <= span.start) return false; /* a credit and nothing else */
    struct span body = {span.start, credits.start};
    int16_t year = full_date_year(p, body);
    if (!opens && !year && !credits.picture && credits.n < 2 && gap < 2 && !before_body &&
        !has_picture_word(p, body))
        return false;
    if (year && !p->year) p->year = year;
    add_caption(p, span, &credits);
    return true;
}

/* ---- Glued ends ---- */

/* The kind of a bracket that may stand behind the last sentence; PARAGRAPH when it is copy. */
static enum wire_kind bracket_kind(const struct plain *p, struct str inner)
{
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_trim(inner));
    if (phrase && phrase->kind == PHRASE_SIGNOFF) return WIRE_SIGNOFF;
    if (phrase && (phrase->kind == PHRASE_CORRECTION || phrase->kind == PHRASE_UPDATE ||
                   phrase->kind == PHRASE_LABEL))
        return WIRE_NOTE;
    if (phrase && phrase->kind == PHRASE_DROPPED) return WIRE_OTHER;
    if (phrase && phrase->kind == PHRASE_CONTACT) return WIRE_CONTACT;
    if (ending_is_contact(str_trim(inner))) return WIRE_CONTACT;
    if (phrase && phrase->kind == PHRASE_MACHINE) return WIRE_OTHER;
    return WIRE_PARAGRAPH;
}

/* Start of the bracket that closes at `end`; `end` when there is none. */
static uint32_t bracket_start(const struct plain *p, struct span span)
{
    uint32_t depth = 0, at = span.end;
    if (at == span.start || p->text.p[at - 1] != ')') return span.end;
    while (at > span.start && span.end - at < SIGNOFF_BYTES) {
        at--;
        if (p->text.p[at] == ')') depth++;
        if (p->text.p[at] == '(' && --depth == 0) return at;
    }
    return span.end;
}

static void add_bracket(struct plain *p, struct span span, enum wire_kind kind)
{
    struct str inner = str_slice(p->text, span.start + 1, span.end - 1);
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_trim(inner));
    if (kind == WIRE_NOTE) {
        ending_note(p, span, inner,
                    phrase && phrase->kind == PHRASE_CORRECTION ? "correction" : NULL);
        return;
    }
    if (phrase && phrase->kind == PHRASE_MACHINE) p->story->machine_generated = true;
    add_kind(p, kind, span);
}

struct cut {
    struct span span;
    enum wire_kind kind;
};

/* Cuts one piece of furniture off the end of a paragraph's body; false when there is none. */
static bool cut_end(struct ending *e, struct span *body, struct cut *cut)
{
    struct plain *p = e->plain;
    uint32_t start = bracket_start(p, *body);
    if (start < body->end) {
        struct str inner = str_slice(p->text, start + 1, body->end - 1);
        cut->kind = bracket_kind(p, inner);
        bool credit = cut->kind == WIRE_PARAGRAPH && start > body->start &&
                      lexicon_agency(p->lexicon, str_trim(inner)) &&
                      ends_sentence(str_trim(str_slice(p->text, body->start, start)));
        if (credit) {
            cut->kind = WIRE_SIGNOFF;
            if (!p->story->agency.n)
                p->story->agency = lexicon_agency(p->lexicon, str_trim(inner))->name;
        }
        if (cut->kind != WIRE_PARAGRAPH) {
            cut->span = (struct span){start, body->end};
            *body = span_trim(p->text, (struct span){body->start, start});
            return true;
        }
    }
    const struct wire_end *end = lexicon_glued_end(p->lexicon, str_span(p->text, *body));
    if (!end) return false;
    cut->kind = WIRE_END;
    cut->span = (struct span){body->end - (uint32_t)end->mark.n, body->end};
    *body = span_trim(p->text, (struct span){body->start, cut->span.start});
    if (end->strong) e->over = true;
    return true;
}

/* The paragraph as body copy, what is glued to its end as blocks of their own behind it. */
static void add_body(struct ending *e, struct span span, uint32_t text)
{
    struct plain *p = e->plain;
    struct span body = span_trim(p->text, (struct span){text, span.end});
    if (body.end - body.start > 2 && p->text.p[body.start] == '*' &&
        p->text.p[body.start + 1] == ' ') /* the mark of a list is no copy */
        body = span_trim(p->text, (struct span){body.start + 2, body.end});
    struct cut cut[CREDITS_MAX];
    uint32_t n = 0;
    while (n < CREDITS_MAX && body.end > body.start && cut_end(e, &body, &cut[n]))
        n++;
    if (body.end > body.start || text > span.start) {
        struct wire_block *block = plain_block(p, WIRE_PARAGRAPH, span);
        if (!block) return;
        block->body = body;
        block->number = ++p->story->n_paragraphs;
    }
    while (n--) {
        if (cut[n].kind == WIRE_END)
            add_kind(p, WIRE_END, cut[n].span);
        else
            add_bracket(p, cut[n].span, cut[n].kind);
    }
}

/* ---- One paragraph ---- */

/* Without the bracket that opens it, and the one that closes it if there is one. */
static struct str without_bracket(struct str s)
{
    if (s.p[0] != '(' && s.p[0] != '[') return s;
    bool closed = s.n > 1 && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']');
    return str_slice(s, 1, s.n - (closed ? 1 : 0));
}

/* By the phrase it opens with. */
static bool take_opening(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    bool bracket = s.p[0] == '(' || s.p[0] == '[';
    const struct wire_phrase *phrase =
        lexicon_opening(p->lexicon, bracket ? str_slice(s, 1, s.n) : s);
    if (!phrase) return false;
    bool late = span.end + e->margin >= p->text.n;
    switch (phrase->kind) {
    case PHRASE_KILL:
    case PHRASE_HOLD:
        ending_order(p, span, phrase);
        return true;
    case PHRASE_LABEL:
        ending_note(p, span, without_bracket(s), NULL);
        return true;
    case PHRASE_MACHINE:
        p->story->machine_generated = true;
        return add_kind(p, WIRE_OTHER, span);
    case PHRASE_CAPTION:
        return ending_caption(p, span, 0, false);
    case PHRASE_PHOTO:
        return s.n < 200 && !ends_sentence(s) && add_kind(p, WIRE_OTHER, span);
    case PHRASE_SIGNOFF:
        return late && (bracket ? s.p[s.n - 1] != ')' : s.n < INSIDE_BYTES) &&
               add_kind(p, WIRE_SIGNOFF, span);
    case PHRASE_CORRECTION:
    case PHRASE_UPDATE:
        if (bracket || !late) return false;
        ending_note(p, span, s, phrase->kind == PHRASE_CORRECTION ? "correction" : NULL);
        return true;
    case PHRASE_CONTACT:
        return late && s.n < 200 && add_kind(p, WIRE_CONTACT, span);
    case PHRASE_DROPPED:
        return late && add_kind(p, WIRE_OTHER, span);
    case PHRASE_EMBARGO:
    case PHRASE_ENVELOPE:
    case PHRASE_PRIVATE:
        break;
    }
    return false;
}

/* "___": what AP sets between the copy and its postscripts. */
static bool is_rule(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '_' && s.p[i] != ' ') return false;
    return s.n >= 3;
}

/* Behind such a rule: does the paragraph point to an address, or open with the agency's name as in
 * "AP journalists Ann Poe and Bob Roe contributed" or "The Associated Press' health desk is
 * supported by ..."? */
static bool is_postscript(const struct wire_lexicon *lexicon, struct str s)
{
    if (s.n > INSIDE_BYTES * 2) return false;
    if (str_find(s, "://", 0) != SIZE_MAX || str_find(s, "www.", 0) != SIZE_MAX) return true;
    uint32_t words = 0;
    for (size_t i = 0; i < s.n && words < AGENCY_WORDS; i++) {
        if (s.p[i] != ' ' && s.p[i] != '\'' && (uint8_t)s.p[i] != 0xe2) continue;
        if (lexicon_agency(lexicon, str_slice(s, 0, i))) return true;
        words++;
    }
    return false;
}

/* A short paragraph near the end: initials, addresses, credits, postscripts. */
static bool take_closing(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    if (ending_is_contact(s)) return add_kind(p, WIRE_CONTACT, span);
    if (!p->story->n_paragraphs) return false;
    if (is_initials(s) || is_agency_initials(p->lexicon, s) || is_bracket_initials(p->lexicon, s))
        return add_kind(p, WIRE_SIGNOFF, span);
    if (e->ruled && is_postscript(p->lexicon, s)) return add_kind(p, WIRE_SIGNOFF, span);
    if (s.n > INSIDE_BYTES) return false;
    const struct wire_phrase *phrase = lexicon_inside(p->lexicon, s);
    if (!phrase) return false;
    switch (phrase->kind) {
    case PHRASE_SIGNOFF:
        return add_kind(p, WIRE_SIGNOFF, span);
    case PHRASE_MACHINE:
        p->story->machine_generated = true;
        return add_kind(p, WIRE_OTHER, span);
    case PHRASE_CORRECTION:
        ending_note(p, span, s, "correction");
        return true;
    default:
        return add_kind(p, WIRE_OTHER, span);
    }
}

/* A bracket that is the whole paragraph and speaks to editors: "(Adds background)". */
static bool take_bracket_note(struct plain *p, struct span span, struct str s)
{
    if (note_bracket(s, s.n) != s.n || !note_is(p->lexicon, str_slice(s, 1, s.n - 1))) return false;
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_slice(s, 1, s.n - 1));
    ending_note(p, span, str_slice(s, 1, s.n - 1),
                phrase && phrase->kind == PHRASE_CORRECTION ? "correction" : NULL);
    return true;
}

/* Without the marks of a list or heading before it: "- ", "## ". */
static struct str without_mark(struct str s)
{
    while (s.n && (strchr("#-*", s.p[0]) || ascii_is_space(s.p[0])))
        s = str_slice(s, 1, s.n);
    return s;
}

static struct str first_word(struct str s)
{
    size_t end = str_find_byte(s, ' ', 0);
    return end == SIZE_MAX ? s : str_slice(s, 0, end);
}

/* A line of the part that is for editors only. */
static void take_private(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    if (s.n <= END_LINE_BYTES && take_end(e, span, s)) return;
    struct str inner = without_mark(s);
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, inner);
    if (is_agency_initials(p->lexicon, s) || (phrase && phrase->kind == PHRASE_SIGNOFF))
        add_kind(p, WIRE_SIGNOFF, span);
    else if ((phrase && phrase->kind == PHRASE_CONTACT) || ending_is_contact(inner))
        add_kind(p, WIRE_CONTACT, span);
    else if (note_is(p->lexicon, inner) || lexicon_verb(p->lexicon, first_word(inner)))
        ending_note(p, span, inner, NULL);
    else
        add_kind(p, WIRE_NOTE, span);
}

/* "# Notebook", "* * * *" and what follows: for editors only. */
static bool opens_private(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    if (s.n > 100 || !p->story->n_paragraphs) return false;
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, without_mark(s));
    if (!phrase || phrase->kind != PHRASE_PRIVATE) return false;
    e->private = true;
    return add_kind(p, WIRE_NOTE, span);
}

void ending_paragraph(struct ending *e, struct span span, uint32_t text, uint32_t gap)
{
    struct plain *p = e->plain;
    span = span_trim(p->text, span);
    struct str s = str_span(p->text, span);
    if (!s.n) return;
    if (text <= span.start) {
        text = span.start;
        if (e->private) {
            take_private(e, span, s);
            return;
        }
        if (s.n <= END_LINE_BYTES && take_end(e, span, s)) return;
        if (ending_is_divider(s)) {
            e->ruled |= is_rule(s) && span.end + e->margin >= p->text.n;
            add_kind(p, WIRE_OTHER, span);
            return;
        }
        if (opens_private(e, span, s) || take_opening(e, span, s)) return;
        bool late = span.end + e->margin >= p->text.n || e->over;
        if (late && take_closing(e, span, s)) return;
        if ((s.p[0] == '(' || s.p[0] == '[') && take_bracket_note(p, span, s)) return;
        if (ending_caption(p, span, gap, e->over)) return;
        if (e->over) {
            add_kind(p, WIRE_OTHER, span);
            return;
        }
    }
    add_body(e, span, text);
}
