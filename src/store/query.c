/* store/query.c - a filter as SQL that stays fast on millions of events.
 *
 * Most questions ask for the latest so-and-so many events of a kind. They are answered without
 * sorting when one index gives the events of one restriction in the order of their dates, and the
 * other restrictions are looked up for each until there are enough. So the most selective
 * restriction drives, by an order fixed here and not left to the planner's guess:
 *
 *     story > full text that few paragraphs have > pair of codes > speaker > name > place >
 *     code > sector > type > date
 *
 *     SELECT e.event_id FROM dyads k CROSS JOIN events e WHERE k.actor = ? AND k.recipient = ?
 *       AND e.event_id = k.event_id AND e.known_from <= ? AND ... ORDER BY k.date DESC, ...
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "store/query.h"

enum { FEW_PARAGRAPHS = 20000 };

/* ---- pieces -------------------------------------------------------------------------------- */

void query_init(struct query *query, struct store *store, struct arena *arena)
{
    *query = (struct query){.arena = arena, .backend = store->db->backend};
    buf_init(&query->sql, 1 << 16);
}

void query_fini(struct query *query)
{
    buf_fini(&query->sql);
}

void query_value(struct query *query, struct db_value value)
{
    if (query->n == QUERY_VALUES)
        query->failed = true;
    else
        query->values[query->n++] = value;
}

/* " AND <condition>" with one value. */
static void where(struct query *q, const char *condition, struct db_value value)
{
    buf_puts(&q->sql, " AND ");
    buf_puts(&q->sql, condition);
    query_value(q, value);
}

/* Values that may be empty still compare as text. */
static struct db_value text_value(struct str s)
{
    return (struct db_value){.kind = DB_TEXT, .s = s.p ? s : STR_LIT("")};
}

static bool is_code(struct str s)
{
    return s.n == 3 && ascii_is_alpha(s.p[0]) && ascii_is_alpha(s.p[1]) && ascii_is_alpha(s.p[2]);
}

/* In capitals (or small letters), as the tables have codes and types. */
static struct db_value cased(struct query *q, struct str s, bool capitals)
{
    char *copy = arena_strdup(q->arena, s);
    if (!copy) {
        q->failed = true;
        return text_value(s);
    }
    for (size_t i = 0; i < s.n; i++)
        if (capitals ? ascii_is_lower(copy[i]) : ascii_is_upper(copy[i])) copy[i] ^= 0x20;
    return text_value((struct str){copy, s.n});
}

static struct db_value day(struct query *q, struct date date)
{
    char text[11];
    struct str s = arena_str(q->arena, str_c(date_format(date, text)));
    if (!s.p) q->failed = true;
    return text_value(s);
}

/* The moment asked for: now, or the end of the day that --as-of names. */
static bede_status take_moment(struct query *q, const struct store_filter *f, bede_error *err)
{
    moment_now(q->at);
    if (!f->as_of.n || moment_parse(f->as_of, true, q->at)) return BEDE_OK;
    return err_set(err, BEDE_USAGE, "\"%.*s\" is no moment; write 2023-11-09 or 2023-11-09T14:30Z",
                   STR_ARG(f->as_of));
}

/* A look into the past need not walk over all that was told since: no version known then has a
 * day later than the latest of them. */
static bede_status bound_past(struct query *q, struct store *store, const struct store_filter *f,
                              const char *alias, bede_error *err)
{
    struct db_rows *rows;
    struct str last = {NULL, 0};
    if (!f->as_of.n || f->to.year || f->all_versions || f->version_id) return BEDE_OK;
    TRY(db_select(store->db, "SELECT max(last_date) FROM versions WHERE created <= ?",
                  DB_ARGS(db_c(q->at)), &rows, err));
    bede_status status = db_step(rows, err);
    if (status == BEDE_OK && !(last = arena_str(q->arena, db_text(rows, 0))).p)
        status = err_nomem(err);
    db_finish(rows);
    if (status != BEDE_OK && status != BEDE_DONE) return status;
    buf_printf(&q->sql, " AND %s.date <= ?", alias);
    query_value(q, text_value(last));
    return BEDE_OK;
}

static void in_force(struct query *q, const struct store_filter *f, const char *alias)
{
    if (f->version_id) return;
    if (!f->all_versions) {
        buf_printf(&q->sql, " AND %s.known_from <= ? AND %s.known_until > ?", alias, alias);
        query_value(q, db_c(q->at));
        query_value(q, db_c(q->at));
    }
    if (!f->reprints) buf_printf(&q->sql, " AND %s.copy = 0", alias);
}

static void of_story(struct query *q, const struct store_filter *f, const char *alias)
{
    if (f->version_id) {
        buf_printf(&q->sql, " AND %s.version_id = ?", alias);
        query_value(q, db_int(f->version_id));
    }
    if (f->story.n) {
        buf_printf(&q->sql,
                   " AND %s.version_id IN (SELECT version_id FROM versions WHERE story_id IN "
                   "(SELECT story_id FROM versions WHERE id = ? UNION "
                   "SELECT story_id FROM stories WHERE family = ?))",
                   alias);
        query_value(q, text_value(f->story));
        query_value(q, text_value(f->story));
    }
    if (f->agency.n) {
        buf_printf(&q->sql,
                   " AND EXISTS (SELECT 1 FROM versions w WHERE w.version_id = %s.version_id AND "
                   "(lower(w.agency) = lower(?) OR lower(w.provider) = lower(?)))",
                   alias);
        query_value(q, text_value(f->agency));
        query_value(q, text_value(f->agency));
    }
}

/* ---- full text ----------------------------------------------------------------------------- */

/* Words and "phrases" as FTS5 takes them: each in quotation marks, so that none is an operator. */
static bede_status full_text(struct query *q, struct str words, struct str *out, bede_error *err)
{
    struct buf terms;
    size_t i = 0;
    bool any = false;
    buf_init(&terms, 1 << 14);
    while (i < words.n) {
        bool phrase = words.p[i] == '"';
        if (ascii_is_space(words.p[i])) {
            i++;
            continue;
        }
        size_t start = phrase ? ++i : i;
        while (i < words.n && (phrase ? words.p[i] != '"' : !ascii_is_space(words.p[i])))
            i++;
        struct str term = str_slice(words, start, i);
        if (phrase && i < words.n) i++;
        buf_puts(&terms, any ? " \"" : "\"");
        for (size_t k = 0; k < term.n; k++) {
            buf_putc(&terms, term.p[k] ? term.p[k] : ' ');
            any |= ascii_is_alnum(term.p[k]) || (unsigned char)term.p[k] >= 0x80;
            if (term.p[k] == '"') buf_putc(&terms, '"');
        }
        buf_putc(&terms, '"');
    }
    *out = arena_str(q->arena, (struct str){terms.p ? terms.p : "", terms.n});
    buf_fini(&terms);
    if (!any) return err_set(err, BEDE_USAGE, "no word to look for in \"%.*s\"", STR_ARG(words));
    return out->p ? BEDE_OK : err_nomem(err);
}

/* What to look for in the backend's own form. */
static bede_status text_of(struct query *q, struct str words, struct db_value *out, bede_error *err)
{
    struct str terms;
    TRY(full_text(q, words, &terms, err));
    *out = text_value(q->backend->dialect("fts_own_form") ? words : terms);
    return BEDE_OK;
}

static bede_status few_paragraphs(struct store *store, struct db_value text, bool *few,
                                  bede_error *err)
{
    const char *sql = store->db->backend->dialect("fts_count");
    int64_t n;
    *few = false;
    if (!sql) return BEDE_OK;
    TRY(db_one(store->db, sql, DB_ARGS(text, db_int(FEW_PARAGRAPHS)), 0, &n, err));
    *few = n < FEW_PARAGRAPHS;
    return BEDE_OK;
}

/* ---- events -------------------------------------------------------------------------------- */

enum driver {
    BY_DATE,
    BY_VERSION,
    BY_TEXT,
    BY_PAIR,
    BY_SPEAKER,
    BY_ACTOR,
    BY_RECIPIENT,
    BY_COUNTRY,
    BY_SECTOR,
    BY_ACTOR_SECTOR,
    BY_RECIPIENT_SECTOR
};

static enum driver choose(const struct store_filter *f, bool few)
{
    if (f->version_id || f->story.n) return BY_VERSION;
    if (few) return BY_TEXT;
    if (is_code(f->actor) && is_code(f->recipient)) return BY_PAIR;
    if (f->speaker.n) return BY_SPEAKER;
    if (f->actor.n && !is_code(f->actor)) return BY_ACTOR;
    if (f->recipient.n && !is_code(f->recipient)) return BY_RECIPIENT;
    if (f->place.n) return BY_DATE; /* an index of events themselves */
    if (f->actor.n) return BY_ACTOR;
    if (f->recipient.n) return BY_RECIPIENT;
    if (f->country.n) return BY_COUNTRY;
    if (f->type.n) return BY_DATE;
    if (f->actor_sector.n) return BY_ACTOR_SECTOR;
    if (f->recipient_sector.n) return BY_RECIPIENT_SECTOR;
    return f->sector.n ? BY_SECTOR : BY_DATE;
}

/* "k.code = ?" or "lower(k.name) = lower(?)". A probe looks at the rows of one event: `|| ''` keeps
 * a planner without statistics from walking all rows of the code for each. */
static void who(struct query *q, const char *alias, struct str value, bool probe)
{
    const char *plain = probe ? " || ''" : "";
    if (is_code(value)) {
        buf_printf(&q->sql, "%s.code%s = ?", alias, plain);
        query_value(q, cased(q, value, true));
    } else {
        buf_printf(&q->sql, "lower(%s.name%s) = lower(?)", alias, plain);
        query_value(q, text_value(value));
    }
}

/* The events of a paragraph come from an index alone; with an actor, only the rows of those that
 * have it are read. */
static void drive_by_text(struct query *q, const struct store_filter *f, struct db_value text)
{
    if (!f->actor.n) {
        buf_puts(&q->sql, "paragraphs_fts k CROSS JOIN events e WHERE k.paragraphs_fts MATCH ? "
                          "AND e.paragraph_id = k.rowid");
        query_value(q, text);
        return;
    }
    buf_puts(&q->sql, "paragraphs_fts k CROSS JOIN events i CROSS JOIN participants x "
                      "CROSS JOIN events e WHERE k.paragraphs_fts MATCH ? "
                      "AND i.paragraph_id = k.rowid AND x.event_id = i.event_id "
                      "AND x.role = 'actor' AND e.event_id = i.event_id AND ");
    query_value(q, text);
    who(q, "x", f->actor, true);
}

static void drive(struct query *q, enum driver driver, const struct store_filter *f,
                  struct db_value text)
{
    static const char *const tables[] = {[BY_DATE] = NULL,
                                         [BY_VERSION] = NULL,
                                         [BY_TEXT] = NULL,
                                         [BY_PAIR] = "dyads",
                                         [BY_SPEAKER] = "sources",
                                         [BY_ACTOR] = "participants",
                                         [BY_RECIPIENT] = "participants",
                                         [BY_COUNTRY] = "participants",
                                         [BY_SECTOR] = "sectors",
                                         [BY_ACTOR_SECTOR] = "sectors",
                                         [BY_RECIPIENT_SECTOR] = "sectors"};
    buf_puts(&q->sql, "SELECT e.event_id FROM ");
    if (driver == BY_TEXT) {
        drive_by_text(q, f, text);
        return;
    }
    if (!tables[driver]) {
        buf_puts(&q->sql, "events e WHERE 1 = 1");
        return;
    }
    buf_printf(&q->sql, "%s k CROSS JOIN events e WHERE e.event_id = k.event_id AND ",
               tables[driver]);
    struct str value = driver == BY_SPEAKER            ? f->speaker
                       : driver == BY_ACTOR            ? f->actor
                       : driver == BY_RECIPIENT        ? f->recipient
                       : driver == BY_COUNTRY          ? f->country
                       : driver == BY_SECTOR           ? f->sector
                       : driver == BY_ACTOR_SECTOR     ? f->actor_sector
                       : driver == BY_RECIPIENT_SECTOR ? f->recipient_sector
                                                       : f->actor;
    if (driver == BY_PAIR) {
        buf_puts(&q->sql, "k.actor = ? AND k.recipient = ?");
        query_value(q, cased(q, f->actor, true));
        query_value(q, cased(q, f->recipient, true));
    } else if (driver >= BY_SECTOR) {
        buf_puts(&q->sql, "k.sector = ?");
        query_value(q, cased(q, value, true));
    } else {
        who(q, "k", value, false);
    }
    if (driver == BY_ACTOR || driver == BY_ACTOR_SECTOR) buf_puts(&q->sql, " AND k.role = 'actor'");
    if (driver == BY_RECIPIENT || driver == BY_RECIPIENT_SECTOR)
        buf_puts(&q->sql, " AND k.role = 'recipient'");
}

static void takes_part(struct query *q, struct str value, const char *role)
{
    buf_puts(&q->sql,
             " AND EXISTS (SELECT 1 FROM participants x WHERE x.event_id = e.event_id AND ");
    if (role) buf_printf(&q->sql, "x.role = '%s' AND ", role);
    who(q, "x", value, true);
    buf_putc(&q->sql, ')');
}

static void of_sector(struct query *q, struct str value, const char *role)
{
    buf_puts(&q->sql, " AND EXISTS (SELECT 1 FROM sectors x WHERE x.sector = ? AND "
                      "x.date = e.date AND x.event_id = e.event_id");
    query_value(q, cased(q, value, true));
    if (role) buf_printf(&q->sql, " AND x.role = '%s'", role);
    buf_putc(&q->sql, ')');
}

/* Restrictions on participants but for the one that drives. */
static void restrict_parts(struct query *q, enum driver driver, const struct store_filter *f)
{
    if (f->actor.n && driver != BY_ACTOR && driver != BY_PAIR && driver != BY_TEXT)
        takes_part(q, f->actor, "actor");
    if (f->recipient.n && driver != BY_RECIPIENT && driver != BY_PAIR)
        takes_part(q, f->recipient, "recipient");
    if (f->country.n && driver != BY_COUNTRY) takes_part(q, f->country, NULL);
    if (f->sector.n && driver != BY_SECTOR) of_sector(q, f->sector, NULL);
    if (f->actor_sector.n && driver != BY_ACTOR_SECTOR) of_sector(q, f->actor_sector, "actor");
    if (f->recipient_sector.n && driver != BY_RECIPIENT_SECTOR)
        of_sector(q, f->recipient_sector, "recipient");
    if (f->speaker.n && driver != BY_SPEAKER) {
        buf_puts(&q->sql,
                 " AND EXISTS (SELECT 1 FROM sources x WHERE x.event_id = e.event_id AND ");
        who(q, "x", f->speaker, true);
        buf_putc(&q->sql, ')');
    }
}

static void restrict_event(struct query *q, const struct store_filter *f, const char *dates)
{
    char condition[40];
    size_t slash = str_find_byte(f->type, '/', 0);
    if (f->type.n)
        where(q, "e.type = ?",
              cased(q, str_slice(f->type, 0, slash < f->type.n ? slash : f->type.n), true));
    if (slash < f->type.n)
        where(q, "e.mode = ?", cased(q, str_slice(f->type, slash + 1, f->type.n), false));
    if (f->quad) where(q, "e.quad = ?", db_int(f->quad));
    if (is_code(f->place))
        where(q, "e.place_country = ?", cased(q, f->place, true));
    else if (f->place.n)
        where(q, "e.place_name IS NOT NULL AND lower(e.place_name) = lower(?)",
              text_value(f->place));
    if (f->once) buf_puts(&q->sql, " AND e.same_as IS NULL");
    snprintf(condition, sizeof condition, "%s.date >= ?", dates);
    if (f->from.year) where(q, condition, day(q, f->from));
    snprintf(condition, sizeof condition, "%s.date <= ?", dates);
    if (f->to.year) where(q, condition, day(q, f->to));
}

/* Order and, for stories, the table it needs: versions come to the events by their key. */
static void order(struct query *q, const struct store_filter *f, const char *dates)
{
    switch (f->sort) {
    case STORE_OLDEST:
        buf_printf(&q->sql, " ORDER BY %s.date, e.event_id", dates);
        return;
    case STORE_BY_STORY:
        buf_puts(&q->sql, " ORDER BY (SELECT w.story_id FROM versions w WHERE w.version_id = "
                          "e.version_id), (SELECT w.rank FROM versions w WHERE w.version_id = "
                          "e.version_id), e.version_id, e.n, e.event_id");
        return;
    case STORE_BY_SCORE:
        buf_puts(&q->sql, " ORDER BY e.score, e.event_id");
        return;
    default:
        buf_printf(&q->sql, " ORDER BY %s.date DESC, %s.event_id DESC", dates, dates);
    }
}

bede_status query_events(struct store *store, const struct store_filter *f, struct query *q,
                         bede_error *err)
{
    struct db_value text = {.kind = DB_NULL};
    bool few = false;
    TRY(take_moment(q, f, err));
    if (f->text.n) {
        TRY(text_of(q, f->text, &text, err));
        TRY(few_paragraphs(store, text, &few, err));
    }
    enum driver driver = choose(f, few);
    const char *dates = driver > BY_TEXT ? "k" : "e";
    drive(q, driver, f, text);
    restrict_event(q, f, dates);
    restrict_parts(q, driver, f);
    if (f->text.n && driver != BY_TEXT)
        where(q, q->backend->dialect(few ? "fts_in" : "fts_probe"), text);
    TRY(bound_past(q, store, f, dates, err));
    of_story(q, f, "e");
    in_force(q, f, "e");
    order(q, f, dates);
    buf_putc(&q->sql, '\0');
    if (q->sql.failed) return err_nomem(err);
    return q->failed ? err_set(err, BEDE_LIMIT, "too many restrictions") : BEDE_OK;
}

/* ---- quotes and versions ------------------------------------------------------------------- */

static void page(struct query *q, const struct store_filter *f)
{
    if (f->limit || f->offset) {
        buf_puts(&q->sql, " LIMIT ? OFFSET ?");
        query_value(q, db_int(f->limit ? (int64_t)f->limit : INT64_MAX));
        query_value(q, db_int((int64_t)f->offset));
    }
    buf_putc(&q->sql, '\0');
}

static bede_status finish_query(const struct query *q, bede_error *err)
{
    if (q->sql.failed) return err_nomem(err);
    return q->failed ? err_set(err, BEDE_LIMIT, "too many restrictions") : BEDE_OK;
}

static void between(struct query *q, const struct store_filter *f, const char *alias)
{
    char condition[40];
    snprintf(condition, sizeof condition, "%s.date >= ?", alias);
    if (f->from.year) where(q, condition, day(q, f->from));
    snprintf(condition, sizeof condition, "%s.date <= ?", alias);
    if (f->to.year) where(q, condition, day(q, f->to));
}

bede_status query_quotes(struct store *store, const struct store_filter *f, struct query *q,
                         bede_error *err)
{
    struct db_value text;
    struct str speaker = f->speaker.n ? f->speaker : f->actor;
    if (f->type.n || f->quad || f->place.n || f->recipient.n || f->recipient_sector.n)
        return err_set(err, BEDE_USAGE,
                       "quotes are chosen by speaker, country, sector, date, agency, story, text");
    TRY(take_moment(q, f, err));
    buf_puts(&q->sql, " WHERE 1 = 1");
    if (is_code(speaker))
        where(q, "q.speaker_code = ?", cased(q, speaker, true));
    else if (speaker.n)
        where(q, "q.speaker_name IS NOT NULL AND lower(q.speaker_name) = lower(?)",
              text_value(speaker));
    if (f->country.n) where(q, "q.speaker_code = ?", cased(q, f->country, true));
    if (f->sector.n) where(q, "q.speaker_sector = ?", cased(q, f->sector, true));
    if (f->actor_sector.n) where(q, "q.speaker_sector = ?", cased(q, f->actor_sector, true));
    if (f->text.n) {
        TRY(text_of(q, f->text, &text, err));
        where(q, q->backend->dialect("fts_quotes"), text);
    }
    between(q, f, "q");
    TRY(bound_past(q, store, f, "q", err));
    of_story(q, f, "q");
    in_force(q, f, "q");
    if (f->sort == STORE_BY_STORY)
        buf_puts(&q->sql, " ORDER BY v.story_id, v.rank, q.version_id, q.n");
    else
        buf_printf(&q->sql, " ORDER BY q.date%s, q.quote_id",
                   f->sort == STORE_OLDEST ? "" : " DESC");
    page(q, f);
    return finish_query(q, err);
}

bede_status query_versions(struct store *store, const struct store_filter *f, struct query *q,
                           bede_error *err)
{
    struct db_value text;
    (void)store;
    TRY(take_moment(q, f, err));
    buf_puts(&q->sql, " WHERE v.story_id IS NOT NULL");
    if (f->text.n) {
        TRY(text_of(q, f->text, &text, err));
        where(q, q->backend->dialect("fts_versions"), text);
    }
    between(q, f, "v");
    of_story(q, f, "v");
    if (!f->version_id && !f->all_versions) {
        buf_puts(&q->sql, " AND v.known_from <= ? AND v.known_until > ?");
        query_value(q, db_c(q->at));
        query_value(q, db_c(q->at));
        if (f->as_of.n) where(q, "v.created <= ?", db_c(q->at)); /* known_from is never before */
        buf_puts(&q->sql, " AND v.status <> 'canceled' AND v.status <> 'withheld'");
    }
    if (!f->reprints && !f->version_id && !f->story.n)
        buf_puts(&q->sql, " AND s.reprint_of IS NULL");
    if (f->story.n || f->sort == STORE_BY_STORY)
        buf_puts(&q->sql, " ORDER BY v.story_id, v.rank, v.version_id");
    else if (f->sort == STORE_OLDEST)
        buf_puts(&q->sql, " ORDER BY v.created, v.version_id");
    else
        buf_puts(&q->sql, " ORDER BY v.created DESC, v.version_id DESC");
    page(q, f);
    return finish_query(q, err);
}
