#include "entity/work.h"
void coref_resolve(struct work *w)
{
    for (uint32_t m = 0; m < w->out->n_mentions; m++) {
        struct mention *mention = &w->out->mentions[m];
        if (mention->entity != NONE || !w->facts[m].role) continue;
        uint32_t e = entity_new(w, (enum entity_kind)w->facts[m].kind,
                                str_span(w->doc->text, mention->span));
        if (e == NONE) return;
        mention->entity = e;
        codes_of_mention(w, m, &w->out->items[e]);
    }
}
