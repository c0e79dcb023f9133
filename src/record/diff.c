/* record/diff.c - see diff.h: the order in which two versions are compared, and what the new one
 * does to the old one.
 *
 * SPDX-License-Identifier: MIT */
#include "record/diff_work.h"

const char *diff_kind_name(enum diff_kind kind)
{
    static const char *const names[] = {"same",    "edited", "added",
                                        "removed", "moved",  "re-attributed"};
    return kind <= DIFF_REATTRIBUTED ? names[kind] : "?";
}

static bool has_tag(const struct story *story, const char *name)
{
    for (uint32_t i = 0; i < story->n_tags; i++)
        if (strcmp(story->tags[i].name, name) == 0) return true;
    return false;
}

static bool has_note(const struct story *story, const char *kind)
{
    for (uint32_t i = 0; i < story->n_notes; i++)
        if (strcmp(story->notes[i].kind, kind) == 0) return true;
    return false;
}

/* Fields that say only that this is another transmission are no change. */
static bool is_changed(const struct diff *d)
{
    for (uint32_t i = 0; i < d->n_fields; i++)
        if (strcmp(d->fields[i].name, "tags") != 0 && strcmp(d->fields[i].name, "slug") != 0)
            return true;
    return d->n_by_kind[DIFF_SAME] != d->n_paragraphs || d->withdraws ||
           d->old_record->story->status != d->new_record->story->status;
}

static const char *action_of(const struct diff *d)
{
    const struct story *old = d->old_record->story, *new = d->new_record->story;
    if (new->status == WIRE_CANCELED && old->status != WIRE_CANCELED) return "kill";
    if (new->status == WIRE_WITHHELD && old->status != WIRE_WITHHELD) return "hold";
    if (!d->changed) return has_tag(new, "RPT") || d->n_fields ? "repeat" : "same";
    if (old->status != WIRE_USABLE && new->status == WIRE_USABLE) return "release";
    if (has_tag(new, "CORRECTED") || str_is(new->signal, "correction") ||
        has_note(new, "correction"))
        return "correction";
    return has_tag(new, "REFILE") ? "refile" : "update";
}

static bool prepare(struct diff_work *w)
{
    uint32_t a = w->old_record->story->n_blocks, b = w->new_record->story->n_blocks;
    w->to_new = ARENA_ARRAY(w->arena, (size_t)a + 1, uint32_t);
    w->to_old = ARENA_ARRAY(w->arena, (size_t)b + 1, uint32_t);
    if (!w->to_new || !w->to_old) return false;
    for (uint32_t i = 0; i <= a; i++)
        w->to_new[i] = DIFF_NOTHING;
    for (uint32_t i = 0; i <= b; i++)
        w->to_old[i] = DIFF_NOTHING;
    return true;
}

/* A kill says nothing of the text: what it takes back are the events and quotes. */
static bool withdraw(struct diff_work *w)
{
    return (!w->old_record->quotes || diff_quotes(w)) && (!w->old_record->events || diff_events(w));
}

static bool compare(struct diff_work *w)
{
    const struct record *a = w->old_record, *b = w->new_record;
    if (!diff_paragraphs(w) || !diff_numbers(w) || !diff_header(w)) return false;
    if (a->quotes && b->quotes && !diff_quotes(w)) return false;
    if (a->entities && b->entities && !diff_people(w)) return false;
    return !a->events || !b->events || diff_events(w);
}

bede_status diff_make(const struct record *old_record, const struct record *new_record,
                      struct arena *arena, struct diff **out, bede_error *err)
{
    struct diff *d = ARENA_NEW(arena, struct diff);
    struct diff_work w = {
        .arena = arena, .old_record = old_record, .new_record = new_record, .diff = d};
    if (!d || !prepare(&w)) return err_nomem(err);
    enum wire_status was = old_record->story->status, is = new_record->story->status;
    d->old_record = old_record;
    d->new_record = new_record;
    d->withdraws = is >= WIRE_WITHHELD && was < WIRE_WITHHELD;
    if (!(d->withdraws ? withdraw(&w) : compare(&w))) return err_nomem(err);
    d->changed = is_changed(d);
    d->action = action_of(d);
    if (!diff_claim_check(&w) || !diff_digest(&w)) return err_nomem(err);
    *out = d;
    return BEDE_OK;
}
