/* event/find.c - from a parsed story to its events.
 *
 * A sentence at a time: words are visited from the leaves of the tree to its root, so that an
 * event inside another ("pledged to <provide aid>") is there when the outer rule asks for it. Each
 * word keeps its best candidate: the most specific rule, ties in file order. Then candidates that
 * a better one has used up (as inner event, or as one of its words) are dropped, auxiliaries are
 * applied by the operator table, and the rest become events.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "event/auxiliary.h"
#include "event/find.h"
#include "event/particle.h"
#include "event/parts.h"
#include "event/size.h"

#define NONE UINT32_MAX

enum { NAMED_BEHIND = 1 /* words between */ };
enum { RULES_PER_WORD_MAX = 4096, EVENTS_PER_STORY_MAX = 20000, HISTORICAL_DAYS = 45 };

static void tell(const struct finder *f, const struct candidate *c, const char *what)
{
    if (!f->trace) return;
    struct str form = doc_form(f->doc, c->token);
    struct str line =
        arena_printf(f->arena, "%-9s %-28s %.*s  (at \"%.*s\", weight %u)", what, c->rule->label,
                     STR_ARG(c->rule->text), STR_ARG(form), c->weight);
    if (line.p) f->trace(f->ctx, line.p);
}

/* Tells of the best candidate at a word that wants a role, where no other stands there. */
static void tell_partial(const struct finder *f, uint32_t token)
{
    uint32_t i = token - f->m.tree.first;
    const struct candidate *c = f->m.partial[i];
    if (!c || f->m.best[i]) return;
    tell(f, c, !c->actors.n ? "no actor" : "no recip.");
}

/* Tries every rule of a head lemma at the frame; keeps the best, and the best partial one. */
static bool try_rules(struct finder *f, const struct frame *frame, struct str lemma, bool nominal)
{
    uint32_t at = frame->token - f->m.tree.first;
    uint32_t ref = map_get(&f->book->heads, lemma);
    uint32_t tries = 0;
    for (; ref != MAP_NONE && ref != 0 && tries < RULES_PER_WORD_MAX; tries++) {
        const struct rule_ref *r = &f->book->refs[ref - 1];
        const struct event_rule *rule = &f->book->rules[r->rule];
        ref = r->next;
        struct candidate c;
        if (nominal ? rule->head_noun : rule->head_noun != frame->nominal) continue;
        if (rule->needs_object && !particle_has_object(rule, frame)) continue;
        if (!match_rule(&f->m, rule, frame, &c)) continue;
        struct candidate **best = c.partial ? &f->m.partial[at] : &f->m.best[at];
        bool better = !*best || c.weight > (*best)->weight ||
                      (c.weight == (*best)->weight && rule < (*best)->rule);
        if (*best && !c.partial) tell(f, better ? *best : &c, "lost");
        if (!better) continue;
        if (!*best && !(*best = ARENA_NEW(f->arena, struct candidate))) return false;
        **best = c;
    }
    return true;
}

/* The best candidate headed at a token, from rules of its own lemma and of the verb it derives
 * from. */
static bool visit(void *finder, uint32_t token)
{
    struct finder *f = finder;
    if (f->visited[token - f->m.tree.first]) return true;
    f->visited[token - f->m.tree.first] = 1;
    const struct token *t = &f->doc->tokens[token];
    uint32_t nominal = map_get(&f->book->nominal_ids, t->lemma);
    bool has_rules = map_get(&f->book->heads, t->lemma) != MAP_NONE;
    uint8_t rel = ud_rel_universal(t->rel);
    if (t->upos != UPOS_VERB && (rel == REL_COMPOUND || rel == REL_FLAT || rel == REL_AMOD))
        return true; /* "attack helicopters" attack nobody */
    if (!has_rules && nominal == MAP_NONE) return true;
    const struct frame *frame = frames_get(&f->m.tree, token);
    if (!frame) return true;
    if (has_rules && !try_rules(f, frame, t->lemma, false)) return false;
    if (frame->nominal && nominal != MAP_NONE)
        return try_rules(f, frame, f->book->nominals[nominal].verb, true);
    return true;
}

/* Tokens ordered from the leaves up: by depth, deepest first, then from right to left, since complements
 * follow what they complete. */
static uint32_t *bottom_up(struct finder *f, uint32_t n)
{
    uint32_t *depth = ARENA_ARRAY(f->arena, n + 1, uint32_t);
    uint32_t *count = ARENA_ARRAY(f->arena, n + 2, uint32_t);
    uint32_t *order = ARENA_ARRAY(f->arena, n + 1, uint32_t);
    if (!depth || !count || !order) return NULL;
    uint32_t first = f->m.tree.first;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t d = 0;
        for (uint32_t t = first + i; t != NONE && d < n; t = frames_head(&f->m.tree, t)) {
            if (t != first + i && depth[t - first]) {
                d += depth[t - first];
                break;
            }
            d++;
        }
        depth[i] = d;
        count[d]++;
    }
    uint32_t at = 0;
    for (uint32_t d = n; d > 0; d--) {
        uint32_t here = count[d];
        count[d] = at;
        at += here;
    }
    for (uint32_t i = n; i-- > 0;)
        order[count[depth[i]]++] = first + i;
    return order;
}

/* ---- choosing --------------------------------------------------------------------------------- */

static int by_rank(const void *a, const void *b)
{
    const struct candidate *x = *(struct candidate *const *)a, *y = *(struct candidate *const *)b;
    if (x->rank != y->rank) return x->rank > y->rank ? -1 : 1;
    return x->token < y->token ? -1 : x->token > y->token;
}

static int by_token(const void *a, const void *b)
{
    const struct candidate *x = *(struct candidate *const *)a, *y = *(struct candidate *const *)b;
    return x->token < y->token ? -1 : x->token > y->token;
}

static void consume(const struct candidate *inner, struct matcher *m)
{
    for (; inner; inner = inner->inner) {
        struct candidate *c = m->best[inner->token - m->tree.first];
        if (c) c->consumed = true;
    }
}

/* Keeps candidates that no heavier one has used up. Returns how many are left in `list`. */
static uint32_t choose(struct finder *f, struct candidate **list, uint32_t n, uint8_t *claimed)
{
    uint32_t kept = 0;
    qsort(list, n, sizeof *list, by_rank);
    for (uint32_t i = 0; i < n; i++) {
        struct candidate *c = list[i];
        if (c->consumed || claimed[c->token - f->m.tree.first]) {
            tell(f, c, "used up");
            continue;
        }
        for (uint32_t k = 0; k < c->n_trigger; k++)
            claimed[c->trigger[k] - f->m.tree.first] = 1;
        consume(c->inner, &f->m);
        if (!c->rule->none)
            list[kept++] = c;
        else
            tell(f, c, "excluded");
    }
    if (kept) qsort(list, kept, sizeof *list, by_token);
    return kept;
}

/* ---- making ----------------------------------------------------------------------------------- */

static uint64_t context_bits(const struct finder *f, uint32_t sentence)
{
    const struct sentence *s = &f->doc->sentences[sentence];
    uint64_t bits = 0;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        struct str lemma = f->doc->tokens[i].lemma;
        uint32_t id = map_get(&f->book->context_words, lemma);
        if (id != MAP_NONE) bits |= 1ull << id;
        if (i == s->first) continue;
        char pair[128];
        struct str before = f->doc->tokens[i - 1].lemma;
        if (before.n + lemma.n + 1 > sizeof pair) continue;
        memcpy(pair, before.p, before.n);
        pair[before.n] = ' ';
        memcpy(pair + before.n + 1, lemma.p, lemma.n);
        id = map_get(&f->book->context_words, (struct str){pair, before.n + lemma.n + 1});
        if (id != MAP_NONE) bits |= 1ull << id;
    }
    return bits;
}

/* The last row for an auxiliary mode and a type, so that a later folder's wins; or NULL. */
static const struct operator_row *operator_for(const struct event_book *book, uint8_t aux,
                                               uint8_t type)
{
    for (uint32_t i = book->n_operators; i-- > 0;)
        if (book->operators[i].aux == aux && book->operators[i].type == type)
            return &book->operators[i];
    return NULL;
}

/* Applies the operator table; each step is told in `operators`. */
bool find_apply_operators(struct finder *f, struct event *e, uint8_t aux)
{
    static const uint8_t order[] = {EVENT_NEGATION | EVENT_FUTURE, EVENT_NEGATION, EVENT_FUTURE,
                                    EVENT_HYPOTHETICAL};
    static const char *const names[] = {"negation+future", "negation", "future", "hypothetical"};
    for (size_t i = 0; i < sizeof order; i++) {
        if ((aux & order[i]) != order[i]) continue;
        const struct operator_row *op = operator_for(f->book, order[i], e->type);
        if (!op) continue;
        struct str told = arena_printf(
            f->arena, "%.*s%s%s: %.*s -> %.*s", STR_ARG(e->operators), e->operators.n ? "; " : "",
            names[i], STR_ARG(f->book->types[e->type].name), STR_ARG(f->book->types[op->to].name));
        if (!told.p) return false;
        e->operators = told;
        e->type = op->to;
        e->mode = op->mode;
        aux = (uint8_t)(aux & ~order[i]);
    }
    e->aux = aux;
    return true;
}

static void set_scores(const struct finder *f, struct event *e)
{
    const struct event_type *type = &f->book->types[e->type];
    const struct mode_row *mode = e->mode.n ? book_mode(f->book, e->type, e->mode) : NULL;
    e->quad = type->quad;
    e->score = mode ? mode->score : type->score;
    e->cameo = mode && mode->cameo.n ? mode->cameo : type->cameo;
}

static void set_claim(const struct finder *f, struct event *e, uint32_t token)
{
    e->quote = QUOTE_NONE;
    uint32_t q = f->quotes && f->quotes->by_token ? f->quotes->by_token[token] : 0;
    if (q) e->quote = q - 1;
    for (uint32_t at = e->quote, depth = 0; at != QUOTE_NONE && depth < EVENT_SOURCES_MAX;
         depth++) {
        const struct quote *quote = &f->quotes->items[at];
        const uint32_t who[2] = {quote->speaker, quote->via_speaker};
        for (int k = 0; k < 2 && e->n_sources < EVENT_SOURCES_MAX; k++)
            if (who[k] != ENTITY_NONE) e->sources[e->n_sources++] = who[k];
        at = quote->parent;
    }
}

static void set_time_and_place(const struct finder *f, struct event *e, uint32_t token)
{
    struct date filed = f->doc->story->date;
    e->date = filed;
    const struct timex *time = entity_time_of(f->entities, token);
    if (time && time->resolution != TIME_NONE && date_valid(time->from)) {
        if (time->resolution == TIME_DAY) {
            e->date = time->from;
            if (date_valid(time->to) && date_to_days(time->to) > date_to_days(time->from))
                e->enddate = time->to; /* "from Monday to Thursday" */
        } else if (date_valid(time->to) && date_valid(filed) &&
                   date_to_days(time->to) < date_to_days(filed)) {
            e->date = time->from;
            e->enddate = time->to;
        }
        if (date_valid(filed) && date_valid(time->to) &&
            date_to_days(time->to) + HISTORICAL_DAYS < date_to_days(filed))
            e->aux |= EVENT_HISTORICAL;
    }
    const struct mention *place = entity_place_of(f->entities, token);
    e->place = place ? (uint32_t)(place - f->entities->mentions) : EVENT_NONE;
}

/* What speaks for and against an event, as a number for sorting (docs/events.md): specific rules
 * and known codes raise it, borrowed roles, auxiliaries and captions lower it. */
static double confidence(const struct finder *f, const struct candidate *c, const struct event *e)
{
    double p = 0.55 + 0.02 * (c->weight > 12 ? 12 : c->weight);
    for (uint32_t i = 0; i < e->n_actors; i++)
        if (!f->entities->items[e->actors[i].entity].code[0]) p -= 0.1;
    for (uint32_t i = 0; i < e->n_recipients; i++)
        if (!f->entities->items[e->recipients[i].entity].code[0]) p -= 0.05;
    if (c->inferred) p -= 0.15;
    if (c->actors.owner || c->recipients.owner) p -= 0.05;
    if (e->aux) p -= 0.1;
    if (e->operators.n) p -= 0.03;
    return p < 0.05 ? 0.05 : p > 0.95 ? 0.95 : p;
}

/* Types that a lone party cannot have ("talks"), unless the mode parts host from visitor. */
static bool is_reciprocal(const struct finder *f, const struct event *e)
{
    const struct mode_row *mode = e->mode.n ? book_mode(f->book, e->type, e->mode) : NULL;
    return !f->book->type_lonely[e->type] && (!mode || mode->mutual);
}

/* Does a mention of the same sentence say better who is meant? */
static bool names_same(const struct entities *es, uint32_t mention, const struct event_part *part,
                       bool pronoun)
{
    const struct mention *m = &es->mentions[mention];
    bool better = m->kind == MENTION_NAME || m->kind == MENTION_TITLED ||
                  (pronoun && m->kind == MENTION_NOMINAL);
    return better && m->entity == part->entity &&
           m->sentence == es->mentions[part->mention].sentence;
}

/* The name by which a sentence calls whom it also calls "it" or "the group": "[The ELN] said it
 * will release R". */
static void name_part(const struct finder *f, struct event_part *part)
{
    const struct entities *es = f->entities;
    const struct mention *m = &es->mentions[part->mention];
    if (m->kind != MENTION_PRONOUN && m->kind != MENTION_NOMINAL) return;
    bool pronoun = m->kind == MENTION_PRONOUN;
    /* "his Danish counterpart, [R]": other mentions may lie inside the words */
    for (uint32_t i = part->mention + 1;
         i < es->n_mentions && es->mentions[i].first <= m->end + NAMED_BEHIND; i++) {
        if (!names_same(es, i, part, pronoun)) continue;
        part->named = es->mentions[i].span;
        return;
    }
    for (uint32_t i = part->mention; i-- > 0 && es->mentions[i].sentence == m->sentence;) {
        if (!names_same(es, i, part, pronoun)) continue;
        part->named = es->mentions[i].span;
        return;
    }
}

/* Who talks to reporters has met nobody: leaves out who is no party to such an event. */
static uint32_t drop_bystanders(const struct finder *f, struct str sectors,
                                struct event_part *parts, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!parts_in_sectors(&f->entities->items[parts[i].entity], sectors))
            parts[kept++] = parts[i];
    return kept;
}

/* Codes reciprocal events as the codebook does: all parties are actors. */
static void set_parts(struct finder *f, struct event *e, const struct candidate *c)
{
    e->n_actors = c->actors.n;
    memcpy(e->actors, c->actors.items, sizeof e->actors);
    e->n_recipients = c->recipients.n;
    memcpy(e->recipients, c->recipients.items, sizeof e->recipients);
    struct str bystander = f->book->type_bystander[c->rule->type];
    e->n_actors = drop_bystanders(f, bystander, e->actors, e->n_actors);
    e->n_recipients = drop_bystanders(f, bystander, e->recipients, e->n_recipients);
    for (uint32_t i = 0; i < e->n_actors; i++)
        name_part(f, &e->actors[i]);
    for (uint32_t i = 0; i < e->n_recipients; i++)
        name_part(f, &e->recipients[i]);
    if (!is_reciprocal(f, e)) return;
    for (uint32_t i = 0; i < e->n_recipients && e->n_actors < EVENT_PARTS_MAX; i++)
        e->actors[e->n_actors++] = e->recipients[i];
    e->n_recipients = 0;
}

/* Has the story a name for the entity? */
static bool named(const struct finder *f, uint32_t entity)
{
    uint8_t kind = (uint8_t)f->entities->mentions[f->entities->items[entity].first_mention].kind;
    return kind == MENTION_NAME || kind == MENTION_TITLED;
}

/* An actor must be known by name, state or kind. */
static bool anyone_known(const struct finder *f, const struct event *e)
{
    for (uint32_t i = 0; i < e->n_actors; i++) {
        const struct entity *x = &f->entities->items[e->actors[i].entity];
        if (x->code[0] || x->n_sectors) return true;
        if (x->name.n && x->kind != ENTITY_PLACE && named(f, e->actors[i].entity)) return true;
    }
    return false;
}

/* Is that all of a sector that makes no such event by itself, or unknown? */
static bool private_parts(const struct finder *f, const struct event_part *parts, uint32_t n,
                          struct str sectors, uint32_t *n_private)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *x = &f->entities->items[parts[i].entity];
        bool is = parts_in_sectors(x, sectors);
        *n_private += is;
        if (!is && (x->code[0] || x->n_sectors)) return false;
    }
    return true;
}

/* Firms that agree with, sell to or sue each other are no matter of politics. */
static bool is_private(const struct finder *f, const struct event *e)
{
    struct str sectors = f->book->type_private[e->type];
    uint32_t n = 0;
    if (!sectors.n) return false;
    return private_parts(f, e->actors, e->n_actors, sectors, &n) &&
           private_parts(f, e->recipients, e->n_recipients, sectors, &n) && n;
}

static bool same_parts(const struct finder *f, const struct event_part *a, uint32_t n,
                       const struct event_part *b, uint32_t k)
{
    if (n != k) return false;
    for (uint32_t i = 0; i < n; i++) {
        bool found = false;
        const struct entity *x = &f->entities->items[a[i].entity];
        for (uint32_t j = 0; j < k && !found; j++) {
            const struct entity *y = &f->entities->items[b[j].entity];
            found = a[i].entity == b[j].entity ||
                    (x->code[0] && strcmp(x->code, y->code) == 0 && x->n_sectors && y->n_sectors &&
                     strcmp(x->sectors[0], y->sectors[0]) == 0);
        }
        if (!found) return false;
    }
    return true;
}

/* An earlier event of the same kind between the same parties, on a day that does not differ. */
static uint32_t repeated(const struct finder *f, const struct event *e)
{
    for (uint32_t i = 0; i < f->events->n; i++) {
        const struct event *o = &f->events->items[i];
        if (o->type != e->type || !str_eq(o->mode, e->mode) || o->aux != e->aux) continue;
        if (o->same_as != EVENT_NONE) continue;
        if (date_valid(o->date) && date_valid(e->date) &&
            date_to_days(o->date) != date_to_days(e->date))
            continue;
        if (same_parts(f, o->actors, o->n_actors, e->actors, e->n_actors) &&
            same_parts(f, o->recipients, o->n_recipients, e->recipients, e->n_recipients))
            return i;
    }
    return EVENT_NONE;
}

static bool make_event(struct finder *f, const struct candidate *c, uint64_t contexts)
{
    struct event e = {.sentence = f->sentence,
                      .block = f->doc->sentences[f->sentence].block,
                      .type = c->rule->type,
                      .mode = c->rule->mode,
                      .contexts = contexts | c->rule->contexts,
                      .rule = c->rule->label,
                      .template = c->rule->text,
                      .size = {EVENT_NONE, EVENT_NONE, EVENT_NONE, EVENT_NONE}};
    if (c->inner) {
        if (!e.mode.n && c->inner->rule->type == e.type) e.mode = c->inner->rule->mode;
        e.contexts |= c->inner->rule->contexts;
        e.operators =
            arena_printf(f->arena, "of: %.*s (%s)",
                         STR_ARG(f->book->types[c->inner->rule->type].name), c->inner->rule->label);
        if (!e.operators.p) return false;
    }
    const struct timex *time = entity_time_of(f->entities, c->token);
    if (time && book_discards_time(f->book, f->doc, time)) return true;
    if (!find_apply_operators(f, &e, auxiliary_of(&f->m.tree, c->token))) return false;
    if (c->inferred && (e.aux || e.operators.n)) { /* nothing of it is told */
        tell(f, c, "not told");
        return true;
    }
    set_parts(f, &e, c);
    bool known = anyone_known(f, &e);
    bool alone = !f->book->type_lonely[e.type] && e.n_actors + e.n_recipients < 2 &&
                 c->actors.n + c->recipients.n > 1; /* but for bystanders */
    if (alone || !known || is_private(f, &e)) {
        tell(f, c, alone ? "alone" : known ? "private" : "unknown");
        return true;
    }
    memcpy(e.trigger, c->trigger, sizeof e.trigger);
    e.n_trigger = c->n_trigger;
    set_scores(f, &e);
    set_claim(f, &e, c->token);
    set_time_and_place(f, &e, c->token);
    e.confidence = confidence(f, c, &e);
    e.same_as = repeated(f, &e);
    tell(f, c, "event");
    if (f->events->n >= EVENTS_PER_STORY_MAX) return true;
    return ARRAY_PUSH(f->arena, f->events->items, f->events->n, f->events->cap, e);
}

bool find_candidates(struct finder *f, uint32_t sentence, struct candidate ***list, uint32_t *n)
{
    const struct sentence *s = &f->doc->sentences[sentence];
    f->sentence = sentence;
    *n = 0;
    if (s->n == 0) return true;
    bool loose = f->m.loose;
    f->m = (struct matcher){.loose = loose, .visit = visit, .finder = f};
    if (!frames_init(&f->m.tree, f->arena, f->book, f->doc, f->entities, sentence)) return false;
    f->m.best = ARENA_ARRAY(f->arena, s->n + 1, struct candidate *);
    f->m.partial = ARENA_ARRAY(f->arena, s->n + 1, struct candidate *);
    *list = ARENA_ARRAY(f->arena, s->n + 1, struct candidate *);
    const uint32_t *order = bottom_up(f, s->n);
    f->visited = ARENA_ARRAY(f->arena, s->n + 1, uint8_t);
    if (!f->m.best || !f->m.partial || !*list || !order || !f->visited) return false;
    for (uint32_t i = 0; i < s->n; i++) {
        if (!visit(f, order[i])) return false;
        struct candidate *c = f->m.best[order[i] - s->first];
        if (c) (*list)[(*n)++] = c;
        tell_partial(f, order[i]);
    }
    return true;
}

/* Does the word tell how many were hurt ("killing 12")? */
static bool tells_harm(const struct finder *f, uint32_t token)
{
    uint32_t id = map_get(&f->book->number_words, f->doc->tokens[token].lemma);
    return id != MAP_NONE && f->book->numbers[id - 1].kind != SIZE_SIZE;
}

/* The kept candidate of the same type that a participle adds to, be it coordinated: "bombed R,
 * killing 12 and wounding 20". */
static struct candidate *same_above(const struct finder *f, struct candidate *const *list,
                                    uint32_t n, const struct candidate *c)
{
    uint32_t at = c->token;
    if (f->doc->tokens[at].xpos != XPOS_VBG || !tells_harm(f, at)) return NULL;
    for (uint32_t steps = 0; steps < f->m.tree.n; steps++) {
        if (ud_rel_universal(f->doc->tokens[at].rel) != REL_CONJ) break;
        at = frames_head(&f->m.tree, at);
    }
    if (at == NONE || ud_rel_universal(f->doc->tokens[at].rel) != REL_ADVCL) return NULL;
    uint32_t head = frames_head(&f->m.tree, at);
    for (uint32_t i = 0; i < n; i++)
        if (list[i]->token == head && list[i]->rule->type == c->rule->type) return list[i];
    return NULL;
}

/* Harm told by a participle is no event of its own; who was harmed counts where the verb has only
 * the place. */
static uint32_t join_participles(struct finder *f, struct candidate **list, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct candidate *above = same_above(f, list, n, list[i]);
        if (!above) continue;
        if (!above->recipients.n || above->recipients.owner)
            parts_replace(f->entities, &above->recipients, &list[i]->recipients);
        tell(f, list[i], "joined");
        list[i]->consumed = true;
    }
    for (uint32_t i = 0; i < n; i++)
        if (!list[i]->consumed) list[kept++] = list[i];
    return kept;
}

bool find_in_sentence(struct finder *f, uint32_t sentence)
{
    struct candidate **list;
    uint32_t n;
    if (!find_candidates(f, sentence, &list, &n)) return false;
    if (!n) return true;
    uint8_t *claimed = ARENA_ARRAY(f->arena, f->doc->sentences[sentence].n + 1, uint8_t);
    if (!claimed) return false;
    n = choose(f, list, n, claimed);
    if (!f->all) n = join_participles(f, list, n);
    uint64_t contexts = n ? context_bits(f, sentence) : 0;
    uint32_t first = f->events->n;
    for (uint32_t i = 0; i < n; i++)
        if (!make_event(f, list[i], contexts)) return false;
    if (f->events->n > first)
        size_events(&f->m.tree, f->events->items + first, f->events->n - first);
    return true;
}

bool find_init(struct finder *f, const struct event_book *book, const struct doc *doc,
               const struct entities *entities, const struct quotes *quotes)
{
    *f = (struct finder){
        .book = book, .doc = doc, .entities = entities, .quotes = quotes, .arena = doc->arena};
    f->events = ARENA_NEW(doc->arena, struct events);
    return f->events != NULL;
}

bede_status event_find(const struct event_book *book, const struct doc *doc,
                       const struct entities *entities, const struct quotes *quotes,
                       struct events **out, event_trace trace, void *ctx, bede_error *err)
{
    struct finder f;
    if (!find_init(&f, book, doc, entities, quotes)) return err_nomem(err);
    f.trace = trace;
    f.ctx = ctx;
    *out = f.events;
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        if (book_discards(book, doc, entities, s) == DISCARD_STORY) return BEDE_OK;
    for (uint32_t s = 0; s < doc->n_sentences; s++)
        if (book_discards(book, doc, entities, s) == DISCARD_NONE && !find_in_sentence(&f, s))
            return err_nomem(err);
    return BEDE_OK;
}
