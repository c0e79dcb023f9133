/* quote/lexicon.c - loads the tables of quote/.
 *
 * A cue is one row: its lemma (or several words, "point out"), its word class, the frames in which
 * content goes with it, and whether it tells of speech or of an attitude.
 *
 *     cue         class   frames                     kind
 *     tell        verb    quote;clause;to;hearer     speech
 *     call        verb    object;+for                speech
 *     hope        verb    clause;to;+for             attitude
 *
 * Rows of later folders replace those of earlier ones; a row without frames takes a cue out.
 *
 * SPDX-License-Identifier: MIT */
#include "quote/lexicon.h"

#include <stdlib.h>

#include "base/io.h"
#include "base/table.h"
#include "base/utf8.h"

const char *quote_kind_name(enum quote_kind kind)
{
    static const char *const names[] = {"direct", "mixed", "indirect"};
    return names[kind];
}

/* "v say", "v point out" into key; its length, or 0 when the words are too long for any cue. */
static size_t cue_key(enum cue_class class, struct str lemma, struct str tail, char *key)
{
    if (!lemma.n || lemma.n + tail.n + 3 > CUE_KEY_MAX) return 0;
    key[0] = "vnap"[class];
    key[1] = ' ';
    size_t n = 2 + utf8_lower_str(lemma, key + 2, CUE_KEY_MAX - 2);
    if (!tail.n || n + 1 + tail.n > CUE_KEY_MAX) return n;
    key[n++] = ' ';
    return n + utf8_lower_str(tail, key + n, CUE_KEY_MAX - n);
}

const struct cue_row *cue_find(const struct quote_lexicon *lexicon, enum cue_class class,
                               struct str lemma, struct str tail)
{
    char key[CUE_KEY_MAX];
    size_t n = cue_key(class, lemma, tail, key);
    if (!n) return NULL;
    uint32_t row = map_get(&lexicon->cues, (struct str){key, n});
    return row == MAP_NONE || !lexicon->rows[row].frames ? NULL : &lexicon->rows[row];
}

bool cue_has_tail(const struct quote_lexicon *lexicon, enum cue_class class, struct str lemma)
{
    char key[CUE_KEY_MAX];
    size_t n = cue_key(class, lemma, (struct str){0}, key);
    return n && map_get(&lexicon->heads, (struct str){key, n}) != MAP_NONE;
}

static bool frame_of(struct str name, uint32_t *frame)
{
#define CUE_FRAME_TRY(id, text)                                                                    \
    if (str_is(name, text)) {                                                                      \
        *frame = CUE_##id;                                                                         \
        return true;                                                                               \
    }
    CUE_FRAME_MAP(CUE_FRAME_TRY)
#undef CUE_FRAME_TRY
    return false;
}

static bool class_of(struct str name, enum cue_class *class)
{
    static const char *const names[CUE_CLASSES] = {"verb", "noun", "adjective", "phrase"};
    for (int i = 0; i < CUE_CLASSES; i++)
        if (str_is(name, names[i])) {
            *class = (enum cue_class)i;
            return true;
        }
    return false;
}

/* "cues.tsv:12" in the lexicon's memory. */
static const char *rule_name(struct quote_lexicon *lexicon, const char *file, uint32_t line)
{
    const char *slash = strrchr(file, '/');
    struct str name = arena_printf(lexicon->arena, "%s:%u", slash ? slash + 1 : file, line);
    return name.p;
}

static bede_status read_frames(struct quote_lexicon *lexicon, struct cue_row *row,
                               struct str frames, const char *file, uint32_t line, bede_error *err)
{
    struct str name;
    while (table_list(&frames, &name)) {
        uint32_t frame = 0;
        if (name.p[0] == '+' && name.n > 1) {
            if (row->n_prepositions == CUE_PREPOSITIONS_MAX)
                return err_at(err, BEDE_DATA, file, line, 0, "more than %d prepositions",
                              CUE_PREPOSITIONS_MAX);
            struct str word = arena_str(lexicon->arena, str_slice(name, 1, name.n));
            if (!word.p) return err_nomem(err);
            row->prepositions[row->n_prepositions++] = word;
            frame = CUE_PREPOSITION;
        } else if (!frame_of(name, &frame)) {
            return err_at(err, BEDE_DATA, file, line, 0, "no frame of a cue is called \"%.*s\"",
                          STR_ARG(name));
        }
        row->frames |= frame;
    }
    return BEDE_OK;
}

static bede_status add_cue(struct quote_lexicon *lexicon, const char *file,
                           const struct table_row *cells, const uint32_t column[4], bede_error *err)
{
    struct str words = str_trim(cells->cell[column[0]]), kind = cells->cell[column[3]];
    struct cue_row row = {.attitude = str_is(kind, "attitude")};
    if (!class_of(cells->cell[column[1]], &row.class))
        return err_at(err, BEDE_DATA, file, cells->line, 0,
                      "class must be verb, noun, adjective or phrase");
    if (!row.attitude && !str_is(kind, "speech"))
        return err_at(err, BEDE_DATA, file, cells->line, 0, "kind must be speech or attitude");
    TRY(read_frames(lexicon, &row, cells->cell[column[2]], file, cells->line, err));
    row.rule = rule_name(lexicon, file, cells->line);
    if (!row.rule) return err_nomem(err);

    size_t blank = str_find_byte(words, ' ', 0);
    struct str head = words, tail = {0};
    if (blank != SIZE_MAX) {
        head = str_slice(words, 0, blank);
        tail = str_trim(str_slice(words, blank, words.n));
    }
    char key[CUE_KEY_MAX];
    size_t n = cue_key(row.class, head, tail, key);
    if (!n || head.n + tail.n + 4 > CUE_KEY_MAX)
        return err_at(err, BEDE_DATA, file, cells->line, 0, "a cue has 1 to %d bytes",
                      CUE_KEY_MAX - 4);
    if (!map_put(&lexicon->cues, (struct str){key, n}, lexicon->n_rows)) return err_nomem(err);
    if (!ARRAY_PUSH(lexicon->arena, lexicon->rows, lexicon->n_rows, lexicon->cap_rows, row))
        return err_nomem(err);
    if (!tail.n) return BEDE_OK;
    n = cue_key(row.class, head, (struct str){0}, key);
    return map_put(&lexicon->heads, (struct str){key, n}, 1) ? BEDE_OK : err_nomem(err);
}

static bede_status load_cues(struct quote_lexicon *lexicon, const struct table *table,
                             bede_error *err)
{
    static const char *const names[4] = {"cue", "class", "frames", "kind"};
    uint32_t column[4];
    for (int i = 0; i < 4; i++)
        TRY(table_column(table, names[i], &column[i], err));
    for (uint32_t i = 0; i < table->n_rows; i++)
        TRY(add_cue(lexicon, table->file, &table->rows[i], column, err));
    return BEDE_OK;
}

static bede_status load_marks(struct quote_lexicon *lexicon, const struct table *table,
                              bede_error *err)
{
    static const char *const names[3] = {"open", "close", "kind"};
    uint32_t column[3];
    for (int i = 0; i < 3; i++)
        TRY(table_column(table, names[i], &column[i], err));
    for (uint32_t i = 0; i < table->n_rows; i++) {
        const struct table_row *row = &table->rows[i];
        struct str open = row->cell[column[0]], close = row->cell[column[1]];
        if (!open.n || !close.n || open.n > MARK_BYTES_MAX || close.n > MARK_BYTES_MAX)
            return err_at(err, BEDE_DATA, table->file, row->line, 0,
                          "a quotation mark has 1 to %d bytes", MARK_BYTES_MAX);
        struct mark mark = {.n_open = (uint8_t)open.n,
                            .n_close = (uint8_t)close.n,
                            .single = str_is(row->cell[column[2]], "single")};
        memcpy(mark.open, open.p, open.n);
        memcpy(mark.close, close.p, close.n);
        if (!ARRAY_PUSH(lexicon->arena, lexicon->marks, lexicon->n_marks, lexicon->cap_marks, mark))
            return err_nomem(err);
        lexicon->first_byte[(unsigned char)open.p[0]] = true;
        lexicon->first_byte[(unsigned char)close.p[0]] = true;
        uint32_t at = lexicon->n_marks - 1; /* keep the longest opening first */
        for (; at && lexicon->marks[at - 1].n_open < mark.n_open; at--)
            lexicon->marks[at] = lexicon->marks[at - 1];
        lexicon->marks[at] = mark;
    }
    return BEDE_OK;
}

static bede_status load_elisions(struct quote_lexicon *lexicon, const struct table *table,
                                 bede_error *err)
{
    uint32_t column;
    TRY(table_column(table, "word", &column, err));
    for (uint32_t i = 0; i < table->n_rows; i++)
        if (table->rows[i].cell[column].n &&
            !map_put(&lexicon->elisions, table->rows[i].cell[column], 1))
            return err_nomem(err);
    return BEDE_OK;
}

uint32_t quote_word_classes(const struct quote_lexicon *lexicon, struct str word)
{
    char low[CUE_KEY_MAX];
    if (word.n > sizeof low) return 0;
    size_t n = utf8_lower_str(word, low, sizeof low);
    uint32_t bits = map_get(&lexicon->words, (struct str){low, n});
    return bits == MAP_NONE ? 0 : bits;
}

static bede_status load_words(struct quote_lexicon *lexicon, const struct table *table,
                              bede_error *err)
{
    uint32_t word, class;
    TRY(table_column(table, "word", &word, err));
    TRY(table_column(table, "class", &class, err));
    for (uint32_t i = 0; i < table->n_rows; i++) {
        struct str form = table->rows[i].cell[word], list = table->rows[i].cell[class], name;
        uint32_t bits = quote_word_classes(lexicon, form);
        while (table_list(&list, &name)) {
            uint32_t bit = 0;
#define QUOTE_WORD_TRY(id, text)                                                                   \
    if (str_is(name, text)) bit = WORD_##id;
            QUOTE_WORD_MAP(QUOTE_WORD_TRY)
#undef QUOTE_WORD_TRY
            if (!bit)
                return err_at(err, BEDE_DATA, table->file, table->rows[i].line, 0,
                              "no class of words is called \"%.*s\"", STR_ARG(name));
            bits |= bit;
        }
        if (!map_put(&lexicon->words, form, bits)) return err_nomem(err);
    }
    return BEDE_OK;
}

static bede_status load_table(struct quote_lexicon *lexicon, struct arena *scratch,
                              const char *folder, const char *name,
                              bede_status (*load)(struct quote_lexicon *, const struct table *,
                                                  bede_error *),
                              bede_error *err)
{
    struct str path = arena_printf(scratch, "%s/quote/%s.tsv", folder, name);
    if (!path.p) return err_nomem(err);
    if (!io_exists(path.p)) return BEDE_OK; /* a folder need not have every table */
    struct table table;
    TRY(table_load(&table, scratch, path.p, err));
    return load(lexicon, &table, err);
}

bede_status quote_lexicon_load(const char *const *folders, size_t n, struct quote_lexicon **out,
                               bede_error *err)
{
    struct quote_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon) return err_nomem(err);
    map_init(&lexicon->cues);
    map_init(&lexicon->heads);
    map_init(&lexicon->elisions);
    map_init(&lexicon->words);
    lexicon->arena = arena_new(0);
    struct arena *scratch = arena_new(0);
    bede_status status = lexicon->arena && scratch ? BEDE_OK : err_nomem(err);
    for (size_t i = 0; status == BEDE_OK && i < n; i++) {
        status = load_table(lexicon, scratch, folders[i], "marks", load_marks, err);
        if (status == BEDE_OK)
            status = load_table(lexicon, scratch, folders[i], "elisions", load_elisions, err);
        if (status == BEDE_OK)
            status = load_table(lexicon, scratch, folders[i], "words", load_words, err);
        if (status == BEDE_OK)
            status = load_table(lexicon, scratch, folders[i], "cues", load_cues, err);
    }
    arena_free(scratch);
    if (status != BEDE_OK) {
        quote_lexicon_free(lexicon);
        return status;
    }
    *out = lexicon;
    return BEDE_OK;
}

void quote_lexicon_free(struct quote_lexicon *lexicon)
{
    if (!lexicon) return;
    map_fini(&lexicon->cues);
    map_fini(&lexicon->heads);
    map_fini(&lexicon->elisions);
    map_fini(&lexicon->words);
    arena_free(lexicon->arena);
    free(lexicon);
}
