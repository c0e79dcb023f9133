/* Date, version and id of a story. SPDX-License-Identifier: MIT */
#include "wire_test.h"

static void id_is_stable(void **state)
{
    const char *text = "BERN, July 4, 2024 (AP) -- Envoys met.\n";
    struct story *a = read_plain(*state, text), *b = read_plain(*state, text);
    assert_true(str_eq(a->id, b->id));
    assert_true(str_starts(a->id, "ap-20240704-"));
    assert_int_equal(a->id.n, strlen("ap-20240704-") + 8);
    assert_false(
        str_eq(a->id, read_plain(*state, "BERN, July 4, 2024 (AP) -- Envoys left.\n")->id));
}

static void id_without_agency_or_date(void **state)
{
    assert_true(str_starts(read_plain(*state, "Envoys met.\n")->id, "story-00000000-"));
}

static void version_by_tags(void **state)
{
    assert_int_equal(read_plain(*state, "Envoys met.\n")->version, 1);
    assert_int_equal(read_plain(*state, "(LEAD) Envoys meet\n\nEnvoys met.\n")->version, 2);
    assert_int_equal(read_plain(*state, "(3rd LD) Envoys meet\n\nEnvoys met.\n")->version, 4);
    assert_int_equal(read_plain(*state, "UPDATE 5-Envoys meet\n\nEnvoys met.\n")->version, 6);
    assert_int_equal(read_plain(*state, "URGENT: Envoys meet\n\nEnvoys met.\n")->version, 1);
}

static void tags_set_the_status(void **state)
{
    assert_int_equal(read_plain(*state, "WITHDRAWN: Envoys meet\n\nEnvoys met.\n")->status,
                     WIRE_CANCELED);
    assert_int_equal(read_plain(*state, "EMBARGOED-Envoys meet\n\nEnvoys met.\n")->status,
                     WIRE_EMBARGOED);
}

static void date_of_the_header_gives_the_year(void **state)
{
    struct story *s = read_plain(*state, "date 2024-01-01\n\nBERN, Dec. 31 (AP) -- Envoys met.\n");
    assert_int_equal(s->date.year, 2024);
    assert_int_equal(s->dateline.date.year, 2023);
    s = read_plain(*state, "BERN, Dec. 31 (AP) -- Envoys met.\n");
    assert_int_equal(s->date.year, 0);
    assert_int_equal(s->dateline.date.month, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIRE_TEST(id_is_stable),
        WIRE_TEST(id_without_agency_or_date),
        WIRE_TEST(version_by_tags),
        WIRE_TEST(tags_set_the_status),
        WIRE_TEST(date_of_the_header_gives_the_year),
    };
    return cmocka_run_group_tests_name("wire/story", tests, NULL, NULL);
}
