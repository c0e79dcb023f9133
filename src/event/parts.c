/* event/parts.c - see parts.h. SPDX-License-Identifier: MIT */
#include "event/parts.h"

#define NONE UINT32_MAX

enum { OWNER_DEPTH_MAX = 3 };

static bool acts(const struct entity *e, bool places)
{
    switch (e->kind) {
    case ENTITY_PERSON:
    case ENTITY_COUNTRY:
    case ENTITY_ORG:
    case ENTITY_GROUP:
        return true;
    case ENTITY_PLACE:
        return places && e->code[0];
    case ENTITY_OTHER:
        break;
    }
    return false;
}

static void push(struct part_list *out, const struct mention *m, uint32_t index, uint32_t entity)
{
    if (out->n == EVENT_PARTS_MAX) return;
    for (uint32_t i = 0; i < out->n; i++)
        if (out->items[i].entity == entity) return;
    out->items[out->n++] = (struct event_part){.mention = index, .entity = entity, .span = m->span};
}

/* Adds a mention's entity, or the members it stands for. False when it is nobody. */
static bool add_mention(const struct frames *tree, uint32_t index, bool places,
                        struct part_list *out)
{
    const struct entities *es = tree->entities;
    const struct mention *m = &es->mentions[index];
    const struct entity *e = &es->items[m->entity];
    if (e->n_members) {
        for (uint32_t i = 0; i < e->n_members; i++)
            push(out, m, index, e->members[i]);
        return true;
    }
    /* "its Danish counterparts": people of a state, whatever they are */
    bool of_state = m->kind == MENTION_NOMINAL && e->kind == ENTITY_OTHER && e->code[0];
    if (!of_state && !acts(e, places)) return false;
    uint32_t first = index;
    while (first > 0 && es->mentions[first - 1].sentence == m->sentence)
        first--;
    for (uint32_t i = first; i < index; i++)
        if (es->mentions[i].shares == index + 1) /* "[Russian] and Syrian warplanes" */
            push(out, &es->mentions[i], i, es->mentions[i].entity);
    if (m->kind == MENTION_PRONOUN && es->mentions[e->first_mention].kind == MENTION_PRONOUN)
        return false; /* nobody knows who "he" is */
    push(out, m, index, m->entity);
    return true;
}

static uint8_t rel_of(const struct frames *tree, uint32_t token)
{
    return ud_rel_universal(tree->doc->tokens[token].rel);
}

/* The mention whose head is this token (index + 1), or 0. The tree may have another head for a
 * name than the name finder has ("Theresa" of "Theresa May will ..."): then the word whose own head
 * stands outside the name speaks for it. */
static uint32_t mention_of(const struct frames *tree, uint32_t token)
{
    const struct entities *es = tree->entities;
    if (es->by_token[token] || !es->inside) return es->by_token[token];
    uint32_t index = es->inside[token];
    if (!index) return 0;
    const struct mention *m = &es->mentions[index - 1];
    if (m->kind != MENTION_NAME && m->kind != MENTION_TITLED) return 0;
    uint32_t head = frames_head(tree, token);
    return head == NONE || head < m->first || head >= m->end ? index : 0;
}

static bool add_token(const struct frames *tree, uint32_t token, bool places, bool owners,
                      int depth, struct part_list *out);

/* Adjectives and nouns before a noun, and those before them: "the last [ISIS] group bastion",
 * "a [rebel]-held area". Who backs or leads something is not who it belongs to. */
static bool add_modifiers(const struct frames *tree, uint32_t token, bool places, int depth,
                          struct part_list *out)
{
    bool found = false;
    if (depth > OWNER_DEPTH_MAX) return false;
    for (uint32_t c = frames_child(tree, token); c != NONE && !found; c = frames_next(tree, c)) {
        uint8_t rel = rel_of(tree, c);
        if (rel != REL_AMOD && rel != REL_COMPOUND) continue;
        const struct token *t = &tree->doc->tokens[c];
        if (t->upos == UPOS_VERB && !book_is(tree->book, GRAMMAR_HOLDER, t->lemma)) continue;
        found = add_token(tree, c, places, false, depth + 1, out) ||
                add_modifiers(tree, c, places, depth + 1, out);
    }
    return found;
}

/* Phrases that say whose a thing is, and where a thing is that cannot act but can be hit: "a plan
 * [of R]", "positions [in R]". */
static bool add_phrases(const struct frames *tree, uint32_t token, bool places, int depth,
                        struct part_list *out)
{
    bool site = places && book_is(tree->book, GRAMMAR_SITE, tree->doc->tokens[token].lemma);
    bool found = false;
    for (uint32_t c = frames_child(tree, token); c != NONE && !found; c = frames_next(tree, c)) {
        if (rel_of(tree, c) != REL_NMOD) continue;
        struct str prep = frames_prep(tree, c);
        if (book_is(tree->book, GRAMMAR_OWNER_PREP, prep) ||
            (site && book_is(tree->book, GRAMMAR_SITE_PREP, prep)))
            found = add_token(tree, c, places, true, depth + 1, out);
    }
    return found;
}

/* The agent of a participle or of a clause below it: "fired [by A]", "believed to be fired [by A]". */
static bool add_agent_of(const struct frames *tree, uint32_t verb, bool places, int depth,
                         struct part_list *out)
{
    bool found = false;
    if (depth > OWNER_DEPTH_MAX) return false;
    for (uint32_t k = frames_child(tree, verb); k != NONE && !found; k = frames_next(tree, k)) {
        if (rel_of(tree, k) == REL_OBL &&
            book_is(tree->book, GRAMMAR_AGENT_PREP, frames_prep(tree, k)))
            found = add_token(tree, k, places, true, depth + 1, out);
        else if (rel_of(tree, k) == REL_XCOMP && tree->doc->tokens[k].xpos == XPOS_VBN)
            found = add_agent_of(tree, k, places, depth + 1, out);
    }
    return found;
}

/* "missiles fired [by A]": whose a thing is by what was done with it. */
static bool add_agents(const struct frames *tree, uint32_t token, bool places, int depth,
                       struct part_list *out)
{
    bool found = false;
    for (uint32_t c = frames_child(tree, token); c != NONE && !found; c = frames_next(tree, c)) {
        if (rel_of(tree, c) != REL_ACL || tree->doc->tokens[c].xpos != XPOS_VBN) continue;
        found = add_agent_of(tree, c, places, depth, out);
    }
    return found;
}

/* Who stands behind something that does not act itself. */
static bool add_owners(const struct frames *tree, uint32_t token, bool places, int depth,
                       struct part_list *out)
{
    bool found = false;
    for (uint32_t c = frames_child(tree, token); c != NONE && !found; c = frames_next(tree, c))
        if (tree->doc->tokens[c].rel == REL_NMOD_POSS)
            found = add_token(tree, c, places, true, depth + 1, out);
    if (!found) found = add_agents(tree, token, places, depth, out); /* "a Scud fired by A" */
    if (!found) found = add_modifiers(tree, token, places, depth, out);
    if (!found) found = add_phrases(tree, token, places, depth, out);
    if (found) out->owner = true;
    return found;
}

static bool is_country(const struct frames *tree, uint32_t token)
{
    const struct mention *m = entity_at(tree->entities, token);
    return m && tree->entities->items[m->entity].kind == ENTITY_COUNTRY;
}

/* Does a conjunction stand between the word and the token that both hang on? So the parser reads
 * some pairs of names as one: "[the Moro Front] and [Philippine government]". */
static bool conjunction_between(const struct frames *tree, uint32_t token, uint32_t child)
{
    uint32_t cc = frames_child_rel(tree, token, REL_CC);
    return cc != NONE && child < cc && cc < token && tree->entities->by_token[child];
}

/* "A and B", and the "U.S.-Japan" of "U.S.-Japan talks". */
static bool stands_beside(const struct frames *tree, uint32_t token, uint32_t child)
{
    uint8_t rel = rel_of(tree, child);
    if (rel == REL_CONJ) return true;
    if (rel != REL_FLAT && rel != REL_COMPOUND) return false;
    return (is_country(tree, token) && is_country(tree, child)) ||
           conjunction_between(tree, token, child);
}

/* The state or body of a modifier, where it is another than that of the group it stands before. */
static void add_other_state(const struct frames *tree, uint32_t token, uint32_t group,
                            struct part_list *out)
{
    const struct entities *es = tree->entities;
    uint32_t index = es->by_token[token];
    if (!index) return;
    const struct entity *e = &es->items[es->mentions[index - 1].entity];
    if (e->code[0] && strcmp(e->code, es->items[group].code) != 0)
        push(out, &es->mentions[index - 1], index - 1, es->mentions[index - 1].entity);
}

/* "A and B's ministers", "A and B troops", "the armies of A and B": people of both, where the name
 * finder knows those of one. */
static void add_states_of(const struct frames *tree, uint32_t token, struct part_list *out)
{
    const struct mention *m = entity_at(tree->entities, token);
    if (!m || m->kind != MENTION_NOMINAL || tree->doc->tokens[token].xpos != XPOS_NNS) return;
    for (uint32_t c = frames_child(tree, token); c != NONE; c = frames_next(tree, c)) {
        uint8_t rel = rel_of(tree, c);
        bool of =
            rel == REL_NMOD && (tree->doc->tokens[c].rel == REL_NMOD_POSS ||
                                book_is(tree->book, GRAMMAR_SUBJECT_PREP, frames_prep(tree, c)));
        if (!of && rel != REL_AMOD && rel != REL_COMPOUND) continue;
        bool several = false;
        for (uint32_t k = frames_child(tree, c); k != NONE; k = frames_next(tree, k)) {
            if (rel_of(tree, k) != REL_CONJ) continue;
            add_other_state(tree, k, m->entity, out);
            several = true;
        }
        if (several) add_other_state(tree, c, m->entity, out);
    }
}

void parts_named(const struct frames *tree, uint32_t token, struct part_list *out)
{
    uint32_t index = mention_of(tree, token);
    const struct mention *m = index ? &tree->entities->mentions[index - 1] : NULL;
    if (m && m->kind == MENTION_NAME && tree->entities->items[m->entity].kind == ENTITY_OTHER)
        push(out, m, index - 1, m->entity);
}

static bool add_token(const struct frames *tree, uint32_t token, bool places, bool owners,
                      int depth, struct part_list *out)
{
    if (depth > OWNER_DEPTH_MAX) return false;
    uint32_t index = mention_of(tree, token);
    bool found = index && add_mention(tree, index - 1, places, out);
    if (found) add_states_of(tree, token, out);
    for (uint32_t c = frames_child(tree, token); c != NONE && !found; c = frames_next(tree, c))
        if (rel_of(tree, c) == REL_APPOS) found = add_token(tree, c, places, false, depth + 1, out);
    if (!found && owners) found = add_owners(tree, token, places, depth, out);
    for (uint32_t c = frames_child(tree, token); c != NONE; c = frames_next(tree, c))
        if (stands_beside(tree, token, c)) {
            bool added = add_token(tree, c, places, owners, depth + 1, out);
            if (!added && found) parts_named(tree, c, out); /* as much somebody as who is beside */
            found |= added;
        }
    return found;
}

void parts_of(const struct frames *tree, uint32_t token, bool places, bool owners,
              struct part_list *out)
{
    add_token(tree, token, places, owners, 0, out);
}

static bool speaks_for_state(const struct entity *e)
{
    return e->kind == ENTITY_COUNTRY || (e->n_sectors && strcmp(e->sectors[0], "GOV") == 0);
}

/* The same actor: one entity, two names of one state, or a state and who governs it. */
static bool same_actor(const struct entities *es, uint32_t a, uint32_t b)
{
    if (a == b) return true;
    const struct entity *x = &es->items[a], *y = &es->items[b];
    if (!x->code[0] || strcmp(x->code, y->code) != 0) return false;
    return (x->kind == ENTITY_COUNTRY && speaks_for_state(y)) ||
           (y->kind == ENTITY_COUNTRY && speaks_for_state(x));
}

void parts_minus(const struct entities *entities, struct part_list *list,
                 const struct part_list *other)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        bool drop = false;
        for (uint32_t j = 0; j < other->n && !drop; j++)
            drop = same_actor(entities, list->items[i].entity, other->items[j].entity);
        if (!drop) list->items[kept++] = list->items[i];
    }
    list->n = kept;
}

bool parts_several(const struct part_list *list)
{
    return list->n > 1;
}

void parts_replace(const struct entities *entities, struct part_list *list,
                   const struct part_list *by)
{
    const struct part_list old = *list;
    bool of_state = false;
    for (uint32_t i = 0; i < by->n; i++)
        of_state |= entities->items[by->items[i].entity].code[0] != 0;
    *list = *by;
    for (uint32_t i = 0; i < old.n && !of_state && list->n < EVENT_PARTS_MAX; i++)
        if (entities->items[old.items[i].entity].code[0]) list->items[list->n++] = old.items[i];
}

bool parts_in_sectors(const struct entity *e, struct str sectors)
{
    struct str sector;
    while (e->n_sectors && str_split(&sectors, ';', &sector))
        if (str_is(str_trim(sector), e->sectors[0])) return true;
    return false;
}
