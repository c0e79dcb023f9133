/* output/row.h - what all views share: places in the text, names of people, folded words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_ROW_H
#define OUTPUT_ROW_H

#include "output/output.h"

/* The program as it signs its rows: "bede 0.1.0". */
#define ROW_CODER "bede " BEDE_VERSION

struct str row_text(const struct record *record, struct span span);

/* The keys of a point: division, latitude, longitude, GeoNames id (0: null). */
void row_json_point(struct buf *buf, struct str admin, double lat, double lon, uint32_t geoname);
/* Where a mention's place lies, as keys of an open object; nothing when that is not known. */
void row_json_fix(struct buf *buf, const struct record *record, const struct mention *mention);

/* The key "size" with the numbers that are told, those only; nothing at all when none is. */
void row_json_size(struct buf *buf, const struct event_size *size);
/* JSON: [s,e] in code points; the paragraph's number or the name of the block ("caption"). */
void row_json_span(struct buf *buf, const struct record *record, struct span span);
void row_json_paragraph(struct buf *buf, const struct record *record, uint32_t block);
void row_json_story(struct buf *buf, const struct record *record); /* "story" and "version" */
void row_json_or_null(struct buf *buf, struct str s);              /* null when empty */
void row_json_date(struct buf *buf, struct date date);             /* null when not full */
void row_json_sectors(struct buf *buf, const struct entity *entity);

/* The paragraph as words: "8", "caption". */
void row_paragraph(struct buf *buf, const struct record *record, uint32_t block);

/* The first sector, or "". */
const char *row_sector(const struct entity *entity);

/* Entity `n`, or NULL for ENTITY_NONE. */
const struct entity *row_entity(const struct record *record, uint32_t n);

/* Appends `s` with every run of white space as one blank. */
void row_fold(struct buf *buf, struct str s);

/* Appends one item of a list in a CSV cell: folded, `;` made a comma, after a `;` when the cell
 * has something since `start`. */
void row_list_item(struct buf *buf, size_t start, struct str s);

/* One CSV cell from what stands in `cell`, a comma before it unless it is the first. Numbers are
 * not guarded against being run as formulas, words are. */
void row_csv(struct buf *buf, bool *first, struct str cell, bool words);

/* Events: date to show, id ("<story>-v<version>-<n>"), auxiliary modes by name. */
struct date row_event_date(const struct record *record, const struct event *event);
void row_event_id(struct buf *buf, const struct record *record, uint32_t event);
const char *row_aux_name(uint32_t bit); /* 0..3, NULL beyond */

/* The runs of neighbouring trigger tokens as spans; returns how many (at most
 * EVENT_TRIGGER_MAX). */
uint32_t row_triggers(const struct record *record, const struct event *event,
                      struct span spans[EVENT_TRIGGER_MAX]);

#endif
