#!/bin/bash
# show, explain, quotes, entities, stories, check, bench do their work on the samples.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
samples=$source_dir/samples
story=$samples/yonhap-style-talks.txt

exits 0 "show" "$bede" show "$story"
check "show has a legend" grep -q '^\[actor\]  {recipient}  \*event\*' "$work/out"
check "paragraphs are numbered" grep -Eq '^  1  ' "$work/out"
check "no line is too long" test "$(LC_ALL=C.UTF-8 wc -L <"$work/out")" -le 100
exits 0 "show in colour" "$bede" show --color always "$story"
check "colour, no marks" grep -q $'\x1b\[1;32m' "$work/out"
exits 0 "explain" "$bede" explain "Chilean Foreign Minister Ana Rojas met Peru's president on Monday."
check "explain draws the tree" grep -q '└─ ' "$work/out"
check "explain names a rule" grep -Eq 'rules:[0-9]+' "$work/out"
exits 0 "quotes" "$bede" quotes "$story"
check "quotes have speakers" grep -Eq '"speaker":"[A-Z]' "$work/out"
exits 0 "entities" "$bede" entities "$story"
check "persons have offices" grep -q '"kind":"person".*"office":"' "$work/out"
exits 0 "entities --unknown" "$bede" entities --unknown --format csv "$samples"
check "most frequent first" cmp <(tail -n +2 "$work/out" | cut -d, -f3) \
    <(tail -n +2 "$work/out" | cut -d, -f3 | sort -rn)
exits 0 "stories" "$bede" stories "$samples"
check "a line a story" test "$(wc -l <"$work/out")" -ge 6
for format in csv table; do
    for view in quotes entities stories; do
        exits 0 "$view as $format" "$bede" $view --format $format "$samples"
    done
done
"$bede" check >"$work/out" 2>"$work/err"
check "check counts" grep -Eq '^[0-9]+ names, [0-9]+ rules: ' "$work/out"
exits 0 "bench" "$bede" bench --jobs 2 "$samples"
check "bench has both figures" test "$(grep -c 'sentences/s' "$work/out")" -eq 2
check "and all stages" test "$(grep -c 'us a sentence' "$work/out")" -eq 14
finish
