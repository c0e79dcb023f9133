# Sourced by the end-to-end scripts: bash test_x.sh BEDE SOURCE_DIR. Each check says what it is.
# SPDX-License-Identifier: MIT
set -u
bede=$1
source_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BEDE_HOME=$source_dir
unset NO_COLOR COLUMNS
failures=0

# check NAME COMMAND...: the command must succeed.
check() {
    local name=$1
    shift
    if "$@"; then
        echo "ok: $name"
    else
        echo "FAILED: $name"
        failures=$((failures + 1))
    fi
}

# exits STATUS NAME COMMAND...: the command must end with the status; its output is in out and err.
exits() {
    local want=$1 name=$2 got=0
    shift 2
    "$@" >"$work/out" 2>"$work/err" || got=$?
    if [ "$got" -ne "$want" ]; then
        echo "FAILED: $name: exit status $got, not $want"
        sed 's/^/    /' "$work/err" | head -5
        failures=$((failures + 1))
    else
        echo "ok: $name"
    fi
}

finish() {
    [ "$failures" -eq 0 ] && echo "all checks passed"
    exit $((failures > 0))
}
