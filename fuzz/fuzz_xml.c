/* fuzz_xml.c - any bytes as each of the XML formats, and as HTML: fuzz_wire.h says what must hold of
 * every story that comes out.
 *
 * SPDX-License-Identifier: MIT */
#include "fuzz_wire.h"

#include "wire/markup.h"

static void read_html(struct str bytes)
{
    struct arena *arena = arena_new(64 << 20);
    HOLDS(arena != NULL);
    struct wire_item item;
    wire_item_init(&item, arena, BEDE_FROM_RSS);
    markup_any(&item, bytes);
    for (uint32_t i = 0; i < item.n_body; i++)
        HOLDS(item.body[i].text.n > 0);
    (void)markup_line(arena, bytes);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    static const bede_from formats[] = {BEDE_FROM_NITF,  BEDE_FROM_NEWSMLG2, BEDE_FROM_NEWSML1,
                                        BEDE_FROM_RSS,   BEDE_FROM_ATOM,     BEDE_FROM_PETRARCH,
                                        BEDE_FROM_RBNEWS};
    read_all(bytes, BEDE_FROM_AUTO);
    read_all(bytes, formats[size % (sizeof formats / sizeof *formats)]);
    read_html(bytes);
    return 0;
}
