/* fuzz_plain.c - any bytes through the wire reader as plain copy, bare text, JSON lines, CoNLL-U, and
 * whatever they are taken for.
 *
 * SPDX-License-Identifier: MIT */
#include "fuzz_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    static const bede_from modes[] = {BEDE_FROM_AUTO, BEDE_FROM_PLAIN, BEDE_FROM_TEXT,
                                      BEDE_FROM_JSONL, BEDE_FROM_CONLLU};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        read_all(bytes, modes[i]);
    return 0;
}
