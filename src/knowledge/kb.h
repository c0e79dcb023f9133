/* knowledge/kb.h - what the files of this stage share: the kb's inside, pieces, the phrase index.
 *
 * Loading (load.c) turns tables into rows and puts every name of a row into the index (index.c),
 * cut into pieces (phrase.c). After that nothing changes any more.
 *
 * SPDX-License-Identifier: MIT */
#ifndef KNOWLEDGE_KB_H
#define KNOWLEDGE_KB_H

#include "knowledge/knowledge.h"
#include "knowledge/words.h"

/* A piece is the unit of matching: letters and digits of a word, lower-cased and without accents.
 * Words are cut at hyphens and apostrophes, full stops vanish: "U.S.-led" is us|led, "Shi'ite" is
 * shi|ite, "People's" is people|s. So a match never depends on how a tokeniser cuts those. */
enum {
    PIECE_BYTES_MAX = 48,  /* longer words are in no phrase */
    PHRASE_PIECES_MAX = 24 /* fits the 32 bits of the case masks below */
};

struct piece {
    const char *p; /* the bytes, in any ASCII case */
    uint32_t n;
    uint32_t hash;
    bool capital; /* starts with an upper-case letter */
    bool upper;   /* has no lower-case letter, and an upper-case one */
};

struct pieces {
    struct piece item[PHRASE_PIECES_MAX];
    uint32_t n;
    bool too_long; /* more or longer pieces than fit */
    uint32_t used;
    char bytes[PHRASE_PIECES_MAX * 16];
};

/* Cuts a word or a phrase with blanks. */
void pieces_cut(struct str phrase, struct pieces *out);

/* The quick way for a word that is all ASCII letters and digits; false: use pieces_cut. */
bool piece_simple(struct str word, struct piece *out);

/* Same letters, ASCII case aside? */
bool piece_eq(const struct piece *piece, const char *p, uint32_t n);

/* The phrase index is a trie whose edges are pieces. All edges stand in one hash table, keyed by
 * parent node and piece, so that a step costs one probe; `starts` answers for most words of a text
 * that no phrase starts with them, and `lower_starts` for words in small letters that none does
 * without a capital: 16 KB each, which stay in the first-level cache. */
enum { INDEX_START_BITS = 17, INDEX_ROOT = 0 };

struct index_node {
    struct kb_alias *aliases, *last;
    const char *word;
    uint32_t word_n, parent;
    bool more; /* some phrase goes on from here */
};

struct index_slot {
    uint32_t key, node; /* node 0: free (the root is nobody's child) */
};

struct index {
    struct index_node *nodes;
    uint32_t n_nodes, cap_nodes;
    struct index_slot *slots;
    uint32_t n_slots; /* a power of two */
    uint64_t *starts, *lower_starts;
};

/* `slots`: how many to begin with, a power of two. */
bede_status index_init(struct index *index, struct arena *arena, uint32_t slots, bede_error *err);

/* The child of a node, or INDEX_ROOT when there is none. */
uint32_t index_child(const struct index *index, uint32_t parent, const struct piece *piece);

/* The child of a node, made when there is none; INDEX_ROOT when memory ends. */
uint32_t index_add(struct index *index, struct arena *arena, uint32_t parent,
                   const struct piece *piece);

/* Bits by the hash of a first piece. */
static inline bool start_get(const uint64_t *starts, uint32_t hash)
{
    uint32_t bit = (hash ^ hash >> 15) & ((1u << INDEX_START_BITS) - 1);
    return starts[bit >> 6] >> (bit & 63) & 1;
}
static inline void start_set(uint64_t *starts, uint32_t hash)
{
    uint32_t bit = (hash ^ hash >> 15) & ((1u << INDEX_START_BITS) - 1);
    starts[bit >> 6] |= (uint64_t)1 << (bit & 63);
}

/* What loading found to say, for the linter. FATAL ones make kb_load fail. */
enum note_level { NOTE_WARNING, NOTE_ERROR, NOTE_FATAL };

struct note {
    enum note_level level;
    const char *file;
    uint32_t line;
    const char *message;
};

/* A code of three capitals as a number, or CODE_NONE. */
enum { CODE_COUNT = 26 * 26 * 26, CODE_NONE = CODE_COUNT };
enum { CODE_SECTOR = 1, CODE_ACTOR = 2 };
uint32_t code_number(struct str code);

/* How a language forms plurals (plurals.tsv): endings, longest first, and the words behind which
 * nothing is the head any more ("secretaries | of state"). */
struct plural_ending {
    struct str from, to;
};
struct plurals {
    struct plural_ending *endings;
    uint32_t n_endings, cap_endings;
    struct str *links;
    uint32_t n_links, cap_links;
};

struct kb {
    struct arena *arena;
    struct index index;
    struct kb_row **rows;
    uint32_t n_rows, cap_rows;
    struct kb_row **people; /* those of rows that are people */
    uint32_t n_people, cap_people;
    uint32_t n_aliases;
    uint32_t country[CODE_COUNT]; /* row number + 1 */
    uint8_t codes[CODE_COUNT];    /* bits CODE_... */
    bool has_codes;               /* a codes.tsv was read */
    struct plurals plurals;
    struct note *notes;
    uint32_t n_notes, cap_notes;
    bool notes_cut;
    struct map names; /* kind, name ... -> row, while several folders are read */
    struct kb_words *words;
    struct gazetteer *gazetteer;
    const char *gazetteer_path;
};

/* An empty kb; `big` for whole folders, else sized for a table or two. */
BEDE_NODISCARD bede_status kb_new(bool big, struct kb **out, bede_error *err);

/* Keeps a note; false when memory ends. Too many are dropped, and that is said. */
bool kb_note(struct kb *kb, enum note_level level, const char *file, uint32_t line,
             const char *format, ...) BEDE_PRINTF(5, 6);

/* Puts a name of a row into the index. */
BEDE_NODISCARD bede_status kb_add_alias(struct kb *kb, struct kb_row *row, struct str text,
                                        enum kb_sense sense, bool plural, bede_error *err);

/* The plural of a phrase by the language's table, into out (cap bytes); empty when it has none. */
struct str plurals_form(const struct plurals *plurals, struct str phrase, char *out, size_t cap);

/* Reads one table: `kind` KB_NONE stands for codes.tsv, KB_KINDS for plurals.tsv. */
BEDE_NODISCARD bede_status kb_read_table(struct kb *kb, enum kb_kind kind, const char *file,
                                         struct str text, struct arena *scratch, bede_error *err);

/* Remembers all rows by what identifies them, so that the next folder can extend them. */
bool kb_name_rows(struct kb *kb);

/* The name of a kind's table without ".tsv". */
const char *kb_table_name(enum kb_kind kind);

/* FATAL notes as an error. */
BEDE_NODISCARD bede_status kb_fatal(const struct kb *kb, bede_error *err);

#endif
