/* tests/pipeline.h - the stages up to entity/, opened once for a test program. Each stage's own
 * pipeline.h adds what it needs (quote cues, rules) and runs its stage.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_PIPELINE_H
#define TESTS_PIPELINE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/io.h"
#include "entity/entity.h"
#include "syntax/conllu.h"
#include "syntax/syntax.h"

#define PIPELINE_KNOWLEDGE BEDE_SOURCE_DIR "/knowledge/en"
#define PIPELINE_MODEL     BEDE_SOURCE_DIR "/models/en.bede"

static const char *const pipeline_folders[] = {PIPELINE_KNOWLEDGE};

/* What a stage does not use stays NULL. Results hold until the next text. */
struct pipeline {
    struct wire_lexicon *wire;
    struct text_lexicon *text;
    struct kb *kb;
    struct syntax_model *model;
    struct syntax_scratch *scratch;
    struct quote_lexicon *quote;
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

static inline struct pipeline pipeline_load(void)
{
    struct pipeline p = {.arena = arena_new(0)};
    bede_error err;
    assert_non_null(p.arena);
    pipeline_check(wire_lexicon_load(pipeline_folders, 1, &p.wire, &err), &err);
    pipeline_check(text_lexicon_load(pipeline_folders, 1, &p.text, &err), &err);
    pipeline_check(kb_load(pipeline_folders, 1, p.text, &p.kb, &err), &err);
    pipeline_check(syntax_open(PIPELINE_MODEL, &p.model, &err), &err);
    p.scratch = syntax_scratch_new(p.model);
    assert_non_null(p.scratch);
    return p;
}

static inline void pipeline_unload(struct pipeline *p)
{
    syntax_scratch_free(p->scratch);
    syntax_close(p->model);
    kb_free(p->kb);
    text_lexicon_free(p->text);
    wire_lexicon_free(p->wire);
    arena_free(p->arena);
}

/* The text as one story, split and, where a model is open, parsed; NULL when there is no story in it. A date that is set
 * takes the place of the story's own. Forgets the text before. */
static inline struct doc *pipeline_parse(struct pipeline *p, struct str text, bede_from from,
                                         struct date date)
{
    bede_error err;
    struct wire_reader *reader;
    struct story *story;
    const bede_limits limits = wire_limits(&(bede_limits){0});
    arena_reset(p->arena);
    p->doc = NULL;
    pipeline_check(wire_open(p->wire, "test", text, from, &limits, &reader, &err), &err);
    bede_status status = wire_next(reader, p->arena, &story, &err);
    wire_close(reader);
    if (status == BEDE_DONE) return NULL;
    pipeline_check(status, &err);
    if (date.year) story->date = date;
    pipeline_check(text_split(p->text, story, &limits, &p->doc, &err), &err);
    if (p->model) pipeline_check(syntax_analyse(p->model, p->scratch, p->doc, &err), &err);
    return p->doc;
}

#endif
