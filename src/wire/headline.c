/* wire/headline.c - what is written around a headline to say which transmission this is.
 *
 *     (3rd LD) Envoys meet      UPDATE 2-Envoys meet      URGENT: Envoys meet      1ST LEAD
 *     BC-XX--Envoys, 1st Ld-Writethru,416      WORLD-TALKS/ (WRAPUP 1)      world-talks,2ndlead
 *
 * Tags stack, so cutting them is a loop. A number before a word is a tag only when the word is one
 * ("2nd LD", never "2nd Korean Series"). The words stand in tags.tsv and genres.tsv.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/headline.h"

enum { TAG_BYTES = 40, SLUG_BYTES = 140, CATCHLINE_BYTES = 48 };

struct tag_read {
    const struct wire_tag_word *word;
    int32_t sequence;
};

static void add_tag(struct story *story, struct tag_read tag)
{
    if (tag.word->genre.n && !story->genre.n) story->genre = tag.word->genre;
    for (uint32_t i = 0; i < story->n_tags; i++) /* headline and slug may say the same */
        if (strcmp(story->tags[i].name, tag.word->tag) == 0 &&
            (tag.sequence < 0 || story->tags[i].sequence == tag.sequence))
            return;
    if (story->n_tags == sizeof story->tags / sizeof *story->tags) return;
    story->tags[story->n_tags++] = (struct wire_tag){tag.word->tag, tag.sequence};
}

/* "3rd" at the start: its number and length; false when there is none. */
static bool ordinal_at(struct str s, uint32_t *n, size_t *length)
{
    size_t digits = 0;
    while (digits < s.n && ascii_is_digit(s.p[digits]))
        digits++;
    if (!digits || digits > 2 || s.n < digits + 2) return false;
    struct str suffix = str_slice(s, digits, digits + 2);
    if (!str_iis(suffix, "st") && !str_iis(suffix, "nd") && !str_iis(suffix, "rd") &&
        !str_iis(suffix, "th"))
        return false;
    *length = digits + 2;
    return str_u32(str_slice(s, 0, digits), n);
}

/* Reads all of `s` as a tag: "3rd LD", "2ndlead", "UPDATE 2", "ADV03", "URGENT". */
static bool tag_of(const struct wire_lexicon *lexicon, struct str s, uint32_t forms,
                   struct tag_read *out)
{
    s = str_trim(s);
    while (s.n && s.p[0] == '*')
        s = str_slice(s, 1, s.n);
    if (!s.n || s.n > TAG_BYTES) return false;
    uint32_t n;
    size_t length;
    if (ordinal_at(s, &n, &length)) {
        struct str word = str_slice(s, length, s.n);
        while (word.n && (word.p[0] == ' ' || word.p[0] == '-'))
            word = str_slice(word, 1, word.n);
        out->word = lexicon_tag(lexicon, word, TAG_ORDINAL);
        out->sequence = (int32_t)n;
        return out->word != NULL;
    }
    out->word = lexicon_tag(lexicon, s, forms);
    if (out->word) {
        out->sequence = out->word->sequence;
        return true;
    }
    size_t end = s.n;
    while (end && ascii_is_digit(s.p[end - 1]))
        end--;
    if (end == s.n || s.n - end > 2 || !str_u32(str_slice(s, end, s.n), &n)) return false;
    out->word = lexicon_tag(lexicon, str_trim(str_slice(s, 0, end)), forms);
    out->sequence = (int32_t)n;
    return out->word != NULL;
}

/* Without what joins a tag to the headline: blanks, colons, dashes. */
static struct str behind_joint(struct str s)
{
    while (s.n && (ascii_is_space(s.p[0]) || s.p[0] == ':' || s.p[0] == '-'))
        s = str_slice(s, 1, s.n);
    if (str_starts(s, "\xe2\x80\x93") || str_starts(s, "\xe2\x80\x94"))
        s = behind_joint(str_slice(s, 3, s.n));
    return s;
}

/* "(LEAD) ", "(News Focus) ". */
static bool cut_bracket(const struct wire_lexicon *lexicon, struct story *story, struct str *s)
{
    if (s->p[0] != '(' && s->p[0] != '[') return false;
    size_t close = str_find_byte(*s, s->p[0] == '(' ? ')' : ']', 1);
    if (close == SIZE_MAX || close > TAG_BYTES) return false;
    struct str inner = str_trim(str_slice(*s, 1, close)), genre = lexicon_genre(lexicon, inner);
    struct tag_read tag;
    if (tag_of(lexicon, inner, TAG_BRACKET, &tag))
        add_tag(story, tag);
    else if (genre.n)
        story->genre = genre;
    else
        return false;
    *s = behind_joint(str_slice(*s, close + 1, s->n));
    return true;
}

/* "URGENT: ", "2ND LD: ", "Xinhua Headlines: ". */
static bool cut_colon(const struct wire_lexicon *lexicon, struct story *story, struct str *s)
{
    size_t colon = str_find_byte(*s, ':', 0);
    if (colon == SIZE_MAX || colon > TAG_BYTES || !colon || ascii_is_lower(s->p[0])) return false;
    struct str inner = str_slice(*s, 0, colon), genre = lexicon_genre(lexicon, inner);
    struct tag_read tag;
    if (tag_of(lexicon, inner, TAG_COLON, &tag))
        add_tag(story, tag);
    else if (genre.n)
        story->genre = genre;
    else
        return false;
    *s = behind_joint(str_slice(*s, colon + 1, s->n));
    return true;
}

/* "UPDATE 2-", "CORRECTED-", "2ND LD-": capitals, then the dash. */
static bool cut_dash(const struct wire_lexicon *lexicon, struct story *story, struct str *s)
{
    size_t dash = 0;
    while (dash < s->n && dash <= TAG_BYTES && s->p[dash] != '-' && !ascii_is_lower(s->p[dash]) &&
           !(s->p[dash] & 0x80))
        dash++;
    struct tag_read tag;
    if (dash >= s->n || s->p[dash] != '-' || !dash ||
        !tag_of(lexicon, str_slice(*s, 0, dash), TAG_DASH, &tag))
        return false;
    add_tag(story, tag);
    *s = behind_joint(str_slice(*s, dash, s->n));
    return true;
}

/* "Envoys meet =2", "Envoys meet (2)": the second part of a story sent in takes. */
static struct str cut_take(const struct wire_lexicon *lexicon, struct story *story, struct str s)
{
    if (s.n < 8) return s;
    bool bracket = s.p[s.n - 1] == ')';
    size_t digit = s.n - (bracket ? 2 : 1);
    char open = s.p[digit - 1], number = s.p[digit];
    if (number < '2' || number > '9' || open != (bracket ? '(' : '=') || s.p[digit - 2] != ' ')
        return s;
    struct tag_read tag = {lexicon_tag(lexicon, STR_LIT("take"), ~0u), number - '0'};
    if (!tag.word) return s;
    add_tag(story, tag);
    return str_trim(str_slice(s, 0, digit - 1));
}

struct str headline_cut(const struct wire_lexicon *lexicon, struct story *story, struct str line)
{
    struct str s = str_trim(line);
    while (s.n && (cut_bracket(lexicon, story, &s) || cut_colon(lexicon, story, &s) ||
                   cut_dash(lexicon, story, &s)))
        ;
    while (s.n && (strchr("<=+", s.p[s.n - 1]) || ascii_is_space(s.p[s.n - 1])))
        s.n--;
    return cut_take(lexicon, story, s);
}

bool headline_is_tag(const struct wire_lexicon *lexicon, struct story *story, struct str line)
{
    while (line.n && strchr("=:!* ", line.p[line.n - 1]))
        line.n--;
    if (line.n > 2 && line.p[0] == '(' && line.p[line.n - 1] == ')')
        line = str_slice(line, 1, line.n - 1);
    if (line.n && line.p[0] == '$') line = str_slice(line, 1, line.n); /* "$Adv03" */
    struct tag_read tag;
    if (!tag_of(lexicon, line, TAG_LINE, &tag)) return false;
    add_tag(story, tag);
    return true;
}

/* ---- Slugs ---- */

void headline_slug_tags(const struct wire_lexicon *lexicon, struct story *story, struct str slug)
{
    size_t start = 0;
    for (size_t i = 0; i <= slug.n; i++) {
        char c = i < slug.n ? slug.p[i] : ',';
        bool piece = c == ',' || c == '(' || c == ')' || c == ';';
        bool inner = c == '-' || c == ' ';
        bool number = c == ' ' && i + 1 < slug.n && ascii_is_digit(slug.p[i + 1]); /* "UPDATE 1" */
        if ((!piece && !inner) || number) continue;
        struct tag_read tag;
        struct str s = str_slice(slug, start, i);
        if (tag_of(lexicon, s, TAG_SLUG, &tag) && !(inner && tag.word->genre.n && start)) {
            add_tag(story, tag);
            start = i + 1;
        } else if (piece || !lexicon_tag(lexicon, str_trim(s), ~0u)) {
            /* "1st Ld-Writethru" is one piece although a blank and a hyphen stand in it. */
            uint32_t n;
            size_t length;
            if (piece || !ordinal_at(str_trim(s), &n, &length)) start = i + 1;
        }
    }
}

static bool is_cycle(struct str s)
{
    static const char *const cycles[] = {"BC-", "AM-", "PM-", "AP-"};
    for (size_t i = 0; i < sizeof cycles / sizeof *cycles; i++)
        if (str_istarts(s, cycles[i])) return true;
    return false;
}

static void set_slug(struct story *story, struct str slug)
{
    if (!story->slug.n) story->slug = str_trim(slug);
}

/* "BC-XX--Envoys-Talks, 1st Ld-Writethru,416<". */
static bool keyword_line(const struct wire_lexicon *lexicon, struct story *story, struct str line)
{
    if (!is_cycle(line) || line.n > SLUG_BYTES || line.n < 5 || line.p[3] == ' ' ||
        str_find(line, ": ", 0) != SIZE_MAX)
        return false;
    while (line.n && strchr("<= ", line.p[line.n - 1]))
        line.n--;
    size_t comma = str_find_byte(line, ',', 0);
    set_slug(story, comma == SIZE_MAX ? line : str_slice(line, 0, comma));
    headline_slug_tags(lexicon, story, line);
    return true;
}

/* "r f BC-WORLD-TALKS-1STLD   02-26 0102": category line of a transmission. */
static bool category_line(const struct wire_lexicon *lexicon, struct story *story, struct str line)
{
    if (line.n > SLUG_BYTES || line.n < 16) return false;
    size_t at = 0;
    for (; at < 14 && !is_cycle(str_slice(line, at, line.n)); at++)
        if (ascii_is_lower(line.p[at]) && at + 1 < line.n && ascii_is_lower(line.p[at + 1]))
            return false;
    if (at == 14) return false;
    size_t end = line.n, words = 0, keyword = at + 3; /* behind "BC-" */
    while (end > keyword &&
           (ascii_is_digit(line.p[end - 1]) || line.p[end - 1] == '-' || line.p[end - 1] == ' '))
        words += ascii_is_digit(line.p[--end]);
    if (words < 4 || end == keyword) return false;
    set_slug(story, str_slice(line, at, end));
    headline_slug_tags(lexicon, story, str_slice(line, keyword, end));
    return true;
}

/* "WORLD-TALKS/ (UPDATE 1, PIX)". */
static bool capital_slug(const struct wire_lexicon *lexicon, struct story *story, struct str line)
{
    size_t end = 0;
    bool slash = false;
    for (; end < line.n && line.p[end] != ' ' && line.p[end] != '('; end++) {
        char c = line.p[end];
        if (c == '/')
            slash = true;
        else if (!ascii_is_upper(c) && !ascii_is_digit(c) && c != '-' && c != '.' && c != '&')
            return false;
    }
    if (!slash || end < 4 || line.n > SLUG_BYTES) return false;
    struct str rest = str_trim(str_slice(line, end, line.n));
    if (rest.n && (rest.p[0] != '(' || rest.p[rest.n - 1] != ')')) return false;
    set_slug(story, str_slice(line, 0, end));
    if (rest.n) headline_slug_tags(lexicon, story, rest);
    return true;
}

/* "LD-INDIA-NEPAL", "2NDLD-INDIA-NEPAL": the tag before the slug. */
static struct str cut_slug_lead(const struct wire_lexicon *lexicon, struct story *story,
                                struct str line)
{
    size_t hyphen = str_find_byte(line, '-', 0);
    struct tag_read tag;
    if (hyphen == SIZE_MAX || !tag_of(lexicon, str_slice(line, 0, hyphen), TAG_SLUG, &tag) ||
        !(tag.word->forms & TAG_ORDINAL))
        return line;
    add_tag(story, tag);
    return str_slice(line, hyphen + 1, line.n);
}

/* "Switzerland/migration/UN/" or "Britain-court-media,lead": one word of many parts. */
static bool joined_slug(const struct wire_lexicon *lexicon, struct story *story, struct str line)
{
    uint32_t slashes = 0, hyphens = 0, commas = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == ' ' || c == '\t' || c == '@' || c == ':') return false;
        slashes += c == '/';
        hyphens += c == '-';
        commas += c == ',';
    }
    if (line.n < 8 || line.n > SLUG_BYTES || !ascii_is_alnum(line.p[1])) return false;
    bool by_slash = slashes >= 2 || (slashes == 1 && line.p[line.n - 1] == '/');
    bool by_hyphen = hyphens >= 2 || (hyphens >= 1 && commas == 1);
    if (!by_slash && !by_hyphen) return false;
    line = cut_slug_lead(lexicon, story, line);
    size_t comma = str_find_byte(line, ',', 0);
    set_slug(story, comma == SIZE_MAX ? line : str_slice(line, 0, comma));
    if (comma != SIZE_MAX) headline_slug_tags(lexicon, story, str_slice(line, comma + 1, line.n));
    return true;
}

bool headline_is_slug(const struct wire_lexicon *lexicon, struct story *story, struct str line)
{
    return line.n > 3 &&
           (keyword_line(lexicon, story, line) || category_line(lexicon, story, line) ||
            capital_slug(lexicon, story, line) || joined_slug(lexicon, story, line));
}

/* ---- Envelopes ---- */

/* Cuts the next blank-separated word. */
static struct str next_word(struct str *rest)
{
    *rest = str_trim(*rest);
    size_t end = 0;
    while (end < rest->n && !ascii_is_space(rest->p[end]))
        end++;
    struct str word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->n);
    return word;
}

bool headline_is_catchline(struct story *story, struct str line)
{
    if (line.n > CATCHLINE_BYTES || story->n_paragraphs || story->title.n) return false;
    struct str rest = line, take = next_word(&rest), word = next_word(&rest);
    uint32_t n, words = 0;
    if (take.n > 2 || !str_u32(take, &n) || word.n < 4) return false;
    for (size_t i = 0; i < word.n; i++)
        if (!ascii_is_upper(word.p[i])) return false;
    while ((word = next_word(&rest)).n) {
        if (word.n < 2 || !ascii_is_upper(word.p[0]) || !ascii_is_lower(word.p[1])) return false;
        words++;
    }
    if (!words) return false;
    set_slug(story, line);
    return true;
}

bool headline_is_envelope(struct str line)
{
    if (line.n > 80) return false;
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] < 0x20 && line.p[i] != '\t') return true;
    struct str rest = line, first = next_word(&rest), second = next_word(&rest),
               third = next_word(&rest), fourth = next_word(&rest);
    if (first.n < 4 || second.n != 1 || !third.n || third.n > 5 || !fourth.n) return false;
    uint32_t n;
    return ascii_is_digit(first.p[first.n - 1]) && str_u32(fourth, &n) &&
           ascii_is_alpha(third.p[0]);
}
