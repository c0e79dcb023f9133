/* event/discard.c - what is not coded at all: sentences and stories with certain words.
 *
 * A chess "attack" and a cup "fought for" are no events. discards.tsv holds such words, which a user
 * brings with a folder of their own (Bede has none by itself):
 *
 *     words        scope
 *     chess cup    story        no event of a story that has these words
 *     wicket       sentence     none of a sentence that has them
 *
 * Words that only tell a time ("1994", "years ago") keep out what happened then, not the sentence.
 *
 * Words are compared as they stand, case aside; the table is asked only where it has rows.
 *
 * SPDX-License-Identifier: MIT */
#include "base/io.h"
#include "base/table.h"
#include "base/utf8.h"
#include "event/book.h"

enum { PHRASE_BYTES = 256, PHRASE_WORDS = 8 };

static uint32_t words_in(struct str phrase)
{
    uint32_t n = 1;
    for (size_t i = 0; i < phrase.n; i++)
        n += phrase.p[i] == ' ';
    return n;
}

static bede_status add_row(struct event_book *book, const struct table *t,
                           const struct table_row *row, struct str words, struct str scope,
                           bede_error *err)
{
    char phrase[PHRASE_BYTES];
    bool story = str_is(scope, "story");
    if (!story && !str_is(scope, "sentence"))
        return err_at(err, BEDE_DATA, t->file, row->line, 0,
                      "the scope is \"story\" or \"sentence\", not \"%.*s\"", STR_ARG(scope));
    uint32_t n = words_in(words);
    if (!words.n || words.n >= sizeof phrase || n > PHRASE_WORDS)
        return err_at(err, BEDE_LIMIT, t->file, row->line, 0,
                      "expected one to %d words, %d bytes at most", PHRASE_WORDS, PHRASE_BYTES - 1);
    struct str key = {phrase, utf8_lower_str(words, phrase, sizeof phrase)};
    if (n > book->discard_words) book->discard_words = n;
    return map_put(&book->discards, key, story) ? BEDE_OK : err_nomem(err);
}

bede_status book_load_discards(struct event_book *book, const char *folder, bede_error *err)
{
    struct table t;
    uint32_t words, scope;
    struct str path = arena_printf(book->arena, "%s/event/discards.tsv", folder);
    if (!path.p) return err_nomem(err);
    if (!io_exists(path.p)) return BEDE_OK;
    TRY(table_load(&t, book->arena, path.p, err));
    if (!t.n_columns) return BEDE_OK;
    TRY(table_column(&t, "words", &words, err));
    TRY(table_column(&t, "scope", &scope, err));
    for (uint32_t i = 0; i < t.n_rows; i++)
        TRY(add_row(book, &t, &t.rows[i], t.rows[i].cell[words], t.rows[i].cell[scope], err));
    return BEDE_OK;
}

static bool in_time(const struct entities *entities, uint32_t first, uint32_t end)
{
    for (uint32_t i = 0; entities && i < entities->n_times; i++)
        if (entities->times[i].first <= first && end <= entities->times[i].end) return true;
    return false;
}

/* The strongest scope of phrases that begin at the token; those of a sentence that lie in a time
 * expression do not count, when the entities are given. */
static enum discard begins_at(const struct event_book *book, const struct doc *doc,
                              const struct entities *entities, uint32_t token, uint32_t end)
{
    char phrase[PHRASE_BYTES];
    size_t n = 0;
    enum discard found = DISCARD_NONE;
    for (uint32_t i = token; i < end && i - token < book->discard_words; i++) {
        struct str form = doc_form(doc, i);
        if (n + form.n + 2 > sizeof phrase) break;
        if (n) phrase[n++] = ' ';
        n += utf8_lower_str(form, phrase + n, sizeof phrase - n);
        uint32_t story = map_get(&book->discards, (struct str){phrase, n});
        if (story != MAP_NONE && story) return DISCARD_STORY;
        if (story != MAP_NONE && !in_time(entities, token, i + 1)) found = DISCARD_SENTENCE;
    }
    return found;
}

bool book_discards_time(const struct event_book *book, const struct doc *doc,
                        const struct timex *time)
{
    if (!book->discards.n) return false;
    for (uint32_t i = time->first; i < time->end; i++)
        if (begins_at(book, doc, NULL, i, time->end) != DISCARD_NONE) return true;
    return false;
}

enum discard book_discards(const struct event_book *book, const struct doc *doc,
                           const struct entities *entities, uint32_t sentence)
{
    enum discard found = DISCARD_NONE;
    if (!book->discards.n) return found;
    const struct sentence *s = &doc->sentences[sentence];
    for (uint32_t i = s->first; i < s->first + s->n && found != DISCARD_STORY; i++) {
        enum discard here = begins_at(book, doc, entities, i, s->first + s->n);
        if (here > found) found = here;
    }
    return found;
}
