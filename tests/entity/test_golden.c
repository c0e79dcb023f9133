/* tests/entity/test_golden.c - runs tests/golden/entity/ (its README says how a case is written).
 *
 * SPDX-License-Identifier: MIT */
#include "pipeline.h"

enum { FIELDS_MAX = 4, FAILURES_SHOWN = 40 };

struct run {
    const struct entities *e;
    const char *file;
    uint32_t line;
    uint32_t next; /* mention where the search goes on, */
    uint32_t at;   /* and byte of the text */
    uint32_t failures;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void complain(struct run *r, const char *format, ...) BEDE_PRINTF(2, 3);
static void complain(struct run *r, const char *format, ...)
{
    if (r->failures++ >= FAILURES_SHOWN) return;
    va_list args;
    va_start(args, format);
    print_error("%s:%u: ", base_name(r->file), r->line);
    vprint_error(format, args);
    print_error("\n");
    va_end(args);
}

/* Equal when runs of white space count as one blank. */
static bool same_words(struct str a, struct str b)
{
    size_t i = 0, k = 0;
    while (i < a.n && k < b.n) {
        bool x = ascii_is_space(a.p[i]), y = ascii_is_space(b.p[k]);
        if (x != y || (!x && a.p[i] != b.p[k])) return false;
        i++, k++;
        while (x && i < a.n && ascii_is_space(a.p[i]))
            i++;
        while (y && k < b.n && ascii_is_space(b.p[k]))
            k++;
    }
    return i == a.n && k == b.n;
}

static const struct mention *find_mention(const struct run *r, struct str words)
{
    for (uint32_t m = r->next; m < r->e->n_mentions; m++) {
        const struct mention *mention = &r->e->mentions[m];
        if (same_words(str_span(r->e->doc->text, mention->span), words)) return mention;
    }
    return NULL;
}

/* "A + B" or the name. */
static bool name_is(const struct run *r, const struct entity *entity, struct str want)
{
    size_t plus = str_find(want, " + ", 0);
    if (plus == SIZE_MAX) return same_words(entity->name, want);
    struct str rest = want, piece;
    uint32_t n = 0;
    while (str_split(&rest, '+', &piece)) {
        bool found = false;
        for (uint32_t i = 0; i < entity->n_members; i++)
            found |= same_words(r->e->items[entity->members[i]].name, str_trim(piece));
        if (!found) return false;
        n++;
    }
    return n == entity->n_members;
}

static bool sectors_are(const struct entity *entity, struct str want)
{
    struct str rest = want, piece;
    uint32_t n = 0;
    if (str_is(want, "-")) return entity->n_sectors == 0;
    while (str_split(&rest, ',', &piece)) {
        if (n >= entity->n_sectors || !str_is(str_trim(piece), entity->sectors[n])) return false;
        n++;
    }
    return n == entity->n_sectors;
}

static void check_mention(struct run *r, struct str words, struct str expected)
{
    const struct mention *mention = find_mention(r, words);
    if (str_is(expected, "none")) {
        if (mention) complain(r, "\"%.*s\" is a mention", STR_ARG(words));
        return;
    }
    if (!mention) {
        complain(r, "no mention \"%.*s\"", STR_ARG(words));
        return;
    }
    r->at = mention->span.start;
    r->next = (uint32_t)(mention - r->e->mentions) + 1;
    const struct entity *entity = &r->e->items[mention->entity];
    struct str field[FIELDS_MAX] = {{0}}, rest = expected, piece;
    for (uint32_t n = 0; n < FIELDS_MAX && str_split(&rest, '|', &piece); n++)
        field[n] = str_trim(piece);
    if (field[0].n && !name_is(r, entity, field[0]))
        complain(r, "\"%.*s\" is %.*s (%.*s)", STR_ARG(words), STR_ARG(entity->name),
                 STR_ARG(mention->reason));
    const char *code = entity->code[0] ? entity->code : "-";
    if (field[1].n && !str_is(field[1], code))
        complain(r, "\"%.*s\" has code %s (%.*s)", STR_ARG(words), code, STR_ARG(entity->reason));
    if (field[2].n && !sectors_are(entity, field[2]))
        complain(r, "\"%.*s\" has sectors %s %s (%.*s)", STR_ARG(words),
                 entity->n_sectors ? entity->sectors[0] : "-",
                 entity->n_sectors > 1 ? entity->sectors[1] : "", STR_ARG(entity->reason));
    if (field[3].n && !same_words(field[3], entity->office.n ? entity->office : STR_LIT("-")))
        complain(r, "\"%.*s\" has office \"%.*s\"", STR_ARG(words), STR_ARG(entity->office));
}

/* "time late Wednesday => 2023-11-08" or "... => 2022-11-09 to 2023-11-09". */
static void check_time(struct run *r, struct str words, struct str expected)
{
    for (uint32_t i = 0; i < r->e->n_times; i++) {
        const struct timex *x = &r->e->times[i];
        struct span span = {r->e->doc->tokens[x->first].start, r->e->doc->tokens[x->end - 1].end};
        if (!same_words(str_span(r->e->doc->text, span), words)) continue;
        char from[11], to[11], got[32];
        date_format(x->from, from);
        date_format(x->to, to);
        snprintf(got, sizeof got, strcmp(from, to) == 0 ? "%s" : "%s to %s", from, to);
        if (!str_is(expected, got))
            complain(r, "time \"%.*s\" is %s", STR_ARG(words), got[0] ? got : "unresolved");
        return;
    }
    complain(r, "no time \"%.*s\"", STR_ARG(words));
}

/* The first token of these letters at or after the place of the last check, else in the story. */
static uint32_t find_token(const struct run *r, struct str word)
{
    uint32_t first = UINT32_MAX;
    for (uint32_t t = r->e->doc->n_tokens; t-- > 0;) {
        bool behind = first != UINT32_MAX && r->e->doc->tokens[first].start >= r->at;
        if (behind && r->e->doc->tokens[t].start < r->at) break;
        if (str_eq(doc_form(r->e->doc, t), word)) first = t;
    }
    return first;
}

/* "when met => Tuesday", "where met => Geneva": what the clause of a word tells. */
static void check_clause(struct run *r, bool when, struct str word, struct str expected)
{
    uint32_t t = find_token(r, word);
    if (t == UINT32_MAX) {
        complain(r, "no word \"%.*s\"", STR_ARG(word));
        return;
    }
    struct str got = STR_LIT("none");
    const struct doc *doc = r->e->doc;
    const struct timex *x = when ? entity_time_of(r->e, t) : NULL;
    const struct mention *place = when ? NULL : entity_place_of(r->e, t);
    if (x)
        got = str_span(doc->text,
                       (struct span){doc->tokens[x->first].start, doc->tokens[x->end - 1].end});
    if (place) got = str_span(doc->text, place->span);
    if (!same_words(got, expected))
        complain(r, "%s \"%.*s\": %.*s", when ? "when" : "where", STR_ARG(word), STR_ARG(got));
}

static void check_line(struct run *r, struct str line)
{
    size_t arrow = str_find(line, "=>", 0);
    if (arrow == SIZE_MAX) {
        complain(r, "a check needs \"=>\"");
        return;
    }
    struct str left = str_trim(str_slice(line, 0, arrow));
    struct str right = str_trim(str_slice(line, arrow + 2, line.n));
    if (str_starts(left, "time "))
        check_time(r, str_slice(left, 5, left.n), right);
    else if (str_starts(left, "when "))
        check_clause(r, true, str_slice(left, 5, left.n), right);
    else if (str_starts(left, "where "))
        check_clause(r, false, str_slice(left, 6, left.n), right);
    else
        check_mention(r, left, right);
}

/* Spans slice the text, every mention has an entity, indices point to what covers the token. */
static void check_contract(struct run *r)
{
    const struct entities *e = r->e;
    for (uint32_t m = 0; m < e->n_mentions; m++) {
        const struct mention *mention = &e->mentions[m];
        if (mention->entity >= e->n) complain(r, "mention %u has no entity", m);
        if (mention->first >= mention->end || mention->end > e->doc->n_tokens)
            complain(r, "mention %u has no tokens", m);
        if (mention->span.start != e->doc->tokens[mention->first].start ||
            mention->span.end != e->doc->tokens[mention->end - 1].end)
            complain(r, "mention %u has a span of other tokens", m);
        if (!e->by_token[mention->head]) complain(r, "mention %u is not found by its head", m);
        if (!mention->reason.n) complain(r, "mention %u has no reason", m);
        if (m && mention->first < e->mentions[m - 1].first)
            complain(r, "mention %u out of order", m);
    }
    for (uint32_t i = 0; i < e->n; i++)
        for (uint32_t k = 0; k < e->items[i].n_members; k++)
            if (e->items[i].members[k] >= e->n) complain(r, "entity %u has a member too many", i);
}

/* Stories are separated by lines of "===", text and checks by a line of "---". */
static uint32_t run_file(struct pipeline *p, const char *path)
{
    struct arena *arena = arena_new(0);
    assert_non_null(arena);
    struct str text, story, line;
    bede_error err;
    pipeline_check(io_read_file(arena, path, 1 << 20, &text, &err), &err);
    struct run r = {.file = path};
    struct str rest = text;
    bool checks = false;
    size_t start = 0;
    while (str_split(&rest, '\n', &line)) {
        r.line++;
        size_t here = (size_t)(line.p - text.p);
        if (str_is(line, "---")) {
            story = str_slice(text, start, here);
            struct date date = {0};
            r.e = pipeline_entities(p, story, BEDE_FROM_PLAIN, date);
            assert_non_null(r.e);
            r.at = r.next = 0;
            check_contract(&r);
            checks = true;
        } else if (str_is(line, "===")) {
            checks = false;
            start = here + 4;
        } else if (checks && line.n && line.p[0] != '#') {
            check_line(&r, line);
        }
    }
    if (!checks) complain(&r, "the file ends without checks");
    arena_free(arena);
    return r.failures;
}

static void test_cases(void **state)
{
    (void)state;
    if (!io_exists(PIPELINE_MODEL)) skip();
    struct pipeline p = pipeline_open();
    struct arena *arena = arena_new(0);
    struct io_list list = {0};
    bede_error err;
    assert_non_null(arena);
    pipeline_check(io_list_files(arena, BEDE_SOURCE_DIR "/tests/golden/entity", &list, &err), &err);
    uint32_t failures = 0, cases = 0;
    for (uint32_t i = 0; i < list.n; i++)
        if (str_ends(str_c(list.paths[i]), ".case")) {
            failures += run_file(&p, list.paths[i]);
            cases++;
        }
    arena_free(arena);
    pipeline_close(&p);
    assert_true(cases > 0);
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
