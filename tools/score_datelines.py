#!/usr/bin/env python3
"""Measure the reading of datelines on stories whose dateline is also known by itself.

    tools/score_datelines.py STORIES.jsonl [--bede build/release/bede] [--title] [-v]

STORIES.jsonl has objects with `dateline`, `body`, `title` and `date` (Reuters-21578). The copy is put
together again as it was sent, dateline and body (with --title the headline above them), and read as
agency copy; place and date must be those of the field, which is taken apart here by other means.
SPDX-License-Identifier: MIT
"""
import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile

MONTHS = {name: i + 1 for i, name in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split())}
DATE = re.compile(r"\b([A-Za-z]{3})[A-Za-z]*\.?\s*(\d{1,2})\b")


def take_apart(dateline):
    """(places in capitals, (month, day) or None) of a dateline field."""
    text = " ".join(dateline.strip(" *<>").split())
    date = None
    for match in DATE.finditer(text):
        month = MONTHS.get(match.group(1).lower())
        if month:
            date = (month, int(match.group(2)))
            text = text[:match.start()]
            break
    place = re.split(r",| - | -$|\s\(", text)[0].strip(" -.")
    return [p.strip() for p in place.upper().split("/") if p.strip()], date


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("stories")
    parser.add_argument("--bede", default="build/release/bede")
    parser.add_argument("--command", help="another program that prints the same JSON lines")
    parser.add_argument("--title", action="store_true", help="put the headline above the copy")
    parser.add_argument("--least", type=float, default=97.0, help="exit 1 below this percentage")
    parser.add_argument("-v", action="store_true", help="show every failure")
    args = parser.parse_args()
    command = shlex.split(args.command) if args.command else [
        args.bede, "stories", "--from", "jsonl", "--format", "jsonl"]
    want = {}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as copy:
        with open(args.stories, encoding="utf-8") as stories:
            for line in stories:
                story = json.loads(line)
                if not story.get("dateline") or not story.get("body"):
                    continue
                text = story["dateline"].strip() + " " + story["body"]
                if args.title and story.get("title"):
                    text = story["title"] + "\n\n" + text
                day, month, year = story["date"].split()[0].split("-")
                day_sent = "%s-%02d-%s" % (year, MONTHS[month.lower()], day.zfill(2))
                copy.write(json.dumps({"id": str(story["id"]), "date": day_sent, "text": text}))
                copy.write("\n")
                want[str(story["id"])] = story["dateline"]
        copy.flush()
        run = subprocess.Popen(command + [copy.name], stdout=subprocess.PIPE)
        right, places_right, dates_right, seen = 0, 0, 0, 0
        for line in run.stdout:
            story = json.loads(line)
            found = story["dateline"] or {"places": [], "date": None}
            places, date = take_apart(want[story["story"]])
            got = [p.upper() for p in found["places"]]
            got_date = None
            if found["date"] and not found["date"].endswith("00-00"):
                got_date = tuple(int(part) for part in found["date"].split("-")[1:])
            seen += 1
            places_right += got == places
            dates_right += got_date == date
            right += got == places and got_date == date
            if args.v and not (got == places and got_date == date):
                print("%s: %r read as %s %s" % (story["story"], want[story["story"]], got, got_date))
        run.wait()
    if seen != len(want):
        print("%d stories of %d came back" % (seen, len(want)))
    share = 100.0 * right / max(1, len(want))
    print("datelines: %.2f %% of %d right (places %.2f %%, dates %.2f %%)" % (
        share, len(want), 100.0 * places_right / max(1, len(want)),
        100.0 * dates_right / max(1, len(want))))
    return 0 if share >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
