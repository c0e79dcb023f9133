/* wire/sniff.c - which format some bytes are in: a table of probes, asked in turn.
 *
 * A probe looks at the head only and says yes to what no other format opens with; copy that nothing
 * claims is plain. XML is told by its root element, whatever its prefix.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/sniff.h"

#include "wire/lexicon.h"

#include "wire/jsonitem.h"
#include "wire/transmit.h"

enum { SNIFF_BYTES = 4096, SNIFF_ROOT_BYTES = 65536 };

struct str sniff_without_bom(struct str bytes)
{
    return str_starts(bytes, "\xef\xbb\xbf") ? str_slice(bytes, 3, bytes.n) : bytes;
}

/* ---- XML ---- */

/* Root elements by local name. Those without a format of their own are known as XML, no more. */
static const struct {
    const char *root;
    bede_from from;
} roots[] = {
    {"nitf", BEDE_FROM_NITF},
    {"newsMessage", BEDE_FROM_NEWSMLG2},
    {"newsItem", BEDE_FROM_NEWSMLG2},
    {"packageItem", BEDE_FROM_NEWSMLG2},
    {"conceptItem", BEDE_FROM_NEWSMLG2},
    {"knowledgeItem", BEDE_FROM_NEWSMLG2},
    {"planningItem", BEDE_FROM_NEWSMLG2},
    {"NewsML", BEDE_FROM_NEWSML1},
    {"rss", BEDE_FROM_RSS},
    {"RDF", BEDE_FROM_RSS},
    {"feed", BEDE_FROM_ATOM},
    {"entry", BEDE_FROM_ATOM},
    {"Sentences", BEDE_FROM_PETRARCH},
    {"Validation", BEDE_FROM_PETRARCH},
    {"RBNews", BEDE_FROM_RBNEWS},
    {"html", BEDE_FROM_AUTO},
};

bede_from sniff_root_format(struct str root)
{
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (str_iis(root, roots[i].root)) return roots[i].from;
    return BEDE_FROM_AUTO;
}

static bool is_root(struct str root)
{
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (str_iis(root, roots[i].root)) return true;
    return false;
}

static size_t behind(struct str s, size_t at, const char *mark)
{
    size_t found = str_find(s, mark, at);
    return found == SIZE_MAX ? s.n : found + strlen(mark);
}

/* Behind "<!DOCTYPE ...>", whose internal subset holds ">" of its own. */
static size_t behind_doctype(struct str s, size_t at)
{
    bool inside = false;
    for (char quote = 0; at < s.n; at++) {
        char c = s.p[at];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[') {
            inside = true;
        } else if (c == ']') {
            inside = false;
        } else if (c == '>' && !inside) {
            return at + 1;
        } else if (c == '<' && str_starts(str_slice(s, at, s.n), "<!--")) {
            at = behind(s, at, "-->") - 1;
        }
    }
    return s.n;
}

struct str sniff_xml_root(struct str bytes)
{
    struct str s = sniff_without_bom(bytes);
    if (s.n > SNIFF_ROOT_BYTES) s.n = SNIFF_ROOT_BYTES;
    for (size_t at = 0; at < s.n;) {
        struct str here = str_slice(s, at, s.n);
        if (ascii_is_space(here.p[0])) {
            at++;
        } else if (str_starts(here, "<?")) {
            at = behind(s, at, "?>");
        } else if (str_starts(here, "<!--")) {
            at = behind(s, at, "-->");
        } else if (str_istarts(here, "<!DOCTYPE")) {
            at = behind_doctype(s, at);
        } else if (here.p[0] == '<') {
            size_t start = 1, end = 1;
            while (end < here.n && !ascii_is_space(here.p[end]) && !strchr("<>/", here.p[end])) {
                if (here.p[end] == ':') start = end + 1;
                end++;
            }
            return end < here.n ? str_slice(here, start, end) : (struct str){"", 0};
        } else {
            break;
        }
    }
    return (struct str){"", 0};
}

bool sniff_is_xml(struct str bytes)
{
    struct str s = str_trim(sniff_without_bom(
        bytes.n > SNIFF_ROOT_BYTES ? str_slice(bytes, 0, SNIFF_ROOT_BYTES) : bytes));
    if (!s.n || s.p[0] != '<') return false;
    if (str_starts(s, "<?xml") || str_istarts(s, "<!DOCTYPE")) return true;
    struct str root = sniff_xml_root(s), all = str_trim(bytes);
    if (!root.n) return false;
    /* An element of any name that closes where the input ends. */
    return is_root(root) || (all.n > root.n + 2 && all.p[all.n - 1] == '>' &&
                             str_eq(str_slice(all, all.n - 1 - root.n, all.n - 1), root));
}

/* ---- JSON lines ---- */

static bool looks_jsonl(struct str head)
{
    size_t at = 0;
    while (at < head.n && ascii_is_space(head.p[at]))
        at++;
    if (at == head.n || head.p[at] != '{') return false;
    do
        at++;
    while (at < head.n && ascii_is_space(head.p[at]));
    return at < head.n && (head.p[at] == '"' || head.p[at] == '}');
}

/* ---- CoNLL-U ---- */

/* A word line: an id, nine tabs. */
static bool is_conllu_line(struct str line)
{
    uint32_t tabs = 0;
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '\t') tabs++;
    return tabs == 9 && line.n && ascii_is_digit(line.p[0]);
}

static bool looks_conllu(struct str head)
{
    struct str rest = head, line;
    bool comment = false;
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!line.n) continue;
        if (is_conllu_line(line)) return true;
        if (line.p[0] != '#') return false;
        if (comment && !rest.n) return true; /* the head ends inside long comments */
        comment = str_starts(line, "# sent_id") || str_starts(line, "# newdoc") ||
                  str_starts(line, "# text");
        if (!comment && !str_find_byte(line, '=', 0)) return false;
    }
    return false;
}

/* ---- All ---- */

static const struct {
    bede_from from;
    bool (*looks)(struct str head); /* without mark, at most SNIFF_BYTES */
} probes[] = {
    {BEDE_FROM_APJSON, apjson_is},     {BEDE_FROM_NINJS, ninjs_is},
    {BEDE_FROM_JSONL, looks_jsonl},    {BEDE_FROM_CONLLU, looks_conllu},
    {BEDE_FROM_IPTC7901, iptc7901_is}, {BEDE_FROM_ANPA1312, anpa1312_is},
    {BEDE_FROM_TELEX, telex_is},
};

bede_from wire_sniff(struct str bytes)
{
    struct str head = sniff_without_bom(bytes);
    if (sniff_is_xml(head)) {
        bede_from from = sniff_root_format(sniff_xml_root(head));
        return from == BEDE_FROM_AUTO ? BEDE_FROM_PLAIN : from;
    }
    if (head.n > SNIFF_BYTES) head.n = SNIFF_BYTES;
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
        if (probes[i].looks(head)) return probes[i].from;
    return BEDE_FROM_PLAIN;
}

bool sniff_is_utf16(struct str bytes)
{
    if (bytes.n >= 2 &&
        (memcmp(bytes.p, "\xff\xfe", 2) == 0 || memcmp(bytes.p, "\xfe\xff", 2) == 0))
        return true;
    size_t n = bytes.n < SNIFF_BYTES ? bytes.n : SNIFF_BYTES, nul[2] = {0, 0};
    for (size_t i = 0; i < n; i++)
        if (!bytes.p[i]) nul[i & 1]++;
    size_t high = nul[0] > nul[1] ? nul[0] : nul[1], low = nul[0] + nul[1] - high;
    return n >= 8 && high * 10 >= n * 4 && low * 20 <= n;
}

bool wire_file_is_no_copy(const struct wire_lexicon *lexicon, struct str name)
{
    return lexicon_is(lexicon, name, WORD_NOTCOPY);
}
