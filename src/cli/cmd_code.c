/* cli/cmd_code.c - the events of each story
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_FROM,  OPT_DATE,  OPT_FORMAT,    OPT_OUTPUT, OPT_JOBS,
                                        OPT_COLOR, OPT_WIDTH, OPT_KNOWLEDGE, OPT_MODEL,  OPT_FOLD,
                                        OPT_DAILY, OPT_QUIET, OPT_HELP};

static int run(const struct cli_command *command, const struct cli_args *args)
{
    bede_view view = args->value[OPT_DAILY]  ? BEDE_VIEW_DAILY
                     : args->value[OPT_FOLD] ? BEDE_VIEW_FOLDED
                                             : BEDE_VIEW_EVENTS;
    return cli_run_view(command, args, view);
}

const struct cli_command cmd_code = {
    .name = "code",
    .summary = "the events of each story",
    .synopsis = "[FILE...]",
    .about = "Reads stories and prints the events they tell: who did what to whom, when and where, "
             "on whose\n"
             "word, each traced to its words. JSONL has the field names of PLOVER 2.0 and Bede's "
             "own under\n"
             "\"bede\"; spans are Unicode code points of the text as received. FILE may be a "
             "folder, read with\n"
             "all below it in the order of names, or - for standard input.",
    .examples = "  bede code story.txt                     a table, on a terminal\n"
                "  bede code --format jsonl wire/ > events.jsonl\n"
                "  zcat day.jsonl.gz | bede code --from jsonl --format csv -",
    .options = takes,
    .run = run,
};
