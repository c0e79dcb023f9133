/* event/parts.h - who stands behind an argument: coordination opened up, plural pronouns resolved
 * to their members, owners taken where the thing itself does not act.
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_PARTS_H
#define EVENT_PARTS_H

#include "event/frame.h"

struct part_list {
    struct event_part items[EVENT_PARTS_MAX];
    uint32_t n;
    bool owner; /* found through an owner: "the North's provision of arms" -> the North */
};

/* Fills the list with the participants that the argument's words stand for. `places` also lets
 * places count ("arrived in Osaka"); `owners` goes to possessors and adjectives when the head
 * itself is nobody. */
void parts_of(const struct frames *tree, uint32_t token, bool places, bool owners,
              struct part_list *out);

/* Adds a name of which nothing is known but that it is one: whom police arrest or a court tries is
 * somebody, though "Rossi" alone does not tell who. */
void parts_named(const struct frames *tree, uint32_t token, struct part_list *out);

/* Removes from `list` all whose entity (or known code and sector) is in `other`. */
void parts_minus(const struct entities *entities, struct part_list *list,
                 const struct part_list *other);

/* Is the entity's first sector one of a list ("MIL; COP")? */
bool parts_in_sectors(const struct entity *e, struct str sectors);

/* Puts those hurt in the place of where it was; the state stays where they are of none. */
void parts_replace(const struct entities *entities, struct part_list *list,
                   const struct part_list *by);

/* Are there at least two participants that are not the same? */
bool parts_several(const struct part_list *list);

#endif
