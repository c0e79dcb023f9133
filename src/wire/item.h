/* wire/item.h - what a machine format said, before it is a story.
 *
 * In:   the fields of one item of any format, as written, and its body in blocks
 * Out:  a story: the blocks joined by blank lines are its text ("as received" of formats that mark
 *       their paragraphs up), read as agency copy where they are copy; fields and text each fill
 *       what the other left open
 * Owns: nothing; strings live in the story's arena or longer
 * Not here: how each format names its fields (nitf.c, newsmlg2.c, ...), how its markup becomes
 *       blocks (markup.c)
 *
 *     struct wire_item item;
 *     wire_item_init(&item, arena, BEDE_FROM_NITF);
 *     item.id = ...; item.headline = ...;
 *     wire_item_body(&item, ITEM_PARAGRAPH, text);
 *     wire_item_link(&item, WIRE_REPLACES, id, 2);
 *     TRY(item_story(reader, &item, &story, err));
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_ITEM_H
#define WIRE_ITEM_H

#include "wire/reader.h"

/* What a block of a body is by its markup. Copy (the first two) is read by plain.c; the others are
 * what they are marked as and never paragraphs. */
enum item_kind {
    ITEM_PARAGRAPH,
    ITEM_PREFORMATTED, /* copy with its own line breaks: paragraphs are found in it */
    ITEM_SUBHEADING,
    ITEM_TABLE, /* a row a line, cells apart by tabs */
    ITEM_CAPTION,
    ITEM_NOTE, /* for editors */
    ITEM_BYLINE,
    ITEM_SIGNOFF,
    ITEM_OTHER
};

struct item_block {
    enum item_kind kind;
    struct str text; /* UTF-8; of one paragraph, white space already folded */
};

/* A note beside the text. `kind` is what the format calls it ("correction", "embargo", "kill"; see
 * struct wire_note), NULL when its words must tell. */
struct item_note {
    const char *kind;
    struct str text;
};

enum { ITEM_NAMES = 8, ITEM_LIST_MAX = 1024 };

struct wire_item {
    struct arena *arena;
    bede_from format;
    bool failed; /* memory ended */

    struct str provider, id;
    uint32_t version;  /* 0: not told */
    struct str status; /* "usable", "stat:canceled", "Withheld", ...; empty: usable */
    bool embargoed;    /* until a time in `embargo`, if it is told */
    struct str embargo;

    struct str created, first_created; /* as written; stamp.h tells what is understood */
    struct str date;                   /* of the story when it is not that of `created` */

    struct str headline, slug, genre, language, url, located, signal, dateline;
    struct str byline[ITEM_NAMES], byline_title[ITEM_NAMES];
    uint32_t n_byline;
    struct str agency[ITEM_NAMES]; /* who may have published it; the first that is known counts */
    uint32_t n_agency;
    uint8_t urgency;
    bool machine_generated, press_release;

    struct item_note *notes;
    struct wire_link *links;
    struct wire_subject *subjects;
    struct item_block *body;
    uint32_t n_notes, n_links, n_subjects, n_body;
    uint32_t cap_notes, cap_links, cap_subjects, cap_body;
};

void wire_item_init(struct wire_item *item, struct arena *arena, bede_from format);

/* Each adds to a list; empty text adds nothing, nor does what goes over ITEM_LIST_MAX notes, links
 * or subjects. Failure is kept in item->failed and reported by item_story. */
void wire_item_body(struct wire_item *item, enum item_kind kind, struct str text);
void wire_item_note(struct wire_item *item, const char *kind, struct str text);
void wire_item_link(struct wire_item *item, enum wire_rel rel, struct str id, uint32_t version);
void wire_item_subject(struct wire_item *item, struct str scheme, struct str code, struct str name);
void wire_item_byline(struct wire_item *item, struct str name);
void wire_item_byline_title(struct wire_item *item, struct str title); /* of the last byline */
void wire_item_agency(struct wire_item *item, struct str name);

/* A status as formats write it, with or without a scheme ("stat:canceled", "Cancelled"); false when
 * the word is unknown. */
bool wire_item_status(struct str word, enum wire_status *out);

/* The story of an item, in the item's arena. Errors: LIMIT (text), NOMEM. */
BEDE_NODISCARD bede_status item_story(const struct wire_reader *reader, struct wire_item *item,
                                      struct story **out, bede_error *err);

#endif
