#!/usr/bin/env python3
"""Count what the entity tables hold against what they promise.

    tools/count_knowledge.py [folder]        (default: knowledge/en/entity)

Prints one line a kind: how many there are, the least there should be, and "short" where it lacks;
ends with 1 if anything does. Agent nouns are counted once a noun, and only those with a sector.

SPDX-License-Identifier: MIT
"""
import pathlib
import sys

# The tables promise a number of groups, parties, nouns and states; of bodies, one for each of many
# states, for which the least is ours.
LEAST = {  # kind -> (least, file, type)
    "armed groups": (400, "groups", None),
    "parties": (600, "organisations", "party"),
    "central banks": (60, "organisations", "bank"),
    "intelligence services": (60, "organisations", "agency"),
    "militaries and services": (60, "organisations", "military"),
    "parliaments": (60, "organisations", "parliament"),
    "courts": (60, "organisations", "court"),
    "agent nouns with sectors": (500, "agents", None),
}


def rows(folder, name):
    """The rows of a table, without comments and the line that names the columns."""
    lines = (folder / f"{name}.tsv").read_text("utf-8").splitlines()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    for line in lines[1:]:
        yield line.split("\t")


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "knowledge/en/entity")
    short = False
    for kind, (least, name, want) in LEAST.items():
        found = set()
        for row in rows(folder, name):
            if want and row[3] != want or name == "agents" and row[2] == "-":
                continue
            found.add((row[0], "" if name == "agents" else row[1]))
        lacks = len(found) < least
        short |= lacks
        print(f"{kind:28} {len(found):5}  of {least}{'  short' if lacks else ''}")
    states, terms, ends = {}, 0, 0
    for row in rows(folder, "people"):
        if row[3] == "-" or row[4] == "-":
            continue
        terms += 1
        ends += row[-1] != "-"
        office = row[3].lower()
        part = ("foreign" if "foreign" in office or "secretary of state" in office or
                "external" in office else "head")
        states.setdefault(row[1], set()).add(part)
    both = [c for c, p in states.items() if {"head", "foreign"} <= p]
    print(f"{'terms, with a source':28} {terms:5}  {ends}")
    lacks = len(both) < 60
    print(f"{'countries, head and foreign':28} {len(both):5}  of 60{'  short' if lacks else ''}")
    return 1 if short or lacks else 0


if __name__ == "__main__":
    sys.exit(main())
