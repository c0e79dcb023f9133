/* output/codes.h - how other projects write countries, sectors and acts: the tables that layouts
 * translate with (knowledge/<lang>/output/).
 *
 * In:   countries.tsv, sectors.tsv, offices.tsv, cameo.tsv of each folder, later ones extending;
 *       the names of types from types.tsv of event/
 * Out:  look-ups by Bede's own codes
 * Owns: all rows; immutable after loading, shared by threads
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_CODES_H
#define OUTPUT_CODES_H

#include "base/arena.h"
#include "base/err.h"

struct codes_country {
    struct str code, name;
    struct str cow, cow_abb; /* Correlates of War; empty for no member */
    struct str fips;         /* FIPS 10-4 */
    struct str cameo, icews; /* as these write code and name */
};

/* A sector, or an actor that is no state (IGO, UNO ...). */
struct codes_sector {
    struct str code;
    bool actor;
    struct str cameo;    /* blocks of three letters: "GOV", "IGOUNO"; empty for none */
    bool role;           /* Phoenix knows it as a role; else it is an attribute */
    struct str icews;    /* "Judicial; Government" */
    struct str nameless; /* "Court Judge"; of an actor its name: "United Nations"; empty for none */
};

/* What ICEWS makes of an office whose holder is not named. */
struct codes_office {
    struct str words, icews, sectors;
};

struct codes_act {
    struct str code, name;
    double goldstein;
};

struct codes;
BEDE_NODISCARD bede_status codes_load(const char *const *folders, size_t n, struct codes **out,
                                      bede_error *err);
void codes_free(struct codes *codes);

/* NULL when there is none. */
const struct codes_country *codes_country(const struct codes *codes, struct str code);
const struct codes_sector *codes_sector(const struct codes *codes, struct str code);
/* The first office whose words `text` contains, ASCII case aside. */
const struct codes_office *codes_office(const struct codes *codes, struct str text);
/* A CAMEO code, or the base or root that it belongs to. */
const struct codes_act *codes_act(const struct codes *codes, struct str cameo);
/* The types of PLOVER, in the order of their table. */
const struct str *codes_types(const struct codes *codes, uint32_t *n);

#endif
