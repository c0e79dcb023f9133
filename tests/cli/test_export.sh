#!/bin/bash
# bede export end to end: what was ingested comes out in every layout, and the recipes of
# docs/recipes load it.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
samples=$source_dir/samples
recipes=$source_dir/docs/recipes
db=$work/wire.db

exits 0 "stories are taken in" "$bede" ingest --quiet --db "$db" "$samples/yonhap-style-talks.txt" \
    "$samples/afp-style-protest.txt" "$samples/tass-style-talks.txt" "$samples/xinhua-style-aid.txt"
lay() { # LAYOUT: into $work/LAYOUT
    exits 0 "$1" "$bede" export --db "$db" --layout "$1"
    cp "$work/out" "$work/$1"
    check "$1 says nothing on stderr" test ! -s "$work/err"
}
columns() { # FILE N
    test -s "$1" && awk -F'\t' -v n="$2" 'NF != n { bad = 1 } END { exit bad }' "$1"
}
for layout in plover icews phoenix polecat gdelt gdelt1 csv graphml; do lay $layout; done
check "icews has 20 columns" columns "$work/icews" 20
check "phoenix has 26" columns "$work/phoenix" 26
check "polecat has 40" columns "$work/polecat" 40
check "gdelt has 61" columns "$work/gdelt" 61
check "gdelt1 has 58" columns "$work/gdelt1" 58
check "the same rows as pairs" test "$(wc -l <"$work/phoenix")" -eq "$(wc -l <"$work/gdelt")"
check "and a header more" test "$(wc -l <"$work/icews")" -eq $(($(wc -l <"$work/gdelt") + 1))
check "no layout is plover" cmp "$work/plover" <("$bede" export --db "$db")
check "twice the same" cmp "$work/gdelt" <("$bede" export --db "$db" --layout gdelt)

"$bede" code --format jsonl "$samples/yonhap-style-talks.txt" >"$work/coded"
check "events have the ids that bede code gives" test -z "$(
    grep -o '^{"id":"[^"]*"' "$work/coded" | LC_ALL=C sort >"$work/ids"
    grep -o '^{"id":"yonhap[^"]*"' "$work/plover" | LC_ALL=C sort | diff - "$work/ids")"

exits 0 "restricted" "$bede" export --db "$db" --layout icews --country CHN
check "fewer rows" test "$(wc -l <"$work/out")" -lt "$(wc -l <"$work/icews")"
check "all with China" test "$(grep -c China "$work/out")" -eq $(($(wc -l <"$work/out") - 1))
for sum in dyad-day dyad-month dyad-year actor-month type-month; do
    exits 0 "$sum" "$bede" export --db "$db" --aggregate $sum
    check "$sum counts something" test "$(wc -l <"$work/out")" -gt 1
done
exits 0 "to a file" "$bede" export --db "$db" --layout csv --output "$work/written"
check "the same" cmp "$work/csv" "$work/written"

exits 2 "an unknown layout is a wrong use" "$bede" export --db "$db" --layout excel
check "it says which there are" grep -q 'plover, icews, phoenix' "$work/err"
exits 2 "an unknown sum" "$bede" export --db "$db" --aggregate weekly
exits 2 "no record named" "$bede" export --layout icews
exits 1 "a record that is not there" "$bede" export --db "$work/none.db"
exits 1 "a full disk is told" "$bede" export --db "$db" --layout csv --output /dev/full

# Straight from files: as if they had been taken into a record.
exits 0 "files instead of a record" env TMPDIR="$work" "$bede" export --layout csv "$samples/yonhap-style-talks.txt" \
    "$samples/afp-style-protest.txt" "$samples/tass-style-talks.txt" "$samples/xinhua-style-aid.txt"
check "the same events" cmp <(cut -d, -f1-4 "$work/csv") <(cut -d, -f1-4 "$work/out")
check "nothing is left behind" test -z "$(ls -d "$work"/bede-* 2>/dev/null)"
exits 0 "sums of files" "$bede" export --aggregate dyad-month "$samples/yonhap-style-talks.txt"
check "are sums" grep -q '^[0-9-]*,KOR,' "$work/out"
exits 1 "a file that is not there" "$bede" export --layout icews "$work/none.txt"
exits 2 "files and a record" "$bede" export --db "$db" "$samples/yonhap-style-talks.txt"
exits 1 "no room for the passing record" env TMPDIR="$work/none" "$bede" export "$samples/yonhap-style-talks.txt"

# Updates supersede among files as well.
"$bede" export --layout csv --all-versions "$samples/versions" >"$work/all" 2>/dev/null
"$bede" export --layout csv "$samples/versions" >"$work/current" 2>/dev/null
check "what is superseded is left out" test "$(wc -l <"$work/current")" -lt "$(wc -l <"$work/all")"

for recipe in "$recipes"/load_*.py; do
    layout=$(basename "$recipe" .py)
    layout=${layout#load_}
    command -v python3 >/dev/null || { echo "skipped: no python3 for $layout.py"; continue; }
    exits 0 "recipe $layout.py" python3 "$recipe" "$work/$layout"
    check "$layout.py prints something" test -s "$work/out"
done
for recipe in "$recipes"/load_*.R; do
    layout=$(basename "$recipe" .R)
    layout=${layout#load_}
    command -v Rscript >/dev/null || { echo "skipped: no Rscript for $layout.R"; continue; }
    exits 0 "recipe $layout.R" Rscript "$recipe" "$work/$layout"
done
finish
