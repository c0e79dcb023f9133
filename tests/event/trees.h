/* tests/event/trees.h - hand-written trees in, frames and events out: no parser in between, so that
 * a better parser changes nothing here.
 *
 * A tree is rows of "form lemma UPOS XPOS head relation". Rules are written in explicit notation
 * for the same reason.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_EVENT_TREES_H
#define TESTS_EVENT_TREES_H

#include "event/auxiliary.h"
#include "event/find.h"
#include "pipeline.h"

/* A book with the shipped tables and no rule. */
static inline struct event_book *tables_only(void)
{
    struct event_book *book = calloc(1, sizeof *book);
    bede_error err;
    assert_non_null(book);
    assert_non_null(book->arena = arena_new(0));
    pipeline_check(book_load_tables(book, PIPELINE_KNOWLEDGE, &err), &err);
    return book;
}

/* A pipeline whose rules are these only. The model does no more than read templates. */
static inline struct pipeline trees_open(const char *rules)
{
    struct pipeline p = pipeline_load();
    bede_error err;
    p.book = tables_only();
    pipeline_check(quote_lexicon_load(pipeline_folders, 1, &p.quote, &err), &err);
    pipeline_check(book_read_rules_text(p.book, "test.rules", str_c(rules), &err), &err);
    pipeline_check(book_compile(p.book, p.text, p.model, 0, &err), &err);
    for (uint32_t i = 0; i < p.book->n_rules; i++)
        if (p.book->rules[i].problem.n)
            fail_msg("%s: %.*s", p.book->rules[i].label, STR_ARG(p.book->rules[i].problem));
    return p;
}

/* Reads the rows as one sentence of a story filed on 2023-05-10, and finds its entities. */
static inline void trees_read(struct pipeline *p, const char *rows)
{
    struct buf buf;
    struct str rest = str_c(rows), line, cell;
    bede_error err;
    uint32_t number = 0;
    buf_init(&buf, 0);
    while (str_split(&rest, '\n', &line)) {
        struct str cells[6];
        uint32_t n = 0;
        while (n < 6 && str_split(&line, ' ', &cell))
            cells[n++] = cell;
        if (n < 6) continue;
        buf_printf(&buf, "%u\t%.*s\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t_\t_\n", ++number,
                   STR_ARG(cells[0]), STR_ARG(cells[1]), STR_ARG(cells[2]), STR_ARG(cells[3]),
                   STR_ARG(cells[4]), STR_ARG(cells[5]));
    }
    buf_putc(&buf, '\n');
    assert_false(buf.failed);
    arena_reset(p->arena);
    struct str text = arena_str(p->arena, (struct str){buf.p, buf.n});
    buf_fini(&buf);
    number = 0;
    pipeline_check(conllu_read(p->arena, "tree", &text, &number, true, NULL, &p->doc, &err), &err);
    assert_int_equal(p->doc->n_sentences, 1);
    assert_true(p->doc->sentences[0].given_tree);
    p->doc->story->date = (struct date){2023, 5, 10};
    pipeline_check(entity_resolve(p->kb, p->doc, &p->entities, &err), &err);
}

static inline uint32_t word_at(const struct pipeline *p, const char *form)
{
    for (uint32_t t = 0; t < p->doc->n_tokens; t++)
        if (str_is(doc_form(p->doc, t), form)) return t;
    fail_msg("no word \"%s\"", form);
    return 0;
}

static inline struct frames trees_frames(struct pipeline *p)
{
    struct frames tree;
    assert_true(frames_init(&tree, p->arena, p->book, p->doc, p->entities, 0));
    return tree;
}

/* The tree must yield exactly these events, a line each as in the golden cases. */
static inline void expect_events(struct pipeline *p, const char *rows, const char *want)
{
    struct buf got;
    bede_error err;
    buf_init(&got, 0);
    trees_read(p, rows);
    pipeline_check(quote_find(p->quote, p->doc, p->entities, &p->quotes, &err), &err);
    pipeline_check(
        event_find(p->book, p->doc, p->entities, p->quotes, &p->events, NULL, NULL, &err), &err);
    for (uint32_t i = 0; i < p->events->n; i++) {
        if (i) buf_putc(&got, '\n');
        write_event(p, &got, &p->events->items[i]);
    }
    buf_putc(&got, '\0');
    assert_string_equal(got.p, want);
    buf_fini(&got);
}

#endif
