/* entity/shared.c - "Russian and Syrian warplanes": a noun that several countries before it share.
 *
 * The words name two groups and one noun. The nominal takes the country next to it, as any does;
 * each country coordinated before that one then means a group of its own, with the same sectors:
 *
 *     U.S.  and  British activists      U.S.: the American activists, not the United States
 *
 * Only adjectives and acronyms share a noun: in "Russia and Ukrainian forces" Russia is the state.
 *
 * SPDX-License-Identifier: MIT */
#include "entity/work.h"

/* The mention of a country that stands as an adjective and ends before token t; NONE when there is none. */
static uint32_t country_before(const struct work *w, uint32_t t)
{
    uint32_t m = t ? w->nodes[t - 1].mention : 0;
    if (!m) return NONE;
    const struct mention *mention = &w->out->mentions[m - 1];
    const struct kb_alias *alias = w->facts[m - 1].alias;
    if (mention->end != t || !alias || alias->row->kind != KB_COUNTRY) return NONE;
    bool acronym =
        mention->kind == MENTION_NAME && mention->first + 1 == t && flag(w, t - 1, TOKEN_UPPER);
    return mention->kind == MENTION_ADJECTIVE || acronym ? m - 1 : NONE;
}

/* The country that is coordinated before the one that begins at token t: "A and", or "A ," in a
 * longer list. */
static uint32_t coordinated_before(const struct work *w, uint32_t sentence, uint32_t t, bool list)
{
    uint32_t first = w->doc->sentences[sentence].first;
    if (t < first + 2) return NONE;
    bool comma = str_is(form(w, t - 1), ",");
    if (w->doc->tokens[t - 1].upos != UPOS_CCONJ && !(list && comma)) return NONE;
    if (!comma && t > first + 2 && str_is(form(w, t - 2), ",")) t--; /* ", and" */
    return country_before(w, t - 1);
}

/* Makes the country's mention one of a group like the nominal's. */
static bool share(struct work *w, uint32_t country, uint32_t nominal, uint32_t noun_first)
{
    const struct mention *noun = &w->out->mentions[nominal];
    struct mention *mention = &w->out->mentions[country];
    struct entity like = w->out->items[noun->entity];
    struct str kind = tokens_text(w, noun_first, noun->end), place = mention_text(w, country);
    struct str name = arena_printf(w->arena, "%.*s %.*s", STR_ARG(place), STR_ARG(kind));
    uint32_t e = name.p ? entity_new(w, like.kind, name) : NONE;
    if (e == NONE) return false;
    like.name = name;
    like.first_mention = country;
    like.row = NULL;
    memcpy(like.code, w->facts[country].alias->row->code, sizeof like.code);
    like.reason = arena_printf(w->arena, "'%.*s' shares a noun with '%.*s'", STR_ARG(place),
                               STR_ARG(mention_text(w, nominal)));
    w->out->items[e] = like;
    mention->entity = e;
    mention->shares = nominal + 1;
    mention->reason = like.reason;
    return true;
}

void shared_noun(struct work *w, uint32_t nominal)
{
    const struct mention *noun = &w->out->mentions[nominal];
    if (noun->kind != MENTION_NOMINAL || noun->entity == NONE || noun->head == noun->first) return;
    const struct entity *e = &w->out->items[noun->entity];
    if (e->n_members || e->kind == ENTITY_OTHER || !e->n_sectors || !e->plural) return;
    uint32_t own = w->nodes[noun->first].mention;
    uint32_t behind = own ? w->out->mentions[own - 1].end : 0;
    if (!own || country_before(w, behind) != own - 1) return;
    uint32_t t = noun->first;
    for (uint32_t n = 0; n < ENTITY_MEMBERS_MAX; n++) {
        uint32_t country = coordinated_before(w, noun->sentence, t, n > 0);
        if (country == NONE || w->out->mentions[country].shares) return;
        if (!share(w, country, nominal, behind)) return;
        t = w->out->mentions[country].first;
    }
}
