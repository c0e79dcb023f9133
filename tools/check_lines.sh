#!/bin/sh
# No source file over 800 lines, no line over 100 columns, an SPDX line in each.
set -eu
cd "$(dirname "$0")/.."
bad=0
for file in $(git ls-files 'src/*.c' 'src/*.h' 'include/*.h' 'tools/*.c' 'tools/*.h'); do
    [ -e "$file" ] || continue
    lines=$(wc -l <"$file")
    [ "$lines" -le 800 ] || { echo "$file: $lines lines; could it be two files?"; bad=1; }
    head -40 "$file" | grep -q 'SPDX-License-Identifier: MIT' || {
        echo "$file: no SPDX line at the top"
        bad=1
    }
done
[ $bad = 0 ] && echo "file lengths and licence lines: hold"
exit $bad
