/* output/export_row.h - what layouts share: a row, its columns, and the cells of many.
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_EXPORT_ROW_H
#define OUTPUT_EXPORT_ROW_H

#include "output/export.h"

/* What a story names, as ";" lists without doubles. */
struct export_story {
    struct str people, organisations, places;
};
enum { EXPORT_PEOPLE, EXPORT_ORGANISATIONS, EXPORT_PLACES, EXPORT_NAMES };

struct export_row {
    struct buf *cell; /* where the column's function writes */
    const struct codes *codes;
    const struct store_event *event;
    const struct store_part *actor, *recipient; /* of this pair; NULL when there is none */
    const struct export_story *story;           /* NULL when it is not known */
    uint32_t pair;                              /* number of the pair within the event, from 0 */
};

struct export_column {
    const char *name;
    void (*write)(const struct export_row *row, int what);
    int what;
};

struct export_table {
    const struct export_column *columns;
    uint32_t n;
    bool header;
    bool pairs;          /* a row for each actor and recipient, else for each event */
    bool once;           /* without repeats */
    char separator;      /* TAB: cells hold no TAB, line end or quote; comma: RFC 4180 */
    const char *missing; /* what an empty cell holds */
};

extern const struct export_table export_icews, export_phoenix, export_polecat, export_gdelt1,
    export_gdelt2, export_csv;

/* Every pair has a number of its own that fits the integers that loaders read keys into: the
 * event's key in the store times 64 and the number of the pair. */
enum { EXPORT_PAIRS_MAX = STORE_PARTS_MAX * STORE_PARTS_MAX };

/* ---- cells that several layouts have --------------------------------------------------------- */

/* The field of the event at this offset (a struct str): offsetof as `what`. */
void cell_field(const struct export_row *row, int offset);
#define FIELD(name) cell_field, (int)offsetof(struct store_event, name)
void cell_nothing(const struct export_row *row, int unused);
enum export_geo { GEO_LATITUDE, GEO_LONGITUDE, GEO_NAMES_ID };
void cell_geo(const struct export_row *row, int what); /* an export_geo; empty when not known */
void cell_zero(const struct export_row *row, int unused);
void cell_number(const struct export_row *row, int unused); /* of the pair */

/* "2023-11-09" by a pattern: Y year, M month, D day, all else as it stands. */
void cell_date(const struct export_row *row, struct str date, const char *pattern);

/* The place, unless it is but the country. */
void cell_city(const struct export_row *row, int unused);

enum export_side { EXPORT_ACTOR, EXPORT_RECIPIENT };
const struct store_part *row_part(const struct export_row *row, int side);

/* CAMEO: the act's code, its first three and two digits, its score, its name. */
enum { ACT_CODE, ACT_BASE, ACT_ROOT, ACT_GOLDSTEIN, ACT_NAME };
void cell_act(const struct export_row *row, int what);
uint32_t row_root(const struct export_row *row); /* 1..20; 0: none */

/* An actor in CAMEO: up to EXPORT_BLOCKS_MAX blocks of three letters, country or kind first. */
enum { EXPORT_BLOCKS_MAX = 8 };
struct export_actor {
    struct str blocks[EXPORT_BLOCKS_MAX];
    uint32_t n;
    bool country; /* the first block is a state */
};
struct export_actor row_actor(const struct codes *codes, const struct store_part *part);

/* Is the name one that somebody bears ("Hamas", "Nino Abashvili") and no description ("The army",
 * "Riot police", "200 demonstrators")? By its capitals. */
bool name_is_proper(struct str name);

/* The state for itself, and no office or body of it. */
bool part_is_state(const struct codes *codes, const struct store_part *part);

#endif
