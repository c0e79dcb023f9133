/* entity/clauses.c - offices that a clause tells: "X, who heads the central bank".
 *
 * Four constructions, all read from the tree and from words/heading.tsv:
 *     X, who heads the bank              a verb of leading, its object the body
 *     X, who was minister until 1990     a noun of office as predicate of a relative or main clause
 *     X was elected president            verbs that put somebody in office
 *     rebels led by X                    the participle, its agent the leader
 * What a verb of leading says is kept as the fact of the relative pronoun, so that X may have a
 * title as well ("Major X, who commands the rebels") and "the commander" finds X later.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

/* ---- small questions ---- */

static bool past(const struct work *w, uint32_t t)
{
    return feats_have(w, t, "Tense=Past") && feats_have(w, t, "VerbForm=Fin");
}

/* Does the clause of t deny or only suppose what it says? */
static bool is_asserted(const struct work *w, uint32_t t)
{
    for (uint32_t c = w->nodes[t].child; c != NONE; c = w->nodes[c].next) {
        uint8_t rel = tree_rel(w, c);
        if (rel == REL_AUX && word_is(w, "time", c, "future")) return false;
        if (feats_have(w, c, "Polarity=Neg")) return false;
    }
    return true;
}

/* The row of modifiers.tsv when the clause of `verb` says that the office is over, or NULL. */
static const struct kb_row *ended_by(const struct work *w, uint32_t verb)
{
    const struct sentence *s = &w->doc->sentences[w->nodes[verb].sentence];
    for (uint32_t t = verb + 1; t < s->first + s->n && t < verb + 16; t++) {
        const struct kb_word *word = word_at(w, "heading", t);
        if (!word || !str_is(word->class, "ended") || !tree_dominates(w, verb, t)) continue;
        for (const struct kb_alias *a = kb_find(w->kb, word->value); a; a = a->next)
            if (a->row->kind == KB_MODIFIER) return a->row;
    }
    return NULL;
}

static const struct kb_row *over_row(const struct work *w)
{
    const struct kb_word *word = kb_words_find(w->words, "heading", STR_LIT("until"));
    for (const struct kb_alias *a = word ? kb_find(w->kb, word->value) : NULL; a; a = a->next)
        if (a->row->kind == KB_MODIFIER) return a->row;
    return NULL;
}

/* A singular noun of office or agent whose head is t, or NONE. */
static uint32_t office_at(const struct work *w, uint32_t t)
{
    uint32_t m = w->out->by_token[t];
    if (!m || w->out->mentions[m - 1].kind != MENTION_NOMINAL) return NONE;
    const struct fact *fact = &w->facts[m - 1];
    bool one = fact->role && fact->kind == ENTITY_PERSON && !fact->plural;
    return one && fact->same == NONE ? m - 1 : NONE;
}

/* The mention of a person by name at token t, or NONE. */
static uint32_t person_at(const struct work *w, uint32_t t)
{
    uint32_t m = t == NONE ? 0 : w->out->by_token[t];
    if (!m) return NONE;
    enum mention_kind kind = w->out->mentions[m - 1].kind;
    if (kind == MENTION_TITLED) return m - 1;
    const struct kb_alias *alias = w->facts[m - 1].alias;
    if (kind != MENTION_NAME || (alias && alias->row->kind != KB_PERSON)) return NONE;
    return alias || !w->facts[m - 1].kind || w->facts[m - 1].kind == ENTITY_PERSON ? m - 1 : NONE;
}

/* ---- what is told ---- */

/* The noun at `t` says what person m is. `verb` carries the tense. */
static void tell_office(struct work *w, uint32_t m, uint32_t t, uint32_t verb, bool past_is_over)
{
    uint32_t nominal = office_at(w, t);
    if (nominal == NONE || nominal == m) return;
    struct fact *fact = &w->facts[nominal];
    fact->same = m;
    fact->told = true;
    bool over = past_is_over && past(w, verb) && fact->role->kind == KB_OFFICE;
    if (!fact->modifier) fact->modifier = over ? over_row(w) : ended_by(w, verb);
    if (!w->facts[m].alias) w->facts[m].kind = ENTITY_PERSON;
}

/* The office of a verb of leading ("head of") and its body become fact `m`. */
static bool tell_lead(struct work *w, uint32_t m, const struct kb_word *word, uint32_t verb,
                      uint32_t body)
{
    size_t cut = str_find_byte(word->value, ' ', 0);
    if (cut == SIZE_MAX || !w->out->by_token[body]) return false;
    const struct kb_alias *a = kb_find(w->kb, str_slice(word->value, 0, cut));
    while (a && a->row->kind != KB_OFFICE && a->row->kind != KB_AGENT)
        a = a->next;
    if (!a) return false;
    struct fact *fact = &w->facts[m];
    fact_row(fact, a->row);
    uint32_t other = w->out->by_token[body] - 1;
    roles_take_body(w, m, other, "that it leads");
    fact->office =
        arena_printf(w->arena, "%.*s %.*s", STR_ARG(word->value), STR_ARG(mention_text(w, other)));
    if (past(w, verb)) fact->modifier = ended_by(w, verb);
    return true;
}

/* ---- the constructions ---- */

/* The pronoun "who" that is subject of the relative clause, as mention; NONE else. */
static uint32_t who_of(const struct work *w, uint32_t verb)
{
    for (uint32_t c = w->nodes[verb].child; c != NONE; c = w->nodes[c].next) {
        uint32_t m = tree_rel(w, c) == REL_NSUBJ ? w->out->by_token[c] : 0;
        const struct kb_word *word = m ? w->facts[m - 1].word : NULL;
        if (word && str_is(word->class, "relative") && word->value.p[0] == 'a') return m - 1;
    }
    return NONE;
}

/* The noun that "as", a copula or a verb of choosing puts beside the subject. */
static void read_complement(struct work *w, uint32_t m, uint32_t verb, const struct kb_word *word)
{
    bool over = str_is(word->value, "past");
    for (uint32_t c = w->nodes[verb].child; c != NONE; c = w->nodes[c].next) {
        uint8_t rel = tree_rel(w, c);
        uint32_t as = tree_case(w, c);
        bool joined = as != NONE && word_is(w, "heading", as, "as");
        if (rel == REL_XCOMP || ((rel == REL_OBL || rel == REL_ADVCL) && joined) ||
            (rel == REL_OBJ && c > verb))
            tell_office(w, m, c, verb, over);
    }
}

/* "X, | who heads the bank". */
static void read_relative(struct work *w, uint32_t m, uint32_t verb)
{
    uint32_t who = who_of(w, verb), cop = tree_child(w, verb, REL_COP);
    if (who == NONE || !is_asserted(w, verb)) return;
    if (cop != NONE) {
        tell_office(w, m, verb, cop, true);
        return;
    }
    const struct kb_word *word = lemma_at(w, "heading", verb);
    if (!word) return;
    if (str_is(word->class, "as")) {
        read_complement(w, m, verb, word);
        return;
    }
    uint32_t body = tree_child(w, verb, REL_OBJ);
    if (!str_is(word->class, "lead") || body == NONE) return;
    if (w->out->mentions[m].kind == MENTION_NOMINAL) { /* "his brother, who heads the police" */
        if (w->facts[m].role->kind == KB_AGENT) {
            w->facts[m].n_sectors = 0;
            w->facts[m].kin = false;
            tell_lead(w, m, word, verb, body);
        }
        return;
    }
    if (!tell_lead(w, who, word, verb, body)) return;
    w->facts[who].same = m;
    w->facts[who].told = true;
    if (!w->facts[m].alias) w->facts[m].kind = ENTITY_PERSON;
}

/* "X, | sworn in as president". */
static void read_participle(struct work *w, uint32_t m, uint32_t verb)
{
    const struct kb_word *word = feats_have(w, verb, "VerbForm=Part") && is_asserted(w, verb)
                                     ? lemma_at(w, "heading", verb)
                                     : NULL;
    if (word && str_is(word->class, "as")) read_complement(w, m, verb, word);
}

/* "the bank, | headed by X": only for an X that has no office by itself. */
static void read_agent(struct work *w, uint32_t body, uint32_t verb)
{
    const struct kb_word *word = lemma_at(w, "heading", verb);
    if (!word || !str_is(word->class, "lead") || !is_asserted(w, verb)) return;
    for (uint32_t c = w->nodes[verb].child; c != NONE; c = w->nodes[c].next) {
        uint32_t m = tree_rel(w, c) == REL_OBL && c > verb ? person_at(w, c) : NONE;
        if (m == NONE || w->facts[m].role) continue;
        if (w->doc->tokens[c].rel != REL_OBL_AGENT) continue;
        if (tell_lead(w, m, word, verb, body) && !w->facts[m].alias)
            w->facts[m].kind = ENTITY_PERSON;
    }
}

/* "X is the head of Y", "X was elected president", "they elected X president". */
static void read_predicate(struct work *w, uint32_t m, uint32_t t)
{
    uint32_t verb = w->nodes[t].head;
    uint8_t rel = tree_rel(w, t);
    if (verb == NONE || (rel != REL_NSUBJ && rel != REL_OBJ) || !is_asserted(w, verb)) return;
    uint32_t cop = tree_child(w, verb, REL_COP);
    if (rel == REL_NSUBJ && cop != NONE) {
        tell_office(w, m, verb, cop, true);
        return;
    }
    const struct kb_word *word =
        w->doc->tokens[verb].upos == UPOS_VERB ? lemma_at(w, "heading", verb) : NULL;
    if (word && str_is(word->class, "as")) read_complement(w, m, verb, word);
}

void clauses_read(struct work *w)
{
    for (uint32_t m = 0; m < w->out->n_mentions; m++) {
        const struct mention *mention = &w->out->mentions[m];
        if (mention->kind == MENTION_PRONOUN || mention->kind == MENTION_ADJECTIVE) continue;
        uint32_t person = person_at(w, mention->head) == m ? m : NONE;
        if (office_at(w, mention->head) == m) person = m; /* "his brother, who heads ..." */
        if (mention->kind == MENTION_NOMINAL && w->facts[m].same != NONE)
            person = person_at(w, w->out->mentions[w->facts[m].same].head);
        for (uint32_t t = mention->first; t < mention->end; t++)
            for (uint32_t c = w->nodes[t].child; c != NONE; c = w->nodes[c].next) {
                if (tree_rel(w, c) != REL_ACL || c < mention->end) continue;
                if (person == NONE)
                    read_agent(w, t, c);
                else if (w->doc->tokens[c].rel == REL_ACL_RELCL)
                    read_relative(w, person, c);
                else
                    read_participle(w, person, c);
            }
        if (person == m && mention->kind != MENTION_NOMINAL) read_predicate(w, m, mention->head);
    }
}
