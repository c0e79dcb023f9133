/* store/place.c - which story a version belongs to: candidates from the record, then the ladder of
 * docs/record.md, first rung that holds.
 *
 *   id        same provider and id
 *   link      it names a stored text, or a stored text names it
 *   kill      a notice in words: exactly one story of the agency in the seven days before
 *   headline  same agency, base headline or slug, within 48 hours, half of the shingles shared
 *   sequence  the same without a common headline, when a tag says it is a later one (2nd LD)
 *   reprint   most of the shingles shared with another agency's text, or one without a slug
 *   related   some are shared: linked, never merged
 *
 * Candidates for the last rungs share sampled shingles (one in sixteen is indexed); containment is
 * then measured on all of both texts: |A and B| / min(|A|, |B|).
 *
 * SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/buf.h"
#include "store/shingles.h"
#include "store/work.h"

#define MERGE_AT   0.5
#define REPRINT_AT 0.8
#define RELATED_AT 0.3

enum {
    NEAR_HOURS = 48,
    SHINGLES_LEAST = 10, /* shorter texts are alike by chance */
    CANDIDATES_MAX = 24
};

struct candidate {
    int64_t version, story, reprint_of;
    struct str agency, headline_key, slug_key, tags, id;
    char created[MOMENT_BYTES];
    int64_t number;
    uint64_t body_hash;
    double containment;
};
struct candidates {
    struct candidate items[CANDIDATES_MAX];
    uint32_t n;
};

#define CANDIDATE_COLUMNS                                                                          \
    "v.version_id, v.story_id, s.reprint_of, v.agency, v.headline_key, v.slug_key, v.tags, v.id,"  \
    " v.created, v.version, v.body_hash FROM versions v JOIN stories s ON s.story_id = "           \
    "v.story_id "

/* ---- candidates ---------------------------------------------------------------------------- */

static bede_status read_candidate(struct store *store, const struct db_rows *rows,
                                  struct candidate *c, bede_error *err)
{
    struct str *const texts[] = {&c->agency, &c->headline_key, &c->slug_key, &c->tags, &c->id};
    c->version = db_integer(rows, 0);
    c->story = db_integer(rows, 1);
    c->reprint_of = db_integer(rows, 2);
    for (int i = 0; i < 5; i++)
        if (!(*texts[i] = arena_str(store->arena, db_text(rows, 3 + i))).p) return err_nomem(err);
    struct str created = db_text(rows, 8);
    size_t n = created.n < MOMENT_BYTES - 1 ? created.n : MOMENT_BYTES - 1;
    memcpy(c->created, created.p, n);
    c->created[n] = '\0';
    c->number = db_integer(rows, 9);
    c->body_hash = (uint64_t)db_integer(rows, 10);
    return BEDE_OK;
}

static bool known(const struct candidates *list, int64_t version)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (list->items[i].version == version) return true;
    return false;
}

/* Appends what a query over CANDIDATE_COLUMNS gives. */
static bede_status collect(struct store *store, const char *sql, const struct db_value *values,
                           size_t n, struct candidates *list, bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db, sql, values, n, &rows, err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK && list->n < CANDIDATES_MAX) {
        if (known(list, db_integer(rows, 0))) continue;
        list->items[list->n] = (struct candidate){0};
        status = read_candidate(store, rows, &list->items[list->n++], err);
        if (status != BEDE_OK) break;
    }
    db_finish(rows);
    return status == BEDE_DONE ? BEDE_OK : status;
}

static bede_status by_headline(struct store *store, const struct facts *facts,
                               struct candidates *list, bede_error *err)
{
    char from[MOMENT_BYTES], to[MOMENT_BYTES];
    moment_add_hours(facts->created, -NEAR_HOURS, from);
    moment_add_hours(facts->created, NEAR_HOURS, to);
    if (facts->headline_key.n)
        TRY(collect(store,
                    "SELECT " CANDIDATE_COLUMNS "WHERE v.headline_key = ? AND v.created >= ? AND "
                    "v.created <= ? AND v.status <> 'canceled' ORDER BY v.created DESC LIMIT 8",
                    DB_ARGS(db_str(facts->headline_key), db_c(from), db_c(to)), list, err));
    if (facts->slug_key.n)
        TRY(collect(store,
                    "SELECT " CANDIDATE_COLUMNS "WHERE v.slug_key = ? AND v.created >= ? AND "
                    "v.created <= ? AND v.status <> 'canceled' ORDER BY v.created DESC LIMIT 8",
                    DB_ARGS(db_str(facts->slug_key), db_c(from), db_c(to)), list, err));
    return BEDE_OK;
}

/* The texts that share most of the sampled shingles. */
static bede_status by_shingles(struct store *store, const struct facts *facts,
                               struct candidates *list, bede_error *err)
{
    struct db_value hashes[SHINGLE_SAMPLES];
    uint32_t n = 0;
    if (facts->body_hash)
        TRY(collect(store, "SELECT " CANDIDATE_COLUMNS "WHERE v.body_hash = ? LIMIT 4",
                    DB_ARGS(db_int((int64_t)facts->body_hash)), list, err));
    for (uint32_t i = 0; i < facts->n_shingles && n < SHINGLE_SAMPLES; i++)
        if (shingle_sampled(facts->shingles[i])) hashes[n++] = db_int((int64_t)facts->shingles[i]);
    if (!n) return BEDE_OK;
    while (n < SHINGLE_SAMPLES)
        hashes[n++] = hashes[0];
    return collect(
        store,
        "SELECT " CANDIDATE_COLUMNS "JOIN (SELECT version_id, count(*) AS c FROM "
        "(SELECT version_id FROM shingles WHERE hash IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
        "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) LIMIT 4000) x GROUP BY version_id "
        "ORDER BY c DESC, version_id LIMIT 8) m ON m.version_id = v.version_id",
        hashes, SHINGLE_SAMPLES, list, err);
}

/* The shingles of a stored text; those of its body as it was read. */
static bede_status stored_body(struct store *store, int64_t version, struct buf *body,
                               bede_error *err)
{
    struct db_rows *rows;
    TRY(db_select(store->db,
                  "SELECT text, body_start - start_at, body_end - start_at FROM paragraphs "
                  "WHERE version_id = ? AND kind = 'paragraph' ORDER BY n",
                  DB_ARGS(db_int(version)), &rows, err));
    bede_status status;
    while ((status = db_step(rows, err)) == BEDE_OK) {
        struct str text = db_text(rows, 0);
        int64_t start = db_integer(rows, 1), end = db_integer(rows, 2), at = 0;
        for (size_t i = 0; i < text.n; i++) {
            if (((unsigned char)text.p[i] & 0xC0) != 0x80) at++;
            if (at > start && at <= end) buf_putc(body, text.p[i]);
        }
        buf_putc(body, '\n');
    }
    db_finish(rows);
    if (status == BEDE_DONE && body->failed) return err_nomem(err);
    return status == BEDE_DONE ? BEDE_OK : status;
}

static bede_status measure(struct store *store, const struct facts *facts, struct candidate *c,
                           bede_error *err)
{
    struct buf body;
    struct shingles other = {0};
    if (c->body_hash && c->body_hash == facts->body_hash) {
        c->containment = 1;
        return BEDE_OK;
    }
    buf_init(&body, 1 << 26);
    bede_status status = stored_body(store, c->version, &body, err);
    struct str text = {body.p ? body.p : "", body.n};
    if (status == BEDE_OK) status = shingles_of_texts(store->arena, &text, 1, &other, err);
    if (status == BEDE_OK)
        c->containment =
            shingles_containment(facts->shingles, facts->n_shingles, other.items, other.n);
    buf_fini(&body);
    return status;
}

/* ---- the ladder ---------------------------------------------------------------------------- */

static bool same_agency(const struct facts *facts, const struct candidate *c)
{
    return facts->story->agency.n && str_ieq(facts->story->agency, c->agency);
}

/* Is one of the two marked as coming after or before another text? */
static bool in_sequence(const struct facts *facts, const struct candidate *c)
{
    static const char *const marks[] = {"LD", "LEAD", "URGENT", "UPDATE", "CORRECTED", "REFILE"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(facts->tags, marks[i], 0) != SIZE_MAX ||
            str_find(c->tags, marks[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* A text that gathers others is no copy of them. */
static bool gathers(struct str tags, struct str genre)
{
    static const char *const words[] = {"WRAPUP",  "ROUNDUP", "FACTBOX", "SUMMARY", "DIGEST",
                                        "Roundup", "Summary", "Factbox", "Digest"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(tags, words[i], 0) != SIZE_MAX || str_find(genre, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static const char *version_by(const struct facts *facts, const struct candidate *c)
{
    bool slug = facts->slug_key.n && str_eq(facts->slug_key, c->slug_key);
    bool headline = facts->headline_key.n && str_eq(facts->headline_key, c->headline_key);
    bool sequence = in_sequence(facts, c);
    if (!same_agency(facts, c) || fabs(moment_hours(c->created, facts->created)) > NEAR_HOURS)
        return NULL;
    if ((slug || headline) && (c->containment >= MERGE_AT || sequence))
        return slug ? "slug" : "headline";
    if (sequence && c->containment >= MERGE_AT && facts->n_shingles >= SHINGLES_LEAST)
        return "sequence";
    return NULL;
}

static bool is_reprint(const struct facts *facts, const struct candidate *c)
{
    if (c->containment < REPRINT_AT || gathers(facts->tags, facts->story->genre)) return false;
    if (c->body_hash != facts->body_hash && facts->n_shingles < SHINGLES_LEAST) return false;
    return !same_agency(facts, c) || !facts->slug_key.n || c->containment >= 0.95;
}

static bool add_link(struct store *store, struct found_links *links, struct found_link link)
{
    return ARRAY_PUSH(store->arena, links->items, links->n, links->cap, link);
}

static bede_status climb(struct store *store, const struct facts *facts,
                         const struct candidates *list, struct placement *p,
                         struct found_links *links, bede_error *err)
{
    const struct candidate *best = NULL;
    for (uint32_t i = 0; i < list->n; i++) {
        const struct candidate *c = &list->items[i];
        const char *how = version_by(facts, c);
        if (!how || (best && c->containment <= best->containment)) continue;
        best = c;
        p->how = how;
    }
    if (best) {
        p->story = best->story;
        p->confidence = best->containment > MERGE_AT ? best->containment : MERGE_AT;
        return BEDE_OK;
    }
    for (uint32_t i = 0; i < list->n; i++)
        if (is_reprint(facts, &list->items[i]) &&
            (!best || list->items[i].containment > best->containment))
            best = &list->items[i];
    if (best) {
        p->reprint_of = best->reprint_of ? best->reprint_of : best->story;
        p->earlier = strcmp(facts->created, best->created) < 0 && !best->reprint_of;
        p->how = "reprint";
        p->confidence = best->containment;
        return BEDE_OK;
    }
    for (uint32_t i = 0; i < list->n; i++) {
        const struct candidate *c = &list->items[i];
        if (c->containment < RELATED_AT || facts->n_shingles < SHINGLES_LEAST) continue;
        if (!add_link(store, links,
                      (struct found_link){"related", c->id, c->story, c->containment, "shingles"}))
            return err_nomem(err);
    }
    return BEDE_OK;
}

/* ---- what is told -------------------------------------------------------------------------- */

static bede_status by_id(struct store *store, const struct facts *facts, int64_t *story,
                         bede_error *err)
{
    return db_one(store->db,
                  "SELECT story_id FROM versions WHERE id = ? AND id_given = 1 AND story_id IS NOT "
                  "NULL AND COALESCE(provider, agency, '') = ? ORDER BY version_id LIMIT 1",
                  DB_ARGS(db_str(facts->story->id),
                          (struct db_value){.kind = DB_TEXT,
                                            .s = facts->owner.p ? facts->owner : STR_LIT("")}),
                  0, story, err);
}

static bool tells_version(enum wire_rel rel)
{
    return rel != WIRE_RELATED;
}

/* Stories that this version names, and one whose version names it. A second one found is merged
 * into the first: the text between them came late. */
static bede_status by_links(struct store *store, const struct facts *facts, struct placement *p,
                            struct found_links *links, bede_error *err)
{
    int64_t found = 0;
    for (uint32_t i = 0; i < facts->story->n_links; i++) {
        const struct wire_link *l = &facts->story->links[i];
        TRY(db_one(store->db,
                   "SELECT story_id FROM versions WHERE id = ? AND story_id IS NOT NULL "
                   "ORDER BY version_id LIMIT 1",
                   DB_ARGS(db_str(l->id)), 0, &found, err));
        if (!add_link(store, links,
                      (struct found_link){wire_rel_name(l->rel), l->id, found, 1, "told"}))
            return err_nomem(err);
        if (found && tells_version(l->rel) && !p->story) p->story = found;
    }
    TRY(db_one(store->db,
               "SELECT v.story_id FROM links l JOIN versions v ON v.version_id = l.version_id "
               "WHERE l.target = ? AND l.how = 'told' AND l.rel <> 'related' "
               "AND v.story_id IS NOT NULL ORDER BY l.link_id LIMIT 1",
               DB_ARGS(db_str(facts->story->id)), 0, &found, err));
    if (found && !p->story)
        p->story = found;
    else if (found && found != p->story)
        p->merge = found;
    if (p->story) p->how = "link";
    return BEDE_OK;
}

bede_status place_find(struct store *store, const struct facts *facts, struct placement *p,
                       struct found_links *links, bede_error *err)
{
    struct candidates list = {.n = 0};
    *p = (struct placement){.how = "new", .confidence = 1};
    if (facts->story->id_given) {
        TRY(by_id(store, facts, &p->story, err));
        if (p->story) p->how = "id";
    }
    struct placement linked = {.story = p->story, .how = p->how};
    TRY(by_links(store, facts, &linked, links, err));
    if (linked.story && !p->story) p->how = linked.how;
    p->story = linked.story;
    p->merge = linked.merge;
    if (p->story) return BEDE_OK;
    if (facts->order) {
        if (facts->target.n || !facts->story->id_given)
            return place_target(store, facts->owner, facts->target, facts->created, p, err);
        return BEDE_OK;
    }
    TRY(by_headline(store, facts, &list, err));
    TRY(by_shingles(store, facts, &list, err));
    for (uint32_t i = 0; i < list.n; i++)
        TRY(measure(store, facts, &list.items[i], err));
    return climb(store, facts, &list, p, links, err);
}
