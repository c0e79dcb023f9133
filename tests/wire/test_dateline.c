/* The grammar of datelines: forms that are read, prose that is not. SPDX-License-Identifier: MIT */
#include "wire_test.h"

#include "wire/dateline.h"

#include <stdio.h>

struct want {
    const char *line;
    const char *places; /* joined with | */
    const char *region;
    int month, day, year;
    const char *agencies;
    const char *copy;
};

static void join(char *out, size_t cap, const struct str *item, uint32_t n)
{
    out[0] = '\0';
    for (uint32_t i = 0; i < n; i++)
        snprintf(out + strlen(out), cap - strlen(out), "%s%.*s", i ? "|" : "", STR_ARG(item[i]));
}

static void check(struct fixture *f, const struct want *want)
{
    struct dateline_scan scan;
    char list[256];
    if (!dateline_scan(f->lexicon, str_c(want->line), &scan)) fail_msg("not read: %s", want->line);
    const struct wire_dateline *d = &scan.dateline;
    join(list, sizeof list, d->places, d->n_places);
    assert_string_equal(list, want->places);
    assert_str(d->region.n ? d->region : str_c(""), want->region);
    assert_int_equal(d->date.month, want->month);
    assert_int_equal(d->date.day, want->day);
    assert_int_equal(d->date.year, want->year);
    join(list, sizeof list, d->agencies, d->n_agencies);
    assert_string_equal(list, want->agencies);
    struct str copy = str_slice(str_c(want->line), scan.text, strlen(want->line));
    assert_true(str_starts(copy, want->copy));
}

static void forms_of_the_agencies(void **state)
{
    static const struct want list[] = {
        {"BERN, July 4 (Yonhap) -- Envoys met", "BERN", "", 7, 4, 0, "Yonhap", "Envoys"},
        {"BERN/NEW YORK/PARIS, July 4 (AFP) - Envoys", "BERN|NEW YORK|PARIS", "", 7, 4, 0, "AFP",
         "Envoys"},
        {"BERN, Switzerland (AP) \xe2\x80\x94 Envoys", "BERN", "Switzerland", 0, 0, 0, "AP",
         "Envoys"},
        {"AUGUSTA, Ga. (AP) _ Envoys", "AUGUSTA", "Ga.", 0, 0, 0, "AP", "Envoys"},
        {"July 4 (Reuters) - Envoys", "", "", 7, 4, 0, "Reuters", "Envoys"},
        {"BERN (Reuters) -Envoys", "BERN", "", 0, 0, 0, "Reuters", "Envoys"},
        {"New Delhi/Bern (dpa) - Envoys", "New Delhi|Bern", "", 0, 0, 0, "dpa", "Envoys"},
        {"Bern (tca/dpa) - Envoys", "Bern", "", 0, 0, 0, "TCA|dpa", "Envoys"},
        {"OSAKA, Japan, Sept. 4 Kyodo - Envoys", "OSAKA", "Japan", 9, 4, 0, "Kyodo", "Envoys"},
        {"BERN, July 4. /TASS/. Envoys", "BERN", "", 7, 4, 0, "TASS", "Envoys"},
        {"BERN, July 4. /TASS/: Envoys", "BERN", "", 7, 4, 0, "TASS", "Envoys"},
        {"Tehran, IRNA \xe2\x80\x93 Envoys", "Tehran", "", 0, 0, 0, "IRNA", "Envoys"},
        {"Mumbai, Jul 4 (PTI) Envoys of", "Mumbai", "", 7, 4, 0, "PTI", "Envoys"},
        {"Lima, 4 jul (EFE).- Envoys", "Lima", "", 7, 4, 0, "EFE", "Envoys"},
        {"(ANSA) - Milan, July 4 - Envoys", "Milan", "", 7, 4, 0, "ANSA", "Envoys"},
        {"(Reuters) - Envoys met on", "", "", 0, 0, 0, "Reuters", "Envoys"},
        {"GENEVE, 4 ao\xc3\xbbt 2024 (AFP) - Envoys", "GENEVE", "", 8, 4, 2024, "AFP", "Envoys"},
        {"DENVER, July 4, 2024 /PRNewswire/ -- Envoys", "DENVER", "", 7, 4, 2024, "PRNewswire",
         "Envoys"},
        {"st gallen, july 4 - Envoys", "st gallen", "", 7, 4, 0, "", "Envoys"},
        {"RIO DE JANEIRO -- Envoys met", "RIO DE JANEIRO", "", 0, 0, 0, "", "Envoys"},
        {"BERN, July 4 (Alpine News) -- Envoys", "BERN", "", 7, 4, 0, "Alpine News", "Envoys"},
        {"SALEM,\nMass., July 4 -\nEnvoys met", "SALEM", "Mass.", 7, 4, 0, "", "Envoys"},
        {"BERN, July 4, Reuter - Envoys", "BERN", "", 7, 4, 0, "Reuters", "Envoys"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        check(*state, &list[i]);
}

static void prose_is_none(void **state)
{
    static const char *const list[] = {
        "World Health Organization (WHO) - a summary",
        "Armed Forces of the Plains (AFP) - strength and order",
        "GROSS DOMESTIC PRODUCT (GDP) - figures",
        "The envoys (AP) said",
        "TOKYO-based makers said - again",
        "The president - who left - was not seen",
        "NOTE -- Envoys meet",
        "ANALYSIS - Envoys meet",
        "Q -- Do you agree?",
        "By Friday, July 4 - the last day",
        "(Xinhua/Ann Poe)",
        "May was warm - and dry",
        "",
        "((((((((((",
        "- - - -",
    };
    struct fixture *f = *state;
    struct dateline_scan scan;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (dateline_scan(f->lexicon, str_c(list[i]), &scan)) fail_msg("read: %s", list[i]);
}

static void glued_byline_is_cut(void **state)
{
    struct fixture *f = *state;
    struct dateline_scan scan;
    assert_true(
        dateline_scan(f->lexicon, str_c("By Ann B Poe New Delhi, Jul 4 (PTI) Envoys"), &scan));
    assert_str(scan.byline, "By Ann B Poe");
    assert_str(scan.dateline.places[0], "New Delhi");
}

static void weekday_and_year_from_the_story(void **state)
{
    struct fixture *f = *state;
    struct dateline_scan scan;
    assert_true(dateline_scan(f->lexicon, str_c("BERN, Monday (Reuters) - Envoys"), &scan));
    assert_int_equal(scan.dateline.weekday, 1);
    dateline_infer(&scan.dateline, (struct date){2024, 7, 4}); /* a Thursday */
    assert_int_equal(date_to_days(scan.dateline.date), date_to_days((struct date){2024, 7, 1}));
    assert_true(dateline_scan(f->lexicon, str_c("BERN, Dec. 31 (AP) -- Envoys"), &scan));
    dateline_infer(&scan.dateline, (struct date){2024, 1, 2});
    assert_int_equal(scan.dateline.date.year, 2023);
    assert_true(dateline_scan(f->lexicon, str_c("BERN, July 4 (AP) -- Envoys"), &scan));
    dateline_infer(&scan.dateline, (struct date){2024, 1, 2}); /* too far off to be meant */
    assert_int_equal(scan.dateline.date.year, 0);
}

static void fields_hold_dates_in_many_forms(void **state)
{
    struct fixture *f = *state;
    static const char *const list[] = {"2024-07-04",
                                       "20240704",
                                       "2024-07-04T10:20:30Z",
                                       "4-JUL-1987 10:20:30.11",
                                       "Thu, 4 Jul 2024 10:20:30 GMT",
                                       "July 4, 2024"};
    struct date date;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        assert_true(dateline_date_field(f->lexicon, str_c(list[i]), &date));
        assert_int_equal(date.month, 7);
        assert_int_equal(date.day, 4);
    }
    assert_false(dateline_date_field(f->lexicon, str_c("yesterday"), &date));
    assert_false(dateline_date_field(f->lexicon, str_c("31 Feb 2024"), &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(forms_of_the_agencies),
        WIRE_TEST(prose_is_none),
        WIRE_TEST(glued_byline_is_cut),
        WIRE_TEST(weekday_and_year_from_the_story),
        WIRE_TEST(fields_hold_dates_in_many_forms),
    };
    return cmocka_run_group_tests_name("wire/dateline", tests, NULL, NULL);
}
