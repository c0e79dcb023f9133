/* cli/cmd_ingest.c - reads, codes, stores.
 *
 * SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <unistd.h>

#include "cli/cli.h"

static const enum cli_option takes[] = {
    OPT_DB,   OPT_FROM,  OPT_DATE,      OPT_RECEIPTS, OPT_BATCH, OPT_FORMAT, OPT_OUTPUT,
    OPT_JOBS, OPT_COLOR, OPT_KNOWLEDGE, OPT_MODEL,    OPT_QUIET, OPT_HELP};

/* "[#########...........]  45 %, 1200 stories, 14210 sentences/s, 1 min 20 s left" */
static void progress(void *ctx, const bede_ingest_totals *t)
{
    enum { BAR = 24 };
    struct cli_sink *sink = ctx;
    double seconds = t->run.seconds;
    if (seconds < 0.5 || seconds - sink->shown < 0.25) return;
    sink->shown = seconds;
    sink->counter = true;
    fputs("\r", stderr);
    double part = t->of ? (double)t->at / (double)t->of : 0;
    if (part > 1) part = 1;
    if (t->of) {
        fputc('[', stderr);
        for (int i = 0; i < BAR; i++)
            fputc(i < (int)(part * BAR) ? '#' : '.', stderr);
        fprintf(stderr, "] %3.0f %%, ", 100 * part);
    }
    fprintf(stderr, "%" PRIu64 " stories, %.0f sentences/s", t->run.stories,
            (double)t->run.sentences / seconds);
    if (part > 0.01 && seconds > 2) {
        unsigned left = (unsigned)(seconds / part - seconds + 0.5);
        if (left >= 60)
            fprintf(stderr, ", %u min %u s left", left / 60, left % 60);
        else
            fprintf(stderr, ", %u s left", left);
    }
    fputs("\x1b[K", stderr);
    fflush(stderr);
}

static void summary(const bede_ingest_totals *t)
{
    fprintf(stderr,
            "bede: %" PRIu64 " new, %" PRIu64 " further versions, %" PRIu64 " reprints, %" PRIu64
            " known before, %" PRIu64 " kills, %" PRIu64 " waiting, %" PRIu64
            " skipped; %.1f s, %.0f sentences/s\n",
            t->fresh, t->versions, t->reprints, t->known, t->kills, t->queued, t->run.skipped,
            t->run.seconds, t->run.seconds > 0 ? (double)t->run.sentences / t->run.seconds : 0);
    if (t->withdrawn) fprintf(stderr, "bede: %" PRIu64 " events went out of force\n", t->withdrawn);
    if (t->settled)
        fprintf(stderr, "bede: %" PRIu64 " kills that waited found their story\n", t->settled);
    if (t->queued > t->settled)
        fprintf(stderr, "bede: \"bede pending\" shows the kills that wait for you\n");
}

static int ingest(const struct cli_command *command, const struct cli_args *args,
                  struct cli_sink *sink)
{
    static const char *const standard_input[] = {"-"};
    bede_engine_options wanted = cli_engine_options(args, 1u << BEDE_VIEW_EVENTS);
    bede_run_io plain = cli_sink_io(sink);
    bede_ingest_io io = {sink, plain.write, plain.report, plain.progress ? progress : NULL};
    bede_ingest_options options = {
        .db = args->value[OPT_DB],
        .from = (bede_from)args->from,
        .jobs = args->jobs,
        .received = args->date,
        .batch = args->number[OPT_BATCH],
        .tell_all = args->value[OPT_RECEIPTS] != NULL,
        .color = sink->color,
        .format = args->format == FORMAT_CHOOSE ? BEDE_FORMAT_TABLE : (bede_format)args->format};
    bede_ingest_totals totals = {0};
    bede_engine *engine;
    bede_error err;
    if (bede_engine_open(&wanted, &engine, &err) != BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    bede_status status =
        bede_ingest_files(engine, &options, args->n_words ? args->words : standard_input,
                          args->n_words ? args->n_words : 1, &io, &totals, &err);
    bede_engine_free(engine);
    if (status == BEDE_USAGE) return cli_usage(command, "%s", err.msg);
    cli_sink_clear(sink);
    if (status != BEDE_OK) cli_report(&err);
    if (!sink->quiet) summary(&totals);
    return status != BEDE_OK || totals.run.skipped ? EXIT_INPUT : EXIT_WELL;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    if (!args->value[OPT_DB]) return cli_usage(command, "which record? --db FILE");
    if (!args->n_words && isatty(STDIN_FILENO))
        return cli_usage(command, "what to read? Name files or folders, or - for standard input");
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    int exit_status = ingest(command, args, &sink);
    if (!cli_sink_close(&sink)) exit_status = EXIT_INPUT;
    return exit_status;
}

const struct cli_command cmd_ingest = {
    .name = "ingest",
    .summary = "read, code and keep: the record of a feed",
    .synopsis = "--db DB [FILE...]",
    .about = "Reads stories, codes them and keeps all of it in the record, which is made when it "
             "is not\n"
             "there. A version that is stored already is not coded again: start a broken run once "
             "more and\n"
             "it goes on. Updates and corrections supersede, kills withdraw; nothing is deleted. A "
             "kill in\n"
             "words acts on exactly one story, else it waits (bede pending). Kills are told on "
             "standard\n"
             "output as soon as they are safe on disk, with --receipts every story.",
    .examples = "  bede ingest --db wire.db 2023/11/\n"
                "  bede ingest --db wire.db --receipts --format jsonl - < day.jsonl\n"
                "  bede ingest --db postgresql://desk@localhost/wire day.jsonl.gz",
    .options = takes,
    .run = run,
};
