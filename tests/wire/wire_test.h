/* wire_test.h - what the tests of the wire stage share: the lexicon of the repository, and a story
 * read from a literal. SPDX-License-Identifier: MIT */
#ifndef WIRE_TEST_H
#define WIRE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/wire.h"

#include <stdlib.h>

struct fixture {
    struct wire_lexicon *lexicon;
    struct arena *arena;
    struct wire_reader *reader;
    bede_error err;
};

static inline int fixture_up(void **state)
{
    const char *folder = BEDE_SOURCE_DIR "/knowledge/en";
    struct fixture *f = calloc(1, sizeof *f);
    if (!f || wire_lexicon_load(&folder, 1, &f->lexicon, &f->err) != BEDE_OK) return -1;
    f->arena = arena_new(0);
    *state = f;
    return f->arena ? 0 : -1;
}

static inline int fixture_down(void **state)
{
    struct fixture *f = *state;
    wire_close(f->reader);
    wire_lexicon_free(f->lexicon);
    arena_free(f->arena);
    free(f);
    return 0;
}

static inline void open_bytes(struct fixture *f, struct str bytes, bede_from from)
{
    wire_close(f->reader);
    f->reader = NULL;
    assert_int_equal(wire_open(f->lexicon, "test", bytes, from, NULL, &f->reader, &f->err),
                     BEDE_OK);
}

/* The one story of some plain copy. */
static inline struct story *read_plain(struct fixture *f, const char *text)
{
    struct story *story;
    open_bytes(f, str_c(text), BEDE_FROM_PLAIN);
    assert_int_equal(wire_next(f->reader, f->arena, &story, &f->err), BEDE_OK);
    return story;
}

static inline void assert_str(struct str s, const char *want)
{
    if (!str_is(s, want)) {
        print_error("\"%.*s\" is not \"%s\"\n", STR_ARG(s), want);
        fail();
    }
}

static inline struct str block_body(const struct story *story, uint32_t i)
{
    assert_true(i < story->n_blocks);
    return str_span(story->text, story->blocks[i].body);
}

/* Kinds of all blocks, space between: "headline paragraph signoff". */
static inline void assert_kinds(const struct story *story, const char *want)
{
    char got[512] = "";
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        if (i) strncat(got, " ", sizeof got - strlen(got) - 1);
        strncat(got, wire_kind_name(story->blocks[i].kind), sizeof got - strlen(got) - 1);
    }
    assert_string_equal(got, want);
}

/* The nth paragraph's body (from 1). */
static inline struct str paragraph(const struct story *story, uint32_t number)
{
    for (uint32_t i = 0; i < story->n_blocks; i++)
        if (story->blocks[i].number == number) return block_body(story, i);
    fail_msg("no paragraph %u", number);
    return (struct str){NULL, 0};
}

#define WIRE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

#endif
