/* cli/options.c - the command line, from one table.
 *
 * Long options take their value after "=" or as the next word, short ones glued or as the next
 * word. "--" ends them; "-" alone is standard input. Words may stand between options.
 *
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

struct choice {
    const char *name;
    int value;
};

static const struct choice from_choices[] = {
    {"auto", BEDE_FROM_AUTO},         {"plain", BEDE_FROM_PLAIN},
    {"text", BEDE_FROM_TEXT},         {"jsonl", BEDE_FROM_JSONL},
    {"conllu", BEDE_FROM_CONLLU},     {"nitf", BEDE_FROM_NITF},
    {"newsmlg2", BEDE_FROM_NEWSMLG2}, {"newsml1", BEDE_FROM_NEWSML1},
    {"ninjs", BEDE_FROM_NINJS},       {"apjson", BEDE_FROM_APJSON},
    {"iptc7901", BEDE_FROM_IPTC7901}, {"anpa1312", BEDE_FROM_ANPA1312},
    {"telex", BEDE_FROM_TELEX},       {"rss", BEDE_FROM_RSS},
    {"atom", BEDE_FROM_ATOM},         {"petrarch", BEDE_FROM_PETRARCH},
    {"rbnews", BEDE_FROM_RBNEWS},     {NULL, 0},
};
static const struct choice format_choices[] = {{"jsonl", BEDE_FORMAT_JSONL},
                                               {"csv", BEDE_FORMAT_CSV},
                                               {"table", BEDE_FORMAT_TABLE},
                                               {"conllu", BEDE_FORMAT_CONLLU},
                                               {NULL, 0}};
static const struct choice color_choices[] = {
    {"auto", COLOR_AUTO}, {"always", COLOR_ALWAYS}, {"never", COLOR_NEVER}, {NULL, 0}};

static const struct choice sort_choices[] = {{"newest", BEDE_SORT_NEWEST},
                                             {"oldest", BEDE_SORT_OLDEST},
                                             {"story", BEDE_SORT_STORY},
                                             {"score", BEDE_SORT_SCORE},
                                             {NULL, 0}};

enum value_kind { VALUE_NONE, VALUE_TEXT, VALUE_NUMBER, VALUE_CHOICE };

static const struct {
    const char *name;
    char letter;
    enum value_kind kind;
    const char *value; /* as the help names it */
    const struct choice *choices;
    const char *help;
} options[OPT_COUNT] = {
    [OPT_HELP] = {"help", 'h', VALUE_NONE, NULL, NULL, "show this help"},
    [OPT_FROM] = {"from", 'F', VALUE_CHOICE, "FORMAT", from_choices,
                  "how to read: auto (look), plain (agency copy), text (bare paragraphs), jsonl, "
                  "conllu, nitf, newsmlg2, newsml1, rss, atom, petrarch, rbnews"},
    [OPT_FORMAT] = {"format", 'f', VALUE_CHOICE, "FORMAT", format_choices,
                    "how to write: jsonl, csv, table; without it table on a terminal, else jsonl"},
    [OPT_DATE] = {"date", 'd', VALUE_TEXT, "YYYY-MM-DD", NULL,
                  "when the copy came in, for stories whose dateline has no year"},
    [OPT_OUTPUT] = {"output", 'o', VALUE_TEXT, "FILE", NULL, "write to FILE"},
    [OPT_JOBS] = {"jobs", 'j', VALUE_NUMBER, "N", NULL,
                  "threads; 0, which is the default, means one a core"},
    [OPT_COLOR] = {"color", 0, VALUE_CHOICE, "WHEN", color_choices,
                   "auto (on a terminal), always, never"},
    [OPT_WIDTH] = {"width", 'w', VALUE_NUMBER, "N", NULL, "columns of tables"},
    [OPT_KNOWLEDGE] = {"knowledge", 'k', VALUE_TEXT, "DIR", NULL,
                       "a folder of tables and rules that extends Bede's own; may be repeated"},
    [OPT_MODEL] = {"model", 'm', VALUE_TEXT, "FILE", NULL, "the model to parse with"},
    [OPT_UNKNOWN] = {"unknown", 'u', VALUE_NONE, NULL, NULL,
                     "list the actors that have no code, most frequent first"},
    [OPT_COMPILE] = {"compile", 0, VALUE_NONE, NULL, NULL,
                     "keep the parsed templates, for a quick start"},
    [OPT_FOLD] = {"fold", 0, VALUE_NONE, NULL, NULL,
                  "each event of a story once, with all its mentions (jsonl)"},
    [OPT_DAILY] = {"daily", 0, VALUE_NONE, NULL, NULL,
                   "one event for each day, type, actors and recipients, with counts (jsonl)"},
    [OPT_QUIET] = {"quiet", 'q', VALUE_NONE, NULL, NULL, "show no progress"},
    [OPT_DB] = {"db", 'D', VALUE_TEXT, "DB", NULL,
                "the record: a file, or postgresql://USER@HOST/NAME"},
    [OPT_BATCH] = {"batch", 0, VALUE_NUMBER, "N", NULL, "stories to a transaction (1000)"},
    [OPT_RECEIPTS] = {"receipts", 0, VALUE_NONE, NULL, NULL,
                      "a line for each story once it is stored, not only for kills"},
    [OPT_ACTOR] = {"actor", 'a', VALUE_TEXT, "WHO", NULL, "a code (KOR) or a whole name"},
    [OPT_RECIPIENT] = {"recipient", 'r', VALUE_TEXT, "WHO", NULL, "a code or a whole name"},
    [OPT_COUNTRY] = {"country", 'c', VALUE_TEXT, "CODE", NULL, "actor or recipient"},
    [OPT_SECTOR] = {"sector", 0, VALUE_TEXT, "CODE", NULL, "of actor or recipient: GOV, MIL ..."},
    [OPT_ACTOR_SECTOR] = {"actor-sector", 0, VALUE_TEXT, "CODE", NULL, "of the actor"},
    [OPT_RECIPIENT_SECTOR] = {"recipient-sector", 0, VALUE_TEXT, "CODE", NULL, "of the recipient"},
    [OPT_TYPE] = {"type", 't', VALUE_TEXT, "TYPE", NULL, "CONSULT, or CONSULT/visit"},
    [OPT_QUAD] = {"quad", 0, VALUE_NUMBER, "N", NULL, "1 to 4"},
    [OPT_SINCE] = {"since", 0, VALUE_TEXT, "YYYY-MM-DD", NULL, "first day of the events"},
    [OPT_UNTIL] = {"until", 0, VALUE_TEXT, "YYYY-MM-DD", NULL, "last day of the events"},
    [OPT_PLACE] = {"place", 0, VALUE_TEXT, "PLACE", NULL, "a country's code or a whole name"},
    [OPT_SPEAKER] = {"speaker", 0, VALUE_TEXT, "WHO", NULL, "on whose word: a code or a name"},
    [OPT_TEXT] = {"text", 0, VALUE_TEXT, "WORDS", NULL,
                  "words and \"phrases\" that the paragraph has"},
    [OPT_STORY] = {"story", 's', VALUE_TEXT, "ID", NULL, "a story, by the id of any version"},
    [OPT_AGENCY] = {"agency", 0, VALUE_TEXT, "NAME", NULL, "who published it"},
    [OPT_AS_OF] = {"as-of", 0, VALUE_TEXT, "MOMENT", NULL,
                   "the state at the end of that day, or at 2023-11-09T14:30Z"},
    [OPT_ALL_VERSIONS] = {"all-versions", 0, VALUE_NONE, NULL, NULL,
                          "also what was superseded, withdrawn, or is held back"},
    [OPT_REPRINTS] = {"reprints", 0, VALUE_NONE, NULL, NULL, "also copies of other stories"},
    [OPT_ONCE] = {"once", 0, VALUE_NONE, NULL, NULL,
                  "leave out events that repeat one of the same version"},
    [OPT_SORT] = {"sort", 0, VALUE_CHOICE, "ORDER", sort_choices, "newest, oldest, story, score"},
    [OPT_LAYOUT] = {"layout", 'l', VALUE_TEXT, "LAYOUT", NULL,
                    "plover, icews, phoenix, polecat, gdelt, gdelt1, csv, graphml"},
    [OPT_AGGREGATE] = {"aggregate", 'g', VALUE_TEXT, "SUM", NULL,
                       "dyad-day, dyad-month, dyad-year, actor-month, type-month"},
    [OPT_LIMIT] = {"limit", 'n', VALUE_TEXT, "N", NULL, "so many rows; 0: all (100 on a terminal)"},
    [OPT_OFFSET] = {"offset", 0, VALUE_TEXT, "N", NULL, "behind so many"},
    [OPT_KILL] = {"kill", 0, VALUE_NUMBER, "NOTICE", NULL,
                  "let the notice withdraw the story of --story"},
    [OPT_DISMISS] = {"dismiss", 0, VALUE_NUMBER, "NOTICE", NULL,
                     "put the notice aside: it withdraws nothing"},
    [OPT_PAIRS] = {"pairs", 0, VALUE_NONE, NULL, NULL,
                   "only say which stories belong together, and why"},
    [OPT_ALL] = {"all", 0, VALUE_NONE, NULL, NULL,
                 "show what is folded away: captions, sign-offs, envelopes"},
    [OPT_OLD] = {"old", 0, VALUE_NUMBER, "N", NULL,
                 "with --db: the older version, from 1; else the one before the newer"},
    [OPT_NEW] = {"new", 0, VALUE_NUMBER, "N", NULL, "with --db: the newer version; else the last"},
    [OPT_INTO] = {"into", 0, VALUE_TEXT, "DIR", NULL, "the folder to write; made if need be"},
    [OPT_GOLD] = {"gold", 0, VALUE_TEXT, "GOLD", NULL,
                  "what was coded by hand: a file of JSON or JSON lines, or a folder of them"},
};

static bool takes(const struct cli_command *command, int option)
{
    for (const enum cli_option *o = command->options;; o++) {
        if ((int)*o == option) return true;
        if (*o == OPT_HELP) return false;
    }
}

/* ---- values -------------------------------------------------------------------------------- */

static bool set_number(const struct cli_command *command, const char *name, const char *text,
                       unsigned *out)
{
    char *end;
    errno = 0;
    unsigned long value = strtoul(text, &end, 10);
    if (errno || *end || end == text || text[0] == '-' || value > 100000) {
        cli_usage(command, "--%s wants a whole number up to 100000, not \"%s\"", name, text);
        return false;
    }
    *out = (unsigned)value;
    return true;
}

static bool set_choice(const struct cli_command *command, int option, const char *text, int *out)
{
    char list[128] = "";
    for (const struct choice *c = options[option].choices; c->name; c++) {
        if (strcmp(c->name, text) == 0) {
            *out = c->value;
            return true;
        }
        if (*list) strncat(list, ", ", sizeof list - strlen(list) - 1);
        strncat(list, c->name, sizeof list - strlen(list) - 1);
    }
    cli_usage(command, "--%s knows %s, not \"%s\"", options[option].name, list, text);
    return false;
}

static bool add_knowledge(const struct cli_command *command, struct cli_args *args,
                          const char *folder)
{
    if (args->n_knowledge == KNOWLEDGE_MAX) {
        cli_usage(command, "--knowledge was given more than %d times", KNOWLEDGE_MAX);
        return false;
    }
    args->knowledge[args->n_knowledge++] = folder;
    return true;
}

/* Options that only some commands know: kept as they were written, and as numbers. */
static bool set_other(const struct cli_command *command, struct cli_args *args, int option,
                      const char *value)
{
    int choice = 0;
    args->value[option] = value ? value : "";
    if (options[option].kind == VALUE_NUMBER)
        return set_number(command, options[option].name, value, &args->number[option]);
    if (options[option].kind != VALUE_CHOICE) return true;
    if (!set_choice(command, option, value, &choice)) return false;
    args->number[option] = (unsigned)choice;
    return true;
}

static bool set(const struct cli_command *command, struct cli_args *args, int option,
                const char *value)
{
    switch (option) {
    case OPT_HELP:
        args->help = true;
        return true;
    case OPT_UNKNOWN:
        args->unknown = true;
        return true;
    case OPT_QUIET:
        args->quiet = true;
        return true;
    case OPT_FROM:
        return set_choice(command, option, value, &args->from);
    case OPT_FORMAT:
        return set_choice(command, option, value, &args->format);
    case OPT_COLOR:
        return set_choice(command, option, value, &args->color);
    case OPT_JOBS:
        return set_number(command, "jobs", value, &args->jobs);
    case OPT_WIDTH:
        return set_number(command, "width", value, &args->width);
    case OPT_KNOWLEDGE:
        return add_knowledge(command, args, value);
    case OPT_DATE:
        args->date = value;
        return true;
    case OPT_MODEL:
        args->model = value;
        return true;
    case OPT_OUTPUT:
        args->output = value;
        return true;
    default:
        return set_other(command, args, option, value);
    }
}

/* ---- parsing ------------------------------------------------------------------------------- */

static bool unknown_option(const struct cli_command *command, const char *word, size_t n)
{
    const char *names[OPT_COUNT];
    char typed[64];
    size_t count = 0;
    for (int o = 0; o < OPT_COUNT; o++)
        if (takes(command, o)) names[count++] = options[o].name;
    snprintf(typed, sizeof typed, "%.*s", (int)(n < 60 ? n : 60), word + 2);
    const char *near = word[1] == '-' ? cli_nearest(typed, names, count) : NULL;
    if (near)
        cli_usage(command, "there is no option %.*s; did you mean --%s?", (int)n, word, near);
    else
        cli_usage(command, "there is no option %.*s", (int)n, word);
    return false;
}

static int find_option(const struct cli_command *command, const char *word, size_t n)
{
    for (int o = 0; o < OPT_COUNT; o++) {
        if (!takes(command, o)) continue;
        const char *name = options[o].name;
        if (word[1] == '-' && strlen(name) == n - 2 && strncmp(name, word + 2, n - 2) == 0)
            return o;
        if (word[1] != '-' && word[1] == options[o].letter) return o;
    }
    return -1;
}

/* One option at argv[*at]; *at moves to the last word that it used. */
static bool parse_option(const struct cli_command *command, struct cli_args *args, int argc,
                         char **argv, int *at)
{
    const char *word = argv[*at];
    bool is_long = word[1] == '-';
    const char *equals = is_long ? strchr(word, '=') : NULL;
    size_t n = equals ? (size_t)(equals - word) : is_long ? strlen(word) : 2;
    int option = find_option(command, word, n);
    if (option < 0) return unknown_option(command, word, n);
    const char *glued = equals ? equals + 1 : !is_long && word[2] ? word + 2 : NULL;
    if (options[option].kind == VALUE_NONE) {
        if (!glued) return set(command, args, option, NULL);
        cli_usage(command, "--%s takes no value", options[option].name);
        return false;
    }
    if (!glued) {
        if (*at + 1 >= argc) {
            cli_usage(command, "--%s wants a %s", options[option].name, options[option].value);
            return false;
        }
        glued = argv[++*at];
    }
    return set(command, args, option, glued);
}

bool cli_parse(const struct cli_command *command, int argc, char **argv, const char **words,
               struct cli_args *args)
{
    *args = (struct cli_args){.format = FORMAT_CHOOSE, .from = BEDE_FROM_AUTO, .words = words};
    bool ended = false;
    for (int i = 0; i < argc; i++) {
        if (ended || argv[i][0] != '-' || !argv[i][1])
            words[args->n_words++] = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!parse_option(command, args, argc, argv, &i))
            return false;
    }
    return true;
}

/* ---- help ---------------------------------------------------------------------------------- */

void cli_print_help(FILE *to, const struct cli_command *command)
{
    fprintf(to, "usage: bede %s [option...] %s\n\n%s\n\noptions:\n", command->name,
            command->synopsis, command->about);
    for (const enum cli_option *o = command->options;; o++) {
        char left[40];
        snprintf(left, sizeof left, "--%s%s%s", options[*o].name, options[*o].value ? " " : "",
                 options[*o].value ? options[*o].value : "");
        if (options[*o].letter)
            fprintf(to, "  -%c, %-18s %s\n", options[*o].letter, left, options[*o].help);
        else
            fprintf(to, "      %-18s %s\n", left, options[*o].help);
        if (*o == OPT_HELP) break;
    }
    fprintf(to, "\nexamples:\n%s\n\nMore: man bede-%s\n", command->examples, command->name);
}

/* Edit distance with insertions, deletions, changes and swaps of neighbours (Damerau 1964), for
 * short words. */
static unsigned distance(const char *a, const char *b)
{
    enum { MAX = 32 };
    size_t n = strlen(a), m = strlen(b);
    unsigned d[MAX + 1][MAX + 1];
    if (n > MAX || m > MAX) return MAX;
    for (size_t i = 0; i <= n; i++)
        d[i][0] = (unsigned)i;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            unsigned best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[n][m];
}

const char *cli_nearest(const char *word, const char *const *names, size_t n)
{
    const char *best = NULL;
    unsigned least = strlen(word) < 4 ? 2 : 3;
    for (size_t i = 0; i < n; i++) {
        unsigned d = distance(word, names[i]);
        if (d < least) {
            least = d;
            best = names[i];
        }
    }
    return best;
}
