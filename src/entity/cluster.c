/* entity/cluster.c - names that mean the same become one entity.
 *
 * A name of the kb is the entity of its row. A name that the kb does not know is known by its
 * letters: all of them, its first word and its last word are keys of one hash table, so that
 * "Yoon" finds "Yoon Suk Yeol" and "Blinken" finds "Antony Blinken". Names of several words are
 * entered before single words are looked up, since the caption or a later paragraph may be the
 * first to give a name in full. Which part is the surname is not guessed from the name alone: the
 * part that recurs in the story decides, the country of the person breaks ties.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/utf8.h"
#include "entity/work.h"

enum { KEY_BYTES = 160, CHAIN_MAX = 24 };

enum key_kind {
    KEY_ROW = 'R',
    KEY_PEOPLE = 'P',
    KEY_FULL = 'F',
    KEY_LAST = 'L',
    KEY_FIRST = '1',
    KEY_ACRONYM = 'A'
};

struct name_entry {
    uint64_t hash;
    uint32_t entity, next; /* next entry + 1 of the same bucket */
};

struct name_index {
    uint32_t *buckets; /* entry + 1 */
    uint32_t mask;
    struct name_entry *entries;
    uint32_t n, cap;
};

static bool index_init(struct work *w)
{
    uint32_t size = 64;
    while (size < w->out->n_mentions && size < 1u << 20)
        size *= 2;
    struct name_index *x = ARENA_NEW(w->arena, struct name_index);
    if (!x) return false;
    x->buckets = ARENA_ARRAY(w->arena, size, uint32_t);
    x->mask = size - 1;
    w->names = x;
    return x->buckets != NULL;
}

static void index_put(struct work *w, uint64_t hash, uint32_t entity)
{
    struct name_index *x = w->names;
    uint32_t bucket = (uint32_t)hash & x->mask;
    struct name_entry entry = {hash, entity, x->buckets[bucket]};
    if (!ARRAY_PUSH(w->arena, x->entries, x->n, x->cap, entry)) {
        w->failed = true;
        return;
    }
    x->buckets[bucket] = x->n;
}

/* The entities of a key, newest first, at most CHAIN_MAX of them: a key of very many is no key. */
static uint32_t index_get(const struct work *w, uint64_t hash, uint32_t found[CHAIN_MAX])
{
    const struct name_index *x = w->names;
    uint32_t n = 0, steps = 0;
    for (uint32_t i = x->buckets[(uint32_t)hash & x->mask]; i && n < CHAIN_MAX && steps < 256;
         i = x->entries[i - 1].next, steps++)
        if (x->entries[i - 1].hash == hash) found[n++] = x->entries[i - 1].entity;
    return n;
}

/* Letters and digits only, in lower case, after the kind of the key. */
static uint64_t key_of(enum key_kind kind, struct str s)
{
    char lower[KEY_BYTES], key[KEY_BYTES + 1];
    size_t n = utf8_lower_str(s, lower, sizeof lower), out = 0;
    key[out++] = (char)kind;
    for (size_t i = 0; i < n && out < sizeof key; i++)
        if (ascii_is_alnum(lower[i]) || (unsigned char)lower[i] >= 0x80) key[out++] = lower[i];
    return hash_bytes(key, out, 0);
}

uint32_t entity_new(struct work *w, enum entity_kind kind, struct str name)
{
    struct entity entity = {.kind = kind, .name = name, .first_mention = NONE};
    if (!ARRAY_PUSH(w->arena, w->out->items, w->out->n, w->out->cap, entity)) {
        w->failed = true;
        return w->out->n ? 0 : NONE;
    }
    return w->out->n - 1;
}

static enum entity_kind kind_of_row(const struct kb_row *row)
{
    switch (row->kind) {
    case KB_COUNTRY:
        return ENTITY_COUNTRY;
    case KB_PLACE:
        return ENTITY_PLACE;
    case KB_PERSON:
        return ENTITY_PERSON;
    case KB_GROUP:
        return ENTITY_GROUP;
    case KB_ORG:
        return ENTITY_ORG;
    default:
        return ENTITY_OTHER;
    }
}

/* The entity of a row, made at first sight. A state is one entity by its code, however named. */
uint32_t entity_of_row(struct work *w, const struct kb_row *row, enum entity_kind kind)
{
    char text[KEY_BYTES];
    bool country = row->kind == KB_COUNTRY && kind == ENTITY_COUNTRY;
    bool state = country && kb_country(w->kb, row->code) == row;
    int n = snprintf(text, sizeof text, "%d %s %.*s", (int)row->kind, row->code,
                     state ? 0 : (int)(row->name.n < 120 ? row->name.n : 120), row->name.p);
    uint64_t hash = key_of(kind == ENTITY_GROUP && row->kind == KB_COUNTRY ? KEY_PEOPLE : KEY_ROW,
                           (struct str){text, n > 0 ? (size_t)n : 0});
    uint32_t found[CHAIN_MAX];
    if (index_get(w, hash, found)) return found[0];
    uint32_t e = entity_new(w, kind, row->name);
    if (e == NONE) return NONE;
    w->out->items[e].row = row;
    w->out->items[e].gender = row->gender;
    index_put(w, hash, e);
    return e;
}

/* ---- kinds of names that the kb does not know ---- */

static bool is_flat(const struct work *w, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (tree_rel(w, t) == REL_FLAT) return true;
    return false;
}

static bool starts_with_given(const struct work *w, uint32_t t, char *gender)
{
    uint32_t n = 0;
    const struct kb_alias *alias = kb_match(w->kb, w->doc, t, t + 1, 1u << KB_GIVEN, w->lower, &n);
    if (!alias || n != 1) return false;
    *gender = alias->row->gender;
    return true;
}

static bool personal_pattern(const struct work *w, const struct mention *m, const struct fact *f)
{
    for (uint32_t t = f->name_first + 1; t < f->name_end; t++)
        if (word_is(w, "names", t, "particle") || word_is(w, "names", t, "suffix")) return true;
    uint32_t relative = tree_child(w, m->head, REL_ACL);
    for (uint32_t c = relative == NONE ? NONE : w->nodes[relative].child; c != NONE;
         c = w->nodes[c].next) {
        const struct kb_word *word = word_at(w, "pronouns", c);
        if (word && str_is(word->class, "relative") && word->value.p[0] == 'a') return true;
    }
    uint8_t rel = tree_rel(w, m->head);
    uint32_t above = w->nodes[m->head].head;
    if (rel == REL_NSUBJ && above != NONE) {
        const struct kb_word *speech = lemma_at(w, "speech", above);
        uint32_t n = f->name_end - f->name_first;
        if (speech && (n == 1 || (n <= 4 && is_flat(w, f->name_first, f->name_end)))) return true;
    }
    return false;
}

/* A single unknown word that is subject of a verb or has something is most often a surname; with
 * "its" in the clause it is a body. */
static bool acts_alone(const struct work *w, uint32_t t)
{
    uint8_t rel = w->doc->tokens[t].rel;
    if (tree_child(w, t, REL_DET) != NONE) return false; /* "the West" */
    if (rel == REL_NMOD_POSS) return true;
    uint32_t verb = w->nodes[t].head;
    if (rel != REL_NSUBJ || verb == NONE || w->doc->tokens[verb].upos != UPOS_VERB) return false;
    const struct sentence *s = &w->doc->sentences[w->nodes[t].sentence];
    for (uint32_t x = t + 1; x < s->first + s->n && x < t + 20; x++) {
        const struct kb_word *word =
            w->doc->tokens[x].upos == UPOS_PRON ? word_at(w, "pronouns", x) : NULL;
        if (word && str_is(word->class, "possessive")) return !str_starts(word->value, "n");
    }
    return true;
}

/* What the words of an unknown name and the words around it tell of its kind. */
static enum entity_kind kind_of_name(const struct work *w, uint32_t m, char *gender)
{
    const struct mention *mention = &w->out->mentions[m];
    const struct fact *fact = &w->facts[m];
    uint32_t first = fact->name_first, last = fact->name_end - 1, n = fact->name_end - first;
    if (fact->kind) return (enum entity_kind)fact->kind;
    uint32_t above = w->nodes[mention->head].head; /* "its Harris Graphics subsidiary" */
    if (n > 1 && tree_rel(w, mention->head) == REL_COMPOUND && above != NONE &&
        w->out->by_token[above] && w->facts[w->out->by_token[above] - 1].kind == ENTITY_ORG)
        return ENTITY_ORG;
    const struct kb_word *ends = word_at(w, "names", last), *starts = word_at(w, "names", first);
    if (n > 1 && ends && str_is(ends->class, "org")) return ENTITY_ORG;
    if ((ends && str_is(ends->class, "thing")) || (starts && str_is(starts->class, "thing")))
        return ENTITY_OTHER;
    if (n > 1 && starts && str_is(starts->class, "org") && word_is(w, "names", first + 1, "link"))
        return ENTITY_ORG;
    for (uint32_t t = first + 1; t + 1 < fact->name_end; t++)
        if (word_is(w, "names", t, "link")) return ENTITY_ORG;
    const struct kb_word *area = word_at(w, "divisions", last);
    if (n > 1 && area && str_is(area->value, "sure")) return ENTITY_PLACE;
    if (n > 1 && n < 4 && starts_with_given(w, first, gender)) return ENTITY_PERSON;
    if (n > 1 && ends && str_is(ends->class, "place")) return ENTITY_PLACE;
    for (uint32_t t = first; t < fact->name_end; t++)
        if (ascii_is_digit(form(w, t).p[0])) return ENTITY_OTHER;
    if (n == 1 && flag(w, first, TOKEN_UPPER) && !w->lower)
        return form(w, first).n > 2 ? ENTITY_ORG : ENTITY_OTHER;
    if (personal_pattern(w, mention, fact)) return ENTITY_PERSON;
    if (n > 1 && starts && str_is(starts->class, "saint")) return ENTITY_PLACE;
    uint32_t preposition = tree_case(w, mention->head);
    if (preposition != NONE && word_is(w, "places", preposition, "in") && n <= 3 &&
        !is_flat(w, first, last + 1))
        return ENTITY_PLACE;
    if (n >= 2 && n <= 4 && is_flat(w, first, last + 1)) return ENTITY_PERSON;
    if (n == 1) return acts_alone(w, mention->head) ? ENTITY_PERSON : ENTITY_OTHER;
    uint8_t rel = tree_rel(w, mention->head);
    bool arguments = rel == REL_NSUBJ || rel == REL_APPOS || rel == REL_OBJ;
    if (n <= 3 && arguments && tree_child(w, mention->head, REL_DET) == NONE) return ENTITY_PERSON;
    return rel != REL_COMPOUND ? ENTITY_ORG : ENTITY_OTHER;
}

/* ---- names of several words ---- */

static struct str bare_name(const struct work *w, uint32_t m)
{
    uint32_t first = w->facts[m].name_first, end = w->facts[m].name_end;
    while (end > first + 1 && word_is(w, "names", end - 1, "suffix"))
        end--;
    return tokens_text(w, first, end);
}

/* A word of a name with what hyphens glue to it: the "Tae-yong" of "Cho Tae-yong". */
static struct str end_word(const struct work *w, uint32_t m, bool last)
{
    struct str name = bare_name(w, m);
    size_t cut = SIZE_MAX;
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] != ' ') continue;
        cut = i;
        if (!last) break;
    }
    if (cut == SIZE_MAX) return name;
    return last ? str_slice(name, cut + 1, name.n) : str_slice(name, 0, cut);
}

static bool has_blank(struct str s)
{
    return str_find_byte(s, ' ', 0) != SIZE_MAX;
}

/* The capitals of a name's words, "and" and "of" left out: "African Union" -> "AU". */
static struct str initials(const struct work *w, uint32_t m, char out[16])
{
    size_t n = 0;
    for (uint32_t t = w->facts[m].name_first; t < w->facts[m].name_end && n < 16; t++)
        if (flag(w, t, TOKEN_CAPITAL)) out[n++] = form(w, t).p[0];
    return (struct str){out, n};
}

/* "AM International Inc" is "AM International" afterwards. */
static void enter_shorter(struct work *w, uint32_t m, uint32_t e)
{
    uint32_t first = w->facts[m].name_first, end = w->facts[m].name_end;
    const struct kb_word *last = word_at(w, "names", end - 1);
    if (end - first < 2 || !last || !str_is(last->value, "BUS")) return;
    index_put(w, key_of(KEY_FULL, tokens_text(w, first, end - 1)), e);
}

static void enter_name(struct work *w, uint32_t m, uint32_t e)
{
    index_put(w, key_of(KEY_FULL, bare_name(w, m)), e);
    if (w->out->items[e].kind == ENTITY_PERSON || w->out->items[e].kind == ENTITY_OTHER) {
        struct str name = bare_name(w, m);
        if (!has_blank(name)) return;
        index_put(w, key_of(KEY_LAST, end_word(w, m, true)), e);
        index_put(w, key_of(KEY_FIRST, end_word(w, m, false)), e);
    } else {
        char letters[16];
        struct str acronym = initials(w, m, letters);
        if (acronym.n >= 2) index_put(w, key_of(KEY_ACRONYM, acronym), e);
        enter_shorter(w, m, e);
    }
}

/* A person of the story with the same first and last word ("Antony J. Blinken"). */
static uint32_t same_person(const struct work *w, uint32_t m)
{
    uint32_t last[CHAIN_MAX], first[CHAIN_MAX];
    uint32_t n_last = index_get(w, key_of(KEY_LAST, end_word(w, m, true)), last);
    uint32_t n_first = index_get(w, key_of(KEY_FIRST, end_word(w, m, false)), first);
    for (uint32_t i = 0; i < n_last; i++)
        for (uint32_t k = 0; k < n_first; k++)
            if (last[i] == first[k]) return last[i];
    return NONE;
}

static void long_name(struct work *w, uint32_t m)
{
    struct mention *mention = &w->out->mentions[m];
    struct str name = bare_name(w, m);
    char gender = 0;
    enum entity_kind kind = kind_of_name(w, m, &gender);
    uint32_t found[CHAIN_MAX];
    uint32_t e = index_get(w, key_of(KEY_FULL, name), found) ? found[0] : NONE;
    if (e == NONE && kind == ENTITY_PERSON) e = same_person(w, m);
    if (e == NONE) {
        e = entity_new(w, kind, name);
        if (e == NONE) return;
        enter_name(w, m, e);
        mention->reason = STR_LIT("named here");
    } else {
        mention->reason = STR_LIT("same name");
        if (name.n > w->out->items[e].name.n && !w->out->items[e].row) w->out->items[e].name = name;
    }
    struct entity *entity = &w->out->items[e];
    if (entity->kind == ENTITY_OTHER || w->facts[m].kind == ENTITY_PERSON) entity->kind = kind;
    if (!entity->gender) entity->gender = gender;
    mention->entity = e;
}

/* How a name of the kb stands for its row, for the reason: "capital of South Korea". */
static const char *sense_of(const struct kb_alias *alias)
{
    switch (alias->sense) {
    case KB_CAPITAL:
        return "capital of ";
    case KB_SEAT:
        return "seat of ";
    case KB_ACRONYM:
        return "acronym of ";
    case KB_ADJECTIVE:
        return "adjective of ";
    case KB_PEOPLE:
        return "people of ";
    case KB_SHORT:
        return "short for ";
    default:
        return "";
    }
}

/* A name of the kb. */
static void row_name(struct work *w, uint32_t m)
{
    struct mention *mention = &w->out->mentions[m];
    struct fact *fact = &w->facts[m];
    const struct kb_alias *alias =
        codes_choose(w, fact->alias, fact->name_first, fact->name_end - fact->name_first);
    if (!alias || alias->row->kind != fact->alias->row->kind) alias = fact->alias;
    if (alias->sense != KB_ADJECTIVE && alias->sense != KB_PEOPLE) fact->alias = alias;
    const struct kb_row *row = fact->alias->row;
    enum entity_kind kind = kind_of_row(row);
    if (fact->alias->sense == KB_PEOPLE)
        kind = fact->plural || fact->kind == ENTITY_GROUP ? ENTITY_GROUP : ENTITY_PERSON;
    if (kind == ENTITY_PERSON && row->kind == KB_COUNTRY) { /* "a Libyan": nobody known */
        uint32_t e = entity_new(w, ENTITY_PERSON, mention_text(w, m));
        if (e == NONE) return;
        w->out->items[e].row = row;
        mention->entity = e;
        mention->reason = STR_LIT("one of a people");
        return;
    }
    uint32_t known = w->out->n, e;
    e = entity_of_row(w, row, kind);
    if (e == NONE) return;
    mention->entity = e;
    const char *slash = row->file ? strrchr(row->file, '/') : NULL;
    mention->reason =
        arena_printf(w->arena, "%s%.*s (%s:%u)", sense_of(fact->alias), STR_ARG(row->name),
                     slash       ? slash + 1
                     : row->file ? row->file
                                 : "?",
                     row->line);
    if (kind == ENTITY_GROUP || row->plural) w->out->items[e].plural = true;
    if (e >= known && fact->alias->sense == KB_PEOPLE)
        w->out->items[e].name = tokens_text(w, fact->name_first, fact->name_end);
    if (row->kind == KB_PERSON && e >= known) enter_name(w, m, e);
}

/* ---- single words ---- */

struct choice {
    uint32_t entity;
    int score;
    const char *how;
};

/* How well entity e suits the single name of mention m that is the last (or first) word of it. */
static int suits(const struct work *w, uint32_t m, uint32_t e, bool last)
{
    const struct entity *entity = &w->out->items[e];
    const struct fact *fact = &w->facts[m];
    if (fact->gender && entity->gender && fact->gender != entity->gender) return -1;
    if (fact->kind == ENTITY_PERSON && entity->kind != ENTITY_PERSON &&
        entity->kind != ENTITY_OTHER)
        return -1;
    int score = last ? 12 : 10;
    const struct kb_row *row = entity->row;
    struct str code = str_c(row ? row->code : entity->code);
    const struct kb_word *order = code.n ? kb_words_find(w->words, "surname-first", code) : NULL;
    if (order) score += last ? -4 : 6;
    if (entity->first_mention == NONE || entity->first_mention > m) score -= 5;
    return score;
}

static void consider(const struct work *w, uint32_t m, uint64_t key, bool last, const char *how,
                     struct choice *best)
{
    uint32_t found[CHAIN_MAX];
    uint32_t n = index_get(w, key, found);
    for (uint32_t i = 0; i < n; i++) {
        int score = suits(w, m, found[i], last);
        /* of several with the surname the one named last */
        const struct entity *entity = &w->out->items[found[i]];
        if (score == best->score && best->entity != NONE && entity->first_mention != NONE &&
            entity->first_mention > w->out->items[best->entity].first_mention &&
            entity->first_mention < m)
            score++;
        if (score > best->score) *best = (struct choice){found[i], score, how};
    }
}

static void short_name(struct work *w, uint32_t m)
{
    struct mention *mention = &w->out->mentions[m];
    struct str name = bare_name(w, m);
    struct choice best = {NONE, 0, NULL};
    uint32_t found[CHAIN_MAX];
    uint32_t n = index_get(w, key_of(KEY_FULL, name), found);
    consider(w, m, key_of(KEY_LAST, name), true, "last name of", &best);
    consider(w, m, key_of(KEY_FIRST, name), false, "first name of", &best);
    if (best.entity == NONE && w->facts[m].alias) {
        row_name(w, m);
        return;
    }
    if (best.entity == NONE && n) best = (struct choice){found[0], 1, "same name as"};
    if (best.entity == NONE && flag(w, w->facts[m].name_first, TOKEN_UPPER) &&
        index_get(w, key_of(KEY_ACRONYM, name), found))
        best = (struct choice){found[0], 1, "initials of"};
    if (best.entity == NONE) {
        char gender = 0;
        uint32_t e = entity_new(w, kind_of_name(w, m, &gender), name);
        if (e == NONE) return;
        w->out->items[e].gender = gender;
        index_put(w, key_of(KEY_FULL, name), e);
        mention->entity = e;
        mention->reason = STR_LIT("named here");
        return;
    }
    struct entity *entity = &w->out->items[best.entity];
    char gender = 0;
    if (entity->kind == ENTITY_OTHER) entity->kind = kind_of_name(w, m, &gender);
    mention->entity = best.entity;
    mention->reason = arena_printf(w->arena, "%s %.*s", best.how, STR_ARG(entity->name));
}

/* The text overrules the kb: "Coastal Monitoring Agency (CMA)" is no other CMA in this story. */
static void regloss(struct work *w, uint32_t b, uint32_t e)
{
    const struct kb_row *row = w->facts[b].alias->row;
    for (uint32_t m = 0; m < w->out->n_mentions; m++) {
        const struct kb_alias *alias = w->facts[m].alias;
        if (!alias || alias->row != row || alias->sense != KB_ACRONYM) continue;
        w->facts[m].alias = NULL;
        w->out->mentions[m].entity = e;
        w->out->mentions[m].reason = STR_LIT("acronym that the story explains");
    }
}

/* "African Union (AU)": the acronym in brackets behind a name is the name. */
static void glosses(struct work *w)
{
    for (uint32_t m = 0; m + 1 < w->out->n_mentions; m++) {
        struct mention *a = &w->out->mentions[m];
        if (a->kind != MENTION_NAME || a->entity == NONE) continue;
        uint32_t t = a->end;
        if (t + 2 >= w->doc->n_tokens || !str_is(form(w, t), "(")) continue;
        uint32_t other = w->nodes[t + 1].mention;
        if (!other || !str_is(form(w, t + 2), ")") || !flag(w, t + 1, TOKEN_UPPER)) continue;
        struct mention *b = &w->out->mentions[other - 1];
        const struct kb_alias *alias = w->facts[m].alias;
        bool known = alias && alias->sense == KB_NAME &&
                     (alias->row->kind == KB_ORG || alias->row->kind == KB_GROUP);
        if (alias && (!known || w->facts[other - 1].alias)) continue;
        char letters[16];
        bool initial = str_eq(initials(w, m, letters), form(w, t + 1));
        if (known && (b->entity != NONE || !has_blank(bare_name(w, m)))) continue;
        index_put(w, key_of(KEY_FULL, bare_name(w, other - 1)), a->entity);
        if (b->entity != NONE && initial && w->facts[other - 1].alias)
            regloss(w, other - 1, a->entity);
        else if (b->entity != NONE) /* the kb knows the acronym: then it knows the name as well */
            a->entity = b->entity;
        else
            b->entity = a->entity;
        b->reason = STR_LIT("acronym of the name before it");
    }
}

static bool is_named(const struct work *w, uint32_t m)
{
    enum mention_kind kind = w->out->mentions[m].kind;
    return kind == MENTION_NAME || kind == MENTION_TITLED || kind == MENTION_ADJECTIVE ||
           w->facts[m].alias != NULL;
}

static void note_first(struct work *w, uint32_t m)
{
    uint32_t e = w->out->mentions[m].entity;
    if (e != NONE && w->out->items[e].first_mention > m) w->out->items[e].first_mention = m;
}

/* "Clinton" may be in the table of people, but the story's own Clinton comes first. */
static bool is_surname(const struct work *w, uint32_t m)
{
    return w->facts[m].alias->row->kind == KB_PERSON && !has_blank(bare_name(w, m));
}

void cluster_names(struct work *w)
{
    uint32_t n = w->out->n_mentions;
    if (!index_init(w)) {
        w->failed = true;
        return;
    }
    for (uint32_t m = 0; m < n; m++)
        if (w->facts[m].alias && !is_surname(w, m)) row_name(w, m);
    for (uint32_t m = 0; m < n; m++)
        if (is_named(w, m) && w->out->mentions[m].entity == NONE && has_blank(bare_name(w, m)))
            long_name(w, m);
    glosses(w);
    for (uint32_t m = 0; m < n; m++) {
        if (is_named(w, m) && w->out->mentions[m].entity == NONE) short_name(w, m);
        note_first(w, m);
    }
}
