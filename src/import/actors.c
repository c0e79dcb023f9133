/* import/actors.c - dictionaries of actors: a name, other names, and codes with dates.
 *
 *     KOFI_ANNAN_                      the head; it may carry a code itself
 *     +K._ANNAN_                       another name
 *         [IGOUNO 970101-061231]       a code for some years: also <yymmdd, >yymmdd
 *         [ELI]                        at all other times
 *
 * Of several codes the first whose dates hold counts, and one without dates when no other does. So
 * the codes share out the line of time: each gets what the ones before it left (PETRARCH 1; PETRARCH
 * 2 takes strict file order, and an undated code on the head hides all behind it). Source: the
 * readers of both and their documentation.
 *
 * States are names of rows of countries.tsv, others go where their code says: people, organisations,
 * groups. What Bede has already with the same code is left out.
 *
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "import/work.h"

enum { FOREVER = 10000000, PIVOT = 30, PIECES_MAX = 2 * IMPORT_GROUPS_MAX };

struct group {
    struct str code;
    int32_t from, to; /* days; -FOREVER and FOREVER: open */
    bool dated;
    uint32_t line;
};

struct entry {
    struct str names[IMPORT_NAMES_MAX];
    uint32_t lines[IMPORT_NAMES_MAX];
    uint32_t n_names;
    struct group groups[IMPORT_GROUPS_MAX];
    uint32_t n_groups, line;
    bool skip; /* the head was refused */
};

struct piece_of_time {
    int32_t from, to;
};

/* ---- dates ----------------------------------------------------------------------------------- */

/* YYMMDD or YYYYMMDD as days. */
static bool read_day(struct str s, int32_t *days)
{
    uint32_t n;
    if ((s.n != 6 && s.n != 8) || !str_u32(s, &n)) return false;
    uint32_t year = n / 10000;
    if (s.n == 6) year += year <= PIVOT ? 2000 : 1900;
    struct date d = {(int16_t)year, (uint8_t)(n / 100 % 100), (uint8_t)(n % 100)};
    if (!year || year > 9999 || !date_valid(d)) return false;
    *days = date_to_days(d);
    return true;
}

/* What stands behind the code: "<D", ">D", "D-D" or "D". */
static const char *read_dates(struct str s, struct group *g)
{
    char text[48];
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_space(s.p[i])) {
            if (n == sizeof text) return "the dates are too long";
            text[n++] = s.p[i];
        }
    struct str d = {text, n};
    g->dated = n > 0;
    if (!n) return NULL;
    size_t dash = str_find_byte(d, '-', 0);
    bool ok;
    if (*d.p == '<')
        ok = read_day(str_slice(d, 1, n), &g->to);
    else if (*d.p == '>')
        ok = read_day(str_slice(d, 1, n), &g->from);
    else if (dash != SIZE_MAX)
        ok = read_day(str_slice(d, 0, dash), &g->from) &&
             read_day(str_slice(d, dash + 1, n), &g->to);
    else
        ok = read_day(d, &g->from) && read_day(d, &g->to);
    if (!ok) return "these are no dates (YYMMDD or YYYYMMDD)";
    return g->from > g->to ? "the end is before the beginning" : NULL;
}

/* Adds the [CODE dates] of a line to the entry. */
static void add_groups(struct import *im, struct entry *e, struct str line)
{
    struct str inside;
    size_t at = 0;
    while (bracket_next(line, &at, &inside)) {
        size_t cut = 0;
        while (cut < inside.n && !ascii_is_space(inside.p[cut]) && inside.p[cut] != '<' &&
               inside.p[cut] != '>')
            cut++;
        struct group g = {str_slice(inside, 0, cut), -FOREVER, FOREVER, false, im->line};
        const char *why = read_dates(str_slice(inside, cut, inside.n), &g);
        if (!why && e->n_groups == IMPORT_GROUPS_MAX) why = "too many codes for one actor";
        if (!why && !g.code.n) why = "the brackets are empty";
        if (why)
            import_refuse(im, im->line, "[%.*s]: %s", (int)(inside.n < 60 ? inside.n : 60),
                          inside.p, why);
        else
            e->groups[e->n_groups++] = g;
    }
    if (str_find_byte(line, '[', at) != SIZE_MAX) import_refuse(im, im->line, "a \"]\" is missing");
}

/* ---- time shared out ------------------------------------------------------------------------- */

/* What of [from, to] is not yet taken, in order; `taken` is kept sorted and grows by it. */
static uint32_t share(struct piece_of_time *taken, uint32_t *n_taken, int32_t from, int32_t to,
                      struct piece_of_time *out)
{
    uint32_t n = 0;
    int32_t at = from;
    for (uint32_t i = 0; i < *n_taken && at <= to && n < PIECES_MAX; i++) {
        if (taken[i].to < at) continue;
        if (taken[i].from > to) break;
        if (taken[i].from > at) out[n++] = (struct piece_of_time){at, taken[i].from - 1};
        at = taken[i].to + 1;
    }
    if (at <= to && n < PIECES_MAX) out[n++] = (struct piece_of_time){at, to};
    for (uint32_t i = 0; i < n && *n_taken < PIECES_MAX; i++) {
        uint32_t k = (*n_taken)++;
        while (k && taken[k - 1].from > out[i].from) {
            taken[k] = taken[k - 1];
            k--;
        }
        taken[k] = out[i];
    }
    return n;
}

/* ---- what Bede knows ------------------------------------------------------------------------- */

#define NAMED                                                                                      \
    (1u << KB_COUNTRY | 1u << KB_PLACE | 1u << KB_ORG | 1u << KB_GROUP | 1u << KB_PERSON |         \
     1u << KB_OFFICE | 1u << KB_AGENT)

static bool holds(const struct kb_row *row, struct piece_of_time t)
{
    struct date from = date_from_days(t.from < 0 ? 0 : t.from), to = from;
    if (t.from > -FOREVER) from = date_from_days(t.from);
    if (t.to < FOREVER) to = date_from_days(t.to);
    if (row->kind != KB_PERSON) return true;
    return kb_row_holds(row, from) || kb_row_holds(row, to);
}

/* Does Bede have the name with that country and time? `other`: with another country, and it is
 * no person, of whom there may be many. */
static bool known(const struct import *im, struct str name, const struct who *who,
                  struct piece_of_time t, const struct kb_row **other)
{
    *other = NULL;
    for (const struct kb_alias *a = kb_find(im->kb, name); a; a = a->next) {
        if (!(NAMED >> a->row->kind & 1)) continue;
        bool same = memcmp(a->row->code, who->code, sizeof who->code) == 0;
        if (same && holds(a->row, t)) return true;
        if (!same && a->row->kind != KB_PERSON) *other = a->row;
    }
    return false;
}

/* Was the name written before with that code, for some of these days? Else it is from now on. */
static bool written(struct import *im, struct str name, const struct who *who,
                    struct piece_of_time t)
{
    struct str key = arena_printf(im->scratch, "%s|%.*s", who->code, STR_ARG(name));
    if (!key.p) im->no_memory = true;
    if (!key.p) return true;
    uint32_t first = map_get(&im->names, key);
    for (uint32_t i = first == MAP_NONE ? 0 : first + 1; i; i = im->terms[i - 1].next)
        if (im->terms[i - 1].from <= t.to && t.from <= im->terms[i - 1].to) return true;
    struct term term = {t.from, t.to, first == MAP_NONE ? 0 : first + 1};
    if (!map_put(&im->names, key, im->n_terms) ||
        !ARRAY_PUSH(im->arena, im->terms, im->n_terms, im->cap_terms, term))
        im->no_memory = true;
    return false;
}

/* ---- writing --------------------------------------------------------------------------------- */

static const char FORMER[] = "ELI"; /* the codebook's sector of who was in office */

static bool is_former(const struct who *who)
{
    for (uint32_t i = 0; i < who->n_sectors; i++)
        if (memcmp(who->sectors[i], FORMER, 3) == 0) return true;
    return false;
}

/* Is some word of the name one that bodies have ("Army of Zembla")? */
static bool names_body(const struct import *im, struct str name)
{
    struct str rest = name, word;
    uint32_t n = 0;
    while (str_split(&rest, ' ', &word)) {
        n++;
        if (import_is(im, "body", word)) return true;
    }
    return n < 2;
}

/* Which table the entry belongs to: states, people, or what its code says. */
static enum import_out table_of(const struct import *im, const struct entry *e,
                                const struct who *who, struct str name)
{
    bool dated = false, actor = kb_country(im->kb, who->code) == NULL && *who->code;
    for (uint32_t i = 0; i < e->n_groups; i++)
        dated |= e->groups[i].dated;
    if (dated || is_former(who)) return OUT_PEOPLE;
    if (!who->n_sectors && !actor) return OUT_COUNTRIES;
    if (str_is(who->table, "groups")) return OUT_GROUPS;
    if (actor || names_body(im, name)) return OUT_ORGANISATIONS;
    return str_is(who->type, "agency") || !who->type.n ? OUT_PEOPLE : OUT_ORGANISATIONS;
}

static void put_day(struct buf *b, int32_t day)
{
    char text[11];
    if (day <= -FOREVER || day >= FOREVER)
        buf_puts(b, "\t-");
    else
        buf_printf(b, "\t%s", date_format(date_from_days(day), text));
}

/* The names that the row gets; false when none is left. The first becomes the row's own. */
static bool choose_names(struct import *im, const struct entry *e, const struct who *who,
                         struct piece_of_time t, struct str *first, struct buf *others)
{
    bool any = false;
    for (uint32_t i = 0; i < e->n_names; i++) {
        struct str spelled[2];
        const char *why = import_name(im, e->names[i], &spelled[0], &spelled[1]);
        bool told = im->fates[e->lines[i]] == LINE_REFUSED; /* in another stretch of time */
        if (why && !told)
            import_refuse(im, e->lines[i], "%.*s: %s",
                          (int)(e->names[i].n < 80 ? e->names[i].n : 80), e->names[i].p, why);
        if (why) continue;
        for (int k = 0; k < 2 && spelled[k].n; k++) {
            const struct kb_row *other;
            if (known(im, spelled[k], who, t, &other)) {
                import_mark(im, e->lines[i], LINE_KNOWN);
            } else if (other) {
                if (told) continue;
                import_refuse(im, e->lines[i], "%.*s is another one's name already: %.*s, %s",
                              STR_ARG(spelled[k]), STR_ARG(other->name),
                              *other->code ? other->code : "of no country");
            } else if (written(im, spelled[k], who, t)) {
                import_mark(im, e->lines[i], LINE_KNOWN);
            } else if (!any) {
                *first = spelled[k];
                any = true;
            } else {
                buf_printf(others, "%s%.*s", others->n ? "; " : "", STR_ARG(spelled[k]));
            }
        }
    }
    return any;
}

static void write_row(struct import *im, const struct entry *e, const struct who *who,
                      struct piece_of_time t)
{
    struct str first = {"", 0};
    struct buf others;
    buf_init(&others, IMPORT_OUT_MAX);
    if (choose_names(im, e, who, t, &first, &others)) {
        enum import_out out = table_of(im, e, who, first);
        struct buf *b = &im->out[out];
        const struct kb_row *state = kb_country(im->kb, who->code);
        struct str list = {others.p, others.n};
        if (out == OUT_COUNTRIES && state) {
            buf_printf(b, "%s\t%.*s\t%.*s%s%.*s\t%s:%u\n", who->code, STR_ARG(state->name),
                       STR_ARG(first), list.n ? "; " : "", STR_ARG(list), im->file,
                       (unsigned)e->line);
        } else {
            buf_printf(b, "%.*s\t%s\t", STR_ARG(first), *who->code ? who->code : "-");
            import_sectors(b, who);
            if (out == OUT_ORGANISATIONS || out == OUT_GROUPS)
                buf_printf(b, "\t%.*s", who->type.n ? (int)who->type.n : 1,
                           who->type.n ? who->type.p : "-");
            put_day(b, t.from);
            put_day(b, t.to);
            buf_printf(b, "\t%.*s\t%s:%u\n", list.n ? (int)list.n : 1, list.n ? list.p : "-",
                       im->file, (unsigned)e->line);
        }
    }
    im->no_memory |= others.failed;
    buf_fini(&others);
}

/* Has the entry a time in office? Then Bede makes a former one of its holder by itself. */
static bool has_office(const struct entry *e)
{
    for (uint32_t i = 0; i < e->n_groups; i++) {
        struct str code = e->groups[i].code;
        bool block = false;
        for (size_t at = 0; at + 3 <= code.n; at += 3)
            block |= str_is(str_slice(code, at, at + 3), FORMER);
        if (e->groups[i].dated && !block && code.n > 3) return true;
    }
    return false;
}

/* One code for the pieces of time that the ones before it left. */
static void write_group(struct import *im, const struct entry *e, const struct group *g,
                        struct piece_of_time *taken, uint32_t *n_taken)
{
    struct piece_of_time pieces[PIECES_MAX];
    struct who who;
    uint32_t n = share(taken, n_taken, g->from, g->to, pieces);
    if (str_is(g->code, "---")) {
        import_note(im, g->line, "[---] means nobody: the name is not looked for in these years");
        return;
    }
    if (str_find_byte(g->code, '/', 0) != SIZE_MAX) {
        import_refuse(im, g->line, "%.*s: one name for several actors", STR_ARG(g->code));
        return;
    }
    if (!import_code(im, g->line, g->code, &who)) return;
    if (is_former(&who) && has_office(e)) {
        import_mark(im, g->line, LINE_KNOWN);
        return;
    }
    if (!n) import_note(im, g->line, "codes above have all the days of [%.*s]", STR_ARG(g->code));
    for (uint32_t i = 0; i < n; i++)
        write_row(im, e, &who, pieces[i]);
}

static void flush(struct import *im, struct entry *e)
{
    struct piece_of_time taken[PIECES_MAX];
    uint32_t n_taken = 0;
    if (e->n_names && !e->n_groups)
        for (uint32_t i = 0; i < e->n_names; i++)
            import_refuse(im, e->lines[i], "%.*s has no code",
                          (int)(e->names[i].n < 80 ? e->names[i].n : 80), e->names[i].p);
    for (int dated = 1; e->n_names && dated >= 0; dated--)
        for (uint32_t i = 0; i < e->n_groups; i++)
            if (e->groups[i].dated == dated) write_group(im, e, &e->groups[i], taken, &n_taken);
    e->n_names = e->n_groups = 0;
}

/* ---- reading --------------------------------------------------------------------------------- */

static void add_name(struct import *im, struct entry *e, struct str name)
{
    if (e->n_names == IMPORT_NAMES_MAX) {
        import_refuse(im, im->line, "more than %d names for one actor", IMPORT_NAMES_MAX);
        return;
    }
    e->lines[e->n_names] = im->line;
    e->names[e->n_names++] = name;
}

static struct str before_bracket(struct str line)
{
    size_t open = str_find_byte(line, '[', 0);
    return str_trim(open == SIZE_MAX ? line : str_slice(line, 0, open));
}

bede_status import_actors(struct import *im, struct str text, bede_error *err)
{
    struct line_reader reader = {.rest = text, .legacy = true};
    struct entry *e = ARENA_NEW(im->arena, struct entry);
    struct str line;
    if (!e) return err_nomem(err);
    while (line_next(im, &reader, &line)) {
        if (str_starts(line, "---STOP---")) {
            import_mark(im, im->line, LINE_TAKEN);
            break;
        }
        if (*line.p == '[') {
            if (e->n_names)
                add_groups(im, e, line);
            else
                import_refuse(im, im->line, "a code without a name above it");
        } else if (*line.p == '+') {
            struct str name = before_bracket(str_slice(line, 1, line.n));
            if (e->n_names)
                add_name(im, e, name);
            else
                import_refuse(im, im->line, "another name without a name above it");
            if (e->n_names) add_groups(im, e, line);
        } else {
            flush(im, e);
            arena_reset(im->scratch);
            e->line = im->line;
            add_name(im, e, before_bracket(line));
            add_groups(im, e, line);
        }
        if (im->no_memory) return err_nomem(err);
    }
    flush(im, e);
    return im->no_memory ? err_nomem(err) : BEDE_OK;
}
