/* output/entities.c - entities with their mentions, as JSONL and CSV; and the unknown ones.
 *
 * One JSON object an entity, in the order of first mention; CSV has a row a mention, since that is
 * what one filters in a spreadsheet.
 *
 * SPDX-License-Identifier: MIT */
#include "output/views.h"

static void json_mention(struct buf *buf, const struct record *record,
                         const struct mention *mention)
{
    jw_object(buf);
    jw_key(buf, "span");
    row_json_span(buf, record, mention->span);
    jw_key(buf, "text");
    jw_str(buf, row_text(record, mention->span));
    jw_key(buf, "kind");
    jw_cstr(buf, mention_kind_name(mention->kind));
    jw_key(buf, "paragraph");
    row_json_paragraph(buf, record, record->doc->sentences[mention->sentence].block);
    jw_key(buf, "reason");
    row_json_or_null(buf, mention->reason);
    row_json_fix(buf, record, mention);
    jw_end_object(buf);
}

static void json_head(struct buf *buf, const struct record *record, uint32_t n)
{
    const struct entity *entity = &record->entities->items[n];
    row_json_story(buf, record);
    jw_key(buf, "entity");
    jw_uint(buf, n + 1);
    jw_key(buf, "kind");
    jw_cstr(buf, entity_kind_name(entity->kind));
    jw_key(buf, "name");
    row_json_or_null(buf, entity->name);
    jw_key(buf, "code");
    jw_cstr(buf, entity->code);
    jw_key(buf, "sector");
    jw_cstr(buf, row_sector(entity));
    jw_key(buf, "sectors");
    row_json_sectors(buf, entity);
    jw_key(buf, "office");
    row_json_or_null(buf, entity->office);
    jw_key(buf, "gender");
    if (entity->gender)
        jw_str(buf, (struct str){&entity->gender, 1});
    else
        jw_null(buf);
    if (entity->n_members) {
        jw_key(buf, "members");
        jw_array(buf);
        for (uint32_t i = 0; i < entity->n_members; i++)
            jw_uint(buf, entity->members[i] + 1);
        jw_end_array(buf);
    }
}

/* Mentions by entity: a counting sort, so that a long story stays linear. `first` has n + 1
 * entries; NULL when memory ends. */
static const uint32_t *mentions_by_entity(const struct record *record, uint32_t **first)
{
    const struct entities *all = record->entities;
    uint32_t *start = ARENA_ARRAY(record->arena, (size_t)all->n + 2, uint32_t);
    uint32_t *order = ARENA_ARRAY(record->arena, (size_t)all->n_mentions + 1, uint32_t);
    if (!start || !order) return NULL;
    for (uint32_t i = 0; i < all->n_mentions; i++)
        start[all->mentions[i].entity + 2]++;
    for (uint32_t i = 2; i <= all->n + 1; i++)
        start[i] += start[i - 1];
    for (uint32_t i = 0; i < all->n_mentions; i++)
        order[start[all->mentions[i].entity + 1]++] = i;
    *first = start;
    return order;
}

uint32_t view_entities_jsonl(struct buf *buf, const struct record *record)
{
    const struct entities *all = record->entities;
    uint32_t *first;
    const uint32_t *order = mentions_by_entity(record, &first);
    uint32_t rows = 0;
    if (!order) {
        buf->failed = true;
        return 0;
    }
    for (uint32_t i = 0; i < all->n; i++) {
        if (first[i] == first[i + 1]) continue;
        jw_object(buf);
        json_head(buf, record, i);
        jw_key(buf, "mentions");
        jw_array(buf);
        for (uint32_t m = first[i]; m < first[i + 1]; m++)
            json_mention(buf, record, &all->mentions[order[m]]);
        jw_end_array(buf);
        jw_key(buf, "reason");
        row_json_or_null(buf, all->items[i].reason);
        jw_end_object(buf);
        buf->comma[0] = false;
        buf_putc(buf, '\n');
        rows++;
    }
    return rows;
}

/* ---- CSV ----------------------------------------------------------------------------------- */

void view_entities_csv_header(struct buf *buf)
{
    buf_puts(buf, "story,version,paragraph,start,end,text,mention,entity,kind,name,code,sectors,"
                  "office,gender,reason\r\n");
}

static void csv_words(struct buf *buf, struct buf *cell, struct str words)
{
    bool first = false;
    buf_clear(cell);
    row_fold(cell, words);
    row_csv(buf, &first, (struct str){cell->p, cell->n}, true);
}

static void csv_mention(struct buf *buf, struct buf *cell, const struct record *record,
                        const struct mention *mention)
{
    const struct entity *entity = &record->entities->items[mention->entity];
    csv_field(buf, record->story->id, ',', true);
    buf_printf(buf, ",%u,", record->story->version);
    row_paragraph(buf, record, record->doc->sentences[mention->sentence].block);
    buf_printf(buf, ",%u,%u", cp_at(&record->cp, mention->span.start),
               cp_at(&record->cp, mention->span.end));
    csv_words(buf, cell, row_text(record, mention->span));
    buf_printf(buf, ",%s,%u,%s", mention_kind_name(mention->kind), mention->entity + 1,
               entity_kind_name(entity->kind));
    csv_words(buf, cell, entity->name);
    buf_printf(buf, ",%s,", entity->code);
    for (uint32_t i = 0; i < entity->n_sectors; i++)
        buf_printf(buf, "%s%s", i ? ";" : "", entity->sectors[i]);
    csv_words(buf, cell, entity->office);
    buf_printf(buf, ",%.*s", entity->gender ? 1 : 0, &entity->gender);
    csv_words(buf, cell, mention->reason);
    buf_puts(buf, "\r\n");
}

uint32_t view_entities_csv(struct buf *buf, const struct record *record)
{
    struct buf cell;
    buf_init(&cell, 0);
    for (uint32_t i = 0; i < record->entities->n_mentions; i++)
        csv_mention(buf, &cell, record, &record->entities->mentions[i]);
    if (cell.failed) buf->failed = true;
    buf_fini(&cell);
    return record->entities->n_mentions;
}
