#!/bin/bash
# bede code end to end: formats, standard input, folders, threads, output files.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
samples=$source_dir/samples
story=$samples/yonhap-style-talks.txt

exits 0 "a story" "$bede" code "$story"
cp "$work/out" "$work/file.jsonl"
check "it has events" test -s "$work/out"
check "they are JSON lines when piped" grep -q '^{"id":".*"coder":"bede ' "$work/out"
check "no message" test ! -s "$work/err"

"$bede" code - <"$story" >"$work/stdin.jsonl"
check "standard input gives the same" cmp "$work/file.jsonl" "$work/stdin.jsonl"
"$bede" code <"$story" >"$work/stdin.jsonl"
check "so does no file at all" cmp "$work/file.jsonl" "$work/stdin.jsonl"
"$bede" code --output "$work/written.jsonl" "$story" >"$work/out"
check "--output writes the file" cmp "$work/file.jsonl" "$work/written.jsonl"
check "and nothing else" test ! -s "$work/out"
exits 1 "--output to nowhere" "$bede" code --output "$work/no/such" "$story"

exits 0 "csv" "$bede" code --format csv "$story"
check "csv has a header" grep -q '^id,date,enddate,event,mode' "$work/out"
check "csv has a row an event" test "$(grep -c . "$work/out")" -eq $(($(wc -l <"$work/file.jsonl") + 1))
exits 0 "table" "$bede" code --format table "$story"
check "the table has a head" grep -q '^par  *date  *event' "$work/out"
check "no colour in a pipe" test -z "$(grep -l $'\x1b' "$work/out")"
exits 0 "colour when told" "$bede" code --format table --color always "$story"
check "there is colour" grep -q $'\x1b\[' "$work/out"
exits 0 "narrow" "$bede" code --format table --width 60 "$story"

exits 0 "a folder" "$bede" code --format jsonl "$samples"
cp "$work/out" "$work/folder.jsonl"
check "what is no copy is passed over and told" grep -q 'README.md: .*passed over: by its name no copy' "$work/err"
exits 0 "named itself it is read" "$bede" stories --format jsonl "$samples/README.md"
check "as a story" grep -q '"story"' "$work/out"
exits 0 "a folder" "$bede" code --format jsonl "$samples"
check "it is all its files in name order" cmp "$work/folder.jsonl" <(
    LC_ALL=C find "$samples" -type f ! -name '*.md' | LC_ALL=C sort | while read -r f; do
        "$bede" code --format jsonl "$f"
    done)
for jobs in 1 2 3 8; do
    check "--jobs $jobs changes nothing" cmp "$work/folder.jsonl" \
        <("$bede" code --jobs $jobs --format jsonl "$samples")
done
for f in quotes entities stories; do
    check "$f does not depend on threads" cmp <("$bede" $f -j1 "$samples") <("$bede" $f -j7 "$samples")
done
check "nor does entities --unknown" cmp <("$bede" entities --unknown -j1 "$samples") \
    <("$bede" entities --unknown -j5 "$samples")
check "--date gives a dateline its year" grep -q '"date":"2024-03-08"' \
    <("$bede" code --format jsonl --date 2024-03-10 "$samples/reuters-style-sanctions.txt")
check "the nearest one" grep -q '"date":"2023-03-08"' \
    <("$bede" code --format jsonl --date 2023-01-02 "$samples/reuters-style-sanctions.txt")
check "but not to copy that tells its own" cmp \
    <("$bede" code --format jsonl "$samples/yonhap-style-talks.txt") \
    <("$bede" code --format jsonl --date 1999-01-01 "$samples/yonhap-style-talks.txt")
exits 2 "a date that is none is a wrong use" "$bede" code --date today "$samples/tass-style-talks.txt"

exits 0 "--fold" "$bede" code --fold "$samples"
check "folded events repeat none" test -z "$(grep -v '"same_as":null' "$work/out")"
check "and have their mentions" test "$(grep -o '"trigger":\[\[[^{]*"}*' "$work/out" | wc -l)" -ge 1
check "all of them are there" test "$(grep -o '"sequence":[0-9]*,"event_text"' "$work/out" | wc -l)" \
    -eq "$(wc -l <"$work/folder.jsonl")"
exits 2 "--fold is no table" "$bede" code --fold --format table "$samples"
exits 0 "--daily" "$bede" code --daily -j1 "$samples"
cp "$work/out" "$work/daily.jsonl"
check "--daily does not depend on threads" cmp "$work/daily.jsonl" \
    <("$bede" code --daily -j5 "$samples")
check "its counts are all events" test "$(grep -o '"daily":{"events":[0-9]*' "$work/daily.jsonl" |
    cut -d: -f3 | awk '{ n += $1 } END { print n }')" -eq "$(wc -l <"$work/folder.jsonl")"
check "some days have several" grep -q '"daily":{"events":[2-9]' "$work/daily.jsonl"
finish
