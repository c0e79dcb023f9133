/* cli/cmd_version.c - which Bede this is.
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    (void)command;
    (void)args;
    printf("bede %s\n", bede_version());
    return EXIT_WELL;
}

const struct cli_command cmd_version = {
    .name = "version",
    .summary = "print the version",
    .synopsis = "",
    .about = "Prints the version of the program.",
    .examples = "  bede version",
    .options = takes,
    .run = run,
};
