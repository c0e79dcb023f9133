/* record/record.h - everything that one version of a story yields, and the coder that makes it.
 *
 * In:   a story (wire/), the engine's model and knowledge
 * Out:  a record: doc, entities, quotes, events
 * Owns: an engine owns model, lexicons, kb and rulebook; a coder one thread's scratch; the record
 *       lives in the story's arena
 * Not here: formats (output/), files and threads (api/)
 *
 * SPDX-License-Identifier: MIT */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/utf8.h"
#include "event/event.h"
#include "record/lexicon.h"

/* How far to go: later stages are left out when a view does not need them. */
enum record_depth { RECORD_TEXT, RECORD_SYNTAX, RECORD_ENTITIES, RECORD_QUOTES, RECORD_EVENTS };

/* What all coders share. Parts beyond `depth` are NULL. */
struct record_engine {
    enum record_depth depth;
    struct wire_lexicon *wire;
    struct text_lexicon *text;
    struct syntax_model *model;
    struct kb *kb;
    struct quote_lexicon *quote;
    struct event_book *book;
    struct record_lexicon *words; /* of versions (family.h, diff.h): at every depth */
};
BEDE_NODISCARD bede_status record_engine_load(struct record_engine *engine, const char *model,
                                              const char *const *folders, size_t n,
                                              bede_error *err);
/* The same for those who need only the stages up to `depth`: the model is not opened for texts,
 * the rules are not compiled for trees. */
BEDE_NODISCARD bede_status record_engine_load_upto(struct record_engine *engine, const char *model,
                                                   const char *const *folders, size_t n,
                                                   enum record_depth depth, bede_error *err);
void record_engine_fini(struct record_engine *engine);

struct record {
    const struct record_engine *engine;
    struct arena *arena;
    struct story *story;
    struct doc *doc;
    struct entities *entities; /* NULL beyond the depth asked for */
    struct quotes *quotes;
    struct events *events;
    struct cp_index cp; /* byte -> code point offsets of the text */
};

/* CPU seconds spent in each stage, for `bede bench`. */
enum record_stage {
    STAGE_WIRE,
    STAGE_TEXT,
    STAGE_SYNTAX,
    STAGE_ENTITY,
    STAGE_QUOTE,
    STAGE_EVENT,
    STAGE_OUTPUT,
    STAGE_COUNT
};
const char *record_stage_name(enum record_stage stage);

struct record_coder; /* one thread's scratch */
struct record_coder *record_coder_new(const struct record_engine *engine);
void record_coder_free(struct record_coder *coder);
double *record_coder_clock(struct record_coder *coder); /* STAGE_COUNT sums of seconds */

/* From now on the matcher tells `trace` what it tries (NULL: no longer). */
void record_coder_trace(struct record_coder *coder, event_trace trace, void *ctx);

/* Seconds of a clock that never goes back; CPU seconds of the calling thread. */
double record_seconds(void);
double record_cpu_seconds(void);

/* Codes a story. Errors: LIMIT, NOMEM, USAGE (deeper than the engine); the record is then not to
 * be used. */
BEDE_NODISCARD bede_status record_make(struct record_coder *coder, struct story *story,
                                       enum record_depth depth, const bede_limits *limits,
                                       struct record **out, bede_error *err);

#endif
