/* train/inflect.h - the regular forms of English verbs, to teach the lemmatiser words that the
 * treebank does not have.
 *
 * SPDX-License-Identifier: MIT */
#ifndef TRAIN_INFLECT_H
#define TRAIN_INFLECT_H

#include "base/str.h"

/* Called with a form and its Penn tag; false stops. */
typedef bool (*inflect_form)(void *ctx, struct str form, const char *xpos);

/* Third person, past, participles of a base form: "cancel" gives cancels, canceled, cancelled,
 * canceling, cancelling. A final consonant is doubled as spelling asks for, and both ways where
 * British and American spelling differ. */
bool inflect_verb(struct str base, inflect_form form, void *ctx);

#endif
