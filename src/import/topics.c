/* import/topics.c - dictionaries of discards and of issues.
 *
 *     +WORLD CUP                    a story with these words is not news: no event of it counts
 *     WICKET                        the same of a sentence
 *
 *     <ISSUE CATEGORY="REFUGEES">   words that make a story one of an issue: PLOVER's contexts
 *     n:refugee [REFUGEES]          "n:" also in the plural, "v:" in all forms
 *     pre+school [CHILDREN]         "pre-school" and "pre school"
 *     ~water refugee                a veto: Bede's contexts have none
 *
 * SPDX-License-Identifier: MIT */
#include "import/work.h"

enum { WORDS_MAX = 2 };

bede_status import_discards(struct import *im, struct str text, bede_error *err)
{
    struct line_reader reader = {.rest = text};
    struct str line, phrase;
    while (line_next(im, &reader, &line)) {
        arena_reset(im->scratch);
        bool story = *line.p == '+';
        const char *why = import_phrase(im, story ? str_slice(line, 1, line.n) : line, &phrase);
        if (why)
            import_refuse(im, im->line, "%.*s: %s", (int)(line.n < 80 ? line.n : 80), line.p, why);
        else if (import_seen(im, &im->seen, phrase))
            import_mark(im, im->line, LINE_KNOWN);
        else
            buf_printf(&im->out[OUT_DISCARDS], "%.*s\t%s\n", STR_ARG(phrase),
                       story ? "story" : "sentence");
        if (im->no_memory) return err_nomem(err);
    }
    return BEDE_OK;
}

/* The value of CATEGORY="..." */
static struct str category_of(struct str line)
{
    size_t at = str_find(line, "CATEGORY=\"", 0);
    if (at == SIZE_MAX) return (struct str){"", 0};
    size_t start = at + 10, end = str_find_byte(line, '"', start);
    return end == SIZE_MAX ? (struct str){"", 0} : str_slice(line, start, end);
}

/* The context of an issue, by its own code or by its category. */
static struct str context_of(const struct import *im, struct str code, struct str category)
{
    uint32_t at = map_get(&im->issues, code);
    if (at == MAP_NONE) at = map_get(&im->issues, category);
    return at == MAP_NONE ? (struct str){"", 0} : im->issue_contexts[at];
}

/* "n:refugee camp" as words: prefixes go, since Bede compares lemmas, "+" is a hyphen. Three words
 * and more cannot be said. */
static const char *issue_words(struct import *im, struct str phrase, struct str *out)
{
    char *copy = arena_alloc(im->scratch, phrase.n + 1);
    size_t n = 0;
    uint32_t words = 1;
    if (!copy) {
        im->no_memory = true;
        return "memory ended";
    }
    for (size_t i = 0; i < phrase.n; i++) {
        bool starts = !i || ascii_is_space(phrase.p[i - 1]);
        if (starts && i + 1 < phrase.n && phrase.p[i + 1] == ':') {
            i++;
            continue;
        }
        copy[n++] = phrase.p[i] == '+' ? '-' : phrase.p[i];
    }
    const char *why = import_phrase(im, (struct str){copy, n}, out);
    if (why) return why;
    for (size_t i = 0; i < out->n; i++)
        words += out->p[i] == ' ';
    return words > WORDS_MAX ? "a context is given by a word, or a word and one before it" : NULL;
}

static void read_issue(struct import *im, struct str line, struct str category)
{
    size_t at = 0, open = str_find_byte(line, '[', 0);
    struct str code, words;
    if (*line.p == '~') {
        import_refuse(im, im->line, "a veto: Bede's contexts have none");
        return;
    }
    if (!bracket_next(line, &at, &code)) {
        import_refuse(im, im->line, "an issue needs a code in brackets");
        return;
    }
    struct str context = context_of(im, code, category);
    const char *why = issue_words(im, str_trim(str_slice(line, 0, open)), &words);
    if (!context.n)
        import_refuse(im, im->line, "no context of PLOVER corresponds to the issue %.*s",
                      STR_ARG(code));
    else if (why)
        import_refuse(im, im->line, "%.*s: %s", (int)(line.n < 80 ? line.n : 80), line.p, why);
    else if (import_seen(im, &im->contexts, words))
        import_mark(im, im->line, LINE_KNOWN);
    else
        buf_printf(&im->out[OUT_CONTEXTS], "%.*s\t%.*s\n", STR_ARG(context), STR_ARG(words));
}

bede_status import_issues(struct import *im, struct str text, bede_error *err)
{
    struct line_reader reader = {.rest = text};
    struct str line, category = {"", 0};
    while (line_next(im, &reader, &line)) {
        arena_reset(im->scratch);
        if (str_starts(line, "</"))
            category.n = 0;
        else if (str_starts(line, "<"))
            category = category_of(line);
        else
            read_issue(im, line, category);
        if (im->no_memory) return err_nomem(err);
    }
    return BEDE_OK;
}
