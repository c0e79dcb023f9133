/* entity/places.c - where the places of a story lie: a gazetteer's candidates weighed by the story.
 *
 * States and larger divisions come from words/centres.tsv; towns from the gazetteer. A name has one
 * sense in a story (Gale, Church and Yarowsky 1992), so that what one mention says ("Norrby, Illinois")
 * holds for all. Candidates are weighed by the container told, the country the name is known for, the
 * states and divisions that the story names, the dateline, population, and in a second round by
 * nearness to the places of the first (Leidner 2007 describes these heuristics).
 *
 * Without a gazetteer nothing is located. Example: "in Springfield, Illinois, ... Springfield" is
 * twice the place of 39.8 N, 89.6 W, reason "container 'Illinois'".
 *
 * SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "entity/work.h"
#include "knowledge/gazetteer.h"

enum {
    CANDIDATES_MAX = 48,
    PLACES_MAX = 256, /* different ones located in a story; the rest stay without coordinates */
    NEIGHBOURS_MAX = 24,
    REGIONS_MAX = 24
};

/* Points for what speaks for a candidate, beside the logarithm of its population. */
#define POINTS_CONTAINER 10.0
#define POINTS_COUNTRY   2.0
#define POINTS_DIVISION  5.0
#define POINTS_CAPITAL   1.0
#define POINTS_STORY     1.5
#define POINTS_NEAR      1.5

/* A state or division: "US" or "US.IL". */
struct region {
    char country[3], admin[5];
    struct str name;
    double lat, lon;
};

/* A name with one sense: which entity, which words, what its container is. */
struct group {
    struct str name;
    uint32_t entity;
    bool capital, central; /* a capital; located by the table of centres */
    struct region own;     /* country the name is known for; central: the place itself */
    struct region around;
    struct gazetteer_place best;
    const char *why;
    bool found;
};

struct placer {
    struct work *w;
    const struct gazetteer *gazetteer;
    struct group *groups;
    uint32_t n_groups;
    uint32_t *of_mention; /* group + 1 */
    struct region regions[REGIONS_MAX];
    uint32_t n_regions;
};

/* The row of centres.tsv as a region; false when there is none or it is not well formed. */
static bool region_find(const struct work *w, struct str word, struct region *out)
{
    const struct kb_word *row = word.n ? kb_words_find(w->words, "centres", word) : NULL;
    if (!row || row->class.n < 2 || row->value.n > 40) return false;
    char value[48];
    memcpy(value, row->value.p, row->value.n);
    value[row->value.n] = '\0';
    char *rest = value;
    *out = (struct region){.name = row->word};
    out->lat = strtod(value, &rest);
    out->lon = strtod(rest, &rest);
    memcpy(out->country, row->class.p, 2);
    if (row->class.n > 3 && row->class.n <= 7)
        memcpy(out->admin, row->class.p + 3, row->class.n - 3);
    return *rest == '\0' && fabs(out->lat) <= 90 && fabs(out->lon) <= 180;
}

static bool is_toponym(const struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    const struct entity *e = &w->out->items[mention->entity];
    return (mention->kind == MENTION_NAME || mention->kind == MENTION_ADJECTIVE) &&
           (e->kind == ENTITY_PLACE || e->kind == ENTITY_COUNTRY);
}

static struct str place_words(const struct work *w, uint32_t m)
{
    const struct fact *f = &w->facts[m];
    if (f->name_end > f->name_first) return tokens_text(w, f->name_first, f->name_end);
    return mention_text(w, m);
}

/* The division or state that a mention names. */
static bool region_of(const struct work *w, uint32_t m, struct region *out)
{
    const struct entity *e = &w->out->items[w->out->mentions[m].entity];
    const struct kb_alias *alias = w->facts[m].alias;
    bool city = alias && (alias->sense == KB_CAPITAL || alias->sense == KB_SEAT ||
                          alias->sense == KB_CITY_ADJECTIVE);
    if (city || (e->row && str_is(e->row->type, "city"))) return false;
    if (e->kind == ENTITY_PLACE && region_find(w, e->name, out)) return true;
    if (region_find(w, place_words(w, m), out)) return true;
    return e->kind == ENTITY_COUNTRY && region_find(w, str_c(e->code), out);
}

/* "Norrby, Illinois", "Norrby (Illinois)". */
static bool container_of(const struct work *w, uint32_t m, struct region *out)
{
    const struct mention *mention = &w->out->mentions[m];
    uint32_t t = mention->end;
    if (t + 1 >= w->doc->n_tokens || w->nodes[t + 1].sentence != mention->sentence) return false;
    if (!str_is(form(w, t), ",") && !str_is(form(w, t), "(")) return false;
    uint32_t inside = w->out->inside[t + 1];
    return inside && w->out->mentions[inside - 1].kind == MENTION_NAME &&
           w->out->mentions[inside - 1].first == t + 1 && is_toponym(w, inside - 1) &&
           region_of(w, inside - 1, out);
}

static void note_region(struct placer *p, const struct region *region)
{
    for (uint32_t i = 0; i < p->n_regions; i++)
        if (memcmp(p->regions[i].country, region->country, 3) == 0 &&
            memcmp(p->regions[i].admin, region->admin, 5) == 0)
            return;
    if (p->n_regions < REGIONS_MAX) p->regions[p->n_regions++] = *region;
}

static uint32_t group_of(struct placer *p, uint32_t m)
{
    struct str name = place_words(p->w, m);
    uint32_t entity = p->w->out->mentions[m].entity;
    for (uint32_t i = 0; i < p->n_groups; i++)
        if (p->groups[i].entity == entity && str_ieq(p->groups[i].name, name)) return i;
    if (p->n_groups == PLACES_MAX) return NONE;
    struct group *g = &p->groups[p->n_groups];
    const struct kb_alias *alias = p->w->facts[m].alias;
    *g = (struct group){.name = name, .entity = entity, .why = "population"};
    g->capital = alias && alias->sense == KB_CAPITAL;
    g->central = region_of(p->w, m, &g->own);
    if (g->central)
        note_region(p, &g->own);
    else
        region_find(p->w, str_c(p->w->out->items[entity].code), &g->own);
    return p->n_groups++;
}

static void collect(struct placer *p)
{
    for (uint32_t m = 0; m < p->w->out->n_mentions; m++) {
        if (!is_toponym(p->w, m)) continue;
        uint32_t group = group_of(p, m);
        if (group == NONE) continue;
        p->of_mention[m] = group + 1;
        if (!p->groups[group].around.country[0]) container_of(p->w, m, &p->groups[group].around);
    }
    struct region region;
    for (uint32_t i = 0; i < p->w->n_dateline; i++)
        if (p->w->dateline[i] && region_find(p->w, str_c(p->w->dateline[i]->code), &region))
            note_region(p, &region);
}

/* Nearly enough for weighing, and cheap; kilometres. */
static double distance(double lat1, double lon1, double lat2, double lon2)
{
    double across = fabs(lon1 - lon2);
    if (across > 180) across = 360 - across;
    double x = across * cos((lat1 + lat2) * 0.5 * 0.017453292519943295), y = lat1 - lat2;
    return 111.2 * sqrt(x * x + y * y);
}

static bool within(const struct region *r, const struct gazetteer_place *c)
{
    return r->country[0] && memcmp(r->country, c->country, 3) == 0 &&
           (!r->admin[0] || memcmp(r->admin, c->admin, sizeof c->admin) == 0);
}

static double near_points(const struct placer *p, const struct group *g,
                          const struct gazetteer_place *c)
{
    uint32_t seen = 0;
    for (uint32_t i = 0; i < p->n_groups && seen < NEIGHBOURS_MAX; i++) {
        const struct group *other = &p->groups[i];
        if (other == g || !other->found || other->central || str_ieq(other->name, g->name))
            continue;
        seen++;
        if (distance(c->lat, c->lon, other->best.lat, other->best.lon) < 160) return POINTS_NEAR;
    }
    return 0;
}

static double weigh(const struct placer *p, const struct group *g, const struct gazetteer_place *c,
                    bool second, const char **why)
{
    double points = log10((double)c->population + 10);
    *why = "population";
    double near = second ? near_points(p, g, c) : 0;
    if (near > 0) *why = "near other places of the story";
    double story = 0;
    for (uint32_t i = 0; i < p->n_regions; i++) {
        if (!within(&p->regions[i], c)) continue;
        double worth = p->regions[i].admin[0] ? POINTS_DIVISION : POINTS_STORY;
        if (worth > story) story = worth;
    }
    if (story > 0) *why = "in a state or division of the story";
    bool known = within(&g->own, c);
    if (known) *why = "country of the name";
    bool told = within(&g->around, c);
    if (told) *why = "container told";
    if (g->capital && strcmp(c->feature, "PPLC") == 0) points += POINTS_CAPITAL;
    return points + near + story + (known ? POINTS_COUNTRY : 0) + (told ? POINTS_CONTAINER : 0);
}

static void choose(struct placer *p, struct group *g, bool second)
{
    struct gazetteer_place all[CANDIDATES_MAX];
    uint32_t n = gazetteer_find(p->gazetteer, g->name, all, CANDIDATES_MAX);
    if (!n) {
        const struct entity *e = &p->w->out->items[g->entity];
        if (e->kind == ENTITY_PLACE) n = gazetteer_find(p->gazetteer, e->name, all, CANDIDATES_MAX);
    }
    if (n > CANDIDATES_MAX) n = CANDIDATES_MAX;
    double best = -1;
    for (uint32_t i = 0; i < n; i++) {
        const char *why;
        double points = weigh(p, g, &all[i], second, &why);
        if (points <= best) continue;
        best = points;
        g->best = all[i];
        g->why = n == 1 ? "only place of that name" : why;
        g->found = true;
    }
}

/* Waters and regions of the world are no towns, whatever town bears their name. */
static bool may_be_town(const struct placer *p, const struct group *g)
{
    const struct kb_row *row = p->w->out->items[g->entity].row;
    if (!row || row->kind != KB_PLACE) return true;
    return !str_is(row->type, "region") && !str_is(row->type, "sea") && !str_is(row->type, "river");
}

static void locate(struct placer *p)
{
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < p->n_groups; i++) {
            struct group *g = &p->groups[i];
            if (g->central) {
                g->found = true;
                g->best.lat = g->own.lat;
                g->best.lon = g->own.lon;
                memcpy(g->best.country, g->own.country, sizeof g->best.country);
                memcpy(g->best.admin, g->own.admin, sizeof g->best.admin);
                g->why = "middle of the state or division (centres.tsv)";
            } else if (may_be_town(p, g)) {
                choose(p, g, round == 1);
            }
        }
    }
}

/* The alpha-3 code of the place found, by the first code of the tables that has this alpha-2. */
static void set_code(const struct placer *p, const struct group *g, struct place_fix *fix)
{
    const struct entity *e = &p->w->out->items[g->entity];
    struct region r;
    if (region_find(p->w, str_c(e->code), &r) && memcmp(r.country, g->best.country, 3) == 0) {
        memcpy(fix->code, e->code, sizeof fix->code);
        return;
    }
    const struct kb_word *row = kb_words_find(p->w->words, "alpha2", str_c(g->best.country));
    if (row && row->value.n == 3) memcpy(fix->code, row->value.p, 3);
}

static void keep(struct placer *p)
{
    struct entities *out = p->w->out;
    out->fixes = ARENA_ARRAY(p->w->arena, p->n_groups + 1, struct place_fix);
    if (!out->fixes) {
        p->w->failed = true;
        return;
    }
    out->n_fixes = p->n_groups;
    for (uint32_t i = 0; i < p->n_groups; i++) {
        const struct group *g = &p->groups[i];
        struct place_fix *fix = &out->fixes[i];
        *fix = (struct place_fix){.lat = g->best.lat, .lon = g->best.lon, .geoname = g->best.id};
        fix->name = g->central ? g->own.name : g->best.name;
        memcpy(fix->admin, g->best.admin, sizeof fix->admin);
        fix->reason = str_c(g->why);
        if (g->found) set_code(p, g, fix);
    }
    for (uint32_t m = 0; m < out->n_mentions; m++) {
        uint32_t group = p->of_mention[m];
        if (group && p->groups[group - 1].found) out->mentions[m].fix = group;
    }
}

void places_locate(struct work *w)
{
    struct placer p = {.w = w, .gazetteer = kb_gazetteer(w->kb)};
    if (!p.gazetteer) return;
    p.groups = ARENA_ARRAY(w->arena, PLACES_MAX, struct group);
    p.of_mention = ARENA_ARRAY(w->arena, (size_t)w->out->n_mentions + 1, uint32_t);
    if (!p.groups || !p.of_mention) {
        w->failed = true;
        return;
    }
    collect(&p);
    locate(&p);
    keep(&p);
}
