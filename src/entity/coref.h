/* entity/coref.h - what coref.c and pronouns.c share: who was mentioned when.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ENTITY_COREF_H
#define ENTITY_COREF_H

#include "entity/work.h"

/* How often an entity was mentioned up to now, and where last. */
struct seen {
    uint32_t count, sentence, mention;
};

/* Two or more mentions that a plural can mean: coordinated, or met by a "with". */
struct several {
    uint32_t sentence, token;
    uint32_t members[ENTITY_MEMBERS_MAX]; /* entities */
    uint32_t n;
    uint8_t salience;
    bool persons, comitative;
};

enum { SEVERAL_MAX = 32 };

struct coref {
    struct work *w;
    struct seen *seen; /* by entity */
    uint32_t cap_seen;
    uint32_t speaker; /* entity that spoke last, or NONE */
    uint32_t speaker_sentence;
    uint32_t first_person[2]; /* the last entity that said "I", "we", outside knowledge; or NONE */
    uint32_t first_block[2];  /* block of the story, + 1 inside quotation */
    struct several several[SEVERAL_MAX]; /* a ring, newest last */
    uint32_t n_several;
};

/* The entity for several others, made at first need. */
uint32_t coref_several(struct coref *c, const uint32_t *members, uint32_t n, enum entity_kind kind);

/* Gives the mention its entity. */
void coref_set(struct coref *c, uint32_t m, uint32_t entity, struct str reason);

/* pronouns.c */
void pronoun_resolve(struct coref *c, uint32_t m);

/* Is mention m a pronoun that is subject of a verb of saying, outside quotation? */
bool pronoun_speaks(const struct coref *c, uint32_t m);

#endif
