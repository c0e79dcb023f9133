#!/usr/bin/env bash
# XML formats from end to end: a message of several items, a kill that is not coded, and (when they
# stand beside the repository) the sample files against their table.
# SPDX-License-Identifier: MIT
set -eu
bede=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

item() { # guid, class, status, body
    printf '<newsItem guid="tag:alps.example,2024:%s" version="2"><itemMeta><itemClass qcode="ninat:%s"/>' "$1" "$2"
    printf '<versionCreated>2024-05-02T10:15:00Z</versionCreated><pubStatus qcode="stat:%s"/></itemMeta>' "$3"
    printf '<contentMeta><headline>Army attacks town</headline></contentMeta><contentSet><inlineXML><html><body>'
    printf '<p>%s</p></body></html></inlineXML></contentSet></newsItem>' "$4"
}
{
    printf '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
    item 1 text usable 'DAMASCUS, May 2 (Reuters) - Syrian troops attacked Turkish soldiers on Thursday.'
    item 2 picture usable ''
    item 3 text canceled 'DAMASCUS, May 2 (Reuters) - Syrian troops attacked Turkish soldiers on Thursday.'
    item 4 text canceled ''
    printf '</itemSet></newsMessage>'
} >"$work/message.xml"

"$bede" stories -f jsonl "$work/message.xml" >"$work/stories" 2>"$work/said" || true
[ "$(wc -l <"$work/stories")" = 3 ] || { echo "not three stories"; cat "$work/said"; exit 1; }
grep -q 'skipped: news item tag:alps.example,2024:2 is of class ninat:picture' "$work/said"
[ "$(grep -c '"status":"canceled"' "$work/stories")" = 2 ] || { echo "not two kills"; exit 1; }
tail -n 1 "$work/stories" | grep -q '"paragraphs":\[\]'
head -n 1 "$work/stories" | grep -q '"provider":"alps.example","id_given":true,"created":"2024-05-02T10:15:00Z"'

"$bede" code -f jsonl "$work/message.xml" >"$work/events" 2>/dev/null || true
grep -q 'alps.example,2024:1' "$work/events" || { echo "the usable item was not coded"; exit 1; }
if grep -q 'alps.example,2024:[34]' "$work/events"; then
    echo "a canceled item was coded"
    exit 1
fi

if [ -d "$source/../shared/wireformats" ]; then
    python3 "$source/tools/score_formats.py" --bede "$bede" --samples "$source/../shared/wireformats"
else
    echo "skipped by name: the sample files of wire formats are not here"
fi
