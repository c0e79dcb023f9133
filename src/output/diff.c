/* output/diff.c - a page of lines: what changed, the weightiest first.
 *
 * The order is that of a desk's questions: is it a correction or a kill, and does its note say what
 * was done; which numbers, quotes, events, people; header; last the paragraphs with their words.
 * Long runs of words that stayed are cut to a few on either side. On a terminal in colour what went
 * is struck through and what came is green; else [-old-] and {+new+}, as wdiff writes it.
 *
 * SPDX-License-Identifier: MIT */
#include "output/diff.h"

#include "output/layout.h"
#include "output/row.h"

enum { LABEL = 11, CONTEXT_WORDS = 6, QUOTE_BYTES = 400 };
enum { PLAIN, GONE, CAME, DIM, BOLD, WARN };
static const char *const ansi[] = {[PLAIN] = "",      [GONE] = "\x1b[9;31m", [CAME] = STYLE_GREEN,
                                   [DIM] = STYLE_DIM, [BOLD] = STYLE_BOLD,   [WARN] = STYLE_YELLOW};

struct page {
    struct buf *out;
    const struct diff *diff;
    const struct output_diff *options;
    struct buf words, styles; /* of the line that is being made */
    const char *label;        /* of its section, until printed once */
};

bede_status output_diff_check(const struct output_diff *options, bede_error *err)
{
    if (options->format == BEDE_FORMAT_TABLE || options->format == BEDE_FORMAT_JSONL)
        return BEDE_OK;
    return err_set(err, BEDE_USAGE, "a difference is written as table or jsonl");
}

void diff_value(struct buf *buf, double value)
{
    buf_printf(buf, "%.12g", value);
}

struct str diff_event_type(const struct record *record, const struct event *event)
{
    uint32_t n;
    const struct event_type *types = event_types(record->engine->book, &n);
    return event->type < n ? types[event->type].name : STR_LIT("?");
}

/* ---- lines --------------------------------------------------------------------------------- */

static void style_rest(struct page *p, uint8_t style)
{
    while (p->styles.n < p->words.n && !p->styles.failed)
        buf_putc(&p->styles, (char)style);
}

static void put(struct page *p, struct str text, uint8_t style)
{
    size_t from = p->words.n;
    row_fold(&p->words, text);
    if (!p->words.failed) layout_clean(p->words.p + from, p->words.n - from);
    style_rest(p, style);
}

static void puts_(struct page *p, const char *text, uint8_t style)
{
    buf_puts(&p->words, text);
    style_rest(p, style);
}

static void put_value(struct page *p, double value, uint8_t style)
{
    diff_value(&p->words, value);
    style_rest(p, style);
}

static void print_styled(struct page *p, struct str line)
{
    const char *style = p->styles.p + (line.p - p->words.p);
    uint8_t now = PLAIN;
    for (size_t i = 0; i < line.n; i++) {
        if (p->options->color && (uint8_t)style[i] != now) {
            if (now != PLAIN) buf_puts(p->out, STYLE_RESET);
            now = (uint8_t)style[i];
            buf_puts(p->out, ansi[now]);
        }
        buf_putc(p->out, line.p[i]);
    }
    if (now != PLAIN) buf_puts(p->out, STYLE_RESET);
}

/* Prints what was put, wrapped, behind the label of the section. */
static void end_line(struct page *p)
{
    struct str rest = {p->words.p, p->words.n};
    if (p->words.failed || p->styles.failed || p->words.n != p->styles.n) {
        p->out->failed = true;
        return;
    }
    for (bool first = true; rest.n; first = false) {
        uint32_t indent = first ? LABEL : LABEL + 2;
        struct str line = layout_line(rest, p->options->width - indent, &rest);
        const char *label = first && p->label ? p->label : "";
        buf_printf(p->out, "%s%-*s%s", p->options->color ? STYLE_BOLD : "", (int)indent, label,
                   p->options->color ? STYLE_RESET : "");
        print_styled(p, line);
        buf_putc(p->out, '\n');
    }
    p->label = NULL;
    buf_clear(&p->words);
    buf_clear(&p->styles);
}

/* Words that went and came, marked when there is no colour. */
static void put_gone(struct page *p, struct str text)
{
    if (!p->options->color) puts_(p, "[-", PLAIN);
    put(p, text, GONE);
    if (!p->options->color) puts_(p, "-]", PLAIN);
}

static void put_came(struct page *p, struct str text)
{
    if (!p->options->color) puts_(p, "{+", PLAIN);
    put(p, text, CAME);
    if (!p->options->color) puts_(p, "+}", PLAIN);
}

static struct str cut(struct str text)
{
    if (text.n <= QUOTE_BYTES) return text;
    size_t end = QUOTE_BYTES;
    while (end && text.p[end] != ' ')
        end--;
    return str_slice(text, 0, end ? end : QUOTE_BYTES);
}

/* ---- sections ------------------------------------------------------------------------------ */

static void put_version(struct page *p, const struct story *story)
{
    put(p, story->id, BOLD);
    buf_printf(&p->words, " v%u", story->version);
    style_rest(p, BOLD);
}

static void print_head(struct page *p, const struct family_verdict *verdict)
{
    const struct story *old = p->diff->old_record->story, *new = p->diff->new_record->story;
    p->label = "versions";
    put_version(p, old);
    puts_(p, " -> ", PLAIN);
    put_version(p, new);
    if (verdict) {
        puts_(p, "  ", PLAIN);
        puts_(p, family_relation_name(verdict->relation), DIM);
        puts_(p, ": ", DIM);
        put(p, verdict->reason, DIM);
    }
    end_line(p);
    p->label = "status";
    put(p, p->diff->digest, p->diff->changed ? BOLD : PLAIN);
    if (old->status != new->status) {
        buf_printf(&p->words, " (%s -> %s)", wire_status_name(old->status),
                   wire_status_name(new->status));
        style_rest(p, WARN);
    }
    end_line(p);
    if (!p->diff->claim.note) return;
    p->label = "note";
    put(p, p->diff->claim.note->text, PLAIN);
    end_line(p);
    if (!p->diff->claim.line.n) return;
    put(p, p->diff->claim.line, p->diff->claim.check == DIFF_CHECK_DIFFERS ? WARN : DIM);
    end_line(p);
}

static void print_numbers(struct page *p)
{
    const struct diff *d = p->diff;
    p->label = "numbers";
    for (uint32_t i = 0; i < d->n_numbers; i++) {
        const struct diff_number *n = &d->numbers[i];
        puts_(p, n->counts, PLAIN);
        puts_(p, " ", PLAIN);
        if (n->kind != DIFF_ADDED) put_value(p, n->old_value, GONE);
        puts_(p,
              n->kind == DIFF_ADDED     ? "new: "
              : n->kind == DIFF_REMOVED ? " gone"
                                        : " -> ",
              PLAIN);
        if (n->kind != DIFF_REMOVED) put_value(p, n->new_value, CAME);
        puts_(p, "  ", PLAIN);
        struct str sentence = n->kind == DIFF_REMOVED ? row_text(d->old_record, n->old_sentence)
                                                      : row_text(d->new_record, n->new_sentence);
        put(p, cut(sentence), DIM);
        end_line(p);
    }
}

static void put_speaker(struct page *p, const struct record *record, const struct quote *quote,
                        uint8_t style)
{
    const struct entity *entity = row_entity(record, quote->speaker);
    struct str name = entity && entity->name.n ? entity->name : row_text(record, quote->source);
    put(p, name.n ? name : STR_LIT("?"), style);
}

static void put_content(struct page *p, const struct record *record, const struct quote *quote,
                        uint8_t style)
{
    puts_(p, "\"", style);
    for (uint32_t i = 0; i < quote->n_content; i++) {
        if (i) puts_(p, " ... ", style);
        put(p, cut(row_text(record, quote->content[i])), style);
    }
    puts_(p, "\"", style);
}

static void print_quotes(struct page *p)
{
    const struct diff *d = p->diff;
    p->label = "quotes";
    for (uint32_t i = 0; i < d->n_quotes; i++) {
        const struct diff_quote *q = &d->quotes[i];
        const struct quote *a =
            q->old_quote == DIFF_NOTHING ? NULL : &d->old_record->quotes->items[q->old_quote];
        const struct quote *b =
            q->new_quote == DIFF_NOTHING ? NULL : &d->new_record->quotes->items[q->new_quote];
        puts_(p, q->kind == DIFF_EDITED ? "altered" : diff_kind_name(q->kind), PLAIN);
        puts_(p, "  ", PLAIN);
        if (a && b && q->reattributed) {
            put_speaker(p, d->old_record, a, GONE);
            puts_(p, " -> ", PLAIN);
        }
        put_speaker(p, b ? d->new_record : d->old_record, b ? b : a, b ? CAME : GONE);
        puts_(p, ": ", PLAIN);
        if (a && (!b || q->kind == DIFF_EDITED)) put_content(p, d->old_record, a, GONE);
        if (a && b && q->kind == DIFF_EDITED) puts_(p, " -> ", PLAIN);
        if (b) put_content(p, d->new_record, b, a && q->kind != DIFF_EDITED ? PLAIN : CAME);
        if (q->words_same) puts_(p, " (its own words are the same)", DIM);
        end_line(p);
    }
}

static void put_side(struct page *p, const struct record *record, const struct event_part *parts,
                     uint32_t n, uint8_t style)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = row_entity(record, parts[i].entity);
        if (i) puts_(p, ", ", style);
        if (entity && entity->code[0]) {
            puts_(p, entity->code, style);
            puts_(p, " ", style);
        }
        put(p, entity && entity->name.n ? entity->name : row_text(record, parts[i].span), style);
    }
}

static void put_event(struct page *p, const struct record *record, uint32_t n, uint8_t style)
{
    const struct event *event = &record->events->items[n];
    put(p, diff_event_type(record, event), style);
    if (event->mode.n) puts_(p, "/", style);
    put(p, event->mode, style);
    for (uint32_t bit = 0; row_aux_name(bit); bit++) {
        if (!(event->aux >> bit & 1)) continue;
        puts_(p, " (", style);
        puts_(p, row_aux_name(bit), style);
        puts_(p, ")", style);
    }
    puts_(p, "  ", style);
    put_side(p, record, event->actors, event->n_actors, style);
    if (event->n_recipients) puts_(p, " → ", style);
    put_side(p, record, event->recipients, event->n_recipients, style);
}

static void print_events(struct page *p)
{
    const struct diff *d = p->diff;
    p->label = "events";
    for (uint32_t i = 0; i < d->n_events; i++) {
        const struct diff_event *e = &d->events[i];
        puts_(p,
              e->kind == DIFF_EDITED    ? "re-coded  "
              : e->kind == DIFF_REMOVED ? "withdrawn  "
                                        : "added  ",
              PLAIN);
        if (e->old_event != DIFF_NOTHING) put_event(p, d->old_record, e->old_event, GONE);
        if (e->kind == DIFF_EDITED) puts_(p, "  ->  ", PLAIN);
        if (e->new_event != DIFF_NOTHING) put_event(p, d->new_record, e->new_event, CAME);
        if (e->fields) puts_(p, "  (", DIM);
        for (uint32_t bit = 0, n = 0; diff_event_field_name(bit); bit++) {
            if (!(e->fields >> bit & 1)) continue;
            if (n++) puts_(p, ", ", DIM);
            puts_(p, diff_event_field_name(bit), DIM);
        }
        if (e->fields) puts_(p, ")", DIM);
        if (e->words_same) puts_(p, " (its own words are the same)", DIM);
        end_line(p);
    }
}

static void print_people(struct page *p)
{
    const struct diff *d = p->diff;
    p->label = "people";
    for (uint32_t i = 0; i < d->n_people; i++) {
        const struct diff_person *x = &d->people[i];
        const struct entity *a = row_entity(d->old_record, x->old_entity);
        const struct entity *b = row_entity(d->new_record, x->new_entity);
        if (x->kind == DIFF_EDITED && a && b) {
            put(p, b->name, PLAIN);
            puts_(p, ": ", PLAIN);
            put(p, a->office, GONE);
            puts_(p, " -> ", PLAIN);
            put(p, b->office, CAME);
        } else {
            const struct entity *e = b ? b : a;
            puts_(p, diff_kind_name(x->kind), PLAIN);
            puts_(p, "  ", PLAIN);
            if (e) put(p, e->name, b ? CAME : GONE);
            if (e && e->office.n) puts_(p, ", ", DIM);
            if (e) put(p, e->office, DIM);
        }
        end_line(p);
    }
}

static void print_fields(struct page *p)
{
    p->label = "header";
    for (uint32_t i = 0; i < p->diff->n_fields; i++) {
        const struct diff_field *f = &p->diff->fields[i];
        puts_(p, f->name, PLAIN);
        puts_(p, "  ", PLAIN);
        put(p, f->old_text.n ? f->old_text : STR_LIT("(none)"), GONE);
        puts_(p, " -> ", PLAIN);
        put(p, f->new_text.n ? f->new_text : STR_LIT("(none)"), CAME);
        end_line(p);
    }
}

/* ---- paragraphs ---------------------------------------------------------------------------- */

/* Kept words: all of a short run, else a few beside what changed. */
static void put_kept(struct page *p, struct str text, bool first, bool last)
{
    struct str rest = text, word;
    uint32_t n = 0, i = 0;
    while (str_split(&rest, ' ', &word))
        n++;
    if (n <= 3 * CONTEXT_WORDS) {
        put(p, text, PLAIN);
        return;
    }
    rest = text;
    for (bool blank = false, cut_here = false; str_split(&rest, ' ', &word); i++) {
        bool near = (!first && i < CONTEXT_WORDS) || (!last && i + CONTEXT_WORDS >= n);
        if (!near && !cut_here) puts_(p, blank ? " ..." : "...", DIM);
        cut_here = !near;
        if (near && (blank || i)) puts_(p, " ", PLAIN);
        if (near) put(p, word, PLAIN);
        blank = true;
    }
}

/* A blank stands between two pieces when one stood there in either text. */
static bool blank_before(const struct diff *d, const struct diff_piece *piece)
{
    struct str a = d->old_record->story->text, b = d->new_record->story->text;
    bool old = piece->kind != DIFF_ADDED && piece->old_span.start &&
               ascii_is_space(a.p[piece->old_span.start - 1]);
    bool new = piece->kind != DIFF_REMOVED &&
               piece->new_span.start &&ascii_is_space(b.p[piece->new_span.start - 1]);
    return old || new;
}

static void put_pieces(struct page *p, const struct diff_paragraph *para)
{
    const struct diff *d = p->diff;
    for (uint32_t i = 0; i < para->n_pieces; i++) {
        const struct diff_piece *piece = &para->pieces[i];
        if (i && blank_before(d, piece)) puts_(p, " ", PLAIN);
        if (piece->kind == DIFF_REMOVED)
            put_gone(p, row_text(d->old_record, piece->old_span));
        else if (piece->kind == DIFF_ADDED)
            put_came(p, row_text(d->new_record, piece->new_span));
        else
            put_kept(p, row_text(d->new_record, piece->new_span), i == 0, i + 1 == para->n_pieces);
    }
}

static void put_numbers(struct page *p, const struct diff_paragraph *para)
{
    const struct diff *d = p->diff;
    if (para->new_block != DIFF_NOTHING)
        buf_printf(&p->words, "%3u ", d->new_record->story->blocks[para->new_block].number);
    else
        buf_puts(&p->words, "  - ");
    style_rest(p, DIM);
    puts_(p, diff_kind_name(para->kind), PLAIN);
    if (para->kind == DIFF_MOVED && para->edited) puts_(p, ", edited", PLAIN);
    if (para->kind == DIFF_SAME) return;
    if (para->old_block != DIFF_NOTHING) {
        buf_printf(&p->words, " (was %u)", d->old_record->story->blocks[para->old_block].number);
        style_rest(p, DIM);
    }
    if (para->joined) puts_(p, " joined from several", DIM);
    if (para->joined_into != DIFF_NOTHING) {
        buf_printf(&p->words, " into %u", d->new_record->story->blocks[para->joined_into].number);
        style_rest(p, DIM);
    }
    if (para->split_from != DIFF_NOTHING) {
        buf_printf(&p->words, " split from %u",
                   d->old_record->story->blocks[para->split_from].number);
        style_rest(p, DIM);
    }
    puts_(p, "  ", PLAIN);
}

/* Neighbours that are the same as before take one line. */
static uint32_t print_same(struct page *p, uint32_t i)
{
    const struct diff *d = p->diff;
    uint32_t end = i;
    while (end < d->n_paragraphs && d->paragraphs[end].kind == DIFF_SAME)
        end++;
    uint32_t first = d->new_record->story->blocks[d->paragraphs[i].new_block].number;
    uint32_t was = d->old_record->story->blocks[d->paragraphs[i].old_block].number;
    if (end - i == 1)
        buf_printf(&p->words, "%3u same", first);
    else
        buf_printf(&p->words, "%3u-%u same", first, first + (end - i) - 1);
    if (was != first) buf_printf(&p->words, " (was %u%s)", was, end - i > 1 ? " on" : "");
    style_rest(p, DIM);
    end_line(p);
    return end;
}

static void print_paragraphs(struct page *p)
{
    const struct diff *d = p->diff;
    p->label = "paragraphs";
    if (d->n_by_kind[DIFF_SAME] == d->n_paragraphs) return;
    for (uint32_t i = 0; i < d->n_paragraphs;) {
        const struct diff_paragraph *para = &d->paragraphs[i];
        if (para->kind == DIFF_SAME) {
            i = print_same(p, i);
            continue;
        }
        put_numbers(p, para);
        if (para->n_pieces)
            put_pieces(p, para);
        else if (para->kind == DIFF_REMOVED)
            put_gone(p,
                     row_text(d->old_record, d->old_record->story->blocks[para->old_block].body));
        else if (para->kind == DIFF_ADDED)
            put_came(p,
                     row_text(d->new_record, d->new_record->story->blocks[para->new_block].body));
        end_line(p);
        i++;
    }
}

static void print_furniture(struct page *p)
{
    const struct diff *d = p->diff;
    uint32_t n = d->n_furniture + d->n_marks_only;
    p->label = "furniture";
    if (!n) return;
    if (!p->options->furniture) {
        buf_printf(&p->words, "%u difference%s folded away (--all shows %s)", n, n == 1 ? "" : "s",
                   n == 1 ? "it" : "them");
        style_rest(p, DIM);
        end_line(p);
        return;
    }
    for (uint32_t i = 0; i < d->n_furniture; i++) {
        const struct diff_furniture *f = &d->furniture[i];
        const struct record *record = f->kind == DIFF_ADDED ? d->new_record : d->old_record;
        const struct wire_block *block = &record->story->blocks[f->block];
        puts_(p, diff_kind_name(f->kind), PLAIN);
        puts_(p, " ", PLAIN);
        puts_(p, wire_kind_name(block->kind), PLAIN);
        puts_(p, "  ", PLAIN);
        put(p, cut(row_text(record, block->span)), f->kind == DIFF_ADDED ? CAME : GONE);
        end_line(p);
    }
    if (!d->n_marks_only) return;
    buf_printf(&p->words, "%u paragraph%s with other signs or blanks only", d->n_marks_only,
               d->n_marks_only == 1 ? "" : "s");
    style_rest(p, DIM);
    end_line(p);
}

void diff_lines(struct buf *buf, const struct diff *diff, const struct family_verdict *verdict,
                const struct output_diff *options)
{
    struct page p = {.out = buf, .diff = diff, .options = options};
    buf_init(&p.words, 0);
    buf_init(&p.styles, 0);
    print_head(&p, verdict);
    print_numbers(&p);
    print_quotes(&p);
    print_events(&p);
    print_people(&p);
    print_fields(&p);
    print_paragraphs(&p);
    print_furniture(&p);
    buf_putc(buf, '\n');
    buf_fini(&p.words);
    buf_fini(&p.styles);
}

void output_diff(struct buf *buf, const struct diff *diff, const struct family_verdict *verdict,
                 const struct output_diff *options)
{
    if (options->format == BEDE_FORMAT_JSONL)
        diff_json(buf, diff, verdict);
    else
        diff_lines(buf, diff, verdict, options);
}
