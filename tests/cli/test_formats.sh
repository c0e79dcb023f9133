#!/bin/bash
# One story of our own in every format: the same events come out of each, whatever it came in. What
# may differ: offsets and ids; for PETRARCH's one block of text the paragraph; for telex, which tells
# no year, the date.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
formats=$source_dir/samples/formats
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }

cat >"$work/facts.py" <<'PY'
import json
import sys

keys = sys.argv[1].split(",")
def actors(rows):
    return [[row[k] for k in ("code", "sector", "identifier_text")] for row in rows]
for line in sys.stdin:
    e = json.loads(line)
    fact = {"event": e["event"], "mode": e["mode"], "actor": actors(e["actor"]),
            "recipient": actors(e["recipient"]), "date": e["date"],
            "paragraph": e["bede"]["paragraph"], "auxiliary": e["bede"]["auxiliary"]}
    print(json.dumps({k: fact[k] for k in keys}))
PY
all=event,mode,actor,recipient,auxiliary
facts() { # KEYS FILE
    "$bede" code --format jsonl "$2" >"$work/rows" 2>"$work/err" && python3 "$work/facts.py" "$1" <"$work/rows"
}
"$bede" code --format jsonl "$formats/plain.txt" >"$work/plain"
# Events told in body copy; only some formats keep the caption.
same() { # KEYS FILE
    facts "$1,paragraph" "$2" | grep -v '"paragraph": "caption"' >"$work/got"
    python3 "$work/facts.py" "$1,paragraph" <"$work/plain" | grep -v '"paragraph": "caption"' >"$work/want"
    if [ "${3:-}" = nowhere ]; then
        sed -i 's/, "paragraph": [0-9]*//' "$work/got" "$work/want"
    fi
    test "$(wc -l <"$work/want")" -ge 8 && diff "$work/want" "$work/got"
}
for file in nitf.xml newsml-g2.xml newsml-1.2.xml rss.xml atom.xml ninjs-1.json ninjs-2.json \
    ninjs-3.json ap-media-api.json stories.jsonl iptc7901.txt anpa1312.txt plain.txt.gz plain.txt.zst; do
    check "$file gives the events of plain copy" same "$all,date" "$formats/$file"
done
check "telex.txt gives them, without the year" same "$all" "$formats/telex.txt"
check "petrarch.xml gives them, in one paragraph" same "$all,date" "$formats/petrarch.xml" nowhere

for pair in nitf:nitf.xml newsmlg2:newsml-g2.xml newsml1:newsml-1.2.xml rss:rss.xml atom:atom.xml \
    ninjs:ninjs-1.json ninjs:ninjs-2.json ninjs:ninjs-3.json apjson:ap-media-api.json \
    jsonl:stories.jsonl iptc7901:iptc7901.txt anpa1312:anpa1312.txt telex:telex.txt \
    petrarch:petrarch.xml plain:plain.txt; do
    file=$formats/${pair#*:}
    "$bede" stories --format jsonl "$file" >"$work/auto"
    exits 0 "--from ${pair%:*}" "$bede" stories --format jsonl --from "${pair%:*}" "$file"
    check "is what ${pair#*:} is taken for" cmp "$work/auto" "$work/out"
done
for file in "$formats"/*.json "$formats"/*.xml "$formats"/*.txt "$formats"/*.jsonl; do
    case $file in */petrarch.xml | */README.md) continue ;; esac
    "$bede" stories --format jsonl "$file" >"$work/out"
    check "$(basename "$file") tells version, headline, agency" python3 - "$work/out" <<'PY'
import json, sys
s = json.loads(open(sys.argv[1], encoding="utf-8").readline())
assert s["version"] == 3, s["version"]
assert s["headline"] == "S. Korea, Australia agree to hold annual security talks", s["headline"]
assert s["agency"] in ("Yonhap", "AP", "dpa"), s["agency"]
assert len(s["paragraphs"]) == 9 and s["status"] == "usable"
PY
done

exits 0 "a family of plain copy" "$bede" stories --format jsonl "$source_dir"/samples/versions/yonhap-?-*.txt
check "versions 1, 2, 3, 4 and a kill" python3 - "$work/out" <<'PY'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert [r["version"] for r in rows] == [1, 2, 3, 4, 1]
assert [r["status"] for r in rows] == ["usable"] * 4 + ["canceled"]
assert rows[4]["agency"] == "Yonhap" and not rows[4]["paragraphs"]
PY
exits 0 "a family with one guid" "$bede" stories --format jsonl "$source_dir"/samples/versions/reuters-*.xml
check "usable, corrected, canceled and empty" python3 - "$work/out" <<'PY'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert [r["version"] for r in rows] == [1, 2, 3] and len({r["story"] for r in rows}) == 1
assert [r["status"] for r in rows] == ["usable", "usable", "canceled"]
assert [len(r["paragraphs"]) for r in rows] == [5, 5, 0]
assert rows[1]["notes"][0]["kind"] == "correction"
PY
finish
