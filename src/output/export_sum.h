/* output/export_sum.h - events counted by a key: dyad and month, type and month, edge of a graph.
 *
 * SPDX-License-Identifier: MIT */
#ifndef OUTPUT_EXPORT_SUM_H
#define OUTPUT_EXPORT_SUM_H

#include "base/map.h"
#include "output/export_row.h"

enum { SUM_TYPES_MAX = 32 };

struct sum {
    struct str key; /* parts joined by SUM_JOINT */
    uint64_t n, quad[5], type[SUM_TYPES_MAX];
    double score;           /* sum */
    struct str first, last; /* dates, as far as told */
};
#define SUM_JOINT '\x1f' /* stands in no text that a story holds; replaced if it does */

struct sums {
    struct map index;
    struct arena *arena;
    struct sum *items;
    uint32_t n, cap;
    bool failed; /* memory ended */
};

bool sums_init(struct sums *sums);
void sums_fini(struct sums *sums);

/* Appends a part of a key. */
void sum_key(struct buf *key, struct str part);
/* The n-th part of a key. */
struct str sum_part(struct str key, uint32_t n);

/* Counts the event under the key; NULL when memory ends. */
struct sum *sums_add(struct sums *sums, const struct codes *codes, struct str key,
                     const struct store_event *event);
/* By the bytes of their keys; numbers of the index are no longer right. */
void sums_sort(struct sums *sums);

/* The aggregates and the graph, fed by export.c. */
void aggregate_begin(enum export_aggregate kind, const struct codes *codes, struct buf *buf);
void aggregate_add(enum export_aggregate kind, struct sums *sums, const struct codes *codes,
                   const struct store_event *event);
uint32_t aggregate_end(enum export_aggregate kind, struct sums *sums, const struct codes *codes,
                       struct buf *buf);

struct graph {
    struct sums nodes, edges;
};
void graph_add(struct graph *graph, const struct codes *codes, const struct store_event *event);
uint32_t graph_end(struct graph *graph, struct buf *buf);

#endif
