#!/bin/bash
# bede parse: raw text and given tokens, comments kept, threads and chunks without effect.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"

echo "The minister resigned on Friday. Peru's president didn't." |
    "$bede" parse --from text - >"$work/a.conllu"
check "two sentences" test "$(grep -c '^# text = ' "$work/a.conllu")" -eq 2
check "ten columns" test -z "$(grep -v '^#' "$work/a.conllu" | grep . | awk -F'\t' 'NF != 10')"
check "multiword tokens have a range" grep -Pq "^\d+-\d+\tdidn't\t_" "$work/a.conllu"
check "one root a sentence" test "$(cut -f8 "$work/a.conllu" | grep -c '^root$')" -eq 2

check "parsed again it stays the same" cmp "$work/a.conllu" \
    <("$bede" parse --from conllu "$work/a.conllu")
check "it is recognised by its looks" cmp "$work/a.conllu" <("$bede" parse "$work/a.conllu")

for i in $(seq 1 900); do
    printf '# sent_id = s%d\n# note = kept %d\n1\tPeru\tx\tX\t_\t_\t0\troot\t_\t_\n' $i $i
    printf '2\tthanked\tx\tX\t_\t_\t1\tdep\t_\t_\n3\tChile\tx\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No\n'
    printf '4\t.\tx\tX\t_\t_\t1\tdep\t_\t_\n\n'
done >"$work/b.conllu"
"$bede" parse --from conllu -j1 "$work/b.conllu" >"$work/b1"
check "all sentences are there" test "$(grep -c '^# sent_id = ' "$work/b1")" -eq 900
check "in their order, with their comments" cmp <(grep -E '^# (sent_id|note)' "$work/b.conllu") \
    <(grep -E '^# (sent_id|note)' "$work/b1")
check "the given tags are replaced" test -z "$(awk -F'\t' '$4 == "X"' "$work/b1")"
check "threads change nothing" cmp "$work/b1" <("$bede" parse --from conllu -j4 "$work/b.conllu")

sed '2005s/\t/ /' "$work/b.conllu" >"$work/c.conllu"
exits 1 "a broken row" "$bede" parse --from conllu "$work/c.conllu"
check "its line is told" grep -q 'line 2005' "$work/err"
check "only its sentence is missing" test "$(grep -c '^# sent_id' "$work/out")" -eq 899

"$bede" code --from conllu --format jsonl "$work/a.conllu" >"$work/out"
check "given trees can be coded" test $? -eq 0
finish
