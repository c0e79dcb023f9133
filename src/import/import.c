/* import/import.c - one dictionary after the other into one knowledge folder.
 *
 * What kind a dictionary is, its own marks tell. Each line has a fate (work.h), which is counted when
 * its file is done, so that a line which is partly taken, or reported twice, counts once.
 *
 * SPDX-License-Identifier: MIT */
#include "import/import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/utf8.h"
#include "import/work.h"

enum { TEXT_MAX = 64 << 20, PATH_BYTES = 4096 };

#define MADE_BY "# made by bede import-petrarch"

static const struct {
    const char *path, *heading;
} FILES[OUT_COUNT] = {
    [OUT_COUNTRIES] = {"entity/countries.tsv", "code\tname\taliases\tsource\n"},
    [OUT_PEOPLE] = {"entity/people.tsv", "name\tcode\tsectors\tfrom\tto\taliases\tsource\n"},
    [OUT_ORGANISATIONS] = {"entity/organisations.tsv",
                           "name\tcode\tsectors\ttype\tfrom\tto\taliases\tsource\n"},
    [OUT_GROUPS] = {"entity/groups.tsv", "name\tcode\tsectors\ttype\tfrom\tto\taliases\tsource\n"},
    [OUT_AGENTS] = {"entity/agents.tsv", "name\tplural\tsectors\ttype\tsource\n"},
    [OUT_CLASSES] = {"event/classes.tsv", "class\twords\n"},
    [OUT_RULES] = {"event/rules/petrarch.rules", ""},
    [OUT_CONTEXTS] = {"event/contexts.tsv", "context\twords\n"},
    [OUT_DISCARDS] = {"event/discards.tsv", "words\tscope\n"},
};

bede_status import_new(const char *folder, const struct kb *kb, import_report report, void *ctx,
                       struct import **out, bede_error *err)
{
    struct import *im = calloc(1, sizeof *im);
    if (!im) return err_nomem(err);
    *im = (struct import){.kb = kb, .report = report, .ctx = ctx};
    im->arena = arena_new(0);
    im->scratch = arena_new(0);
    for (int i = 0; i < OUT_COUNT; i++)
        buf_init(&im->out[i], IMPORT_OUT_MAX);
    struct map *maps[] = {&im->codes, &im->cameo,   &im->words, &im->issues,     &im->contexts,
                          &im->rules, &im->classes, &im->seen,  &im->synset_ids, &im->names};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        map_init(maps[i]);
    bede_status status =
        im->arena && im->scratch ? import_load_tables(im, folder, err) : err_nomem(err);
    if (status != BEDE_OK) {
        import_free(im);
        return status;
    }
    *out = im;
    return BEDE_OK;
}

void import_free(struct import *im)
{
    if (!im) return;
    struct map *maps[] = {&im->codes, &im->cameo,   &im->words, &im->issues,     &im->contexts,
                          &im->rules, &im->classes, &im->seen,  &im->synset_ids, &im->names};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        map_fini(maps[i]);
    for (int i = 0; i < OUT_COUNT; i++)
        buf_fini(&im->out[i]);
    arena_free(im->arena);
    arena_free(im->scratch);
    free(im);
}

/* ---- reading --------------------------------------------------------------------------------- */

bede_dictionary import_sniff(struct str text)
{
    bool brackets = false;
    struct str rest = text, line;
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.n || *line.p == '#') continue;
        if (str_starts(line, "<ISSUE")) return BEDE_DICT_ISSUES;
        if (*line.p == '&' || (str_starts(line, "---") && str_find_byte(line, '[', 0) != SIZE_MAX))
            return BEDE_DICT_VERBS;
        size_t open = str_find_byte(line, '[', 0);
        if (open == SIZE_MAX) continue;
        size_t close = str_find_byte(line, ']', open);
        size_t tilde = str_find_byte(line, '~', open);
        if (tilde < close) return BEDE_DICT_AGENTS;
        brackets = true;
    }
    return brackets ? BEDE_DICT_ACTORS : BEDE_DICT_DISCARDS;
}

/* A copy that readers may point into: UTF-8, no NULs. */
static bede_status copy_text(struct import *im, struct str text, struct str *out, bede_error *err)
{
    if (text.n > TEXT_MAX)
        return err_at(err, BEDE_LIMIT, im->path, 0, 0, "longer than %d bytes", TEXT_MAX);
    *out = utf8_check(text) == SIZE_MAX ? (struct str){NULL, 0} : utf8_from_cp1252(im->arena, text);
    if (!out->p) {
        char *copy = arena_strdup(im->arena, text);
        if (!copy) return err_nomem(err);
        *out = (struct str){copy, text.n};
    }
    char *bytes = (char *)arena_alloc(im->arena, out->n + 1);
    if (!bytes) return err_nomem(err);
    for (size_t i = 0; i < out->n; i++)
        bytes[i] = out->p[i] ? out->p[i] : ' ';
    out->p = bytes;
    return BEDE_OK;
}

static void count(const struct import *im, bede_import_count *figures)
{
    for (uint32_t i = 1; i <= im->n_lines; i++) {
        if (im->fates[i] == LINE_EMPTY) continue;
        figures->lines++;
        figures->taken += im->fates[i] == LINE_TAKEN;
        figures->known += im->fates[i] == LINE_KNOWN;
        figures->refused += im->fates[i] == LINE_REFUSED;
    }
}

bede_status import_read(struct import *im, bede_dictionary kind, const char *name, struct str text,
                        bede_import_figures *figures, bede_error *err)
{
    static bede_status (*const readers[BEDE_DICT_COUNT])(struct import *, struct str,
                                                         bede_error *) = {
        [BEDE_DICT_ACTORS] = import_actors, [BEDE_DICT_AGENTS] = import_agents,
        [BEDE_DICT_VERBS] = import_verbs,   [BEDE_DICT_DISCARDS] = import_discards,
        [BEDE_DICT_ISSUES] = import_issues,
    };
    if ((unsigned)kind >= BEDE_DICT_COUNT)
        return err_at(err, BEDE_USAGE, name, 0, 0, "no such kind of dictionary");
    const char *slash = strrchr(name, '/');
    im->path = name;
    im->file = slash ? slash + 1 : name;
    struct str copy;
    TRY(copy_text(im, text, &copy, err));
    im->n_lines = 1;
    for (size_t i = 0; i < copy.n; i++)
        im->n_lines += copy.p[i] == '\n';
    im->fates = ARENA_ARRAY(im->arena, (size_t)im->n_lines + 1, uint8_t);
    if (!im->fates) return err_nomem(err);
    TRY(readers[kind](im, copy, err));
    arena_reset(im->scratch);
    for (int i = 0; i < OUT_COUNT; i++)
        if (im->out[i].failed)
            return err_at(err, BEDE_LIMIT, name, 0, 0, "%s would become too long", FILES[i].path);
    figures->files++;
    count(im, &figures->of[kind]);
    return BEDE_OK;
}

/* ---- writing --------------------------------------------------------------------------------- */

struct str import_made(const struct import *im, enum import_out out)
{
    return (struct str){im->out[out].p, im->out[out].n};
}

static bede_status make_folder(const char *folder, const char *below, bede_error *err)
{
    char path[PATH_BYTES];
    int n = snprintf(path, sizeof path, "%s%s", folder, below);
    if (n < 0 || n >= PATH_BYTES) return err_set(err, BEDE_LIMIT, "the folder's name is too long");
    if (mkdir(path, 0777) == 0 || errno == EEXIST) return BEDE_OK;
    return err_at(err, BEDE_IO, path, 0, 0, "cannot make the folder: %s", strerror(errno));
}

/* A table that somebody wrote by hand is not for us to replace. */
static bede_status check_ours(const char *path, bede_error *err)
{
    char head[sizeof MADE_BY] = "";
    FILE *file = fopen(path, "rb");
    if (!file) return BEDE_OK;
    size_t n = fread(head, 1, sizeof head - 1, file);
    fclose(file);
    if (n == 0 || memcmp(head, MADE_BY, n) == 0) return BEDE_OK;
    return err_at(err, BEDE_USAGE, path, 0, 0,
                  "is not from an import: name another folder, or move it");
}

static bede_status write_file(const struct import *im, enum import_out out, const char *path,
                              bede_error *err)
{
    FILE *file = fopen(path, "wb");
    if (!file) return err_at(err, BEDE_IO, path, 0, 0, "cannot write: %s", strerror(errno));
    const struct buf *b = &im->out[out];
    bool ok = fprintf(file, MADE_BY "\n%s", FILES[out].heading) > 0;
    ok &= !b->n || fwrite(b->p, 1, b->n, file) == b->n;
    ok &= fclose(file) == 0;
    return ok ? BEDE_OK : err_at(err, BEDE_IO, path, 0, 0, "cannot write: %s", strerror(errno));
}

bede_status import_write(const struct import *im, const char *folder, bede_error *err)
{
    char path[PATH_BYTES];
    static const char *const folders[] = {"", "/entity", "/event", "/event/rules"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        TRY(make_folder(folder, folders[i], err));
    for (int writing = 0; writing < 2;
         writing++) /* all are looked at before the first is written */
        for (int i = 0; i < OUT_COUNT; i++) {
            int n = snprintf(path, sizeof path, "%s/%s", folder, FILES[i].path);
            if (n < 0 || n >= PATH_BYTES)
                return err_set(err, BEDE_LIMIT, "the folder's name is too long");
            if (!writing)
                TRY(check_ours(path, err));
            else if (im->out[i].n || io_exists(path))
                TRY(write_file(im, (enum import_out)i, path, err));
        }
    return BEDE_OK;
}
