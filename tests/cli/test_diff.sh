#!/bin/bash
# bede diff: exit status, both formats, several stories, trouble.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
samples=$source_dir/samples
one=$samples/yonhap-style-border-2.txt
two=$samples/yonhap-style-border-3.txt

exits 0 "a story and itself" "$bede" diff --format table "$one" "$one"
check "nothing changed" grep -q 'same: nothing changed' "$work/out"
exits 1 "two versions" "$bede" diff --format table "$one" "$two"
check "the number" grep -Eq '^numbers +deaths 3 -> 2' "$work/out"
check "the words" grep -q '\[-at least three-\] {+two+}' "$work/out"
check "the note" grep -q 'paras 1, 5-6 declared; 5-6 new, 1 edited' "$work/out"
check "furniture is folded" grep -q 'folded away' "$work/out"
exits 1 "with furniture" "$bede" diff --format table --all "$one" "$two"
check "the note line is shown" grep -q 'added note' "$work/out"
exits 1 "in colour" "$bede" diff --format table --color always "$one" "$two"
check "struck through" grep -q $'\x1b\[9;31m' "$work/out"
exits 1 "as JSON" "$bede" diff --format jsonl "$one" "$two"
cp "$work/out" "$work/first"
check "one line" test "$(wc -l <"$work/out")" -eq 1
for key in old new relation changed action digest note numbers quotes events people header \
    paragraphs counts furniture; do
    check "key $key" grep -q "\"$key\":" "$work/out"
done
exits 1 "once more" "$bede" diff --format jsonl "$one" "$two"
check "the same bytes" cmp "$work/first" "$work/out"
if command -v python3 >/dev/null; then
    cat >"$work/spans.py" <<'PY'
import json, sys
diff = json.loads(sys.stdin.readline())
text = {k: open(diff[k]["input"], encoding="utf-8").read() for k in ("old", "new")}
n = 0
for number in diff["numbers"]:
    for side in ("old", "new"):
        if number[side]:
            s, e = number[side]["span"]
            assert text[side][s:e] == number[side]["text"]
            n += 1
for paragraph in diff["paragraphs"]:
    for word in paragraph["words"]:
        s, e = word["span"]
        assert text["old" if word["change"] == "removed" else "new"][s:e] == word["text"]
        n += 1
assert n > 3
PY
    check "spans slice the texts" python3 "$work/spans.py" <"$work/first"
fi
printf '%s\n' '{"id":"a","source":"Yonhap","date":"2024-03-04","headline":"Ferry sinks off Java coast","text":"A ferry sank off the coast of Java on Monday and rescuers pulled 40 people from the water, the navy said."}' \
    '{"id":"b","source":"Yonhap","date":"2024-03-04","headline":"Peru, Chile hold talks","text":"Peru and Chile held talks on trade in Lima on Monday, the first since the two governments fell out last year."}' \
    >"$work/old.jsonl"
printf '%s\n' '{"id":"c","source":"Yonhap","date":"2024-03-04","headline":"(2nd LD) Ferry sinks off Java coast","text":"A ferry sank off the coast of Java on Monday and rescuers pulled 46 people from the water, the navy said."}' \
    >"$work/new.jsonl"
exits 1 "several stories" "$bede" diff --pairs --format jsonl "$work/old.jsonl" "$work/new.jsonl"
check "the ferry finds the ferry" grep -q '"story":"a".*"story":"c".*"is":"version"' "$work/out"
check "the other stays alone" grep -q '"story":"b".*"new":null' "$work/out"
exits 2 "one file is not enough" "$bede" diff "$one"
exits 2 "a file that is not there" "$bede" diff "$one" "$work/none.txt"

# Out of a record: the same as from the files.
three=$samples/yonhap-style-border-1.txt
record=$work/wire.db
exits 0 "three versions are stored" "$bede" ingest --db "$record" -q "$three" "$one" "$two"
story=$("$bede" query --db "$record" stories --format jsonl --all-versions |
    sed -n 's/.*"family":"\([^"]*\)".*/\1/p' | head -1)
exits 1 "the last two of a record" "$bede" diff --db "$record" --format table "$story"
check "the number, from the record" grep -Eq '^numbers +deaths 3 -> 2' "$work/out"
check "the note, from the record" grep -q 'paras 1, 5-6 declared; 5-6 new, 1 edited' "$work/out"
exits 1 "the same as JSON" "$bede" diff --db "$record" --format jsonl "$story"
if command -v python3 >/dev/null; then
    cat >"$work/alike.py" <<'PY'
import json, sys
files, stored = (json.loads(open(p).readline()) for p in sys.argv[1:])
for key in ("changed", "action", "digest", "note", "numbers", "quotes", "events", "people",
            "paragraphs", "counts", "furniture"):
    assert files[key] == stored[key], key
assert files["old"]["story"] == stored["old"]["story"]
PY
    check "is told as of the files" python3 "$work/alike.py" "$work/first" "$work/out"
fi
exits 1 "two that are named" "$bede" diff --db "$record" --old 1 --new 3 --format jsonl "$story"
check "the first and the third" grep -q '"old":{.*"version":1.*"new":{.*"version":3' "$work/out"
exits 2 "a version that is not there" "$bede" diff --db "$record" --new 9 "$story"
check "which are there" grep -q 'versions 1 to 3' "$work/err"
exits 2 "no such story" "$bede" diff --db "$record" nobody
check "is said" grep -q 'no story "nobody"' "$work/err"
exits 2 "a record that is not there" "$bede" diff --db "$work/none.db" nobody
exits 2 "ranks without a record" "$bede" diff --old 1 "$one" "$two"
exits 0 "a story is stored" "$bede" ingest --db "$record" -q "$work/old.jsonl"
exits 0 "one version" "$bede" diff --db "$record" b
check "says that there is nothing to compare" grep -q 'one version' "$work/err"
exits 0 "a text from a field is stored" "$bede" ingest --db "$record" -q "$work/new.jsonl"
exits 1 "of a text from a field" "$bede" diff --db "$record" --format jsonl a
check "its words" grep -q '"text":"46"' "$work/out"
exits 1 "a kill" "$bede" diff --format table "$source_dir/samples/versions/yonhap-4-3rd-ld-corrected.txt" \
    "$source_dir/samples/versions/yonhap-5-kill.txt"
check "its reason is the note" grep -q '^note *Please kill the story headlined' "$work/out"
finish
