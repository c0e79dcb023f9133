/* cli/cmd_import_petrarch.c - dictionaries of TABARI and PETRARCH as a knowledge folder.
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_INTO, OPT_KNOWLEDGE, OPT_QUIET, OPT_HELP};

/* "file:line: refused: reason", which editors and terminals know how to follow. */
static void report(void *ctx, bool refused, const bede_error *what)
{
    const struct cli_args *args = ctx;
    if (args->quiet) return;
    printf("%s:%u: %s: %s\n", what->input, (unsigned)what->line, refused ? "refused" : "note",
           what->msg);
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    static const char *const names[BEDE_DICT_COUNT] = {"actors", "agents", "verbs", "discards",
                                                       "issues"};
    struct cli_args copy = *args;
    bede_import_figures figures;
    bede_error err;
    if (!args->value[OPT_INTO])
        return cli_usage(command, "which folder shall it write? --into DIR");
    if (!args->n_words) return cli_usage(command, "which dictionaries?");
    bede_engine_options options = cli_engine_options(args, 0);
    bede_status status = bede_import_petrarch(&options, args->words, args->n_words,
                                              args->value[OPT_INTO], report, &copy, &figures, &err);
    if (status == BEDE_USAGE) return cli_usage(command, "%s %s", err.input, err.msg);
    if (status != BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    for (int i = 0; i < BEDE_DICT_COUNT; i++) {
        const bede_import_count *c = &figures.of[i];
        if (c->lines)
            printf("%s: %u lines: %u taken, %u known, %u refused\n", names[i], (unsigned)c->lines,
                   (unsigned)c->taken, (unsigned)c->known, (unsigned)c->refused);
    }
    return EXIT_WELL;
}

const struct cli_command cmd_import_petrarch = {
    .name = "import-petrarch",
    .summary = "read dictionaries of TABARI and PETRARCH",
    .synopsis = "--into DIR FILE...",
    .about = "Reads dictionaries of actors, agents, verbs, discards and issues (it sees which is "
             "which) and\n"
             "writes a knowledge folder of what Bede does not have yet, to be laid over Bede's own "
             "with\n"
             "--knowledge. Each line that cannot be taken is reported with file, line and reason; "
             "--quiet\n"
             "leaves only the counts.",
    .examples =
        "  bede import-petrarch --into field Phoenix.agents.txt Phoenix.Countries.actors.txt\n"
        "  bede check field\n"
        "  bede code --knowledge field story.txt",
    .options = takes,
    .run = run,
};
