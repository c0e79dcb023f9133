"""GDELT 2.0: events by quad class; the columns have no header, so they are named here.

    bede export --db wire.db --layout gdelt > events.tsv
    python3 load_gdelt.py events.tsv

SPDX-License-Identifier: MIT
"""
import collections
import csv
import sys

ACTOR = ["Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
         "Religion2Code", "Type1Code", "Type2Code", "Type3Code"]
GEO = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
COLUMNS = (["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
           + [f"Actor{n}{name}" for n in (1, 2) for name in ACTOR]
           + ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
              "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"]
           + [f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in GEO]
           + ["DATEADDED", "SOURCEURL"])
assert len(COLUMNS) == 61

quads = collections.Counter()
with open(sys.argv[1], encoding="utf-8", newline="") as table:
    for row in csv.DictReader(table, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE):
        int(row["GLOBALEVENTID"]), float(row["GoldsteinScale"]), int(row["NumMentions"])
        quads[row["QuadClass"]] += 1
for quad, n in sorted(quads.items()):
    print(f"quad {quad}\t{n}")
