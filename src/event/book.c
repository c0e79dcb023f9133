/* event/book.c - loading a rulebook: tables, rule files, compilation; and what others may ask it.
 *
 * SPDX-License-Identifier: MIT */
#include "event/book.h"

#include "event/trees.h"

#include <stdlib.h>

static bede_status load(struct event_book *book, const char *const *folders, size_t n,
                        const struct text_lexicon *lexicon, const struct syntax_model *model,
                        bede_error *err)
{
    for (size_t i = 0; i < n; i++)
        TRY(book_load_tables(book, folders[i], err));
    for (size_t i = 0; i < n; i++)
        TRY(book_load_discards(book, folders[i], err));
    for (size_t i = 0; i < n; i++)
        TRY(book_load_rules(book, folders[i], err));
    if (!book->n_types || !book->n_rules)
        return err_at(err, BEDE_DATA, n ? folders[0] : NULL, 0, 0,
                      "holds no event types or no rules (event/types.tsv, event/rules/*.rules)");
    return book_compile(book, lexicon, model, 0, err);
}

static bede_status load_with(struct trees *trees, const char *const *folders, size_t n,
                             const struct text_lexicon *lexicon, const struct syntax_model *model,
                             struct event_book **out, bede_error *err)
{
    struct event_book *book = calloc(1, sizeof *book);
    if (!book) return err_nomem(err);
    book->arena = arena_new(0);
    book->trees = trees;
    bede_status status = book->arena ? load(book, folders, n, lexicon, model, err) : err_nomem(err);
    book->trees = NULL;
    if (status == BEDE_OK)
        *out = book;
    else
        event_book_free(book);
    return status;
}

bede_status event_book_load(const char *const *folders, size_t n,
                            const struct text_lexicon *lexicon, const struct syntax_model *model,
                            struct event_book **out, bede_error *err)
{
    struct trees trees = {0};
    bede_status status = n ? trees_open(&trees, folders[0], model, err) : BEDE_OK;
    if (status == BEDE_OK) status = load_with(&trees, folders, n, lexicon, model, out, err);
    trees_close(&trees);
    return status;
}

bede_status event_write_trees(const char *folder, const struct text_lexicon *lexicon,
                              const struct syntax_model *model, bede_error *err)
{
    struct trees trees;
    struct event_book *book = NULL;
    trees_record(&trees);
    bede_status status = load_with(&trees, &folder, 1, lexicon, model, &book, err);
    if (status == BEDE_OK) status = trees_write(&trees, folder, model, err);
    event_book_free(book);
    trees_close(&trees);
    return status;
}

void event_book_free(struct event_book *book)
{
    if (!book) return;
    struct map *const maps[] = {&book->type_ids,      &book->set_ids,         &book->context_ids,
                                &book->context_words, &book->aux_bits,        &book->nominal_ids,
                                &book->class_ids,     &book->placeholder_ids, &book->heads,
                                &book->number_words,  &book->numerals,        &book->multipliers,
                                &book->discards};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        map_fini(maps[i]);
    arena_free(book->arena);
    free(book);
}

const struct event_type *event_types(const struct event_book *book, uint32_t *n)
{
    *n = book->n_types;
    return book->types;
}

const struct str *event_contexts(const struct event_book *book, uint32_t *n)
{
    *n = book->n_contexts;
    return book->context_names;
}

uint32_t event_n_rules(const struct event_book *book)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < book->n_rules; i++)
        n += !book->rules[i].light && !book->rules[i].problem.n;
    return n;
}
