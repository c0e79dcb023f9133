#!/bin/bash
# Broken tables of people and bodies: terms that overlap, dates and codes that cannot be, names that stand twice.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"

mkdir -p "$work/own/entity"
{
    printf 'name\tcode\tsectors\toffice\tfrom\tto\tsource\n'
    printf 'Ada Stonex\tNRU\tGOV\tForeign Minister\t1900\t1915\tours\n'
    printf 'Bo Stonex\tNRU\tGOV\tForeign Minister\t1901\t1902\tours\n'
    printf 'Cy Stonex\tNRU\tGOV\tForeign Minister\t1910\t1912\tours\n'
    printf 'Di Stonex\tQQX\tZZZ\tForeign Minister\t1903\t1901\tours\n'
} >"$work/own/entity/people.tsv"
exits 1 "broken people" "$bede" check "$work/own"
cat "$work/out" "$work/err" >"$work/all"
check "overlapping terms" grep -q 'people.tsv:3: warning: .*are both Foreign Minister of NRU' "$work/all"
check "a long term behind a short one" grep -q 'people.tsv:4: warning: .*"Ada Stonex"' "$work/all"
check "an unknown code" grep -q 'people.tsv:5: error: the code QQX' "$work/all"
check "an unknown sector" grep -q 'people.tsv:5: error: the sector ZZZ' "$work/all"
check "a term that ends before it begins" grep -q 'people.tsv:5: error: .*ends before it begins' "$work/all"

printf 'name\tfrom\nStone Banx\t2007-13-45\n' >"$work/own/entity/organisations.tsv"
rm "$work/own/entity/people.tsv"
exits 1 "a date that cannot be" "$bede" check "$work/own"
cat "$work/out" "$work/err" >"$work/all"
check "is told with its line" grep -q 'organisations.tsv:2: error: .*is not a date' "$work/all"
finish
