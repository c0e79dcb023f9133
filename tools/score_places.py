#!/usr/bin/env python3
"""Score the toponyms that `bede entities` finds, and what the gazetteer could tell of them.

usage: score_places.py GOLD.jsonl ENTITIES.jsonl [--gazetteer knowledge/en/places.gaz] [--list]

GOLD.jsonl holds a document a line: id, text, toponyms (start, end, lat, lon, fclass).
ENTITIES.jsonl is what `bede entities --from jsonl --format jsonl GOLD.jsonl` prints.

Toponyms are, on Bede's side, the mentions of kind name and adjective of entities of kind country and
place. Spans must be equal, "the" at their start aside. A gold span is counted once.

A place that Bede gives no coordinates counts as wrong in the share within 161 km. With --gazetteer the
floor that resolution has to beat is told: of the gold toponyms found that are populated
places (fclass P; countries and provinces are not in the gazetteer), how many have a name it knows, and
for how many of those the most populous bearer lies within 161 km of the gold.
SPDX-License-Identifier: MIT
"""
import argparse
import importlib.util
import json
import math
import pathlib
import struct
from collections import Counter, defaultdict

MAKE = pathlib.Path(__file__).parent / "gazetteer" / "make.py"


def cut(text, start, end):
    return (start + 4 if text[start:end].lower().startswith("the ") else start, end)


def found_spans(path):
    """The (start, end) of the mentions that count as toponyms, by story."""
    spans = defaultdict(dict)
    with open(path, encoding="utf-8") as lines:
        for entity in map(json.loads, lines):
            if entity.get("kind") not in ("country", "place"):
                continue
            for m in entity["mentions"]:
                if m["kind"] in ("name", "adjective"):
                    spans[entity["story"]][tuple(m["span"])] = m.get("geo")
    return spans


class Gazetteer:
    """Name -> (lat, lon) of the most populous bearer."""

    def __init__(self, path):
        spec = importlib.util.spec_from_file_location("make", MAKE)
        make = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(make)
        self.fold, self.at = make.fold, {}
        data = pathlib.Path(path).read_bytes()
        magic, n_places, n_names, _, _ = struct.unpack_from("<8sIIII", data)
        if magic != b"BEDEGAZ1":
            raise SystemExit(f"{path}: no gazetteer of this version")
        names = 24 + 36 * n_places
        text = names + 8 * n_names
        for i in range(n_names):
            key, place = struct.unpack_from("<II", data, names + 8 * i)
            start = text + key + 1
            name = data[start:start + data[start - 1]].decode()
            if name not in self.at:
                lat, lon = struct.unpack_from("<ii", data, 24 + 36 * place)
                self.at[name] = (lat / 1e5, lon / 1e5)

    def find(self, phrase):
        return self.at.get(self.fold(phrase))


def kilometres(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = (math.sin((lat2 - lat1) / 2) ** 2
         + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def percent(part, whole):
    return f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "none"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("entities")
    parser.add_argument("--gazetteer")
    parser.add_argument("--list", action="store_true", help="show what was missed and what is extra")
    args = parser.parse_args()
    ours, count, missed, extra = found_spans(args.entities), Counter(), Counter(), Counter()
    unplaced, wrong = Counter(), Counter()
    gazetteer = Gazetteer(args.gazetteer) if args.gazetteer else None
    with open(args.gold, encoding="utf-8") as lines:
        for doc in map(json.loads, lines):
            text = doc["text"]
            gold = {cut(text, t["start"], t["end"]): t for t in doc["toponyms"]}
            geo = {cut(text, *span): where for span, where in ours[doc["id"]].items()}
            mine = set(geo)
            for span in mine & gold.keys():
                t = gold[span]
                if t.get("lat") is None:
                    continue
                count["placed"] += 1
                if not geo[span]:
                    unplaced[text[span[0]:span[1]]] += 1
                    continue
                count["told"] += 1
                far = kilometres((geo[span]["lat"], geo[span]["lon"]),
                                 (float(t["lat"]), float(t["lon"])))
                count["within"] += far <= 161
                if far > 161:
                    wrong[text[span[0]:span[1]]] += 1
            count.update(gold=len(gold), mine=len(mine), hit=len(mine & gold.keys()))
            missed.update(text[a:b] for a, b in gold.keys() - mine)
            extra.update(text[a:b] for a, b in mine - gold.keys())
            for span in mine & gold.keys() if gazetteer else ():
                t = gold[span]
                if t.get("lat") is None or t.get("fclass") != "P":
                    continue
                count["towns"] += 1
                place = gazetteer.find(text[span[0]:span[1]])
                if place is None:
                    continue
                count["known"] += 1
                count["near"] += kilometres(place, (float(t["lat"]), float(t["lon"]))) <= 161
    f1 = 200 * count["hit"] / (count["gold"] + count["mine"]) if count["gold"] else 0
    print(f"toponyms: precision {percent(count['hit'], count['mine'])}, "
          f"recall {percent(count['hit'], count['gold'])}, F1 {f1:.1f}")
    print(f"of the gold ones found that have coordinates: within 161 km "
          f"{percent(count['within'], count['placed'])}; Bede tells coordinates for "
          f"{percent(count['told'], count['placed'])}")
    if gazetteer:
        print(f"floor, not Bede's: the gazetteer knows {percent(count['known'], count['towns'])} of "
              f"the towns; most populous within 161 km: {percent(count['near'], count['known'])}")
    if args.list:
        print("missed:", missed.most_common(40))
        print("extra:", extra.most_common(40))
        print("without coordinates:", unplaced.most_common(40))
        print("beyond 161 km:", wrong.most_common(40))


if __name__ == "__main__":
    main()
