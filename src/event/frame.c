/* event/frame.c - see frame.h.
 *
 * The idea is that of logical form (compare UDepLambda, Reddy et al. 2017, and Enhanced UD): rules
 * should not care how English turns a clause round. For each predicate the children give direct
 * arguments; then what is missing is looked for where the construction says it must be:
 *
 *   "R was condemned by A"         passive: nsubj:pass is OBJ, by-phrase is SUBJ
 *   "A, which condemned R"         acl:relcl: the noun stands for the relative pronoun
 *   "troops sent to R by A"        acl, participle: the noun is OBJ
 *   "A wants to meet R"            xcomp: SUBJ of the governor (its OBJ after "urge R to")
 *   "A said ..., crediting R"      advcl without subject: surface subject of the governor
 *   "A met B and praised C"        conj without subject: surface subject of the first
 *   "A's condemnation of R"        noun: possessor, by-phrase or adjective is SUBJ, of-phrase OBJ
 *   "A launched an attack on R"    noun under a verb: SUBJ of that verb
 *
 * SPDX-License-Identifier: MIT */
#include "event/frame.h"

#include <assert.h>

#define NONE UINT32_MAX

enum { CLIMB_MAX = 3 };

bool frames_init(struct frames *tree, struct arena *arena, const struct event_book *book,
                 const struct doc *doc, const struct entities *entities, uint32_t sentence)
{
    const struct sentence *s = &doc->sentences[sentence];
    *tree = (struct frames){.doc = doc,
                            .sentence = s,
                            .book = book,
                            .entities = entities,
                            .arena = arena,
                            .first = s->first,
                            .n = s->n};
    tree->child = ARENA_ARRAY(arena, s->n + 1, uint32_t);
    tree->sibling = ARENA_ARRAY(arena, s->n + 1, uint32_t);
    tree->built = ARENA_ARRAY(arena, s->n + 1, struct frame *);
    tree->building = ARENA_ARRAY(arena, s->n + 1, uint8_t);
    if (!tree->child || !tree->sibling || !tree->built || !tree->building) return false;
    for (uint32_t i = s->n; i-- > 0;) {
        uint32_t head = doc->tokens[s->first + i].head;
        if (head == 0 || head > s->n) continue;
        tree->sibling[i] = tree->child[head - 1];
        tree->child[head - 1] = i + 1;
    }
    return true;
}

uint32_t frames_head(const struct frames *tree, uint32_t token)
{
    uint32_t head = tree->doc->tokens[token].head;
    return head && head <= tree->n ? tree->first + head - 1 : NONE;
}

uint32_t frames_child(const struct frames *tree, uint32_t token)
{
    uint32_t c = tree->child[token - tree->first];
    return c ? tree->first + c - 1 : NONE;
}

uint32_t frames_next(const struct frames *tree, uint32_t token)
{
    uint32_t c = tree->sibling[token - tree->first];
    return c ? tree->first + c - 1 : NONE;
}

#define FOR_CHILDREN(c, tree, token)                                                               \
    for (uint32_t c = frames_child((tree), (token)); c != NONE; c = frames_next((tree), c))

static uint8_t rel_of(const struct frames *tree, uint32_t token)
{
    return ud_rel_universal(tree->doc->tokens[token].rel);
}

uint32_t frames_child_rel(const struct frames *tree, uint32_t token, uint8_t rel)
{
    FOR_CHILDREN(c, tree, token)
    {
        if (rel_of(tree, c) == rel) return c;
    }
    return NONE;
}

struct str frames_prep(const struct frames *tree, uint32_t token)
{
    FOR_CHILDREN(c, tree, token)
    {
        if (rel_of(tree, c) == REL_CASE && tree->doc->tokens[c].xpos != XPOS_POS)
            return tree->doc->tokens[c].lemma;
    }
    return (struct str){"", 0};
}

struct str frames_marker(const struct frames *tree, uint32_t token)
{
    FOR_CHILDREN(c, tree, token)
    {
        uint8_t rel = rel_of(tree, c);
        if (rel == REL_MARK || rel == REL_CASE) return tree->doc->tokens[c].lemma;
    }
    return (struct str){"", 0};
}

uint32_t frames_counted(const struct frames *tree, uint32_t token)
{
    if (!book_is(tree->book, GRAMMAR_QUANTITY, tree->doc->tokens[token].lemma)) return NONE;
    FOR_CHILDREN(c, tree, token)
    {
        if (rel_of(tree, c) == REL_NMOD &&
            book_is(tree->book, GRAMMAR_SUBJECT_PREP, frames_prep(tree, c)))
            return c;
    }
    return NONE;
}

/* The word whose place in the clause a noun has: for the "talks" of "a round of talks", "round". */
static uint32_t counting(const struct frames *tree, uint32_t token)
{
    uint32_t head = frames_head(tree, token);
    return head != NONE && frames_counted(tree, head) == token ? head : token;
}

static void add(struct frame *f, enum frame_role role, struct str prep, uint32_t token,
                bool inherited)
{
    if (token == NONE || f->n_args == FRAME_ARGS_MAX) return;
    f->args[f->n_args++] = (struct frame_arg){(uint8_t)role, inherited, prep, token};
}

static const struct str no_prep = {"", 0};

const struct frame_arg *frame_find(const struct frame *frame, enum frame_role role,
                                   const char *prep)
{
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->args[i].role == role && (!prep || str_is(frame->args[i].prep, prep)))
            return &frame->args[i];
    return NULL;
}

static uint32_t role_token(const struct frame *f, enum frame_role role)
{
    const struct frame_arg *arg = frame_find(f, role, NULL);
    return arg ? arg->token : NONE;
}

static bool is_relative_pronoun(const struct frames *tree, uint32_t token)
{
    uint8_t x = tree->doc->tokens[token].xpos;
    return x == XPOS_WDT || x == XPOS_WP;
}

static bool is_noun(const struct frames *tree, uint32_t token)
{
    uint8_t u = tree->doc->tokens[token].upos;
    return u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_PRON;
}

/* "arrived late Wednesday": a time is no object, whatever the parser says. */
bool frames_is_time(const struct frames *tree, uint32_t token)
{
    const struct entities *e = tree->entities;
    for (uint32_t i = 0; i < e->n_times; i++)
        if (e->times[i].first <= token && token < e->times[i].end) return true;
    return false;
}

/* "met with the adviser" with "with" as the phrase's head: the noun below it. */
static uint32_t below_preposition(const struct frames *tree, uint32_t token)
{
    if (tree->doc->tokens[token].upos != UPOS_ADP) return NONE;
    FOR_CHILDREN(c, tree, token)
    {
        if (is_noun(tree, c)) return c;
    }
    return NONE;
}

/* A passive subject needs a passive auxiliary; else it is a past tense read as a participle. */
static bool has_passive_auxiliary(const struct frames *tree, uint32_t token)
{
    FOR_CHILDREN(c, tree, token)
    {
        if (tree->doc->tokens[c].rel == REL_AUX_PASS) return true;
    }
    return false;
}

/* "called R, discussing supplies": a participle behind a comma completes nothing. */
static bool is_adjunct(const struct frames *tree, uint32_t token)
{
    uint32_t first = frames_child(tree, token);
    return tree->doc->tokens[token].xpos == XPOS_VBG && first != NONE && first < token &&
           rel_of(tree, first) == REL_PUNCT && !frames_marker(tree, token).n;
}

static bool names_actor(const struct frames *tree, uint32_t token)
{
    const struct mention *m = entity_at(tree->entities, token);
    return m && tree->entities->items[m->entity].kind != ENTITY_OTHER;
}

/* Direct arguments of a verb or adjective. `relative` replaces a relative pronoun. */
static void add_clause_args(const struct frames *tree, struct frame *f, uint32_t relative)
{
    FOR_CHILDREN(c, tree, f->token)
    {
        uint32_t token = relative != NONE && is_relative_pronoun(tree, c) ? relative : c;
        uint8_t full = tree->doc->tokens[c].rel;
        switch (ud_rel_universal(full)) {
        case REL_NSUBJ: {
            bool passive = full == REL_NSUBJ_PASS && has_passive_auxiliary(tree, f->token);
            if (passive) f->passive = true;
            f->surface = token;
            add(f, passive ? ROLE_OBJ : ROLE_SUBJ, no_prep, token, false);
            break;
        }
        case REL_OBJ:
            if (!frames_is_time(tree, token)) add(f, ROLE_OBJ, no_prep, token, false);
            break;
        case REL_IOBJ:
            add(f, ROLE_IOBJ, no_prep, token, false);
            break;
        case REL_OBL:
        case REL_NMOD: {
            struct str prep = frames_prep(tree, c);
            uint32_t below = below_preposition(tree, c);
            if (below != NONE)
                add(f, ROLE_OBL, tree->doc->tokens[c].lemma, below, false);
            else if (full == REL_OBL_AGENT)
                add(f, ROLE_SUBJ, no_prep, token, false);
            else if (prep.n)
                add(f, ROLE_OBL, prep, token, false);
            break;
        }
        case REL_ADVCL:
            if (is_adjunct(tree, c)) break;
            add(f, ROLE_COMP, frames_marker(tree, c), c, false);
            break;
        case REL_XCOMP:
        case REL_CCOMP:
        case REL_ACL:
            add(f, ROLE_COMP, frames_marker(tree, c), c, false);
            break;
        case REL_COMPOUND:
            if (full == REL_COMPOUND_PRT) add(f, ROLE_PRT, no_prep, c, false);
            break;
        case REL_AUX:
            if (full == REL_AUX_PASS) f->passive = true;
            break;
        default:
            break;
        }
    }
}

/* "A and B will attend" read as two subjects: both act. */
static void see_two_subjects(const struct frames *tree, struct frame *f)
{
    uint32_t first = NONE;
    FOR_CHILDREN(c, tree, f->token)
    {
        if (tree->doc->tokens[c].rel != REL_NSUBJ || !names_actor(tree, c)) continue;
        for (uint32_t t = first; first != NONE && t < c && !f->mutual; t++)
            f->mutual = rel_of(tree, t) == REL_CC;
        if (first == NONE) first = c;
    }
}

/* In a passive without obl:agent the by-phrase is the agent. */
static void promote_agent(const struct frames *tree, struct frame *f)
{
    if (!f->passive || frame_find(f, ROLE_SUBJ, NULL)) return;
    for (uint32_t i = 0; i < f->n_args; i++)
        if (f->args[i].role == ROLE_OBL &&
            book_is(tree->book, GRAMMAR_AGENT_PREP, f->args[i].prep)) {
            f->args[i].role = ROLE_SUBJ;
            f->args[i].prep = no_prep;
            return;
        }
}

/* Who speaks in a text: "A passed a resolution criticizing R", "a letter by A urging". The noun
 * itself where nobody does. */
static uint32_t speaker_of(struct frames *tree, uint32_t noun)
{
    if (!book_is(tree->book, GRAMMAR_UTTERANCE, tree->doc->tokens[noun].lemma)) return noun;
    const struct frame *own = frames_get(tree, noun);
    uint32_t subject = own ? role_token(own, ROLE_SUBJ) : NONE;
    if (subject != NONE) return subject;
    uint32_t verb = frames_head(tree, noun);
    uint8_t rel = tree->doc->tokens[noun].rel;
    if (verb == NONE || (rel != REL_OBJ && rel != REL_NSUBJ_PASS) ||
        !book_is(tree->book, GRAMMAR_ISSUER, tree->doc->tokens[verb].lemma))
        return noun;
    const struct frame *above = frames_get(tree, verb);
    subject = above ? role_token(above, ROLE_SUBJ) : NONE;
    return subject == NONE ? noun : subject;
}

/* Relative clause: the noun above fills the gap that the pronoun, or nothing, leaves. */
static void fill_relative_gap(struct frames *tree, struct frame *f, uint32_t noun)
{
    uint32_t speaker = speaker_of(tree, noun);
    for (uint32_t i = 0; i < f->n_args; i++) {
        if (f->args[i].token != noun) continue; /* the pronoun already stood for it */
        if (f->args[i].role == ROLE_SUBJ && speaker != noun) {
            f->args[i].token = f->surface = speaker; /* "a bill that would sanction R" */
            f->args[i].inherited = true;
        }
        return;
    }
    bool has_subject = f->surface != NONE;
    if (!has_subject) {
        f->surface = noun;
        add(f, f->passive ? ROLE_OBJ : ROLE_SUBJ, no_prep, noun, false);
    } else if (role_token(f, ROLE_OBJ) == NONE && tree->doc->tokens[f->token].upos == UPOS_VERB) {
        add(f, ROLE_OBJ, no_prep, noun, false);
    }
}

/* Copular clauses have their subject on the predicate, be it noun or adjective. */
static bool has_copula(const struct frames *tree, uint32_t token)
{
    return frames_child_rel(tree, token, REL_COP) != NONE;
}

/* xcomp and advcl: the subject is found in the governing clause. */
static void fill_from_governor(struct frames *tree, struct frame *f, uint32_t governor, uint8_t rel)
{
    const struct frame *above = frames_get(tree, governor);
    if (!above) return;
    uint32_t subject = above->surface;
    /* "a law enacted by A to punish R": the purpose is that of who acts */
    bool purpose = rel == REL_ADVCL && tree->doc->tokens[f->token].xpos == XPOS_VB;
    if (purpose && above->passive && role_token(above, ROLE_SUBJ) != NONE)
        subject = role_token(above, ROLE_SUBJ);
    if (rel == REL_XCOMP && !above->passive) {
        uint32_t object = role_token(above, ROLE_IOBJ);
        if (object == NONE) object = role_token(above, ROLE_OBJ);
        if (object != NONE && object != f->token) subject = object;
    }
    if (subject == NONE) subject = role_token(above, ROLE_SUBJ);
    f->surface = subject;
    bool passive =
        f->passive || (rel == REL_ADVCL && tree->doc->tokens[f->token].xpos == XPOS_VBN &&
                       role_token(f, ROLE_OBJ) == NONE);
    add(f, passive ? ROLE_OBJ : ROLE_SUBJ, no_prep, subject, true);
}

/* A participle or infinitive under a noun: "troops sent to", "the group holding", "pledge to". */
static void fill_from_noun(struct frames *tree, struct frame *f, uint32_t noun)
{
    uint8_t xpos = tree->doc->tokens[f->token].xpos;
    bool has_object = role_token(f, ROLE_OBJ) != NONE;
    if ((xpos == XPOS_VBN && !has_object) || f->passive) {
        f->passive = true;
        promote_agent(tree, f);
        if (role_token(f, ROLE_OBJ) == NONE) add(f, ROLE_OBJ, no_prep, noun, false);
        f->surface = noun;
    } else if (has_copula(tree, noun)) { /* "A was a donor, giving money" */
        fill_from_governor(tree, f, noun, REL_ADVCL);
    } else if (xpos == XPOS_VBG || xpos == XPOS_VBN || xpos == XPOS_VBD) {
        /* with an object of its own it is no passive: a finite verb read as a participle */
        f->surface = frames_marker(tree, f->token).n ? noun : speaker_of(tree, noun);
        add(f, ROLE_SUBJ, no_prep, f->surface, f->surface != noun);
    } else {
        const struct frame *above = frames_get(tree, noun);
        uint32_t subject = above ? role_token(above, ROLE_SUBJ) : NONE;
        for (uint32_t steps = 0; subject == NONE && steps < CLIMB_MAX; steps++) {
            if (rel_of(tree, noun) != REL_NMOD || /* "aid of $5 million to help R" */
                !book_is(tree->book, GRAMMAR_SUBJECT_PREP, frames_prep(tree, noun)))
                break;
            noun = frames_head(tree, noun);
            above = frames_get(tree, noun);
            subject = above ? role_token(above, ROLE_SUBJ) : NONE;
        }
        f->surface = subject;
        add(f, ROLE_SUBJ, no_prep, subject, true);
    }
}

/* A coordinated verb shares the subject of the first, and an object that follows both. */
static void fill_from_first_conjunct(struct frames *tree, struct frame *f, uint32_t first)
{
    const struct frame *above = frames_get(tree, first);
    if (!above) return;
    if (f->surface == NONE) {
        /* "were chased away by A and arrested": the auxiliary is shared, and who did it */
        if (above->passive && tree->doc->tokens[f->token].xpos == XPOS_VBN &&
            role_token(f, ROLE_OBJ) == NONE) {
            f->passive = true;
            promote_agent(tree, f);
            if (!frame_find(f, ROLE_SUBJ, NULL))
                add(f, ROLE_SUBJ, no_prep, role_token(above, ROLE_SUBJ), true);
        }
        f->surface = above->surface;
        if (role_token(f, f->passive ? ROLE_OBJ : ROLE_SUBJ) == NONE)
            add(f, f->passive ? ROLE_OBJ : ROLE_SUBJ, no_prep,
                above->surface != NONE ? above->surface : role_token(above, ROLE_SUBJ), true);
    }
    uint32_t object = role_token(above, ROLE_OBJ);
    if (!f->passive && role_token(f, ROLE_OBJ) == NONE && object != NONE && object > f->token)
        add(f, ROLE_OBJ, no_prep, object, true);
}

/* "was fired on by A": the subject belongs to the preposition that the passive left behind. */
static void take_stranded(const struct frames *tree, struct frame *f)
{
    uint32_t next = f->token + 1;
    if (!f->passive || next >= tree->first + tree->n || frames_head(tree, next) != f->token) return;
    struct str prep = tree->doc->tokens[next].lemma;
    if (frames_child(tree, next) != NONE || !book_is(tree->book, GRAMMAR_STRANDED, prep)) return;
    for (uint32_t i = 0; i < f->n_args; i++)
        if (f->args[i].role == ROLE_OBJ) {
            f->args[i].role = ROLE_OBL;
            f->args[i].prep = prep;
            return;
        }
}

static void build_clause(struct frames *tree, struct frame *f)
{
    const struct token *t = &tree->doc->tokens[f->token];
    uint32_t head = frames_head(tree, f->token);
    uint8_t rel = ud_rel_universal(t->rel);
    bool relative = t->rel == REL_ACL_RELCL && head != NONE;
    add_clause_args(tree, f, relative ? head : NONE);
    see_two_subjects(tree, f);
    promote_agent(tree, f);
    take_stranded(tree, f);
    if (head == NONE) return;
    if (relative)
        fill_relative_gap(tree, f, head);
    else if (rel == REL_ACL && is_noun(tree, head) && f->surface == NONE)
        fill_from_noun(tree, f, head);
    else if ((rel == REL_ACL || rel == REL_XCOMP || rel == REL_ADVCL || rel == REL_CCOMP) &&
             f->surface == NONE)
        fill_from_governor(tree, f, head, rel);
    else if (rel == REL_CONJ)
        fill_from_first_conjunct(tree, f, head);
}

/* ---- nominal predicates ---------------------------------------------------------------------- */

/* Is the preposition one that marks the logical object of this noun? */
static bool marks_object(const struct nominal *nominal, struct str prep)
{
    struct str rest = nominal ? nominal->preps : (struct str){NULL, 0}, item;
    while (str_split(&rest, ';', &item))
        if (str_eq(str_trim(item), prep)) return true;
    return false;
}

static bool is_modifier(uint8_t rel)
{
    return rel == REL_AMOD || rel == REL_COMPOUND || rel == REL_NMOD;
}

/* Beside a name a common noun only says what kind it is: "a U.S. [drone] strike". */
static bool is_named(const struct frames *tree, uint32_t token)
{
    const struct mention *m = entity_at(tree->entities, token);
    return m && m->kind != MENTION_NOMINAL && m->kind != MENTION_PRONOUN;
}

static void add_noun_args(const struct frames *tree, struct frame *f, const struct nominal *nominal)
{
    uint32_t modifiers = 0, named = 0;
    FOR_CHILDREN(c, tree, f->token)
    {
        uint8_t full = tree->doc->tokens[c].rel;
        uint8_t rel = ud_rel_universal(full);
        if (full == REL_NMOD_POSS) {
            add(f, ROLE_SUBJ, no_prep, c, false);
        } else if (rel == REL_NMOD || rel == REL_OBL) {
            struct str prep = frames_prep(tree, c);
            if (book_is(tree->book, GRAMMAR_SIDES_PREP, prep)) {
                f->mutual = f->between = true;
                add(f, ROLE_SUBJ, no_prep, c, false);
            } else if (book_is(tree->book, GRAMMAR_AGENT_PREP, prep)) {
                add(f, ROLE_SUBJ, no_prep, c, false);
            } else if (marks_object(nominal, prep)) {
                add(f, ROLE_OBJ, no_prep, c, false);
                add(f, ROLE_OBL, prep, c, false);
            } else if (prep.n) {
                add(f, ROLE_OBL, prep, c, false);
            }
        } else if (rel == REL_ACL || rel == REL_CCOMP || rel == REL_XCOMP) {
            add(f, ROLE_COMP, frames_marker(tree, c), c, false);
        } else if (is_modifier(rel) && names_actor(tree, c)) {
            modifiers++;
            named += is_named(tree, c);
        }
    }
    if (!modifiers || frame_find(f, ROLE_SUBJ, NULL)) return;
    FOR_CHILDREN(c, tree, f->token)
    {
        if (!is_modifier(rel_of(tree, c)) || !names_actor(tree, c)) continue;
        if (named && !is_named(tree, c)) continue;
        add(f, ROLE_SUBJ, no_prep, c, false);
        f->mutual = f->mutual || (named ? named : modifiers) > 1;
    }
}

/* Without a subject of its own a noun takes that of the clause that carries it: "A launched an
 * attack", "A was in Seoul for talks", "during a meeting with R, A said". Which verbs carry what
 * their object names, and which prepositions, is in classes.tsv: "A welcomed talks" is none. */
static void fill_noun_subject(struct frames *tree, struct frame *f, uint32_t at, uint32_t head)
{
    if (head == NONE) return;
    const struct token *t = &tree->doc->tokens[at];
    uint8_t rel = ud_rel_universal(t->rel);
    const struct frame *above;
    if (rel == REL_OBJ || t->rel == REL_NSUBJ_PASS) {
        if (!book_is(tree->book, GRAMMAR_CARRIER, tree->doc->tokens[head].lemma)) return;
    } else if (rel == REL_OBL || rel == REL_NMOD) {
        enum grammar preps = rel == REL_OBL ? GRAMMAR_CARRIER_PREP : GRAMMAR_CARRIER_NOUN_PREP;
        if (!book_is(tree->book, preps, frames_prep(tree, at))) return;
    } else if (rel != REL_CONJ) {
        return;
    }
    if (!(above = frames_get(tree, head))) return;
    uint32_t subject = rel == REL_OBL ? above->surface : role_token(above, ROLE_SUBJ);
    if (subject != f->token) add(f, ROLE_SUBJ, no_prep, subject, true);
}

/* What hangs on the light verb may belong to the noun: "held talks on Monday with R". */
static void add_verb_obliques(const struct frames *tree, struct frame *f, uint32_t at,
                              uint32_t head)
{
    uint8_t full = tree->doc->tokens[at].rel;
    if (head == NONE || (full != REL_OBJ && full != REL_NSUBJ_PASS)) return;
    FOR_CHILDREN(c, tree, head)
    {
        struct str prep = rel_of(tree, c) == REL_OBL ? frames_prep(tree, c) : no_prep;
        if (prep.n && !book_is(tree->book, GRAMMAR_VERB_PREP, prep))
            add(f, ROLE_OBL, prep, c, true);
    }
}

/* "died in an attack [by A]": an active verb has no agent, so one that hangs on it belongs to the
 * noun before it. */
static void add_stray_agent(struct frames *tree, struct frame *f, uint32_t at, uint32_t head)
{
    uint8_t rel = rel_of(tree, at);
    if (head == NONE || (rel != REL_OBL && rel != REL_OBJ)) return;
    const struct frame *above =
        tree->doc->tokens[head].upos == UPOS_VERB ? frames_get(tree, head) : NULL;
    if (!above || above->passive) return;
    FOR_CHILDREN(c, tree, head)
    {
        if (c > at && rel_of(tree, c) == REL_OBL &&
            book_is(tree->book, GRAMMAR_AGENT_PREP, frames_prep(tree, c)) && names_actor(tree, c)) {
            add(f, ROLE_SUBJ, no_prep, c, false);
            return;
        }
    }
}

/* "a pledge to provide": an infinitive that follows the noun at once is its complement, though the
 * parser may have hung it on the verb before. */
static void add_adjacent_infinitive(const struct frames *tree, struct frame *f)
{
    uint32_t to = f->token + 1;
    if (to >= tree->first + tree->n || tree->doc->tokens[to].xpos != XPOS_TO) return;
    uint32_t verb = frames_head(tree, to);
    if (verb == NONE || verb < to || verb > to + 3 || tree->doc->tokens[verb].upos != UPOS_VERB)
        return;
    if (frames_head(tree, verb) != f->token)
        add(f, ROLE_COMP, tree->doc->tokens[to].lemma, verb, false);
}

/* "the resignation of A": unless that preposition marks the noun's object. */
static void add_of_subject(const struct frames *tree, struct frame *f,
                           const struct nominal *nominal)
{
    for (uint32_t i = 0; i < f->n_args; i++) {
        const struct frame_arg *arg = &f->args[i];
        if (arg->role != ROLE_OBL || !book_is(tree->book, GRAMMAR_SUBJECT_PREP, arg->prep) ||
            marks_object(nominal, arg->prep))
            continue;
        add(f, ROLE_SUBJ, no_prep, arg->token, false);
        return;
    }
}

static void build_nominal(struct frames *tree, struct frame *f)
{
    const struct event_book *book = tree->book;
    uint32_t id = map_get(&book->nominal_ids, tree->doc->tokens[f->token].lemma);
    const struct nominal *nominal = id == MAP_NONE ? NULL : &book->nominals[id];
    uint32_t at = counting(tree, f->token);
    uint32_t head = frames_head(tree, at);
    add_noun_args(tree, f, nominal);
    if (nominal) add_adjacent_infinitive(tree, f);
    if (!frame_find(f, ROLE_SUBJ, NULL)) add_stray_agent(tree, f, at, head);
    if (!frame_find(f, ROLE_SUBJ, NULL)) fill_noun_subject(tree, f, at, head);
    add_verb_obliques(tree, f, at, head);
    if (!frame_find(f, ROLE_OBJ, NULL) && !frame_find(f, ROLE_SUBJ, NULL))
        add_of_subject(tree, f, nominal);
}

const struct frame *frames_get(struct frames *tree, uint32_t token)
{
    uint32_t i = token - tree->first;
    assert(i < tree->n);
    if (tree->built[i]) return tree->built[i];
    if (tree->building[i]) return NULL;
    struct frame *f = ARENA_NEW(tree->arena, struct frame);
    if (!f) return NULL;
    tree->building[i] = 1;
    f->token = token;
    f->surface = NONE;
    const struct token *t = &tree->doc->tokens[token];
    f->nominal = (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN) && t->xpos != XPOS_VBG;
    if (f->nominal && !has_copula(tree, token))
        build_nominal(tree, f);
    else
        build_clause(tree, f);
    tree->building[i] = 0;
    tree->built[i] = f;
    return f;
}
