"""Events as JSON lines: count who accuses whom.

    bede export --db wire.db --layout plover > plover.jsonl
    python3 load_plover.py plover.jsonl

SPDX-License-Identifier: MIT
"""
import collections
import json
import sys

pairs = collections.Counter()
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        event = json.loads(line)
        for actor in event["actor"]:
            for recipient in event["recipient"]:
                pairs[event["event"][0], actor["code"], recipient["code"]] += 1
for (kind, actor, recipient), n in pairs.most_common(10):
    print(n, kind, actor or "?", recipient or "?", sep="\t")
