/* fuzz_knowledge.c - any bytes as a knowledge table.
 *
 * The first byte chooses the table's kind; the rest is the table. What loads is linted, and its own
 * names are looked up again, as strings and in a text, so that the index is walked with the bytes
 * that made it.
 *
 * SPDX-License-Identifier: MIT */
#include "knowledge/kb.h"

static void ignore(void *ctx, bool is_error, const char *file, uint32_t line, const char *message)
{
    (void)ctx, (void)is_error, (void)file, (void)line, (void)message;
}

/* The bytes as a text of words between blanks. */
static struct doc *make_doc(struct arena *arena, struct str text)
{
    struct doc *doc = ARENA_NEW(arena, struct doc);
    if (!doc) return NULL;
    doc->arena = arena;
    doc->text = text;
    struct token token = {0};
    for (uint32_t i = 0; i <= text.n; i++) {
        bool cut = i == text.n || ascii_is_space(text.p[i]) || text.p[i] == '-';
        if (!cut) continue;
        token.end = i;
        token.space_after = i == text.n || text.p[i] != '-';
        if (!ARRAY_PUSH(arena, doc->tokens, doc->n_tokens, doc->cap_tokens, token)) return NULL;
        token = (struct token){.start = i + (i < text.n && text.p[i] != '-')};
    }
    return doc;
}

static void use(const struct kb *kb, struct str text)
{
    uint32_t n;
    const struct kb_row *const *rows = kb_rows(kb, &n);
    for (uint32_t i = 0; i < n; i++) {
        (void)kb_find(kb, rows[i]->name);
        (void)kb_country(kb, rows[i]->code);
        (void)kb_row_holds(rows[i], (struct date){2000, 1, 1});
    }
    struct arena *arena = arena_new(0);
    struct doc *doc = arena ? make_doc(arena, text) : NULL;
    for (uint32_t i = 0; doc && i < doc->n_tokens; i++) {
        const struct kb_alias *a = kb_match(kb, doc, i, doc->n_tokens, UINT32_MAX, i & 1, &n);
        if (a && (n > doc->n_tokens - i || !kb_fits(a, doc, i, n, UINT32_MAX, i & 1)))
            __builtin_trap();
    }
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    struct str text = {(const char *)data + 1, size - 1};
    struct kb *kb = NULL;
    bede_error err;
    enum kb_kind kind = (enum kb_kind)(data[0] % (KB_KINDS + 1));
    if (kb_load_bytes(kind, "fuzz.tsv", text, &kb, &err) != BEDE_OK) return 0;
    (void)kb_check(kb, ignore, NULL);
    use(kb, text);
    kb_free(kb);
    return 0;
}
