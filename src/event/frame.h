/* event/frame.h - the arguments of a predicate with syntax undone: who is logically subject and
 * object of a verb, noun or adjective, through passive, relative clauses, control, coordination
 * and nominal forms.
 *
 * In:   a sentence's tree
 * Out:  a frame a token, built on demand and kept
 * Owns: nothing; frames live in the arena given
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_FRAME_H
#define EVENT_FRAME_H

#include "event/book.h"

enum { FRAME_ARGS_MAX = 14 };

struct frame_arg {
    uint8_t role;    /* enum frame_role */
    bool inherited;  /* from another predicate (control, coordination, light verb) */
    struct str prep; /* lemma of the preposition or marker */
    uint32_t token;  /* doc token: head of the argument */
};

struct frame {
    uint32_t token;
    bool nominal, passive;
    bool mutual;      /* SUBJ holds both sides: "talks between A and B" */
    bool between;     /* \"between A and B\", said so */
    uint32_t surface; /* surface subject, for control and coordination; UINT32_MAX: none */
    struct frame_arg args[FRAME_ARGS_MAX];
    uint32_t n_args;
};

/* A sentence's tree with children lists, and its frames. */
struct frames {
    const struct doc *doc;
    const struct sentence *sentence;
    const struct event_book *book;
    const struct entities *entities;
    struct arena *arena;
    uint32_t first, n;         /* doc tokens [first, first + n) */
    uint32_t *child, *sibling; /* by token - first: index + 1, 0 none; children in text order */
    struct frame **built;      /* by token - first; NULL: not built yet */
    uint8_t *building;         /* guards against cycles of control */
};

/* False when memory ends. */
bool frames_init(struct frames *tree, struct arena *arena, const struct event_book *book,
                 const struct doc *doc, const struct entities *entities, uint32_t sentence);

/* Doc index of the head, or UINT32_MAX at the root. */
uint32_t frames_head(const struct frames *tree, uint32_t token);

/* Iteration over children: for (t = frames_child(..); t != UINT32_MAX; t = frames_next(.., t)). */
uint32_t frames_child(const struct frames *tree, uint32_t token);
uint32_t frames_next(const struct frames *tree, uint32_t token);

/* The first child with that universal relation, or UINT32_MAX. */
uint32_t frames_child_rel(const struct frames *tree, uint32_t token, uint8_t rel);

/* The lemma of the preposition (case) of a nominal, "" when it has none. */
struct str frames_prep(const struct frames *tree, uint32_t token);

/* The lemma of the word that introduces a clause ("to", "that", "of"), "" when there is none. */
struct str frames_marker(const struct frames *tree, uint32_t token);

/* What a word of quantity counts: the "troops" of "some of its troops", the "talks" of "a round of
 * talks"; UINT32_MAX when the word is none or counts nothing. */
uint32_t frames_counted(const struct frames *tree, uint32_t token);

/* Does the word stand in a time expression? */
bool frames_is_time(const struct frames *tree, uint32_t token);

/* The predicate's frame; NULL when memory ends or control runs in a circle. */
const struct frame *frames_get(struct frames *tree, uint32_t token);

/* The first argument with that role (and preposition, when prep is not NULL). */
const struct frame_arg *frame_find(const struct frame *frame, enum frame_role role,
                                   const char *prep);

#endif
