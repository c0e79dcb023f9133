/* cli/cmd_diff.c - what changed between versions.
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_PAIRS,     OPT_ALL,    OPT_FROM,  OPT_DATE,
                                        OPT_FORMAT,    OPT_OUTPUT, OPT_COLOR, OPT_WIDTH,
                                        OPT_KNOWLEDGE, OPT_MODEL,  OPT_HELP};
enum { EXIT_SAME = 0, EXIT_CHANGED = 1, EXIT_TROUBLE = 2 };

static int compare(const struct cli_args *args, struct cli_sink *sink)
{
    bool pairs = args->value[OPT_PAIRS] != NULL;
    bede_engine_options wanted =
        cli_engine_options(args, 1u << (pairs ? BEDE_VIEW_STORIES : BEDE_VIEW_EVENTS));
    bede_diff_options options = {.format = cli_sink_format(sink, args),
                                 .from = (bede_from)args->from,
                                 .color = sink->color,
                                 .width = sink->width,
                                 .received = args->date,
                                 .furniture = args->value[OPT_ALL] != NULL,
                                 .pairs_only = pairs};
    bede_run_io io = cli_sink_io(sink);
    bede_diff_totals totals = {0};
    bede_engine *engine;
    bede_error err;
    bede_status status = bede_engine_open(&wanted, &engine, &err);
    if (status == BEDE_OK) {
        status =
            bede_diff_files(engine, &options, args->words[0], args->words[1], &io, &totals, &err);
        bede_engine_free(engine);
    }
    if (status != BEDE_OK) cli_report(&err);
    if (status != BEDE_OK || totals.skipped) return EXIT_TROUBLE;
    return totals.changed || totals.only_old || totals.only_new ? EXIT_CHANGED : EXIT_SAME;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    if (args->n_words != 2)
        return cli_usage(command, "which two? Name the old version and the new one");
    if (!cli_sink_open(&sink, args)) return EXIT_TROUBLE;
    int exit_status = compare(args, &sink);
    return cli_sink_close(&sink) ? exit_status : EXIT_TROUBLE;
}

const struct cli_command cmd_diff = {
    .name = "diff",
    .summary = "what changed between versions of a story",
    .synopsis = "OLD NEW",
    .about =
        "Compares two versions, in whatever formats they came: status and the agency's own note,\n"
        "numbers, quotes, events, people, header, paragraphs with their words; and whether the "
        "note\n"
        "declares what changed. Where OLD or NEW holds several stories, versions find each other "
        "by\n"
        "id, link, headline, slug and shared text.\n\n"
        "Exit status: 0 nothing changed, 1 something did, 2 trouble.",
    .examples = "  bede diff talks-lead.txt talks-2nd-lead.txt\n"
                "  bede diff --format jsonl v1.xml v2.xml | jq .digest\n"
                "  bede diff --pairs monday.jsonl tuesday.jsonl",
    .options = takes,
    .run = run,
};
