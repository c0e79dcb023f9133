/* entity/roles.c - what the words around a mention say of its office, body, country and sectors.
 *
 * Read from three places: the words before the noun ("former | U.S. | State Department |
 * spokesman"), a possessor ("Iran's president", "his counterpart"), and a phrase behind it
 * ("spokesperson | for the State Department", "soldiers | from Chad"). A phrase set off by commas
 * beside a name tells the same of the name ("Matthew Miller, the spokesperson ...").
 *
 * Example. "the top U.S. diplomat": the country before the noun gives USA; what is left, "top
 * diplomat", is an epithet of the office of foreign minister.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

enum { TAIL_MAX = 8, EPITHET_BYTES = 96 };

void fact_sector(struct fact *fact, struct str sector)
{
    if (sector.n != 3 || fact->n_sectors == ENTITY_SECTORS_MAX) return;
    for (uint32_t i = 0; i < fact->n_sectors; i++)
        if (memcmp(fact->sectors[i], sector.p, 3) == 0) return;
    memcpy(fact->sectors[fact->n_sectors], sector.p, 3);
    fact->sectors[fact->n_sectors++][3] = 0;
}

/* The kind of entity that an agent or office is. */
static uint8_t kind_of_role(const struct kb_row *row)
{
    if (row->kind == KB_OFFICE) return ENTITY_PERSON;
    if (str_is(row->type, "body") || str_is(row->type, "mass")) return ENTITY_ORG;
    if (str_is(row->type, "group") || row->plural) return ENTITY_GROUP;
    return ENTITY_PERSON;
}

void fact_row(struct fact *fact, const struct kb_row *row)
{
    fact->role = row;
    for (uint32_t i = 0; i < row->n_sectors; i++)
        fact_sector(fact, str_c(row->sectors[i]));
    if (row->gender) fact->gender = row->gender;
    if (row->plural) fact->plural = true;
    fact->kind = kind_of_role(row);
}

/* Sectors that stand before what is there already. */
static void sectors_first(struct fact *fact, const char (*sectors)[4], uint32_t n)
{
    struct fact old = *fact;
    fact->n_sectors = 0;
    for (uint32_t i = 0; i < n; i++)
        fact_sector(fact, str_c(sectors[i]));
    for (uint32_t i = 0; i < old.n_sectors; i++)
        fact_sector(fact, str_c(old.sectors[i]));
}

static bool is_country_code(const struct work *w, const char *code)
{
    return code[0] && kb_country(w->kb, code);
}

static void take_code(struct work *w, uint32_t m, const char *code, uint32_t words, const char *how)
{
    struct fact *fact = &w->facts[m];
    memcpy(fact->code, code, sizeof fact->code);
    const struct mention *mention = &w->out->mentions[words];
    fact->code_reason =
        arena_printf(w->arena, "'%.*s' %s", STR_ARG(str_span(w->doc->text, mention->span)), how);
}

/* "U.N. ambassador": an envoy is at the body, and of a country; only a union of states sends one. */
static bool posted(const struct work *w, const struct fact *fact, const char *code)
{
    if (!fact->role || !code[0] || is_country_code(w, code)) return false;
    const struct kb_word *post = kb_words_find(w->words, "posts", fact->role->type);
    return post && kb_words_find(w->words, "posts", str_c(code));
}

/* What a name near mention m gives it: a country its code, a body its name, code and sectors. */
static void take_name(struct work *w, uint32_t m, uint32_t other, const char *how)
{
    struct fact *fact = &w->facts[m];
    const struct fact *given = &w->facts[other];
    const struct kb_row *row = given->alias ? given->alias->row : NULL;
    if (row && (row->kind == KB_COUNTRY || row->kind == KB_PLACE)) {
        if (is_country_code(w, row->code)) take_code(w, m, row->code, other, how);
        if (given->alias->sense == KB_SEAT) fact->body = other;
        return;
    }
    if (row && row->kind == KB_PERSON) {
        fact->owner = other;
        return;
    }
    if (!row && given->kind == ENTITY_PERSON) {
        fact->owner = other;
        return;
    }
    const char *code = row ? row->code : given->code;
    if (posted(w, fact, code)) return;
    fact->body = other;
    if (code[0]) take_code(w, m, code, other, how);
}

/* The name mention whose bare name covers the token, m itself aside; NONE else. */
static uint32_t name_at(const struct work *w, uint32_t t, uint32_t m)
{
    uint32_t other = w->nodes[t].mention;
    return other && other - 1 != m ? other - 1 : NONE;
}

/* A nominal or pronoun mention whose head is this token, m aside. */
static uint32_t nominal_at(const struct work *w, uint32_t t, uint32_t m)
{
    uint32_t other = w->out->by_token[t];
    if (!other || other - 1 == m) return NONE;
    enum mention_kind kind = w->out->mentions[other - 1].kind;
    return kind == MENTION_NOMINAL || kind == MENTION_PRONOUN ? other - 1 : NONE;
}

/* "rebel commander", "government troops": the role before the noun. What qualifies comes first,
 * but "government" only tells whose troops they are. */
static void take_role(struct fact *fact, const struct fact *other)
{
    if (!other->n_sectors) return;
    bool general = memcmp(other->sectors[0], "GOV", 3) == 0 || fact->kind == ENTITY_ORG;
    if (!general || !fact->n_sectors)
        sectors_first(fact, other->sectors, other->n_sectors);
    else if (fact->role && !other->plural)
        for (uint32_t i = 0; i < other->n_sectors; i++)
            fact_sector(fact, str_c(other->sectors[i]));
}

/* The body that mention m leads, by name or noun; it tells the sectors, the office only when the body
 * has none. */
void roles_take_body(struct work *w, uint32_t m, uint32_t other, const char *how)
{
    struct fact *fact = &w->facts[m];
    const struct fact *given = &w->facts[other];
    if (w->out->mentions[other].kind != MENTION_NOMINAL) {
        take_name(w, m, other, how);
        const struct kb_row *row = given->alias ? given->alias->row : NULL;
        if (row && row->kind != KB_COUNTRY && row->kind != KB_PLACE && row->n_sectors)
            fact->n_sectors = 0;
        return;
    }
    if (given->n_sectors) fact->n_sectors = 0;
    fact->body = other;
    take_role(fact, given);
    if (given->code[0]) take_code(w, m, given->code, other, how);
}

static void read_modifier(struct work *w, uint32_t m, uint32_t t)
{
    uint32_t n = 0;
    const struct kb_alias *alias = kb_match(w->kb, w->doc, t, t + 1, 1u << KB_MODIFIER, true, &n);
    if (alias && n == 1 && !w->facts[m].modifier) w->facts[m].modifier = alias->row;
}

/* Words before the noun (or before the name in a titled one). */
static void read_before(struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    uint32_t end = w->facts[m].name_first;
    if (mention->kind == MENTION_NOMINAL && mention->head > end) end = mention->head;
    uint32_t seen = NONE;
    for (uint32_t t = mention->first; t < end; t++) {
        if (t >= w->facts[m].role_first && t < w->facts[m].role_end) continue;
        uint32_t other = name_at(w, t, m);
        if (other != NONE) {
            uint32_t next = w->out->mentions[other].end;
            bool possessor = next < end && w->doc->tokens[next].upos == UPOS_PART;
            if (other != seen) take_name(w, m, other, "before it");
            if (possessor) w->facts[m].owner = other;
            seen = other;
        } else if ((other = nominal_at(w, t, m)) != NONE) {
            const struct kb_word *word = w->facts[other].word;
            if (w->out->mentions[other].kind == MENTION_PRONOUN)
                w->facts[m].owner = other;
            else if (t + 1 < end && w->doc->tokens[t + 1].upos == UPOS_PART)
                w->facts[m].owner = other;
            else if (!word || w->facts[other].kind == ENTITY_ORG)
                take_role(&w->facts[m], &w->facts[other]);
        } else {
            read_modifier(w, m, t);
        }
    }
}

/* "Iran's | President X": the possessor stands before a titled mention. */
static void read_possessor(struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    const struct sentence *sent = &w->doc->sentences[mention->sentence];
    uint32_t t = mention->first;
    if (t == sent->first) return;
    if (w->doc->tokens[t - 1].upos == UPOS_PART && t - 1 > sent->first) {
        uint32_t other = name_at(w, t - 2, m);
        if (other != NONE) {
            take_name(w, m, other, "as possessor");
            w->facts[m].owner = other;
        }
    } else {
        uint32_t other = nominal_at(w, t - 1, m);
        if (other != NONE && w->out->mentions[other].kind == MENTION_PRONOUN)
            w->facts[m].owner = other;
    }
    if (w->doc->tokens[t - 1].upos != UPOS_PART || t - 1 == sent->first) return;
    uint32_t other = nominal_at(w, t - 2, m); /* "war veterans' | leader X" */
    if (other == NONE || w->out->mentions[other].kind != MENTION_NOMINAL) return;
    uint8_t kind = w->facts[other].kind;
    if ((kind == ENTITY_ORG || kind == ENTITY_GROUP) && !w->facts[m].n_sectors)
        roles_take_body(w, m, other, "as possessor");
    else
        w->facts[m].owner = other;
}

/* The body that an unknown name only qualifies: "the Hope | party"; NONE else. */
static uint32_t body_around(const struct work *w, uint32_t name, uint32_t m)
{
    if (w->facts[name].alias) return NONE;
    for (uint32_t k = name, n = 0; k-- > 0 && n < 4; n++) {
        const struct mention *around = &w->out->mentions[k];
        bool covers = around->first <= w->out->mentions[name].first &&
                      w->out->mentions[name].end <= around->head;
        if (k != m && covers && around->kind == MENTION_NOMINAL && w->facts[k].kind == ENTITY_ORG)
            return k;
    }
    return NONE;
}

/* The phrase behind the noun. */
static void read_behind(struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    const struct sentence *sent = &w->doc->sentences[mention->sentence];
    uint32_t t = w->facts[m].name_end, end = sent->first + sent->n;
    if (t >= end) return;
    const struct kb_word *tail = word_at(w, "tails", t);
    if (!tail || str_is(tail->class, "toward")) return;
    bool part = str_is(tail->class, "part");
    /* "ministers from the Gulf states", but not "the minister from Riyadh's own party" */
    bool whence = w->facts[m].plural && str_is(tail->value, "origin");
    if (!part && w->facts[m].owner != NONE) return; /* "its forces from Mali" */
    for (uint32_t n = 0; ++t < end && n < TAIL_MAX; n++) {
        uint32_t other = name_at(w, t, m);
        uint32_t around = part && other != NONE ? body_around(w, other, m) : NONE;
        if (around != NONE && w->facts[m].body == NONE) { /* "head of | the Hope party" */
            roles_take_body(w, m, around, "behind it");
            return;
        }
        if (other != NONE) {
            bool own = w->facts[m].code[0] || w->facts[m].body != NONE;
            if (part ? !w->facts[m].code[0]
                     : !own && (whence || w->facts[m].role->kind == KB_AGENT))
                take_name(w, m, other, "behind it");
            return;
        }
        uint8_t upos = w->doc->tokens[t].upos;
        other = nominal_at(w, t, m);
        if (other != NONE && part && w->facts[other].kind == ENTITY_ORG &&
            w->facts[m].body == NONE) {
            w->facts[m].body = other;
            take_role(&w->facts[m], &w->facts[other]);
            return;
        }
        bool participle =
            upos == UPOS_VERB && tree_rel(w, t) == REL_AMOD; /* "the ruling council" */
        if (!participle && upos != UPOS_DET && upos != UPOS_ADJ && upos != UPOS_NOUN &&
            upos != UPOS_PROPN)
            return;
    }
}

/* "top [U.S.] diplomat": the phrase without its country may be an epithet or office of the kb. */
static void read_epithet(struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    struct fact *fact = &w->facts[m];
    char phrase[EPITHET_BYTES];
    size_t n = 0;
    uint32_t words = 0;
    bool skipped = false;
    for (uint32_t t = mention->first; t < fact->name_end; t++) {
        if (name_at(w, t, m) != NONE || w->doc->tokens[t].upos == UPOS_PART) {
            skipped = true;
            n = w->doc->tokens[t].upos == UPOS_PART ? 0 : n;
            continue;
        }
        if (w->doc->tokens[t].upos == UPOS_DET || w->doc->tokens[t].upos == UPOS_PRON) continue;
        struct str f = form(w, t);
        if (n + f.n + 1 > sizeof phrase) return;
        if (n) phrase[n++] = ' ';
        memcpy(phrase + n, f.p, f.n);
        n += f.n;
        words++;
    }
    if (words < 2 || !skipped) return;
    for (const struct kb_alias *a = kb_find(w->kb, (struct str){phrase, n}); a; a = a->next)
        if (a->row->kind == KB_OFFICE || a->row->kind == KB_AGENT) {
            fact->n_sectors = 0;
            fact_row(fact, a->row);
            fact->epithet = true;
            return;
        }
}

/* "X, leader of the Y, and ...": a single office without article or owner is no part of a list. */
static bool is_bare_office(const struct work *w, uint32_t m)
{
    const struct fact *fact = &w->facts[m];
    return fact->role && fact->role->kind == KB_OFFICE && fact->kind == ENTITY_PERSON &&
           !fact->definite && !fact->indefinite && fact->owner == NONE;
}

/* The name or titled name that starts at token t, behind mention m; NONE when none does. */
static uint32_t name_from(const struct work *w, uint32_t t, uint32_t m)
{
    for (uint32_t k = m + 1; k < w->out->n_mentions && w->out->mentions[k].first <= t; k++) {
        enum mention_kind kind = w->out->mentions[k].kind;
        if (w->out->mentions[k].first == t && (kind == MENTION_NAME || kind == MENTION_TITLED))
            return k;
    }
    return NONE;
}

/* "Karl Roth, | the spokesperson for Y |,": what stands before the comma is the same. */
static uint32_t same_before(const struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    const struct sentence *sent = &w->doc->sentences[mention->sentence];
    uint32_t f = mention->first, e = mention->end, end = sent->first + sent->n;
    uint32_t other = name_at(w, f - 2, m);
    if (other == NONE) { /* "The investigator, a German prosecutor," */
        other = w->out->inside[f - 2] ? w->out->inside[f - 2] - 1 : NONE;
        bool noun = other != NONE && w->out->mentions[other].kind == MENTION_NOMINAL &&
                    w->out->mentions[other].end == f - 1 && !w->facts[other].plural &&
                    w->facts[other].kind == ENTITY_PERSON && w->facts[m].kind == ENTITY_PERSON &&
                    w->facts[other].same == NONE;
        bool below = noun && tree_rel(w, mention->head) == REL_APPOS &&
                     w->nodes[mention->head].head == w->out->mentions[other].head;
        return below ? other : NONE;
    }
    const struct mention *name = &w->out->mentions[other];
    if (name->end != f - 1 || name->kind == MENTION_ADJECTIVE) return NONE;
    bool tree =
        tree_rel(w, mention->head) == REL_APPOS && tree_dominates(w, name->head, mention->head);
    bool closed = e >= end || w->doc->tokens[e].upos == UPOS_PUNCT;
    if (closed && e + 1 < end && w->doc->tokens[e + 1].upos == UPOS_CCONJ) closed = false;
    if (closed && tree_rel(w, mention->head) == REL_CONJ) closed = false;
    return tree || closed || is_bare_office(w, m) ? other : NONE;
}

/* "The head of the party, | Zurab Lomidze |, accused ...": commas on both sides, no list. */
static uint32_t same_behind(const struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    const struct fact *fact = &w->facts[m];
    const struct sentence *sent = &w->doc->sentences[mention->sentence];
    uint32_t e = mention->end, end = sent->first + sent->n;
    uint32_t other = name_from(w, e + 1, m);
    if (other == NONE) return NONE;
    uint32_t head = w->out->mentions[other].head, close = w->out->mentions[other].end;
    bool titled = w->out->mentions[other].kind == MENTION_TITLED;
    bool tree = tree_rel(w, head) == REL_APPOS && w->nodes[head].head == mention->head;
    const struct kb_alias *alias = w->facts[other].alias;
    bool closed = close + 1 < end && str_is(form(w, close), ",") && fact->definite &&
                  fact->kind == ENTITY_PERSON && tree_rel(w, head) != REL_CONJ &&
                  w->doc->tokens[close + 1].upos != UPOS_CCONJ &&
                  (!alias || alias->row->kind == KB_PERSON);
    bool rank = !titled || !w->facts[other].role || w->facts[other].role->kind != KB_OFFICE;
    return tree || (closed && rank) ? other : NONE;
}

/* "X, the spokesperson for Y,": a nominal right behind a comma behind a name, or before it. */
static void read_apposition(struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    struct fact *fact = &w->facts[m];
    const struct sentence *sent = &w->doc->sentences[mention->sentence];
    if (fact->plural || fact->kind == ENTITY_GROUP) return;
    uint32_t f = mention->first, e = mention->end;
    if (f >= sent->first + 2 && str_is(form(w, f - 1), ","))
        fact->same = same_before(w, m);
    else if (e + 1 < sent->first + sent->n && str_is(form(w, e), ","))
        fact->same = same_behind(w, m);
    if (fact->same != NONE && fact->kind == ENTITY_PERSON && !w->facts[fact->same].alias)
        w->facts[fact->same].kind = ENTITY_PERSON;
}

/* The words of the office of a nominal: without determiner, possessor and country. */
static void read_office_words(struct work *w, uint32_t m)
{
    const struct mention *mention = &w->out->mentions[m];
    struct fact *fact = &w->facts[m];
    uint32_t first = mention->first;
    for (uint32_t t = mention->first; t < fact->name_first; t++) {
        uint8_t upos = w->doc->tokens[t].upos;
        if (upos == UPOS_DET || upos == UPOS_PRON || upos == UPOS_PART || upos == UPOS_PUNCT ||
            name_at(w, t, m) != NONE)
            first = t + 1;
    }
    fact->office = tokens_text(w, first, mention->end > first ? mention->end : fact->name_end);
}

/* "Iraqi brigades and battalions": the country of the first part is that of the second. */
static void read_coordination(struct work *w, uint32_t m)
{
    uint32_t t = w->out->mentions[m].head;
    if (w->facts[m].code[0] || tree_rel(w, t) != REL_CONJ || w->nodes[t].head == NONE) return;
    uint32_t other = nominal_at(w, w->nodes[t].head, m);
    if (other == NONE || !w->facts[other].code[0] || w->out->mentions[m].first + 2 < t) return;
    memcpy(w->facts[m].code, w->facts[other].code, sizeof w->facts[m].code);
    w->facts[m].code_reason =
        arena_printf(w->arena, "coordinated with '%.*s'", STR_ARG(mention_text(w, other)));
}

/* "his deputy", "Park's predecessor": what these are follows from whose they are. */
static void read_relation(struct work *w, uint32_t m)
{
    struct fact *fact = &w->facts[m];
    if (fact->owner == NONE) return;
    bool titled = w->out->mentions[m].kind == MENTION_TITLED;
    uint32_t noun = titled ? fact->role_end - 1 : w->out->mentions[m].head;
    const struct kb_word *word = fact->role_end ? word_at(w, "relations", noun) : NULL;
    if (!word) return;
    const struct fact *owner = &w->facts[fact->owner];
    bool he = owner->word && owner->gender && str_is(owner->word->class, "possessive");
    bool named = owner->kind == ENTITY_PERSON || (owner->role && owner->role->kind == KB_OFFICE) ||
                 (owner->alias && owner->alias->row->kind == KB_PERSON);
    bool unknown = w->out->mentions[fact->owner].kind == MENTION_NAME && !owner->alias;
    if (!he && !named && !unknown) return;
    if (unknown && fact->body == fact->owner) fact->body = NONE;
    fact->n_sectors = 0;
    if (str_is(word->class, "kin")) fact->kin = true;
    if (!str_is(word->class, "former")) return;
    for (const struct kb_alias *a = kb_find(w->kb, word->value); a; a = a->next)
        if (a->row->kind == KB_MODIFIER) fact->modifier = a->row;
}

/* "Rwanda's Senate" is not the one that the table has: a possessor of another country makes the name
 * one of its own, of the same sectors. */
static void read_foreign_body(struct work *w, uint32_t m)
{
    struct fact *fact = &w->facts[m];
    const struct kb_row *row = fact->alias->row;
    const struct mention *mention = &w->out->mentions[m];
    uint32_t t = mention->first, first = w->doc->sentences[mention->sentence].first;
    if (row->kind != KB_ORG || !is_country_code(w, row->code)) return;
    if (t < first + 2 || w->doc->tokens[t - 1].upos != UPOS_PART) return;
    uint32_t other = name_at(w, t - 2, m);
    const struct kb_alias *owner = other == NONE ? NULL : w->facts[other].alias;
    if (!owner || owner->row->kind != KB_COUNTRY || !strcmp(owner->row->code, row->code)) return;
    fact->alias = NULL;
    fact->kind = ENTITY_ORG;
    for (uint32_t i = 0; i < row->n_sectors; i++)
        fact_sector(fact, str_c(row->sectors[i]));
    read_possessor(w, m);
}

void roles_read(struct work *w)
{
    for (uint32_t m = 0; m < w->out->n_mentions; m++) {
        struct fact *fact = &w->facts[m];
        enum mention_kind kind = w->out->mentions[m].kind;
        if (kind == MENTION_TITLED) {
            read_before(w, m);
            read_possessor(w, m);
            read_relation(w, m);
        } else if (kind == MENTION_NOMINAL) {
            read_before(w, m);
            if (fact->role) {
                read_epithet(w, m);
                read_behind(w, m);
                read_office_words(w, m);
                read_coordination(w, m);
                read_relation(w, m);
            }
            read_apposition(w, m);
        } else if (kind == MENTION_NAME && fact->alias) {
            read_foreign_body(w, m);
        } else if (kind == MENTION_NAME) {
            read_possessor(w, m);
        }
    }
}
