/* entity/mentions.c - role nouns, peoples, collective nouns and pronouns; the order of mentions.
 *
 * Names come first (names.c), so that what is left over are common nouns: each that the kb knows as
 * an office or agent, or a word table as collective, becomes a nominal mention with its noun
 * phrase: "the top U.S. diplomat", "people of Gaza". The phrase is read from the tree, but only as
 * far as it is contiguous.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "entity/work.h"

enum { PHRASE_LEFT_MAX = 20, PHRASE_TAIL_MAX = 7 };

uint32_t mention_add(struct work *w, enum mention_kind kind, uint32_t sentence, uint32_t first,
                     uint32_t end)
{
    struct entities *e = w->out;
    if (e->n_mentions >= MENTIONS_MAX || first >= end) return NONE;
    struct mention m = {.kind = kind,
                        .sentence = sentence,
                        .first = first,
                        .end = end,
                        .head = tree_span_head(w, first, end),
                        .span = tokens_span(w, first, end),
                        .entity = ENTITY_NONE};
    if (!ARRAY_PUSH(w->arena, e->mentions, e->n_mentions, e->cap_mentions, m)) {
        w->failed = true;
        return NONE;
    }
    if (e->cap_mentions > w->cap_facts) {
        struct fact *facts = arena_grow(w->arena, w->facts, w->cap_facts * sizeof *facts,
                                        e->cap_mentions * sizeof *facts);
        if (!facts) {
            w->failed = true;
            e->n_mentions--;
            return NONE;
        }
        w->facts = facts;
        w->cap_facts = e->cap_mentions;
    }
    w->facts[e->n_mentions - 1] = (struct fact){
        .name_first = first, .name_end = end, .body = NONE, .owner = NONE, .same = NONE};
    return e->n_mentions - 1;
}

/* Does a word of the noun [first, end) govern p? Parsers part "attorney" from "general" at times. */
static bool noun_governs(const struct work *w, uint32_t first, uint32_t end, uint32_t p)
{
    for (uint32_t t = first; t < end; t++)
        if (tree_dominates(w, t, p)) return true;
    return false;
}

/* A word before which a noun phrase starts, seen from its left end `first`. */
static bool bounds_phrase(const struct work *w, uint32_t first, uint32_t head, uint32_t p)
{
    uint8_t upos = w->doc->tokens[p].upos;
    bool numbered = w->doc->tokens[first].upos == UPOS_NUM; /* "at least | 60 people" */
    if (numbered && (upos == UPOS_ADJ || upos == UPOS_ADV)) return true;
    if (upos == UPOS_CCONJ && w->doc->tokens[p].rel == REL_CC_PRECONJ)
        return false; /* "both men" */
    if (upos == UPOS_ADP || upos == UPOS_CCONJ || upos == UPOS_SCONJ || upos == UPOS_AUX)
        return true;
    if (upos == UPOS_ADV && w->nodes[p].head == head && w->doc->tokens[first].upos == UPOS_DET)
        return true; /* "also | the minister" */
    return upos == UPOS_PUNCT && !(flag(w, p, TOKEN_GLUED) && flag(w, first, TOKEN_GLUED));
}

/* Where the noun phrase of the noun [noun, end) with this head starts, going left. A name that
 * stands in it does so as a whole: "a | Ministry of Defence | spokesman". */
static uint32_t phrase_first(const struct work *w, uint32_t sent_first, uint32_t noun, uint32_t end,
                             uint32_t head)
{
    uint32_t first = noun;
    for (uint32_t n = 0; first > sent_first && n < PHRASE_LEFT_MAX; n++) {
        uint32_t p = first - 1;
        bool article = w->doc->tokens[p].upos == UPOS_DET && w->nodes[p].head != NONE &&
                       w->nodes[p].head >= first && w->nodes[p].head < noun;
        if (bounds_phrase(w, first, head, p)) break;
        if (!article && !noun_governs(w, noun, end, p)) break;
        if (w->doc->tokens[p].upos == UPOS_VERB && tree_rel(w, p) != REL_AMOD &&
            tree_rel(w, p) != REL_COMPOUND)
            break;
        uint32_t name = flag(w, p, TOKEN_NAME) ? w->nodes[p].mention : 0;
        const struct mention *whole = name ? &w->out->mentions[name - 1] : NULL;
        first = whole && whole->end == p + 1 && whole->first >= sent_first ? whole->first : p;
    }
    return first;
}

/* Where the phrase "of the State Department" behind the noun ends; `end` when there is none. */
static uint32_t phrase_tail(const struct work *w, uint32_t end, uint32_t sent_end)
{
    if (end + 1 >= sent_end || !word_is(w, "tails", end, "part")) return end;
    uint32_t t = end + 1, last = NONE;
    for (uint32_t n = 0; t < sent_end && n < PHRASE_TAIL_MAX; n++, t++) {
        uint8_t upos = w->doc->tokens[t].upos;
        bool noun = upos == UPOS_NOUN || upos == UPOS_PROPN;
        if (flag(w, t, TOKEN_TIME)) break;
        if (noun) last = t;
        bool participle = upos == UPOS_VERB && tree_rel(w, t) == REL_AMOD;
        if (!noun && !participle && upos != UPOS_DET && upos != UPOS_ADJ && upos != UPOS_NUM &&
            !(upos == UPOS_PART && w->nodes[t].head == last && last != NONE) &&
            !(upos == UPOS_PUNCT && flag(w, t, TOKEN_GLUED) && t + 1 < sent_end &&
              flag(w, t + 1, TOKEN_GLUED)))
            break;
    }
    return last == NONE ? end : last + 1;
}

static bool is_free(const struct work *w, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (flag(w, t, TOKEN_NAME | TOKEN_OFFICE | TOKEN_TIME)) return false;
    return true;
}

/* Definite, indefinite, plural: from the determiner and the noun. */
static void read_number(struct work *w, uint32_t m)
{
    struct mention *mention = &w->out->mentions[m];
    struct fact *fact = &w->facts[m];
    uint32_t head = mention->head;
    bool numbered = false;
    fact->plural = fact->plural || feats_have(w, head, "Number=Plur");
    if (fact->plural && fact->kind == ENTITY_PERSON) fact->kind = ENTITY_GROUP;
    for (uint32_t t = mention->first; t < head; t++) {
        if (feats_have(w, t, "Definite=Def") || feats_have(w, t, "PronType=Dem") ||
            feats_have(w, t, "Poss=Yes") || w->doc->tokens[t].upos == UPOS_PART)
            fact->definite = true;
        if (feats_have(w, t, "Definite=Ind")) fact->indefinite = true;
        if (w->doc->tokens[t].upos == UPOS_NUM) numbered = true;
    }
    if (numbered && !fact->definite) fact->indefinite = true; /* "220 tanks" are new ones */
}

/* A mention of the noun phrase whose noun is at [first, end). */
static uint32_t add_nominal(struct work *w, uint32_t sentence, uint32_t first, uint32_t end)
{
    const struct sentence *sent = &w->doc->sentences[sentence];
    uint32_t head = tree_span_head(w, first, end);
    uint32_t from = phrase_first(w, sent->first, first, end, head);
    uint32_t m = mention_add(w, MENTION_NOMINAL, sentence, from, end);
    if (m == NONE) return NONE;
    struct mention *mention = &w->out->mentions[m];
    mention->head = head;
    w->facts[m].name_first = first;
    w->facts[m].name_end = end;
    read_number(w, m);
    return m;
}

static bool nominal_pos(const struct work *w, uint32_t head)
{
    uint8_t upos = w->doc->tokens[head].upos, rel = tree_rel(w, head);
    if (upos == UPOS_NOUN || upos == UPOS_PROPN) return true;
    return upos == UPOS_ADJ &&
           (rel == REL_NSUBJ || rel == REL_OBJ || rel == REL_OBL || rel == REL_NMOD);
}

/* "Pakistani intelligence", "who heads military intelligence", but not "shared intelligence". */
static bool mass_acts(const struct work *w, uint32_t sentence, uint32_t t, uint32_t head)
{
    if (tree_rel(w, head) == REL_NSUBJ) return true;
    if (t > w->doc->sentences[sentence].first && flag(w, t - 1, TOKEN_NAME)) return true;
    uint32_t verb = tree_rel(w, head) == REL_OBJ ? w->nodes[head].head : NONE;
    const struct kb_word *word = verb == NONE ? NULL : lemma_at(w, "heading", verb);
    return word && str_is(word->class, "lead");
}

/* An office or agent of the kb: "the secretary", "two soldiers". */
static uint32_t role_nominal(struct work *w, uint32_t sentence, uint32_t t)
{
    const struct kb_alias *role = w->nodes[t].role;
    uint32_t end = t + w->nodes[t].role_n;
    if (!role || role->row->kind == KB_TITLE || !is_free(w, t, end)) return t + 1;
    uint32_t head = tree_span_head(w, t, end);
    if (!nominal_pos(w, head)) return t + 1;
    if (str_is(role->row->type, "mass") && !mass_acts(w, sentence, t, head)) return t + 1;
    uint32_t m = add_nominal(w, sentence, t, end);
    if (m == NONE) return end;
    struct fact *fact = &w->facts[m];
    struct mention *mention = &w->out->mentions[m];
    fact_row(fact, role->row);
    fact->role_first = t;
    fact->role_end = end;
    if (fact->plural && fact->kind == ENTITY_PERSON) fact->kind = ENTITY_GROUP;
    fact->word = word_at(w, "collectives", head);
    if (!fact->word) fact->word = kb_words_find(w->words, "collectives", role->row->name);
    const struct sentence *sent = &w->doc->sentences[sentence];
    uint32_t tail = phrase_tail(w, end, sent->first + sent->n);
    if (tail > end) {
        mention->end = tail;
        mention->span = tokens_span(w, mention->first, tail);
    }
    return end;
}

/* "both sides", "the two countries", "the company". */
static bool collective_nominal(struct work *w, uint32_t sentence, uint32_t t)
{
    const struct kb_word *word = word_at(w, "collectives", t);
    if (!word || w->doc->tokens[t].upos != UPOS_NOUN || !is_free(w, t, t + 1)) return false;
    uint8_t rel = tree_rel(w, t);
    if (rel == REL_COMPOUND) return false;
    uint32_t m = add_nominal(w, sentence, t, t + 1);
    if (m == NONE) return false;
    w->facts[m].word = word;
    return true;
}

/* "the two": a number that stands for those just named. */
static bool number_nominal(struct work *w, uint32_t sentence, uint32_t t)
{
    uint8_t rel = tree_rel(w, t);
    if (w->doc->tokens[t].upos != UPOS_NUM || (rel != REL_NSUBJ && rel != REL_OBJ)) return false;
    if (t == w->doc->sentences[sentence].first || !feats_have(w, t - 1, "Definite=Def"))
        return false;
    const struct kb_word *word = word_at(w, "collectives", t);
    if (!word || !is_free(w, t, t + 1)) return false;
    uint32_t m = mention_add(w, MENTION_NOMINAL, sentence, t - 1, t + 1);
    if (m == NONE) return false;
    struct fact *fact = &w->facts[m];
    fact->name_first = t;
    fact->word = word;
    fact->plural = fact->definite = true;
    fact->kind = ENTITY_GROUP;
    return true;
}

static bool pronoun(struct work *w, uint32_t sentence, uint32_t t)
{
    uint8_t upos = w->doc->tokens[t].upos;
    if (upos != UPOS_PRON && upos != UPOS_DET) return false;
    const struct kb_word *word = word_at(w, "pronouns", t);
    if (!word) return false;
    uint8_t rel = tree_rel(w, t);
    if (rel == REL_EXPL || rel == REL_DET || flag(w, t, TOKEN_NAME) ||
        w->doc->tokens[t].rel == REL_CC_PRECONJ)
        return false;
    uint32_t m = mention_add(w, MENTION_PRONOUN, sentence, t, t + 1);
    if (m == NONE) return false;
    struct fact *fact = &w->facts[m];
    fact->word = word;
    fact->plural = str_ends(word->value, "pl");
    char g = word->value.n ? word->value.p[0] : 0;
    fact->gender = g == 'm' || g == 'f' ? g : 0;
    return true;
}

static void find_nominals(struct work *w, uint32_t sentence)
{
    const struct sentence *sent = &w->doc->sentences[sentence];
    uint32_t end = sent->first + sent->n;
    for (uint32_t t = sent->first; t < end;) {
        if (w->nodes[t].role && !flag(w, t, TOKEN_NAME | TOKEN_OFFICE)) {
            uint32_t next = role_nominal(w, sentence, t);
            if (next > t + 1 || w->nodes[t].role_n == 1) {
                t = next;
                continue;
            }
        }
        if (!pronoun(w, sentence, t) && !collective_nominal(w, sentence, t))
            number_nominal(w, sentence, t);
        t++;
    }
}

/* Peoples stand in the kb as names ("South Koreans"); in a text they are phrases like others:
 * "two South Koreans". */
static void peoples_to_nominals(struct work *w, uint32_t from)
{
    for (uint32_t m = from; m < w->out->n_mentions; m++) {
        struct fact *fact = &w->facts[m];
        struct mention *mention = &w->out->mentions[m];
        if (!fact->alias || fact->alias->sense != KB_PEOPLE) continue;
        mention->kind = MENTION_NOMINAL;
        mention->first = phrase_first(w, w->doc->sentences[mention->sentence].first, mention->first,
                                      mention->end, mention->head);
        mention->span = tokens_span(w, mention->first, mention->end);
        read_number(w, m);
        fact->kind = fact->plural || fact->definite ? ENTITY_GROUP : ENTITY_PERSON;
        fact->plural = fact->plural || !fact->indefinite;
    }
}

void mentions_find(struct work *w)
{
    for (uint32_t s = 0; s < w->doc->n_sentences && !w->failed; s++) {
        uint32_t before = w->out->n_mentions;
        names_find(w, s);
        peoples_to_nominals(w, before);
        find_nominals(w, s);
    }
}

/* A titled name that the parser split ("Kenyan" and "Minister Joseph Mutua" as two subjects) is
 * found from each of its words that hangs outside of it. */
static void claim_stray_heads(struct work *w, const struct mention *m, uint32_t index)
{
    const struct sentence *s = &w->doc->sentences[m->sentence];
    for (uint32_t t = m->first; t < m->end; t++) {
        uint32_t head = doc_head(w->doc, s, t);
        bool outside = head == UINT32_MAX || head < m->first || head >= m->end;
        if (outside && !w->out->by_token[t]) w->out->by_token[t] = index + 1;
    }
}

/* ---- order: by first token, the wider one first ---- */

struct ordered {
    struct mention mention;
    struct fact fact;
};

static int by_place(const void *a, const void *b)
{
    const struct mention *x = &((const struct ordered *)a)->mention;
    const struct mention *y = &((const struct ordered *)b)->mention;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    return x->head < y->head ? -1 : x->head > y->head;
}

/* The row of the preposition before a word, or NULL. */
static const struct kb_word *place_case(const struct work *w, uint32_t token)
{
    uint32_t preposition = tree_case(w, token);
    return preposition == NONE ? NULL : word_at(w, "places", preposition);
}

static bool is_where(const struct kb_word *place)
{
    return place && (str_is(place->class, "in") || str_is(place->class, "near"));
}

/* "in [Mali]", and "in the east of [Mali]". */
static bool is_locative(const struct work *w, const struct mention *m)
{
    const struct kb_word *place = place_case(w, m->head);
    if (w->doc->tokens[m->head].rel == REL_OBL_AGENT) return false; /* "condemned by [Mali]" */
    if (!place || !str_is(place->class, "of")) return is_where(place);
    uint32_t part = doc_head(w->doc, &w->doc->sentences[m->sentence], m->head);
    const struct kb_word *noun = part == NONE ? NULL : word_at(w, "places", part);
    return noun && str_is(noun->class, "part") && is_where(place_case(w, part));
}

void mentions_order(struct work *w)
{
    uint32_t n = w->out->n_mentions;
    struct ordered *all = ARENA_ARRAY(w->arena, n ? n : 1, struct ordered);
    if (!all) {
        w->failed = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        all[i] = (struct ordered){w->out->mentions[i], w->facts[i]};
    qsort(all, n, sizeof *all, by_place);
    for (uint32_t i = 0; i < n; i++) {
        w->out->mentions[i] = all[i].mention;
        w->facts[i] = all[i].fact;
        w->facts[i].salience = tree_salience(w, all[i].mention.head);
        w->out->mentions[i].locative = is_locative(w, &all[i].mention);
    }
    for (uint32_t t = 0; t < w->doc->n_tokens; t++)
        w->nodes[t].mention = 0;
    w->out->by_token = ARENA_ARRAY(w->arena, w->doc->n_tokens + 1, uint32_t);
    w->out->inside = ARENA_ARRAY(w->arena, w->doc->n_tokens + 1, uint32_t);
    if (!w->out->by_token || !w->out->inside) {
        w->failed = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++) { /* wider ones come first: by_token keeps the first */
        const struct mention *m = &w->out->mentions[i];
        if (!w->out->by_token[m->head]) w->out->by_token[m->head] = i + 1;
        if (m->kind == MENTION_TITLED) claim_stray_heads(w, m, i);
        for (uint32_t t = m->first; t < m->end; t++)
            w->out->inside[t] = i + 1;
        if (m->kind == MENTION_NAME || m->kind == MENTION_TITLED || m->kind == MENTION_ADJECTIVE)
            for (uint32_t t = w->facts[i].name_first; t < w->facts[i].name_end; t++)
                w->nodes[t].mention = i + 1;
    }
}
