/* Tests of the views on the sample stories: every line is JSON with the promised fields, every
 * span slices the text as received, every row of CSV has its columns.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/io.h"
#include "output/output.h"

static struct record_engine engine;
static struct record_coder *coder;
static struct arena *names;
static struct io_list samples;

static int set_up(void **state)
{
    (void)state;
    static const char *const folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
    bede_error err;
    names = arena_new(0);
    if (record_engine_load(&engine, BEDE_SOURCE_DIR "/models/en.bede", folders, 1, &err) !=
            BEDE_OK ||
        io_list_files(names, BEDE_SOURCE_DIR "/samples", &samples, &err) != BEDE_OK) {
        print_error("%s:%u: %s\n", err.input, err.line, err.msg);
        return -1;
    }
    coder = record_coder_new(&engine);
    return coder ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    record_coder_free(coder);
    record_engine_fini(&engine);
    arena_free(names);
    return 0;
}

/* Calls `test` with the record of every story in the samples and of one with odd characters. */
static void each_record(void (*test)(const struct record *record))
{
    static const char odd[] =
        "Nov. 9 (Xinhua) -- \xE2\x80\x9CWe met \xF0\x9F\x98\x80 in "
        "Bogot\xC3\xA1,\xE2\x80\x9D Colombian Foreign Minister Jos\xC3\xA9 "
        "P\xC3\xA9rez\r\nsaid on Monday.\r\n\r\nHe condemned \xC3\x81ustria.\r\n";
    uint32_t tested = 0;
    for (uint32_t i = 0; i <= samples.n; i++) {
        struct arena *bytes = arena_new(0), *arena = arena_new(0);
        struct str text = str_c(odd);
        struct wire_reader *reader;
        struct story *story;
        bede_error err;
        if (i < samples.n)
            assert_int_equal(io_read_file(bytes, samples.paths[i], 1 << 24, &text, &err), BEDE_OK);
        assert_int_equal(
            wire_open(engine.wire, "sample", text, BEDE_FROM_AUTO, NULL, &reader, &err), BEDE_OK);
        while (wire_next(reader, arena, &story, &err) == BEDE_OK) {
            struct record *record;
            assert_int_equal(record_make(coder, story, RECORD_EVENTS, NULL, &record, &err),
                             BEDE_OK);
            test(record);
            tested++;
            arena_reset(arena);
        }
        wire_close(reader);
        arena_free(arena);
        arena_free(bytes);
    }
    assert_true(tested > 6);
}

static struct buf print(const struct record *record, bede_view view, bede_format format)
{
    struct output_options options = {.view = view, .format = format, .width = 100};
    struct buf buf;
    bede_error err;
    assert_int_equal(output_check(&options, &err), BEDE_OK);
    buf_init(&buf, 0);
    if (format == BEDE_FORMAT_CSV) output_begin(&buf, &options);
    output_record(&buf, record, &options);
    assert_false(buf.failed);
    return buf;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

/* Code points [s,e) of the text are exactly `want`. */
static void assert_slice(const struct record *record, const json_t *span, const char *want)
{
    struct str text = record->story->text;
    json_int_t start = json_integer_value(json_array_get(span, 0));
    json_int_t end = json_integer_value(json_array_get(span, 1));
    size_t at = 0, from = SIZE_MAX;
    uint32_t cp;
    assert_int_equal(json_array_size(span), 2);
    assert_true(start <= end);
    for (json_int_t n = 0; n < end; n++) {
        if (n == start) from = at;
        size_t len = utf8_decode(text, at, &cp);
        assert_true(len > 0);
        at += len;
    }
    if (from == SIZE_MAX) from = at;
    if (want && !str_eq(str_slice(text, from, at), str_c(want)))
        fail_msg("[%d,%d) is \"%.*s\", not \"%s\"", (int)start, (int)end, (int)(at - from),
                 text.p + from, want);
}

static void assert_has(const json_t *object, const char *const *keys)
{
    for (; *keys; keys++)
        if (!json_object_get(object, *keys)) fail_msg("the field %s is missing", *keys);
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void each_line(const struct buf *buf, const struct record *record,
                      void (*test)(const struct record *record, const json_t *row))
{
    struct str rest = {buf->p, buf->n}, line;
    while (str_split(&rest, '\n', &line)) {
        json_error_t why;
        if (!line.n) continue;
        json_t *row = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &why);
        if (!row) fail_msg("%s in %.*s", why.text, (int)line.n, line.p);
        test(record, row);
        json_decref(row);
    }
}

static void check_parts(const struct record *record, const json_t *row, const char *key)
{
    static const char *const keys[] = {"code",        "sector",          "sectors",
                                       "entity_text", "identifier_text", NULL};
    const json_t *spans = json_object_get(json_object_get(row, "bede"), "spans");
    const json_t *parts = json_object_get(row, key);
    /* behind the parallel spans stand those of the names that pronouns stand for */
    assert_true(json_array_size(parts) <= json_array_size(json_object_get(spans, key)));
    for (size_t i = 0; i < json_array_size(parts); i++) {
        const json_t *part = json_array_get(parts, i);
        assert_has(part, keys);
        assert_slice(record, json_array_get(json_object_get(spans, key), i),
                     text_of(part, "entity_text"));
    }
}

static void check_event(const struct record *record, const json_t *row)
{
    static const char *const keys[] = {"id",          "date",       "event",     "mode",
                                       "context",     "actor",      "recipient", "quad_code",
                                       "event_scale", "event_text", "event_loc", "text_info",
                                       "cite_info",   "coder",      "bede",      NULL};
    static const char *const own[] = {"story",      "version", "paragraph", "auxiliary",
                                      "cameo",      "sources", "spans",     "rule",
                                      "confidence", "same_as", "quote",     NULL};
    const json_t *bede = json_object_get(row, "bede");
    const json_t *words = json_object_get(row, "event_text");
    const json_t *triggers = json_object_get(json_object_get(bede, "spans"), "trigger");
    const json_t *info = json_object_get(row, "text_info");
    assert_has(row, keys);
    assert_has(bede, own);
    assert_true(json_array_size(words) > 0);
    assert_int_equal(json_array_size(words), json_array_size(triggers));
    for (size_t i = 0; i < json_array_size(words); i++)
        assert_slice(record, json_array_get(triggers, i),
                     json_string_value(json_array_get(words, i)));
    check_parts(record, row, "actor");
    check_parts(record, row, "recipient");
    json_int_t sequence = json_integer_value(json_object_get(info, "sequence"));
    assert_true(sequence >= 1 && sequence <= record->doc->n_sentences);
    struct span span = record->doc->sentences[sequence - 1].span;
    assert_int_equal(json_integer_value(json_object_get(info, "start")),
                     cp_at(&record->cp, span.start));
    assert_int_equal(json_integer_value(json_object_get(info, "end")),
                     cp_at(&record->cp, span.end));
    const json_t *place = json_object_get(row, "event_loc");
    if (!json_is_null(place))
        assert_slice(record, json_object_get(place, "span"), text_of(place, "extracted_place"));
    assert_int_equal(
        strncmp(text_of(row, "id"), text_of(bede, "story"), strlen(text_of(bede, "story"))), 0);
}

static void check_quote(const struct record *record, const json_t *row)
{
    static const char *const keys[] = {"story",          "version", "paragraph", "kind",
                                       "content",        "cue",     "speaker",   "speaker_code",
                                       "speaker_sector", "via",     "spans",     NULL};
    const json_t *spans = json_object_get(row, "spans");
    const json_t *content = json_object_get(row, "content");
    assert_has(row, keys);
    for (size_t i = 0; i < json_array_size(content); i++)
        assert_slice(record, json_array_get(json_object_get(spans, "content"), i),
                     json_string_value(json_array_get(content, i)));
    const json_t *cue = json_array_get(json_object_get(spans, "cue"), 0);
    if (cue) assert_slice(record, cue, text_of(row, "cue"));
}

static void check_entity(const struct record *record, const json_t *row)
{
    static const char *const keys[] = {"story",  "version", "entity",   "kind",   "name", "code",
                                       "sector", "sectors", "mentions", "office", NULL};
    const json_t *mentions = json_object_get(row, "mentions");
    assert_has(row, keys);
    assert_true(json_array_size(mentions) > 0);
    for (size_t i = 0; i < json_array_size(mentions); i++) {
        const json_t *mention = json_array_get(mentions, i);
        assert_slice(record, json_object_get(mention, "span"), text_of(mention, "text"));
    }
}

static void check_list(const struct record *record, const json_t *row, const char *key)
{
    const json_t *list = json_object_get(row, key);
    assert_true(json_is_array(list));
    for (size_t i = 0; i < json_array_size(list); i++)
        assert_slice(record, json_object_get(json_array_get(list, i), "span"),
                     text_of(json_array_get(list, i), "text"));
}

static void check_story(const struct record *record, const json_t *row)
{
    static const char *const keys[] = {
        "story", "version", "date",     "headline",   "tags",    "genre",      "advisory",
        "notes", "bylines", "dateline", "paragraphs", "caption", "captions",   "furniture",
        "slug",  "agency",  "language", "status",     "embargo", "transcoded", NULL};
    const json_t *dateline = json_object_get(row, "dateline");
    assert_has(row, keys);
    check_list(record, row, "paragraphs");
    check_list(record, row, "captions");
    check_list(record, row, "furniture");
    if (!json_is_null(dateline))
        assert_slice(record, json_object_get(dateline, "span"), text_of(dateline, "text"));
    assert_int_equal(json_array_size(json_object_get(row, "paragraphs")),
                     record->story->n_paragraphs);
}

static void check_json(const struct record *record)
{
    static const struct {
        bede_view view;
        void (*check)(const struct record *record, const json_t *row);
    } cases[] = {{BEDE_VIEW_EVENTS, check_event},
                 {BEDE_VIEW_QUOTES, check_quote},
                 {BEDE_VIEW_ENTITIES, check_entity},
                 {BEDE_VIEW_STORIES, check_story}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf buf = print(record, cases[i].view, BEDE_FORMAT_JSONL);
        each_line(&buf, record, cases[i].check);
        buf_fini(&buf);
    }
}

static void json_is_what_was_promised(void **state)
{
    (void)state;
    each_record(check_json);
}

/* ---- CSV, tables, marks -------------------------------------------------------------------- */

/* Fields of the record at *rest (RFC 4180); *rest moves behind it. */
static uint32_t csv_fields(struct str *rest)
{
    uint32_t n = 1;
    bool quoted = false;
    size_t i = 0;
    for (; i < rest->n; i++) {
        if (rest->p[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (rest->p[i] == ',') n++;
        if (rest->p[i] == '\n') break;
    }
    assert_true(i < rest->n);
    *rest = str_slice(*rest, i + 1, rest->n);
    return n;
}

static void check_csv(const struct record *record)
{
    static const bede_view views[] = {BEDE_VIEW_EVENTS, BEDE_VIEW_QUOTES, BEDE_VIEW_ENTITIES,
                                      BEDE_VIEW_STORIES};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct buf buf = print(record, views[i], BEDE_FORMAT_CSV);
        struct str rest = {buf.p, buf.n};
        uint32_t columns = csv_fields(&rest);
        assert_true(columns > 10);
        while (rest.n)
            assert_int_equal(csv_fields(&rest), columns);
        buf_fini(&buf);
    }
}

static void csv_rows_have_all_columns(void **state)
{
    (void)state;
    each_record(check_csv);
}

static void check_tables(const struct record *record)
{
    static const bede_view views[] = {BEDE_VIEW_EVENTS, BEDE_VIEW_QUOTES, BEDE_VIEW_ENTITIES,
                                      BEDE_VIEW_STORIES, BEDE_VIEW_SHOW};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct buf buf = print(record, views[i], BEDE_FORMAT_TABLE);
        assert_true(buf.n > 0);
        assert_int_equal(str_find_byte((struct str){buf.p, buf.n}, '\x1b', 0), SIZE_MAX);
        assert_int_equal(utf8_check((struct str){buf.p, buf.n}), SIZE_MAX);
        buf_fini(&buf);
    }
}

static void tables_are_plain_without_colour(void **state)
{
    (void)state;
    each_record(check_tables);
}

/* Without marks and white space, `show` is the body and the furniture, letter for letter. */
static void check_show(const struct record *record)
{
    struct buf buf = print(record, BEDE_VIEW_SHOW, BEDE_FORMAT_TABLE);
    struct str shown = {buf.p, buf.n};
    size_t at = 0;
    for (uint32_t i = 0; i < record->story->n_blocks; i++) {
        struct span span = record->story->blocks[i].body;
        for (uint32_t k = span.start; k < span.end; k++) {
            char c = record->story->text.p[k];
            if (!ascii_is_alpha(c)) continue;
            at = str_find_byte(shown, c, at);
            if (at == SIZE_MAX) fail_msg("the text stops at byte %u", k);
            at++;
        }
    }
    buf_fini(&buf);
}

static void show_leaves_nothing_out(void **state)
{
    (void)state;
    each_record(check_show);
}

static void formats_that_cannot_be_are_refused(void **state)
{
    (void)state;
    bede_error err;
    struct output_options options = {.view = BEDE_VIEW_EVENTS, .format = BEDE_FORMAT_CONLLU};
    assert_int_equal(output_check(&options, &err), BEDE_USAGE);
    assert_non_null(strstr(err.msg, "jsonl, csv, table"));
    options = (struct output_options){.view = BEDE_VIEW_PARSE, .format = BEDE_FORMAT_CSV};
    assert_int_equal(output_check(&options, &err), BEDE_USAGE);
    options.view = (bede_view)77;
    assert_int_equal(output_check(&options, &err), BEDE_USAGE);
}

/* ---- the tally ----------------------------------------------------------------------------- */

static void unknown_actors_by_frequency(void **state)
{
    (void)state;
    struct output_tally *tally = output_tally_new(BEDE_VIEW_UNKNOWN);
    struct output_options options = {.view = BEDE_VIEW_UNKNOWN, .format = BEDE_FORMAT_CSV};
    struct buf buf;
    uint64_t rows;
    buf_init(&buf, 0);
    assert_true(
        output_tally_add(tally, str_c("Ana Rojas\tperson\t2\t1\ts1\nGruvia\torg\t5\t0\ts1\n")));
    assert_true(output_tally_add(tally, str_c("Ana Rojas\tperson\t4\t1\ts2\nBo\torg\t5\t0\ts2\n")));
    output_tally_print(&buf, tally, &options, &rows);
    assert_int_equal(rows, 3);
    assert_true(str_is((struct str){buf.p, buf.n},
                       "name,kind,mentions,events,stories,example\r\n"
                       "Ana Rojas,person,6,2,2,s1\r\nBo,org,5,0,1,s2\r\nGruvia,org,5,0,1,s1\r\n"));
    buf_fini(&buf);
    output_tally_free(tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_what_was_promised),
        cmocka_unit_test(csv_rows_have_all_columns),
        cmocka_unit_test(tables_are_plain_without_colour),
        cmocka_unit_test(show_leaves_nothing_out),
        cmocka_unit_test(formats_that_cannot_be_are_refused),
        cmocka_unit_test(unknown_actors_by_frequency),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
