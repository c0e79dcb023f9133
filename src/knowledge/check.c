/* knowledge/check.c - the linter behind `bede check`.
 *
 * Errors are what certainly does not do what its author wanted: codes and sectors that nobody
 * knows, terms that end before they begin, the same row twice, names that can never match. Doubts
 * are warnings: one name for two things of one table, one office held by two people at a time.
 * Rows are sorted by what they must not share, so that the cost is n log n.
 *
 * SPDX-License-Identifier: MIT */
#include "knowledge/gazetteer.h"
#include "knowledge/kb.h"

#include <stdio.h>
#include <stdlib.h>

enum { OFFICE_MAX = 160 }; /* bytes of an office that are looked at */

struct checker {
    const struct kb *kb;
    kb_report report;
    void *ctx;
    uint32_t n_errors;
};

static void say(struct checker *c, bool is_error, const char *file, uint32_t line,
                const char *format, ...) BEDE_PRINTF(5, 6);

static void say(struct checker *c, bool is_error, const char *file, uint32_t line,
                const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    c->n_errors += is_error;
    c->report(c->ctx, is_error, file, line, text);
}

static int brief(struct str s)
{
    return (int)(s.n < 80 ? s.n : 80);
}

static int32_t first_day(struct date d)
{
    return d.year ? d.year * 512 + d.month * 32 + d.day : INT32_MIN;
}
static int32_t last_day(struct date d)
{
    if (!d.year) return INT32_MAX;
    return d.year * 512 + (d.month ? d.month : 15) * 32 + (d.day ? d.day : 31);
}

/* What is wrong with the codes of a row. */
static void check_codes(struct checker *c, const struct kb_row *row)
{
    const struct kb *kb = c->kb;
    int n = brief(row->name);
    if (row->kind == KB_COUNTRY && !*row->code)
        say(c, true, row->file, row->line, "\"%.*s\" has no code", n, row->name.p);
    if (row->kind == KB_PERSON && !*row->code)
        say(c, false, row->file, row->line, "\"%.*s\" has no code", n, row->name.p);
    if (row->partner.n) {
        uint32_t partner = code_number(row->partner);
        if (partner == CODE_NONE || !kb->country[partner])
            say(c, true, row->file, row->line, "the partner %.*s of \"%.*s\" is no country",
                brief(row->partner), row->partner.p, n, row->name.p);
    }
    if (!kb->has_codes) return;
    if (*row->code && !kb_code_valid(kb, row->code))
        say(c, true, row->file, row->line,
            "the code %s of \"%.*s\" is no country's and not in codes.tsv", row->code, n,
            row->name.p);
    for (uint32_t i = 0; i < row->n_sectors; i++)
        if (!kb_sector_known(kb, row->sectors[i]))
            say(c, true, row->file, row->line, "the sector %s of \"%.*s\" is not in codes.tsv",
                row->sectors[i], n, row->name.p);
}

/* Is some part of the phrase an office or an agent ("Mayor of London", "SBU chief")? */
static bool names_office(const struct kb *kb, struct str phrase)
{
    if (phrase.n > OFFICE_MAX) phrase.n = OFFICE_MAX;
    for (size_t start = 0; start < phrase.n; start = str_find_byte(phrase, ' ', start)) {
        start += phrase.p[start] == ' ';
        for (size_t end = phrase.n; end > start; end--) {
            if (end < phrase.n && phrase.p[end] != ' ') continue;
            const struct kb_alias *a = kb_find(kb, str_slice(phrase, start, end));
            for (; a; a = a->next)
                if (a->row->kind == KB_OFFICE || a->row->kind == KB_AGENT) return true;
        }
    }
    return false;
}

/* Cells whose words the program knows. */
static void check_words(struct checker *c, const struct kb_row *row)
{
    if (last_day(row->to) < first_day(row->from))
        say(c, true, row->file, row->line, "\"%.*s\" ends before it begins", brief(row->name),
            row->name.p);
    bool effect = str_is(row->type, "replace") || str_is(row->type, "set") ||
                  str_is(row->type, "add") || str_is(row->type, "keep");
    if (row->kind == KB_MODIFIER && !effect)
        say(c, true, row->file, row->line,
            "the effect of \"%.*s\" is none of replace, set, add, keep", brief(row->name),
            row->name.p);
    if (row->kind == KB_MODIFIER && effect && !str_is(row->type, "keep") && !row->n_sectors)
        say(c, true, row->file, row->line, "\"%.*s\" has an effect, but no sector",
            brief(row->name), row->name.p);
    if (row->kind == KB_PERSON && row->office.n && !names_office(c->kb, row->office))
        say(c, false, row->file, row->line, "\"%.*s\" names no office or agent", brief(row->office),
            row->office.p);
    if (row->kind == KB_GIVEN && !row->gender)
        say(c, true, row->file, row->line, "\"%.*s\" has no gender", brief(row->name), row->name.p);
}

static int cmp_u32(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const struct kb_row *a, const struct kb_row *b)
{
    int file = strcmp(a->file, b->file);
    return file ? file : cmp_u32(a->line, b->line);
}

/* Same kind, name, code, office; then by term. */
static int cmp_things(const struct kb_row *a, const struct kb_row *b)
{
    int d = (a->kind > b->kind) - (a->kind < b->kind);
    if (!d) d = str_cmp(a->name, b->name);
    if (!d) d = strcmp(a->code, b->code);
    return d ? d : str_cmp(a->office, b->office);
}

static int order_things(const void *x, const void *y)
{
    const struct kb_row *a = *(const struct kb_row *const *)x,
                        *b = *(const struct kb_row *const *)y;
    int d = cmp_things(a, b);
    if (!d)
        d = (first_day(a->from) > first_day(b->from)) - (first_day(a->from) < first_day(b->from));
    return d ? d : by_place(a, b);
}

/* Do both hold on some day for sure? An end known by its year alone counts from its first day, so
 * that terms which follow each other within a year do not clash. */
static bool overlap(const struct kb_row *a, const struct kb_row *b)
{
    int32_t end_a = a->to.year ? first_day(a->to) : INT32_MAX;
    int32_t end_b = b->to.year ? first_day(b->to) : INT32_MAX;
    return first_day(a->from) < end_b && first_day(b->from) < end_a;
}

static void check_doubles(struct checker *c, const struct kb_row **rows, uint32_t n)
{
    qsort(rows, n, sizeof *rows, order_things);
    for (uint32_t i = 1; i < n; i++) {
        const struct kb_row *a = rows[i - 1], *b = rows[i];
        if (cmp_things(a, b) || !overlap(a, b)) continue;
        if (by_place(a, b) > 0) {
            a = rows[i];
            b = rows[i - 1];
        }
        say(c, true, b->file, b->line, "\"%.*s\" stands already in %s line %u", brief(b->name),
            b->name.p, a->file, a->line);
    }
}

static int cmp_offices(const struct kb_row *a, const struct kb_row *b)
{
    int d = strcmp(a->code, b->code);
    return d ? d : str_cmp(a->office, b->office);
}

static int order_terms(const void *x, const void *y)
{
    const struct kb_row *a = *(const struct kb_row *const *)x,
                        *b = *(const struct kb_row *const *)y;
    int d = cmp_offices(a, b);
    if (!d)
        d = (first_day(a->from) > first_day(b->from)) - (first_day(a->from) < first_day(b->from));
    return d ? d : by_place(a, b);
}

/* Is it an office that one person holds at a time? Told by the functions of offices.tsv. */
static bool held_by_one(const struct kb *kb, struct str office)
{
    for (const struct kb_alias *a = kb_find(kb, office); a; a = a->next)
        if (a->row->kind == KB_OFFICE && a->sense == KB_NAME)
            return str_starts(a->row->type, "head-of-") ||
                   str_is(a->row->type, "foreign-minister") ||
                   str_is(a->row->type, "defence-minister") || str_is(a->row->type, "monarch");
    return false;
}

/* A term is held against the one before it that ends last: a short one between hides no long one. */
static void check_terms(struct checker *c, const struct kb_row **rows, uint32_t n)
{
    qsort(rows, n, sizeof *rows, order_terms);
    const struct kb_row *last = n ? rows[0] : NULL;
    for (uint32_t i = 1; i < n; i++) {
        const struct kb_row *a = last, *b = rows[i];
        if (cmp_offices(a, b) || last_day(b->to) > last_day(a->to)) last = b;
        if (b->kind != KB_PERSON || !b->office.n || cmp_offices(a, b) || !overlap(a, b)) continue;
        if (str_eq(a->name, b->name) || !held_by_one(c->kb, b->office)) continue;
        say(c, false, b->file, b->line,
            "\"%.*s\" and \"%.*s\" (line %u) are both %.*s of %s for a "
            "time",
            brief(b->name), b->name.p, brief(a->name), a->name.p, a->line, brief(b->office),
            b->office.p, *b->code ? b->code : "no country");
    }
}

/* The phrase that a node stands for, from its pieces. */
static struct str node_phrase(const struct index *index, uint32_t node, char *out, size_t cap)
{
    uint32_t path[PHRASE_PIECES_MAX], depth = 0;
    for (; node && depth < PHRASE_PIECES_MAX; node = index->nodes[node].parent)
        path[depth++] = node;
    size_t n = 0;
    while (depth--) {
        const struct index_node *piece = &index->nodes[path[depth]];
        if (n + piece->word_n + 1 > cap) break;
        if (n) out[n++] = ' ';
        memcpy(out + n, piece->word, piece->word_n);
        n += piece->word_n;
    }
    return (struct str){out, n};
}

/* Are these two meanings of a phrase a doubt? Not those that are shared by nature: cities and
 * people of one name, epithets, states and their predecessors, names that hold in some stories. */
static bool clash(const struct kb_alias *a, const struct kb_alias *b)
{
    const struct kb_row *x = a->row, *y = b->row;
    if (x == y || x->kind != y->kind || x->kind == KB_PLACE || x->kind == KB_PERSON) return false;
    if (a->sense == KB_SHORT || b->sense == KB_SHORT) return false;
    if (a->sense == KB_EPITHET || b->sense == KB_EPITHET) return false;
    if (x->to.year || y->to.year) return false;
    return strcmp(x->code, y->code) != 0 && overlap(x, y);
}

/* Names of one table that mean things of different codes. Only the first pair is told. */
static void check_clashes(struct checker *c, uint32_t node)
{
    const struct kb_alias *a = c->kb->index.nodes[node].aliases;
    for (const struct kb_alias *b = a ? a->next : NULL; b; b = b->next) {
        if (!clash(a, b)) continue;
        char bytes[160];
        struct str phrase = node_phrase(&c->kb->index, node, bytes, sizeof bytes);
        const struct kb_row *x = a->row, *y = b->row;
        say(c, false, y->file, y->line,
            "\"%.*s\" means both \"%.*s\" (%s) and \"%.*s\" (%s, line %u)", STR_ARG(phrase),
            brief(y->name), y->name.p, *y->code ? y->code : "no code", brief(x->name), x->name.p,
            *x->code ? x->code : "no code", x->line);
        return;
    }
}

/* The gazetteer as a whole: opening it looks at its header alone. */
static void check_gazetteer(struct checker *c)
{
    bede_error err;
    if (c->kb->gazetteer &&
        gazetteer_check(c->kb->gazetteer, c->kb->gazetteer_path, &err) != BEDE_OK)
        say(c, true, c->kb->gazetteer_path, 0, "%s", err.msg);
}

uint32_t kb_check(const struct kb *kb, kb_report report, void *ctx)
{
    struct checker c = {kb, report, ctx, 0};
    for (uint32_t i = 0; i < kb->n_notes; i++) {
        const struct note *note = &kb->notes[i];
        say(&c, note->level != NOTE_WARNING, note->file, note->line, "%s", note->message);
    }
    if (kb->notes_cut) say(&c, true, "", 0, "there is more to say; mend these first");
    for (uint32_t i = 0; i < kb->n_rows; i++) {
        check_codes(&c, kb->rows[i]);
        check_words(&c, kb->rows[i]);
    }
    const struct kb_row **rows = malloc((kb->n_rows + 1u) * sizeof *rows);
    if (!rows) {
        say(&c, true, "", 0, "out of memory");
        return c.n_errors;
    }
    if (kb->n_rows) memcpy(rows, kb->rows, kb->n_rows * sizeof *rows);
    check_doubles(&c, rows, kb->n_rows);
    check_terms(&c, rows, kb->n_rows);
    free(rows);
    for (uint32_t i = 1; i < kb->index.n_nodes; i++)
        check_clashes(&c, i);
    check_gazetteer(&c);
    return c.n_errors;
}
