/* event/compile.c - templates into patterns, by Bede's own parser.
 *
 * The slots of a template are replaced by plain words (placeholders.tsv), the sentence is tagged
 * and parsed like any other, and the tree around its root is read off as a pattern:
 *
 *     A hold talks with R   ->  Officials hold talks with rebels.
 *     root hold; nsubj officials (A); obj talks; "with rebels" under either (R)
 *
 * Trees of templates are kept in a file (event/trees.h), since parsing thousands at each start takes
 * a tenth of a second.
 *
 * Since text and template go through the same parser, its habits cancel out. Where a template is
 * misparsed all the same (the root is no word of the template, a slot is lost), the rule keeps a
 * `problem` and `bede check` says so; the explicit notation is then the way out:
 *
 *     [hold] subj=A obj=talks with=R        [noun:talks] subj=A with=R
 *
 * A light verb with an object ("hold talks") is entered a second time under its noun, so that
 * "talks with R", "A's talks with R" are found without the verb.
 *
 * SPDX-License-Identifier: MIT */
#include "event/frame.h"
#include "event/trees.h"

#define NONE UINT32_MAX

enum { SLOTS_MAX = 16, TEMPLATE_BYTES_MAX = 512 };

/* What a word of the parsed template stands for. */
struct slot {
    uint32_t first; /* byte in the sentence where its words begin */
    uint32_t start; /* where the last of them does: the head */
    enum fill_kind fill;
    const struct word_set *words;
    uint32_t types;
    bool several, gerund;
};

struct compiler {
    struct event_book *book;
    struct event_rule *rule;
    struct arena *arena;
    char sentence[TEMPLATE_BYTES_MAX];
    size_t n;
    struct slot slots[SLOTS_MAX];
    uint32_t n_slots;
    const struct doc *doc;
    bool articles;  /* written with an article before the words of a class */
    uint32_t verb;  /* byte in the sentence where the word behind the modal stands; 0: no modal */
    uint32_t under; /* the complement that is being read: see pattern_arg */
};

static bool problem(struct compiler *c, const char *format, struct str arg)
{
    c->rule->problem = arena_printf(c->book->arena, format, STR_ARG(arg));
    return false;
}

static struct str placeholder(const struct event_book *book, const char *slot)
{
    uint32_t id = map_get(&book->placeholder_ids, str_c(slot));
    return id == MAP_NONE ? (struct str){NULL, 0} : book->placeholders[id];
}

/* Bits of "TYPE|TYPE|SET". */
static bool read_types(struct compiler *c, struct str list, uint32_t *bits)
{
    struct str rest = list, name;
    *bits = 0;
    while (str_split(&rest, '|', &name)) {
        uint32_t type = map_get(&c->book->type_ids, name);
        uint32_t set = map_get(&c->book->set_ids, name);
        if (type != MAP_NONE)
            *bits |= 1u << type;
        else if (set != MAP_NONE)
            *bits |= c->book->sets[set];
        else
            return problem(c, "no such type or set of types: \"%.*s\"", name);
    }
    return true;
}

/* {class} or {a|b|c}. */
static const struct word_set *read_class(struct compiler *c, struct str inside)
{
    if (str_find_byte(inside, '|', 0) == SIZE_MAX) {
        const struct word_set *set = book_class(c->book, inside);
        if (set) return set;
        problem(c, "no such word class: {%.*s}", inside);
        return NULL;
    }
    struct word_set *set;
    if (book_word_set(c->book, inside, '|', &set, NULL) != BEDE_OK) return NULL;
    uint32_t n = set->members.n;
    for (uint32_t i = 0; i < n; i++) { /* "@talks": a class inside the list */
        struct str name = set->members.keys[i];
        if (name.p[0] != '@') continue;
        const struct word_set *inner = book_class(c->book, str_slice(name, 1, name.n));
        if (!inner) problem(c, "no such word class: {%.*s}", name);
        if (!inner) return NULL;
        for (uint32_t k = 0; k < inner->members.n; k++)
            if (!book_add_word(c->book, set, inner->members.keys[k])) return NULL;
    }
    return set;
}

/* Appends a word to the sentence, after a blank; returns where it starts. */
static uint32_t append(struct compiler *c, struct str word)
{
    if (c->n + word.n + 4 > sizeof c->sentence) return 0;
    if (c->n) c->sentence[c->n++] = ' ';
    size_t start = c->n;
    memcpy(c->sentence + c->n, word.p, word.n);
    c->n += word.n;
    return (uint32_t)start;
}

static bool add_slot(struct compiler *c, struct slot slot, struct str word)
{
    if (!word.p)
        return problem(c, "placeholders.tsv has no word for a slot of \"%.*s\"", c->rule->text);
    if (c->n_slots == SLOTS_MAX) return problem(c, "too many slots in \"%.*s\"", c->rule->text);
    uint32_t start = append(c, word);
    for (size_t i = 0; i < word.n; i++) /* the last of several words is the head */
        if (word.p[i] == ' ') slot.start = (uint32_t)i + 1;
    slot.start += start;
    slot.first = start;
    c->slots[c->n_slots++] = slot;
    return true;
}

/* <TYPES> after some words ("to", "that"), with "ing", or as a noun: placeholders.tsv says which
 * need a stand-in of their own. */
static bool add_event_slot(struct compiler *c, struct str word, struct str previous)
{
    size_t close = str_find_byte(word, '>', 0);
    if (close == SIZE_MAX) return problem(c, "a \">\" is missing in \"%.*s\"", word);
    struct slot slot = {.fill = FILL_EVENT};
    if (!read_types(c, str_slice(word, 1, close), &slot.types)) return false;
    slot.gerund = str_ends(word, ">ing");
    struct str stand_in = placeholder(c->book, slot.gerund ? "<ing>" : "<>");
    struct str after = arena_printf(c->arena, "<%.*s>", STR_ARG(previous));
    if (!slot.gerund && after.p && placeholder(c->book, after.p).p) /* "<to>", "<that>" */
        stand_in = placeholder(c->book, after.p);
    return add_slot(c, slot, stand_in);
}

/* The member of a class that stands for it in the sentence. */
static struct str representative(const struct word_set *set)
{
    uint32_t i = 0;
    while (i + 1 < set->members.n && set->members.keys[i].p[0] == '@')
        i++;
    return set->members.keys[i];
}

/* The next word of a template; a class in braces is one word, blanks and all. */
static bool next_word(struct str *rest, struct str *word)
{
    *rest = str_trim(*rest);
    if (!rest->n) return false;
    size_t end = 0;
    for (bool inside = false; end < rest->n && (inside || !ascii_is_space(rest->p[end])); end++) {
        if (rest->p[end] == '{') inside = true;
        if (rest->p[end] == '}') inside = false;
    }
    *word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->n);
    return true;
}

static bool is_slot(struct str word)
{
    return str_is(word, "A") || str_is(word, "A+") || str_is(word, "R") || str_is(word, "*");
}

/* Writes the template as a sentence. A modal after a subject makes the next word a verb:
 * "Officials accuse rebels" could be three nouns, "Officials will accuse rebels" cannot. */
static bool write_sentence(struct compiler *c)
{
    struct str rest = c->rule->text, word, previous = {"", 0}, before = {"", 0};
    for (uint32_t i = 0; next_word(&rest, &word); i++) {
        bool subject =
            is_slot(previous) && (i == 1 || book_is(c->book, GRAMMAR_CLAUSE_MARK, before));
        if (subject && !book_is(c->book, GRAMMAR_MODAL, word)) {
            append(c, placeholder(c->book, "modal"));
            if (i == 1) c->verb = (uint32_t)c->n + 1;
        }
        bool ok = true;
        if (str_is(word, "A") || str_is(word, "A+"))
            ok = add_slot(c, (struct slot){.fill = FILL_ACTOR, .several = word.n > 1},
                          placeholder(c->book, "A"));
        else if (str_is(word, "R"))
            ok = add_slot(c, (struct slot){.fill = FILL_RECIPIENT}, placeholder(c->book, "R"));
        else if (str_is(word, "*"))
            ok = add_slot(c, (struct slot){.fill = FILL_ANY}, placeholder(c->book, "*"));
        else if (str_is(word, "**"))
            ok = add_slot(c, (struct slot){.fill = FILL_ANY}, placeholder(c->book, "<to>"));
        else if (word.p[0] == '<')
            ok = add_event_slot(c, word, previous);
        else if (word.p[0] == '{' && word.p[word.n - 1] == '}') {
            const struct word_set *set = read_class(c, str_slice(word, 1, word.n - 1));
            if (!set || !set->members.n)
                return set ? problem(c, "empty class in \"%.*s\"", word) : false;
            if (c->articles && i > 1 && placeholder(c->book, "article").n)
                append(c, placeholder(c->book, "article"));
            ok = add_slot(c, (struct slot){.fill = FILL_WORD, .words = set}, representative(set));
        } else {
            append(c, word);
        }
        if (!ok) return false;
        before = previous;
        previous = word;
    }
    if (c->n + 3 > sizeof c->sentence) return problem(c, "too long: \"%.*s\"", c->rule->text);
    c->sentence[c->n++] = '.';
    if (ascii_is_lower(c->sentence[0])) c->sentence[0] = (char)(c->sentence[0] - 32);
    return true;
}

static const struct slot *slot_at(const struct compiler *c, uint32_t token)
{
    for (uint32_t i = 0; i < c->n_slots; i++)
        if (c->slots[i].start == c->doc->tokens[token].start) return &c->slots[i];
    return NULL;
}

/* Is it a word before the head of a class member that stands in for its class ("tear" of {tear
 * gas|water cannon})? The set itself asks for such words. */
static bool leads_slot(const struct compiler *c, uint32_t token)
{
    uint32_t at = c->doc->tokens[token].start;
    for (uint32_t i = 0; i < c->n_slots; i++)
        if (at >= c->slots[i].first && at < c->slots[i].start) return true;
    return false;
}

static const struct word_set *word_set_of(struct compiler *c, struct str lemma)
{
    struct str copy = arena_str(c->book->arena, lemma);
    struct word_set *set;
    return copy.p && book_word_set(c->book, copy, '\0', &set, NULL) == BEDE_OK ? set : NULL;
}

static struct pattern_arg *new_arg(struct compiler *c, enum frame_role role, struct str prep)
{
    struct event_rule *rule = c->rule;
    if (rule->n_args == PATTERN_ARGS_MAX) {
        problem(c, "too many arguments in \"%.*s\"", rule->text);
        return NULL;
    }
    if (!rule->args) rule->args = ARENA_ARRAY(c->arena, PATTERN_ARGS_MAX, struct pattern_arg);
    if (!rule->args) return NULL;
    struct pattern_arg *arg = &rule->args[rule->n_args++];
    *arg = (struct pattern_arg){
        .role = role, .under = c->under, .prep = arena_str(c->book->arena, prep)};
    return arg->prep.p ? arg : NULL;
}

static bool is_function_word(const struct token *t)
{
    switch (ud_rel_universal(t->rel)) {
    case REL_DET:
    case REL_CASE:
    case REL_MARK:
    case REL_PUNCT:
    case REL_COP:
        return true;
    default:
        return false;
    }
}

static bool read_children(struct compiler *c, const struct frames *tree, uint32_t token,
                          struct pattern_arg *filler);

/* Fills an argument from the template's word, and reads what hangs on that word. */
static bool fill_arg(struct compiler *c, const struct frames *tree, struct pattern_arg *arg,
                     uint32_t token)
{
    const struct slot *slot = slot_at(c, token);
    if (slot && arg->role == ROLE_COMP && slot->fill != FILL_ANY && slot->fill != FILL_EVENT &&
        slot->fill != FILL_WORD)
        return problem(c, "misparsed: A or R came out as a clause of \"%.*s\"", c->rule->text);
    if (slot && slot->fill == FILL_ANY && arg->role == ROLE_COMP &&
        frames_child_rel(tree, token, REL_COP) != NONE)
        return problem(c, "says nothing: any clause would do for \"%.*s\"", c->rule->text);
    if (slot) {
        arg->fill = slot->fill;
        arg->words = slot->words;
        arg->types = slot->types;
        arg->several = slot->several;
        arg->gerund = slot->gerund;
    } else {
        arg->fill = FILL_WORD;
        arg->words = word_set_of(c, c->doc->tokens[token].lemma);
        if (!arg->words) return false;
    }
    uint32_t outer = c->under;
    if (arg->role == ROLE_COMP) c->under = (uint32_t)(arg - c->rule->args) + 1;
    bool ok = read_children(c, tree, token, arg);
    c->under = outer;
    return ok;
}

/* The class that stands where a preposition does: "{on|against} R". */
static const struct word_set *preps_of(const struct compiler *c, const struct frames *tree,
                                       uint32_t token)
{
    for (uint32_t k = frames_child(tree, token); k != NONE; k = frames_next(tree, k)) {
        uint8_t rel = ud_rel_universal(c->doc->tokens[k].rel);
        const struct slot *slot = rel == REL_CASE || rel == REL_MARK ? slot_at(c, k) : NULL;
        if (slot && slot->words) return slot->words;
    }
    return NULL;
}

static bool read_child(struct compiler *c, const struct frames *tree, uint32_t token,
                       struct pattern_arg *filler)
{
    const struct token *t = &c->doc->tokens[token];
    enum frame_role role;
    struct str prep = {"", 0};
    if (leads_slot(c, token)) return true;
    switch (ud_rel_universal(t->rel)) {
    case REL_NSUBJ:
        role = t->rel == REL_NSUBJ_PASS ? ROLE_OBJ : ROLE_SUBJ;
        break;
    case REL_OBJ:
        role = ROLE_OBJ;
        break;
    case REL_IOBJ:
        role = ROLE_IOBJ;
        break;
    case REL_OBL:
    case REL_NMOD:
        if (t->rel == REL_NMOD_POSS) {
            role = ROLE_SUBJ;
            break;
        }
        prep = frames_prep(tree, token);
        role = ROLE_OBL;
        break;
    case REL_XCOMP:
    case REL_CCOMP:
    case REL_ADVCL:
    case REL_ACL:
        role = ROLE_COMP;
        for (uint32_t m = frames_child(tree, token); m != NONE; m = frames_next(tree, m))
            if (ud_rel_universal(c->doc->tokens[m].rel) == REL_MARK && !prep.n)
                prep = c->doc->tokens[m].lemma;
        break;
    case REL_AMOD:
    case REL_COMPOUND:
    case REL_ADVMOD:
    case REL_NUMMOD:
    case REL_FIXED:
        if (filler && !slot_at(c, token)) {
            if (filler->n_mods == PATTERN_MODS_MAX)
                return problem(c, "too many modifiers in \"%.*s\"", c->rule->text);
            filler->mods[filler->n_mods++] = arena_str(c->book->arena, t->lemma);
            return true;
        }
        role = ROLE_PRT;
        break;
    case REL_AUX: /* "R must act": a modal that the template itself asks for */
        if (t->xpos != XPOS_MD || str_eq(t->lemma, placeholder(c->book, "modal"))) return true;
        role = ROLE_PRT;
        break;
    default:
        return is_function_word(t)
                   ? true
                   : problem(c, "misparsed: what is \"%.*s\" here?", doc_form(c->doc, token));
    }
    struct pattern_arg *arg = new_arg(c, role, prep);
    if (arg && prep.n) arg->preps = preps_of(c, tree, token);
    return arg && fill_arg(c, tree, arg, token);
}

static bool read_children(struct compiler *c, const struct frames *tree, uint32_t token,
                          struct pattern_arg *filler)
{
    for (uint32_t k = frames_child(tree, token); k != NONE; k = frames_next(tree, k))
        if (!read_child(c, tree, k, filler)) return false;
    return true;
}

/* Does the rule ask for that set of words anywhere? */
static bool has_set(const struct event_rule *rule, const struct word_set *set)
{
    bool has = rule->head == set;
    for (uint32_t i = 0; i < rule->n_args && !has; i++)
        has = rule->args[i].words == set || rule->args[i].preps == set;
    return has;
}

/* The "{be|grow}" of "A {be|grow} critical of R": the main word is the one behind it. */
static bool is_copula(const struct compiler *c, const struct slot *slot)
{
    for (uint32_t i = 0; i < c->doc->n_tokens; i++)
        if (c->doc->tokens[i].start == slot->start)
            return ud_rel_universal(c->doc->tokens[i].rel) == REL_COP;
    return false;
}

/* Every slot of the template must have become an argument. */
static bool all_slots_used(struct compiler *c)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < c->rule->n_args; i++)
        used += c->rule->args[i].fill != FILL_WORD ||
                str_starts(c->rule->args[i].words->name, "{") ||
                c->rule->args[i].words->members.n > 1;
    uint32_t wanted = 0;
    for (uint32_t i = 0; i < c->n_slots; i++)
        wanted += c->slots[i].fill != FILL_WORD;
    if (used < wanted) return problem(c, "misparsed: a slot of \"%.*s\" is lost", c->rule->text);
    for (uint32_t i = 0; i < c->n_slots; i++)
        if (c->slots[i].fill == FILL_WORD && !is_copula(c, &c->slots[i]) &&
            !has_set(c->rule, c->slots[i].words))
            return problem(c, "misparsed: a class of \"%.*s\" is lost", c->rule->text);
    return true;
}

/* The word behind the modal must have come out as the main verb, or as what leads to it. */
static bool is_verb_main(struct compiler *c, uint32_t root)
{
    if (!c->verb) return true;
    for (uint32_t i = 0; i < c->doc->n_tokens; i++) {
        const struct token *t = &c->doc->tokens[i];
        if (t->start != c->verb || i == root) continue;
        uint8_t rel = ud_rel_universal(t->rel);
        if (rel != REL_AUX && rel != REL_COP && rel != REL_ADVMOD)
            return problem(c, "misparsed: \"%.*s\" is not the main verb", doc_form(c->doc, i));
    }
    return true;
}

static bool read_tree(struct compiler *c, struct arena *scratch)
{
    struct entities none = {0};
    struct frames tree;
    if (c->doc->n_sentences != 1)
        return problem(c, "read as several sentences: \"%.*s\"", c->rule->text);
    if (!frames_init(&tree, scratch, c->book, c->doc, &none, 0)) return false;
    uint32_t root = NONE;
    for (uint32_t i = 0; i < c->doc->n_tokens && root == NONE; i++)
        if (c->doc->tokens[i].head == 0) root = i;
    if (root == NONE) return problem(c, "has no root: \"%.*s\"", c->rule->text);
    const struct slot *slot = slot_at(c, root);
    if (slot && slot->fill != FILL_WORD)
        return problem(c, "misparsed: a slot came out as the main word of \"%.*s\"", c->rule->text);
    c->rule->head = slot ? slot->words : word_set_of(c, c->doc->tokens[root].lemma);
    if (!c->rule->head) return false;
    uint8_t upos = c->doc->tokens[root].upos;
    c->rule->head_noun =
        (upos == UPOS_NOUN || upos == UPOS_PROPN) && frames_child_rel(&tree, root, REL_COP) == NONE;
    return is_verb_main(c, root) && read_children(c, &tree, root, NULL) && all_slots_used(c);
}

/* ---- explicit notation ------------------------------------------------------------------------ */

static bool explicit_value(struct compiler *c, struct pattern_arg *arg, struct str value)
{
    if (str_is(value, "A") || str_is(value, "A+")) {
        arg->fill = FILL_ACTOR;
        arg->several = value.n > 1;
    } else if (str_is(value, "R"))
        arg->fill = FILL_RECIPIENT;
    else if (str_is(value, "*"))
        arg->fill = FILL_ANY;
    else if (value.n > 2 && value.p[0] == '<') {
        arg->fill = FILL_EVENT;
        return read_types(c, str_slice(value, 1, value.n - 1), &arg->types);
    } else {
        arg->fill = FILL_WORD;
        if (value.n > 2 && value.p[0] == '{')
            arg->words = read_class(c, str_slice(value, 1, value.n - 1));
        else
            arg->words = word_set_of(c, value);
        return arg->words != NULL;
    }
    return true;
}

static bool explicit_arg(struct compiler *c, struct str word)
{
    static const struct {
        const char *key;
        enum frame_role role;
    } keys[] = {{"subj", ROLE_SUBJ},
                {"obj", ROLE_OBJ},
                {"iobj", ROLE_IOBJ},
                {"comp", ROLE_COMP},
                {"prt", ROLE_PRT}};
    size_t eq = str_find_byte(word, '=', 0);
    if (eq == SIZE_MAX) return problem(c, "expected role=word, not \"%.*s\"", word);
    struct str key = str_slice(word, 0, eq), value = str_slice(word, eq + 1, word.n);
    if (!key.n || !value.n) return problem(c, "expected role=word, not \"%.*s\"", word);
    enum frame_role role = ROLE_OBL;
    struct str prep = key;
    if (str_starts(key, "comp:")) {
        role = ROLE_COMP;
        prep = str_slice(key, 5, key.n);
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_is(key, keys[i].key)) {
            role = keys[i].role;
            prep = (struct str){"", 0};
        }
    struct pattern_arg *arg = new_arg(c, role, prep);
    return arg && explicit_value(c, arg, value);
}

static bool read_explicit(struct compiler *c)
{
    struct str text = c->rule->text, word;
    size_t close = str_find_byte(text, ']', 0);
    if (close == SIZE_MAX) return problem(c, "a \"]\" is missing in \"%.*s\"", text);
    struct str head = str_trim(str_slice(text, 1, close));
    if (str_starts(head, "noun:")) {
        c->rule->head_noun = true;
        head = str_slice(head, 5, head.n);
    }
    if (head.n > 2 && head.p[0] == '{')
        c->rule->head = read_class(c, str_slice(head, 1, head.n - 1));
    else
        c->rule->head = word_set_of(c, head);
    if (!c->rule->head) return false;
    struct str rest = str_slice(text, close + 1, text.n);
    while (next_word(&rest, &word))
        if (!explicit_arg(c, word)) return false;
    return true;
}

/* ---- finishing -------------------------------------------------------------------------------- */

static void weigh(struct event_rule *rule)
{
    rule->weight = rule->none ? 5 : 2; /* what is excluded must beat a rule with as much in it */
    for (uint32_t i = 0; i < rule->n_args; i++) {
        const struct pattern_arg *arg = &rule->args[i];
        rule->weight += arg->fill == FILL_WORD    ? 4
                        : arg->fill == FILL_EVENT ? 5
                        : arg->fill == FILL_ANY   ? 0
                        : arg->fill == FILL_ACTOR ? 1
                                                  : 4;
        rule->weight += 2 * arg->n_mods + (arg->role == ROLE_OBL);
        if (arg->fill == FILL_ACTOR) rule->has_actor = true;
        if (arg->role == ROLE_OBJ && !arg->under && arg->fill != FILL_ACTOR &&
            arg->fill != FILL_RECIPIENT)
            rule->needs_object = true;
        if (arg->fill == FILL_RECIPIENT) rule->has_recipient = true;
    }
}

static bool index_head(struct event_book *book, struct str lemma, uint32_t rule)
{
    size_t blank = str_find_byte(lemma, ' ', 0);
    if (blank != SIZE_MAX) lemma = str_slice(lemma, blank + 1, lemma.n);
    uint32_t old = map_get(&book->heads, lemma);
    struct rule_ref ref = {rule, old == MAP_NONE ? 0 : old};
    if (!ARRAY_PUSH(book->arena, book->refs, book->n_refs, book->cap_refs, ref)) return false;
    return map_put(&book->heads, lemma, book->n_refs);
}

static bool index_rule(struct event_book *book, uint32_t index)
{
    const struct event_rule *rule = &book->rules[index];
    for (uint32_t i = 0; i < rule->head->members.n; i++)
        if (!index_head(book, rule->head->members.keys[i], index)) return false;
    return true;
}

/* "A hold talks with R" again as the noun "talks" with A and R. */
static bool add_noun_twin(struct event_book *book, uint32_t index)
{
    const struct event_rule *rule = &book->rules[index];
    if (rule->head_noun || rule->none || !rule->head->members.n) return true;
    /* a lone actor does not make "prisoners" of "hold prisoners" an event */
    if (!rule->has_recipient && book->type_lonely[rule->type]) return true;
    for (uint32_t i = 0; i < rule->head->members.n; i++)
        if (!book_is(book, GRAMMAR_LIGHT, rule->head->members.keys[i])) return true;
    uint32_t object = NONE;
    for (uint32_t i = 0; i < rule->n_args; i++) {
        if (rule->args[i].role == ROLE_OBJ && rule->args[i].fill == FILL_WORD) object = i;
        if (rule->args[i].role == ROLE_PRT) return true;
    }
    if (object == NONE || rule->args[object].n_mods) return true;
    struct event_rule twin = *rule;
    twin.head = rule->args[object].words;
    twin.head_noun = true;
    twin.light = true;
    twin.examples = (struct str){NULL, 0};
    twin.n_args = 0;
    twin.needs_object = false; /* it was that object */
    twin.args = ARENA_ARRAY(book->arena, rule->n_args, struct pattern_arg);
    if (!twin.args) return false;
    for (uint32_t i = 0; i < rule->n_args; i++) {
        if (i == object) continue;
        struct pattern_arg *arg = &twin.args[twin.n_args++];
        *arg = rule->args[i];
        if (arg->under == object + 1) return true; /* a complement of the object: no twin */
        if (arg->under > object) arg->under--;
    }
    twin.weight -= 2;
    if (!ARRAY_PUSH(book->arena, book->rules, book->n_rules, book->cap_rules, twin)) return false;
    return index_rule(book, book->n_rules - 1);
}

/* Writes, parses and reads a template. False with a status that is not OK when memory ends, with the
 * rule's problem when the template cannot be read. */
static bool read_template(struct compiler *c, const struct text_lexicon *lexicon,
                          const struct syntax_model *model, struct syntax_scratch *scratch,
                          bede_status *status, bede_error *err)
{
    struct doc *doc;
    if (!write_sentence(c)) return false;
    *status = text_phrase(lexicon, c->arena, (struct str){c->sentence, c->n}, &doc, err);
    if (*status != BEDE_OK) return false;
    struct trees *trees = c->book->trees;
    if (!trees || !trees_get(trees, doc)) {
        *status = syntax_analyse(model, scratch, doc, err);
        if (*status == BEDE_OK && trees && !trees_put(trees, doc)) *status = err_nomem(err);
        if (*status != BEDE_OK) return false;
    }
    c->doc = doc;
    return read_tree(c, c->arena);
}

static bool compile_rule(struct event_book *book, const struct text_lexicon *lexicon,
                         const struct syntax_model *model, struct syntax_scratch *scratch,
                         struct arena *arena, uint32_t index, bede_error *err)
{
    const struct event_rule blank = book->rules[index];
    bool ok = false;
    /* "fire shot" may be read as a compound where "fire a shot" is not: the second try has articles */
    for (int articles = 0; articles < 2 && !ok; articles++) {
        struct compiler c = {
            .book = book, .rule = &book->rules[index], .arena = arena, .articles = articles > 0};
        bede_status status = BEDE_OK;
        struct event_rule first = *c.rule;
        *c.rule = blank;
        if (str_starts(c.rule->text, "["))
            ok = read_explicit(&c);
        else
            ok = read_template(&c, lexicon, model, scratch, &status, err);
        if (status != BEDE_OK) return false;
        if (!ok && articles) *c.rule = first; /* the first problem tells more */
        if (str_starts(c.rule->text, "[")) break;
    }
    struct event_rule *rule = &book->rules[index];
    if (!ok) {
        if (!rule->problem.n) rule->problem = STR_LIT("cannot be compiled");
        rule->args = NULL;
        rule->n_args = 0;
        return true;
    }
    weigh(rule);
    /* the arguments lie in the scratch arena until it is known how many they are */
    struct pattern_arg *args = ARENA_ARRAY(book->arena, rule->n_args + 1, struct pattern_arg);
    if (!args) return false;
    if (rule->n_args) memcpy(args, rule->args, rule->n_args * sizeof *args);
    rule->args = args;
    return index_rule(book, index) && add_noun_twin(book, index);
}

bede_status book_compile(struct event_book *book, const struct text_lexicon *lexicon,
                         const struct syntax_model *model, uint32_t from_rule, bede_error *err)
{
    struct syntax_scratch *scratch = syntax_scratch_new(model);
    struct arena *arena = arena_new(0);
    bool ok = scratch && arena;
    uint32_t end = book->n_rules; /* twins are appended behind */
    for (uint32_t i = from_rule; ok && i < end; i++) {
        arena_reset(arena);
        ok = compile_rule(book, lexicon, model, scratch, arena, i, err);
    }
    arena_free(arena);
    syntax_scratch_free(scratch);
    return ok ? BEDE_OK : err_nomem(err);
}
