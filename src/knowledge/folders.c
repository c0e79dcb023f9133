/* knowledge/folders.c - all tables of all folders, in their order, into one kb.
 *
 * Plurals and codes come first, because reading the other tables needs them.
 *
 * SPDX-License-Identifier: MIT */
#include "base/io.h"
#include "knowledge/gazetteer.h"
#include "knowledge/kb.h"

#include <stdio.h>

enum { TABLE_BYTES = 64 << 20, PATH_BYTES = 4096 };

/* Reads one table when the folder has it. With `lenient` what is wrong with the file as a whole
 * becomes a note, too. */
static bede_status read_file(struct kb *kb, const char *folder, enum kb_kind kind, bool lenient,
                             struct arena *scratch, bede_error *err)
{
    char path[PATH_BYTES];
    int n = snprintf(path, sizeof path, "%s/entity/%s.tsv", folder, kb_table_name(kind));
    if (n < 0 || n >= PATH_BYTES)
        return err_set(err, BEDE_LIMIT, "the name of the knowledge folder is too long");
    if (!io_exists(path)) return BEDE_OK;
    struct str text;
    TRY(io_read_file(kb->arena, path, TABLE_BYTES, &text, err));
    const char *file = arena_strdup(kb->arena, str_c(path));
    if (!file) return err_nomem(err);
    bede_error problem = {0};
    bede_status status = kb_read_table(kb, kind, file, text, scratch, &problem);
    if (status == BEDE_OK) return status;
    if (status == BEDE_NOMEM || !lenient) {
        if (err) *err = problem;
        return status;
    }
    return kb_note(kb, NOTE_FATAL, file, problem.line, "%s", problem.msg) ? BEDE_OK
                                                                          : err_nomem(err);
}

static bede_status read_folder(struct kb *kb, const char *folder, bool lenient,
                               struct arena *scratch, bede_error *err)
{
    if (!io_exists(folder))
        return err_at(err, BEDE_IO, folder, 0, 0, "the knowledge folder does not exist");
    TRY(read_file(kb, folder, KB_KINDS, lenient, scratch, err));
    for (int kind = KB_NONE; kind < KB_KINDS; kind++) {
        arena_reset(scratch);
        TRY(read_file(kb, folder, (enum kb_kind)kind, lenient, scratch, err));
    }
    return BEDE_OK;
}

static bede_status read_folders(struct kb *kb, const char *const *folders, size_t n, bool lenient,
                                bede_error *err)
{
    struct arena *scratch = arena_new(0);
    if (!scratch) return err_nomem(err);
    bede_status status = BEDE_OK;
    for (size_t i = 0; i < n && status == BEDE_OK; i++) {
        if (i && !kb_name_rows(kb))
            status = err_nomem(err);
        else
            status = read_folder(kb, folders[i], lenient, scratch, err);
    }
    arena_free(scratch);
    map_fini(&kb->names);
    return status;
}

/* The gazetteer is an extra: a folder need not have one, but one that is broken is an error. */
static bede_status open_gazetteer(struct kb *kb, const char *const *folders, size_t n,
                                  bede_error *err)
{
    for (size_t i = n; i > 0; i--) {
        struct str path = arena_printf(kb->arena, "%s/places.gaz", folders[i - 1]);
        if (!path.p) return err_nomem(err);
        if (!io_exists(path.p)) continue;
        kb->gazetteer_path = path.p;
        return gazetteer_open(path.p, &kb->gazetteer, err);
    }
    return BEDE_OK;
}

static bede_status load(const char *const *folders, size_t n, bool lenient, struct kb **out,
                        bede_error *err)
{
    struct kb *kb = NULL;
    TRY(kb_new(true, &kb, err));
    bede_status status = read_folders(kb, folders, n, lenient, err);
    if (status == BEDE_OK) status = kb_words_load(folders, n, &kb->words, err);
    if (status == BEDE_OK) status = open_gazetteer(kb, folders, n, err);
    if (status == BEDE_OK && !lenient) status = kb_fatal(kb, err);
    if (status != BEDE_OK) {
        kb_free(kb);
        return status;
    }
    *out = kb;
    return BEDE_OK;
}

bede_status kb_load(const char *const *folders, size_t n, const struct text_lexicon *lexicon,
                    struct kb **out, bede_error *err)
{
    (void)lexicon; /* names are matched by pieces, which no tokeniser cuts differently */
    return load(folders, n, false, out, err);
}

bede_status kb_lint(const char *const *folders, size_t n, kb_report report, void *ctx,
                    uint32_t *n_errors, bede_error *err)
{
    struct kb *kb = NULL;
    TRY(load(folders, n, true, &kb, err));
    *n_errors = kb_check(kb, report, ctx);
    kb_free(kb);
    return BEDE_OK;
}

bede_status kb_load_bytes(enum kb_kind kind, const char *file, struct str bytes, struct kb **out,
                          bede_error *err)
{
    struct kb *kb = NULL;
    TRY(kb_new(false, &kb, err));
    struct arena *scratch = arena_new(0);
    struct str copy = arena_str(kb->arena, bytes);
    const char *name = arena_strdup(kb->arena, str_c(file));
    bede_status status = scratch && copy.p && name
                             ? kb_read_table(kb, kind, name, copy, scratch, err)
                             : err_nomem(err);
    if (status == BEDE_OK) status = kb_fatal(kb, err);
    arena_free(scratch);
    if (status != BEDE_OK) {
        kb_free(kb);
        return status;
    }
    *out = kb;
    return BEDE_OK;
}
