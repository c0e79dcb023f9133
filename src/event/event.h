/* event/event.h - who did what to whom: PLOVER 2.0 events from trees, by rules that are sentences.
 *
 * In:   a parsed doc with entities and quotes; compiled rules (knowledge/<lang>/event/)
 * Out:  events in text order, each with the rule, the words and the claim it stands on
 * Owns: nothing; events live in the story's arena. A rulebook is immutable and shared.
 * Not here: writing them out (output/)
 *
 * A rule is a type and a template in plain English; the template is parsed by Bede's own parser
 * and becomes a pattern on the dependency tree (docs/knowledge.md):
 *     CONSULT         A hold talks with R
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

#include "quote/quote.h"
#include "syntax/syntax.h"

enum { EVENT_PARTS_MAX = 8, EVENT_TRIGGER_MAX = 8, EVENT_SOURCES_MAX = 4 };
#define EVENT_NONE UINT32_MAX

/* Auxiliary modes of the codebook, as bits. */
enum event_aux {
    EVENT_FUTURE = 1,
    EVENT_HYPOTHETICAL = 2,
    EVENT_NEGATION = 4,
    EVENT_HISTORICAL = 8
};

/* A PLOVER type as the table types.tsv has it. */
struct event_type {
    struct str name; /* "CONSULT" */
    uint8_t quad;    /* 1..4 */
    bool needs_recipient;
    double score;
    struct str cameo; /* two digits */
};

/* One who takes part: the words, and who is meant. "They" of two people is two participants with
 * the same words. */
struct event_part {
    uint32_t mention; /* index into entities->mentions */
    uint32_t entity;
    struct span span;
    struct span named; /* a name of the same sentence for whom a pronoun or noun here means;
                          start == end: none */
    bool inferred;     /* not told in the clause, but by what is usual (event/infer.h) */
};

/* Numbers told of people; EVENT_NONE where none is. */
struct event_size {
    uint32_t dead, injured, arrested;
    uint32_t size; /* who took part, were sent, released ... */
};

struct event {
    uint32_t sentence, block;
    uint8_t type;      /* index into the rulebook's types */
    struct str mode;   /* "visit", or empty */
    uint64_t contexts; /* bits by the rulebook's contexts */
    uint8_t aux;
    double score;
    uint8_t quad;
    struct str cameo;                    /* "042"; empty when none corresponds */
    uint32_t trigger[EVENT_TRIGGER_MAX]; /* tokens, ascending */
    uint32_t n_trigger;
    struct event_part actors[EVENT_PARTS_MAX], recipients[EVENT_PARTS_MAX];
    uint32_t n_actors, n_recipients;
    uint32_t sources[EVENT_SOURCES_MAX]; /* entities on whose word it stands, nearest first */
    uint32_t n_sources;
    uint32_t quote; /* innermost quote around the trigger, or QUOTE_NONE */
    struct date date, enddate;
    struct event_size size;
    uint32_t place;       /* mention, or EVENT_NONE */
    const char *rule;     /* "accuse.rules:12" */
    struct str template;  /* the rule's own words */
    struct str operators; /* applied, inner first: "future: CONSULT -> AGREE"; empty for none */
    double confidence;
    uint32_t same_as; /* index of the earlier event that this repeats, or EVENT_NONE */
};

struct events {
    struct event *items;
    uint32_t n, cap;
};

/* What `explain` shows: one line a candidate, told by the matcher when `trace` is set. */
typedef void (*event_trace)(void *ctx, const char *line);

struct event_book; /* compiled rules, types, operators, contexts */
BEDE_NODISCARD bede_status event_book_load(const char *const *folders, size_t n,
                                           const struct text_lexicon *lexicon,
                                           const struct syntax_model *model,
                                           struct event_book **out, bede_error *err);
void event_book_free(struct event_book *book);

/* Parses the templates of a knowledge folder and keeps their trees in a file there, which the next
 * event_book_load uses (event/trees.h). Errors: those of loading; IO. */
BEDE_NODISCARD bede_status event_write_trees(const char *folder, const struct text_lexicon *lexicon,
                                             const struct syntax_model *model, bede_error *err);

const struct event_type *event_types(const struct event_book *book, uint32_t *n);
/* Names of the contexts, by bit. */
const struct str *event_contexts(const struct event_book *book, uint32_t *n);
uint32_t event_n_rules(const struct event_book *book);

/* Finds all events of a doc. `trace` may be NULL. Errors: NOMEM. */
BEDE_NODISCARD bede_status event_find(const struct event_book *book, const struct doc *doc,
                                      const struct entities *entities, const struct quotes *quotes,
                                      struct events **out, event_trace trace, void *ctx,
                                      bede_error *err);

/* The best type for a given pair of spans in the doc's (first) sentences; always answers. */
struct event_relation {
    uint8_t type;
    struct str mode;
    uint8_t quad;
    const char *rule;
};
BEDE_NODISCARD bede_status event_relate(const struct event_book *book, const struct doc *doc,
                                        const struct entities *entities,
                                        const struct quotes *quotes, struct span actor,
                                        struct span recipient, struct event_relation *out,
                                        bede_error *err);

/* The linter of `bede check` for rules: misparsed templates, duplicates. Returns the number of
 * errors. */
uint32_t event_check(const struct event_book *book, kb_report report, void *ctx);

/* The n-th example sentence under a rule (counted over all rules as loaded), for the checker to
 * run: it must, or must not, yield an event by that rule. False when there is none. */
struct event_example {
    const char *file, *label;
    uint32_t line;
    struct str sentence;
    bool wanted;
    bool exclusion; /* of a rule "-": no event may come of the sentence */
};
bool event_rule_example(const struct event_book *book, uint32_t rule, uint32_t n,
                        struct event_example *out);
uint32_t event_rule_count(const struct event_book *book);

#endif
