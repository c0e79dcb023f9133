/* api/feed.c - see feed.h.
 *
 * SPDX-License-Identifier: MIT */
#include "api/feed.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/inflate.h"
#include "syntax/conllu.h"

/* Files up to here are read, larger ones mapped. */
enum { MAP_FROM_BYTES = 4 << 20 };

/* CoNLL-U that is only to be parsed again is cut behind the first sentence that ends beyond this:
 * sentences do not depend on each other, and chunks keep all threads busy and memory small. */
enum { CHUNK_BYTES = 1 << 16 };

bede_status feed_init(struct feed *feed, const struct wire_lexicon *lexicon,
                      const char *const *paths, size_t n_paths, const bede_run_options *options,
                      bede_error *err)
{
    *feed = (struct feed){.lexicon = lexicon,
                          .from = options->from,
                          .keep_trees = options->view != BEDE_VIEW_PARSE,
                          .chunks = options->view == BEDE_VIEW_PARSE,
                          .limits = wire_limits(&options->limits),
                          .arguments = paths,
                          .n_arguments = n_paths};
    if (options->received && !date_parse_iso(str_c(options->received), &feed->received))
        return err_set(err, BEDE_USAGE, "\"%.40s\" is no date; write it as 2023-11-09",
                       options->received);
    feed->arena = arena_new(0);
    return feed->arena ? BEDE_OK : err_nomem(err);
}

static struct input *input_new(const char *name)
{
    struct input *input = calloc(1, sizeof *input);
    if (!input) return NULL;
    input->name = name;
    atomic_init(&input->users, 1);
    return input;
}

static void drop_bytes(struct input *input)
{
    if (input->mapped) io_unmap(input->bytes);
    arena_free(input->memory);
    free(input->unpacked);
    input->mapped = false;
    input->memory = NULL;
    input->unpacked = NULL;
}

void feed_release(struct input *input)
{
    if (!input || atomic_fetch_sub(&input->users, 1) != 1) return;
    drop_bytes(input);
    free(input);
}

static void close_input(struct feed *feed)
{
    if (feed->reader) wire_close(feed->reader);
    feed->reader = NULL;
    feed->conllu = false;
    feed_release(feed->input);
    feed->input = NULL;
}

void feed_fini(struct feed *feed)
{
    close_input(feed);
    arena_free(feed->arena);
}

/* ---- inputs -------------------------------------------------------------------------------- */

/* Unpacks what is packed, once. */
static bede_status unpack(const struct feed *feed, struct input *input, bede_error *err)
{
    const char *foreign = inflate_foreign(input->bytes);
    if (foreign)
        return err_at(err, BEDE_UNSUPPORTED, input->name, 0, 0, "is %s; unpack it first", foreign);
    if (inflate_sniff(input->bytes) == INFLATE_NONE) return BEDE_OK;
    char *out;
    size_t n;
    TRY(inflate_bytes(input->name, input->bytes, feed->limits.input_bytes, &out, &n, err));
    drop_bytes(input);
    input->unpacked = out;
    input->bytes = (struct str){out, n};
    if (inflate_sniff(input->bytes) != INFLATE_NONE)
        return err_at(err, BEDE_UNSUPPORTED, input->name, 0, 0, "is packed twice");
    return BEDE_OK;
}

static bede_status read_bytes(struct feed *feed, struct input *input, bede_error *err)
{
    struct stat st;
    uint64_t max = feed->limits.input_bytes;
    bool stdin_told = strcmp(input->name, "-") == 0;
    if (!stdin_told && stat(input->name, &st) == 0 && S_ISREG(st.st_mode) &&
        st.st_size > MAP_FROM_BYTES) {
        TRY(io_map_file(input->name, max, &input->bytes, err));
        input->mapped = true;
        return BEDE_OK;
    }
    input->memory = arena_new(0);
    if (!input->memory) return err_nomem(err);
    return io_read_file(input->memory, input->name, max, &input->bytes, err);
}

/* Is a file found in a folder one that lies beside copy, by its name? "pic.jpg", "NOTES.md",
 * "README", "LICENSE.txt". What packs a file is no part of its name. */
static bool lies_beside_copy(const struct feed *feed, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_c(slash ? slash + 1 : path);
    if (str_ends(name, ".gz"))
        name.n -= 3;
    else if (str_ends(name, ".zst"))
        name.n -= 4;
    size_t dot = name.n;
    while (dot && name.p[dot - 1] != '.')
        dot--;
    if (dot && wire_file_is_no_copy(feed->lexicon, str_slice(name, dot - 1, name.n))) return true;
    bool bare = !dot || str_iis(str_slice(name, dot, name.n), "txt");
    struct str stem = dot ? str_slice(name, 0, dot - 1) : name;
    for (size_t i = 0; i < stem.n; i++)
        if (ascii_is_lower(stem.p[i])) bare = false; /* "News.txt" may be news */
    return bare && wire_file_is_no_copy(feed->lexicon, stem);
}

/* The next path; folders are listed when their turn comes. DONE when there is none, PASSED for
 * what lies in a folder and is no copy: a file that is named itself is always read. */
static bede_status next_path(struct feed *feed, const char **path, bede_error *err)
{
    while (feed->at == feed->paths.n) {
        if (feed->argument == feed->n_arguments) return BEDE_DONE;
        feed->at = feed->paths.n = 0;
        bede_status status =
            io_list_files(feed->arena, feed->arguments[feed->argument++], &feed->paths, err);
        if (status != BEDE_OK) return status;
    }
    *path = feed->paths.paths[feed->at++];
    if (strcmp(*path, feed->arguments[feed->argument - 1]) != 0 && lies_beside_copy(feed, *path))
        return err_at(err, BEDE_PASSED, *path, 0, 0,
                      "passed over: by its name no copy; name the file itself to read it");
    return BEDE_OK;
}

bede_status feed_next_input(struct feed *feed, struct input **out, bede_error *err)
{
    const char *path;
    TRY(next_path(feed, &path, err));
    struct input *input = input_new(path);
    if (!input) return err_nomem(err);
    bede_status status = read_bytes(feed, input, err);
    if (status == BEDE_OK) status = unpack(feed, input, err);
    if (status != BEDE_OK) {
        err_name_input(err, path);
        feed_release(input);
        return status;
    }
    feed->n_inputs++;
    input->before = feed->n_bytes;
    feed->n_bytes += input->bytes.n;
    *out = input;
    return BEDE_OK;
}

/* Opens the reader on feed->input. CoNLL-U has its own reader, behind the wire stage. */
static bede_status open_reader(struct feed *feed, bede_error *err)
{
    struct input *input = feed->input;
    feed->conllu = feed->from == BEDE_FROM_CONLLU ||
                   (feed->from == BEDE_FROM_AUTO && wire_sniff(input->bytes) == BEDE_FROM_CONLLU);
    if (!feed->conllu)
        return wire_open(feed->lexicon, input->name, input->bytes, feed->from, &feed->limits,
                         &feed->reader, err);
    feed->rest = input->bytes;
    feed->careful = NULL;
    feed->line = 0;
    return BEDE_OK;
}

bede_status feed_init_bytes(struct feed *feed, const struct wire_lexicon *lexicon, const char *name,
                            struct str bytes, const bede_run_options *options, bede_error *err)
{
    TRY(feed_init(feed, lexicon, NULL, 0, options, err));
    bede_status status = BEDE_OK;
    if (bytes.n > feed->limits.input_bytes)
        status = err_at(err, BEDE_LIMIT, name, 0, feed->limits.input_bytes,
                        "longer than the limit of %llu bytes",
                        (unsigned long long)feed->limits.input_bytes);
    else if (!(feed->input = input_new(name)))
        status = err_nomem(err);
    if (status == BEDE_OK) {
        feed->input->bytes = bytes;
        status = unpack(feed, feed->input, err);
    }
    if (status == BEDE_OK) {
        feed->n_inputs = 1;
        feed->n_bytes = feed->input->bytes.n;
        status = open_reader(feed, err);
    }
    if (status != BEDE_OK) {
        err_name_input(err, name);
        feed_fini(feed);
    }
    return status;
}

/* ---- CoNLL-U ------------------------------------------------------------------------------- */

/* The first blank line at or behind `from`, as the offset behind it. */
static size_t behind_blank_line(struct str bytes, size_t from)
{
    for (size_t at = str_find_byte(bytes, '\n', from); at != SIZE_MAX;
         at = str_find_byte(bytes, '\n', at + 1)) {
        size_t next = at + 1;
        if (next < bytes.n && bytes.p[next] == '\r') next++;
        if (next < bytes.n && bytes.p[next] == '\n') return next + 1;
    }
    return bytes.n;
}

/* How much to read next: a document, or a chunk of one, or (where a chunk had an error) a
 * sentence. Only sentences that bring their sent_id are cut apart: the others are numbered by
 * their document. */
static size_t conllu_extent(const struct feed *feed)
{
    struct str rest = feed->rest;
    if (feed->careful && rest.p < feed->careful) return behind_blank_line(rest, 0);
    if (!feed->chunks || rest.n <= CHUNK_BYTES) return rest.n;
    size_t id = str_find(str_slice(rest, 0, CHUNK_BYTES), "# sent_id", 0);
    return id == SIZE_MAX ? rest.n : behind_blank_line(rest, CHUNK_BYTES);
}

static bede_status next_conllu(struct feed *feed, struct arena *arena, struct story **story,
                               bede_error *err)
{
    while (feed->rest.n) {
        struct doc *doc;
        struct str before = feed->rest;
        uint32_t line = feed->line;
        bool careful = feed->careful && before.p < feed->careful;
        size_t extent = conllu_extent(feed);
        struct str window = str_slice(before, 0, extent);
        bede_status status = conllu_read(arena, feed->input->name, &window, &feed->line,
                                         feed->keep_trees, &feed->limits, &doc, err);
        size_t used = extent - window.n;
        if (status != BEDE_OK && status != BEDE_DONE && feed->chunks && !careful) {
            feed->careful = before.p + used;
            feed->line = line;
            continue;
        }
        feed->rest = str_slice(before, used ? used : extent, before.n);
        if (status == BEDE_DONE) continue;
        if (status == BEDE_OK) *story = doc->story;
        return status;
    }
    return BEDE_DONE;
}

/* ---- stories ------------------------------------------------------------------------------- */

/* Dates a story that does not tell its year: the dateline's day in the year that brings it nearest
 * to the day it came in, else that day itself. */
static void date_story(const struct feed *feed, struct story *story)
{
    if (!feed->received.year || story->date.year) return;
    struct date best = feed->received, day = story->dateline.date;
    int32_t received = date_to_days(feed->received), least = INT32_MAX;
    for (int16_t y = -1; y <= 1 && day.month && day.day; y++) {
        day.year = (int16_t)(feed->received.year + y);
        if (!date_valid(day)) continue;
        int32_t away = date_to_days(day) - received;
        if (away < 0) away = -away;
        if (away >= least) continue;
        least = away;
        best = day;
    }
    story->date = best;
    if (story->dateline.date.month) story->dateline.date = best;
}

bede_status feed_next(struct feed *feed, struct arena *arena, struct story **story,
                      struct input **input, bede_error *err)
{
    for (;;) {
        if (!feed->input) {
            TRY(feed_next_input(feed, &feed->input, err));
            bede_status status = open_reader(feed, err);
            if (status != BEDE_OK) {
                err_name_input(err, feed->input->name);
                close_input(feed);
                return status;
            }
        }
        bede_status status = feed->conllu ? next_conllu(feed, arena, story, err)
                                          : wire_next(feed->reader, arena, story, err);
        if (status == BEDE_DONE) {
            close_input(feed);
            continue;
        }
        if (status != BEDE_OK) {
            err_name_input(err, feed->input->name);
            return status;
        }
        date_story(feed, *story);
        atomic_fetch_add(&feed->input->users, 1);
        *input = feed->input;
        return BEDE_OK;
    }
}
