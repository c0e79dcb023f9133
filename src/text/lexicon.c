/* text/lexicon.c - loads the tables of text/ into one hashed set of forms.
 *
 * All tables have the same columns, so that a user may add a form of any kind in any file:
 *
 *     form      kind    parts
 *     Corp.     short
 *     cannot    split   can not
 *
 * A form may have several kinds, from several rows or as a `;` list. A kind that starts with "!"
 * takes the form out of that kind again: how a later folder corrects an earlier one.
 *
 * SPDX-License-Identifier: MIT */
#include "text/lexicon.h"

#include <stdlib.h>

#include "base/io.h"
#include "base/table.h"
#include "base/utf8.h"

/* The form in lower case with straight apostrophes, in out[TEXT_FORM_MAX]; its length, or 0 when
 * it is too long to be known. */
static size_t fold_form(struct str form, char *out)
{
    size_t n = 0;
    if (!form.n || form.n > TEXT_FORM_MAX) return 0;
    for (size_t i = 0; i < form.n;) {
        unsigned char c = (unsigned char)form.p[i];
        if (c < 0x80) {
            out[n++] = c == '`' && form.n > 1 ? '\'' : ascii_lower(form.p[i]);
            i++;
        } else if (c == 0xE2 && i + 2 < form.n && (unsigned char)form.p[i + 1] == 0x80 &&
                   (unsigned char)form.p[i + 2] == 0x99) {
            out[n++] = '\'';
            i += 3;
        } else {
            uint32_t cp;
            size_t step = utf8_decode(form, i, &cp);
            char low[4] = {form.p[i], 0, 0, 0};
            size_t low_n = cp == UTF8_INVALID ? 1 : utf8_encode(utf8_lower(cp), low);
            if (n + low_n > TEXT_FORM_MAX) return 0;
            memcpy(out + n, low, low_n);
            n += low_n;
            i += step;
        }
    }
    return n;
}

const struct text_entry *lexicon_find(const struct text_lexicon *lexicon, struct str form)
{
    char folded[TEXT_FORM_MAX];
    size_t n = fold_form(form, folded);
    if (!n) return NULL;
    uint32_t entry = map_get(&lexicon->forms, (struct str){folded, n});
    return entry == MAP_NONE ? NULL : &lexicon->entries[entry];
}

static bool kind_of(struct str name, uint32_t *kind)
{
#define TEXT_KIND_TRY(id, text)                                                                    \
    if (str_is(name, text)) {                                                                      \
        *kind = TEXT_##id;                                                                         \
        return true;                                                                               \
    }
    TEXT_KIND_MAP(TEXT_KIND_TRY)
#undef TEXT_KIND_TRY
    return false;
}

/* The entry of a table's form, made when it is new. NULL when memory ends or the form is too long. */
static struct text_entry *entry_of(struct text_lexicon *lexicon, struct str form)
{
    char folded[TEXT_FORM_MAX];
    size_t n = fold_form(form, folded);
    if (!n) return NULL;
    uint32_t at = map_get(&lexicon->forms, (struct str){folded, n});
    if (at != MAP_NONE) return &lexicon->entries[at];
    if (!map_put(&lexicon->forms, (struct str){folded, n}, lexicon->n_entries)) return NULL;
    if (!ARRAY_PUSH(lexicon->arena, lexicon->entries, lexicon->n_entries, lexicon->cap_entries,
                    (struct text_entry){0}))
        return NULL;
    return &lexicon->entries[lexicon->n_entries - 1];
}

/* Reads "can not" for "cannot": the parts must make up the form. */
static bool read_parts(struct text_entry *entry, struct str form, struct str parts)
{
    memset(entry->part, 0, sizeof entry->part);
    size_t at = 0, n = 0;
    struct str piece;
    while (str_split(&parts, ' ', &piece)) {
        if (!piece.n) continue;
        if (n == TEXT_PARTS_MAX || at + piece.n > form.n ||
            !str_eq(piece, str_slice(form, at, at + piece.n)))
            return false;
        entry->part[n++] = (uint8_t)utf8_count(piece);
        at += piece.n;
    }
    return n >= 2 && at == form.n;
}

static bede_status add_row(struct text_lexicon *lexicon, const struct table *table,
                           const struct table_row *row, const uint32_t column[3], bede_error *err)
{
    struct str form = row->cell[column[0]], kinds = row->cell[column[1]], name;
    if (!form.n || form.n > TEXT_FORM_MAX)
        return err_at(err, BEDE_DATA, table->file, row->line, 0, "a form has 1 to %d bytes",
                      TEXT_FORM_MAX);
    struct text_entry *entry = entry_of(lexicon, form);
    if (!entry) return err_nomem(err);
    while (table_list(&kinds, &name)) {
        bool out = name.p[0] == '!';
        uint32_t kind;
        if (out) name = str_slice(name, 1, name.n);
        if (!kind_of(name, &kind))
            return err_at(err, BEDE_DATA, table->file, row->line, 0,
                          "no kind of word is called \"%.*s\"", STR_ARG(name));
        entry->kinds = out ? entry->kinds & ~kind : entry->kinds | kind;
        if (kind != TEXT_SPLIT || out) continue;
        struct str parts = column[2] == MAP_NONE ? STR_LIT("") : row->cell[column[2]];
        if (!read_parts(entry, form, parts))
            return err_at(err, BEDE_DATA, table->file, row->line, 0,
                          "the parts of \"%.*s\" must be 2 to %d words that make it up",
                          STR_ARG(form), TEXT_PARTS_MAX);
    }
    return BEDE_OK;
}

static bede_status load_file(struct text_lexicon *lexicon, struct arena *scratch, const char *path,
                             bede_error *err)
{
    struct table table;
    uint32_t column[3] = {0, 0, MAP_NONE};
    TRY(table_load(&table, scratch, path, err));
    TRY(table_column(&table, "form", &column[0], err));
    TRY(table_column(&table, "kind", &column[1], err));
    for (uint32_t i = 0; i < table.n_columns; i++)
        if (str_is(table.column[i], "parts")) column[2] = i;
    for (uint32_t i = 0; i < table.n_rows; i++)
        TRY(add_row(lexicon, &table, &table.rows[i], column, err));
    return BEDE_OK;
}

static bede_status load_folder(struct text_lexicon *lexicon, const char *folder, bede_error *err)
{
    struct arena *scratch = arena_new(0);
    if (!scratch) return err_nomem(err);
    struct str path = arena_printf(scratch, "%s/text", folder);
    struct io_list list = {0};
    bede_status status = path.p ? BEDE_OK : err_nomem(err);
    if (!status && io_exists(path.p)) status = io_list_files(scratch, path.p, &list, err);
    for (uint32_t i = 0; !status && i < list.n; i++)
        if (str_ends(str_c(list.paths[i]), ".tsv"))
            status = load_file(lexicon, scratch, list.paths[i], err);
    arena_free(scratch);
    return status;
}

bede_status text_lexicon_load(const char *const *folders, size_t n, struct text_lexicon **out,
                              bede_error *err)
{
    *out = NULL;
    struct text_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon) return err_nomem(err);
    map_init(&lexicon->forms);
    lexicon->arena = arena_new(0);
    bede_status status = lexicon->arena ? BEDE_OK : err_nomem(err);
    for (size_t i = 0; !status && i < n; i++)
        status = load_folder(lexicon, folders[i], err);
    if (status) {
        text_lexicon_free(lexicon);
        return status;
    }
    *out = lexicon;
    return BEDE_OK;
}

void text_lexicon_free(struct text_lexicon *lexicon)
{
    if (!lexicon) return;
    map_fini(&lexicon->forms);
    arena_free(lexicon->arena);
    free(lexicon);
}
