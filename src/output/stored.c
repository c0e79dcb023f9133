/* output/stored.c - rows of the record as tables and CSV, and the way all of them go out.
 *
 * Each kind of row is a table of columns: a title, the least width in a table for eyes, and the
 * function that writes the cell. JSON is written by stored_json.c.
 *
 * SPDX-License-Identifier: MIT */
#include "output/stored.h"
#include "output/layout.h"
#include "output/row.h"
#include "output/stored_json.h"

enum { PIECE = 1 << 16, TABLE_ROWS_MAX = 100000 };

/* ---- cells --------------------------------------------------------------------------------- */

typedef void (*cell_writer)(struct buf *cell, const void *row);
struct column {
    const char *title;
    cell_writer write;
    uint32_t least;    /* width in tables; 0: only in CSV */
    const char *style; /* in tables; NULL: plain */
    bool words;        /* guarded in CSV against being run as a formula */
};

#define EVENT_TEXT(name, field)                                                                    \
    static void name(struct buf *cell, const void *row)                                            \
    {                                                                                              \
        buf_str(cell, ((const struct store_event *)row)->field);                                   \
    }
#define QUOTE_TEXT(name, field)                                                                    \
    static void name(struct buf *cell, const void *row)                                            \
    {                                                                                              \
        buf_str(cell, ((const struct store_quote *)row)->field);                                   \
    }
#define VERSION_TEXT(name, field)                                                                  \
    static void name(struct buf *cell, const void *row)                                            \
    {                                                                                              \
        buf_str(cell, ((const struct store_version *)row)->field);                                 \
    }
#define PENDING_TEXT(name, field)                                                                  \
    static void name(struct buf *cell, const void *row)                                            \
    {                                                                                              \
        buf_str(cell, ((const struct store_pending *)row)->field);                                 \
    }
#define NUMBER(name, type, field)                                                                  \
    static void name(struct buf *cell, const void *row)                                            \
    {                                                                                              \
        buf_printf(cell, "%llu", (unsigned long long)((const struct type *)row)->field);           \
    }

/* ---- events -------------------------------------------------------------------------------- */

EVENT_TEXT(e_id, id)
EVENT_TEXT(e_date, date)
EVENT_TEXT(e_enddate, enddate)
EVENT_TEXT(e_type, type)
EVENT_TEXT(e_mode, mode)
EVENT_TEXT(e_contexts, contexts)
EVENT_TEXT(e_auxiliary, auxiliary)
EVENT_TEXT(e_cameo, cameo)
EVENT_TEXT(e_words, words)
EVENT_TEXT(e_place, place_name)
EVENT_TEXT(e_place_country, place_country)
EVENT_TEXT(e_rule, rule)
EVENT_TEXT(e_same_as, same_as)
EVENT_TEXT(e_sentence, sentence_text)
EVENT_TEXT(e_story, origin.story)
EVENT_TEXT(e_family, origin.family)
EVENT_TEXT(e_agency, origin.agency)
EVENT_TEXT(e_headline, origin.headline)
EVENT_TEXT(e_paragraph, paragraph)
EVENT_TEXT(e_status, origin.status)
EVENT_TEXT(e_from, origin.known_from)
EVENT_TEXT(e_until, origin.known_until)
EVENT_TEXT(e_by, origin.superseded_by)
EVENT_TEXT(e_reason, origin.reason)
EVENT_TEXT(e_reprint, origin.reprint_of)
NUMBER(e_quad, store_event, quad)
NUMBER(e_version, store_event, origin.version)

static void e_score(struct buf *cell, const void *row)
{
    buf_printf(cell, "%.1f", ((const struct store_event *)row)->score);
}
static void e_confidence(struct buf *cell, const void *row)
{
    buf_printf(cell, "%.2f", ((const struct store_event *)row)->confidence);
}
static void e_what(struct buf *cell, const void *row)
{
    const struct store_event *e = row;
    buf_str(cell, e->type);
    if (e->mode.n) buf_printf(cell, "/%.*s", STR_ARG(e->mode));
}

/* "KOR GOV Yoon Suk Yeol" a line each. */
static void who(struct buf *cell, const struct store_part *parts, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_putc(cell, '\n');
        if (parts[i].code.n) buf_printf(cell, "%.*s ", STR_ARG(parts[i].code));
        if (parts[i].sector.n) buf_printf(cell, "%.*s ", STR_ARG(parts[i].sector));
        row_fold(cell, parts[i].name.n ? parts[i].name : parts[i].text);
    }
}
static void e_actor(struct buf *cell, const void *row)
{
    const struct store_event *e = row;
    who(cell, e->actors, e->n_actors);
}
static void e_recipient(struct buf *cell, const void *row)
{
    const struct store_event *e = row;
    who(cell, e->recipients, e->n_recipients);
}
static void e_source(struct buf *cell, const void *row)
{
    const struct store_event *e = row;
    who(cell, e->sources, e->n_sources);
}

/* One item of each participant, as a ";" list; a list inside keeps its own order by ",". */
static void each(struct buf *cell, const struct store_part *parts, uint32_t n, size_t field)
{
    size_t start = cell->n;
    for (uint32_t i = 0; i < n; i++) {
        const struct str *s = (const struct str *)(const void *)((const char *)&parts[i] + field);
        if (i && cell->n == start) buf_putc(cell, ';');
        if (s->n)
            row_list_item(cell, start, *s);
        else if (i && cell->n > start && cell->p[cell->n - 1] != ';')
            buf_putc(cell, ';');
    }
}
#define EACH(name, list, count, field)                                                             \
    static void name(struct buf *cell, const void *row)                                            \
    {                                                                                              \
        const struct store_event *e = row;                                                         \
        each(cell, e->list, e->count, offsetof(struct store_part, field));                         \
    }
EACH(e_actor_code, actors, n_actors, code)
EACH(e_actor_sector, actors, n_actors, sectors)
EACH(e_actor_name, actors, n_actors, name)
EACH(e_actor_text, actors, n_actors, text)
EACH(e_actor_office, actors, n_actors, office)
EACH(e_recipient_code, recipients, n_recipients, code)
EACH(e_recipient_sector, recipients, n_recipients, sectors)
EACH(e_recipient_name, recipients, n_recipients, name)
EACH(e_recipient_text, recipients, n_recipients, text)
EACH(e_recipient_office, recipients, n_recipients, office)
EACH(e_source_name, sources, n_sources, name)
EACH(e_source_code, sources, n_sources, code)

/* Nothing where no number is told. */
#define TOLD(name, field)                                                                          \
    static void name(struct buf *cell, const void *row)                                            \
    {                                                                                              \
        uint32_t n = ((const struct store_event *)row)->field;                                     \
        if (n != EVENT_NONE) buf_printf(cell, "%u", n);                                            \
    }
TOLD(e_dead, dead)
TOLD(e_injured, injured)
TOLD(e_arrested, arrested)
TOLD(e_size, size)

/* 1 for each that the clause does not tell, else 0. */
static void inferred(struct buf *cell, const struct store_part *parts, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        buf_printf(cell, "%s%d", i ? ";" : "", parts[i].inferred);
}
static void e_actor_inferred(struct buf *cell, const void *row)
{
    inferred(cell, ((const struct store_event *)row)->actors,
             ((const struct store_event *)row)->n_actors);
}
static void e_recipient_inferred(struct buf *cell, const void *row)
{
    inferred(cell, ((const struct store_event *)row)->recipients,
             ((const struct store_event *)row)->n_recipients);
}

static const struct column event_table[] = {
    {"date", e_date, 10, NULL, true},         {"event", e_what, 8, STYLE_BOLD, true},
    {"actor", e_actor, 14, STYLE_BLUE, true}, {"recipient", e_recipient, 14, STYLE_GREEN, true},
    {"place", e_place, 5, NULL, true},        {"source", e_source, 8, STYLE_YELLOW, true},
    {"words", e_words, 8, NULL, true},        {"agency", e_agency, 6, STYLE_DIM, true},
    {"id", e_id, 12, STYLE_DIM, true},
};
static const struct column event_csv[] = {
    {"id", e_id, 0, NULL, true},
    {"date", e_date, 0, NULL, true},
    {"enddate", e_enddate, 0, NULL, true},
    {"event", e_type, 0, NULL, true},
    {"mode", e_mode, 0, NULL, true},
    {"context", e_contexts, 0, NULL, true},
    {"auxiliary", e_auxiliary, 0, NULL, true},
    {"quad_code", e_quad, 0, NULL, false},
    {"event_scale", e_score, 0, NULL, false},
    {"cameo", e_cameo, 0, NULL, true},
    {"actor_code", e_actor_code, 0, NULL, true},
    {"actor_sectors", e_actor_sector, 0, NULL, true},
    {"actor_name", e_actor_name, 0, NULL, true},
    {"actor_text", e_actor_text, 0, NULL, true},
    {"actor_office", e_actor_office, 0, NULL, true},
    {"recipient_code", e_recipient_code, 0, NULL, true},
    {"recipient_sectors", e_recipient_sector, 0, NULL, true},
    {"recipient_name", e_recipient_name, 0, NULL, true},
    {"recipient_text", e_recipient_text, 0, NULL, true},
    {"recipient_office", e_recipient_office, 0, NULL, true},
    {"source_name", e_source_name, 0, NULL, true},
    {"source_code", e_source_code, 0, NULL, true},
    {"place", e_place, 0, NULL, true},
    {"place_country", e_place_country, 0, NULL, true},
    {"event_text", e_words, 0, NULL, true},
    {"sentence", e_sentence, 0, NULL, true},
    {"publication", e_agency, 0, NULL, true},
    {"headline", e_headline, 0, NULL, true},
    {"story", e_story, 0, NULL, true},
    {"version", e_version, 0, NULL, false},
    {"paragraph", e_paragraph, 0, NULL, true},
    {"rule", e_rule, 0, NULL, true},
    {"confidence", e_confidence, 0, NULL, false},
    {"same_as", e_same_as, 0, NULL, true},
    {"family", e_family, 0, NULL, true},
    {"status", e_status, 0, NULL, true},
    {"known_from", e_from, 0, NULL, true},
    {"known_until", e_until, 0, NULL, true},
    {"superseded_by", e_by, 0, NULL, true},
    {"reason", e_reason, 0, NULL, true},
    {"reprint_of", e_reprint, 0, NULL, true},
    {"dead", e_dead, 0, NULL, false},
    {"injured", e_injured, 0, NULL, false},
    {"arrested", e_arrested, 0, NULL, false},
    {"size", e_size, 0, NULL, false},
    {"actor_inferred", e_actor_inferred, 0, NULL, false},
    {"recipient_inferred", e_recipient_inferred, 0, NULL, false},
};

/* ---- quotes -------------------------------------------------------------------------------- */

QUOTE_TEXT(q_date, origin.date)
QUOTE_TEXT(q_kind, kind)
QUOTE_TEXT(q_content, content)
QUOTE_TEXT(q_cue, cue)
QUOTE_TEXT(q_code, speaker_code)
QUOTE_TEXT(q_sector, speaker_sector)
QUOTE_TEXT(q_office, speaker_office)
QUOTE_TEXT(q_via, via)
QUOTE_TEXT(q_source, source)
QUOTE_TEXT(q_time, time)
QUOTE_TEXT(q_occasion, occasion)
QUOTE_TEXT(q_story, origin.story)
QUOTE_TEXT(q_family, origin.family)
QUOTE_TEXT(q_agency, origin.agency)
QUOTE_TEXT(q_headline, origin.headline)
QUOTE_TEXT(q_paragraph, paragraph)
QUOTE_TEXT(q_status, origin.status)
QUOTE_TEXT(q_by, origin.superseded_by)
QUOTE_TEXT(q_reason, origin.reason)
NUMBER(q_version, store_quote, origin.version)
NUMBER(q_number, store_quote, n)

static void q_speaker(struct buf *cell, const void *row)
{
    const struct store_quote *q = row;
    buf_str(cell, q->speaker.n ? q->speaker : q->source);
}
static void q_whose(struct buf *cell, const void *row)
{
    const struct store_quote *q = row;
    if (q->speaker_code.n) buf_printf(cell, "%.*s ", STR_ARG(q->speaker_code));
    if (q->speaker_sector.n) buf_printf(cell, "%.*s ", STR_ARG(q->speaker_sector));
    q_speaker(cell, row);
}

static void q_continues(struct buf *cell, const void *row)
{
    const struct store_quote *q = row;
    if (q->continues) buf_printf(cell, "%u", q->continues);
}

static const struct column quote_table[] = {
    {"date", q_date, 10, NULL, true},         {"speaker", q_whose, 14, STYLE_BLUE, true},
    {"kind", q_kind, 6, STYLE_DIM, true},     {"said", q_content, 24, NULL, true},
    {"agency", q_agency, 6, STYLE_DIM, true}, {"story", q_story, 10, STYLE_DIM, true},
};
static const struct column quote_csv[] = {
    {"story", q_story, 0, NULL, true},
    {"version", q_version, 0, NULL, false},
    {"quote", q_number, 0, NULL, false},
    {"date", q_date, 0, NULL, true},
    {"paragraph", q_paragraph, 0, NULL, true},
    {"kind", q_kind, 0, NULL, true},
    {"content", q_content, 0, NULL, true},
    {"cue", q_cue, 0, NULL, true},
    {"speaker", q_speaker, 0, NULL, true},
    {"speaker_code", q_code, 0, NULL, true},
    {"speaker_sector", q_sector, 0, NULL, true},
    {"speaker_office", q_office, 0, NULL, true},
    {"source", q_source, 0, NULL, true},
    {"via", q_via, 0, NULL, true},
    {"publication", q_agency, 0, NULL, true},
    {"headline", q_headline, 0, NULL, true},
    {"family", q_family, 0, NULL, true},
    {"status", q_status, 0, NULL, true},
    {"superseded_by", q_by, 0, NULL, true},
    {"reason", q_reason, 0, NULL, true},
    {"time", q_time, 0, NULL, true},
    {"occasion", q_occasion, 0, NULL, true},
    {"continues", q_continues, 0, NULL, false},
};

/* ---- stories ------------------------------------------------------------------------------- */

VERSION_TEXT(v_created, origin.created)
VERSION_TEXT(v_date, origin.date)
VERSION_TEXT(v_headline, origin.headline)
VERSION_TEXT(v_agency, origin.agency)
VERSION_TEXT(v_provider, origin.provider)
VERSION_TEXT(v_slug, origin.slug)
VERSION_TEXT(v_status, origin.status)
VERSION_TEXT(v_story, origin.story)
VERSION_TEXT(v_family, origin.family)
VERSION_TEXT(v_by, origin.superseded_by)
VERSION_TEXT(v_reason, origin.reason)
VERSION_TEXT(v_from, origin.known_from)
VERSION_TEXT(v_until, origin.known_until)
VERSION_TEXT(v_reprint, origin.reprint_of)
VERSION_TEXT(v_url, origin.url)
VERSION_TEXT(v_tags, tags)
VERSION_TEXT(v_note, note)
VERSION_TEXT(v_how, how)
VERSION_TEXT(v_matched, matched)
NUMBER(v_version, store_version, origin.version)
NUMBER(v_rank, store_version, origin.rank)
NUMBER(v_events, store_version, n_events)
NUMBER(v_quotes, store_version, n_quotes)
NUMBER(v_copies, store_version, copies)

/* "3", "1 kill", "2 update": its place in the family, and what ended it. */
static void v_state(struct buf *cell, const void *row)
{
    const struct store_version *v = row;
    if (!str_is(v->origin.status, "usable"))
        buf_str(cell, v->origin.status);
    else if (v->origin.superseded_by.n)
        buf_printf(cell, "until %.*s", STR_ARG(v->origin.reason));
    else
        buf_puts(cell, v->origin.reprint_of.n ? "copy" : "current");
}

static void v_confidence(struct buf *cell, const void *row)
{
    buf_printf(cell, "%.2f", ((const struct store_version *)row)->confidence);
}
/* By what it was matched and how surely: "by headline 0.92". */
static void v_match(struct buf *cell, const void *row)
{
    const struct store_version *v = row;
    if (!v->matched.n) return;
    buf_printf(cell, "%.*s %.2f", STR_ARG(v->how), v->confidence);
}

static const struct column version_table[] = {
    {"created", v_created, 20, NULL, true},         {"v", v_rank, 2, NULL, false},
    {"matched by", v_match, 10, NULL, true},        {"state", v_state, 8, STYLE_YELLOW, true},
    {"headline", v_headline, 24, STYLE_BOLD, true}, {"agency", v_agency, 6, NULL, true},
    {"events", v_events, 6, NULL, false},           {"quotes", v_quotes, 6, NULL, false},
    {"story", v_story, 12, STYLE_DIM, true},
};
static const struct column version_csv[] = {
    {"story", v_story, 0, NULL, true},
    {"version", v_version, 0, NULL, false},
    {"family", v_family, 0, NULL, true},
    {"rank", v_rank, 0, NULL, false},
    {"date", v_date, 0, NULL, true},
    {"created", v_created, 0, NULL, true},
    {"status", v_status, 0, NULL, true},
    {"headline", v_headline, 0, NULL, true},
    {"publication", v_agency, 0, NULL, true},
    {"provider", v_provider, 0, NULL, true},
    {"slug", v_slug, 0, NULL, true},
    {"tags", v_tags, 0, NULL, true},
    {"note", v_note, 0, NULL, true},
    {"how", v_how, 0, NULL, true},
    {"matched", v_matched, 0, NULL, true},
    {"confidence", v_confidence, 0, NULL, false},
    {"events", v_events, 0, NULL, false},
    {"quotes", v_quotes, 0, NULL, false},
    {"copies", v_copies, 0, NULL, false},
    {"known_from", v_from, 0, NULL, true},
    {"known_until", v_until, 0, NULL, true},
    {"superseded_by", v_by, 0, NULL, true},
    {"reason", v_reason, 0, NULL, true},
    {"reprint_of", v_reprint, 0, NULL, true},
    {"url", v_url, 0, NULL, true},
};

/* ---- notices ------------------------------------------------------------------------------- */

PENDING_TEXT(p_order, order)
PENDING_TEXT(p_target, target)
PENDING_TEXT(p_why, why)
PENDING_TEXT(p_candidates, candidates)
PENDING_TEXT(p_agency, origin.agency)
PENDING_TEXT(p_created, origin.created)
PENDING_TEXT(p_story, origin.story)
NUMBER(p_number, store_pending, pending_id)

static const struct column pending_table[] = {
    {"notice", p_number, 6, STYLE_BOLD, false},
    {"order", p_order, 5, NULL, true},
    {"created", p_created, 20, NULL, true},
    {"agency", p_agency, 6, NULL, true},
    {"names", p_target, 16, NULL, true},
    {"why it waits", p_why, 16, STYLE_YELLOW, true},
    {"stories", p_candidates, 12, STYLE_DIM, true},
};
static const struct column pending_csv[] = {
    {"notice", p_number, 0, NULL, false},        {"order", p_order, 0, NULL, true},
    {"created", p_created, 0, NULL, true},       {"publication", p_agency, 0, NULL, true},
    {"target", p_target, 0, NULL, true},         {"why", p_why, 0, NULL, true},
    {"candidates", p_candidates, 0, NULL, true}, {"story", p_story, 0, NULL, true},
};

/* ---- the way out --------------------------------------------------------------------------- */

/* A kind of rows: how they are stepped through and written. */
union row {
    struct store_event event;
    struct store_quote quote;
    struct store_version version;
    struct store_pending pending;
};
struct kind {
    const struct column *table, *csv;
    uint32_t n_table, n_csv;
    bede_status (*next)(struct store_cursor *cursor, union row *row, bede_error *err);
    void (*json)(struct buf *buf, const union row *row);
    const char *none;
};

struct sink {
    const struct stored_options *options;
    stored_write write;
    void *ctx;
    struct buf buf, cell;
    struct arena *arena;
    struct layout layout;
};

static void csv_header(struct buf *buf, const struct kind *kind)
{
    for (uint32_t i = 0; i < kind->n_csv; i++)
        buf_printf(buf, "%s%s", i ? "," : "", kind->csv[i].title);
    buf_puts(buf, "\r\n");
}

static void csv_row(struct sink *sink, const struct kind *kind, const union row *row)
{
    bool first = true;
    for (uint32_t i = 0; i < kind->n_csv; i++) {
        buf_clear(&sink->cell);
        kind->csv[i].write(&sink->cell, row);
        row_csv(&sink->buf, &first, (struct str){sink->cell.p ? sink->cell.p : "", sink->cell.n},
                kind->csv[i].words);
    }
    buf_puts(&sink->buf, "\r\n");
}

static void table_row(struct sink *sink, const struct kind *kind, const union row *row)
{
    for (uint32_t i = 0; i < kind->n_table; i++) {
        buf_clear(&sink->cell);
        kind->table[i].write(&sink->cell, row);
        layout_cell(&sink->layout, (struct str){sink->cell.p ? sink->cell.p : "", sink->cell.n});
    }
}

static bede_status send(struct sink *sink, bede_error *err)
{
    if (sink->buf.failed || sink->cell.failed) return err_nomem(err);
    if (!sink->buf.n) return BEDE_OK;
    bede_status status = sink->write(sink->ctx, sink->buf.p, sink->buf.n);
    buf_clear(&sink->buf);
    return status == BEDE_OK ? BEDE_OK : err_set(err, status, "the output could not be written");
}

static bede_status send_rows(struct sink *sink, const struct kind *kind,
                             struct store_cursor *cursor, uint64_t *n, bede_error *err)
{
    union row row;
    bede_status status;
    while ((status = kind->next(cursor, &row, err)) == BEDE_OK) {
        ++*n;
        if (sink->options->format == BEDE_FORMAT_TABLE) {
            if (*n <= TABLE_ROWS_MAX) table_row(sink, kind, &row);
        } else if (sink->options->format == BEDE_FORMAT_CSV) {
            csv_row(sink, kind, &row);
        } else {
            kind->json(&sink->buf, &row);
        }
        if (sink->buf.n >= PIECE) TRY(send(sink, err));
    }
    return status == BEDE_DONE ? BEDE_OK : status;
}

static void begin(struct sink *sink, const struct kind *kind)
{
    if (sink->options->format == BEDE_FORMAT_CSV) csv_header(&sink->buf, kind);
    layout_init(&sink->layout, sink->arena);
    for (uint32_t i = 0; i < kind->n_table; i++)
        layout_column(&sink->layout, kind->table[i].title, kind->table[i].style,
                      kind->table[i].least);
}

static void end(struct sink *sink, const struct kind *kind, uint64_t n)
{
    uint32_t width = sink->options->width ? sink->options->width : OUTPUT_WIDTH;
    if (sink->options->format != BEDE_FORMAT_TABLE) return;
    if (!n)
        buf_printf(&sink->buf, "(%s)\n", kind->none);
    else
        layout_print(&sink->layout, &sink->buf, width < OUTPUT_WIDTH_MIN ? OUTPUT_WIDTH_MIN : width,
                     sink->options->color);
    if (sink->layout.failed) sink->buf.failed = true;
    if (n > TABLE_ROWS_MAX)
        buf_printf(&sink->buf, "(the first %d of %llu rows; CSV and JSONL give all)\n",
                   TABLE_ROWS_MAX, (unsigned long long)n);
}

static bede_status stored_rows(const struct kind *kind, struct store_cursor *cursor,
                               const struct stored_options *options, stored_write write, void *ctx,
                               uint64_t *n, bede_error *err)
{
    struct sink sink = {.options = options, .write = write, .ctx = ctx};
    uint64_t unused;
    if (!n) n = &unused;
    *n = 0;
    if (options->format == BEDE_FORMAT_CONLLU)
        return err_set(err, BEDE_USAGE, "rows of the record come as table, csv, jsonl");
    if (!(sink.arena = arena_new(0))) return err_nomem(err);
    buf_init(&sink.buf, 0);
    buf_init(&sink.cell, 1 << 24);
    begin(&sink, kind);
    bede_status status = send_rows(&sink, kind, cursor, n, err);
    if (status == BEDE_OK) {
        end(&sink, kind, *n);
        status = send(&sink, err);
    }
    buf_fini(&sink.buf);
    buf_fini(&sink.cell);
    arena_free(sink.arena);
    return status;
}

#define KIND(name, table_, csv_, none_)                                                            \
    static bede_status next_##name(struct store_cursor *cursor, union row *row, bede_error *err)   \
    {                                                                                              \
        return store_next_##name(cursor, &row->name, err);                                         \
    }                                                                                              \
    static void json_##name(struct buf *buf, const union row *row)                                 \
    {                                                                                              \
        stored_##name##_json(buf, &row->name);                                                     \
    }                                                                                              \
    static const struct kind kind_##name = {table_,                                                \
                                            csv_,                                                  \
                                            sizeof(table_) / sizeof *(table_),                     \
                                            sizeof(csv_) / sizeof *(csv_),                         \
                                            next_##name,                                           \
                                            json_##name,                                           \
                                            none_};
KIND(event, event_table, event_csv, "no such events")
KIND(quote, quote_table, quote_csv, "no such quotes")
KIND(version, version_table, version_csv, "no such stories")
KIND(pending, pending_table, pending_csv, "no notice waits")

bede_status stored_events(struct store_cursor *cursor, const struct stored_options *options,
                          stored_write write, void *ctx, uint64_t *n, bede_error *err)
{
    return stored_rows(&kind_event, cursor, options, write, ctx, n, err);
}
bede_status stored_quotes(struct store_cursor *cursor, const struct stored_options *options,
                          stored_write write, void *ctx, uint64_t *n, bede_error *err)
{
    return stored_rows(&kind_quote, cursor, options, write, ctx, n, err);
}
bede_status stored_versions(struct store_cursor *cursor, const struct stored_options *options,
                            stored_write write, void *ctx, uint64_t *n, bede_error *err)
{
    return stored_rows(&kind_version, cursor, options, write, ctx, n, err);
}
bede_status stored_pending(struct store_cursor *cursor, const struct stored_options *options,
                           stored_write write, void *ctx, uint64_t *n, bede_error *err)
{
    return stored_rows(&kind_pending, cursor, options, write, ctx, n, err);
}

/* ---- receipts ------------------------------------------------------------------------------ */

static void receipt_csv(struct buf *buf, const struct story *story,
                        const struct store_receipt *receipt)
{
    const struct str cells[] = {story->id, str_c(store_outcome_name(receipt->outcome)),
                                receipt->family, receipt->note, str_c(story->input)};
    bool first = true;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        row_csv(buf, &first, cells[i], true);
    buf_printf(buf, ",%u\r\n", receipt->withdrawn);
}

void stored_receipt(struct buf *buf, const struct story *story, const struct store_receipt *receipt,
                    bede_format format, bool color)
{
    if (format == BEDE_FORMAT_JSONL) {
        stored_receipt_json(buf, story, receipt);
        return;
    }
    if (format == BEDE_FORMAT_CSV) {
        receipt_csv(buf, story, receipt);
        return;
    }
    const char *name = store_outcome_name(receipt->outcome);
    bool bad = receipt->outcome == STORE_KILL || receipt->outcome == STORE_QUEUED;
    if (color) buf_puts(buf, bad ? STYLE_RED : STYLE_DIM);
    buf_printf(buf, "%-7s", name);
    if (color) buf_puts(buf, STYLE_RESET);
    buf_printf(buf, "  %.*s", STR_ARG(story->id));
    if (receipt->outcome == STORE_KILL)
        buf_printf(buf, " withdraws %.*s (by %.*s): %u events", STR_ARG(receipt->family),
                   STR_ARG(receipt->note), receipt->withdrawn);
    else if (receipt->outcome == STORE_QUEUED)
        buf_printf(buf, " waits: %.*s; see \"bede pending\"", STR_ARG(receipt->note));
    else if (receipt->family.n && !str_eq(receipt->family, story->id))
        buf_printf(buf, " of %.*s (by %.*s)", STR_ARG(receipt->family), STR_ARG(receipt->note));
    buf_putc(buf, '\n');
}
