/* Sentences for the syntax tests: words set off by spaces become a doc.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_SYNTAX_CASE_H
#define TESTS_SYNTAX_CASE_H

#include "base/arena.h"
#include "syntax/syntax.h"
#include "syntax/ud.h"

/* One sentence; NULL when memory ends. */
static inline struct doc *doc_of(struct arena *arena, struct str text)
{
    struct doc *doc = ARENA_NEW(arena, struct doc);
    if (!doc) return NULL;
    doc->arena = arena;
    doc->text = text;
    doc->tokens = ARENA_ARRAY(arena, text.n / 2 + 2, struct token);
    doc->sentences = ARENA_NEW(arena, struct sentence);
    if (!doc->tokens || !doc->sentences) return NULL;
    for (size_t i = 0; i < text.n;) {
        size_t end = str_find_byte(text, ' ', i);
        if (end == SIZE_MAX) end = text.n;
        if (end > i) {
            doc->tokens[doc->n_tokens].start = (uint32_t)i;
            doc->tokens[doc->n_tokens++].end = (uint32_t)end;
        }
        i = end + 1;
    }
    doc->sentences[0].n = doc->n_tokens;
    doc->n_sentences = 1;
    return doc;
}

/* One root, heads in range, no cycles, every field set? */
static inline bool is_tree(const struct doc *doc)
{
    const struct sentence *s = &doc->sentences[0];
    uint32_t roots = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        const struct token *t = &doc->tokens[s->first + i];
        if (t->head > s->n || !t->upos || !t->rel || !t->feats || !t->lemma.p) return false;
        roots += t->head == 0;
        if ((t->head == 0) != (t->rel == REL_ROOT)) return false;
        uint32_t up = i + 1, steps = 0;
        while (up && steps <= s->n) {
            up = doc->tokens[s->first + up - 1].head;
            steps++;
        }
        if (up) return false;
    }
    return roots == 1 || s->n == 0;
}

#endif
