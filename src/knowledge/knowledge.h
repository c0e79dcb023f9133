/* knowledge/knowledge.h - the tables of names, offices and agents, compiled for matching.
 *
 * In:   knowledge/<lang>/entity/ (.tsv, see docs/knowledge.md), any number of folders, later ones extend
 * Out:  a kb: rows with codes, sectors and terms; a phrase index over their names
 * Owns: all its rows and strings; immutable after loading, shared by threads
 * Not here: what a mention in a text means (entity/); event rules (event/); quote cues (quote/)
 *
 * SPDX-License-Identifier: MIT */
#ifndef KNOWLEDGE_KNOWLEDGE_H
#define KNOWLEDGE_KNOWLEDGE_H

#include "base/date.h"
#include "base/map.h"
#include "text/text.h"

/* What a row is. */
enum kb_kind {
    KB_NONE,
    KB_COUNTRY,  /* countries.tsv */
    KB_PLACE,    /* places.tsv: cities, provinces, seas, regions without government of their own */
    KB_ORG,      /* organisations.tsv: IGOs, NGOs, ministries, parties, companies, media, ... */
    KB_GROUP,    /* groups.tsv: armed groups, movements */
    KB_PERSON,   /* people.tsv: office holders by term */
    KB_OFFICE,   /* offices.tsv: "foreign minister", "secretary of state" */
    KB_AGENT,    /* agents.tsv: "soldier", "protesters", "police" */
    KB_TITLE,    /* titles.tsv: "Mr.", "Gen.", "Sheikh" */
    KB_MODIFIER, /* modifiers.tsv: "former" -> ELI, "opposition" -> OPP, "rebel" -> REB */
    KB_GIVEN,    /* given.tsv: given names with gender */
    KB_KINDS
};

/* How an alias relates to its row. */
enum kb_sense {
    KB_NAME, /* the name itself or another name of the same thing */
    KB_ACRONYM,
    KB_ADJECTIVE, /* "South Korean": a country's adjective */
    KB_PEOPLE,    /* "South Koreans" */
    KB_CAPITAL,   /* "Seoul": place, or the government when it acts */
    KB_SEAT,      /* "the Kremlin", "the Blue House": always the government */
    KB_SHORT,     /* "the North": only in a story about the row's partner (column `short`) */
    KB_CITY_ADJECTIVE,
    KB_EPITHET /* offices: "top diplomat" for foreign minister */
};

enum { KB_SECTORS_MAX = 4 };

struct kb_row {
    enum kb_kind kind;
    struct str name; /* canonical English name */
    char code[4];    /* "KOR", "IGO", ... or "" when it follows from the text */
    char sectors[KB_SECTORS_MAX][4];
    uint32_t n_sectors;
    struct str type;       /* column `type`: "city", "ministry", "party", "igo", "person", "body",
                              "group", "media", ...; modifiers: their effect ("replace", "add",
                              "set", "keep") */
    struct str body;       /* offices: the body that has it ("foreign ministry") */
    struct str office;     /* people: the office held in this term */
    struct str partner;    /* countries: code in whose stories `short` aliases hold */
    char gender;           /* 'm', 'f', or 0 */
    bool plural;           /* denotes several by itself ("police", "troops") */
    struct date from, to;  /* term or existence; year 0: open */
    struct str confidence; /* people: "sure", "likely" */
    struct str source;
    const char *file;
    uint32_t line;
};

struct kb_alias {
    const struct kb_row *row;
    enum kb_sense sense;
    bool cased;            /* matches only with a capital (or in all-lower-case copy) */
    bool article;          /* the table says "the ..." before it: optional in the text and never
                              part of the match ("The Hague", with a capital, always is) */
    bool plural;           /* agents, offices: a plural form ("foreign ministers") */
    uint8_t n_pieces;      /* words, cut at hyphens and apostrophes too */
    uint32_t capitals;     /* bit per piece that needs a capital */
    uint32_t acronyms;     /* bit per piece that needs to be all capitals */
    struct kb_alias *next; /* further meanings of the same phrase, in order of loading */
};

struct kb;

/* Loads all tables of the folders ("<folder>/entity/<table>.tsv"; a folder need not have all).
 * Errors name file and line: DATA, SYNTAX, IO, NOMEM. */
BEDE_NODISCARD bede_status kb_load(const char *const *folders, size_t n,
                                   const struct text_lexicon *lexicon, struct kb **out,
                                   bede_error *err);
void kb_free(struct kb *kb);

/* One table in memory, for tests and fuzzing; `kind` tells which. */
BEDE_NODISCARD bede_status kb_load_bytes(enum kb_kind kind, const char *file, struct str bytes,
                                         struct kb **out, bede_error *err);

/* The longest phrase that starts at token `at` and ends before `end`, compared without case,
 * accents, hyphens, apostrophes and full stops ("US" is "U.S.", "Ki-moon" is "Ki Moon"). Returns
 * the first alias that fits (further ones through `next`: ask kb_fits) and its length in tokens,
 * or NULL. Only aliases whose kind is in `kinds` (bits 1 << KB_...) count. `lower` tells that the
 * copy is all lower case, so that cased aliases match too. Names need their capitals, acronyms of
 * up to three letters all of them. Lemmas are tried for agents and offices when the form is not
 * found ("soldiers" finds "soldier"). A leading "the" is never part of a match. */
const struct kb_alias *kb_match(const struct kb *kb, const struct doc *doc, uint32_t at,
                                uint32_t end, uint32_t kinds, bool lower, uint32_t *n_tokens);

/* Does this alias of the phrase found at `at` fit as well: kind and capitals? */
bool kb_fits(const struct kb_alias *alias, const struct doc *doc, uint32_t at, uint32_t n_tokens,
             uint32_t kinds, bool lower);

/* A phrase looked up as a string (tokens joined by one blank, any case). */
const struct kb_alias *kb_find(const struct kb *kb, struct str phrase);

/* The singular of a plural phrase by plurals.tsv, into out (cap bytes); empty when its ending is not
 * one of those. */
struct str kb_singular(const struct kb *kb, struct str phrase, char *out, size_t cap);

/* The closed word lists of the folders (words.h). */
struct kb_words;
const struct kb_words *kb_word_tables(const struct kb *kb);

/* "<folder>/places.gaz" of the last folder that has one (gazetteer.h), or NULL. */
struct gazetteer;
const struct gazetteer *kb_gazetteer(const struct kb *kb);

/* The country of a code, or NULL; is a code known at all (countries and IGO, NGO, ...)? */
const struct kb_row *kb_country(const struct kb *kb, const char *code);
bool kb_code_valid(const struct kb *kb, const char *code);
bool kb_sector_valid(const char *sector);                      /* three capitals: the form only */
bool kb_sector_known(const struct kb *kb, const char *sector); /* listed in codes.tsv */

/* All rows, for listing and checking. */
const struct kb_row *const *kb_rows(const struct kb *kb, uint32_t *n);
const struct kb_row *const *kb_people(const struct kb *kb, uint32_t *n); /* those of people.tsv */

/* Does the row hold at that date? Open ends and unknown dates hold. */
bool kb_row_holds(const struct kb_row *row, struct date date);

/* The linter of `bede check`: calls `report` for each doubt, with file and line. Returns how many
 * of them are errors. */
typedef void (*kb_report)(void *ctx, bool is_error, const char *file, uint32_t line,
                          const char *message);
uint32_t kb_check(const struct kb *kb, kb_report report, void *ctx);

/* Loads the folders and reports all that is wrong with them, going on where kb_load would stop.
 * Errors: IO, NOMEM; what the tables do wrong is only reported and counted. */
BEDE_NODISCARD bede_status kb_lint(const char *const *folders, size_t n, kb_report report,
                                   void *ctx, uint32_t *n_errors, bede_error *err);

#endif
