/* tests/event/pipeline.h - all stages up to event/, opened once; and small helpers on their output.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_EVENT_PIPELINE_H
#define TESTS_EVENT_PIPELINE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/io.h"
#include "event/event.h"

#define PIPELINE_KNOWLEDGE BEDE_SOURCE_DIR "/knowledge/en"
#define PIPELINE_MODEL     BEDE_SOURCE_DIR "/models/en.bede"

struct pipeline {
    struct wire_lexicon *wire;
    struct text_lexicon *text;
    struct kb *kb;
    struct quote_lexicon *quote;
    struct syntax_model *model;
    struct syntax_scratch *scratch;
    struct event_book *book;
    struct arena *arena;
    struct doc *doc;
    struct entities *entities;
    struct quotes *quotes;
    struct events *events;
};

static inline void pipeline_check(bede_status status, const bede_error *err)
{
    char line[600];
    if (status != BEDE_OK) fail_msg("%s", err_format(err, line, sizeof line));
}

static inline struct pipeline pipeline_open(void)
{
    static const char *const folders[] = {PIPELINE_KNOWLEDGE};
    struct pipeline p = {.arena = arena_new(0)};
    bede_error err;
    assert_non_null(p.arena);
    pipeline_check(wire_lexicon_load(folders, 1, &p.wire, &err), &err);
    pipeline_check(text_lexicon_load(folders, 1, &p.text, &err), &err);
    pipeline_check(kb_load(folders, 1, p.text, &p.kb, &err), &err);
    pipeline_check(quote_lexicon_load(folders, 1, &p.quote, &err), &err);
    pipeline_check(syntax_open(PIPELINE_MODEL, &p.model, &err), &err);
    pipeline_check(event_book_load(folders, 1, p.text, p.model, &p.book, &err), &err);
    p.scratch = syntax_scratch_new(p.model);
    assert_non_null(p.scratch);
    return p;
}

static inline void pipeline_close(struct pipeline *p)
{
    syntax_scratch_free(p->scratch);
    event_book_free(p->book);
    syntax_close(p->model);
    quote_lexicon_free(p->quote);
    kb_free(p->kb);
    text_lexicon_free(p->text);
    wire_lexicon_free(p->wire);
    arena_free(p->arena);
}

/* Entities, quotes and events of a doc that has its trees. */
static inline void pipeline_code(struct pipeline *p)
{
    bede_error err;
    pipeline_check(entity_resolve(p->kb, p->doc, &p->entities, &err), &err);
    pipeline_check(quote_find(p->quote, p->doc, p->entities, &p->quotes, &err), &err);
    pipeline_check(
        event_find(p->book, p->doc, p->entities, p->quotes, &p->events, NULL, NULL, &err), &err);
}

/* The events of one story in plain copy. Forgets the story before. */
static inline const struct events *pipeline_events(struct pipeline *p, struct str text)
{
    bede_error err;
    struct wire_reader *reader;
    struct story *story;
    const bede_limits limits = wire_limits(&(bede_limits){0});
    arena_reset(p->arena);
    pipeline_check(wire_open(p->wire, "test", text, BEDE_FROM_PLAIN, &limits, &reader, &err), &err);
    bede_status status = wire_next(reader, p->arena, &story, &err);
    wire_close(reader);
    pipeline_check(status, &err);
    pipeline_check(text_split(p->text, story, &limits, &p->doc, &err), &err);
    pipeline_check(syntax_analyse(p->model, p->scratch, p->doc, &err), &err);
    pipeline_code(p);
    return p->events;
}

static inline void write_parts(const struct pipeline *p, struct buf *out,
                               const struct event_part *parts, uint32_t n)
{
    if (!n) buf_puts(out, "-");
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *e = &p->entities->items[parts[i].entity];
        buf_printf(out, "%s%s", i ? ", " : "", e->code[0] ? e->code : "?");
        if (e->n_sectors) buf_printf(out, " %s", e->sectors[0]);
    }
}

/* "ACCUSE/allege | RUS GOV | UKR GOV | negation", as the golden cases have it. */
static inline void write_event(const struct pipeline *p, struct buf *out, const struct event *e)
{
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    uint32_t n;
    const struct event_type *types = event_types(p->book, &n);
    assert_true(e->type < n);
    buf_printf(out, "%.*s", STR_ARG(types[e->type].name));
    if (e->mode.n) buf_printf(out, "/%.*s", STR_ARG(e->mode));
    buf_puts(out, " | ");
    write_parts(p, out, e->actors, e->n_actors);
    buf_puts(out, " | ");
    write_parts(p, out, e->recipients, e->n_recipients);
    const char *separator = " | ";
    for (uint32_t bit = 0; bit < 4; bit++)
        if (e->aux >> bit & 1) {
            buf_printf(out, "%s%s", separator, names[bit]);
            separator = " ";
        }
}

#endif
