#!/bin/bash
# A gazetteer made from a few towns of our own says where a story's places lie; the story decides
# which of two namesakes is meant, and without a gazetteer there are no coordinates.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"

if ! command -v python3 >/dev/null; then
    echo "skipped: places: no python3 to make a gazetteer with"
    exit 77
fi
town() { # id name latitude longitude country division people
    printf '%s\t%s\t%s\t\t%s\t%s\tP\tPPL\t%s\t\t%s\t\t\t\t%s\t\t0\tUTC\t2024-01-01\n' \
        "$1" "$2" "$2" "$3" "$4" "$5" "$6" "$7"
}
{
    town 101 Ostrava 49.83 18.28 CZ 85 290000
    town 102 Ostrava 37.10 -97.20 US KS 900
    town 103 Wichita 37.69 -97.34 US KS 390000
} >"$work/towns.txt"
mkdir -p "$work/own"
python3 "$(dirname "$0")/../../tools/gazetteer/make.py" "$work/towns.txt" "$work/own/places.gaz" >/dev/null

at() { # name of the place in out: its latitude
    grep -o "\"text\":\"$1\"[^}]*\"geo\":{[^}]*}" "$work/out" | head -1 | grep -o '"lat":[-0-9.]*'
}
entities() { "$bede" entities --from jsonl --format jsonl "$@" - >"$work/out" 2>"$work/err"; }

kansas='{"id":"a","date":"2024-03-05","text":"Floods hit Ostrava, Kansas, and nearby Wichita on Monday, officials in Ostrava said."}'
czech='{"id":"b","date":"2024-03-05","text":"The Czech foreign minister met miners in Ostrava on Monday."}'
entities --knowledge "$work/own" <<<"$kansas"
check "the namesake in the state that the story names" test "$(at Ostrava)" = '"lat":37.1'
check "its neighbour" test "$(at Wichita)" = '"lat":37.69'
check "with the reason" grep -q '"reason":"container told"' "$work/out"
entities --knowledge "$work/own" <<<"$czech"
check "elsewhere the town in the country of the story" test "$(at Ostrava)" = '"lat":49.83'
printf 'no gazetteer' >"$work/own/places.gaz"
entities --knowledge "$work/own" <<<"$czech"
check "a broken one is told" grep -q 'places.gaz' "$work/err"
finish
