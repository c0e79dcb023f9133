#!/bin/bash
# bede eval: figures and lines of a known story, word by word; both layouts of gold; exit statuses.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
cd "$source_dir/tests/golden" || exit 1

# Where a rule stands, and how many quotes a stage finds besides, is not the matter here.
plain() {
    sed -E 's/ \([a-z]+\.rules:[0-9]+\)//' "$1" | grep -v '^extra quote' | grep -v '^quotes '
}
"$bede" eval --gold eval/thanks.json --format table eval/thanks.txt >"$work/table"
check "the page is as written down" diff <(plain eval/thanks.expected) <(plain "$work/table")
"$bede" eval --gold eval/thanks.json --format jsonl eval/thanks.txt >"$work/jsonl"
check "an object a story, and the sum" test "$(wc -l <"$work/jsonl")" -eq 2
check "the same figures" grep -q '^{"stories":1,"events":{"gold":5,"needed":4,"found":2,"predicted":3,"right":2,"precision":0.6667,"recall":0.5,"f1":0.5714},' "$work/jsonl"
check "what was missed, what is near, in what they differ" grep -q '{"what":"event","fault":"missed","id":"2","gold":"paragraph 2: ACCUSE PER GOV -> BOL \\"condemned\\"","coded":"paragraph 2: ACCUSE BOL GOV -> PER GOV \\"condemned\\" (accuse.rules:[0-9]*)","differs":\["actor","recipient"\]}' "$work/jsonl"
check "who is wrong" grep -q '"fault":"wrong","id":null,"gold":"Rosa Diaz PER MIL","coded":"Rosa Diaz PER GOV","differs":\["sector"\]' "$work/jsonl"
check "threads change nothing" cmp "$work/jsonl" \
    <("$bede" eval --gold eval/thanks.json --format jsonl -j3 eval/thanks.txt)
check "a folder of gold" cmp "$work/jsonl" \
    <(cp eval/thanks.json "$work/" && "$bede" eval --gold "$work" -f jsonl eval/thanks.txt |
        sed "s|$work/|eval/|")

# What Bede wrote itself, taken for gold, is all right.
{ "$bede" code -f jsonl eval/thanks.txt; "$bede" quotes -f jsonl eval/thanks.txt
    "$bede" entities -f jsonl eval/thanks.txt; } >"$work/own.jsonl"
exits 0 "rows for gold" "$bede" eval --gold "$work/own.jsonl" -f jsonl eval/thanks.txt
check "nothing is missed or extra" grep -q '"lines":\[\]' "$work/out"
check "the whole of it" grep -q '"stories":1,"events":{"gold":3,"needed":3,"found":3,"predicted":3,"right":3' "$work/out"

# Stories without gold are left out, gold without a story is told of.
printf '%s\n' '{"id":"a","date":"2024-06-03","text":"Peru thanked Chile."}' \
    '{"id":"b","date":"2024-06-03","text":"Peru thanked Chile."}' >"$work/two.jsonl"
gold='{"story":"a","event":"SUPPORT","paragraph":1,"actor":["PER"],"recipient":["CHL"]}'
echo "$gold" >"$work/a.json"
exits 0 "one of two" "$bede" eval --gold "$work/a.json" -f jsonl "$work/two.jsonl"
check "one is scored" grep -q '^{"stories":1,"events":{"gold":1,"needed":1,"found":1,' "$work/out"
check "the other is told of" grep -q '1 story without gold left out' "$work/err"
echo "$gold" | sed 's/"a"/"zz"/' >>"$work/a.json"
exits 1 "gold without its story" "$bede" eval --gold "$work/a.json" -f jsonl "$work/two.jsonl"
check "it is named, with its line" grep -q 'a.json: line 2.*no story "zz"' "$work/err"
exits 0 "standard input" "$bede" eval --gold <(echo "$gold") -f table --from jsonl - <"$work/two.jsonl"
check "two figures of the page" grep -q '^events  *1  *1  *1  *1  1.000  1.000  1.000$' "$work/out"

# The sample stories, coded by hand where a coder is sure. The floors are of the day they were set.
figure() { # figure KEY FIELD: of the sum
    tail -1 "$work/out" | sed -E "s/.*\"$1\":\\{[^}]*\"$2\":([0-9]+).*/\\1/"
}
exits 0 "the samples" "$bede" eval --gold "$source_dir/tests/golden/stories" -f jsonl "$source_dir/samples/agencies"
check "all fourteen" grep -q '^{"stories":14,' "$work/out"
check "the kill is left out" grep -q '1 story without gold' "$work/err"
check "of 52 events 38 at least are found" test "$(figure events found)" -ge 38
check "and 72 % of those coded are right" test $((100 * $(figure events right))) -ge $((72 * $(figure events predicted)))
check "of 23 quotes 22 are found" test "$(figure quotes found)" -ge 22
check "of 25 people 24 are found" test "$(figure people right)" -ge 24

echo '{"story":"a","events":[' >"$work/bad.json"
exits 1 "broken gold" "$bede" eval --gold "$work/bad.json" "$work/two.jsonl"
check "it says where" grep -q 'bad.json: line 2.*no JSON' "$work/err"
mkdir "$work/empty"
exits 1 "a folder without gold" "$bede" eval --gold "$work/empty" "$work/two.jsonl"
check "it says so" grep -q 'holds no hand-coded story' "$work/err"
exits 1 "no such gold" "$bede" eval --gold "$work/none.json" "$work/two.jsonl"
exits 1 "no such story" "$bede" eval --gold "$work/a.json" "$work/none.txt"
exits 2 "without gold" "$bede" eval "$work/two.jsonl"
check "it asks for it" grep -q -- '--gold' "$work/err"
exits 2 "a format that cannot be" "$bede" eval --gold "$work/a.json" -f csv "$work/two.jsonl"
check "it lists the formats" grep -q 'table or jsonl' "$work/err"
finish
