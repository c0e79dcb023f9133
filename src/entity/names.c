/* entity/names.c - where names stand: phrases of the kb, and runs of capitals beside them.
 *
 * A sentence is read from left to right. A phrase of the kb is a name; capitals that the tagger
 * calls proper nouns are one when no phrase covers them. Then pieces are joined: a phrase and the
 * capitals after it when these end in a word for a body ("China" + "Daily"), or when the phrase is
 * really a part of a person's name ("Georgia" + "Meloni"); a body's name and what follows "of".
 *
 * Titles stand before a person's name, and are found by walking left from it over the words of
 * offices, countries, bodies and modifiers: "former | South Korean | Foreign Minister | Park Jin".
 * That walk reads words and not the tree, since parsers disagree about names and their titles.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

enum { TITLE_TOKENS_MAX = 16, NAME_TOKENS_MAX = 16, OFFICE_TAIL_MAX = 7 };

struct scan {
    struct work *w;
    uint32_t sentence, first, end;
};

static uint8_t upos_of(const struct scan *s, uint32_t t)
{
    return s->w->doc->tokens[t].upos;
}

static bool is_hyphen(const struct scan *s, uint32_t t)
{
    struct str f = form(s->w, t);
    return str_is(f, "-") || str_is(f, "\xE2\x80\x90") || str_is(f, "\xE2\x80\x91");
}

/* A hyphen that joins two words without blanks. */
static bool joins(const struct scan *s, uint32_t t)
{
    return t > s->first && t + 1 < s->end && is_hyphen(s, t) && flag(s->w, t, TOKEN_GLUED) &&
           flag(s->w, t + 1, TOKEN_GLUED);
}

static bool names_class(const struct scan *s, uint32_t t, const char *class)
{
    return t < s->end && word_is(s->w, "names", t, class);
}

/* May this phrase of the kb stand for what it says here? Acronyms must be in capitals, so that
 * "us" is no state; words of time are no names. */
static bool plausible(const struct scan *s, const struct kb_alias *alias, uint32_t t, uint32_t n)
{
    const struct work *w = s->w;
    if (flag(w, t, TOKEN_TIME) && n == 1) return false;
    if (n > 1) return true;
    if (alias->sense == KB_ACRONYM && !w->lower && !flag(w, t, TOKEN_UPPER)) {
        /* "Nato", "Unesco": a capital does, but never in a headline or for a pronoun */
        if (!flag(w, t, TOKEN_CAPITAL) || flag(w, t, TOKEN_START | TOKEN_HEADLINE)) return false;
    }
    uint8_t upos = upos_of(s, t);
    bool shouted = flag(w, t, TOKEN_UPPER) && t + 1 < s->end && flag(w, t + 1, TOKEN_UPPER);
    if (alias->sense == KB_ACRONYM && !w->lower && flag(w, t, TOKEN_UPPER) && !shouted) return true;
    if (w->lower || alias->sense == KB_ACRONYM) return upos != UPOS_PRON && upos != UPOS_VERB;
    if (flag(w, t, TOKEN_START))
        return upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_ADJ ||
               alias->row->kind == KB_COUNTRY;
    return true;
}

/* "Chinese" is an adjective before a noun and else the people; the kb tells both. */
static const struct kb_alias *by_position(const struct scan *s, const struct kb_alias *alias,
                                          uint32_t t)
{
    if (alias->sense != KB_ADJECTIVE && alias->sense != KB_PEOPLE) return alias;
    uint8_t rel = tree_rel(s->w, t);
    uint8_t next = t + 1 < s->end ? upos_of(s, t + 1) : (uint8_t)UPOS_PUNCT;
    bool before_noun = next == UPOS_NOUN || next == UPOS_PROPN || next == UPOS_ADJ;
    bool modifies = before_noun || rel == REL_AMOD || rel == REL_COMPOUND ||
                    (upos_of(s, t) == UPOS_ADJ && rel != REL_NSUBJ && rel != REL_OBJ);
    enum kb_sense want = modifies ? KB_ADJECTIVE : KB_PEOPLE;
    for (const struct kb_alias *a = alias; a; a = a->next)
        if (a->row == alias->row && a->sense == want) return a;
    return alias;
}

/* Looks every token up once, for names and for roles. */
static void look_up(const struct scan *s)
{
    struct work *w = s->w;
    for (uint32_t t = s->first; t < s->end; t++) {
        struct node *node = &w->nodes[t];
        uint32_t n = 0;
        uint8_t upos = upos_of(s, t);
        if (upos == UPOS_PUNCT || upos == UPOS_PART || upos == UPOS_CCONJ) continue;
        const struct kb_alias *name = kb_match(w->kb, w->doc, t, s->end, KINDS_NAMES, w->lower, &n);
        if (name && n) name = codes_choose(w, name, t, n);
        if (name && n) name = by_position(s, name, t + n - 1);
        if (name && n && n <= UINT16_MAX && plausible(s, name, t, n)) {
            node->name = name;
            if (name->row->kind == KB_COUNTRY && !name->next) codes_seen(w, name->row->code, 1);
            node->name_n = (uint16_t)n;
        }
        n = 0;
        const struct kb_alias *role =
            kb_match(w->kb, w->doc, t, s->end, KINDS_ROLES | 1u << KB_TITLE, w->lower, &n);
        bool noun = upos == UPOS_NOUN || upos == UPOS_PROPN || (n && role->row->kind == KB_TITLE);
        if (role && n && n <= UINT16_MAX && (n > 1 || noun)) {
            node->role = role;
            node->role_n = (uint16_t)n;
        }
    }
}

/* "Former", "Ousted" with a capital: never a name, as "Free" or "Royal" may be. */
static bool ends_office(const struct scan *s, uint32_t t)
{
    uint32_t n = 0;
    const struct kb_alias *a = kb_match(s->w->kb, s->w->doc, t, t + 1, 1u << KB_MODIFIER, true, &n);
    return a && n == 1 && str_is(a->row->type, "replace");
}

/* Is the token a word of a name that the kb need not know? */
static bool is_capital_name(const struct scan *s, uint32_t t)
{
    const struct work *w = s->w;
    if (t >= s->end || flag(w, t, TOKEN_TIME)) return false;
    uint8_t upos = upos_of(s, t);
    if (w->lower) return upos == UPOS_PROPN;
    if (!flag(w, t, TOKEN_CAPITAL)) return false;
    if (w->nodes[t].role && w->nodes[t].role_n == 1 && w->nodes[t].role->row->kind == KB_TITLE)
        return false;
    if (ends_office(s, t)) return false;
    if (upos == UPOS_PROPN) return true;
    if (flag(w, t, TOKEN_START | TOKEN_HEADLINE)) return false;
    return upos == UPOS_NOUN || upos == UPOS_ADJ || upos == UPOS_VERB || upos == UPOS_INTJ;
}

/* A body's common noun written as a part of a name: the "Commission" of "Tower Commission". */
static bool body_in_name(const struct scan *s, uint32_t t)
{
    const struct work *w = s->w;
    const struct node *node = &w->nodes[t];
    return node->role && node->role->row->kind == KB_AGENT &&
           (str_is(node->role->row->type, "body") || str_is(node->role->row->type, "group")) &&
           flag(w, t, TOKEN_CAPITAL) && !flag(w, t, TOKEN_START | TOKEN_HEADLINE) &&
           upos_of(s, t) == UPOS_PROPN;
}

/* A role that is written as a title here, so that it bounds a name. */
static bool starts_role(const struct scan *s, uint32_t t)
{
    return s->w->nodes[t].role != NULL && !body_in_name(s, t);
}

static bool given_name(const struct scan *s, uint32_t t)
{
    uint32_t n = 0;
    const struct kb_alias *alias =
        kb_match(s->w->kb, s->w->doc, t, t + 1, 1u << KB_GIVEN, s->w->lower, &n);
    return alias && n == 1 && (s->w->lower || flag(s->w, t, TOKEN_CAPITAL));
}

/* "Tariq | Shah", "Martin Luther | King": a title's word that ends a name, by tree and by place. */
static bool role_ends_name(const struct scan *s, uint32_t t)
{
    const struct work *w = s->w;
    if (!w->nodes[t].role || w->nodes[t].role_n != 1 || tree_rel(w, t) != REL_FLAT) return false;
    if (!flag(w, t, TOKEN_CAPITAL) || flag(w, t, TOKEN_HEADLINE)) return false;
    return t + 1 >= s->end || (!is_capital_name(s, t + 1) && !w->nodes[t + 1].name);
}

/* "Chatham | House": a chamber's short name that ends the name of something else. */
static bool ends_body(const struct scan *s, uint32_t t, uint32_t end)
{
    const struct node *node = &s->w->nodes[end];
    return node->name->row->kind == KB_ORG && node->name_n == 1 && !s->w->nodes[t].name &&
           s->w->nodes[end - 1].head == end && tree_rel(s->w, end - 1) == REL_COMPOUND &&
           names_class(s, end, "org");
}

/* End of a run of capitals that starts at t: hyphens and particles inside it belong to it. */
static uint32_t capital_run(const struct scan *s, uint32_t t)
{
    uint32_t end = t + 1;
    while (end < s->end && end - t < NAME_TOKENS_MAX) {
        if (joins(s, end)) { /* "Tae-yong", but not "ROK-Japan" */
            if (s->w->nodes[end + 1].name && flag(s->w, end + 1, TOKEN_CAPITAL)) break;
            if (!flag(s->w, end + 1, TOKEN_CAPITAL) && upos_of(s, end + 1) != UPOS_PROPN &&
                !flag(s->w, end - 1, TOKEN_CAPITAL))
                break;
            uint8_t upos = upos_of(s, end + 1);
            uint8_t next = end + 2 < s->end ? upos_of(s, end + 2) : (uint8_t)UPOS_PUNCT;
            bool compound = end - t < 2 || next == UPOS_NOUN || next == UPOS_ADJ;
            if (!flag(s->w, end + 1, TOKEN_CAPITAL) && (upos == UPOS_VERB || upos == UPOS_ADJ) &&
                compound)
                break; /* "Hamas-led", but "Han Ji-won met" */
            end += 2;
        } else if (names_class(s, end, "particle") && names_class(s, end + 1, "particle") &&
                   !flag(s->w, end, TOKEN_CAPITAL) && !flag(s->w, end + 1, TOKEN_CAPITAL) &&
                   is_capital_name(s, end + 2)) { /* "Humberto de la Calle" */
            end += 3;
        } else if (names_class(s, end, "particle") && !flag(s->w, end, TOKEN_CAPITAL) &&
                   end + 1 < s->end &&
                   (is_capital_name(s, joins(s, end + 1) ? end + 2 : end + 1))) {
            end = joins(s, end + 1) ? end + 3 : end + 2;
        } else if (is_capital_name(s, end) && (!s->w->nodes[end].name || ends_body(s, t, end)) &&
                   (!starts_role(s, end) || role_ends_name(s, end))) {
            end++;
        } else {
            break;
        }
    }
    return end < s->end ? end : s->end;
}

/* "Ministry" + "of Trade and Industry": a body's name goes on behind "of" and "for". */
static uint32_t with_links(const struct scan *s, uint32_t first, uint32_t end)
{
    const struct kb_word *head = NULL;
    for (uint32_t t = first; t < end; t++) {
        const struct kb_word *word = word_at(s->w, "names", t);
        if (word && str_is(word->class, "org") && flag(s->w, t, TOKEN_CAPITAL)) head = word;
    }
    if (!head) return end;
    while (end + 1 < s->end && end - first < NAME_TOKENS_MAX && names_class(s, end, "link")) {
        uint32_t t = end + 1;
        bool conj = upos_of(s, end) == UPOS_CCONJ;
        if (conj && !(str_is(head->value, "GOV") && end - first > 1)) break;
        if (upos_of(s, t) == UPOS_DET && t + 1 < s->end) t++;
        if (s->w->nodes[t].name && !conj && flag(s->w, t, TOKEN_CAPITAL))
            end = t + s->w->nodes[t].name_n;
        else if (is_capital_name(s, t) && !s->w->nodes[t].name)
            end = capital_run(s, t);
        else
            break;
    }
    return end < s->end ? end : s->end;
}

static bool contains_class(const struct scan *s, uint32_t first, uint32_t end, const char *class)
{
    for (uint32_t t = first; t < end; t++)
        if (names_class(s, t, class) && flag(s->w, t, TOKEN_CAPITAL)) return true;
    return false;
}

static uint32_t add_name(const struct scan *s, uint32_t first, uint32_t end,
                         const struct kb_alias *alias)
{
    struct work *w = s->w;
    bool adjective = alias && (alias->sense == KB_ADJECTIVE || alias->sense == KB_CITY_ADJECTIVE);
    enum mention_kind kind = adjective ? MENTION_ADJECTIVE : MENTION_NAME;
    uint32_t m = mention_add(w, kind, s->sentence, first, end);
    if (m == NONE) return m;
    w->facts[m].alias = alias;
    for (uint32_t t = first; t < end; t++) {
        w->nodes[t].flags |= TOKEN_NAME;
        w->nodes[t].mention = m + 1;
    }
    return m;
}

/* Is the kb phrase at t, of n tokens, really the first part of a longer name that ends at `end`? */
static bool swallowed(const struct scan *s, uint32_t t, uint32_t n, uint32_t end)
{
    const struct work *w = s->w;
    const struct kb_alias *alias = w->nodes[t].name;
    if (end == t + n) return false;
    const struct kb_word *last = word_at(w, "names", end - 1);
    if (last && !str_is(last->class, "particle") && !str_is(last->class, "suffix")) return true;
    if (n > 1 || alias->sense == KB_ADJECTIVE || alias->sense == KB_ACRONYM) return false;
    return given_name(s, t) || tree_rel(w, t + 1) == REL_FLAT ||
           (alias->row->kind == KB_PERSON && !flag(w, t + 1, TOKEN_UPPER));
}

/* A name that starts with a phrase of the kb. Returns the token after it. */
static uint32_t phrase_name(const struct scan *s, uint32_t t)
{
    struct work *w = s->w;
    const struct kb_alias *alias = w->nodes[t].name;
    uint32_t n = w->nodes[t].name_n, end = t + n;
    bool capital = w->lower || flag(w, t, TOKEN_CAPITAL) || alias->sense == KB_SHORT;
    if (capital && !w->lower && end < s->end && is_capital_name(s, end) && !starts_role(s, end) &&
        !w->nodes[end].name) {
        uint32_t run = with_links(s, t, capital_run(s, end));
        if (swallowed(s, t, n, run)) {
            bool body = alias->row->kind == KB_PLACE && names_class(s, run - 1, "org");
            bool country = (alias->row->kind == KB_COUNTRY || body) && !given_name(s, t) &&
                           kb_country(w->kb, alias->row->code);
            uint32_t m = add_name(s, t, run, NULL);
            if (country && m != NONE) { /* "China Daily": the body, and China inside it */
                memcpy(w->facts[m].code, alias->row->code, sizeof w->facts[m].code);
                w->facts[m].code_reason =
                    arena_printf(w->arena, "'%.*s' in the name", STR_ARG(tokens_text(w, t, end)));
            }
            return run;
        }
    }
    uint32_t linked = alias->row->kind == KB_ORG && !w->lower ? with_links(s, t, end) : end;
    if (linked > end && alias->row->code[0]) linked = end; /* known well enough as it is */
    add_name(s, t, linked, alias);
    return linked;
}

/* A name that the kb does not know. Returns the token after it. */
static uint32_t capital_name(const struct scan *s, uint32_t t)
{
    struct work *w = s->w;
    uint32_t end = capital_run(s, t);
    /* "George" + "Washington", "Michael" + "Jordan" */
    bool flat = end < s->end && tree_rel(w, end) == REL_FLAT && w->nodes[end].head == t;
    if (end < s->end && w->nodes[end].name && w->nodes[end].name_n == 1 &&
        flag(w, end, TOKEN_CAPITAL) && w->nodes[end].name->sense != KB_ADJECTIVE &&
        w->nodes[end].name->sense != KB_ACRONYM && end == t + 1 && (flat || given_name(s, t)) &&
        !starts_role(s, end))
        end = capital_run(s, end);
    end = with_links(s, t, end);
    /* a name of one letter is an initial left over; one of many more is a line of a table */
    struct str f = form(w, t);
    if (end == t + 1 && f.n < 2) return end;
    add_name(s, t, end, NULL);
    return end;
}

/* Where the name ends that starts with a body's common noun: "Bank of Someplace", "Court Watch". */
static uint32_t body_name_end(const struct scan *s, uint32_t t)
{
    return is_capital_name(s, t) ? with_links(s, t, capital_run(s, t)) : t;
}

/* "United States | Congress": a country right before a body of its own belongs to its name. */
static void take_country(const struct scan *s, uint32_t from, uint32_t t)
{
    struct work *w = s->w;
    uint32_t last = w->out->n_mentions;
    if (last < from + 2 || t == s->first) return;
    struct mention *body = &w->out->mentions[last - 1];
    const struct mention *country = &w->out->mentions[last - 2];
    const struct kb_alias *a = w->facts[last - 1].alias, *c = w->facts[last - 2].alias;
    if (!a || !c || a->row->kind != KB_ORG || c->row->kind != KB_COUNTRY) return;
    if (country->end != body->first || c->sense == KB_CAPITAL || c->sense == KB_SEAT) return;
    if (a->row->code[0] && memcmp(a->row->code, c->row->code, 4) != 0) return;
    body->first = country->first;
    body->span = tokens_span(w, body->first, body->end);
    memcpy(w->facts[last - 1].code, c->row->code, sizeof w->facts[last - 1].code);
    w->facts[last - 1].code_reason =
        arena_printf(w->arena, "'%.*s' before it", STR_ARG(str_span(w->doc->text, country->span)));
}

static void find_names(const struct scan *s)
{
    uint32_t from = s->w->out->n_mentions;
    struct work *w = s->w;
    for (uint32_t t = s->first; t < s->end;) {
        const struct node *node = &w->nodes[t];
        bool role_wins = node->role && node->role_n > node->name_n && node->role_n > 1;
        if (node->name && !role_wins) {
            uint32_t next = phrase_name(s, t);
            take_country(s, from, t);
            t = next;
        } else if (node->role && !(body_in_name(s, t) && body_name_end(s, t) > t + node->role_n)) {
            t += node->role_n > 0 ? node->role_n : 1;
        } else if (is_capital_name(s, t)) {
            t = capital_name(s, t);
        } else {
            t++;
        }
    }
}

/* ---- titles ---- */

/* A role of the kb whose phrase ends just before `end`; its first token in *start. */
static const struct kb_alias *role_before(const struct scan *s, uint32_t end, uint32_t *start)
{
    uint32_t back = end - s->first < 8 ? end - s->first : 8;
    for (uint32_t n = back; n > 0; n--) {
        const struct node *node = &s->w->nodes[end - n];
        if (node->role && node->role_n == n && !flag(s->w, end - n, TOKEN_NAME)) {
            *start = end - n;
            return node->role;
        }
    }
    return NULL;
}

static bool role_of_person(const struct kb_alias *role)
{
    const struct kb_row *row = role->row;
    return row->kind == KB_OFFICE || (row->kind == KB_AGENT && !row->plural &&
                                      !str_is(row->type, "body") && !str_is(row->type, "group"));
}

/* The role at the other end of "secretary | for press affairs" when that ends before `end`. */
static const struct kb_alias *role_with_tail(const struct scan *s, uint32_t end, uint32_t *start)
{
    bool preposition = false, noun = false;
    for (uint32_t t = end, n = 0; t > s->first && n < OFFICE_TAIL_MAX; n++) {
        t--;
        uint8_t upos = upos_of(s, t);
        if (flag(s->w, t, TOKEN_TIME)) return NULL;
        if (preposition) {
            const struct kb_alias *role = role_before(s, t + 1, start);
            return role && role_of_person(role) ? role : NULL;
        }
        noun |= upos == UPOS_NOUN || upos == UPOS_PROPN;
        if (upos == UPOS_ADP) {
            preposition = noun;
            if (!preposition) return NULL; /* "president of the | X Campaign" */
        } else if (upos != UPOS_NOUN && upos != UPOS_ADJ && upos != UPOS_PROPN &&
                   upos != UPOS_DET && upos != UPOS_CCONJ) {
            return NULL;
        }
    }
    return NULL;
}

/* A word that belongs to an office before its noun: "senior presidential | secretary". */
static bool qualifies_role(const struct scan *s, uint32_t t, uint32_t role)
{
    const struct work *w = s->w;
    if (flag(w, t, TOKEN_TIME | TOKEN_NAME)) return false;
    uint8_t upos = upos_of(s, t);
    if (upos == UPOS_ADJ || upos == UPOS_PROPN) return true;
    uint8_t rel = tree_rel(w, t);
    bool under = tree_dominates(w, role, t) || w->nodes[t].head == w->nodes[role].head;
    if (upos == UPOS_NOUN) return under && (rel == REL_COMPOUND || rel == REL_AMOD);
    return upos == UPOS_VERB && under && rel == REL_AMOD;
}

/* Could this mention be the name of a person? */
static bool personal(const struct scan *s, uint32_t m)
{
    const struct mention *mention = &s->w->out->mentions[m];
    const struct kb_alias *alias = s->w->facts[m].alias;
    if (mention->kind != MENTION_NAME) return false;
    if (!alias)
        return !contains_class(s, mention->first, mention->end, "org") &&
               !contains_class(s, mention->end - 1, mention->end, "thing") &&
               !contains_class(s, mention->end - 1, mention->end, "place");
    return alias->row->kind == KB_PERSON;
}

/* What the walk to the left has taken in. */
struct title {
    uint32_t first; /* of the whole */
    uint32_t office_first, office_end;
    uint32_t role_first, role_end; /* the phrase of the kb */
    const struct kb_alias *role;
    const struct kb_row *modifier;
    char gender;
    bool honorific;
};

/* One step to the left of `title->first`; false when nothing there belongs to a title. */
static bool step_left(const struct scan *s, struct title *title, uint32_t name)
{
    struct work *w = s->w;
    uint32_t p = title->first, start = 0;
    if (p <= s->first) return false;
    if (joins(s, p - 1) && title->role && p - 1 > s->first) {
        title->first = p - 2; /* "ex-minister", "vice-president" */
        title->office_first = p - 2;
        return !flag(w, p - 2, TOKEN_NAME);
    }
    const struct kb_alias *role = role_before(s, p, &start);
    if (!role && !title->role && p == name && personal(s, w->nodes[name].mention - 1) &&
        upos_of(s, p - 1) != UPOS_ADP)
        role = role_with_tail(s, p, &start);
    if (role && (role->row->kind == KB_TITLE || role_of_person(role))) {
        if (role->row->kind == KB_TITLE) title->honorific = true;
        if (role->row->gender) title->gender = role->row->gender;
        bool office = role->row->kind != KB_TITLE || role->row->n_sectors;
        /* "junta leader Captain X": the rank stands nearer, the office says more */
        bool above = title->role && title->role->row->kind != KB_OFFICE &&
                     role->row->kind == KB_OFFICE && !joins(s, p - 1);
        if (office && (!title->role || above)) {
            title->role = role;
            title->office_end = p;
            title->role_first = start;
            title->role_end = start + w->nodes[start].role_n;
        }
        if (office) title->office_first = start;
        title->first = start;
        return true;
    }
    uint32_t n = 0;
    uint32_t name_first = flag(w, p - 1, TOKEN_NAME) && w->nodes[p - 1].mention
                              ? w->out->mentions[w->nodes[p - 1].mention - 1].first
                              : p - 1;
    const struct kb_alias *modifier =
        kb_match(w->kb, w->doc, p - 1, p, 1u << KB_MODIFIER, true, &n);
    if (modifier && n == 1 && title->role && name_first == p - 1) { /* not "African Union" */
        title->modifier = modifier->row;
        title->first = p - 1;
        return true;
    }
    if (!title->role) return false;
    if (flag(w, p - 1, TOKEN_NAME)) { /* a country or a body: "U.S.", "State Department" */
        const struct mention *m = &w->out->mentions[w->nodes[p - 1].mention - 1];
        if (m->end != p || personal(s, w->nodes[p - 1].mention - 1)) return false;
        title->first = m->first;
        return true;
    }
    if (!qualifies_role(s, p - 1, title->office_end - 1)) return false;
    title->first = p - 1;
    title->office_first = p - 1;
    return true;
}

static void attach_title(const struct scan *s, uint32_t m)
{
    struct work *w = s->w;
    struct mention *mention = &w->out->mentions[m];
    struct fact *fact = &w->facts[m];
    struct title title = {.first = mention->first, .office_first = NONE};
    while (mention->first - title.first < TITLE_TOKENS_MAX &&
           step_left(s, &title, mention->first)) {}
    if (title.first == mention->first) return;
    uint32_t first = title.first;
    if (first > s->first && upos_of(s, first - 1) == UPOS_DET) first--;
    if (!title.role && !title.honorific) return;
    mention->kind = title.role ? MENTION_TITLED : mention->kind;
    if (!title.role) first = title.first; /* "Mr. Kim": a name still */
    for (uint32_t t = first; t < mention->first; t++)
        w->nodes[t].flags |= TOKEN_OFFICE;
    fact->honorific = title.honorific;
    fact->gender = title.gender ? title.gender : fact->gender;
    fact->kind = ENTITY_PERSON;
    if (title.role) {
        fact_row(fact, title.role->row);
        fact->modifier = title.modifier;
        fact->role_first = title.role_first;
        fact->role_end = title.role_end;
        fact->office = tokens_text(w, title.office_first, title.office_end);
    }
    mention->first = first;
    mention->span = tokens_span(w, first, mention->end);
    mention->head = tree_span_head(w, first, mention->end);
}

void names_find(struct work *w, uint32_t sentence)
{
    const struct sentence *sent = &w->doc->sentences[sentence];
    struct scan s = {w, sentence, sent->first, sent->first + sent->n};
    uint32_t before = w->out->n_mentions;
    look_up(&s);
    find_names(&s);
    for (uint32_t m = before; m < w->out->n_mentions; m++)
        if (personal(&s, m)) attach_title(&s, m);
}
