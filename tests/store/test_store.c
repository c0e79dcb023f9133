/* Tests of the record: one suite, run on SQLite and on PostgreSQL. The server is the test's own
 * (cluster.sh); where there is none the second half is skipped, saying why.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/work.h"

#define MODEL  BEDE_SOURCE_DIR "/models/en.bede"
#define FOLDER BEDE_SOURCE_DIR "/knowledge/en"

static const char *const folders[] = {FOLDER};
static struct record_engine engine;
static struct record_coder *coder;
static char folder[] = "/tmp/bede-store.XXXXXX";
static char cluster[64], server[192]; /* empty: there is none */
static const char *backend;           /* URL of the server, or NULL for SQLite */
static char where[256];

/* ---- help ---------------------------------------------------------------------------------- */

static void good(bede_status status, const bede_error *err)
{
    if (status != BEDE_OK) fail_msg("%s", err->msg);
}

static void sql(struct store *store, const char *text)
{
    bede_error err;
    good(db_script(store->db, text, &err), &err);
}

/* A record with nothing in it. */
static struct store *fresh(void)
{
    static int n;
    struct store *store;
    bede_error err;
    if (backend) {
        struct db *db;
        snprintf(where, sizeof where, "%s", backend);
        good(db_open_pg(where, DB_CREATE, &db, &err), &err);
        good(db_script(db,
                       "SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS public CASCADE; CREATE "
                       "SCHEMA public",
                       &err),
             &err);
        db->backend->close(db);
    } else {
        snprintf(where, sizeof where, "%s/%d.db", folder, ++n);
    }
    good(store_open(where, STORE_WRITE, &store, &err), &err);
    return store;
}

/* What a test says of a story; the rest is read off the text. */
struct given {
    const char *id, *agency, *created, *title, *slug, *text, *tag, *link, *embargo, *order;
    uint32_t version;
    int status;
};

static const char peru[] =
    "LIMA, March 4 (Reuters) - Peru's president accused Chile on Monday of violating the border "
    "near Tacna and demanded an apology within a week.\n\n"
    "\"We will not accept this,\" President Carlos Quispe told lawmakers in the capital as "
    "hundreds of people gathered in front of the parliament to hear him speak.\n\n"
    "Chilean Foreign Minister Ana Rojas met the Peruvian ambassador in Santiago later that day "
    "and promised a full investigation of the patrol that had lost its way in the desert.\n";
static const char peru_two[] =
    "LIMA, March 4 (Reuters) - Peru's president accused Bolivia on Monday of violating the border "
    "near Tacna and demanded an apology within a week.\n\n"
    "\"We will not accept this,\" President Carlos Quispe told lawmakers in the capital as "
    "hundreds of people gathered in front of the parliament to hear him speak.\n\n"
    "Chilean Foreign Minister Ana Rojas met the Peruvian ambassador in Santiago later that day "
    "and promised a full investigation of the patrol that had lost its way in the desert.\n";
static const char kenya[] =
    "NAIROBI, March 5 (Reuters) - Kenya's army attacked militants near the border with Somalia on "
    "Tuesday, killing 12 of them, an army spokesman said in a statement.\n\n"
    "Somalia thanked Kenya for the operation and offered to send soldiers to the district where "
    "the militants had burned three villages since the beginning of the year.\n";

static struct story *read_story(struct arena *arena, const struct given *g)
{
    struct wire_reader *reader;
    struct story *story = NULL;
    bede_error err;
    good(wire_open(engine.wire, "test", str_c(*g->text ? g->text : "Nothing."), BEDE_FROM_PLAIN,
                   NULL, &reader, &err),
         &err);
    good(wire_next(reader, arena, &story, &err), &err);
    wire_close(reader);
    if (!*g->text) {
        story->text = STR_LIT("");
        story->n_blocks = story->n_paragraphs = 0;
        story->title = story->slug = STR_LIT("");
    }
    if (g->id) story->id = str_c(g->id);
    story->id_given = g->id != NULL;
    story->agency = str_c(g->agency ? g->agency : "Reuters");
    story->created = str_c(g->created);
    date_parse_iso(story->created, &story->date);
    if (g->title) story->title = str_c(g->title);
    story->slug = str_c(g->slug);
    story->version = g->version ? g->version : 1;
    story->embargo = str_c(g->embargo);
    story->status = (enum wire_status)g->status;
    if (g->tag) story->tags[story->n_tags++] = (struct wire_tag){.name = g->tag, .sequence = 1};
    if (g->link) {
        story->links = ARENA_NEW(arena, struct wire_link);
        story->links[story->n_links++] =
            (struct wire_link){.rel = WIRE_REPLACES, .id = str_c(g->link)};
    }
    if (g->order) {
        story->notes = ARENA_NEW(arena, struct wire_note);
        story->n_notes = 0;
        story->notes[story->n_notes++] =
            (struct wire_note){.kind = "kill", .text = str_c(g->order), .target = str_c(g->order)};
    }
    return story;
}

/* Puts a story in a transaction of its own. */
static struct store_receipt put(struct store *store, const struct given *g)
{
    struct arena *arena = arena_new(0);
    struct store_receipt receipt;
    struct record *record;
    bede_error err;
    good(record_make(coder, read_story(arena, g), RECORD_EVENTS, NULL, &record, &err), &err);
    good(store_begin(store, &err), &err);
    good(store_put(store, record, NULL, &receipt, &err), &err);
    good(store_commit(store, &err), &err);
    arena_free(arena);
    return receipt;
}

static int64_t one(struct store *store, const char *query)
{
    int64_t n;
    bede_error err;
    good(db_one(store->db, query, DB_NOTHING, -1, &n, &err), &err);
    return n;
}

/* Events that a filter finds; the last one is left in *last when it is not NULL. */
static int count(struct store *store, struct store_filter filter, struct store_event *last)
{
    struct store_cursor *cursor;
    struct store_event event;
    bede_error err;
    bede_status status;
    int n = 0;
    good(store_events(store, &filter, &cursor, &err), &err);
    while ((status = store_next_event(cursor, &event, &err)) == BEDE_OK) {
        n++;
        assert_true(event.id.n && event.type.n && event.origin.story.n);
        if (last) *last = event;
    }
    if (status != BEDE_DONE) good(status, &err);
    store_cursor_close(cursor);
    return n;
}
#define COUNT(store, ...) count((store), (struct store_filter){__VA_ARGS__}, NULL)

/* ---- tests --------------------------------------------------------------------------------- */

static void what_was_put_is_found(void **state)
{
    (void)state;
    struct store *store = fresh();
    struct store_receipt r =
        put(store, &(struct given){.id = "p1", .created = "2024-03-04T15:00:00Z", .text = peru});
    assert_int_equal(r.outcome, STORE_NEW);
    assert_true(str_is(r.family, "p1"));
    put(store, &(struct given){.id = "k1", .created = "2024-03-05T08:00:00Z", .text = kenya});
    int all = COUNT(store, .limit = 0);
    assert_true(all >= 4);
    assert_int_equal(one(store, "SELECT count(*) FROM events"), all);
    int accuse = COUNT(store, .actor = STR_LIT("PER"), .recipient = STR_LIT("chl"));
    assert_true(accuse >= 1);
    assert_true(COUNT(store, .actor = STR_LIT("PER"), .type = STR_LIT("accuse")) >= 1);
    assert_int_equal(COUNT(store, .actor = STR_LIT("PER"), .type = STR_LIT("ASSAULT")), 0);
    assert_true(COUNT(store, .country = STR_LIT("KEN")) >= 1);
    assert_true(COUNT(store, .sector = STR_LIT("MIL")) >= 1);
    assert_true(COUNT(store, .actor_sector = STR_LIT("GOV")) >= 1);
    assert_true(COUNT(store, .actor = STR_LIT("Ana Rojas")) >= 1);
    assert_int_equal(COUNT(store, .actor = STR_LIT("ana rojas")),
                     COUNT(store, .actor = STR_LIT("Ana Rojas")));
    assert_int_equal(COUNT(store, .actor = STR_LIT("Nobody Known")), 0);
    assert_true(COUNT(store, .text = STR_LIT("violating apology")) >= 1);
    assert_int_equal(COUNT(store, .text = STR_LIT("\"apology violating\"")), 0);
    assert_true(COUNT(store, .text = STR_LIT("\"burned three villages\"")) >= 1);
    assert_true(COUNT(store, .text = STR_LIT("militants"), .country = STR_LIT("KEN")) >= 1);
    int quads = 0;
    for (uint32_t quad = 1; quad <= 4; quad++)
        quads += COUNT(store, .quad = quad);
    assert_int_equal(quads, all);
    assert_int_equal(COUNT(store, .story = STR_LIT("p1")) + COUNT(store, .story = STR_LIT("k1")),
                     all);
    assert_int_equal(COUNT(store, .from = {2024, 3, 5}) + COUNT(store, .to = {2024, 3, 4}), all);
    assert_int_equal(COUNT(store, .agency = STR_LIT("reuters")), all);
    assert_int_equal(COUNT(store, .agency = STR_LIT("AFP")), 0);
    store_close(store);
}

static void rows_carry_everything(void **state)
{
    (void)state;
    struct store *store = fresh();
    struct store_cursor *cursor;
    struct store_event event;
    bede_error err;
    put(store, &(struct given){.id = "p1", .created = "2024-03-04T15:00:00Z", .text = peru});
    struct store_filter filter = {
        .actor = STR_LIT("PER"), .recipient = STR_LIT("CHL"), .type = STR_LIT("ACCUSE")};
    good(store_events(store, &filter, &cursor, &err), &err);
    good(store_next_event(cursor, &event, &err), &err);
    assert_true(str_starts(event.id, "p1-v1-"));
    assert_true(str_is(event.type, "ACCUSE"));
    assert_int_equal(event.quad, 3);
    assert_true(event.n_actors >= 1 && event.n_recipients >= 1);
    assert_true(str_is(event.actors[0].code, "PER"));
    assert_true(str_is(event.recipients[0].code, "CHL"));
    assert_true(str_is(event.recipients[0].text, "Chile"));
    assert_true(event.recipients[0].end == event.recipients[0].start + 5);
    assert_true(str_find(event.sentence_text, "accused Chile on Monday", 0) != SIZE_MAX);
    assert_true(str_is(event.paragraph, "1"));
    assert_true(str_is(event.origin.status, "usable"));
    assert_true(str_is(event.origin.known_from, "2024-03-04T15:00:00Z"));
    assert_int_equal(event.origin.known_until.n, 0);
    assert_true(event.rule.n && event.words.n && event.triggers.n && event.coder.n);
    store_cursor_close(cursor);
    struct store_quote quote;
    struct store_filter by = {.speaker = STR_LIT("Carlos Quispe")};
    good(store_quotes(store, &by, &cursor, &err), &err);
    good(store_next_quote(cursor, &quote, &err), &err);
    assert_true(str_find(quote.content, "We will not accept this", 0) != SIZE_MAX);
    assert_true(str_is(quote.kind, "direct"));
    assert_int_equal(store_next_quote(cursor, &quote, &err), BEDE_DONE);
    store_cursor_close(cursor);
    struct store_block block;
    good(store_blocks(store, event.origin.version_id, &cursor, &err), &err);
    int paragraphs = 0;
    while (store_next_block(cursor, &block, &err) == BEDE_OK)
        paragraphs += str_is(block.kind, "paragraph");
    assert_int_equal(paragraphs, 3);
    store_cursor_close(cursor);
    struct store_version version;
    struct arena *arena = arena_new(0);
    good(store_version(store, event.origin.version_id, arena, &version, &err), &err);
    assert_true(str_is(version.text, peru));
    assert_int_equal(store_version(store, 99, arena, &version, &err), BEDE_DONE);
    arena_free(arena);
    store_close(store);
}

static void the_same_twice_changes_nothing(void **state)
{
    (void)state;
    struct store *store = fresh();
    const struct given g = {.id = "p1", .created = "2024-03-04T15:00:00Z", .text = peru};
    put(store, &g);
    int64_t events = one(store, "SELECT count(*) FROM events");
    int64_t rows = one(store, "SELECT count(*) FROM mentions");
    assert_int_equal(put(store, &g).outcome, STORE_KNOWN);
    assert_int_equal(one(store, "SELECT count(*) FROM events"), events);
    assert_int_equal(one(store, "SELECT count(*) FROM mentions"), rows);
    assert_int_equal(one(store, "SELECT count(*) FROM versions"), 1);
    store_close(store);
}

/* The three versions, in the order told; the state must not depend on it. */
static void check_versions(const int order[3])
{
    const struct given versions[3] = {
        {.id = "p1", .created = "2024-03-04T15:00:00Z", .text = peru, .title = "Peru"},
        {.id = "p1",
         .created = "2024-03-04T17:00:00Z",
         .text = peru_two,
         .title = "Peru",
         .version = 2,
         .tag = "CORRECTED"},
        {.id = "p1",
         .created = "2024-03-05T09:00:00Z",
         .text = "",
         .title = "Peru",
         .version = 3,
         .status = WIRE_CANCELED}};
    struct store *store = fresh();
    for (int i = 0; i < 3; i++)
        put(store, &versions[order[i]]);
    assert_int_equal(COUNT(store, .limit = 0), 0);
    const struct str chile = STR_LIT("CHL"), bolivia = STR_LIT("BOL");
    assert_true(COUNT(store, .recipient = chile, .type = STR_LIT("ACCUSE"),
                      .as_of = STR_LIT("2024-03-04T16:00Z")) >= 1);
    assert_int_equal(COUNT(store, .recipient = bolivia, .as_of = STR_LIT("2024-03-04T16:00Z")), 0);
    assert_true(COUNT(store, .recipient = bolivia, .type = STR_LIT("ACCUSE"),
                      .as_of = STR_LIT("2024-03-04")) >= 1);
    assert_int_equal(
        COUNT(store, .recipient = chile, .type = STR_LIT("ACCUSE"), .as_of = STR_LIT("2024-03-04")),
        0);
    assert_int_equal(COUNT(store, .as_of = STR_LIT("2024-03-05")), 0);
    assert_int_equal(COUNT(store, .as_of = STR_LIT("2024-03-03")), 0);
    struct store_event last;
    struct store_filter all = {.all_versions = true, .sort = STORE_BY_STORY};
    assert_int_equal(count(store, all, &last), one(store, "SELECT count(*) FROM events"));
    assert_int_equal(one(store, "SELECT count(*) FROM stories WHERE state = 'withdrawn'"), 1);
    assert_int_equal(one(store, "SELECT count(*) FROM events WHERE reason = 'correction'"),
                     one(store, "SELECT n_events FROM versions WHERE version = 1"));
    assert_int_equal(one(store, "SELECT count(*) FROM events WHERE reason = 'kill'"),
                     one(store, "SELECT n_events FROM versions WHERE version = 2"));
    assert_int_equal(one(store, "SELECT count(*) FROM events WHERE reason = 'kill'"),
                     one(store, "SELECT count(*) FROM events e JOIN versions v ON v.version_id = "
                                "e.superseded_by WHERE v.version = 3"));
    assert_int_equal(one(store, "SELECT length(text) FROM versions WHERE version = 2"),
                     (int64_t)strlen(peru_two));
    assert_int_equal(one(store, "SELECT rank FROM versions WHERE version = 3"), 3);
    store_close(store);
}

static void versions_supersede_in_any_order_of_arrival(void **state)
{
    (void)state;
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int i = 0; i < 6; i++)
        check_versions(orders[i]);
}

static void a_link_that_comes_late_joins_two_stories(void **state)
{
    (void)state;
    struct store *store = fresh();
    put(store, &(struct given){.id = "a", .created = "2024-03-04T15:00:00Z", .text = peru});
    struct store_receipt r = put(
        store,
        &(struct given){.id = "c", .link = "b", .created = "2024-03-09T17:00:00Z", .text = kenya});
    assert_int_equal(r.outcome, STORE_NEW);
    r = put(store,
            &(struct given){
                .id = "b", .link = "a", .created = "2024-03-04T16:00:00Z", .text = peru_two});
    assert_int_equal(r.outcome, STORE_VERSION);
    assert_int_equal(one(store, "SELECT count(DISTINCT story_id) FROM versions"), 1);
    assert_int_equal(one(store, "SELECT max(rank) FROM versions"), 3);
    assert_int_equal(COUNT(store, .limit = 0),
                     one(store, "SELECT n_events FROM versions WHERE id = 'c'"));
    store_close(store);
}

static void copy_without_ids_is_known_by_its_words(void **state)
{
    (void)state;
    struct store *store = fresh();
    put(store, &(struct given){.created = "2024-03-04T15:00:00Z",
                               .text = peru,
                               .title = "Peru accuses Chile of violating border"});
    struct store_receipt r =
        put(store, &(struct given){.created = "2024-03-04T18:00:00Z",
                                   .text = peru_two,
                                   .title = "Peru accuses Chile of violating border",
                                   .tag = "UPDATE"});
    assert_int_equal(r.outcome, STORE_VERSION);
    assert_true(r.confidence > 0.5 && r.confidence < 1);
    assert_true(r.withdrawn > 0);
    r = put(store, &(struct given){.created = "2024-03-04T18:00:00Z",
                                   .text = kenya,
                                   .title = "Kenya attacks militants"});
    assert_int_equal(r.outcome, STORE_NEW);
    store_close(store);
}

/* The record keeps what the ladder said: rung, why, and how surely. */
static void rungs_are_those_of_the_ladder(void **state)
{
    (void)state;
    static const char old_title[] = "Peru accuses Chile of violating border";
    static const struct {
        const char *agency, *created, *title, *tag, *text, *how;
    } cases[] = {
        {"Reuters", "2024-03-04T18:00:00Z", old_title, NULL, peru_two, "headline"},
        {"Reuters", "2024-03-04T18:00:00Z", "Lima wants apology", "UPDATE", peru_two, "sequence"},
        {"Reuters", "2024-03-04T18:00:00Z", old_title, "UPDATE", kenya, "sequence"},
        {"Reuters", "2024-03-04T18:00:00Z", "Lima wants apology", NULL, peru_two, "text"},
        {"AFP", "2024-03-04T18:00:00Z", "Lima wants apology", NULL, peru_two, "reprint"},
        {"AFP", "2024-03-04T18:00:00Z", "Summary of the day", NULL, peru_two, "new"},
        {"Reuters", "2024-03-09T18:00:00Z", old_title, "UPDATE", kenya, "new"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct store *store = fresh();
        char query[200];
        put(store,
            &(struct given){.created = "2024-03-04T15:00:00Z", .text = peru, .title = old_title});
        put(store, &(struct given){.agency = cases[i].agency,
                                   .created = cases[i].created,
                                   .text = cases[i].text,
                                   .title = cases[i].title,
                                   .tag = cases[i].tag});
        snprintf(query, sizeof query,
                 "SELECT count(*) FROM versions WHERE version_id = 2 AND how = '%s' AND "
                 "(matched IS NULL) = (how = 'new') AND confidence > 0.5",
                 cases[i].how);
        if (one(store, query) != 1) fail_msg("case %zu is not by %s", i, cases[i].how);
        assert_int_equal(one(store, "SELECT count(*) FROM links WHERE rel = 'related'"), i == 5);
        store_close(store);
    }
}

static void a_reprint_is_linked_and_counts_once(void **state)
{
    (void)state;
    for (int late = 0; late < 2; late++) {
        struct store *store = fresh();
        const struct given first = {.id = "r", .created = "2024-03-04T15:00:00Z", .text = peru};
        const struct given copy = {
            .id = "x", .agency = "Daily Post", .created = "2024-03-04T20:00:00Z", .text = peru};
        put(store, late ? &copy : &first);
        int n = COUNT(store, .limit = 0);
        struct store_receipt r = put(store, late ? &first : &copy);
        assert_int_equal(r.outcome, late ? STORE_NEW : STORE_REPRINT);
        assert_int_equal(COUNT(store, .limit = 0), n);
        assert_int_equal(COUNT(store, .agency = STR_LIT("Reuters")), n);
        assert_int_equal(COUNT(store, .reprints = true), 2 * n);
        assert_int_equal(one(store, "SELECT count(*) FROM links"), 1);
        struct store_event event;
        struct store_filter all = {.limit = 1};
        count(store, all, &event);
        assert_int_equal(one(store, "SELECT count(*) FROM stories WHERE reprint_of IS NOT NULL"),
                         1);
        store_close(store);
    }
}

static const char notice[] = "Please kill the story about Peru. A kill is mandatory.\n";

static void a_kill_in_words_acts_on_exactly_one(void **state)
{
    (void)state;
    struct store *store = fresh();
    const struct given kill = {.created = "2024-03-05T10:00:00Z",
                               .text = notice,
                               .status = WIRE_CANCELED,
                               .order = "PERU-CHILE, V0412"};
    put(store, &(struct given){.id = "p",
                               .created = "2024-03-04T15:00:00Z",
                               .text = peru,
                               .slug = "BC-LA--PERU-CHILE"});
    put(store,
        &(struct given){
            .id = "k", .created = "2024-03-04T15:00:00Z", .text = kenya, .slug = "BC-AF--KENYA"});
    struct store_receipt r = put(store, &kill);
    assert_int_equal(r.outcome, STORE_KILL);
    assert_true(r.withdrawn > 0);
    assert_int_equal(COUNT(store, .country = STR_LIT("PER")), 0);
    assert_true(COUNT(store, .country = STR_LIT("KEN")) > 0);
    store_close(store);
}

static void a_kill_that_could_mean_two_waits(void **state)
{
    (void)state;
    struct store *store = fresh();
    struct store_cursor *cursor;
    struct store_pending pending;
    bede_error err;
    uint32_t withdrawn;
    put(store,
        &(struct given){
            .id = "p", .created = "2024-03-04T15:00:00Z", .text = peru, .slug = "PERU-CHILE"});
    put(store,
        &(struct given){
            .id = "q", .created = "2024-03-01T15:00:00Z", .text = kenya, .slug = "PERU-CHILE"});
    int n = COUNT(store, .limit = 0);
    struct store_receipt r = put(store, &(struct given){.created = "2024-03-05T10:00:00Z",
                                                        .text = notice,
                                                        .status = WIRE_CANCELED,
                                                        .order = "PERU-CHILE"});
    assert_int_equal(r.outcome, STORE_QUEUED);
    assert_int_equal(COUNT(store, .limit = 0), n);
    good(store_pending(store, &cursor, &err), &err);
    good(store_next_pending(cursor, &pending, &err), &err);
    assert_true(str_is(pending.target, "PERU-CHILE"));
    assert_true(str_is(pending.candidates, "p;q"));
    int64_t key = pending.pending_id;
    assert_int_equal(store_next_pending(cursor, &pending, &err), BEDE_DONE);
    store_cursor_close(cursor);
    assert_int_equal(store_answer(store, key, STR_LIT("nowhere"), &withdrawn, &err), BEDE_USAGE);
    good(store_answer(store, key, STR_LIT("q"), &withdrawn, &err), &err);
    assert_true(withdrawn > 0);
    assert_int_equal(COUNT(store, .country = STR_LIT("KEN")), 0);
    assert_true(COUNT(store, .country = STR_LIT("PER")) > 0);
    assert_int_equal(store_answer(store, key, STR_LIT("q"), &withdrawn, &err), BEDE_USAGE);
    store_close(store);
}

static void kills_beyond_their_reach_do_nothing(void **state)
{
    (void)state;
    const struct given kills[] = {
        {.created = "2024-03-15T10:00:00Z", .order = "PERU-CHILE"},                  /* too late */
        {.created = "2024-03-05T10:00:00Z", .order = "PERU-CHILE", .agency = "AFP"}, /* not his */
        {.created = "2024-03-05T10:00:00Z", .order = "PERU-BOLIVIA"},                /* other */
        {.created = "2024-03-05T10:00:00Z", .order = "PERU-CHILE", .agency = ""}};   /* nobody */
    for (size_t i = 0; i < sizeof kills / sizeof *kills; i++) {
        struct store *store = fresh();
        struct given kill = kills[i];
        put(store,
            &(struct given){
                .id = "p", .created = "2024-03-04T15:00:00Z", .text = peru, .slug = "PERU-CHILE"});
        int n = COUNT(store, .limit = 0);
        kill.text = notice;
        kill.status = WIRE_CANCELED;
        assert_int_equal(put(store, &kill).outcome, STORE_QUEUED);
        assert_int_equal(COUNT(store, .limit = 0), n);
        store_close(store);
    }
}

static void a_kill_that_came_first_finds_its_story(void **state)
{
    (void)state;
    struct store *store = fresh();
    bede_error err;
    uint32_t settled;
    put(store, &(struct given){.created = "2024-03-05T10:00:00Z",
                               .text = notice,
                               .status = WIRE_CANCELED,
                               .order = "PERU-CHILE"});
    put(store,
        &(struct given){
            .id = "p", .created = "2024-03-04T15:00:00Z", .text = peru, .slug = "PERU-CHILE"});
    good(store_begin(store, &err), &err);
    good(store_settle(store, &settled, &err), &err);
    good(store_commit(store, &err), &err);
    assert_int_equal(settled, 1);
    assert_int_equal(one(store, "SELECT count(*) FROM versions WHERE how = 'kill' AND matched IS "
                                "NOT NULL AND story_id IS NOT NULL"),
                     1);
    assert_int_equal(COUNT(store, .limit = 0), 0);
    assert_true(COUNT(store, .as_of = STR_LIT("2024-03-04")) > 0);
    store_close(store);
}

static void what_is_embargoed_waits_for_its_hour(void **state)
{
    (void)state;
    struct store *store = fresh();
    put(store, &(struct given){.id = "e",
                               .created = "2024-03-04T15:00:00Z",
                               .text = peru,
                               .status = WIRE_EMBARGOED,
                               .embargo = "9000-01-01T12:00:00Z"});
    put(store, &(struct given){.id = "h",
                               .created = "2024-03-04T15:00:00Z",
                               .text = kenya,
                               .status = WIRE_EMBARGOED,
                               .embargo = "until the minister speaks"});
    assert_int_equal(COUNT(store, .limit = 0), 0);
    assert_true(COUNT(store, .all_versions = true) > 0);
    assert_int_equal(COUNT(store, .as_of = STR_LIT("9000-01-01T11:59Z")), 0);
    int due = COUNT(store, .as_of = STR_LIT("9000-01-01"));
    assert_int_equal(due, COUNT(store, .story = STR_LIT("e"), .all_versions = true));
    assert_int_equal(one(store, "SELECT count(*) FROM stories WHERE state = 'embargoed'"), 2);
    store_close(store);
}

static void an_embargoed_update_leaves_the_earlier_in_force(void **state)
{
    (void)state;
    struct store *store = fresh();
    put(store, &(struct given){.id = "p", .created = "2024-03-04T15:00:00Z", .text = peru});
    put(store, &(struct given){.id = "p",
                               .created = "2024-03-04T16:00:00Z",
                               .text = peru_two,
                               .version = 2,
                               .status = WIRE_EMBARGOED,
                               .embargo = "9000-01-01T12:00:00Z"});
    assert_true(COUNT(store, .recipient = STR_LIT("CHL"), .type = STR_LIT("ACCUSE")) > 0);
    assert_int_equal(COUNT(store, .recipient = STR_LIT("BOL")), 0);
    assert_true(COUNT(store, .recipient = STR_LIT("BOL"), .as_of = STR_LIT("9001-01-01")) > 0);
    assert_int_equal(COUNT(store, .recipient = STR_LIT("CHL"), .type = STR_LIT("ACCUSE"),
                           .as_of = STR_LIT("9001-01-01")),
                     0);
    store_close(store);
}

static void results_come_sorted_and_in_pages(void **state)
{
    (void)state;
    struct store *store = fresh();
    char id[16], created[32], text[400];
    for (int i = 0; i < 40; i++) {
        snprintf(id, sizeof id, "n%d", i);
        snprintf(created, sizeof created, "2024-%02d-%02dT10:00:00Z", 1 + i % 12, 1 + i / 2);
        snprintf(text, sizeof text,
                 "LIMA (Reuters) - Peru condemned Chile over case number %d of the fishermen who "
                 "were held at port %d.\n",
                 i * 7919, i * 104729);
        put(store, &(struct given){.id = id, .created = created, .text = text});
    }
    struct store_cursor *cursor;
    struct store_event event;
    bede_error err;
    int all = COUNT(store, .actor = STR_LIT("PER")), seen = 0;
    assert_true(all >= 40);
    char before[16] = "9999", ids[3][64];
    struct store_filter filter = {.actor = STR_LIT("PER")};
    good(store_events(store, &filter, &cursor, &err), &err);
    while (store_next_event(cursor, &event, &err) == BEDE_OK) {
        char date[16];
        snprintf(date, sizeof date, "%.*s", STR_ARG(event.date));
        assert_true(strcmp(date, before) <= 0);
        strcpy(before, date);
        if (seen >= 10 && seen < 13) snprintf(ids[seen - 10], 64, "%.*s", STR_ARG(event.id));
        seen++;
    }
    store_cursor_close(cursor);
    assert_int_equal(seen, all);
    filter.limit = 3;
    filter.offset = 10;
    good(store_events(store, &filter, &cursor, &err), &err);
    for (int i = 0; i < 3; i++) {
        good(store_next_event(cursor, &event, &err), &err);
        assert_true(str_is(event.id, ids[i]));
    }
    assert_int_equal(store_next_event(cursor, &event, &err), BEDE_DONE);
    store_cursor_close(cursor);
    store_close(store);
}

static void what_is_not_committed_leaves_no_trace(void **state)
{
    (void)state;
    struct store *store = fresh();
    struct arena *arena = arena_new(0);
    struct store_receipt receipt;
    struct record *record;
    bede_error err;
    const struct given g = {.id = "p1", .created = "2024-03-04T15:00:00Z", .text = peru};
    good(record_make(coder, read_story(arena, &g), RECORD_EVENTS, NULL, &record, &err), &err);
    assert_int_equal(store_put(store, record, NULL, &receipt, &err), BEDE_USAGE);
    good(store_begin(store, &err), &err);
    good(store_put(store, record, NULL, &receipt, &err), &err);
    store_rollback(store);
    assert_int_equal(one(store, "SELECT count(*) FROM versions"), 0);
    assert_int_equal(one(store, "SELECT count(*) FROM paragraphs"), 0);
    assert_int_equal(put(store, &g).outcome, STORE_NEW);
    arena_free(arena);
    store_close(store);
}

static void filters_that_cannot_be_are_refused(void **state)
{
    (void)state;
    struct store *store = fresh();
    struct store_cursor *cursor;
    bede_error err;
    struct store_filter moment = {.as_of = STR_LIT("yesterday")},
                        words = {.text = STR_LIT("\" - \"")}, quote = {.type = STR_LIT("ACCUSE")};
    assert_int_equal(store_events(store, &moment, &cursor, &err), BEDE_USAGE);
    assert_int_equal(store_events(store, &words, &cursor, &err), BEDE_USAGE);
    assert_int_equal(store_quotes(store, &quote, &cursor, &err), BEDE_USAGE);
    assert_int_equal(COUNT(store, .actor = STR_LIT("x' OR 1=1 --")), 0);
    assert_int_equal(COUNT(store, .text = STR_LIT("NEAR( * AND ) \"")), 0);
    store_close(store);
}

static void schemas_that_are_not_ours_are_told(void **state)
{
    (void)state;
    struct store *store = fresh();
    bede_error err;
    store_close(store);
    good(store_open(where, STORE_READ, &store, &err), &err);
    assert_int_equal(store_begin(store, &err), BEDE_USAGE);
    store_close(store);
    good(store_open(where, STORE_WRITE, &store, &err), &err);
    sql(store, "INSERT INTO bede_schema(version, program) VALUES(99, 'bede 9')");
    store_close(store);
    assert_int_equal(store_open(where, STORE_READ, &store, &err), BEDE_UNSUPPORTED);
    assert_non_null(strstr(err.msg, "newer"));
    assert_int_equal(store_open(where, STORE_WRITE, &store, &err), BEDE_UNSUPPORTED);
    store = fresh();
    sql(store, "DROP TABLE bede_schema");
    store_close(store);
    assert_int_equal(store_open(where, STORE_WRITE, &store, &err), BEDE_DATA);
    assert_int_equal(store_open(where, STORE_READ, &store, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, "no Bede record"));
}

static void an_older_schema_is_brought_up_to_date(void **state)
{
    (void)state;
    struct store *store = fresh();
    bede_error err;
    static const char *const columns[] = {"place_admin", "place_lat", "place_lon", "place_geoname"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        char drop[80];
        snprintf(drop, sizeof drop, "ALTER TABLE events DROP COLUMN %s", columns[i]);
        sql(store, drop);
    }
    sql(store, "DELETE FROM bede_schema WHERE version > 1");
    store_close(store);
    assert_int_equal(store_open(where, STORE_READ, &store, &err), BEDE_IO);
    assert_non_null(strstr(err.msg, "older schema"));
    good(store_open(where, STORE_WRITE, &store, &err), &err);
    sql(store, "UPDATE events SET place_lat = 49.5, place_lon = 18.25, place_geoname = 7");
    store_close(store);
    good(store_open(where, STORE_READ, &store, &err), &err);
    store_close(store);
}

/* ---- files --------------------------------------------------------------------------------- */

static void files_that_are_no_record_are_refused(void **state)
{
    (void)state;
    struct store *store;
    bede_error err;
    char path[256];
    snprintf(path, sizeof path, "%s/none.db", folder);
    assert_int_equal(store_open(path, STORE_READ, &store, &err), BEDE_IO);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(store_open(folder, STORE_WRITE, &store, &err), BEDE_IO);
    snprintf(path, sizeof path, "%s/no/such/folder.db", folder);
    assert_int_equal(store_open(path, STORE_WRITE, &store, &err), BEDE_IO);
    snprintf(path, sizeof path, "%s/text.db", folder);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 200; i++)
        fputs("These lines are copy and no database.\n", file);
    fclose(file);
    assert_int_equal(store_open(path, STORE_WRITE, &store, &err), BEDE_DATA);
    assert_int_equal(store_open(path, STORE_READ, &store, &err), BEDE_DATA);
    assert_non_null(strstr(err.msg, "no Bede record"));
}

static void a_full_disk_loses_nothing_that_was_stored(void **state)
{
    (void)state;
    struct store *store = fresh();
    struct arena *arena = arena_new(0);
    struct store_receipt receipt;
    struct record *record;
    bede_error err = {0};
    bede_status status = BEDE_OK;
    char id[16];
    put(store, &(struct given){.id = "p1", .created = "2024-03-04T15:00:00Z", .text = peru});
    int64_t pages = one(store, "PRAGMA page_count");
    char pragma[64];
    snprintf(pragma, sizeof pragma, "PRAGMA max_page_count=%lld", (long long)pages + 4);
    sql(store, pragma);
    good(store_begin(store, &err), &err);
    for (int i = 0; i < 200 && status == BEDE_OK; i++) {
        snprintf(id, sizeof id, "k%d", i);
        const struct given g = {.id = id, .created = "2024-03-05T15:00:00Z", .text = kenya};
        good(record_make(coder, read_story(arena, &g), RECORD_EVENTS, NULL, &record, &err), &err);
        status = store_put(store, record, NULL, &receipt, &err);
    }
    assert_int_equal(status, BEDE_IO);
    assert_non_null(strstr(err.msg, "full"));
    store_rollback(store);
    assert_int_equal(one(store, "SELECT count(*) FROM versions"), 1);
    assert_true(COUNT(store, .country = STR_LIT("PER")) > 0);
    arena_free(arena);
    store_close(store);
}

static void a_second_writer_is_told_to_wait(void **state)
{
    (void)state;
    struct store *store = fresh(), *other;
    bede_error err;
    put(store, &(struct given){.id = "p1", .created = "2024-03-04T15:00:00Z", .text = peru});
    good(store_open(where, STORE_UPDATE, &other, &err), &err);
    if (!backend) sql(other, "PRAGMA busy_timeout=50");
    good(store_begin(store, &err), &err);
    assert_int_equal(store_begin(other, &err), BEDE_IO);
    assert_non_null(strstr(err.msg, "another program is writing"));
    assert_true(COUNT(other, .limit = 0) > 0); /* readers go on */
    store_rollback(store);
    good(store_begin(other, &err), &err);
    store_rollback(other);
    store_close(other);
    store_close(store);
}

static void moments_are_read_in_every_form(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {{"2024-05-02T10:15:00Z", "2024-05-02T10:15:00Z"},
                 {"2024-05-02T10:15:00+09:00", "2024-05-02T01:15:00Z"},
                 {"2024-01-01T00:30-0500", "2024-01-01T05:30:00Z"},
                 {"20240502T101500Z", "2024-05-02T10:15:00Z"},
                 {"2024-05-02 10:15:00.123", "2024-05-02T10:15:00Z"},
                 {"2024-05-02", "2024-05-02T00:00:00Z"},
                 {"2024-05-02T", ""},
                 {"2024-13-02", ""},
                 {"soon", ""},
                 {"2024-05-02T10:15:00 and more", ""}};
    char out[MOMENT_BYTES];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(moment_parse(str_c(cases[i].in), false, out), cases[i].out[0] != 0);
        assert_string_equal(out, cases[i].out);
    }
    moment_parse(STR_LIT("2024-02-29"), true, out);
    assert_string_equal(out, "2024-02-29T23:59:59Z");
    moment_add_hours(out, -48, out);
    assert_string_equal(out, "2024-02-27T23:59:59Z");
}

/* ---- the two halves ------------------------------------------------------------------------ */

static void start_server(void)
{
    char line[320] = "";
    FILE *pipe = popen("sh " BEDE_SOURCE_DIR "/tests/store/cluster.sh start", "r");
    if (pipe && fgets(line, sizeof line, pipe)) line[strcspn(line, "\n")] = '\0';
    if (pipe) pclose(pipe);
    if (sscanf(line, "%63s %191s", cluster, server) == 2 && strncmp(line, "no: ", 4) != 0) return;
    cluster[0] = server[0] = '\0';
    print_message("PostgreSQL half skipped: %s\n", line[0] ? line + 4 : "cluster.sh said nothing");
}

static void shell(const char *format, const char *what)
{
    char line[256];
    snprintf(line, sizeof line, format, what);
    if (system(line) != 0) print_error("failed: %s\n", line);
}

static int set_up(void **state)
{
    (void)state;
    bede_error err;
    if (!mkdtemp(folder)) return -1;
    if (record_engine_load(&engine, MODEL, folders, 1, &err) != BEDE_OK) {
        print_error("%s:%u: %s\n", err.input, err.line, err.msg);
        return -1;
    }
    coder = record_coder_new(&engine);
    start_server();
    return coder ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    record_coder_free(coder);
    record_engine_fini(&engine);
    if (cluster[0]) shell("sh " BEDE_SOURCE_DIR "/tests/store/cluster.sh stop %s", cluster);
    shell("rm -rf %s", folder);
    return 0;
}

static int on_sqlite(void **state)
{
    (void)state;
    backend = NULL;
    return 0;
}
static int on_postgres(void **state)
{
    (void)state;
    backend = server;
    return 0;
}

/* Skipped by name when there is no server. */
#define ON_POSTGRES(test)                                                                          \
    static void test##_on_postgres(void **state)                                                   \
    {                                                                                              \
        if (!server[0]) skip();                                                                    \
        test(state);                                                                               \
    }
#define BOTH(X)                                                                                    \
    X(what_was_put_is_found)                                                                       \
    X(rows_carry_everything)                                                                       \
    X(the_same_twice_changes_nothing)                                                              \
    X(versions_supersede_in_any_order_of_arrival)                                                  \
    X(a_link_that_comes_late_joins_two_stories)                                                    \
    X(copy_without_ids_is_known_by_its_words)                                                      \
    X(rungs_are_those_of_the_ladder)                                                               \
    X(a_reprint_is_linked_and_counts_once)                                                         \
    X(a_kill_in_words_acts_on_exactly_one)                                                         \
    X(a_kill_that_could_mean_two_waits)                                                            \
    X(kills_beyond_their_reach_do_nothing)                                                         \
    X(a_kill_that_came_first_finds_its_story)                                                      \
    X(what_is_embargoed_waits_for_its_hour)                                                        \
    X(an_embargoed_update_leaves_the_earlier_in_force)                                             \
    X(results_come_sorted_and_in_pages)                                                            \
    X(what_is_not_committed_leaves_no_trace)                                                       \
    X(filters_that_cannot_be_are_refused)                                                          \
    X(an_older_schema_is_brought_up_to_date)                                                       \
    X(schemas_that_are_not_ours_are_told)                                                          \
    X(a_second_writer_is_told_to_wait)
BOTH(ON_POSTGRES)

#define SQLITE_TEST(test)   cmocka_unit_test_setup(test, on_sqlite),
#define POSTGRES_TEST(test) cmocka_unit_test_setup(test##_on_postgres, on_postgres),

int main(void)
{
    const struct CMUnitTest tests[] = {BOTH(SQLITE_TEST) BOTH(POSTGRES_TEST) SQLITE_TEST(
        files_that_are_no_record_are_refused) SQLITE_TEST(a_full_disk_loses_nothing_that_was_stored)
                                           cmocka_unit_test(moments_are_read_in_every_form)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
