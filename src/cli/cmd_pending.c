/* cli/cmd_pending.c - kills that wait for a person.
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_DB,     OPT_KILL,  OPT_STORY, OPT_DISMISS, OPT_FORMAT,
                                        OPT_OUTPUT, OPT_COLOR, OPT_WIDTH, OPT_HELP};

static int answer(const struct cli_command *command, const struct cli_args *args)
{
    bool kill = args->value[OPT_KILL] != NULL;
    unsigned notice = args->number[kill ? OPT_KILL : OPT_DISMISS];
    uint32_t withdrawn;
    bede_error err;
    if (kill && !args->value[OPT_STORY])
        return cli_usage(command, "which story does it withdraw? --story ID");
    bede_status status = bede_pending_answer(
        args->value[OPT_DB], notice, kill ? args->value[OPT_STORY] : NULL, &withdrawn, &err);
    if (status == BEDE_USAGE) return cli_usage(command, "%s", err.msg);
    if (status != BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    if (kill)
        printf("notice %u withdraws %s: %u events\n", notice, args->value[OPT_STORY],
               (unsigned)withdrawn);
    else
        printf("notice %u is put aside\n", notice);
    return EXIT_WELL;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    bede_error err;
    if (!args->value[OPT_DB]) return cli_usage(command, "which record? --db FILE");
    if (args->n_words) return cli_usage(command, "there is nothing to read here");
    if (args->value[OPT_KILL] || args->value[OPT_DISMISS]) return answer(command, args);
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    bede_run_io io = cli_sink_io(&sink);
    bede_status status = bede_pending_list(args->value[OPT_DB], cli_sink_format(&sink, args),
                                           sink.color, sink.width, &io, NULL, &err);
    if (status != BEDE_OK) cli_report(&err);
    if (!cli_sink_close(&sink)) return EXIT_INPUT;
    return status == BEDE_OK ? EXIT_WELL : EXIT_INPUT;
}

const struct cli_command cmd_pending = {
    .name = "pending",
    .summary = "kills that wait for a person",
    .synopsis = "--db DB",
    .about = "Lists the kills and holds in words that named no stored story, or several: they have "
             "withdrawn\n"
             "nothing. Say what they mean with --kill NOTICE --story ID, or --dismiss NOTICE.",
    .examples = "  bede pending --db wire.db\n"
                "  bede pending --db wire.db --kill 3 --story ap-20241106-fb63bcf2",
    .options = takes,
    .run = run,
};
