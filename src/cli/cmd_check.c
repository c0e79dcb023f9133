/* cli/cmd_check.c - the linter of tables and rules.
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_KNOWLEDGE, OPT_MODEL, OPT_COMPILE, OPT_QUIET, OPT_HELP};

/* "file:line: error: message", which editors and terminals know how to follow. */
static void report(void *ctx, bool is_error, const bede_error *what)
{
    const struct cli_args *args = ctx;
    if (!is_error && args->quiet) return;
    printf("%s:", what->input[0] ? what->input : "bede");
    if (what->line) printf("%u:", (unsigned)what->line);
    printf(" %s: %s\n", is_error ? "error" : "warning", what->msg);
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_args all = *args;
    bede_check_figures figures;
    bede_error err;
    (void)command;
    if (all.n_knowledge + all.n_words > KNOWLEDGE_MAX)
        return cli_usage(command, "more than %d folders", KNOWLEDGE_MAX);
    for (size_t i = 0; i < args->n_words; i++)
        all.knowledge[all.n_knowledge++] = args->words[i];
    bede_engine_options options = cli_engine_options(&all, 0);
    if (args->value[OPT_COMPILE]) {
        if (bede_compile(&options, &err) == BEDE_OK) return EXIT_WELL;
        cli_report(&err);
        return EXIT_INPUT;
    }
    if (bede_check(&options, report, &all, &figures, &err) != BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    printf("%u names, %u rules: %u errors, %u warnings\n", (unsigned)figures.names,
           (unsigned)figures.rules, (unsigned)figures.errors, (unsigned)figures.warnings);
    return figures.errors ? EXIT_INPUT : EXIT_WELL;
}

const struct cli_command cmd_check = {
    .name = "check",
    .summary = "check tables and rules",
    .synopsis = "[DIR...]",
    .about =
        "Loads Bede's own knowledge, and the folders named, and reports every error and doubt "
        "with\n"
        "file and line: malformed rows, unknown codes, rules that the parser misreads, examples\n"
        "that do not come out as they say. --quiet leaves the doubts out. --compile checks "
        "nothing:\n"
        "it keeps the parsed templates in the knowledge folder, from where the next start reads "
        "them.",
    .examples = "  bede check\n"
                "  bede check ~/my-knowledge",
    .options = takes,
    .run = run,
};
