#!/bin/bash
# Every context of the codebook is given by a sentence of ordinary news.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"
table=$source_dir/tests/golden/event/contexts.tsv
while IFS=$'\t' read -r context sentence; do
    case $context in '#'* | context) continue ;; esac
    printf '%s\n' "$sentence" | "$bede" code - >"$work/out" 2>"$work/err"
    check "$context: $sentence" grep -q "\"context\":\[[^]]*\"$context\"" "$work/out"
done <"$table"
# none of the codebook's is left out of the table
cut -f1 "$source_dir/knowledge/en/event/contexts.tsv" | grep -v '^#' | sort >"$work/known"
cut -f1 "$table" | grep -v '^#' | sort >"$work/tried"
check "each context is tried" cmp "$work/known" "$work/tried"
finish
