/* format_test.h - what the tests of formats share: stories out of a document in memory.
 * SPDX-License-Identifier: MIT */
#ifndef FORMAT_TEST_H
#define FORMAT_TEST_H

#include "wire_test.h"

static inline void open_auto(struct fixture *f, const char *text, bede_from want)
{
    open_bytes(f, str_c(text), BEDE_FROM_AUTO);
    assert_int_equal(wire_format(f->reader), want);
}

static inline struct story *next_story(struct fixture *f)
{
    struct story *story = NULL;
    bede_status status = wire_next(f->reader, f->arena, &story, &f->err);
    if (status != BEDE_OK) print_error("%s\n", f->err.msg);
    assert_int_equal(status, BEDE_OK);
    return story;
}

/* The next item is no story; `why` is in the message. */
static inline void next_is(struct fixture *f, bede_status want, const char *why)
{
    struct story *story = NULL;
    assert_int_equal(wire_next(f->reader, f->arena, &story, &f->err), want);
    assert_null(story);
    if (why && !strstr(f->err.msg, why)) {
        print_error("\"%s\" does not say \"%s\"\n", f->err.msg, why);
        fail();
    }
}

static inline void no_more(struct fixture *f)
{
    struct story *story;
    assert_int_equal(wire_next(f->reader, f->arena, &story, &f->err), BEDE_DONE);
}

static inline struct story *only_story(struct fixture *f, const char *text, bede_from want)
{
    open_auto(f, text, want);
    struct story *story = next_story(f);
    no_more(f);
    return story;
}

#endif
