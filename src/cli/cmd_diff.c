/* cli/cmd_diff.c - what changed between versions.
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_DB,    OPT_OLD,       OPT_NEW,    OPT_PAIRS,  OPT_ALL,
                                        OPT_FROM,  OPT_DATE,      OPT_FORMAT, OPT_OUTPUT, OPT_COLOR,
                                        OPT_WIDTH, OPT_KNOWLEDGE, OPT_MODEL,  OPT_HELP};
enum { EXIT_SAME = 0, EXIT_CHANGED = 1, EXIT_TROUBLE = 2 };

/* Two files, or two versions in a record. */
static bede_status compare_two(const bede_engine *engine, const bede_diff_options *options,
                               const struct cli_args *args, const bede_run_io *io,
                               bede_diff_totals *totals, bede_error *err)
{
    const bede_diff_stored which = {.db = args->value[OPT_DB],
                                    .story = args->words[0],
                                    .old_rank = args->number[OPT_OLD],
                                    .new_rank = args->number[OPT_NEW]};
    if (!which.db)
        return bede_diff_files(engine, options, args->words[0], args->words[1], io, totals, err);
    bede_status status = bede_diff_stored_versions(engine, options, &which, io, totals, err);
    if (status == BEDE_OK && !totals->pairs && !totals->skipped)
        fprintf(stderr, "bede: \"%s\" has one version in the record: there is nothing to compare\n",
                which.story);
    return status;
}

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
        status = compare_two(engine, &options, args, &io, &totals, &err);
        bede_engine_free(engine);
    }
    if (status != BEDE_OK) cli_report(&err);
    if (status != BEDE_OK || totals.skipped) return EXIT_TROUBLE;
    return totals.changed || totals.only_old || totals.only_new ? EXIT_CHANGED : EXIT_SAME;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    bool stored = args->value[OPT_DB] != NULL;
    for (int i = OPT_OLD; i <= OPT_NEW; i++)
        if (args->value[i] && (!stored || !args->number[i]))
            return cli_usage(command, stored
                                          ? "versions count from 1"
                                          : "--old and --new choose versions in a record: --db DB");
    if (stored && args->n_words != 1)
        return cli_usage(command, "which story? Name the id of one of its versions");
    if (!stored && args->n_words != 2)
        return cli_usage(command, "which two? Name the old version and the new one");
    if (!cli_sink_open(&sink, args)) return EXIT_TROUBLE;
    int exit_status = compare(args, &sink);
    return cli_sink_close(&sink) ? exit_status : EXIT_TROUBLE;
}

const struct cli_command cmd_diff = {
    .name = "diff",
    .summary = "what changed between versions of a story",
    .synopsis = "OLD NEW\n       bede diff --db DB [option...] STORY",
    .about =
        "Compares two versions, in whatever formats they came: status and the agency's own note,\n"
        "numbers, quotes, events, people, header, paragraphs with their words; and whether the "
        "note\n"
        "declares what changed. Where OLD or NEW holds several stories, versions find each other "
        "by\n"
        "id, link, headline, slug and shared text. With --db two versions of STORY in a record, "
        "the\n"
        "last two unless --old and --new say which; a story with one version has nothing to "
        "compare.\n\n"
        "Exit status: 0 nothing changed, 1 something did, 2 trouble.",
    .examples = "  bede diff talks-lead.txt talks-2nd-lead.txt\n"
                "  bede diff --format jsonl v1.xml v2.xml | jq .digest\n"
                "  bede diff --pairs monday.jsonl tuesday.jsonl\n"
                "  bede diff --db wire.db --old 1 --new 3 urn:x:talks",
    .options = takes,
    .run = run,
};
