/* api/explain.c - one sentence through all stages, with what the matcher tells on the way.
 *
 * SPDX-License-Identifier: MIT */
#include "api/engine.h"

enum { TRACE_MAX = 4 << 20 };

static void take_line(void *ctx, const char *line)
{
    struct buf *trace = ctx;
    buf_puts(trace, "  ");
    buf_puts(trace, line);
    buf_putc(trace, '\n');
}

static bede_status read_as(const bede_engine *engine, struct arena *arena, struct str text,
                           bede_from from, const bede_limits *limits, struct story **story,
                           bede_error *err)
{
    struct wire_reader *reader;
    TRY(wire_open(engine->record.wire, "sentence", text, from, limits, &reader, err));
    bede_status status = wire_next(reader, arena, story, err);
    wire_close(reader);
    return status == BEDE_DONE ? err_set(err, BEDE_USAGE, "there is no sentence") : status;
}

/* A sentence is agency copy when it opens with a dateline, which then tells date and country. */
static bede_status read_sentence(const bede_engine *engine, const bede_run_options *options,
                                 struct arena *arena, struct str text, const bede_limits *limits,
                                 struct story **story, bede_error *err)
{
    bede_status status = read_as(engine, arena, text, BEDE_FROM_PLAIN, limits, story, err);
    if (status != BEDE_OK || !(*story)->dateline.present)
        TRY(read_as(engine, arena, text, BEDE_FROM_TEXT, limits, story, err));
    struct date received;
    if (options->received && !date_is_set((*story)->date) &&
        date_parse_iso(str_c(options->received), &received))
        (*story)->date = received;
    return BEDE_OK;
}

static bede_status explain(const bede_engine *engine, const bede_run_options *options,
                           struct arena *arena, struct str text, struct buf *trace, struct buf *out,
                           bede_error *err)
{
    struct output_options output = {.format = BEDE_FORMAT_TABLE,
                                    .color = options->color,
                                    .width = options->width ? options->width : OUTPUT_WIDTH};
    if (output.width < OUTPUT_WIDTH_MIN) output.width = OUTPUT_WIDTH_MIN;
    bede_limits limits = wire_limits(&options->limits);
    struct story *story;
    struct record *record;
    TRY(read_sentence(engine, options, arena, text, &limits, &story, err));
    struct record_coder *coder = record_coder_new(&engine->record);
    if (!coder) return err_nomem(err);
    record_coder_trace(coder, take_line, trace);
    bede_status status = record_make(coder, story, RECORD_EVENTS, &limits, &record, err);
    record_coder_free(coder);
    if (status != BEDE_OK) return status;
    output_explain(out, record, (struct str){trace->p, trace->n}, &output);
    return out->failed ? err_nomem(err) : BEDE_OK;
}

bede_status bede_explain(const bede_engine *engine, const bede_run_options *options,
                         const char *text, size_t len, const bede_run_io *io, bede_error *err)
{
    struct buf trace, out;
    struct arena *arena = arena_new(0);
    if (!arena) return err_nomem(err);
    buf_init(&trace, TRACE_MAX);
    buf_init(&out, 0);
    bede_status status =
        explain(engine, options, arena, (struct str){text, len}, &trace, &out, err);
    if (status == BEDE_OK) {
        status = io->write(io->ctx, out.p, out.n);
        if (status != BEDE_OK) err_set(err, status, "the output could not be written");
    }
    buf_fini(&out);
    buf_fini(&trace);
    arena_free(arena);
    return status;
}
