/* event/rules.c - the rule files: knowledge/<lang>/event/rules/NAME.rules.
 *
 *     # comment
 *     CONSULT/visit+diplomatic   A arrive in R
 *     =>  The envoy of France arrived in Japan on Monday.
 *     !>  The ship arrived in time.
 *     -                          A strike deal with R        an exclusion: no event
 *     ACCUSE/allege              [accuse] subj=A obj=R of=*  explicit relations
 *
 * A line is a type with mode and contexts, then a template. Lines that start with => or !> give
 * sentences that the rule above must, or must not, win; `bede check` runs them.
 *
 * SPDX-License-Identifier: MIT */
#include "base/io.h"
#include "base/utf8.h"
#include "event/book.h"

enum { RULE_FILE_MAX = 16 << 20, RULES_MAX = 200000 };

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Reads "TYPE/mode+context+context" into the rule. */
static bede_status read_code(struct event_book *book, struct event_rule *rule, struct str code,
                             bede_error *err)
{
    if (str_is(code, "-")) {
        rule->none = true;
        return BEDE_OK;
    }
    struct str rest = code, piece;
    str_split(&rest, '+', &piece);
    struct str name = piece;
    size_t slash = str_find_byte(piece, '/', 0);
    if (slash != SIZE_MAX) {
        name = str_slice(piece, 0, slash);
        rule->mode = str_slice(piece, slash + 1, piece.n);
    }
    uint32_t type = map_get(&book->type_ids, name);
    if (type == MAP_NONE)
        return err_at(err, BEDE_DATA, rule->file, rule->line, 0, "no such event type: \"%.*s\"",
                      STR_ARG(name));
    rule->type = (uint8_t)type;
    if (rule->mode.n && !book_mode(book, rule->type, rule->mode))
        return err_at(err, BEDE_DATA, rule->file, rule->line, 0, "%.*s has no mode \"%.*s\"",
                      STR_ARG(name), STR_ARG(rule->mode));
    while (str_split(&rest, '+', &piece)) {
        uint32_t context = map_get(&book->context_ids, piece);
        if (context == MAP_NONE)
            return err_at(err, BEDE_DATA, rule->file, rule->line, 0, "no such context: \"%.*s\"",
                          STR_ARG(piece));
        rule->contexts |= 1ull << context;
    }
    return BEDE_OK;
}

/* The line without its comment. A template never holds '#'. */
static struct str strip(struct str line)
{
    size_t hash = str_find_byte(line, '#', 0);
    return str_trim(hash == SIZE_MAX ? line : str_slice(line, 0, hash));
}

static bede_status add_rule(struct event_book *book, const char *path, uint32_t number,
                            struct str line, bede_error *err)
{
    struct event_rule rule = {.file = path, .line = number};
    size_t cut = 0;
    while (cut < line.n && !ascii_is_space(line.p[cut]))
        cut++;
    rule.text = str_trim(str_slice(line, cut, line.n));
    if (!rule.text.n)
        return err_at(err, BEDE_SYNTAX, path, number, 0,
                      "a rule is a type, a blank and a template");
    TRY(read_code(book, &rule, str_slice(line, 0, cut), err));
    struct str label = arena_printf(book->arena, "%s:%u", base_name(path), number);
    if (!label.p) return err_nomem(err);
    rule.label = label.p;
    if (book->n_rules >= RULES_MAX)
        return err_at(err, BEDE_LIMIT, path, number, 0, "more than %d rules", RULES_MAX);
    if (!ARRAY_PUSH(book->arena, book->rules, book->n_rules, book->cap_rules, rule))
        return err_nomem(err);
    return BEDE_OK;
}

/* Example lines follow each other directly: they stay one slice of the file. */
static bede_status add_example(struct event_book *book, const char *path, uint32_t number,
                               struct str line, uint32_t first_rule, bede_error *err)
{
    if (book->n_rules == first_rule)
        return err_at(err, BEDE_SYNTAX, path, number, 0, "an example needs a rule above it");
    struct event_rule *rule = &book->rules[book->n_rules - 1];
    if (!rule->examples.n)
        rule->examples = line;
    else
        rule->examples.n = (size_t)(line.p + line.n - rule->examples.p);
    return BEDE_OK;
}

bede_status book_read_rules_text(struct event_book *book, const char *name, struct str text,
                                 bede_error *err)
{
    struct str rest = text, line;
    if (utf8_check(text) != SIZE_MAX || str_find_byte(text, '\0', 0) != SIZE_MAX)
        return err_at(err, BEDE_SYNTAX, name, 0, utf8_check(text), "not valid UTF-8 text");
    uint32_t first_rule = book->n_rules;
    for (uint32_t number = 1; str_split(&rest, '\n', &line); number++) {
        line = strip(line);
        if (!line.n) continue;
        if (str_starts(line, "=>") || str_starts(line, "!>"))
            TRY(add_example(book, name, number, line, first_rule, err));
        else
            TRY(add_rule(book, name, number, line, err));
    }
    return BEDE_OK;
}

static bede_status read_file(struct event_book *book, const char *path, bede_error *err)
{
    struct str text;
    TRY(io_read_file(book->arena, path, RULE_FILE_MAX, &text, err));
    return book_read_rules_text(book, path, text, err);
}

bede_status book_load_rules(struct event_book *book, const char *folder, bede_error *err)
{
    struct str path = arena_printf(book->arena, "%s/event/rules", folder);
    if (!path.p) return err_nomem(err);
    if (!io_exists(path.p)) return BEDE_OK;
    struct io_list files = {0};
    TRY(io_list_files(book->arena, path.p, &files, err));
    for (uint32_t i = 0; i < files.n; i++)
        if (str_ends(str_c(files.paths[i]), ".rules")) TRY(read_file(book, files.paths[i], err));
    return BEDE_OK;
}
