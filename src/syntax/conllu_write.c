/* syntax/conllu_write.c - a sentence as CoNLL-U; see conllu.h.
 *
 * The comments that came with a sentence are printed as they came; what they lack, and what a
 * sentence of our own has, is made up from the story:
 *
 *     # newdoc id = ...      before the first sentence of a doc
 *     # date = 2023-11-09
 *     # newpar               before the first sentence of a block
 *     # paragraph = 3        or "caption"
 *     # sent_id = ...-7
 *     # text = ...           white space between words being one blank, line breaks too
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/conllu.h"
#include "syntax/ud.h"
#include "wire/wire.h"

/* Is there a comment "# key" or "# key = value" among the lines? */
static bool has_comment(struct str comments, const char *key)
{
    struct str line;
    size_t n = strlen(key);
    while (str_split(&comments, '\n', &line)) {
        if (!str_starts(line, "#")) continue;
        line = str_trim(str_slice(line, 1, line.n));
        if (str_starts(line, key) && (line.n == n || line.p[n] == ' ' || line.p[n] == '='))
            return true;
    }
    return false;
}

/* Text on one line: controls become blanks. */
static void put_line(struct buf *buf, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_putc(buf, (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F ? ' ' : s.p[i]);
}

/* A cell: never empty, and without the tabs and line ends that would break the row. */
static void put_cell(struct buf *buf, struct str s)
{
    if (!s.n) s = STR_LIT("_");
    put_line(buf, s);
}

static void put_story(struct buf *buf, const struct doc *doc)
{
    const struct story *story = doc->story;
    char date[11];
    buf_puts(buf, "# newdoc");
    if (story->id.n) {
        buf_puts(buf, " id = ");
        put_line(buf, story->id);
    }
    buf_putc(buf, '\n');
    if (date_is_set(story->date)) buf_printf(buf, "# date = %s\n", date_format(story->date, date));
}

static void put_paragraph(struct buf *buf, const struct doc *doc, uint32_t block)
{
    buf_puts(buf, "# newpar\n");
    if (block >= doc->story->n_blocks) return;
    const struct wire_block *b = &doc->story->blocks[block];
    if (b->kind == WIRE_CAPTION)
        buf_puts(buf, "# paragraph = caption\n");
    else if (b->number)
        buf_printf(buf, "# paragraph = %u\n", b->number);
}

/* Number of words of the multiword token that starts at token t; 1 for a plain one. */
static uint32_t mwt_size(const struct doc *doc, const struct sentence *s, uint32_t t)
{
    uint32_t n = doc->tokens[t].mwt, left = s->first + s->n - t;
    return n < 2 ? 1 : n < left ? n : left;
}

static void put_text(struct buf *buf, const struct doc *doc, const struct sentence *s)
{
    buf_puts(buf, "# text = ");
    for (uint32_t t = s->first; t < s->first + s->n;) {
        uint32_t n = mwt_size(doc, s, t), last = t + n - 1;
        put_line(buf, str_slice(doc->text, doc->tokens[t].start, doc->tokens[last].end));
        t += n;
        if (t < s->first + s->n && doc->tokens[last].space_after) buf_putc(buf, ' ');
    }
    buf_putc(buf, '\n');
}

static void put_comments(struct buf *buf, const struct doc *doc, uint32_t index)
{
    const struct sentence *s = &doc->sentences[index];
    bool given = s->comments.n > 0;
    if (!given && index == 0) put_story(buf, doc);
    if (!given && (index == 0 || doc->sentences[index - 1].block != s->block))
        put_paragraph(buf, doc, s->block);
    buf_str(buf, s->comments);
    if (!has_comment(s->comments, "sent_id")) {
        buf_puts(buf, "# sent_id = ");
        put_line(buf, doc->story->id);
        buf_printf(buf, "%s%u\n", doc->story->id.n ? "-" : "", index + 1);
    }
    if (!has_comment(s->comments, "text")) put_text(buf, doc, s);
}

static void put_token(struct buf *buf, const struct doc *doc, const struct sentence *s, uint32_t t,
                      bool in_mwt)
{
    const struct token *token = &doc->tokens[t];
    struct str form = doc_form(doc, t);
    buf_printf(buf, "%u\t", t - s->first + 1);
    put_cell(buf, form);
    buf_putc(buf, '\t');
    put_cell(buf, token->lemma);
    buf_printf(buf, "\t%s\t%s\t", ud_upos_name(token->upos), ud_xpos_name(token->xpos));
    put_cell(buf, str_c(token->feats));
    if (token->rel || token->head)
        buf_printf(buf, "\t%u\t%s", token->head, ud_rel_name(token->rel));
    else
        buf_puts(buf, "\t_\t_");
    buf_puts(buf, "\t_\t");
    buf_puts(buf, in_mwt || token->space_after ? "_\n" : "SpaceAfter=No\n");
}

void conllu_write(struct buf *buf, const struct doc *doc, uint32_t index)
{
    const struct sentence *s = &doc->sentences[index];
    put_comments(buf, doc, index);
    for (uint32_t t = s->first; t < s->first + s->n;) {
        uint32_t n = mwt_size(doc, s, t), last = t + n - 1;
        if (n > 1) {
            buf_printf(buf, "%u-%u\t", t - s->first + 1, last - s->first + 1);
            put_cell(buf, str_slice(doc->text, doc->tokens[t].start, doc->tokens[last].end));
            buf_puts(buf, "\t_\t_\t_\t_\t_\t_\t_\t");
            buf_puts(buf, doc->tokens[last].space_after ? "_\n" : "SpaceAfter=No\n");
        }
        for (uint32_t i = t; i <= last; i++)
            put_token(buf, doc, s, i, n > 1);
        t += n;
    }
    buf_putc(buf, '\n');
}
