#!/bin/bash
# A gazetteer made from a few towns of our own says where a story's places lie; the story decides
# which of two namesakes is meant, and without a gazetteer there are no coordinates.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"

if ! command -v python3 >/dev/null; then
    echo "skipped: places: no python3 to make a gazetteer with"
    exit 77
fi
row() { # class feature id name latitude longitude country division county people
    printf '%s\t%s\t%s\t\t%s\t%s\t%s\t%s\t%s\t\t%s\t%s\t\t\t%s\t\t0\tUTC\t2024-01-01\n' \
        "$3" "$4" "$4" "$5" "$6" "$1" "$2" "$7" "$8" "$9" "${10}"
}
town() { row P PPL "$@"; }
{
    town 101 Ostrava 49.83 18.28 CZ 85 "" 290000
    town 102 Ostrava 37.10 -97.20 US KS 191 900
    town 103 Wichita 37.69 -97.34 US KS 173 390000
    town 104 Ostrava 40.10 -83.20 US OH 049 3000
    town 105 Tealford 51.50 -1.20 GB ENG K2 160000
    town 106 Tealford 40.05 -83.15 US OH 049 2100
    town 107 Wennby 40.20 -83.10 US OH 049 700
} >"$work/towns.txt"
{
    row A ADM2 0 "Teal County" 40.00 -83.00 US OH 049 5800
    row A ADM2 0 "Teal County" 44.00 -93.00 US MN 049 900000
    row A ADM1 0 "Sumnerland" -30.50 22.50 ZA 77 "" 800000
} >"$work/areas.txt"
mkdir -p "$work/own"
python3 "$(dirname "$0")/../../tools/gazetteer/make.py" "$work/towns.txt" "$work/areas.txt" \
    "$work/own/places.gaz" >/dev/null

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

story() { printf '{"id":"s","date":"2024-03-05","text":"%s"}' "$1" | entities --knowledge "$work/own"; }
story "Floods hit Ostrava on Monday. The governor of Ohio went to Teal County."
check "the county of the state that the story names" test "$(at "Teal County")" = '"lat":40'
check "and the town in that state" test "$(at Ostrava)" = '"lat":40.1'
story "A judge in Tealford spoke on Monday. The Teal County sheriff left Wennby."
check "a county and a small town tell a namesake apart" test "$(at Tealford)" = '"lat":40.05'
story "A judge in Tealford spoke on Monday."
check "where nothing does, the bigger town is meant" test "$(at Tealford)" = '"lat":51.5'
story "A judge in Tealford, Ohio, spoke."
check "a division behind the comma" test "$(at Tealford)" = '"lat":40.05'
story "A judge in Tealford, OH, spoke."
check "in short" test "$(at Tealford)" = '"lat":40.05'
story "A judge in Tealford, oh, spoke."
check "but a word is none" test "$(at Tealford)" = '"lat":51.5'
story 'OSTRAVA, Kan. (AP) -- Floods hit the town of Ostrava on Monday.'
check "a dateline tells which one" test "$(at Ostrava)" = '"lat":37.1'
story "Farmers in Sumnerland said on Monday that no rain fell."
check "a division as a whole" test "$(at Sumnerland)" = '"lat":-30.5'
story "A clerk of Henry County met a clerk of Teal County on Monday."
check "a county is nobody, whatever its first word" \
    grep -q '"kind":"place","name":"Henry County"' "$work/out"

attack='{"id":"attack","date":"2024-03-05","text":"Rebels attacked Iraqi police in Ostrava, Kansas, on Monday."}'
where="37.1,-97.2,102"
"$bede" code --from jsonl --format csv --knowledge "$work/own" - <<<"$attack" >"$work/out"
check "CSV tells where an event was" grep -q "Ostrava,$where" "$work/out"
"$bede" ingest --db "$work/r.db" --from jsonl --knowledge "$work/own" - <<<"$attack" >"$work/log" 2>&1
"$bede" export --db "$work/r.db" --layout csv >"$work/out"
check "the record keeps it" grep -q "$where" "$work/out"
"$bede" query --db "$work/r.db" --format jsonl events >"$work/out"
check "and gives it back" grep -q '"geo":{"admin":"KS","lat":37.1,"lon":-97.2,"geonameid":102}' "$work/out"
for layout in icews phoenix polecat gdelt1; do
    "$bede" export --db "$work/r.db" --layout "$layout" >"$work/out" 2>"$work/err"
    check "layout $layout has it" grep -q "37.1.*-97.2" "$work/out"
done
"$bede" explain --knowledge "$work/own" "Rebels attacked Iraqi police in Ostrava, Kansas, on Monday." >"$work/out"
check "explain tells it with the reason" \
    grep -q "place *Ostrava (USA), 37.10 -97.20: container told" "$work/out"
place_of() { # TEXT: the words of the place of each event
    printf '{"id":"p","date":"2024-03-05","text":"%s"}' "$1" |
        "$bede" code --from jsonl --format jsonl - | grep -o '"extracted_place":"[^"]*"\|"event_loc":null'
}
check "who acts is no place" \
    test "$(place_of "The minister was condemned by Iraq on Monday.")" = '"event_loc":null'
check "a place before the clause is the event's" \
    test "$(place_of "After talks in Geneva, France condemned Iran on Monday.")" = '"extracted_place":"Geneva"'
check "where something is said is not where it was" \
    test "$(place_of "The minister said in Geneva that France condemned Iran.")" = '"event_loc":null'
check "nor is what a relative clause tells of somebody" \
    test "$(place_of "France, which tested a missile in Algeria, condemned Iran." | tail -1)" = '"event_loc":null'
check "nor where it was filed" \
    test "$(place_of "GENEVA, March 5 (Reuters) - France condemned Iran on Monday.")" = '"event_loc":null'
head -c 400 "$work/own/places.gaz" >"$work/cut.gaz"
size=$(wc -c <"$work/own/places.gaz")
cp "$work/own/places.gaz" "$work/whole.gaz"
printf '\377\377\377\377' | dd of="$work/own/places.gaz" bs=1 seek=$((size - 40)) conv=notrunc 2>/dev/null
story "A judge in Tealford, Ohio, spoke."
check "one altered inside does no harm" grep -q Tealford "$work/out"
exits 1 "and the check finds it" "$bede" check --knowledge "$work/own"
check "by its checksum" grep -q "checksum differs" "$work/out" "$work/err"
mv "$work/cut.gaz" "$work/own/places.gaz"
story "A judge in Tealford, Ohio, spoke."
check "one that was cut is told" grep -q 'places.gaz' "$work/err"
printf 'no gazetteer' >"$work/own/places.gaz"
entities --knowledge "$work/own" <<<"$czech"
check "a broken one is told" grep -q 'places.gaz' "$work/err"
finish
