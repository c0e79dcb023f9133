/* The UD inventory: names and values are one another's inverse.
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka wants the three above first */
#include <cmocka.h>

#include "syntax/ud.h"

static void names_and_values_agree(void **state)
{
    (void)state;
    for (uint8_t i = 1; i < UPOS_COUNT; i++)
        assert_int_equal(ud_upos_parse(str_c(ud_upos_name(i))), i);
    for (uint8_t i = 1; i < XPOS_COUNT; i++)
        assert_int_equal(ud_xpos_parse(str_c(ud_xpos_name(i))), i);
    for (uint8_t i = 1; i < REL_COUNT; i++)
        assert_int_equal(ud_rel_parse(str_c(ud_rel_name(i))), i);
    assert_string_equal(ud_xpos_name(XPOS_PRPS), "PRP$");
    assert_string_equal(ud_rel_name(REL_NSUBJ_PASS), "nsubj:pass");
}

static void what_is_unknown_is_none(void **state)
{
    (void)state;
    assert_string_equal(ud_upos_name(0), "_");
    assert_string_equal(ud_rel_name(255), "_");
    assert_int_equal(ud_upos_parse(STR_LIT("_")), 0);
    assert_int_equal(ud_upos_parse(STR_LIT("")), 0);
    assert_int_equal(ud_xpos_parse(STR_LIT("VBX")), 0);
    assert_int_equal(ud_rel_parse(STR_LIT("nonsense")), 0);
}

static void relations_fall_back_to_the_universal_one(void **state)
{
    (void)state;
    assert_int_equal(ud_rel_parse(STR_LIT("nsubj:caus")), REL_NSUBJ);
    assert_int_equal(ud_rel_universal(REL_NSUBJ_PASS), REL_NSUBJ);
    assert_int_equal(ud_rel_universal(REL_ACL_RELCL), REL_ACL);
    assert_int_equal(ud_rel_universal(0), 0);
    for (uint8_t i = 1; i < REL_COUNT; i++)
        assert_true(str_find_byte(str_c(ud_rel_name(ud_rel_universal(i))), ':', 0) == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_values_agree),
        cmocka_unit_test(what_is_unknown_is_none),
        cmocka_unit_test(relations_fall_back_to_the_universal_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
