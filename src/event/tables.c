/* event/tables.c - the tables of the event stage: types, modes, contexts, operators, word classes.
 *
 * All are TSV (base/table.h) under <folder>/event/. A folder need not have every table; rows of a
 * later folder come after, and replace, those of an earlier one. Source of the shipped values: the
 * PLOVER 2.0 codebook, with the rulings of docs/design.md.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/io.h"
#include "base/table.h"
#include "event/book.h"

/* Loads <folder>/event/<name>; *found false when there is no such file. */
static bede_status open_table(struct event_book *book, const char *folder, const char *name,
                              struct table *table, bool *found, bede_error *err)
{
    struct str path = arena_printf(book->arena, "%s/event/%s", folder, name);
    if (!path.p) return err_nomem(err);
    *found = io_exists(path.p);
    return *found ? table_load(table, book->arena, path.p, err) : BEDE_OK;
}

static bede_status columns(const struct table *table, const char *const *names, uint32_t n,
                           uint32_t *out, bede_error *err)
{
    for (uint32_t i = 0; i < n; i++)
        TRY(table_column(table, names[i], &out[i], err));
    return BEDE_OK;
}

static bede_status bad_row(const struct table *table, const struct table_row *row, const char *what,
                           struct str value, bede_error *err)
{
    return err_at(err, BEDE_DATA, table->file, row->line, 0, "%s \"%.*s\"", what, STR_ARG(value));
}

static double number(struct str s)
{
    char text[32] = "";
    size_t n = s.n < sizeof text ? s.n : sizeof text - 1;
    if (n) memcpy(text, s.p, n); /* an empty cell may have no bytes at all */
    return strtod(text, NULL);
}

static bool yes(struct str s)
{
    return str_iis(s, "yes");
}

static bede_status load_types(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "types.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    enum { TYPE, QUAD, RECIPIENT, SCORE, CAMEO, MUTUAL, N };
    static const char *const names[N] = {"type", "quad", "recipient", "score", "cameo", "mutual"};
    uint32_t c[N];
    TRY(columns(&t, names, N, c, err));
    uint32_t placed; /* this column may be left out */
    if (table_column(&t, "placed", &placed, NULL) != BEDE_OK) placed = UINT32_MAX;
    uint32_t private, means, bystander; /* so may these */
    if (table_column(&t, "bystander", &bystander, NULL) != BEDE_OK) bystander = UINT32_MAX;
    if (table_column(&t, "means", &means, NULL) != BEDE_OK) means = UINT32_MAX;
    if (table_column(&t, "private", &private, NULL) != BEDE_OK) private = UINT32_MAX;
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct str *cell = t.rows[i].cell;
        uint32_t quad;
        if (!str_u32(cell[c[QUAD]], &quad) || quad < 1 || quad > 4)
            return bad_row(&t, &t.rows[i], "the quad code must be 1 to 4, not", cell[c[QUAD]], err);
        uint32_t id = map_get(&book->type_ids, cell[c[TYPE]]);
        if (id == MAP_NONE) {
            if (book->n_types == BOOK_TYPES_MAX)
                return bad_row(&t, &t.rows[i], "too many types at", cell[c[TYPE]], err);
            id = book->n_types++;
            if (!map_put(&book->type_ids, cell[c[TYPE]], id)) return err_nomem(err);
        }
        book->types[id] = (struct event_type){.name = cell[c[TYPE]],
                                              .quad = (uint8_t)quad,
                                              .needs_recipient = yes(cell[c[RECIPIENT]]),
                                              .score = number(cell[c[SCORE]]),
                                              .cameo = cell[c[CAMEO]]};
        book->type_lonely[id] = !str_iis(cell[c[MUTUAL]], "must");
        book->type_placed[id] = placed != UINT32_MAX && yes(cell[placed]);
        book->type_placed_clause[id] = placed != UINT32_MAX && str_is(cell[placed], "clause");
        book->type_means[id] = means != UINT32_MAX && yes(cell[means]);
        if (means != UINT32_MAX && !yes(cell[means]) && !str_is(cell[means], "no"))
            book->type_own[id] = cell[means];
        if (bystander != UINT32_MAX) book->type_bystander[id] = cell[bystander];
        if (private != UINT32_MAX) book->type_private[id] = cell[private];
        book->type_mutual[id] = yes(cell[c[MUTUAL]]) || !book->type_lonely[id];
    }
    return BEDE_OK;
}

/* The id of a type named in a row. */
static bede_status type_of(const struct event_book *book, const struct table *t,
                           const struct table_row *row, struct str name, uint8_t *out,
                           bede_error *err)
{
    uint32_t id = map_get(&book->type_ids, name);
    if (id == MAP_NONE) return bad_row(t, row, "no such type in types.tsv:", name, err);
    *out = (uint8_t)id;
    return BEDE_OK;
}

static bede_status load_modes(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "modes.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    enum { TYPE, MODE, SCORE, CAMEO, MUTUAL, N };
    static const char *const names[N] = {"type", "mode", "score", "cameo", "mutual"};
    uint32_t c[N];
    TRY(columns(&t, names, N, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct str *cell = t.rows[i].cell;
        struct mode_row row = {.mode = cell[c[MODE]],
                               .score = number(cell[c[SCORE]]),
                               .cameo = cell[c[CAMEO]],
                               .mutual = yes(cell[c[MUTUAL]])};
        TRY(type_of(book, &t, &t.rows[i], cell[c[TYPE]], &row.type, err));
        if (!ARRAY_PUSH(book->arena, book->modes, book->n_modes, book->cap_modes, row))
            return err_nomem(err);
    }
    return BEDE_OK;
}

/* sets.tsv: names for several types, used inside <...>. */
static bede_status load_sets(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "sets.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[2];
    TRY(columns(&t, (const char *const[]){"set", "types"}, 2, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        struct str rest = t.rows[i].cell[c[1]], item;
        uint32_t bits = 0;
        while (table_list(&rest, &item)) {
            uint8_t type = 0;
            TRY(type_of(book, &t, &t.rows[i], item, &type, err));
            bits |= 1u << type;
        }
        uint32_t id = book->set_ids.n;
        if (id >= sizeof book->sets / sizeof *book->sets)
            return bad_row(&t, &t.rows[i], "too many sets at", t.rows[i].cell[c[0]], err);
        if (!map_put(&book->set_ids, t.rows[i].cell[c[0]], id)) return err_nomem(err);
        book->sets[id] = bits;
    }
    return BEDE_OK;
}

/* contexts.tsv: a context and the words (lemmas, or "modifier head") that give it. */
static bede_status load_contexts(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "contexts.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[2];
    TRY(columns(&t, (const char *const[]){"context", "words"}, 2, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        struct str name = t.rows[i].cell[c[0]], rest = t.rows[i].cell[c[1]], item;
        uint32_t id = map_get(&book->context_ids, name);
        if (id == MAP_NONE) {
            if (book->n_contexts == 64)
                return bad_row(&t, &t.rows[i], "too many contexts at", name, err);
            id = book->n_contexts++;
            book->context_names[id] = name;
            if (!map_put(&book->context_ids, name, id)) return err_nomem(err);
        }
        while (table_list(&rest, &item))
            if (!map_put(&book->context_words, item, id)) return err_nomem(err);
    }
    return BEDE_OK;
}

static bool aux_name(struct str name, uint8_t *aux)
{
    static const struct {
        const char *name;
        uint8_t bit;
    } names[] = {{"future", EVENT_FUTURE},
                 {"hypothetical", EVENT_HYPOTHETICAL},
                 {"negation", EVENT_NEGATION},
                 {"historical", EVENT_HISTORICAL}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i].name)) {
            *aux = names[i].bit;
            return true;
        }
    return false;
}

/* One auxiliary mode, or several joined by "+". */
static bool aux_bit(struct str names, uint8_t *aux)
{
    uint8_t bits = 0, bit = 0;
    struct str rest = names, name;
    while (str_split(&rest, '+', &name)) {
        if (!aux_name(name, &bit)) return false;
        bits |= bit;
    }
    *aux = bits;
    return bits != 0;
}

static bede_status load_operators(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "operators.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[4];
    TRY(columns(&t, (const char *const[]){"auxiliary", "types", "becomes", "mode"}, 4, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct table_row *row = &t.rows[i];
        struct operator_row op = {.mode = row->cell[c[3]]};
        if (!aux_bit(row->cell[c[0]], &op.aux))
            return bad_row(&t, row, "no such auxiliary mode:", row->cell[c[0]], err);
        TRY(type_of(book, &t, row, row->cell[c[2]], &op.to, err));
        struct str rest = row->cell[c[1]], item;
        while (table_list(&rest, &item)) {
            TRY(type_of(book, &t, row, item, &op.type, err));
            if (!ARRAY_PUSH(book->arena, book->operators, book->n_operators, book->cap_operators,
                            op))
                return err_nomem(err);
        }
    }
    return BEDE_OK;
}

static bede_status load_implied(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "implied.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[3];
    TRY(columns(&t, (const char *const[]){"type", "mode", "sectors"}, 3, c, err));
    uint32_t words, recipients; /* these columns may be left out */
    if (table_column(&t, "words", &words, NULL) != BEDE_OK) words = UINT32_MAX;
    if (table_column(&t, "recipients", &recipients, NULL) != BEDE_OK) recipients = UINT32_MAX;
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct table_row *row = &t.rows[i];
        struct implied_row implied = {.mode = row->cell[c[1]], .sectors = row->cell[c[2]]};
        if (words != UINT32_MAX) implied.words = row->cell[words];
        if (recipients != UINT32_MAX) implied.recipients = row->cell[recipients];
        TRY(type_of(book, &t, row, row->cell[c[0]], &implied.type, err));
        if (implied.mode.n && !book_mode(book, implied.type, implied.mode))
            return bad_row(&t, row, "no such mode:", implied.mode, err);
        if (!ARRAY_PUSH(book->arena, book->implied, book->n_implied, book->cap_implied, implied))
            return err_nomem(err);
    }
    return BEDE_OK;
}

static bool number_kind(struct str name, enum size_kind *kind)
{
    static const char *const names[] = {"dead", "injured", "arrested", "size"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!str_is(name, names[i])) continue;
        *kind = (enum size_kind)i;
        return true;
    }
    return false;
}

static bool number_role(struct str name, enum frame_role *role)
{
    *role = str_is(name, "obj") ? ROLE_OBJ : str_is(name, "subj") ? ROLE_SUBJ : ROLE_PRED;
    return *role != ROLE_PRED || str_is(name, "self");
}

static bede_status load_numbers(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "numbers.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[4];
    TRY(columns(&t, (const char *const[]){"kind", "role", "words", "types"}, 4, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct table_row *row = &t.rows[i];
        struct number_row number = {0};
        struct str rest = row->cell[c[3]], item;
        uint8_t type = 0;
        if (!number_kind(row->cell[c[0]], &number.kind))
            return bad_row(&t, row, "no such number:", row->cell[c[0]], err);
        if (!number_role(row->cell[c[1]], &number.role))
            return bad_row(&t, row, "the role must be obj, subj or self, not", row->cell[c[1]],
                           err);
        while (table_list(&rest, &item)) {
            TRY(type_of(book, &t, row, item, &type, err));
            number.types |= 1u << type;
        }
        rest = row->cell[c[2]];
        while (table_list(&rest, &item)) {
            uint32_t next = map_get(&book->number_words, item);
            number.next = next == MAP_NONE ? 0 : next;
            if (!ARRAY_PUSH(book->arena, book->numbers, book->n_numbers, book->cap_numbers,
                            number) ||
                !map_put(&book->number_words, item, book->n_numbers))
                return err_nomem(err);
        }
    }
    return BEDE_OK;
}

static bede_status load_numerals(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "numerals.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[3];
    TRY(columns(&t, (const char *const[]){"word", "value", "times"}, 3, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct table_row *row = &t.rows[i];
        uint32_t value;
        if (!str_u32(row->cell[c[1]], &value) || !value || value == MAP_NONE)
            return bad_row(&t, row, "not a number:", row->cell[c[1]], err);
        if (!map_put(&book->numerals, row->cell[c[0]], value)) return err_nomem(err);
        if (yes(row->cell[c[2]]) && !map_put(&book->multipliers, row->cell[c[0]], value))
            return err_nomem(err);
    }
    return BEDE_OK;
}

/* auxiliary.tsv: words that make their clause future, hypothetical or negated. */
static bede_status load_auxiliaries(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "auxiliary.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[3];
    TRY(columns(&t, (const char *const[]){"auxiliary", "relation", "words"}, 3, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        const struct table_row *row = &t.rows[i];
        uint8_t aux;
        if (!aux_bit(row->cell[c[0]], &aux))
            return bad_row(&t, row, "no such auxiliary mode:", row->cell[c[0]], err);
        struct str rest = row->cell[c[2]], item;
        while (table_list(&rest, &item)) {
            struct str key =
                arena_printf(book->arena, "%.*s/%.*s", STR_ARG(row->cell[c[1]]), STR_ARG(item));
            if (!key.p || !map_put(&book->aux_bits, key, aux)) return err_nomem(err);
        }
    }
    return BEDE_OK;
}

static bede_status load_nominals(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "nominals.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[3];
    TRY(columns(&t, (const char *const[]){"noun", "verb", "prepositions"}, 3, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        struct nominal row = {t.rows[i].cell[c[1]], t.rows[i].cell[c[2]]};
        if (!map_put(&book->nominal_ids, t.rows[i].cell[c[0]], book->n_nominals))
            return err_nomem(err);
        if (!ARRAY_PUSH(book->arena, book->nominals, book->n_nominals, book->cap_nominals, row))
            return err_nomem(err);
    }
    return BEDE_OK;
}

static int compare_words(struct str a, struct str b)
{
    if (a.n != b.n) return a.n < b.n ? -1 : 1;
    return a.n ? memcmp(a.p, b.p, a.n) : 0;
}

/* Where the word stands, or would stand, in the sorted list. */
static uint32_t word_place(const struct word_list *list, struct str word, bool *found)
{
    uint32_t low = 0, high = list->n;
    *found = false;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_words(list->keys[list->sorted[middle]], word);
        if (order == 0) *found = true;
        if (order == 0) return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool book_has_word(const struct word_set *set, struct str lemma)
{
    bool found;
    if (set->members.n == 1) return str_eq(set->members.keys[0], lemma);
    word_place(&set->members, lemma, &found);
    return found;
}

/* "state of emergency" as the pair "emergency state": a noun with what hangs on it. Other words of
 * three, and those of two, stay as they are. */
static struct str as_pair(struct event_book *book, struct str word)
{
    struct str rest = word, first, preposition;
    if (!str_split(&rest, ' ', &first) || !str_split(&rest, ' ', &preposition) || !rest.n ||
        str_find_byte(rest, ' ', 0) != SIZE_MAX)
        return word;
    if (!book_is(book, GRAMMAR_SUBJECT_PREP, preposition) &&
        !book_is(book, GRAMMAR_CARRIER_PREP, preposition))
        return word;
    struct str pair = arena_printf(book->arena, "%.*s %.*s", STR_ARG(rest), STR_ARG(first));
    return pair.p ? pair : word;
}

bool book_add_word(struct event_book *book, struct word_set *set, struct str word)
{
    struct word_list *list = &set->members;
    bool found;
    word = as_pair(book, word);
    uint32_t place = word_place(list, word, &found), n = list->n, count = list->n;
    if (str_find_byte(word, ' ', 0) != SIZE_MAX) set->has_pairs = true;
    if (found) return true;
    if (!ARRAY_PUSH(book->arena, list->sorted, count, list->cap_sorted, n) ||
        !ARRAY_PUSH(book->arena, list->keys, list->n, list->cap, word))
        return false;
    memmove(list->sorted + place + 1, list->sorted + place, (n - place) * sizeof *list->sorted);
    list->sorted[place] = n;
    return true;
}

bede_status book_word_set(struct event_book *book, struct str words, char separator,
                          struct word_set **out, bede_error *err)
{
    struct word_set *set = ARENA_NEW(book->arena, struct word_set);
    if (!set) return err_nomem(err);
    struct str rest = words, item;
    while (str_split(&rest, separator, &item)) {
        item = str_trim(item);
        if (item.n && !book_add_word(book, set, item)) return err_nomem(err);
    }
    set->name = words;
    if (!ARRAY_PUSH(book->arena, book->classes, book->n_classes, book->cap_classes, set))
        return err_nomem(err);
    *out = set;
    return BEDE_OK;
}

static bede_status load_classes(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "classes.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[2];
    TRY(columns(&t, (const char *const[]){"class", "words"}, 2, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        struct str name = t.rows[i].cell[c[0]], rest = t.rows[i].cell[c[1]], item;
        uint32_t id = map_get(&book->class_ids, name);
        if (id == MAP_NONE) {
            struct word_set *set;
            TRY(book_word_set(book, (struct str){"", 0}, ';', &set, err));
            set->name = name;
            id = book->n_classes - 1;
            if (!map_put(&book->class_ids, name, id)) return err_nomem(err);
        }
        struct word_set *set = book->classes[id];
        while (table_list(&rest, &item))
            if (!book_add_word(book, set, item)) return err_nomem(err);
    }
    return BEDE_OK;
}

static void find_grammar(struct event_book *book)
{
    static const char *const names[GRAMMAR_COUNT] = {
#define GRAMMAR_NAME(name, text) text,
        GRAMMAR_MAP(GRAMMAR_NAME)
#undef GRAMMAR_NAME
    };
    for (int i = 0; i < GRAMMAR_COUNT; i++)
        book->grammar[i] = book_class(book, str_c(names[i]));
}

/* placeholders.tsv: the words that stand for A, R, * and <...> when a template is parsed. */
static bede_status load_placeholders(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    bool found;
    TRY(open_table(book, folder, "placeholders.tsv", &t, &found, err));
    if (!found) return BEDE_OK;
    uint32_t c[2];
    TRY(columns(&t, (const char *const[]){"slot", "word"}, 2, c, err));
    for (uint32_t i = 0; i < t.n_rows; i++) {
        uint32_t id = map_intern(&book->placeholder_ids, t.rows[i].cell[c[0]]);
        if (id == MAP_NONE) return err_nomem(err);
        if (id >= sizeof book->placeholders / sizeof *book->placeholders)
            return bad_row(&t, &t.rows[i], "too many slots at", t.rows[i].cell[c[0]], err);
        book->placeholders[id] = t.rows[i].cell[c[1]];
    }
    return BEDE_OK;
}

bede_status book_load_tables(struct event_book *book, const char *folder, bede_error *err)
{
    TRY(load_types(book, folder, err));
    TRY(load_modes(book, folder, err));
    TRY(load_sets(book, folder, err));
    TRY(load_contexts(book, folder, err));
    TRY(load_operators(book, folder, err));
    TRY(load_implied(book, folder, err));
    TRY(load_numbers(book, folder, err));
    TRY(load_numerals(book, folder, err));
    TRY(load_auxiliaries(book, folder, err));
    TRY(load_nominals(book, folder, err));
    TRY(load_classes(book, folder, err));
    find_grammar(book);
    return load_placeholders(book, folder, err);
}

const struct word_set *book_class(const struct event_book *book, struct str name)
{
    uint32_t id = map_get(&book->class_ids, name);
    return id == MAP_NONE ? NULL : book->classes[id];
}

bool book_is(const struct event_book *book, enum grammar grammar, struct str lemma)
{
    return book->grammar[grammar] && book_has_word(book->grammar[grammar], lemma);
}

const struct mode_row *book_mode(const struct event_book *book, uint8_t type, struct str mode)
{
    for (uint32_t i = book->n_modes; i-- > 0;)
        if (book->modes[i].type == type && str_eq(book->modes[i].mode, mode))
            return &book->modes[i];
    return NULL;
}
