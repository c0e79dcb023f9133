/* cli/main.c - the program `bede`: finds the command and hands it its arguments.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const struct cli_command *const commands[] = {
    &cmd_code, &cmd_quotes,  &cmd_entities, &cmd_stories,         &cmd_parse,  &cmd_relate,
    &cmd_show, &cmd_explain, &cmd_ingest,   &cmd_query,           &cmd_export, &cmd_pending,
    &cmd_diff, &cmd_eval,    &cmd_check,    &cmd_import_petrarch, &cmd_bench,  &cmd_version,
    &cmd_help};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

const struct cli_command *const *cli_commands(size_t *n)
{
    *n = N_COMMANDS;
    return commands;
}

const struct cli_command *cli_find(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) return &cmd_version;
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) return &cmd_help;
    return NULL;
}

static int no_such_command(const char *name)
{
    const char *names[N_COMMANDS];
    for (size_t i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i]->name;
    const char *near = cli_nearest(name, names, N_COMMANDS);
    fprintf(stderr, "bede: there is no command \"%s\"", name);
    if (near) fprintf(stderr, "; did you mean \"%s\"?", near);
    fprintf(stderr, "\n\"bede help\" lists what there is.\n");
    return EXIT_USAGE;
}

static int run(const struct cli_command *command, int argc, char **argv)
{
    struct cli_args args;
    const char **words = calloc((size_t)argc + 1, sizeof *words);
    if (!words) {
        fprintf(stderr, "bede: out of memory\n");
        return EXIT_INPUT;
    }
    int exit_status = EXIT_USAGE;
    if (cli_parse(command, argc, argv, words, &args)) {
        if (args.help) {
            cli_print_help(stdout, command);
            exit_status = EXIT_WELL;
        } else {
            exit_status = command->run(command, &args);
        }
    }
    free(words);
    return exit_status;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bede COMMAND [option...] [FILE...]\n"
                        "\"bede help\" lists the commands.\n");
        return EXIT_USAGE;
    }
    const struct cli_command *command = cli_find(argv[1]);
    if (!command) return no_such_command(argv[1]);
    return run(command, argc - 2, argv + 2);
}
