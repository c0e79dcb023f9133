/* wire/xml.c - libxml2, told to keep its hands off everything but the bytes it was given.
 *
 * XML_PARSE_NOENT leaks files even together with NONET, so it is never set: entities stay nodes,
 * and only names that HTML knows or that the document declares as short plain text become text.
 * Declarations of external entities are dropped before libxml2 stores them, so that no loader could
 * ever be asked, and no global loader has to be replaced. Agencies emit control bytes, stray
 * ampersands and HTML's names without a document type: such a document is repaired and parsed once
 * more, and says so.
 *
 * Encoding: byte order mark; UTF-8 when the bytes are valid UTF-8, whatever is declared; windows-
 * 1252 for what is declared (or assumed) UTF-8, ASCII or Latin-1 and is not (WHATWG Encoding
 * Standard); else as declared.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/xml.h"

#include "base/utf8.h"
#include "wire/sniff.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>

enum {
    STORIES_MAX = 8, /* of the greatest length that one XML document may hold */
    DECLARATION_BYTES = 200,
    ENTITY_NAME = 32,
    ENTITY_BYTES = 64,
    PATH_NAME = 48
};

/* ---- Parsing ---- */

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start_libxml(void)
{
    xmlInitParser();
}

/* Declarations of what lies outside are not for us. */
static void declare_entity(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content)
{
    if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY)
        xmlSAX2EntityDecl(ctx, name, type, public_id, system_id, content);
}

static xmlParserInput *resolve_nothing(void *ctx, const xmlChar *public_id,
                                       const xmlChar *system_id)
{
    (void)ctx, (void)public_id, (void)system_id;
    return NULL;
}

static void load_no_subset(void *ctx, const xmlChar *name, const xmlChar *public_id,
                           const xmlChar *system_id)
{
    (void)ctx, (void)name, (void)public_id, (void)system_id;
}

struct attempt {
    xmlDoc *doc;
    int code; /* of libxml2's error; 0 when well-formed */
    int line;
    char message[200];
};

static bede_status attempt_parse(struct str bytes, const char *encoding, struct attempt *out,
                                 bede_error *err)
{
    *out = (struct attempt){0};
    xmlParserCtxt *ctxt = xmlNewParserCtxt();
    if (!ctxt) return err_nomem(err);
    ctxt->sax->entityDecl = declare_entity;
    ctxt->sax->resolveEntity = resolve_nothing;
    ctxt->sax->externalSubset = load_no_subset;
    int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    if (encoding) options |= XML_PARSE_IGNORE_ENC;
    out->doc = xmlCtxtReadMemory(ctxt, bytes.p, (int)bytes.n, NULL, encoding, options);
    const xmlError *why = xmlCtxtGetLastError(ctxt);
    bool memory = why && why->code == XML_ERR_NO_MEMORY;
    if (!out->doc || !ctxt->wellFormed) {
        out->code = why && why->code ? why->code : XML_ERR_INTERNAL_ERROR;
        out->line = why && why->line > 0 ? why->line : 0;
        struct str message = str_trim(str_c(why && why->message ? why->message : "cut short"));
        if (message.n >= sizeof out->message) message.n = sizeof out->message - 1;
        memcpy(out->message, message.p, message.n);
        xmlFreeDoc(out->doc);
        out->doc = NULL;
    }
    xmlFreeParserCtxt(ctxt);
    return memory ? err_nomem(err) : BEDE_OK;
}

/* ---- Repair ---- */

uint32_t xml_html_sign(struct str name)
{
    char text[ENTITY_NAME];
    if (!name.n || name.n >= sizeof text) return 0;
    memcpy(text, name.p, name.n);
    text[name.n] = '\0';
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)text);
    return entity ? entity->value : 0;
}

static bool is_xml_own(struct str name)
{
    return str_is(name, "amp") || str_is(name, "lt") || str_is(name, "gt") ||
           str_is(name, "quot") || str_is(name, "apos");
}

static void put_sign(struct buf *buf, uint32_t cp)
{
    char sign[4];
    buf_add(buf, sign, utf8_encode(cp, sign));
}

/* May a document hold this code point at all? */
static bool is_xml_sign(uint32_t cp)
{
    return cp == '\t' || cp == '\n' || cp == '\r' || (cp >= 0x20 && cp < 0xD800) ||
           (cp >= 0xE000 && cp < 0xFFFE) || (cp > 0xFFFF && cp <= 0x10FFFF);
}

/* "&#3;": is what it names allowed? */
static bool is_good_number(struct str name)
{
    bool hex = name.n > 1 && (name.p[1] == 'x' || name.p[1] == 'X');
    uint32_t cp = 0;
    size_t i = hex ? 2 : 1;
    if (i == name.n) return false;
    for (; i < name.n && cp <= 0x10FFFF; i++) {
        char c = ascii_lower(name.p[i]);
        if (ascii_is_digit(c))
            cp = cp * (hex ? 16 : 10) + (uint32_t)(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            cp = cp * 16 + (uint32_t)(c - 'a' + 10);
        else
            return false;
    }
    return is_xml_sign(cp);
}

/* What stands for the "&" at byte `at`; returns the bytes of the source that are done with. A name
 * that nobody knows is text, unless the document declares names of its own. */
static size_t repair_ampersand(struct buf *buf, struct str s, size_t at, bool declares)
{
    size_t end = at + 1;
    while (end < s.n && end < at + ENTITY_NAME && (ascii_is_alnum(s.p[end]) || s.p[end] == '#'))
        end++;
    struct str name = str_slice(s, at + 1, end);
    bool closed = end < s.n && s.p[end] == ';';
    if (!name.n || !closed) {
        bool declared = end < s.n && strchr("_.-:", s.p[end]) && name.n;
        buf_puts(buf, declared ? "&" : "&amp;");
        return 1;
    }
    uint32_t sign = is_xml_own(name) ? 0 : xml_html_sign(name);
    if (sign)
        put_sign(buf, sign);
    else if (name.p[0] == '#' && !is_good_number(name))
        buf_putc(buf, ' ');
    else if (name.p[0] != '#' && !declares && !is_xml_own(name))
        buf_printf(buf, "&amp;%.*s;", STR_ARG(name));
    else
        buf_str(buf, str_slice(s, at, end + 1));
    return end + 1 - at;
}

/* The document without what XML forbids. False when memory ends. */
static bool repair(struct str s, struct buf *buf)
{
    bool cdata = false, declares = str_find(s, "<!ENTITY", 0) != SIZE_MAX;
    for (size_t at = 0; at < s.n && !buf->failed;) {
        unsigned char c = (unsigned char)s.p[at];
        if (c == (cdata ? ']' : '<') &&
            str_starts(str_slice(s, at, s.n), cdata ? "]]>" : "<![CDATA["))
            cdata = !cdata;
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
            buf_putc(buf, ' ');
            at++;
        } else if (c == '&' && !cdata) {
            at += repair_ampersand(buf, s, at, declares);
        } else {
            uint32_t cp;
            size_t n = utf8_decode(s, at, &cp);
            if (cp == 0xFFFE || cp == 0xFFFF)
                buf_putc(buf, ' ');
            else
                buf_add(buf, s.p + at, n);
            at += n;
        }
    }
    return !buf->failed;
}

/* ---- Encoding ---- */

/* The encoding of the XML declaration, "" when there is none. */
static struct str declared_encoding(struct str s)
{
    struct str none = {"", 0};
    if (!str_starts(s, "<?xml")) return none;
    if (s.n > DECLARATION_BYTES) s.n = DECLARATION_BYTES;
    size_t end = str_find(s, "?>", 0);
    if (end == SIZE_MAX) return none;
    s.n = end;
    size_t at = str_find(s, "encoding", 0);
    if (at == SIZE_MAX) return none;
    at += 8;
    while (at < s.n && (ascii_is_space(s.p[at]) || s.p[at] == '='))
        at++;
    if (at >= s.n || (s.p[at] != '"' && s.p[at] != '\'')) return none;
    size_t close = str_find_byte(s, s.p[at], at + 1);
    return close == SIZE_MAX ? none : str_trim(str_slice(s, at + 1, close));
}

/* ASCII bytes that stand for other signs: only the declaration tells. */
static bool is_stateful(struct str encoding)
{
    return str_istarts(encoding, "iso-2022") || str_istarts(encoding, "utf-7") ||
           str_istarts(encoding, "hz");
}

/* What windows-1252 contains, or what is meant when bytes are no UTF-8. */
static bool is_western(struct str encoding)
{
    static const char *const names[] = {"utf-8",   "utf8",         "us-ascii",    "ascii",
                                        "latin1",  "iso-8859-1",   "iso8859-1",   "iso_8859-1",
                                        "latin-1", "windows-1252", "cp1252",      "",
                                        "l1",      "ansi",         "iso-8859-01", "unicode"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_iis(encoding, names[i])) return true;
    return false;
}

/* ---- All of it ---- */

/* Do errors of this code go away by repair? */
static bool is_repairable(int code)
{
    switch (code) {
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_ENTITYREF_NO_NAME:
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_LTSLASH_REQUIRED:
        return true;
    default:
        return false;
    }
}

static bool is_encoding_error(int code)
{
    return code == XML_ERR_UNKNOWN_ENCODING || code == XML_ERR_UNSUPPORTED_ENCODING ||
           code == XML_ERR_INVALID_ENCODING || code == XML_I18N_CONV_FAILED ||
           code == XML_I18N_NO_HANDLER || code == XML_ERR_INVALID_CHAR;
}

/* No element deeper than the limit; and the walk that later recurses is safe. */
static bool deeper_than(const xmlDoc *doc, uint32_t depth)
{
    const xmlNode *node = xmlDocGetRootElement(doc);
    uint32_t here = 1;
    while (node) {
        if (here > depth) return true;
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            here++;
            continue;
        }
        while (node && !node->next) {
            node = node->parent;
            if (!node || node->type != XML_ELEMENT_NODE) return false;
            here--;
        }
        if (node) node = node->next;
        if (here <= 1) return false; /* behind the root */
    }
    return false;
}

/* Parses, and once more after repair when that may help. `bytes` are UTF-8 when encoding says so. */
static bede_status parse_twice(struct xml *xml, struct str bytes, const char *encoding,
                               struct attempt *attempt, bede_error *err)
{
    TRY(attempt_parse(bytes, encoding, attempt, err));
    if (attempt->doc || !encoding || !is_repairable(attempt->code)) return BEDE_OK;
    struct buf buf;
    buf_init(&buf, 0);
    struct attempt again = {0};
    bede_status status = repair(bytes, &buf) && buf.n <= INT32_MAX
                             ? attempt_parse((struct str){buf.p, buf.n}, encoding, &again, err)
                             : err_nomem(err);
    buf_fini(&buf);
    if (status != BEDE_OK || !again.doc) return status;
    *attempt = again;
    xml->repaired = true;
    return BEDE_OK;
}

static bede_status parse_any(struct xml *xml, struct str bytes, struct arena *scratch,
                             struct attempt *attempt, bede_error *err)
{
    struct str encoding = declared_encoding(bytes);
    bool utf8 = utf8_check(bytes) == SIZE_MAX;
    if (utf8 && !is_stateful(encoding)) return parse_twice(xml, bytes, "UTF-8", attempt, err);
    if (!is_western(encoding)) {
        TRY(parse_twice(xml, bytes, NULL, attempt, err));
        if (attempt->doc || utf8 || !is_encoding_error(attempt->code)) return BEDE_OK;
    }
    struct str converted = utf8_from_cp1252(scratch, bytes);
    if (!converted.p) return err_nomem(err);
    if (converted.n > INT32_MAX) return err_set(err, BEDE_LIMIT, "longer than two gigabytes");
    xml->transcoded = true;
    return parse_twice(xml, converted, "UTF-8", attempt, err);
}

bede_status xml_parse(struct xml *xml, struct str bytes, const bede_limits *limits, bede_error *err)
{
    *xml = (struct xml){0};
    buf_init(&xml->buf, 0);
    bytes = sniff_without_bom(bytes);
    uint64_t most = (uint64_t)limits->story_bytes * STORIES_MAX;
    if (most > INT32_MAX / 4) most = INT32_MAX / 4;
    if (bytes.n > most)
        return err_set(err, BEDE_LIMIT,
                       "longer than %llu bytes, the limit of one XML document; split it",
                       (unsigned long long)most);
    (void)pthread_once(&once, start_libxml);
    struct arena *scratch = arena_new(0);
    if (!scratch) return err_nomem(err);
    struct attempt attempt = {0};
    bede_status status = parse_any(xml, bytes, scratch, &attempt, err);
    arena_free(scratch);
    if (status != BEDE_OK) return status;
    if (!attempt.doc)
        return err_at(err, BEDE_SYNTAX, NULL, (uint32_t)attempt.line, 0, "no well-formed XML: %s",
                      attempt.message);
    xml->doc = attempt.doc;
    if (deeper_than(xml->doc, limits->depth))
        return err_set(err, BEDE_LIMIT, "nested deeper than %u", (unsigned)limits->depth);
    return BEDE_OK;
}

void xml_free(struct xml *xml)
{
    xmlFreeDoc(xml->doc);
    buf_fini(&xml->buf);
    *xml = (struct xml){0};
}

/* ---- Asking ---- */

struct str xml_name(const xmlNode *node)
{
    if (!node || node->type != XML_ELEMENT_NODE || !node->name) return (struct str){"", 0};
    return str_c((const char *)node->name);
}

bool xml_is(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && str_iis(xml_name(node), name);
}

uint32_t xml_line(const xmlNode *node)
{
    long line = node ? xmlGetLineNo(node) : 0;
    return line > 0 ? (uint32_t)line : 0;
}

static xmlNode *element_from(xmlNode *node, const char *name)
{
    for (; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && (!name || xml_is(node, name))) return node;
    return NULL;
}

xmlNode *xml_child(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE ? element_from(node->children, name) : NULL;
}

xmlNode *xml_child_before(const xmlNode *node, const char *name, const char *stop)
{
    for (xmlNode *n = xml_child(node, NULL); n && !xml_is(n, stop); n = xml_next_sibling(n, NULL))
        if (xml_is(n, name)) return n;
    return NULL;
}

xmlNode *xml_next_sibling(const xmlNode *node, const char *name)
{
    return node ? element_from(node->next, name) : NULL;
}

xmlNode *xml_path(const xmlNode *node, const char *path)
{
    xmlNode *at = (xmlNode *)(uintptr_t)node;
    struct str rest = str_c(path), step;
    while (at && str_split(&rest, '/', &step)) {
        char name[PATH_NAME];
        if (step.n >= sizeof name) return NULL;
        memcpy(name, step.p, step.n);
        name[step.n] = '\0';
        at = xml_child(at, name);
    }
    return at;
}

/* ---- Text ---- */

/* A short entity of the document's own, of plain text. */
static bool own_entity(const xmlNode *node, struct str *out)
{
    const xmlEntity *entity = xmlGetDocEntity(node->doc, node->name);
    if (!entity || entity->etype != XML_INTERNAL_GENERAL_ENTITY || !entity->content) return false;
    struct str s = str_c((const char *)entity->content);
    if (s.n > ENTITY_BYTES || memchr(s.p, '&', s.n) || memchr(s.p, '<', s.n)) return false;
    *out = s;
    return true;
}

bool xml_node_text(const xmlNode *node, char sign[64], struct str *out)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        *out = str_c((const char *)node->content);
        return out->p != NULL;
    }
    if (node->type != XML_ENTITY_REF_NODE) return false;
    if (own_entity(node, out)) return true;
    uint32_t cp = xml_html_sign(str_c((const char *)node->name));
    if (!cp) return false;
    *out = (struct str){sign, utf8_encode(cp, sign)};
    return true;
}

void xml_fold(struct buf *buf, struct str text)
{
    for (size_t at = 0; at < text.n && !buf->failed;) {
        uint32_t cp;
        size_t n = utf8_decode(text, at, &cp);
        if (cp <= 0x20 || cp == 0xA0 || cp == 0x7F) {
            if (buf->n && buf->p[buf->n - 1] != ' ' && buf->p[buf->n - 1] != '\n')
                buf_putc(buf, ' ');
        } else if (cp == UTF8_INVALID) {
            put_sign(buf, 0xFFFD);
        } else if (cp >= 0x80 && cp < 0xA0) {
            put_sign(buf, utf8_cp1252((unsigned char)cp));
        } else if (cp != 0xAD && cp != 0x200B && cp != 0xFEFF) {
            buf_add(buf, text.p + at, n);
        }
        at += n;
    }
}

/* Depth is that of the document: checked. */
static void gather(struct xml *xml, const xmlNode *node, bool fold)
{
    for (; node; node = node->next) {
        char sign[64];
        struct str s;
        if (node->type == XML_ELEMENT_NODE)
            gather(xml, node->children, fold);
        else if (!xml_node_text(node, sign, &s))
            continue;
        else if (fold)
            xml_fold(&xml->buf, s);
        else
            buf_str(&xml->buf, s);
    }
}

static struct str finish(struct xml *xml, bool fold)
{
    struct str s = {xml->buf.p ? xml->buf.p : "", xml->buf.n};
    if (fold) s = str_trim(s);
    if (!s.n) return (struct str){"", 0};
    s = arena_str(xml->arena, s);
    if (!s.p || xml->buf.failed) {
        xml->failed = true;
        return (struct str){"", 0};
    }
    return s;
}

static struct str text_of(struct xml *xml, const xmlNode *children, bool fold)
{
    buf_clear(&xml->buf);
    gather(xml, children, fold);
    return finish(xml, fold);
}

struct str xml_text(struct xml *xml, const xmlNode *node)
{
    return text_of(xml, node ? node->children : NULL, true);
}

struct str xml_raw(struct xml *xml, const xmlNode *node)
{
    return text_of(xml, node ? node->children : NULL, false);
}

struct str xml_attr(struct xml *xml, const xmlNode *node, const char *name)
{
    if (!node || node->type != XML_ELEMENT_NODE) return (struct str){"", 0};
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        if (str_iis(str_c((const char *)attr->name), name))
            return text_of(xml, attr->children, true);
    return (struct str){"", 0};
}

struct str xml_path_text(struct xml *xml, const xmlNode *node, const char *path)
{
    return xml_text(xml, xml_path(node, path));
}

struct str xml_path_attr(struct xml *xml, const xmlNode *node, const char *path, const char *name)
{
    return xml_attr(xml, xml_path(node, path), name);
}
