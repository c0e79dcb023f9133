/* output/stored_json.c - rows of the record as JSON lines.
 *
 * An event has the fields that `bede code` gives it, so that what reads the one reads the other;
 * the state of its version is added under "bede".
 *
 * SPDX-License-Identifier: MIT */
#include "output/stored_json.h"
#include "output/row.h"

/* ---- pieces -------------------------------------------------------------------------------- */

static void text(struct buf *buf, const char *key, struct str s)
{
    jw_key(buf, key);
    jw_str(buf, s);
}

static void text_or_null(struct buf *buf, const char *key, struct str s)
{
    jw_key(buf, key);
    row_json_or_null(buf, s);
}

static void number(struct buf *buf, const char *key, uint64_t n)
{
    jw_key(buf, key);
    jw_uint(buf, n);
}

/* "a;b" as ["a","b"]. */
static void list(struct buf *buf, const char *key, struct str joined)
{
    struct str piece;
    if (key) jw_key(buf, key);
    jw_array(buf);
    while (joined.n && str_split(&joined, ';', &piece))
        jw_str(buf, piece);
    jw_end_array(buf);
}

/* "12-16;20-25" as [[12,16],[20,25]]. */
static void spans(struct buf *buf, const char *key, struct str joined)
{
    struct str piece;
    jw_key(buf, key);
    jw_array(buf);
    while (joined.n && str_split(&joined, ';', &piece)) {
        uint32_t start, end;
        size_t dash = str_find_byte(piece, '-', 0);
        if (dash >= piece.n || !str_u32(str_slice(piece, 0, dash), &start) ||
            !str_u32(str_slice(piece, dash + 1, piece.n), &end))
            continue;
        jw_pair(buf, start, end);
    }
    jw_end_array(buf);
}

static void span(struct buf *buf, const char *key, uint32_t start, uint32_t end)
{
    jw_key(buf, key);
    jw_array(buf);
    if (end > start) jw_pair(buf, start, end);
    jw_end_array(buf);
}

/* 8, or "caption". */
static void paragraph(struct buf *buf, struct str s)
{
    uint32_t n;
    jw_key(buf, "paragraph");
    if (str_u32(s, &n))
        jw_uint(buf, n);
    else
        row_json_or_null(buf, s);
}

static void end_line(struct buf *buf)
{
    jw_end_object(buf);
    buf->comma[0] = false;
    buf_putc(buf, '\n');
}

/* What became of the version. */
static void state(struct buf *buf, const struct store_origin *o)
{
    text_or_null(buf, "family", o->family);
    number(buf, "rank", o->rank);
    text(buf, "status", o->status);
    text_or_null(buf, "known_from", o->known_from);
    text_or_null(buf, "known_until", o->known_until);
    text_or_null(buf, "superseded_by", o->superseded_by);
    text_or_null(buf, "reason", o->reason);
    text_or_null(buf, "reprint_of", o->reprint_of);
}

/* ---- events -------------------------------------------------------------------------------- */

static void parts(struct buf *buf, const char *key, const struct store_part *part, uint32_t n)
{
    jw_key(buf, key);
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++) {
        jw_object(buf);
        text(buf, "code", part[i].code);
        text(buf, "sector", part[i].sector);
        list(buf, "sectors", part[i].sectors);
        text(buf, "entity_text", part[i].text);
        text(buf, "identifier_text", part[i].name);
        if (part[i].office.n) text(buf, "office", part[i].office);
        if (part[i].inferred) {
            jw_key(buf, "inferred");
            jw_bool(buf, true);
        }
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void part_spans(struct buf *buf, const char *key, const struct store_part *part, uint32_t n)
{
    jw_key(buf, key);
    jw_array(buf);
    for (uint32_t i = 0; i < n; i++)
        jw_pair(buf, part[i].start, part[i].end);
    jw_end_array(buf);
}

static void geo(struct buf *buf, const struct store_event *e)
{
    if (!e->located) return;
    jw_key(buf, "geo");
    jw_object(buf);
    row_json_point(buf, e->place_admin, e->place_lat, e->place_lon, e->place_geoname);
    jw_end_object(buf);
}

static void place(struct buf *buf, const struct store_event *e)
{
    jw_key(buf, "event_loc");
    if (!e->place.n) {
        jw_null(buf);
        return;
    }
    jw_object(buf);
    text(buf, "extracted_place", e->place);
    text_or_null(buf, "resolved_place", e->place_name);
    text_or_null(buf, "country_code", e->place_country);
    geo(buf, e);
    jw_key(buf, "span");
    jw_pair(buf, e->place_start, e->place_end);
    jw_end_object(buf);
}

static void info(struct buf *buf, const struct store_event *e)
{
    jw_key(buf, "text_info");
    jw_object(buf);
    number(buf, "sequence", e->sentence);
    number(buf, "start", e->sentence_start);
    number(buf, "end", e->sentence_end);
    jw_end_object(buf);
    jw_key(buf, "cite_info");
    jw_object(buf);
    text_or_null(buf, "publication", e->origin.agency);
    text_or_null(buf, "title", e->origin.headline);
    text_or_null(buf, "language", e->origin.language);
    jw_end_object(buf);
}

static void sources(struct buf *buf, const struct store_event *e)
{
    jw_key(buf, "sources");
    jw_array(buf);
    for (uint32_t i = 0; i < e->n_sources; i++) {
        jw_object(buf);
        text(buf, "name", e->sources[i].name);
        text(buf, "code", e->sources[i].code);
        text(buf, "sector", e->sources[i].sector);
        jw_end_object(buf);
    }
    jw_end_array(buf);
}

static void own(struct buf *buf, const struct store_event *e)
{
    jw_key(buf, "bede");
    jw_object(buf);
    text(buf, "story", e->origin.story);
    number(buf, "version", e->origin.version);
    paragraph(buf, e->paragraph);
    list(buf, "auxiliary", e->auxiliary);
    text_or_null(buf, "cameo", e->cameo);
    sources(buf, e);
    jw_key(buf, "spans");
    jw_object(buf);
    spans(buf, "trigger", e->triggers);
    part_spans(buf, "actor", e->actors, e->n_actors);
    part_spans(buf, "recipient", e->recipients, e->n_recipients);
    jw_end_object(buf);
    text(buf, "rule", e->rule);
    if (e->operators.n) text(buf, "operators", e->operators);
    jw_key(buf, "confidence");
    jw_num(buf, e->confidence, 2);
    text_or_null(buf, "same_as", e->same_as);
    jw_key(buf, "quote");
    if (e->quote)
        jw_uint(buf, e->quote);
    else
        jw_null(buf);
    state(buf, &e->origin);
    jw_end_object(buf);
}

void stored_event_json(struct buf *buf, const struct store_event *e)
{
    jw_object(buf);
    text(buf, "id", e->id);
    text_or_null(buf, "date", e->date);
    if (e->enddate.n) text(buf, "enddate", e->enddate);
    list(buf, "event", e->type);
    list(buf, "mode", e->mode);
    list(buf, "context", e->contexts);
    parts(buf, "actor", e->actors, e->n_actors);
    parts(buf, "recipient", e->recipients, e->n_recipients);
    number(buf, "quad_code", e->quad);
    jw_key(buf, "event_scale");
    jw_num(buf, e->score, 1);
    list(buf, "event_text", e->words);
    place(buf, e);
    const struct event_size told = {e->dead, e->injured, e->arrested, e->size};
    row_json_size(buf, &told);
    info(buf, e);
    text(buf, "coder", e->coder);
    own(buf, e);
    end_line(buf);
}

/* ---- quotes -------------------------------------------------------------------------------- */

void stored_quote_json(struct buf *buf, const struct store_quote *q)
{
    jw_object(buf);
    text(buf, "story", q->origin.story);
    number(buf, "version", q->origin.version);
    number(buf, "quote", q->n);
    text_or_null(buf, "date", q->origin.date);
    paragraph(buf, q->paragraph);
    text(buf, "kind", q->kind);
    jw_key(buf, "content");
    jw_array(buf);
    jw_str(buf, q->content);
    jw_end_array(buf);
    text_or_null(buf, "cue", q->cue);
    text_or_null(buf, "speaker", q->speaker.n ? q->speaker : q->source);
    text(buf, "speaker_code", q->speaker_code);
    text(buf, "speaker_sector", q->speaker_sector);
    text_or_null(buf, "speaker_office", q->speaker_office);
    text_or_null(buf, "via", q->via);
    text_or_null(buf, "time", q->time);
    text_or_null(buf, "occasion", q->occasion);
    jw_key(buf, "spans");
    jw_object(buf);
    spans(buf, "content", q->contents);
    span(buf, "cue", q->cue_start, q->cue_end);
    span(buf, "source", q->source_start, q->source_end);
    span(buf, "via", q->via_start, q->via_end);
    if (q->time.n) span(buf, "time", q->time_start, q->time_end);
    if (q->occasion.n) span(buf, "occasion", q->occasion_start, q->occasion_end);
    jw_end_object(buf);
    jw_key(buf, "continues");
    if (q->continues)
        jw_uint(buf, q->continues);
    else
        jw_null(buf);
    jw_key(buf, "attitude");
    jw_bool(buf, q->attitude);
    text_or_null(buf, "rule", q->rule);
    text_or_null(buf, "publication", q->origin.agency);
    state(buf, &q->origin);
    end_line(buf);
}

/* ---- stories and notices ------------------------------------------------------------------- */

void stored_version_json(struct buf *buf, const struct store_version *v)
{
    const struct store_origin *o = &v->origin;
    jw_object(buf);
    text(buf, "story", o->story);
    number(buf, "version", o->version);
    text_or_null(buf, "date", o->date);
    text(buf, "created", o->created);
    text_or_null(buf, "headline", o->headline);
    text_or_null(buf, "publication", o->agency);
    text_or_null(buf, "provider", o->provider);
    text_or_null(buf, "slug", o->slug);
    text_or_null(buf, "url", o->url);
    list(buf, "filed_from", o->filed_from);
    list(buf, "tags", v->tags);
    list(buf, "bylines", v->byline);
    text_or_null(buf, "note", v->note);
    text_or_null(buf, "signal", v->signal);
    text_or_null(buf, "embargo", v->embargo);
    text(buf, "how", v->how);
    text_or_null(buf, "matched", v->matched);
    jw_key(buf, "confidence");
    jw_num(buf, v->confidence, 2);
    number(buf, "paragraphs", v->n_paragraphs);
    number(buf, "sentences", v->n_sentences);
    number(buf, "events", v->n_events);
    number(buf, "quotes", v->n_quotes);
    number(buf, "copies", v->copies);
    text(buf, "stored", o->stored);
    state(buf, o);
    end_line(buf);
}

void stored_pending_json(struct buf *buf, const struct store_pending *p)
{
    jw_object(buf);
    number(buf, "notice", (uint64_t)p->pending_id);
    text(buf, "order", p->order);
    text_or_null(buf, "target", p->target);
    text(buf, "why", p->why);
    list(buf, "candidates", p->candidates);
    text(buf, "story", p->origin.story);
    text_or_null(buf, "publication", p->origin.agency);
    text(buf, "created", p->origin.created);
    text(buf, "stored", p->origin.stored);
    end_line(buf);
}

void stored_receipt_json(struct buf *buf, const struct story *story,
                         const struct store_receipt *receipt)
{
    jw_object(buf);
    text(buf, "story", story->id);
    number(buf, "version", story->version);
    text(buf, "outcome", str_c(store_outcome_name(receipt->outcome)));
    text_or_null(buf, "family", receipt->family);
    text_or_null(buf, "by", receipt->note);
    jw_key(buf, "confidence");
    jw_num(buf, receipt->confidence, 2);
    number(buf, "withdrawn", receipt->withdrawn);
    text_or_null(buf, "input", str_c(story->input));
    end_line(buf);
}
