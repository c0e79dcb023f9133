/* fuzz_gold.c - any bytes as hand-coded stories.
 *
 * SPDX-License-Identifier: MIT */
#include "eval/eval.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct gold_set set;
    bede_error err;
    if (gold_init(&set, &err) != BEDE_OK) return 0;
    if (gold_read(&set, "fuzz", (struct str){(const char *)data, size}, &err) == BEDE_OK)
        for (uint32_t i = 0; i < set.n; i++)
            if (!set.items[i].story.n) __builtin_trap();
    gold_fini(&set);
    return 0;
}
