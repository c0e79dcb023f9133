#!/usr/bin/env python3
"""Lists the spans between 1985 and 2025 for which people.tsv names no head of a country and no foreign
minister: where the table may grow. What it lists is no mistake; overlapping terms are told by `bede check`.

    python3 tools/list_gaps.py [--office head|foreign] [knowledge/en/entity/people.tsv]

SPDX-License-Identifier: MIT
"""
import argparse
import collections
import datetime
import re

FROM, TO, SLACK = datetime.date(1985, 1, 1), datetime.date(2025, 10, 1), 40
OFFICES = {
    "foreign": {"foreign minister", "foreign secretary", "secretary of state", "external affairs minister"},
    "head": {"president", "king", "queen", "emperor", "emir", "sultan", "prime minister", "chancellor",
             "taoiseach", "premier", "supreme leader", "general secretary", "pope", "chief adviser"},
}


def day(text, end):
    if text in ("-", ""):
        return datetime.date(2100, 1, 1) if end else FROM
    part = [int(x) for x in text.split("-")]
    month = part[1] if len(part) > 1 else (12 if end else 1)
    return datetime.date(part[0], month, part[2] if len(part) > 2 else (28 if end else 1))


def terms(path):
    with open(path, encoding="utf-8") as lines:
        rows = [re.split(r"\t+", line.rstrip("\n")) for line in lines if line.strip() and line[0] != "#"]
    head = rows[0]
    return [dict(zip(head, row)) for row in rows[1:]]


def gaps(spans):
    at = FROM
    for begin, end in sorted(spans):
        if (begin - at).days > SLACK and begin <= TO:
            yield at, begin
        at = max(at, end)
    if at < TO:
        yield at, TO


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--office", choices=sorted(OFFICES))
    parser.add_argument("table", nargs="?", default="knowledge/en/entity/people.tsv")
    args = parser.parse_args()
    found = collections.defaultdict(list)
    for term in terms(args.table):
        for office, names in OFFICES.items():
            if term["office"].lower() in names and args.office in (None, office):
                found[term["code"], office].append((day(term["from"], False), day(term["to"], True)))
    for (code, office), spans in sorted(found.items()):
        missing = " ".join(f"{a}..{b}" for a, b in gaps(spans))
        if missing:
            print(f"{code} {office:7} {missing}")


if __name__ == "__main__":
    main()
