/* event/infer.c - see infer.h.
 *
 * Newswire leaves out who arrests, convicts or searches, since everybody knows: "Police raided the
 * house. Four men were arrested." The codebook wants an actor; so the nearest one of the story that
 * has the sector which implied.tsv names is taken: bodies and groups before single people, the same
 * sentence before those above, those above before those below. Where the story speaks of none,
 * there is no event.
 *
 * SPDX-License-Identifier: MIT */
#include "event/infer.h"

enum { REACH = 2000 }; /* mentions looked at in each direction */

/* The sectors that act in such an event by usage, or an empty list. */
static struct str implied_sectors(const struct event_book *book, const struct event_rule *rule)
{
    for (uint32_t i = book->n_implied; i-- > 0;)
        if (book->implied[i].type == rule->type && str_eq(book->implied[i].mode, rule->mode))
            return book->implied[i].sectors;
    return (struct str){NULL, 0};
}

static bool has_sector(const struct entity *e, struct str sectors)
{
    struct str item;
    while (e->n_sectors && str_split(&sectors, ';', &item))
        if (str_eq(str_trim(item), str_c(e->sectors[0]))) return true;
    return false;
}

/* 0: no such actor; 1: a single person; 2: a body or group. */
static int fitness(const struct entities *es, uint32_t mention, struct str sectors,
                   const struct candidate *c)
{
    const struct entity *e = &es->items[es->mentions[mention].entity];
    if (es->mentions[mention].kind == MENTION_PRONOUN || !has_sector(e, sectors)) return 0;
    for (uint32_t i = 0; i < c->recipients.n; i++)
        if (c->recipients.items[i].entity == es->mentions[mention].entity) return 0;
    if (e->kind == ENTITY_ORG || e->kind == ENTITY_GROUP || e->plural) return 2;
    return e->kind == ENTITY_PERSON ? 1 : 0;
}

/* The first mention behind a token, by bisection: mentions are in text order. */
static uint32_t first_behind(const struct entities *es, uint32_t token)
{
    uint32_t low = 0, high = es->n_mentions;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (es->mentions[middle].first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct choice {
    uint32_t mention;
    int worth;
};

/* A body counts most in the same sentence, then anywhere; a person only in the same sentence. */
static void consider(const struct matcher *m, uint32_t mention, struct str sectors,
                     const struct candidate *c, struct choice *best)
{
    const struct entities *es = m->tree.entities;
    int fit = fitness(es, mention, sectors, c);
    const struct doc *doc = m->tree.doc;
    bool here = &doc->sentences[es->mentions[mention].sentence] == m->tree.sentence;
    int worth = fit == 0 ? 0 : fit == 2 ? (here ? 4 : 2) : (here ? 3 : 1);
    if (worth > best->worth) *best = (struct choice){mention, worth};
}

bool infer_usual(const struct matcher *m, const struct frame *frame, const struct candidate *c)
{
    struct str sectors = implied_sectors(m->tree.book, c->rule);
    if (!sectors.n || !frame_find(frame, ROLE_OBJ, NULL)) return false;
    for (uint32_t i = 0; i < c->actors.n; i++)
        if (!has_sector(&m->tree.entities->items[c->actors.items[i].entity], sectors)) return false;
    return c->actors.n > 0;
}

bool infer_actor(const struct matcher *m, const struct frame *frame, struct candidate *c)
{
    struct str sectors = implied_sectors(m->tree.book, c->rule);
    if (!sectors.n || (!frame->passive && frame_find(frame, ROLE_SUBJ, NULL))) return false;
    if (frame->nominal && !frame_find(frame, ROLE_OBJ, NULL)) return false; /* "house arrest" */
    const struct entities *es = m->tree.entities;
    uint32_t middle = first_behind(es, frame->token);
    struct choice best = {0};
    for (uint32_t i = middle, steps = 0; i-- > 0 && steps < REACH && best.worth < 4; steps++)
        consider(m, i, sectors, c, &best);
    for (uint32_t i = middle, steps = 0; i < es->n_mentions && steps < REACH && best.worth < 4;
         i++, steps++)
        consider(m, i, sectors, c, &best);
    if (!best.worth) return false;
    const struct mention *who = &es->mentions[best.mention];
    c->actors.items[0] = (struct event_part){
        .mention = best.mention, .entity = who->entity, .span = who->span, .inferred = true};
    c->actors.n = 1;
    c->inferred = true;
    return true;
}
