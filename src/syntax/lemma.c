/* Lemmas by edit rules (Chrupała, "Simple data-driven context-sensitive lemmatization", 2006),
 * chosen by a decision list over the word's ending and its class (wordmap.h).
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/lemma.h"

#include "base/utf8.h"
#include "syntax/ud.h"

static size_t title(char *p, size_t n)
{
    if (n && ascii_is_lower(p[0])) p[0] = (char)(p[0] - 32);
    return n;
}

struct str lemma_plain(struct str form, char out[LEMMA_BYTES_MAX])
{
    size_t n = 0;
    bool changed = false;
    for (size_t i = 0; i < form.n && n + 2 < LEMMA_BYTES_MAX; i++) {
        const char *plain = feature_plain(form, i);
        if (!plain) {
            out[n++] = form.p[i];
            continue;
        }
        changed = true;
        i += 2;
        while (*plain)
            out[n++] = *plain++;
    }
    return changed ? (struct str){out, n} : form;
}

uint32_t lemma_context(uint32_t class_id, uint8_t rel)
{
    uint8_t universal = ud_rel_universal(rel);
    bool oblique = universal == REL_OBJ || universal == REL_IOBJ || universal == REL_OBL ||
                   universal == REL_NMOD;
    return class_id * 2 + oblique;
}

size_t lemma_apply(struct str form, struct str rule, char *out, size_t cap)
{
    size_t n = 0;
    if (rule.n >= 2) {
        size_t strip = rule.p[0] == '*' ? form.n : (size_t)(unsigned char)(rule.p[0] - '0');
        struct str stem = str_slice(form, 0, strip < form.n ? form.n - strip : 0);
        while (stem.n && stem.n < form.n && ((unsigned char)form.p[stem.n] & 0xC0) == 0x80)
            stem.n--; /* never half a character */
        struct str tail = str_slice(rule, 2, rule.n);
        if (rule.p[1] == 'k') {
            n = stem.n < cap ? stem.n : cap;
            memcpy(out, stem.p, n);
        } else {
            n = utf8_lower_str(stem, out, cap);
        }
        size_t m = tail.n < cap - n ? tail.n : cap - n;
        memcpy(out + n, tail.p, m);
        n += m;
        if (rule.p[1] == 't') n = title(out, n);
    }
    if (n) return n;
    n = form.n < cap ? form.n : cap;
    memcpy(out, form.p, n);
    return n;
}

bool lemma_token(const struct syntax_model *model, struct doc *doc, uint32_t token,
                 uint32_t class_id)
{
    struct token *t = &doc->tokens[token];
    struct str form = doc_form(doc, token);
    char normal[FEATURE_NORMAL_MAX], plain[LEMMA_BYTES_MAX], lemma[LEMMA_BYTES_MAX];
    size_t n = feature_normal(form, normal);
    struct str feats = wordmap_find(&model->feats, normal, n, lemma_context(class_id, t->rel));
    t->feats = feats.n ? feats.p : "_";
    struct str rule = wordmap_find(&model->lemma, normal, n, class_id);
    size_t length = lemma_apply(lemma_plain(form, plain), rule, lemma, sizeof lemma);
    t->lemma = (struct str){lemma, length};
    if (form.n >= length && memcmp(form.p, lemma, length) == 0) {
        t->lemma = str_slice(form, 0, length);
        return true;
    }
    t->lemma = arena_str(doc->arena, t->lemma);
    return t->lemma.p != NULL;
}
