/* record/family.c - the ladder by which a text finds its story.
 *
 *   id        same provider and id
 *   link      one names the other as replaced, corrected, cancelled, or made from
 *   kill      an order in words names exactly one story of the agency in seven days
 *   headline  same agency, base headline within 48 hours, a third of the text shared
 *   slug      the same with the slug's keyword, half of the text shared
 *   sequence  same agency, one marked as taking another's place (2nd LD, UPDATE 1): with a third
 *             of the text shared, or rewritten wholly under the same headline or slug
 *   text      same agency, hardly anything changed but the headline
 *   reprint   another agency's or an unknown one's, most of the text shared
 *   related   some of it shared
 *
 * Text is compared by runs of five words (A. Broder, "On the resemblance and containment of
 * documents", 1997) of body paragraphs, since a dateline, a credit or a note in common says
 * nothing. Containment counts against the smaller text, so that a paragraph added, or ten, leave it
 * whole; for that very reason a digest would contain everything, and is kept out of the rungs that
 * go by text alone.
 *
 * SPDX-License-Identifier: MIT */
#include "record/family.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"

enum { TITLE_WORDS_LEAST = 3, HOURS_DAY_ONLY = 24, NUMBER_DIGITS = 3 };
#define SURE_ALIKE 0.95

const char *family_relation_name(enum family_relation relation)
{
    static const char *const names[] = {"none", "related", "reprint", "version", "kill", "queue"};
    return relation <= FAMILY_QUEUE ? names[relation] : "?";
}

/* ---- folding ------------------------------------------------------------------------------- */

/* Letters and digits in lower case, everything else one blank: "U.S.-Korea" is "u s korea". */
static struct str fold(struct arena *arena, struct str s)
{
    char *out = arena_alloc(arena, s.n * 2 + 1);
    size_t n = 0;
    if (!out) return (struct str){NULL, 0};
    for (size_t at = 0, len; at < s.n; at += len) {
        uint32_t cp;
        len = utf8_decode(s, at, &cp);
        bool letter = cp < 0x80 ? ascii_is_alnum((char)cp) : utf8_is_letter(cp);
        if (cp == '\'' || cp == 0x2019) continue;
        if (letter)
            n += utf8_encode(utf8_lower(cp), out + n);
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    if (n && out[n - 1] == ' ') n--;
    return (struct str){out, n};
}

static uint32_t count_words(struct str folded)
{
    uint32_t n = folded.n > 0;
    for (size_t i = 0; i < folded.n; i++)
        n += folded.p[i] == ' ';
    return n;
}

/* Does `all` hold `part` as whole words? */
static bool holds(struct str all, struct str part)
{
    if (!part.n || part.n > all.n) return false;
    for (size_t i = 0; i + part.n <= all.n; i++) {
        if (i && all.p[i - 1] != ' ') continue;
        if (memcmp(all.p + i, part.p, part.n) != 0) continue;
        if (i + part.n == all.n || all.p[i + part.n] == ' ') return true;
    }
    return false;
}

/* "1stld" -> "ld": the word of a tag without its number. */
static struct str without_ordinal(struct str word)
{
    size_t i = 0;
    while (i < word.n && ascii_is_digit(word.p[i]))
        i++;
    if (i && i + 2 < word.n) i += 2; /* st, nd, rd, th */
    return str_slice(word, i, word.n);
}

/* The keyword of a slug, without cycle, desk and tags: "BC-AF--Mali-Hostages, 2nd Ld" -> "mali
 * hostages". */
static struct str fold_slug(const struct record_lexicon *lexicon, struct arena *arena,
                            struct str slug)
{
    size_t end = 0;
    if (!slug.n) slug = STR_LIT("");
    while (end < slug.n && !memchr(",(/;", slug.p[end], 4))
        end++;
    slug = str_slice(slug, 0, end);
    for (size_t desk; (desk = str_find(slug, "--", 0)) != SIZE_MAX && desk + 2 < slug.n;)
        slug = str_slice(slug, desk + 2, slug.n);
    struct str s = fold(arena, slug), rest = s, word;
    if (!s.p) return s;
    if (str_split(&rest, ' ', &word) && record_lexicon_find(lexicon, "cycle", word)) s = rest;
    for (;;) {
        size_t at = s.n;
        while (at && s.p[at - 1] != ' ')
            at--;
        struct str last = without_ordinal(str_slice(s, at, s.n));
        if (!at || !record_lexicon_find(lexicon, "tag", last)) return s;
        s.n = at - 1;
    }
}

/* ---- when ---------------------------------------------------------------------------------- */

static bool two_digits(struct str s, size_t at, int64_t *out)
{
    if (at + 2 > s.n || !ascii_is_digit(s.p[at]) || !ascii_is_digit(s.p[at + 1])) return false;
    *out = (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
    return true;
}

/* "+0900", "+09:00", "-05" behind a time, in minutes east of Greenwich. */
static int64_t zone_minutes(struct str s)
{
    int64_t hours, minutes = 0;
    if (s.n < 3 || (s.p[0] != '+' && s.p[0] != '-') || !two_digits(s, 1, &hours)) return 0;
    if (!two_digits(s, 3, &minutes)) two_digits(s, 4, &minutes);
    int64_t all = hours * 60 + minutes;
    return s.p[0] == '-' ? -all : all;
}

static void take_time(const struct story *story, struct family_sketch *out)
{
    struct date date;
    out->minute = FAMILY_NO_TIME;
    out->day_only = true;
    if (date_parse_iso(story->created, &date) && date_valid(date)) {
        size_t t = str_find_byte(story->created, 'T', 0);
        int64_t hour, minute;
        out->minute = (int64_t)date_to_days(date) * 1440;
        if (t == SIZE_MAX || !two_digits(story->created, t + 1, &hour)) return;
        size_t at = t + 3 + (t + 3 < story->created.n && story->created.p[t + 3] == ':');
        if (!two_digits(story->created, at, &minute)) return;
        size_t zone = at + 2;
        while (zone < story->created.n && story->created.p[zone] != '+' &&
               story->created.p[zone] != '-')
            zone++;
        out->minute +=
            hour * 60 + minute - zone_minutes(str_slice(story->created, zone, story->created.n));
        out->day_only = false;
    } else if (date_valid(story->date)) {
        out->minute = (int64_t)date_to_days(story->date) * 1440;
    }
}

/* ---- runs of words ------------------------------------------------------------------------- */

struct shingler {
    uint64_t last[FAMILY_SHINGLE];
    struct family_sketch *out;
    struct arena *arena;
    uint32_t cap;
};

static bool take_word(struct shingler *s, const char *word, size_t n)
{
    struct family_sketch *out = s->out;
    uint64_t hash = hash_bytes(word, n, 7);
    out->whole = (out->whole ^ hash) * 0x9e3779b97f4a7c15u;
    out->whole ^= out->whole >> 29;
    memmove(s->last, s->last + 1, sizeof s->last - sizeof s->last[0]);
    s->last[FAMILY_SHINGLE - 1] = hash;
    if (++out->n_words < FAMILY_SHINGLE || out->n_shingles == FAMILY_SHINGLES_MAX) return true;
    return ARRAY_PUSH(s->arena, out->shingles, out->n_shingles, s->cap,
                      hash_bytes(s->last, sizeof s->last, 11));
}

/* Words of letters and digits; an apostrophe joins, curly or straight. Case is ASCII's alone,
 * which is the same for both texts. */
static bool take_text(struct shingler *s, struct str text)
{
    char word[64];
    size_t n = 0;
    for (size_t at = 0, len; at <= text.n; at += len) {
        uint32_t cp = ' ';
        len = at < text.n ? utf8_decode(text, at, &cp) : 1;
        if (cp == '\'' || cp == 0x2019) continue;
        if (cp < 0x80 ? ascii_is_alnum((char)cp) : utf8_is_letter(cp)) {
            for (size_t i = 0; i < len && n < sizeof word; i++)
                word[n++] = ascii_lower(text.p[at + i]);
        } else if (n) {
            if (!take_word(s, word, n)) return false;
            n = 0;
        }
    }
    return true;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Ascending, each once. */
static void order_shingles(struct family_sketch *out)
{
    uint32_t n = 1;
    if (!out->n_words) out->whole = 0;
    if (!out->n_shingles) return;
    qsort(out->shingles, out->n_shingles, sizeof *out->shingles, by_hash);
    for (uint32_t i = 1; i < out->n_shingles; i++)
        if (out->shingles[i] != out->shingles[n - 1]) out->shingles[n++] = out->shingles[i];
    out->n_shingles = n;
}

bede_status family_sketch_body(struct arena *arena, struct str body, struct family_sketch *out,
                               bede_error *err)
{
    struct shingler s = {.out = out, .arena = arena};
    out->whole = 5381;
    out->shingles = NULL;
    out->n_shingles = out->n_words = 0;
    if (!take_text(&s, body)) return err_nomem(err);
    order_shingles(out);
    return BEDE_OK;
}

static bool take_shingles(const struct story *story, struct arena *arena, struct family_sketch *out)
{
    struct shingler s = {.out = out, .arena = arena};
    out->whole = 5381;
    for (uint32_t i = 0; i < story->n_blocks; i++)
        if (story->blocks[i].kind == WIRE_PARAGRAPH &&
            !take_text(&s, str_span(story->text, story->blocks[i].body)))
            return false;
    order_shingles(out);
    return true;
}

double family_containment(const struct family_sketch *a, const struct family_sketch *b)
{
    uint32_t least = a->n_shingles < b->n_shingles ? a->n_shingles : b->n_shingles, shared = 0;
    if (a->whole && a->whole == b->whole) return 1;
    for (uint32_t i = 0, k = 0; i < a->n_shingles && k < b->n_shingles;) {
        uint64_t x = a->shingles[i], y = b->shingles[k];
        shared += x == y;
        i += x <= y;
        k += y <= x;
    }
    return least ? (double)shared / least : 0;
}

/* ---- the sketch ---------------------------------------------------------------------------- */

static void take_tags(const struct record_lexicon *lexicon, const struct story *story,
                      struct family_sketch *out)
{
    out->sequence = -1;
    for (uint32_t i = 0; i < story->n_tags; i++) {
        const struct record_word *row =
            record_lexicon_find(lexicon, "tag", str_c(story->tags[i].name));
        if (!row) continue;
        if (str_is(row->value, "gathers")) out->gathers = true;
        if (!str_is(row->value, "revised")) continue;
        out->revised = true;
        if (story->tags[i].sequence > out->sequence) out->sequence = story->tags[i].sequence;
    }
    if (record_lexicon_find(lexicon, "genre", story->genre)) out->gathers = true;
    struct str title = out->title;
    for (size_t end = 1; end <= title.n && end <= 40; end++)
        if ((end == title.n || title.p[end] == ' ') &&
            record_lexicon_find(lexicon, "headline", str_slice(title, 0, end)))
            out->gathers = true;
}

/* What a kill or hold in words names; without a name it means the story of its own headline. */
static bool take_order(const struct story *story, struct arena *arena, struct family_sketch *out)
{
    out->order = (struct str){"", 0};
    if (story->status < WIRE_WITHHELD) return true;
    for (uint32_t i = 0; i < story->n_notes; i++) {
        const struct wire_note *note = &story->notes[i];
        if (!note->kind) continue;
        if (strcmp(note->kind, "kill") != 0 && strcmp(note->kind, "hold") != 0) continue;
        out->order_in_words = true;
        if (note->target.n && !out->order.n) out->order = fold(arena, note->target);
    }
    if (!out->order.n && (out->order_in_words || !story->id_given)) {
        out->order_in_words = true;
        out->order = out->title;
    }
    return out->order.p != NULL;
}

bede_status family_sketch(const struct record_lexicon *lexicon, const struct story *story,
                          struct arena *arena, struct family_sketch *out, bede_error *err)
{
    *out = (struct family_sketch){.provider = story->provider,
                                  .id = story->id,
                                  .id_given = story->id_given && story->id.n,
                                  .version = story->version,
                                  .agency = story->agency,
                                  .status = story->status,
                                  .links = story->links,
                                  .n_links = story->n_links,
                                  .title = fold(arena, story->title),
                                  .slug = fold_slug(lexicon, arena, story->slug),
                                  .number = fold(arena, story->number)};
    if (!out->title.p || !out->slug.p || !out->number.p) return err_nomem(err);
    take_time(story, out);
    take_tags(lexicon, story, out);
    if (!take_order(story, arena, out) || !take_shingles(story, arena, out)) return err_nomem(err);
    return BEDE_OK;
}

/* ---- what two sketches have in common ------------------------------------------------------ */

enum house { HOUSE_OTHER, HOUSE_UNKNOWN, HOUSE_SAME };

static enum house house_of(const struct family_sketch *a, const struct family_sketch *b)
{
    if (a->provider.n && str_ieq(a->provider, b->provider)) return HOUSE_SAME;
    if (!a->agency.n || !b->agency.n)
        return !a->agency.n && !b->agency.n ? HOUSE_SAME : HOUSE_UNKNOWN;
    return str_ieq(a->agency, b->agency) ? HOUSE_SAME : HOUSE_OTHER;
}

/* Hours between them; less than 0: one has no time. Of days alone their distance, less the day
 * that may lie between the hours. */
static double hours_between(const struct family_sketch *a, const struct family_sketch *b)
{
    if (a->minute == FAMILY_NO_TIME || b->minute == FAMILY_NO_TIME) return -1;
    double hours = fabs((double)(a->minute - b->minute)) / 60;
    if (a->day_only || b->day_only) hours = fmax(hours - HOURS_DAY_ONLY, 0);
    return hours;
}

static bool same_id(const struct family_sketch *a, const struct family_sketch *b)
{
    return a->id_given && b->id_given && str_eq(a->id, b->id) &&
           (str_ieq(a->provider, b->provider) || house_of(a, b) == HOUSE_SAME);
}

static bool names(const struct family_sketch *a, const struct family_sketch *b)
{
    for (uint32_t i = 0; b->id.n && i < a->n_links; i++)
        if (a->links[i].rel != WIRE_RELATED && str_eq(a->links[i].id, b->id)) return true;
    return false;
}

/* Does the order name this story: by its slug, by its headline or most of it, by a number that
 * is its transmission's or stands in its id? */
static bool order_names(struct arena *arena, struct str order, const struct family_sketch *c)
{
    if (c->slug.n && (holds(order, c->slug) || holds(c->slug, order))) return true;
    if (count_words(c->title) >= TITLE_WORDS_LEAST && holds(order, c->title)) return true;
    if (count_words(order) >= TITLE_WORDS_LEAST && holds(c->title, order)) return true;
    if (c->number.n && holds(order, c->number)) return true;
    struct str id = fold(arena, c->id), rest = order, word;
    while (c->id_given && id.p && str_split(&rest, ' ', &word))
        if (word.n >= NUMBER_DIGITS && ascii_is_digit(word.p[word.n - 1]) && holds(id, word))
            return true;
    return false;
}

/* ---- the ladder ---------------------------------------------------------------------------- */

struct climb {
    struct arena *arena;
    const struct family_sketch *fresh, *candidates;
    uint32_t n;
    struct family_verdict *out;
};

static void settle(struct climb *c, uint32_t candidate, enum family_relation relation,
                   const char *rung, double confidence)
{
    c->out->candidate = candidate;
    c->out->relation = relation;
    c->out->rung = rung;
    c->out->confidence = fmin(confidence, 1);
}

/* An order acts on one story or on none. False: it is no order in words. */
static bool climb_kill(struct climb *c)
{
    uint32_t found = FAMILY_NOBODY, stories = 0;
    if (!c->fresh->order_in_words) return false;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct family_sketch *x = &c->candidates[i];
        if (x->status >= WIRE_WITHHELD || house_of(c->fresh, x) == HOUSE_OTHER) continue;
        if (hours_between(c->fresh, x) > FAMILY_KILL_DAYS * 24) continue;
        if (!order_names(c->arena, c->fresh->order, x)) continue;
        if (found == FAMILY_NOBODY || x->family != c->candidates[found].family) stories++;
        found = i; /* the last one stands for the story */
    }
    if (stories == 1)
        settle(c, found, FAMILY_KILL, "kill", 1);
    else
        settle(c, FAMILY_NOBODY, FAMILY_QUEUE, "kill", 0);
    c->out->reason = stories == 1
                         ? STR_LIT("an order that names exactly this story")
                         : arena_printf(c->arena, "an order that names %s of the stories at hand",
                                        stories ? "several" : "none");
    return true;
}

/* The rung of versions on which a candidate stands, or NULL. Confidence grows with what is shared
 * from 0.5 on; a text rewritten wholly is believed by its marks alone. */
static const char *version_rung(const struct family_sketch *a, const struct family_sketch *b,
                                double shared, double *confidence)
{
    enum house house = house_of(a, b);
    bool headline = a->title.n && str_eq(a->title, b->title);
    bool slug = a->slug.n && str_eq(a->slug, b->slug);
    bool sequence = (a->revised || b->revised) && a->sequence != b->sequence;
    bool enough = a->n_shingles >= FAMILY_SHINGLES_LEAST && b->n_shingles >= FAMILY_SHINGLES_LEAST;
    if (house == HOUSE_OTHER || hours_between(a, b) > FAMILY_HOURS) return NULL;
    *confidence = 0.5 + shared / 2;
    bool marked = headline && count_words(a->title) >= TITLE_WORDS_LEAST && enough;
    if (marked && shared >= FAMILY_MARKED_AT && !a->gathers && !b->gathers) return "headline";
    if (shared >= FAMILY_VERSION_AT && (headline || slug)) return headline ? "headline" : "slug";
    if (house != HOUSE_SAME || a->gathers || b->gathers) return NULL;
    if (sequence && shared >= FAMILY_MARKED_AT && enough) return "sequence";
    if (shared >= FAMILY_REPRINT_AT && enough) return "text";
    bool telling = count_words(headline ? a->title : a->slug) > 1;
    if (!sequence || !telling || !(headline || slug)) return NULL;
    *confidence = headline && slug ? 0.8 : 0.6;
    return "sequence";
}

static bool nearer(const struct climb *c, uint32_t i, uint32_t than)
{
    double a = hours_between(c->fresh, &c->candidates[i]);
    double b = hours_between(c->fresh, &c->candidates[than]);
    return a >= 0 && (b < 0 || a < b);
}

struct best {
    uint32_t candidate;
    double shared, confidence;
    const char *rung;
};

/* Keeps the better of two on the same rung. */
static void offer(const struct climb *c, struct best *best, struct best next)
{
    if (best->candidate == FAMILY_NOBODY || next.shared > best->shared ||
        (!(next.shared < best->shared) && nearer(c, next.candidate, best->candidate)))
        *best = next;
}

static void climb_told(struct climb *c)
{
    const struct best none = {.candidate = FAMILY_NOBODY};
    struct best id = none, link = none;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct family_sketch *x = &c->candidates[i];
        if (same_id(c->fresh, x)) offer(c, &id, (struct best){i, 0, 1, "id"});
        if (names(c->fresh, x) || names(x, c->fresh))
            offer(c, &link, (struct best){i, 0, 1, "link"});
    }
    if (id.candidate != FAMILY_NOBODY)
        settle(c, id.candidate, FAMILY_VERSION, "id", 1);
    else if (link.candidate != FAMILY_NOBODY)
        settle(c, link.candidate, FAMILY_VERSION, "link", 1);
}

static void climb_text(struct climb *c)
{
    const struct best none = {.candidate = FAMILY_NOBODY};
    struct best version = none, reprint = none, related = none;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct family_sketch *a = c->fresh, *b = &c->candidates[i];
        struct best next = {.candidate = i, .shared = family_containment(a, b)};
        bool long_enough =
            (a->n_shingles >= FAMILY_SHINGLES_LEAST && b->n_shingles >= FAMILY_SHINGLES_LEAST) ||
            (a->whole && a->whole == b->whole && a->n_words >= FAMILY_SHINGLE);
        if (b->status >= WIRE_WITHHELD) continue;
        next.rung = version_rung(a, b, next.shared, &next.confidence);
        if (next.rung) offer(c, &version, next);
        next.confidence = next.shared;
        if (!long_enough || next.shared < FAMILY_RELATED_AT) continue;
        bool copy = next.shared >= FAMILY_REPRINT_AT && !a->gathers && !b->gathers;
        next.rung = copy ? "reprint" : "related";
        offer(c, copy ? &reprint : &related, next);
    }
    const struct best *b = version.candidate != FAMILY_NOBODY   ? &version
                           : reprint.candidate != FAMILY_NOBODY ? &reprint
                                                                : &related;
    if (b->candidate == FAMILY_NOBODY) return;
    settle(c, b->candidate,
           b == &version   ? FAMILY_VERSION
           : b == &reprint ? FAMILY_REPRINT
                           : FAMILY_RELATED,
           b->rung, b->confidence);
}

/* "same agency, same headline, 3 hours apart, 92 % of the text shared" */
static struct str explain(const struct climb *c)
{
    const struct family_sketch *a = c->fresh, *b = &c->candidates[c->out->candidate];
    static const char *const houses[] = {"another agency", "agency not known", "same agency"};
    char apart[48] = "times not known";
    double hours = hours_between(a, b);
    if (strcmp(c->out->rung, "id") == 0) return STR_LIT("same provider and id");
    if (strcmp(c->out->rung, "link") == 0) return STR_LIT("one names the other");
    if (a->day_only || b->day_only)
        snprintf(apart, sizeof apart, "%s", hours <= 0 ? "same or next day" : "some days apart");
    else if (hours >= 0)
        snprintf(apart, sizeof apart, "%.1f hours apart", hours);
    if (hours < 0) snprintf(apart, sizeof apart, "times not known");
    return arena_printf(
        c->arena, "%s%s%s%s, %s, %.0f %% of the text shared", houses[house_of(a, b)],
        a->title.n && str_eq(a->title, b->title) ? ", same headline" : "",
        a->slug.n && str_eq(a->slug, b->slug) ? ", same slug" : "",
        (a->revised || b->revised) && a->sequence != b->sequence ? ", marked as a sequence" : "",
        apart, c->out->containment * 100);
}

bede_status family_decide(struct arena *arena, const struct family_sketch *fresh,
                          const struct family_sketch *candidates, uint32_t n,
                          struct family_verdict *out, bede_error *err)
{
    struct climb c = {arena, fresh, candidates, n, out};
    *out = (struct family_verdict){
        .candidate = FAMILY_NOBODY, .rung = "none", .reason = STR_LIT("no other text comes near")};
    climb_told(&c);
    if (out->candidate == FAMILY_NOBODY && climb_kill(&c)) {
        if (!out->reason.p) return err_nomem(err);
        return BEDE_OK;
    }
    if (out->candidate == FAMILY_NOBODY) climb_text(&c);
    if (out->candidate == FAMILY_NOBODY) return BEDE_OK;
    out->containment = family_containment(fresh, &candidates[out->candidate]);
    out->reason = explain(&c);
    return out->reason.p ? BEDE_OK : err_nomem(err);
}
