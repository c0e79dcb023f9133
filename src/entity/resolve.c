/* entity/resolve.c - runs the passes of the stage over a story; answers what a clause tells of
 * time and place.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

const char *entity_kind_name(enum entity_kind kind)
{
    static const char *const names[] = {"other", "person", "country", "org", "group", "place"};
    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "other";
}

const char *mention_kind_name(enum mention_kind kind)
{
    static const char *const names[] = {"name", "titled", "nominal", "pronoun", "adjective"};
    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "name";
}

const char *time_resolution_name(enum time_resolution resolution)
{
    static const char *const names[] = {"", "day", "week", "month", "year"};
    return (unsigned)resolution < sizeof names / sizeof *names ? names[resolution] : "";
}

/* Appositions, before codes are given: the phrase and the name are one. */
static void join_appositions(struct work *w)
{
    for (uint32_t m = 0; m < w->out->n_mentions; m++) {
        uint32_t other = w->facts[m].same;
        if (other == NONE || w->out->mentions[m].entity != NONE) continue;
        w->out->mentions[m].entity = w->out->mentions[other].entity;
        w->out->mentions[m].reason =
            w->facts[m].told ? STR_LIT("its clause says so") : STR_LIT("apposition");
        uint32_t e = w->out->mentions[other].entity;
        if (e != NONE && w->facts[m].kind == ENTITY_PERSON && w->out->items[e].kind == ENTITY_OTHER)
            w->out->items[e].kind = ENTITY_PERSON;
    }
}

/* The contract: no mention without entity, and each entity knows where it is first mentioned. */
static void close_up(struct work *w)
{
    struct entities *e = w->out;
    for (uint32_t i = 0; i < e->n; i++)
        e->items[i].first_mention = NONE;
    for (uint32_t m = 0; m < e->n_mentions; m++) {
        struct mention *mention = &e->mentions[m];
        if (mention->entity == NONE) {
            mention->entity = entity_new(w, ENTITY_OTHER, mention_text(w, m));
            mention->reason = STR_LIT("unresolved");
            if (w->failed) return;
            e->items[mention->entity].first_mention = NONE;
        }
        if (e->items[mention->entity].first_mention == NONE)
            e->items[mention->entity].first_mention = m;
    }
}

static void run(struct work *w)
{
    codes_dateline(w);
    times_find(w);
    mentions_find(w);
    if (!w->failed) mentions_order(w);
    if (!w->failed) roles_read(w);
    if (!w->failed) clauses_read(w);
    if (!w->failed) cluster_names(w);
    if (!w->failed) join_appositions(w);
    if (!w->failed) codes_assign(w);
    if (!w->failed) coref_resolve(w);
    if (!w->failed) codes_late(w);
    if (!w->failed) close_up(w);
    if (!w->failed) places_locate(w);
}

bede_status entity_resolve(const struct kb *kb, const struct doc *doc, struct entities **out,
                           bede_error *err)
{
    struct entities *e = ARENA_NEW(doc->arena, struct entities);
    if (!e) return err_nomem(err);
    e->doc = doc;
    struct work w = {.kb = kb,
                     .words = kb_word_tables(kb),
                     .doc = doc,
                     .arena = doc->arena,
                     .out = e,
                     .date = doc->story ? doc->story->date : (struct date){0}};
    if (!doc->story) return err_set(err, BEDE_USAGE, "a doc without a story cannot be resolved");
    if (!tree_build(&w)) return err_nomem(err);
    run(&w);
    if (w.failed) return err_nomem(err);
    *out = e;
    return BEDE_OK;
}

/* ---- time and place of a clause ---- */

enum { CLIMB_MAX = 12 };

static const struct sentence *sentence_of(const struct doc *doc, uint32_t token)
{
    uint32_t low = 0, high = doc->n_sentences;
    while (low < high) { /* the last sentence that starts at or before the token */
        uint32_t mid = low + (high - low) / 2;
        if (doc->sentences[mid].first <= token)
            low = mid + 1;
        else
            high = mid;
    }
    return low ? &doc->sentences[low - 1] : NULL;
}

/* How far below `above` a token hangs; NONE when it hangs elsewhere. */
static uint32_t depth_below(const struct doc *doc, const struct sentence *s, uint32_t above,
                            uint32_t token)
{
    for (uint32_t n = 0; n < CLIMB_MAX; n++) {
        if (token == above) return n;
        token = doc_head(doc, s, token);
        if (token == UINT32_MAX) break;
    }
    return NONE;
}

static bool carries_clause(const struct doc *doc, uint32_t token)
{
    uint8_t rel = ud_rel_universal(doc->tokens[token].rel);
    return doc->tokens[token].upos == UPOS_VERB || rel == REL_ROOT || rel == REL_CCOMP ||
           rel == REL_ADVCL || rel == REL_ACL || rel == REL_PARATAXIS;
}

/* Of the things in a sentence the one that hangs nearest below the token, else below the clauses
 * around it. A clause of its own between them (a relative clause, reported speech) bars the way
 * down, so `limit` is small. */
typedef bool (*wanted)(const struct entities *e, uint32_t index, uint32_t *token);

static uint32_t nearest(const struct entities *e, const struct sentence *s, uint32_t token,
                        uint32_t first, uint32_t end, wanted want)
{
    const struct doc *doc = e->doc;
    uint32_t at = token;
    for (uint32_t up = 0; up < 4 && at != UINT32_MAX; up++) {
        uint32_t best = NONE, best_depth = NONE, limit = 3;
        for (uint32_t i = first; i < end; i++) {
            uint32_t t;
            if (!want(e, i, &t)) continue;
            uint32_t depth = depth_below(doc, s, at, t);
            bool barred = false;
            for (uint32_t x = t, n = 0; depth != NONE && n < depth && !barred; n++) {
                if (x != t && carries_clause(doc, x)) barred = true;
                x = doc_head(doc, s, x);
            }
            if (depth == NONE || depth > limit || barred || depth >= best_depth) continue;
            best = i;
            best_depth = depth;
        }
        if (best != NONE) return best;
        uint8_t rel = ud_rel_universal(doc->tokens[at].rel);
        if (rel == REL_CCOMP || rel == REL_PARATAXIS) break; /* "said Monday that X had ..." */
        at = doc_head(doc, s, at);
    }
    return NONE;
}

static bool any_time(const struct entities *e, uint32_t index, uint32_t *token)
{
    const struct timex *x = &e->times[index];
    const struct sentence *s = &e->doc->sentences[x->sentence];
    *token = x->end - 1;
    for (uint32_t t = x->first; t < x->end; t++) {
        uint32_t head = doc_head(e->doc, s, t);
        if (head == UINT32_MAX || head < x->first || head >= x->end) *token = t;
    }
    return x->resolution != TIME_NONE;
}

const struct timex *entity_time_of(const struct entities *e, uint32_t token)
{
    const struct sentence *s = token < e->doc->n_tokens ? sentence_of(e->doc, token) : NULL;
    if (!s) return NULL;
    uint32_t low = 0, high = e->n_times; /* times are in text order */
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (e->times[mid].first < s->first)
            low = mid + 1;
        else
            high = mid;
    }
    uint32_t end = low;
    while (end < e->n_times && e->times[end].first < s->first + s->n)
        end++;
    uint32_t found = nearest(e, s, token, low, end, any_time);
    return found == NONE ? NULL : &e->times[found];
}

static bool place_under_preposition(const struct entities *e, uint32_t index, uint32_t *token)
{
    const struct mention *m = &e->mentions[index];
    const struct entity *entity = &e->items[m->entity];
    if (m->kind != MENTION_NAME) return false;
    if (entity->kind != ENTITY_PLACE && entity->kind != ENTITY_COUNTRY) return false;
    *token = m->head;
    return m->locative;
}

/* From the token up to `above`: is a clause of its own on the way, whose words are not about what is
 * around it ("said that ...", "the man who ...")? */
static bool crosses_clause(const struct doc *doc, const struct sentence *s, uint32_t token,
                           uint32_t above)
{
    for (uint32_t n = 0; n < CLIMB_MAX && token != above && token != UINT32_MAX; n++) {
        uint8_t rel = ud_rel_universal(doc->tokens[token].rel);
        if (rel == REL_CCOMP || rel == REL_PARATAXIS || rel == REL_ACL) return true;
        token = doc_head(doc, s, token);
    }
    return token != above;
}

/* Do both hang in one clause or in clauses that tell one story ("After talks in Geneva, X left")? */
static bool same_telling(const struct doc *doc, const struct sentence *s, uint32_t a, uint32_t b)
{
    uint32_t above = a;
    for (uint32_t n = 0; n < CLIMB_MAX && above != UINT32_MAX; n++) {
        if (depth_below(doc, s, above, b) != NONE)
            return !crosses_clause(doc, s, a, above) && !crosses_clause(doc, s, b, above);
        above = doc_head(doc, s, above);
    }
    return false;
}

/* The one place that the sentence tells beside the token; NONE when it tells several. */
static uint32_t only_place(const struct entities *e, const struct sentence *s, uint32_t token,
                           uint32_t first, uint32_t end)
{
    uint32_t found = NONE;
    for (uint32_t i = first; i < end; i++) {
        uint32_t t;
        if (!place_under_preposition(e, i, &t) || !same_telling(e->doc, s, token, t)) continue;
        if (found != NONE && e->mentions[found].entity != e->mentions[i].entity) return NONE;
        if (found == NONE) found = i;
    }
    return found;
}

struct str entity_place_name(const struct entities *e, const struct mention *place)
{
    const struct place_fix *fix = place->fix ? &e->fixes[place->fix - 1] : NULL;
    return fix && fix->geoname ? fix->name : e->items[place->entity].name;
}

const char *entity_place_country(const struct entities *e, const struct mention *place)
{
    const struct place_fix *fix = place->fix ? &e->fixes[place->fix - 1] : NULL;
    return fix && fix->code[0] ? fix->code : e->items[place->entity].code;
}

const struct mention *entity_place_of(const struct entities *e, uint32_t token)
{
    const struct sentence *s = token < e->doc->n_tokens ? sentence_of(e->doc, token) : NULL;
    if (!s) return NULL;
    uint32_t low = 0, high = e->n_mentions;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (e->mentions[mid].first < s->first)
            low = mid + 1;
        else
            high = mid;
    }
    uint32_t end = low;
    while (end < e->n_mentions && e->mentions[end].first < s->first + s->n)
        end++;
    uint32_t found = nearest(e, s, token, low, end, place_under_preposition);
    if (found == NONE) found = only_place(e, s, token, low, end);
    return found == NONE ? NULL : &e->mentions[found];
}
