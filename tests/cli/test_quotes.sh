#!/bin/bash
# Events and quotes name each other: what `quotes` lists for a quote is what `code` says of its
# events. CSV has a cell for each column.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
cat >"$work/story.jsonl" <<'STORY'
{"id":"dam","date":"2024-05-02","text":"GENEVA (Wire) - French Foreign Minister Marie Clerc said that Iran had attacked Israel with missiles.\n\nPeru condemned the attack.\n\n\"Russia has invaded Ukraine,\" Chilean President Juan Rojas told reporters at a news conference on Tuesday."}
STORY
exits 0 "code" "$bede" code --from jsonl "$work/story.jsonl"
cp "$work/out" "$work/events"
exits 0 "quotes" "$bede" quotes --from jsonl "$work/story.jsonl"
cp "$work/out" "$work/quotes"
pairs() { # quote number and event id, a line each
    sed -n 's/^{"id":"\([^"]*\)".*"quote":\([0-9]*\)}.*$/\2 \1/p' "$work/events" | sort
}
listed() {
    sed -n 's/^.*"quote":\([0-9]*\),.*"events":\[\([^]]*\)\].*$/\1 \2/p' "$work/quotes" |
        awk '{ n = split($2, ids, ","); for (i = 1; i <= n; i++) { gsub(/"/, "", ids[i]); print $1, ids[i] } }' |
        sort
}
check "some events stand in quotes" test "$(pairs | wc -l)" -ge 2
check "and some do not" grep -q '"quote":null' "$work/events"
check "quotes list their events" cmp <(pairs) <(listed)
check "the occasion is told" grep -q '"occasion":\[\[' "$work/quotes"
exits 0 "quotes as csv" "$bede" quotes --from jsonl --format csv "$work/story.jsonl"
check "columns for time, occasion and events" grep -q 'content_spans,addressee,time,occasion,events' "$work/out"
check "the cells are filled" grep -q ',reporters,Tuesday,at a news conference,dam-v1-' "$work/out"
finish
