/* syntax/conllu.c - reads CoNLL-U into a doc with a story of its own; see conllu.h.
 *
 * The extent of the story is found first (up to the next "# newdoc", or a "# story" of another
 * name), which bounds the text it can make; then rows are read one after the other. Comments that
 * say something about the story, with their spaces free (behind the first row of a sentence a
 * comment says nothing, as the format has them all before it):
 *
 *     # newdoc id = X     # story = X     # date = 2023-11-09
 *     # newpar            # paragraph = 3 (a number, or "caption")
 *
 * The words of a multiword token must be slices of the text. Where their forms do not make up its
 * surface ("du" of "de" and "le"), the surface is cut between them: each word takes as many
 * characters as its form has, the last one what is left, all at least one.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/conllu.h"

#include "base/utf8.h"
#include "syntax/ud.h"
#include "wire/wire.h"

enum { COLUMNS = 10, MWT_MAX = 64 };
enum { SENTENCES_MAX = 100000, SENTENCE_WORDS_MAX = 400, STORY_BYTES_MAX = 16 << 20 };

struct reader {
    struct arena *arena;
    const char *name;
    struct doc *doc;
    struct story *story;
    char *text; /* being made; text_cap bytes */
    uint32_t text_n, text_cap;
    uint32_t line;
    bool keep_trees;
    uint32_t max_sentences, max_words, max_text, n_blocks_cap;
    bool gap;     /* white space is due before the next form */
    bool new_par; /* a new block is due */
    struct str paragraph;
    bede_error *err;
};

static struct str next_line(struct str *rest)
{
    struct str line;
    if (!str_split(rest, '\n', &line)) return (struct str){rest->p, 0};
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    return line;
}

/* "# key = value" or "# key": the value ("" when there is none). False when the key is another. */
static bool comment_value(struct str line, const char *key, struct str *value)
{
    if (!line.n || line.p[0] != '#') return false;
    line = str_trim(str_slice(line, 1, line.n));
    if (!str_starts(line, key)) return false;
    line = str_slice(line, strlen(key), line.n);
    if (line.n && line.p[0] != ' ' && line.p[0] != '=' && line.p[0] != '\t') return false;
    line = str_trim(line);
    if (line.n && line.p[0] == '=') line = str_trim(str_slice(line, 1, line.n));
    *value = line;
    return true;
}

static bool newdoc_value(struct str line, struct str *id)
{
    return comment_value(line, "newdoc id", id) || comment_value(line, "newdoc", id);
}

/* Bytes of the first story in `input`: up to the comments of the sentence that begins the next. */
static size_t story_extent(struct str input)
{
    struct str rest = input, story = {0}, value;
    size_t block = 0;
    bool row = false, any_row = false, in_block = false, row_in_block = false, named = false;
    while (rest.n) {
        size_t at = (size_t)(rest.p - input.p);
        struct str line = next_line(&rest);
        if (!str_trim(line).n) {
            in_block = false;
            any_row = row;
            continue;
        }
        if (!in_block) {
            block = at;
            row_in_block = false;
        }
        in_block = true;
        if (line.p[0] != '#') {
            row = row_in_block = true;
            continue;
        }
        if (row_in_block) continue;
        if (any_row && newdoc_value(line, &value)) return block;
        if (!comment_value(line, "story", &value)) continue;
        if (any_row && named && !str_eq(value, story)) return block;
        story = value;
        named = true;
    }
    return input.n;
}

static bede_status fail(struct reader *r, const char *what)
{
    return err_at(r->err, BEDE_SYNTAX, r->name, r->line, 0, "CoNLL-U: %s", what);
}

static bool put_text(struct reader *r, struct str s)
{
    if (s.n > r->text_cap - r->text_n) return false;
    if (s.n) memcpy(r->text + r->text_n, s.p, s.n);
    r->text_n += (uint32_t)s.n;
    return true;
}

/* ---- blocks ---- */

static void close_block(struct reader *r)
{
    if (!r->story->n_blocks) return;
    struct wire_block *b = &r->story->blocks[r->story->n_blocks - 1];
    b->span.end = b->body.end = r->text_n;
}

static bede_status open_block(struct reader *r)
{
    struct story *story = r->story;
    struct wire_block b = {.kind = WIRE_PARAGRAPH};
    close_block(r);
    if (r->text_n && !put_text(r, STR_LIT("\n\n"))) return err_nomem(r->err);
    b.span.start = b.body.start = b.span.end = b.body.end = r->text_n;
    if (str_is(r->paragraph, "caption")) {
        b.kind = WIRE_CAPTION;
    } else {
        story->n_paragraphs++;
        uint32_t number;
        b.number = str_u32(r->paragraph, &number) && number ? number : story->n_paragraphs;
    }
    if (!ARRAY_PUSH(r->arena, story->blocks, story->n_blocks, r->n_blocks_cap, b))
        return err_nomem(r->err);
    r->new_par = false;
    r->gap = false;
    return BEDE_OK;
}

static bede_status read_comment(struct reader *r, struct str line)
{
    struct str value;
    struct story *story = r->story;
    if (newdoc_value(line, &value) || comment_value(line, "story", &value)) {
        if (value.n && !(story->id = arena_str(r->arena, value)).p) return err_nomem(r->err);
    } else if (comment_value(line, "date", &value)) {
        struct date date;
        if (date_parse_iso(value, &date)) story->date = date;
    } else if (comment_value(line, "newpar", &value)) {
        r->new_par = true;
        r->paragraph = (struct str){0};
    } else if (comment_value(line, "paragraph", &value)) {
        if (!r->new_par && !str_eq(value, r->paragraph)) r->new_par = true;
        r->paragraph = value;
    }
    return BEDE_OK;
}

/* ---- rows ---- */

static bede_status cut_row(struct reader *r, struct str line, struct str cell[COLUMNS])
{
    struct str rest = line;
    uint32_t n = 0;
    while (n < COLUMNS && str_split(&rest, '\t', &cell[n]))
        n++;
    if (n != COLUMNS || str_find_byte(cell[COLUMNS - 1], '\t', 0) != SIZE_MAX || rest.n)
        return err_at(r->err, BEDE_SYNTAX, r->name, r->line, 0,
                      "CoNLL-U: a row has %d cells parted by tabs", COLUMNS);
    return BEDE_OK;
}

static bool space_after(struct str misc)
{
    struct str item;
    while (str_split(&misc, '|', &item))
        if (str_is(item, "SpaceAfter=No")) return false;
    return true;
}

/* The state inside a sentence: the multiword token that is open. */
struct open_mwt {
    uint32_t first, last; /* ids; 0 when none is open */
    uint32_t start, end;  /* of its surface in the text */
    uint32_t at;          /* where its next word begins */
    bool space;
    bool exact; /* the words make up the surface so far */
};

static bede_status put_form(struct reader *r, struct str form, uint32_t *start)
{
    if (!form.n) return fail(r, "a form is empty");
    if (form.n >= r->max_text - r->text_n)
        return err_at(r->err, BEDE_LIMIT, r->name, r->line, 0,
                      "CoNLL-U: a story has more than %u bytes of text", r->max_text);
    if (r->gap && !put_text(r, STR_LIT(" "))) return err_nomem(r->err);
    *start = r->text_n;
    if (!put_text(r, form)) return err_nomem(r->err);
    return BEDE_OK;
}

static bede_status read_range(struct reader *r, const struct str cell[COLUMNS], size_t dash,
                              uint32_t next_id, struct open_mwt *mwt)
{
    uint32_t first, last;
    if (!str_u32(str_slice(cell[0], 0, dash), &first) ||
        !str_u32(str_slice(cell[0], dash + 1, cell[0].n), &last) || first != next_id ||
        last <= first || last - first >= MWT_MAX || mwt->last >= next_id)
        return fail(r, "a range of a multiword token is out of order");
    *mwt = (struct open_mwt){.first = first, .last = last, .exact = true};
    TRY(put_form(r, cell[1], &mwt->start));
    mwt->end = r->text_n;
    mwt->at = mwt->start;
    r->gap = mwt->space = space_after(cell[9]);
    return BEDE_OK;
}

/* The slice of the surface that a word of a multiword token gets; `left` words come after it. */
static void cut_surface(const struct reader *r, struct open_mwt *mwt, struct str form,
                        uint32_t left, struct token *token)
{
    struct str text = {r->text, r->text_n};
    uint32_t at = mwt->at, end = mwt->end;
    if (at >= end) at = (uint32_t)utf8_before(text, end); /* more words than characters */
    size_t after = utf8_count(str_slice(text, at, end));
    size_t want = utf8_count(form);
    size_t most = after > left ? after - left : 1;
    uint32_t p = at;
    if (!left) {
        p = end;
    } else {
        for (size_t n = want < most ? want : most; n && p < end; n--) {
            uint32_t cp;
            p += (uint32_t)utf8_decode(text, p, &cp);
        }
    }
    token->start = at;
    token->end = p;
    mwt->at = p;
}

static bede_status read_tags(struct reader *r, const struct str cell[COLUMNS], struct token *token)
{
    token->upos = ud_upos_parse(cell[3]);
    token->xpos = ud_xpos_parse(cell[4]);
    token->rel = ud_rel_parse(cell[7]);
    token->feats = "_";
    if (!str_is(cell[5], "_") && cell[5].n && !(token->feats = arena_strdup(r->arena, cell[5])))
        return err_nomem(r->err);
    bool none = !cell[2].n || (str_is(cell[2], "_") && !str_is(cell[1], "_"));
    if (!none && !(token->lemma = arena_str(r->arena, cell[2])).p) return err_nomem(r->err);
    if (!str_is(cell[6], "_") && !str_u32(cell[6], &token->head))
        return fail(r, "a head is neither a number nor _");
    return BEDE_OK;
}

static bede_status read_word(struct reader *r, const struct str cell[COLUMNS], uint32_t id,
                             struct open_mwt *mwt)
{
    struct token token = {0};
    TRY(read_tags(r, cell, &token));
    if (id <= mwt->last) {
        if (!cell[1].n) return fail(r, "a form is empty");
        cut_surface(r, mwt, cell[1], mwt->last - id, &token);
        token.mwt = (uint8_t)(id == mwt->first ? mwt->last - mwt->first + 1 : 1);
        token.space_after = id == mwt->last && mwt->space;
    } else {
        TRY(put_form(r, cell[1], &token.start));
        token.end = r->text_n;
        r->gap = token.space_after = space_after(cell[9]);
    }
    struct doc *doc = r->doc;
    if (!ARRAY_PUSH(r->arena, doc->tokens, doc->n_tokens, doc->cap_tokens, token))
        return err_nomem(r->err);
    return BEDE_OK;
}

/* ---- sentences ---- */

/* Do the heads make a tree with one root? Each word is walked once: a word on the path that is
 * met again is a cycle. */
static bool is_tree(struct reader *r, const struct sentence *s)
{
    uint32_t roots = 0;
    const struct token *tokens = r->doc->tokens + s->first;
    uint32_t *mark = ARENA_ARRAY(r->arena, s->n, uint32_t);
    if (!mark) return false;
    for (uint32_t i = 0; i < s->n; i++) {
        roots += tokens[i].head == 0;
        if (tokens[i].head == i + 1 || !tokens[i].rel) return false;
    }
    if (roots != 1) return false;
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t at = i + 1; at; at = tokens[at - 1].head) {
            if (mark[at - 1] == i + 1) return false; /* seen in this walk */
            if (mark[at - 1]) break;
            mark[at - 1] = i + 1;
        }
    return true;
}

static bede_status add_sentence(struct reader *r, struct sentence s)
{
    struct doc *doc = r->doc;
    if (doc->n_sentences >= r->max_sentences)
        return err_at(r->err, BEDE_LIMIT, r->name, r->line, 0,
                      "CoNLL-U: more than %u sentences in a story", r->max_sentences);
    s.span.start = doc->tokens[s.first].start;
    s.span.end = doc->tokens[s.first + s.n - 1].end;
    if (!ARRAY_PUSH(r->arena, doc->sentences, doc->n_sentences, doc->cap_sentences, s))
        return err_nomem(r->err);
    return BEDE_OK;
}

/* A sentence over the limit is cut; its tree is lost. */
static bede_status cut_sentence(struct reader *r, struct sentence whole)
{
    struct token *tokens = r->doc->tokens;
    uint32_t end = whole.first + whole.n;
    for (uint32_t i = whole.first; i < end; i++)
        tokens[i].head = tokens[i].rel = 0;
    for (uint32_t at = whole.first; at < end;) {
        uint32_t stop = end - at > r->max_words ? at + r->max_words : end;
        while (stop < end && tokens[stop].mwt == 1)
            stop++;
        struct sentence s = whole;
        s.first = at;
        s.n = stop - at;
        s.cut = stop < end;
        if (at > whole.first) s.comments = (struct str){0};
        TRY(add_sentence(r, s));
        at = stop;
    }
    return BEDE_OK;
}

static bede_status end_sentence(struct reader *r, uint32_t first, struct str comments,
                                const struct open_mwt *mwt)
{
    struct doc *doc = r->doc;
    struct sentence s = {.first = first, .n = doc->n_tokens - first, .comments = comments};
    s.block = r->story->n_blocks - 1;
    if (mwt->last > s.n) return fail(r, "words of a multiword token are missing");
    for (uint32_t i = 0; i < s.n; i++)
        if (doc->tokens[first + i].head > s.n) return fail(r, "a head is not in the sentence");
    if (s.n > r->max_words) return cut_sentence(r, s);
    s.given_tree = r->keep_trees && is_tree(r, &s);
    return add_sentence(r, s);
}

/* Copies comment lines, without carriage returns. */
static bede_status keep_comments(struct reader *r, struct str raw, struct str *out)
{
    char *p = arena_alloc(r->arena, raw.n + 2);
    if (!p) return err_nomem(r->err);
    size_t n = 0;
    while (raw.n) {
        struct str line = next_line(&raw);
        if (!line.n || line.p[0] != '#') continue;
        memcpy(p + n, line.p, line.n);
        n += line.n;
        p[n++] = '\n';
    }
    *out = (struct str){p, n};
    return BEDE_OK;
}

/* Reads one sentence, from its comments to the blank line. */
static bede_status read_sentence(struct reader *r, struct str *rest)
{
    struct str comments = {0}, cell[COLUMNS];
    struct open_mwt mwt = {0};
    uint32_t first = r->doc->n_tokens, next_id = 1;
    const char *comments_from = rest->p;
    while (rest->n) {
        const char *from = rest->p;
        struct str line = next_line(rest);
        r->line++;
        if (!str_trim(line).n) break;
        if (line.p[0] == '#') {
            if (next_id == 1 && !mwt.first) TRY(read_comment(r, line));
            continue;
        }
        TRY(cut_row(r, line, cell));
        size_t dash = str_find_byte(cell[0], '-', 0);
        if (next_id == 1 && r->doc->n_tokens == first && !mwt.first) {
            TRY(keep_comments(r, (struct str){comments_from, (size_t)(from - comments_from)},
                              &comments));
            if (r->new_par || !r->story->n_blocks) TRY(open_block(r));
        }
        if (dash != SIZE_MAX) {
            TRY(read_range(r, cell, dash, next_id, &mwt));
            continue;
        }
        if (str_find_byte(cell[0], '.', 0) != SIZE_MAX) continue; /* empty node */
        uint32_t id;
        if (!str_u32(cell[0], &id) || id != next_id)
            return fail(r, "words are not numbered 1, 2, 3");
        TRY(read_word(r, cell, next_id++, &mwt));
    }
    if (r->doc->n_tokens == first)
        return mwt.first ? fail(r, "words of a multiword token are missing") : BEDE_OK;
    return end_sentence(r, first, comments, &mwt);
}

static bede_status start(struct reader *r, struct str input, const bede_limits *limits)
{
    r->max_sentences = limits && limits->sentences ? limits->sentences : SENTENCES_MAX;
    r->max_words = limits && limits->sentence_words ? limits->sentence_words : SENTENCE_WORDS_MAX;
    r->max_text = limits && limits->story_bytes ? limits->story_bytes : STORY_BYTES_MAX;
    /* A row is longer than its form and the blank before it; a paragraph has a line of its own. */
    size_t most = input.n < r->max_text ? input.n : r->max_text;
    r->text_cap = (uint32_t)most + 4096;
    r->text = arena_alloc(r->arena, r->text_cap);
    r->doc = ARENA_NEW(r->arena, struct doc);
    r->story = ARENA_NEW(r->arena, struct story);
    if (!r->text || !r->doc || !r->story) return err_nomem(r->err);
    r->story->arena = r->doc->arena = r->arena;
    r->story->input = r->name;
    r->story->line = r->line;
    r->story->version = 1;
    r->story->language = STR_LIT("en");
    r->doc->story = r->story;
    return BEDE_OK;
}

bede_status conllu_read(struct arena *arena, const char *name, struct str *rest, uint32_t *line,
                        bool keep_trees, const bede_limits *limits, struct doc **out,
                        bede_error *err)
{
    struct reader r = {.arena = arena, .name = name, .line = *line, .err = err};
    r.keep_trees = keep_trees;
    *out = NULL;
    if (!rest->n) return BEDE_DONE;
    if (r.line == 0 && str_starts(*rest, "\xEF\xBB\xBF")) *rest = str_slice(*rest, 3, rest->n);
    struct str input = str_slice(*rest, 0, story_extent(*rest));
    *rest = str_slice(*rest, input.n, rest->n);
    for (size_t i = 0; i < input.n; i++)
        *line += input.p[i] == '\n';
    size_t bad = utf8_check(input);
    bede_status status = BEDE_OK;
    if (bad != SIZE_MAX) {
        for (size_t i = 0; i < bad; i++)
            r.line += input.p[i] == '\n';
        r.line++;
        return fail(&r, "not UTF-8");
    }
    status = start(&r, input, limits);
    while (!status && input.n)
        status = read_sentence(&r, &input);
    if (status) return status;
    close_block(&r);
    r.doc->text = r.story->text = (struct str){r.text, r.text_n};
    if (!r.doc->n_sentences) return BEDE_DONE;
    r.story->given = r.doc;
    *out = r.doc;
    return BEDE_OK;
}
