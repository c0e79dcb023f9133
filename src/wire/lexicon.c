/* wire/lexicon.c - loading knowledge/<lang>/wire/ and looking words up.
 *
 * Words are kept lower-cased in hash maps; the opening phrases are bucketed by their first byte, so
 * that asking about a line costs a handful of comparisons. Example rows:
 *
 *     agencies.tsv   Kyodo     Kyodo   yes   news
 *     verbs.tsv      UPDATES   update  update
 *
 * SPDX-License-Identifier: MIT */
#include "wire/lexicon.h"

#include "base/io.h"
#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { WORD_BYTES_MAX = 80 };

struct wire_lexicon {
    struct arena *memory;
    struct map agencies, months, weekdays, tags, genres, verbs, classes, ordinals, cardinals, ends;
    struct wire_agency *agency;
    uint32_t n_agency, cap_agency;
    struct wire_tag_word *tag;
    uint32_t n_tag, cap_tag;
    struct str *genre;
    uint32_t n_genre, cap_genre;
    struct wire_verb *verb;
    uint32_t n_verb, cap_verb;
    struct wire_end *end;
    uint32_t n_end, cap_end;
    struct wire_phrase *opening, *inside;
    uint32_t n_opening, cap_opening, n_inside, cap_inside;
    uint32_t bucket[257];   /* of `opening`, by the first byte lower-cased */
    bool inside_first[256]; /* first bytes, lower-cased, of `inside` */
    bool end_first[256];    /* first bytes of marks that match as prefix */
    bool glue_last[256];    /* last bytes of marks that may be glued */
    size_t mark_max;        /* bytes of the longest mark */
};

/* The key of a word: lower case, single blanks. False when it is too long to be in any table. */
static bool make_key(struct str word, char out[WORD_BYTES_MAX], struct str *key)
{
    if (!word.n || word.n > WORD_BYTES_MAX) return false;
    *key = (struct str){out, utf8_lower_str(word, out, WORD_BYTES_MAX)};
    return true;
}

static uint32_t find(const struct map *map, struct str word)
{
    char memory[WORD_BYTES_MAX];
    struct str key;
    return make_key(word, memory, &key) ? map_get(map, key) : MAP_NONE;
}

/* ---- Look-ups ---- */

uint32_t lexicon_classes(const struct wire_lexicon *lexicon, struct str word)
{
    uint32_t classes = find(&lexicon->classes, word);
    return classes == MAP_NONE ? 0 : classes;
}

bool lexicon_is(const struct wire_lexicon *lexicon, struct str word, uint32_t class)
{
    return (lexicon_classes(lexicon, word) & class) != 0;
}

const struct wire_agency *lexicon_agency(const struct wire_lexicon *lexicon, struct str token)
{
    uint32_t i = find(&lexicon->agencies, token);
    return i == MAP_NONE ? NULL : &lexicon->agency[i];
}

int lexicon_month(const struct wire_lexicon *lexicon, struct str word)
{
    uint32_t i = find(&lexicon->months, word);
    return i == MAP_NONE ? 0 : (int)i;
}

int lexicon_weekday(const struct wire_lexicon *lexicon, struct str word)
{
    uint32_t i = find(&lexicon->weekdays, word);
    return i == MAP_NONE ? -1 : (int)i;
}

const struct wire_tag_word *lexicon_tag(const struct wire_lexicon *lexicon, struct str word,
                                        uint32_t forms)
{
    uint32_t i = find(&lexicon->tags, word);
    return i == MAP_NONE || !(lexicon->tag[i].forms & forms) ? NULL : &lexicon->tag[i];
}

struct str lexicon_genre(const struct wire_lexicon *lexicon, struct str label)
{
    uint32_t i = find(&lexicon->genres, label);
    return i == MAP_NONE ? (struct str){"", 0} : lexicon->genre[i];
}

const struct wire_verb *lexicon_verb(const struct wire_lexicon *lexicon, struct str word)
{
    uint32_t i = find(&lexicon->verbs, word);
    return i == MAP_NONE ? NULL : &lexicon->verb[i];
}

static bool number_of(const struct map *map, struct str word, int32_t *n)
{
    uint32_t i = find(map, word);
    if (i == MAP_NONE) return false;
    *n = (int32_t)i - 1000;
    return true;
}

bool lexicon_ordinal(const struct wire_lexicon *lexicon, struct str word, int32_t *n)
{
    return number_of(&lexicon->ordinals, word, n);
}

bool lexicon_cardinal(const struct wire_lexicon *lexicon, struct str word, int32_t *n)
{
    return number_of(&lexicon->cardinals, word, n);
}

static bool starts_fold(struct str line, struct str prefix)
{
    return line.n >= prefix.n && str_ieq(str_slice(line, 0, prefix.n), prefix);
}

const struct wire_phrase *lexicon_opening(const struct wire_lexicon *lexicon, struct str line)
{
    if (!line.n) return NULL;
    unsigned char first = (unsigned char)ascii_lower(line.p[0]);
    for (uint32_t i = lexicon->bucket[first]; i < lexicon->bucket[first + 1]; i++) {
        struct str text = lexicon->opening[i].text;
        if (!starts_fold(line, text)) continue;
        /* A phrase ends at a word's end, so that "END" does not open "Ending". */
        if (line.n > text.n && ascii_is_alnum(text.p[text.n - 1]) && ascii_is_alnum(line.p[text.n]))
            continue;
        return &lexicon->opening[i];
    }
    return NULL;
}

const struct wire_phrase *lexicon_inside(const struct wire_lexicon *lexicon, struct str line)
{
    bool edge = true; /* phrases begin where words do */
    for (size_t at = 0; at < line.n; at++) {
        unsigned char first = (unsigned char)ascii_lower(line.p[at]);
        bool here = edge && lexicon->inside_first[first];
        edge = !ascii_is_alnum(line.p[at]);
        for (uint32_t i = 0; here && i < lexicon->n_inside; i++)
            if (starts_fold(str_slice(line, at, line.n), lexicon->inside[i].text))
                return &lexicon->inside[i];
    }
    return NULL;
}

const struct wire_end *lexicon_end(const struct wire_lexicon *lexicon, struct str line)
{
    if (!line.n || line.n > 64) return NULL;
    uint32_t i = line.n <= lexicon->mark_max ? map_get(&lexicon->ends, line) : MAP_NONE;
    if (i != MAP_NONE) return &lexicon->end[i];
    if (!lexicon->end_first[(unsigned char)line.p[0]]) return NULL;
    for (i = 0; i < lexicon->n_end; i++) {
        const struct wire_end *end = &lexicon->end[i];
        size_t n = end->mark.n;
        if (end->prefix && line.n > n && str_eq(str_slice(line, 0, n), end->mark) &&
            !(ascii_is_alpha(line.p[n]) && ascii_is_alpha(end->mark.p[n - 1])))
            return end;
    }
    return NULL;
}

const struct wire_end *lexicon_glued_end(const struct wire_lexicon *lexicon, struct str paragraph)
{
    if (!paragraph.n || !lexicon->glue_last[(unsigned char)paragraph.p[paragraph.n - 1]])
        return NULL;
    for (uint32_t i = 0; i < lexicon->n_end; i++) {
        const struct wire_end *end = &lexicon->end[i];
        if (!end->glue || paragraph.n < end->mark.n + 2) continue;
        size_t at = paragraph.n - end->mark.n;
        if (memcmp(paragraph.p + at, end->mark.p, end->mark.n) != 0) continue;
        if (!ascii_is_space(paragraph.p[at - 1])) continue;
        while (at && ascii_is_space(paragraph.p[at - 1]))
            at--;
        if (at && strchr(".?!\"')", paragraph.p[at - 1])) return end;
    }
    return NULL;
}

/* ---- Loading ---- */

static bede_status put(struct map *map, struct str word, uint32_t value, const struct table *table,
                       uint32_t line, bede_error *err)
{
    char memory[WORD_BYTES_MAX];
    struct str key;
    if (!make_key(word, memory, &key))
        return err_at(err, BEDE_DATA, table->file, line, 0,
                      "the first cell must have 1 to %d bytes", WORD_BYTES_MAX);
    return map_put(map, key, value) ? BEDE_OK : err_nomem(err);
}

static bede_status bad_cell(const struct table *table, const struct table_row *row,
                            const char *column, struct str cell, bede_error *err)
{
    return err_at(err, BEDE_DATA, table->file, row->line, 0, "\"%.60s\" is no %s",
                  cell.n ? cell.p : "-", column);
}

/* The number in a cell, which may have a minus sign. */
static bool cell_number(struct str cell, int32_t low, int32_t high, int32_t *out)
{
    bool minus = str_starts(cell, "-");
    uint32_t n;
    if (!str_u32(minus ? str_slice(cell, 1, cell.n) : cell, &n) || n > 100000) return false;
    *out = minus ? -(int32_t)n : (int32_t)n;
    return *out >= low && *out <= high;
}

typedef bede_status load_row(struct wire_lexicon *lexicon, const struct table *table,
                             const struct table_row *row, const uint32_t *column, bede_error *err);

static bede_status load_agency(struct wire_lexicon *lexicon, const struct table *table,
                               const struct table_row *row, const uint32_t *column, bede_error *err)
{
    struct str class = row->cell[column[3]];
    if (!str_is(class, "news") && !str_is(class, "release"))
        return bad_cell(table, row, "class (news, release)", class, err);
    struct wire_agency agency = {row->cell[column[1]], str_is(row->cell[column[2]], "yes"),
                                 str_is(class, "release")};
    if (!ARRAY_PUSH(lexicon->memory, lexicon->agency, lexicon->n_agency, lexicon->cap_agency,
                    agency))
        return err_nomem(err);
    return put(&lexicon->agencies, row->cell[column[0]], lexicon->n_agency - 1, table, row->line,
               err);
}

static bede_status load_month(struct wire_lexicon *lexicon, const struct table *table,
                              const struct table_row *row, const uint32_t *column, bede_error *err)
{
    int32_t month;
    if (!cell_number(row->cell[column[1]], 1, 12, &month))
        return bad_cell(table, row, "month (1 to 12)", row->cell[column[1]], err);
    return put(&lexicon->months, row->cell[column[0]], (uint32_t)month, table, row->line, err);
}

static bede_status load_weekday(struct wire_lexicon *lexicon, const struct table *table,
                                const struct table_row *row, const uint32_t *column,
                                bede_error *err)
{
    int32_t day;
    if (!cell_number(row->cell[column[1]], 0, 6, &day))
        return bad_cell(table, row, "day (0 to 6)", row->cell[column[1]], err);
    return put(&lexicon->weekdays, row->cell[column[0]], (uint32_t)day, table, row->line, err);
}

struct name_bit {
    const char *name;
    uint32_t bit;
};

/* Adds the bit of a name in a list of names; false when there is none. */
static bool bit_of(const struct name_bit *list, size_t n, struct str name, uint32_t *bits)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(name, list[i].name)) {
            *bits |= list[i].bit;
            return true;
        }
    return false;
}

static bede_status load_tag(struct wire_lexicon *lexicon, const struct table *table,
                            const struct table_row *row, const uint32_t *column, bede_error *err)
{
    static const struct name_bit forms[] = {{"bracket", TAG_BRACKET}, {"colon", TAG_COLON},
                                            {"dash", TAG_DASH},       {"line", TAG_LINE},
                                            {"ordinal", TAG_ORDINAL}, {"slug", TAG_SLUG}};
    struct wire_tag_word tag = {arena_strdup(lexicon->memory, row->cell[column[1]]), 0, -1,
                                row->cell[column[4]]};
    if (!tag.tag) return err_nomem(err);
    struct str rest = row->cell[column[2]], item;
    while (table_list(&rest, &item))
        if (!bit_of(forms, sizeof forms / sizeof *forms, item, &tag.forms))
            return bad_cell(table, row, "form of a tag", item, err);
    if (row->cell[column[3]].n && !cell_number(row->cell[column[3]], 0, 99, &tag.sequence))
        return bad_cell(table, row, "sequence (0 to 99)", row->cell[column[3]], err);
    if (!ARRAY_PUSH(lexicon->memory, lexicon->tag, lexicon->n_tag, lexicon->cap_tag, tag))
        return err_nomem(err);
    return put(&lexicon->tags, row->cell[column[0]], lexicon->n_tag - 1, table, row->line, err);
}

static bede_status load_genre(struct wire_lexicon *lexicon, const struct table *table,
                              const struct table_row *row, const uint32_t *column, bede_error *err)
{
    if (!ARRAY_PUSH(lexicon->memory, lexicon->genre, lexicon->n_genre, lexicon->cap_genre,
                    row->cell[column[1]]))
        return err_nomem(err);
    return put(&lexicon->genres, row->cell[column[0]], lexicon->n_genre - 1, table, row->line, err);
}

static bede_status load_verb(struct wire_lexicon *lexicon, const struct table *table,
                             const struct table_row *row, const uint32_t *column, bede_error *err)
{
    struct wire_verb verb = {arena_strdup(lexicon->memory, row->cell[column[1]]),
                             arena_strdup(lexicon->memory, row->cell[column[2]])};
    if (!verb.kind || !verb.note ||
        !ARRAY_PUSH(lexicon->memory, lexicon->verb, lexicon->n_verb, lexicon->cap_verb, verb))
        return err_nomem(err);
    return put(&lexicon->verbs, row->cell[column[0]], lexicon->n_verb - 1, table, row->line, err);
}

static bede_status load_word(struct wire_lexicon *lexicon, const struct table *table,
                             const struct table_row *row, const uint32_t *column, bede_error *err)
{
    static const struct name_bit classes[] = {{"credit", WORD_CREDIT},
                                              {"nocredit", WORD_NOCREDIT},
                                              {"byline", WORD_BYLINE},
                                              {"writers", WORD_WRITERS},
                                              {"title", WORD_TITLE},
                                              {"agencyname", WORD_AGENCYNAME},
                                              {"particle", WORD_PARTICLE},
                                              {"placehead", WORD_PLACEHEAD},
                                              {"para", WORD_PARA},
                                              {"last", WORD_LAST},
                                              {"throughout", WORD_THROUGHOUT},
                                              {"notplace", WORD_NOTPLACE},
                                              {"noteopen", WORD_NOTEOPEN},
                                              {"joint", WORD_JOINT},
                                              {"small", WORD_SMALL},
                                              {"link", WORD_LINK},
                                              {"where", WORD_WHERE},
                                              {"picture", WORD_PICTURE},
                                              {"notcopy", WORD_NOTCOPY},
                                              {"page", WORD_PAGE},
                                              {"carried", WORD_CARRIED},
                                              {"piece", WORD_PIECE},
                                              {"erring", WORD_ERRING}};
    uint32_t bits = lexicon_classes(lexicon, row->cell[column[0]]);
    if (!bit_of(classes, sizeof classes / sizeof *classes, row->cell[column[1]], &bits))
        return bad_cell(table, row, "class of words", row->cell[column[1]], err);
    return put(&lexicon->classes, row->cell[column[0]], bits, table, row->line, err);
}

static bede_status load_number(struct wire_lexicon *lexicon, const struct table *table,
                               const struct table_row *row, const uint32_t *column, bede_error *err)
{
    int32_t n;
    if (!cell_number(row->cell[column[1]], -99, 999, &n))
        return bad_cell(table, row, "number (-99 to 999)", row->cell[column[1]], err);
    bool ordinal = str_is(row->cell[column[2]], "ordinal");
    if (!ordinal && !str_is(row->cell[column[2]], "cardinal"))
        return bad_cell(table, row, "class (ordinal, cardinal)", row->cell[column[2]], err);
    return put(ordinal ? &lexicon->ordinals : &lexicon->cardinals, row->cell[column[0]],
               (uint32_t)(n + 1000), table, row->line, err);
}

static bede_status load_end(struct wire_lexicon *lexicon, const struct table *table,
                            const struct table_row *row, const uint32_t *column, bede_error *err)
{
    bool prefix = str_is(row->cell[column[1]], "prefix");
    if (!prefix && !str_is(row->cell[column[1]], "exact"))
        return bad_cell(table, row, "way to match (exact, prefix)", row->cell[column[1]], err);
    struct wire_end end = {row->cell[column[0]], prefix, str_is(row->cell[column[2]], "yes"),
                           str_is(row->cell[column[3]], "yes")};
    if (!end.mark.n) return bad_cell(table, row, "mark", end.mark, err);
    if (!ARRAY_PUSH(lexicon->memory, lexicon->end, lexicon->n_end, lexicon->cap_end, end) ||
        !map_put(&lexicon->ends, end.mark, lexicon->n_end - 1))
        return err_nomem(err);
    if (end.prefix) lexicon->end_first[(unsigned char)end.mark.p[0]] = true;
    if (end.glue) lexicon->glue_last[(unsigned char)end.mark.p[end.mark.n - 1]] = true;
    if (end.mark.n > lexicon->mark_max) lexicon->mark_max = end.mark.n;
    return BEDE_OK;
}

static bede_status load_phrase(struct wire_lexicon *lexicon, const struct table *table,
                               const struct table_row *row, const uint32_t *column, bede_error *err)
{
    static const struct name_bit kinds[] = {
        {"signoff", PHRASE_SIGNOFF}, {"correction", PHRASE_CORRECTION},
        {"update", PHRASE_UPDATE},   {"machine", PHRASE_MACHINE},
        {"kill", PHRASE_KILL},       {"hold", PHRASE_HOLD},
        {"embargo", PHRASE_EMBARGO}, {"contact", PHRASE_CONTACT},
        {"photo", PHRASE_PHOTO},     {"caption", PHRASE_CAPTION},
        {"dropped", PHRASE_DROPPED}, {"label", PHRASE_LABEL},
        {"private", PHRASE_PRIVATE}, {"envelope", PHRASE_ENVELOPE}};
    uint32_t kind = 0;
    if (!bit_of(kinds, sizeof kinds / sizeof *kinds, row->cell[column[2]], &kind))
        return bad_cell(table, row, "kind of phrase", row->cell[column[2]], err);
    struct wire_phrase phrase = {row->cell[column[0]], (enum wire_phrase_kind)kind};
    if (!phrase.text.n) return bad_cell(table, row, "phrase", phrase.text, err);
    bool inside = str_is(row->cell[column[1]], "within");
    if (!inside && !str_is(row->cell[column[1]], "start"))
        return bad_cell(table, row, "place (start, within)", row->cell[column[1]], err);
    bool ok = inside ? ARRAY_PUSH(lexicon->memory, lexicon->inside, lexicon->n_inside,
                                  lexicon->cap_inside, phrase)
                     : ARRAY_PUSH(lexicon->memory, lexicon->opening, lexicon->n_opening,
                                  lexicon->cap_opening, phrase);
    if (inside) lexicon->inside_first[(unsigned char)ascii_lower(phrase.text.p[0])] = true;
    return ok ? BEDE_OK : err_nomem(err);
}

struct table_kind {
    const char *file;
    const char *columns[6];
    load_row *load;
};

static bede_status load_table(struct wire_lexicon *lexicon, const struct table_kind *kind,
                              const char *path, bede_error *err)
{
    struct table table;
    TRY(table_load(&table, lexicon->memory, path, err));
    uint32_t column[6] = {0};
    for (uint32_t i = 0; kind->columns[i]; i++)
        TRY(table_column(&table, kind->columns[i], &column[i], err));
    for (uint32_t i = 0; i < table.n_rows; i++)
        TRY(kind->load(lexicon, &table, &table.rows[i], column, err));
    return BEDE_OK;
}

static bede_status load_folder(struct wire_lexicon *lexicon, const char *folder, bede_error *err)
{
    static const struct table_kind kinds[] = {
        {"agencies", {"token", "name", "bare", "class"}, load_agency},
        {"months", {"name", "month"}, load_month},
        {"weekdays", {"name", "day"}, load_weekday},
        {"tags", {"word", "tag", "forms", "sequence", "genre"}, load_tag},
        {"genres", {"label", "genre"}, load_genre},
        {"verbs", {"verb", "kind", "note"}, load_verb},
        {"phrases", {"phrase", "where", "kind"}, load_phrase},
        {"ends", {"mark", "how", "glue", "strong"}, load_end},
        {"words", {"word", "class"}, load_word},
        {"files", {"word", "class"}, load_word},
        {"numbers", {"word", "number", "class"}, load_number}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct str path = arena_printf(lexicon->memory, "%s/wire/%s.tsv", folder, kinds[i].file);
        if (!path.p) return err_nomem(err);
        if (io_exists(path.p)) TRY(load_table(lexicon, &kinds[i], path.p, err));
    }
    return BEDE_OK;
}

/* By first byte, then longest first, so that the first match is the longest. */
static int compare_openings(const void *a, const void *b)
{
    struct str x = ((const struct wire_phrase *)a)->text, y = ((const struct wire_phrase *)b)->text;
    int order = (unsigned char)ascii_lower(x.p[0]) - (unsigned char)ascii_lower(y.p[0]);
    if (order) return order;
    if (x.n != y.n) return x.n > y.n ? -1 : 1;
    return str_cmp(x, y);
}

static void index_openings(struct wire_lexicon *lexicon)
{
    if (lexicon->n_opening)
        qsort(lexicon->opening, lexicon->n_opening, sizeof *lexicon->opening, compare_openings);
    uint32_t at = 0;
    for (uint32_t byte = 0; byte < 256; byte++) {
        lexicon->bucket[byte] = at;
        while (at < lexicon->n_opening &&
               (unsigned char)ascii_lower(lexicon->opening[at].text.p[0]) == byte)
            at++;
    }
    lexicon->bucket[256] = at;
}

bede_status wire_lexicon_load(const char *const *folders, size_t n, struct wire_lexicon **out,
                              bede_error *err)
{
    *out = NULL;
    struct wire_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon) return err_nomem(err);
    lexicon->memory = arena_new(0);
    if (!lexicon->memory) {
        free(lexicon);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        bede_status status = load_folder(lexicon, folders[i], err);
        if (status != BEDE_OK) {
            wire_lexicon_free(lexicon);
            return status;
        }
    }
    index_openings(lexicon);
    *out = lexicon;
    return BEDE_OK;
}

void wire_lexicon_free(struct wire_lexicon *lexicon)
{
    if (!lexicon) return;
    struct map *maps[] = {&lexicon->agencies, &lexicon->months,   &lexicon->weekdays,
                          &lexicon->tags,     &lexicon->genres,   &lexicon->verbs,
                          &lexicon->classes,  &lexicon->ordinals, &lexicon->cardinals,
                          &lexicon->ends};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        map_fini(maps[i]);
    arena_free(lexicon->memory);
    free(lexicon);
}
