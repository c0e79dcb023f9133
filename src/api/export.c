/* api/export.c - events of the record in the layouts of other projects.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/engine.h"
#include "api/query.h"
#include "output/export.h"

const char *bede_layout_name(unsigned n)
{
    return export_layout_name(n);
}

const char *bede_aggregate_name(unsigned n)
{
    return export_aggregate_name(n);
}

/* The number of the name; `what` goes into the message. */
static bede_status choose(const char *name, const char *(*name_of)(unsigned), const char *what,
                          unsigned *out, bede_error *err)
{
    char list[200] = "";
    size_t n = 0;
    *out = 0;
    if (!name) return BEDE_OK;
    for (unsigned i = 0; name_of(i); i++) {
        if (strcmp(name, name_of(i)) == 0) {
            *out = i;
            return BEDE_OK;
        }
        size_t len = strlen(name_of(i));
        if (n + len + 3 > sizeof list) continue;
        if (n) {
            memcpy(list + n, ", ", 2);
            n += 2;
        }
        memcpy(list + n, name_of(i), len + 1);
        n += len;
    }
    return err_set(err, BEDE_USAGE, "there is no %s \"%.40s\"; there is: %s", what, name, list);
}

struct chosen {
    unsigned layout, aggregate;
};

static bede_status choose_both(const bede_export_options *options, struct chosen *out,
                               bede_error *err)
{
    TRY(choose(options->layout, export_layout_name, "layout", &out->layout, err));
    return choose(options->aggregate, export_aggregate_name, "aggregate", &out->aggregate, err);
}

static bede_status load_codes(const bede_engine_options *options, struct codes **out,
                              bede_error *err)
{
    static const bede_engine_options defaults;
    struct engine_paths paths;
    bede_status status = engine_find(options ? options : &defaults, &paths, err);
    if (status == BEDE_OK) status = codes_load(paths.folders, paths.n_folders, out, err);
    engine_paths_fini(&paths);
    return status;
}

static bede_status write_all(struct store *store, const struct store_filter *filter,
                             const struct export_options *options, const struct codes *codes,
                             const bede_run_io *io, uint64_t *n, bede_error *err)
{
    struct store_cursor *cursor = NULL;
    struct export *export = NULL;
    TRY(export_new(options, codes, &export, err));
    bede_status status = store_events(store, filter, &cursor, err);
    if (status == BEDE_OK) {
        status = export_all(export, cursor, io->write, io->ctx, n, err);
        store_cursor_close(cursor);
    }
    export_free(export);
    return status;
}

bede_status bede_export_run(const bede_query *query, const bede_export_options *options,
                            const bede_run_io *io, uint64_t *n, bede_error *err)
{
    struct store_filter filter;
    struct store *store = NULL;
    struct codes *codes = NULL;
    struct chosen names;
    uint64_t rows = 0;
    TRY(choose_both(options, &names, err));
    TRY(query_filter(query, &filter, err));
    struct export_options chosen = {.layout = (enum export_layout)names.layout,
                                    .aggregate = (enum export_aggregate)names.aggregate};
    if (export_once(&chosen)) filter.once = true;
    TRY(load_codes(options->engine, &codes, err));
    bede_status status = store_open(query->db, STORE_READ, &store, err);
    chosen.store = store;
    if (status == BEDE_OK) {
        status = write_all(store, &filter, &chosen, codes, io, &rows, err);
        store_close(store);
    }
    codes_free(codes);
    if (n) *n = rows;
    return status;
}

/* ---- straight from files ------------------------------------------------------------------- */

enum { PATH_BYTES = 4096 };

/* A folder of our own for a record that is thrown away. */
struct passing {
    char folder[PATH_BYTES];
    char db[PATH_BYTES + 32];
};

static bede_status passing_make(struct passing *passing, bede_error *err)
{
    const char *tmp = getenv("TMPDIR");
    if (!tmp || !*tmp) tmp = "/tmp";
    int n = snprintf(passing->folder, PATH_BYTES, "%s/bede-XXXXXX", tmp);
    if (n < 0 || n >= PATH_BYTES || !mkdtemp(passing->folder))
        return err_at(err, BEDE_IO, tmp, 0, 0,
                      "no folder can be made here (TMPDIR names another): %s", strerror(errno));
    snprintf(passing->db, sizeof passing->db, "%s/record.db", passing->folder);
    return BEDE_OK;
}

static void passing_remove(const struct passing *passing)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char path[PATH_BYTES + 64];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", passing->db, endings[i]);
        unlink(path);
    }
    rmdir(passing->folder);
}

/* Receipts tell of the record, which nobody will see. */
static bede_status no_receipt(void *ctx, const char *data, size_t len)
{
    (void)ctx;
    (void)data;
    (void)len;
    return BEDE_OK;
}

bede_status bede_export_files(const bede_engine *engine, const bede_ingest_options *ingest,
                              const char *const *paths, size_t n_paths, const bede_query *query,
                              const bede_export_options *options, const bede_run_io *io,
                              bede_ingest_totals *totals, bede_error *err)
{
    struct passing passing;
    struct chosen chosen;
    struct store_filter filter;
    TRY(choose_both(options, &chosen, err));
    TRY(query_filter(query, &filter, err));
    TRY(passing_make(&passing, err));
    bede_ingest_options taken = *ingest;
    bede_query asked = *query;
    taken.db = asked.db = passing.db;
    const bede_ingest_io in = {.ctx = io->ctx, .write = no_receipt, .report = io->report};
    bede_status status = bede_ingest_files(engine, &taken, paths, n_paths, &in, totals, err);
    if (status == BEDE_OK) status = bede_export_run(&asked, options, io, NULL, err);
    passing_remove(&passing);
    return status;
}
