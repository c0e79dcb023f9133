/* event/check.c - the linter of rules: `bede check`.
 *
 * Reports templates that did not compile, rules that stand twice, and rules that never win: another
 * one, as heavy and above it in the file or heavier, holds wherever they do.
 *
 *     ACCUSE  A {blame|fault} R        SUPPORT  A fault R      the second is shadowed
 *
 * The sentences that rule files carry as examples are run by the caller through `bede check`,
 * which has all stages at hand (see event_rule_examples).
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "event/book.h"

static void say(kb_report report, void *ctx, bool is_error, const struct event_rule *rule,
                const char *format, struct str arg)
{
    char message[512];
    snprintf(message, sizeof message, format, STR_ARG(arg));
    report(ctx, is_error, rule->file, rule->line, message);
}

/* ---- rules that never win ---- */

static bool within(const struct word_set *part, const struct word_set *whole)
{
    if (part == whole) return true;
    if (!part || !whole) return false;
    for (uint32_t i = 0; i < part->members.n; i++)
        if (!book_has_word(whole, part->members.keys[i])) return false;
    return true;
}

static bool preps_within(const struct pattern_arg *part, const struct pattern_arg *whole)
{
    if (!whole->preps) return !part->preps && str_eq(part->prep, whole->prep);
    return part->preps ? within(part->preps, whole->preps)
                       : book_has_word(whole->preps, part->prep);
}

/* Does an argument hold wherever the other one does? */
static bool arg_covers(const struct pattern_arg *a, const struct pattern_arg *other)
{
    if (a->role != other->role || a->fill != other->fill || a->under != other->under) return false;
    if (a->several != other->several || a->gerund != other->gerund) return false;
    if ((other->types & ~a->types) || a->n_mods != other->n_mods) return false;
    for (uint32_t i = 0; i < a->n_mods; i++)
        if (!str_eq(a->mods[i], other->mods[i])) return false;
    return preps_within(other, a) && (a->fill != FILL_WORD || within(other->words, a->words));
}

/* Does rule `a` win wherever `other` holds? Rules stand in the order of the files. */
static bool shadows(const struct event_rule *a, const struct event_rule *other)
{
    if (a == other || a->light || a->problem.n || a->n_args != other->n_args) return false;
    if (a->weight < other->weight || (a->weight == other->weight && a > other)) return false;
    if (a->head_noun != other->head_noun || !within(other->head, a->head)) return false;
    for (uint32_t i = 0; i < other->n_args; i++) {
        bool covered = false;
        for (uint32_t k = 0; k < a->n_args && !covered; k++)
            covered = arg_covers(&a->args[k], &other->args[i]);
        if (!covered) return false;
    }
    return true;
}

/* The rule that wins wherever this one holds, or NULL. */
static const struct event_rule *shadow_of(const struct event_book *book,
                                          const struct event_rule *rule)
{
    if (!rule->head || !rule->head->members.n) return NULL;
    struct str lemma = rule->head->members.keys[0];
    size_t blank = str_find_byte(lemma, ' ', 0);
    if (blank != SIZE_MAX) lemma = str_slice(lemma, blank + 1, lemma.n);
    for (uint32_t ref = map_get(&book->heads, lemma); ref != MAP_NONE && ref;
         ref = book->refs[ref - 1].next) {
        const struct event_rule *other = &book->rules[book->refs[ref - 1].rule];
        if (shadows(other, rule)) return other;
    }
    return NULL;
}

uint32_t event_check(const struct event_book *book, kb_report report, void *ctx)
{
    uint32_t errors = 0;
    struct map seen;
    map_init(&seen);
    for (uint32_t i = 0; i < book->n_rules; i++) {
        const struct event_rule *rule = &book->rules[i];
        if (rule->light) continue;
        if (rule->problem.n) {
            say(report, ctx, true, rule, "%.*s", rule->problem);
            errors++;
            continue;
        }
        uint32_t other = map_get(&seen, rule->text);
        if (other != MAP_NONE)
            say(report, ctx, false, rule, "the same template stands earlier, at %.*s",
                str_c(book->rules[other].label));
        else if (!map_put(&seen, rule->text, i))
            break;
        const struct event_rule *shadow = other == MAP_NONE ? shadow_of(book, rule) : NULL;
        if (shadow)
            say(report, ctx, false, rule, "never wins: wherever it holds, so does %.*s",
                str_c(shadow->label));
        if (!rule->none && !rule->has_actor)
            say(report, ctx, false, rule, "has no actor A: \"%.*s\"", rule->text);
    }
    map_fini(&seen);
    return errors;
}

bool event_rule_example(const struct event_book *book, uint32_t rule, uint32_t n,
                        struct event_example *out)
{
    if (rule >= book->n_rules) return false;
    struct str rest = book->rules[rule].examples, line;
    uint32_t number = book->rules[rule].line;
    for (uint32_t i = 0; rest.n && str_split(&rest, '\n', &line);) {
        line = str_trim(line);
        number++;
        bool wanted = str_starts(line, "=>"), unwanted = str_starts(line, "!>");
        if (!wanted && !unwanted) continue;
        if (i++ != n) continue;
        *out = (struct event_example){.file = book->rules[rule].file,
                                      .line = number,
                                      .label = book->rules[rule].label,
                                      .sentence = str_trim(str_slice(line, 2, line.n)),
                                      .wanted = wanted,
                                      .exclusion = book->rules[rule].none};
        return true;
    }
    return false;
}

uint32_t event_rule_count(const struct event_book *book)
{
    return book->n_rules;
}
