/* syntax/ud.c - names and values of the UD inventory; see ud.h. The lists are short and looked up
 * when CoNLL-U is read only, so a scan serves.
 *
 * SPDX-License-Identifier: MIT */
#include "syntax/ud.h"

#define UD_NAME(name, text) text,
static const char *const upos_names[UPOS_COUNT] = {"_", UD_UPOS_MAP(UD_NAME)};
static const char *const xpos_names[XPOS_COUNT] = {"_", UD_XPOS_MAP(UD_NAME)};
static const char *const rel_names[REL_COUNT] = {"_", UD_REL_MAP(UD_NAME)};
#undef UD_NAME

const char *ud_upos_name(uint8_t upos)
{
    return upos_names[upos < UPOS_COUNT ? upos : 0];
}

const char *ud_xpos_name(uint8_t xpos)
{
    return xpos_names[xpos < XPOS_COUNT ? xpos : 0];
}

const char *ud_rel_name(uint8_t rel)
{
    return rel_names[rel < REL_COUNT ? rel : 0];
}

static uint8_t find(const char *const *names, uint8_t n, struct str name)
{
    for (uint8_t i = 1; i < n; i++)
        if (str_is(name, names[i])) return i;
    return 0;
}

uint8_t ud_upos_parse(struct str name)
{
    return find(upos_names, UPOS_COUNT, name);
}

uint8_t ud_xpos_parse(struct str name)
{
    return find(xpos_names, XPOS_COUNT, name);
}

static struct str universal_name(struct str name)
{
    size_t colon = str_find_byte(name, ':', 0);
    return colon == SIZE_MAX ? name : str_slice(name, 0, colon);
}

uint8_t ud_rel_parse(struct str name)
{
    uint8_t rel = find(rel_names, REL_COUNT, name);
    return rel ? rel : find(rel_names, REL_COUNT, universal_name(name));
}

uint8_t ud_rel_universal(uint8_t rel)
{
    /* The map lists a relation before its subtypes, so the universal one is at or before `rel`. */
    struct str name = universal_name(str_c(ud_rel_name(rel)));
    while (rel > 1 && !str_is(name, ud_rel_name(rel)))
        rel--;
    return rel < REL_COUNT ? rel : 0;
}
