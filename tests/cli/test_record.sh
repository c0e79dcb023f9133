#!/bin/bash
# The record from the command line: ingest, query, pending; what is told of files that cannot be
# used; kill -9 at fifty moments.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
cd "$work" || exit 1

story() { # ID DATE TEXT
    printf '{"id":"%s","date":"%s","source":"Reuters","headline":"Story %s","text":"%s"}\n' \
        "$1" "$2" "$1" "$3"
}
countries=(Peru Chile Kenya Somalia France Germany Japan Canada Egypt Brazil)
verbs=("condemned" "praised" "accused" "thanked" "threatened")
for i in $(seq 1 60); do
    story "s$i" "2024-03-$(printf %02d $((1 + i % 28)))" \
        "${countries[i % 10]} ${verbs[i % 5]} ${countries[(i * 7 + 3) % 10]} over case $((i * 7919)) at port $((i * 104729)), a spokesman number $((i * 31)) said. Nobody else of group $((i * 977)) spoke on day $i."
done >day.jsonl

exits 0 "a folder's stories go in" "$bede" ingest --db a.db -q day.jsonl
exits 0 "and again" "$bede" ingest --db a.db day.jsonl
check "the second time all are known" grep -q "^bede: 0 new.* 60 known before" "$work/err"
"$bede" code --format jsonl day.jsonl | sort >coded
exits 0 "all events come out" "$bede" query --db a.db --reprints --format jsonl
check "as many as bede code tells" test "$(wc -l <out)" -eq "$(wc -l <coded)"
check "with the same ids" diff <(sed 's/^{"id":"\([^"]*\)".*/\1/' coded) \
    <(sed 's/^{"id":"\([^"]*\)".*/\1/' out | sort)
exits 0 "receipts for every story" "$bede" ingest --db b.db --receipts --format jsonl -q day.jsonl
check "sixty of them" test "$(grep -c '"outcome":"new"\|"outcome":"reprint"' out)" -eq 60
exits 0 "standard input is read" "$bede" ingest --db c.db -q - <day.jsonl
exits 0 "CSV has a header" "$bede" query --db a.db --actor PER --format csv
check "of columns" grep -q '^id,date,enddate,event,' "$work/out"
exits 0 "a table for eyes" "$bede" query --db a.db -n 3 --format table --width 120
check "with a head" grep -q 'actor' "$work/out"
exits 0 "quotes" "$bede" query --db a.db quotes --format jsonl -n 2
exits 0 "stories" "$bede" query --db a.db stories --format jsonl --story s7
check "one story" test "$(wc -l <out)" -eq 1
exits 0 "nothing found is no fault" "$bede" query --db a.db --actor XXX --format jsonl
check "and gives nothing" test ! -s out
exits 0 "nothing waits" "$bede" pending --db a.db --format table
check "and says so" grep -q "no notice waits" "$work/out"

# What the record keeps of an event and a quote is what the coder says of it.
cat >numbers.jsonl <<'END'
{"id":"n1","date":"2024-03-05","source":"Reuters","headline":"Blast","text":"KABUL (Reuters) - Militants killed 12 people and wounded 30 in an attack on a market in Kabul on Monday, police said.\n\nPolice arrested five suspects. \"We will find them,\" President Omar Karimi said on Tuesday in an interview. \"They will not escape us.\""}
END
"$bede" ingest --db n.db -q numbers.jsonl
pick() { grep -o "$1" | sort; }
size='"size":{[^}]*}' when='"time":\[\[[0-9,]*\]\]' where='"occasion":\[\[[0-9,]*\]\]'
check "numbers of events are kept" diff <("$bede" code --format jsonl numbers.jsonl | pick "$size") \
    <("$bede" query --db n.db --format jsonl | pick "$size")
check "and there are some" test -n "$("$bede" query --db n.db --format jsonl | pick "$size")"
check "so are inferred actors" diff <("$bede" code --format jsonl numbers.jsonl | pick '"inferred":true') \
    <("$bede" query --db n.db --format jsonl | pick '"inferred":true')
"$bede" quotes --format jsonl numbers.jsonl >said
"$bede" query --db n.db quotes --format jsonl >kept
for what in "$when" "$where" '"continues":[0-9]*'; do
    check "of quotes, $what is kept" diff <(pick "$what" <said) <(pick "$what" <kept)
done
check "and a time is told" grep -q "$when" kept
# A look into the past needs no last day: what was known then is the same with and without.
check "the past without a last day" diff \
    <("$bede" query --db a.db --reprints --format jsonl --as-of 2024-03-09) \
    <("$bede" query --db a.db --reprints --format jsonl --as-of 2024-03-09 --until 2999-12-31)
check "is not empty" test -n "$("$bede" query --db a.db --format jsonl --as-of 2024-03-09)"

# One thread or four: the same record.
"$bede" ingest --db j1.db -j1 -q day.jsonl
"$bede" ingest --db j4.db -j4 --batch 7 -q day.jsonl
same() { "$bede" query --db "$1" --all-versions --reprints --format jsonl --sort story |
    sed 's/"known_from":"[^"]*"//'; }
check "jobs and batches leave no mark" diff <(same j1.db) <(same j4.db)

# Versions and kills of the samples, in their order and against it.
samples=$source_dir/samples/versions
if [ -d "$samples" ]; then
    "$bede" ingest --db v.db -q "$samples"/reuters-*.xml "$samples"/yonhap-*.txt >receipts
    check "a canceled item withdraws what came before" grep -q "kill.*withdraws.*(by id)" receipts
    check "a kill in words withdraws its story" grep -q "kill.*withdraws yonhap.*(by kill)" receipts
    check "nothing is in force" test -z "$("$bede" query --db v.db --format jsonl)"
    check "the day before all of it was" test -n \
        "$("$bede" query --db v.db --format jsonl --as-of 2024-10-14)"
    check "stories tell by what they were matched" grep -q '"how":"id","matched":"[^"]' \
        <("$bede" query --db v.db stories --all-versions --format jsonl)
    # shellcheck disable=SC2012
    ls "$samples"/reuters-*.xml | sort -r | xargs "$bede" ingest --db w.db -q >/dev/null
    check "against the order nothing is in force either" \
        test -z "$("$bede" query --db w.db --format jsonl)"
    check "and the corrected text was, until the kill" test -n \
        "$("$bede" query --db w.db --format jsonl --as-of 2024-03-19T18:00Z)"
fi

# The recipes of docs/record.md, on this record.
cp a.db wire.db
recipe() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$source_dir/docs/record.md" | sed '/^```/d'; }
if python3 -c 'import pandas' 2>/dev/null; then
    { recipe python; echo 'assert "mean_score" in df.columns'; } >recipe.py
    check "the recipe for Python" python3 recipe.py
else
    echo "skipped: the recipe for Python (pandas is not installed)"
    check "its SQL, without pandas" python3 -c "import sqlite3
db = sqlite3.connect('file:wire.db?mode=ro', uri=True)
assert db.execute('SELECT count(*) FROM dyad_month').fetchone()[0] > 0"
fi
if Rscript -e 'library(DBI); library(RSQLite)' >/dev/null 2>&1; then
    recipe r >recipe.R
    check "the recipe for R" Rscript recipe.R
else
    echo "skipped: the recipe for R (Rscript, DBI or RSQLite is not installed)"
fi

# What is told of files that cannot be used.
exits 2 "no record named" "$bede" query --actor KOR
exits 1 "a record that is not there" "$bede" query --db none.db
check "says so" grep -q "no such record" "$work/err"
exits 1 "a file that is no record" "$bede" query --db day.jsonl
check "says so" grep -q "no Bede record" "$work/err"
exits 1 "nor is it overwritten" "$bede" ingest --db day.jsonl -q day.jsonl
exits 2 "a wrong date" "$bede" query --db a.db --since soon
exits 2 "a wrong moment" "$bede" query --db a.db --as-of soon
exits 2 "an unknown kind of rows" "$bede" query --db a.db people
exits 2 "an unknown notice" "$bede" pending --db a.db --dismiss 7

exits 1 "PostgreSQL without its library" env BEDE_LIBPQ=/none/libpq.so "$bede" query --db postgresql://x/y
check "says what to install" grep -q "libpq5" "$work/err"
exits 1 "a server that is not there" "$bede" query --db "postgresql:///y?host=$work"
check "is told, or its library" grep -q "cannot be reached\|libpq5" "$work/err"

if [ "$(id -u)" != 0 ] || command -v setpriv >/dev/null; then
    as_nobody() { if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; else "$@"; fi; }
    mkdir closed
    cp a.db closed/
    chmod 755 "$work"
    chmod 444 closed/a.db
    chmod 555 closed
    if as_nobody test -x "$bede" && as_nobody test -r "$source_dir/models/en.bede"; then
        exits 0 "a record in a read-only folder is read" \
            as_nobody "$bede" query --db closed/a.db --actor PER --format jsonl
        check "with its events" test -s out
        exits 1 "and cannot be written" as_nobody "$bede" ingest --db closed/a.db -q day.jsonl
        check "which is told" grep -q "may not be written\|may its folder be written" "$work/err"
        exits 1 "nor can one be made there" as_nobody "$bede" ingest --db closed/n.db -q day.jsonl
    else
        echo "skipped: read-only folder (another user cannot run the program here)"
    fi
    chmod 755 closed
else
    echo "skipped: read-only folder (needs another user than root, and setpriv)"
fi

# A full disk: files may not grow beyond a limit. What was stored before stays.
(
    trap '' XFSZ
    ulimit -f 600
    "$bede" ingest --db full.db --batch 5 --receipts --format jsonl -q day.jsonl
) >acked 2>err
check "a full disk is told" grep -q "full" "$work/err"
check "and what to do" grep -q "what was stored is kept\|What was stored is kept" "$work/err"
check "acknowledged stories are there" test \
    "$("$bede" query --db full.db stories --reprints --format jsonl | wc -l)" -ge "$(wc -l <acked)"
exits 0 "with room again the run goes on" "$bede" ingest --db full.db -q day.jsonl
check "to all stories" test \
    "$("$bede" query --db full.db stories --reprints --format jsonl | wc -l)" -eq 60

# kill -9, fifty times, at moments spread over the run. What was acknowledged is there, whole; a
# last run completes the record.
"$bede" ingest --db whole.db -q day.jsonl
lost=0 half=0 runs=0
rm -f k.db*
for i in $(seq 1 50); do
    [ $((i % 10)) = 1 ] && rm -f k.db* && : >acked
    "$bede" ingest --db k.db --batch 3 -j 2 --receipts --format jsonl -q day.jsonl >>acked 2>/dev/null &
    pid=$!
    sleep "0.$(printf %03d $(((i * 37) % 400)))"
    kill -9 $pid 2>/dev/null && runs=$((runs + 1))
    wait $pid 2>/dev/null
    [ -e k.db ] || continue
    "$bede" query --db k.db stories --reprints --format csv >stored 2>/dev/null || continue
    while IFS= read -r id; do
        grep -q "^$id," stored || lost=$((lost + 1))
    done < <(sed -n 's/^{"story":"\([^"]*\)".*"outcome":.*"input":.*}$/\1/p' acked | sort -u)
    if command -v sqlite3 >/dev/null; then
        bad=$(sqlite3 k.db "SELECT (SELECT count(*) FROM versions v WHERE n_events <>
            (SELECT count(*) FROM events e WHERE e.version_id = v.version_id) OR n_quotes <>
            (SELECT count(*) FROM quotes q WHERE q.version_id = v.version_id)) +
            (SELECT count(*) FROM pragma_foreign_key_check)" 2>/dev/null)
        [ "${bad:-0}" = 0 ] || half=$((half + 1))
    fi
done
check "runs were killed ($runs of 50)" test "$runs" -ge 5
check "no acknowledged story was lost" test "$lost" -eq 0
check "no half story was left" test "$half" -eq 0
exits 0 "a last run completes it" "$bede" ingest --db k.db -q day.jsonl
check "to the same record" diff <(same whole.db) <(same k.db)
finish
