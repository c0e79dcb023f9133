/* entity/places.c - where the places of a story lie: a gazetteer's candidates weighed by the story.
 *
 * States and the divisions wires name most come from words/centres.tsv; the rest from the gazetteer. A
 * name has one sense in a story (Gale, Church and Yarowsky 1992), so that what one mention says
 * ("Norrby, Illinois") holds for all. Candidates are weighed alone first: by population, the container
 * told, the country the name is known for, the states and divisions that the story names; then in
 * rounds by what the other names are likely to mean (Leidner 2007 describes these heuristics). Names
 * that are no mentions, in the dateline or in "the Teal County sheriff", are hints for the others.
 *
 * Without a gazetteer nothing is located. Example: "in Springfield, Illinois, ... Springfield" is
 * twice the place of 39.8 N, 89.6 W, reason "container told".
 *
 * SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "entity/work.h"
#include "knowledge/gazetteer.h"

enum {
    CANDIDATES_MAX = 64, /* of one name */
    STRONGEST_MAX = 12,  /* those of a name that speak for its neighbours */
    PLACES_MAX = 256,    /* different ones located in a story; the rest stay without coordinates */
    NEIGHBOURS_MAX = 24,
    REGIONS_MAX = 24,
    ROUNDS = 3,
    LOCAL_PEOPLE = 100000
};

/* Points for what speaks for a candidate, beside the logarithm of its population. */
#define POINTS_CONTAINER 10.0
#define POINTS_COUNTRY   1.0
#define POINTS_DIVISION  5.0
#define POINTS_LOCAL     4.0 /* in the division of a small town of the story */
#define POINTS_CAPITAL   1.0
#define POINTS_STORY     1.5
#define POINTS_INSIDE    2.5    /* in a county or division that another name means, or around it */
#define POINTS_AREA      (-1.5) /* a name that is a town's and an area's is oftener the town's */
#define POINTS_AROUND    4.0    /* an area whose name is told as a container */
#define NEAR_MOST        6.0
#define SHORTFALL        0.4 /* what a neighbour less likely by a point says less */
#define SHARPNESS        1.6 /* how much surer a point more makes */
#define DEGREE           0.017453292519943295

/* A state or division: "US" or "US.IL". */
struct region {
    char country[3], admin[5];
    struct str name;
    double lat, lon;
};

struct candidate {
    struct gazetteer_place place;
    double x, y, z; /* its point on the unit sphere */
    double alone;   /* points that do not hang on the story's other places */
    double region;  /* points for a state or division of the story */
    double points;
    double share; /* how likely it is the one meant, of 1 */
    const char *why;
};

/* A name with one sense: which entity, which words, what its container is. */
struct group {
    struct str name;
    uint32_t entity;
    bool capital, central; /* a capital; located by the table of centres */
    bool container;        /* stands behind a town: "Norrby, New York" */
    struct region own;     /* country the name is known for; central: the place itself */
    struct region around;
    uint32_t around_group; /* group + 1 of a container that the gazetteer has to tell */
    struct candidate *candidates;
    uint32_t n_candidates;
    uint32_t strongest[STRONGEST_MAX];
    uint32_t n_strongest;
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

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The token behind a comma or bracket that follows the mention: "Norrby, Illinois". */
static uint32_t behind_comma(const struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    uint32_t t = mention->end;
    if (t + 1 >= w->doc->n_tokens || w->nodes[t + 1].sentence != mention->sentence) return NONE;
    return str_is(form(w, t), ",") || str_is(form(w, t), "(") ? t + 1 : NONE;
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

/* "Ky." or "KY" behind a town's name. */
static bool short_division(const struct work *w, uint32_t t, struct region *out)
{
    struct str word = form(w, t);
    const struct kb_word *row = kb_words_find(w->words, "divisions", word);
    if (!row || !str_is(row->class, "short") || !is_upper(word.p[0])) return false;
    if (word.n == 2 && !is_upper(word.p[1])) return false;
    return region_find(w, row->value, out);
}

/* What is told behind a mention: a division by name or in short, or a name for the gazetteer. */
static void note_container(struct placer *p, uint32_t m, struct group *g)
{
    const struct work *w = p->w;
    uint32_t t = behind_comma(w, m);
    if (t == NONE) return;
    if (short_division(w, t, &g->around)) {
        note_region(p, &g->around);
        return;
    }
    uint32_t inside = w->out->inside[t];
    if (!inside || w->out->mentions[inside - 1].kind != MENTION_NAME ||
        w->out->mentions[inside - 1].first != t || !is_toponym(w, inside - 1))
        return;
    if (region_of(w, inside - 1, &g->around) || g->around_group) return;
    g->around_group = p->of_mention[inside - 1];
    if (g->around_group) p->groups[g->around_group - 1].container = true;
}

static bool in_person(const struct work *w, uint32_t t)
{
    uint32_t m = w->out->inside[t];
    return m && w->out->items[w->out->mentions[m - 1].entity].kind == ENTITY_PERSON;
}

/* A division in the name of something else: "the Illinois State Police". Returns its last token. */
static uint32_t note_named_region(struct placer *p, uint32_t t)
{
    const struct work *w = p->w;
    struct region region;
    if (w->out->inside[t] && is_toponym(w, w->out->inside[t] - 1)) return t;
    for (uint32_t n = 3; n > 0; n--) {
        if (t + n > w->doc->n_tokens) continue;
        if (!region_find(w, tokens_text(w, t, t + n), &region) || !region.admin[0]) continue;
        note_region(p, &region);
        return t + n - 1;
    }
    return t;
}

/* The group of a name that no mention has, for what it tells of the others; NONE when there is no room
 * or the gazetteer does not know it. */
static uint32_t hint_of(struct placer *p, struct str name)
{
    for (uint32_t i = 0; i < p->n_groups; i++)
        if (str_ieq(p->groups[i].name, name)) return i;
    if (p->n_groups == PLACES_MAX || !gazetteer_find(p->gazetteer, name, NULL, 0)) return NONE;
    p->groups[p->n_groups] = (struct group){.name = name, .entity = NONE, .why = "population"};
    return p->n_groups++;
}

/* "in Bethel, Vt.", where the town is no mention: it is a hint with its container. */
static void note_short_division(struct placer *p, uint32_t t)
{
    const struct work *w = p->w;
    struct region region;
    uint32_t next = t + 2;
    if (next >= w->doc->n_tokens || w->nodes[next].sentence != w->nodes[t].sentence ||
        !str_is(form(w, t + 1), ",") || !short_division(w, next, &region))
        return;
    note_region(p, &region);
    uint32_t group = hint_of(p, form(w, t));
    if (group != NONE && !p->groups[group].around.country[0]) p->groups[group].around = region;
}

/* A county in the name of something else, as a group without mentions: "the Teal County sheriff". */
static void note_named_county(struct placer *p, uint32_t t)
{
    const struct kb_word *row = kb_words_find(p->w->words, "divisions", form(p->w, t));
    if (!row || !str_is(row->class, "area")) return;
    uint32_t sentence = p->w->nodes[t].sentence;
    for (uint32_t n = 1; n <= 3 && n <= t; n++) {
        uint32_t first = t - n;
        if (p->w->nodes[first].sentence != sentence || !is_upper(form(p->w, first).p[0])) return;
        if (hint_of(p, tokens_text(p->w, first, t + 1)) != NONE) return;
    }
}

/* The places of the dateline, which are no mentions: "NORRBY, Ill." says which Norrby is meant. */
static void collect_dateline(struct placer *p)
{
    const struct wire_dateline *line = &p->w->doc->story->dateline;
    struct region region = {0};
    if (!line->present) return;
    if (line->region.n) {
        const struct kb_word *row = kb_words_find(p->w->words, "divisions", line->region);
        bool in_short = row && str_is(row->class, "short");
        if (region_find(p->w, in_short ? row->value : line->region, &region))
            note_region(p, &region);
    }
    for (uint32_t i = 0; i < line->n_places; i++) {
        uint32_t group = hint_of(p, line->places[i]);
        bool last = i + 1 == line->n_places;
        if (group != NONE && last && !p->groups[group].around.country[0])
            p->groups[group].around = region;
    }
}

static void collect_hints(struct placer *p)
{
    for (uint32_t t = 0; t < p->w->doc->n_tokens; t++) {
        if (!is_upper(form(p->w, t).p[0]) || in_person(p->w, t)) continue;
        note_named_county(p, t);
        note_short_division(p, t);
        t = note_named_region(p, t);
    }
}

static void collect(struct placer *p)
{
    for (uint32_t m = 0; m < p->w->out->n_mentions; m++) {
        if (!is_toponym(p->w, m)) continue;
        uint32_t group = group_of(p, m);
        if (group != NONE) p->of_mention[m] = group + 1;
    }
    for (uint32_t m = 0; m < p->w->out->n_mentions; m++) {
        if (!p->of_mention[m]) continue;
        struct group *g = &p->groups[p->of_mention[m] - 1];
        if (!g->around.country[0]) note_container(p, m, g);
    }
    collect_dateline(p);
    collect_hints(p);
    struct region region;
    for (uint32_t i = 0; i < p->w->n_dateline; i++)
        if (p->w->dateline[i] && region_find(p->w, str_c(p->w->dateline[i]->code), &region))
            note_region(p, &region);
}

static bool within(const struct region *r, const struct gazetteer_place *c)
{
    return r->country[0] && memcmp(r->country, c->country, 3) == 0 &&
           (!r->admin[0] || memcmp(r->admin, c->admin, sizeof c->admin) == 0);
}

static bool is_division(const struct gazetteer_place *c)
{
    return strcmp(c->feature, "ADM1") == 0;
}

/* Does the area hold the place, going by their codes? */
static bool holds(const struct gazetteer_place *area, const struct gazetteer_place *c)
{
    if (strcmp(area->feature, "ADM2") == 0) return c->county == area->index;
    return is_division(area) && area != c && area->admin[0] &&
           memcmp(area->country, c->country, 3) == 0 && memcmp(area->admin, c->admin, 5) == 0;
}

static bool is_area(const struct gazetteer_place *c)
{
    return c->feature[0] == 'A';
}

/* Is the place in one of the areas that bear the name told as its container? */
static bool told_by_name(const struct placer *p, const struct group *g,
                         const struct gazetteer_place *c)
{
    if (!g->around_group) return false;
    const struct group *around = &p->groups[g->around_group - 1];
    for (uint32_t i = 0; i < around->n_candidates; i++)
        if (holds(&around->candidates[i].place, c)) return true;
    return false;
}

/* What speaks for a candidate whatever the other names mean. */
static void weigh_alone(const struct placer *p, const struct group *g, struct candidate *c)
{
    double points = log10((double)c->place.population + 10);
    c->why = "population";
    double story = 0;
    for (uint32_t i = 0; i < p->n_regions; i++) {
        if (!within(&p->regions[i], &c->place)) continue;
        double worth = p->regions[i].admin[0] ? POINTS_DIVISION : POINTS_STORY;
        if (worth > story) story = worth;
    }
    if (story > 0) c->why = "in a state or division of the story";
    bool known = within(&g->own, &c->place);
    if (known) c->why = "country of the name";
    bool told = within(&g->around, &c->place) || told_by_name(p, g, &c->place);
    if (told) c->why = "container told";
    if (g->capital && strcmp(c->place.feature, "PPLC") == 0) points += POINTS_CAPITAL;
    if (is_area(&c->place)) points += g->container ? POINTS_AROUND : POINTS_AREA;
    c->region = story;
    c->alone = points + (known ? POINTS_COUNTRY : 0) + (told ? POINTS_CONTAINER : 0);
}

static double nearness(const struct candidate *a, const struct candidate *b)
{
    if (holds(&b->place, &a->place)) return POINTS_INSIDE;
    if (holds(&a->place, &b->place)) return is_division(&a->place) ? 0 : POINTS_INSIDE;
    double cosine = a->x * b->x + a->y * b->y + a->z * b->z;
    if (cosine > 0.999989) return 1.5;  /* 30 km */
    if (cosine > 0.999921) return 1.0;  /* 80 km */
    return cosine > 0.999684 ? 0.5 : 0; /* 160 km */
}

/* What another name says of the division: a county or a small town is named where it is known. */
static double same_division(const struct candidate *c, const struct candidate *other)
{
    const struct gazetteer_place *a = &c->place, *b = &other->place;
    bool same =
        a->admin[0] && strcmp(a->country, b->country) == 0 && strcmp(a->admin, b->admin) == 0;
    if (!same || is_division(a)) return 0;
    return is_area(b) ? POINTS_DIVISION : b->population < LOCAL_PEOPLE ? POINTS_LOCAL : 0;
}

/* How well the candidate goes with what the story's other names are likely to mean: being near them,
 * and in a division that they or the story's words tell. */
static double context_points(const struct placer *p, const struct group *g,
                             const struct candidate *c)
{
    double near = 0, division = c->region;
    uint32_t seen = 0;
    for (uint32_t i = 0; i < p->n_groups && seen < NEIGHBOURS_MAX; i++) {
        const struct group *other = &p->groups[i];
        if (other == g || !other->n_candidates || str_ieq(other->name, g->name)) continue;
        seen++;
        double best = 0, most = other->candidates[other->strongest[0]].points;
        for (uint32_t k = 0; k < other->n_strongest; k++) {
            const struct candidate *d = &other->candidates[other->strongest[k]];
            double worth = nearness(c, d) - SHORTFALL * (most - d->points);
            double same = d->share * same_division(c, d);
            if (worth > best) best = worth;
            if (same > division) division = same;
        }
        near += best;
    }
    return division + (near < NEAR_MOST ? near : NEAR_MOST);
}

/* The shares of a name's candidates, from their points, and the strongest of them. */
static void share_out(struct group *g)
{
    double most = 0, sum = 0;
    for (uint32_t i = 0; i < g->n_candidates; i++)
        if (g->candidates[i].points > most) most = g->candidates[i].points;
    for (uint32_t i = 0; i < g->n_candidates; i++)
        sum += g->candidates[i].share = exp(SHARPNESS * (g->candidates[i].points - most));
    g->n_strongest = 0;
    for (uint32_t i = 0; i < g->n_candidates; i++) {
        g->candidates[i].share /= sum;
        uint32_t at = g->n_strongest < STRONGEST_MAX ? g->n_strongest++ : STRONGEST_MAX;
        for (; at > 0; at--) {
            bool more = g->candidates[i].share > g->candidates[g->strongest[at - 1]].share;
            if (!more) break;
            if (at < STRONGEST_MAX) g->strongest[at] = g->strongest[at - 1];
        }
        if (at < STRONGEST_MAX) g->strongest[at] = i;
    }
}

/* Waters and regions of the world are no towns, whatever town bears their name; a region that is a
 * county ("Norfolk") may have namesakes among the towns. */
static bool may_be_town(const struct placer *p, const struct group *g,
                        const struct gazetteer_place *all, uint32_t n)
{
    const struct kb_row *row = g->entity != NONE ? p->w->out->items[g->entity].row : NULL;
    if (!row || row->kind != KB_PLACE) return true;
    bool area = false;
    for (uint32_t i = 0; i < n; i++)
        area |= is_area(&all[i]);
    if (str_is(row->type, "region")) return area;
    return !str_is(row->type, "sea") && !str_is(row->type, "river");
}

/* The candidates of a name, as the gazetteer has them. */
static bool find_candidates(struct placer *p, struct group *g)
{
    struct gazetteer_place all[CANDIDATES_MAX];
    const struct entity *e = g->entity != NONE ? &p->w->out->items[g->entity] : NULL;
    uint32_t n = gazetteer_find(p->gazetteer, g->name, all, CANDIDATES_MAX);
    if (!n && e && e->kind == ENTITY_PLACE)
        n = gazetteer_find(p->gazetteer, e->name, all, CANDIDATES_MAX);
    if (n > CANDIDATES_MAX) n = CANDIDATES_MAX;
    if (!may_be_town(p, g, all, n)) n = 0;
    g->candidates = ARENA_ARRAY(p->w->arena, n + 1, struct candidate);
    if (!g->candidates) return false;
    for (uint32_t i = 0; i < n; i++) {
        struct candidate *c = &g->candidates[g->n_candidates++];
        double lat = all[i].lat * DEGREE, lon = all[i].lon * DEGREE;
        *c = (struct candidate){.place = all[i], .z = sin(lat)};
        c->x = cos(lat) * cos(lon);
        c->y = cos(lat) * sin(lon);
    }
    return true;
}

static void weigh(struct placer *p, bool first)
{
    for (uint32_t i = 0; i < p->n_groups; i++) {
        struct group *g = &p->groups[i];
        for (uint32_t k = 0; k < g->n_candidates; k++) {
            struct candidate *c = &g->candidates[k];
            if (first) weigh_alone(p, g, c);
            double context = first ? c->region : context_points(p, g, c);
            c->points = c->alone + context;
            if (context > c->region + 1 && strcmp(c->why, "container told") != 0)
                c->why = "goes with other places of the story";
        }
    }
    for (uint32_t i = 0; i < p->n_groups; i++)
        share_out(&p->groups[i]);
}

static void settle(struct group *g)
{
    if (g->central) {
        g->found = true;
        g->best.lat = g->own.lat;
        g->best.lon = g->own.lon;
        memcpy(g->best.country, g->own.country, sizeof g->best.country);
        memcpy(g->best.admin, g->own.admin, sizeof g->best.admin);
        g->why = "middle of the state or division (centres.tsv)";
    } else if (g->n_candidates) {
        const struct candidate *c = &g->candidates[g->strongest[0]];
        g->found = true;
        g->best = c->place;
        g->why = g->n_candidates == 1 ? "only place of that name" : c->why;
    }
}

static void locate(struct placer *p)
{
    for (uint32_t i = 0; i < p->n_groups; i++) {
        struct group *g = &p->groups[i];
        if (!g->central && !find_candidates(p, g)) {
            p->w->failed = true;
            return;
        }
    }
    for (uint32_t round = 0; round < ROUNDS; round++)
        weigh(p, round == 0);
    for (uint32_t i = 0; i < p->n_groups; i++)
        settle(&p->groups[i]);
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
        if (g->found && g->entity != NONE) set_code(p, g, fix);
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
