/* event/infer.c - see infer.h.
 *
 * Newswire leaves out who arrests, convicts or searches, since everybody knows: "Police raided the
 * house. Four men were arrested." The codebook wants an actor; so the nearest one of the story that
 * has the sector which implied.tsv names is taken: the sector named first before the others, bodies
 * and groups before single people, the same sentence before those above, those above before those
 * below. Where the story speaks of none, there is no event.
 *
 * What is meant by usage may hang on a word ("rounds were fired": the police; "shots were fired":
 * anybody) or on who suffers it ("two terrorists were killed"): a row may ask for either.
 *
 * SPDX-License-Identifier: MIT */
#include "event/infer.h"

enum { REACH = 2000 /* mentions looked at in each direction */, BEST = 8 };

/* A word of the event is one of these lemmas. */
static bool tells_word(const struct matcher *m, const struct candidate *c, struct str lemmas)
{
    struct str item;
    while (str_split(&lemmas, ';', &item))
        for (uint32_t i = 0; i < c->n_trigger; i++)
            if (str_ieq(m->tree.doc->tokens[c->trigger[i]].lemma, str_trim(item))) return true;
    return false;
}

/* The place of the entity's first sector in the list, from 1; 0: it is not there. */
static int sector_place(const struct entity *e, struct str sectors)
{
    struct str item;
    for (int place = 1; e->n_sectors && str_split(&sectors, ';', &item); place++)
        if (str_eq(str_trim(item), str_c(e->sectors[0]))) return place;
    return 0;
}

static bool suffered_by(const struct matcher *m, const struct candidate *c, struct str sectors)
{
    for (uint32_t i = 0; i < c->recipients.n; i++)
        if (!sector_place(&m->tree.entities->items[c->recipients.items[i].entity], sectors))
            return false;
    return c->recipients.n > 0;
}

/* The sectors that act in such an event by usage, or an empty list. */
static struct str implied_sectors(const struct matcher *m, const struct candidate *c)
{
    const struct event_book *book = m->tree.book;
    for (uint32_t i = book->n_implied; i-- > 0;) {
        const struct implied_row *row = &book->implied[i];
        if (row->type != c->rule->type || !str_eq(row->mode, c->rule->mode)) continue;
        if (row->words.n && !tells_word(m, c, row->words)) continue;
        if (row->recipients.n && !suffered_by(m, c, row->recipients)) continue;
        return row->sectors;
    }
    return (struct str){NULL, 0};
}

/* 0: no such actor; 1: a single person; 2: a body or group. */
static int fitness(const struct entities *es, uint32_t mention, struct str sectors,
                   const struct candidate *c)
{
    const struct entity *e = &es->items[es->mentions[mention].entity];
    if (es->mentions[mention].kind == MENTION_PRONOUN || !sector_place(e, sectors)) return 0;
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

/* A body counts most in the same sentence, then anywhere; so does a person, but less. All of the
 * sector that comes first in the list stand before those of the others. */
static void consider(const struct matcher *m, uint32_t mention, struct str sectors,
                     const struct candidate *c, struct choice *best)
{
    const struct entities *es = m->tree.entities;
    int fit = fitness(es, mention, sectors, c);
    const struct doc *doc = m->tree.doc;
    bool here = &doc->sentences[es->mentions[mention].sentence] == m->tree.sentence;
    int worth = fit == 0 ? 0 : fit == 2 ? (here ? 4 : 2) : (here ? 3 : 1);
    int place = sector_place(&es->items[es->mentions[mention].entity], sectors);
    if (fit == 2 && place == 1) worth += 4;
    if (worth > best->worth) *best = (struct choice){mention, worth};
}

bool infer_usual(const struct matcher *m, const struct frame *frame, const struct candidate *c)
{
    struct str sectors = implied_sectors(m, c);
    if (!sectors.n || !frame_find(frame, ROLE_OBJ, NULL)) return false;
    for (uint32_t i = 0; i < c->actors.n; i++)
        if (!sector_place(&m->tree.entities->items[c->actors.items[i].entity], sectors))
            return false;
    return c->actors.n > 0;
}

bool infer_actor(const struct matcher *m, const struct frame *frame, struct candidate *c)
{
    struct str sectors = implied_sectors(m, c);
    if (!sectors.n || (!frame->passive && frame_find(frame, ROLE_SUBJ, NULL))) return false;
    if (frame->nominal && !frame_find(frame, ROLE_OBJ, NULL)) return false; /* "house arrest" */
    const struct entities *es = m->tree.entities;
    uint32_t middle = first_behind(es, frame->token);
    struct choice best = {0};
    for (uint32_t i = middle, steps = 0; i-- > 0 && steps < REACH && best.worth < BEST; steps++)
        consider(m, i, sectors, c, &best);
    for (uint32_t i = middle, steps = 0; i < es->n_mentions && steps < REACH && best.worth < BEST;
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
