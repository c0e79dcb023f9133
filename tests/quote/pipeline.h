/* tests/quote/pipeline.h - text in, quotes out: all stages before quote/ run once, for the tests.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_QUOTE_PIPELINE_H
#define TESTS_QUOTE_PIPELINE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/io.h"
#include "quote/lexicon.h"
#include "quote/marks.h"
#include "quote/quote.h"
#include "syntax/syntax.h"

#define PIPELINE_KNOWLEDGE BEDE_SOURCE_DIR "/knowledge/en"
#define PIPELINE_MODEL     BEDE_SOURCE_DIR "/models/en.bede"

struct pipeline {
    struct wire_lexicon *wire;
    struct text_lexicon *text;
    struct quote_lexicon *quote;
    struct kb *kb;
    struct syntax_model *model; /* NULL when the tree has no model yet */
    struct syntax_scratch *scratch;
    struct arena *arena;
};

static const char *const pipeline_folders[] = {PIPELINE_KNOWLEDGE};

static inline void pipeline_check(bede_status status, const bede_error *err)
{
    if (status == BEDE_OK) return;
    char line[600];
    fail_msg("%s", err_format(err, line, sizeof line));
}

static inline struct pipeline pipeline_open(void)
{
    struct pipeline p = {.arena = arena_new(0)};
    bede_error err;
    assert_non_null(p.arena);
    pipeline_check(wire_lexicon_load(pipeline_folders, 1, &p.wire, &err), &err);
    pipeline_check(text_lexicon_load(pipeline_folders, 1, &p.text, &err), &err);
    pipeline_check(quote_lexicon_load(pipeline_folders, 1, &p.quote, &err), &err);
    pipeline_check(kb_load(pipeline_folders, 1, p.text, &p.kb, &err), &err);
    if (io_exists(PIPELINE_MODEL)) {
        pipeline_check(syntax_open(PIPELINE_MODEL, &p.model, &err), &err);
        p.scratch = syntax_scratch_new(p.model);
        assert_non_null(p.scratch);
    }
    return p;
}

static inline void pipeline_close(struct pipeline *p)
{
    syntax_scratch_free(p->scratch);
    syntax_close(p->model);
    kb_free(p->kb);
    quote_lexicon_free(p->quote);
    text_lexicon_free(p->text);
    wire_lexicon_free(p->wire);
    arena_free(p->arena);
}

/* The text as bare paragraphs, split; parsed when there is a model. Forgets the text before. */
static inline struct doc *pipeline_doc(struct pipeline *p, struct str text)
{
    bede_error err;
    struct wire_reader *reader;
    struct story *story;
    struct doc *doc;
    arena_reset(p->arena);
    pipeline_check(
        wire_open(p->wire, "test", text, BEDE_FROM_TEXT, &(bede_limits){0}, &reader, &err), &err);
    pipeline_check(wire_next(reader, p->arena, &story, &err), &err);
    bede_limits limits = wire_limits(&(bede_limits){0});
    pipeline_check(text_split(p->text, story, &limits, &doc, &err), &err);
    wire_close(reader);
    if (p->model) pipeline_check(syntax_analyse(p->model, p->scratch, doc, &err), &err);
    return doc;
}

static inline struct quotes *pipeline_quotes(struct pipeline *p, struct doc *doc,
                                             struct entities **entities)
{
    bede_error err;
    struct quotes *quotes;
    pipeline_check(entity_resolve(p->kb, doc, entities, &err), &err);
    pipeline_check(quote_find(p->quote, doc, *entities, &quotes, &err), &err);
    return quotes;
}

#endif
