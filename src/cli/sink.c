/* cli/sink.c - output, progress and errors: all that people and pipes see of a run.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

/* Progress comes up after a second and then four times a second. */
#define PROGRESS_AFTER 1.0
#define PROGRESS_EVERY 0.25

/* ---- messages ------------------------------------------------------------------------------ */

int cli_usage(const struct cli_command *command, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "bede %s: ", command->name);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "\nTry \"bede %s --help\".\n", command->name);
    return EXIT_USAGE;
}

void cli_report(const bede_error *err)
{
    fputs("bede: ", stderr);
    if (err->input[0]) {
        fprintf(stderr, "%s: ", strcmp(err->input, "-") == 0 ? "standard input" : err->input);
        if (err->line) fprintf(stderr, "line %" PRIu32 ", ", err->line);
        fprintf(stderr, "at byte %" PRIu64 ": ", err->offset);
    }
    fprintf(stderr, "%s\n", err->msg);
}

/* ---- the sink ------------------------------------------------------------------------------ */

static unsigned terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    if (columns && atoi(columns) > 0) return (unsigned)atoi(columns);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
    return 100;
}

static bool wants_color(const struct cli_sink *sink, int choice)
{
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    if (choice != COLOR_AUTO) return choice == COLOR_ALWAYS;
    return sink->terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

bool cli_sink_open(struct cli_sink *sink, const struct cli_args *args)
{
    *sink = (struct cli_sink){.to = stdout, .path = args->output, .quiet = args->quiet};
    if (args->output && strcmp(args->output, "-") != 0) {
        sink->to = fopen(args->output, "wb");
        if (!sink->to) {
            fprintf(stderr, "bede: %s: cannot write: %s\n", args->output, strerror(errno));
            return false;
        }
    }
    sink->terminal = sink->to == stdout && isatty(STDOUT_FILENO);
    sink->color = wants_color(sink, args->color);
    sink->width = args->width ? args->width : sink->terminal ? terminal_width() : 100;
    return true;
}

void cli_sink_clear(struct cli_sink *sink)
{
    if (sink->counter) fputs("\r\x1b[K", stderr);
    sink->counter = false;
}

bool cli_sink_close(struct cli_sink *sink)
{
    cli_sink_clear(sink);
    bool good = fflush(sink->to) == 0 && !ferror(sink->to);
    int why = errno;
    if (sink->to != stdout && fclose(sink->to) != 0 && good) {
        why = errno;
        good = false;
    }
    if (!good)
        fprintf(stderr, "bede: %s: cannot write: %s\n", sink->path ? sink->path : "standard output",
                strerror(why));
    return good;
}

static bede_status write_bytes(void *ctx, const char *data, size_t len)
{
    struct cli_sink *sink = ctx;
    if (sink->terminal) cli_sink_clear(sink);
    return fwrite(data, 1, len, sink->to) == len ? BEDE_OK : BEDE_IO;
}

static void report(void *ctx, const bede_error *err)
{
    struct cli_sink *sink = ctx;
    cli_sink_clear(sink);
    sink->reports++;
    cli_report(err);
}

static void progress(void *ctx, const bede_run_totals *totals)
{
    struct cli_sink *sink = ctx;
    if (totals->seconds < PROGRESS_AFTER || totals->seconds - sink->shown < PROGRESS_EVERY) return;
    sink->shown = totals->seconds;
    sink->counter = true;
    fprintf(stderr,
            "\r%" PRIu64 " stories, %" PRIu64 " sentences, %" PRIu64
            " rows, %.0f sentences/s\x1b[K",
            totals->stories, totals->sentences, totals->rows,
            (double)totals->sentences / totals->seconds);
    fflush(stderr);
}

bede_run_io cli_sink_io(struct cli_sink *sink)
{
    bool counts = !sink->quiet && isatty(STDERR_FILENO);
    return (bede_run_io){
        .ctx = sink, .write = write_bytes, .report = report, .progress = counts ? progress : NULL};
}

bede_format cli_sink_format(const struct cli_sink *sink, const struct cli_args *args)
{
    if (args->format != FORMAT_CHOOSE) return (bede_format)args->format;
    return sink->terminal ? BEDE_FORMAT_TABLE : BEDE_FORMAT_JSONL;
}

/* ---- calling the library ------------------------------------------------------------------- */

bede_engine_options cli_engine_options(const struct cli_args *args, unsigned views)
{
    return (bede_engine_options){.model = args->model,
                                 .knowledge = args->knowledge,
                                 .n_knowledge = args->n_knowledge,
                                 .views = views};
}

bede_run_options cli_run_options(const struct cli_sink *sink, const struct cli_args *args,
                                 bede_view view, bede_format format)
{
    return (bede_run_options){.view = view,
                              .format = format,
                              .from = (bede_from)args->from,
                              .jobs = args->jobs,
                              .received = args->date,
                              .color = sink->color,
                              .width = sink->width};
}

/* The run proper; the exit status without that of the sink. */
static int run_view(const struct cli_command *command, const struct cli_args *args,
                    const bede_run_options *options, struct cli_sink *sink)
{
    static const char *const standard_input[] = {"-"};
    const char *const *words = args->n_words ? args->words : standard_input;
    bede_engine_options wanted = cli_engine_options(args, 1u << options->view);
    bede_run_io io = cli_sink_io(sink);
    bede_run_totals totals;
    bede_engine *engine;
    bede_error err;
    bede_status status = bede_engine_open(&wanted, &engine, &err);
    if (status != BEDE_OK) {
        cli_report(&err);
        return EXIT_INPUT;
    }
    status = bede_run_files(engine, options, words, args->n_words ? args->n_words : 1, &io, &totals,
                            &err);
    bede_engine_free(engine);
    if (status == BEDE_USAGE) return cli_usage(command, "%s", err.msg);
    if (status != BEDE_OK) cli_report(&err);
    return status != BEDE_OK || totals.skipped ? EXIT_INPUT : EXIT_WELL;
}

int cli_run_view(const struct cli_command *command, const struct cli_args *args, bede_view view)
{
    struct cli_sink sink;
    if (!args->n_words && isatty(STDIN_FILENO))
        return cli_usage(command, "what to read? Name files or folders, or - for standard input");
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    bede_format format =
        view == BEDE_VIEW_PARSE  ? BEDE_FORMAT_CONLLU
        : view == BEDE_VIEW_SHOW ? BEDE_FORMAT_TABLE
        : (view == BEDE_VIEW_FOLDED || view == BEDE_VIEW_DAILY) && args->format == FORMAT_CHOOSE
            ? BEDE_FORMAT_JSONL
            : cli_sink_format(&sink, args);
    bede_run_options options = cli_run_options(&sink, args, view, format);
    int exit_status = run_view(command, args, &options, &sink);
    if (!cli_sink_close(&sink)) exit_status = EXIT_INPUT;
    return exit_status;
}
