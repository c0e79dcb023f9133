/* wire/iptc7901.c - the teleprinter format of European agencies (IPTC 7901, revision 5, 1995).
 *
 *     SOH abc0061 4 i 211  dpa 061           service, number; priority; category; words; the rest
 *     Norway-politics/                       keywords
 *     STX 2ND LEAD                           header lines, the last of them closed by " ="
 *     Norway's coalition agrees on budget
 *     By Ann Poe, dpa =
 *
 *     Oslo (dpa) - ...                       copy, hard-wrapped, blank lines or indents between
 *     ETX 021015 GMT Mai 24                  day and time, month, year
 *     EOT
 *
 * Feeds lose the control bytes; then the form of the first line opens a transmission and " =" closes
 * the header all the same.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/transmit.h"

#include "wire/byline.h"
#include "wire/headline.h"

enum {
    HEADER_LINES = 8,
    FULL_LINE = 58,
    TEST_WORDS = 3,
    YEAR_PIVOT = 70,
    KEYWORD_BYTES = 120,
    END_BYTES = 24
};

/* What the first line says: slices of it. */
struct envelope {
    struct str number; /* "dpa 061" */
    struct str category;
    uint32_t priority;
};

static struct str next_word(struct str *rest)
{
    *rest = str_trim(*rest);
    size_t end = 0;
    while (end < rest->n && !ascii_is_space(rest->p[end]))
        end++;
    struct str word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->n);
    return word;
}

/* "abc0061": letters, then digits. */
static bool is_service(struct str s)
{
    size_t i = 0;
    while (i < s.n && ascii_is_alpha(s.p[i]))
        i++;
    size_t letters = i;
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    return i == s.n && letters <= 8 && i > letters && i - letters <= 8;
}

static bool read_envelope(struct str line, struct envelope *e)
{
    struct str rest = transmit_bare(line), service = next_word(&rest), priority = next_word(&rest);
    e->category = next_word(&rest);
    struct str words = next_word(&rest);
    uint32_t n;
    if (!is_service(service) || priority.n != 1 || !str_u32(priority, &e->priority) ||
        !str_u32(words, &n) || e->category.n < 1 || e->category.n > 3)
        return false;
    for (size_t i = 0; i < e->category.n; i++)
        if (!ascii_is_alpha(e->category.p[i])) return false;
    /* Of the optional rest its last two words: "ccccb   dpa 061". */
    struct str name = {"", 0}, last = {"", 0}, word;
    while ((word = next_word(&rest)).n) {
        name = last;
        last = word;
    }
    bool numbered = name.n && ascii_is_alpha(name.p[0]) && str_u32(last, &n);
    e->number = numbered ? str_slice(name, 0, (size_t)(last.p + last.n - name.p)) : service;
    return true;
}

static bool opens(struct str line)
{
    struct envelope e;
    struct str rest = line, service = next_word(&rest);
    /* Without SOH a table's row must not pass for a heading: letters and digits, and no "12". */
    return service.n >= 4 && ascii_is_alpha(service.p[0]) && read_envelope(line, &e);
}

bool iptc7901_is(struct str head)
{
    size_t soh = str_find_byte(head, CTL_SOH, 0), at = soh == SIZE_MAX ? 0 : soh + 1;
    struct envelope e;
    if (soh != SIZE_MAX && transmit_bare(str_slice(head, 0, soh)).n) return false;
    while (at < head.n && ((unsigned char)head.p[at] <= ' ' || head.p[at] == CTL_DEL))
        at++;
    size_t end = at;
    while (end < head.n && head.p[end] != '\n' && head.p[end] != '\r')
        end++;
    struct str line = str_slice(head, at, end);
    return soh != SIZE_MAX ? read_envelope(line, &e) : opens(transmit_bare(line));
}

/* "021015 GMT Mai 24", "021015 mai 24", "021015 GMT Mai": the last tells no date. */
static bool read_sent(struct transmit *t, struct str line)
{
    struct str rest = transmit_bare(line), time = next_word(&rest), word = next_word(&rest);
    uint32_t n, year;
    bool zone = str_iis(word, "gmt") || str_iis(word, "utc");
    if (zone) word = next_word(&rest);
    int month = lexicon_month(t->reader->lexicon, word);
    if (time.n != 6 || !str_u32(time, &n) || !month || str_trim(rest).n > 2) return false;
    if (!str_u32(str_trim(rest), &year)) return !str_trim(rest).n;
    struct date date = {(int16_t)(year + (year < YEAR_PIVOT ? 2000 : 1900)), (uint8_t)month,
                        (uint8_t)(n / 10000)};
    transmit_sent(t, date, n / 100 % 100, n % 100, zone);
    return true;
}

/* Reversals of all bits, the signal by which a line is tested: ryryryry. */
static uint32_t test_words(struct str line)
{
    uint32_t found = 0;
    struct str rest = line, word;
    while ((word = next_word(&rest)).n) {
        bool alternates = word.n >= 4;
        for (size_t i = 0; i < word.n && alternates; i++)
            alternates = ascii_lower(word.p[i]) == ((i & 1) ? 'y' : 'r');
        found += alternates;
    }
    return found;
}

/* ---- The header ---- */

struct header_lines {
    struct span line[HEADER_LINES];
    uint32_t n;
};

static bool closes_header(struct str bare)
{
    return bare.n > 1 && bare.p[bare.n - 1] == '=' && bare.p[bare.n - 2] == ' ';
}

static bool is_candidate(const struct transmit *t, struct str bare)
{
    return bare.p[0] != '(' && bare.p[0] != '[' && !byline_is(t->reader->lexicon, bare);
}

/* Marks the lines of a header that " =" closed. The last line that is no byline, tag or note is the
 * headline, with the lines before it that had no room for its next word. */
static void mark_header(struct transmit *t, const struct header_lines *h)
{
    const struct wire_lexicon *lexicon = t->reader->lexicon;
    struct str line[HEADER_LINES];
    bool tag[HEADER_LINES];
    int64_t title = -1;
    for (uint32_t i = 0; i < h->n; i++) {
        line[i] = transmit_bare(transmit_str(t, h->line[i]));
        tag[i] = headline_is_tag(lexicon, t->story, line[i]);
        if (!tag[i] && is_candidate(t, line[i])) title = i;
    }
    int64_t first = title;
    while (first > 0 && !tag[first - 1] && is_candidate(t, line[first - 1]) &&
           line[first - 1].n >= FULL_LINE)
        first--;
    for (int64_t i = 0; i < (int64_t)h->n; i++) {
        if (i == first) {
            struct span span = {h->line[first].start, h->line[title].end};
            transmit_title(t, span, transmit_str(t, span));
            i = title;
        } else if (byline_is(lexicon, line[i])) {
            transmit_mark(t, WIRE_BYLINE, h->line[i]);
        } else if (tag[i] || is_candidate(t, line[i])) {
            transmit_mark(t, WIRE_SLUG, h->line[i]);
        }
    }
}

/* ---- A transmission ---- */

enum part { HEADING, HEADER, COPY };

/* The first lines: the envelope, then keywords up to STX or, without one, a line with a slash. False:
 * the line is of the header already. */
static bool take_heading(struct transmit *t, struct span span, bool stx, enum part *part)
{
    struct story *story = t->story;
    struct str bare = transmit_bare(transmit_str(t, span));
    struct envelope e;
    if (!bare.n) return true;
    if (!story->number.n && read_envelope(bare, &e)) {
        story->number = e.number;
        story->urgency = (uint8_t)(e.priority < 9 ? e.priority : 0);
        transmit_subject(t, "iptc7901", e.category);
        transmit_mark(t, WIRE_SLUG, span);
        return true;
    }
    bool keywords = str_find_byte(bare, '/', 0) != SIZE_MAX && bare.n < KEYWORD_BYTES;
    if (!stx) *part = HEADER;
    if (!stx && !keywords) return false;
    if (!story->slug.n) story->slug = bare;
    transmit_mark(t, WIRE_SLUG, span);
    return true;
}

static enum part take_header(struct transmit *t, struct str bare, struct span span,
                             struct header_lines *h)
{
    if (!bare.n) return h->n ? COPY : HEADER;
    if (h->n == HEADER_LINES) return COPY;
    h->line[h->n++] = span;
    if (!closes_header(bare)) return HEADER;
    mark_header(t, h);
    return COPY;
}

static bool read_lines(struct transmit *t, const char **why)
{
    bool stx = memchr(t->rest.p, CTL_STX, t->rest.n) != NULL;
    enum part part = HEADING;
    struct header_lines h = {.n = 0};
    uint32_t tests = 0;
    for (struct str line; transmit_line(t, &line);) {
        bool text = memchr(line.p, CTL_STX, line.n) != NULL;
        bool over = memchr(line.p, CTL_ETX, line.n) != NULL;
        struct str bare = transmit_bare(line);
        struct span span = transmit_add(t, line, false);
        if (text && part == HEADING) part = HEADER;
        bool taken = part == HEADING && take_heading(t, span, stx, &part);
        if (!taken && part == HEADER) part = take_header(t, bare, span, &h);
        tests += test_words(bare);
        if (bare.n < END_BYTES && read_sent(t, bare) && over) transmit_mark(t, WIRE_END, span);
    }
    if (tests >= TEST_WORDS) *why = "a test of the line (RYRY), no story";
    return tests < TEST_WORDS;
}

bede_status iptc7901_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                          bede_error *err)
{
    return transmit_next(reader, arena, opens, read_lines, out, err);
}
