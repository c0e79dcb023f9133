/* api/query.c - questions to the record.
 *
 * SPDX-License-Identifier: MIT */
#include "api/query.h"
#include "output/stored.h"

static bede_status take_date(const char *text, const char *what, struct date *out, bede_error *err)
{
    if (!text || !*text) return BEDE_OK;
    if (date_parse_iso(str_c(text), out)) return BEDE_OK;
    return err_set(err, BEDE_USAGE, "%s wants a date like 2023-11-09, not \"%.40s\"", what, text);
}

bede_status query_filter(const bede_query *q, struct store_filter *f, bede_error *err)
{
    *f = (struct store_filter){.actor = str_c(q->actor),
                               .recipient = str_c(q->recipient),
                               .country = str_c(q->country),
                               .sector = str_c(q->sector),
                               .actor_sector = str_c(q->actor_sector),
                               .recipient_sector = str_c(q->recipient_sector),
                               .type = str_c(q->type),
                               .quad = q->quad,
                               .place = str_c(q->place),
                               .speaker = str_c(q->speaker),
                               .text = str_c(q->text),
                               .story = str_c(q->story),
                               .agency = str_c(q->agency),
                               .as_of = str_c(q->as_of),
                               .all_versions = q->all_versions,
                               .reprints = q->reprints,
                               .once = q->once,
                               .sort = (enum store_sort)q->sort,
                               .limit = q->limit,
                               .offset = q->offset};
    if (q->quad > 4) return err_set(err, BEDE_USAGE, "a quad is 1, 2, 3 or 4");
    if (q->country && strlen(q->country) != 3)
        return err_set(err, BEDE_USAGE, "a country is a code of three letters, as KOR");
    TRY(take_date(q->since, "the first day", &f->from, err));
    return take_date(q->until, "the last day", &f->to, err);
}

static bede_status write_rows(struct store *store, const bede_query *q,
                              const struct store_filter *filter, const bede_run_io *io, uint64_t *n,
                              bede_error *err)
{
    const struct stored_options options = {q->format, q->color, q->width};
    struct store_cursor *cursor = NULL;
    bede_status status;
    switch (q->rows) {
    case BEDE_ROWS_QUOTES:
        TRY(store_quotes(store, filter, &cursor, err));
        status = stored_quotes(cursor, &options, io->write, io->ctx, n, err);
        break;
    case BEDE_ROWS_STORIES:
        TRY(store_versions(store, filter, &cursor, err));
        status = stored_versions(cursor, &options, io->write, io->ctx, n, err);
        break;
    default:
        TRY(store_events(store, filter, &cursor, err));
        status = stored_events(cursor, &options, io->write, io->ctx, n, err);
    }
    store_cursor_close(cursor);
    return status;
}

bede_status bede_query_run(const bede_query *query, const bede_run_io *io, uint64_t *n,
                           bede_error *err)
{
    struct store_filter filter;
    struct store *store;
    TRY(query_filter(query, &filter, err));
    TRY(store_open(query->db, STORE_READ, &store, err));
    bede_status status = write_rows(store, query, &filter, io, n, err);
    store_close(store);
    return status;
}

bede_status bede_pending_list(const char *db, bede_format format, bool color, uint32_t width,
                              const bede_run_io *io, uint64_t *n, bede_error *err)
{
    const struct stored_options options = {format, color, width};
    struct store_cursor *cursor;
    struct store *store;
    TRY(store_open(db, STORE_READ, &store, err));
    bede_status status = store_pending(store, &cursor, err);
    if (status == BEDE_OK) {
        status = stored_pending(cursor, &options, io->write, io->ctx, n, err);
        store_cursor_close(cursor);
    }
    store_close(store);
    return status;
}

bede_status bede_pending_answer(const char *db, int64_t notice, const char *story,
                                uint32_t *withdrawn, bede_error *err)
{
    struct store *store;
    TRY(store_open(db, STORE_UPDATE, &store, err));
    bede_status status = store_answer(store, notice, str_c(story), withdrawn, err);
    store_close(store);
    return status;
}
