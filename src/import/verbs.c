/* import/verbs.c - dictionaries of verbs: synonym sets, blocks of verbs, their patterns.
 *
 *     --- ACCUSE [112] ---             a block; the code of verbs that have none of their own
 *     ACCUSE
 *     BLAME {BLAMES BLAMED} [111]      irregular forms are left to Bede's lemmas
 *     +POINT_FINGER                    "+" stands before the head of a phrase
 *     - * (OF CORRUPTION) [1121]       a pattern of all verbs of the block
 *
 * A verb becomes the rule "A verb R", a pattern a rule of its own (patterns.c). [a:b] means two
 * events or two voices, as the reader wants; a is taken. [---] in a pattern is an exclusion.
 *
 * SPDX-License-Identifier: MIT */
#include "import/work.h"

enum { VERBS_MAX = 512, PATTERNS_MAX = 4096, HEADS_MAX = 8192 };

struct verb {
    struct str head, rest, code;
    uint32_t line;
};

struct pattern_line {
    struct str before, after, code;
    uint32_t line;
};

struct block {
    struct str code;
    struct verb *verbs;
    struct pattern_line *patterns;
    uint32_t n_verbs, n_patterns;
    bool open;
};

/* ---- codes of events ------------------------------------------------------------------------- */

/* The event of a code, "-" for an exclusion; empty, with the line refused, when there is none. */
static struct str event_of(struct import *im, uint32_t line, struct str code)
{
    struct str none = {"", 0}, rest = code, active = {"", 0};
    str_split(&rest, ':', &active);
    active = str_trim(active);
    struct str other = str_trim(rest);
    if (str_is(active, "---") && !other.n) return STR_LIT("-");
    if (!active.n || str_is(active, "---")) {
        import_refuse(im, line, "[%.*s]: a code for the passive alone", STR_ARG(code));
        return none;
    }
    for (size_t i = 0; i < active.n; i++)
        if (!ascii_is_digit(active.p[i])) {
            import_refuse(im, line, "[%.*s] is no CAMEO code", (int)(code.n < 40 ? code.n : 40),
                          code.p);
            return none;
        }
    struct str event = import_cameo(im, active);
    if (!event.n)
        import_refuse(im, line,
                      str_starts(active, "01") || str_starts(active, "02")
                          ? "CAMEO %.*s has no type in PLOVER"
                          : "%.*s is no CAMEO code",
                      STR_ARG(active));
    else if (other.n && !str_eq(import_cameo(im, other), event))
        import_note(im, line, "[%.*s]: only the first code is taken", STR_ARG(code));
    return event;
}

static void put_rule(struct import *im, uint32_t line, struct str event, struct str head,
                     struct str body)
{
    struct str key = arena_printf(im->scratch, "[%.*s] %.*s", STR_ARG(head), STR_ARG(body));
    if (!key.p) {
        im->no_memory = true;
        return;
    }
    struct str whole = arena_printf(im->scratch, "%.*s %.*s", STR_ARG(event), STR_ARG(key));
    uint32_t earlier = map_get(&im->rules, key);
    if (!whole.p) {
        im->no_memory = true;
        return;
    }
    if (import_seen(im, &im->rules, whole)) {
        import_mark(im, line, LINE_KNOWN);
        return;
    }
    if (earlier != MAP_NONE) {
        import_refuse(im, line, "line %u has another code for the same pattern", (unsigned)earlier);
        return;
    }
    if (!map_put(&im->rules, key, line)) im->no_memory = true;
    buf_printf(&im->out[OUT_RULES], "%.*s\t%.*s  # %s:%u\n", STR_ARG(event), STR_ARG(key), im->file,
               (unsigned)line);
}

/* ---- a block --------------------------------------------------------------------------------- */

/* All verbs of one word that `code` holds for (empty: all), as "a" or "{a|b}". */
static struct str heads_of(struct import *im, const struct block *b, const char *code,
                           size_t code_n)
{
    struct buf list;
    uint32_t n = 0;
    buf_init(&list, HEADS_MAX);
    for (uint32_t i = 0; i < b->n_verbs; i++) {
        const struct verb *v = &b->verbs[i];
        struct str head;
        if (v->rest.n || (code && !str_eq(v->code, (struct str){code, code_n}))) continue;
        if (import_phrase(im, v->head, &head)) continue;
        buf_printf(&list, "%s%.*s", n++ ? "|" : "", STR_ARG(head));
    }
    struct str made =
        arena_printf(im->scratch, n > 1 ? "{%.*s}" : "%.*s", (int)list.n, list.n ? list.p : "");
    im->no_memory |= list.failed || !made.p;
    buf_fini(&list);
    return made;
}

/* "A verb R" for verbs of one code at once. */
static void put_verbs(struct import *im, const struct block *b)
{
    struct map done;
    map_init(&done);
    for (uint32_t i = 0; i < b->n_verbs; i++) {
        const struct verb *v = &b->verbs[i];
        if (!v->code.n || str_is(v->code, "---")) continue;
        struct str event = event_of(im, v->line, v->code), head;
        if (!event.n || str_is(event, "-")) continue;
        if (v->rest.n) {
            struct pattern_text text;
            if (import_phrase(im, v->head, &head) ||
                !import_pattern(im, v->line, (struct str){"", 0}, v->rest, &text))
                continue;
            for (uint32_t k = 0; k < text.n; k++)
                put_rule(im, v->line, event, head, text.body[k]);
        } else if (!import_seen(im, &done, v->code)) {
            head = heads_of(im, b, v->code.p, v->code.n);
            if (head.n) put_rule(im, v->line, event, head, STR_LIT("subj=A obj=R"));
        }
    }
    map_fini(&done);
}

static bool says_a_word(struct str body)
{
    struct str rest = body, arg;
    while (str_split(&rest, ' ', &arg)) {
        size_t equals = str_find_byte(arg, '=', 0);
        if (equals == SIZE_MAX) return true;
        struct str value = str_slice(arg, equals + 1, arg.n);
        if (!str_is(value, "A") && !str_is(value, "A+") && !str_is(value, "R") &&
            !str_is(value, "*"))
            return true;
    }
    return false;
}

static void put_pattern(struct import *im, const struct pattern_line *p, struct str heads)
{
    struct pattern_text text;
    struct str event = event_of(im, p->line, p->code);
    if (!event.n) return;
    bool exclusion = str_is(event, "-"), said = false;
    if (import_pattern(im, p->line, p->before, p->after, &text)) {
        for (uint32_t k = 0; k < text.n; k++) {
            if (exclusion && (k || !says_a_word(text.body[k]))) continue;
            put_rule(im, p->line, event, heads, text.body[k]);
            said = true;
        }
        if (!said) import_refuse(im, p->line, "it would exclude all that the verb says");
    }
}

static void flush(struct import *im, struct block *b)
{
    if (b->open) {
        put_verbs(im, b);
        struct str heads = heads_of(im, b, NULL, 0);
        for (uint32_t i = 0; i < b->n_patterns; i++) {
            if (!heads.n)
                import_refuse(im, b->patterns[i].line, "no verb of one word in the block");
            else
                put_pattern(im, &b->patterns[i], heads);
        }
    }
    b->n_verbs = b->n_patterns = 0;
    b->open = false;
    arena_reset(im->scratch);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void open_block(struct import *im, struct block *b, struct str line)
{
    size_t at = 0;
    struct str code = {"", 0};
    flush(im, b);
    if (!bracket_next(line, &at, &code))
        import_refuse(im, im->line, "a block has a code in brackets: --- NAME [code] ---");
    b->code = code;
    b->open = true;
}

/* A verb with its own code or the block's. Forms in braces are what Bede's lemmas know. */
static void add_verb(struct import *im, struct block *b, struct str line)
{
    size_t at = 0;
    struct verb v = {.line = im->line, .code = b->code};
    struct str code, form = line;
    if (bracket_next(line, &at, &code)) v.code = code;
    for (size_t i = 0; i < form.n; i++)
        if (form.p[i] == '{' || form.p[i] == '[') form.n = i;
    form = str_trim(form);
    while (form.n && form.p[form.n - 1] == '_')
        form.n--;
    size_t plus = str_find_byte(form, '+', 0);
    if (plus != SIZE_MAX && plus) {
        import_refuse(im, im->line, "%.*s: the verb is not the first word of the phrase",
                      STR_ARG(form));
        return;
    }
    if (!plus) form = str_slice(form, 1, form.n);
    size_t cut = 0;
    while (cut < form.n && form.p[cut] != '_' && !ascii_is_space(form.p[cut]))
        cut++;
    v.head = str_slice(form, 0, cut);
    char *rest = arena_strdup(im->scratch, str_slice(form, cut, form.n));
    struct str plain;
    const char *why = !b->open ? "a verb outside of a block" : import_phrase(im, v.head, &plain);
    if (!rest) im->no_memory = true;
    if (!why && b->n_verbs == VERBS_MAX) why = "too many verbs in a block";
    if (why) import_refuse(im, im->line, "%.*s: %s", STR_ARG(form), why);
    if (why || !rest) return;
    for (char *c = rest; *c; c++)
        if (*c == '_') *c = ' ';
    v.rest = str_trim(str_c(rest));
    b->verbs[b->n_verbs++] = v;
}

static void add_pattern(struct import *im, struct block *b, struct str line)
{
    size_t at = 0, star = str_find_byte(line, '*', 0), open = str_find_byte(line, '[', 0);
    struct pattern_line p = {.line = im->line};
    const char *why = NULL;
    if (!b->open)
        why = "a pattern outside of a block";
    else if (star == SIZE_MAX || open == SIZE_MAX || star > open ||
             !bracket_next(line, &at, &p.code))
        why = "expected \"- words * words [code]\"";
    else if (b->n_patterns == PATTERNS_MAX)
        why = "too many patterns in a block";
    if (why) {
        import_refuse(im, im->line, "%s", why);
        return;
    }
    p.before = str_trim(str_slice(line, 1, star));
    p.after = str_trim(str_slice(line, star + 1, open));
    b->patterns[b->n_patterns++] = p;
}

static void read_line(struct import *im, struct block *b, struct str line)
{
    if (str_starts(line, "---"))
        open_block(im, b, line);
    else if (*line.p == '-')
        add_pattern(im, b, line);
    else if (*line.p == '~')
        import_refuse(im, im->line,
                      "transformations of verb with verb are left to Bede's own composition");
    else if (*line.p == '&' || (*line.p == '+' && !b->open))
        import_synset_line(im, line);
    else
        add_verb(im, b, line);
}

bede_status import_verbs(struct import *im, struct str text, bede_error *err)
{
    struct block b = {.verbs = ARENA_ARRAY(im->arena, VERBS_MAX, struct verb),
                      .patterns = ARENA_ARRAY(im->arena, PATTERNS_MAX, struct pattern_line)};
    struct line_reader reader = {.rest = text};
    struct str line;
    if (!b.verbs || !b.patterns) return err_nomem(err);
    map_fini(&im->synset_ids);
    map_init(&im->synset_ids);
    im->n_synsets = 0;
    while (line_next(im, &reader, &line)) {
        read_line(im, &b, line);
        if (im->no_memory) return err_nomem(err);
    }
    flush(im, &b);
    return im->no_memory ? err_nomem(err) : BEDE_OK;
}
