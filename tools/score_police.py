#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Police acts found by the coder, against news in which every sentence is labelled.

usage: score_police.py BEDE DOCS.jsonl

DOCS.jsonl: {"id","text","all_lowercase","sentences":[{"start","end","labels"}]} a line. A sentence
counts as told when it yields COERCE/arrest or ASSAULT with a police actor (sector COP), and as
labelled when it has a label of KILL, ARREST or FORCE. Cased and lower-case documents apart.
"""
import bisect, json, subprocess, sys

WANTED = ("KILL", "ARREST", "FORCE")


def police(event):
    if "COP" not in json.dumps(event.get("actor")):
        return False
    kind, mode = event.get("event") or [], event.get("mode") or []
    return "ASSAULT" in kind or ("COERCE" in kind and "arrest" in mode)


def main():
    bede, path = sys.argv[1:3]
    docs = [json.loads(line) for line in open(path, encoding="utf-8")]
    counts = {True: [0, 0, 0], False: [0, 0, 0]}  # hit, told, labelled
    for doc in docs:
        run = subprocess.run([bede, "code"], input=doc["text"], capture_output=True, text=True)
        starts = [s["start"] for s in doc["sentences"]]
        told = set()
        for line in filter(str.strip, run.stdout.splitlines()):
            event = json.loads(line)
            if police(event):
                told.add(bisect.bisect_right(starts, trigger(event)) - 1)
        gold = {i for i, s in enumerate(doc["sentences"])
                if any(label in WANTED for label in s["labels"])}
        c = counts[bool(doc["all_lowercase"])]
        c[0] += len(told & gold)
        c[1] += len(told)
        c[2] += len(gold)
    for lower, (hit, told, labelled) in counts.items():
        print("%-11s precision %.1f recall %.1f (%d told, %d labelled)" % (
            "lower-case" if lower else "cased", 100 * hit / max(told, 1),
            100 * hit / max(labelled, 1), told, labelled))


def trigger(event):
    spans = event["bede"]["spans"]["trigger"]
    return spans[0][0]


if __name__ == "__main__":
    main()
