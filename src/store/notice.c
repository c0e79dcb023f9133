/* store/notice.c - which story a kill or hold in words means.
 *
 * "Please kill the story Mali-Hostages, V0412." names a slug and a running number, others a
 * headline. Among the agency's stories of the seven days before, the number decides, else slug or
 * headline; exactly one story must be left. Otherwise the notice waits for a person: to withdraw
 * the wrong story is worse than to withdraw one late.
 *
 * SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "store/work.h"

enum { KILL_HOURS = 7 * 24, MATCHES_MAX = 8 };

/* A running number that a notice names: "V0412", "157". */
static struct str number_in(struct str target)
{
    struct str rest = target, word, found = {NULL, 0};
    while (str_split(&rest, ' ', &word)) {
        while (word.n && !ascii_is_alnum(word.p[word.n - 1]))
            word.n--;
        if (!word.n || word.n > 6 || !ascii_is_digit(word.p[word.n - 1])) continue;
        uint32_t digits = 0, letters = 0;
        for (size_t i = 0; i < word.n; i++)
            if (ascii_is_digit(word.p[i]))
                digits++;
            else if (ascii_is_alpha(word.p[i]))
                letters++;
        if (digits >= 2 && digits + letters == word.n && letters <= 1) found = word;
    }
    return found;
}

/* Does `number` stand in `text` as a word of its own? */
static bool names_number(struct str text, struct str number)
{
    for (size_t at = 0; number.n && at + number.n <= text.n; at++) {
        if (!str_ieq(str_slice(text, at, at + number.n), number)) continue;
        bool left = at == 0 || !ascii_is_alnum(text.p[at - 1]);
        bool right = at + number.n == text.n || !ascii_is_alnum(text.p[at + number.n]);
        if (left && right) return true;
    }
    return false;
}

struct target {
    struct str headline, slug, number; /* keys */
};

/* 2: its number; 1: its slug or headline; 0: not meant. */
static int meant(const struct target *t, const struct db_rows *rows)
{
    struct str headline = db_text(rows, 3), slug_key = db_text(rows, 4);
    if (names_number(db_text(rows, 5), t->number) || names_number(db_text(rows, 1), t->number))
        return 2;
    if (t->slug.n && str_eq(slug_key, t->slug)) return 1;
    return t->headline.n && str_eq(headline, t->headline);
}

struct matches {
    int64_t stories[MATCHES_MAX];
    struct str families[MATCHES_MAX];
    uint32_t n, total;
    int level;
};

static bede_status take_match(struct store *store, const struct db_rows *rows, int level,
                              struct matches *m, bede_error *err)
{
    int64_t story = db_integer(rows, 0);
    if (level < m->level) return BEDE_OK;
    if (level > m->level) *m = (struct matches){.level = level};
    for (uint32_t i = 0; i < m->n; i++)
        if (m->stories[i] == story) return BEDE_OK;
    m->total++;
    if (m->n == MATCHES_MAX) return BEDE_OK;
    m->stories[m->n] = story;
    m->families[m->n] = arena_str(store->arena, db_text(rows, 2));
    return m->families[m->n++].p ? BEDE_OK : err_nomem(err);
}

static bede_status find_matches(struct store *store, struct str owner, const struct target *target,
                                const char *created, struct matches *m, bede_error *err)
{
    char from[MOMENT_BYTES];
    struct db_rows *rows;
    moment_add_hours(created, -KILL_HOURS, from);
    TRY(db_select(
        store->db,
        "SELECT v.story_id, v.id, s.family, v.headline_key, v.slug_key, v.slug "
        "FROM versions v JOIN stories s ON s.story_id = v.story_id "
        "WHERE v.created >= ? AND v.created <= ? AND v.status <> 'canceled' "
        "AND (v.provider = ? OR v.agency = ? OR 1 = ?) ORDER BY v.version_id",
        DB_ARGS(db_c(from), db_c(created), db_str(owner), db_str(owner), db_int(!owner.n)), &rows,
        err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK) {
        int level = meant(target, rows);
        if (level) status = take_match(store, rows, level, m, err);
        if (status != BEDE_OK) break;
    }
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

static bede_status queue(struct store *store, const struct matches *m, bool no_agency,
                         struct placement *p, bede_error *err)
{
    struct buf list;
    buf_init(&list, 1 << 16);
    for (uint32_t i = 0; i < m->n; i++)
        buf_printf(&list, "%s%.*s", i ? ";" : "", STR_ARG(m->families[i]));
    p->queued = true;
    p->candidates = arena_str(store->arena, (struct str){list.p ? list.p : "", list.n});
    if (!m->total)
        p->why = STR_LIT("no stored story matches");
    else if (no_agency && m->total == 1)
        p->why = STR_LIT("the notice names no agency; 1 story matches");
    else
        p->why = arena_printf(store->arena, "%u stories match", m->total);
    buf_fini(&list);
    return p->candidates.p && p->why.p ? BEDE_OK : err_nomem(err);
}

/* What stands between quotation marks of any kind, when it is long enough for a headline. */
static struct str quoted(struct str target)
{
    static const char *const opening[] = {"\"", "\xE2\x80\x9C", "``", "''"};
    static const char *const closing[] = {"\"", "\xE2\x80\x9D", "''", "''"};
    for (int i = 0; i < 4; i++) {
        size_t start = str_find(target, opening[i], 0);
        if (start >= target.n) continue;
        start += strlen(opening[i]);
        size_t end = str_find(target, closing[i], start);
        if (end < target.n && end > start + 8) return str_slice(target, start, end);
    }
    return target;
}

bede_status place_target(struct store *store, struct str owner, struct str target,
                         const char *created, struct placement *p, bede_error *err)
{
    struct matches m = {.n = 0};
    struct target keys = {.headline = facts_words_key(store->arena, quoted(target)),
                          .slug = facts_slug_key(store->arena, target),
                          .number = number_in(target)};
    if (!keys.headline.p || !keys.slug.p) return err_nomem(err);
    if (!target.n) {
        p->queued = true;
        p->why = STR_LIT("the notice does not say which story it means");
        return BEDE_OK;
    }
    TRY(find_matches(store, owner, &keys, created, &m, err));
    if (m.total != 1 || !owner.n) return queue(store, &m, !owner.n, p, err);
    p->story = m.stories[0];
    p->how = "notice";
    return BEDE_OK;
}
