#!/usr/bin/env python3
"""Measure the reader of agency copy on lines of real headers.

    tools/score_headers.py LINES.tsv [--bede build/release/bede] [--command "..."] [-v]

LINES.tsv has the columns id, agency, kind, string, expected, source. Every line is wrapped into the
smallest story in which a line of its kind can stand, `bede stories --format jsonl` reads it, and
what it must yield is checked field by field. The expectations below go by the number of the row and
say in a form for machines what the column `expected` says in words. SPDX-License-Identifier: MIT
"""
import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile

BODY = ("The two delegations met for a second day and agreed to go on talking, an official said.\n\n"
        "No date was set for the next round, and neither side gave details of the proposals.\n")
LEAD = "GENEVA, May 2 ({agency}) -- Delegates of two countries met on Thursday, officials said.\n\n"


def expect(**fields):
    return fields


def tag(name, sequence=None):
    return (name, sequence)


def clause(kind, paragraphs=(), last=None, throughout=False, objects=None):
    return (kind, [list(p) for p in paragraphs], last, throughout, objects)


# What each row must give: places, dates (month, day, year), agencies, tags, clauses. Where it is a
# piece of the line itself, it stands as the piece's place in the line: where the headline or the
# copy begins (`title_at`, `copy_at`), where the slug ends, (start, end) of names and targets.
EXPECT = {
    1: expect(tags=[tag("LD", 3)], title_at=9),
    2: expect(genre="Feature", tags=[]),
    3: expect(genre="News Focus", tags=[]),
    4: expect(tags=[tag("LEAD", 1)], title_at=7),
    5: expect(genre="Interview", tags=[]),
    6: expect(clauses=[clause("update", [(7, 12)])]),
    7: expect(clauses=[clause("update", [(5, 5)]), clause("add", [(13, 14)])]),
    8: expect(clauses=[clause("add", [(2, 2), (5, 5), (10, 10), (13, 16)],
                              objects=["details", "photo"]),
                       clause("recast", objects=["lead"])]),
    9: expect(clauses=[clause("add", objects=["photo"])]),
    10: expect(clauses=[clause("add", last=3)]),
    11: expect(clauses=[clause("update", [(6, 7), (10, 10)])]),
    12: expect(clauses=[clause("add", throughout=True, objects=["details"]),
                        clause("change", objects=["photos"])]),
    13: expect(clauses=[clause("update", last=4), clause("add", objects=["photo", "byline"])]),
    14: expect(clauses=[clause("add", [(4, 5)], objects=["details", "photos"])]),
    15: expect(places=["SEOUL", "WASHINGTON"], date=(11, 9), agencies=["Yonhap"]),
    16: expect(places=["SEOUL"], date=(11, 24), agencies=["Yonhap"]),
    17: expect(places=["NEW YORK", "WASHINGTON"], date=None, agencies=["Yonhap"]),
    18: expect(places=["ICHEON"], region="South Korea", date=None, agencies=[]),
    19: expect(places=["JEJU", "SEOUL"], date=None, agencies=[]),
    20: expect(places=["SEOU"], date=None, agencies=[]),
    21: expect(slug_ends=18, tags=[tag("LD", 1)]),
    22: expect(slug_ends=35, tags_hold=[tag("LD", 3)]),
    23: expect(tags_hold=[tag("ALERT", 0)]),
    24: expect(slug_ends=18, tags=[tag("LD", 3)]),
    25: expect(clauses_hold=[("restore", [[3, 3]])], furniture="note"),
    26: expect(furniture="note", clauses=[]),
    27: expect(clauses_hold=[("update", [])], furniture="note"),
    28: expect(furniture="other", captions=0),
    29: expect(bylines=[(3, 15)], titles=[(19, 35)]),
    30: expect(bylines=[(3, 13), (18, 36)]),
    31: expect(places=["BUENOS AIRES"], region="Argentina", agencies=["AP"]),
    32: expect(places=["CHATHAM"], region="Mass.", agencies=["AP"]),
    33: expect(places=["ROSCOE"], region="South Dakota", agencies=["AP"]),
    34: expect(places=["NEW YORK"], agencies=["AP"]),
    35: expect(places=["GROSSETO"], region="Italy", agencies=["AP"]),
    36: expect(furniture="end", story_date="2016-02-20"),
    37: expect(status="canceled", target_holds=[(22, 42), (44, 49)], furniture="order"),
    38: expect(status="canceled", furniture="order"),
    39: expect(tags=[tag("CORRECTED")], title_at=10),
    40: expect(slug_ends=12, tags=[tag("UPDATE", 1), tag("PIX"), tag("CORRECTED")]),
    41: expect(note_kind="correction", furniture="note", clauses=[clause("correct", last=1)]),
    42: expect(places=[], date=(1, 3), agencies=["Reuters"]),
    43: expect(tags=[tag("UPDATE", 1)], title_at=9),
    44: expect(slug_ends=15, tags=[tag("WRAPUP", 1)]),
    45: expect(furniture="bullet"),
    46: expect(places=["LIMA"], date=(1, 21), agencies=["Reuters"]),
    47: expect(places=["LONDON"], agencies=["Reuters"], copy_at=18),
    48: expect(places=["LOS ANGELES"], agencies=["Variety"]),
    49: expect(places=["MOSCOW"], agencies=["Reuters"], weekday=1),
    50: expect(furniture="signoff", glued=True),
    51: expect(furniture_all=["note", "signoff"], glued=True),
    52: expect(clauses=[clause("add", [(3, 3)]), clause("update", [(4, 4)])], furniture="note"),
    53: expect(places=["STOCKHOLM"], date=(8, 29, 2014), agencies=["AFP"]),
    54: expect(places=["Strasbourg"], date=(7, 10, 2024), agencies=["AFP"]),
    55: expect(places=["PARIS"], date=(1, 1), agencies=["AFP"]),
    56: expect(furniture="signoff"),
    57: expect(slug_ends=27, tags=[tag("LEAD", 1)]),
    58: expect(tags=[tag("LEAD", 2)]),
    59: expect(tags=[tag("REFILE"), tag("LEAD", 1)], title_at=20,
               furniture="byline"),
    60: expect(tags=[tag("LEAD", 2), tag("NET", 3)], title_at=21,
               bylines=[(89, 102)]),
    61: expect(places=["Tel Aviv", "Beirut"], agencies=["dpa"]),
    62: expect(places=["San Diego"], agencies=["TCA", "dpa"]),
    63: expect(furniture="end", story_date="2015-10-07"),
    64: expect(status="canceled", target_holds=[(46, 49), (65, 76)], furniture="order"),
    65: expect(status="withheld", target_holds=[(46, 49), (51, 67)], furniture="order"),
    66: expect(furniture="signoff"),
    67: expect(places=["SAITAMA"], region="Japan", date=(12, 9), agencies=["Kyodo"]),
    68: expect(places=["YILAN"], region="Taiwan", agencies=["Kyodo"]),
    69: expect(furniture="end"),
    70: expect(places=["XIGAZE"], region="Tibet", date=(4, 29), agencies=["Xinhua"]),
    71: expect(places=["HANGZHOU"], date=(5, 1), agencies=["Xinhua"]),
    72: expect(places=["LISBOA"], date=(6, 18), agencies=["Xinhua"]),
    73: expect(places=["BEIJING"], date=(8, 10), agencies=["Xinhua"]),
    74: expect(bylines=[(18, 28), (33, 38)]),
    75: expect(places=["LUGANSK"], date=(7, 12), agencies=["TASS"], copy_at=26),
    76: expect(places=["MOSCOW"], date=(11, 17), agencies=["TASS"], copy_at=29),
    77: expect(places=["Kathmandu"], date=(11, 26), agencies=["PTI"], copy_at=24),
    78: expect(places=["Ahmedabad", "New Delhi"], date=(1, 22), agencies=["PTI"]),
    79: expect(places=["Kathmandu"], date=(10, 17), agencies=["PTI"],
               bylines=[(3, 20)]),
    80: expect(places=["Tehran"], agencies=["IRNA"], copy_at=15),
    81: expect(places=["Tegucigalpa"], date=(1, 2), agencies=["EFE"], copy_at=27),
    82: expect(places=["Rome"], date=(10, 11), agencies=["ANSA"], copy_at=28),
    83: expect(places=["Paris"], agencies=["ATS", "AFP"], copy_at=16),
    84: expect(places=["SEOUL"], region="South Korea", date=(1, 3), agencies=["UPI"]),
    85: expect(places=["AUSTIN"], region="Texas", date=(2, 1, 2017), agencies=["PRNewswire"],
               press_release=True),
    86: expect(dateline=None),
    87: expect(dateline=None),
    88: expect(dateline=None, captions=1, credits=1),
}


def wrap(row_id, agency, kind, line):
    """The smallest story around a line; (text, date that the collector knew or None)."""
    line = line.replace("\\t", "\t")
    want = EXPECT[row_id]
    lead = LEAD.format(agency=agency if agency not in ("trap", "PRN") else "Reuters")
    collector = ""
    if want.get("date") and len(want["date"]) == 2:
        collector = "date 2021-%02d-%02d\n\n" % want["date"]
    if row_id == 49:
        collector = "date 2021-06-09\n\n"  # a Wednesday: the Monday before is the 7th
    if kind in ("dateline", "not-dateline"):
        joint = "" if line.endswith((".", "- ", "-")) else " and others went on."
        return collector + line + joint + "\n\n" + BODY
    if kind in ("headline", "attn", "note", "eds", "keyword", "slugline", "slug", "photo", "bullet"):
        before = "Delegates meet in Geneva\n\n" if kind in ("bullet", "photo") else ""
        return before + line + "\n\n" + lead + BODY
    if kind == "byline":
        return "Delegates meet in Geneva\n\n" + line.replace(" / ", "\n") + "\n\n" + lead + BODY
    if kind == "header":
        return line.replace(" / ", "\n") + "\n\n" + lead + BODY
    if kind in ("kill", "hold"):
        return line.replace(" / ", "\n") + "\n"
    if kind == "signoff" and want.get("glued"):
        return lead + BODY.rstrip() + " " + line + "\n"
    if kind == "caption":
        return lead + BODY + "\n\nDelegates shake hands in Geneva on May 2, 2021. " + line + "\n"
    return lead + BODY + "\n" + line + "\n"


def wrap_note(row_id, line):
    """Row 51 stands behind the last sentence."""
    lead = LEAD.format(agency="Reuters")
    return lead + BODY.rstrip() + " " + line.rstrip() + " Ann Poe)\n"


def read_stories(command, texts):
    """One story of each text, in order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for row_id, text in texts:
            path = os.path.join(folder, "%03d.txt" % row_id)
            with open(path, "w", encoding="utf-8", newline="") as out:
                out.write(text)
            paths.append(path)
        run = subprocess.run(command + paths, stdout=subprocess.PIPE, check=False)
        stories = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    if len(stories) != len(texts):
        sys.exit("asked for %d stories, read %d" % (len(texts), len(stories)))
    return stories


def pieces(line, spans):
    return [line[start:end] for start, end in spans]


def objects_of(item):
    return ([item["object"]] if item.get("object") else []) + list(item.get("objects") or [])


def check_clauses(story, want, line, wrong):
    found = [c for note in story["notes"] for c in note["clauses"]]
    if "clauses" in want:
        if len(found) != len(want["clauses"]):
            wrong.append("%d clauses" % len(found))
        for got, (kind, paragraphs, last, throughout, objects) in zip(found, want["clauses"]):
            if (got["kind"], got["paragraphs"], got["last"], got["throughout"]) != (
                    kind, paragraphs, last, throughout):
                wrong.append("clause %s" % json.dumps(got))
            if objects is not None and objects_of(got) != objects:
                wrong.append("objects %s" % objects_of(got))
    for kind, paragraphs in want.get("clauses_hold", []):
        if not any(c["kind"] == kind and c["paragraphs"] == paragraphs for c in found):
            wrong.append("no clause %s %s" % (kind, paragraphs))
    if "note_kind" in want and want["note_kind"] not in [n["kind"] for n in story["notes"]]:
        wrong.append("note kinds %s" % [n["kind"] for n in story["notes"]])
    for part in pieces(line, want.get("target_holds", [])):
        if not any(part in (n.get("target") or "") for n in story["notes"]):
            wrong.append("no target with %s" % part)


def check_dateline(story, want, wrong):
    line = story["dateline"]
    if "dateline" in want:
        if line is not None and line.get("agencies") != ["Reuters"] and want["dateline"] is None:
            wrong.append("dateline %s" % line)
        return
    if "places" not in want:
        return
    if line is None:
        wrong.append("no dateline")
        return
    for key in ("places", "agencies"):
        if key in want and line[key] != want[key]:
            wrong.append("%s %s" % (key, line[key]))
    if "region" in want and line["region"] != want["region"]:
        wrong.append("region %s" % line["region"])
    if want.get("date"):
        full = tuple(want["date"]) if len(want["date"]) == 3 else tuple(want["date"]) + (2021,)
        if line["date"] != "%04d-%02d-%02d" % (full[2], full[0], full[1]):
            wrong.append("date %s" % line["date"])
    if "weekday" in want and line["date"] != "2021-06-07":
        wrong.append("date of the weekday %s" % line["date"])
    if want.get("press_release") and not line.get("press_release"):
        wrong.append("no press release")


def check_copy(story, want, line, wrong):
    if "copy_at" in want:
        first = story["paragraphs"][0]
        text = first["text"].find(line[want["copy_at"]:].strip())
        at = first["body"][0] - first["span"][0]
        if at != text:
            wrong.append("copy starts at %s, not %s" % (at, text))
    kinds = [f["kind"] for f in story["furniture"]]
    if "furniture" in want and want["furniture"] not in kinds:
        wrong.append("furniture %s" % kinds)
    if "furniture_all" in want and not set(want["furniture_all"]) <= set(kinds):
        wrong.append("furniture %s" % kinds)
    if "captions" in want and len(story["captions"]) != want["captions"]:
        wrong.append("%d captions" % len(story["captions"]))
    if "credits" in want and sum(len(c["credits"]) for c in story["captions"]) != want["credits"]:
        wrong.append("credits %s" % story["captions"])


def check(story, want, line):
    """What is wrong with a story; an empty list when nothing is."""
    wrong = []
    tags = [(t["tag"], None if t["sequence"] in (-1, None) else t["sequence"])
            for t in story["tags"]]
    if "tags" in want and tags != want["tags"]:
        wrong.append("tags %s" % tags)
    if "tags_hold" in want and not all(t in tags for t in want["tags_hold"]):
        wrong.append("tags %s" % tags)
    if "genre" in want and story["genre"] != want["genre"]:
        wrong.append("genre %s" % story["genre"])
    title, slug = story["headline"] or "", story.get("slug") or ""
    if "title_at" in want and title != line[want["title_at"]:].split(" / ")[0]:
        wrong.append("headline %s" % title)
    if "slug_ends" in want and slug != line[:want["slug_ends"]]:
        wrong.append("slug %s" % slug)
    for key, name in (("bylines", "bylines"), ("titles", "byline_titles")):
        if key in want and story[name] != pieces(line, want[key]):
            wrong.append("%s %s" % (name, story[name]))
    if "status" in want and story["status"] != want["status"]:
        wrong.append("status %s" % story["status"])
    if "story_date" in want and story["date"] != want["story_date"]:
        wrong.append("date %s" % story["date"])
    check_clauses(story, want, line, wrong)
    check_dateline(story, want, wrong)
    check_copy(story, want, line, wrong)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lines")
    parser.add_argument("--bede", default="build/release/bede")
    parser.add_argument("--command", help="another program that prints the same JSON lines")
    parser.add_argument("--least", type=int, default=84, help="exit 1 below this many right")
    parser.add_argument("-v", action="store_true", help="show the line of each failure")
    args = parser.parse_args()
    command = shlex.split(args.command) if args.command else [
        args.bede, "stories", "--from", "plain", "--format", "jsonl"]
    rows = []
    with open(args.lines, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            row = line.rstrip("\n").split("\t")
            rows.append((int(row[0]), row[1], row[2], row[3]))
    texts = [(r[0], wrap_note(r[0], r[3]) if r[0] == 51 else wrap(*r)) for r in rows]
    right = 0
    for row, story in zip(rows, read_stories(command, texts)):
        wrong = check(story, EXPECT[row[0]], row[3].replace("\\t", "\t"))
        right += not wrong
        if wrong:
            print("#%d %s: %s" % (row[0], row[2], "; ".join(wrong)))
            if args.v:
                print("    " + row[3])
    print("headers: %d of %d right" % (right, len(rows)))
    return 0 if right >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
