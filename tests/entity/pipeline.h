/* tests/entity/pipeline.h - text in, entities out: the stages up to entity/, opened once.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_ENTITY_PIPELINE_H
#define TESTS_ENTITY_PIPELINE_H

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

struct pipeline {
    struct wire_lexicon *wire;
    struct text_lexicon *text;
    struct kb *kb;
    struct syntax_model *model;
    struct syntax_scratch *scratch;
    struct arena *arena;
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
    pipeline_check(syntax_open(PIPELINE_MODEL, &p.model, &err), &err);
    p.scratch = syntax_scratch_new(p.model);
    assert_non_null(p.scratch);
    return p;
}

static inline void pipeline_close(struct pipeline *p)
{
    syntax_scratch_free(p->scratch);
    syntax_close(p->model);
    kb_free(p->kb);
    text_lexicon_free(p->text);
    wire_lexicon_free(p->wire);
    arena_free(p->arena);
}

/* The entities of one story in plain copy (or bare text). Forgets the story before. A text without
 * any story in it gives NULL. */
static inline const struct entities *pipeline_entities(struct pipeline *p, struct str text,
                                                       bede_from from, struct date date)
{
    bede_error err;
    struct wire_reader *reader;
    struct story *story;
    struct doc *doc;
    struct entities *entities = NULL;
    const bede_limits limits = wire_limits(&(bede_limits){0});
    arena_reset(p->arena);
    pipeline_check(wire_open(p->wire, "test", text, from, &limits, &reader, &err), &err);
    bede_status status = wire_next(reader, p->arena, &story, &err);
    wire_close(reader);
    if (status == BEDE_DONE) return NULL;
    pipeline_check(status, &err);
    if (date.year) story->date = date;
    pipeline_check(text_split(p->text, story, &limits, &doc, &err), &err);
    pipeline_check(syntax_analyse(p->model, p->scratch, doc, &err), &err);
    pipeline_check(entity_resolve(p->kb, doc, &entities, &err), &err);
    return entities;
}

#endif
