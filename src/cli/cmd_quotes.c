/* cli/cmd_quotes.c - what was said, by whom, on whose word
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_FROM,  OPT_DATE,  OPT_FORMAT, OPT_OUTPUT,
                                        OPT_JOBS,  OPT_COLOR, OPT_WIDTH,  OPT_KNOWLEDGE,
                                        OPT_MODEL, OPT_QUIET, OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    return cli_run_view(command, args, BEDE_VIEW_QUOTES);
}

const struct cli_command cmd_quotes = {
    .name = "quotes",
    .summary = "what was said, by whom, on whose word",
    .synopsis = "[FILE...]",
    .about =
        "Prints the quotations of each story: direct, mixed and indirect, with cue, speaker after\n"
        "coreference, and the one who relayed it. Spans are code points of the text as received.",
    .examples = "  bede quotes story.txt\n"
                "  bede quotes --from jsonl --format jsonl - < day.jsonl",
    .options = takes,
    .run = run,
};
