/* tests/event/pipeline.h - all stages up to event/, opened once; and small helpers on their output.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_EVENT_PIPELINE_H
#define TESTS_EVENT_PIPELINE_H

#include "../pipeline.h"
#include "base/buf.h"
#include "event/event.h"

static inline struct pipeline pipeline_open(void)
{
    struct pipeline p = pipeline_load();
    bede_error err;
    pipeline_check(quote_lexicon_load(pipeline_folders, 1, &p.quote, &err), &err);
    pipeline_check(event_book_load(pipeline_folders, 1, p.text, p.model, &p.book, &err), &err);
    return p;
}

static inline void pipeline_close(struct pipeline *p)
{
    event_book_free(p->book);
    quote_lexicon_free(p->quote);
    pipeline_unload(p);
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

/* The events of one story in plain copy. */
static inline const struct events *pipeline_events(struct pipeline *p, struct str text)
{
    assert_non_null(pipeline_parse(p, text, BEDE_FROM_PLAIN, (struct date){0}));
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

static inline void write_number(struct buf *out, const char **separator, const char *name,
                                uint32_t value)
{
    if (value == EVENT_NONE) return;
    buf_printf(out, "%s%s=%u", *separator, name, value);
    *separator = " ";
}

/* "ACCUSE/allege | RUS GOV | UKR GOV | negation dead=3", as the golden cases have it. */
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
    if (e->n_actors && e->actors[0].inferred) {
        buf_printf(out, "%sinferred", separator);
        separator = " ";
    }
    write_number(out, &separator, "dead", e->size.dead);
    write_number(out, &separator, "injured", e->size.injured);
    write_number(out, &separator, "arrested", e->size.arrested);
    write_number(out, &separator, "size", e->size.size);
}

#endif
