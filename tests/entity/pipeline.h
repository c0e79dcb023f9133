/* tests/entity/pipeline.h - text in, entities out.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_ENTITY_PIPELINE_H
#define TESTS_ENTITY_PIPELINE_H

#include "../pipeline.h"

static inline struct pipeline pipeline_open(void)
{
    return pipeline_load();
}

static inline void pipeline_close(struct pipeline *p)
{
    pipeline_unload(p);
}

/* The entities of one story; NULL when there is no story in the text. */
static inline const struct entities *pipeline_entities(struct pipeline *p, struct str text,
                                                       bede_from from, struct date date)
{
    bede_error err;
    if (!pipeline_parse(p, text, from, date)) return NULL;
    pipeline_check(entity_resolve(p->kb, p->doc, &p->entities, &err), &err);
    return p->entities;
}

#endif
