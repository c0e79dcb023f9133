/* entity/work.h - what the files of this stage share while one story is resolved.
 *
 * The stage runs in passes over the story, each in a file of its own:
 *     times.c     words of time, so that "May" and "Sunday" name nobody
 *     names.c     spans of names, from the kb and from capitals
 *     spans.c     "from Monday to Thursday", "since 2019"
 *     mentions.c  role nouns, people, collective nouns, pronouns; the order of mentions
 *     roles.c     office, body, country and sectors of a mention, from the words around it
 *     clauses.c   the same from relative clauses and predicates: "X, who heads the bank"
 *     cluster.c   names that mean the same become one entity
 *     codes.c     the country and sectors of each entity, and why
 *     people.c    surnames that the table of people knows
 *     coref.c     "the secretary", "his counterpart", "the two countries"
 *     shared.c    "Russian and Syrian warplanes"
 *     pronouns.c  "he", "They", "its"
 *     resolve.c   runs them; answers questions about time and place of a clause
 *
 * SPDX-License-Identifier: MIT */
#ifndef ENTITY_WORK_H
#define ENTITY_WORK_H

#include "base/arena.h"
#include "entity/entity.h"
#include "knowledge/words.h"
#include "syntax/ud.h"

#define NONE UINT32_MAX

/* More mentions than any story of people's making; the rest of a longer one is left unread. */
enum { MENTIONS_MAX = 60000, WINDOW_SENTENCES = 12 };

enum token_flag {
    TOKEN_CAPITAL = 1,  /* begins with a capital */
    TOKEN_UPPER = 2,    /* all capitals and of two letters or more, stops allowed: "NATO", "U.S." */
    TOKEN_START = 4,    /* a capital here means nothing: first of the sentence or of a quote */
    TOKEN_TIME = 8,     /* inside a time expression */
    TOKEN_QUOTED = 16,  /* between quotation marks */
    TOKEN_NAME = 32,    /* inside a name */
    TOKEN_GLUED = 64,   /* no space before it */
    TOKEN_OFFICE = 128, /* inside the words of an office that a name carries */
    TOKEN_HEADLINE = 256 /* in a sentence whose words nearly all have capitals */
};

/* A token's place in the tree, by doc index (NONE where there is none); the longest name and the
 * longest role of the kb that start at it, of so many tokens; the name mention that covers it. */
struct node {
    uint32_t head, child, next, sentence;
    const struct kb_alias *name, *role;
    uint16_t name_n, role_n;
    uint16_t flags;
    uint32_t mention; /* index + 1, or 0 */
};

/* How a mention stands in its clause, most prominent first. */
enum salience { SALIENCE_SUBJECT, SALIENCE_OBJECT, SALIENCE_OBLIQUE, SALIENCE_NESTED };

/* What the words around a mention say; parallel to the mentions. */
struct fact {
    const struct kb_alias *alias;  /* what the name means in the kb, or NULL */
    const struct kb_row *role;     /* row of the office or agent it carries, or NULL */
    const struct kb_row *modifier; /* row of "former", "opposition" ..., or NULL */
    const struct kb_word *word;    /* row of a word table behind it, or NULL */
    uint32_t name_first, name_end; /* tokens of the bare name */
    uint32_t role_first, role_end; /* tokens of the role\'s own phrase; equal: none */
    struct str office;             /* words of the office as told: "Foreign Minister" */
    char code[4];                  /* country that its own words tell, or "" */
    struct str code_reason;
    uint32_t body;  /* mention of the body that has the office, or NONE */
    uint32_t owner; /* mention of who "his", "Yoon's" is, or NONE */
    uint32_t same;  /* mention of the same one by apposition, or NONE */
    char gender;
    bool plural, definite, indefinite, honorific, epithet, read;
    bool kin;         /* son, wife ... of `owner` */
    bool told;        /* `same` by a clause ("X, who is the head"), not by commas */
    uint8_t salience; /* enum salience */
    uint8_t kind;     /* enum entity_kind that its own words tell; OTHER: none */
    char sectors[ENTITY_SECTORS_MAX][4];
    uint32_t n_sectors;
};

struct work {
    const struct kb *kb;
    const struct kb_words *words;
    const struct doc *doc;
    struct arena *arena;
    struct entities *out;
    struct node *nodes;
    struct fact *facts; /* parallel to out->mentions; grown with it */
    uint32_t cap_facts;
    bool lower;  /* the copy is all lower case */
    bool failed; /* memory ended */
    struct date date;
    const struct kb_row *dateline[6]; /* countries of the dateline's places, in order */
    uint32_t n_dateline;
    struct name_index *names; /* keys of names -> entity + 1, chained (cluster.c) */
    struct code_count *codes; /* how often each country is named (codes.c) */
    uint32_t n_codes, cap_codes;
};

/* ---- tree.c: the tree as child lists, and the small questions asked of it ---- */
bool tree_build(struct work *w);
static inline struct str form(const struct work *w, uint32_t t)
{
    return doc_form(w->doc, t);
}
static inline bool flag(const struct work *w, uint32_t t, unsigned bits)
{
    return (w->nodes[t].flags & bits) != 0;
}
uint32_t tree_child(const struct work *w, uint32_t t, uint8_t rel); /* universal relation */
uint32_t tree_clause(const struct work *w, uint32_t t); /* nearest predicate above (or t) */
uint32_t tree_subject(const struct work *w, uint32_t predicate);
bool tree_dominates(const struct work *w, uint32_t above, uint32_t below);
uint8_t tree_rel(const struct work *w, uint32_t t);   /* universal relation */
uint32_t tree_case(const struct work *w, uint32_t t); /* its preposition, or NONE */
uint32_t tree_span_head(const struct work *w, uint32_t first, uint32_t end);
uint8_t tree_salience(const struct work *w, uint32_t t);
bool feats_have(const struct work *w, uint32_t t, const char *feature);
const struct kb_word *word_at(const struct work *w, const char *table, uint32_t t);
const struct kb_word *lemma_at(const struct work *w, const char *table, uint32_t t);
bool word_is(const struct work *w, const char *table, uint32_t t, const char *class);
struct str tokens_text(const struct work *w, uint32_t first, uint32_t end);
struct span tokens_span(const struct work *w, uint32_t first, uint32_t end);
static inline struct str mention_text(const struct work *w, uint32_t m)
{
    return tokens_text(w, w->out->mentions[m].first, w->out->mentions[m].end);
}

/* ---- times.c ---- */
void times_find(struct work *w);

/* ---- spans.c ---- */
void times_join(struct work *w, uint32_t from); /* the times of one sentence, from that one on */

/* ---- mentions.c ---- */
/* Appends a mention; NONE when memory or the limit ends. */
uint32_t mention_add(struct work *w, enum mention_kind kind, uint32_t sentence, uint32_t first,
                     uint32_t end);
void mentions_find(struct work *w);
void mentions_order(struct work *w);

/* ---- names.c ---- */
void names_find(struct work *w, uint32_t sentence);

/* ---- roles.c ---- */
#define KINDS_NAMES                                                                                \
    (1u << KB_COUNTRY | 1u << KB_PLACE | 1u << KB_ORG | 1u << KB_GROUP | 1u << KB_PERSON)
#define KINDS_ROLES (1u << KB_OFFICE | 1u << KB_AGENT)
void roles_read(struct work *w);
void roles_take_body(struct work *w, uint32_t m, uint32_t other, const char *how);
void fact_sector(struct fact *fact, struct str sector); /* a second time is no matter */
void fact_row(struct fact *fact, const struct kb_row *row);

/* ---- clauses.c ---- */
void clauses_read(struct work *w);

/* ---- cluster.c ---- */
uint32_t entity_new(struct work *w, enum entity_kind kind, struct str name);
void cluster_names(struct work *w);
uint32_t entity_of_row(struct work *w, const struct kb_row *row, enum entity_kind kind);

/* ---- codes.c ---- */
void codes_dateline(struct work *w);
void codes_seen(struct work *w, const char *code, uint32_t weight);
uint32_t codes_weight(const struct work *w, const char *code);
const struct kb_alias *codes_choose(const struct work *w, const struct kb_alias *alias, uint32_t t,
                                    uint32_t n);
void codes_assign(struct work *w);
void codes_late(struct work *w);
void codes_of_row(struct work *w, struct entity *entity);
void codes_of_person(struct work *w, struct entity *entity);
bool roles_same(const struct kb_row *a, const struct kb_row *b); /* of two roles */
void codes_of_mention(struct work *w, uint32_t mention, struct entity *entity);

/* ---- people.c ---- */
void people_by_surname(struct work *w);
bool codes_holder(const struct work *w, const struct kb_row *person, const struct fact *fact);

/* ---- places.c ---- */
void places_locate(struct work *w); /* after all mentions have their entities */

/* ---- shared.c ---- */
void shared_noun(struct work *w, uint32_t nominal); /* when its entity is known */

/* ---- coref.c, pronouns.c ---- */
void coref_resolve(struct work *w);

#endif
