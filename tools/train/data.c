/* Reading CoNLL-U for training: word lines, and the licence comment. Multiword ranges and empty
 * nodes are passed over, since the parser works on words.
 *
 * SPDX-License-Identifier: MIT */
#include "data.h"

#include "base/io.h"

enum { JOINED_WORDS_MAX = 60 };

static bede_status bad_line(bede_error *err, const char *path, uint32_t line)
{
    return err_at(err, BEDE_SYNTAX, path, line, 0, "not a line of CoNLL-U");
}

static bede_status add_word(struct treebank *bank, struct str line, const char *path,
                            uint32_t number, bede_error *err)
{
    struct str cell[10], rest = line;
    uint32_t n = 0;
    while (n < 10 && str_split(&rest, '\t', &cell[n]))
        n++;
    if (n < 8) return bad_line(err, path, number);
    if (str_find_byte(cell[0], '-', 0) != SIZE_MAX || str_find_byte(cell[0], '.', 0) != SIZE_MAX)
        return BEDE_OK;
    struct gold_word w = {cell[1], cell[2], cell[3], cell[4], cell[5], cell[7], 0};
    if (!str_u32(cell[6], &w.head)) return bad_line(err, path, number);
    if (!ARRAY_PUSH(bank->arena, bank->words, bank->n_words, bank->cap_words, w))
        return err_nomem(err);
    return BEDE_OK;
}

static bede_status end_sentence(struct treebank *bank, uint32_t first, bool keep, float weight,
                                bede_error *err)
{
    struct gold_sentence s = {first, bank->n_words - first, weight, false, false};
    if (s.n == 0) return BEDE_OK;
    bool whole = true;
    for (uint32_t i = first; i < bank->n_words; i++)
        whole &= bank->words[i].head <= s.n;
    if (!keep || !whole) {
        bank->n_words = first;
        bank->skipped++;
        return BEDE_OK;
    }
    if (!ARRAY_PUSH(bank->arena, bank->sentences, bank->n_sentences, bank->cap_sentences, s))
        return err_nomem(err);
    return BEDE_OK;
}

bede_status treebank_read(struct treebank *bank, const char *path, bool free_only, float weight,
                          bede_error *err)
{
    struct str rest, line;
    TRY(io_read_file(bank->arena, path, 1u << 30, &rest, err));
    uint32_t number = 0, first = bank->n_words;
    bool keep = true;
    while (str_split(&rest, '\n', &line)) {
        number++;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        if (line.n == 0) {
            TRY(end_sentence(bank, first, keep, weight, err));
            first = bank->n_words;
            keep = true;
        } else if (line.p[0] != '#') {
            TRY(add_word(bank, line, path, number, err));
        } else if (free_only && str_starts(line, "# licence") &&
                   str_find(line, "-NC", 0) != SIZE_MAX) {
            keep = false;
        }
    }
    return end_sentence(bank, first, keep, weight, err);
}

static bool has_stop(const struct treebank *bank, const struct gold_sentence *s)
{
    struct str last = bank->words[s->first + s->n - 1].form;
    char c = last.p[last.n - 1];
    return c == '.' || c == '?' || c == '!';
}

static uint32_t root_of(const struct treebank *bank, const struct gold_sentence *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (bank->words[s->first + i].head == 0) return i;
    return 0;
}

/* Sentences [from, to) as one. */
static bede_status join_run(struct treebank *bank, uint32_t from, uint32_t to, float weight,
                            bede_error *err)
{
    struct gold_sentence joined = {bank->n_words, 0, weight, true, false};
    uint32_t root = 0; /* 1-based, of the sentence before */
    for (uint32_t s = from; s < to; s++) {
        struct gold_sentence part = bank->sentences[s];
        uint32_t own = root_of(bank, &part);
        for (uint32_t i = 0; i < part.n; i++) {
            struct gold_word w = bank->words[part.first + i];
            w.head = i == own ? root : w.head + joined.n;
            if (!ARRAY_PUSH(bank->arena, bank->words, bank->n_words, bank->cap_words, w))
                return err_nomem(err);
        }
        root = joined.n + own + 1;
        joined.n += part.n;
    }
    bank->joined = true;
    return ARRAY_PUSH(bank->arena, bank->sentences, bank->n_sentences, bank->cap_sentences, joined)
               ? BEDE_OK
               : err_nomem(err);
}

bede_status treebank_join(struct treebank *bank, float weight, bede_error *err)
{
    uint32_t n_sentences = bank->n_sentences;
    for (uint32_t s = 0; s + 1 < n_sentences; s++) {
        uint32_t end = s, words = bank->sentences[s].n;
        while (end + 1 < n_sentences && !has_stop(bank, &bank->sentences[end]) &&
               words + bank->sentences[end + 1].n <= JOINED_WORDS_MAX)
            words += bank->sentences[++end].n;
        if (end > s) TRY(join_run(bank, s, end + 1, weight, err));
    }
    return BEDE_OK;
}

struct str form_recase(struct arena *arena, struct str form, int change)
{
    if (!change) return form;
    struct str copy = arena_str(arena, form);
    for (size_t i = 0; copy.p && i < copy.n; i++) {
        char *c = (char *)copy.p + i;
        if (change == 'l')
            *c = ascii_lower(*c);
        else if (ascii_is_lower(*c))
            *c = (char)(*c - 32);
    }
    return copy;
}

struct doc *treebank_doc(const struct treebank *bank, struct arena *arena, int change)
{
    struct doc *doc = ARENA_NEW(arena, struct doc);
    if (!doc) return NULL;
    size_t bytes = 0;
    for (uint32_t i = 0; i < bank->n_words; i++)
        bytes += bank->words[i].form.n + 1;
    char *text = arena_alloc(arena, bytes + 1);
    doc->tokens = ARENA_ARRAY(arena, bank->n_words + 1, struct token);
    doc->sentences = ARENA_ARRAY(arena, bank->n_sentences + 1, struct sentence);
    if (!text || !doc->tokens || !doc->sentences) return NULL;
    doc->arena = arena;
    doc->text = (struct str){text, bytes};
    doc->n_tokens = bank->n_words;
    doc->n_sentences = bank->n_sentences;
    size_t at = 0;
    for (uint32_t i = 0; i < bank->n_words; i++) {
        struct str form = form_recase(arena, bank->words[i].form, change);
        if (!form.p) return NULL;
        memcpy(text + at, form.p, form.n);
        doc->tokens[i].start = (uint32_t)at;
        doc->tokens[i].end = (uint32_t)(at + form.n);
        text[at + form.n] = ' ';
        at += form.n + 1;
    }
    for (uint32_t s = 0; s < bank->n_sentences; s++) {
        doc->sentences[s].first = bank->sentences[s].first;
        doc->sentences[s].n = bank->sentences[s].n;
    }
    return doc;
}
