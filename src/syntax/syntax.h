/* syntax/syntax.h - tags, lemmas and dependency trees (UD v2) for the sentences of a doc.
 *
 * In:   a doc with sentences and tokens (text/text.h)
 * Out:  upos, xpos, feats, lemma, head, rel of every token
 * Owns: the model (mapped read-only, shared by threads); one scratch a thread
 * Not here: CoNLL-U (syntax/conllu.h); training (tools/train)
 *
 * SPDX-License-Identifier: MIT */
#ifndef SYNTAX_SYNTAX_H
#define SYNTAX_SYNTAX_H

#include "text/text.h"

struct syntax_model;
struct syntax_scratch;

/* Maps the model file. Errors: IO, DATA (wrong magic, version, checksum, sizes: says which). */
BEDE_NODISCARD bede_status syntax_open(const char *path, struct syntax_model **out,
                                       bede_error *err);
/* The same from bytes in memory, which must outlive the model (tests, fuzzing). */
BEDE_NODISCARD bede_status syntax_open_bytes(const char *name, struct str bytes,
                                             struct syntax_model **out, bede_error *err);
void syntax_close(struct syntax_model *model);

/* Tells models apart: the checksum of the file. */
uint64_t syntax_model_id(const struct syntax_model *model);

/* Chooses the arithmetic kernels: "portable", "avx2", "vnni", or NULL for the fastest (the state
 * after opening). All give the same results. False when the CPU lacks them. Not while in use. */
bool syntax_use_kernels(struct syntax_model *model, const char *name);

/* One thread's working memory; grows to the longest sentence seen. NULL when memory ends. */
struct syntax_scratch *syntax_scratch_new(const struct syntax_model *model);
void syntax_scratch_free(struct syntax_scratch *scratch);

/* Tags, lemmatises and parses every sentence of the doc (those with given_tree are left alone).
 * Each sentence becomes a tree with one root. Errors: NOMEM. */
BEDE_NODISCARD bede_status syntax_analyse(const struct syntax_model *model,
                                          struct syntax_scratch *scratch, struct doc *doc,
                                          bede_error *err);

#endif
