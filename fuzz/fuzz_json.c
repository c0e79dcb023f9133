/* fuzz_json.c - any bytes as JSON: documents and lines, whatever their names.
 *
 * SPDX-License-Identifier: MIT */
#include "fuzz_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    static const bede_from modes[] = {BEDE_FROM_NINJS, BEDE_FROM_APJSON, BEDE_FROM_JSONL,
                                      BEDE_FROM_AUTO};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        read_all(bytes, modes[i]);
    return 0;
}
