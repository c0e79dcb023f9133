#!/bin/bash
# Help, version and wrong use: exit 2, what is wrong, what to do. SPDX-License-Identifier: MIT
. "$(dirname "$0")/common.sh"

exits 2 "no command" "$bede"
check "it points to help" grep -q 'bede help' "$work/err"
exits 2 "unknown command" "$bede" cods
check "it guesses" grep -q 'did you mean "code"' "$work/err"
exits 2 "a later command" "$bede" serve
check "it is not known yet" grep -q 'no command "serve"' "$work/err"
exits 0 "help" "$bede" help
for command in code quotes entities stories parse relate show explain eval check import-petrarch bench version help; do
    check "help lists $command" grep -q "^  $command " "$work/out"
done
for command in code quotes entities stories parse relate show explain eval check import-petrarch bench version help; do
    exits 0 "$command --help" "$bede" $command --help
    check "$command has examples" grep -q '^  .*bede '$command "$work/out"
done
exits 0 "help code" "$bede" help code
exits 2 "help of nothing" "$bede" help nothing
exits 0 "version" "$bede" --version
check "version prints a number" grep -Eq '^bede [0-9]+\.[0-9]+\.[0-9]+$' "$work/out"

exits 2 "unknown option" "$bede" code --fromat jsonl x
check "it guesses the option" grep -q 'did you mean --format' "$work/err"
check "it says how to go on" grep -q 'bede code --help' "$work/err"
exits 2 "unknown letter" "$bede" code -Z x
exits 2 "unknown choice" "$bede" code --format xml x
check "it lists the choices" grep -q 'jsonl, csv, table' "$work/err"
exits 2 "no value" "$bede" code --format
exits 2 "not a number" "$bede" code --jobs many x
exits 2 "a value too much" "$bede" code --quiet=yes x
exits 2 "an option of another command" "$bede" stories --unknown x
exits 2 "a format that cannot be" "$bede" code --format conllu "$source_dir/samples"
exits 2 "explain without a sentence" "$bede" explain
exits 2 "bench without files" "$bede" bench
finish
