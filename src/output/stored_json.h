/* output/stored_json.h - see stored.h. SPDX-License-Identifier: MIT */
#ifndef OUTPUT_STORED_JSON_H
#define OUTPUT_STORED_JSON_H

#include "output/stored.h"

void stored_version_json(struct buf *buf, const struct store_version *version);
void stored_pending_json(struct buf *buf, const struct store_pending *pending);
void stored_receipt_json(struct buf *buf, const struct story *story,
                         const struct store_receipt *receipt);

#endif
