/* cli/cmd_help.c - what there is, and how each command is used.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    size_t n;
    const struct cli_command *const *commands = cli_commands(&n);
    if (args->n_words) {
        const struct cli_command *about = cli_find(args->words[0]);
        if (!about) return cli_usage(command, "there is no command \"%s\"", args->words[0]);
        cli_print_help(stdout, about);
        return EXIT_WELL;
    }
    printf("bede %s reads newswire and keeps the record it describes: who did what to whom, when\n"
           "and where, who says so and on whose word.\n\nusage: bede COMMAND [option...] "
           "[FILE...]\n\n",
           bede_version());
    for (size_t i = 0; i < n; i++)
        printf("  %-9s %s\n", commands[i]->name, commands[i]->summary);
    printf("\n\"bede COMMAND --help\" or \"man bede-COMMAND\" tells more.\n"
           "Exit status: 0 well, 1 some input failed, 2 wrong use.\n");
    return EXIT_WELL;
}

const struct cli_command cmd_help = {
    .name = "help",
    .summary = "list the commands, or tell about one",
    .synopsis = "[COMMAND]",
    .about = "Lists the commands, or prints the help of one.",
    .examples = "  bede help code",
    .options = takes,
    .run = run,
};
