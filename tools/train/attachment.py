#!/usr/bin/env python3
"""attachment.py GOLD.conllu PARSED.conllu - how well the arcs are found that events hang on.

Both files have the same words. For each class of gold arcs: how many there are, and the percentage
with the right head, and with the right head and universal relation.
SPDX-License-Identifier: MIT
"""
import sys


def sentences(path):
    rows, out = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if rows: out.append(rows)
            rows = []
        elif line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit(): rows.append(cells)
    if rows: out.append(rows)
    return out


def classes(sentence, i):
    """Names of the classes that the arc of word i belongs to."""
    row = sentence[i]
    rel, head = row[7], int(row[6])
    universal = rel.split(":")[0]
    above = sentence[head - 1] if head else None
    cases = [r[1].lower() for r in sentence if r[6] == row[0] and r[7] == "case"]
    if rel == "root": yield "root"
    if universal in ("nsubj", "csubj"): yield "subjects"
    if rel == "nsubj:pass": yield "passive subjects"
    if universal == "obj": yield "objects"
    if universal in ("obl", "nmod") and cases: yield "prepositional phrases"
    if universal in ("obl", "nmod") and cases and cases[0] in ("with", "to", "against"):
        yield "  with, to, against"
    if rel == "obl:agent": yield "passive agents"
    if rel == "conj" and above and above[7].startswith("nsubj"): yield "coordinated subjects"
    if rel == "conj": yield "coordination"
    if universal == "appos" or rel == "nmod:desc": yield "appositions and titles"
    if rel == "acl:relcl": yield "relative clauses"
    if universal in ("ccomp", "xcomp"): yield "clausal complements"
    if universal == "nsubj" and above and head < int(row[0]) and above[2] in (
            "say", "add", "tell", "announce", "declare", "explain"):
        yield "said X (inverted cue)"
    if universal in ("compound", "flat"): yield "compounds and names"


def main():
    gold, parsed = sentences(sys.argv[1]), sentences(sys.argv[2])
    assert [len(s) for s in gold] == [len(s) for s in parsed], "not the same words"
    count = {}
    for g, p in zip(gold, parsed):
        for i, row in enumerate(g):
            head = row[6] == p[i][6]
            rel = head and row[7].split(":")[0] == p[i][7].split(":")[0]
            for name in classes(g, i):
                c = count.setdefault(name, [0, 0, 0])
                c[0] += 1; c[1] += head; c[2] += rel
    print("| arcs | number | head % | head and relation % |\n|---|---|---|---|")
    for name, (n, head, rel) in sorted(count.items(), key=lambda x: -x[1][0]):
        print(f"| {name.strip()} | {n} | {100 * head / n:.1f} | {100 * rel / n:.1f} |")


main()
