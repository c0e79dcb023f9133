#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does the full coder find a labelled pair by itself?

usage: score_coder.py BEDE PAIRS.jsonl

PAIRS.jsonl is what `bede relate` is scored on: {"text","source_span","target_span","gold_root"}. A
row is found when some event of its sentence has the type (CONCEDE and RETREAT count as YIELD), an
actor that overlaps the source and a recipient that overlaps the target; where the codebook makes
both sides actors, both are looked for among them. Told are also the rows with the right pair of
whatever type, and the rows without any event.
"""
import json, subprocess, sys


def one(kind):
    return {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(kind, kind)


def overlaps(spans, wanted):
    return any(s < wanted[1] and e > wanted[0] for s, e in spans)


def main():
    bede, path = sys.argv[1:3]
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    rows = [r for r in rows if r.get("source_span") and r.get("target_span")]
    found = paired = empty = 0
    for row in rows:
        run = subprocess.run([bede, "code"], input=row["text"], capture_output=True, text=True)
        events = [json.loads(line) for line in filter(str.strip, run.stdout.splitlines())]
        empty += not events
        types = set()
        for event in events:
            spans = event["bede"]["spans"]
            actors = spans.get("actor") or []
            others = (spans.get("recipient") or []) or actors
            if overlaps(actors, row["source_span"]) and overlaps(others, row["target_span"]):
                types |= {one(t) for t in event["event"]}
        paired += bool(types)
        found += one(row["gold_root"]) in types
    n = len(rows)
    print("%d rows: found %.1f %%, right pair of any type %.1f %%, no event %.1f %%"
          % (n, 100 * found / n, 100 * paired / n, 100 * empty / n))


if __name__ == "__main__":
    main()
