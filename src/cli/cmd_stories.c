/* cli/cmd_stories.c - header, paragraphs and furniture as read
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_FROM,  OPT_DATE,  OPT_FORMAT,    OPT_OUTPUT, OPT_JOBS,
                                        OPT_COLOR, OPT_WIDTH, OPT_KNOWLEDGE, OPT_QUIET,  OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    return cli_run_view(command, args, BEDE_VIEW_STORIES);
}

const struct cli_command cmd_stories = {
    .name = "stories",
    .summary = "header, paragraphs and furniture as read",
    .synopsis = "[FILE...]",
    .about =
        "Prints each story as it was read: date, headline and its tags, advisory notes, bylines,\n"
        "dateline, numbered paragraphs, captions with credits, and the furniture that is not "
        "coded.",
    .examples = "  bede stories story.txt\n"
                "  bede stories --format csv wire/ > index.csv",
    .options = takes,
    .run = run,
};
