/* event/auxiliary.c - see auxiliary.h.
 *
 * The words stand in auxiliary.tsv by the relation in which they count: "aux/will" future,
 * "advmod/not" negation, "mark/if" hypothetical, "governor/expect" future of what is expected,
 * "antecedent/any" hypothetical of a relative clause.
 * A noun has the auxiliaries of the verb it hangs on: "will hold talks".
 *
 * SPDX-License-Identifier: MIT */
#include "event/auxiliary.h"

#define NONE UINT32_MAX

enum { CLIMB_MAX = 6, NOUNS_MAX = 1 };

static uint8_t look_up(const struct frames *tree, const char *relation, struct str lemma)
{
    char key[96];
    size_t n = strlen(relation);
    if (n + lemma.n + 1 > sizeof key) return 0;
    memcpy(key, relation, n);
    key[n] = '/';
    for (size_t i = 0; i < lemma.n && n + 1 + i < sizeof key; i++)
        key[n + 1 + i] = ascii_lower(lemma.p[i]);
    uint32_t bits = map_get(&tree->book->aux_bits, (struct str){key, n + 1 + lemma.n});
    return bits == MAP_NONE ? 0 : (uint8_t)bits;
}

static uint8_t own_bits(const struct frames *tree, uint32_t token, bool *has_aux)
{
    uint8_t bits = 0;
    for (uint32_t c = frames_child(tree, token); c != NONE; c = frames_next(tree, c)) {
        const struct token *t = &tree->doc->tokens[c];
        switch (ud_rel_universal(t->rel)) {
        case REL_AUX:
        case REL_COP:
            *has_aux = true;
            bits |= look_up(tree, "aux", t->lemma);
            break;
        case REL_ADVMOD:
        case REL_CC:
            bits |= look_up(tree, "advmod", t->lemma);
            break;
        case REL_DET:
            bits |= look_up(tree, "det", t->lemma);
            break;
        case REL_MARK:
            bits |= look_up(tree, "mark", t->lemma);
            break;
        default:
            break;
        }
    }
    return bits;
}

/* What the determiners of a noun say in that relation. */
static uint8_t det_bits(const struct frames *tree, const char *relation, uint32_t noun)
{
    uint8_t bits = 0;
    for (uint32_t c = frames_child(tree, noun); c != NONE; c = frames_next(tree, c))
        if (ud_rel_universal(tree->doc->tokens[c].rel) == REL_DET)
            bits |= look_up(tree, relation, tree->doc->tokens[c].lemma);
    return bits;
}

/* "No official met R": the negation stands on an argument. */
static uint8_t subject_bits(const struct frames *tree, uint32_t token)
{
    uint32_t subject = frames_child_rel(tree, token, REL_NSUBJ);
    if (subject == NONE) return 0;
    return look_up(tree, "det", tree->doc->tokens[subject].lemma) | det_bits(tree, "det", subject);
}

/* "Any country that attacks R": what is said of whoever does it has not been done. */
static uint8_t antecedent_bits(const struct frames *tree, uint32_t token)
{
    uint32_t head = frames_head(tree, token);
    if (tree->doc->tokens[token].rel != REL_ACL_RELCL || head == NONE) return 0;
    return det_bits(tree, "antecedent", head);
}

/* "Reluctant to attack R" comes out as either kind of clause. */
static bool completes_adjective(const struct frames *tree, uint32_t token, uint32_t head)
{
    const struct token *above = &tree->doc->tokens[head];
    return ud_rel_universal(tree->doc->tokens[token].rel) == REL_ADVCL && above->upos == UPOS_ADJ &&
           look_up(tree, "governor", above->lemma);
}

static bool passes_through(uint8_t rel)
{
    return rel == REL_XCOMP || rel == REL_OBJ || rel == REL_OBL || rel == REL_CONJ ||
           rel == REL_NMOD || rel == REL_COMPOUND;
}

uint8_t auxiliary_of(struct frames *tree, uint32_t token)
{
    bool has_aux = false;
    int nouns = 0; /* "a chance of progress in talks": the talks are not the chance */
    uint8_t bits =
        own_bits(tree, token, &has_aux) | subject_bits(tree, token) | antecedent_bits(tree, token);
    for (int steps = 0; steps < CLIMB_MAX; steps++) {
        uint8_t rel = ud_rel_universal(tree->doc->tokens[token].rel);
        uint32_t head = frames_head(tree, token);
        if (head == NONE) break;
        bool passes = passes_through(rel) || completes_adjective(tree, token, head);
        if (!passes && rel != REL_CCOMP && rel != REL_ACL) break;
        bits |= look_up(tree, "governor", tree->doc->tokens[head].lemma);
        if (rel == REL_CCOMP || rel == REL_ACL) break;
        if (rel == REL_CONJ && has_aux) break; /* its own auxiliaries replace the shared ones */
        if (rel == REL_NMOD || rel == REL_COMPOUND) {
            if (++nouns > NOUNS_MAX) break;
            token = head;
            continue;
        }
        bits |= own_bits(tree, head, &has_aux);
        token = head;
    }
    return bits;
}
