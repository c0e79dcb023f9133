#!/usr/bin/env python3
"""Score `bede entities` on documents with entity and coreference annotation, or on country tags.

usage: score_entities.py GUM.jsonl ENTITIES.jsonl [--genres news,interview,...] [--list]
       score_entities.py --countries WIRE.jsonl ENTITIES.jsonl [--list]

GUM.jsonl holds a document a line: id, genre, text, entities (start, end, etype, group, named).
ENTITIES.jsonl is what `bede entities --from jsonl --format jsonl GUM.jsonl` prints.

Names. GUM's `named` also marks phrases that merely contain a name ("children in mainland
Australia"), and its spans take in what follows ("India, where ..."). Both sides are cut to the name:
the part before a comma, bracket, dash or relative pronoun, without leading words in lower case and
articles and without a final 's. What then does not begin and end with a capital (or holds lower-case
words other than of, for, and, the, de, van ...) is no name and is left out on both sides; so is a
common noun of ours whose capital only begins a sentence. Types
map as: person = person; organization = org, country, group; place = place, country.

Coreference. Mentions are GUM's of type person, organization, place. A mention of ours is the gold one
that starts at the same word (articles and possessors aside) and ends nearest. MUC, B3 and CEAF-e are
computed over the union; what only one side has is a singleton of its own. GUM leaves singletons in.
The baseline has our mentions: names of the same letters are one, a pronoun is the nearest mention
before it of a fitting kind.

Countries. The share of the editors' country tags (`places`) that are among the codes found.
"""
import json, re, sys
from collections import Counter, defaultdict

LOWER_OK = {"of", "for", "and", "the", "de", "van", "von", "bin", "al", "la", "le", "du", "del", "di",
            "in", "on", "to", "&", "-", "ibn", "der", "den", "da", "'s", "’s", "el"}
ARTICLES = {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our",
            "my", "your", "some", "all", "both", "other", "another", "any"}

def words(text, start, end):
    return [(m.group(), start + m.start(), start + m.end())
            for m in re.finditer(r"[^\W_]+(?:[.'’][^\W_]+)*\.?|[^\w\s]", text[start:end])]

def cut(text, start, end):
    """The name inside a span: (start, end), or None."""
    ws = words(text, start, end)
    for i, (w, _, _) in enumerate(ws):
        if i and (w in {",", "(", "[", "—", "–", "-", ":", ";"} and w != "-" or
                  w.lower() in {"who", "whom", "whose", "which", "where", "that", "when"}):
            ws = ws[:i]
            break
    while ws and (ws[0][0].lower() in ARTICLES or not ws[0][0][0].isupper()):
        ws = ws[1:]
    if ws and re.search(r"['’]s?$", text[ws[-1][1]:ws[-1][2]]):
        w, s, e = ws[-1]
        m = re.search(r"['’]s?$", w)
        ws[-1] = (w[:m.start()], s, s + m.start())
    while ws and ws[-1][0] in {"'", "’", "s", ".", ""}:
        ws = ws[:-1]
    if not ws or not (ws[-1][0][0].isupper() or ws[-1][0][0].isdigit() or
                      (len(ws) > 1 and ws[-2][0] == "-")):
        return None
    for i, (w, s, _) in enumerate(ws):
        glued = s > start and text[s - 1] in "-'’"
        if w[0].islower() and w.lower() not in LOWER_OK and not glued:
            return None
    s, e = ws[0][1], ws[-1][2]
    if text[e - 1] == "." and "." not in text[s:e - 1]:
        e -= 1
    return s, e

KINDS = {"person": {"person"}, "org": {"organization"}, "group": {"organization", "person"},
         "country": {"organization", "place"}, "place": {"place"}, "other": set()}

def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]

def prf(tp, n_pred, n_gold):
    p = tp / n_pred if n_pred else 0.0
    r = tp / n_gold if n_gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0

def gold_entities(doc):
    e = doc["entities"]
    return e if isinstance(e, list) else json.loads(e.replace("'", '"'))

# ---- names --------------------------------------------------------------------------------------

def names(doc, ours, listing):
    text = doc["text"]
    gold, pred = {}, {}
    for e in gold_entities(doc):
        if e["named"] and e["etype"] in ("person", "organization", "place"):
            span = cut(text, e["start"], e["end"])
            if span: gold.setdefault(span, set()).add(e["etype"])
    for entity in ours:
        for m in entity["mentions"]:
            if m["kind"] in ("pronoun", "adjective") or entity["kind"] == "other": continue
            span = cut(text, *m["span"])
            if m["kind"] == "nominal" and span and re.search(r"(^|[.!?:\"“\n])\s*$", text[:span[0]]):
                continue
            if span: pred.setdefault(span, set()).update(KINDS[entity["kind"]])
    # an adjective of a country is a name to GUM only now and then: neither right nor wrong
    spans = len(set(gold) & set(pred))
    typed = sum(1 for s in gold if s in pred and gold[s] & pred[s])
    if listing:
        for s in sorted(set(gold) ^ set(pred)):
            print("  ", "missed" if s in gold else "extra ", repr(text[s[0]:s[1]]),
                  gold.get(s) or pred.get(s), "in", repr(text[max(0, s[0] - 30):s[1] + 20]))
    return spans, typed, len(pred), len(gold)

# ---- coreference --------------------------------------------------------------------------------

def anchor(text, start, end):
    ws = words(text, start, end)
    while len(ws) > 1 and ws[0][0].lower() in ARTICLES: ws = ws[1:]
    return ws[0][1] if ws else start

def align(doc, ours):
    """Gold and predicted clusters over shared mention ids."""
    text = doc["text"]
    by_start = defaultdict(list)
    gold = {}
    for i, e in enumerate(gold_entities(doc)):
        if e["etype"] not in ("person", "organization", "place"): continue
        gold[("g", i)] = e["group"]
        by_start[anchor(text, e["start"], e["end"])].append((e["end"], ("g", i)))
    pred, kinds = {}, {}
    taken = set()
    flat = [(m["span"], m, entity) for entity in ours for m in entity["mentions"]]
    flat.sort(key=lambda x: (x[0][0], -x[0][1]))
    for span, m, entity in flat:
        options = [(abs(end - span[1]), g) for end, g in by_start[anchor(text, *span)] if g not in taken]
        key = min(options)[1] if options else None
        if key is None:
            if entity["kind"] == "other" or m["kind"] == "adjective": continue
            key = ("p", len(pred))
        taken.add(key)
        pred[key] = entity["entity"]
        kinds[key] = (m, entity["kind"])
    return gold, pred, kinds

FITS = {"he": {"person"}, "him": {"person"}, "his": {"person"}, "she": {"person"}, "her": {"person"},
        "it": {"org", "country", "place"}, "its": {"org", "country", "place"},
        "they": {"person", "group", "org"}, "them": {"person", "group", "org"},
        "their": {"person", "group", "org"}, "who": {"person", "group"}}

def baseline(kinds):
    clusters, before = {}, []
    for key, (m, kind) in sorted(kinds.items(), key=lambda x: (x[1][0]["span"][0], -x[1][0]["span"][1])):
        word = m["text"].lower()
        if m["kind"] == "pronoun":
            fits = FITS.get(word, set())
            found = next((c for k, c in reversed(before) if k in fits), None)
            clusters[key] = found if found is not None else ("new", key)
        else:
            clusters[key] = " ".join(word.split())
            before.append((kind, clusters[key]))
    return clusters

def groups(assign):
    out = defaultdict(set)
    for k, c in assign.items(): out[c].add(k)
    return list(out.values())

def muc(a, b):
    of = {k: i for i, g in enumerate(b) for k in g}
    num = den = 0
    for g in a:
        parts = len({of[k] for k in g if k in of}) + sum(1 for k in g if k not in of)
        num += len(g) - parts
        den += len(g) - 1
    return num, den

def b3(a, b):
    of = {k: g for g in b for k in g}
    return sum(len(g & of[k]) / len(g) for g in a for k in g if k in of), sum(len(g) for g in a)

def ceafe(gold, pred):
    """Greedy by similarity: a lower bound that orders systems alike."""
    of = defaultdict(set)
    for i, g in enumerate(pred):
        for k in g: of[k].add(i)
    pairs = []
    for i, g in enumerate(gold):
        for j in {j for k in g for j in of[k]}:
            pairs.append((2 * len(g & pred[j]) / (len(g) + len(pred[j])), i, j))
    pairs.sort(key=lambda x: (-x[0], x[1], x[2]))
    ui, uj, total = set(), set(), 0.0
    for s, i, j in pairs:
        if i in ui or j in uj: continue
        ui.add(i); uj.add(j); total += s
    return total

class Conll:
    def __init__(self): self.c = Counter()
    def add(self, gold, pred):
        g, p = groups(gold), groups(pred)
        for name, f in (("muc", muc), ("b3", b3)):
            for side, (x, y) in (("r", (g, p)), ("p", (p, g))):
                num, den = f(x, y)
                self.c[name, side, 0] += num
                self.c[name, side, 1] += den
        sim = ceafe(g, p)
        self.c["ceafe", "r", 0] += sim; self.c["ceafe", "p", 0] += sim
        self.c["ceafe", "r", 1] += len(g); self.c["ceafe", "p", 1] += len(p)
    def f(self, name):
        r, p = (self.c[name, s, 0] / self.c[name, s, 1] if self.c[name, s, 1] else 0.0 for s in "rp")
        return 200 * r * p / (r + p) if r + p else 0.0
    def line(self):
        fs = [self.f(n) for n in ("muc", "b3", "ceafe")]
        return "MUC %.1f  B3 %.1f  CEAF-e %.1f  CoNLL %.1f" % (*fs, sum(fs) / 3)

def score_gum(docs, ours, genres, listing):
    total, by_genre = Counter(), defaultdict(Counter)
    system, base = Conll(), Conll()
    for doc in docs:
        if genres and doc["genre"] not in genres: continue
        entities = ours.get(doc["id"], [])
        if listing: print(doc["id"])
        row = Counter(dict(zip("stpg", names(doc, entities, listing))))
        by_genre[doc["genre"]] += row
        total += row
        gold, pred, kinds = align(doc, entities)
        system.add(gold, pred)
        base.add(gold, baseline(kinds))
    for genre, c in sorted(by_genre.items()) + [("all", total)]:
        p, r, f = prf(c["s"], c["p"], c["g"])
        print("names %-13s P %.3f R %.3f F1 %.3f  typed F1 %.3f  (%d gold)" %
              (genre, p, r, f, prf(c["t"], c["p"], c["g"])[2], c["g"]))
    print("coreference        ", system.line())
    print("coreference, base  ", base.line())

# ---- country tags -------------------------------------------------------------------------------

TAGS = {"usa": "USA", "uk": "GBR", "ussr": "SUN RUS", "west-germany": "DEU", "east-germany": "DDR DEU",
        "south-korea": "KOR", "north-korea": "PRK", "uae": "ARE", "yugoslavia": "YUG SRB",
        "czechoslovakia": "CSK CZE", "zaire": "COD", "burma": "MMR", "hong-kong": "HKG",
        "ivory-coast": "CIV", "bahamas": "BHS", "netherlands-antilles": "ANT NLD CUW", "taiwan": "TWN",
        "south-yemen": "YEM YMD", "north-yemen": "YEM", "cayman-islands": "CYM GBR", "bermuda": "BMU GBR"}

def score_countries(docs, ours, listing, table):
    names_of = dict(TAGS)
    with open(table, encoding="utf-8") as f:
        rows = [l.rstrip("\n").split("\t") for l in f if l.strip() and not l.startswith("#")]
    for row in rows[1:]:
        names_of.setdefault(row[2].lower().replace(" ", "-"), row[0])
    found = all_tags = 0
    missed = Counter()
    for i, doc in enumerate(docs):
        codes = {e["code"] for e in ours.get(str(doc.get("id", i)), [])}
        for tag in doc.get("places") or []:
            want = set(names_of.get(tag, "").split())
            if not want: missed["(unknown tag) " + tag] += 1; continue
            all_tags += 1
            if want & codes: found += 1
            else: missed[tag] += 1
    print("country tags found: %d of %d = %.1f %%" % (found, all_tags, 100 * found / max(all_tags, 1)))
    if listing: print(missed.most_common(40))

def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--") or a == "--countries"]
    listing = "--list" in sys.argv
    countries = "--countries" in args
    genres = None
    if "--genres" in sys.argv:
        at = sys.argv.index("--genres")
        genres = set(sys.argv[at + 1].split(","))
        args.remove(sys.argv[at + 1])
    files = [a for a in args if a != "--countries"]
    if len(files) != 2: sys.exit(__doc__)
    ours = defaultdict(list)
    for e in load(files[1]): ours[str(e["story"])].append(e)
    if countries:
        import os
        table = os.path.join(os.path.dirname(__file__), "..", "knowledge", "en", "entity", "countries.tsv")
        score_countries(load(files[0]), ours, listing, table)
    else:
        score_gum(load(files[0]), ours, genres, listing)

if __name__ == "__main__": main()
