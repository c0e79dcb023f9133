/* record/diff_facts.c - quotes, events, people and header fields that differ.
 *
 * What is equal on both sides by content is set aside first, wherever it stands; the rest is paired
 * by likeness: quotes by their words, events by the paragraph and what they share. Names are
 * compared by their last word where the text shortens them, so that "Yoon" of one version and "Yoon
 * Suk Yeol" of the other are one.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "record/diff_work.h"

/* ---- names --------------------------------------------------------------------------------- */

static const struct entity *entity_of(const struct record *record, uint32_t n)
{
    return n == ENTITY_NONE || !record->entities || n >= record->entities->n
               ? NULL
               : &record->entities->items[n];
}

static struct str last_word(struct str name)
{
    size_t at = name.n;
    while (at && name.p[at - 1] != ' ')
        at--;
    return str_slice(name, at, name.n);
}

/* The same name, or one the other's last word. */
static bool same_name(struct arena *arena, struct str a, struct str b)
{
    if (diff_same_text(arena, a, b, true)) return true;
    struct str x = last_word(a), y = last_word(b);
    return (x.n == a.n || y.n == b.n) && x.n && str_ieq(x, y);
}

static struct str speaker_of(const struct record *record, const struct quote *quote)
{
    const struct entity *entity = entity_of(record, quote->speaker);
    if (entity && entity->name.n) return entity->name;
    return str_span(record->story->text, quote->source);
}

static bool same_words(const struct diff_work *w, uint32_t old_block, uint32_t new_block)
{
    uint32_t p = w->to_old[new_block];
    return p != DIFF_NOTHING && w->to_new[old_block] == p && !w->diff->paragraphs[p].edited;
}

/* ---- quotes -------------------------------------------------------------------------------- */

struct said {
    uint32_t quote;
    struct diff_bag bag;
    uint64_t exact;
    bool used;
};
struct saids {
    struct said *items;
    uint32_t n;
};

static bool read_quotes(struct diff_work *w, const struct record *record, struct saids *out)
{
    out->items = ARENA_ARRAY(w->arena, (size_t)record->quotes->n + 1, struct said);
    if (!out->items) return false;
    for (uint32_t i = 0; i < record->quotes->n; i++) {
        const struct quote *q = &record->quotes->items[i];
        struct diff_words words = {0};
        if (q->attitude) continue;
        for (uint32_t k = 0; k < q->n_content; k++)
            if (!diff_cut(w->arena, record->story->text, q->content[k], &words)) return false;
        /* A comma or stop before the closing mark belongs to the sentence around. */
        struct said *s = &out->items[out->n++];
        *s = (struct said){.quote = i, .exact = 99};
        if (!diff_bag(w->arena, words.items, words.n, &s->bag)) return false;
        for (uint32_t k = 0; k < words.n; k++)
            if (words.items[k].end - words.items[k].start > 1 ||
                ascii_is_alnum(record->story->text.p[words.items[k].start]))
                s->exact = (s->exact ^ words.items[k].loose) * 1099511628211u;
    }
    return true;
}

static bool push_quote(struct diff_work *w, enum diff_kind kind, struct said *old, struct said *new)
{
    struct diff_quote out = {.kind = kind,
                             .old_quote = old ? old->quote : DIFF_NOTHING,
                             .new_quote = new ? new->quote : DIFF_NOTHING};
    if (old && new) {
        const struct quote *a = &w->old_record->quotes->items[old->quote];
        const struct quote *b = &w->new_record->quotes->items[new->quote];
        bool same = same_name(w->arena, speaker_of(w->old_record, a), speaker_of(w->new_record, b));
        old->used = new->used = true;
        out.words_same = same_words(w, a->block, b->block);
        if (kind == DIFF_SAME && same) return true;
        out.kind = kind == DIFF_SAME ? DIFF_REATTRIBUTED : DIFF_EDITED;
        out.reattributed = !same;
    }
    return ARRAY_PUSH(w->arena, w->diff->quotes, w->diff->n_quotes, w->diff->cap_quotes, out);
}

/* Of the same words the one with the same speaker first, then any, in order. */
static bool pair_same_quotes(struct diff_work *w, struct saids *old, struct saids *new)
{
    struct map first;
    map_init(&first);
    bool ok = true;
    uint32_t *next = ARENA_ARRAY(w->arena, (size_t) new->n + 1, uint32_t);
    ok = next != NULL;
    for (uint32_t k = new->n; ok &&k-- > 0;) {
        struct str key = {(const char *)&new->items[k].exact, sizeof new->items[k].exact};
        next[k] = map_get(&first, key);
        ok = map_put(&first, key, k);
    }
    for (int round = 0; round < 2 && ok; round++)
        for (uint32_t i = 0; i < old->n && ok; i++) {
            struct said *a = &old->items[i];
            struct str key = {(const char *)&a->exact, sizeof a->exact};
            const struct quote *q = &w->old_record->quotes->items[a->quote];
            uint32_t steps = 0;
            for (uint32_t k = map_get(&first, key);
                 k != MAP_NONE && !a->used && ok && steps++ < FACTS_MAX; k = next[k]) {
                struct said *b = &new->items[k];
                if (b->used) continue;
                const struct quote *r = &w->new_record->quotes->items[b->quote];
                if (round == 0 && !same_name(w->arena, speaker_of(w->old_record, q),
                                             speaker_of(w->new_record, r)))
                    continue;
                ok = push_quote(w, DIFF_SAME, a, b);
            }
        }
    map_fini(&first);
    return ok;
}

static bool pair_alike_quotes(struct diff_work *w, struct saids *old, struct saids *new)
{
    for (uint32_t i = 0, tried = 0; i < old->n && tried < FACTS_MAX; i++) {
        struct said *best = NULL;
        double most = DIFF_ALIKE_AT;
        if (old->items[i].used) continue;
        tried++;
        for (uint32_t k = 0, seen = 0; k < new->n &&seen < FACTS_MAX; k++) {
            if (new->items[k].used) continue;
            seen++;
            double likeness = diff_dice(&old->items[i].bag, &new->items[k].bag);
            if (likeness < most || (best && likeness <= most)) continue;
            best = &new->items[k];
            most = likeness;
        }
        if (best && !push_quote(w, DIFF_EDITED, &old->items[i], best)) return false;
    }
    return true;
}

bool diff_quotes(struct diff_work *w)
{
    struct saids old = {0}, new = {0};
    if (!read_quotes(w, w->old_record, &old) || !read_quotes(w, w->new_record, &new) ||
        !pair_same_quotes(w, &old, &new) || !pair_alike_quotes(w, &old, &new))
        return false;
    for (uint32_t i = 0; i < new.n; i++)
        if (!new.items[i].used && !push_quote(w, DIFF_ADDED, NULL, &new.items[i])) return false;
    for (uint32_t i = 0; i < old.n; i++)
        if (!old.items[i].used && !push_quote(w, DIFF_REMOVED, &old.items[i], NULL)) return false;
    return true;
}

/* ---- people -------------------------------------------------------------------------------- */

static bool has_name(const struct entity *e)
{
    return (e->kind == ENTITY_PERSON || e->kind == ENTITY_ORG) && e->name.n &&
           (utf8_is_upper((unsigned char)e->name.p[0]) || (unsigned char)e->name.p[0] >= 0x80);
}

/* Names of a side in lower case, whole ones and the last words of persons'. */
static bool index_names(struct arena *arena, const struct record *record, struct map *names)
{
    for (uint32_t i = 0; i < record->entities->n; i++) {
        const struct entity *e = &record->entities->items[i];
        if (!has_name(e)) continue;
        char *small = arena_alloc(arena, e->name.n + 8);
        if (!small) return false;
        struct str s = {small, utf8_lower_str(e->name, small, e->name.n + 8)};
        if (map_get(names, s) == MAP_NONE && !map_put(names, s, i)) return false;
        struct str last = last_word(s);
        if (e->kind == ENTITY_PERSON && map_get(names, last) == MAP_NONE &&
            !map_put(names, last, i))
            return false;
    }
    return true;
}

static uint32_t find_name(struct arena *arena, const struct map *names, const struct entity *e)
{
    char *small = arena_alloc(arena, e->name.n + 8);
    if (!small) return MAP_NONE;
    struct str s = {small, utf8_lower_str(e->name, small, e->name.n + 8)};
    uint32_t at = map_get(names, s);
    if (at != MAP_NONE || e->kind != ENTITY_PERSON) return at;
    return map_get(names, last_word(s));
}

static bool people_of(struct diff_work *w, const struct record *record, const struct map *others,
                      enum diff_kind kind)
{
    struct diff *d = w->diff;
    for (uint32_t i = 0; i < record->entities->n; i++) {
        const struct entity *e = &record->entities->items[i];
        if (!has_name(e)) continue;
        uint32_t other = find_name(w->arena, others, e);
        struct diff_person out = {kind, DIFF_NOTHING, DIFF_NOTHING};
        if (kind == DIFF_ADDED)
            out.new_entity = i;
        else
            out.old_entity = i;
        if (other != MAP_NONE) {
            if (kind != DIFF_ADDED) continue;
            const struct entity *was = &w->old_record->entities->items[other];
            if (!was->office.n || !e->office.n ||
                diff_same_text(w->arena, was->office, e->office, true))
                continue;
            out.kind = DIFF_EDITED;
            out.old_entity = other;
        }
        if (!ARRAY_PUSH(w->arena, d->people, d->n_people, d->cap_people, out)) return false;
    }
    return true;
}

bool diff_people(struct diff_work *w)
{
    struct map old, new;
    map_init(&old);
    map_init(&new);
    bool ok = index_names(w->arena, w->old_record, &old) &&
              index_names(w->arena, w->new_record, &new) &&
              people_of(w, w->new_record, &old, DIFF_ADDED) &&
              people_of(w, w->old_record, &new, DIFF_REMOVED);
    map_fini(&old);
    map_fini(&new);
    return ok;
}

/* ---- header -------------------------------------------------------------------------------- */

static bool add_field(struct diff_work *w, const char *name, struct str old_text,
                      struct str new_text, bool loose)
{
    struct diff *d = w->diff;
    if (!old_text.p || !new_text.p) return false;
    if (diff_same_text(w->arena, old_text, new_text, loose)) return true;
    return ARRAY_PUSH(w->arena, d->fields, d->n_fields, d->cap_fields,
                      ((struct diff_field){name, old_text, new_text}));
}

static struct str join(struct arena *arena, const struct str *items, uint32_t n, const char *by)
{
    struct str all = STR_LIT("");
    for (uint32_t i = 0; i < n && all.p; i++)
        all = arena_printf(arena, "%.*s%s%.*s", STR_ARG(all), i ? by : "", STR_ARG(items[i]));
    return all;
}

static struct str tags_of(struct arena *arena, const struct story *story)
{
    struct str all = STR_LIT("");
    for (uint32_t i = 0; i < story->n_tags && all.p; i++) {
        const struct wire_tag *t = &story->tags[i];
        all = t->sequence < 0
                  ? arena_printf(arena, "%.*s%s%s", STR_ARG(all), i ? ", " : "", t->name)
                  : arena_printf(arena, "%.*s%s%s %d", STR_ARG(all), i ? ", " : "", t->name,
                                 t->sequence);
    }
    return all;
}

bool diff_header(struct diff_work *w)
{
    const struct story *a = w->old_record->story, *b = w->new_record->story;
    char was[11], is[11];
    struct arena *arena = w->arena;
    struct str empty = STR_LIT("");
    return add_field(w, "headline", a->title.n ? a->title : empty, b->title.n ? b->title : empty,
                     false) &&
           add_field(w, "dateline", join(arena, a->dateline.places, a->dateline.n_places, "/"),
                     join(arena, b->dateline.places, b->dateline.n_places, "/"), true) &&
           add_field(w, "date", arena_str(arena, str_c(date_format(a->dateline.date, was))),
                     arena_str(arena, str_c(date_format(b->dateline.date, is))), true) &&
           add_field(w, "byline", join(arena, a->byline.names, a->byline.n, ", "),
                     join(arena, b->byline.names, b->byline.n, ", "), true) &&
           add_field(w, "slug", a->slug.n ? a->slug : empty, b->slug.n ? b->slug : empty, true) &&
           add_field(w, "tags", tags_of(arena, a), tags_of(arena, b), true);
}
