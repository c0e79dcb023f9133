/* import/patterns.c - patterns of verb dictionaries as the relations of a rule.
 *
 *     - * {RELIEF ASSISTANCE}          obj={relief assistance|...}
 *     - * POLICE (TO BORDER)           obj=police to=border
 *     - &MILITARY * (TO)               subj={petr_military} to=R
 *     - $ * ARMS TO +                  subj=A obj={arms|arm} to=R       TABARI's tokens
 *
 * Both dialects are read by one grammar: what stands in round brackets is a phrase with its
 * preposition, and so are, outside of them, a preposition and what follows. `$` is who acts, `+` who
 * is acted on, `%` both, `^` anything. Where a pattern has no word for the recipient, the object is
 * one, or nobody is named and Bede looks for whose the thing is.
 *
 * SPDX-License-Identifier: MIT */
#include "import/work.h"

enum { BODY_MAX = 400, ARGS_MAX = 6, PHRASE_MAX = 160 };

struct pattern {
    struct import *im;
    uint32_t line;
    char body[BODY_MAX];
    size_t n;
    uint32_t n_args;
    bool left; /* before the verb */
    bool actor, recipient, object, subject_word, phrase;
    bool turned; /* the recipient stands before the verb: a passive, or roles the other way round */
    struct str prep;
    char words[PHRASE_MAX]; /* nouns that follow each other, not yet placed */
    size_t n_words;
    const char *why; /* it cannot be said; NULL while it can */
};

/* ---- tokens ---------------------------------------------------------------------------------- */

/* The next piece: (...), {...}, a sign, or a word. */
static bool next_token(struct str *rest, struct str *token)
{
    *rest = str_trim(*rest);
    if (!rest->n) return false;
    size_t end = 0;
    char close = *rest->p == '(' ? ')' : *rest->p == '{' ? '}' : 0;
    if (close) {
        for (int depth = 0; end < rest->n; end++) {
            depth += rest->p[end] == *rest->p;
            if (rest->p[end] == close && --depth == 0) break;
        }
        end += end < rest->n;
    } else {
        while (end < rest->n && !ascii_is_space(rest->p[end]) && rest->p[end] != '(' &&
               rest->p[end] != '{')
            end++;
    }
    *token = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->n);
    return true;
}

static void add(struct pattern *p, struct str role, struct str value)
{
    if (p->why) return;
    if (p->n_args == ARGS_MAX) {
        p->why = "it has more parts than a rule";
        return;
    }
    if (p->n + role.n + value.n + 3 > sizeof p->body) {
        p->why = "it is too long";
        return;
    }
    if (p->n) p->body[p->n++] = ' ';
    for (size_t i = 0; i < role.n; i++)
        p->body[p->n++] = ascii_lower(role.p[i]);
    p->body[p->n++] = '=';
    memcpy(p->body + p->n, value.p, value.n);
    p->n += value.n;
    p->n_args++;
}

/* A noun or class where it stands: behind a preposition, as object, or before the verb. */
static void place(struct pattern *p, struct str value, bool is_word)
{
    if (p->prep.n) {
        add(p, p->prep, value);
        p->prep.n = 0;
        p->phrase = true;
    } else if (p->left) {
        if (is_word && p->subject_word) p->why = "it has two nouns before the verb";
        p->subject_word |= is_word;
        add(p, STR_LIT("subj"), value);
    } else {
        if (p->object) p->why = "it has two objects";
        p->object = true;
        add(p, STR_LIT("obj"), value);
    }
}

/* Places the nouns gathered so far as one. */
static void place_words(struct pattern *p)
{
    struct str value;
    if (!p->n_words || p->why) return;
    p->why = import_noun(p->im, (struct str){p->words, p->n_words}, &value);
    p->n_words = 0;
    if (!p->why) place(p, value, true);
}

static void gather(struct pattern *p, struct str word)
{
    if (p->n_words + word.n + 1 > sizeof p->words) {
        p->why = "it is too long";
        return;
    }
    if (p->n_words) p->words[p->n_words++] = ' ';
    memcpy(p->words + p->n_words, word.p, word.n);
    p->n_words += word.n;
}

/* ---- signs ----------------------------------------------------------------------------------- */

static void take_sign(struct pattern *p, char sign)
{
    place_words(p);
    bool agent = p->prep.n && import_is(p->im, "agent", p->prep);
    if (sign == '$' && agent) { /* "+ * BY $": frames undo the passive */
        p->prep.n = 0;
        add(p, STR_LIT("subj"), STR_LIT("A"));
        p->actor = true;
    } else if (sign == '$') {
        p->actor = true;
        place(p, STR_LIT("A"), false);
    } else if (sign == '+') {
        p->recipient = true;
        if (p->left && !p->prep.n)
            p->turned = true; /* placed when it is known who acts */
        else
            place(p, STR_LIT("R"), false);
    } else if (sign == '%') {
        p->actor = p->recipient = true;
        place(p, STR_LIT("A+"), false);
    } else if (p->prep.n || !p->left) { /* "^" */
        if (p->prep.n || !p->object) place(p, STR_LIT("*"), false);
    }
}

static bool is_sign(struct str token)
{
    return token.n == 1 &&
           (*token.p == '$' || *token.p == '+' || *token.p == '%' || *token.p == '^');
}

/* ---- words and phrases ----------------------------------------------------------------------- */

static void end_prep(struct pattern *p)
{
    place_words(p);
    if (!p->prep.n || p->why) return;
    if (p->left) {
        p->why = "it has a phrase before the verb";
        return;
    }
    struct str value = p->recipient ? STR_LIT("*") : STR_LIT("R");
    p->recipient = true;
    add(p, p->prep, value);
    p->prep.n = 0;
}

static void take_word(struct pattern *p, struct str word)
{
    while (word.n && word.p[word.n - 1] == '_')
        word.n--;
    if (!word.n || import_is(p->im, "skip", word)) return;
    if (p->left && import_is(p->im, "auxiliary", word)) return;
    if (import_is(p->im, "clause", word)) {
        p->why = "it has a word that begins or negates a clause";
        return;
    }
    if (import_is(p->im, "preposition", word)) {
        end_prep(p);
        if (p->left) p->why = "it has a phrase before the verb";
        p->prep = word;
    } else if (import_is(p->im, "particle", word) && !p->left && !p->prep.n && !p->n_words) {
        char small[24];
        struct str value = {small, word.n < sizeof small ? word.n : sizeof small};
        for (size_t i = 0; i < value.n; i++)
            small[i] = ascii_lower(word.p[i]);
        add(p, STR_LIT("prt"), value);
    } else if (*word.p == '&') {
        place_words(p);
        gather(p, word);
        place_words(p);
    } else {
        gather(p, word);
    }
}

static void take_tokens(struct pattern *p, struct str text, unsigned depth);

/* (TO BORDER), (TO), (OF {ARMS DEAL}) */
static void take_phrase(struct pattern *p, struct str inside, unsigned depth)
{
    struct str rest = inside, prep;
    place_words(p);
    end_prep(p);
    if (!next_token(&rest, &prep)) return;
    if (*prep.p == '&' || *prep.p == '{') {
        p->why = "a set of words stands for a preposition";
        return;
    }
    while (prep.n && prep.p[prep.n - 1] == '_')
        prep.n--;
    if (p->left) {
        p->why = "it has a phrase before the verb";
        return;
    }
    for (size_t i = 0; i < prep.n; i++)
        if (!ascii_is_alpha(prep.p[i])) p->why = "what stands for a preposition is no word";
    p->prep = prep;
    take_tokens(p, rest, depth + 1);
    place_words(p);
    end_prep(p);
}

static void take_tokens(struct pattern *p, struct str text, unsigned depth)
{
    struct str token;
    if (depth > 2) p->why = "brackets inside brackets";
    while (!p->why && next_token(&text, &token)) {
        if (is_sign(token)) {
            take_sign(p, *token.p);
        } else if (*token.p == '(') {
            if (token.p[token.n - 1] != ')')
                p->why = "a \")\" is missing";
            else
                take_phrase(p, str_slice(token, 1, token.n - 1), depth);
        } else if (*token.p == '{') {
            if (token.p[token.n - 1] != '}') {
                p->why = "a \"}\" is missing";
                break;
            }
            place_words(p);
            gather(p, str_trim(str_slice(token, 1, token.n - 1)));
            place_words(p);
        } else {
            take_word(p, token);
        }
    }
}

/* ---- finishing ------------------------------------------------------------------------------- */

static bool copy_body(struct pattern *p, struct pattern_text *out, const char *more)
{
    struct str body = arena_printf(p->im->scratch, "%s%.*s%s", p->actor ? "" : "subj=A ", (int)p->n,
                                   p->body, more);
    if (!body.p) p->im->no_memory = true;
    body = str_trim(body);
    out->body[out->n++] = body;
    return body.p != NULL;
}

bool import_pattern(struct import *im, uint32_t line, struct str before, struct str after,
                    struct pattern_text *out)
{
    struct pattern p = {.im = im, .line = line, .left = true};
    out->n = 0;
    take_tokens(&p, before, 0);
    place_words(&p);
    p.left = false;
    if (!p.why) take_tokens(&p, after, 0);
    if (!p.why) end_prep(&p);
    if (!p.why && p.turned) {
        if (p.object) p.why = "who is acted on stands before the verb, and an object behind it";
        add(&p, STR_LIT("obj"), STR_LIT("R"));
        p.object = true;
    }
    if (!p.why && p.n_args + !p.actor > ARGS_MAX) p.why = "it has more parts than a rule";
    if (p.why) {
        import_refuse(im, line, "the pattern cannot be said: %s", p.why);
        return false;
    }
    bool room = p.n_args + !p.actor < ARGS_MAX;
    if (p.recipient || !room) return copy_body(&p, out, "");
    if (p.object) return copy_body(&p, out, "") && copy_body(&p, out, " to=R");
    if (!p.phrase) return copy_body(&p, out, " obj=R");
    return copy_body(&p, out, "") && copy_body(&p, out, " obj=R");
}
