/* event/book.h - inside the event stage: what rules and tables become after loading.
 *
 * A rule is compiled to a pattern: a head word and arguments. Patterns are matched against frames
 * (event/frame.h), which already undo passive, relative, control and nominal forms; so a pattern
 * speaks of the logical subject and object only.
 *
 *     "A hold talks with R"   head hold, SUBJ=A, OBJ=talk, OBL(with)=R
 *     "A pledge to <AID>"     head pledge, SUBJ=A, COMP=<AID>
 *
 * SPDX-License-Identifier: MIT */
#ifndef EVENT_BOOK_H
#define EVENT_BOOK_H

#include "base/map.h"
#include "event/event.h"
#include "syntax/ud.h"

/* How an argument hangs on its predicate, after passive and the like are undone. */
enum frame_role { ROLE_SUBJ, ROLE_OBJ, ROLE_IOBJ, ROLE_OBL, ROLE_COMP, ROLE_PRT, ROLE_PRED };

enum fill_kind {
    FILL_ACTOR,     /* A */
    FILL_RECIPIENT, /* R */
    FILL_ANY,       /* * */
    FILL_WORD,      /* a lemma, with `words` */
    FILL_EVENT      /* <TYPE|TYPE> */
};

enum { PATTERN_ARGS_MAX = 6, PATTERN_MODS_MAX = 3, BOOK_TYPES_MAX = 32 };

/* Classes of classes.tsv that tell the language's grammar of roles, by the name they have there. */
#define GRAMMAR_MAP(X)                                                                             \
    X(LIGHT, "light")                         /* verbs that only carry their object: hold talks */ \
    X(CARRIER, "carrier")                     /* verbs that lend their object a subject */         \
    X(CARRIER_PREP, "carrier_prep")           /* phrases whose noun takes the clause's subject */  \
    X(CARRIER_NOUN_PREP, "carrier_noun_prep") /* the same under a noun */                          \
    X(AGENT_PREP, "agent_prep")               /* marks who acts: attacked by A */                  \
    X(SIDES_PREP, "sides_prep")               /* marks both sides: talks between A and B */        \
    X(SUBJECT_PREP, "subject_prep")           /* who acts in a noun: the resignation of A */       \
    X(OWNER_PREP, "owner_prep")               /* whose a thing is: the policy of R */              \
    X(WHOSE_PREP, "whose_prep")               /* the same, or where people are from */             \
    X(PARTY_PREP, "party_prep")               /* against or with whom something is done */         \
    X(BURDEN_PREP, "burden_prep")             /* on whom something is laid: a ban imposed on R */  \
    X(STRANDED, "stranded_prep")              /* what passives leave behind: was fired on by A */  \
    X(HOLDER, "holder")                       /* "rebel-held": the rebels are whose it is */       \
    X(QUANTITY, "quantity")                   /* says how many of what: some of its troops */      \
    X(SITE, "site")                           /* can be hit, cannot act: a village in R */         \
    X(SITE_PREP, "site_prep")                 /* where a site is */                                \
    X(GIVING_PREP, "giving_prep")             /* says what an indirect object says: arms for R */  \
    X(VERB_PREP, "verb_prep")                 /* belongs to the verb, not to its object */         \
    X(FOE_PREP, "foe_prep")                   /* against whom, however deep it is told */          \
    X(ISSUER, "issuer")                       /* verbs of who issues a text: pass a resolution */  \
    X(UTTERANCE, "utterance")                 /* and the text: a resolution criticizing R */       \
    X(CLAUSE_MARK, "clause_mark")             /* begins a clause, and may be left out: that */     \
    X(MODAL, "modal")                         /* modals that templates ask for: must */

enum grammar {
#define GRAMMAR_ENUM(name, text) GRAMMAR_##name,
    GRAMMAR_MAP(GRAMMAR_ENUM)
#undef GRAMMAR_ENUM
        GRAMMAR_COUNT
};

/* Words in the order in which they were added, and where they stand in the order of length and
 * bytes. There are thousands of such lists, most of one word: they are lighter than maps. */
struct word_list {
    struct str *keys;
    uint32_t *sorted;
    uint32_t n, cap, cap_sorted;
};

/* A set of words: a class of classes.tsv, an inline {a|b}, or a single lemma. A member of two
 * words ("military aid") is its head with a required modifier. */
struct word_set {
    struct word_list members; /* lemmas, or "modifier head" */
    struct str name;          /* "{weapons}" or the lemma itself */
    bool has_pairs;
};

struct pattern_arg {
    enum frame_role role;
    enum fill_kind fill;
    uint32_t under;  /* argument (index + 1) whose clause it belongs to; 0: the head's own */
    struct str prep; /* ROLE_OBL: preposition; ROLE_COMP: marker or empty */
    const struct word_set *preps;      /* {on|against} R: any of these, `prep` being the first */
    const struct word_set *words;      /* FILL_WORD */
    struct str mods[PATTERN_MODS_MAX]; /* lemmas that must depend on the filler */
    uint32_t n_mods;
    bool gerund;    /* <...>ing: the clause must be one */
    bool several;   /* "A+": at least two actors */
    uint32_t types; /* FILL_EVENT: bits by type */
};

struct event_rule {
    const char *file;
    uint32_t line;
    const char *label; /* "accuse.rules:12" */
    struct str text;   /* the template as written */
    uint8_t type;
    struct str mode;
    uint64_t contexts;
    bool none; /* type "-": the match is no event (an exclusion) */
    const struct word_set *head;
    bool head_noun; /* the template's head is a noun */
    struct pattern_arg *args;
    uint32_t n_args; /* at most PATTERN_ARGS_MAX */
    bool has_actor, has_recipient;
    bool needs_object;   /* a word, event or anything as object: no match without one */
    bool light;          /* head verb is a light verb: the object noun is a head of its own */
    uint32_t weight;     /* lexical words in the pattern: the more, the more specific */
    struct str problem;  /* why it could not be compiled; empty when it could */
    struct str examples; /* its "=>" and "!>" lines, verbatim */
};

/* A predicate noun and the verb whose rules it shares: "condemnation" -> condemn, of. */
struct nominal {
    struct str verb;
    struct str preps; /* `;` list of prepositions that mark the verb's object */
};

/* operators.tsv: what an auxiliary mode makes of a type. */
struct operator_row {
    uint8_t aux;
    uint8_t type, to;
    struct str mode;
};

struct mode_row {
    uint8_t type;
    struct str mode;
    double score;
    struct str cameo;
    bool mutual;
};

/* implied.tsv: the sectors of those who do what is told without saying who; if not empty, with which
 * words it is told, and the sectors of all who suffer it. */
struct implied_row {
    uint8_t type;
    struct str mode, sectors, words, recipients;
};

/* numbers.tsv: where a word's sentence tells how many. */
enum size_kind { SIZE_DEAD, SIZE_INJURED, SIZE_ARRESTED, SIZE_SIZE };
struct number_row {
    enum size_kind kind;
    enum frame_role role; /* ROLE_PRED: the word itself is counted */
    uint32_t types;       /* bits */
    uint32_t next;        /* index + 1 of another row for the word, or 0 */
};

struct rule_ref {
    uint32_t rule;
    uint32_t next; /* index + 1 into refs, or 0 */
};

struct trees;

struct event_book {
    struct arena *arena;
    struct trees *trees; /* of templates, while rules are compiled; or NULL */
    struct event_type types[BOOK_TYPES_MAX];
    bool type_mutual[BOOK_TYPES_MAX];
    bool type_lonely[BOOK_TYPES_MAX];        /* false: a lone party makes no such event */
    bool type_placed[BOOK_TYPES_MAX];        /* the state where it happens may be its recipient */
    bool type_placed_clause[BOOK_TYPES_MAX]; /* that of what it speaks of in a clause */
    bool type_means[BOOK_TYPES_MAX]; /* its objects are the means of the actor, not recipients */
    struct str
        type_own[BOOK_TYPES_MAX]; /* sectors whose people are such means, where not all are */
    struct str type_bystander[BOOK_TYPES_MAX]; /* sectors that are no party to it */
    struct str type_private[BOOK_TYPES_MAX];   /* sectors that make no such event by themselves */
    uint32_t n_types;
    struct map type_ids;
    struct map set_ids; /* named sets of types: "COOP" -> index into sets */
    uint32_t sets[64];
    struct mode_row *modes;
    uint32_t n_modes, cap_modes;
    struct str context_names[64];
    uint32_t n_contexts;
    struct map context_ids;
    struct map context_words; /* lemma (or "modifier head") -> context bit index */
    struct number_row *numbers;
    uint32_t n_numbers, cap_numbers;
    struct map number_words; /* lemma -> index + 1 into numbers */
    struct map discards;     /* words, in small letters -> 1: of a story, 0: of a sentence */
    uint32_t discard_words;  /* in the longest of them */
    struct map numerals, multipliers; /* number words -> value */
    struct implied_row *implied;
    uint32_t n_implied, cap_implied;
    struct operator_row *operators;
    uint32_t n_operators, cap_operators;
    struct map aux_bits;    /* "relation/lemma" of auxiliary.tsv -> bits of event_aux */
    struct map nominal_ids; /* noun lemma -> index into nominals */
    struct nominal *nominals;
    uint32_t n_nominals, cap_nominals;
    struct map class_ids; /* class name -> index into classes */
    struct word_set **classes;
    uint32_t n_classes, cap_classes;
    const struct word_set *grammar[GRAMMAR_COUNT]; /* of those classes; NULL: not there */
    struct map placeholder_ids; /* "A", "R", "*" , "<>" -> index into placeholders */
    struct str placeholders[12];
    struct event_rule *rules;
    uint32_t n_rules, cap_rules;
    struct map heads; /* head lemma -> first ref + 1 */
    struct rule_ref *refs;
    uint32_t n_refs, cap_refs;
};

/* tables.c */
BEDE_NODISCARD bede_status book_load_tables(struct event_book *book, const char *folder,
                                            bede_error *err);
bool book_has_word(const struct word_set *set, struct str lemma);
/* Adds a word that lives as long as the book, if it is new. False when memory ends. */
bool book_add_word(struct event_book *book, struct word_set *set, struct str word);
const struct word_set *book_class(const struct event_book *book, struct str name);
/* Is the lemma in that class of the grammar? */
bool book_is(const struct event_book *book, enum grammar grammar, struct str lemma);
const struct mode_row *book_mode(const struct event_book *book, uint8_t type, struct str mode);
BEDE_NODISCARD bede_status book_word_set(struct event_book *book, struct str words, char separator,
                                         struct word_set **out, bede_error *err);

/* discard.c: sentences and stories that are not coded because of their words. */
enum discard { DISCARD_NONE, DISCARD_SENTENCE, DISCARD_STORY };
BEDE_NODISCARD bede_status book_load_discards(struct event_book *book, const char *folder,
                                              bede_error *err);
enum discard book_discards(const struct event_book *book, const struct doc *doc,
                           const struct entities *entities, uint32_t sentence);
/* Do words of a time expression keep out what happened then? */
bool book_discards_time(const struct event_book *book, const struct doc *doc,
                        const struct timex *time);

/* rules.c */
/* Reads one rule file's text. Name and text must live as long as the book. Errors: SYNTAX, DATA with
 * name and line; LIMIT, NOMEM. */
BEDE_NODISCARD bede_status book_read_rules_text(struct event_book *book, const char *name,
                                                struct str text, bede_error *err);
BEDE_NODISCARD bede_status book_load_rules(struct event_book *book, const char *folder,
                                           bede_error *err);

/* compile.c: gives every rule its pattern; a template that misparses keeps its `problem`. */
BEDE_NODISCARD bede_status book_compile(struct event_book *book, const struct text_lexicon *lexicon,
                                        const struct syntax_model *model, uint32_t from_rule,
                                        bede_error *err);

#endif
