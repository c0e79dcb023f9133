/* quote/marks.c - pairs quotation marks, byte by byte, one block after the other.
 *
 * A stack of open marks is kept. Whether a mark that looks the same on both sides (", ', '') opens
 * or closes is read off its neighbours: it opens before a word and after white space, it closes
 * after a word; between two blanks it closes what is open. What does not pair:
 *
 *   - an apostrophe: a single mark opens only at the start of a word that is no elision ('em), and
 *     is forgotten when the block or the mark around it ends before it was closed;
 *   - "A new paragraph of one speech opens with the mark again though the last did not close: the
 *     first region is `continued`, the second `continues`;
 *   - a closing mark that was left out: when the next mark of the kind opens, or the block ends,
 *     the region ends with the sentence in which it opened.
 *
 * SPDX-License-Identifier: MIT */
#include "quote/marks.h"

#include "base/utf8.h"

enum { MARK_DEPTH_MAX = 8, ELISION_BYTES_MAX = 12 };

struct open_mark {
    const struct mark *mark;
    uint32_t region;
};

struct scan {
    const struct quote_lexicon *lexicon;
    const struct doc *doc;
    struct regions *regions;
    struct span body; /* of the block */
    uint32_t block;
    uint32_t sentence, sentence_end; /* sentences of the block */
    struct open_mark stack[MARK_DEPTH_MAX];
    uint32_t depth;
    uint32_t first; /* first region of the block */
};

static bool is_break(uint32_t cp)
{
    return utf8_is_space(cp) || cp == '(' || cp == '[' || cp == '{' || cp == '/' || cp == '-' ||
           cp == 0x2013 || cp == 0x2014;
}

/* Does the text stop before `at` (start of the block, white space, bracket, dash, mark)? */
static bool free_before(const struct scan *scan, uint32_t at)
{
    if (at <= scan->body.start) return true;
    uint32_t cp;
    utf8_decode(scan->doc->text, utf8_before(scan->doc->text, at), &cp);
    return is_break(cp) || cp == '"' || cp == '\'' || cp == '`' || cp == 0x201C || cp == 0x2018 ||
           cp == 0xAB;
}

/* Is there a word, a figure, a bracket right behind `at`, and no white space? */
static bool word_after(const struct scan *scan, uint32_t at)
{
    if (at >= scan->body.end) return false;
    uint32_t cp;
    utf8_decode(scan->doc->text, at, &cp);
    return !utf8_is_space(cp) && cp != ',' && cp != '.' && cp != ';' && cp != ':' && cp != '?' &&
           cp != '!' && cp != ')';
}

static bool space_before(const struct scan *scan, uint32_t at)
{
    if (at <= scan->body.start) return true;
    uint32_t cp;
    utf8_decode(scan->doc->text, utf8_before(scan->doc->text, at), &cp);
    return utf8_is_space(cp);
}

static bool word_char(const struct scan *scan, uint32_t at)
{
    uint32_t cp;
    if (at < scan->body.start || at >= scan->body.end) return false;
    utf8_decode(scan->doc->text, at, &cp);
    return utf8_is_letter(cp) || (cp < 128 && ascii_is_digit((char)cp));
}

static bool spelled(const struct scan *scan, uint32_t at, const char *bytes, uint8_t n)
{
    return at + n <= scan->body.end && memcmp(scan->doc->text.p + at, bytes, n) == 0;
}

/* Does a word that lost its head to an apostrophe start here ('em, '90s)? */
static bool is_elision(const struct scan *scan, uint32_t at)
{
    struct str text = scan->doc->text;
    uint32_t end = at;
    if (end < scan->body.end && ascii_is_digit(text.p[end])) return true;
    while (end < scan->body.end && end - at < ELISION_BYTES_MAX && ascii_is_alnum(text.p[end]))
        end++;
    char low[ELISION_BYTES_MAX];
    size_t n = utf8_lower_str(str_slice(text, at, end), low, sizeof low);
    return n && map_get(&scan->lexicon->elisions, (struct str){low, n}) != MAP_NONE;
}

/* The sentence of the block that holds the byte. */
static uint32_t sentence_at(const struct scan *scan, uint32_t byte)
{
    uint32_t low = scan->sentence, high = scan->sentence_end;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (scan->doc->sentences[middle].span.start <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void close_region(struct scan *scan, uint32_t region, uint32_t inner_end, uint32_t outer_end,
                         bool closed)
{
    struct region *r = &scan->regions->items[region];
    r->inner.end = inner_end;
    r->outer.end = outer_end;
    r->closed = closed;
}

/* The closing mark was left out: the region ends with its sentence. A single mark was none. */
static void give_up(struct scan *scan, const struct open_mark *open, uint32_t limit)
{
    struct region *r = &scan->regions->items[open->region];
    if (open->mark->single || scan->sentence >= scan->sentence_end) {
        r->outer.end = r->outer.start; /* dropped when the block is done */
        return;
    }
    uint32_t s = sentence_at(scan, r->inner.start);
    uint32_t end = scan->doc->sentences[s].span.end;
    if (end > limit) end = limit;
    if (end < r->inner.start) end = r->inner.start;
    close_region(scan, open->region, end, end, false);
}

static bool open_region(struct scan *scan, const struct mark *mark, uint32_t at)
{
    if (scan->depth == MARK_DEPTH_MAX) return true;
    struct region region = {.block = scan->block,
                            .outer = {at, at},
                            .inner = {at + mark->n_open, at + mark->n_open},
                            .parent =
                                scan->depth ? scan->stack[scan->depth - 1].region : REGION_NONE,
                            .level = scan->depth};
    scan->stack[scan->depth++] = (struct open_mark){mark, scan->regions->n};
    return ARRAY_PUSH(scan->doc->arena, scan->regions->items, scan->regions->n, scan->regions->cap,
                      region);
}

/* Does what is spelled here close that opening? A mark may be closed in several ways (German
 * quotations end with either curl). Returns the bytes it takes, or 0. */
static uint8_t closes(const struct scan *scan, const struct mark *opening, uint32_t at)
{
    for (uint32_t i = 0; i < scan->lexicon->n_marks; i++) {
        const struct mark *mark = &scan->lexicon->marks[i];
        if (mark->n_open != opening->n_open || memcmp(mark->open, opening->open, mark->n_open))
            continue;
        if (!spelled(scan, at, mark->close, mark->n_close)) continue;
        if (mark->single && word_char(scan, at + mark->n_close)) continue; /* don't */
        return mark->n_close;
    }
    return 0;
}

/* Closes the innermost open mark that ends so, giving up those inside it. */
static bool close_mark(struct scan *scan, uint32_t at, uint8_t *n)
{
    for (uint32_t d = scan->depth; d > 0; d--) {
        *n = closes(scan, scan->stack[d - 1].mark, at);
        if (!*n) continue;
        for (uint32_t i = scan->depth; i > d; i--)
            give_up(scan, &scan->stack[i - 1], at);
        close_region(scan, scan->stack[d - 1].region, at, at + *n, true);
        scan->depth = d - 1;
        return true;
    }
    return false;
}

static bool is_open(const struct scan *scan, const struct mark *mark)
{
    for (uint32_t d = 0; d < scan->depth; d++)
        if (scan->stack[d].mark == mark) return true;
    return false;
}

/* One place where a mark may stand. Returns how many bytes it takes; 0: none. */
static uint8_t one_mark(struct scan *scan, uint32_t at, bool *memory)
{
    const struct quote_lexicon *lexicon = scan->lexicon;
    const struct mark *opening = NULL;
    for (uint32_t i = 0; i < lexicon->n_marks && !opening; i++)
        if (spelled(scan, at, lexicon->marks[i].open, lexicon->marks[i].n_open))
            opening = &lexicon->marks[i];
    bool before = free_before(scan, at);
    bool opens = opening && before && word_after(scan, at + opening->n_open);
    if (!opens && opening && !opening->single && before && space_before(scan, at) &&
        !is_open(scan, opening))
        opens = true; /* spaced marks: said " no " twice */
    if (opens && opening->single)
        opens = !is_elision(scan, at + opening->n_open) && !is_open(scan, opening);
    uint8_t n = 0;
    bool sure = opens && space_before(scan, at); /* such a mark cannot close */
    if (!sure && close_mark(scan, at, &n)) return n;
    if (opening && !opens && !opening->single && !before && scan->depth &&
        scan->stack[scan->depth - 1].mark->n_open == opening->n_open &&
        !memcmp(scan->stack[scan->depth - 1].mark->open, opening->open, opening->n_open)) {
        n = opening->n_open; /* “closed with the opening curl“ */
        close_region(scan, scan->stack[--scan->depth].region, at, at + n, true);
        return n;
    }
    if (!opens) return opening ? opening->n_open : 0;
    if (is_open(scan, opening))
        while (scan->depth) { /* the last one was never closed */
            give_up(scan, &scan->stack[--scan->depth], at);
            if (scan->stack[scan->depth].mark == opening) break;
        }
    *memory = open_region(scan, opening, at);
    return opening->n_open;
}

/* Takes out regions that turned out to be apostrophes, and empty ones; what was inside them moves
 * up to what is around them. False when memory ends. */
static bool drop_regions(struct scan *scan)
{
    struct regions *regions = scan->regions;
    uint32_t n = regions->n - scan->first, kept = scan->first;
    if (!n) return true;
    uint32_t *number = ARENA_ARRAY(scan->doc->arena, n, uint32_t);
    if (!number) return false;
    for (uint32_t i = scan->first; i < regions->n; i++) {
        struct region r = regions->items[i];
        if (r.parent != REGION_NONE) r.parent = number[r.parent - scan->first];
        r.level = r.parent == REGION_NONE ? 0 : regions->items[r.parent].level + 1;
        bool keep = r.inner.end > r.inner.start;
        number[i - scan->first] = keep ? kept : r.parent;
        if (keep) regions->items[kept++] = r;
    }
    regions->n = kept;
    return true;
}

/* The last region of the block before goes on here when it did not close and this block opens with
 * the same mark. It then ends with its block. */
static void join_blocks(struct scan *scan, uint32_t before)
{
    struct regions *regions = scan->regions;
    if (before >= scan->first || scan->first >= regions->n) return;
    struct region *last = &regions->items[scan->first - 1], *next = &regions->items[scan->first];
    while (last->parent != REGION_NONE)
        last = &regions->items[last->parent];
    if (last->closed || next->outer.start != scan->body.start) return;
    struct str text = scan->doc->text;
    if (text.p[last->outer.start] != text.p[next->outer.start]) return;
    struct span body = scan->doc->story->blocks[last->block].body;
    last->inner.end = last->outer.end = body.end;
    last->continued = true;
    next->continues = true;
}

static bool scan_block(struct scan *scan, uint32_t before)
{
    const char *p = scan->doc->text.p;
    bool memory = true;
    scan->first = scan->regions->n;
    scan->depth = 0;
    for (uint32_t at = scan->body.start; at < scan->body.end && memory;) {
        uint8_t n = 0;
        if (scan->lexicon->first_byte[(unsigned char)p[at]]) n = one_mark(scan, at, &memory);
        at += n ? n : 1;
    }
    while (scan->depth)
        give_up(scan, &scan->stack[--scan->depth], scan->body.end);
    if (!memory || !drop_regions(scan)) return false;
    join_blocks(scan, before);
    return true;
}

/* Tokens of the regions: a region's tokens start at or after its first inner byte. */
static bool number_tokens(const struct doc *doc, struct regions *regions)
{
    uint32_t t = 0, n = doc->n_tokens;
    regions->inside = ARENA_ARRAY(doc->arena, n + 1, uint32_t);
    regions->is_mark = ARENA_ARRAY(doc->arena, n + 1, uint8_t);
    if (!regions->inside || !regions->is_mark) return false;
    for (uint32_t i = 0; i < regions->n; i++) {
        struct region *r = &regions->items[i];
        while (t < n && doc->tokens[t].start < r->outer.start)
            t++;
        uint32_t u = t;
        for (; u < n && doc->tokens[u].start < r->inner.start; u++)
            if (doc->tokens[u].end <= r->inner.start) regions->is_mark[u] = 1;
        r->first = u;
        if (r->level && r->parent != REGION_NONE) { /* the tokens around it are known already */
            for (; u < n && doc->tokens[u].start < r->inner.end; u++) {}
        } else {
            for (; u < n && doc->tokens[u].start < r->inner.end; u++)
                regions->inside[u] = i + 1;
        }
        r->end = u;
        for (; u < n && doc->tokens[u].start < r->outer.end; u++)
            if (doc->tokens[u].end <= r->outer.end) regions->is_mark[u] = 1;
    }
    return true;
}

bede_status marks_find(const struct quote_lexicon *lexicon, const struct doc *doc,
                       struct regions *out, bede_error *err)
{
    *out = (struct regions){0};
    struct scan scan = {.lexicon = lexicon, .doc = doc, .regions = out};
    uint32_t s = 0, before = 0;
    while (s < doc->n_sentences) {
        uint32_t block = doc->sentences[s].block, end = s + 1;
        while (end < doc->n_sentences && doc->sentences[end].block == block)
            end++;
        scan.block = block;
        scan.body = doc->story->blocks[block].body;
        scan.sentence = s;
        scan.sentence_end = end;
        if (!scan_block(&scan, before)) return err_nomem(err);
        before = scan.first;
        s = end;
    }
    return number_tokens(doc, out) ? BEDE_OK : err_nomem(err);
}
