/* tests/quote/test_golden.c - runs the cases of tests/golden/quote/, one after the other.
 *
 * A case file holds cases of this form (see the files for many):
 *
 *     == inverted order
 *     "We will stay," said Ann Lee.
 *     --
 *     direct | said | Ann Lee | - | We will stay,
 *
 * Behind "--" stands a line for each quote that must come out: kind, cue, source, via, content; the
 * pieces of a content are parted by " / "; "-" is an empty field, "*" any. A line "not: words"
 * says that no quote may have these words as its content; "time: words", "occasion: words",
 * "addressee: words" and "speaker: name" that some quote has this. Case and number of blanks count.
 *
 * SPDX-License-Identifier: MIT */
#include "pipeline.h"

enum { LINE_MAX_BYTES = 1024, FILE_MAX_BYTES = 1 << 20 };

static struct pipeline pipeline;

static int open_all(void **state)
{
    (void)state;
    pipeline = pipeline_open();
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    pipeline_close(&pipeline);
    return 0;
}

static bool field_is(struct str want, struct str got)
{
    want = str_trim(want);
    return str_is(want, "*") || (str_is(want, "-") && !got.n) || str_eq(want, got);
}

static struct str content_of(const struct doc *doc, const struct quote *q, char *line)
{
    size_t n = 0;
    for (uint32_t i = 0; i < q->n_content; i++)
        n += (size_t)snprintf(line + n, n < LINE_MAX_BYTES ? LINE_MAX_BYTES - n : 0, "%s%.*s",
                              i ? " / " : "", STR_ARG(str_span(doc->text, q->content[i])));
    return (struct str){line, n < LINE_MAX_BYTES ? n : LINE_MAX_BYTES - 1};
}

static bool line_matches(const struct doc *doc, const struct quote *q, struct str line)
{
    char content[LINE_MAX_BYTES];
    struct str rest = line, cell[5];
    for (int i = 0; i < 4; i++)
        if (!str_split(&rest, '|', &cell[i])) return false;
    cell[4] = rest; /* content may hold a bar */
    return field_is(cell[0], str_c(quote_kind_name(q->kind))) &&
           field_is(cell[1], str_span(doc->text, q->cue)) &&
           field_is(cell[2], str_span(doc->text, q->source)) &&
           field_is(cell[3], str_span(doc->text, q->via)) &&
           field_is(cell[4], content_of(doc, q, content));
}

static void print_quotes(const struct doc *doc, const struct quotes *quotes)
{
    char content[LINE_MAX_BYTES];
    for (uint32_t i = 0; i < quotes->n; i++) {
        const struct quote *q = &quotes->items[i];
        print_message("      got %s | %.*s | %.*s | %.*s | %.*s\n", quote_kind_name(q->kind),
                      STR_ARG(str_span(doc->text, q->cue)), STR_ARG(str_span(doc->text, q->source)),
                      STR_ARG(str_span(doc->text, q->via)), STR_ARG(content_of(doc, q, content)));
    }
}

/* "time: Monday": does some quote tell this? False in *is when the line is of another kind. */
static bool tells(const struct doc *doc, const struct entities *entities,
                  const struct quotes *quotes, struct str line, bool *is)
{
    static const char *const names[] = {"time:", "occasion:", "addressee:", "speaker:"};
    *is = false;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (!str_starts(line, names[k])) continue;
        *is = true;
        struct str want = str_trim(str_slice(line, strlen(names[k]), line.n));
        for (uint32_t i = 0; i < quotes->n; i++) {
            const struct quote *q = &quotes->items[i];
            const struct span spans[] = {q->time, q->occasion, q->addressee};
            struct str got = {0};
            if (k < 3)
                got = str_span(doc->text, spans[k]);
            else if (q->speaker != ENTITY_NONE)
                got = entities->items[q->speaker].name;
            if (str_eq(want, got)) return true;
        }
    }
    return false;
}

/* One line of expectations; false when it does not hold. */
static bool expect(const struct doc *doc, const struct entities *entities,
                   const struct quotes *quotes, struct str line)
{
    bool other, told = tells(doc, entities, quotes, line, &other);
    if (other) return told;
    bool never = str_starts(line, "not:");
    char content[LINE_MAX_BYTES];
    for (uint32_t i = 0; i < quotes->n; i++) {
        const struct quote *q = &quotes->items[i];
        if (never && str_eq(str_trim(str_slice(line, 4, line.n)), content_of(doc, q, content)))
            return false;
        if (!never && line_matches(doc, q, line)) return true;
    }
    return never;
}

/* The pieces of a quote lie in the text, in order and apart. */
static void check_pieces(const struct doc *doc, const struct quote *q)
{
    uint32_t at = 0;
    for (uint32_t k = 0; k < q->n_content; k++) {
        assert_true(q->content[k].start >= at && q->content[k].start < q->content[k].end);
        at = q->content[k].end;
    }
    assert_true(at <= doc->text.n);
}

static uint32_t run_case(const char *file, struct str name, struct str body)
{
    size_t cut = str_find(body, "\n--\n", 0);
    if (cut == SIZE_MAX) fail_msg("%s: case \"%.*s\" has no line \"--\"", file, STR_ARG(name));
    struct str text = str_trim(str_slice(body, 0, cut)), rest = str_slice(body, cut + 4, body.n);
    struct entities *entities;
    struct doc *doc = pipeline_doc(&pipeline, text);
    struct quotes *quotes = pipeline_quotes(&pipeline, doc, &entities);
    uint32_t failed = 0, lines = 0;
    struct str line;
    for (uint32_t i = 0; i < quotes->n; i++)
        check_pieces(doc, &quotes->items[i]);
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        lines++;
        if (expect(doc, entities, quotes, line)) continue;
        print_message("%s: \"%.*s\"\n     want %.*s\n", file, STR_ARG(name), STR_ARG(line));
        print_quotes(doc, quotes);
        failed++;
    }
    if (!lines) fail_msg("%s: case \"%.*s\" expects nothing", file, STR_ARG(name));
    return failed;
}

static uint32_t run_file(const char *path, uint32_t *cases)
{
    bede_error err;
    struct arena *arena = arena_new(0);
    struct str text;
    uint32_t failed = 0;
    assert_non_null(arena);
    pipeline_check(io_read_file(arena, path, FILE_MAX_BYTES, &text, &err), &err);
    size_t at = str_starts(text, "== ") ? 0 : str_find(text, "\n== ", 0);
    while (at != SIZE_MAX) {
        size_t start = str_find(text, "== ", at) + 3, end = str_find_byte(text, '\n', start);
        assert_true(end != SIZE_MAX);
        size_t next = str_find(text, "\n== ", end);
        struct str body = str_slice(text, end + 1, next == SIZE_MAX ? text.n : next);
        failed += run_case(path, str_slice(text, start, end), body);
        (*cases)++;
        at = next;
    }
    arena_free(arena);
    return failed;
}

static void test_cases(void **state)
{
    (void)state;
    if (!pipeline.model) {
        print_message("no models/en.bede: the quote cases need one\n");
        skip();
    }
    struct arena *arena = arena_new(0);
    struct io_list files = {0};
    bede_error err;
    uint32_t failed = 0, cases = 0;
    assert_non_null(arena);
    pipeline_check(io_list_files(arena, BEDE_SOURCE_DIR "/tests/golden/quote", &files, &err), &err);
    for (uint32_t i = 0; i < files.n; i++)
        if (str_ends(str_c(files.paths[i]), ".case")) failed += run_file(files.paths[i], &cases);
    assert_true(cases > 0);
    assert_int_equal(failed, 0);
    arena_free(arena);
}

/* Spans lie in the text and in order, whatever the text; by_token names quotes that are there. */
static void test_any_text(void **state)
{
    (void)state;
    static const char *const texts[] = {"\"",
                                        "'",
                                        "\" \" \" \"",
                                        "said said said said",
                                        "\"a\" said \"b\" said \"c\"",
                                        ": : : \"x\" :",
                                        "according to according to",
                                        "He said that that that that.",
                                        "“‘«``\"'x'\"''»’”",
                                        "\"A\n\n\"B\n\n\"C\" he said.",
                                        "said,\n\n,said",
                                        "X: Y said: \"Z\": W"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct entities *entities;
        struct doc *doc = pipeline_doc(&pipeline, str_c(texts[i]));
        struct quotes *quotes = pipeline_quotes(&pipeline, doc, &entities);
        for (uint32_t q = 0; q < quotes->n; q++)
            check_pieces(doc, &quotes->items[q]);
        for (uint32_t t = 0; t < doc->n_tokens; t++)
            assert_true(quotes->by_token[t] <= quotes->n);
    }
}

/* "I" in a quotation is the one who speaks. */
static void test_first_person(void **state)
{
    (void)state;
    if (!pipeline.model) skip();
    struct entities *entities;
    struct doc *doc =
        pipeline_doc(&pipeline, str_c("\"I will go to Geneva,\" Foreign Minister Ann Lee said."));
    struct quotes *quotes = pipeline_quotes(&pipeline, doc, &entities);
    assert_int_equal(quotes->n, 1);
    uint32_t speaker = quotes->items[0].speaker;
    assert_true(speaker != ENTITY_NONE);
    assert_true(str_is(entities->items[speaker].name, "Ann Lee"));
    bool found = false;
    for (uint32_t m = 0; m < entities->n_mentions; m++)
        if (str_is(str_span(doc->text, entities->mentions[m].span), "I")) {
            assert_int_equal(entities->mentions[m].entity, speaker);
            found = true;
        }
    assert_true(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_any_text),
        cmocka_unit_test(test_first_person),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
