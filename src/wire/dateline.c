/* wire/dateline.c - the grammar of datelines.
 *
 *     dateline = [agency SEP] element {("," | "/" | " ") element} [SEP]
 *     element  = place {"/" place} | region | date | agency
 *     agency   = "(" name {("/" | " ") name} ")" | "/" name "/" | bare name before a SEP
 *     SEP      = "--" | "-" | "–" | "—" | "_" | ".-" | "/." | "/:"
 *
 *     SEOUL/WASHINGTON, Nov. 9 (Yonhap) -- ...    Tehran, IRNA – ...    Jan 3 (Reuters) - ...
 *
 * What keeps prose out: an agency must be known (or stand behind capitals and before a dash), the
 * part left of it is short and holds names only, and a bracket whose letters are the initials of
 * the words before it explains an abbreviation: "Acute Flaccid Paralysis (AFP) - ...".
 * The forms were gathered from agencies' public style pages and copy.
 *
 * SPDX-License-Identifier: MIT */
#include "wire/dateline.h"

#include "base/utf8.h"

#include <stdlib.h>

enum {
    SCAN_BYTES = 240, /* no dateline is longer */
    MARK_BYTES = 160, /* its first bracket or dash stands no later */
    PLACE_WORDS = 6,  /* "Bandar Seri Begawan", "ABOARD AIR FORCE ONE" */
    PLACE_BYTES = 60,
    AGENCY_BYTES = 48,
    CASE_BYTES = 40, /* of copy, looked at for small letters */
    REGION_BYTES = 40
};

struct scan {
    const struct wire_lexicon *lexicon;
    struct str s;
    size_t at;
    struct wire_dateline *out;
    bool caps;      /* all letters of the places are capitals */
    bool small;     /* a place begins with a small letter */
    uint32_t words; /* in places and region */
    bool has_date, known_agency, any_agency, slashed, dash;
};

static bool at_end(const struct scan *c)
{
    return c->at >= c->s.n;
}

static char peek(const struct scan *c)
{
    return at_end(c) ? '\0' : c->s.p[c->at];
}

static void skip_blanks(struct scan *c)
{
    while (!at_end(c)) {
        uint32_t cp;
        size_t n = utf8_decode(c->s, c->at, &cp);
        if (cp == '\n' || cp == '\r' || !(utf8_is_space(cp) || cp == 0)) return;
        c->at += n;
    }
}

/* Behind a comma a hard-wrapped line may break. */
static void skip_white(struct scan *c)
{
    skip_blanks(c);
    if (peek(c) == '\r') c->at++;
    if (peek(c) == '\n') c->at++;
    skip_blanks(c);
}

/* Length of a dash at the place, 0 when there is none. */
static size_t dash_length(struct str s, size_t at)
{
    if (at >= s.n) return 0;
    if (s.p[at] == '_') return 1;
    if (s.p[at] == '-') {
        size_t n = 1;
        while (at + n < s.n && s.p[at + n] == '-' && n < 3)
            n++;
        return n;
    }
    uint32_t cp;
    size_t n = utf8_decode(s, at, &cp);
    return cp == 0x2012 || cp == 0x2013 || cp == 0x2014 || cp == 0x2015 || cp == 0x2212 ? n : 0;
}

/* ---- Dates ---- */

static bool digits_at(struct str s, size_t at, size_t least, size_t most, uint32_t *value,
                      size_t *end)
{
    size_t n = 0;
    while (at + n < s.n && ascii_is_digit(s.p[at + n]))
        n++;
    if (n < least || n > most || !str_u32(str_slice(s, at, at + n), value)) return false;
    *end = at + n;
    return true;
}

static size_t blanks_at(struct str s, size_t at)
{
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'))
        at++;
    return at;
}

/* The letters that start at `at`. */
static struct str word_at(struct str s, size_t at)
{
    size_t end = at;
    uint32_t cp;
    for (size_t n; end < s.n && (n = utf8_decode(s, end, &cp)) && utf8_is_letter(cp);)
        end += n;
    return str_slice(s, at, end);
}

static bool is_particle(struct str word)
{
    return str_iis(word, "de") || str_iis(word, "del") || str_iis(word, "of");
}

/* [","] ["de"] year, behind day and month. */
static size_t year_at(struct str s, size_t at, struct date *date)
{
    size_t p = blanks_at(s, at);
    if (p < s.n && s.p[p] == ',') p = blanks_at(s, p + 1);
    struct str word = word_at(s, p);
    if (word.n && is_particle(word)) p = blanks_at(s, p + word.n);
    uint32_t year;
    size_t end;
    if (p == at || !digits_at(s, p, 4, 4, &year, &end) || year < 1800 || year > 2199) return at;
    date->year = (int16_t)year;
    return end;
}

/* "Nov. 9", "Nov 9, 2023". */
static bool month_day(const struct wire_lexicon *lexicon, struct str s, size_t at,
                      struct date *date, size_t *end)
{
    struct str word = word_at(s, at);
    int month = word.n ? lexicon_month(lexicon, word) : 0;
    if (!month) return false;
    size_t p = at + word.n;
    if (p < s.n && s.p[p] == '.') p++;
    p = blanks_at(s, p);
    uint32_t day;
    if (!digits_at(s, p, 1, 2, &day, &p) || day < 1 || day > 31) return false;
    struct str suffix = word_at(s, p);
    if (suffix.n == 2 && (str_iis(suffix, "th") || str_iis(suffix, "st") || str_iis(suffix, "nd") ||
                          str_iis(suffix, "rd")))
        p += 2;
    *date = (struct date){0, (uint8_t)month, (uint8_t)day};
    *end = year_at(s, p, date);
    return true;
}

/* "9 Nov", "10 juil 2024", "1er mai", "18 de junio de 2020". */
static bool day_month(const struct wire_lexicon *lexicon, struct str s, size_t at,
                      struct date *date, size_t *end)
{
    uint32_t day;
    size_t p;
    if (!digits_at(s, at, 1, 2, &day, &p) || day < 1 || day > 31) return false;
    struct str word = word_at(s, p);
    if (str_iis(word, "er") || str_iis(word, "st") || str_iis(word, "nd") || str_iis(word, "rd") ||
        str_iis(word, "th"))
        p += word.n;
    else if (p < s.n && (s.p[p] == '.' || s.p[p] == '-'))
        p++;
    p = blanks_at(s, p);
    word = word_at(s, p);
    if (word.n && is_particle(word)) {
        p = blanks_at(s, p + word.n);
        word = word_at(s, p);
    }
    int month = word.n ? lexicon_month(lexicon, word) : 0;
    if (!month) return false;
    p += word.n;
    if (p < s.n && s.p[p] == '.') p++;
    *date = (struct date){0, (uint8_t)month, (uint8_t)day};
    *end = year_at(s, p, date);
    return true;
}

static bool iso_date(struct str s, size_t at, struct date *date, size_t *end)
{
    if (s.n - at < 10 || !date_parse_iso(str_slice(s, at, at + 10), date)) return false;
    if (s.n - at > 10 && ascii_is_alnum(s.p[at + 10])) return false;
    *end = at + 10;
    return true;
}

bool dateline_date(const struct wire_lexicon *lexicon, struct str s, size_t at, struct date *date,
                   int32_t *weekday, size_t *end)
{
    *date = (struct date){0};
    *weekday = -1;
    if (at >= s.n) return false;
    struct str word = word_at(s, at);
    int day = word.n ? lexicon_weekday(lexicon, word) : -1;
    if (day >= 0) {
        *weekday = day;
        *end = at + word.n;
        if (*end < s.n && s.p[*end] == '.') ++*end;
        size_t p = blanks_at(s, *end), behind;
        if (p < s.n && s.p[p] == ',') p = blanks_at(s, p + 1);
        if (p < s.n &&
            (month_day(lexicon, s, p, date, &behind) || day_month(lexicon, s, p, date, &behind)))
            *end = behind;
        return true;
    }
    return month_day(lexicon, s, at, date, end) || iso_date(s, at, date, end) ||
           day_month(lexicon, s, at, date, end);
}

bool dateline_date_field(const struct wire_lexicon *lexicon, struct str s, struct date *date)
{
    s = str_trim(s);
    if (date_parse_iso(s, date)) return true;
    int32_t weekday;
    size_t end;
    for (size_t at = 0; at < s.n && at < 64; at++) {
        bool starts = at == 0 || !(ascii_is_alnum(s.p[at - 1]) || (s.p[at - 1] & 0x80));
        if (!starts) continue;
        if (dateline_date(lexicon, s, at, date, &weekday, &end)) {
            /* "26-FEB-1987": the year behind a hyphen. */
            uint32_t year;
            if (!date->year && date->month && end < s.n && s.p[end] == '-' &&
                digits_at(s, end + 1, 4, 4, &year, &end))
                date->year = (int16_t)year;
            if (date_is_set(*date) && date_valid(*date)) return true;
        }
    }
    *date = (struct date){0};
    return false;
}

/* ---- Agencies ---- */

static bool add_agency(struct scan *c, struct str as_written, const struct wire_agency *agency)
{
    struct wire_dateline *d = c->out;
    if (d->n_agencies == sizeof d->agencies / sizeof *d->agencies) return false;
    d->agencies[d->n_agencies++] = agency ? agency->name : as_written;
    if (agency) c->known_agency = true;
    if (agency && agency->release) d->press_release = true;
    c->any_agency = true;
    return true;
}

/* "tca/dpa", "ats afp": every piece must be an agency that we know. */
static bool agency_pair(struct scan *c, struct str names)
{
    struct scan before = *c;
    struct wire_dateline saved = *c->out;
    size_t start = 0, n = 0;
    for (size_t i = 0; i <= names.n; i++) {
        if (i < names.n && names.p[i] != '/' && names.p[i] != ' ' && names.p[i] != ',') continue;
        struct str name = str_trim(str_slice(names, start, i));
        start = i + 1;
        if (!name.n) continue;
        const struct wire_agency *agency = lexicon_agency(c->lexicon, name);
        if (!agency || !add_agency(c, name, agency)) {
            *c = before;
            *c->out = saved;
            return false;
        }
        n++;
    }
    return n > 0;
}

/* A name that may be a publication: letters first, three words at most, no sentence. */
static bool maybe_agency(struct str name)
{
    if (name.n < 2 || !(ascii_is_upper(name.p[0]) || memchr(name.p, '.', name.n))) return false;
    uint32_t blanks = 0;
    for (size_t i = 0; i < name.n; i++) {
        char x = name.p[i];
        if (x == ' ') blanks++;
        if (!ascii_is_alnum(x) && !(x & 0x80) && !strchr(" .-/&'", x)) return false;
    }
    return blanks <= 2;
}

/* The initials trap: does the bracket abbreviate the last words before it? */
static bool is_abbreviation(struct str before, struct str name)
{
    size_t at = before.n, i = name.n;
    for (size_t k = 0; k < name.n; k++)
        if (!ascii_is_upper(name.p[k])) return false;
    while (i) {
        while (at && !ascii_is_alnum(before.p[at - 1]))
            at--;
        size_t end = at;
        while (at && (ascii_is_alnum(before.p[at - 1]) || (before.p[at - 1] & 0x80)))
            at--;
        if (at == end) return false;
        if (ascii_is_lower(before.p[at])) continue; /* "of the" */
        if (before.p[at] != name.p[i - 1]) return false;
        i--;
    }
    return name.n >= 2;
}

/* "(Yonhap)". */
static bool bracket_agency(struct scan *c, size_t start)
{
    if (peek(c) != '(') return false;
    size_t close = c->at + 1;
    while (close < c->s.n && c->s.p[close] != ')' && c->s.p[close] != '\n' &&
           close - c->at <= AGENCY_BYTES)
        close++;
    if (close >= c->s.n || c->s.p[close] != ')') return false;
    struct str name = str_trim(str_slice(c->s, c->at + 1, close));
    if (!name.n || is_abbreviation(str_slice(c->s, start, c->at), name)) return false;
    const struct wire_agency *agency = lexicon_agency(c->lexicon, name);
    if (agency ? !add_agency(c, name, agency)
               : !agency_pair(c, name) && !(maybe_agency(name) && add_agency(c, name, NULL)))
        return false;
    c->at = close + 1;
    return true;
}

/* "/TASS/". */
static bool slashed_agency(struct scan *c)
{
    if (peek(c) != '/') return false;
    size_t close = c->at + 1;
    while (close < c->s.n && c->s.p[close] != '/' && c->s.p[close] != '\n' &&
           close - c->at <= AGENCY_BYTES)
        close++;
    if (close >= c->s.n || c->s.p[close] != '/') return false;
    struct str name = str_trim(str_slice(c->s, c->at + 1, close));
    const struct wire_agency *agency = lexicon_agency(c->lexicon, name);
    /* "/TASS Correspondent Ann Poe/": the agency, and a word of a title behind it. */
    size_t blank = str_find_byte(name, ' ', 0);
    if (!agency && blank != SIZE_MAX &&
        lexicon_is(c->lexicon, word_at(name, blank + 1), WORD_TITLE))
        agency = lexicon_agency(c->lexicon, str_slice(name, 0, blank));
    if (!agency || !add_agency(c, name, agency)) return false;
    c->at = close + 1;
    c->slashed = true;
    return true;
}

/* [.] dash, or the "." and ":" of TASS. Leaves the cursor behind it and its blanks. */
static bool separator(struct scan *c)
{
    size_t start = c->at;
    skip_blanks(c);
    if ((peek(c) == '.' || peek(c) == ':') && (c->slashed || c->any_agency)) {
        size_t n = dash_length(c->s, c->at + 1);
        /* "(Ukrinform). ", "(ANI): " */
        bool ends =
            c->known_agency && c->has_date && c->at + 1 < c->s.n && c->s.p[c->at + 1] == ' ';
        if (n || c->slashed || ends || (c->known_agency && peek(c) == ':')) {
            c->at += 1 + n;
            skip_blanks(c);
            return c->dash = true;
        }
    }
    size_t n = dash_length(c->s, c->at);
    if (!n) {
        c->at = start;
        return false;
    }
    c->at += n;
    skip_blanks(c);
    return c->dash = true;
}

/* "Spa" is no SPA: a short name in capitals stands in capitals. */
static bool is_other_word(struct str word, const struct wire_agency *agency)
{
    bool small = false;
    for (size_t i = 1; i < word.n; i++)
        small |= ascii_is_lower(word.p[i]);
    return small && word.n <= 3 && str_ieq(word, agency->name) && !str_eq(word, agency->name);
}

/* A bare agency must be followed by a dash: "Dec. 9 Kyodo - ", "Tehran, IRNA – ". */
static bool bare_agency(struct scan *c)
{
    struct str word = word_at(c->s, c->at);
    size_t end = c->at + word.n;
    while (end < c->s.n && c->s.p[end] == '-' && end + 1 < c->s.n &&
           ascii_is_alpha(c->s.p[end + 1])) /* "ITAR-TASS" */
        end += 1 + word_at(c->s, end + 1).n;
    word = str_slice(c->s, c->at, end);
    const struct wire_agency *agency = word.n ? lexicon_agency(c->lexicon, word) : NULL;
    if (!agency || !agency->bare || is_other_word(word, agency)) return false;
    size_t p = blanks_at(c->s, end);
    if (p < c->s.n && c->s.p[p] == '.') p++;
    if (!dash_length(c->s, p)) return false;
    if (!add_agency(c, word, agency)) return false;
    c->at = end;
    return true;
}

/* ---- Places ---- */

/* One word of a name: letters, and inside it . ' ’ - and digits; empty when there is none. */
static struct str place_word(struct str s, size_t at)
{
    size_t end = at;
    uint32_t cp;
    while (end < s.n) {
        size_t n = utf8_decode(s, end, &cp);
        bool letter = utf8_is_letter(cp);
        bool inner =
            end > at && (cp == '.' || cp == '\'' || cp == 0x2019 || ascii_is_digit((char)cp));
        if (cp == '-' && end > at) {
            uint32_t next;
            bool stop =
                s.p[end - 1] == '.' && !(end - at >= 4 && s.p[end - 3] == '.'); /* "U.S.-" */
            inner = utf8_decode(s, end + 1, &next) && utf8_is_letter(next) && !stop;
        }
        if (!letter && !inner) break;
        end += n;
    }
    return str_slice(s, at, end);
}

/* "al-Balah", "el-Sheikh": a small word before the hyphen and a capital behind it. */
static bool opens_with_article(const struct wire_lexicon *lexicon, struct str word)
{
    size_t hyphen = str_find_byte(word, '-', 0);
    uint32_t cp;
    return hyphen != SIZE_MAX && lexicon_is(lexicon, str_slice(word, 0, hyphen), WORD_PARTICLE) &&
           utf8_decode(word, hyphen + 1, &cp) && utf8_is_upper(cp);
}

/* What the letters of a word are: all capitals ("McLEAN" too), a capital first, or small. */
static void look_at_case(struct scan *c, struct str word)
{
    uint32_t cp;
    bool first = true;
    bool article = opens_with_article(c->lexicon, word); /* "al-Balah" */
    for (size_t at = 0, n; at < word.n; at += n, first = false) {
        n = utf8_decode(word, at, &cp);
        if (!utf8_is_letter(cp)) continue;
        bool upper = utf8_is_upper(cp);
        if (first && !upper && !article) c->small = true;
        if (!upper && !(cp == 'c' && at == 1 && word.p[0] == 'M') &&
            !(at && word.p[at - 1] == '\'') && utf8_lower(cp) == cp && cp < 0x2000)
            c->caps = false;
    }
}

/* A run of words that may be a name. Stops before a date, a bare agency, a dash, punctuation. */
static struct str place_name(struct scan *c)
{
    size_t start = c->at, end = start, names = 0;
    for (uint32_t n = 0; n < PLACE_WORDS; n++) {
        struct str word = place_word(c->s, c->at);
        if (!word.n) break;
        struct date date;
        int32_t weekday;
        size_t behind;
        if (n && (dateline_date(c->lexicon, c->s, c->at, &date, &weekday, &behind) && date.day))
            break;
        struct scan probe = *c;
        struct wire_dateline scratch = *c->out;
        probe.out = &scratch;
        if (n && bare_agency(&probe)) break;
        bool particle = n && lexicon_is(c->lexicon, word, WORD_PARTICLE);
        if (!particle) {
            look_at_case(c, word);
            names++;
        }
        c->words++;
        c->at += word.n;
        end = c->at;
        if (peek(c) != ' ') break;
        skip_blanks(c);
    }
    c->at = end;
    return names && end - start <= PLACE_BYTES ? str_slice(c->s, start, end)
                                               : (struct str){c->s.p + start, 0};
}

/* "MOSCOW. June 9": the stop behind a name is none of it; "ST. LOUIS", "WASHINGTON D.C." keep theirs. */
static struct str without_stop(struct str name)
{
    size_t at = name.n;
    while (at && name.p[at - 1] != ' ')
        at--;
    struct str last = str_slice(name, at, name.n);
    bool stop = last.n > 3 && str_find_byte(last, '.', 0) == last.n - 1;
    return stop ? str_slice(name, 0, name.n - 1) : name;
}

/* "New Delhi [India]": the country in square brackets. */
static void bracket_region(struct scan *c)
{
    size_t close = str_find_byte(c->s, ']', c->at);
    if (peek(c) != '[' || close == SIZE_MAX || close - c->at > REGION_BYTES) return;
    c->out->region = str_slice(c->s, c->at + 1, close);
    c->at = close + 1;
    skip_blanks(c);
}

/* Adds a place; "SEOUL and TOKYO" is two when in capitals. */
static bool add_place(struct scan *c, struct str name)
{
    struct wire_dateline *d = c->out;
    size_t cut = str_find(name, " and ", 0);
    if (cut != SIZE_MAX && c->caps) {
        if (!add_place(c, str_slice(name, 0, cut))) return false;
        name = str_slice(name, cut + 5, name.n);
    }
    if (d->n_places == sizeof d->places / sizeof *d->places) return false;
    d->places[d->n_places++] = name;
    return true;
}

static bool take_date(struct scan *c)
{
    struct date date;
    int32_t weekday;
    size_t end;
    if (c->has_date || !dateline_date(c->lexicon, c->s, c->at, &date, &weekday, &end)) return false;
    if (end < c->s.n && (ascii_is_alnum(c->s.p[end]) || (c->s.p[end] & 0x80)) &&
        !dash_length(c->s, end))
        return false;
    c->out->date = date;
    c->out->weekday = weekday;
    c->out->date_text = str_slice(c->s, c->at, end);
    c->at = end;
    return c->has_date = true;
}

/* places [, region] [, date], up to an agency or a dash. False when something else stands there. */
static bool elements(struct scan *c)
{
    size_t start = c->at;
    bool region = false;
    for (uint32_t turn = 0; turn < 10; turn++) {
        skip_blanks(c);
        if (peek(c) == '(' || dash_length(c->s, c->at)) return c->at > start;
        if (slashed_agency(c)) return true;
        if (!(turn == 0 ? (take_date(c) || false) : (bare_agency(c) || take_date(c)))) {
            size_t at = c->at;
            bool caps = c->caps;
            struct str name = region ? place_name(c) : without_stop(place_name(c));
            if (!name.n || c->has_date) return false;
            if (!region) {
                if (!add_place(c, name)) return false;
            } else {
                /* A region keeps its own case out of the question whether the places are in caps. */
                c->caps = caps;
                size_t from = c->out->region.n ? (size_t)(c->out->region.p - c->s.p) : at;
                c->out->region = str_slice(c->s, from, at + name.n);
            }
        } else if (c->any_agency) {
            return true;
        }
        skip_blanks(c);
        bracket_region(c);
        if (c->has_date && peek(c) == '.') c->at++;
        skip_blanks(c);
        if (peek(c) == ',') {
            c->at++;
            skip_white(c);
            region = true;
        } else if (peek(c) == '/' && !c->has_date) {
            if (slashed_agency(c)) return true;
            c->at++;
            region = false;
        } else if (peek(c) == ';' && !c->has_date) {
            c->at++;
            region = false;
        }
    }
    return false;
}

/* ---- Judgement ---- */

static bool begins_copy(struct str s, size_t at)
{
    at = blanks_at(s, at);
    if (at >= s.n || s.p[at] == '\n' || s.p[at] == '\r') return true;
    uint32_t cp;
    utf8_decode(s, at, &cp);
    return utf8_is_upper(cp) || ascii_is_digit(s.p[at]) || strchr("\"'`$(", s.p[at]) ||
           (cp >= 0x80 && !utf8_is_letter(cp));
}

static enum dateline_strength judge(const struct scan *c, size_t behind)
{
    const struct wire_dateline *d = c->out;
    bool place = d->n_places > 0;
    if (place && d->n_places == 1 &&
        (lexicon_is(c->lexicon, d->places[0], WORD_NOTPLACE | WORD_BYLINE) ||
         lexicon_tag(c->lexicon, d->places[0], ~0u)))
        return DATELINE_NONE;
    if (c->slashed && !place && !c->has_date) return DATELINE_NONE; /* "/TASS/" before a headline */
    if (c->small) return c->has_date && d->date.day && c->dash ? DATELINE_MEDIUM : DATELINE_NONE;
    if (c->known_agency) {
        if (c->dash || c->has_date || c->caps) return DATELINE_STRONG;
        return c->words <= 3 && begins_copy(c->s, behind) ? DATELINE_STRONG : DATELINE_NONE;
    }
    if (c->any_agency)
        return c->dash && (c->caps || (c->has_date && d->date.day)) && place ? DATELINE_MEDIUM
                                                                             : DATELINE_NONE;
    if (!c->dash) return DATELINE_NONE;
    if (place && c->has_date && d->date.day) return DATELINE_MEDIUM;
    return place && c->caps && d->places[0].n >= 3 ? DATELINE_WEAK : DATELINE_NONE;
}

/* Everything but a glued byline. */
static bool scan_at(const struct wire_lexicon *lexicon, struct str s, size_t start,
                    struct dateline_scan *out)
{
    struct wire_dateline *d = &out->dateline;
    *d = (struct wire_dateline){.weekday = -1};
    struct scan c = {.lexicon = lexicon, .s = s, .at = start, .out = d, .caps = true};
    size_t behind;
    if (peek(&c) == '(') { /* agency first */
        if (!bracket_agency(&c, start) || !c.known_agency || !separator(&c)) return false;
        behind = c.at;
        struct scan more = c;
        struct wire_dateline saved = *d;
        more.dash = false;
        if (elements(&more) && separator(&more) && more.has_date && !more.small) {
            c = more;
            behind = c.at;
        } else {
            *d = saved;
        }
    } else {
        if (!elements(&c)) return false;
        skip_blanks(&c);
        size_t dash = dash_length(s, c.at);
        if (dash && c.at + dash < s.n && s.p[c.at + dash] == '(') c.at += dash; /* "LONDON--(" */
        if (peek(&c) == '(' && !c.any_agency && !bracket_agency(&c, start)) return false;
        behind = c.at;
        size_t dash_at = blanks_at(s, c.at);
        /* "TOKYO-based" is one word; a dash without an agency stands apart or follows a date. */
        if (!c.any_agency && !c.has_date && dash_length(s, dash_at) == 1 && dash_at &&
            !ascii_is_space(s.p[dash_at - 1]))
            return false;
        if (separator(&c)) behind = c.at;
    }
    out->strength = judge(&c, behind);
    if (out->strength == DATELINE_NONE) return false;
    if (!begins_copy(s, behind) && out->strength < DATELINE_MEDIUM) return false;
    d->present = true;
    d->span = (struct span){(uint32_t)start, (uint32_t)behind};
    while (behind < s.n && (s.p[behind] == '\n' || s.p[behind] == '\r' || s.p[behind] == ' '))
        behind++;
    out->text = behind;
    return true;
}

/* "By Ann B Poe Kathmandu, Oct 17 (PTI) The": the place is the last word before the comma, or the
 * last two when the first of them says so ("New Delhi"), or the run of capitals. */
static size_t place_behind_byline(const struct wire_lexicon *lexicon, struct str s)
{
    size_t stop = 0;
    while (stop < s.n && s.p[stop] != ',' && s.p[stop] != '(' && s.p[stop] != '\n')
        stop++;
    while (stop && s.p[stop - 1] == ' ')
        stop--;
    size_t at = stop, place = stop;
    for (uint32_t n = 0; n < PLACE_WORDS && at; n++) {
        size_t end = at;
        while (at && s.p[at - 1] != ' ')
            at--;
        struct str word = str_slice(s, at, end);
        bool caps = word.n > 2;
        for (size_t i = 0; i < word.n; i++)
            if (ascii_is_lower(word.p[i])) caps = false;
        if (n && !caps && !lexicon_is(lexicon, word, WORD_PLACEHEAD)) break;
        place = at;
        while (at && s.p[at - 1] == ' ')
            at--;
    }
    return place;
}

/* A bracket, a slash or a dash must stand near the start: most prose fails here. */
static bool may_be_dateline(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '(' || c == '/' || c == '_' || (c == '\xe2' && dash_length(s, i))) return true;
        if (c == '-' && i && (!ascii_is_alpha(s.p[i - 1]) || (i + 1 < s.n && s.p[i + 1] == '-')))
            return true;
        if (c == '"' || c == '?' || c == '!' || c == ';') return false;
    }
    return false;
}

bool dateline_scan(const struct wire_lexicon *lexicon, struct str line, struct dateline_scan *out)
{
    *out = (struct dateline_scan){.strength = DATELINE_NONE};
    if (!may_be_dateline(line.n > MARK_BYTES ? str_slice(line, 0, MARK_BYTES) : line)) return false;
    struct str s = line.n > SCAN_BYTES ? str_slice(line, 0, SCAN_BYTES) : line;
    size_t at = 0;
    while (at < s.n && (ascii_is_space(s.p[at]) || s.p[at] == '*' || s.p[at] == '^'))
        at++;
    if (at >= s.n) return false;
    struct str first = word_at(s, at);
    if (lexicon_is(lexicon, first, WORD_BYLINE) && at + first.n < s.n && s.p[at + first.n] == ' ') {
        size_t place = place_behind_byline(lexicon, s);
        if (place <= at + first.n + 1) return false;
        if (!scan_at(lexicon, s, place, out) || out->strength != DATELINE_STRONG) {
            out->strength = DATELINE_NONE;
            return false;
        }
        size_t behind = blanks_at(s, out->dateline.span.end);
        if (behind >= s.n || s.p[behind] == '\n' || s.p[behind] == '\r') {
            out->strength = DATELINE_NONE; /* "By Ann Poe (AP)" and no copy behind it */
            return false;
        }
        out->byline = str_trim(str_slice(s, at, place));
        return true;
    }
    if (scan_at(lexicon, s, at, out)) return true;
    out->strength = DATELINE_NONE;
    return false;
}

bool dateline_begins(const struct wire_lexicon *lexicon, struct str copy, struct dateline_scan *out)
{
    if (!dateline_scan(lexicon, copy, out)) return false;
    if (out->strength > DATELINE_WEAK) return true;
    for (size_t at = out->text; at < copy.n && at < out->text + CASE_BYTES; at++) {
        if (copy.p[at] == '\n' && at > out->text) break;
        if (ascii_is_lower(copy.p[at])) return true;
    }
    return false;
}

void dateline_infer(struct wire_dateline *dateline, struct date story)
{
    if (!dateline->present || !date_is_set(story) || !date_valid(story)) return;
    struct date *d = &dateline->date;
    if (!d->day && dateline->weekday >= 0) {
        int32_t back = ((int32_t)date_weekday(story) - dateline->weekday + 7) % 7;
        *d = date_add_days(story, -back);
        return;
    }
    if (!d->day || !d->month || d->year) return;
    int32_t best = 46, here = date_to_days(story);
    for (int16_t year = (int16_t)(story.year - 1); year <= story.year + 1; year++) {
        struct date candidate = {year, d->month, d->day};
        if (!date_valid(candidate)) continue;
        int32_t off = abs(date_to_days(candidate) - here);
        if (off < best) {
            best = off;
            d->year = year;
        }
    }
}
