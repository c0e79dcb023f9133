/* wire/transmit.c - cutting transmissions out of an input, cleaning their lines, making the story.
 *
 * IPTC 7901 and ANPA-1312 were made for teleprinters and typesetters: bytes below 0x20 mark where
 * heading, text and transmission begin and end, switch fonts, set columns. Feeds that pass through
 * newer systems lose some or all of them, mix CR LF with LF, or double the CR. So nothing here
 * depends on a control byte being there: what opens a transmission is SOH, or, when the input has
 * none, a line of the form that opens one.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/transmit.h"

#include "wire/headline.h"

enum { CR_RUN = 8, OPENING_BYTES = 200 };

/* ---- Lines ---- */

bool transmit_line(struct transmit *t, struct str *line)
{
    struct str s = t->rest;
    if (!s.n) return false;
    size_t end = 0;
    while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r')
        end++;
    *line = str_slice(s, 0, end);
    size_t behind = end;
    while (behind < s.n && behind < end + CR_RUN && s.p[behind] == '\r')
        behind++;
    if (behind < s.n && s.p[behind] == '\n')
        behind++;
    else if (end < s.n)
        behind = end + 1; /* CR alone ends a line by itself */
    t->rest = str_slice(s, behind, s.n);
    return true;
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || (unsigned char)c == CTL_DEL;
}

struct str transmit_bare(struct str s)
{
    while (s.n && (is_control(s.p[0]) || s.p[0] == ' '))
        s = str_slice(s, 1, s.n);
    while (s.n && (is_control(s.p[s.n - 1]) || s.p[s.n - 1] == ' '))
        s = str_slice(s, 0, s.n - 1);
    return s;
}

struct str transmit_str(const struct transmit *t, struct span span)
{
    return str_slice((struct str){t->text, t->n}, span.start, span.end);
}

static void put(struct transmit *t, struct str s)
{
    if (s.n) memcpy(t->text + t->n, s.p, s.n);
    t->n += s.n;
}

/* CAN takes back the word before it on its line, as a keyboard's "delete word" did. */
static void take_back(struct transmit *t, size_t line)
{
    while (t->n > line && t->text[t->n - 1] == ' ')
        t->n--;
    while (t->n > line && t->text[t->n - 1] != ' ')
        t->n--;
}

/* Control bytes: what they mean in the text, if anything. */
static void put_control(struct transmit *t, char c, size_t line)
{
    switch ((unsigned char)c) {
    case '\t':
    case CTL_US:
        put(t, STR_LIT("\t"));
        break;
    case 0:
    case CTL_DLE:
        put(t, STR_LIT(" "));
        break;
    case CTL_CAN:
        take_back(t, line);
        break;
    default:
        break;
    }
}

static bool at_word(struct str s, size_t at)
{
    return at < s.n && s.p[at] != ' ' && !is_control(s.p[at]);
}

/* Seven-bit stand-ins for signs that the code did not have. Returns the bytes used; 0: none. Every
 * sign takes at most three times the bytes of what stood for it. */
static size_t put_typography(struct transmit *t, struct str s, size_t i)
{
    char c = s.p[i];
    bool apart = i == 0 || s.p[i - 1] == ' ' || is_control(s.p[i - 1]);
    if (i + 1 < s.n && c == '`' && s.p[i + 1] == '`') {
        put(t, STR_LIT("\xe2\x80\x9c"));
        return 2;
    }
    if (i + 1 < s.n && c == '\'' && s.p[i + 1] == '\'') {
        put(t, STR_LIT("\xe2\x80\x9d"));
        return 2;
    }
    if (c == '`' && at_word(s, i + 1)) {
        put(t, STR_LIT("\xe2\x80\x98"));
        return 1;
    }
    if (c == '_' && apart && i && (i + 1 == s.n || s.p[i + 1] == ' ')) {
        put(t, STR_LIT("\xe2\x80\x94"));
        return 1;
    }
    if (c == '{' && i && (ascii_is_digit(s.p[i - 1]) || s.p[i - 1] == ';')) {
        put(t, STR_LIT("\xc2\xbd"));
        return 1;
    }
    return 0;
}

struct span transmit_add(struct transmit *t, struct str s, bool typography)
{
    size_t start = t->n;
    for (size_t i = 0; i < s.n;) {
        size_t used = typography ? put_typography(t, s, i) : 0;
        if (!used && is_control(s.p[i]))
            put_control(t, s.p[i], start);
        else if (!used)
            put(t, str_slice(s, i, i + 1));
        i += used ? used : 1;
    }
    struct span span = {(uint32_t)start, (uint32_t)t->n};
    put(t, STR_LIT("\n"));
    return span;
}

void transmit_mark(struct transmit *t, enum wire_kind kind, struct span span)
{
    struct span trimmed = span_trim((struct str){t->text, t->n}, span);
    if (trimmed.start == trimmed.end) return;
    struct plain_mark mark = {span, kind};
    if (!ARRAY_PUSH(t->arena, t->marks, t->n_marks, t->cap_marks, mark)) t->failed = true;
}

void transmit_title(struct transmit *t, struct span span, struct str title)
{
    struct story *story = t->story;
    struct str s = headline_cut(t->reader->lexicon, story, transmit_bare(title));
    if (s.n && !story->title.n) {
        story->title = s;
        story->title_span.start = (uint32_t)(s.p - t->text);
        story->title_span.end = story->title_span.start + (uint32_t)s.n;
    }
    transmit_mark(t, WIRE_HEADLINE, span);
}

void transmit_subject(struct transmit *t, const char *scheme, struct str code)
{
    struct story *story = t->story;
    if (!code.n || story->n_subjects) return;
    story->subjects = ARENA_NEW(t->arena, struct wire_subject);
    code = arena_str(t->arena, code);
    if (!story->subjects || !code.p) {
        t->failed = true;
        return;
    }
    story->subjects[story->n_subjects++] = (struct wire_subject){str_c(scheme), code, STR_LIT("")};
}

void transmit_sent(struct transmit *t, struct date date, uint32_t hour, uint32_t minute, bool zone)
{
    struct story *story = t->story;
    if (!date_valid(date) || hour > 23 || minute > 59 || story->created.n) return;
    story->date = date;
    story->created = arena_printf(t->arena, "%04d-%02d-%02dT%02u:%02u:00Z", date.year, date.month,
                                  date.day, (unsigned)hour, (unsigned)minute);
    story->zone_missing = !zone;
    if (!story->created.p) t->failed = true;
}

/* ---- Transmissions ---- */

static bool only_controls(struct str s)
{
    size_t i = 0;
    while (i < s.n && (is_control(s.p[i]) || s.p[i] == ' '))
        i++;
    return i == s.n;
}

/* In an input without SOH: the start of the next line behind `from` that opens a transmission. */
static size_t next_opening(struct str bytes, size_t from, transmit_opens *opens)
{
    size_t at = str_find_byte(bytes, '\n', from);
    while (at != SIZE_MAX) {
        size_t end = str_find_byte(bytes, '\n', at + 1);
        struct str line = str_slice(bytes, at + 1, end == SIZE_MAX ? bytes.n : end);
        if (line.n < OPENING_BYTES && opens(transmit_bare(line))) return at + 1;
        at = end;
    }
    return bytes.n;
}

/* The extent of the next transmission at or behind reader->at; false: there is none. */
static bool next_extent(struct wire_reader *reader, transmit_opens *opens, size_t *start,
                        size_t *end)
{
    struct str bytes = reader->bytes;
    if (only_controls(str_slice(bytes, reader->at, bytes.n))) return false;
    *start = str_find_byte(bytes, CTL_SOH, reader->at);
    if (*start == SIZE_MAX) {
        *start = reader->at;
        *end = next_opening(bytes, *start, opens);
        return true;
    }
    if (!only_controls(str_slice(bytes, reader->at, *start))) {
        *end = *start; /* bytes before the heading: no transmission, but to be told of */
        *start = reader->at;
        return true;
    }
    size_t next = str_find_byte(bytes, CTL_SOH, *start + 1);
    *end = next == SIZE_MAX ? bytes.n : next;
    size_t close = str_find_byte(str_slice(bytes, 0, *end), CTL_EOT, *start);
    if (close != SIZE_MAX) *end = close + 1;
    return true;
}

static bede_status finish(struct transmit *t, bede_error *err)
{
    struct story *story = t->story;
    if (t->failed) return err_nomem(err);
    story->text = (struct str){t->text, t->n};
    struct plain_known known = {
        .format = story->title.n > 0, .marks = t->marks, .n_marks = t->n_marks};
    return plain_read(t->reader->lexicon, story, &known, err);
}

static bede_status read_one(struct wire_reader *reader, struct arena *arena, struct str raw,
                            transmit_lines *lines, struct story **out, bede_error *err)
{
    if (raw.n > reader->limits.story_bytes)
        return err_set(err, BEDE_LIMIT, "the story is longer than the limit of %u bytes",
                       (unsigned)reader->limits.story_bytes);
    struct transmit t = {.reader = reader, .arena = arena, .story = reader_story(reader, arena)};
    if (!t.story) return err_nomem(err);
    t.story->offset = (uint64_t)(raw.p - reader->bytes.p);
    t.story->format = reader->from;
    TRY(reader_text(arena, raw, &t.rest, &t.story->transcoded, err));
    t.text = arena_alloc(arena, t.rest.n * 3 + 2);
    if (!t.text) return err_nomem(err);
    const char *why = NULL;
    if (!lines(&t, &why)) return err_set(err, BEDE_PASSED, "skipped: %s", why);
    TRY(finish(&t, err));
    *out = t.story;
    return BEDE_OK;
}

bede_status transmit_read(struct wire_reader *reader, struct arena *arena, struct str raw,
                          transmit_lines *lines, struct story **out, bede_error *err)
{
    bede_status status =
        lines ? read_one(reader, arena, raw, lines, out, err)
              : err_set(err, BEDE_SYNTAX, "%zu bytes stand outside any transmission", raw.n);
    if (status != BEDE_OK && err) err->offset = (uint64_t)(raw.p - reader->bytes.p);
    return status;
}

bede_status transmit_next(struct wire_reader *reader, struct arena *arena, transmit_opens *opens,
                          transmit_lines *lines, struct story **out, bede_error *err)
{
    size_t start, end;
    if (!next_extent(reader, opens, &start, &end)) {
        reader->done = true;
        return BEDE_DONE;
    }
    struct str raw = str_slice(reader->bytes, start, end);
    bool stray =
        end < reader->bytes.n && reader->bytes.p[end] == CTL_SOH && !memchr(raw.p, CTL_SOH, raw.n);
    reader->at = end;
    return transmit_read(reader, arena, raw, stray ? NULL : lines, out, err);
}
