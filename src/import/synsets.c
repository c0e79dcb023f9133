/* import/synsets.c - synonym sets of verb dictionaries as word classes, and nouns of patterns.
 *
 *     &WEAPON                class petr_weapon: rocket; rockets; machine gun; ...
 *     +ROCKET
 *     +MACHINE_GUN
 *     +&EXPLOSIVE            all of another set
 *
 * Bede matches lemmas, dictionaries forms; so a noun is written with its singular beside it. A
 * member of a class is a noun or a noun with one modifier.
 *
 * SPDX-License-Identifier: MIT */
#include "import/work.h"

enum { SYNSETS_MAX = 4096, MEMBERS_MAX = 8192, DEPTH_MAX = 8, WORDS_MAX = 2 };

#define CLASS_PREFIX "petr_"

static struct str stripped(struct str s)
{
    s = str_trim(s);
    while (s.n && s.p[s.n - 1] == '_')
        s.n--;
    return s;
}

void import_synset_line(struct import *im, struct str line)
{
    bool begins = *line.p == '&';
    struct str word = stripped(str_slice(line, 1, line.n));
    if (!word.n) {
        import_refuse(im, im->line, "a synonym set without a name, or an empty member");
        return;
    }
    if (begins) {
        struct synset set = {.name = word};
        if (im->n_synsets == SYNSETS_MAX)
            import_refuse(im, im->line, "more than %d synonym sets", SYNSETS_MAX);
        else if (map_get(&im->synset_ids, word) != MAP_NONE)
            import_refuse(im, im->line, "the synonym set &%.*s stands twice", STR_ARG(word));
        if (!map_put(&im->synset_ids, word, im->n_synsets) ||
            !ARRAY_PUSH(im->arena, im->synsets, im->n_synsets, im->cap_synsets, set))
            im->no_memory = true;
        return;
    }
    if (!im->n_synsets) {
        import_refuse(im, im->line, "a member without a synonym set above it");
        return;
    }
    struct synset *set = &im->synsets[im->n_synsets - 1];
    if (set->n == MEMBERS_MAX)
        import_refuse(im, im->line, "more than %d members", MEMBERS_MAX);
    else if (!ARRAY_PUSH(im->arena, set->words, set->n, set->cap, word))
        im->no_memory = true;
    else {
        uint32_t n = set->n - 1;
        if (!ARRAY_PUSH(im->arena, set->lines, n, set->cap_lines, im->line)) im->no_memory = true;
    }
}

static uint32_t count_words(struct str phrase)
{
    uint32_t n = 1;
    for (size_t i = 0; i < phrase.n; i++)
        n += phrase.p[i] == ' ';
    return n;
}

/* The noun, and its singular where that differs, each behind `separator`. */
static const char *put_forms(struct import *im, struct buf *b, struct str noun,
                             const char *separator)
{
    struct str plain;
    char form[IMPORT_NAME_MAX + 16];
    const char *why = import_phrase(im, noun, &plain);
    if (why) return why;
    if (count_words(plain) > WORDS_MAX) return "a noun with more than one word before it";
    buf_printf(b, "%s%.*s", b->n ? separator : "", STR_ARG(plain));
    struct str one = kb_singular(im->kb, plain, form, sizeof form);
    if (one.n > 2) buf_printf(b, "%s%.*s", separator, STR_ARG(one));
    return NULL;
}

static void put_members(struct import *im, struct buf *b, struct synset *set, unsigned depth)
{
    for (uint32_t i = 0; i < set->n; i++) {
        struct str word = set->words[i];
        const char *why = NULL;
        if (*word.p == '&') {
            uint32_t at = map_get(&im->synset_ids, stripped(str_slice(word, 1, word.n)));
            if (at == MAP_NONE || depth == DEPTH_MAX)
                why = at == MAP_NONE ? "there is no such synonym set" : "sets nested too deep";
            else
                put_members(im, b, &im->synsets[at], depth + 1);
        } else {
            why = put_forms(im, b, word, "; ");
        }
        if (why) import_refuse(im, set->lines[i], "%.*s: %s", STR_ARG(word), why);
        if (b->failed || b->n > (1u << 20)) return;
    }
}

static struct str class_name(struct import *im, struct str name)
{
    char *copy = arena_alloc(im->arena, sizeof CLASS_PREFIX + name.n);
    if (!copy) return (struct str){NULL, 0};
    memcpy(copy, CLASS_PREFIX, sizeof CLASS_PREFIX - 1);
    size_t n = sizeof CLASS_PREFIX - 1;
    for (size_t i = 0; i < name.n; i++)
        copy[n++] = ascii_is_alnum(name.p[i]) ? ascii_lower(name.p[i]) : '_';
    return (struct str){copy, n};
}

/* The class of a set, written when it is first asked for. */
static const char *use_class(struct import *im, struct str name, struct str *out)
{
    uint32_t at = map_get(&im->synset_ids, stripped(name));
    if (at == MAP_NONE) return "there is no such synonym set";
    struct synset *set = &im->synsets[at];
    struct str class = class_name(im, set->name);
    if (!class.p) {
        im->no_memory = true;
        return "memory ended";
    }
    if (!set->written) {
        struct buf members;
        buf_init(&members, 0);
        put_members(im, &members, set, 0);
        if (members.n) buf_printf(&im->out[OUT_CLASSES], "%.*s\t", STR_ARG(class));
        buf_add(&im->out[OUT_CLASSES], members.p, members.n);
        if (members.n) buf_putc(&im->out[OUT_CLASSES], '\n');
        set->written = members.n > 0;
        im->no_memory |= members.failed;
        buf_fini(&members);
    }
    if (!set->written) return "nothing of the synonym set can be said";
    *out = arena_printf(im->scratch, "{%.*s}", STR_ARG(class));
    return out->p ? NULL : "memory ended";
}

const char *import_noun(struct import *im, struct str noun, struct str *out)
{
    noun = stripped(noun);
    if (noun.n > 1 && *noun.p == '&' && str_find_byte(noun, ' ', 0) == SIZE_MAX)
        return use_class(im, str_slice(noun, 1, noun.n), out);
    if (str_find_byte(noun, '&', 0) != SIZE_MAX) return "a synonym set beside a word";
    struct buf forms;
    buf_init(&forms, 0);
    const char *why = put_forms(im, &forms, noun, "|");
    struct str list = {forms.p, forms.n};
    bool plain = !why && str_find_byte(list, '|', 0) == SIZE_MAX;
    if (!why && plain && str_find_byte(list, ' ', 0) == SIZE_MAX)
        *out = arena_str(im->scratch, list);
    else if (!why) /* a list needs two members to be one */
        *out = arena_printf(im->scratch, plain ? "{%.*s|%.*s}" : "{%.*s}", STR_ARG(list),
                            STR_ARG(list));
    if (!why && !out->p) why = "memory ended";
    buf_fini(&forms);
    return why;
}
