/* cli/cmd_bench.c - how fast, and where the time goes.
 *
 * SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "cli/cli.h"

static const enum cli_option takes[] = {OPT_FROM, OPT_JOBS, OPT_KNOWLEDGE, OPT_MODEL, OPT_HELP};

static bede_status drop(void *ctx, const char *data, size_t len)
{
    (void)ctx;
    (void)data;
    (void)len;
    return BEDE_OK;
}

static double share(const bede_run_totals *totals, unsigned stage)
{
    double sum = 0;
    for (unsigned i = 0; i < BEDE_STAGES; i++)
        sum += totals->stage_seconds[i];
    return sum > 0 ? 100 * totals->stage_seconds[stage] / sum : 0;
}

static double per(double n, double seconds)
{
    return seconds > 0 ? n / seconds : 0;
}

static void print(const bede_run_totals *t)
{
    double sentences = (double)t->sentences;
    printf("%u thread%s: %.2f s, %.0f sentences/s, %.0f words/s, %.2f MB/s, peak %.0f MB\n",
           (unsigned)t->jobs, t->jobs == 1 ? "" : "s", t->seconds, per(sentences, t->seconds),
           per((double)t->words, t->seconds), per((double)t->bytes / 1e6, t->seconds),
           (double)t->peak_bytes / 1e6);
    printf("  CPU %.2f s: %.0f sentences, %.0f words a CPU second\n", t->cpu_seconds,
           per(sentences, t->cpu_seconds), per((double)t->words, t->cpu_seconds));
    for (unsigned i = 0; i < BEDE_STAGES; i++)
        printf("  %-8s %5.1f %%  %6.1f us a sentence\n", bede_stage_name(i), share(t, i),
               1e6 * per(t->stage_seconds[i], sentences));
}

/* All stages over all words, output made and dropped. */
static int measure(const bede_engine *engine, const struct cli_args *args, unsigned jobs,
                   bede_run_totals *totals)
{
    struct cli_sink sink = {.to = stdout};
    bede_run_options options = cli_run_options(&sink, args, BEDE_VIEW_EVENTS, BEDE_FORMAT_JSONL);
    bede_run_io io = {.ctx = &sink, .write = drop};
    bede_error err;
    options.jobs = jobs;
    if (bede_run_files(engine, &options, args->words, args->n_words, &io, totals, &err) !=
        BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    print(totals);
    return EXIT_WELL;
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    bede_engine_options wanted = cli_engine_options(args, 0);
    bede_run_totals one, all;
    bede_engine *engine;
    bede_error err;
    if (!args->n_words) return cli_usage(command, "what to measure with? Name files or folders");
    if (bede_engine_open(&wanted, &engine, &err) != BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    int exit_status = measure(engine, args, 1, &one);
    if (exit_status == EXIT_WELL && args->jobs != 1)
        exit_status = measure(engine, args, args->jobs, &all);
    if (exit_status == EXIT_WELL)
        printf("%llu stories (%llu skipped), %llu sentences, %llu words, %llu events\n",
               (unsigned long long)one.stories, (unsigned long long)one.skipped,
               (unsigned long long)one.sentences, (unsigned long long)one.words,
               (unsigned long long)one.rows);
    bede_engine_free(engine);
    return exit_status;
}

const struct cli_command cmd_bench = {
    .name = "bench",
    .summary = "speed, share of each stage, peak memory",
    .synopsis = "FILE...",
    .about =
        "Codes the files with one thread and then with all (or --jobs), drops the output, and "
        "prints\n"
        "sentences, words and megabytes a second, the share of each stage, and the peak memory of\n"
        "the process up to then.",
    .examples = "  bede bench samples/\n"
                "  bede bench --from jsonl --jobs 8 day.jsonl",
    .options = takes,
    .run = run,
};
