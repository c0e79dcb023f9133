#!/usr/bin/env python3
"""How often the ladder of versions (docs/versions.md) is right.

    tools/score_family.py DATA/wire/reuters21578.jsonl [--bede bede] [--stories 1500] [--seed 1] [-v]

Takes stories of the file and makes of each one version of every kind below, by editing: paragraphs
dropped, added (from stories that stand in neither input), altered; headline kept, changed or tagged. The
rest of the file's stories stand among them as strangers of the same days. `bede diff --pairs` must
give each edited story its origin, with the relation wanted, and the strangers none. Skips, by name,
a file that is not there. SPDX-License-Identifier: MIT
"""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

MONTHS = {m: i + 1 for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())}


def read(path):
    """id, agency, date, headline, paragraphs of each story that has three paragraphs or more."""
    seen = set()
    for number, line in enumerate(open(path, encoding="utf-8")):
        row = json.loads(line)
        text = row.get("body") or row.get("text") or ""
        if "\n    " in text:
            paragraphs = [" ".join(p.split()) for p in text.split("\n    ")]
        else:
            paragraphs = [" ".join(p.split()) for p in text.split("\n\n")]
        paragraphs = [p for p in paragraphs if p]
        date = row.get("date", "")
        if date[2:3] == "-" or date[1:2] == "-":
            day, month, year = date.split()[0].split("-")
            date = f"{year}-{MONTHS[month]:02d}-{int(day):02d}"
        if len(paragraphs) < 3 or sum(map(len, paragraphs)) <= 400:
            continue
        # What the file itself holds twice is a version, and no stranger.
        marks = {(row.get("title") or "").upper(), paragraphs[0][:60], paragraphs[1][:60]}
        if not marks & seen:
            yield dict(id=f"s{number}", source=row.get("wire") or "Reuters", date=date[:10],
                       headline=row.get("title") or "", paragraphs=paragraphs)
        seen |= marks


def drop(story, rng, others):
    keep = max(2, len(story["paragraphs"]) * 2 // 3)
    at = sorted(rng.sample(range(len(story["paragraphs"])), keep))
    story["paragraphs"] = [story["paragraphs"][i] for i in at]


def add(story, rng, others):
    for _ in range(max(1, len(story["paragraphs"]) // 3)):
        at = rng.randint(1, len(story["paragraphs"]))
        story["paragraphs"].insert(at, rng.choice(rng.choice(others)["paragraphs"]))


def alter(story, rng, others):
    """A word in twelve is another one."""
    words = [w for o in rng.sample(others, min(20, len(others)))
             for w in o["paragraphs"][0].split()]
    story["paragraphs"] = [" ".join(rng.choice(words) if rng.random() < 1 / 12 else w
                                    for w in p.split()) for p in story["paragraphs"]]


def rewrite(story, rng, others):
    """Wholly another text, as RECASTS does it: only the marks tell."""
    story["paragraphs"] = list(rng.choice(others)["paragraphs"])


def another_headline(story):
    story["headline"] = " ".join(reversed(story["headline"].split()))


KINDS = {
    "one number": ("version", "headline", lambda s, r, o: s["paragraphs"].__setitem__(
        0, s["paragraphs"][0] + " The number was 4.")),
    "paragraphs dropped": ("version", "headline", drop),
    "paragraphs added": ("version", "headline", add),
    "words altered": ("version", "headline", alter),
    "dropped, added, altered": ("version", "headline", lambda s, r, o: (
        drop(s, r, o), add(s, r, o), alter(s, r, o))),
    "added, new headline, UPDATE 1-": ("version", "update", add),
    "rewritten, UPDATE 1-, same headline": ("version", "tag", rewrite),
    "reprint by another agency": ("reprint", "agency", drop),
}


def make(story, kind, rng, others):
    _, form, edit = KINDS[kind]
    new = dict(story, paragraphs=list(story["paragraphs"]))
    edit(new, rng, others)
    new["id"] = story["id"] + "-" + str(list(KINDS).index(kind))
    if form in ("update", "agency"):
        another_headline(new)
    if form in ("update", "tag"):
        new["headline"] = "UPDATE 1-" + new["headline"]
    if form == "agency":
        new["source"] = "AP"
    return new


def write(path, stories):
    with open(path, "w", encoding="utf-8") as out:
        for s in stories:
            row = {k: s[k] for k in ("id", "source", "date", "headline")}
            row["text"] = "\n\n".join(s["paragraphs"])
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("--bede", default="bede")
    parser.add_argument("--stories", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    if not os.path.exists(args.data):
        print(f"skipped: {args.data} is not there")
        return 0
    rng = random.Random(args.seed)
    stories = list(read(args.data))[:3 * args.stories]
    old, strangers, donors = stories[0::3], stories[1::3], stories[2::3]
    new, want = [], {}
    for i, s in enumerate(old):
        kind = list(KINDS)[i % len(KINDS)]
        made = make(s, kind, rng, donors)
        new.append(made)
        want[made["id"]] = (kind, s["id"], KINDS[kind][0])
    with tempfile.TemporaryDirectory() as folder:
        a, b = os.path.join(folder, "old.jsonl"), os.path.join(folder, "new.jsonl")
        write(a, old)
        write(b, new + strangers)
        run = subprocess.run([args.bede, "diff", "--pairs", "--format", "jsonl", a, b],
                             capture_output=True, text=True, check=False)
    if run.returncode > 1:
        sys.exit(run.stderr)
    right, total, wrong, related = (collections.Counter() for _ in range(4))
    for line in run.stdout.splitlines():
        pair = json.loads(line)
        if not pair["new"]:
            continue
        relation, name = pair["relation"]["is"], pair["new"]["story"]
        origin = pair["old"]["story"] if pair["old"] else None
        kind, source, wanted = want.get(name, ("strangers", None, "none"))
        total[kind] += 1
        if kind == "strangers":
            good = relation in ("none", "related")
        else:
            good = relation == wanted and origin == source
        right[kind] += good
        related[kind] += relation == "related"
        if not good and origin != source:
            wrong[kind] += relation in ("version", "reprint")
        if args.v and not good:
            print(kind, name, relation, origin, pair["relation"]["reason"], file=sys.stderr)
    print(f"{'kind':38} {'stories':>7} {'right %':>8} {'only related':>12} {'to a wrong one':>14}")
    for kind in list(KINDS) + ["strangers"]:
        if total[kind]:
            print(f"{kind:38} {total[kind]:7} {100 * right[kind] / total[kind]:8.1f} "
                  f"{related[kind]:12} {wrong[kind]:14}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
