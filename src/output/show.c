/* output/show.c - the story marked up: who acts, on whom, in which words, and who speaks.
 *
 * Every byte of the text gets its roles and its voice (the speaker of the quotation it stands in).
 * A block is then rewritten with white space folded, a style a byte beside it, and cut into lines.
 * With colour the style becomes an ANSI sequence; without it marks are put around the words:
 *
 *     {South Korea} was *criticised* by [North Korea]  <1 "..." 1>
 *
 * Under each paragraph stand the events that were found in it.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "output/layout.h"
#include "output/views.h"

enum { ROLE_ACTOR = 1, ROLE_RECIPIENT = 2, ROLE_TRIGGER = 4, ROLE_DIM = 8 };
enum { PLAIN, DIM, ACTOR, RECIPIENT, TRIGGER, VOICE, VOICES = 6, MARGIN = 5 };

static const char *const ansi[VOICE + VOICES] = {
    "",         STYLE_DIM,  "\x1b[1;32m", "\x1b[1;33m", "\x1b[1;4;31m", "\x1b[36m",
    "\x1b[35m", "\x1b[34m", "\x1b[96m",   "\x1b[95m",   "\x1b[94m"};

struct speaker {
    uint32_t entity;
    struct str name;
};

struct markup {
    const struct record *record;
    const struct output_options *options;
    uint8_t *roles;  /* a byte of the text each */
    uint8_t *voices; /* 0: none; else 1 + index of the speaker */
    struct speaker speakers[250];
    uint32_t n_speakers;
    struct buf words;  /* the block as it will be seen */
    struct buf styles; /* a style for each of its bytes */
};

/* ---- roles and voices ---------------------------------------------------------------------- */

static void mark(struct markup *m, struct span span, uint8_t role)
{
    for (uint32_t i = span.start; i < span.end; i++)
        m->roles[i] |= role;
}

static void mark_events(struct markup *m)
{
    const struct record *record = m->record;
    for (uint32_t i = 0; i < record->events->n; i++) {
        const struct event *event = &record->events->items[i];
        struct span spans[EVENT_TRIGGER_MAX];
        uint32_t n = row_triggers(record, event, spans);
        for (uint32_t k = 0; k < n; k++)
            mark(m, spans[k], ROLE_TRIGGER);
        for (uint32_t k = 0; k < event->n_actors; k++)
            mark(m, event->actors[k].span, ROLE_ACTOR);
        for (uint32_t k = 0; k < event->n_recipients; k++)
            mark(m, event->recipients[k].span, ROLE_RECIPIENT);
    }
}

/* The number of a speaker, from 1; 0 when there are too many to tell apart. */
static uint8_t voice_of(struct markup *m, const struct quote *quote)
{
    const struct entity *entity = row_entity(m->record, quote->speaker);
    struct str name = entity && entity->name.n ? entity->name : row_text(m->record, quote->source);
    if (!name.n) name = STR_LIT("?");
    for (uint32_t i = 0; i < m->n_speakers; i++)
        if (m->speakers[i].entity == quote->speaker && str_eq(m->speakers[i].name, name))
            return (uint8_t)(i + 1);
    if (m->n_speakers == sizeof m->speakers / sizeof *m->speakers) return 0;
    m->speakers[m->n_speakers++] = (struct speaker){quote->speaker, name};
    return (uint8_t)m->n_speakers;
}

static void mark_quotes(struct markup *m)
{
    for (uint32_t i = 0; i < m->record->quotes->n; i++) {
        const struct quote *quote = &m->record->quotes->items[i];
        if (quote->attitude) continue;
        uint8_t voice = voice_of(m, quote);
        for (uint32_t k = 0; k < quote->n_content; k++)
            memset(m->voices + quote->content[k].start, voice,
                   quote->content[k].end - quote->content[k].start);
    }
}

/* ---- a block, rewritten -------------------------------------------------------------------- */

static void put(struct markup *m, const char *text, size_t n, uint8_t style)
{
    layout_put(&m->words, (struct str){text, n});
    for (size_t i = 0; i < n; i++)
        buf_putc(&m->styles, (char)style);
}

static uint8_t style_of(uint8_t roles, uint8_t voice)
{
    if (roles & ROLE_TRIGGER) return TRIGGER;
    if (roles & ROLE_ACTOR) return ACTOR;
    if (roles & ROLE_RECIPIENT) return RECIPIENT;
    if (roles & ROLE_DIM) return DIM;
    return (uint8_t)(voice ? VOICE + (voice - 1) % VOICES : PLAIN);
}

/* The marks of plain text where roles or voice change: what ends is closed, what begins opened. */
static void put_marks(struct markup *m, uint8_t was, uint8_t is, uint8_t voice_was,
                      uint8_t voice_is)
{
    static const char close[3] = {']', '}', '*'}, open[3] = {'[', '{', '*'};
    char number[16];
    for (int i = 2; i >= 0; i--)
        if ((was & ~is) >> i & 1) put(m, &close[i], 1, PLAIN);
    if (voice_was && voice_was != voice_is) {
        int n = snprintf(number, sizeof number, " %u>", voice_was);
        put(m, number, (size_t)n, PLAIN);
    }
    if (voice_is && voice_was != voice_is) {
        int n = snprintf(number, sizeof number, "<%u ", voice_is);
        put(m, number, (size_t)n, PLAIN);
    }
    for (int i = 0; i < 3; i++)
        if ((is & ~was) >> i & 1) put(m, &open[i], 1, PLAIN);
}

/* White space is folded, and kept outside of the marks that begin after it. */
static void rewrite(struct markup *m, struct span span)
{
    const char *text = m->record->story->text.p;
    uint8_t roles = 0, voice = 0;
    bool blank = false, first = true;
    buf_clear(&m->words);
    buf_clear(&m->styles);
    for (uint32_t i = span.start; i < span.end; i++) {
        if (ascii_is_space(text[i])) {
            blank = true;
            continue;
        }
        bool ends = (roles & ~m->roles[i]) || (voice && voice != m->voices[i]);
        if (!m->options->color && ends) {
            put_marks(m, roles, roles & m->roles[i], voice, voice == m->voices[i] ? voice : 0);
            roles &= m->roles[i];
            if (voice != m->voices[i]) voice = 0;
        }
        if (blank && !first) put(m, " ", 1, style_of(roles & m->roles[i], m->voices[i]));
        if (!m->options->color) put_marks(m, roles, m->roles[i], voice, m->voices[i]);
        roles = m->roles[i];
        voice = m->voices[i];
        put(m, &text[i], 1, style_of(roles, voice));
        blank = first = false;
    }
    if (!m->options->color) put_marks(m, roles, 0, voice, 0);
}

static void print_line(struct markup *m, struct buf *buf, struct str line)
{
    const char *style = m->styles.p + (line.p - m->words.p);
    uint8_t now = PLAIN;
    for (size_t i = 0; i < line.n; i++) {
        if (m->options->color && (uint8_t)style[i] != now) {
            if (now != PLAIN) buf_puts(buf, STYLE_RESET);
            now = (uint8_t)style[i];
            buf_puts(buf, ansi[now]);
        }
        buf_putc(buf, line.p[i]);
    }
    if (now != PLAIN) buf_puts(buf, STYLE_RESET);
    buf_putc(buf, '\n');
}

static void print_block(struct markup *m, struct buf *buf, const struct wire_block *block)
{
    rewrite(m, block->span);
    if (m->words.failed || m->styles.failed) {
        buf->failed = true;
        return;
    }
    struct str rest = {m->words.p, m->words.n};
    uint32_t width = m->options->width - MARGIN;
    for (bool first = true; rest.n; first = false) {
        struct str line = layout_line(rest, width, &rest);
        if (first && block->kind == WIRE_PARAGRAPH)
            buf_printf(buf, "%s%3u%s  ", m->options->color ? STYLE_DIM : "", block->number,
                       m->options->color ? STYLE_RESET : "");
        else
            buf_printf(buf, "%*s", MARGIN, "");
        print_line(m, buf, line);
    }
}

/* ---- events under their paragraph ---------------------------------------------------------- */

static void put_str(struct markup *m, struct str text, uint8_t style)
{
    put(m, text.p, text.n, style);
}

static void put_side(struct markup *m, const struct event_part *parts, uint32_t n, uint8_t style)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct entity *entity = row_entity(m->record, parts[i].entity);
        size_t from = m->words.n;
        if (i) buf_puts(&m->words, ", ");
        if (entity && entity->code[0]) buf_printf(&m->words, "%s ", entity->code);
        if (entity && entity->n_sectors) buf_printf(&m->words, "%s ", entity->sectors[0]);
        row_fold(&m->words,
                 entity && entity->name.n ? entity->name : row_text(m->record, parts[i].span));
        while (from++ < m->words.n)
            buf_putc(&m->styles, (char)style);
    }
}

static void put_event(struct markup *m, const struct event *event)
{
    uint32_t n;
    const struct event_type *types = event_types(m->record->engine->book, &n);
    if (event->type < n) put_str(m, types[event->type].name, TRIGGER);
    if (event->mode.n) put(m, "/", 1, TRIGGER);
    put_str(m, event->mode, TRIGGER);
    for (uint32_t i = 0; row_aux_name(i); i++) {
        if (!(event->aux >> i & 1)) continue;
        put_str(m, STR_LIT(" ("), PLAIN);
        put_str(m, str_c(row_aux_name(i)), PLAIN);
        put_str(m, STR_LIT(")"), PLAIN);
    }
    put_str(m, STR_LIT("  "), PLAIN);
    put_side(m, event->actors, event->n_actors, ACTOR);
    if (event->n_recipients) put_str(m, STR_LIT(" → "), PLAIN);
    put_side(m, event->recipients, event->n_recipients, RECIPIENT);
    for (uint32_t i = 0; i < event->n_sources; i++) {
        const struct entity *entity = row_entity(m->record, event->sources[i]);
        if (!entity) continue;
        put_str(m, i ? STR_LIT(", on the word of ") : STR_LIT("  said by "), DIM);
        put_str(m, entity->name, DIM);
    }
}

/* What was put into words and styles, in lines of the width; those after the first set in. */
static void print_words(struct markup *m, struct buf *buf, uint32_t indent)
{
    enum { MORE = 4 };
    struct str rest = {m->words.p, m->words.n};
    if (m->words.failed || m->styles.failed) buf->failed = true;
    for (uint32_t in = indent; rest.n && !buf->failed; in = indent + MORE) {
        struct str line = layout_line(rest, m->options->width - in, &rest);
        buf_printf(buf, "%*s", (int)in, "");
        print_line(m, buf, line);
    }
}

static void print_event(struct markup *m, struct buf *buf, const struct event *event)
{
    buf_clear(&m->words);
    buf_clear(&m->styles);
    put_event(m, event);
    print_words(m, buf, MARGIN + 2);
}

/* ---- the view ------------------------------------------------------------------------------ */

static void print_speakers(struct markup *m, struct buf *buf)
{
    char number[16];
    if (!m->n_speakers) return;
    buf_clear(&m->words);
    buf_clear(&m->styles);
    put_str(m, STR_LIT("speakers:"), PLAIN);
    for (uint32_t i = 0; i < m->n_speakers; i++) {
        uint8_t style = (uint8_t)(VOICE + i % VOICES);
        int n = m->options->color ? 0 : snprintf(number, sizeof number, "%u ", i + 1);
        put_str(m, i ? STR_LIT(", ") : STR_LIT(" "), PLAIN);
        put(m, number, (size_t)n, PLAIN);
        size_t from = m->words.n;
        row_fold(&m->words, m->speakers[i].name);
        while (from++ < m->words.n)
            buf_putc(&m->styles, (char)style);
    }
    print_words(m, buf, MARGIN);
}

/* Furniture is dim; so is what a paragraph has around its body (dateline, sign-off). */
static void dim_furniture(struct markup *m)
{
    const struct story *story = m->record->story;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        const struct wire_block *block = &story->blocks[i];
        bool body = block->kind == WIRE_PARAGRAPH || block->kind == WIRE_CAPTION;
        if (!body) {
            mark(m, block->span, ROLE_DIM);
            continue;
        }
        mark(m, (struct span){block->span.start, block->body.start}, ROLE_DIM);
        mark(m, (struct span){block->body.end, block->span.end}, ROLE_DIM);
    }
}

void view_show_legend(struct buf *buf, const struct output_options *options)
{
    if (options->color)
        buf_printf(buf,
                   "%sactor%s  %srecipient%s  %sevent%s  %squotation, a colour a speaker%s  "
                   "%sfurniture%s\n\n",
                   ansi[ACTOR], STYLE_RESET, ansi[RECIPIENT], STYLE_RESET, ansi[TRIGGER],
                   STYLE_RESET, ansi[VOICE], STYLE_RESET, STYLE_DIM, STYLE_RESET);
    else
        buf_puts(buf, "[actor]  {recipient}  *event*  <n words of speaker n n>\n\n");
}

uint32_t view_show(struct buf *buf, const struct record *record,
                   const struct output_options *options)
{
    const struct story *story = record->story;
    struct markup *m = ARENA_NEW(record->arena, struct markup);
    if (m) {
        m->roles = arena_alloc(record->arena, story->text.n + 1);
        m->voices = arena_alloc(record->arena, story->text.n + 1);
    }
    if (!m || !m->roles || !m->voices) {
        buf->failed = true;
        return 0;
    }
    m->record = record;
    m->options = options;
    buf_init(&m->words, 0);
    buf_init(&m->styles, 0);
    dim_furniture(m);
    mark_events(m);
    mark_quotes(m);
    uint32_t shown = 0, event = 0;
    for (uint32_t i = 0; i < story->n_blocks; i++) {
        const struct wire_block *block = &story->blocks[i];
        if (block->span.start < shown) continue; /* a sign-off glued to its paragraph */
        if (shown) buf_putc(buf, '\n');
        print_block(m, buf, block);
        shown = block->span.end;
        for (; event < record->events->n && record->events->items[event].block <= i; event++)
            print_event(m, buf, &record->events->items[event]);
    }
    buf_putc(buf, '\n');
    print_speakers(m, buf);
    buf_fini(&m->words);
    buf_fini(&m->styles);
    return 1;
}
