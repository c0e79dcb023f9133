/* tests/wire/test_golden.c - runs tests/golden/wire/ (its README says how a case is written).
 *
 * SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "base/buf.h"
#include "base/io.h"

#include <stdio.h>

enum { CASES_MIN = 40 };

struct case_at {
    const char *file;
    uint32_t number;
    const struct story *story;
};

/* What is said of a story, a line each; the expected lines must be among them. */
struct said {
    struct buf buf;
};

static void say(struct said *said, const char *name, struct str value)
{
    buf_printf(&said->buf, "%s ", name);
    if (!value.n) buf_printf(&said->buf, "-");
    bool blank = false;
    for (size_t i = 0; i < value.n; i++) { /* white space folded */
        if (ascii_is_space(value.p[i])) {
            blank = true;
            continue;
        }
        if (blank) buf_printf(&said->buf, " ");
        blank = false;
        buf_printf(&said->buf, "%c", value.p[i]);
    }
    buf_printf(&said->buf, "\n");
}

static void say_header(struct said *said, const struct story *s)
{
    say(said, "headline", s->title);
    say(said, "slug", s->slug);
    say(said, "agency", s->agency);
    say(said, "genre", s->genre);
    say(said, "region", s->dateline.region);
    say(said, "embargo", s->embargo);
    say(said, "number", s->number);
    say(said, "status", str_c(wire_status_name(s->status)));
    buf_printf(&said->buf, "version %u\n", s->version);
    if (date_is_set(s->date))
        buf_printf(&said->buf, "date %04d-%02d-%02d\n", s->date.year, s->date.month, s->date.day);
    else
        buf_printf(&said->buf, "date -\n");
    for (uint32_t i = 0; i < s->n_tags; i++)
        if (s->tags[i].sequence < 0)
            buf_printf(&said->buf, "tag %s\n", s->tags[i].name);
        else
            buf_printf(&said->buf, "tag %s %d\n", s->tags[i].name, s->tags[i].sequence);
    for (uint32_t i = 0; i < s->dateline.n_places; i++)
        say(said, "place", s->dateline.places[i]);
    for (uint32_t i = 0; i < s->byline.n; i++) {
        say(said, "by", s->byline.names[i]);
        if (s->byline.titles[i].n)
            buf_printf(&said->buf, "by %.*s, %.*s\n", STR_ARG(s->byline.names[i]),
                       STR_ARG(s->byline.titles[i]));
    }
}

static void say_clause(struct said *said, const struct wire_clause *c)
{
    buf_printf(&said->buf, "clause %s ", c->kind);
    for (uint32_t i = 0; i < c->n_ranges; i++) {
        struct wire_range r = c->ranges[i];
        if (i) buf_printf(&said->buf, ",");
        if (r.last < 0)
            buf_printf(&said->buf, "last%d", r.last);
        else if (r.first == r.last)
            buf_printf(&said->buf, "%d", r.first);
        else
            buf_printf(&said->buf, "%d-%d", r.first, r.last);
    }
    if (!c->n_ranges) buf_printf(&said->buf, "%s", c->throughout ? "all" : "-");
    if (c->object.n) buf_printf(&said->buf, " %.*s", STR_ARG(c->object));
    buf_printf(&said->buf, "\n");
}

static void say_notes(struct said *said, const struct story *s)
{
    for (uint32_t i = 0; i < s->n_notes; i++) {
        const struct wire_note *note = &s->notes[i];
        buf_printf(&said->buf, "note %s\n", note->kind);
        if (note->target.n) say(said, "target", note->target);
        for (uint32_t k = 0; k < note->n_clauses; k++)
            say_clause(said, &note->clauses[k]);
    }
}

static void say_blocks(struct said *said, const struct story *s)
{
    buf_printf(&said->buf, "blocks");
    for (uint32_t i = 0; i < s->n_blocks; i++)
        buf_printf(&said->buf, " %s",
                   s->blocks[i].kind == WIRE_PARAGRAPH ? "p" : wire_kind_name(s->blocks[i].kind));
    buf_printf(&said->buf, "\n");
    for (uint32_t i = 0; i < s->n_blocks; i++) {
        char name[16];
        snprintf(name, sizeof name, "p %u", s->blocks[i].number);
        if (s->blocks[i].kind == WIRE_PARAGRAPH) say(said, name, block_body(s, i));
        if (s->blocks[i].kind == WIRE_CAPTION) say(said, "caption", block_body(s, i));
    }
}

static bool is_said(struct str all, struct str line)
{
    struct str rest = all, said;
    while (str_split(&rest, '\n', &said))
        if (str_eq(said, line)) return true;
    return false;
}

static uint32_t check_lines(const struct case_at *at, struct str expected)
{
    struct said said;
    uint32_t wrong = 0;
    buf_init(&said.buf, 1 << 20);
    say_header(&said, at->story);
    say_notes(&said, at->story);
    say_blocks(&said, at->story);
    struct str all = {said.buf.p, said.buf.n}, rest = expected, line;
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        bool never = line.p[0] == '!';
        if (is_said(all, str_trim(str_slice(line, never, line.n))) != never) continue;
        print_error("%s, case %u: %.*s\n", at->file, at->number, STR_ARG(line));
        wrong++;
    }
    if (wrong) print_error("what was read:\n%.*s\n", STR_ARG(all));
    buf_fini(&said.buf);
    return wrong;
}

/* No two blocks overlap but for what is glued to the end of a paragraph; all slice the text. */
static void check_spans(const struct story *s)
{
    for (uint32_t i = 0; i < s->n_blocks; i++) {
        const struct wire_block *b = &s->blocks[i];
        assert_true(b->span.start <= b->body.start && b->body.end <= b->span.end);
        assert_true(b->span.end <= s->text.n);
        if (!i) continue;
        const struct wire_block *before = b - 1;
        bool inside = b->span.start >= before->span.start && b->span.end <= before->span.end;
        assert_true(before->span.end <= b->span.start ||
                    (inside && b->span.start >= before->body.end) ||
                    before->kind != WIRE_PARAGRAPH);
    }
}

static struct str source_file(struct fixture *f, struct str copy)
{
    char path[512];
    struct str bytes, name = str_trim(str_slice(copy, 1, copy.n));
    snprintf(path, sizeof path, BEDE_SOURCE_DIR "/%.*s", STR_ARG(name));
    if (io_read_file(f->arena, path, 1 << 20, &bytes, &f->err) != BEDE_OK)
        fail_msg("%s: %s", path, f->err.msg);
    return bytes;
}

/* One case: comment lines, copy, "---", lines. */
static uint32_t run_case(struct fixture *f, const char *file, uint32_t number, struct str text)
{
    struct case_at at = {.file = file, .number = number};
    while (text.n && (text.p[0] == '#' || text.p[0] == '\n')) {
        size_t end = str_find_byte(text, '\n', 0);
        text = str_slice(text, end == SIZE_MAX ? text.n : end + 1, text.n);
    }
    size_t cut = str_find(text, "\n---\n", 0);
    if (cut == SIZE_MAX) fail_msg("%s, case %u: no line ---", file, number);
    struct str copy = str_slice(text, 0, cut + 1);
    if (copy.p[0] == '@') copy = source_file(f, copy);
    struct story *story;
    open_bytes(f, copy, BEDE_FROM_PLAIN);
    assert_int_equal(wire_next(f->reader, f->arena, &story, &f->err), BEDE_OK);
    at.story = story;
    check_spans(story);
    return check_lines(&at, str_slice(text, cut + 5, text.n));
}

static void golden_cases(void **state)
{
    struct fixture *f = *state;
    struct io_list list = {0};
    uint32_t wrong = 0, cases = 0;
    assert_int_equal(io_list_files(f->arena, BEDE_SOURCE_DIR "/tests/golden/wire", &list, &f->err),
                     BEDE_OK);
    for (size_t i = 0; i < list.n; i++) {
        if (!str_ends(str_c(list.paths[i]), ".case")) continue;
        struct str rest;
        assert_int_equal(io_read_file(f->arena, list.paths[i], 1 << 20, &rest, &f->err), BEDE_OK);
        for (uint32_t number = 1; rest.n; number++, cases++) {
            size_t end = str_find(rest, "\n===\n", 0);
            struct str one = str_slice(rest, 0, end == SIZE_MAX ? rest.n : end + 1);
            wrong += run_case(f, list.paths[i], number, one);
            rest = end == SIZE_MAX ? str_slice(rest, 0, 0) : str_slice(rest, end + 5, rest.n);
        }
    }
    assert_true(cases >= CASES_MIN);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WIRE_TEST(golden_cases)};
    return cmocka_run_group_tests_name("wire/golden", tests, NULL, NULL);
}
