#!/bin/bash
# bede relate answers every good line, in order, and names every bad one.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"

for i in $(seq 1 200); do
    printf '{"id":"p%d","text":"Peru condemned Chile in paper %d.","actor":[0,4],"recipient":[15,20]}\n' $i $i
done >"$work/pairs"
"$bede" relate <"$work/pairs" >"$work/out"
check "an answer a line" test "$(wc -l <"$work/out")" -eq 200
check "in order" cmp <(seq -f 'p%.0f' 200) <(sed 's/.*"id":"\(p[0-9]*\)".*/\1/' "$work/out")
check "all fields" test "$(grep -Ec '^\{"id":.*,"event":"[A-Z]+","mode":.*,"quad_code":[1-4],"rule":' "$work/out")" -eq 200
check "threads change nothing" cmp "$work/out" <("$bede" relate -j3 "$work/pairs")
sed -i '7s/.*/{"id":"p7","text":"x"}/; 9s/.*/no json/' "$work/pairs"
exits 1 "bad lines" "$bede" relate "$work/pairs"
check "the others are answered" test "$(wc -l <"$work/out")" -eq 198
check "the first is named" grep -q 'line 7,' "$work/err"
check "the second too" grep -q 'line 9,' "$work/err"
finish
