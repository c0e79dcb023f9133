/* record/diff_events.c - events that are added, withdrawn, or coded otherwise.
 *
 * An event is what it says, not where it stands: type, mode, auxiliary modes, who, to whom, where.
 * Events with the same key are one, so that a fact told twice is not withdrawn when one of the two
 * sentences goes. What is left is paired inside a pair of paragraphs when type, trigger, actors or
 * recipients agree in at least two; those are re-coded, the rest added or withdrawn.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "record/diff_work.h"

enum { AGREEMENTS_LEAST = 2 };

const char *diff_event_field_name(uint32_t bit)
{
    static const char *const names[] = {"type", "mode",  "actor",    "recipient",
                                        "date", "place", "auxiliary"};
    return bit < sizeof names / sizeof *names ? names[bit] : NULL;
}

struct fact {
    uint32_t event;
    uint64_t key, type, mode, actors, recipients, date, place, aux, trigger;
    bool used;
};
struct facts {
    struct fact *items;
    uint32_t n;
};

/* ---- keys ---------------------------------------------------------------------------------- */

static uint64_t hash_folded(struct str s, uint64_t seed)
{
    char small[256];
    size_t n = utf8_lower_str(s, small, sizeof small);
    return hash_bytes(small, n, seed);
}

/* Of a person the last word of the name, since texts shorten; of others all of it, or the code. */
static uint64_t hash_part(const struct record *record, const struct event_part *part)
{
    const struct entity *e =
        part->entity < record->entities->n ? &record->entities->items[part->entity] : NULL;
    struct str name = e && e->name.n ? e->name : str_span(record->story->text, part->span);
    if (e && e->kind == ENTITY_PERSON && e->name.n) {
        size_t at = name.n;
        while (at && name.p[at - 1] != ' ')
            at--;
        name = str_slice(name, at, name.n);
    } else if (e && e->code[0] && e->kind == ENTITY_COUNTRY) {
        name = str_c(e->code);
    }
    uint64_t hash = hash_folded(name, 3);
    if (e) hash ^= hash_bytes(e->code, strlen(e->code), 4);
    return hash;
}

/* In any order. */
static uint64_t hash_side(const struct record *record, const struct event_part *parts, uint32_t n)
{
    uint64_t all = n;
    for (uint32_t i = 0; i < n; i++)
        all += hash_part(record, &parts[i]);
    return all;
}

/* Where one of the texts tells no year, its events have no dates to be compared. */
static bool are_dated(const struct diff_work *w)
{
    return date_valid(w->old_record->story->date) && date_valid(w->new_record->story->date);
}

static struct fact fact_of(const struct record *record, uint32_t n, bool dated)
{
    const struct event *e = &record->events->items[n];
    const struct mention *place =
        e->place < record->entities->n_mentions ? &record->entities->mentions[e->place] : NULL;
    struct fact f = {.event = n, .type = e->type, .aux = e->aux};
    f.mode = hash_bytes(e->mode.p, e->mode.n, 5);
    f.actors = hash_side(record, e->actors, e->n_actors);
    f.recipients = hash_side(record, e->recipients, e->n_recipients);
    struct date date = date_valid(e->date) ? e->date : record->story->date;
    if (dated && date_valid(date)) f.date = (uint64_t)(uint32_t)date_to_days(date);
    if (place && place->entity < record->entities->n)
        f.place = hash_folded(record->entities->items[place->entity].name, 6);
    if (e->n_trigger) f.trigger = hash_folded(record->doc->tokens[e->trigger[0]].lemma, 7);
    uint64_t all[] = {f.type, f.mode, f.aux, f.actors, f.recipients, f.date, f.place};
    f.key = hash_bytes(all, sizeof all, 8);
    return f;
}

static bool read_events(struct diff_work *w, const struct record *record, struct facts *out)
{
    out->items = ARENA_ARRAY(w->arena, (size_t)record->events->n + 1, struct fact);
    if (!out->items) return false;
    for (uint32_t i = 0; i < record->events->n; i++)
        out->items[out->n++] = fact_of(record, i, are_dated(w));
    return true;
}

/* ---- pairs --------------------------------------------------------------------------------- */

/* What the other side says, too, and what this side has said before, is used up. */
static bool set_aside(struct facts *facts, const struct facts *others)
{
    struct map seen;
    map_init(&seen);
    bool ok = true;
    for (uint32_t i = 0; i < others->n && ok; i++)
        ok = map_put(&seen, (struct str){(const char *)&others->items[i].key, sizeof(uint64_t)}, 1);
    for (uint32_t i = 0; i < facts->n && ok; i++) {
        struct str key = {(const char *)&facts->items[i].key, sizeof(uint64_t)};
        facts->items[i].used = map_get(&seen, key) != MAP_NONE;
        if (!facts->items[i].used) ok = map_put(&seen, key, 1);
    }
    map_fini(&seen);
    return ok;
}

static uint32_t changed_fields(const struct fact *a, const struct fact *b)
{
    return (a->type != b->type ? DIFF_EVENT_TYPE : 0u) |
           (a->mode != b->mode ? DIFF_EVENT_MODE : 0u) |
           (a->actors != b->actors ? DIFF_EVENT_ACTOR : 0u) |
           (a->recipients != b->recipients ? DIFF_EVENT_RECIPIENT : 0u) |
           (a->date != b->date ? DIFF_EVENT_DATE : 0u) |
           (a->place != b->place ? DIFF_EVENT_PLACE : 0u) |
           (a->aux != b->aux ? DIFF_EVENT_AUXILIARY : 0u);
}

static uint32_t agreements(const struct fact *a, const struct fact *b)
{
    return (uint32_t)(a->type == b->type) + (a->trigger == b->trigger) + (a->actors == b->actors) +
           (a->recipients == b->recipients);
}

static bool push(struct diff_work *w, enum diff_kind kind, struct fact *old, struct fact *new)
{
    struct diff *d = w->diff;
    struct diff_event out = {.kind = kind,
                             .old_event = old ? old->event : DIFF_NOTHING,
                             .new_event = new ? new->event : DIFF_NOTHING};
    const struct event *a = old ? &w->old_record->events->items[old->event] : NULL;
    const struct event *b = new ? &w->new_record->events->items[new->event] : NULL;
    if (old) old->used = true;
    if (new) new->used = true;
    if (old && new) out.fields = changed_fields(old, new);
    uint32_t p = b ? w->to_old[b->block] : w->to_new[a->block];
    out.words_same = p != DIFF_NOTHING && d->paragraphs[p].old_block != DIFF_NOTHING &&
                     d->paragraphs[p].new_block != DIFF_NOTHING && !d->paragraphs[p].edited;
    return ARRAY_PUSH(w->arena, d->events, d->n_events, d->cap_events, out);
}

static bool pair_recoded(struct diff_work *w, struct facts *old, struct facts *new)
{
    for (uint32_t i = 0, tried = 0; i < old->n && tried < FACTS_MAX; i++) {
        struct fact *a = &old->items[i], *best = NULL;
        uint32_t most = AGREEMENTS_LEAST - 1;
        if (a->used) continue;
        tried++;
        uint32_t p = w->to_new[w->old_record->events->items[a->event].block];
        for (uint32_t k = 0, seen = 0; k < new->n &&seen < FACTS_MAX; k++) {
            struct fact *b = &new->items[k];
            if (b->used) continue;
            seen++;
            uint32_t block = w->new_record->events->items[b->event].block;
            if (p == DIFF_NOTHING || w->to_old[block] != p || agreements(a, b) <= most) continue;
            best = b;
            most = agreements(a, b);
        }
        if (best && !push(w, DIFF_EDITED, a, best)) return false;
    }
    return true;
}

bool diff_events(struct diff_work *w)
{
    struct facts old = {0}, new = {0};
    if (!read_events(w, w->old_record, &old) || !read_events(w, w->new_record, &new) ||
        !set_aside(&old, &new) || !set_aside(&new, &old) || !pair_recoded(w, &old, &new))
        return false;
    for (uint32_t i = 0; i < new.n; i++)
        if (!new.items[i].used && !push(w, DIFF_ADDED, NULL, &new.items[i])) return false;
    for (uint32_t i = 0; i < old.n; i++)
        if (!old.items[i].used && !push(w, DIFF_REMOVED, &old.items[i], NULL)) return false;
    return true;
}
