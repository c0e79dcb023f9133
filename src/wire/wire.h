/* wire/wire.h - bytes in, stories out: the reader of agency copy and of machine formats.
 *
 * In:   the bytes of one input
 * Out:  `struct story`, one after the other: the version's text, cut into blocks of which some are
 *       body paragraphs and the rest furniture, and what the header lines say
 * Owns: nothing; a story lives in the arena it was read into
 * Not here: sentences and tokens (text/)
 *
 * A story read from plain copy has the whole input as its text, so that every span slices what
 * was received. From JSONL it has the `text` (or `body`) field as its text; header facts come from
 * the other fields and from the text, whichever says more.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

enum wire_kind {
    WIRE_PARAGRAPH, /* body copy; number counts from 1, the one with the dateline being 1 */
    WIRE_CAPTION,
    WIRE_HEADLINE,
    WIRE_SLUG,    /* slug, keyword, priority, category and envelope lines */
    WIRE_NOTE,    /* ATTN, Eds, trash line, correction note */
    WIRE_BYLINE,  /* names and their titles */
    WIRE_BULLET,  /* "* ..." lines before the dateline */
    WIRE_SIGNOFF, /* initials, "(Reporting by ...)" */
    WIRE_CONTACT, /* e-mail and telephone lines */
    WIRE_END,     /* (END), -30-, ### ... */
    WIRE_ORDER,   /* kill, hold, embargo lines */
    WIRE_OTHER
};
const char *wire_kind_name(enum wire_kind kind); /* "paragraph", "caption", ... */

/* A block of the text in file order. `span` is all of it as received, trimmed; `body` the part to
 * be coded: a paragraph without the dateline before and the sign-off after it, a caption without
 * its credits. A glued sign-off is a block of its own whose span lies inside the paragraph's. */
struct wire_block {
    enum wire_kind kind;
    struct span span, body;
    uint32_t number; /* of a paragraph, from 1; else 0 */
};

/* One clause of a note: "UPDATES with ministry's statement in paras 4-6". Ranges are
 * inclusive; a negative `last` of -n means "last n paragraphs" (first 0). */
struct wire_range {
    int32_t first, last;
};
struct wire_clause {
    struct str verb;     /* as written: "UPDATES", "Adds" */
    const char *kind;    /* from knowledge: "update", "add", "recast", "change", "correct", ... */
    struct str object;   /* "ministry's statement"; empty when none */
    struct str *objects; /* further objects after commas: "photo", "byline" */
    uint32_t n_objects;
    struct wire_range *ranges;
    uint32_t n_ranges;
    bool throughout;
};
struct wire_note {
    struct span span;
    struct str text;   /* the note without its brackets and label */
    const char *kind;  /* "update", "correction", "advisory", "kill", "hold", "embargo" */
    struct str target; /* what a kill or hold names: keyword, number, headline; else empty */
    struct wire_clause *clauses;
    uint32_t n_clauses;
};

struct wire_tag {     /* "UPDATE 2-", "(3rd LD)", "CORRECTED-" */
    const char *name; /* normalised: "LD", "UPDATE", "CORRECTED", "URGENT", "WRAPUP", ... */
    int32_t sequence; /* -1: none */
};

struct wire_dateline {
    bool present;
    struct span span; /* with agency and dash */
    struct str places[6];
    uint32_t n_places;
    struct str region; /* "South Korea", "Mass." after the last place */
    struct str agencies[3];
    uint32_t n_agencies;
    struct date date; /* year filled by the rule of wire.md 1.5; year 0 when none can be had */
    int32_t weekday;  /* 0..6 when a weekday stands for the date, else -1 */
    struct str date_text;
    bool press_release;
};

struct wire_byline {
    struct str names[8];
    struct str titles[8]; /* empty when none */
    uint32_t n;
};

enum wire_status { WIRE_USABLE, WIRE_EMBARGOED, WIRE_WITHHELD, WIRE_CANCELED };
const char *wire_status_name(enum wire_status status);

struct wire_credit {
    struct str text;
    uint32_t block; /* the caption it stands under */
};

/* Of which version of which other text a format says something. */
enum wire_rel {
    WIRE_REPLACES, /* this one supersedes it: update, correction, refile */
    WIRE_CORRECTS,
    WIRE_CANCELS, /* a kill names what it withdraws */
    WIRE_DERIVED, /* made from it: evolvedfrom, derivedFrom */
    WIRE_RELATED  /* package, see also: nothing about versions */
};
const char *wire_rel_name(enum wire_rel rel);
struct wire_link {
    enum wire_rel rel;
    struct str id;    /* in the provider's own ids */
    uint32_t version; /* 0: not told */
};

struct wire_subject { /* {"medtop","20000065","conflict"}, {"subj","11000000","politics"} */
    struct str scheme, code, name;
};

/* For stories whose sentences and tokens were given (CoNLL-U); filled by syntax/conllu. */
struct doc;

struct story {
    struct arena *arena;
    const char *input; /* file name, for messages */
    uint64_t offset;   /* of the story in its input, bytes */
    uint32_t line;     /* in a JSONL or XML input, from 1; else 0 */
    struct str text;   /* as received, UTF-8; all spans point here */
    bool transcoded;   /* the bytes were no UTF-8 and were read as windows-1252 */

    struct str id;          /* from the format, or agency-date-hash: stable */
    uint32_t version;       /* from 1 */
    struct str language;    /* "en" when not told */
    struct str agency;      /* publication: "Yonhap"; empty when unknown */
    struct str title;       /* headline without tags; empty when none */
    struct span title_span; /* in text; start == end when it came from elsewhere */
    struct str slug;
    struct date date; /* of the story: header, dateline; year 0 when unknown */
    struct wire_tag tags[6];
    uint32_t n_tags;
    struct str genre; /* "News Focus", "Feature"; empty when none */
    struct wire_note *notes;
    uint32_t n_notes;
    struct wire_byline byline;
    struct wire_dateline dateline;
    struct wire_credit *credits; /* of captions, in order */
    uint32_t n_credits;
    enum wire_status status;
    struct str embargo; /* as written */
    bool machine_generated;

    /* What machine formats say besides; empty for plain copy. */
    bede_from format;         /* what it was read as */
    bool id_given;            /* `id` came from the format: (provider, id) is an identity */
    struct str provider;      /* whose ids these are: "reuters.com", "ap.org"; else empty */
    struct str created;       /* of this version, ISO 8601 with zone: "2024-05-02T10:15:00Z" */
    struct str first_created; /* of the first version */
    bool zone_missing;        /* `created` had no zone and was read as UTC */
    bool repaired;            /* the document was malformed and read after repair (xml.h) */
    struct str url;
    struct str number;  /* of the transmission: "dpa 061", "V9991"; what a kill may name */
    struct str located; /* filed from, as the format says */
    uint8_t urgency;    /* 1 (most) to 8; 0: not told */
    struct str signal;  /* change as the format codes it: "update", "correction", "delete" */
    struct wire_link *links;
    uint32_t n_links;
    struct wire_subject *subjects;
    uint32_t n_subjects;

    struct wire_block *blocks; /* in the order of the text, not overlapping but for glued ends */
    uint32_t n_blocks, n_paragraphs;
    struct doc *given; /* tokens and trees that came with the input, or NULL */
};

/* Tables of agencies, months, tags and note verbs (knowledge/<lang>/wire/). Immutable. */
struct wire_lexicon;
BEDE_NODISCARD bede_status wire_lexicon_load(const char *const *folders, size_t n,
                                             struct wire_lexicon **out, bede_error *err);
void wire_lexicon_free(struct wire_lexicon *lexicon);

/* Iterates over the stories of one input. `bytes` must outlive the reader; `name` is the input's
 * name. With FROM_AUTO the format is sniffed. */
struct wire_reader;
BEDE_NODISCARD bede_status wire_open(const struct wire_lexicon *lexicon, const char *name,
                                     struct str bytes, bede_from from, const bede_limits *limits,
                                     struct wire_reader **out, bede_error *err);

/* The next story, in `arena`. DONE at the end; any other status means this story was unreadable
 * (err says where) and the next call goes on behind it. */
BEDE_NODISCARD bede_status wire_next(struct wire_reader *reader, struct arena *arena,
                                     struct story **out, bede_error *err);
void wire_close(struct wire_reader *reader);

/* What the bytes look like: JSONL, CONLLU, or PLAIN for all else. */
bede_from wire_sniff(struct str bytes);

/* Is this the ending (with its dot) or the name of a file that lies in folders beside copy and is
 * none, in any case of letters? ".md", "readme". */
bool wire_file_is_no_copy(const struct wire_lexicon *lexicon, struct str name);

/* "plain", "newsmlg2", ...: as --from names it. */
const char *wire_format_name(bede_from format);

/* The format that was sniffed or given. */
bede_from wire_format(const struct wire_reader *reader);

/* What the limits mean when a field is 0. */
bede_limits wire_limits(const bede_limits *limits);

#endif
