/* tests/quote/pipeline.h - bare text in, quotes out.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_QUOTE_PIPELINE_H
#define TESTS_QUOTE_PIPELINE_H

#include "../pipeline.h"
#include "quote/lexicon.h"
#include "quote/marks.h"
#include "quote/quote.h"

static inline struct pipeline pipeline_open(void)
{
    struct pipeline p = pipeline_load();
    bede_error err;
    pipeline_check(quote_lexicon_load(pipeline_folders, 1, &p.quote, &err), &err);
    return p;
}

static inline void pipeline_close(struct pipeline *p)
{
    quote_lexicon_free(p->quote);
    pipeline_unload(p);
}

/* The text as bare paragraphs, split and parsed. */
static inline struct doc *pipeline_doc(struct pipeline *p, struct str text)
{
    struct doc *doc = pipeline_parse(p, text, BEDE_FROM_TEXT, (struct date){0});
    assert_non_null(doc);
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
