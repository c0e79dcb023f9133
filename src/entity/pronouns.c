/* entity/pronouns.c - who a pronoun means.
 *
 * Each candidate mentioned within a few sentences gets a score from what is known to guide readers:
 * how near it is, whether it was subject, object or less (centering: Grosz, Joshi and Weinstein
 * 1995; the weights are in the manner of Lappin and Leass 1994), agreement in gender and number,
 * the same part in its clause, how often it was named. Syntax rules some out: an object is not its
 * own clause's subject unless reflexive. Reporting has its own habits: "he said" behind a quotation
 * goes on with the speaker before, and who speaks is rarely "he" within the own quotation.
 *
 * "They" weighs groups and bodies against the people that were coordinated or met in the same
 * sentences ("Yoon and Blinken ... They"), and becomes an entity with members.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/coref.h"

enum {
    BACK_MAX = 120,
    NEAR_SENTENCES = 4,
    FAR_SENTENCES = 10,
    NEAREST = 100,     /* a candidate of the same sentence */
    PER_SENTENCE = 25, /* less for each sentence between */
    SUBJECT = 30,
    OBJECT = 12,
    OBLIQUE = 6,
    PARALLEL = 8,    /* subject to subject */
    OWN_CLAUSE = 40, /* "his", "its" and the subject of its clause */
    CAUSE = 50,      /* "praised X for his work" */
    SPEAKER = 50,
    OWN_QUOTE = -60,  /* the speaker inside the own quotation */
    FROM_QUOTE = -15, /* from a quotation to the words outside */
    KNOWN_GENDER = 10,
    SINGULAR_BODY = -40, /* "they" for a body in the singular */
    THING = -12          /* a common noun that no table knows against one that acts */
};

struct wish {
    struct coref *c;
    uint32_t m, token, sentence;
    const struct kb_word *word;
    bool possessive, reflexive, plural, thing;
    char gender;
    uint32_t clause, subject; /* of the pronoun's clause; tokens or NONE */
    uint32_t own_speaker;     /* entity that speaks in this sentence, or NONE */
    bool speaks;              /* the pronoun is subject of a verb of saying */
};

struct winner {
    uint32_t entity; /* or NONE when a pair wins */
    const struct several *several;
    uint32_t thing; /* token of a common noun that wins, or NONE */
    int score;
};

static int salience_score(uint8_t salience)
{
    return salience == SALIENCE_SUBJECT   ? SUBJECT
           : salience == SALIENCE_OBJECT  ? OBJECT
           : salience == SALIENCE_OBLIQUE ? OBLIQUE
                                          : 0;
}

/* The verb of saying whose subject the token is, or NONE. */
static uint32_t saying_of(const struct work *w, uint32_t t)
{
    uint32_t head = w->nodes[t].head;
    if (tree_rel(w, t) != REL_NSUBJ || head == NONE) return NONE;
    const struct kb_word *word = lemma_at(w, "speech", head);
    return word && str_is(word->class, "say") ? head : NONE;
}

/* Entity that is subject of a verb of saying outside quotation in the pronoun's sentence. */
static uint32_t speaker_here(const struct work *w, uint32_t sentence)
{
    const struct sentence *s = &w->doc->sentences[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        if (!w->out->by_token[t] || flag(w, t, TOKEN_QUOTED) || saying_of(w, t) == NONE) continue;
        uint32_t e = w->out->mentions[w->out->by_token[t] - 1].entity;
        if (e != NONE) return e;
    }
    return NONE;
}

static bool is_thing_kind(const struct entity *e)
{
    return e->kind == ENTITY_COUNTRY || e->kind == ENTITY_ORG || e->kind == ENTITY_GROUP;
}

static bool agrees(const struct wish *x, const struct entity *e)
{
    if (x->plural) return e->plural || e->n_members || e->kind == ENTITY_ORG;
    if (x->thing) return is_thing_kind(e) && !e->n_members && !(e->plural && !e->row);
    if (e->kind != ENTITY_PERSON || e->n_members || e->plural) return false;
    return !x->gender || !e->gender || e->gender == x->gender;
}

/* Could mention k be the pronoun's antecedent by syntax? */
static bool syntax_allows(const struct wish *x, uint32_t k)
{
    const struct work *w = x->c->w;
    const struct mention *other = &w->out->mentions[k];
    if (other->sentence != x->sentence) return true;
    if (other->head >= x->token) return false;
    if (other->first <= x->token && x->token < other->end) return false; /* "his brother" */
    if (x->possessive || x->reflexive) return true;
    uint8_t rel = tree_rel(w, x->token);
    if (rel == REL_NSUBJ) return true;
    /* an object or oblique is none of the arguments of its own verb */
    return tree_clause(w, other->head) != x->clause || w->facts[k].salience == SALIENCE_NESTED;
}

static int score_of(const struct wish *x, uint32_t k)
{
    const struct work *w = x->c->w;
    const struct mention *other = &w->out->mentions[k];
    const struct entity *e = &w->out->items[other->entity];
    const struct fact *fact = &w->facts[k];
    int score = NEAREST - PER_SENTENCE * (int)(x->sentence - other->sentence);
    score += salience_score(fact->salience);
    if (!x->possessive && fact->salience == SALIENCE_SUBJECT &&
        tree_salience(w, x->token) == SALIENCE_SUBJECT)
        score += PARALLEL;
    if (other->kind == MENTION_ADJECTIVE) score -= 20;
    if (x->gender && e->gender == x->gender) score += KNOWN_GENDER;
    uint32_t count = x->c->seen[other->entity].count;
    score += 2 * (int)(count < 5 ? count : 5);
    bool quoted = flag(w, x->token, TOKEN_QUOTED);
    if (!quoted && flag(w, other->head, TOKEN_QUOTED)) score += FROM_QUOTE;
    if (other->sentence != x->sentence) return score;
    if (x->possessive) { /* "North Korea and its program": the nearer of equals */
        uint32_t far = x->token > other->head ? x->token - other->head : 0;
        uint32_t noun = w->nodes[x->token].head;
        if (noun != NONE && w->nodes[noun].head == other->head && tree_rel(w, noun) == REL_CONJ)
            score += OWN_CLAUSE;
        score -= (int)(far < 24 ? far : 24) / 2;
    }
    if (other->head == x->subject && (x->possessive || x->reflexive))
        score += x->reflexive ? 3 * OWN_CLAUSE : OWN_CLAUSE;
    if (x->possessive && fact->salience == SALIENCE_OBJECT &&
        tree_clause(w, other->head) == x->clause) {
        uint32_t noun = w->nodes[x->token].head;
        uint32_t preposition = noun == NONE ? NONE : tree_case(w, noun);
        const struct kb_word *tail = preposition == NONE ? NULL : word_at(w, "tails", preposition);
        if (tail && str_is(tail->value, "cause")) score += OWN_CLAUSE + CAUSE;
    }
    return score;
}

static int speaker_score(const struct wish *x, uint32_t entity)
{
    const struct coref *c = x->c;
    int score = 0;
    if (x->speaks && entity == c->speaker) {
        uint32_t far = x->sentence - c->speaker_sentence;
        score += far <= 3 ? SPEAKER - 10 * (int)far : 0;
    }
    if (flag(c->w, x->token, TOKEN_QUOTED) && entity == x->own_speaker) score += OWN_QUOTE;
    return score;
}

static void try_mentions(const struct wish *x, uint32_t window, struct winner *best)
{
    const struct work *w = x->c->w;
    uint32_t looked = 0;
    for (uint32_t k = w->out->n_mentions; k-- > 0 && looked < BACK_MAX;) {
        if (k > x->m + 64) k = x->m + 64; /* mentions of this sentence with earlier heads */
        const struct mention *other = &w->out->mentions[k];
        if (k == x->m || other->sentence > x->sentence) continue;
        if (x->sentence - other->sentence > window) break;
        looked++;
        if (other->entity == NONE || !agrees(x, &w->out->items[other->entity])) continue;
        const struct kb_word *said = other->kind == MENTION_PRONOUN ? w->facts[k].word : NULL;
        if (said && str_is(said->class, "first")) continue;
        if (said && x->plural && !w->facts[k].plural) continue; /* what was "it" is not "they" */
        /* "it" of an earlier sentence is what that sentence was about */
        if (x->thing && other->sentence != x->sentence && w->facts[k].salience > SALIENCE_SUBJECT)
            continue;
        if (!syntax_allows(x, k)) continue;
        int score = score_of(x, k) + speaker_score(x, other->entity);
        if (x->plural) {
            const struct entity *e = &w->out->items[other->entity];
            if (e->kind == ENTITY_ORG && !e->plural) score += SINGULAR_BODY;
        }
        if (score > best->score)
            *best = (struct winner){.entity = other->entity, .thing = NONE, .score = score};
    }
}

/* Pairs for "they". */
static void try_several(const struct wish *x, uint32_t window, struct winner *best)
{
    const struct coref *c = x->c;
    for (uint32_t i = c->n_several; i-- > 0;) {
        const struct several *s = &c->several[i];
        if (s->sentence > x->sentence || x->sentence - s->sentence > window) continue;
        if (s->sentence == x->sentence && s->token >= x->token) continue;
        int score = NEAREST - PER_SENTENCE * (int)(x->sentence - s->sentence) +
                    salience_score(s->salience) + (s->persons ? 15 : 5) - (s->comitative ? 8 : 0);
        if (s->sentence == x->sentence && s->salience == SALIENCE_SUBJECT && x->possessive)
            score += OWN_CLAUSE / 2;
        if (score > best->score)
            *best = (struct winner){.entity = NONE, .several = s, .thing = NONE, .score = score};
    }
}

/* Common nouns that nobody is: "The bill ... it". Subjects of this and the last sentence only. */
static void try_things(const struct wish *x, struct winner *best)
{
    const struct work *w = x->c->w;
    for (uint32_t back = 0; back < 2 && back <= x->sentence; back++) {
        const struct sentence *s = &w->doc->sentences[x->sentence - back];
        uint32_t end = back ? s->first + s->n : x->token;
        for (uint32_t t = s->first; t < end; t++) {
            if (tree_rel(w, t) != REL_NSUBJ || w->doc->tokens[t].upos != UPOS_NOUN) continue;
            if (w->out->by_token[t] || flag(w, t, TOKEN_TIME)) continue;
            if (feats_have(w, t, "Number=Plur") != x->plural) continue;
            int score = NEAREST - PER_SENTENCE * (int)back + SUBJECT + THING;
            if (t == x->subject && (x->possessive || x->reflexive)) score += OWN_CLAUSE;
            if (score > best->score)
                *best = (struct winner){.entity = NONE, .thing = t, .score = score};
        }
    }
}

/* "who", "which": the noun that the relative clause hangs on. */
static void resolve_relative(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    uint32_t t = w->out->mentions[m].head;
    for (uint32_t n = 0; n < 12 && t != NONE; n++, t = w->nodes[t].head) {
        if (w->doc->tokens[t].rel != REL_ACL_RELCL || w->nodes[t].head == NONE) continue;
        uint32_t noun = w->nodes[t].head;
        uint32_t k = w->out->by_token[noun] ? w->out->by_token[noun] : w->out->inside[noun];
        if (!k || w->out->mentions[k - 1].entity == NONE) return;
        coref_set(c, m, w->out->mentions[k - 1].entity, STR_LIT("noun before the relative clause"));
        return;
    }
}

/* The same where the tree lost the clause: the mention right before the pronoun and its comma. */
static void relative_by_place(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    uint32_t t = w->out->mentions[m].head;
    const struct sentence *s = &w->doc->sentences[w->out->mentions[m].sentence];
    if (t > s->first && str_is(form(w, t - 1), ",")) t--;
    uint32_t k = t > s->first ? w->out->inside[t - 1] : 0;
    if (!k || w->out->mentions[k - 1].end != t || w->out->mentions[k - 1].entity == NONE) return;
    coref_set(c, m, w->out->mentions[k - 1].entity, STR_LIT("name before the relative pronoun"));
}

static void leave_unresolved(struct coref *c, uint32_t m, enum entity_kind kind, const char *why)
{
    struct work *w = c->w;
    uint32_t e = entity_new(w, kind, mention_text(w, m));
    if (e == NONE) return;
    w->out->items[e].plural = w->facts[m].plural;
    w->out->items[e].gender = w->facts[m].gender;
    coref_set(c, m, e, str_c(why));
}

static void settle(const struct wish *x, const struct winner *best)
{
    struct coref *c = x->c;
    struct work *w = c->w;
    if (best->thing != NONE) {
        uint32_t t = best->thing;
        uint32_t e = entity_new(w, ENTITY_OTHER, form(w, t));
        if (e == NONE) return;
        coref_set(c, x->m, e, STR_LIT("a common noun, nobody who acts"));
        return;
    }
    uint32_t e = best->several
                     ? coref_several(c, best->several->members, best->several->n, ENTITY_GROUP)
                     : best->entity;
    if (e == NONE) return;
    if (x->gender && !w->out->items[e].gender && w->out->items[e].kind == ENTITY_PERSON)
        w->out->items[e].gender = x->gender;
    const char *how = best->several                  ? "named together before:"
                      : x->speaks && e == c->speaker ? "goes on speaking:"
                                                     : "most prominent before:";
    coref_set(c, x->m, e, arena_printf(w->arena, "%s %.*s", how, STR_ARG(w->out->items[e].name)));
}

bool pronoun_speaks(const struct coref *c, uint32_t m)
{
    const struct mention *mention = &c->w->out->mentions[m];
    return mention->kind == MENTION_PRONOUN && !flag(c->w, mention->head, TOKEN_QUOTED) &&
           saying_of(c->w, mention->head) != NONE;
}

/* The state that a speaker speaks for as "we", or NONE. */
static uint32_t side_of(struct coref *c, uint32_t speaker)
{
    struct work *w = c->w;
    const struct entity *e = &w->out->items[speaker];
    const struct kb_row *country = e->code[0] ? kb_country(w->kb, e->code) : NULL;
    if (!country || !e->n_sectors ||
        !kb_words_find(w->words, "state-sectors", str_c(e->sectors[0])))
        return NONE;
    uint32_t side = entity_of_row(w, country, ENTITY_COUNTRY);
    if (side != NONE && !w->out->items[side].code[0]) codes_of_row(w, &w->out->items[side]);
    return side;
}

/* "I" and "we" in a quotation with a clear speaker; the same voice within a paragraph else. */
static void resolve_first(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct mention *mention = &w->out->mentions[m];
    bool quoted = flag(w, mention->head, TOKEN_QUOTED), plural = w->facts[m].plural;
    uint32_t block = w->doc->sentences[mention->sentence].block;
    uint32_t speaker = quoted ? speaker_here(w, mention->sentence) : NONE;
    if (speaker != NONE && w->out->items[speaker].kind != ENTITY_PERSON) speaker = NONE;
    uint32_t e = speaker != NONE && plural ? side_of(c, speaker) : speaker;
    if (e != NONE) {
        coref_set(c, m, e,
                  arena_printf(w->arena, "%s %.*s", plural ? "side of the speaker" : "the speaker",
                               STR_ARG(w->out->items[speaker].name)));
        return;
    }
    uint32_t voice = quoted ? block + 1 : 0;
    if (c->first_person[plural] != NONE && c->first_block[plural] == voice) {
        coref_set(c, m, c->first_person[plural], STR_LIT("first person"));
        return;
    }
    leave_unresolved(c, m, ENTITY_PERSON, "first person");
    c->first_person[plural] = mention->entity;
    c->first_block[plural] = voice;
}

void pronoun_resolve(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct mention *mention = &w->out->mentions[m];
    const struct kb_word *word = w->facts[m].word;
    if (str_is(word->class, "first")) {
        resolve_first(c, m);
        return;
    }
    if (str_is(word->class, "relative")) {
        resolve_relative(c, m);
        if (mention->entity == NONE) relative_by_place(c, m);
        if (mention->entity == NONE) leave_unresolved(c, m, ENTITY_OTHER, "no noun that acts");
        return;
    }
    struct wish x = {.c = c,
                     .m = m,
                     .token = mention->head,
                     .sentence = mention->sentence,
                     .word = word,
                     .possessive = str_is(word->class, "possessive") ||
                                   tree_rel(w, mention->head) == REL_NMOD,
                     .reflexive = str_is(word->class, "reflexive"),
                     .plural = w->facts[m].plural,
                     .thing = str_starts(word->value, "n"),
                     .gender = w->facts[m].gender,
                     .clause = tree_clause(w, mention->head)};
    x.subject = x.clause == NONE ? NONE : tree_subject(w, x.clause);
    x.own_speaker = flag(w, x.token, TOKEN_QUOTED) ? speaker_here(w, x.sentence) : NONE;
    x.speaks = saying_of(w, x.token) != NONE && !flag(w, x.token, TOKEN_QUOTED);
    struct winner best = {.entity = NONE, .thing = NONE};
    uint32_t window = x.thing ? 1 : NEAR_SENTENCES;
    try_mentions(&x, window, &best);
    if (x.plural) try_several(&x, window, &best);
    if (x.plural || x.thing) try_things(&x, &best);
    if (!best.score && !x.plural && !x.thing) try_mentions(&x, FAR_SENTENCES, &best);
    if (best.score)
        settle(&x, &best);
    else
        leave_unresolved(c, m, x.thing ? ENTITY_OTHER : ENTITY_PERSON, "nobody before fits");
}
