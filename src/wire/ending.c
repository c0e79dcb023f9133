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
#include "wire/shapes.h"

enum {
    END_LINE_BYTES = 64,
    INSIDE_BYTES = 600, /* paragraphs in which closing phrases are looked for */
    CREDIT_BYTES = 120,
    CREDITS_MAX = 6,
    CLOSING_LINES = 6,
    SIGNOFF_BYTES = 4000,
    CAPTION_BYTES = 1500,
    AGENCY_WORDS = 4,
    AFTER_BYTES = 400 /* that may follow an agency's mark */
};

static bool add_kind(struct plain *p, enum wire_kind kind, struct span span)
{
    return plain_block(p, kind, span) != NULL;
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
    if (!end && !sent && !shape_hashes(s)) return false;
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

/* A line that is a block by itself, among the last of the text. */
static bool closes_alone(const struct plain *p, struct str s)
{
    return shape_initials(s) || shape_capital_initials(s) || is_sent_line(s) || shape_codes(s) ||
           shape_agency_initials(p->lexicon, s) || shape_agency_mark(p->lexicon, s);
}

/* Does a line among the last open a block of furniture? A label does ("Reporter: Ann Poe"), other
 * words where a sentence or such a block ended before. */
static bool opens_furniture(const struct plain *p, struct str s, struct str before, bool opened)
{
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, s);
    if (!phrase || (phrase->kind != PHRASE_SIGNOFF && phrase->kind != PHRASE_CONTACT &&
                    phrase->kind != PHRASE_DROPPED && phrase->kind != PHRASE_PHOTO &&
                    phrase->kind != PHRASE_EMBARGO))
        return false;
    return opened || !before.n || ends_sentence(before) || str_ends(phrase->text, ":");
}

void ending_mark_lines(struct plain *p, uint32_t from)
{
    uint32_t closing = last_lines(p, from);
    bool ended = false; /* the line before closes with an agency's name, or is a block itself */
    for (uint32_t i = from; i < p->lines.n; i++) {
        struct line *line = &p->lines.line[i];
        struct str s = line_str(&p->lines, i);
        if (!s.n) continue;
        bool late = i >= closing, short_caps = s.n <= 5 && shape_crosshead(s);
        if (s.n <= END_LINE_BYTES)
            line->alone = lexicon_end(p->lexicon, s) || shape_divider(s) || shape_contact(s) ||
                          shape_page(p->lexicon, s) || (late && closes_alone(p, s)) ||
                          (late && ended && short_caps);
        if (s.p[0] == '(' || s.p[0] == '[') {
            const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_slice(s, 1, s.n));
            line->opens = phrase != NULL;
        } else if (late && i > from) {
            struct str before = line_str(&p->lines, i - 1);
            line->opens = ended || opens_furniture(p, s, before, line[-1].opens);
        }
        ended = late && (line->alone || shape_glued_agency(p->lexicon, s) != SIZE_MAX);
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

/* Without the bracket that opens it, and the one that closes it if there is one. */
static struct str without_bracket(struct str s)
{
    if (s.p[0] != '(' && s.p[0] != '[') return s;
    bool closed = s.n > 1 && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']');
    return str_slice(s, 1, s.n - (closed ? 1 : 0));
}

/* An order to kill, hold or wait: `text` is that of the block `span` without its label. */
static void add_order(struct plain *p, struct span span, struct str text,
                      const struct wire_phrase *phrase)
{
    struct story *story = p->story;
    struct wire_note note = {.span = span_trim(p->text, span), .text = text, .kind = "kill"};
    note.target = note_target(p->lexicon, text);
    enum wire_status status = WIRE_CANCELED;
    if (phrase->kind == PHRASE_HOLD) {
        note.kind = "hold";
        status = WIRE_WITHHELD;
    } else if (phrase->kind == PHRASE_EMBARGO) {
        note.kind = "embargo";
        status = WIRE_EMBARGOED;
        if (!story->embargo.n) story->embargo = text;
        note.target = STR_LIT("");
    }
    if (status > story->status) story->status = status;
    if (!add_kind(p, WIRE_ORDER, span)) return;
    if (!ARRAY_PUSH(p->arena, story->notes, story->n_notes, p->cap_notes, note)) p->failed = true;
}

void ending_order(struct plain *p, struct span span, const struct wire_phrase *phrase)
{
    struct str s = str_span(p->text, span_trim(p->text, span));
    add_order(p, span, without_bracket(s), phrase);
}

void ending_label(struct plain *p, struct span span, struct str text)
{
    struct str inside = note_without_label(p->lexicon, text);
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, inside);
    if (phrase && (phrase->kind == PHRASE_KILL || phrase->kind == PHRASE_HOLD ||
                   phrase->kind == PHRASE_EMBARGO))
        add_order(p, span, inside, phrase);
    else
        ending_note(p, span, text, NULL);
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
    bool twice = inner.n > 2 && inner.p[0] == '(' && inner.p[inner.n - 1] == ')';
    if (twice) return WIRE_CONTACT; /* "((ann.poe@example.org; +44 20 ...))" */
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_trim(inner));
    if (phrase && phrase->kind == PHRASE_SIGNOFF) return WIRE_SIGNOFF;
    if (phrase && (phrase->kind == PHRASE_CORRECTION || phrase->kind == PHRASE_UPDATE ||
                   phrase->kind == PHRASE_LABEL))
        return WIRE_NOTE;
    if (phrase && phrase->kind == PHRASE_DROPPED) return WIRE_OTHER;
    if (phrase && phrase->kind == PHRASE_CONTACT) return WIRE_CONTACT;
    if (shape_contact(str_trim(inner))) return WIRE_CONTACT;
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
    struct str copy = str_span(p->text, *body);
    const struct wire_end *end = lexicon_glued_end(p->lexicon, copy);
    size_t agency =
        end || body->end + e->margin < p->text.n ? SIZE_MAX : shape_glued_agency(p->lexicon, copy);
    if (agency != SIZE_MAX) { /* "... he said. PTI ABC" */
        cut->kind = WIRE_SIGNOFF;
        cut->span = (struct span){body->start + (uint32_t)agency, body->end};
        *body = span_trim(p->text, (struct span){body->start, cut->span.start});
        return true;
    }
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

static struct str first_word(struct str s)
{
    size_t end = str_find_byte(s, ' ', 0);
    return end == SIZE_MAX ? s : str_slice(s, 0, end);
}

/* "(c) 2024 Agence France-Presse": whose the copy is, when nothing else says so. */
static void take_owner(struct plain *p, struct str s)
{
    while (s.n && !ascii_is_alpha(s.p[0]))
        s = str_slice(s, 1, s.n);
    const struct wire_agency *agency = lexicon_agency(p->lexicon, str_trim(s));
    if (agency && !p->story->agency.n) p->story->agency = agency->name;
}

/* By the phrase it opens with. */
static bool take_opening(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    bool bracket = s.p[0] == '(' || s.p[0] == '[';
    bool late = span.end + e->margin >= p->text.n, item = s.n > 2 && s.p[0] == '*' && s.p[1] == ' ';
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_slice(s,
                                                                             bracket ? 1
                                                                             : item  ? 2
                                                                                     : 0,
                                                                             s.n));
    if (!phrase || (item && phrase->kind != PHRASE_SIGNOFF)) return false;
    switch (phrase->kind) {
    case PHRASE_KILL:
    case PHRASE_HOLD:
        ending_order(p, span, phrase);
        return true;
    case PHRASE_LABEL:
        ending_label(p, span, without_bracket(s));
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
        if (late) take_owner(p, str_slice(s, phrase->text.n, s.n));
        return late && add_kind(p, WIRE_OTHER, span);
    case PHRASE_EMBARGO:
        if (!late || s.n > CREDIT_BYTES || ends_sentence(s)) return false;
        ending_order(p, span, phrase);
        return true;
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
    if (shape_contact(s)) return add_kind(p, WIRE_CONTACT, span);
    if (!p->story->n_paragraphs && p->story->status < WIRE_WITHHELD) return false;
    if (shape_initials(s) || shape_agency_initials(p->lexicon, s) ||
        shape_bracket_initials(p->lexicon, s) || shape_capital_initials(s)) {
        take_owner(p, first_word(s)); /* "dpa ab cd" */
        return add_kind(p, WIRE_SIGNOFF, span);
    }
    const struct wire_agency *agency = shape_agency_mark(p->lexicon, s);
    if (agency) {
        if (!p->story->agency.n) p->story->agency = agency->name;
        e->over |= !ascii_is_alnum(s.p[0]) && span.end + AFTER_BYTES >= p->text.n; /* "--SPA" */
        return add_kind(p, WIRE_SIGNOFF, span);
    }
    if (shape_codes(s)) return add_kind(p, WIRE_OTHER, span);
    if (s.n <= 5 && shape_crosshead(s) &&
        p->story->blocks[p->story->n_blocks - 1].kind == WIRE_SIGNOFF)
        return add_kind(p, WIRE_SIGNOFF, span); /* a second line of initials: "ABC" */
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

/* The same with an end mark glued behind it: "(Ann Poe contributed to the story.) Enditem". */
static bool take_closing_and_end(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    const struct wire_end *end = s.p[0] == '(' ? lexicon_glued_end(p->lexicon, s) : NULL;
    if (!end || end->mark.n >= s.n) return take_closing(e, span, s);
    struct span mark = {span.end - (uint32_t)end->mark.n, span.end};
    struct span rest = span_trim(p->text, (struct span){span.start, mark.start});
    if (!take_closing(e, rest, str_span(p->text, rest))) return false;
    if (end->strong) e->over = true;
    return add_kind(p, WIRE_END, mark);
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

/* A line of the part that is for editors only. */
static void take_private(struct ending *e, struct span span, struct str s)
{
    struct plain *p = e->plain;
    if (s.n <= END_LINE_BYTES && take_end(e, span, s)) return;
    struct str inner = without_mark(s);
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, inner);
    if (shape_agency_initials(p->lexicon, s) || (phrase && phrase->kind == PHRASE_SIGNOFF))
        add_kind(p, WIRE_SIGNOFF, span);
    else if ((phrase && phrase->kind == PHRASE_CONTACT) || shape_contact(inner))
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

/* A heading in capitals among copy that is not in capitals itself. */
static bool is_crosshead(const struct plain *p, struct str s)
{
    const struct story *story = p->story;
    if (!story->n_blocks || !story->n_paragraphs || !shape_crosshead(s)) return false;
    for (uint32_t i = story->n_blocks; i--;) {
        if (story->blocks[i].number != story->n_paragraphs) continue;
        struct str copy = str_span(story->text, story->blocks[i].body);
        for (size_t k = 0; k < copy.n; k++)
            if (ascii_is_lower(copy.p[k])) return true;
        break;
    }
    return false;
}

/* "PORT SUDAN (AP) -- Kill the story Sudan-Aid": an order in the place of copy. */
static bool order_behind_dateline(struct plain *p, struct span span, uint32_t text)
{
    struct str copy = str_slice(p->text, text, span.end);
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, copy);
    if (!phrase || (phrase->kind != PHRASE_KILL && phrase->kind != PHRASE_HOLD)) return false;
    add_order(p, span, copy, phrase);
    return true;
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
        if (shape_divider(s)) {
            e->ruled |= is_rule(s) && span.end + e->margin >= p->text.n;
            add_kind(p, WIRE_OTHER, span);
            return;
        }
        if (opens_private(e, span, s) || take_opening(e, span, s)) return;
        if (shape_page(p->lexicon, s) || is_crosshead(p, s)) {
            add_kind(p, WIRE_OTHER, span);
            return;
        }
        bool late = span.end + e->margin >= p->text.n || e->over;
        if (late && take_closing_and_end(e, span, s)) return;
        if ((s.p[0] == '(' || s.p[0] == '[') && take_bracket_note(p, span, s)) return;
        if (ending_caption(p, span, gap, e->over)) return;
        if (e->over) {
            add_kind(p, WIRE_OTHER, span);
            return;
        }
    }
    if (text > span.start && order_behind_dateline(p, span, text)) return;
    add_body(e, span, text);
}
