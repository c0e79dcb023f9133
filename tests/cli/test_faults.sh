#!/bin/bash
# Faulty input is named with place and reason, the rest goes on, the exit status is 1.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
story=$source_dir/samples/yonhap-style-talks.txt
"$bede" code "$story" >"$work/good"

exits 1 "a file that is not there" "$bede" code "$work/none.txt" "$story"
check "the others go on" cmp "$work/good" "$work/out"
check "it is named, with place and reason" \
    grep -Eq '^bede: .*/none\.txt: at byte [0-9]+: cannot open' "$work/err"
exits 1 "a file that is not there, last" "$bede" code "$story" "$work/none.txt"
check "what came before stays" cmp "$work/good" "$work/out"

: >"$work/empty.txt"
exits 1 "an empty file" "$bede" code "$work/empty.txt"
check "it says so" grep -q 'empty' "$work/err"
printf '{"id":"a","text":"Peru thanked Chile."}\n{broken\n{"id":"b","text":"Peru thanked Chile."}\n' >"$work/x.jsonl"
exits 1 "a broken JSON line" "$bede" stories --from jsonl "$work/x.jsonl"
check "the line is named" grep -q 'x.jsonl: line 2, at byte' "$work/err"
check "two stories are read" test "$(wc -l <"$work/out")" -eq 2

printf '\377\376\000\001\002' >"$work/binary"
head -c 3000 /dev/zero >"$work/zeros"
printf 'one line, no end' >"$work/line"
printf 'LIMA, Nov. 9 (AP) -- The \223minister\224 met Chile.\r\n' >"$work/cp1252"
printf '\357\273\277LIMA, Nov. 9 (AP) -- Peru thanked Chile.\r\n' >"$work/bom"
for f in binary zeros line cp1252 bom; do
    "$bede" code "$work/$f" >"$work/out" 2>"$work/err"
    check "$f ends in a result or an error" test $? -le 1
    "$bede" show "$work/$f" >"$work/out" 2>"$work/err"
    check "$f can be shown or not" test $? -le 1
done
"$bede" stories "$work/cp1252" >"$work/out"
check "windows-1252 is read as such, and said" grep -q '"transcoded":true' "$work/out"
"$bede" stories "$work/bom" >"$work/out"
check "a byte order mark is no text" grep -q '"places":\["LIMA"\]' "$work/out"

yes 'Peru thanked Chile. ' | head -c 5000000 | tr -d '\n' >"$work/long"
timeout 300 "$bede" code "$work/long" >"$work/out" 2>"$work/err"
check "five megabytes of one line end" test $? -le 1

BEDE_HOME=$work exits 1 "no knowledge" "$bede" code "$story"
check "it says what to do" grep -q 'BEDE_HOME' "$work/err"
exits 1 "no model" "$bede" code --model "$work/none" "$story"
printf 'not a model' >"$work/model"
exits 1 "a model that is none" "$bede" code --model "$work/model" "$story"
check "it is named" grep -q "$work/model" "$work/err"
exits 1 "a knowledge folder that is not there" "$bede" code --knowledge "$work/none" "$story"
if [ -e /dev/full ]; then
    "$bede" code "$story" >/dev/full 2>"$work/err"
    check "a full disk is told" test $? -eq 1
    check "with the reason" grep -q 'cannot write' "$work/err"
fi
finish
