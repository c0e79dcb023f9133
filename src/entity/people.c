/* entity/people.c - who of the table of people is meant by a surname.
 *
 * "President Reagan": the surname and the office together find the term that holds on the story's day.
 * A bare surname ("Lukashenko said") finds only a head of state or government whose country the story
 * is about. Two that fit are nobody, and a story's own names come first: this is asked only for those
 * that the text tells nothing more of.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

enum { SURNAMES_MAX = 16 };

struct surname {
    uint32_t entity;
    struct str name;
    const struct kb_row *role; /* NULL: the surname stands alone */
    const struct kb_row *found;
    bool several;
};

static bool same_office(const struct work *w, const struct kb_row *person,
                        const struct kb_row *role)
{
    if (str_ieq(person->office, role->name)) return true;
    for (const struct kb_alias *a = kb_find(w->kb, person->office); a; a = a->next)
        if (a->row->kind == KB_OFFICE && roles_same(a->row, role)) return true;
    return false;
}

/* Does the table of people give this person, at that date, the office and country of the fact? */
bool codes_holder(const struct work *w, const struct kb_row *person, const struct fact *fact)
{
    return person && person->kind == KB_PERSON && fact->role && fact->role->kind == KB_OFFICE &&
           fact->code[0] && memcmp(person->code, fact->code, 4) == 0 &&
           kb_row_holds(person, w->date) && same_office(w, person, fact->role);
}

/* The letters are compared first: most of the table is turned away before a word table is asked. */
static bool has_surname(const struct work *w, const struct kb_row *row, struct str name)
{
    if (row->name.n <= name.n) return false;
    size_t at = row->name.n - name.n;
    bool front = row->name.p[name.n] == ' ' && str_ieq(str_slice(row->name, 0, name.n), name);
    bool back = row->name.p[at - 1] == ' ' && str_ieq(str_slice(row->name, at, row->name.n), name);
    if (!front && !back) return false;
    return kb_words_find(w->words, "surname-first", str_c(row->code)) ? front : back;
}

/* Is this the head of a state or government that the story is about? */
static bool is_head(const struct work *w, const struct kb_row *person)
{
    if (!codes_weight(w, person->code)) return false;
    for (const struct kb_alias *a = kb_find(w->kb, person->office); a; a = a->next)
        if (a->row->kind == KB_OFFICE && str_starts(a->row->type, "head-of-")) return true;
    return false;
}

static uint32_t list_surnames(const struct work *w, struct surname *list)
{
    uint32_t n = 0;
    for (uint32_t m = 0; m < w->out->n_mentions && n < SURNAMES_MAX; m++) {
        const struct fact *fact = &w->facts[m];
        uint32_t e = w->out->mentions[m].entity;
        enum mention_kind kind = w->out->mentions[m].kind;
        if (e == NONE || (kind != MENTION_TITLED && kind != MENTION_NAME)) continue;
        const struct entity *entity = &w->out->items[e];
        if (entity->row || entity->code[0] || fact->alias) continue;
        if (entity->kind != ENTITY_PERSON && entity->kind != ENTITY_OTHER) continue;
        if (kind == MENTION_TITLED && (!fact->role || fact->role->kind != KB_OFFICE)) continue;
        if (str_find_byte(entity->name, ' ', 0) != SIZE_MAX) continue;
        struct surname *known = NULL;
        for (uint32_t i = 0; i < n; i++)
            if (list[i].entity == e) known = &list[i];
        if (!known)
            list[n++] = (struct surname){e, entity->name, fact->role, NULL, false};
        else if (!known->role)
            known->role = fact->role;
    }
    return n;
}

/* One walk over the people of the kb for all surnames of the story that carry an office and no
 * country. Two that fit are nobody. */
void people_by_surname(struct work *w)
{
    struct surname list[SURNAMES_MAX];
    uint32_t n = date_is_set(w->date) ? list_surnames(w, list) : 0, n_rows;
    if (!n) return;
    const struct kb_row *const *rows = kb_people(w->kb, &n_rows);
    for (uint32_t r = 0; r < n_rows; r++) {
        const struct kb_row *row = rows[r];
        for (uint32_t i = 0; i < n; i++) {
            if (!has_surname(w, row, list[i].name) || !kb_row_holds(row, w->date)) continue;
            if (list[i].role ? !same_office(w, row, list[i].role) : !is_head(w, row)) continue;
            list[i].several |= list[i].found && !str_eq(list[i].found->name, row->name);
            list[i].found = row;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!list[i].found || list[i].several) continue;
        struct entity *e = &w->out->items[list[i].entity];
        e->row = list[i].found;
        e->name = list[i].found->name;
        e->kind = ENTITY_PERSON;
        codes_of_person(w, e);
    }
}
