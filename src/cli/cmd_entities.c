/* cli/cmd_entities.c - people, states, bodies and places, with their mentions
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_UNKNOWN,   OPT_FROM,  OPT_DATE,  OPT_FORMAT,
                                        OPT_OUTPUT,    OPT_JOBS,  OPT_COLOR, OPT_WIDTH,
                                        OPT_KNOWLEDGE, OPT_MODEL, OPT_QUIET, OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    return cli_run_view(command, args, args->unknown ? BEDE_VIEW_UNKNOWN : BEDE_VIEW_ENTITIES);
}

const struct cli_command cmd_entities = {
    .name = "entities",
    .summary = "people, states, bodies and places, with their mentions",
    .synopsis = "[FILE...]",
    .about =
        "Prints what a story refers to: persons with office, states, organisations, groups and "
        "places,\n"
        "with PLOVER code and sectors, every mention and the reason for it. With --unknown, the "
        "actors\n"
        "that the tables do not know, over all stories, most frequent first: what to add next.",
    .examples = "  bede entities story.txt\n"
                "  bede entities --unknown --format table wire/ | head -40",
    .options = takes,
    .run = run,
};
