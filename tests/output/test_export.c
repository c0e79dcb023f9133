/* Tests of the layouts of other projects: names and numbers of columns as their loaders declare
 * them, rows read back by the rules of each, values that would break a row, sums, the graph; and
 * that the tables of codes cover all that Bede can write.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/table.h"
#include "base/utf8.h"
#include "output/export_row.h"

#define S STR_LIT

/* The columns as they are declared where the data is read, "," between them. */
static const char icews_names[] =
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,"
    "Intensity,Target Name,Target Sectors,Target Country,Story ID,Sentence Number,"
    "Publisher,City,District,Province,Country,Latitude,Longitude";
static const char phoenix_names[] =
    "EventID,Date,Year,Month,Day,SourceActorFull,SourceActorEntity,SourceActorRole,"
    "SourceActorAttribute,TargetActorFull,TargetActorEntity,TargetActorRole,"
    "TargetActorAttribute,EventCode,EventRootCode,PentaClass,GoldsteinScore,Issues,Lat,"
    "Lon,LocationName,StateName,CountryCode,SentenceID,URLs,NewsSources";
static const char polecat_names[] =
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,"
    "Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,"
    "Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,"
    "Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,"
    "GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,"
    "Story Organizations,Story Locations,Language,Version";
static const char gdelt1_names[] =
    "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,"
    "Actor1CountryCode,Actor1KnownGroupCode,Actor1EthnicCode,Actor1Religion1Code,"
    "Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,Actor2Code,"
    "Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,"
    "Actor2Religion1Code,Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,"
    "Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,"
    "GoldsteinScale,NumMentions,NumSources,NumArticles,AvgTone,Actor1Geo_Type,"
    "Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,Actor1Geo_Lat,"
    "Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,Actor2Geo_FullName,"
    "Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_Lat,Actor2Geo_Long,"
    "Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,"
    "ActionGeo_ADM1Code,ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,"
    "SOURCEURL";
static const char gdelt2_names[] =
    "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,"
    "Actor1CountryCode,Actor1KnownGroupCode,Actor1EthnicCode,Actor1Religion1Code,"
    "Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,Actor2Code,"
    "Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,"
    "Actor2Religion1Code,Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,"
    "Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,"
    "GoldsteinScale,NumMentions,NumSources,NumArticles,AvgTone,Actor1Geo_Type,"
    "Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,"
    "Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,Actor2Geo_FullName,"
    "Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code,Actor2Geo_Lat,"
    "Actor2Geo_Long,Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_FullName,"
    "ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,ActionGeo_Lat,"
    "ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,SOURCEURL";

static struct codes *codes;

static int set_up(void **state)
{
    (void)state;
    static const char *const folders[] = {BEDE_SOURCE_DIR "/knowledge/en"};
    bede_error err;
    if (codes_load(folders, 1, &codes, &err) == BEDE_OK) return 0;
    print_error("%s:%u: %s\n", err.input, err.line, err.msg);
    return -1;
}

static int tear_down(void **state)
{
    (void)state;
    codes_free(codes);
    return 0;
}

/* ---- events to write ----------------------------------------------------------------------- */

static struct store_part part(struct str code, struct str sectors, struct str kind, struct str name)
{
    struct store_part p = {.code = code, .sectors = sectors, .kind = kind, .name = name};
    struct str rest = sectors;
    p.text = name;
    if (sectors.n) str_split(&rest, ';', &p.sector);
    return p;
}

/* A foreign minister who is not named accuses the army of a neighbour. */
static struct store_event accusation(void)
{
    struct store_event e = {.event_id = 7,
                            .id = S("bss-1-v2-3"),
                            .date = S("2014-02-18"),
                            .type = S("ACCUSE"),
                            .mode = S("disapprove"),
                            .contexts = S("military;diplomatic"),
                            .quad = 3,
                            .score = -2,
                            .cameo = S("042"),
                            .words = S("condemned"),
                            .n_actors = 1,
                            .n_recipients = 1,
                            .place = S("in Dhaka"),
                            .place_name = S("Dhaka"),
                            .place_country = S("BGD"),
                            .sentence = 4,
                            .paragraph = S("1"),
                            .confidence = 0.9,
                            .repeats = 2,
                            .reprints = 1,
                            .coder = S("bede 0.1.0")};
    e.origin = (struct store_origin){.version_id = 31,
                                     .story = S("bss-1"),
                                     .version = 2,
                                     .agency = S("BSS"),
                                     .date = S("2014-02-19"),
                                     .language = S("en"),
                                     .url = S("https://example.org/a?b=1&c=2"),
                                     .stored = S("2014-02-19T10:20:30Z")};
    e.actors[0] = part(S("BGD"), S("GOV"), S("person"), S("the foreign minister"));
    e.actors[0].office = S("Foreign Minister");
    e.recipients[0] = part(S("MMR"), S("MIL"), S("org"), S("The army"));
    return e;
}

/* ---- reading back -------------------------------------------------------------------------- */

enum { ROWS_MAX = 16, CELLS_MAX = 80 };
struct grid {
    struct buf buf;
    struct str cell[ROWS_MAX][CELLS_MAX];
    uint32_t n[ROWS_MAX], rows;
};

static struct buf written(const struct export_options *options, const struct store_event *events,
                          uint32_t n, uint32_t *rows)
{
    struct export *export;
    struct buf buf;
    bede_error err;
    buf_init(&buf, 0);
    assert_int_equal(export_new(options, codes, &export, &err), BEDE_OK);
    export_begin(export, &buf);
    *rows = 0;
    for (uint32_t i = 0; i < n; i++)
        *rows += export_event(export, &buf, &events[i]);
    *rows += export_end(export, &buf);
    export_free(export);
    assert_false(buf.failed);
    return buf;
}

/* As read_tsv, read.delim with quote = "" and awk do it: a line a row, a TAB between cells. */
static void read_tabs(struct grid *grid, enum export_layout layout,
                      const struct store_event *events, uint32_t n)
{
    uint32_t rows;
    struct export_options options = {.layout = layout};
    memset(grid, 0, sizeof *grid);
    grid->buf = written(&options, events, n, &rows);
    struct str rest = {grid->buf.p, grid->buf.n}, line;
    assert_true(rest.n && rest.p[rest.n - 1] == '\n');
    rest.n--;
    while (str_split(&rest, '\n', &line)) {
        struct str cell;
        assert_true(grid->rows < ROWS_MAX);
        assert_int_equal(str_find_byte(line, '"', 0), SIZE_MAX);
        while (str_split(&line, '\t', &cell))
            grid->cell[grid->rows][grid->n[grid->rows]++] = cell;
        grid->rows++;
    }
}

/* RFC 4180, in place. */
static void read_csv(struct grid *grid, char *p, size_t n)
{
    size_t out = 0, start = 0;
    bool quoted = false;
    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        if (quoted && c == '"' && i + 1 < n && p[i + 1] == '"')
            p[out++] = p[i++];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == ',' || c == '\n')) {
            grid->cell[grid->rows][grid->n[grid->rows]++] = (struct str){p + start, out - start};
            if (c == '\n') grid->rows++;
            start = out;
        } else if (quoted || c != '\r')
            p[out++] = c;
    }
    assert_false(quoted);
}

/* The number of a column by its name in the list. */
static uint32_t column(const char *names, const char *name)
{
    struct str rest = str_c(names), piece;
    for (uint32_t i = 0; str_split(&rest, ',', &piece); i++)
        if (str_is(piece, name)) return i;
    fail_msg("no column %s", name);
    return 0;
}

static void is(const struct grid *grid, uint32_t row, const char *names, const char *name,
               const char *want)
{
    struct str got = grid->cell[row][column(names, name)];
    if (!str_is(got, want))
        fail_msg("%s in row %u is \"%.*s\", not \"%s\"", name, row, STR_ARG(got), want);
}

/* ---- columns ------------------------------------------------------------------------------- */

static void names_are(const struct export_table *table, const char *names, uint32_t n)
{
    struct str rest = str_c(names), piece;
    assert_int_equal(table->n, n);
    for (uint32_t i = 0; i < n; i++) {
        assert_true(str_split(&rest, ',', &piece));
        if (!str_is(piece, table->columns[i].name))
            fail_msg("column %u is %s, not %.*s", i, table->columns[i].name, STR_ARG(piece));
    }
}

static void test_columns(void **state)
{
    (void)state;
    names_are(&export_icews, icews_names, 20);
    names_are(&export_phoenix, phoenix_names, 26);
    names_are(&export_polecat, polecat_names, 40);
    names_are(&export_gdelt1, gdelt1_names, 58);
    names_are(&export_gdelt2, gdelt2_names, 61);
}

static void test_icews(void **state)
{
    (void)state;
    struct store_event e = accusation();
    struct grid grid;
    read_tabs(&grid, EXPORT_ICEWS, &e, 1);
    assert_int_equal(grid.rows, 2);
    is(&grid, 0, icews_names, "Event ID", "Event ID");
    is(&grid, 1, icews_names, "Event ID", "448");
    is(&grid, 1, icews_names, "Event Date", "2014-02-18");
    is(&grid, 1, icews_names, "Source Name", "Foreign Affairs (Bangladesh)");
    is(&grid, 1, icews_names, "Source Sectors", "Foreign Ministry,Executive,Government");
    is(&grid, 1, icews_names, "Source Country", "Bangladesh");
    is(&grid, 1, icews_names, "Event Text", "Make a visit");
    is(&grid, 1, icews_names, "CAMEO Code", "042"); /* the zero stays */
    is(&grid, 1, icews_names, "Intensity", "1.9");
    is(&grid, 1, icews_names, "Target Name", "Military (Myanmar)");
    is(&grid, 1, icews_names, "Target Country", "Myanmar");
    is(&grid, 1, icews_names, "Story ID", "31");
    is(&grid, 1, icews_names, "Sentence Number", "4");
    is(&grid, 1, icews_names, "Publisher", "BSS");
    is(&grid, 1, icews_names, "City", "Dhaka");
    is(&grid, 1, icews_names, "Country", "Bangladesh");
    is(&grid, 1, icews_names, "Latitude", "");
    buf_fini(&grid.buf);
}

static void icews_name(struct store_part who, const char *want)
{
    struct store_event e = accusation();
    struct grid grid;
    e.recipients[0] = who;
    read_tabs(&grid, EXPORT_ICEWS, &e, 1);
    is(&grid, 1, icews_names, "Target Name", want);
    buf_fini(&grid.buf);
}

static void test_icews_names(void **state)
{
    (void)state;
    icews_name(part(S("RUS"), S("GOV"), S("country"), S("Russia")), "Russian Federation");
    icews_name(part(S("UKR"), S("GOV"), S("person"), S("Olena Marchenko")), "Olena Marchenko");
    icews_name(part(S("IND"), S("COP"), S("group"), S("Riot police")), "Police (India)");
    icews_name(part(S("GBR"), S("BUS"), S("org"), S("Harland Steel")),
               "Harland Steel (United Kingdom)");
    icews_name(part(S("UNO"), S("MIL"), S("group"), S("peacekeepers")),
               "Military (United Nations)");
    icews_name(part(S("UNO"), S(""), S("org"), S("United Nations")), "United Nations");
    icews_name(part(S(""), S(""), S("group"), S("passers-by")), "passers-by");
}

static void test_phoenix(void **state)
{
    (void)state;
    struct store_event e = accusation();
    struct grid grid;
    e.recipients[0] = part(S("MMR"), S("LAB;MIL;JRN"), S("group"), S("reporters"));
    read_tabs(&grid, EXPORT_PHOENIX, &e, 1);
    assert_int_equal(grid.rows, 1); /* no header */
    assert_int_equal(grid.n[0], 26);
    is(&grid, 0, phoenix_names, "EventID", "448_" BEDE_VERSION);
    is(&grid, 0, phoenix_names, "Date", "20140218");
    is(&grid, 0, phoenix_names, "Year", "2014");
    is(&grid, 0, phoenix_names, "Month", "02");
    is(&grid, 0, phoenix_names, "Day", "18");
    is(&grid, 0, phoenix_names, "SourceActorFull", "BGDGOV");
    is(&grid, 0, phoenix_names, "SourceActorEntity", "BGD");
    is(&grid, 0, phoenix_names, "SourceActorRole", "GOV");
    is(&grid, 0, phoenix_names, "SourceActorAttribute", "");
    is(&grid, 0, phoenix_names, "TargetActorFull", "MMRLABMILMED");
    is(&grid, 0, phoenix_names, "TargetActorRole", "MIL");
    is(&grid, 0, phoenix_names, "TargetActorAttribute", "LAB;MED");
    is(&grid, 0, phoenix_names, "EventRootCode", "04");
    is(&grid, 0, phoenix_names, "PentaClass", "1");
    is(&grid, 0, phoenix_names, "Issues", "MILITARY,1;DIPLOMATIC,1");
    is(&grid, 0, phoenix_names, "SentenceID", "bss-1_4");
    buf_fini(&grid.buf);
    static const char *const penta[][2] = {{"030", "1"}, {"057", "1"},  {"060", "2"}, {"0871", "2"},
                                           {"090", "3"}, {"139", "3"},  {"140", "4"}, {"154", "4"},
                                           {"163", "3"}, {"1724", "4"}, {"200", "4"}};
    for (size_t i = 0; i < sizeof penta / sizeof *penta; i++) {
        e.cameo = str_c(penta[i][0]);
        read_tabs(&grid, EXPORT_PHOENIX, &e, 1);
        is(&grid, 0, phoenix_names, "PentaClass", penta[i][1]);
        buf_fini(&grid.buf);
    }
}

static void test_polecat(void **state)
{
    (void)state;
    struct store_event e = accusation();
    struct grid grid;
    e.n_actors = 2;
    e.actors[1] = part(S("UNO"), S("MIL;GOV"), S("org"), S("United Nations"));
    e.n_recipients = 0;
    read_tabs(&grid, EXPORT_POLECAT, &e, 1);
    assert_int_equal(grid.rows, 2); /* one row, however many take part */
    assert_int_equal(grid.n[1], 40);
    is(&grid, 1, polecat_names, "Event ID", "bss-1-v2-3");
    is(&grid, 1, polecat_names, "Event Type", "ACCUSE");
    is(&grid, 1, polecat_names, "Intensity", "-2.0");
    is(&grid, 1, polecat_names, "Quad Code", "VERBAL CONFLICT");
    is(&grid, 1, polecat_names, "Contexts", "military; diplomatic");
    is(&grid, 1, polecat_names, "Actor Country", "BGD; UNO");
    is(&grid, 1, polecat_names, "Actor COW", "771; None");
    is(&grid, 1, polecat_names, "Primary Actor Sector", "GOV; MIL");
    is(&grid, 1, polecat_names, "Actor Sectors", "GOV; MIL");
    is(&grid, 1, polecat_names, "Actor Title", "Foreign Minister; None");
    is(&grid, 1, polecat_names, "Recipient Name", "None");
    is(&grid, 1, polecat_names, "Recipient COW", "None");
    is(&grid, 1, polecat_names, "City", "Dhaka");
    is(&grid, 1, polecat_names, "Country", "Bangladesh");
    is(&grid, 1, polecat_names, "Raw Placename", "in Dhaka");
    is(&grid, 1, polecat_names, "Latitude", "None");
    is(&grid, 1, polecat_names, "Publication Date", "2014-02-19");
    is(&grid, 1, polecat_names, "Story Organizations", "United Nations");
    is(&grid, 1, polecat_names, "Version", "bede 0.1.0");
    buf_fini(&grid.buf);
}

static void test_gdelt(void **state)
{
    (void)state;
    struct store_event e = accusation();
    struct grid grid;
    e.recipients[0] = part(S("UNO"), S("MIL"), S("org"), S("United Nations"));
    e.cameo = S("1121");
    read_tabs(&grid, EXPORT_GDELT2, &e, 1);
    assert_int_equal(grid.rows, 1);
    assert_int_equal(grid.n[0], 61);
    is(&grid, 0, gdelt2_names, "GLOBALEVENTID", "448");
    is(&grid, 0, gdelt2_names, "SQLDATE", "20140218");
    is(&grid, 0, gdelt2_names, "MonthYear", "201402");
    is(&grid, 0, gdelt2_names, "FractionDate", "2014.1315");
    is(&grid, 0, gdelt2_names, "Actor1Code", "BGDGOV");
    is(&grid, 0, gdelt2_names, "Actor1CountryCode", "BGD");
    is(&grid, 0, gdelt2_names, "Actor1Type1Code", "GOV");
    is(&grid, 0, gdelt2_names, "Actor2Code", "IGOUNOMIL");
    is(&grid, 0, gdelt2_names, "Actor2Name", "UNITED NATIONS");
    is(&grid, 0, gdelt2_names, "Actor2CountryCode", "");
    is(&grid, 0, gdelt2_names, "Actor2KnownGroupCode", "UNO");
    is(&grid, 0, gdelt2_names, "Actor2Type1Code", "IGO");
    is(&grid, 0, gdelt2_names, "Actor2Type2Code", "MIL");
    is(&grid, 0, gdelt2_names, "IsRootEvent", "1");
    is(&grid, 0, gdelt2_names, "EventCode", "1121");
    is(&grid, 0, gdelt2_names, "EventBaseCode", "112");
    is(&grid, 0, gdelt2_names, "EventRootCode", "11");
    is(&grid, 0, gdelt2_names, "QuadClass", "3");
    is(&grid, 0, gdelt2_names, "GoldsteinScale", "-2.0");
    is(&grid, 0, gdelt2_names, "NumMentions", "6");
    is(&grid, 0, gdelt2_names, "NumSources", "2");
    is(&grid, 0, gdelt2_names, "Actor1Geo_Type", "0");
    is(&grid, 0, gdelt2_names, "ActionGeo_Type", "4");
    is(&grid, 0, gdelt2_names, "ActionGeo_FullName", "Dhaka, Bangladesh");
    is(&grid, 0, gdelt2_names, "ActionGeo_CountryCode", "BG");
    is(&grid, 0, gdelt2_names, "DATEADDED", "20140219102030");
    is(&grid, 0, gdelt2_names, "SOURCEURL", "https://example.org/a?b=1&c=2");
    buf_fini(&grid.buf);
    e.place_name = S("Bangladesh");
    read_tabs(&grid, EXPORT_GDELT1, &e, 1);
    assert_int_equal(grid.n[0], 58);
    is(&grid, 0, gdelt1_names, "ActionGeo_Type", "1");
    is(&grid, 0, gdelt1_names, "ActionGeo_FeatureID", "BG");
    is(&grid, 0, gdelt1_names, "DATEADDED", "20140219");
    buf_fini(&grid.buf);
}

/* ---- what breaks rows ---------------------------------------------------------------------- */

static const enum export_layout tabbed[] = {EXPORT_ICEWS, EXPORT_PHOENIX, EXPORT_POLECAT,
                                            EXPORT_GDELT1, EXPORT_GDELT2};
static const struct export_table *const tables[] = {&export_icews, &export_phoenix, &export_polecat,
                                                    &export_gdelt1, &export_gdelt2};
enum { N_TABBED = 5 };

static void test_odd_values(void **state)
{
    (void)state;
    struct store_event e = accusation();
    struct grid grid;
    e.actors[0] = part(S("BGD"), S("GOV"), S("person"), S("Karim\t\"the\r\nLion\" Rahman"));
    e.place_name = S("Cox's\nBazar");
    e.origin.agency = S("\"BSS\"; wire\t");
    for (int i = 0; i < N_TABBED; i++) {
        read_tabs(&grid, tabbed[i], &e, 1);
        for (uint32_t r = 0; r < grid.rows; r++)
            assert_int_equal(grid.n[r], tables[i]->n);
        buf_fini(&grid.buf);
    }
    read_tabs(&grid, EXPORT_ICEWS, &e, 1);
    is(&grid, 1, icews_names, "Source Name", "Karim 'the Lion' Rahman");
    is(&grid, 1, icews_names, "City", "Cox's Bazar");
    buf_fini(&grid.buf);
}

static void test_nothing_known(void **state)
{
    (void)state;
    struct store_event e = {.type = S("PROTEST"), .quad = 4};
    struct grid grid;
    for (int i = 0; i < N_TABBED; i++) {
        read_tabs(&grid, tabbed[i], &e, 1);
        assert_int_equal(grid.rows, tables[i]->header ? 2 : 1);
        assert_int_equal(grid.n[grid.rows - 1], tables[i]->n);
        buf_fini(&grid.buf);
    }
}

static void test_pairs(void **state)
{
    (void)state;
    struct store_event e = accusation();
    struct grid grid;
    e.n_actors = 2;
    e.actors[1] = part(S("IND"), S("GOV"), S("country"), S("India"));
    e.n_recipients = 3;
    e.recipients[1] = e.recipients[2] = part(S("LKA"), S("GOV"), S("country"), S("Sri Lanka"));
    read_tabs(&grid, EXPORT_ICEWS, &e, 1);
    assert_int_equal(grid.rows, 1 + 6);
    for (uint32_t a = 1; a < grid.rows; a++) /* no two rows have one key */
        for (uint32_t b = 1; b < a; b++)
            assert_false(str_eq(grid.cell[a][0], grid.cell[b][0]));
    buf_fini(&grid.buf);
    e.n_recipients = 0; /* two who met */
    read_tabs(&grid, EXPORT_ICEWS, &e, 1);
    assert_int_equal(grid.rows, 1 + 2);
    is(&grid, 1, icews_names, "Target Name", "India");
    is(&grid, 2, icews_names, "Source Name", "India");
    is(&grid, 2, icews_names, "Target Name", "Foreign Affairs (Bangladesh)");
    buf_fini(&grid.buf);
    e.n_actors = 0; /* nobody told who did it */
    e.n_recipients = 1;
    read_tabs(&grid, EXPORT_ICEWS, &e, 1);
    assert_int_equal(grid.rows, 1 + 1);
    is(&grid, 1, icews_names, "Source Name", "");
    is(&grid, 1, icews_names, "Target Name", "Military (Myanmar)");
    buf_fini(&grid.buf);
}

static void test_repeats(void **state)
{
    (void)state;
    uint32_t rows;
    struct store_event e[2] = {accusation(), accusation()};
    e[1].same_as = e[0].id;
    for (unsigned layout = 0; layout < EXPORT_LAYOUTS; layout++) {
        struct export_options options = {.layout = (enum export_layout)layout};
        if (layout == EXPORT_GRAPHML) continue;
        struct buf buf = written(&options, e, 2, &rows);
        assert_int_equal(rows, layout == EXPORT_PLOVER || layout == EXPORT_CSV ? 2 : 1);
        buf_fini(&buf);
    }
}

static void test_csv(void **state)
{
    (void)state;
    uint32_t rows;
    struct store_event e = accusation();
    struct export_options options = {.layout = EXPORT_CSV};
    struct grid grid = {.rows = 0};
    e.sentence_text = S("He said, \"Never,\"\nand left.");
    e.n_actors = 2;
    e.actors[1] = part(S(""), S("MIL;GOV"), S("org"), S("A; B"));
    grid.buf = written(&options, &e, 1, &rows);
    read_csv(&grid, grid.buf.p, grid.buf.n);
    assert_int_equal(grid.rows, 2);
    assert_int_equal(grid.n[0], export_csv.n);
    assert_int_equal(grid.n[1], export_csv.n);
    for (uint32_t c = 0; c < export_csv.n; c++) {
        struct str name = grid.cell[0][c], value = grid.cell[1][c];
        assert_true(str_is(name, export_csv.columns[c].name));
        if (str_is(name, "sentence")) assert_true(str_eq(value, e.sentence_text));
        if (str_is(name, "cameo")) assert_true(str_is(value, "042"));
        if (str_is(name, "actor_code")) assert_true(str_is(value, "BGD;"));
        if (str_is(name, "actor_sectors")) assert_true(str_is(value, "GOV;MIL+GOV"));
        if (str_is(name, "actor_name")) assert_true(str_is(value, "the foreign minister;A, B"));
    }
    buf_fini(&grid.buf);
}

/* ---- sums ---------------------------------------------------------------------------------- */

static void test_aggregates(void **state)
{
    (void)state;
    uint32_t rows;
    struct store_event e[3] = {accusation(), accusation(), accusation()};
    e[0].n_actors = 2; /* two of one state: one event of the dyad */
    e[0].actors[1] = part(S("BGD"), S("MIL"), S("person"), S("Rafiq Anwar"));
    e[1].date = S("2014-02-28");
    e[1].score = -5;
    e[2].date = S("2014-03-01");
    struct export_options options = {.aggregate = EXPORT_DYAD_MONTH};
    struct grid grid = {.rows = 0};
    grid.buf = written(&options, e, 3, &rows);
    read_csv(&grid, grid.buf.p, grid.buf.n);
    assert_int_equal(rows, 2);
    assert_int_equal(grid.rows, 3);
    static const char names[] = "month,actor,recipient,events,verbal_cooperation,"
                                "material_cooperation,verbal_conflict,material_conflict,mean_score";
    is(&grid, 0, names, "mean_score", "mean_score");
    is(&grid, 1, names, "month", "2014-02");
    is(&grid, 1, names, "actor", "BGD");
    is(&grid, 1, names, "recipient", "MMR");
    is(&grid, 1, names, "events", "2");
    is(&grid, 1, names, "verbal_conflict", "2");
    is(&grid, 1, names, "mean_score", "-3.500");
    is(&grid, 2, names, "month", "2014-03");
    is(&grid, 2, names, "events", "1");
    assert_int_equal(grid.n[1], 9 + 16); /* and a column a type */
    buf_fini(&grid.buf);
    static const uint32_t wanted[] = {[EXPORT_DYAD_DAY] = 3,
                                      [EXPORT_DYAD_MONTH] = 2,
                                      [EXPORT_DYAD_YEAR] = 1,
                                      [EXPORT_ACTOR_MONTH] = 4,
                                      [EXPORT_TYPE_MONTH] = 2};
    for (unsigned kind = EXPORT_DYAD_DAY; kind < EXPORT_AGGREGATES; kind++) {
        options.aggregate = (enum export_aggregate)kind;
        struct buf buf = written(&options, e, 3, &rows);
        assert_int_equal(rows, wanted[kind]);
        buf_fini(&buf);
    }
}

static unsigned count(struct str text, const char *needle)
{
    unsigned n = 0;
    for (size_t at = 0; (at = str_find(text, needle, at)) != SIZE_MAX; at++)
        n++;
    return n;
}

/* Elements that close in order, no bare "&" or "<", no control characters: as much of XML as the
 * graph uses (tests/cli reads one with a parser). */
static bool is_well_formed(struct str text)
{
    size_t open[16], n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if ((unsigned char)c < 0x20 && c != '\n') return false;
        if (c == '&' && !memchr(text.p + i, ';', 7)) return false;
        if (c != '<') continue;
        size_t end = str_find_byte(text, '>', i);
        if (end == SIZE_MAX) return false;
        struct str tag = str_slice(text, i + 1, end);
        i = end;
        if (tag.p[0] == '?' || tag.p[tag.n - 1] == '/') continue;
        if (tag.p[0] != '/') {
            if (n == 16) return false;
            open[n++] = (size_t)(tag.p - text.p);
        } else if (!n-- || memcmp(tag.p + 1, text.p + open[n], tag.n - 1) != 0)
            return false;
    }
    return n == 0 && utf8_check(text) == SIZE_MAX;
}

static void test_graph(void **state)
{
    (void)state;
    uint32_t rows;
    struct store_event e[2] = {accusation(), accusation()};
    e[0].actors[0].name = e[1].actors[0].name = S("A <b> & \"c\" \x01 \xff end");
    struct export_options options = {.layout = EXPORT_GRAPHML};
    struct buf buf = written(&options, e, 2, &rows);
    struct str text = {buf.p, buf.n};
    assert_true(is_well_formed(text));
    assert_int_equal(rows, 3);
    assert_int_equal(count(text, "<node "), 2);
    assert_int_equal(count(text, "<edge "), 1);
    assert_int_equal(count(text, "<data key=\"weight\">2</data>"), 1);
    buf_fini(&buf);
}

/* ---- the tables ---------------------------------------------------------------------------- */

static void load(struct table *table, struct arena *arena, const char *path)
{
    bede_error err;
    *table = (struct table){0};
    if (table_load(table, arena, path, &err) != BEDE_OK) fail_msg("%s: %s", path, err.msg);
}

static struct str at(const struct table *table, uint32_t row, const char *name)
{
    bede_error err;
    uint32_t c = 0;
    assert_int_equal(table_column(table, name, &c, &err), BEDE_OK);
    return table->rows[row].cell[c];
}

static void test_every_code(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct table table;
    load(&table, arena, BEDE_SOURCE_DIR "/knowledge/en/entity/countries.tsv");
    assert_true(table.n_rows > 200);
    for (uint32_t r = 0; r < table.n_rows; r++) {
        struct str code = at(&table, r, "code");
        const struct codes_country *c = codes_country(codes, code);
        if (!c) fail_msg("%.*s is missing", STR_ARG(code));
        assert_int_equal(c->fips.n, 2);
        if (str_is(at(&table, r, "type"), "state"))
            assert_true(str_eq(c->name, at(&table, r, "name")));
    }
    load(&table, arena, BEDE_SOURCE_DIR "/knowledge/en/entity/codes.tsv");
    for (uint32_t r = 0; r < table.n_rows; r++) {
        const struct codes_sector *s = codes_sector(codes, at(&table, r, "code"));
        assert_non_null(s);
        assert_int_equal(s->actor, str_is(at(&table, r, "kind"), "actor"));
        assert_int_equal(s->cameo.n % 3, 0);
    }
    static const char *const files[] = {BEDE_SOURCE_DIR "/knowledge/en/event/types.tsv",
                                        BEDE_SOURCE_DIR "/knowledge/en/event/modes.tsv"};
    for (int i = 0; i < 2; i++) {
        load(&table, arena, files[i]);
        for (uint32_t r = 0; r < table.n_rows; r++) {
            struct str cameo = at(&table, r, "cameo");
            const struct codes_act *act = codes_act(codes, cameo);
            if (!act || !str_eq(act->code, cameo)) fail_msg("no act %.*s", STR_ARG(cameo));
            assert_true(act->name.n > 0);
            assert_true(act->goldstein >= -10 && act->goldstein <= 10);
        }
    }
    arena_free(arena);
}

static void test_no_two_states_alike(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct table table;
    load(&table, arena, BEDE_SOURCE_DIR "/knowledge/en/output/countries.tsv");
    for (uint32_t a = 0; a < table.n_rows; a++)
        for (uint32_t b = 0; b < a; b++) {
            assert_false(str_eq(at(&table, a, "fips"), at(&table, b, "fips")));
            bool heir =
                str_is(at(&table, a, "code"), "SUN") || str_is(at(&table, a, "code"), "YUG") ||
                str_is(at(&table, b, "code"), "RUS") || str_is(at(&table, b, "code"), "SRB");
            if (!heir && at(&table, a, "cow").n)
                assert_false(str_eq(at(&table, a, "cow"), at(&table, b, "cow")));
        }
    arena_free(arena);
}

/* A code that the table lacks takes its base, then its root. */
static void test_acts(void **state)
{
    (void)state;
    assert_true(str_is(codes_act(codes, S("1729"))->code, "172"));
    assert_true(str_is(codes_act(codes, S("179"))->code, "17"));
    assert_null(codes_act(codes, S("99")));
    assert_null(codes_act(codes, S("")));
}

/* A faulty table is told by file and line; a further folder extends and replaces. */
static void test_tables_of_users(void **state)
{
    (void)state;
    char folder[] = "/tmp/bede-codes-XXXXXX", path[64], sub[64];
    struct codes *mine;
    bede_error err;
    assert_non_null(mkdtemp(folder));
    snprintf(sub, sizeof sub, "%s/output", folder);
    snprintf(path, sizeof path, "%s/output/cameo.tsv", folder);
    assert_int_equal(mkdir(sub, 0700), 0);
    const char *const folders[] = {BEDE_SOURCE_DIR "/knowledge/en", folder};
    static const struct {
        const char *text;
        bede_status status;
        uint32_t line;
    } cases[] = {{"code\tgoldstein\tname\n042\t2.5\tPay a visit\n", BEDE_OK, 0},
                 {"code\tgoldstein\tname\n042\thigh\tPay a visit\n", BEDE_DATA, 2},
                 {"code\tgoldstein\tname\n042\tnan\tPay a visit\n", BEDE_DATA, 2},
                 {"code\tgoldstein\tname\n\n-\t1\tPay a visit\n", BEDE_DATA, 3},
                 {"code\tname\n042\tPay a visit\n", BEDE_DATA, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        assert_true(fputs(cases[i].text, f) >= 0);
        assert_int_equal(fclose(f), 0);
        assert_int_equal(codes_load(folders, 2, &mine, &err), cases[i].status);
        if (cases[i].status != BEDE_OK) {
            assert_int_equal(err.line, cases[i].line);
            assert_string_equal(err.input, path);
            continue;
        }
        assert_true(codes_act(mine, S("042"))->goldstein == 2.5);
        assert_true(str_is(codes_act(mine, S("043"))->name, "Host a visit"));
        codes_free(mine);
    }
    unlink(path);
    rmdir(sub);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_icews),
        cmocka_unit_test(test_icews_names),
        cmocka_unit_test(test_phoenix),
        cmocka_unit_test(test_polecat),
        cmocka_unit_test(test_gdelt),
        cmocka_unit_test(test_odd_values),
        cmocka_unit_test(test_nothing_known),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_aggregates),
        cmocka_unit_test(test_graph),
        cmocka_unit_test(test_every_code),
        cmocka_unit_test(test_no_two_states_alike),
        cmocka_unit_test(test_acts),
        cmocka_unit_test(test_tables_of_users),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
