/* output/output.c - which writer serves which view in which format.
 *
 * SPDX-License-Identifier: MIT */
#include "output/output.h"

#include "output/views.h"
#include "syntax/conllu.h"

uint32_t view_parse(struct buf *buf, const struct record *record)
{
    for (uint32_t s = 0; s < record->doc->n_sentences; s++)
        conllu_write(buf, record->doc, s);
    return record->doc->n_sentences;
}

enum { JSONL = 1 << BEDE_FORMAT_JSONL, CSV = 1 << BEDE_FORMAT_CSV, TABLE = 1 << BEDE_FORMAT_TABLE };

/* One row a view; a NULL writer with its format in the set cannot be. */
static const struct {
    enum record_depth depth;
    unsigned formats;
    const char *names; /* of the formats, for the message */
    uint32_t (*jsonl)(struct buf *buf, const struct record *record);
    uint32_t (*csv)(struct buf *buf, const struct record *record);
    void (*csv_header)(struct buf *buf);
    uint32_t (*table)(struct buf *buf, const struct record *record,
                      const struct output_options *options);
} views[] = {
    [BEDE_VIEW_EVENTS] = {RECORD_EVENTS, JSONL | CSV | TABLE, "jsonl, csv, table",
                          view_events_jsonl, view_events_csv, view_events_csv_header,
                          view_events_table},
    [BEDE_VIEW_QUOTES] = {RECORD_EVENTS, JSONL | CSV | TABLE, "jsonl, csv, table",
                          view_quotes_jsonl, view_quotes_csv, view_quotes_csv_header,
                          view_quotes_table},
    [BEDE_VIEW_ENTITIES] = {RECORD_QUOTES, JSONL | CSV | TABLE, "jsonl, csv, table",
                            view_entities_jsonl, view_entities_csv, view_entities_csv_header,
                            view_entities_table},
    [BEDE_VIEW_STORIES] = {RECORD_TEXT, JSONL | CSV | TABLE, "jsonl, csv, table",
                           view_stories_jsonl, view_stories_csv, view_stories_csv_header,
                           view_stories_table},
    [BEDE_VIEW_PARSE] = {RECORD_SYNTAX, 1 << BEDE_FORMAT_CONLLU, "conllu", NULL, NULL, NULL, NULL},
    [BEDE_VIEW_SHOW] = {RECORD_EVENTS, TABLE, "table", NULL, NULL, NULL, view_show},
    [BEDE_VIEW_UNKNOWN] = {RECORD_EVENTS, JSONL | CSV | TABLE, "jsonl, csv, table", view_unknown,
                           view_unknown, NULL, NULL},
    [BEDE_VIEW_FOLDED] = {RECORD_EVENTS, JSONL, "jsonl", view_events_folded, NULL, NULL, NULL},
    [BEDE_VIEW_DAILY] = {RECORD_EVENTS, JSONL, "jsonl", view_daily, NULL, NULL, NULL},
};

enum record_depth output_depth(bede_view view)
{
    return views[view].depth;
}

bede_status output_check(const struct output_options *options, bede_error *err)
{
    unsigned view = (unsigned)options->view, format = (unsigned)options->format;
    if (view >= sizeof views / sizeof *views) return err_set(err, BEDE_USAGE, "no such view");
    if (format > BEDE_FORMAT_CONLLU || !(views[view].formats >> format & 1))
        return err_set(err, BEDE_USAGE, "this format is not to be had here; there is: %s",
                       views[view].names);
    return BEDE_OK;
}

void output_begin(struct buf *buf, const struct output_options *options)
{
    if (options->view == BEDE_VIEW_SHOW)
        view_show_legend(buf, options);
    else if (options->format == BEDE_FORMAT_CSV && views[options->view].csv_header)
        views[options->view].csv_header(buf);
}

uint32_t output_record(struct buf *buf, const struct record *record,
                       const struct output_options *options)
{
    if (options->view == BEDE_VIEW_PARSE) return view_parse(buf, record);
    if (options->view == BEDE_VIEW_UNKNOWN) return view_unknown(buf, record);
    if (options->format == BEDE_FORMAT_CSV) return views[options->view].csv(buf, record);
    if (options->format == BEDE_FORMAT_TABLE)
        return views[options->view].table(buf, record, options);
    return views[options->view].jsonl(buf, record);
}
