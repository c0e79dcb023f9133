/* cli/cmd_eval.c - how well hand-coded stories are coded.
 *
 * SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_GOLD,      OPT_FROM,  OPT_DATE,  OPT_FORMAT,
                                        OPT_OUTPUT,    OPT_JOBS,  OPT_COLOR, OPT_WIDTH,
                                        OPT_KNOWLEDGE, OPT_MODEL, OPT_QUIET, OPT_HELP};

static int evaluate(const struct cli_command *command, const struct cli_args *args,
                    struct cli_sink *sink)
{
    static const char *const standard_input[] = {"-"};
    bede_engine_options wanted = cli_engine_options(args, 1u << BEDE_VIEW_EVENTS);
    bede_run_options options =
        cli_run_options(sink, args, BEDE_VIEW_EVENTS, cli_sink_format(sink, args));
    bede_run_io io = cli_sink_io(sink);
    bede_eval_totals totals = {0};
    bede_engine *engine;
    bede_error err;
    bede_status status = bede_engine_open(&wanted, &engine, &err);
    if (status == BEDE_OK) {
        status = bede_eval_files(engine, &options, args->value[OPT_GOLD],
                                 args->n_words ? args->words : standard_input,
                                 args->n_words ? args->n_words : 1, &io, &totals, &err);
        bede_engine_free(engine);
    }
    cli_sink_clear(sink);
    if (status == BEDE_USAGE) return cli_usage(command, "%s", err.msg);
    if (status != BEDE_OK) cli_report(&err);
    if (totals.without_gold && !args->quiet)
        fprintf(stderr, "bede: %llu %s without gold left out\n",
                (unsigned long long)totals.without_gold,
                totals.without_gold == 1 ? "story" : "stories");
    bool well = status == BEDE_OK && !totals.run.skipped && !totals.without_story;
    return well ? EXIT_WELL : EXIT_INPUT;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    if (!args->value[OPT_GOLD])
        return cli_usage(command, "against what? --gold FILE names what was coded by hand");
    if (!args->n_words && isatty(STDIN_FILENO))
        return cli_usage(command, "which stories? Name files or folders, or feed them in");
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    int exit_status = evaluate(command, args, &sink);
    return cli_sink_close(&sink) ? exit_status : EXIT_INPUT;
}

const struct cli_command cmd_eval = {
    .name = "eval",
    .summary = "score against stories coded by hand",
    .synopsis = "--gold GOLD [FILE...]",
    .about =
        "Codes the stories that GOLD tells of and scores them: events by type, actors, recipients\n"
        "and paragraph (loose: without paragraph and sectors), quotes and their speakers, people\n"
        "and references when they are given. Each miss and extra is shown with what comes nearest\n"
        "to it and in what the two differ. GOLD is a file of JSON or JSON lines, or a folder of\n"
        "such files: stories with lists, or rows as bede code and bede quotes write them,\n"
        "corrected by hand.\n\n"
        "Exit status: 0 all was scored, whatever the score; 1 some input failed, or some gold has\n"
        "no story among the files; 2 wrong use.",
    .examples = "  bede eval --gold gold/ stories/\n"
                "  bede eval --gold talks.json --format jsonl talks.txt | tail -1 | jq .events.f1\n"
                "  bede code talks.txt > mine.jsonl    # correct it by hand, then:\n"
                "  bede eval --gold mine.jsonl talks.txt",
    .options = takes,
    .run = run,
};
