#!/bin/bash
# Packed inputs are read as what is in them: files, folders, standard input; damage and bombs are told.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
story=$source_dir/samples/yonhap-style-talks.txt
"$bede" code --from plain - <"$story" >"$work/plain"
check "the story has events" test -s "$work/plain"

gzip -c "$story" >"$work/a.txt.gz"
exits 0 "a gzip file" "$bede" code "$work/a.txt.gz"
check "gives the events of the story" cmp "$work/plain" "$work/out"
exits 0 "gzip from standard input" "$bede" code - <"$work/a.txt.gz"
check "gives the events of the story" cmp "$work/plain" "$work/out"
cp "$work/a.txt.gz" "$work/noname"
exits 0 "gzip without its suffix" "$bede" code "$work/noname"
check "gives the events of the story" cmp "$work/plain" "$work/out"

mkdir "$work/day"
cp "$work/a.txt.gz" "$work/day/1.gz"
cp "$story" "$work/day/2.txt"
if command -v zstd >/dev/null; then
    zstd -q "$story" -o "$work/day/3.zst"
else
    cp "$story" "$work/day/3.txt"
fi
exits 0 "a folder of both" "$bede" code "$work/day"
cat "$work/plain" "$work/plain" "$work/plain" >"$work/thrice"
check "gives all events" cmp "$work/thrice" "$work/out"

printf '{"id":"a","text":"Peru thanked Chile."}\n' | gzip -c >"$work/members.gz"
printf '{"id":"b","text":"Peru thanked Chile."}\n' | gzip -c >>"$work/members.gz"
exits 0 "two members in a file" "$bede" stories "$work/members.gz"
check "two stories" test "$(wc -l <"$work/out")" -eq 2

head -c 400 "$work/a.txt.gz" >"$work/cut.gz"
exits 1 "a file that is cut off" "$bede" code "$work/cut.gz" "$story"
check "is named with its reason" grep -q 'cut.gz: at byte 400: the gzip data is cut off' "$work/err"
check "and the next is read" cmp "$work/plain" "$work/out"
gzip -c "$work/a.txt.gz" >"$work/twice.gz"
exits 1 "a file packed twice" "$bede" code "$work/twice.gz"
check "is named" grep -q 'packed twice' "$work/err"
printf 'PK\003\004zzzz' >"$work/x.zip"
exits 1 "a ZIP archive" "$bede" code "$work/x.zip"
check "is named" grep -q 'x.zip.*is a ZIP archive; unpack it first' "$work/err"
: | gzip -c >"$work/empty.gz"
exits 1 "nothing, packed" "$bede" code "$work/empty.gz"
check "is told" grep -q 'is empty' "$work/err"
head -c 1200000000 /dev/zero | gzip -1 -c >"$work/bomb.gz"
exits 1 "a bomb" timeout 120 "$bede" code "$work/bomb.gz"
check "stops at the limit" grep -q 'longer than the limit of 1073741824 bytes when unpacked' "$work/err"
printf '{"id":"a","text":"Peru thanked Chile.","actor":[0,4],"recipient":[13,18]}\n' | gzip -c >"$work/r.gz"
exits 0 "pairs, packed" "$bede" relate "$work/r.gz"
check "are answered" grep -q '"quad_code"' "$work/out"
finish
