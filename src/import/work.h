/* import/work.h - what the readers of dictionaries share.
 *
 * SPDX-License-Identifier: MIT */
#ifndef IMPORT_WORK_H
#define IMPORT_WORK_H

#include "import/import.h"

enum {
    IMPORT_LINE_MAX = 4096,   /* bytes of a line that is read */
    IMPORT_NAME_MAX = 200,    /* bytes of a name */
    IMPORT_NAMES_MAX = 512,   /* names of one actor */
    IMPORT_GROUPS_MAX = 64,   /* dated codes of one actor */
    IMPORT_OUT_MAX = 64 << 20 /* bytes of a file that is written */
};

/* What became of a line; the greater one stays. */
enum line_fate { LINE_EMPTY, LINE_TAKEN, LINE_KNOWN, LINE_REFUSED };

/* A row of import/codes.tsv: what a block of three letters means. */
struct code_row {
    struct str kind; /* actor, country, sector, weak, drop */
    struct str becomes, after, table, type;
};

struct import {
    struct arena *arena;   /* what lives as long as the import */
    struct arena *scratch; /* of one dictionary */
    const struct kb *kb;
    import_report report;
    void *ctx;
    struct map codes; /* block -> index into code_rows */
    struct code_row *code_rows;
    uint32_t n_codes, cap_codes;
    struct map cameo; /* CAMEO code -> index into cameo_rules */
    struct str *cameo_rules;
    uint32_t n_cameo, cap_cameo;
    struct map words;  /* "class/word" */
    struct map issues; /* issue or category -> index into issue_contexts */
    struct str *issue_contexts;
    uint32_t n_issues, cap_issues;
    struct map contexts; /* words that give a context already */
    struct map rules;    /* body of each rule written -> line */
    struct map classes;  /* word classes written */
    struct map seen;     /* agents and discards written */
    struct map names;    /* "CODE|name" of actors written -> index into terms */
    struct term *terms;
    uint32_t n_terms, cap_terms;
    struct buf out[OUT_COUNT];
    struct map synset_ids; /* name -> index into synsets; of one dictionary */
    struct synset *synsets;
    uint32_t n_synsets, cap_synsets;
    /* the dictionary that is being read */
    const char *file; /* its base name */
    const char *path;
    uint32_t line, n_lines;
    uint8_t *fates; /* by line, from 1 */
    bool no_memory;
};

/* The days for which a name of a code was written; `next` is another term's index + 1, or 0. */
struct term {
    int32_t from, to;
    uint32_t next;
};

/* A synonym set of a verb dictionary, &NAME. */
struct synset {
    struct str name;
    struct str *words;
    uint32_t *lines;
    uint32_t n, cap, cap_lines;
    bool written;
};

/* A code as Bede says it. */
struct who {
    char code[4]; /* or "" */
    char sectors[KB_SECTORS_MAX][4];
    uint32_t n_sectors;
    struct str table, type; /* where a body of that kind belongs: from codes.tsv; or empty */
};

/* ---- lines (lines.c) ------------------------------------------------------------------------- */

/* The next line without its comment and outer blanks; false at the end. `legacy` also cuts at ";".
 * Sets import->line. *indented: did it begin with a blank? */
struct line_reader {
    struct str rest;
    uint32_t line;
    bool in_comment; /* between <!-- and --> */
    bool legacy;
};
bool line_next(struct import *im, struct line_reader *reader, struct str *line);

void import_mark(struct import *im, uint32_t line, enum line_fate fate);
void import_refuse(struct import *im, uint32_t line, const char *format, ...) BEDE_PRINTF(3, 4);
void import_note(struct import *im, uint32_t line, const char *format, ...) BEDE_PRINTF(3, 4);

bool import_is(const struct import *im, const char *class, struct str word);

/* Has this key been put before? Remembers it otherwise. */
bool import_seen(struct import *im, struct map *map, struct str key);

/* The text between '[' and ']' that begins at or after *from, which moves behind it. */
bool bracket_next(struct str line, size_t *from, struct str *inside);

/* ---- names (names.c) ------------------------------------------------------------------------- */

/* THE_UNITED_NATIONS_ as Bede writes names ("The United Nations"); `acronym` is what stood in
 * brackets behind it, or empty. NULL, or why it is no name that Bede can look for. */
const char *import_name(struct import *im, struct str phrase, struct str *name,
                        struct str *acronym);

/* The phrase in small letters with blanks: for agents, nouns, discards. */
const char *import_phrase(struct import *im, struct str phrase, struct str *out);

/* ---- codes (codes.c) ------------------------------------------------------------------------- */

/* USAGOV, ~MIL, IGOUNO as Bede's codes. False, with the line refused, when nothing is left. */
bool import_code(struct import *im, uint32_t line, struct str code, struct who *who);

/* "TYPE/mode+context" for a CAMEO code, or empty. */
struct str import_cameo(const struct import *im, struct str code);

/* The cell "GOV; MIL", or "-". */
void import_sectors(struct buf *buf, const struct who *who);

bede_status import_load_tables(struct import *im, const char *folder, bede_error *err);

/* ---- readers --------------------------------------------------------------------------------- */

bede_status import_actors(struct import *im, struct str text, bede_error *err);
bede_status import_agents(struct import *im, struct str text, bede_error *err);
bede_status import_verbs(struct import *im, struct str text, bede_error *err);
bede_status import_discards(struct import *im, struct str text, bede_error *err);
bede_status import_issues(struct import *im, struct str text, bede_error *err);

/* A pattern of a verb block as the arguments of a rule (patterns.c): "obj=aid to=R". Two when the
 * verb may have an object or not. False, with the line refused, when it cannot be said. */
struct pattern_text {
    struct str body[2];
    uint32_t n;
};
bool import_pattern(struct import *im, uint32_t line, struct str before, struct str after,
                    struct pattern_text *out);

/* A noun of a pattern: "{aid|aids}", or the class of a synonym set, which is written at its first
 * use (synsets.c). NULL, or why it cannot be said. */
const char *import_noun(struct import *im, struct str noun, struct str *out);

/* A line of the synonym sets: "&NAME" begins one, "+WORD" belongs to the last. */
void import_synset_line(struct import *im, struct str line);

#endif
