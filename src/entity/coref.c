/* entity/coref.c - nominals that mean somebody already named, in the order of reading.
 *
 * A definite description is looked up by its role: "the secretary" is a person whose office has
 * that word, "the top U.S. diplomat" one whose office has that epithet and country, the one who was
 * mentioned more often and more lately being preferred. "His counterpart" holds the same office
 * for another side. "Both sides" are the last two of their kind. Whoever is found nowhere becomes
 * an entity of its own and keeps its words: unknown actors are never dropped.
 *
 * All look-backs are bounded by sentences and by a number of mentions, so that a story of any
 * length is read in linear time.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/coref.h"

enum { BACK_MAX = 300, AHEAD_SENTENCES = 3, ORDER_MAX = 512, NEAR_PAIR = 3 };

void coref_set(struct coref *c, uint32_t m, uint32_t entity, struct str reason)
{
    if (entity == NONE) return;
    c->w->out->mentions[m].entity = entity;
    c->w->out->mentions[m].reason = reason;
}

static struct str name_of(const struct coref *c, uint32_t e)
{
    return c->w->out->items[e].name;
}

/* ---- roles compared ---- */

/* "foreign-minister" is a kind of "minister", "deputy-minister" is none. */
static bool is_kind_of(struct str special, struct str general)
{
    if (!general.n || special.n <= general.n || str_starts(special, "deputy-")) return false;
    size_t at = special.n - general.n;
    return special.p[at - 1] == '-' && str_eq(str_slice(special, at, special.n), general);
}

/* Does the word stand first or last in the words of an office? */
static bool ends_with_word(struct str office, struct str word)
{
    if (office.n < word.n) return false;
    bool first = str_ieq(str_slice(office, 0, word.n), word) &&
                 (office.n == word.n || office.p[word.n] == ' ');
    size_t at = office.n - word.n;
    bool last = str_ieq(str_slice(office, at, office.n), word) && (!at || office.p[at - 1] == ' ');
    return first || last;
}

/* Does the word end one of the titles before a name? "The captain" is "junta leader Captain X". */
static bool in_title(const struct work *w, uint32_t k, struct str word)
{
    if (w->out->mentions[k].kind != MENTION_TITLED) return false;
    uint32_t end = w->facts[k].name_first;
    return end > w->out->mentions[k].first && str_ieq(form(w, end - 1), word);
}

static bool is_former(const struct work *w, struct str prefix)
{
    for (const struct kb_alias *a = kb_find(w->kb, prefix); a; a = a->next)
        if (a->row->kind == KB_MODIFIER && str_is(a->row->type, "replace")) return true;
    return false;
}

/* "The Ukrainian leader" is the head of that state or of its government. */
static bool leads_state(const struct fact *a, const struct fact *b)
{
    const char *code = b->code[0] ? b->code : b->role->code;
    bool head = str_starts(b->role->type, "head-of-") || str_is(b->role->type, "monarch");
    return a->code[0] && a->body == NONE && str_is(a->role->type, "leader") && head &&
           (!code[0] || memcmp(a->code, code, 4) == 0);
}

/* May the nominal m mean one who is called by mention k? */
static bool role_fits(const struct work *w, uint32_t m, uint32_t k)
{
    const struct fact *a = &w->facts[m], *b = &w->facts[k];
    if (!a->role || !b->role) return false;
    if (a->role == b->role) return true;
    struct str word = form(w, w->out->mentions[m].head);
    size_t hyphen = str_find_byte(word, '-', 0);
    if (hyphen != SIZE_MAX && is_former(w, str_slice(word, 0, hyphen))) { /* "the ex-minister" */
        word = str_slice(word, hyphen + 1, word.n);
        return ends_with_word(b->office, word);
    }
    bool deputy = str_starts(b->role->type, "deputy-") != str_starts(a->role->type, "deputy-");
    if (deputy) return false;
    bool bare = a->name_end - a->name_first == 1 && !a->epithet;
    if (bare && in_title(w, k, word)) return true;
    if (a->role->kind != b->role->kind) return false;
    if (bare && leads_state(a, b)) return true;
    if (bare && ends_with_word(b->office, word)) return true;
    if (bare && is_kind_of(b->role->type, a->role->type)) return ends_with_word(b->office, word);
    return !bare && roles_same(a->role, b->role);
}

static bool code_fits(const struct work *w, uint32_t m, const struct entity *e)
{
    const char *own = w->facts[m].code;
    return !own[0] || !e->code[0] || memcmp(own, e->code, 4) == 0;
}

static bool gender_fits(char a, char b)
{
    return !a || !b || a == b;
}

/* ---- "the secretary" ---- */

struct best {
    uint32_t entity;
    int score;
};

static void weigh(const struct coref *c, uint32_t m, uint32_t e, int bonus, struct best *best)
{
    const struct work *w = c->w;
    const struct seen *seen = &c->seen[e];
    uint32_t now = w->out->mentions[m].sentence;
    uint32_t far = seen->count ? now - seen->sentence : 4;
    int score =
        100 + bonus + 4 * (int)(seen->count < 6 ? seen->count : 6) - 3 * (int)(far < 25 ? far : 25);
    if (score > best->score) *best = (struct best){e, score};
}

/* A person already named, or named soon, whose role the nominal tells. */
static uint32_t holder_of(const struct coref *c, uint32_t m)
{
    const struct work *w = c->w;
    struct best best = {NONE, 0};
    uint32_t sentence = w->out->mentions[m].sentence;
    for (uint32_t k = m, n = 0; k-- > 0 && n < BACK_MAX; n++) {
        uint32_t e = w->out->mentions[k].entity;
        if (e == NONE || w->out->items[e].kind != ENTITY_PERSON) continue;
        const struct entity *entity = &w->out->items[e];
        const struct kb_row *row = entity->row;
        bool by_row =
            codes_holder(w, row, &w->facts[m]); /* "the Ghanaian president", of the AU's */
        if (!by_row && !code_fits(w, m, entity)) continue;
        if (!gender_fits(w->facts[m].gender, entity->gender)) continue;
        bool office = row && row->kind == KB_PERSON && w->facts[m].role &&
                      (str_ieq(entity->office, w->facts[m].role->name) || by_row);
        if (role_fits(w, m, k))
            weigh(c, m, e, w->facts[m].code[0] ? 10 : 0, &best);
        else if (office)
            weigh(c, m, e, 0, &best);
    }
    if (best.entity != NONE || w->facts[m].role->kind != KB_OFFICE) return best.entity;
    for (uint32_t k = m + 1; k < w->out->n_mentions; k++) {
        const struct mention *later = &w->out->mentions[k];
        if (later->sentence > sentence + AHEAD_SENTENCES) break;
        if (later->kind != MENTION_TITLED || later->entity == NONE) continue;
        if (code_fits(w, m, &w->out->items[later->entity]) && role_fits(w, m, k))
            return later->entity;
    }
    return NONE;
}

/* ---- "his counterpart" ---- */

/* A mention that tells the role of entity e. */
static uint32_t role_mention(const struct work *w, uint32_t e)
{
    uint32_t first = w->out->items[e].first_mention, n = 0;
    for (uint32_t k = first; k < w->out->n_mentions && n < BACK_MAX; k++, n++)
        if (w->out->mentions[k].entity == e && w->facts[k].role) return k;
    return NONE;
}

/* Heads of state and of government meet each other. */
static bool counterparts(const struct kb_row *a, const struct kb_row *b)
{
    if (roles_same(a, b)) return true;
    return str_starts(a->type, "head-of-") && str_starts(b->type, "head-of-");
}

static uint32_t counterpart_of(const struct coref *c, uint32_t m, uint32_t owner)
{
    const struct work *w = c->w;
    const struct entity *self = &w->out->items[owner];
    uint32_t told = role_mention(w, owner);
    if (told == NONE) return NONE;
    uint32_t best = NONE, best_far = NONE;
    for (uint32_t k = m > BACK_MAX ? m - BACK_MAX : 0; k < w->out->n_mentions && k < m + BACK_MAX;
         k++) {
        const struct mention *other = &w->out->mentions[k];
        if (other->kind != MENTION_TITLED || other->entity == NONE || other->entity == owner)
            continue;
        const struct entity *e = &w->out->items[other->entity];
        if (!w->facts[k].role || !counterparts(w->facts[told].role, w->facts[k].role)) continue;
        if (!code_fits(w, m, e) || (e->code[0] && memcmp(e->code, self->code, 4) == 0)) continue;
        uint32_t far = k > m ? k - m : m - k;
        if (far < best_far) {
            best_far = far;
            best = other->entity;
        }
    }
    return best;
}

static void resolve_counterpart(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct fact *fact = &w->facts[m];
    uint32_t owner = fact->owner == NONE ? NONE : w->out->mentions[fact->owner].entity;
    uint32_t e = owner == NONE ? NONE : counterpart_of(c, m, owner);
    if (e != NONE) {
        coref_set(c, m, e,
                  arena_printf(w->arena, "same office as %.*s on the other side",
                               STR_ARG(name_of(c, owner))));
        return;
    }
    e = entity_new(w, ENTITY_PERSON, mention_text(w, m));
    if (e == NONE) return;
    struct entity *entity = &w->out->items[e];
    entity->plural = fact->plural;
    codes_of_mention(w, m, entity);
    if (owner != NONE) { /* nobody known, but the office is */
        const struct entity *self = &w->out->items[owner];
        if (!entity->office.n) entity->office = self->office;
        memcpy(entity->sectors, self->sectors, sizeof entity->sectors);
        entity->n_sectors = self->n_sectors;
    }
    coref_set(c, m, e, STR_LIT("counterpart who is not named"));
}

/* ---- several ---- */

uint32_t coref_several(struct coref *c, const uint32_t *members, uint32_t n, enum entity_kind kind)
{
    struct work *w = c->w;
    uint32_t looked = 0;
    for (uint32_t e = w->out->n; e-- > 0 && looked < 64;) {
        const struct entity *old = &w->out->items[e];
        if (!old->n_members) continue;
        looked++;
        if (old->n_members == n && memcmp(old->members, members, n * sizeof *members) == 0)
            return e;
    }
    struct str name = w->out->items[members[0]].name;
    for (uint32_t i = 1; i < n; i++)
        name = arena_printf(w->arena, "%.*s and %.*s", STR_ARG(name),
                            STR_ARG(w->out->items[members[i]].name));
    uint32_t e = entity_new(w, kind, name);
    if (e == NONE) return e;
    struct entity *entity = &w->out->items[e];
    memcpy(entity->members, members, n * sizeof *members);
    entity->n_members = n;
    entity->plural = true;
    entity->reason = STR_LIT("stands for its members");
    const struct entity *first = &w->out->items[members[0]];
    bool same = true;
    for (uint32_t i = 1; i < n; i++)
        same &= memcmp(first->code, w->out->items[members[i]].code, 4) == 0;
    if (same) {
        memcpy(entity->code, first->code, sizeof entity->code);
        memcpy(entity->sectors, first->sectors, sizeof entity->sectors);
        entity->n_sectors = first->n_sectors;
    }
    return e;
}

static void sort_members(uint32_t *members, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t k = i; k > 0 && members[k] < members[k - 1]; k--) {
            uint32_t swap = members[k];
            members[k] = members[k - 1];
            members[k - 1] = swap;
        }
}

static void keep_several(struct coref *c, struct several *s)
{
    if (s->n < 2) return;
    sort_members(s->members, s->n);
    for (uint32_t i = 0; i < c->n_several; i++)
        if (c->several[i].token == s->token) {
            if (s->n > c->several[i].n) c->several[i] = *s;
            return;
        }
    if (c->n_several == SEVERAL_MAX) {
        memmove(c->several, c->several + 1, (SEVERAL_MAX - 1) * sizeof *c->several);
        c->n_several--;
    }
    c->several[c->n_several++] = *s;
}

static bool add_member(const struct work *w, struct several *s, uint32_t m)
{
    uint32_t e = w->out->mentions[m].entity;
    if (e == NONE || s->n == ENTITY_MEMBERS_MAX) return false;
    const struct entity *entity = &w->out->items[e];
    bool people = entity->kind == ENTITY_GROUP && !entity->row; /* "Turkish diplomats" */
    bool person = entity->kind == ENTITY_PERSON || (people && (!s->n || s->persons));
    bool acts = person || entity->kind == ENTITY_COUNTRY || entity->kind == ENTITY_ORG ||
                entity->kind == ENTITY_GROUP;
    if (!acts || entity->n_members || w->out->mentions[m].kind == MENTION_ADJECTIVE) return false;
    if (s->n && person != s->persons) return false;
    for (uint32_t i = 0; i < s->n; i++)
        if (s->members[i] == e) return false;
    s->persons = person;
    s->members[s->n++] = e;
    return true;
}

static bool behind_and(const struct work *w, uint32_t x)
{
    uint32_t first = w->out->mentions[w->out->by_token[x] - 1].first;
    return first > 0 && w->doc->tokens[first - 1].upos == UPOS_CCONJ;
}

/* A conjunct by the tree, or what the parser takes for an apposition although "and" stands before. */
static bool is_coordinated(const struct work *w, uint32_t x)
{
    uint8_t rel = tree_rel(w, x);
    return rel == REL_CONJ || (rel == REL_APPOS && behind_and(w, x));
}

/* Coordinations whose first part is mention m, and who it is met by: "X held talks with Y". */
static void find_several(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct mention *mention = &w->out->mentions[m];
    uint32_t t = mention->head;
    struct several s = {
        .sentence = mention->sentence, .token = t, .salience = w->facts[m].salience};
    if (w->out->by_token[t] != m + 1 || !add_member(w, &s, m)) return;
    for (uint32_t x = w->nodes[t].child; x != NONE; x = w->nodes[x].next)
        if (w->out->by_token[x] && is_coordinated(w, x)) add_member(w, &s, w->out->by_token[x] - 1);
    uint32_t verb = tree_rel(w, t) == REL_NSUBJ ? w->nodes[t].head : NONE;
    for (uint32_t x = verb == NONE ? NONE : w->nodes[verb].child; x != NONE; x = w->nodes[x].next)
        if (x > t && tree_rel(w, x) == REL_NSUBJ && w->out->by_token[x] && behind_and(w, x))
            add_member(w, &s, w->out->by_token[x] - 1); /* two subjects that "and" joins */
    if (s.n >= 2) {
        keep_several(c, &s);
        return;
    }
    if (verb == NONE) return;
    const struct kb_word *saying = lemma_at(w, "speech", verb);
    if (saying && str_is(saying->class, "say")) return; /* what one says is not whom one meets */
    s.comitative = true;
    for (uint32_t x = w->nodes[verb].child; x != NONE && s.n < 2; x = w->nodes[x].next) {
        uint32_t with = x;
        uint32_t preposition = tree_case(w, with);
        if (tree_rel(w, x) == REL_OBJ && !w->out->by_token[x]) { /* "talks with Y" */
            for (with = w->nodes[x].child; with != NONE; with = w->nodes[with].next)
                if (tree_rel(w, with) == REL_NMOD && (preposition = tree_case(w, with)) != NONE &&
                    word_is(w, "tails", preposition, "seat"))
                    break;
            if (with == NONE) continue;
        } else if (tree_rel(w, x) == REL_OBL) {
            if (preposition == NONE || !word_is(w, "tails", preposition, "seat")) continue;
        } else if (tree_rel(w, x) != REL_OBJ) {
            continue;
        }
        if (w->out->by_token[with]) add_member(w, &s, w->out->by_token[with] - 1);
    }
    keep_several(c, &s);
}

/* ---- "both sides", "the two countries", "the country" ---- */

static bool class_fits(const struct entity *e, struct str class)
{
    if (e->n_members) return false;
    if (str_is(class, "country")) return e->kind == ENTITY_COUNTRY;
    if (str_is(class, "person")) return e->kind == ENTITY_PERSON && !e->plural;
    return e->kind == ENTITY_COUNTRY || e->kind == ENTITY_ORG || e->kind == ENTITY_GROUP;
}

/* "two", "both", "three"; 0 when no number is told. */
static uint32_t told_number(const struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    for (uint32_t t = mention->first; t <= mention->head; t++) {
        uint32_t n;
        const struct kb_word *word = word_at(w, "numbers", t);
        if (word && str_u32(word->value, &n) && n > 1 && n <= ENTITY_MEMBERS_MAX) return n;
        if (word_at(w, "pronouns", t) &&
            (w->doc->tokens[t].upos == UPOS_DET || w->doc->tokens[t].rel == REL_CC_PRECONJ))
            return 2;
    }
    return 0;
}

static bool resolve_collective(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct fact *fact = &w->facts[m];
    if (!fact->word || (!fact->definite && !told_number(w, m)) || !fact->plural) return false;
    if (fact->owner != NONE || fact->code[0]) return false; /* "our allies", "Iraqi leaders" */
    struct str class = fact->word->class;
    bool number = str_is(fact->word->value, "number"); /* "the two": only those named together */
    uint32_t want = told_number(w, m), members[ENTITY_MEMBERS_MAX], n = 0;
    bool any = str_is(class, "any");
    if (!want && fact->role && !any) return false; /* "the ministers": whoever they are */
    if (!want) want = 2;
    for (uint32_t i = c->n_several; i-- > 0;) { /* a pair that was just named together */
        const struct several *s = &c->several[i];
        if (s->n != want || w->out->mentions[m].sentence - s->sentence > WINDOW_SENTENCES) continue;
        if (!any && !class_fits(&w->out->items[s->members[0]], class)) continue;
        if (any && fact->role && w->out->mentions[m].sentence - s->sentence > NEAR_PAIR) continue;
        coref_set(c, m, coref_several(c, s->members, s->n, ENTITY_GROUP),
                  STR_LIT("those named together before"));
        return true;
    }
    if (number || (fact->role && any)) return false; /* "the parties" may be political ones */
    for (uint32_t k = m, looked = 0; k-- > 0 && looked < 80 && n < want; looked++) {
        uint32_t e = w->out->mentions[k].entity;
        if (e == NONE || !class_fits(&w->out->items[e], class)) continue;
        bool known = false;
        for (uint32_t i = 0; i < n; i++)
            known |= members[i] == e;
        if (!known) members[n++] = e;
    }
    if (n < 2 || n < want) return false;
    sort_members(members, n);
    coref_set(c, m, coref_several(c, members, n, ENTITY_GROUP),
              STR_LIT("the last ones named of that kind"));
    return true;
}

/* "the country", "the company": one of that kind already named. */
static bool resolve_one(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct fact *fact = &w->facts[m];
    if (!fact->word || !str_is(fact->word->class, "one") || !fact->definite || fact->plural)
        return false;
    bool country = str_is(fact->word->value, "country");
    struct best best = {NONE, 0};
    struct str word = form(w, w->out->mentions[m].head);
    for (uint32_t k = m, n = 0; k-- > 0 && n < 100; n++) {
        uint32_t e = w->out->mentions[k].entity;
        if (e == NONE || (w->facts[m].code[0] && !code_fits(w, m, &w->out->items[e]))) continue;
        const struct entity *entity = &w->out->items[e];
        bool fits = country ? entity->kind == ENTITY_COUNTRY
                            : (entity->kind == ENTITY_ORG || entity->kind == ENTITY_GROUP) &&
                                  (ends_with_word(entity->name, word) ||
                                   ends_with_word(mention_text(w, k), word) ||
                                   (entity->row && str_ieq(entity->row->type, word)));
        if (fits) weigh(c, m, e, w->facts[k].salience == SALIENCE_SUBJECT ? 8 : 0, &best);
    }
    if (best.entity == NONE) return false;
    coref_set(
        c, m, best.entity,
        arena_printf(w->arena, "last named of that kind: %.*s", STR_ARG(name_of(c, best.entity))));
    return true;
}

/* ---- nominals as a whole ---- */

/* The same words for the same role before: "the protesters", "police". */
static uint32_t same_nominal(const struct coref *c, uint32_t m)
{
    const struct work *w = c->w;
    const struct fact *fact = &w->facts[m];
    for (uint32_t k = m, n = 0; k-- > 0 && n < 120; n++) {
        const struct fact *old = &w->facts[k];
        uint32_t e = w->out->mentions[k].entity;
        if (w->out->mentions[k].kind != MENTION_NOMINAL || e == NONE) continue;
        if (old->role != fact->role || old->plural != fact->plural) continue;
        if (w->out->items[e].kind != fact->kind && !(fact->plural && old->plural)) continue;
        if (fact->code[0] && memcmp(fact->code, w->out->items[e].code, 4) != 0) continue;
        uint32_t mine = fact->owner == NONE ? NONE : w->out->mentions[fact->owner].entity;
        uint32_t theirs = old->owner == NONE ? NONE : w->out->mentions[old->owner].entity;
        if (mine != theirs) continue;
        return e;
    }
    return NONE;
}

static void new_nominal(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct fact *fact = &w->facts[m];
    enum entity_kind kind = (enum entity_kind)fact->kind;
    if (kind == ENTITY_PERSON && fact->plural) kind = ENTITY_GROUP;
    uint32_t e = entity_new(w, kind, mention_text(w, m));
    if (e == NONE) return;
    struct entity *entity = &w->out->items[e];
    entity->plural = fact->plural || kind == ENTITY_GROUP;
    codes_of_mention(w, m, entity);
    coref_set(c, m, e, STR_LIT("first mention"));
}

static void resolve_nominal(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    const struct fact *fact = &w->facts[m];
    uint32_t same = fact->same == NONE ? NONE : w->out->mentions[fact->same].entity;
    if (same != NONE) { /* in apposition to a noun that just got its entity */
        coref_set(c, m, same, STR_LIT("apposition"));
        return;
    }
    if (fact->word && str_is(fact->word->class, "counterpart") && !fact->plural) {
        resolve_counterpart(c, m);
        return;
    }
    if (fact->word && (resolve_collective(c, m) || resolve_one(c, m))) return;
    uint32_t e = NONE;
    if (fact->role && fact->definite && !fact->plural && fact->kind == ENTITY_PERSON) {
        e = fact->owner == NONE ? holder_of(c, m) : NONE;
        if (e != NONE)
            coref_set(c, m, e,
                      arena_printf(w->arena, "office or role of %.*s", STR_ARG(name_of(c, e))));
    }
    bool again = fact->role && !fact->indefinite &&
                 (fact->definite || fact->plural || fact->kind == ENTITY_ORG);
    if (e == NONE && again && (e = same_nominal(c, m)) != NONE)
        coref_set(c, m, e, STR_LIT("same role before"));
    if (e == NONE) new_nominal(c, m);
}

/* ---- who speaks ---- */

/* The speaker of a sentence: subject of its main verb of saying, else whom it follows "according
 * to". Kept for "he said" of the next ones. */
static void note_speaker(struct coref *c, uint32_t s)
{
    struct work *w = c->w;
    const struct sentence *sent = &w->doc->sentences[s];
    uint32_t best = NONE, best_rank = 0;
    for (uint32_t t = sent->first; t < sent->first + sent->n; t++) {
        const struct kb_word *word = lemma_at(w, "speech", t);
        if (!word || flag(w, t, TOKEN_QUOTED)) continue;
        uint32_t who = NONE, rank = 0;
        if (str_is(word->class, "according")) {
            for (uint32_t x = t + 1; x < sent->first + sent->n && x < t + 6 && who == NONE; x++)
                if (w->out->inside[x]) who = w->out->inside[x] - 1;
            rank = 1;
        } else if (w->doc->tokens[t].upos == UPOS_VERB) {
            uint32_t subject = tree_subject(w, t);
            who = subject == NONE || !w->out->by_token[subject] ? NONE
                                                                : w->out->by_token[subject] - 1;
            uint8_t rel = tree_rel(w, t);
            rank = rel == REL_ROOT || rel == REL_PARATAXIS ? 3 : 2;
        }
        if (who == NONE || rank <= best_rank || w->out->mentions[who].entity == NONE) continue;
        if (w->out->items[w->out->mentions[who].entity].kind != ENTITY_PERSON) continue;
        best = w->out->mentions[who].entity;
        best_rank = rank;
    }
    if (best == NONE) return;
    c->speaker = best;
    c->speaker_sentence = s;
}

/* ---- the order of reading ---- */

static void note_seen(struct coref *c, uint32_t m)
{
    const struct mention *mention = &c->w->out->mentions[m];
    if (mention->entity == NONE || mention->entity >= c->cap_seen) return;
    struct seen *seen = &c->seen[mention->entity];
    seen->count++;
    seen->sentence = mention->sentence;
    seen->mention = m;
    const struct entity *entity = &c->w->out->items[mention->entity];
    for (uint32_t i = 0; i < entity->n_members; i++) {
        c->seen[entity->members[i]].count++;
        c->seen[entity->members[i]].sentence = mention->sentence;
    }
}

static void resolve_mention(struct coref *c, uint32_t m)
{
    struct work *w = c->w;
    struct mention *mention = &w->out->mentions[m];
    if (w->facts[m].read) return;
    w->facts[m].read = true;
    if (mention->entity == NONE) {
        if (mention->kind == MENTION_PRONOUN)
            pronoun_resolve(c, m);
        else if (mention->kind == MENTION_NOMINAL)
            resolve_nominal(c, m);
        shared_noun(w, m);
        uint32_t e = mention->entity;
        if (e != NONE && w->out->items[e].first_mention > m) w->out->items[e].first_mention = m;
    }
    note_seen(c, m);
}

/* The mentions of a sentence by their heads, so that "his" is known before "his counterpart". */
static void resolve_sentence(struct coref *c, uint32_t first, uint32_t end)
{
    uint32_t order[ORDER_MAX], n = 0;
    for (uint32_t m = first; m < end && n < ORDER_MAX; m++) {
        uint32_t k = n++;
        for (; k > 0 && c->w->out->mentions[order[k - 1]].head > c->w->out->mentions[m].head; k--)
            order[k] = order[k - 1];
        order[k] = m;
    }
    for (uint32_t m = first; m < end; m++)
        find_several(c, m); /* of names, for "they" of the same sentence */
    for (uint32_t i = 0; i < n; i++)
        if (pronoun_speaks(c, order[i])) resolve_mention(c, order[i]); /* "I", then "he said" */
    for (uint32_t i = 0; i < n; i++)
        resolve_mention(c, order[i]);
    for (uint32_t m = first; m < end; m++)
        find_several(c, m); /* now of all */
    note_speaker(c, c->w->out->mentions[first].sentence);
}

void coref_resolve(struct work *w)
{
    struct coref *c = ARENA_NEW(w->arena, struct coref);
    if (!c) {
        w->failed = true;
        return;
    }
    c->w = w;
    c->speaker = c->first_person[0] = c->first_person[1] = NONE;
    c->cap_seen = w->out->n + 2 * w->out->n_mentions + 8;
    c->seen = ARENA_ARRAY(w->arena, c->cap_seen, struct seen);
    if (!c->seen) {
        w->failed = true;
        return;
    }
    for (uint32_t m = 0; m < w->out->n_mentions && !w->failed;) {
        uint32_t end = m;
        while (end < w->out->n_mentions &&
               w->out->mentions[end].sentence == w->out->mentions[m].sentence)
            end++;
        resolve_sentence(c, m, end);
        m = end;
    }
}
