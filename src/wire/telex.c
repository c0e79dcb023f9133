/* wire/telex.c - ZCZC ... NNNN, the envelope of telex (ITU-T F.1), and the fields that feeds put
 * behind it, a mark and a value a line:
 *
 *     ZCZC AAP
 *     #Courts: Poe                keyword            :(MELBOURNE)   filed from
 *     $Minister's appeal fails    headline           *02000000      subject code
 *     @Vic                        section            %A &AAP\poea   others
 *     Copy ...
 *     NNNN
 *
 * What stands between NNNN and the next ZCZC belongs to no transmission and is told as an error.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/transmit.h"

static bool opens(struct str line)
{
    struct str s = transmit_bare(line);
    return str_starts(s, "ZCZC") && (s.n == 4 || !ascii_is_alnum(s.p[4]));
}

static bool closes(struct str line)
{
    return str_is(transmit_bare(line), "NNNN");
}

bool telex_is(struct str head)
{
    struct str rest = head, line;
    while (str_split(&rest, '\n', &line))
        if (transmit_bare(line).n) return opens(line);
    return false;
}

/* The agency that the opening line may name: "ZCZC AAP", "ZCZC DPA123". */
static void take_opening(struct transmit *t, struct span span)
{
    struct str s = transmit_bare(transmit_str(t, span));
    s = str_trim(str_slice(s, 4, s.n));
    size_t end = 0;
    while (end < s.n && ascii_is_alpha(s.p[end]))
        end++;
    const struct wire_agency *agency = lexicon_agency(t->reader->lexicon, str_slice(s, 0, end));
    if (agency) t->story->agency = agency->name;
    t->story->number = s;
    transmit_mark(t, WIRE_SLUG, span);
}

/* A field; false when the line is none and the copy begins. */
static bool take_field(struct transmit *t, struct span span)
{
    struct story *story = t->story;
    struct str s = transmit_bare(transmit_str(t, span));
    if (!strchr("%#$:&*@", s.p[0])) return false;
    struct str value = str_trim(str_slice(s, 1, s.n));
    uint32_t code;
    switch (s.p[0]) {
    case '$':
        if (value.n < 4) return false;
        transmit_title(t, span, value);
        return true;
    case '#':
        if (!story->slug.n) story->slug = value;
        break;
    case ':':
        if (value.n > 2 && value.p[0] == '(' && value.p[value.n - 1] == ')')
            value = str_slice(value, 1, value.n - 1);
        story->located = value;
        break;
    case '*':
        if (value.n == 8 && str_u32(value, &code)) transmit_subject(t, "subj", value);
        break;
    default:
        break;
    }
    transmit_mark(t, WIRE_SLUG, span);
    return true;
}

static bool read_lines(struct transmit *t, const char **why)
{
    (void)why;
    bool opened = false, fields = true;
    for (struct str line; transmit_line(t, &line);) {
        struct span span = transmit_add(t, line, false);
        if (!transmit_bare(line).n) continue;
        if (!opened && opens(line)) {
            take_opening(t, span);
            opened = true;
        } else if (fields && opened) {
            fields = take_field(t, span);
        }
        if (closes(line)) transmit_mark(t, WIRE_END, span);
    }
    return true;
}

/* The line behind the next NNNN, or the next ZCZC, or the end. */
static size_t extent(struct str bytes, size_t from, bool inside)
{
    for (size_t at = from; at < bytes.n;) {
        size_t end = str_find_byte(bytes, '\n', at), next = end == SIZE_MAX ? bytes.n : end + 1;
        struct str line = str_slice(bytes, at, end == SIZE_MAX ? bytes.n : end);
        if (at > from && opens(line)) return at;
        if (inside && closes(line)) return next;
        at = next;
    }
    return bytes.n;
}

bede_status telex_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                       bede_error *err)
{
    struct str bytes = reader->bytes;
    while (reader->at < bytes.n && (unsigned char)bytes.p[reader->at] <= ' ')
        reader->at++;
    size_t start = reader->at, end = str_find_byte(bytes, '\n', start);
    if (start == bytes.n) {
        reader->done = true;
        return BEDE_DONE;
    }
    bool inside = opens(str_slice(bytes, start, end == SIZE_MAX ? bytes.n : end));
    reader->at = extent(bytes, start, inside);
    struct str raw = str_slice(bytes, start, reader->at);
    return transmit_read(reader, arena, raw, inside ? read_lines : NULL, out, err);
}
