/* knowledge/phrase.c - words as pieces: what two spellings of a name have in common.
 *
 * A table says "Côte d'Ivoire", "U.S.", "Ban Ki-moon"; wire copy says "Cote d'Ivoire", "US", "Ban
 * Ki Moon", and tokenisers cut "Ki-moon" in one, two or three. Both sides are therefore reduced to
 * the same pieces: lower-cased, Latin letters without their accents, full stops dropped, cut at
 * hyphens and apostrophes; any other mark is a piece of its own ("AT&T": at, &, t). What case the
 * text had is kept beside them, because "US" must not match "us".
 *
 * SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "knowledge/kb.h"

/* Latin letters with marks: every code point up to `last`, from the one after the line before,
 * folds to `to`; empty: not folded. Ligatures become two letters. */
struct fold {
    uint16_t last;
    char to[3];
};
static const struct fold FOLDS[] = {
    {0xDF, ""},    {0xE5, "a"},   {0xE6, "ae"},  {0xE7, "c"},   {0xEB, "e"},   {0xEF, "i"},
    {0xF0, "d"},   {0xF1, "n"},   {0xF6, "o"},   {0xF7, ""},    {0xF8, "o"},   {0xFC, "u"},
    {0xFD, "y"},   {0xFE, "th"},  {0xFF, "y"},   {0x105, "a"},  {0x10D, "c"},  {0x111, "d"},
    {0x11B, "e"},  {0x123, "g"},  {0x127, "h"},  {0x131, "i"},  {0x133, "ij"}, {0x135, "j"},
    {0x138, "k"},  {0x142, "l"},  {0x14B, "n"},  {0x151, "o"},  {0x153, "oe"}, {0x159, "r"},
    {0x161, "s"},  {0x167, "t"},  {0x173, "u"},  {0x175, "w"},  {0x178, "y"},  {0x17E, "z"},
    {0x19F, ""},   {0x1A1, "o"},  {0x1AE, ""},   {0x1B0, "u"},  {0x217, ""},   {0x219, "s"},
    {0x21B, "t"},  {0x1E9F, ""},  {0x1EB7, "a"}, {0x1EC7, "e"}, {0x1ECB, "i"}, {0x1EE3, "o"},
    {0x1EF1, "u"}, {0x1EF9, "y"},
};

static const char *fold_of(uint32_t cp)
{
    if (cp == 0xDF) return "ss";
    size_t low = 0, high = sizeof FOLDS / sizeof *FOLDS;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (FOLDS[mid].last < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return low < sizeof FOLDS / sizeof *FOLDS ? FOLDS[low].to : "";
}

/* ASCII letters and digits to lower case, all else 0. */
static const unsigned char SIMPLE[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
    ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k',
    ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
    ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y',
    ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
    ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm',
    ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
    ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z'};

static uint32_t hash_step(uint32_t hash, unsigned char c)
{
    return (hash ^ c) * 16777619u; /* FNV-1a */
}
enum { HASH_SEED = 0x11C9DC5 };

bool piece_simple(struct str word, struct piece *out)
{
    if (!word.n || word.n > PIECE_BYTES_MAX) return false;
    if (word.n == 1 && (unsigned char)*word.p < 0x80 && !SIMPLE[(unsigned char)*word.p]) {
        /* a mark: a piece of its own, though one that no phrase has if it is a joint */
        *out = (struct piece){word.p, 1, hash_step(HASH_SEED, (unsigned char)*word.p), 0, 0};
        return true;
    }
    uint32_t hash = HASH_SEED;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = SIMPLE[(unsigned char)word.p[i]];
        if (!c) return false;
        hash = hash_step(hash, c);
    }
    *out = (struct piece){.p = word.p, .n = (uint32_t)word.n, .hash = hash};
    out->capital = ascii_is_upper(word.p[0]);
    if (!out->capital) return true;
    out->upper = true;
    for (size_t i = 1; i < word.n && out->upper; i++)
        out->upper = !ascii_is_lower(word.p[i]);
    return true;
}

bool piece_eq(const struct piece *piece, const char *p, uint32_t n)
{
    if (piece->n != n) return false;
    for (uint32_t i = 0; i < n; i++)
        if (ascii_lower(piece->p[i]) != p[i]) return false;
    return true;
}

/* The piece under construction. */
struct maker {
    struct pieces *out;
    struct piece *piece; /* NULL between pieces */
    bool lower;          /* has a lower-case letter */
};

static void end_piece(struct maker *m)
{
    if (!m->piece) return;
    m->piece->upper = m->piece->upper && !m->lower;
    m->piece = NULL;
    m->out->n++;
}

static void put(struct maker *m, const char *bytes, size_t n, bool upper, bool cased)
{
    struct pieces *out = m->out;
    if (!m->piece) {
        if (out->n == PHRASE_PIECES_MAX) {
            out->too_long = true;
            return;
        }
        m->piece = &out->item[out->n];
        *m->piece =
            (struct piece){.p = out->bytes + out->used, .hash = HASH_SEED, .capital = upper};
        m->lower = false;
    }
    if (m->piece->n + n > PIECE_BYTES_MAX || out->used + n > sizeof out->bytes) {
        out->too_long = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        out->bytes[out->used++] = bytes[i];
        m->piece->hash = hash_step(m->piece->hash, (unsigned char)bytes[i]);
    }
    m->piece->n += (uint32_t)n;
    if (upper)
        m->piece->upper = true;
    else if (cased)
        m->lower = true;
}

static void put_letter(struct maker *m, uint32_t cp)
{
    uint32_t lower = utf8_lower(cp);
    const char *fold = lower >= 0xC0 ? fold_of(lower) : "";
    bool upper = lower != cp;
    if (*fold) {
        put(m, fold, strlen(fold), upper, true);
        return;
    }
    char bytes[4];
    put(m, bytes, utf8_encode(lower, bytes), upper, !ascii_is_digit((char)lower) || lower > 0x7F);
}

/* Marks at which a word is cut without leaving a piece: hyphens and apostrophes of all kinds. */
static bool is_joint(uint32_t cp)
{
    return cp == '-' || cp == '\'' || cp == '`' || (cp >= 0x2010 && cp <= 0x2013) || cp == 0x2212 ||
           cp == 0x2018 || cp == 0x2019 || cp == 0x02BC || cp == 0x02BB || cp == 0xB4;
}

/* The run of ASCII letters and digits at `i`, which most of every name is; returns its end. */
static size_t put_run(struct maker *m, struct str phrase, size_t i)
{
    size_t end = i;
    char run[PIECE_BYTES_MAX];
    bool upper = false, lower = false;
    for (; end < phrase.n && end - i < PIECE_BYTES_MAX; end++) {
        unsigned char c = SIMPLE[(unsigned char)phrase.p[end]];
        if (!c) break;
        run[end - i] = (char)c;
        upper |= ascii_is_upper(phrase.p[end]);
        lower |= ascii_is_lower(phrase.p[end]);
    }
    if (end == i) return i;
    bool starts = !m->piece;
    put(m, run, end - i, upper, false);
    if (!m->piece) return end;
    if (starts) m->piece->capital = ascii_is_upper(phrase.p[i]);
    m->lower |= lower;
    return end;
}

void pieces_cut(struct str phrase, struct pieces *out)
{
    out->n = out->used = 0;
    out->too_long = false;
    struct maker m = {.out = out};
    for (size_t i = 0; i < phrase.n && !out->too_long;) {
        size_t run = put_run(&m, phrase, i);
        if (run > i) {
            i = run;
            continue;
        }
        uint32_t cp;
        i += utf8_decode(phrase, i, &cp);
        if (cp == '.' || (cp >= 0x300 && cp < 0x370) || cp == 0xAD) continue;
        if (cp == UTF8_INVALID || utf8_is_space(cp) || is_joint(cp)) {
            end_piece(&m);
        } else if (utf8_is_letter(cp) || (cp < 0x80 && ascii_is_digit((char)cp))) {
            put_letter(&m, cp);
        } else {
            end_piece(&m);
            char bytes[4];
            put(&m, bytes, utf8_encode(cp, bytes), false, false);
            end_piece(&m);
        }
    }
    end_piece(&m);
}
