/* Tests of knowledge/gazetteer on a tiny table of our own, made by tools/gazetteer/make.py.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/io.h"
#include "knowledge/gazetteer.h"

/* id, name, ASCII name, other names, lat, lon, class, feature, country, -, admin, -, -, -, people */
#define AREA(id, class, name, ascii, others, lat, lon, feature, cc, admin, county, people)         \
    id "\t" name "\t" ascii "\t" others "\t" lat "\t" lon                                          \
       "\t" class "\t" feature "\t" cc "\t\t" admin "\t" county "\t\t\t" people "\t\t\t\t\n"
#define ROW(id, name, ascii, others, lat, lon, feature, cc, admin, people)                         \
    AREA(id, "P", name, ascii, others, lat, lon, feature, cc, admin, "", people)
static const char TABLE[] =
    ROW("11", "Norrby", "Norrby", "", "60.5", "-20.25", "PPL", "US", "IL", "900")
        ROW("12", "Norrby", "Norrby", "", "-33.12345", "151", "PPLA", "AU", "02", "70000")
            ROW("13", "Saint-Élan", "Saint-Elan", "Elanabad,ELN,Элан", "12", "13", "PPLC", "FR", "",
                "20000")
                ROW("14", "Łąkowo", "Lakowo", "Altlakau", "50", "19", "PPL", "PL", "77", "600")
                    AREA("15", "P", "Teal Ford", "Teal Ford", "", "40", "-90", "PPL", "US", "IL",
                         "007", "800") AREA("0", "A", "Teal County", "Teal County", "The Teal",
                                            "40.5", "-90.5", "ADM2", "US", "IL", "007", "9000");

static char root[] = "/tmp/bede-gazetteer-XXXXXX";
static char table_path[64], data_path[64], broken_path[64];
static struct arena *arena;
static struct str made;

static int put(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "wb");
    if (!f) return -1;
    size_t n = fwrite(bytes.p, 1, bytes.n, f);
    return fclose(f) == 0 && n == bytes.n ? 0 : -1;
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    if (!arena || !mkdtemp(root)) return -1;
    snprintf(table_path, sizeof table_path, "%s/t.txt", root);
    snprintf(data_path, sizeof data_path, "%s/t.gaz", root);
    snprintf(broken_path, sizeof broken_path, "%s/b.gaz", root);
    if (put(table_path, str_c(TABLE)) != 0) return -1;
    char command[512];
    snprintf(command, sizeof command, "python3 '%s/tools/gazetteer/make.py' '%s' '%s' >/dev/null",
             BEDE_SOURCE_DIR, table_path, data_path);
    if (system(command) != 0) return -1;
    return io_read_file(arena, data_path, 1 << 20, &made, NULL) == BEDE_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    remove(table_path);
    remove(data_path);
    remove(broken_path);
    arena_free(arena);
    return rmdir(root);
}

static struct gazetteer *load(void)
{
    struct gazetteer *g = NULL;
    bede_error err = {0};
    assert_int_equal(gazetteer_open(data_path, &g, &err), BEDE_OK);
    return g;
}

static void most_populous_first(void **state)
{
    (void)state;
    struct gazetteer *g = load();
    struct gazetteer_place p[4];
    assert_int_equal(gazetteer_places(g), 6);
    assert_int_equal(gazetteer_find(g, STR_LIT("Norrby"), p, 4), 2);
    assert_int_equal(p[0].id, 12);
    assert_int_equal(p[0].population, 70000);
    assert_string_equal(p[0].country, "AU");
    assert_string_equal(p[0].admin, "02");
    assert_string_equal(p[0].feature, "PPLA");
    assert_float_equal(p[0].lat, -33.12345, 1e-9);
    assert_float_equal(p[0].lon, 151, 1e-9);
    assert_int_equal(p[1].id, 11);
    assert_string_equal(p[1].admin, "IL");
    assert_float_equal(p[1].lon, -20.25, 1e-9);
    gazetteer_close(g);
}

static void a_town_knows_its_county(void **state)
{
    (void)state;
    struct gazetteer *g = load();
    struct gazetteer_place town, county;
    assert_int_equal(gazetteer_find(g, STR_LIT("Teal Ford"), &town, 1), 1);
    assert_int_equal(gazetteer_find(g, STR_LIT("TEAL COUNTY"), &county, 1), 1);
    assert_string_equal(county.feature, "ADM2");
    assert_int_not_equal(county.index, 0);
    assert_int_equal(town.county, county.index);
    assert_int_equal(gazetteer_find(g, STR_LIT("the teal"), &county, 1), 1);
    assert_int_equal(gazetteer_find(g, STR_LIT("Łąkowo"), &town, 1), 1);
    assert_int_equal(town.county, 0);
    gazetteer_close(g);
}

static void counts_beyond_the_room_given(void **state)
{
    (void)state;
    struct gazetteer *g = load();
    struct gazetteer_place p = {0};
    assert_int_equal(gazetteer_find(g, STR_LIT("Norrby"), &p, 1), 2);
    assert_int_equal(p.id, 12);
    assert_int_equal(gazetteer_find(g, STR_LIT("Norrby"), NULL, 0), 2);
    gazetteer_close(g);
}

static void spellings_meet(void **state)
{
    (void)state;
    static const char *const same[] = {"Saint-Élan", "saint elan", "SAINT-ELAN", "Elanabad"};
    struct gazetteer *g = load();
    struct gazetteer_place p;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_int_equal(gazetteer_find(g, str_c(same[i]), &p, 1), 1);
        assert_int_equal(p.id, 13);
        assert_true(str_is(p.name, "Saint-Élan"));
    }
    assert_int_equal(gazetteer_find(g, STR_LIT("Łąkowo"), &p, 1), 1);
    assert_int_equal(p.id, 14);
    assert_int_equal(gazetteer_find(g, STR_LIT("Lakowo"), &p, 1), 1);
    gazetteer_close(g);
}

static void what_is_no_name_is_not_found(void **state)
{
    (void)state;
    /* a code, a small place's other name, a part, a longer name, nothing, marks */
    static const char *const none[] = {"ELN", "Altlakau", "Norr", "Norrby East", "", "...", "\xFF"};
    struct gazetteer *g = load();
    struct gazetteer_place p;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(gazetteer_find(g, str_c(none[i]), &p, 1), 0);
    char *longest = arena_alloc(arena, 100001);
    assert_non_null(longest);
    memset(longest, 'a', 100000);
    assert_int_equal(gazetteer_find(g, str_c(longest), &p, 1), 0);
    gazetteer_close(g);
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    for (size_t n = 0; n < made.n; n++) {
        struct gazetteer *g = NULL;
        bede_error err = {0};
        bede_status status = gazetteer_from_bytes("cut.gaz", (struct str){made.p, n}, &g, &err);
        assert_int_equal(status, BEDE_DATA);
        assert_string_equal(err.input, "cut.gaz");
        assert_null(g);
    }
}

/* At opening when the header tells it, else by the check. */
static void every_altered_byte_is_found(void **state)
{
    (void)state;
    char *bytes = arena_alloc(arena, made.n);
    assert_non_null(bytes);
    memcpy(bytes, made.p, made.n);
    for (size_t i = 0; i < made.n; i++) {
        struct gazetteer *g = NULL;
        bytes[i] = (char)(bytes[i] ^ 0x55);
        bede_status status =
            gazetteer_from_bytes("altered.gaz", (struct str){bytes, made.n}, &g, NULL);
        if (status == BEDE_OK) status = gazetteer_check(g, "altered.gaz", NULL);
        assert_int_not_equal(status, BEDE_OK);
        gazetteer_close(g);
        bytes[i] = (char)(bytes[i] ^ 0x55);
    }
}

static uint32_t crc_of(struct str s)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < s.n; i++) {
        crc ^= (unsigned char)s.p[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static void forged_checksum_stays_inside(void **state)
{
    (void)state;
    char *bytes = arena_alloc(arena, made.n);
    assert_non_null(bytes);
    uint32_t refused = 0;
    for (size_t i = 24; i < made.n; i++) {
        memcpy(bytes, made.p, made.n);
        bytes[i] = (char)0xFF;
        uint32_t crc = crc_of((struct str){bytes + 24, made.n - 24});
        for (int k = 0; k < 4; k++)
            bytes[20 + k] = (char)(crc >> (8 * k) & 0xFF);
        struct gazetteer *g = NULL;
        struct gazetteer_place p[4];
        assert_int_equal(gazetteer_from_bytes("forged.gaz", (struct str){bytes, made.n}, &g, NULL),
                         BEDE_OK);
        refused += gazetteer_check(g, "forged.gaz", NULL) != BEDE_OK;
        assert_true(gazetteer_find(g, STR_LIT("Norrby"), p, 4) <= 6);
        gazetteer_close(g);
    }
    assert_true(refused >= 8 * 6); /* at least the references of the eight or so names */
}

static void files_that_are_none_are_named(void **state)
{
    (void)state;
    struct gazetteer *g = NULL;
    bede_error err = {0};
    assert_int_equal(gazetteer_open("/nonexistent/places.gaz", &g, &err), BEDE_IO);
    assert_int_equal(put(broken_path, str_c("a text that is no gazetteer at all")), 0);
    assert_int_equal(gazetteer_open(broken_path, &g, &err), BEDE_DATA);
    assert_string_equal(err.input, broken_path);
    assert_int_equal(put(broken_path, (struct str){made.p, made.n - 3}), 0);
    assert_int_equal(gazetteer_open(broken_path, &g, &err), BEDE_DATA);
    assert_null(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_populous_first),
        cmocka_unit_test(a_town_knows_its_county),
        cmocka_unit_test(counts_beyond_the_room_given),
        cmocka_unit_test(spellings_meet),
        cmocka_unit_test(what_is_no_name_is_not_found),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(every_altered_byte_is_found),
        cmocka_unit_test(forged_checksum_stays_inside),
        cmocka_unit_test(files_that_are_none_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
