#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How many of the events of PETRARCH's own test cases does Bede find?

usage: score_petrarch.py BEDE CASES.jsonl [--knowledge DIR] [--misses]

CASES.jsonl: {"id", "date", "text", "events": [{"source_code", "target_code", "cameo", "plover"}]}.
Only events whose CAMEO code has a type in PLOVER (the field `plover`) count. Told are

  root   some event of the sentence has the type of the code's root, or bears the same CAMEO code
         (173 is COERCE/arrest and SANCTION/convict)
  exact  and the right codes: an actor with the country of the source, a recipient with the country of
         the target, and where the case gives a sector that PLOVER has, that sector. Where the codebook
         makes both sides actors, both are looked for among them; a missing target ("---") asks for
         nothing.
  quad   as exact, but of the type only its quad class is asked for

Cases without a text are left out. CONCEDE and RETREAT are one (CAMEO 08). A case of "noevents" is right when Bede has none.
"""
import json, os, subprocess, sys

QUAD = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
        "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4,
        "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}
# not sectors but places, faiths, names: they ask for nothing
SECTORS = {"GOV", "MIL", "REB", "OPP", "COP", "JUD", "LEG", "SPY", "BUS", "EDU", "CVL", "UAF", "PTY",
           "ELI", "REF", "LAB", "CRM", "AGR"}
OTHER = {"MED": "JRN", "HLH": "MED", "PPL": "CVL", "INS": "REB", "SEP": "REB", "HRI": "SOC"}


def one(kind):
    return {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(kind, kind)


def wanted(code):
    """(countries that will do, sectors that will do) of a CAMEO code; None: nothing is asked."""
    blocks = [code[i:i + 3] for i in range(0, len(code), 3)]
    country = blocks[0] if blocks else "---"
    sectors = {OTHER.get(b, b) for b in blocks if b in SECTORS or b in OTHER}
    if country == "---" or country in SECTORS or country in OTHER:
        countries = None
    elif country == "IGO":
        countries = {"IGO"} | ({"UNO"} if "UNO" in blocks else set())
        countries |= {"EUR"} if "EEC" in blocks else set()
    else:
        countries = {country}
    return countries, sectors


def fits(party, want):
    countries, sectors = want
    if countries is not None and party.get("code") not in countries:
        return False
    have = set(party.get("sectors") or [])
    have |= {"OPP"} if "SOC" in have else set()  # activists: CAMEO's OPP, PLOVER's SOC
    return not sectors or bool(have & sectors)


def right(event, gold):
    source, target = wanted(gold.get("source_code", "---")), wanted(gold.get("target_code", "---"))
    actors, recipients = event["actor"], event["recipient"] or event["actor"]
    if not any(fits(a, source) for a in actors):
        return False
    if set(gold.get("target_code", "---")) <= {"-"}:
        return True
    return any(fits(r, target) for r in recipients)


def main():
    args = sys.argv[1:]
    misses = "--misses" in args
    args = [a for a in args if a != "--misses"]
    bede, path, extra = args[0], args[1], args[2:]
    cases = [json.loads(line) for line in open(path, encoding="utf-8")]
    cases = [case for case in cases if case["text"].strip()]
    lines = []
    for i, case in enumerate(cases):
        date = case["date"]
        date = f"{date[:4]}-{date[4:6]}-{date[6:8]}" if len(date) == 8 else "2012-11-08"
        lines.append(json.dumps({"id": str(i), "date": date, "text": case["text"]}))
    run = subprocess.run([bede, "code", "--from", "jsonl", "--format", "jsonl", *extra, "-"],
                         input="\n".join(lines), capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    found = {}
    for line in filter(str.strip, run.stdout.splitlines()):
        event = json.loads(line)
        found.setdefault(int(event["bede"]["story"]), []).append(event)
    n = root = exact = quad = silent = no_events = 0
    for i, case in enumerate(cases):
        events = found.get(i, [])
        if all("cameo" not in e for e in case["events"]):
            no_events += 1
            silent += not events
        for gold in case["events"]:
            if not gold.get("plover"):
                continue
            kind = gold["plover"][0]
            n += 1
            same = [e for e in events if one(e["event"][0]) == one(kind)
                    or (e["bede"].get("cameo") or "")[:3] == gold["cameo"][:3]]
            near = [e for e in events if QUAD.get(e["event"][0]) == QUAD.get(kind)]
            is_right = any(right(e, gold) for e in same)
            root += bool(same)
            exact += is_right
            quad += any(right(e, gold) for e in near)
            if misses and not is_right:
                print(f"{case['id']}: {case['text']}\n  wanted {gold.get('source_code')} {kind} "
                      f"{gold.get('target_code')}")
                for e in events:
                    side = lambda k: ", ".join(f"{p.get('code')}/{'+'.join(p.get('sectors') or [])}"
                                               for p in e[k])
                    print(f"  found  {side('actor')} {e['event'][0]} {side('recipient')}")
    share = lambda k, m: f"{k} of {m} ({100 * k / m:.1f} %)" if m else "none"
    print(f"{os.path.basename(path)}: exact {share(exact, n)}, root {share(root, n)}, "
          f"quad {share(quad, n)}, silent where nothing is told {share(silent, no_events)}")


if __name__ == "__main__":
    main()
