/* knowledge/gazetteer.h - the places of the world by name: candidates with coordinates.
 *
 * In:   a file that tools/gazetteer/make.py wrote from GeoNames (docs/entities.md, "Gazetteer")
 * Out:  for a name the places that bear it, most populous first
 * Owns: the mapped file; immutable after opening, shared by threads
 * Not here: which of the candidates a story means
 *
 * Example. "Springfield" gives those of Missouri, Massachusetts, Illinois ...
 *
 * SPDX-License-Identifier: MIT */
#ifndef KNOWLEDGE_GAZETTEER_H
#define KNOWLEDGE_GAZETTEER_H

#include "base/err.h"
#include "base/str.h"

struct gazetteer;

struct gazetteer_place {
    struct str name; /* GeoNames' main name, with its accents; lives as long as the gazetteer */
    char country[3]; /* ISO 3166 alpha-2: "SY" */
    char admin[5];   /* GeoNames' first-order division: "IL" in the US, numbers in most countries;
                         "" unknown */
    char feature[6]; /* GeoNames' feature code: "PPLC" a capital, "PPLA" a seat of a division,
                         "ADM1" a division, "ADM2" a county */
    double lat, lon; /* degrees, north and east */
    uint32_t id;     /* GeoNames id */
    uint32_t population; /* 0: not known */
    uint32_t index;      /* its number in this gazetteer, from 1 */
    uint32_t county;     /* the number of the county it lies in, 0: not known */
};

/* Maps a file. Errors: IO; LIMIT when it is too big; DATA with the offset when it is no gazetteer, of
 * another version or cut; NOMEM. What is wrong further inside does no harm and is not found here. */
BEDE_NODISCARD bede_status gazetteer_open(const char *path, struct gazetteer **out,
                                          bede_error *err);

/* The same on bytes that the caller keeps alive; `input` names them in errors. */
BEDE_NODISCARD bede_status gazetteer_from_bytes(const char *input, struct str bytes,
                                                struct gazetteer **out, bede_error *err);
/* Reads all of it: the checksum, every reference and range, the order of the names. Errors: DATA with
 * the offset. */
BEDE_NODISCARD bede_status gazetteer_check(const struct gazetteer *gazetteer, const char *input,
                                           bede_error *err);
void gazetteer_close(struct gazetteer *gazetteer);

/* How many places bear this name (case, accents, hyphens and full stops aside, as in kb_match);
 * the first `cap` of them are written to out, most populous first. */
uint32_t gazetteer_find(const struct gazetteer *gazetteer, struct str name,
                        struct gazetteer_place *out, uint32_t cap);

uint32_t gazetteer_places(const struct gazetteer *gazetteer);

#endif
