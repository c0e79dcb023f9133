#!/bin/bash
# A dictionary of our own becomes a folder that changes what is coded; what it cannot say is told.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"

mkdir "$work/field"
printf 'IVO_ZEMBLANSKY_ # a remark\n+I._ZEMBLANSKY_\n\t[PERGOV 900101-951231]\n\t[PERREB]\nNAMELESS_THING\n' >"$work/field/own.actors.txt"
printf 'LLAMA_DROVER [~AGR]\nBROKEN\n' >"$work/field/own.agents.txt"
printf -- '--- MOLLYCODDLE [051] ---\nMOLLYCODDLE\n- * (WITH GRAIN) [073]\n- * (OF DOUBT) [012]\n' >"$work/field/own.verbs.txt"
printf '+LLAMA RACE\n' >"$work/field/own.discards.txt"
printf '<ISSUE CATEGORY="REFUGEES">\nn:tent city [TENTS]\n~tent\n</ISSUE>\n' >"$work/field/own.issues.txt"

exits 2 "no folder to write" "$bede" import-petrarch "$work/field"
exits 2 "no dictionary" "$bede" import-petrarch --into "$work/made"
exits 1 "no such dictionary" "$bede" import-petrarch --into "$work/made" "$work/none.txt"
exits 0 "a folder of dictionaries" "$bede" import-petrarch --into "$work/made" "$work/field"
check "actors are counted" grep -q '^actors: 5 lines: 4 taken, 0 known, 1 refused$' "$work/out"
check "agents are counted" grep -q '^agents: 2 lines: 1 taken, 0 known, 1 refused$' "$work/out"
check "verbs are counted" grep -q '^verbs: 4 lines: 3 taken, 0 known, 1 refused$' "$work/out"
check "a name without code is told" grep -q 'own.actors.txt:5: refused: NAMELESS_THING has no code' "$work/out"
check "a code without type is told" grep -q 'own.verbs.txt:4: refused: CAMEO 012 has no type' "$work/out"
check "a veto is told" grep -q 'own.issues.txt:3: refused: a veto' "$work/out"
exits 0 "again over its own files" "$bede" import-petrarch --quiet --into "$work/made" "$work/field"
check "quiet leaves the counts" test "$(grep -c . "$work/out")" -eq 5

exits 0 "the folder is sound" "$bede" check "$work/made"
say='{"id":"a","date":"1992-05-04","text":"Ivo Zemblansky mollycoddled Chile on Monday."}'
"$bede" code --from jsonl --format jsonl --knowledge "$work/made" - <<<"$say" >"$work/out"
check "name, office and verb are known" grep -q '"event":\["SUPPORT"\].*"code":"PER","sector":"GOV".*petrarch.rules' "$work/out"
"$bede" code --from jsonl --format jsonl --knowledge "$work/made" - <<<"${say/1992/1999}" >"$work/out"
check "another year, another office" grep -q '"code":"PER","sector":"REB"' "$work/out"
"$bede" code --from jsonl --format jsonl - <<<"$say" >"$work/out"
check "without the folder there is none" test ! -s "$work/out"
race='{"id":"b","date":"1992-05-04","text":"Peru condemned Chile on Monday. The llama race went on."}'
"$bede" code --from jsonl --format jsonl - <<<"$race" >"$work/out"
check "a story is coded" test -s "$work/out"
"$bede" code --from jsonl --format jsonl --knowledge "$work/made" - <<<"$race" >"$work/out"
check "but not with words of the discards" test ! -s "$work/out"

mkdir -p "$work/hand/entity"
printf 'name\tcode\nX Land Army\tPER\n' >"$work/hand/entity/people.tsv"
exits 2 "a table of another hand" "$bede" import-petrarch --into "$work/hand" "$work/field"
check "is left alone" grep -q 'X Land Army' "$work/hand/entity/people.tsv"
finish
