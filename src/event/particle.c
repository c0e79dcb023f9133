/* event/particle.c - see particle.h. SPDX-License-Identifier: MIT */
#include "event/particle.h"

#define NONE UINT32_MAX

/* Is that the preposition that the argument asks for, or one of them? */
bool particle_prep_fits(const struct pattern_arg *arg, struct str prep)
{
    return arg->preps ? book_has_word(arg->preps, prep) : str_eq(arg->prep, prep);
}

/* Does the rule ask for that word as a particle? */
static bool asks_particle(const struct event_rule *rule, struct str word)
{
    for (uint32_t i = 0; i < rule->n_args; i++)
        if (rule->args[i].role == ROLE_PRT && !rule->args[i].under && rule->args[i].words &&
            book_has_word(rule->args[i].words, word))
            return true;
    return false;
}

static bool asks_object(const struct event_rule *rule)
{
    for (uint32_t i = 0; i < rule->n_args; i++)
        if (rule->args[i].role == ROLE_OBJ && !rule->args[i].under) return true;
    return false;
}

/* The phrase of a verb without object whose preposition the rule has as a particle; or NULL. */
const struct frame_arg *particle_object(const struct event_rule *rule, const struct frame *frame)
{
    if (frame->nominal || frame->passive || frame_find(frame, ROLE_OBJ, NULL)) return NULL;
    if (!asks_object(rule)) return NULL;
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (frame->args[i].role == ROLE_OBL && asks_particle(rule, frame->args[i].prep))
            return &frame->args[i];
    return NULL;
}

/* Has the verb a particle which the rule's argument has as its preposition? */
bool particle_before(const struct frames *tree, const struct pattern_arg *arg,
                     const struct frame *frame)
{
    if (arg->role != ROLE_OBL || frame->nominal) return false;
    for (uint32_t c = frames_child(tree, frame->token); c != NONE; c = frames_next(tree, c))
        if (tree->doc->tokens[c].rel == REL_COMPOUND_PRT &&
            particle_prep_fits(arg, tree->doc->tokens[c].lemma))
            return true;
    return false;
}

bool particle_has_object(const struct event_rule *rule, const struct frame *frame)
{
    return frame_find(frame, ROLE_OBJ, NULL) || particle_object(rule, frame);
}
