/* api/differ.c - see diff.h. SPDX-License-Identifier: MIT */
#include "api/diff.h"

bede_status differ_init(struct differ *differ, const bede_engine *engine,
                        const bede_diff_options *options, const bede_run_io *io, bede_error *err)
{
    *differ = (struct differ){.engine = engine, .options = options, .io = io};
    differ->output = (struct output_diff){.format = options->format,
                                          .color = options->color,
                                          .width = options->width ? options->width : OUTPUT_WIDTH,
                                          .furniture = options->furniture};
    if (differ->output.width < OUTPUT_WIDTH_MIN) differ->output.width = OUTPUT_WIDTH_MIN;
    differ->limits = wire_limits(&options->limits);
    buf_init(&differ->buf, 0);
    TRY(output_diff_check(&differ->output, err));
    if (!options->pairs_only && engine->record.depth < RECORD_EVENTS)
        return err_set(err, BEDE_USAGE, "the engine was opened without the stages a diff needs");
    differ->arena = arena_new(0);
    if (differ->arena && !options->pairs_only) differ->coder = record_coder_new(&engine->record);
    return differ->arena && (differ->coder || options->pairs_only) ? BEDE_OK : err_nomem(err);
}

void differ_fini(struct differ *differ)
{
    if (differ->coder) record_coder_free(differ->coder);
    if (differ->arena) arena_free(differ->arena);
    buf_fini(&differ->buf);
}

static bede_status flush(struct differ *differ, bede_error *err)
{
    bede_status status = BEDE_OK;
    if (differ->buf.failed) status = err_nomem(err);
    if (status == BEDE_OK && differ->buf.n)
        status = differ->io->write(differ->io->ctx, differ->buf.p, differ->buf.n);
    if (status != BEDE_OK && status != BEDE_NOMEM)
        err_set(err, status, "the output could not be written");
    buf_clear(&differ->buf);
    return status;
}

/* The record goes into the memory of the pair, whatever the story itself stands in. */
static bede_status code(struct differ *differ, struct story *story, struct record **record,
                        bede_error *err)
{
    struct arena *own = story->arena;
    story->arena = differ->arena;
    bede_status status =
        record_make(differ->coder, story, RECORD_EVENTS, &differ->limits, record, err);
    story->arena = own;
    return status;
}

static bede_status compare(struct differ *differ, struct story *old_story, struct story *new_story,
                           struct diff **diff, bede_error *err)
{
    struct record *a, *b;
    TRY(code(differ, old_story, &a, err));
    TRY(code(differ, new_story, &b, err));
    return diff_make(a, b, differ->arena, diff, err);
}

bede_status differ_pair(struct differ *differ, struct story *old_story, struct story *new_story,
                        const struct family_verdict *verdict, bede_error *err)
{
    struct diff *diff = NULL;
    bede_error why;
    differ->totals.pairs++;
    bede_status status = compare(differ, old_story, new_story, &diff, &why);
    if (status == BEDE_NOMEM) {
        if (err) *err = why;
    } else if (status != BEDE_OK) {
        if (differ->io->report) differ->io->report(differ->io->ctx, &why);
        differ->totals.skipped++;
        status = BEDE_OK;
    } else {
        differ->totals.changed += diff->changed;
        output_diff(&differ->buf, diff, verdict, &differ->output);
        status = flush(differ, err);
    }
    arena_reset(differ->arena);
    return status;
}

bede_status differ_name(struct differ *differ, const struct story *old_story,
                        const struct story *new_story, const struct family_verdict *verdict,
                        bede_error *err)
{
    if (!old_story)
        differ->totals.only_new++;
    else if (!new_story)
        differ->totals.only_old++;
    else
        differ->totals.pairs++;
    output_pair(&differ->buf, old_story, new_story, verdict, &differ->output);
    return flush(differ, err);
}
