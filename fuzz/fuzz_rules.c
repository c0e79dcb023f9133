/* fuzz_rules.c - any bytes as a rule file, or as a table of the event stage.
 *
 * The first byte chooses: 0 is a rule file, on top of the shipped tables, compiled and linted; else
 * it is one of the tables, loaded from a folder of its own behind the shipped ones, as
 * `--knowledge` does.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "event/book.h"

#define KNOWLEDGE BEDE_SOURCE_DIR "/knowledge/en"

enum { RULE_BYTES_MAX = 4096 }; /* more rules try nothing new, but take a parse each */

static const char *const tables[] = {"types.tsv",    "modes.tsv",     "sets.tsv",
                                     "contexts.tsv", "operators.tsv", "auxiliary.tsv",
                                     "nominals.tsv", "classes.tsv",   "placeholders.tsv"};
enum { N_TABLES = sizeof tables / sizeof *tables };

static struct text_lexicon *lexicon; /* loaded once */
static struct syntax_model *model;
static char folder[] = "/tmp/bede-fuzz-rules-XXXXXX";

static void leave(void)
{
    char path[96];
    for (int i = 0; i < N_TABLES; i++) {
        snprintf(path, sizeof path, "%s/event/%s", folder, tables[i]);
        (void)remove(path);
    }
    snprintf(path, sizeof path, "%s/event", folder);
    (void)rmdir(path);
    (void)rmdir(folder);
}

static void set_up(void)
{
    static const char *const folders[] = {KNOWLEDGE};
    char path[96];
    bede_error err;
    if (!mkdtemp(folder)) abort();
    snprintf(path, sizeof path, "%s/event", folder);
    if (mkdir(path, 0700) != 0 || atexit(leave) != 0) abort();
    if (text_lexicon_load(folders, 1, &lexicon, &err) != BEDE_OK ||
        syntax_open(BEDE_SOURCE_DIR "/models/en.bede", &model, &err) != BEDE_OK)
        abort();
}

static void ignore(void *ctx, bool is_error, const char *file, uint32_t line, const char *message)
{
    (void)ctx, (void)is_error, (void)file, (void)line, (void)message;
}

static void read_rules(struct event_book *book, struct str text)
{
    bede_error err;
    struct event_example example;
    if (text.n > RULE_BYTES_MAX) return;
    if (book_read_rules_text(book, "fuzz.rules", text, &err) != BEDE_OK ||
        book_compile(book, lexicon, model, 0, &err) != BEDE_OK)
        return;
    (void)event_check(book, ignore, NULL);
    for (uint32_t i = 0; i < event_rule_count(book); i++)
        for (uint32_t n = 0; event_rule_example(book, i, n, &example); n++)
            if (!example.line) abort();
}

static void read_table(struct event_book *book, const char *name, struct str text)
{
    char path[96];
    bede_error err;
    snprintf(path, sizeof path, "%s/event/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text.p, 1, text.n, file) != text.n || fclose(file) != 0) abort();
    bede_status status = book_load_tables(book, folder, &err);
    if (status == BEDE_OK && book->n_types > BOOK_TYPES_MAX) abort();
    if (remove(path) != 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    if (!model) set_up();
    bede_error err;
    struct str text = {(const char *)data + 1, size - 1};
    struct event_book *book = calloc(1, sizeof *book);
    if (!book || !(book->arena = arena_new(0)) ||
        book_load_tables(book, KNOWLEDGE, &err) != BEDE_OK)
        abort();
    unsigned which = data[0] % (N_TABLES + 1);
    if (which)
        read_table(book, tables[which - 1], text);
    else
        read_rules(book, text);
    event_book_free(book);
    return 0;
}
