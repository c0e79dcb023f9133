/* cli/cmd_explain.c - how each event of a sentence came about.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_DATE,      OPT_COLOR, OPT_WIDTH, OPT_OUTPUT,
                                        OPT_KNOWLEDGE, OPT_MODEL, OPT_HELP};

/* The words of the command line as one sentence; NULL when memory ends. */
static char *join(const struct cli_args *args)
{
    size_t n = 1;
    for (size_t i = 0; i < args->n_words; i++)
        n += strlen(args->words[i]) + 1;
    char *text = calloc(n, 1);
    for (size_t i = 0; text && i < args->n_words; i++) {
        if (i) strcat(text, " ");
        strcat(text, args->words[i]);
    }
    return text;
}

static int explain(const struct cli_args *args, const char *text, struct cli_sink *sink)
{
    bede_engine_options wanted = cli_engine_options(args, 0);
    bede_run_options options = cli_run_options(sink, args, BEDE_VIEW_EVENTS, BEDE_FORMAT_TABLE);
    bede_run_io io = cli_sink_io(sink);
    bede_engine *engine;
    bede_error err;
    bede_status status = bede_engine_open(&wanted, &engine, &err);
    if (status == BEDE_OK) {
        status = bede_explain(engine, &options, text, strlen(text), &io, &err);
        bede_engine_free(engine);
    }
    if (status != BEDE_OK) cli_report(&err);
    return status == BEDE_OK ? EXIT_WELL : EXIT_INPUT;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    if (!args->n_words) return cli_usage(command, "which sentence? Put it in quotation marks");
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    char *text = join(args);
    int exit_status = EXIT_INPUT;
    if (text)
        exit_status = explain(args, text, &sink);
    else
        fprintf(stderr, "bede: out of memory\n");
    free(text);
    return cli_sink_close(&sink) ? exit_status : EXIT_INPUT;
}

const struct cli_command cmd_explain = {
    .name = "explain",
    .summary = "how each event of a sentence came about",
    .synopsis = "\"SENTENCE\"",
    .about =
        "Takes a sentence (or a few) through all stages and prints each step: the tree, who is "
        "meant\n"
        "and why, when, what was said, what the matcher tried, and the events with rule and "
        "operators.\n"
        "A dateline before it, or --date, gives the day that \"Monday\" counts from.",
    .examples = "  bede explain \"Peru's president condemned the attack on its embassy in Chile.\"",
    .options = takes,
    .run = run,
};
