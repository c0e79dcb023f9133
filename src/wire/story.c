/* wire/story.c - what follows from all that was read: date, version, id.
 *
 * The id of a story that its format does not name is agency-date-hash of its text, so that the same
 * copy read twice, from a file or from standard input, is the same story.
 *
 * SPDX-License-Identifier: MIT */
#include "base/map.h"
#include "wire/plain.h"

static bool tagged(const struct story *story, const char *tag)
{
    for (uint32_t i = 0; i < story->n_tags; i++)
        if (strcmp(story->tags[i].name, tag) == 0) return true;
    return false;
}

/* The version by its tags: "(3rd LD)" is the fourth text, "UPDATE 2-" the third. Numbers of parts
 * ("1st Add", "=2") and the day of an advance ("Adv03") count no versions. */
static uint32_t version_from_tags(const struct story *story)
{
    static const char *const other[] = {"ADD", "TAKE", "ADV"};
    uint32_t version = 1;
    for (uint32_t i = 0; i < story->n_tags; i++) {
        bool counts = true;
        for (size_t k = 0; k < sizeof other / sizeof *other; k++)
            if (strcmp(story->tags[i].name, other[k]) == 0) counts = false;
        if (!counts) continue;
        int32_t sequence = story->tags[i].sequence;
        if (sequence > 0 && (uint32_t)sequence + 1 > version) version = (uint32_t)sequence + 1;
    }
    return version;
}

/* What tags say about the use of a story; what its lines or its format said is not weakened. */
static void status_from_tags(struct story *story)
{
    static const struct {
        const char *tag;
        enum wire_status status;
    } orders[] = {{"KILL", WIRE_CANCELED},
                  {"WITHDRAWN", WIRE_CANCELED},
                  {"HOLD", WIRE_WITHHELD},
                  {"EMBARGOED", WIRE_EMBARGOED},
                  {"ADV", WIRE_EMBARGOED}};
    for (uint32_t i = 0; i < story->n_tags; i++)
        for (size_t k = 0; k < sizeof orders / sizeof *orders; k++)
            if (strcmp(story->tags[i].name, orders[k].tag) == 0 && orders[k].status > story->status)
                story->status = orders[k].status;
}

/* Date of the story and of its dateline, each from the other and from what else was seen. */
static void settle_dates(struct story *story, struct date filed, int16_t year)
{
    struct wire_dateline *d = &story->dateline;
    if (!date_is_set(story->date) && date_is_set(filed) && date_valid(filed)) story->date = filed;
    dateline_infer(d, story->date);
    if (d->present && d->date.day && !d->date.year && !date_is_set(story->date) && year) {
        d->date.year = year;
        if (!date_valid(d->date)) d->date.year = 0;
    }
    if (!date_is_set(story->date) && date_valid(d->date)) story->date = d->date;
}

static bede_status make_id(struct story *story, bede_error *err)
{
    char agency[24];
    size_t n = 0;
    for (size_t i = 0; i < story->agency.n && n + 1 < sizeof agency; i++)
        if (ascii_is_alnum(story->agency.p[i])) agency[n++] = ascii_lower(story->agency.p[i]);
    if (!n) {
        memcpy(agency, "story", 5);
        n = 5;
    }
    agency[n] = '\0';
    uint32_t hash = (uint32_t)(hash_bytes(story->text.p, story->text.n, 0) >> 32);
    struct date d = story->date;
    story->id = date_is_set(d)
                    ? arena_printf(story->arena, "%s-%04d%02d%02d-%08x", agency, d.year, d.month,
                                   d.day, (unsigned)hash)
                    : arena_printf(story->arena, "%s-00000000-%08x", agency, (unsigned)hash);
    return story->id.p ? BEDE_OK : err_nomem(err);
}

/* An advisory speaks to editors: what reads as its copy is a note, and none of it is coded. */
static void advisory_is_note(struct story *story)
{
    if (!tagged(story, "ADVISORY")) return;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        struct wire_block *block = &story->blocks[i];
        if (block->kind != WIRE_PARAGRAPH) continue;
        *block = (struct wire_block){WIRE_NOTE, block->span, block->span, 0};
    }
    story->n_paragraphs = 0;
}

/* A snap is all headline: "(URGENT) Envoys meet in Bern". Without other copy that line is the copy. */
static void snap_is_copy(struct story *story)
{
    bool snap = false;
    for (uint32_t i = 0; i < story->n_tags; i++)
        snap |= story->tags[i].sequence == 0;
    if (!snap || story->n_paragraphs || story->status != WIRE_USABLE) return;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        struct wire_block *block = &story->blocks[i];
        if (block->kind != WIRE_HEADLINE || story->title_span.start < block->span.start ||
            story->title_span.end > block->span.end ||
            story->title_span.start == story->title_span.end)
            continue;
        *block = (struct wire_block){WIRE_PARAGRAPH, block->span, story->title_span, 1};
        story->n_paragraphs = 1;
        return;
    }
}

bede_status story_finish(struct story *story, struct date filed, int16_t year, bede_error *err)
{
    if (!story->agency.n && story->dateline.n_agencies) story->agency = story->dateline.agencies[0];
    settle_dates(story, filed, year);
    status_from_tags(story);
    advisory_is_note(story);
    snap_is_copy(story);
    if (!story->version) story->version = version_from_tags(story);
    if (!story->id.n) return make_id(story, err);
    return BEDE_OK;
}
