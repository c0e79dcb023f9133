/* syntax/mend.c - see mend.h.
 *
 * Once in some 150 sentences the parser makes a preposition the head of its phrase and the noun its
 * object ("talks <- with <- chief"), as it does with verbs; and an article that of a title ("the <-
 * Ali"). In Universal Dependencies neither governs a noun so. The two change places: the noun takes
 * the head and relation of the small word, which becomes its case or determiner with all else that
 * hung on it. Two rarer faults go with it: a noun that is the clause of the noun right before it
 * ("tank <- shelling", acl) is a compound's head; and a finite verb cannot modify the noun behind it
 * as an adjective does ("The US presented <- evidence"): it has a subject and an object.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/mend.h"

#include "syntax/ud.h"

#define NONE UINT32_MAX

static bool is_nominal(const struct token *t)
{
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON ||
           t->upos == UPOS_SYM || t->upos == UPOS_NUM;
}

/* The word behind `at` that hangs on it as if `at` were its verb or name. */
static uint32_t governed(const struct doc *doc, uint32_t start, uint32_t at, uint32_t end)
{
    for (uint32_t i = at + 1; i < end; i++) {
        const struct token *t = &doc->tokens[i];
        if (t->head == 0 || start + t->head - 1 != at) continue;
        uint8_t rel = ud_rel_universal(t->rel);
        bool small = t->upos == UPOS_DET || t->upos == UPOS_ADJ;
        if (rel == REL_OBJ && (is_nominal(t) || small)) return i;
        if (rel == REL_XCOMP && small) return i;
        if (doc->tokens[at].upos == UPOS_ADP) continue;
        if ((rel == REL_APPOS || rel == REL_OBJ) && is_nominal(t)) return i;
    }
    return NONE;
}

/* Lets the word `below` take the place of the word `above`, which it hung on. */
static void change_places(struct doc *doc, uint32_t start, uint32_t above, uint32_t below,
                          uint32_t end, uint8_t rel)
{
    struct token *a = &doc->tokens[above], *b = &doc->tokens[below];
    uint32_t from = above - start + 1, to = below - start + 1;
    b->head = a->head;
    b->rel = a->rel;
    for (uint32_t i = start; i < end; i++)
        if (doc->tokens[i].head == from && i != below) doc->tokens[i].head = to;
    a->head = to;
    a->rel = rel;
}

/* "Israeli tank shelling": two nouns side by side, the second read as a clause of the first. */
static void mend_compound(struct doc *doc, uint32_t start, uint32_t i, uint32_t end)
{
    const struct token *t = &doc->tokens[i], *before = t - 1;
    if (t->rel != REL_ACL || t->upos != UPOS_NOUN || before->upos != UPOS_NOUN) return;
    if (t->head == 0 || start + t->head - 1 != i - 1) return;
    change_places(doc, start, i - 1, i, end, REL_COMPOUND);
}

static bool is_finite(const struct token *t)
{
    return t->xpos == XPOS_VBD || t->xpos == XPOS_VBZ || t->xpos == XPOS_VBP;
}

/* The noun right before a verb that hangs on it as part of a name. */
static uint32_t noun_before(const struct doc *doc, uint32_t start, uint32_t verb)
{
    uint32_t noun = verb - 1;
    const struct token *t = &doc->tokens[noun];
    uint8_t rel = ud_rel_universal(t->rel);
    bool hangs = t->head && start + t->head - 1 == verb;
    return hangs && is_nominal(t) && (rel == REL_COMPOUND || rel == REL_FLAT) ? noun : NONE;
}

/* "The US presented evidence": the verb takes the place of its object, and what stood before the
 * subject belongs to that. */
static void mend_finite(struct doc *doc, uint32_t start, uint32_t i, uint32_t end)
{
    struct token *verb = &doc->tokens[i];
    uint32_t object = verb->head ? start + verb->head - 1 : NONE;
    if (!is_finite(verb) || verb->rel != REL_AMOD || object == NONE || object < i) return;
    if (!is_nominal(&doc->tokens[object]) || doc->tokens[object].rel != REL_ROOT) return;
    uint32_t subject = noun_before(doc, start, i);
    if (subject == NONE) return;
    uint32_t from = object - start + 1;
    for (uint32_t k = start; k < end; k++) {
        if (doc->tokens[k].head != from || k == i) continue;
        if (k < i) doc->tokens[k].head = subject - start + 1;
        if (k > i && doc->tokens[k].rel == REL_PUNCT) doc->tokens[k].head = i - start + 1;
    }
    verb->head = doc->tokens[object].head;
    verb->rel = REL_ROOT;
    doc->tokens[object].head = doc->tokens[subject].head = i - start + 1;
    doc->tokens[object].rel = REL_OBJ;
    doc->tokens[subject].rel = REL_NSUBJ;
}

void mend_tree(struct doc *doc, uint32_t start, uint32_t first, uint32_t n)
{
    uint32_t end = first + n;
    for (uint32_t i = first; i < end; i++) {
        const struct token *t = &doc->tokens[i];
        uint8_t rel = ud_rel_universal(t->rel);
        if (i > first) mend_compound(doc, start, i, end);
        if (i > first) mend_finite(doc, start, i, end);
        if (t->upos != UPOS_ADP || t->head == 0 || (rel != REL_NMOD && rel != REL_OBL)) continue;
        uint32_t noun = governed(doc, start, i, end);
        if (noun == NONE) continue;
        uint32_t small = noun; /* "with <- the <- Ali": the small word gives way first */
        if (!is_nominal(&doc->tokens[noun])) {
            noun = governed(doc, start, small, end);
            if (noun == NONE) continue;
            bool article = doc->tokens[small].upos == UPOS_DET;
            change_places(doc, start, small, noun, end, article ? REL_DET : REL_AMOD);
        }
        change_places(doc, start, i, noun, end, REL_CASE);
    }
}
