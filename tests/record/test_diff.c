/* Runs tests/golden/diff/ (its README says how a case is written), and what must hold of any pair:
 * a record is the same as itself, spans slice their text, the other way round added is removed.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/io.h"
#include "record/diff_work.h"
#include "record/family.h"

#define MODEL  BEDE_SOURCE_DIR "/models/en.bede"
#define FOLDER BEDE_SOURCE_DIR "/knowledge/en"

enum { CASES_MIN = 10 };
static const char *const folders[] = {FOLDER};
static struct record_engine engine;

static int set_up(void **state)
{
    (void)state;
    bede_error err;
    if (record_engine_load(&engine, MODEL, folders, 1, &err) == BEDE_OK) return 0;
    print_error("%s:%u: %s\n", err.input, err.line, err.msg);
    return -1;
}

static int tear_down(void **state)
{
    (void)state;
    record_engine_fini(&engine);
    return 0;
}

static struct record *make(struct record_coder *coder, struct arena *arena, struct str text)
{
    struct wire_reader *reader;
    struct story *story = NULL;
    struct record *record = NULL;
    bede_error err;
    assert_int_equal(wire_open(engine.wire, "test", text, BEDE_FROM_PLAIN, NULL, &reader, &err),
                     BEDE_OK);
    assert_int_equal(wire_next(reader, arena, &story, &err), BEDE_OK);
    wire_close(reader);
    assert_int_equal(record_make(coder, story, RECORD_EVENTS, NULL, &record, &err), BEDE_OK);
    return record;
}

/* ---- properties ---------------------------------------------------------------------------- */

static void check_span(const struct record *record, struct span span)
{
    assert_true(span.start <= span.end && span.end <= record->story->text.n);
}

/* Pieces go through both bodies in order and leave out only white space. */
static void check_pieces(const struct diff *d, const struct diff_paragraph *p)
{
    uint32_t old_at = 0, new_at = 0;
    for (uint32_t i = 0; i < p->n_pieces; i++) {
        const struct diff_piece *piece = &p->pieces[i];
        check_span(d->old_record, piece->old_span);
        check_span(d->new_record, piece->new_span);
        assert_true(piece->old_span.start >= old_at && piece->new_span.start >= new_at);
        old_at = piece->old_span.end;
        new_at = piece->new_span.end;
    }
}

static void check_properties(const struct diff *d)
{
    uint32_t old_paragraphs = 0, new_paragraphs = 0;
    for (uint32_t i = 0; i < d->n_numbers; i++) {
        check_span(d->old_record, d->numbers[i].old_span);
        check_span(d->new_record, d->numbers[i].new_span);
    }
    for (uint32_t i = 0; i < d->n_paragraphs; i++) {
        old_paragraphs += d->paragraphs[i].old_block != DIFF_NOTHING;
        new_paragraphs += d->paragraphs[i].new_block != DIFF_NOTHING;
        check_pieces(d, &d->paragraphs[i]);
    }
    if (d->withdraws) return;
    assert_int_equal(old_paragraphs, d->old_record->story->n_paragraphs);
    assert_int_equal(new_paragraphs, d->new_record->story->n_paragraphs);
}

static void check_same(const struct record *record, struct arena *arena)
{
    struct diff *d;
    bede_error err;
    assert_int_equal(diff_make(record, record, arena, &d, &err), BEDE_OK);
    assert_false(d->changed);
    assert_string_equal(d->action, "same");
    assert_int_equal(d->n_by_kind[DIFF_SAME], d->n_paragraphs);
    assert_int_equal(
        d->n_numbers + d->n_quotes + d->n_events + d->n_people + d->n_fields + d->n_furniture, 0);
}

static void check_mirror(const struct diff *d, struct arena *arena)
{
    struct diff *back;
    bede_error err;
    assert_int_equal(diff_make(d->new_record, d->old_record, arena, &back, &err), BEDE_OK);
    if (d->withdraws || back->withdraws) return;
    assert_int_equal(d->n_by_kind[DIFF_ADDED], back->n_by_kind[DIFF_REMOVED]);
    assert_int_equal(d->n_by_kind[DIFF_REMOVED], back->n_by_kind[DIFF_ADDED]);
    assert_int_equal(d->n_by_kind[DIFF_EDITED], back->n_by_kind[DIFF_EDITED]);
    assert_int_equal(d->n_by_kind[DIFF_MOVED], back->n_by_kind[DIFF_MOVED]);
    assert_int_equal(d->n_fields, back->n_fields);
    assert_int_equal(d->n_joined, back->n_split);
}

/* ---- what is said -------------------------------------------------------------------------- */

static void say_block(struct buf *buf, const struct record *record, uint32_t block)
{
    if (block == DIFF_NOTHING)
        buf_puts(buf, "-");
    else
        buf_printf(buf, "%u", record->story->blocks[block].number);
}

static void say_words(struct buf *buf, const struct diff *d, const struct diff_paragraph *p)
{
    for (uint32_t i = 0; i < p->n_pieces; i++) {
        const struct diff_piece *piece = &p->pieces[i];
        if (piece->kind == DIFF_SAME) continue;
        bool gone = piece->kind == DIFF_REMOVED;
        struct str text = gone ? str_span(d->old_record->story->text, piece->old_span)
                               : str_span(d->new_record->story->text, piece->new_span);
        bool follows = i && p->pieces[i - 1].kind != DIFF_SAME;
        buf_printf(buf, "%s%s%.*s%s", follows ? " " : "\nwords ", gone ? "[-" : "{+", STR_ARG(text),
                   gone ? "-]" : "+}");
    }
    buf_putc(buf, '\n');
}

static void say_paragraphs(struct buf *buf, const struct diff *d)
{
    for (uint32_t i = 0; i < d->n_paragraphs; i++) {
        const struct diff_paragraph *p = &d->paragraphs[i];
        buf_printf(buf, "para %s ", diff_kind_name(p->kind));
        say_block(buf, d->old_record, p->old_block);
        buf_puts(buf, " -> ");
        say_block(buf, d->new_record, p->new_block);
        buf_putc(buf, '\n');
        if (p->split_from != DIFF_NOTHING) {
            buf_puts(buf, "para split ");
            say_block(buf, d->old_record, p->split_from);
            buf_puts(buf, " -> ");
            say_block(buf, d->new_record, p->new_block);
            buf_putc(buf, '\n');
        }
        if (p->n_pieces) say_words(buf, d, p);
    }
}

static void say_numbers(struct buf *buf, const struct diff *d)
{
    for (uint32_t i = 0; i < d->n_numbers; i++) {
        const struct diff_number *n = &d->numbers[i];
        buf_printf(buf, "number %s ", n->counts);
        if (n->kind == DIFF_ADDED)
            buf_puts(buf, "-");
        else
            buf_printf(buf, "%.12g", n->old_value);
        buf_puts(buf, " -> ");
        if (n->kind == DIFF_REMOVED)
            buf_puts(buf, "-");
        else
            buf_printf(buf, "%.12g", n->new_value);
        buf_putc(buf, '\n');
    }
}

static struct str name_of(const struct record *record, uint32_t entity)
{
    return entity < record->entities->n ? record->entities->items[entity].name : STR_LIT("?");
}

static void say_facts(struct buf *buf, const struct diff *d)
{
    uint32_t n;
    const struct event_type *types = event_types(engine.book, &n);
    for (uint32_t i = 0; i < d->n_quotes; i++) {
        const struct diff_quote *q = &d->quotes[i];
        const struct record *r = q->new_quote == DIFF_NOTHING ? d->old_record : d->new_record;
        uint32_t at = q->new_quote == DIFF_NOTHING ? q->old_quote : q->new_quote;
        struct str name = name_of(r, r->quotes->items[at].speaker);
        buf_printf(buf, "quote %s %.*s\n", diff_kind_name(q->kind), STR_ARG(name));
    }
    for (uint32_t i = 0; i < d->n_events; i++) {
        const struct diff_event *e = &d->events[i];
        const struct record *r = e->new_event == DIFF_NOTHING ? d->old_record : d->new_record;
        uint32_t at = e->new_event == DIFF_NOTHING ? e->old_event : e->new_event;
        const char *kind = e->kind == DIFF_REMOVED  ? "withdrawn"
                           : e->kind == DIFF_EDITED ? "recoded"
                                                    : "added";
        buf_printf(buf, "event %s %.*s\n", kind, STR_ARG(types[r->events->items[at].type].name));
    }
    for (uint32_t i = 0; i < d->n_people; i++) {
        const struct diff_person *p = &d->people[i];
        struct str name = p->new_entity == DIFF_NOTHING ? name_of(d->old_record, p->old_entity)
                                                        : name_of(d->new_record, p->new_entity);
        buf_printf(buf, "person %s %.*s\n", diff_kind_name(p->kind), STR_ARG(name));
    }
}

static void say(struct buf *buf, const struct diff *d, const struct family_verdict *verdict)
{
    buf_printf(buf, "\n%s\naction %s\nrelation %s %s\n", d->changed ? "changed" : "unchanged",
               d->action, family_relation_name(verdict->relation), verdict->rung);
    say_numbers(buf, d);
    say_facts(buf, d);
    for (uint32_t i = 0; i < d->n_fields; i++)
        buf_printf(buf, "field %s\n", d->fields[i].name);
    say_paragraphs(buf, d);
    buf_printf(buf, "check %s\nnote %.*s\n", diff_check_name(d->claim.check),
               STR_ARG(d->claim.line));
}

/* ---- cases --------------------------------------------------------------------------------- */

static bool says(const struct buf *said, struct str line)
{
    struct str rest = {said->p, said->n}, one;
    while (str_split(&rest, '\n', &one))
        if (str_eq(str_trim(one), line)) return true;
    return false;
}

static uint32_t expect(const char *file, const struct buf *said, struct str expected)
{
    struct str rest = expected, line;
    uint32_t failures = 0;
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        bool wanted = line.p[0] != '!';
        struct str what = wanted ? line : str_slice(line, 1, line.n);
        if (says(said, what) == wanted) continue;
        failures++;
        print_error("%s: %s: %.*s\n  said:%.*s\n", file, wanted ? "not said" : "said",
                    STR_ARG(what), (int)said->n, said->p);
    }
    return failures;
}

/* The part before a line that is `mark`; *rest is what follows it. */
static struct str before(struct str *rest, const char *mark)
{
    struct str all = *rest, line;
    while (str_split(rest, '\n', &line))
        if (str_is(line, mark)) return str_slice(all, 0, (size_t)(line.p - all.p));
    *rest = (struct str){all.p + all.n, 0};
    return all;
}

static struct str without_comment(struct str text)
{
    struct str rest = str_trim(text), line;
    while (rest.n && rest.p[0] == '#' && str_split(&rest, '\n', &line)) {}
    return rest;
}

static uint32_t run_case(struct record_coder *coder, const char *file, struct str text)
{
    struct arena *arena = arena_new(0);
    struct family_sketch sketch[2];
    struct family_verdict verdict;
    struct diff *d;
    struct buf said;
    bede_error err;
    struct str rest = text;
    struct str old_text = without_comment(before(&rest, "+++")), new_text = before(&rest, "---");
    struct record *a = make(coder, arena, old_text), *b = make(coder, arena, new_text);
    const struct story *stories[] = {a->story, b->story};
    for (int i = 0; i < 2; i++)
        assert_int_equal(family_sketch(engine.words, stories[i], arena, &sketch[i], &err), BEDE_OK);
    assert_int_equal(family_decide(arena, &sketch[1], &sketch[0], 1, &verdict, &err), BEDE_OK);
    assert_int_equal(diff_make(a, b, arena, &d, &err), BEDE_OK);
    check_properties(d);
    check_mirror(d, arena);
    check_same(a, arena);
    check_same(b, arena);
    buf_init(&said, 0);
    say(&said, d, &verdict);
    assert_false(said.failed);
    uint32_t failures = expect(file, &said, rest);
    buf_fini(&said);
    arena_free(arena);
    return failures;
}

static void cases(void **state)
{
    (void)state;
    struct record_coder *coder = record_coder_new(&engine);
    struct arena *arena = arena_new(0);
    struct io_list list = {0};
    bede_error err;
    uint32_t n = 0, failures = 0;
    assert_int_equal(io_list_files(arena, BEDE_SOURCE_DIR "/tests/golden/diff", &list, &err),
                     BEDE_OK);
    for (uint32_t i = 0; i < list.n; i++) {
        struct str rest;
        if (!str_ends(str_c(list.paths[i]), ".txt")) continue;
        assert_int_equal(io_read_file(arena, list.paths[i], 1 << 20, &rest, &err), BEDE_OK);
        while (str_trim(rest).n) {
            failures += run_case(coder, list.paths[i], before(&rest, "==="));
            n++;
        }
    }
    arena_free(arena);
    record_coder_free(coder);
    assert_true(n >= CASES_MIN);
    assert_int_equal(failures, 0);
}

/* ---- lists --------------------------------------------------------------------------------- */

static void common_subsequence(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    const uint64_t a[] = {1, 2, 3, 4, 5, 6}, b[] = {1, 9, 3, 5, 4, 6};
    uint32_t match[6];
    assert_true(diff_lcs(arena, a, 6, b, 6, match));
    assert_int_equal(match[0], 0);
    assert_int_equal(match[1], DIFF_NOTHING);
    assert_int_equal(match[2], 2);
    assert_int_equal((match[3] != DIFF_NOTHING) + (match[4] != DIFF_NOTHING), 1);
    assert_int_equal(match[5], 5);
    arena_free(arena);
}

/* Lists of any length and repetition give rising pairs of equals. */
static void long_lists_stay_in_order(void **state)
{
    (void)state;
    enum { N = 4000 };
    struct arena *arena = arena_new(0);
    uint64_t *a = ARENA_ARRAY(arena, N, uint64_t), *b = ARENA_ARRAY(arena, N, uint64_t);
    uint32_t *match = ARENA_ARRAY(arena, N, uint32_t), last = 0, n = 0, seed = 7;
    for (uint32_t kinds = 3; kinds < 5 * N; kinds *= 7) {
        for (uint32_t i = 0; i < N; i++) {
            a[i] = (seed = seed * 1664525u + 1013904223u) % kinds;
            b[i] = i % 5 ? a[i] : (seed = seed * 1664525u + 1013904223u) % kinds;
        }
        assert_true(diff_lcs(arena, a, N, b, N, match));
        last = n = 0;
        for (uint32_t i = 0; i < N; i++) {
            if (match[i] == DIFF_NOTHING) continue;
            assert_true(a[i] == b[match[i]]);
            assert_true(!n || match[i] > last);
            last = match[i];
            n++;
        }
        if (kinds > N) assert_true(n > N / 2);
    }
    arena_free(arena);
}

/* Two megabytes of paragraphs in another order, with little in common, or as one paragraph: within
 * seconds, since searches are bounded. */
static void big_stories_do_not_hang(void **state)
{
    (void)state;
    enum { PARAGRAPHS = 10000, WORDS = 30 };
    struct record_coder *coder = record_coder_new(&engine);
    for (int form = 0; form < 3; form++) {
        struct arena *arena = arena_new(0);
        struct buf text[2];
        struct record *records[2];
        struct diff *d;
        bede_error err;
        for (int side = 0; side < 2; side++) {
            buf_init(&text[side], 0);
            for (uint32_t i = 0; i < PARAGRAPHS; i++) {
                uint32_t at = side && form != 1 ? (i * 7919u) % PARAGRAPHS : i;
                for (uint32_t k = 0; k < WORDS; k++)
                    buf_printf(&text[side], "%s%x", k ? " w" : "w",
                               (at * 31 + k * (form == 1 && side ? 3 : 1)) % 977);
                buf_puts(&text[side], form == 2 ? " " : ".\n\n");
            }
            struct wire_reader *reader;
            struct story *story;
            assert_int_equal(wire_open(engine.wire, "big", (struct str){text[side].p, text[side].n},
                                       BEDE_FROM_TEXT, NULL, &reader, &err),
                             BEDE_OK);
            assert_int_equal(wire_next(reader, arena, &story, &err), BEDE_OK);
            wire_close(reader);
            assert_int_equal(record_make(coder, story, RECORD_TEXT, NULL, &records[side], &err),
                             BEDE_OK);
        }
        double start = record_seconds();
        assert_int_equal(diff_make(records[0], records[1], arena, &d, &err), BEDE_OK);
        assert_true(record_seconds() - start < 60);
        check_properties(d);
        for (int side = 0; side < 2; side++)
            buf_fini(&text[side]);
        arena_free(arena);
    }
    record_coder_free(coder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases), cmocka_unit_test(common_subsequence),
        cmocka_unit_test(long_lists_stay_in_order), cmocka_unit_test(big_stories_do_not_hang)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
