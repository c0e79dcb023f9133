/* store/rows.c - a record as rows: paragraphs, entities, mentions, quotes, events and what hangs
 * on them.
 *
 * Each row is filled in the order of its table's columns (schema.c). Spans become code points
 * here; texts are slices of the version's own, so that nothing is copied before the database takes
 * it.
 *
 * SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "store/work.h"

struct rows {
    struct store *store;
    struct db *db;
    const struct record *record;
    int64_t version;
    int64_t first_paragraph; /* key of block 0 */
    int64_t first_event;     /* key of event 0 */
    const struct span_of_time *span;
    struct arena *arena;
    struct buf *joined; /* scratch of lists */
};

static struct str text_at(const struct rows *r, struct span span)
{
    return str_span(r->record->story->text, span);
}
static struct db_value cp(const struct rows *r, uint32_t byte)
{
    return db_int(cp_at(&r->record->cp, byte));
}
/* A text that may be empty in a column that wants one. */
static struct db_value always(struct str s)
{
    return (struct db_value){.kind = DB_TEXT, .s = s.p ? s : STR_LIT("")};
}
static const struct entity *entity_of(const struct rows *r, uint32_t n)
{
    const struct entities *all = r->record->entities;
    return n == ENTITY_NONE || !all || n >= all->n ? NULL : &all->items[n];
}
static struct db_value entity_key(uint32_t n)
{
    return n == ENTITY_NONE ? db_null() : db_int((int64_t)n + 1);
}

/* What stands in the scratch buffer, in the arena. */
static bede_status keep(const struct rows *r, struct str *out, bede_error *err)
{
    if (r->joined->failed) return err_nomem(err);
    *out = arena_str(r->arena, (struct str){r->joined->p, r->joined->n});
    buf_clear(r->joined);
    return out->p ? BEDE_OK : err_nomem(err);
}

/* One more item of a ";" list; a ";" inside becomes ",". */
static void join(struct buf *list, struct str item)
{
    if (list->n) buf_putc(list, ';');
    size_t from = list->n;
    buf_str(list, item);
    for (size_t i = from; i < list->n && !list->failed; i++)
        if (list->p[i] == ';') list->p[i] = ',';
}

static bede_status sectors_of(const struct rows *r, const struct entity *entity, struct str *out,
                              bede_error *err)
{
    *out = (struct str){NULL, 0};
    if (!entity || !entity->n_sectors) return BEDE_OK;
    if (entity->n_sectors == 1) {
        *out = str_c(entity->sectors[0]);
        return BEDE_OK;
    }
    for (uint32_t i = 0; i < entity->n_sectors; i++)
        join(r->joined, str_c(entity->sectors[i]));
    return keep(r, out, err);
}

/* ---- the text ------------------------------------------------------------------------------ */

static bede_status write_paragraphs(struct rows *r, bede_error *err)
{
    const struct story *story = r->record->story;
    r->first_paragraph = r->store->next.paragraph;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        const struct wire_block *b = &story->blocks[i];
        int64_t key = r->store->next.paragraph++;
        const struct db_value row[] = {db_int(key),        db_int(r->version),
                                       db_int(i + 1),      db_c(wire_kind_name(b->kind)),
                                       db_int(b->number),  cp(r, b->span.start),
                                       cp(r, b->span.end), cp(r, b->body.start),
                                       cp(r, b->body.end), always(text_at(r, b->span))};
        TRY(db_insert(r->db, &schema_paragraphs, row, err));
    }
    return BEDE_OK;
}

static void put_number(struct buf *out, uint32_t n)
{
    char digits[10];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    buf_add(out, digits + at, sizeof digits - at);
}

/* [[n, "kind", sentence, start, end], ...]: mention `first` and those chained to it. */
static bede_status mention_list(struct rows *r, uint32_t first, const uint32_t *next,
                                struct str *out, bede_error *err)
{
    const struct entities *all = r->record->entities;
    struct buf *list = r->joined;
    buf_putc(list, '[');
    for (uint32_t i = first; i != UINT32_MAX; i = next[i]) {
        const struct mention *m = &all->mentions[i];
        buf_puts(list, i == first ? "[" : ",[");
        put_number(list, i + 1);
        buf_puts(list, ",\"");
        buf_puts(list, mention_kind_name(m->kind));
        buf_puts(list, "\",");
        put_number(list, m->sentence + 1);
        buf_putc(list, ',');
        put_number(list, cp_at(&r->record->cp, m->span.start));
        buf_putc(list, ',');
        put_number(list, cp_at(&r->record->cp, m->span.end));
        buf_putc(list, ']');
    }
    buf_putc(list, ']');
    return keep(r, out, err);
}

/* The mentions of each entity as chains: first[entity], next[mention]; how many. */
struct chains {
    uint32_t *first, *next, *count;
};
static bede_status chain_mentions(struct rows *r, struct chains *c, bede_error *err)
{
    const struct entities *all = r->record->entities;
    uint32_t n = all ? all->n : 0, n_mentions = all ? all->n_mentions : 0;
    c->first = ARENA_ARRAY(r->arena, (size_t)n + 1, uint32_t);
    c->count = ARENA_ARRAY(r->arena, (size_t)n + 1, uint32_t);
    c->next = ARENA_ARRAY(r->arena, (size_t)n_mentions + 1, uint32_t);
    if (!c->first || !c->count || !c->next) return err_nomem(err);
    for (uint32_t i = 0; i < n; i++)
        c->first[i] = UINT32_MAX;
    for (uint32_t i = n_mentions; i-- > 0;) {
        uint32_t entity = all->mentions[i].entity;
        if (entity >= n) continue;
        c->next[i] = c->first[entity];
        c->first[entity] = i;
        c->count[entity]++;
    }
    return BEDE_OK;
}

static bede_status write_entities(struct rows *r, bede_error *err)
{
    const struct entities *all = r->record->entities;
    struct chains chains;
    TRY(chain_mentions(r, &chains, err));
    for (uint32_t i = 0; all && i < all->n; i++) {
        const struct entity *e = &all->items[i];
        struct str sectors, spans;
        TRY(sectors_of(r, e, &sectors, err));
        TRY(mention_list(r, chains.first[i], chains.next, &spans, err));
        const struct mention *m =
            e->first_mention < all->n_mentions ? &all->mentions[e->first_mention] : NULL;
        const struct mention *front =
            chains.first[i] == UINT32_MAX ? NULL : &all->mentions[chains.first[i]];
        const struct db_value row[] = {db_int(r->version),
                                       db_int((int64_t)i + 1),
                                       db_c(entity_kind_name(e->kind)),
                                       db_str(e->name),
                                       db_c(e->code),
                                       db_str(sectors),
                                       db_str(e->office),
                                       e->gender ? db_str((struct str){&e->gender, 1}) : db_null(),
                                       db_int(chains.count[i]),
                                       m ? db_str(text_at(r, m->span)) : db_null(),
                                       front ? cp(r, front->span.start) : db_null(),
                                       front ? cp(r, front->span.end) : db_null(),
                                       always(spans),
                                       db_str(e->reason)};
        TRY(db_insert(r->db, &schema_entities, row, err));
    }
    return BEDE_OK;
}

/* ---- quotes -------------------------------------------------------------------------------- */

static struct db_value span_start(const struct rows *r, struct span span)
{
    return span.start == span.end ? db_null() : cp(r, span.start);
}
static struct db_value span_end(const struct rows *r, struct span span)
{
    return span.start == span.end ? db_null() : cp(r, span.end);
}
static struct db_value words_at(const struct rows *r, struct span span)
{
    return span.start == span.end ? db_null() : db_str(text_at(r, span));
}

static void add_span(const struct rows *r, struct buf *list, struct span span)
{
    buf_printf(list, "%s%u-%u", list->n ? ";" : "", cp_at(&r->record->cp, span.start),
               cp_at(&r->record->cp, span.end));
}

static bede_status quote_texts(struct rows *r, const struct quote *q, struct str *content,
                               struct str *spans, bede_error *err)
{
    for (uint32_t i = 0; i < q->n_content; i++) {
        if (i) buf_puts(r->joined, " [...] ");
        buf_str(r->joined, text_at(r, q->content[i]));
    }
    TRY(keep(r, content, err));
    for (uint32_t i = 0; i < q->n_content; i++)
        add_span(r, r->joined, q->content[i]);
    return keep(r, spans, err);
}

static bede_status write_quote(struct rows *r, uint32_t n, bede_error *err)
{
    const struct quote *q = &r->record->quotes->items[n];
    const struct entity *speaker = entity_of(r, q->speaker), *via = entity_of(r, q->via_speaker);
    int64_t key = r->store->next.quote++;
    struct str content, spans;
    char date[11];
    TRY(quote_texts(r, q, &content, &spans, err));
    const struct db_value row[] = {
        db_int(key),
        db_int(r->version),
        db_int((int64_t)n + 1),
        always(str_c(date_format(r->record->story->date, date))),
        db_c(quote_kind_name(q->kind)),
        db_int(r->first_paragraph + q->block),
        always(content),
        always(spans),
        words_at(r, q->cue),
        span_start(r, q->cue),
        span_end(r, q->cue),
        words_at(r, q->source),
        span_start(r, q->source),
        span_end(r, q->source),
        entity_key(q->speaker),
        db_str(speaker ? speaker->name : STR_LIT("")),
        db_c(speaker ? speaker->code : ""),
        db_c(speaker && speaker->n_sectors ? speaker->sectors[0] : ""),
        db_str(speaker ? speaker->office : STR_LIT("")),
        words_at(r, q->via),
        span_start(r, q->via),
        span_end(r, q->via),
        db_str(via ? via->name : STR_LIT("")),
        db_c(via ? via->code : ""),
        words_at(r, q->time),
        span_start(r, q->time),
        span_end(r, q->time),
        words_at(r, q->occasion),
        span_start(r, q->occasion),
        span_end(r, q->occasion),
        q->continues == QUOTE_NONE ? db_null() : db_int((int64_t)q->continues + 1),
        q->parent == QUOTE_NONE ? db_null() : db_int((int64_t)q->parent + 1),
        db_int(q->attitude),
        db_c(q->rule),
        db_c(r->span->from),
        db_c(r->span->until),
        db_key(r->span->by),
        db_str(r->span->reason),
        db_int(r->span->copy)};
    return db_insert(r->db, &schema_quotes, row, err);
}

/* ---- events -------------------------------------------------------------------------------- */

struct event_lists {
    struct str contexts, auxiliary, words, triggers;
};

/* Runs of neighbouring trigger tokens, as words and as spans. */
static bede_status trigger_lists(struct rows *r, const struct event *event,
                                 struct event_lists *lists, bede_error *err)
{
    struct span runs[EVENT_TRIGGER_MAX];
    uint32_t n = 0;
    for (uint32_t i = 0; i < event->n_trigger; i++) {
        const struct token *token = &r->record->doc->tokens[event->trigger[i]];
        if (n && event->trigger[i] == event->trigger[i - 1] + 1)
            runs[n - 1].end = token->end;
        else
            runs[n++] = (struct span){token->start, token->end};
    }
    for (uint32_t i = 0; i < n; i++)
        join(r->joined, text_at(r, runs[i]));
    TRY(keep(r, &lists->words, err));
    for (uint32_t i = 0; i < n; i++)
        add_span(r, r->joined, runs[i]);
    return keep(r, &lists->triggers, err);
}

static bede_status event_lists(struct rows *r, const struct event *event, struct event_lists *lists,
                               bede_error *err)
{
    static const char *const auxiliary[] = {"future", "hypothetical", "negation", "historical"};
    uint32_t n;
    const struct str *names = event_contexts(r->record->engine->book, &n);
    for (uint32_t i = 0; i < n && i < 64; i++)
        if (event->contexts >> i & 1) join(r->joined, names[i]);
    TRY(keep(r, &lists->contexts, err));
    for (uint32_t i = 0; i < 4; i++)
        if (event->aux >> i & 1) join(r->joined, str_c(auxiliary[i]));
    TRY(keep(r, &lists->auxiliary, err));
    return trigger_lists(r, event, lists, err);
}

static bede_status write_sectors(struct rows *r, int64_t event, const char *role, struct str date,
                                 const struct event_part *parts, uint32_t n, bede_error *err)
{
    const char *seen[EVENT_PARTS_MAX * ENTITY_SECTORS_MAX];
    uint32_t n_seen = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = entity_of(r, parts[i].entity);
        for (uint32_t k = 0; entity && k < entity->n_sectors; k++) {
            const char *sector = entity->sectors[k];
            bool again = false;
            for (uint32_t s = 0; s < n_seen; s++)
                again |= strcmp(seen[s], sector) == 0;
            if (again) continue;
            seen[n_seen++] = sector;
            const struct db_value row[] = {db_c(sector), always(date), db_int(event), db_c(role)};
            TRY(db_insert(r->db, &schema_sectors, row, err));
        }
    }
    return BEDE_OK;
}

static bede_status write_parts(struct rows *r, int64_t event, const char *role, struct str date,
                               const struct event_part *parts, uint32_t n, bede_error *err)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = entity_of(r, parts[i].entity);
        struct str sectors;
        TRY(sectors_of(r, entity, &sectors, err));
        const struct db_value row[] = {db_int(event),
                                       db_c(role),
                                       db_int((int64_t)i + 1),
                                       entity_key(parts[i].entity),
                                       db_c(entity ? entity->code : ""),
                                       db_str(sectors),
                                       db_str(entity ? entity->name : STR_LIT("")),
                                       db_str(text_at(r, parts[i].span)),
                                       db_str(entity ? entity->office : STR_LIT("")),
                                       db_c(entity ? entity_kind_name(entity->kind) : ""),
                                       cp(r, parts[i].span.start),
                                       cp(r, parts[i].span.end),
                                       always(date),
                                       db_int(parts[i].inferred)};
        TRY(db_insert(r->db, &schema_participants, row, err));
    }
    return write_sectors(r, event, role, date, parts, n, err);
}

static bede_status write_sources(struct rows *r, int64_t key, struct str date,
                                 const struct event *event, bede_error *err)
{
    int64_t n = 0;
    for (uint32_t i = 0; i < event->n_sources; i++) {
        const struct entity *entity = entity_of(r, event->sources[i]);
        struct str sectors;
        if (!entity) continue;
        TRY(sectors_of(r, entity, &sectors, err));
        const struct db_value row[] = {db_int(key),
                                       db_int(++n),
                                       entity_key(event->sources[i]),
                                       db_c(entity->code),
                                       db_str(sectors),
                                       db_str(entity->name),
                                       db_str(entity->office),
                                       db_c(entity_kind_name(entity->kind)),
                                       always(date)};
        TRY(db_insert(r->db, &schema_sources, row, err));
    }
    return BEDE_OK;
}

/* Each pair of known codes once. */
static bede_status write_dyads(struct rows *r, int64_t key, struct str date,
                               const struct event *event, bede_error *err)
{
    const char *seen[EVENT_PARTS_MAX * EVENT_PARTS_MAX][2];
    uint32_t n = 0;
    for (uint32_t a = 0; a < event->n_actors; a++)
        for (uint32_t b = 0; b < event->n_recipients; b++) {
            const struct entity *actor = entity_of(r, event->actors[a].entity);
            const struct entity *recipient = entity_of(r, event->recipients[b].entity);
            if (!actor || !recipient || !actor->code[0] || !recipient->code[0]) continue;
            bool again = false;
            for (uint32_t s = 0; s < n; s++)
                again |= !strcmp(seen[s][0], actor->code) && !strcmp(seen[s][1], recipient->code);
            if (again) continue;
            seen[n][0] = actor->code;
            seen[n++][1] = recipient->code;
            const struct db_value row[] = {db_c(actor->code), db_c(recipient->code), always(date),
                                           db_int(key)};
            TRY(db_insert(r->db, &schema_dyads, row, err));
        }
    return BEDE_OK;
}

static struct db_value told(uint32_t number)
{
    return number == EVENT_NONE ? db_null() : db_int(number);
}

static bede_status write_event_row(struct rows *r, uint32_t n, struct str date, bede_error *err)
{
    const struct event *event = &r->record->events->items[n];
    const struct sentence *sentence = &r->record->doc->sentences[event->sentence];
    const struct mention *place =
        event->place == EVENT_NONE ? NULL : &r->record->entities->mentions[event->place];
    const struct place_fix *fix =
        place && place->fix ? &r->record->entities->fixes[place->fix - 1] : NULL;
    uint32_t n_types;
    const struct event_type *types = event_types(r->record->engine->book, &n_types);
    struct event_lists lists = {0};
    char enddate[11];
    TRY(event_lists(r, event, &lists, err));
    const struct db_value row[] = {
        db_int(r->first_event + n),
        db_int(r->version),
        db_int((int64_t)n + 1),
        always(date),
        db_c(date_format(event->enddate, enddate)),
        always(event->type < n_types ? types[event->type].name : STR_LIT("")),
        db_str(event->mode),
        db_str(lists.contexts),
        db_str(lists.auxiliary),
        db_int(event->quad),
        db_real(event->score),
        db_str(event->cameo),
        db_str(lists.words),
        db_str(lists.triggers),
        place ? db_str(text_at(r, place->span)) : db_null(),
        place ? db_str(entity_place_name(r->record->entities, place)) : db_null(),
        place ? db_c(entity_place_country(r->record->entities, place)) : db_null(),
        place ? cp(r, place->span.start) : db_null(),
        place ? cp(r, place->span.end) : db_null(),
        db_int(r->first_paragraph + event->block),
        db_int((int64_t)event->sentence + 1),
        cp(r, sentence->span.start),
        cp(r, sentence->span.end),
        db_c(event->rule),
        db_str(event->template),
        db_str(event->operators),
        db_real(event->confidence),
        event->same_as == EVENT_NONE ? db_null() : db_int(r->first_event + event->same_as),
        event->quote == QUOTE_NONE ? db_null() : db_int((int64_t)event->quote + 1),
        told(event->size.dead),
        told(event->size.injured),
        told(event->size.arrested),
        told(event->size.size),
        db_c(r->span->from),
        db_c(r->span->until),
        db_key(r->span->by),
        db_str(r->span->reason),
        db_int(r->span->copy),
        fix ? db_c(fix->admin) : db_null(),
        fix ? db_real(fix->lat) : db_null(),
        fix ? db_real(fix->lon) : db_null(),
        fix && fix->geoname ? db_int(fix->geoname) : db_null()};
    return db_insert(r->db, &schema_events, row, err);
}

static bede_status write_event(struct rows *r, uint32_t n, bede_error *err)
{
    const struct event *event = &r->record->events->items[n];
    int64_t key = r->first_event + n;
    char text[11];
    bool own = date_valid(event->date);
    struct str date = str_c(date_format(own ? event->date : r->record->story->date, text));
    TRY(write_event_row(r, n, date, err));
    TRY(write_parts(r, key, "actor", date, event->actors, event->n_actors, err));
    TRY(write_parts(r, key, "recipient", date, event->recipients, event->n_recipients, err));
    TRY(write_sources(r, key, date, event, err));
    return write_dyads(r, key, date, event, err);
}

bede_status rows_write(struct store *store, const struct record *record, int64_t version,
                       const struct span_of_time *span, bede_error *err)
{
    struct buf joined;
    struct rows r = {.store = store,
                     .db = store->db,
                     .record = record,
                     .version = version,
                     .span = span,
                     .arena = store->arena,
                     .joined = &joined};
    buf_init(&joined, 1 << 24);
    bede_status status = write_paragraphs(&r, err);
    if (status == BEDE_OK) status = write_entities(&r, err);
    uint32_t n_quotes = record->quotes ? record->quotes->n : 0;
    uint32_t n_events = record->events ? record->events->n : 0;
    for (uint32_t i = 0; i < n_quotes && status == BEDE_OK; i++)
        status = write_quote(&r, i, err);
    r.first_event = store->next.event;
    store->next.event += n_events;
    for (uint32_t i = 0; i < n_events && status == BEDE_OK; i++)
        status = write_event(&r, i, err);
    buf_fini(&joined);
    return status;
}
