/* cli/cmd_export.c - events of the record in the layouts of other projects.
 *
 * SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_DB,        OPT_LAYOUT,       OPT_AGGREGATE,
                                        OPT_ACTOR,     OPT_RECIPIENT,    OPT_COUNTRY,
                                        OPT_SECTOR,    OPT_ACTOR_SECTOR, OPT_RECIPIENT_SECTOR,
                                        OPT_TYPE,      OPT_QUAD,         OPT_SINCE,
                                        OPT_UNTIL,     OPT_PLACE,        OPT_SPEAKER,
                                        OPT_TEXT,      OPT_STORY,        OPT_AGENCY,
                                        OPT_AS_OF,     OPT_ALL_VERSIONS, OPT_REPRINTS,
                                        OPT_ONCE,      OPT_SORT,         OPT_OUTPUT,
                                        OPT_FROM,      OPT_DATE,         OPT_JOBS,
                                        OPT_KNOWLEDGE, OPT_MODEL,        OPT_HELP};

/* With files the model is needed and no record, without them the other way round. */
static bede_status from_files(const struct cli_args *args, const bede_query *query,
                              const bede_export_options *options, const bede_run_io *io,
                              bool *skipped, bede_error *err)
{
    bede_engine_options wanted = cli_engine_options(args, 1u << BEDE_VIEW_EVENTS);
    const bede_ingest_options ingest = {
        .from = (bede_from)args->from, .jobs = args->jobs, .received = args->date};
    bede_ingest_totals totals = {0};
    bede_engine *engine;
    bede_status status = bede_engine_open(&wanted, &engine, err);
    if (status != BEDE_OK) return status;
    status = bede_export_files(engine, &ingest, args->words, args->n_words, query, options, io,
                               &totals, err);
    bede_engine_free(engine);
    *skipped = totals.run.skipped > 0;
    return status;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    bede_error err;
    bool skipped = false;
    if (!args->value[OPT_DB] && !args->n_words)
        return cli_usage(command, "which record? --db FILE; or name stories to read");
    if (args->value[OPT_DB] && args->n_words)
        return cli_usage(command, "either --db, or stories such as \"%s\"", args->words[0]);
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    bede_query query = cli_query(&sink, args);
    bede_engine_options engine = cli_engine_options(args, 0);
    bede_export_options options = {.layout = args->value[OPT_LAYOUT],
                                   .aggregate = args->value[OPT_AGGREGATE],
                                   .engine = &engine};
    if (!args->value[OPT_SORT]) query.sort = BEDE_SORT_STORY;
    bede_run_io io = cli_sink_io(&sink);
    bede_status status = args->n_words ? from_files(args, &query, &options, &io, &skipped, &err)
                                       : bede_export_run(&query, &options, &io, NULL, &err);
    int exit_status = status == BEDE_OK && !skipped ? EXIT_WELL : EXIT_INPUT;
    if (status == BEDE_USAGE)
        exit_status = cli_usage(command, "%s", err.msg);
    else if (status != BEDE_OK)
        cli_report(&err);
    if (!cli_sink_close(&sink)) exit_status = EXIT_INPUT;
    return exit_status;
}

const struct cli_command cmd_export = {
    .name = "export",
    .summary = "events of the record in the layouts of ICEWS, Phoenix, POLECAT, GDELT ...",
    .synopsis = "--db DB | FILE... [--layout LAYOUT | --aggregate SUM]",
    .about =
        "Writes the events of the record as other projects write theirs, so that what loads those\n"
        "loads these: plover (JSON lines), icews, phoenix, polecat, gdelt (2.0), gdelt1, csv "
        "(all\n"
        "there is), graphml (who did what to whom as a graph). With --aggregate it writes sums as\n"
        "CSV: dyad-day, dyad-month, dyad-year, actor-month, type-month. Restrictions are those of\n"
        "\"bede query\". With files instead of a record it reads, codes and writes in one go.",
    .examples = "  bede export --db wire.db --layout icews > events.tab\n"
                "  bede export --db wire.db --layout gdelt --since 2023-11-01 -o november.tsv\n"
                "  bede export --layout polecat 2023/11/ > polecat.txt\n"
                "  bede export --db wire.db --aggregate dyad-month --country KOR > kor.csv",
    .options = takes,
    .run = run,
};
