/* event/trees.c - see trees.h.
 *
 * The file, little-endian: a header, then one entry a sentence.
 *
 *     "BEDETRE1"  key u64 (model, code)  checksum u64 of what follows  entries u32  0 u32
 *     entry:  sentence u16 length, bytes;  words u8;
 *             a word: start u16, end u16, upos u8, xpos u8, rel u8, head u8, lemma u8 length, bytes
 *
 * SPDX-License-Identifier: MIT */
#include "event/trees.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "syntax/ud.h"

#ifndef BEDE_SYNTAX_ID
#define BEDE_SYNTAX_ID BEDE_VERSION
#endif

enum { HEADER = 32, WORD = 9, FILE_MAX = 64 << 20, WORDS_MAX = 255, PATH_BYTES = 4096 };

static const char magic[8] = {'B', 'E', 'D', 'E', 'T', 'R', 'E', '1'};

static uint64_t key_of(const struct syntax_model *model)
{
    static const char code[] = BEDE_SYNTAX_ID;
    return hash_bytes(code, sizeof code - 1, syntax_model_id(model));
}

static uint16_t read16(const char *p)
{
    return (uint16_t)((unsigned char)p[0] | (unsigned char)p[1] << 8);
}

static uint64_t read_number(const char *p, int bytes)
{
    uint64_t v = 0;
    for (int i = bytes; i-- > 0;)
        v = v << 8 | (unsigned char)p[i];
    return v;
}

static void put_number(struct buf *buf, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_putc(buf, (char)(v >> (8 * i) & 0xff));
}

/* The sentence of the entry at *at, which moves behind the entry. False when the bytes end. */
static bool next_entry(struct str b, size_t *at, struct str *sentence)
{
    size_t p = *at;
    if (b.n - p < 3) return false;
    size_t n = read16(b.p + p);
    p += 2;
    if (b.n - p < n + 1) return false;
    *sentence = str_slice(b, p, p + n);
    p += n;
    unsigned words = (unsigned char)b.p[p++];
    for (unsigned i = 0; i < words; i++) {
        if (b.n - p < WORD) return false;
        size_t lemma = (unsigned char)b.p[p + WORD - 1];
        p += WORD;
        if (b.n - p < lemma) return false;
        p += lemma;
    }
    *at = p;
    return true;
}

/* Is the file whole, and of this model and code? */
static bool usable(struct str b, const struct syntax_model *model)
{
    return b.n >= HEADER && memcmp(b.p, magic, sizeof magic) == 0 &&
           read_number(b.p + 8, 8) == key_of(model) &&
           read_number(b.p + 16, 8) == hash_bytes(b.p + HEADER, b.n - HEADER, 0);
}

static bede_status index_entries(struct trees *trees, bede_error *err)
{
    uint64_t n = read_number(trees->bytes.p + 24, 4);
    size_t at = HEADER;
    struct str sentence;
    for (uint64_t i = 0; i < n; i++) {
        size_t here = at;
        if (!next_entry(trees->bytes, &at, &sentence)) break;
        if (!map_put(&trees->index, sentence, (uint32_t)here)) return err_nomem(err);
    }
    return BEDE_OK;
}

bede_status trees_open(struct trees *trees, const char *folder, const struct syntax_model *model,
                       bede_error *err)
{
    char path[PATH_BYTES];
    *trees = (struct trees){0};
    int n = snprintf(path, sizeof path, "%s/" TREES_FILE, folder);
    if (n < 0 || n >= (int)sizeof path || !io_exists(path)) return BEDE_OK;
    bede_error ignored;
    if (io_map_file(path, FILE_MAX, &trees->bytes, &ignored) != BEDE_OK) {
        trees->bytes = (struct str){NULL, 0};
        return BEDE_OK;
    }
    if (usable(trees->bytes, model)) return index_entries(trees, err);
    trees_close(trees);
    return BEDE_OK;
}

void trees_record(struct trees *trees)
{
    *trees = (struct trees){.recording = true};
}

void trees_close(struct trees *trees)
{
    if (trees->bytes.p) io_unmap(trees->bytes);
    map_fini(&trees->index);
    map_fini(&trees->recorded);
    buf_fini(&trees->record);
    *trees = (struct trees){0};
}

/* Reads a word into the token of the same span. */
static bool read_word(struct str b, size_t *at, const struct doc *doc, struct token *t)
{
    const char *p = b.p + *at;
    size_t lemma = (unsigned char)p[WORD - 1];
    if (read16(p) != t->start || read16(p + 2) != t->end) return false;
    t->upos = (uint8_t)p[4];
    t->xpos = (uint8_t)p[5];
    t->rel = (uint8_t)p[6];
    t->head = (unsigned char)p[7];
    t->lemma = str_slice(b, *at + WORD, *at + WORD + lemma);
    t->feats = "_";
    *at += WORD + lemma;
    return t->upos < UPOS_COUNT && t->xpos < XPOS_COUNT && t->rel < REL_COUNT &&
           t->head <= doc->n_tokens;
}

bool trees_get(const struct trees *trees, struct doc *doc)
{
    if (!trees->bytes.p || doc->n_sentences != 1) return false;
    uint32_t offset = map_get(&trees->index, doc->text);
    if (offset == MAP_NONE) return false;
    size_t at = offset + 2 + doc->text.n;
    if ((unsigned char)trees->bytes.p[at++] != doc->n_tokens) return false;
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        if (!read_word(trees->bytes, &at, doc, &doc->tokens[i])) return false;
    return true;
}

bool trees_put(struct trees *trees, const struct doc *doc)
{
    if (!trees->recording || doc->n_sentences != 1 || doc->n_tokens > WORDS_MAX ||
        doc->text.n > UINT16_MAX || map_get(&trees->recorded, doc->text) != MAP_NONE)
        return true;
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        if (doc->tokens[i].lemma.n > UINT8_MAX) return true;
    put_number(&trees->record, doc->text.n, 2);
    buf_add(&trees->record, doc->text.p, doc->text.n);
    put_number(&trees->record, doc->n_tokens, 1);
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        const struct token *t = &doc->tokens[i];
        put_number(&trees->record, t->start, 2);
        put_number(&trees->record, t->end, 2);
        const uint64_t bytes[] = {t->upos, t->xpos, t->rel, t->head, t->lemma.n};
        for (size_t k = 0; k < sizeof bytes / sizeof *bytes; k++)
            put_number(&trees->record, bytes[k], 1);
        buf_add(&trees->record, t->lemma.p, t->lemma.n);
    }
    trees->n_recorded++;
    return !trees->record.failed && map_put(&trees->recorded, doc->text, 1);
}

/* Header and entries into one file. */
static bool write_all(FILE *to, const struct trees *trees, const struct syntax_model *model)
{
    struct buf head = {0};
    buf_add(&head, magic, sizeof magic);
    put_number(&head, key_of(model), 8);
    put_number(&head, hash_bytes(trees->record.p, trees->record.n, 0), 8);
    put_number(&head, trees->n_recorded, 4);
    put_number(&head, 0, 4);
    bool ok = !head.failed && fwrite(head.p, 1, head.n, to) == head.n &&
              fwrite(trees->record.p, 1, trees->record.n, to) == trees->record.n;
    buf_fini(&head);
    return ok;
}

/* Written beside and renamed, so that no reader ever sees half a file. */
bede_status trees_write(const struct trees *trees, const char *folder,
                        const struct syntax_model *model, bede_error *err)
{
    char path[PATH_BYTES], beside[PATH_BYTES + 32];
    int n = snprintf(path, sizeof path, "%s/" TREES_FILE, folder);
    if (n < 0 || n >= (int)sizeof path)
        return err_at(err, BEDE_LIMIT, folder, 0, 0, "the name of the folder is too long");
    snprintf(beside, sizeof beside, "%s.%ld", path, (long)getpid());
    FILE *to = fopen(beside, "wb");
    if (!to) return err_at(err, BEDE_IO, path, 0, 0, "cannot be written: %s", strerror(errno));
    bool ok = write_all(to, trees, model);
    ok = fclose(to) == 0 && ok;
    if (ok && rename(beside, path) == 0) return BEDE_OK;
    bede_status status = err_at(err, BEDE_IO, path, 0, 0, "cannot be written: %s", strerror(errno));
    remove(beside);
    return status;
}
