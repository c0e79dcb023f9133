#!/bin/sh
# A PostgreSQL of its own for the tests of the store: "start" makes a cluster in a new folder, on a
# Unix socket only, and prints "FOLDER URL"; "stop FOLDER" ends it and takes the folder away. Says on
# one line that starts with "no: " why it cannot.
# SPDX-License-Identifier: MIT
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")

# PostgreSQL refuses to run as root: then it runs as the user that the package made, or nobody.
user=$(id -un)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    as() { setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups "$@"; }
fi

case "${1:-}" in
start)
    [ -x "$bin/initdb" ] || { echo "no: PostgreSQL is not installed (tools/setup.sh)"; exit 0; }
    [ "$(id -u)" != 0 ] || command -v setpriv >/dev/null || { echo "no: setpriv is missing"; exit 0; }
    folder=$(mktemp -d /tmp/bede-pg.XXXXXX)
    [ "$(id -u)" != 0 ] || chown "$user" "$folder"
    cd "$folder"
    if ! as "$bin/initdb" -D "$folder/data" -U bede -A trust -E UTF8 --locale=C --no-sync \
        >"$folder/log" 2>&1 ||
        ! as "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -o \
            "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off" start \
            >>"$folder/log" 2>&1; then
        echo "no: $(tail -1 "$folder/log")"
        rm -rf "$folder"
        exit 0
    fi
    echo "$folder postgresql://bede@/postgres?host=$folder"
    ;;
stop)
    case "${2:-}" in
    /tmp/bede-pg.*)
        cd /
        as "$bin/pg_ctl" -D "$2/data" -m immediate -w stop >/dev/null 2>&1 || true
        rm -rf "$2"
        ;;
    esac
    ;;
*)
    echo "usage: cluster.sh start | stop FOLDER" >&2
    exit 2
    ;;
esac
