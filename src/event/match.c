/* event/match.c - see match.h.
 *
 * Arguments of the pattern are looked up in the frame one by one. Attachment is taken leniently: a
 * preposition may hang on the verb or on its object ("hold [talks with R]", "hold [talks] [with
 * R]"), and what English can say with "to R" it can say as an indirect object.
 *
 * SPDX-License-Identifier: MIT */
#include "event/match.h"

#include "event/auxiliary.h"
#include "event/infer.h"
#include "event/particle.h"

#define NONE UINT32_MAX

/* What a recipient and a modifier give a rule in weight (event/compile.c). */
enum { RECIPIENT_WORTH = 4, MODIFIER_WORTH = 2 };

static const struct token *token_at(const struct matcher *m, uint32_t token)
{
    return &m->tree.doc->tokens[token];
}

static bool child_has_lemma(const struct matcher *m, uint32_t token, struct str lemma)
{
    for (uint32_t c = frames_child(&m->tree, token); c != NONE; c = frames_next(&m->tree, c))
        if (str_ieq(token_at(m, c)->lemma, lemma)) return true;
    return false;
}

/* Is the word in the set, alone or with a modifier that a pair asks for? */
static bool word_in_set(const struct matcher *m, const struct word_set *set, uint32_t token)
{
    struct str lemma = token_at(m, token)->lemma;
    if (book_has_word(set, lemma)) return true;
    if (!set->has_pairs) return false;
    for (uint32_t c = frames_child(&m->tree, token); c != NONE; c = frames_next(&m->tree, c)) {
        char pair[128];
        struct str mod = token_at(m, c)->lemma;
        if (mod.n + lemma.n + 1 > sizeof pair) continue;
        memcpy(pair, mod.p, mod.n);
        pair[mod.n] = ' ';
        memcpy(pair + mod.n + 1, lemma.p, lemma.n);
        if (book_has_word(set, (struct str){pair, mod.n + lemma.n + 1})) return true;
    }
    return false;
}

static bool has_mods(const struct matcher *m, const struct pattern_arg *arg, uint32_t token)
{
    for (uint32_t i = 0; i < arg->n_mods; i++)
        if (!child_has_lemma(m, token, arg->mods[i])) return false;
    return true;
}

static void add_trigger(struct candidate *c, uint32_t token)
{
    for (uint32_t i = 0; i < c->n_trigger; i++)
        if (c->trigger[i] == token) return;
    if (c->n_trigger == EVENT_TRIGGER_MAX) return;
    uint32_t at = c->n_trigger++;
    for (; at > 0 && c->trigger[at - 1] > token; at--)
        c->trigger[at] = c->trigger[at - 1];
    c->trigger[at] = token;
}

/* The word itself, one coordinated with it, or what it counts: "held talks and a dinner", "held a
 * round of talks". */
static uint32_t word_or_conjunct(const struct matcher *m, const struct pattern_arg *arg,
                                 uint32_t token)
{
    if (word_in_set(m, arg->words, token) && has_mods(m, arg, token)) return token;
    for (uint32_t c = frames_child(&m->tree, token); c != NONE; c = frames_next(&m->tree, c))
        if (ud_rel_universal(token_at(m, c)->rel) == REL_CONJ && word_in_set(m, arg->words, c) &&
            has_mods(m, arg, c))
            return c;
    uint32_t counted = frames_counted(&m->tree, token);
    return counted != NONE && word_in_set(m, arg->words, counted) && has_mods(m, arg, counted)
               ? counted
               : NONE;
}

/* The candidate of one of the types at a token; a whole one before a partial one, and a partial one
 * not at all where a whole one of another type says more. */
static const struct candidate *candidate_of(const struct matcher *m, uint32_t token, uint32_t types)
{
    uint32_t i = token - m->tree.first;
    const struct candidate *both[2] = {m->best[i], m->partial[i]};
    if (both[0] && both[1] && both[1]->weight < both[0]->weight) both[1] = NULL;
    for (int k = 0; k < 2; k++)
        if (both[k] && !both[k]->rule->none && (types >> both[k]->rule->type & 1)) return both[k];
    return NULL;
}

/* The event that an argument of kind <TYPES> speaks of. */
static const struct candidate *inner_event(struct matcher *m, const struct pattern_arg *arg,
                                           uint32_t token)
{
    if (!m->visit(m->finder, token)) return NULL;
    const struct candidate *inner = candidate_of(m, token, arg->types);
    const struct candidate *own = m->best[token - m->tree.first];
    if (inner) return inner;
    for (uint32_t c = frames_child(&m->tree, token); c != NONE; c = frames_next(&m->tree, c)) {
        uint8_t rel = ud_rel_universal(token_at(m, c)->rel);
        if (rel != REL_CONJ && rel != REL_XCOMP && rel != REL_OBJ) continue;
        /* who agrees to lift sanctions does not agree to sanctions */
        if (own && !own->rule->none && rel != REL_CONJ) continue;
        inner = candidate_of(m, c, arg->types);
        if (inner) return inner;
    }
    return NULL;
}

/* Is it a noun that says itself who acts, and not by the clause around it? */
static bool names_its_actor(struct matcher *m, uint32_t token)
{
    const struct frame *frame = frames_get(&m->tree, token);
    if (!frame || !frame->nominal) return false;
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->args[i].role == ROLE_SUBJ && !frame->args[i].inherited) return true;
    return false;
}

/* What a clause tells is used up by the event around it, whatever it is: who is urged to leave has
 * not left; and so is what a noun or gerund names: who calls for sanctions, or for imposing them, has
 * imposed none. */
static const struct candidate *any_event(struct matcher *m, const struct pattern_arg *arg,
                                         uint32_t token)
{
    if (arg->role == ROLE_OBJ || arg->role == ROLE_OBL) {
        uint32_t counted = frames_counted(&m->tree, token);
        if (counted != NONE) token = counted;
        if (names_its_actor(m, token)) return NULL;
    }
    if (!m->visit(m->finder, token)) return NULL;
    const struct candidate *inner = m->best[token - m->tree.first];
    return inner && !inner->rule->none ? inner : NULL;
}

/* Is what fills the argument the predicate's clause? The parser may have read the template's "to
 * attack" as a phrase where the text has a verb. */
static bool is_clause(const struct matcher *m, const struct candidate *c,
                      const struct pattern_arg *arg, uint32_t token)
{
    if (arg->role == ROLE_COMP) return true;
    return arg->role == ROLE_OBL && !c->rule->needs_object && token_at(m, token)->xpos == XPOS_VB &&
           frames_head(&m->tree, token) == c->token;
}

static void prefer_party(struct matcher *m, uint32_t token, struct part_list *out);

/* Does this token fill the argument? Fills the candidate when it does. */
static bool fill(struct matcher *m, const struct pattern_arg *arg, uint32_t token,
                 struct candidate *out)
{
    if (arg->fill == FILL_EVENT && frames_counted(&m->tree, token) != NONE)
        token = frames_counted(&m->tree, token);
    if (arg->fill != FILL_WORD && !has_mods(m, arg, token)) return false;
    if (arg->gerund && token_at(m, token)->xpos != XPOS_VBG) return false;
    out->filled[arg - out->rule->args] = token;
    switch (arg->fill) {
    case FILL_ACTOR: {
        if (m->loose) return true;
        uint32_t before = out->actors.n;
        parts_of(&m->tree, token, false, true, &out->actors);
        return out->actors.n > before;
    }
    case FILL_RECIPIENT: {
        if (m->loose) return true;
        uint32_t before = out->recipients.n;
        parts_of(&m->tree, token, true, true, &out->recipients);
        if (out->recipients.n == before) parts_named(&m->tree, token, &out->recipients);
        if (!before) prefer_party(m, token, &out->recipients);
        return out->recipients.n > before;
    }
    case FILL_ANY:
        return arg->role != ROLE_OBL || !frames_is_time(&m->tree, token);
    case FILL_WORD: {
        uint32_t word = word_or_conjunct(m, arg, token);
        if (word == NONE) return false;
        add_trigger(out, word);
        if (!book_has_word(arg->words, token_at(m, word)->lemma))
            out->weight += MODIFIER_WORTH; /* "hunger strike" is more special than "strike" */
        /* "threatened to suspend aid": what the clause tells is used up, though the rule asks for
         * its verb alone */
        if (is_clause(m, out, arg, word) && !out->inner) {
            if (!m->visit(m->finder, word)) return false;
            const struct candidate *inner = m->best[word - m->tree.first];
            if (inner && !inner->rule->none) out->inner = inner;
        }
        return true;
    }
    case FILL_EVENT:
        out->inner = inner_event(m, arg, token);
        return out->inner != NULL;
    }
    return false;
}

enum { UNDER_DEPTH_MAX = 3, SIDES_DEPTH_MAX = 5 };

/* Is it a noun that takes phrases of its own: "a {visit} to R"? Not where it is one of the rule's
 * words: "gave $2 million in {aid} to R". */
static bool is_predicate(const struct matcher *m, const struct event_rule *rule, uint32_t token)
{
    struct str lemma = token_at(m, token)->lemma;
    for (uint32_t i = 0; i < rule->n_args; i++)
        if (rule->args[i].fill == FILL_WORD && book_has_word(rule->args[i].words, lemma))
            return false;
    return map_get(&m->tree.book->nominal_ids, lemma) != MAP_NONE ||
           map_get(&m->tree.book->heads, lemma) != MAP_NONE;
}

/* A prepositional phrase below a word: its own, or that of what is coordinated with it or hangs on
 * it ("a team and 40 tons of supplies to R"). */
static bool fill_below(struct matcher *m, const struct pattern_arg *arg, uint32_t token, int depth,
                       struct candidate *out)
{
    for (uint32_t c = frames_child(&m->tree, token); c != NONE; c = frames_next(&m->tree, c)) {
        uint8_t rel = ud_rel_universal(token_at(m, c)->rel);
        bool phrase = rel == REL_NMOD || rel == REL_OBL;
        if (phrase && particle_prep_fits(arg, frames_prep(&m->tree, c)) && fill(m, arg, c, out))
            return true;
        bool clause = rel == REL_ACL || rel == REL_ADVCL; /* "accused R [of shelling]" */
        if (clause && particle_prep_fits(arg, frames_marker(&m->tree, c)) && fill(m, arg, c, out)) {
            if (arg->fill == FILL_ANY && !out->inner) out->inner = any_event(m, arg, c);
            return true;
        }
        bool deeper =
            rel == REL_CONJ ||
            (rel == REL_NMOD &&
             (depth > 0 || book_is(m->tree.book, GRAMMAR_PARTY_PREP, arg->prep) ||
              (arg->fill == FILL_RECIPIENT && !is_predicate(m, out->rule, c)))) ||
            /* "returned a bowl engraved with lilies to R": of a participle that needs none */
            (rel == REL_ACL && arg->fill == FILL_RECIPIENT &&
             book_is(m->tree.book, GRAMMAR_GIVING_PREP, arg->prep) &&
             !is_predicate(m, out->rule, c));
        if (deeper && depth < UNDER_DEPTH_MAX && fill_below(m, arg, c, depth + 1, out)) return true;
    }
    return false;
}

/* Prepositional phrases under the object count as the verb's own; so do those that say against or
 * with whom under any phrase ("filed a suit in a court [against R]"). */
static bool fill_under_object(struct matcher *m, const struct pattern_arg *arg,
                              const struct frame *frame, struct candidate *out)
{
    bool party = book_is(m->tree.book, GRAMMAR_PARTY_PREP, arg->prep);
    for (uint32_t i = 0; i < frame->n_args; i++) {
        uint8_t role = frame->args[i].role;
        uint32_t token = frame->args[i].token, counted = frames_counted(&m->tree, token);
        bool adverbial = ud_rel_universal(token_at(m, token)->rel) == REL_ADVCL;
        bool here =
            role == ROLE_OBJ || (role == ROLE_COMP && !adverbial) || (role == ROLE_OBL && party);
        if (!here) continue;
        if (fill_below(m, arg, token, 0, out)) return true;
        if (counted != NONE && fill_below(m, arg, counted, 0, out)) return true;
    }
    return false;
}

static bool role_fits(const struct event_book *book, const struct pattern_arg *arg,
                      const struct frame *frame, const struct frame_arg *have)
{
    switch (arg->role) {
    case ROLE_OBL:
        if (have->role == ROLE_OBL) return particle_prep_fits(arg, have->prep);
        return (have->role == ROLE_IOBJ && arg->fill != FILL_ANY &&
                book_is(book, GRAMMAR_GIVING_PREP, arg->prep)) ||
               (have->role == ROLE_COMP && particle_prep_fits(arg, have->prep));
    case ROLE_COMP:
        if (have->role == ROLE_COMP)
            return !arg->prep.n || particle_prep_fits(arg, have->prep) ||
                   (!have->prep.n && book_is(book, GRAMMAR_CLAUSE_MARK, arg->prep));
        return arg->fill == FILL_EVENT && have->role == ROLE_OBL && arg->prep.n &&
               particle_prep_fits(arg, have->prep);
    case ROLE_IOBJ:
        return have->role == ROLE_IOBJ ||
               (have->role == ROLE_OBL && book_is(book, GRAMMAR_GIVING_PREP, have->prep));
    case ROLE_OBJ: /* "asked R to act": who is asked may come out as either object */
        return have->role == ROLE_OBJ || (have->role == ROLE_IOBJ && arg->fill == FILL_RECIPIENT &&
                                          !frame_find(frame, ROLE_OBJ, NULL));
    default:
        return have->role == arg->role;
    }
}

/* Does the argument fit but for that wavering? */
static bool particle_fits(const struct matcher *m, const struct candidate *c,
                          const struct pattern_arg *arg, const struct frame *frame,
                          const struct frame_arg *have)
{
    if (frame->token != c->token) return false;
    if (arg->role == ROLE_OBJ) return have == particle_object(c->rule, frame);
    return have->role == ROLE_OBJ && particle_before(&m->tree, arg, frame);
}

/* Adverbs and particles: any child with that lemma. */
static bool match_particle(struct matcher *m, const struct pattern_arg *arg,
                           const struct frame *frame, struct candidate *out)
{
    const struct frame_arg *behind = particle_object(out->rule, frame);
    uint32_t token = frame->token;
    if (behind && book_has_word(arg->words, behind->prep)) return true;
    for (uint32_t c = frames_child(&m->tree, token); c != NONE; c = frames_next(&m->tree, c))
        if (arg->words && book_has_word(arg->words, token_at(m, c)->lemma)) {
            add_trigger(out, c);
            return true;
        }
    return false;
}

static bool match_arg(struct matcher *m, const struct pattern_arg *arg, const struct frame *frame,
                      struct candidate *out)
{
    if (arg->role == ROLE_PRT) return match_particle(m, arg, frame, out);
    bool filled = false;
    for (uint32_t i = 0; i < frame->n_args; i++) {
        if (!role_fits(m->tree.book, arg, frame, &frame->args[i]) &&
            !particle_fits(m, out, arg, frame, &frame->args[i]))
            continue;
        if (arg->several && frame->nominal && frame->args[i].inherited) continue;
        if (!fill(m, arg, frame->args[i].token, out)) continue;
        filled = true;
        if (arg->fill == FILL_ANY && !out->inner)
            out->inner = any_event(m, arg, frame->args[i].token);
        if (arg->fill != FILL_ACTOR) break; /* both sides of "U.S.-Japan talks" are actors */
        if (!frame->mutual) break;
    }
    if (!filled && (arg->role == ROLE_OBL || arg->role == ROLE_COMP) && arg->prep.n)
        filled = fill_under_object(m, arg, frame, out);
    return filled;
}

/* Can the recipient be left out because the actors are several and act on each other? */
static bool reciprocal(const struct matcher *m, const struct event_rule *rule,
                       const struct frame *frame, const struct candidate *c)
{
    const struct event_book *book = m->tree.book;
    const struct mode_row *mode = rule->mode.n ? book_mode(book, rule->type, rule->mode) : NULL;
    bool mutual = mode ? mode->mutual : book->type_mutual[rule->type];
    if (frame->nominal && !frame->between && book->type_lonely[rule->type])
        return false; /* "the importance of U.S.-Japan cooperation" */
    return mutual && parts_several(&c->actors);
}

static bool tells_in_clause(const struct matcher *m, const struct candidate *c)
{
    for (uint32_t i = 0; i < c->rule->n_args; i++)
        if (c->filled[i] == NONE ? c->rule->args[i].role == ROLE_COMP
                                 : is_clause(m, c, &c->rule->args[i], c->filled[i]))
            return true;
    return false;
}

/* Takes who acts from an event inside, unless both sides act in it ("died in clashes between A and
 * B"), or they are those to whom it is done. */
static void borrow_actors(struct matcher *m, struct candidate *c, const struct candidate *inner)
{
    const struct frame *own = frames_get(&m->tree, c->token);
    const struct frame *frame = frames_get(&m->tree, inner->token);
    if (!own || !frame || frame->between) return;
    struct part_list sufferers = c->recipients;
    for (uint32_t i = 0; i < own->n_args; i++)
        if (own->args[i].role == ROLE_OBJ)
            parts_of(&m->tree, own->args[i].token, true, true, &sufferers);
    c->actors = inner->actors;
    parts_minus(m->tree.entities, &c->actors, &sufferers);
}

/* "R was killed in an air strike by A": where a clause does not say who did it, a phrase may name
 * what was done as a deed of A's. Both are one event. */
static void find_agent(struct matcher *m, const struct frame *frame, struct candidate *c)
{
    if (frame->nominal || frame_find(frame, ROLE_SUBJ, NULL) || c->inner) return;
    for (uint32_t i = 0; i < frame->n_args && !c->actors.n; i++) {
        const struct frame_arg *arg = &frame->args[i];
        if (arg->role != ROLE_OBL || !book_is(m->tree.book, GRAMMAR_SITE_PREP, arg->prep)) continue;
        if (!m->visit(m->finder, arg->token)) return;
        const struct candidate *deed = candidate_of(m, arg->token, 1u << c->rule->type);
        if (!deed) continue;
        borrow_actors(m, c, deed);
        if (c->actors.n) c->inner = deed;
    }
    if (c->actors.n) c->partial = false;
}

/* Actor and recipient of an outer event come from the inner one where its own words are silent. */
static void borrow_from_inner(struct matcher *m, struct candidate *c)
{
    const struct entities *es = m->tree.entities;
    if (!c->inner) return;
    if (c->rank <= c->inner->rank) c->rank = c->inner->rank + 1;
    if (!c->rule->has_actor && !c->actors.n) borrow_actors(m, c, c->inner);
    if (!c->rule->has_recipient && !c->recipients.n) {
        /* "condemned the attack by R": who acts in what is named; "pledged to help R": whom what
         * is promised concerns, since who acts in a clause is the actor himself */
        bool clause = tells_in_clause(m, c);
        c->recipients = clause ? c->inner->recipients : c->inner->actors;
        parts_minus(es, &c->recipients, &c->actors);
        if (!c->recipients.n) {
            c->recipients = clause ? c->inner->actors : c->inner->recipients;
            parts_minus(es, &c->recipients, &c->actors);
        }
    }
    for (uint32_t i = 0; i < c->inner->n_trigger; i++)
        add_trigger(c, c->inner->trigger[i]);
}

/* The first participants in a phrase of a class of prepositions below a word, or below a phrase
 * there. */
static void parts_below(struct matcher *m, uint32_t token, enum grammar preps, bool places,
                        int depth, struct part_list *out)
{
    for (uint32_t c = frames_child(&m->tree, token); c != NONE && !out->n;
         c = frames_next(&m->tree, c)) {
        uint8_t rel = ud_rel_universal(token_at(m, c)->rel);
        bool phrase = rel == REL_NMOD || rel == REL_OBL;
        if (!phrase && (rel != REL_OBJ || depth == UNDER_DEPTH_MAX)) continue;
        if (phrase && book_is(m->tree.book, preps, frames_prep(&m->tree, c)))
            parts_of(&m->tree, c, places, true, out);
        if (!out->n && depth < UNDER_DEPTH_MAX) parts_below(m, c, preps, places, depth + 1, out);
    }
}

/* "its army", said of what an actor has. */
static bool is_own(const struct matcher *m, uint32_t token, const struct part_list *actors)
{
    for (uint32_t c = frames_child(&m->tree, token); c != NONE; c = frames_next(&m->tree, c)) {
        if (token_at(m, c)->rel != REL_NMOD_POSS) continue;
        const struct mention *owner = entity_at(m->tree.entities, c);
        for (uint32_t i = 0; owner && i < actors->n; i++)
            if (actors->items[i].entity == owner->entity) return true;
    }
    return false;
}

/* Takes out the actor's own people that something is done with: "sent {troops} as peacekeepers". */
static void drop_means(const struct matcher *m, uint8_t type, struct part_list *list)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        const struct entity *e = &m->tree.entities->items[list->items[i].entity];
        if (!parts_in_sectors(e, m->tree.book->type_own[type]))
            list->items[kept++] = list->items[i];
    }
    list->n = kept;
}

static bool has_code(const struct matcher *m, const struct part_list *list)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (m->tree.entities->items[list->items[i].entity].code[0]) return true;
    return false;
}

/* "an association agreement with R": a noun before the thing that is of no state only says what kind it
 * is, when a phrase says with or against whom. */
static void prefer_party(struct matcher *m, uint32_t token, struct part_list *out)
{
    struct part_list party = {0};
    if (!out->n || !out->owner || has_code(m, out)) return;
    parts_below(m, token, GRAMMAR_PARTY_PREP, false, UNDER_DEPTH_MAX, &party);
    if (has_code(m, &party)) *out = party;
}

/* Whom the thing concerns that fills an argument: whose it is, against or with whom it is, or what
 * a clause behind it says ("the ban imposed [on R]"). */
static void concerned_by(struct matcher *m, const struct pattern_arg *arg, uint32_t token,
                         uint8_t type, const struct part_list *actors, struct part_list *out)
{
    bool laid = m->tree.book->type_placed[type], means = m->tree.book->type_means[type];
    bool own = is_own(m, token, actors);
    bool thing =
        !own && (arg->role == ROLE_OBJ || !book_is(m->tree.book, GRAMMAR_SITE_PREP, arg->prep));
    /* "released {prisoner|journalist}", "rejected the {plan|call}": people, or whose it is */
    bool named = arg->fill == FILL_WORD && arg->role == ROLE_OBJ && !means;
    if ((arg->fill == FILL_ANY && thing) || (named && !own))
        parts_of(&m->tree, token, false, true, out);
    if (named) drop_means(m, type, out);
    prefer_party(m, token, out);
    if (!out->n) parts_below(m, token, GRAMMAR_PARTY_PREP, false, UNDER_DEPTH_MAX, out);
    if (!out->n && arg->fill == FILL_WORD && laid) /* "lifted its embargo on R" */
        parts_below(m, token, GRAMMAR_BURDEN_PREP, false, UNDER_DEPTH_MAX, out);
    if (!out->n && arg->fill == FILL_ANY && thing)
        parts_below(m, token, GRAMMAR_AGENT_PREP, false, 0, out);
    for (uint32_t c = frames_child(&m->tree, token); c != NONE && !out->n;
         c = frames_next(&m->tree, c))
        if (ud_rel_universal(token_at(m, c)->rel) == REL_ACL)
            parts_below(m, c, GRAMMAR_BURDEN_PREP, false, UNDER_DEPTH_MAX, out);
}

/* "declare a state of emergency": an object that the rule names by two words is a term and nobody. */
static bool is_term(const struct matcher *m, const struct event_rule *rule, uint32_t object)
{
    bool term = false;
    for (uint32_t i = 0; i < rule->n_args; i++)
        term |= rule->args[i].role == ROLE_OBL && rule->args[i].fill == FILL_WORD &&
                book_is(m->tree.book, GRAMMAR_SUBJECT_PREP, rule->args[i].prep);
    return term && rule->args[object].role == ROLE_OBJ && rule->args[object].fill == FILL_WORD;
}

/* "agreed to supply R with grain", "refused to send troops to R": whom the clause is about that the
 * rule takes as a whole. What its object belongs to is nobody it is done to, and an object of no
 * state ("set up a force") is but an object. */
static void told_in_clause(struct matcher *m, uint32_t verb, struct part_list *out)
{
    const struct event_book *book = m->tree.book;
    for (uint32_t c = frames_child(&m->tree, verb); c != NONE && !out->n;
         c = frames_next(&m->tree, c)) {
        uint8_t rel = ud_rel_universal(token_at(m, c)->rel);
        const struct mention *told = entity_at(m->tree.entities, c);
        bool known = told && m->tree.entities->items[told->entity].code[0];
        if ((rel == REL_OBJ && known) || rel == REL_IOBJ) parts_of(&m->tree, c, false, false, out);
        if (out->n) break;
        if (rel == REL_OBJ) parts_below(m, c, GRAMMAR_GIVING_PREP, false, UNDER_DEPTH_MAX, out);
        if (rel != REL_OBL) continue;
        struct str prep = frames_prep(&m->tree, c);
        if (book_is(book, GRAMMAR_PARTY_PREP, prep) || book_is(book, GRAMMAR_GIVING_PREP, prep))
            parts_of(&m->tree, c, false, true, out);
    }
}

/* Whom an event concerns that its rule has no word for; or, where its word for them is not told
 * (`missing`), whose the thing is that the rule names: "recognized R's independence". */
static void find_concerned(struct matcher *m, const struct frame *frame, struct candidate *c,
                           bool missing)
{
    const struct event_rule *rule = c->rule;
    bool laid = m->tree.book->type_placed[rule->type];
    for (uint32_t i = 0; i < rule->n_args && !c->recipients.n; i++) {
        const struct pattern_arg *arg = &rule->args[i];
        if (c->filled[i] == NONE) continue;
        if (missing && (arg->role != ROLE_OBJ || arg->fill != FILL_WORD)) continue;
        if (arg->role == ROLE_COMP)
            told_in_clause(m, c->filled[i], &c->recipients);
        else if (arg->role == ROLE_OBJ || arg->role == ROLE_OBL) {
            if (is_term(m, rule, i)) continue;
            concerned_by(m, arg, c->filled[i], rule->type, &c->actors, &c->recipients);
            /* who sells his own wares sells to others, but who takes in refugees helps them */
            bool people = m->tree.book->type_own[rule->type].n && !c->recipients.owner;
            if (missing && m->tree.book->types[rule->type].needs_recipient && !people)
                c->recipients = (struct part_list){0};
        }
        parts_minus(m->tree.entities, &c->recipients, &c->actors);
    }
    if (missing) return;
    for (uint32_t i = 0; i < frame->n_args && !c->recipients.n; i++)
        if (frame->args[i].role == ROLE_OBL &&
            (book_is(m->tree.book, GRAMMAR_PARTY_PREP, frame->args[i].prep) ||
             (laid && book_is(m->tree.book, GRAMMAR_BURDEN_PREP, frame->args[i].prep))))
            parts_of(&m->tree, frame->args[i].token, false, true, &c->recipients);
    if (m->tree.book->type_means[rule->type] && !c->recipients.n) /* "troops for a war against R" */
        parts_below(m, c->token, GRAMMAR_FOE_PREP, false, 0, &c->recipients);
}

/* Between whom somebody mediates: "offered its help to end a quarrel [between R and R]". */
static void find_sides(struct matcher *m, uint32_t token, int depth, struct part_list *out)
{
    for (uint32_t c = frames_child(&m->tree, token); c != NONE && !out->n;
         c = frames_next(&m->tree, c)) {
        uint8_t rel = ud_rel_universal(token_at(m, c)->rel);
        bool phrase = rel == REL_NMOD || rel == REL_OBL;
        bool clause = (rel == REL_ACL || rel == REL_ADVCL) && token_at(m, c)->upos == UPOS_VERB;
        if (phrase && book_is(m->tree.book, GRAMMAR_SIDES_PREP, frames_prep(&m->tree, c)))
            parts_of(&m->tree, c, false, true, out);
        else if ((phrase || clause || rel == REL_OBJ || rel == REL_XCOMP) &&
                 depth < SIDES_DEPTH_MAX)
            find_sides(m, c, depth + 1, out);
    }
}

/* Does the mode part one who acts from others, in a type whose parties act together? */
static bool parts_roles(const struct event_book *book, const struct event_rule *rule)
{
    const struct mode_row *mode = rule->mode.n ? book_mode(book, rule->type, rule->mode) : NULL;
    return mode && !mode->mutual && !book->type_lonely[rule->type];
}

/* The foreign states where something below a word is: states that are not an actor's own. */
static void foreign_places(struct matcher *m, uint32_t token, const struct part_list *actors,
                           struct part_list *out)
{
    struct part_list places = {0};
    parts_below(m, token, GRAMMAR_SITE_PREP, true, 0, &places);
    const struct entities *es = m->tree.entities;
    for (uint32_t i = 0; i < places.n; i++) {
        const struct entity *e = &es->items[places.items[i].entity];
        bool own = !e->code[0] || (e->kind != ENTITY_COUNTRY && e->kind != ENTITY_PLACE);
        for (uint32_t k = 0; k < actors->n && !own; k++)
            own = strcmp(es->items[actors->items[k].entity].code, e->code) == 0 ||
                  !es->items[actors->items[k].entity].code[0];
        if (!own) out->items[out->n++] = places.items[i];
    }
    if (out->n) out->owner = true;
}

/* What is done somewhere to meet with people there is not done to them. */
static bool is_placed(struct matcher *m, uint32_t token)
{
    const struct candidate *c = NULL;
    if (m->visit(m->finder, token)) c = m->best[token - m->tree.first];
    if (!c) c = m->partial[token - m->tree.first];
    return !c || c->rule->none || m->tree.book->type_placed[c->rule->type];
}

/* "gave money to help R", "sent troops to fight in R": whom the purpose of an act concerns. */
static void told_in_purpose(struct matcher *m, uint32_t token, int depth, struct candidate *c)
{
    const struct entities *es = m->tree.entities;
    for (uint32_t t = frames_child(&m->tree, token); t != NONE && !c->recipients.n;
         t = frames_next(&m->tree, t)) {
        uint8_t rel = ud_rel_universal(token_at(m, t)->rel);
        bool inside = rel == REL_OBJ || (rel == REL_NMOD && depth > 0);
        if (inside && depth < UNDER_DEPTH_MAX) /* "gave $5 million in aid to help R" */
            told_in_purpose(m, t, depth + 1, c);
        bool clause = rel == REL_ADVCL || (rel == REL_ACL && depth > 0);
        if (!clause || token_at(m, t)->xpos != XPOS_VB || c->recipients.n) continue;
        uint32_t object = frames_child_rel(&m->tree, t, REL_OBJ);
        if (object != NONE) parts_of(&m->tree, object, false, true, &c->recipients);
        parts_minus(es, &c->recipients, &c->actors);
        if (!c->recipients.n && is_placed(m, t)) foreign_places(m, t, &c->actors, &c->recipients);
        const struct candidate *aim = m->best[t - m->tree.first];
        if (!c->recipients.n || !aim || aim->rule->none || c->inner) continue;
        c->inner = aim; /* what is only a purpose is no event of its own */
        if (c->rank <= aim->rank) c->rank = aim->rank + 1;
    }
}

/* Of what is done to people and things somewhere (types.tsv says which types), the state where they
 * are is the recipient when no other is told, and it is not the actor's own. */
static void find_place(struct matcher *m, struct candidate *c, bool missing)
{
    const struct event_rule *rule = c->rule;
    const struct event_book *book = m->tree.book;
    if (c->recipients.n) return;
    if (book->type_placed[rule->type]) {
        foreign_places(m, c->token, &c->actors, &c->recipients);
        if (!c->recipients.n && (!missing || book->types[rule->type].needs_recipient))
            told_in_purpose(m, c->token, 0, c);
    }
    if (!book->type_placed_clause[rule->type]) return;
    for (uint32_t i = 0; i < rule->n_args && !c->recipients.n; i++)
        if (rule->args[i].role == ROLE_COMP && c->filled[i] != NONE && is_placed(m, c->filled[i]))
            foreign_places(m, c->filled[i], &c->actors, &c->recipients);
}

/* "will provide aid": of what is only to come nobody need be told whom it is for. */
static bool shifts(struct matcher *m, const struct candidate *c)
{
    const struct event_book *book = m->tree.book;
    bool told = false;
    for (uint32_t i = 0; i < c->rule->n_args; i++)
        told |= c->rule->args[i].role == ROLE_OBJ && c->rule->args[i].fill == FILL_WORD;
    if (!told) return false;
    uint8_t aux = auxiliary_of(&m->tree, c->token);
    for (uint32_t i = 0; i < book->n_operators; i++)
        if (book->operators[i].type == c->rule->type && aux == book->operators[i].aux)
            return book->type_lonely[book->operators[i].to] &&
                   !book->types[book->operators[i].to].needs_recipient;
    return false;
}

/* "Kenyan soldiers were deployed in R": where nobody sends them, those who are the means act. */
static bool means_act(struct matcher *m, const struct frame *frame, struct candidate *c)
{
    const struct event_rule *rule = c->rule;
    if (!frame->passive || frame_find(frame, ROLE_SUBJ, NULL)) return false;
    for (uint32_t i = 0; i < rule->n_args && !c->actors.n; i++) {
        const struct pattern_arg *arg = &rule->args[i];
        if (arg->role != ROLE_OBJ || arg->fill != FILL_WORD || c->filled[i] == NONE ||
            token_at(m, c->filled[i])->rel != REL_NSUBJ_PASS)
            continue;
        struct part_list all = {0}, others;
        parts_of(&m->tree, c->filled[i], false, true, &all);
        others = all;
        drop_means(m, rule->type, &others);
        if (m->tree.book->type_means[rule->type] || others.n < all.n) c->actors = all;
    }
    return c->actors.n > 0;
}

/* Does the rule name its recipient as whose something is, which can be said the other way round:
 * "recognize {independence} of R" and "recognize R's independence"? */
static bool names_owner(const struct event_rule *rule, const struct event_book *book)
{
    for (uint32_t i = 0; i < rule->n_args; i++) {
        const struct pattern_arg *arg = &rule->args[i];
        if (arg->fill == FILL_RECIPIENT && arg->role == ROLE_OBL)
            return book_is(book, GRAMMAR_WHOSE_PREP, arg->prep);
    }
    return false;
}

/* Sets `partial` where a role is wanting. False when the candidate is of no use at all. */
static bool check_roles(struct matcher *m, const struct frame *frame, struct candidate *c,
                        bool missing)
{
    const struct event_rule *rule = c->rule;
    const struct event_type *type = &m->tree.book->types[rule->type];
    bool lonely = m->tree.book->type_lonely[rule->type];
    if (m->loose) return true;
    if (rule->none) return !missing && !c->partial;
    if (c->partial && (means_act(m, frame, c) || infer_actor(m, frame, c))) c->partial = false;
    if (c->partial) return true;
    parts_minus(m->tree.entities, &c->recipients, &c->actors);
    bool owned = missing && names_owner(rule, m->tree.book);
    if ((!rule->has_recipient || owned) && !c->recipients.n && lonely)
        find_concerned(m, frame, c, missing);
    if (!c->recipients.n && parts_roles(m->tree.book, rule))
        find_sides(m, c->token, 0, &c->recipients);
    const struct frame_arg *subject = frame_find(frame, ROLE_SUBJ, NULL);
    if (!frame->nominal || (subject && !subject->inherited)) find_place(m, c, missing);
    parts_minus(m->tree.entities, &c->recipients, &c->actors);
    if (c->recipients.n || reciprocal(m, rule, frame, c) || infer_usual(m, frame, c))
        c->partial = !c->actors.n;
    else if (missing || rule->has_recipient || type->needs_recipient)
        c->partial = !c->actors.n || !shifts(m, c);
    else
        c->partial = !c->actors.n || !(rule->mode.n || lonely);
    return true;
}

static bool rule_head_holds(const struct matcher *m, const struct event_rule *rule, uint32_t token)
{
    return word_in_set(m, rule->head, token);
}

/* A template without an object speaks of the verb without one: "A return to R" is no rule for
 * "A returned the statue to R". */
static bool transitive_use(const struct matcher *m, const struct event_rule *rule,
                           const struct frame *frame)
{
    if (frame->nominal || rule->head_noun) return false;
    for (uint32_t i = 0; i < rule->n_args; i++)
        if (!rule->args[i].under && particle_before(&m->tree, &rule->args[i], frame)) return false;
    for (uint32_t i = 0; i < rule->n_args; i++)
        if (!rule->args[i].under &&
            (rule->args[i].role == ROLE_OBJ || rule->args[i].role == ROLE_IOBJ))
            return false;
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->args[i].role == ROLE_OBJ && !frame->args[i].inherited) return true;
    return false;
}

bool match_rule(struct matcher *m, const struct event_rule *rule, const struct frame *frame,
                struct candidate *out)
{
    *out = (struct candidate){.rule = rule, .token = frame->token, .weight = rule->weight};
    if (rule->head->has_pairs && !rule_head_holds(m, rule, frame->token)) return false;
    if (transitive_use(m, rule, frame)) return false;
    add_trigger(out, frame->token);
    for (uint32_t i = 0; i < PATTERN_ARGS_MAX; i++)
        out->filled[i] = NONE;
    bool missing = false;
    for (uint32_t i = 0; i < rule->n_args; i++) {
        const struct pattern_arg *arg = &rule->args[i];
        const struct frame *at = frame;
        if (arg->under) {
            uint32_t clause = out->filled[arg->under - 1];
            at = clause == NONE ? NULL : frames_get(&m->tree, clause);
        }
        if (!at) return false;
        if (match_arg(m, arg, at, out) &&
            (!arg->several || m->loose || parts_several(&out->actors)))
            continue;
        if (arg->several) return false;
        if (arg->fill == FILL_ACTOR)
            out->partial = !m->loose;
        else if (arg->fill != FILL_RECIPIENT)
            return false;
        missing |= arg->fill == FILL_RECIPIENT || m->loose;
    }
    if (missing) out->weight -= RECIPIENT_WORTH;
    out->rank = out->weight;
    if (out->partial && !m->loose && !rule->none) find_agent(m, frame, out);
    borrow_from_inner(m, out);
    return check_roles(m, frame, out, missing);
}
