/* cli/cmd_parse.c - CoNLL-U: tokens, lemmas, tags and trees
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_FROM,  OPT_OUTPUT, OPT_JOBS, OPT_KNOWLEDGE,
                                        OPT_MODEL, OPT_QUIET,  OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    return cli_run_view(command, args, BEDE_VIEW_PARSE);
}

const struct cli_command cmd_parse = {
    .name = "parse",
    .summary = "CoNLL-U: tokens, lemmas, tags and trees",
    .synopsis = "[FILE...]",
    .about = "Prints Universal Dependencies as CoNLL-U. With --from conllu the sentences and "
             "tokens of the\n"
             "input are kept, and tagged and parsed anew; their comments stay.",
    .examples = "  echo \"The minister resigned on Friday.\" | bede parse --from text -\n"
                "  bede parse --from conllu treebank.conllu",
    .options = takes,
    .run = run,
};
