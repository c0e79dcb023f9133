/* kb_test.h - documents without a tokeniser for the tests of knowledge/: words parted by blanks,
 * `|` parting two words that the text writes as one ("Al|-|Qaeda").
 *
 * SPDX-License-Identifier: MIT */
#ifndef KB_TEST_H
#define KB_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "knowledge/kb.h"

enum { ALL_KINDS = 0x7FFFFFFF };

static inline struct doc *make_doc(struct arena *arena, const char *words)
{
    size_t n = strlen(words);
    char *text = arena_alloc(arena, n + 1);
    struct doc *doc = ARENA_NEW(arena, struct doc);
    assert_non_null(text);
    assert_non_null(doc);
    uint32_t at = 0;
    struct token token = {0};
    for (size_t i = 0; i <= n; i++) {
        bool end = i == n || words[i] == ' ' || words[i] == '|';
        if (!end) {
            text[at++] = words[i];
            continue;
        }
        token.end = at;
        token.space_after = words[i] != '|';
        assert_true(ARRAY_PUSH(arena, doc->tokens, doc->n_tokens, doc->cap_tokens, token));
        if (words[i] == ' ') text[at++] = ' ';
        token = (struct token){.start = at};
    }
    doc->arena = arena;
    doc->text = (struct str){text, at};
    return doc;
}

/* A kb of one table, which must load. */
static inline struct kb *kb_of(enum kb_kind kind, const char *table)
{
    struct kb *kb = NULL;
    bede_error err = {0};
    if (kb_load_bytes(kind, "test.tsv", str_c(table), &kb, &err) != BEDE_OK)
        fail_msg("%s", err.msg);
    return kb;
}

/* The name of the row that the text's first tokens match, and how many; "" when none. */
static inline const char *match_all(const struct kb *kb, const char *words, bool lower, uint32_t *n)
{
    static char name[128];
    struct arena *arena = arena_new(0);
    struct doc *doc = make_doc(arena, words);
    const struct kb_alias *a = kb_match(kb, doc, 0, doc->n_tokens, ALL_KINDS, lower, n);
    size_t len = a ? a->row->name.n : 0;
    if (len >= sizeof name) len = sizeof name - 1;
    if (a) memcpy(name, a->row->name.p, len);
    name[len] = '\0';
    arena_free(arena);
    return name;
}

#endif
