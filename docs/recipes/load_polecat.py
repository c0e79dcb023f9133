"""POLECAT: events by type and mode, with their contexts.

    bede export --db wire.db --layout polecat > polecat.txt
    python3 load_polecat.py polecat.txt

"None" stands for no value, "; " between several. With pandas:
    pandas.read_csv("polecat.txt", sep="\t", quoting=3, na_values=["None"])

SPDX-License-Identifier: MIT
"""
import collections
import csv
import sys

contexts = collections.defaultdict(collections.Counter)
with open(sys.argv[1], encoding="utf-8", newline="") as table:
    for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
        values = {k: [] if v == "None" else v.split("; ") for k, v in row.items()}
        key = "-".join(values["Event Type"] + values["Event Mode"])
        contexts[key].update(values["Contexts"] or ["no context"])
for key, counts in sorted(contexts.items()):
    print(key, dict(counts), sep="\t")
