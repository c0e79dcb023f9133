/* store/facts.c - what makes a version this one, and what the record says of it besides: digest,
 * moments, lists in one text, what an order names. What others are compared by is its sketch
 * (record/family.h).
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "base/map.h"
#include "store/work.h"

/* ---- digest -------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, struct str s)
{
    return hash_bytes(s.p ? s.p : "", s.n, hash ^ (s.n * 0x9e3779b97f4a7c15u));
}

static struct str owner_of(const struct story *story)
{
    return story->provider.n ? story->provider : story->agency;
}

uint64_t store_digest(const struct story *story)
{
    uint64_t hash = mix(1, owner_of(story));
    hash = mix(hash, story->id);
    hash = mix(hash, story->created);
    hash = mix(hash, story->title);
    hash = mix(hash, story->signal);
    const uint32_t numbers[] = {story->version, (uint32_t)story->status, story->n_blocks};
    hash = mix(hash, (struct str){(const char *)numbers, sizeof numbers});
    return mix(hash, story->text);
}

/* ---- the rest ------------------------------------------------------------------------------ */

static bede_status lists(struct arena *arena, const struct story *story, struct facts *facts,
                         bede_error *err)
{
    struct buf buf;
    buf_init(&buf, 1 << 20);
    for (uint32_t i = 0; i < story->n_tags; i++) {
        buf_printf(&buf, "%s%s", i ? ";" : "", story->tags[i].name);
        if (story->tags[i].sequence >= 0) buf_printf(&buf, " %d", story->tags[i].sequence);
    }
    size_t tags = buf.n;
    for (uint32_t i = 0; i < story->byline.n; i++) {
        if (i) buf_putc(&buf, ';');
        buf_str(&buf, story->byline.names[i]);
    }
    size_t bylines = buf.n;
    for (uint32_t i = 0; i < story->dateline.n_places; i++) {
        if (i) buf_putc(&buf, ';');
        buf_str(&buf, story->dateline.places[i]);
    }
    size_t places = buf.n;
    for (uint32_t i = 0; i < story->n_notes; i++) {
        if (i) buf_putc(&buf, '\n');
        buf_str(&buf, story->notes[i].text);
    }
    struct str all = buf.failed ? (struct str){NULL, 0}
                                : arena_str(arena, (struct str){buf.p ? buf.p : "", buf.n});
    buf_fini(&buf);
    if (!all.p) return err_nomem(err);
    facts->tags = str_slice(all, 0, tags);
    facts->byline = str_slice(all, tags, bylines);
    facts->filed_from = places > bylines ? str_slice(all, bylines, places) : story->located;
    facts->note = str_slice(all, places, all.n);
    return BEDE_OK;
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
        if (story->notes[i].kind && strcmp(story->notes[i].kind, kind) == 0) return true;
    return false;
}

/* What the version is to the one before it. */
static struct str signal_of(const struct story *story)
{
    if (story->status == WIRE_CANCELED) return STR_LIT("kill");
    if (story->status == WIRE_WITHHELD) return STR_LIT("hold");
    if (story->signal.n) return story->signal;
    if (has_tag(story, "CORRECTED") || has_note(story, "correction")) return STR_LIT("correction");
    if (has_tag(story, "REFILE")) return STR_LIT("refile");
    if (has_tag(story, "RPT")) return STR_LIT("repeat");
    return STR_LIT("update");
}

static void take_order(const struct story *story, struct facts *facts)
{
    facts->order = story->status == WIRE_CANCELED   ? "kill"
                   : story->status == WIRE_WITHHELD ? "hold"
                                                    : NULL;
    for (uint32_t i = 0; facts->order && i < story->n_notes && !facts->target.n; i++)
        facts->target = story->notes[i].target;
    if (facts->order && !facts->target.n && !story->id_given)
        facts->target = story->slug.n ? story->slug : story->title;
}

/* Copy that tells a day only counts from its start, an order from its end: what it withdraws was
 * filed that day or before. Nothing that was stored without an hour lies in the future. */
static void take_moments(const struct story *story, struct facts *facts)
{
    moment_now(facts->stored);
    date_format(story->date, facts->date);
    if (!moment_parse(story->created, false, facts->created)) {
        bool dated = moment_parse(str_c(facts->date), facts->order != NULL, facts->created);
        if (!dated || strcmp(facts->created, facts->stored) > 0)
            memcpy(facts->created, facts->stored, sizeof facts->created);
    }
    moment_parse(story->first_created, false, facts->first_created);
    moment_parse(story->embargo, false, facts->embargo_until);
}

bede_status facts_take(struct arena *arena, const struct record_lexicon *words,
                       const struct story *story, struct facts *facts, bede_error *err)
{
    *facts = (struct facts){.story = story, .digest = store_digest(story)};
    facts->owner = owner_of(story);
    take_order(story, facts);
    take_moments(story, facts);
    facts->signal = signal_of(story);
    TRY(lists(arena, story, facts, err));
    return family_sketch(words, story, arena, &facts->sketch, err);
}
