/* bede.h - read newswire, keep the record it describes.
 *
 * The one public header of libbede. An engine holds the model and the knowledge: immutable, opened
 * once, shared by all threads. A run reads inputs (files, folders, bytes), takes each story through
 * all stages and hands text in the wanted format to a sink, in input order, whatever the number of
 * threads. The library neither prints nor exits: what goes wrong comes back as a bede_error.
 *
 *     bede_engine *engine;
 *     bede_error err;
 *     if (bede_engine_open(&(bede_engine_options){0}, &engine, &err) == BEDE_OK) {
 *         bede_run_options opt = {.view = BEDE_VIEW_EVENTS, .format = BEDE_FORMAT_JSONL};
 *         bede_run_files(engine, &opt, paths, n_paths, &io, NULL, &err);
 *         bede_engine_free(engine);
 *     }
 *
 * SPDX-License-Identifier: MIT */
#ifndef BEDE_H
#define BEDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define BEDE_NODISCARD    __attribute__((warn_unused_result))
#define BEDE_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define BEDE_NODISCARD
#define BEDE_PRINTF(f, a)
#endif

/* Every status of the library: name, number, what it means. */
#define BEDE_STATUS_MAP(X)                                                                         \
    X(OK, 0, "ok")                                                                                 \
    X(DONE, 1, "nothing more to read")                                                             \
    X(NOMEM, 2, "out of memory")                                                                   \
    X(IO, 3, "cannot read or write")                                                               \
    X(SYNTAX, 4, "malformed input")                                                                \
    X(LIMIT, 5, "over a limit")                                                                    \
    X(DATA, 6, "knowledge or model unusable")                                                      \
    X(USAGE, 7, "wrong use")                                                                       \
    X(UNSUPPORTED, 8, "not supported")                                                             \
    X(CANCELLED, 9, "cancelled")                                                                   \
    X(PASSED, 10, "no story: passed over")

typedef enum bede_status {
#define BEDE_STATUS_ENUM(name, number, text) BEDE_##name = number,
    BEDE_STATUS_MAP(BEDE_STATUS_ENUM)
#undef BEDE_STATUS_ENUM
} bede_status;

/* Where and why something failed. Fixed size: nothing to free. `input` names the file (or "-"),
 * `line` counts from 1 (0: not known), `offset` is in bytes from the start of the input. */
typedef struct bede_error {
    bede_status code;
    uint32_t line;
    uint64_t offset;
    char input[192];
    char msg[320];
} bede_error;

/* The short constant name of a status ("LIMIT"), and its meaning in English. */
const char *bede_status_name(bede_status status);
const char *bede_status_text(bede_status status);

/* Upper bounds that every reader holds to. A zero field means the default. */
typedef struct bede_limits {
    uint64_t input_bytes;    /* one file or standard input; default 1 GiB */
    uint32_t story_bytes;    /* text of one story; default 16 MiB */
    uint32_t sentences;      /* of one story; default 100,000 */
    uint32_t sentence_words; /* longer ones are cut; default 400 */
    uint32_t depth;          /* nesting of JSON and XML; default 64 */
} bede_limits;

/* "0.1.0" */
const char *bede_version(void);

typedef struct bede_engine bede_engine;

/* NULL fields mean the installed defaults: the model and the knowledge folder found beside the
 * program, under its prefix, or named by BEDE_HOME. Further folders extend the first. */
typedef struct bede_engine_options {
    const char *model;
    const char *const *knowledge;
    size_t n_knowledge;
    uint32_t views; /* bits 1 << BEDE_VIEW_...: what it is opened for; stages that none of these
                       needs are not loaded. 0: everything */
} bede_engine_options;

typedef enum bede_view {
    BEDE_VIEW_EVENTS,
    BEDE_VIEW_QUOTES,
    BEDE_VIEW_ENTITIES,
    BEDE_VIEW_STORIES,
    BEDE_VIEW_PARSE,
    BEDE_VIEW_SHOW,
    BEDE_VIEW_UNKNOWN, /* actors without a code, over the whole run, most frequent first */
    BEDE_VIEW_FOLDED,  /* events, each once, with all its mentions in the story */
    BEDE_VIEW_DAILY    /* events of the whole run, one for each day, type, actors, recipients */
} bede_view;

/* Opens model and knowledge. Errors: IO, DATA (with file and line), NOMEM. */
BEDE_NODISCARD bede_status bede_engine_open(const bede_engine_options *options, bede_engine **out,
                                            bede_error *err);
void bede_engine_free(bede_engine *engine);

typedef enum bede_format {
    BEDE_FORMAT_JSONL,
    BEDE_FORMAT_CSV,
    BEDE_FORMAT_TABLE,
    BEDE_FORMAT_CONLLU
} bede_format;

typedef enum bede_from {
    BEDE_FROM_AUTO,
    BEDE_FROM_PLAIN, /* agency copy: headers, dateline, furniture */
    BEDE_FROM_TEXT,  /* bare text: paragraphs only */
    BEDE_FROM_JSONL,
    BEDE_FROM_CONLLU,
    BEDE_FROM_NITF,     /* NITF 3.x */
    BEDE_FROM_NEWSMLG2, /* newsMessage, newsItem, packageItem */
    BEDE_FROM_NEWSML1,  /* NewsML 1.x */
    BEDE_FROM_NINJS,    /* ninjs 1, 2, 3; one object or an array */
    BEDE_FROM_APJSON,   /* the AP Media API */
    BEDE_FROM_IPTC7901,
    BEDE_FROM_ANPA1312,
    BEDE_FROM_TELEX, /* ZCZC ... NNNN */
    BEDE_FROM_RSS,   /* RSS 2.0 */
    BEDE_FROM_ATOM,
    BEDE_FROM_PETRARCH, /* <Sentences><Sentence date id source> */
    BEDE_FROM_RBNEWS    /* the Danish agency Ritzau's own XML */
} bede_from;

typedef struct bede_run_options {
    bede_view view;
    bede_format format;
    bede_from from;
    uint32_t jobs;        /* threads; 0: one a core */
    bool color;           /* ANSI colours in TABLE and SHOW */
    uint32_t width;       /* columns of TABLE; 0: 100 */
    const char *received; /* "2023-11-09": when copy came in that has no year of its own; or NULL */
    bede_limits limits;
} bede_run_options;

enum { BEDE_STAGES = 7 };
const char *bede_stage_name(unsigned stage); /* "wire", "text", "syntax", ... */

/* What a run calls back. `write` gets the output in input order, from one thread at a time; a
 * status other than OK stops the run. `report` gets each input or story that was skipped, and why;
 * `progress` (may be NULL) the totals so far. */
typedef struct bede_run_totals {
    uint64_t inputs, stories, skipped, sentences, words, bytes, rows;
    uint64_t passed; /* items that are no stories by their format's own word: reported, no fault */
    double seconds, cpu_seconds;       /* on the wall; of all threads of the process */
    double stage_seconds[BEDE_STAGES]; /* CPU, summed over threads */
    uint64_t peak_bytes;               /* of the process, so far */
    uint32_t jobs;
} bede_run_totals;

typedef struct bede_run_io {
    void *ctx;
    bede_status (*write)(void *ctx, const char *data, size_t len);
    void (*report)(void *ctx, const bede_error *err);
    void (*progress)(void *ctx, const bede_run_totals *totals);
} bede_run_io;

/* Reads files and folders ("-" is standard input) and writes the view. A bad input or story is
 * reported, counted in `skipped` and passed over; OK is returned all the same. `totals` may be
 * NULL. Errors: NOMEM, CANCELLED, or the status that `write` returned. */
BEDE_NODISCARD bede_status bede_run_files(const bede_engine *engine,
                                          const bede_run_options *options, const char *const *paths,
                                          size_t n_paths, const bede_run_io *io,
                                          bede_run_totals *totals, bede_error *err);

/* The same for bytes in memory; `name` stands for the file name in errors. */
BEDE_NODISCARD bede_status bede_run_bytes(const bede_engine *engine,
                                          const bede_run_options *options, const char *name,
                                          const char *data, size_t len, const bede_run_io *io,
                                          bede_run_totals *totals, bede_error *err);

/* Reads JSON lines {"id","text","actor":[s,e],"recipient":[s,e]} (code points, half-open) and
 * answers each with {"id","event","mode","quad_code","rule"}: the best type for the given pair. A
 * line that cannot be read is reported and counted in `skipped`. Only `jobs` and `limits` of the
 * options count. Errors as of bede_run_files. */
BEDE_NODISCARD bede_status bede_relate_files(const bede_engine *engine,
                                             const bede_run_options *options,
                                             const char *const *paths, size_t n_paths,
                                             const bede_run_io *io, bede_run_totals *totals,
                                             bede_error *err);

/* How each event of a sentence (or a few) came about: tree, mentions, quotes, what the matcher
 * tried, events. Only `color`, `width` and `limits` of the options count. */
BEDE_NODISCARD bede_status bede_explain(const bede_engine *engine, const bede_run_options *options,
                                        const char *text, size_t len, const bede_run_io *io,
                                        bede_error *err);

/* Loads model and knowledge as bede_engine_open would, and goes on behind the first fault; every
 * error and doubt is reported with file and line. The figures tell what was found. */
typedef struct bede_check_figures {
    uint32_t errors, warnings, names, rules;
} bede_check_figures;
typedef void (*bede_check_report)(void *ctx, bool is_error, const bede_error *what);
BEDE_NODISCARD bede_status bede_check(const bede_engine_options *options, bede_check_report report,
                                      void *ctx, bede_check_figures *figures, bede_error *err);

/* Dictionaries of TABARI, PETRARCH and PETRARCH2 as a knowledge folder `into`, for the options of an
 * engine. What an engine with these options knows already is left out; each line that cannot be
 * taken is reported (`is_error`), and what is left out of a line that is (not `is_error`). Files
 * that an import wrote before are replaced. Errors: IO; USAGE when the folder has tables of another
 * hand. */
typedef enum bede_dictionary {
    BEDE_DICT_ACTORS,
    BEDE_DICT_AGENTS,
    BEDE_DICT_VERBS,
    BEDE_DICT_DISCARDS,
    BEDE_DICT_ISSUES,
    BEDE_DICT_COUNT
} bede_dictionary;
typedef struct bede_import_count {
    uint32_t lines, taken, known, refused; /* comments and empty lines are not counted */
} bede_import_count;
typedef struct bede_import_figures {
    uint32_t files;
    bede_import_count of[BEDE_DICT_COUNT];
} bede_import_figures;
BEDE_NODISCARD bede_status bede_import_petrarch(const bede_engine_options *options,
                                                const char *const *paths, size_t n,
                                                const char *into, bede_check_report report,
                                                void *ctx, bede_import_figures *figures,
                                                bede_error *err);

/* Parses the templates of Bede's own rules and keeps their trees in its knowledge folder, so that
 * opening an engine need not; what has changed since is parsed as if there were no such file.
 * Errors: IO when the folder cannot be written. */
BEDE_NODISCARD bede_status bede_compile(const bede_engine_options *options, bede_error *err);

/* ---- versions ------------------------------------------------------------------------------ */

typedef struct bede_diff_options {
    bede_format format; /* TABLE (lines for people) or JSONL (one object a pair) */
    bede_from from;
    bool color;
    uint32_t width;
    const char *received; /* as in bede_run_options */
    bool furniture;       /* lines: show what changed outside of the body, too */
    bool pairs_only;      /* say which stories belong together, and why; compare nothing */
    bede_limits limits;
} bede_diff_options;

typedef struct bede_diff_totals {
    uint64_t pairs, changed;     /* changed: so many of the pairs */
    uint64_t only_old, only_new; /* stories without a version on the other side */
    uint64_t skipped;            /* inputs and stories that could not be read */
} bede_diff_totals;

/* What changed from the stories of one input (file, folder, "-") to those of another. A story on
 * either side is a pair; of several, versions find each other by id, link, headline, slug and
 * shared text. `totals` may be NULL. Errors: SYNTAX (no story), IO, LIMIT, USAGE, NOMEM, or what
 * `write` returned. */
BEDE_NODISCARD bede_status bede_diff_files(const bede_engine *engine,
                                           const bede_diff_options *options, const char *old_path,
                                           const char *new_path, const bede_run_io *io,
                                           bede_diff_totals *totals, bede_error *err);

/* Two versions of a story that a record holds. */
typedef struct bede_diff_stored {
    const char *db;              /* as in bede_query */
    const char *story;           /* id of the story or of any version */
    uint32_t old_rank, new_rank; /* which versions, from 1; 0: the one before the new, the last */
} bede_diff_stored;

/* The same for two versions in a record: their texts are read and coded again with what the record
 * knows of them. Of a story with one version nothing is compared: totals->pairs is 0. Errors: USAGE
 * (no such story or version, or several stories of that id), and those of opening a record. */
BEDE_NODISCARD bede_status bede_diff_stored_versions(const bede_engine *engine,
                                                     const bede_diff_options *options,
                                                     const bede_diff_stored *which,
                                                     const bede_run_io *io,
                                                     bede_diff_totals *totals, bede_error *err);

/* ---- scoring ------------------------------------------------------------------------------- */

typedef struct bede_eval_figures {
    uint64_t gold, found;      /* what people coded and must be found; what of it was */
    uint64_t predicted, right; /* what was coded; what of it agrees with the gold */
} bede_eval_figures;
typedef struct bede_eval_totals {
    bede_run_totals run;
    uint64_t scored;        /* stories that have gold */
    uint64_t without_gold;  /* stories that have none: left out, not coded */
    uint64_t without_story; /* gold whose story did not come: reported */
    bede_eval_figures strict, loose, quotes;
    uint64_t speakers; /* of the quotes found, with the right speaker */
} bede_eval_totals;

/* Codes the stories that `gold` tells of (a file of JSON or JSON lines, or a folder of such files)
 * and writes how they agree with it, each story, then the sum; TABLE or JSONL. The view of the
 * options does not count. `totals` may be NULL. Errors: SYNTAX and LIMIT (gold, with the line),
 * DATA (no gold in it), USAGE (no such format), IO, else as of bede_run_files. */
BEDE_NODISCARD bede_status bede_eval_files(const bede_engine *engine,
                                           const bede_run_options *options, const char *gold,
                                           const char *const *paths, size_t n_paths,
                                           const bede_run_io *io, bede_eval_totals *totals,
                                           bede_error *err);

/* ---- the record ----------------------------------------------------------------------------
 *
 * A record keeps what was coded: a SQLite file, made when it is not there, or a PostgreSQL database
 * ("postgresql://..."). Nothing in it is deleted; corrections, updates and kills supersede. */

/* What became of each version that came in. */
typedef struct bede_ingest_totals {
    bede_run_totals run; /* `stories` counts those that were known, too */
    uint64_t fresh;      /* first versions of stories */
    uint64_t versions;   /* further versions */
    uint64_t reprints;   /* copies: linked, counted once */
    uint64_t known;      /* stored before: nothing was changed */
    uint64_t kills;      /* withdrew what came before */
    uint64_t queued;     /* kills that wait for a person */
    uint64_t settled;    /* of those that waited, found their story now */
    uint64_t withdrawn;  /* events that this input took out of force */
    uint64_t stored;     /* versions that are safe on disk */
    uint64_t at, of;     /* bytes gone through and in all; `of` 0: not known */
} bede_ingest_totals;

typedef struct bede_ingest_options {
    const char *db;
    bede_from from;
    uint32_t jobs;
    const char *received; /* as in bede_run_options */
    uint32_t batch;       /* stories to a transaction; 0: 1000 */
    bool tell_all;        /* a receipt for each story, not only for kills and what waits */
    bool color;
    bede_format format; /* of receipts: JSONL, CSV, TABLE (lines for people) */
    bede_limits limits;
} bede_ingest_options;

typedef struct bede_ingest_io {
    void *ctx;
    bede_status (*write)(void *ctx, const char *data, size_t len); /* receipts, once stored */
    void (*report)(void *ctx, const bede_error *err);
    void (*progress)(void *ctx, const bede_ingest_totals *totals);
} bede_ingest_io;

/* Reads, codes and stores. A version that is stored already is not coded again, so that a run that
 * was broken off is taken up by starting it once more. A receipt is written when its story can no
 * longer be lost. Errors: IO, DATA, UNSUPPORTED of the record, each saying what to do; NOMEM. */
BEDE_NODISCARD bede_status bede_ingest_files(const bede_engine *engine,
                                             const bede_ingest_options *options,
                                             const char *const *paths, size_t n_paths,
                                             const bede_ingest_io *io, bede_ingest_totals *totals,
                                             bede_error *err);

typedef enum bede_rows { BEDE_ROWS_EVENTS, BEDE_ROWS_QUOTES, BEDE_ROWS_STORIES } bede_rows;

typedef enum bede_sort {
    BEDE_SORT_NEWEST,
    BEDE_SORT_OLDEST,
    BEDE_SORT_STORY,
    BEDE_SORT_SCORE /* most conflictual first */
} bede_sort;

/* NULL and 0 do not restrict. An actor, recipient, speaker or place is a code of three letters or a
 * whole name; text is words and "phrases" that all occur. */
typedef struct bede_query {
    const char *db;
    bede_rows rows;
    const char *actor, *recipient, *country;
    const char *sector, *actor_sector, *recipient_sector;
    const char *type; /* "CONSULT", "CONSULT/visit" */
    uint32_t quad;
    const char *since, *until; /* dates, inclusive */
    const char *place, *speaker, *text, *story, *agency;
    const char *as_of;           /* the state then: a date (its end) or a moment */
    bool all_versions, reprints; /* also what is superseded or withdrawn; also copies */
    bool once;                   /* without events that repeat one of the same version */
    bede_sort sort;
    uint64_t limit, offset;
    bede_format format;
    bool color;
    uint32_t width;
} bede_query;

/* Writes what the record has; `n` (may be NULL) gets the number of rows. Errors: USAGE for a filter
 * that cannot be, else as of the record. */
BEDE_NODISCARD bede_status bede_query_run(const bede_query *query, const bede_run_io *io,
                                          uint64_t *n, bede_error *err);

/* Rows in the layouts of other projects, or sums over them. Names of both are listed by
 * bede_layout_name and bede_aggregate_name: "plover", "icews" ... and "dyad-month" ..., NULL beyond
 * the last. */
const char *bede_layout_name(unsigned n);
const char *bede_aggregate_name(unsigned n);

typedef struct bede_export_options {
    const char *layout;                /* NULL: "plover" */
    const char *aggregate;             /* NULL or "events": the layout, else sums as CSV */
    const bede_engine_options *engine; /* where the tables of codes are; NULL: the installed ones */
} bede_export_options;

/* Writes the events of the query; its format does not count. `n` (may be NULL) gets the number of
 * rows. No model is opened. Errors: USAGE, DATA (tables of codes), else as bede_query_run. */
BEDE_NODISCARD bede_status bede_export_run(const bede_query *query,
                                           const bede_export_options *options,
                                           const bede_run_io *io, uint64_t *n, bede_error *err);

/* The same straight from files: they are taken into a record that is thrown away (in TMPDIR, else
 * /tmp), so that among them, too, updates supersede and kills withdraw. `db` of the query and of
 * `ingest` do not count. */
BEDE_NODISCARD bede_status bede_export_files(
    const bede_engine *engine, const bede_ingest_options *ingest, const char *const *paths,
    size_t n_paths, const bede_query *query, const bede_export_options *options,
    const bede_run_io *io, bede_ingest_totals *totals, bede_error *err);

/* Kills that wait for a person. */
BEDE_NODISCARD bede_status bede_pending_list(const char *db, bede_format format, bool color,
                                             uint32_t width, const bede_run_io *io, uint64_t *n,
                                             bede_error *err);
/* The notice withdraws this story, or none when `story` is NULL. */
BEDE_NODISCARD bede_status bede_pending_answer(const char *db, int64_t notice, const char *story,
                                               uint32_t *withdrawn, bede_error *err);

#ifdef __cplusplus
}
#endif
#endif
