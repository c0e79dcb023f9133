/* wire/item.c - from the fields of a machine format to a story.
 *
 * Formats disagree on where a fact stands, and agencies put in the text what the format has a field
 * for: the dateline, the byline, the note, initials and end marks (wire formats in the field:
 * docs/wire.md). So the fields are set first, then the text is read as agency copy with what is
 * known; what is marked up as a table or a caption is kept out of that reading.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/item.h"

#include "wire/byline.h"
#include "wire/header.h"
#include "wire/note.h"
#include "wire/stamp.h"

enum { BYLINE_BYTES = 200, DATELINE_BYTES = 120 };

/* ---- Filling an item ---- */

void wire_item_init(struct wire_item *item, struct arena *arena, bede_from format)
{
    const struct str none = {"", 0};
    *item = (struct wire_item){.arena = arena, .format = format};
    item->provider = item->id = item->status = item->embargo = none;
    item->created = item->first_created = item->date = none;
    item->headline = item->slug = item->genre = item->language = none;
    item->url = item->located = item->signal = item->dateline = none;
}

void wire_item_body(struct wire_item *item, enum item_kind kind, struct str text)
{
    if (!str_trim(text).n) return;
    struct item_block block = {kind, text};
    if (!ARRAY_PUSH(item->arena, item->body, item->n_body, item->cap_body, block))
        item->failed = true;
}

void wire_item_note(struct wire_item *item, const char *kind, struct str text)
{
    text = str_trim(text);
    if (!text.n || item->n_notes == ITEM_LIST_MAX) return;
    struct item_note note = {kind, text};
    if (!ARRAY_PUSH(item->arena, item->notes, item->n_notes, item->cap_notes, note))
        item->failed = true;
}

void wire_item_link(struct wire_item *item, enum wire_rel rel, struct str id, uint32_t version)
{
    id = str_trim(id);
    if (!id.n || item->n_links == ITEM_LIST_MAX) return;
    struct wire_link link = {rel, id, version};
    if (!ARRAY_PUSH(item->arena, item->links, item->n_links, item->cap_links, link))
        item->failed = true;
}

void wire_item_subject(struct wire_item *item, struct str scheme, struct str code, struct str name)
{
    if ((!code.n && !name.n) || item->n_subjects == ITEM_LIST_MAX) return;
    struct wire_subject subject = {scheme, code, name};
    if (!subject.scheme.p) subject.scheme = STR_LIT("");
    if (!subject.code.p) subject.code = STR_LIT("");
    if (!subject.name.p) subject.name = STR_LIT("");
    for (uint32_t i = 0; i < item->n_subjects; i++)
        if (str_eq(item->subjects[i].code, code) && str_eq(item->subjects[i].scheme, scheme) &&
            (code.n || str_eq(item->subjects[i].name, name)))
            return;
    if (!ARRAY_PUSH(item->arena, item->subjects, item->n_subjects, item->cap_subjects, subject))
        item->failed = true;
}

void wire_item_byline(struct wire_item *item, struct str name)
{
    name = str_trim(name);
    if (name.n && item->n_byline < ITEM_NAMES) item->byline[item->n_byline++] = name;
}

void wire_item_byline_title(struct wire_item *item, struct str title)
{
    if (item->n_byline) item->byline_title[item->n_byline - 1] = str_trim(title);
}

void wire_item_agency(struct wire_item *item, struct str name)
{
    name = str_trim(name);
    if (name.n && item->n_agency < ITEM_NAMES) item->agency[item->n_agency++] = name;
}

bool wire_item_status(struct str word, enum wire_status *out)
{
    static const struct {
        const char *word;
        enum wire_status status;
    } words[] = {{"usable", WIRE_USABLE},       {"open", WIRE_USABLE},
                 {"embargoed", WIRE_EMBARGOED}, {"withheld", WIRE_WITHHELD},
                 {"hold", WIRE_WITHHELD},       {"canceled", WIRE_CANCELED},
                 {"cancelled", WIRE_CANCELED},  {"killed", WIRE_CANCELED},
                 {"recalled", WIRE_CANCELED},   {"withdrawn", WIRE_CANCELED}};
    word = str_trim(word);
    for (size_t i = word.n; i; i--)
        if (word.p[i - 1] == ':' || word.p[i - 1] == '/') {
            word = str_slice(word, i, word.n);
            break;
        }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_iis(word, words[i].word)) {
            *out = words[i].status;
            return true;
        }
    return false;
}

/* ---- Text ---- */

static enum wire_kind kind_of(enum item_kind kind)
{
    switch (kind) {
    case ITEM_CAPTION:
        return WIRE_CAPTION;
    case ITEM_NOTE:
        return WIRE_NOTE;
    case ITEM_BYLINE:
        return WIRE_BYLINE;
    case ITEM_SIGNOFF:
        return WIRE_SIGNOFF;
    case ITEM_PARAGRAPH:
    case ITEM_PREFORMATTED:
    case ITEM_SUBHEADING:
    case ITEM_TABLE:
    case ITEM_OTHER:
        break;
    }
    return WIRE_OTHER;
}

static bool is_copy(enum item_kind kind)
{
    return kind == ITEM_PARAGRAPH || kind == ITEM_PREFORMATTED;
}

/* NUL bytes become blanks; all else was checked by the reader of the format. */
static char *put(char *at, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        *at++ = s.p[i] ? s.p[i] : ' ';
    return at;
}

/* Joins the blocks and marks those that are no copy. A body of one block is its text as it is. */
static bede_status join_body(const struct wire_reader *reader, const struct wire_item *item,
                             struct story *story, struct plain_known *known, bede_error *err)
{
    uint64_t n = 0;
    uint32_t marks = 0;
    for (uint32_t i = 0; i < item->n_body; i++) {
        n += item->body[i].text.n + 2;
        if (!is_copy(item->body[i].kind)) marks++;
    }
    if (n > (uint64_t)reader->limits.story_bytes + 2)
        return err_set(err, BEDE_LIMIT, "the story is longer than the limit of %u bytes",
                       (unsigned)reader->limits.story_bytes);
    char *text = arena_alloc(item->arena, (size_t)n + 1), *at = text;
    struct plain_mark *mark = ARENA_ARRAY(item->arena, marks + 1, struct plain_mark);
    if (!text || !mark) return err_nomem(err);
    known->marks = mark;
    for (uint32_t i = 0; i < item->n_body; i++) {
        const struct item_block *block = &item->body[i];
        if (i) at = put(at, STR_LIT("\n\n"));
        uint32_t start = (uint32_t)(at - text);
        at = put(at, block->text);
        if (is_copy(block->kind)) continue;
        *mark++ = (struct plain_mark){{start, (uint32_t)(at - text)}, kind_of(block->kind)};
        known->n_marks++;
    }
    story->text = (struct str){text, (size_t)(at - text)};
    return BEDE_OK;
}

/* ---- Fields ---- */

static bede_status read_dates(const struct wire_lexicon *lexicon, const struct wire_item *item,
                              struct story *story, bede_error *err)
{
    struct stamp stamp;
    struct str created = item->created.n ? item->created : item->first_created;
    if (stamp_parse(created, &stamp)) {
        story->created = stamp_iso(story->arena, &stamp);
        story->zone_missing = !stamp.has_zone;
        story->date = stamp.date;
        if (!story->created.p) return err_nomem(err);
    } else if (created.n && !dateline_date_field(lexicon, created, &story->date)) {
        story->date = (struct date){0};
    }
    if (stamp_parse(item->first_created, &stamp)) {
        story->first_created = stamp_iso(story->arena, &stamp);
        if (!story->first_created.p) return err_nomem(err);
    }
    struct date date;
    if (stamp_parse(item->date, &stamp))
        story->date = stamp.date;
    else if (item->date.n && dateline_date_field(lexicon, item->date, &date))
        story->date = date;
    return BEDE_OK;
}

static bede_status read_status(const struct wire_item *item, struct story *story, bede_error *err)
{
    enum wire_status status = WIRE_USABLE;
    (void)wire_item_status(item->status, &status);
    if (item->embargoed && status == WIRE_USABLE) status = WIRE_EMBARGOED;
    story->status = status;
    struct stamp stamp;
    story->embargo = item->embargo;
    if (stamp_parse(item->embargo, &stamp) && stamp.has_zone) {
        story->embargo = stamp_iso(story->arena, &stamp);
        if (!story->embargo.p) return err_nomem(err);
    }
    return BEDE_OK;
}

/* The first name that the tables know, by its own name there; else the first. */
static void read_agency(const struct wire_lexicon *lexicon, const struct wire_item *item,
                        struct story *story)
{
    for (uint32_t i = 0; i < item->n_agency; i++) {
        const struct wire_agency *agency = lexicon_agency(lexicon, item->agency[i]);
        if (!agency) continue;
        story->agency = agency->name;
        return;
    }
}

/* A dateline in a field of its own, mostly without agency and dash: then it is read as if they
 * stood there. */
static bede_status read_dateline(const struct wire_lexicon *lexicon, struct str s,
                                 struct story *story, struct plain_known *known, bede_error *err)
{
    struct dateline_scan scan;
    struct stamp stamp;
    s = str_trim(s);
    if (!s.n || s.n > DATELINE_BYTES || stamp_parse(s, &stamp)) return BEDE_OK;
    bool bare = !dateline_scan(lexicon, s, &scan);
    if (bare) {
        const char *agency = lexicon_agency(lexicon, story->agency) ? story->agency.p : "AP";
        size_t n = story->agency.p == agency ? story->agency.n : 2;
        struct str full = arena_printf(story->arena, "%.*s (%.*s) -- ", STR_ARG(s), (int)n, agency);
        if (!full.p) return err_nomem(err);
        if (!dateline_scan(lexicon, full, &scan)) return BEDE_OK;
        scan.dateline.n_agencies = 0;
    }
    story->dateline = scan.dateline;
    story->dateline.span = (struct span){0, 0};
    known->dateline = true;
    return BEDE_OK;
}

static bede_status read_notes(const struct wire_lexicon *lexicon, const struct wire_item *item,
                              struct story *story, bede_error *err)
{
    if (!item->n_notes) return BEDE_OK;
    story->notes = ARENA_ARRAY(story->arena, item->n_notes, struct wire_note);
    if (!story->notes) return err_nomem(err);
    for (uint32_t i = 0; i < item->n_notes; i++) {
        struct wire_note *note = &story->notes[story->n_notes++];
        struct str inside = item->notes[i].text;
        if (inside.n > 2 && note_bracket(inside, inside.n) == inside.n)
            inside = str_slice(inside, 1, inside.n - 1);
        note->target = STR_LIT("");
        if (!note_parse(lexicon, story->arena, note_without_label(lexicon, inside),
                        item->notes[i].kind, note))
            return err_nomem(err);
        if (note->kind && strcmp(note->kind, "kill") == 0)
            note->target = note_target(lexicon, note->text);
    }
    return BEDE_OK;
}

/* "ab/cd": those who handled a story, whom some feeds put where the names belong. */
static bool is_initials(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_lower(s.p[i]) && s.p[i] != '/' && s.p[i] != '-') return false;
    return s.n < 24;
}

/* Houses that stand behind the names in the byline are not among them. */
static void drop_houses(const struct wire_item *item, struct wire_byline *byline)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < byline->n; i++) {
        bool house = false;
        for (uint32_t k = 0; k < item->n_agency; k++)
            house |= str_ieq(byline->names[i], item->agency[k]);
        if (house) continue;
        byline->names[n] = byline->names[i];
        byline->titles[n++] = byline->titles[i];
    }
    byline->n = n;
}

static void read_byline(const struct wire_lexicon *lexicon, const struct wire_item *item,
                        struct story *story)
{
    for (uint32_t i = 0; i < item->n_byline; i++) {
        struct str name = item->byline[i], title = item->byline_title[i];
        if (name.n >= BYLINE_BYTES || is_initials(name) || lexicon_agency(lexicon, name)) continue;
        byline_add(lexicon, name, &story->byline);
        if (title.n && title.n < BYLINE_BYTES) byline_add_title(title, &story->byline);
    }
    drop_houses(item, &story->byline);
}

/* Tags of languages are written in any case; their order is that of small letters. */
static bool set_language(struct story *story, struct str tag)
{
    if (!tag.n) return true;
    char *copy = arena_strdup(story->arena, tag);
    if (!copy) return false;
    for (size_t i = 0; i < tag.n && copy[i] != '-' && copy[i] != '_'; i++)
        copy[i] = ascii_lower(copy[i]);
    story->language = (struct str){copy, tag.n};
    return true;
}

static void copy_fields(const struct wire_item *item, struct story *story)
{
    story->format = item->format;
    story->id = item->id;
    story->id_given = item->id.n > 0;
    story->provider = item->provider;
    story->version = item->version;
    story->slug = item->slug;
    story->genre = item->genre;
    story->url = item->url;
    story->located = item->located;
    story->urgency = item->urgency <= 9 ? item->urgency : 0;
    story->signal = item->signal;
    story->links = item->links;
    story->n_links = item->n_links;
    story->subjects = item->subjects;
    story->n_subjects = item->n_subjects;
    story->machine_generated = item->machine_generated;
}

bede_status item_story(const struct wire_reader *reader, struct wire_item *item, struct story **out,
                       bede_error *err)
{
    const struct wire_lexicon *lexicon = reader->lexicon;
    *out = NULL;
    if (item->failed) return err_nomem(err);
    struct story *story = reader_story(reader, item->arena);
    if (!story) return err_nomem(err);
    struct plain_known known = {.format = true, .title = str_trim(item->headline)};
    TRY(join_body(reader, item, story, &known, err));
    copy_fields(item, story);
    if (!set_language(story, item->language)) return err_nomem(err);
    TRY(read_dates(lexicon, item, story, err));
    TRY(read_status(item, story, err));
    read_agency(lexicon, item, story);
    TRY(read_dateline(lexicon, item->dateline, story, &known, err));
    TRY(read_notes(lexicon, item, story, err));
    TRY(header_fields(lexicon, story, known.title, STR_LIT(""), STR_LIT(""), err));
    read_byline(lexicon, item, story);
    TRY(plain_read(lexicon, story, &known, err));
    if (!story->agency.n && item->n_agency) story->agency = item->agency[0];
    if (story->id_given && !story->provider.n) story->provider = story->agency;
    if (item->press_release) story->dateline.press_release = true;
    *out = story;
    return BEDE_OK;
}
