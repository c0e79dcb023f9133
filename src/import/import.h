/* import/import.h - the dictionaries of TABARI, PETRARCH and PETRARCH2 as a knowledge folder.
 *
 * In:   the bytes of dictionaries (actors, agents, verbs, discards, issues); Bede's own tables
 * Out:  the tables and rules of a folder that is laid over Bede's own with --knowledge
 * Owns: everything it makes, until import_free
 * Not here: finding Bede's own folder (api/)
 *
 * What the tables say already is left out ("known"); what cannot be said in them is reported with
 * file, line and reason ("refused"). A line is counted once.
 *
 * SPDX-License-Identifier: MIT */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "base/buf.h"
#include "base/map.h"
#include "knowledge/knowledge.h"

/* Called for each line that could not be taken, wholly (`refused`) or in part. */
typedef void (*import_report)(void *ctx, bool refused, const char *file, uint32_t line,
                              const char *message);

/* The files that an import can write. */
enum import_out {
    OUT_COUNTRIES,
    OUT_PEOPLE,
    OUT_ORGANISATIONS,
    OUT_GROUPS,
    OUT_AGENTS,
    OUT_CLASSES,
    OUT_RULES,
    OUT_CONTEXTS,
    OUT_DISCARDS,
    OUT_COUNT
};

struct import;

/* `folder` is Bede's own language folder, whose import/ tables say what codes mean. */
BEDE_NODISCARD bede_status import_new(const char *folder, const struct kb *kb, import_report report,
                                      void *ctx, struct import **out, bede_error *err);
void import_free(struct import *import);

/* What kind of dictionary is it? Told by its own marks: <ISSUE, verb blocks, [~CODE], [CODE]. */
bede_dictionary import_sniff(struct str text);

/* Reads one dictionary. `name` and `text` need not outlive the call. Bytes that are no UTF-8 are
 * read as windows-1252, NULs as blanks. Errors: NOMEM, LIMIT. */
BEDE_NODISCARD bede_status import_read(struct import *import, bede_dictionary kind,
                                       const char *name, struct str text,
                                       bede_import_figures *figures, bede_error *err);

/* What was made for one file, without its heading; empty when there is nothing. */
struct str import_made(const struct import *import, enum import_out out);

/* Writes all files into the folder, which is made when it is not there. A file that another hand
 * wrote is not touched. Errors: IO, USAGE. */
BEDE_NODISCARD bede_status import_write(const struct import *import, const char *folder,
                                        bede_error *err);

#endif
