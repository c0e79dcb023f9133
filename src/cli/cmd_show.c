/* cli/cmd_show.c - the story marked up in colour
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_FROM,  OPT_DATE,      OPT_OUTPUT, OPT_JOBS,  OPT_COLOR,
                                        OPT_WIDTH, OPT_KNOWLEDGE, OPT_MODEL,  OPT_QUIET, OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    return cli_run_view(command, args, BEDE_VIEW_SHOW);
}

const struct cli_command cmd_show = {
    .name = "show",
    .summary = "the story marked up in colour",
    .synopsis = "[FILE...]",
    .about = "Prints the story with its actors, recipients, event words and quotations marked (a "
             "colour a\n"
             "speaker), furniture dim, and under each paragraph its events. Without colour, marks "
             "stand for\n"
             "the colours.",
    .examples = "  bede show story.txt\n"
                "  bede show --color always story.txt | less -R",
    .options = takes,
    .run = run,
};
