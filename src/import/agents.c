/* import/agents.c - dictionaries of agents: common nouns for those who act.
 *
 *     FARMER [~AGR]                      regular plural
 *     CHAMBER_OF_COMMERCE {CHAMBERS_OF_COMMERCE} [~BUS]
 *     !PERSON! = MAN, MEN, WOMAN         a set of words ...
 *     CATTLE!PERSON! [~AGR]              ... each of which completes this one
 *     CHARITY [NGO~]                     its code stands before a country's, or alone
 *
 * SPDX-License-Identifier: MIT */
#include "import/work.h"

enum { SETS_MAX = 64, SET_WORDS_MAX = 64 };

struct set {
    struct str name;
    struct str words[SET_WORDS_MAX];
    uint32_t n;
};

struct agents {
    struct import *im;
    struct set *sets;
    uint32_t n_sets;
};

/* "!PERSON! = MAN, MEN" */
static void read_set(struct agents *a, struct str line)
{
    struct import *im = a->im;
    size_t close = str_find_byte(line, '!', 1), equals = str_find_byte(line, '=', 1);
    if (close == SIZE_MAX || equals == SIZE_MAX || equals < close || a->n_sets == SETS_MAX) {
        import_refuse(im, im->line,
                      a->n_sets == SETS_MAX ? "too many sets of words"
                                            : "expected !NAME! = WORD, WORD");
        return;
    }
    struct set *set = &a->sets[a->n_sets++];
    *set = (struct set){.name = str_slice(line, 1, close)};
    struct str rest = str_slice(line, equals + 1, line.n), word;
    while (str_split(&rest, ',', &word)) {
        word = str_trim(word);
        if (word.n && set->n < SET_WORDS_MAX)
            set->words[set->n++] = word;
        else if (word.n)
            import_note(im, im->line, "more than %d words in a set", SET_WORDS_MAX);
    }
}

/* What the last word of the phrase is, when Bede knows it as an agent: person, group, body. */
static struct str type_of(const struct import *im, struct str phrase)
{
    size_t at = phrase.n;
    while (at && phrase.p[at - 1] != ' ' && phrase.p[at - 1] != '-')
        at--;
    for (const struct kb_alias *a = kb_find(im->kb, str_slice(phrase, at, phrase.n)); a;
         a = a->next)
        if (a->row->kind == KB_AGENT && a->row->type.n) return a->row->type;
    return STR_LIT("person");
}

/* Does Bede have it as an agent or office with that first sector? */
static bool is_known(const struct import *im, struct str phrase, const struct who *who)
{
    for (const struct kb_alias *a = kb_find(im->kb, phrase); a; a = a->next) {
        const struct kb_row *row = a->row;
        if (row->kind != KB_AGENT && row->kind != KB_OFFICE) continue;
        if (!row->n_sectors && !who->n_sectors) return true;
        if (row->n_sectors && who->n_sectors && !memcmp(row->sectors[0], who->sectors[0], 3))
            return true;
    }
    return false;
}

/* `plural`: as the table has it; empty for the regular one. */
static void write_agent(struct import *im, struct str phrase, struct str plural,
                        const struct who *who)
{
    struct str name, form = plural;
    const char *why = import_phrase(im, phrase, &name);
    if (!why && plural.n && !str_is(plural, "=")) why = import_phrase(im, plural, &form);
    if (why) {
        import_refuse(im, im->line, "%.*s: %s", (int)(phrase.n < 80 ? phrase.n : 80), phrase.p,
                      why);
        return;
    }
    if (is_known(im, name, who) || import_seen(im, &im->seen, name)) {
        import_mark(im, im->line, LINE_KNOWN);
        return;
    }
    struct str type = strcmp(who->code, "NGO") == 0 ? STR_LIT("ngo") : type_of(im, name);
    struct buf *b = &im->out[OUT_AGENTS];
    buf_printf(b, "%.*s\t%.*s\t", STR_ARG(name), form.n ? (int)form.n : 1, form.n ? form.p : "-");
    import_sectors(b, who);
    buf_printf(b, "\t%.*s\t%s:%u\n", STR_ARG(type), im->file, (unsigned)im->line);
}

/* CATTLE!PERSON! for each word of the set; those forms are all there are. */
static void write_set(struct agents *a, struct str phrase, size_t mark, const struct who *who)
{
    struct import *im = a->im;
    size_t close = str_find_byte(phrase, '!', mark + 1);
    struct str name = close == SIZE_MAX ? (struct str){"", 0} : str_slice(phrase, mark + 1, close);
    for (uint32_t i = 0; i < a->n_sets; i++) {
        if (!name.n || !str_eq(a->sets[i].name, name)) continue;
        for (uint32_t k = 0; k < a->sets[i].n; k++) {
            struct str whole = arena_printf(im->scratch, "%.*s%.*s%.*s", (int)mark, phrase.p,
                                            STR_ARG(a->sets[i].words[k]),
                                            (int)(phrase.n - close - 1), phrase.p + close + 1);
            if (!whole.p) im->no_memory = true;
            if (whole.p) write_agent(im, whole, STR_LIT("="), who);
        }
        return;
    }
    import_refuse(im, im->line, "there is no set !%.*s!", STR_ARG(name));
}

/* The code in its brackets; an agent of no state has it before the tilde. */
static bool agent_code(struct import *im, struct str line, size_t *open, struct who *who)
{
    size_t at = 0;
    struct str inside;
    *open = str_find_byte(line, '[', 0);
    if (*open == SIZE_MAX || !bracket_next(line, &at, &inside)) {
        import_refuse(im, im->line, "an agent needs a code in brackets");
        return false;
    }
    if (inside.n && *inside.p == '~')
        inside = str_slice(inside, 1, inside.n);
    else if (inside.n && inside.p[inside.n - 1] == '~')
        inside.n--;
    else {
        import_refuse(im, im->line, "[%.*s]: the code of an agent has a ~ where the actor's stands",
                      (int)(inside.n < 60 ? inside.n : 60), inside.p);
        return false;
    }
    if (!import_code(im, im->line, inside, who)) return false;
    if (who->n_sectors || strcmp(who->code, "NGO") == 0) return true;
    if (*who->code) {
        import_refuse(im, im->line, "%s: Bede's agents take their actor from the text", who->code);
        return false;
    }
    return true;
}

static void read_agent(struct agents *a, struct str line)
{
    struct import *im = a->im;
    struct who who;
    size_t open, mark;
    if (!agent_code(im, line, &open, &who)) return;
    struct str phrase = str_trim(str_slice(line, 0, open)), plural = {"", 0};
    size_t brace = str_find_byte(phrase, '{', 0);
    if (brace != SIZE_MAX) {
        size_t end = str_find_byte(phrase, '}', brace);
        plural = str_trim(str_slice(phrase, brace + 1, end == SIZE_MAX ? phrase.n : end));
        phrase = str_trim(str_slice(phrase, 0, brace));
        if (!plural.n) plural = STR_LIT("=");
    }
    mark = str_find_byte(phrase, '!', 0);
    if (mark != SIZE_MAX)
        write_set(a, phrase, mark, &who);
    else
        write_agent(im, phrase, plural, &who);
}

bede_status import_agents(struct import *im, struct str text, bede_error *err)
{
    struct agents a = {.im = im, .sets = ARENA_ARRAY(im->arena, SETS_MAX, struct set)};
    struct line_reader reader = {.rest = text};
    struct str line;
    if (!a.sets) return err_nomem(err);
    while (line_next(im, &reader, &line)) {
        arena_reset(im->scratch);
        if (*line.p == '!' && str_find_byte(line, '=', 0) != SIZE_MAX)
            read_set(&a, line);
        else
            read_agent(&a, line);
        if (im->no_memory) return err_nomem(err);
    }
    return BEDE_OK;
}
