/* knowledge/words.c - one hash map for all word tables, keyed by "table<TAB>word".
 *
 * The word column may hold several words of the same meaning ("he;him"). A row of a later folder
 * replaces the earlier row of the same word, so that users can overrule ours.
 *
 * Most words of a text stand in no table. Length, first and last letter tell that of nearly all of
 * them by one bit, before anything is hashed.
 *
 * SPDX-License-Identifier: MIT */
#include "knowledge/words.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"

enum { WORD_BYTES_MAX = 96, TABLE_NAME_MAX = 32, SHAPES = 1 << 15 };

struct kb_words {
    struct arena *arena;
    struct map index; /* key -> index into rows */
    struct kb_word *rows;
    uint32_t n, cap;
    uint64_t shapes[SHAPES / 64]; /* of all words: a bit that is not set means "in no table" */
};

/* Number of a word's shape: ASCII letters fold their case in the lower five bits. What begins or
 * ends beyond ASCII shares the shape of its length, since lowering may change those bytes. */
static uint32_t shape_of(struct str word)
{
    unsigned first = (unsigned char)word.p[0], last = (unsigned char)word.p[word.n - 1];
    if ((first | last) & 0x80) first = last = 0;
    size_t length = word.n < 31 && first ? word.n : 31;
    return (uint32_t)(first & 31) | (uint32_t)(last & 31) << 5 | (uint32_t)length << 10;
}

/* Writes "table<TAB>word" in lower case; 0 when it is too long to be in any table. */
static size_t make_key(const char *table, struct str word, char *key)
{
    size_t n = strlen(table);
    if (n > TABLE_NAME_MAX || !word.n || word.n > WORD_BYTES_MAX) return 0;
    memcpy(key, table, n);
    key[n++] = '\t';
    return n + utf8_lower_str(word, key + n, WORD_BYTES_MAX);
}

static bede_status add_row(struct kb_words *words, const char *table, const char *file,
                           const struct table_row *row, const uint32_t column[3], bede_error *err)
{
    struct str rest = row->cell[column[0]], item;
    while (table_list(&rest, &item)) {
        char key[TABLE_NAME_MAX + WORD_BYTES_MAX + 2];
        size_t n = make_key(table, item, key);
        if (!n)
            return err_at(err, BEDE_DATA, file, row->line, 0, "word of more than %d bytes",
                          WORD_BYTES_MAX);
        struct kb_word word = {item, row->cell[column[1]], row->cell[column[2]], file, row->line};
        if (!ARRAY_PUSH(words->arena, words->rows, words->n, words->cap, word) ||
            !map_put(&words->index, (struct str){key, n}, words->n - 1))
            return err_nomem(err);
        uint32_t shape = shape_of(item);
        words->shapes[shape / 64] |= 1ull << shape % 64;
    }
    return BEDE_OK;
}

/* "…/words/pronouns.tsv" -> "pronouns", in the arena. */
static char *table_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_c(slash ? slash + 1 : path);
    name.n -= 4; /* ".tsv", seen by the caller */
    return arena_strdup(arena, name);
}

/* "<folder>/entity/words/pronouns.tsv" as it is shown: "words/pronouns.tsv". */
static const char *shown_name(struct arena *arena, const char *table)
{
    struct str shown = arena_printf(arena, "words/%s.tsv", table);
    return shown.p;
}

static bede_status load_file(struct kb_words *words, const char *path, bede_error *err)
{
    static const char *const names[3] = {"word", "class", "value"};
    struct table table = {0};
    uint32_t column[3];
    TRY(table_load(&table, words->arena, path, err));
    for (size_t i = 0; i < 3; i++)
        TRY(table_column(&table, names[i], &column[i], err));
    char *name = table_name(words->arena, path);
    const char *shown = name ? shown_name(words->arena, name) : NULL;
    if (!shown) return err_nomem(err);
    if (strlen(name) > TABLE_NAME_MAX)
        return err_at(err, BEDE_DATA, path, 0, 0, "file name of more than %d bytes",
                      TABLE_NAME_MAX);
    for (uint32_t i = 0; i < table.n_rows; i++)
        TRY(add_row(words, name, shown, &table.rows[i], column, err));
    return BEDE_OK;
}

static bede_status load_folder(struct kb_words *words, const char *folder, bede_error *err)
{
    struct str path = arena_printf(words->arena, "%s/entity/words", folder);
    if (!path.p) return err_nomem(err);
    if (!io_exists(path.p)) return BEDE_OK;
    struct io_list list = {0};
    TRY(io_list_files(words->arena, path.p, &list, err));
    for (uint32_t i = 0; i < list.n; i++)
        if (str_ends(str_c(list.paths[i]), ".tsv")) TRY(load_file(words, list.paths[i], err));
    return BEDE_OK;
}

bede_status kb_words_load(const char *const *folders, size_t n, struct kb_words **out,
                          bede_error *err)
{
    struct kb_words *words = calloc(1, sizeof *words);
    if (!words) return err_nomem(err);
    map_init(&words->index);
    words->arena = arena_new(0);
    bede_status status = words->arena ? BEDE_OK : err_nomem(err);
    for (size_t i = 0; i < n && status == BEDE_OK; i++)
        status = load_folder(words, folders[i], err);
    if (status == BEDE_OK) {
        *out = words;
    } else {
        kb_words_free(words);
    }
    return status;
}

void kb_words_free(struct kb_words *words)
{
    if (!words) return;
    map_fini(&words->index);
    arena_free(words->arena);
    free(words);
}

const struct kb_word *kb_words_find(const struct kb_words *words, const char *table,
                                    struct str word)
{
    if (!words || !word.n) return NULL;
    uint32_t shape = shape_of(word);
    if (!(words->shapes[shape / 64] >> shape % 64 & 1)) return NULL;
    char key[TABLE_NAME_MAX + WORD_BYTES_MAX + 2];
    size_t n = make_key(table, word, key);
    if (!n) return NULL;
    uint32_t at = map_get(&words->index, (struct str){key, n});
    return at == MAP_NONE ? NULL : &words->rows[at];
}
