/* entity/codes.c - country and sectors of each entity by PLOVER, and why.
 *
 * A state named by name, capital or seat is its government. A person has the country of the
 * nearest of: the words of the own title; the body it works for; whose it is ("Yoon's spokesman");
 * the table of people; the office, where that belongs to one country; and at last the countries of
 * the dateline and of the story, in that order, a country whose holder of that office is somebody
 * else in the story being passed over ("Foreign Minister Park Jin", bare, in a story from
 * Washington and Seoul that has Secretary of State Blinken, is South Korea's).
 *
 * Former holders are ELI; opposition and rebels say so in their modifiers. Each choice is kept as
 * words, so that it can be explained.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

struct code_count {
    char code[4];
    uint32_t weight;
};

enum { CODES_MAX = 256, DATELINE_WEIGHT = 3, PLACES_BACK = 24, PLACES_AHEAD = 12 };

/* ---- which countries the story is about ---- */

void codes_seen(struct work *w, const char *code, uint32_t weight)
{
    if (!code[0]) return;
    for (uint32_t i = 0; i < w->n_codes; i++)
        if (memcmp(w->codes[i].code, code, 4) == 0) {
            w->codes[i].weight += weight;
            return;
        }
    if (w->n_codes == CODES_MAX) return;
    struct code_count count = {.weight = weight};
    memcpy(count.code, code, 4);
    if (!ARRAY_PUSH(w->arena, w->codes, w->n_codes, w->cap_codes, count)) w->failed = true;
}

uint32_t codes_weight(const struct work *w, const char *code)
{
    for (uint32_t i = 0; i < w->n_codes; i++)
        if (memcmp(w->codes[i].code, code, 4) == 0) return w->codes[i].weight;
    return 0;
}

/* Is this the capital or seat of a state of the past that existed on the story's day? "Moscow" is the
 * Soviet Union's in 1988. */
static bool was_capital(const struct work *w, const struct kb_alias *alias)
{
    bool seat = alias->sense == KB_CAPITAL || alias->sense == KB_SEAT;
    return seat && alias->row->kind == KB_COUNTRY && str_is(alias->row->type, "past") &&
           date_is_set(w->date) && kb_row_holds(alias->row, w->date);
}

/* A place of the dateline: a capital, a city, or the region behind it. */
static const struct kb_row *place_country(const struct work *w, struct str place)
{
    for (const struct kb_alias *a = place.n ? kb_find(w->kb, place) : NULL; a; a = a->next)
        if (was_capital(w, a)) return a->row;
    for (const struct kb_alias *a = place.n ? kb_find(w->kb, place) : NULL; a; a = a->next) {
        const struct kb_row *row = a->row;
        if ((row->kind == KB_COUNTRY || row->kind == KB_PLACE) && row->code[0] &&
            kb_row_holds(row, w->date) && kb_country(w->kb, row->code))
            return row->kind == KB_COUNTRY ? row : kb_country(w->kb, row->code);
    }
    return NULL;
}

void codes_dateline(struct work *w)
{
    const struct wire_dateline *line = &w->doc->story->dateline;
    if (!line->present) return;
    const struct kb_word *in_short = kb_words_find(w->words, "divisions", line->region);
    struct str name = in_short && str_is(in_short->class, "short") ? in_short->value : line->region;
    for (uint32_t i = 0; i <= line->n_places && w->n_dateline < 6; i++) {
        /* the region is the better witness of a single place: "PARIS, Texas" */
        bool region = i == line->n_places;
        if (name.n && line->n_places == 1 && !region && place_country(w, name)) continue;
        const struct kb_row *row = place_country(w, region ? name : line->places[i]);
        bool known = !row;
        for (uint32_t k = 0; k < w->n_dateline && !known; k++)
            known = memcmp(w->dateline[k]->code, row->code, 4) == 0;
        if (known) continue;
        w->dateline[w->n_dateline++] = row;
        codes_seen(w, row->code, DATELINE_WEIGHT);
    }
}

/* Does a short name ("the North") hold in this story? */
static bool short_holds(const struct work *w, const struct kb_alias *alias, uint32_t t)
{
    if (alias->sense != KB_SHORT) return true;
    bool article = t > 0 && w->nodes[t - 1].sentence == w->nodes[t].sentence &&
                   feats_have(w, t - 1, "Definite=Def");
    struct str partner = alias->row->partner;
    if (!article || partner.n != 3) return false;
    char code[4] = {partner.p[0], partner.p[1], partner.p[2], 0};
    return codes_weight(w, code) > 0;
}

/* Of several meanings the one whose country the story is about; the table's order breaks ties.
 * NULL when none may stand here. */
const struct kb_alias *codes_choose(const struct work *w, const struct kb_alias *alias, uint32_t t,
                                    uint32_t n)
{
    const struct kb_alias *best = NULL;
    int32_t best_score = INT32_MIN;
    for (const struct kb_alias *a = alias; a; a = a->next) {
        if (a != alias && !kb_fits(a, w->doc, t, n, KINDS_NAMES, w->lower)) continue;
        if (!short_holds(w, a, t)) continue;
        uint32_t weight = codes_weight(w, a->row->code);
        int32_t score = 2 * (int32_t)(weight < 20 ? weight : 20);
        if (a->row->kind == KB_COUNTRY) score += 2;
        if (!kb_row_holds(a->row, w->date)) score -= 1000;
        if (was_capital(w, a)) score += 100;
        if (score > best_score) {
            best_score = score;
            best = a;
        }
    }
    return best;
}

/* ---- reasons ---- */

static const char *file_name(const struct kb_row *row)
{
    const char *slash = row->file ? strrchr(row->file, '/') : NULL;
    return slash ? slash + 1 : row->file ? row->file : "?";
}

static void add_reason(struct work *w, struct entity *e, struct str reason)
{
    if (!reason.n) return;
    if (!e->reason.n)
        e->reason = reason;
    else if (e->reason.n < 400)
        e->reason = arena_printf(w->arena, "%.*s; %.*s", STR_ARG(e->reason), STR_ARG(reason));
}

static void add_sector(struct entity *e, const char *sector)
{
    if (!sector[0] || e->n_sectors == ENTITY_SECTORS_MAX) return;
    for (uint32_t i = 0; i < e->n_sectors; i++)
        if (memcmp(e->sectors[i], sector, 4) == 0) return;
    memcpy(e->sectors[e->n_sectors++], sector, 4);
}

static void set_code(struct work *w, struct entity *e, const char *code, struct str reason)
{
    memcpy(e->code, code, sizeof e->code);
    add_reason(w, e, reason);
}

/* ---- entities of rows ---- */

void codes_of_row(struct work *w, struct entity *e)
{
    const struct kb_row *row = e->row;
    set_code(w, e, row->code,
             arena_printf(w->arena, "%.*s (%s:%u)", STR_ARG(row->name), file_name(row), row->line));
    if (e->kind == ENTITY_PERSON && row->kind == KB_COUNTRY) {
        add_sector(e, "CVL");
        return;
    }
    if (e->kind == ENTITY_GROUP && row->kind == KB_COUNTRY) {
        add_sector(e, "CVL");
        return;
    }
    if (row->kind == KB_COUNTRY) add_sector(e, "GOV");
    for (uint32_t i = 0; i < row->n_sectors; i++)
        add_sector(e, row->sectors[i]);
}

/* ---- the chain that finds a country ---- */

/* Do two roles have the same function? */
bool roles_same(const struct kb_row *a, const struct kb_row *b)
{
    return a == b ||
           (a->type.n && str_eq(a->type, b->type) && a->kind == KB_OFFICE && b->kind == KB_OFFICE);
}

/* Does somebody else hold that office for that country, by the words of the story? */
static bool is_taken(const struct work *w, const struct kb_row *role, const struct entity *self,
                     const char *code)
{
    if (role->kind != KB_OFFICE) return false;
    uint32_t looked = 0;
    for (uint32_t m = 0; m < w->out->n_mentions && looked < 400; m++) {
        const struct fact *fact = &w->facts[m];
        if (w->out->mentions[m].kind != MENTION_TITLED || !fact->role) continue;
        looked++;
        const char *own = fact->code[0] ? fact->code : fact->role->code;
        uint32_t other = w->out->mentions[m].entity;
        if (other == NONE || &w->out->items[other] == self || memcmp(own, code, 4) != 0) continue;
        if (roles_same(fact->role, role)) return true;
    }
    return false;
}

/* Does the role belong to a state, so that a report from there means that state's? */
static bool is_state_role(const struct work *w, const struct kb_row *role)
{
    if (role->kind == KB_OFFICE) return true;
    for (uint32_t i = 0; i < role->n_sectors; i++) {
        const struct kb_word *word =
            kb_words_find(w->words, "state-sectors", str_c(role->sectors[i]));
        if (word) return true;
    }
    return false;
}

/* For those who are somewhere rather than of a state ("protesters", "gunmen"): the country of a
 * place told in the same sentence or the one before. */
static bool code_from_place(struct work *w, uint32_t m, struct entity *e)
{
    const struct mention *mention = &w->out->mentions[m];
    uint32_t best = NONE, best_far = NONE;
    for (uint32_t k = m > PLACES_BACK ? m - PLACES_BACK : 0;
         k < w->out->n_mentions && k < m + PLACES_AHEAD; k++) {
        const struct mention *other = &w->out->mentions[k];
        if (other->sentence > mention->sentence) break;
        if (!other->locative || other->sentence + 1 < mention->sentence) continue;
        const struct kb_alias *alias = w->facts[k].alias;
        if (!alias || !kb_country(w->kb, alias->row->code)) continue;
        if (alias->row->kind != KB_COUNTRY && alias->row->kind != KB_PLACE) continue;
        uint32_t far = k > m ? k - m : m - k;
        if (other->sentence != mention->sentence) far += PLACES_BACK;
        if (far < best_far) {
            best_far = far;
            best = k;
        }
    }
    if (best == NONE) return false;
    struct str place = mention_text(w, best);
    set_code(w, e, w->facts[best].alias->row->code,
             arena_printf(w->arena, "place told nearby: %.*s", STR_ARG(place)));
    return true;
}

/* The country behind "ambassador to", as its code; "" when none is told. */
static const char *posted_to(const struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    const struct sentence *s = &w->doc->sentences[mention->sentence];
    for (uint32_t t = w->facts[m].role_end; t + 1 < s->first + s->n && t < mention->end + 1; t++) {
        if (!word_is(w, "tails", t, "toward")) continue;
        for (uint32_t x = t + 1; x < s->first + s->n && x < t + 4; x++) {
            uint32_t other = w->nodes[x].mention;
            const struct kb_alias *alias = other ? w->facts[other - 1].alias : NULL;
            if (alias && alias->row->code[0]) return alias->row->code;
        }
    }
    return "";
}

/* The country most named in the story that the role may be of, `not` left out. */
static bool code_most_named(struct work *w, struct entity *e, const struct kb_row *role,
                            const char *but)
{
    const struct code_count *best = NULL;
    for (uint32_t i = 0; i < w->n_codes; i++) {
        const struct code_count *c = &w->codes[i];
        if (!kb_country(w->kb, c->code) || is_taken(w, role, e, c->code)) continue;
        if (memcmp(c->code, but, strlen(but)) == 0 && but[0]) continue;
        if (!best || c->weight > best->weight) best = c;
    }
    if (!best) return false;
    set_code(w, e, best->code, STR_LIT("country most named in the story"));
    return true;
}

/* An ambassador who is told without a country is of another one than the place of the report,
 * unless the words tell where the post is. */
static bool code_of_envoy(struct work *w, uint32_t m, struct entity *e, const struct kb_row *role)
{
    const char *post = posted_to(w, m);
    for (uint32_t i = 0; post[0] && i < w->n_dateline; i++) {
        const struct kb_row *row = w->dateline[i];
        if (memcmp(row->code, post, 4) == 0 || is_taken(w, role, e, row->code)) continue;
        set_code(w, e, row->code,
                 arena_printf(w->arena, "country of the dateline: %.*s", STR_ARG(row->name)));
        return true;
    }
    return code_most_named(w, e, role, post[0] ? post : w->n_dateline ? w->dateline[0]->code : "");
}

/* The country of dateline and story for a role that tells none. */
static bool code_from_story(struct work *w, uint32_t m, struct entity *e, const struct kb_row *role)
{
    if (kb_words_find(w->words, "posts", role->type)) return code_of_envoy(w, m, e, role);
    uint32_t most = 0;
    for (uint32_t i = 0; i < w->n_codes; i++)
        if (w->codes[i].weight > most) most = w->codes[i].weight;
    for (uint32_t i = 0; i < w->n_dateline; i++) {
        const struct kb_row *row = w->dateline[i];
        /* a report about another country may name people of that one */
        uint32_t weight = codes_weight(w, row->code);
        if (role->kind == KB_AGENT && (is_state_role(w, role) ? 2 * weight : weight) < most) break;
        if (is_taken(w, role, e, row->code)) continue;
        set_code(w, e, row->code,
                 arena_printf(w->arena, "country of the dateline: %.*s", STR_ARG(row->name)));
        return true;
    }
    return role->kind == KB_OFFICE && code_most_named(w, e, role, "");
}

/* Country of the body that an office belongs to ("State Department" in the column `body`). */
static const struct kb_row *body_row(const struct work *w, struct str body)
{
    for (const struct kb_alias *a = body.n ? kb_find(w->kb, body) : NULL; a; a = a->next)
        if (a->row->kind == KB_ORG) return a->row;
    return NULL;
}

static bool code_from_entity(struct work *w, struct entity *e, uint32_t mention, const char *how)
{
    if (mention == NONE) return false;
    uint32_t other = w->out->mentions[mention].entity;
    if (other == NONE || &w->out->items[other] == e || !w->out->items[other].code[0]) return false;
    const struct entity *from = &w->out->items[other];
    set_code(w, e, from->code, arena_printf(w->arena, "%s %.*s", how, STR_ARG(from->name)));
    return true;
}

static void code_from_fact(struct work *w, struct entity *e, const struct fact *fact)
{
    if (e->code[0]) return;
    if (fact->code[0]) {
        set_code(w, e, fact->code, fact->code_reason);
        return;
    }
    if (code_from_entity(w, e, fact->body, "body:")) return;
    code_from_entity(w, e, fact->owner, "of");
}

/* What only holds when no mention's own words told a country. */
static void code_from_role(struct work *w, uint32_t m, struct entity *e)
{
    const struct kb_row *role = w->facts[m].role;
    if (e->code[0]) return;
    struct str reason = arena_printf(w->arena, "office '%.*s' (%s:%u)", STR_ARG(role->name),
                                     file_name(role), role->line);
    if (role->code[0] && !is_taken(w, role, e, role->code)) {
        set_code(w, e, role->code, reason);
        return;
    }
    const struct kb_row *body = body_row(w, role->body);
    if (body && body->code[0] && role->code[0]) {
        set_code(w, e, body->code, reason);
        return;
    }
    if (is_state_role(w, role) || !code_from_place(w, m, e)) code_from_story(w, m, e, role);
}

/* "FARC commander", "RUF fighters": under arms for a body that is no state's. */
static bool arms_of(const struct work *w, const struct fact *fact, const struct entity *body)
{
    if (!fact->n_sectors || !body->n_sectors) return false;
    const struct kb_word *mine = kb_words_find(w->words, "arms", str_c(fact->sectors[0]));
    const struct kb_word *theirs = kb_words_find(w->words, "arms", str_c(body->sectors[0]));
    return mine && str_is(mine->class, "any") && theirs && !str_is(theirs->value, "state");
}

/* "the North Korean leader": who leads a state is its government. */
static void leader_of_state(struct work *w, struct entity *e, const struct fact *fact)
{
    if (e->n_sectors || fact->n_sectors || fact->body != NONE || !fact->role) return;
    if (!str_is(fact->role->type, "leader") || fact->role_first == 0) return;
    uint32_t other = w->nodes[fact->role_first - 1].mention;
    const struct kb_alias *alias = other ? w->facts[other - 1].alias : NULL;
    if (!alias || alias->row->kind != KB_COUNTRY || alias->row->n_sectors) return;
    if (memcmp(alias->row->code, fact->code, 4) != 0) return;
    add_sector(e, "GOV");
    add_reason(w, e, STR_LIT("leader of a state"));
}

static void sectors_from_fact(struct work *w, struct entity *e, const struct fact *fact)
{
    if (!fact->role && !fact->n_sectors && fact->body == NONE) return;
    const struct kb_row *modifier = fact->modifier;
    bool changes = modifier && modifier->n_sectors && !str_is(modifier->type, "keep");
    bool adds = changes && str_is(modifier->type, "add");
    if (changes)
        add_reason(w, e,
                   arena_printf(w->arena, "'%.*s' (%s:%u)", STR_ARG(modifier->name),
                                file_name(modifier), modifier->line));
    for (uint32_t i = 0; adds && i < fact->n_sectors; i++)
        add_sector(e, fact->sectors[i]);
    for (uint32_t i = 0; changes && i < modifier->n_sectors; i++)
        add_sector(e, modifier->sectors[i]);
    if (changes && str_is(modifier->type, "replace")) return;
    uint32_t body = fact->body == NONE ? NONE : w->out->mentions[fact->body].entity;
    if (body != NONE && &w->out->items[body] == e) body = NONE;
    bool theirs = body != NONE && arms_of(w, fact, &w->out->items[body]);
    for (uint32_t i = 0; i < fact->n_sectors && !theirs; i++)
        add_sector(e, fact->sectors[i]);
    leader_of_state(w, e, fact);
    if ((fact->n_sectors && !theirs) || body == NONE)
        return; /* "Hamas spokesman": those of Hamas */
    for (uint32_t i = 0; i < w->out->items[body].n_sectors; i++)
        add_sector(e, w->out->items[body].sectors[i]);
}

static bool is_former(const struct entity *e)
{
    return e->n_sectors == 1 && memcmp(e->sectors[0], "ELI", 4) == 0;
}

static void add_office(struct work *w, struct entity *e, const struct fact *fact)
{
    if (!fact->role || e->kind != ENTITY_PERSON) return;
    if (!e->office.n) {
        e->office = fact->office.n ? fact->office : fact->role->name;
        e->role = fact->role;
        add_reason(w, e,
                   arena_printf(w->arena, "%s '%.*s' (%s:%u)",
                                fact->role->kind == KB_OFFICE ? "office" : "agent",
                                STR_ARG(fact->role->name), file_name(fact->role),
                                fact->role->line));
    }
}

/* Does the mention tell an office that says more than what is known: "Captain X, the junta leader"
 * than a rank, "former minister X, who leads the party" than an office that is over? */
static bool outranks(const struct work *w, const struct entity *e, const struct fact *fact)
{
    bool over = fact->modifier && str_is(fact->modifier->type, "replace");
    if (!e->role || !fact->role || fact->role->kind != KB_OFFICE || over) return false;
    if (e->role->kind == KB_OFFICE && !is_former(e)) return false;
    if (fact->n_sectors) return true;
    uint32_t body = fact->body == NONE ? NONE : w->out->mentions[fact->body].entity;
    return body != NONE && w->out->items[body].n_sectors > 0;
}

/* The office of a mention that outranks the one before; "former" stays a further sector. */
static void replace_office(struct work *w, struct entity *e, const struct fact *fact)
{
    bool former = is_former(e);
    e->office = (struct str){0};
    e->n_sectors = 0;
    e->role = NULL;
    add_office(w, e, fact);
    sectors_from_fact(w, e, fact);
    if (former) add_sector(e, "ELI");
}

/* Code and sectors of an entity that a nominal mention introduced. */
void codes_of_mention(struct work *w, uint32_t m, struct entity *e)
{
    const struct fact *fact = &w->facts[m];
    if (!e->row && fact->alias) e->row = fact->alias->row;
    if (fact->gender && !e->gender) e->gender = fact->gender;
    add_office(w, e, fact);
    if (fact->role && e->kind != ENTITY_PERSON && fact->n_sectors)
        add_reason(w, e,
                   arena_printf(w->arena, "agent '%.*s' (%s:%u)", STR_ARG(fact->role->name),
                                file_name(fact->role), fact->role->line));
    sectors_from_fact(w, e, fact);
    code_from_fact(w, e, fact);
    if (!e->code[0] && fact->role) code_from_role(w, m, e);
}

/* ---- all named entities ---- */

void codes_of_person(struct work *w, struct entity *e)
{
    const struct kb_row *row = e->row;
    if (!row || row->kind != KB_PERSON) return;
    struct str reason =
        arena_printf(w->arena, "%.*s (%s:%u)", STR_ARG(row->name), file_name(row), row->line);
    bool told = e->n_sectors > 0;
    if (!e->code[0]) set_code(w, e, row->code, reason);
    if (!e->gender) e->gender = row->gender;
    if (told) return;
    if (kb_row_holds(row, w->date)) {
        for (uint32_t i = 0; i < row->n_sectors; i++)
            add_sector(e, row->sectors[i]);
        if (!e->office.n) e->office = row->office;
    } else if (!e->office.n && w->date.year && row->to.year && row->to.year <= w->date.year) {
        add_sector(e, "ELI");
        add_reason(w, e, STR_LIT("term ended before the story"));
    }
}

/* A body that no table knows by its name: sectors by the words of the name. */
static void unknown_body(struct work *w, struct entity *e, uint32_t m)
{
    const struct fact *fact = &w->facts[m];
    if (e->row || fact->name_end <= fact->name_first) return;
    for (uint32_t t = fact->name_end; t-- > fact->name_first && !e->n_sectors;) {
        const struct kb_word *word = word_at(w, "names", t);
        if (!word || !str_is(word->class, "org") || word->value.n != 3) continue;
        char sector[4] = {word->value.p[0], word->value.p[1], word->value.p[2], 0};
        add_sector(e, sector);
        add_reason(
            w, e,
            arena_printf(w->arena, "'%.*s' (%s:%u)", STR_ARG(form(w, t)), word->file, word->line));
    }
}

static bool is_name(const struct mention *m)
{
    return m->kind == MENTION_NAME || m->kind == MENTION_TITLED;
}

/* Three rounds over the mentions: what rows say; what the words of each mention say; what is left
 * to the story. A round sees what the one before found, so that a minister's body has its code. */
void codes_assign(struct work *w)
{
    struct entities *out = w->out;
    for (uint32_t e = 0; e < out->n; e++)
        if (out->items[e].row && out->items[e].row->kind != KB_PERSON)
            codes_of_row(w, &out->items[e]);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t m = 0; m < out->n_mentions; m++) {
            const struct mention *mention = &out->mentions[m];
            const struct fact *fact = &w->facts[m];
            bool person =
                mention->entity != NONE && out->items[mention->entity].kind == ENTITY_PERSON;
            bool tells = is_name(mention) || fact->same != NONE;
            if (mention->entity == NONE || !tells || person != (round == 1)) continue;
            struct entity *e = &out->items[mention->entity];
            if (fact->gender && !e->gender) e->gender = fact->gender;
            if (e->kind == ENTITY_ORG) unknown_body(w, e, m);
            if (person && outranks(w, e, fact)) replace_office(w, e, fact);
            if (person) add_office(w, e, fact);
            if (!e->n_sectors) sectors_from_fact(w, e, fact);
            bool open = !e->row || e->row->kind == KB_PERSON || !e->row->code[0];
            if (open && e->kind != ENTITY_PLACE) code_from_fact(w, e, fact);
        }
    for (uint32_t e = 0; e < out->n; e++)
        codes_of_person(w, &out->items[e]);
    people_by_surname(w);
    for (uint32_t m = 0; m < out->n_mentions; m++) {
        uint32_t e = out->mentions[m].entity;
        if (e == NONE || out->items[e].code[0] || !w->facts[m].role) continue;
        if (out->items[e].kind == ENTITY_PERSON) code_from_role(w, m, &out->items[e]);
    }
}

/* "foreign ministry | spokesperson": an office that starts with its body has the body's sectors. */
static void sectors_from_office(const struct work *w, struct entity *e)
{
    struct str office = e->office;
    while (office.n && office.p[office.n - 1] != ' ')
        office.n--;
    for (const struct kb_alias *a = office.n ? kb_find(w->kb, str_trim(office)) : NULL; a;
         a = a->next) {
        bool body = a->row->kind == KB_AGENT && str_is(a->row->type, "body");
        if (!body && a->row->kind != KB_ORG) continue;
        for (uint32_t i = 0; i < a->row->n_sectors; i++)
            add_sector(e, a->row->sectors[i]);
        if (e->n_sectors) return;
    }
}

/* "his Australian counterpart, Claire Hartigan": she has his office, for her own country. */
static void share_office(struct work *w, uint32_t m)
{
    const struct fact *fact = &w->facts[m];
    uint32_t e = w->out->mentions[m].entity;
    uint32_t owner = fact->owner == NONE ? NONE : w->out->mentions[fact->owner].entity;
    if (e == NONE || owner == NONE || owner == e) return;
    struct entity *entity = &w->out->items[e];
    const struct entity *other = &w->out->items[owner];
    if (entity->office.n || entity->n_sectors) return;
    entity->office = other->office;
    memcpy(entity->sectors, other->sectors, sizeof entity->sectors);
    entity->n_sectors = other->n_sectors;
    add_reason(w, entity, arena_printf(w->arena, "same office as %.*s", STR_ARG(other->name)));
}

/* The family of those in power, or once in power, are the elite; of others, what the noun says. */
static void sectors_of_kin(struct work *w, struct entity *e, const struct entity *owner,
                           const struct kb_row *role)
{
    bool power = owner->n_sectors && (is_former(owner) || kb_words_find(w->words, "state-sectors",
                                                                        str_c(owner->sectors[0])));
    if (power) {
        add_sector(e, "ELI");
        add_reason(w, e, arena_printf(w->arena, "family of %.*s", STR_ARG(owner->name)));
    }
    for (uint32_t i = 0; !power && i < role->n_sectors; i++)
        add_sector(e, role->sectors[i]);
}

/* Whose secretary, aide or son it is became known with the pronouns. */
void codes_late(struct work *w)
{
    struct entities *out = w->out;
    for (uint32_t m = 0; m < out->n_mentions; m++) {
        const struct fact *fact = &w->facts[m];
        uint32_t e = out->mentions[m].entity;
        if (fact->same != NONE && fact->word && str_is(fact->word->class, "counterpart"))
            share_office(w, m);
        if (fact->owner == NONE || !fact->role || e == NONE) continue;
        struct entity *entity = &out->items[e];
        if (entity->kind != ENTITY_PERSON && entity->kind != ENTITY_GROUP) continue;
        uint32_t owner = out->mentions[fact->owner].entity;
        if (!entity->code[0] && !code_from_entity(w, entity, fact->owner, "of"))
            code_from_role(w, m, entity);
        if (entity->n_sectors || owner == NONE || owner == e) continue;
        if (fact->kin) {
            sectors_of_kin(w, entity, &out->items[owner], fact->role);
            continue;
        }
        for (uint32_t i = 0; i < out->items[owner].n_sectors; i++)
            add_sector(entity, out->items[owner].sectors[i]);
    }
    for (uint32_t e = 0; e < out->n; e++)
        if (out->items[e].kind == ENTITY_PERSON && !out->items[e].n_sectors)
            sectors_from_office(w, &out->items[e]);
}
