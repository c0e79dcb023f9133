/* output/export.c - which layout is which table, and how a row of it is written.
 *
 * Cells of TAB separated layouts are folded: a TAB or line end is one blank, and the double quote,
 * which some loaders take for the start of a quoted cell and others do not, becomes a single one.
 * CSV keeps everything.
 *
 * SPDX-License-Identifier: MIT */
#include "output/export.h"

#include <stdlib.h>

#include "output/export_sum.h"
#include "output/row.h"
#include "output/stored.h"

enum { PIECE = 1 << 16 };

static const struct {
    const char *name;
    const struct export_table *table; /* NULL: not a table */
} layouts[EXPORT_LAYOUTS] = {
    [EXPORT_PLOVER] = {"plover", NULL},
    [EXPORT_ICEWS] = {"icews", &export_icews},
    [EXPORT_PHOENIX] = {"phoenix", &export_phoenix},
    [EXPORT_POLECAT] = {"polecat", &export_polecat},
    [EXPORT_GDELT1] = {"gdelt1", &export_gdelt1},
    [EXPORT_GDELT2] = {"gdelt", &export_gdelt2},
    [EXPORT_CSV] = {"csv", &export_csv},
    [EXPORT_GRAPHML] = {"graphml", NULL},
};

static const char *const aggregates[EXPORT_AGGREGATES] = {
    [EXPORT_EVENTS] = "events",           [EXPORT_DYAD_DAY] = "dyad-day",
    [EXPORT_DYAD_MONTH] = "dyad-month",   [EXPORT_DYAD_YEAR] = "dyad-year",
    [EXPORT_ACTOR_MONTH] = "actor-month", [EXPORT_TYPE_MONTH] = "type-month",
};

struct export
{
    struct export_options options;
    const struct codes *codes;
    const struct export_table *table; /* of the layout, or NULL */
    struct buf cell;
    struct sums sums;
    struct graph graph;
    struct export_story story;
    int64_t story_of; /* version whose names stand in `story`; 0: of none */
    struct arena *names;
};

const char *export_layout_name(unsigned layout)
{
    return layout < EXPORT_LAYOUTS ? layouts[layout].name : NULL;
}

const char *export_aggregate_name(unsigned aggregate)
{
    return aggregate < EXPORT_AGGREGATES ? aggregates[aggregate] : NULL;
}

bool export_once(const struct export_options *options)
{
    const struct export_table *table = layouts[options->layout].table;
    if (options->aggregate != EXPORT_EVENTS || options->layout == EXPORT_GRAPHML) return true;
    return table && table->once;
}

bede_status export_new(const struct export_options *options, const struct codes *codes,
                       struct export **out, bede_error *err)
{
    struct export *export = calloc(1, sizeof *export);
    if (!export) return err_nomem(err);
    export->options = *options;
    export->codes = codes;
    if (options->aggregate == EXPORT_EVENTS) export->table = layouts[options->layout].table;
    buf_init(&export->cell, 0);
    export->names = arena_new(0);
    if (!export->names || !sums_init(&export->sums) || !sums_init(&export->graph.nodes) ||
        !sums_init(&export->graph.edges)) {
        export_free(export);
        return err_nomem(err);
    }
    *out = export;
    return BEDE_OK;
}

void export_free(struct export *export)
{
    if (!export) return;
    buf_fini(&export->cell);
    sums_fini(&export->sums);
    sums_fini(&export->graph.nodes);
    sums_fini(&export->graph.edges);
    arena_free(export->names);
    free(export);
}

/* ---- rows of tables ------------------------------------------------------------------------ */

static void put_cell(struct buf *buf, const struct export_table *table, struct str cell)
{
    if (!cell.n) cell = str_c(table->missing);
    if (table->separator == ',') {
        csv_field(buf, cell, ',', false);
        return;
    }
    size_t from = buf->n;
    row_fold(buf, cell);
    for (size_t i = from; i < buf->n; i++)
        if (buf->p[i] == '"') buf->p[i] = '\'';
}

static void put_row(struct export *export, struct buf *buf, struct export_row *row)
{
    const struct export_table *table = export->table;
    row->cell = &export->cell;
    row->codes = export->codes;
    for (uint32_t i = 0; i < table->n; i++) {
        buf_clear(&export->cell);
        table->columns[i].write(row, table->columns[i].what);
        if (export->cell.failed) buf->failed = true;
        if (i) buf_putc(buf, table->separator);
        put_cell(buf, table, (struct str){export->cell.p ? export->cell.p : "", export->cell.n});
    }
    buf_puts(buf, table->separator == ',' ? "\r\n" : "\n");
}

/* One row for each actor and recipient. Parties that met without a recipient stand for each other,
 * since these layouts have no row with two actors. */
static uint32_t put_pairs(struct export *export, struct buf *buf, const struct store_event *e)
{
    bool mutual = e->n_recipients == 0 && e->n_actors > 1;
    const struct store_part *others = mutual ? e->actors : e->recipients;
    uint32_t n_others = mutual ? e->n_actors : e->n_recipients, n = 0;
    for (uint32_t a = 0; a < e->n_actors || a == 0; a++)
        for (uint32_t r = 0; r < n_others || r == 0; r++) {
            if (mutual && a == r) continue;
            struct export_row row = {.event = e,
                                     .actor = a < e->n_actors ? &e->actors[a] : NULL,
                                     .recipient = r < n_others ? &others[r] : NULL,
                                     .pair = a * STORE_PARTS_MAX + r};
            put_row(export, buf, &row);
            n++;
        }
    return n;
}

/* ---- what a story names -------------------------------------------------------------------- */

static bool add_name(struct arena *arena, struct str *list, struct str name)
{
    struct str rest = *list, piece;
    while (rest.n && str_split(&rest, ';', &piece))
        if (str_eq(piece, name)) return true;
    *list = list->n ? arena_printf(arena, "%.*s;%.*s", STR_ARG(*list), STR_ARG(name))
                    : arena_str(arena, name);
    return list->p != NULL;
}

static bede_status read_names(struct export *export, struct store_cursor *cursor, bede_error *err)
{
    struct store_entity entity;
    bede_status status;
    while ((status = store_next_entity(cursor, &entity, err)) == BEDE_OK) {
        const struct store_part *part = &entity.part;
        struct str *list = str_is(part->kind, "person")    ? &export->story.people
                           : str_is(part->kind, "org")     ? &export->story.organisations
                           : str_is(part->kind, "place")   ? &export->story.places
                           : str_is(part->kind, "country") ? &export->story.places
                                                           : NULL;
        if (!list || !name_is_proper(part->name) || list->n > PIECE) continue;
        if (!add_name(export->names, list, part->name)) return err_nomem(err);
    }
    return status == BEDE_DONE ? BEDE_OK : status;
}

/* The names of the event's story, from the store, kept until the next story. */
static bede_status load_names(struct export *export, const struct store_event *event,
                              bede_error *err)
{
    struct store_cursor *cursor;
    int64_t version = event->origin.version_id;
    if (export->table != &export_polecat || !export->options.store || export->story_of == version)
        return BEDE_OK;
    arena_reset(export->names);
    export->story = (struct export_story){0};
    export->story_of = 0;
    TRY(store_entities(export->options.store, version, &cursor, err));
    bede_status status = read_names(export, cursor, err);
    store_cursor_close(cursor);
    if (status == BEDE_OK) export->story_of = version;
    return status;
}

/* ---- events -------------------------------------------------------------------------------- */

void export_begin(const struct export *export, struct buf *buf)
{
    const struct export_table *table = export->table;
    if (export->options.aggregate != EXPORT_EVENTS)
        aggregate_begin(export->options.aggregate, export->codes, buf);
    if (!table || !table->header) return;
    for (uint32_t i = 0; i < table->n; i++) {
        if (i) buf_putc(buf, table->separator);
        buf_puts(buf, table->columns[i].name);
    }
    buf_puts(buf, table->separator == ',' ? "\r\n" : "\n");
}

uint32_t export_event(struct export *export, struct buf *buf, const struct store_event *event)
{
    const struct export_options *options = &export->options;
    if (event->same_as.n && export_once(options)) return 0;
    if (options->aggregate != EXPORT_EVENTS) {
        aggregate_add(options->aggregate, &export->sums, export->codes, event);
        return 0;
    }
    if (options->layout == EXPORT_GRAPHML) {
        graph_add(&export->graph, export->codes, event);
        return 0;
    }
    if (options->layout == EXPORT_PLOVER) {
        stored_event_json(buf, event);
        return 1;
    }
    if (export->table->pairs) return put_pairs(export, buf, event);
    bool known = export->story_of && export->story_of == event->origin.version_id;
    struct export_row row = {.event = event, .story = known ? &export->story : NULL};
    put_row(export, buf, &row);
    return 1;
}

uint32_t export_end(struct export *export, struct buf *buf)
{
    if (export->options.aggregate != EXPORT_EVENTS)
        return aggregate_end(export->options.aggregate, &export->sums, export->codes, buf);
    return export->options.layout == EXPORT_GRAPHML ? graph_end(&export->graph, buf) : 0;
}

/* ---- all of a cursor ----------------------------------------------------------------------- */

static bede_status send(struct buf *buf, export_write write, void *ctx, bede_error *err)
{
    if (buf->failed) return err_nomem(err);
    if (!buf->n) return BEDE_OK;
    bede_status status = write(ctx, buf->p, buf->n);
    buf_clear(buf);
    return status == BEDE_OK ? BEDE_OK : err_set(err, status, "the output could not be written");
}

static bede_status send_events(struct export *export, struct store_cursor *cursor, struct buf *buf,
                               export_write write, void *ctx, uint64_t *n, bede_error *err)
{
    struct store_event event;
    bede_status status;
    while ((status = store_next_event(cursor, &event, err)) == BEDE_OK) {
        TRY(load_names(export, &event, err));
        *n += export_event(export, buf, &event);
        if (buf->n >= PIECE || buf->failed) TRY(send(buf, write, ctx, err));
    }
    return status == BEDE_DONE ? BEDE_OK : status;
}

bede_status export_all(struct export *export, struct store_cursor *cursor, export_write write,
                       void *ctx, uint64_t *n, bede_error *err)
{
    struct buf buf;
    buf_init(&buf, 0);
    *n = 0;
    export_begin(export, &buf);
    bede_status status = send_events(export, cursor, &buf, write, ctx, n, err);
    if (status == BEDE_OK) {
        *n += export_end(export, &buf);
        status = send(&buf, write, ctx, err);
    }
    buf_fini(&buf);
    return status;
}
