/* output/views.h - the views, one writer a format; output.c chooses among them. Each appends the
 * rows of one record and returns their number.
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_VIEWS_H
#define OUTPUT_VIEWS_H

#include "output/row.h"

uint32_t view_events_jsonl(struct buf *buf, const struct record *record);
/* Events that repeat no other, each with all its mentions under "bede". */
uint32_t view_events_folded(struct buf *buf, const struct record *record);
/* The JSON row of one event. */
void view_event_row(struct buf *buf, const struct record *record, uint32_t event);
/* Lines for output/daily.h. */
uint32_t view_daily(struct buf *buf, const struct record *record);
uint32_t view_events_csv(struct buf *buf, const struct record *record);
void view_events_csv_header(struct buf *buf);
uint32_t view_events_table(struct buf *buf, const struct record *record,
                           const struct output_options *options);

uint32_t view_quotes_jsonl(struct buf *buf, const struct record *record);
uint32_t view_quotes_csv(struct buf *buf, const struct record *record);
void view_quotes_csv_header(struct buf *buf);
uint32_t view_quotes_table(struct buf *buf, const struct record *record,
                           const struct output_options *options);

uint32_t view_entities_jsonl(struct buf *buf, const struct record *record);
uint32_t view_entities_csv(struct buf *buf, const struct record *record);
void view_entities_csv_header(struct buf *buf);
uint32_t view_entities_table(struct buf *buf, const struct record *record,
                             const struct output_options *options);

uint32_t view_stories_jsonl(struct buf *buf, const struct record *record);
uint32_t view_stories_csv(struct buf *buf, const struct record *record);
void view_stories_csv_header(struct buf *buf);
uint32_t view_stories_table(struct buf *buf, const struct record *record,
                            const struct output_options *options);

uint32_t view_parse(struct buf *buf, const struct record *record);
uint32_t view_unknown(struct buf *buf, const struct record *record);
uint32_t view_show(struct buf *buf, const struct record *record,
                   const struct output_options *options);
void view_show_legend(struct buf *buf, const struct output_options *options);

#endif
