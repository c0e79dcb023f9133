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
    X(CANCELLED, 9, "cancelled")

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
    BEDE_VIEW_UNKNOWN /* actors without a code, over the whole run, most frequent first */
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

#ifdef __cplusplus
}
#endif
#endif
