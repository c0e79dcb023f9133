/* Tests of base/map. SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/map.h"

enum { MANY = 50000 };

static struct str key_of(char buf[32], uint32_t i)
{
    snprintf(buf, 32, "key %u", i * 2654435761u);
    return str_c(buf);
}

static void many_keys(void **state)
{
    (void)state;
    struct map map;
    char buf[32];
    map_init(&map);
    assert_int_equal(map_get(&map, str_c("none")), MAP_NONE);
    for (uint32_t i = 0; i < MANY; i++)
        assert_true(map_put(&map, key_of(buf, i), i));
    assert_int_equal(map.n, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(map_get(&map, key_of(buf, i)), i);
    assert_int_equal(map_get(&map, str_c("key")), MAP_NONE);
    assert_true(map_put(&map, key_of(buf, 5), 99));
    assert_int_equal(map_get(&map, key_of(buf, 5)), 99);
    assert_int_equal(map.n, MANY);
    map_fini(&map);
}

static void interning_numbers_keys_in_order(void **state)
{
    (void)state;
    struct map map;
    map_init(&map);
    assert_int_equal(map_intern(&map, str_c("a")), 0);
    assert_int_equal(map_intern(&map, STR_LIT("a\0b")), 1);
    assert_int_equal(map_intern(&map, str_c("")), 2);
    assert_int_equal(map_intern(&map, str_c("a")), 0);
    assert_true(str_is(map.keys[0], "a"));
    map_fini(&map);
}

static void keys_are_copied(void **state)
{
    (void)state;
    struct map map;
    char key[] = "Quito";
    map_init(&map);
    assert_true(map_put(&map, str_c(key), 1));
    key[0] = 'X';
    assert_int_equal(map_get(&map, str_c("Quito")), 1);
    map_fini(&map);
}

/* Model files and ids hold hashes: a change would break them. */
static void hashes_are_stable(void **state)
{
    (void)state;
    assert_true(hash_bytes("bede", 4, 0) == hash_bytes("bede", 4, 0));
    assert_true(hash_bytes("bede", 4, 0) != hash_bytes("bede", 4, 1));
    assert_true(hash_bytes("bede", 4, 0) != hash_bytes("bedf", 4, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_keys),
        cmocka_unit_test(interning_numbers_keys_in_order),
        cmocka_unit_test(keys_are_copied),
        cmocka_unit_test(hashes_are_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
