/* knowledge/kb.c - the kb as a whole: making, freeing, codes, notes, plurals, aliases.
 *
 * SPDX-License-Identifier: MIT */
#include "knowledge/kb.h"
#include "base/arena.h"
#include "knowledge/gazetteer.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    NOTES_MAX = 1000,
    ACRONYM_STRICT = 3,
    SHORT_WORD = 3,
    LOOK_MAX = 64,
    SLOTS_BIG = 1 << 17,
    SLOTS_SMALL = 1 << 8
};

bede_status kb_new(bool big, struct kb **out, bede_error *err)
{
    struct kb *kb = calloc(1, sizeof *kb);
    if (!kb) return err_nomem(err);
    map_init(&kb->names);
    kb->arena = big ? arena_new_big() : arena_new(0);
    bede_status status = kb->arena
                             ? index_init(&kb->index, kb->arena, big ? SLOTS_BIG : SLOTS_SMALL, err)
                             : err_nomem(err);
    if (status != BEDE_OK) {
        kb_free(kb);
        return status;
    }
    *out = kb;
    return BEDE_OK;
}

void kb_free(struct kb *kb)
{
    if (!kb) return;
    map_fini(&kb->names);
    kb_words_free(kb->words);
    gazetteer_close(kb->gazetteer);
    arena_free(kb->arena);
    free(kb);
}

const struct gazetteer *kb_gazetteer(const struct kb *kb)
{
    return kb->gazetteer;
}

const struct kb_words *kb_word_tables(const struct kb *kb)
{
    return kb->words;
}

bool kb_note(struct kb *kb, enum note_level level, const char *file, uint32_t line,
             const char *format, ...)
{
    if (kb->n_notes >= NOTES_MAX && level != NOTE_FATAL) {
        kb->notes_cut = true;
        return true;
    }
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *copy = arena_strdup(kb->arena, str_c(text));
    struct note note = {level, file, line, copy};
    return copy && ARRAY_PUSH(kb->arena, kb->notes, kb->n_notes, kb->cap_notes, note);
}

bede_status kb_fatal(const struct kb *kb, bede_error *err)
{
    for (uint32_t i = 0; i < kb->n_notes; i++)
        if (kb->notes[i].level == NOTE_FATAL)
            return err_at(err, BEDE_DATA, kb->notes[i].file, kb->notes[i].line, 0, "%s",
                          kb->notes[i].message);
    return BEDE_OK;
}

uint32_t code_number(struct str code)
{
    if (code.n != 3) return CODE_NONE;
    uint32_t number = 0;
    for (int i = 0; i < 3; i++) {
        if (!ascii_is_upper(code.p[i])) return CODE_NONE;
        number = number * 26 + (uint32_t)(code.p[i] - 'A');
    }
    return number;
}

const struct kb_row *kb_country(const struct kb *kb, const char *code)
{
    uint32_t number = code_number(str_c(code));
    if (number == CODE_NONE || !kb->country[number]) return NULL;
    return kb->rows[kb->country[number] - 1];
}

bool kb_code_valid(const struct kb *kb, const char *code)
{
    uint32_t number = code_number(str_c(code));
    return number != CODE_NONE && (kb->country[number] || (kb->codes[number] & CODE_ACTOR));
}

bool kb_sector_valid(const char *sector)
{
    return code_number(str_c(sector)) != CODE_NONE;
}

bool kb_sector_known(const struct kb *kb, const char *sector)
{
    uint32_t number = code_number(str_c(sector));
    return number != CODE_NONE && (kb->codes[number] & CODE_SECTOR);
}

const struct kb_row *const *kb_rows(const struct kb *kb, uint32_t *n)
{
    *n = kb->n_rows;
    return (const struct kb_row *const *)kb->rows;
}

const struct kb_row *const *kb_people(const struct kb *kb, uint32_t *n)
{
    *n = kb->n_people;
    return (const struct kb_row *const *)kb->people;
}

/* A date with unknown month or day as its first or last possible day, comparable. */
static int32_t earliest(struct date d)
{
    return d.year * 512 + d.month * 32 + d.day;
}
static int32_t latest(struct date d)
{
    return d.year * 512 + (d.month ? d.month : 15) * 32 + (d.day ? d.day : 31);
}

bool kb_row_holds(const struct kb_row *row, struct date date)
{
    if (!date.year) return true;
    if (row->from.year && latest(date) < earliest(row->from)) return false;
    return !row->to.year || earliest(date) <= latest(row->to);
}

/* Which pieces of an alias must be written how. Short words may be in lower case inside a name
 * ("al-Qaeda", "Abu Sayyaf"), unless all are short. */
static void need_case(struct kb_alias *alias, const struct pieces *pieces)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < pieces->n; i++) {
        const struct piece *p = &pieces->item[i];
        if (!p->capital) continue;
        all |= 1u << i;
        if (p->n > SHORT_WORD) alias->capitals |= 1u << i;
        if (p->upper && p->n > 1 && p->n <= ACRONYM_STRICT) alias->acronyms |= 1u << i;
    }
    if (!alias->capitals) alias->capitals = all;
    alias->cased = all != 0;
}

static bool same_alias(const struct kb_alias *a, const struct kb_alias *b)
{
    return a->row == b->row && a->sense == b->sense && a->cased == b->cased;
}

/* A row's names come one after the other, so that its double is the last one; only a row that is
 * extended by a later folder has them farther up. Looking at a few bounds the time. */
static bool has_alias(const struct index_node *node, const struct kb_alias *like)
{
    uint32_t looked = 0;
    for (const struct kb_alias *a = node->aliases; a && looked < LOOK_MAX; a = a->next, looked++)
        if (same_alias(a, like)) return true;
    return node->last && same_alias(node->last, like);
}

static bede_status put_alias(struct kb *kb, const struct pieces *pieces,
                             const struct kb_alias *alias, bede_error *err)
{
    uint32_t node = INDEX_ROOT;
    for (uint32_t i = 0; i < pieces->n; i++) {
        node = index_add(&kb->index, kb->arena, node, &pieces->item[i]);
        if (!node) return err_nomem(err);
    }
    start_set(kb->index.starts, pieces->item[0].hash);
    if (!(alias->capitals & 1)) start_set(kb->index.lower_starts, pieces->item[0].hash);
    struct index_node *end = &kb->index.nodes[node];
    if (has_alias(end, alias)) return BEDE_OK;
    struct kb_alias *copy = ARENA_NEW(kb->arena, struct kb_alias);
    if (!copy) return err_nomem(err);
    *copy = *alias;
    if (end->last)
        end->last->next = copy;
    else
        end->aliases = copy;
    end->last = copy;
    kb->n_aliases++;
    return BEDE_OK;
}

bede_status kb_add_alias(struct kb *kb, struct kb_row *row, struct str text, enum kb_sense sense,
                         bool plural, bede_error *err)
{
    struct kb_alias alias = {.row = row, .sense = sense, .plural = plural};
    alias.article = str_starts(text, "the ");
    struct str phrase = alias.article ? str_trim(str_slice(text, 4, text.n)) : text;
    struct pieces pieces;
    pieces_cut(phrase, &pieces);
    if (!pieces.n || pieces.too_long) {
        const char *why = pieces.n ? "too long to be matched" : "has no letter to be matched by";
        return kb_note(kb, NOTE_ERROR, row->file, row->line, "the name \"%.*s\" %s",
                       (int)(text.n < 60 ? text.n : 60), text.p, why)
                   ? BEDE_OK
                   : err_nomem(err);
    }
    alias.n_pieces = (uint8_t)pieces.n;
    need_case(&alias, &pieces);
    return put_alias(kb, &pieces, &alias, err);
}

/* Where the head of a phrase ends: before the first link word, else at its end. */
static size_t head_end(const struct plurals *plurals, struct str phrase)
{
    for (size_t at = str_find_byte(phrase, ' ', 0); at != SIZE_MAX;
         at = str_find_byte(phrase, ' ', at + 1)) {
        size_t end = str_find_byte(phrase, ' ', at + 1);
        struct str word = str_slice(phrase, at + 1, end == SIZE_MAX ? phrase.n : end);
        for (uint32_t i = 0; i < plurals->n_links; i++)
            if (str_eq(word, plurals->links[i])) return at;
    }
    return phrase.n;
}

struct str plurals_form(const struct plurals *plurals, struct str phrase, char *out, size_t cap)
{
    size_t end = head_end(plurals, phrase);
    struct str head = str_slice(phrase, 0, end);
    const struct plural_ending *best = NULL;
    for (uint32_t i = 0; i < plurals->n_endings; i++) {
        const struct plural_ending *e = &plurals->endings[i];
        if (e->from.n > head.n || (best && e->from.n <= best->from.n)) continue;
        if (str_ieq(str_slice(head, head.n - e->from.n, head.n), e->from)) best = e;
    }
    if (!best || phrase.n + best->to.n >= cap) return (struct str){NULL, 0};
    size_t n = head.n - best->from.n;
    memcpy(out, head.p, n);
    memcpy(out + n, best->to.p, best->to.n);
    n += best->to.n;
    memcpy(out + n, phrase.p + end, phrase.n - end);
    return (struct str){out, n + phrase.n - end};
}

enum { SINGULAR_MAX = 256 };

struct str kb_singular(const struct kb *kb, struct str phrase, char *out, size_t cap)
{
    const struct plurals *plurals = &kb->plurals;
    char one[SINGULAR_MAX], again[SINGULAR_MAX + 16];
    size_t longest = 0, n_out = 0;
    for (uint32_t i = 0; i < plurals->n_endings; i++) {
        const struct plural_ending *e = &plurals->endings[i];
        if (e->to.n <= longest || e->to.n > phrase.n) continue;
        size_t n = phrase.n - e->to.n;
        if (n + e->from.n > sizeof one || n + e->from.n > cap) continue;
        if (!str_ieq(str_slice(phrase, n, phrase.n), e->to)) continue;
        memcpy(one, phrase.p, n);
        if (e->from.n) memcpy(one + n, e->from.p, e->from.n);
        struct str tried = {one, n + e->from.n};
        if (!str_ieq(plurals_form(plurals, tried, again, sizeof again), phrase)) continue;
        longest = e->to.n;
        n_out = tried.n;
        memcpy(out, one, n_out);
    }
    return (struct str){out, n_out};
}
