/* api/diff_stored.c - two versions of one story out of a record, compared.
 *
 * A record keeps each version's text as received, its blocks, and what its header said. Copy is
 * read again as it came. Text that stood in the fields of a machine format is read as the body of
 * an object that says the same (headline, byline, notes) and then gets the blocks that the record
 * has, since only they know what was marked up as a caption or a table. What the record says of
 * identity, dates and status stands over what the text says.
 *
 * SPDX-License-Identifier: MIT */
#include "api/diff.h"
#include "store/store.h"

enum { VERSIONS_MAX = 10000, TAG_BYTES = 48 };

struct stored_version {
    int64_t key;
    uint32_t rank;
};
struct family_list {
    struct stored_version *items;
    uint32_t n, cap;
    struct str name;
};

/* ---- which two ----------------------------------------------------------------------------- */

static bede_status list_versions(struct store *store, const char *story, struct arena *arena,
                                 struct family_list *list, bede_error *err)
{
    const struct store_filter filter = {
        .story = str_c(story), .all_versions = true, .reprints = true};
    struct store_cursor *cursor;
    struct store_version v;
    bede_status status;
    TRY(store_versions(store, &filter, &cursor, err));
    while ((status = store_next_version(cursor, &v, err)) == BEDE_OK) {
        struct stored_version item = {v.origin.version_id, v.origin.rank};
        if (!list->n) list->name = arena_str(arena, v.origin.family);
        if (list->n == VERSIONS_MAX)
            status = err_set(err, BEDE_LIMIT, "more than %d versions", VERSIONS_MAX);
        else if (!list->name.p || !ARRAY_PUSH(arena, list->items, list->n, list->cap, item))
            status = err_nomem(err);
        else if (list->n > 1 && item.rank <= list->items[list->n - 2].rank)
            status = err_set(err, BEDE_USAGE,
                             "several stories of the record have the id \"%.200s\"; name the id of "
                             "another version",
                             story);
        if (status != BEDE_OK) break;
    }
    store_cursor_close(cursor);
    if (status != BEDE_DONE) return status;
    if (!list->n)
        return err_set(err, BEDE_USAGE,
                       "the record has no story \"%.200s\"; \"bede query stories "
                       "--all-versions\" lists them",
                       story);
    return BEDE_OK;
}

static const struct stored_version *of_rank(const struct family_list *list, uint32_t rank)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (list->items[i].rank == rank) return &list->items[i];
    return NULL;
}

/* The pair asked for; the last two when nothing else is said. */
static bede_status choose(const struct family_list *list, const bede_diff_stored *which,
                          const struct stored_version *pair[2], bede_error *err)
{
    uint32_t last = list->items[list->n - 1].rank;
    uint32_t new = which->new_rank ? which->new_rank : last;
    uint32_t old = which->old_rank ? which->old_rank : new - 1;
    if (!which->old_rank && new == 1)
        return err_set(err, BEDE_USAGE, "no version comes before the first; name two");
    pair[0] = of_rank(list, old);
    pair[1] = of_rank(list, new);
    if (!pair[0] || !pair[1])
        return err_set(err, BEDE_USAGE, "\"%.200s\" has the versions 1 to %u, but no version %u",
                       which->story, (unsigned)last, (unsigned)(pair[0] ? new : old));
    if (old == new) return err_set(err, BEDE_USAGE, "version %u twice; name two", (unsigned)old);
    return BEDE_OK;
}

/* ---- reading again ------------------------------------------------------------------------- */

static bool is_copy(struct str format)
{
    return !format.n || str_is(format, "plain") || str_is(format, "text") ||
           str_is(format, "conllu");
}

/* Parts of a list of the record that the text itself does not show, as a JSON array. */
static bool put_unseen(struct buf *line, const char *key, struct str list, char between,
                       struct arena *arena, struct str text)
{
    struct str part;
    jw_key(line, key);
    jw_array(line);
    while (str_split(&list, between, &part)) {
        const char *words = arena_strdup(arena, part);
        if (!words) return false;
        if (*words && str_find(text, words, 0) == SIZE_MAX) jw_str(line, part);
    }
    jw_end_array(line);
    return true;
}

/* An object that says what the fields of the format said. */
static bede_status as_object(const struct store_version *v, struct arena *arena, struct str *out,
                             bede_error *err)
{
    struct buf line;
    buf_init(&line, 0);
    jw_object(&line);
    jw_key(&line, "id");
    jw_str(&line, v->origin.story);
    jw_key(&line, "headline");
    jw_str(&line, v->origin.headline);
    jw_key(&line, "date");
    jw_str(&line, v->origin.date);
    jw_key(&line, "source");
    jw_str(&line, v->origin.agency);
    bool good = put_unseen(&line, "bylines", v->byline, ';', arena, v->text) &&
                put_unseen(&line, "ednotes", v->note, '\n', arena, v->text);
    jw_key(&line, "text");
    jw_str(&line, v->text);
    jw_end_object(&line);
    *out = line.failed || !good ? (struct str){NULL, 0}
                                : arena_str(arena, (struct str){line.p, line.n});
    buf_fini(&line);
    return out->p ? BEDE_OK : err_nomem(err);
}

/* A story with nothing in it yet: a version without a text has none to read. */
static struct story *bare_story(struct arena *arena, struct str text)
{
    const struct str none = STR_LIT("");
    struct story *s = ARENA_NEW(arena, struct story);
    if (!s) return NULL;
    *s = (struct story){.arena = arena, .text = text};
    s->id = s->language = s->agency = s->title = s->slug = s->genre = s->embargo = none;
    s->provider = s->created = s->first_created = s->url = s->number = s->located = none;
    s->signal = s->dateline.region = s->dateline.date_text = none;
    s->dateline.weekday = -1;
    return s;
}

static bede_status read_again(struct differ *d, const struct store_version *v, const char *name,
                              struct arena *arena, struct story **out, bede_error *err)
{
    struct wire_reader *reader;
    struct str bytes = v->text;
    bede_from from = str_is(v->format, "text") || str_is(v->format, "conllu") ? BEDE_FROM_TEXT
                     : is_copy(v->format)                                     ? BEDE_FROM_PLAIN
                                                                              : BEDE_FROM_JSONL;
    if (from == BEDE_FROM_JSONL) TRY(as_object(v, arena, &bytes, err));
    TRY(wire_open(d->engine->record.wire, name, bytes, from, &d->limits, &reader, err));
    bede_status status = wire_next(reader, arena, out, err);
    wire_close(reader);
    if (status == BEDE_NOMEM) return status;
    if (status == BEDE_OK && str_eq((*out)->text, v->text)) return BEDE_OK;
    *out = bare_story(arena, v->text);
    return *out ? BEDE_OK : err_nomem(err);
}

/* ---- what the record knows ----------------------------------------------------------------- */

static void set(struct str *field, struct str stored)
{
    if (stored.n) *field = stored;
}

static bool set_tags(struct story *story, struct str tags, struct arena *arena)
{
    struct str tag;
    story->n_tags = 0;
    while (str_split(&tags, ';', &tag) &&
           story->n_tags < sizeof story->tags / sizeof *story->tags) {
        uint32_t number;
        size_t blank = str_find_byte(tag, ' ', 0);
        bool counted = blank != SIZE_MAX && str_u32(str_slice(tag, blank + 1, tag.n), &number) &&
                       number < INT32_MAX;
        char *name = arena_strdup(arena, counted ? str_slice(tag, 0, blank) : tag);
        if (!name) return false;
        if (!*name) continue;
        story->tags[story->n_tags++] =
            (struct wire_tag){.name = name, .sequence = counted ? (int32_t)number : -1};
    }
    return true;
}

static bool set_header(struct story *s, const struct store_version *v, const char *name,
                       struct arena *arena)
{
    const struct store_origin *o = &v->origin;
    s->input = name;
    s->version = o->version;
    set(&s->id, o->story);
    set(&s->agency, o->agency);
    set(&s->provider, o->provider);
    set(&s->language, o->language);
    set(&s->title, o->headline);
    set(&s->slug, o->slug);
    set(&s->url, o->url);
    set(&s->created, o->created);
    set(&s->genre, v->genre);
    set(&s->signal, v->signal);
    set(&s->embargo, v->embargo);
    (void)date_parse_iso(o->date, &s->date);
    for (enum wire_status k = WIRE_USABLE; k <= WIRE_CANCELED; k++)
        if (str_is(o->status, wire_status_name(k))) s->status = k;
    return set_tags(s, v->tags, arena);
}

/* Bytes of each code point of the text, and behind the last. */
static uint32_t *byte_of_point(struct arena *arena, struct str text, uint32_t *n)
{
    uint32_t *at = ARENA_ARRAY(arena, text.n + 1, uint32_t);
    *n = 0;
    if (!at) return NULL;
    for (size_t i = 0; i < text.n; i++)
        if (((unsigned char)text.p[i] & 0xC0) != 0x80) at[(*n)++] = (uint32_t)i;
    at[*n] = (uint32_t)text.n;
    return at;
}

static enum wire_kind kind_named(struct str name)
{
    for (enum wire_kind k = WIRE_PARAGRAPH; k < WIRE_OTHER; k++)
        if (str_is(name, wire_kind_name(k))) return k;
    return WIRE_OTHER;
}

/* Blocks as they were when the version was stored. */
static bede_status set_blocks(struct store *store, int64_t key, struct story *s,
                              struct arena *arena, bede_error *err)
{
    struct store_cursor *cursor;
    struct store_block b;
    uint32_t n_points, cap = 0, n = 0;
    bede_status status;
    const uint32_t *at = byte_of_point(arena, s->text, &n_points);
    if (!at) return err_nomem(err);
    TRY(store_blocks(store, key, &cursor, err));
    s->blocks = NULL;
    s->n_credits = s->n_paragraphs = 0;
    while ((status = store_next_block(cursor, &b, err)) == BEDE_OK) {
        if (b.start > b.end || b.end > n_points || b.body_start > b.body_end ||
            b.body_end > n_points)
            continue;
        const struct wire_block block = {.kind = kind_named(b.kind),
                                         .span = {at[b.start], at[b.end]},
                                         .body = {at[b.body_start], at[b.body_end]},
                                         .number = b.number};
        s->n_paragraphs += block.kind == WIRE_PARAGRAPH;
        if (ARRAY_PUSH(arena, s->blocks, n, cap, block)) continue;
        status = err_nomem(err);
        break;
    }
    s->n_blocks = n;
    store_cursor_close(cursor);
    return status == BEDE_DONE ? BEDE_OK : status;
}

static bede_status take_version(struct differ *d, struct store *store, int64_t key,
                                struct arena *arena, struct store_version *v, struct story **out,
                                bede_error *err)
{
    bede_status status = store_version(store, key, arena, v, err);
    if (status == BEDE_DONE) return err_set(err, BEDE_DATA, "a version is not in the record");
    if (status != BEDE_OK) return status;
    struct str name =
        arena_printf(arena, "%.*s-v%u", STR_ARG(v->origin.story), (unsigned)v->origin.version);
    if (!name.p) return err_nomem(err);
    TRY(read_again(d, v, name.p, arena, out, err));
    if (!is_copy(v->format) || !(*out)->n_blocks) TRY(set_blocks(store, key, *out, arena, err));
    return set_header(*out, v, name.p, arena) ? BEDE_OK : err_nomem(err);
}

/* ---- the pair ------------------------------------------------------------------------------ */

/* What the record says of the newer one's place, with what both share. */
static bede_status told(struct differ *d, struct arena *arena, const struct story *old_story,
                        const struct story *new_story, const struct store_version *v,
                        struct family_verdict *verdict, bede_error *err)
{
    struct family_sketch a, b;
    const char *rung = arena_strdup(arena, v->how);
    if (!rung) return err_nomem(err);
    TRY(family_sketch(d->engine->record.words, old_story, arena, &a, err));
    TRY(family_sketch(d->engine->record.words, new_story, arena, &b, err));
    *verdict = (struct family_verdict){
        .relation = new_story->status >= WIRE_WITHHELD ? FAMILY_KILL : FAMILY_VERSION,
        .confidence = v->confidence,
        .containment = family_containment(&a, &b),
        .rung = rung,
        .reason = STR_LIT("one story in the record")};
    return BEDE_OK;
}

static bede_status compare(struct differ *d, struct store *store, const bede_diff_stored *which,
                           struct arena *arena, bede_error *err)
{
    struct family_list list = {.n = 0};
    const struct stored_version *pair[2];
    struct story *stories[2];
    struct store_version versions[2];
    struct family_verdict verdict;
    TRY(list_versions(store, which->story, arena, &list, err));
    if (list.n == 1 && which->old_rank <= 1 && which->new_rank <= 1) return BEDE_OK;
    TRY(choose(&list, which, pair, err));
    for (int i = 0; i < 2; i++)
        TRY(take_version(d, store, pair[i]->key, arena, &versions[i], &stories[i], err));
    TRY(told(d, arena, stories[0], stories[1], &versions[1], &verdict, err));
    if (d->options->pairs_only) return differ_name(d, stories[0], stories[1], &verdict, err);
    return differ_pair(d, stories[0], stories[1], &verdict, err);
}

bede_status bede_diff_stored_versions(const bede_engine *engine, const bede_diff_options *options,
                                      const bede_diff_stored *which, const bede_run_io *io,
                                      bede_diff_totals *totals, bede_error *err)
{
    struct differ d;
    struct store *store = NULL;
    struct arena *arena = arena_new(0);
    bede_status status = differ_init(&d, engine, options, io, err);
    if (status == BEDE_OK && !arena) status = err_nomem(err);
    if (status == BEDE_OK) status = store_open(which->db, STORE_READ, &store, err);
    if (status == BEDE_OK) status = compare(&d, store, which, arena, err);
    if (totals) *totals = d.totals;
    if (store) store_close(store);
    differ_fini(&d);
    if (arena) arena_free(arena);
    return status;
}
