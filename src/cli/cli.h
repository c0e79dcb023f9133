/* cli/cli.h - what the commands share: options, output, messages to people.
 *
 * A command is a row in main.c's table and a file cmd_<verb>.c that says which options it takes
 * and calls the library. Exit status: 0 well, 1 some input failed, 2 wrong use.
 *
 * SPDX-License-Identifier: MIT */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdio.h>

#include "bede/bede.h"

enum { EXIT_WELL = 0, EXIT_INPUT = 1, EXIT_USAGE = 2 };
enum { KNOWLEDGE_MAX = 16 };

enum cli_format { FORMAT_CHOOSE = -1 };
enum cli_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What may stand on a command line; a command lists those that it takes. */
enum cli_option {
    OPT_HELP,
    OPT_FROM,
    OPT_FORMAT,
    OPT_DATE,
    OPT_OUTPUT,
    OPT_JOBS,
    OPT_COLOR,
    OPT_WIDTH,
    OPT_KNOWLEDGE,
    OPT_MODEL,
    OPT_UNKNOWN,
    OPT_COMPILE,
    OPT_FOLD,
    OPT_DAILY,
    OPT_QUIET,
    OPT_DB,
    OPT_BATCH,
    OPT_RECEIPTS,
    OPT_ACTOR,
    OPT_RECIPIENT,
    OPT_COUNTRY,
    OPT_SECTOR,
    OPT_ACTOR_SECTOR,
    OPT_RECIPIENT_SECTOR,
    OPT_TYPE,
    OPT_QUAD,
    OPT_SINCE,
    OPT_UNTIL,
    OPT_PLACE,
    OPT_SPEAKER,
    OPT_TEXT,
    OPT_STORY,
    OPT_AGENCY,
    OPT_AS_OF,
    OPT_ALL_VERSIONS,
    OPT_REPRINTS,
    OPT_ONCE,
    OPT_SORT,
    OPT_LAYOUT,
    OPT_AGGREGATE,
    OPT_LIMIT,
    OPT_OFFSET,
    OPT_KILL,
    OPT_DISMISS,
    OPT_PAIRS,
    OPT_ALL,
    OPT_OLD,
    OPT_NEW,
    OPT_INTO,
    OPT_GOLD,
    OPT_COUNT
};

struct cli_args {
    const char *knowledge[KNOWLEDGE_MAX];
    size_t n_knowledge;
    const char *model, *output, *date;
    int from, format; /* of bede_from, bede_format; FORMAT_CHOOSE: by where it goes */
    int color;
    unsigned jobs, width;
    bool unknown, quiet, help;
    const char *value[OPT_COUNT]; /* of the other options, as written; NULL: not given */
    unsigned number[OPT_COUNT];   /* of those that want a whole number, and of choices */
    const char *const *words;     /* what is no option */
    size_t n_words;
};

struct cli_command {
    const char *name;
    const char *summary;  /* one line for `bede help` */
    const char *synopsis; /* after "bede <name> [option...]" */
    const char *about;    /* a paragraph for --help */
    const char *examples;
    const enum cli_option *options; /* ends with OPT_HELP */
    int (*run)(const struct cli_command *command, const struct cli_args *args);
};

extern const struct cli_command cmd_code, cmd_quotes, cmd_entities, cmd_stories, cmd_parse,
    cmd_relate, cmd_explain, cmd_show, cmd_ingest, cmd_query, cmd_export, cmd_pending, cmd_check,
    cmd_diff, cmd_eval, cmd_import_petrarch, cmd_bench, cmd_version, cmd_help;

const struct cli_command *cli_find(const char *name);
const struct cli_command *const *cli_commands(size_t *n);

/* The known name nearest to a mistyped one, or NULL when none is near. */
const char *cli_nearest(const char *word, const char *const *names, size_t n);

/* Fills `args`; false, with a message, on wrong use. `words` has room for argc entries. */
bool cli_parse(const struct cli_command *command, int argc, char **argv, const char **words,
               struct cli_args *args);
void cli_print_help(FILE *to, const struct cli_command *command);

/* "bede code: FILE: what is wrong" and what to do. Returns EXIT_USAGE. */
int cli_usage(const struct cli_command *command, const char *format, ...) BEDE_PRINTF(2, 3);

/* "bede: FILE: line 3, at byte 120: reason" on stderr. */
void cli_report(const bede_error *err);

/* Where output goes, and what people see meanwhile. */
struct cli_sink {
    FILE *to;
    const char *path; /* NULL: standard output */
    bool terminal, color, quiet;
    unsigned width;
    bool counter;          /* a line of progress stands on stderr */
    double shown;          /* seconds of the run when it was last written */
    unsigned long reports; /* how many inputs failed */
};
bool cli_sink_open(struct cli_sink *sink, const struct cli_args *args);
bool cli_sink_close(struct cli_sink *sink); /* false, with a message, when writing failed */
void cli_sink_clear(struct cli_sink *sink); /* takes the line of progress away */
bede_run_io cli_sink_io(struct cli_sink *sink);
bede_format cli_sink_format(const struct cli_sink *sink, const struct cli_args *args);

bede_engine_options cli_engine_options(const struct cli_args *args, unsigned views);
bede_run_options cli_run_options(const struct cli_sink *sink, const struct cli_args *args,
                                 bede_view view, bede_format format);

/* What the options of a question to the record ask for: all of bede_query but `rows`. */
bede_query cli_query(const struct cli_sink *sink, const struct cli_args *args);

/* Opens engine and sink, runs the view over the words, closes, and gives the exit status: the
 * whole of most commands. */
int cli_run_view(const struct cli_command *command, const struct cli_args *args, bede_view view);

#endif
