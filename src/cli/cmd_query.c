/* cli/cmd_query.c - questions to the record.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { TERMINAL_ROWS = 100 };

static const enum cli_option takes[] = {OPT_DB,
                                        OPT_ACTOR,
                                        OPT_RECIPIENT,
                                        OPT_COUNTRY,
                                        OPT_SECTOR,
                                        OPT_ACTOR_SECTOR,
                                        OPT_RECIPIENT_SECTOR,
                                        OPT_TYPE,
                                        OPT_QUAD,
                                        OPT_SINCE,
                                        OPT_UNTIL,
                                        OPT_PLACE,
                                        OPT_SPEAKER,
                                        OPT_TEXT,
                                        OPT_STORY,
                                        OPT_AGENCY,
                                        OPT_AS_OF,
                                        OPT_ALL_VERSIONS,
                                        OPT_REPRINTS,
                                        OPT_ONCE,
                                        OPT_SORT,
                                        OPT_LIMIT,
                                        OPT_OFFSET,
                                        OPT_FORMAT,
                                        OPT_OUTPUT,
                                        OPT_COLOR,
                                        OPT_WIDTH,
                                        OPT_HELP};

static bool take_rows(const char *word, bede_rows *rows)
{
    static const char *const names[] = {"events", "quotes", "stories"};
    for (int i = 0; i < 3; i++)
        if (strcmp(word, names[i]) == 0) {
            *rows = (bede_rows)i;
            return true;
        }
    return false;
}

static bool take_count(const char *text, uint64_t *out)
{
    char *end;
    if (!text) return true;
    *out = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end;
}

bede_query cli_query(const struct cli_sink *sink, const struct cli_args *args)
{
    return (bede_query){.db = args->value[OPT_DB],
                        .actor = args->value[OPT_ACTOR],
                        .recipient = args->value[OPT_RECIPIENT],
                        .country = args->value[OPT_COUNTRY],
                        .sector = args->value[OPT_SECTOR],
                        .actor_sector = args->value[OPT_ACTOR_SECTOR],
                        .recipient_sector = args->value[OPT_RECIPIENT_SECTOR],
                        .type = args->value[OPT_TYPE],
                        .quad = args->number[OPT_QUAD],
                        .since = args->value[OPT_SINCE],
                        .until = args->value[OPT_UNTIL],
                        .place = args->value[OPT_PLACE],
                        .speaker = args->value[OPT_SPEAKER],
                        .text = args->value[OPT_TEXT],
                        .story = args->value[OPT_STORY],
                        .agency = args->value[OPT_AGENCY],
                        .as_of = args->value[OPT_AS_OF],
                        .all_versions = args->value[OPT_ALL_VERSIONS] != NULL,
                        .reprints = args->value[OPT_REPRINTS] != NULL,
                        .once = args->value[OPT_ONCE] != NULL,
                        .sort = (bede_sort)args->number[OPT_SORT],
                        .format = cli_sink_format(sink, args),
                        .color = sink->color,
                        .width = sink->width};
}

static int run(const struct cli_command *command, const struct cli_args *args)
{
    struct cli_sink sink;
    bede_rows rows = BEDE_ROWS_EVENTS;
    bede_error err;
    uint64_t limit = 0, offset = 0;
    if (!args->value[OPT_DB]) return cli_usage(command, "which record? --db FILE");
    if (args->n_words > 1 || (args->n_words && !take_rows(args->words[0], &rows)))
        return cli_usage(command, "ask for events, quotes or stories, not \"%s\"",
                         args->words[args->n_words - 1]);
    if (!take_count(args->value[OPT_LIMIT], &limit) ||
        !take_count(args->value[OPT_OFFSET], &offset))
        return cli_usage(command, "--limit and --offset want whole numbers");
    if (!cli_sink_open(&sink, args)) return EXIT_INPUT;
    bede_query query = cli_query(&sink, args);
    query.rows = rows;
    query.offset = offset;
    query.limit = limit || args->value[OPT_LIMIT] || !sink.terminal ? limit : TERMINAL_ROWS;
    bede_run_io io = cli_sink_io(&sink);
    bede_status status = bede_query_run(&query, &io, NULL, &err);
    int exit_status = status == BEDE_OK ? EXIT_WELL : EXIT_INPUT;
    if (status == BEDE_USAGE)
        exit_status = cli_usage(command, "%s", err.msg);
    else if (status != BEDE_OK)
        cli_report(&err);
    if (!cli_sink_close(&sink)) exit_status = EXIT_INPUT;
    return exit_status;
}

const struct cli_command cmd_query = {
    .name = "query",
    .summary = "events, quotes and stories of the record",
    .synopsis = "--db DB [events|quotes|stories]",
    .about = "Prints what the record has in force now, or had at --as-of: events unless quotes or "
             "stories\n"
             "are asked for. Restrictions add up. JSONL has the fields of \"bede code\", and the "
             "state of the\n"
             "version under \"bede\".",
    .examples =
        "  bede query --db wire.db --actor KOR --recipient PRK --since 2023-11-01\n"
        "  bede query --db wire.db --type ASSAULT --place Gaza --format csv > assaults.csv\n"
        "  bede query --db wire.db quotes --speaker \"Antony Blinken\"\n"
        "  bede query --db wire.db stories --story yna-1 --all-versions",
    .options = takes,
    .run = run,
};
