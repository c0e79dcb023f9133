#!/bin/sh
# Holds the include rule: a stage under src/ includes only base/ and the stages before it, in the
# order of the data. Prints each breach as file:line and fails.
set -eu
cd "$(dirname "$0")/.."
order="base wire text syntax knowledge entity quote event import record eval store output api cli"
bad=0
before=""
for stage in $order; do
    allowed="$before $stage"
    for file in src/"$stage"/*.c src/"$stage"/*.h; do
        [ -e "$file" ] || continue
        grep -n '^#include "' "$file" | while IFS=: read -r line text; do
            path=${text#*\"}
            path=${path%%\"*}
            folder=${path%%/*}
            [ "$folder" = bede ] && continue
            case " $allowed " in
            *" $folder "*) ;;
            *) echo "$file:$line: $stage/ may not include $path" ;;
            esac
        done
    done >"${TMPDIR:-/tmp}/bede-includes.$$"
    if [ -s "${TMPDIR:-/tmp}/bede-includes.$$" ]; then
        cat "${TMPDIR:-/tmp}/bede-includes.$$"
        bad=1
    fi
    rm -f "${TMPDIR:-/tmp}/bede-includes.$$"
    before="$allowed"
done
[ $bad = 0 ] && echo "include rule: holds"
exit $bad
