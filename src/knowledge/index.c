/* knowledge/index.c - the phrase index: a trie over pieces in one hash table.
 *
 * Nodes are numbered; an edge is the pair (parent, piece), found by a 32-bit key in an open-
 * addressed table and then compared for good. Example: "South Korea" and "South Korean" are
 * root -south-> 1, 1 -korea-> 2, 1 -korean-> 3, with aliases on 2 and 3.
 *
 * SPDX-License-Identifier: MIT */
#include "knowledge/kb.h"

static uint32_t edge_key(uint32_t parent, uint32_t hash)
{
    uint32_t key = (hash ^ parent * 0x9E3779B1u) * 0x85EBCA6Bu;
    return key ^ key >> 15;
}

bede_status index_init(struct index *index, struct arena *arena, uint32_t slots, bede_error *err)
{
    *index = (struct index){.n_slots = slots, .cap_nodes = slots / 2};
    index->slots = ARENA_ARRAY(arena, index->n_slots, struct index_slot);
    index->nodes = ARENA_ARRAY(arena, index->cap_nodes, struct index_node);
    index->starts = ARENA_ARRAY(arena, (1u << INDEX_START_BITS) / 64, uint64_t);
    index->lower_starts = ARENA_ARRAY(arena, (1u << INDEX_START_BITS) / 64, uint64_t);
    if (!index->slots || !index->nodes || !index->starts || !index->lower_starts)
        return err_nomem(err);
    index->n_nodes = 1; /* the root */
    return BEDE_OK;
}

uint32_t index_child(const struct index *index, uint32_t parent, const struct piece *piece)
{
    uint32_t key = edge_key(parent, piece->hash), mask = index->n_slots - 1;
    for (uint32_t at = key & mask;; at = (at + 1) & mask) {
        const struct index_slot *slot = &index->slots[at];
        if (!slot->node) return INDEX_ROOT;
        if (slot->key != key) continue;
        const struct index_node *node = &index->nodes[slot->node];
        if (node->parent == parent && piece_eq(piece, node->word, node->word_n)) return slot->node;
    }
}

static void put_slot(struct index_slot *slots, uint32_t mask, struct index_slot slot)
{
    uint32_t at = slot.key & mask;
    while (slots[at].node)
        at = (at + 1) & mask;
    slots[at] = slot;
}

/* At most half of the slots are taken, so probes stay short. */
static bool grow(struct index *index, struct arena *arena)
{
    if (index->n_nodes < index->cap_nodes) return true;
    if (index->n_slots > UINT32_MAX / 4) return false;
    uint32_t n_slots = index->n_slots * 2;
    size_t old = index->n_nodes * sizeof *index->nodes;
    struct index_node *nodes =
        arena_grow(arena, index->nodes, old, (size_t)n_slots / 2 * sizeof *nodes);
    struct index_slot *slots = ARENA_ARRAY(arena, n_slots, struct index_slot);
    if (!nodes || !slots) return false;
    index->nodes = nodes;
    index->cap_nodes = n_slots / 2;
    for (uint32_t i = 0; i < index->n_slots; i++)
        if (index->slots[i].node) put_slot(slots, n_slots - 1, index->slots[i]);
    index->slots = slots;
    index->n_slots = n_slots;
    return true;
}

uint32_t index_add(struct index *index, struct arena *arena, uint32_t parent,
                   const struct piece *piece)
{
    uint32_t found = index_child(index, parent, piece);
    if (found) return found;
    if (!grow(index, arena)) return INDEX_ROOT;
    char *word = arena_strdup(arena, (struct str){piece->p, piece->n});
    if (!word) return INDEX_ROOT;
    uint32_t number = index->n_nodes++;
    index->nodes[number] = (struct index_node){.word = word, .word_n = piece->n, .parent = parent};
    index->nodes[parent].more = true;
    put_slot(index->slots, index->n_slots - 1,
             (struct index_slot){edge_key(parent, piece->hash), number});
    return number;
}
