/* wire/reader.c - opening an input: encoding, format, limits.
 *
 * Bytes that are no UTF-8 are read as windows-1252, the superset of Latin-1 that old feeds send
 * (WHATWG Encoding Standard); UTF-16 is refused with advice. NUL bytes, which broken transmissions
 * carry, become blanks: the text keeps its length and every span its place.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/reader.h"

#include "base/utf8.h"
#include "wire/jsonitem.h"
#include "wire/plain.h"
#include "wire/sniff.h"
#include "wire/transmit.h"

#include <stdlib.h>

enum {
    DEFAULT_INPUT = 1 << 30,
    DEFAULT_STORY = 16 << 20,
    DEFAULT_SENTENCES = 100000,
    DEFAULT_WORDS = 400,
    DEFAULT_DEPTH = 64
};

const char *wire_kind_name(enum wire_kind kind)
{
    static const char *const names[] = {"paragraph", "caption", "headline", "slug",
                                        "note",      "byline",  "bullet",   "signoff",
                                        "contact",   "end",     "order",    "other"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "other";
}

const char *wire_status_name(enum wire_status status)
{
    static const char *const names[] = {"usable", "embargoed", "withheld", "canceled"};
    return (size_t)status < sizeof names / sizeof *names ? names[status] : "usable";
}

const char *wire_rel_name(enum wire_rel rel)
{
    static const char *const names[] = {"replaces", "corrects", "cancels", "derived", "related"};
    return (size_t)rel < sizeof names / sizeof *names ? names[rel] : "related";
}

const char *wire_format_name(bede_from format)
{
    static const char *const names[] = {
        "auto",   "plain",    "text",     "jsonl", "conllu", "nitf", "newsmlg2", "newsml1", "ninjs",
        "apjson", "iptc7901", "anpa1312", "telex", "rss",    "atom", "petrarch", "rbnews"};
    return (size_t)format < sizeof names / sizeof *names ? names[format] : "auto";
}

bede_limits wire_limits(const bede_limits *limits)
{
    bede_limits l = limits ? *limits : (bede_limits){0};
    if (!l.input_bytes) l.input_bytes = DEFAULT_INPUT;
    if (!l.story_bytes) l.story_bytes = DEFAULT_STORY;
    if (!l.sentences) l.sentences = DEFAULT_SENTENCES;
    if (!l.sentence_words) l.sentence_words = DEFAULT_WORDS;
    if (!l.depth) l.depth = DEFAULT_DEPTH;
    return l;
}

bede_from wire_format(const struct wire_reader *reader)
{
    return reader->from;
}

static bool is_empty(struct str bytes)
{
    bytes = sniff_without_bom(bytes);
    for (size_t i = 0; i < bytes.n; i++)
        if (bytes.p[i] && !ascii_is_space(bytes.p[i])) return false;
    return true;
}

bede_status wire_open(const struct wire_lexicon *lexicon, const char *name, struct str bytes,
                      bede_from from, const bede_limits *limits, struct wire_reader **out,
                      bede_error *err)
{
    *out = NULL;
    bede_limits l = wire_limits(limits);
    if (bytes.n > l.input_bytes)
        return err_at(err, BEDE_LIMIT, name, 0, 0, "longer than the limit of %llu bytes",
                      (unsigned long long)l.input_bytes);
    if (bytes.n > UINT32_MAX / 2 && from != BEDE_FROM_JSONL && from != BEDE_FROM_AUTO)
        return err_at(err, BEDE_LIMIT, name, 0, 0, "longer than two gigabytes");
    if (sniff_is_utf16(bytes))
        return err_at(err, BEDE_SYNTAX, name, 0, 0,
                      "is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8");
    if (is_empty(bytes)) return err_at(err, BEDE_SYNTAX, name, 0, 0, "is empty");
    if (from == BEDE_FROM_AUTO) {
        from = wire_sniff(bytes);
        if (from == BEDE_FROM_PLAIN && sniff_is_xml(bytes)) {
            struct str root = sniff_xml_root(bytes);
            return err_at(err, BEDE_UNSUPPORTED, name, 0, 0,
                          "is XML with the root element <%.*s>, which no format that is read has",
                          (int)(root.n < 60 ? root.n : 60), root.p);
        }
    }
    if (from == BEDE_FROM_CONLLU)
        return err_at(err, BEDE_UNSUPPORTED, name, 0, 0, "CoNLL-U is not read by this reader");
    struct wire_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return err_nomem(err);
    reader->lexicon = lexicon;
    reader->name = name;
    reader->bytes = bytes;
    reader->from = from;
    reader->limits = l;
    *out = reader;
    return BEDE_OK;
}

void wire_close(struct wire_reader *reader)
{
    if (!reader) return;
    if (reader->state_free) reader->state_free(reader->state);
    free(reader);
}

struct story *reader_story(const struct wire_reader *reader, struct arena *arena)
{
    struct story *story = ARENA_NEW(arena, struct story);
    if (!story) return NULL;
    story->arena = arena;
    story->input = reader->name;
    story->line = reader->line;
    story->language = STR_LIT("en");
    story->id = story->agency = story->title = story->slug = story->genre = STR_LIT("");
    story->embargo = story->number = STR_LIT("");
    story->dateline.weekday = -1;
    return story;
}

bede_status reader_text(struct arena *arena, struct str bytes, struct str *text, bool *transcoded,
                        bede_error *err)
{
    *transcoded = utf8_check(bytes) != SIZE_MAX;
    *text = *transcoded ? utf8_from_cp1252(arena, bytes) : bytes;
    if (!text->p) return err_nomem(err);
    if (!memchr(text->p, '\0', text->n)) return BEDE_OK;
    char *copy = *transcoded ? (char *)(uintptr_t)text->p : arena_strdup(arena, *text);
    if (!copy) return err_nomem(err);
    for (size_t i = 0; i < text->n; i++)
        if (!copy[i]) copy[i] = ' ';
    text->p = copy;
    return BEDE_OK;
}

/* The whole input is one story. */
static bede_status plain_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                              bede_error *err)
{
    reader->done = true;
    if (reader->bytes.n > reader->limits.story_bytes)
        return err_at(err, BEDE_LIMIT, reader->name, 0, 0,
                      "the story is longer than the limit of %u bytes",
                      (unsigned)reader->limits.story_bytes);
    struct story *story = reader_story(reader, arena);
    if (!story) return err_nomem(err);
    TRY(reader_text(arena, reader->bytes, &story->text, &story->transcoded, err));
    if (reader->from == BEDE_FROM_TEXT) {
        TRY(plain_read_text(story, err));
        TRY(story_finish(story, (struct date){0}, 0, err));
    } else {
        TRY(plain_read(reader->lexicon, story, &(struct plain_known){0}, err));
    }
    *out = story;
    return BEDE_OK;
}

/* Who reads which format; plain_next all else. */
static const struct {
    bede_from from;
    bede_status (*next)(struct wire_reader *reader, struct arena *arena, struct story **out,
                        bede_error *err);
} formats[] = {
    {BEDE_FROM_JSONL, jsonl_next},       {BEDE_FROM_NITF, xml_next},
    {BEDE_FROM_NEWSMLG2, xml_next},      {BEDE_FROM_NEWSML1, xml_next},
    {BEDE_FROM_RSS, xml_next},           {BEDE_FROM_ATOM, xml_next},
    {BEDE_FROM_PETRARCH, xml_next},      {BEDE_FROM_RBNEWS, xml_next},
    {BEDE_FROM_NINJS, ninjs_next},       {BEDE_FROM_APJSON, ninjs_next},
    {BEDE_FROM_IPTC7901, iptc7901_next}, {BEDE_FROM_ANPA1312, anpa1312_next},
    {BEDE_FROM_TELEX, telex_next},
};

bede_status wire_next(struct wire_reader *reader, struct arena *arena, struct story **out,
                      bede_error *err)
{
    *out = NULL;
    if (reader->done) return BEDE_DONE;
    size_t i = 0, n = sizeof formats / sizeof *formats;
    while (i < n && formats[i].from != reader->from)
        i++;
    bede_status status =
        i < n ? formats[i].next(reader, arena, out, err) : plain_next(reader, arena, out, err);
    if (status != BEDE_OK) *out = NULL;
    if (status == BEDE_OK && (*out)->format == BEDE_FROM_AUTO) (*out)->format = reader->from;
    if (status != BEDE_OK && status != BEDE_DONE) err_name_input(err, reader->name);
    return status;
}
