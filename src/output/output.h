/* output/output.h - a record as text: one function for every view in every format.
 *
 * In:   a record (record/record.h), coded as deep as the view needs
 * Out:  bytes appended to a buf
 * Owns: nothing; scratch comes from the record's arena
 * Not here: files, threads and their order (api/); terminals (cli/)
 *
 * Spans leave as Unicode code points, half-open, into the version's text as received; texts in
 * JSON are exactly what the span holds. Tables and CSV fold white space, for the eye.
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include "base/buf.h"
#include "record/record.h"

struct output_options {
    bede_view view;
    bede_format format;
    bool color;
    uint32_t width; /* columns of tables; at least OUTPUT_WIDTH_MIN */
};
enum { OUTPUT_WIDTH_MIN = 60, OUTPUT_WIDTH = 100 };

/* How deep a story must be coded for the view. */
enum record_depth output_depth(bede_view view);

/* USAGE, saying which formats there are, when the view has not this one. */
BEDE_NODISCARD bede_status output_check(const struct output_options *options, bede_error *err);

/* What stands before all records: the header line of CSV, the legend of `show`. */
void output_begin(struct buf *buf, const struct output_options *options);

/* Appends all rows of the record; returns their number. A failure shows in buf->failed. */
uint32_t output_record(struct buf *buf, const struct record *record,
                       const struct output_options *options);

/* Views of a whole run (BEDE_VIEW_UNKNOWN, BEDE_VIEW_DAILY): output_record writes what the tally
 * reads back, in input order; the end gives the list. */
struct output_tally;
struct output_tally *output_tally_new(bede_view view);
void output_tally_free(struct output_tally *tally);
bool output_tally_add(struct output_tally *tally, struct str rows);
void output_tally_print(struct buf *buf, const struct output_tally *tally,
                        const struct output_options *options, uint64_t *rows);

/* How each event of a sentence came about: trees, mentions, quotes, events; `trace` is what the
 * matcher told. */
void output_explain(struct buf *buf, const struct record *record, struct str trace,
                    const struct output_options *options);

#endif
