#!/usr/bin/env python3
"""Reads every file of the format samples beside the repository and compares what came out with
tests/golden/wire/formats.tsv, which was written by reading the samples.

    tools/score_formats.py [--bede build/release/bede] [--samples ../shared/wireformats] [--verbose]

A row of the table is one fact of one item: file, item (its number in the file, or "skip"), fact,
value. For "skip" the value is a part of the message that must name the reason. Facts are those of
`bede stories`: story, version, status, format, provider, created, first_created, signal, language,
agency, urgency, slug, place (of the dateline), paragraphs, headline (yes or no), bylines, notes
(kinds), links, subjects, captions (numbers), tags. The number of stories of a file is checked too.
Files without rows are counted as unread when nothing is said about them. Prints one line a folder
and the total; exit status 1 when a fact is wrong, 77 when there are no samples.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def fact(story, name):
    if name == "headline":
        return "yes" if story["headline"] else "no"
    if name in ("paragraphs", "links", "subjects", "captions"):
        return str(len(story[name]))
    if name == "place":
        line = story["dateline"]
        return ";".join(line["places"]) if line else "-"
    if name == "bylines":
        return ";".join(story["bylines"]) or "-"
    if name == "notes":
        return ";".join(sorted({note["kind"] for note in story["notes"]})) or "-"
    if name == "tags":
        tags = [t["tag"] + ("" if t["sequence"] is None else " %d" % t["sequence"]) for t in story["tags"]]
        return ";".join(tags) or "-"
    value = story.get(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(value)


def read_table(path):
    rows = collections.defaultdict(list)
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            cells = line.rstrip("\n").split("\t")
            if not line.strip() or line.startswith("#") or cells[0] == "file":
                continue
            if len(cells) != 4:
                sys.exit("%s:%d: not four cells" % (path, number))
            rows[cells[0]].append(cells[1:])
    return rows


def check_file(bede, path, rows):
    """Returns (right, wrong messages, said anything)."""
    run = subprocess.run([bede, "stories", "-f", "jsonl", path], capture_output=True, check=False)
    stories = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    said = run.stderr.decode("utf-8", "replace")
    right, wrong = 0, []
    if run.returncode not in (0, 1):
        wrong.append("exit status %d" % run.returncode)
    wanted = {item for item, _, _ in rows if item not in ("skip", "stories")}
    checks = list(rows)
    if rows and not any(item == "stories" for item, _, _ in rows):
        checks.append(["stories", "n", str(len(wanted))])
    for item, name, value in checks:
        if item == "stories":
            got = str(len(stories))
        elif item == "skip":
            got = value if value in said else "(not said)"
        elif int(item) > len(stories):
            got = "(no such story)"
        else:
            got = fact(stories[int(item) - 1], name)
        if got == value:
            right += 1
        else:
            wrong.append("item %s: %s is %s, not %s" % (item, name, got, value))
    return right, wrong, bool(stories or said.strip())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bede", default=os.path.join(HERE, "build", "release", "bede"))
    parser.add_argument("--samples", default=os.path.join(HERE, "..", "shared", "wireformats"))
    parser.add_argument("--table", default=os.path.join(HERE, "tests", "golden", "wire", "formats.tsv"))
    parser.add_argument("--only", default="", help="files whose path holds this")
    parser.add_argument("--verbose", action="store_true", help="say which facts are wrong")
    args = parser.parse_args()
    if not os.path.isdir(args.samples):
        print("score_formats: no samples at %s: skipped" % args.samples)
        return 77
    rows = read_table(args.table)
    per_folder = collections.defaultdict(lambda: [0, 0, 0, 0])
    messages = []
    for folder, _, names in sorted(os.walk(args.samples)):
        for name in sorted(names):
            file = os.path.relpath(os.path.join(folder, name), args.samples)
            if os.sep not in file or args.only not in file:
                continue
            right, wrong, said = check_file(args.bede, os.path.join(folder, name), rows.get(file, []))
            if not said:
                wrong.append("nothing read and nothing said")
            count = per_folder[os.path.dirname(file)]
            count[0] += 1
            count[1] += file in rows
            count[2] += right
            count[3] += len(wrong)
            messages += ["%s: %s" % (file, text) for text in wrong]
    print("%-12s %6s %8s %8s %8s" % ("folder", "files", "in table", "right", "wrong"))
    total = [0, 0, 0, 0]
    for folder, count in sorted(per_folder.items()):
        print("%-12s %6d %8d %8d %8d" % (folder, *count))
        total = [a + b for a, b in zip(total, count)]
    print("%-12s %6d %8d %8d %8d" % ("all", *total))
    if args.verbose or total[3]:
        print("\n".join(messages), file=sys.stderr)
    return 1 if total[3] else 0


if __name__ == "__main__":
    sys.exit(main())
