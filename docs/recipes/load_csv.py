"""The flat CSV: list the events that several people took part in.

    bede export --db wire.db --layout csv > events.csv
    python3 load_csv.py events.csv

The lists of one side (codes, names, offices ...) run parallel. With pandas:
    pandas.read_csv("events.csv", dtype={"cameo": str}, keep_default_na=False)

SPDX-License-Identifier: MIT
"""
import csv
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as table:
    rows = list(csv.DictReader(table))
print(len(rows), "events")
for row in rows:
    names = row["actor_name"].split(";")
    codes = row["actor_code"].split(";")
    assert len(names) == len(codes)
    if len(names) > 1:
        print(row["date"], row["event"], ", ".join(f"{n} ({c})" for n, c in zip(names, codes)))
