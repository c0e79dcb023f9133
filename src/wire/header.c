/* wire/header.c - see header.h. SPDX-License-Identifier: MIT */
#include "wire/header.h"

bede_status header_fields(const struct wire_lexicon *lexicon, struct story *story, struct str title,
                          struct str byline, struct str note, bede_error *err)
{
    (void)lexicon, (void)byline, (void)note, (void)err;
    story->title = title;
    return BEDE_OK;
}
