"""ICEWS: the mean intensity between two countries.

    bede export --db wire.db --layout icews > events.tab
    python3 load_icews.py events.tab

With pandas:
    pandas.read_csv("events.tab", sep="\t", dtype={"CAMEO Code": str}, quoting=3)

SPDX-License-Identifier: MIT
"""
import collections
import csv
import sys

dyads = collections.defaultdict(list)
with open(sys.argv[1], encoding="utf-8", newline="") as table:
    for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
        assert row["CAMEO Code"].isdigit() and len(row["CAMEO Code"]) >= 2
        if row["Source Country"] and row["Target Country"]:
            dyads[row["Source Country"], row["Target Country"]].append(float(row["Intensity"]))
for (source, target), scores in sorted(dyads.items()):
    print(f"{source}\t{target}\t{len(scores)}\t{sum(scores) / len(scores):.2f}")
