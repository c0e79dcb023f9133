/* wire/sniff.h - what some bytes look like. wire_sniff (wire.h) gives the answer.
 *
 * SPDX-License-Identifier: MIT */
#ifndef WIRE_SNIFF_H
#define WIRE_SNIFF_H

#include "wire/wire.h"

/* Without a byte order mark of UTF-8. */
struct str sniff_without_bom(struct str bytes);

/* XML by its opening: a declaration, a document type, or a root that some format has. */
bool sniff_is_xml(struct str bytes);

/* The local name of the root element; empty when there is none in the first 64 KiB. */
struct str sniff_xml_root(struct str bytes);

/* The format that a root element stands for; AUTO when none. */
bede_from sniff_root_format(struct str root);

/* UTF-16 by its mark, or by every second byte of the head being NUL. */
bool sniff_is_utf16(struct str bytes);

#endif
