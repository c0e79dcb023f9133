#!/bin/sh
# Installs what Bede builds with on Debian 12: compilers, CMake, Ninja, libraries, test tools.
# Needs root or sudo, and apt; installs only what is missing, so that it costs nothing later.
set -eu
packages="gcc clang clang-format libclang-rt-14-dev cmake ninja-build pkg-config git libc6-dev
  libjansson-dev libxml2-dev zlib1g-dev libzstd-dev libsqlite3-dev libpq-dev libcmocka-dev
  scdoc python3 sqlite3 postgresql"
missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
[ -z "$missing" ] && exit 0
run=""
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
        echo "setup: these packages are missing and need root or sudo:$missing" >&2
        exit 1
    }
    run="sudo"
fi
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -qq
# shellcheck disable=SC2086
$run apt-get install -y -qq --no-install-recommends $missing >/dev/null
