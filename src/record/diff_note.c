/* record/diff_note.c - what the agency says it changed, against what changed; and the whole in one
 * line.
 *
 *     ATTN: UPDATES with ministry's reply in paras 7-12
 *         paras 7-12 declared; 7-12 new: agrees
 *         paras 7-12 declared; 7-12 new, 3 edited: 3 undeclared
 *         paras 7-12 declared; 7-9 new: 10-12 declared but unchanged
 *
 * Paragraph numbers of a note are those of the new version. "lead" is paragraph 1; the headline is
 * part of the claim only when the note lists parts at all. A note without paragraphs ("Adds
 * details.") claims nothing that could be checked.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/buf.h"
#include "record/diff_work.h"

const char *diff_check_name(enum diff_check check)
{
    static const char *const names[] = {"none", "vague", "agrees", "differs"};
    return check <= DIFF_CHECK_DIFFERS ? names[check] : "?";
}

enum { CLAIM_HEADLINE = 1, CLAIM_LEAD = 2, CLAIM_FURNITURE = 4, CLAIM_LOSS = 8 };

struct claimed {
    bool *declared; /* by number of the new version */
    uint32_t n;     /* of paragraphs */
    uint32_t parts;
    bool any, throughout;
};

/* ---- what is claimed ----------------------------------------------------------------------- */

/* Parts named in an object: "headline", "photo", "number of deaths in lead". */
static uint32_t parts_of(const struct record_lexicon *lexicon, struct str object)
{
    uint32_t parts = 0;
    struct str rest = object, word;
    while (str_split(&rest, ' ', &word)) {
        while (word.n && !ascii_is_alnum(word.p[word.n - 1]))
            word.n--;
        const struct record_word *row = record_lexicon_find(lexicon, "declared", word);
        if (!row) continue;
        parts |= str_is(row->value, "headline") ? CLAIM_HEADLINE
                 : str_is(row->value, "lead")   ? CLAIM_LEAD
                                                : CLAIM_FURNITURE;
    }
    return parts;
}

static void claim_range(struct claimed *c, struct wire_range range)
{
    int64_t first = range.first, last = range.last;
    if (last < 0) {
        first = (int64_t)c->n + last + 1;
        last = (int64_t)c->n;
    }
    if (first < 1) first = 1;
    for (int64_t i = first; i <= last && i <= (int64_t)c->n; i++)
        c->declared[i] = true;
    c->any = true;
}

static void read_clause(const struct record_lexicon *lexicon, const struct wire_clause *clause,
                        struct claimed *c)
{
    uint32_t parts = parts_of(lexicon, clause->object);
    for (uint32_t i = 0; i < clause->n_objects; i++)
        parts |= parts_of(lexicon, clause->objects[i]);
    for (uint32_t i = 0; i < clause->n_ranges; i++)
        claim_range(c, clause->ranges[i]);
    if (parts & CLAIM_LEAD && c->n) claim_range(c, (struct wire_range){1, 1});
    if (clause->throughout) c->throughout = true;
    if (strcmp(clause->kind, "trim") == 0 || strcmp(clause->kind, "delete") == 0)
        parts |= CLAIM_LOSS;
    c->parts |= parts;
}

/* The note of the new version that says most about paragraphs; of orders to kill the one that names its
 * story, and with it the reason; else the first. */
static const struct wire_note *choose_note(const struct story *story)
{
    const struct wire_note *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < story->n_notes; i++) {
        const struct wire_note *note = &story->notes[i];
        uint32_t says = 1 + (note->target.n > 0);
        for (uint32_t k = 0; k < note->n_clauses; k++)
            says += 2 * (note->clauses[k].n_ranges + note->clauses[k].throughout) + 1;
        if (says <= most) continue;
        best = note;
        most = says;
    }
    return best;
}

/* ---- the line ------------------------------------------------------------------------------ */

/* "2, 5-7" */
static void put_numbers(struct buf *buf, const uint32_t *numbers, uint32_t n)
{
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && numbers[end] == numbers[end - 1] + 1; end++) {}
        buf_printf(buf, "%s%u", i ? ", " : "", numbers[i]);
        if (end > i + 1) buf_printf(buf, "-%u", numbers[end - 1]);
    }
}

static void put_kind(struct buf *buf, const struct diff_work *w, enum diff_kind kind,
                     const char *word, bool *first)
{
    uint32_t n = 0;
    uint32_t *numbers = ARENA_ARRAY(w->arena, (size_t)w->diff->n_paragraphs + 1, uint32_t);
    if (!numbers) {
        buf->failed = true;
        return;
    }
    for (uint32_t i = 0; i < w->diff->n_paragraphs; i++) {
        const struct diff_paragraph *p = &w->diff->paragraphs[i];
        bool edited = p->kind == DIFF_EDITED || (p->kind == DIFF_MOVED && p->edited);
        if (p->new_block == DIFF_NOTHING || !(kind == DIFF_EDITED ? edited : p->kind == kind))
            continue;
        numbers[n++] = w->new_record->story->blocks[p->new_block].number;
    }
    if (!n) return;
    if (!*first) buf_puts(buf, ", ");
    *first = false;
    put_numbers(buf, numbers, n);
    buf_printf(buf, " %s", word);
}

static void put_verdict(struct buf *buf, const struct diff_claim *c)
{
    const char *between = "";
    if (c->check == DIFF_CHECK_AGREES) {
        buf_puts(buf, "agrees");
        return;
    }
    if (c->n_undeclared) {
        put_numbers(buf, c->undeclared, c->n_undeclared);
        buf_puts(buf, " undeclared");
        between = "; ";
    }
    if (c->n_unchanged) {
        buf_puts(buf, between);
        put_numbers(buf, c->unchanged, c->n_unchanged);
        buf_puts(buf, " declared but unchanged");
        between = "; ";
    }
    if (c->n_lost) {
        buf_printf(buf, "%s%u removed, undeclared", between, c->n_lost);
        between = "; ";
    }
    if (c->headline_undeclared) {
        buf_printf(buf, "%sheadline changed, undeclared", between);
        between = "; ";
    }
    if (c->headline_unchanged) buf_printf(buf, "%sheadline declared but unchanged", between);
}

static bool write_line(struct diff_work *w, const struct claimed *claimed)
{
    struct diff_claim *c = &w->diff->claim;
    struct buf buf;
    bool first = true;
    buf_init(&buf, 0);
    if (c->n_declared) buf_puts(&buf, c->n_declared > 1 ? "paras " : "para ");
    put_numbers(&buf, c->declared, c->n_declared);
    if (claimed->throughout) buf_puts(&buf, c->n_declared ? " and throughout" : "throughout");
    if (claimed->parts & CLAIM_HEADLINE)
        buf_puts(&buf, c->n_declared || claimed->throughout ? " and headline" : "headline");
    buf_puts(&buf, " declared; ");
    put_kind(&buf, w, DIFF_ADDED, "new", &first);
    put_kind(&buf, w, DIFF_EDITED, "edited", &first);
    if (first) buf_puts(&buf, "no paragraph changed");
    buf_puts(&buf, ": ");
    put_verdict(&buf, c);
    if (!buf.failed) c->line = arena_str(w->arena, (struct str){buf.p, buf.n});
    buf_fini(&buf);
    return c->line.p != NULL;
}

/* ---- the check ----------------------------------------------------------------------------- */

static bool headline_changed(const struct diff *d)
{
    for (uint32_t i = 0; i < d->n_fields; i++)
        if (strcmp(d->fields[i].name, "headline") == 0) return true;
    return false;
}

static bool compare(struct diff_work *w, const struct claimed *claimed)
{
    struct diff_claim *c = &w->diff->claim;
    uint32_t n = claimed->n;
    bool *changed = ARENA_ARRAY(w->arena, (size_t)n + 1, bool);
    c->declared = ARENA_ARRAY(w->arena, (size_t)n + 1, uint32_t);
    c->undeclared = ARENA_ARRAY(w->arena, (size_t)n + 1, uint32_t);
    c->unchanged = ARENA_ARRAY(w->arena, (size_t)n + 1, uint32_t);
    if (!changed || !c->declared || !c->undeclared || !c->unchanged) return false;
    for (uint32_t i = 0; i < w->diff->n_paragraphs; i++) {
        const struct diff_paragraph *p = &w->diff->paragraphs[i];
        if (p->new_block != DIFF_NOTHING)
            changed[w->new_record->story->blocks[p->new_block].number] =
                p->kind == DIFF_ADDED || p->edited;
        else if (p->joined_into == DIFF_NOTHING && !claimed->throughout &&
                 !(claimed->parts & CLAIM_LOSS))
            c->n_lost++;
    }
    for (uint32_t i = 1; i <= n; i++) {
        if (claimed->declared[i]) c->declared[c->n_declared++] = i;
        if (claimed->declared[i] && !changed[i]) c->unchanged[c->n_unchanged++] = i;
        if (!claimed->declared[i] && changed[i] && !claimed->throughout)
            c->undeclared[c->n_undeclared++] = i;
    }
    bool headline = headline_changed(w->diff), said = claimed->parts & CLAIM_HEADLINE;
    c->headline_undeclared = headline && !said && !claimed->throughout;
    c->headline_unchanged = !headline && said;
    bool differs = c->n_undeclared || c->n_unchanged || c->n_lost || c->headline_undeclared ||
                   c->headline_unchanged;
    c->check = differs ? DIFF_CHECK_DIFFERS : DIFF_CHECK_AGREES;
    return true;
}

bool diff_claim_check(struct diff_work *w)
{
    const struct story *story = w->new_record->story;
    struct diff_claim *c = &w->diff->claim;
    struct claimed claimed = {.n = story->n_paragraphs};
    c->line = STR_LIT("");
    c->note = choose_note(story);
    if (!c->note || w->diff->withdraws) return true;
    claimed.declared = ARENA_ARRAY(w->arena, (size_t)claimed.n + 1, bool);
    if (!claimed.declared) return false;
    for (uint32_t i = 0; i < c->note->n_clauses; i++)
        read_clause(w->new_record->engine->words, &c->note->clauses[i], &claimed);
    c->throughout = claimed.throughout;
    if (!claimed.any && !claimed.throughout && !(claimed.parts & CLAIM_HEADLINE)) {
        c->check = DIFF_CHECK_VAGUE;
        return true;
    }
    return compare(w, &claimed) && write_line(w, &claimed);
}

/* ---- the digest ---------------------------------------------------------------------------- */

static void put_count(struct buf *buf, uint32_t n, const char *one, const char *many,
                      const char *what)
{
    if (!n) return;
    buf_printf(buf, "; %u %s %s", n, n == 1 ? one : many, what);
}

static void put_value(struct buf *buf, double value)
{
    buf_printf(buf, "%.12g", value);
}

static uint32_t count_kind(const struct diff *d, bool quotes, enum diff_kind kind)
{
    uint32_t n = 0;
    for (uint32_t i = 0; quotes && i < d->n_quotes; i++)
        n += d->quotes[i].kind == kind;
    for (uint32_t i = 0; !quotes && i < d->n_events; i++)
        n += d->events[i].kind == kind;
    return n;
}

static void put_facts(struct buf *buf, const struct diff *d)
{
    enum { NUMBERS_SHOWN = 3 };
    for (uint32_t i = 0, shown = 0; i < d->n_numbers && shown < NUMBERS_SHOWN; i++) {
        const struct diff_number *n = &d->numbers[i];
        if (n->kind != DIFF_EDITED) continue;
        buf_printf(buf, "; %s ", n->counts);
        put_value(buf, n->old_value);
        buf_puts(buf, " -> ");
        put_value(buf, n->new_value);
        shown++;
    }
    put_count(buf, count_kind(d, true, DIFF_REATTRIBUTED), "quote", "quotes", "re-attributed");
    put_count(buf, count_kind(d, true, DIFF_EDITED), "quote", "quotes", "altered");
    put_count(buf, count_kind(d, true, DIFF_ADDED), "quote", "quotes", "added");
    put_count(buf, count_kind(d, true, DIFF_REMOVED), "quote", "quotes", "removed");
    put_count(buf, count_kind(d, false, DIFF_EDITED), "event", "events", "re-coded");
    put_count(buf, count_kind(d, false, DIFF_ADDED), "event", "events", "added");
    put_count(buf, count_kind(d, false, DIFF_REMOVED), "event", "events", "withdrawn");
}

bool diff_digest(struct diff_work *w)
{
    struct diff *d = w->diff;
    struct buf buf;
    buf_init(&buf, 0);
    put_facts(&buf, d);
    for (uint32_t i = 0; i < d->n_fields; i++)
        if (strcmp(d->fields[i].name, "tags") != 0 && strcmp(d->fields[i].name, "slug") != 0)
            buf_printf(&buf, "; %s changed", d->fields[i].name);
    put_count(&buf, d->n_by_kind[DIFF_EDITED], "paragraph", "paragraphs", "edited");
    put_count(&buf, d->n_by_kind[DIFF_ADDED], "paragraph", "paragraphs", "added");
    put_count(&buf, d->n_by_kind[DIFF_REMOVED], "paragraph", "paragraphs", "removed");
    put_count(&buf, d->n_by_kind[DIFF_MOVED], "paragraph", "paragraphs", "moved");
    if (!buf.n && !d->withdraws) buf_puts(&buf, "; nothing changed");
    if (d->withdraws) buf_puts(&buf, "; earlier text withdrawn");
    if (d->claim.check == DIFF_CHECK_AGREES) buf_puts(&buf, "; the note agrees");
    if (d->claim.check == DIFF_CHECK_DIFFERS) buf_puts(&buf, "; the note differs");
    struct str rest = buf.failed || buf.n < 2 ? STR_LIT("") : (struct str){buf.p + 2, buf.n - 2};
    d->digest = arena_printf(w->arena, "%s: %.*s", d->action, STR_ARG(rest));
    bool ok = !buf.failed && d->digest.p;
    buf_fini(&buf);
    return ok;
}
