#!/bin/sh
# Runs every fuzz target of a build for SECONDS each, on a copy of its corpus: the one in the
# repository stays as it is unless KEEP=1, which merges new finds into it. SEED (default 1) is the
# start of the random numbers: a short run with the same seed repeats the start of a longer one, so
# that the check of a change does not fail by luck; 0 takes a new one.
# usage: tools/fuzz.sh BUILD-FOLDER SECONDS
set -eu
build=$1
seconds=$2
cd "$(dirname "$0")/.."
ran=0
for target in "$build"/fuzz_*; do
    [ -x "$target" ] && [ -f "$target" ] || continue
    name=$(basename "$target")
    corpus=fuzz/corpus/${name#fuzz_}
    work=$(mktemp -d)
    mkdir -p "$corpus"
    echo "== $name: $seconds s"
    "$target" -max_total_time="$seconds" -seed="${SEED:-1}" -timeout=20 -rss_limit_mb=4096 -max_len=16384 \
        -print_final_stats=0 -verbosity=0 -artifact_prefix="$build/crash-$name-" "$work" "$corpus"
    [ "${KEEP:-0}" = 1 ] && "$target" -merge=1 -verbosity=0 "$corpus" "$work"
    rm -rf "$work"
    ran=$((ran + 1))
done
[ "$ran" -gt 0 ] || { echo "fuzz: no targets in $build" >&2; exit 1; }
echo "fuzz: none of $ran targets crashed"
