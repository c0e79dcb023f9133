/* wire/markup.c - one machine for NITF's and HTML's markup, driven by tags that open and close.
 *
 * The machine keeps no tree: a tag that opens or closes a block ends the block before it, headings
 * and the like name the kind of the block they open, and three regions are remembered by the name
 * that opened them and how often it was opened since: what is skipped (scripts), what is one block
 * whatever it holds (tables, captions, notes, preformatted text), what is furniture (headers,
 * footers). So text that leaves tags open, and text nested a million deep, cost what their bytes
 * cost.
 *
 *     <p>One.</p><h2>Two</h2><table><tr><td>3<td>4</table>
 *     PARAGRAPH "One."   SUBHEADING "Two"   TABLE "3\t4"
 *
 * HTML is cut into tags after the tokenizer of the HTML Living Standard, as far as agencies use it.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/markup.h"

#include "base/utf8.h"
#include "wire/lines.h"
#include "wire/xml.h"

enum { NAME_BYTES = 24, TAG_BYTES = 4096, SIGN_BYTES = 12, CLASS_BYTES = 200, COLUMNS_MAX = 100 };

enum effect {
    EFFECT_NONE,
    EFFECT_BLOCK,
    EFFECT_LINE,   /* a block of its own kind, up to the next block */
    EFFECT_REGION, /* one block up to its end */
    EFFECT_FURNITURE,
    EFFECT_SKIP,
    EFFECT_BREAK,
    EFFECT_ROW,
    EFFECT_CELL
};

struct meaning {
    const char *name;
    enum effect effect;
    enum item_kind kind;
};

/* Elements of NITF 3 and HTML 5. Those that are not here stand inside a line of text. */
static const struct meaning elements[] = {
    {"p", EFFECT_BLOCK, 0},
    {"div", EFFECT_BLOCK, 0},
    {"br", EFFECT_BREAK, 0},
    {"li", EFFECT_BLOCK, 0},
    {"ul", EFFECT_BLOCK, 0},
    {"ol", EFFECT_BLOCK, 0},
    {"dl", EFFECT_BLOCK, 0},
    {"dt", EFFECT_BLOCK, 0},
    {"dd", EFFECT_BLOCK, 0},
    {"block", EFFECT_BLOCK, 0},
    {"section", EFFECT_BLOCK, 0},
    {"article", EFFECT_BLOCK, 0},
    {"main", EFFECT_BLOCK, 0},
    {"body", EFFECT_BLOCK, 0},
    {"body.content", EFFECT_BLOCK, 0},
    {"blockquote", EFFECT_BLOCK, 0},
    {"bq", EFFECT_BLOCK, 0},
    {"figure", EFFECT_BLOCK, 0},
    {"media", EFFECT_BLOCK, 0},
    {"address", EFFECT_BLOCK, 0},
    {"center", EFFECT_BLOCK, 0},
    {"hr", EFFECT_BLOCK, 0},
    {"dateline", EFFECT_BLOCK, 0},
    {"h1", EFFECT_LINE, ITEM_SUBHEADING},
    {"h2", EFFECT_LINE, ITEM_SUBHEADING},
    {"h3", EFFECT_LINE, ITEM_SUBHEADING},
    {"h4", EFFECT_LINE, ITEM_SUBHEADING},
    {"h5", EFFECT_LINE, ITEM_SUBHEADING},
    {"h6", EFFECT_LINE, ITEM_SUBHEADING},
    {"hl1", EFFECT_LINE, ITEM_SUBHEADING},
    {"hl2", EFFECT_LINE, ITEM_SUBHEADING},
    {"byline", EFFECT_LINE, ITEM_BYLINE},
    {"tagline", EFFECT_LINE, ITEM_SIGNOFF},
    {"media-producer", EFFECT_LINE, ITEM_OTHER},
    {"fn", EFFECT_LINE, ITEM_OTHER},
    {"table", EFFECT_REGION, ITEM_TABLE},
    {"nitf-table", EFFECT_REGION, ITEM_TABLE},
    {"tr", EFFECT_ROW, 0},
    {"td", EFFECT_CELL, 0},
    {"th", EFFECT_CELL, 0},
    {"nitf-col", EFFECT_CELL, 0},
    {"pre", EFFECT_REGION, ITEM_PREFORMATTED},
    {"figcaption", EFFECT_REGION, ITEM_CAPTION},
    {"media-caption", EFFECT_REGION, ITEM_CAPTION},
    {"note", EFFECT_REGION, ITEM_NOTE},
    {"header", EFFECT_FURNITURE, ITEM_OTHER},
    {"footer", EFFECT_FURNITURE, ITEM_OTHER},
    {"aside", EFFECT_FURNITURE, ITEM_OTHER},
    {"nav", EFFECT_FURNITURE, ITEM_OTHER},
    {"head", EFFECT_SKIP, 0},
    {"script", EFFECT_SKIP, 0},
    {"style", EFFECT_SKIP, 0},
    {"noscript", EFFECT_SKIP, 0},
    {"iframe", EFFECT_SKIP, 0},
    {"object", EFFECT_SKIP, 0},
    {"svg", EFFECT_SKIP, 0},
    {"form", EFFECT_SKIP, 0},
    {"template", EFFECT_SKIP, 0},
    {"media-object", EFFECT_SKIP, 0},
    {"media-metadata", EFFECT_SKIP, 0},
    {"media-reference", EFFECT_SKIP, 0},
};

/* Classes of blocks that say more than the element: those of dpa-G2 and of news pages. */
static const struct meaning classes[] = {
    {"byline", EFFECT_LINE, ITEM_BYLINE},           {"closingline", EFFECT_LINE, ITEM_SIGNOFF},
    {"notepad", EFFECT_REGION, ITEM_NOTE},          {"editorsnote", EFFECT_REGION, ITEM_NOTE},
    {"ednote", EFFECT_REGION, ITEM_NOTE},           {"caption", EFFECT_REGION, ITEM_CAPTION},
    {"wp-caption-text", EFFECT_LINE, ITEM_CAPTION},
};

/* Elements that have no end, and inline ones by which HTML is known. */
static const char *const empty_elements[] = {"br",    "hr",  "img",   "meta",   "link", "wbr",
                                             "input", "col", "embed", "source", "base", "area"};
static const char *const inline_elements[] = {"a",    "b",    "i",   "u",      "em",   "strong",
                                              "span", "font", "img", "html",   "sub",  "sup",
                                              "tt",   "code", "q",   "strike", "small"};

struct region {
    char name[NAME_BYTES];
    uint32_t depth; /* 0: not inside */
};

struct markup {
    struct wire_item *item;
    struct buf text;     /* of the block that is open, folded */
    struct buf raw;      /* the same as it stands in the source, of paragraphs */
    enum item_kind line; /* its kind, unless a region says other */
    enum item_kind kind; /* of the region */
    struct region skip, region, furniture;
    bool nested; /* text that was HTML again is read once only */
};

static const struct meaning *find(const struct meaning *list, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_iis(name, list[i].name)) return &list[i];
    return NULL;
}

static bool is_one_of(const char *const *list, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_iis(name, list[i])) return true;
    return false;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- Blocks ---- */

static void begin(struct markup *m, struct wire_item *item)
{
    *m = (struct markup){.item = item};
    buf_init(&m->text, 0);
    buf_init(&m->raw, 0);
}

static struct str without_blanks(const struct buf *buf, bool pre)
{
    struct str s = {buf->p ? buf->p : "", buf->n};
    if (!pre) return str_trim(s);
    while (s.n && ascii_is_space(s.p[s.n - 1]))
        s.n--;
    while (s.n && (s.p[0] == '\n' || s.p[0] == '\r'))
        s = str_slice(s, 1, s.n);
    return s;
}

static void html_once_more(struct markup *m, struct str text);

/* Line breaks in a paragraph that stand inside sentences were made by a column's width: then they
 * are blanks. */
static void unwrap(struct buf *buf)
{
    uint32_t breaks = 0, inside = 0;
    size_t from = 0;
    for (size_t i = 0; i < buf->n; i++) {
        if (buf->p[i] != '\n') continue;
        breaks++;
        if (!ends_sentence(str_trim((struct str){buf->p + from, i - from}))) inside++;
        from = i + 1;
    }
    if (!breaks || inside * 2 < breaks) return;
    for (size_t i = 0; i < buf->n; i++)
        if (buf->p[i] == '\n') buf->p[i] = ' ';
}

/* Is the text of one <p> agency copy with lines and indents of its own? Its lines begin at the
 * margin but for those that open a paragraph, and are no longer than a wire's; what a program
 * indented has no line at the margin. */
static bool is_set_in_lines(struct str raw)
{
    uint32_t at_margin = 0, indented = 0, blank = 0;
    struct str rest = raw, line;
    bool first = true;
    while (str_split(&rest, '\n', &line)) {
        size_t indent = 0;
        while (indent < line.n && line.p[indent] == ' ')
            indent++;
        if (line.n > COLUMNS_MAX) return false;
        if (first || !str_trim(line).n)
            blank += !first && at_margin && rest.n;
        else if (indent == 0)
            at_margin++;
        else if (indent >= 2)
            indented++;
        first = false;
    }
    return at_margin >= 2 && (indented || blank);
}

/* The paragraphs of such a text, each on one line. */
static void add_set_in_lines(struct wire_item *item, struct str raw)
{
    struct lines lines;
    raw = arena_str(item->arena, raw);
    if (!raw.p || raw.n > UINT32_MAX / 2 || lines_cut(&lines, item->arena, raw, NULL) != BEDE_OK) {
        item->failed = true;
        return;
    }
    struct layout layout = lines_layout(&lines, 0, lines.n);
    for (uint32_t i = 0; i < lines.n;) {
        if (line_blank(&lines.line[i])) {
            i++;
            continue;
        }
        uint32_t behind = lines_paragraph(&lines, &layout, i, lines.n);
        char *p = (char *)(uintptr_t)raw.p;
        for (uint32_t at = lines.line[i].start; at < lines.line[behind - 1].end; at++)
            if (p[at] == '\n') p[at] = ' ';
        wire_item_body(item, ITEM_PARAGRAPH,
                       str_slice(raw, lines.line[i].start, lines.line[behind - 1].end));
        i = behind;
    }
}

/* Ends the block that is open. */
static void flush(struct markup *m)
{
    enum item_kind kind = m->region.depth ? m->kind : m->line;
    if (kind == ITEM_PARAGRAPH && m->furniture.depth) kind = ITEM_OTHER;
    struct str raw = {m->raw.p, m->raw.n};
    bool in_lines = kind == ITEM_PARAGRAPH && is_set_in_lines(raw);
    if (in_lines && !m->item->n_body) /* a whole story, with its header */
        kind = ITEM_PREFORMATTED;
    else if (in_lines)
        add_set_in_lines(m->item, raw);
    else if (kind == ITEM_PARAGRAPH)
        unwrap(&m->text);
    struct str s = without_blanks(in_lines ? &m->raw : &m->text, kind == ITEM_PREFORMATTED);
    bool failed = m->text.failed || m->raw.failed;
    m->line = ITEM_PARAGRAPH;
    if (s.n) s = arena_str(m->item->arena, s);
    if (!s.p || failed) m->item->failed = true;
    buf_clear(&m->text);
    buf_clear(&m->raw);
    if (!s.p || !s.n || (in_lines && kind == ITEM_PARAGRAPH)) return;
    if (kind == ITEM_PARAGRAPH && !m->nested && s.p[0] == '<' && markup_is_html(s))
        html_once_more(m, s);
    else
        wire_item_body(m->item, kind, s);
}

static void finish(struct markup *m)
{
    flush(m);
    buf_fini(&m->text);
    buf_fini(&m->raw);
}

/* A line break that stays in the block. */
static void put_break(struct markup *m, char c)
{
    while (m->text.n && m->text.p[m->text.n - 1] == ' ')
        m->text.n--;
    if (m->text.n) buf_putc(&m->text, c);
}

static void put_cell(struct markup *m)
{
    while (m->text.n && m->text.p[m->text.n - 1] == ' ')
        m->text.n--;
    if (m->text.n && m->text.p[m->text.n - 1] != '\n') buf_putc(&m->text, '\t');
}

/* A block begins or ends: inside a region that is a new line at most. */
static void cut(struct markup *m)
{
    if (!m->region.depth) {
        flush(m);
    } else if (m->kind == ITEM_TABLE) {
        struct str s = {m->text.p, m->text.n};
        if (s.n && !ascii_is_space(s.p[s.n - 1])) buf_putc(&m->text, ' ');
    } else if (m->text.n && m->text.p[m->text.n - 1] != '\n') {
        put_break(m, '\n');
    }
}

/* ---- Text ---- */

/* The sign of "&name;" or "&#...;" at byte `at`; 0 when it is none. *end is behind it. */
static uint32_t sign_at(struct str s, size_t at, size_t *end)
{
    size_t i = at + 1;
    while (i < s.n && i < at + SIGN_BYTES && (ascii_is_alnum(s.p[i]) || s.p[i] == '#'))
        i++;
    if (i >= s.n || s.p[i] != ';' || i == at + 1) return 0;
    struct str name = str_slice(s, at + 1, i);
    *end = i + 1;
    if (name.p[0] != '#') return str_is(name, "apos") ? '\'' : xml_html_sign(name);
    bool hex = name.n > 1 && (name.p[1] == 'x' || name.p[1] == 'X');
    uint32_t cp = 0;
    for (i = hex ? 2 : 1; i < name.n && cp <= 0x10FFFF; i++) {
        char c = ascii_lower(name.p[i]);
        if (ascii_is_digit(c))
            cp = cp * (hex ? 16 : 10) + (uint32_t)(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            cp = cp * 16 + (uint32_t)(c - 'a' + 10);
        else
            return 0;
    }
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) return 0xFFFD;
    return cp < ' ' ? ' ' : cp;
}

static void put_text(struct buf *buf, struct str s, bool pre)
{
    if (!pre) {
        xml_fold(buf, s);
        return;
    }
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r') buf_putc(buf, s.p[i] ? s.p[i] : ' ');
}

/* Text, with the names of signs that are left in it: HTML's own, or escaped twice. */
static void text_with_signs(struct buf *buf, struct str s, bool pre)
{
    size_t from = 0;
    for (size_t at = str_find_byte(s, '&', 0); at != SIZE_MAX; at = str_find_byte(s, '&', at)) {
        size_t end;
        uint32_t cp = sign_at(s, at, &end);
        if (!cp) {
            at++;
            continue;
        }
        char sign[4];
        put_text(buf, str_slice(s, from, at), pre);
        put_text(buf, (struct str){sign, utf8_encode(cp, sign)}, pre);
        from = at = end;
    }
    put_text(buf, str_slice(s, from, s.n), pre);
}

static void on_text(struct markup *m, struct str s)
{
    if (m->skip.depth) return;
    text_with_signs(&m->text, s, m->region.depth && m->kind == ITEM_PREFORMATTED);
    if (!m->region.depth) text_with_signs(&m->raw, s, true);
}

/* ---- Tags ---- */

static bool opens_region(struct region *region, struct str name)
{
    if (name.n >= sizeof region->name) return false;
    memcpy(region->name, name.p, name.n);
    region->name[name.n] = '\0';
    region->depth = 1;
    return true;
}

/* Counts a tag that opens (+1) or closes (-1) inside a region. True when the region has ended. */
static bool counts(struct region *region, struct str name, bool opens)
{
    if (!region->depth || !str_iis(name, region->name)) return false;
    if (opens)
        region->depth++;
    else
        region->depth--;
    return region->depth == 0;
}

/* What a class of a block says; NULL when nothing. */
static const struct meaning *of_class(struct str class)
{
    if (class.n > CLASS_BYTES) return NULL;
    struct str rest = class, word;
    while (str_split(&rest, ' ', &word)) {
        const struct meaning *meaning = find(classes, COUNT(classes), word);
        if (meaning) return meaning;
    }
    return NULL;
}

static void apply(struct markup *m, const struct meaning *meaning, struct str name)
{
    switch (meaning->effect) {
    case EFFECT_BLOCK:
        cut(m);
        break;
    case EFFECT_LINE:
        cut(m);
        m->line = meaning->kind;
        break;
    case EFFECT_REGION:
        cut(m);
        if (m->region.depth) break;
        if (opens_region(&m->region, name)) m->kind = meaning->kind;
        break;
    case EFFECT_FURNITURE:
        cut(m);
        if (!m->furniture.depth) (void)opens_region(&m->furniture, name);
        break;
    case EFFECT_SKIP:
        (void)opens_region(&m->skip, name);
        break;
    case EFFECT_BREAK:
        if (!m->region.depth && m->text.n && m->text.p[m->text.n - 1] == '\n')
            flush(m);
        else
            put_break(m, '\n');
        if (!m->region.depth) buf_putc(&m->raw, '\n');
        break;
    case EFFECT_ROW:
        if (m->region.depth)
            put_break(m, '\n');
        else
            flush(m);
        break;
    case EFFECT_CELL:
        put_cell(m);
        break;
    case EFFECT_NONE:
        break;
    }
}

static void on_open(struct markup *m, struct str name, struct str class)
{
    (void)counts(&m->skip, name, true);
    if (m->skip.depth) return;
    (void)counts(&m->region, name, true);
    (void)counts(&m->furniture, name, true);
    const struct meaning *meaning = find(elements, COUNT(elements), name);
    if (!meaning) return;
    if (meaning->effect == EFFECT_BLOCK && class.n) {
        const struct meaning *more = of_class(class);
        if (more) meaning = more;
    }
    apply(m, meaning, name);
}

static void on_close(struct markup *m, struct str name)
{
    if (m->skip.depth) {
        (void)counts(&m->skip, name, false);
        return;
    }
    if (m->region.depth == 1 && str_iis(name, m->region.name)) {
        flush(m);
        m->region.depth = 0;
        return;
    }
    if (m->furniture.depth == 1 && str_iis(name, m->furniture.name)) cut(m);
    (void)counts(&m->region, name, false);
    (void)counts(&m->furniture, name, false);
    const struct meaning *meaning = find(elements, COUNT(elements), name);
    if (!meaning) return;
    if (meaning->effect == EFFECT_BLOCK || meaning->effect == EFFECT_LINE ||
        meaning->effect == EFFECT_REGION || meaning->effect == EFFECT_FURNITURE)
        cut(m);
}

/* ---- Nodes ---- */

static struct str class_of(const xmlNode *node)
{
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        if (str_iis(str_c((const char *)attr->name), "class") && attr->children &&
            attr->children->type == XML_TEXT_NODE && attr->children->content)
            return str_c((const char *)attr->children->content);
    return (struct str){"", 0};
}

/* Depth is that of the document: checked. */
static void walk(struct markup *m, const xmlNode *node)
{
    for (; node; node = node->next) {
        char sign[64];
        struct str s;
        if (node->type == XML_ELEMENT_NODE) {
            struct str name = xml_name(node);
            on_open(m, name, class_of(node));
            walk(m, node->children);
            if (!is_one_of(empty_elements, COUNT(empty_elements), name)) on_close(m, name);
        } else if (xml_node_text(node, sign, &s)) {
            on_text(m, s);
        }
    }
}

void markup_nodes(struct wire_item *item, const xmlNode *node)
{
    struct markup m;
    begin(&m, item);
    walk(&m, node ? node->children : NULL);
    finish(&m);
}

/* ---- HTML text ---- */

struct tag {
    struct str name, class;
    bool opens, closes; /* both for <x/> */
    size_t end;         /* behind it */
};

static bool is_name_byte(char c)
{
    return ascii_is_alnum(c) || c == '.' || c == '-' || c == ':' || c == '_';
}

/* The value of an attribute called class, in what stands between a tag's name and its ">". */
static struct str class_attribute(struct str s)
{
    size_t at = 0;
    while ((at = str_find(s, "class", at)) != SIZE_MAX) {
        size_t i = at + 5;
        bool starts = at > 0 && ascii_is_space(s.p[at - 1]);
        at = i;
        while (i < s.n && ascii_is_space(s.p[i]))
            i++;
        if (!starts || i + 1 >= s.n || s.p[i] != '=') continue;
        do
            i++;
        while (i < s.n && ascii_is_space(s.p[i]));
        if (i >= s.n) break;
        char quote = s.p[i] == '"' || s.p[i] == '\'' ? s.p[i++] : ' ';
        size_t end = str_find_byte(s, quote, i);
        return str_slice(s, i, end == SIZE_MAX ? s.n : end);
    }
    return (struct str){"", 0};
}

/* The tag at a "<"; false when the sign stands for itself. */
static bool read_tag(struct str s, size_t at, struct tag *tag)
{
    size_t i = at + 1, limit = s.n - at > TAG_BYTES ? at + TAG_BYTES : s.n;
    *tag = (struct tag){.opens = true};
    if (i < limit && s.p[i] == '/') {
        *tag = (struct tag){.closes = true};
        i++;
    }
    size_t start = i;
    while (i < limit && is_name_byte(s.p[i]))
        i++;
    if (i == start || !ascii_is_alpha(s.p[start])) return false;
    tag->name = str_slice(s, start, i);
    size_t rest = i;
    for (char quote = 0; i < limit; i++) {
        char c = s.p[i];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '>') {
            break;
        } else if (c == '<') {
            return false; /* keeps "<a <a <a" linear */
        } else if ((c == '"' || c == '\'') && s.p[i - 1] == '=') {
            quote = c;
        }
    }
    if (i == limit) { /* a quote left open: the first ">" ends the tag */
        i = str_find_byte(str_slice(s, 0, limit), '>', rest);
        if (i == SIZE_MAX) return false;
    }
    if (tag->opens && s.p[i - 1] == '/') tag->closes = true;
    tag->class = class_attribute(str_slice(s, rest, i));
    tag->end = i + 1;
    size_t colon = str_find_byte(tag->name, ':', 0);
    if (colon != SIZE_MAX) tag->name = str_slice(tag->name, colon + 1, tag->name.n);
    return true;
}

/* Behind what is neither tag nor text: comments, declarations, CDATA marks. `at` when it is none. */
static size_t behind_other(struct str s, size_t at)
{
    struct str here = str_slice(s, at, s.n);
    const char *close = NULL;
    if (str_starts(here, "<!--"))
        close = "-->";
    else if (str_starts(here, "<![CDATA["))
        return at + 9;
    else if (str_starts(here, "<!") || str_starts(here, "<?"))
        close = ">";
    if (!close) return at;
    size_t found = str_find(s, close, at + 2);
    return found == SIZE_MAX ? s.n : found + strlen(close);
}

/* Scripts and styles end at their own end tag only. */
static size_t behind_raw(struct str s, size_t at, struct str name)
{
    for (; at + name.n + 2 <= s.n; at++) {
        const char *less = memchr(s.p + at, '<', s.n - at);
        if (!less) break;
        at = (size_t)(less - s.p);
        if (at + name.n + 2 <= s.n && s.p[at + 1] == '/' &&
            str_ieq(str_slice(s, at + 2, at + 2 + name.n), name))
            return at;
    }
    return s.n;
}

static void read_html(struct markup *m, struct str s)
{
    size_t from = 0, at = 0;
    while ((at = str_find_byte(s, '<', at)) != SIZE_MAX) {
        struct tag tag;
        size_t other = behind_other(s, at);
        bool is_tag = other == at && read_tag(s, at, &tag);
        if (other == at && !is_tag) {
            at++;
            continue;
        }
        on_text(m, str_slice(s, from, at));
        from = at = other != at ? other : tag.end;
        if (!is_tag) continue;
        bool empty = is_one_of(empty_elements, COUNT(empty_elements), tag.name);
        if (tag.opens) on_open(m, tag.name, tag.class);
        if (tag.closes && !empty) on_close(m, tag.name);
        if (tag.opens && !tag.closes && (str_iis(tag.name, "script") || str_iis(tag.name, "style")))
            from = at = behind_raw(s, at, tag.name);
    }
    on_text(m, str_slice(s, from, s.n));
}

static void html_once_more(struct markup *m, struct str text)
{
    struct markup inner;
    begin(&inner, m->item);
    inner.nested = true;
    read_html(&inner, text);
    finish(&inner);
}

void markup_html(struct wire_item *item, struct str html)
{
    struct markup m;
    begin(&m, item);
    m.nested = true;
    read_html(&m, html);
    finish(&m);
}

bool markup_is_html(struct str text)
{
    for (size_t at = str_find_byte(text, '<', 0); at != SIZE_MAX;
         at = str_find_byte(text, '<', at + 1)) {
        struct tag tag;
        if (!read_tag(text, at, &tag)) continue;
        if (find(elements, COUNT(elements), tag.name) ||
            is_one_of(inline_elements, COUNT(inline_elements), tag.name))
            return true;
    }
    return false;
}

void markup_any(struct wire_item *item, struct str text)
{
    if (markup_is_html(text)) {
        markup_html(item, text);
        return;
    }
    struct buf buf;
    buf_init(&buf, 0);
    text_with_signs(&buf, text, true);
    struct str s = arena_str(item->arena, (struct str){buf.p ? buf.p : "", buf.n});
    if (!s.p || buf.failed) item->failed = true;
    buf_fini(&buf);
    if (s.p) wire_item_body(item, ITEM_PREFORMATTED, s);
}

struct str markup_line(struct arena *arena, struct str text)
{
    struct buf buf;
    buf_init(&buf, 0);
    size_t from = 0, at = 0;
    bool html = markup_is_html(text);
    while (html && (at = str_find_byte(text, '<', at)) != SIZE_MAX) {
        struct tag tag;
        if (!read_tag(text, at, &tag)) {
            at++;
            continue;
        }
        text_with_signs(&buf, str_slice(text, from, at), false);
        if (find(elements, COUNT(elements), tag.name)) xml_fold(&buf, STR_LIT(" "));
        from = at = tag.end;
    }
    text_with_signs(&buf, str_slice(text, from, text.n), false);
    struct str s = str_trim((struct str){buf.p ? buf.p : "", buf.n});
    s = arena_str(arena, s);
    if (!s.p || buf.failed) s = (struct str){"", 0};
    buf_fini(&buf);
    return s;
}
