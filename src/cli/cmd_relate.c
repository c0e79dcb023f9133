/* cli/cmd_relate.c - the type of event between a given pair.
 *
 * SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_OUTPUT, OPT_JOBS,  OPT_KNOWLEDGE,
                                        OPT_MODEL,  OPT_QUIET, OPT_HELP};

static int relate(const struct cli_command *command, const struct cli_args *args,
                  struct cli_sink *sink)
{
    static const char *const standard_input[] = {"-"};
    bede_engine_options wanted = cli_engine_options(args, 0);
    bede_run_options options = cli_run_options(sink, args, BEDE_VIEW_EVENTS, BEDE_FORMAT_JSONL);
    bede_run_io io = cli_sink_io(sink);
    bede_run_totals totals;
    bede_engine *engine;
    bede_error err;
    (void)command;
    if (bede_engine_open(&wanted, &engine, &err) != BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    bede_status status =
        bede_relate_files(engine, &options, args->n_words ? args->words : standard_input,
                          args->n_words ? args->n_words : 1, &io, &totals, &err);
    bede_engine_free(engine);
    if (status != BEDE_OK) cli_report(&err);
    return status != BEDE_OK || totals.skipped ? EXIT_INPUT : EXIT_WELL;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    if (!args->n_words && isatty(STDIN_FILENO))
        return cli_usage(command, "what to answer? Name a file of JSON lines, or feed them in");
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    int exit_status = relate(command, args, &sink);
    return cli_sink_close(&sink) ? exit_status : EXIT_INPUT;
}

const struct cli_command cmd_relate = {
    .name = "relate",
    .summary = "the type of event between a given pair",
    .synopsis = "[FILE...]",
    .about = "Reads JSON lines {\"id\",\"text\",\"actor\":[s,e],\"recipient\":[s,e]}, spans in "
             "code points, and\n"
             "answers each with {\"id\",\"event\",\"mode\",\"quad_code\",\"rule\"}: the best type "
             "there is.",
    .examples = "  echo '{\"id\":1,\"text\":\"Peru thanked "
                "Chile.\",\"actor\":[0,4],\"recipient\":[13,18]}' | "
                "bede relate",
    .options = takes,
    .run = run,
};
