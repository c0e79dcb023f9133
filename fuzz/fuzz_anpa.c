/* fuzz_anpa.c - any bytes as the text formats of the teleprinter age.
 *
 * SPDX-License-Identifier: MIT */
#include "fuzz_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    static const bede_from modes[] = {BEDE_FROM_IPTC7901, BEDE_FROM_ANPA1312, BEDE_FROM_TELEX,
                                      BEDE_FROM_AUTO};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        read_all(bytes, modes[i]);
    return 0;
}
