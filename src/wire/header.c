/* wire/header.c - the lines before the body, each known by its form, in any order.
 *
 *     [envelope] slug -> category -> tag lines -> headline -> (ATTN ...) / Eds: / (Adds ...)
 *     -> * bullets -> By ... -> title -> [caption] -> DATELINE
 *
 * Where the body begins is settled first: at the first line that reads as a dateline, when what
 * stands before it is short. Without one, the body begins at the first line that nothing claims;
 * that line is a headline when it is short, ends no sentence, and longer copy follows it.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/header.h"

#include "base/utf8.h"
#include "wire/byline.h"
#include "wire/ending.h"
#include "wire/headline.h"
#include "wire/note.h"
#include "wire/shapes.h"

enum {
    LOOK_LINES = 60, /* lines in which a dateline is looked for */
    LOOK_BYTES = 8000,
    LOOSE_BYTES = 900, /* of unclaimed lines before a dateline */
    TITLE_BYTES = 180,
    SENTENCE_BYTES = 40, /* a line that may be one */
    NOTE_BYTES = 1600,
    ROUTING_BYTES = 20,
    PICKUP_BYTES = 60,
    KICKER_WORDS = 5,
    NO_LINE = -1
};

struct header {
    struct plain *p;
    struct layout layout;
    uint32_t after_byline; /* the line on which a title may stand; 0: none */
    int64_t dateline;      /* the line of the dateline, or NO_LINE */
    bool telex;            /* inside a ZCZC envelope */
};

/* The line without the marks that headers of ANPA copy carry. */
static struct str bare_line(const struct plain *p, uint32_t i)
{
    struct str s = line_str(&p->lines, i);
    while (s.n && (s.p[0] == '^' || s.p[0] == ' ' || s.p[0] == '\t'))
        s = str_slice(s, 1, s.n);
    return s;
}

static struct span line_span(const struct plain *p, uint32_t first, uint32_t behind)
{
    return (struct span){p->lines.line[first].start, p->lines.line[behind - 1].end};
}

/* Copy from a line to the end of the text, for scanning over hard breaks. */
static struct str from_line(const struct plain *p, uint32_t i)
{
    size_t end = p->text.n, start = p->lines.line[i].start;
    return str_slice(p->text, start, end);
}

/* ---- Headlines ---- */

/* The next letter or digit at or behind *at (bytes beyond ASCII count when they are letters), lower
 * case; 0 at the end. */
static uint32_t next_sign(struct str s, size_t *at)
{
    uint32_t cp;
    for (size_t n; (n = utf8_decode(s, *at, &cp)) != 0;) {
        *at += n;
        if (utf8_is_letter(cp) || (cp < 0x80 && ascii_is_digit((char)cp))) return utf8_lower(cp);
    }
    return 0;
}

/* The same words, whatever the punctuation. */
static bool same_title(struct str a, struct str b)
{
    size_t i = 0, k = 0;
    uint32_t x, y;
    do {
        x = next_sign(a, &i);
        y = next_sign(b, &k);
    } while (x && x == y);
    return x == y && k > 0;
}

static void set_title(struct plain *p, uint32_t first, uint32_t behind)
{
    struct story *story = p->story;
    struct span span = line_span(p, first, behind);
    struct str s = str_span(p->text, span);
    while (s.n && (s.p[0] == '^' || s.p[0] == '#' || s.p[0] == ' '))
        s = str_slice(s, 1, s.n);
    s = headline_cut(p->lexicon, story, s);
    if (!story->title.n && s.n) {
        story->title = s;
        story->title_span = (struct span){(uint32_t)(s.p - p->text.p),
                                          (uint32_t)(s.p - p->text.p + (ptrdiff_t)s.n)};
    }
    plain_block(p, WIRE_HEADLINE, span);
}

static bool weak_dateline(const struct plain *p, uint32_t i)
{
    struct dateline_scan scan;
    return dateline_begins(p->lexicon, from_line(p, i), &scan);
}

/* " date 2023-11-09 " that a collector put before the copy: the date. */
static bool is_collector(struct str s, struct date *date)
{
    return str_istarts(s, "date ") && s.n >= 15 && date_parse_iso(str_slice(s, 5, 15), date) &&
           (s.n == 15 || !ascii_is_alnum(s.p[15]));
}

/* The line behind a headline that may be set over several lines. */
static uint32_t title_end(const struct header *h, uint32_t i, uint32_t limit)
{
    const struct plain *p = h->p;
    uint32_t next = i + 1;
    while (next < limit && next < i + 3 && !line_blank(&p->lines.line[next]) &&
           !ends_sentence(line_str(&p->lines, next - 1))) {
        struct str s = line_str(&p->lines, next);
        struct date date;
        if (s.p[0] == '(' || s.p[0] == '*' || byline_is(p->lexicon, s) || is_collector(s, &date))
            break;
        bool caps = ascii_is_upper(line_str(&p->lines, next - 1).p[0]);
        /* A continuation starts small, or had no room on the line before. */
        bool goes_on = ascii_is_lower(s.p[0]) ||
                       (h->layout.wrapped && !lines_would_fit(&p->lines, next, h->layout.width));
        if (!goes_on || !caps || weak_dateline(p, next)) break;
        next++;
    }
    return next;
}

/* Is there copy behind line i that is longer than it? Then line i may be a headline. */
static bool longer_copy_follows(const struct header *h, uint32_t i)
{
    const struct plain *p = h->p;
    size_t own = line_str(&p->lines, i).n, seen = 0;
    for (uint32_t k = i + 1; k < p->lines.n && k < i + 12; k++) {
        seen += line_str(&p->lines, k).n;
        if (seen > own) return true;
    }
    return false;
}

static bool looks_like_title(const struct header *h, uint32_t i)
{
    const struct plain *p = h->p;
    struct str s = bare_line(p, i);
    if (p->story->title.n || s.n < 8 || s.n > TITLE_BYTES || ends_sentence(s)) return false;
    if (i + 1 >= p->lines.n || !longer_copy_follows(h, i)) return false;
    if (s.p[0] == '"' || s.p[0] == '(' || ascii_is_lower(s.p[0]) || s.p[s.n - 1] == ',' ||
        s.p[s.n - 1] == ':')
        return false;
    const struct line *next = &p->lines.line[i + 1];
    if (line_blank(next)) return true;
    if (next->indent >= h->layout.margin + 2 && p->lines.line[i].indent < next->indent) return true;
    return !ascii_is_lower(p->text.p[next->start]) &&
           (!h->layout.wrapped || lines_would_fit(&p->lines, i + 1, h->layout.width));
}

/* ---- Single forms ---- */

/* Takes the date of a collector off a line, whose start moves behind it. */
static bool take_collector(struct plain *p, uint32_t i)
{
    struct line *line = &p->lines.line[i];
    struct str s = line_str(&p->lines, i);
    struct date date;
    if (!is_collector(s, &date)) return false;
    if (!date_is_set(p->story->date)) p->story->date = date;
    plain_block(p, WIRE_SLUG, (struct span){line->start, line->start + 15});
    line->start = span_trim(p->text, (struct span){line->start + 15, line->end}).start;
    return true;
}

/* The line on which byte `end` lies or behind which it stands; sets the line's start to what is
 * left of it. Returns the next line to be read. */
static uint32_t go_on_at(struct plain *p, uint32_t i, uint32_t end)
{
    while (i < p->lines.n && p->lines.line[i].end <= end)
        i++;
    if (i < p->lines.n && p->lines.line[i].start < end)
        p->lines.line[i].start = span_trim(p->text, (struct span){end, p->lines.line[i].end}).start;
    return i;
}

/* "(ATTN: ...)", "(Adds ...)" over one or more lines. Returns the next line, or i when none. */
static uint32_t take_bracket(struct plain *p, uint32_t i)
{
    struct str s = from_line(p, i);
    size_t close = note_bracket(s, NOTE_BYTES);
    if (close < 4 || !note_is(p->lexicon, str_slice(s, 1, close - 1))) return i;
    uint32_t start = p->lines.line[i].start, end = start + (uint32_t)close;
    const struct wire_phrase *phrase = lexicon_opening(p->lexicon, str_slice(s, 1, close - 1));
    ending_note(p, (struct span){start, end}, str_slice(s, 1, close - 1),
                phrase && phrase->kind == PHRASE_CORRECTION ? "correction" : NULL);
    uint32_t mark = end; /* "<" and " =" close header lines */
    while (mark < p->text.n && p->text.p[mark] == ' ')
        mark++;
    if (mark < p->text.n && strchr("<=", p->text.p[mark])) end = mark + 1;
    return go_on_at(p, i, end);
}

/* A line that its own mark or full stop closes. */
static bool is_closed(struct str s)
{
    return s.n && (s.p[s.n - 1] == '<' || s.p[s.n - 1] == '=' || str_ends(s, "///") ||
                   (s.p[s.n - 1] == '.' && ends_sentence(s)));
}

/* "Eds: ..." to the end of its paragraph. */
static uint32_t take_label(struct header *h, uint32_t i)
{
    struct plain *p = h->p;
    uint32_t next = i + 1;
    while (h->layout.wrapped && next < p->lines.n && next < i + 8 && next != h->dateline &&
           !line_blank(&p->lines.line[next]) && !is_closed(line_str(&p->lines, next - 1)) &&
           !lines_would_fit(&p->lines, next, h->layout.width) && !plain_starts_mark(p, next) &&
           !byline_is(p->lexicon, bare_line(p, next)))
        next++;
    struct span span = line_span(p, i, next);
    struct str s = str_span(p->text, span);
    while (s.n && s.p[0] == '^')
        s = str_slice(s, 1, s.n);
    ending_label(p, span, s);
    return next;
}

/* "ADDS details, CORRECTS number in para 3": a note without bracket or label opens with a verb in
 * capitals before words that are not. */
static bool take_bare_note(struct plain *p, uint32_t i, struct str s)
{
    size_t end = 0;
    while (end < s.n && ascii_is_upper(s.p[end]))
        end++;
    if (end < 4 || end >= s.n || (s.p[end] != ' ' && s.p[end] != ':') || s.p[end - 1] != 'S' ||
        !lexicon_verb(p->lexicon, str_slice(s, 0, end)))
        return false;
    bool small = false;
    for (size_t at = end; at < s.n && !small; at++)
        small = ascii_is_lower(s.p[at]);
    if (small) ending_note(p, line_span(p, i, i + 1), s, NULL);
    return small;
}

/* "CORRECTION: PM pledges aid": the headline of a correction, not a note on one. */
static bool is_marked_title(const struct plain *p, uint32_t i, struct str s,
                            const struct wire_phrase *phrase)
{
    return str_ends(phrase->text, ":") && !p->story->title.n && s.n <= TITLE_BYTES &&
           s.n > phrase->text.n + 8 && !ends_sentence(s) && i + 1 < p->lines.n;
}

/* A line that opens with a phrase of the tables. */
static uint32_t take_phrase(struct header *h, uint32_t i, struct str s)
{
    struct plain *p = h->p;
    bool bracket = s.p[0] == '(' || s.p[0] == '[';
    const struct wire_phrase *phrase =
        lexicon_opening(p->lexicon, bracket ? str_slice(s, 1, s.n) : s);
    if (!phrase) return i;
    struct date date;
    switch (phrase->kind) {
    case PHRASE_LABEL:
        return bracket ? i : take_label(h, i);
    case PHRASE_CORRECTION:
    case PHRASE_UPDATE:
        if (bracket || is_marked_title(p, i, s, phrase)) return i;
        ending_note(p, line_span(p, i, i + 1), s,
                    phrase->kind == PHRASE_CORRECTION ? "correction" : NULL);
        return i + 1;
    case PHRASE_KILL:
    case PHRASE_HOLD:
    case PHRASE_EMBARGO:
        ending_order(p, line_span(p, i, i + 1), phrase);
        return i + 1;
    case PHRASE_ENVELOPE:
        if (s.n > TITLE_BYTES) return i;
        if (str_istarts(s, "ZCZC")) h->telex = true;
        if (dateline_date_field(p->lexicon, str_slice(s, phrase->text.n, s.n), &date))
            p->filed = date;
        plain_block(p, WIRE_SLUG, line_span(p, i, i + 1));
        return i + 1;
    case PHRASE_PHOTO:
    case PHRASE_DROPPED:
        plain_block(p, WIRE_OTHER, line_span(p, i, i + 1));
        return i + 1;
    case PHRASE_CONTACT:
        if (s.n > TITLE_BYTES) return i;
        plain_block(p, WIRE_CONTACT, line_span(p, i, i + 1));
        return i + 1;
    case PHRASE_SIGNOFF:
    case PHRASE_MACHINE:
    case PHRASE_CAPTION:
    case PHRASE_PRIVATE:
        break;
    }
    return i;
}

/* "Nov. 9, 2023", "2023-11-09 15:30" alone on a line. */
static bool is_date_line(struct plain *p, struct str s)
{
    struct date date, parsed;
    int32_t weekday;
    size_t end;
    if (s.n > 40 || !dateline_date(p->lexicon, s, 0, &parsed, &weekday, &end) ||
        !dateline_date_field(p->lexicon, s, &date))
        return false;
    for (size_t i = end; i < s.n; i++)
        if (ascii_is_alpha(s.p[i]) && i + 5 < s.n) return false;
    p->filed = date;
    return true;
}

static bool is_bullet(struct str s)
{
    if (s.n > 2 && s.p[0] == '*' && s.p[1] == ' ') return s.p[2] != '*';
    return str_starts(s, "\xe2\x80\xa2") || str_starts(s, "\xc2\xb7 ");
}

/* A field of a ZCZC envelope: one mark, then the value. */
static bool take_telex_field(struct header *h, uint32_t i, struct str s)
{
    if (!h->telex || !strchr("%#$:&*@", s.p[0])) return false;
    struct plain *p = h->p;
    if (s.p[0] == '$' && s.n > 4) {
        struct str title = headline_cut(p->lexicon, p->story, str_slice(s, 1, s.n));
        if (!p->story->title.n) p->story->title = title;
        plain_block(p, WIRE_HEADLINE, line_span(p, i, i + 1));
        return true;
    }
    if (s.p[0] == '#' && !p->story->slug.n) p->story->slug = str_trim(str_slice(s, 1, s.n));
    plain_block(p, WIRE_SLUG, line_span(p, i, i + 1));
    return true;
}

/* ---- One line ---- */

static uint32_t take_names(struct header *h, uint32_t i, struct str s)
{
    struct plain *p = h->p;
    if (byline_is(p->lexicon, s)) {
        byline_add(p->lexicon, s, &p->story->byline);
        plain_block(p, WIRE_BYLINE, line_span(p, i, i + 1));
        h->after_byline = i + 1;
        return i + 1;
    }
    bool under = h->after_byline && h->after_byline == i;
    if (under && byline_is_title(p->lexicon, s)) {
        byline_add_title(s, &p->story->byline);
        plain_block(p, WIRE_BYLINE, line_span(p, i, i + 1));
        return i + 1;
    }
    return i;
}

/* The name of the agency alone, under an order to kill or hold: "The AP". */
static bool take_signature(struct plain *p, uint32_t i, struct str s)
{
    if (p->story->status < WIRE_WITHHELD || !p->story->n_notes) return false;
    const struct wire_agency *agency = lexicon_agency(p->lexicon, s);
    if (!agency && str_istarts(s, "the "))
        agency = lexicon_agency(p->lexicon, str_trim(str_slice(s, 4, s.n)));
    if (!agency) return false;
    if (!p->story->agency.n) p->story->agency = agency->name;
    plain_block(p, WIRE_SIGNOFF, line_span(p, i, i + 1));
    return true;
}

/* What stands alone before the copy to say whose it is and where it goes: "DEL45", "PTI". */
static bool is_routing(const struct plain *p, uint32_t i, struct str s)
{
    if (i + 1 >= p->lines.n) return false;
    return shape_routing(s) || (shape_agency_mark(p->lexicon, s) && s.n <= ROUTING_BYTES);
}

/* "TYRE: were wounded.": the place and last words of the take that this one adds to. */
static bool is_pickup(const struct plain *p, struct str s)
{
    const struct story *story = p->story;
    bool add = false;
    for (uint32_t i = 0; i < story->n_tags; i++)
        add |= strcmp(story->tags[i].name, "ADD") == 0;
    size_t colon = str_find_byte(s, ':', 0);
    if (!add || colon == SIZE_MAX || colon < 3 || s.n > PICKUP_BYTES) return false;
    for (size_t i = 0; i < colon; i++)
        if (ascii_is_lower(s.p[i])) return false;
    return true;
}

/* Claims line i by its form. Returns the next line to be read; i when nothing claims it. */
static uint32_t take_line(struct header *h, uint32_t i)
{
    struct plain *p = h->p;
    if (take_collector(p, i)) return line_blank(&p->lines.line[i]) ? i + 1 : i;
    struct str s = bare_line(p, i);
    if (!s.n) return i + 1;
    uint32_t next;
    if ((next = take_names(h, i, s)) != i) return next;
    if (s.p[0] == '(' || s.p[0] == '[') {
        uint32_t start = p->lines.line[i].start;
        if ((next = take_bracket(p, i)) != i || p->lines.line[i].start != start) return next;
    }
    if (take_telex_field(h, i, s) || take_signature(p, i, s)) return i + 1;
    if ((next = take_phrase(h, i, s)) != i) return next;
    if (take_bare_note(p, i, s)) return i + 1;
    struct span span = line_span(p, i, i + 1);
    enum wire_kind kind = WIRE_PARAGRAPH;
    if (headline_is_tag(p->lexicon, p->story, s) || headline_is_envelope(s) || is_date_line(p, s) ||
        headline_is_slug(p->lexicon, p->story, s) || is_routing(p, i, s) || is_pickup(p, s) ||
        headline_is_catchline(p->story, s))
        kind = WIRE_SLUG;
    else if (is_bullet(s))
        kind = WIRE_BULLET;
    else if (shape_divider(s))
        kind = WIRE_OTHER;
    else if (shape_contact(s))
        kind = WIRE_CONTACT;
    if (kind == WIRE_PARAGRAPH) return i;
    plain_block(p, kind, span);
    return i + 1;
}

/* The headline that a field gave, once more. */
static bool take_known_title(struct plain *p, uint32_t i)
{
    if (!p->known.title.n) return false;
    struct str s = bare_line(p, i);
    if (!same_title(s, p->known.title) && !same_title(s, p->story->title)) return false;
    plain_block(p, WIRE_HEADLINE, line_span(p, i, i + 1));
    return true;
}

/* A headline by its tags, whatever follows. */
static bool take_sure_title(struct header *h, uint32_t i)
{
    struct plain *p = h->p;
    struct str s = bare_line(p, i);
    if (p->story->title.n || s.n > TITLE_BYTES) return false;
    uint32_t tags = p->story->n_tags;
    size_t genre = p->story->genre.n;
    struct str rest = headline_cut(p->lexicon, p->story, s);
    if (p->story->n_tags == tags && p->story->genre.n == genre) return false;
    if (!rest.n) {
        plain_block(p, WIRE_SLUG, line_span(p, i, i + 1));
        return true;
    }
    set_title(p, i, title_end(h, i, p->lines.n));
    return true;
}

/* ---- Where the body begins ---- */

/* The first line that reads as a dateline by its form alone; NO_LINE when there is none near. */
static int64_t find_dateline(const struct plain *p)
{
    uint32_t seen = 0, start = 0, most = p->known.dateline ? 3 : LOOK_LINES;
    for (uint32_t i = 0; i < p->lines.n && seen < most; i++) {
        const struct line *line = &p->lines.line[i];
        if (line_blank(line)) continue;
        if (!seen++) start = line->start;
        if (line->start - start > LOOK_BYTES) break;
        struct dateline_scan scan;
        if (dateline_scan(p->lexicon, from_line(p, i), &scan) && scan.strength >= DATELINE_MEDIUM)
            return i;
    }
    return NO_LINE;
}

/* In a header that closes with " =" the line that carries it is the headline. */
static bool closed_later(const struct plain *p, uint32_t i, uint32_t dateline)
{
    for (uint32_t k = i + 1; k < dateline; k++) {
        struct str s = bare_line(p, k);
        if (s.n > 2 && s.p[s.n - 1] == '=' && s.p[s.n - 2] == ' ' && s.p[0] != '(' &&
            !lexicon_opening(p->lexicon, s) && !byline_is(p->lexicon, s))
            return true;
    }
    return false;
}

/* "VENEZUELA PROTESTS": a few words in capitals above a headline that is not. */
static bool is_kicker(const struct plain *p, uint32_t i, uint32_t dateline)
{
    struct str s = bare_line(p, i), rest = s, word;
    uint32_t words = 0, next = i + 1;
    if (p->story->title.n || !shape_crosshead(s)) return false;
    while (str_split(&rest, ' ', &word))
        words++;
    while (next < dateline && line_blank(&p->lines.line[next]))
        next++;
    if (words > KICKER_WORDS || next >= dateline) return false;
    struct str title = bare_line(p, next);
    if (title.n < s.n || title.n > TITLE_BYTES || lexicon_opening(p->lexicon, title) ||
        byline_is(p->lexicon, title) || title.p[0] == '(' || title.p[0] == '*')
        return false;
    uint32_t small = 0;
    for (size_t at = 0; at < title.n; at++)
        small += ascii_is_lower(title.p[at]);
    return small * 2 > title.n;
}

/* Lines between here and a dateline that nothing claims: a headline, else other furniture. */
static uint32_t take_loose(struct header *h, uint32_t i, uint32_t dateline)
{
    struct plain *p = h->p;
    uint32_t next = i + 1;
    if (closed_later(p, i, dateline) || is_kicker(p, i, dateline)) {
        plain_block(p, WIRE_SLUG, line_span(p, i, next));
        return next;
    }
    while (next < dateline && !line_blank(&p->lines.line[next]) && h->layout.wrapped &&
           !lines_break(&p->lines, &h->layout, next) &&
           !lexicon_opening(p->lexicon, bare_line(p, next)) &&
           !byline_is(p->lexicon, bare_line(p, next)))
        next++;
    if (ending_caption(p, line_span(p, i, next), 0, true)) return next;
    struct str s = bare_line(p, i);
    if (!p->story->title.n && s.n <= TITLE_BYTES && !p->known.title.n) {
        next = title_end(h, i, dateline);
        set_title(p, i, next);
    } else {
        plain_block(p, WIRE_OTHER, line_span(p, i, next));
    }
    return next;
}

/* How many bytes of plain sentences stand before the dateline, besides what the format marked? Too
 * many, and they are the body. */
static bool too_much_before(const struct plain *p, uint32_t dateline)
{
    size_t loose = 0;
    uint32_t sentences = 0, mark = 0;
    for (uint32_t i = 0; i < dateline; i++) {
        uint32_t start = p->lines.line[i].start;
        while (mark < p->known.n_marks && p->known.marks[mark].span.end <= start)
            mark++;
        if (mark < p->known.n_marks && p->known.marks[mark].span.start <= start) continue;
        struct str s = bare_line(p, i);
        if (!s.n || s.p[0] == '(' || s.p[0] == '*' || lexicon_opening(p->lexicon, s)) continue;
        if (s.n > TITLE_BYTES) loose += s.n;
        if (s.n > SENTENCE_BYTES && ends_sentence(s)) sentences++;
    }
    return sentences > 3 || loose > LOOSE_BYTES || (loose > 0 && loose * 3 > p->text.n);
}

/* A headline that only its place tells: short, then the body or a byline. */
static bool byline_near(const struct plain *p, uint32_t i)
{
    uint32_t seen = 0;
    for (uint32_t k = i + 1; k < p->lines.n && seen < 4; k++) {
        if (line_blank(&p->lines.line[k])) continue;
        seen++;
        if (byline_is(p->lexicon, bare_line(p, k))) return true;
    }
    return false;
}

uint32_t header_read(struct plain *p)
{
    struct header h = {.p = p, .layout = lines_layout(&p->lines, 0, p->lines.n)};
    int64_t dateline = find_dateline(p);
    if (dateline > 0 && too_much_before(p, (uint32_t)dateline)) dateline = NO_LINE;
    h.dateline = dateline;
    uint32_t i = 0;
    while (i < p->lines.n && !p->failed) {
        if (line_blank(&p->lines.line[i])) {
            i++;
            continue;
        }
        uint32_t behind = plain_marked(p, i);
        if (behind != i) {
            i = behind;
            continue;
        }
        if (i == dateline) return i;
        if (take_known_title(p, i)) {
            i++;
            continue;
        }
        uint32_t start = p->lines.line[i].start, next = take_line(&h, i);
        if (next != i || p->lines.line[i].start != start) {
            /* What is left of a line may be the dateline's. */
            if (next == i && dateline < 0 && weak_dateline(p, i)) return i;
            i = next;
        } else if (take_sure_title(&h, i)) {
            i++;
        } else if (dateline > (int64_t)i) {
            i = take_loose(&h, i, (uint32_t)dateline);
        } else if (weak_dateline(p, i)) {
            return i;
        } else if (ending_caption(p, line_span(p, i, i + 1), 0, false)) {
            i++;
        } else if (!p->known.format &&
                   (looks_like_title(&h, i) || (byline_near(p, i) && !p->story->title.n &&
                                                bare_line(p, i).n <= TITLE_BYTES))) {
            behind = title_end(&h, i, p->lines.n);
            set_title(p, i, behind);
            i = behind;
        } else {
            return i;
        }
    }
    return i;
}

bede_status header_fields(const struct wire_lexicon *lexicon, struct story *story, struct str title,
                          struct str byline, struct str note, bede_error *err)
{
    if (title.n) story->title = headline_cut(lexicon, story, title);
    if (story->slug.n) headline_slug_tags(lexicon, story, story->slug);
    if (byline.n && byline.n < 200 && !lexicon_agency(lexicon, str_trim(byline)))
        byline_add(lexicon, byline, &story->byline);
    if (!note.n) return BEDE_OK;
    struct wire_note *parsed = ARENA_NEW(story->arena, struct wire_note);
    if (!parsed) return err_nomem(err);
    struct str inside = str_trim(note);
    if (inside.n > 2 && note_bracket(inside, inside.n) == inside.n)
        inside = str_slice(inside, 1, inside.n - 1);
    parsed->target = STR_LIT("");
    if (!note_parse(lexicon, story->arena, note_without_label(lexicon, inside), NULL, parsed))
        return err_nomem(err);
    story->notes = parsed;
    story->n_notes = 1;
    return BEDE_OK;
}
