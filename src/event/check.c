/* event/check.c - the linter of rules: `bede check`.
 *
 * Reports templates that did not compile, rules that stand twice, and word classes nobody uses.
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
