/* record/lexicon.c - see lexicon.h. Keys are "class word" in lower case; later folders replace.
 *
 * SPDX-License-Identifier: MIT */
#include "record/lexicon.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"

enum { KEY_BYTES = 96 };

struct record_lexicon {
    struct arena *arena;
    struct map map;
    struct record_word *rows;
    uint32_t n, cap;
};

/* "class word", lower case; 0 when it is too long to be in any table. */
static size_t make_key(char key[KEY_BYTES], struct str class, struct str word)
{
    if (class.n + word.n + 2 > KEY_BYTES) return 0;
    memcpy(key, class.p, class.n);
    key[class.n] = ' ';
    return class.n + 1 + utf8_lower_str(word, key + class.n + 1, KEY_BYTES - class.n - 1);
}

static bede_status read_table(struct record_lexicon *lexicon, const char *path, bede_error *err)
{
    struct table table;
    uint32_t word, class, value;
    char key[KEY_BYTES];
    TRY(table_load(&table, lexicon->arena, path, err));
    TRY(table_column(&table, "word", &word, err));
    TRY(table_column(&table, "class", &class, err));
    TRY(table_column(&table, "value", &value, err));
    for (uint32_t i = 0; i < table.n_rows; i++) {
        const struct table_row *r = &table.rows[i];
        size_t n = make_key(key, r->cell[class], r->cell[word]);
        if (!n || !r->cell[word].n || !r->cell[class].n)
            return err_at(err, BEDE_DATA, path, r->line, 0, "a row needs a short word and a class");
        struct record_word row = {r->cell[word], r->cell[class], r->cell[value]};
        if (!map_put(&lexicon->map, (struct str){key, n}, lexicon->n) ||
            !ARRAY_PUSH(lexicon->arena, lexicon->rows, lexicon->n, lexicon->cap, row))
            return err_nomem(err);
    }
    return BEDE_OK;
}

bede_status record_lexicon_load(const char *const *folders, size_t n, struct record_lexicon **out,
                                bede_error *err)
{
    struct record_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon) return err_nomem(err);
    map_init(&lexicon->map);
    lexicon->arena = arena_new(0);
    bede_status status = lexicon->arena ? BEDE_OK : err_nomem(err);
    for (size_t i = 0; i < n && status == BEDE_OK; i++) {
        struct str path = arena_printf(lexicon->arena, "%s/record/words.tsv", folders[i]);
        if (!path.p)
            status = err_nomem(err);
        else if (io_exists(path.p))
            status = read_table(lexicon, path.p, err);
    }
    if (status == BEDE_OK)
        *out = lexicon;
    else
        record_lexicon_free(lexicon);
    return status;
}

void record_lexicon_free(struct record_lexicon *lexicon)
{
    if (!lexicon) return;
    map_fini(&lexicon->map);
    arena_free(lexicon->arena);
    free(lexicon);
}

const struct record_word *record_lexicon_find(const struct record_lexicon *lexicon,
                                              const char *class, struct str word)
{
    char key[KEY_BYTES];
    size_t n = make_key(key, str_c(class), word);
    uint32_t at = n ? map_get(&lexicon->map, (struct str){key, n}) : MAP_NONE;
    return at == MAP_NONE ? NULL : &lexicon->rows[at];
}
