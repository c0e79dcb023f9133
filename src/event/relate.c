/* event/relate.c - the type of the event between two given spans; always an answer.
 *
 * The two spans are made actors whatever they are, and the story's rules are asked again. In this
 * order the first that yields something decides:
 *   1. an event with the actor among its actors and the recipient among its recipients
 *   2. an event that has both, in whatever roles
 *   3. an event that has one of them
 *   4. the heaviest rule whose words match, roles aside, nearest to the path between the spans
 *   5. the type that most rules of the nearest rule word have
 *   6. the first type of types.tsv
 *
 * SPDX-License-Identifier: MIT */
#include "event/auxiliary.h"
#include "event/find.h"

#define NONE UINT32_MAX

enum { PATH_MAX_STEPS = 64 };

struct pair {
    struct span span[2];
    uint32_t head[2]; /* tokens */
    uint32_t entity[2];
};

static bool inside(const struct token *t, struct span span)
{
    return t->start < span.end && t->end > span.start;
}

/* The head of a span: its first token whose own head is outside. */
static uint32_t span_head(const struct doc *doc, struct span span)
{
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct sentence *sentence = &doc->sentences[s];
        for (uint32_t i = sentence->first; i < sentence->first + sentence->n; i++) {
            if (!inside(&doc->tokens[i], span)) continue;
            uint32_t head = doc_head(doc, sentence, i);
            if (head == NONE || !inside(&doc->tokens[head], span)) return i;
        }
    }
    return NONE;
}

/* Whoever else in the story is the one of the span ("A said [it] would"): mentions of his entity
 * become mentions of the pair's. */
static void take_over(struct entities *e, uint32_t n_mentions, const struct pair *pair, int k)
{
    uint32_t own = e->by_token[pair->head[k]];
    if (!own || own > n_mentions) return;
    uint32_t entity = e->mentions[own - 1].entity;
    for (uint32_t i = 0; i < n_mentions; i++) {
        struct mention *m = &e->mentions[i];
        if (m->entity == entity && m->kind == MENTION_PRONOUN) m->entity = pair->entity[k];
    }
}

/* A copy of the entities in which the two spans are somebody. */
static struct entities *with_pair(struct arena *arena, const struct doc *doc,
                                  const struct entities *entities, struct pair *pair)
{
    struct entities *e = ARENA_NEW(arena, struct entities);
    if (!e) return NULL;
    *e = *entities;
    e->items = arena_grow(arena, entities->items, entities->n * sizeof *e->items,
                          (entities->n + 2) * sizeof *e->items);
    e->mentions = arena_grow(arena, entities->mentions, entities->n_mentions * sizeof *e->mentions,
                             (entities->n_mentions + 2) * sizeof *e->mentions);
    e->by_token = arena_grow(arena, entities->by_token, doc->n_tokens * sizeof *e->by_token,
                             (doc->n_tokens + 1) * sizeof *e->by_token);
    if (!e->items || !e->mentions || !e->by_token) return NULL;
    for (int k = 0; k < 2; k++) {
        struct entity x = {.kind = ENTITY_ORG, .n_sectors = 1, .sectors = {"GOV"}};
        x.code[0] = 'Z';
        x.code[1] = 'Z';
        x.code[2] = k ? 'R' : 'A';
        pair->entity[k] = e->n;
        e->items[e->n++] = x;
        e->mentions[e->n_mentions++] = (struct mention){.kind = MENTION_NAME,
                                                        .head = pair->head[k],
                                                        .first = pair->head[k],
                                                        .end = pair->head[k] + 1,
                                                        .span = pair->span[k],
                                                        .entity = pair->entity[k]};
        take_over(e, entities->n_mentions, pair, k);
        for (uint32_t i = 0; i < doc->n_tokens; i++)
            if (inside(&doc->tokens[i], pair->span[k])) e->by_token[i] = e->n_mentions;
    }
    return e;
}

static bool among(const struct event_part *parts, uint32_t n, uint32_t entity)
{
    for (uint32_t i = 0; i < n; i++)
        if (parts[i].entity == entity) return true;
    return false;
}

/* 3: both in their roles; 2: both; 1: one of them; 0: none. */
static int closeness(const struct event *e, const struct pair *pair)
{
    bool a = among(e->actors, e->n_actors, pair->entity[0]);
    bool r = among(e->recipients, e->n_recipients, pair->entity[1]);
    bool a2 = among(e->recipients, e->n_recipients, pair->entity[0]);
    bool r2 = among(e->actors, e->n_actors, pair->entity[1]);
    if (a && r) return 3;
    if ((a || a2) && (r || r2)) return 2;
    return a || r || a2 || r2 ? 1 : 0;
}

/* The way between the two heads in the tree: 0 on it, else how far above its top; NONE elsewhere.
 * The word that relates the two stands on it more often than not: "[A] condemned [the arrest of
 * R]" is about condemning, though an arrest is told as well. */
static uint32_t *way_between(struct finder *f, const struct pair *pair)
{
    const struct frames *tree = &f->m.tree;
    uint32_t *height = ARENA_ARRAY(f->arena, tree->n + 1, uint32_t);
    uint8_t *above = ARENA_ARRAY(f->arena, tree->n + 1, uint8_t);
    if (!height || !above) return NULL;
    for (uint32_t i = 0; i < tree->n; i++)
        height[i] = NONE;
    for (int k = 0; k < 2; k++) {
        uint32_t at = pair->head[k];
        if (at < tree->first || at >= tree->first + tree->n) continue;
        for (uint32_t step = 0; at != NONE && step <= tree->n; step++) {
            above[at - tree->first]++;
            height[at - tree->first] = 0;
            at = frames_head(tree, at);
        }
    }
    uint32_t up = 0;
    uint32_t at = pair->head[0];
    if (at < tree->first || at >= tree->first + tree->n) at = NONE;
    for (uint32_t step = 0; at != NONE && step <= tree->n; step++) {
        if (above[at - tree->first] == 2) height[at - tree->first] = up++;
        at = frames_head(tree, at);
    }
    return height;
}

/* Steps from a word to the way between the two. */
static uint32_t off_way(const struct frames *tree, const uint32_t *height, uint32_t token)
{
    for (uint32_t steps = 0; steps < PATH_MAX_STEPS && token != NONE; steps++) {
        uint32_t h = height[token - tree->first];
        if (h != NONE) return steps + h < PATH_MAX_STEPS ? steps + h : PATH_MAX_STEPS;
        token = frames_head(tree, token);
    }
    return PATH_MAX_STEPS;
}

enum { CLOSENESS_WORTH = 3, STEP_COST = 2, INSIDE_COST = 2, PARTIAL_COST = 1 };

/* How well an event's words stand between the two: the least distance of those that are not of the
 * two themselves, if there are any. */
static int64_t place(const struct finder *f, const uint32_t *height, const struct pair *pair,
                     const struct event *e)
{
    uint32_t least = PATH_MAX_STEPS, least_within = PATH_MAX_STEPS;
    bool within = true;
    for (uint32_t i = 0; i < e->n_trigger; i++) {
        uint32_t off = off_way(&f->m.tree, height, e->trigger[i]);
        const struct token *t = &f->doc->tokens[e->trigger[i]];
        bool inner = inside(t, pair->span[0]) || inside(t, pair->span[1]);
        if (inner && off < least_within) least_within = off;
        if (!inner && off < least) least = off;
        within &= inner;
    }
    if (within) least = least_within;
    return -(int64_t)STEP_COST * least - (within ? INSIDE_COST : 0);
}

static const struct event *closest_event(struct finder *f, const struct pair *pair,
                                         const uint32_t *height, int64_t *score_out)
{
    const struct event *best = NULL;
    int64_t best_score = 0;
    for (uint32_t i = 0; height && i < f->events->n; i++) {
        const struct event *e = &f->events->items[i];
        int close = closeness(e, pair);
        if (!close) continue;
        int64_t score = (int64_t)CLOSENESS_WORTH * close + place(f, height, pair, e);
        if (!best || score > best_score ||
            (score == best_score && e->confidence > best->confidence)) {
            best = e;
            best_score = score;
        }
    }
    *score_out = best_score;
    return best;
}

/* A candidate that wants a role which the pair may fill ("R was arrested [in A]"), if it stands
 * better than the best event. */
static bool closer_partial(struct finder *f, const struct pair *pair, const uint32_t *height,
                           const struct event *than, int64_t score, struct event *out)
{
    bool found = false;
    for (uint32_t i = 0; height && i < f->m.tree.n; i++) {
        const struct candidate *c = f->m.partial[i];
        if (!c || c->rule->none || f->m.best[i]) continue;
        struct event e = {.type = c->rule->type,
                          .mode = c->rule->mode,
                          .rule = c->rule->label,
                          .n_actors = c->actors.n,
                          .n_recipients = c->recipients.n,
                          .n_trigger = c->n_trigger};
        memcpy(e.actors, c->actors.items, sizeof e.actors);
        memcpy(e.recipients, c->recipients.items, sizeof e.recipients);
        memcpy(e.trigger, c->trigger, sizeof e.trigger);
        int close = closeness(&e, pair);
        if (!close) continue;
        int64_t here = (int64_t)CLOSENESS_WORTH * close + place(f, height, pair, &e) - PARTIAL_COST;
        if ((than || found) && here <= score) continue;
        if (!find_apply_operators(f, &e, auxiliary_of(&f->m.tree, c->token))) return false;
        score = here;
        *out = e;
        found = true;
    }
    return found;
}

/* Tokens between the tree positions of the two heads get low numbers: steps from either head. */
static uint32_t distance(const struct frames *tree, uint32_t token, const struct pair *pair)
{
    uint32_t best = PATH_MAX_STEPS;
    for (int k = 0; k < 2; k++) {
        uint32_t at = pair->head[k];
        for (uint32_t steps = 0; at != NONE && steps < best; steps++) {
            if (at == token) {
                best = steps;
                break;
            }
            if (frames_head(tree, token) == at && steps + 1 < best) best = steps + 1;
            at = at >= tree->first && at < tree->first + tree->n ? frames_head(tree, at) : NONE;
        }
    }
    return best;
}

static const struct candidate *nearest_candidate(struct finder *f, const struct pair *pair,
                                                 struct candidate **list, uint32_t n)
{
    const struct candidate *best = NULL;
    int64_t best_score = INT64_MIN;
    for (uint32_t i = 0; i < n; i++) {
        if (list[i]->rule->none) continue;
        int64_t score =
            2 * (int64_t)list[i]->weight - 3 * (int64_t)distance(&f->m.tree, list[i]->token, pair);
        if (score > best_score) {
            best = list[i];
            best_score = score;
        }
    }
    return best;
}

/* The commonest type among the rules of the rule word nearest to the pair. */
static bool commonest_type(struct finder *f, const struct pair *pair, uint8_t *type)
{
    uint32_t nearest = NONE, least = UINT32_MAX;
    for (uint32_t i = f->m.tree.first; i < f->m.tree.first + f->m.tree.n; i++) {
        struct str lemma = f->doc->tokens[i].lemma;
        uint32_t nominal = map_get(&f->book->nominal_ids, lemma);
        if (nominal != MAP_NONE) lemma = f->book->nominals[nominal].verb;
        uint32_t ref = map_get(&f->book->heads, lemma);
        uint32_t d = ref == MAP_NONE ? UINT32_MAX : distance(&f->m.tree, i, pair);
        if (d >= least) continue;
        least = d;
        nearest = ref;
    }
    if (nearest == NONE) return false;
    uint32_t counts[BOOK_TYPES_MAX] = {0}, best = 0;
    for (uint32_t ref = nearest, steps = 0; ref && steps < 1000; steps++) {
        const struct event_rule *rule = &f->book->rules[f->book->refs[ref - 1].rule];
        if (!rule->none && ++counts[rule->type] > counts[best]) best = rule->type;
        ref = f->book->refs[ref - 1].next;
    }
    *type = (uint8_t)best;
    return counts[best] > 0;
}

static bool by_words(struct finder *f, const struct pair *pair, uint32_t sentence,
                     struct event_relation *out)
{
    struct candidate **list;
    uint32_t n;
    f->m.loose = true;
    if (!find_candidates(f, sentence, &list, &n)) return false;
    const struct candidate *c = nearest_candidate(f, pair, list, n);
    if (c) {
        struct event e = {.type = c->rule->type, .mode = c->rule->mode};
        if (!find_apply_operators(f, &e, auxiliary_of(&f->m.tree, c->token))) return false;
        out->type = e.type;
        out->mode = e.mode;
        out->rule = c->rule->label;
        return true;
    }
    out->type = 0;
    out->rule = commonest_type(f, pair, &out->type) ? "nearest rule word" : "no rule word";
    return true;
}

static uint32_t sentence_of(const struct doc *doc, uint32_t token)
{
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        if (token >= doc->sentences[s].first &&
            token < doc->sentences[s].first + doc->sentences[s].n)
            return s;
    return 0;
}

bede_status event_relate(const struct event_book *book, const struct doc *doc,
                         const struct entities *entities, const struct quotes *quotes,
                         struct span actor, struct span recipient, struct event_relation *out,
                         bede_error *err)
{
    struct pair pair = {.span = {actor, recipient}};
    for (int k = 0; k < 2; k++) {
        pair.head[k] = span_head(doc, pair.span[k]);
        if (pair.head[k] == NONE)
            return err_set(err, BEDE_USAGE, "the %s span [%u,%u) holds no word",
                           k ? "recipient" : "actor", pair.span[k].start, pair.span[k].end);
    }
    const struct entities *both = with_pair(doc->arena, doc, entities, &pair);
    struct finder f;
    if (!both || !find_init(&f, book, doc, both, quotes)) return err_nomem(err);
    uint32_t sentence = sentence_of(doc, pair.head[0]);
    *out = (struct event_relation){0};
    f.all = true;
    if (!find_in_sentence(&f, sentence)) return err_nomem(err);
    const uint32_t *height = way_between(&f, &pair);
    if (!height) return err_nomem(err);
    int64_t score = 0;
    const struct event *e = closest_event(&f, &pair, height, &score);
    struct event partial;
    if (f.m.partial && closer_partial(&f, &pair, height, e, score, &partial)) e = &partial;
    if (e) {
        out->type = e->type;
        out->mode = e->mode;
        out->rule = e->rule;
    } else if (!by_words(&f, &pair, sentence, out)) {
        return err_nomem(err);
    }
    out->quad = book->types[out->type].quad;
    return BEDE_OK;
}
